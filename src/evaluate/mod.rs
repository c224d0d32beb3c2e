//! The self-evaluation's order of work: the only place that sequences it.
//!
//! files → what the run wrote → what the ledger has → evaluate → report. In: a
//! project, and the files that its `[evaluation]` section or the command line
//! names. Out: an evaluation, and its files on a shelf. What the run wrote is
//! believed where its manifest carries it.

mod error;
mod output;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use error::EvaluateError;

use crate::domain::Date;
use crate::evaluation::{self, Evaluation, Given, LedgerFacts, ListKind, Named, Rules};
use crate::intake::files::{self, Input, hex};
use crate::intake::reader::{self, Limits};
use crate::ledger::{Ledger, LedgerAt, Reached};
use crate::report::evaluation as report;
use crate::report::{Shelf, Written, manifest};
use crate::rulebook::{Project, Rulebook};
use crate::run;

/// An evaluation that was made, with what it was made from.
#[derive(Debug)]
pub struct Evaluated {
    /// The project.
    pub project: Project,
    /// The rulebook.
    pub rulebook: Rulebook,
    /// The evaluation.
    pub evaluation: Evaluation,
    /// The files that were read, as a manifest has them.
    pub inputs: Vec<manifest::Input>,
    /// Where the run's output was looked for, relative to the project.
    pub looked_for: String,
}

impl Evaluated {
    /// What every report of it sees.
    #[must_use]
    pub fn view(&self) -> report::View<'_> {
        report::View {
            project: &self.project,
            rulebook: &self.rulebook,
            evaluation: &self.evaluation,
            looked_for: &self.looked_for,
        }
    }

    /// The figures that a written report can be compared with.
    #[must_use]
    pub fn known_figures(&self) -> Vec<evaluation::KnownFigure> {
        evaluation::known::known(&self.evaluation, self.project.lang)
    }
}

/// Where an evaluation goes unless it is told otherwise.
#[must_use]
pub fn default_output(project: &Project) -> PathBuf {
    project.folder.join("out").join(format!("{}-evaluation", project.period))
}

/// The workbooks of an input, and what a manifest says of them.
struct Loaded {
    workbooks: Vec<Named>,
    inputs: Vec<manifest::Input>,
}

/// Makes an evaluation; writes nothing. `fund` are the workbook's files where the
/// command line names them.
///
/// # Errors
/// Where a file is not there or cannot be read, or the run's output is not as it
/// was written. What is wrong in the workbook is a finding.
pub fn compute(
    project: Project,
    rulebook: Rulebook,
    fund: &[PathBuf],
) -> Result<Evaluated, EvaluateError> {
    let rules = Rules::load(Some(&project.folder))?;
    let settings = &project.evaluation;
    let mut inputs = Vec::new();
    let mut load = |table: &str, paths: Vec<(String, PathBuf)>| {
        let loaded = load(table, paths, &project)?;
        inputs.extend(loaded.inputs);
        Ok::<_, EvaluateError>(loaded.workbooks)
    };
    let fund = if fund.is_empty() {
        let glob = settings.fund.as_deref().ok_or(EvaluateError::NoFund)?;
        load("fund", matching(&project, "evaluation.fund", glob)?)?
    } else {
        let shown = |path: &PathBuf| {
            let within = path.strip_prefix(&project.folder).unwrap_or(path);
            (within.to_string_lossy().replace('\\', "/"), path.clone())
        };
        load("fund", fund.iter().map(shown).collect())?
    };
    let mut lists = Vec::new();
    for kind in ListKind::ALL {
        let glob = match kind {
            ListKind::Trainees => &settings.trainees,
            ListKind::Relocated => &settings.relocated,
            ListKind::Lifted => &settings.lifted,
        };
        if let Some(glob) = glob {
            let paths = matching(&project, kind.key(), glob)?;
            lists.push((kind, load("beneficiaries", paths)?));
        }
    }
    let deadline = settings.deadline.unwrap_or_else(|| project.period.last_day());
    let (ledger, reached) = ledger_of(&project, deadline, &mut inputs)?;
    let folder = run::default_output(&project);
    let looked_for = format!("out/{}", project.period);
    let facts = output::read(&project, &rulebook, &folder, &looked_for, &reached)?;
    let run = facts.map(|(facts, input)| {
        inputs.push(input);
        facts
    });
    let given = Given {
        project: &project,
        rulebook: &rulebook,
        rules: &rules,
        fund: &fund,
        lists: &lists,
        run,
        ledger,
    };
    let evaluation = evaluation::evaluate(given);
    Ok(Evaluated { project, rulebook, evaluation, inputs, looked_for })
}

