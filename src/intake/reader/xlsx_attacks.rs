//! Attacks on the reader of xlsx: what is cut off, forged, misnamed, repeated or
//! far too large ends as cells that mean what was written, or is refused.

use std::io::{Cursor, Write as _};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::package::Package;
use super::package::tests::zipped;
use super::room::Room;
use super::unreadable::{Unreadable, damaged};
use super::xlsx_calamine::tests::book;
use super::xlsx_cells::{Book, Scan};
use super::xlsx_strings::Strings;
use super::xlsx_styles::Styles;
use super::xlsx_tests::{Seen, read, scanned};
use super::{Limits, read_workbook, read_workbook_by_calamine};
use crate::intake::raw::{CellKind, RawSheet};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";

fn data(rows: &str) -> Vec<u8> {
    book(&format!("<sheetData>{rows}</sheetData>"), &[])
}

/// The cells' texts.
fn texts(seen: Result<Seen, Unreadable>) -> Result<Vec<String>, Unreadable> {
    seen.map(|seen| seen.cells.into_iter().map(|cell| cell.4).collect())
}

/// The entries of a container: name and content.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = Package::open(bytes, &Limits::default()).expect("a package");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..package.len())
        .map(|index| {
            let name =
                archive.by_index(index).expect("an entry").name().expect("a name").into_owned();
            (name, package.inflate(index).expect("content"))
        })
        .collect()
}

/// The same container, its entries changed.
fn changed(bytes: &[u8], mut change: impl FnMut(&mut String, &mut Vec<u8>)) -> Vec<u8> {
    let mut all = entries(bytes);
    for (name, content) in &mut all {
        change(name, content);
    }
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    zipped(&all)
}

fn whole() -> Vec<u8> {
    book(
        "<sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
         <c r=\"B1\" s=\"2\"><v>44196</v></c><c r=\"C1\" s=\"1\"><v>7</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A5:B6\"/></mergeCells>",
        &[],
    )
}

#[test]
fn a_part_cut_anywhere_is_refused_or_reads_the_same() {
    let sound = read(&whole()).expect("a workbook");
    assert_eq!(sound.cells.len(), 3);
    for (part, content) in entries(&whole()) {
        for keep in 0..content.len() {
            let cut = changed(&whole(), |name, bytes| {
                if *name == part {
                    bytes.truncate(keep);
                }
            });
            let outcome = read(&cut);
            let spare = part == "[Content_Types].xml";
            assert!(
                outcome.is_err() || (spare && outcome.as_ref() == Ok(&sound)),
                "{part} cut at {keep}: {outcome:?}"
            );
        }
    }
}

#[test]
fn an_entry_whose_checksum_is_wrong_is_refused() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in entries(&whole()) {
        writer.start_file(name, options).expect("an entry");
        writer.write_all(&content).expect("its content");
    }
    let stored = writer.finish().expect("a zip").into_inner();
    assert_eq!(read(&stored), read(&whole()));
    // A digit of the sheet, a letter of the strings, a format of the styles.
    for (from, to) in [(b"44196", b"44197"), (b"r=\"A1", b"r=\"D1"), (b"fontI", b"fontJ")] {
        let at = memchr::memmem::rfind(&stored, from).expect("there");
        let mut forged = stored.clone();
        forged[at..at + 5].copy_from_slice(to);
        let refused = read(&forged);
        assert!(matches!(refused, Err(Unreadable::CorruptZip { .. })), "{refused:?}");
    }
}

