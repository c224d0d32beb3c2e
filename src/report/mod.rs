//! Reports: everything that a run writes.
//!
//! In: what a run found and decided. Out: files on a [`Shelf`], one by one. It
//! decides nothing, reads no clock, and knows no disk; the same run gives the
//! same bytes.

pub mod shelf;
pub mod totals;
pub mod figures;
pub mod data;
pub mod tables;
pub mod control;
pub mod payments;
pub mod workbook;
pub mod changes;
pub mod evaluation;
pub mod decided;
pub mod manifest;
pub mod previous;
pub mod exceptions;
pub mod summary;
pub mod posting;
pub mod purged;
pub mod page;
pub mod quality;
pub mod households;
#[cfg(test)]
mod sample;

use std::collections::BTreeMap;

use crate::domain::{Lang, Money};
use crate::finding::Finding;
use crate::intake::InputFile;
use crate::linkage::index::People;
use crate::normalize::Lists;
use crate::payout::{PayFile, Splitting};
use crate::reconcile::Dispositions;
use crate::reconcile::before::OtherNumbers;
use crate::reconcile::changes::Audit;
use crate::reconcile::decisions::Decisions;
use crate::reconcile::opening::Stated;
use crate::reconcile::watchlists::WatchEnd;
use crate::rulebook::{Project, Rulebook};

pub use previous::Previous;
pub use shelf::{InMemory, NotTaken, OutputFile, Shelf, Written};
pub use totals::Totals;

/// The ledger as a run read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRead {
    /// The file relative to the project folder, or the server.
    pub place: String,
    /// How many events it had.
    pub events: i64,
    /// The chain's head: the hash that covers all of it.
    pub head: String,
    /// The people whom live payments of this very period reach.
    pub people: u64,
    /// What they are paid.
    pub amount: Money,
    /// This period's payments by township: what the bank has, what it sent back.
    pub by_township: BTreeMap<String, quality::SentBack>,
}

/// What a run found and decided, as every report sees it.
#[derive(Clone, Copy, Debug)]
pub struct RunView<'a> {
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The input files.
    pub files: &'a [InputFile],
    /// What last year's manifests say of last year's lists.
    pub stated: &'a [Stated],
    /// The ledger that was read, where there is one.
    pub ledger: Option<&'a LedgerRead>,
    /// Other numbers that people of the pay list were written with.
    pub others: &'a OtherNumbers,
    /// The lists.
    pub lists: &'a Lists,
    /// The roster's people.
    pub roster: &'a People,
    /// The pay list's people.
    pub pay_list: &'a People,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// Every finding, in order, with its key.
    pub findings: &'a [Finding],
    /// Where every row ends.
    pub dispositions: &'a Dispositions,
    /// The payout files, as values; none where the run is refused.
    pub payments: &'a [PayFile],
    /// The population audit, where there is one.
    pub audit: Option<&'a Audit>,
    /// Where each row of the lists from other bodies ends.
    pub watch_ends: &'a [WatchEnd],
    /// The decisions that came back.
    pub decisions: &'a Decisions,
    /// The run's figures.
    pub totals: &'a Totals,
    /// The last run of the same period, where its output is still there.
    pub previous: Option<&'a Previous>,
    /// Whether the run is refused.
    pub refused: bool,
    /// The language of the files.
    pub lang: Lang,
}

impl<'a> RunView<'a> {
    /// What spells out the payments.
    #[must_use]
    pub fn splitting(&self) -> Splitting<'a> {
        Splitting {
            lists: self.lists,
            rulebook: self.rulebook,
            registered: self.registered,
            period: self.project.period,
        }
    }
}
