//! `zhibu ledger verify`, and the ledger of the next period.

use super::desk::{Life, MAKER};
use crate::county::{card, person_id};

/// The places of a text in the ledger's file.
fn places(bytes: &[u8], text: &str) -> Vec<usize> {
    let found = bytes.windows(text.len()).enumerate();
    found.filter(|(_, part)| *part == text.as_bytes()).map(|(at, _)| at).collect()
}

#[test]
fn a_changed_byte_is_found() {
    for lang in ["zh", "en"] {
        let life = Life::sent(lang);
        life.credited("2020-001");
        life.done(&["ledger", "verify"]);
        let path = life.path().join("ledger.sqlite");
        let whole = std::fs::read(&path).expect("readable");
        assert!(!life.path().join("ledger.sqlite-wal").exists(), "the last one out writes it back");
        for (text, offset, byte) in [
            (card(1).as_str(), 18, b'0'),
            (person_id(1).as_str(), 3, b'0'),
            ("\"people\":7", 9, b'8'),
            ("甲一", 2, 0x81),
            ("2020-12-10T", 3, b'1'),
        ] {
            // A text may stand in a row, in an index, and in room that is free by
            // now; an edit there changes nothing, and an edit of the others is found.
            let mut found = 0;
            for at in places(&whole, text) {
                let mut edited = whole.clone();
                edited[at + offset] = if edited[at + offset] == byte { byte + 1 } else { byte };
                std::fs::write(&path, &edited).expect("written");
                let said = life.zhibu(&["ledger", "verify"]);
                match said.code {
                    0 => continue,
                    3 => assert!(format!("{}{}", said.out, said.err).contains("L001"), "{said:?}"),
                    code => assert_eq!(code, 4, "{said:?}"),
                }
                found += 1;
            }
            assert!(found > 0, "{offset} of a text of {} bytes", text.len());
        }
        std::fs::write(&path, &whole).expect("written");
        life.done(&["ledger", "verify"]);
        life.said_well();
    }
}

#[test]
fn an_index_that_lacks_a_row_is_found() {
    // What stands behind the rule that nobody is paid twice.
    let life = Life::sent("en");
    let path = life.path().join("ledger.sqlite");
    let mut bytes = std::fs::read(&path).expect("readable");
    let person = person_id(1);
    // The first place but the free room and the rows is an index: the one by
    // person stands before the rows of a batch of seven.
    let mut found = false;
    for at in places(&bytes.clone(), &person) {
        bytes[at + 16] ^= 1;
        std::fs::write(&path, &bytes).expect("written");
        let said = life.zhibu(&["ledger", "verify"]);
        found |= said.code == 3 && said.err.contains("payment_person");
        bytes[at + 16] ^= 1;
    }
    assert!(found);
}

#[test]
fn a_changed_export_is_found() {
    for lang in ["zh", "en"] {
        let life = Life::sent(lang);
        let path = life.bank_file();
        let whole = std::fs::read(&path).expect("readable");
        std::fs::write(&path, [&whole[..], b"\r\n"].concat()).expect("written");
        let said = life.zhibu(&["ledger", "verify"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.out.contains("L003"), "{said:?}");
        let said = life.zhibu(&["ledger", "verify", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        assert_eq!((said.code, &value["whole"]), (3, &false.into()));
        std::fs::write(&path, whole).expect("written");
        life.done(&["ledger", "verify"]);
        // What stands beside the bank's files, and what nobody approved.
        for (path, from, to) in [
            ("control.csv", "4200.00", "4800.00"),
            ("manifest.json", "王会计", "李主任"),
            ("补发.csv", "", "1"),
        ] {
            let path = life.path().join("pay/2020-001").join(path);
            let there = std::fs::read_to_string(&path).ok();
            let text = there.clone().unwrap_or_default();
            std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
            let said = life.zhibu(&["ledger", "verify"]);
            assert_eq!(said.code, 3, "{said:?}");
            assert!(said.out.contains("L003"), "{said:?}");
            match there {
                Some(text) => std::fs::write(&path, text).expect("written"),
                None => std::fs::remove_file(&path).expect("removed"),
            }
        }
        std::fs::remove_file(&path).expect("removed");
        assert_eq!(life.zhibu(&["ledger", "verify"]).code, 3, "a bank file is gone");
        life.by(MAKER, &["pay", "export", "2020-001"]);
        life.done(&["ledger", "verify"]);
        // An export of another ledger, put in this one's place.
        let manifest = life.path().join("pay/2020-001/manifest.json");
        let text = std::fs::read_to_string(&manifest).expect("readable");
        let head = text.find("\"head\": \"").expect("a head") + 9;
        let mut other = text.clone();
        let digit = if text.as_bytes()[head] == b'0' { "1" } else { "0" };
        other.replace_range(head..=head, digit);
        std::fs::write(&manifest, other).expect("written");
        assert_eq!(life.zhibu(&["ledger", "verify"]).code, 3);
        std::fs::write(&manifest, text).expect("written");
        life.done(&["ledger", "verify"]);
        life.said_well();
    }
}

#[test]
fn the_next_period_goes_on_with_the_ledger() {
    let life = Life::sent("zh");
    life.credited("2020-001");
    life.done(&["next"]);
    // As somebody types it.
    let folder = "./next/2021";
    let run = |expected: &str, period: &str| {
        life.done(&["run", "-q", "-p", folder]);
        let path = life.path().join(folder).join(format!("out/{period}/data/dispositions.csv"));
        let mut reader = csv::Reader::from_path(path).expect("there");
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        let ends: Vec<&str> =
            rows.iter().filter(|row| &row[0] == "pay_list").map(|row| &row[8]).collect();
        assert_eq!(ends, [expected; 7]);
    };
    // Another period: nobody is in the way.
    run("paid", "2021");
    let prepare = ["pay", "prepare", "-p", folder];
    let prepared = life.by(MAKER, &prepare);
    assert!(prepared.contains("2021-001"), "{prepared}");
    life.done(&["ledger", "verify", "-p", folder]);
    // The same period from there: everybody was paid, and nobody is again.
    let path = life.path().join(folder).join("zhibu.toml");
    let text = std::fs::read_to_string(&path).expect("readable");
    std::fs::write(&path, text.replace("\"2020\"", "\"2019\"").replace("\"2021\"", "\"2020\""))
        .expect("written");
    run("already_paid", "2020");
    life.refused(MAKER, &prepare);
    life.said_well();
}
