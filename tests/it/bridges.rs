//! The bridges of many small invented counties: they balance, hold nobody twice,
//! and do not depend on the order of rows.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zhibu::domain::Table;
use zhibu::report::changes::bridge_rows;
use zhibu::run::Run;

use crate::county::{County, card, person_id};

/// What became of a person between the years.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Stayed,
    Came,
    Left,
    Died,
    Renamed,
    Slipped,
    Moved,
    Lost,
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    use Fate::{Came, Died, Left, Lost, Moved, Renamed, Slipped, Stayed};
    let all = vec![Stayed, Stayed, Stayed, Came, Left, Died, Renamed, Slipped, Moved, Lost];
    proptest::collection::vec(proptest::sample::select(all), 1..14)
}

/// A person's pay row of a year; `None` where they are not listed.
fn row(n: usize, fate: Fate, prior: bool) -> Option<String> {
    let number = person_id(u32::try_from(n).expect("few people") + 1);
    let changed = !prior;
    let name = format!("{}{}", ["赵", "钱", "孙", "李", "周"][n % 5], ["一", "二", "三"][n / 5]);
    let (mut name, mut number, mut township) = (name, number, ["甲镇", "乙镇"][n % 2]);
    match fate {
        Fate::Came if prior => return None,
        Fate::Left | Fate::Died if changed => return None,
        Fate::Renamed if changed => name.push('改'),
        Fate::Slipped if changed => {
            let digit = if number.as_bytes()[15] == b'9' { "0" } else { "9" };
            number.replace_range(15..16, digit);
        }
        Fate::Moved if changed => township = ["乙镇", "甲镇"][n % 2],
        Fate::Lost if changed => number.clear(),
        _ => {}
    }
    let card = card(u32::try_from(n).expect("few people") + 1);
    Some(format!("{township},某村,{name},{number},某农商银行,{card}"))
}

/// Both years' pay lists, in an order that `turn` decides, and the register.
fn county(fates: &[Fate], turn: usize) -> County {
    let list = |prior: bool| {
        let mut rows: Vec<String> =
            fates.iter().enumerate().filter_map(|(n, fate)| row(n, *fate, prior)).collect();
        if !rows.is_empty() {
            let turn = turn % rows.len();
            rows.rotate_left(turn);
        }
        // Somebody who always stays, so that no list is without a row.
        rows.push(format!("甲镇,某村,吴久,{},某农商银行,{}", person_id(30), card(30)));
        format!("乡镇,村,姓名,身份证号,开户银行,银行账号\n{}", rows.join("\n"))
    };
    let died: Vec<String> = (0..fates.len())
        .filter(|n| fates[*n] == Fate::Died)
        .map(|n| format!("甲镇,某人,#{},死亡,2019-05-0{},", n + 1, n % 9 + 1))
        .collect();
    let roster = list(false).replace(",某农商银行", ",");
    County::new()
        .table("roster/a.csv", &roster)
        .table("pay-list/a.csv", &list(false))
        .table("prior/pay-list/a.csv", &list(true))
        .register(&died.join("\n"))
}

type Lines = BTreeMap<(String, String, String), i64>;

fn lines(run: &Run) -> Lines {
    let view = run.view();
    let audit = view.audit.expect("an audit");
    bridge_rows(&view, audit)
        .into_iter()
        .map(|[list, place, term, people]| ((list, place, term), people.parse().expect("a count")))
        .collect()
}

