//! Plants errors of every kind, each on people of its own.
//!
//! In: a clean county. Out: rows with errors, and a mark for every finding
//! that the catalogue calls for and every row that it touches.
//!
//! How rows and people relate: a block keeps its 60,607 registered people and
//! its 42,341 people on the pay list. Copies are further rows of the same
//! people. Whoever is on the pay list without a right to it (R001, R003,
//! R009) takes the place of one who is left off (R002), one for one.
//!
//! A household has at most one planted error, so that none hides another. A
//! row is held where a hold finding stands on it, on its matched roster row,
//! or on its group; every such row is marked, as `consequence` where the
//! finding stands elsewhere. A mark without a code demands no finding there.

mod cells;
mod duplicates;
mod identity;
mod intake;
mod reconciliation;

use std::ops::Range;

pub(super) use identity::{has_legacy_form, legacy_form, one_slip};

use super::compose::Extras;
use super::county::{County, number};
use super::layout::{Layout, layout_of};
use super::names;
use super::people::{Person, Standing, birthday};
use super::rows::{Cell, Field, Outcome, Row, RowId, Table};
use super::seed::Seed;

/// The kind of a mark on a row that another error touches.
pub const CONSEQUENCE: &str = "consequence";
/// The kind of a mark on namesakes of one village, who are no finding.
pub const CLEAN_NAMESAKE: &str = "clean-namesake";
/// The kind of a mark on twins, who are no finding.
pub const CLEAN_TWIN: &str = "clean-twin";
/// How the kinds begin of marks on what is no finding.
pub const CLEAN: &str = "clean-";

/// What is to be found on a row, or why it is touched.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The finding's code; empty where none is demanded.
    pub code: &'static str,
    /// The kind of error, or one of the kinds above.
    pub kind: &'static str,
    /// The row.
    pub row: RowId,
    /// The column, where it is one cell's.
    pub field: Option<Field>,
    /// What was done.
    pub note: String,
}

/// The kinds of error, in the order in which people are chosen for them.
const KINDS: &[fn(&mut Planter)] = &[
    // The scarce first: they need people of a certain kind.
    reconciliation::name_variants,
    identity::very_old,
    identity::born_after_cut_off,
    cells::place_disagrees,
    intake::old_sheet,
    intake::hidden_rows,
    intake::footers,
    intake::formula_errors,
    intake::formulas_without_value,
    intake::digits_lost,
    intake::date_typed,
    intake::struck_out,
    identity::spoilt_numbers,
    identity::legacy_numbers,
    identity::sex,
    identity::names,
    identity::unbankable_names,
    identity::folded_names,
    cells::accounts,
    cells::banks,
    cells::places,
    cells::amounts,
    cells::modes_and_reservoirs,
    cells::unsafe_text,
    cells::folded_numbers,
    duplicates::copies,
    duplicates::two_townships,
    duplicates::one_number_two_names,
    duplicates::both_forms,
    duplicates::near_copies,
    duplicates::shared_accounts,
    reconciliation::not_registered,
    reconciliation::not_listed,
    reconciliation::not_for_direct_pay,
    reconciliation::names_differ,
    reconciliation::numbers_differ,
    reconciliation::elsewhere,
    reconciliation::accounts_differ,
];

/// Plants every kind of error in every block, and marks the namesakes and
/// twins that are left. The households that are `touched` keep as they are;
/// where the list of them ends, nobody further is.
pub fn plant(county: &mut County, extras: &mut Extras, seed: u64, touched: &[bool]) -> Vec<Mark> {
    extras.merges = true;
    let mut marks = Vec::new();
    let mut used = touched.to_vec();
    used.resize(county.households.len(), false);
    let blocks = county.townships.len() / 14;
    for block in 0..blocks {
        let townships = number(block * 14)..number(block * 14 + 14);
        let choices = Seed::new(seed, 1000 + u64::from(townships.start));
        let mut planter = Planter::new(county, extras, &mut marks, &mut used, choices, townships);
        for kind in KINDS {
            kind(&mut planter);
        }
        planter.mark_clean_twins();
        planter.mark_clean_namesakes();
    }
    marks
}

/// Whom an error is planted on.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub(super) standing: fn(Standing) -> bool,
    pub(super) roster: fn(&Layout) -> bool,
    pub(super) pay_list: fn(&Layout) -> bool,
    pub(super) who: fn(&County, &Person) -> bool,
}

/// Anyone paid directly.
pub(super) const DIRECT: Wish = Wish {
    standing: |standing| matches!(standing, Standing::Direct),
    roster: |_| true,
    pay_list: |_| true,
    who: |_, person| !person.name.contains('·'),
};
/// Anyone supported by projects: on the roster only.
pub(super) const PROJECT: Wish =
    Wish { standing: |standing| matches!(standing, Standing::Project), ..DIRECT };

