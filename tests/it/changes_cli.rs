//! `zhibu changes`: the audit alone, as people and programs read it.

use std::collections::BTreeSet;

use zhibu::domain::Lang;
use zhibu::verify::verify;

use crate::binary::zhibu;
use crate::county::{County, person};
use crate::person::{TwoYears, fits_a_terminal, snapshot};

#[test]
fn the_figures_read_like_this() {
    let years = TwoYears::new();
    for lang in ["zh", "en"] {
        let said = zhibu(years.path(), &["changes", "-q", "--lang", lang, "-o", "audit"]);
        assert_eq!(said.code, 0, "{said:?}");
        fits_a_terminal(&said.out);
        let figures = said.out.split_inclusive('\n').filter(|line| !line.contains("audit  ("));
        snapshot(&format!("changes/figures.{lang}.txt"), &figures.collect::<String>());
    }
}

#[test]
fn it_writes_the_audit_and_nothing_else() {
    let years = TwoYears::new();
    assert_eq!(zhibu(years.path(), &["changes", "-q"]).code, 0);
    let out = years.path().join("out/2020-changes");
    let manifest = std::fs::read(out.join("manifest.json")).expect("there");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["only"], serde_json::json!(["changes"]));
    let paths: BTreeSet<&str> = manifest["outputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|output| output["path"].as_str().expect("a path"))
        .collect();
    let audit = [
        "changes.xlsx",
        "data/bridge.csv",
        "data/changes.csv",
        "data/overpaid.csv",
        "data/register.csv",
    ];
    assert_eq!(paths, BTreeSet::from(audit));
    let checks = verify(&out, Lang::En).expect("readable");
    assert!(checks.iter().all(|check| check.wrong.is_none()), "{checks:#?}");
    assert!(!years.path().join("out/2020").exists());
}

#[test]
fn the_data_balances_and_says_the_same() {
    let years = TwoYears::new();
    let said = zhibu(years.path(), &["changes", "-q", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let sum = |terms: &serde_json::Value| -> i64 {
        terms.as_object().expect("terms").values().filter_map(serde_json::Value::as_i64).sum()
    };
    let bridges = json["bridges"].as_array().expect("a list");
    assert_eq!(bridges.len(), 2);
    for bridge in bridges {
        let townships = bridge["townships"].as_array().expect("a list");
        for line in townships.iter().chain([&bridge["county"]]) {
            let of = |key: &str| line[key].as_i64().expect("a number");
            let reckoned = of("opening") + sum(&line["additions"]) - sum(&line["removals"])
                + of("moved_in")
                - of("moved_out");
            assert_eq!(reckoned, of("closing"), "{line}");
        }
        assert_eq!(townships[0]["moved_out"].as_i64(), Some(1), "丙三 left 乙镇: {bridge:#}");
    }
    let own: Vec<&serde_json::Value> = json["overpaid"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["own"] == true)
        .collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["removal_takes_effect"], "next-quarter");
    assert_eq!((own[0]["people"].as_u64(), own[0]["amount"].as_str()), (Some(1), Some("600.00")));
}

#[test]
fn without_a_year_before_it_says_what_to_give() {
    let (roster, pay) = person(1, "甲一");
    let county = County::new().roster(&[roster]).pay_list(&[pay]);
    let said = zhibu(&county.ready(), &["changes", "--lang", "en"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("prior_roster = \"prior/roster/*\""), "{}", said.err);
    fits_a_terminal(&said.err);
    assert!(!county.path().join("out").exists());
    // Named, and not there yet.
    let years = TwoYears::new();
    for folder in ["prior", "changes"] {
        std::fs::remove_dir_all(years.path().join(folder)).expect("removed");
    }
    assert_eq!(zhibu(years.path(), &["changes"]).code, 2);
}

#[test]
fn a_refused_run_still_shows_the_audit() {
    let years = TwoYears::new();
    let path = years.path().join("zhibu.toml");
    let text = std::fs::read_to_string(&path).expect("readable");
    std::fs::write(&path, text.replace("600000.00", "1.00")).expect("written");
    let said = zhibu(years.path(), &["changes", "-q", "--lang", "en"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("P003") && said.out.contains("this year"), "{}", said.out);
    fits_a_terminal(&said.out);
    assert!(years.path().join("out/2020-changes-refused/changes.xlsx").exists());
}
