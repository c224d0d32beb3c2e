//! Places in a sheet as files write them: `B3`, `A1:C3`, a row's number.
//!
//! In: ASCII text. Out: rows and columns counted from 0; `None` for anything
//! else, and for what lies beyond a sheet.

use memchr::memchr;

use super::room::{SHEET_COLUMNS, SHEET_ROWS};
use crate::intake::raw::Merge;

/// Whether a height or width is nothing: such a row is hidden.
pub(super) fn is_zero(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|byte| matches!(byte, b'0' | b'.'))
}

/// A number of at most nine digits.
pub(super) fn small_number(text: &[u8]) -> Option<usize> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0_usize, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + usize::from(byte - b'0'))
    })
}

/// A row's number as the file writes it (from 1), counted from 0.
pub(super) fn row_number(text: &[u8]) -> Option<u32> {
    u32::try_from(small_number(text)?).ok()?.checked_sub(1)
}

/// `B3` as row and column counted from 0; `None` beyond a sheet.
pub(super) fn place(reference: &[u8]) -> Option<(u32, u32)> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = reference[..letters]
        .iter()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = row_number(&reference[letters..])?;
    (row < SHEET_ROWS && column <= SHEET_COLUMNS).then_some((row, column - 1))
}

/// `A1:C3` as a merged range.
pub(super) fn merge(range: &[u8]) -> Option<Merge> {
    let colon = memchr(b':', range);
    let (first, last) = match colon {
        Some(colon) => (place(&range[..colon])?, place(&range[colon + 1..])?),
        None => (place(range)?, place(range)?),
    };
    Some(Merge {
        first_row: first.0.min(last.0),
        last_row: first.0.max(last.0),
        first_column: u16::try_from(first.1.min(last.1)).ok()?,
        last_column: u16::try_from(first.1.max(last.1)).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_zero_and_end_with_the_sheet() {
        assert_eq!(place(b"A1"), Some((0, 0)));
        assert_eq!(place(b"xfd1048576"), Some((1_048_575, 16_383)));
        for wrong in [&b"XFE1"[..], b"A0", b"A", b"1", b"A1048577", b"AAAA1", b"A1B", b""] {
            assert_eq!(place(wrong), None);
        }
        let range = Merge { first_row: 0, last_row: 2, first_column: 0, last_column: 1 };
        assert_eq!(merge(b"B3:A1"), Some(range));
        assert_eq!(merge(b"A1:"), None);
    }
}
