//! Withdraw: a batch, or some of its lines, taken back before the bank has it.
//! An approval that was given no longer holds.

use super::chain::Entry;
use super::error::{BatchState, LedgerError};
use super::fact::{Fact, State};
use super::signer::Signer;
use super::{Change, Ledger, approve};
use crate::domain::long_number::mask_long_numbers;
use crate::domain::{Moment, Money};

impl Ledger {
    /// Takes back lines of a batch, or all of it where none is named; how many
    /// people that is, and what they would have been paid.
    ///
    /// # Errors
    /// Where the bank has it, or there is no such line.
    pub fn withdraw(
        &mut self,
        at: Moment,
        by: &Signer,
        batch: &str,
        lines: &[u64],
        reason: &str,
    ) -> Result<(u64, Money), LedgerError> {
        self.change(at, by.name(), |change| withdraw(change, batch, lines, reason))
    }
}

fn withdraw(
    change: &mut Change<'_>,
    batch: &str,
    lines: &[u64],
    reason: &str,
) -> Result<(u64, Money), LedgerError> {
    let (header, payments) = approve::read(change.store, batch)?;
    if !matches!(header.state, BatchState::Prepared | BatchState::Approved) {
        return Err(header.wrong_state(BatchState::Prepared));
    }
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines.dedup();
    let mut taken = Vec::new();
    for line in &lines {
        let found = payments.iter().find(|payment| u64::from(payment.line) == *line);
        let payment = found
            .ok_or_else(|| LedgerError::NoSuchLine { batch: batch.to_owned(), line: *line })?;
        taken.push(payment);
    }
    // An event stays for good: no number of anybody stands in one.
    let reason = mask_long_numbers(reason).into_owned();
    let whole = taken.is_empty() || taken.len() == payments.len();
    if whole {
        taken = payments.iter().collect();
    }
    let ids: Vec<i64> = taken.iter().map(|payment| payment.id).collect();
    change.move_payments(&ids, State::Withdrawn)?;
    if whole {
        change.move_batch(batch, BatchState::Withdrawn)?;
        let fact = Fact::Withdrawn { reason };
        change.append(&[Entry { batch: Some(batch), payment: None, fact }])?;
    } else {
        change.move_batch(batch, BatchState::Prepared)?;
        let entries: Vec<Entry<'_>> = ids
            .iter()
            .map(|id| Entry {
                batch: Some(batch),
                payment: Some(*id),
                fact: Fact::Withdrawn { reason: reason.clone() },
            })
            .collect();
        change.append(&entries)?;
    }
    Ok((taken.len() as u64, taken.iter().map(|payment| payment.of.amount).sum()))
}
