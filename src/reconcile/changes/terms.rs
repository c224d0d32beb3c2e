//! Who came and who left, each under the term that explains it: C001, C002, C008.
//!
//! In: the populations with their pairs, and the register. Out: everybody behind
//! a term, and findings on whom nothing explains. One person is told once,
//! though both lists have them.

use super::docs::{C001, C002, C008};
use super::individuals::Individual;
use super::register::RegisterIndex;
use super::{Auditing, Changed, Population, Term};
use crate::domain::{Field, Table};
use crate::finding::{Finding, Seen};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, People, key_map};
use crate::normalize::{Absence, Row};
use crate::rulebook::changes::{Effect, KindAt};
use crate::rulebook::values::{Mode, Status};
use crate::say;

/// What explains that somebody is off a list.
const LEAVING: &[Effect] = &[Effect::Leaves, Effect::ToProject, Effect::OffList, Effect::Pending];

/// Who is behind a term, and what later rules must know.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) changed: Vec<Changed>,
    /// People told as back after a removal (C008).
    pub(super) back: KeyMap<u64, ()>,
    /// Rows of the register that explain somebody whose number is a slip away.
    pub(super) likely: Vec<u32>,
}

struct Sorting<'a, 'b> {
    auditing: &'a Auditing<'b>,
    index: &'a RegisterIndex<'b>,
    /// Last year's roster by person.
    prior_roster: People,
    sorted: Sorted,
    findings: &'a mut Vec<Finding>,
    added: KeyMap<u64, ()>,
    removed: KeyMap<u64, ()>,
}

/// Sorts everybody who came, left or moved; the pay list's people first.
pub(super) fn sort<'b>(
    auditing: &Auditing<'b>,
    index: &RegisterIndex<'b>,
    populations: &[Population<'_>],
    findings: &mut Vec<Finding>,
) -> Sorted {
    let mut sorting = Sorting {
        auditing,
        index,
        prior_roster: People::of(&auditing.lists.prior_roster),
        sorted: Sorted::default(),
        findings,
        added: key_map(0),
        removed: key_map(0),
    };
    for population in populations {
        sorting.population(population);
    }
    sorting.sorted
}

impl Sorting<'_, '_> {
    fn population(&mut self, population: &Population<'_>) {
        let mut paired_prior = vec![false; population.prior.all.len()];
        let mut paired_current = vec![false; population.current.all.len()];
        for pair in &population.pairs {
            paired_prior[pair.prior] = true;
            paired_current[pair.current] = true;
            let (was, is) =
                (&population.prior.all[pair.prior], &population.current.all[pair.current]);
            let term = if was.township == is.township { Term::Rewritten } else { Term::Moved };
            let rewritten = pair.how != super::How::Same;
            if term == Term::Moved || rewritten {
                let effects = [Effect::Corrects, Effect::Moves];
                let register = self
                    .index
                    .last(is.key, &effects)
                    .or_else(|| self.index.last(was.key, &effects));
                self.sorted.changed.push(Changed {
                    table: population.table,
                    term,
                    prior: Some(was.row),
                    current: Some(is.row),
                    how: Some(pair.how),
                    register: register.map(|(row, _)| row),
                });
            }
        }
        let mut were_here = vec![false; population.current_list.rows.len()];
        for (person, paired) in population.current.all.iter().zip(&paired_current) {
            were_here[person.row as usize] = *paired;
        }
        for (person, _) in population.current.all.iter().zip(paired_current).filter(|(_, p)| !p) {
            let copies = self.auditing.likely_copies.get(&(population.table, person.row));
            let copied = copies.is_some_and(|of| of.iter().any(|&row| were_here[row as usize]));
            self.came(population, person, copied);
        }
        for (person, _) in population.prior.all.iter().zip(paired_prior).filter(|(_, p)| !p) {
            self.left(population, person);
        }
    }

