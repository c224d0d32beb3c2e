//! Last year's people and this year's: who is the same person.
//!
//! In: the people of one list in both years. Out: pairs, each with how it was
//! found. Steps go from what is certain to what is likely; each looks only at
//! who is left, and takes a pair only where neither has another to go with.
//! Nobody is in two pairs. Two namesakes with sound numbers far apart never are
//! one person.

use std::hash::Hash;

use super::individuals::Individuals;
use crate::domain::{Date, IdentityNumber, Lang};
use crate::linkage::index::{KeyMap, key_map};
use crate::linkage::likely::slip_words;
use crate::normalize::near::{Slip, is_near, slip};
use crate::normalize::{Change, List, Lists, Row, Sym};
use crate::say;

/// How a pair was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The same number and name.
    Same,
    /// The same number, written with 15 digits before and 18 now.
    Upgraded,
    /// The same number under another name.
    NumberAlone,
    /// The register says which number became which.
    Register,
    /// The same name, and numbers a slip apart.
    NearNumber(Slip),
    /// The same name, village and birth date.
    Birth,
    /// The same name and account, where one of the numbers says nothing.
    Account,
    /// The same household, names and numbers a slip apart.
    NearBoth(Slip),
    /// The same name and village, where one of the numbers says nothing.
    Place,
}

impl How {
    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Same => "number_and_name",
            Self::Upgraded => "number_15_to_18",
            Self::NumberAlone => "number",
            Self::Register => "register",
            Self::NearNumber(_) => "name_and_near_number",
            Self::Birth => "name_village_birth",
            Self::Account => "name_and_account",
            Self::NearBoth(_) => "household_near_name_and_number",
            Self::Place => "name_and_village",
        }
    }

    /// It in words.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let text = match self {
            Self::Same => say!(lang, "reconcile-how-same"),
            Self::Upgraded => {
                say!(lang, "reconcile-how-upgraded")
            }
            Self::NumberAlone => say!(lang, "reconcile-how-number"),
            Self::Register => say!(lang, "reconcile-how-register"),
            Self::NearNumber(_) => say!(lang, "reconcile-how-near-number"),
            Self::Birth => {
                say!(lang, "reconcile-how-birth")
            }
            Self::Account => say!(lang, "reconcile-how-account"),
            Self::NearBoth(_) => {
                say!(lang, "reconcile-how-near-both")
            }
            Self::Place => say!(lang, "reconcile-how-place"),
        };
        match self {
            Self::NearNumber(slip) | Self::NearBoth(slip) => {
                let comma = say!(lang, "finding-comma");
                format!("{text}{comma}{}", slip_words(Some(slip), lang))
            }
            _ => text.to_owned(),
        }
    }
}

/// A person of last year beside the same person of this year, by their places
/// among the individuals.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Last year's.
    pub prior: usize,
    /// This year's.
    pub current: usize,
    /// How it was found.
    pub how: How,
}

/// One list in both years.
pub struct Years<'a> {
    /// The lists, for their texts.
    pub lists: &'a Lists,
    /// Last year's list.
    pub prior_list: &'a List,
    /// This year's list.
    pub current_list: &'a List,
    /// Last year's people.
    pub prior: &'a Individuals,
    /// This year's people.
    pub current: &'a Individuals,
}

/// Who is in a pair so far.
struct Matching<'a> {
    years: &'a Years<'a>,
    pairs: Vec<Pair>,
    prior_left: Vec<usize>,
    current_left: Vec<usize>,
}