#[test]
fn containers_of_other_makes_are_read() {
    let large = SimpleFileOptions::default().large_file(true);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries(&whole()) {
        writer.start_file(name, large).expect("an entry");
        writer.write_all(&content).expect("its content");
    }
    assert_eq!(read(&writer.finish().expect("a zip").into_inner()), read(&whole()));
    // A stream writes the sizes behind the content.
    let mut writer = zip::ZipWriter::new_stream(Vec::new());
    for (name, content) in entries(&whole()) {
        writer.start_file(name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(&content).expect("its content");
    }
    let streamed = writer.finish().expect("a zip").into_inner();
    assert_eq!(read(&streamed), read(&whole()));
    let backslashes = changed(&whole(), |name, _| *name = name.replace('/', "\\"));
    assert_eq!(read(&backslashes), read(&whole()));
    let shouting = changed(&whole(), |name, _| *name = name.replace("xl/w", "XL/W"));
    assert_eq!(read(&shouting), read(&whole()));
}

#[test]
fn targets_are_followed_wherever_they_lead() {
    for target in [
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "./worksheets/./sheet1.xml",
        "worksheets\\sheet1.xml",
        "Worksheets/Sheet1.XML",
        "/xl/./other/../worksheets/sheet1.xml",
    ] {
        let moved = changed(&whole(), |name, content| {
            if name == LINKS {
                let text = String::from_utf8(content.clone()).expect("text");
                *content = text.replace("worksheets/sheet1.xml", target).into_bytes();
            }
        });
        assert_eq!(scanned(&moved, None), read(&whole()), "{target}");
    }
    let nowhere = changed(&whole(), |name, content| {
        if name == LINKS {
            content.retain(|byte| *byte != b'1');
        }
    });
    assert!(read(&nowhere).is_err());
}

#[test]
fn strings_are_those_of_the_relation_and_never_a_namesakes() {
    let links = "<Relationships>\
        <Relationship Id=\"r1\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings\" Target=\"other.xml\"/>\
        </Relationships>";
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    let more: [(&str, &[u8]); 2] =
        [(LINKS, links.as_bytes()), ("xl/other.xml", b"<sst><si><t>\xE7\x94\xB2</t></si></sst>")];
    assert_eq!(texts(read(&book(sheet, &more))), Ok(vec!["甲".to_owned()]));
    // calamine would take a value for the text before it.
    let both = "<row><c t=\"inlineStr\"><is><t>a</t></is><v>1</v></c></row>";
    assert_eq!(texts(read(&data(both))), Ok(vec!["a".to_owned()]));
    assert!(read_workbook_by_calamine("a.xlsx", &data(both), &Limits::default()).is_err());
    // What calamine would take for the strings of this workbook is another's.
    let odd = "<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"what\"><v>0</v></c></row></sheetData>";
    assert!(read(&book(odd, &more)).is_err());
    let missing = changed(&book(sheet, &more), |name, _| {
        if name == "xl/other.xml" {
            "xl/else.xml".clone_into(name);
        }
    });
    assert!(read(&missing).is_err());
    // Without the relation, the usual name is meant.
    assert_eq!(texts(read(&book(sheet, &[]))), Ok(vec!["姓名".to_owned()]));
}

#[test]
fn a_workbook_without_styles_is_read_plainly() {
    let bare = changed(&whole(), |name, _| {
        if name == "xl/styles.xml" {
            "xl/else.xml".clone_into(name);
        }
    });
    assert_eq!(texts(read(&bare)), Ok(vec!["姓名".into(), "44196".into(), "7".into()]));
}

#[test]
fn sheets_out_of_order_are_refused() {
    let cell = "<c><v>1</v></c>";
    for sheet in [
        String::new(),
        format!("<sheetData><row>{cell}</row></sheetData><sheetData><row>{cell}</row></sheetData>"),
        format!("<sheetData/><sheetData><row>{cell}</row></sheetData>"),
        format!("<sheetData><sheetData><row>{cell}</row></sheetData></sheetData>"),
        format!("<sheetData><row><row>{cell}</row></row></sheetData>"),
        format!("<sheetData><row>{cell}</row></row></sheetData>"),
        format!("<sheetData><row>{cell}</sheetData>"),
        format!("<sheetData><row><q r=\"A1\"><v>1</v></q>{cell}</row></sheetData>"),
        format!("<sheetData><row>{cell}</c></row></sheetData>"),
        format!("<sheetData><q>{cell}</q></sheetData>"),
        "<sheetData><row><c a=\"<\"><v>1</v></c></row></sheetData>".to_owned(),
        "<sheetData><row><c><c><v>1</v></c></c></row></sheetData>".to_owned(),
        "<sheetData><row><c><v>1<v>2</v></v></c></row></sheetData>".to_owned(),
        "<sheetData><row><c><v>1</v></row></sheetData>".to_owned(),
        format!("<sheetData><row>{cell}</row>"),
        format!("</worksheet><worksheet><sheetData><row>{cell}</row></sheetData>"),
        format!(
            "<mc:AlternateContent><mc:Choice><sheetData><row>{cell}</row></sheetData></mc:Choice>\
             <mc:Fallback><sheetData><row>{cell}</row></sheetData></mc:Fallback></mc:AlternateContent>"
        ),
    ] {
        let bytes = book(&sheet, &[]);
        let outcome = scanned(&bytes, None);
        assert!(matches!(outcome, Err(Unreadable::Parser { .. })), "{sheet}: {outcome:?}");
    }
}

#[test]
fn strings_outside_of_their_table_are_refused() {
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    for strings in [
        "<si><t>a</t></si><sst><si><t>b</t></si></sst>",
        "<sst/><si><t>a</t></si>",
        "<sst></sst><sst><si><t>a</t></si></sst>",
        "<sst><si><t>a</t></si>",
        "<sst><si><t>a</t><si><t>b</t></si></sst>",
        "<sst><si><t>a<t>b</t></t></si></sst>",
        "<sst><sj><t>a</t></sj><si><t>b</t></si></sst>",
        "<sst><si><u>a</u></si></sst>",
    ] {
        let outcome = read(&book(sheet, &[(STRINGS, strings.as_bytes())]));
        assert!(matches!(outcome, Err(Unreadable::Parser { .. })), "{strings}: {outcome:?}");
    }
}

#[test]
fn cells_without_a_place_follow_the_one_before() {
    let rows = "<row r=\"3\"><c r=\"B3\"/><c><v>1</v></c><c r=\"F3\" s=\"1\"></c><c t=\"e\">\
                <v>#SPILL!</v></c><c><v/></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>";
    let places = |seen: Seen| -> Vec<(u32, u16)> {
        seen.cells.iter().map(|cell| (cell.0, cell.1)).collect()
    };
    let expected = [(2, 2), (2, 6), (2, 8), (4, 0)];
    assert_eq!(scanned(&data(rows), None).map(places), Ok(expected.to_vec()));
    // calamine counts no cell of an error that it has no name for.
    let theirs = read_workbook_by_calamine("a.xlsx", &data(rows), &Limits::default());
    assert!(matches!(theirs, Err(Unreadable::Parser { .. })));
}

#[test]
fn what_programs_wrote_reads_the_same_through_any_window() {
    let fixture = include_bytes!("../../../fixtures/readers/roster.xlsx");
    let sound = scanned(fixture, None).expect("a workbook");
    for window in (16..400).chain([1_000, 1_023, 4_096]) {
        assert_eq!(scanned(fixture, Some(window)).as_ref(), Ok(&sound), "{window}");
    }
}

#[test]
fn what_extends_a_cell_is_no_value() {
    let rows = "<row><c><v>1</v><extLst><ext><v>2</v><f>3</f></ext></extLst></c></row>";
    assert_eq!(texts(read(&data(rows))), Ok(vec!["1".into()]));
    let open = "<row><c><v>1</v><extLst></c><c><v>2</v></c><c><extLst/></c></row>";
    assert!(read(&data(open)).is_err());
}

#[test]
fn a_cell_without_a_style_has_the_first() {
    let styles = "<styleSheet><numFmts/><fonts><font><strike/></font></fonts>\
                  <cellXfs><xf numFmtId=\"14\" fontId=\"0\"/></cellXfs></styleSheet>";
    let sheet = "<sheetData><row><c><v>44196</v></c></row></sheetData>";
    let seen = read(&book(sheet, &[("xl/styles.xml", styles.as_bytes())])).expect("a workbook");
    assert_eq!(seen.cells, [(0, 0, CellKind::Date, true, "2020-12-31".into())]);
}

#[test]
fn places_that_are_none_are_refused() {
    for rows in [
        "<row r=\"0\"><c><v>1</v></c></row>",
        "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"99999999999\"><c><v>1</v></c></row>",
        "<row r=\"-1\"><c><v>1</v></c></row>",
        "<row r=\"\"><c><v>1</v></c></row>",
        "<row r=\"1048576\"/><row><c><v>1</v></c></row>",
        "<row><c r=\"XFE1\"><v>1</v></c></row>",
        "<row><c r=\"A0\"><v>1</v></c></row>",
        "<row><c r=\"A1048577\"><v>1</v></c></row>",
        "<row><c r=\"A99999999999\"><v>1</v></c></row>",
        "<row><c r=\"XFD1\"><v>1</v></c><c><v>2</v></c></row>",
        "<row><c r=\"A-1\"><v>1</v></c></row>",
        "<row><c r=\"$A$1\"><v>1</v></c></row>",
        "<row><c r=\"R1C1\"><v>1</v></c></row>",
        "<row><c r=\"&#65;1\"><v>1</v></c></row>",
        "<row><c r=\"\"><v>1</v></c></row>",
        "<row><c foo r=\"B1\"><v>1</v></c></row>",
        "<row><c r=\"A1\" r=\"B1\"><v>1</v></c></row>",
        "<row bar r=\"2\"><c><v>1</v></c></row>",
    ] {
        let outcome = scanned(&data(rows), None);
        assert!(matches!(outcome, Err(Unreadable::Parser { .. })), "{rows}: {outcome:?}");
        // The other reader may be laxer, and may not read something else.
        if let Ok(seen) = read(&data(rows)) {
            let one = [(0, 0, CellKind::Number, false, "1".to_owned())];
            let other = [(0, 1, CellKind::Number, false, "1".to_owned())];
            let second = [(1, 0, CellKind::Number, false, "1".to_owned())];
            assert!(
                seen.cells == one || seen.cells == other || seen.cells == second,
                "{rows}: {seen:?}"
            );
        }
    }
    for merge in ["A1:XFE2", "A1:B1048577", "A0", "", "A1:", "A1:B2:C3", "A:B", "1:2"] {
        let sheet = format!("<sheetData/><mergeCells><mergeCell ref=\"{merge}\"/></mergeCells>");
        assert!(matches!(read(&book(&sheet, &[])), Err(Unreadable::Parser { .. })), "{merge}");
    }
}

#[test]
fn strings_and_styles_that_are_not_there_are_refused() {
    for (kind, value) in [
        ("s", "3"),
        ("s", "-1"),
        ("s", "+1"),
        ("s", "1.0"),
        ("s", "99999999999999999999"),
        ("s", "a"),
        ("s", "0 0"),
        ("s", "<![CDATA[3]]>"),
        ("n", "a"),
        ("n", "0x10"),
        ("b", "2"),
        ("S", "0"),
        ("", "1"),
        ("n", "<x/>1"),
    ] {
        let outcome = read(&data(&format!("<row><c t=\"{kind}\"><v>{value}</v></c></row>")));
        assert!(outcome.is_err(), "{kind} {value}: {outcome:?}");
    }
    for style in ["a", "-1", "99999999999"] {
        let rows = format!("<row><c s=\"{style}\"><v>44196</v></c></row>");
        assert!(scanned(&data(&rows), None).is_err(), "{style}");
    }
    for claim in ["3000000000", "99999999999999999999", "-1", "many"] {
        let strings = format!("<sst uniqueCount=\"{claim}\"><si><t>a</t></si></sst>");
        let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
        assert!(read(&book(sheet, &[(STRINGS, strings.as_bytes())])).is_err(), "{claim}");
    }
}

#[test]
fn document_types_and_entities_are_refused_in_every_part_and_window() {
    let all = entries(&whole());
    for (part, content) in &all {
        for (declared, at_end) in [
            ("<!DOCTYPE a [<!ENTITY b \"c\">]>", false),
            ("<!doctype a>", false),
            ("<!DOCTYPE a SYSTEM \"http://a/b\">", false),
            ("<!ENTITY b \"c\">", true),
        ] {
            let mut text = String::from_utf8(content.clone()).expect("text");
            let at = if at_end { text.rfind("</").unwrap_or(0) } else { 0 };
            text.insert_str(at, declared);
            let forged = changed(&whole(), |name, bytes| {
                if name == part {
                    *bytes = text.clone().into_bytes();
                }
            });
            let outcome = read(&forged);
            assert!(matches!(outcome, Err(Unreadable::DtdOrEntity { .. })), "{part}: {outcome:?}");
            for window in 16..80 {
                let outcome = scanned(&forged, Some(window));
                assert!(
                    matches!(outcome, Err(Unreadable::DtdOrEntity { .. })),
                    "{part}: {outcome:?}"
                );
            }
        }
    }
    for entity in ["&b;", "&nbsp;", "&#0;", "&#xFFFFFFFF;", "&", "&;", "&#x;"] {
        let rows = format!("<row><c t=\"str\"><v>a{entity}</v></c></row>");
        assert!(read(&data(&rows)).is_err(), "{entity}");
        let rows = format!("<row><c><v>1{entity}</v></c></row>");
        assert!(read(&data(&rows)).is_err(), "{entity}");
    }
}

#[test]
fn other_encodings_are_refused() {
    for (part, content) in entries(&whole()) {
        let text = String::from_utf8(content).expect("text");
        if text.len() < 30 {
            continue;
        }
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&b"\xFF\xFE"[..], &little].concat();
        let said = format!("<?xml version=\"1.0\" encoding=\"GBK\"?>{text}").into_bytes();
        let far = format!("<?xml {} encoding='gb18030'?>{text}", " ".repeat(200_000)).into_bytes();
        for (bytes, what) in
            [(little, "le"), (big, "be"), (marked, "bom"), (said, "gbk"), (far, "far")]
        {
            let other = changed(&whole(), |name, content| {
                if *name == part {
                    content.clone_from(&bytes);
                }
            });
            let outcome = scanned(&other, None);
            assert!(outcome.is_err(), "{part} {what}: {outcome:?}");
            assert!(scanned(&other, Some(16)).is_err(), "{part} {what}");
        }
    }
    // GBK under the name of UTF-8.
    for rows in [
        &b"<row><c t=\"str\"><v>\xD5\xC5\xC8\xFD</v></c></row>"[..],
        b"<row><c t=\"inlineStr\"><is><t>\xD5\xC5\xC8\xFD</t></is></c></row>",
        b"<row><c><v>\xD5\xC5\xC8\xFD</v></c></row>",
    ] {
        let sheet = [b"<worksheet><sheetData>", rows, b"</sheetData></worksheet>"].concat();
        assert!(read(&book("", &[(SHEET, &sheet)])).is_err());
    }
    let strings = b"<sst><si><t>\xD5\xC5\xC8\xFD</t></si></sst>".as_slice();
    assert!(
        read(&book(
            "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
            &[(STRINGS, strings)]
        ))
        .is_err()
    );
}

