//! The audit's tables: UTF-8, comma, LF, a header line.

use super::super::{OutputFile, RunView};
use super::term_key;
use crate::domain::{Field, Table};
use crate::normalize::List;
use crate::reconcile::changes::bridge::Line;
use crate::reconcile::changes::{Audit, Changed, prior_of};
use crate::rulebook::project::Cadence;

/// What stands for the county among the townships.
const COUNTY: &str = "*";

/// Every line of every bridge: list, township, term, people. Each group begins
/// with the opening and ends with the closing.
#[must_use]
pub fn bridge_rows(view: &RunView<'_>, audit: &Audit) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for bridge in &audit.bridges {
        let county = (COUNTY.to_owned(), &bridge.county);
        let townships = bridge.townships.iter().map(|(place, line)| (place.clone(), line));
        for (place, line) in townships.chain([county]) {
            let mut add = |term: &str, people: u64| {
                let list = bridge.table.key().to_owned();
                rows.push([list, place.clone(), term.to_owned(), people.to_string()]);
            };
            let Line { opening, additions, removals, moved_in, moved_out, closing } = line;
            add("opening", *opening);
            for (term, people) in additions.iter().chain(removals) {
                add(term_key(*term, view.rulebook), *people);
            }
            // Inside the county nobody leaves by moving.
            let inside = place == COUNTY;
            add("moved_between_in", if inside { 0 } else { *moved_in });
            add("moved_between_out", if inside { 0 } else { *moved_out });
            add("closing", *closing);
        }
    }
    rows
}

/// `data/bridge.csv`.
pub(super) fn bridge(view: &RunView<'_>, audit: &Audit) -> OutputFile {
    table("data/bridge.csv", &["list", "township", "term", "people"], bridge_rows(view, audit))
}

/// A table file.
///
/// # Panics
/// Never: memory takes every record.
pub fn table<const N: usize>(
    path: &str,
    header: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("memory takes it");
    for row in rows {
        writer.write_record(&row).expect("memory takes it");
    }
    OutputFile { path: path.to_owned(), bytes: writer.into_inner().expect("memory takes it") }
}

/// File, sheet and row of a list's row; nothing where there is none.
pub fn place(list: &List, row: Option<u32>) -> [String; 3] {
    row.map_or_else(Default::default, |row| {
        let sheet = list.sheet(row);
        [sheet.file.to_string(), sheet.name.to_string(), list.number(row).to_string()]
    })
}

/// What the register's row says: kind as written, day, document.
fn registered(view: &RunView<'_>, row: Option<u32>) -> [String; 3] {
    row.map_or_else(Default::default, |row| {
        let list = &view.lists.change_register;
        let text = |field| list.text(row, field).trim().to_owned();
        let day = view.lists.changes[row as usize].date;
        let day = day.map_or_else(|| text(Field::Date), |day| day.to_string());
        [text(Field::Change), day, text(Field::Document)]
    })
}

/// `data/changes.csv`: everybody behind a term, and who is written otherwise.
pub(super) fn changes(view: &RunView<'_>, audit: &Audit) -> OutputFile {
    let header = [
        "list",
        "term",
        "township_before",
        "township",
        "village_before",
        "village",
        "name_before",
        "name",
        "id_number_before",
        "id_number",
        "matched_by",
        "change",
        "effective",
        "document",
        "prior_file",
        "prior_sheet",
        "prior_row",
        "file",
        "sheet",
        "row",
    ];
    let row = |one: &Changed| {
        let lists = view.lists;
        let (was, is) = (lists.list(prior_of(one.table)), lists.list(one.table));
        let text = |list: &List, row: Option<u32>, field| {
            row.map_or_else(String::new, |row| list.text(row, field).trim().to_owned())
        };
        let township = |list: &List, row: Option<u32>| {
            row.map_or_else(String::new, |row| {
                lists.symbols.text(list.rows[row as usize].township).to_owned()
            })
        };
        let [change, effective, document] = registered(view, one.register);
        let [prior_file, prior_sheet, prior_row] = place(was, one.prior);
        let [file, sheet, row] = place(is, one.current);
        [
            one.table.key().to_owned(),
            term_key(one.term, view.rulebook).to_owned(),
            township(was, one.prior),
            township(is, one.current),
            text(was, one.prior, Field::Village),
            text(is, one.current, Field::Village),
            text(was, one.prior, Field::Name),
            text(is, one.current, Field::Name),
            text(was, one.prior, Field::IdNumber),
            text(is, one.current, Field::IdNumber),
            one.how.map_or("", |how| how.key()).to_owned(),
            change,
            effective,
            document,
            prior_file,
            prior_sheet,
            prior_row,
            file,
            sheet,
            row,
        ]
    };
    table("data/changes.csv", &header, audit.changed.iter().map(row))
}

/// `data/overpaid.csv`: payments after a removal, and what is too much of each
/// under every cadence.
pub(super) fn overpaid(view: &RunView<'_>, audit: &Audit) -> OutputFile {
    let header = [
        "township",
        "village",
        "name",
        "id_number",
        "change",
        "effective",
        "document",
        "paid",
        "over_next_month",
        "over_next_quarter",
        "over_next_half_year",
        "over_next_year",
        "over",
        "file",
        "sheet",
        "row",
    ];
    let list = &view.lists.prior_pay_list;
    let own = view.project.removal_takes_effect;
    let rows = audit.overpaid.iter().map(|one| {
        let text = |field| list.text(one.prior, field).trim().to_owned();
        let [change, _, document] = registered(view, one.register);
        let left_on = one.left_on.map(|day| day.to_string()).unwrap_or_default();
        let [month, quarter, half, year] =
            Cadence::ALL.map(|cadence| one.over(cadence).to_string());
        let [file, sheet, row] = place(list, Some(one.prior));
        [
            view.lists.township(Table::PriorPayList, one.prior).to_owned(),
            text(Field::Village),
            text(Field::Name),
            text(Field::IdNumber),
            change,
            left_on,
            document,
            one.paid.to_string(),
            month,
            quarter,
            half,
            year,
            one.over(own).to_string(),
            file,
            sheet,
            row,
        ]
    });
    table("data/overpaid.csv", &header, rows)
}

/// `data/register.csv`: every row of the register, and where it ends.
pub(super) fn register(view: &RunView<'_>, audit: &Audit) -> OutputFile {
    let header = [
        "file",
        "sheet",
        "row",
        "township",
        "name",
        "id_number",
        "change",
        "kind",
        "effective",
        "document",
        "end",
    ];
    let list = &view.lists.change_register;
    let rows = list.indices().zip(&audit.register).map(|(at, end)| {
        let text = |field| list.text(at, field).trim().to_owned();
        let [file, sheet, row] = place(list, Some(at));
        let [change, effective, document] = registered(view, Some(at));
        let kind = view.lists.changes[at as usize].kind;
        let kind = kind.map_or("", |kind| &view.rulebook.changes.get(kind).id);
        [
            file,
            sheet,
            row,
            text(Field::Township),
            text(Field::Name),
            text(Field::IdNumber),
            change,
            kind.to_owned(),
            effective,
            document,
            end.key().to_owned(),
        ]
    });
    table("data/register.csv", &header, rows)
}