/// Finds the pairs, in the order of last year's people.
#[must_use]
pub fn pairs(years: &Years<'_>) -> Vec<Pair> {
    let mut matching = Matching {
        years,
        pairs: Vec::with_capacity(years.prior.all.len()),
        prior_left: Vec::new(),
        current_left: Vec::new(),
    };
    matching.same();
    matching.by(How::NumberAlone, |row, _| row.person_key());
    matching.by_register(&years.lists.changes);
    matching.near(|row| (!row.name.is_blank()).then_some([row.name; 4]), false);
    matching.by(How::Birth, |row, _| born(row).map(|day| (home(row), day)));
    matching.by_uncertain(How::Account, |row| {
        let usable = !row.account.is_blank() && !row.account_lost && !row.name.is_blank();
        usable.then_some((row.name, row.account))
    });
    matching.near(Row::household, true);
    matching.by_uncertain(How::Place, |row| (!row.name.is_blank()).then(|| home(row)));
    matching.pairs.sort_by_key(|pair| pair.prior);
    matching.pairs
}

fn home(row: &Row) -> [Sym; 3] {
    [row.township, row.village, row.name]
}

fn born(row: &Row) -> Option<Date> {
    row.id.filter(|_| !row.name.is_blank()).and_then(IdentityNumber::birth_date)
}

