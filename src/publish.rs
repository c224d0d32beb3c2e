//! The only place that writes: an output folder appears whole or not at all.
//!
//! In: a target folder, and a run's files as they are made. Out: the folder, in
//! place of an older one. A [`Staging`] takes the files aside; what was staged
//! takes the target's place at once. All writing goes through [`Disk`], so that
//! a test can fail any operation. It refuses a target that is not a folder of
//! ours, and never trusts a write whose sync failed.

mod lock;
mod sealed;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::domain::Lang;
use crate::report::manifest;
use crate::report::shelf::Hashing;
use crate::report::{NotTaken, OutputFile, Shelf, Written};
use crate::{say, seal};

pub use sealed::{Output, Sealing};

pub use lock::{Holder, Lock, lock};

/// A file that is being written.
pub trait DiskFile: Write + Send {
    /// Sees to it that what was written survives a power cut.
    ///
    /// # Errors
    /// As the system says; a failed sync is an error like a failed write.
    fn sync(&mut self) -> io::Result<()>;
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// What writing needs of a file system.
pub trait Disk: Sync {
    /// Makes a folder that is not there, readable by its owner only.
    ///
    /// # Errors
    /// As the system says.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Begins a file that is not there, readable by its owner only.
    ///
    /// # Errors
    /// As the system says.
    fn create_file(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Writes a file that is not there, readable by its owner only, and syncs it.
    ///
    /// # Errors
    /// As the system says; a failed sync is an error like a failed write.
    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create_file(path)?;
        file.write_all(bytes)?;
        file.sync()
    }
    /// Syncs a folder's entries.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Renames a file or folder.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a folder with everything in it.
    ///
    /// # Errors
    /// As the system says.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        builder.create(path)
    }

    fn create_file(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        Ok(Box::new(options.open(path)?))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows has no handle to sync a folder by; its renames are journalled.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir_all(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
}

/// Why nothing was published. The older output, if any, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// An operation failed.
    Failed {
        /// What was tried, as in "cannot write".
        doing: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The target is there and is no output folder of ours.
    NotOurs {
        /// The target.
        path: PathBuf,
    },
    /// Another process holds the project.
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Who holds it, as far as they say.
        holder: Box<Holder>,
    },
}

impl PublishError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Failed { doing, path, source } => {
                say!(lang, "publish-failed", path = path.display(), doing = *doing, cause = source)
            }
            Self::NotOurs { path } => say!(lang, "publish-not-ours", path = path.display()),
            Self::Locked { path, holder } => {
                let holder = holder.words(lang);
                say!(lang, "publish-locked", path = path.display(), holder = holder)
            }
        }
    }
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |source| PublishError::Failed { doing, path, source }
}

/// Where the new output is made, beside the target.
fn staging(target: &Path) -> PathBuf {
    beside(target, "new")
}

/// Where the old output waits while the new one takes its place.
fn set_aside(target: &Path) -> PathBuf {
    beside(target, "old")
}

fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned());
    target.with_file_name(format!(".{}.{what}", name.unwrap_or_default()))
}

/// Puts right what an earlier run left behind when it was cut off: an old
/// output that was set aside while no new one had taken its place comes back; what
/// was being sealed is removed.
///
/// # Errors
/// As the disk says.
pub fn recover(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    sealed::recover(disk, target)?;
    let (old, new) = (set_aside(target), staging(target));
    if old.is_dir() {
        if target.exists() {
            disk.remove_folder(&old).map_err(failed("remove", &old))?;
        } else {
            disk.rename(&old, target).map_err(failed("rename", &old))?;
        }
    }
    if new.is_dir() {
        disk.remove_folder(&new).map_err(failed("remove", &new))?;
    }
    Ok(())
}

/// Refuses a target that is there and is neither empty nor an output of ours;
/// sees to it that its parent can be written. Nothing is read before this.
///
/// # Errors
/// [`PublishError::NotOurs`], or that the parent folder cannot be made.
pub fn preflight(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    let not_ours = || PublishError::NotOurs { path: target.to_owned() };
    match std::fs::symlink_metadata(target) {
        Ok(meta) if !meta.is_dir() => return Err(not_ours()),
        Ok(_) => {
            let empty = std::fs::read_dir(target).map_err(failed("read", target))?.next().is_none();
            if !empty && !target.join(manifest::PATH).is_file() {
                return Err(not_ours());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed("read", target)(error)),
    }
    let parent = above(target);
    if !parent.is_dir() {
        create_all(disk, parent)?;
    }
    recover(disk, target)?;
    probe(disk, &staging(target))
}

/// Sees to it that a folder can be made there.
fn probe(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    disk.create_folder(folder).map_err(failed("create", folder))?;
    disk.remove_folder(folder).map_err(failed("remove", folder))
}

/// The folder above a path.
fn above(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a folder and those above it where they are not there, readable by their
/// owner only.
///
/// # Errors
/// As the disk says.
pub fn create_all(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        create_all(disk, parent)?;
    }
    disk.create_folder(folder).map_err(failed("create", folder))
}

/// How much of a file is gathered before it is written.
const BUFFER_BYTES: usize = 64 << 10;

/// The new output while it is made, aside from the target.
///
/// Dropped before [`Staging::publish`], it is removed, and the target is what it
/// was.
pub struct Staging<'a> {
    disk: &'a dyn Disk,
    target: PathBuf,
    /// The folders that were made.
    folders: Mutex<BTreeSet<PathBuf>>,
    published: bool,
}

