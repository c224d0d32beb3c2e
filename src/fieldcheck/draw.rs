//! The draw: tickets by SHA-256, and systematic sampling in proportion to weights.
//!
//! In: households, weights, a seed. Out: what is drawn, each with its ticket and its
//! chance as a fraction. Whole numbers only, so that a few lines of any language give
//! the same.
//!
//! A list in a fixed order has units of whole weights `w`, `W` in all; `n` are to be
//! drawn. A unit with `n·w ≥ W` is drawn for certain and leaves the list, until there
//! is none. Each of the rest is drawn with the chance `n·w/W`: units are laid end to
//! end, each `n·w` long, and the points `r, r + W, r + 2W, …` each draw the unit they
//! fall in; `r` is a hash modulo `W`.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Asked;
use super::frame::Frame;
use super::weights::Weights;

/// A ticket: the SHA-256 of what it is of. Lists are in the order of their tickets.
pub type Ticket = [u8; 32];

/// A chance as a fraction, never nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Above the line.
    pub of: u128,
    /// Below.
    pub whole: u128,
}

impl Chance {
    /// A certainty.
    pub const CERTAIN: Self = Self { of: 1, whole: 1 };

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { of: self.of * other.of, whole: self.whole * other.whole }
    }

    /// In ten thousandths, rounded half up.
    #[must_use]
    pub fn ten_thousandths(self) -> u64 {
        let rounded = (self.of * 20_000 + self.whole) / (self.whole * 2);
        u64::try_from(rounded).expect("no chance is above one")
    }
}

/// A township that stood in the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnTownship {
    /// The township.
    pub name: String,
    /// Its ticket.
    pub ticket: Ticket,
    /// Its households.
    pub households: usize,
    /// What they weigh together.
    pub weight: u64,
    /// With what chance it is drawn.
    pub chance: Chance,
    /// Whether it is.
    pub drawn: bool,
}

/// A household that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnHousehold {
    /// The household, by its place in the frame.
    pub at: usize,
    /// Its ticket.
    pub ticket: Ticket,
    /// What it weighs.
    pub weight: u64,
    /// Why: the factors that fit it, by their place among the weights.
    pub factors: Vec<usize>,
    /// With what chance it is drawn once its township is.
    pub chance: Chance,
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Every township, in the order of their tickets.
    pub townships: Vec<DrawnTownship>,
    /// The households of each township that was drawn, in the order of `townships`,
    /// then of the list that they were drawn from.
    pub households: Vec<(usize, Vec<DrawnHousehold>)>,
}

/// The ticket of a thing of a kind: SHA-256 of `seed|kind|name` as UTF-8.
#[must_use]
pub fn ticket(seed: &str, kind: &str, name: &str) -> Ticket {
    Sha256::digest(format!("{seed}|{kind}|{name}").as_bytes()).into()
}

/// A ticket as one big number, modulo `whole`.
fn modulo(ticket: &Ticket, whole: u128) -> u128 {
    ticket.iter().fold(0, |rest, byte| (rest * 256 + u128::from(*byte)) % whole)
}

/// For each unit of a list its chance, and whether it is drawn.
#[must_use]
pub fn systematic(weights: &[u64], wanted: usize, start: &Ticket) -> Vec<(Chance, bool)> {
    let mut drawn: Vec<Option<(Chance, bool)>> = vec![None; weights.len()];
    let mut left = wanted.min(weights.len()) as u128;
    let rest = |drawn: &[Option<(Chance, bool)>]| -> u128 {
        weights
            .iter()
            .zip(drawn)
            .filter(|(_, end)| end.is_none())
            .map(|(w, _)| u128::from(*w))
            .sum()
    };
    loop {
        let whole = rest(&drawn);
        let certain: Vec<usize> = (0..weights.len())
            .filter(|at| {
                drawn[*at].is_none() && left > 0 && left * u128::from(weights[*at]) >= whole
            })
            .collect();
        if certain.is_empty() {
            break;
        }
        left -= certain.len() as u128;
        for at in certain {
            drawn[at] = Some((Chance::CERTAIN, true));
        }
    }
    let whole = rest(&drawn);
    let mut next = if whole == 0 || left == 0 { u128::MAX } else { modulo(start, whole) };
    let mut end = 0;
    let ends = weights.iter().zip(drawn).map(|(weight, known)| {
        known.unwrap_or_else(|| {
            let length = left * u128::from(*weight);
            end += length;
            let hit = next < end;
            if hit {
                next += whole;
            }
            (Chance { of: length, whole }, hit)
        })
    });
    ends.collect()
}

/// Draws townships, then households in them.
#[must_use]
pub fn sample(frame: &Frame, weights: &Weights, asked: &Asked) -> Sample {
    struct Unit {
        at: usize,
        order: (Ticket, bool, Ticket),
        weight: u64,
        factors: Vec<usize>,
    }
    let seed = &asked.seed;
    let mut by_township: BTreeMap<&str, Vec<Unit>> = BTreeMap::new();
    for (at, household) in frame.households.iter().enumerate() {
        let factors = weights.fitting(household);
        let place = format!("{}|{}", household.township, household.village);
        // By village, those with a cause to visit first, then by their own tickets:
        // points at even distances fall into all of these in proportion.
        let order = (
            ticket(seed, "village", &place),
            factors.is_empty(),
            ticket(seed, "household", &household.id),
        );
        let weight = weights.weight(household, &factors);
        let unit = Unit { at, order, weight, factors };
        by_township.entry(&household.township).or_default().push(unit);
    }
    let mut lists: Vec<(Ticket, &str, Vec<Unit>)> = by_township
        .into_iter()
        .map(|(name, units)| (ticket(seed, "township", name), name, units))
        .collect();
    lists.sort_by_key(|(ticket, ..)| *ticket);
    let sums: Vec<u64> =
        lists.iter().map(|(.., units)| units.iter().map(|unit| unit.weight).sum()).collect();
    let ends = systematic(&sums, asked.townships, &ticket(seed, "start", ""));
    let mut sample = Sample { townships: Vec::new(), households: Vec::new() };
    for (((own, name, mut units), weight), (chance, drawn)) in lists.into_iter().zip(sums).zip(ends)
    {
        let households = units.len();
        let place = sample.townships.len();
        sample.townships.push(DrawnTownship {
            name: name.to_owned(),
            ticket: own,
            households,
            weight,
            chance,
            drawn,
        });
        if !drawn {
            continue;
        }
        units.sort_by_key(|unit| unit.order);
        let own: Vec<u64> = units.iter().map(|unit| unit.weight).collect();
        let ends = systematic(&own, asked.households, &ticket(seed, "start", name));
        let taken = units.into_iter().zip(ends).filter(|(_, (_, drawn))| *drawn);
        let taken = taken.map(|(unit, (chance, _))| DrawnHousehold {
            at: unit.at,
            ticket: unit.order.2,
            weight: unit.weight,
            factors: unit.factors,
            chance,
        });
        sample.households.push((place, taken.collect()));
    }
    sample
}

#[cfg(test)]
mod tests;
