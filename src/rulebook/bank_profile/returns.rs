//! The layout of what a bank sends back, as data: the `[return]` section of a
//! bank profile.
//!
//! In: the section. Out: [`ReturnLayout`], checked so that a reader can rely on
//! it. It refuses a code that is in two lists, a layout without a code column,
//! and a kind of matching that the fields cannot serve: which line a result
//! speaks of is never left to a name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::charset::Charset;
use super::super::{RulebookError, programme::Name};
use super::LineEnd;
use super::return_name::{NamePattern, Named, Part};
use crate::domain::Lang;
use crate::say;

/// The layout of what a bank sends back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnLayout {
    /// How the file is laid out.
    pub kind: ReturnKind,
    /// Its charset.
    pub charset: Charset,
    /// What stands between fields; delimited layouts only.
    pub separator: Option<char>,
    /// Whether a separator stands behind the last field too.
    #[serde(default)]
    pub trailing_separator: bool,
    /// Whether double quotes enclose a field that holds a separator.
    #[serde(default)]
    pub quoted: bool,
    /// What ends a line, where a file is written; both ways are read.
    #[serde(default = "crlf")]
    pub line_end: LineEnd,
    /// Whether a line names the columns.
    #[serde(default)]
    pub heading: bool,
    /// The file's name, with `{batch}`, `{file:03}`, `{sent}` and `{date}` in it.
    pub name: NamePattern,
    /// The batch and file number as a message writes them into its original
    /// message's id, in the same way; messages only.
    pub message_id: Option<NamePattern>,
    /// How a line finds the line that was sent.
    #[serde(rename = "match")]
    pub matching: Matching,
    /// The record before the lines; none where empty.
    #[serde(default)]
    pub header: Vec<ReturnField>,
    /// The columns, in order.
    #[serde(default, rename = "field")]
    pub fields: Vec<ReturnField>,
    /// The record behind the lines; none where empty.
    #[serde(default)]
    pub trailer: Vec<ReturnField>,
    /// First cells that mark a row of totals; workbooks only.
    #[serde(default)]
    pub total_words: Vec<String>,
    /// The result codes by outcome.
    codes: Codes,
    /// Words of reasons that come beside a code, by the reason's own code.
    #[serde(default)]
    reasons: BTreeMap<String, Name>,
}

fn crlf() -> LineEnd {
    LineEnd::Crlf
}

/// How a file from a bank is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnKind {
    /// Lines of fields with a separator between them.
    Delimited,
    /// Lines of fields of a fixed number of bytes.
    FixedWidth,
    /// A workbook with a heading row.
    Xlsx,
    /// An ISO 20022 message: pain.002.001.10 or camt.054.001.08.
    Iso20022,
}

/// How a line finds the line that was sent. Never by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// By the reference that was sent with it: batch and line.
    Reference,
    /// By its number in the file that was sent.
    Line,
    /// By file (or batch), account and amount together.
    Account,
}

/// What a result code says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The money was credited.
    Paid,
    /// The money was not credited, or came back.
    Failed,
    /// The bank has not finished.
    Pending,
    /// The code is in no list of the profile, or there is none.
    Unknown,
}

impl Outcome {
    /// Its word.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Paid => say!(lang, "rulebook-outcome-paid"),
            Self::Failed => say!(lang, "rulebook-outcome-failed"),
            Self::Pending => say!(lang, "rulebook-outcome-pending"),
            Self::Unknown => say!(lang, "rulebook-outcome-unknown"),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    #[serde(default)]
    paid: BTreeMap<String, Name>,
    #[serde(default)]
    failed: BTreeMap<String, Name>,
    #[serde(default)]
    pending: BTreeMap<String, Name>,
}

/// A field of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnField {
    /// Its heading, or what it is called where the layout has none.
    #[serde(default)]
    pub heading: String,
    /// What stands in it.
    pub source: ReturnSource,
    /// Its text, where `source` is `constant`.
    #[serde(default)]
    pub text: String,
    /// Its bytes; fixed-width layouts only.
    #[serde(default)]
    pub width: usize,
}

