//! The registered people by sex and age, from their identity numbers.
//!
//! In: a roster. Out: counts by bands of five years. A number that fails its
//! check digit or birth date says nothing of age: those people are left out, and
//! counted.

use crate::domain::Date;
use crate::normalize::List;

/// How many bands there are: by five years, the last from a hundred on.
pub(super) const BANDS: usize = 21;

/// A roster's people by sex and age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ages {
    /// Men by band.
    pub(super) men: [u64; BANDS],
    /// Women by band.
    pub(super) women: [u64; BANDS],
    /// Different numbers that are in it.
    pub(super) counted: u64,
    /// Rows whose number says nothing of age.
    pub(super) left_out: u64,
    /// Rows with a number that is in it already.
    pub(super) again: u64,
}

impl Ages {
    /// The people of a roster on a day; a number counts once.
    pub(super) fn of(list: &List, on: Date) -> Self {
        let mut ages = Self::default();
        let sound = list.rows.iter().filter(|row| row.has_sound_id());
        let mut keyed: Vec<(u64, (bool, usize))> = sound
            .filter_map(|row| {
                let id = row.id?;
                let years = id.birth_date()?.years_until(on);
                let band = usize::try_from(years).ok()? / 5;
                Some((id.packed(), (id.is_male(), band.min(BANDS - 1))))
            })
            .collect();
        ages.left_out = (list.rows.len() - keyed.len()) as u64;
        let rows = keyed.len();
        keyed.sort_unstable();
        keyed.dedup();
        ages.again = (rows - keyed.len()) as u64;
        for (_, (male, band)) in keyed {
            let side = if male { &mut ages.men } else { &mut ages.women };
            side[band] += 1;
            ages.counted += 1;
        }
        ages
    }

    /// The most people of a band and sex.
    pub(super) fn most(&self) -> u64 {
        self.men.iter().chain(&self.women).copied().max().unwrap_or_default()
    }

    /// The bands that anybody is in, and those between.
    pub(super) fn bands(&self) -> std::ops::Range<usize> {
        let used = |band: &usize| self.men[*band] + self.women[*band] > 0;
        let first = (0..BANDS).find(used).unwrap_or_default();
        let end = (0..BANDS).rev().find(used).map_or(0, |last| last + 1);
        first..end
    }
}
