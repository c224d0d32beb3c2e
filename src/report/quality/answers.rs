//! What became of the findings that were sent back to the townships.
//!
//! In: the rows of the exception workbooks that came back, and the findings of this
//! run. Out: counts by township. What was sent out is known only by what came back:
//! a workbook that never returned is seen as findings that still wait, not as
//! answers that are missing.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::of_lists;
use crate::domain::Table;
use crate::finding::{Doc, Finding, Severity};
use crate::normalize::place::{file_stem, township_inside};
use crate::reconcile::decisions::{Decision, DecisionEnd};
use crate::report::RunView;

/// Findings that were sent back and needed an answer, each once:
/// `asked` = `followed` + `changed` + `open`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Rows of the workbooks that came back, of findings that hold or refuse.
    pub asked: u64,
    /// Of these: answered, and the answer was followed, or the list has been
    /// corrected as it says, by this run.
    pub followed: u64,
    /// Of these: left blank, and the row is no more what it was.
    pub changed: u64,
    /// Of these: still open: left blank, not complete, out of date, contradicted
    /// or not to be followed.
    pub open: u64,
    /// Findings of this run that hold or refuse and are in no workbook that came
    /// back: new ones, or of a workbook that is still out.
    pub waiting: u64,
}

impl Answers {
    pub(super) fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.followed += other.followed;
        self.changed += other.changed;
        self.open += other.open;
        self.waiting += other.waiting;
    }
}

/// What [`count`] gives.
pub(super) struct Asked {
    pub(super) by_township: BTreeMap<String, Answers>,
    /// Rows whose finding a decision settled: they had to be settled all the same.
    pub(super) settled_rows: BTreeSet<(Table, u32)>,
    pub(super) came_back: bool,
}

/// Where a finding that was sent back stands, the best that any of its rows says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Changed,
    Open,
    Followed,
}

/// Counts what was asked and what came of it.
pub(super) fn count(view: &RunView<'_>, docs: &[&'static Doc]) -> Asked {
    let now: HashMap<&str, &Finding> =
        view.findings.iter().map(|finding| (finding.key.as_str(), finding)).collect();
    let level = |code: &str| {
        let changed = view.project.severities.iter();
        let changed = changed.filter(|change| change.since <= view.project.as_of);
        let own = docs.iter().find(|doc| doc.code == code).map(|doc| doc.severity);
        changed.filter(|change| change.code == code).map(|change| change.level).next_back().or(own)
    };
    let townships = LazyCell::new(|| {
        let lists = [&view.lists.roster, &view.lists.pay_list];
        let rows = lists.into_iter().flat_map(|list| &list.rows);
        rows.map(|row| view.lists.symbols.text(row.township)).collect::<BTreeSet<&str>>()
    });
    let mut settled_rows = BTreeSet::new();
    // A key stands in the township's workbook and in the county's: one finding.
    let mut ends: BTreeMap<String, (End, String)> = BTreeMap::new();
    let mut returned: BTreeSet<&str> = BTreeSet::new();
    for decision in &view.decisions.all {
        returned.insert(&decision.key);
        let undecided = decision.end == DecisionEnd::Undecided;
        // What a rule weighs in one place is seen on the finding itself while
        // nobody has decided on it.
        let there = now.get(decision.key.as_str()).filter(|_| undecided);
        let level = there.map(|finding| finding.severity).or_else(|| level(&decision.code));
        if !of_lists(&decision.code) || level.is_none_or(|level| level < Severity::Hold) {
            continue;
        }
        let end = match decision.end {
            DecisionEnd::Applied | DecisionEnd::InList | DecisionEnd::Settled => End::Followed,
            DecisionEnd::Undecided if there.is_none() => End::Changed,
            // The first row of the two says what becomes of it.
            DecisionEnd::Repeated => continue,
            _ => End::Open,
        };
        if let Some(place) = decision.place.filter(|_| end == End::Followed)
            && place.table.is_this_year()
        {
            settled_rows.insert((place.table, place.row));
        }
        let key =
            if decision.key.is_empty() { decision.origin.path() } else { decision.key.clone() };
        let known =
            ends.entry(key).or_insert_with(|| (end, township(view, decision, &now, &townships)));
        known.0 = known.0.max(end);
    }
    let mut by_township: BTreeMap<String, Answers> = BTreeMap::new();
    for (end, township) in ends.into_values() {
        let answers = by_township.entry(township).or_default();
        answers.asked += 1;
        match end {
            End::Followed => answers.followed += 1,
            End::Changed => answers.changed += 1,
            End::Open => answers.open += 1,
        }
    }
    let held = view.findings.iter().filter(|finding| finding.severity >= Severity::Hold);
    for finding in held.filter(|finding| of_lists(finding.doc.code)) {
        if !returned.contains(finding.key.as_str()) {
            by_township.entry(finding.township.to_string()).or_default().waiting += 1;
        }
    }
    Asked { by_township, settled_rows, came_back: !view.decisions.all.is_empty() }
}

/// The township that had to answer: the finding's, the row's, else the one that the
/// workbook or the list is named after.
fn township(
    view: &RunView<'_>,
    decision: &Decision,
    now: &HashMap<&str, &Finding>,
    townships: &BTreeSet<&str>,
) -> String {
    if let Some(finding) = now.get(decision.key.as_str()) {
        return finding.township.to_string();
    }
    if let Some(place) = decision.place.filter(|place| place.table.is_this_year()) {
        return view.lists.township(place.table, place.row).to_owned();
    }
    let inside = |file: &str| township_inside(file_stem(file), townships.iter().copied());
    inside(&decision.origin.file).or_else(|| inside(&decision.at[0])).unwrap_or_default().to_owned()
}