#[test]
fn great_numbers_of_small_things_are_read() {
    let empty = format!("<row><c r=\"C1\"><v>1</v></c>{}</row>", "<c/>".repeat(1_000_000));
    assert_eq!(texts(read(&data(&empty))), Ok(vec!["1".into()]));
    let merges = format!(
        "<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A1:B2\"/>".repeat(100_000)
    );
    assert_eq!(read(&book(&merges, &[])).expect("a workbook").merges.len(), 100_000);
    let deep =
        format!("{}<sheetData><row><c><v>1</v></c></row></sheetData>", "<a>".repeat(100_000));
    assert!(read(&book(&deep, &[])).is_ok_and(|seen| seen.cells.len() == 1));
    let deep_string = format!("<sst><si>{}</si></sst>", "<r><t>a</t>".repeat(100_000));
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    let bytes = book(sheet, &[(STRINGS, deep_string.as_bytes())]);
    assert_eq!(texts(read(&bytes)), Ok(vec!["a".repeat(100_000)]));
    let flood = format!("<row><c{} r=\"B1\"><v>1</v></c></row>", " a=\"b\"".repeat(20_000));
    assert_eq!(read(&data(&flood)).expect("a workbook").cells[0].1, 1);
}

#[test]
fn merges_and_hidden_rows_are_counted_against_the_room() {
    let limits = Limits { cells: 1_000, ..Limits::default() };
    let merges = "<mergeCell ref=\"A1:B2\"/>".repeat(1_001);
    let hidden = "<row r=\"1\" hidden=\"1\"/>".repeat(1_001);
    for sheet in [
        format!("<sheetData><row><c><v>1</v></c></row></sheetData>{merges}"),
        format!("<sheetData>{hidden}<row><c><v>1</v></c></row></sheetData>"),
    ] {
        let refused = read_workbook("a.xlsx", &book(&sheet, &[]), &limits);
        assert!(matches!(refused, Err(Unreadable::TooLarge { .. })));
    }
}

