//! What the ledger asks of a database: one small synchronous trait.
//!
//! In: statements with `$1`, `$2` … in order, and plain values. Out: rows of
//! plain values. The same statements run on SQLite and on PostgreSQL; what they
//! spell differently stands in `sqlite` and `postgres`, and nowhere else.

use crate::domain::Lang;
use crate::say;

/// A value of a row: the ledger has whole numbers and texts, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// None.
    Null,
    /// A whole number: a count, fen, a row.
    Int(i64),
    /// A text.
    Text(&'a str),
}

impl<'a> Value<'a> {
    /// The number; zero where there is none.
    #[must_use]
    pub fn int(self) -> i64 {
        if let Self::Int(number) = self { number } else { 0 }
    }

    /// The number, where there is one.
    #[must_use]
    pub fn some_int(self) -> Option<i64> {
        if let Self::Int(number) = self { Some(number) } else { None }
    }

    /// The text; empty where there is none.
    #[must_use]
    pub fn text(self) -> &'a str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Int)
    }
}

/// The database failed, or somebody else holds it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process is writing and did not finish in time.
    Busy,
    /// The file is no ledger of ours.
    NotALedger(String),
    /// It was written by a later version.
    Newer(i64),
    /// Anything else, in the database's own words.
    Failed(String),
}

impl StoreError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Busy => say!(lang, "ledger-store-busy").to_owned(),
            Self::NotALedger(cause) => say!(lang, "ledger-store-not-a-ledger", cause = cause),
            Self::Newer(schema) => {
                say!(lang, "ledger-store-newer", schema = schema.to_string())
            }
            Self::Failed(cause) => cause.clone(),
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// A database that keeps a ledger.
///
/// Every change stands between [`Store::begin`] and [`Store::commit`]; from
/// `begin` on nobody else writes. What is dropped before its commit never was.
pub trait Store: Send {
    /// Runs statements without values, as a migration has them.
    ///
    /// # Errors
    /// As the database says.
    fn script(&mut self, sql: &str) -> Result<(), StoreError>;

    /// Runs a statement; how many rows it changed.
    ///
    /// # Errors
    /// As the database says.
    fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError>;

    /// Hands each row of a query to `each`, in order.
    ///
    /// # Errors
    /// As the database says.
    fn query(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&[Value<'_>]),
    ) -> Result<(), StoreError>;

    /// Puts rows into a table.
    ///
    /// # Errors
    /// As the database says; a row that is there already is an error.
    fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), StoreError>;

    /// Begins a change; waits a while where another process is at one.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where the other takes too long.
    fn begin(&mut self) -> Result<(), StoreError>;

    /// Ends a change: it is on the disk when this returns.
    ///
    /// # Errors
    /// As the database says; the change was not made then.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// Undoes the change.
    ///
    /// # Errors
    /// As the database says.
    fn rollback(&mut self) -> Result<(), StoreError>;

    /// A number that is another one once somebody else has written; `None` where
    /// the database does not tell.
    ///
    /// # Errors
    /// As the database says.
    fn version(&mut self) -> Result<Option<i64>, StoreError> {
        Ok(None)
    }

    /// What is damaged in the database itself, such as an index that lacks a row;
    /// `None` where nothing is, or where the database sees to that by itself.
    ///
    /// # Errors
    /// As the database says.
    fn damage(&mut self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    /// Sees to it that what was overwritten is no longer in the database's files.
    ///
    /// # Errors
    /// As the database says; [`StoreError::Busy`] where another process holds it.
    fn scrub(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// The guards of the migrations in this database's words, and how it
    /// spells the tokens `{bigint}` and `{strict}`.
    fn dialect(&self) -> Dialect;
}

/// What the databases spell differently.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// A whole number of 64 bits.
    pub bigint: &'static str,
    /// What follows a table's columns.
    pub strict: &'static str,
    /// For each migration, its guards.
    pub guards: &'static [&'static str],
    /// Asks for one row where the ledger's tables are there.
    pub has_tables: &'static str,
}
