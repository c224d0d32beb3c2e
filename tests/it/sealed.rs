//! Sealed outputs through the binary: what is written, who opens it, and that nobody
//! takes an archive for a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use zhibu::seal::{Identities, Packing, Recipients};

use crate::binary::{Said, zhibu};
use crate::county::{County, card, person_id};
use crate::pay::desk::{CHECKER, Life, MAKER, files, lists};

/// A county with a key to open what is sealed; its recipient.
fn county() -> (County, String) {
    let county = lists(County::new(), true);
    let folder = county.ready();
    let said = zhibu(&folder, &["open", "--new-identity", "auditor.key", "--lang", "en"]);
    assert_eq!(said.code, 0, "{said:?}");
    let recipient = said.out.trim().to_owned();
    assert!(recipient.starts_with("age1"), "{recipient}");
    (county, recipient)
}

fn done(folder: &Path, args: &[&str]) -> Said {
    let said = zhibu(folder, &[args, &["--lang", "en"]].concat());
    assert_eq!(said.code, 0, "{args:?}: {said:?}");
    said
}

fn refused(folder: &Path, args: &[&str], words: &str) {
    let said = zhibu(folder, &[args, &["--lang", "en"]].concat());
    assert_eq!(said.code, 3, "{args:?}: {said:?}");
    assert!(said.err.contains(words), "{args:?}: {}", said.err);
    let zh = zhibu(folder, &[args, &["--lang", "zh"]].concat());
    assert_eq!(zh.code, 3, "{args:?}: {zh:?}");
}

