//! Purge: who was paid before a period is forgotten; that it was paid stays.
//!
//! In: a period, and what is removed outside of the ledger. Out: payments without
//! their people, lines of answers without the bank's words, and events that name what
//! was there by its hash: who has a copy of the lists can still prove that they are
//! those that were paid. Every event, batch, sum and state stays. It refuses while
//! anything of that time is open, because what is forgotten cannot be settled; and
//! from then on nothing is prepared or answered for that time, because nobody could
//! tell any more who was paid.

use std::collections::BTreeMap;

use super::answer::LinesContent;
use super::chain::Entry;
use super::error::{BatchState, LedgerError, NotYet};
use super::fact::{BatchKind, Fact, PurgedAnswer, PurgedOutput, State};
use super::payment::{self, Content};
use super::signer::Signer;
use super::status::{self, Batch, Count};
use super::store::{Store, Value};
use super::{Change, Ledger};
use crate::domain::{Moment, Period};

/// What is to be forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Purging<'a> {
    /// The programme's id.
    pub programme: &'a str,
    /// Everything that ended before this period began.
    pub before: Period,
    /// What is removed from the project folder along with it.
    pub outputs: &'a [PurgedOutput],
}

/// What a purge forgets, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purgeable {
    /// Its batches.
    pub batches: Vec<String>,
    /// Their payments.
    pub payments: Count,
    /// The lines of answers to them.
    pub lines: u64,
    /// Payments that did not reach anybody and that no other made good: they cannot
    /// be made again afterwards.
    pub not_reached: Count,
    /// Outputs that an earlier purge named already.
    pub named: Vec<PurgedOutput>,
}

impl Ledger {
    /// What a purge would forget.
    ///
    /// # Errors
    /// As [`Ledger::purge`].
    pub fn purgeable(&mut self, programme: &str, before: Period) -> Result<Purgeable, LedgerError> {
        let read = purgeable(self.store.as_mut(), programme, before).map(|(of, _)| of);
        read.map_err(|error| self.placed(error))
    }

    /// Forgets who was paid before a period. Where that was done and there is nothing
    /// new to name, nothing is written.
    ///
    /// # Errors
    /// [`LedgerError::NotPurgeable`] where something is open; as the database says.
    ///
    /// # Panics
    /// Where a row is not what the event says: our own fault, and nothing was done.
    pub fn purge(
        &mut self,
        at: Moment,
        by: &Signer,
        purging: &Purging<'_>,
    ) -> Result<Purgeable, LedgerError> {
        self.change(at, by.name(), |change| purge(change, purging))
    }

    /// Overwrites in the database's files what was forgotten; where nothing ever was,
    /// it does nothing.
    ///
    /// # Errors
    /// As the database says, also where another process holds it: what is forgotten
    /// may then still stand in unused pages, and this is to be done again.
    pub fn scrub(&mut self) -> Result<(), LedgerError> {
        let mut purged = false;
        let sql = "SELECT seq FROM event WHERE kind = 'purged' LIMIT 1";
        let scrubbed = self
            .store
            .query(sql, &[], &mut |_| purged = true)
            .and_then(|()| if purged { self.store.scrub() } else { Ok(()) });
        scrubbed.map_err(|error| self.placed(error.into()))
    }

    /// Whether a batch's people are forgotten.
    ///
    /// # Errors
    /// As the database says.
    pub fn is_purged(&mut self, batch: &str) -> Result<bool, LedgerError> {
        match refuse_batch(self.store.as_mut(), batch) {
            Ok(()) => Ok(false),
            Err(LedgerError::Purged { .. }) => Ok(true),
            Err(error) => Err(self.placed(error)),
        }
    }

    /// The period before which a programme's payments are forgotten.
    ///
    /// # Errors
    /// As the database says.
    pub fn purged_before(&mut self, programme: &str) -> Result<Option<Period>, LedgerError> {
        let read = boundary(self.store.as_mut(), programme);
        read.map_err(|error| self.placed(error))
    }
}

/// Refuses a period of which something is forgotten.
pub(super) fn refuse_period(
    store: &mut dyn Store,
    programme: &str,
    period: Period,
) -> Result<(), LedgerError> {
    match boundary(store, programme)? {
        Some(before) if period.first_day() < before.first_day() => {
            let (period, before) = (period.to_string(), before.to_string());
            Err(LedgerError::Purged { what: period, before })
        }
        _ => Ok(()),
    }
}

