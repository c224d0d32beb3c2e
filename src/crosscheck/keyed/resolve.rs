//! A county's own rows behind the numbers of its keyed copy.
//!
//! In: the county's run, the shared key, and the file that came back. Out: each
//! of its lines with the row as it stands in the run. The copy itself is not
//! needed: the order of its rows is made again. It refuses a file of which a line
//! is no row of this run, or has other hashes than this row under this key.

use std::path::Path;

use polars::prelude::*;

use super::check::HASHED;
use super::error::KeyedError;
use super::key::{Domain, SharedKey};
use super::prepare::order;
use super::returned::Returned;
use crate::crosscheck::counties::County;
use crate::crosscheck::rows::Rows;
use crate::domain::Money;

/// A row of the county's run, and what it was found for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What was found.
    pub returned: Returned,
    /// The list: `roster` or `pay_list`.
    pub list: String,
    /// The file, relative to the project folder.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The row, as Excel counts it.
    pub row: u32,
    /// The township.
    pub township: String,
    /// The village, as it is written.
    pub village: String,
    /// The name, as it is written.
    pub name: String,
    /// The number, as it is written.
    pub id_number: String,
    /// Where the row ends.
    pub disposition: String,
    /// What it is paid, or would be.
    pub amount: Money,
}

/// Finds the rows again, in the order of the file.
///
/// # Errors
/// Where the run is not as its manifest says, or a line is none of its rows.
///
/// # Panics
/// Where the run's table is not the view: our own fault.
pub fn resolve(
    county: &County,
    key: &SharedKey,
    path: &Path,
    returned: Vec<Returned>,
) -> Result<Vec<Resolved>, KeyedError> {
    let rows = Rows::read(county)?;
    let (view, people) = (rows.all()?, rows.people()?);
    let order = order(county, key, view.height());
    let hashers = [Domain::Number, Domain::Name, Domain::Account]
        .map(|domain| key.column(domain, &county.period));
    let cell = |frame: &DataFrame, column: &str, at: usize| {
        let texts = frame.column(column).and_then(Column::str).expect("the columns were checked");
        texts.get(at).map(str::to_owned)
    };
    let text = |column: &str, at: usize| cell(&view, column, at).unwrap_or_default();
    let written = |column: &str, at: usize| cell(&people, column, at).unwrap_or_default();
    let lines = view.column("line").and_then(Column::u32).expect("the columns were checked");
    let amounts =
        view.column("amount_fen").and_then(Column::i64).expect("the columns were checked");
    let mut resolved = Vec::with_capacity(returned.len());
    for (line, returned) in (2..).zip(returned) {
        let stranger = || KeyedError::NotThisRun { path: path.to_owned(), line };
        let place = (returned.line as usize).checked_sub(1).and_then(|at| order.get(at));
        let at = *place.ok_or_else(stranger)? as usize;
        let own = |(hasher, column): (&super::key::Hasher, &str)| {
            hasher.text(cell(&view, column, at).as_deref()).unwrap_or_default()
        };
        let mut given = hashers.iter().zip(HASHED).zip(&returned.hashes);
        let fits = given.all(|(own_of, given)| given.is_empty() || *given == own(own_of));
        if !fits || returned.hashes.iter().all(String::is_empty) {
            return Err(stranger());
        }
        resolved.push(Resolved {
            list: text("list", at),
            file: text("file", at),
            sheet: text("sheet", at),
            row: lines.get(at).unwrap_or_default(),
            township: text("township", at),
            village: written("village", at),
            name: written("name", at),
            id_number: written("id_number", at),
            disposition: text("disposition", at),
            amount: Money::from_fen(amounts.get(at).unwrap_or_default()),
            returned,
        });
    }
    Ok(resolved)
}
