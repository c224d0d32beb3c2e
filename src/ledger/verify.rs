//! Verify: follows the chain, and asks whether every row says what the events
//! say. Names the first place that does not (L001).

use std::collections::BTreeMap;

use super::Ledger;
use super::answer::LinesContent;
use super::chain::{self, Break, Event, Head, Links};
use super::docs;
use super::error::{BatchState, LedgerError};
use super::fact::{BatchKind, Fact, State};
use super::payment::{self, Content};
use super::signer::name_key;
use super::store::{Store, Value};
use crate::domain::Lang;
use crate::say;

/// A ledger that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The chain's head.
    pub head: Head,
    /// Its batches.
    pub batches: u64,
    /// Its payments.
    pub payments: u64,
    /// The lines of the answers that were taken in.
    pub answered_lines: u64,
}

/// What the events say.
#[derive(Debug, Default)]
struct Said {
    links: Links,
    /// An event that cannot be, as people read it.
    impossible: Option<String>,
    batches: BTreeMap<String, SaidBatch>,
    /// The payments that moved, and where they stand.
    moved: BTreeMap<i64, State>,
    signers: BTreeMap<String, [String; 3]>,
    answers: BTreeMap<i64, SaidAnswer>,
}

#[derive(Debug)]
struct SaidBatch {
    /// The header's texts, as [`HEADER`] has them after the id.
    texts: [String; 8],
    kind: BatchKind,
    people: u64,
    amount_fen: i64,
    state: BatchState,
    /// Whether all of it was taken back.
    whole: bool,
    /// Where its people were purged: the hashes of what is kept of its payments, and
    /// of the answers to it.
    purged: Option<(String, BTreeMap<i64, String>)>,
}

impl SaidBatch {
    /// The hash of its payments as they are to stand.
    fn content(&self) -> &str {
        self.purged.as_ref().map_or(&self.texts[7], |(kept, _)| kept)
    }
}

/// What a batch's rows are compared with; the texts first.
const HEADER: &str = "SELECT id, programme, period, maker, prepared_at, manifest, profile, \
    purpose, content, kind, people, amount_fen, state FROM batch";

impl SaidBatch {
    /// Whether a row of [`HEADER`] says the same.
    fn is(&self, row: &[Value<'_>]) -> bool {
        let texts = self.texts.iter().zip(&row[1..]).all(|(said, found)| said == found.text());
        texts
            && row[9].text() == self.kind.key()
            && u64::try_from(row[10].int()) == Ok(self.people)
            && row[11].int() == self.amount_fen
            && row[12].text() == self.state.key()
    }
}

#[derive(Debug)]
struct SaidAnswer {
    batch: String,
    name: String,
    sha256: String,
    content: String,
}

impl Said {
    fn take(&mut self, event: &Event<'_>) {
        self.links.take(event);
        if self.links.broken.is_some() || self.impossible.is_some() {
            return;
        }
        let Ok(fact) = serde_json::from_str::<Fact>(event.body) else {
            self.cannot_be(event);
            return;
        };
        if fact.kind() != event.kind || !self.follow(event, fact) {
            self.cannot_be(event);
        }
    }

    fn cannot_be(&mut self, event: &Event<'_>) {
        let seq = event.seq;
        self.impossible =
            Some(both(|lang| say!(lang, "ledger-wrong-event", seq = seq.to_string())));
    }

