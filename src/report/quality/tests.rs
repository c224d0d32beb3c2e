//! Shares, intervals and ranks.

use super::rank::{Standing, interval, rank};
use super::*;

/// Part, whole, and the interval of a hundred thousand.
const WILSON: [(u64, u64, u64, u64); 9] = [
    (0, 300, 0, 1265),
    (1, 300, 58, 1864),
    (23, 4806, 319, 718),
    (316, 100_426, 281, 352),
    (150, 300, 44_377, 55_623),
    (300, 300, 98_735, 100_000),
    (7, 61, 5671, 21_845),
    (1, 1, 20_654, 100_000),
    (0, 1, 0, 79_346),
];

#[test]
fn shares_are_rounded_once_and_nothing_of_nothing_is_no_share() {
    for (part, whole, tenths) in
        [(0, 7, 0), (1, 3, 3_333), (2, 3, 6_667), (1, 20_000, 1), (1, 20_001, 0), (5, 5, 10_000)]
    {
        assert_eq!(per_thousand_tenths(part, whole), Some(tenths), "{part} of {whole}");
    }
    assert_eq!(per_cent_tenths(1, 8), Some(125));
    assert_eq!(per_cent_tenths(1, 2_001), Some(0));
    assert_eq!(per_thousand_tenths(0, 0), None);
    assert_eq!(per_cent_tenths(3, 0), None);
}

#[test]
fn intervals_are_wilsons() {
    // Reckoned with decimals of 40 digits from the formula as textbooks have it,
    // z = 1.96, and rounded outwards.
    for (part, whole, low, high) in WILSON {
        assert_eq!(interval(part, whole), (low, high), "{part} of {whole}");
    }
    assert_eq!(interval(0, 0), (0, 100_000));
    for whole in [1, 7, 300, 12_345, 30_000_000_000] {
        for part in [0, 1, whole / 3, whole / 2, whole - 1, whole] {
            let (low, high) = interval(part, whole);
            let of = u128::from(part) * 100_000;
            assert!(u128::from(low) * u128::from(whole) <= of, "{part} of {whole}: {low}");
            assert!(u128::from(high) * u128::from(whole) >= of, "{part} of {whole}: {high}");
        }
    }
}

fn place(name: &str, rows: u64, flagged: u64) -> TownshipQuality {
    TownshipQuality {
        name: name.to_owned(),
        roster_rows: rows / 2,
        pay_list_rows: rows - rows / 2,
        flagged_rows: flagged,
        ..TownshipQuality::default()
    }
}

fn ranked(mut places: Vec<TownshipQuality>) -> Vec<Standing> {
    rank(&mut places);
    places.into_iter().map(|place| place.standing).collect()
}

#[test]
fn a_rank_says_how_sure_it_is_and_few_rows_have_none() {
    let standing = |place, best, worst| Standing::Ranked { place, best, worst };
    let standings = ranked(vec![
        place("好", 10_000, 10),
        place("相近", 10_000, 12),
        place("差", 10_000, 400),
        place("小", 299, 0),
        place("刚够", 300, 0),
        place("", 9_000, 0),
    ]);
    assert_eq!(
        standings,
        [
            standing(2, 1, 3),
            standing(3, 1, 3),
            standing(4, 4, 4),
            Standing::TooFew,
            standing(1, 1, 3),
            Standing::TooFew,
        ]
    );
    // The same share is the same place.
    let alike = ranked(vec![place("一", 1_000, 10), place("二", 2_000, 20), place("三", 500, 5)]);
    let places: Vec<u64> = alike
        .into_iter()
        .map(|one| match one {
            Standing::Ranked { place, .. } => place,
            Standing::TooFew => 0,
        })
        .collect();
    assert_eq!(places, [1, 1, 1]);
}
