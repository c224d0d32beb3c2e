//! What a file has that its bank's profile does not say.

use crate::domain::{Lang, Money};
use crate::rulebook::bank_profile::Room;
use crate::say;

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
        match self {
            Self::Charset => say!(lang, "bank-charset").to_owned(),
            Self::LineEnd => say!(lang, "bank-line-end").to_owned(),
            Self::Heading => say!(lang, "bank-heading").to_owned(),
            Self::Record => say!(lang, "bank-record").to_owned(),
            Self::Fields { expected, found } => {
                say!(lang, "bank-fields", expected = *expected, found = *found)
            }
            Self::Quotes => say!(lang, "bank-quotes").to_owned(),
            Self::Width { expected, found } => {
                say!(lang, "bank-width", expected = *expected, found = *found)
            }
            Self::Padding(field) => say!(lang, "bank-padding", field = field),
            Self::Blank(field) => say!(lang, "bank-blank", field = field),
            Self::Money(field) => say!(lang, "bank-money", field = field),
            Self::Other(field) => say!(lang, "bank-other", field = field),
            Self::TooLong(field, room) => {
                say!(lang, "bank-too-long", field = field, room = room.words(lang))
            }
            Self::Count { stated, counted } => {
                say!(lang, "bank-count", stated = *stated, counted = *counted)
            }
            Self::Total { stated, counted } => {
                say!(lang, "bank-total", stated = *stated, counted = *counted)
            }
            Self::TooMany(most) => say!(lang, "bank-too-many", most = *most),
            Self::TooMuch(most) => say!(lang, "bank-too-much", most = *most),
            Self::Workbook { zh, en } => {
                say!(lang, "bank-workbook", why = lang.pick(zh, en))
            }
            Self::NotText(field) => say!(lang, "bank-not-text", field = field),
            Self::Xml(detail) => say!(lang, "bank-xml", detail = detail),
            Self::Schema(detail) => say!(lang, "bank-schema", detail = detail),
        }
    }
}

impl Problem {
    /// It in words, with its line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let what = self.what.words(lang);
        match self.line {
            None => what,
            Some(line) => say!(lang, "bank-line", line = line, what = what),
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
