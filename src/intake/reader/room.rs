//! The room a workbook may take: caps, and the count against them.
//!
//! In: [`Limits`]. Out: [`Room`], through which readers add cells, so that
//! neither a repeated cell nor a string shared a million times can fill the
//! memory. It refuses ([`Unreadable::TooLarge`]) and never truncates.

use super::unreadable::{Excess, Unreadable, damaged};
use crate::intake::raw::{CellKind, RawSheet, Span};

/// Rows of a sheet, as Excel has them.
pub(super) const SHEET_ROWS: u32 = 1_048_576;
/// Columns of a sheet, as Excel has them.
pub(super) const SHEET_COLUMNS: u32 = 16_384;

/// How large a file may be. The defaults lie far above any county's roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of all entries of the container together, once decompressed.
    pub decompressed_bytes: u64,
    /// Entries of the container.
    pub entries: usize,
    /// Decompressed bytes for each stored byte of an entry …
    pub ratio: u64,
    /// … looked at from this many decompressed bytes on: small parts of a
    /// workbook may well compress by more.
    pub ratio_from_bytes: u64,
    /// Cells with a value, of all sheets together.
    pub cells: u64,
    /// Bytes of text in cells, of all sheets together.
    pub text_bytes: u64,
    /// Cells between the first value and the last of `.xls` sheets, whose
    /// parser keeps them all.
    pub cells_between: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1 << 30,
            decompressed_bytes: 1 << 30,
            entries: 10_000,
            ratio: 400,
            ratio_from_bytes: 64 << 20,
            cells: 20_000_000,
            text_bytes: 1 << 30,
            cells_between: 8_000_000,
        }
    }
}

/// What is left of a workbook's room for cells.
#[derive(Debug)]
pub(super) struct Room {
    limits: Limits,
    cells_left: u64,
    text_left: u64,
}

impl Room {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, cells_left: limits.cells, text_left: limits.text_bytes }
    }

    /// Takes the room of `count` cells (or rows that are remembered).
    pub(super) fn take_cells(&mut self, count: u64) -> Result<(), Unreadable> {
        self.cells_left = self
            .cells_left
            .checked_sub(count)
            .ok_or(Unreadable::TooLarge { what: Excess::Cells, limit: self.limits.cells })?;
        Ok(())
    }

    /// Adds a cell to a sheet. Refuses a cell outside of any sheet.
    pub(super) fn push(
        &mut self,
        sheet: &mut RawSheet,
        (row, column): (u32, u32),
        kind: CellKind,
        struck: bool,
        text: &str,
    ) -> Result<(), Unreadable> {
        let column = self.take(row, column, text.len())?;
        sheet.push(row, column, kind, struck, text);
        Ok(())
    }

    /// Adds a cell of text that the workbook shares: it takes as much room as a
    /// copy, for whoever reads it takes as long.
    pub(super) fn push_shared(
        &mut self,
        sheet: &mut RawSheet,
        (row, column): (u32, u32),
        struck: bool,
        span: Span,
    ) -> Result<(), Unreadable> {
        let column = self.take(row, column, span.parts().1 as usize)?;
        sheet.push_shared(row, column, struck, span);
        Ok(())
    }

    fn take(&mut self, row: u32, column: u32, length: usize) -> Result<u16, Unreadable> {
        let column = u16::try_from(column)
            .ok()
            .filter(|column| u32::from(*column) < SHEET_COLUMNS && row < u32::MAX)
            .ok_or_else(|| damaged("a cell stands beyond the sheet's last column"))?;
        self.take_cells(1)?;
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        self.text_left = self.text_left.checked_sub(length).ok_or(Unreadable::TooLarge {
            what: Excess::TextBytes,
            limit: self.limits.text_bytes,
        })?;
        Ok(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cell_more_than_the_cap_is_refused() {
        let limits = Limits { cells: 2, ..Limits::default() };
        let (mut room, mut sheet) = (Room::new(&limits), RawSheet::named("表"));
        for column in 0..2 {
            room.push(&mut sheet, (0, column), CellKind::Text, false, "甲").expect("room");
        }
        let refused = room.push(&mut sheet, (0, 2), CellKind::Text, false, "甲");
        assert_eq!(refused, Err(Unreadable::TooLarge { what: Excess::Cells, limit: 2 }));
    }

    #[test]
    fn text_is_counted_each_time_it_is_used() {
        let limits = Limits { text_bytes: 5, ..Limits::default() };
        let (mut room, mut sheet) = (Room::new(&limits), RawSheet::named("表"));
        room.push(&mut sheet, (0, 0), CellKind::Text, false, "甲").expect("room");
        let refused = room.push(&mut sheet, (0, 1), CellKind::Text, false, "甲");
        assert_eq!(refused, Err(Unreadable::TooLarge { what: Excess::TextBytes, limit: 5 }));
    }

    #[test]
    fn a_column_beyond_the_sheet_is_damage() {
        let (mut room, mut sheet) = (Room::new(&Limits::default()), RawSheet::named("表"));
        let refused = room.push(&mut sheet, (0, 70_000), CellKind::Text, false, "甲");
        assert!(matches!(refused, Err(Unreadable::Parser { .. })));
    }
}
