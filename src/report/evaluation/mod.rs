//! A self-evaluation as files: `evaluation.xlsx`, `evaluation.html`,
//! `evaluation.txt`.
//!
//! In: an evaluation. Out: the same sections in three forms. Numbers of people
//! are masked in all of them.

mod book;
mod page;
mod sections;
mod template;
mod text;

use std::collections::BTreeMap;

pub use template::template;

use sha2::{Digest, Sha256};

use super::manifest::{self as manifests, Input, Manifest, Output, Rules};
use super::{OutputFile, Written};
use crate::domain::Money;
use crate::evaluation::amount::Share;
use crate::evaluation::{Evaluation, Verdict};
use crate::intake::files::hex;
use crate::rulebook::{Project, RULES_VERSION, Rulebook};
use crate::say;

/// An evaluation as every report of it sees it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The evaluation.
    pub evaluation: &'a Evaluation,
    /// Where the run's output was looked for.
    pub looked_for: &'a str,
}

/// A cell of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Text(String),
    /// A text of figures, which stands to the right.
    Figure(String),
    Count(u64),
    Money(Money),
    Share(Option<Share>),
    Verdict(Verdict),
    Blank,
}

/// A column of a section.
#[derive(Clone, Copy, Debug)]
struct Column {
    heading: &'static str,
    /// Its width on paper, in characters of half a square's width.
    width: u16,
    /// Whether it is left out where there are 80 columns.
    paper_only: bool,
}

/// Which sheet of the workbook a section stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tab(&'static str);

/// A table with its title.
#[derive(Clone, Debug)]
struct Section {
    tab: Tab,
    title: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Whether the last row adds up the others.
    total: bool,
    /// What is said below it.
    notes: Vec<String>,
    /// Whether it is left out where there are 80 columns.
    paper_only: bool,
}

/// The title of all three.
fn title(view: &View<'_>) -> String {
    let (county, period) = (&*view.project.county, view.project.period);
    say!(view.project.lang, "evaluation-title", county = county, period = period)
}

/// How many indicators ended where, and how much there is to look at.
fn summary(view: &View<'_>) -> String {
    let lang = view.project.lang;
    let of = view.evaluation;
    let count = |verdict| of.outcomes.iter().filter(|one| one.verdict == verdict).count();
    let indicators = say!(
        lang,
        "evaluation-summary",
        all = of.outcomes.len(),
        agrees = count(Verdict::Agrees),
        differs = count(Verdict::Differs),
        not_proven = count(Verdict::NotProven),
        as_given = count(Verdict::AsGiven)
    );
    let findings = if of.findings.is_empty() {
        say!(lang, "evaluation-nothing-found").to_owned()
    } else {
        say!(lang, "evaluation-findings-count", count = of.findings.len())
    };
    format!("{indicators}{}{findings}", say!(lang, "between-sentences"))
}

/// The evaluation as it is printed on a terminal, and kept as `evaluation.txt`.
#[must_use]
pub fn text(view: &View<'_>) -> String {
    text::write(view, &sections::all(view))
}

/// The three files.
#[must_use]
pub fn files(view: &View<'_>) -> Vec<OutputFile> {
    let sections = sections::all(view);
    let file = |path: &str, bytes: Vec<u8>| OutputFile { path: path.to_owned(), bytes };
    vec![
        file("evaluation.xlsx", book::write(view, &sections)),
        file("evaluation.html", page::write(view, &sections).into_bytes()),
        file("evaluation.txt", text::write(view, &sections).into_bytes()),
    ]
}

/// The manifest of an evaluation's folder.
#[must_use]
pub fn manifest(view: &View<'_>, inputs: &[Input], written: &[Written]) -> OutputFile {
    let project = view.project;
    let mut inputs: Vec<Input> = inputs
        .iter()
        .map(|one| Input {
            path: one.path.clone(),
            table: one.table.clone(),
            bytes: one.bytes,
            sha256: one.sha256.clone(),
            reader: one.reader.clone(),
            sheets: Vec::new(),
        })
        .collect();
    inputs.sort_by(|a, b| (&a.table, &a.path).cmp(&(&b.table, &b.path)));
    let source = hex(&Sha256::digest(project.source.as_bytes()));
    let settings = [
        ("command", "evaluate".to_owned()),
        ("county", project.county.clone()),
        ("period", project.period.to_string()),
        ("as_of", project.as_of.to_string()),
        ("project_sha256", source),
    ];
    let mut findings: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in &view.evaluation.findings {
        *findings.entry(finding.doc.code).or_default() += 1;
    }
    let mut indicators: BTreeMap<&str, u64> = BTreeMap::new();
    for outcome in &view.evaluation.outcomes {
        *indicators.entry(outcome.verdict.key()).or_default() += 1;
    }
    let overlays = &view.rulebook.overlays;
    manifests::seal(Manifest {
        zhibu: env!("CARGO_PKG_VERSION").to_owned(),
        refused: false,
        only: vec!["evaluation".to_owned()],
        rules: Rules {
            version: RULES_VERSION.to_owned(),
            programme: view.rulebook.programme.id.clone(),
            bank: view.rulebook.bank.id.clone(),
            overlays: overlays
                .iter()
                .map(|(name, text)| (name.clone(), hex(&Sha256::digest(text.as_bytes()))))
                .collect(),
        },
        settings: settings
            .into_iter()
            .map(|(key, value)| (key.to_owned(), serde_json::json!(value)))
            .collect(),
        inputs,
        outputs: written
            .iter()
            .map(|file| Output {
                path: file.path.clone(),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            })
            .collect(),
        decisions: Vec::new(),
        previous: None,
        totals: [
            (
                "allocated".to_owned(),
                serde_json::json!(view.evaluation.fund.allocated().to_string()),
            ),
            ("spent".to_owned(), serde_json::json!(view.evaluation.fund.spent().to_string())),
            ("projects".to_owned(), serde_json::json!(view.evaluation.execution.total.projects)),
            (
                "unpaid".to_owned(),
                serde_json::json!(view.evaluation.execution.total.unpaid.to_string()),
            ),
            ("indicators".to_owned(), serde_json::json!(indicators)),
            ("findings".to_owned(), serde_json::json!(findings)),
        ]
        .into_iter()
        .collect(),
        self_sha256: String::new(),
    })
}
