//! The xlsb reader: calamine for the values, our own pass for the rest.
//!
//! In: the bytes of an xlsb. Out: its worksheets, their cells streamed. The
//! cells that calamine passes over are added; cells counted in two ways are
//! refused. A formula that was never calculated is saved as a value in this
//! format: this reader does not claim to see it.

use std::io::{Cursor, Write};

use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::package::{Package, is_xml};
use super::room::{Limits, Room};
use super::unreadable::{Unreadable, damaged};
use super::values::{self, Known};
use super::xlsb_marks;
use super::xlsb_short;
use super::xlsx_parts::relations;
use crate::intake::raw::{CellKind, RawSheet, RawWorkbook, Sight};

const SIGHT: Sight = values::BINARY_SIGHT;

/// Reads a workbook.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package,
    limits: &Limits,
) -> Result<RawWorkbook, Unreadable> {
    let mut parts = Parts::read(&mut package)?;
    let rewritten = parts.lengthen()?;
    let bytes = rewritten.as_deref().unwrap_or(bytes);
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(refused)?;
    let metadata = book.sheets_metadata().to_vec();
    values::check_sheets(&metadata, parts.sheets.len())?;
    let struck_formats = match parts.get("xl/styles.bin") {
        Some(styles) => xlsb_marks::struck_formats(styles)?,
        None => Vec::new(),
    };
    let mut room = Room::new(limits);
    let mut sheets = Vec::new();
    for (meta, part) in metadata.iter().zip(&parts.sheets) {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = RawSheet::named(&meta.name);
        sheet.hidden = meta.visible != SheetVisible::Visible;
        let data = parts.get(part).ok_or_else(|| damaged("a sheet's part is missing"))?;
        read_sheet(&mut book, data, &struck_formats, &mut sheet, &mut room)?;
        sheets.push(sheet);
    }
    Ok(RawWorkbook { reader: "calamine xlsb".into(), sight: SIGHT, sheets })
}

/// The container's parts, inflated.
struct Parts {
    /// Name (lower case) and content.
    all: Vec<(String, Vec<u8>)>,
    /// The parts of the sheets, in the workbook's order.
    sheets: Vec<String>,
}

impl Parts {
    fn read(package: &mut Package) -> Result<Self, Unreadable> {
        let mut seen = Vec::new();
        let links = relations(package, "xl/_rels/workbook.bin.rels", &mut seen)?;
        let mut parts = Self { all: Vec::new(), sheets: Vec::new() };
        for index in 0..package.len() {
            let name = package.name(index).to_string();
            let content = if is_xml(&name) {
                package.inflate_xml(index)?
            } else if name.rsplit_once('.').is_some_and(|(_, extension)| extension == "bin") {
                package.inflate(index)?
            } else {
                package.count(index)?;
                continue;
            };
            parts.all.push((name, content));
        }
        // The parser takes the memory for what a record says of its length, up to
        // 256 MiB, before it looks for the record's bytes.
        for part in ["xl/sharedstrings.bin", "xl/styles.bin"] {
            xlsb_marks::check_records(parts.get(part).unwrap_or_default())?;
        }
        let book = parts.get("xl/workbook.bin").unwrap_or_default();
        for id in xlsb_marks::sheet_relations(book)? {
            let link = links.iter().rfind(|link| link.id == id);
            let link = link.ok_or_else(|| damaged("a sheet has no part"))?;
            parts.sheets.push(link.part("xl/"));
        }
        Ok(parts)
    }

    fn get(&self, name: &str) -> Option<&[u8]> {
        self.all.iter().find(|(other, _)| other == name).map(|(_, content)| content.as_slice())
    }

    /// Makes short cell records long. Out: a container of the parts as they are
    /// then, or none where there was nothing to do.
    fn lengthen(&mut self) -> Result<Option<Vec<u8>>, Unreadable> {
        let mut changed = false;
        for (name, content) in &mut self.all {
            if self.sheets.contains(name)
                && let Some(longer) = xlsb_short::lengthened(content)?
            {
                *content = longer;
                changed = true;
            }
        }
        if !changed {
            return Ok(None);
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in &self.all {
            writer.start_file(name.as_str(), stored).map_err(damaged)?;
            writer.write_all(content).map_err(damaged)?;
        }
        Ok(Some(writer.finish().map_err(damaged)?.into_inner()))
    }
}

fn read_sheet(
    book: &mut Xlsb<Cursor<&[u8]>>,
    data: &[u8],
    struck_formats: &[bool],
    sheet: &mut RawSheet,
    room: &mut Room,
) -> Result<(), Unreadable> {
    let found = xlsb_marks::scan(data, struck_formats)?;
    let from_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(refused)?;
    let mut struck = found.struck.iter().peekable();
    let mut ordinal = 0;
    while let Some(cell) = cells.next_cell().map_err(refused)? {
        let struck = struck.next_if(|struck| **struck == ordinal).is_some();
        let known = Known { struck, digits: None, from_1904 };
        values::push(room, sheet, cell.get_position(), cell.get_value(), known)?;
        ordinal += 1;
    }
    if ordinal != found.cells {
        return Err(damaged("a sheet's cells are counted in two ways"));
    }
    for cell in &found.passed_over {
        let kind = if cell.is_error { CellKind::Error } else { CellKind::Text };
        room.push(sheet, cell.position, kind, cell.struck, &cell.text)?;
    }
    room.take_cells(u64::try_from(found.hidden_rows.len()).unwrap_or(u64::MAX))?;
    sheet.rows = found.rows;
    sheet.hidden_rows = found.hidden_rows;
    sheet.merges = found.merges;
    sheet.finish();
    Ok(())
}

fn refused(error: XlsbError) -> Unreadable {
    match error {
        XlsbError::Password => Unreadable::PasswordProtected,
        other => damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::super::package::tests::zipped;
    use super::super::read_workbook;
    use super::*;

    const ROSTER: &[u8] = include_bytes!("../../../fixtures/readers/roster.xlsb");

    /// The fixture with other bytes in one part.
    fn with(part: &str, bytes: &[u8]) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(ROSTER)).expect("a zip");
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("inflated");
            parts.push((name, content));
        }
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, content)| (&**name, if name == part { bytes } else { content }))
            .collect();
        zipped(&parts)
    }

    #[test]
    fn a_record_longer_than_its_part_is_refused_before_memory_is_taken() {
        // A record of strings, of styles, and each says of itself 256 MiB.
        for (part, kind) in [("xl/sharedStrings.bin", 0x9F), ("xl/styles.bin", 0x96)] {
            let lying = with(part, &[kind, 0x01, 0xFF, 0xFF, 0xFF, 0x7F]);
            let refused = read_workbook("a.xlsb", &lying, &Limits::default());
            assert_eq!(refused.err(), Some(Unreadable::Truncated), "{part}");
        }
    }
}
