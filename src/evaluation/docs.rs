//! The rules of the self-evaluation: what is to be said of a fund workbook, of
//! the lists behind its indicators, and of figures that do not agree.
//!
//! None of them holds a payment: they are about what is reported of it.

use crate::finding::{Doc, Floor, Severity, Words};

const CATALOGUE: &str = "zhibu E";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[
    &E001, &E002, &E003, &E004, &E005, &E006, &E007, &E008, &E009, &E010, &E011, &E012, &E013,
    &E014, &E015, &E016, &E017, &E018, &E019, &E020,
];

/// E001 sheet-not-read.
pub static E001: Doc = Doc::new(
    "E001",
    "sheet-not-read",
    Severity::Advise,
    Floor::None,
    Words::new(
        "工作表没有读",
        "{cause}",
        "照模板写表头（zhibu new --fund 生成模板），或删去这张表",
        "「台账」表的表头是「名称、钱数」，认不出",
    ),
    Words::new(
        "the sheet was not read",
        "{cause}",
        "write the headings as the template has them (zhibu new --fund writes one), or delete the sheet",
        "a sheet 「台账」 with the headings 「名称、钱数」",
    ),
    CATALOGUE,
);

/// E002 sheet-missing.
pub static E002: Doc = Doc::new(
    "E002",
    "sheet-missing",
    Severity::Advise,
    Floor::None,
    Words::new(
        "资金工作簿缺一张表",
        "没有读到「{sheet}」；有关的数字无从核对",
        "补上这张表，再核对一次",
        "工作簿里只有资金文件和用途，没有项目台账",
    ),
    Words::new(
        "a sheet is missing",
        "there is no sheet 「{sheet}」; what rests on it cannot be compared",
        "add the sheet and evaluate again",
        "the workbook has documents and uses, and no project register",
    ),
    CATALOGUE,
);

/// E003 cell-unreadable.
pub static E003: Doc = Doc::new(
    "E003",
    "cell-unreadable",
    Severity::Advise,
    Floor::None,
    Words::new(
        "单元格读不出",
        "{why}",
        "改正 {cell}",
        "拨付金额写成「约12」，或者 12.3456789 万元，不是整分",
    ),
    Words::new(
        "a cell cannot be read",
        "{why}",
        "correct {cell}",
        "a paid amount 「约12」, or 12.3456789 万元, which is no whole fen",
    ),
    CATALOGUE,
);

/// E004 document-unknown.
pub static E004: Doc = Doc::new(
    "E004",
    "document-unknown",
    Severity::Advise,
    Floor::None,
    Words::new(
        "资金文号不在资金文件中",
        "「{document}」不在资金文件表里{nearest}",
        "改正文号，或把这份文件补进资金文件表",
        "项目写的是「湘财农指【2019】68号」，资金文件表只有 86号",
    ),
    Words::new(
        "the document is not among the fund's",
        "「{document}」 is not on the sheet of documents{nearest}",
        "correct the number, or add the document",
        "a project of 「湘财农指【2019】68号」, where the fund has 86号",
    ),
    CATALOGUE,
);

/// E005 use-unknown.
pub static E005: Doc = Doc::new(
    "E005",
    "use-unknown",
    Severity::Advise,
    Floor::None,
    Words::new(
        "用途不在资金用途中",
        "「{use}」不在资金用途表里",
        "改正用途，或把它补进资金用途表",
        "项目写的用途是「道路」，资金用途表里没有",
    ),
    Words::new(
        "the use is not among the fund's",
        "「{use}」 is not on the sheet of uses",
        "correct the use, or add it",
        "a project for 「道路」, which no use covers",
    ),
    CATALOGUE,
);

/// E006 project-without-place.
pub static E006: Doc = Doc::new(
    "E006",
    "project-without-place",
    Severity::Advise,
    Floor::None,
    Words::new(
        "项目没有落到村",
        "项目「{project}」{what}",
        "照批复文件填上乡镇和村",
        "P-017 的村是空的",
    ),
    Words::new(
        "a project without a village",
        "project 「{project}」: {what}",
        "fill in township and village by the approval",
        "P-017 has no village",
    ),
    CATALOGUE,
);

