//! The rules of the X family: decisions that came back in exception workbooks.

use crate::finding::{Doc, Floor, Severity, Words};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&X001, &X002, &X003, &X004, &X005, &X006];

/// X001 rejected.
pub static X001: Doc = Doc::new(
    "X001",
    "rejected",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "已决定不予发放",
        "{who} 决定不予发放（{code}，{place}）",
        "确应发放的，由经办人改写处理意见后重新核对",
        "乡镇在疑点处理表上选了“不予发放”",
    ),
    Words::new(
        "decided not to be paid",
        "{who} decided against payment ({code}, {place})",
        "if they are to be paid after all, change the decision and run again",
        "a township chose “reject” in its exception workbook",
    ),
    "疑点处理表",
);

/// X002 decisions-disagree.
pub static X002: Doc = Doc::new(
    "X002",
    "decisions-disagree",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "处理意见互相矛盾",
        "对同一个问题（{code}）有不同的处理意见：{places}；都没有采用",
        "核实后只留一份，再核对一次",
        "两份疑点处理表对同一条写得不一样",
    ),
    Words::new(
        "decisions that disagree",
        "different decisions on one finding ({code}): {places}; none was followed",
        "find out which is right, keep that one, and run again",
        "two exception workbooks decide one finding differently",
    ),
    "疑点处理表",
);

/// X003 decision-stale.
pub static X003: Doc = Doc::new(
    "X003",
    "decision-stale",
    Severity::Advise,
    Floor::None,
    Words::new(
        "处理意见已过时",
        "{code} 的处理意见是对原来的内容作的（原为「{then}」，现为「{now}」），没有采用",
        "对照现在的内容重新填写处理意见",
        "填表之后原表那一行又改过",
    ),
    Words::new(
        "a decision that is out of date",
        "the decision on {code} was made on what the row was (「{then}」 then, 「{now}」 now) and was not followed",
        "decide again on what is there now",
        "the row was changed after it was decided",
    ),
    "疑点处理表",
);

/// X004 decision-refused.
pub static X004: Doc = Doc::new(
    "X004",
    "decision-refused",
    Severity::Advise,
    Floor::None,
    Words::new(
        "处理意见不能采用",
        "{code}：{why}",
        "按说明改写处理意见，或改正原表",
        "对“姓名银行无法识别”选了同意发放",
    ),
    Words::new(
        "a decision that cannot be followed",
        "{code}: {why}",
        "decide otherwise, or correct the list",
        "“approve” on a name that no bank can write",
    ),
    "疑点处理表",
);

/// X005 decision-incomplete.
pub static X005: Doc = Doc::new(
    "X005",
    "decision-incomplete",
    Severity::Advise,
    Floor::None,
    Words::new("处理意见没有填完整", "{code}：{why}", "补填后重新核对", "选了“更正”，没有写更正值"),
    Words::new(
        "a decision that is not complete",
        "{code}: {why}",
        "fill in what is missing and run again",
        "“correct” without a corrected value",
    ),
    "疑点处理表",
);

/// X006 corrected-by-decision.
pub static X006: Doc = Doc::new(
    "X006",
    "corrected-by-decision",
    Severity::Note,
    Floor::None,
    Words::new(
        "按处理意见更正",
        "{who} 由「{before}」更正为「{after}」（{code}，{place}）",
        "原表下次一并改好",
        "乡镇写了更正值",
    ),
    Words::new(
        "corrected by a decision",
        "{who}: 「{before}」 corrected to 「{after}」 ({code}, {place})",
        "correct the list itself too",
        "a township wrote a corrected value",
    ),
    "疑点处理表",
);
