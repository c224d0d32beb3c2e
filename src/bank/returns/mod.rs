//! What a bank sends back: a file's bytes in, its lines out.
//!
//! In: the file's name and bytes, and the profile whose `[return]` section
//! describes it. Out: [`ReturnFile`], every line once, badly formed ones among
//! them, each with what its code says. It matches nothing and decides nothing:
//! the ledger knows what was sent. It refuses ([`NotAReturn`]) a file that
//! cannot be trusted as a whole, and then takes nothing of it: another charset
//! or layout, totals of its own that do not add up, a quote that is open, a
//! message that is cut off or declares a document type.

mod camt054;
mod error;
mod message;
mod pain002;
mod records;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod totals;

pub use error::{NotAReturn, Stated};
pub(super) use message::PAIN_002;

use crate::domain::{Date, Lang, Money};
use crate::rulebook::BankProfile;
pub use crate::rulebook::bank_profile::returns::Outcome;
use crate::rulebook::bank_profile::returns::{ReturnKind, ReturnLayout};
use crate::say;

/// The most bytes of a file.
pub const LIMIT_BYTES: usize = 256 << 20;

/// What a bank sent back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnFile {
    /// The batch, as the file or its name says.
    pub batch: Option<String>,
    /// The number of the file that was sent, from 1, as the file or its name
    /// says.
    pub file: Option<u32>,
    /// Its lines, in order.
    pub lines: Vec<ReturnLine>,
    /// What a message says of the whole that was sent, or of a part of it,
    /// without naming payments. It is never spread over lines.
    pub statements: Vec<Statement>,
}

/// One line of what a bank sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLine {
    /// The line or row of the file, from 1, as its reader counts; in a message
    /// the transaction's place, from 1.
    pub at: u64,
    /// How it finds the line that was sent.
    pub key: LineKey,
    /// The account, as it stands there.
    pub account: Option<String>,
    /// The account holder's name, as it stands there.
    pub name: Option<String>,
    /// The amount; none where there is none, or no sum of yuan.
    pub amount: Option<Money>,
    /// The amount as it stands there.
    pub amount_text: String,
    /// The result code, without the spaces around it.
    pub code: String,
    /// The reason's own code, where the layout has one.
    pub reason_code: String,
    /// The reason: the file's words, else the profile's (in Chinese).
    pub reason: String,
    /// What the code says.
    pub outcome: Outcome,
    /// The day of the result.
    pub date: Option<Date>,
    /// What is wrong with the line, where it is badly formed.
    pub trouble: Option<LineTrouble>,
}

/// How a line finds the line that was sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKey {
    /// By the reference that was sent with it, `2020-001-000042`; empty where
    /// it should be there and is not.
    Reference(String),
    /// By its number in the file that was sent.
    Line {
        /// That file's number, from 1, where the file or its name says it.
        file: Option<u32>,
        /// The line, from 1.
        line: u64,
    },
    /// The layout has neither: by batch or file, account and amount together.
    Account,
}

/// Why a line is badly formed. It comes out all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTrouble {
    /// It has another number of fields: which is which cannot be told.
    Fields {
        /// How many it has.
        found: usize,
        /// How many the profile gives it.
        expected: usize,
    },
    /// It has another number of bytes, or a field ends inside a character.
    Width {
        /// How many bytes it has.
        found: usize,
        /// How many the profile gives it.
        expected: usize,
    },
    /// It does not say that it is a line where the layout has a constant.
    NotALine,
    /// It has no reference, or no line number that is one.
    NoKey,
    /// Its amount is no sum of yuan.
    Amount,
    /// Its account is a number that lost digits in a workbook.
    DigitsLost,
}

impl LineTrouble {
    /// What is wrong, as a clerk reads it.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Fields { found, expected } => {
                say!(lang, "returns-line-fields", found = found, expected = expected)
            }
            Self::Width { found, expected } => {
                say!(lang, "returns-line-width", found = found, expected = expected)
            }
            Self::NotALine => say!(lang, "returns-line-not-a-line").to_owned(),
            Self::NoKey => say!(lang, "returns-line-no-key").to_owned(),
            Self::Amount => say!(lang, "returns-line-amount").to_owned(),
            Self::DigitsLost => say!(lang, "returns-line-digits-lost").to_owned(),
        }
    }
}

/// What a message says of the whole, or of a part, without naming payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The part that it speaks of; none where it speaks of the whole.
    pub part: Option<String>,
    /// The status code.
    pub code: String,
    /// The reason's own code.
    pub reason_code: String,
    /// The reason: the file's words, else the profile's (in Chinese).
    pub reason: String,
    /// What the code says.
    pub outcome: Outcome,
}

/// Reads what a bank sent back. `name` is the file's name: it may say batch and
/// file, nothing else.
///
/// # Errors
/// [`NotAReturn`], where the file cannot be trusted as a whole.
pub fn read(name: &str, bytes: &[u8], profile: &BankProfile) -> Result<ReturnFile, NotAReturn> {
    let Some(layout) = &profile.returns else {
        return Err(NotAReturn::NoLayout { profile: profile.id.clone() });
    };
    if bytes.len() > LIMIT_BYTES {
        return Err(NotAReturn::TooLarge { limit: LIMIT_BYTES });
    }
    if bytes.is_empty() {
        return Err(NotAReturn::Empty);
    }
    let mut file = match layout.kind {
        ReturnKind::Delimited | ReturnKind::FixedWidth => text::read(bytes, layout)?,
        ReturnKind::Xlsx => table::read(name, bytes, layout)?,
        ReturnKind::Iso20022 => message::read(bytes, layout)?,
    };
    let told = layout.name.read(name);
    file.batch = file.batch.or(told.batch);
    file.file = file.file.or(told.file);
    for line in &mut file.lines {
        if let LineKey::Line { file: of, .. } = &mut line.key {
            *of = file.file;
        }
    }
    Ok(file)
}

/// Fills in what the profile says of a code, and the reason where the file
/// gives none.
fn conclude(line: &mut ReturnLine, layout: &ReturnLayout) {
    line.outcome = layout.outcome(&line.code);
    if line.reason.is_empty() {
        line.reason = meaning(layout, &line.code, &line.reason_code);
    }
}

/// The profile's words for a reason's code, else for the result's.
fn meaning(layout: &ReturnLayout, code: &str, reason_code: &str) -> String {
    let reason = match layout.meaning(reason_code, Lang::Zh) {
        None if !reason_code.is_empty() => Some(reason_code),
        other => other,
    };
    reason.or_else(|| layout.meaning(code, Lang::Zh)).unwrap_or_default().to_owned()
}
