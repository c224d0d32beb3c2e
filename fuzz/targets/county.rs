//! Nine tables of a county, decisions among them, judged and paid.
#![no_main]

use zhibu_fuzz::{bounded, county, start};

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| county::judge(input)));
