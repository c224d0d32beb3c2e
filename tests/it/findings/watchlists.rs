//! W: lists from other bodies.

use super::{Case, PAID, REGISTERED, check, clean, mistyped};
use crate::county::{
    County, found, id, of, pay_ends, person_id, roster_ends, shown, watch_ends as ends,
};
use zhibu::domain::Lang;
use zhibu::finding::render;

/// A county of one person in order, and a list from another body.
fn listed(kind: &str, text: &str) -> County {
    clean().watchlist(kind, text)
}

/// A county of one person in order, and a list of the dead with these rows.
fn dead(rows: &str) -> County {
    listed("deceased", &format!("姓名,身份证号,死亡日期\n{rows}"))
}

/// What the first finding of a code says.
fn says(county: &County, code: &str) -> String {
    let run = county.run();
    of(&run, code).first().map_or_else(String::new, |first| render::cause(first, Lang::Zh))
}

/// The old form of a number of the 1900s.
fn legacy(number: &str) -> String {
    format!("{}{}", &number[..6], &number[8..17])
}

pub fn cases() -> Vec<Case> {
    const HELD: &[&str] = &["held"];
    let mut cases = vec![
        Case::new("W001", "dead since before the year", dead("张三,#1,2019-12-31"))
            .found(&[
                "W001 hold roster/甲镇.csv!B2",
                "V022 hold pay-list/甲镇.csv!2",
                "W001 hold pay-list/甲镇.csv!B2",
            ])
            .ends(HELD, HELD)
            .says("号码和姓名都相同；日期 2019-12-31，自 2020-01-01 起不再享受")
            .clean("dead in the year: entitled to all of it", dead("张三,#1,2020-01-01"))
            .clean("another person of the same name", dead("张三,#2,2019-12-31"))
            .quiet("not payable by the roster already", {
                let roster = "姓名,身份证号,状态\n张三,#1,死亡";
                County::new()
                    .lists(roster, "姓名,身份证号,银行账号\n李四,#2,@2")
                    .watchlist("deceased", "姓名,身份证号\n张三,#1")
            }),
    ];
    for (code, kind, heading, name, found) in OTHERS {
        let list = |row: &str| listed(kind, &format!("姓名,身份证号,{heading}\n{row}"));
        cases.push(
            Case::new(code, name, list("张三,#1,2019-06-01"))
                .found(found)
                .ends(HELD, HELD)
                .says("号码和姓名都相同")
                .clean("another person of the same name", list("张三,#2,2019-06-01")),
        );
    }
    cases.push(
        Case::new("W007", "a row without a number", dead("张三,,2019-12-31"))
            .found(&["W007 advise lists/deceased.csv!B2"])
            .ends(&["paid"], &["paid"])
            .says("死亡人员名单的这一行没有身份证号，或号码已失真")
            .clean("with a number", dead("李四,#2,2019-12-31")),
    );
    cases
}

type Other = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

/// Code, kind of list, heading of the day, what it is, what is found.
const OTHERS: [Other; 5] = [
    (
        "W002",
        "public-payroll",
        "入职时间",
        "hired by a public body",
        &[
            "W002 hold roster/甲镇.csv!B2",
            "V022 hold pay-list/甲镇.csv!2",
            "W002 hold pay-list/甲镇.csv!B2",
        ],
    ),
    (
        "W003",
        "imprisoned",
        "收监日期",
        "in prison",
        &[
            "W003 hold roster/甲镇.csv!B2",
            "V022 hold pay-list/甲镇.csv!2",
            "W003 hold pay-list/甲镇.csv!B2",
        ],
    ),
    (
        "W004",
        "other-programme",
        "起始日期",
        "paid by another programme",
        &["W004 hold roster/甲镇.csv!B2", "W004 hold pay-list/甲镇.csv!B2"],
    ),
    (
        "W005",
        "other-county",
        "起始日期",
        "paid by another county",
        &["W005 hold roster/甲镇.csv!B2", "W005 hold pay-list/甲镇.csv!B2"],
    ),
    (
        "W006",
        "hukou-changed",
        "农转非时间",
        "no longer agricultural",
        &[
            "W006 hold roster/甲镇.csv!B2",
            "V022 hold pay-list/甲镇.csv!2",
            "W006 hold pay-list/甲镇.csv!B2",
        ],
    ),
];

