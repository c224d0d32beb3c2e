//! The ledger: what was prepared, approved, sent, answered and made good.
//!
//! In: a run's payments, people who sign, what a bank sends back. Out: batches
//! and payments with where they stand, a chain of events that nobody changes,
//! and refusals that say why. Each step is one transaction: the state and the
//! event that tells of it are written together, or not at all. It writes no
//! file of its own but the database, knows no bank layout, and never pays
//! anybody of whom a live payment is there (P001).

mod again;
mod answer;
mod approve;
mod chain;
mod close;
mod credited;
pub mod docs;
mod error;
mod fact;
mod history;
mod payment;
#[cfg(feature = "postgres")]
mod postgres;
mod prepare;
mod purge;
mod schema;
mod signer;
mod sqlite;
mod status;
pub mod store;
mod verify;
mod withdraw;

use std::path::PathBuf;

use crate::domain::{Moment, Table};
use crate::finding::Finding;
use crate::origin::Origin;
use crate::rulebook::Project;

pub use answer::{Answer, Answered, Bucket, Placed};
pub use approve::{Approval, Approving};
pub use chain::{Break, Event, Head};
pub use close::Closed;
pub use credited::Reached;
pub use error::{BatchState, LedgerError, NotYet, NothingToDo};
pub use fact::{ApprovedFile, BatchKind, Fact, PurgedAnswer, PurgedOutput, State};
pub use history::Before;
pub use payment::{NewPayment, Payment};
pub use prepare::{Prepared, Preparing, Which};
pub use purge::{Purgeable, Purging};
pub use signer::{LEAST_KEY_BYTES, LEAST_PASSPHRASE, Secret, Signer};
pub use status::{Batch, Count, Quarantined};
pub use verify::Verified;

use chain::Links;
use store::{Store, StoreError};

/// Where a ledger is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerAt {
    /// One SQLite file.
    File(PathBuf),
    /// A PostgreSQL database: `postgres://…`.
    Server(String),
}

impl LedgerAt {
    /// Where a project keeps its ledger.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        if project.ledger.starts_with("postgres://") || project.ledger.starts_with("postgresql://")
        {
            Self::Server(project.ledger.clone())
        } else {
            Self::File(project.folder.join(&project.ledger))
        }
    }

    /// Opens the database, for [`Ledger::on`].
    ///
    /// # Errors
    /// Where it cannot be opened, or is none of ours.
    pub fn store(&self) -> Result<Box<dyn Store>, StoreError> {
        match self {
            Self::File(path) => Ok(Box::new(sqlite::Sqlite::open(path)?)),
            #[cfg(feature = "postgres")]
            Self::Server(url) => Ok(Box::new(postgres::Postgres::open(url)?)),
            #[cfg(not(feature = "postgres"))]
            Self::Server(_) => {
                let cause = "this zhibu was built without PostgreSQL (--features postgres)";
                Err(StoreError::Failed(cause.to_owned()))
            }
        }
    }

    /// The place as a person may see it: without a password.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                format!("{scheme}://{}", rest.split('?').next().unwrap_or_default())
            }
        }
    }
}

/// A ledger that is open.
pub struct Ledger {
    store: Box<dyn Store>,
    place: String,
    /// The head up to which this process found it whole, and the database's version
    /// then: while nobody else writes, it is what we made of it.
    seen: Option<(i64, Head)>,
}

/// A change that is being made: all of it, or none.
struct Change<'a> {
    store: &'a mut dyn Store,
    head: Head,
    at: Moment,
    actor: &'a str,
}

impl Change<'_> {
    /// Appends events to the chain.
    fn append(&mut self, entries: &[chain::Entry<'_>]) -> Result<(), LedgerError> {
        self.head = chain::append(self.store, &self.head, self.at, self.actor, entries)?;
        Ok(())
    }

    /// Moves a batch.
    fn move_batch(&mut self, batch: &str, to: BatchState) -> Result<(), LedgerError> {
        let values = [store::Value::Text(to.key()), store::Value::Text(batch)];
        self.store.execute("UPDATE batch SET state = $1 WHERE id = $2", &values)?;
        Ok(())
    }

    /// Moves payments.
    fn move_payments(&mut self, ids: &[i64], to: State) -> Result<(), LedgerError> {
        for some in ids.chunks(500) {
            let places: Vec<String> = (2..).take(some.len()).map(|at| format!("${at}")).collect();
            let sql = format!("UPDATE payment SET state = $1 WHERE id IN ({})", places.join(", "));
            let mut values = vec![store::Value::Text(to.key())];
            values.extend(some.iter().map(|id| store::Value::Int(*id)));
            self.store.execute(&sql, &values)?;
        }
        Ok(())
    }
}

