//! The other xlsx reader: calamine for the values, our own pass for the marks.
//!
//! In: the bytes of an xlsx, xlsm or xltx that our own reader
//! ([`super::xlsx`]) finds unusual. Out: its worksheets. Cells are streamed,
//! never laid out in a grid. Both passes count the cell elements; where they
//! disagree the file is refused rather than joined wrongly.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::package::{Package, is_xml};
use super::room::{Limits, Room, SHEET_ROWS};
use super::unreadable::{Unreadable, damaged};
use super::values::{self, Known};
use super::xlsx_marks::{self, Note, Struck};
use super::xlsx_parts::Plan;
use super::xlsx_strings::Strings;
use crate::intake::raw::{CellKind, RawSheet, RawWorkbook, Sight};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

const SIGHT: Sight = Sight::EVERYTHING;

/// Reads a workbook.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package,
    limits: &Limits,
) -> Result<RawWorkbook, Unreadable> {
    let plan = Plan::read(&mut package)?;
    // calamine looks for them under their usual names, relations or not.
    for (part, usual) in [(&plan.strings, "sharedstrings.xml"), (&plan.styles, "styles.xml")] {
        let usual = format!("{}{usual}", plan.folder);
        if part.as_ref().is_some_and(|part| *part != usual) {
            return Err(damaged("strings or styles lie in another part than is usual"));
        }
    }
    let mut strings = Strings::default();
    for index in 0..package.len() {
        let name = package.name(index).to_string();
        if plan.seen.contains(&index) || plan.is_sheet(&name) {
            continue;
        }
        if plan.strings.as_ref() == Some(&name) {
            // Also refuses what calamine would take the memory for at once, or
            // miscount.
            strings = Strings::read(&mut package, index)?;
        } else if is_xml(&name) {
            package.inflate_xml(index)?;
        } else {
            package.count(index)?;
        }
    }
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let metadata = book.sheets_metadata().to_vec();
    values::check_sheets(&metadata, plan.sheets.len())?;
    let mut room = Room::new(limits);
    let mut sheets = Vec::new();
    for (meta, listed) in metadata.iter().zip(&plan.sheets) {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let index =
            package.find(&listed.part).ok_or_else(|| damaged("a sheet's part is missing"))?;
        let xml = package.inflate_xml(index)?;
        let mut sheet = RawSheet::named(&meta.name);
        sheet.hidden = meta.visible != SheetVisible::Visible;
        read_sheet(&mut book, &xml, &strings, &mut sheet, &mut room)?;
        sheets.push(sheet);
    }
    Ok(RawWorkbook { reader: "calamine xlsx".into(), sight: SIGHT, sheets })
}

fn read_sheet(
    book: &mut Book,
    xml: &[u8],
    strings: &Strings,
    sheet: &mut RawSheet,
    room: &mut Room,
) -> Result<(), Unreadable> {
    let from_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(refused)?;
    let struck_styles: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| style.font.as_ref().is_some_and(calamine::Font::has_strikethrough))
        .collect();
    let found = xlsx_marks::scan(xml, Struck { styles: &struck_styles, strings })?;
    let mut marks = found.marks.iter().peekable();
    let mut ordinal = 0;
    loop {
        let mark = marks.next_if(|mark| mark.ordinal == ordinal);
        let known = Known {
            struck: mark.is_some_and(|mark| mark.struck),
            digits: mark.and_then(|mark| found.digits(mark.note)),
            from_1904,
        };
        match cells.next_cell_with_formula_metadata() {
            Ok(None) => break,
            Ok(Some(cell)) if mark.is_some_and(|mark| mark.position != cell.pos) => {
                return Err(damaged("a cell's place is read in two ways"));
            }
            Ok(Some(cell)) if cell.pos.0 >= SHEET_ROWS => {
                return Err(damaged("a row stands beyond the sheet's last"));
            }
            Ok(Some(cell)) if mark.is_some_and(|mark| mark.note == Note::EmptyFormula) => {
                room.push(sheet, cell.pos, CellKind::EmptyFormula, known.struck, "")?;
            }
            Ok(Some(cell)) => values::push(room, sheet, cell.pos, &cell.value, known)?,
            // An error value younger than calamine's list, such as #SPILL!: the
            // cell is lost to calamine, not to us, and the next one follows.
            Err(XlsxError::CellError(text)) => {
                let mark = mark.ok_or_else(|| damaged(format_args!("error value {text}")))?;
                room.push(sheet, mark.position, CellKind::Error, known.struck, &text)?;
            }
            Err(error) => return Err(refused(error)),
        }
        ordinal += 1;
    }
    if ordinal != found.cells {
        return Err(damaged("a sheet's cells are counted in two ways"));
    }
    room.take_cells(u64::try_from(found.hidden_rows.len()).unwrap_or(u64::MAX))?;
    sheet.rows = found.rows;
    sheet.hidden_rows = found.hidden_rows;
    sheet.merges = found.merges;
    sheet.finish();
    Ok(())
}