#[test]
fn watchlist_cases() {
    check(&cases());
}

#[test]
fn a_number_alone_says_so_and_a_name_alone_is_nothing() {
    for (row, words) in [
        ("张三,#1,2019-12-31", "号码和姓名都相同"),
        ("张 三,#1,2019-12-31", "号码和姓名都相同"),
        ("张叁,#1,2019-12-31", "只有号码相同，那份名单上的姓名是「张叁」"),
        (",#1,2019-12-31", "只有号码相同，那份名单没有写姓名"),
        ("张三,#2,2019-12-31", ""),
        ("张三,#2,", ""),
    ] {
        let county = dead(row);
        let said = says(&county, "W001");
        assert!(said.contains(words) && said.is_empty() == words.is_empty(), "{row}: {said}");
        let end = if words.is_empty() { "paid" } else { "held" };
        assert_eq!(pay_ends(&county.run()), [end], "{row}");
    }
}

#[test]
fn an_old_number_on_a_list_is_its_eighteen_digits() {
    let number = person_id(1);
    for (on_list, on_roster) in
        [(legacy(&number), number.clone()), (number.clone(), legacy(&number))]
    {
        let run = County::new()
            .lists(
                &format!("姓名,身份证号\n张三,{on_roster}"),
                &format!("姓名,身份证号,银行账号\n张三,{on_roster},@1"),
            )
            .watchlist("deceased", &format!("姓名,身份证号\n张三,{on_list}"))
            .run();
        assert_eq!(of(&run, "W001").len(), 2, "{:?}", found(&run));
        assert_eq!(ends(&run), ["firm"]);
    }
}

#[test]
fn a_list_may_be_one_column_of_numbers() {
    let run = listed("deceased", "身份证号\n#1\n#2").run();
    assert_eq!(ends(&run), ["number_alone", "no_match"], "{:?}", found(&run));
    assert_eq!(pay_ends(&run), ["held"]);
}

#[test]
fn a_number_that_was_lost_is_told_and_matches_nobody() {
    for cell in ["[number]4.30621E+17", "[number]430621197001011230"] {
        let path = "lists/dead.xlsx";
        let run = clean()
            .workbook(path, &[("名单", &format!("姓名,身份证号\n张三,{cell}"))])
            .more(&format!("[[watchlist]]\nkind = \"deceased\"\npath = \"{path}\""))
            .run();
        assert_eq!(found(&run), ["W007 advise lists/dead.xlsx#名单!B2"], "{cell}");
        assert_eq!((ends(&run), pay_ends(&run)), (vec!["unusable"], vec!["paid"]));
    }
}

#[test]
fn a_number_one_digit_off_matches_nobody() {
    let run = dead(&format!("张三,{},2019-12-31", mistyped(&person_id(1), 12))).run();
    assert_eq!((ends(&run), pay_ends(&run)), (vec!["no_match"], vec!["paid"]));
}

#[test]
fn a_day_of_another_programme_or_county_makes_no_difference() {
    for kind in ["other-programme", "other-county"] {
        for day in ["2019-12-31", "2020-01-01", "2020-12-31", "2035-01-01", ""] {
            let run = listed(kind, &format!("姓名,身份证号,日期\n张三,#1,{day}")).run();
            assert_eq!((ends(&run), pay_ends(&run)), (vec!["firm"], vec!["held"]), "{kind} {day}");
        }
    }
}