impl Ledger {
    /// Opens a ledger; begins one where there is none.
    ///
    /// # Errors
    /// Where it cannot be opened, or is none of ours.
    pub fn open(at: &LedgerAt, now: Moment) -> Result<Self, LedgerError> {
        let opened = at.store().map_err(|source| LedgerError::Store { place: at.shown(), source });
        Self::on(opened?, at.shown(), now)
    }

    /// Opens a ledger that is there already; `None` where there is none.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_existing(at: &LedgerAt) -> Result<Option<Self>, LedgerError> {
        if matches!(at, LedgerAt::File(path) if !path.exists()) {
            return Ok(None);
        }
        let opened = at.store().map_err(|source| LedgerError::Store { place: at.shown(), source });
        let mut ledger = Self { store: opened?, place: at.shown(), seen: None };
        let there = schema::migrate_existing(ledger.store.as_mut());
        let there = there.map_err(|error| ledger.placed(error))?;
        Ok(there.then_some(ledger))
    }

    /// A ledger on a database that is open; its tables are made where they are
    /// not there.
    ///
    /// # Errors
    /// As the database says.
    pub fn on(store: Box<dyn Store>, place: String, now: Moment) -> Result<Self, LedgerError> {
        let mut ledger = Self { store, place, seen: None };
        let migrated = schema::migrate(ledger.store.as_mut(), now);
        migrated.map_err(|error| ledger.placed(error))?;
        Ok(ledger)
    }

    /// Where it is kept, without a password.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The chain's head, every link followed.
    ///
    /// # Errors
    /// As the database says; L001 where the chain is broken.
    pub fn head(&mut self) -> Result<Head, LedgerError> {
        let links = links(self.store.as_mut());
        let place = self.place.clone();
        links.and_then(|links| whole(links, &place)).map_err(|error| self.placed(error))
    }

    /// Makes a change: begins, sees to it that the ledger is as it was written,
    /// does `step`, and commits. Where anything fails, nothing was done.
    ///
    /// Everything is looked at, every time that somebody else may have been there: a state that somebody moved from paid
    /// to failed would be paid again by the next reissue, however good the chain.
    fn change<T>(
        &mut self,
        at: Moment,
        actor: &str,
        step: impl FnOnce(&mut Change<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let place = self.place.clone();
        let store = self.store.as_mut();
        let made = store.begin().map_err(LedgerError::from).and_then(|()| {
            let version = store.version()?;
            let seen = self.seen.take().filter(|(then, _)| Some(*then) == version);
            let head = match seen {
                Some((_, head)) => head,
                None => verify::whole(store, &place)?.head,
            };
            let mut change = Change { store, head, at, actor };
            let done = step(&mut change)?;
            let head = change.head;
            store.commit()?;
            self.seen = version.map(|version| (version, head));
            Ok(done)
        });
        made.map_err(|error| {
            // Fails where nothing was begun; an open change is undone at the
            // latest when the ledger is closed.
            let _ = self.store.rollback();
            self.placed(error)
        })
    }

    /// An error with this ledger's place in it.
    fn placed(&self, error: LedgerError) -> LedgerError {
        match error {
            LedgerError::Store { place, source } if place.is_empty() => {
                LedgerError::Store { place: self.place.clone(), source }
            }
            other => other,
        }
    }
}

/// Follows every link of the chain.
fn links(store: &mut dyn Store) -> Result<Links, LedgerError> {
    let mut links = Links::default();
    chain::events(store, &mut |event| links.take(event))?;
    Ok(links)
}

/// The head of a chain that is whole; else L001.
fn whole(links: Links, place: &str) -> Result<Head, LedgerError> {
    match links.broken {
        None => Ok(links.head),
        Some(broken) => Err(LedgerError::Refused(vec![docs::chain_broken(place, &broken)])),
    }
}

/// A finding of the ledger itself.
fn finding(doc: &'static crate::finding::Doc, place: &str) -> Finding {
    Finding::new(doc, Table::PayList, Origin::file(place))
}

/// A finding of a batch.
fn of_batch(doc: &'static crate::finding::Doc, batch: &str) -> Finding {
    finding(doc, batch).with("batch", batch)
}
