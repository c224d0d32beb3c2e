//! The ledger's tables: numbered migrations, each once.

use super::chain::{Entry, Head, append};
use super::error::LedgerError;
use super::fact::Fact;
use super::store::{Store, StoreError, Value};
use crate::domain::Moment;

/// Every migration, in order; the version of the schema is how many were made.
const MIGRATIONS: [&str; 2] =
    [include_str!("migrations/0001_ledger.sql"), include_str!("migrations/0002_purge.sql")];

/// Who does what nobody asked for.
const NOBODY: &str = "zhibu";

/// Brings the tables to the version that this program knows.
///
/// # Errors
/// As the database says; where a later program wrote it.
pub(super) fn migrate(store: &mut dyn Store, now: Moment) -> Result<(), LedgerError> {
    bring(store, Some(now))
}

/// The same where there are tables; whether there are.
///
/// # Errors
/// As [`migrate`].
pub(super) fn migrate_existing(store: &mut dyn Store) -> Result<bool, LedgerError> {
    if version(store)? == 0 {
        return Ok(false);
    }
    bring(store, None).map(|()| true)
}

fn bring(store: &mut dyn Store, now: Option<Moment>) -> Result<(), LedgerError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if version(store)? == known {
        return Ok(());
    }
    store.begin()?;
    let made = make(store, now, known).and_then(|()| Ok(store.commit()?));
    if made.is_err() {
        // Nothing of it stays, whether or not the database can still say so.
        let _ = store.rollback();
    }
    made
}

fn make(store: &mut dyn Store, now: Option<Moment>, known: i64) -> Result<(), LedgerError> {
    // Another process may have been here while this one waited.
    let found = version(store)?;
    if found > known {
        return Err(StoreError::Newer(found).into());
    }
    let dialect = store.dialect();
    let from = usize::try_from(found).unwrap_or_default();
    for (tables, guards) in MIGRATIONS.iter().zip(dialect.guards).skip(from) {
        let tables = tables.replace("{bigint}", dialect.bigint).replace("{strict}", dialect.strict);
        store.script(&tables)?;
        store.script(guards)?;
    }
    if found == 0 {
        let row = vec![Value::Text("schema"), Value::Text("0")];
        store.insert("meta", &["key", "value"], &[row])?;
    }
    let values = known.to_string();
    store.execute("UPDATE meta SET value = $1 WHERE key = 'schema'", &[Value::Text(&values)])?;
    if let (0, Some(now)) = (found, now) {
        let opened = Entry { batch: None, payment: None, fact: Fact::Opened { schema: known } };
        append(store, &Head::none(), now, NOBODY, &[opened])?;
    }
    Ok(())
}

/// The version of the tables that are there; zero where there are none.
fn version(store: &mut dyn Store) -> Result<i64, LedgerError> {
    let mut there = false;
    store.query(store.dialect().has_tables, &[], &mut |_| there = true)?;
    if !there {
        return Ok(0);
    }
    let mut version = None;
    store.query("SELECT value FROM meta WHERE key = 'schema'", &[], &mut |row| {
        version = row[0].text().parse().ok();
    })?;
    match version {
        Some(version) => Ok(version),
        None => Err(StoreError::NotALedger("no schema version".to_owned()).into()),
    }
}
