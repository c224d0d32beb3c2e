//! `changes.xlsx`: who came, who left, why, and what was paid too much.
//!
//! A sheet a bridge, one with the people behind the terms, one with payments
//! after a removal, one with the register. Numbers are masked: it is the whole
//! county's.

use rust_xlsxwriter::Worksheet;

use super::super::workbook::{self, Book, Formats, Page};
use super::super::{OutputFile, RunView};
use super::{PATH, list_words, of_table, term_words, terms};
use crate::domain::{Field, Money, Table};
use crate::finding::Seen;
use crate::normalize::List;
use crate::reconcile::changes::bridge::{Bridge, Line};
use crate::reconcile::changes::{Audit, Changed, Term, prior_of};
use crate::rulebook::project::Cadence;
use crate::say;

/// Writes the workbook.
///
/// # Panics
/// Never: no sheet of it has a temporary file.
pub(super) fn write(view: &RunView<'_>, audit: &Audit) -> OutputFile {
    let lang = view.lang;
    let title = say!(lang, "changes-population-changes-period", period = view.project.period);
    let mut book = Book::new(view.project, lang, &title);
    let formats = Formats::default();
    for bridge in &audit.bridges {
        let name = match bridge.table {
            Table::PayList => say!(lang, "changes-pay-list-bridge"),
            _ => say!(lang, "changes-roster-bridge"),
        };
        write_bridge(book.sheet(name, Page::Landscape), view, bridge, &formats);
    }
    for (table, name) in [
        (Table::PayList, say!(lang, "changes-pay-list-people")),
        (Table::Roster, say!(lang, "changes-roster-people")),
    ] {
        let people: Vec<&Changed> = of_table(audit, table).collect();
        if !people.is_empty() {
            write_people(book.sheet(name, Page::Landscape), view, &people, &formats);
        }
    }
    if !audit.overpaid.is_empty() {
        let name = say!(lang, "changes-paid-after-removal");
        write_overpaid(book.sheet(name, Page::Landscape), view, audit, &formats);
    }
    if !audit.register.is_empty() {
        let name = say!(lang, "changes-register");
        write_register(book.sheet(name, Page::Landscape), view, audit, &formats);
    }
    let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
    OutputFile { path: PATH.to_owned(), bytes }
}

/// Freezes and repeats a heading row, and filters below it.
fn frame(sheet: &mut Worksheet, heading: u32, last_row: u32, columns: usize) {
    const WITHIN: &str = "the range is within the sheet";
    let last = u16::try_from(columns - 1).expect("few columns");
    sheet.set_freeze_panes(heading + 1, 0).expect(WITHIN);
    sheet.set_repeat_rows(heading, heading).expect(WITHIN);
    sheet.autofilter(heading, 0, last_row.max(heading), last).expect(WITHIN);
}

/// A bridge: a line a township, the county's last.
fn write_bridge(sheet: &mut Worksheet, view: &RunView<'_>, bridge: &Bridge, formats: &Formats) {
    let lang = view.lang;
    let lines: Vec<&Line> = bridge.townships.iter().map(|(_, line)| line).collect();
    let [additions, removals] = terms(&lines);
    let mut headings: Vec<String> = vec![say!(lang, "changes-township-heading").to_owned()];
    headings.push(say!(
        lang,
        "changes-end-of-prior-period",
        prior_period = view.project.prior_period
    ));
    let words = |term: &Term| term_words(*term, view.rulebook, lang);
    headings.extend(additions.iter().map(|term| format!("＋{}", words(term))));
    headings.extend(removals.iter().map(|term| format!("－{}", words(term))));
    headings.push(say!(lang, "changes-from-another-township").to_owned());
    headings.push(say!(lang, "changes-less-to-another-township").to_owned());
    headings.push(say!(lang, "changes-now-period", period = view.project.period));
    let widths: Vec<u16> = std::iter::once(14).chain(headings.iter().skip(1).map(|_| 9)).collect();
    workbook::widths(sheet, widths.iter().copied());
    let title = say!(lang, "changes-bridge-title", table = list_words(bridge.table, lang));
    workbook::text(sheet, 0, 0, &title, &formats.title);
    let shown: Vec<&str> = headings.iter().map(String::as_str).collect();
    workbook::headings(sheet, 2, &shown, formats);
    let lines_of = |heading: &String| workbook::lines(heading, 9);
    workbook::height(sheet, 2, headings.iter().map(lines_of).max().unwrap_or(1));
    let county = (say!(lang, "changes-county-heading").to_owned(), &bridge.county);
    let all = bridge.townships.iter().map(|(place, line)| (place.clone(), line)).chain([county]);
    let last = 3 + u32::try_from(bridge.townships.len()).expect("few townships");
    for (row, (place, line)) in (3_u32..).zip(all) {
        let total = row == last;
        let (text, count) = if total {
            (&formats.total_text, &formats.total_count)
        } else {
            (&formats.text, &formats.count)
        };
        workbook::text(sheet, row, 0, &place, text);
        let of = |terms: &[Term], counts: &std::collections::BTreeMap<Term, u64>| {
            terms
                .iter()
                .map(|term| counts.get(term).copied().unwrap_or_default())
                .collect::<Vec<u64>>()
        };
        let moved = if total { [0, 0] } else { [line.moved_in, line.moved_out] };
        let figures = std::iter::once(line.opening)
            .chain(of(&additions, &line.additions))
            .chain(of(&removals, &line.removals))
            .chain(moved)
            .chain([line.closing]);
        for (column, figure) in (1_u16..).zip(figures) {
            workbook::count(sheet, row, column, figure, count);
        }
    }
    frame(sheet, 2, last - 1, headings.len());
    let note = say!(lang, "changes-bridge-note");
    workbook::text(sheet, last + 2, 0, note, &formats.line);
}

