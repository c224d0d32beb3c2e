//! Worksheets written by a tape of choices, with what they mean.
//!
//! The meaning is kept beside each choice, so that our scanner answers to
//! the format and not to another reader; where nothing in it is beyond calamine,
//! the two have to agree as well. Each is read again through windows so small
//! that every tag, cell and string lies across an edge.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::package::Package;
use super::unreadable::Unreadable;
use super::xlsx_calamine::tests::book;
use super::{Limits, read_workbook, read_workbook_by_calamine, xlsx};
use crate::intake::raw::{CellKind, Merge, RawWorkbook};

/// Plain, struck, a date by number, a date by code, a length of time, an amount.
const STYLES: &str = "<x:styleSheet xmlns:x='a'><x:numFmts count='2'>\
    <x:numFmt formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;' numFmtId='176'/>\
    <x:numFmt numFmtId='177' formatCode='#,##0.00_ ;[Red]\\-#,##0.00\\ '/></x:numFmts>\
    <x:fonts><x:font><x:sz val='11'/></x:font><x:font><x:strike val='true'/></x:font></x:fonts>\
    <x:cellStyleXfs><x:xf numFmtId='14' fontId='1'/></x:cellStyleXfs><x:cellXfs>\
    <x:xf numFmtId='0' fontId='0'/><x:xf numFmtId='0' fontId='1'/><x:xf numFmtId='14'/>\
    <x:xf numFmtId='176' fontId='0'><x:alignment/></x:xf><x:xf numFmtId='46'/>\
    <x:xf numFmtId='177'/></x:cellXfs></x:styleSheet>";

/// What a workbook's first sheet comes to.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub rows: u32,
    pub hidden_rows: Vec<u32>,
    pub merges: Vec<(u32, u32, u16, u16)>,
    pub cells: Vec<(u32, u16, CellKind, bool, String)>,
}

pub(super) fn seen(book: &RawWorkbook) -> Seen {
    let sheet = &book.sheets[0];
    let merge = |m: &Merge| (m.first_row, m.last_row, m.first_column, m.last_column);
    Seen {
        rows: sheet.rows,
        hidden_rows: sheet.hidden_rows.clone(),
        merges: sheet.merges.iter().map(merge).collect(),
        cells: sheet
            .cells
            .iter()
            .map(|c| (c.row, c.column, c.kind, c.struck, sheet.text(c).to_owned()))
            .collect(),
    }
}

/// By our scanner alone, through windows of that size.
pub(super) fn scanned(bytes: &[u8], window: Option<usize>) -> Result<Seen, Unreadable> {
    let package = Package::open(bytes, &Limits::default())?;
    let package = match window {
        Some(window) => package.with_window(window),
        None => package,
    };
    xlsx::scan(package, &Limits::default()).map(|book| seen(&book))
}

/// As a file is read for real.
pub(super) fn read(bytes: &[u8]) -> Result<Seen, Unreadable> {
    read_workbook("a.xlsx", bytes, &Limits::default()).map(|book| seen(&book))
}

/// A tape of choices; a tape that has run out chooses the first.
struct Tape<'a> {
    left: &'a [u8],
    /// Nothing beyond what calamine reads.
    tame: bool,
}

impl Tape<'_> {
    fn pick(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        usize::from(*first) % count
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.pick(choices.len())]
    }

    /// Attributes in some order, with some quotes and spaces.
    fn attributes(&mut self, mut list: Vec<(&str, String)>, more: &[&'static str]) -> String {
        if self.pick(3) == 1 {
            list.reverse();
        }
        let mut text = String::new();
        for (name, value) in list {
            let space = self.of(&[" ", " ", " ", "  ", "\n", "\t", "\r\n "]);
            let equals = self.of(&["=", "=", "=", " = "]);
            let quote = self.of(&['"', '"', '\'']);
            text.push_str(&format!("{space}{name}{equals}{quote}{value}{quote}"));
            if self.pick(6) == 1 {
                text.push_str(self.of(more));
            }
        }
        text.push_str(self.of(&["", "", "", " ", "\n"]));
        text
    }
}

/// Text as it is written, as it reads, and whether XML trims it.
type Piece = (&'static str, &'static str, bool);

