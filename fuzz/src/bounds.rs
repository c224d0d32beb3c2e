//! What a target may take, and whose panic is a bug.
//!
//! Memory is counted by the allocator, not looked at from outside: an input that
//! asks for more than [`MOST_BYTES`] fails at the allocation that passes it,
//! whatever the machine. Panics of other people's parsers inside the reader's
//! guard are damage of the file, as they are in the program; a panic of ours is a
//! bug even there.

use std::alloc::System;
use std::backtrace::Backtrace;
use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::process::abort;
use std::sync::Once;

use cap::Cap;
use zhibu::intake::reader::{Limits, read_workbook};

use crate::ole;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// What one input may take beyond what stands already: the 256 MiB that the parser
/// behind the xlsb reader may take for what one record says of its length (its walk
/// through the styles does not keep to the records), and some more.
pub const MOST_BYTES: usize = 320 << 20;

/// The reader's limits: far below the program's, so that an input of a few
/// kilobytes reaches them.
pub const LIMITS: Limits = Limits {
    file_bytes: 1 << 20,
    decompressed_bytes: 4 << 20,
    entries: 200,
    ratio: 400,
    ratio_from_bytes: 1 << 20,
    cells: 20_000,
    text_bytes: 1 << 20,
    cells_between: 200_000,
};

/// Makes the process ready, once, before the first input.
///
/// # Panics
/// Where threads were started before.
pub fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Coverage of several threads at once is nobody's.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        pool.build_global().expect("no thread was started before");
        // The reader's guard lays its hook over libFuzzer's at its first use, and
        // ends none of its own bugs; ours lies over both.
        let _ = read_workbook("a.xls", &ole::compound("Workbook", &[]), &LIMITS);
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if is_of_others(panic) {
                usual(panic);
            } else {
                eprintln!("a panic of ours: {panic}\n{}", Backtrace::force_capture());
                abort();
            }
        }));
    });
}

/// Runs one input within [`MOST_BYTES`].
///
/// # Panics
/// Never: where the bound is passed, the process ends.
pub fn bounded(work: impl FnOnce()) {
    let most = MEMORY.allocated() + MOST_BYTES;
    MEMORY.set_limit(most).expect("the bound lies above what is taken");
    work();
    MEMORY.set_limit(usize::MAX).expect("no bound");
}

/// Whether other people's code panicked: by the place, or, where the standard
/// library panicked, by whoever called it last.
fn is_of_others(panic: &PanicHookInfo<'_>) -> bool {
    let Some(place) = panic.location() else { return false };
    if !is_of_the_library(place.file()) {
        return is_from_a_registry(place.file());
    }
    let trace = Backtrace::force_capture().to_string();
    let mut places = trace.lines().filter_map(|line| line.trim_start().strip_prefix("at "));
    let caller = places.find(|file| !is_of_the_library(file) && !file.contains("/bounds.rs:"));
    caller.is_some_and(is_from_a_registry)
}

fn is_of_the_library(file: &str) -> bool {
    file.contains("/rustc/") || file.contains("/library/")
}

fn is_from_a_registry(file: &str) -> bool {
    file.contains("/registry/src/")
}