/// What can stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnSource {
    /// Always the same text, which is checked.
    Constant,
    /// Something that is not read.
    Other,
    /// The batch; headers and trailers only, as all up to `FailedSumFen`.
    Batch,
    /// The number of the file that was sent, from 1.
    File,
    /// How many lines there are.
    Count,
    /// The sum of all lines in yuan.
    SumYuan,
    /// The sum of all lines in fen.
    SumFen,
    /// How many lines are paid.
    PaidCount,
    /// The sum of paid lines in yuan.
    PaidSumYuan,
    /// The sum of paid lines in fen.
    PaidSumFen,
    /// How many lines failed.
    FailedCount,
    /// The sum of failed lines in yuan.
    FailedSumYuan,
    /// The sum of failed lines in fen.
    FailedSumFen,
    /// The line's number in the file that was sent; lines only, as all below
    /// but the date.
    Line,
    /// The reference that was sent: batch and line.
    Reference,
    /// The account.
    Account,
    /// The account holder's name.
    Payee,
    /// The amount in yuan.
    AmountYuan,
    /// The amount in fen.
    AmountFen,
    /// The result code.
    Code,
    /// The reason in words.
    Reason,
    /// The day of the result: `20201231`; headers and trailers too.
    Date,
}

impl ReturnSource {
    /// Whether it belongs to a line.
    fn is_of_a_line(self) -> bool {
        use ReturnSource as S;
        matches!(
            self,
            S::Line
                | S::Reference
                | S::Account
                | S::Payee
                | S::AmountYuan
                | S::AmountFen
                | S::Code
                | S::Reason
        )
    }

    /// Whether it may stand in a line and in a header alike.
    fn is_of_both(self) -> bool {
        matches!(self, Self::Constant | Self::Other | Self::Date)
    }
}

impl ReturnLayout {
    /// What a code says. It is compared as it stands, without the spaces around
    /// it: nothing is guessed, and no code says [`Outcome::Unknown`].
    #[must_use]
    pub fn outcome(&self, code: &str) -> Outcome {
        let code = code.trim();
        let found = self.lists().into_iter().find(|(_, list)| list.contains_key(code));
        found.map_or(Outcome::Unknown, |(outcome, _)| outcome)
    }

    /// What a result code or a reason's code means, where the profile says so.
    #[must_use]
    pub fn meaning(&self, code: &str, lang: Lang) -> Option<&str> {
        let code = code.trim();
        let listed = self.lists().into_iter().find_map(|(_, list)| list.get(code));
        listed.or_else(|| self.reasons.get(code)).map(|name| lang.pick(&*name.zh, &*name.en))
    }

    /// The codes of an outcome, in order; none for [`Outcome::Unknown`].
    #[must_use]
    pub fn codes(&self, outcome: Outcome) -> Vec<&str> {
        let lists = self.lists().into_iter().filter(|(listed, _)| *listed == outcome);
        lists.flat_map(|(_, list)| list.keys().map(String::as_str)).collect()
    }

    /// The reasons' own codes, in order.
    #[must_use]
    pub fn reasons(&self) -> Vec<&str> {
        self.reasons.keys().map(String::as_str).collect()
    }

    /// What an original message's id says.
    #[must_use]
    pub fn message_named(&self, id: &str) -> Named {
        self.message_id.as_ref().map(|pattern| pattern.read(id)).unwrap_or_default()
    }

    /// The place of a column.
    #[must_use]
    pub fn place(&self, source: ReturnSource) -> Option<usize> {
        self.fields.iter().position(|field| field.source == source)
    }

    fn lists(&self) -> [(Outcome, &BTreeMap<String, Name>); 3] {
        [
            (Outcome::Paid, &self.codes.paid),
            (Outcome::Failed, &self.codes.failed),
            (Outcome::Pending, &self.codes.pending),
        ]
    }

    /// Checks that a reader can rely on it.
    ///
    /// # Errors
    /// The first key that is missing or contradicts another.
    pub(super) fn check(&self, file: &str) -> Result<(), RulebookError> {
        self.check_codes(file)?;
        self.check_name(file)?;
        match self.kind {
            ReturnKind::Iso20022 => self.check_message(file),
            ReturnKind::Delimited | ReturnKind::FixedWidth | ReturnKind::Xlsx => {
                self.check_fields(file)?;
                self.check_kind(file)
            }
        }
    }

    fn check_codes(&self, file: &str) -> Result<(), RulebookError> {
        for (key, list) in
            [("return.codes.paid", &self.codes.paid), ("return.codes.failed", &self.codes.failed)]
        {
            if list.is_empty() {
                return Err(missing(file, key, "at least one code"));
            }
        }
        let mut seen = Vec::new();
        for (outcome, list) in self.lists() {
            for code in list.keys() {
                if code.is_empty() || code.trim() != code {
                    let expected = "a code without spaces around it; an empty one is unknown";
                    return Err(bad(file, "return.codes", code, expected));
                }
                if seen.contains(&code) {
                    let found = format!("{code}, also {}", outcome.name(Lang::En));
                    return Err(bad(file, "return.codes", &found, "each code in one list"));
                }
                seen.push(code);
            }
        }
        Ok(())
    }

