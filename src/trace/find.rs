//! Who is asked for: every row that is about one person.
//!
//! In: a number or a name as somebody typed it, and a run. Out: the person's rows
//! in all lists, or the several people of that name, or who is a slip away. It
//! joins rows only by what the run itself joined them by: the number, the pairs
//! of the population audit, and the roster row of a pay row.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::fold::fold_number;
use crate::domain::{Field, IdentityNumber, Table, WatchKind};
use crate::normalize::name::name_key;
use crate::normalize::near::is_near;
use crate::normalize::{List, Lists, Row, Sym};
use crate::reconcile::changes::prior_of;
use crate::report::RunView;
use crate::rulebook::alike::{Alike, alike};

/// The lists that a person may stand on; the other bodies' lists are one.
pub const LISTS: [Table; 7] = [
    Table::Roster,
    Table::PayList,
    Table::PriorRoster,
    Table::PriorPayList,
    Table::ChangeRegister,
    Table::Watchlist(WatchKind::Deceased),
    Table::Posted,
];

/// So many digits make what is asked for a number.
const DIGITS_OF_A_NUMBER: usize = 6;
/// So many who are a slip away are named.
const MOST_NEAR: usize = 10;

/// One person's rows, by list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    rows: [BTreeSet<u32>; LISTS.len()],
}

fn place(table: Table) -> usize {
    let list = |known: &Table| matches!(known, Table::Watchlist(_));
    match table {
        Table::Watchlist(_) => LISTS.iter().position(list),
        table => LISTS.iter().position(|known| *known == table),
    }
    .expect("a list of people")
}

impl Person {
    /// The rows of a list, in order.
    #[must_use]
    pub fn of(&self, table: Table) -> &BTreeSet<u32> {
        &self.rows[place(table)]
    }

    /// Every row, with its list, this year's lists first.
    pub fn all(&self) -> impl Iterator<Item = (Table, u32)> + use<'_> {
        LISTS
            .into_iter()
            .zip(&self.rows)
            .flat_map(|(table, rows)| rows.iter().map(move |row| (table, *row)))
    }

    fn add(&mut self, table: Table, row: u32) {
        self.rows[place(table)].insert(row);
    }

    fn extend(&mut self, table: Table, rows: impl IntoIterator<Item = u32>) {
        self.rows[place(table)].extend(rows);
    }

    fn has(&self, table: Table, row: u32) -> bool {
        self.of(table).contains(&row)
    }

    fn count(&self) -> usize {
        self.rows.iter().map(BTreeSet::len).sum()
    }

    fn join(&mut self, other: Self) {
        for (own, theirs) in self.rows.iter_mut().zip(other.rows) {
            own.extend(theirs);
        }
    }
}

/// Somebody who is a slip away from what was asked for: a row of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The list.
    pub table: Table,
    /// The row.
    pub row: u32,
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// One person.
    One(Person),
    /// Several people of one name.
    Several(Vec<Person>),
    /// Nobody; perhaps somebody a slip away.
    Nobody(Vec<Near>),
}

/// Whether what is asked for is a number.
#[must_use]
pub fn is_number(asked: &str) -> bool {
    let digits = fold_number(asked).bytes().filter(u8::is_ascii_digit).count();
    digits >= DIGITS_OF_A_NUMBER
}

/// Finds a person by number or name.
#[must_use]
pub fn find(view: &RunView<'_>, asked: &str) -> Found {
    let search = Search { view, lists: view.lists };
    if is_number(asked) {
        return search.by_number(asked);
    }
    match search.by_name(asked) {
        Found::Nobody(near) => match search.by_number(asked) {
            Found::Nobody(_) => Found::Nobody(near),
            found => found,
        },
        found => found,
    }
}

struct Search<'a, 'b> {
    view: &'a RunView<'b>,
    lists: &'b Lists,
}

