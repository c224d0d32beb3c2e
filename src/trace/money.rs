//! What one person is entitled to, month by month, and what is paid where.
//!
//! In: a run and the rows of a person. Out: the months in and out of the scheme,
//! the sum, and for each pay row the line of the bank's file, or why there is
//! none. The sum is reckoned anew and must be what the run reckoned.

use serde::Serialize;

use super::{Named, Person, Showing, holds};
use crate::domain::{Date, Field, Lang, Money, Table};
use crate::normalize::{Absence, Payment, Row};
use crate::reconcile::Disposition;
use crate::report::RunView;
use crate::report::data::{RowAt, amount};
use crate::rulebook::project::Cadence;

/// A span without payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Away {
    /// The first day that is not paid; `None` where it was always so.
    pub from: Option<String>,
    /// The first day that is paid again; `None` where there is none yet.
    pub until: Option<String>,
}

/// Months of one amount each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Months {
    /// How many.
    pub months: u32,
    /// What a month comes to, in yuan.
    pub yuan: String,
    /// What that rests on.
    pub reference: String,
}

/// What somebody is entitled to for the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entitled {
    /// The months that count.
    pub months: Vec<Months>,
    /// Months of the period outside the programme's term.
    pub outside_term: u32,
    /// Months out of the scheme.
    pub absent: u32,
    /// The sum, in yuan.
    pub yuan: String,
}

/// What a payment of last year had too much.
#[derive(Clone, Debug, Serialize)]
pub struct Overpaid {
    /// The row of last year's pay list.
    pub at: String,
    /// The day on which they left.
    pub left_on: Option<String>,
    /// What was paid, in yuan.
    pub paid: String,
    /// What was too much by the county's own cadence, in yuan.
    pub over: String,
    /// The county's own cadence.
    pub removal_takes_effect: &'static str,
    /// The same under every cadence.
    pub by_cadence: Vec<(&'static str, String)>,
}

/// What is paid for a pay row, or why nothing is.
#[derive(Clone, Debug, Serialize)]
pub struct Paid {
    /// The pay row.
    pub at: String,
    /// Where the row ends.
    pub end: Named,
    /// Whether it is paid in this run.
    pub paid: bool,
    /// The bank; empty where none is known.
    pub bank: String,
    /// The account.
    pub account: String,
    /// The account's holder.
    pub payee: String,
    /// What is paid, or would be, in yuan.
    pub yuan: String,
    /// The payout file, relative to the output folder.
    pub file: Option<String>,
    /// The line in it, the heading included.
    pub line: Option<usize>,
    /// The codes of what holds it.
    pub held_by: Vec<&'static str>,
}

/// What last year's payments had too much.
pub(super) fn overpaid(view: &RunView<'_>, person: &Person) -> Vec<Overpaid> {
    let own = view.project.removal_takes_effect;
    let all = view.audit.into_iter().flat_map(|audit| &audit.overpaid);
    all.filter(|one| person.of(Table::PriorPayList).contains(&one.prior))
        .map(|one| Overpaid {
            at: view.lists.prior_pay_list.origin(one.prior).path(),
            left_on: one.left_on.map(|day| day.to_string()),
            paid: one.paid.to_string(),
            over: one.over(own).to_string(),
            removal_takes_effect: own.key(),
            by_cadence: Cadence::ALL
                .into_iter()
                .map(|cadence| (cadence.key(), one.over(cadence).to_string()))
                .collect(),
        })
        .collect()
}

/// This year's rows that money is reckoned by: of the pay list, else of the
/// roster.
fn reckoned_rows<'a>(view: &RunView<'a>, person: &Person) -> Vec<(Table, u32, &'a Row)> {
    let of = |table: Table| {
        let rows = person.of(table).iter();
        rows.map(move |&row| (table, row, &view.lists.list(table).rows[row as usize]))
    };
    let pay: Vec<_> = of(Table::PayList).collect();
    if pay.is_empty() { of(Table::Roster).collect() } else { pay }
}

fn absences_of<'a>(view: &RunView<'a>, row: &Row) -> impl Iterator<Item = &'a Absence> + use<'a> {
    let name = row.name;
    let all = view.lists.absences.of(row.person_key());
    all.iter().filter(move |one| one.name.is_none_or(|listed| listed == name))
}