impl<'a> Staging<'a> {
    /// Begins the new output of a target.
    ///
    /// # Errors
    /// As the disk says.
    pub fn begin(disk: &'a dyn Disk, target: &Path) -> Result<Self, PublishError> {
        recover(disk, target)?;
        let new = staging(target);
        disk.create_folder(&new).map_err(failed("create", &new))?;
        let folders = Mutex::new(BTreeSet::from([new]));
        Ok(Self { disk, target: target.to_owned(), folders, published: false })
    }

    /// The folder in which it is made.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        staging(&self.target)
    }

    /// Makes a file's folder, and those above it, where they are not there yet.
    fn make_folder(&self, folder: &Path) -> Result<(), NotTaken> {
        // Held until the folder is there: a second file must not come first.
        let mut made = self.folders.lock().expect("no writer panicked");
        let mut missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !made.contains(*folder)).collect();
        while let Some(folder) = missing.pop() {
            self.disk.create_folder(folder).map_err(not_taken("create", folder))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Puts what was staged in the target's place.
    ///
    /// # Errors
    /// As the disk says; the target is then what it was before, or (cut off
    /// between two renames) comes back at the next start.
    ///
    /// # Panics
    /// Where a writer panicked.
    pub fn publish(mut self) -> Result<(), PublishError> {
        use rayon::prelude::*;
        let (disk, target) = (self.disk, self.target.clone());
        let (new, old) = (staging(&target), set_aside(&target));
        let folders: Vec<PathBuf> =
            self.folders.lock().expect("no writer panicked").iter().cloned().collect();
        folders
            .par_iter()
            .try_for_each(|folder| disk.sync_folder(folder).map_err(failed("sync", folder)))?;
        let parent = above(&target);
        let replaces = target.exists();
        if replaces {
            disk.rename(&target, &old).map_err(failed("rename", &target))?;
        }
        let back = || if replaces { disk.rename(&old, &target) } else { Ok(()) };
        if let Err(source) = disk.rename(&new, &target) {
            let _ = back();
            return Err(failed("rename", &new)(source));
        }
        if let Err(source) = disk.sync_folder(parent) {
            // Whether the renames outlive a power cut is not known: they are undone.
            let _ = disk.rename(&target, &new).and_then(|()| back());
            return Err(failed("sync", parent)(source));
        }
        self.published = true;
        if replaces {
            // Best effort: the new output stands, and what is left of the old one is
            // removed at the next start.
            let _ = disk.remove_folder(&old);
        }
        Ok(())
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if !self.published {
            // Best effort: what is left is removed at the next start.
            let _ = self.disk.remove_folder(&staging(&self.target));
        }
    }
}

impl Shelf for Staging<'_> {
    fn stream(
        &self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, NotTaken> {
        let full = staging(&self.target).join(path);
        if let Some(folder) = full.parent() {
            self.make_folder(folder)?;
        }
        let file = self.disk.create_file(&full).map_err(not_taken("write", &full))?;
        let mut out = BufWriter::with_capacity(BUFFER_BYTES, Hashing::new(file));
        write(&mut out).map_err(not_taken("write", &full))?;
        let out =
            out.into_inner().map_err(|error| not_taken("write", &full)(error.into_error()))?;
        let (mut file, written) = out.finish(path);
        file.sync().map_err(not_taken("sync", &full))?;
        Ok(written)
    }
}

fn not_taken(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> NotTaken {
    let path = path.to_owned();
    move |source| NotTaken { doing, path, source }
}

impl From<NotTaken> for PublishError {
    fn from(NotTaken { doing, path, source }: NotTaken) -> Self {
        Self::Failed { doing, path, source }
    }
}

/// Writes files that are in memory already, and puts them in the target's place.
///
/// # Errors
/// As [`Staging::publish`].
pub fn publish(disk: &dyn Disk, target: &Path, files: &[OutputFile]) -> Result<(), PublishError> {
    use rayon::prelude::*;
    let staging = Staging::begin(disk, target)?;
    files.par_iter().try_for_each(|file| staging.take(file).map(|_| ()))?;
    staging.publish()
}

/// What became of a single file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileWritten {
    /// It was written.
    New,
    /// It was there, byte for byte.
    AsItWas,
    /// Another file is there; nothing was written.
    InTheWay,
}

