//! Short cell records of an xlsb sheet, made long.
//!
//! In: the bytes of a worksheet part. Out: the same sheet, where each short
//! record (its column left out: one right of the cell before) is the long one
//! that calamine knows; it would drop the short ones without a word. A sheet
//! without any comes back as none. It changes no value.

use super::cfb::u32_at;
use super::unreadable::{Unreadable, damaged};
use super::xlsb_marks::{Records, record};

/// How far a short record's number lies above the long one's.
const SHORT_ABOVE_LONG: u16 = record::FIRST_SHORT - record::BLANK;

/// The sheet with long records only, or `None` where it has no short one.
pub(super) fn lengthened(part: &[u8]) -> Result<Option<Vec<u8>>, Unreadable> {
    if !has_short(part)? {
        return Ok(None);
    }
    let mut out = Vec::with_capacity(part.len() * 2);
    let (mut column, mut in_data) = (0_u32, false);
    for record in Records(part) {
        let (kind, data) = record?;
        match kind {
            record::SHEET_DATA => in_data = true,
            record::SHEET_DATA_END => in_data = false,
            record::ROW if in_data => column = 0,
            record::BLANK..=record::FORMULA_ERROR | record::RICH_TEXT if in_data => {
                column = next(u32_at(data, 0)?)?;
            }
            _ => {}
        }
        match kind {
            record::FIRST_SHORT..=record::LAST_SHORT if in_data => {
                write(&mut out, kind - SHORT_ABOVE_LONG, &column.to_le_bytes(), data)?;
                column = next(column)?;
            }
            _ => write(&mut out, kind, &[], data)?,
        }
    }
    Ok(Some(out))
}

fn has_short(part: &[u8]) -> Result<bool, Unreadable> {
    let mut in_data = false;
    for record in Records(part) {
        match record?.0 {
            record::SHEET_DATA => in_data = true,
            record::SHEET_DATA_END => in_data = false,
            record::FIRST_SHORT..=record::LAST_SHORT if in_data => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

fn next(column: u32) -> Result<u32, Unreadable> {
    column.checked_add(1).ok_or_else(|| damaged("a cell stands beyond the last column"))
}

fn write(out: &mut Vec<u8>, kind: u16, head: &[u8], data: &[u8]) -> Result<(), Unreadable> {
    let low = u8::try_from(kind & 0x7F).map_err(damaged)?;
    if kind > 0x7F {
        out.extend([low | 0x80, u8::try_from(kind >> 7).map_err(damaged)?]);
    } else {
        out.push(low);
    }
    let mut length = head.len() + data.len();
    loop {
        let low = u8::try_from(length & 0x7F).map_err(damaged)?;
        length >>= 7;
        out.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    out.extend_from_slice(head);
    out.extend_from_slice(data);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (kind, data) in records {
            write(&mut out, *kind, &[], data).expect("a record");
        }
        out
    }

    #[test]
    fn a_short_cell_stands_right_of_the_one_before() {
        let row = [0_u8; 13];
        let long =
            part(&[(record::SHEET_DATA, &[]), (record::ROW, &row), (7, &[4, 0, 0, 0, 9, 9])]);
        assert_eq!(lengthened(&long), Ok(None));
        let short = part(&[
            (record::SHEET_DATA, &[]),
            (record::ROW, &row),
            (7, &[4, 0, 0, 0, 9, 9]),
            (0x12, &[8, 8]),
            (0x0C, &[7]),
            (record::ROW, &row),
            (0x10, &[6]),
            (record::SHEET_DATA_END, &[]),
        ]);
        let expected = part(&[
            (record::SHEET_DATA, &[]),
            (record::ROW, &row),
            (7, &[4, 0, 0, 0, 9, 9]),
            (7, &[5, 0, 0, 0, 8, 8]),
            (1, &[6, 0, 0, 0, 7]),
            (record::ROW, &row),
            (5, &[0, 0, 0, 0, 6]),
            (record::SHEET_DATA_END, &[]),
        ]);
        assert_eq!(lengthened(&short), Ok(Some(expected)));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let data = [part(&[(record::SHEET_DATA, &[]), (0x12, &[1])]), bytes].concat();
            let _ = lengthened(&data);
        }
    }
}
