//! C: last year's lists and the register of changes against this year's.

use super::{Case, PAID, REGISTERED, check, clean, mistyped};
use crate::county::{County, fill, found, id, of, pay_ends, person_id};
use zhibu::domain::{Field, Lang, Table};
use zhibu::finding::render;
use zhibu::reconcile::changes::{Term, prior_of};
use zhibu::rulebook::project::Cadence;
use zhibu::run::Run;

/// A county of one person in order in both years.
fn same() -> County {
    clean().prior(REGISTERED, PAID)
}

/// The same, whose lists of this year have a second person.
fn added() -> County {
    County::new()
        .lists(&format!("{REGISTERED}\n李四,#2"), &format!("{PAID}\n李四,#2,@2"))
        .prior(REGISTERED, PAID)
}

/// The same, whose lists of last year had a second person.
fn removed() -> County {
    clean().prior(&format!("{REGISTERED}\n李四,#2"), &format!("{PAID}\n李四,#2,@2"))
}

/// A county of one person, with what the lists of each year say: roster and pay
/// list, last year's first.
fn years(prior: [&str; 2], now: [&str; 2]) -> County {
    County::new().lists(now[0], now[1]).prior(prior[0], prior[1])
}

/// A county of one person whose lists had another name or number last year.
fn was(name: &str, number: &str) -> County {
    clean().prior(
        &format!("姓名,身份证号\n{name},{number}"),
        &format!("姓名,身份证号,银行账号\n{name},{number},@1"),
    )
}

/// So many people of a township, on both lists; `from` is the first one's number.
fn many(from: u32, count: u32) -> (String, String) {
    let rows = |account: bool| {
        let row = |n: u32| {
            let card = if account { format!(",@{n}") } else { String::new() };
            let name = NAMES.chars().nth(n as usize % 40).unwrap_or('某');
            format!("甲镇,和平村,人{name},#{n}{card}")
        };
        let rows: Vec<String> = (from..from + count).map(row).collect();
        format!("{}\n", rows.join("\n"))
    };
    (rows(false), rows(true))
}

const NAMES: &str =
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜";

pub fn cases() -> Vec<Case> {
    let mut cases = people();
    cases.extend(written_otherwise());
    cases.extend(removals());
    cases.extend(parts());
    cases
}

fn people() -> Vec<Case> {
    vec![
        Case::new("C001", "new on the lists, and in no register", added())
            .found(&["C001 hold pay-list/甲镇.csv!B3"])
            .ends(&["paid", "held"], &["paid", "held"])
            .says("上年名册上没有，变动登记中也没有记载")
            .clean("registered", added().register("甲镇,李四,#2,迁入,2019-11-02,岳移〔2019〕8号"))
            .clean("there last year", same()),
        Case::new("C002", "gone from the lists, and in no register", removed())
            .found(&["C002 advise prior/pay-list/甲镇.csv!B3"])
            .ends(&["paid"], &["paid"])
            .says("今年的名册上都没有")
            .clean(
                "registered",
                removed().register("甲镇,李四,#2,死亡,2019-11-02,岳移〔2019〕8号"),
            ),
        Case::new("C008", "suspended last year, on the list now", {
            years(
                ["姓名,身份证号,状态\n张三,#1,\n李四,#2,暂停", PAID],
                [&format!("{REGISTERED}\n李四,#2"), &format!("{PAID}\n李四,#2,@2")],
            )
        })
        .found(&["C008 hold pay-list/甲镇.csv!B3"])
        .ends(&["paid", "held"], &["paid", "held"])
        .says("上年状态为「暂停」（prior/roster/甲镇.csv › 3）")
        .clean("restored", {
            years(
                ["姓名,身份证号,状态\n张三,#1,\n李四,#2,暂停", PAID],
                [&format!("{REGISTERED}\n李四,#2"), &format!("{PAID}\n李四,#2,@2")],
            )
            .register("甲镇,李四,#2,恢复,2019-12-31,岳移〔2019〕9号")
        }),
    ]
}

