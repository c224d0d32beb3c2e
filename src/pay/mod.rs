//! The payout's life: the only place that sequences it.
//!
//! run's output → prepare → approve → export → (bank) → answer → run again →
//! reissue → close. In: a project, people who sign, files of a run and of a
//! bank. Out: batches in the ledger, bank files in `pay/<batch>/`, workbooks of
//! what the bank could not pay. Each step either is in the ledger when it
//! returns, or nothing was done. What one payment goes through is told in
//! ARCHITECTURE.md.

mod answer;
mod error;
mod export;
mod figures;
mod files;
mod output;
mod simulate;

use std::path::{Path, PathBuf};

use crate::domain::{Moment, Money};
use crate::ledger::{Approving, Batch, Ledger, LedgerAt, Prepared, Preparing, Signer, Which};
use crate::rulebook::{BankProfile, Project, Rulebook};

pub use answer::{Failures, says_failed};
pub use error::PayError;
pub use export::{Checked, Exported, verify_export};
pub use figures::{Figures, Step, figures};
pub use files::BankFile;
pub use output::{RunOutput, read_output};
pub use simulate::Simulated;

/// Where a project's exports, simulated answers and returned payments lie.
pub const FOLDER: &str = "pay";

/// A project with its ledger.
pub struct Office {
    /// The project.
    pub project: Project,
    /// The rulebook.
    pub rulebook: Rulebook,
    /// The ledger.
    pub ledger: Ledger,
}

impl Office {
    /// Opens a project's ledger; begins one where there is none.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn begin(project: Project, rulebook: Rulebook, now: Moment) -> Result<Self, PayError> {
        let ledger = Ledger::open(&LedgerAt::of(&project), now)?;
        Ok(Self { project, rulebook, ledger })
    }

    /// Opens a project's ledger that is there.
    ///
    /// # Errors
    /// Where there is none, or it cannot be opened.
    pub fn open(project: Project, rulebook: Rulebook) -> Result<Self, PayError> {
        let at = LedgerAt::of(&project);
        let none = || crate::ledger::LedgerError::NoLedger { place: at.shown() };
        let ledger = Ledger::open_existing(&at)?.ok_or_else(none)?;
        Ok(Self { project, rulebook, ledger })
    }

    /// Makes up a batch from what a run wrote into `folder`.
    ///
    /// # Errors
    /// Where the folder is no whole output of this project; P001 and P002; where
    /// there is nobody to pay.
    pub fn prepare(
        &mut self,
        at: Moment,
        by: &Signer,
        folder: &Path,
        which: Which,
    ) -> Result<Prepared, PayError> {
        let output = read_output(&self.project, folder)?;
        let purpose = self.rulebook.programme.purpose(self.project.period);
        let preparing = Preparing {
            programme: &self.project.programme,
            period: self.project.period,
            manifest: &output.manifest,
            profile: &self.rulebook.bank.id,
            purpose: &purpose,
            shared_account: self.project.shared_account,
            payments: &output.payments,
            which,
        };
        Ok(self.ledger.prepare(at, by, &preparing)?)
    }

    /// Approves a batch: its bank files are made, added up and hashed, and what
    /// the approver typed is compared with them.
    ///
    /// # Errors
    /// L002, P005; where the batch is not waiting for it; where its profile is
    /// not there.
    ///
    /// # Panics
    /// Where the bytes do not add up to the batch: our own fault.
    pub fn approve(
        &mut self,
        at: Moment,
        by: &Signer,
        batch: &str,
        (people, amount): (u64, Money),
    ) -> Result<(), PayError> {
        let files = self.bank_files(batch, at)?;
        let files: Vec<_> = files.iter().map(BankFile::approved).collect();
        Ok(self.ledger.approve(at, by, &Approving { batch, people, amount, files: &files })?)
    }

    /// A batch's bank files as they are written at a moment.
    ///
    /// # Errors
    /// Where there is no such batch; where its profile is not there.
    pub fn bank_files(&mut self, batch: &str, at: Moment) -> Result<Vec<BankFile>, PayError> {
        let (header, payments) = self.ledger.payments(batch)?;
        let profile = self.profile(&header)?;
        files::of_batch(&header, &payments, &profile, self.project.payer.as_ref(), at)
    }

    /// The profile that a batch was prepared with.
    ///
    /// # Errors
    /// Where it is not there any more, or badly formed.
    pub fn profile(&self, batch: &Batch) -> Result<BankProfile, PayError> {
        let profile = Rulebook::bank(Some(&self.project.folder), &batch.profile)?;
        profile.check_for(self.project.payer.as_ref(), &batch.purpose)?;
        Ok(profile)
    }

    /// Where a batch is exported to unless it is told otherwise.
    #[must_use]
    pub fn export_folder(&self, batch: &str) -> PathBuf {
        self.project.folder.join(FOLDER).join(batch)
    }
}
