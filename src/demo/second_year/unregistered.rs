//! Changes that the register does not explain, or that contradict it.
//!
//! In: a block. Out: this year's lists changed, each change on a household of
//! its own, and a mark where it is to be found: C001–C009, C011–C013.

use super::block::Block;
use super::bridge::Term;
use super::events::{EFFECTIVE, of_working_age};
use super::register::Registration;
use crate::demo::answer_key::Entry;
use crate::demo::compose::{File, Line};
use crate::demo::layout::{Sheets, layout_of};
use crate::demo::people::Standing;
use crate::demo::planted::{CONSEQUENCE, not_head, one_slip};
use crate::demo::rows::{Field, Table};

/// Everything but the sheet that is missing.
pub(super) fn plant(block: &mut Block) {
    additions(block);
    removals(block);
    corrections(block);
    accounts(block);
    moves_and_modes(block);
    back_after_removal(block);
    not_applied(block);
    paid_after_stop_date(block);
    nobodies(block);
}

/// C012: a sheet of a pay list that the clerk forgot. Everyone of it is on the
/// roster, and on the pay list no more: C002 for each.
pub(super) fn missing_sheet(block: &mut Block, prior_files: &[File]) {
    let townships = block.planter.townships.clone();
    let township = townships.clone().find(|&at| {
        let layout = block.planter.county.townships[at as usize].layout;
        matches!(layout_of(Table::PayList, layout).sheets, Sheets::Villages(_))
    });
    let township = township.expect("a township of each block has a sheet for some villages");
    let path = block.prior.path(Table::PayList, township);
    let file = prior_files.iter().find(|file| file.path == path);
    let sheet = file.and_then(|file| file.sheets.last()).expect("last year's pay list has sheets");
    for line in &sheet.lines {
        let Line::Data(row, _) = line else { continue };
        let row = &block.prior.rows[row.0 as usize];
        let (person, village) = (row.person, row.village);
        block.missing_villages.insert(village);
        block.planter.used[block.prior.person(person).household as usize] = true;
        block.delist(person);
        block.mark_before("C002", CONSEQUENCE, person, "stood in the missing sheet");
        let roster = block.planter.roster_row(person);
        block.planter.consequence("R002", roster, "stood in the missing sheet of the pay list");
    }
    block.planter.extras.missing_sheets.push((township, sheet.name.clone()));
    block.between.missing.push(Entry {
        code: "C012".to_owned(),
        kind: "sheet-missing".to_owned(),
        table: block.prior.table_name(Table::PayList),
        file: path,
        sheet: sheet.name.clone(),
        row: 0,
        column: String::new(),
        person: String::new(),
        note: "this year's pay list lacks the sheet".to_owned(),
        outcome: None,
    });
}

/// C001: new on both lists, and in no register.
fn additions(block: &mut Block) {
    for _ in 0..6 {
        let (person, row) = block.planter.newcomer(true);
        block.held("C001", "unexplained-addition", row, "new, and not registered");
        let roster = block.planter.roster_row(person);
        block.planter.consequence("", roster, "new, and not registered");
    }
}

/// C002: gone from both lists, from the pay list only, or not payable on the
/// roster any more; in no register.
fn removals(block: &mut Block) {
    for at in 0..9 {
        let person = block.anyone();
        let roster = block.planter.roster_row(person);
        let note = match at % 3 {
            0 => {
                block.remove(person, None);
                "gone from both lists"
            }
            1 => {
                block.delist(person);
                let note = "gone from the pay list, and payable on the roster";
                block.planter.consequence("R002", roster, note);
                "gone from the pay list only"
            }
            _ => {
                block.remove(person, Some("核减"));
                block.planter.consequence("", roster, "核减, and not registered");
                "核减 on the roster, gone from the pay list"
            }
        };
        block.mark_before("C002", "unexplained-removal", person, note);
    }
}