impl<'b> Search<'_, 'b> {
    fn rows_of(&self, table: Table) -> impl Iterator<Item = (u32, &'b Row)> + use<'b> {
        let list: &'b List = self.lists.list(table);
        list.indices().zip(&list.rows)
    }

    fn by_number(&self, asked: &str) -> Found {
        let folded = fold_number(asked);
        let key = IdentityNumber::from_either(&folded).map(IdentityNumber::packed);
        let symbols = &self.lists.symbols;
        let fits = |row: &Row| match row.id {
            Some(id) => key == Some(id.packed()),
            None => row.writes_id() && row.id_text(symbols) == folded,
        };
        let mut person = Person::default();
        for table in LISTS {
            person
                .extend(table, self.rows_of(table).filter(|(_, row)| fits(row)).map(|(at, _)| at));
        }
        let corrected = |at: &u32| {
            let to = self.lists.changes[*at as usize].corrected_id;
            to.is_some() && to == key
        };
        self.as_written(&mut person, Field::IdNumber, |before| {
            let before = fold_number(before);
            let id = IdentityNumber::from_either(&before).map(IdentityNumber::packed);
            before == folded || id.is_some() && id == key
        });
        let register = Table::ChangeRegister;
        person.extend(register, self.lists.change_register.indices().filter(corrected));
        if person.count() > 0 {
            return Found::One(self.grown(person));
        }
        let upgraded = IdentityNumber::from_either(&folded).map(|id| id.to_string());
        let near = |row: &Row| {
            let text = row.id_text(symbols);
            is_near(&text, &folded) || upgraded.as_ref().is_some_and(|full| is_near(&text, full))
        };
        let written = LISTS.into_iter().filter(|table| *table != Table::Posted);
        let near = written.flat_map(|table| {
            let near = self.rows_of(table).filter(|(_, row)| row.writes_id() && near(row));
            near.map(move |(row, _)| Near { table, row })
        });
        Found::Nobody(self.each_once(near, true))
    }

    /// Rows whose cell of the field was corrected, and is written so.
    fn as_written(&self, person: &mut Person, field: Field, is_it: impl Fn(&str) -> bool) {
        for one in &self.view.decisions.corrections {
            if one.place.field == Some(field) && is_it(&one.before) {
                person.add(one.place.table, one.place.row);
            }
        }
    }

    /// The first row of each who is near.
    fn each_once(&self, near: impl Iterator<Item = Near>, numbers: bool) -> Vec<Near> {
        let mut known: BTreeSet<(String, u32)> = BTreeSet::new();
        near.filter(|near| {
            let row = &self.lists.list(near.table).rows[near.row as usize];
            let number =
                if numbers { row.id_text(&self.lists.symbols).into_owned() } else { String::new() };
            known.insert((number, row.name.number()))
        })
        .take(MOST_NEAR)
        .collect()
    }

    fn by_name(&self, asked: &str) -> Found {
        let key = name_key(asked, &self.view.rulebook.names);
        let symbols = &self.lists.symbols;
        let named = |row: &Row| !row.name.is_blank() && symbols.text(row.name) == key;
        let mut as_written = Person::default();
        self.as_written(&mut as_written, Field::Name, |before| {
            name_key(before, &self.view.rulebook.names) == key
        });
        let mut people: Vec<Person> = Vec::new();
        for table in LISTS {
            let called = |(at, row): &(u32, &Row)| named(row) || as_written.has(table, *at);
            for (at, _) in self.rows_of(table).filter(called) {
                if people.iter().any(|person| person.has(table, at)) {
                    continue;
                }
                let mut person = Person::default();
                person.add(table, at);
                let mut person = self.grown(person);
                // What two rows lead to alike is one person.
                people.retain(|known| {
                    let same = known.all().any(|(table, row)| person.has(table, row));
                    if same {
                        person.join(known.clone());
                    }
                    !same
                });
                people.push(person);
            }
        }
        let mut people = self.with_numberless(people);
        match people.len() {
            0 => Found::Nobody(self.near_names(&key)),
            1 => Found::One(people.remove(0)),
            _ => Found::Several(people),
        }
    }

    /// Rows without a number join the one person of their name and village who
    /// has one; where there are several, nobody can say whose they are.
    fn with_numberless(&self, people: Vec<Person>) -> Vec<Person> {
        let row = |(table, at): (Table, u32)| &self.lists.list(table).rows[at as usize];
        let of_list = |(table, _): &(Table, u32)| table.is_this_year() || table.is_prior();
        let homes = |person: &Person| -> BTreeSet<(u32, u32)> {
            let rows = person.all().filter(of_list).map(row);
            rows.map(|row| (row.township.number(), row.village.number())).collect()
        };
        let numbered = |person: &Person| person.all().any(|at| row(at).person_key().is_some());
        let (mut kept, loose): (Vec<Person>, Vec<Person>) = people.into_iter().partition(numbered);
        let mut left = Vec::new();
        for person in loose {
            let home = homes(&person);
            let mut fits = kept.iter_mut().filter(|known| !homes(known).is_disjoint(&home));
            match (fits.next(), fits.next()) {
                (Some(only), None) => only.join(person),
                _ => left.push(person),
            }
        }
        kept.extend(left);
        kept
    }

    fn near_names(&self, key: &str) -> Vec<Near> {
        let symbols = &self.lists.symbols;
        let mut first: BTreeMap<&str, Near> = BTreeMap::new();
        for table in LISTS {
            for (row, keys) in self.rows_of(table) {
                first.entry(symbols.text(keys.name)).or_insert(Near { table, row });
            }
        }
        let rank = |name: &str| match alike(name, key) {
            Alike::Traditional => 0,
            Alike::Sound => 1,
            Alike::Look => 2,
            Alike::No => 3,
        };
        let mut near: Vec<(u8, &str, Near)> = first
            .into_iter()
            .filter(|(name, _)| is_near(name, key))
            .map(|(name, near)| (rank(name), name, near))
            .collect();
        near.sort_by_key(|(rank, name, _)| (*rank, *name));
        self.each_once(near.into_iter().map(|(.., near)| near), false)
    }

    /// A person with every row that the run joins to theirs.
    fn grown(&self, mut person: Person) -> Person {
        loop {
            let before = person.count();
            self.same_number_and_name(&mut person);
            self.by_the_register_and_others(&mut person);
            self.paired(&mut person);
            self.registered(&mut person);
            self.posted(&mut person);
            if person.count() == before {
                return person;
            }
        }
    }

    fn row(&self, (table, at): (Table, u32)) -> &'b Row {
        &self.lists.list(table).rows[at as usize]
    }

    /// Rows of the lists of both years with the number and name of one there is.
    fn same_number_and_name(&self, person: &mut Person) {
        let of_years = |table: Table| table.is_this_year() || table.is_prior();
        let known: BTreeSet<(u64, u32)> = person
            .all()
            .filter(|(table, _)| of_years(*table))
            .filter_map(|at| {
                let row = self.row(at);
                Some((row.person_key()?, row.name.number()))
            })
            .collect();
        if known.is_empty() {
            return;
        }
        for table in LISTS.into_iter().filter(|table| of_years(*table)) {
            let same = self.rows_of(table).filter(|(_, row)| {
                row.person_key().is_some_and(|key| known.contains(&(key, row.name.number())))
            });
            person.extend(table, same.map(|(at, _)| at));
        }
    }

    /// The register and the lists of other bodies go by the number alone.
    fn by_the_register_and_others(&self, person: &mut Person) {
        let (register, watch) = (Table::ChangeRegister, LISTS[5]);
        let keys_of = |person: &Person, others: bool| -> BTreeSet<u64> {
            let of = |table: Table| {
                let other = matches!(table, Table::ChangeRegister | Table::Watchlist(_));
                other == others && table != Table::Posted
            };
            let rows = person.all().filter(|(table, _)| of(*table));
            rows.filter_map(|at| self.row(at).person_key()).collect()
        };
        let corrected = |at: &u32| self.lists.changes[*at as usize].corrected_id;
        let has = |keys: &BTreeSet<u64>, row: &Row| {
            row.person_key().is_some_and(|key| keys.contains(&key))
        };
        let mut keys = keys_of(person, false);
        if LISTS[..4].iter().all(|table| person.of(*table).is_empty()) {
            // Only these are known so far: whose number is it?
            let mut theirs = keys_of(person, true);
            theirs.extend(person.of(register).iter().filter_map(corrected));
            for &table in &LISTS[..4] {
                let fit = self.rows_of(table).filter(|(_, row)| has(&theirs, row));
                person.extend(table, fit.map(|(at, _)| at));
            }
            keys.extend(theirs);
        }
        for table in [register, watch] {
            let fit = self.rows_of(table).filter(|(at, row)| {
                let corrected = || corrected(at).is_some_and(|key| keys.contains(&key));
                has(&keys, row) || table == register && corrected()
            });
            let fit: Vec<u32> = fit.map(|(at, _)| at).collect();
            person.extend(table, fit);
        }
    }

    /// The other year's row of each, and the register's row that explains it.
    fn paired(&self, person: &mut Person) {
        let Some(audit) = self.view.audit else { return };
        for one in &audit.changed {
            let (now, before) = (one.table, prior_of(one.table));
            let theirs = one.current.is_some_and(|row| person.has(now, row))
                || one.prior.is_some_and(|row| person.has(before, row));
            if theirs {
                person.extend(now, one.current);
                person.extend(before, one.prior);
                person.extend(Table::ChangeRegister, one.register);
            }
        }
    }

    /// The roster row of each pay row, and the pay rows of each roster row.
    fn registered(&self, person: &mut Person) {
        for (pay, registered) in self.lists.pay_list.indices().zip(self.view.registered) {
            let Some(roster) = *registered else { continue };
            if person.has(Table::PayList, pay) || person.has(Table::Roster, roster) {
                person.add(Table::PayList, pay);
                person.add(Table::Roster, roster);
            }
        }
    }

    /// Posted rows by name, township and what is shown of the number.
    fn posted(&self, person: &mut Person) {
        if self.lists.posted.rows.is_empty() {
            return;
        }
        let symbols = &self.lists.symbols;
        let of = |tables: &[Table], person: &Person| -> Vec<(Table, u32)> {
            person.all().filter(|(table, _)| tables.contains(table)).collect()
        };
        let this_year = [Table::Roster, Table::PayList];
        let fits = |posted: &Row, row: &Row| {
            (posted.name, posted.township) == (row.name, row.township)
                && shows(&posted.id_text(symbols), &row.id_text(symbols))
        };
        let own: Vec<&Row> = of(&this_year, person).into_iter().map(|at| self.row(at)).collect();
        let names: BTreeSet<u32> = own.iter().map(|row| row.name.number()).collect();
        let named = |row: &Row, names: &BTreeSet<u32>| names.contains(&row.name.number());
        let fit = self
            .rows_of(Table::Posted)
            .filter(|(_, row)| named(row, &names) && own.iter().any(|one| fits(row, one)));
        let fit: Vec<u32> = fit.map(|(at, _)| at).collect();
        person.extend(Table::Posted, fit);
        if own.is_empty() {
            let posted: Vec<&Row> =
                of(&[Table::Posted], person).into_iter().map(|at| self.row(at)).collect();
            let names: BTreeSet<u32> = posted.iter().map(|row| row.name.number()).collect();
            for table in this_year.into_iter().filter(|_| !posted.is_empty()) {
                let fit = self.rows_of(table).filter(|(_, row)| {
                    named(row, &names) && posted.iter().any(|one| fits(one, row))
                });
                person.extend(table, fit.map(|(at, _)| at).collect::<Vec<u32>>());
            }
        }
    }
}

