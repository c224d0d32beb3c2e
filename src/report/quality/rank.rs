//! A rank that says how sure it is.
//!
//! In: each township's rows, and those to be settled. Out: its place by their
//! share, fewest first, and the places between which it may as well stand: a
//! township stands surely before another only where their 95 % intervals (Wilson's)
//! do not meet. Whole numbers only, so that every machine finds the same.

use super::TownshipQuality;

/// Below so many rows there is no rank: of 300 rows without a fault the true share
/// may still be one in a hundred (the rule of three: 3 in n at 95 %).
pub const FEWEST_ROWS: u64 = 300;

/// What shares are counted in: of a hundred thousand rows.
pub const OF: u64 = 100_000;

/// A township's place among the townships.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Too few rows to rank.
    #[default]
    TooFew,
    /// Ranked by the share of rows to be settled.
    Ranked {
        /// Its place; those with the same share have the same.
        place: u64,
        /// The best place that its interval allows.
        best: u64,
        /// The worst.
        worst: u64,
    },
}

/// By how much a root is scaled before it is taken in whole numbers.
const SCALE: u128 = 1_000_000;

/// The 95 % interval of `part` in `whole`, of a hundred thousand: below rounded
/// down, above rounded up. All that is possible where `whole` is nothing.
#[must_use]
pub fn interval(part: u64, whole: u64) -> (u64, u64) {
    if whole == 0 {
        return (0, OF);
    }
    // Wilson with z = 1.96 = 49/25, all of it times 625:
    // (1250 k + 2401 ± 49 √((2401 n + 2500 k (n − k)) / n)) / (2 (625 n + 2401)).
    let (k, n) = (u128::from(part), u128::from(whole));
    let under = (2_401 * n + 2_500 * k * (n - k)) * SCALE * SCALE / n;
    let root = under.isqrt();
    let middle = (1_250 * k + 2_401) * SCALE;
    let below = middle.saturating_sub(49 * (root + 1));
    let above = middle + 49 * (root + 1);
    let per = 2 * (625 * n + 2_401) * SCALE;
    let of = u128::from(OF);
    let low = below * of / per;
    let high = (above * of).div_ceil(per).min(of);
    (u64::try_from(low).expect("below 100,000"), u64::try_from(high).expect("capped"))
}

/// Ranks the townships that have rows enough.
pub(super) fn rank(townships: &mut [TownshipQuality]) {
    struct Share {
        at: usize,
        part: u128,
        whole: u128,
        low: u64,
        high: u64,
    }
    let shares: Vec<Share> = townships
        .iter()
        .enumerate()
        .filter(|(_, place)| !place.name.is_empty() && place.rows() >= FEWEST_ROWS)
        .map(|(at, place)| {
            let (low, high) = interval(place.flagged_rows, place.rows());
            let (part, whole) = (u128::from(place.flagged_rows), u128::from(place.rows()));
            Share { at, part, whole, low, high }
        })
        .collect();
    for own in &shares {
        let count = |before: &dyn Fn(&Share) -> bool| {
            shares.iter().filter(|other| before(other)).count() as u64
        };
        let place = 1 + count(&|other| other.part * own.whole < own.part * other.whole);
        let best = 1 + count(&|other| other.high < own.low);
        let worst = shares.len() as u64 - count(&|other| other.low > own.high);
        townships[own.at].standing = Standing::Ranked { place, best, worst };
    }
}
