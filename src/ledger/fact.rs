//! What happened, as the ledger's events say it.
//!
//! A fact is written once, as JSON with its fields in this order, and is part of
//! what an event's hash covers.

use serde::{Deserialize, Serialize};

use crate::domain::Money;
use crate::say;

/// What kind of batch it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BatchKind {
    /// The period's first.
    First,
    /// One more of the same period: corrected rows, late accounts.
    Supplementary,
    /// Payments that failed, made again.
    Reissue,
}

impl BatchKind {
    /// Its key in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Supplementary => "supplementary",
            Self::Reissue => "reissue",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::First => say!(lang, "ledger-kind-first"),
            Self::Supplementary => say!(lang, "ledger-kind-supplementary"),
            Self::Reissue => say!(lang, "ledger-kind-reissue"),
        }
    }
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// In a batch; the bank has said nothing of it yet.
    Open,
    /// The bank says that it is at work on it.
    Pending,
    /// The bank said something that its profile does not know (B005).
    Unknown,
    /// Credited.
    Paid,
    /// Refused by the bank: proven not to have been paid.
    Failed,
    /// Credited, and then sent back (B008).
    Returned,
    /// Taken out of its batch before the bank had it.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Pending,
        Self::Unknown,
        Self::Paid,
        Self::Failed,
        Self::Returned,
        Self::Withdrawn,
    ];

    /// Its key in the database and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether money is on its way or has arrived: nobody is paid beside it.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Pending | Self::Unknown | Self::Paid)
    }

    /// Whether the payment is proven not to have been made: only then is it made
    /// again.
    #[must_use]
    pub fn is_proven_failed(self) -> bool {
        matches!(self, Self::Failed | Self::Returned)
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Open => say!(lang, "ledger-payment-open"),
            Self::Pending => say!(lang, "ledger-payment-pending"),
            Self::Unknown => say!(lang, "ledger-payment-unknown"),
            Self::Paid => say!(lang, "ledger-payment-paid"),
            Self::Failed => say!(lang, "ledger-payment-failed"),
            Self::Returned => say!(lang, "ledger-payment-returned"),
            Self::Withdrawn => say!(lang, "ledger-payment-withdrawn"),
        }
    }
}

/// A bank file as it was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedFile {
    /// Relative to the export's folder, with `/`.
    pub path: String,
    /// The people in it.
    pub people: u64,
    /// Its sum in fen.
    pub amount_fen: i64,
    /// The hash of its bytes.
    pub sha256: String,
}

/// An output of a run whose people were removed from the project folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgedOutput {
    /// Relative to the project folder, with `/`.
    pub path: String,
    /// The hash of its manifest's bytes as they were: the manifest has the hash of
    /// every file.
    pub manifest: String,
    /// The hash of its manifest's bytes as they are kept.
    pub kept: String,
    /// The files that were removed.
    pub files: u64,
}

