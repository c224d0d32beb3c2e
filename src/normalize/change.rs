//! The change register's rows, and who is absent from the scheme when.
//!
//! In: the register's rows and the lists of other bodies that date what they
//! say. Out: a change a row, and for each person the months without payment. A
//! removal bites in whole periods, forward only; a return likewise, and what was
//! not paid in between is not made up for.

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::list::{List, fold_day, person_key_of};
use super::name::name_key;
use super::symbols::{Interner, Sym};
use crate::domain::{Date, Field, Table, WatchKind};
use crate::rulebook::Rulebook;
use crate::rulebook::changes::{Effect, KindAt};
use crate::rulebook::project::Cadence;

/// One row of the change register.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Whom it is about, by number; `None` where it has none that can be read.
    pub person: Option<u64>,
    /// What kind of change it is, where its words are known.
    pub kind: Option<KindAt>,
    /// From when.
    pub date: Option<Date>,
    /// The number that is right, where that is the change.
    pub corrected_id: Option<u64>,
    /// The name that is right, where that is the change.
    pub corrected_name: Option<Sym>,
}

/// Reads the register's rows.
pub(super) fn changes(list: &List, rulebook: &Rulebook, symbols: &mut Interner) -> Vec<Change> {
    list.indices()
        .map(|row| {
            let text = |field: Field| list.text(row, field);
            let name = name_key(text(Field::CorrectedName), &rulebook.names);
            Change {
                person: list.rows[row as usize].person_key(),
                kind: rulebook.changes.kind_at(text(Field::Change)),
                date: fold_day(text(Field::Date)),
                corrected_id: person_key_of(list.cell(row, Field::CorrectedId)),
                corrected_name: (!name.is_empty()).then(|| symbols.intern(&name)),
            }
        })
        .collect()
}

/// Months without payment: from the first until the day before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first day that is not paid; `None` where it was always so.
    pub from: Option<Date>,
    /// The first day that is paid again.
    pub until: Option<Date>,
    /// The name under which another body lists the person: it is about nobody
    /// else. The register's own rows go by the number alone.
    pub name: Option<Sym>,
    /// Which kind of list that is.
    pub list: Option<WatchKind>,
}

impl Absence {
    /// Whether a rule of its own tells of it: that a list names the person, or
    /// that the register took them off. One that only ends has none.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.name.is_some() || self.from.is_some() || self.until.is_none()
    }

    /// Whether the day is not paid for somebody of that name.
    #[must_use]
    pub fn covers(&self, day: Date, name: Sym) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day < until)
            && self.name.is_none_or(|listed| listed == name)
    }
}

/// Who is absent, when.
#[derive(Debug, Default)]
pub struct Absences {
    by_person: HashMap<u64, Vec<Absence>, FixedState>,
    /// Who is off the pay list by decision, and still registered.
    off_list: HashSet<u64, FixedState>,
    /// Whose removal by the register was decided not to be held against them.
    lifted: HashSet<u64, FixedState>,
}

/// An absence that somebody decided not to hold against a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lift {
    /// The person.
    pub person: u64,
    /// Which kind of list says it; `None` where the register does.
    pub list: Option<WatchKind>,
}

impl Absences {
    /// From the register's changes and the dated lists of other bodies.
    #[must_use]
    pub fn new(
        changes: &[Change],
        watchlists: &List,
        rulebook: &Rulebook,
        cadence: Cadence,
    ) -> Self {
        let mut absences = Self::default();
        let mut by_person: HashMap<u64, Vec<&Change>, FixedState> = HashMap::default();
        for change in changes {
            for person in [change.person, change.corrected_id].into_iter().flatten() {
                by_person.entry(person).or_default().push(change);
            }
        }
        for (person, mut changes) in by_person {
            changes.sort_by_key(|change| change.date);
            let last = changes.iter().rev().find_map(|change| change.kind);
            if last.is_some_and(|kind| rulebook.changes.get(kind).effect == Effect::OffList) {
                absences.off_list.insert(person);
            }
            let spans = spans(&changes, rulebook, cadence);
            if !spans.is_empty() {
                absences.by_person.insert(person, spans);
            }
        }
        for row in &watchlists.rows {
            let Table::Watchlist(kind) = watchlists.sheets[row.sheet as usize].table else {
                continue;
            };
            // A list without a day says nothing of months: finding W00x speaks.
            if let (true, Some(person), Some(day)) = (kind.is_dated(), row.person_key(), row.date)
                && !row.name.is_blank()
            {
                absences.by_person.entry(person).or_default().push(Absence {
                    from: Some(cadence.first_day_after(day)),
                    until: None,
                    name: Some(row.name),
                    list: Some(kind),
                });
            }
        }
        absences
    }

