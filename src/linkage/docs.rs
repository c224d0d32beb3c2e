//! The rules of the D family: one person or account more than once in a list.

use crate::finding::{Doc, Floor, Severity};

const CATALOGUE: &str = "zhibu D";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&D001, &D002, &D003, &D004, &D005, &D006];

/// D001 same-person-twice.
pub static D001: Doc =
    Doc::new("D001", "same-person-twice", Severity::Hold, Floor::Hold, CATALOGUE);

/// D002 same-person-two-townships.
pub static D002: Doc =
    Doc::new("D002", "same-person-two-townships", Severity::Hold, Floor::Hold, CATALOGUE);

/// D003 one-id-two-names.
pub static D003: Doc = Doc::new(
    "D003",
    "one-id-two-names",
    Severity::Hold,
    Floor::None,
    "公安部 2009、2015 年重号清理",
);

/// D004 legacy-and-current-id.
pub static D004: Doc =
    Doc::new("D004", "legacy-and-current-id", Severity::Hold, Floor::Hold, "GB 11643-1999");

/// D005 likely-same-person.
pub static D005: Doc =
    Doc::new("D005", "likely-same-person", Severity::Hold, Floor::None, CATALOGUE);

/// D006 shared-account.
pub static D006: Doc = Doc::new("D006", "shared-account", Severity::Hold, Floor::None, CATALOGUE);