/// An answer of which the bank's words were removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgedAnswer {
    /// The event with which it was taken in.
    pub seq: i64,
    /// The hash of its lines as they are kept.
    pub kept: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The ledger was begun.
    Opened {
        /// The schema's version.
        schema: i64,
    },
    /// Somebody may sign from now on.
    Enrolled {
        /// Their name.
        name: String,
        /// `passphrase` or `key`.
        method: String,
        /// What the secret was hashed with.
        salt: String,
        /// The hash of the secret.
        secret_hash: String,
    },
    /// A batch was made up from a run's output.
    Prepared {
        /// What kind of batch it is.
        kind: BatchKind,
        /// The programme's id.
        programme: String,
        /// The period.
        period: String,
        /// The people in it.
        people: u64,
        /// Its sum in fen.
        amount_fen: i64,
        /// The manifest of the run that it was made up from.
        manifest: String,
        /// The bank profile's id.
        profile: String,
        /// What each payment is for, as the bank's files say it.
        purpose: String,
        /// The hash of its payments.
        content: String,
    },
    /// Somebody else than the maker agreed to what stands in it.
    Approved {
        /// The people in it.
        people: u64,
        /// Its sum in fen.
        amount_fen: i64,
        /// The hash of its payments as they stand.
        content: String,
        /// The bank's files.
        files: Vec<ApprovedFile>,
    },
    /// The approver said another head count or sum than would be paid (P005).
    NotApproved {
        /// What the approver said.
        stated_people: u64,
        /// What the approver said, in fen.
        stated_fen: i64,
    },
    /// A payment, or the whole batch, was taken out before the bank had it; an
    /// approval given before no longer holds.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// The bank's files were written.
    Exported {
        /// The chain's head that stands in the export: the approval's hash.
        head: String,
    },
    /// A bank's file came back.
    Answered {
        /// Its name.
        name: String,
        /// The hash of its bytes.
        sha256: String,
        /// Its lines by bucket.
        buckets: std::collections::BTreeMap<String, u64>,
        /// The hash of its lines as they ended.
        content: String,
    },
    /// A payment's state moved by what the bank said.
    Moved {
        /// Where it stood.
        from: State,
        /// Where it stands.
        to: State,
        /// The bank's own code.
        code: String,
        /// Why, in the bank's words: of events before 0.1.0 was finished. The words
        /// stand in the file's lines, which a purge can reach; an event it cannot.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// The line of the file.
        line: u64,
    },
    /// Every line was accounted for.
    Closed {
        /// The people who were credited.
        paid: u64,
        /// What they were credited with, in fen.
        paid_fen: i64,
        /// The people whom the payment did not reach.
        failed: u64,
        /// What did not reach them, in fen.
        failed_fen: i64,
    },
    /// Who was paid before a period was removed, at once in the ledger and in the
    /// project folder.
    PurgedBefore {
        /// The programme's id.
        programme: String,
        /// The period.
        before: String,
        /// The batches that this purge took.
        batches: u64,
        /// The people in them as they were prepared.
        people: u64,
        /// What they came to, in fen.
        amount_fen: i64,
        /// What was removed from the project folder.
        outputs: Vec<PurgedOutput>,
    },
    /// Who a batch paid was removed.
    Purged {
        /// The period before which everything was.
        before: String,
        /// The people in it.
        people: u64,
        /// Its sum in fen.
        amount_fen: i64,
        /// The hash of its payments as they were prepared.
        content: String,
        /// The hash of its payments as they are kept.
        kept: String,
        /// The answers to it.
        answers: Vec<PurgedAnswer>,
    },
}

impl Fact {
    /// Its kind, as the events' table has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Enrolled { .. } => "enrolled",
            Self::Prepared { .. } => "prepared",
            Self::Approved { .. } => "approved",
            Self::NotApproved { .. } => "not-approved",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Exported { .. } => "exported",
            Self::Answered { .. } => "answered",
            Self::Moved { .. } => "moved",
            Self::Closed { .. } => "closed",
            Self::PurgedBefore { .. } => "purged-before",
            Self::Purged { .. } => "purged",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(kind: &str, lang: crate::domain::Lang) -> &'static str {
        match kind {
            "opened" => say!(lang, "ledger-event-opened"),
            "enrolled" => say!(lang, "ledger-event-enrolled"),
            "prepared" => say!(lang, "ledger-event-prepared"),
            "approved" => say!(lang, "ledger-event-approved"),
            "not-approved" => say!(lang, "ledger-event-not-approved"),
            "withdrawn" => say!(lang, "ledger-event-withdrawn"),
            "exported" => say!(lang, "ledger-event-exported"),
            "answered" => say!(lang, "ledger-event-answered"),
            "moved" => say!(lang, "ledger-event-moved"),
            "purged-before" => say!(lang, "ledger-event-purged-before"),
            "purged" => say!(lang, "ledger-event-purged"),
            _ => say!(lang, "ledger-event-closed"),
        }
    }
}

/// A sum of the database in fen. A negative one that somebody wrote into the
/// file reads as nothing, and the batch's hash tells of it (L001).
#[must_use]
pub fn money(fen: i64) -> Money {
    Money::from_fen(fen.max(0))
}