    /// Last year's roster rows of a person.
    fn prior_rows(&self, key: Option<u64>) -> impl Iterator<Item = &Row> {
        let person = key.and_then(|key| self.prior_roster.with_key(key));
        let rows = person.map_or(&[][..], |person| self.prior_roster.rows(person));
        rows.iter().map(|&row| &self.auditing.lists.prior_roster.rows[row as usize])
    }

    /// This year's roster rows of a person.
    fn roster_rows(&self, key: Option<u64>) -> impl Iterator<Item = (u32, &Row)> {
        let people = self.auditing.roster;
        let person = key.and_then(|key| people.with_key(key));
        let rows = person.map_or(&[][..], |person| people.rows(person));
        rows.iter().map(|&row| (row, &self.auditing.lists.roster.rows[row as usize]))
    }

    fn came(&mut self, population: &Population<'_>, person: &Individual, copied: bool) {
        let effects = [Effect::Enters, Effect::Returns, Effect::ToDirect];
        let register = self.index.last(person.key, &effects).filter(|(row, _)| {
            let day = self.index.change(*row).date;
            day.is_none_or(|day| day <= self.auditing.project.period.last_day())
        });
        let gone_before = self.prior_rows(person.key).any(|row| row.status == Status::NotPayable);
        let absences = &self.auditing.lists.absences;
        let first = self.auditing.project.period.first_day();
        let out = |one: &Absence| one.name.is_none() && one.covers(first, person.name);
        let away = absences.of(person.key).iter().any(out) || absences.was_lifted(person.key);
        let returned =
            matches!(register, Some((row, _)) if self.index.effect(row) == Some(Effect::Returns));
        let back = (away || gone_before) && !returned;
        let term = match register {
            Some((_, kind)) if !back => Term::Kind(kind),
            _ if copied => Term::LikelyCopy,
            _ => Term::UnexplainedAddition,
        };
        self.sorted.changed.push(Changed {
            table: population.table,
            term,
            prior: None,
            current: Some(person.row),
            how: None,
            register: register.map(|(row, _)| row),
        });
        if matches!(term, Term::Kind(_)) || self.told(population, person, true) {
            return;
        }
        let lists = self.auditing.lists;
        let field = Field::IdNumber;
        let finding = if back {
            self.sorted.back.extend(person.key.map(|key| (key, ())));
            finding_on(&C008, lists, population.table, person.row, field)
                .with("how", self.how_they_were_out(person))
        } else {
            finding_on(&C001, lists, population.table, person.row, field)
                .with("why", self.why_unexplained(population, person, copied))
        };
        self.findings.push(finding);
    }

    /// Whether the person was told before, in the other list.
    fn told(&mut self, population: &Population<'_>, person: &Individual, came: bool) -> bool {
        let told = if came { &mut self.added } else { &mut self.removed };
        match (person.key, population.table) {
            (Some(key), Table::Roster) => told.contains_key(&key),
            (Some(key), _) => {
                told.insert(key, ());
                false
            }
            (None, _) => false,
        }
    }

    fn how_they_were_out(&self, person: &Individual) -> String {
        let lists = self.auditing.lists;
        let lang = lists.lang;
        let effects = [Effect::Leaves, Effect::Returns];
        if let Some((row, _)) = self.index.last(person.key, &effects) {
            let words = self.index.words(row);
            return say!(lang, "reconcile-register-says", words = words);
        }
        let gone = person.key.and_then(|key| self.prior_roster.with_key(key)).and_then(|person| {
            let rows = self.prior_roster.rows(person);
            rows.iter()
                .copied()
                .find(|&row| lists.prior_roster.rows[row as usize].status == Status::NotPayable)
        });
        let Some(row) = gone else { return String::new() };
        let status = lists.prior_roster.text(row, Field::Status).trim().to_owned();
        let place = lists.prior_roster.origin(row).path();
        if status.is_empty() {
            say!(lang, "reconcile-last-year-out", place = place)
        } else {
            say!(lang, "reconcile-last-year-status", status = status, place = place)
        }
    }

