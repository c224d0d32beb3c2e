//! A hundred runs in a row in one process leak nothing.
//!
//! `cargo test --release --bench again`. Resident memory, open files, threads and what lies in
//! the temporary folder after the first runs and after all of them, on the county of
//! `fixtures/mini`; it fails where more is there at the end. Resident memory is what
//! the system says; an allocator keeps some of what was freed, so it is compared once
//! the pools are warm, the least of ten runs with the least of ten, and a little is let
//! pass: less than a tenth of what one run's values take, for each run.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use zhibu::publish::{self, RealDisk, Staging};
use zhibu::rulebook::{Project, Rulebook};
use zhibu::run::{self, Silent};

/// How many runs before anything is compared, and in all.
const WARM: usize = 20;
const RUNS: usize = 120;
/// How many of them are looked at together.
const WINDOW: usize = 10;
/// What may be more after a hundred runs.
const SLACK_BYTES: u64 = 1 << 20;
const CHILD: &str = "ZHIBU_AGAIN";

/// What the process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    bytes: u64,
    files: usize,
    threads: usize,
    left: usize,
}

fn main() -> ExitCode {
    // A child whose temporary folder is its own.
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else {
        let folder = tempfile::tempdir().expect("a folder");
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.env(CHILD, folder.path()).env("TMPDIR", folder.path().join("tmp"));
        std::fs::create_dir(folder.path().join("tmp")).expect("made");
        let ended = command.status().expect("started");
        return if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    };
    let project = folder.join("project");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mini"), &project);
    let seen: Vec<Held> = (0..RUNS).map(|_| again(&project)).collect();
    let least = |from: usize| {
        let some = &seen[from..from + WINDOW];
        Held {
            bytes: some.iter().map(|held| held.bytes).min().unwrap_or_default(),
            ..some[WINDOW - 1]
        }
    };
    let (before, after) = (least(WARM - WINDOW), least(RUNS - WINDOW));
    println!("after {WARM} runs: {before:?}\nafter {RUNS} runs: {after:?}");
    let grown = after.bytes.saturating_sub(before.bytes);
    let leaks = grown > SLACK_BYTES
        || after.files > before.files
        || after.threads > before.threads
        || after.left > 0;
    println!(
        "{} bytes a run: {}",
        grown / (RUNS - WARM) as u64,
        if leaks { "LEAKS" } else { "ok" }
    );
    if leaks { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Runs the project once, as the command does, and looks at what is held then.
fn again(folder: &Path) -> Held {
    let project = Project::load(folder, &zhibu::catalogue::all()).expect("a sound project");
    let rulebook = Rulebook::of(&project).expect("sound rules");
    let target = run::default_output(&project);
    let _lock = publish::lock(folder, &publish::Holder::default(), std::time::Duration::ZERO);
    publish::preflight(&RealDisk, &target).expect("writable");
    let mut run = run::compute(project, rulebook, &Silent).expect("the run is made");
    run.compare(&target).expect("the older output is read");
    let staging = Staging::begin(&RealDisk, &target).expect("begun");
    run::render(&run, &[], &staging).expect("written");
    run.inputs_are_unchanged().expect("nobody is at them");
    staging.publish().expect("published");
    drop(run);
    held()
}

fn held() -> Held {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages: u64 = statm.split(' ').nth(1).expect("the resident set").parse().expect("a number");
    let entries = |folder: &Path| std::fs::read_dir(folder).map_or(0, Iterator::count);
    Held {
        bytes: pages * 4096,
        files: entries(Path::new("/proc/self/fd")),
        threads: entries(Path::new("/proc/self/task")),
        left: entries(&std::env::temp_dir()),
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() && name != "out" {
            copy(&path, &to.join(name));
        } else if path.is_file() {
            std::fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}
