//! The parts of an xlsx, in a container that is in order, read by our own scanner
//! (and by calamine where that finds the file unusual).
#![no_main]

use zhibu::domain::Table;
use zhibu::intake::reader::read_workbook;
use zhibu_fuzz::{LIMITS, bounded, shells, start, tables};

fn xlsx(input: &[u8]) {
    if let Ok(book) = read_workbook("a.xlsx", &shells::xlsx(input), &LIMITS) {
        let _ = tables::read(book, Table::Roster, &mut Vec::new());
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| xlsx(input)));
