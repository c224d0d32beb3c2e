//! Writing an archive: a tar inside age, a file after the other.
//!
//! Of a tar's headers nothing is the machine's: no owner, no hour. A path stands in
//! UTF-8 in a record of its own (POSIX pax), which every tar reads alike, that of
//! Windows too.

use std::io::{self, Read, Write};

use age::stream::StreamWriter;

use super::keys::Recipients;

/// An archive while it is written.
pub struct Packing<W: Write> {
    tar: tar::Builder<StreamWriter<W>>,
    files: u64,
}

impl<W: Write> Packing<W> {
    /// Begins an archive.
    ///
    /// # Errors
    /// As the writer behind it says.
    pub fn begin(recipients: &Recipients, out: W) -> io::Result<Self> {
        let out = super::encrypting(recipients.each(), out)?;
        Ok(Self { tar: tar::Builder::new(out), files: 0 })
    }

    /// Adds a file: its path relative to the output folder with `/`, its size, and
    /// its bytes.
    ///
    /// # Errors
    /// As the writer behind it says; where the bytes are not as many as were said.
    pub fn add(&mut self, path: &str, bytes: u64, from: impl Read) -> io::Result<()> {
        self.files += 1;
        self.tar.append_pax_extensions([("path", path.as_bytes())])?;
        let mut header = tar::Header::new_ustar();
        // For a tar that knows no records: the path where it has room, else a number.
        if header.set_path(path).is_err() {
            header.set_path(format!("file-{:06}", self.files))?;
        }
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        let mut counted = Counted { from, bytes: 0 };
        self.tar.append(&header, &mut counted)?;
        if counted.bytes != bytes {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        Ok(())
    }

    /// Ends the archive; the writer behind it, to be synced.
    ///
    /// # Errors
    /// As the writer says.
    pub fn finish(self) -> io::Result<W> {
        self.tar.into_inner()?.finish()
    }
}

/// Counts what is read.
struct Counted<R> {
    from: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.bytes += read as u64;
        Ok(read)
    }
}