/// One block's planter.
pub(super) struct Planter<'a> {
    pub(super) county: &'a mut County,
    pub(super) extras: &'a mut Extras,
    marks: &'a mut Vec<Mark>,
    pub(super) used: &'a mut Vec<bool>,
    pub(super) seed: Seed,
    pub(super) townships: Range<u32>,
    /// The households of each township, in an order of chance.
    queues: Vec<Vec<u32>>,
    turn: usize,
}

impl<'a> Planter<'a> {
    pub(super) fn new(
        county: &'a mut County,
        extras: &'a mut Extras,
        marks: &'a mut Vec<Mark>,
        used: &'a mut Vec<bool>,
        mut seed: Seed,
        townships: Range<u32>,
    ) -> Self {
        let mut queues = vec![Vec::new(); townships.len()];
        for household in 0..number(county.households.len() - 1) {
            let head = county.person(county.members(household).start);
            let township = county.township_of(head.village);
            if townships.contains(&township) && head.registered {
                queues[(township - townships.start) as usize].push(household);
            }
        }
        for queue in &mut queues {
            seed.shuffle(queue);
        }
        Self { county, extras, marks, used, seed, townships, queues, turn: 0 }
    }

    /// Someone who fits the wish, of a household without an error so far; each
    /// time of the next township that fits.
    ///
    /// # Panics
    /// Where nobody fits: then a wish asks too much of the county.
    pub(super) fn someone(&mut self, wish: Wish) -> u32 {
        for _ in 0..self.queues.len() {
            self.turn = (self.turn + 1) % self.queues.len();
            let township = self.townships.start as usize + self.turn;
            let layout = self.county.townships[township].layout;
            if !(wish.roster)(layout_of(Table::Roster, layout))
                || !(wish.pay_list)(layout_of(Table::PayList, layout))
            {
                continue;
            }
            let found = self.queues[self.turn].iter().find_map(|&household| {
                if self.used[household as usize] || self.shares_a_card(household) {
                    return None;
                }
                self.county.members(household).find(|&person| {
                    let person = self.county.person(person);
                    (wish.standing)(person.standing) && (wish.who)(self.county, person)
                })
            });
            if let Some(person) = found {
                self.used[self.county.person(person).household as usize] = true;
                return person;
            }
        }
        panic!("the county has nobody left for a kind of error");
    }

    fn shares_a_card(&self, household: u32) -> bool {
        self.county.members(household).any(|person| self.county.person(person).payee != person)
    }

    pub(super) fn person(&self, person: u32) -> &Person {
        self.county.person(person)
    }

    pub(super) fn person_mut(&mut self, person: u32) -> &mut Person {
        &mut self.county.people[person as usize]
    }

    pub(super) fn row(&mut self, row: RowId) -> &mut Row {
        &mut self.county.rows[row.0 as usize]
    }

    pub(super) fn roster_row(&self, person: u32) -> RowId {
        self.county.roster_row[person as usize]
    }

    /// The pay row of someone paid directly.
    pub(super) fn pay_row(&self, person: u32) -> RowId {
        self.county.pay_row[person as usize].expect("a person paid directly is listed")
    }

    pub(super) fn mark(
        &mut self,
        code: &'static str,
        kind: &'static str,
        row: RowId,
        field: Option<Field>,
        note: impl Into<String>,
    ) {
        self.marks.push(Mark { code, kind, row, field, note: note.into() });
    }

    pub(super) fn consequence(&mut self, code: &'static str, row: RowId, note: &str) {
        self.mark(code, CONSEQUENCE, row, None, note);
    }

    pub(super) fn hold(&mut self, row: RowId) {
        self.row(row).outcome = Outcome::Held;
    }

    /// Writes a cell and marks it.
    fn spoil(
        &mut self,
        code: &'static str,
        kind: &'static str,
        row: RowId,
        field: Field,
        cell: Cell,
        note: &str,
    ) {
        self.row(row).write(field, cell);
        self.mark(code, kind, row, Some(field), note);
    }

    /// The pay row is held for its roster row.
    fn held_with_roster(&mut self, person: u32) {
        let row = self.pay_row(person);
        self.hold(row);
        self.consequence("", row, "held with its roster row");
    }

    /// No pay row carries the number that the roster has.
    fn number_not_listed(&mut self, person: u32) {
        let row = self.roster_row(person);
        self.consequence("R002", row, "no pay row carries the number; a held one may be theirs");
    }

    /// A further row of the person at the end of a village.
    pub(super) fn further_row(&mut self, table: Table, person: u32, village: u32) -> RowId {
        self.county.add_row(Row::last(table, person, village))
    }

