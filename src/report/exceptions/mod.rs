//! `exceptions/<township>.xlsx` and `exceptions/county.xlsx`: what was found,
//! with columns to decide it in.
//!
//! In: the run's findings. Out: a workbook a township that has any, with the
//! values in full, because they must be corrected there; and the county's with
//! all of them, masked. One sheet a family, the work before the notes. It
//! refuses to write a formula from data, and depends on no order but its own.

mod about;
mod columns;
mod decided;

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, ExcelDateTime, Format,
    IgnoreError, Worksheet,
};

use columns::{Column, Reader};
pub use decided::headings as decided_headings;

use super::workbook::{self, Book, Formats, LIMIT_ROWS, Page};
use super::{NotTaken, OutputFile, RunView, Shelf, Written};
use crate::domain::Lang;
use crate::finding::{Finding, Severity};
use crate::payout::batch::FileNames;
use crate::rulebook::values::Verdict;
use crate::say;
use crate::{word, words};

/// The folder of the exception workbooks.
pub const FOLDER: &str = "exceptions";

/// The findings of one sheet.
#[derive(Debug)]
struct Part<'a> {
    /// The sheet's name.
    name: &'static str,
    /// Without decision columns.
    notes: bool,
    /// In the order in which they are to be worked on.
    findings: Vec<&'a Finding>,
}

/// The families' sheets, in order. A family that is not here follows under its
/// letter.
pub(super) const FAMILIES: &[(&str, &str)] = &[
    ("I", word!("exceptions-family-i")),
    ("V", word!("exceptions-family-v")),
    ("D", word!("exceptions-family-d")),
    ("R", word!("exceptions-family-r")),
    ("W", word!("exceptions-family-w")),
    ("C", word!("exceptions-family-c")),
    ("P", word!("exceptions-family-p")),
    ("B", word!("exceptions-family-b")),
    ("L", word!("exceptions-family-l")),
    ("X", word!("exceptions-family-x")),
];

/// The three decisions: approve, reject, correct.
#[must_use]
pub fn decisions(lang: Lang) -> [&'static str; 3] {
    [Verdict::Approve, Verdict::Reject, Verdict::Correct].map(|verdict| verdict.words(lang))
}

/// Writes the exception workbooks: the county's, and each township's.
///
/// # Errors
/// Where the shelf cannot take one.
pub fn write(view: &RunView<'_>, shelf: &dyn Shelf) -> Result<Vec<Written>, NotTaken> {
    // Who was paid before is no exception: there is nothing to decide.
    let told: Vec<&Finding> = view.findings.iter().filter(|one| one.doc.code != "P001").collect();
    let mut townships: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in told.iter().copied().filter(|finding| !finding.township.is_empty()) {
        townships.entry(&finding.township).or_default().push(finding);
    }
    let mut names = FileNames::default();
    let path = names.unique(FOLDER, "county", ".xlsx");
    let mut books = vec![(path, Reader::County, told)];
    for (township, findings) in townships {
        // A township whose name would read as the county's file gets another.
        let stem = if township == "county" { "county township" } else { township };
        let path = names.unique(FOLDER, stem, ".xlsx");
        books.push((path, Reader::Township(township), findings));
    }
    books
        .into_par_iter()
        .with_max_len(1)
        .map(|(path, reader, findings)| {
            let made =
                workbook::with_temporary_files(|| book(view, reader, findings, LIMIT_ROWS - 1));
            match made {
                Ok(bytes) => shelf.take(&OutputFile { path, bytes }),
                Err(source) => Err(NotTaken { doing: "write", path: path.into(), source }),
            }
        })
        .collect()
}

