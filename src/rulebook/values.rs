//! Words that stand in cells: support modes, statuses, sexes, footers.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::RulebookError;
use crate::domain::fold::fold;
use crate::say;

/// How a registered person is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is said: taken as direct pay.
    Unsaid,
    /// Paid directly.
    Direct,
    /// By projects, not paid.
    Project,
    /// Both: paid directly, and projects beside it.
    Both,
    /// A text that means none of these.
    Unknown,
}

/// Whether a registered person is in the scheme at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In the scheme, or nothing is said.
    Payable,
    /// Removed, suspended, deceased …
    NotPayable,
}

/// What a township decided on a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Checked, and paid as it stands.
    Approve,
    /// Not to be paid.
    Reject,
    /// The cell is wrong; the right value stands beside it.
    Correct,
}

impl Verdict {
    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Correct => "correct",
        }
    }

    /// Its name, as the drop-down of an exception workbook has it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Approve => say!(lang, "rulebook-verdict-approve"),
            Self::Reject => say!(lang, "rulebook-verdict-reject"),
            Self::Correct => say!(lang, "rulebook-verdict-correct"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mode: ModeWords,
    status: StatusWords,
    sex: SexWords,
    decision: DecisionWords,
    rows: RowWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeWords {
    direct: Vec<String>,
    project: Vec<String>,
    both: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusWords {
    payable: Vec<String>,
    not_payable: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SexWords {
    male: Vec<String>,
    female: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionWords {
    approve: Vec<String>,
    reject: Vec<String>,
    correct: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowWords {
    totals: Vec<String>,
    subtotals: Vec<String>,
    signatures: Vec<String>,
    notes: Vec<String>,
}

/// The words, folded.
#[derive(Debug)]
pub struct Values {
    modes: BTreeMap<String, Mode>,
    statuses: BTreeMap<String, Status>,
    male: BTreeMap<String, bool>,
    verdicts: BTreeMap<String, Verdict>,
    totals: Vec<String>,
    subtotals: Vec<String>,
    signatures: Vec<String>,
    notes: Vec<String>,
}

/// A row that is not data, told by its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowWord {
    /// States totals over everything above.
    Total,
    /// States totals since the last such row.
    Subtotal,
    /// Names who made or checked the list.
    Signature,
    /// A note.
    Note,
}

impl Values {
    /// Reads `rules/values.toml`, ours or a county's own.
    ///
    /// # Errors
    /// Where it is badly formed or has another key.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        super::parse(shown, text).map(Self::new)
    }

    fn new(file: File) -> Self {
        let folded = |words: Vec<String>| words.iter().map(|w| fold(w).into_owned()).collect();
        let mut modes = BTreeMap::new();
        for (words, mode) in [
            (file.mode.direct, Mode::Direct),
            (file.mode.project, Mode::Project),
            (file.mode.both, Mode::Both),
        ] {
            modes.extend(words.iter().map(|word| (fold(word).into_owned(), mode)));
        }
        let mut statuses = BTreeMap::new();
        for (words, status) in
            [(file.status.payable, Status::Payable), (file.status.not_payable, Status::NotPayable)]
        {
            statuses.extend(words.iter().map(|word| (fold(word).into_owned(), status)));
        }
        let mut male = BTreeMap::new();
        male.extend(file.sex.male.iter().map(|word| (fold(word).into_owned(), true)));
        male.extend(file.sex.female.iter().map(|word| (fold(word).into_owned(), false)));
        let mut verdicts = BTreeMap::new();
        for (words, verdict) in [
            (file.decision.approve, Verdict::Approve),
            (file.decision.reject, Verdict::Reject),
            (file.decision.correct, Verdict::Correct),
        ] {
            verdicts.extend(words.iter().map(|word| (fold(word).to_lowercase(), verdict)));
        }
        Self {
            modes,
            statuses,
            male,
            verdicts,
            totals: folded(file.rows.totals),
            subtotals: folded(file.rows.subtotals),
            signatures: folded(file.rows.signatures),
            notes: folded(file.rows.notes),
        }
    }

    /// The support mode that a cell names.
    #[must_use]
    pub fn mode(&self, text: &str) -> Mode {
        let folded = fold(text);
        if folded.is_empty() {
            return Mode::Unsaid;
        }
        self.modes.get(&*folded).copied().unwrap_or(Mode::Unknown)
    }

    /// What a decision cell says; `None` for a word that is not known.
    #[must_use]
    pub fn verdict(&self, text: &str) -> Option<Verdict> {
        self.verdicts.get(&fold(text).to_lowercase()).copied()
    }

    /// The status that a cell names; a word that is not known is not payable,
    /// so that a new way of writing "removed" never pays.
    #[must_use]
    pub fn status(&self, text: &str) -> Status {
        let folded = fold(text);
        if folded.is_empty() {
            return Status::Payable;
        }
        self.statuses.get(&*folded).copied().unwrap_or(Status::NotPayable)
    }

    /// Whether a cell says a man (`Some(true)`) or a woman.
    #[must_use]
    pub fn is_male(&self, text: &str) -> Option<bool> {
        self.male.get(&*fold(text)).copied()
    }

    /// What kind of row the text opens, where it is no data.
    #[must_use]
    pub fn row_word(&self, text: &str) -> Option<RowWord> {
        let folded = fold(text);
        let starts = |words: &[String]| words.iter().any(|word| folded.starts_with(word.as_str()));
        let bounds = |words: &[String]| {
            starts(words)
                || words
                    .iter()
                    .any(|word| folded.trim_end_matches([':', '：']).ends_with(word.as_str()))
        };
        if folded.chars().count() <= 24 {
            if bounds(&self.subtotals) {
                return Some(RowWord::Subtotal);
            }
            if bounds(&self.totals) {
                return Some(RowWord::Total);
            }
        }
        if starts(&self.signatures) {
            return Some(RowWord::Signature);
        }
        starts(&self.notes).then_some(RowWord::Note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn cells_words_mean_what_they_say() {
        let values = Rulebook::shipped().expect("the shipped rules load").values;
        assert_eq!(values.mode("直补 到人"), Mode::Direct);
        assert_eq!(values.mode("项目扶持"), Mode::Project);
        assert_eq!(values.mode("直补+项目"), Mode::Both);
        assert_eq!(values.mode(""), Mode::Unsaid);
        assert_eq!(values.mode("待定"), Mode::Unknown);
        assert_eq!(values.status("正常"), Status::Payable);
        assert_eq!(values.status("待查"), Status::NotPayable);
        assert_eq!(values.is_male("男"), Some(true));
        assert_eq!(values.is_male("？"), None);
    }

    #[test]
    fn rows_that_are_no_data_say_so() {
        let values = Rulebook::shipped().expect("the shipped rules load").values;
        assert_eq!(values.row_word("合  计"), Some(RowWord::Total));
        assert_eq!(values.row_word("和平村小计"), Some(RowWord::Subtotal));
        assert_eq!(values.row_word("制表人：张三"), Some(RowWord::Signature));
        assert_eq!(values.row_word("注：1.本表"), Some(RowWord::Note));
        assert_eq!(values.row_word("和平村"), None);
    }
}