const TAME: [Piece; 20] = [
    ("张三", "张三", false),
    ("a", "a", false),
    ("&lt;/t&gt;", "</t>", false),
    ("&amp;amp;", "&amp;", false),
    ("&#x5F20;&#19977;", "张三", false),
    ("_x000D_", "\r", false),
    ("_x005F_x000D_", "_x000D_", false),
    ("\r\n", "\n", true),
    ("\r", "\n", true),
    (" ", " ", true),
    ("\t ", "\t ", true),
    ("古丽·阿依", "古丽·阿依", false),
    ("古丽•阿依．", "古丽•阿依．", false),
    ("😀𠮷", "😀𠮷", false),
    ("_x00G0_", "_x00G0_", false),
    ("'\"&quot;&apos;", "'\"\"'", false),
    (">]]", ">]]", false),
    ("430621199001011234", "430621199001011234", false),
    ("\u{a0}", "\u{a0}", false),
    ("长长长长长长长长长长长长长长长长长长长长", "长长长长长长长长长长长长长长长长长长长长", false),
];

const WILD: [Piece; 6] = [
    ("<![CDATA[<b>&lt;]]>", "<b>&lt;", false),
    ("<!-- > </t></si></is></v> -->", "", true),
    ("<?php > </v>?>", "", true),
    ("&#32;", " ", true),
    ("_xD83D__xDE00_", "😀", false),
    ("<![CDATA[]]>", "", true),
];

/// Some text: written, and read with its outer space or without.
fn some_text(tape: &mut Tape, keep: bool) -> (String, String) {
    let pieces: Vec<Piece> = (0..=tape.pick(4))
        .map(|_| if !tape.tame && tape.pick(4) == 1 { tape.of(&WILD) } else { tape.of(&TAME) })
        .collect();
    let written: String = pieces.iter().map(|piece| piece.0).collect();
    let mut reads = pieces.as_slice();
    if !keep {
        while let [(_, _, true), rest @ ..] | [rest @ .., (_, _, true)] = reads {
            reads = rest;
        }
    }
    (written, reads.iter().map(|piece| piece.1).collect())
}

/// The inside of a string: written, read, and whether it is struck through.
fn some_string(tape: &mut Tape, prefix: &str) -> (String, String, bool) {
    let element = |tape: &mut Tape| {
        let keep = tape.pick(2) == 1;
        let space = if keep { " xml:space=\"preserve\"" } else { "" };
        let (written, reads) = some_text(tape, keep);
        (format!("<{prefix}t{space}>{written}</{prefix}t>"), reads)
    };
    let phonetic = |tape: &mut Tape| {
        let reading =
            format!("<{prefix}rPh sb=\"0\" eb=\"1\"><{prefix}t>zhāng</{prefix}t></{prefix}rPh>");
        if tape.pick(3) == 1 { reading } else { String::new() }
    };
    match tape.pick(4) {
        0 | 1 => {
            let (mut written, reads) = element(tape);
            written.push_str(&phonetic(tape));
            (written, reads, false)
        }
        2 => (
            tape.of(&["", "<x:t/>", "<x:phoneticPr/>"]).replace("x:", prefix),
            String::new(),
            false,
        ),
        _ => {
            let (mut written, mut reads) = (String::new(), String::new());
            let (mut struck, mut plain) = (false, false);
            for _ in 0..=tape.pick(3) {
                let strike =
                    tape.of(&["", "<x:strike/>", "<x:strike val=\"0\"/>", "<x:strike val='1'/>"]);
                let (text, read) = element(tape);
                let properties = format!("<x:rPr><x:sz val=\"11\"/>{strike}</x:rPr>");
                let says = tape.pick(4) > 0;
                let properties =
                    if says { properties.replace("x:", prefix) } else { String::new() };
                written.push_str(&format!("<{prefix}r>{properties}{text}</{prefix}r>"));
                let strikes = says && !strike.is_empty() && !strike.contains("\"0\"");
                struck |= strikes && !read.trim().is_empty();
                plain |= !strikes && !read.trim().is_empty();
                reads.push_str(&read);
            }
            written.push_str(&phonetic(tape));
            (written, reads, struck && !plain)
        }
    }
}

