//! A bank that is played: the answer to a file that was sent, in the layout of
//! the profile's `[return]` section.
//!
//! In: the lines that were sent, a seed and shares. Out: a file's name and
//! bytes. What becomes of a line depends on the seed and its reference alone,
//! whatever stands before it. It refuses nothing and pays nobody; a name with a
//! character that the charset lacks gets a question mark there, as banks do it.

mod status_report;
mod table;
mod text;

use sha2::{Digest, Sha256};

use super::returns::Outcome;
use crate::domain::{Date, Lang, Money};
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::return_name::NameOf;
use crate::rulebook::bank_profile::returns::{ReturnKind, ReturnLayout, ReturnSource};

/// A line that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its number in the file, from 1.
    pub line: u64,
    /// Its reference: batch and line.
    pub reference: String,
    /// The account.
    pub account: String,
    /// The account holder's name.
    pub payee: String,
    /// The amount.
    pub amount: Money,
}

/// The file that was sent.
#[derive(Clone, Debug)]
pub struct SentHead {
    /// Its batch.
    pub batch: String,
    /// Its number, from 1.
    pub file: u32,
    /// The day of the answer.
    pub date: Date,
}

impl SentHead {
    fn name_of<'a>(&'a self, sent: &'a str) -> NameOf<'a> {
        NameOf { batch: &self.batch, file: self.file, sent, date: self.date }
    }
}

/// How many lines fare otherwise than well, of ten thousand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shares {
    /// Fail.
    pub failed: u32,
    /// Are not finished. A bank without a code for it leaves them out.
    pub pending: u32,
    /// Get a code that the profile does not list.
    pub unknown: u32,
}

/// What the bank answers to a line, as a reader of its file gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The result code.
    pub code: String,
    /// The reason's own code; messages only.
    pub reason_code: String,
    /// The reason in words.
    pub reason: String,
    /// What the code says.
    pub outcome: Outcome,
}

/// Answers a file: the name of the bank's file, and its bytes.
///
/// # Panics
/// Where the profile has no `[return]` section, or a workbook would need more
/// rows than there are: a profile's row limit lies far below.
#[must_use]
pub fn answer(
    sent_name: &str,
    head: &SentHead,
    sent: &[Sent],
    profile: &BankProfile,
    seed: u64,
    shares: Shares,
) -> (String, Vec<u8>) {
    let layout = profile.returns.as_ref().expect("a profile with a [return] section");
    let lines: Vec<(&Sent, Answered)> = sent
        .iter()
        .filter_map(|line| Some((line, answer_to(line, layout, seed, shares)?)))
        .collect();
    let bytes = match layout.kind {
        ReturnKind::Delimited | ReturnKind::FixedWidth => text::write(head, &lines, layout),
        ReturnKind::Xlsx => table::write(head, &lines, layout),
        ReturnKind::Iso20022 => status_report::write(head, &lines, layout).into_bytes(),
    };
    let file = sent_name.rsplit(['/', '\\']).next().unwrap_or(sent_name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    (layout.name.write(head.name_of(stem)), bytes)
}

/// What the bank answers to a line; none where it leaves the line out.
#[must_use]
pub fn answer_to(
    sent: &Sent,
    layout: &ReturnLayout,
    seed: u64,
    shares: Shares,
) -> Option<Answered> {
    let draws = Draws::new(seed, &sent.reference);
    let drawn = draws.below(0, 10_000);
    let pending_from = shares.failed;
    let unknown_from = pending_from.saturating_add(shares.pending);
    let paid_from = unknown_from.saturating_add(shares.unknown);
    let outcome = match drawn {
        drawn if drawn < pending_from => Outcome::Failed,
        drawn if drawn < unknown_from => Outcome::Pending,
        drawn if drawn < paid_from => Outcome::Unknown,
        _ => Outcome::Paid,
    };
    let code = match outcome {
        Outcome::Unknown => unlisted(layout),
        _ => (*draws.pick(1, &statuses(layout, outcome))?).to_owned(),
    };
    let meaning = |code: &str| layout.meaning(code, Lang::Zh).unwrap_or_default().to_owned();
    let reasons = layout.reasons();
    let reason_code = draws.pick(2, &reasons).filter(|_| outcome == Outcome::Failed);
    let is_message = layout.kind == ReturnKind::Iso20022;
    let tells = is_message || layout.place(ReturnSource::Reason).is_some();
    let reason = match reason_code {
        Some(reason) if tells => meaning(reason),
        _ => meaning(&code),
    };
    let reason_code = reason_code.filter(|_| is_message).map(|code| (*code).to_owned());
    Some(Answered { code, reason_code: reason_code.unwrap_or_default(), reason, outcome })
}

/// The codes that an answer uses for an outcome: of a message's codes those of
/// the status report, which have four letters.
fn statuses(layout: &ReturnLayout, outcome: Outcome) -> Vec<&str> {
    let mut codes = layout.codes(outcome);
    if layout.kind == ReturnKind::Iso20022 {
        codes.retain(|code| code.len() == 4);
    }
    codes
}

/// A code that is in no list of the profile and has a listed code's length.
fn unlisted(layout: &ReturnLayout) -> String {
    let listed = layout.codes(Outcome::Failed);
    let length = listed.iter().map(|code| code.chars().count()).min().unwrap_or(1);
    let letters = ('A'..='Z').rev().chain('0'..='9');
    let mut codes = letters.map(|letter| letter.to_string().repeat(length));
    codes.find(|code| layout.outcome(code) == Outcome::Unknown).unwrap_or_default()
}

/// Numbers that depend on a seed and a reference.
struct Draws([u8; 32]);

impl Draws {
    fn new(seed: u64, reference: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(reference.as_bytes());
        Self(hash.finalize().into())
    }

    /// A number below `end`: the same for the same `purpose` (0 to 3).
    fn below(&self, purpose: usize, end: u32) -> u32 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[purpose * 8..purpose * 8 + 8]);
        let scaled = (u128::from(u64::from_be_bytes(bytes)) * u128::from(end)) >> 64;
        u32::try_from(scaled).unwrap_or(0)
    }

    fn pick<'a, T>(&self, purpose: usize, choices: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        choices.get(self.below(purpose, count) as usize)
    }
}

/// What stands in a line's field.
fn line_text(source: ReturnSource, sent: &Sent, answered: &Answered, day: &str) -> String {
    use ReturnSource as S;
    match source {
        S::Line => sent.line.to_string(),
        S::Reference => sent.reference.clone(),
        S::Account => sent.account.clone(),
        S::Payee => sent.payee.clone(),
        S::AmountYuan => sent.amount.to_string(),
        S::AmountFen => sent.amount.fen().to_string(),
        S::Code => answered.code.clone(),
        S::Reason => answered.reason.clone(),
        S::Date => day.to_owned(),
        _ => String::new(),
    }
}
