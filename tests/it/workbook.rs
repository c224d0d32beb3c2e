//! Workbooks as small as a test needs, written as text.
//!
//! A line is a row, a comma parts cells. Before a cell's text may stand what no
//! CSV can say of it: `[number]`, `[date]` (a serial number), `[struck]`,
//! `[error]`, `[bool]`, `[formula]` (without a saved value), `[saved]` (a formula
//! with one), `[down 3]` (merged over three rows), `[across 2]`. `[hidden]` before
//! a row hides the row; before a sheet's name, the sheet.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zhibu::origin::column_letters;
use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// General, a date, a text struck through.
const STYLES: &str = r#"<fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" applyFont="1"/></cellXfs>"#;

/// The bytes of a workbook with these sheets: name and text.
pub fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    packed(sheets, &[])
}

/// The same with more entries in its container: name and bytes.
pub fn packed(sheets: &[(&str, String)], more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut names = String::new();
    let mut links = String::new();
    let mut types = String::new();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (n, (name, text)) in (1..).zip(sheets) {
        let (state, name) = match name.strip_prefix("[hidden]") {
            Some(name) => (" state=\"hidden\"", name),
            None => ("", *name),
        };
        let _ = write!(names, "<sheet name=\"{name}\" sheetId=\"{n}\"{state} r:id=\"r{n}\"/>");
        let _ = write!(
            links,
            "<Relationship Id=\"r{n}\" Type=\"{RELATIONSHIPS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet(text).into_bytes()));
    }
    let _ = write!(
        links,
        "<Relationship Id=\"s\" Type=\"{RELATIONSHIPS}/styles\" Target=\"styles.xml\"/>"
    );
    let package = "http://schemas.openxmlformats.org/package/2006";
    let fixed = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"w\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets>{names}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships xmlns=\"{package}/relationships\">{links}</Relationships>"),
        ),
        ("xl/styles.xml", format!("<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let fixed = fixed.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes()));
    let more = more.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone()));
    for (name, bytes) in fixed.chain(parts).chain(more) {
        zip.start_file(name, options).expect("started");
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// A sheet's XML.
fn sheet(text: &str) -> String {
    let mut rows = String::new();
    let mut merges: Vec<String> = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let (hidden, line) = match line.strip_prefix("[hidden]") {
            Some(line) => (" hidden=\"1\"", line),
            None => ("", line),
        };
        let _ = write!(rows, "<row r=\"{number}\"{hidden}>");
        for (column, text) in (0u16..).zip(line.split(',')) {
            let at = format!("{}{number}", column_letters(column));
            let mut marked = marks(text);
            if let Some(span) = marked.0.strip_prefix("down ") {
                let last = number + span.parse::<u32>().expect("a number of rows") - 1;
                merges.push(format!("{at}:{}{last}", column_letters(column)));
                marked = marks(marked.1);
            } else if let Some(span) = marked.0.strip_prefix("across ") {
                let last = column + span.parse::<u16>().expect("a number of columns") - 1;
                merges.push(format!("{at}:{}{number}", column_letters(last)));
                marked = marks(marked.1);
            }
            rows.push_str(&cell(&at, marked));
        }
        rows.push_str("</row>");
    }
    let mut after = String::new();
    if !merges.is_empty() {
        let _ = write!(after, "<mergeCells count=\"{}\">", merges.len());
        for range in &merges {
            let _ = write!(after, "<mergeCell ref=\"{range}\"/>");
        }
        after.push_str("</mergeCells>");
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{after}</worksheet>")
}

/// A cell's mark, and the text after it.
fn marks(text: &str) -> (&str, &str) {
    text.strip_prefix('[').and_then(|rest| rest.split_once(']')).unwrap_or(("", text))
}

fn cell(at: &str, (mark, text): (&str, &str)) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let written =
        |style: &str| format!("<c r=\"{at}\"{style} t=\"inlineStr\"><is><t>{escaped}</t></is></c>");
    match mark {
        "" if text.is_empty() => String::new(),
        "" => written(""),
        "struck" => written(" s=\"2\""),
        "number" => format!("<c r=\"{at}\"><v>{escaped}</v></c>"),
        "date" => format!("<c r=\"{at}\" s=\"1\"><v>{escaped}</v></c>"),
        "bool" => format!("<c r=\"{at}\" t=\"b\"><v>{escaped}</v></c>"),
        "error" => {
            format!("<c r=\"{at}\" t=\"e\"><f>VLOOKUP(A1,B:C,2,0)</f><v>{escaped}</v></c>")
        }
        "formula" => format!("<c r=\"{at}\"><f>{escaped}</f></c>"),
        "saved" => {
            format!("<c r=\"{at}\" t=\"str\"><f>CONCATENATE(A1,A2)</f><v>{escaped}</v></c>")
        }
        other => panic!("no mark [{other}]"),
    }
}

/// Every part of a workbook, as text.
pub fn text(bytes: &[u8]) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_string(&mut text).expect("UTF-8");
    }
    text
}

/// The names of a workbook's sheets, in order.
pub fn sheets(bytes: &[u8]) -> Vec<String> {
    let text = text(bytes);
    let named = text.split("<sheet name=\"").skip(1);
    named.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}
