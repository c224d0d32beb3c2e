//! Why a step of the payout's life was not taken.

use super::store::StoreError;
use crate::domain::Lang;
use crate::finding::{Finding, render};
use crate::say;

/// The ledger did not do it; it is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database failed, or somebody else holds it.
    Store {
        /// The file, or the server without its password.
        place: String,
        /// Why.
        source: StoreError,
    },
    /// There is no ledger yet.
    NoLedger {
        /// Where it would be.
        place: String,
    },
    /// There is no such batch.
    NoSuchBatch {
        /// The batch that was asked for.
        batch: String,
        /// Those that are there.
        known: String,
    },
    /// There is no such line in the batch.
    NoSuchLine {
        /// The batch.
        batch: String,
        /// The line.
        line: u64,
    },
    /// The batch is not where this step begins.
    WrongState {
        /// The batch.
        batch: String,
        /// Where it stands.
        state: BatchState,
        /// Where it would have to stand.
        wanted: BatchState,
    },
    /// Nobody of that name may sign.
    NotEnrolled {
        /// The name.
        name: String,
    },
    /// Somebody of that name may sign already.
    EnrolledAlready {
        /// The name.
        name: String,
    },
    /// A second signer is enrolled by one who is enrolled already.
    NeedsSigner,
    /// What was given does not prove who signs.
    WrongSecret {
        /// The name.
        name: String,
    },
    /// There is nothing to pay, or nothing of the kind asked for.
    Nothing(NothingToDo),
    /// A period or batch whose people were purged: nothing is done for it any more.
    Purged {
        /// The period or batch.
        what: String,
        /// The period before which everything was purged.
        before: String,
    },
    /// A batch stands in the way of a purge.
    NotPurgeable {
        /// The batch.
        batch: String,
        /// Why.
        why: NotYet,
    },
    /// What the catalogue of findings says of it: refused, and nothing was done.
    Refused(Vec<Finding>),
}

/// Why there is nothing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NothingToDo {
    /// The run pays nobody who has not been paid.
    NobodyNew,
    /// Everybody whom the run pays has a failed payment: that is a reissue.
    OnlyReissues,
    /// Nobody whom the run pays has a failed payment.
    NoneFailed,
}

impl NothingToDo {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NobodyNew => say!(lang, "ledger-nobody-new"),
            Self::OnlyReissues => say!(lang, "ledger-only-reissues"),
            Self::NoneFailed => say!(lang, "ledger-none-failed"),
        }
    }
}

/// Why a batch is not purged yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// It is not closed.
    Open(BatchState),
    /// So many of its payments have no final answer.
    Unanswered(u64),
    /// Its period began before, and did not end before.
    Straddles,
    /// Its period cannot be read.
    NoPeriod,
}

impl NotYet {
    fn words(self, lang: Lang) -> String {
        match self {
            Self::Open(state) => say!(lang, "ledger-purge-open", state = state.words(lang)),
            Self::Unanswered(people) => say!(lang, "ledger-purge-unanswered", people = people),
            Self::Straddles => say!(lang, "ledger-purge-straddles").to_owned(),
            Self::NoPeriod => say!(lang, "ledger-purge-no-period").to_owned(),
        }
    }
}

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BatchState {
    /// Made up, waiting for approval.
    Prepared,
    /// Approved, not yet written for the bank.
    Approved,
    /// The bank has it.
    Exported,
    /// Every line is accounted for.
    Closed,
    /// Taken back before the bank had it.
    Withdrawn,
}

impl BatchState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Prepared, Self::Approved, Self::Exported, Self::Closed, Self::Withdrawn];

    /// Its key in the database and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Approved => "approved",
            Self::Exported => "exported",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Prepared => say!(lang, "ledger-batch-prepared"),
            Self::Approved => say!(lang, "ledger-batch-approved"),
            Self::Exported => say!(lang, "ledger-batch-exported"),
            Self::Closed => say!(lang, "ledger-batch-closed"),
            Self::Withdrawn => say!(lang, "ledger-batch-withdrawn"),
        }
    }
}

impl std::fmt::Display for BatchState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(Lang::En))
    }
}

impl LedgerError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Store { place, source } => {
                say!(lang, "ledger-store", place = place, cause = source.words(lang))
            }
            Self::NoLedger { place } => say!(lang, "ledger-none-yet", place = place),
            Self::NoSuchBatch { batch, known } => {
                say!(lang, "ledger-no-such-batch", batch = batch, known = known)
            }
            Self::NoSuchLine { batch, line } => {
                say!(lang, "ledger-no-such-line", batch = batch, line = *line)
            }
            Self::WrongState { batch, state, wanted } => say!(
                lang,
                "ledger-wrong-state",
                batch = batch,
                state = state.words(lang),
                wanted = wanted.words(lang)
            ),
            Self::NotEnrolled { name } => say!(lang, "ledger-not-enrolled", name = name),
            Self::EnrolledAlready { name } => say!(lang, "ledger-enrolled-already", name = name),
            Self::NeedsSigner => say!(lang, "ledger-needs-signer").to_owned(),
            Self::WrongSecret { name } => say!(lang, "ledger-wrong-secret", name = name),
            Self::Nothing(why) => say!(lang, "ledger-nothing", why = why.words(lang)),
            Self::Purged { what, before } => {
                say!(lang, "ledger-purged", what = what, before = before)
            }
            Self::NotPurgeable { batch, why } => {
                say!(lang, "ledger-not-purgeable", batch = batch, why = why.words(lang))
            }
            Self::Refused(findings) => findings_in_words(findings, lang),
        }
    }
}

impl std::fmt::Display for LedgerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Self::Refused(_) = self {
            f.write_str("refused: ")?;
        }
        f.write_str(&self.words(Lang::En))
    }
}

/// The findings as a person reads them, one after the other.
fn findings_in_words(findings: &[Finding], lang: Lang) -> String {
    const SHOWN: usize = 10;
    let mut text = String::new();
    for finding in findings.iter().take(SHOWN) {
        text.push_str(&render::block(finding, lang));
        text.push('\n');
    }
    if findings.len() > SHOWN {
        text.push_str(&format!("+{}\n", findings.len() - SHOWN));
    }
    text
}

impl From<StoreError> for LedgerError {
    /// The place is filled in where the ledger is known.
    fn from(source: StoreError) -> Self {
        Self::Store { place: String::new(), source }
    }
}
