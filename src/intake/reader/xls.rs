//! The reader of Excel 97 to 2003 workbooks, and of WPS tables that are such.
//!
//! In: the bytes of the compound file. Out: its worksheets, their values by
//! calamine, their hidden rows and strikes by our own pass over the records. A
//! formula that was never calculated is saved as a value in this format and
//! cannot be told from one that was: this reader does not claim to see it.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use super::cfb::Compound;
use super::room::{Limits, Room};
use super::unreadable::{Unreadable, damaged};
use super::values::{self, Known};
use super::xls_marks;
use crate::intake::raw::{Merge, RawSheet, RawWorkbook, Sight};

const SIGHT: Sight = values::BINARY_SIGHT;

/// Reads a workbook.
pub(super) fn read(
    bytes: &[u8],
    compound: &Compound,
    limits: &Limits,
) -> Result<RawWorkbook, Unreadable> {
    let name = if compound.has("Workbook") { "Workbook" } else { "Book" };
    let marks = xls_marks::scan(&compound.stream(name)?, limits)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(refused)?;
    let metadata = book.sheets_metadata().to_vec();
    values::check_sheets(&metadata, marks.len())?;
    let from_1904 = book.has_1904_epoch();
    let mut room = Room::new(limits);
    let mut sheets = Vec::new();
    for (meta, marks) in metadata.iter().zip(marks) {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = RawSheet::named(&meta.name);
        sheet.hidden = meta.visible != SheetVisible::Visible;
        let range = book.worksheet_range(&meta.name).map_err(refused)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = first_row + u32::try_from(row).map_err(damaged)?;
            let column = first_column + u32::try_from(column).map_err(damaged)?;
            let struck = marks.struck.binary_search(&(row, column)).is_ok();
            let known = Known { struck, digits: None, from_1904 };
            values::push(&mut room, &mut sheet, (row, column), &values::borrowed(value), known)?;
        }
        for merge in book.merge_cells_by_sheet_name(&meta.name).map_err(refused)? {
            sheet.merges.push(Merge {
                first_row: merge.start.0,
                last_row: merge.end.0,
                first_column: u16::try_from(merge.start.1).map_err(damaged)?,
                last_column: u16::try_from(merge.end.1).map_err(damaged)?,
            });
        }
        sheet.rows = marks.rows;
        sheet.hidden_rows = marks.hidden_rows;
        sheet.finish();
        sheets.push(sheet);
    }
    Ok(RawWorkbook { reader: "calamine xls".into(), sight: SIGHT, sheets })
}

fn refused(error: XlsError) -> Unreadable {
    match error {
        XlsError::Password => Unreadable::PasswordProtected,
        other => damaged(other),
    }
}
