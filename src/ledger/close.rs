//! Close: every line of a batch is accounted for, or it stays open (B006).

use super::chain::Entry;
use super::error::{BatchState, LedgerError};
use super::fact::{Fact, State};
use super::signer::Signer;
use super::status::Count;
use super::{Change, Ledger, approve, docs, of_batch};
use crate::domain::Moment;

/// What a closed batch came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Credited.
    pub paid: Count,
    /// Not credited: to be corrected and reissued, or surplus.
    pub failed: Count,
}

/// How many references a message names.
const NAMED: usize = 5;

impl Ledger {
    /// Closes a batch of which every line has its final answer.
    ///
    /// # Errors
    /// B006 where one has not; where the bank does not have it.
    pub fn close(&mut self, at: Moment, by: &Signer, batch: &str) -> Result<Closed, LedgerError> {
        self.change(at, by.name(), |change| close(change, batch))
    }
}

fn close(change: &mut Change<'_>, batch: &str) -> Result<Closed, LedgerError> {
    let (header, payments) = approve::read(change.store, batch)?;
    header.must_be(BatchState::Exported)?;
    let open: Vec<String> = payments
        .iter()
        .filter(|payment| matches!(payment.state, State::Open | State::Pending | State::Unknown))
        .map(super::Payment::reference)
        .collect();
    if !open.is_empty() {
        let mut named = open.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" ");
        if open.len() > NAMED {
            named.push_str(" …");
        }
        let refused = of_batch(&docs::B006, batch)
            .with("lines", open.len().to_string())
            .with("references", named);
        return Err(LedgerError::Refused(vec![refused]));
    }
    let mut closed = Closed { paid: Count::default(), failed: Count::default() };
    for payment in &payments {
        let one = Count { people: 1, amount: payment.of.amount };
        if payment.state == State::Paid {
            closed.paid += one;
        } else {
            closed.failed += one;
        }
    }
    change.move_batch(batch, BatchState::Closed)?;
    let fact = Fact::Closed {
        paid: closed.paid.people,
        paid_fen: closed.paid.amount.fen(),
        failed: closed.failed.people,
        failed_fen: closed.failed.amount.fen(),
    };
    change.append(&[Entry { batch: Some(batch), payment: None, fact }])?;
    Ok(closed)
}
