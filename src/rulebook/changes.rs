//! Kinds of change: what a change register's words do to a person's standing.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::RulebookError;
use crate::domain::Lang;
use crate::domain::fold::fold;

/// What a change does to a person's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Out of the scheme until restored.
    Leaves,
    /// Into the scheme for the first time.
    Enters,
    /// Back in the scheme.
    Returns,
    /// Another number or name for the same person.
    Corrects,
    /// To another place of the county.
    Moves,
    /// From project support to direct pay.
    ToDirect,
    /// From direct pay to project support.
    ToProject,
    /// Off the pay list by decision, and still registered.
    OffList,
    /// Off the pay list because nobody decided on a hold.
    Pending,
    /// Another account.
    Account,
}

/// Which of the rulebook's kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KindAt(u16);

/// A kind of change.
#[derive(Debug)]
pub struct Kind {
    /// Its id, as data files write it.
    pub id: String,
    /// What it does.
    pub effect: Effect,
    generic: bool,
    zh: String,
    en: String,
    /// What it rests on.
    pub reference: String,
}

impl Kind {
    /// Its name.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Every kind of change, and the words that name it.
#[derive(Debug)]
pub struct Changes {
    kinds: Vec<Kind>,
    by_word: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    effect: Effect,
    #[serde(default)]
    generic: bool,
    zh: String,
    en: String,
    words: Vec<String>,
    reference: String,
}

impl Changes {
    /// Reads `rules/changes.toml`.
    ///
    /// # Errors
    /// Where it is badly formed, or a word names two kinds.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        let file: File = super::parse(shown, text)?;
        let mut by_word = BTreeMap::new();
        let mut kinds: Vec<Kind> = Vec::new();
        for (at, entry) in file.kind.into_iter().enumerate() {
            for word in &entry.words {
                let first = by_word.insert(fold(word).into_owned(), at);
                if let Some(first) = first.filter(|first| *first != at) {
                    return Err(RulebookError::HeadingTwice {
                        heading: word.clone(),
                        first: kinds[first].id.clone(),
                        second: entry.id,
                    });
                }
            }
            kinds.push(Kind {
                id: entry.id,
                effect: entry.effect,
                generic: entry.generic,
                zh: entry.zh,
                en: entry.en,
                reference: entry.reference,
            });
        }
        Ok(Self { kinds, by_word })
    }

    /// The kind that a cell names: the whole text, else the longest word that
    /// stands inside it, one of a generic kind last; `None` where there is none,
    /// or words of two kinds are equally long.
    #[must_use]
    pub fn kind_at(&self, text: &str) -> Option<KindAt> {
        let folded = fold(text);
        let which = |at: usize| u16::try_from(at).ok().map(KindAt);
        if let Some(&at) = self.by_word.get(&*folded) {
            return which(at);
        }
        let rank = |(word, at): (&String, &usize)| {
            folded
                .contains(word.as_str())
                .then(|| ((!self.kinds[*at].generic, word.chars().count()), *at))
        };
        let inside: Vec<_> = self.by_word.iter().filter_map(rank).collect();
        let best = inside.iter().map(|(rank, _)| *rank).max()?;
        let mut kinds: Vec<usize> =
            inside.into_iter().filter(|(rank, _)| *rank == best).map(|(_, at)| at).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [only] => which(*only),
            _ => None,
        }
    }

    /// The first kind that does this.
    #[must_use]
    pub fn with_effect(&self, effect: Effect) -> Option<KindAt> {
        let at = self.kinds.iter().position(|kind| kind.effect == effect)?;
        u16::try_from(at).ok().map(KindAt)
    }

    /// A kind.
    #[must_use]
    pub fn get(&self, at: KindAt) -> &Kind {
        &self.kinds[usize::from(at.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn words_name_their_kind_however_they_are_wrapped() {
        let changes = Rulebook::shipped().expect("rules").changes;
        let id = |text| changes.kind_at(text).map(|at| changes.get(at).id.as_str());
        for (text, kind) in [
            ("死亡", "death"),
            ("因病死亡", "death"),
            ("死 亡", "death"),
            ("户口迁入本县", "moved_in"),
            ("刑满释放恢复", "restored"),
            ("项目扶持转直补", "to_direct"),
            ("婚姻迁出", "marriage_out"),
            ("核减（死亡）", "death"),
            ("其它原因核减", "removed"),
        ] {
            assert_eq!(id(text), Some(kind), "{text}");
        }
        for text in ["", "待定", "死亡或迁出"] {
            assert_eq!(id(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_of_two_kinds_is_an_error() {
        let kind = |id| {
            format!(
                "[[kind]]\nid = \"{id}\"\neffect = \"leaves\"\nzh = \"\"\nen = \"\"\nwords = [\"亡\"]\nreference = \"\"\n"
            )
        };
        let error = Changes::parse("rules/changes.toml", &(kind("a") + &kind("b")));
        assert!(matches!(error, Err(RulebookError::HeadingTwice { .. })));
    }
}