/// Refuses a batch whose people are forgotten.
pub(super) fn refuse_batch(store: &mut dyn Store, batch: &str) -> Result<(), LedgerError> {
    let mut purged = None;
    let sql = "SELECT body FROM event WHERE kind = 'purged' AND batch = $1";
    store.query(sql, &[Value::Text(batch)], &mut |row| {
        if let Ok(Fact::Purged { before, .. }) = serde_json::from_str(row[0].text()) {
            purged = Some(before);
        }
    })?;
    match purged {
        Some(before) => Err(LedgerError::Purged { what: batch.to_owned(), before }),
        None => Ok(()),
    }
}

/// The latest period before which a purge forgot.
fn boundary(store: &mut dyn Store, programme: &str) -> Result<Option<Period>, LedgerError> {
    let mut found: Option<Period> = None;
    each_purge(store, programme, &mut |before, _| {
        let later = Period::parse(&before);
        found = [found, later].into_iter().flatten().max_by_key(|one| one.first_day());
    })?;
    Ok(found)
}

/// Hands each purge of a programme to `each`: its period, and the outputs it names.
fn each_purge(
    store: &mut dyn Store,
    programme: &str,
    each: &mut dyn FnMut(String, Vec<PurgedOutput>),
) -> Result<(), LedgerError> {
    let sql = "SELECT body FROM event WHERE kind = 'purged-before' ORDER BY seq";
    store.query(sql, &[], &mut |row| {
        let fact = serde_json::from_str(row[0].text());
        if let Ok(Fact::PurgedBefore { programme: of, before, outputs, .. }) = fact
            && of == programme
        {
            each(before, outputs);
        }
    })?;
    Ok(())
}

/// What would be forgotten, with the batches in full.
fn purgeable(
    store: &mut dyn Store,
    programme: &str,
    before: Period,
) -> Result<(Purgeable, Vec<Batch>), LedgerError> {
    let mut of = Purgeable::default();
    each_purge(store, programme, &mut |_, outputs| of.named.extend(outputs))?;
    let mut purged: Vec<String> = Vec::new();
    let sql = "SELECT batch FROM event WHERE kind = 'purged'";
    store.query(sql, &[], &mut |row| purged.push(row[0].text().to_owned()))?;
    let mut batches = status::batches(store)?;
    batches.retain(|batch| batch.programme == programme && !purged.contains(&batch.id));
    let mut taken = Vec::new();
    for batch in batches {
        if must_be_settled(&batch, before)? {
            taken.push(batch);
        }
    }
    let (mut failed, mut made_good) = (Count::default(), Count::default());
    for batch in &taken {
        of.batches.push(batch.id.clone());
        of.payments += batch.prepared;
        failed += batch.count(&[State::Failed, State::Returned]);
        if batch.kind == BatchKind::Reissue {
            made_good += batch.standing();
        }
        let sql = "SELECT count(*) FROM return_line l JOIN return_file f ON f.seq = l.seq
            WHERE f.batch = $1";
        store.query(sql, &[Value::Text(&batch.id)], &mut |row| {
            of.lines += u64::try_from(row[0].int()).unwrap_or_default();
        })?;
    }
    of.not_reached = Count {
        people: failed.people.saturating_sub(made_good.people),
        amount: super::fact::money(failed.amount.fen() - made_good.amount.fen()),
    };
    Ok((of, taken))
}

/// Whether a batch ended before the period; refuses one that is of that time and not
/// settled, or of both times.
fn must_be_settled(batch: &Batch, before: Period) -> Result<bool, LedgerError> {
    let refused = |why| Err(LedgerError::NotPurgeable { batch: batch.id.clone(), why });
    let Some(period) = Period::parse(&batch.period) else { return refused(NotYet::NoPeriod) };
    if period.first_day() >= before.first_day() {
        return Ok(false);
    }
    if period.last_day() >= before.first_day() {
        return refused(NotYet::Straddles);
    }
    if !matches!(batch.state, BatchState::Closed | BatchState::Withdrawn) {
        return refused(NotYet::Open(batch.state));
    }
    // A bank may say of a batch that was closed that it does not know any more.
    match batch.count(&[State::Open, State::Pending, State::Unknown]).people {
        0 => Ok(true),
        people => refused(NotYet::Unanswered(people)),
    }
}

