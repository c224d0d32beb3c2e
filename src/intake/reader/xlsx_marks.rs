//! What an xlsx sheet's XML says beyond the values of its cells.
//!
//! In: the bytes of a worksheet, and which styles and shared strings are struck
//! through. Out: [`SheetMarks`]: hidden rows, merged ranges, the rows the file
//! holds, and for the few cells that need one a [`CellMark`], by the cell's
//! ordinal in the file, so that it can be joined to the values in one pass.
//! It keeps nothing for an ordinary cell, and reads no value of its own.

use super::places::{is_zero, merge, place, row_number, small_number};
use super::room::SHEET_ROWS;
use super::tags::{Tag, TagKind, Tags, attributes};
use super::unreadable::{Unreadable, damaged};
use super::values::has_more_digits_than_a_float;
use super::xlsx_strings::Strings;
use super::xlsx_text::text;
use crate::intake::raw::Merge;

/// The error values that calamine has names for.
const KNOWN_ERRORS: [&[u8]; 7] =
    [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];

/// What a sheet's XML says beyond values.
#[derive(Debug, Default)]
pub(super) struct SheetMarks {
    /// The number of cell elements, with or without a value.
    pub cells: u64,
    /// The cells that need a mark, in file order.
    pub marks: Vec<CellMark>,
    /// Hidden rows, counted from 0.
    pub hidden_rows: Vec<u32>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Rows up to the last row element.
    pub rows: u32,
    /// The digits that marks point at.
    digits: String,
}

/// A cell that is more than its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellMark {
    /// Which cell element of the sheet it is, counted from 0.
    pub ordinal: u64,
    /// Row and column, counted from 0.
    pub position: (u32, u32),
    /// Struck through.
    pub struck: bool,
    /// What else there is to say.
    pub note: Note,
}

/// What a mark says besides the strike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Nothing.
    Plain,
    /// A formula whose value was never saved.
    EmptyFormula,
    /// An error value, so that its place is known where calamine has no name
    /// for it.
    Error,
    /// A whole number of more digits than a float keeps.
    Digits {
        /// First byte in the marks' digits.
        start: usize,
        /// One past the last.
        end: usize,
    },
}

impl SheetMarks {
    /// The digits of a mark, if it has some.
    pub fn digits(&self, note: Note) -> Option<&str> {
        match note {
            Note::Digits { start, end } => self.digits.get(start..end),
            Note::Plain | Note::EmptyFormula | Note::Error => None,
        }
    }
}

/// Which styles and shared strings are struck through, by index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Struck<'a> {
    pub styles: &'a [bool],
    pub strings: &'a Strings,
}

/// Reads the marks of a worksheet.
pub(super) fn scan(xml: &[u8], struck: Struck) -> Result<SheetMarks, Unreadable> {
    let mut scan =
        Scan { xml, struck, found: SheetMarks::default(), row: 0, column: 0, uncounted: false };
    let mut tags = Tags::new(xml);
    let (mut in_data, mut closed) = (false, false);
    while let Some(tag) = tags.next()? {
        match tag.name {
            b"sheetData" => in_data = tag.kind == TagKind::Open,
            b"worksheet" => closed = tag.kind != TagKind::Open,
            b"row" if in_data => scan.row(&tag)?,
            b"c" if in_data && tag.kind != TagKind::Close => scan.cell(&tag, &mut tags)?,
            b"mergeCell" if tag.kind != TagKind::Close => {
                let range = tag.attribute(b"ref").unwrap_or_default();
                let merge = merge(range).ok_or_else(|| damaged("a merged range has no place"))?;
                scan.found.merges.push(merge);
            }
            _ if in_data => return Err(damaged("rows hold what is no cell")),
            _ => {}
        }
    }
    // What was cut off would be merges.
    if closed { Ok(scan.found) } else { Err(damaged("a sheet has no end")) }
}