/// Whether a number that is partly hidden may be this one.
fn shows(hidden: &str, number: &str) -> bool {
    hidden.chars().count() == number.chars().count()
        && hidden.chars().zip(number.chars()).all(|(a, b)| !a.is_ascii_alphanumeric() || a == b)
}

/// The townships, villages and names of a person, each once, this year's first.
pub(super) fn said_once(
    lists: &Lists,
    person: &Person,
    what: impl Fn(&Lists, Table, u32) -> String,
) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for (table, row) in person.all().filter(|(table, _)| *table != Table::Posted) {
        let text = what(lists, table, row);
        if !text.is_empty() && !said.contains(&text) {
            said.push(text);
        }
    }
    said
}

/// The name of a row as written.
pub(super) fn name_of(lists: &Lists, table: Table, row: u32) -> String {
    lists.list(table).text(row, Field::Name).trim().to_owned()
}

/// Township and village of a row.
pub(super) fn home_of(lists: &Lists, table: Table, row: u32) -> String {
    if !(table.is_this_year() || table.is_prior()) {
        return String::new();
    }
    let keys = &lists.list(table).rows[row as usize];
    let text = |symbol: Sym| lists.symbols.text(symbol);
    format!("{}{}", text(keys.township), text(keys.village))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_a_number_or_a_name() {
        for number in
            ["11010519491231002X", "110105491231002", "110105 19491231 002x", "１１０１０５"]
        {
            assert!(is_number(number), "{}", number.len());
        }
        for name in ["张三", "阿依古丽·买买提", "", "张三2"] {
            assert!(!is_number(name), "{name}");
        }
    }

    #[test]
    fn a_hidden_number_fits_whom_it_may_be() {
        assert!(shows("110105**********2X", "11010519491231002X"));
        assert!(shows("110105••••••••••2X", "11010519491231002X"));
        assert!(!shows("110105**********21", "11010519491231002X"));
        assert!(!shows("110105*********2X", "11010519491231002X"));
    }
}
