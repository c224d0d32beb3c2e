//! What was paid last year after a removal had taken effect: C011.
//!
//! In: last year's pay list, the register, and the dated lists of other bodies.
//! Out: for each such payment what is recoverable under each cadence; a finding
//! where it is anything under the county's own.

use super::Auditing;
use super::docs::C011;
use super::register::RegisterIndex;
use crate::domain::{Date, Field, Money, Table};
use crate::finding::{Finding, Seen};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::{Absences, Amount, Row};
use crate::rulebook::changes::Effect;
use crate::rulebook::project::Cadence;

/// A payment of last year to somebody who had left.
#[derive(Clone, Debug)]
pub struct Overpaid {
    /// The row of last year's pay list.
    pub prior: u32,
    /// The register's row; `None` where another body's list says it.
    pub register: Option<u32>,
    /// The day on which they left.
    pub left_on: Option<Date>,
    /// What was paid.
    pub paid: Money,
    /// What was too much, by the order of [`Cadence::ALL`].
    pub over: [Money; 4],
}

impl Overpaid {
    /// What was too much under a cadence.
    #[must_use]
    pub fn over(&self, cadence: Cadence) -> Money {
        let at = Cadence::ALL.iter().position(|one| *one == cadence);
        at.map_or(Money::ZERO, |at| self.over[at])
    }
}

/// Finds the payments, in the order of last year's pay list.
pub(super) fn find(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Overpaid> {
    let lists = auditing.lists;
    let list = &lists.prior_pay_list;
    if list.rows.is_empty() {
        return Vec::new();
    }
    let own = auditing.project.removal_takes_effect;
    let absences = Cadence::ALL.map(|cadence| {
        Absences::new(&lists.changes, &lists.watchlists, auditing.rulebook, cadence)
    });
    let moved = moved_on(auditing);
    let days = watch_days(auditing);
    let mut found = Vec::new();
    for (at, row) in list.indices().zip(&list.rows) {
        let key = row.person_key();
        if absences[0].of(key).is_empty() || !was_paid(auditing, at) {
            continue;
        }
        let period = auditing.project.prior_period;
        let moved_on = row.moved_on.or_else(|| key.and_then(|key| moved.get(&key).copied()));
        let entitled = |absences: &Absences| {
            // Who only came back later was out for reasons that are not here.
            let spans = absences.of(key).iter().filter(|span| span.from.is_some());
            let spans: Vec<_> = spans.collect();
            let absent = |day| spans.iter().any(|span| span.covers(day, row.name));
            auditing.rulebook.programme.entitlement_without(period, moved_on, absent)
        };
        let full = auditing.rulebook.programme.entitlement(period, moved_on);
        let paid = match row.amount {
            Amount::Sum(sum) => sum,
            Amount::Unsaid => full,
            Amount::Invalid(_) => continue,
        };
        // What was paid beyond the full entitlement is another matter.
        let counted = paid.min(full);
        let over = absences
            .each_ref()
            .map(|absences| Money::from_fen((counted.fen() - entitled(absences).fen()).max(0)));
        if over.iter().all(|over| over.is_zero()) {
            continue;
        }
        let register = index.last(key, &[Effect::Leaves]).map(|(row, _)| row);
        let left_on =
            register.and_then(|row| index.change(row).date).or_else(|| Some(days.get(&key?)?.0));
        let one = Overpaid { prior: at, register, left_on, paid, over };
        if !one.over(own).is_zero() {
            let listed = key.and_then(|key| days.get(&key)).map(|(_, at)| *at);
            findings.push(finding(auditing, index, listed, &one));
        }
        found.push(one);
    }
    found
}

/// Whether money went to a row: in a workbook everybody listed was paid; the
/// output of a run says who was.
fn was_paid(auditing: &Auditing<'_>, row: u32) -> bool {
    let list = &auditing.lists.prior_pay_list;
    !list.has_column(row, Field::Ended)
        || matches!(list.text(row, Field::Ended), "paid" | "already_paid")
}

/// When people moved, by last year's roster, where this year's does not say.
fn moved_on(auditing: &Auditing<'_>) -> KeyMap<u64, Date> {
    let mut moved = key_map(0);
    for list in [&auditing.lists.prior_roster, &auditing.lists.roster] {
        let dated = |row: &Row| Some((row.person_key()?, row.moved_on?));
        moved.extend(list.rows.iter().filter_map(dated));
    }
    moved
}

/// The earliest day that a list gives for a person, with its row.
fn watch_days(auditing: &Auditing<'_>) -> KeyMap<u64, (Date, u32)> {
    let list = &auditing.lists.watchlists;
    let mut days: KeyMap<u64, (Date, u32)> = key_map(list.rows.len());
    for (at, row) in list.indices().zip(&list.rows) {
        if let (Some(key), Some(day)) = (row.person_key(), row.date) {
            let known = days.entry(key).or_insert((day, at));
            *known = (day, at).min(*known);
        }
    }
    days
}

fn finding(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    listed: Option<u32>,
    one: &Overpaid,
) -> Finding {
    let lists = auditing.lists;
    let own = auditing.project.removal_takes_effect;
    let from = one.left_on.map_or_else(String::new, |day| own.first_day_after(day).to_string());
    let words = match (one.register, listed) {
        (Some(row), _) => index.words(row),
        (None, Some(row)) => lists.watchlists.origin(row).path(),
        (None, None) => String::new(),
    };
    let list = &lists.prior_pay_list;
    let field =
        if list.has_column(one.prior, Field::Amount) { Field::Amount } else { Field::IdNumber };
    finding_on(&C011, lists, Table::PriorPayList, one.prior, field)
        .seeing(Seen::of(field, list.text(one.prior, field)))
        .with("words", words)
        .with("from", from)
        .with("paid", one.paid.to_string())
        .with("over", one.over(own).to_string())
}
