//! Blocks: the rows of a list that share a key.
//!
//! In: a list and a key for each row. Out: the rows of each key that several
//! rows have. Rows are sorted by a hash of their key, eight bytes a row, which
//! for many rows is several times quicker than a table of keys.

use std::hash::{BuildHasher, Hash};

use super::index::hasher;
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
    let hasher = hasher();
    // The hash above, the row below.
    let mut hashed: Vec<u64> =
        rows.filter_map(|row| Some(hasher.hash_one(key(row)?) & HASH | u64::from(row))).collect();
    hashed.sort_unstable();
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for same_hash in hashed.chunk_by(|a, b| a & HASH == b & HASH).filter(|rows| rows.len() > 1) {
        let mut rest: Vec<u32> = same_hash.iter().map(|entry| row_of(*entry)).collect();
        // Nearly always one key; another of the same hash is a block of its own.
        while let Some(first) = rest.first().copied() {
            let own = key(first);
            let (block, others) = rest.into_iter().partition(|row| key(*row) == own);
            blocks.push(block);
            rest = others;
        }
    }
    blocks.retain(|rows| rows.len() > 1);
    blocks.sort_unstable_by_key(|rows| rows[0]);
    blocks
}

/// The part of an entry that is its key's hash.
const HASH: u64 = 0xffff_ffff_0000_0000;

fn row_of(entry: u64) -> u32 {
    u32::try_from(entry & !HASH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_key_come_together_however_many_there_are() {
        // Enough keys for hashes to stand far apart from their rows' order.
        let key = |row: u32| (!row.is_multiple_of(7)).then_some(row % 5_000);
        let blocks = together(0..10_000, key);
        let expected: Vec<Vec<u32>> = (0_u32..5_000)
            .filter(|row: &u32| !row.is_multiple_of(7) && !(row + 5_000).is_multiple_of(7))
            .map(|row| vec![row, row + 5_000])
            .collect();
        assert_eq!(blocks, expected);
    }
}
