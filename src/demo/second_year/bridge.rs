//! The truth of the bridges: last year's people plus those who came, less
//! those who left, are this year's.
//!
//! In: the counties of both years, and why people came or left. Out: one line
//! a list, township and term. It is computed from the people, never from what
//! the lists write of them: a pay row whose number is mistyped is still theirs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::demo::county::County;
use crate::demo::layout::layout_of;
use crate::demo::people::Standing;
use crate::demo::rows::{Cell, Field, RowId, Table};

/// A term of a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the terms of the contract")]
pub enum Term {
    Opening,
    MovedIn,
    Restored,
    ToDirect,
    UnexplainedAddition,
    Death,
    MarriageOut,
    UrbanHukou,
    Recruited,
    Imprisoned,
    MovedOut,
    ToProject,
    UnexplainedRemoval,
    MovedBetweenIn,
    MovedBetweenOut,
    Closing,
}

/// What a term does to the number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Adds,
    Takes,
    Stands,
}

impl Term {
    /// All of them, in the order of a bridge.
    pub const ALL: [Self; 16] = [
        Self::Opening,
        Self::MovedIn,
        Self::Restored,
        Self::ToDirect,
        Self::UnexplainedAddition,
        Self::Death,
        Self::MarriageOut,
        Self::UrbanHukou,
        Self::Recruited,
        Self::Imprisoned,
        Self::MovedOut,
        Self::ToProject,
        Self::UnexplainedRemoval,
        Self::MovedBetweenIn,
        Self::MovedBetweenOut,
        Self::Closing,
    ];

    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::MovedIn => "moved_in",
            Self::Restored => "restored",
            Self::ToDirect => "to_direct",
            Self::UnexplainedAddition => "unexplained_addition",
            Self::Death => "death",
            Self::MarriageOut => "marriage_out",
            Self::UrbanHukou => "urban_hukou",
            Self::Recruited => "recruited",
            Self::Imprisoned => "imprisoned",
            Self::MovedOut => "moved_out",
            Self::ToProject => "to_project",
            Self::UnexplainedRemoval => "unexplained_removal",
            Self::MovedBetweenIn => "moved_between_in",
            Self::MovedBetweenOut => "moved_between_out",
            Self::Closing => "closing",
        }
    }

    fn effect(self) -> Effect {
        match self {
            Self::MovedIn
            | Self::Restored
            | Self::ToDirect
            | Self::UnexplainedAddition
            | Self::MovedBetweenIn => Effect::Adds,
            Self::Opening | Self::Closing => Effect::Stands,
            _ => Effect::Takes,
        }
    }
}

/// One line of the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeLine {
    /// `roster`: those whose status is payable; `pay_list`: those listed.
    pub list: &'static str,
    /// The township's name; `*` for the county.
    pub township: String,
    /// The term.
    pub term: Term,
    /// How many people.
    pub people: u64,
}

/// The bridges of both lists, for every township and the county.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BridgeKey {
    /// The lines: roster before pay list, townships in the order of their
    /// numbers and the county last, every term.
    pub lines: Vec<BridgeLine>,
}

/// The people of one township's or the county's bridge, by term.
type Counts = [u64; Term::ALL.len()];

impl BridgeKey {
    /// The bridges between the two years.
    ///
    /// # Panics
    /// Where a bridge does not balance, or someone left for a reason to come:
    /// bugs of the planter.
    #[must_use]
    pub fn of(prior: &County, now: &County, terms: &BTreeMap<u32, Term>) -> Self {
        let mut key = Self::default();
        for table in [Table::Roster, Table::PayList] {
            let before = members(prior, table, now.people.len(), &[]);
            let after = members(now, table, now.people.len(), &before);
            let mut townships: Vec<Counts> = vec![Counts::default(); now.townships.len()];
            let mut county = Counts::default();
            for ((before, after), person) in before.into_iter().zip(after).zip(0u32..) {
                let mut count = |township: u32, term: Term, both: bool| {
                    townships[township as usize][term as usize] += 1;
                    county[term as usize] += u64::from(both);
                };
                if let Some(township) = before {
                    count(township, Term::Opening, true);
                }
                if let Some(township) = after {
                    count(township, Term::Closing, true);
                }
                let reason = terms.get(&person).copied();
                match (before, after) {
                    (None, Some(township)) => {
                        let term = reason.unwrap_or(Term::UnexplainedAddition);
                        assert_eq!(term.effect(), Effect::Adds, "a reason to come");
                        count(township, term, true);
                    }
                    (Some(township), None) => {
                        let term = reason.unwrap_or(Term::UnexplainedRemoval);
                        assert_eq!(term.effect(), Effect::Takes, "a reason to leave");
                        count(township, term, true);
                    }
                    (Some(from), Some(to)) if from != to => {
                        count(from, Term::MovedBetweenOut, false);
                        count(to, Term::MovedBetweenIn, false);
                    }
                    _ => {}
                }
            }
            let names = now.townships.iter().map(|township| township.name.as_str());
            for (township, counts) in names.zip(&townships).chain([("*", &county)]) {
                assert!(balances(counts), "the bridge of {township} balances");
                key.lines.extend(Term::ALL.map(|term| BridgeLine {
                    list: table.name(),
                    township: township.to_owned(),
                    term,
                    people: counts[term as usize],
                }));
            }
        }
        key
    }

