//! X: exception workbooks that came back.

use super::{Case, PAID, check, clean, mistyped, paying};
use crate::county::{
    County, DECISIONS, card, decision, decision_ends, found, of, pay_ends, person, person_id,
};
use zhibu::finding::Severity;
use zhibu::report::manifest;
use zhibu::run::{self, Run};

/// A person's number with a wrong digit.
fn wrong(n: u32) -> String {
    mistyped(&person_id(n), 15)
}

/// A pay list whose one person is to be paid too much.
fn dear() -> County {
    paying("姓名,身份证号,银行账号,金额\n张三,#1,@1,1200")
}

/// The pay list's one person under a name that no bank can write.
fn unbankable() -> County {
    County::new().lists("姓名,身份证号\n张\u{e000},#1", "姓名,身份证号,银行账号\n张\u{e000},#1,@1")
}

/// The county again, with a decision on its first finding of a code.
fn decided(county: County, code: &str, verdict: &str, correction: &str) -> County {
    county.decide(&[(code, verdict, correction)])
}

/// A decision as the workbook has it, with one of its cells otherwise.
fn with_cell(county: County, code: &str, column: usize, text: &str) -> County {
    let run = county.run();
    let row = decision(of(&run, code)[0], "同意发放", "");
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[column] = text;
    county.decided("decisions/甲镇.csv", &[cells.join(",")])
}

pub fn cases() -> Vec<Case> {
    const HELD: &[&str] = &["held"];
    let twice = |second: &str| {
        let county = dear();
        let run = county.run();
        let row = |verdict| decision(of(&run, "V022")[0], verdict, "");
        let (first, second) = (row("同意发放"), row(second));
        county.decided("decisions/a.csv", &[first]).decided("decisions/b.csv", &[second])
    };
    let stale = dear();
    let old = decision(of(&stale.run(), "V022")[0], "同意发放", "");
    let changed = paying("姓名,身份证号,银行账号,金额\n张三,#1,@1,1800");
    vec![
        Case::new("X001", "decided not to be paid", decided(dear(), "V022", "不予发放", ""))
            .found(&["V022 note pay-list/甲镇.csv!D2", "X001 hold pay-list/甲镇.csv!D2"])
            .ends(HELD, HELD)
            .says("王经办 2020-11-20 决定不予发放")
            .quiet("approved", decided(dear(), "V022", "同意发放", "")),
        Case::new("X002", "two workbooks that disagree", twice("不予发放"))
            .found(&["V022 hold pay-list/甲镇.csv!D2", "X002 hold pay-list/甲镇.csv!D2"])
            .ends(HELD, HELD)
            .says("decisions/a.csv › F2 同意发放；decisions/b.csv › F2 不予发放")
            .quiet("two that agree", twice("同意发放")),
        Case::new(
            "X003",
            "the amount was changed since",
            changed.decided("decisions/甲镇.csv", &[old]),
        )
        .found(&["V022 hold pay-list/甲镇.csv!D2", "X003 advise decisions/甲镇.csv!F2"])
        .ends(HELD, HELD)
        .says("原为「1200」，现为「1800」")
        .quiet("the row is as it was", decided(dear(), "V022", "同意发放", "")),
        Case::new(
            "X004",
            "a name that no bank can write",
            decided(unbankable(), "V013", "同意发放", ""),
        )
        .found(&["V013 hold pay-list/甲镇.csv!A2", "X004 advise decisions/甲镇.csv!F2"])
        .ends(HELD, HELD)
        .says("不能同意发放")
        .quiet("rejected", decided(unbankable(), "V013", "不予发放", "")),
        Case::new("X005", "nobody signed it", with_cell(dear(), "V022", 7, ""))
            .found(&["V022 hold pay-list/甲镇.csv!D2", "X005 advise decisions/甲镇.csv!F2"])
            .ends(HELD, HELD)
            .says("没有写经办人")
            .quiet("nothing decided", with_cell(dear(), "V022", 5, "")),
        Case::new("X006", "the right amount was written", decided(dear(), "V022", "更正", "600"))
            .found(&["X006 note pay-list/甲镇.csv!D2"])
            .ends(&["paid"], &["paid"])
            .says("由「1200」更正为「600」")
            .clean("nothing to correct", clean()),
    ]
}

