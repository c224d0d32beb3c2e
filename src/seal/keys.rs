//! Who may open an archive: recipients, which anybody may know, and identities,
//! which are secret. Both are age's own X25519 keys, written as age writes them.

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use age::x25519;

use super::error::SealError;

/// How a recipient begins.
const RECIPIENT: &str = "age1";
/// How an identity begins, in upper case.
const IDENTITY: &str = "AGE-SECRET-KEY-";

/// Whom an archive is sealed for.
#[derive(Clone)]
pub struct Recipients(Vec<x25519::Recipient>);

impl Recipients {
    /// From what was given: recipients, or files with one a line.
    ///
    /// # Errors
    /// Where one is neither, or a secret; a file without any.
    pub fn of(given: &[String]) -> Result<Self, SealError> {
        let mut recipients = Vec::new();
        for one in given {
            if one.to_lowercase().starts_with(RECIPIENT) {
                recipients.push(recipient(one, one)?);
            } else if is_secret(one) {
                return Err(SealError::Secret { place: "--seal".to_owned() });
            } else if Path::new(one).is_file() {
                recipients.extend(of_file(Path::new(one))?);
            } else {
                return Err(SealError::NotARecipient { found: one.clone() });
            }
        }
        Ok(Self(recipients))
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// As age asks for them.
    pub(super) fn each(&self) -> impl Iterator<Item = &dyn age::Recipient> {
        self.0.iter().map(|one| one as &dyn age::Recipient)
    }
}

impl std::fmt::Debug for Recipients {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(ToString::to_string)).finish()
    }
}

fn is_secret(text: &str) -> bool {
    text.trim().to_uppercase().starts_with(IDENTITY)
}

fn recipient(text: &str, found: &str) -> Result<x25519::Recipient, SealError> {
    let wrong = |_| SealError::NotARecipient { found: found.to_owned() };
    text.trim().parse().map_err(wrong)
}

/// The lines of a key file that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let told = |(_, line): &(usize, &str)| !line.is_empty() && !line.starts_with('#');
    // A mark of UTF-8 is what Windows' editor puts before a text.
    let text = text.trim_start_matches('\u{feff}');
    (1..).zip(text.lines().map(str::trim)).filter(told)
}

fn read(path: &Path) -> Result<String, SealError> {
    let bytes =
        std::fs::read(path).map_err(|source| SealError::Read { path: path.to_owned(), source })?;
    // What is no text has no key in it.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn of_file(path: &Path) -> Result<Vec<x25519::Recipient>, SealError> {
    let text = read(path)?;
    let mut recipients = Vec::new();
    for (number, line) in lines(&text) {
        let place = format!("{}:{number}", path.display());
        if is_secret(line) {
            return Err(SealError::Secret { place });
        }
        recipients.push(recipient(line, &place)?);
    }
    if recipients.is_empty() {
        return Err(SealError::NoRecipient { path: path.to_owned() });
    }
    Ok(recipients)
}

/// What opens an archive.
pub struct Identities(Vec<x25519::Identity>);

impl Identities {
    /// From files as age keeps them: an identity a line, and remarks.
    ///
    /// # Errors
    /// Where one cannot be read, or holds none.
    pub fn of(paths: &[PathBuf]) -> Result<Self, SealError> {
        let mut identities = Vec::new();
        for path in paths {
            let text = read(path)?;
            let mut found: Vec<x25519::Identity> =
                lines(&text).filter_map(|(_, line)| line.parse().ok()).collect();
            if found.is_empty() {
                return Err(SealError::NoIdentity { path: path.clone() });
            }
            identities.append(&mut found);
        }
        Ok(Self(identities))
    }

    /// As age asks for them.
    pub(super) fn each(&self) -> impl Iterator<Item = &dyn age::Identity> {
        self.0.iter().map(|one| one as &dyn age::Identity)
    }
}

/// An identity that was just made.
pub struct NewIdentity(x25519::Identity);

impl Default for NewIdentity {
    fn default() -> Self {
        Self(x25519::Identity::generate())
    }
}

impl NewIdentity {
    /// Its recipient: what others seal for.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// Its file, as `age-keygen` writes it but for the hour. It is a secret.
    #[must_use]
    pub fn file(&self) -> String {
        let secret = self.0.to_string();
        format!("# public key: {}\n{}\n", self.recipient(), secret.expose_secret())
    }
}
