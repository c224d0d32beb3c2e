//! Which rows can matter at all, found by hashes before any statement runs.
//!
//! In: the key columns of one county after another. Out: for each row whether
//! it can stand in what a statement finds. Every statement looks for keys that
//! several rows share: a number on the rosters of two counties, a number or an
//! account that two counties pay, a name and account on two pay rows. Equal
//! keys have equal hashes, so every row of such a key is marked; a hash that
//! two different keys happen to share marks a few rows more. The marked rows
//! are a superset by construction: whole in every group that a statement finds.
//! Of a group that it does not find there may be some rows among them, marked
//! for another key; fewer rows never make a count larger, so it does not find
//! them either. A statement thus finds in the marked rows exactly what it finds
//! in all; `tests/it/crosscheck.rs` tries it on random counties.
//!
//! Periods are part of the hash: what is paid in two periods is not paid twice.

use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use foldhash::quality::FixedState;
use hashbrown::HashSet;
use polars::prelude::*;
use rayon::prelude::*;

/// How many parts the hashes are kept in, by their first bits: counties add to
/// different parts at once, and each part is sorted by itself.
const PARTS: usize = 64;

/// The first bits of a hash.
fn part(hash: u64) -> usize {
    usize::try_from(hash >> (u64::BITS - PARTS.ilog2())).unwrap_or(0)
}

/// Hashes of one kind of key, each at most once a county.
struct Keys {
    parts: Vec<Mutex<Vec<u64>>>,
}

impl Keys {
    fn new() -> Self {
        Self { parts: (0..PARTS).map(|_| Mutex::new(Vec::new())).collect() }
    }

    /// Adds a county's hashes, each once.
    fn add(&self, mut hashes: Vec<u64>) {
        hashes.sort_unstable();
        hashes.dedup();
        for chunk in hashes.chunk_by(|a, b| part(*a) == part(*b)) {
            let mut kept =
                self.parts[part(chunk[0])].lock().unwrap_or_else(PoisonError::into_inner);
            // A nation's hashes are most of the memory: no doubling.
            if kept.capacity() - kept.len() < chunk.len() {
                let room = chunk.len() + kept.len() / 8;
                kept.reserve_exact(room);
            }
            kept.extend_from_slice(chunk);
        }
    }

    /// The hashes that two counties added.
    fn of_two_counties(self) -> Marked {
        let twice: Vec<Vec<u64>> = self
            .parts
            .into_par_iter()
            .map(|part| {
                let mut hashes = part.into_inner().unwrap_or_else(PoisonError::into_inner);
                hashes.sort_unstable();
                repeated(&hashes)
            })
            .collect();
        twice.into_iter().flatten().collect()
    }
}

/// The values of a sorted slice that stand there more than once, each once.
fn repeated(sorted: &[u64]) -> Vec<u64> {
    sorted.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect()
}

type Marked = HashSet<u64, foldhash::fast::FixedState>;

/// The keys of the counties seen so far.
pub struct Narrowing {
    registered: Keys,
    paid: Keys,
    accounts: Keys,
    names: Mutex<Vec<u64>>,
}

/// The keys that several rows share.
pub struct Candidates {
    registered: Marked,
    paid: Marked,
    accounts: Marked,
    names: Marked,
}

impl Default for Narrowing {
    fn default() -> Self {
        Self::new()
    }
}

impl Narrowing {
    /// No county yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            registered: Keys::new(),
            paid: Keys::new(),
            accounts: Keys::new(),
            names: Mutex::new(Vec::new()),
        }
    }

    /// Adds the keys of one county for one period.
    ///
    /// # Errors
    /// Where the frame is not the view's: our own fault.
    pub fn add(&self, period: &str, keys: &DataFrame) -> PolarsResult<()> {
        let (mut registered, mut paid, mut accounts, mut names) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        each_row(period, keys, |row| {
            registered.extend(row.registered);
            paid.extend(row.paid);
            accounts.extend(row.account);
            names.extend(row.name);
        })?;
        self.registered.add(registered);
        self.paid.add(paid);
        self.accounts.add(accounts);
        // A name that two counties pay through one account is marked by the
        // account; what is left are the names of this county alone.
        names.sort_unstable();
        let names = repeated(&names);
        self.names.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
        Ok(())
    }

    /// The keys that several rows share.
    #[must_use]
    pub fn finish(self) -> Candidates {
        Candidates {
            registered: self.registered.of_two_counties(),
            paid: self.paid.of_two_counties(),
            accounts: self.accounts.of_two_counties(),
            names: self
                .names
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner)
                .into_iter()
                .collect(),
        }
    }
}

impl Candidates {
    /// For each row of a county, whether a statement may find it.
    ///
    /// # Errors
    /// Where the frame is not the view's: our own fault.
    pub fn mark(&self, period: &str, keys: &DataFrame) -> PolarsResult<Vec<bool>> {
        let mut marks = Vec::with_capacity(keys.height());
        let among =
            |marked: &Marked, key: Option<u64>| key.is_some_and(|key| marked.contains(&key));
        each_row(period, keys, |row| {
            marks.push(
                among(&self.registered, row.registered)
                    || among(&self.paid, row.paid)
                    || among(&self.accounts, row.account)
                    || among(&self.names, row.name),
            );
        })?;
        Ok(marks)
    }
}

/// The hashes of one row's keys, `None` where the statements leave it out.
#[derive(Default)]
struct RowKeys {
    /// The number, of a roster row.
    registered: Option<u64>,
    /// The number, of a row that is or was paid.
    paid: Option<u64>,
    /// The account, of a row that is or was paid.
    account: Option<u64>,
    /// Account and name, of a row that is or was paid.
    name: Option<u64>,
}

fn each_row(period: &str, keys: &DataFrame, mut act: impl FnMut(RowKeys)) -> PolarsResult<()> {
    let hasher = FixedState::with_seed(FixedState::with_seed(0x7a68_6962).hash_one(period));
    let lists = keys.column("list")?.str()?;
    let ends = keys.column("disposition")?.str()?;
    let numbers = keys.column("id_key")?.str()?;
    let names = keys.column("name_key")?.str()?;
    let accounts = keys.column("account_key")?.str()?;
    let texts = lists.iter().zip(ends.iter()).zip(numbers.iter());
    let texts = texts.zip(names.iter()).zip(accounts.iter());
    for ((((list, end), number), name), account) in texts {
        let number = || number.map(|number| hasher.hash_one(number));
        act(match (list, end) {
            (Some("roster"), _) => RowKeys { registered: number(), ..RowKeys::default() },
            (Some("pay_list"), Some("paid" | "already_paid")) => RowKeys {
                registered: None,
                paid: number(),
                account: account.map(|account| hasher.hash_one(account)),
                name: account.zip(name).map(|both| hasher.hash_one(both)),
            },
            _ => RowKeys::default(),
        });
    }
    Ok(())
}
