//! A batch's bank files: the payments by bank and township, in the order of
//! their lines, split by what the bank takes in one file.
//!
//! Everything is added up twice: as values, and again from the bytes, where
//! every payment's reference, account and sum is compared too.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::error::PayError;
use crate::bank::{self, FileHead};
use crate::domain::{Moment, Money, Period};
use crate::intake::files::hex;
use crate::ledger::{ApprovedFile, Batch, Payment};
use crate::payout::PayLine;
use crate::payout::batch::{FileNames, parts};
use crate::report::{OutputFile, control, manifest};
use crate::rulebook::bank_profile::BankSource;
use crate::rulebook::{BankProfile, Payer};

/// A bank file of a batch.
#[derive(Debug)]
pub struct BankFile {
    /// Its path in the export's folder, and its bytes.
    pub file: OutputFile,
    /// The people in it.
    pub people: u64,
    /// Its sum.
    pub amount: Money,
    /// The hash of its bytes.
    pub sha256: String,
}

impl BankFile {
    /// What an approval says of it.
    #[must_use]
    pub fn approved(&self) -> ApprovedFile {
        ApprovedFile {
            path: self.file.path.clone(),
            people: self.people,
            amount_fen: self.amount.fen(),
            sha256: self.sha256.clone(),
        }
    }
}

/// The name of the export's control file.
pub(super) const CONTROL: &str = "control.csv";

/// A batch's bank files as they are written at a moment.
///
/// # Errors
/// Where the batch's period is none, or a payment has no room in a file of this
/// layout.
///
/// # Panics
/// Where the bytes are not what the values say: our own fault.
pub(super) fn of_batch(
    batch: &Batch,
    payments: &[Payment],
    profile: &BankProfile,
    payer: Option<&Payer>,
    at: Moment,
) -> Result<Vec<BankFile>, PayError> {
    let wrong_period = || crate::rulebook::RulebookError::BadValue {
        file: batch.id.clone(),
        key: "period".to_owned(),
        found: batch.period.clone(),
        expected: "2020, 2020H1, 2020Q3, 2020-07".to_owned(),
    };
    let period = Period::parse(&batch.period).ok_or_else(wrong_period)?;
    if let Some(payment) = payments.iter().find(|payment| !fits(payment, profile)) {
        return Err(PayError::DoesNotFit {
            reference: payment.reference(),
            profile: profile.id.clone(),
        });
    }
    let mut names = FileNames::default();
    // Names that the export itself takes, whatever a bank calls itself.
    names.unique(".", CONTROL, "");
    names.unique(".", manifest::PATH, "");
    let mut files: Vec<BankFile> = Vec::new();
    let groups =
        payments.chunk_by(|a, b| (&a.of.bank, &a.of.township) == (&b.of.bank, &b.of.township));
    for group in groups {
        let (bank_name, township) = (&group[0].of.bank, &group[0].of.township);
        let folder = names.unique(".", bank_name, "");
        let amounts: Vec<Money> = group.iter().map(|payment| payment.of.amount).collect();
        let ranges = parts(&amounts, profile);
        let count = u32::try_from(ranges.len()).unwrap_or(u32::MAX);
        for (part, range) in (1u32..).zip(ranges) {
            let head = FileHead {
                batch: &batch.id,
                file: u32::try_from(files.len() + 1).unwrap_or(u32::MAX),
                part,
                parts: count,
                bank: bank_name,
                township,
                period,
                purpose: &batch.purpose,
                payer,
                made_at: at,
            };
            let name = bank::file_name(&head, profile);
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
            let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
            let path = names.unique(&folder, stem, &ending);
            let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
            files.push(written(&head, &group[range], profile, path));
        }
    }
    let people: u64 = files.iter().map(|file| file.people).sum();
    assert_eq!(people, payments.len() as u64, "people in the files = people in the batch");
    Ok(files)
}

/// Whether a file of this layout can say a payment. The run saw to it; a profile
/// that was changed since may not.
fn fits(payment: &Payment, profile: &BankProfile) -> bool {
    let of = &payment.of;
    let in_field = profile.fields_of_rows().all(|field| {
        let text: Cow<'_, str> = match field.source {
            BankSource::Payee => of.payee.as_str().into(),
            BankSource::Name => of.name.as_str().into(),
            BankSource::Account => of.account.as_str().into(),
            BankSource::Bank => of.bank.as_str().into(),
            BankSource::IdNumber => of.person.as_str().into(),
            BankSource::Township => of.township.as_str().into(),
            BankSource::Village => of.village.as_str().into(),
            BankSource::Reference => payment.reference().into(),
            _ => return true,
        };
        let text = profile.text_of(field.source, text);
        field.no_room(&text, profile.file.charset).is_none()
            && profile.cannot_write(&text).is_empty()
            && !profile.is_broken_by(field.source, &text)
    });
    in_field && profile.most_money.is_none_or(|most| of.amount <= most)
}

/// Writes one file, and reads it back.
fn written(
    head: &FileHead<'_>,
    payments: &[Payment],
    profile: &BankProfile,
    path: String,
) -> BankFile {
    let lines: Vec<PayLine<'_>> = payments
        .iter()
        .map(|payment| {
            let of = &payment.of;
            PayLine {
                payee: of.payee.as_str().into(),
                account: &of.account,
                bank: &of.bank,
                amount: of.amount,
                name: of.name.as_str().into(),
                id_number: of.person.as_str().into(),
                township: &of.township,
                village: &of.village,
                reference: payment.reference().into(),
            }
        })
        .collect();
    let bytes = bank::write(head, &lines, profile);
    let mut sent = lines.iter();
    let back = bank::read(&bytes, profile, &mut |line| {
        let line_sent = sent.next().expect("a line in the bytes is a payment of the batch");
        assert_eq!(line.account, line_sent.account, "the account in the bytes");
        assert_eq!(line.amount, line_sent.amount, "the sum in the bytes");
        if let Some(reference) = &line.reference {
            assert_eq!(*reference, line_sent.reference, "the reference in the bytes");
        }
    });
    let back = back.expect("what we wrote reads back");
    let amount: Money = lines.iter().map(|line| line.amount).sum();
    assert!(sent.next().is_none(), "every payment stands in the bytes");
    assert_eq!(back.people, lines.len() as u64, "people in the bytes = people in the file");
    assert_eq!(back.amount, amount, "fen in the bytes = fen in the file");
    let sha256 = hex(&Sha256::digest(&bytes));
    BankFile { file: OutputFile { path, bytes }, people: back.people, amount, sha256 }
}

/// `control.csv` of an export.
pub(super) fn control(files: &[ApprovedFile]) -> OutputFile {
    let rows: Vec<control::ControlRow> = files
        .iter()
        .map(|file| control::ControlRow {
            file: file.path.clone(),
            people: file.people,
            amount: Money::from_fen(file.amount_fen),
            sha256: file.sha256.clone(),
        })
        .collect();
    OutputFile { path: CONTROL.to_owned(), ..control::write(&rows) }
}
