//! One at a time: who changes a project or its ledger holds it meanwhile.
//!
//! In: the project's folder, and who wants it: which user on which machine, for
//! what, since when. Out: a [`Lock`], or who holds it. What locks is the system, on
//! `.zhibu.lock`: it lets go when the process ends in whatever way, so a stale lock
//! frees itself, on a network share as soon as the server gives the machine up.
//! Who holds it stands beside in `.zhibu.holder`, because where a lock binds
//! readers too (Windows) nobody could read it in the file that is locked. It never
//! takes a lock for stale by itself, and knows no clock: the moment is told.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{PublishError, failed};
use crate::domain::{Lang, Moment};
use crate::say;

/// The file that the system locks; it is empty, and stays.
const LOCKED: &str = ".zhibu.lock";
/// The file that says who holds it; it goes when they let go.
const HOLDER: &str = ".zhibu.holder";
/// How long a look at the lock waits for the next.
const PAUSE: Duration = Duration::from_millis(25);
/// How often the holder is looked for who has locked and not yet said who they are.
const LOOKS: usize = 8;
/// How much is shown of what the file says.
const MOST_CHARACTERS: usize = 60;

/// Who holds a project; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The user's name on that machine.
    pub user: String,
    /// The machine's name.
    pub machine: String,
    /// The command, as in `pay prepare`.
    pub doing: String,
    /// Since when.
    pub since: Option<Moment>,
    /// The process; zero where it is not known.
    pub pid: u32,
}

impl Holder {
    /// Who it is, for another clerk.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if !self.user.is_empty() {
            parts.push(say!(lang, "publish-holder-user", user = &self.user));
        }
        if !self.machine.is_empty() {
            parts.push(say!(lang, "publish-holder-machine", machine = &self.machine));
        }
        if !self.doing.is_empty() {
            parts.push(say!(lang, "publish-holder-doing", doing = &self.doing));
        }
        if let Some(since) = self.since {
            let (hour, minute, _) = since.time();
            let since = format!("{} {hour:02}:{minute:02}", since.day());
            parts.push(say!(lang, "publish-holder-since", since = since));
        }
        if self.pid != 0 {
            // As text: a number would be written with its thousands apart.
            parts.push(say!(lang, "publish-holder-process", pid = self.pid.to_string()));
        }
        if parts.is_empty() {
            return say!(lang, "publish-holder-unknown").to_owned();
        }
        parts.join(say!(lang, "list-comma"))
    }

    /// As it stands in the file.
    fn written(&self) -> String {
        let since = self.since.map(|since| since.to_string()).unwrap_or_default();
        format!(
            "pid {}\nuser {}\nmachine {}\ndoing {}\nsince {since}\n",
            self.pid,
            shown(&self.user),
            shown(&self.machine),
            shown(&self.doing),
        )
    }

    /// What the file says; what it does not say well is not known.
    fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read(path).ok()?;
        let text = String::from_utf8_lossy(&text);
        let mut holder = Self::default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(' ')) {
            match key {
                "pid" => holder.pid = value.trim().parse().unwrap_or_default(),
                "user" => holder.user = shown(value),
                "machine" => holder.machine = shown(value),
                "doing" => holder.doing = shown(value),
                "since" => holder.since = Moment::parse(value.trim()),
                _ => {}
            }
        }
        (holder != Self::default()).then_some(holder)
    }
}

/// A text of another machine, as it may stand on a terminal.
fn shown(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(MOST_CHARACTERS).collect()
}

/// A project held by this process; let go when dropped, or when the process
/// ends in whatever way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    holder: PathBuf,
    left: Option<Holder>,
}

impl Lock {
    /// Who held it before and never let go: cut off half way. Or, where a shared
    /// folder carries no locks, at work on it now.
    #[must_use]
    pub fn left_by(&self) -> Option<&Holder> {
        self.left.as_ref()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Still locked: nobody else's. Best effort: who comes next writes it anew.
        let _ = std::fs::remove_file(&self.holder);
    }
}