fn written_otherwise() -> Vec<Case> {
    let slipped = mistyped(&person_id(1), 9);
    let paid_into = |account: &str| format!("姓名,身份证号,银行账号\n张三,#1,{account}");
    let of_village = |village: &str| {
        [
            format!("村,姓名,身份证号\n{village},张三,#1"),
            format!("村,姓名,身份证号,银行账号\n{village},张三,#1,@1"),
        ]
    };
    let [peace, peace_paid] = of_village("和平村");
    let [unity, unity_paid] = of_village("团结村");
    vec![
        Case::new("C003", "another name last year", was("张弎", "#1"))
            .found(&["C003 advise roster/甲镇.csv!A2"])
            .ends(&["paid"], &["paid"])
            .says("上年写「张弎」，今年写「张三」（号码相同）；变动登记中没有记载")
            .clean("only spaces", was("张 三", "#1")),
        Case::new("C004", "another number last year", was("张三", &slipped))
            .found(&["C004 advise roster/甲镇.csv!B2"])
            .ends(&["paid"], &["paid"])
            .says("姓名相同，身份证号第 10 位不同；变动登记中没有记载")
            .clean("the same number", same()),
        Case::new("C005", "another account last year", {
            clean().prior(REGISTERED, &paid_into("@9"))
        })
        .found(&["C005 advise pay-list/甲镇.csv!C2"])
        .ends(&["paid"], &["paid"])
        .says("变动登记中没有记载")
        .clean("the same account, spaced", {
            let card = fill("@1");
            clean().prior(REGISTERED, &paid_into(&format!("{} {}", &card[..4], &card[4..])))
        })
        .clean("none last year", clean().prior(REGISTERED, &paid_into(""))),
        Case::new("C006", "another village last year", {
            years([&unity, &unity_paid], [&peace, &peace_paid])
        })
        .found(&["C006 advise roster/甲镇.csv!A2"])
        .ends(&["paid"], &["paid"])
        .says("上年在甲镇团结村，今年在甲镇和平村；变动登记中没有记载")
        .clean("the same village", years([&peace, &peace_paid], [&peace, &peace_paid]))
        .clean("no village last year", years([REGISTERED, PAID], [&peace, &peace_paid])),
        Case::new("C007", "project support now", {
            let mode = |of: &str| format!("姓名,身份证号,扶持方式\n张三,#1,\n李四,#2,{of}");
            years([&mode("直补到人"), &format!("{PAID}\n李四,#2,@2")], [&mode("项目扶持"), PAID])
        })
        .found(&["C007 advise roster/甲镇.csv!C3"])
        .ends(&["paid", "project_mode"], &["paid"])
        .says("上年为直补到人，今年为项目扶持；变动登记中没有记载")
        .clean("unchanged", same()),
    ]
}

fn removals() -> Vec<Case> {
    vec![
        Case::new("C009", "registered as dead, and still listed", {
            same().register("甲镇,张三,#1,死亡,2019-12-31,岳移〔2019〕8号")
        })
        .found(&["C009 hold pay-list/甲镇.csv!B2", "V022 hold pay-list/甲镇.csv!2"])
        .ends(&["held"], &["held"])
        .says("变动登记：死亡，2019-12-31，岳移〔2019〕8号；自 2020-01-01 起停发，名册上仍有此人")
        .clean("from next year on", same().register("甲镇,张三,#1,死亡,2020-01-01,岳移〔2020〕1号"))
        .clean("and restored", {
            same().register("甲镇,张三,#1,服刑,2017-03-01,\n甲镇,张三,#1,恢复,2018-12-31,")
        }),
        Case::new(
            "C010",
            "last year's output has a line less",
            carrying("dispositions.csv", without_last_line),
        )
        .found(&[
            "R002 advise roster/甲镇.csv!B3",
            "C010 refuse prior/data/dispositions.csv",
            "C010 refuse prior/data/dispositions.csv",
        ])
        .ends(&["paid", "not_listed"], &["paid"])
        .says("校验值不符")
        .quiet("as it was written", carrying("dispositions.csv", |_, _| {})),
        Case::new("C011", "paid for a year after the stop date", {
            removed().register("甲镇,李四,#2,死亡,2018-12-31,岳移〔2019〕8号")
        })
        .found(&["C011 advise prior/pay-list/甲镇.csv!B3"])
        .ends(&["paid"], &["paid"])
        .says("自 2019-01-01 起应停发，上年仍发 600.00 元，多发 600.00 元")
        .clean("dead in that year", {
            removed().register("甲镇,李四,#2,死亡,2019-01-01,岳移〔2019〕8号")
        }),
        Case::new("C013", "nobody has the number", {
            same().register("甲镇,李四,#2,死亡,2019-12-31,岳移〔2019〕8号")
        })
        .found(&["C013 advise changes/变动登记.csv!C2"])
        .ends(&["paid"], &["paid"])
        .says("两年的名册里都没有这个号码")
        .clean("somebody's number", removed().register("甲镇,李四,#2,死亡,2019-12-31,")),
    ]
}

