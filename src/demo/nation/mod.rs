//! An invented nation: the outputs of many counties' runs, to be checked
//! against each other.
//!
//! In: a seed and how many people. Out: a folder a county with `manifest.json`
//! and `data/dispositions.parquet`, as a run writes them, and
//! `crosscheck-key.csv`, which says what is to be found where. Counties are
//! made one by one, so that a nation needs no more memory than a few of them.
//! The same options give the same bytes with any number of threads. It writes
//! no workbooks: nobody reads them again.

mod county;
mod events;
mod table;

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;

use super::seed::Seed;
use super::{DemoError, write};
use crate::domain::Money;

/// The answer key's file.
pub const KEY: &str = "crosscheck-key.csv";
/// The period that every county pays.
const PERIOD: &str = "2020";
/// The fewest people a nation may have: what is planted must fit in.
pub const FEWEST_PEOPLE: u32 = 1_000;
/// The people of an average county of the programme: 25 million in 2,518.
const PEOPLE_A_COUNTY: u32 = 9_929;
const MOST_COUNTIES: u32 = 2_518;

/// Streams of choices, apart from each other.
const SIZES: u64 = 0x6e61_7469;
const COUNTIES: u64 = 0x636f_756e;
const EVENTS: u64 = 0x6576_656e;

/// What nation to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Chooses names, numbers, sizes and where something is planted.
    pub seed: u64,
    /// How many different people are registered.
    pub people: u32,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nation {
    /// Counties.
    pub counties: u64,
    /// Rows of all rosters.
    pub roster_rows: u64,
    /// Rows of all pay lists.
    pub pay_list_rows: u64,
    /// Pay rows that are paid.
    pub paid_rows: u64,
    /// What is paid.
    pub paid: Money,
    /// Bytes of all tables.
    pub bytes: u64,
    /// Rows that the checks are to find: lines of the answer key.
    pub planted: u64,
}

/// Invents the nation and writes it, a folder a county.
///
/// # Errors
/// Where a folder or file cannot be written.
///
/// # Panics
/// Where fewer people are asked for than [`FEWEST_PEOPLE`]: a bug of the caller.
pub fn write_nation(
    dir: &Path,
    options: &Options,
    step: &(dyn Fn() + Sync),
) -> Result<Nation, DemoError> {
    assert!(options.people >= FEWEST_PEOPLE, "a nation needs room for what is planted");
    let count = counties(options.people);
    let planted = events::plant(options.seed, options.people, count);
    let of_events: u32 = planted.people;
    let sizes = sizes(options.seed, options.people - of_events, count);
    std::fs::create_dir_all(dir)
        .map_err(|source| DemoError::Io { path: dir.to_owned(), source })?;
    let written: Vec<(table::Written, String)> = planted
        .extras
        .into_par_iter()
        .zip(sizes)
        .enumerate()
        .map(|(at, (extras, people))| {
            let number = u32::try_from(at).expect("counties fit in 32 bits");
            let place = county::Place::of(number);
            let seed = Seed::new(options.seed, COUNTIES ^ (u64::from(number) << 32));
            let lists = county::invent(seed, &place, people, extras);
            let written = table::write(dir, &place, &lists)?;
            step();
            Ok((written, lists.key(&place)))
        })
        .collect::<Result<_, DemoError>>()?;
    let mut key = String::from("statement,planted,county,period,list,file,sheet,line\n");
    let mut nation = Nation { counties: u64::from(count), ..Nation::default() };
    for (county, lines) in &written {
        key.push_str(lines);
        nation.roster_rows += county.roster_rows;
        nation.pay_list_rows += county.pay_list_rows;
        nation.paid_rows += county.paid_rows;
        nation.paid += county.paid;
        nation.bytes += county.bytes;
        nation.planted += lines.lines().filter(|line| !line.starts_with("none,")).count() as u64;
    }
    write(&dir.join(KEY), key.as_bytes())?;
    Ok(nation)
}

/// How many counties so many people live in.
#[must_use]
pub fn counties(people: u32) -> u32 {
    ((people + PEOPLE_A_COUNTY / 2) / PEOPLE_A_COUNTY).clamp(1, MOST_COUNTIES)
}

/// The counties' people: up to 60 % more or fewer than the mean, all of them
/// together exactly as many as there are.
fn sizes(seed: u64, people: u32, counties: u32) -> Vec<u32> {
    let mut seed = Seed::new(seed, SIZES);
    let weights: Vec<u64> = (0..counties).map(|_| u64::from(40 + seed.below(121))).collect();
    let all: u64 = weights.iter().sum();
    let mut sizes: Vec<u32> = weights
        .iter()
        .map(|weight| u32::try_from(u64::from(people) * weight / all).unwrap_or(u32::MAX))
        .collect();
    let missing = people - sizes.iter().sum::<u32>();
    for at in 0..missing as usize {
        let places = sizes.len();
        sizes[at % places] += 1;
    }
    sizes
}

/// A line of the answer key.
fn key_line(key: &mut String, statement: &str, planted: &str, county: &str, at: &table::At<'_>) {
    let table::At { list, file, sheet, line } = at;
    let _ = writeln!(key, "{statement},{planted},{county},{PERIOD},{list},{file},{sheet},{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_add_up_and_differ() {
        let sizes = sizes(1, 1_000_000, counties(1_000_000));
        assert_eq!(sizes.len(), 101);
        assert_eq!(sizes.iter().sum::<u32>(), 1_000_000);
        assert!(sizes.iter().min() < Some(&6_000) && sizes.iter().max() > Some(&14_000));
        assert_eq!(counties(25_000_000), 2_518);
        assert_eq!(counties(5_000), 1);
    }

    #[test]
    fn places_are_each_their_own() {
        let places: Vec<county::Place> = (0..MOST_COUNTIES).map(county::Place::of).collect();
        for of in
            [|place: &county::Place| place.code.clone(), |place: &county::Place| place.name.clone()]
        {
            let mut all: Vec<String> = places.iter().map(of).collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), places.len());
        }
    }
}
