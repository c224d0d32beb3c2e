//! Why an evaluation could not be made.

use std::path::PathBuf;

use crate::domain::Lang;
use crate::intake::files::IntakeError;
use crate::ledger::LedgerError;
use crate::rulebook::RulebookError;
use crate::say;

/// The environment, the project file or the run's output failed.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// Neither the project file nor the command line names a fund workbook.
    #[error("no fund workbook is named")]
    NoFund,
    /// A glob is wrong, or matches nothing.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The rules are wrong.
    #[error(transparent)]
    Rules(#[from] RulebookError),
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A file cannot be read from disk.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no workbook that can be read.
    #[error("{path}: {cause}; {fix}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why, in words.
        cause: String,
        /// What to do.
        fix: String,
    },
    /// The run's output is no whole output of this project.
    #[error("{path}: the run's output proves nothing: {why:?}")]
    Output {
        /// The folder or file.
        path: String,
        /// Why.
        why: NotProof,
    },
}

/// Why a run's output proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotProof {
    /// It is not as it was written.
    Altered,
    /// The run was refused.
    Refused,
    /// It is of another county, period or programme.
    Other,
    /// A part was not written.
    Part(&'static str),
}

impl EvaluateError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NoFund => say!(lang, "evaluation-error-no-fund").to_owned(),
            Self::Intake(error) => error.words(lang),
            Self::Rules(error) => error.words(lang),
            Self::Ledger(error) => error.words(lang),
            Self::Read { path, source } => {
                say!(lang, "evaluation-error-read", path = path.display(), why = source)
            }
            Self::Unreadable { path, cause, fix } => {
                say!(lang, "evaluation-error-unreadable", path = path, cause = cause, fix = fix)
            }
            Self::Output { path, why } => match why {
                NotProof::Altered => say!(lang, "evaluation-error-output-whole", path = path),
                NotProof::Refused => say!(lang, "evaluation-error-output-refused", path = path),
                NotProof::Other => say!(lang, "evaluation-error-output-other", path = path),
                NotProof::Part(file) => {
                    say!(lang, "evaluation-error-output-part", path = path, file = *file)
                }
            },
        }
    }
}
