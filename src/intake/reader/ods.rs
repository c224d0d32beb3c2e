//! The reader of `OpenDocument` spreadsheets.
//!
//! In: an opened container. Out: its sheets, streamed from `content.xml`: the
//! millions of rows and cells that the format repeats by a number cost nothing
//! where they are blank, and are counted where they are not. Comments, drawings
//! and forms are passed over; formulas are never evaluated. Styles that inherit
//! a strike from `styles.xml` are not followed.

use std::collections::HashSet;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use super::ods_cell::{Cell, Content, attribute};
use super::package::Package;
use super::room::{Limits, Room, SHEET_COLUMNS, SHEET_ROWS};
use super::unreadable::{Unreadable, damaged};
use crate::intake::raw::{Merge, RawSheet, RawWorkbook, Sight};

const SIGHT: Sight = Sight::EVERYTHING;

/// Reads a workbook.
pub(super) fn read(mut package: Package, limits: &Limits) -> Result<RawWorkbook, Unreadable> {
    if let Some(index) = package.find("META-INF/manifest.xml") {
        let manifest = package.inflate(index)?;
        if memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Unreadable::PasswordProtected);
        }
    }
    let mut content = Vec::new();
    for index in 0..package.len() {
        match package.name(index) {
            "meta-inf/manifest.xml" => {}
            "content.xml" => content = package.inflate_xml(index)?,
            "mimetype" => {
                let kind = package.inflate(index)?;
                if memmem::find(&kind, b"opendocument.spreadsheet").is_none() {
                    return Err(Unreadable::NotASpreadsheet);
                }
            }
            _ => package.count(index)?,
        }
    }
    let content = std::str::from_utf8(&content).map_err(damaged)?;
    let mut xml = Reader::from_str(content);
    xml.config_mut().expand_empty_elements = true;
    let mut book =
        Book { xml, styles: Styles::default(), room: Room::new(limits), sheets: Vec::new() };
    book.read()?;
    Ok(RawWorkbook { reader: "ods".into(), sight: SIGHT, sheets: book.sheets })
}

/// The automatic styles that matter, by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Tables that are not displayed.
    hidden_tables: HashSet<String>,
    /// Cells struck through.
    struck_cells: HashSet<String>,
    /// Text struck through.
    pub struck_text: HashSet<String>,
}

impl Styles {
    fn see(
        &mut self,
        (name, family): &(String, String),
        tag: &BytesStart,
    ) -> Result<(), Unreadable> {
        if tag.name().as_ref() == "style:table-properties" {
            if family == "table" && attribute(tag, "table:display")?.as_deref() == Some("false") {
                self.hidden_tables.insert(name.clone());
            }
            return Ok(());
        }
        let style = attribute(tag, "style:text-line-through-style")?;
        let kind = attribute(tag, "style:text-line-through-type")?;
        if style.or(kind).is_some_and(|line| line != "none") {
            match family.as_str() {
                "table-cell" => self.struck_cells.insert(name.clone()),
                "text" => self.struck_text.insert(name.clone()),
                _ => false,
            };
        }
        Ok(())
    }
}

struct Book<'a> {
    xml: Reader<&'a [u8]>,
    styles: Styles,
    room: Room,
    sheets: Vec<RawSheet>,
}

/// A sheet while it is read.
#[derive(Default)]
struct Table {
    /// The next row.
    row: u32,
    /// For each run of columns: one past its last, and whether it is struck.
    columns: Vec<(u32, bool)>,
    /// Runs of hidden rows: first, one past the last.
    hidden: Vec<(u32, u32)>,
}

impl Table {
    /// Whether the cells of a column are struck where they do not say otherwise.
    fn is_struck(&self, column: u32) -> bool {
        // A file may have as many runs as it has cells.
        let run = self.columns.partition_point(|run| run.0 <= column);
        self.columns.get(run).is_some_and(|run| run.1)
    }
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    /// Cells with a value: column, how often, and what.
    cells: Vec<(u32, u32, Content)>,
    /// Merged ranges: column, columns, rows.
    spans: Vec<(u32, u32, u32)>,
}

