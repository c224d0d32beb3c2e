//! What is written otherwise than last year of one and the same person:
//! C003 name, C004 number, C005 account, C006 place, C007 support mode.
//!
//! In: the pairs. Out: findings, each told of a person once: on the roster, but
//! for accounts, which are the pay list's. What the register says is a note.

use super::docs::{C003, C004, C005, C006, C007};
use super::matching::{How, Pair};
use super::register::RegisterIndex;
use super::{Auditing, Population};
use crate::domain::account::mask_account;
use crate::domain::{Field, Table};
use crate::finding::{Doc, Finding, Seen, Severity};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::{List, Row};
use crate::rulebook::changes::Effect;
use crate::rulebook::values::Mode;
use crate::say;

/// Tells what differs.
pub(super) fn tell(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    populations: &[Population<'_>],
    findings: &mut Vec<Finding>,
) {
    let mut telling = Telling { auditing, index, told: key_map(0), findings };
    let of = |table| populations.iter().find(move |one| one.table == table);
    if let Some(roster) = of(Table::Roster) {
        for pair in &roster.pairs {
            telling.person(roster, pair);
        }
    }
    if let Some(pay_list) = of(Table::PayList) {
        for pair in &pay_list.pairs {
            telling.account(pay_list, pair);
            telling.person(pay_list, pair);
        }
    }
    if let Some(roster) = of(Table::Roster) {
        for pair in &roster.pairs {
            telling.account(roster, pair);
        }
    }
}

struct Telling<'a, 'b> {
    auditing: &'a Auditing<'b>,
    index: &'a RegisterIndex<'b>,
    /// Codes told of a person.
    told: KeyMap<(&'static str, u64), ()>,
    findings: &'a mut Vec<Finding>,
}

/// One person's two rows.
struct Both<'a> {
    population: &'a Population<'a>,
    was: &'a Row,
    is: &'a Row,
    prior: u32,
    current: u32,
    how: How,
}

impl<'a> Both<'a> {
    fn of(population: &'a Population<'a>, pair: &Pair) -> Self {
        let prior = population.prior.all[pair.prior].row;
        let current = population.current.all[pair.current].row;
        Self {
            population,
            was: &population.prior_list.rows[prior as usize],
            is: &population.current_list.rows[current as usize],
            prior,
            current,
            how: pair.how,
        }
    }

    fn prior_text(&self, field: Field) -> &'a str {
        let list: &List = self.population.prior_list;
        list.text(self.prior, field).trim()
    }
}

impl Telling<'_, '_> {
    fn person(&mut self, population: &Population<'_>, pair: &Pair) {
        let both = Both::of(population, pair);
        let lang = self.auditing.lists.lang;
        let (was, is) = (both.was, both.is);
        if was.name != is.name && !was.name.is_blank() && !is.name.is_blank() {
            let before = Seen::of(Field::Name, both.prior_text(Field::Name)).masked();
            let list = self.auditing.lists.list(population.table);
            let now = Seen::of(Field::Name, list.text(both.current, Field::Name).trim()).masked();
            let how = both.how.words(lang);
            let details = [("before", before), ("now", now), ("how", how)];
            self.add(&C003, &both, Field::Name, &[Effect::Corrects], details.to_vec());
        }
        let upgraded = both.how == How::Upgraded;
        // A number that cannot be compared is for other rules to speak of.
        let comparable = !was.id_lost && !is.id_lost && was.writes_id() && is.writes_id();
        if upgraded || comparable && was.person_key() != is.person_key() {
            let details = vec![("how", both.how.words(lang))];
            self.add(&C004, &both, Field::IdNumber, &[Effect::Corrects], details);
        }
        self.place(&both);
        let side = |mode: Mode| mode == Mode::Project;
        if population.table == Table::Roster && side(was.mode) != side(is.mode) {
            let words = |mode: Mode| {
                if side(mode) {
                    say!(lang, "reconcile-mode-project")
                } else {
                    say!(lang, "reconcile-mode-direct")
                }
            };
            let details =
                vec![("before", words(was.mode).to_owned()), ("now", words(is.mode).to_owned())];
            self.add(&C007, &both, Field::Mode, &[Effect::ToDirect, Effect::ToProject], details);
        }
    }

    fn place(&mut self, both: &Both<'_>) {
        let (was, is) = (both.was, both.is);
        let villages = [was.village, is.village];
        let other_village = villages[0] != villages[1] && villages.iter().all(|v| !v.is_blank());
        let other_township = was.township != is.township;
        if !other_township && !other_village {
            return;
        }
        let symbols = &self.auditing.lists.symbols;
        let place =
            |row: &Row| format!("{}{}", symbols.text(row.township), symbols.text(row.village));
        let details = vec![("before", place(was)), ("now", place(is))];
        let field = if other_township { Field::Township } else { Field::Village };
        self.add(&C006, both, field, &[Effect::Moves], details);
    }

    fn account(&mut self, population: &Population<'_>, pair: &Pair) {
        let both = Both::of(population, pair);
        let usable = |row: &Row| !row.account.is_blank() && !row.account_lost;
        if usable(both.was) && usable(both.is) && both.was.account != both.is.account {
            let before = self.auditing.lists.symbols.text(both.was.account);
            let details = vec![("before", mask_account(before))];
            self.add(&C005, &both, Field::Account, &[Effect::Account], details);
        }
    }

    fn add(
        &mut self,
        doc: &'static Doc,
        both: &Both<'_>,
        field: Field,
        effects: &[Effect],
        details: Vec<(&'static str, String)>,
    ) {
        let table = both.population.table;
        if let Some(key) = both.is.person_key()
            && self.told.insert((doc.code, key), ()).is_some()
        {
            return;
        }
        let lang = self.auditing.lists.lang;
        let row = [both.is, both.was]
            .into_iter()
            .find_map(|row| self.index.last(row.person_key(), effects));
        let mut finding = finding_on(doc, self.auditing.lists, table, both.current, field);
        finding.details = details;
        let register = match row {
            Some((row, _)) => {
                finding.severity = Severity::Note;
                say!(lang, "reconcile-register-says", words = self.index.words(row))
            }
            None if both.how == How::Upgraded => {
                finding.severity = Severity::Note;
                say!(lang, "reconcile-register-upgrade").to_owned()
            }
            None => say!(lang, "reconcile-register-nothing").to_owned(),
        };
        self.findings.push(finding.with("register", register));
    }
}
