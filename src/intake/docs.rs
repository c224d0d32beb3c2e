//! The rules of the I family that speak of files, sheets and rows that are no
//! data. Those that speak of one data row stand with the row rules.

use crate::finding::{Doc, Floor, Severity, Words};

const CATALOGUE: &str = "zhibu I";

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] =
    &[&I001, &I002, &I003, &I004, &I005, &I006, &I007, &I008, &I009, &I010, &I013, &I016];

/// I001 unreadable-file.
pub static I001: Doc = Doc::new(
    "I001",
    "unreadable-file",
    Severity::Refuse,
    Floor::Refuse,
    Words::new("文件无法读取", "{cause}", "{fix}", "荣家湾镇.xls 其实是网页导出的 HTML"),
    Words::new(
        "the file cannot be read",
        "{cause}",
        "{fix}",
        "荣家湾镇.xls is a web page saved under a workbook's name",
    ),
    CATALOGUE,
);

/// I002 too-large.
pub static I002: Doc = Doc::new(
    "I002",
    "too-large",
    Severity::Refuse,
    Floor::Refuse,
    Words::new("文件解压后过大", "{cause}", "{fix}", "几 KB 的 xlsx 解压后超过 1 GB"),
    Words::new(
        "the file is too large once unpacked",
        "{cause}",
        "{fix}",
        "an xlsx of a few KB that unpacks to more than 1 GB",
    ),
    CATALOGUE,
);

/// I003 no-header.
pub static I003: Doc = Doc::new(
    "I003",
    "no-header",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "找不到表头",
        "表中有数据，但没有一行像表头；最接近的是第 {row} 行：{texts}",
        "补上表头（至少要有：{required}），或删除这张表",
        "第一行直接就是「张三」，没有「姓名」「身份证号」",
    ),
    Words::new(
        "no heading row",
        "the sheet holds data, but no row reads as a heading; the nearest is row {row}: {texts}",
        "add a heading (at least: {required}), or delete the sheet",
        "the first row is 「张三」 at once, without 「姓名」 and 「身份证号」 above it",
    ),
    CATALOGUE,
);

/// I004 missing-column.
pub static I004: Doc = Doc::new(
    "I004",
    "missing-column",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "缺少必需的列",
        "没有「{field}」列；表头有：{headings}{nearest}",
        "补上这一列，或把表头改成常用写法",
        "花名册没有「身份证号」列",
    ),
    Words::new(
        "a required column is missing",
        "no column for the {field}; the headings are: {headings}{nearest}",
        "add the column, or write its heading in a usual way",
        "a roster without 「身份证号」",
    ),
    CATALOGUE,
);

/// I005 ambiguous-column.
pub static I005: Doc = Doc::new(
    "I005",
    "ambiguous-column",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "两列争一个字段",
        "「{first}」和「{second}」都像「{field}」",
        "只保留一列，或把另一列的表头改成别的名称",
        "同时有「身份证号」和「身份证号码」两列",
    ),
    Words::new(
        "two columns claim one field",
        "「{first}」 and 「{second}」 both read as the {field}",
        "keep one of them, or give the other another heading",
        "both 「身份证号」 and 「身份证号码」",
    ),
    CATALOGUE,
);

/// I006 hidden-sheet.
pub static I006: Doc = Doc::new(
    "I006",
    "hidden-sheet",
    Severity::Refuse,
    Floor::ByName,
    Words::new(
        "隐藏的表里有数据",
        "隐藏的表有 {rows} 行，{state}",
        "取消隐藏或删除；确属旧表的，在 zhibu.toml 里用 [[acknowledge]] 逐张写明（at = \"{at}\"），写明后该表不读",
        "工作簿里藏着「旧表」",
    ),
    Words::new(
        "a hidden sheet holds data",
        "the hidden sheet holds {rows} rows; {state}",
        "unhide or delete it; if it is an old one, name it in zhibu.toml under [[acknowledge]] (at = \"{at}\"): it is then not read",
        "a workbook that hides 「旧表」",
    ),
    CATALOGUE,
);

/// I007 hidden-rows.
pub static I007: Doc = Doc::new(
    "I007",
    "hidden-rows",
    Severity::Advise,
    Floor::None,
    Words::new(
        "有隐藏或筛选掉的行",
        "{count} 行数据被隐藏或筛选掉，已照常读入",
        "确认这些行是否应当在册",
        "筛选后另存，40 行没有显示",
    ),
    Words::new(
        "rows are hidden or filtered out",
        "{count} data rows are hidden or filtered out; they were read all the same",
        "make sure that they belong in the list",
        "saved with a filter on, 40 rows out of sight",
    ),
    CATALOGUE,
);

/// I008 footer-disagrees.
pub static I008: Doc = Doc::new(
    "I008",
    "footer-disagrees",
    Severity::Advise,
    Floor::None,
    Words::new(
        "合计与上面的行不符",
        "合计写的是 {stated}，上面各行合起来是 {actual}",
        "核对是漏了行，还是合计没有更新",
        "合计 120 人，表里 119 人",
    ),
    Words::new(
        "the stated total is not that of the rows",
        "the total row says {stated}; the rows above add up to {actual}",
        "see whether a row is missing or the total was not brought up to date",
        "a total of 120 people over 119 rows",
    ),
    CATALOGUE,
);

/// I009 same-file-twice.
pub static I009: Doc = Doc::new(
    "I009",
    "same-file-twice",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "同一份文件出现两次",
        "与 {other} 内容完全相同",
        "删掉多余的一份",
        "荣家湾镇.xlsx 和 荣家湾镇(1).xlsx",
    ),
    Words::new(
        "the same file twice",
        "its content is that of {other}",
        "delete one of the two",
        "荣家湾镇.xlsx and 荣家湾镇(1).xlsx",
    ),
    CATALOGUE,
);

/// I010 row-skipped.
pub static I010: Doc = Doc::new(
    "I010",
    "row-skipped",
    Severity::Note,
    Floor::None,
    Words::new(
        "非数据行",
        "{kind} {count} 行，不是数据",
        "无需处理",
        "标题、表头、小计、签章、空行",
    ),
    Words::new(
        "rows that are no data",
        "{count} rows are no data: {kind}",
        "nothing to do",
        "titles, headings, totals, signatures, blank rows",
    ),
    CATALOGUE,
);

/// I013 merged-cell.
pub static I013: Doc = Doc::new(
    "I013",
    "merged-cell",
    Severity::Advise,
    Floor::None,
    Words::new(
        "合并单元格已向下填充",
        "「{field}」在 {count} 行上合并，已按首格的值填到每一行",
        "确认这几行的「{field}」相同；最好取消合并、逐行填写",
        "一户四口的「户主」合并成一格",
    ),
    Words::new(
        "a merged cell was filled down",
        "the {field} is merged over {count} rows; each was given the first one's value",
        "make sure that it is the same in all of them; better unmerge and fill in each row",
        "one merged 「户主」 for a household of four",
    ),
    CATALOGUE,
);

/// I016 encoding.
pub static I016: Doc = Doc::new(
    "I016",
    "encoding",
    Severity::Refuse,
    Floor::Refuse,
    Words::new("编码无法识别", "{cause}", "{fix}", "一半 GBK 一半 UTF-8 的 CSV"),
    Words::new("the encoding cannot be told", "{cause}", "{fix}", "a CSV half GBK, half UTF-8"),
    CATALOGUE,
);
