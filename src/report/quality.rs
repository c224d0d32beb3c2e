//! The quality of each township's verification, counted so that townships can be
//! compared: what was found on a thousand rows, what came back corrected, what is
//! held, what the bank sent back.
//!
//! In: a run, and the rules there are. Out: plain values by township, which add up
//! to the county's. It judges nobody: where rows are too few for a rank, or no
//! answer can be known yet, it says so instead of a figure.

pub mod answers;
pub mod data;
pub mod rank;

use std::collections::{BTreeMap, BTreeSet};

use super::RunView;
use crate::domain::{Money, Table};
use crate::finding::{Doc, Severity};
use crate::reconcile::{Disposition, posted};

pub use answers::Answers;
pub use rank::{FEWEST_ROWS, Standing};

/// The families of rules that speak of the lists. Of payments, returns, the
/// ledger and decisions (P, B, L, X) no township's list is the cause.
const OF_LISTS: &str = "IVDRWC";

/// Verification quality by township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Each township, by name; one without a name is the county itself: what no
    /// township has to answer for.
    pub townships: Vec<TownshipQuality>,
    /// All of them together.
    pub county: TownshipQuality,
    /// Whether any exception workbook came back. Without one, `answers` say nothing.
    pub came_back: bool,
    /// Whether there is a ledger. Without one, nothing is known of returned payments.
    pub ledger: bool,
    /// Findings that are left out, because they are of no list.
    pub of_no_list: u64,
}

/// One township's figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TownshipQuality {
    /// The township.
    pub name: String,
    /// Roster rows.
    pub roster_rows: u64,
    /// Pay rows.
    pub pay_list_rows: u64,
    /// Findings that refuse the run.
    pub refuse: u64,
    /// Findings that hold a row.
    pub hold: u64,
    /// Findings to have a look at.
    pub advise: u64,
    /// Notes; nothing has to be done about them, so they are no part of a rate.
    pub note: u64,
    /// Rows of both lists that have to be settled before anybody is paid by them:
    /// with a finding that holds or refuses, now or until a decision settled it.
    pub flagged_rows: u64,
    /// Pay rows on hold.
    pub held_rows: u64,
    /// What the pay rows on hold would be paid.
    pub held_amount: Money,
    /// What became of the findings that were sent back.
    pub answers: Answers,
    /// What was paid and what the bank sent back, this period.
    pub payments: SentBack,
    /// Its place among the townships, and between which bounds.
    pub standing: Standing,
}

/// Payments of a township, this period, by the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentBack {
    /// Payments that the bank has.
    pub sent: u64,
    /// Of these: failed, or returned after they were credited.
    pub returned: u64,
    /// What those would have paid.
    pub returned_amount: Money,
}

impl SentBack {
    fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.returned += other.returned;
        self.returned_amount += other.returned_amount;
    }
}

impl TownshipQuality {
    /// Rows of both lists.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.roster_rows + self.pay_list_rows
    }

    /// Findings on which somebody has to act or look: without the notes.
    #[must_use]
    pub fn findings(&self) -> u64 {
        self.refuse + self.hold + self.advise
    }

    fn add(&mut self, other: &Self) {
        self.roster_rows += other.roster_rows;
        self.pay_list_rows += other.pay_list_rows;
        self.refuse += other.refuse;
        self.hold += other.hold;
        self.advise += other.advise;
        self.note += other.note;
        self.flagged_rows += other.flagged_rows;
        self.held_rows += other.held_rows;
        self.held_amount += other.held_amount;
        self.answers.add(other.answers);
        self.payments.add(other.payments);
    }
}

/// So many of so many, in tenths of a thousandth, rounded half up; `None` of
/// nothing.
#[must_use]
pub fn per_thousand_tenths(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let tenths = (part * 20_000 + whole).checked_div(whole * 2)?;
    Some(u64::try_from(tenths).expect("a share of rows fits"))
}

/// So many of so many, in tenths of a per cent, rounded half up; `None` of nothing.
#[must_use]
pub fn per_cent_tenths(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let tenths = (part * 2_000 + whole).checked_div(whole * 2)?;
    Some(u64::try_from(tenths).expect("a share of findings fits"))
}

/// Whether a rule speaks of the lists: also that one was changed after it was posted.
fn of_lists(code: &str) -> bool {
    code.starts_with(|family| OF_LISTS.contains(family))
        || posted::DOCS.iter().any(|doc| doc.code == code)
}

/// Counts the quality of a run; `docs` are all rules there are.
#[must_use]
pub fn quality(view: &RunView<'_>, docs: &[&'static Doc]) -> Quality {
    let mut places: BTreeMap<String, TownshipQuality> = BTreeMap::new();
    let mut flagged: BTreeSet<(Table, u32)> = BTreeSet::new();
    for row in super::data::rows(view) {
        let place = at(&mut places, view.lists.township(row.table, row.row));
        if row.table == Table::Roster {
            place.roster_rows += 1;
            continue;
        }
        place.pay_list_rows += 1;
        if view.dispositions.of(row.table, row.row) == Disposition::Held {
            place.held_rows += 1;
            place.held_amount += super::data::amount(view, &row);
        }
    }
    let mut of_no_list = 0;
    for finding in view.findings {
        if !of_lists(finding.doc.code) {
            of_no_list += 1;
            continue;
        }
        let place = at(&mut places, &finding.township);
        match finding.severity {
            Severity::Refuse => place.refuse += 1,
            Severity::Hold => place.hold += 1,
            Severity::Advise => place.advise += 1,
            Severity::Note => place.note += 1,
        }
        if let Some(row) = finding.row
            && finding.severity >= Severity::Hold
            && finding.table.is_this_year()
        {
            flagged.insert((finding.table, row));
        }
    }
    let asked = answers::count(view, docs);
    for (township, answers) in asked.by_township {
        at(&mut places, &township).answers = answers;
    }
    flagged.extend(asked.settled_rows);
    for (table, row) in flagged {
        at(&mut places, view.lists.township(table, row)).flagged_rows += 1;
    }
    for (township, sent) in view.ledger.iter().flat_map(|ledger| &ledger.by_township) {
        at(&mut places, township).payments = *sent;
    }
    let mut townships: Vec<TownshipQuality> = places.into_values().collect();
    // What is of no township stands below them.
    townships.sort_by_key(|place| place.name.is_empty());
    rank::rank(&mut townships);
    let mut county = TownshipQuality::default();
    for place in &townships {
        county.add(place);
    }
    Quality {
        townships,
        county,
        came_back: asked.came_back,
        ledger: view.ledger.is_some(),
        of_no_list,
    }
}

fn at<'a>(
    places: &'a mut BTreeMap<String, TownshipQuality>,
    name: &str,
) -> &'a mut TownshipQuality {
    if !places.contains_key(name) {
        let place = TownshipQuality { name: name.to_owned(), ..TownshipQuality::default() };
        places.insert(name.to_owned(), place);
    }
    places.get_mut(name).expect("it was just put in")
}

#[cfg(test)]
mod tests;
