//! Decisions that came back, however a township fills them in: what no decision
//! may bring about, and what order may not change.

use proptest::prelude::*;
use zhibu::domain::{Lang, Table};
use zhibu::finding::{Finding, Floor, Severity, render};
use zhibu::run::Run;

use crate::conservation::{payments, rows, shuffle, spoil};
use crate::county::{
    County, DECISIONS, card, decision, decision_ends, found, of, pay_ends, person_id, roster_ends,
};

const HEAD: &str = "姓名,身份证号,银行账号";

/// The county again, with this decision on every finding of a code.
fn all_of(county: County, code: &str, verdict: &str) -> County {
    let run = county.run();
    let rows: Vec<String> =
        of(&run, code).into_iter().map(|told| decision(told, verdict, "")).collect();
    assert!(!rows.is_empty(), "{code} in {:?}", found(&run));
    county.decided("decisions/甲镇.csv", &rows)
}

/// A county of one person whose pay list is as given.
fn paying(pay: &str) -> County {
    County::new().lists("姓名,身份证号\n张三,#1", &format!("{HEAD}\n{pay}"))
}

/// A workbook that came back with this corrected value, as `[number]…` or text.
fn corrected_in_a_workbook(county: County, code: &str, value: &str) -> County {
    let run = county.run();
    let row = decision(of(&run, code)[0], "更正", value);
    county.workbook("decisions/甲镇.xlsx", &[("V 本行", &format!("{DECISIONS}\n{row}"))])
}

#[test]
fn a_corrected_value_whose_digits_were_lost_is_not_followed() {
    let no_account = || paying("张三,#1,");
    let run = corrected_in_a_workbook(no_account(), "V015", &card(1)).run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["applied"], vec!["paid"]));
    for lost in [
        "[number]6221690000000000000",
        "[number]6.22169E+18",
        "[error]#REF!",
        "[formula]",
        "[date]44196",
    ] {
        let run = corrected_in_a_workbook(no_account(), "V015", lost).run();
        assert_eq!(decision_ends(&run), ["incomplete"], "{lost}: {:?}", found(&run));
        assert_eq!(pay_ends(&run), ["held"], "{lost}");
        let told = render::cause(of(&run, "X005")[0], Lang::Zh);
        assert!(told.contains("更正值"), "{told}");
    }
    // A sum is a number as it should be.
    let dear =
        paying("张三,#1,@1").table("pay-list/甲镇.csv", &format!("{HEAD},金额\n张三,#1,@1,1200"));
    let run = corrected_in_a_workbook(dear, "V022", "[number]600").run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["applied"], vec!["paid"]));
}

#[test]
fn a_day_that_a_workbook_holds_as_a_date_is_read() {
    let county = paying("张三,#1,");
    let row = decision(of(&county.run(), "V015")[0], "更正", &card(1));
    let row = row.replace("2020-11-20", "[date]44155");
    let run =
        county.workbook("decisions/甲镇.xlsx", &[("V", &format!("{DECISIONS}\n{row}"))]).run();
    assert_eq!(decision_ends(&run), ["applied"]);
    assert_eq!(run.decisions.all[0].on.map(|day| day.to_string()).as_deref(), Some("2020-11-20"));
}

#[test]
fn a_rejected_copy_leaves_the_other_as_it_was() {
    // The township says of the copy that it is not to be paid: nor would it be.
    let copies = || paying("张三,#1,@1\n张三,#1,@1");
    assert_eq!(pay_ends(&copies().run()), ["paid", "merged"]);
    let run = all_of(copies(), "D001", "不予发放").run();
    assert_eq!(pay_ends(&run), ["paid", "merged"], "{:?}", found(&run));
    // The same on the roster, and in another township.
    let roster = "姓名,身份证号\n张三,#1\n张三,#1";
    let run =
        all_of(County::new().lists(roster, &format!("{HEAD}\n张三,#1,@1")), "D001", "不予发放");
    let run = run.run();
    assert_eq!(pay_ends(&run), ["paid"], "{:?}", found(&run));
    // Of two that differ in their account, both stay held: which is right, nobody said.
    let run = all_of(paying("张三,#1,@1\n张三,#1,@2"), "D001", "不予发放").run();
    assert_eq!(pay_ends(&run), ["held", "held"]);
    // What is wrong with the person holds every copy.
    let run = all_of(paying("张三,#1,\n张三,#1,@1"), "V015", "不予发放").run();
    assert!(!pay_ends(&run).contains(&"paid"), "{:?}", found(&run));
}

