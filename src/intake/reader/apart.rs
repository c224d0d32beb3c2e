//! Parsers that cannot be bounded by counting, in a process of their own.
//!
//! The parsers of the old formats and of Parquet are not ours: what a file makes
//! them ask of memory and time is known only when they have asked. In: a file's
//! bytes, handed to a child of the same program ([`Command`]) that may take
//! [`MEMORY_BYTES`] and [`CPU_SECONDS`]. Out: its workbook; or, where the child
//! came to its end, [`Unreadable`] like any other damage, and the others' files
//! are read on. A program that has not said that it can be such a child
//! ([`allow`]), a test for one, parses in its own process.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus, Output, Stdio};
use std::sync::OnceLock;

use super::room::Limits;
use super::unreadable::{Excess, Unreadable, damaged};
use crate::intake::raw::RawWorkbook;

/// The first argument of a child that parses.
const ARGUMENT: &str = "--parse-apart";

/// What a child may take. A full .xls sheet, 65,000 rows of twelve columns,
/// takes 180 MiB.
pub const MEMORY_BYTES: u64 = 448 << 20;

/// How long it may reckon. A file of that size takes a few seconds.
pub const CPU_SECONDS: u64 = 60;

/// What an aborted process says last where memory was refused.
const OUT_OF_MEMORY: &[u8] = b"memory allocation of";

/// The program that can be such a child.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Lets files be parsed by children of this program, which must begin with
/// [`answer_if_asked`].
pub fn allow() {
    if let Ok(program) = std::env::current_exe() {
        PROGRAM.get_or_init(|| program);
    }
}

/// Reads a file in a child; `None` where none can be had.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    own_rows: Option<&str>,
) -> Option<Result<RawWorkbook, Unreadable>> {
    // A child knows the usual limits only.
    let program = PROGRAM.get().filter(|_| *limits == Limits::default())?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT).arg(std::process::id().to_string()).arg(name).args(own_rows);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().ok()?;
    Some(asked(child, bytes).map_err(damaged).and_then(|output| outcome(&output)))
}

/// Hands the bytes over and waits for the answer. The child reads all before it
/// says anything, so neither waits for the other.
fn asked(mut child: Child, bytes: &[u8]) -> io::Result<Output> {
    if let Some(mut stdin) = child.stdin.take() {
        // A child that ends before it has read all tells by how it ended.
        let _ = stdin.write_all(bytes);
    }
    child.wait_with_output()
}

/// What a child answered, or what became of it.
fn outcome(output: &Output) -> Result<RawWorkbook, Unreadable> {
    if output.status.success()
        && let Ok(answer) = postcard::from_bytes(&output.stdout)
    {
        return answer;
    }
    if output.stderr.windows(OUT_OF_MEMORY.len()).any(|words| words == OUT_OF_MEMORY) {
        return Err(Unreadable::TooLarge { what: Excess::ParserMemory, limit: MEMORY_BYTES });
    }
    if ran_out_of_time(output.status) {
        return Err(Unreadable::TooLarge { what: Excess::ParserSeconds, limit: CPU_SECONDS });
    }
    Err(damaged(format_args!("its parser came to an end: {}", output.status)))
}

/// Does the work of a child where these arguments say that this process is one.
///
/// Reads the file from standard input and writes the answer to standard output.
#[must_use]
pub fn answer_if_asked(arguments: &[impl AsRef<OsStr>]) -> Option<ExitCode> {
    let argument = |at: usize| arguments.get(at).and_then(|text| text.as_ref().to_str());
    if argument(1) != Some(ARGUMENT) {
        return None;
    }
    let (parent, name) = (argument(2).unwrap_or_default(), argument(3).unwrap_or_default());
    Some(answer(parent, name, argument(4)).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS))
}

fn answer(parent: &str, name: &str, own_rows: Option<&str>) -> io::Result<()> {
    within_bounds(parent)?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let answer = super::by_library(name, &bytes, &Limits::default(), own_rows);
    drop(bytes);
    let out = BufWriter::new(io::stdout().lock());
    postcard::to_io(&answer, out).map_err(io::Error::other)?.flush()
}

/// Sets this process its bounds, and ends it with the one that asks.
#[cfg(target_os = "linux")]
fn within_bounds(parent: &str) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, Signal, getppid, setrlimit};
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // Gone before the system was asked.
    if getppid().map(|pid| pid.as_raw_nonzero().to_string()).as_deref() != Some(parent) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    let at_most = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::Data, at_most(MEMORY_BYTES))?;
    // At the hard limit it would be killed, which tells nothing of why.
    let seconds = Rlimit { current: Some(CPU_SECONDS), maximum: Some(CPU_SECONDS + 5) };
    setrlimit(Resource::Cpu, seconds)?;
    // A core would hold the people of the file.
    setrlimit(Resource::Core, at_most(0))?;
    Ok(())
}

/// Elsewhere the child has no bounds of its own; that it can die apart remains.
#[cfg(not(target_os = "linux"))]
fn within_bounds(_: &str) -> io::Result<()> {
    Ok(())
}

/// Whether the system ended a process because its time was up.
#[cfg(target_os = "linux")]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(target_os = "linux"))]
fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a child left behind, as a shell command would leave it.
    fn left(shell: &str) -> Output {
        Command::new("sh").args(["-c", shell]).output().expect("a shell")
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_became_of_a_child_is_told_apart() {
        let cases = [
            ("echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$", "I002", "memory"),
            ("kill -XCPU $$", "I002", "seconds"),
            ("kill -KILL $$", "I001", "signal: 9"),
            ("kill -SEGV $$", "I001", "signal: 11"),
            ("exit 1", "I001", "exit status: 1"),
            ("printf half-an-answer", "I001", "exit status: 0"),
        ];
        for (shell, code, words) in cases {
            let refused = outcome(&left(shell)).expect_err(shell);
            assert_eq!(refused.code(), code, "{shell}");
            assert!(refused.to_string().contains(words), "{shell}: {refused}");
        }
    }

    #[test]
    fn an_answer_crosses_whole() {
        let bytes = include_bytes!("../../../fixtures/readers/roster.xls");
        let limits = Limits::default();
        let here = super::super::by_library("roster.xls", bytes, &limits, None);
        let wire = postcard::to_stdvec(&here).expect("plain values");
        let there: Result<RawWorkbook, Unreadable> = postcard::from_bytes(&wire).expect("whole");
        let (here, there) = (here.expect("readable"), there.expect("readable"));
        assert_eq!(there.cells_hash(), here.cells_hash());
        assert_eq!(format!("{there:?}"), format!("{here:?}"));
    }
}