/// C003 and C004: another name, another number.
fn corrections(block: &mut Block) {
    for _ in 0..4 {
        let person = block.direct(not_head);
        block.before(person).name = block.other_name(person);
        let note = format!("last year {}", block.before(person).name);
        let roster = block.planter.roster_row(person);
        block.planter.mark("C003", "name-changed", roster, Some(Field::Name), note);
    }
    for at in 0..5 {
        let person = block.anyone();
        let right = block.planter.person(person).id_number.clone();
        block.before(person).id_number = one_slip(&right, at % 2 == 1, &mut block.planter.seed);
        let roster = block.planter.roster_row(person);
        let note = "last year a number one slip away";
        block.planter.mark("C004", "id-changed", roster, Some(Field::IdNumber), note);
    }
}

/// C005: a new account, in both lists.
fn accounts(block: &mut Block) {
    for _ in 0..60 {
        let person = block.anyone();
        let (bank, account) = block.planter.new_account();
        let changed = block.planter.person_mut(person);
        (changed.bank, changed.account) = (bank, account);
        let row = block.planter.pay_row(person);
        block.planter.mark("C005", "account-changed", row, Some(Field::Account), "a new account");
    }
}

/// C006 and C007: in another township, supported by projects now.
fn moves_and_modes(block: &mut Block) {
    for _ in 0..3 {
        let person = block.anyone();
        block.relocate(person);
        let roster = block.planter.roster_row(person);
        block.planter.mark("C006", "place-changed", roster, None, "moved, and not registered");
    }
    for _ in 0..3 {
        let person = block.anyone();
        block.make_project(person);
        let roster = block.planter.roster_row(person);
        let note = "last year 直补到人, and not registered";
        block.planter.mark("C007", "mode-changed", roster, Some(Field::Mode), note);
    }
}

/// C008: not payable last year, payable and listed now, by no register.
fn back_after_removal(block: &mut Block) {
    type Was = fn(Standing) -> bool;
    let removed: [(Was, &str); 4] = [
        (|standing| standing == Standing::Removed("暂停"), "暂停 last year"),
        (|standing| standing == Standing::Removed("核减"), "核减 last year"),
        (|standing| standing == Standing::Removed("死亡"), "死亡 last year"),
        (|standing| standing == Standing::Removed("核减"), "核减 last year"),
    ];
    for (standing, note) in removed {
        let person = block.removed(standing);
        let row = block.enlist(person);
        block.held("C008", "back-after-removal", row, note);
        let roster = block.planter.roster_row(person);
        block.planter.consequence("", roster, note);
    }
}

/// C009: the register removes them, both lists still have them.
fn not_applied(block: &mut Block) {
    for kind in ["死亡", "死亡", "死亡", "录用", "录用", "迁出", "服刑"] {
        let person = block.direct(of_working_age);
        let effective = block.day(EFFECTIVE);
        block.register(person, kind, effective);
        let row = block.planter.pay_row(person);
        let note = format!("{kind}, {effective}");
        block.held("C009", "registered-change-not-applied", row, &note);
        let roster = block.planter.roster_row(person);
        block.planter.consequence("", roster, "the register removes them");
    }
}

/// C011: they were paid for a year at whose start they were to be off the list.
fn paid_after_stop_date(block: &mut Block) {
    let kinds = [
        ("死亡", Term::Death),
        ("死亡", Term::Death),
        ("死亡", Term::Death),
        ("录用", Term::Recruited),
        ("农转非", Term::UrbanHukou),
    ];
    for (at, (kind, term)) in kinds.into_iter().enumerate() {
        let person = block.direct(of_working_age);
        let effective = block.day(EFFECTIVE - 1);
        "上年漏报，补登".clone_into(&mut block.register(person, kind, effective).note);
        block.because(person, term);
        block.remove(person, (at % 2 == 0).then_some(kind));
        let note = format!("{kind}, {effective}; paid for the year after");
        block.mark_before("C011", "paid-after-stop-date", person, &note);
    }
}

/// C013: the register names people whom no list of either year has.
fn nobodies(block: &mut Block) {
    for kind in ["死亡", "迁出"] {
        let village = {
            let person = block.anyone();
            block.planter.person(person).village
        };
        let effective = block.day(EFFECTIVE);
        let (name, id_number) = block.stranger("430621", 1935..=1985);
        let row = Registration::new(village, &name, &id_number, kind, effective);
        block.between.register.push(row);
    }
}