/// Last year's county of two people in order, of whom one was not listed.
fn last_year() -> County {
    County::new().lists(&format!("{REGISTERED}\n李四,#2"), PAID).period("2019")
}

/// Whether a file is of that kind.
fn is(path: &str, extension: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|own| own == extension)
}

/// A line less in a table.
fn without_last_line(path: &str, bytes: &mut Vec<u8>) {
    if is(path, "csv") {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        *bytes = format!("{}\n", lines[..lines.len() - 1].join("\n")).into_bytes();
    }
}

/// This year's county of the same two, with last year's output.
fn carrying(table: &str, edit: impl Fn(&str, &mut Vec<u8>)) -> County {
    County::new().lists(&format!("{REGISTERED}\n李四,#2"), PAID).carried(&last_year(), table, edit)
}

#[test]
fn last_years_output_is_last_years_lists() {
    for table in ["dispositions.parquet", "dispositions.csv"] {
        let run = carrying(table, |_, _| {}).run();
        assert_eq!(found(&run), ["R002 advise roster/甲镇.csv!B3"], "{table}");
        let audit = run.audit.as_ref().expect("an audit");
        assert_eq!((audit.changed.len(), audit.bridges.len()), (0, 2), "{table}");
        let ends: Vec<u64> = audit.bridges.iter().map(|bridge| bridge.county.opening).collect();
        assert_eq!(ends, [1, 2], "{table}");
    }
}

#[test]
fn an_output_that_was_changed_is_no_opening() {
    let name = |path: &str, bytes: &mut Vec<u8>| {
        if is(path, "csv") {
            *bytes = String::from_utf8_lossy(bytes).replace("李四", "李五").into_bytes();
        }
    };
    let fewer = |path: &str, bytes: &mut Vec<u8>| {
        if is(path, "json") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            *bytes = text.replace("\"roster_rows\": 2", "\"roster_rows\": 1").into_bytes();
        }
    };
    for (table, edit) in [
        ("dispositions.csv", &name as &dyn Fn(&str, &mut Vec<u8>)),
        ("dispositions.csv", &without_last_line),
        ("dispositions.csv", &fewer),
        ("dispositions.parquet", &fewer),
    ] {
        let run = carrying(table, edit).run();
        // Told of the roster and of the pay list, which the one file holds.
        assert_eq!(of(&run, "C010").len(), 2, "{table}: {:?}", found(&run));
        assert!(run.refused, "{table}");
    }
}

fn parts() -> Vec<Case> {
    let (staying, staying_paid) = many(1, 2);
    let (gone, gone_paid) = many(3, 10);
    let head = "乡镇,村,姓名,身份证号";
    let lists = || {
        County::new()
            .lists(&format!("{head}\n{staying}"), &format!("{head},银行账号\n{staying_paid}"))
    };
    let prior = |county: County| {
        county
            .table("prior/roster/甲镇.csv", &format!("{head}\n{staying}"))
            .table("prior/pay-list/甲镇.csv", &format!("{head},银行账号\n{staying_paid}"))
            .table("prior/roster/甲镇二.csv", &format!("{head}\n{gone}"))
            .table("prior/pay-list/甲镇二.csv", &format!("{head},银行账号\n{gone_paid}"))
    };
    let dead: Vec<String> =
        (3..13).map(|n| format!("甲镇,{},#{n},死亡,2019-05-0{},", name_of(n), n % 9 + 1)).collect();
    vec![
        Case::new("C012", "a sheet of last year that is gone", prior(lists()))
            .found(&[
                "C012 advise prior/roster/甲镇二.csv",
                "C012 advise prior/pay-list/甲镇二.csv",
                "C002 advise prior/pay-list/甲镇二.csv!D2",
                "C002 advise prior/pay-list/甲镇二.csv!D3",
                "C002 advise prior/pay-list/甲镇二.csv!D4",
                "C002 advise prior/pay-list/甲镇二.csv!D5",
                "C002 advise prior/pay-list/甲镇二.csv!D6",
                "C002 advise prior/pay-list/甲镇二.csv!D7",
                "C002 advise prior/pay-list/甲镇二.csv!D8",
                "C002 advise prior/pay-list/甲镇二.csv!D9",
                "C002 advise prior/pay-list/甲镇二.csv!D10",
                "C002 advise prior/pay-list/甲镇二.csv!D11",
            ])
            .ends(&["paid", "paid"], &["paid", "paid"])
            .says("共 10 人，今年 10 人不见了，变动登记里没有依据")
            .clean("all of them registered as removed", prior(lists()).register(&dead.join("\n"))),
    ]
}

