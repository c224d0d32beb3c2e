//! Heading synonyms: which field a heading names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::RulebookError;
use crate::domain::Field;
use crate::domain::fold::{fold, is_kept};

/// Headings, folded, with their field.
#[derive(Debug)]
pub struct Columns {
    by_heading: BTreeMap<String, Field>,
    /// The characters that the headings begin with, sorted.
    firsts: Vec<char>,
}

impl Columns {
    /// From the lists of `rules/columns.toml`.
    ///
    /// # Errors
    /// Where a key is no field, or a heading stands under two fields.
    pub fn new(lists: &BTreeMap<String, Vec<String>>) -> Result<Self, RulebookError> {
        let mut by_heading = BTreeMap::new();
        for (key, headings) in lists {
            let field = Field::from_key(key).ok_or_else(|| RulebookError::UnknownKey {
                file: "rules/columns.toml".to_owned(),
                key: key.clone(),
                nearest: super::schema::nearest(key, Field::ALL.iter().map(|f| f.key()))
                    .map(str::to_owned),
            })?;
            for heading in headings {
                let folded = fold_heading(heading).into_owned();
                if let Some(first) = by_heading.insert(folded, field)
                    && first != field
                {
                    return Err(RulebookError::HeadingTwice {
                        heading: heading.clone(),
                        first: first.key().to_owned(),
                        second: key.clone(),
                    });
                }
            }
        }
        let mut firsts: Vec<char> = by_heading.keys().filter_map(|h| h.chars().next()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        Ok(Self { by_heading, firsts })
    }

    /// The field that a heading names, tried whole and without a closing
    /// bracket (`金额（元）` is `金额`).
    #[must_use]
    pub fn field(&self, heading: &str) -> Option<Field> {
        // Every cell of the first rows is asked for, most of them a person's.
        let first = heading.chars().next().filter(|first| is_kept(*first));
        if first.is_some_and(|first| self.firsts.binary_search(&first).is_err()) {
            return None;
        }
        let folded = fold_heading(heading);
        self.by_heading.get(&*folded).copied().or_else(|| {
            let (bare, _) = folded.strip_suffix(')')?.rsplit_once('(')?;
            self.by_heading.get(bare).copied()
        })
    }

    /// The synonym of the field that is nearest to any of the headings, with
    /// that heading: what a missing column may have been meant to be.
    #[must_use]
    pub fn nearest<'a>(
        &'a self,
        field: Field,
        headings: &'a [String],
    ) -> Option<(&'a str, &'a str)> {
        let synonyms = || self.by_heading.iter().filter(move |(_, f)| **f == field);
        headings
            .iter()
            .flat_map(|heading| synonyms().map(move |(synonym, _)| (heading, synonym)))
            .map(|(heading, synonym)| {
                (strsim::osa_distance(&fold_heading(heading), synonym), heading, synonym)
            })
            .filter(|(distance, _, synonym)| *distance < synonym.chars().count())
            .min()
            .map(|(_, heading, synonym)| (heading.as_str(), synonym.as_str()))
    }
}

/// Folds a heading: as text, lower case, without trailing colon or star.
fn fold_heading(heading: &str) -> Cow<'_, str> {
    let trim = [':', '*', '：'];
    match fold(heading) {
        Cow::Borrowed(folded) if !folded.chars().any(char::is_uppercase) => {
            Cow::Borrowed(folded.trim_matches(trim))
        }
        folded => Cow::Owned(folded.trim_matches(trim).to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn headings_are_found_however_they_are_spaced() {
        let columns = Rulebook::shipped().expect("the shipped rules load").columns;
        for (heading, field) in [
            ("姓  名", Field::Name),
            ("公民身份\n号码", Field::IdNumber),
            ("金额（元）", Field::Amount),
            ("村（居）委会", Field::Village),
            ("镇（街道）", Field::Township),
            ("*姓名", Field::Name),
            ("户主姓名", Field::HouseholdHead),
            ("户名", Field::Payee),
        ] {
            assert_eq!(columns.field(heading), Some(field), "{heading}");
        }
        assert_eq!(columns.field("和平村"), None);
    }

    #[test]
    fn the_nearest_synonym_is_told() {
        let columns = Rulebook::shipped().expect("the shipped rules load").columns;
        let headings = ["身份证编号".to_owned(), "村".to_owned()];
        assert_eq!(columns.nearest(Field::IdNumber, &headings), Some(("身份证编号", "身份证号")));
    }

    #[test]
    fn one_heading_for_two_fields_is_an_error() {
        let lists = BTreeMap::from([
            ("name".to_owned(), vec!["名".to_owned()]),
            ("payee".to_owned(), vec!["名".to_owned()]),
        ]);
        assert!(matches!(Columns::new(&lists), Err(RulebookError::HeadingTwice { .. })));
    }
}
