//! Bank files: written and read back by the profile that describes them.
//!
//! In: payments as values, and a bank's profile. Out: a file's bytes and name; and
//! from bytes again the payments, the people and the sum, with everything proved
//! that the profile says: charset, widths, headings, counts and sums. It knows no
//! bank by name, and refuses what the charset cannot write: nothing is ever
//! replaced.

mod delimited;
mod fixed_width;
mod pain001;
mod problem;
mod record;
pub mod returns;
pub mod simulate;
mod template;

use std::borrow::Cow;

use crate::domain::{Moment, Money, Period};
use crate::payout::PayLine;
use crate::payout::batch::safe_name;
use crate::rulebook::bank_profile::{DateFormat, Kind, NameParts, Pattern};
use crate::rulebook::{BankProfile, Payer};

pub use problem::{NotABankFile, Problem, What};

use record::{Content, Reading};

/// What a file says of itself, beside its payments.
#[derive(Clone, Copy, Debug)]
pub struct FileHead<'a> {
    /// The batch.
    pub batch: &'a str,
    /// The file's number in the batch, from 1.
    pub file: u32,
    /// Its number among the files of its bank and township, from 1.
    pub part: u32,
    /// How many these are.
    pub parts: u32,
    /// The bank.
    pub bank: &'a str,
    /// The township.
    pub township: &'a str,
    /// What is paid for.
    pub period: Period,
    /// The same in words, as every payment says it.
    pub purpose: &'a str,
    /// Who pays, where the project says so.
    pub payer: Option<&'a Payer>,
    /// When the file was made.
    pub made_at: Moment,
}

/// A payment as a file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine<'a> {
    /// Its number among the file's payments, from 1.
    pub line: u64,
    /// Its batch and line, where the layout has them.
    pub reference: Option<Cow<'a, str>>,
    /// The account.
    pub account: Cow<'a, str>,
    /// The account holder.
    pub payee: Cow<'a, str>,
    /// The sum.
    pub amount: Money,
}

/// What a bank file adds up to once it is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// The people in it.
    pub people: u64,
    /// The sum of its amounts.
    pub amount: Money,
}

/// A file's bytes: the same for the same head and payments.
///
/// # Panics
/// Where a text cannot be written or has no room (V013, V025, V028 should have
/// held the row), where the file is more than the bank takes in one
/// (`payout::batch::parts` should have split it), and where the layout names a
/// payer and the head does not (`BankProfile::check_for` should have said so).
/// Nothing is published then.
#[must_use]
pub fn write(head: &FileHead<'_>, lines: &[PayLine<'_>], profile: &BankProfile) -> Vec<u8> {
    let content = Content::new(head, lines, profile);
    match profile.file.kind {
        Kind::Delimited => delimited::write(&content),
        Kind::FixedWidth => fixed_width::write(&content),
        Kind::Xlsx => template::write(&content),
        Kind::Pain001 => pain001::write(&content),
    }
}

/// Reads a file: tells `each` payment in order, and proves the whole against the
/// profile. What `each` was told counts only where the whole holds.
///
/// # Errors
/// Where the bytes are not what the profile describes: what, and in which line.
pub fn read(
    bytes: &[u8],
    profile: &BankProfile,
    each: &mut dyn FnMut(&ReadLine<'_>),
) -> Result<ReadBack, NotABankFile> {
    let mut reading = Reading::new(profile, each);
    match profile.file.kind {
        Kind::Delimited => delimited::read(bytes, &mut reading),
        Kind::FixedWidth => fixed_width::read(bytes, &mut reading),
        Kind::Xlsx => template::read(bytes, &mut reading),
        Kind::Pain001 => pain001::read(bytes, &mut reading),
    }
    reading.finish()
}

/// The name of an exported file, without folder, as every system takes it.
///
/// # Panics
/// Never: the pattern of a profile that has none is one.
#[must_use]
pub fn file_name(head: &FileHead<'_>, profile: &BankProfile) -> String {
    let standard = || Pattern::parse("{batch}-{file:03}").expect("a pattern");
    let pattern = profile.file.name.clone().unwrap_or_else(standard);
    let name = pattern.write(&NameParts {
        batch: head.batch,
        file: head.file,
        part: head.part,
        bank: head.bank,
        township: head.township,
        period: &head.period.to_string(),
        date: &DateFormat::Plain.write(head.made_at),
    });
    let ending = format!(".{}", profile.file.extension);
    let stem = name.strip_suffix(&ending).unwrap_or(&name);
    format!("{}{ending}", safe_name(stem))
}