#[test]
fn one_cell_of_many_megabytes_is_read_whole_or_refused() {
    for bytes in [1 << 20, 7 << 20, 10 << 20] {
        let long = "x".repeat(bytes);
        let rows = format!("<row><c t=\"str\"><v>{long}</v></c></row>");
        let limits = Limits { ratio: 100_000, ..Limits::default() };
        if let Ok(book) = read_workbook("a.xlsx", &data(&rows), &limits) {
            let sheet = &book.sheets[0];
            assert!(sheet.text(&sheet.cells[0]) == long, "{bytes}");
        }
    }
}

/// The longest window that a sheet took.
fn longest_window(bytes: &[u8], limits: &Limits) -> usize {
    let mut package = Package::open(bytes, limits).expect("a package");
    let index = package.find(SHEET).expect("the sheet");
    let (strings, styles) = (Strings::default(), Styles::default());
    let book = Book { strings: &strings, styles: &styles, from_1904: false };
    let mut room = Room::new(limits);
    let mut scan = Scan::new(book, &mut room, RawSheet::named("表"));
    let mut longest = 0;
    let done = package.scan(index, &mut |window, last| {
        longest = longest.max(window.len());
        scan.window(window, last)
    });
    done.expect("scanned");
    assert_eq!(scan.finish().expect("a sheet").cells.len(), 1);
    longest
}