/// The name of a person of [`many`].
fn name_of(n: u32) -> String {
    format!("人{}", NAMES.chars().nth(n as usize % 40).unwrap_or('某'))
}

#[test]
fn change_cases() {
    check(&cases());
}

/// One list's terms by their keys, sorted: `pay_list came 李四 unexplained`.
fn terms(run: &Run) -> Vec<String> {
    let audit = run.audit.as_ref().expect("an audit");
    let name = |table: Table, row: u32| run.lists.list(table).text(row, Field::Name).to_owned();
    let mut terms: Vec<String> = audit
        .changed
        .iter()
        .map(|one| {
            let prior = one.prior.map(|row| name(prior_of(one.table), row));
            let current = one.current.map(|row| name(one.table, row));
            let term = match one.term {
                Term::Kind(kind) => run.rulebook.changes.get(kind).id.clone(),
                other => format!("{other:?}"),
            };
            let how = one.how.map_or(String::new(), |how| format!(" by {}", how.key()));
            let (prior, current) = (prior.unwrap_or_default(), current.unwrap_or_default());
            format!("{} {prior}>{current} {term}{how}", one.table.key())
        })
        .collect();
    terms.sort();
    terms
}

/// The lists of a county of one person, as each year writes them.
fn person(row: &str) -> [String; 2] {
    // Two headings, because one file may not be both lists.
    ["银行账号", "社保卡号"].map(|account| format!("村,户主,姓名,身份证号,{account}\n{row}"))
}

/// What becomes of a county whose list had these rows last year, and has those now.
fn from_to(prior: &str, now: &str) -> County {
    let ([a, b], [c, d]) = (person(prior), person(now));
    years([&a, &b], [&c, &d])
}

#[test]
fn a_person_is_found_again_through_what_changed() {
    let number = person_id(1);
    let old = format!("{}{}", &number[..6], &number[8..17]);
    let off = mistyped(&number, 9);
    let swapped =
        format!("{}{}{}{}", &number[..15], &number[16..17], &number[15..16], &number[17..]);
    let short = &number[..17];
    let (born, again) = (id("19700305", 21), id("19700305", 455));
    let far = person_id(2);
    for (prior, now, how) in [
        (
            format!("和平村,张三,张三,{old},@1"),
            format!("和平村,张三,张三,{number},@1"),
            "number_15_to_18",
        ),
        (
            format!("和平村,张三,张三,{number},@1"),
            format!("和平村,张三,张三,{old},@1"),
            "number_15_to_18",
        ),
        (
            format!("和平村,张三,张三,{off},@1"),
            format!("团结村,李四,张三,{number},@2"),
            "name_and_near_number",
        ),
        (
            format!("和平村,张三,张三,{swapped},@1"),
            format!("和平村,张三,张三,{number},@1"),
            "name_and_near_number",
        ),
        (
            format!("和平村,张三,张三,{short},@1"),
            format!("和平村,张三,张三,{number},@1"),
            "name_and_near_number",
        ),
        (
            format!("和平村,张三,张叁,{number},@1"),
            format!("和平村,张三,张三,{number},@1"),
            "number",
        ),
        (
            format!("和平村,张三,王五,{number},@1"),
            format!("团结村,李四,张三,{number},@2"),
            "number",
        ),
        (
            format!("和平村,张三,张三,{born},@1"),
            format!("和平村,张三,张三,{again},@2"),
            "name_village_birth",
        ),
        (
            format!("和平村,张三,张三,{},@1", &far[..12]),
            format!("团结村,李四,张三,{number},@1"),
            "name_and_account",
        ),
        (
            format!("和平村,张三,张小三,{off},@1"),
            format!("和平村,张三,张晓三,{number},@2"),
            "household_near_name_and_number",
        ),
        (
            "和平村,张三,张三,,@1".to_owned(),
            format!("和平村,李四,张三,{number},@2"),
            "name_and_village",
        ),
        (
            format!("和平村,张三,张三,{number},@1"),
            "和平村,李四,张三,,@2".to_owned(),
            "name_and_village",
        ),
    ] {
        let run = from_to(&prior, &now).run();
        let name = |row: &str| row.split(',').nth(2).unwrap_or_default().to_owned();
        let pair = format!("{}>{} Rewritten by {how}", name(&prior), name(&now));
        assert_eq!(terms(&run), [format!("pay_list {pair}"), format!("roster {pair}")], "{prior}");
    }
}

