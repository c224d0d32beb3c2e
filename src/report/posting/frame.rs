//! What all posted lists have alike, made once; a village's rows are put in.
//!
//! In: a workbook of one row of each kind, written as every other workbook is.
//! Out: for each village a workbook with the same parts, formats and page, and
//! rows of its own. A county has a workbook a village, each of a few hundred
//! rows: to write them one by one costs more than twice the time that this does,
//! most of it for what is the same in all of them. It refuses a workbook that is
//! not laid out as it expects, which would be our bug.

use std::io::{Cursor, Read as _, Write as _};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::report::workbook::{clipped, header_text};

/// What stands in the frame where the place's or the list's name goes. No font
/// has it, and no one else writes it there.
pub(super) const MARK: &str = "\u{f8ff}";

const SHEET: &str = "xl/worksheets/sheet1.xml";
const PROPERTIES: &str = "docProps/core.xml";

/// The columns' letters.
const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// The formats of a row's cells, as the workbook counts them.
pub(super) type Styles = [String; 6];

/// The parts that all posted lists share.
pub(super) struct Frame {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    properties: String,
    /// The sheet before its rows, with `dimension` the place of the range.
    before: String,
    dimension: Range<usize>,
    /// The row of the headings, whole.
    headings: String,
    /// The sheet after its merged cells.
    after: String,
    /// The formats of each row of the frame.
    styles: Vec<Styles>,
}

/// A village's sheet in the making: its rows from the first on.
pub(super) struct Rows {
    xml: String,
    row: u32,
    number: String,
    column: usize,
    merged: Vec<u32>,
}

impl Frame {
    /// The frame of a workbook whose third row has the headings.
    pub(super) fn new(workbook: Vec<u8>) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("our own workbook");
        let mut part = |name: &str| {
            let mut text = String::new();
            let mut part = archive.by_name(name).expect("a workbook has this part");
            part.read_to_string(&mut text).expect("XML is text");
            text
        };
        let (sheet, properties) = (part(SHEET), part(PROPERTIES));
        let (before, rest) = sheet.split_once("<sheetData>").expect("rows");
        let (rows, rest) = rest.split_once("</sheetData>").expect("rows end");
        let (_, after) = rest.split_once("</mergeCells>").expect("merged cells");
        let from = before.find("<dimension ref=\"").expect("a range") + "<dimension ref=\"".len();
        let to = from + before[from..].find('"').expect("it ends");
        let rows: Vec<&str> = rows.split_inclusive("</row>").collect();
        Self {
            properties,
            before: format!("{before}<sheetData>"),
            dimension: from..to,
            headings: rows[2].to_owned(),
            after: after.to_owned(),
            styles: rows.iter().map(|row| styles(row)).collect(),
            archive,
        }
    }

    /// The formats of the frame's row, counted from 0.
    pub(super) fn styles(&self, row: usize) -> &Styles {
        &self.styles[row]
    }

    /// The row of the headings.
    pub(super) fn headings(&self) -> &str {
        &self.headings
    }

    /// The workbook of a list: its title, the place, its rows.
    pub(super) fn workbook(&self, title: &str, place: &str, rows: &Rows) -> Vec<u8> {
        const FITS: &str = "memory takes it";
        let mut after = format!("</sheetData><mergeCells count=\"{}\">", rows.merged.len());
        for row in &rows.merged {
            after.push_str(&format!("<mergeCell ref=\"A{row}:F{row}\"/>"));
        }
        after.push_str("</mergeCells>");
        after.push_str(&self.after.replace(MARK, &escaped(&header_text(place))));
        let (first, rest) =
            (&self.before[..self.dimension.start], &self.before[self.dimension.end..]);
        let sheet = [first, "A1:F", &rows.number, rest, &rows.xml, &after];
        let properties = self.properties.replace(MARK, &escaped(&clipped(title)));
        let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let packed =
            plain.compression_method(CompressionMethod::Deflated).compression_level(Some(1));
        let stored = plain.compression_method(CompressionMethod::Stored);
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(rows.xml.len() / 4 + 16384)));
        let mut archive = self.archive.clone();
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).expect("our own workbook");
            let name = part.name().expect("our own workbook");
            let own = match &*name {
                SHEET => Some((SHEET, &sheet[..], packed)),
                PROPERTIES => Some((PROPERTIES, &[&*properties][..], stored)),
                _ => None,
            };
            drop(name);
            match own {
                None => zip.raw_copy_file(part).expect(FITS),
                Some((name, texts, options)) => {
                    zip.start_file(name, options).expect(FITS);
                    for text in texts {
                        zip.write_all(text.as_bytes()).expect(FITS);
                    }
                }
            }
        }
        zip.finish().expect(FITS).into_inner()
    }
}

