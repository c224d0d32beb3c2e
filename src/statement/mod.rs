//! A written self-evaluation report (绩效自评报告), checked against itself.
//!
//! In: the report's bytes, and figures that are known from elsewhere. Out: its
//! figures with their labels; every total, share, rate, difference and product
//! that it states, recomputed; what contradicts itself, with all places quoted.
//! It knows no rows and no ledger, reads no meaning into sentences, and says
//! nothing where the text leaves doubt which figures are meant: a contradiction
//! that is none costs more trust than one that is missed. docs/statement.md says
//! what it sees and what it does not.

mod arithmetic;
mod claims;
mod docx;
mod error;
mod figure;
mod growth;
mod items;
mod label;
mod lexicon;
mod number;
mod outcome;
mod paragraph;
mod products;
mod read;
mod same;
mod shares;
mod sums;
mod tables;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::domain::fold::is_invisible;

pub use error::StatementError;
pub use figure::{Class, Figure, Role, Time};
pub use outcome::{Checked, Contradiction, Kind, Look, Place, Tie};
pub use read::{Line, LineKind, Text, read};

/// A figure that is known from elsewhere: the fund workbook, the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFigure {
    /// What it is, in the report's words: `直补标准`, `直补人数`.
    pub label: String,
    /// Its value in the base unit: yuan, persons.
    pub value: Decimal,
    /// Its unit: `元`, `人`, `%`; `元/人` for a standard.
    pub unit: String,
    /// Where it stands.
    pub place: String,
}

/// Checks a report against itself and against what is known.
#[must_use]
pub fn check(text: &Text, known: &[KnownFigure]) -> Checked {
    let report = label::Report::new(paragraph::paragraphs(text));
    let mut checked = Checked::default();
    let sums = sums::check(&report, &mut checked);
    items::check(&report, &mut checked);
    products::check(&report, known, &mut checked);
    shares::check(&report, &sums, &mut checked);
    growth::check(&report, &mut checked);
    tables::check(&report, &mut checked);
    claims::check(&report, &sums, &mut checked);
    same::check(&report, &mut checked);
    let place = |places: &[Place]| places.first().map(|place| place.at);
    checked.ties.sort_by_key(|tie| (place(&tie.places), tie.kind));
    checked.contradictions.sort_by_key(|found| (place(&found.places), found.kind));
    checked.looks.sort_by_key(|look| place(&look.places));
    checked.figures = report.figures;
    checked
}