#[test]
fn without_a_day_a_list_bites_at_once() {
    for kind in ["deceased", "public-payroll", "imprisoned", "hukou-changed"] {
        for day in ["", "不详"] {
            let run = listed(kind, &format!("姓名,身份证号,日期\n张三,#1,{day}")).run();
            assert_eq!((ends(&run), pay_ends(&run)), (vec!["firm"], vec!["held"]), "{kind} {day}");
        }
    }
}

#[test]
fn each_list_is_told_and_the_row_that_says_most() {
    let run = dead("张三,#1,2019-12-31").watchlist("imprisoned", "姓名,身份证号\n张三,#1").run();
    assert_eq!(
        found(&run),
        [
            "W001 hold roster/甲镇.csv!B2",
            "W003 hold roster/甲镇.csv!B2",
            "V022 hold pay-list/甲镇.csv!2",
            "W001 hold pay-list/甲镇.csv!B2",
            "W003 hold pay-list/甲镇.csv!B2",
        ]
    );
    // The same person three times on one list is told once, by the firm row.
    let run = dead("张叁,#1,2019-12-31\n张三,#1,2019-12-30\n,#1,").run();
    let told: Vec<String> = of(&run, "W001").into_iter().map(shown).collect();
    assert_eq!(told, ["W001 hold roster/甲镇.csv!B2", "W001 hold pay-list/甲镇.csv!B2"]);
    let said = render::cause(of(&run, "W001")[0], Lang::Zh);
    assert!(said.contains("都相同；日期 2019-12-30"), "{said}");
    assert_eq!(ends(&run), ["number_alone", "firm", "number_alone"]);
}

/// A county of one person paid this amount for the period, who died that day.
fn died(period: &str, cadence: &str, day: &str, amount: &str) -> County {
    County::new()
        .lists(REGISTERED, &format!("姓名,身份证号,银行账号,金额\n张三,#1,@1,{amount}"))
        .watchlist("deceased", &format!("姓名,身份证号,死亡日期\n张三,#1,{day}"))
        .period(period)
        .cadence(cadence)
}

/// What is paid where the list gives no amount, or how the row ends.
fn due(period: &str, cadence: &str, day: &str) -> String {
    let run = died(period, cadence, day, "").run();
    match pay_ends(&run)[0] {
        "paid" => run.totals.paid_amount.to_string(),
        other => other.to_owned(),
    }
}