impl Rows {
    /// No row yet, with room for those of so many people.
    pub(super) fn new(people: usize) -> Self {
        let xml = String::with_capacity(people * 360 + 4096);
        Self { xml, row: 0, number: String::new(), column: 0, merged: Vec::new() }
    }

    /// Begins a row, so many points high where that is not the usual height.
    pub(super) fn begin(&mut self, points: Option<usize>) {
        self.row += 1;
        self.column = 0;
        self.number = self.row.to_string();
        self.xml.push_str("<row r=\"");
        self.xml.push_str(&self.number);
        if let Some(points) = points {
            self.xml.push_str("\" ht=\"");
            // A row cannot be higher than this.
            self.xml.push_str(&points.min(409).to_string());
            self.xml.push_str("\" customHeight=\"1");
        }
        self.xml.push_str("\">");
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.xml.push_str("</row>");
    }

    fn open(&mut self, styles: &Styles) {
        self.xml.push_str("<c r=\"");
        self.xml.push_str(LETTERS[self.column]);
        self.xml.push_str(&self.number);
        self.xml.push_str("\" s=\"");
        self.xml.push_str(&styles[self.column]);
        self.column += 1;
    }

    /// The next cell: a text, never a formula.
    pub(super) fn text(&mut self, text: &str, styles: &Styles) {
        self.open(styles);
        if text.is_empty() {
            self.xml.push_str("\"/>");
            return;
        }
        self.xml.push_str("\" t=\"inlineStr\"><is><t>");
        push_escaped(&clipped(text), &mut self.xml);
        self.xml.push_str("</t></is></c>");
    }

    /// The next cell: a number, as its digits say it.
    pub(super) fn number(&mut self, digits: &str, styles: &Styles) {
        self.open(styles);
        self.xml.push_str("\"><v>");
        self.xml.push_str(digits);
        self.xml.push_str("</v></c>");
    }

    /// A row of one text that lies across all columns.
    pub(super) fn across(&mut self, text: &str, points: Option<usize>, styles: &Styles) {
        self.begin(points);
        self.text(text, styles);
        for _ in 1..LETTERS.len() {
            self.text("", styles);
        }
        self.end();
        self.merged.push(self.row);
    }

    /// A row that is written already, under the number that is next.
    pub(super) fn ready(&mut self, row: &str) {
        self.row += 1;
        self.xml.push_str(row);
    }
}

/// The formats of a row's cells.
fn styles(row: &str) -> Styles {
    let mut cells = row.split(" s=\"").skip(1);
    LETTERS.map(|_| {
        let cell = cells.next().expect("every cell of the frame has a format");
        cell[..cell.find('"').expect("it ends")].to_owned()
    })
}

fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push_escaped(text, &mut xml);
    xml
}

/// Adds a text as XML has it; what XML cannot say is left out.
fn push_escaped(text: &str, xml: &mut String) {
    let plain = |b: u8| b >= b' ' && !matches!(b, b'&' | b'<' | b'>' | b'_' | 0xef);
    if text.bytes().all(plain) {
        xml.push_str(text);
        return;
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            // Spreadsheet programs read `_x0041_` as a letter.
            '_' if text[at..].starts_with("_x") => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => xml.push(c),
        }
    }
}
