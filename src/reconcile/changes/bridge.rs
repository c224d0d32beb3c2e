//! The bridge: last year's people + who came − who left ± moves = this year's,
//! by township and for the county.
//!
//! In: a population and everybody behind a term. Out: lines that balance. They
//! are counted from two sides, the lists and the terms, so that a person lost
//! between them is our bug and stops the run.

use std::collections::BTreeMap;

use super::{Changed, Population, Term};
use crate::domain::Table;
use crate::normalize::{Lists, Sym};

/// A list's bridge.
#[derive(Debug)]
pub struct Bridge {
    /// The roster, or the pay list.
    pub table: Table,
    /// A line for each township, by name.
    pub townships: Vec<(String, Line)>,
    /// The whole county: moves inside it cancel out.
    pub county: Line,
}

/// One place's people, from last year to this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Last year's people.
    pub opening: u64,
    /// Who came, by why.
    pub additions: BTreeMap<Term, u64>,
    /// Who left, by why.
    pub removals: BTreeMap<Term, u64>,
    /// Who came from another township.
    pub moved_in: u64,
    /// Who went to another township.
    pub moved_out: u64,
    /// This year's people.
    pub closing: u64,
}

impl Line {
    /// What the terms come to.
    #[must_use]
    pub fn reckoned(&self) -> i128 {
        let sum = |terms: &BTreeMap<Term, u64>| -> i128 {
            terms.values().map(|people| i128::from(*people)).sum()
        };
        i128::from(self.opening) + sum(&self.additions) - sum(&self.removals)
            + i128::from(self.moved_in)
            - i128::from(self.moved_out)
    }

    fn assert_balanced(&self, place: &str) {
        assert_eq!(
            self.reckoned(),
            i128::from(self.closing),
            "last year + added − removed ± moved = this year, at {place}"
        );
    }

    fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.closing += other.closing;
        for (sum, part) in
            [(&mut self.additions, &other.additions), (&mut self.removals, &other.removals)]
        {
            for (term, people) in part {
                *sum.entry(*term).or_default() += people;
            }
        }
    }
}

/// The bridge of a population.
///
/// # Panics
/// Where it does not balance: our own bug.
pub(super) fn of(lists: &Lists, population: &Population<'_>, changed: &[Changed]) -> Bridge {
    let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
    let name = |township: Sym| lists.symbols.text(township);
    for person in &population.prior.all {
        lines.entry(name(person.township)).or_default().opening += 1;
    }
    for person in &population.current.all {
        lines.entry(name(person.township)).or_default().closing += 1;
    }
    let prior = |row: u32| name(population.prior_list.rows[row as usize].township);
    let current = |row: u32| name(population.current_list.rows[row as usize].township);
    for one in changed.iter().filter(|one| one.table == population.table) {
        match (one.prior, one.current) {
            (None, Some(row)) => {
                let line = lines.entry(current(row)).or_default();
                *line.additions.entry(one.term).or_default() += 1;
            }
            (Some(row), None) => {
                let line = lines.entry(prior(row)).or_default();
                *line.removals.entry(one.term).or_default() += 1;
            }
            (Some(was), Some(is)) if one.term == Term::Moved => {
                lines.entry(prior(was)).or_default().moved_out += 1;
                lines.entry(current(is)).or_default().moved_in += 1;
            }
            _ => {}
        }
    }
    let mut county = Line::default();
    for (place, line) in &lines {
        line.assert_balanced(place);
        county.add(line);
    }
    county.assert_balanced("the county");
    let townships = lines.into_iter().map(|(place, line)| (place.to_owned(), line)).collect();
    Bridge { table: population.table, townships, county }
}
