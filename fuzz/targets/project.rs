//! The project file, and what a refusal says of it.
#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use zhibu::catalogue;
use zhibu::domain::Lang;
use zhibu::finding::Doc;
use zhibu::rulebook::Project;
use zhibu_fuzz::{bounded, start, tables};

fn docs() -> &'static [&'static Doc] {
    static DOCS: OnceLock<Vec<&'static Doc>> = OnceLock::new();
    DOCS.get_or_init(catalogue::all)
}

fn project(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Project::parse(Path::new("."), text.to_owned(), docs()) {
        Ok(project) => {
            assert!(project.prior_period < project.period, "last year is before this year");
            let rulebook = tables::rulebook();
            let day = project.removal_takes_effect.first_day_after(project.as_of);
            assert!(day > project.as_of, "a removal bites after its day");
            let purpose = rulebook.programme.purpose(project.period);
            if let Err(refused) = rulebook.bank.check_for(project.payer.as_ref(), &purpose) {
                assert!(!refused.words(Lang::Zh).is_empty());
            }
            let _ = rulebook.programme.entitlement(project.period, None);
        }
        Err(refused) => {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!refused.words(lang).is_empty());
            }
        }
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |bytes: &[u8]| bounded(|| project(bytes)));
