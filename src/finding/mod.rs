//! Findings: what the program says about bad or doubtful data.
//!
//! A finding never aborts a read. In: what a rule saw and where. Out: a value
//! that is rendered as text, as workbook rows and as data. The rules' own
//! documentation ([`Doc`]) stands beside each rule, its words in `rules.ftl`.

pub mod doc;
pub mod render;

use std::sync::Arc;

pub use doc::{Doc, Floor, Words};
use sha2::{Digest, Sha256};

use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, Table, account::mask_account};
use crate::origin::Origin;
use crate::say;

/// What a finding does to the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Counted.
    Note,
    /// Paid, and listed for a look.
    Advise,
    /// The row is not paid until decided.
    Hold,
    /// The run ends with a report and no payout file.
    Refuse,
}

impl Severity {
    /// Every severity, mildest first.
    pub const ALL: [Severity; 4] = [Self::Note, Self::Advise, Self::Hold, Self::Refuse];

    /// Its key in project files and data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Advise => "advise",
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }

    /// The severity with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.key() == key)
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Note => say!(lang, "severity-note"),
            Self::Advise => say!(lang, "severity-advise"),
            Self::Hold => say!(lang, "severity-hold"),
            Self::Refuse => say!(lang, "severity-refuse"),
        }
    }
}

/// A text that may have to be masked, depending on who reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing to show.
    #[default]
    Nothing,
    /// Free of identity and account numbers.
    Plain(String),
    /// An identity number, or what stands in its place.
    Identity(String),
    /// An account, or what stands in its place.
    Account(String),
}

impl Seen {
    /// The text of a cell of that field, to be masked where the field calls
    /// for it. Free text may hold a number too, so long digit runs in any
    /// other field are masked as identity numbers are.
    #[must_use]
    pub fn of(field: Field, text: &str) -> Self {
        if text.is_empty() {
            return Self::Nothing;
        }
        match field {
            Field::IdNumber => Self::Identity(text.to_owned()),
            Field::Account => Self::Account(text.to_owned()),
            _ if has_long_number(text) => Self::Identity(text.to_owned()),
            _ => Self::Plain(text.to_owned()),
        }
    }

    /// The text in full, for the owning township and for data files.
    #[must_use]
    pub fn full(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Plain(text) | Self::Identity(text) | Self::Account(text) => text,
        }
    }

    /// The text as everybody else sees it.
    #[must_use]
    pub fn masked(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Plain(text) => text.clone(),
            Self::Identity(text) => mask_identity(text),
            Self::Account(text) => mask_account(text),
        }
    }
}

/// Whether a text holds a run of ten digits or more: a number to mask.
#[must_use]
pub fn has_long_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_numeric() { run + 1 } else { 0 };
        run >= 10
    })
}

/// One thing that the program says about the data.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that speaks.
    pub doc: &'static Doc,
    /// How much it weighs in this run.
    pub severity: Severity,
    /// The table it is about.
    pub table: Table,
    /// The place it is about.
    pub origin: Origin,
    /// The field it is about, where there is one.
    pub field: Option<Field>,
    /// The township that has to act; empty where that is the county.
    pub township: Arc<str>,
    /// The row it is about, as an index into the table's list.
    pub row: Option<u32>,
    /// The other rows it speaks of (same table), for its key and its words.
    pub others: Vec<u32>,
    /// The value seen.
    pub seen: Seen,
    /// The details that the rule's words call for by name; never a full number.
    pub details: Vec<(&'static str, String)>,
    /// What the program would put there.
    pub proposal: Seen,
    /// Stable from run to run while the rows it speaks of do not change;
    /// filled by [`seal`].
    pub key: String,
}

impl Finding {
    /// A finding at a place, at its rule's own severity.
    #[must_use]
    pub fn new(doc: &'static Doc, table: Table, origin: Origin) -> Self {
        Self {
            doc,
            severity: doc.severity,
            table,
            origin,
            field: None,
            township: Arc::default(),
            row: None,
            others: Vec::new(),
            seen: Seen::Nothing,
            details: Vec::new(),
            proposal: Seen::Nothing,
            key: String::new(),
        }
    }

    /// Adds a detail for the rule's words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// Says what was seen.
    #[must_use]
    pub fn seeing(mut self, seen: Seen) -> Self {
        self.seen = seen;
        self
    }

    /// Says what the program would put there.
    #[must_use]
    pub fn proposing(mut self, proposal: Seen) -> Self {
        self.proposal = proposal;
        self
    }

