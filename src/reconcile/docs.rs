//! The rules of the R family, and D007: pay list against roster.

use crate::finding::{Doc, Floor, Severity};

const CATALOGUE: &str = "zhibu R";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&D007, &R001, &R002, &R003, &R004, &R005, &R006, &R007, &R008, &R009, &R010];

/// D007 copy-held.
pub static D007: Doc = Doc::new("D007", "copy-held", Severity::Hold, Floor::Hold, "zhibu D");

/// R001 not-registered.
pub static R001: Doc = Doc::new("R001", "not-registered", Severity::Hold, Floor::None, CATALOGUE);

/// R002 eligible-not-listed.
pub static R002: Doc =
    Doc::new("R002", "eligible-not-listed", Severity::Advise, Floor::None, CATALOGUE);

/// R003 project-mode.
pub static R003: Doc = Doc::new("R003", "project-mode", Severity::Hold, Floor::None, CATALOGUE);

/// R004 name-differs.
pub static R004: Doc = Doc::new("R004", "name-differs", Severity::Hold, Floor::None, CATALOGUE);

/// R005 name-variant.
pub static R005: Doc = Doc::new("R005", "name-variant", Severity::Advise, Floor::None, CATALOGUE);

/// R006 id-differs.
pub static R006: Doc = Doc::new("R006", "id-differs", Severity::Hold, Floor::None, CATALOGUE);

/// R007 township-differs.
pub static R007: Doc =
    Doc::new("R007", "township-differs", Severity::Advise, Floor::None, CATALOGUE);

/// R008 account-differs.
pub static R008: Doc =
    Doc::new("R008", "account-differs", Severity::Advise, Floor::None, CATALOGUE);

/// R009 status-not-payable.
pub static R009: Doc =
    Doc::new("R009", "status-not-payable", Severity::Hold, Floor::None, "移民后期扶持人口动态管理");

/// R010 registered-row-held.
pub static R010: Doc =
    Doc::new("R010", "registered-row-held", Severity::Hold, Floor::Hold, CATALOGUE);
