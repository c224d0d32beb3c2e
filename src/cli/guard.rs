//! What a process that holds full numbers keeps to itself: what it writes is its
//! owner's, its memory is not written to disk, and where it fails it says no number.

use std::panic::PanicHookInfo;

use crate::domain::long_number::mask_long_numbers;

/// Sets the process up. The first thing that is done.
pub(super) fn keep_to_itself() {
    std::panic::set_hook(Box::new(|panic| eprint!("{}", told(panic))));
    private();
}

/// What a panic says, as it is read on a terminal and in logs: the place, and the
/// words with every long number hidden. An assert that fails may format a row.
fn told(panic: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("<unnamed>");
    format!("thread '{name}' {}\n", mask_long_numbers(&panic.to_string()))
}

/// Nothing that this process makes is for the group or for others, whatever the
/// shell's mask says and whichever library makes it. And it leaves no core: that
/// would be the memory of a run, every number of the county in it, written into the
/// project folder or into the system's collection of crashes.
#[cfg(target_os = "linux")]
fn private() {
    use rustix::fs::Mode;
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    umask(Mode::RWXG | Mode::RWXO);
    // Where the system will not, the limit is what it was: no reason not to work.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// Elsewhere a file's own mode or the folder's rights say who may read it.
#[cfg(not(target_os = "linux"))]
fn private() {}
