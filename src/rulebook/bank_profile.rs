//! A bank file's layout, as data.

pub mod return_name;
pub mod returns;

use serde::Deserialize;

pub use returns::ReturnLayout;

use super::{RulebookError, charset::Charset, programme::Name};
use crate::domain::Lang;

/// A bank's file layout: fields, charset, quoting, limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankProfile {
    /// Its id, as in the project file.
    pub id: String,
    name: Name,
    /// Where the layout is known from.
    pub known_from: String,
    /// The file as a whole.
    pub file: FileLayout,
    /// The columns, in order.
    #[serde(rename = "field")]
    pub fields: Vec<BankField>,
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
    /// What stands between fields.
    pub separator: char,
    /// When a field is quoted.
    pub quote: Quote,
    /// What ends a line.
    pub line_end: LineEnd,
    /// Whether the first line names the fields.
    pub heading: bool,
    /// The file name's extension, without the dot.
    pub extension: String,
    /// The most people in one file.
    pub limit_rows: usize,
    /// How the separator of a minority name is exported.
    pub name_separator: char,
}

/// How records are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Fields with a separator between them.
    Delimited,
}

/// When a field is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// Where its text calls for it.
    Needed,
    /// Always.
    Always,
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

/// One column of a bank file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankField {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub source: BankSource,
}

/// What can stand in a bank file's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankSource {
    /// The line's number in the file, from 1.
    Line,
    /// The account holder's name as the bank registered it.
    Payee,
    /// The account.
    Account,
    /// The bank.
    Bank,
    /// The amount in yuan with two decimals.
    AmountYuan,
    /// The beneficiary's name.
    Name,
    /// The beneficiary's identity number.
    IdNumber,
    /// The township.
    Township,
    /// The village.
    Village,
    /// What the payment is for: programme and period.
    Purpose,
}

impl BankProfile {
    /// Reads a profile and checks that it can be paid from.
    ///
    /// # Errors
    /// Where it is badly formed, or lacks account, payee or amount.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        let profile: Self = super::parse(shown, text)?;
        for needed in [BankSource::Account, BankSource::Payee, BankSource::AmountYuan] {
            if !profile.fields.iter().any(|field| field.source == needed) {
                return Err(RulebookError::MissingKey {
                    file: shown.to_owned(),
                    key: "field.source".to_owned(),
                    expected: format!("{needed:?}"),
                });
            }
        }
        let separator = profile.file.separator;
        if profile.file.limit_rows == 0
            || matches!(separator, '"' | '\r' | '\n')
            || !separator.is_ascii()
        {
            return Err(RulebookError::BadValue {
                file: shown.to_owned(),
                key: "file.separator, file.limit_rows".to_owned(),
                found: format!("{separator:?}, {}", profile.file.limit_rows),
                expected: "an ASCII separator and at least one row".to_owned(),
            });
        }
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
}
