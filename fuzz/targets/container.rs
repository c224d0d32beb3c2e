//! The bytes of a whole file, whatever it is: zip, compound file, text.
#![no_main]

use zhibu::domain::Table;
use zhibu::intake::reader::read_workbook;
use zhibu_fuzz::{LIMITS, bounded, start, tables};

fn container(bytes: &[u8]) {
    if let Ok(book) = read_workbook("a.et", bytes, &LIMITS) {
        let _ = tables::read(book, Table::PayList, &mut Vec::new());
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |bytes: &[u8]| bounded(|| container(bytes)));
