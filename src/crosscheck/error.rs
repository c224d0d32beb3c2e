//! Why counties cannot be checked against each other.

use std::path::PathBuf;

use polars::prelude::PolarsError;

use crate::domain::Lang;
use crate::say;

/// Nothing was compared: a folder, a file or the statements are not as they
/// must be.
#[derive(Debug, thiserror::Error)]
pub enum CrosscheckError {
    /// There is no manifest, here or in the folders below.
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder cannot be read from disk.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest was changed, or is none.
    Altered {
        /// The folder.
        path: PathBuf,
    },
    /// A folder of ours, but not one county's run.
    NotACounty {
        /// The folder.
        path: PathBuf,
    },
    /// One county twice for one period.
    Twice {
        /// The county.
        county: String,
        /// The period.
        period: String,
        /// One folder.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// The county's run was refused: nobody was judged.
    RefusedRun {
        /// The folder.
        path: PathBuf,
    },
    /// The run was made without its tables.
    NoTable {
        /// The folder.
        path: PathBuf,
    },
    /// The table's bytes do not fit the manifest.
    Hash {
        /// The file.
        path: PathBuf,
    },
    /// The table lacks a column, or has it in another type.
    Column {
        /// The file.
        path: PathBuf,
        /// The column, as the file names it.
        column: &'static str,
        /// The type it should have.
        expected: String,
        /// The type it has, `missing` where it is not there.
        found: String,
    },
    /// The table is no Parquet that can be read.
    Parquet {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
    /// The rows do not add up to what the manifest states.
    Total {
        /// The folder.
        path: PathBuf,
        /// Which of the manifest's totals.
        key: &'static str,
        /// What the manifest says.
        stated: String,
        /// What the rows add up to.
        found: String,
    },
    /// Keyed copies beside runs.
    Mixed {
        /// A keyed copy.
        keyed: PathBuf,
        /// A run's output.
        run: PathBuf,
    },
    /// Copies under different keys.
    OtherKey {
        /// One folder.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A keyed copy of a kind that is not known here.
    Scheme {
        /// The folder.
        path: PathBuf,
    },
    /// A keyed copy that holds more than hashes, or other than them.
    NotKeyed {
        /// The file.
        path: PathBuf,
        /// The column, as the file names it.
        column: String,
    },
    /// A statement could not be executed: our own fault.
    Statement {
        /// The statement.
        statement: &'static str,
        /// What polars says.
        source: PolarsError,
    },
}

impl CrosscheckError {
    /// The error as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NoManifest { path } => {
                say!(lang, "crosscheck-no-manifest", path = path.display())
            }
            Self::Read { path, source } => {
                say!(lang, "crosscheck-unreadable", path = path.display(), cause = source)
            }
            Self::Altered { path } => say!(lang, "crosscheck-altered", path = path.display()),
            Self::NotACounty { path } => {
                say!(lang, "crosscheck-not-a-county", path = path.display())
            }
            Self::Twice { county, period, first, second } => say!(
                lang,
                "crosscheck-twice",
                county = county,
                period = period,
                first = first.display(),
                second = second.display()
            ),
            Self::RefusedRun { path } => {
                say!(lang, "crosscheck-refused-run", path = path.display())
            }
            Self::NoTable { path } => say!(lang, "crosscheck-no-table", path = path.display()),
            Self::Hash { path } => say!(lang, "crosscheck-hash", path = path.display()),
            Self::Column { path, column, expected, found } => say!(
                lang,
                "crosscheck-column",
                path = path.display(),
                column = *column,
                expected = expected,
                found = found
            ),
            Self::Parquet { path, detail } => {
                say!(lang, "crosscheck-parquet", path = path.display(), detail = detail)
            }
            Self::Total { path, key, stated, found } => say!(
                lang,
                "crosscheck-total",
                path = path.display(),
                key = *key,
                stated = stated,
                found = found
            ),
            Self::Mixed { keyed, run } => {
                say!(lang, "crosscheck-mixed", keyed = keyed.display(), run = run.display())
            }
            Self::OtherKey { first, second } => say!(
                lang,
                "crosscheck-other-key",
                first = first.display(),
                second = second.display()
            ),
            Self::Scheme { path } => say!(lang, "crosscheck-scheme", path = path.display()),
            Self::NotKeyed { path, column } => {
                say!(lang, "crosscheck-not-keyed", path = path.display(), column = column)
            }
            Self::Statement { statement, source } => say!(
                lang,
                "crosscheck-statement",
                statement = *statement,
                cause = source.to_string()
            ),
        }
    }
}

impl std::fmt::Display for CrosscheckError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}
