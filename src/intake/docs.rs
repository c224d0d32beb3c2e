//! The rules of the I family that speak of files, sheets and rows that are no
//! data. Those that speak of one data row stand with the row rules.

use crate::finding::{Doc, Floor, Severity};

const CATALOGUE: &str = "zhibu I";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&I001, &I002, &I003, &I004, &I005, &I006, &I007, &I008, &I009, &I010, &I013, &I016];

/// I001 unreadable-file.
pub static I001: Doc =
    Doc::new("I001", "unreadable-file", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I002 too-large.
pub static I002: Doc = Doc::new("I002", "too-large", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I003 no-header.
pub static I003: Doc = Doc::new("I003", "no-header", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I004 missing-column.
pub static I004: Doc =
    Doc::new("I004", "missing-column", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I005 ambiguous-column.
pub static I005: Doc =
    Doc::new("I005", "ambiguous-column", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I006 hidden-sheet.
pub static I006: Doc = Doc::new("I006", "hidden-sheet", Severity::Refuse, Floor::ByName, CATALOGUE);

/// I007 hidden-rows.
pub static I007: Doc = Doc::new("I007", "hidden-rows", Severity::Advise, Floor::None, CATALOGUE);

/// I008 footer-disagrees.
pub static I008: Doc =
    Doc::new("I008", "footer-disagrees", Severity::Advise, Floor::None, CATALOGUE);

/// I009 same-file-twice.
pub static I009: Doc =
    Doc::new("I009", "same-file-twice", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// I010 row-skipped.
pub static I010: Doc = Doc::new("I010", "row-skipped", Severity::Note, Floor::None, CATALOGUE);

/// I013 merged-cell.
pub static I013: Doc = Doc::new("I013", "merged-cell", Severity::Advise, Floor::None, CATALOGUE);

/// I016 encoding.
pub static I016: Doc = Doc::new("I016", "encoding", Severity::Refuse, Floor::Refuse, CATALOGUE);
