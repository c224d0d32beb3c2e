//! Why a file could not be read, in words for the clerk who has to mend it.
//!
//! Out: [`Unreadable`], which knows its finding code and, in Chinese and in
//! English, its cause and its fix. It never carries a cell's content.

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// Neither a workbook nor a text table.
    #[error("the file is not a spreadsheet")]
    NotASpreadsheet,
    /// The zip container of a workbook is damaged.
    #[error("the workbook's container is damaged: {detail}")]
    CorruptZip {
        /// What is damaged, in the reader's words.
        detail: String,
    },
    /// The file ends too early.
    #[error("the file is cut off: its end is missing")]
    Truncated,
    /// The workbook opens only with a password.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// A web page saved under a workbook's name.
    #[error("the file is a web page (HTML) under a workbook's name")]
    HtmlNamedXls,
    /// `SpreadsheetML`, the XML format of Excel 2003.
    #[error("the file is an XML spreadsheet of 2003 (SpreadsheetML)")]
    SpreadsheetMl,
    /// A WPS table in a format of its own.
    #[error("the file is a WPS table (.et) in a format of its own")]
    WpsUnreadable,
    /// A workbook without a single worksheet.
    #[error("the workbook has no worksheet")]
    NoSheet,
    /// A workbook whose worksheets hold no value at all.
    #[error("no cell of the file holds a value")]
    NoData,
    /// Larger than a roster can be: a cap was passed.
    #[error("the file is too large: {what} past {limit}")]
    TooLarge {
        /// What passed its cap: `decompressed bytes`, `entries`, `cells` …
        what: Excess,
        /// The cap.
        limit: u64,
    },
    /// Two entries of the container share a name or their bytes.
    #[error("the workbook's container names an entry twice, or entries overlap")]
    DuplicateEntry,
    /// An entry's name leads out of the container, or the entry is a link.
    #[error("the workbook's container has an entry with an unsafe name: {name}")]
    UnsafeEntryName {
        /// The name, its control characters escaped.
        name: String,
    },
    /// A part declares a document type or entities.
    #[error("{part} declares a document type or entities, which no workbook needs")]
    DtdOrEntity {
        /// The part of the container.
        part: String,
    },
    /// Text that is neither valid UTF-8 (or what its byte order mark says) nor
    /// valid GB 18030.
    #[error("the text's encoding is broken at byte {offset}: {detail}")]
    Encoding {
        /// The first byte in doubt, counted from 0.
        offset: u64,
        /// What is wrong there.
        detail: Garbled,
    },
    /// A quoted field that does not end where it should.
    #[error("the quote opened on line {line} is not closed where the field ends")]
    UnbalancedQuote {
        /// The line of the opening quote, counted from 1.
        line: u64,
    },
    /// The content is not what its format says.
    #[error("the content is damaged: {detail}")]
    Parser {
        /// What is wrong, in the reader's words.
        detail: String,
    },
}

/// What passed its cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Bytes once decompressed.
    DecompressedBytes,
    /// Entries of the container.
    Entries,
    /// Decompressed bytes for each stored byte.
    Ratio,
    /// Cells with a value.
    Cells,
    /// Bytes of text in cells.
    TextBytes,
    /// Cells between a sheet's first value and its last (`.xls` only).
    CellsBetween,
    /// Bytes of the file itself.
    FileBytes,
}

/// What is wrong with a text's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbled {
    /// Not valid in the encoding that the byte order mark names.
    AgainstItsMark,
    /// Neither valid UTF-8 nor valid GB 18030.
    Neither,
    /// Some lines are UTF-8, others GB 18030.
    Mixed,
    /// A zero byte: binary data, or UTF-16 without a byte order mark.
    ZeroByte,
}

impl Excess {
    fn words(self, zh: bool) -> &'static str {
        match (self, zh) {
            (Self::DecompressedBytes, true) => "解压后的字节数",
            (Self::DecompressedBytes, false) => "decompressed bytes",
            (Self::Entries, true) => "压缩包内的文件数",
            (Self::Entries, false) => "entries of the container",
            (Self::Ratio, true) => "压缩比",
            (Self::Ratio, false) => "compression ratio",
            (Self::Cells, true) => "有内容的单元格数",
            (Self::Cells, false) => "cells with a value",
            (Self::TextBytes, true) => "单元格文字的字节数",
            (Self::TextBytes, false) => "bytes of text in cells",
            (Self::CellsBetween, true) => "首尾单元格之间的格数",
            (Self::CellsBetween, false) => "cells between the first value and the last",
            (Self::FileBytes, true) => "文件的字节数",
            (Self::FileBytes, false) => "bytes of the file",
        }
    }
}