#[test]
fn approving_what_follows_from_a_hold_says_that_it_is_not_enough() {
    // D007: the other copy is held for itself.
    let copies = || paying("张三,#1,@1\n张三,#1,@1\n张三x,#1,@1");
    let run = copies().run();
    let derived: Vec<&str> =
        ["D007", "R010"].into_iter().filter(|code| !of(&run, code).is_empty()).collect();
    for code in derived {
        let run = all_of(copies(), code, "同意发放").run();
        assert!(!pay_ends(&run).contains(&"paid"), "{code}: {:?}", found(&run));
        assert!(!decision_ends(&run).contains(&"settled"), "{code}: {:?}", decision_ends(&run));
    }
    // One township's row is held for its name, the same person's other row is not.
    let named = || paying("张\u{200b}三,#1,@1\n张三,#1,@1");
    let run = named().run();
    if !of(&run, "D007").is_empty() {
        let run = all_of(named(), "D007", "同意发放").run();
        assert!(!decision_ends(&run).contains(&"settled"), "{:?}", found(&run));
    }
    let roster = "姓名,身份证号,村\n张三\u{200b},#1,和平村";
    let held = || County::new().lists(roster, &format!("{HEAD}\n张三,#1,@1"));
    let run = all_of(held(), "R010", "同意发放").run();
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["refused"], vec!["held"]));
}

#[test]
fn what_is_of_no_row_cannot_be_decided() {
    let rich = || paying("张三,#1,@1").approved(0, "1.00");
    for code in ["P003", "P004"] {
        for verdict in ["同意发放", "不予发放", "更正"] {
            let run =
                rich().decide(&[(code, verdict, if verdict == "更正" { "1" } else { "" })]).run();
            assert_eq!(decision_ends(&run), ["refused"], "{code} {verdict}: {:?}", found(&run));
            assert!(run.refused && run.view().payments.is_empty());
        }
    }
}

#[test]
fn what_may_never_be_paid_is_not_paid_by_approving_it() {
    let roster = "姓名,身份证号\n张三,#1";
    let lost = County::new().table("roster/甲镇.csv", roster).workbook(
        "pay-list/甲镇.xlsx",
        &[("名单", &format!("{HEAD}\n张三,[number]430621197001011230,@1"))],
    );
    for (county, code) in [(lost, "I014"), (paying("张三,#1,@1\n张三,#1,@2"), "D001")] {
        let run = all_of(county, code, "同意发放").run();
        assert!(decision_ends(&run).iter().all(|end| *end == "refused"), "{code}");
        assert!(!pay_ends(&run).contains(&"paid"), "{code}: {:?}", found(&run));
        assert!(!of(&run, "X004").is_empty(), "{code}");
    }
    // What has no account to be paid into stays held, whatever was approved.
    let run = all_of(paying("张三,#1,"), "V015", "同意发放").run();
    assert_eq!(pay_ends(&run), ["held"], "{:?}", found(&run));
}

#[test]
fn last_years_rows_can_be_let_be_and_nothing_else() {
    // 李四 is gone; in the second county he had died before the year he was paid for.
    let gone = |died: bool| {
        let county = paying("张三,#1,@1")
            .prior("姓名,身份证号\n张三,#1", &format!("{HEAD}\n张三,#1,@1\n李四,#2,@2"));
        if died { county.register("甲镇,李四,#2,死亡,2018-05-01,") } else { county }
    };
    for (code, died) in [("C002", false), ("C011", true)] {
        for (verdict, end) in
            [("同意发放", "applied"), ("不予发放", "refused"), ("更正", "refused")]
        {
            let value = if verdict == "更正" { "1" } else { "" };
            let run = gone(died).decide(&[(code, verdict, value)]).run();
            assert_eq!(decision_ends(&run), [end], "{code} {verdict}");
            assert_eq!(pay_ends(&run), ["paid"], "{code} {verdict}");
        }
    }
}

