//! What happened in the year and was registered as the rules want it.
//!
//! In: a block. Out: changed lists with a row of the register for each change
//! (but for the form of a number, which nobody registers), and no finding.

use super::block::{Block, born};
use super::bridge::Term;
use crate::demo::county::County;
use crate::demo::people::{Person, Standing};
use crate::demo::planted::{PROJECT, Wish, has_legacy_form, legacy_form, not_head, one_slip};

/// Whom an event happens to.
type Who = fn(&County, &Person) -> bool;

/// Removals: what the register and the roster call them, their term, how many
/// of those paid directly and of those supported by projects, and whom.
const REMOVALS: [(&str, Term, [u32; 2], Who); 6] = [
    ("死亡", Term::Death, [300, 80], |_, person| born(person) <= 1962 && plain(person)),
    ("婚迁", Term::MarriageOut, [40, 0], |_, person| {
        person.relation == "女" && (1970..=2000).contains(&born(person))
    }),
    ("农转非", Term::UrbanHukou, [30, 0], |_, person| plain(person)),
    ("录用", Term::Recruited, [20, 0], of_working_age),
    ("服刑", Term::Imprisoned, [8, 0], of_working_age),
    ("迁出", Term::MovedOut, [25, 0], |_, person| plain(person)),
];

/// The year in which what is registered took effect: it bites from the next.
pub(super) const EFFECTIVE: i32 = 2020;

/// Everything that was registered and applied.
pub(super) fn registered(block: &mut Block) {
    for (kind, term, numbers, who) in REMOVALS {
        for (people, standing) in numbers.into_iter().zip(STANDINGS) {
            for at in 0..people {
                let person = block.planter.someone(Wish { standing, who, ..PROJECT });
                let effective = block.day(EFFECTIVE);
                block.register(person, kind, effective);
                block.because(person, term);
                block.remove(person, (at % 2 == 0).then_some(kind));
            }
        }
    }
    additions(block);
    modes(block);
    moves(block);
    corrections(block);
}

const STANDINGS: [fn(Standing) -> bool; 2] = [
    |standing| matches!(standing, Standing::Direct),
    |standing| matches!(standing, Standing::Project),
];

fn plain(person: &Person) -> bool {
    !person.name.contains('·')
}

/// Whether the person can be hired, or imprisoned.
pub(super) fn of_working_age(_: &County, person: &Person) -> bool {
    plain(person) && (1962..=2001).contains(&born(person))
}

fn additions(block: &mut Block) {
    for _ in 0..6 {
        let person = block.removed(|standing| standing == Standing::Removed("暂停"));
        let effective = block.day(EFFECTIVE);
        "暂停原因消除".clone_into(&mut block.register(person, "恢复", effective).note);
        block.because(person, Term::Restored);
        block.enlist(person);
    }
    for _ in 0..12 {
        let (person, _) = block.planter.newcomer(true);
        let effective = block.day(EFFECTIVE);
        "县外移民迁入".clone_into(&mut block.register(person, "迁入", effective).note);
        block.because(person, Term::MovedIn);
    }
}

fn modes(block: &mut Block) {
    for _ in 0..10 {
        let person = block.anyone();
        let effective = block.day(EFFECTIVE);
        block.register(person, "转项目扶持", effective);
        block.make_project(person);
    }
    for _ in 0..5 {
        let person = block.planter.someone(PROJECT);
        let effective = block.day(EFFECTIVE);
        block.register(person, "转直补", effective);
        block.because(person, Term::ToDirect);
        block.enlist(person);
    }
}

fn moves(block: &mut Block) {
    for _ in 0..10 {
        let person = block.anyone();
        let village = block.relocate(person);
        let place = &block.planter.county.villages[village as usize];
        let township = &block.planter.county.townships[place.township as usize].name;
        let note = format!("迁往{township}{}", place.name);
        let effective = block.day(EFFECTIVE);
        block.register(person, "跨乡镇迁移", effective).note = note;
    }
}

/// Numbers and names that were wrong last year, and numbers in the old form.
fn corrections(block: &mut Block) {
    for at in 0..5 {
        let person = block.anyone();
        let right = block.planter.person(person).id_number.clone();
        block.before(person).id_number = one_slip(&right, at % 2 == 1, &mut block.planter.seed);
        let effective = block.day(EFFECTIVE);
        block.register(person, "更正", effective).corrected_number = right;
    }
    for _ in 0..4 {
        let person = block.direct(not_head);
        let right = block.planter.person(person).name.clone();
        block.before(person).name = block.other_name(person);
        let effective = block.day(EFFECTIVE);
        block.register(person, "更正", effective).corrected_name = right;
    }
    for _ in 0..6 {
        let person = block.direct(has_legacy_form);
        block.before(person).id_number = legacy_form(&block.planter.person(person).id_number);
    }
}
