//! A bank file's layout, as data.
//!
//! In: `rules/banks/<id>.toml`. Out: what a file looks like, checked so far that
//! nothing is left to find out while payments are written: what stands where, in
//! which charset, how long at most, and how much goes into one file. It knows no
//! bank by name.

mod check;
mod field;
mod pattern;
pub mod return_name;
pub mod returns;

use std::borrow::Cow;

use serde::Deserialize;

use super::project::{FILE_NAME, Payer};
use super::{RulebookError, charset::Charset, programme::Name};
use crate::domain::account::mask_account;
use crate::domain::fold::is_private_use;
use crate::domain::{Lang, Money};
use crate::say;

pub use field::{Align, BankField, BankSource, DateFormat, Room};
pub use pattern::{NameParts, Pattern};
pub use returns::ReturnLayout;

/// A bank's file layout: records, fields, charset, limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankProfile {
    /// Its id, as in the project file.
    pub id: String,
    name: Name,
    known_from: Name,
    /// The file as a whole.
    pub file: FileLayout,
    /// The records before the payments.
    #[serde(default, rename = "header")]
    pub headers: Vec<Record>,
    /// What a payment says, in order.
    #[serde(rename = "field")]
    pub fields: Vec<BankField>,
    /// The records after the payments.
    #[serde(default, rename = "trailer")]
    pub trailers: Vec<Record>,
    /// The most money in one file: what the bank says, or less where a field for an
    /// amount or a total has no room for so much.
    #[serde(skip)]
    pub most_money: Option<Money>,
    /// What the bank sends back; none where that is not known.
    #[serde(rename = "return")]
    pub returns: Option<ReturnLayout>,
}

/// The file as a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLayout {
    /// How records are laid out.
    pub kind: Kind,
    /// The charset, whose repertoire V013 checks.
    pub charset: Charset,
    /// What stands between fields; of delimited files.
    pub separator: Option<char>,
    /// Whether it stands after the last field too.
    #[serde(default)]
    pub trailing_separator: bool,
    /// When a field is quoted; of delimited files.
    pub quote: Option<Quote>,
    /// What is done with the separator inside a text other than payee and account.
    #[serde(default)]
    pub separator_in_text: InText,
    /// What ends a line; of delimited and fixed-width files.
    pub line_end: Option<LineEnd>,
    /// Whether it stands after the last line too.
    #[serde(default = "yes")]
    pub final_line_end: bool,
    /// Whether a line before the payments names the fields.
    #[serde(default)]
    pub heading: bool,
    /// The sheet's name; of workbooks.
    pub sheet: Option<String>,
    /// The file name's extension, without the dot.
    pub extension: String,
    /// The name of an exported file.
    pub name: Option<Pattern>,
    /// The most people in one file.
    pub limit_rows: usize,
    /// The most money in one file, as the bank says.
    #[serde(default, deserialize_with = "field::yuan")]
    pub limit_amount: Option<Money>,
    /// How the separator of a minority name is exported.
    pub name_separator: char,
}

fn yes() -> bool {
    true
}

/// How records are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Fields with a separator between them.
    Delimited,
    /// Fields of a fixed number of bytes.
    FixedWidth,
    /// A sheet of text cells.
    Xlsx,
    /// An XML message of ISO 20022.
    #[serde(rename = "pain.001")]
    Pain001,
}

impl Kind {
    /// Its key in profiles.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Delimited => "delimited",
            Self::FixedWidth => "fixed-width",
            Self::Xlsx => "xlsx",
            Self::Pain001 => "pain.001",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Delimited => say!(lang, "rulebook-format-delimited"),
            Self::FixedWidth => say!(lang, "rulebook-format-fixed-width"),
            Self::Xlsx => say!(lang, "rulebook-format-xlsx"),
            Self::Pain001 => "ISO 20022 XML",
        }
    }
}

/// When a field is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// Where its text calls for it.
    Needed,
    /// Always.
    Always,
    /// Never: the bank takes a quotation mark for part of the text.
    Never,
}

/// What is done with the separator inside a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InText {
    /// The row is held (V025).
    #[default]
    Hold,
    /// It is left out.
    Remove,
    /// This stands in its place.
    Replace(char),
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineEnd {
    /// CR LF.
    Crlf,
    /// LF.
    Lf,
}

impl LineEnd {
    /// Its characters.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Crlf => "\r\n",
            Self::Lf => "\n",
        }
    }
}

/// A record before or after the payments: a line as it stands, or fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The whole line, always the same.
    pub line: Option<String>,
    /// Its fields, in order.
    #[serde(default)]
    pub fields: Vec<BankField>,
}

