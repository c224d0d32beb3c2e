//! Where a test keeps its ledger: a file in memory, or a schema of its own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zhibu::domain::Moment;
use zhibu::ledger::store::Store;
use zhibu::ledger::{Ledger, LedgerAt};

/// A ledger's place, gone when the test is.
pub enum Place {
    /// An SQLite file.
    File { folder: TempDir },
    /// A schema on the server of `ZHIBU_POSTGRES`.
    #[cfg(feature = "postgres")]
    Schema { server: String, name: String },
}

/// A moment, so many minutes after the first.
pub fn minute(number: u64) -> Moment {
    Moment::from_unix(1_600_000_000 + 60 * number).expect("a moment")
}

impl Place {
    /// A file, in memory where the system has such a folder.
    pub fn file() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        Self::File { folder: folder.expect("a temporary folder") }
    }

    /// A schema of its own.
    #[cfg(feature = "postgres")]
    pub fn schema() -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let server = std::env::var("ZHIBU_POSTGRES").expect("ZHIBU_POSTGRES names a server");
        let name = format!("zhibu_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut store = LedgerAt::Server(server.clone()).store().expect("the server is there");
        store.script(&format!("CREATE SCHEMA {name}")).expect("a schema");
        Self::Schema { server, name }
    }

    /// The place as the ledger is told it.
    pub fn at(&self) -> LedgerAt {
        match self {
            Self::File { folder } => LedgerAt::File(folder.path().join("ledger.sqlite")),
            #[cfg(feature = "postgres")]
            Self::Schema { server, name } => {
                let joint = if server.contains('?') { '&' } else { '?' };
                LedgerAt::Server(format!("{server}{joint}options=-csearch_path%3D{name}"))
            }
        }
    }

    /// The file, where it is one.
    pub fn path(&self) -> PathBuf {
        match self.at() {
            LedgerAt::File(path) => path,
            LedgerAt::Server(_) => panic!("a test of files"),
        }
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        matches!(self, Self::File { .. })
    }

    /// The ledger.
    pub fn open(&self) -> Ledger {
        Ledger::open(&self.at(), minute(0)).expect("the ledger opens")
    }

    /// The database, without the ledger.
    pub fn store(&self) -> Box<dyn Store> {
        self.at().store().expect("the database opens")
    }

    /// The database of somebody who took the guards away.
    pub fn unguarded(&self) -> Box<dyn Store> {
        let mut store = self.store();
        if self.is_file() {
            let mut guards = Vec::new();
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
            let asked = store.query(sql, &[], &mut |row| guards.push(row[0].text().to_owned()));
            asked.expect("the guards are listed");
            for guard in guards {
                store.script(&format!("DROP TRIGGER {guard}")).expect("the guard is gone");
            }
            store.script("PRAGMA foreign_keys = OFF").expect("unchecked");
        } else {
            store.script("SET session_replication_role = replica").expect("unguarded");
        }
        store
    }
}

#[cfg(feature = "postgres")]
impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Schema { server, name } = self
            && let Ok(mut store) = LedgerAt::Server(server.clone()).store()
        {
            // What is left is a schema on a server for tests.
            let _ = store.script(&format!("DROP SCHEMA {name} CASCADE"));
        }
    }
}
