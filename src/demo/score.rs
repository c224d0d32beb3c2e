//! What a run found, against the answer key.
//!
//! In: the key and a run's findings. Out: what was planted and missed, and who
//! was held though nothing is wrong with them. It says nothing of why.

use std::collections::{BTreeMap, BTreeSet};

use super::AnswerKey;
use super::planted::CLEAN;

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