    /// Someone new beside another household, and the pay row at the end of the
    /// village; on the roster too where they are registered.
    pub(super) fn newcomer(&mut self, registered: bool) -> (u32, RowId) {
        // A household beside theirs is taken, so that no error stands there.
        let neighbour = self.someone(DIRECT);
        let year = self.seed.between(1950, 1999);
        let born = birthday(&mut self.seed, year);
        let male = self.seed.chance(50);
        let given = names::given_name(&mut self.seed, male, year);
        let name = format!("{}{given}", names::surname(&mut self.seed));
        let id_number = self.new_number("430621", born, male);
        let (bank, account) = self.new_account();
        let at = number(self.county.people.len());
        let household = number(self.county.households.len() - 1);
        let person = Person {
            household,
            head: at,
            relation: "户主",
            name,
            male,
            id_number,
            bank,
            account,
            payee: at,
            note: "",
            registered,
            ..self.person(neighbour).clone()
        };
        let village = person.village;
        self.county.people.push(person);
        self.county.households.push(at + 1);
        self.used[household as usize] = true;
        self.used.push(false);
        if registered {
            assert_eq!(self.county.roster_row.len(), at as usize, "each has a roster row so far");
            let row = self.further_row(Table::Roster, at, village);
            self.county.roster_row.push(row);
        }
        let row = self.further_row(Table::PayList, at, village);
        self.county.pay_row.push(Some(row));
        (at, row)
    }

    /// The row that stands later: by file path, then by place in the file.
    fn later(&self, one: RowId, other: RowId) -> RowId {
        if self.county.place_of(one) > self.county.place_of(other) { one } else { other }
    }

    /// A village of another township of the block.
    fn village_elsewhere(&mut self, person: u32) -> u32 {
        let home = self.county.township_of(self.person(person).village);
        loop {
            let township = self.townships.start + self.seed.below(number(self.townships.len()));
            if township != home {
                let villages = self.county.townships[township as usize].villages.clone();
                return villages.start + self.seed.below(number(villages.len()));
            }
        }
    }

    pub(super) fn new_account(&mut self) -> (&'static str, String) {
        self.county.registry.account(&mut self.seed)
    }

    /// Another valid number for someone of that birthday and sex.
    pub(super) fn new_number(
        &mut self,
        prefix: &str,
        born: crate::domain::Date,
        male: bool,
    ) -> String {
        self.county.registry.id_number(&mut self.seed, prefix, born, male)
    }

    /// Twins of households without an error: both rows of both.
    fn mark_clean_twins(&mut self) {
        let twins = self.county.twins.clone();
        let clean = twins.into_iter().filter(|(elder, _)| self.is_clean(*elder));
        for (elder, younger) in clean.collect::<Vec<_>>().into_iter().take(12) {
            self.mark_clean(CLEAN_TWIN, &[elder, younger], "twins with names alike");
        }
    }

    fn is_clean(&self, person: u32) -> bool {
        let person = self.person(person);
        !self.used[person.household as usize]
            && self.townships.contains(&self.county.township_of(person.village))
    }

    /// Pairs of namesakes in a village, three a township: both rows of both.
    fn mark_clean_namesakes(&mut self) {
        for township in self.townships.clone() {
            let mut pairs = Vec::new();
            for village in self.county.townships[township as usize].villages.clone() {
                pairs.extend(self.namesakes_of(village));
            }
            for (one, other) in pairs.into_iter().take(3) {
                self.mark_clean(CLEAN_NAMESAKE, &[one, other], "namesakes of one village");
            }
        }
    }

    /// The first pair of clean namesakes of the village, both on the pay list.
    fn namesakes_of(&self, village: u32) -> Option<(u32, u32)> {
        let mut seen: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
        let settled = &self.county.people[..self.county.settled];
        let first = settled.partition_point(|person| person.village < village);
        let people = settled.iter().zip(0u32..).skip(first);
        for (person, at) in people.take_while(|(person, _)| person.village == village) {
            let listed = self.county.pay_row[at as usize].is_some() && self.is_clean(at);
            if listed && let Some(other) = seen.insert(&person.name, at) {
                return Some((other, at));
            }
        }
        None
    }

    fn mark_clean(&mut self, kind: &'static str, people: &[u32], note: &str) {
        for &person in people {
            let roster = self.roster_row(person);
            self.mark("", kind, roster, None, note);
            if let Some(row) = self.county.pay_row[person as usize] {
                self.mark("", kind, row, None, note);
            }
        }
    }
}

/// Whether the file may hold characters beyond code page 936.
fn any_character(layout: &Layout) -> bool {
    layout.container != super::layout::Container::GbkText
}

/// Whether the person is neither a head nor anybody's payee.
pub(super) fn not_head(_: &County, person: &Person) -> bool {
    person.relation != "户主" && !person.name.contains('·')
}
