//! A run's tables by SQL.
//!
//! In: an output folder and one statement that reads. Out: the rows that it
//! gives, as cells. The statement is checked before it is handed to polars
//! ([`sentence`]), the tables are read from files whose bytes fit the manifest
//! ([`tables`]), and the order of the rows is total: what the statement leaves
//! open is decided by all columns from the first to the last, so that the same
//! data gives the same bytes. It writes nothing.

pub mod error;
pub mod sentence;
pub mod tables;

use polars::prelude::*;
use polars::sql::SQLContext;

pub use error::QueryError;
pub use tables::Table;

use crate::domain::long_number::mask_long_numbers;
use crate::rulebook::schema::nearest;
use sentence::{Kind, Sentence};

/// A value of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Text, dates and truths.
    Text(String),
    /// A whole number or a number of the engine's, in digits.
    Number(String),
    /// An exact decimal, with its decimals.
    Decimal(String),
}

impl Cell {
    /// The value as text; nothing is empty.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Null => "",
            Self::Text(text) | Self::Number(text) | Self::Decimal(text) => text,
        }
    }
}

/// What a statement gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The columns' names, and whether they hold numbers.
    pub columns: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// From how many digits on a whole number is an account or identity number that
/// was made a number, and no count or sum: a sum of so many fen is more than
/// the programme ever paid.
const NUMBER_DIGITS: usize = 15;

impl Answer {
    /// Hides the middle of identity numbers and accounts in every cell.
    pub fn mask(&mut self) {
        for cell in self.rows.iter_mut().flatten() {
            match cell {
                Cell::Text(text) => *text = mask_long_numbers(text).into_owned(),
                Cell::Number(text)
                    if text.bytes().filter(u8::is_ascii_digit).count() >= NUMBER_DIGITS =>
                {
                    *cell = Cell::Text(mask_long_numbers(text).into_owned());
                }
                _ => {}
            }
        }
    }
}

/// Asks the tables.
///
/// # Errors
/// Where the statement does more than read, is no SQL, or asks for what there
/// is not.
pub fn ask(tables: &[Table], sql: &str) -> Result<Answer, QueryError> {
    let sentence = Sentence::read(sql)?;
    let mut context = SQLContext::new();
    for table in tables {
        context.register(table.name, table.frame.clone().lazy());
    }
    let frame = match &sentence.kind {
        Kind::Describe(name) => return describe(tables, name),
        Kind::ShowTables | Kind::Explain => {
            context.execute(&sentence.text).and_then(LazyFrame::collect)
        }
        Kind::Select => {
            // A first look tells how many columns there are to put in order by.
            let columns = context
                .execute(&sentence.text)
                .and_then(|mut frame| frame.collect_schema())
                .map(|schema| schema.len());
            columns.and_then(|columns| {
                context.execute(&sentence.ordered(columns)).and_then(LazyFrame::collect)
            })
        }
    };
    frame.map(|frame| answer(&frame)).map_err(|error| wrong(tables, &error))
}

/// A table's columns and their types.
fn describe(tables: &[Table], name: &str) -> Result<Answer, QueryError> {
    let table =
        tables.iter().find(|table| table.name == name).ok_or_else(|| QueryError::NoTable {
            name: name.to_owned(),
            nearest: nearest(name, tables.iter().map(|table| table.name)).map(str::to_owned),
            known: tables::listed(tables),
        })?;
    let rows = table.frame.columns().iter().map(|column| {
        [column.name().to_string(), column.dtype().to_string()].map(Cell::Text).to_vec()
    });
    Ok(Answer {
        columns: ["column", "type"].map(|name| (name.to_owned(), false)).to_vec(),
        rows: rows.collect(),
    })
}

/// What polars refuses, in its own words, with the names that there are.
fn wrong(tables: &[Table], error: &PolarsError) -> QueryError {
    let said = error.to_string();
    // What follows on "valid columns" is told by the list of the tables.
    let said = said.lines().next().unwrap_or_default();
    let detail = said.split("; valid columns").next().unwrap_or_default().trim().to_owned();
    // The name that polars quotes, where it is none of ours.
    let quoted = detail.split(['\'', '"', '`']).nth(1).unwrap_or_default();
    let of_tables = detail.contains("relation");
    let names: Vec<&str> = tables
        .iter()
        .flat_map(|table| table.names().take(if of_tables { 1 } else { usize::MAX }))
        .collect();
    let near = nearest(quoted, names.iter().copied()).filter(|near| {
        !quoted.is_empty()
            && !names.contains(&quoted)
            && strsim::osa_distance(quoted, near) * 2 <= near.chars().count()
    });
    let nearest = near.map(str::to_owned);
    QueryError::Sql { detail, nearest, known: tables::listed(tables) }
}

fn answer(frame: &DataFrame) -> Answer {
    let columns = frame
        .columns()
        .iter()
        .map(|column| {
            let numeric = column.dtype().is_numeric() || column.dtype().is_decimal();
            (column.name().to_string(), numeric)
        })
        .collect();
    let mut rows = vec![Vec::with_capacity(frame.width()); frame.height()];
    for column in frame.columns() {
        for (row, value) in rows.iter_mut().zip(column.as_materialized_series().iter()) {
            row.push(match value {
                AnyValue::Null => Cell::Null,
                AnyValue::String(text) => Cell::Text(text.to_owned()),
                AnyValue::StringOwned(text) => Cell::Text(text.to_string()),
                AnyValue::Decimal(value, _, scale) => Cell::Decimal(decimal(value, scale)),
                value if value.is_primitive_numeric() => Cell::Number(value.to_string()),
                value => Cell::Text(value.to_string()),
            });
        }
    }
    Answer { columns, rows }
}

/// A decimal's digits, with as many decimals as its column has.
fn decimal(value: i128, scale: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places() {
        assert_eq!(decimal(2_531_880_000, 2), "25318800.00");
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(decimal(-60_000, 2), "-600.00");
        assert_eq!(decimal(7, 0), "7");
    }
}
