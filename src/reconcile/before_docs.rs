//! The rules about payments that were made before: P001, P002, P008, P009
//! and B009.

use crate::finding::{Doc, Floor, Severity};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&P001, &P002, &P008, &P009, &B009];

const CATALOGUE: &str = "zhibu P, B";

/// P001 already-paid.
pub static P001: Doc = Doc::new("P001", "already-paid", Severity::Hold, Floor::Hold, CATALOGUE);

/// P002 account-already-paid.
pub static P002: Doc =
    Doc::new("P002", "account-already-paid", Severity::Hold, Floor::Hold, CATALOGUE);

/// P008 prepared-and-now-held.
pub static P008: Doc =
    Doc::new("P008", "prepared-and-now-held", Severity::Hold, Floor::None, CATALOGUE);

/// P009 likely-already-paid.
pub static P009: Doc =
    Doc::new("P009", "likely-already-paid", Severity::Hold, Floor::None, CATALOGUE);

/// B009 payment-returned.
pub static B009: Doc = Doc::new("B009", "payment-returned", Severity::Hold, Floor::None, CATALOGUE);
