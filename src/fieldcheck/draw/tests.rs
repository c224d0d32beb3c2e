//! The draw: by hand, in the long run, and that nobody is left without a chance.

use super::*;
use crate::fieldcheck::frame::{Household, Member};

/// An invented county: so many townships of ever more households.
fn frame(townships: usize) -> Frame {
    let mut households = Vec::new();
    for township in 0..townships {
        for household in 0..12 + township * 5 {
            let village = household % 3;
            let held = household % 7 == 0;
            let member = Member {
                name: format!("人{household}"),
                account: format!("{township}-{household}"),
                disposition: if held { "held" } else { "paid" }.to_owned(),
                ..Member::default()
            };
            households.push(Household {
                id: format!("镇{township}/村{village}/1/户{household}"),
                township: format!("镇{township}"),
                village: format!("村{village}"),
                members: vec![member; 1 + household % 4],
                ..Household::default()
            });
        }
    }
    Frame { households, ..Frame::default() }
}

fn weights() -> Weights {
    Weights::load(None).expect("the shipped weights").0
}

fn asked(seed: &str, townships: usize, households: usize) -> Asked {
    Asked { seed: seed.to_owned(), weak: false, townships, households }
}

fn names(frame: &Frame, sample: &Sample) -> Vec<String> {
    let all = sample.households.iter().flat_map(|(_, drawn)| drawn);
    all.map(|one| frame.households[one.at].id.clone()).collect()
}

/// A start that is that number.
fn start(number: u8) -> Ticket {
    let mut ticket = [0; 32];
    ticket[31] = number;
    ticket
}

#[test]
fn a_list_is_drawn_as_by_hand() {
    // Of 1 2 3 4, two: points 3 and 13 on lengths 2 4 6 8, which end at 2 6 12 20.
    let ends = systematic(&[1, 2, 3, 4], 2, &start(3));
    assert_eq!(ends.iter().map(|(_, hit)| *hit).collect::<Vec<_>>(), [false, true, false, true]);
    assert_eq!(ends[2].0, Chance { of: 6, whole: 10 });
    // A point on a border belongs to the unit that begins there.
    let ends = systematic(&[1, 2, 3, 4], 2, &start(2));
    assert_eq!(ends.iter().map(|(_, hit)| *hit).collect::<Vec<_>>(), [false, true, false, true]);
    // 2 × 9 is not below 12: for certain; then one of 1 1 1.
    let ends = systematic(&[1, 9, 1, 1], 2, &start(1));
    assert_eq!(ends[1], (Chance::CERTAIN, true));
    assert_eq!(ends.iter().filter(|(_, hit)| *hit).count(), 2);
    assert_eq!(ends[2], (Chance { of: 1, whole: 3 }, true));
    assert!(systematic(&[3, 5], 7, &start(0)).iter().all(|end| *end == (Chance::CERTAIN, true)));
    assert!(systematic(&[], 3, &start(0)).is_empty());
}

#[test]
fn a_ticket_is_the_hash_of_what_it_says() {
    // printf '20210112|township|荣家湾镇' | sha256sum
    let shown = crate::intake::files::hex(&ticket("20210112", "township", "荣家湾镇"));
    assert_eq!(shown, "f4c38b0a2a20c95dd4961435bbb3cae5d22c329daf2896fff452e4f558055c77");
}

#[test]
fn what_is_drawn_is_of_the_population_each_once_and_as_many_as_asked() {
    let frame = frame(8);
    for n in 0..50 {
        let sample = sample(&frame, &weights(), &asked(&format!("s{n}"), 1 + n % 10, 1 + n % 17));
        let townships = sample.townships.iter().filter(|one| one.drawn).count();
        assert_eq!(townships, (1 + n % 10).min(8));
        let mut all = names(&frame, &sample);
        for (place, drawn) in &sample.households {
            let township = &sample.townships[*place];
            assert_eq!(drawn.len(), (1 + n % 17).min(township.households));
            assert!(drawn.iter().all(|one| frame.households[one.at].township == township.name));
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "nobody is drawn twice");
        let weight: u64 = sample.townships.iter().map(|one| one.weight).sum();
        let own = |one: &Household| weights().weight(one, &weights().fitting(one));
        assert_eq!(weight, frame.households.iter().map(own).sum::<u64>());
    }
}

