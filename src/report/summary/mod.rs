//! `summary.xlsx`: the run on four pages, with charts.
//!
//! In: the run's totals and its figures by township, bank and reservoir. Out:
//! one workbook: the overview with the bridge and the equations that must hold,
//! then a sheet a grouping, each with its totals, charts and a line to sign; where
//! decisions came back, a sheet of them.
//! It counts nothing that was not counted before, and names nobody.

mod balance;
mod bridge;
mod decisions;
mod groups;
mod overview;
mod population;
mod quality;
mod waterfall;

pub use overview::thousands;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartPoint, ChartSolidFill,
    ChartType, Color, Worksheet,
};

use super::figures::Figures;
use super::quality::Quality;
use super::workbook::{self, Book, Formats};
use super::{OutputFile, RunView};
use crate::domain::Lang;
use crate::say;

/// The summary's path.
pub const PATH: &str = "summary.xlsx";

/// The height of a row of the default format, in pixels.
const ROW_PIXELS: u32 = 20;

/// Writes the summary.
///
/// # Panics
/// Never: it is made in memory.
#[must_use]
pub fn write(view: &RunView<'_>, figures: &Figures, quality: &Quality) -> OutputFile {
    let lang = view.lang;
    let formats = Formats::default();
    let title = say!(lang, "summary-title", period = view.project.period);
    let mut book = Book::new(view.project, lang, &title);
    overview::write(&mut book, view, figures, &formats);
    groups::by_township(&mut book, lang, &figures.by_township, &formats);
    groups::by_bank(&mut book, lang, &figures.by_bank, &formats);
    groups::by_reservoir(&mut book, lang, &figures.by_reservoir, &formats);
    population::write(&mut book, view, &figures.ages, &formats);
    quality::write(&mut book, lang, quality, &formats);
    decisions::write(&mut book, view, &formats);
    let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
    OutputFile { path: PATH.to_owned(), bytes }
}

/// The line to sign.
fn signature(sheet: &mut Worksheet, row: u32, lang: Lang, formats: &Formats) {
    let line = say!(lang, "summary-signature");
    workbook::text(sheet, row, 0, line, &formats.line);
}

/// A chart of some series of a sheet: each a column of the rows `first..=last`,
/// named by its heading, over the categories in the first column.
struct Series<'a> {
    sheet: &'a str,
    heading_row: u32,
    first: u32,
    last: u32,
    columns: &'a [u16],
    /// A colour a point, where points differ.
    points: &'a [u32],
    /// What stands beside each point.
    labels: Option<ChartDataLabel>,
}

/// The colours of the series: paid, held, others.
const COLOURS: [u32; 3] = [0x002F_75B5, 0x00F4_B183, 0x00A9_D18E];

impl Series<'_> {
    /// The chart, ready to be placed.
    fn chart(&self, kind: ChartType, title: &str) -> Chart {
        let mut chart = Chart::new(kind);
        chart.title().set_name(title);
        chart.title().set_font(ChartFont::new().set_size(12).set_bold());
        for (&column, colour) in self.columns.iter().zip(COLOURS.into_iter().cycle()) {
            let series = chart.add_series();
            series
                .set_categories((self.sheet, self.first, 0, self.last, 0))
                .set_values((self.sheet, self.first, column, self.last, column))
                .set_name((self.sheet, self.heading_row, column));
            if kind != ChartType::Pie {
                series.set_format(&mut filled(colour)).set_gap(60);
            }
            if !self.points.is_empty() {
                let point = |colour: &u32| ChartPoint::new().set_format(&mut filled(*colour));
                series.set_points(&self.points.iter().map(point).collect::<Vec<_>>());
            }
            if let Some(labels) = &self.labels {
                series.set_data_label(labels);
            }
        }
        if self.columns.len() == 1 && kind != ChartType::Pie {
            chart.legend().set_hidden();
        } else {
            chart.legend().set_position(ChartLegendPosition::Bottom);
        }
        chart
    }
}

/// A fill of one colour.
fn filled(colour: u32) -> ChartFormat {
    let fill = ChartSolidFill::new().set_color(Color::RGB(colour)).clone();
    ChartFormat::new().set_solid_fill(&fill).clone()
}

/// Places a chart, and gives the first row below it.
fn place(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    chart: &mut Chart,
    (width, height): (u32, u32),
) -> u32 {
    chart.set_width(width).set_height(height);
    sheet.insert_chart(row, column, chart).expect("the chart is within the sheet");
    row + height.div_ceil(ROW_PIXELS) + 1
}

#[cfg(test)]
mod tests;
