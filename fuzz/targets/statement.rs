//! A written self-evaluation report: text, or, where it begins with `<`, the main
//! part of a Word document.
#![no_main]

use zhibu::domain::Lang;
use zhibu::statement;
use zhibu_fuzz::{bounded, shells, start};

fn report(bytes: &[u8]) {
    let wrapped = if bytes.starts_with(b"<") { shells::docx(bytes) } else { bytes.to_vec() };
    match statement::read(&wrapped, "自评报告.txt") {
        Ok(text) => {
            let checked = statement::check(&text, &[]);
            let places = checked.ties.iter().flat_map(|tie| &tie.places);
            let places = places.chain(checked.contradictions.iter().flat_map(|one| &one.places));
            for place in places {
                let line = text.lines.iter().find(|line| line.number == place.line);
                assert!(line.is_some(), "a place stands in the text");
                let quoted = place.quote.chars().count();
                let inside = place.marks.iter().all(|mark| mark.0 <= mark.1 && mark.1 <= quoted);
                assert!(inside, "the figures stand in the quote");
            }
        }
        Err(refused) => assert!(!refused.words(Lang::Zh).is_empty()),
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |bytes: &[u8]| bounded(|| report(bytes)));
