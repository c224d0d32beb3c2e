//! Approve: another person than the maker states head count and sum, and they
//! are what would be paid; and what an export is written from.

use super::chain::Entry;
use super::error::{BatchState, LedgerError};
use super::fact::{ApprovedFile, Fact};
use super::payment::{self, Payment};
use super::signer::Signer;
use super::status::Batch;
use super::store::{Store, Value};
use super::{Change, Ledger, docs, of_batch, prepare, purge};
use crate::domain::{Moment, Money};

/// What an approver agrees to.
#[derive(Clone, Debug)]
pub struct Approving<'a> {
    /// The batch.
    pub batch: &'a str,
    /// The head count, as the approver typed it.
    pub people: u64,
    /// The sum, as the approver typed it.
    pub amount: Money,
    /// The bank's files as they would be written.
    pub files: &'a [ApprovedFile],
}

/// An approval that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who approved.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The event's number.
    pub seq: i64,
    /// The event's hash: the chain's head that stands in the export.
    pub hash: String,
    /// The bank's files as they were approved.
    pub files: Vec<ApprovedFile>,
}

impl Ledger {
    /// A batch with its payments that were not withdrawn, in the order of their
    /// lines.
    ///
    /// # Errors
    /// Where there is no such batch; as the database says.
    pub fn payments(&mut self, batch: &str) -> Result<(Batch, Vec<Payment>), LedgerError> {
        let read = read(self.store.as_mut(), batch);
        read.map_err(|error| self.placed(error))
    }

    /// Approves a batch.
    ///
    /// # Errors
    /// L002 where the approver made it; P005 where the stated figures are not
    /// those of the batch (which is written down); L001 where the ledger is not
    /// as it was written; where it is not waiting for approval.
    pub fn approve(
        &mut self,
        at: Moment,
        by: &Signer,
        approving: &Approving<'_>,
    ) -> Result<(), LedgerError> {
        let refused = self.change(at, by.name(), |change| approve(change, by, approving))?;
        refused.map_or(Ok(()), |finding| Err(LedgerError::Refused(vec![finding])))
    }

    /// The approval of a batch that holds, where one does.
    ///
    /// # Errors
    /// As the database says.
    pub fn approval(&mut self, batch: &str) -> Result<Option<Approval>, LedgerError> {
        let read = approval(self.store.as_mut(), batch);
        read.map_err(|error| self.placed(error))
    }

    /// Writes down that an approved batch was written for the bank; an export
    /// that is made again changes nothing.
    ///
    /// # Errors
    /// Where it is not approved; L001 where the ledger is not as it was written,
    /// so that what is exported is what was approved.
    pub fn exported(&mut self, at: Moment, by: &Signer, batch: &str) -> Result<(), LedgerError> {
        self.change(at, by.name(), |change| {
            let header = super::status::batch(change.store, batch)?;
            if matches!(header.state, BatchState::Exported | BatchState::Closed) {
                return Ok(());
            }
            header.must_be(BatchState::Approved)?;
            let Some(approval) = approval(change.store, batch)? else {
                return Err(header.wrong_state(BatchState::Approved));
            };
            change.move_batch(batch, BatchState::Exported)?;
            let fact = Fact::Exported { head: approval.hash };
            change.append(&[Entry { batch: Some(batch), payment: None, fact }])
        })
    }
}

/// A batch and its payments that were not withdrawn.
pub(super) fn read(
    store: &mut dyn Store,
    batch: &str,
) -> Result<(Batch, Vec<Payment>), LedgerError> {
    let header = super::status::batch(store, batch)?;
    purge::refuse_batch(store, batch)?;
    let mut payments = payment::of_batch(store, batch)?;
    payments.retain(|payment| payment.state != super::fact::State::Withdrawn);
    Ok((header, payments))
}

/// Approves; what it refuses with is written down too, where it is P005.
fn approve(
    change: &mut Change<'_>,
    by: &Signer,
    approving: &Approving<'_>,
) -> Result<Option<crate::finding::Finding>, LedgerError> {
    let batch = approving.batch;
    let (header, payments) = read(change.store, batch)?;
    header.must_be(BatchState::Prepared)?;
    if by.is(&header.maker) {
        let refused =
            of_batch(&docs::L002, batch).with("maker", header.maker).with("approver", by.name());
        return Err(LedgerError::Refused(vec![refused]));
    }
    let people = payments.len() as u64;
    let amount: Money = payments.iter().map(|payment| payment.of.amount).sum();
    let in_files: u64 = approving.files.iter().map(|file| file.people).sum();
    let fen_in_files: i64 = approving.files.iter().map(|file| file.amount_fen).sum();
    assert_eq!(in_files, people, "people in the bank's files = people in the batch");
    assert_eq!(fen_in_files, amount.fen(), "fen in the bank's files = fen in the batch");
    if (approving.people, approving.amount) != (people, amount) {
        let fact = Fact::NotApproved {
            stated_people: approving.people,
            stated_fen: approving.amount.fen(),
        };
        change.append(&[Entry { batch: Some(batch), payment: None, fact }])?;
        let stated = (approving.people, approving.amount);
        return Ok(Some(docs::stated_differs(batch, (people, amount), stated)));
    }
    change.move_batch(batch, BatchState::Approved)?;
    let fact = Fact::Approved {
        people,
        amount_fen: amount.fen(),
        content: prepare::content(&payments, &header.programme, &header.period),
        files: approving.files.to_vec(),
    };
    change.append(&[Entry { batch: Some(batch), payment: None, fact }])?;
    Ok(None)
}

pub(super) fn approval(
    store: &mut dyn Store,
    batch: &str,
) -> Result<Option<Approval>, LedgerError> {
    let mut holds = None;
    let sql = "SELECT kind, seq, at, actor, hash, body FROM event WHERE batch = $1
        AND kind IN ('approved', 'withdrawn') ORDER BY seq";
    store.query(sql, &[Value::Text(batch)], &mut |row| {
        let fact = serde_json::from_str(row[5].text());
        holds = match (Moment::parse(row[2].text()), fact) {
            (Some(at), Ok(Fact::Approved { files, .. })) => Some(Approval {
                by: row[3].text().to_owned(),
                at,
                seq: row[1].int(),
                hash: row[4].text().to_owned(),
                files,
            }),
            _ => None,
        };
    })?;
    Ok(holds)
}
