//! The population audit as people and programs read it: `changes.xlsx`, and
//! `bridge.csv`, `changes.csv`, `overpaid.csv` and `register.csv` in `data/`.
//!
//! In: the audit. Out: the bridges of the pay list and of the roster, everybody
//! behind their terms, what is recoverable, and where the register's rows end.
//! Numbers are in full in `data/` alone.

mod book;
mod data;

use std::collections::BTreeMap;

use super::{NotTaken, RunView, Shelf, Written};
use crate::domain::{Lang, Table};
use crate::reconcile::changes::bridge::Line;
use crate::reconcile::changes::{Audit, Changed, Term};
use crate::rulebook::Rulebook;
use crate::say;

pub use data::{bridge_rows, place, table};

/// The workbook's path.
pub const PATH: &str = "changes.xlsx";

/// Writes the audit's files; none where there is no audit.
///
/// # Errors
/// Where the shelf cannot take one.
pub fn write(view: &RunView<'_>, shelf: &dyn Shelf) -> Result<Vec<Written>, NotTaken> {
    let Some(audit) = view.audit else { return Ok(Vec::new()) };
    let (book, tables) = rayon::join(
        || shelf.take(&book::write(view, audit)),
        || {
            [
                data::bridge(view, audit),
                data::changes(view, audit),
                data::overpaid(view, audit),
                data::register(view, audit),
            ]
            .iter()
            .map(|file| shelf.take(file))
            .collect::<Result<Vec<Written>, NotTaken>>()
        },
    );
    let mut files = vec![book?];
    files.extend(tables?);
    Ok(files)
}

/// A term's key in data files.
#[must_use]
pub fn term_key(term: Term, rulebook: &Rulebook) -> &str {
    match term {
        Term::Kind(kind) => &rulebook.changes.get(kind).id,
        Term::LikelyCopy => "likely_copy",
        Term::UnexplainedAddition => "unexplained_addition",
        Term::UnexplainedRemoval => "unexplained_removal",
        Term::Moved => "moved_between",
        Term::Rewritten => "rewritten",
    }
}

/// A term as people read it.
#[must_use]
pub fn term_words(term: Term, rulebook: &Rulebook, lang: Lang) -> &str {
    match term {
        Term::Kind(kind) => rulebook.changes.get(kind).words(lang),
        Term::LikelyCopy => say!(lang, "changes-likely-a-copy"),
        Term::UnexplainedAddition => say!(lang, "changes-unexplained-addition"),
        Term::UnexplainedRemoval => say!(lang, "changes-unexplained-removal"),
        Term::Moved => say!(lang, "changes-between-townships"),
        Term::Rewritten => say!(lang, "changes-written-otherwise"),
    }
}

/// The terms that a bridge has anywhere, in order: of who came, of who left.
fn terms(lines: &[&Line]) -> [Vec<Term>; 2] {
    let of = |terms: &dyn Fn(&Line) -> &BTreeMap<Term, u64>| {
        let mut all: Vec<Term> =
            lines.iter().flat_map(|line| terms(line).keys().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    [of(&|line| &line.additions), of(&|line| &line.removals)]
}

/// This year's list as a bridge is about it.
#[must_use]
pub fn list_words(table: Table, lang: Lang) -> &'static str {
    match table {
        Table::PayList => say!(lang, "changes-pay-list"),
        _ => say!(lang, "changes-roster-in-the-scheme"),
    }
}

/// The people of a table behind any term, in the audit's order.
fn of_table(audit: &Audit, table: Table) -> impl Iterator<Item = &Changed> {
    audit.changed.iter().filter(move |one| one.table == table)
}
