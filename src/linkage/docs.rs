//! The rules of the D family: one person or account more than once in a list.

use crate::finding::{Doc, Floor, Severity, Words};

const CATALOGUE: &str = "zhibu D";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&D001, &D002, &D003, &D004, &D005, &D006];

/// D001 same-person-twice.
pub static D001: Doc = Doc::new(
    "D001",
    "same-person-twice",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "同一人在本乡镇出现两次",
        "同号同名的另一行在：{places}{differ}",
        "只留一行；账号或金额不同的，核对后留下正确的一行",
        "同一人抄了两遍",
    ),
    Words::new(
        "the same person twice in a township",
        "the same number and name also stand at: {places}{differ}",
        "keep one row; where account or amount differ, find out which is right",
        "one person copied twice",
    ),
    CATALOGUE,
);

/// D002 same-person-two-townships.
pub static D002: Doc = Doc::new(
    "D002",
    "same-person-two-townships",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "同一人在两个乡镇",
        "同号同名的另一行在：{places}{differ}",
        "两个乡镇商定此人归哪里，另一处删除",
        "从月田镇搬到新墙镇，两边都报",
    ),
    Words::new(
        "the same person in two townships",
        "the same number and name also stand at: {places}{differ}",
        "the two townships agree where the person belongs; the other deletes the row",
        "moved from 月田镇 to 新墙镇 and listed by both",
    ),
    CATALOGUE,
);

/// D003 one-id-two-names.
pub static D003: Doc = Doc::new(
    "D003",
    "one-id-two-names",
    Severity::Hold,
    Floor::None,
    Words::new(
        "一个身份证号两个姓名",
        "这个号码对应的姓名有：{names}；另一行在：{places}",
        "照身份证核对每个人的号码；极少数确是重号的，由人认定，程序不合并",
        "号码抄到了下一行",
    ),
    Words::new(
        "one identity number, two names",
        "the number stands for: {names}; also at: {places}",
        "compare each person's number with the card; a few people really share a number, which a person decides, never the program",
        "a number copied into the next row",
    ),
    "公安部 2009、2015 年重号清理",
);

/// D004 legacy-and-current-id.
pub static D004: Doc = Doc::new(
    "D004",
    "legacy-and-current-id",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "同一人的 15 位和 18 位号码都在",
        "升位后是同一个人，另一行在：{places}{differ}",
        "留下 18 位号码的一行，删除 15 位的",
        "老册子的一行没有删",
    ),
    Words::new(
        "the 15- and the 18-digit number of one person",
        "upgraded, it is the same person as at: {places}{differ}",
        "keep the row with 18 digits, delete the other",
        "a row of an old list that was not deleted",
    ),
    "GB 11643-1999",
);

/// D005 likely-same-person.
pub static D005: Doc = Doc::new(
    "D005",
    "likely-same-person",
    Severity::Hold,
    Floor::None,
    Words::new(
        "很可能是同一个人",
        "与 {other} 很像：{terms}",
        "核对是不是一个人；是的留下号码正确的一行，不是的注明",
        "同名同村，号码只差一位",
    ),
    Words::new(
        "likely the same person",
        "much like {other}: {terms}",
        "find out whether it is one person; if so keep the row with the right number, if not say so",
        "same name and village, numbers one digit apart",
    ),
    CATALOGUE,
);

/// D006 shared-account.
pub static D006: Doc = Doc::new(
    "D006",
    "shared-account",
    Severity::Hold,
    Floor::None,
    Words::new(
        "几个人共用一个账号",
        "{people} 人用同一个账号（{rule}）；另见：{places}",
        "逐人核对账号；确属同一户的，把户主填一致",
        "三户人家的钱都打到村干部的卡上",
    ),
    Words::new(
        "one account for several people",
        "{people} people use one account ({rule}); also at: {places}",
        "check each person's account; if they are one household, write the same head for all",
        "three households' money on a village official's card",
    ),
    CATALOGUE,
);