/// One workbook, at most `limit` findings a sheet.
fn book(
    view: &RunView<'_>,
    reader: Reader<'_>,
    mut findings: Vec<&Finding>,
    limit: usize,
) -> io::Result<Vec<u8>> {
    findings.sort_by_key(|finding| {
        let origin = &finding.origin;
        let place = (&*origin.file, &*origin.sheet, origin.row, finding.doc.code, origin.column);
        (std::cmp::Reverse(finding.severity), place)
    });
    let formats = Formats::default();
    let mut book = Book::new(view.project, view.lang, &title(view, reader));
    let parts = parts(&findings, view.lang);
    about::write(&mut book, view, reader, &findings, &parts, &formats);
    for part in &parts {
        for chunk in part.findings.chunks(limit) {
            // The county's is as long as all others together, and masked.
            let sheet = match reader {
                Reader::County => book.long_sheet(part.name, Page::Landscape)?,
                Reader::Township(_) => book.sheet(part.name, Page::Landscape),
            };
            write_part(sheet, view, reader, chunk, part.notes, &formats);
        }
    }
    if let Reader::Township(township) = reader {
        let decided = decided::of_township(view, township);
        if !decided.is_empty() {
            let sheet = book.sheet(say!(view.lang, "exceptions-decided"), Page::Landscape);
            decided::write(sheet, view, &decided, &formats);
        }
    }
    book.into_bytes()
}

/// The workbook's title.
fn title(view: &RunView<'_>, reader: Reader<'_>) -> String {
    let whose = match reader {
        Reader::Township(township) => township,
        Reader::County => say!(view.lang, "exceptions-of-whole-county"),
    };
    say!(view.lang, "exceptions-title", whose = whose, period = view.project.period)
}

/// Whether there is nothing to decide on: notes, and the merged cells of which
/// a township's workbook may have thousands. They must not bury the work.
fn is_remark(finding: &Finding) -> bool {
    finding.severity == Severity::Note
        || finding.severity == Severity::Advise && finding.doc.code == "I013"
}

/// The sheets that are needed: families in their order, the notes last.
fn parts<'a>(findings: &[&'a Finding], lang: Lang) -> Vec<Part<'a>> {
    let (notes, work): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| is_remark(finding));
    let mut by_family: BTreeMap<(usize, &'static str), Vec<&Finding>> = BTreeMap::new();
    for finding in work {
        let family = finding.doc.family();
        let place = FAMILIES.iter().position(|(letter, ..)| *letter == family);
        by_family.entry((place.unwrap_or(FAMILIES.len()), family)).or_default().push(finding);
    }
    let mut parts: Vec<Part<'_>> = by_family
        .into_iter()
        .map(|((place, family), findings)| {
            let name = FAMILIES.get(place).map_or(family, |(_, name)| words::text(lang, name));
            Part { name, notes: false, findings }
        })
        .collect();
    if !notes.is_empty() {
        parts.push(Part { name: say!(lang, "exceptions-notes"), notes: true, findings: notes });
    }
    parts
}

/// Writes a sheet of findings.
fn write_part(
    sheet: &mut Worksheet,
    view: &RunView<'_>,
    reader: Reader<'_>,
    findings: &[&Finding],
    notes: bool,
    formats: &Formats,
) {
    let columns = columns::columns(reader, notes);
    set_columns(sheet, &columns, view.lang, formats);
    let severities = Severity::ALL.map(|severity| severity_format(formats, severity));
    for (row, finding) in (1_u32..).zip(findings) {
        let mut lines = 1;
        for (place, column) in (0_u16..).zip(&columns) {
            let text = column.text(view, reader, finding);
            if *column == Column::Severity {
                let format = &severities[finding.severity as usize];
                workbook::text(sheet, row, place, &text, format);
            } else {
                workbook::plain(sheet, row, place, &text);
                if *column != Column::Key {
                    lines = lines.max(workbook::lines(&text, column.width(view.lang)));
                }
            }
        }
        workbook::height(sheet, row, lines);
    }
    let last_row = u32::try_from(findings.len()).expect("a sheet's rows fit");
    frame(sheet, &columns, last_row);
    for (place, column) in (0_u16..).zip(&columns) {
        if let Some(validation) = validation(*column, view.lang) {
            sheet
                .add_data_validation(1, place, last_row, place, &validation)
                .expect("the columns are within the sheet");
        }
    }
}