#[test]
fn the_day_of_death_decides_the_first_period_without_payment() {
    for (period, cadence, day, yuan) in [
        ("2020", "next-year", "2019-12-31", "held"),
        ("2020", "next-year", "2020-01-01", "600.00"),
        ("2020", "next-year", "2020-12-31", "600.00"),
        ("2020", "next-half-year", "2019-12-31", "held"),
        ("2020", "next-half-year", "2020-01-01", "300.00"),
        ("2020", "next-half-year", "2020-06-30", "300.00"),
        ("2020", "next-half-year", "2020-07-01", "600.00"),
        ("2020", "next-quarter", "2019-12-31", "held"),
        ("2020", "next-quarter", "2020-03-31", "150.00"),
        ("2020", "next-quarter", "2020-04-01", "300.00"),
        ("2020", "next-quarter", "2020-09-30", "450.00"),
        ("2020", "next-quarter", "2020-10-01", "600.00"),
        ("2020", "next-month", "2019-12-31", "held"),
        ("2020", "next-month", "2020-01-01", "50.00"),
        ("2020", "next-month", "2020-02-29", "100.00"),
        ("2020", "next-month", "2020-11-30", "550.00"),
        ("2020", "next-month", "2020-12-01", "600.00"),
        ("2020H1", "next-year", "2019-12-31", "held"),
        ("2020H1", "next-year", "2020-01-01", "300.00"),
        ("2020H2", "next-half-year", "2020-06-30", "held"),
        ("2020H2", "next-half-year", "2020-07-01", "300.00"),
        ("2020H1", "next-quarter", "2020-03-31", "150.00"),
        ("2020H1", "next-quarter", "2020-04-01", "300.00"),
        ("2020H1", "next-month", "2020-05-31", "250.00"),
        ("2020H1", "next-month", "2020-06-01", "300.00"),
        ("2020Q3", "next-year", "2019-12-31", "held"),
        ("2020Q3", "next-year", "2020-06-30", "150.00"),
        ("2020Q3", "next-half-year", "2020-06-30", "held"),
        ("2020Q3", "next-half-year", "2020-07-01", "150.00"),
        ("2020Q3", "next-quarter", "2020-06-30", "held"),
        ("2020Q3", "next-quarter", "2020-07-01", "150.00"),
        ("2020Q3", "next-month", "2020-06-30", "held"),
        ("2020Q3", "next-month", "2020-07-31", "50.00"),
        ("2020Q3", "next-month", "2020-08-01", "100.00"),
        ("2020Q3", "next-month", "2020-09-01", "150.00"),
        ("2020-07", "next-year", "2019-12-31", "held"),
        ("2020-07", "next-year", "2020-01-01", "50.00"),
        ("2020-07", "next-half-year", "2020-06-30", "held"),
        ("2020-07", "next-half-year", "2020-07-01", "50.00"),
        ("2020-07", "next-quarter", "2020-06-30", "held"),
        ("2020-07", "next-quarter", "2020-07-01", "50.00"),
        ("2020-07", "next-month", "2020-06-30", "held"),
        ("2020-07", "next-month", "2020-07-01", "50.00"),
    ] {
        assert_eq!(due(period, cadence, day), yuan, "{period} {cadence} {day}");
    }
    // A month alone stands for its first day.
    assert_eq!(due("2020", "next-half-year", "2020-06"), "300.00");
}

#[test]
fn who_is_paid_more_than_the_months_before_death_is_held() {
    for (amount, end) in [("600", "held"), ("301", "held"), ("300", "paid")] {
        let run = died("2020", "next-half-year", "2020-03-05", amount).run();
        assert_eq!(pay_ends(&run), [end], "{amount}: {:?}", found(&run));
        assert_eq!(roster_ends(&run), [end], "{amount}");
    }
    // Under another name it is nobody's month, and held until somebody looks.
    let run = County::new()
        .lists(REGISTERED, PAID)
        .watchlist("deceased", "姓名,身份证号,死亡日期\n李四,#1,2020-03-05")
        .cadence("next-half-year")
        .run();
    let held = run.totals.held_amount.to_string();
    assert_eq!((pay_ends(&run), held.as_str()), (vec!["held"], "600.00"));
}

#[test]
fn of_a_household_only_the_one_listed_is_held() {
    let other = id("19800303", 120);
    let run = County::new()
        .lists(
            &format!("户主,姓名,身份证号\n张三,张三,#1\n张三,张小三,{other}"),
            &format!("户主,姓名,身份证号,银行账号\n张三,张三,#1,@1\n张三,张小三,{other},@1"),
        )
        .watchlist("deceased", "姓名,身份证号\n张三,#1")
        .run();
    assert_eq!(pay_ends(&run), ["held", "paid"], "{:?}", found(&run));
}

#[test]
fn project_support_on_a_list_is_told_and_holds_nothing() {
    let roster = "姓名,身份证号,扶持方式\n张三,#1,项目扶持\n李四,#2,";
    let run = County::new()
        .lists(roster, "姓名,身份证号,银行账号\n李四,#2,@2")
        .watchlist("deceased", "姓名,身份证号\n张三,#1")
        .run();
    assert_eq!(found(&run), ["W001 advise roster/甲镇.csv!B2"]);
    assert_eq!((roster_ends(&run), pay_ends(&run)), (vec!["project_mode", "paid"], vec!["paid"]));
}