#[test]
fn what_is_no_finding_any_more_needs_no_decision() {
    // He was not registered; the roster was mended, and his row is as it was.
    let row = |verdict: &str, value: &str| {
        decision(of(&paying("李四,#2,@2").run(), "R001")[0], verdict, value)
    };
    let mended = |row: String| {
        County::new()
            .lists("姓名,身份证号\n张三,#1\n李四,#2", &format!("{HEAD}\n李四,#2,@2"))
            .decided("decisions/甲镇.csv", &[row])
            .run()
    };
    let run = mended(row("同意发放", ""));
    assert_eq!((decision_ends(&run), pay_ends(&run)), (vec!["settled"], vec!["paid"]));
    assert!(of(&run, "X003").is_empty());
    // Somebody said that he is not to be paid: that is not passed over in silence.
    let run = mended(row("不予发放", ""));
    assert_eq!(decision_ends(&run), ["stale"]);
    assert_eq!(of(&run, "X003").len(), 1);
}

#[test]
fn approving_one_list_says_nothing_of_another() {
    let two = || {
        paying("张三,#1,@1")
            .watchlist("deceased", "姓名,身份证号,死亡日期\n张三,#1,2020-03-05")
            .watchlist("imprisoned", "姓名,身份证号,收监日期\n张三,#1,2019-03-05")
            .cadence("next-half-year")
    };
    assert_eq!(pay_ends(&two().run()), ["held"]);
    let run = all_of(two(), "W003", "同意发放").run();
    // He was never in prison, and dead since March: half the year is due.
    let due = match pay_ends(&run)[0] {
        "paid" => run.totals.paid_amount.to_string(),
        other => other.to_owned(),
    };
    assert!(["300.00", "held"].contains(&due.as_str()), "{due}: {:?}", found(&run));
}

#[test]
fn an_approval_speaks_of_one_person_and_not_of_who_stands_there_now() {
    // Both numbers are of dead people; the first is decided to be a mistake, and
    // the cell is corrected to the second.
    let dead = || {
        County::new()
            .lists("姓名,身份证号\n张三,#1\n张三,#2", &format!("{HEAD}\n张三,#1,@1"))
            .watchlist("deceased", "姓名,身份证号\n张三,#1\n张三,#2")
            .watchlist("imprisoned", "姓名,身份证号\n张三,#1")
    };
    let run = dead().run();
    let pay = |code: &str| {
        let told = of(&run, code).into_iter().find(|told| told.table == Table::PayList);
        told.expect("on the pay row")
    };
    let decided =
        [decision(pay("W001"), "同意发放", ""), decision(pay("W003"), "更正", &person_id(2))];
    let run = dead().decided("decisions/甲镇.csv", &decided).run();
    assert_eq!(pay_ends(&run), ["held"], "{:?} {:?}", found(&run), decision_ends(&run));
    let told = of(&run, "W001").into_iter().find(|told| told.table == Table::PayList);
    // Held for its own sake, and not only with the roster's row.
    assert_eq!(told.map(|told| told.severity), Some(Severity::Hold));
    assert_eq!(decision_ends(&run), ["stale", "applied"]);
}

#[test]
fn decisions_of_several_workbooks_are_those_of_one() {
    let county = || {
        County::new().lists(
            "姓名,身份证号\n张三,#1\n李四,#2",
            &format!("{HEAD},金额\n张三,#1,@1,1200\n李四,#2,@2,1200"),
        )
    };
    let run = county().run();
    let rows: Vec<String> =
        of(&run, "V022").into_iter().map(|told| decision(told, "更正", "600")).collect();
    let one = county().decided("decisions/甲镇.csv", &rows).run();
    let parts = county()
        .decided("decisions/b.csv", &rows[..1])
        .decided("decisions/a.csv", &rows[1..])
        .decided("decisions/county.csv", &rows)
        .run();
    assert_eq!((pay_ends(&one), payments(&one)), (pay_ends(&parts), payments(&parts)));
    assert_eq!(decision_ends(&parts), ["applied", "applied", "repeated", "repeated"]);
    assert!(of(&parts, "X002").is_empty());
}

