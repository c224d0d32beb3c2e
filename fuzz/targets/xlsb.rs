//! The parts of an xlsb, in a container that is in order.
#![no_main]

use zhibu::domain::Table;
use zhibu::intake::reader::read_workbook;
use zhibu_fuzz::{LIMITS, bounded, shells, start, tables};

fn xlsb(input: &[u8]) {
    if let Ok(book) = read_workbook("a.xlsb", &shells::xlsb(input), &LIMITS) {
        let _ = tables::read(book, Table::Roster, &mut Vec::new());
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| xlsb(input)));
