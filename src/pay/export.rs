//! Export: an approved batch's bank files, written once and the same however
//! often; and whether an export is still what was approved (L003).

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::PayError;
use super::files::{BankFile, control};
use super::{FOLDER, Office};
use crate::domain::{Lang, Moment, Money};
use crate::finding::Finding;
use crate::intake::files::hex;
use crate::ledger::docs::{Edited, export_edited};
use crate::ledger::{Approval, ApprovedFile, Batch, BatchState, LedgerError, Signer};
use crate::publish::{self, PublishError, RealDisk, Sealing};
use crate::report::{OutputFile, Shelf as _, manifest};
use crate::seal::{self, Recipients};

/// An export that is there.
#[derive(Debug)]
pub struct Exported {
    /// Its folder.
    pub folder: PathBuf,
    /// Its bank files.
    pub files: Vec<ApprovedFile>,
    /// Its people.
    pub people: u64,
    /// Its sum.
    pub amount: Money,
    /// The chain's head that stands in it.
    pub head: String,
    /// Whether it was there already, byte for byte.
    pub again: bool,
}

/// What stands in an export's `manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
struct ExportManifest {
    batch: String,
    kind: String,
    programme: String,
    period: String,
    profile: String,
    /// The manifest of the run that the batch was made up from.
    run: String,
    maker: String,
    approved_by: String,
    approved_at: String,
    people: u64,
    amount: String,
    files: Vec<ApprovedFile>,
    /// The chain's head: the event with which it was approved.
    event: i64,
    head: String,
}

/// An export on the disk against the ledger.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many exports were looked at.
    pub exports: u64,
    /// Exports that are sealed: they were not looked at.
    pub sealed: Vec<PathBuf>,
    /// L003 and L001 of files that are not as they were approved.
    pub findings: Vec<Finding>,
}

impl Office {
    /// Writes an approved batch for the bank.
    ///
    /// # Errors
    /// L003 where a file that is there was changed, or would now be written
    /// otherwise than when it was approved; where no approval holds.
    pub fn export(
        &mut self,
        at: Moment,
        by: &Signer,
        batch: &str,
        folder: Option<&Path>,
    ) -> Result<Exported, PayError> {
        self.export_as(at, by, batch, folder, None)
    }

    /// The same, sealed for some recipients: one archive in place of the folder.
    ///
    /// # Errors
    /// As [`Office::export`].
    pub fn export_as(
        &mut self,
        at: Moment,
        by: &Signer,
        batch: &str,
        folder: Option<&Path>,
        seal: Option<&Recipients>,
    ) -> Result<Exported, PayError> {
        let mut folder = folder.map_or_else(|| self.export_folder(batch), Path::to_owned);
        let (header, _) = self.ledger.payments(batch)?;
        let Some(approval) = self.ledger.approval(batch)? else {
            let (batch, state) = (header.id, header.state);
            let wanted = BatchState::Approved;
            return Err(LedgerError::WrongState { batch, state, wanted }.into());
        };
        let files = self.bank_files(batch, approval.at)?;
        let lang = self.project.lang;
        refuse(written_otherwise(&files, &approval, lang))?;
        let outputs = outputs(&header, &approval, files);
        let again = match on_disk(&folder, &outputs, lang)? {
            OnDisk::Whole => true,
            OnDisk::Absent => false,
            OnDisk::Edited(findings) => {
                refuse(findings)?;
                false
            }
        };
        // The files first: an export that the ledger tells of is there. Cut off in
        // between, it is made again, of the same bytes.
        match seal {
            Some(recipients) => folder = sealed(&folder, &outputs, recipients)?,
            None if again => {}
            None => {
                publish::preflight(&RealDisk, &folder)?;
                publish::publish(&RealDisk, &folder, &outputs)?;
            }
        }
        let again = again && seal.is_none();
        self.ledger.exported(at, by, batch)?;
        let people = approval.files.iter().map(|file| file.people).sum();
        let amount = approval.files.iter().map(|file| Money::from_fen(file.amount_fen)).sum();
        Ok(Exported { folder, files: approval.files, people, amount, head: approval.hash, again })
    }