struct Scan<'a> {
    xml: &'a [u8],
    struck: Struck<'a>,
    found: SheetMarks,
    row: u32,
    column: u32,
    /// Whether the row has an error value that calamine has no name for: it
    /// does not count such a cell when it places the next one.
    uncounted: bool,
}

/// What the elements inside a cell say.
#[derive(Default)]
struct Inside<'a> {
    formula: bool,
    has_value: bool,
    value: &'a [u8],
    runs: RunStrike,
}

impl<'a> Scan<'a> {
    fn row(&mut self, tag: &Tag) -> Result<(), Unreadable> {
        if tag.kind != TagKind::Close {
            if let Some(number) = tag.attribute(b"r") {
                self.row = row_number(number).ok_or_else(|| damaged("a row has no place"))?;
            }
            if self.row >= SHEET_ROWS {
                return Err(damaged("a row stands beyond the sheet's last"));
            }
            self.found.rows = self.found.rows.max(self.row + 1);
            if tag.says_yes(b"hidden") || tag.attribute(b"ht").is_some_and(is_zero) {
                self.found.hidden_rows.push(self.row);
            }
        }
        // A row without a number follows the one before it.
        if tag.kind != TagKind::Open {
            self.row += 1;
            self.column = 0;
            self.uncounted = false;
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'a>, tags: &mut Tags<'a>) -> Result<(), Unreadable> {
        let (mut style, mut kind, mut position) = (Some(0), [].as_slice(), (self.row, self.column));
        for (key, value) in attributes(tag.attributes) {
            match key {
                b"r" => {
                    position = place(value).ok_or_else(|| damaged("a cell has no place"))?;
                    self.column = position.1;
                    self.uncounted = false;
                }
                b"s" => style = small_number(value),
                b"t" => kind = value,
                _ => {}
            }
        }
        if self.uncounted {
            return Err(damaged("a cell's place is read in two ways"));
        }
        let ordinal = self.found.cells;
        self.found.cells += 1;
        self.column += 1;
        if tag.kind == TagKind::Empty {
            return Ok(());
        }
        let inside = self.inside(tags, kind)?;
        if !inside.has_value && !inside.formula {
            return Ok(());
        }
        // calamine would read the first string of all.
        if kind == b"s" && !inside.value.is_empty() && small_number(inside.value).is_none() {
            return Err(damaged("a shared string is not there"));
        }
        let mut struck = style.is_some_and(|style| self.struck.styles.get(style) == Some(&true));
        if kind == b"s" {
            struck |= small_number(inside.value).is_some_and(|i| self.struck.strings.is_struck(i));
        }
        struck |= inside.runs.all_struck();
        let note = self.note(kind, &inside);
        self.uncounted = note == Note::Error;
        if struck || note != Note::Plain {
            self.found.marks.push(CellMark { ordinal, position, struck, note });
        }
        Ok(())
    }

    fn note(&mut self, kind: &[u8], inside: &Inside) -> Note {
        // `t="str"` with a value element of no text is a saved empty text.
        let saved = !inside.value.is_empty() || (inside.has_value && kind == b"str");
        if inside.formula && !saved {
            return Note::EmptyFormula;
        }
        if kind == b"e" && !inside.value.is_empty() && !KNOWN_ERRORS.contains(&inside.value) {
            return Note::Error;
        }
        if matches!(kind, b"" | b"n") && has_more_digits_than_a_float(inside.value) {
            let start = self.found.digits.len();
            self.found.digits.extend(inside.value.iter().copied().map(char::from));
            return Note::Digits { start, end: self.found.digits.len() };
        }
        Note::Plain
    }

    fn inside(&self, tags: &mut Tags<'a>, kind: &[u8]) -> Result<Inside<'a>, Unreadable> {
        let mut inside = Inside::default();
        let mut in_string = false;
        while let Some(tag) = tags.next()? {
            match (tag.name, tag.kind) {
                (b"c", TagKind::Close) => return Ok(inside),
                (b"f", TagKind::Open | TagKind::Empty) => inside.formula = true,
                (b"v", TagKind::Open) if kind == b"inlineStr" => {
                    return Err(damaged("a cell has its text in two ways"));
                }
                (b"v", TagKind::Open) => {
                    let end = memchr::memchr(b'<', &self.xml[tag.end..]).unwrap_or(0) + tag.end;
                    inside.value = self.xml[tag.end..end].trim_ascii();
                    // calamine would lose some of it.
                    let whole = self.xml.get(end + 1) == Some(&b'/');
                    if !whole || (memchr::memchr(b'&', inside.value).is_some() && kind != b"str") {
                        return Err(damaged("a value is written in pieces"));
                    }
                    inside.has_value = true;
                }
                (b"v", TagKind::Empty) => inside.has_value = true,
                (b"is", TagKind::Open) => {
                    in_string = true;
                    inside.has_value = true;
                    inside.value = b"is";
                }
                (b"is", TagKind::Close) => in_string = false,
                _ if in_string => inside.runs.see(&tag, self.xml),
                _ => {}
            }
        }
        Err(damaged("a cell has no end"))
    }
}

/// Whether all of a string's text is struck through, run by run.
#[expect(clippy::struct_excessive_bools, reason = "a run's state, and what was seen")]
#[derive(Debug, Default)]
struct RunStrike {
    run_struck: bool,
    seen_struck: bool,
    seen_plain: bool,
    /// In a reading, which is not shown.
    phonetic: bool,
}

impl RunStrike {
    fn see(&mut self, tag: &Tag, xml: &[u8]) {
        match (tag.name, tag.kind) {
            (b"r", _) => self.run_struck = false,
            (b"strike", TagKind::Open | TagKind::Empty) => {
                self.run_struck = !matches!(tag.attribute(b"val"), Some(b"0" | b"false"));
            }
            (b"rPh", kind) => self.phonetic = kind == TagKind::Open,
            (b"t", TagKind::Open) if !self.phonetic => {
                let raw = &xml[tag.end..];
                let raw = &raw[..memchr::memchr(b'<', raw).unwrap_or(raw.len())];
                let blank = text(raw, false).is_ok_and(|text| text.trim().is_empty());
                self.seen_struck |= !blank && self.run_struck;
                self.seen_plain |= !blank && !self.run_struck;
            }
            _ => {}
        }
    }

    fn all_struck(&self) -> bool {
        self.seen_struck && !self.seen_plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &str) -> String {
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
    }

    fn marks_of(rows: &str) -> SheetMarks {
        let strings =
            "<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>b</t></r></si><si/></sst>";
        let strings = Strings::parse(strings.as_bytes()).expect("strings");
        let struck = Struck { styles: &[false, true], strings: &strings };
        scan(sheet(rows).as_bytes(), struck).expect("a sheet")
    }

    #[test]
    fn rows_and_cells_without_a_reference_follow_the_one_before() {
        let found = marks_of(
            "<row><c/><c><f>A1</f></c></row><row r=\"5\"><c/></row><row><c><f>A1</f><v/></c></row>",
        );
        let places: Vec<_> = found.marks.iter().map(|mark| (mark.ordinal, mark.position)).collect();
        assert_eq!(places, [(1, (0, 1)), (3, (5, 0))]);
        assert_eq!((found.cells, found.rows), (4, 6));
    }

    #[test]
    fn which_formulas_have_no_saved_value() {
        for (cell, unsaved) in [
            ("<c><f>A1</f></c>", true),
            ("<c><f>A1</f><v/></c>", true),
            ("<c><f>A1</f><v></v></c>", true),
            ("<c t=\"shared\"><f t=\"shared\" si=\"0\"/></c>", true),
            ("<c t=\"str\"><f>A1</f></c>", true),
            ("<c t=\"str\"><f>A1</f><v></v></c>", false),
            ("<c><f>A1</f><v>0</v></c>", false),
            ("<c t=\"inlineStr\"><f>A1</f><is><t>x</t></is></c>", false),
            ("<c s=\"0\"/>", false),
            ("<c><v></v></c>", false),
        ] {
            let found = marks_of(&format!("<row>{cell}</row>"));
            let seen = found.marks.iter().any(|mark| mark.note == Note::EmptyFormula);
            assert_eq!(seen, unsaved, "{cell}");
        }
    }

    #[test]
    fn strikes_are_seen_in_styles_shared_strings_and_runs() {
        for (cell, struck) in [
            ("<c s=\"1\"><v>1</v></c>", true),
            ("<c s=\"0\"><v>1</v></c>", false),
            ("<c s=\"1\"/>", false),
            ("<c t=\"s\"><v>1</v></c>", true),
            ("<c t=\"s\"><v>0</v></c>", false),
            ("<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>x</t></r></is></c>", true),
            (
                "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>x</t></r><r><t>y</t></r></is></c>",
                false,
            ),
            (
                "<c t=\"inlineStr\"><is><r><rPr><strike val=\"0\"/></rPr><t>x</t></r></is></c>",
                false,
            ),
            (
                "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>x</t></r><r><t>_x000D_</t></r>\
                 <rPh><t>y</t></rPh></is></c>",
                true,
            ),
        ] {
            let found = marks_of(&format!("<row>{cell}</row>"));
            assert_eq!(found.marks.iter().any(|mark| mark.struck), struck, "{cell}");
        }
    }

    #[test]
    fn which_numbers_keep_their_own_digits() {
        for (number, whole) in [
            ("430621199001011234", true),
            ("-430621199001011234", true),
            ("123456789012345", false),
            ("0000000123456789012345", false),
            ("4.30621199001011E+17", false),
            ("600.10000000000002", false),
            ("600", false),
        ] {
            let found = marks_of(&format!("<row><c><v>{number}</v></c></row>"));
            let digits = found.marks.first().and_then(|mark| found.digits(mark.note));
            assert_eq!(digits, whole.then_some(number));
        }
    }

    #[test]
    fn hidden_rows_and_merges_are_seen() {
        let found = scan(
            b"<worksheet><sheetData><row r=\"2\" hidden=\"1\"/><row r=\"4\" hidden=\"true\"/>\
              <row r=\"5\" ht=\"0\"/><row r=\"9\" s=\"1\"/></sheetData>\
              <mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3\"/></mergeCells></worksheet>",
            Struck { styles: &[], strings: &Strings::default() },
        )
        .expect("a sheet");
        assert_eq!(found.hidden_rows, [1, 3, 4]);
        assert_eq!(found.rows, 9);
        let title = Merge { first_row: 0, last_row: 0, first_column: 0, last_column: 2 };
        assert_eq!(found.merges[0], title);
    }

    #[test]
    fn places_beyond_the_sheet_are_damage() {
        for rows in [
            "<row r=\"1048577\"/>",
            "<row r=\"0\"/>",
            "<row><c r=\"XFE1\"/></row>",
            "<row><c r=\"A99999999999\"/></row>",
            "<row><c r=\"1\"/></row>",
        ] {
            assert!(
                scan(sheet(rows).as_bytes(), Struck { styles: &[], strings: &Strings::default() })
                    .is_err(),
                "{rows}"
            );
        }
        assert_eq!(place(b"XFD1048576"), Some((1_048_575, 16_383)));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(cut in 0_usize..200, byte: u8, at in 0_usize..200) {
            let whole = sheet("<row r=\"1\" hidden=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><f>A1</f><v>1</v></c></row>");
            let mut bytes = whole.into_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = scan(&bytes, Struck { styles: &[true], strings: &Strings::default() });
        }
    }
}