/// Writes an evaluation's files, the manifest last.
///
/// # Errors
/// As the shelf says.
pub fn render(of: &Evaluated, shelf: &dyn Shelf) -> Result<Vec<Written>, crate::report::NotTaken> {
    let mut written = Vec::new();
    for file in report::files(&of.view()) {
        written.push(shelf.take(&file)?);
    }
    written.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = report::manifest(&of.view(), &of.inputs, &written);
    written.push(shelf.take(&manifest)?);
    Ok(written)
}

/// The files that a glob of the project file matches: shown and real paths.
fn matching(
    project: &Project,
    key: &'static str,
    glob: &str,
) -> Result<Vec<(String, PathBuf)>, EvaluateError> {
    let input = Input { table: crate::domain::Table::Fund, key, glob };
    let found = files::matching(&project.folder, &input)?;
    Ok(found.into_iter().map(|path| (path.clone(), project.folder.join(path))).collect())
}

fn load(
    table: &str,
    paths: Vec<(String, PathBuf)>,
    project: &Project,
) -> Result<Loaded, EvaluateError> {
    let mut loaded = Loaded { workbooks: Vec::new(), inputs: Vec::new() };
    for (shown, path) in paths {
        let bytes = std::fs::read(&path)
            .map_err(|source| EvaluateError::Read { path: path.clone(), source })?;
        let workbook = reader::read_workbook(&shown, &bytes, &Limits::default());
        let workbook = workbook.map_err(|unreadable| {
            let (cause, fix) = unreadable.words(project.lang == crate::domain::Lang::Zh);
            EvaluateError::Unreadable { path: shown.clone(), cause, fix }
        })?;
        loaded.inputs.push(input(&shown, table, &bytes, &workbook.reader));
        loaded.workbooks.push((Arc::from(shown), workbook));
    }
    Ok(loaded)
}

fn input(path: &str, table: &str, bytes: &[u8], reader: &str) -> manifest::Input {
    manifest::Input {
        path: path.to_owned(),
        table: table.to_owned(),
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        reader: reader.to_owned(),
        sheets: Vec::new(),
    }
}

/// What the ledger has of the period, where there is one.
fn ledger_of(
    project: &Project,
    deadline: Date,
    inputs: &mut Vec<manifest::Input>,
) -> Result<(Option<LedgerFacts>, Reached), EvaluateError> {
    let at = LedgerAt::of(project);
    let Some(mut ledger) = Ledger::open_existing(&at)? else {
        return Ok((None, Reached::default()));
    };
    let head = ledger.head()?;
    let reached = ledger.reached(&project.programme, project.period, deadline)?;
    let place = match at {
        LedgerAt::File(_) => project.ledger.clone(),
        at @ LedgerAt::Server(_) => at.shown(),
    };
    inputs.push(manifest::Input {
        path: place.clone(),
        table: "ledger".to_owned(),
        bytes: 0,
        sha256: head.hash.clone(),
        reader: format!("events {}", head.seq),
        sheets: Vec::new(),
    });
    let facts = LedgerFacts {
        place,
        head: head.hash,
        deadline,
        sent: reached.sent.people,
        sent_amount: reached.sent.amount,
        credited: reached.credited.people,
        credited_amount: reached.credited.amount,
        in_time: reached.in_time.people,
    };
    Ok((Some(facts), reached))
}

/// Reads a written report's text, for whoever checks it.
///
/// # Errors
/// Where it cannot be read.
pub fn read_report(path: &Path) -> Result<Vec<u8>, EvaluateError> {
    std::fs::read(path).map_err(|source| EvaluateError::Read { path: path.to_owned(), source })
}