impl Book<'_> {
    fn read(&mut self) -> Result<(), Unreadable> {
        let mut style = (String::new(), String::new());
        loop {
            match self.xml.read_event().map_err(damaged)? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "style:style" => {
                        let name = attribute(&tag, "style:name")?.unwrap_or_default();
                        let family = attribute(&tag, "style:family")?.unwrap_or_default();
                        style = (name, family);
                    }
                    "style:text-properties" | "style:table-properties" => {
                        self.styles.see(&style, &tag)?;
                    }
                    "table:table" => self.table(&tag)?,
                    "table:tracked-changes" => self.skip(&tag)?,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn table(&mut self, tag: &BytesStart) -> Result<(), Unreadable> {
        let mut sheet = RawSheet::named(attribute(tag, "table:name")?.unwrap_or_default());
        let style = attribute(tag, "table:style-name")?;
        sheet.hidden = style.is_some_and(|style| self.styles.hidden_tables.contains(&style));
        let mut table = Table::default();
        loop {
            match self.xml.read_event().map_err(damaged)? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-column" => {
                        let repeat = count(&tag, "table:number-columns-repeated")?;
                        let until = table.columns.last().map_or(0, |run| run.0);
                        let struck = self.is_struck(&tag, "table:default-cell-style-name")?;
                        let until = until.saturating_add(repeat);
                        table.columns.push((until, struck.unwrap_or(false)));
                    }
                    "table:table-row" => self.row(&tag, &mut table, &mut sheet)?,
                    // What only groups columns or rows is looked into.
                    "table:table-columns"
                    | "table:table-header-columns"
                    | "table:table-column-group"
                    | "table:table-rows"
                    | "table:table-header-rows"
                    | "table:table-row-group" => {}
                    _ => self.skip(&tag)?,
                },
                Event::End(tag) if tag.name().as_ref() == "table:table" => break,
                Event::Eof => return Err(damaged("a table has no end")),
                _ => {}
            }
        }
        sheet.finish();
        for (first, end) in table.hidden {
            let end = end.min(sheet.rows);
            self.room.take_cells(u64::from(end.saturating_sub(first)))?;
            sheet.hidden_rows.extend(first..end);
        }
        sheet.finish();
        self.sheets.push(sheet);
        Ok(())
    }

    fn row(
        &mut self,
        tag: &BytesStart,
        table: &mut Table,
        sheet: &mut RawSheet,
    ) -> Result<(), Unreadable> {
        let repeat = count(tag, "table:number-rows-repeated")?;
        let row_struck = self.is_struck(tag, "table:default-cell-style-name")?;
        let visibility = attribute(tag, "table:visibility")?;
        let hidden = visibility.is_some_and(|value| value == "collapse" || value == "filter");
        let Row { cells, spans } = self.cells(row_struck, table)?;
        let next = table.row.saturating_add(repeat);
        if hidden {
            table.hidden.push((table.row, next));
        }
        if !cells.is_empty() || !spans.is_empty() {
            if next > SHEET_ROWS {
                return Err(damaged("a row stands beyond the sheet's last"));
            }
            for row in table.row..next {
                self.put(sheet, row, &cells, &spans)?;
            }
        }
        // A blank row counts where it stands by itself; the long run that fills
        // a sheet to its last row does not.
        if !cells.is_empty() || (repeat == 1 && next < SHEET_ROWS) {
            sheet.rows = sheet.rows.max(next.min(SHEET_ROWS));
        }
        table.row = next;
        Ok(())
    }

    /// Reads a row's cells, to the row's end.
    fn cells(&mut self, row_struck: Option<bool>, table: &Table) -> Result<Row, Unreadable> {
        let mut row = Row::default();
        let mut column: u32 = 0;
        loop {
            let tag = match self.xml.read_event().map_err(damaged)? {
                Event::Start(tag) => tag,
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(row),
                Event::Eof => return Err(damaged("a row has no end")),
                _ => continue,
            };
            if !matches!(tag.name().as_ref(), "table:table-cell" | "table:covered-table-cell") {
                self.skip(&tag)?;
                continue;
            }
            let repeat = count(&tag, "table:number-columns-repeated")?;
            let wide = count(&tag, "table:number-columns-spanned")?;
            let high = count(&tag, "table:number-rows-spanned")?;
            if wide > 1 || high > 1 {
                row.spans.push((column, wide, high));
            }
            let own_struck = self.is_struck(&tag, "table:style-name")?;
            let next = column.saturating_add(repeat);
            if let Some(mut content) = Cell::of(&tag)?.read(&mut self.xml, &self.styles)? {
                if next > SHEET_COLUMNS {
                    return Err(damaged("a cell stands beyond the last column"));
                }
                content.struck |=
                    own_struck.or(row_struck).unwrap_or_else(|| table.is_struck(column));
                row.cells.push((column, repeat, content));
            }
            column = next;
        }
    }

    fn put(
        &mut self,
        sheet: &mut RawSheet,
        row: u32,
        cells: &[(u32, u32, Content)],
        spans: &[(u32, u32, u32)],
    ) -> Result<(), Unreadable> {
        for (first, repeat, content) in cells {
            for column in *first..first + repeat {
                let place = (row, column);
                self.room.push(sheet, place, content.kind, content.struck, &content.text)?;
            }
        }
        for &(column, wide, high) in spans {
            self.room.take_cells(1)?;
            let last =
                |first: u32, span: u32, end: u32| first.saturating_add(span).min(end).max(1) - 1;
            let column_of = |column: u32| u16::try_from(column).map_err(damaged);
            sheet.merges.push(Merge {
                first_row: row,
                last_row: last(row, high, SHEET_ROWS),
                first_column: column_of(column)?,
                last_column: column_of(last(column, wide, SHEET_COLUMNS))?,
            });
        }
        Ok(())
    }

    /// Whether the style that an attribute names is struck; `None` without one.
    fn is_struck(&self, tag: &BytesStart, key: &str) -> Result<Option<bool>, Unreadable> {
        if self.styles.struck_cells.is_empty() {
            return Ok(None);
        }
        Ok(attribute(tag, key)?.map(|style| self.styles.struck_cells.contains(&style)))
    }

    fn skip(&mut self, tag: &BytesStart) -> Result<(), Unreadable> {
        let name = tag.name().as_ref().to_string();
        self.xml.read_to_end(QName(&name)).map_err(damaged)?;
        Ok(())
    }
}

