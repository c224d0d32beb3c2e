//! Reading an archive: each file handed over while it is decrypted, and nothing
//! trusted that was not read to the archive's end.
//!
//! age proves each piece of 64 KiB, and the last one that it is the last. So an
//! archive that was cut off or changed is found out at that piece, at the latest at
//! its end: who takes the files keeps them aside until [`unpack`] returns.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Component, Path};
use std::rc::Rc;

use age::{DecryptError, Decryptor};

use super::error::{SealError, Strange};
use super::keys::Identities;
use crate::domain::long_number::mask_long_numbers;

/// What was in an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// Its files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Hands each file of an archive to `each`: its path with `/`, and its bytes.
///
/// # Errors
/// Where no identity opens it; where it is not whole; where it holds a link, a path
/// that leads out, or one path twice; as `each` says.
pub fn unpack<E: From<SealError>>(
    path: &Path,
    identities: &Identities,
    each: &mut dyn FnMut(&str, &mut dyn Read) -> Result<(), E>,
) -> Result<Unpacked, E> {
    let disk = Rc::new(RefCell::new(None));
    let trouble = || trouble(path, &disk);
    let file =
        File::open(path).map_err(|source| SealError::Read { path: path.to_owned(), source })?;
    let noting = Noting { from: file, seen: Rc::clone(&disk) };
    let decryptor = Decryptor::new_buffered(BufReader::with_capacity(1 << 17, noting))
        .map_err(|error| refused(path, &error, &trouble))?;
    let opened =
        decryptor.decrypt(identities.each()).map_err(|error| refused(path, &error, &trouble))?;
    let inner = Rc::new(RefCell::new(None));
    let mut archive = tar::Archive::new(Noting { from: opened, seen: Rc::clone(&inner) });
    let mut unpacked = Unpacked::default();
    let mut paths = BTreeSet::new();
    for entry in archive.entries().map_err(|_| trouble())? {
        let mut entry = entry.map_err(|_| trouble())?;
        let strange = |entry: &str, why| SealError::Strange {
            path: path.to_owned(),
            entry: mask_long_numbers(entry).into_owned(),
            why,
        };
        let kind = entry.header().entry_type();
        let shown = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !kind.is_file() && !kind.is_dir() {
            return Err(strange(&shown, Strange::NoFile).into());
        }
        let Some(inside) = inside(&entry.path_bytes(), kind.is_dir()) else {
            return Err(strange(&shown, Strange::LeadsOut).into());
        };
        if kind.is_dir() {
            continue;
        }
        if !paths.insert(inside.clone()) {
            return Err(strange(&shown, Strange::Twice).into());
        }
        unpacked.files += 1;
        unpacked.bytes += entry.size();
        let mut counted = 0;
        let taken = each(&inside, &mut Counting { from: &mut entry, bytes: &mut counted });
        // What the archive did not give is not the taker's trouble.
        if inner.borrow().is_some() {
            return Err(trouble().into());
        }
        taken?;
        if counted != entry.size() {
            return Err(SealError::NotWhole { path: path.to_owned() }.into());
        }
    }
    nothing_follows(archive.into_inner()).map_err(|_| trouble())?;
    Ok(unpacked)
}

/// Reads the rest: padding, and the proof that this is the archive's end.
fn nothing_follows(mut rest: impl Read) -> io::Result<()> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match rest.read(&mut piece)? {
            0 => return Ok(()),
            read if piece[..read].iter().all(|byte| *byte == 0) => {}
            _ => return Err(io::Error::from(io::ErrorKind::InvalidData)),
        }
    }
}

/// A path relative to the folder, with `/`; `None` where it is no such thing, on
/// whatever system it would be written.
fn inside(bytes: &[u8], folder: bool) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    // A drive or a stream of Windows, its separator, what no name holds.
    if text.contains(['\\', ':', '\0']) || text.chars().any(char::is_control) {
        return None;
    }
    let mut parts = Vec::new();
    for part in Path::new(text).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    let ends_as_folder = text.ends_with('/');
    let named = !parts.is_empty() && !ends_as_folder;
    (folder || named).then(|| parts.join("/"))
}

/// Why age does not open it.
fn refused(path: &Path, error: &DecryptError, trouble: &dyn Fn() -> SealError) -> SealError {
    let path = path.to_owned();
    match error {
        DecryptError::Io(_) => match trouble() {
            // Not even a header: something else, or next to nothing of an archive.
            SealError::NotWhole { path } => SealError::NotSealed { path },
            other => other,
        },
        DecryptError::InvalidHeader | DecryptError::UnknownFormat => SealError::NotSealed { path },
        DecryptError::NoMatchingKeys
        | DecryptError::ExcessiveWork { .. }
        | DecryptError::KeyDecryptionFailed => SealError::OtherKey { path },
        _ => SealError::NotWhole { path },
    }
}

/// An error of reading: the disk's where the file itself failed, else the archive's.
fn trouble(path: &Path, disk: &RefCell<Option<io::Error>>) -> SealError {
    let path = path.to_owned();
    match disk.borrow_mut().take() {
        Some(source) => SealError::Read { path, source },
        None => SealError::NotWhole { path },
    }
}

/// Notes that a reader failed, for whoever only hears of it through another.
struct Noting<R> {
    from: R,
    seen: Rc<RefCell<Option<io::Error>>>,
}

impl<R: Read> Read for Noting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.from.read(into).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                *self.seen.borrow_mut() = Some(io::Error::new(error.kind(), error.to_string()));
            }
        })
    }
}

/// Counts what is read.
struct Counting<'a, R> {
    from: R,
    bytes: &'a mut u64,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        *self.bytes += read as u64;
        Ok(read)
    }
}
