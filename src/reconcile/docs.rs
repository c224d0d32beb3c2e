//! The rules of the R family, and D007: pay list against roster.

use crate::finding::{Doc, Floor, Severity, Words};

const CATALOGUE: &str = "zhibu R";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&D007, &R001, &R002, &R003, &R004, &R005, &R006, &R007, &R008, &R009, &R010];

/// D007 copy-held.
pub static D007: Doc = Doc::new(
    "D007",
    "copy-held",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "同一人的另一行被暂缓",
        "另一行在 {places}，因 {codes} 暂缓，本行一并暂缓",
        "先处理另一行的问题，再留下正确的一行",
        "两行抄写相同，其中一行带删除线",
    ),
    Words::new(
        "another row of the same person is held",
        "the other row, at {places}, is held for {codes}; so is this one",
        "settle the other row first, then keep the right one",
        "two copies of a row, one of them struck through",
    ),
    "zhibu D",
);

/// R001 not-registered.
pub static R001: Doc = Doc::new(
    "R001",
    "not-registered",
    Severity::Hold,
    Floor::None,
    Words::new(
        "花名册里没有此人",
        "这个身份证号不在花名册里{maybe}",
        "核对号码；确应享受的，先按程序纳入花名册",
        "直补名册上多出来的人",
    ),
    Words::new(
        "not on the roster",
        "the identity number is not on the roster{maybe}",
        "check the number; somebody who is entitled has to be registered first",
        "a person on the pay list whom nobody registered",
    ),
    CATALOGUE,
);

/// R002 eligible-not-listed.
pub static R002: Doc = Doc::new(
    "R002",
    "eligible-not-listed",
    Severity::Advise,
    Floor::None,
    Words::new(
        "应享受直补，未列入发放",
        "花名册是直补对象，直补名册没有这个身份证号{maybe}",
        "核实是否漏列；不再享受的，在花名册注明",
        "花名册上有，直补名册漏了",
    ),
    Words::new(
        "eligible and not on the pay list",
        "on the roster for direct pay; no pay row carries the number{maybe}",
        "see whether the person was left out; if no longer entitled, say so in the roster",
        "on the roster, forgotten on the pay list",
    ),
    CATALOGUE,
);

/// R003 project-mode.
pub static R003: Doc = Doc::new(
    "R003",
    "project-mode",
    Severity::Hold,
    Floor::None,
    Words::new(
        "登记为项目扶持",
        "花名册登记的是项目扶持，不直补到人（{place}）",
        "核实扶持方式；确应直补的先改花名册",
        "项目扶持的人列进了直补名册",
    ),
    Words::new(
        "registered for project support",
        "the roster has this person for project support, not direct pay ({place})",
        "find out which is right; correct the roster first if it is direct pay",
        "somebody with project support on the pay list",
    ),
    CATALOGUE,
);

/// R004 name-differs.
pub static R004: Doc = Doc::new(
    "R004",
    "name-differs",
    Severity::Hold,
    Floor::None,
    Words::new(
        "姓名与花名册不同",
        "同一身份证号，花名册是「{registered}」（{place}）{alike}",
        "照身份证改成一致；银行登记的户名不同会退票",
        "张伟 与 张玮",
    ),
    Words::new(
        "the name is not the roster's",
        "the roster has 「{registered}」 for the same number ({place}){alike}",
        "write both as the identity card does; the bank returns a payment under another name",
        "张伟 and 张玮",
    ),
    CATALOGUE,
);

/// R005 name-variant.
pub static R005: Doc = Doc::new(
    "R005",
    "name-variant",
    Severity::Advise,
    Floor::None,
    Words::new(
        "姓名写法不同",
        "花名册写「{registered}」，只是间隔号或造字区字形不同",
        "统一成身份证上的写法",
        "阿依·努尔 与 阿依•努尔",
    ),
    Words::new(
        "another way of writing the name",
        "the roster writes 「{registered}」: only the separator or a private-use form differs",
        "write both as the identity card does",
        "阿依·努尔 and 阿依•努尔",
    ),
    CATALOGUE,
);

/// R006 id-differs.
pub static R006: Doc = Doc::new(
    "R006",
    "id-differs",
    Severity::Hold,
    Floor::None,
    Words::new(
        "身份证号与花名册差一点",
        "花名册 {place} 很可能是同一人：{terms}",
        "照身份证核对，把错的一处改过来",
        "直补名册少抄一位",
    ),
    Words::new(
        "the number is a slip away from the roster's",
        "{place} of the roster is likely the same person: {terms}",
        "compare with the identity card and correct the one that is wrong",
        "one digit left out in the pay list",
    ),
    CATALOGUE,
);

/// R007 township-differs.
pub static R007: Doc = Doc::new(
    "R007",
    "township-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "乡镇与花名册不同",
        "花名册在「{registered}」",
        "核实此人现属哪个乡镇",
        "花名册在月田镇，直补名册在新墙镇",
    ),
    Words::new(
        "the township is not the roster's",
        "the roster has 「{registered}」",
        "find out to which township the person belongs",
        "月田镇 on the roster, 新墙镇 on the pay list",
    ),
    CATALOGUE,
);

/// R008 account-differs.
pub static R008: Doc = Doc::new(
    "R008",
    "account-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "账号与花名册不同",
        "直补名册的账号与花名册（{place}）不同，按直补名册发",
        "核实换卡是否属实",
        "新换的卡没有更新花名册",
    ),
    Words::new(
        "the account is not the roster's",
        "the pay list's account is not the roster's ({place}); the pay list's is paid",
        "make sure that the card was really replaced",
        "a new card that the roster does not know yet",
    ),
    CATALOGUE,
);

/// R009 status-not-payable.
pub static R009: Doc = Doc::new(
    "R009",
    "status-not-payable",
    Severity::Hold,
    Floor::None,
    Words::new(
        "花名册状态不应发放",
        "花名册状态是「{status}」（{place}）",
        "核实；已恢复的先改花名册状态",
        "花名册写「核减」，直补名册还在",
    ),
    Words::new(
        "the roster's status is not payable",
        "the roster says 「{status}」 ({place})",
        "find out; if the person is back in the scheme, correct the roster first",
        "「核减」 on the roster, still on the pay list",
    ),
    "移民后期扶持人口动态管理",
);

/// R010 registered-row-held.
pub static R010: Doc = Doc::new(
    "R010",
    "registered-row-held",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "花名册上对应的行有问题",
        "花名册 {place} 有 {codes}，本行一并暂缓",
        "先处理花名册那一行",
        "花名册那一行带删除线",
    ),
    Words::new(
        "the person's roster row is held",
        "{place} of the roster has {codes}; so this row is held",
        "settle the roster's row first",
        "the roster's row is struck through",
    ),
    CATALOGUE,
);
