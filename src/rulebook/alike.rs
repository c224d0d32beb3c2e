//! How two names are alike: by sound, by look, as traditional and simplified.
//!
//! For words in a finding only: names that are alike are never taken as equal.

use pinyin::ToPinyin;

use crate::domain::Lang;
use crate::say;

const TRADITIONAL: &str = include_str!("../../rules/traditional.txt");
const LOOKALIKES: &str = include_str!("../../rules/lookalikes.txt");

/// How two different names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// One is the traditional form of the other.
    Traditional,
    /// They sound the same (Mandarin, tones aside).
    Sound,
    /// A character was taken for one that looks like it.
    Look,
    /// Not that we know.
    No,
}

impl Alike {
    /// In words; empty for [`Alike::No`].
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Traditional => say!(lang, "rulebook-alike-traditional"),
            Self::Sound => say!(lang, "rulebook-alike-sound"),
            Self::Look => say!(lang, "rulebook-alike-look"),
            Self::No => "",
        }
    }
}

/// How two names are alike; names of different length are not.
#[must_use]
pub fn alike(a: &str, b: &str) -> Alike {
    let pairs: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(x, y)| x != y).collect();
    if a.chars().count() != b.chars().count() || pairs.is_empty() {
        return Alike::No;
    }
    if pairs.iter().all(|(x, y)| simplified(*x) == simplified(*y)) {
        Alike::Traditional
    } else if pairs.iter().all(|(x, y)| sounds_alike(*x, *y)) {
        Alike::Sound
    } else if pairs.iter().all(|(x, y)| looks_alike(*x, *y)) {
        Alike::Look
    } else {
        Alike::No
    }
}

/// The lines of a rules file that are no comment.
fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

fn simplified(c: char) -> char {
    entries(TRADITIONAL)
        .find_map(|pair| {
            let mut characters = pair.chars();
            (characters.next() == Some(c)).then(|| characters.next()).flatten()
        })
        .unwrap_or(c)
}

fn sounds_alike(a: char, b: char) -> bool {
    match (a.to_pinyin(), b.to_pinyin()) {
        (Some(a), Some(b)) => a.plain() == b.plain(),
        _ => false,
    }
}

fn looks_alike(a: char, b: char) -> bool {
    entries(LOOKALIKES).any(|line| line.contains(a) && line.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_three_ways() {
        assert_eq!(alike("刘国荣", "劉國榮"), Alike::Traditional);
        assert_eq!(alike("张伟", "张玮"), Alike::Sound);
        assert_eq!(alike("王己", "王巳"), Alike::Look);
        assert_eq!(alike("张三", "李四"), Alike::No);
        assert_eq!(alike("张三", "张三丰"), Alike::No);
        assert_eq!(alike("张三", "张三"), Alike::No);
    }
}
