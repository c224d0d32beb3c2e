//! `purged.json`: what a purge took out of an output folder, beside what it left.
//!
//! In: a folder. Out: what was there, file by file with its hash, and the hash of the
//! manifest as it is kept. The manifest's own outputs say the same hashes: who has a
//! copy of a list can still prove that it is the one that was written.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The record's path in an output folder.
pub const PATH: &str = "purged.json";

/// What a purge leaves of an output: hashes and totals.
pub const KEPT: [&str; 3] = [super::manifest::PATH, super::control::PATH, PATH];

/// What was taken out of an output folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purged {
    /// The period before which everything was removed.
    pub before: String,
    /// When.
    pub at: String,
    /// Who did it; nobody signs where there is no ledger.
    pub by: Option<String>,
    /// The hash of the manifest's bytes as they were.
    pub manifest: String,
    /// The hash of the manifest's bytes as they are kept: others where decisions in it
    /// named people.
    pub kept: String,
    /// The files that were removed.
    pub removed: Vec<Removed>,
}

/// A file that was removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Removed {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The hash of its bytes as they were found.
    pub sha256: String,
}

/// The record of a folder; `None` where it was not purged. A record that cannot be
/// read is one all the same.
///
/// # Errors
/// As the system says.
pub fn read(folder: &Path) -> io::Result<Option<Option<Purged>>> {
    match std::fs::read(folder.join(PATH)) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).ok())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a folder was purged.
#[must_use]
pub fn is_purged(folder: &Path) -> bool {
    folder.join(PATH).is_file()
}

/// A manifest without what decisions in it say of people; the same bytes where it says
/// nothing of them.
#[must_use]
pub fn without_people(manifest: &[u8]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(manifest) else {
        return manifest.to_vec();
    };
    let decisions = value.get_mut("decisions").and_then(serde_json::Value::as_array_mut);
    let Some(decisions) = decisions.filter(|decisions| !decisions.is_empty()) else {
        return manifest.to_vec();
    };
    for decision in decisions.iter_mut().filter_map(serde_json::Value::as_object_mut) {
        for key in ["value", "correction"] {
            decision.insert(key.to_owned(), serde_json::Value::from(""));
        }
    }
    let mut text = serde_json::to_string_pretty(&value).expect("plain values");
    text.push('\n');
    text.into_bytes()
}
