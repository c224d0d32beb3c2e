//! Why a run's tables give no answer.

use std::path::PathBuf;

use crate::domain::Lang;
use crate::say;

/// Nothing was answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// There is no manifest.
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be read from disk.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file's bytes do not fit the manifest, or the manifest is no longer as
    /// it was written.
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// The run wrote no tables.
    NoTables {
        /// The folder.
        path: PathBuf,
    },
    /// A table cannot be read.
    Table {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
    /// The statement does more than read, or is more than one.
    NotReading {
        /// The word where it does.
        word: String,
    },
    /// A function that reads files.
    ReadsFiles {
        /// The function.
        word: String,
    },
    /// DESCRIBE of a table that there is not.
    NoTable {
        /// The name.
        name: String,
        /// The nearest name.
        nearest: Option<String>,
        /// The tables and columns that there are.
        known: String,
    },
    /// The statement is wrong.
    Sql {
        /// What polars says.
        detail: String,
        /// The nearest name.
        nearest: Option<String>,
        /// The tables and columns that there are.
        known: String,
    },
}

impl QueryError {
    /// The error as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let near = |nearest: &Option<String>| {
            nearest
                .as_ref()
                .map(|name| say!(lang, "query-nearest", name = name))
                .unwrap_or_default()
        };
        match self {
            Self::NoManifest { path } => say!(lang, "query-no-manifest", path = path.display()),
            Self::Read { path, source } => {
                say!(lang, "query-unreadable", path = path.display(), cause = source)
            }
            Self::Altered { path } => say!(lang, "query-altered", path = path.display()),
            Self::NoTables { path } => say!(lang, "query-no-tables", path = path.display()),
            Self::Table { path, detail } => {
                say!(lang, "query-not-a-table", path = path.display(), detail = detail)
            }
            Self::NotReading { word } => say!(lang, "query-not-reading", word = word),
            Self::ReadsFiles { word } => say!(lang, "query-reads-files", word = word),
            Self::NoTable { name, nearest, known } => {
                let none = say!(lang, "query-no-table", name = name);
                format!("{none}{}\n{known}", near(nearest))
            }
            Self::Sql { detail, nearest, known } => format!("{detail}{}\n{known}", near(nearest)),
        }
    }
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}
