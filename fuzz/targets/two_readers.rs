//! The parts of an xlsx, read by our own scanner and by calamine: where both read
//! it, they read the same.
#![no_main]

use zhibu::intake::raw::{CellKind, RawSheet};
use zhibu::intake::reader::{read_workbook, read_workbook_by_calamine};
use zhibu_fuzz::{LIMITS, bounded, shells, start};

fn two_readers(input: &[u8]) {
    let bytes = shells::xlsx(input);
    let theirs = read_workbook_by_calamine("a.xlsx", &bytes, &LIMITS);
    let ours = read_workbook("a.xlsx", &bytes, &LIMITS);
    let (Ok(ours), Ok(theirs)) = (ours, theirs) else { return };
    if ours.reader != "zhibu xlsx" {
        return;
    }
    assert_eq!(ours.sheets.len(), theirs.sheets.len(), "sheets");
    for (ours, theirs) in ours.sheets.iter().zip(&theirs.sheets) {
        same(ours, theirs);
    }
}

fn same(ours: &RawSheet, theirs: &RawSheet) {
    assert_eq!((&ours.name, ours.hidden), (&theirs.name, theirs.hidden), "name and state");
    let mut rest = theirs.cells.iter().peekable();
    for cell in &ours.cells {
        let text = ours.text(cell);
        let other = rest.next();
        let other = other.unwrap_or_else(|| panic!("{cell:?} {text:?} is ours alone"));
        let (kind, their_text) = (other.kind, theirs.text(other));
        assert_eq!((other.row, other.column), (cell.row, cell.column), "{text:?} {their_text:?}");
        let equal = (kind, their_text) == (cell.kind, text);
        assert!(
            equal || spaced(cell.kind, kind, their_text),
            "{cell:?} {text:?} and {other:?} {their_text:?}"
        );
    }
    assert!(rest.peek().is_none(), "{:?} is theirs alone", rest.peek());
    assert_eq!(ours.rows, theirs.rows, "rows");
    assert_eq!(ours.hidden_rows, theirs.hidden_rows, "hidden rows");
    assert_eq!(ours.merges, theirs.merges, "merges");
}

/// Whether calamine took a number for text, for the spaces around it.
fn spaced(ours: CellKind, theirs: CellKind, text: &str) -> bool {
    let number = matches!(ours, CellKind::Number | CellKind::NumberWhole | CellKind::Date);
    let inside = text.trim_ascii();
    number && theirs == CellKind::Text && inside != text && inside.parse::<f64>().is_ok()
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| two_readers(input)));