impl<'a> Matching<'a> {
    fn prior(&self, at: usize) -> &'a Row {
        &self.years.prior_list.rows[self.years.prior.all[at].row as usize]
    }

    fn current(&self, at: usize) -> &'a Row {
        &self.years.current_list.rows[self.years.current.all[at].row as usize]
    }

    /// The same number and name: nearly everybody, so it is done by itself.
    fn same(&mut self) {
        let (prior, current) = (&self.years.prior.all, &self.years.current.all);
        let mut by_key: KeyMap<(u64, Sym), usize> = key_map(prior.len());
        for (at, person) in prior.iter().enumerate() {
            if let Some(key) = person.key {
                by_key.insert((key, person.name), at);
            }
        }
        let mut taken = vec![false; prior.len()];
        for (at, person) in current.iter().enumerate() {
            let found = person.key.and_then(|key| by_key.get(&(key, person.name)).copied());
            let Some(found) = found else {
                self.current_left.push(at);
                continue;
            };
            taken[found] = true;
            let upgraded = self.prior(found).legacy != self.current(at).legacy;
            let how = if upgraded { How::Upgraded } else { How::Same };
            self.pairs.push(Pair { prior: found, current: at, how });
        }
        self.prior_left = (0..prior.len()).filter(|at| !taken[*at]).collect();
    }

    /// Pairs of the people left who alone share a key on either side. The second
    /// argument of `key` says whether the row is last year's.
    fn by<K: Hash + Eq>(&mut self, how: How, key: impl Fn(&Row, bool) -> Option<K>) {
        let mut sides: KeyMap<K, [Side; 2]> = key_map(self.prior_left.len());
        for &at in &self.prior_left {
            if let Some(key) = key(self.prior(at), true) {
                sides.entry(key).or_default()[0].add(at);
            }
        }
        for &at in &self.current_left {
            if let Some(sides) = key(self.current(at), false).and_then(|key| sides.get_mut(&key)) {
                sides[1].add(at);
            }
        }
        let found: Vec<Pair> = sides
            .into_values()
            .filter_map(|[prior, current]| {
                Some(Pair { prior: prior.only()?, current: current.only()?, how })
            })
            .collect();
        self.take(found);
    }

    /// Who the register says has another number now.
    fn by_register(&mut self, changes: &[Change]) {
        let mut became: KeyMap<u64, u64> = key_map(changes.len());
        for change in changes {
            if let (Some(old), Some(new)) = (change.person, change.corrected_id) {
                became.insert(old, new);
            }
        }
        if !became.is_empty() {
            self.by(How::Register, |row, prior| {
                let key = row.person_key()?;
                if prior { became.get(&key).copied() } else { Some(key) }
            });
        }
    }

    /// Pairs of a block whose numbers are a slip apart, and the names too where
    /// `names_near` says so, neither of them near another of the block.
    fn near(&mut self, block: impl Fn(&Row) -> Option<[Sym; 4]>, names_near: bool) {
        let usable = |row: &Row| !row.id_lost && row.writes_id();
        let mut blocks: KeyMap<[Sym; 4], [Vec<usize>; 2]> = key_map(self.prior_left.len());
        for &at in &self.prior_left {
            let row = self.prior(at);
            if let Some(key) = block(row).filter(|_| usable(row)) {
                blocks.entry(key).or_default()[0].push(at);
            }
        }
        for &at in &self.current_left {
            let row = self.current(at);
            let key = block(row).filter(|_| usable(row));
            if let Some(sides) = key.and_then(|key| blocks.get_mut(&key)) {
                sides[1].push(at);
            }
        }
        let mut found = Vec::new();
        for [prior, current] in blocks.into_values() {
            found.extend(self.near_pairs(&prior, &current, names_near));
        }
        self.take(found);
    }

    fn near_pairs(&self, prior: &[usize], current: &[usize], names_near: bool) -> Vec<Pair> {
        /// Larger blocks are no household and no name that tells people apart.
        const LARGEST: usize = 4_096;
        if prior.len() * current.len() > LARGEST * LARGEST {
            return Vec::new();
        }
        let symbols = &self.years.lists.symbols;
        let mut near: Vec<(usize, usize, Slip)> = Vec::new();
        for &one in prior {
            let (row, text) = (self.prior(one), self.prior(one).id_text(symbols));
            for &other in current {
                let now = self.current(other);
                if names_near && !is_near(symbols.text(row.name), symbols.text(now.name)) {
                    continue;
                }
                if let Some(slip) = slip(&text, &now.id_text(symbols)) {
                    near.push((one, other, slip));
                }
            }
        }
        let mut of_prior: KeyMap<usize, u32> = key_map(near.len());
        let mut of_current: KeyMap<usize, u32> = key_map(near.len());
        for (one, other, _) in &near {
            *of_prior.entry(*one).or_default() += 1;
            *of_current.entry(*other).or_default() += 1;
        }
        near.iter()
            .filter(|(one, other, _)| of_prior[one] == 1 && of_current[other] == 1)
            .map(|&(prior, current, slip)| {
                let how = if names_near { How::NearBoth(slip) } else { How::NearNumber(slip) };
                Pair { prior, current, how }
            })
            .collect()
    }

    /// As [`Self::by`], for what a namesake may share: only where a number is
    /// missing, lost, wrong, or shared with somebody else.
    fn by_uncertain<K: Hash + Eq>(&mut self, how: How, key: impl Fn(&Row) -> Option<K>) {
        let years = self.years;
        let before = self.pairs.len();
        self.by(how, |row, _| key(row));
        let mut back: Vec<Pair> = Vec::new();
        let mut kept: Vec<Pair> = Vec::new();
        for pair in self.pairs.drain(before..) {
            let certain = years.prior.is_certain(years.prior_list, pair.prior)
                && years.current.is_certain(years.current_list, pair.current);
            if certain { back.push(pair) } else { kept.push(pair) }
        }
        self.pairs.extend(kept);
        self.prior_left.extend(back.iter().map(|pair| pair.prior));
        self.current_left.extend(back.iter().map(|pair| pair.current));
    }

    fn take(&mut self, found: Vec<Pair>) {
        if found.is_empty() {
            return;
        }
        let mut prior: Vec<usize> = found.iter().map(|pair| pair.prior).collect();
        let mut current: Vec<usize> = found.iter().map(|pair| pair.current).collect();
        prior.sort_unstable();
        current.sort_unstable();
        self.prior_left.retain(|at| prior.binary_search(at).is_err());
        self.current_left.retain(|at| current.binary_search(at).is_err());
        self.pairs.extend(found);
    }
}

/// Who shares a key on one side.
#[derive(Clone, Copy, Default)]
enum Side {
    #[default]
    Nobody,
    One(usize),
    Several,
}

impl Side {
    fn add(&mut self, at: usize) {
        *self = if let Self::Nobody = self { Self::One(at) } else { Self::Several };
    }

    fn only(self) -> Option<usize> {
        if let Self::One(at) = self { Some(at) } else { None }
    }
}
