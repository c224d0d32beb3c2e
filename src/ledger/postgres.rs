//! The ledger on a PostgreSQL server, for an office with several clerks.
//!
//! The same schema and statements as in SQLite. A change takes the ledger's
//! lock, so that of two clerks one waits for the other and then sees what was
//! done. The connection is plain: the server stands on the office's own network
//! or on this machine.

use postgres::error::SqlState;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::store::{Dialect, Store, StoreError, Value};

/// How long a change waits for another clerk's.
const PATIENCE: &str = "10s";
/// The most values that a statement takes.
const LIMIT_VALUES: usize = 65_535;

/// A ledger's database on a server.
pub struct Postgres {
    client: Client,
    /// Statements by their text.
    prepared: std::collections::BTreeMap<String, Statement>,
}

impl Postgres {
    /// Connects to the server that `url` names: `postgres://user@host/database`.
    ///
    /// # Errors
    /// Where it cannot be reached, or does not let us in.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let mut client = Client::connect(url, NoTls).map_err(failed)?;
        client
            .batch_execute(&format!(
                "SET lock_timeout = '{PATIENCE}'; SET synchronous_commit = on;
                 SET client_min_messages = warning;"
            ))
            .map_err(failed)?;
        Ok(Self { client, prepared: std::collections::BTreeMap::new() })
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(failed)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// The server's error as the ledger tells it.
#[allow(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: postgres::Error) -> StoreError {
    if let Some(&SqlState::LOCK_NOT_AVAILABLE | &SqlState::T_R_DEADLOCK_DETECTED) = error.code() {
        return StoreError::Busy;
    }
    // The outer error says only where it failed.
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    StoreError::Failed(cause.unwrap_or_else(|| error.to_string()))
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::INT8 || *kind == Type::TEXT
    }

    to_sql_checked!();
}

/// What the client library takes.
fn parameters<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Store for Postgres {
    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(failed)
    }

    fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        self.client.execute(&statement, &parameters(values)).map_err(failed)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&[Value<'_>]),
    ) -> Result<(), StoreError> {
        use postgres::fallible_iterator::FallibleIterator as _;
        let statement = self.prepare(sql)?;
        let mut rows = self.client.query_raw(&statement, parameters(values)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let mut cells = Vec::with_capacity(row.len());
            for (at, column) in row.columns().iter().enumerate() {
                let cell = if *column.type_() == Type::INT8 {
                    row.try_get::<_, Option<i64>>(at).map(|n| n.map_or(Value::Null, Value::Int))
                } else {
                    row.try_get::<_, Option<&str>>(at)
                        .map(|text| text.map_or(Value::Null, Value::Text))
                };
                cells.push(cell.map_err(failed)?);
            }
            each(&cells);
        }
        Ok(())
    }

    fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), StoreError> {
        let width = columns.len();
        for some in rows.chunks((LIMIT_VALUES / width).min(1_000)) {
            let places: Vec<String> = (0..some.len())
                .map(|row| {
                    let row: Vec<String> =
                        (1..=width).map(|at| format!("${}", row * width + at)).collect();
                    format!("({})", row.join(", "))
                })
                .collect();
            let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
            let statement = self.prepare(&(head + &places.join(", ")))?;
            let values: Vec<Value<'_>> = some.iter().flatten().copied().collect();
            self.client.execute(&statement, &parameters(&values)).map_err(failed)?;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        // At a higher level, whatever the server's settings say, a change that
        // waited would go on with what it saw before the other's.
        let begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
        self.client.batch_execute(begin).map_err(failed)?;
        // Before the first migration there is no table to lock. A schema is a
        // ledger of its own.
        let lock = "DO $$ BEGIN
            PERFORM pg_advisory_xact_lock(1514686786, hashtext(coalesce(current_schema(), '')));
            END $$";
        self.client.batch_execute(lock).map_err(failed)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.client.batch_execute("COMMIT").map_err(failed)
    }

    fn rollback(&mut self) -> Result<(), StoreError> {
        self.client.batch_execute("ROLLBACK").map_err(failed)
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // Old rows stay in the tables' files until they are written anew.
        for table in ["payment", "return_line"] {
            self.client.batch_execute(&format!("VACUUM FULL {table}")).map_err(failed)?;
        }
        Ok(())
    }

    fn dialect(&self) -> Dialect {
        Dialect {
            bigint: "BIGINT",
            strict: "",
            guards: &[
                include_str!("migrations/0001_guards.postgres.sql"),
                include_str!("migrations/0002_guards.postgres.sql"),
            ],
            has_tables: "SELECT tablename FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = 'meta'",
        }
    }
}
