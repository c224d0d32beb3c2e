//! The generator's only source of chance: a seeded stream (`SplitMix64`).
//!
//! In: a number. Out: the same choices on every machine. No clock, no thread
//! and no hash order is asked. Source: Steele, Lea, Flood, "Fast splittable
//! pseudorandom number generators", 2014.

/// A stream of choices that depends on its seed alone.
pub struct Seed(u64);

impl Seed {
    /// The stream of `seed`, apart from those of other `purpose`s.
    #[must_use]
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut stream = Self(seed ^ purpose.wrapping_mul(0xD134_2543_DE82_EF95));
        stream.next();
        stream
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 to `end - 1`.
    ///
    /// # Panics
    /// Where `end` is zero: there is nothing to choose from.
    pub fn below(&mut self, end: u32) -> u32 {
        assert!(end > 0, "a choice needs something to choose from");
        let scaled = (u128::from(self.next()) * u128::from(end)) >> 64;
        u32::try_from(scaled).unwrap_or(end - 1)
    }

    /// A whole number from `first` to `last`, both included.
    ///
    /// # Panics
    /// Where `last` is before `first`.
    pub fn between(&mut self, first: i32, last: i32) -> i32 {
        assert!(first <= last, "a range has its ends in order");
        first.wrapping_add_unsigned(self.below(last.abs_diff(first) + 1))
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the choices, each as likely as the next.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(count(choices)) as usize]
    }

    /// One of the choices, as likely as its weight says.
    pub fn weighted<T: Copy>(&mut self, choices: &[(T, u32)]) -> T {
        let mut left = self.below(choices.iter().map(|(_, weight)| weight).sum());
        for (choice, weight) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        unreachable!("the draw is below the sum of the weights")
    }

    /// Puts the items into an order of its own (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let at = self.below(u32::try_from(end + 1).unwrap_or(u32::MAX)) as usize;
            items.swap(end, at);
        }
    }

    /// `length` decimal digits.
    pub fn digits(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(b"0123456789"[self.below(10) as usize])).collect()
    }
}

fn count<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_choices_again_and_purposes_differ() {
        let draw = |seed, purpose| Seed::new(seed, purpose).digits(30);
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }

    #[test]
    fn choices_stay_inside_their_bounds() {
        let mut seed = Seed::new(7, 7);
        for _ in 0..1000 {
            assert!(seed.below(3) < 3);
            assert!((-2..=2).contains(&seed.between(-2, 2)));
            assert_ne!(seed.weighted(&[('a', 1), ('b', 0), ('c', 4)]), 'b');
        }
        let mut items: Vec<u32> = (0..50).collect();
        seed.shuffle(&mut items);
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
