//! From calamine's values to raw cells.
//!
//! In: a value as calamine read it, with what our own pass knows of the cell.
//! Out: the kind and text of a raw cell, pushed through [`Room`]. It judges
//! nothing: a date that is no day keeps its bare number.

use std::borrow::Cow;
use std::collections::HashSet;

use calamine::{Data, DataRef, Sheet};

use super::room::Room;
use super::unreadable::{Unreadable, damaged};
use crate::domain::Date;
use crate::intake::raw::{CellKind, RawSheet, Sight, number_text};

/// Days between the 1900 and the 1904 date systems.
const DAYS_TO_1904: f64 = 1462.0;
/// The serial of 9999-12-31, the last day that Excel knows.
const LAST_SERIAL: f64 = 2_958_465.0;

/// What a number reads as that no float holds: an error, as a spreadsheet
/// program shows it.
pub(super) const TOO_LARGE: &str = "#NUM!";

/// What the readers of Excel's binary formats see: numbers are kept as floats,
/// so there are no other digits, and a formula never calculated is saved as an
/// ordinary value.
pub(super) const BINARY_SIGHT: Sight =
    Sight { empty_formulas: false, digits: false, ..Sight::EVERYTHING };

/// Checks that calamine lists as many sheets as our own pass found, each under a
/// name of its own, so that the two can be read side by side.
pub(super) fn check_sheets(listed: &[Sheet], found: usize) -> Result<(), Unreadable> {
    if listed.len() != found {
        return Err(damaged("the workbook's list of sheets is read in two ways"));
    }
    let mut names = HashSet::new();
    if !listed.iter().all(|sheet| names.insert(sheet.name.as_str())) {
        return Err(damaged("two sheets share a name"));
    }
    Ok(())
}

/// Digits that a 64-bit float keeps for certain.
const SAFE_DIGITS: usize = 15;

/// Whether the text is a whole number of more digits than a float keeps.
pub(super) fn has_more_digits_than_a_float(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.len() <= SAFE_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.len() - zeros > SAFE_DIGITS
}

/// What is known of a cell besides its value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'a> {
    /// Struck through.
    pub struck: bool,
    /// The file's own digits, where a float would not keep them.
    pub digits: Option<&'a str>,
    /// Dates count from 1904.
    pub from_1904: bool,
}

/// Adds a cell that calamine read; an empty one is left out.
pub(super) fn push(
    room: &mut Room,
    sheet: &mut RawSheet,
    position: (u32, u32),
    value: &DataRef,
    known: Known,
) -> Result<(), Unreadable> {
    let mut add = |kind, text: &str| room.push(sheet, position, kind, known.struck, text);
    match value {
        DataRef::Empty => Ok(()),
        DataRef::String(text) => add(CellKind::Text, text),
        DataRef::SharedString(text) => add(CellKind::Text, text),
        DataRef::Bool(value) => add(CellKind::Bool, if *value { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => add(CellKind::Error, &error.to_string()),
        DataRef::Int(value) => add(CellKind::Number, &value.to_string()),
        DataRef::Float(value) if !value.is_finite() => add(CellKind::Error, TOO_LARGE),
        DataRef::DateTime(moment) if !moment.as_f64().is_finite() => {
            add(CellKind::Error, TOO_LARGE)
        }
        DataRef::Float(value) => match known.digits {
            Some(digits) => add(CellKind::NumberWhole, digits),
            None => add(CellKind::Number, &number_text(*value)),
        },
        DataRef::DateTime(moment) => {
            let day =
                if moment.is_duration() { None } else { day(moment.as_f64(), known.from_1904) };
            match (day, known.digits) {
                (Some(day), _) => add(CellKind::Date, &day.to_string()),
                (None, Some(digits)) => add(CellKind::Date, digits),
                (None, None) => add(CellKind::Date, &number_text(moment.as_f64())),
            }
        }
        DataRef::DateTimeIso(text) => add(CellKind::Date, &iso_day(text)),
        DataRef::DurationIso(text) => add(CellKind::Date, text),
    }
}

/// The same value, borrowed.
pub(super) fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The day of an ISO date with or without a time; what is no day stays as it is.
pub(super) fn iso_day(text: &str) -> Cow<'_, str> {
    match Date::parse(text.split('T').next().unwrap_or(text)) {
        Some(day) => Cow::Owned(day.to_string()),
        None => Cow::Borrowed(text),
    }
}

/// The day of a serial number; the time of day is left off.
pub(super) fn day(serial: f64, from_1904: bool) -> Option<Date> {
    let serial = serial.floor() + if from_1904 { DAYS_TO_1904 } else { 0.0 };
    if !(1.0..=LAST_SERIAL).contains(&serial) {
        return None;
    }
    Date::from_excel_serial(format!("{serial:.0}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::room::Limits;
    use super::*;
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    fn cell(value: &DataRef, known: Known) -> Option<(CellKind, String)> {
        let (mut room, mut sheet) = (Room::new(&Limits::default()), RawSheet::named(""));
        push(&mut room, &mut sheet, (0, 0), value, known).expect("room");
        sheet.cells.first().map(|cell| (cell.kind, sheet.text(cell).to_string()))
    }

    fn moment(serial: f64, kind: ExcelDateTimeType) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(serial, kind, false))
    }

    #[test]
    fn days_are_written_and_what_is_no_day_stays_a_number() {
        let old = Known { from_1904: true, ..Known::default() };
        for (serial, known, text) in [
            (44_196.0, Known::default(), "2020-12-31"),
            (44_196.75, Known::default(), "2020-12-31"),
            (42_734.0, old, "2020-12-31"),
            (60.0, Known::default(), "60"),
            (0.5, Known::default(), "0.5"),
            (-3.0, Known::default(), "-3"),
            (430_621_199_001_011_264.0, Known::default(), "430621199001011264"),
        ] {
            let seen = cell(&moment(serial, ExcelDateTimeType::DateTime), known);
            assert_eq!(seen, Some((CellKind::Date, text.into())));
        }
        let seen = cell(&moment(1.5, ExcelDateTimeType::TimeDelta), Known::default());
        assert_eq!(seen, Some((CellKind::Date, "1.5".into())));
    }

    #[test]
    fn the_files_own_digits_win_over_the_float() {
        let known = Known { digits: Some("430621199001011234"), ..Known::default() };
        let float = DataRef::Float(430_621_199_001_011_234.0);
        assert_eq!(cell(&float, known), Some((CellKind::NumberWhole, "430621199001011234".into())));
        let date = moment(430_621_199_001_011_234.0, ExcelDateTimeType::DateTime);
        assert_eq!(cell(&date, known), Some((CellKind::Date, "430621199001011234".into())));
    }

    #[test]
    fn empty_values_are_left_out() {
        assert_eq!(cell(&DataRef::Empty, Known::default()), None);
        assert_eq!(cell(&DataRef::String(String::new()), Known::default()), None);
        assert_eq!(
            cell(&DataRef::Bool(true), Known::default()),
            Some((CellKind::Bool, "TRUE".into()))
        );
    }
}
