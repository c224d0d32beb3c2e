//! A child that does the work, where a file may ask for more memory than there is.
//!
//! A process whose memory runs out is ended by its runtime or by the system, and
//! nothing in it can catch that. So a command that reads files of others' making
//! is done by a child of the same program, and this process says in words what
//! became of it. What the child had not yet published is not there; what was
//! there is as it was.

use std::any::Any;
use std::process::{Command, ExitCode, ExitStatus};

use super::{Exit, args};
use crate::domain::Lang;
use crate::say;

/// Tells the child that it is one: the process that watches it.
const WATCHED_BY: &str = "ZHIBU_WATCHED_BY";

/// Whether a command reads files that may be of any size.
pub(super) fn is_for(command: &args::Command) -> bool {
    matches!(command, args::Command::Run(_) | args::Command::Changes(_) | args::Command::Inspect(_))
}

/// Does the command in a child, and tells how it ended; `None` where this process
/// is the child, or no child can be had: then it does the work itself.
pub(super) fn in_a_child(lang: Lang) -> Option<ExitCode> {
    if let Ok(watcher) = std::env::var(WATCHED_BY) {
        end_with(&watcher);
        return None;
    }
    let mut command = Command::new(std::env::current_exe().ok()?);
    command.args(std::env::args_os().skip(1));
    command.env(WATCHED_BY, std::process::id().to_string());
    let mut child = command.spawn().ok()?;
    Some(match child.wait() {
        Ok(status) => code_of(status).map_or_else(|| cut_off(lang), ExitCode::from),
        Err(_) => cut_off(lang),
    })
}

/// The exit code of a child that came to its end by itself.
fn code_of(status: ExitStatus) -> Option<u8> {
    // A signal leaves none; elsewhere an aborted process has one that is no code of
    // ours.
    status.code().and_then(|code| u8::try_from(code).ok())
}

/// Whether a thread could not be had, which is memory that could not: whoever needs
/// one panics where there is none.
pub(super) fn is_want_of_a_thread(panic: &(dyn Any + Send)) -> bool {
    let words = panic.downcast_ref::<String>().map_or("", String::as_str);
    words.contains("failed to spawn thread") || words.contains("ThreadPoolBuildError")
}

/// Says that it was ended half way.
pub(super) fn cut_off(lang: Lang) -> ExitCode {
    eprint!("{}", super::terminal::told(say!(lang, "way-out-memory")));
    Exit::Environment.into()
}

/// Ends this process when the one that watches it is gone: who stops a command
/// stops what it does, at once and wherever it stands.
#[cfg(target_os = "linux")]
fn end_with(watcher: &str) {
    use std::os::unix::process::parent_id;
    // Where the system will not, the child lives on to its end.
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    // Gone before the system was asked.
    if watcher.parse() != Ok(parent_id()) {
        std::process::exit(Exit::Environment as i32);
    }
}

/// Elsewhere a closed window ends both.
#[cfg(not(target_os = "linux"))]
fn end_with(_: &str) {}
