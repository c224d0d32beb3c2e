//! The output that a run is about to replace, read for what changed since.

use std::io;
use std::path::{Path, PathBuf};

use super::{Run, RunError};
use crate::publish::PublishError;
use crate::report::previous::{Compared, Earlier, compare};
use crate::report::{data, manifest};
use crate::seal;

/// What stood where a run's output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing to compare with, or a run of the same inputs that had nothing.
    Nothing,
    /// An output that is not as it was written: nothing was taken from it.
    Altered,
    /// An output that is sealed: the archive. Nothing was taken from it.
    Sealed(PathBuf),
    /// The last run of the period.
    Compared,
}

impl Run {
    /// Compares the run with the output in a folder that it is to replace.
    ///
    /// # Errors
    /// Where a file there cannot be read from disk.
    pub fn compare(&mut self, output: &Path) -> Result<Before, RunError> {
        if let Some(archive) = seal::instead_of(output) {
            return Ok(Before::Sealed(archive));
        }
        let Some(manifest) = read(output, manifest::PATH)? else { return Ok(Before::Nothing) };
        let findings = read(output, data::FINDINGS_CSV)?;
        let compared = compare(&Earlier { manifest, findings }, &self.view());
        Ok(match compared {
            Compared::Nothing => Before::Nothing,
            Compared::Altered => Before::Altered,
            Compared::With(previous) => {
                self.previous = Some(*previous);
                Before::Compared
            }
        })
    }
}

/// A file's bytes; `None` where it is not there.
fn read(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
    let path = folder.join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PublishError::Failed { doing: "read", path, source }),
    }
}
