//! A sealed output: one archive in place of the folder, whole or not at all.
//!
//! In: the folder's path, a run's files as they are made, recipients. Out: the
//! archive beside it. While the files are made they wait in a staging folder, each
//! hidden under a key that this process alone holds and never writes: what a crash
//! leaves there is noise, and is removed at the next start. The files then go into
//! the archive in the order of their paths. An older plain output is set aside, and
//! removed once the archive stands.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    BUFFER_BYTES, Disk, DiskFile, PublishError, Staging, above, beside, create_all, failed,
    not_taken, probe, staging,
};
use crate::report::manifest;
use crate::report::shelf::Hashing;
use crate::report::{NotTaken, Shelf, Written};
use crate::seal::{self, Packing, Recipients, Scratch};

/// The archive's name in its staging folder, until it takes its place.
const MADE: &str = "archive";

/// Where a plain output waits until its archive stands.
fn replaced(target: &Path) -> PathBuf {
    beside(target, "sealed")
}

/// Puts right what was cut off while an archive was made: a plain output that was set
/// aside comes back where the archive had not taken its place, and is removed where
/// it had.
pub(super) fn recover(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    let (old, new) = (replaced(target), staging(&seal::archive_of(target)));
    if old.is_dir() {
        if new.join(MADE).exists() && !target.exists() {
            disk.rename(&old, target).map_err(failed("rename", &old))?;
        } else {
            disk.remove_folder(&old).map_err(failed("remove", &old))?;
        }
    }
    if new.is_dir() {
        disk.remove_folder(&new).map_err(failed("remove", &new))?;
    }
    Ok(())
}

/// The new archive while it is made, aside from its place.
///
/// Dropped before [`Sealing::publish`], all of it is removed.
pub struct Sealing<'a> {
    disk: &'a dyn Disk,
    /// The folder that would have been written.
    target: PathBuf,
    archive: PathBuf,
    recipients: Recipients,
    scratch: Scratch,
    number: AtomicU64,
    /// The files by path: where each waits, and its size.
    taken: Mutex<BTreeMap<String, (PathBuf, u64)>>,
    published: bool,
}

impl<'a> Sealing<'a> {
    /// Refuses where something else than an archive of ours stands; sees to it that
    /// its folder can be written. Nothing is read before this.
    ///
    /// # Errors
    /// [`PublishError::NotOurs`], or as the disk says.
    pub fn preflight(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
        let archive = seal::archive_of(target);
        match std::fs::symlink_metadata(&archive) {
            Ok(meta) if !meta.is_file() || (meta.len() > 0 && !seal::is_sealed(&archive)) => {
                return Err(PublishError::NotOurs { path: archive });
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed("read", &archive)(error)),
        }
        if !above(&archive).is_dir() {
            create_all(disk, above(&archive))?;
        }
        super::recover(disk, target)?;
        probe(disk, &staging(&archive))
    }

    /// Begins the archive of a folder.
    ///
    /// # Errors
    /// As the disk says.
    pub fn begin(
        disk: &'a dyn Disk,
        target: &Path,
        recipients: Recipients,
    ) -> Result<Self, PublishError> {
        super::recover(disk, target)?;
        let archive = seal::archive_of(target);
        let new = staging(&archive);
        disk.create_folder(&new).map_err(failed("create", &new))?;
        Ok(Self {
            disk,
            target: target.to_owned(),
            archive,
            recipients,
            scratch: Scratch::default(),
            number: AtomicU64::new(0),
            taken: Mutex::default(),
            published: false,
        })
    }

    /// Seals what was taken, and puts the archive in its place; its path. An older
    /// plain output of ours is gone then.
    ///
    /// # Errors
    /// As the disk says: the old output stands then, or the new one whole.
    ///
    /// # Panics
    /// Where a writer panicked.
    pub fn publish(mut self) -> Result<PathBuf, PublishError> {
        let disk = self.disk;
        let made = staging(&self.archive).join(MADE);
        self.write(&made)?;
        let old = replaced(&self.target);
        let replaces = self.target.join(manifest::PATH).is_file();
        if replaces {
            disk.rename(&self.target, &old).map_err(failed("rename", &self.target))?;
        }
        if let Err(source) = disk.rename(&made, &self.archive) {
            if replaces {
                let _ = disk.rename(&old, &self.target);
            }
            return Err(failed("rename", &made)(source));
        }
        let parent = above(&self.archive);
        disk.sync_folder(parent).map_err(failed("sync", parent))?;
        self.published = true;
        // Not best effort: a plain copy that stays is told of.
        if replaces {
            disk.remove_folder(&old).map_err(failed("remove", &old))?;
        }
        let new = staging(&self.archive);
        disk.remove_folder(&new).map_err(failed("remove", &new))?;
        Ok(self.archive.clone())
    }

