//! Why a step of the payout's life was not taken.

use std::path::PathBuf;

use crate::bank::returns::NotAReturn;
use crate::domain::Lang;
use crate::ledger::LedgerError;
use crate::publish::PublishError;
use crate::report::payments;
use crate::rulebook::RulebookError;
use crate::run::RunError;
use crate::say;

/// Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum PayError {
    /// The ledger did not take it.
    Ledger(#[from] LedgerError),
    /// The bank's profile is not there, or badly formed.
    Rulebook(#[from] RulebookError),
    /// The disk did not take it.
    Publish(#[from] PublishError),
    /// The run could not be made.
    Run(#[from] RunError),
    /// A file cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no output of a run.
    NoOutput {
        /// The folder.
        folder: PathBuf,
    },
    /// The output is not what the run wrote, or not of this project.
    NotThisRun {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        why: NotThisRun,
    },
    /// What the bank sent cannot be trusted.
    NotAReturn {
        /// The file.
        file: String,
        /// Why.
        source: NotAReturn,
    },
    /// It cannot be told which batch a file answers.
    WhichBatch {
        /// The file.
        file: String,
    },
    /// A batch was not exported, so that there is nothing to answer.
    NotExported {
        /// The batch.
        batch: String,
        /// Where they would be.
        folder: PathBuf,
    },
    /// A payment cannot be said in the bank's layout as it is now.
    DoesNotFit {
        /// The payment.
        reference: String,
        /// The profile's id.
        profile: String,
    },
    /// A file of another content stands where one is to be written.
    InTheWay {
        /// The file.
        path: PathBuf,
    },
}

/// What is wrong with a run's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotThisRun {
    /// The manifest does not carry its own hash.
    Manifest,
    /// The run was refused.
    Refused,
    /// It is of another county, programme or period.
    OtherProject,
    /// The project file was changed since.
    ProjectChanged,
    /// The payments are not those that were written.
    Payments,
    /// A part was written, and not the payments.
    Part,
}

impl NotThisRun {
    /// What is wrong and what to do, as a clerk reads it.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Manifest => say!(lang, "payout-output-manifest"),
            Self::Refused => say!(lang, "payout-output-refused"),
            Self::OtherProject => say!(lang, "payout-output-other-project"),
            Self::ProjectChanged => say!(lang, "payout-output-project-changed"),
            Self::Payments => say!(lang, "payout-output-payments"),
            Self::Part => say!(lang, "payout-output-part"),
        }
    }
}

impl From<payments::NotPayments> for NotThisRun {
    fn from(_: payments::NotPayments) -> Self {
        Self::Payments
    }
}

impl PayError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Ledger(error) => error.words(lang),
            Self::Rulebook(error) => error.words(lang),
            Self::Publish(error) => error.words(lang),
            Self::Run(error) => error.to_string(),
            Self::NotAReturn { file, source } => {
                say!(lang, "payout-about", what = file, why = source.words(lang))
            }
            Self::NotThisRun { folder, why } => {
                say!(lang, "payout-about", what = folder.display(), why = why.words(lang))
            }
            Self::Read { path, source } => {
                say!(lang, "payout-unreadable", path = path.display(), cause = source)
            }
            Self::NoOutput { folder } => {
                say!(lang, "payout-no-output", folder = folder.display())
            }
            Self::WhichBatch { file } => say!(lang, "payout-which-batch", file = file),
            Self::NotExported { batch, folder } => {
                say!(lang, "payout-not-exported", folder = folder.display(), batch = batch)
            }
            Self::DoesNotFit { reference, profile } => {
                say!(lang, "payout-does-not-fit", reference = reference, profile = profile)
            }
            Self::InTheWay { path } => say!(lang, "payout-in-the-way", path = path.display()),
        }
    }
}

impl std::fmt::Display for PayError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rulebook(error) => error.fmt(f),
            Self::Ledger(error) => error.fmt(f),
            other => f.write_str(&other.words(Lang::En)),
        }
    }
}
