//! `data/households.csv`: everybody on the pay list by household, with what makes a
//! visit to them worth while. `zhibu sample` draws from it, and so can anybody.
//!
//! In: a run. Out: a line a person who is paid, was paid before in this period, or
//! is on hold; merged copies are nobody. Numbers are in full, as in `data/`
//! everywhere. It weighs nothing: `rules/fieldcheck.toml` does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::RunView;
use crate::domain::{Field, Money, Table};
use crate::finding::Severity;
use crate::normalize::Payment;
use crate::reconcile::Disposition;
use crate::reconcile::before::household;

/// Its path.
pub const PATH: &str = "data/households.csv";

/// Its header.
pub const HEADER: [&str; 16] = [
    "household",
    "township",
    "village",
    "group",
    "head",
    "name",
    "id_number",
    "relation",
    "account",
    "amount",
    "disposition",
    "codes",
    "changed",
    "file",
    "sheet",
    "row",
];

/// Writes it, in the pay list's order.
///
/// # Errors
/// Where `out` fails.
pub fn write(view: &RunView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lists = view.lists;
    let list = &lists.pay_list;
    let (codes, changed) = (codes(view), changed(view));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER)?;
    for row in list.indices() {
        let end = view.dispositions.of(Table::PayList, row);
        let registered = view.registered[row as usize];
        let payment = Payment::new(lists, view.rulebook, row, registered);
        let amount = match end {
            Disposition::Paid | Disposition::AlreadyPaid => {
                let period = view.project.period;
                payment.amount(period).unwrap_or_else(|| payment.entitlement(period))
            }
            Disposition::Held => Money::ZERO,
            _ => continue,
        };
        let sheet = list.sheet(row);
        let place = format!("{}#{}!{}", sheet.file, sheet.name, list.number(row));
        let written = |field| list.text(row, field).trim();
        let of_roster = |field| registered.map_or("", |at| lists.roster.text(at, field).trim());
        let own_or =
            |field| if written(field).is_empty() { of_roster(field) } else { written(field) };
        let key = payment.households()[0];
        // Who names no head is a household alone.
        let id = key.map_or_else(|| place.clone(), |_| household(lists, key));
        let [township, village, group, head] = key.map_or_else(
            || {
                let township = lists.township(Table::PayList, row);
                [township, own_or(Field::Village), own_or(Field::Group), written(Field::Name)]
            },
            |key| key.map(|part| lists.symbols.text(part)),
        );
        let own = codes.get(&(Table::PayList, row)).into_iter();
        let theirs = registered.and_then(|at| codes.get(&(Table::Roster, at)));
        let both: BTreeSet<&str> = own.chain(theirs).flatten().copied().collect();
        let has_changed = changed.contains(&(Table::PayList, row))
            || registered.is_some_and(|at| changed.contains(&(Table::Roster, at)));
        writer.write_record([
            id.as_str(),
            township,
            village,
            group,
            head,
            written(Field::Name),
            &list.rows[row as usize].id_text(&lists.symbols),
            own_or(Field::Relation),
            lists.symbols.text(payment.account()),
            &amount.to_string(),
            end.key(),
            &both.into_iter().collect::<Vec<_>>().join(";"),
            if has_changed { "1" } else { "0" },
            &sheet.file,
            &sheet.name,
            &list.number(row).to_string(),
        ])?;
    }
    writer.flush()
}

/// The codes of each row's findings; notes ask nothing of anybody.
fn codes(view: &RunView<'_>) -> BTreeMap<(Table, u32), BTreeSet<&'static str>> {
    let mut codes: BTreeMap<(Table, u32), BTreeSet<&'static str>> = BTreeMap::new();
    for finding in view.findings.iter().filter(|one| one.severity > Severity::Note) {
        if let Some(row) = finding.row.filter(|_| finding.table.is_this_year()) {
            codes.entry((finding.table, row)).or_default().insert(finding.doc.code);
        }
    }
    codes
}

/// Rows of people who came, moved or are written otherwise than last year.
fn changed(view: &RunView<'_>) -> BTreeSet<(Table, u32)> {
    let all = view.audit.into_iter().flat_map(|audit| &audit.changed);
    all.filter_map(|one| Some((one.table, one.current?))).collect()
}