    /// The people of a line; nobody where there is no such line.
    #[must_use]
    pub fn people(&self, list: &str, township: &str, term: Term) -> u64 {
        let mut lines = self.lines.iter();
        lines
            .find(|line| line.list == list && line.township == township && line.term == term)
            .map_or(0, |line| line.people)
    }

    /// The lines as text: UTF-8 with a heading.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = String::from("list,township,term,people\n");
        for line in &self.lines {
            let (list, township, term) = (line.list, &line.township, line.term.name());
            let _ = writeln!(text, "{list},{township},{term},{}", line.people);
        }
        text
    }
}

fn balances(counts: &Counts) -> bool {
    let sum = |effect| {
        let terms = Term::ALL.into_iter().filter(move |term| term.effect() == effect);
        terms.map(|term| counts[term as usize]).sum::<u64>()
    };
    counts[Term::Opening as usize] + sum(Effect::Adds)
        == counts[Term::Closing as usize] + sum(Effect::Takes)
}

/// The township in which a list has each person; payable people of the roster
/// only. Of several copies the one that stands where the person was `before`
/// counts, else the first: a copy elsewhere moves nobody.
fn members(
    county: &County,
    table: Table,
    people: usize,
    before: &[Option<u32>],
) -> Vec<Option<u32>> {
    let mut best: Vec<Option<(bool, RowId)>> = vec![None; people];
    for (row, at) in county.rows.iter().zip(0u32..) {
        let payable = table == Table::PayList
            || !matches!(county.person(row.person).standing, Standing::Removed(_));
        if row.removed || row.table != table || !payable {
            continue;
        }
        let id = RowId(at);
        let was = before.get(row.person as usize).copied().flatten();
        let elsewhere = was.is_some_and(|was| was != township(county, id));
        let slot = &mut best[row.person as usize];
        let place = |(elsewhere, id): (bool, RowId)| (elsewhere, county.place_of(id));
        if slot.is_none_or(|other| place((elsewhere, id)) < place(other)) {
            *slot = Some((elsewhere, id));
        }
    }
    best.into_iter().map(|row| row.map(|(_, row)| township(county, row))).collect()
}

/// The township that a row says it is in, else its file's.
fn township(county: &County, row: RowId) -> u32 {
    let row = &county.rows[row.0 as usize];
    let own = county.township_of(row.village);
    let layout = layout_of(row.table, county.townships[own as usize].layout);
    let Cell::Text(name) = row.cell(county, Field::Township) else { return own };
    if !layout.has(Field::Township) || name == county.townships[own as usize].name {
        return own;
    }
    let named = county.townships.iter().zip(0u32..).find(|(township, _)| township.name == name);
    named.map_or(own, |(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_stand_in_the_order_of_their_counts() {
        for (at, term) in Term::ALL.into_iter().enumerate() {
            assert_eq!(term as usize, at);
        }
    }

    #[test]
    fn a_bridge_that_loses_someone_does_not_balance() {
        let mut counts = Counts::default();
        counts[Term::Opening as usize] = 7;
        counts[Term::MovedIn as usize] = 2;
        counts[Term::Death as usize] = 1;
        counts[Term::Closing as usize] = 8;
        assert!(balances(&counts));
        counts[Term::MovedBetweenOut as usize] = 1;
        assert!(!balances(&counts));
    }
}
