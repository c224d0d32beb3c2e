//! Decisions that came back: exception workbooks that townships filled in.
//!
//! In: their rows, and the findings of a pass over the lists. Out: cells to
//! correct before the next pass, findings that are waived, rows that are not to
//! be paid, and where each decision ends. A decision is keyed to its finding, and
//! so to the contents of the rows it was made on: where those changed, it is
//! stale and does nothing. It never makes payable what may never be paid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decision::{is_lost, read_row};
use super::decision_docs::{X001, X002, X003, X004, X005, X006};
use super::watchlist_docs::doc_of;
use crate::domain::fold::{fold, fold_number};
use crate::domain::{Field, Lang, Table, WatchKind};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::intake::Sheet;
use crate::linkage::finding_on;
use crate::normalize::place::{file_stem, township_inside};
use crate::normalize::{Lift, List, Lists};
use crate::origin::column_letters;
use crate::rulebook::Values;
use crate::rulebook::project::FILE_NAME;
use crate::rulebook::values::Verdict;
use crate::say;

pub use super::decision::{Decision, DecisionEnd, Place};

/// Why nobody can be rejected for what is of no row.
fn of_no_row(lang: Lang) -> &'static str {
    say!(lang, "reconcile-decision-of-no-row")
}

/// A cell to be read otherwise from the next pass on.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The cell.
    pub place: Place,
    /// What it says.
    pub before: String,
    /// What it is to say.
    pub after: String,
    /// The decision, by its place among them.
    pub decision: usize,
}

/// What a finding said when it was decided on: the same finding after a
/// correction may say something else.
#[derive(Clone, Debug)]
struct Said {
    code: &'static str,
    details: Vec<(&'static str, String)>,
    seen: Seen,
    /// Whose row it is, by number.
    person: Option<u64>,
}

impl Said {
    fn of(finding: &Finding, lists: &Lists) -> Self {
        let row = finding.row.filter(|_| finding.table.is_this_year());
        Self {
            code: finding.doc.code,
            details: finding.details.clone(),
            seen: finding.seen.clone(),
            person: row.and_then(|row| lists.list(finding.table).rows[row as usize].person_key()),
        }
    }

