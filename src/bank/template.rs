//! Workbook templates: a sheet of text cells under one row of headings.
//!
//! Every number is text, so that no program rounds an account. Read back through
//! the reader that reads the county's own workbooks.

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::What;
use super::record::{Content, Reading, called};
use crate::domain::{Date, Lang};
use crate::intake::raw::{CellKind, RawCell};
use crate::intake::reader::{Limits, read_workbook};
use crate::say;

/// The fastest compression: the file is read once.
const COMPRESSION: u8 = 1;

/// A file's bytes: the same for the same content, because the workbook is dated by
/// the head and not by a clock.
///
/// # Panics
/// Beyond a sheet's last row, which the profile was checked for.
pub(super) fn write(content: &Content<'_>) -> Vec<u8> {
    const FITS: &str = "a template's cells are within their sheet";
    let profile = content.profile;
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let made = DocProperties::new()
        .set_author("zhibu")
        .set_creation_datetime(&day(content.head.made_at.day()));
    workbook.set_properties(&made);
    let sheet = workbook.add_worksheet();
    let name = profile.file.sheet.as_deref().expect("a template's profile names its sheet");
    sheet.set_name(name).expect("a sheet's name was checked");
    // What is typed into the sheet later stays text too.
    let literal = Format::new().set_num_format("@");
    for (column, field) in (0_u16..).zip(&profile.fields) {
        sheet.set_column_format(column, &literal).expect(FITS);
        sheet.write_string_with_format(0, column, &field.heading, &literal).expect(FITS);
    }
    for (number, line) in (1..).zip(content.lines) {
        let row = u32::try_from(number).expect(FITS);
        for (column, field) in (0_u16..).zip(&profile.fields) {
            let text = content.of_line(field, number, line);
            if !text.is_empty() {
                sheet.write_string_with_format(row, column, &*text, &literal).expect(FITS);
            }
        }
    }
    workbook.save_to_buffer().expect("memory takes the workbook")
}

fn day(day: Date) -> ExcelDateTime {
    let known = u16::try_from(day.year()).ok().and_then(|year| {
        let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
        ExcelDateTime::from_ymd(year, month, day).ok()
    });
    known.unwrap_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).expect("a day"))
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_, '_>) {
    let profile = reading.profile;
    let book = match read_workbook("template.xlsx", bytes, &Limits::default()) {
        Ok(book) => book,
        Err(unreadable) => {
            return reading.problem(None, workbook(|lang| unreadable.words(lang == Lang::Zh).0));
        }
    };
    let name = profile.file.sheet.as_deref().unwrap_or_default();
    let [sheet] = &book.sheets[..] else {
        return reading.problem(None, workbook(|lang| say!(lang, "bank-one-sheet").to_owned()));
    };
    if sheet.name != name {
        return reading.problem(None, workbook(|lang| say!(lang, "bank-sheet-name", name = name)));
    }
    if !sheet.hidden_rows.is_empty() || !sheet.merges.is_empty() {
        let first = sheet.hidden_rows.first().copied();
        let row = first.or(sheet.merges.first().map(|merge| merge.first_row)).unwrap_or_default();
        let what = workbook(|lang| say!(lang, "bank-hidden-or-merged").to_owned());
        reading.problem(Some(u64::from(row) + 1), what);
    }
    let mut next = 0;
    for (row, cells) in sheet.by_row() {
        let number = u64::from(row) + 1;
        let expected = profile.fields.len();
        if row != next {
            reading.problem(Some(u64::from(next) + 1), What::Fields { expected, found: 0 });
        }
        next = row + 1;
        if let Some(last) = cells.last().filter(|cell| usize::from(cell.column) >= expected) {
            let found = usize::from(last.column) + 1;
            reading.problem(Some(number), What::Fields { expected, found });
        } else if let Some(odd) = cells.iter().find(|cell| cell.kind != CellKind::Text) {
            let field = &profile.fields[usize::from(odd.column)];
            reading.problem(Some(number), What::NotText(called(field)));
        } else {
            let text = |cell: &RawCell| Cow::Borrowed(sheet.text(cell));
            let mut texts = vec![Cow::Borrowed(""); expected];
            for cell in cells {
                texts[usize::from(cell.column)] = text(cell);
            }
            if row > 0 {
                reading.payment(number, &texts);
            } else if !texts.iter().eq(profile.fields.iter().map(|field| &field.heading)) {
                reading.problem(Some(1), What::Heading);
            }
        }
        if reading.is_lost() {
            return;
        }
    }
    if next == 0 {
        reading.problem(Some(1), What::Heading);
    }
}

fn workbook(why: impl Fn(Lang) -> String) -> What {
    What::Workbook { zh: why(Lang::Zh), en: why(Lang::En) }
}