    /// Looks at every export in the project folder: whether its files are those
    /// that were approved and no others, and its head an event of the chain.
    ///
    /// # Errors
    /// Where a folder cannot be read; as the ledger says.
    pub fn check_exports(&mut self) -> Result<Checked, PayError> {
        let lang = self.project.lang;
        let mut checked = Checked::default();
        for batch in self.ledger.batches()? {
            let folder = self.export_folder(&batch.id);
            if let Some(archive) = seal::instead_of(&folder) {
                checked.sealed.push(archive);
            }
            if !folder.is_dir() {
                continue;
            }
            checked.exports += 1;
            let shown = format!("{FOLDER}/{}/{}", batch.id, manifest::PATH);
            if let Ok(bytes) = std::fs::read(folder.join(manifest::PATH)) {
                let stated: Option<ExportManifest> = serde_json::from_slice(&bytes).ok();
                let head = stated.map(|stated| stated.head).unwrap_or_default();
                if !self.ledger.has_event(&head)? {
                    checked.findings.push(export_edited(&shown, lang, Edited::NotOfThisLedger));
                    continue;
                }
            }
            let purged = self.ledger.is_purged(&batch.id)?;
            let Some(approval) = self.ledger.approval(&batch.id)? else {
                checked.findings.push(export_edited(&shown, lang, Edited::Unknown));
                continue;
            };
            let mut edited = edited(&folder, &batch, &approval)?;
            if purged {
                // Its bank files are gone; what is still there is told of.
                edited.retain(|(path, why)| {
                    !matches!(why, Edited::OnDisk) || folder.join(path).exists()
                });
            }
            for (path, why) in edited {
                let shown = format!("{FOLDER}/{}/{path}", batch.id);
                checked.findings.push(export_edited(&shown, lang, why));
            }
        }
        Ok(checked)
    }
}

/// Writes an export as one archive; where it is.
fn sealed(
    folder: &Path,
    outputs: &[OutputFile],
    recipients: &Recipients,
) -> Result<PathBuf, PublishError> {
    Sealing::preflight(&RealDisk, folder)?;
    let sealing = Sealing::begin(&RealDisk, folder, recipients.clone())?;
    for file in outputs {
        sealing.take(file)?;
    }
    sealing.publish()
}

/// Whether a folder that was opened is an export as it was written: how many of its
/// files are, or the first that is not. `None` where it is no export at all.
#[must_use]
pub fn verify_export(folder: &Path) -> Option<Result<u64, String>> {
    let bytes = std::fs::read(folder.join(manifest::PATH)).ok()?;
    let stated: ExportManifest = serde_json::from_slice(&bytes).ok()?;
    let control = control(&stated.files);
    let control = (control.path.clone(), hex(&Sha256::digest(&control.bytes)));
    let files = stated.files.into_iter().map(|file| (file.path, file.sha256)).chain([control]);
    let mut known = vec![manifest::PATH.to_owned()];
    for (path, sha256) in files {
        let bytes = std::fs::read(folder.join(&path));
        if !bytes.is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == sha256) {
            return Some(Err(path));
        }
        known.push(path);
    }
    let mut there = Vec::new();
    if list(folder, folder, &mut there).is_err() {
        return Some(Err(manifest::PATH.to_owned()));
    }
    match there.into_iter().find(|path| !known.contains(path)) {
        Some(unknown) => Some(Err(unknown)),
        None => Some(Ok(known.len() as u64)),
    }
}

fn refuse(findings: Vec<Finding>) -> Result<(), PayError> {
    if findings.is_empty() { Ok(()) } else { Err(LedgerError::Refused(findings).into()) }
}

/// L003 where the files that would be written are not those that were approved.
fn written_otherwise(files: &[BankFile], approval: &Approval, lang: Lang) -> Vec<Finding> {
    let now: Vec<ApprovedFile> = files.iter().map(BankFile::approved).collect();
    if now == approval.files {
        return Vec::new();
    }
    let differs = approval.files.iter().filter(|file| !now.contains(file));
    let mut findings: Vec<Finding> =
        differs.map(|file| export_edited(&file.path, lang, Edited::WrittenOtherwise)).collect();
    if findings.is_empty() {
        let more = now.iter().filter(|file| !approval.files.contains(file));
        findings.extend(more.map(|file| export_edited(&file.path, lang, Edited::Unknown)));
    }
    findings
}

