//! Valid shells around invented parts, so that mutations reach the parsers.
//!
//! In: an input, cut into parts where a line says `%%`. Out: a workbook whose
//! container, checksums and directory are right. A part that the input does not
//! have, or leaves empty, is an ordinary one.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What stands between two parts.
pub const MARK: &[u8] = b"\n%%\n";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An input's parts.
#[must_use]
pub fn parts(input: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = input;
    while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
        parts.push(&rest[..at]);
        rest = &rest[at + MARK.len()..];
    }
    parts.push(rest);
    parts
}

/// A container of these entries, stored as they are.
///
/// # Panics
/// Where two have one name.
#[must_use]
pub fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in entries {
        writer.start_file(*name, stored).expect("started");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// The part with that number, else what is usual there.
fn part<'a>(parts: &[&'a [u8]], number: usize, usual: &'a str) -> Cow<'a, [u8]> {
    match parts.get(number) {
        Some(part) if !part.is_empty() => Cow::Borrowed(part),
        _ => Cow::Owned(usual.as_bytes().to_vec()),
    }
}

fn relations(links: &[(&str, &str, &str)]) -> String {
    let links: String = links
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships>{links}</Relationships>")
}

/// An xlsx: sheet, shared strings, styles, workbook, the workbook's relations, a
/// second sheet.
#[must_use]
pub fn xlsx(input: &[u8]) -> Vec<u8> {
    let given = parts(input);
    let links = relations(&[
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "worksheet", "worksheets/sheet2.xml"),
        ("r3", "sharedStrings", "sharedStrings.xml"),
        ("r4", "styles", "styles.xml"),
    ]);
    let workbook =
        "<workbook><sheets><sheet name=\"和平村\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let root = relations(&[("r1", "officeDocument", "xl/workbook.xml")]);
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", &part(&given, 4, &links)),
        ("xl/workbook.xml", &part(&given, 3, workbook)),
        ("xl/worksheets/sheet1.xml", &part(&given, 0, "<worksheet/>")),
        ("xl/worksheets/sheet2.xml", &part(&given, 5, "<worksheet/>")),
        ("xl/sharedStrings.xml", &part(&given, 1, "<sst/>")),
        ("xl/styles.xml", &part(&given, 2, "<styleSheet/>")),
    ])
}

/// An xlsb: sheet, shared strings, styles, workbook, the workbook's relations, a
/// second sheet.
#[must_use]
pub fn xlsb(input: &[u8]) -> Vec<u8> {
    let given = parts(input);
    let links = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "sharedStrings", "sharedStrings.bin"),
        ("rId3", "styles", "styles.bin"),
    ]);
    let root = relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.bin.rels", &part(&given, 4, &links)),
        ("xl/workbook.bin", given.get(3).copied().unwrap_or_default()),
        ("xl/worksheets/sheet1.bin", given.first().copied().unwrap_or_default()),
        ("xl/worksheets/sheet2.bin", given.get(5).copied().unwrap_or_default()),
        ("xl/sharedStrings.bin", given.get(1).copied().unwrap_or_default()),
        ("xl/styles.bin", given.get(2).copied().unwrap_or_default()),
    ])
}

/// An OpenDocument spreadsheet with that content.
#[must_use]
pub fn ods(content: &[u8]) -> Vec<u8> {
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ])
}

/// A text document of Word with that main part.
#[must_use]
pub fn docx(document: &[u8]) -> Vec<u8> {
    let root = relations(&[("r1", "officeDocument", "word/document.xml")]);
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document),
    ])
}
