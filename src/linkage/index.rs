//! Indexes: rows by person and by name.
//!
//! In: the lists. Out: the roster row of each pay row, and what the other list
//! says of namesakes. The key of the join is the packed 64-bit number.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::domain::{Field, IdentityNumber, Table};
use crate::normalize::{List, Lists, Sym};
use crate::validate::OtherList;

/// A map from packed keys, with a seed of its own so that runs are alike.
pub type KeyMap<K, V> = HashMap<K, V, FixedState>;

/// How many namesakes of other villages are looked at for a proposal.
const MOST_NAMESAKES: usize = 64;

/// An empty map with room for so many keys.
#[must_use]
pub fn key_map<K, V>(capacity: usize) -> KeyMap<K, V> {
    HashMap::with_capacity_and_hasher(capacity, hasher())
}

/// The hasher of this module's tables, with a seed of its own so that runs are
/// alike.
pub(super) fn hasher() -> FixedState {
    FixedState::with_seed(0x7a68_6962)
}

/// The rows of one person in one list, in order: same number (15 and 18 digits
/// alike), or the same text where it is no number.
#[derive(Debug)]
pub struct People {
    /// For each row, its person; rows without a key are persons of their own.
    pub person_of: Vec<u32>,
    /// For each person, the rows, in order.
    rows: Vec<u32>,
    starts: Vec<u32>,
    by_key: KeyMap<u64, u32>,
}

impl People {
    /// Groups a list's rows by person.
    ///
    /// # Panics
    /// Beyond four thousand million rows.
    #[must_use]
    pub fn of(list: &List) -> Self {
        let mut by_key: KeyMap<u64, u32> = key_map(list.rows.len());
        let mut person_of = Vec::with_capacity(list.rows.len());
        let mut counts: Vec<u32> = Vec::with_capacity(list.rows.len());
        for row in &list.rows {
            let next = u32::try_from(counts.len()).expect("people fit in 32 bits");
            let person = row.person_key().map_or(next, |key| *by_key.entry(key).or_insert(next));
            if person == next {
                counts.push(0);
            }
            counts[person as usize] += 1;
            person_of.push(person);
        }
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut total = 0;
        for count in counts {
            starts.push(total);
            total += count;
        }
        starts.push(total);
        let mut next = starts.clone();
        let mut rows = vec![0; list.rows.len()];
        for (row, &person) in list.indices().zip(&person_of) {
            rows[next[person as usize] as usize] = row;
            next[person as usize] += 1;
        }
        Self { person_of, rows, starts, by_key }
    }

    /// How many people there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The rows of a person, in order; at least one.
    #[must_use]
    pub fn rows(&self, person: u32) -> &[u32] {
        let person = person as usize;
        &self.rows[self.starts[person] as usize..self.starts[person + 1] as usize]
    }

    /// The groups of people with several rows.
    pub fn several(&self) -> impl Iterator<Item = &[u32]> {
        (0..u32::try_from(self.count()).unwrap_or(u32::MAX))
            .map(|person| self.rows(person))
            .filter(|rows| rows.len() > 1)
    }

    /// The person with that key.
    #[must_use]
    pub fn with_key(&self, key: u64) -> Option<u32> {
        self.by_key.get(&key).copied()
    }
}

/// For each pay row, the roster row of the same person; of several, one of the
/// same name key, then of the same township, then the least by what it says:
/// which row stands first never decides what is paid where.
#[must_use]
pub fn registered(lists: &Lists, roster: &People) -> Vec<Option<u32>> {
    lists
        .pay_list
        .rows
        .iter()
        .map(|pay| {
            let person = roster.with_key(pay.person_key()?)?;
            let rows = roster.rows(person);
            if let [only] = rows {
                return Some(*only);
            }
            rows.iter().copied().min_by_key(|&row| {
                let registered = &lists.roster.rows[row as usize];
                let said = [
                    registered.account,
                    registered.bank,
                    registered.township,
                    registered.village,
                    registered.group,
                    registered.head,
                ];
                (
                    registered.name != pay.name,
                    registered.township != pay.township,
                    said.map(|symbol| lists.symbols.text(symbol)),
                    lists.roster.text(row, Field::Payee),
                    registered.moved_on,
                )
            })
        })
        .collect()
}

/// Rows of both lists by name.
pub struct Namesakes<'a> {
    lists: &'a Lists,
    roster: KeyMap<Sym, Vec<u32>>,
    pay_list: KeyMap<Sym, Vec<u32>>,
    /// The same by name, township and village.
    roster_near: KeyMap<[Sym; 3], Vec<u32>>,
    pay_list_near: KeyMap<[Sym; 3], Vec<u32>>,
}

impl<'a> Namesakes<'a> {
    /// Indexes the names of rows whose own number or account may need the
    /// other list's; the rest are never asked about.
    #[must_use]
    pub fn of(lists: &'a Lists) -> Self {
        let (roster, roster_near) = by_name(&lists.roster, &asked_names(&lists.pay_list));
        let (pay_list, pay_list_near) = by_name(&lists.pay_list, &asked_names(&lists.roster));
        Self { lists, roster, pay_list, roster_near, pay_list_near }
    }

    /// The rows of the other list with the same name: of the same village, else
    /// of anywhere, some of them.
    fn others(&self, table: Table, row: u32) -> (&'a List, &[u32]) {
        let own = &self.lists.list(table).rows[row as usize];
        let (list, near, far) = match table {
            Table::Roster => (&self.lists.pay_list, &self.pay_list_near, &self.pay_list),
            _ => (&self.lists.roster, &self.roster_near, &self.roster),
        };
        let rows = near
            .get(&[own.name, own.township, own.village])
            .or_else(|| far.get(&own.name))
            .map_or(&[][..], Vec::as_slice);
        (list, &rows[..rows.len().min(MOST_NAMESAKES)])
    }
}

/// Names of rows whose number or account is not sound.
fn asked_names(list: &List) -> KeyMap<Sym, ()> {
    let mut names = key_map(0);
    for row in &list.rows {
        if !row.name.is_blank() && (!row.has_sound_id() || row.account_lost) {
            names.insert(row.name, ());
        }
    }
    names
}

type ByName = (KeyMap<Sym, Vec<u32>>, KeyMap<[Sym; 3], Vec<u32>>);

fn by_name(list: &List, asked: &KeyMap<Sym, ()>) -> ByName {
    let mut far: KeyMap<Sym, Vec<u32>> = key_map(asked.len());
    let mut near: KeyMap<[Sym; 3], Vec<u32>> = key_map(asked.len());
    for (at, row) in list.indices().zip(&list.rows) {
        if asked.contains_key(&row.name) {
            far.entry(row.name).or_default().push(at);
            near.entry([row.name, row.township, row.village]).or_default().push(at);
        }
    }
    (far, near)
}

impl OtherList for Namesakes<'_> {
    fn numbers_of_namesakes(&self, table: Table, row: u32) -> Vec<IdentityNumber> {
        let (list, rows) = self.others(table, row);
        let mut numbers: Vec<IdentityNumber> =
            rows.iter().filter_map(|&row| list.rows[row as usize].id).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn accounts_of_namesakes(&self, table: Table, row: u32) -> Vec<Sym> {
        let (list, rows) = self.others(table, row);
        let mut accounts: Vec<Sym> = rows
            .iter()
            .map(|&row| &list.rows[row as usize])
            .filter(|row| !row.account_lost && !row.account.is_blank())
            .map(|row| row.account)
            .collect();
        accounts.sort_unstable_by_key(|account| account.number());
        accounts.dedup();
        accounts
    }
}
