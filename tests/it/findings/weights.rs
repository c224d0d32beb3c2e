//! How much a finding weighs: changes of severity, acknowledgements, keys.

use super::{PAID, REGISTERED, clean, paying};
use crate::county::{County, card, found, of, pay_ends, roster_ends};
use zhibu::catalogue;
use zhibu::finding::{Floor, Severity};
use zhibu::run::Run;

fn severity(code: &str, level: &str, since: &str) -> String {
    format!(
        "[severity]\n{code} = {{ level = \"{level}\", reason = \"县里定的\", since = {since} }}"
    )
}

fn acknowledge(code: &str, at: &str) -> String {
    format!(
        "[[acknowledge]]\ncode = \"{code}\"\nat = \"{at}\"\nreason = \"核实过\"\nby = \"甲\"\non = 2020-11-03"
    )
}

/// A county whose one card has a wrong check digit.
fn wrong_card() -> County {
    let card = card(1);
    let last = if card.ends_with('1') { '2' } else { '1' };
    paying(&format!(
        "姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,{}{last}",
        &card[..card.len() - 1]
    ))
}

#[test]
fn a_change_is_in_force_from_its_day() {
    for (since, end) in [("2020-12-31", "paid"), ("2020-11-01", "paid"), ("2021-01-01", "held")] {
        let run = wrong_card().more(&severity("V017", "advise", since)).run();
        assert_eq!(pay_ends(&run), [end], "{since}");
        assert_eq!(of(&run, "V017").len(), 1, "{since}");
    }
}

#[test]
fn a_change_raises_as_well_as_lowers() {
    let run = wrong_card().more(&severity("V017", "refuse", "2020-11-01")).run();
    assert!(run.refused && run.view().payments.is_empty());
    let struck = || {
        County::new()
            .workbook("roster/甲镇.xlsx", &[("名单", "姓名,身份证号\n[struck]张三,#1")])
            .table("pay-list/甲镇.csv", PAID)
    };
    let run = struck().more(&severity("R010", "refuse", "2020-11-01")).run();
    assert!(run.refused, "{:?}", found(&run));
    let run = struck().more(&severity("I017", "advise", "2020-11-01")).run();
    assert_eq!(pay_ends(&run), ["paid"], "nothing is left to carry: {:?}", found(&run));
}

#[test]
fn what_weighs_less_in_one_place_is_not_raised_with_the_rule() {
    // The roster's shared account is advice, whatever the pay list's weighs.
    let county = County::new().lists(
        "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@1",
        "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2",
    );
    let run = county.more(&severity("D006", "refuse", "2020-11-01")).run();
    assert!(!run.refused, "{:?}", found(&run));
}

#[test]
fn floors_are_refused_when_the_project_is_loaded() {
    let level = |severity: Severity| severity.key();
    for doc in catalogue::all() {
        for lower in Severity::ALL {
            let loaded = clean().more(&severity(doc.code, level(lower), "2020-01-01")).load();
            assert_eq!(loaded.is_ok(), doc.admits(lower), "{} {}", doc.code, lower.key());
        }
    }
    for code in ["I001", "I002", "I003", "I004", "I005", "I009", "P003", "P004"] {
        let doc = catalogue::find(code).expect("a rule");
        assert_eq!((doc.floor, doc.severity), (Floor::Refuse, Severity::Refuse), "{code}");
        assert!(clean().more(&acknowledge(code, "roster/甲镇.csv#!2")).load().is_err(), "{code}");
    }
    for code in ["I011", "I012", "I014", "V013", "V027", "V028"] {
        assert_eq!(catalogue::find(code).expect("a rule").floor, Floor::Hold, "{code}");
        assert!(clean().more(&acknowledge(code, "roster/甲镇.csv#!2")).load().is_err(), "{code}");
    }
    assert_eq!(catalogue::find("I006").expect("a rule").floor, Floor::ByName);
}

#[test]
fn a_change_says_why_and_from_when() {
    for more in [
        "[severity]\nV017 = { level = \"advise\", since = 2020-01-01 }",
        "[severity]\nV017 = { level = \"advise\", reason = \" \", since = 2020-01-01 }",
        "[severity]\nV017 = { level = \"advise\", reason = \"r\" }",
        "[severity]\nV017 = { level = \"ignore\", reason = \"r\", since = 2020-01-01 }",
        "[severity]\nV999 = { level = \"advise\", reason = \"r\", since = 2020-01-01 }",
    ] {
        assert!(clean().more(more).load().is_err(), "{more}");
    }
}

#[test]
fn an_acknowledgement_waives_one_row_or_one_cell() {
    for (at, end) in [
        ("pay-list/甲镇.csv#!2", "paid"),
        ("pay-list/甲镇.csv#!D2", "paid"),
        ("pay-list/甲镇.csv#!3", "held"),
        ("pay-list/甲镇.csv#!C2", "held"),
        ("pay-list/甲镇.csv#", "held"),
        ("roster/甲镇.csv#!2", "held"),
    ] {
        let run = wrong_card().more(&acknowledge("V017", at)).run();
        assert_eq!(pay_ends(&run), [end], "{at}");
        let told = of(&run, "V017");
        assert_eq!(told.len(), 1, "it is told all the same: {at}");
        let unmatched: Vec<String> =
            if end == "paid" { vec![] } else { vec![format!("V017 {at}")] };
        assert_eq!(run.unmatched_acknowledgements, unmatched, "{at}");
    }
}