#[test]
fn decision_cases() {
    check(&cases());
}

/// What weighs, without notes.
fn weighing(run: &Run) -> Vec<&'static str> {
    let weighs = |f: &&zhibu::finding::Finding| f.severity >= Severity::Advise;
    run.findings.iter().filter(weighs).map(|f| f.doc.code).collect()
}

#[test]
fn an_approval_pays_and_says_so() {
    let run = decided(dear(), "V022", "同意发放", "").run();
    assert_eq!(pay_ends(&run), ["paid"]);
    assert_eq!(run.totals.paid_amount.to_string(), "1200.00");
    assert_eq!(of(&run, "V022")[0].severity, Severity::Advise);
    assert_eq!(decision_ends(&run), ["applied"]);
}

#[test]
fn each_way_of_not_filling_it_in_has_its_words() {
    let said = |column: usize, text: &str| {
        let run = with_cell(dear(), "V022", column, text).run();
        assert_eq!(pay_ends(&run), ["held"], "{column} {text}");
        decision_ends(&run)[0]
    };
    assert_eq!(said(5, "看着办"), "incomplete");
    assert_eq!(said(5, "更正"), "incomplete");
    assert_eq!(said(7, " "), "incomplete");
    assert_eq!(said(8, ""), "incomplete");
    assert_eq!(said(8, "去年"), "incomplete");
    assert_eq!(said(9, ""), "incomplete");
    assert_eq!(said(5, ""), "undecided");
}

#[test]
fn what_may_not_be_waived_is_not() {
    let twice = || {
        paying("姓名,身份证号,银行账号\n张三,#1,@1\n张三,#1,@2")
            .table("roster/甲镇.csv", "姓名,身份证号\n张三,#1")
    };
    for (county, code) in [(twice(), "D001"), (unbankable(), "V013")] {
        let run = decided(county, code, "同意发放", "").run();
        assert_eq!(decision_ends(&run), ["refused"], "{code}");
        assert!(!pay_ends(&run).contains(&"paid"), "{code}");
    }
}

#[test]
fn nobody_is_paid_without_a_number_and_no_lost_digit_is_a_correction() {
    let county = paying("姓名,身份证号,银行账号\n张三,,@1");
    let run = decided(county, "V001", "同意发放", "").run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["refused"], vec!["held"]));
    let county = paying("姓名,身份证号,银行账号,金额\n张三,#1,@1,1200");
    let finding = of(&county.run(), "V022")[0].key.clone();
    let rows = format!(
        "代码,文件,工作表,单元格,所见值,处理意见,更正值,经办人,日期,编号\n\
         V022,pay-list/甲镇.csv,,D2,1200,更正,[number]430621199001011234,王经办,2020-11-20,{finding}"
    );
    let run = county.workbook("decisions/甲镇.xlsx", &[("V", &rows)]).run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["incomplete"], vec!["held"]));
}

#[test]
fn a_corrected_cell_is_judged_by_every_rule() {
    let roster = "姓名,身份证号\n张三,#1\n李四,#2";
    let two = |pay: &str| County::new().lists(roster, &format!("姓名,身份证号,银行账号\n{pay}"));
    let slipped = wrong(1);
    // The right number: paid.
    let county = || two(&format!("张三,{slipped},@1\n李四,#2,@2"));
    let run = decided(county(), "V004", "更正", &person_id(1)).run();
    assert_eq!(pay_ends(&run), ["paid", "paid"]);
    assert!(weighing(&run).is_empty(), "{:?}", found(&run));
    // Somebody else's: that rule speaks instead.
    let run = decided(county(), "V004", "更正", &person_id(2)).run();
    assert!(weighing(&run).contains(&"D003"), "{:?}", found(&run));
    assert!(!pay_ends(&run).contains(&"paid"));
    let alone = two(&format!("张三,{slipped},@1"));
    let run = decided(alone, "V004", "更正", &person_id(2)).run();
    assert!(weighing(&run).contains(&"R004"), "{:?}", found(&run));
    // No number at all: held as it was, for what it is now.
    let run = decided(county(), "V004", "更正", "123").run();
    assert_eq!(pay_ends(&run), ["held", "paid"]);
    assert!(weighing(&run).contains(&"V002"));
}