impl std::fmt::Display for Excess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(false))
    }
}

impl Garbled {
    fn words(self, zh: bool) -> &'static str {
        match (self, zh) {
            (Self::AgainstItsMark, true) => "与文件开头的字节顺序标记（BOM）不符",
            (Self::AgainstItsMark, false) => "not valid in the encoding its byte order mark names",
            (Self::Neither, true) => "既不是 UTF-8，也不是 GB 18030",
            (Self::Neither, false) => "neither valid UTF-8 nor valid GB 18030",
            (Self::Mixed, true) => "同一文件里混用了 UTF-8 和 GB 18030",
            (Self::Mixed, false) => "UTF-8 and GB 18030 are mixed in one file",
            (Self::ZeroByte, true) => "出现零字节，可能是没有 BOM 的 UTF-16 或二进制文件",
            (Self::ZeroByte, false) => "a zero byte: binary data, or UTF-16 without its mark",
        }
    }
}

impl std::fmt::Display for Garbled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(false))
    }
}

impl Unreadable {
    /// The finding's code: I001, I002 (too large) or I016 (encoding).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "I002",
            Self::Encoding { .. } => "I016",
            _ => "I001",
        }
    }

    /// Cause and fix, in Chinese (`zh`) or in English.
    #[must_use]
    pub fn words(&self, zh: bool) -> (String, String) {
        if zh {
            (self.cause_zh(), self.fix_zh().into())
        } else {
            (self.to_string(), self.fix_en().into())
        }
    }

    fn cause_zh(&self) -> String {
        match self {
            Self::Empty => "文件是空的，一个字节也没有。".into(),
            Self::NotASpreadsheet => "这不是电子表格文件。".into(),
            Self::CorruptZip { detail } => format!("工作簿的压缩结构已损坏（{detail}）。"),
            Self::Truncated => "文件不完整，后半部分丢失。".into(),
            Self::PasswordProtected => "工作簿设置了打开密码。".into(),
            Self::HtmlNamedXls => "这是一个网页（HTML），只是用了表格的扩展名。".into(),
            Self::SpreadsheetMl => "这是 2003 版 XML 表格（SpreadsheetML），不是工作簿。".into(),
            Self::WpsUnreadable => "这是 WPS 专用格式的表格（.et），无法读取。".into(),
            Self::NoSheet => "工作簿里没有工作表。".into(),
            Self::NoData => "文件里没有任何有内容的单元格。".into(),
            Self::TooLarge { what, limit } => {
                format!("文件过大：{}超过上限 {limit}。", what.words(true))
            }
            Self::DuplicateEntry => "工作簿的压缩包里有重名或互相重叠的文件。".into(),
            Self::UnsafeEntryName { name } => {
                format!("工作簿的压缩包里有不安全的文件名或链接：{name}。")
            }
            Self::DtdOrEntity { part } => {
                format!("{part} 里声明了文档类型或实体，正常的工作簿不会有。")
            }
            Self::Encoding { offset, detail } => {
                format!("第 {offset} 字节处文字编码有误：{}。", detail.words(true))
            }
            Self::UnbalancedQuote { line } => format!("第 {line} 行开始的英文双引号没有配对。"),
            Self::Parser { detail } => format!("文件内容已损坏（{detail}）。"),
        }
    }

    fn fix_zh(&self) -> &'static str {
        match self {
            Self::Empty | Self::Truncated => "请向报送单位重新索取完整的文件，再放回来。",
            Self::NotASpreadsheet => {
                "请放入 .xlsx、.xls、.xlsb、.ods 或 .csv 文件；若是纯文本表格，请把扩展名改为 .csv。"
            }
            Self::CorruptZip { .. } | Self::Parser { .. } => {
                "请用 Excel/WPS 打开并修复后另存为 .xlsx 再放回来；打不开的，请重新索取。"
            }
            Self::PasswordProtected => "请用 Excel/WPS 打开，取消打开密码，另存为 .xlsx 再放回来。",
            Self::HtmlNamedXls | Self::SpreadsheetMl | Self::WpsUnreadable => {
                "请用 Excel/WPS 打开后另存为 .xlsx 再放回来。"
            }
            Self::NoSheet | Self::NoData => "请核对是否放错了文件；确实不需要的，请移出文件夹。",
            Self::TooLarge { .. } => {
                "请删去多余的工作表、图片和空白行列，另存为 .xlsx 再放回来；来历不明的，不要打开。"
            }
            Self::DuplicateEntry | Self::UnsafeEntryName { .. } | Self::DtdOrEntity { .. } => {
                "文件可能被人改动过。请向报送单位核实，用 Excel/WPS 重新另存为 .xlsx 再放回来。"
            }
            Self::Encoding { .. } => {
                "请用 Excel/WPS 打开核对后，另存为“CSV UTF-8”或 .xlsx 再放回来。"
            }
            Self::UnbalancedQuote { .. } => "请补上或删去多出的双引号，或另存为 .xlsx 再放回来。",
        }
    }

    fn fix_en(&self) -> &'static str {
        match self {
            Self::Empty | Self::Truncated => "Ask its sender for the whole file and put it back.",
            Self::NotASpreadsheet => {
                "Put in a .xlsx, .xls, .xlsb, .ods or .csv file; a plain text table needs the name .csv."
            }
            Self::CorruptZip { .. } | Self::Parser { .. } => {
                "Open and repair it in Excel or WPS, save it as .xlsx and put it back; if it does not \
                 open, ask its sender for it again."
            }
            Self::PasswordProtected => {
                "Open it in Excel or WPS, remove the password, save it as .xlsx and put it back."
            }
            Self::HtmlNamedXls | Self::SpreadsheetMl | Self::WpsUnreadable => {
                "Open it in Excel or WPS, save it as .xlsx and put it back."
            }
            Self::NoSheet | Self::NoData => {
                "Check whether it is the right file; if it is not needed, move it away."
            }
            Self::TooLarge { .. } => {
                "Delete sheets, pictures and blank rows or columns that are not needed, save it as \
                 .xlsx and put it back; do not open it if you do not know where it is from."
            }
            Self::DuplicateEntry | Self::UnsafeEntryName { .. } | Self::DtdOrEntity { .. } => {
                "Somebody may have tampered with it. Ask its sender, and save it anew as .xlsx from \
                 Excel or WPS."
            }
            Self::Encoding { .. } => {
                "Open and check it in Excel or WPS, save it as CSV UTF-8 or .xlsx and put it back."
            }
            Self::UnbalancedQuote { .. } => {
                "Add or delete the double quote, or save the table as .xlsx, and put it back."
            }
        }
    }
}

