//! Readers of file formats: a file's bytes in, raw cells out.
//!
//! [`read_workbook`] looks at the content, never at the extension, and hands
//! the bytes to one reader a format. A reader counts what a file inflates to
//! before a parser sees it ([`Limits`]), says what it can see
//! ([`Sight`](super::raw::Sight)) and refuses what it cannot read for certain
//! ([`Unreadable`]). Nothing here knows what a roster is, evaluates a formula,
//! runs a macro or follows a link.

pub mod apart;
mod cfb;
mod delimited;
mod encoding;
mod ods;
mod ods_cell;
mod package;
#[cfg(feature = "tables")]
mod parquet;
mod places;
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
mod xlsb_short;
mod xlsx;
#[cfg(test)]
mod xlsx_attacks;
mod xlsx_calamine;
mod xlsx_cells;
mod xlsx_marks;
mod xlsx_parts;
mod xlsx_strings;
mod xlsx_styles;
#[cfg(test)]
mod xlsx_tests;
mod xlsx_text;

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
    read_rows_of(name, bytes, limits, None)
}

/// The same; of a run's output only the rows of the table with that key.
///
/// # Errors
/// As [`read_workbook`].
#[cfg_attr(
    not(feature = "tables"),
    expect(unused_variables, reason = "only a run's own tables hold rows of several")
)]
pub fn read_rows_of(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    own_rows: Option<&str>,
) -> Result<RawWorkbook, Unreadable> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.file_bytes {
        return Err(Unreadable::TooLarge { what: Excess::FileBytes, limit: limits.file_bytes });
    }
    let in_a_child = || {
        apart::read(name, bytes, limits, own_rows)
            .unwrap_or_else(|| by_library(name, bytes, limits, own_rows))
    };
    let book = match sniff::sniff(name, bytes, limits)? {
        Format::Xlsx(package) => match xlsx::scan(package, limits) {
            // What our scanner does not know for certain.
            Err(Unreadable::Parser { .. }) => in_a_child(),
            outcome => outcome,
        },
        Format::Ods(package) => ods::read(package, limits),
        Format::Delimited => delimited::read(bytes, limits),
        _ => in_a_child(),
    }?;
    if book.sheets.is_empty() {
        return Err(Unreadable::NoSheet);
    }
    if book.sheets.iter().all(|sheet| sheet.cells.is_empty()) {
        return Err(Unreadable::NoData);
    }
    Ok(book)
}

/// Reads what others' parsers read, with whatever memory they ask for.
fn by_library(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    own_rows: Option<&str>,
) -> Result<RawWorkbook, Unreadable> {
    #[cfg(not(feature = "tables"))]
    let _ = own_rows;
    // They may panic on damaged files.
    match sniff::sniff(name, bytes, limits)? {
        Format::Xlsx(package) => quietly(|| xlsx_calamine::read(bytes, package, limits)),
        Format::Xlsb(package) => quietly(|| xlsb::read(bytes, package, limits)),
        Format::Xls(compound) => quietly(|| xls::read(bytes, &compound, limits)),
        #[cfg(feature = "tables")]
        Format::Parquet => quietly(|| parquet::read(bytes, limits, own_rows)),
        Format::Ods(_) | Format::Delimited => Err(Unreadable::NotASpreadsheet),
    }
}

/// Reads an xlsx by calamine alone, where [`read_workbook`] would read it by our
/// own scanner: for a test that compares the two.
///
/// # Errors
/// As [`read_workbook`]; also where the file is no xlsx.
pub fn read_workbook_by_calamine(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<RawWorkbook, Unreadable> {
    match sniff::sniff(name, bytes, limits)? {
        Format::Xlsx(_) => by_library(name, bytes, limits, None),
        _ => Err(Unreadable::NotASpreadsheet),
    }
}

#[cfg(test)]
mod tests {
    use super::super::raw::{CellKind, Merge, RawSheet};
    use super::*;

    /// What programs wrote: see `fixtures/readers/README.md`.
    const FIXTURES: [(&str, &[u8]); 4] = [
        ("roster.xlsx", include_bytes!("../../../fixtures/readers/roster.xlsx")),
        ("roster.xls", include_bytes!("../../../fixtures/readers/roster.xls")),
        ("roster.xlsb", include_bytes!("../../../fixtures/readers/roster.xlsb")),
        ("roster.ods", include_bytes!("../../../fixtures/readers/roster.ods")),
    ];

    fn cell(sheet: &RawSheet, row: u32, column: u16) -> (CellKind, bool, &str) {
        let found = sheet.cells.iter().find(|cell| (cell.row, cell.column) == (row, column));
        let found = found.expect("the cell");
        (found.kind, found.struck, sheet.text(found))
    }

    #[test]
    fn every_format_gives_the_same_roster() {
        for (name, bytes) in FIXTURES {
            let book = read_workbook("roster", bytes, &Limits::default()).expect(name);
            assert_eq!(book.sheets.len(), 2, "{name}");
            let (sheet, old) = (&book.sheets[0], &book.sheets[1]);
            assert_eq!((&*sheet.name, sheet.hidden), ("和平村", false), "{name}");
            assert_eq!((&*old.name, old.hidden), ("旧表", true), "{name}");
            let title = Merge { first_row: 0, last_row: 0, first_column: 0, last_column: 5 };
            assert_eq!(sheet.merges, [title], "{name}");
            assert_eq!((&*sheet.hidden_rows, sheet.rows), (&[3][..], 6), "{name}");
            assert_eq!(cell(sheet, 0, 0), (CellKind::Text, false, "移民花名册"), "{name}");
            assert_eq!(cell(sheet, 2, 1), (CellKind::Text, false, "甲示例"), "{name}");
            let number = cell(sheet, 2, 2);
            assert_eq!((number.0, number.2.len()), (CellKind::Text, 18), "{name}");
            assert_eq!(cell(sheet, 3, 3), (CellKind::Number, false, "600.5"), "{name}");
            assert_eq!(cell(sheet, 2, 4), (CellKind::Date, false, "2020-12-31"), "{name}");
            assert_eq!(cell(sheet, 2, 5), (CellKind::Number, false, "600"), "{name}");
            assert_eq!(cell(sheet, 3, 5), (CellKind::Error, false, "#DIV/0!"), "{name}");
            let lost = cell(sheet, 4, 2);
            assert!(matches!(lost.0, CellKind::Number | CellKind::NumberWhole), "{name}");
            assert!(lost.2.starts_with("430621199001011"), "{name}: {}", lost.2);
            // The program that wrote the xlsb keeps no fonts.
            let struck = name != "roster.xlsb";
            assert_eq!(cell(sheet, 5, 1), (CellKind::Text, struck, "丁示例"), "{name}");
        }
    }

    #[test]
    fn damaged_fixtures_never_panic_and_cut_ones_never_pass() {
        for (name, bytes) in FIXTURES {
            // The last bytes of an .xls need not belong to a cell.
            for cut in [30, bytes.len() / 2, bytes.len() - 9] {
                let read = read_workbook("roster", &bytes[..bytes.len() - cut], &Limits::default());
                let spare = name == "roster.xls" && cut == 30;
                assert!(read.is_err() || spare, "{name} without its last {cut} bytes");
            }
            let mut damaged = bytes.to_vec();
            for step in 0..400 {
                let place = step * 7919 % bytes.len();
                let before = std::mem::replace(&mut damaged[place], 0xA5);
                let _ = read_workbook("roster", &damaged, &Limits::default());
                damaged[place] = before;
            }
        }
    }
}