/// Everything that stands in an export's folder.
fn outputs(batch: &Batch, approval: &Approval, files: Vec<BankFile>) -> Vec<OutputFile> {
    let mut outputs: Vec<OutputFile> = files.into_iter().map(|file| file.file).collect();
    outputs.extend(beside(batch, approval));
    outputs
}

/// What stands in an export's folder beside the bank's files.
fn beside(batch: &Batch, approval: &Approval) -> [OutputFile; 2] {
    let files = &approval.files;
    let amount: Money = files.iter().map(|file| Money::from_fen(file.amount_fen)).sum();
    let stated = ExportManifest {
        batch: batch.id.clone(),
        kind: batch.kind.key().to_owned(),
        programme: batch.programme.clone(),
        period: batch.period.clone(),
        profile: batch.profile.clone(),
        run: batch.manifest.clone(),
        maker: batch.maker.clone(),
        approved_by: approval.by.clone(),
        approved_at: approval.at.to_string(),
        people: files.iter().map(|file| file.people).sum(),
        amount: amount.to_string(),
        files: files.clone(),
        event: approval.seq,
        head: approval.hash.clone(),
    };
    let mut text = serde_json::to_string_pretty(&stated).expect("plain values");
    text.push('\n');
    [control(files), OutputFile { path: manifest::PATH.to_owned(), bytes: text.into_bytes() }]
}

/// The files of an export that are gone, were changed, or were not approved.
fn edited(
    folder: &Path,
    batch: &Batch,
    approval: &Approval,
) -> Result<Vec<(String, Edited)>, PayError> {
    let [control, stated] = beside(batch, approval);
    let beside = [control, stated].map(|file| (file.path, hex(&Sha256::digest(&file.bytes))));
    let approved = approval.files.iter().map(|file| (file.path.clone(), file.sha256.clone()));
    let wanted: Vec<(String, String)> = approved.chain(beside).collect();
    let mut edited = Vec::new();
    for (path, sha256) in &wanted {
        let bytes = std::fs::read(folder.join(path));
        if !bytes.is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == *sha256) {
            edited.push((path.clone(), Edited::OnDisk));
        }
    }
    let mut there = Vec::new();
    list(folder, folder, &mut there)?;
    there.retain(|path| !wanted.iter().any(|(wanted, _)| wanted == path));
    edited.extend(there.into_iter().map(|path| (path, Edited::Unknown)));
    Ok(edited)
}

/// What is in an export's folder.
enum OnDisk {
    /// Nothing, or a part of what belongs there, unchanged.
    Absent,
    /// All of it, byte for byte.
    Whole,
    /// Something else.
    Edited(Vec<Finding>),
}

/// Compares the folder with what belongs there.
fn on_disk(folder: &Path, outputs: &[OutputFile], lang: Lang) -> Result<OnDisk, PayError> {
    let mut there = Vec::new();
    if folder.is_dir() {
        list(folder, folder, &mut there)?;
    }
    let mut findings = Vec::new();
    for path in &there {
        let why = match outputs.iter().find(|output| output.path == *path) {
            None => Some(Edited::Unknown),
            Some(output) => {
                let full = folder.join(path);
                let bytes =
                    std::fs::read(&full).map_err(|source| PayError::Read { path: full, source })?;
                (bytes != output.bytes).then_some(Edited::OnDisk)
            }
        };
        findings.extend(why.map(|why| export_edited(path, lang, why)));
    }
    Ok(match (findings.is_empty(), there.len() == outputs.len()) {
        (false, _) => OnDisk::Edited(findings),
        (true, true) => OnDisk::Whole,
        (true, false) => OnDisk::Absent,
    })
}

/// The files below a folder, relative to it, in order.
fn list(root: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<(), PayError> {
    let failed = |source| PayError::Read { path: folder.to_owned(), source };
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            list(root, &entry, paths)?;
        } else if let Ok(path) = entry.strip_prefix(root) {
            paths.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
