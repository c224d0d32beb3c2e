//! Where every batch and payment stands.

use std::collections::BTreeMap;

use super::error::{BatchState, LedgerError};
use super::fact::{BatchKind, State, money};
use super::payment::Payment;
use super::store::{Store, Value};
use super::{Ledger, payment};
use crate::domain::Money;

/// People and money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The people: one a payment.
    pub people: u64,
    /// The sum.
    pub amount: Money,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.people += other.people;
        self.amount += other.amount;
    }
}

/// A batch as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: String,
    /// The programme's id.
    pub programme: String,
    /// The period.
    pub period: String,
    /// What kind it is.
    pub kind: BatchKind,
    /// Who made it.
    pub maker: String,
    /// When, as the events have it.
    pub prepared_at: String,
    /// The manifest of the run that it was made up from.
    pub manifest: String,
    /// The bank profile's id.
    pub profile: String,
    /// What each payment is for, as the bank's files say it.
    pub purpose: String,
    /// What was prepared.
    pub prepared: Count,
    /// The hash of its payments.
    pub content: String,
    /// Where it stands.
    pub state: BatchState,
    /// Its payments by where they stand.
    pub by_state: BTreeMap<State, Count>,
}

impl Batch {
    /// The error that it is not where a step begins.
    pub(super) fn wrong_state(&self, wanted: BatchState) -> LedgerError {
        LedgerError::WrongState { batch: self.id.clone(), state: self.state, wanted }
    }

    /// Sees to it that the batch is where a step begins.
    pub(super) fn must_be(&self, wanted: BatchState) -> Result<(), LedgerError> {
        if self.state == wanted { Ok(()) } else { Err(self.wrong_state(wanted)) }
    }

    /// Its payments in some states.
    #[must_use]
    pub fn count(&self, states: &[State]) -> Count {
        let mut count = Count::default();
        for (_, one) in self.by_state.iter().filter(|(state, _)| states.contains(state)) {
            count += *one;
        }
        count
    }

    /// Its payments that were not withdrawn.
    #[must_use]
    pub fn standing(&self) -> Count {
        let mut count = Count::default();
        for (_, one) in self.by_state.iter().filter(|(state, _)| **state != State::Withdrawn) {
            count += *one;
        }
        count
    }
}

/// A line of an answer that was kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The batch that the file answers.
    pub batch: String,
    /// The file's name.
    pub file: String,
    /// The line in it.
    pub line: u64,
    /// The code of the finding.
    pub finding: String,
    /// The payment's reference, where it is known.
    pub reference: Option<String>,
    /// What the bank said.
    pub code: String,
}

impl Ledger {
    /// Every batch, in order.
    ///
    /// # Errors
    /// As the database says.
    pub fn batches(&mut self) -> Result<Vec<Batch>, LedgerError> {
        let read = batches(self.store.as_mut());
        read.map_err(|error| self.placed(error))
    }

    /// A batch's payments, withdrawn ones too.
    ///
    /// # Errors
    /// Where there is no such batch; as the database says.
    pub fn lines(&mut self, batch: &str) -> Result<Vec<Payment>, LedgerError> {
        let store = self.store.as_mut();
        let read = self::batch(store, batch).and_then(|_| payment::of_batch(store, batch));
        read.map_err(|error| self.placed(error))
    }

    /// A person's payments by any of their numbers, each with its period.
    ///
    /// # Errors
    /// As the database says.
    pub fn of_person(&mut self, numbers: &[String]) -> Result<Vec<(Payment, String)>, LedgerError> {
        payment::of_person(self.store.as_mut(), numbers).map_err(|error| self.placed(error))
    }

    /// Why payments failed, by the payment's number: the last that the bank said.
    ///
    /// # Errors
    /// As the database says.
    pub fn reasons(&mut self) -> Result<BTreeMap<i64, String>, LedgerError> {
        super::history::reasons(self.store.as_mut()).map_err(|error| self.placed(error))
    }

    /// How many answers were taken in.
    ///
    /// # Errors
    /// As the database says.
    pub fn answers(&mut self) -> Result<i64, LedgerError> {
        let mut answers = 0;
        let sql = "SELECT count(*) FROM return_file";
        let asked = self.store.query(sql, &[], &mut |row| answers = row[0].int());
        asked.map_err(|error| self.placed(error.into()))?;
        Ok(answers)
    }

    /// The periods of the batches that were answered, an answer after the other.
    ///
    /// # Errors
    /// As the database says.
    pub fn answered_periods(&mut self) -> Result<Vec<String>, LedgerError> {
        let mut periods = Vec::new();
        let sql = "SELECT b.period FROM return_file f JOIN batch b ON b.id = f.batch
            ORDER BY f.seq";
        let asked = self.store.query(sql, &[], &mut |row| periods.push(row[0].text().to_owned()));
        asked.map_err(|error| self.placed(error.into()))?;
        Ok(periods)
    }