/// A text of a list's row, masked where it holds a number.
fn shown(list: &List, row: Option<u32>, field: Field) -> String {
    row.map_or_else(String::new, |row| Seen::of(field, list.text(row, field).trim()).masked())
}

fn place_of(view: &RunView<'_>, list: &List, row: Option<u32>) -> String {
    row.map_or_else(String::new, |row| {
        let township = view.lists.symbols.text(list.rows[row as usize].township);
        format!("{township}{}", list.text(row, Field::Village).trim())
    })
}

/// A table of texts below a heading in the first row.
fn write_texts<const N: usize>(
    sheet: &mut Worksheet,
    headings: &[&str; N],
    widths: [u16; N],
    rows: impl Iterator<Item = [String; N]>,
    formats: &Formats,
) {
    workbook::widths(sheet, widths);
    for column in 0..u16::try_from(N).expect("few columns") {
        sheet.set_column_format(column, &formats.text).expect("the column is within the sheet");
    }
    workbook::headings(sheet, 0, headings, formats);
    let mut last = 0;
    for (row, texts) in (1_u32..).zip(rows) {
        let mut lines = 1;
        for ((column, text), width) in (0_u16..).zip(&texts).zip(widths) {
            workbook::plain(sheet, row, column, text);
            lines = lines.max(workbook::lines(text, width));
        }
        workbook::height(sheet, row, lines);
        last = row;
    }
    frame(sheet, 0, last, N);
}

fn write_people(sheet: &mut Worksheet, view: &RunView<'_>, people: &[&Changed], formats: &Formats) {
    let lang = view.lang;
    let headings = [
        say!(lang, "changes-change"),
        say!(lang, "changes-place-before"),
        say!(lang, "changes-place-now"),
        say!(lang, "changes-name-before"),
        say!(lang, "changes-name-now"),
        say!(lang, "changes-number-before"),
        say!(lang, "changes-number-now"),
        say!(lang, "changes-matched-by"),
        say!(lang, "changes-register"),
        say!(lang, "changes-effective"),
        say!(lang, "changes-document"),
        say!(lang, "changes-where"),
    ];
    let widths = [11, 14, 14, 9, 9, 20, 20, 16, 9, 11, 14, 24];
    let rows = people.iter().map(|one| {
        let (was, is) = (view.lists.list(prior_of(one.table)), view.lists.list(one.table));
        let register = &view.lists.change_register;
        let day = one.register.and_then(|row| view.lists.changes[row as usize].date);
        let origin = match (one.current, one.prior) {
            (Some(row), _) => is.origin(row).path(),
            (None, Some(row)) => was.origin(row).path(),
            (None, None) => String::new(),
        };
        [
            term_words(one.term, view.rulebook, lang).to_owned(),
            place_of(view, was, one.prior),
            place_of(view, is, one.current),
            shown(was, one.prior, Field::Name),
            shown(is, one.current, Field::Name),
            shown(was, one.prior, Field::IdNumber),
            shown(is, one.current, Field::IdNumber),
            one.how.map(|how| how.words(lang)).unwrap_or_default(),
            shown(register, one.register, Field::Change),
            day.map(|day| day.to_string()).unwrap_or_default(),
            shown(register, one.register, Field::Document),
            origin,
        ]
    });
    write_texts(sheet, &headings, widths, rows, formats);
}