/// Publishes one file whole, beside whatever else is in its folder; an other file
/// of that name stays.
///
/// # Errors
/// As the disk says; the file is then not there.
pub fn publish_file(
    disk: &dyn Disk,
    target: &Path,
    bytes: &[u8],
) -> Result<FileWritten, PublishError> {
    let failed = |doing, path: &Path| {
        let path = path.to_owned();
        move |source| PublishError::Failed { doing, path, source }
    };
    match std::fs::read(target) {
        Ok(there) if there == bytes => return Ok(FileWritten::AsItWas),
        Ok(_) => return Ok(FileWritten::InTheWay),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(failed("read", target)(source)),
    }
    let folder = above(target);
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned());
    let aside = folder.join(format!(".{}.zhibu-{}", name.unwrap_or_default(), std::process::id()));
    let written = disk.write_file(&aside, bytes).and_then(|()| disk.rename(&aside, target));
    if let Err(source) = written {
        let _ = std::fs::remove_file(&aside);
        return Err(failed("write", target)(source));
    }
    disk.sync_folder(folder).map_err(failed("write", folder))?;
    Ok(FileWritten::New)
}

/// Puts one file in the place of what stands there, whole or not at all.
///
/// # Errors
/// As the disk says; what stood there stands then.
pub fn replace_file(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = above(target);
    let aside = beside(target, "new");
    // Cut off before its rename, it is left; nobody reads it.
    if aside.exists() {
        disk.remove_file(&aside).map_err(failed("remove", &aside))?;
    }
    let written = disk.write_file(&aside, bytes).and_then(|()| disk.rename(&aside, target));
    if let Err(source) = written {
        let _ = disk.remove_file(&aside);
        return Err(failed("write", target)(source));
    }
    sync(disk, folder)
}

/// Syncs a folder's entries: what was removed stays removed.
///
/// # Errors
/// As the disk says.
pub fn sync(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    disk.sync_folder(folder).map_err(failed("sync", folder))
}

/// Removes an output of ours, where there is one: the folder, and its archive.
///
/// # Errors
/// As the disk says.
pub fn withdraw(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    if target.join(manifest::PATH).is_file() {
        disk.remove_folder(target).map_err(failed("remove", target))?;
    }
    withdraw_sealed(disk, target)
}