/// Takes a project's lock, as soon as it is free, within so long a time.
///
/// # Errors
/// Where another process holds it all that time, or the files cannot be made.
pub fn lock(folder: &Path, who: &Holder, within: Duration) -> Result<Lock, PublishError> {
    let path = folder.join(LOCKED);
    let until = Instant::now() + within;
    let (file, writable) = opened(&path).map_err(failed("lock", &path))?;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(std::fs::TryLockError::WouldBlock) if Instant::now() < until => {
                std::thread::sleep(PAUSE);
            }
            Err(std::fs::TryLockError::WouldBlock) => {
                let holder = Box::new(holder_of(folder).unwrap_or_default());
                return Err(PublishError::Locked { path, holder });
            }
            Err(std::fs::TryLockError::Error(source)) => return Err(failed("lock", &path)(source)),
        }
    }
    writable.map_err(failed("lock", &path))?;
    let holder = folder.join(HOLDER);
    let left = Holder::read(&holder);
    // Begun before anything is written, so that a half-written one goes too.
    let lock = Lock { _file: file, holder, left };
    let says = owners(File::options().write(true).create(true).truncate(true))
        .open(&lock.holder)
        .and_then(|mut file| file.write_all(who.written().as_bytes()));
    says.map_err(failed("lock", &lock.holder))?;
    Ok(lock)
}

/// The lock's file, and whether it can be written. Who may only read it cannot take
/// the lock for themselves, but is told who has it.
fn opened(path: &Path) -> io::Result<(File, io::Result<()>)> {
    let mut options = File::options();
    let all = owners(options.read(true).write(true).create(true).truncate(false)).open(path);
    match all {
        Ok(file) => Ok((file, Ok(()))),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => match File::open(path) {
            Ok(file) => Ok((file, Err(error))),
            Err(_) => Err(error),
        },
        Err(error) => Err(error),
    }
}

/// What is made is its owner's, like all that we write.
fn owners(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Who holds it, once they have said so.
fn holder_of(folder: &Path) -> Option<Holder> {
    (0..LOOKS).find_map(|look| {
        if look > 0 {
            std::thread::sleep(PAUSE);
        }
        Holder::read(&folder.join(HOLDER))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clerk(user: &str) -> Holder {
        Holder {
            user: user.to_owned(),
            machine: "PC-03".to_owned(),
            doing: "pay prepare".to_owned(),
            since: Moment::parse("2020-12-10T09:00:00+08:00"),
            pid: 4_270,
        }
    }

    #[test]
    fn two_at_once_are_told_about_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = lock(folder.path(), &clerk("王会计"), Duration::ZERO).expect("free");
        assert!(held.left_by().is_none());
        let second = lock(folder.path(), &clerk("李主任"), Duration::ZERO).expect_err("held");
        let told = "王会计、电脑 PC-03、zhibu pay prepare、2020-12-10 09:00 开始、进程 4270";
        let words = second.words(Lang::Zh);
        assert!(words.contains(told), "{words}");
        drop(held);
        assert!(!folder.path().join(HOLDER).exists(), "nothing is left");
        lock(folder.path(), &clerk("李主任"), Duration::ZERO).expect("free again");
    }

    #[test]
    fn who_has_time_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = lock(folder.path(), &clerk("王会计"), Duration::ZERO).expect("free");
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| {
                lock(folder.path(), &clerk("李主任"), Duration::from_mins(1)).map(|_| ())
            });
            std::thread::sleep(PAUSE * 4);
            assert!(!waits.is_finished(), "it waits");
            drop(held);
            waits.join().expect("no panic").expect("free by then");
        });
    }

    #[test]
    fn who_was_cut_off_is_told_of_and_holds_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(HOLDER), clerk("王会计").written()).expect("written");
        let held = lock(folder.path(), &clerk("李主任"), Duration::ZERO).expect("free");
        assert_eq!(held.left_by(), Some(&clerk("王会计")));
    }

    #[test]
    fn what_another_machine_wrote_is_shown_with_care() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(HOLDER);
        for (text, user) in [
            ("user \u{1b}[2J王会计\n".to_owned(), "[2J王会计".to_owned()),
            (format!("user {}\n", "长".repeat(500)), "长".repeat(MOST_CHARACTERS)),
        ] {
            std::fs::write(&path, text).expect("written");
            assert_eq!(Holder::read(&path).expect("a holder").user, user);
        }
        for none in ["", "pid x", "\0\0"] {
            std::fs::write(&path, none).expect("written");
            assert_eq!(Holder::read(&path), None);
        }
        let words = Holder::default().words(Lang::En);
        assert!(!words.is_empty(), "somebody");
    }
}
