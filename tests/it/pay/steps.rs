//! What a step of the payout's life refuses, and that it leaves everything as it
//! was.

use super::desk::{CHECKER, Life, MAKER};
use crate::binary::zhibu_with;

/// What an approver types for the first batch.
const RIGHT: [&str; 7] = ["pay", "approve", "2020-001", "--people", "7", "--amount", "4200.00"];

#[test]
fn an_approval_takes_another_person_and_the_right_figures() {
    for lang in ["zh", "en"] {
        let life = Life::prepared(lang);
        let before = life.json(&["pay", "status"]);
        let why = life.refused(MAKER, &RIGHT);
        assert!(why.contains("L002"), "{why}");
        for (people, yuan) in [("8", "4200.00"), ("7", "4200.01"), ("7", "4800"), ("0", "0")] {
            let stated = ["pay", "approve", "2020-001", "--people", people, "--amount", yuan];
            let why = life.refused(CHECKER, &stated);
            assert!(why.contains("P005"), "{why}");
        }
        // Nothing was approved, and nothing is exported.
        life.refused(MAKER, &["pay", "export", "2020-001"]);
        assert_eq!(life.json(&["pay", "status"]), before);
        assert!(life.exported("2020-001").is_empty());
        life.by(CHECKER, &RIGHT);
        life.refused(CHECKER, &RIGHT);
        life.said_well();
    }
}

#[test]
fn who_signs_is_proven() {
    let life = Life::prepared("en");
    let with = |who: &str, key: &str| {
        let signed = [&RIGHT[..], &["--by", who, "--key", key]].concat();
        life.zhibu(&signed)
    };
    for (who, key, words) in [
        ("李主任", "keys/maker.key", "not the passphrase or key"),
        ("赵出纳", "keys/checker.key", "not enrolled"),
        ("李主任", "keys/none.key", "none.key"),
    ] {
        let said = with(who, key);
        assert!([2, 4].contains(&said.code) && said.err.contains(words), "{who} {said:?}");
    }
    // A second person is enrolled by one who is; nobody twice.
    for args in [
        &["ledger", "enrol", "赵出纳", "--key", "keys/maker.key"][..],
        &[
            "ledger",
            "enrol",
            "李主任",
            "--key",
            "keys/maker.key",
            "--by",
            "王会计",
            "--by-key",
            "keys/maker.key",
        ],
    ] {
        assert_eq!(life.zhibu(args).code, 2);
    }
    // A passphrase from the environment; a wrong one proves nothing.
    let secret =
        |text: &'static str| [("ZHIBU_PASSPHRASE", text), ("SOURCE_DATE_EPOCH", "1607562000")];
    let enrol = ["ledger", "enrol", "赵出纳", "--by", "王会计", "--by-key", "keys/maker.key"];
    assert_eq!(zhibu_with(life.path(), &secret("short"), &enrol).code, 2);
    assert_eq!(zhibu_with(life.path(), &secret("a long passphrase"), &enrol).code, 0);
    let approve = [&RIGHT[..], &["--by", "赵出纳"]].concat();
    assert_eq!(zhibu_with(life.path(), &secret("another passphrase"), &approve).code, 2);
    assert_eq!(zhibu_with(life.path(), &secret("a long passphrase"), &approve).code, 0);
    life.said_well();
}

#[test]
fn a_batch_is_of_the_run_as_it_was_written() {
    let life = Life::new("zh");
    let prepare = |life: &Life| life.zhibu(&[&["pay", "prepare"], &MAKER[..]].concat());
    assert_eq!(prepare(&life).code, 2, "no run yet");
    life.done(&["run", "-q", "--only", "data"]);
    assert_eq!(prepare(&life).code, 3, "a part of a run");
    life.done(&["run", "-q"]);
    for (path, from, to) in [
        ("zhibu.toml", "quota = 1000", "quota = 1001"),
        ("out/2020/data/payments.csv", "600", "900"),
        ("out/2020/manifest.json", "4200.00", "4800.00"),
    ] {
        let path = life.path().join(path);
        let text = std::fs::read_to_string(&path).expect("readable");
        let edited = text.replace(from, to);
        assert_ne!(text, edited);
        std::fs::write(&path, edited).expect("written");
        let said = prepare(&life);
        assert_eq!(said.code, 3, "{}: {said:?}", path.display());
        std::fs::write(&path, text).expect("written");
    }
    assert_eq!(life.json(&["pay", "status"])["batches"].as_array().map(Vec::len), Some(0));
    assert_eq!(prepare(&life).code, 0);
    // A second batch of the same output would pay everybody again.
    let why = life.refused(MAKER, &["pay", "prepare"]);
    assert!(why.contains("P001"), "{why}");
    life.said_well();
}