fn refused(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::PasswordProtected,
        other => damaged(other),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::package::tests::zipped;
    use super::super::{Excess, read_workbook};
    use super::*;
    use crate::intake::raw::Merge;

    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const STYLES: &str = "<styleSheet><fonts><font/><font><strike/></font></fonts>\
        <cellXfs><xf fontId=\"0\" numFmtId=\"0\"/><xf fontId=\"1\" numFmtId=\"0\"/>\
        <xf fontId=\"0\" numFmtId=\"14\"/></cellXfs></styleSheet>";
    const STRINGS: &str = "<sst uniqueCount=\"3\"><si><t>姓名</t></si><si/>\
        <si><r><rPr><strike/></rPr><t>李四</t></r></si></sst>";

    /// An xlsx of one sheet with that content, and more parts.
    pub fn book(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
        let links = format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATION}/worksheet\" \
             Target=\"worksheets/sheet1.xml\"/></Relationships>"
        );
        let root = format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATION}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let workbook =
            "<workbook><sheets><sheet name=\"和平 &amp; 村\" r:id=\"r1\"/></sheets></workbook>";
        let sheet = format!("<worksheet>{sheet}</worksheet>");
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", root.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ];
        parts.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        parts.extend(more);
        zipped(&parts)
    }

    fn read_rows(rows: &str) -> Result<RawWorkbook, Unreadable> {
        let bytes = book(&format!("<sheetData>{rows}</sheetData>"), &[]);
        read_workbook("名册.xlsx", &bytes, &Limits::default())
    }

    /// The cells of the first sheet: row, column, kind, struck, text.
    fn cells(book: &RawWorkbook) -> Vec<(u32, u16, CellKind, bool, &str)> {
        let sheet = &book.sheets[0];
        let cell = |c: &crate::intake::raw::RawCell| (c.row, c.column, c.kind, c.struck);
        sheet
            .cells
            .iter()
            .map(|c| (cell(c).0, cell(c).1, cell(c).2, cell(c).3, sheet.text(c)))
            .collect()
    }

    #[test]
    fn values_and_marks_are_joined() {
        let book = read_rows(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
             <c r=\"C1\" t=\"s\"><v>2</v></c></row>\
             <row r=\"3\" hidden=\"1\"><c r=\"A3\" s=\"1\"><v>600</v></c><c r=\"B3\"><v>430621199001011234</v></c>\
             <c r=\"C3\"><v>4.30621199001011E+17</v></c><c r=\"D3\" s=\"2\"><v>44196</v></c>\
             <c r=\"E3\" s=\"2\"><v>430621199001011234</v></c></row>\
             <row r=\"4\"><c r=\"A4\"><f>B3</f></c><c r=\"B4\" t=\"str\"><f>B9</f><v></v></c>\
             <c r=\"C4\" t=\"e\"><v>#REF!</v></c><c r=\"D4\" t=\"e\"><v>#SPILL!</v></c>\
             <c r=\"E4\" t=\"b\"><v>1</v></c><c r=\"F4\" t=\"inlineStr\"><is><t>王五</t></is></c>\
             <c r=\"G4\"><f>B3</f><v>600.10000000000002</v></c></row>",
        )
        .expect("a workbook");
        assert_eq!(book.sheets[0].name, "和平 & 村");
        assert_eq!(book.sheets[0].hidden_rows, [2]);
        let expected = [
            (0, 0, CellKind::Text, false, "姓名"),
            (0, 2, CellKind::Text, true, "李四"),
            (2, 0, CellKind::Number, true, "600"),
            (2, 1, CellKind::NumberWhole, false, "430621199001011234"),
            (2, 2, CellKind::Number, false, "430621199001011008"),
            (2, 3, CellKind::Date, false, "2020-12-31"),
            (2, 4, CellKind::Date, false, "430621199001011234"),
            (3, 0, CellKind::EmptyFormula, false, ""),
            (3, 2, CellKind::Error, false, "#REF!"),
            (3, 3, CellKind::Error, false, "#SPILL!"),
            (3, 4, CellKind::Bool, false, "TRUE"),
            (3, 5, CellKind::Text, false, "王五"),
            (3, 6, CellKind::Number, false, "600.1"),
        ];
        assert_eq!(cells(&book), expected);
    }

    #[test]
    fn merges_and_hidden_sheets_are_told() {
        let hidden = "<workbook><workbookPr date1904=\"1\"/><sheets>\
                      <sheet name=\"旧表\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>";
        let sheet = "<sheetData><row><c s=\"2\"><v>42734</v></c></row></sheetData>\
                     <mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
        let bytes = book(sheet, &[("xl/workbook.xml", hidden.as_bytes())]);
        let book = read_workbook("a.xlsx", &bytes, &Limits::default()).expect("a workbook");
        assert!(book.sheets[0].hidden);
        let merge = Merge { first_row: 0, last_row: 1, first_column: 0, last_column: 1 };
        assert_eq!(book.sheets[0].merges, [merge]);
        assert_eq!(cells(&book), [(0, 0, CellKind::Date, false, "2020-12-31")]);
    }

    #[test]
    fn a_cell_at_the_far_corner_costs_nothing() {
        let book = read_rows(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
             <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
        )
        .expect("a workbook");
        assert_eq!(cells(&book)[1], (1_048_575, 16_383, CellKind::Number, false, "2"));
        assert_eq!(book.sheets[0].rows, 1_048_576);
    }

    #[test]
    fn blank_rows_are_counted_and_not_kept() {
        // Only the sheet's bytes grow with them: nothing is kept of a row that
        // is neither hidden nor holds a value.
        let mut blank = String::new();
        for row in 2..=50_000 {
            blank.push_str(&format!("<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"1\"/></row>"));
        }
        let book = read_rows(&format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>{blank}"))
            .expect("a workbook");
        assert_eq!((book.sheets[0].cells.len(), book.sheets[0].rows), (1, 50_000));
    }

    #[test]
    fn what_lies_about_the_strings_is_refused_before_memory_is_taken() {
        let strings = "<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
        let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
        let bytes = book(sheet, &[("xl/sharedStrings.xml", strings.as_bytes())]);
        let refused = read_workbook("a.xlsx", &bytes, &Limits::default());
        assert!(matches!(refused, Err(Unreadable::Parser { .. })));
    }

    #[test]
    fn caps_and_document_types_are_refused() {
        let sheet = "<sheetData><row><c><v>1</v></c></row></sheetData>";
        let limits = Limits { decompressed_bytes: 200_000, ..Limits::default() };
        let bytes = book(sheet, &[("xl/media/image1.png", vec![0; 300_000].as_slice())]);
        let expected = Unreadable::TooLarge { what: Excess::DecompressedBytes, limit: 200_000 };
        assert_eq!(read_workbook("a.xlsx", &bytes, &limits).err(), Some(expected));
        let part = b"<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>".as_slice();
        for name in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"] {
            let refused =
                read_workbook("a.xlsx", &book(sheet, &[(name, part)]), &Limits::default());
            assert!(matches!(refused, Err(Unreadable::DtdOrEntity { .. })), "{name}");
        }
    }

    #[test]
    fn a_workbook_without_a_sheet_or_a_value_is_refused() {
        assert_eq!(read_rows("<row><c s=\"1\"/></row>").err(), Some(Unreadable::NoData));
        let none = b"<workbook><sheets/></workbook>".as_slice();
        let bytes = book("", &[("xl/workbook.xml", none)]);
        let refused = read_workbook("a.xlsx", &bytes, &Limits::default());
        assert_eq!(refused.err(), Some(Unreadable::NoSheet));
    }

    #[test]
    fn a_real_workbook_is_read() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let struck = rust_xlsxwriter::Format::new().set_font_strikethrough();
        sheet.write_string(0, 0, "姓名").expect("a cell");
        sheet.write_string_with_format(1, 0, "张三", &struck).expect("a cell");
        sheet.write_formula(1, 1, "=SUM(A1)").expect("a cell");
        sheet.set_row_hidden(1).expect("a row");
        sheet.merge_range(3, 0, 4, 1, "合计", &struck).expect("a range");
        let bytes = book.save_to_buffer().expect("a workbook");
        let book = read_workbook("a.xlsx", &bytes, &Limits::default()).expect("a workbook");
        let sheet = &book.sheets[0];
        assert_eq!((&*sheet.hidden_rows, sheet.merges.len(), sheet.rows), (&[1][..], 1, 5));
        let seen: Vec<_> = cells(&book).iter().map(|c| (c.3, c.4)).collect();
        assert_eq!(seen, [(false, "姓名"), (true, "张三"), (false, "0"), (true, "合计")]);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: usize, byte: u8, cut in 0_usize..3000) {
            let sheet = "<sheetData><row hidden=\"1\"><c t=\"s\"><v>0</v></c></row></sheetData>";
            let mut bytes = book(sheet, &[]);
            let place = at % bytes.len();
            bytes[place] = byte;
            if cut < bytes.len() / 2 {
                bytes.truncate(bytes.len() - cut);
            }
            let _ = read_workbook("a.xlsx", &bytes, &Limits::default());
        }
    }
}
