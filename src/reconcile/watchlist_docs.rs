//! The rules of the W family: lists from other bodies.

use crate::domain::WatchKind;
use crate::finding::{Doc, Floor, Severity, Words};

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
pub static W001: Doc = Doc::new(
    "W001",
    "deceased",
    Severity::Hold,
    Floor::None,
    Words::new(
        "已在死亡名单上",
        "死亡名单上有此人（{place}）：{terms}{from}",
        "核实是否死亡；属实的核减并从名册中删除，确属误登的请写明依据并同意发放",
        "上年去世，今年仍在发放名册",
    ),
    Words::new(
        "on a list of the dead",
        "on the list of the deceased at {place}: {terms}{from}",
        "check whether the person died; if so remove them from the lists, if the list is wrong say on what evidence and approve",
        "died last year and is on this year's pay list",
    ),
    "动态管理：死亡或被宣告死亡的核减",
);

/// W002 public-payroll.
pub static W002: Doc = Doc::new(
    "W002",
    "public-payroll",
    Severity::Hold,
    Floor::None,
    Words::new(
        "财政供养人员",
        "财政供养人员名单上有此人（{place}）：{terms}{from}",
        "核实是否被国家机关、事业单位、国有企业录用；属实的核减，误登的写明依据",
        "考取公务员后仍在发放名册",
    ),
    Words::new(
        "on a public payroll",
        "on the public payroll at {place}: {terms}{from}",
        "check whether a public body employs the person; if so remove them, if not say on what evidence",
        "hired by a public body and still on the pay list",
    ),
    "动态管理：被录用的核减",
);

/// W003 imprisoned.
pub static W003: Doc = Doc::new(
    "W003",
    "imprisoned",
    Severity::Hold,
    Floor::None,
    Words::new(
        "在服刑",
        "服刑人员名单上有此人（{place}）：{terms}{from}",
        "核实是否判处有期徒刑并在服刑（缓刑除外）；属实的停发，释放后续发，停发期间不补",
        "服刑人员仍在发放名册",
    ),
    Words::new(
        "in prison",
        "on the list of prisoners at {place}: {terms}{from}",
        "check whether a fixed term is being served (not on parole); if so suspend payment; it resumes on release, without back-pay",
        "a prisoner on the pay list",
    ),
    "动态管理：服刑期间停发，缓刑除外",
);

/// W004 other-programme.
pub static W004: Doc = Doc::new(
    "W004",
    "other-programme",
    Severity::Hold,
    Floor::None,
    Words::new(
        "已享受其他补助",
        "其他补助名单上有此人（{place}）：{terms}{from}",
        "原口粮补贴、困难扶助金对象不享受 600 元直补；核实后留一项",
        "同时领困难扶助金和直补",
    ),
    Words::new(
        "paid by another programme",
        "on another programme's list at {place}: {terms}{from}",
        "recipients of the former grain subsidy or hardship aid are not entitled to the 600; keep one of the two",
        "on the hardship aid's list and on the pay list",
    ),
    "国发〔2006〕17号；口粮补贴、困难扶助金对象不重复享受",
);

/// W005 other-county.
pub static W005: Doc = Doc::new(
    "W005",
    "other-county",
    Severity::Hold,
    Floor::None,
    Words::new(
        "外县也在发放",
        "外县名单上有此人（{place}）：{terms}{from}",
        "与外县核对由哪边发放；只能由一个县发",
        "两个县的名册上都有此人",
    ),
    Words::new(
        "paid by another county",
        "on another county's list at {place}: {terms}{from}",
        "settle with the other county which of the two pays; only one may",
        "on the lists of two counties",
    ),
    "同一人只能由一个县发放",
);

/// W006 hukou-changed.
pub static W006: Doc = Doc::new(
    "W006",
    "hukou-changed",
    Severity::Hold,
    Floor::None,
    Words::new(
        "户口已变动",
        "户口变动名单上有此人（{place}）：{terms}{from}",
        "核实是否转为非农业户口或迁出；本县保留的（如农转城）写明依据并同意发放",
        "农转非后仍在发放名册",
    ),
    Words::new(
        "hukou changed",
        "on the list of hukou changes at {place}: {terms}{from}",
        "check whether the hukou is no longer agricultural or has moved away; where the county keeps such people, say on what rule and approve",
        "no longer agricultural and still on the pay list",
    ),
    "动态管理：农转非的核减；有的县保留农转城人员",
);

/// W007 watchlist-row-unusable.
pub static W007: Doc = Doc::new(
    "W007",
    "watchlist-row-unusable",
    Severity::Advise,
    Floor::None,
    Words::new(
        "名单上的一行没法比对",
        "{list}的这一行没有身份证号，或号码已失真：查不到是谁",
        "向出具名单的单位要完整的号码",
        "死亡名单里号码存成 4.30621E+17",
    ),
    Words::new(
        "a row that cannot be compared",
        "this row of the {list} has no number, or one whose digits are lost: nobody can be looked for by it",
        "ask whoever issued the list for the full number",
        "a number stored as 4.30621E+17 on the list of the dead",
    ),
    "zhibu W",
);
