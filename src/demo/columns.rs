//! The columns that clerks give their lists, and what they call them.
//!
//! A plain table of fields and headings, in the order of the sheet.

use super::rows::Field::{
    self, Account, Amount, Bank, Group, Head, IdNumber, Mode, Name, Note, Payee, Phone, Relation,
    Reservoir, Serial, Sex, Status, Township, Village,
};

/// With the township, everything in the usual words.
pub(super) const ROSTER_FULL: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Township, "乡镇"),
    (Village, "村"),
    (Group, "组"),
    (Head, "户主"),
    (Name, "姓名"),
    (Relation, "与户主关系"),
    (Sex, "性别"),
    (IdNumber, "身份证号"),
    (Reservoir, "水库名称"),
    (Mode, "扶持方式"),
    (Status, "状态"),
    (Bank, "开户银行"),
    (Account, "银行账号"),
    (Phone, "联系电话"),
    (Note, "备注"),
];
/// With the township; 移民 in the headings.
pub(super) const ROSTER_MIGRANT: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Township, "镇（街道）"),
    (Village, "行政村"),
    (Group, "村民小组"),
    (Head, "户主姓名"),
    (Name, "移民姓名"),
    (Relation, "与户主关系"),
    (Sex, "性别"),
    (IdNumber, "身份证号码"),
    (Reservoir, "所属水库"),
    (Mode, "扶持方式"),
    (Status, "移民状态"),
    (Bank, "开户银行"),
    (Account, "社保卡号"),
    (Phone, "联系电话"),
    (Note, "备注"),
];
/// Without the township; the identity card's own words.
pub(super) const ROSTER_CITIZEN: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Village, "村（居）委会"),
    (Group, "组"),
    (Head, "户主"),
    (Name, "姓名"),
    (Sex, "性别"),
    (Relation, "与户主关系"),
    (IdNumber, "公民身份号码"),
    (Mode, "扶持方式"),
    (Status, "状态"),
    (Reservoir, "水库名称"),
    (Bank, "开户银行"),
    (Account, "一卡通账号"),
    (Phone, "联系电话"),
    (Note, "备注"),
];
/// Without the township; the account before the bank.
pub(super) const ROSTER_PAPERS: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Village, "行政村"),
    (Group, "村民小组"),
    (Head, "户主姓名"),
    (Relation, "与户主关系"),
    (Name, "享受人员姓名"),
    (IdNumber, "证件号码"),
    (Sex, "性别"),
    (Phone, "联系电话"),
    (Reservoir, "所属水库"),
    (Mode, "扶持方式"),
    (Status, "移民状态"),
    (Account, "银行账号"),
    (Bank, "开户银行"),
    (Note, "备注"),
];
/// The usual words.
pub(super) const PAY_PLAIN: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Village, "村"),
    (Group, "组"),
    (Head, "户主"),
    (Name, "姓名"),
    (IdNumber, "身份证号"),
    (Bank, "开户银行"),
    (Account, "银行账号"),
    (Payee, "户名"),
    (Amount, "金额"),
];
/// With the township, and 一卡通.
pub(super) const PAY_TOWNSHIP: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Township, "乡镇"),
    (Village, "行政村"),
    (Group, "村民小组"),
    (Head, "户主姓名"),
    (Name, "享受人员姓名"),
    (IdNumber, "身份证号码"),
    (Bank, "开户银行"),
    (Account, "一卡通账号"),
    (Payee, "一卡通户名"),
    (Amount, "发放金额"),
    (Note, "备注"),
];
/// Without the bank: it is the roster's.
pub(super) const PAY_NO_BANK: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Village, "村"),
    (Group, "组"),
    (Head, "户主"),
    (Name, "移民姓名"),
    (IdNumber, "公民身份号码"),
    (Account, "社保卡号"),
    (Payee, "户名"),
    (Amount, "补贴金额"),
    (Note, "备注"),
];
/// The amount before the account, its unit in the heading.
pub(super) const PAY_UNIT: &[(Field, &str)] = &[
    (Serial, "序号"),
    (Village, "村（居）委会"),
    (Group, "村民小组"),
    (Head, "户主姓名"),
    (Name, "姓名"),
    (IdNumber, "证件号码"),
    (Amount, "金额（元）"),
    (Bank, "开户银行"),
    (Account, "银行账号"),
    (Payee, "户名"),
];