#[test]
fn the_same_seed_draws_the_same_whatever_the_order_and_another_seed_another() {
    let (county, weights) = (frame(8), weights());
    let drawn = |frame: &Frame, seed: &str| {
        let mut names = names(frame, &sample(frame, &weights, &asked(seed, 3, 6)));
        names.sort();
        names
    };
    let mut shuffled = county.clone();
    shuffled.households.reverse();
    assert_eq!(drawn(&county, "a"), drawn(&shuffled, "a"));
    assert_ne!(drawn(&county, "a"), drawn(&county, "b"));
}

#[test]
fn in_the_long_run_each_is_drawn_as_often_as_its_chance_says() {
    const DRAWS: u32 = 4_000;
    let (frame, weights) = (frame(4), weights());
    let mut times = vec![0u32; frame.households.len()];
    let mut townships: BTreeMap<String, (u32, Chance)> = BTreeMap::new();
    let mut within: BTreeMap<usize, Chance> = BTreeMap::new();
    for n in 0..DRAWS {
        let sample = sample(&frame, &weights, &asked(&format!("{n}"), 2, 6));
        for one in &sample.townships {
            let seen = townships.entry(one.name.clone()).or_insert((0, one.chance));
            assert_eq!(seen.1, one.chance, "a chance is no matter of the seed");
            seen.0 += u32::from(one.drawn);
        }
        for one in sample.households.iter().flat_map(|(_, drawn)| drawn) {
            times[one.at] += 1;
            within.insert(one.at, one.chance);
        }
    }
    // Five standard deviations, in whole numbers: (times − n p)² ≤ 25 n p (1 − p).
    let fits = |times: u32, chance: Chance| {
        let (n, of, whole) = (
            i128::from(DRAWS),
            i128::try_from(chance.of).expect("small"),
            i128::try_from(chance.whole).expect("small"),
        );
        let apart = i128::from(times) * whole - n * of;
        apart * apart <= 25 * n * of * (whole - of)
    };
    for (name, (times, chance)) in &townships {
        assert!(chance.of > 0, "{name}");
        assert!(fits(*times, *chance), "{name}: {times} of {DRAWS}, {chance:?}");
    }
    for (at, household) in frame.households.iter().enumerate() {
        let chance = within.get(&at).unwrap_or_else(|| panic!("{} never drawn", household.id));
        let both = townships[&household.township].1.and(*chance);
        assert!(fits(times[at], both), "{}: {} of {DRAWS}, {both:?}", household.id, times[at]);
    }
    let heavy = |at: usize| weights.fitting(&frame.households[at]).is_empty();
    let mean = |want: bool| {
        let all: Vec<u32> =
            (0..times.len()).filter(|at| heavy(*at) == want).map(|at| times[at]).collect();
        all.iter().sum::<u32>() / u32::try_from(all.len()).expect("few")
    };
    assert!(mean(false) > mean(true), "whose risk is greater is drawn more often");
}

#[test]
fn points_fall_into_villages_in_proportion() {
    // 72 households of three villages alike: six draws take two of each, or one more.
    let frame = frame(13);
    for n in 0..40 {
        let sample = sample(&frame, &weights(), &asked(&format!("v{n}"), 1, 9));
        let mut villages: BTreeMap<&str, usize> = BTreeMap::new();
        for one in sample.households.iter().flat_map(|(_, drawn)| drawn) {
            *villages.entry(&frame.households[one.at].village).or_default() += 1;
        }
        assert_eq!(villages.len(), 3, "seed v{n}");
        assert!(villages.values().all(|drawn| (2..=4).contains(drawn)), "{villages:?}");
    }
}

#[test]
fn households_with_a_cause_to_visit_stand_first_in_their_village() {
    let frame = frame(13);
    let (mut mixed, mut villages_seen) = (0, 0);
    for n in 0..20 {
        let sample = sample(&frame, &weights(), &asked(&format!("o{n}"), 3, 24));
        for (_, drawn) in &sample.households {
            let village = |one: &DrawnHousehold| frame.households[one.at].village.as_str();
            // What is drawn stands in the order of the list that it was drawn from.
            for of_village in drawn.chunk_by(|a, b| village(a) == village(b)) {
                let without: Vec<bool> =
                    of_village.iter().map(|one| one.factors.is_empty()).collect();
                assert!(without.is_sorted(), "seed o{n}: {without:?}");
                mixed += usize::from(without.contains(&false) && without.contains(&true));
                villages_seen += 1;
            }
            let mut villages: Vec<&str> = drawn.iter().map(village).collect();
            villages.dedup();
            let together = villages.len();
            villages.sort_unstable();
            villages.dedup();
            assert_eq!(villages.len(), together, "a village stands together");
        }
    }
    assert!(mixed * 2 > villages_seen, "{mixed} of {villages_seen} villages had both");
}