impl BankProfile {
    /// Reads a profile and checks that it can be paid from.
    ///
    /// # Errors
    /// Where it is badly formed, contradicts itself, or lacks account, payee or
    /// amount.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        let mut profile: Self = super::parse(shown, text)?;
        check::check(&profile).map_err(|wrong| wrong.into_error(shown))?;
        profile.most_money = check::most_money(&profile);
        if let Some(returns) = &profile.returns {
            returns.check(shown)?;
        }
        Ok(profile)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name.zh, &self.name.en)
    }

    /// Where the layout is known from.
    #[must_use]
    pub fn known_from(&self, lang: Lang) -> &str {
        lang.pick(&self.known_from.zh, &self.known_from.en)
    }

    /// Every field: of the payments, and of the records around them.
    pub fn all_fields(&self) -> impl Iterator<Item = &BankField> {
        let around = self.headers.iter().chain(&self.trailers);
        self.fields.iter().chain(around.flat_map(|record| &record.fields))
    }

    /// The fields whose text comes with a payment: the payments' own, and where the
    /// records around them name the bank or the township.
    pub fn fields_of_rows(&self) -> impl Iterator<Item = &BankField> {
        let around = self.headers.iter().chain(&self.trailers).flat_map(|record| &record.fields);
        let of_place =
            |field: &&BankField| matches!(field.source, BankSource::Bank | BankSource::Township);
        self.fields.iter().chain(around.filter(of_place))
    }

    /// Whether a payment says its reference.
    #[must_use]
    pub fn has_reference(&self) -> bool {
        self.fields.iter().any(|field| field.source == BankSource::Reference)
    }

    /// Whether a file says who pays.
    #[must_use]
    pub fn needs_payer(&self) -> bool {
        self.file.kind == Kind::Pain001 || self.all_fields().any(|field| field.source.is_of_payer())
    }

    /// A text as a file of this layout says it: the separator is left out or
    /// replaced where the layout says so, and never in what the bank compares.
    #[must_use]
    pub fn text_of<'a>(&self, source: BankSource, text: Cow<'a, str>) -> Cow<'a, str> {
        let Some(separator) = self.file.separator else { return text };
        if source.is_compared() || !text.contains(separator) {
            return text;
        }
        match self.file.separator_in_text {
            InText::Hold => text,
            InText::Remove => Cow::Owned(text.replace(separator, "")),
            InText::Replace(with) => {
                Cow::Owned(text.replace(separator, with.encode_utf8(&mut [0; 4])))
            }
        }
    }

    /// Whether a text would break a file of this layout: a line break in a line, or
    /// a separator that nothing marks as text.
    #[must_use]
    pub fn is_broken_by(&self, source: BankSource, text: &str) -> bool {
        let lines = matches!(self.file.kind, Kind::Delimited | Kind::FixedWidth);
        let bare = self.file.separator.filter(|_| self.file.quote == Some(Quote::Never));
        lines && text.contains(['\r', '\n'])
            || bare.is_some_and(|bare| self.text_of(source, text.into()).contains(bare))
    }

    /// The characters of a text that a file of this layout cannot hold, in order,
    /// each once: those outside the charset and, but in delimited files, control
    /// characters.
    #[must_use]
    pub fn cannot_write(&self, text: &str) -> Vec<char> {
        let mut missing = self.file.charset.cannot_write(text);
        let strict = self.file.kind != Kind::Delimited;
        let never = |c: char| {
            is_private_use(c) || strict && (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
        };
        for c in text.chars().filter(|c| never(*c)) {
            if !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    /// Checks what every file of a project will say alike: the payer and the
    /// purpose.
    ///
    /// # Errors
    /// Where the layout needs a payer and the project names none, or one of these
    /// texts cannot be written or is too long.
    pub fn check_for(&self, payer: Option<&Payer>, purpose: &str) -> Result<(), RulebookError> {
        const PAYER: &str = "payout.payer";
        if self.needs_payer() && payer.is_none() {
            return Err(RulebookError::MissingKey {
                file: FILE_NAME.to_owned(),
                key: PAYER.to_owned(),
                expected: format!(
                    "{{ name = \"…\", account = \"…\", bank = \"…\" }} (rules/banks/{}.toml)",
                    self.id
                ),
            });
        }
        let mut said: Vec<(BankSource, &str, &str)> =
            vec![(BankSource::Purpose, "programme.id", purpose)];
        if let Some(payer) = payer {
            said.push((BankSource::PayerName, "payout.payer.name", &payer.name));
            said.push((BankSource::PayerAccount, "payout.payer.account", &payer.account));
            said.push((BankSource::PayerBank, "payout.payer.bank", &payer.bank));
        }
        for (source, key, text) in said {
            let pain = self.file.kind == Kind::Pain001 && source.is_of_payer();
            let mut fields = self.all_fields().filter(|field| field.source == source).peekable();
            if !pain && fields.peek().is_none() {
                continue;
            }
            let unfit = |expected: String| RulebookError::BadValue {
                file: FILE_NAME.to_owned(),
                key: key.to_owned(),
                found: if source == BankSource::PayerAccount {
                    mask_account(text)
                } else {
                    text.to_owned()
                },
                expected,
            };
            if let Some(c) = self.cannot_write(text).first() {
                let charset = self.file.charset.name();
                return Err(unfit(format!("{charset}: U+{:04X} ∉", u32::from(*c))));
            }
            let separator = self.file.separator.filter(|c| text.contains(*c));
            if let (Some(separator), InText::Hold) = (separator, self.file.separator_in_text) {
                return Err(unfit(format!("no «{separator}» (rules/banks/{}.toml)", self.id)));
            }
            for field in fields {
                if let Some(room) = field.no_room(text, self.file.charset) {
                    return Err(unfit(format!("<= {} (rules/banks/{}.toml)", room, self.id)));
                }
            }
            if pain && text.chars().count() > check::payer_chars(source) {
                return Err(unfit(format!("<= {} chars (ISO 20022)", check::payer_chars(source))));
            }
        }
        Ok(())
    }
}