/// Wraps what a parser said about damaged content.
pub(super) fn damaged(detail: impl std::fmt::Display) -> Unreadable {
    Unreadable::Parser { detail: detail.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_words_in_both_languages_and_a_code() {
        let all = [
            Unreadable::Empty,
            Unreadable::NotASpreadsheet,
            Unreadable::CorruptZip { detail: "x".into() },
            Unreadable::Truncated,
            Unreadable::PasswordProtected,
            Unreadable::HtmlNamedXls,
            Unreadable::SpreadsheetMl,
            Unreadable::WpsUnreadable,
            Unreadable::NoSheet,
            Unreadable::NoData,
            Unreadable::TooLarge { what: Excess::Entries, limit: 10_000 },
            Unreadable::DuplicateEntry,
            Unreadable::UnsafeEntryName { name: "../x".into() },
            Unreadable::DtdOrEntity { part: "xl/workbook.xml".into() },
            Unreadable::Encoding { offset: 7, detail: Garbled::Mixed },
            Unreadable::UnbalancedQuote { line: 3 },
            Unreadable::Parser { detail: "x".into() },
        ];
        for trouble in all {
            for zh in [true, false] {
                let (cause, fix) = trouble.words(zh);
                assert!(!cause.is_empty() && !fix.is_empty());
                assert_eq!(cause.is_ascii(), !zh, "{cause}");
                assert_eq!(fix.is_ascii(), !zh, "{fix}");
            }
            assert!(["I001", "I002", "I016"].contains(&trouble.code()));
        }
    }
}