    /// Names the other rows it speaks of.
    #[must_use]
    pub fn among(mut self, others: Vec<u32>) -> Self {
        self.others = others;
        self
    }

    /// Weighs it differently than its rule does by itself.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The township that has to act.
    #[must_use]
    pub fn for_township(mut self, township: &Arc<str>) -> Self {
        self.township = Arc::clone(township);
        self
    }
}

/// Puts findings in order and gives each its key.
///
/// `contents` writes the contents of a row (never its number or serial). The
/// key is a hash of the code, the table, the field and the contents of the rows
/// spoken of, with an ordinal where several findings would read the same.
pub fn seal(findings: &mut [Finding], contents: impl Fn(Table, u32, &mut Vec<u8>)) {
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut ordinals = hashbrown::HashMap::<[u8; 32], u32, foldhash::fast::FixedState>::default();
    let mut bytes = Vec::new();
    for finding in findings {
        bytes.clear();
        for part in [finding.doc.code, finding.table.key(), finding.field.map_or("", Field::key)] {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0x1f);
        }
        if let Some(row) = finding.row {
            contents(finding.table, row, &mut bytes);
        } else {
            for part in [&*finding.origin.file, &*finding.origin.sheet, finding.seen.full()] {
                bytes.extend_from_slice(part.as_bytes());
                bytes.push(0x1f);
            }
            // A row's number is no content: it changes where a row is put in.
            for (_, value) in finding.details.iter().filter(|(name, _)| *name != "row") {
                bytes.extend_from_slice(value.as_bytes());
                bytes.push(0x1f);
            }
        }
        let mut others: Vec<Vec<u8>> = Vec::with_capacity(finding.others.len());
        for &other in &finding.others {
            let mut text = Vec::new();
            contents(finding.table, other, &mut text);
            others.push(text);
        }
        others.sort_unstable();
        for other in others {
            bytes.push(0x1e);
            bytes.extend_from_slice(&other);
        }
        let content: [u8; 32] = Sha256::digest(&bytes).into();
        let ordinal = ordinals.entry(content).or_insert(0);
        let mut hash = Sha256::new();
        hash.update(content);
        hash.update(ordinal.to_le_bytes());
        *ordinal += 1;
        let hash: [u8; 32] = hash.finalize().into();
        let first = hash.first_chunk().expect("a hash has eight bytes and more");
        finding.key = format!("{:016x}", u64::from_be_bytes(*first));
    }
}

/// What findings are ordered by.
type Order<'a> =
    (Table, &'a str, Option<u32>, &'a str, Option<u32>, &'static str, Option<u16>, Option<Field>);

/// The order in which findings are listed: table, file, row, code, column.
fn order(f: &Finding) -> Order<'_> {
    let origin = &f.origin;
    (f.table, &origin.file, f.row, &origin.sheet, origin.row, f.doc.code, origin.column, f.field)
}

#[cfg(test)]
mod tests {
    use super::*;

    static TRIAL: Doc = Doc::trial("T001", Severity::Hold);

    fn finding(row: u32) -> Finding {
        let mut finding =
            Finding::new(&TRIAL, Table::Roster, Origin::file("a.xlsx").at_row(row + 1));
        finding.row = Some(row);
        finding
    }

    fn keys_by_content(contents: &[&str]) -> Vec<(String, String)> {
        let rows = u32::try_from(contents.len()).expect("few rows");
        let mut findings: Vec<Finding> = (0..rows).map(finding).collect();
        seal(&mut findings, |_, row, out| {
            out.extend_from_slice(contents[row as usize].as_bytes());
        });
        let mut keys: Vec<_> = findings
            .into_iter()
            .filter_map(|f| f.row.map(|row| (contents[row as usize].to_owned(), f.key)))
            .collect();
        keys.sort();
        keys
    }

    #[test]
    fn a_key_survives_an_inserted_row() {
        let before = keys_by_content(&["甲", "乙"]);
        let after = keys_by_content(&["新", "甲", "乙"]);
        assert!(before.iter().all(|key| after.contains(key)));
    }

    #[test]
    fn identical_rows_have_keys_of_their_own() {
        let keys = keys_by_content(&["甲", "甲", "乙"]);
        assert_ne!(keys[0].1, keys[1].1);
    }

    #[test]
    fn numbers_in_free_text_are_masked_too() {
        let seen = Seen::of(Field::Note, "新卡号6221690000000004321");
        assert!(!seen.masked().contains("0000"));
        assert_eq!(Seen::of(Field::Note, "去世").masked(), "去世");
    }
}