#[test]
fn a_decision_on_what_a_correction_brought_out_is_followed() {
    let county = dear();
    // First the number, which is wrong too; then the amount of the corrected row.
    let county = county.table(
        "pay-list/甲镇.csv",
        &format!("姓名,身份证号,银行账号,金额\n张三,{},@1,1200", wrong(1)),
    );
    let first = decision(of(&county.run(), "V004")[0], "更正", &person_id(1));
    let county = county.decided("decisions/一.csv", &[first]);
    let second = decision(of(&county.run(), "V022")[0], "更正", "600");
    let county = county.decided("decisions/二.csv", &[second]);
    let run = county.run();
    assert_eq!(decision_ends(&run), ["applied", "applied"]);
    assert_eq!(pay_ends(&run), ["paid"]);
    assert!(weighing(&run).is_empty(), "{:?}", found(&run));
}

#[test]
fn an_inserted_row_makes_no_decision_stale_and_a_changed_one_does() {
    let pay = |rows: &str| paying(&format!("姓名,身份证号,银行账号,金额\n{rows}"));
    let row = decision(of(&dear().run(), "V022")[0], "同意发放", "");
    let above = pay("李四,#2,@2,600\n张三,#1,@1,1200")
        .table("roster/甲镇.csv", "姓名,身份证号\n张三,#1\n李四,#2")
        .decided("decisions/甲镇.csv", std::slice::from_ref(&row))
        .run();
    assert_eq!((decision_ends(&above), pay_ends(&above)), (vec!["applied"], vec!["paid", "paid"]));
    let other_account =
        pay("张三,#1,@3,1200").decided("decisions/甲镇.csv", std::slice::from_ref(&row)).run();
    assert_eq!(decision_ends(&other_account), ["stale"]);
    assert_eq!(pay_ends(&other_account), ["held"]);
}

#[test]
fn a_list_that_was_corrected_itself_needs_no_decision() {
    let row = decision(of(&dear().run(), "V022")[0], "更正", "600");
    let run = paying("姓名,身份证号,银行账号,金额\n张三,#1,@1,600")
        .decided("decisions/甲镇.csv", &[row])
        .run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["in_list"], vec!["paid"]));
    assert!(weighing(&run).is_empty(), "{:?}", found(&run));
}

#[test]
fn two_corrections_of_one_cell_that_differ_are_both_left() {
    // The number is a slip away from the roster's, and its check digit is wrong.
    let county = || {
        County::new().lists(
            "姓名,身份证号,村\n张三,#1,甲村",
            &format!("姓名,身份证号,村,银行账号\n张三,{},甲村,@1", wrong(1)),
        )
    };
    let run =
        county().decide(&[("V004", "更正", &person_id(1)), ("R006", "更正", &person_id(3))]).run();
    assert_eq!(decision_ends(&run), ["disagrees", "disagrees"]);
    assert_eq!(pay_ends(&run), ["held"]);
    assert_eq!(of(&run, "X002").len(), 1);
    let same =
        county().decide(&[("V004", "更正", &person_id(1)), ("R006", "更正", &person_id(1))]).run();
    assert_eq!(decision_ends(&same), ["applied", "applied"]);
    assert_eq!(pay_ends(&same), ["paid"]);
}

