//! Readers of file formats: a file's bytes in, raw cells out.
//!
//! [`read_workbook`] looks at the content, never at the extension, and hands
//! the bytes to one reader a format. A reader counts what a file inflates to
//! before a parser sees it ([`Limits`]), says what it can see
//! ([`Sight`](super::raw::Sight)) and refuses what it cannot read for certain
//! ([`Unreadable`]). Nothing here knows what a roster is, evaluates a formula,
//! runs a macro or follows a link.

mod cfb;
mod delimited;
mod encoding;
mod ods;
mod ods_cell;
mod package;
mod quietly;
mod room;
mod sniff;
mod tags;
mod unreadable;
mod values;
mod xls;
mod xls_marks;
mod xlsb;
mod xlsb_marks;
mod xlsx;
mod xlsx_marks;

pub use room::Limits;
pub use unreadable::{Excess, Garbled, Unreadable};

use super::raw::RawWorkbook;
use quietly::quietly;
use sniff::Format;

/// Reads a workbook or a text table. `name` is the file's name: it decides
/// whether plain text is a table (`.csv`, `.txt`, `.tsv`), nothing else.
///
/// # Errors
/// [`Unreadable`], with its finding code and words for the clerk.
pub fn read_workbook(name: &str, bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, Unreadable> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.file_bytes {
        return Err(Unreadable::TooLarge { what: Excess::FileBytes, limit: limits.file_bytes });
    }
    // A second reader of a format is one more arm. The parsers that are not
    // ours may panic on damaged files.
    let book = match sniff::sniff(name, bytes, limits)? {
        Format::Xlsx(package) => quietly(|| xlsx::read(bytes, package, limits)),
        Format::Xlsb(package) => quietly(|| xlsb::read(bytes, package, limits)),
        Format::Xls(compound) => quietly(|| xls::read(bytes, &compound, limits)),
        Format::Ods(package) => ods::read(package, limits),
        Format::Delimited => delimited::read(bytes, limits),
    }?;
    if book.sheets.is_empty() {
        return Err(Unreadable::NoSheet);
    }
    if book.sheets.iter().all(|sheet| sheet.cells.is_empty()) {
        return Err(Unreadable::NoData);
    }
    Ok(book)
}
