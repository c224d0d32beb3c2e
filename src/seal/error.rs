//! Why nothing was sealed or opened.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::Lang;
use crate::say;

/// Nothing was sealed, or nothing of an archive was taken.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A text is no recipient.
    NotARecipient {
        /// The text, or where it stands; a secret is not repeated.
        found: String,
    },
    /// A secret stands where a recipient belongs.
    Secret {
        /// Where.
        place: String,
    },
    /// A file of recipients has none.
    NoRecipient {
        /// The file.
        path: PathBuf,
    },
    /// A file has no identity of the kind that this program makes.
    NoIdentity {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be read from disk.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no sealed archive.
    NotSealed {
        /// The file.
        path: PathBuf,
    },
    /// None of the identities opens it.
    OtherKey {
        /// The archive.
        path: PathBuf,
    },
    /// It was cut off, or changed after it was sealed.
    NotWhole {
        /// The archive.
        path: PathBuf,
    },
    /// It holds what no output of ours holds.
    Strange {
        /// The archive.
        path: PathBuf,
        /// The entry, as far as it can be shown.
        entry: String,
        /// What is wrong with it.
        why: Strange,
    },
}

/// What is wrong with an archive's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strange {
    /// It is neither a file nor a folder: a link, a device.
    NoFile,
    /// Its path leads out of the folder, or is none.
    LeadsOut,
    /// Its path was there before.
    Twice,
}

impl SealError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NotARecipient { found } => say!(lang, "seal-not-a-recipient", found = found),
            Self::Secret { place } => say!(lang, "seal-secret", place = place),
            Self::NoRecipient { path } => say!(lang, "seal-no-recipient", path = path.display()),
            Self::NoIdentity { path } => say!(lang, "seal-no-identity", path = path.display()),
            Self::Read { path, source } => {
                say!(lang, "seal-unreadable", path = path.display(), cause = source)
            }
            Self::NotSealed { path } => say!(lang, "seal-not-sealed", path = path.display()),
            Self::OtherKey { path } => say!(lang, "seal-other-key", path = path.display()),
            Self::NotWhole { path } => say!(lang, "seal-not-whole", path = path.display()),
            Self::Strange { path, entry, why } => {
                let why = why.words(lang);
                say!(lang, "seal-strange", path = path.display(), entry = entry, why = why)
            }
        }
    }
}

impl Strange {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NoFile => say!(lang, "seal-entry-no-file"),
            Self::LeadsOut => say!(lang, "seal-entry-leads-out"),
            Self::Twice => say!(lang, "seal-entry-twice"),
        }
    }
}

impl std::fmt::Display for SealError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// What is said where a folder is needed and its archive is there instead.
#[must_use]
pub fn sealed_words(archive: &Path, lang: Lang) -> String {
    say!(lang, "seal-open-first", path = archive.display())
}
