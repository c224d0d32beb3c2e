//! One block's changes: the planter of this year, and the year before.
//!
//! In: people whom the planter chooses. Out: rows taken off, put on or moved
//! in this year's lists, and the register's rows where something is registered.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Between;
use super::bridge::Term;
use super::register::Registration;
use crate::demo::county::{County, number};
use crate::demo::names;
use crate::demo::people::{Person, Standing, birthday};
use crate::demo::planted::{DIRECT, Mark, Planter, Wish};
use crate::demo::rows::{Row, RowId, Table};
use crate::domain::Date;

/// A block between the two years.
pub(super) struct Block<'a> {
    /// Chooses people and changes this year's lists.
    pub(super) planter: Planter<'a>,
    /// The county of the year before.
    pub(super) prior: &'a mut County,
    /// The marks on rows of the year before.
    pub(super) prior_marks: &'a mut Vec<Mark>,
    /// What the lists do not say.
    pub(super) between: &'a mut Between,
    /// Where the block's rows of the register begin.
    pub(super) first_registration: usize,
    /// The villages of a sheet that this year's pay list lacks.
    pub(super) missing_villages: BTreeSet<u32>,
}

impl Block<'_> {
    /// Someone paid directly who fits.
    pub(super) fn direct(&mut self, who: fn(&County, &Person) -> bool) -> u32 {
        self.planter.someone(Wish { who, ..DIRECT })
    }

    /// Anyone paid directly.
    pub(super) fn anyone(&mut self) -> u32 {
        self.planter.someone(DIRECT)
    }

    /// Someone no longer payable, for that reason.
    pub(super) fn removed(&mut self, standing: fn(Standing) -> bool) -> u32 {
        self.planter.someone(Wish { standing, ..DIRECT })
    }

    /// A day of that year.
    pub(super) fn day(&mut self, year: i32) -> Date {
        let (month, day) = (1 + self.planter.seed.below(12), 1 + self.planter.seed.below(28));
        Date::new(year, month, day).expect("every month has twenty-eight days")
    }

    /// Tells why the person is on a list no more, or newly.
    pub(super) fn because(&mut self, person: u32, term: Term) {
        self.between.terms.insert(person, term);
    }

    /// A row of the register about the person, as last year's lists have them;
    /// whoever is new, as this year's have them.
    pub(super) fn register(
        &mut self,
        person: u32,
        kind: &'static str,
        effective: Date,
    ) -> &mut Registration {
        let place = self.planter.person(person).village;
        let known = self.prior.people.get(person as usize);
        let known = known.unwrap_or_else(|| self.planter.county.person(person));
        let mut row = Registration::new(place, &known.name, &known.id_number, kind, effective);
        row.person = Some(person);
        self.between.register.push(row);
        self.between.register.last_mut().expect("a row was added")
    }

    /// Takes the person off the pay list, if on it.
    pub(super) fn delist(&mut self, person: u32) {
        if let Some(row) = self.planter.county.pay_row[person as usize].take() {
            self.planter.row(row).removed = true;
        }
    }

    /// Takes the person off both lists; with a word, the roster row stays and
    /// has it for the status.
    pub(super) fn remove(&mut self, person: u32, word: Option<&'static str>) {
        self.delist(person);
        if let Some(word) = word {
            self.planter.person_mut(person).standing = Standing::Removed(word);
        } else {
            let row = self.planter.roster_row(person);
            self.planter.row(row).removed = true;
        }
    }

    /// Makes a person of the roster payable directly, and lists them.
    pub(super) fn enlist(&mut self, person: u32) -> RowId {
        self.planter.person_mut(person).standing = Standing::Direct;
        let village = self.planter.person(person).village;
        let row = self.planter.county.add_row(Row::of(Table::PayList, person, village));
        self.planter.county.pay_row[person as usize] = Some(row);
        row
    }

    /// Makes a person supported by projects.
    pub(super) fn make_project(&mut self, person: u32) {
        self.delist(person);
        self.planter.person_mut(person).standing = Standing::Project;
        self.because(person, Term::ToProject);
    }

    /// Puts both rows into a village of another township, where the person is
    /// a head; gives that village.
    pub(super) fn relocate(&mut self, person: u32) -> u32 {
        let home = self.planter.county.township_of(self.planter.person(person).village);
        let village = loop {
            let townships = self.planter.townships.clone();
            let township = townships.start + self.planter.seed.below(number(townships.len()));
            let villages = self.planter.county.townships[township as usize].villages.clone();
            let village = villages.start + self.planter.seed.below(number(villages.len()));
            if township != home && !self.missing_villages.contains(&village) {
                break village;
            }
        };
        for row in [self.planter.roster_row(person), self.planter.pay_row(person)] {
            self.planter.row(row).removed = true;
        }
        let roster = self.planter.further_row(Table::Roster, person, village);
        let pay = self.planter.further_row(Table::PayList, person, village);
        self.planter.county.roster_row[person as usize] = roster;
        self.planter.county.pay_row[person as usize] = Some(pay);
        let moved = self.planter.person_mut(person);
        (moved.head, moved.relation) = (person, "户主");
        village
    }

    /// The person as last year's lists have them.
    pub(super) fn before(&mut self, person: u32) -> &mut Person {
        &mut self.prior.people[person as usize]
    }

    /// Another name for the person: the last character is another.
    pub(super) fn other_name(&mut self, person: u32) -> String {
        let name = self.planter.person(person).name.clone();
        let stem: String = name.chars().take(name.chars().count() - 1).collect();
        let family = self.planter.county.members(self.planter.person(person).household);
        let known: Vec<String> =
            family.map(|member| self.planter.person(member).name.clone()).collect();
        loop {
            let last = self.planter.seed.pick(&['军', '华', '明', '英', '平', '文', '云', '辉']);
            let other = format!("{stem}{last}");
            if !known.contains(&other) {
                return other;
            }
        }
    }

    /// Name and number of someone whom no list has, born in one of those years.
    pub(super) fn stranger(
        &mut self,
        prefix: &str,
        years: RangeInclusive<i32>,
    ) -> (String, String) {
        let seed = &mut self.planter.seed;
        let year = seed.between(*years.start(), *years.end());
        let born = birthday(seed, year);
        let male = seed.chance(50);
        let name = format!("{}{}", names::surname(seed), names::given_name(seed, male, year));
        (name, self.planter.new_number(prefix, born, male))
    }

    /// Marks a row of this year's that is held for what was planted.
    pub(super) fn held(&mut self, code: &'static str, kind: &'static str, row: RowId, note: &str) {
        self.planter.mark(code, kind, row, None, note);
        self.planter.hold(row);
    }

    /// Marks the pay row that the person had last year.
    pub(super) fn mark_before(
        &mut self,
        code: &'static str,
        kind: &'static str,
        person: u32,
        note: &str,
    ) {
        let row = self.prior.pay_row[person as usize].expect("listed last year");
        self.prior_marks.push(Mark { code, kind, row, field: None, note: note.to_owned() });
    }
}

/// The year of birth that the person's number has.
pub(super) fn born(person: &Person) -> u32 {
    person.id_number[6..10].parse().unwrap_or(0)
}
