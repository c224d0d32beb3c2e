//! `zhibu bank check` and `zhibu bank list`.

use tempfile::TempDir;
use zhibu::bank;
use zhibu::domain::Money;

use super::{head, line, payer, profile, profiles};
use crate::binary::zhibu;
use crate::person::{fits_a_terminal, snapshot};

/// A folder with a file of each profile, named by its id.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let payer = payer();
    for profile in profiles() {
        let lines =
            [line(1, "陈大山", Money::from_yuan(600)), line(2, "李秀兰", Money::from_yuan(20_400))];
        let bytes = bank::write(&head(&payer), &lines, &profile);
        std::fs::write(folder.path().join(&profile.id), bytes).expect("written");
    }
    folder
}

#[test]
fn a_file_is_checked_in_both_languages() {
    let folder = folder();
    for profile in profiles() {
        for (lang, totals) in [("zh", "2 人，21,000.00 元"), ("en", "2 people, 21,000.00 yuan")]
        {
            let said =
                zhibu(folder.path(), &["bank", "check", &profile.id, &profile.id, "--lang", lang]);
            assert_eq!(said.code, 0, "{said:?}");
            assert!(said.out.contains(totals), "{said:?}");
            fits_a_terminal(&said.out);
            if profile.id == "pain-001" || profile.id == "social-security-fixed" {
                snapshot(&format!("banks/{}.{lang}.txt", profile.id), &said.out);
            }
        }
    }
}

#[test]
fn a_file_of_another_layout_ends_with_3_and_says_where() {
    let folder = folder();
    let path = folder.path().join("icbc-bpt");
    let profile = profile("icbc-bpt");
    let bytes = std::fs::read(&path).expect("readable");
    let text = profile.file.charset.decode(&bytes).expect("text");
    let bytes = profile.file.charset.encode(&text.replace("|2040000|", "|2040001|"));
    std::fs::write(&path, bytes.expect("its charset")).expect("written");
    for lang in ["zh", "en"] {
        let said = zhibu(folder.path(), &["bank", "check", "icbc-bpt", "icbc-bpt", "--lang", lang]);
        assert_eq!(said.code, 3, "{said:?}");
        fits_a_terminal(&said.out);
        snapshot(&format!("banks/tampered.{lang}.txt"), &said.out);
    }
    let args = ["bank", "check", "icbc-bpt", "icbc-bpt", "--format", "json", "--lang", "en"];
    let said = zhibu(folder.path(), &args);
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!((said.code, &value["holds"]), (3, &serde_json::json!(false)));
    assert_eq!(value["problems"][0]["line"], 4);
    // Every profile takes its own file and no other.
    for own in profiles() {
        for other in profiles().iter().filter(|other| other.id != own.id) {
            let said = zhibu(folder.path(), &["bank", "check", &own.id, &other.id]);
            assert_eq!(said.code, 3, "{} by {}: {said:?}", other.id, own.id);
        }
    }
}

#[test]
fn a_file_that_holds_is_json_too() {
    let folder = folder();
    let args = ["bank", "check", "abc-csv", "abc-csv", "--format", "json", "--lang", "zh"];
    let value: serde_json::Value =
        serde_json::from_str(&zhibu(folder.path(), &args).out).expect("JSON");
    assert_eq!(value["people"], 2);
    assert_eq!(value["amount"], "21000.00");
    assert_eq!(value["has_reference"], true);
    assert_eq!(value["fields"][4]["heading"], "备注");
}

#[test]
fn a_layout_may_stand_in_a_file_or_in_a_project() {
    let folder = folder();
    let rules = format!("{}/rules/banks/abc-csv.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(rules).expect("readable").replace("abc-csv", "ours");
    std::fs::write(folder.path().join("ours.toml"), &text).expect("written");
    let own = folder.path().join("county/rules/banks");
    std::fs::create_dir_all(&own).expect("made");
    std::fs::write(own.join("ours.toml"), &text).expect("written");
    for args in [
        &["bank", "check", "ours.toml", "abc-csv"][..],
        &["bank", "check", "ours", "abc-csv", "-p", "county"],
    ] {
        assert_eq!(zhibu(folder.path(), args).code, 0, "{args:?}");
    }
    let listed = zhibu(folder.path(), &["bank", "list", "-p", "county", "-q"]).out;
    assert!(listed.trim_start().starts_with("ours"), "{listed}");
    for (args, code) in [
        (&["bank", "check", "ours", "abc-csv"][..], 2),
        (&["bank", "check", "no.toml", "abc-csv"], 2),
        (&["bank", "check", "abc-csv", "no-such-file"], 4),
        (&["bank"], 2),
    ] {
        assert_eq!(zhibu(folder.path(), args).code, code, "{args:?}");
    }
}

#[test]
fn the_layouts_are_listed() {
    let folder = folder();
    for lang in ["zh", "en"] {
        let said = zhibu(folder.path(), &["bank", "list", "--lang", lang]);
        assert_eq!(said.code, 0);
        fits_a_terminal(&said.out);
        fits_a_terminal(&said.err);
        snapshot(&format!("banks/list.{lang}.txt"), &said.out);
    }
    let said = zhibu(folder.path(), &["bank", "list", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(value.as_array().expect("a list").len(), profiles().len());
}