fn purge(change: &mut Change<'_>, purging: &Purging<'_>) -> Result<Purgeable, LedgerError> {
    let (of, batches) = purgeable(change.store, purging.programme, purging.before)?;
    let new: Vec<PurgedOutput> =
        purging.outputs.iter().filter(|one| !of.named.contains(one)).cloned().collect();
    let before = purging.before.to_string();
    let known = boundary(change.store, purging.programme)?;
    let goes_further = known.is_none_or(|known| known.first_day() < purging.before.first_day());
    if batches.is_empty() && new.is_empty() && !goes_further {
        return Ok(of);
    }
    let mut facts = Vec::new();
    for batch in &batches {
        facts.push((batch, fact(change.store, batch, &before)?));
    }
    let whole = Fact::PurgedBefore {
        programme: purging.programme.to_owned(),
        before,
        batches: batches.len() as u64,
        people: of.payments.people,
        amount_fen: of.payments.amount.fen(),
        outputs: new,
    };
    // The events first: the guards let go of what an event of the chain says is gone,
    // and of nothing else.
    let mut entries = vec![Entry { batch: None, payment: None, fact: whole }];
    entries.extend(facts.iter().map(|(batch, fact)| Entry {
        batch: Some(&batch.id),
        payment: None,
        fact: fact.clone(),
    }));
    change.append(&entries)?;
    for (batch, said) in &facts {
        forget(change.store, &batch.id)?;
        let found = fact(change.store, batch, &purging.before.to_string())?;
        assert_eq!(kept(&found), kept(said), "the rows are what the event says of them");
    }
    Ok(of)
}

/// What an event says of the rows as they are left.
fn kept(fact: &Fact) -> Option<(&str, &[PurgedAnswer])> {
    match fact {
        Fact::Purged { kept, answers, .. } => Some((kept, answers)),
        _ => None,
    }
}

/// What the chain says of a batch whose people are forgotten.
fn fact(store: &mut dyn Store, batch: &Batch, before: &str) -> Result<Fact, LedgerError> {
    let mut content = Content::default();
    let (mut people, mut amount_fen) = (0, 0);
    for one in payment::of_batch(store, &batch.id)? {
        people += 1;
        amount_fen += one.of.amount.fen();
        content.take(&payment::forgotten(&one), &batch.programme, &batch.period);
    }
    Ok(Fact::Purged {
        before: before.to_owned(),
        people,
        amount_fen,
        content: batch.content.clone(),
        kept: content.finish(),
        answers: answers(store, &batch.id)?,
    })
}

/// The answers to a batch, with the hash of their lines as they are left.
fn answers(store: &mut dyn Store, batch: &str) -> Result<Vec<PurgedAnswer>, LedgerError> {
    let mut lines: BTreeMap<i64, LinesContent> = BTreeMap::new();
    let sql = "SELECT seq FROM return_file WHERE batch = $1 ORDER BY seq";
    store.query(sql, &[Value::Text(batch)], &mut |row| {
        lines.insert(row[0].int(), LinesContent::default());
    })?;
    let sql = "SELECT l.seq, l.line, l.bucket, l.finding, l.payment, l.amount_fen
        FROM return_line l JOIN return_file f ON f.seq = l.seq
        WHERE f.batch = $1 ORDER BY l.seq, l.line";
    store.query(sql, &[Value::Text(batch)], &mut |row| {
        let texts = [row[2].text(), row[3].text(), "", ""];
        let (line, payment, fen) = (row[1].int(), row[4].some_int(), row[5].some_int());
        lines.entry(row[0].int()).or_default().take(line, texts, payment, fen);
    })?;
    let hashed = lines.into_iter().map(|(seq, of)| PurgedAnswer { seq, kept: of.finish() });
    Ok(hashed.collect())
}

/// Blanks what says who, in the rows of a batch.
fn forget(store: &mut dyn Store, batch: &str) -> Result<(), LedgerError> {
    let mut columns = payment::FORGOTTEN.map(|column| format!("{column} = ''")).join(", ");
    // Nobody has two live payments: the index wants them apart.
    columns.push_str(", person = '#' || id, source_row = 0");
    let sql = format!("UPDATE payment SET {columns} WHERE batch = $1");
    store.execute(&sql, &[Value::Text(batch)])?;
    let sql = "UPDATE return_line SET code = '', reason = ''
        WHERE seq IN (SELECT seq FROM return_file WHERE batch = $1)";
    store.execute(sql, &[Value::Text(batch)])?;
    Ok(())
}
