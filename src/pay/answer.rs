//! What the bank sent back: taken in by the ledger; then a workbook a township
//! with what it has to correct.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::PayError;
use super::{FOLDER, Office};
use crate::bank::returns::{self, LineKey, ReturnFile};
use crate::domain::Moment;
use crate::domain::long_number::mask_long_numbers;
use crate::finding::Finding;
use crate::intake::files::hex;
use crate::ledger::{Answer, Answered, BatchState, Bucket, Signer};
use crate::publish::{RealDisk, Staging, create_all};
use crate::reconcile::before_docs::B009;
use crate::report::{self, Written};
use crate::rulebook::{Project, Rulebook};
use crate::run::{self, RunError, Silent};

/// The workbooks of what the bank could not pay.
#[derive(Debug)]
pub struct Failures {
    /// Their folder.
    pub folder: PathBuf,
    /// The workbooks.
    pub files: Vec<Written>,
}

/// Whether an answer says of somebody that they were not paid.
#[must_use]
pub fn says_failed(answered: &Answered) -> bool {
    let came_back = [Bucket::Failed, Bucket::Returned];
    came_back.iter().any(|bucket| answered.buckets.contains_key(bucket))
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
    ) -> Result<Answered, PayError> {
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
                .map(|text| mask_long_numbers(&text).into_owned())
                .collect();
        }
        Ok(answered)
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
                        let same =
                            sent.iter().any(|one| one.id == batch && one.profile == header.profile);
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
        match tried.pop() {
            Some((_, Err(source))) => Err(wrong(source)),
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

    /// Writes the townships' workbooks of everything that the bank could not pay
    /// and that is not settled yet, as they know them: with columns to decide in,
    /// to be sent back like any other. Each answer's lie in a folder of their own,
    /// so that what a township has filled in stays.
    ///
    /// # Errors
    /// Where the run cannot be made, or the disk does not take them. The ledger
    /// has the answers all the same, and the next run writes the same findings.
    pub fn write_failures(&mut self) -> Result<Failures, PayError> {
        let answers = self.ledger.answers()?;
        let folder = self.project.folder.join(FOLDER).join(format!("failed-{answers:03}"));
        let project = Project::load(&self.project.folder, &crate::catalogue::all())?;
        let rulebook = Rulebook::of(&project)?;
        let run = run::compute(project, rulebook, &Silent)?;
        let of_bank = |finding: &&Finding| finding.doc.code == B009.code;
        let findings: Vec<Finding> = run.findings.iter().filter(of_bank).cloned().collect();
        let mut view = run.view();
        view.findings = &findings;
        create_all(&RealDisk, folder.parent().unwrap_or(&folder))?;
        let staging = Staging::begin(&RealDisk, &folder)?;
        let files = report::exceptions::write(&view, &staging).map_err(RunError::from)?;
        staging.publish()?;
        Ok(Failures { folder, files })
    }
}
