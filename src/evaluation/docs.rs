//! The rules of the self-evaluation: what is to be said of a fund workbook, of
//! the lists behind its indicators, and of figures that do not agree.
//!
//! None of them holds a payment: they are about what is reported of it.

use crate::finding::{Doc, Floor, Severity};

const CATALOGUE: &str = "zhibu E";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[
    &E001, &E002, &E003, &E004, &E005, &E006, &E007, &E008, &E009, &E010, &E011, &E012, &E013,
    &E014, &E015, &E016, &E017, &E018, &E019, &E020,
];

/// E001 sheet-not-read.
pub static E001: Doc = Doc::new("E001", "sheet-not-read", Severity::Advise, Floor::None, CATALOGUE);

/// E002 sheet-missing.
pub static E002: Doc = Doc::new("E002", "sheet-missing", Severity::Advise, Floor::None, CATALOGUE);

/// E003 cell-unreadable.
pub static E003: Doc =
    Doc::new("E003", "cell-unreadable", Severity::Advise, Floor::None, CATALOGUE);

/// E004 document-unknown.
pub static E004: Doc =
    Doc::new("E004", "document-unknown", Severity::Advise, Floor::None, CATALOGUE);

/// E005 use-unknown.
pub static E005: Doc = Doc::new("E005", "use-unknown", Severity::Advise, Floor::None, CATALOGUE);

/// E006 project-without-place.
pub static E006: Doc =
    Doc::new("E006", "project-without-place", Severity::Advise, Floor::None, CATALOGUE);

/// E007 project-number-twice.
pub static E007: Doc =
    Doc::new("E007", "project-number-twice", Severity::Advise, Floor::None, CATALOGUE);

/// E008 paid-over-approved.
pub static E008: Doc =
    Doc::new("E008", "paid-over-approved", Severity::Advise, Floor::None, CATALOGUE);

/// E009 unpaid-without-reason.
pub static E009: Doc =
    Doc::new("E009", "unpaid-without-reason", Severity::Advise, Floor::None, CATALOGUE);

/// E010 document-parts-differ.
pub static E010: Doc =
    Doc::new("E010", "document-parts-differ", Severity::Advise, Floor::None, CATALOGUE);

/// E011 documents-and-uses-differ.
pub static E011: Doc =
    Doc::new("E011", "documents-and-uses-differ", Severity::Advise, Floor::None, CATALOGUE);

/// E012 projects-and-use-differ.
pub static E012: Doc =
    Doc::new("E012", "projects-and-use-differ", Severity::Advise, Floor::None, CATALOGUE);

/// E013 direct-pay-differs.
pub static E013: Doc =
    Doc::new("E013", "direct-pay-differs", Severity::Advise, Floor::None, CATALOGUE);

/// E014 stated-value-differs.
pub static E014: Doc =
    Doc::new("E014", "stated-value-differs", Severity::Advise, Floor::None, CATALOGUE);

/// E015 list-count-differs.
pub static E015: Doc =
    Doc::new("E015", "list-count-differs", Severity::Advise, Floor::None, CATALOGUE);

/// E016 listed-number-invalid.
pub static E016: Doc =
    Doc::new("E016", "listed-number-invalid", Severity::Advise, Floor::None, CATALOGUE);

/// E017 listed-not-registered.
pub static E017: Doc =
    Doc::new("E017", "listed-not-registered", Severity::Advise, Floor::None, CATALOGUE);

/// E018 listed-name-differs.
pub static E018: Doc =
    Doc::new("E018", "listed-name-differs", Severity::Advise, Floor::None, CATALOGUE);

/// E019 listed-twice.
pub static E019: Doc = Doc::new("E019", "listed-twice", Severity::Advise, Floor::None, CATALOGUE);

/// E020 trainee-age.
pub static E020: Doc = Doc::new(
    "E020",
    "trainee-age",
    Severity::Advise,
    Floor::None,
    "rules/evaluation.toml [trainees]",
);