    /// Whether it is what was decided on. What is said of an absence changes once
    /// it is lifted, and so does what a corrected number makes of another rule;
    /// who is absent may not.
    fn is(&self, now: &Self) -> bool {
        if speaks_of_absence(self.code) {
            return self.person == now.person;
        }
        (&self.details, &self.seen) == (&now.details, &now.seen)
    }
}

/// No number, name, place or amount is longer.
const LONGEST_CORRECTION: usize = 300;

/// Approvals by code and place, with what their findings said.
type Approved = BTreeMap<(&'static str, Option<Place>), Vec<(usize, Said)>>;

/// All decisions, and what became of them so far.
#[derive(Debug, Default)]
pub struct Decisions {
    /// Each row, in the order of files, sheets and rows.
    pub all: Vec<Decision>,
    /// Cells that were corrected, in order.
    pub corrections: Vec<Correction>,
    /// Decisions whose key no finding has had yet.
    open: Vec<usize>,
    /// Absences that were decided not to be held against somebody.
    lifted: Vec<Lift>,
    /// Approvals, with what their finding said.
    approved: Vec<(usize, Option<Place>, Said)>,
    findings: Vec<Finding>,
}

impl Decisions {
    /// Reads the rows of exception workbooks.
    #[must_use]
    pub fn read(sheets: &[Sheet], values: &Values, lang: Lang) -> Self {
        let mut decisions = Self::default();
        for sheet in sheets {
            for line in 0..sheet.rows.len() {
                let decision = read_row(sheet, line, values);
                decisions.all.push(decision);
            }
        }
        decisions.check_complete(sheets, lang);
        decisions.check_repeated();
        decisions
    }

    /// Whether nothing was decided at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.iter().all(|decision| decision.end == DecisionEnd::Undecided)
            && self.open.is_empty()
    }

    fn check_complete(&mut self, sheets: &[Sheet], lang: Lang) {
        let rows = sheets
            .iter()
            .flat_map(|sheet| (0..sheet.rows.len()).map(move |line| (sheet, line)))
            .enumerate();
        for (at, (sheet, line)) in rows {
            let raw = sheet.cell(line, Field::Decision).text;
            let lost = is_lost(&sheet.cell(line, Field::Correction));
            let decision = &self.all[at];
            if raw.trim().is_empty() && decision.correction.is_empty() && !lost {
                continue;
            }
            let correct = decision.verdict == Some(Verdict::Correct);
            let why = if raw.trim().is_empty() {
                say!(lang, "reconcile-decision-none")
            } else if decision.verdict.is_none() {
                say!(lang, "reconcile-decision-unknown")
            } else if correct && decision.correction.is_empty() && !lost {
                say!(lang, "reconcile-decision-no-value")
            } else if correct && lost {
                say!(lang, "reconcile-decision-lost-value")
            } else if decision.correction.chars().count() > LONGEST_CORRECTION {
                say!(lang, "reconcile-decision-long-value")
            } else if decision.by.is_empty() {
                say!(lang, "reconcile-decision-unsigned")
            } else if decision.on.is_none() {
                say!(lang, "reconcile-decision-undated")
            } else if decision.key.is_empty() {
                say!(lang, "reconcile-decision-no-key")
            } else {
                self.open.push(at);
                continue;
            };
            self.end(at, DecisionEnd::Incomplete);
            self.note(at, &X005, vec![("why", why.to_owned())]);
        }
    }

    /// Of the same decision on the same finding the first counts; different ones
    /// count for nothing.
    fn check_repeated(&mut self) {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in &self.open {
            by_key.entry(self.all[at].key.clone()).or_default().push(at);
        }
        for group in by_key.into_values().filter(|group| group.len() > 1) {
            let said = |at: usize| {
                let one = &self.all[at];
                (one.verdict, fold(&one.correction).into_owned())
            };
            let first = said(group[0]);
            let agree = group.iter().all(|at| said(*at) == first);
            let end = if agree { DecisionEnd::Repeated } else { DecisionEnd::Disagrees };
            for &at in &group[usize::from(agree)..] {
                self.end(at, end);
            }
        }
        let all = &self.all;
        self.open.retain(|at| all[*at].end != DecisionEnd::Repeated);
    }

    fn end(&mut self, at: usize, end: DecisionEnd) {
        self.all[at].end = end;
    }

    /// A finding on a decision's own row.
    fn note(&mut self, at: usize, doc: &'static Doc, details: Vec<(&'static str, String)>) {
        let decision = &self.all[at];
        let mut finding = Finding::new(doc, Table::Decisions, decision.origin.clone())
            .with("code", format!("{} {}", decision.code, decision.place_words()));
        finding.details.extend(details);
        finding.field = Some(Field::Decision);
        self.findings.push(finding);
    }

    /// Finds the findings that open decisions are about; gives the cells to
    /// correct before the rules run again. Findings have their keys.
    #[must_use]
    pub fn take(&mut self, findings: &[Finding], lists: &Lists) -> Vec<Correction> {
        let by_key: BTreeMap<&str, &Finding> =
            findings.iter().map(|finding| (finding.key.as_str(), finding)).collect();
        let mut corrections: Vec<Correction> = Vec::new();
        let mut left = Vec::new();
        for at in std::mem::take(&mut self.open) {
            let Some(finding) = by_key.get(self.all[at].key.as_str()) else {
                left.push(at);
                continue;
            };
            let place =
                finding.row.map(|row| Place { table: finding.table, row, field: finding.field });
            self.all[at].place = place;
            // Whatever was written over it in the workbook.
            finding.doc.code.clone_into(&mut self.all[at].code);
            if self.all[at].end == DecisionEnd::Disagrees {
                continue;
            }
            match self.followed(at, finding, lists) {
                Ok(correction) => {
                    self.end(at, DecisionEnd::Applied);
                    corrections.extend(correction);
                }
                Err(why) => {
                    self.end(at, DecisionEnd::Refused);
                    self.note(at, &X004, vec![("why", why.to_owned())]);
                }
            }
        }
        self.open = left;
        corrections.sort_by_key(|correction| (correction.place, correction.decision));
        let mut agreed: Vec<Correction> = Vec::new();
        for same in corrections.chunk_by(|a, b| a.place == b.place) {
            if same.iter().all(|one| fold(&one.after) == fold(&same[0].after)) {
                agreed.push(same[0].clone());
            } else {
                for one in same {
                    self.end(one.decision, DecisionEnd::Disagrees);
                }
            }
        }
        self.corrections.extend(agreed.iter().cloned());
        agreed
    }

