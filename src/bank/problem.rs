//! What a file has that its bank's profile does not say.

use crate::domain::{Lang, Money};
use crate::rulebook::bank_profile::Room;

/// A file is not what the profile says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotABankFile {
    /// What is wrong, in the order of the file; the first few of it, never none.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file (of a workbook its row), from 1, where there is one.
    pub line: Option<u64>,
    /// What it is.
    pub what: What,
}

/// What can be wrong with a bank file. It says no name and no number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Bytes that the charset does not have.
    Charset,
    /// A line that does not end as the profile says.
    LineEnd,
    /// The headings are not the profile's.
    Heading,
    /// A record before or after the payments is not there, or not as it is.
    Record,
    /// A field too many or too few.
    Fields {
        /// How many the profile has.
        expected: usize,
        /// How many stand there.
        found: usize,
    },
    /// Quotation marks where none belong, or none where they do.
    Quotes,
    /// A record of another length.
    Width {
        /// The profile's bytes.
        expected: usize,
        /// The record's.
        found: usize,
    },
    /// The rest of a field is not filled as the profile says.
    Padding(String),
    /// A field that must not be blank is.
    Blank(String),
    /// A field without a sum as the profile writes it.
    Money(String),
    /// A field that does not say what it always says.
    Other(String),
    /// A text longer than its field.
    TooLong(String, Room),
    /// The file says another number of payments than it has.
    Count {
        /// What it says.
        stated: u64,
        /// What it has.
        counted: u64,
    },
    /// The file says another sum than its payments come to.
    Total {
        /// What it says.
        stated: Money,
        /// What they come to.
        counted: Money,
    },
    /// More payments than the bank takes in one file.
    TooMany(usize),
    /// More money than the bank takes in one file.
    TooMuch(Money),
    /// Not a workbook, or not the one that the profile says.
    Workbook {
        /// What is wrong with it, in Chinese.
        zh: String,
        /// The same in English.
        en: String,
    },
    /// A cell that is not text.
    NotText(String),
    /// Not XML.
    Xml(String),
    /// A rule of the ISO 20022 schema that does not hold, and where.
    Schema(String),
}

impl What {
    /// It in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Charset => "有不属于该字符集的字节".to_owned(),
            Self::LineEnd => "换行不是格式规定的".to_owned(),
            Self::Heading => "表头与格式不符".to_owned(),
            Self::Record => "首尾记录缺失，或与格式不符".to_owned(),
            Self::Fields { expected, found } => format!("应有 {expected} 个字段，实有 {found} 个"),
            Self::Quotes => "引号与格式不符".to_owned(),
            Self::Width { expected, found } => format!("应长 {expected} 字节，实长 {found} 字节"),
            Self::Padding(field) => format!("「{field}」的补位与格式不符"),
            Self::Blank(field) => format!("「{field}」是空的"),
            Self::Money(field) => format!("「{field}」不是格式规定的金额写法"),
            Self::Other(field) => format!("「{field}」与格式不符"),
            Self::TooLong(field, room) => {
                format!("「{field}」过长，最多 {}", room.words(Lang::Zh))
            }
            Self::Count { stated, counted } => {
                format!("文件写的笔数是 {stated}，实有 {counted} 笔")
            }
            Self::Total { stated, counted } => {
                format!("文件写的总金额是 {stated} 元，各笔合计 {counted} 元")
            }
            Self::TooMany(most) => format!("超过每个文件最多 {most} 笔的限制"),
            Self::TooMuch(most) => format!("超过每个文件最多 {most} 元的限制"),
            Self::Workbook { zh, .. } => format!("不是该格式的工作簿：{zh}"),
            Self::NotText(field) => format!("「{field}」不是文本单元格"),
            Self::Xml(detail) => format!("不是 XML：{detail}"),
            Self::Schema(detail) => format!("不合 ISO 20022：{detail}"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Charset => "bytes that the charset does not have".to_owned(),
            Self::LineEnd => "the line does not end as the profile says".to_owned(),
            Self::Heading => "the heading is not the profile's".to_owned(),
            Self::Record => {
                "a header or trailer is missing, or is not as the profile has it".to_owned()
            }
            Self::Fields { expected, found } => format!("{found} fields instead of {expected}"),
            Self::Quotes => "quotation marks are not as the profile says".to_owned(),
            Self::Width { expected, found } => format!("{found} bytes instead of {expected}"),
            Self::Padding(field) => format!("«{field}» is not filled up as the profile says"),
            Self::Blank(field) => format!("«{field}» is blank"),
            Self::Money(field) => format!("«{field}» is no sum as the profile writes it"),
            Self::Other(field) => format!("«{field}» is not as the profile says"),
            Self::TooLong(field, room) => {
                format!("«{field}» is too long: {} at most", room.words(Lang::En))
            }
            Self::Count { stated, counted } => {
                format!("the file says {stated} payments and has {counted}")
            }
            Self::Total { stated, counted } => {
                format!("the file says {stated} yuan, its payments come to {counted}")
            }
            Self::TooMany(most) => format!("more than the {most} payments of one file"),
            Self::TooMuch(most) => format!("more than the {most} yuan of one file"),
            Self::Workbook { en, .. } => format!("not the profile's workbook: {en}"),
            Self::NotText(field) => format!("«{field}» is not a text cell"),
            Self::Xml(detail) => format!("not XML: {detail}"),
            Self::Schema(detail) => format!("against ISO 20022: {detail}"),
        }
    }
}

impl Problem {
    /// It in words, with its line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let what = self.what.words(lang);
        match (self.line, lang) {
            (None, _) => what,
            (Some(line), Lang::Zh) => format!("第 {line} 行：{what}"),
            (Some(line), Lang::En) => format!("line {line}: {what}"),
        }
    }
}

impl NotABankFile {
    /// The first problem, in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.problems.first().map(|problem| problem.words(lang)).unwrap_or_default()
    }
}

impl std::fmt::Display for NotABankFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

impl std::error::Error for NotABankFile {}
