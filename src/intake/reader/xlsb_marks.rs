//! What the records of an xlsb sheet say beyond the values calamine gives.
//!
//! In: the bytes of a worksheet part, and which cell formats are struck. Out:
//! [`SheetMarks`]: hidden rows, merged ranges, struck cells by ordinal, and the
//! cells that calamine passes over (formulas with an error, rich text). It refuses
//! short cell records: [`super::xlsb_short`] makes them long before.

use super::cfb::{u16_at, u32_at};
use super::room::{SHEET_COLUMNS, SHEET_ROWS};
use super::unreadable::{Unreadable, damaged};
use crate::intake::raw::Merge;

/// Numbers of records.
pub(super) mod record {
    pub const ROW: u16 = 0x0000;
    pub const BLANK: u16 = 0x0001;
    pub const FIRST_CELL: u16 = 0x0002;
    pub const FORMULA_ERROR: u16 = 0x000B;
    pub const FIRST_SHORT: u16 = 0x000C;
    pub const LAST_SHORT: u16 = 0x0012;
    pub const FONT: u16 = 0x002B;
    pub const FORMAT: u16 = 0x002F;
    pub const RICH_TEXT: u16 = 0x003E;
    pub const SHEET_DATA: u16 = 0x0091;
    pub const SHEET_DATA_END: u16 = 0x0092;
    pub const SHEET: u16 = 0x009C;
    pub const MERGE: u16 = 0x00B0;
    pub const FORMATS: u16 = 0x0269;
    pub const FORMATS_END: u16 = 0x026A;
}

/// What a sheet's records say beyond values.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// The number of cells that calamine gives.
    pub cells: u64,
    /// Which of them are struck, by ordinal, ascending.
    pub struck: Vec<u64>,
    /// The cells that calamine passes over.
    pub passed_over: Vec<PassedOver>,
    /// Hidden rows, counted from 0.
    pub hidden_rows: Vec<u32>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Rows up to the last row record.
    pub rows: u32,
}

/// A cell that calamine passes over.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PassedOver {
    /// Row and column, counted from 0.
    pub position: (u32, u32),
    /// Struck through.
    pub struck: bool,
    /// Its text, or the name of its error.
    pub text: String,
    /// Whether it is an error.
    pub is_error: bool,
}

/// Reads the marks of a worksheet.
pub(super) fn scan(part: &[u8], struck: &[bool]) -> Result<SheetMarks, Unreadable> {
    let mut found = SheetMarks::default();
    let (mut row, mut in_data) = (0, false);
    for record in Records(part) {
        let (kind, data) = record?;
        match kind {
            record::SHEET_DATA => in_data = true,
            record::SHEET_DATA_END => in_data = false,
            record::MERGE => found.merges.push(merge(data)?),
            record::ROW if in_data => {
                row = u32_at(data, 0)?;
                if row >= SHEET_ROWS {
                    return Err(damaged("a row stands beyond the sheet's last"));
                }
                found.rows = found.rows.max(row + 1);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    found.hidden_rows.push(row);
                }
            }
            record::FIRST_SHORT..=record::LAST_SHORT if in_data => {
                return Err(damaged("a short cell record"));
            }
            record::FIRST_CELL..record::FORMULA_ERROR if in_data => {
                if is_struck(data, struck)? {
                    found.struck.push(found.cells);
                }
                found.cells += 1;
            }
            record::FORMULA_ERROR | record::RICH_TEXT if in_data => {
                let is_error = kind == record::FORMULA_ERROR;
                let text = if is_error {
                    error_name(data.get(8).copied()).to_string()
                } else {
                    wide_text(data.get(9..).unwrap_or_default())?
                };
                let column = u32_at(data, 0)?;
                let struck = is_struck(data, struck)?;
                let position = (row, column);
                found.passed_over.push(PassedOver { position, struck, text, is_error });
            }
            _ => {}
        }
    }
    Ok(found)
}

/// For each cell format of `styles.bin`: whether its font is struck.
pub(super) fn struck_formats(part: &[u8]) -> Result<Vec<bool>, Unreadable> {
    let (mut fonts, mut formats, mut inside) = (Vec::new(), Vec::new(), false);
    for record in Records(part) {
        let (kind, data) = record?;
        match kind {
            record::FONT => fonts.push(u16_at(data, 2)? & 0x08 != 0),
            record::FORMATS => inside = true,
            record::FORMATS_END => inside = false,
            record::FORMAT if inside => {
                let font = usize::from(u16_at(data, 4)?);
                formats.push(fonts.get(font) == Some(&true));
            }
            _ => {}
        }
    }
    Ok(formats)
}

/// The relation of each sheet in `workbook.bin`, in the workbook's order.
pub(super) fn sheet_relations(part: &[u8]) -> Result<Vec<String>, Unreadable> {
    let mut relations = Vec::new();
    for record in Records(part) {
        let (kind, data) = record?;
        if kind == record::SHEET && u32_at(data, 8)? != u32::MAX {
            relations.push(wide_text(&data[8..])?);
        }
    }
    Ok(relations)
}