/// E007 project-number-twice.
pub static E007: Doc = Doc::new(
    "E007",
    "project-number-twice",
    Severity::Advise,
    Floor::None,
    Words::new(
        "项目编号重复或缺失",
        "{what}",
        "每个项目一个编号；重复录入的删去一行",
        "P-105 出现两次",
    ),
    Words::new(
        "a project's number is there twice, or is missing",
        "{what}",
        "give each project a number of its own; delete the row that was entered twice",
        "P-105 stands on two rows",
    ),
    CATALOGUE,
);

/// E008 paid-over-approved.
pub static E008: Doc = Doc::new(
    "E008",
    "paid-over-approved",
    Severity::Advise,
    Floor::None,
    Words::new(
        "拨付超过批复",
        "项目「{project}」批复 {approved} 万元，拨付 {paid} 万元，多 {over} 万元",
        "核对拨付凭证；确属超批的，按规定办理调整",
        "批复 12 万元，拨付 12.5 万元",
    ),
    Words::new(
        "paid more than was approved",
        "project 「{project}」: approved {approved}, paid {paid}, {over} too much (万元)",
        "compare the vouchers; where it is so, have the approval amended",
        "approved 12, paid 12.5",
    ),
    CATALOGUE,
);

/// E009 unpaid-without-reason.
pub static E009: Doc = Doc::new(
    "E009",
    "unpaid-without-reason",
    Severity::Advise,
    Floor::None,
    Words::new(
        "未拨付没有写原因",
        "项目「{project}」还有 {unpaid} 万元未拨付，没有写原因",
        "写上未拨付原因，例如：正在实施、已实施未验收、已验收未拨付",
        "批复 15 万元，拨付 0，原因空着",
    ),
    Words::new(
        "unpaid, and no reason is given",
        "project 「{project}」: {unpaid} (万元) are unpaid, and no reason is given",
        "write the reason: under way, built and not accepted, accepted and not paid",
        "approved 15, paid 0, the reason is blank",
    ),
    CATALOGUE,
);

/// E010 document-parts-differ.
pub static E010: Doc = Doc::new(
    "E010",
    "document-parts-differ",
    Severity::Advise,
    Floor::None,
    Words::new(
        "文件金额与其中项不符",
        "「{document}」金额 {amount} 万元，其中直补与项目合计 {parts} 万元，差 {difference} 万元",
        "照文件改正金额或其中项",
        "3,636.42 ≠ 2,540.46 + 1,095.69",
    ),
    Words::new(
        "a document's parts are not its sum",
        "「{document}」: {amount} in all, direct pay and projects together {parts}, {difference} apart (万元)",
        "correct the sum or its parts by the document",
        "3,636.42 ≠ 2,540.46 + 1,095.69",
    ),
    CATALOGUE,
);

/// E011 documents-and-uses-differ.
pub static E011: Doc = Doc::new(
    "E011",
    "documents-and-uses-differ",
    Severity::Advise,
    Floor::None,
    Words::new(
        "到位资金与用途合计不符",
        "资金文件合计 {documents} 万元，各用途计划合计 {uses} 万元，差 {difference} 万元",
        "找出漏列或多列的用途、文件",
        "文件合计 8,240.42，用途合计 8,230.42",
    ),
    Words::new(
        "the documents do not add up to the uses",
        "the documents add up to {documents}, the uses' plans to {uses}, {difference} apart (万元)",
        "find the use or the document that is missing, or there twice",
        "documents 8,240.42, uses 8,230.42",
    ),
    CATALOGUE,
);

/// E012 projects-and-use-differ.
pub static E012: Doc = Doc::new(
    "E012",
    "projects-and-use-differ",
    Severity::Advise,
    Floor::None,
    Words::new(
        "项目台账与用途不符",
        "「{use}」{what}：用途表 {stated}，项目台账合计 {computed}",
        "核对项目台账与用途表，改正其一",
        "用途表写 250 个项目，台账里有 249 个",
    ),
    Words::new(
        "the project register and a use differ",
        "「{use}」, {what}: the sheet of uses says {stated}, the register adds up to {computed}",
        "compare the two and correct one",
        "the use says 250 projects, the register has 249",
    ),
    CATALOGUE,
);

/// E013 direct-pay-differs.
pub static E013: Doc = Doc::new(
    "E013",
    "direct-pay-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "直补资金前后不符",
        "{what}：{stated}；{other}",
        "以核发结果和批准金额为准，改正写错的一处",
        "用途表写已发 42,341 人，核发结果可发 42,198 人",
    ),
    Words::new(
        "the direct subsidy differs",
        "{what}: {stated}; {other}",
        "go by the run and by what was approved, and correct the other",
        "the workbook says 42,341 people were paid, the run pays 42,198",
    ),
    CATALOGUE,
);

