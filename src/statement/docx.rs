//! The text of a docx: paragraphs, rows of tables, footnotes.
//!
//! In: the file's bytes. Out: lines in the document's order. What was deleted
//! under change tracking, field codes and pictures are passed over. Everything
//! is counted as it comes out of the container; entities are not resolved but
//! for the five of XML.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::error::StatementError;
use super::read::{Line, LineKind};

/// Entries of the container at most.
const ENTRIES: usize = 4_096;
/// Bytes of XML that are inflated at most.
const XML_BYTES: u64 = 64 << 20;
/// Elements within elements at most.
const DEPTH: usize = 512;

/// Reads the lines of a document's body and notes.
pub(super) fn lines(bytes: &[u8], name: &str) -> Result<Vec<Line>, StatementError> {
    let damaged = || StatementError::Damaged { name: name.to_owned() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > ENTRIES {
        return Err(StatementError::TooLarge { name: name.to_owned() });
    }
    let mut lines = Vec::new();
    let mut room = XML_BYTES;
    let parts = [
        ("word/document.xml", LineKind::Prose),
        ("word/footnotes.xml", LineKind::Note),
        ("word/endnotes.xml", LineKind::Note),
    ];
    for (at, (part, kind)) in parts.into_iter().enumerate() {
        let entry = match archive.by_name(part) {
            Ok(entry) => entry,
            Err(_) if at > 0 => continue,
            Err(_) => return Err(StatementError::OtherFormat { name: name.to_owned() }),
        };
        let mut xml = Vec::new();
        entry.take(room + 1).read_to_end(&mut xml).map_err(|_| damaged())?;
        let taken = u64::try_from(xml.len()).unwrap_or(u64::MAX);
        if taken > room {
            return Err(StatementError::TooLarge { name: name.to_owned() });
        }
        room -= taken;
        let xml = std::str::from_utf8(&xml).map_err(|_| damaged())?;
        Walk { lines: &mut lines, kind, paragraph: String::new(), rows: Vec::new() }
            .through(xml)
            .ok_or_else(damaged)?;
    }
    Ok(lines)
}

/// A walk through a part.
struct Walk<'a> {
    lines: &'a mut Vec<Line>,
    kind: LineKind,
    paragraph: String,
    /// The rows that are open, one within the other: the cells of each.
    rows: Vec<Vec<String>>,
}

impl Walk<'_> {
    fn through(mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let (mut depth, mut in_text, mut dropped) = (0_usize, false, 0_usize);
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEPTH {
                        return None;
                    }
                    match tag.local_name().as_ref() {
                        "t" => in_text = dropped == 0,
                        "tab" if dropped == 0 && self.rows.is_empty() => self.paragraph.push(' '),
                        "br" | "cr" if dropped == 0 => self.paragraph.push(' '),
                        "noBreakHyphen" => self.paragraph.push('-'),
                        "del" | "moveFrom" | "Fallback" => dropped += 1,
                        "tr" => self.rows.push(Vec::new()),
                        "tc" => {
                            if let Some(row) = self.rows.last_mut() {
                                row.push(String::new());
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(tag) => {
                    depth = depth.checked_sub(1)?;
                    match tag.local_name().as_ref() {
                        "t" => in_text = false,
                        "del" | "moveFrom" | "Fallback" => dropped = dropped.saturating_sub(1),
                        "p" => self.end_of_paragraph(),
                        "tr" => self.end_of_row(),
                        _ => {}
                    }
                }
                Event::Text(text) if in_text => self.paragraph.push_str(&text.xml10_content()),
                Event::CData(text) if in_text => {
                    self.paragraph.push_str(&text.xml10_content());
                }
                Event::GeneralRef(entity) if in_text => {
                    let resolved = match entity.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => entity.resolve_char_ref().ok()??,
                    };
                    self.paragraph.push(resolved);
                }
                Event::DocType(_) => return None,
                Event::Eof => return (depth == 0).then_some(()),
                _ => {}
            }
        }
    }

    fn end_of_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push_str(text.trim()),
            None => self.push(self.kind, text),
        }
    }

    fn end_of_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let text = cells.iter().map(|cell| cell.replace('\t', " ")).collect::<Vec<_>>().join("\t");
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            // A table within a cell is that cell's text.
            Some(cell) => cell.push_str(&text.replace('\t', " ")),
            None => self.push(LineKind::Row, text),
        }
    }

    fn push(&mut self, kind: LineKind, text: String) {
        let number = self.lines.len() + 1;
        if !text.trim().is_empty() {
            self.lines.push(Line { number, kind, text });
        }
    }
}
