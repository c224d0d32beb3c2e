//! The people of a list in one year, each once.
//!
//! In: a list. Out: its people by number and name: one number under two names is
//! two people here, because which of them it belongs to is for a person to say.

use hashbrown::hash_map::Entry;

use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::{List, Row, Sym};

/// A person of a list.
#[derive(Clone, Copy, Debug)]
pub struct Individual {
    /// The first of their rows.
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
        for (at, row) in list.indices().zip(&list.rows).filter(|(at, row)| counts(*at, row)) {
            let key = row.person_key();
            if let Some(key) = key {
                match first_names.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert(row.name);
                    }
                    Entry::Occupied(first) if *first.get() == row.name => continue,
                    Entry::Occupied(_) => {
                        if further.insert((key, row.name), ()).is_some() {
                            continue;
                        }
                        shared.insert(key, ());
                    }
                }
            }
            all.push(Individual { row: at, key, name: row.name, township: row.township });
        }
        Self { all, shared }
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