/// A number of repetitions, 1 where it is not said.
fn count(tag: &BytesStart, key: &str) -> Result<u32, Unreadable> {
    match attribute(tag, key)? {
        None => Ok(1),
        Some(text) => text.parse().map_err(|_| damaged(format_args!("{key} is no number"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::zipped;
    use super::super::read_workbook;
    use super::*;
    use crate::intake::raw::CellKind;

    const STYLES: &str = "<office:automatic-styles>\
        <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
        <style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"ce2\" style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-line-through-type=\"single\"/></style:style>\
        </office:automatic-styles>";

    fn ods(tables: &str) -> Vec<u8> {
        let content = format!(
            "<?xml version=\"1.0\"?><office:document-content>{STYLES}<office:body>\
             <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        );
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    }

    fn read_rows(rows: &str) -> Result<RawWorkbook, Unreadable> {
        let bytes = ods(&format!("<table:table table:name=\"表\">{rows}</table:table>"));
        read_workbook("a.ods", &bytes, &Limits::default())
    }

    fn cells(book: &RawWorkbook) -> Vec<(u32, u16, CellKind, bool, &str)> {
        let sheet = &book.sheets[0];
        sheet.cells.iter().map(|c| (c.row, c.column, c.kind, c.struck, sheet.text(c))).collect()
    }

    /// What one cell, given as XML, is read as.
    fn one(cell: &str) -> (CellKind, bool, String) {
        let book =
            read_rows(&format!("<table:table-row>{cell}</table:table-row>")).expect("a book");
        let (_, _, kind, struck, text) = cells(&book)[0];
        (kind, struck, text.to_string())
    }

    #[test]
    fn each_kind_of_value_is_read() {
        for (cell, kind, text) in [
            (
                "office:value-type=\"float\" office:value=\"600\"><text:p>600.00</text:p>",
                CellKind::Number,
                "600",
            ),
            (
                "office:value-type=\"float\" office:value=\"430621199001011234\">",
                CellKind::NumberWhole,
                "430621199001011234",
            ),
            (
                "office:value-type=\"float\" office:value=\"4.30621199001011E+017\">",
                CellKind::Number,
                "430621199001011008",
            ),
            ("office:value-type=\"currency\" office:value=\"600.5\">", CellKind::Number, "600.5"),
            (
                "office:value-type=\"date\" office:date-value=\"2020-12-31T10:00:00\">",
                CellKind::Date,
                "2020-12-31",
            ),
            (
                "office:value-type=\"boolean\" office:boolean-value=\"true\">",
                CellKind::Bool,
                "TRUE",
            ),
            (
                "office:value-type=\"string\"><text:p>张<text:s text:c=\"2\"/>三 &amp;</text:p><text:p> 李\n四 </text:p>",
                CellKind::Text,
                "张  三 &\n李 四",
            ),
            ("office:value-type=\"string\" office:string-value=\"王五\">", CellKind::Text, "王五"),
            (
                "table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>",
                CellKind::Error,
                "#DIV/0!",
            ),
            ("table:formula=\"of:=[.A1]\">", CellKind::EmptyFormula, ""),
            (
                "table:formula=\"of:=[.A1]\" office:value-type=\"float\">",
                CellKind::EmptyFormula,
                "",
            ),
            (
                "office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation><text:p>赵六</text:p>",
                CellKind::Text,
                "赵六",
            ),
        ] {
            let seen = one(&format!("<table:table-cell {cell}</table:table-cell>"));
            assert_eq!((seen.0, &*seen.2), (kind, text), "{cell}");
        }
    }

    #[test]
    fn strikes_come_from_cells_rows_columns_and_text() {
        let text = "office:value-type=\"string\"><text:p>";
        for (cell, struck) in [
            (
                format!(
                    "<table:table-cell table:style-name=\"ce1\" {text}a</text:p></table:table-cell>"
                ),
                true,
            ),
            (
                format!(
                    "<table:table-cell table:style-name=\"ce2\" {text}a</text:p></table:table-cell>"
                ),
                false,
            ),
            (
                format!(
                    "<table:table-cell {text}<text:span text:style-name=\"T1\">a</text:span></text:p></table:table-cell>"
                ),
                true,
            ),
            (
                format!(
                    "<table:table-cell {text}<text:span text:style-name=\"T1\">a</text:span>b</text:p></table:table-cell>"
                ),
                false,
            ),
        ] {
            assert_eq!(one(&cell).1, struck, "{cell}");
        }
        let plain = format!("<table:table-cell {text}a</text:p></table:table-cell>");
        let rows = format!(
            "<table:table-column/><table:table-column table:number-columns-repeated=\"9\" table:default-cell-style-name=\"ce1\"/>\
             <table:table-row>{plain}{plain}</table:table-row>\
             <table:table-row table:default-cell-style-name=\"ce2\">{plain}{plain}</table:table-row>"
        );
        let book = read_rows(&rows).expect("a book");
        let struck: Vec<bool> = cells(&book).iter().map(|cell| cell.3).collect();
        assert_eq!(struck, [false, true, false, false]);
    }

    #[test]
    fn repeats_merges_and_hidden_rows_keep_their_places() {
        let text = |t: &str| {
            format!("office:value-type=\"string\"><text:p>{t}</text:p></table:table-cell>")
        };
        let rows = format!(
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
             <table:table-row table:visibility=\"collapse\"><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\" {}\
             <table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" {}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\"><table:covered-table-cell table:number-columns-repeated=\"2\"/><table:table-cell {}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048570\" table:visibility=\"collapse\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
            text("甲"),
            text("乙"),
            text("丙")
        );
        let book = read_rows(&rows).expect("a book");
        let places: Vec<_> = cells(&book).iter().map(|c| (c.0, c.1, c.4)).collect();
        assert_eq!(places, [(3, 0, "甲"), (3, 2, "乙"), (3, 3, "乙"), (4, 2, "丙"), (5, 2, "丙")]);
        let sheet = &book.sheets[0];
        assert_eq!((&*sheet.hidden_rows, sheet.rows), (&[3, 4, 5][..], 6));
        let merge = Merge { first_row: 3, last_row: 4, first_column: 0, last_column: 1 };
        assert_eq!(sheet.merges, [merge]);
    }

    #[test]
    fn repeats_that_would_fill_the_memory_are_refused() {
        let rows = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
                    table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
        let limits = Limits { cells: 50_000, ..Limits::default() };
        let bytes = ods(&format!("<table:table>{rows}</table:table>"));
        let refused = read_workbook("a.ods", &bytes, &limits).err();
        assert!(matches!(refused, Some(Unreadable::TooLarge { .. })), "{refused:?}");
        assert!(read_rows(&rows.replace("1048576", "9999999")).is_err());
    }

    #[test]
    fn hidden_sheets_passwords_and_entities() {
        let row = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
        let bytes = ods(&format!(
            "<table:table table:name=\"旧\" table:style-name=\"ta2\">{row}</table:table>"
        ));
        assert!(
            read_workbook("a.ods", &bytes, &Limits::default()).expect("a book").sheets[0].hidden
        );
        let locked = zipped(&[
            ("content.xml", b"\x01\x02"),
            ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ]);
        let refused = read_workbook("a.ods", &locked, &Limits::default()).err();
        assert_eq!(refused, Some(Unreadable::PasswordProtected));
        assert!(read_rows("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>&xxe;</text:p></table:table-cell></table:table-row>").is_err());
        let letter = zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<a/>"),
        ]);
        assert_eq!(
            read_workbook("a.ods", &letter, &Limits::default()).err(),
            Some(Unreadable::NotASpreadsheet)
        );
    }

    proptest::proptest! {
        #[test]
        fn no_content_makes_it_panic(at: usize, byte in 32_u8..127) {
            let mut content = format!(
                "<office:document-content>{STYLES}<table:table><table:table-row table:number-rows-repeated=\"2\">\
                 <table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"3\"><text:p>a<text:s/>&amp;</text:p>\
                 </table:table-cell></table:table-row></table:table></office:document-content>"
            ).into_bytes();
            let place = at % content.len();
            content[place] = byte;
            let _ = read_workbook("a.ods", &zipped(&[("content.xml", &content)]), &Limits::default());
        }
    }
}