#[test]
fn namesakes_with_sound_numbers_far_apart_are_two_people() {
    for (prior, now) in [
        ("和平村,张三,张三,#1,@1", "和平村,张三,张三,#2,@2"),
        // Not even the account makes one of two numbers that are both sound.
        ("和平村,张三,张三,#1,@1", "和平村,张三,张三,#2,@1"),
        ("和平村,张三,张三,#1,@1", "团结村,李四,张三,#2,@1"),
    ] {
        let run = from_to(prior, now).run();
        assert_eq!(
            terms(&run),
            [
                "pay_list >张三 UnexplainedAddition",
                "pay_list 张三> UnexplainedRemoval",
                "roster >张三 UnexplainedAddition",
                "roster 张三> UnexplainedRemoval",
            ],
            "{now}"
        );
        assert_eq!(pay_ends(&run), ["held"]);
    }
    // Both of them in both years, in another order.
    let both = ["和平村,,张三,#1,@1\n和平村,,张三,#2,@2", "和平村,,张三,#2,@2\n和平村,,张三,#1,@1"];
    let run = from_to(both[0], both[1]).run();
    assert_eq!((terms(&run), found(&run)), (vec![], vec![]));
}

#[test]
fn the_register_says_which_number_became_which() {
    let county = || from_to("和平村,张三,张三,#1,@1", "团结村,李四,张三,#2,@2");
    assert_eq!(of(&county().run(), "C001").len(), 1);
    let run = county()
        .table(
            "changes/a.csv",
            "姓名,身份证号,变动类别,生效日期,更正后身份证号\n张三,#1,更正,2019-05-01,#2",
        )
        .run();
    assert_eq!(
        terms(&run),
        ["pay_list 张三>张三 Rewritten by register", "roster 张三>张三 Rewritten by register"]
    );
    let told: Vec<String> = found(&run);
    assert_eq!(
        told,
        [
            "C004 note roster/甲镇.csv!D2",
            "C006 advise roster/甲镇.csv!A2",
            "C005 advise pay-list/甲镇.csv!E2",
        ]
    );
    assert_eq!(pay_ends(&run), ["paid"]);
}

#[test]
fn a_likely_pair_that_is_not_alone_is_no_pair() {
    let number = person_id(1);
    let (a, b) = (mistyped(&number, 9), mistyped(&number, 13));
    let run = from_to(
        &format!("和平村,,张三,{a},@1\n和平村,,张三,{b},@2"),
        &format!("和平村,,张三,{number},@3"),
    )
    .run();
    assert_eq!(of(&run, "C004").len(), 0, "{:?}", found(&run));
    assert_eq!(of(&run, "C001").len(), 1, "{:?}", terms(&run));
}

