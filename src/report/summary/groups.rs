//! The summary's sheets by township, by bank and by reservoir.
//!
//! In: figures, in order. Out: a table each, with totals, charts and a line to
//! sign. A table without rows says so and draws nothing.

use rust_xlsxwriter::{ChartDataLabel, ChartType, Format, Worksheet};

use super::{Series, place, signature};
use crate::domain::{Lang, Money};
use crate::report::figures::{BankFigures, PlaceFigures};
use crate::report::workbook::{self, Book, Formats, Page};
use crate::say;

/// The counts of a place, in the order of its columns after the name.
fn counts(place: &PlaceFigures) -> [u64; 9] {
    [
        place.roster_rows,
        place.project_mode,
        place.not_payable,
        place.not_listed,
        place.pay_list_rows,
        place.merged,
        place.already_paid,
        place.held,
        place.paid,
    ]
}

/// The columns' widths of a table of places.
const PLACE_WIDTHS: [u16; 12] = [18, 12, 11, 11, 12, 12, 11, 11, 11, 11, 18, 16];

/// The columns of paid and held people, of paid people alone.
const PAID: u16 = 9;
const HELD: u16 = 8;

fn place_headings(lang: Lang, name: &'static str) -> [&'static str; 12] {
    let rest = [
        say!(lang, "summary-roster-rows"),
        say!(lang, "summary-project-support"),
        say!(lang, "summary-not-payable"),
        say!(lang, "summary-not-listed"),
        say!(lang, "summary-pay-list-rows"),
        say!(lang, "summary-merged-copies"),
        say!(lang, "summary-already-paid"),
        say!(lang, "summary-held"),
        say!(lang, "summary-people-paid"),
        say!(lang, "summary-paid-yuan"),
        say!(lang, "summary-held-yuan"),
    ];
    let mut headings = [name; 12];
    headings[1..].copy_from_slice(&rest);
    headings
}

/// The sheet by township.
pub(super) fn by_township(book: &mut Book, lang: Lang, places: &[PlaceFigures], formats: &Formats) {
    let sheet = book.sheet(say!(lang, "summary-by-township"), Page::Landscape);
    let name = sheet.name();
    let title = say!(lang, "summary-by-township-title");
    let headings = place_headings(lang, say!(lang, "summary-township"));
    let mut row = places_table(sheet, lang, title, &headings, places, formats);
    if let Some((first, last)) = body(places.len()) {
        let series = |columns| of_places(&name, (first, last), columns);
        let title = say!(lang, "summary-chart-people");
        let mut chart = series(&[PAID]).chart(ChartType::Column, title);
        place(sheet, row, 0, &mut chart, (545, 320));
        let title = say!(lang, "summary-chart-by-township");
        let mut chart = series(&[PAID, HELD]).chart(ChartType::ColumnStacked, title);
        row = place(sheet, row, 6, &mut chart, (545, 320));
    }
    signature(sheet, row, lang, formats);
}

/// The sheet by reservoir.
pub(super) fn by_reservoir(
    book: &mut Book,
    lang: Lang,
    places: &[PlaceFigures],
    formats: &Formats,
) {
    let sheet = book.sheet(say!(lang, "summary-by-reservoir"), Page::Landscape);
    let name = sheet.name();
    let title = say!(lang, "summary-by-reservoir-title");
    let headings = place_headings(lang, say!(lang, "summary-reservoir"));
    let mut row = places_table(sheet, lang, title, &headings, places, formats);
    if let Some((first, last)) = body(places.len()) {
        let series = of_places(&name, (first, last), &[PAID, HELD]);
        let title = say!(lang, "summary-chart-by-reservoir");
        let mut chart = series.chart(ChartType::BarStacked, title);
        row = place(sheet, row, 0, &mut chart, (580, 300));
    }
    signature(sheet, row, lang, formats);
}

/// Columns of a table of places, as series.
fn of_places<'a>(sheet: &'a str, (first, last): (u32, u32), columns: &'a [u16]) -> Series<'a> {
    let (points, labels) = (&[][..], None);
    Series { sheet, heading_row: HEADING, first, last, columns, points, labels }
}

/// The row of the headings.
const HEADING: u32 = 2;

/// The first and last row of a table of so many rows.
fn body(rows: usize) -> Option<(u32, u32)> {
    let rows = u32::try_from(rows).expect("a table's rows fit");
    (rows > 0).then_some((HEADING + 1, HEADING + rows))
}

/// Title, headings, rows and totals; gives the row after an empty one.
fn places_table(
    sheet: &mut Worksheet,
    lang: Lang,
    title: &str,
    headings: &[&str],
    places: &[PlaceFigures],
    formats: &Formats,
) -> u32 {
    begin(sheet, title, headings, &PLACE_WIDTHS, formats);
    let mut row = HEADING + 1;
    let mut sums = [0; 9];
    let (mut paid, mut held) = (Money::ZERO, Money::ZERO);
    for place in places {
        let name = if place.name.is_empty() {
            say!(lang, "summary-not-stated")
        } else {
            place.name.as_str()
        };
        workbook::text(sheet, row, 0, name, &formats.text);
        for ((column, count), sum) in (1_u16..).zip(counts(place)).zip(&mut sums) {
            workbook::count(sheet, row, column, count, &formats.count);
            *sum += count;
        }
        workbook::yuan(sheet, row, 10, place.paid_amount, &formats.yuan);
        workbook::yuan(sheet, row, 11, place.held_amount, &formats.yuan);
        paid += place.paid_amount;
        held += place.held_amount;
        row += 1;
    }
    workbook::text(sheet, row, 0, say!(lang, "summary-total"), &formats.total_text);
    for (column, sum) in (1_u16..).zip(sums) {
        workbook::count(sheet, row, column, sum, &formats.total_count);
    }
    workbook::yuan(sheet, row, 10, paid, &formats.total_yuan);
    workbook::yuan(sheet, row, 11, held, &formats.total_yuan);
    row + 2
}

