//! The rules about payments that were made before: P001, P002, P008, P009
//! and B009.

use crate::finding::{Doc, Floor, Severity, Words};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&P001, &P002, &P008, &P009, &B009];

const CATALOGUE: &str = "zhibu P, B";

/// P001 already-paid.
pub static P001: Doc = Doc::new(
    "P001",
    "already-paid",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "本期已发",
        "{period}已发过 {amount} 元（{reference}，{how}）",
        "不再发放；那一笔被银行退回的，登记回盘文件后用 zhibu pay reissue 重发",
        "首批已发，补发时名册上还有这个人",
    ),
    Words::new(
        "already paid",
        "{amount} yuan were paid for {period} before ({reference}; {how})",
        "nothing is paid again; if the bank sent it back, take in the bank's answer and use zhibu pay reissue",
        "paid in the first batch, and still on the list of the supplementary run",
    ),
    CATALOGUE,
);

/// P002 account-already-paid.
pub static P002: Doc = Doc::new(
    "P002",
    "account-already-paid",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "账号本期已给别人发过",
        "本期已用这个账号给 {people} 人发过（{references}），超过规定的共用人数",
        "核对账号是谁的，改成本人或同户的账号",
        "补发的人写的是邻居的卡号，邻居首批已发",
    ),
    Words::new(
        "another person was paid into this account",
        "{people} others were paid into this account in the period ({references}): more than may share one",
        "find out whose account it is, and put in the person's own or the household's",
        "a late account is the neighbour's, who was paid in the first batch",
    ),
    CATALOGUE,
);

/// P008 prepared-and-now-held.
pub static P008: Doc = Doc::new(
    "P008",
    "prepared-and-now-held",
    Severity::Hold,
    Floor::None,
    Words::new(
        "已编入批次，现在应暂缓",
        "在还没有送银行的批次里（{reference}），现在却有疑点：{codes}",
        "送银行之前先撤下：zhibu pay withdraw {batch} --line {line}",
        "编入批次以后，民政名单上有了这个人",
    ),
    Words::new(
        "prepared, and now to be held",
        "stands in a batch that the bank does not have yet ({reference}), and is now held for {codes}",
        "take it out before it is sent: zhibu pay withdraw {batch} --line {line}",
        "somebody is found among the deceased after the batch was prepared",
    ),
    CATALOGUE,
);

/// P009 likely-already-paid.
pub static P009: Doc = Doc::new(
    "P009",
    "likely-already-paid",
    Severity::Hold,
    Floor::None,
    Words::new(
        "可能本期已发",
        "同镇同名、号码只差一处的人本期已发过（{reference}，{number}），现在名册上没有那个号码",
        "核对是不是同一个人改了号码：是的填“不予发放”，确是两个人的填“同意”",
        "首批发完以后，乡镇把身份证号改正了一位",
    ),
    Words::new(
        "probably already paid",
        "somebody of the same name and township, whose number is one slip away, was paid ({reference}, {number}) and is on the list no more",
        "find out whether a number was corrected: reject if it is one person, approve if they are two",
        "a township corrects one digit after the first batch was paid",
    ),
    CATALOGUE,
);

/// B009 payment-returned.
pub static B009: Doc = Doc::new(
    "B009",
    "payment-returned",
    Severity::Hold,
    Floor::None,
    Words::new(
        "银行没有发成",
        "{reference} 没有发成：{reason}",
        "核对账号和户名：有错的填“更正”；确认无误、银行可以再发的填“同意发放”；不再发的填“不予发放”",
        "银行退票：账号已销户",
    ),
    Words::new(
        "the bank could not pay it",
        "{reference} was not paid: {reason}",
        "check account and holder: correct what is wrong, approve what is right and may be sent again, or reject",
        "sent back by the bank: the account is closed",
    ),
    CATALOGUE,
);
