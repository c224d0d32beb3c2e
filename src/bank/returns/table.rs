//! Workbooks: a table under the profile's headings, wherever they stand.
//!
//! In: a workbook's bytes, read by the intake's reader. Out: the rows under the
//! headings; blank rows and rows of totals are no lines, every other row is. It
//! refuses a workbook without the headings, or with two tables of them, and a
//! row of totals that does not add up or is not the last.

use super::text::line_of;
use super::totals::{self, Claim, Total};
use super::{LineTrouble, NotAReturn, ReturnFile, ReturnLine};
use crate::domain::Money;
use crate::domain::fold::fold;
use crate::intake::raw::{CellKind, RawCell, RawSheet};
use crate::intake::reader::{Limits, read_workbook};
use crate::rulebook::bank_profile::returns::{ReturnLayout, ReturnSource};

/// Rows that the headings are looked for in.
const HEADING_ROWS: u32 = 50;

/// The digits that a spreadsheet keeps of a number.
const FLOAT_DIGITS: usize = 15;

/// Reads a workbook.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    layout: &ReturnLayout,
) -> Result<ReturnFile, NotAReturn> {
    let book = read_workbook(name, bytes, &Limits::default())?;
    let mut tables = book.sheets.iter().filter_map(|sheet| Table::find(sheet, layout));
    let Some(table) = tables.next() else {
        let headings: Vec<&str> = layout.fields.iter().map(|f| f.heading.as_str()).collect();
        return Err(NotAReturn::Heading { line: 1, expected: headings.join("、") });
    };
    if tables.next().is_some() {
        return Err(NotAReturn::TwoTables);
    }
    let (lines, claims) = table.lines(layout)?;
    totals::check(&claims, &lines.iter())?;
    Ok(ReturnFile { lines, ..ReturnFile::default() })
}

/// A sheet with the headings.
struct Table<'a> {
    sheet: &'a RawSheet,
    /// The heading's row, from 0.
    heading: u32,
    /// For each field of the layout, its column.
    columns: Vec<u16>,
}

impl<'a> Table<'a> {
    fn find(sheet: &'a RawSheet, layout: &ReturnLayout) -> Option<Self> {
        sheet.by_row().take_while(|(row, _)| *row < HEADING_ROWS).find_map(|(heading, cells)| {
            let column = |wanted: &str| {
                let mut found = cells.iter().filter(|cell| {
                    cell.kind == CellKind::Text && fold(sheet.text(cell)) == fold(wanted)
                });
                // A heading that stands there twice tells nothing.
                found.next().filter(|_| found.next().is_none()).map(|cell| cell.column)
            };
            let columns: Option<Vec<u16>> =
                layout.fields.iter().map(|field| column(&field.heading)).collect();
            columns.map(|columns| Self { sheet, heading, columns })
        })
    }

    fn lines(&self, layout: &ReturnLayout) -> Result<(Vec<ReturnLine>, Vec<Claim>), NotAReturn> {
        let mut lines: Vec<ReturnLine> = Vec::new();
        let mut claims = Vec::new();
        for (row, cells) in self.sheet.by_row().skip_while(|(row, _)| *row <= self.heading) {
            let at = u64::from(row) + 1;
            let cells: Vec<Option<&RawCell>> = self
                .columns
                .iter()
                .map(|column| cells.iter().find(|cell| cell.column == *column))
                .collect();
            let texts: Vec<&str> =
                cells.iter().map(|cell| cell.map_or("", |cell| self.text(cell))).collect();
            if texts.iter().all(|text| text.is_empty()) {
                // Signatures and notes stand outside the table's columns.
                continue;
            }
            if let Some(claim) = total_row(at, &texts, layout) {
                claims.push(claim);
                continue;
            }
            if let Some(claim) = claims.first() {
                // A line behind the totals was never part of them.
                return Err(NotAReturn::Record { line: claim.line });
            }
            lines.push(self.line(at, &cells, &texts, layout));
        }
        Ok((lines, claims))
    }

    fn line(
        &self,
        at: u64,
        cells: &[Option<&RawCell>],
        texts: &[&str],
        layout: &ReturnLayout,
    ) -> ReturnLine {
        let mut line = line_of(at, texts, layout);
        let account = layout.place(ReturnSource::Account).and_then(|place| cells[place]);
        if let Some(cell) = account
            && matches!(cell.kind, CellKind::Number | CellKind::NumberWhole)
            && self.text(cell).len() > FLOAT_DIGITS
        {
            line.account = None;
            line.trouble = Some(LineTrouble::DigitsLost);
        }
        line
    }

    fn text(&self, cell: &RawCell) -> &'a str {
        self.sheet.text(cell).trim()
    }
}

/// A row of totals: one of its words stands in a cell, and there is neither
/// account nor code. What it states is checked.
fn total_row(line: u64, texts: &[&str], layout: &ReturnLayout) -> Option<Claim> {
    use ReturnSource as S;
    let text = |source| layout.place(source).map_or("", |place| texts[place]);
    let is_total = |text: &&str| {
        let folded = fold(text);
        layout.total_words.iter().any(|word| *word == folded)
    };
    if !text(S::Account).is_empty() || !text(S::Code).is_empty() || !texts.iter().any(is_total) {
        return None;
    }
    let sum = Money::parse_yuan(text(S::AmountYuan)).ok()?;
    Some(Claim { line, of: None, total: Total::Sum(sum) })
}
