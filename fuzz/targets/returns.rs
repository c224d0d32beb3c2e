//! What a bank sends back, read by each layout that is shipped: the first line's
//! first character chooses the bank, the rest is the file (of a workbook, its
//! parts).
#![no_main]

use std::sync::OnceLock;

use zhibu::bank::returns;
use zhibu::domain::Lang;
use zhibu::rulebook::bank_profile::returns::ReturnKind;
use zhibu::rulebook::{BankProfile, Rulebook, shipped_banks};
use zhibu_fuzz::{bounded, shells, start};

/// The layouts, in the order of [`shipped_banks`].
fn profiles() -> &'static [BankProfile] {
    static PROFILES: OnceLock<Vec<BankProfile>> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let all = shipped_banks().map(|id| Rulebook::bank(None, id).expect("a sound profile"));
        all.filter(|profile| profile.returns.is_some()).collect()
    })
}

fn returned(input: &[u8]) {
    let Some(end) = input.iter().position(|byte| *byte == b'\n') else { return };
    let choice = usize::from(*input.first().unwrap_or(&0));
    let profile = &profiles()[choice % profiles().len()];
    let of_workbook =
        profile.returns.as_ref().is_some_and(|layout| layout.kind == ReturnKind::Xlsx);
    let file = &input[end + 1..];
    let wrapped = if of_workbook { shells::xlsx(file) } else { file.to_vec() };
    match returns::read("2020-001-002.txt", &wrapped, profile) {
        Ok(file) => {
            let ascends = file.lines.windows(2).all(|pair| pair[0].at < pair[1].at);
            assert!(ascends, "every line once, in order");
            for line in &file.lines {
                assert_eq!(line.code, line.code.trim(), "a code has no spaces around it");
                if let Some(trouble) = line.trouble {
                    assert!(!trouble.words(Lang::Zh).is_empty());
                }
            }
        }
        Err(refused) => assert!(!refused.words(Lang::Zh).is_empty()),
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| returned(input)));
