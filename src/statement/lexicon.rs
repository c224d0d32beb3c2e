//! The words by which a report is read: `rules/statement/words.toml`.
//!
//! In: the embedded file. Out: lists to look words up in. A shipped file that
//! does not parse is our bug, which a test finds.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::figure::Class;

const WORDS: &str = include_str!("../../rules/statement/words.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    unit: Vec<UnitWords>,
    pub not_figures: NotFigures,
    pub labels: Labels,
    pub rates: Rates,
    pub roles: Roles,
    pub sampling: Sampling,
    pub whole: Whole,
    pub look: Vec<LookWords>,
    pub table: TableWords,
    /// Unit names, the longest first.
    #[serde(skip)]
    units: Vec<(Vec<char>, Class, Decimal)>,
    /// Words of labels by their first character, the longest first: what is written,
    /// what it is read as.
    #[serde(skip)]
    words: BTreeMap<char, Vec<Word>>,
    /// Words of rates, the longest first, and the rate's name.
    #[serde(skip)]
    rate_words: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitWords {
    class: Class,
    factor: String,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotFigures {
    pub units: Vec<String>,
    pub before: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    stop: Vec<String>,
    soft: Vec<String>,
    generic: Vec<String>,
    same: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rates {
    pub same: Vec<Vec<String>>,
    pub spending: Vec<String>,
    pub ambiguous: Vec<String>,
    pub shares: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Roles {
    pub target: Vec<String>,
    pub not_target: Vec<String>,
    pub surplus: Vec<String>,
    pub shortfall: Vec<String>,
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub remainder: Vec<String>,
    pub unfinished: Vec<String>,
    pub about: Vec<String>,
    pub about_after: Vec<String>,
    pub denied: Vec<String>,
    pub parts: Vec<String>,
    pub partial: Vec<String>,
    pub totals: Vec<String>,
    pub overlapping: Vec<String>,
    pub each: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sampling {
    pub verbs: Vec<String>,
    pub about: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    pub all: Vec<String>,
    pub other: Vec<OtherUse>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherUse {
    pub purpose: Vec<String>,
    pub never: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LookWords {
    pub topic: String,
    pub claim: Vec<String>,
    pub admit: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableWords {
    pub total: Vec<String>,
    pub subtotal: Vec<String>,
    pub planned: Vec<String>,
    pub done: Vec<String>,
    pub rate: Vec<String>,
    pub share: Vec<String>,
    pub remainder: Vec<String>,
    pub never_summed: Vec<String>,
}

impl Lexicon {
    /// The shipped words.
    pub fn shipped() -> &'static Self {
        static LOADED: OnceLock<Lexicon> = OnceLock::new();
        LOADED.get_or_init(|| {
            let mut words: Lexicon =
                toml::from_str(WORDS).expect("rules/statement/words.toml is well formed");
            words.index();
            words
        })
    }

    fn index(&mut self) {
        for unit in &self.unit {
            let factor: Decimal = unit.factor.parse().expect("a unit's factor is a number");
            for name in &unit.names {
                self.units.push((name.chars().collect(), unit.class, factor));
            }
        }
        self.units.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
        let silent = self.labels.stop.iter().chain(&self.labels.soft).map(|word| (word, None));
        let named = self.labels.generic.iter().map(|word| (word, Some(word.clone())));
        let same = self.labels.same.iter().flat_map(|(first, others)| {
            others.iter().chain([first]).map(move |word| (word, Some(first.clone())))
        });
        for (word, as_) in silent.chain(named).chain(same) {
            let chars: Vec<char> = word.chars().collect();
            if let Some(first) = chars.first() {
                self.words.entry(*first).or_default().push((chars, as_));
            }
        }
        // The longest first; of words of one length, those that mean something.
        for words in self.words.values_mut() {
            words.sort_by_key(|(word, as_)| (std::cmp::Reverse(word.len()), as_.is_none()));
        }
        for list in &self.rates.same {
            for word in list {
                self.rate_words.push((word.clone(), list[0].clone()));
            }
        }
        self.rate_words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    }

    /// The unit that the characters begin with, and its length.
    pub fn unit_at(&self, chars: &[char]) -> Option<(usize, Class, Decimal)> {
        self.units
            .iter()
            .find(|(name, ..)| chars.starts_with(name))
            .map(|(name, class, factor)| (name.len(), *class, *factor))
    }

    /// The longest word of labels that the characters begin with: its length and
    /// what it is read as, nothing for a word that says nothing.
    pub fn word_at(&self, chars: &[char]) -> Option<(usize, Option<&str>)> {
        self.words
            .get(chars.first()?)?
            .iter()
            .find(|(word, _)| chars.starts_with(word))
            .map(|(word, as_)| (word.len(), as_.as_deref()))
    }

    /// Whether a word is too general to name something by itself.
    pub fn is_generic(&self, word: &str) -> bool {
        self.labels.generic.iter().any(|generic| generic == word)
    }

    /// The rate whose word ends a text: the word's bytes and the rate's name.
    pub fn rate_at_end(&self, text: &str) -> Option<(usize, String)> {
        if let Some((word, name)) = self.rate_words.iter().find(|(word, _)| text.ends_with(word)) {
            return Some((word.len(), name.clone()));
        }
        if text.ends_with('率') {
            // A rate that no list names: 率 and the two characters before it.
            let start = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            return Some((text.len() - start, text[start..].to_owned()));
        }
        None
    }
}

/// A label's word as characters, and what it is read as.
type Word = (Vec<char>, Option<String>);

/// Whether any of the words stands in the text.
pub(super) fn any(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether the text ends with any of the words.
pub(super) fn ends(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_are_sound() {
        let words = Lexicon::shipped();
        assert!(words.unit_at(&['元']).is_some());
        assert_eq!(
            words.rate_at_end("项目验收合格率").map(|found| found.1).as_deref(),
            Some("合格率")
        );
        assert_eq!(words.rate_at_end("成活率").map(|found| found.1).as_deref(), Some("成活率"));
    }
}