/// Every path below a folder.
fn paths(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

/// Whether some file below a folder holds a number of the county.
fn holds_a_number(folder: &Path) -> Option<String> {
    let numbers: Vec<String> = (1..=8).flat_map(|n| [person_id(n), card(n)]).collect();
    let holds = |bytes: &[u8]| {
        numbers.iter().any(|one| bytes.windows(one.len()).any(|part| part == one.as_bytes()))
    };
    files(folder).into_iter().find(|(_, bytes)| holds(bytes)).map(|(path, _)| path)
}

#[test]
fn a_sealed_run_leaves_one_archive_that_opens_as_the_plain_run() {
    let (county, recipient) = county();
    let folder = county.path();
    let plain = folder.join("plain");
    done(folder, &["run", "-q", "-o", "plain"]);
    let said = done(folder, &["run", "-q", "--seal", &recipient]);
    assert!(said.out.contains("sealed for one recipient"), "{}", said.out);
    assert_eq!(paths(&folder.join("out")), ["2020.tar.age"]);
    assert_eq!(holds_a_number(&folder.join("out")), None);

    done(folder, &["open", "out/2020.tar.age", "--identity", "auditor.key", "-o", "opened"]);
    assert!(files(&folder.join("opened")) == files(&plain), "the same files, byte for byte");
    done(folder, &["verify", "opened"]);

    // Sealed again: other bytes, the same contents.
    let before = std::fs::read(folder.join("out/2020.tar.age")).expect("there");
    let again = done(folder, &["run", "--seal", &recipient]);
    assert!(again.err.contains("the last output is sealed"), "{}", again.err);
    assert!(std::fs::read(folder.join("out/2020.tar.age")).expect("there") != before);
    done(folder, &["open", "out/2020.tar.age", "--identity", "auditor.key"]);
    assert!(files(&folder.join("out/2020")) == files(&plain));
}

#[test]
fn whoever_needs_the_folder_is_told_that_it_is_sealed() {
    let (county, recipient) = county();
    let folder = county.path();
    done(folder, &["run", "-q", "--seal", &recipient]);
    let words = "this output is sealed";
    refused(folder, &["verify", "out/2020"], words);
    refused(folder, &["verify", "out/2020.tar.age"], words);
    refused(folder, &["query", "SELECT count(*) FROM dispositions"], words);
    refused(folder, &["sample", "--seed", "s"], words);
    refused(folder, &["crosscheck", "out"], words);
    refused(folder, &["crosscheck", "."], words);
    // What is asked of the lists needs no output.
    done(folder, &["explain", "--person", "甲一"]);

    let life = Life::of(county, "en");
    let why = life.refused(MAKER, &["pay", "prepare"]);
    assert!(why.contains(words), "{why}");
    let said = life.zhibu(&["pay", "status"]);
    assert!(said.code == 0 && said.err.contains("sealed"), "{said:?}");
    life.done(&["open", "out/2020.tar.age", "--identity", "auditor.key"]);
    life.by(MAKER, &["pay", "prepare"]);
}

#[test]
fn an_export_is_sealed_too_and_what_follows_needs_it_open() {
    let life = Life::prepared("en");
    let made = life.done(&["open", "--new-identity", "bank.key"]);
    let recipient = made.trim().to_owned();
    let stated = ["--people", "7", "--amount", "4200.00"];
    life.by(CHECKER, &[&["pay", "approve", "2020-001"], &stated[..]].concat());
    // One that stands there plain is gone when it is sealed.
    life.by(MAKER, &["pay", "export", "2020-001"]);
    life.by(MAKER, &["pay", "export", "2020-001", "--seal", &recipient]);
    assert_eq!(paths(&life.path().join("pay")), ["2020-001.tar.age"]);
    let verified = life.done(&["ledger", "verify"]);
    assert!(verified.contains("sealed, not looked at"), "{verified}");
    let said = life.zhibu(&["pay", "simulate", "2020-001"]);
    assert!(said.code == 3 && said.err.contains("is sealed"), "{said:?}");
    life.done(&["open", "pay/2020-001.tar.age", "--identity", "bank.key"]);
    life.done(&["ledger", "verify"]);
    life.credited("2020-001");
    life.said_well();
}

#[test]
fn a_refused_run_and_the_audit_alone_are_sealed_too() {
    let (county, recipient) = county();
    let folder = county.path();
    done(folder, &["run", "-q"]);
    let plain = files(&folder.join("out"));
    std::fs::write(folder.join("roster/broken.xlsx"), b"PK\x03\x04nothing").expect("written");
    let said = zhibu(folder, &["run", "-q", "--seal", &recipient]);
    assert_eq!(said.code, 3, "{said:?}");
    let mut expected = plain.clone();
    let sealed = std::fs::read(folder.join("out/2020-refused.tar.age")).expect("there");
    expected.insert("2020-refused.tar.age".to_owned(), sealed);
    assert!(files(&folder.join("out")) == expected, "the old output stands");
    std::fs::remove_file(folder.join("roster/broken.xlsx")).expect("removed");
    done(folder, &["run", "-q", "--seal", &recipient]);
    assert_eq!(paths(&folder.join("out")), ["2020.tar.age"], "the plain one is gone");
    done(folder, &["run", "-q"]);
    assert!(files(&folder.join("out")) == plain, "and the archive where a plain one is written");

    std::fs::create_dir_all(folder.join("prior/roster")).expect("made");
    std::fs::copy(folder.join("roster/a.csv"), folder.join("prior/roster/b.csv")).expect("copied");
    county.ready();
    let said = zhibu(folder, &["changes", "-q", "--seal", &recipient]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(folder.join("out/2020-changes.tar.age").is_file());
    assert!(!folder.join("out/2020-changes").exists());
}

/// An archive of these files, for the county's key.
fn archive(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> PathBuf {
    let key = std::fs::read_to_string(folder.join("auditor.key")).expect("there");
    let recipient = key.lines().find_map(|line| line.strip_prefix("# public key: "));
    let to = Recipients::of(&[recipient.expect("a recipient").to_owned()]).expect("read");
    let mut packing = Packing::begin(&to, Vec::new()).expect("begun");
    for (path, bytes) in files {
        packing.add(path, bytes.len() as u64, &bytes[..]).expect("added");
    }
    let path = folder.join("made.tar.age");
    std::fs::write(&path, packing.finish().expect("sealed")).expect("written");
    path
}

#[test]
fn what_cannot_be_trusted_leaves_nothing_behind() {
    let (county, recipient) = county();
    let folder = county.path();
    done(folder, &["run", "-q", "--seal", &recipient]);
    done(folder, &["open", "--new-identity", "other.key"]);
    std::fs::rename(folder.join("out/2020.tar.age"), folder.join("a.tar.age")).expect("moved");
    let whole = std::fs::read(folder.join("a.tar.age")).expect("there");
    let with = |bytes: &[u8], words: &str, key: &str| {
        std::fs::write(folder.join("a.tar.age"), bytes).expect("written");
        let before = paths(folder);
        refused(folder, &["open", "a.tar.age", "--identity", key], words);
        assert_eq!(paths(folder), before, "{words}");
    };
    with(&whole, "sealed for others", "other.key");
    with(&whole[..whole.len() / 2], "cut off or changed", "auditor.key");
    with(&whole[..whole.len() - 1], "cut off or changed", "auditor.key");
    let mut changed = whole.clone();
    changed[whole.len() - 40] ^= 1;
    with(&changed, "cut off or changed", "auditor.key");
    with(b"PK\x03\x04", "no archive that age sealed", "auditor.key");

    // Well sealed, by somebody who changed what was in it.
    std::fs::write(folder.join("a.tar.age"), &whole).expect("written");
    done(folder, &["open", "a.tar.age", "--identity", "auditor.key", "-o", "good"]);
    let mut inside = files(&folder.join("good"));
    inside.get_mut("payout/control.csv").expect("there")[0] ^= 1;
    let made = archive(folder, &inside);
    let before = paths(folder);
    let made = made.to_string_lossy().into_owned();
    refused(folder, &["open", &made, "--identity", "auditor.key"], "not as its manifest says");
    archive(folder, &BTreeMap::from([("letter.txt".to_owned(), b"hello".to_vec())]));
    refused(folder, &["open", &made, "--identity", "auditor.key"], "no manifest.json");
    assert_eq!(paths(folder), before);
    // What is there is not written over.
    refused(folder, &["open", "a.tar.age", "--identity", "auditor.key", "-o", "good"], "already");
}

#[test]
fn a_key_is_never_taken_for_a_recipient_nor_written_over() {
    let (county, _) = county();
    let folder = county.path();
    let key = std::fs::read_to_string(folder.join("auditor.key")).expect("there");
    let secret = key.lines().last().expect("a line");
    assert!(secret.starts_with("AGE-SECRET-KEY-1"));
    for given in ["auditor.key", secret, "age1nobody", "nobody"] {
        let said = zhibu(folder, &["run", "--seal", given, "--lang", "en"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(!said.err.contains(secret), "a secret is not repeated");
        assert!(!folder.join("out").exists());
    }
    refused(folder, &["open", "--new-identity", "auditor.key"], "never written over");
    assert_eq!(std::fs::read_to_string(folder.join("auditor.key")).expect("there"), key);
    assert!(Identities::of(&[folder.join("auditor.key")]).is_ok());
    let none = zhibu(folder, &["open", "x.tar.age", "--identity", "zhibu.toml", "--lang", "en"]);
    assert!(none.code == 2 && none.err.contains("no identity"), "{none:?}");
}