/// Removes the archive of an output folder, where there is one.
///
/// # Errors
/// As the disk says.
pub fn withdraw_sealed(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    let archive = seal::archive_of(target);
    if seal::is_sealed(&archive) {
        disk.remove_file(&archive).map_err(failed("remove", &archive))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Vec<OutputFile> {
        [("manifest.json", text), ("data/a.csv", text), ("payout/b/c.csv", text)]
            .into_iter()
            .map(|(path, text)| OutputFile { path: path.into(), bytes: text.into() })
            .collect()
    }

    fn read(target: &Path) -> Vec<String> {
        ["manifest.json", "data/a.csv", "payout/b/c.csv"]
            .iter()
            .filter_map(|path| std::fs::read_to_string(target.join(path)).ok())
            .collect()
    }

    /// A disk whose operation number `at` fails, and each one after it.
    struct Failing {
        at: usize,
        count: Count,
    }

    type Count = std::sync::Arc<std::sync::atomic::AtomicUsize>;

    fn step(at: usize, count: &Count) -> io::Result<()> {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        if number >= at { Err(io::Error::other("no room")) } else { Ok(()) }
    }

    impl Failing {
        fn step(&self) -> io::Result<()> {
            step(self.at, &self.count)
        }
    }

    /// A file of such a disk: each write and the sync count too.
    struct FailingFile {
        file: Box<dyn DiskFile>,
        at: usize,
        count: Count,
    }

    impl Write for FailingFile {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            step(self.at, &self.count).and_then(|()| self.file.write(bytes))
        }
        fn flush(&mut self) -> io::Result<()> {
            self.file.flush()
        }
    }

    impl DiskFile for FailingFile {
        fn sync(&mut self) -> io::Result<()> {
            step(self.at, &self.count).and_then(|()| self.file.sync())
        }
    }

    impl Disk for Failing {
        fn create_folder(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| RealDisk.create_folder(path))
        }
        fn create_file(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
            self.step()?;
            let file = RealDisk.create_file(path)?;
            Ok(Box::new(FailingFile { file, at: self.at, count: self.count.clone() }))
        }
        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| RealDisk.sync_folder(path))
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| RealDisk.rename(from, to))
        }
        fn remove_folder(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| RealDisk.remove_folder(path))
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| RealDisk.remove_file(path))
        }
    }

    #[test]
    fn whatever_fails_leaves_the_old_or_the_new_output() {
        for at in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            let target = folder.path().join("2020");
            publish(&RealDisk, &target, &files("old")).expect("published");
            let disk = Failing { at, count: Count::default() };
            let result = publish(&disk, &target, &files("new"));
            preflight(&RealDisk, &target).expect("recovers");
            let seen = read(&target);
            assert!(seen == ["old"; 3] || seen == ["new"; 3], "operation {at}: {seen:?}");
            if result.is_ok() {
                assert!(at > 10, "every operation was failed once");
                break;
            }
            publish(&RealDisk, &target, &files("again")).expect("a rerun succeeds");
            assert_eq!(read(&target), ["again"; 3]);
        }
    }

    fn sealed(disk: &dyn Disk, target: &Path, text: &str) -> Result<PathBuf, PublishError> {
        let key = seal::NewIdentity::default().recipient();
        let to = seal::Recipients::of(&[key]).expect("a recipient");
        let sealing = Sealing::begin(disk, target, to)?;
        for file in files(text) {
            sealing.take(&file)?;
        }
        sealing.publish()
    }

    /// Whether a file below a folder holds a text.
    fn somewhere(folder: &Path, text: &[u8]) -> bool {
        std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
            let path = entry.path();
            let bytes = std::fs::read(&path).unwrap_or_default();
            somewhere(&path, text) || bytes.windows(text.len()).any(|part| part == text)
        })
    }

    #[test]
    fn whatever_fails_while_sealing_leaves_the_old_or_the_new_and_nothing_plain() {
        for at in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            let target = folder.path().join("2020");
            let archive = seal::archive_of(&target);
            publish(&RealDisk, &target, &files("an old text")).expect("published");
            let disk = Failing { at, count: Count::default() };
            let result = sealed(&disk, &target, "a new text");
            assert!(!somewhere(folder.path(), b"a new text"), "operation {at}: it lies open");
            preflight(&RealDisk, &target).expect("recovers");
            let seen = (read(&target) == ["an old text"; 3], seal::is_sealed(&archive));
            assert!([(true, false), (false, true)].contains(&seen), "operation {at}: {seen:?}");
            let left = std::fs::read_dir(folder.path()).expect("read").count();
            assert_eq!(left, 1, "operation {at}: one output, and nothing aside");
            if result.is_ok() {
                assert!(at > 10 && seen.1, "every operation was failed once");
                break;
            }
            sealed(&RealDisk, &target, "again").expect("a rerun succeeds");
            assert!(seal::is_sealed(&archive) && !target.exists());
        }
    }

    #[test]
    fn what_a_kill_leaves_of_sealing_is_noise_and_goes_at_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("2020");
        let to = [seal::NewIdentity::default().recipient()];
        let to = seal::Recipients::of(&to).expect("a recipient");
        let sealing = Sealing::begin(&RealDisk, &target, to).expect("begun");
        for file in files(&"a text of somebody ".repeat(5_000)) {
            sealing.take(&file).expect("taken");
        }
        // As a kill: no destructor runs.
        std::mem::forget(sealing);
        let left = staging(&seal::archive_of(&target));
        assert_eq!(std::fs::read_dir(&left).expect("there").count(), 3);
        assert!(!somewhere(folder.path(), b"somebody"), "nobody can read it");
        preflight(&RealDisk, &target).expect("recovers");
        assert!(!left.exists());
    }

    #[test]
    fn a_target_that_is_not_ours_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("mine");
        std::fs::create_dir(&target).expect("made");
        assert!(preflight(&RealDisk, &target).is_ok(), "an empty folder will do");
        std::fs::write(target.join("letter.txt"), "keep me").expect("written");
        assert!(matches!(preflight(&RealDisk, &target), Err(PublishError::NotOurs { .. })));
        let file = folder.path().join("file");
        std::fs::write(&file, "x").expect("written");
        assert!(matches!(preflight(&RealDisk, &file), Err(PublishError::NotOurs { .. })));
        assert_eq!(std::fs::read_to_string(target.join("letter.txt")).expect("there"), "keep me");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("2020");
        publish(&RealDisk, &target, &files("x")).expect("published");
        let mode = |path: &str| {
            std::fs::metadata(target.join(path)).expect("there").permissions().mode() & 0o777
        };
        assert_eq!((mode("data"), mode("data/a.csv"), mode("")), (0o700, 0o600, 0o700));
        std::os::unix::fs::symlink(&target, folder.path().join("link")).expect("linked");
        let link = preflight(&RealDisk, &folder.path().join("link"));
        assert!(matches!(link, Err(PublishError::NotOurs { .. })));
    }
}
