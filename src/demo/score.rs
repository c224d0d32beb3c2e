//! What a run found, against the answer key.
//!
//! In: the key and a run's findings. Out: what was planted and missed, and who
//! was held though nothing is wrong with them. It says nothing of why.

use std::collections::{BTreeMap, BTreeSet};

use super::AnswerKey;
use super::planted::CLEAN;
use super::second_year::BridgeKey;

/// A finding as the key can be compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The code.
    pub code: String,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The row; 0 where the finding is about a sheet or file.
    pub row: u32,
    /// Whether it holds the row.
    pub holds: bool,
}

/// How a run did.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By code: planted, and found where they were planted.
    pub by_code: BTreeMap<String, (usize, usize)>,
    /// What was planted and not found: code, file, sheet, row.
    pub missed: Vec<String>,
    /// Rows held, or namesakes told, that the key does not list.
    pub wrongly: Vec<String>,
}

impl Score {
    /// Whether everything planted was found and nobody was held wrongly.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.missed.is_empty() && self.wrongly.is_empty()
    }
}

/// Compares findings with the key.
#[must_use]
pub fn score(key: &AnswerKey, findings: &[Found]) -> Score {
    let mut score = Score::default();
    let places: BTreeSet<(&str, &str, &str, u32)> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.file.as_str(), f.sheet.as_str(), f.row))
        .collect();
    let mut listed: BTreeSet<(&str, &str, u32)> = BTreeSet::new();
    let mut clean: BTreeSet<(&str, &str, u32)> = BTreeSet::new();
    for entry in &key.entries {
        let place = (entry.file.as_str(), entry.sheet.as_str(), entry.row);
        if entry.kind.starts_with(CLEAN) {
            clean.insert(place);
            continue;
        }
        listed.insert(place);
        if entry.code.is_empty() {
            continue;
        }
        let count = score.by_code.entry(entry.code.clone()).or_default();
        count.0 += 1;
        if places.contains(&(entry.code.as_str(), place.0, place.1, place.2)) {
            count.1 += 1;
        } else {
            let (file, sheet, row) = place;
            score.missed.push(format!("{} {file} › {sheet} › {row} ({})", entry.code, entry.kind));
        }
    }
    for finding in findings {
        let place = (finding.file.as_str(), finding.sheet.as_str(), finding.row);
        let suspects = finding.code.starts_with('D');
        if (finding.holds && !listed.contains(&place)) || (suspects && clean.contains(&place)) {
            let (file, sheet, row) = place;
            score.wrongly.push(format!("{} {file} › {sheet} › {row}", finding.code));
        }
    }
    score
}

/// The lines of a run's bridges that are not those of the key: list, township
/// and term, what is there, what the key has. A line that is not there counts
/// as nobody.
#[must_use]
pub fn bridge_differences(
    key: &BridgeKey,
    ours: &BTreeMap<(String, String, String), u64>,
) -> Vec<String> {
    let mut differences = Vec::new();
    let mut known: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    let mut compare = |(list, township, term): (&str, &str, &str), found: u64, people: u64| {
        if found != people {
            differences.push(format!("{list} {township} {term}: {found} ≠ {people}"));
        }
    };
    for line in &key.lines {
        let place = (line.list, line.township.as_str(), line.term.name());
        let (list, township, term) = place;
        let found = ours.get(&(list.to_owned(), township.to_owned(), term.to_owned()));
        compare(place, found.copied().unwrap_or_default(), line.people);
        known.insert(place);
    }
    for ((list, township, term), found) in ours {
        let place = (list.as_str(), township.as_str(), term.as_str());
        if !known.contains(&place) {
            compare(place, *found, 0);
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::second_year::{BridgeLine, Term};

    #[test]
    fn bridges_are_compared_line_by_line_and_both_ways() {
        let line = |township: &str, term, people| BridgeLine {
            list: "roster",
            township: township.to_owned(),
            term,
            people,
        };
        let key = BridgeKey {
            lines: vec![
                line("新墙镇", Term::Opening, 9),
                line("新墙镇", Term::Death, 2),
                line("*", Term::Restored, 0),
            ],
        };
        let ours = |lines: &[(&str, &str, u64)]| -> BTreeMap<(String, String, String), u64> {
            let list = "roster".to_owned();
            let named = lines.iter().map(|(township, term, people)| {
                ((list.clone(), (*township).to_owned(), (*term).to_owned()), *people)
            });
            named.collect()
        };
        let same = ours(&[("新墙镇", "opening", 9), ("新墙镇", "death", 2)]);
        assert!(bridge_differences(&key, &same).is_empty());
        let other = ours(&[("新墙镇", "opening", 9), ("新墙镇", "death", 1), ("*", "moved_in", 3)]);
        assert_eq!(
            bridge_differences(&key, &other),
            ["roster 新墙镇 death: 1 ≠ 2", "roster * moved_in: 3 ≠ 0"]
        );
    }
}