#[test]
fn a_rejected_roster_row_holds_its_pay_row() {
    let roster = "姓名,身份证号,性别\n张三,#1,男";
    let sex = |list: &str| list.replace("男", "女");
    let county = County::new().lists(&sex(roster), PAID);
    let county = if of(&county.run(), "V008").is_empty() {
        County::new().lists(roster, PAID)
    } else {
        county
    };
    let run = decided(county, "V008", "不予发放", "").run();
    assert_eq!(pay_ends(&run), ["held"]);
    assert!(weighing(&run).contains(&"R010"), "{:?}", found(&run));
}

#[test]
fn approving_a_list_of_the_dead_pays_in_full() {
    let dead = || {
        County::new()
            .lists("姓名,身份证号\n张三,#1", "姓名,身份证号,银行账号\n张三,#1,@1")
            .watchlist("deceased", "姓名,身份证号,死亡日期\n张三,#1,2019-05-01")
    };
    // One question, though it is told of the roster row and of the pay row.
    let run = dead().decide(&[("W001", "同意发放", "")]).run();
    assert_eq!(pay_ends(&run), ["paid"]);
    let county = dead();
    let first = county.run();
    let rows: Vec<String> =
        of(&first, "W001").iter().map(|f| decision(f, "同意发放", "")).collect();
    let run = county.decided("decisions/甲镇.csv", &rows).run();
    assert_eq!(pay_ends(&run), ["paid"]);
    assert_eq!(run.totals.paid_amount.to_string(), "600.00");
    assert_eq!(decision_ends(&run), ["applied", "applied"]);
}

#[test]
fn what_the_program_wrote_is_what_it_reads() {
    let (roster, mut pay) = person(1, "张三");
    pay = pay.replace(",600", ",1200");
    let county = County::new().roster(&[roster]).pay_list(&[pay]);
    let files = run::render_in_memory(&county.run(), &[]).expect("in memory");
    let book = files.iter().find(|f| f.path == "exceptions/甲镇.xlsx").expect("its workbook");
    // Nothing is filled in: every row is undecided, and nothing is said.
    let run = county.file("decisions/甲镇.xlsx", &book.bytes).run();
    assert!(!decision_ends(&run).is_empty());
    assert!(decision_ends(&run).iter().all(|end| *end == "undecided"));
    assert!(of(&run, "X005").is_empty());
}

#[test]
fn the_same_workbook_twice_changes_no_byte_but_the_inputs() {
    let files = |county: &County| run::render_in_memory(&county.run(), &[]).expect("in memory");
    let county = decided(dear(), "V022", "同意发放", "");
    let once = files(&county);
    let text = std::fs::read(county.path().join("decisions/甲镇.csv")).expect("read");
    let twice = files(&county.file("decisions/甲镇 (1).csv", text));
    let plain = |files: Vec<zhibu::report::OutputFile>| {
        let kept = |path: &str| path != manifest::PATH && path != "data/decisions.csv";
        let differ = |path: &str| ["summary.xlsx", "report.html"].contains(&path);
        files.into_iter().filter(|f| kept(&f.path) && !differ(&f.path)).collect::<Vec<_>>()
    };
    let (once, twice) = (plain(once), plain(twice));
    assert_eq!(once.len(), twice.len());
    for (one, other) in once.iter().zip(&twice) {
        assert_eq!(one.path, other.path);
        assert!(one.bytes == other.bytes, "{}", one.path);
    }
}

#[test]
fn the_manifest_says_who_decided_what_and_shows_no_number() {
    let county = || paying(&format!("姓名,身份证号,银行账号\n张三,{},@1", wrong(1)));
    let run = decided(county(), "V004", "更正", &person_id(1)).run();
    let files = run::render_in_memory(&run, &[]).expect("in memory");
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).expect("written");
        String::from_utf8(file.bytes.clone()).expect("text")
    };
    let manifest = text(manifest::PATH);
    for words in ["王经办", "2020-11-20", "\"verdict\": \"correct\"", "\"end\": \"applied\""] {
        assert!(manifest.contains(words), "{words}");
    }
    assert!(!manifest.contains(&person_id(1)) && !manifest.contains(&card(1)));
    assert!(text("data/decisions.csv").contains(&person_id(1)));
    assert!(DECISIONS.starts_with("代码"));
}
