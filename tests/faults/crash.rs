//! A disk that fails or kills the process at an operation of one's choice, and a
//! child that runs on it.
//!
//! The child is this test program again: the shipped binary has no hook for it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zhibu::publish::{self, Disk, DiskFile, Holder, PublishError, RealDisk, Staging};
use zhibu::rulebook::{Project, Rulebook};
use zhibu::run::{self, Run, RunError, Silent};

/// What happens at the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It fails half done, and so does each one after it: the disk is full.
    Full,
    /// It fails once, half done, and what comes after it does not.
    Once,
    /// The same; only syncs count.
    Sync,
    /// The process is killed when it is half done.
    Dies,
}

/// The operations of a disk, counted from 0.
#[derive(Debug)]
struct Plan {
    at: usize,
    how: How,
    count: Mutex<usize>,
    log: Mutex<Vec<(&'static str, PathBuf)>>,
}

/// A disk that breaks at an operation.
#[derive(Clone, Debug)]
pub struct Breaking(Arc<Plan>);

impl Breaking {
    pub fn new(how: How, at: usize) -> Self {
        Self(Arc::new(Plan { at, how, count: Mutex::default(), log: Mutex::default() }))
    }

    /// What was asked of it, in order.
    pub fn log(&self) -> Vec<(&'static str, PathBuf)> {
        self.0.log.lock().expect("ours").clone()
    }

    /// Whether the operation was reached.
    pub fn broke(&self) -> bool {
        *self.0.count.lock().expect("ours") > self.0.at
    }

    /// Counts an operation; `half` is done of it before it breaks.
    fn step(&self, doing: &'static str, path: &Path, half: impl FnOnce()) -> io::Result<()> {
        let plan = &self.0;
        plan.log.lock().expect("ours").push((doing, path.to_owned()));
        // Held while it dies: nothing else happens meanwhile.
        let mut count = plan.count.lock().expect("ours");
        if plan.how == How::Sync && doing != "sync" {
            return Ok(());
        }
        let number = *count;
        *count += 1;
        let breaks = number == plan.at || (number > plan.at && plan.how == How::Full);
        if !breaks {
            return Ok(());
        }
        half();
        match plan.how {
            How::Full | How::Once => Err(io::Error::from(io::ErrorKind::StorageFull)),
            How::Sync => Err(io::Error::other("the device does not answer")),
            How::Dies => die(),
        }
    }
}

/// Ends this process as `kill -9` does: no destructor runs.
fn die() -> ! {
    let pid = std::process::id().to_string();
    if cfg!(unix) && Command::new("kill").args(["-9", &pid]).status().is_ok() {
        loop {
            std::thread::park();
        }
    }
    std::process::abort()
}

/// A file on such a disk.
struct BreakingFile {
    file: Box<dyn DiskFile>,
    path: PathBuf,
    disk: Breaking,
}

impl Write for BreakingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Self { file, path, disk } = self;
        disk.step("write", path, || {
            let _ = file.write_all(&bytes[..bytes.len() / 2]);
        })?;
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl DiskFile for BreakingFile {
    // No test of these cuts the power; a real sync would only take its time.
    fn sync(&mut self) -> io::Result<()> {
        self.disk.step("sync", &self.path, || ())
    }
}

impl Disk for Breaking {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step("create", path, || ()).and_then(|()| RealDisk.create_folder(path))
    }

    fn create_file(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.step("open", path, || ())?;
        let file = RealDisk.create_file(path)?;
        Ok(Box::new(BreakingFile { file, path: path.to_owned(), disk: self.clone() }))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step("sync", path, || ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename", from, || ()).and_then(|()| RealDisk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step("remove", path, || ()).and_then(|()| RealDisk.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        // Half a folder removed is the worst of it.
        let half = || {
            let _ = std::fs::remove_file(path.join("manifest.json"));
        };
        self.step("remove", path, half).and_then(|()| RealDisk.remove_folder(path))
    }
}

/// The run of a project folder, computed.
pub fn computed(folder: &Path) -> Run {
    let project = Project::load(folder, &zhibu::catalogue::all()).expect("a sound project");
    let rulebook = Rulebook::of(&project).expect("sound rules");
    let target = run::default_output(&project);
    let mut run = run::compute(project, rulebook, &Silent).expect("the run is made");
    run.compare(&target).expect("the older output is read");
    run
}

/// Writes and publishes a run as the command does.
pub fn published(disk: &dyn Disk, run: &Run) -> Result<(), RunError> {
    let target = run::default_output(&run.project);
    publish::preflight(disk, &target)?;
    let staging = Staging::begin(disk, &target)?;
    run::render(run, &[], &staging)?;
    staging.publish()?;
    Ok(publish::withdraw(disk, &run::refused_output(&target))?)
}

/// The operation that failed, where one did.
pub fn doing(error: &RunError) -> &'static str {
    match error {
        RunError::Publish(PublishError::Failed { doing, .. }) => doing,
        _ => "",
    }
}

const FOLDER: &str = "ZHIBU_FAULTS_FOLDER";
const AT: &str = "ZHIBU_FAULTS_AT";

/// Runs a project folder in a process of its own, which is killed at that
/// operation; whether it came to its end before it.
pub fn killed(folder: &Path, at: usize) -> bool {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "crash::a_child", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env(AT, at.to_string()).env("RAYON_NUM_THREADS", "2");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("a child");
    // One that was killed has no exit code.
    assert!(status.success() || status.code().is_none(), "operation {at}: {status}");
    status.success()
}

/// Not a test by itself: what a child of [`killed`] does.
#[test]
fn a_child() {
    let (Ok(folder), Ok(at)) = (std::env::var(FOLDER), std::env::var(AT)) else { return };
    let folder = PathBuf::from(folder);
    let disk = Breaking::new(How::Dies, at.parse().expect("a number"));
    let _lock = publish::lock(&folder, &Holder::default(), Duration::ZERO).expect("free");
    published(&disk, &computed(&folder)).expect("nothing fails here");
}