    /// What following a decision takes, or why it is not followed.
    fn followed(
        &mut self,
        at: usize,
        finding: &Finding,
        lists: &Lists,
    ) -> Result<Option<Correction>, &'static str> {
        let lang = lists.lang;
        let of_this_year = finding.row.filter(|_| finding.table.is_this_year());
        match self.all[at].verdict {
            Some(Verdict::Approve) => {
                if let Some(row) = of_this_year.filter(|_| finding.table == Table::PayList)
                    && let Some(field @ (Field::IdNumber | Field::Name | Field::Account)) =
                        finding.field
                    && finding.severity >= Severity::Hold
                    && lists.pay_list.text(row, field).trim().is_empty()
                {
                    return Err(say!(lang, "reconcile-decision-blank-cell"));
                }
                if finding.doc.floor != Floor::None {
                    return Err(say!(lang, "reconcile-decision-not-waivable"));
                }
                let said = Said::of(finding, lists);
                if let Some(lift) = of_this_year.and_then(|row| lift(finding, row, lists)) {
                    self.lifted.push(lift);
                }
                self.approved.push((at, self.all[at].place, said));
                Ok(None)
            }
            Some(Verdict::Reject) => match of_this_year {
                Some(_) => Ok(None),
                None => Err(of_no_row(lang)),
            },
            Some(Verdict::Correct) => {
                let cell = of_this_year
                    .zip(finding.field)
                    .filter(|(row, field)| lists.list(finding.table).has_column(*row, *field));
                let Some((row, field)) = cell else {
                    return Err(say!(lang, "reconcile-decision-of-no-cell"));
                };
                let before = lists.list(finding.table).text(row, field).to_owned();
                let after = self.all[at].correction.clone();
                let place = Place { table: finding.table, row, field: Some(field) };
                Ok(Some(Correction { place, before, after, decision: at }))
            }
            None => Err(say!(lang, "reconcile-decision-unreadable")),
        }
    }

    /// What was decided not to be held against people, so far.
    #[must_use]
    pub fn lifted(&self) -> &[Lift] {
        &self.lifted
    }

    /// Waives what was approved, holds what was rejected, and tells of decisions
    /// that do nothing. Findings are those of the last pass.
    pub fn apply(&mut self, findings: &mut Vec<Finding>, lists: &Lists) {
        self.approve(findings, lists);
        self.reject(findings, lists);
        self.disagree(lists);
        self.tell_corrected(lists);
        self.out_of_date(findings, lists);
        findings.append(&mut self.findings);
    }

    fn approve(&mut self, findings: &mut [Finding], lists: &Lists) {
        let approved = std::mem::take(&mut self.approved);
        let mut by_place = Approved::new();
        // What another body's list says of a person is one question, though it is
        // told of their roster row and of their pay row. Whose it was counts, not
        // who stands in the row once it is corrected.
        let mut of_person: BTreeSet<(&'static str, u64)> = BTreeSet::new();
        for (at, place, said) in approved {
            if said.code.starts_with('W') {
                of_person.extend(said.person.map(|person| (said.code, person)));
            }
            by_place.entry((said.code, place)).or_default().push((at, said));
        }
        if by_place.is_empty() {
            return;
        }
        let mut waived: Vec<usize> = Vec::new();
        let mut otherwise: BTreeMap<usize, String> = BTreeMap::new();
        for finding in findings {
            let (table, field) = (finding.table, finding.field);
            let place = finding.row.map(|row| Place { table, row, field });
            let now = Said::of(finding, lists);
            if now.person.is_some_and(|person| of_person.contains(&(now.code, person))) {
                finding.severity = finding.severity.min(Severity::Advise);
            }
            let Some(decided) = by_place.get(&(finding.doc.code, place)) else { continue };
            for (at, said) in decided {
                if said.is(&now) {
                    finding.severity = finding.severity.min(Severity::Advise);
                    waived.push(*at);
                } else {
                    otherwise.insert(*at, finding.seen.full().to_owned());
                }
            }
        }
        for (at, _) in by_place.into_values().flatten() {
            if waived.contains(&at) {
                continue;
            }
            match otherwise.remove(&at) {
                // A correction of the same row made it another finding.
                Some(now) => self.stale(at, now),
                // Once an absence is lifted, nothing is left to be told of it.
                None if speaks_of_absence(self.all[at].code.as_str()) => {}
                None => self.end(at, DecisionEnd::Settled),
            }
        }
    }

    fn who(&self, at: usize) -> String {
        let decision = &self.all[at];
        let on = decision.on.map(|day| day.to_string()).unwrap_or_default();
        // Whoever signs with a number is not shown by it.
        let by = Seen::of(Field::Note, &decision.by).masked();
        format!("{by} {on}")
    }

    fn of_row(&self, at: usize, doc: &'static Doc, place: Place, lists: &Lists) -> Finding {
        let field = place.field.unwrap_or(Field::IdNumber);
        finding_on(doc, lists, place.table, place.row, field)
            .with("code", self.all[at].code.clone())
    }

    /// Holds the row; what it was rejected for has nothing more to ask.
    fn reject(&mut self, findings: &mut [Finding], lists: &Lists) {
        let mut settled: BTreeSet<(&'static str, Place)> = BTreeSet::new();
        for at in 0..self.all.len() {
            let decision = &self.all[at];
            let rejected =
                decision.end == DecisionEnd::Applied && decision.verdict == Some(Verdict::Reject);
            if let Some(place) = decision.place.filter(|_| rejected) {
                let code = decision.code.clone();
                let finding = self
                    .of_row(at, &X001, place, lists)
                    .with("who", self.who(at))
                    .with("place", self.all[at].origin.path());
                self.findings.push(finding);
                if let Some(doc) = findings.iter().map(|one| one.doc).find(|d| d.code == code) {
                    settled.insert((doc.code, place));
                }
            }
        }
        for finding in findings {
            let (table, field) = (finding.table, finding.field);
            let place = finding.row.map(|row| Place { table, row, field });
            if place.is_some_and(|place| settled.contains(&(finding.doc.code, place))) {
                finding.severity = Severity::Note;
            }
        }
    }

    fn disagree(&mut self, lists: &Lists) {
        let disagreeing =
            || self.all.iter().enumerate().filter(|(_, one)| one.end == DecisionEnd::Disagrees);
        let mut of_key: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, decision) in disagreeing() {
            *of_key.entry(&decision.key).or_default() += 1;
        }
        let mut groups: BTreeMap<(Option<Place>, String), Vec<usize>> = BTreeMap::new();
        for (at, decision) in disagreeing() {
            // Alone with its finding, it disagrees with another's on the same cell.
            let alone = of_key[decision.key.as_str()] == 1;
            let key = if alone { String::new() } else { decision.key.clone() };
            groups.entry((decision.place, key)).or_default().push(at);
        }
        for ((place, _), group) in groups {
            let places: Vec<String> = group
                .iter()
                .map(|at| {
                    let one = &self.all[*at];
                    let verdict = one.verdict.map_or("", |verdict| verdict.words(lists.lang));
                    format!("{} {verdict}", one.origin.path())
                })
                .collect();
            let places = places.join(say!(lists.lang, "finding-semicolon"));
            match place.filter(|place| place.table.is_this_year()) {
                Some(place) => {
                    let finding = self.of_row(group[0], &X002, place, lists);
                    self.findings.push(finding.with("places", places));
                }
                None => self.note(group[0], &X002, vec![("places", places)]),
            }
        }
    }

    fn tell_corrected(&mut self, lists: &Lists) {
        for correction in &self.corrections {
            let field = correction.place.field.unwrap_or(Field::IdNumber);
            let shown = |text: &str| Seen::of(field, text.trim()).masked();
            let finding = self
                .of_row(correction.decision, &X006, correction.place, lists)
                .with("who", self.who(correction.decision))
                .with("before", shown(&correction.before))
                .with("after", shown(&correction.after))
                .with("place", self.all[correction.decision].origin.path());
            self.findings.push(finding);
        }
    }

    /// Decisions whose finding is there no more.
    fn out_of_date(&mut self, findings: &[Finding], lists: &Lists) {
        for at in std::mem::take(&mut self.open) {
            let decision = &self.all[at];
            if decision.end == DecisionEnd::Disagrees {
                continue;
            }
            if decision.at[0] == FILE_NAME {
                // Over budget, over the quota: told after all rows are decided.
                self.end(at, DecisionEnd::Refused);
                self.note(at, &X004, vec![("why", of_no_row(lists.lang).to_owned())]);
                continue;
            }
            let now = value_now(&decision.at, lists);
            let same = |a: &str, b: &str| fold_number(a) == fold_number(b);
            let rejected = decision.verdict == Some(Verdict::Reject);
            match now {
                Some(now)
                    if decision.verdict == Some(Verdict::Correct)
                        && same(&now, &decision.correction) =>
                {
                    self.end(at, DecisionEnd::InList);
                }
                // Nobody is paid in silence who was decided not to be.
                Some(now)
                    if !rejected
                        && decision.saw(&now)
                        && !findings.iter().any(|one| decision.is_on(one)) =>
                {
                    self.end(at, DecisionEnd::Settled);
                }
                now => self.stale(at, now.unwrap_or_default()),
            }
        }
        for decision in 0..self.all.len() {
            if self.all[decision].end == DecisionEnd::Stale {
                let field = Field::Note;
                let shown = |text: &str| Seen::of(field, text).masked();
                let (then, now) = (&self.all[decision].then, &self.all[decision].now);
                let details = vec![("then", shown(then)), ("now", shown(now))];
                self.note(decision, &X003, details);
            }
        }
    }

    fn stale(&mut self, at: usize, now: String) {
        self.all[at].now = now;
        self.end(at, DecisionEnd::Stale);
    }
}

