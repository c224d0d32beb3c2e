//! Purge: people of past periods are removed, and what proves that they were paid
//! stays.
//!
//! In: a project, a period, and who signs. Out: output folders with their manifest and
//! control totals alone, exports likewise, a ledger that has forgotten who; and a
//! record of what was there, by its hash, in each folder and in the chain. First it is
//! planned, and the plan is told; then the ledger forgets, at once or not at all; then
//! files are removed. Cut off in between, the same command goes on where it stood. The
//! county's own lists are told of, and left to the county.

mod plan;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

pub use plan::{Folder, Plan, Refused, plan};

use crate::domain::{Lang, Moment, Period};
use crate::intake::files::hex;
use crate::ledger::{LedgerError, Purging, Signer};
use crate::pay::Office;
use crate::publish::{self, Disk, PublishError};
use crate::report::manifest;
use crate::report::purged::{self, Purged, Removed};
use crate::rulebook::Project;
use crate::run;
use crate::say;

/// Nothing was purged, or not all of it: then the same command goes on.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    /// The ledger did not take it.
    Ledger(#[from] LedgerError),
    /// A file could not be read, written or removed.
    Publish(#[from] PublishError),
    /// Something stands in the way.
    Refused(Refused),
}

impl PurgeError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Ledger(error) => error.words(lang),
            Self::Publish(error) => error.words(lang),
            Self::Refused(refused) => refused.words(lang),
        }
    }
}

impl std::fmt::Display for PurgeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// Whether the output of a project's own period was purged: it is not run again.
#[must_use]
pub fn is_purged(project: &Project) -> bool {
    purged::is_purged(&run::default_output(project))
}

/// What is said of a folder whose people were purged.
#[must_use]
pub fn words(folder: &Path, lang: Lang) -> String {
    let record = purged::read(folder).ok().flatten().flatten();
    let before = record.map_or_else(|| "—".to_owned(), |record| record.before);
    say!(lang, "purge-folder", path = folder.display(), before = before)
}

/// Does what was planned. The ledger's part is signed, where there is a ledger.
///
/// # Errors
/// As [`PurgeError`] says; what is not done yet is planned again the next time.
pub fn purge(
    disk: &dyn Disk,
    project: &Project,
    plan: &Plan,
    at: Moment,
    signed: Option<(&mut Office, &Signer)>,
) -> Result<(), PurgeError> {
    let mut by = None;
    if let Some((office, signer)) = signed {
        by = Some(signer.name().to_owned());
        let outputs: Vec<_> = plan.folders.iter().filter_map(Folder::named).collect();
        let programme = &project.programme;
        let purging = Purging { programme, before: plan.before, outputs: &outputs };
        office.ledger.purge(at, signer, &purging)?;
        // Also where it was purged before: an earlier scrub may have found the ledger
        // held by another process.
        office.ledger.scrub()?;
    }
    for folder in &plan.folders {
        empty(disk, &project.folder, plan.before, folder, at, by.as_deref())?;
    }
    for path in &plan.whole {
        remove(disk, &project.folder.join(path))?;
    }
    Ok(())
}

/// Takes the people out of a folder: the record first, so that what is missing is
/// always told of; then the manifest as it is kept; then the files.
fn empty(
    disk: &dyn Disk,
    project: &Path,
    before: Period,
    folder: &Folder,
    at: Moment,
    by: Option<&str>,
) -> Result<(), PurgeError> {
    let root = project.join(&folder.path);
    if let Some(manifest) = &folder.manifest
        && !purged::is_purged(&root)
    {
        let record = Purged {
            before: before.to_string(),
            at: at.to_string(),
            by: by.map(str::to_owned),
            manifest: manifest.was.clone(),
            kept: manifest.kept.clone(),
            removed: folder.files.clone(),
        };
        let mut text = serde_json::to_string_pretty(&record).expect("plain values");
        text.push('\n');
        publish::replace_file(disk, &root.join(purged::PATH), text.as_bytes())?;
    }
    if let Some(kept) = folder.manifest.as_ref().and_then(|manifest| manifest.rewritten.as_ref()) {
        publish::replace_file(disk, &root.join(manifest::PATH), kept)?;
    }
    for file in &folder.files {
        remove(disk, &root.join(&file.path))?;
    }
    let mut folders: Vec<PathBuf> = folder.folders.iter().map(|path| root.join(path)).collect();
    // The inner ones first.
    folders.sort_by_key(|path| std::cmp::Reverse(path.components().count()));
    for path in folders {
        if path.read_dir().is_ok_and(|mut entries| entries.next().is_none()) {
            remove(disk, &path)?;
        }
    }
    publish::sync(disk, &root)?;
    Ok(())
}

fn remove(disk: &dyn Disk, path: &Path) -> Result<(), PublishError> {
    let removed = match path.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(meta) if meta.is_dir() => disk.remove_folder(path),
        Ok(_) => disk.remove_file(path),
    };
    removed.map_err(|source| PublishError::Failed {
        doing: "remove",
        path: path.to_owned(),
        source,
    })
}

/// A file as it was found.
fn found(root: &Path, path: &str) -> Result<Removed, PublishError> {
    let full = root.join(path);
    let bytes = std::fs::read(&full).map_err(|source| PublishError::Failed {
        doing: "read",
        path: full,
        source,
    })?;
    let sha256 = hex(&Sha256::digest(&bytes));
    Ok(Removed { path: path.to_owned(), bytes: bytes.len() as u64, sha256 })
}
