//! A county's own rules. The first part names the file (`b`ank, `c`olumns,
//! `v`alues, `p`rogramme, `n`ames, changes `k`), the second is its text; with a
//! bank's layout the third is what that bank sends back.
//!
//! A layout that is taken writes the bank's file of a small county, and must read
//! it back as it was decided.
#![no_main]

use std::cell::RefCell;

use zhibu::bank::returns;
use zhibu::domain::{Lang, Table};
use zhibu::intake::reader::read_workbook;
use zhibu::rulebook::{
    BankProfile, Changes, Columns, Names, Programme, Rulebook, RulebookError, Values,
};
use zhibu_fuzz::{LIMITS, bounded, county, shells, start, tables};

const SHOWN: &str = "rules/own.toml";

thread_local! {
    /// The shipped rules, of which one file at a time gives way to a county's own.
    static RULEBOOK: RefCell<Rulebook> = RefCell::new(Rulebook::shipped().expect("sound rules"));
}

fn with<T>(use_it: impl FnOnce(&mut Rulebook) -> T) -> T {
    RULEBOOK.with_borrow_mut(use_it)
}

fn bank(text: &str, answer: &[u8]) -> Result<(), RulebookError> {
    let profile = BankProfile::parse(SHOWN, text)?;
    if let Err(refused) = returns::read("2020-001-002.txt", answer, &profile) {
        assert!(!refused.words(Lang::Zh).is_empty());
    }
    with(|rulebook| {
        rulebook.bank = profile;
        county::judge_small(rulebook)
    })
}

fn columns(text: &str) -> Result<(), RulebookError> {
    let own = Columns::parse(SHOWN, text)?;
    with(|rulebook| {
        let shipped = std::mem::replace(&mut rulebook.columns, own);
        let book = read_workbook("a.csv", county::SMALL_ROSTER.as_bytes(), &LIMITS);
        let book = book.expect("a table");
        let _ = tables::read_by(rulebook, book, Table::Roster, &mut Vec::new());
        rulebook.columns = shipped;
    });
    Ok(())
}

fn values(text: &str) -> Result<(), RulebookError> {
    let own = Values::parse(SHOWN, text)?;
    with(|rulebook| {
        let shipped = std::mem::replace(&mut rulebook.values, own);
        let outcome = county::judge_small(rulebook);
        rulebook.values = shipped;
        outcome
    })
}

fn rules(input: &[u8]) {
    let parts = shells::parts(input);
    let (Some([kind, ..]), Some(Ok(text))) =
        (parts.first(), parts.get(1).map(|text| std::str::from_utf8(text)))
    else {
        return;
    };
    let taken = match kind {
        b'b' => bank(text, parts.get(2).copied().unwrap_or_default()),
        b'c' => columns(text),
        b'v' => values(text),
        b'p' => Programme::parse(SHOWN, text).and_then(|own| {
            with(|rulebook| {
                let shipped = std::mem::replace(&mut rulebook.programme, own);
                let outcome = county::judge_small(rulebook);
                rulebook.programme = shipped;
                outcome
            })
        }),
        b'n' => Names::parse(SHOWN, text).map(drop),
        _ => Changes::parse(SHOWN, text).map(drop),
    };
    if let Err(refused) = taken {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!refused.words(lang).is_empty());
        }
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| rules(input)));
