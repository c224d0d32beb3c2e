//! The rules of the X family: decisions that came back in exception workbooks.

use crate::finding::{Doc, Floor, Severity};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&X001, &X002, &X003, &X004, &X005, &X006];

/// X001 rejected.
pub static X001: Doc = Doc::new("X001", "rejected", Severity::Hold, Floor::Hold, "疑点处理表");

/// X002 decisions-disagree.
pub static X002: Doc =
    Doc::new("X002", "decisions-disagree", Severity::Hold, Floor::Hold, "疑点处理表");

/// X003 decision-stale.
pub static X003: Doc =
    Doc::new("X003", "decision-stale", Severity::Advise, Floor::None, "疑点处理表");

/// X004 decision-refused.
pub static X004: Doc =
    Doc::new("X004", "decision-refused", Severity::Advise, Floor::None, "疑点处理表");

/// X005 decision-incomplete.
pub static X005: Doc =
    Doc::new("X005", "decision-incomplete", Severity::Advise, Floor::None, "疑点处理表");

/// X006 corrected-by-decision.
pub static X006: Doc =
    Doc::new("X006", "corrected-by-decision", Severity::Note, Floor::None, "疑点处理表");
