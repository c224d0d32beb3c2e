//! The checks themselves: plain SQL under `rules/crosscheck/`, embedded.
//!
//! In: the view `rows_of_counties` as a data frame. Out: the rows that a
//! statement finds, as texts. The statements are written once, for every engine
//! that reads them: no engine's own functions, no quoted identifiers, and an
//! order that leaves no tie.

use polars::prelude::*;
use polars::sql::SQLContext;

use super::error::CrosscheckError;
use super::rows::VIEW;
use crate::domain::Lang;
use crate::{word, words};

/// A check across counties.
#[derive(Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its name: that of its file, and of the CSV it is written to.
    pub name: &'static str,
    /// The statement.
    pub sql: &'static str,
    /// How many of its columns, from the first, name what is found; the rest
    /// say where.
    pub keys: usize,
    /// What it finds: the message's id.
    pub title: &'static str,
}

impl Statement {
    /// What it finds.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        words::text(lang, self.title)
    }
}

/// The totals by county.
pub const TOTALS: Statement = Statement {
    name: "totals_by_county",
    sql: include_str!("../../rules/crosscheck/totals_by_county.sql"),
    keys: 2,
    title: word!("crosscheck-totals-by-county"),
};

/// The checks, in the order in which they are told.
pub const CHECKS: [Statement; 4] = [
    Statement {
        name: "registered_in_two_counties",
        sql: include_str!("../../rules/crosscheck/registered_in_two_counties.sql"),
        keys: 2,
        title: word!("crosscheck-registered-in-two-counties"),
    },
    Statement {
        name: "paid_in_two_counties",
        sql: include_str!("../../rules/crosscheck/paid_in_two_counties.sql"),
        keys: 2,
        title: word!("crosscheck-paid-in-two-counties"),
    },
    Statement {
        name: "account_of_two_counties",
        sql: include_str!("../../rules/crosscheck/account_of_two_counties.sql"),
        keys: 2,
        title: word!("crosscheck-account-of-two-counties"),
    },
    Statement {
        name: "name_paid_twice",
        sql: include_str!("../../rules/crosscheck/name_paid_twice.sql"),
        keys: 3,
        title: word!("crosscheck-name-paid-twice"),
    },
];

/// What a statement found: texts in the statement's own order. A number is its
/// digits; nothing is an empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The statement's name.
    pub name: &'static str,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// How many different things the rows tell of: people, accounts, names.
    pub groups: usize,
}

impl Found {
    /// The place of a column.
    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }
}

/// Executes a statement over the view.
///
/// # Errors
/// Where polars refuses it: our own fault.
pub fn execute(statement: &Statement, view: DataFrame) -> Result<Found, CrosscheckError> {
    let result = (|| {
        let mut context = SQLContext::new();
        context.register(VIEW, view.lazy());
        context.execute(statement.sql)?.collect()
    })();
    let frame = result
        .map_err(|source| CrosscheckError::Statement { statement: statement.name, source })?;
    let columns: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
    let mut rows = vec![Vec::with_capacity(columns.len()); frame.height()];
    for column in frame.columns() {
        for (row, value) in rows.iter_mut().zip(column.as_materialized_series().iter()) {
            row.push(match value {
                AnyValue::Null => String::new(),
                AnyValue::String(text) => text.to_owned(),
                value => value.to_string(),
            });
        }
    }
    let keys = statement.keys;
    let groups = rows.chunk_by(|a, b| a[..keys] == b[..keys]).count();
    Ok(Found { name: statement.name, columns, rows, groups })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_say_what_they_are_and_quote_nothing() {
        for statement in CHECKS.iter().chain([&TOTALS]) {
            assert!(statement.sql.starts_with("-- Purpose:"), "{}", statement.name);
            for head in ["-- Columns:", "-- Units:", "-- Order:"] {
                assert!(statement.sql.contains(head), "{} lacks {head}", statement.name);
            }
            assert!(!statement.sql.contains(['"', '`', ';']), "{}", statement.name);
        }
    }
}
