//! Plain tables on paper-like sheets: what offices send and villages post.
//!
//! In: headings and cells. Out: the bytes of a workbook, the same for the
//! same cells. It knows nothing of rosters and pay lists.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::county::number;
use super::rows::Cell;
use super::workbook::{Looks, WorkbookError};
use crate::domain::Date;

/// A sheet with one table, perhaps under a title.
pub(super) struct Paper {
    /// The sheet's name.
    pub(super) name: String,
    /// The title above the heading; empty where there is none.
    pub(super) title: String,
    /// The headings.
    pub(super) headings: &'static [&'static str],
    /// The rows, one cell a heading.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Paper {
    /// The row, as Excel counts it, of the data row at that place from 0.
    pub(super) fn row(&self, at: usize) -> u32 {
        number(at) + self.heading_at() + 2
    }

    fn heading_at(&self) -> u32 {
        u32::from(!self.title.is_empty())
    }
}

/// A day as a spreadsheet stores it.
pub(super) fn day(date: Date) -> Cell {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let narrow = |part: u32| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(year).unwrap_or(1900);
    let stored = ExcelDateTime::from_ymd(year, narrow(month), narrow(day));
    Cell::Day(stored.expect("a day of our century can be stored").to_excel())
}

/// The bytes of a workbook with these sheets, made at the end of that year.
///
/// # Errors
/// Where the workbook library refuses, which only a bug of ours can bring about.
pub(super) fn bytes(papers: &[Paper], year: u16) -> Result<Vec<u8>, WorkbookError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(year, 12, 31)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for paper in papers {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&paper.name)?;
        let heading_at = paper.heading_at();
        if !paper.title.is_empty() {
            let last = u16::try_from(paper.headings.len()).unwrap_or(1) - 1;
            sheet.merge_range(0, 0, 0, last, &paper.title, &looks.title)?;
            sheet.set_row_height(0, 28)?;
        }
        for (heading, column) in paper.headings.iter().zip(0u16..) {
            sheet.set_column_width(column, width(heading))?;
            sheet.write_string_with_format(heading_at, column, *heading, &looks.heading)?;
        }
        for (cells, at) in paper.rows.iter().zip(heading_at + 1..) {
            assert_eq!(cells.len(), paper.headings.len(), "one cell a heading");
            for (cell, column) in cells.iter().zip(0u16..) {
                match cell {
                    Cell::Text(text) => {
                        sheet.write_string_with_format(at, column, text, &looks.text)?
                    }
                    Cell::Number(number) => {
                        sheet.write_number_with_format(at, column, *number, &looks.centred)?
                    }
                    Cell::Day(serial) => {
                        sheet.write_number_with_format(at, column, *serial, &looks.day)?
                    }
                    Cell::Blank | Cell::Error(_) | Cell::Unsaved(_) => {
                        sheet.write_blank(at, column, &looks.text)?
                    }
                };
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The width of a column, in characters.
fn width(heading: &str) -> f64 {
    match heading {
        "序号" | "组" => 6.5,
        "备注" => 22.0,
        _ if heading.contains("证") || heading.contains("号码") => 22.0,
        _ => 13.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_stored_as_the_reader_counts_it() {
        let date = Date::new(2020, 7, 1).expect("a day");
        assert_eq!(day(date), Cell::Day(44_013.0));
        assert_eq!(Date::from_excel_serial(44_013), Some(date));
    }

    #[test]
    fn rows_are_counted_from_the_title_on() {
        let mut paper =
            Paper { name: "表".to_owned(), title: String::new(), headings: &[], rows: Vec::new() };
        assert_eq!(paper.row(0), 2);
        paper.title = "名单".to_owned();
        assert_eq!(paper.row(3), 6);
    }
}