#[test]
fn three_that_disagree_are_one_finding_and_nobody_is_followed() {
    let county =
        || paying("张三,#1,").table("pay-list/甲镇.csv", &format!("{HEAD},金额\n张三,#1,@1,1200"));
    let run = county().run();
    let row = |verdict: &str, value: &str| decision(of(&run, "V022")[0], verdict, value);
    let run = county()
        .decided("decisions/a.csv", &[row("同意发放", "")])
        .decided("decisions/b.csv", &[row("更正", "600")])
        .decided("decisions/c.csv", &[row("更正", "300")])
        .run();
    assert_eq!(decision_ends(&run), ["disagrees"; 3]);
    assert_eq!((of(&run, "X002").len(), pay_ends(&run)), (1, vec!["held"]), "{:?}", found(&run));
    // The decision of last year's row, twice and different, holds nobody.
    assert_eq!(roster_ends(&run), ["held"]);
}

/// What a township might write beside a finding.
fn fill_in(told: &Finding, choice: u32) -> Option<String> {
    let proposal = told.proposal.full();
    let value = match choice % 7 {
        0 | 1 => return Some(decision(told, "同意发放", "")),
        2 => return Some(decision(told, "不予发放", "")),
        3 if !proposal.is_empty() => proposal.to_owned(),
        3 => person_id(choice % 9 + 1),
        4 => card(choice % 9 + 1),
        5 => "600".to_owned(),
        _ => return None,
    };
    Some(decision(told, "更正", &value))
}

/// Where the decisions end, by key: their order is that of the files.
fn ends_by_key(run: &Run) -> Vec<(String, &'static str)> {
    let all = run.decisions.all.iter();
    let mut ends: Vec<_> = all.map(|one| (one.key.clone(), one.end.key())).collect();
    ends.sort();
    ends
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// A township may write what it likes: nobody is paid twice, what may not be
    /// waived is not paid, who was rejected is not paid, and how the rows stand in
    /// how many workbooks changes nothing.
    #[test]
    fn no_decision_pays_what_may_not_be_paid(
        spoils in prop::collection::vec(spoil(), 1..9),
        choices in prop::collection::vec(any::<u32>(), 24),
        seed in any::<u64>(),
    ) {
        let (roster, pay) = rows(&spoils);
        let county = || County::new().roster(&roster).pay_list(&pay);
        let first = county().run();
        let told = first.findings.iter().filter(|one| one.doc.code != "I010");
        let mut decided: Vec<String> =
            told.zip(choices.iter().cycle()).filter_map(|(one, at)| fill_in(one, *at)).collect();
        prop_assume!(!decided.is_empty());
        let run = county().decided("decisions/甲镇.csv", &decided).run();

        let mut accounts: Vec<&str> = Vec::new();
        let paid = payments(&run);
        for line in &paid {
            accounts.push(line.split(' ').next().unwrap_or_default());
        }
        accounts.sort_unstable();
        prop_assert!(accounts.windows(2).all(|two| two[0] != two[1]), "paid twice: {:?}", paid);

        for one in &run.findings {
            let Some(row) = one.row.filter(|_| one.table == Table::PayList) else { continue };
            if one.severity >= Severity::Hold {
                prop_assert!(pay_ends(&run)[row as usize] != "paid", "{} {row}", one.doc.code);
            }
            let firm = matches!(one.doc.floor, Floor::Hold | Floor::Refuse);
            let own = one.doc.severity >= Severity::Hold;
            if firm && own && !matches!(one.doc.code, "D001" | "D002") {
                let end = pay_ends(&run)[row as usize];
                prop_assert!(end != "paid", "{} lets {row} be paid", one.doc.code);
            }
        }
        // Once more with the same rows in two workbooks and another order.
        shuffle(&mut decided, seed);
        let (a, b) = decided.split_at(decided.len() / 2);
        let other = county();
        let other = if a.is_empty() { other } else { other.decided("decisions/a.csv", a) };
        let other = other.decided("decisions/b.csv", b).run();
        prop_assert_eq!(ends_by_key(&run), ends_by_key(&other));
        prop_assert_eq!(paid, payments(&other));
    }
}
