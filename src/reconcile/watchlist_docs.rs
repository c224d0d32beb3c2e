//! The rules of the W family: lists from other bodies.

use crate::domain::WatchKind;
use crate::finding::{Doc, Floor, Severity};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&W001, &W002, &W003, &W004, &W005, &W006, &W007];

/// The rule of a kind of list.
#[must_use]
pub fn doc_of(kind: WatchKind) -> &'static Doc {
    match kind {
        WatchKind::Deceased => &W001,
        WatchKind::PublicPayroll => &W002,
        WatchKind::Imprisoned => &W003,
        WatchKind::OtherProgramme => &W004,
        WatchKind::OtherCounty => &W005,
        WatchKind::HukouChanged => &W006,
    }
}

/// W001 deceased.
pub static W001: Doc =
    Doc::new("W001", "deceased", Severity::Hold, Floor::None, "动态管理：死亡或被宣告死亡的核减");

/// W002 public-payroll.
pub static W002: Doc =
    Doc::new("W002", "public-payroll", Severity::Hold, Floor::None, "动态管理：被录用的核减");

/// W003 imprisoned.
pub static W003: Doc =
    Doc::new("W003", "imprisoned", Severity::Hold, Floor::None, "动态管理：服刑期间停发，缓刑除外");

/// W004 other-programme.
pub static W004: Doc = Doc::new(
    "W004",
    "other-programme",
    Severity::Hold,
    Floor::None,
    "国发〔2006〕17号；口粮补贴、困难扶助金对象不重复享受",
);

/// W005 other-county.
pub static W005: Doc =
    Doc::new("W005", "other-county", Severity::Hold, Floor::None, "同一人只能由一个县发放");

/// W006 hukou-changed.
pub static W006: Doc = Doc::new(
    "W006",
    "hukou-changed",
    Severity::Hold,
    Floor::None,
    "动态管理：农转非的核减；有的县保留农转城人员",
);

/// W007 watchlist-row-unusable.
pub static W007: Doc =
    Doc::new("W007", "watchlist-row-unusable", Severity::Advise, Floor::None, "zhibu W");