#[test]
fn a_sheet_of_nothing_takes_a_window_and_no_more() {
    let limits = Limits { ratio: 100_000, ..Limits::default() };
    let cell = "<c><v>1</v></c>";
    for nothing in [
        " ".repeat(64 << 20),
        "<!-- a -->".repeat((64 << 20) / 10),
        "<c s=\"1\"/>".repeat((64 << 20) / 10),
        "<c r=\"A1\" s=\"1\"></c>\r\n".repeat((64 << 20) / 22),
    ] {
        let bytes = data(&format!("<row>{cell}{nothing}</row>"));
        assert!(longest_window(&bytes, &limits) <= 128 << 10);
    }
    let rows = "<row r=\"9\" spans=\"1:3\"/>".repeat((64 << 20) / 24);
    assert!(longest_window(&data(&format!("<row>{cell}</row>{rows}")), &limits) <= 128 << 10);
}

#[test]
fn an_element_longer_than_any_is_refused_at_the_bound() {
    let limits = Limits { ratio: 100_000, ..Limits::default() };
    let mut longest = 0;
    let bytes = data(&format!("<row a=\"{}\"/>", " ".repeat(20 << 20)));
    let mut package = Package::open(&bytes, &limits).expect("a package");
    let index = package.find(SHEET).expect("the sheet");
    let refused = package.scan(index, &mut |window, _| {
        longest = longest.max(window.len());
        let mut at = 0;
        while let Some(tag) = super::tags::next_tag(window, &mut at)? {
            at = tag.end;
        }
        Ok(at)
    });
    assert_eq!(refused, Err(damaged("an element of more than 8388608 bytes")));
    assert_eq!(longest, 8 << 20);
}