    /// Takes back what was decided not to be held against somebody.
    pub fn lift(&mut self, lift: Lift) {
        if let Some(spans) = self.by_person.get_mut(&lift.person) {
            spans.retain(|span| span.list != lift.list);
        }
        if lift.list.is_none() {
            self.lifted.insert(lift.person);
        }
    }

    /// Whether a person's removal by the register was lifted.
    #[must_use]
    pub fn was_lifted(&self, person: Option<u64>) -> bool {
        person.is_some_and(|person| self.lifted.contains(&person))
    }

    /// Whether a person is off the pay list by decision.
    #[must_use]
    pub fn is_off_list(&self, person: Option<u64>) -> bool {
        person.is_some_and(|person| self.off_list.contains(&person))
    }

    /// The absences of a person.
    #[must_use]
    pub fn of(&self, person: Option<u64>) -> &[Absence] {
        if self.by_person.is_empty() {
            return &[];
        }
        person.and_then(|person| self.by_person.get(&person)).map_or(&[], Vec::as_slice)
    }
}

/// What the changes of one person, in the order of their days, come to. Two on
/// one day are taken as they stand.
fn spans(changes: &[&Change], rulebook: &Rulebook, cadence: Cadence) -> Vec<Absence> {
    let mut spans: Vec<Absence> = Vec::new();
    let mut seen = false;
    for change in changes {
        let Some(kind) = change.kind else { continue };
        let bites = change.date.map(|day| cadence.first_day_after(day));
        let open = spans.last_mut().filter(|span| span.until.is_none());
        match (rulebook.changes.get(kind).effect, open) {
            (Effect::Leaves, None) => {
                spans.push(Absence { from: bites, until: None, name: None, list: None });
            }
            (Effect::Returns, Some(open)) => match bites {
                Some(day) => open.until = Some(day),
                None => {
                    spans.pop();
                }
            },
            // They were out before the register begins.
            (Effect::Returns, None) if !seen => {
                spans.extend(bites.map(|day| Absence {
                    from: None,
                    until: Some(day),
                    name: None,
                    list: None,
                }));
            }
            _ => continue,
        }
        seen = true;
    }
    // A return that bites when the removal does leaves nothing in between.
    spans.retain(|span| span.until.is_none() || span.from < span.until);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans_of(changes: &[(&str, Option<&str>)], cadence: Cadence) -> Vec<(String, String)> {
        let rulebook = Rulebook::shipped().expect("rules");
        let changes: Vec<Change> = changes
            .iter()
            .map(|(word, day)| Change {
                person: Some(1),
                kind: rulebook.changes.kind_at(word),
                date: day.and_then(Date::parse),
                corrected_id: None,
                corrected_name: None,
            })
            .collect();
        let changes: Vec<&Change> = changes.iter().collect();
        let shown = |day: Option<Date>| day.map_or("–".to_owned(), |day| day.to_string());
        spans(&changes, &rulebook, cadence)
            .into_iter()
            .map(|span| (shown(span.from), shown(span.until)))
            .collect()
    }

    #[test]
    fn a_removal_bites_from_the_next_period_and_a_return_ends_it() {
        let one = |from: &str, until: &str| vec![(from.to_owned(), until.to_owned())];
        let died = [("死亡", Some("2020-05-20"))];
        assert_eq!(spans_of(&died, Cadence::NextMonth), one("2020-06-01", "–"));
        assert_eq!(spans_of(&died, Cadence::NextQuarter), one("2020-07-01", "–"));
        assert_eq!(spans_of(&died, Cadence::NextHalfYear), one("2020-07-01", "–"));
        assert_eq!(spans_of(&died, Cadence::NextYear), one("2021-01-01", "–"));
        let back = [("服刑", Some("2019-03-01")), ("刑满释放", Some("2020-02-10"))];
        assert_eq!(spans_of(&back, Cadence::NextQuarter), one("2019-04-01", "2020-04-01"));
        let within = [("暂停", Some("2020-03-01")), ("恢复", Some("2020-04-01"))];
        assert!(spans_of(&within, Cadence::NextYear).is_empty());
    }

    #[test]
    fn a_return_alone_says_that_they_were_out_before() {
        let back = [("恢复", Some("2020-02-10"))];
        assert_eq!(spans_of(&back, Cadence::NextYear), [("–".to_owned(), "2021-01-01".to_owned())]);
        assert!(spans_of(&[("恢复", None)], Cadence::NextYear).is_empty());
        assert_eq!(spans_of(&[("死亡", None)], Cadence::NextYear).len(), 1);
        assert!(spans_of(&[("更正", Some("2020-01-01"))], Cadence::NextYear).is_empty());
    }
}
