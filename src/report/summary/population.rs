//! The sheet of the people: how old they are, and how last year's became this year's.
//!
//! In: who is paid, and the bridges of the audit where last year is given. Out: a
//! table and a pyramid, then a table and a waterfall a bridge. It names nobody.

use rust_xlsxwriter::{ChartType, Worksheet};

use super::waterfall::{self, At, Stands};
use super::{Series, place, signature};
use crate::domain::Lang;
use crate::reconcile::changes::bridge::Bridge;
use crate::report::RunView;
use crate::report::changes::{list_words, term_words};
use crate::report::figures::Ages;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::say;

const WIDTHS: [u16; 4] = [34, 16, 16, 16];

/// What placing a row asserts.
const WITHIN: &str = "the rows are within the sheet";

/// Writes the sheet.
pub(super) fn write(book: &mut Book, view: &RunView<'_>, ages: &Ages, formats: &Formats) {
    let lang = view.lang;
    let sheet = book.sheet(say!(lang, "quality-people"), Page::Portrait);
    let name = sheet.name();
    workbook::widths(sheet, WIDTHS);
    workbook::text(sheet, 0, 0, say!(lang, "quality-people"), &formats.title);
    let mut row = pyramid(sheet, &name, ages, lang, formats);
    let mut breaks = Vec::new();
    for bridge in view.audit.iter().flat_map(|audit| &audit.bridges) {
        breaks.push(row);
        row = bridged(sheet, &name, row, view, bridge, formats);
    }
    signature(sheet, row, lang, formats);
    sheet.set_page_breaks(&breaks).expect(WITHIN);
    sheet.set_print_area(0, 0, row, 3).expect(WITHIN);
}

/// People paid by age and sex; gives the row below.
fn pyramid(sheet: &mut Worksheet, name: &str, ages: &Ages, lang: Lang, formats: &Formats) -> u32 {
    workbook::text(sheet, 2, 0, say!(lang, "quality-ages"), &formats.section);
    let headings = [
        say!(lang, "quality-age"),
        say!(lang, "quality-men"),
        say!(lang, "quality-women"),
        say!(lang, "quality-both"),
    ];
    workbook::headings(sheet, 3, &headings, formats);
    let mut row = 4;
    let mut sums = [0; 2];
    let left = formats.count.clone().set_num_format("#,##0;#,##0");
    for (band, [men, women]) in ages.bands() {
        let words = match band {
            Some(band) => say!(lang, "quality-age-band", from = band * 10, to = band * 10 + 9),
            None => say!(lang, "quality-age-hundred").to_owned(),
        };
        workbook::text(sheet, row, 0, &words, &formats.text);
        // Men stand on the left of the pyramid: their cells are below nothing and
        // shown without the sign.
        workbook::below_nothing(sheet, row, 1, men, &left);
        workbook::count(sheet, row, 2, women, &formats.count);
        workbook::count(sheet, row, 3, men + women, &formats.count);
        sums = [sums[0] + men, sums[1] + women];
        row += 1;
    }
    let last = row - 1;
    if ages.unknown > 0 {
        workbook::text(sheet, row, 0, say!(lang, "quality-age-unknown"), &formats.text);
        workbook::text(sheet, row, 1, "", &formats.text);
        workbook::text(sheet, row, 2, "", &formats.text);
        workbook::count(sheet, row, 3, ages.unknown, &formats.count);
        row += 1;
    }
    workbook::text(sheet, row, 0, say!(lang, "quality-both"), &formats.total_text);
    workbook::count(sheet, row, 1, sums[0], &formats.total_count);
    workbook::count(sheet, row, 2, sums[1], &formats.total_count);
    workbook::count(sheet, row, 3, sums[0] + sums[1] + ages.unknown, &formats.total_count);
    let series = Series {
        sheet: name,
        heading_row: 3,
        first: 4,
        last,
        columns: &[1, 2],
        points: &[],
        labels: None,
    };
    let mut chart = series.chart(ChartType::BarStacked, say!(lang, "quality-ages"));
    chart.x_axis().set_num_format("#,##0;#,##0");
    chart.y_axis().set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    place(sheet, row + 2, 0, &mut chart, (590, 340))
}

/// A bridge's terms and their waterfall; gives the row below.
fn bridged(
    sheet: &mut Worksheet,
    name: &str,
    first: u32,
    view: &RunView<'_>,
    bridge: &Bridge,
    formats: &Formats,
) -> u32 {
    let lang = view.lang;
    let list = list_words(bridge.table, lang);
    let title = say!(lang, "quality-bridge", list = list);
    workbook::text(sheet, first, 0, &title, &formats.section);
    let headings = [say!(lang, "quality-term"), say!(lang, "quality-number")];
    workbook::headings(sheet, first + 1, &headings, formats);
    let line = &bridge.county;
    let mut steps = vec![(say!(lang, "quality-opening").to_owned(), Stands::Whole, line.opening)];
    let terms = line.additions.iter().map(|term| (term, Stands::More));
    let terms = terms.chain(line.removals.iter().map(|term| (term, Stands::Less)));
    for ((term, people), stands) in terms.filter(|((_, people), _)| **people > 0) {
        let sign = if stands == Stands::More { "＋" } else { "－" };
        let words = format!("{sign} {}", term_words(*term, view.rulebook, lang));
        steps.push((words, stands, *people));
    }
    steps.push((say!(lang, "quality-closing").to_owned(), Stands::Whole, line.closing));
    let mut row = first + 2;
    for (words, stands, people) in &steps {
        let (text, count) = match stands {
            Stands::Whole => (&formats.total_text, &formats.total_count),
            _ => (&formats.text, &formats.count),
        };
        workbook::text(sheet, row, 0, words, text);
        workbook::count(sheet, row, 1, *people, count);
        row += 1;
    }
    let figures: Vec<(Stands, u64)> =
        steps.iter().map(|(_, stands, people)| (*stands, *people)).collect();
    let at = At { name, first: first + 2, column: 5 };
    let title = say!(lang, "quality-bridge-chart", list = list);
    let mut chart = waterfall::chart(sheet, &at, &figures, &title);
    // A few hundred who came and left would be hairs beside tens of thousands.
    workbook::axis_from(chart.x_axis(), waterfall::begin(&figures));
    let height = 90 + 24 * u32::try_from(figures.len()).expect("few terms");
    place(sheet, row + 1, 0, &mut chart, (590, height))
}
