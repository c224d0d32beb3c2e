//! Blocks: the rows of a list that share a key.
//!
//! In: a list and a key for each row. Out: the rows of each key that several
//! rows have. Nothing is kept of a row that stands alone but its number.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::index::{KeyMap, key_map};
use crate::normalize::List;

/// Rows of the same key, in order; keys of one row left out, blocks in the
/// order of their first rows. Rows without a key are in no block.
pub(super) fn several_rows<K: Hash + Eq>(
    list: &List,
    key: impl Fn(u32) -> Option<K>,
) -> Vec<Vec<u32>> {
    together(list.indices(), key)
}

fn together<K: Hash + Eq>(
    rows: impl Iterator<Item = u32>,
    key: impl Fn(u32) -> Option<K>,
) -> Vec<Vec<u32>> {
    let hasher = FixedState::with_seed(0x7a68_6962);
    let hash = |key: Option<K>| key.map_or(0, |key| hasher.hash_one(key));
    let mut firsts: HashTable<u32> = HashTable::new();
    let mut blocks: KeyMap<u32, Vec<u32>> = key_map(0);
    for row in rows {
        let Some(own) = key(row) else { continue };
        let at = hasher.hash_one(&own);
        let is_same = |first: &u32| key(*first).as_ref() == Some(&own);
        if let Some(&first) = firsts.find(at, is_same) {
            blocks.entry(first).or_insert_with(|| vec![first]).push(row);
        } else {
            firsts.insert_unique(at, row, |row| hash(key(*row)));
        }
    }
    let mut blocks: Vec<Vec<u32>> = blocks.into_values().collect();
    blocks.sort_unstable_by_key(|rows| rows[0]);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_key_come_together_however_many_there_are() {
        // Enough keys for the table to grow several times.
        let key = |row: u32| (!row.is_multiple_of(7)).then_some(row % 5_000);
        let blocks = together(0..10_000, key);
        let expected: Vec<Vec<u32>> = (0_u32..5_000)
            .filter(|row: &u32| !row.is_multiple_of(7) && !(row + 5_000).is_multiple_of(7))
            .map(|row| vec![row, row + 5_000])
            .collect();
        assert_eq!(blocks, expected);
    }
}
