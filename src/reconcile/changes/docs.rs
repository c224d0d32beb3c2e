//! The rules of the C family: population change, last year to this year.

use crate::finding::{Doc, Floor, Severity};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&C001, &C002, &C003, &C004, &C005, &C006, &C007, &C008, &C009, &C010, &C011, &C012, &C013];

/// C001 unexplained-addition.
pub static C001: Doc = Doc::new(
    "C001",
    "unexplained-addition",
    Severity::Hold,
    Floor::None,
    "核定人口只减不增；zhibu C",
);

/// C002 unexplained-removal.
pub static C002: Doc =
    Doc::new("C002", "unexplained-removal", Severity::Advise, Floor::None, "动态管理；zhibu C");

/// C003 name-changed.
pub static C003: Doc = Doc::new("C003", "name-changed", Severity::Advise, Floor::None, "zhibu C");

/// C004 id-changed.
pub static C004: Doc = Doc::new("C004", "id-changed", Severity::Advise, Floor::None, "zhibu C");

/// C005 account-changed.
pub static C005: Doc =
    Doc::new("C005", "account-changed", Severity::Advise, Floor::None, "zhibu C");

/// C006 place-changed.
pub static C006: Doc = Doc::new("C006", "place-changed", Severity::Advise, Floor::None, "zhibu C");

/// C007 mode-changed.
pub static C007: Doc = Doc::new("C007", "mode-changed", Severity::Advise, Floor::None, "zhibu C");

/// C008 back-after-removal.
pub static C008: Doc = Doc::new(
    "C008",
    "back-after-removal",
    Severity::Hold,
    Floor::None,
    "动态管理：恢复须登记，不补发",
);

/// C009 registered-change-not-applied.
pub static C009: Doc = Doc::new(
    "C009",
    "registered-change-not-applied",
    Severity::Hold,
    Floor::None,
    "动态管理；zhibu C",
);

/// C010 bridge-does-not-balance.
pub static C010: Doc =
    Doc::new("C010", "bridge-does-not-balance", Severity::Refuse, Floor::Refuse, "zhibu C");

/// C011 paid-after-stop-date.
pub static C011: Doc = Doc::new(
    "C011",
    "paid-after-stop-date",
    Severity::Advise,
    Floor::None,
    "停发之后发放的应当追回",
);

/// C012 sheet-missing.
pub static C012: Doc = Doc::new("C012", "sheet-missing", Severity::Advise, Floor::None, "zhibu C");

/// C013 register-row-unclear.
pub static C013: Doc =
    Doc::new("C013", "register-row-unclear", Severity::Advise, Floor::None, "zhibu C");