/// Whether a code says that somebody is out of the scheme: to approve it is to
/// say that they are not.
fn speaks_of_absence(code: &str) -> bool {
    code.starts_with('W') || matches!(code, "C008" | "C009")
}

/// The absence that approving a finding lifts: that of its own kind of list, or
/// the register's. What another list says is another decision.
fn lift(finding: &Finding, row: u32, lists: &Lists) -> Option<Lift> {
    let person = lists.list(finding.table).rows[row as usize].person_key()?;
    let list = WatchKind::ALL.into_iter().find(|kind| doc_of(*kind).code == finding.doc.code);
    speaks_of_absence(finding.doc.code).then_some(Lift { person, list })
}

/// What the cell says now that a finding was about.
fn value_now([file, sheet, cell]: &[String; 3], lists: &Lists) -> Option<String> {
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: u32 = cell[letters.len()..].parse().ok()?;
    let find = |list: &List| {
        let sheet = list.sheets.iter().find(|one| *one.file == **file && *one.name == **sheet)?;
        let line = sheet.rows.binary_search_by_key(&row, |data| data.row).ok()?;
        let column = sheet.columns.iter().find(|one| column_letters(one.index) == letters)?;
        Some(sheet.cell(line, column.field).text.trim().to_owned())
    };
    [&lists.roster, &lists.pay_list].into_iter().find_map(find)
}

