//! `zhibu purge` through the binary: what goes, what stays, what is refused, and that
//! no byte of the ledger's files says any more who was paid.

use std::path::Path;

use crate::binary::zhibu_with;
use crate::county::{County, card, person_id};
use crate::pay::desk::{CHECKER, Life, MAKER, NAMES, files, lists};

/// A county whose 2020 is settled; the last person's card was wrong.
fn settled() -> Life {
    let life = Life::sent("en");
    life.credited("2020-001");
    life.by(MAKER, &["pay", "close", "2020-001"]);
    life
}

fn purge(life: &Life, before: &str) -> String {
    life.by(CHECKER, &["purge", "--before", before, "--yes"])
}

/// What below a folder says who: names, numbers, accounts.
fn says_who(folder: &Path, but: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = (1..=8).flat_map(|n| [person_id(n), card(n)]).collect();
    texts.extend(NAMES.iter().map(|name| (*name).to_owned()));
    let mut found = Vec::new();
    for (path, bytes) in files(folder) {
        if but.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let who = |text: &&String| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        found.extend(texts.iter().find(who).map(|_| path));
    }
    found
}

#[test]
fn people_go_and_totals_hashes_and_the_chain_stay() {
    let life = settled();
    let folder = life.path();
    let out = folder.join("out/2020");
    let kept = ["manifest.json", "payout/control.csv"];
    let before: Vec<Vec<u8>> =
        kept.iter().map(|path| std::fs::read(out.join(path)).expect("there")).collect();
    let status = life.json(&["pay", "status"]);
    let lists = files(&folder.join("roster"));

    // First it says what it would do, and does nothing.
    let all = files(folder);
    let told = life.done(&["purge", "--before", "2021"]);
    assert!(told.contains("out/2020: ") && told.contains("2020-001"), "{told}");
    assert!(told.contains("--yes") && told.contains("roster/*"), "{told}");
    let unsigned = life.zhibu(&["purge", "--before", "2021", "--yes"]);
    assert_eq!(unsigned.code, 2, "{unsigned:?}");
    for (path, bytes) in files(folder).into_iter().filter(|(path, _)| path != ".zhibu.lock") {
        assert!(all.get(&path) == Some(&bytes), "{path} is as it was");
    }

    let done = purge(&life, "2021");
    assert!(done.contains("removed of everything before 2021"), "{done}");
    for (path, bytes) in kept.iter().zip(&before) {
        assert_eq!(&std::fs::read(out.join(path)).expect("there"), bytes, "{path}");
    }
    let left: Vec<String> = files(&out).into_keys().collect();
    assert_eq!(left, ["manifest.json", "payout/control.csv", "purged.json"]);
    let pay: Vec<String> = files(&folder.join("pay")).into_keys().collect();
    assert_eq!(pay, ["2020-001/control.csv", "2020-001/manifest.json"]);
    assert!(files(&folder.join("roster")) == lists, "the county's own lists are its own");
    assert_eq!(says_who(folder, &["roster", "pay-list"]), Vec::<String>::new());

    // What stays is whole, and works.
    life.done(&["ledger", "verify"]);
    life.done(&["verify", "out/2020"]);
    assert_eq!(life.json(&["pay", "status"]), status);
    assert_eq!(life.lines("2020-001").len(), 7);
    // A bank file of which somebody kept a copy is still proven.
    let (file, bytes) =
        all.iter().find(|(path, _)| path.ends_with("2020-001-001.csv")).expect("a bank file");
    let hash = sha256(bytes);
    let manifest = std::fs::read_to_string(folder.join("pay/2020-001/manifest.json"));
    assert!(manifest.expect("there").contains(&hash), "{file}");

    // Twice is once.
    let again = purge(&life, "2021");
    assert!(again.contains("nothing is left to remove"), "{again}");
    let events = life.json(&["ledger", "verify"])["events"].clone();
    purge(&life, "2021");
    assert_eq!(life.json(&["ledger", "verify"])["events"], events);
    life.said_well();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    zhibu::intake::files::hex(&Sha256::digest(bytes))
}

#[test]
fn the_ledgers_file_and_its_log_say_nobody() {
    let life = settled();
    let ledger = |name: &str| std::fs::read(life.path().join(name)).unwrap_or_default();
    let says = |text: &str| {
        ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"]
            .iter()
            .any(|name| ledger(name).windows(text.len()).any(|part| part == text.as_bytes()))
    };
    for text in [&person_id(1), &card(2), NAMES[2]] {
        assert!(says(text), "it was there");
    }
    purge(&life, "2021");
    for n in 1..=8 {
        for text in [&person_id(n), &card(n), NAMES[n as usize - 1], "和平村"] {
            assert!(!says(text), "a page of the ledger still says who");
        }
    }
}

