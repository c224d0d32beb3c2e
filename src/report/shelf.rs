//! Where a run's files go, one after the other.
//!
//! In: a path and a writer of its bytes. Out: the file's size and hash. A shelf
//! takes files while they are made, so that none waits in memory for the
//! others; `publish` has the one that writes to disk.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use crate::intake::files::hex;

/// A file to be written: its path relative to the output folder, and its bytes.
#[derive(Debug)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file that a shelf took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

/// A file that could not be taken: the environment failed.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot {doing}: {source}", path.display())]
pub struct NotTaken {
    /// What was tried, as in "cannot write".
    pub doing: &'static str,
    /// On which path.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

/// Takes a run's files, from several threads.
pub trait Shelf: Sync {
    /// Takes one file, of a path that was not taken before: `write` is called
    /// once and writes its bytes.
    ///
    /// # Errors
    /// As the place behind it says; the file is then not there.
    fn stream(
        &self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, NotTaken>;

    /// Takes a file whose bytes are made already.
    ///
    /// # Errors
    /// As [`Shelf::stream`].
    fn take(&self, file: &OutputFile) -> Result<Written, NotTaken> {
        self.stream(&file.path, &mut |out| out.write_all(&file.bytes))
    }
}

/// Counts and hashes what passes through.
#[derive(Debug)]
pub struct Hashing<W> {
    inner: W,
    bytes: u64,
    sha256: Sha256,
}

impl<W: Write> Hashing<W> {
    /// A writer before its first byte.
    pub fn new(inner: W) -> Self {
        Self { inner, bytes: 0, sha256: Sha256::new() }
    }

    /// The writer behind, and what was written under that path.
    pub fn finish(self, path: &str) -> (W, Written) {
        let sha256 = hex(&self.sha256.finalize());
        (self.inner, Written { path: path.to_owned(), bytes: self.bytes, sha256 })
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A shelf in memory, for whoever wants the files and no folder.
#[derive(Debug, Default)]
pub struct InMemory {
    files: Mutex<Vec<OutputFile>>,
}

impl InMemory {
    /// The files that were taken, by path.
    ///
    /// # Panics
    /// Where a thread panicked while it was writing.
    #[must_use]
    pub fn into_files(self) -> Vec<OutputFile> {
        let mut files = self.files.into_inner().expect("no writer panicked");
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

impl Shelf for InMemory {
    fn stream(
        &self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, NotTaken> {
        let failed = |source| NotTaken { doing: "write", path: path.into(), source };
        let mut out = Hashing::new(Vec::new());
        write(&mut out).map_err(failed)?;
        let (bytes, written) = out.finish(path);
        let file = OutputFile { path: path.to_owned(), bytes };
        self.files.lock().expect("no writer panicked").push(file);
        Ok(written)
    }
}