#[test]
fn an_export_is_the_same_however_often() {
    for lang in ["zh", "en"] {
        let life = Life::sent(lang);
        let export = ["pay", "export", "2020-001"];
        let written = life.exported("2020-001");
        life.by(MAKER, &export);
        assert_eq!(life.exported("2020-001"), written);
        // A file that is gone is written again, whoever asks for it.
        std::fs::remove_file(life.bank_file()).expect("removed");
        life.by(CHECKER, &export);
        assert_eq!(life.exported("2020-001"), written);
        std::fs::remove_dir_all(life.path().join("pay/2020-001")).expect("removed");
        life.by(MAKER, &export);
        assert_eq!(life.exported("2020-001"), written);
        // One that was edited is not, and neither is one of somebody's own.
        for path in ["某农商银行/2020-001-001.csv", "control.csv", "manifest.json", "补发.csv"]
        {
            let path = life.path().join("pay/2020-001").join(path);
            let there = std::fs::read(&path).ok();
            let edited = there.clone().unwrap_or_default();
            std::fs::write(&path, [&edited[..], b"x"].concat()).expect("written");
            let before = life.exported("2020-001");
            let why = life.refused(MAKER, &export);
            assert!(why.contains("L003"), "{why}");
            assert_eq!(life.exported("2020-001"), before, "nothing is written over");
            match there {
                Some(bytes) => std::fs::write(&path, bytes).expect("written"),
                None => std::fs::remove_file(&path).expect("removed"),
            }
        }
        life.by(MAKER, &export);
        assert_eq!(life.exported("2020-001"), written);
        assert_eq!(life.json(&["pay", "status"])["batches"][0]["state"], "exported");
        life.said_well();
    }
}

#[test]
fn a_layout_that_was_changed_since_the_approval_is_not_exported() {
    for lang in ["zh", "en"] {
        let mut life = Life::prepared(lang);
        life.by(CHECKER, &RIGHT);
        let shipped = format!("{}/rules/banks/plain-csv.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(shipped).expect("readable");
        let own = "rules/banks/plain-csv.toml";
        for (from, to) in [("limit_rows = 10000", "limit_rows = 2"), ("\"开户银行\"", "\"银行\"")]
        {
            let edited = text.replace(from, to);
            assert_ne!(edited, text);
            life.county = life.county.file(own, edited);
            let why = life.refused(MAKER, &["pay", "export", "2020-001"]);
            assert!(why.contains("L003"), "{why}");
            assert!(life.exported("2020-001").is_empty());
        }
        life.county = life.county.file(own, text);
        life.by(MAKER, &["pay", "export", "2020-001"]);
        life.said_well();
    }
}

#[test]
fn an_answer_is_of_its_batch() {
    for lang in ["zh", "en"] {
        let life = Life::sent(lang);
        life.done(&["pay", "simulate", "2020-001"]);
        let answers = life.answers("2020-001");
        // Said to be of a batch that is not there, and under the name of another.
        let take = |file: &str, batch: &[&str]| {
            life.zhibu(&[&["pay", "return", file], batch, &MAKER[..]].concat())
        };
        let before = life.json(&["pay", "status"]);
        assert_eq!(take(&answers[0], &["--batch", "2020-002"]).code, 2);
        let other = life.path().join("2020-002-001-回盘.csv");
        std::fs::copy(life.path().join(&answers[0]), &other).expect("copied");
        let said = take("2020-002-001-回盘.csv", &["--batch", "2020-001"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains("B002"), "{said:?}");
        // What is no answer at all.
        let said = take("zhibu.toml", &["--batch", "2020-001"]);
        assert_eq!(said.code, 3, "{said:?}");
        let own = life.bank_file();
        let said = take(&own.to_string_lossy(), &["--batch", "2020-001"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert_eq!(take("none.csv", &[]).code, 4);
        assert_eq!(life.json(&["pay", "status"]), before);
        life.said_well();
    }
}

#[test]
fn an_answer_whose_name_says_nothing_is_asked_for_its_batch() {
    // A layout whose lines do not say the batch either.
    for lang in ["zh", "en"] {
        let county = super::desk::lists(crate::county::County::new(), true)
            .more("[payout]\nprofile = \"ccb-txt\"");
        let life = Life::of(county, lang);
        life.done(&["run", "-q"]);
        life.by(MAKER, &["pay", "prepare"]);
        life.send("2020-001", 7, "4200.00");
        life.done(&["pay", "simulate", "2020-001", "--failed", "0"]);
        let answers = life.answers("2020-001");
        let renamed = life.path().join("answer.txt");
        std::fs::copy(life.path().join(&answers[0]), renamed).expect("copied");
        let said = life.zhibu(&[&["pay", "return", "answer.txt"], &MAKER[..]].concat());
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("--batch"), "{said:?}");
        life.by(MAKER, &["pay", "return", "answer.txt", "--batch", "2020-001"]);
        life.by(MAKER, &["pay", "return", &answers[1]]);
        life.by(MAKER, &["pay", "close", "2020-001"]);
        life.said_well();
    }
}

#[test]
fn a_line_taken_back_voids_the_approval() {
    for lang in ["zh", "en"] {
        let life = Life::prepared(lang);
        life.by(CHECKER, &RIGHT);
        let withdraw = ["pay", "withdraw", "2020-001", "--line", "2", "--reason", "已死亡"];
        life.by(MAKER, &withdraw);
        life.refused(MAKER, &["pay", "export", "2020-001"]);
        assert!(life.exported("2020-001").is_empty());
        let why = life.refused(CHECKER, &RIGHT);
        assert!(why.contains("P005"), "{why}");
        life.send("2020-001", 6, "3600.00");
        // The bank has it: nothing is taken back any more.
        life.refused(MAKER, &withdraw);
        life.refused(MAKER, &["pay", "withdraw", "2020-001", "--reason", "x"]);
        life.credited("2020-001");
        life.by(MAKER, &["pay", "close", "2020-001"]);
        // Who was taken back, the second of the township that comes first, is payable.
        let dispositions = life.run();
        assert_eq!(dispositions["庚七"], "paid", "{dispositions:?}");
        life.by(MAKER, &["pay", "prepare"]);
        life.by(MAKER, &["pay", "withdraw", "2020-002", "--reason", "x"]);
        assert_eq!(life.run()["庚七"], "paid");
        life.said_well();
    }
}