#[test]
fn from_when_a_removal_of_the_register_bites() {
    let due = |period: &str, cadence: &str, day: &str| {
        let run = clean()
            .register(&format!("甲镇,张三,#1,死亡,{day},"))
            .period(period)
            .cadence(cadence)
            .run();
        match pay_ends(&run)[0] {
            "paid" => run.totals.paid_amount.to_string(),
            other => {
                assert_eq!(of(&run, "C009").len(), 1, "{period} {cadence} {day}");
                other.to_owned()
            }
        }
    };
    for (period, cadence, day, yuan) in [
        ("2020", "next-year", "2019-12-31", "held"),
        ("2020", "next-year", "2020-01-01", "600.00"),
        ("2020", "next-half-year", "2020-06-30", "300.00"),
        ("2020", "next-half-year", "2020-07-01", "600.00"),
        ("2020", "next-quarter", "2020-06-30", "300.00"),
        ("2020", "next-quarter", "2020-07-01", "450.00"),
        ("2020", "next-month", "2020-06-30", "300.00"),
        ("2020", "next-month", "2020-07-01", "350.00"),
        ("2020H1", "next-year", "2019-12-31", "held"),
        ("2020H1", "next-year", "2020-01-01", "300.00"),
        ("2020H1", "next-half-year", "2019-12-31", "held"),
        ("2020H1", "next-half-year", "2020-01-01", "300.00"),
        ("2020H1", "next-quarter", "2020-01-01", "150.00"),
        ("2020H1", "next-month", "2020-01-01", "50.00"),
        ("2020Q3", "next-year", "2020-06-30", "150.00"),
        ("2020Q3", "next-half-year", "2020-06-30", "held"),
        ("2020Q3", "next-quarter", "2020-06-30", "held"),
        ("2020Q3", "next-quarter", "2020-07-01", "150.00"),
        ("2020Q3", "next-month", "2020-07-31", "50.00"),
        ("2020-07", "next-year", "2020-06-30", "50.00"),
        ("2020-07", "next-half-year", "2020-06-30", "held"),
        ("2020-07", "next-quarter", "2020-06-30", "held"),
        ("2020-07", "next-month", "2020-06-30", "held"),
        ("2020-07", "next-month", "2020-07-01", "50.00"),
    ] {
        assert_eq!(due(period, cadence, day), yuan, "{period} {cadence} {day}");
    }
}

#[test]
fn who_comes_back_is_paid_from_then_on_and_nothing_is_made_up_for() {
    let due = |cadence: &str, left: &str, back: &str| {
        let run = clean()
            .register(&format!("甲镇,张三,#1,服刑,{left},\n甲镇,张三,#1,恢复,{back},"))
            .cadence(cadence)
            .run();
        match pay_ends(&run)[0] {
            "paid" => run.totals.paid_amount.to_string(),
            other => other.to_owned(),
        }
    };
    for (cadence, left, back, yuan) in [
        ("next-month", "2019-05-20", "2020-03-10", "450.00"),
        ("next-quarter", "2019-05-20", "2020-03-31", "450.00"),
        ("next-quarter", "2019-05-20", "2020-04-01", "300.00"),
        ("next-half-year", "2019-05-20", "2020-06-30", "300.00"),
        ("next-half-year", "2019-05-20", "2020-07-01", "held"),
        ("next-year", "2018-05-20", "2019-12-31", "600.00"),
        ("next-year", "2018-05-20", "2020-01-01", "held"),
        ("next-month", "2020-02-10", "2020-04-10", "500.00"),
        ("next-month", "2020-02-10", "2020-02-20", "600.00"),
    ] {
        assert_eq!(due(cadence, left, back), yuan, "{cadence} {left} {back}");
    }
    // The term is not extended by the months in prison.
    for (period, yuan) in [("2026", "300.00"), ("2026-06", "50.00"), ("2026-07", "held")] {
        let run = clean()
            .register("甲镇,张三,#1,服刑,2010-05-20,\n甲镇,张三,#1,恢复,2015-05-20,")
            .period(period)
            .run();
        let paid = run.totals.paid_amount.to_string();
        let shown = if pay_ends(&run) == ["paid"] { paid.as_str() } else { "held" };
        assert_eq!(shown, yuan, "{period}");
    }
}

#[test]
fn twenty_years_from_the_end_of_a_later_move() {
    let due = |period: &str, moved: &str| {
        let run = County::new()
            .lists(&format!("姓名,身份证号,搬迁时间\n张三,#1,{moved}"), PAID)
            .period(period)
            .run();
        let paid = run.totals.paid_amount.to_string();
        if pay_ends(&run) == ["paid"] { paid } else { "held".to_owned() }
    };
    for (period, moved, yuan) in [
        ("2026", "", "300.00"),
        ("2026", "2006-06-30", "300.00"),
        ("2026", "2006-07-01", "350.00"),
        ("2026-07", "2006-06-30", "held"),
        ("2026-07", "2006-07-01", "50.00"),
        ("2026-08", "2006-07-01", "held"),
        ("2010", "2010-05-20", "350.00"),
        ("2010-05", "2010-05-20", "held"),
        ("2010-06", "2010-05-20", "50.00"),
        ("2030-05", "2010-05-20", "50.00"),
        ("2030-06", "2010-05-20", "held"),
        ("2009", "2010-05-20", "held"),
        ("2031", "2010-12-31", "held"),
        ("2030", "2010-12-31", "600.00"),
    ] {
        assert_eq!(due(period, moved), yuan, "{period} {moved}");
    }
}

