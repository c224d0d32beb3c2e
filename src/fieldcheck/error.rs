//! Why no sample is drawn.

use std::io;
use std::path::PathBuf;

use crate::domain::Lang;
use crate::rulebook::RulebookError;
use crate::say;

/// Why no sample is drawn: the environment, or an output that is not as it was
/// written.
#[derive(Debug, thiserror::Error)]
pub enum FieldCheckError {
    /// There is no output of a run.
    #[error("{}: no output of a run is here", path.display())]
    NoOutput {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not as the run wrote it.
    #[error("{}: is not as the run wrote it", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// Nobody is on the list.
    #[error("nobody is on the list")]
    Nobody,
    /// The weights are wrong.
    #[error(transparent)]
    Rules(#[from] RulebookError),
}

impl FieldCheckError {
    /// What a person reads.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NoOutput { path } => {
                say!(lang, "fieldcheck-no-output", path = path.display())
            }
            Self::Read { path, source } => {
                say!(lang, "fieldcheck-cannot-read", path = path.display(), why = source)
            }
            Self::Altered { path } => say!(lang, "fieldcheck-altered", path = path.display()),
            Self::Nobody => say!(lang, "fieldcheck-nobody").to_owned(),
            Self::Rules(error) => error.words(lang),
        }
    }
}
