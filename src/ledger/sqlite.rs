//! The ledger in one SQLite file.
//!
//! WAL with `synchronous=FULL`: a commit is on the disk when it returns.
//! `recursive_triggers` makes REPLACE meet the triggers that forbid deletion,
//! `trusted_schema` is off, what is deleted is overwritten, and every change begins as IMMEDIATE, so that two
//! processes never find out at the end that both were writing.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement};

use super::store::{Dialect, Store, StoreError, Value};

/// How long a process waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most columns of a query.
const MOST_COLUMNS: usize = 24;
/// What the file says of itself in its header: "ZHIB".
const APPLICATION_ID: i64 = 0x5a48_4942;

/// What every connection is told.
const SETTINGS: &str = "PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;";

/// Does it again while another process is at it: of two that begin one file, SQLite
/// sends one away at once, without waiting.
fn patiently(step: impl Fn() -> rusqlite::Result<()>) -> Result<(), StoreError> {
    const PAUSE: Duration = Duration::from_millis(20);
    let until = Instant::now() + PATIENCE;
    loop {
        match step().map_err(failed) {
            Err(StoreError::Busy) if Instant::now() < until => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
}

/// A ledger's SQLite file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens the ledger's file; makes it, readable by its owner only, where it
    /// is not there.
    ///
    /// # Errors
    /// Where it cannot be opened, or is no ledger.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut options = std::fs::File::options();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        options.open(path).map_err(|error| StoreError::Failed(error.to_string()))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(64);
        // In this order: another process that begins the ledger meanwhile marks the
        // file before it makes a table.
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(failed)?;
        let found: i64 =
            connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(failed)?;
        if found != APPLICATION_ID && (found != 0 || tables != 0) {
            return Err(StoreError::NotALedger("an SQLite file of something else".to_owned()));
        }
        patiently(|| connection.execute_batch(SETTINGS))?;
        // Written once: who only reads waits for nobody, and changes no byte.
        if found == 0 {
            let mark = format!("PRAGMA application_id = {APPLICATION_ID}");
            patiently(|| connection.execute_batch(&mark))?;
        }
        Ok(Self { connection })
    }
}

/// The database's error as the ledger tells it.
#[allow(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            StoreError::NotALedger(error.to_string())
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

/// `$1` as SQLite counts it.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), rusqlite::Error> {
    for (at, value) in (1usize..).zip(values) {
        match value {
            Value::Null => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
            Value::Int(number) => statement.raw_bind_parameter(at, number)?,
            Value::Text(text) => statement.raw_bind_parameter(at, text)?,
        }
    }
    Ok(())
}

impl Store for Sqlite {
    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(failed)
    }

    fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(&numbered(sql)).map_err(failed)?;
        bind(&mut statement, values).map_err(failed)?;
        let changed = statement.raw_execute().map_err(failed)?;
        Ok(changed as u64)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&[Value<'_>]),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&numbered(sql)).map_err(failed)?;
        bind(&mut statement, values).map_err(failed)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        assert!(columns <= MOST_COLUMNS, "a query of ours has so many columns at most");
        while let Some(row) = rows.next().map_err(failed)? {
            // On the stack: a million rows are read before each change.
            let mut cells = [Value::Null; MOST_COLUMNS];
            for (column, cell) in cells.iter_mut().enumerate().take(columns) {
                *cell = match row.get_ref(column).map_err(failed)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Int(number),
                    ValueRef::Text(text) => {
                        let text = std::str::from_utf8(text);
                        Value::Text(text.map_err(|e| StoreError::Failed(e.to_string()))?)
                    }
                    other => {
                        return Err(StoreError::Failed(format!("a {}", other.data_type())));
                    }
                };
            }
            each(&cells[..columns]);
        }
        Ok(())
    }

    fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), StoreError> {
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let sql =
            format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        for row in rows {
            bind(&mut statement, row).map_err(failed)?;
            statement.raw_execute().map_err(failed)?;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(failed)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT").map_err(failed)
    }

    fn rollback(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("ROLLBACK").map_err(failed)
    }

    fn version(&mut self) -> Result<Option<i64>, StoreError> {
        let version = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0));
        version.map(Some).map_err(failed)
    }

    fn damage(&mut self) -> Result<Option<String>, StoreError> {
        let asked = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        let found: String = asked.map_err(failed)?;
        Ok((found != "ok").then_some(found))
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // The pages are written anew without what was in them (in memory meanwhile:
        // `temp_store`), and the log beside the file, which has the old ones, is cut.
        let cut = || -> Result<(), StoreError> {
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            let busy: i64 = self.connection.query_row(sql, [], |row| row.get(0)).map_err(failed)?;
            if busy == 0 { Ok(()) } else { Err(StoreError::Busy) }
        };
        cut()?;
        self.connection.execute_batch("VACUUM").map_err(failed)?;
        cut()
    }

    fn dialect(&self) -> Dialect {
        Dialect {
            bigint: "INTEGER",
            strict: "STRICT",
            guards: &[
                include_str!("migrations/0001_guards.sqlite.sql"),
                include_str!("migrations/0002_guards.sqlite.sql"),
            ],
            has_tables: "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'",
        }
    }
}
