//! The record stream of an Excel 97 workbook, in a compound file that is in order.
#![no_main]

use zhibu::domain::Table;
use zhibu::intake::reader::read_workbook;
use zhibu_fuzz::{LIMITS, bounded, ole, start, tables};

fn xls(input: &[u8]) {
    if let Ok(book) = read_workbook("a.xls", &ole::compound("Workbook", input), &LIMITS) {
        let _ = tables::read(book, Table::Roster, &mut Vec::new());
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| xls(input)));
