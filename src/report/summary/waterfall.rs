//! Bars that stand on what is left: a waterfall as every spreadsheet program draws
//! it, stacked upon a series without colour.
//!
//! In: steps in order, each whole or less or more. Out: two columns beside the page's
//! print area, what a bar stands on and how long it is, and the chart of them.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFormat, ChartType, Format, Worksheet};

use super::{COLOURS, filled};
use crate::report::workbook;

/// The colour of what there is: its figure stands upon it.
const WHOLE: u32 = 0x009D_C3E6;

/// How a bar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// From the ground: what there is.
    Whole,
    /// Down from what there was.
    Less,
    /// Up from what there was.
    More,
}

/// What each bar stands on: nothing, or what is left below it.
pub(super) fn grounds(steps: &[(Stands, u64)]) -> Vec<u64> {
    let mut level = 0u64;
    let below = steps.iter().map(|(stands, length)| match stands {
        Stands::Whole => {
            level = *length;
            0
        }
        Stands::Less => {
            level = level.saturating_sub(*length);
            level
        }
        Stands::More => {
            let below = level;
            level += length;
            below
        }
    });
    below.collect()
}

/// Where an axis begins that shows the steps and not only the whole: below the lowest
/// level, by half of what they rise and fall.
pub(super) fn begin(steps: &[(Stands, u64)]) -> u64 {
    let moving = grounds(steps).into_iter().zip(steps);
    let levels: Vec<u64> = moving
        .flat_map(|(ground, (stands, length))| match stands {
            Stands::Whole => [*length; 2],
            _ => [ground, ground + length],
        })
        .collect();
    let (low, high) = (levels.iter().min().copied(), levels.iter().max().copied());
    let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
    low.saturating_sub((high - low).div_ceil(2))
}

/// Where the chart's own figures stand: first row, column of the grounds; the lengths
/// stand right of them.
pub(super) struct At<'a> {
    pub(super) name: &'a str,
    pub(super) first: u32,
    pub(super) column: u16,
}

/// Writes the figures and gives the chart; its categories are in the first column.
pub(super) fn chart(
    sheet: &mut Worksheet,
    at: &At<'_>,
    steps: &[(Stands, u64)],
    title: &str,
) -> Chart {
    let faint = Format::new().set_font_color(rust_xlsxwriter::Color::RGB(0x00A6_A6A6));
    for ((row, ground), (_, length)) in (at.first..).zip(grounds(steps)).zip(steps) {
        workbook::count(sheet, row, at.column, ground, &faint);
        workbook::count(sheet, row, at.column + 1, *length, &faint);
    }
    let last = at.first + u32::try_from(steps.len()).expect("few steps") - 1;
    let mut chart = Chart::new(ChartType::BarStacked);
    chart.title().set_name(title);
    chart.title().set_font(rust_xlsxwriter::ChartFont::new().set_size(12).set_bold());
    let categories = (at.name, at.first, 0, last, 0);
    chart
        .add_series()
        .set_categories(categories)
        .set_values((at.name, at.first, at.column, last, at.column))
        .set_format(ChartFormat::new().set_no_fill().set_no_border())
        .set_gap(40);
    let points: Vec<_> = steps
        .iter()
        .map(|(stands, _)| {
            let colour = match stands {
                Stands::Whole => WHOLE,
                Stands::Less => COLOURS[1],
                Stands::More => COLOURS[2],
            };
            rust_xlsxwriter::ChartPoint::new().set_format(&mut filled(colour))
        })
        .collect();
    chart
        .add_series()
        .set_categories(categories)
        .set_values((at.name, at.first, at.column + 1, last, at.column + 1))
        .set_format(&mut filled(COLOURS[0]))
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value().set_num_format("#,##0"));
    chart.legend().set_hidden();
    // Bars are drawn from below; the bridge is read from above.
    chart.y_axis().set_reverse();
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_on_what_is_left() {
        use Stands::{Less, More, Whole};
        let steps = [(Whole, 10), (Less, 3), (More, 2), (Less, 9), (Whole, 0)];
        assert_eq!(grounds(&steps), [0, 7, 7, 0, 0]);
        assert_eq!(grounds(&[]), [0; 0]);
        // Levels go from 90 to 110: it begins at 80; never below nothing.
        assert_eq!(begin(&[(Whole, 100), (More, 10), (Less, 20), (Whole, 90)]), 80);
        assert_eq!(begin(&[(Whole, 3), (Less, 3), (Whole, 0)]), 0);
        assert_eq!(begin(&[]), 0);
    }
}