#[test]
fn nobody_is_paid_again_for_a_time_that_was_purged() {
    let life = settled();
    let source = files(&life.path().join("out/2020"));
    purge(&life, "2021");
    for args in [
        &["run"][..],
        &["run", "-o", "elsewhere"],
        &["changes"],
        &["query", "SELECT 1"],
        &["sample", "--seed", "s"],
    ] {
        let said = life.zhibu(args);
        assert_ne!(said.code, 0, "{args:?}: {said:?}");
        assert!([2, 3].contains(&said.code), "{args:?}: {said:?}");
    }
    let said = life.zhibu(&["run"]);
    assert!(said.code == 3 && said.err.contains("purged"), "{said:?}");
    // Not by an older output either, from a copy that somebody kept.
    for (path, bytes) in source {
        let path = life.path().join("copy").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    let why = life.refused(MAKER, &["pay", "prepare", "-o", "copy"]);
    assert!(why.contains("purged"), "{why}");
    let why = life.refused(MAKER, &["pay", "export", "2020-001"]);
    assert!(why.contains("purged"), "{why}");
    // Nor where the folder is gone too.
    std::fs::remove_dir_all(life.path().join("out")).expect("removed");
    let said = life.zhibu(&["run"]);
    assert!(said.code == 3 && said.err.contains("purged"), "{said:?}");
}

#[test]
fn what_is_open_altered_or_sealed_is_not_purged() {
    let life = Life::sent("en");
    let all = || {
        let mut all = files(life.path());
        all.retain(|path, _| !path.starts_with("ledger.sqlite-") && path != ".zhibu.lock");
        all
    };
    let before = all();
    let why = life.refused(CHECKER, &["purge", "--before", "2021", "--yes"]);
    assert!(why.contains("2020-001 is exported"), "{why}");
    assert!(all() == before, "nothing is gone");
    life.credited("2020-001");
    life.by(MAKER, &["pay", "close", "2020-001"]);

    let manifest = life.path().join("out/2020/manifest.json");
    let whole = std::fs::read(&manifest).expect("there");
    std::fs::write(&manifest, [&whole[..], b" "].concat()).expect("written");
    let why = life.refused(CHECKER, &["purge", "--before", "2021", "--yes"]);
    assert!(why.contains("not as it was written"), "{why}");
    std::fs::write(&manifest, &whole).expect("written");

    let recipient = life.done(&["open", "--new-identity", "auditor.key"]);
    life.done(&["run", "-q", "--seal", recipient.trim()]);
    let why = life.refused(CHECKER, &["purge", "--before", "2021", "--yes"]);
    assert!(why.contains("Open it first"), "{why}");
    life.done(&["open", "out/2020.tar.age", "--identity", "auditor.key"]);
    purge(&life, "2021");
    assert!(!life.path().join("out/2020.tar.age").exists());
    assert_eq!(says_who(life.path(), &["roster", "pay-list"]), Vec::<String>::new());
    let wrong = life.zhibu(&["purge", "--before", "last year"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
}

#[test]
fn a_purge_that_was_cut_off_goes_on() {
    let life = settled();
    purge(&life, "2021");
    let out = life.path().join("out/2020");
    // As if it had been cut off before these were removed.
    std::fs::create_dir_all(out.join("data")).expect("made");
    std::fs::write(out.join("data/payments.csv"), person_id(1)).expect("written");
    std::fs::create_dir_all(life.path().join("out/.2020.new/data")).expect("made");
    std::fs::write(life.path().join("out/.2020.new/data/x"), person_id(1)).expect("written");
    std::fs::write(life.path().join("pay/2020-001/x.csv"), card(1)).expect("written");
    let said = life.zhibu(&["verify", "out/2020"]);
    assert!(said.code == 3 && said.out.contains("still there"), "{said:?}");
    let said = life.zhibu(&["ledger", "verify"]);
    assert_eq!(said.code, 3, "{said:?}");
    purge(&life, "2021");
    assert_eq!(says_who(life.path(), &["roster", "pay-list"]), Vec::<String>::new());
    life.done(&["verify", "out/2020"]);
    life.done(&["ledger", "verify"]);
}

#[test]
fn without_a_ledger_the_folder_remembers_that_it_was_purged() {
    let county = lists(County::new(), true);
    let folder = county.ready();
    let zhibu = |args: &[&str]| zhibu_with(&folder, &[("SOURCE_DATE_EPOCH", "1607562000")], args);
    assert_eq!(zhibu(&["run", "-q"]).code, 0);
    let said = zhibu(&["purge", "--before", "2021", "--yes"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(says_who(&folder, &["roster", "pay-list"]), Vec::<String>::new());
    assert_eq!(zhibu(&["verify", "out/2020"]).code, 0);
    assert_eq!(zhibu(&["run", "-q"]).code, 3);
    // An edit of what is left is found.
    let control = folder.join("out/2020/payout/control.csv");
    let text = std::fs::read_to_string(&control).expect("there");
    std::fs::write(&control, text.replacen("00.00", "00.01", 1)).expect("written");
    assert_eq!(zhibu(&["verify", "out/2020"]).code, 3);
}