#[test]
fn an_acknowledgement_of_one_rule_waives_no_other() {
    let run = wrong_card()
        .more(&acknowledge("V017", "pay-list/甲镇.csv#!2"))
        .table("pay-list/甲镇.csv", "姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,8000A2345678")
        .run();
    assert_eq!(found(&run), ["V016 hold pay-list/甲镇.csv!D2"]);
    assert_eq!(run.unmatched_acknowledgements, ["V017 pay-list/甲镇.csv#!2"]);
}

#[test]
fn what_is_acknowledged_on_the_roster_carries_no_further() {
    let county = || County::new().lists("姓名,身份证号,扶持方式\n张三,#1,待定", PAID);
    assert_eq!(pay_ends(&county().run()), ["held"]);
    let run = county().more(&acknowledge("V023", "roster/甲镇.csv#!C2")).run();
    assert_eq!(pay_ends(&run), ["paid"]);
    assert!(of(&run, "R010").is_empty());
}

#[test]
fn what_cannot_be_paid_stays_held_whatever_is_lowered() {
    let columns = "姓名,身份证号,开户银行,银行账号,金额";
    let rows = [
        ("V015", "张三,#1,某银行,,600"),
        ("V018", "张三,#1,,800012345678,600"),
        ("V021", "张三,#1,某银行,@1,六百"),
        ("V021", "张三,#1,某银行,@1,0"),
        ("V011", ",#1,某银行,@1,600"),
        ("I015", "张三,#1,某银行,[date]44196,600"),
        ("I015", "张三,#1,某银行,@1,[date]44196"),
        ("I015", "张三,[date]44196,某银行,@1,600"),
    ];
    for (code, row) in rows {
        let text = format!("{columns}\n{row}");
        let county = || {
            County::new()
                .table("roster/甲镇.csv", REGISTERED)
                .workbook("pay-list/甲镇.xlsx", &[("名单", &text)])
        };
        let lowered = county().more(&severity(code, "note", "2020-01-01")).run();
        assert_eq!(pay_ends(&lowered), ["held"], "{row}");
        let cell = of(&lowered, code)[0].origin.row.expect("a row");
        let at = format!("pay-list/甲镇.xlsx#名单!{cell}");
        let waived = county().more(&acknowledge(code, &at)).run();
        assert_eq!(pay_ends(&waived), ["held"], "{row}");
    }
    // Nothing due is nothing to pay.
    let run = County::new()
        .lists("姓名,身份证号,搬迁时间\n张三,#1,1990-01-01", PAID)
        .programme("")
        .more(&severity("V022", "note", "2020-01-01"))
        .run();
    assert_eq!(pay_ends(&run), ["paid"]);
}

/// Each finding's code and key, sorted.
fn keys(run: &Run) -> Vec<(String, String)> {
    let mut keys: Vec<(String, String)> = run
        .findings
        .iter()
        .filter(|f| f.doc.code != "I010")
        .map(|f| (f.doc.code.to_owned(), f.key.clone()))
        .collect();
    keys.sort();
    keys
}

#[test]
fn keys_stay_while_the_rows_spoken_of_do() {
    let heading = "姓名,身份证号,银行账号,金额";
    let rows =
        ["张三,#1,@1,600", "张三,#1,@3,600", "李四,#2,@2,六百", "王五,#3,@4,600", "王五,#3,@4,600"];
    let run = |rows: &[&str]| {
        County::new()
            .lists(
                "姓名,身份证号\n张三,#1\n李四,#2\n王五,#3\n赵六,#4",
                &format!("{heading}\n{}", rows.join("\n")),
            )
            .run()
    };
    let before = run(&rows);
    assert!(keys(&before).len() >= 5, "{:?}", found(&before));
    let unique: std::collections::BTreeSet<_> = keys(&before).into_iter().map(|k| k.1).collect();
    assert_eq!(unique.len(), keys(&before).len(), "no key twice");
    let mut turned = rows;
    turned.reverse();
    assert_eq!(keys(&run(&turned)), keys(&before), "the order of rows");
    let mut inserted = vec!["赵六,#4,@5,600"];
    inserted.extend(rows);
    let after = keys(&run(&inserted));
    let still: Vec<_> = keys(&before).into_iter().filter(|(code, _)| code != "R002").collect();
    assert_eq!(after, still, "a row put in before them");
    let titled = County::new()
        .lists(
            "2020 年\n姓名,身份证号\n张三,#1\n李四,#2\n王五,#3\n赵六,#4",
            &format!("{heading}\n{}", rows.join("\n")),
        )
        .run();
    assert_eq!(keys(&titled), keys(&before), "a title put in above");
}

#[test]
fn a_refused_sheets_key_has_no_row_number() {
    let refused = |text: &str| keys(&County::new().lists(text, PAID).run());
    let plain = refused("名字,号码\n张三,#1");
    assert_eq!(plain, refused("2020 年\n名字,号码\n张三,#1"));
    assert_ne!(plain, refused("名字,编码\n张三,#1"));
}

#[test]
fn a_refused_run_pays_nobody_and_names_every_reason() {
    let run = clean()
        .table("roster/乙镇.csv", "名字,号码\n李四,#2")
        .table("roster/丙镇.csv", "姓名,村,组\n李四,和平村,1")
        .run();
    assert!(run.refused && run.view().payments.is_empty());
    assert_eq!(found(&run), ["I004 refuse roster/丙镇.csv!1", "I003 refuse roster/乙镇.csv!1"]);
    assert_eq!((roster_ends(&run), pay_ends(&run)), (vec![], vec![]));
}