/// Title and headings; the headings stay on screen and on every page.
fn begin(sheet: &mut Worksheet, title: &str, headings: &[&str], widths: &[u16], formats: &Formats) {
    const WITHIN: &str = "the rows are within the sheet";
    workbook::widths(sheet, widths.iter().copied());
    workbook::text(sheet, 0, 0, title, &formats.title);
    workbook::headings(sheet, HEADING, headings, formats);
    let lines = headings.iter().zip(widths).map(|(text, width)| workbook::lines(text, *width));
    workbook::height(sheet, HEADING, lines.max().unwrap_or(1));
    sheet.set_freeze_panes(HEADING + 1, 0).expect(WITHIN);
    sheet.set_repeat_rows(HEADING, HEADING).expect(WITHIN);
}

/// The rows above which a table of banks and its chart still fit on the page.
const FULL_PAGE_WITH_CHART: u32 = 24;

/// The sheet by bank: what each pays in each township, with subtotals, and the
/// banks beside each other.
pub(super) fn by_bank(book: &mut Book, lang: Lang, lines: &[BankFigures], formats: &Formats) {
    let sheet = book.sheet(say!(lang, "summary-by-bank"), Page::Portrait);
    let name = sheet.name();
    let headings = [
        say!(lang, "summary-bank"),
        say!(lang, "summary-township"),
        say!(lang, "summary-people-paid"),
        say!(lang, "summary-paid-yuan"),
    ];
    let title = say!(lang, "summary-by-bank-title");
    begin(sheet, title, &headings, &[30, 22, 14, 20], formats);
    let total = [&formats.total_text, &formats.total_count, &formats.total_yuan];
    let plain = [&formats.text, &formats.count, &formats.yuan];
    let mut row = HEADING + 1;
    let mut banks: Vec<(&str, u64, Money)> = Vec::new();
    for group in lines.chunk_by(|a, b| a.bank == b.bank) {
        let people = group.iter().map(|line| line.people).sum();
        let amount = group.iter().map(|line| line.amount).sum();
        for line in group {
            workbook::text(sheet, row, 0, &line.bank, &formats.text);
            sum_cells(sheet, row, &line.township, line.people, line.amount, plain);
            row += 1;
        }
        let bank = group[0].bank.as_str();
        workbook::text(sheet, row, 0, bank, &formats.total_text);
        sum_cells(sheet, row, say!(lang, "summary-subtotal"), people, amount, total);
        banks.push((bank, people, amount));
        row += 1;
    }
    let people = banks.iter().map(|(_, people, _)| people).sum();
    let amount = banks.iter().map(|(.., amount)| *amount).sum();
    workbook::text(sheet, row, 0, say!(lang, "summary-total"), &formats.total_text);
    sum_cells(sheet, row, "", people, amount, total);
    row += 2;
    if !banks.is_empty() {
        if row > FULL_PAGE_WITH_CHART {
            sheet.set_page_breaks(&[row]).expect("the row is within the sheet");
        }
        let title = say!(lang, "summary-banks");
        workbook::text(sheet, row, 0, title, &formats.section);
        row += 1;
        let heading_row = row;
        workbook::headings(sheet, row, &headings, formats);
        for (bank, people, amount) in &banks {
            row += 1;
            workbook::text(sheet, row, 0, bank, &formats.text);
            sum_cells(sheet, row, say!(lang, "summary-all"), *people, *amount, plain);
        }
        let title = say!(lang, "summary-chart-by-bank");
        // A pie tells only a few apart.
        let kind = if banks.len() <= 6 { ChartType::Pie } else { ChartType::Bar };
        let share = ChartDataLabel::new().show_percentage().clone();
        let series = Series {
            sheet: &name,
            heading_row,
            first: heading_row + 1,
            last: row,
            columns: &[3],
            points: &[],
            labels: (kind == ChartType::Pie).then_some(share),
        };
        row = place(sheet, row + 2, 0, &mut series.chart(kind, title), (600, 320));
    }
    signature(sheet, row, lang, formats);
}

/// A name, people and their sum, in three cells of the formats given.
fn sum_cells(
    sheet: &mut Worksheet,
    row: u32,
    label: &str,
    people: u64,
    amount: Money,
    [text, count, yuan]: [&Format; 3],
) {
    workbook::text(sheet, row, 1, label, text);
    workbook::count(sheet, row, 2, people, count);
    workbook::yuan(sheet, row, 3, amount, yuan);
}
