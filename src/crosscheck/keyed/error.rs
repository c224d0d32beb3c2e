//! Why a keyed copy is not made, or its rows are not found again.

use std::path::PathBuf;

use super::key::{LEAST_BYTES, MOST_BYTES, NoKey};
use crate::crosscheck::CrosscheckError;
use crate::domain::Lang;
use crate::say;

/// Nothing was written, and nothing was shown.
#[derive(Debug, thiserror::Error)]
pub enum KeyedError {
    /// The county's run cannot be taken.
    Run(#[from] CrosscheckError),
    /// A file cannot be read from disk.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key file holds no key.
    Key {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: NoKey,
    },
    /// The folder is a keyed copy; a run is asked for.
    IsKeyed {
        /// The folder.
        path: PathBuf,
    },
    /// Several counties in the folder; one run is asked for.
    NotOne {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not what a crosscheck writes for a county.
    Layout {
        /// The file.
        path: PathBuf,
        /// The line that cannot be read.
        line: usize,
    },
    /// A line of the file is no row of this run under this key.
    NotThisRun {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
}

impl KeyedError {
    /// The error as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Run(error) => error.words(lang),
            Self::Read { path, source } => {
                say!(lang, "keyed-unreadable", path = path.display(), cause = source)
            }
            Self::Key { path, why } => match why {
                NoKey::NotText => say!(lang, "keyed-key-not-text", path = path.display()),
                NoKey::Length(bytes) => say!(
                    lang,
                    "keyed-key-length",
                    path = path.display(),
                    bytes = bytes.to_string(),
                    least = LEAST_BYTES.to_string(),
                    most = MOST_BYTES.to_string()
                ),
                NoKey::NotRandom => say!(lang, "keyed-key-not-random", path = path.display()),
            },
            Self::IsKeyed { path } => say!(lang, "keyed-is-keyed", path = path.display()),
            Self::NotOne { path } => say!(lang, "keyed-not-one", path = path.display()),
            Self::Layout { path, line } => {
                say!(lang, "keyed-layout", path = path.display(), line = line.to_string())
            }
            Self::NotThisRun { path, line } => {
                say!(lang, "keyed-not-this-run", path = path.display(), line = line.to_string())
            }
        }
    }
}

impl std::fmt::Display for KeyedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}