/// A number: written, and read where it is plain.
const NUMBERS: [(&str, CellKind, &str); 20] = [
    ("600", CellKind::Number, "600"),
    ("0", CellKind::Number, "0"),
    ("-0", CellKind::Number, "0"),
    ("00123", CellKind::Number, "123"),
    ("+5", CellKind::Number, "5"),
    (".5", CellKind::Number, "0.5"),
    ("5.", CellKind::Number, "5"),
    ("-7.25", CellKind::Number, "-7.25"),
    ("1E+17", CellKind::Number, "100000000000000000"),
    ("4.30621199001011E+17", CellKind::Number, "430621199001011008"),
    ("4.30621199001011e17", CellKind::Number, "430621199001011008"),
    ("430621199001011234", CellKind::NumberWhole, "430621199001011234"),
    ("-430621199001011234", CellKind::NumberWhole, "-430621199001011234"),
    ("12345678901234567890", CellKind::NumberWhole, "12345678901234567890"),
    ("123456789012345", CellKind::Number, "123456789012345"),
    ("1234567890123456", CellKind::NumberWhole, "1234567890123456"),
    ("0000000000000000000600", CellKind::Number, "600"),
    ("600.10000000000002", CellKind::Number, "600.1"),
    ("1e-3", CellKind::Number, "0.001"),
    ("9007199254740993", CellKind::NumberWhole, "9007199254740993"),
];

const WILD_NUMBERS: [(&str, CellKind, &str); 9] = [
    (" 7 ", CellKind::Number, "7"),
    ("\r\n  430621199001011234\n", CellKind::NumberWhole, "430621199001011234"),
    ("&#55;", CellKind::Number, "7"),
    ("<![CDATA[7]]>", CellKind::Number, "7"),
    ("<!-- > -->7", CellKind::Number, "7"),
    ("7<!-- </v> -->8", CellKind::Number, "78"),
    ("7&#48;", CellKind::Number, "70"),
    ("1e400", CellKind::Error, "#NUM!"),
    ("-1e400", CellKind::Error, "#NUM!"),
];

/// A date: written, and read as counted from 1900 and from 1904.
const DATES: [(&str, &str, &str); 4] = [
    ("44196", "2020-12-31", "2025-01-01"),
    ("44196.75", "2020-12-31", "2025-01-01"),
    ("0", "0", "1904-01-01"),
    ("430621199001011234", "430621199001011234", "430621199001011234"),
];

/// What a cell holds: attributes, inside, and what it means.
struct Held {
    kind: Option<&'static str>,
    style: usize,
    inside: String,
    means: Option<(CellKind, bool, String)>,
}

/// A workbook's strings, as a cell may name them: read, and struck through.
type Shared = Vec<(String, bool)>;

fn some_cell(tape: &mut Tape, prefix: &str, shared: &Shared, from_1904: bool) -> Held {
    let style = tape.of(&[0, 0, 0, 1, 5, 99]);
    let text = |read: String, struck: bool| {
        let held = read.chars().any(|c| !c.is_whitespace());
        held.then_some((CellKind::Text, struck || style == 1, read))
    };
    let formula = tape.of(&[
        "",
        "",
        "",
        "<x:f>A1+1</x:f>",
        "<x:f/>",
        "<x:f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1&amp;\"&lt;/f&gt;\"</x:f>",
        "<x:f t='shared' si='0'/>",
        "<x:f xml:space=\"preserve\"> 7\r\n</x:f>",
    ]);
    let unsaved =
        (!formula.is_empty()).then(|| (CellKind::EmptyFormula, style == 1, String::new()));
    let plain = |kind, text: &str| Some((kind, style == 1, text.to_owned()));
    let v = |text: &str| format!("<x:v>{text}</x:v>");
    let (kind, value, means) = match tape.pick(12) {
        0 => (None, String::new(), unsaved),
        1 => {
            let value = tape.of(&["<x:v/>", "<x:v></x:v>", "<x:v />", "<x:v \n></x:v >"]);
            (
                tape.of(&[None, Some("n"), Some("s"), Some("b"), Some("e")]),
                value.to_owned(),
                unsaved,
            )
        }
        2 | 3 if !shared.is_empty() => {
            let index = tape.pick(shared.len());
            let (read, struck) = shared[index].clone();
            let zeros = tape.of(&["", "", "", "0"]);
            (Some("s"), v(&format!("{zeros}{index}")), text(read, struck))
        }
        4 => {
            let (written, read, struck) = some_string(tape, prefix);
            (Some("inlineStr"), format!("<x:is>{written}</x:is>"), text(read, struck))
        }
        5 => {
            let (written, read) = some_text(tape, true);
            (Some("str"), v(&written), text(read, false))
        }
        6 => {
            let (written, read) = tape.of(&[
                ("1", "TRUE"),
                ("0", "FALSE"),
                ("true", "TRUE"),
                ("FALSE", "FALSE"),
                (" 1 ", "TRUE"),
            ]);
            (Some("b"), v(written), plain(CellKind::Bool, read))
        }
        7 => {
            // calamine does not count a cell of an error that it has no name for.
            let error = tape.of(&["#REF!", "#N/A", "#DIV/0!", "#SPILL!", "#NAME?"]);
            let error = if tape.tame && error == "#SPILL!" { "#NUM!" } else { error };
            (Some("e"), v(error), plain(CellKind::Error, error))
        }
        8 => {
            let (written, read) = tape.of(&[
                ("2020-12-31", "2020-12-31"),
                ("2020-12-31T08:00:00.000", "2020-12-31"),
                ("去年", "去年"),
            ]);
            (Some("d"), v(written), plain(CellKind::Date, read))
        }
        9 => {
            let words = ["0x1F", "张三", "1 2", "1,000", "--", "1e", "e5", "43062119900101123X"];
            let word = tape.of(&words);
            (None, v(word), plain(CellKind::Text, word))
        }
        10 => {
            let (written, from_00, from_04) = tape.of(&DATES);
            let read = if from_1904 { from_04 } else { from_00 };
            let style = tape.of(&[2, 3]);
            let means = Some((CellKind::Date, false, read.to_owned()));
            let inside = swap(&format!("{formula}{}", v(written)), prefix);
            return Held { kind: tape.of(&[None, Some("n")]), style, inside, means };
        }
        _ => {
            let wild = !tape.tame && tape.pick(2) == 1;
            let (written, kind, read) =
                if wild { tape.of(&WILD_NUMBERS) } else { tape.of(&NUMBERS) };
            (tape.of(&[None, Some("n")]), v(written), plain(kind, read))
        }
    };
    let between = tape.of(&["", "", "", "\n  ", "<!-- <x:v>9</x:v> -->", "<?a <x:v>9</x:v> ?>"]);
    let inside = format!("{formula}{between}{value}{between}");
    Held { kind, style, inside: swap(&inside, prefix), means }
}

