//! The rules of the C family: population change, last year to this year.

use crate::finding::{Doc, Floor, Severity, Words};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&C001, &C002, &C003, &C004, &C005, &C006, &C007, &C008, &C009, &C010, &C011, &C012, &C013];

/// C001 unexplained-addition.
pub static C001: Doc = Doc::new(
    "C001",
    "unexplained-addition",
    Severity::Hold,
    Floor::None,
    Words::new(
        "新增人员没有依据",
        "{why}",
        "补办并登记变动（迁入、核增、恢复等）和文号，或从名册中删除",
        "上年没有、变动登记也没有的人出现在今年的发放名册上",
    ),
    Words::new(
        "an addition that nothing explains",
        "{why}",
        "register the change with its document (moved in, added, restored …), or take the person off the list",
        "on this year's pay list, on none of last year's, and not in the register",
    ),
    "核定人口只减不增；zhibu C",
);

/// C002 unexplained-removal.
pub static C002: Doc = Doc::new(
    "C002",
    "unexplained-removal",
    Severity::Advise,
    Floor::None,
    Words::new(
        "减少人员没有依据",
        "上年在册，{now}，变动登记中没有减少的记载",
        "核实原因，补登记；漏列的补上，避免应发未发",
        "上年发放，今年不见了，变动登记里也没有",
    ),
    Words::new(
        "a removal that nothing explains",
        "listed last year; {now}; the register has no removal",
        "find out why and register it; who was left out by mistake has to be put back",
        "paid last year, gone this year, and not in the register",
    ),
    "动态管理；zhibu C",
);

/// C003 name-changed.
pub static C003: Doc = Doc::new(
    "C003",
    "name-changed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "姓名变了",
        "上年写「{before}」，今年写「{now}」（{how}）；{register}",
        "核对户口簿；确系更名的补登记",
        "更名后未登记",
    ),
    Words::new(
        "the name changed",
        "last year 「{before}」, this year 「{now}」 ({how}); {register}",
        "check the household register; if the name was changed, have it entered in the change register",
        "renamed, and not registered",
    ),
    "zhibu C",
);

/// C004 id-changed.
pub static C004: Doc = Doc::new(
    "C004",
    "id-changed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "身份证号变了",
        "与上年的号码不同：{how}；{register}",
        "核对身份证；确系更正的补登记",
        "上年号码错一位，今年改正了",
    ),
    Words::new(
        "the identity number changed",
        "not last year's number: {how}; {register}",
        "check the identity card; a correction belongs in the change register",
        "last year's number had one wrong digit",
    ),
    "zhibu C",
);

/// C005 account-changed.
pub static C005: Doc = Doc::new(
    "C005",
    "account-changed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "账号变了",
        "与上年的账号不同（上年 {before}）；{register}",
        "向本人核实新账号，防止冒领",
        "换了新卡",
    ),
    Words::new(
        "the account changed",
        "not last year's account ({before}); {register}",
        "ask the person whether the new account is theirs",
        "a new card",
    ),
    "zhibu C",
);

/// C006 place-changed.
pub static C006: Doc = Doc::new(
    "C006",
    "place-changed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "乡镇或村变了",
        "上年在{before}，今年在{now}；{register}",
        "核实是否迁移，两地只能有一处",
        "从一个乡镇迁到另一个乡镇",
    ),
    Words::new(
        "the place changed",
        "last year at {before}, this year at {now}; {register}",
        "check whether they moved; only one of the two places may list them",
        "moved from one township to another",
    ),
    "zhibu C",
);

/// C007 mode-changed.
pub static C007: Doc = Doc::new(
    "C007",
    "mode-changed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "扶持方式变了",
        "上年为{before}，今年为{now}；{register}",
        "核对扶持方式的批复；没有登记的补登记",
        "由直补到人改为项目扶持",
    ),
    Words::new(
        "the support mode changed",
        "last year {before}, this year {now}; {register}",
        "check the approval of the change and have it registered",
        "from direct pay to project support",
    ),
    "zhibu C",
);

