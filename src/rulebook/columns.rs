//! Heading synonyms: which field a heading names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::RulebookError;
use crate::domain::fold::{fold, is_kept};
use crate::domain::{Field, Table};

/// Headings by table: those of every table, and those of one table alone.
#[derive(Debug)]
pub struct Columns {
    common: Synonyms,
    own: BTreeMap<String, Synonyms>,
}

/// Headings, folded, with their field.
#[derive(Debug, Default)]
struct Synonyms {
    by_heading: BTreeMap<String, Field>,
    /// The characters that the headings begin with, sorted.
    firsts: Vec<char>,
}

/// What a rules file says: a field's headings, or a table's fields.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Section {
    /// Headings of a field of every table.
    Headings(Vec<String>),
    /// Headings that mean a field in this table only.
    Table(BTreeMap<String, Vec<String>>),
}

/// The headings of one table.
#[derive(Clone, Copy, Debug)]
pub struct TableColumns<'a> {
    table: Table,
    own: Option<&'a Synonyms>,
    common: &'a Synonyms,
}

impl Columns {
    /// Reads `rules/columns.toml`, ours or a county's own.
    ///
    /// # Errors
    /// Where it is badly formed, a key is no field or table, or a heading stands
    /// under two fields.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        Self::new(&super::parse(shown, text)?)
    }

    /// From the sections of `rules/columns.toml`.
    ///
    /// # Errors
    /// Where a key is no field or table, or a heading stands under two fields.
    fn new(sections: &BTreeMap<String, Section>) -> Result<Self, RulebookError> {
        let mut common = BTreeMap::new();
        let mut own = BTreeMap::new();
        for (key, section) in sections {
            match section {
                Section::Headings(headings) => {
                    common.insert(key, headings);
                }
                Section::Table(fields) if TABLES.contains(&key.as_str()) => {
                    own.insert(key.clone(), Synonyms::new(key, fields.iter())?);
                }
                Section::Table(_) => return Err(unknown(key, TABLES.iter().copied())),
            }
        }
        Ok(Self { common: Synonyms::new("", common.into_iter())?, own })
    }

    /// The headings of a table.
    #[must_use]
    pub fn of(&self, table: Table) -> TableColumns<'_> {
        TableColumns { table, own: self.own.get(table.key()), common: &self.common }
    }
}

/// The tables that have headings of their own.
const TABLES: &[&str] =
    &["prior_roster", "prior_pay_list", "change_register", "watchlist", "decisions", "posted"];

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> RulebookError {
    RulebookError::UnknownKey {
        file: "rules/columns.toml".to_owned(),
        key: key.to_owned(),
        nearest: super::schema::nearest(key, known).map(str::to_owned),
    }
}

impl Synonyms {
    fn new<'a>(
        table: &str,
        lists: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
    ) -> Result<Self, RulebookError> {
        let mut by_heading = BTreeMap::new();
        for (key, headings) in lists {
            let field = Field::from_key(key).ok_or_else(|| {
                let shown = if table.is_empty() { key.clone() } else { format!("{table}.{key}") };
                unknown(&shown, Field::ALL.iter().map(|f| f.key()))
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
    fn field(&self, heading: &str) -> Option<Field> {
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
}

impl<'a> TableColumns<'a> {
    /// The field that a heading names in this table: by the table's own
    /// headings, else by those of every table.
    #[must_use]
    pub fn field(&self, heading: &str) -> Option<Field> {
        let own = self.own.and_then(|own| own.field(heading));
        own.or_else(|| self.common.field(heading)).filter(|field| self.table.admits(*field))
    }

    /// How many fields a row must name to read as a heading. A list from another
    /// body may be a column of numbers.
    #[must_use]
    pub fn least_fields(&self) -> usize {
        if matches!(self.table, Table::Watchlist(_)) { 1 } else { 2 }
    }

    /// The synonym of the field that is nearest to any of the headings, with
    /// that heading: what a missing column may have been meant to be.
    #[must_use]
    pub fn nearest(&self, field: Field, headings: &'a [String]) -> Option<(&'a str, &'a str)> {
        let lists = self.own.into_iter().chain([self.common]);
        let synonyms = || lists.clone().flat_map(|list| &list.by_heading);
        headings
            .iter()
            .flat_map(|heading| {
                synonyms()
                    .filter(move |(_, f)| **f == field)
                    .map(move |(synonym, _)| (heading, synonym))
            })
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
        let rulebook = Rulebook::shipped().expect("the shipped rules load");
        let columns = rulebook.columns.of(Table::Roster);
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
        let rulebook = Rulebook::shipped().expect("the shipped rules load");
        let columns = rulebook.columns.of(Table::Roster);
        let headings = ["身份证编号".to_owned(), "村".to_owned()];
        assert_eq!(columns.nearest(Field::IdNumber, &headings), Some(("身份证编号", "身份证号")));
    }

    #[test]
    fn one_heading_for_two_fields_is_an_error() {
        let lists = BTreeMap::from([
            ("name".to_owned(), Section::Headings(vec!["名".to_owned()])),
            ("payee".to_owned(), Section::Headings(vec!["名".to_owned()])),
        ]);
        assert!(matches!(Columns::new(&lists), Err(RulebookError::HeadingTwice { .. })));
    }

    #[test]
    fn a_heading_means_what_it_means_in_its_table() {
        let rulebook = Rulebook::shipped().expect("the shipped rules load");
        let field = |table, heading| rulebook.columns.of(table).field(heading);
        assert_eq!(field(Table::Decisions, "日期"), Some(Field::Date));
        assert_eq!(field(Table::Roster, "日期"), None);
        assert_eq!(field(Table::ChangeRegister, "变动类别"), Some(Field::Change));
        assert_eq!(field(Table::Roster, "变动类别"), None);
        assert_eq!(field(Table::Watchlist(crate::domain::WatchKind::Deceased), "金额"), None);
    }

    #[test]
    fn a_table_that_there_is_not_is_an_error() {
        let sections = BTreeMap::from([("watch_list".to_owned(), Section::Table(BTreeMap::new()))]);
        let error = Columns::new(&sections).expect_err("no such table").to_string();
        assert!(error.contains("watchlist"), "{error}");
    }
}