/// Writes corrections into the sheets that the lists are made from.
///
/// # Panics
/// Where a correction's row is not among them: our own bug.
pub fn correct(sheets: &mut [Sheet], corrections: &[Correction]) {
    for table in [Table::Roster, Table::PayList] {
        let mut first = 0u32;
        for sheet in sheets.iter_mut().filter(|sheet| sheet.table == table) {
            let end = first + u32::try_from(sheet.rows.len()).expect("rows fit in 32 bits");
            let here = |one: &&Correction| {
                one.place.table == table && (first..end).contains(&one.place.row)
            };
            for one in corrections.iter().filter(here) {
                let field = one.place.field.expect("a correction is of a cell");
                let line = (one.place.row - first) as usize;
                assert!(sheet.correct(line, field, &one.after), "a corrected cell has its column");
            }
            first = end;
        }
    }
}

/// The township that findings on exception workbooks go to: the one that the
/// workbook's file is named after, where there is such a township.
pub fn send_back(findings: &mut [Finding], lists: &Lists) {
    if findings.iter().all(|one| one.table != Table::Decisions) {
        return;
    }
    let of_rows = [&lists.roster, &lists.pay_list].into_iter().flat_map(|list| &list.rows);
    let townships: BTreeSet<&str> = of_rows.map(|row| lists.symbols.text(row.township)).collect();
    for finding in findings.iter_mut().filter(|one| one.table == Table::Decisions) {
        let stem = file_stem(&finding.origin.file);
        let named = township_inside(stem, townships.iter().copied());
        if let Some(township) = named {
            finding.township = Arc::from(township);
        }
    }
}
