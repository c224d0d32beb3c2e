//! What is written is for its owner alone, whatever the shell's mask says.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::county::County;
use crate::pay::desk::lists;

/// Runs commands under a mask, one after the other, each of which ends well.
fn under(mask: &str, folder: &Path, commands: &[&str]) {
    for line in commands {
        let script = format!("umask {mask} && exec {} {line}", env!("CARGO_BIN_EXE_zhibu"));
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(folder).env("SOURCE_DATE_EPOCH", "1607562000");
        let output = command.output().expect("a shell");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {err}");
    }
}

/// Looks at everything below a folder but what the test put there.
fn for_their_owner(folder: &Path, given: &[PathBuf], looked: &mut u32) {
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if given.contains(&path) {
            continue;
        }
        let meta = path.symlink_metadata().expect("there");
        let mode = meta.permissions().mode() & 0o777;
        let wanted = if meta.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, wanted, "{}: {mode:o}", path.display());
        *looked += 1;
        if meta.is_dir() {
            for_their_owner(&path, given, looked);
        }
    }
}

#[test]
fn a_payouts_life_is_its_owners() {
    for mask in ["000", "022"] {
        let county = lists(County::new(), true);
        let folder = county.ready();
        let maker = "--by 王会计 --key maker.key";
        under(
            mask,
            &folder,
            &[
                "ledger enrol 王会计 --new-key maker.key",
                "ledger enrol 李主任 --new-key checker.key --by 王会计 --by-key maker.key",
                "run -q",
                &format!("pay prepare {maker}"),
                "pay approve 2020-001 --by 李主任 --key checker.key --people 7 --amount 4200.00",
                &format!("pay export 2020-001 {maker}"),
                "pay simulate 2020-001 --failed 10000",
                &format!("pay return pay/2020-001-answers/*.csv {maker}"),
                "run -q",
                "open --new-identity auditor.key",
                "run -q -o sealed --seal \"$(sed -n 's/# public key: //p' auditor.key)\"",
                "open sealed.tar.age --identity auditor.key -o opened",
                "sample --seed s -o sample.xlsx",
                "next -o next",
                "crosscheck out -o crossed",
                "new other",
                "new --fund fund.xlsx",
                &format!("pay close 2020-001 {maker}"),
                &format!("purge --before 2021 --yes {maker}"),
            ],
        );
        let mut looked = 0;
        let given = ["roster", "pay-list", "zhibu.toml"].map(|name| folder.join(name));
        for_their_owner(&folder, &given, &mut looked);
        assert!(looked > 50, "{looked}");
    }
}

#[test]
fn a_demo_is_its_owners() {
    let folder = tempfile::tempdir().expect("a folder");
    under("000", folder.path(), &["demo --people 20000 --parquet nation", "demo --clean county"]);
    let mut looked = 0;
    for_their_owner(folder.path(), &[], &mut looked);
    assert!(looked > 50, "{looked}");
}

/// No core: it would be the memory of a run.
#[cfg(target_os = "linux")]
#[test]
fn a_process_leaves_no_core() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    // It waits for somebody to write: there is time to look at it.
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhibu"))
        .args(["bank", "check", "plain-csv"])
        .arg(&pipe)
        .spawn()
        .expect("the binary starts");
    let limits = format!("/proc/{}/limits", child.id());
    let mut core = String::new();
    for _ in 0..200 {
        let text = std::fs::read_to_string(&limits).expect("it waits");
        let line = text.lines().find(|line| line.starts_with("Max core file size"));
        core = line.expect("a limit").split_whitespace().skip(4).collect::<Vec<_>>().join(" ");
        if core.starts_with("0 0") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    child.kill().expect("ended");
    child.wait().expect("ended");
    assert!(core.starts_with("0 0"), "{core}");
}
