//! A text table in any encoding, and what follows it for every kind of table. The
//! same text in another encoding is the same table.
#![no_main]

use encoding_rs::GB18030;
use zhibu::domain::{Table, WatchKind};
use zhibu::intake::raw::RawWorkbook;
use zhibu::intake::reader::{Unreadable, read_workbook};
use zhibu_fuzz::{LIMITS, bounded, start, tables};

const TABLES: [Table; 8] = [
    Table::Roster,
    Table::PayList,
    Table::Places,
    Table::ChangeRegister,
    Table::Watchlist(WatchKind::Deceased),
    Table::PriorRoster,
    Table::Decisions,
    Table::Posted,
];

fn read(bytes: &[u8]) -> Result<RawWorkbook, Unreadable> {
    read_workbook("a.csv", bytes, &LIMITS)
}

/// The cells, or the kind of refusal; offsets differ by encoding.
fn shown(read: &Result<RawWorkbook, Unreadable>) -> (u64, String) {
    match read {
        Ok(book) => (book.cells_hash(), format!("{} rows", book.sheets[0].rows)),
        Err(Unreadable::Encoding { detail, .. }) => (0, format!("{detail:?}")),
        Err(other) => (0, format!("{other:?}")),
    }
}

fn encoded_otherwise(bytes: &[u8], told: &(u64, String)) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // A mark inside the text would stand at its start in another encoding; a mark
    // alone is not nothing.
    if text.is_empty() || text.starts_with(['\u{feff}', '\u{fffe}']) {
        return;
    }
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        ['\u{feff}']
            .into_iter()
            .chain(text.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(order)
            .collect()
    };
    let marked = [b"\xEF\xBB\xBF", bytes].concat();
    for other in [marked, wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        // A web page is known by its first bytes, in some encodings.
        let seen = read(&other);
        if !matches!(
            seen,
            Err(Unreadable::HtmlNamedXls | Unreadable::SpreadsheetMl | Unreadable::NotASpreadsheet)
        ) {
            assert_eq!(&shown(&seen), told, "the same text, encoded otherwise");
        }
    }
    let (gb, _, lossy) = GB18030.encode(text);
    // Some texts are UTF-8 in both.
    if !lossy && std::str::from_utf8(&gb).is_err() && !text.contains('\0') {
        if let Ok(book) = read(&gb) {
            assert_eq!(book.cells_hash(), told.0, "the same text in GB 18030");
        }
    }
}

fn csv(bytes: &[u8]) {
    let first = read(bytes);
    // What the first bytes make a container of is no text in that encoding alone.
    let is_text = matches!(
        first,
        Ok(_)
            | Err(Unreadable::UnbalancedQuote { .. }
                | Unreadable::NoData
                | Unreadable::TooLarge { .. })
    );
    if is_text {
        encoded_otherwise(bytes, &shown(&first));
    }
    if first.is_ok() {
        for table in TABLES {
            let book = read(bytes).expect("it was read before");
            let _ = tables::read(book, table, &mut Vec::new());
        }
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |bytes: &[u8]| bounded(|| csv(bytes)));