/// C008 back-after-removal.
pub static C008: Doc = Doc::new(
    "C008",
    "back-after-removal",
    Severity::Hold,
    Floor::None,
    Words::new(
        "核减后又出现",
        "曾被核减或停发（{how}），今年又在名册上，变动登记中没有恢复记录",
        "确应恢复的登记恢复和文号；停发期间不补发，期限不顺延",
        "上年因服刑停发，今年未登记恢复就列入",
    ),
    Words::new(
        "back after a removal",
        "removed or suspended before ({how}), on the list again, and nothing restores them",
        "register the restoration with its document; what was not paid is not made up for, and the term does not grow",
        "suspended last year for prison, on this year's list without a restoration",
    ),
    "动态管理：恢复须登记，不补发",
);

/// C009 registered-change-not-applied.
pub static C009: Doc = Doc::new(
    "C009",
    "registered-change-not-applied",
    Severity::Hold,
    Floor::None,
    Words::new(
        "登记已核减，名册未减",
        "变动登记：{words}；{from}，名册上仍有此人{due}",
        "从名册中核减；登记有误的更正变动登记",
        "登记死亡后仍在发放名册",
    ),
    Words::new(
        "registered as removed, and still listed",
        "the register: {words}; {from}, and the list still has them{due}",
        "take the person off the list; if the register is wrong, correct it",
        "registered as dead and still on the pay list",
    ),
    "动态管理；zhibu C",
);

/// C010 bridge-does-not-balance.
pub static C010: Doc = Doc::new(
    "C010",
    "bridge-does-not-balance",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "人口变动表不平",
        "{what}",
        "用上年核定后的原始输出作为上年名册，不要改动；查清差额再核发",
        "上年结转人数与上年输出的清单不一致",
    ),
    Words::new(
        "the bridge does not balance",
        "{what}",
        "give last year's output as it was written; find the difference before anything is paid",
        "last year's closing is not this year's opening",
    ),
    "zhibu C",
);

/// C011 paid-after-stop-date.
pub static C011: Doc = Doc::new(
    "C011",
    "paid-after-stop-date",
    Severity::Advise,
    Floor::None,
    Words::new(
        "停发后仍发放",
        "变动：{words}；自 {from} 起应停发，上年仍发 {paid} 元，多发 {over} 元",
        "追回多发的款项，或按规定抵扣",
        "上年已故仍全额发放",
    ),
    Words::new(
        "paid after the stop date",
        "{words}; not entitled from {from} on, {paid} yuan were paid last year: {over} too many",
        "have what was paid too much returned, or set it off by the rules",
        "dead before the year began, and paid in full",
    ),
    "停发之后发放的应当追回",
);

/// C012 sheet-missing.
pub static C012: Doc = Doc::new(
    "C012",
    "sheet-missing",
    Severity::Advise,
    Floor::None,
    Words::new(
        "可能漏交了一部分",
        "上年{what}共 {people} 人，今年 {gone} 人不见了，变动登记里没有依据",
        "查一查今年是否漏交了工作表或文件；补交后重新核对",
        "乡镇交表时漏了一张工作表",
    ),
    Words::new(
        "a part may not have been handed in",
        "last year {what} had {people} people; {gone} of them are gone, and the register does not say why",
        "see whether a sheet or file is missing this year; hand it in and run again",
        "a township left out a sheet",
    ),
    "zhibu C",
);

/// C013 register-row-unclear.
pub static C013: Doc = Doc::new(
    "C013",
    "register-row-unclear",
    Severity::Advise,
    Floor::None,
    Words::new(
        "变动登记的一行用不上",
        "{why}",
        "核对变动登记：号码、类别和生效日期",
        "登记里号码写错，查不到此人",
    ),
    Words::new(
        "a row of the register that cannot be used",
        "{why}",
        "check the register: number, kind of change and date",
        "a wrong number in the register, which nobody has",
    ),
    "zhibu C",
);