/// Headings, widths and formats. Cells take their column's format, so that
/// nothing is looked up a cell.
fn set_columns(sheet: &mut Worksheet, columns: &[Column], lang: Lang, formats: &Formats) {
    workbook::widths(sheet, columns.iter().map(|column| column.width(lang)));
    let key = formats
        .literal
        .clone()
        .unset_text_wrap()
        .set_font_color(Color::RGB(0x0080_8080))
        .set_background_color(Color::RGB(0x00ED_EDED))
        .set_font_size(8);
    let date = formats.text.clone().set_num_format("yyyy-mm-dd");
    let to_fill = formats.heading.clone().set_background_color(Color::RGB(0x00FF_D966));
    for (place, column) in (0_u16..).zip(columns) {
        let format = match column {
            Column::Key => &key,
            Column::DecidedOn => &date,
            Column::Seen | Column::Proposal | Column::Correction | Column::Name => &formats.literal,
            _ => &formats.text,
        };
        sheet.set_column_format(place, format).expect("the columns are within the sheet");
        let heading = if column.is_decision() { &to_fill } else { &formats.heading };
        workbook::text(sheet, 0, place, column.heading(lang), heading);
    }
    let lines = |column: &Column| workbook::lines(column.heading(lang), column.width(lang));
    workbook::height(sheet, 0, columns.iter().map(lines).max().unwrap_or(1));
}

/// What surrounds the rows: frozen and repeated heading, filter, the colour of
/// what is to be filled in, and no warnings about numbers that are text. The
/// key is for programs, and is not printed.
fn frame(sheet: &mut Worksheet, columns: &[Column], last_row: u32) {
    const WITHIN: &str = "the range is within the sheet";
    let last = u16::try_from(columns.len() - 1).expect("few columns");
    sheet.set_freeze_panes(1, 0).expect(WITHIN);
    sheet.set_repeat_rows(0, 0).expect(WITHIN);
    sheet.autofilter(0, 0, last_row, last).expect(WITHIN);
    sheet.ignore_error_range(1, 0, last_row, last, IgnoreError::NumberStoredAsText).expect(WITHIN);
    if columns.last() == Some(&Column::Key) {
        sheet.set_print_area(0, 0, last_row, last - 1).expect(WITHIN);
    }
    let mut to_fill = (0_u16..).zip(columns).filter(|(_, column)| column.is_decision());
    if let (Some((first, _)), Some((last, _))) = (to_fill.next(), to_fill.last()) {
        let yellow = Format::new().set_background_color(Color::RGB(0x00FF_F9DB));
        let always = ConditionalFormatFormula::new().set_rule("TRUE").set_format(yellow);
        sheet.add_conditional_format(1, first, last_row, last, &always).expect(WITHIN);
    }
}

/// The drop-down of the decisions, and days for their date.
fn validation(column: Column, lang: Lang) -> Option<DataValidation> {
    const SHORT: &str = "the words are short";
    let refusal = match column {
        Column::Decision => say!(lang, "exceptions-choose-from-list"),
        Column::DecidedOn => {
            say!(lang, "exceptions-write-a-date")
        }
        _ => return None,
    };
    let rule = if column == Column::Decision {
        DataValidation::new().allow_list_strings(&decisions(lang)).expect(SHORT)
    } else {
        let first = ExcelDateTime::from_ymd(2000, 1, 1).expect("a day");
        DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
    };
    Some(rule.set_error_message(refusal).expect(SHORT))
}

/// How a severity looks: a colour of its own beside the word.
fn severity_format(formats: &Formats, severity: Severity) -> Format {
    let colour = match severity {
        Severity::Refuse => 0x00F4_9A9A,
        Severity::Hold => 0x00F9_CB9C,
        Severity::Advise => 0x00CF_E2F3,
        Severity::Note => return formats.text.clone(),
    };
    let format = formats.text.clone().set_background_color(Color::RGB(colour));
    if severity >= Severity::Hold { format.set_bold() } else { format }
}

#[cfg(test)]
mod tests;