/// The sum of a place's terms; who left counts against it.
fn reckoned(lines: &Lines, place: &str) -> (i64, i64) {
    let mut sum = 0;
    let mut closing = 0;
    for ((_, at, term), people) in lines.iter().filter(|((list, ..), _)| list == "pay_list") {
        if at != place {
            continue;
        }
        match term.as_str() {
            "closing" => closing = *people,
            "death" | "unexplained_removal" | "moved_between_out" => sum -= people,
            _ => sum += people,
        }
    }
    (sum, closing)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_bridge_balances_and_no_order_changes_it(fates in fates(), turn in 0usize..14) {
        let run = county(&fates, 0).run();
        let found = lines(&run);
        for place in ["甲镇", "乙镇", "*"] {
            let (sum, closing) = reckoned(&found, place);
            prop_assert_eq!(sum, closing, "{}", place);
        }
        let count = |fate: Fate| {
            i64::try_from(fates.iter().filter(|one| **one == fate).count()).expect("few")
        };
        let of = |term: &str| {
            found.get(&("pay_list".to_owned(), "*".to_owned(), term.to_owned())).copied().unwrap_or(0)
        };
        prop_assert_eq!(of("unexplained_addition"), count(Fate::Came));
        prop_assert_eq!(of("unexplained_removal"), count(Fate::Left));
        prop_assert_eq!(of("death"), count(Fate::Died));
        // Nobody is behind two terms.
        let audit = run.audit.as_ref().expect("an audit");
        let mut prior: Vec<u32> = Vec::new();
        let mut current: Vec<u32> = Vec::new();
        for one in audit.changed.iter().filter(|one| one.table == Table::PayList) {
            prior.extend(one.prior);
            current.extend(one.current);
        }
        for rows in [&mut prior, &mut current] {
            let all = rows.len();
            rows.sort_unstable();
            rows.dedup();
            prop_assert_eq!(rows.len(), all);
        }
        prop_assert_eq!(&lines(&county(&fates, turn).run()), &found);
    }

    #[test]
    fn a_list_against_itself_has_no_term(count in 1usize..14) {
        let run = county(&vec![Fate::Stayed; count], 0).run();
        let audit = run.audit.as_ref().expect("an audit");
        prop_assert!(audit.changed.is_empty());
        for ((_, _, term), people) in lines(&run) {
            let counted = matches!(term.as_str(), "opening" | "closing");
            prop_assert!(counted || people == 0, "{}", term);
        }
    }
}

/// A county whose lists of the two years have these rows, some of them copies.
fn listed_twice(prior: &[&str], now: &[&str]) -> Run {
    let list = |rows: &[&str]| {
        let rows: Vec<String> = rows
            .iter()
            .map(|row| format!("{row},赵一,{},某农商银行,{}", person_id(1), card(1)))
            .collect();
        // Somebody who always stays, in the township that nobody else is of.
        let other = format!("丙镇,某村,吴久,{},某农商银行,{}", person_id(30), card(30));
        format!("乡镇,村,姓名,身份证号,开户银行,银行账号\n{}\n{other}", rows.join("\n"))
    };
    let roster = list(&now[..1]).replace(",某农商银行", ",");
    County::new()
        .table("roster/a.csv", &roster)
        .table("pay-list/a.csv", &list(now))
        .table("prior/pay-list/a.csv", &list(prior))
        .run()
}

#[test]
fn who_is_listed_twice_has_moved_only_where_no_copy_stayed() {
    let (here, there, third) = ("甲镇,和平村", "乙镇,团结村", "丁镇,新村");
    let moved = |prior: &[&str], now: &[&str]| {
        let found = lines(&listed_twice(prior, now));
        let moved: i64 = found
            .iter()
            .filter(|((_, place, term), _)| place != "*" && term.starts_with("moved_between"))
            .map(|(_, people)| people)
            .sum();
        (moved, found)
    };
    for (prior, now, expected) in [
        (vec![here], vec![here, there], 0),
        (vec![there], vec![here, there], 0),
        (vec![here, there], vec![there], 0),
        (vec![here, there], vec![here], 0),
        (vec![here, there], vec![there, third], 0),
        (vec![here, there], vec![third], 2),
        (vec![third], vec![here, there], 2),
    ] {
        let (people, found) = moved(&prior, &now);
        assert_eq!(people, expected, "{prior:?} {now:?}: {found:?}");
        // And in the other order, the same to the last line.
        let turn = |rows: &[&str]| rows.iter().rev().copied().collect::<Vec<&str>>().join("|");
        let (prior_turned, now_turned) = (turn(&prior), turn(&now));
        let prior: Vec<&str> = prior_turned.split('|').collect();
        let now: Vec<&str> = now_turned.split('|').collect();
        assert_eq!(moved(&prior, &now).1, found, "{prior:?} {now:?}");
    }
}
