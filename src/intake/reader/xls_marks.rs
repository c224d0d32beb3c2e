//! What the records of an `.xls` say beyond the values of its cells.
//!
//! In: the workbook stream. Out: for each sheet its [`SheetMarks`]: hidden
//! rows, struck cells, the rows it holds. On the way it measures the grid that
//! the parser behind us will lay out, and refuses one that would not fit.

use super::cfb::{u16_at, u32_at};
use super::room::Limits;
use super::unreadable::{Excess, Unreadable, damaged};

const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;

mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const FILEPASS: u16 = 0x002F;
    pub const FONT: u16 = 0x0031;
    pub const BOUNDSHEET: u16 = 0x0085;
    pub const MULRK: u16 = 0x00BD;
    pub const RSTRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const LABELSST: u16 = 0x00FD;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOLERR: u16 = 0x0205;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027E;
    pub const BOF: u16 = 0x0809;
}

/// What a sheet's records say beyond values.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// Hidden rows, counted from 0, in file order.
    pub hidden_rows: Vec<u32>,
    /// Struck cells, ascending by row, then by column.
    pub struck: Vec<(u32, u32)>,
    /// Rows up to the last row record.
    pub rows: u32,
}

/// Reads the marks of every sheet, in the workbook's order.
pub(super) fn scan(stream: &[u8], limits: &Limits) -> Result<Vec<SheetMarks>, Unreadable> {
    let globals = Globals::read(stream)?;
    let mut grid_left = limits.cells_between;
    let mut all = Vec::with_capacity(globals.sheets.len());
    for start in &globals.sheets {
        let records = stream.get(*start..).ok_or(Unreadable::Truncated)?;
        let mut sheet = Sheet::default();
        sheet.read(records, &globals.struck, limits)?;
        let grid = sheet.grid.map_or(0, Grid::cells);
        let too_large =
            Unreadable::TooLarge { what: Excess::CellsBetween, limit: limits.cells_between };
        grid_left = grid_left.checked_sub(grid).ok_or(too_large)?;
        sheet.marks.struck.sort_unstable();
        all.push(sheet.marks);
    }
    Ok(all)
}

/// What the stream's first part says.
struct Globals {
    /// Where each sheet's records start.
    sheets: Vec<usize>,
    /// For each cell format: whether its font is struck.
    struck: Vec<bool>,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Unreadable> {
        let (mut sheets, mut fonts, mut formats) = (Vec::new(), Vec::new(), Vec::new());
        for record in Records(stream) {
            let (kind, data) = record?;
            match kind {
                record::FILEPASS => return Err(Unreadable::PasswordProtected),
                record::FONT => fonts.push(u16_at(data, 2)? & 0x08 != 0),
                record::XF => formats.push(usize::from(u16_at(data, 0)?)),
                record::BOUNDSHEET => {
                    sheets.push(usize::try_from(u32_at(data, 0)?).map_err(damaged)?);
                }
                record::EOF => break,
                _ => {}
            }
        }
        // No font has the number 4: those above it are one place further down.
        let font = |number: usize| if number > 4 { number - 1 } else { number };
        let is_struck = |number: &usize| fonts.get(font(*number)) == Some(&true);
        Ok(Self { sheets, struck: formats.iter().map(is_struck).collect() })
    }
}

#[derive(Default)]
struct Sheet {
    marks: SheetMarks,
    grid: Option<Grid>,
}

/// The smallest grid around all values.
#[derive(Clone, Copy)]
struct Grid {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Grid {
    fn cells(self) -> u64 {
        let rows = u64::from(self.rows.1 - self.rows.0 + 1);
        rows * u64::from(self.columns.1 - self.columns.0 + 1)
    }

