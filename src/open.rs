//! Opening a sealed output: the archive becomes the folder again, whole or not at all.
//!
//! In: an archive, identities, a place where nothing stands. Out: the folder, every
//! file of it as its manifest says. The files are staged while they are decrypted and
//! take their place only when the archive was read to its end and what was in it was
//! verified: an archive that was cut off, changed, or filled by somebody else leaves
//! nothing behind.

use std::path::{Path, PathBuf};

use crate::domain::Lang;
use crate::pay;
use crate::publish::{self, Disk, PublishError, Staging};
use crate::report::{NotTaken, Shelf as _};
use crate::say;
use crate::seal::{self, Identities, SealError, Unpacked};
use crate::verify::{self, Check, VerifyError};

/// Nothing was opened; nothing is left of it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The archive does not open, or is not whole.
    Seal(#[from] SealError),
    /// The disk does not take the files.
    Publish(#[from] PublishError),
    /// Something stands where the folder would be.
    InTheWay {
        /// The folder.
        path: PathBuf,
    },
    /// What was in it is no output, or not as its manifest says.
    NotVerified {
        /// The archive.
        path: PathBuf,
        /// The first that does not hold.
        what: String,
    },
}

impl From<NotTaken> for OpenError {
    fn from(file: NotTaken) -> Self {
        Self::Publish(file.into())
    }
}

impl OpenError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Seal(error) => error.words(lang),
            Self::Publish(error) => error.words(lang),
            Self::InTheWay { path } => say!(lang, "seal-in-the-way", path = path.display()),
            Self::NotVerified { path, what } => {
                say!(lang, "seal-not-verified", path = path.display(), what = what)
            }
        }
    }
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its files.
    pub of: Unpacked,
    /// How many checks hold of them.
    pub checks: u64,
}

/// Opens an archive into a folder.
///
/// # Errors
/// As [`OpenError`] says.
pub fn open(
    disk: &dyn Disk,
    archive: &Path,
    target: &Path,
    identities: &Identities,
    lang: Lang,
) -> Result<Opened, OpenError> {
    let is_empty = || target.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if target.symlink_metadata().is_ok() && !(target.is_dir() && is_empty()) {
        return Err(OpenError::InTheWay { path: target.to_owned() });
    }
    publish::preflight(disk, target)?;
    let staging = Staging::begin(disk, target)?;
    let of = seal::unpack(archive, identities, &mut |path, bytes| {
        staging.stream(path, &mut |out| std::io::copy(bytes, out).map(drop))?;
        Ok::<(), OpenError>(())
    })?;
    let checks = checked(archive, &staging.folder(), lang)?;
    staging.publish()?;
    Ok(Opened { of, checks })
}

/// How many checks hold of what was unpacked; all of them, or it is refused.
fn checked(archive: &Path, folder: &Path, lang: Lang) -> Result<u64, OpenError> {
    let wrong = |what: String| OpenError::NotVerified { path: archive.to_owned(), what };
    if let Some(export) = pay::verify_export(folder) {
        return export.map_err(|file| wrong(say!(lang, "seal-export-differs", file = file)));
    }
    let checks: Vec<Check> = verify::verify(folder, lang).map_err(|error| match error {
        VerifyError::NoManifest { .. } => wrong(say!(lang, "seal-no-output").to_owned()),
        VerifyError::Read { path, source } => {
            PublishError::Failed { doing: "read", path, source }.into()
        }
    })?;
    match checks.iter().find_map(|check| Some((&check.what, check.wrong.as_ref()?))) {
        None => Ok(checks.len() as u64),
        Some((what, why)) => Err(wrong(format!("{what}{}{why}", say!(lang, "colon")))),
    }
}