/// E014 stated-value-differs.
pub static E014: Doc = Doc::new(
    "E014",
    "stated-value-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "填报值与核算值不符",
        "「{indicator}」填报 {stated}，核算 {computed}（{from}）",
        "照核算依据改正填报值，或补正依据",
        "填报执行率 93.2%，核算 96.91%",
    ),
    Words::new(
        "the stated value is not the computed one",
        "「{indicator}」: stated {stated}, computed {computed} ({from})",
        "correct the stated value, or what it is computed from",
        "stated 93.2%, computed 96.91%",
    ),
    CATALOGUE,
);

/// E015 list-count-differs.
pub static E015: Doc = Doc::new(
    "E015",
    "list-count-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "填报人数与名单不符",
        "「{indicator}」填报 {stated} 人，名单能证明 {carried} 人（{list}：{rows} 行，剔除重复 {twice}、号码有误 {invalid}、未登记或姓名不符 {strangers}）",
        "改正名单后重新核对，或照名单改正填报数",
        "填报培训 1,090 人，名单能证明 1,087 人",
    ),
    Words::new(
        "a list does not carry the stated number",
        "「{indicator}」: {stated} stated, the list carries {carried} ({list}: {rows} rows, less {twice} repeated, {invalid} with no valid number, {strangers} not registered or under another name)",
        "correct the list and evaluate again, or state what it carries",
        "1,090 trained are stated, the list carries 1,087",
    ),
    CATALOGUE,
);

/// E016 listed-number-invalid.
pub static E016: Doc = Doc::new(
    "E016",
    "listed-number-invalid",
    Severity::Advise,
    Floor::None,
    Words::new("名单上的身份证号有误", "{why}", "照身份证改正", "末位校验码不符"),
    Words::new(
        "a listed number is not valid",
        "{why}",
        "correct it by the identity card",
        "its check character does not fit",
    ),
    CATALOGUE,
);

/// E017 listed-not-registered.
pub static E017: Doc = Doc::new(
    "E017",
    "listed-not-registered",
    Severity::Advise,
    Floor::None,
    Words::new(
        "名单上的人未登记",
        "{why}",
        "核对是否本县移民；不是的从名单中删去",
        "参加培训的人不在花名册里",
    ),
    Words::new(
        "a listed person is not registered",
        "{why}",
        "see whether they are the county's migrants; take off whoever is not",
        "somebody trained whom the roster does not have",
    ),
    CATALOGUE,
);

/// E018 listed-name-differs.
pub static E018: Doc = Doc::new(
    "E018",
    "listed-name-differs",
    Severity::Advise,
    Floor::None,
    Words::new(
        "号码已登记，姓名不同",
        "这个号码在花名册里登记的是「{registered}」（{place}）",
        "核对是哪一个人，改正姓名或号码",
        "名单写「李伟」，花名册写「李玮」",
    ),
    Words::new(
        "the number is registered under another name",
        "the roster has this number under 「{registered}」 ({place})",
        "find out who it is, and correct the name or the number",
        "the list has 「李伟」, the roster 「李玮」",
    ),
    CATALOGUE,
);

/// E019 listed-twice.
pub static E019: Doc = Doc::new(
    "E019",
    "listed-twice",
    Severity::Advise,
    Floor::None,
    Words::new("名单上重复", "与 {other} 是同一个人", "只留一行", "一个人参加两期培训，计了两次"),
    Words::new(
        "listed twice",
        "the same person as {other}",
        "keep one row",
        "somebody trained twice counts twice",
    ),
    CATALOGUE,
);

/// E020 trainee-age.
pub static E020: Doc = Doc::new(
    "E020",
    "trainee-age",
    Severity::Advise,
    Floor::None,
    Words::new(
        "培训对象年龄不在范围",
        "{on} 满 {age} 周岁，要求 {from}—{to} 周岁",
        "核对号码和培训日期；确属超龄的，今后按要求选人",
        "60 岁的学员",
    ),
    Words::new(
        "a trainee's age is out of range",
        "{age} years old on {on}; {from} to {to} are asked for",
        "compare number and day; where it is so, choose by age the next time",
        "a trainee of sixty",
    ),
    "rules/evaluation.toml [trainees]",
);