    fn check_name(&self, file: &str) -> Result<(), RulebookError> {
        if self.name.has(Part::Sent) || self.name.has(Part::File) {
            return Ok(());
        }
        Err(missing(file, "return.name", "{sent} or {file} in it: one answer a file"))
    }

    fn check_message(&self, file: &str) -> Result<(), RulebookError> {
        if self.charset != Charset::Utf8 {
            return Err(bad(file, "return.charset", self.charset.name(), "utf8 for a message"));
        }
        if self.matching != Matching::Reference {
            return Err(bad(file, "return.match", "", "reference: a message carries it"));
        }
        if self.message_id.is_none() {
            return Err(missing(file, "return.message_id", "the pattern of the sent message's id"));
        }
        if !(self.fields.is_empty() && self.header.is_empty() && self.trailer.is_empty()) {
            return Err(bad(
                file,
                "return.field",
                "",
                "none: the standard names a message's parts",
            ));
        }
        Ok(())
    }

    fn check_fields(&self, file: &str) -> Result<(), RulebookError> {
        use ReturnSource as S;
        let has = |source: S| self.place(source).is_some();
        let mut needed = vec![S::Code, S::Account];
        match self.matching {
            Matching::Reference => needed.push(S::Reference),
            Matching::Line => needed.push(S::Line),
            Matching::Account => {}
        }
        for source in needed {
            if !has(source) {
                return Err(missing(file, "return.field.source", &format!("{source:?}")));
            }
        }
        if has(S::AmountYuan) == has(S::AmountFen) {
            return Err(missing(
                file,
                "return.field.source",
                "AmountYuan or AmountFen, one of them",
            ));
        }
        if let Some(field) = self.fields.iter().find(|field| {
            let repeated = self.fields.iter().filter(|other| other.source == field.source);
            let may_repeat = matches!(field.source, S::Other | S::Constant);
            !(field.source.is_of_a_line() || field.source.is_of_both())
                || !may_repeat && repeated.count() > 1
        }) {
            let found = format!("{:?}", field.source);
            return Err(bad(file, "return.field.source", &found, "what a line holds, each once"));
        }
        for (key, record) in [("return.header", &self.header), ("return.trailer", &self.trailer)] {
            if let Some(field) = record.iter().find(|field| field.source.is_of_a_line()) {
                let found = format!("{:?}", field.source);
                return Err(bad(
                    file,
                    key,
                    &found,
                    "batch, file, date, counts, sums, constant or other",
                ));
            }
        }
        Ok(())
    }

    fn check_kind(&self, file: &str) -> Result<(), RulebookError> {
        let separator = self.separator.filter(|c| c.is_ascii() && !matches!(c, '"' | '\r' | '\n'));
        if self.kind == ReturnKind::Delimited && separator.is_none() {
            return Err(missing(file, "return.separator", "an ASCII separator"));
        }
        let records = || self.header.iter().chain(&self.fields).chain(&self.trailer);
        if self.kind == ReturnKind::FixedWidth
            && let Some(field) = records().find(|field| field.width == 0)
        {
            return Err(missing(
                file,
                "return.field.width",
                &format!("{:?}'s bytes", field.source),
            ));
        }
        if self.kind == ReturnKind::Xlsx && (!self.heading || !self.header.is_empty()) {
            return Err(bad(file, "return.heading", "", "true, and no header, for a workbook"));
        }
        if self.heading && self.fields.iter().any(|field| field.heading.is_empty()) {
            return Err(missing(file, "return.field.heading", "a heading for every column"));
        }
        if self.kind == ReturnKind::Xlsx && !self.trailer.is_empty() {
            return Err(bad(file, "return.trailer", "", "none: total_words mark a row of totals"));
        }
        Ok(())
    }
}

fn missing(file: &str, key: &str, expected: &str) -> RulebookError {
    RulebookError::MissingKey {
        file: file.to_owned(),
        key: key.to_owned(),
        expected: expected.to_owned(),
    }
}

fn bad(file: &str, key: &str, found: &str, expected: &str) -> RulebookError {
    RulebookError::BadValue {
        file: file.to_owned(),
        key: key.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}
