//! The change register: its rows by person, and where each of them ends.

use super::Auditing;
use super::docs::C013;
use crate::domain::{Date, Field, Lang, Table};
use crate::finding::{Finding, Seen};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::near::is_near;
use crate::normalize::{Change, List, Lists, Row, Sym};
use crate::rulebook::Rulebook;
use crate::rulebook::changes::{Effect, KindAt};
use crate::say;

/// Where a row of the register ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterEnd {
    /// This year's lists are as it says.
    Applied,
    /// They are not.
    NotApplied,
    /// It bites only after the period.
    Later,
    /// Nobody of either year has the number.
    Unmatched,
    /// The kind of change is not known, or a removal has no day.
    Unclear,
}

impl RegisterEnd {
    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::NotApplied => "not_applied",
            Self::Later => "later",
            Self::Unmatched => "unmatched",
            Self::Unclear => "unclear",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Applied => say!(lang, "reconcile-register-applied"),
            Self::NotApplied => say!(lang, "reconcile-register-not-applied"),
            Self::Later => say!(lang, "reconcile-register-later"),
            Self::Unmatched => say!(lang, "reconcile-register-unmatched"),
            Self::Unclear => say!(lang, "reconcile-register-unclear"),
        }
    }
}

/// The register's rows by person.
#[derive(Debug)]
pub struct RegisterIndex<'a> {
    lists: &'a Lists,
    rulebook: &'a Rulebook,
    /// Rows of a number, in the order of their days.
    by_person: KeyMap<u64, Vec<u32>>,
    /// Rows of a name.
    by_name: KeyMap<Sym, Vec<u32>>,
}

impl<'a> RegisterIndex<'a> {
    /// Sorts the register's rows.
    #[must_use]
    pub fn new(lists: &'a Lists, rulebook: &'a Rulebook) -> Self {
        let list = &lists.change_register;
        let mut by_person: KeyMap<u64, Vec<u32>> = key_map(list.rows.len());
        let mut by_name: KeyMap<Sym, Vec<u32>> = key_map(list.rows.len());
        for (row, change) in list.indices().zip(&lists.changes) {
            let mut keys: Vec<u64> = change.person.into_iter().chain(change.corrected_id).collect();
            keys.dedup();
            for key in keys {
                by_person.entry(key).or_default().push(row);
            }
            by_name.entry(list.rows[row as usize].name).or_default().push(row);
        }
        for rows in by_person.values_mut() {
            rows.sort_by_key(|row| lists.changes[*row as usize].date);
        }
        Self { lists, rulebook, by_person, by_name }
    }

    /// What a row says.
    #[must_use]
    pub fn change(&self, row: u32) -> &'a Change {
        &self.lists.changes[row as usize]
    }

    /// What a row's kind of change does.
    #[must_use]
    pub fn effect(&self, row: u32) -> Option<Effect> {
        self.change(row).kind.map(|kind| self.rulebook.changes.get(kind).effect)
    }

    /// The rows of a person, in the order of their days.
    #[must_use]
    pub fn of(&self, person: Option<u64>) -> &[u32] {
        person.and_then(|person| self.by_person.get(&person)).map_or(&[], Vec::as_slice)
    }

    /// The last row of a person whose change does one of these.
    #[must_use]
    pub fn last(&self, person: Option<u64>, effects: &[Effect]) -> Option<(u32, KindAt)> {
        let does = |row: &u32| self.effect(*row).is_some_and(|effect| effects.contains(&effect));
        let row = self.of(person).iter().copied().rev().find(does)?;
        Some((row, self.change(row).kind?))
    }

    /// A removal that is likely the person's: the same name, and a number a slip
    /// away. Only for somebody who is gone: it explains, and pays nobody.
    #[must_use]
    pub fn likely_removal(&self, row: &Row) -> Option<(u32, KindAt)> {
        if row.name.is_blank() || !row.writes_id() {
            return None;
        }
        let number = row.id_text(&self.lists.symbols);
        let near = |at: &&u32| {
            let listed = &self.lists.change_register.rows[**at as usize];
            is_near(&number, &listed.id_text(&self.lists.symbols))
                && self.effect(**at) == Some(Effect::Leaves)
        };
        let row = self.by_name.get(&row.name)?.iter().find(near).copied()?;
        Some((row, self.change(row).kind?))
    }

    /// A row in words: 死亡，2020-05-03，岳县移〔2020〕17号.
    #[must_use]
    pub fn words(&self, row: u32) -> String {
        let lang = self.lists.lang;
        let list = &self.lists.change_register;
        let kind = list.text(row, Field::Change).trim();
        let day = self.change(row).date.map_or_else(
            || say!(lang, "reconcile-register-undated").to_owned(),
            |day| day.to_string(),
        );
        let document = list.text(row, Field::Document).trim();
        [kind, &day, document]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(say!(lang, "finding-comma"))
    }
}

