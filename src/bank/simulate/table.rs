//! The answer as a workbook: headings, a row a line, and a row of totals where
//! the layout knows one. Numbers are text cells.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Answered, Sent, SentHead, line_text};
use crate::domain::Money;
use crate::rulebook::bank_profile::returns::{ReturnLayout, ReturnSource};

/// The workbook's bytes.
///
/// # Panics
/// Where there are more lines than a sheet has rows.
pub(super) fn write(
    head: &SentHead,
    lines: &[(&Sent, Answered)],
    layout: &ReturnLayout,
) -> Vec<u8> {
    bytes(head, lines, layout).expect("a bank's file has fewer lines than a sheet has rows")
}

fn bytes(
    head: &SentHead,
    lines: &[(&Sent, Answered)],
    layout: &ReturnLayout,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(head.date.year().clamp(1900, 9999)).unwrap_or(1900),
        u8::try_from(head.date.month()).unwrap_or(1),
        u8::try_from(head.date.day()).unwrap_or(1),
    )?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    let day = head.date.to_string();
    for (column, field) in (0..).zip(&layout.fields) {
        sheet.set_column_width(column, 20)?;
        sheet.write_string(0, column, &field.heading)?;
        for (row, (sent, answered)) in (1..).zip(lines) {
            let text = match field.source {
                ReturnSource::Constant => field.text.clone(),
                source => line_text(source, sent, answered, &day),
            };
            if !text.is_empty() {
                sheet.write_string(row, column, text)?;
            }
        }
    }
    if let Some(word) = layout.total_words.first() {
        let row = 1 + u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let sum: Money = lines.iter().map(|(sent, _)| sent.amount).sum();
        let has_words = |source| {
            !matches!(source, ReturnSource::Account | ReturnSource::Code | ReturnSource::AmountYuan)
        };
        let place = layout.fields.iter().position(|field| has_words(field.source));
        for (column, field) in (0..).zip(&layout.fields) {
            if Some(usize::from(column)) == place {
                sheet.write_string(row, column, word)?;
            } else if field.source == ReturnSource::AmountYuan {
                sheet.write_string(row, column, sum.to_string())?;
            }
        }
    }
    workbook.save_to_buffer()
}