#[test]
fn what_was_paid_too_much_under_each_cadence() {
    for (day, over) in [
        ("2018-12-31", ["600.00", "600.00", "600.00", "600.00"]),
        ("2019-01-01", ["550.00", "450.00", "300.00", "0.00"]),
        ("2019-03-31", ["450.00", "450.00", "300.00", "0.00"]),
        ("2019-04-01", ["400.00", "300.00", "300.00", "0.00"]),
        ("2019-06-30", ["300.00", "300.00", "300.00", "0.00"]),
        ("2019-07-01", ["250.00", "150.00", "0.00", "0.00"]),
        ("2019-11-30", ["50.00", "0.00", "0.00", "0.00"]),
        ("2019-12-01", ["0.00", "0.00", "0.00", "0.00"]),
    ] {
        for (at, cadence) in Cadence::ALL.into_iter().enumerate() {
            for registered in [true, false] {
                let county = removed().cadence(cadence.key());
                let county = if registered {
                    county.register(&format!("甲镇,李四,#2,死亡,{day},"))
                } else {
                    county.watchlist("deceased", &format!("姓名,身份证号,死亡日期\n李四,#2,{day}"))
                };
                let run = county.run();
                let audit = run.audit.as_ref().expect("an audit");
                let shown = audit.overpaid.first().map_or(["0.00"; 4].map(str::to_owned), |one| {
                    one.over.map(|over| over.to_string())
                });
                assert_eq!(shown, over, "{day} {} {registered}", cadence.key());
                let told = of(&run, "C011");
                let own = over[at];
                assert_eq!(told.len(), usize::from(own != "0.00"), "{day} {}", cadence.key());
                if let Some(told) = told.first() {
                    let words = format!("多发 {own} 元");
                    assert!(render::cause(told, Lang::Zh).ends_with(&words), "{day} {own}");
                }
            }
        }
    }
}

#[test]
fn a_township_that_rightly_shrank_is_not_missing() {
    let head = "乡镇,村,姓名,身份证号";
    let (all, all_paid) = many(1, 12);
    let (left, left_paid) = many(1, 1);
    let county = || {
        County::new()
            .lists(&format!("{head}\n{left}"), &format!("{head},银行账号\n{left_paid}"))
            .prior(&format!("{head}\n{all}"), &format!("{head},银行账号\n{all_paid}"))
    };
    assert_eq!(of(&county().run(), "C012").len(), 2);
    let dead: Vec<String> =
        (2..13).map(|n| format!("甲镇,{},#{n},死亡,2019-05-01,", name_of(n))).collect();
    let run = county().register(&dead.join("\n")).run();
    assert_eq!(found(&run), [""; 0]);
    // Of twelve nine are gone: three of four are too few to miss a sheet.
    let run = county().register(&dead[..2].join("\n")).run();
    assert_eq!((of(&run, "C012").len(), of(&run, "C002").len()), (0, 9), "{:?}", found(&run));
}

#[test]
fn who_left_within_the_period_is_paid_the_part_before_and_no_more() {
    for (amount, ends, codes) in [("600", ["held"], 1), ("300", ["held"], 1), ("250", ["paid"], 0)]
    {
        let pay = format!("姓名,身份证号,银行账号,金额\n张三,#1,@1,{amount}");
        let run = County::new()
            .lists("姓名,身份证号\n张三,#1", &pay)
            .cadence("next-month")
            .register("甲镇,张三,#1,死亡,2020-05-20,")
            .run();
        assert_eq!(pay_ends(&run), ends, "{amount}: {:?}", found(&run));
        assert_eq!(of(&run, "C009").len(), codes, "{amount}: {:?}", found(&run));
    }
}