fn write_overpaid(sheet: &mut Worksheet, view: &RunView<'_>, audit: &Audit, formats: &Formats) {
    let lang = view.lang;
    let own = view.project.removal_takes_effect;
    let texts = [
        say!(lang, "changes-place"),
        say!(lang, "changes-name"),
        say!(lang, "changes-number"),
        say!(lang, "changes-change"),
        say!(lang, "changes-effective"),
        say!(lang, "changes-document"),
        say!(lang, "changes-where"),
    ];
    let mut headings: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    headings.push(say!(lang, "changes-paid-yuan").to_owned());
    headings.extend(Cadence::ALL.map(|cadence| {
        let words = cadence.words(lang);
        if cadence == own {
            say!(lang, "changes-too-much-here", cadence = words)
        } else {
            say!(lang, "changes-too-much", cadence = words)
        }
    }));
    let widths = [16, 9, 20, 10, 11, 16, 28, 12, 12, 12, 12, 12];
    workbook::widths(sheet, widths);
    let shown_headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    workbook::headings(sheet, 0, &shown_headings, formats);
    workbook::height(sheet, 0, 3);
    let list = &view.lists.prior_pay_list;
    let register = &view.lists.change_register;
    let mut sums = [Money::ZERO; 5];
    let mut row = 1;
    for one in &audit.overpaid {
        let at = Some(one.prior);
        let texts = [
            place_of(view, list, at),
            shown(list, at, Field::Name),
            shown(list, at, Field::IdNumber),
            shown(register, one.register, Field::Change),
            one.left_on.map(|day| day.to_string()).unwrap_or_default(),
            shown(register, one.register, Field::Document),
            list.origin(one.prior).path(),
        ];
        let mut lines = 1;
        for ((column, text), width) in (0_u16..).zip(&texts).zip(widths) {
            workbook::text(sheet, row, column, text, &formats.text);
            lines = lines.max(workbook::lines(text, width));
        }
        workbook::height(sheet, row, lines);
        let [month, quarter, half, year] = one.over;
        for ((column, sum), total) in
            (7_u16..).zip([one.paid, month, quarter, half, year]).zip(&mut sums)
        {
            workbook::yuan(sheet, row, column, sum, &formats.yuan);
            *total = [*total, sum].into_iter().sum();
        }
        row += 1;
    }
    for column in 0..7 {
        let text = if column == 0 { say!(lang, "changes-total") } else { "" };
        workbook::text(sheet, row, column, text, &formats.total_text);
    }
    for (column, sum) in (7_u16..).zip(sums) {
        workbook::yuan(sheet, row, column, sum, &formats.total_yuan);
    }
    frame(sheet, 0, row - 1, headings.len());
}

fn write_register(sheet: &mut Worksheet, view: &RunView<'_>, audit: &Audit, formats: &Formats) {
    let lang = view.lang;
    let headings = [
        say!(lang, "changes-township-heading"),
        say!(lang, "changes-name"),
        say!(lang, "changes-number"),
        say!(lang, "changes-kind-of-change"),
        say!(lang, "changes-effective"),
        say!(lang, "changes-document"),
        say!(lang, "changes-what-became-of-it"),
        say!(lang, "changes-where"),
    ];
    let list = &view.lists.change_register;
    let rows = list.indices().zip(&audit.register).map(|(row, end)| {
        let at = Some(row);
        let day = view.lists.changes[row as usize].date;
        [
            shown(list, at, Field::Township),
            shown(list, at, Field::Name),
            shown(list, at, Field::IdNumber),
            shown(list, at, Field::Change),
            day.map_or_else(|| shown(list, at, Field::Date), |day| day.to_string()),
            shown(list, at, Field::Document),
            end.words(lang).to_owned(),
            list.origin(row).path(),
        ]
    });
    write_texts(sheet, &headings, [12, 9, 20, 12, 11, 20, 18, 30], rows, formats);
}