    /// Writes the archive aside, and syncs it.
    fn write(&self, made: &Path) -> Result<(), PublishError> {
        let out = self.disk.create_file(made).map_err(failed("write", made))?;
        let taken = self.taken.lock().expect("no writer panicked");
        let pack = || -> io::Result<Box<dyn DiskFile>> {
            let mut packing = Packing::begin(&self.recipients, out)?;
            for (path, (place, bytes)) in taken.iter() {
                packing.add(path, *bytes, self.scratch.show(File::open(place)?)?)?;
            }
            packing.finish()
        };
        let mut out = pack().map_err(failed("write", made))?;
        out.sync().map_err(failed("sync", made))
    }
}

impl Shelf for Sealing<'_> {
    fn stream(
        &self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, NotTaken> {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let place = staging(&self.archive).join(number.to_string());
        let failed = || not_taken("write", &place);
        let file = self.disk.create_file(&place).map_err(failed())?;
        let hidden = self.scratch.hide(file).map_err(failed())?;
        let mut out = BufWriter::with_capacity(BUFFER_BYTES, Hashing::new(hidden));
        write(&mut out).map_err(failed())?;
        let out = out.into_inner().map_err(|error| failed()(error.into_error()))?;
        let (hidden, written) = out.finish(path);
        // Not synced: nothing of it outlives this process.
        hidden.finish().map_err(failed())?;
        let mut taken = self.taken.lock().expect("no writer panicked");
        let before = taken.insert(path.to_owned(), (place, written.bytes));
        assert!(before.is_none(), "a path is taken once");
        Ok(written)
    }
}

impl Drop for Sealing<'_> {
    fn drop(&mut self) {
        if !self.published {
            // Best effort: what is left cannot be read, and is removed at the next start.
            let _ = self.disk.remove_folder(&staging(&self.archive));
        }
    }
}

/// A new output while it is made: a folder, or its archive.
pub enum Output<'a> {
    /// A folder.
    Plain(Staging<'a>),
    /// One archive.
    Sealed(Sealing<'a>),
}

impl<'a> Output<'a> {
    /// Looks at the place, before anything is read.
    ///
    /// # Errors
    /// As [`super::preflight`] and [`Sealing::preflight`].
    pub fn preflight(disk: &dyn Disk, target: &Path, sealed: bool) -> Result<(), PublishError> {
        if sealed { Sealing::preflight(disk, target) } else { super::preflight(disk, target) }
    }

    /// Begins it.
    ///
    /// # Errors
    /// As the disk says.
    pub fn begin(
        disk: &'a dyn Disk,
        target: &Path,
        seal: Option<&Recipients>,
    ) -> Result<Self, PublishError> {
        Ok(match seal {
            None => Self::Plain(Staging::begin(disk, target)?),
            Some(recipients) => Self::Sealed(Sealing::begin(disk, target, recipients.clone())?),
        })
    }

    /// What takes its files.
    #[must_use]
    pub fn shelf(&self) -> &dyn Shelf {
        match self {
            Self::Plain(staging) => staging,
            Self::Sealed(sealing) => sealing,
        }
    }

    /// Puts it in its place: where it stands. An older output of the other form is
    /// gone then, so that nobody takes it for this one.
    ///
    /// # Errors
    /// As the disk says.
    pub fn publish(self) -> Result<PathBuf, PublishError> {
        match self {
            Self::Sealed(sealing) => sealing.publish(),
            Self::Plain(staging) => {
                let (disk, target) = (staging.disk, staging.target.clone());
                staging.publish()?;
                super::withdraw_sealed(disk, &target)?;
                Ok(target)
            }
        }
    }
}
