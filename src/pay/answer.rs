//! What the bank sent back: taken in by the ledger; then a workbook a township
//! with what it has to correct.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::PayError;
use super::{FOLDER, Office};
use crate::bank::returns::{self, LineKey, ReturnFile};
use crate::domain::Moment;
use crate::finding::Finding;
use crate::intake::files::hex;
use crate::ledger::{Answer, Answered, BatchState, Bucket, Signer};
use crate::publish::{RealDisk, Staging};
use crate::report::{self, Written};
use crate::run::{self, RunError, Silent};

/// An answer that was taken in.
#[derive(Debug)]
pub struct TakenIn {
    /// Where its lines ended.
    pub answered: Answered,
    /// The workbooks for the townships, where a payment failed.
    pub failures: Option<Failures>,
}

/// The workbooks of what the bank could not pay.
#[derive(Debug)]
pub enum Failures {
    /// They were written.
    Written {
        /// Their folder.
        folder: PathBuf,
        /// The workbooks.
        files: Vec<Written>,
    },
    /// They were not: the ledger has the answer all the same, and the next run
    /// writes them.
    NotWritten(PayError),
}

impl Office {
    /// Takes in a file that the bank sent back; `batch` where its name or its
    /// contents do not say which.
    ///
    /// # Errors
    /// Where it cannot be read or trusted; B002; as the ledger says.
    pub fn take_return(
        &mut self,
        at: Moment,
        by: &Signer,
        path: &Path,
        batch: Option<&str>,
    ) -> Result<TakenIn, PayError> {
        let bytes = std::fs::read(path)
            .map_err(|source| PayError::Read { path: path.to_owned(), source })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let (batch, file) = self.read_return(&name, &bytes, batch)?;
        let answer = Answer {
            batch: &batch,
            name: &name,
            sha256: &hex(&Sha256::digest(&bytes)),
            file: &file,
            names: &self.rulebook.names,
        };
        let mut answered = self.ledger.take_answer(at, by, &answer)?;
        if answered.again.is_none() {
            // A message may speak of the whole without naming payments: it is told,
            // and nothing follows from it.
            answered.statements = file
                .statements
                .iter()
                .map(|one| format!("{} {} {}", one.code, one.reason_code, one.reason))
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
        }
        let came_back = [Bucket::Failed, Bucket::Returned];
        let failed = came_back.iter().any(|bucket| answered.buckets.contains_key(bucket));
        let failures = failed.then(|| self.failures(&batch, &name));
        Ok(TakenIn { answered, failures })
    }

    /// Reads the file by the profile of the batch that it answers.
    fn read_return(
        &mut self,
        name: &str,
        bytes: &[u8],
        batch: Option<&str>,
    ) -> Result<(String, ReturnFile), PayError> {
        let wrong = |source| PayError::NotAReturn { file: name.to_owned(), source };
        if let Some(batch) = batch {
            let (header, _) = self.ledger.payments(batch)?;
            let profile = self.profile(&header)?;
            let file = returns::read(name, bytes, &profile).map_err(wrong)?;
            return Ok((batch.to_owned(), file));
        }
        // The batches that the bank has, the newest first: the file says in one of
        // their layouts which of them it answers.
        let mut sent = self.ledger.batches()?;
        sent.retain(|batch| matches!(batch.state, BatchState::Exported | BatchState::Closed));
        let mut tried: Vec<(String, Result<Option<String>, returns::NotAReturn>)> = Vec::new();
        for header in sent.iter().rev() {
            if tried.iter().any(|(profile, _)| *profile == header.profile) {
                continue;
            }
            let profile = self.profile(header)?;
            let read = returns::read(name, bytes, &profile);
            let said = match read {
                Ok(file) => {
                    let said = self.batch_of(&file)?;
                    if let Some(batch) = said.clone() {
                        let same = sent
                            .iter()
                            .any(|one| one.id == batch && one.profile == header.profile);
                        if same {
                            return Ok((batch, file));
                        }
                    }
                    Ok(said)
                }
                Err(error) => Err(error),
            };
            tried.push((header.profile.clone(), said));
        }
        let error = tried.into_iter().map(|(_, said)| said);
        match error.last() {
            Some(Err(source)) => Err(wrong(source)),
            _ => Err(PayError::WhichBatch { file: name.to_owned() }),
        }
    }

    /// The batch that a file speaks of: by its own word, else by its first line
    /// that has a reference of ours.
    fn batch_of(&mut self, file: &ReturnFile) -> Result<Option<String>, PayError> {
        if let Some(batch) = &file.batch {
            return Ok(self.ledger.has_batch(batch)?.then(|| batch.clone()));
        }
        for line in &file.lines {
            let LineKey::Reference(reference) = &line.key else { continue };
            let Some((batch, _)) = reference.rsplit_once('-') else { continue };
            if self.ledger.has_batch(batch)? {
                return Ok(Some(batch.to_owned()));
            }
        }
        Ok(None)
    }

    /// Writes the townships' workbooks of what the bank could not pay, as they
    /// know them: with columns to decide in, to be sent back like any other.
    fn failures(&mut self, batch: &str, name: &str) -> Failures {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = crate::payout::batch::safe_name(stem);
        let folder =
            self.project.folder.join(FOLDER).join(format!("{batch}-failed")).join(stem);
        match self.write_failures(&folder) {
            Ok(files) => Failures::Written { folder, files },
            Err(error) => Failures::NotWritten(error),
        }
    }

    fn write_failures(&mut self, folder: &Path) -> Result<Vec<Written>, PayError> {
        let reload = || {
            let project = crate::rulebook::Project::load(
                &self.project.folder,
                &crate::catalogue::all(),
            )?;
            let rulebook = crate::rulebook::Rulebook::of(&project)?;
            Ok::<_, crate::rulebook::RulebookError>((project, rulebook))
        };
        let (project, rulebook) = reload()?;
        let run = run::compute(project, rulebook, &Silent)?;
        let of_bank = |finding: &&Finding| finding.doc.code == "B009";
        let findings: Vec<Finding> = run.findings.iter().filter(of_bank).cloned().collect();
        let mut view = run.view();
        view.findings = &findings;
        let parent = folder.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .map_err(|source| PayError::Read { path: parent.to_owned(), source })?;
        let staging = Staging::begin(&RealDisk, folder)?;
        let files = report::exceptions::write(&view, &staging).map_err(RunError::from)?;
        staging.publish()?;
        Ok(files)
    }
}
