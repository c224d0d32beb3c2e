//! Many counties' runs against each other.
//!
//! In: counties' output folders, or keyed copies of them. Out: totals by county, and who is registered
//! or paid by two counties, which accounts two counties pay, and which name is
//! paid twice through one account. The checks are plain SQL
//! (`rules/crosscheck/`); what this module adds is that they need not run over
//! a nation's rows: [`narrow`] says which rows can matter, and the statements
//! run on those. It writes nothing and changes nobody's disposition.
//!
//! A county's table is read twice: once for its keys and totals, once for the
//! few rows that are left. Between the two only 64-bit hashes are kept.

pub mod error;
pub mod counties;
pub mod rows;
pub mod statements;
pub mod narrow;
pub mod totals;
pub mod keyed;
pub mod files;
mod abreast;

use polars::prelude::*;

pub use counties::{County, gather};
pub use error::CrosscheckError;
pub use statements::{CHECKS, Found};
pub use totals::CountyTotals;

use narrow::Narrowing;
use rows::Rows;

/// What the counties say together.
#[derive(Debug)]
pub struct Crosscheck {
    /// The totals, in order of county and period.
    pub totals: Vec<CountyTotals>,
    /// What each check found, in the order of [`CHECKS`].
    pub found: Vec<Found>,
    /// Of keyed copies the check value of their key; `None` of runs.
    pub keyed: Option<String>,
}

impl Crosscheck {
    /// Whether any check found anything.
    #[must_use]
    pub fn found_something(&self) -> bool {
        self.found.iter().any(|found| !found.rows.is_empty())
    }
}

/// Compares the counties; `step` is told twice a county how far it is.
///
/// # Errors
/// Where a county's table cannot be read, is not as its manifest says, or does
/// not add up to what the manifest states.
///
/// # Panics
/// Where the rows that are left are no frame of the view: our own fault.
pub fn crosscheck(
    counties: &[County],
    step: &(dyn Fn() + Sync),
) -> Result<Crosscheck, CrosscheckError> {
    let narrowing = Narrowing::new();
    let totals = abreast::each(counties, |county| {
        let keys = Rows::read(county)?.keys()?;
        narrowing.add(&county.period, &keys).expect("the columns were checked");
        let totals = totals::of(county, keys)?;
        step();
        Ok(totals)
    })?;
    let candidates = narrowing.finish();
    let left = abreast::each(counties, |county| {
        let rows = Rows::read(county)?;
        let keys = rows.keys()?;
        let marks = candidates.mark(&county.period, &keys).expect("the columns were checked");
        drop(keys);
        step();
        if marks.contains(&true) { rows.marked(&marks).map(Some) } else { Ok(None) }
    })?;
    let view = together(left.into_iter().flatten());
    let found = CHECKS
        .iter()
        .map(|check| statements::execute(check, view.clone()))
        .collect::<Result<_, _>>()?;
    let keyed = counties.first().and_then(|county| county.keyed.clone());
    Ok(Crosscheck { totals, found, keyed })
}

/// The counties' rows as one frame.
fn together(frames: impl Iterator<Item = DataFrame>) -> DataFrame {
    let mut view = rows::none();
    for frame in frames {
        view.vstack_mut_owned(frame).expect("every frame has the view's columns");
    }
    view
}
