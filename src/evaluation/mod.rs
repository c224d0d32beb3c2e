//! The self-evaluation (绩效自评): a fund workbook against itself, against the
//! lists behind its indicators, and against what run and ledger know.
//!
//! In: sheets that were read, facts of a run and of the ledger. Out: execution by
//! document, use and township, each indicator with what is stated and computed,
//! findings E001–E020, and the figures that a written report can be compared
//! with. It reads no file and writes none, and never takes a head count times a
//! standard for a payment.

pub mod amount;
mod checks;
pub mod docs;
pub mod execution;
pub mod facts;
pub mod fund;
pub mod indicators;
pub mod known;
pub mod people;
pub mod rules;
pub mod table;

use std::sync::Arc;

pub use execution::{Execution, Line};
pub use facts::{LedgerFacts, RunFacts};
pub use fund::Fund;
pub use indicators::{Computed, Outcome, Verdict};
pub use known::KnownFigure;
pub use people::{List, ListKind};
pub use rules::{Rules, SheetKind};
pub use table::Table;

use crate::domain::{Lang, Money};
use crate::finding::{Finding, seal};
use crate::intake::raw::RawWorkbook;
use crate::origin::Origin;
use crate::rulebook::{Project, Rulebook, Values};
use crate::say;

/// A self-evaluation, computed and not yet written.
#[derive(Debug)]
pub struct Evaluation {
    /// What the workbook says.
    pub fund: Fund,
    /// Its projects added up.
    pub execution: Execution,
    /// What the lists carry.
    pub lists: Vec<List>,
    /// Every indicator.
    pub outcomes: Vec<Outcome>,
    /// What the run knows, where one was given.
    pub run: Option<RunFacts>,
    /// What the ledger knows, where there is one.
    pub ledger: Option<LedgerFacts>,
    /// Everything that is to be said, in order.
    pub findings: Vec<Finding>,
}

/// A workbook with its file's name.
pub type Named = (Arc<str>, RawWorkbook);

/// What an evaluation is made from.
pub struct Given<'a> {
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The self-evaluation's own rules.
    pub rules: &'a Rules,
    /// The fund workbook's files: name and content.
    pub fund: &'a [Named],
    /// The lists, by kind.
    pub lists: &'a [(ListKind, Vec<Named>)],
    /// What the run knows.
    pub run: Option<RunFacts>,
    /// What the ledger knows.
    pub ledger: Option<LedgerFacts>,
}

/// Computes a self-evaluation.
#[must_use]
pub fn evaluate(given: Given<'_>) -> Evaluation {
    let lang = given.project.lang;
    let (rules, values) = (given.rules, &given.rulebook.values);
    let mut reading = fund::Reading { rules, lang, findings: Vec::new(), total: Money::ZERO };
    let mut fund = Fund::default();
    let mut reader = Sheets { rules, values, lang, findings: Vec::new() };
    for table in reader.read(given.fund, &SheetKind::OF_FUND, crate::domain::Table::Fund) {
        reading.take(&mut fund, &table);
    }
    let mut checking = people::Checking {
        register: given.run.as_ref().map(|run| &run.register),
        rules,
        names: &given.rulebook.names,
        as_of: given.project.as_of,
        lang,
        findings: Vec::new(),
    };
    let mut lists = Vec::new();
    for (kind, files) in given.lists {
        let of = crate::domain::Table::Beneficiaries;
        let tables = reader.read(files, &[SheetKind::People], of);
        lists.push(checking.list(*kind, &tables));
    }
    let execution = Execution::of(&fund);
    let (run, ledger) = (given.run.as_ref(), given.ledger.as_ref());
    let file = given.fund.first().map_or("", |(file, _)| &**file);
    let comparing =
        checks::Comparing { fund: &fund, execution: &execution, run, ledger, rules, lang, file };
    let compared = comparing.check();
    let computing = indicators::Computing {
        fund: &fund,
        execution: &execution,
        run,
        ledger,
        lists: &lists,
        rules,
        lang,
    };
    let (outcomes, of_indicators) = computing.outcomes();
    let mut findings = reader.findings;
    findings.extend(reading.findings);
    findings.extend(checking.findings);
    findings.extend(compared);
    findings.extend(of_indicators);
    crate::reconcile::weights::weigh(given.project, &mut findings);
    let _ = crate::reconcile::weights::waive(given.project, &mut findings);
    seal(&mut findings, |_, _, _| {});
    let Given { run, ledger, .. } = given;
    Evaluation { fund, execution, lists, outcomes, run, ledger, findings }
}

/// Reads the sheets of files, and says which were not read.
struct Sheets<'a> {
    rules: &'a Rules,
    values: &'a Values,
    lang: Lang,
    findings: Vec<Finding>,
}

impl Sheets<'_> {
    fn read(
        &mut self,
        files: &[Named],
        kinds: &[SheetKind],
        of: crate::domain::Table,
    ) -> Vec<Table> {
        let mut tables = Vec::new();
        for (file, workbook) in files {
            for raw in &workbook.sheets {
                let at = Origin::sheet(file, &Arc::from(raw.name.as_str()));
                if raw.hidden {
                    if !raw.cells.is_empty() {
                        let cause = say!(self.lang, "evaluation-hidden-sheet");
                        self.findings.push(Finding::new(&docs::E001, of, at).with("cause", cause));
                    }
                    continue;
                }
                match table::read(raw, file, kinds, self.rules, self.values) {
                    table::Outcome::Read(table) => tables.push(table),
                    table::Outcome::NoTable => {}
                    table::Outcome::NotKnown(near) => {
                        let cause = self.not_known(near);
                        self.findings.push(Finding::new(&docs::E001, of, at).with("cause", cause));
                    }
                }
            }
        }
        tables
    }

    fn not_known(&self, near: Option<(SheetKind, Vec<rules::Column>)>) -> String {
        let Some((kind, missing)) = near else {
            return say!(self.lang, "evaluation-no-heading").to_owned();
        };
        let names: Vec<&str> =
            missing.iter().map(|column| self.rules.heading(kind, *column)).collect();
        let missing = names.join(say!(self.lang, "list-comma"));
        let sheet = kind.words(self.lang);
        say!(self.lang, "evaluation-lacks-columns", sheet = sheet, missing = missing)
    }
}