    /// Follows a fact; whether it can be.
    fn follow(&mut self, event: &Event<'_>, fact: Fact) -> bool {
        use BatchState::{Approved, Closed, Exported, Prepared, Withdrawn};
        match fact {
            Fact::Opened { .. } => return event.seq == 1,
            Fact::Enrolled { name, method, salt, secret_hash } => {
                return self.signers.insert(name, [method, salt, secret_hash]).is_none();
            }
            Fact::Prepared {
                kind,
                programme,
                period,
                people,
                amount_fen,
                manifest,
                profile,
                purpose,
                content,
            } => {
                let Some(batch) = event.batch else { return false };
                let (maker, at) = (event.actor.to_owned(), event.at.to_owned());
                let texts = [programme, period, maker, at, manifest, profile, purpose, content];
                let (state, whole, purged) = (Prepared, false, None);
                let said = SaidBatch { texts, kind, people, amount_fen, state, whole, purged };
                return self.batches.insert(batch.to_owned(), said).is_none();
            }
            Fact::PurgedBefore { .. } => return event.batch.is_none(),
            _ => {}
        }
        let Some(batch) = event.batch.and_then(|batch| self.batches.get_mut(batch)) else {
            return false;
        };
        // Of what was purged nothing more is told.
        if batch.purged.is_some() {
            return false;
        }
        let from = batch.state;
        let (to, may) = match &fact {
            Fact::Approved { .. } => (Approved, from == Prepared),
            Fact::NotApproved { .. } => (from, from == Prepared),
            Fact::Withdrawn { .. } if event.payment.is_some() => {
                (Prepared, matches!(from, Prepared | Approved))
            }
            Fact::Withdrawn { .. } => (Withdrawn, matches!(from, Prepared | Approved)),
            Fact::Exported { .. } => (Exported, from == Approved),
            Fact::Answered { .. } | Fact::Moved { .. } => (from, matches!(from, Exported | Closed)),
            Fact::Closed { .. } => (Closed, from == Exported),
            Fact::Purged { people, amount_fen, content, .. } => {
                let as_prepared = (*people, *amount_fen) == (batch.people, batch.amount_fen)
                    && *content == batch.texts[7];
                (from, as_prepared && matches!(from, Closed | Withdrawn))
            }
            Fact::Opened { .. }
            | Fact::Enrolled { .. }
            | Fact::Prepared { .. }
            | Fact::PurgedBefore { .. } => return false,
        };
        batch.state = to;
        batch.whole |= to == Withdrawn;
        match (fact, event.payment) {
            (Fact::Withdrawn { .. }, Some(payment)) => {
                may && self.moved.insert(payment, State::Withdrawn).is_none()
            }
            (Fact::Moved { from, to, .. }, Some(payment)) => {
                may && self.moved.insert(payment, to).unwrap_or(State::Open) == from
            }
            (Fact::Purged { kept, answers, .. }, None) => {
                let answers = answers.into_iter().map(|answer| (answer.seq, answer.kept));
                batch.purged = Some((kept, answers.collect()));
                may
            }
            (Fact::Moved { .. }, None) | (Fact::Purged { .. }, Some(_)) => false,
            (Fact::Answered { name, sha256, content, .. }, _) => {
                let batch = event.batch.unwrap_or_default().to_owned();
                self.answers.insert(event.seq, SaidAnswer { batch, name, sha256, content });
                may
            }
            _ => may,
        }
    }
}

impl Ledger {
    /// Follows the whole chain, compares every row with it, and asks whether the
    /// database is sound: an index without a row would let somebody be paid twice.
    ///
    /// # Errors
    /// L001 at the first place that is not as it was written; as the database
    /// says.
    pub fn verify(&mut self) -> Result<Verified, LedgerError> {
        let place = self.place.clone();
        let store = self.store.as_mut();
        // Nobody writes in between, or what is read now and then would differ.
        let verified = store.begin().map_err(LedgerError::from).and_then(|()| {
            let verified = whole(store, &place)?;
            match store.damage()? {
                None => Ok(verified),
                Some(what) => Err(LedgerError::Refused(vec![docs::broken_at(&place, &what)])),
            }
        });
        let _ = store.rollback();
        verified.map_err(|error: LedgerError| self.placed(error))
    }

