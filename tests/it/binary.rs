//! The binary, in a known environment.

use std::path::Path;
use std::process::Command;

/// How a command ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the binary in a folder.
pub fn zhibu(folder: &Path, args: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
    command.current_dir(folder).args(args);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ"] {
        command.env_remove(name);
    }
    let output = command.output().expect("the binary starts");
    Said {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
