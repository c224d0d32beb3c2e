//! Writes a composed file as comma-separated text, as Excel exports it.
//!
//! In: the lines of its only sheet. Out: bytes in code page 936 or in UTF-8
//! with a mark. Every line keeps all its separators, so that lines are rows.

use super::compose::{File, Line, Total};
use super::county::County;
use super::layout::{Container, Footer, Layout};
use super::rows::{Cell, Field};

/// The text's bytes.
///
/// # Panics
/// Where a character has no place in the charset: names for such a township
/// are chosen without.
#[must_use]
pub fn text_bytes(county: &County, file: &File) -> Vec<u8> {
    let mut text = String::new();
    for line in file.sheets.iter().flat_map(|sheet| &sheet.lines) {
        let cells = cells_of(county, file.layout, line);
        let written: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&written.join(","));
        text.push_str("\r\n");
    }
    if file.layout.container == Container::GbkText {
        let (bytes, _, lossy) = encoding_rs::GBK.encode(&text);
        assert!(!lossy, "a text file in code page 936 holds its characters only");
        bytes.into_owned()
    } else {
        let mut bytes = b"\xEF\xBB\xBF".to_vec();
        bytes.extend_from_slice(text.as_bytes());
        bytes
    }
}

/// One text a column.
fn cells_of(county: &County, layout: &Layout, line: &Line) -> Vec<String> {
    let mut cells = vec![String::new(); layout.columns.len()];
    match line {
        Line::Title(text) | Line::Note(text) | Line::Signature(text) => cells[0].clone_from(text),
        Line::Heading => {
            for (cell, (_, heading)) in cells.iter_mut().zip(layout.columns) {
                (*heading).clone_into(cell);
            }
        }
        Line::Data(row, serial) => {
            let row = &county.rows[row.0 as usize];
            for (cell, (field, _)) in cells.iter_mut().zip(layout.columns) {
                *cell = match (field, row.cell(county, *field)) {
                    (Field::Serial, _) => serial.to_string(),
                    (_, Cell::Text(text)) => text,
                    (Field::Amount, Cell::Number(number)) => format!("{number:.2}"),
                    (_, Cell::Number(number) | Cell::Day(number)) => number.to_string(),
                    (_, Cell::Error(error)) => error.to_owned(),
                    (_, Cell::Blank | Cell::Unsaved(_)) => String::new(),
                };
            }
        }
        Line::Total(total) => write_total(layout, total, &mut cells),
        Line::Banner | Line::Blank | Line::Framed => {}
    }
    cells
}

fn write_total(layout: &Layout, total: &Total, cells: &mut [String]) {
    if total.style == Footer::OneCell {
        cells[0] = format!("{}：{}人", total.label, total.people);
        return;
    }
    cells[0].clone_from(&total.label);
    if let Some(name) = layout.column_of(Field::Name) {
        cells[usize::from(name)] = format!("{}人", total.people);
    }
}

/// The text, in quotes where a separator, quote or line break calls for them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