    fn why_unexplained(
        &self,
        population: &Population<'_>,
        person: &Individual,
        copied: bool,
    ) -> String {
        let lang = self.auditing.lists.lang;
        let mut parts: Vec<String> = Vec::new();
        let on_roster = self.prior_rows(person.key).next();
        parts.push(match (population.table, on_roster) {
            (Table::PayList, Some(row)) if row.mode == Mode::Project => {
                say!(lang, "reconcile-last-year-project").to_owned()
            }
            (Table::PayList, Some(_)) => say!(lang, "reconcile-last-year-roster-only").to_owned(),
            _ => say!(lang, "reconcile-last-year-nowhere").to_owned(),
        });
        let rows = self.index.of(person.key);
        parts.push(match rows.last() {
            None => say!(lang, "reconcile-register-nor").to_owned(),
            Some(&row) => {
                let words = self.index.words(row);
                say!(lang, "reconcile-register-only", words = words)
            }
        });
        if copied {
            let words = say!(lang, "reconcile-likely-copy");
            parts.push(words.to_owned());
        }
        parts.join(say!(lang, "finding-comma"))
    }

    fn left(&mut self, population: &Population<'_>, person: &Individual) {
        let lists = self.auditing.lists;
        let prior = &population.prior_list.rows[person.row as usize];
        let mut register = self.index.last(person.key, LEAVING);
        if register.is_none()
            && let Some((row, kind)) = self.index.likely_removal(prior)
        {
            self.sorted.likely.push(row);
            register = Some((row, kind));
        }
        let shown = self.shown_by_the_roster(population, person);
        let term = match (register, shown) {
            (Some((_, kind)), _) | (None, Some(kind)) => Term::Kind(kind),
            (None, None) => Term::UnexplainedRemoval,
        };
        self.sorted.changed.push(Changed {
            table: population.table,
            term,
            prior: Some(person.row),
            current: None,
            how: None,
            register: register.map(|(row, _)| row),
        });
        if term != Term::UnexplainedRemoval || self.told(population, person, false) {
            return;
        }
        let now = self.where_now(person);
        let mut finding =
            finding_on(&C002, lists, population.prior_table, person.row, Field::IdNumber)
                .with("now", now);
        finding.seen =
            Seen::of(Field::IdNumber, population.prior_list.text(person.row, Field::IdNumber));
        self.findings.push(finding);
    }

    /// Who is off the pay list and supported by projects now: the roster itself
    /// says where they went (C007 tells of it where the register does not).
    fn shown_by_the_roster(
        &self,
        population: &Population<'_>,
        person: &Individual,
    ) -> Option<KindAt> {
        let to_project = population.table == Table::PayList
            && self.prior_rows(person.key).any(|row| row.mode != Mode::Project)
            && self
                .roster_rows(person.key)
                .any(|(_, row)| row.mode == Mode::Project && row.status == Status::Payable);
        let kind = self.auditing.rulebook.changes.with_effect(Effect::ToProject);
        kind.filter(|_| to_project)
    }

    fn where_now(&self, person: &Individual) -> String {
        let lists = self.auditing.lists;
        let lang = lists.lang;
        let rows: Vec<(u32, &Row)> = self.roster_rows(person.key).collect();
        let gone = rows.iter().find(|(_, row)| row.status == Status::NotPayable);
        match (gone, rows.first()) {
            (Some((row, _)), _) => {
                let status = lists.roster.text(*row, Field::Status).trim();
                say!(lang, "reconcile-now-status", status = status)
            }
            (None, Some((_, row))) if row.mode == Mode::Project => {
                say!(lang, "reconcile-now-project").to_owned()
            }
            (None, Some(_)) => say!(lang, "reconcile-now-roster-only").to_owned(),
            (None, None) => say!(lang, "reconcile-now-nowhere").to_owned(),
        }
    }
}
