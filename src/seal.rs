//! Sealing: an output folder as one archive that only its recipients can open.
//!
//! In: recipients (`age1…`), files by path. Out: a tar inside an age file; and, with
//! an identity, the files again. Both formats are public: `age` and `tar` open it
//! without us. age's bytes are random by design, the tar's are not: two archives of
//! one output hold the same bytes inside. It reads and writes streams, touches no
//! output folder, and refuses whatever is not wholly what was sealed: an archive that
//! was cut off or changed, a link, a path that leads out.

mod error;
mod keys;
mod pack;
mod unpack;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use age::stream::{StreamReader, StreamWriter};
use age::{Decryptor, Encryptor, x25519};

pub use error::{SealError, Strange, sealed_words};
pub use keys::{Identities, NewIdentity, Recipients};
pub use pack::Packing;
pub use unpack::{Unpacked, unpack};

/// What an archive's name ends in: a tar, sealed by age.
pub const ENDING: &str = ".tar.age";

/// How every age file begins.
const MAGIC: &[u8] = b"age-encryption.org/";

/// The archive that a folder is sealed into: beside it, under its name. Who names
/// an archive already means that one.
#[must_use]
pub fn archive_of(folder: &Path) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if name.ends_with(ENDING) {
        return folder.to_owned();
    }
    folder.with_file_name(format!("{name}{ENDING}"))
}

/// The folder that an archive is opened into unless it is told otherwise.
#[must_use]
pub fn folder_of(archive: &Path) -> PathBuf {
    let name = archive.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    match name.strip_suffix(ENDING) {
        Some(stem) if !stem.is_empty() => archive.with_file_name(stem),
        _ => archive.with_file_name(format!("{name}-opened")),
    }
}

/// Whether a file is sealed: by how it begins, whatever it is called.
#[must_use]
pub fn is_sealed(file: &Path) -> bool {
    let begins = || -> io::Result<bool> {
        let mut first = [0; MAGIC.len()];
        std::fs::File::open(file)?.read_exact(&mut first)?;
        Ok(first == MAGIC)
    };
    file.is_file() && begins().unwrap_or(false)
}

/// The archive that stands where an output folder was looked for: the folder is not
/// there and its archive is, or what was named is an archive itself.
#[must_use]
pub fn instead_of(folder: &Path) -> Option<PathBuf> {
    if is_sealed(folder) {
        return Some(folder.to_owned());
    }
    let archive = archive_of(folder);
    (!folder.exists() && archive.is_file()).then_some(archive)
}

/// The archives one or two levels below a folder that are not open beside it: who
/// looks for outputs there would miss them.
#[must_use]
pub fn alone_below(folder: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = folder.read_dir().into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    let children = below(folder);
    let grandchildren = children.iter().filter(|child| child.is_dir()).flat_map(|one| below(one));
    let alone = |path: &PathBuf| {
        path.to_string_lossy().ends_with(ENDING) && is_sealed(path) && !folder_of(path).exists()
    };
    let mut found: Vec<PathBuf> = children.iter().cloned().chain(grandchildren).collect();
    found.retain(alone);
    found.sort();
    found
}

/// A key that lives as long as this process, for what waits on the disk while an
/// output is made: who finds it after a crash cannot read it, and nobody else can.
pub struct Scratch(x25519::Identity);

impl Default for Scratch {
    fn default() -> Self {
        Self(x25519::Identity::generate())
    }
}

impl Scratch {
    /// A writer whose bytes this key alone reads back; to be finished.
    ///
    /// # Errors
    /// As the writer behind it says.
    pub fn hide<W: Write>(&self, out: W) -> io::Result<StreamWriter<W>> {
        encrypting([&self.0.to_public() as &dyn age::Recipient], out)
    }

    /// Reads back what was hidden.
    ///
    /// # Errors
    /// Where it is not what this key hid.
    pub fn show(&self, from: impl Read) -> io::Result<impl Read> {
        let not_ours = |_| io::Error::from(io::ErrorKind::InvalidData);
        let decryptor = Decryptor::new_buffered(io::BufReader::new(from)).map_err(not_ours)?;
        let identity = &self.0 as &dyn age::Identity;
        let reader: StreamReader<_> =
            decryptor.decrypt(std::iter::once(identity)).map_err(not_ours)?;
        Ok(reader)
    }
}

/// A writer for some recipients, past its header.
fn encrypting<'a, W: Write>(
    recipients: impl IntoIterator<Item = &'a dyn age::Recipient>,
    out: W,
) -> io::Result<StreamWriter<W>> {
    let encryptor = Encryptor::with_recipients(recipients.into_iter());
    // Of plain recipients, and one at least, age refuses none.
    encryptor.map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?.wrap_output(out)
}

#[cfg(test)]
mod tests;
