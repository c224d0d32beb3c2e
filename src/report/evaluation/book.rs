//! `evaluation.xlsx`: a sheet a tab, its sections one below the other.

use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet};

use super::super::workbook::{self, Book, Formats, Page};
use super::{Cell, Section, View, summary, title};
use crate::domain::Lang;
use crate::evaluation::Verdict;
use crate::say;

/// Formats beside those that every workbook has.
struct Looks {
    shared: Formats,
    figure: Format,
    total_figure: Format,
    differs: Format,
    not_proven: Format,
    verdict: Format,
}

impl Looks {
    fn new() -> Self {
        let shared = Formats::default();
        let right = |format: &Format| format.clone().set_align(FormatAlign::Right);
        let centre = shared.text.clone().set_align(FormatAlign::Center);
        Self {
            figure: right(&shared.text),
            total_figure: right(&shared.total_text),
            differs: centre
                .clone()
                .set_bold()
                .set_font_color(Color::RGB(0x00C0_0000))
                .set_background_color(Color::RGB(0x00FD_E9E7)),
            not_proven: centre.clone().set_background_color(Color::RGB(0x00FF_F4D6)),
            verdict: centre,
            shared,
        }
    }
}

/// Writes the workbook.
///
/// # Panics
/// Never: no sheet of it has a temporary file.
pub(super) fn write(view: &View<'_>, sections: &[Section]) -> Vec<u8> {
    let lang = view.project.lang;
    let title = title(view);
    let mut book = Book::new(view.project, lang, &title);
    let looks = Looks::new();
    let mut done: Vec<&str> = Vec::new();
    for section in sections {
        let tab = section.tab;
        if done.contains(&tab.0) {
            continue;
        }
        let of_tab: Vec<&Section> = sections.iter().filter(|one| one.tab == tab).collect();
        let first = done.is_empty();
        done.push(tab.0);
        let sheet = book.sheet(tab.0, Page::Landscape);
        workbook::widths(sheet, section.columns.iter().map(|column| column.width));
        let mut row = 0;
        if first {
            workbook::text(sheet, row, 0, &title, &looks.shared.title);
            workbook::text(sheet, row + 1, 0, &summary(view), &looks.shared.line);
            row += 3;
        }
        let alone = of_tab.len() == 1 && !first;
        for section in of_tab {
            row = write_section(sheet, row, section, &looks, lang, alone) + 2;
        }
        if first {
            workbook::text(sheet, row, 0, say!(lang, "evaluation-unit-line"), &looks.shared.line);
        }
    }
    book.into_bytes().expect("no sheet of it has a temporary file")
}

/// Writes a section from that row on; the last row that it takes.
fn write_section(
    sheet: &mut Worksheet,
    mut row: u32,
    section: &Section,
    looks: &Looks,
    lang: Lang,
    alone: bool,
) -> u32 {
    let size = if alone { &looks.shared.title } else { &looks.shared.section };
    workbook::text(sheet, row, 0, section.title, size);
    row += 1;
    let headings: Vec<&str> = section.columns.iter().map(|column| column.heading).collect();
    if !section.rows.is_empty() {
        workbook::headings(sheet, row, &headings, &looks.shared);
    }
    let heading = row;
    let last = section.rows.len();
    for (at, cells) in section.rows.iter().enumerate() {
        row += 1;
        let total = section.total && at + 1 == last;
        let mut lines = 1;
        for ((column, cell), width) in (0_u16..).zip(cells).zip(&section.columns) {
            write_cell(sheet, (row, column), cell, total, looks, lang);
            if let Cell::Text(text) | Cell::Figure(text) = cell {
                lines = lines.max(workbook::lines(text, width.width));
            }
        }
        workbook::height(sheet, row, lines);
    }
    if alone && last > 0 {
        const WITHIN: &str = "the range is within the sheet";
        sheet.set_freeze_panes(heading + 1, 0).expect(WITHIN);
        sheet.set_repeat_rows(heading, heading).expect(WITHIN);
        let columns = u16::try_from(section.columns.len() - 1).expect("few columns");
        let data = row - u32::from(section.total);
        sheet.autofilter(heading, 0, data.max(heading), columns).expect(WITHIN);
    }
    for note in &section.notes {
        row += 1;
        workbook::text(sheet, row, 0, note, &looks.shared.line);
    }
    row
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    total: bool,
    looks: &Looks,
    lang: Lang,
) {
    let of = &looks.shared;
    let (text, figure) =
        if total { (&of.total_text, &looks.total_figure) } else { (&of.text, &looks.figure) };
    match cell {
        // Beside a figure a text keeps its distance.
        Cell::Text(value) if column > 0 && !total => {
            workbook::text(sheet, row, column, value, &of.remark);
        }
        Cell::Text(value) => workbook::text(sheet, row, column, value, text),
        Cell::Figure(value) => workbook::text(sheet, row, column, value, figure),
        Cell::Count(count) => {
            let format = if total { &of.total_count } else { &of.count };
            workbook::count(sheet, row, column, *count, format);
        }
        Cell::Money(sum) => {
            let format = if total { &of.total_yuan } else { &of.yuan };
            workbook::ten_thousands(sheet, row, column, *sum, format);
        }
        Cell::Share(share) => {
            let shown = share.map(crate::evaluation::amount::Share::shown).unwrap_or_default();
            workbook::text(sheet, row, column, &shown, figure);
        }
        Cell::Verdict(verdict) => {
            let format = match verdict {
                Verdict::Differs => &looks.differs,
                Verdict::NotProven => &looks.not_proven,
                Verdict::Agrees | Verdict::AsGiven => &looks.verdict,
            };
            workbook::text(sheet, row, column, verdict.words(lang), format);
        }
        Cell::Blank => workbook::text(sheet, row, column, "", text),
    }
}