    /// The lines that were kept apart, in the order in which they came.
    ///
    /// # Errors
    /// As the database says.
    pub fn quarantined(&mut self) -> Result<Vec<Quarantined>, LedgerError> {
        let sql = "SELECT f.batch, f.name, l.line, l.finding, p.batch, p.line, l.code
            FROM return_line l JOIN return_file f ON f.seq = l.seq
            LEFT JOIN payment p ON p.id = l.payment
            WHERE l.bucket = 'quarantined' ORDER BY l.seq, l.line";
        let mut lines = Vec::new();
        let asked = self.store.query(sql, &[], &mut |row| {
            let reference = row[5].some_int().map(|line| {
                let line = u32::try_from(line).unwrap_or_default();
                crate::payout::batch::line_reference(row[4].text(), line)
            });
            lines.push(Quarantined {
                batch: row[0].text().to_owned(),
                file: row[1].text().to_owned(),
                line: u64::try_from(row[2].int()).unwrap_or_default(),
                finding: row[3].text().to_owned(),
                reference,
                code: row[6].text().to_owned(),
            });
        });
        asked.map_err(|error| self.placed(error.into()))?;
        Ok(lines)
    }
}

/// One batch.
pub(super) fn batch(store: &mut dyn Store, id: &str) -> Result<Batch, LedgerError> {
    if let Some(batch) = select(store, Some(id))?.pop() {
        return Ok(batch);
    }
    let known: Vec<String> = batches(store)?.into_iter().map(|batch| batch.id).collect();
    Err(LedgerError::NoSuchBatch { batch: id.to_owned(), known: known.join(", ") })
}

pub(super) fn batches(store: &mut dyn Store) -> Result<Vec<Batch>, LedgerError> {
    select(store, None)
}

/// Every batch, or the one that is named.
fn select(store: &mut dyn Store, one: Option<&str>) -> Result<Vec<Batch>, LedgerError> {
    let named: Vec<Value<'_>> = one.map(Value::Text).into_iter().collect();
    let only = |column: &str| one.map_or(String::new(), |_| format!(" WHERE {column} = $1"));
    let mut counts: BTreeMap<(String, State), Count> = BTreeMap::new();
    let sql = format!(
        "SELECT batch, state, count(*), CAST(sum(amount_fen) AS {}) FROM payment{}
         GROUP BY batch, state",
        store.dialect().bigint,
        only("batch")
    );
    store.query(&sql, &named, &mut |row| {
        let state = State::from_key(row[1].text()).unwrap_or(State::Unknown);
        let people = u64::try_from(row[2].int()).unwrap_or_default();
        let count = Count { people, amount: money(row[3].int()) };
        *counts.entry((row[0].text().to_owned(), state)).or_default() += count;
    })?;
    let mut batches = Vec::new();
    let sql = format!(
        "SELECT id, programme, period, kind, maker, prepared_at, manifest, profile, purpose,
         people, amount_fen, content, state FROM batch{}",
        only("id")
    );
    store.query(&sql, &named, &mut |row| {
        let text = |at: usize| row[at].text().to_owned();
        let id = text(0);
        let of_batch = counts.range((id.clone(), State::Open)..=(id.clone(), State::Withdrawn));
        let by_state = of_batch.map(|((_, state), count)| (*state, *count)).collect();
        batches.push(Batch {
            id,
            programme: text(1),
            period: text(2),
            kind: match row[3].text() {
                "first" => BatchKind::First,
                "reissue" => BatchKind::Reissue,
                _ => BatchKind::Supplementary,
            },
            maker: text(4),
            prepared_at: text(5),
            manifest: text(6),
            profile: text(7),
            purpose: text(8),
            prepared: Count {
                people: u64::try_from(row[9].int()).unwrap_or_default(),
                amount: money(row[10].int()),
            },
            content: text(11),
            // What is no state of ours admits no step.
            state: BatchState::from_key(row[12].text()).unwrap_or(BatchState::Withdrawn),
            by_state,
        });
    })?;
    // What the database calls order of text differs from server to server.
    batches.sort_by(|a, b| (&a.prepared_at, &a.id).cmp(&(&b.prepared_at, &b.id)));
    Ok(batches)
}

/// A batch's id where the text names one that is there.
pub(super) fn known(store: &mut dyn Store, id: &str) -> Result<bool, LedgerError> {
    let mut there = false;
    store.query("SELECT id FROM batch WHERE id = $1", &[Value::Text(id)], &mut |_| there = true)?;
    Ok(there)
}
