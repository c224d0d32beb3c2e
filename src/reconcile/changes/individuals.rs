//! The people of a list in one year, each once.
//!
//! In: a list. Out: its people by number and name: one number under two names is
//! two people here, because which of them it belongs to is for a person to say.

use hashbrown::hash_map::Entry;

use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::{List, Row, Sym, Symbols};

/// A person of a list.
#[derive(Clone, Copy, Debug)]
pub struct Individual {
    /// The row they stand by: the first, unless several are of several places.
    pub row: u32,
    /// What the number comes to; `None` where there is none to go by.
    pub key: Option<u64>,
    /// The name's key.
    pub name: Sym,
    /// The township of that row.
    pub township: Sym,
}

/// The people of one list in one year.
#[derive(Debug)]
pub struct Individuals {
    /// Each once, in the order of their first rows.
    pub all: Vec<Individual>,
    /// Numbers that several names share.
    shared: KeyMap<u64, ()>,
    /// Further rows of people who are listed several times.
    copies: KeyMap<(u64, Sym), Vec<u32>>,
}

impl Individuals {
    /// The people whose rows count.
    #[must_use]
    pub fn of(list: &List, counts: impl Fn(u32, &Row) -> bool) -> Self {
        let mut all: Vec<Individual> = Vec::with_capacity(list.rows.len());
        // The name under which a number stands first; the few others beside it.
        let mut first_names: KeyMap<u64, Sym> = key_map(list.rows.len());
        let mut further: KeyMap<(u64, Sym), ()> = key_map(0);
        let mut shared: KeyMap<u64, ()> = key_map(0);
        let mut copies: KeyMap<(u64, Sym), Vec<u32>> = key_map(0);
        for (at, row) in list.indices().zip(&list.rows).filter(|(at, row)| counts(*at, row)) {
            let key = row.person_key();
            if let Some(key) = key {
                match first_names.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert(row.name);
                    }
                    Entry::Occupied(first) if *first.get() == row.name => {
                        copies.entry((key, row.name)).or_default().push(at);
                        continue;
                    }
                    Entry::Occupied(_) => {
                        if further.insert((key, row.name), ()).is_some() {
                            copies.entry((key, row.name)).or_default().push(at);
                            continue;
                        }
                        shared.insert(key, ());
                    }
                }
            }
            all.push(Individual { row: at, key, name: row.name, township: row.township });
        }
        Self { all, shared, copies }
    }

    /// The rows of those people of either year who are listed several times in one
    /// of them, by number and name.
    fn rows_of(&self, several: &KeyMap<(u64, Sym), ()>) -> KeyMap<(u64, Sym), (usize, Vec<u32>)> {
        let mut rows = key_map(several.len());
        for (at, person) in self.all.iter().enumerate() {
            let Some(key) = person.key.map(|key| (key, person.name)) else { continue };
            if several.contains_key(&key) {
                let further = self.copies.get(&key).map_or(&[][..], Vec::as_slice);
                rows.insert(key, (at, [&[person.row], further].concat()));
            }
        }
        rows
    }

    fn stand_by(&mut self, list: &List, at: usize, row: u32) {
        self.all[at].row = row;
        self.all[at].township = list.rows[row as usize].township;
    }

    /// Whether the person's number says who they are: it is there, a living
    /// person can have it, and nobody else is listed under it.
    #[must_use]
    pub fn is_certain(&self, list: &List, at: usize) -> bool {
        let individual = &self.all[at];
        individual.key.is_some_and(|key| !self.shared.contains_key(&key))
            && list.rows[individual.row as usize].has_sound_id()
    }
}

/// Which of their rows people stand by who are listed several times: in the
/// township in which they are listed in both years, where there is one, so that a
/// copy elsewhere moves nobody; else the first by its place's name. The order of
/// rows decides nothing.
pub fn settle(
    symbols: &Symbols,
    (prior_list, prior): (&List, &mut Individuals),
    (current_list, current): (&List, &mut Individuals),
) {
    let mut several: KeyMap<(u64, Sym), ()> = key_map(0);
    several.extend(prior.copies.keys().chain(current.copies.keys()).map(|key| (*key, ())));
    if several.is_empty() {
        return;
    }
    let (of_prior, of_current) = (prior.rows_of(&several), current.rows_of(&several));
    let best = |list: &List, rows: &[u32], others: Option<(&List, &[u32])>| {
        let township = |list: &List, row: u32| list.rows[row as usize].township;
        let elsewhere = |row: u32| {
            others.is_some_and(|(other, rows)| {
                rows.iter().all(|&one| township(other, one) != township(list, row))
            })
        };
        let place = |row: u32| {
            let row = &list.rows[row as usize];
            [row.township, row.village, row.account].map(|symbol| symbols.text(symbol))
        };
        rows.iter().copied().min_by_key(|&row| (elsewhere(row), place(row)))
    };
    for (key, (at, rows)) in &of_prior {
        let others = of_current.get(key).map(|(_, others)| (current_list, others.as_slice()));
        if let Some(row) = best(prior_list, rows, others) {
            prior.stand_by(prior_list, *at, row);
        }
    }
    for (key, (at, rows)) in &of_current {
        let others = of_prior.get(key).map(|(_, others)| (prior_list, others.as_slice()));
        if let Some(row) = best(current_list, rows, others) {
            current.stand_by(current_list, *at, row);
        }
    }
}
