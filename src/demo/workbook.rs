//! Writes a composed file as a workbook, the way a township's clerk leaves it.
//!
//! In: the lines of its sheets. Out: bytes, the same for the same lines. The
//! workbook says that it was made on the last day of the lists' year; no clock
//! is read.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::compose::{File, Line, Sheet, Total};
use super::county::County;
use super::layout::{Footer, Layout};
use super::rows::{Cell, Field, RowId};

/// Why a workbook could not be built: a bug or a lack of memory, never data.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The workbook library refused.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// Its container could not be rewritten.
    #[error(transparent)]
    Container(#[from] zip::result::ZipError),
    /// A part of it could not be copied.
    #[error(transparent)]
    Copy(#[from] std::io::Error),
}

/// A saved result that stands for none, until it is taken out of the bytes.
const NO_RESULT: &str = "zhibu:no-result";

/// The looks of the cells.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) centred: Format,
    pub(super) struck: Format,
    pub(super) day: Format,
    pub(super) amount: Format,
    pub(super) total: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name("宋体").set_font_size(11);
        let framed =
            || plain().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let centred = || framed().set_align(FormatAlign::Center);
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(18)
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            note: plain().set_align(FormatAlign::Left),
            heading: centred()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00D9_E1F2)),
            text: framed().set_num_format("@"),
            centred: centred(),
            struck: framed().set_num_format("@").set_font_strikethrough(),
            day: framed().set_num_format("yyyy-mm-dd"),
            amount: framed().set_num_format("0.00"),
            total: framed().set_bold(),
        }
    }
}

/// The workbook's bytes.
///
/// # Errors
/// Where the workbook library refuses, which only a bug of ours can bring about.
pub fn workbook_bytes(county: &County, file: &File) -> Result<Vec<u8>, WorkbookError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(county.year, 12, 31)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut unsaved = false;
    for sheet in &file.sheets {
        let paper = workbook.add_worksheet();
        paper.set_name(&sheet.name)?;
        paper.set_hidden(sheet.hidden);
        let mut page = Page { county, layout: file.layout, looks: &looks, paper, unsaved: false };
        page.fill(sheet)?;
        if file.merges && !sheet.hidden {
            page.merge(sheet)?;
        }
        unsaved |= page.unsaved;
    }
    let bytes = workbook.save_to_buffer()?;
    if unsaved { without_results(&bytes) } else { Ok(bytes) }
}

struct Page<'a> {
    county: &'a County,
    layout: &'static Layout,
    looks: &'a Looks,
    paper: &'a mut Worksheet,
    unsaved: bool,
}