#[test]
fn sheets_of_macros_and_charts_are_left_out_and_one_part_may_be_two_sheets() {
    let workbook = "<workbook><sheets><sheet name=\"宏\" state=\"veryHidden\" r:id=\"r2\"/>\
        <sheet name=\"甲\" r:id=\"r1\"/><sheet name=\"乙\" r:id=\"r3\"/></sheets></workbook>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r3\" Type=\"{office}/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" \
         Target=\"macrosheets/sheet1.xml\"/></Relationships>"
    );
    let bytes = book(
        "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
        &[
            ("xl/workbook.xml", workbook.as_bytes()),
            (LINKS, links.as_bytes()),
            ("xl/macrosheets/sheet1.xml", b"<xm:macrosheet><sheetData/></xm:macrosheet>"),
        ],
    );
    let book = read_workbook("a.xlsm", &bytes, &Limits::default()).expect("a workbook");
    let names: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!((names, &*book.reader), (vec!["甲", "乙"], "zhibu xlsx"));
    assert!(book.sheets.iter().all(|sheet| sheet.text(&sheet.cells[0]) == "姓名"));
}

#[test]
fn a_part_of_no_use_may_be_ill_formed_and_is_still_counted() {
    let sheet = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    let bytes =
        book(sheet, &[("customXml/item1.xml", b"<a><b>not closed <"), ("docProps/app.xml", b"")]);
    assert_eq!(texts(read(&bytes)), Ok(vec!["1".into()]));
    let flood = format!("<a{}/>", " b=\"c\"".repeat(100_000));
    let own = format!("<sheetData{}></sheetData>", " b=\"c\"".repeat(100_000));
    let refused = read_workbook("a.xlsx", &book(&own, &[]), &Limits::default());
    assert!(matches!(refused, Err(Unreadable::Parser { .. })), "a flood in the sheet itself");
    let bytes = book(sheet, &[("customXml/item1.xml", flood.as_bytes())]);
    assert!(matches!(read(&bytes), Err(Unreadable::Parser { .. })));
}