    /// Whether the chain has an event of that hash: an export carries one.
    ///
    /// # Errors
    /// As the database says.
    pub fn has_event(&mut self, hash: &str) -> Result<bool, LedgerError> {
        let mut there = false;
        let sql = "SELECT seq FROM event WHERE hash = $1";
        let asked = self.store.query(sql, &[Value::Text(hash)], &mut |_| there = true);
        asked.map_err(|error| self.placed(error.into()))?;
        Ok(there)
    }
}

/// Follows the whole chain, and compares every row with it; inside a change.
///
/// # Errors
/// L001; as the database says.
pub(super) fn whole(store: &mut dyn Store, place: &str) -> Result<Verified, LedgerError> {
    let broken = |what: String| LedgerError::Refused(vec![docs::broken_at(place, &what)]);
    verify(store)?.map_err(broken)
}

/// The outer error is the database's, the inner one what is wrong.
fn verify(store: &mut dyn Store) -> Result<Result<Verified, String>, LedgerError> {
    let mut said = Said::default();
    chain::events(store, &mut |event| said.take(event))?;
    // Every ledger has a first event: that it was opened.
    let none = (said.links.head.seq == 0).then_some(Break::Missing { seq: 1 });
    if let Some(broken) = said.links.broken.as_ref().or(none.as_ref()) {
        return Ok(Err(docs::break_in_words(broken)));
    }
    if let Some(impossible) = said.impossible {
        return Ok(Err(impossible));
    }
    if let Some(wrong) = wrong_signer(store, &said)? {
        return Ok(Err(wrong));
    }
    let payments = match payments_as_said(store, &said)? {
        Ok(payments) => payments,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let answered_lines = match answers_as_said(store, &said)? {
        Ok(lines) => lines,
        Err(wrong) => return Ok(Err(wrong)),
    };
    Ok(Ok(Verified {
        head: said.links.head,
        batches: said.batches.len() as u64,
        payments,
        answered_lines,
    }))
}

fn wrong_signer(store: &mut dyn Store, said: &Said) -> Result<Option<String>, LedgerError> {
    let mut found: BTreeMap<String, [String; 3]> = BTreeMap::new();
    let mut same = true;
    let sql = "SELECT name, method, salt, secret_hash, name_key FROM signer";
    store.query(sql, &[], &mut |row| {
        let name = row[0].text();
        same &= name_key(name) == row[4].text();
        found.insert(name.to_owned(), [1, 2, 3].map(|at| row[at].text().to_owned()));
    })?;
    let differs = (!same || found != said.signers)
        .then(|| both(|lang| say!(lang, "ledger-wrong-signers").to_owned()));
    Ok(differs)
}

/// A batch's payments while they are read.
#[derive(Default)]
struct Found {
    content: Content,
    people: u64,
    fen: i64,
}

/// How many payments there are, or what is wrong with the first that is not as
/// the events say.
fn payments_as_said(
    store: &mut dyn Store,
    said: &Said,
) -> Result<Result<u64, String>, LedgerError> {
    let changed = |batch: &str| both(|lang| say!(lang, "ledger-wrong-batch", batch = batch));
    let mut wrong: Option<String> = None;
    let mut batches = 0;
    store.query(HEADER, &[], &mut |row| {
        batches += 1;
        let id = row[0].text();
        if wrong.is_none() && !said.batches.get(id).is_some_and(|batch| batch.is(row)) {
            wrong = Some(changed(id));
        }
    })?;
    if wrong.is_none() && batches != said.batches.len() {
        wrong = Some(both(|lang| say!(lang, "ledger-missing-batch").to_owned()));
    }
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    let mut payments = 0;
    let mut each = |row: &[Value<'_>]| {
        if wrong.is_some() {
            return;
        }
        payments += 1;
        let Some((batch, expected)) = said.batches.get_key_value(payment::batch_in(row)) else {
            wrong = Some(both(|lang| say!(lang, "ledger-payment-of-no-batch").to_owned()));
            return;
        };
        let stands = match said.moved.get(&payment::id_in(row)) {
            None if expected.whole => State::Withdrawn,
            moved => moved.copied().unwrap_or(State::Open),
        };
        if payment::state_in(row) != stands.key() {
            let reference = payment::reference_in(row);
            wrong = Some(both(|lang| say!(lang, "ledger-wrong-payment", reference = &reference)));
        }
        let of_batch = found.entry(batch).or_default();
        of_batch.people += 1;
        of_batch.fen = of_batch.fen.saturating_add(payment::fen_in(row));
        of_batch.content.take_row(row);
    };
    payment::rows(store, &mut each)?;
    for (batch, expected) in &said.batches {
        let of_batch = found.remove(batch.as_str()).unwrap_or_default();
        let as_prepared = of_batch.people == expected.people
            && of_batch.fen == expected.amount_fen
            && of_batch.content.finish() == expected.content();
        if wrong.is_none() && !as_prepared {
            wrong = Some(changed(batch));
        }
    }
    Ok(wrong.map_or(Ok(payments), Err))
}

/// How many lines of answers there are, or what is wrong with the first that is
/// not as the events say.
fn answers_as_said(store: &mut dyn Store, said: &Said) -> Result<Result<u64, String>, LedgerError> {
    let mut files: BTreeMap<i64, [String; 3]> = BTreeMap::new();
    let sql = "SELECT seq, batch, name, sha256 FROM return_file";
    store.query(sql, &[], &mut |row| {
        files.insert(row[0].int(), [1, 2, 3].map(|at| row[at].text().to_owned()));
    })?;
    let mut lines: BTreeMap<i64, LinesContent> = BTreeMap::new();
    let mut count = 0;
    let sql = "SELECT seq, line, bucket, finding, payment, code, reason, amount_fen
        FROM return_line ORDER BY seq, line";
    store.query(sql, &[], &mut |row| {
        count += 1;
        lines.entry(row[0].int()).or_default().take_row(row);
    })?;
    for (seq, answer) in &said.answers {
        let file = files.remove(seq);
        let same = file.as_ref().is_some_and(|[batch, name, sha256]| {
            (batch, name, sha256) == (&answer.batch, &answer.name, &answer.sha256)
        });
        let content = lines.remove(seq).unwrap_or_default().finish();
        let purged = said.batches.get(&answer.batch).and_then(|batch| batch.purged.as_ref());
        let expected = purged.and_then(|(_, kept)| kept.get(seq)).unwrap_or(&answer.content);
        if !same || content != *expected {
            let name = &answer.name;
            return Ok(Err(both(|lang| say!(lang, "ledger-wrong-answer", name = name))));
        }
    }
    if !files.is_empty() || !lines.is_empty() {
        return Ok(Err(both(|lang| say!(lang, "ledger-answer-of-no-event").to_owned())));
    }
    Ok(Ok(count))
}

/// What is wrong, in both languages: a finding carries it to readers of either.
fn both(said: impl Fn(Lang) -> String) -> String {
    format!("{} · {}", said(Lang::Zh), said(Lang::En))
}
