//! The field check: which households are visited, drawn so that anybody can draw
//! them again.
//!
//! In: a run's `data/households.csv`, the weights of `rules/fieldcheck.toml`, a seed
//! that was announced. Out: townships, then households in them, each with its ticket,
//! weight and chance, and a workbook to take along. Whole numbers only: the method is
//! told in `docs/field-check.md`, and `tests/second_engine/fieldcheck.py` draws the
//! same by it. It reads no clock and throws no dice.

pub mod book;
pub mod draw;
pub mod error;
pub mod frame;
mod forms;
pub mod weights;

pub use draw::{Chance, DrawnHousehold, DrawnTownship, Sample, sample};
pub use error::FieldCheckError;
pub use frame::{Frame, Household, Member};
pub use weights::Weights;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The seed.
    pub seed: String,
    /// Whether it is the default: known to everybody who prepares the lists.
    pub weak: bool,
    /// How many townships.
    pub townships: usize,
    /// How many households in each.
    pub households: usize,
}