/// Looks whether every record of a part is there to its end.
pub(super) fn check_records(part: &[u8]) -> Result<(), Unreadable> {
    Records(part).try_for_each(|record| record.map(drop))
}

fn is_struck(data: &[u8], struck: &[bool]) -> Result<bool, Unreadable> {
    let format = usize::try_from(u32_at(data, 4)? & 0x00FF_FFFF).map_err(damaged)?;
    Ok(struck.get(format) == Some(&true))
}

fn merge(data: &[u8]) -> Result<Merge, Unreadable> {
    let (first_row, last_row) = (u32_at(data, 0)?, u32_at(data, 4)?);
    let (first_column, last_column) = (u32_at(data, 8)?, u32_at(data, 12)?);
    if last_row >= SHEET_ROWS || last_column >= SHEET_COLUMNS {
        return Err(damaged("a merged range has no place"));
    }
    let column = |column: u32| u16::try_from(column).map_err(damaged);
    let (first_column, last_column) = (column(first_column)?, column(last_column)?);
    Ok(Merge { first_row, last_row, first_column, last_column })
}

fn error_name(code: Option<u8>) -> &'static str {
    match code {
        Some(0x00) => "#NULL!",
        Some(0x07) => "#DIV/0!",
        Some(0x0F) => "#VALUE!",
        Some(0x17) => "#REF!",
        Some(0x1D) => "#NAME?",
        Some(0x24) => "#NUM!",
        Some(0x2A) => "#N/A",
        _ => "#ERROR!",
    }
}

/// A text of two-byte units behind its length.
fn wide_text(data: &[u8]) -> Result<String, Unreadable> {
    let length = usize::try_from(u32_at(data, 0)?).map_err(damaged)?;
    let bytes = length
        .checked_mul(2)
        .and_then(|length| data[4..].get(..length))
        .ok_or_else(|| damaged("a text is cut off"))?;
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).map_err(damaged)
}

/// Records: kind and data, one after the other.
pub(super) struct Records<'a>(pub &'a [u8]);

impl<'a> Records<'a> {
    fn record(&mut self) -> Option<(u16, &'a [u8])> {
        let [first, rest @ ..] = self.0 else { return None };
        let (mut kind, mut rest) = (u16::from(*first), rest);
        if kind & 0x80 != 0 {
            let [second, tail @ ..] = rest else { return None };
            kind = (kind & 0x7F) | (u16::from(second & 0x7F) << 7);
            rest = tail;
        }
        let mut length: usize = 0;
        for place in 0..4 {
            let [byte, tail @ ..] = rest else { return None };
            length |= usize::from(byte & 0x7F) << (7 * place);
            rest = tail;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let data = rest.get(..length)?;
        self.0 = &rest[length..];
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.0 = &[];
        }
        Some(record.ok_or(Unreadable::Truncated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let low = u8::try_from(kind & 0x7F).expect("seven bits");
        if kind > 0x7F {
            out.extend([low | 0x80, u8::try_from(kind >> 7).expect("seven bits")]);
        } else {
            out.push(low);
        }
        out.push(u8::try_from(data.len()).expect("a short record"));
        out.extend(data);
        out
    }

    fn row(number: u8, flags: u8) -> Vec<u8> {
        record(record::ROW, &[number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags, 0])
    }

    fn part(records: &[Vec<u8>]) -> Vec<u8> {
        let start = record(record::SHEET_DATA, &[]);
        [start, records.concat(), record(record::SHEET_DATA_END, &[])].concat()
    }

    #[test]
    fn hidden_rows_strikes_and_passed_over_cells_are_seen() {
        let plain = record(0x0005, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let struck = record(0x0005, &[1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let error = record(record::FORMULA_ERROR, &[2, 0, 0, 0, 1, 0, 0, 0, 0x17, 0, 0]);
        let rich =
            record(record::RICH_TEXT, &[3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, b'a', 0, b'b', 0]);
        let found = scan(&part(&[row(4, 0x10), plain, struck, error, rich]), &[false, true])
            .expect("a part");
        assert_eq!((&*found.hidden_rows, found.rows), (&[4][..], 5));
        assert_eq!((found.cells, &*found.struck), (2, &[1][..]));
        let cell = |column, struck, text: &str, is_error| PassedOver {
            position: (4, column),
            struck,
            text: text.into(),
            is_error,
        };
        let expected = [cell(2, true, "#REF!", true), cell(3, false, "ab", false)];
        assert_eq!(found.passed_over, expected);
    }

    #[test]
    fn short_cells_and_cut_records_are_refused() {
        let short = record(0x0010, &[0, 0, 0, 0, 0, 0, 0, 0]);
        assert!(matches!(scan(&part(&[short]), &[]), Err(Unreadable::Parser { .. })));
        let mut cut = part(&[row(0, 0)]);
        cut.truncate(cut.len() - 5);
        assert!(matches!(scan(&cut, &[]), Err(Unreadable::Truncated)));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = scan(&bytes, &[true]);
            let _ = scan(&part(std::slice::from_ref(&bytes)), &[true]);
            let _ = struck_formats(&bytes);
            let _ = sheet_relations(&bytes);
        }
    }
}
