//! The reader of text tables: `.csv`, `.txt`, `.tsv`.
//!
//! In: the bytes of a text file. Out: one nameless sheet, all its cells text.
//! Rows are counted as a spreadsheet program counts them: a blank line is a
//! row, a quoted line break is none. It trims nothing and unwraps no `="…"`. It
//! refuses a quote that is not closed where its field ends.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::encoding;
use super::room::{Limits, Room};
use super::unreadable::{Unreadable, damaged};
use crate::intake::raw::{CellKind, RawSheet, RawWorkbook, Sight};

/// What may stand between fields, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Lines that the separator is looked for in.
const SNIFFED_LINES: usize = 50;

// Text has no rows to hide, merge or strike, no formulas, and its digits are its
// own: there is nothing that this reader does not see.
const SIGHT: Sight = Sight::EVERYTHING;

/// Reads a text table.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, Unreadable> {
    let (text, reader) = encoding::decode(bytes)?;
    let separator = separator(&text);
    check_quotes(text.as_bytes(), separator)?;
    let mut sheet = RawSheet::named("");
    let mut room = Room::new(limits);
    let mut records = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::None)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut blank = BlankLines { text: text.as_bytes(), at: 0 };
    let mut row: u32 = 0;
    while records.read_record(&mut record).map_err(damaged)? {
        row = row.checked_add(blank.skip()).ok_or_else(|| damaged("too many rows"))?;
        for (column, field) in (0..).zip(&record) {
            if !field.is_empty() {
                room.push(&mut sheet, (row, column), CellKind::Text, false, field)?;
            }
        }
        blank.at = usize::try_from(records.position().byte()).map_err(damaged)?;
        row = row.checked_add(1).ok_or_else(|| damaged("too many rows"))?;
    }
    sheet.rows = row.saturating_add(blank.skip());
    sheet.finish();
    Ok(RawWorkbook { reader: reader.into(), sight: SIGHT, sheets: vec![sheet] })
}

/// Counts the blank lines that the record parser passes over.
struct BlankLines<'a> {
    text: &'a [u8],
    /// Where the last record ended, its line break at most in part.
    at: usize,
}

impl BlankLines<'_> {
    fn skip(&mut self) -> u32 {
        let mut at = self.at;
        // The parser ends a record at CR and leaves the LF to the next one.
        if at > 0 && self.text[at - 1] == b'\r' && self.text.get(at) == Some(&b'\n') {
            at += 1;
        }
        let mut lines = 0;
        while let Some(b'\r' | b'\n') = self.text.get(at) {
            at += if self.text[at..].starts_with(b"\r\n") { 2 } else { 1 };
            lines += 1;
        }
        self.at = at;
        lines
    }
}

/// The separator that the most of the first lines agree on.
fn separator(text: &str) -> u8 {
    let mut best = (0, 0, b',');
    for separator in SEPARATORS {
        let counts = counts(text.as_bytes(), separator);
        // The commonest count above none: title and blank lines have none.
        let agreed = counts
            .iter()
            .filter(|count| **count > 0)
            .map(|count| (counts.iter().filter(|other| *other == count).count(), *count))
            .max()
            .unwrap_or((0, 0));
        if agreed > (best.0, best.1) {
            best = (agreed.0, agreed.1, separator);
        }
    }
    best.2
}

/// How often a separator stands in each of the first lines, outside quotes.
fn counts(text: &[u8], separator: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted) = (Vec::new(), 0, false);
    for byte in text {
        match *byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                counts.push(count);
                count = 0;
                if counts.len() == SNIFFED_LINES {
                    return counts;
                }
            }
            byte if byte == separator && !quoted => count += 1,
            _ => {}
        }
    }
    counts.push(count);
    counts
}