/// When they are out of the scheme.
pub(super) fn absences(view: &RunView<'_>, person: &Person) -> Vec<Away> {
    let mut rows: Vec<&Row> =
        reckoned_rows(view, person).into_iter().map(|(.., row)| row).collect();
    for table in [Table::PriorPayList, Table::PriorRoster] {
        if rows.is_empty() {
            let list = view.lists.list(table);
            rows.extend(person.of(table).iter().map(|&row| &list.rows[row as usize]));
        }
    }
    let mut spans: Vec<(Option<Date>, Option<Date>)> = rows
        .into_iter()
        .flat_map(|row| absences_of(view, row))
        .map(|one| (one.from, one.until))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    spans.into_iter().map(|(from, until)| Away { from: day(from), until: day(until) }).collect()
}

/// What they are entitled to, each different reckoning once.
///
/// # Panics
/// Where it is not what the run reckoned: our own fault.
pub(super) fn entitlement(view: &RunView<'_>, person: &Person) -> Vec<Entitled> {
    let period = view.project.period;
    let mut all: Vec<Entitled> = Vec::new();
    for (table, at, row) in reckoned_rows(view, person) {
        let payment = (table == Table::PayList).then(|| payment_of(view, at));
        let moved_on = payment.map_or(row.moved_on, |payment| payment.moved_on());
        let (entitled, sum) = reckon(view, row, moved_on);
        if let Some(payment) = payment {
            assert_eq!(sum, payment.entitlement(period), "reckoned month by month, and by the run");
        }
        if !all.contains(&entitled) {
            all.push(entitled);
        }
    }
    all
}

fn payment_of<'a>(view: &RunView<'a>, row: u32) -> Payment<'a> {
    Payment::new(view.lists, view.rulebook, row, view.registered[row as usize])
}

/// Month by month: in the term, in the scheme, at the amount of its first day.
fn reckon(view: &RunView<'_>, row: &Row, moved_on: Option<Date>) -> (Entitled, Money) {
    let programme = &view.rulebook.programme;
    let (first, last) = programme.term(moved_on);
    let mut entitled =
        Entitled { months: Vec::new(), outside_term: 0, absent: 0, yuan: String::new() };
    let mut sum = Money::ZERO;
    for month in view.project.period.month_starts() {
        let value = programme.value_on(month).filter(|_| month >= first && month <= last);
        let Some((yuan, reference)) = value else {
            entitled.outside_term += 1;
            continue;
        };
        if absences_of(view, row).any(|one| one.covers(month, row.name)) {
            entitled.absent += 1;
            continue;
        }
        sum += yuan;
        let yuan = yuan.to_string();
        match entitled.months.last_mut() {
            Some(span) if span.yuan == yuan && span.reference == reference => span.months += 1,
            _ => entitled.months.push(Months { months: 1, yuan, reference: reference.to_owned() }),
        }
    }
    entitled.yuan = sum.to_string();
    (entitled, sum)
}

/// What is paid for each pay row.
pub(super) fn payments(
    view: &RunView<'_>,
    person: &Person,
    showing: Showing,
    lang: Lang,
) -> Vec<Paid> {
    let rows = person.of(Table::PayList).iter().copied();
    rows.map(|row| {
        let end = view.dispositions.of(Table::PayList, row);
        let payment = payment_of(view, row);
        let account = view.lists.symbols.text(payment.account());
        let placed = in_file(view, row);
        let mut held_by: Vec<&'static str> = view
            .findings
            .iter()
            .filter(|one| (one.table, one.row) == (Table::PayList, Some(row)) && holds(one))
            .map(|one| one.doc.code)
            .collect();
        held_by.dedup();
        Paid {
            at: view.lists.pay_list.origin(row).path(),
            end: Named::new(end.key(), end.words(lang)),
            paid: end == Disposition::Paid && !view.refused,
            bank: payment.bank().unwrap_or_default().to_owned(),
            account: showing.cell(Field::Account, account),
            payee: showing.free(&payment.exported_payee()).into_owned(),
            yuan: amount(view, &RowAt { table: Table::PayList, row }).to_string(),
            file: placed.map(|(file, _)| file.to_owned()),
            line: placed.map(|(_, line)| line),
            held_by,
        }
    })
    .collect()
}

/// The payout file of a pay row, and its line there: a person a line, below the
/// heading.
fn in_file<'a>(view: &RunView<'a>, row: u32) -> Option<(&'a str, usize)> {
    let heading = usize::from(view.rulebook.bank.file.heading);
    view.payments.iter().find_map(|file| {
        let at = file.paid.iter().position(|paid| paid.row == row)?;
        Some((file.path.as_str(), at + 1 + heading))
    })
}