impl Page<'_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.layout.columns.len()).unwrap_or(1) - 1
    }

    fn fill(&mut self, sheet: &Sheet) -> Result<(), WorkbookError> {
        self.set_up(sheet)?;
        for (line, at) in sheet.lines.iter().zip(0u32..) {
            match line {
                Line::Title(text) => {
                    let last = self.last_column();
                    self.paper.merge_range(at, 0, at, last, text, &self.looks.title)?;
                    self.paper.set_row_height(at, 28)?;
                }
                Line::Note(text) => {
                    let last = self.last_column();
                    self.paper.merge_range(at, 0, at, last, text, &self.looks.note)?;
                }
                Line::Banner => self.banner(at)?,
                Line::Heading => self.heading(at)?,
                Line::Data(row, serial) => self.data(at, *row, *serial)?,
                Line::Total(total) => self.total(at, total)?,
                Line::Signature(text) => {
                    self.paper.write_string_with_format(at, 0, text, &self.looks.note)?;
                }
                Line::Blank => {}
                Line::Framed => {
                    for column in 0..=self.last_column() {
                        self.paper.write_blank(at, column, &self.looks.text)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn set_up(&mut self, sheet: &Sheet) -> Result<(), WorkbookError> {
        for ((field, _), column) in self.layout.columns.iter().zip(0u16..) {
            self.paper.set_column_width(column, width(*field))?;
        }
        self.paper.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.paper.set_default_row_height(18);
        let heading = sheet.lines.iter().position(|line| *line == Line::Heading);
        let below = u32::try_from(heading.unwrap_or(0) + 1).unwrap_or(1);
        self.paper.set_repeat_rows(0, below - 1)?;
        self.paper.set_freeze_panes(below, 0)?;
        Ok(())
    }

    /// The upper heading row: joint headings across, the others merged down.
    fn banner(&mut self, at: u32) -> Result<(), WorkbookError> {
        let columns = self.layout.columns.iter().zip(0u16..);
        for ((_, heading), column) in columns {
            let banner = self.layout.banners.iter().find_map(|(first, last, text)| {
                let (first, last) = (self.layout.column_of(*first)?, self.layout.column_of(*last)?);
                (first..=last).contains(&column).then_some((*text, first, last))
            });
            match banner {
                Some((text, first, last)) if first == column => {
                    self.paper.merge_range(at, first, at, last, text, &self.looks.heading)?;
                }
                Some(_) => {}
                None => {
                    let look = &self.looks.heading;
                    self.paper.merge_range(at, column, at + 1, column, heading, look)?;
                }
            }
        }
        Ok(())
    }

    fn heading(&mut self, at: u32) -> Result<(), WorkbookError> {
        let columns = self.layout.columns.iter().zip(0u16..);
        for ((_, heading), column) in columns {
            let under_banner = self.layout.banners.iter().any(|(first, last, _)| {
                self.layout.column_of(*first) <= Some(column)
                    && Some(column) <= self.layout.column_of(*last)
            });
            if self.layout.banners.is_empty() || under_banner {
                self.paper.write_string_with_format(at, column, *heading, &self.looks.heading)?;
            }
        }
        self.paper.set_row_height(at, 22)?;
        Ok(())
    }

    fn data(&mut self, at: u32, row: RowId, serial: u32) -> Result<(), WorkbookError> {
        let row = &self.county.rows[row.0 as usize];
        if row.hidden {
            self.paper.set_row_hidden(at)?;
        }
        for ((field, _), column) in self.layout.columns.iter().zip(0u16..) {
            let cell = match (field, row.cell(self.county, *field)) {
                (Field::Serial, _) => Cell::Number(f64::from(serial)),
                (Field::Phone, Cell::Text(text)) if self.layout.phone_as_number => {
                    text.parse().map_or(Cell::Text(text), Cell::Number)
                }
                (_, cell) => cell,
            };
            let look = match field {
                _ if row.struck => &self.looks.struck,
                Field::Amount => &self.looks.amount,
                Field::Serial
                | Field::Sex
                | Field::Group
                | Field::Relation
                | Field::Head
                | Field::Name
                | Field::Payee
                | Field::Mode
                | Field::Status => &self.looks.centred,
                Field::Phone if self.layout.phone_as_number => &self.looks.centred,
                _ => &self.looks.text,
            };
            self.cell(at, column, &cell, look)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        at: u32,
        column: u16,
        cell: &Cell,
        look: &Format,
    ) -> Result<(), WorkbookError> {
        let formula = |text: &str, result: &str| Formula::new(text).set_result(result);
        match cell {
            Cell::Blank => self.paper.write_blank(at, column, look)?,
            Cell::Text(text) => self.paper.write_string_with_format(at, column, text, look)?,
            Cell::Number(number) => {
                let look = if look == &self.looks.text { &self.looks.centred } else { look };
                self.paper.write_number_with_format(at, column, *number, look)?
            }
            Cell::Day(serial) => {
                self.paper.write_number_with_format(at, column, *serial, &self.looks.day)?
            }
            Cell::Error("#REF!") => {
                let broken = formula("=#REF!", "#REF!");
                self.paper.write_formula_with_format(at, column, broken, &self.looks.centred)?
            }
            Cell::Error(error) => {
                let lookup = formula("=VLOOKUP(\"查无此人\",$A$1:$B$2,2,FALSE)", error);
                self.paper.write_formula_with_format(at, column, lookup, &self.looks.centred)?
            }
            Cell::Unsaved(text) => {
                self.unsaved = true;
                let never = formula(text, NO_RESULT);
                self.paper.write_formula_with_format(at, column, never, &self.looks.centred)?
            }
        };
        Ok(())
    }

    fn total(&mut self, at: u32, total: &Total) -> Result<(), WorkbookError> {
        let look = &self.looks.total;
        for column in 0..=self.last_column() {
            self.paper.write_blank(at, column, look)?;
        }
        if total.style == Footer::OneCell {
            let text = format!("{}：{}人", total.label, total.people);
            self.paper.merge_range(at, 0, at, self.last_column(), &text, look)?;
            return Ok(());
        }
        self.paper.write_string_with_format(at, 0, &total.label, look)?;
        let name = self.layout.column_of(Field::Name).unwrap_or(1);
        if total.style == Footer::BareNumbers {
            self.paper.write_number_with_format(at, name, total.people, look)?;
        } else {
            self.paper.write_string_with_format(at, name, format!("{}人", total.people), look)?;
        }
        if total.style != Footer::People
            && let Some(amount) = self.layout.column_of(Field::Amount)
        {
            let look = look.clone().set_num_format("0.00");
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
            self.paper.write_number_with_format(at, amount, total.yuan as f64, &look)?;
        }
        Ok(())
    }

    /// Merges the equal cells of households and villages that stand together.
    fn merge(&mut self, sheet: &Sheet) -> Result<(), WorkbookError> {
        for &field in self.layout.merged {
            let Some(column) = self.layout.column_of(field) else { continue };
            for (first, last, row) in merged_runs(self.county, field, sheet) {
                if let Cell::Text(text) = self.county.rows[row.0 as usize].cell(self.county, field)
                {
                    let look = &self.looks.centred;
                    self.paper.merge_range(first, column, last, column, &text, look)?;
                }
            }
        }
        Ok(())
    }
}

/// Runs of two rows or more that share the cell: first and last line from 0,
/// and the first row.
pub(super) fn merged_runs(county: &County, field: Field, sheet: &Sheet) -> Vec<(u32, u32, RowId)> {
    let owner = |row: RowId| {
        let row = &county.rows[row.0 as usize];
        let household = county.person(row.person).household;
        // A cell that was written otherwise is merged with no other.
        let alone = row.edits.iter().any(|(edited, _)| *edited == field).then_some(row.order);
        (row.village, (field != Field::Village).then_some(household), alone)
    };
    let mut runs: Vec<(u32, u32, RowId)> = Vec::new();
    let mut open = false;
    for (line, at) in sheet.lines.iter().zip(0u32..) {
        let Line::Data(row, _) = line else {
            open = false;
            continue;
        };
        match runs.last_mut() {
            Some((_, last, first)) if open && owner(*first) == owner(*row) => *last = at,
            _ => runs.push((at, at, *row)),
        }
        open = true;
    }
    runs.retain(|(first, last, _)| first < last);
    runs
}

/// The width of a column, in characters.
fn width(field: Field) -> f64 {
    match field {
        Field::Serial | Field::Sex | Field::Group => 6.5,
        Field::Name | Field::Head | Field::Payee | Field::Status | Field::Amount => 10.5,
        Field::IdNumber | Field::Account => 22.0,
        Field::Bank => 18.0,
        Field::Phone | Field::Township | Field::Village => 13.5,
        Field::Relation | Field::Reservoir | Field::Mode | Field::Note => 11.0,
    }
}

/// Takes the stand-in results out of the sheets: formulas never calculated.
fn without_results(bytes: &[u8]) -> Result<Vec<u8>, WorkbookError> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            into.raw_copy_file(part)?;
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        into.start_file(name, options)?;
        into.write_all(never_calculated(&xml).as_bytes())?;
    }
    Ok(into.finish()?.into_inner())
}

/// `<c … t="str"><f>…</f><v>stand-in</v></c>` becomes `<c …><f>…</f></c>`.
fn never_calculated(xml: &str) -> String {
    let stand_in = format!("<v>{NO_RESULT}</v>");
    let mut out = String::with_capacity(xml.len());
    let mut parts = xml.split(stand_in.as_str()).peekable();
    while let Some(part) = parts.next() {
        match part.rfind("<c ") {
            Some(cell) if parts.peek().is_some() => {
                out.push_str(&part[..cell]);
                out.push_str(&part[cell..].replacen(" t=\"str\"", "", 1));
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_without_a_result_has_no_value_left() {
        let xml = format!(
            "<c r=\"A1\" t=\"str\"><f>B1</f><v>x</v></c>\
             <c r=\"A2\" s=\"4\" t=\"str\"><f>B2</f><v>{NO_RESULT}</v></c><c r=\"A3\"/>"
        );
        assert_eq!(
            never_calculated(&xml),
            "<c r=\"A1\" t=\"str\"><f>B1</f><v>x</v></c>\
             <c r=\"A2\" s=\"4\"><f>B2</f></c><c r=\"A3\"/>"
        );
    }
}