/// Refuses a quoted field that is never closed, or closed before its end: a
/// parser would swallow the lines up to the next quote.
fn check_quotes(text: &[u8], separator: u8) -> Result<(), Unreadable> {
    if memchr::memchr(b'"', text).is_none() {
        return Ok(());
    }
    let (mut at, mut line, mut field_start) = (0, 1, true);
    while let Some(&byte) = text.get(at) {
        at += 1;
        if field_start && byte == b'"' {
            let opened = line;
            loop {
                match text.get(at) {
                    None => return Err(Unreadable::UnbalancedQuote { line: opened }),
                    Some(b'"') if text.get(at + 1) == Some(&b'"') => at += 2,
                    Some(b'"') => break,
                    Some(b'\n') => {
                        line += 1;
                        at += 1;
                    }
                    Some(_) => at += 1,
                }
            }
            at += 1;
            match text.get(at) {
                None | Some(b'\r' | b'\n') => {}
                Some(after) if *after == separator => {}
                Some(_) => return Err(Unreadable::UnbalancedQuote { line: opened }),
            }
            field_start = false;
            continue;
        }
        field_start = byte == separator || byte == b'\n' || byte == b'\r';
        line += u64::from(byte == b'\n');
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<(u32, Vec<String>)> {
        let book = read(text.as_bytes(), &Limits::default()).expect("a table");
        let sheet = &book.sheets[0];
        sheet
            .by_row()
            .map(|(row, cells)| (row, cells.iter().map(|c| sheet.text(c).to_string()).collect()))
            .collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_program_counts_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text =
                ["", "名单", "", "", "姓名,村", "\"张\n三\",甲", "", "李四,乙", "", ""].join(end);
            let seen = table(&text);
            let expected = [
                row(1, &["名单"]),
                row(4, &["姓名", "村"]),
                row(5, &["张\n三", "甲"]),
                row(7, &["李四", "乙"]),
            ];
            assert_eq!(seen, expected, "{end:?}");
            let book = read(text.as_bytes(), &Limits::default()).expect("a table");
            assert_eq!(book.sheets[0].rows, 9, "{end:?}");
        }
    }

    #[test]
    fn the_separator_is_found_behind_titles_and_quotes() {
        for separator in [",", "\t", ";", "|"] {
            let text = format!(
                "名单；2020年\n姓名{separator}村{separator}组\n\"张,;三\"{separator}甲{separator}1\n"
            );
            assert_eq!(table(&text)[1], row(1, &["姓名", "村", "组"]), "{separator:?}");
        }
        assert_eq!(table("姓名\n张三\n"), [row(0, &["姓名"]), row(1, &["张三"])]);
    }

    #[test]
    fn fields_are_kept_as_written() {
        let seen = table("a,=\"430621\",'007, b ,\"x\"\"y\"\n");
        assert_eq!(seen, [row(0, &["a", "=\"430621\"", "'007", " b ", "x\"y"])]);
    }

    #[test]
    fn quotes_out_of_balance_are_refused_with_their_line() {
        for (text, line) in [
            ("姓名,村\n\"张三,甲\n李四,乙\n", 2),
            ("姓名,村\n\"张三,甲\n\"李四,乙\n", 2),
            ("姓名,村\n\"张\n三\",甲\n李四,\"乙\n", 4),
            ("\"a\"b,c\n", 1),
        ] {
            let refused = read(text.as_bytes(), &Limits::default()).err();
            assert_eq!(refused, Some(Unreadable::UnbalancedQuote { line }), "{text:?}");
        }
    }

    #[test]
    fn rows_of_different_lengths_are_read() {
        assert_eq!(
            table("a,b,c\nd\n,e\n"),
            [row(0, &["a", "b", "c"]), row(1, &["d"]), row(2, &["e"])]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = read(&bytes, &Limits::default());
        }

        #[test]
        fn no_text_makes_it_panic(text in "[\"',;a张\r\n\t|]{0,40}") {
            let _ = read(text.as_bytes(), &Limits::default());
        }
    }
}