/// The text with its placeholder of a prefix filled.
fn swap(text: &str, prefix: &str) -> String {
    text.replace("<x:", &format!("<{prefix}")).replace("</x:", &format!("</{prefix}"))
}

/// A workbook as the tape says, and what its sheet means.
fn some_book(choices: &[u8], tame: bool) -> (Vec<u8>, String, Seen) {
    let mut tape = Tape { left: choices, tame };
    let tape = &mut tape;
    let prefix = tape.of(&["", "", "x:"]);
    let from_1904 = tape.pick(4) == 1;
    let mut shared: Shared = Vec::new();
    let mut strings = format!("<{prefix}sst uniqueCount=\"1\">");
    for _ in 0..tape.pick(6) {
        let (written, read, struck) = some_string(tape, prefix);
        strings.push_str(&format!("<{prefix}si>{written}</{prefix}si>"));
        strings.push_str(tape.of(&["", "", "\r\n", "<!-- <si/> -->"]));
        shared.push((read, struck));
    }
    strings.push_str(&format!("</{prefix}sst>"));
    let mut found = Seen::default();
    let mut cells: BTreeMap<(u32, u16), (CellKind, bool, String)> = BTreeMap::new();
    let mut rows = String::new();
    let mut row: u32 = 0;
    for _ in 0..tape.pick(6) {
        let mut said = Vec::new();
        if tape.pick(4) > 0 {
            row =
                tape.of(&[row, row, row, row + 2, row.saturating_sub(2), 1_048_570]).min(1_048_575);
            said.push(("r", (row + 1).to_string()));
        }
        let hides = tape.of(&[
            None,
            None,
            None,
            Some(("hidden", "1")),
            Some(("ht", "0")),
            Some(("hidden", "false")),
        ]);
        if let Some((name, value)) = hides {
            said.push((name, value.to_owned()));
            if value != "false" {
                found.hidden_rows.push(row);
            }
        }
        found.rows = found.rows.max(row + 1);
        let more =
            [" spans=\"1:9\"", " customHeight='1'", " x14ac:dyDescent=\"0.25\"", " a=\"/>\""];
        let attributes = tape.attributes(said, &more);
        rows.push_str(&format!("<{prefix}row{attributes}>"));
        let mut column: u16 = 0;
        for _ in 0..tape.pick(6) {
            let held = some_cell(tape, prefix, &shared, from_1904);
            let mut said = Vec::new();
            if tape.pick(4) > 0 {
                column = tape
                    .of(&[column, column, column + 2, column.saturating_sub(1), 16_383])
                    .min(16_383);
                said.push(("r", format!("{}{}", crate::origin::column_letters(column), row + 1)));
            }
            if held.style > 0 || tape.pick(2) == 1 {
                said.push(("s", held.style.to_string()));
            }
            said.extend(held.kind.map(|kind| ("t", kind.to_owned())));
            let attributes =
                tape.attributes(said, &[" cm=\"1\"", " ph='1'", " xml:space=\"preserve\""]);
            if column > 16_383 {
                break;
            }
            let empty = held.inside.is_empty() && tape.pick(2) == 1;
            rows.push_str(&if empty {
                format!("<{prefix}c{attributes}/>")
            } else {
                format!("<{prefix}c{attributes}>{}</{prefix}c>", held.inside)
            });
            if let Some(means) = held.means {
                cells.insert((row, column), means);
            }
            rows.push_str(tape.of(&["", "", "\n ", "<!-- <c><v>1</v></c> -->"]));
            column += 1;
        }
        rows.push_str(&format!("</{prefix}row>"));
        rows.push_str(tape.of(&["", "", "\r\n"]));
        row += 1;
        if row >= 1_048_576 {
            break;
        }
    }
    let mut after = String::new();
    for _ in 0..tape.pick(3) {
        let (range, merge) = tape.of(&[
            ("A1:C2", (0, 1, 0, 2)),
            ("B3", (2, 2, 1, 1)),
            ("XFD1048576:A1", (0, 1_048_575, 0, 16_383)),
        ]);
        after.push_str(&format!("<{prefix}mergeCell ref=\"{range}\"/>"));
        found.merges.push(merge);
    }
    let before = tape.of(&[
        "",
        "<x:dimension ref=\"A1\"/><x:cols><x:col min=\"1\"/></x:cols>",
        "<!-- <sheetData/> -->",
    ]);
    let extension =
        tape.of(&["", "<x:extLst><x:ext><x14:c><x:v>1</x:v></x14:c></x:ext></x:extLst>"]);
    let prolog = tape.of(&[
        "",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
        "\u{feff}<?xml version='1.0' encoding='utf-8'?>",
    ]);
    let sheet = format!(
        "{prolog}<{prefix}worksheet>{}<{prefix}sheetData>{rows}</{prefix}sheetData>\
         {after}{}</{prefix}worksheet>",
        swap(before, prefix),
        swap(extension, prefix)
    );
    found.merges.sort_unstable_by_key(|merge| (merge.0, merge.2));
    found.hidden_rows.sort_unstable();
    found.hidden_rows.dedup();
    found.cells = cells
        .into_iter()
        .map(|(at, (kind, struck, text))| (at.0, at.1, kind, struck, text))
        .collect();
    let date = if from_1904 { "1" } else { "false" };
    let workbook = format!(
        "<workbook><workbookPr date1904=\"{date}\"/><sheets><sheet name=\"表\" r:id=\"r1\"/></sheets></workbook>"
    );
    let bytes = book(
        "",
        &[
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
        ],
    );
    (bytes, sheet, found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_means_what_was_written(
        choices in proptest::collection::vec(any::<u8>(), 0..600), window in 16_usize..400,
    ) {
        let (bytes, sheet, means) = some_book(&choices, false);
        prop_assert_eq!(scanned(&bytes, None), Ok(means), "{}", sheet);
        for window in [16, 17, 31, window] {
            prop_assert_eq!(scanned(&bytes, Some(window)), scanned(&bytes, None), "{}", window);
        }
    }

    #[test]
    fn both_readers_agree_on_what_both_can_read(
        choices in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let (bytes, sheet, means) = some_book(&choices, true);
        prop_assert_eq!(&scanned(&bytes, None), &Ok(means), "{}", sheet);
        let calamine = read_workbook_by_calamine("a.xlsx", &bytes, &Limits::default());
        prop_assert_eq!(calamine.map(|book| seen(&book)), scanned(&bytes, None), "{}", sheet);
    }

    #[test]
    fn a_sheet_cut_short_is_refused(
        choices in proptest::collection::vec(any::<u8>(), 0..300), cut in 1_usize..2000,
    ) {
        let (_, sheet, _) = some_book(&choices, false);
        let mut keep = sheet.len().saturating_sub(cut);
        while !sheet.is_char_boundary(keep) {
            keep -= 1;
        }
        let short = &sheet.as_bytes()[..keep];
        let bytes = book("", &[("xl/worksheets/sheet1.xml", short)]);
        prop_assert!(scanned(&bytes, None).is_err(), "{}", &sheet[..keep]);
        prop_assert!(read(&bytes).is_err(), "{}", &sheet[..keep]);
    }
}
