//! The binary, in a known environment.

use std::path::Path;
use std::process::Command;

/// How a command ended, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the binary in a folder.
pub fn zhibu(folder: &Path, args: &[&str]) -> Said {
    zhibu_with(folder, &[], args)
}

/// The same, with more in its environment.
pub fn zhibu_with(folder: &Path, environment: &[(&str, &str)], args: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
    command.current_dir(folder).args(args);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ", "SOURCE_DATE_EPOCH", "ZHIBU_PASSPHRASE"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied());
    let output = command.output().expect("the binary starts");
    Said {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