    fn around(grid: Option<Self>, row: u32, column: u32) -> Self {
        let Some(Self { rows, columns }) = grid else {
            return Self { rows: (row, row), columns: (column, column) };
        };
        Self {
            rows: (rows.0.min(row), rows.1.max(row)),
            columns: (columns.0.min(column), columns.1.max(column)),
        }
    }
}

impl Sheet {
    fn read(&mut self, records: &[u8], struck: &[bool], limits: &Limits) -> Result<(), Unreadable> {
        // Charts inside a sheet bring records of their own, between BOF and EOF.
        let mut depth = 0_u32;
        for record in Records(records) {
            let (kind, data) = record?;
            match kind {
                record::BOF => depth += 1,
                record::EOF if depth <= 1 => return Ok(()),
                record::EOF => depth -= 1,
                _ if depth > 1 => {}
                record::DIMENSIONS => check_dimensions(data, limits)?,
                record::ROW => self.row(data)?,
                record::FORMULA
                | record::RSTRING
                | record::LABELSST
                | record::NUMBER
                | record::LABEL
                | record::BOOLERR
                | record::RK => {
                    self.cell(u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?, struck)?;
                }
                record::MULRK => {
                    let first = u16_at(data, 2)?;
                    let cells = (data.len().saturating_sub(6)) / 6;
                    for (column, index) in (first..=u16::MAX).zip(0..cells) {
                        self.cell(u16_at(data, 0)?, column, u16_at(data, 4 + 6 * index)?, struck)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, data: &[u8]) -> Result<(), Unreadable> {
        let row = u32::from(u16_at(data, 0)?);
        self.marks.rows = self.marks.rows.max(row + 1);
        if u16_at(data, 12)? & 0x20 != 0 {
            self.marks.hidden_rows.push(row);
        }
        Ok(())
    }

    fn cell(
        &mut self,
        row: u16,
        column: u16,
        format: u16,
        struck: &[bool],
    ) -> Result<(), Unreadable> {
        let (row, column) = (u32::from(row), u32::from(column));
        if column >= COLUMNS {
            return Err(damaged("a cell stands beyond the last column"));
        }
        self.grid = Some(Grid::around(self.grid, row, column));
        if struck.get(usize::from(format)) == Some(&true) {
            self.marks.struck.push((row, column));
        }
        Ok(())
    }
}

/// The parser takes the memory for a sheet's stated size at once, and counts a size
/// that ends before it starts as four thousand million rows.
fn check_dimensions(data: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let (rows, columns) = if data.len() >= 14 {
        ((u32_at(data, 0)?, u32_at(data, 4)?), (u16_at(data, 8)?, u16_at(data, 10)?))
    } else {
        let rows = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
        (rows, (u16_at(data, 4)?, u16_at(data, 6)?))
    };
    let columns = (u32::from(columns.0), u32::from(columns.1));
    let backwards = rows.0 > rows.1 && rows.1 > 0;
    if rows.1 > ROWS || rows.0 > ROWS || columns.0.max(columns.1) > COLUMNS || backwards {
        return Err(damaged("a sheet's stated size is impossible"));
    }
    // Where the columns end before they start, the parser takes all up to the end.
    let first = if columns.0 > columns.1 { 0 } else { columns.0 };
    let cells = u64::from(rows.1.saturating_sub(rows.0)) * u64::from(columns.1 - first);
    if cells > limits.cells_between {
        let limit = limits.cells_between;
        return Err(Unreadable::TooLarge { what: Excess::CellsBetween, limit });
    }
    Ok(())
}

/// Records: kind and data, one after the other.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.len() < 4 {
            return None;
        }
        let kind = u16::from_le_bytes([self.0[0], self.0[1]]);
        let length = usize::from(u16::from_le_bytes([self.0[2], self.0[3]]));
        let rest = &self.0[4..];
        let Some(data) = rest.get(..length) else {
            self.0 = &[];
            return Some(Err(Unreadable::Truncated));
        };
        self.0 = &rest[length..];
        Some(Ok((kind, data)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// A stream of one sheet with these records.
    fn stream(records: &[Vec<u8>]) -> Vec<u8> {
        let font = |struck: u8| record(record::FONT, &[200, 0, struck, 0, 0, 0]);
        let mut fonts: Vec<u8> = (0..4).flat_map(|_| font(0)).collect();
        fonts.extend(font(8));
        let formats = [record(record::XF, &[0, 0]), record(record::XF, &[5, 0])].concat();
        let bof = record(record::BOF, &[0, 6, 5, 0]);
        let eof = record(record::EOF, &[]);
        let globals = bof.len() + fonts.len() + formats.len() + 8 + eof.len();
        let start = u32::try_from(globals).expect("a short stream").to_le_bytes();
        let bound = record(record::BOUNDSHEET, &start);
        [bof.clone(), fonts, formats, bound, eof.clone(), bof, records.concat(), eof].concat()
    }

    fn cell(row: u16, column: u16, format: u16) -> Vec<u8> {
        let parts = [row.to_le_bytes(), column.to_le_bytes(), format.to_le_bytes()].concat();
        record(record::LABELSST, &[parts, vec![0; 4]].concat())
    }

    #[test]
    fn hidden_rows_and_struck_cells_are_seen() {
        let mut row = vec![2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0];
        let hidden = record(record::ROW, &row);
        row[0] = 7;
        row[12] = 0;
        let shown = record(record::ROW, &row);
        let found =
            scan(&stream(&[hidden, shown, cell(2, 1, 1), cell(2, 0, 0)]), &Limits::default())
                .expect("a stream");
        assert_eq!((&*found[0].hidden_rows, found[0].rows), (&[2][..], 8));
        assert_eq!(found[0].struck, [(2, 1)]);
    }

    #[test]
    fn a_grid_that_would_not_fit_is_refused() {
        let far = stream(&[cell(0, 0, 0), cell(65_535, 255, 0)]);
        let limit = Limits::default().cells_between;
        let expected = Unreadable::TooLarge { what: Excess::CellsBetween, limit };
        assert_eq!(scan(&far, &Limits::default()).err(), Some(expected));
        assert!(scan(&stream(&[cell(65_535, 255, 0)]), &Limits::default()).is_ok());
        assert!(scan(&stream(&[cell(0, 256, 0)]), &Limits::default()).is_err());
        let vast = record(record::DIMENSIONS, &[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(scan(&stream(&[vast]), &Limits::default()).is_err());
    }

    /// What a sheet says of its rows and columns: first, and one past the last.
    fn dimensions(rows: (u32, u32), columns: (u16, u16)) -> Vec<u8> {
        let rows = [rows.0.to_le_bytes(), rows.1.to_le_bytes()].concat();
        let columns = [columns.0.to_le_bytes(), columns.1.to_le_bytes(), [0, 0]].concat();
        record(record::DIMENSIONS, &[rows, columns].concat())
    }

    #[test]
    fn a_stated_size_that_the_parser_could_not_lay_out_is_refused() {
        let read = |rows, columns| scan(&stream(&[dimensions(rows, columns)]), &Limits::default());
        for (rows, columns) in [((0, 0), (0, 0)), ((0, 65_536), (0, 100)), ((7, 9), (3, 2))] {
            assert!(read(rows, columns).is_ok(), "{rows:?} {columns:?}");
        }
        let backwards = read((64, 1), (0, 1)).err();
        assert!(matches!(backwards, Some(Unreadable::Parser { .. })), "{backwards:?}");
        let what = Excess::CellsBetween;
        let limit = Limits::default().cells_between;
        for columns in [(0, 256), (200, 199)] {
            let vast = read((0, 65_536), columns).err();
            assert_eq!(vast, Some(Unreadable::TooLarge { what, limit }), "{columns:?}");
        }
    }

    #[test]
    fn a_password_and_a_cut_are_told() {
        let locked =
            [record(record::BOF, &[0, 6, 5, 0]), record(record::FILEPASS, &[1, 0])].concat();
        assert_eq!(scan(&locked, &Limits::default()).err(), Some(Unreadable::PasswordProtected));
        let mut cut = stream(&[cell(0, 0, 0)]);
        cut.truncate(cut.len() - 6);
        assert_eq!(scan(&cut, &Limits::default()).err(), Some(Unreadable::Truncated));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: usize, byte: u8, cut in 0_usize..80) {
            let mut bytes = stream(&[cell(0, 0, 1), record(record::MULRK, &[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0])]);
            let place = at % bytes.len();
            bytes[place] = byte;
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = scan(&bytes, &Limits::default());
        }
    }
}
