//! Why a file is no return that can be trusted, in words for the clerk.
//!
//! Out: [`NotAReturn`], which never carries what stands in a field.

use crate::domain::Lang;
use crate::intake::reader::Unreadable;

/// A file that cannot be trusted as a whole: nothing of it is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReturn {
    /// The profile does not say what the bank sends back.
    #[error(
        "the profile {profile} has no [return] section: what this bank sends back is not known"
    )]
    NoLayout {
        /// The profile's id.
        profile: String,
    },
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// More bytes, or more of something else, than a return can have.
    #[error("the file is too large: past {limit}")]
    TooLarge {
        /// The cap, in bytes or elements.
        limit: usize,
    },
    /// Bytes that the charset does not have.
    #[error("line {line}: not written in {charset}")]
    Charset {
        /// The charset that the profile names.
        charset: &'static str,
        /// The first line in doubt, from 1.
        line: u64,
    },
    /// No line is of the profile's layout.
    #[error("line {line}: the file is not in this profile's layout: {expected} were expected")]
    Layout {
        /// The first line, from 1.
        line: u64,
        /// What a line is made of.
        expected: Measure,
    },
    /// The heading is not the profile's.
    #[error("line {line}: the headings are not the profile's; expected: {expected}")]
    Heading {
        /// The line or row, from 1.
        line: u64,
        /// The profile's headings.
        expected: String,
    },
    /// A workbook has the headings on two sheets.
    #[error("two sheets carry the profile's headings: which one counts cannot be told")]
    TwoTables,
    /// The header or the trailer is not the profile's.
    #[error("line {line}: the first or last record is not as the profile describes it")]
    Record {
        /// The line, from 1.
        line: u64,
    },
    /// A total of the file's own is not what its lines add up to.
    #[error("line {line}: the file states {what} {stated}, its lines have {found}")]
    Totals {
        /// Where it is stated, from 1.
        line: u64,
        /// What is stated.
        what: Stated,
        /// As stated.
        stated: String,
        /// What the lines have.
        found: String,
    },
    /// A quote that is not closed where its field ends.
    #[error("line {line}: a double quote is not closed where its field ends")]
    Quote {
        /// The line of the opening quote, from 1.
        line: u64,
    },
    /// The end is missing.
    #[error("line {line}: the file is cut off here")]
    CutOff {
        /// The last line, from 1.
        line: u64,
    },
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read: {0}")]
    Workbook(#[from] Unreadable),
    /// XML that is not well formed.
    #[error("line {line}: the XML is damaged: {detail}")]
    Xml {
        /// The line, from 1.
        line: u64,
        /// What is wrong, in the parser's words.
        detail: String,
    },
    /// A document type or an entity of its own: no bank needs them.
    #[error("line {line}: the XML declares a document type or uses an entity of its own")]
    DocumentType {
        /// The line, from 1.
        line: u64,
    },
    /// Another message, or another version of it.
    #[error(
        "line {line}: the message is «{found}»; pain.002.001.10 and camt.054.001.08 can be read"
    )]
    Message {
        /// The line, from 1.
        line: u64,
        /// Its namespace.
        found: String,
    },
}

/// What a line is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So many fields.
    Fields(usize),
    /// So many bytes.
    Bytes(usize),
}

impl Measure {
    fn words(self, lang: Lang) -> String {
        match self {
            Self::Fields(fields) => {
                lang.pick(format!("每行 {fields} 个字段"), format!("{fields} fields a line"))
            }
            Self::Bytes(bytes) => {
                lang.pick(format!("每行 {bytes} 个字节"), format!("{bytes} bytes a line"))
            }
        }
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// What a file states of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// How many lines.
    Count,
    /// Their sum in yuan.
    Sum,
    /// How many of one outcome or status.
    CountOfOne,
    /// Their sum in yuan.
    SumOfOne,
}

impl Stated {
    /// What it is.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Count => lang.pick("总笔数", "a number of lines of"),
            Self::Sum => lang.pick("总金额", "a sum of"),
            Self::CountOfOne => lang.pick("某一结果的笔数", "a number of lines of one result of"),
            Self::SumOfOne => lang.pick("某一结果的金额", "a sum of one result of"),
        }
    }
}

impl std::fmt::Display for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(Lang::En))
    }
}

impl NotAReturn {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NoLayout { profile } => {
                format!("银行格式 {profile} 没有 [return] 一节，不知道该银行的回盘是什么样")
            }
            Self::Empty => "文件是空的".to_owned(),
            Self::TooLarge { limit } => format!("文件过大，超过上限 {limit}"),
            Self::Charset { charset, line } => format!("第 {line} 行：编码不是 {charset}"),
            Self::Layout { line, expected } => {
                format!("第 {line} 行：不是该银行格式的回盘，应为{}", expected.words(Lang::Zh))
            }
            Self::Heading { line, expected } => {
                format!("第 {line} 行：表头与该银行格式不符，应为：{expected}")
            }
            Self::TwoTables => "有两张工作表都带该格式的表头，无法判断以哪张为准".to_owned(),
            Self::Record { line } => format!("第 {line} 行：首尾汇总记录与该银行格式不符"),
            Self::Totals { line, what, stated, found } => format!(
                "第 {line} 行：文件写明的{}是 {stated}，逐行相加是 {found}",
                what.words(Lang::Zh)
            ),
            Self::Quote { line } => format!("第 {line} 行：双引号没有配对"),
            Self::CutOff { line } => format!("第 {line} 行：文件到此中断，后半部分丢失"),
            Self::Workbook(unreadable) => format!("工作簿无法读取：{}", unreadable.words(true).0),
            Self::Xml { line, detail } => format!("第 {line} 行：XML 已损坏（{detail}）"),
            Self::DocumentType { line } => {
                format!("第 {line} 行：XML 声明了文档类型或自带实体，银行报文不会有，拒绝读取")
            }
            Self::Message { line, found } => format!(
                "第 {line} 行：报文是「{found}」，能读的是 pain.002.001.10 和 camt.054.001.08"
            ),
        }
    }
}
