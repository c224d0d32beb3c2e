//! Why a file is no return that can be trusted, in words for the clerk.
//!
//! Out: [`NotAReturn`], which never carries what stands in a field.

use crate::domain::Lang;
use crate::intake::reader::Unreadable;
use crate::say;

/// A file that cannot be trusted as a whole: nothing of it is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReturn {
    /// The profile does not say what the bank sends back.
    NoLayout {
        /// The profile's id.
        profile: String,
    },
    /// No bytes.
    Empty,
    /// More bytes, or more of something else, than a return can have.
    TooLarge {
        /// The cap, in bytes or elements.
        limit: usize,
    },
    /// Bytes that the charset does not have.
    Charset {
        /// The charset that the profile names.
        charset: &'static str,
        /// The first line in doubt, from 1.
        line: u64,
    },
    /// No line is of the profile's layout.
    Layout {
        /// The first line, from 1.
        line: u64,
        /// What a line is made of.
        expected: Measure,
    },
    /// The heading is not the profile's.
    Heading {
        /// The line or row, from 1.
        line: u64,
        /// The profile's headings.
        expected: String,
    },
    /// A workbook has the headings on two sheets.
    TwoTables,
    /// The header or the trailer is not the profile's.
    Record {
        /// The line, from 1.
        line: u64,
    },
    /// A total of the file's own is not what its lines add up to.
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
    Quote {
        /// The line of the opening quote, from 1.
        line: u64,
    },
    /// The end is missing.
    CutOff {
        /// The last line, from 1.
        line: u64,
    },
    /// A workbook that cannot be read.
    Workbook(#[from] Unreadable),
    /// XML that is not well formed.
    Xml {
        /// The line, from 1.
        line: u64,
        /// What is wrong, in the parser's words.
        detail: String,
    },
    /// A document type or an entity of its own: no bank needs them.
    DocumentType {
        /// The line, from 1.
        line: u64,
    },
    /// Another message, or another version of it.
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
            Self::Fields(fields) => say!(lang, "returns-fields-a-line", fields = fields),
            Self::Bytes(bytes) => say!(lang, "returns-bytes-a-line", bytes = bytes),
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
            Self::Count => say!(lang, "returns-stated-count"),
            Self::Sum => say!(lang, "returns-stated-sum"),
            Self::CountOfOne => say!(lang, "returns-stated-count-of-one"),
            Self::SumOfOne => say!(lang, "returns-stated-sum-of-one"),
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
        match self {
            Self::NoLayout { profile } => say!(lang, "returns-no-layout", profile = profile),
            Self::Empty => say!(lang, "returns-empty").to_owned(),
            Self::TooLarge { limit } => say!(lang, "returns-too-large", limit = *limit),
            Self::Charset { charset, line } => {
                say!(lang, "returns-charset", line = *line, charset = *charset)
            }
            Self::Layout { line, expected } => {
                say!(lang, "returns-layout", line = *line, expected = expected.words(lang))
            }
            Self::Heading { line, expected } => {
                say!(lang, "returns-heading", line = *line, expected = expected)
            }
            Self::TwoTables => say!(lang, "returns-two-tables").to_owned(),
            Self::Record { line } => say!(lang, "returns-record", line = *line),
            Self::Totals { line, what, stated, found } => say!(
                lang,
                "returns-totals",
                line = *line,
                what = what.words(lang),
                stated = stated,
                found = found
            ),
            Self::Quote { line } => say!(lang, "returns-quote", line = *line),
            Self::CutOff { line } => say!(lang, "returns-cut-off", line = *line),
            Self::Workbook(unreadable) => {
                say!(lang, "returns-workbook", why = unreadable.words(lang == Lang::Zh).0)
            }
            Self::Xml { line, detail } => {
                say!(lang, "returns-xml", line = *line, detail = detail)
            }
            Self::DocumentType { line } => say!(lang, "returns-document-type", line = *line),
            Self::Message { line, found } => {
                say!(lang, "returns-message", line = *line, found = found)
            }
        }
    }
}

impl std::fmt::Display for NotAReturn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}
