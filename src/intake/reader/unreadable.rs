//! Why a file could not be read, in words for the clerk who has to mend it.
//!
//! Out: [`Unreadable`], which knows its finding code and, in Chinese and in
//! English, its cause and its fix. It never carries a cell's content.

use serde::{Deserialize, Serialize};

use crate::words::{self, Lang};
use crate::{say, word};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// The file has no bytes.
    Empty,
    /// Neither a workbook nor a text table.
    NotASpreadsheet,
    /// The zip container of a workbook is damaged.
    CorruptZip {
        /// What is damaged, in the reader's words.
        detail: String,
    },
    /// The file ends too early.
    Truncated,
    /// The workbook opens only with a password.
    PasswordProtected,
    /// A web page saved under a workbook's name.
    HtmlNamedXls,
    /// `SpreadsheetML`, the XML format of Excel 2003.
    SpreadsheetMl,
    /// A WPS table in a format of its own.
    WpsUnreadable,
    /// A workbook without a single worksheet.
    NoSheet,
    /// A workbook whose worksheets hold no value at all.
    NoData,
    /// Larger than a roster can be: a cap was passed.
    TooLarge {
        /// What passed its cap: `decompressed bytes`, `entries`, `cells` …
        what: Excess,
        /// The cap.
        limit: u64,
    },
    /// Two entries of the container share a name or their bytes.
    DuplicateEntry,
    /// An entry's name leads out of the container, or the entry is a link.
    UnsafeEntryName {
        /// The name, its control characters escaped.
        name: String,
    },
    /// A part declares a document type or entities.
    DtdOrEntity {
        /// The part of the container.
        part: String,
    },
    /// Text that is neither valid UTF-8 (or what its byte order mark says) nor
    /// valid GB 18030.
    Encoding {
        /// The first byte in doubt, counted from 0.
        offset: u64,
        /// What is wrong there.
        detail: Garbled,
    },
    /// A quoted field that does not end where it should.
    UnbalancedQuote {
        /// The line of the opening quote, counted from 1.
        line: u64,
    },
    /// The content is not what its format says.
    Parser {
        /// What is wrong, in the reader's words.
        detail: String,
    },
}

/// What passed its cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Bytes of memory that another's parser asked for ([`super::apart`]).
    ParserMemory,
    /// Seconds that it took.
    ParserSeconds,
}

/// What is wrong with a text's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::DecompressedBytes => say!(lang, "intake-excess-decompressed-bytes"),
            Self::Entries => say!(lang, "intake-excess-entries"),
            Self::Ratio => say!(lang, "intake-excess-ratio"),
            Self::Cells => say!(lang, "intake-excess-cells"),
            Self::TextBytes => say!(lang, "intake-excess-text-bytes"),
            Self::CellsBetween => say!(lang, "intake-excess-cells-between"),
            Self::FileBytes => say!(lang, "intake-excess-file-bytes"),
            Self::ParserMemory => say!(lang, "intake-excess-parser-memory"),
            Self::ParserSeconds => say!(lang, "intake-excess-parser-seconds"),
        }
    }
}

impl std::fmt::Display for Excess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(Lang::En))
    }
}

impl Garbled {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::AgainstItsMark => say!(lang, "intake-garbled-against-its-mark"),
            Self::Neither => say!(lang, "intake-garbled-neither"),
            Self::Mixed => say!(lang, "intake-garbled-mixed"),
            Self::ZeroByte => say!(lang, "intake-garbled-zero-byte"),
        }
    }
}

impl std::fmt::Display for Garbled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(Lang::En))
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
        let lang = if zh { Lang::Zh } else { Lang::En };
        (self.cause(lang), words::text(lang, self.fix()).to_owned())
    }

    fn cause(&self, lang: Lang) -> String {
        match self {
            Self::Empty => say!(lang, "intake-unreadable-empty").to_owned(),
            Self::NotASpreadsheet => say!(lang, "intake-unreadable-no-spreadsheet").to_owned(),
            Self::CorruptZip { detail } => {
                say!(lang, "intake-unreadable-corrupt-zip", detail = detail)
            }
            Self::Truncated => say!(lang, "intake-unreadable-truncated").to_owned(),
            Self::PasswordProtected => say!(lang, "intake-unreadable-password").to_owned(),
            Self::HtmlNamedXls => say!(lang, "intake-unreadable-html").to_owned(),
            Self::SpreadsheetMl => say!(lang, "intake-unreadable-spreadsheet-ml").to_owned(),
            Self::WpsUnreadable => say!(lang, "intake-unreadable-wps").to_owned(),
            Self::NoSheet => say!(lang, "intake-unreadable-no-sheet").to_owned(),
            Self::NoData => say!(lang, "intake-unreadable-no-data").to_owned(),
            Self::TooLarge { what, limit } => {
                say!(lang, "intake-unreadable-too-large", what = what.words(lang), limit = *limit)
            }
            Self::DuplicateEntry => say!(lang, "intake-unreadable-duplicate-entry").to_owned(),
            Self::UnsafeEntryName { name } => {
                say!(lang, "intake-unreadable-unsafe-name", name = name)
            }
            Self::DtdOrEntity { part } => say!(lang, "intake-unreadable-dtd", part = part),
            Self::Encoding { offset, detail } => say!(
                lang,
                "intake-unreadable-encoding",
                offset = *offset,
                detail = detail.words(lang)
            ),
            Self::UnbalancedQuote { line } => say!(lang, "intake-unreadable-quote", line = *line),
            Self::Parser { detail } => say!(lang, "intake-unreadable-parser", detail = detail),
        }
    }

    fn fix(&self) -> &'static str {
        match self {
            Self::Empty | Self::Truncated => word!("intake-mend-ask"),
            Self::NotASpreadsheet => word!("intake-mend-formats"),
            Self::CorruptZip { .. } | Self::Parser { .. } => word!("intake-mend-repair"),
            Self::PasswordProtected => word!("intake-mend-password"),
            Self::HtmlNamedXls | Self::SpreadsheetMl | Self::WpsUnreadable => {
                word!("intake-mend-save-as")
            }
            Self::NoSheet | Self::NoData => word!("intake-mend-right-file"),
            Self::TooLarge { .. } => word!("intake-mend-too-large"),
            Self::DuplicateEntry | Self::UnsafeEntryName { .. } | Self::DtdOrEntity { .. } => {
                word!("intake-mend-tampered")
            }
            Self::Encoding { .. } => word!("intake-mend-encoding"),
            Self::UnbalancedQuote { .. } => word!("intake-mend-quote"),
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.cause(Lang::En))
    }
}

impl std::error::Error for Unreadable {}

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