/// Where each row of the register ends; C013 on rows that lead to nobody, or say
/// nothing that can be followed. `likely` are rows that explain somebody whose
/// number is a slip away,
/// `kept` people who are listed though it took them off.
pub(super) fn ends(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    kept: &KeyMap<u64, ()>,
    likely: &[u32],
    findings: &mut Vec<Finding>,
) -> Vec<RegisterEnd> {
    let lists = auditing.lists;
    let lang = lists.lang;
    let prior: [KeyMap<u64, ()>; 2] = [&lists.prior_roster, &lists.prior_pay_list].map(numbers_of);
    let mut ends = Vec::with_capacity(lists.changes.len());
    for row in lists.change_register.indices() {
        let change = index.change(row);
        let keys = || change.person.into_iter().chain(change.corrected_id);
        let on_roster = keys().any(|key| auditing.roster.with_key(key).is_some());
        let on_list = keys().any(|key| auditing.pay_list.with_key(key).is_some());
        let before = keys().any(|key| prior.iter().any(|numbers| numbers.contains_key(&key)));
        let known = on_roster || on_list || before || likely.contains(&row);
        let effect = index.effect(row);
        let undated = effect == Some(Effect::Leaves) && change.date.is_none();
        let why = if effect.is_none() {
            say!(lang, "reconcile-register-kind-unknown")
        } else if undated {
            say!(lang, "reconcile-register-no-date")
        } else if change.person.is_none() {
            say!(lang, "reconcile-register-no-number")
        } else if !known && !was_closed(auditing, change) {
            say!(lang, "reconcile-register-number-unknown")
        } else {
            let kept = keys().any(|key| kept.contains_key(&key));
            ends.push(end_of(auditing, change, effect, (on_roster, on_list), kept));
            continue;
        };
        ends.push(if effect.is_none() || undated {
            RegisterEnd::Unclear
        } else {
            RegisterEnd::Unmatched
        });
        let field = if effect.is_none() { Field::Change } else { Field::IdNumber };
        findings.push(
            finding_on(&C013, lists, Table::ChangeRegister, row, field)
                .seeing(Seen::of(field, lists.change_register.text(row, field)))
                .with("why", why),
        );
    }
    ends
}

/// Whether a row was in force before last year's lists were closed: whom it took
/// off then is on neither year's, as it should be.
fn was_closed(auditing: &Auditing<'_>, change: &Change) -> bool {
    let cadence = auditing.project.removal_takes_effect;
    let last = auditing.project.prior_period.last_day();
    change.date.is_some_and(|day| cadence.first_day_after(day) <= last)
}

fn numbers_of(list: &List) -> KeyMap<u64, ()> {
    let mut numbers = key_map(list.rows.len());
    numbers.extend(list.rows.iter().filter_map(|row| Some((row.person_key()?, ()))));
    numbers
}

fn end_of(
    auditing: &Auditing<'_>,
    change: &Change,
    effect: Option<Effect>,
    (on_roster, on_list): (bool, bool),
    kept: bool,
) -> RegisterEnd {
    let period = auditing.project.period;
    let bites: Option<Date> =
        change.date.map(|day| auditing.project.removal_takes_effect.first_day_after(day));
    let later = bites.is_some_and(|bites| bites > period.last_day());
    let followed = match effect {
        Some(Effect::Leaves | Effect::ToProject | Effect::Returns) if later => {
            return RegisterEnd::Later;
        }
        Some(Effect::Leaves) => !kept,
        Some(Effect::ToProject | Effect::OffList | Effect::Pending) => !on_list,
        Some(Effect::Returns | Effect::ToDirect) => on_list,
        Some(Effect::Enters) => on_list || on_roster,
        Some(Effect::Corrects) => {
            let of = |key: Option<u64>| {
                key.is_some_and(|key| {
                    auditing.pay_list.with_key(key).is_some()
                        || auditing.roster.with_key(key).is_some()
                })
            };
            change.corrected_id.is_none() || of(change.corrected_id) && !of(change.person)
        }
        Some(Effect::Moves | Effect::Account) | None => true,
    };
    if followed { RegisterEnd::Applied } else { RegisterEnd::NotApplied }
}
