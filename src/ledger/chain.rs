//! The chain of events: each carries the hash of the one before it.
//!
//! In: facts, with who and when. Out: events that follow one another, and the
//! first place where they do not (L001). Triggers keep programs from changing
//! an event; who edits the file is found out here, because a hash covers
//! everything in an event and the hash before it.

use sha2::{Digest, Sha256};

use super::error::LedgerError;
use super::fact::Fact;
use super::store::{Store, Value};
use crate::domain::Moment;
use crate::intake::files::hex;

/// What stands before the first event.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The last event: how many there are, and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last event's number; zero where there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Head {
    /// Before the first event.
    #[must_use]
    pub fn none() -> Self {
        Self { seq: 0, hash: NO_HASH.to_owned() }
    }
}

/// An event as it stands in the ledger.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// When, as [`Moment`] writes it.
    pub at: &'a str,
    /// The fact's kind.
    pub kind: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// The batch that it speaks of.
    pub batch: Option<&'a str>,
    /// The payment that it speaks of.
    pub payment: Option<i64>,
    /// The fact as JSON.
    pub body: &'a str,
    /// The hash of the event before it.
    pub prior: &'a str,
    /// Its own hash.
    pub hash: &'a str,
}

/// The hash of an event: of all of it, each text with its length before it, so
/// that no two events read alike.
#[must_use]
pub fn hash_of(event: &Event<'_>) -> String {
    let mut bytes = Vec::with_capacity(256 + event.body.len());
    put_int(&mut bytes, event.seq);
    for text in [event.at, event.kind, event.actor] {
        put_text(&mut bytes, text);
    }
    put_text(&mut bytes, event.batch.unwrap_or_default());
    put_int(&mut bytes, event.payment.unwrap_or_default());
    put_text(&mut bytes, event.body);
    put_text(&mut bytes, event.prior);
    hex(&Sha256::digest(&bytes))
}

/// Adds a text to what is hashed, its length before it.
pub fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// Adds a number to what is hashed.
pub fn put_int(bytes: &mut Vec<u8>, number: i64) {
    bytes.extend(number.to_le_bytes());
}

/// An event that is to be written: what it speaks of, and the fact.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The batch.
    pub batch: Option<&'a str>,
    /// The payment.
    pub payment: Option<i64>,
    /// What happened.
    pub fact: Fact,
}

/// Appends events by one person at one moment; the new head.
///
/// # Errors
/// As the database says.
///
/// # Panics
/// Never: a fact is plain values.
pub fn append(
    store: &mut dyn Store,
    head: &Head,
    at: Moment,
    actor: &str,
    entries: &[Entry<'_>],
) -> Result<Head, LedgerError> {
    const COLUMNS: [&str; 9] =
        ["seq", "at", "kind", "actor", "batch", "payment", "body", "prior", "hash"];
    let at = at.to_string();
    let mut head = head.clone();
    for some in entries.chunks(1_000) {
        let bodies: Vec<String> = some
            .iter()
            .map(|entry| serde_json::to_string(&entry.fact).expect("a fact is plain values"))
            .collect();
        let mut hashes: Vec<[String; 2]> = Vec::with_capacity(some.len());
        for (entry, body) in some.iter().zip(&bodies) {
            let event = Event {
                seq: head.seq + 1,
                at: &at,
                kind: entry.fact.kind(),
                actor,
                batch: entry.batch,
                payment: entry.payment,
                body,
                prior: &head.hash,
                hash: "",
            };
            let hash = hash_of(&event);
            hashes.push([std::mem::replace(&mut head.hash, hash.clone()), hash]);
            head.seq += 1;
        }
        let first = head.seq - i64::try_from(some.len()).unwrap_or_default() + 1;
        let rows: Vec<Vec<Value<'_>>> = (first..)
            .zip(some)
            .zip(bodies.iter().zip(&hashes))
            .map(|((seq, entry), (body, [prior, hash]))| {
                vec![
                    Value::Int(seq),
                    Value::Text(&at),
                    Value::Text(entry.fact.kind()),
                    Value::Text(actor),
                    entry.batch.map_or(Value::Null, Value::Text),
                    Value::from(entry.payment),
                    Value::Text(body),
                    Value::Text(prior),
                    Value::Text(hash),
                ]
            })
            .collect();
        store.insert("event", &COLUMNS, &rows)?;
    }
    Ok(head)
}

/// Hands each event to `each`, in order.
///
/// # Errors
/// As the database says.
pub fn events(store: &mut dyn Store, each: &mut dyn FnMut(&Event<'_>)) -> Result<(), LedgerError> {
    let sql = "SELECT seq, at, kind, actor, batch, payment, body, prior, hash
        FROM event ORDER BY seq";
    store.query(sql, &[], &mut |row| {
        each(&Event {
            seq: row[0].int(),
            at: row[1].text(),
            kind: row[2].text(),
            actor: row[3].text(),
            batch: (row[4] != Value::Null).then(|| row[4].text()),
            payment: row[5].some_int(),
            body: row[6].text(),
            prior: row[7].text(),
            hash: row[8].text(),
        });
    })?;
    Ok(())
}

/// What is wrong with the first event that does not follow from the ones before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// An event is missing before this number.
    Missing {
        /// The number that is not there.
        seq: i64,
    },
    /// It does not carry the hash of the one before it.
    Unlinked {
        /// Its number.
        seq: i64,
    },
    /// Its own hash is not that of its contents.
    Changed {
        /// Its number.
        seq: i64,
    },
}

/// Follows the chain while events are read.
#[derive(Debug)]
pub struct Links {
    /// The last event that follows.
    pub head: Head,
    /// Where it is broken first.
    pub broken: Option<Break>,
}

impl Default for Links {
    fn default() -> Self {
        Self { head: Head::none(), broken: None }
    }
}

impl Links {
    /// Takes the next event.
    pub fn take(&mut self, event: &Event<'_>) {
        if self.broken.is_some() {
            return;
        }
        let seq = event.seq;
        self.broken = if seq != self.head.seq + 1 {
            Some(Break::Missing { seq: self.head.seq + 1 })
        } else if event.prior != self.head.hash {
            Some(Break::Unlinked { seq })
        } else if hash_of(event) != event.hash {
            Some(Break::Changed { seq })
        } else {
            self.head.seq = seq;
            event.hash.clone_into(&mut self.head.hash);
            None
        };
    }
}
