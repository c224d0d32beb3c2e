//! The invented lists behind the indicators: 1,090 trained (700 in practical
//! skills, 390 for employment), 350 moved out of danger, 192 lifted out of
//! poverty, drawn from the county's own people.

use std::collections::BTreeSet;

use super::super::county::County;
use super::super::paper::{Paper, day};
use super::super::people::{Person, Standing};
use super::super::rows::Cell;
use super::super::seed::Seed;
use super::Planting;
use crate::domain::{Date, IdentityNumber};

const HEADINGS: &[&str] = &["序号", "乡镇", "村", "姓名", "身份证号", "培训类别", "培训日期"];
const MOVED: &[&str] = &["序号", "乡镇", "村", "姓名", "身份证号", "搬迁日期"];
const LIFTED: &[&str] = &["序号", "乡镇", "村", "姓名", "身份证号", "脱贫时间"];
const PRACTICAL: usize = 700;
const EMPLOYMENT: usize = 390;
const RELOCATED: usize = 350;
const OUT_OF_POVERTY: usize = 192;

/// The column of the name, and of the number.
const NAME: usize = 3;
const NUMBER: usize = 4;

/// The lists with their paths.
pub(super) fn papers(
    county: &County,
    seed: u64,
    touched: &BTreeSet<&str>,
    planting: &mut Planting,
) -> Vec<(String, Paper)> {
    let mut seed = Seed::new(seed, 7002);
    let mut people: Vec<&Person> = county
        .people
        .iter()
        .filter(|one| one.registered && !touched.contains(one.id_number.as_str()))
        .collect();
    seed.shuffle(&mut people);
    let payable = |one: &&&Person| !matches!(one.standing, Standing::Removed(_));
    let born = |one: &Person| IdentityNumber::from_current(&one.id_number)?.birth_date();
    let on = |month, day| Date::new(i32::from(county.year), month, day);
    let (spring, autumn) = (on(5, 18), on(9, 22));
    let aged = |one: &&&Person, from: i32, to: i32| {
        let age = born(one).zip(spring).map(|(born, on)| born.years_until(on));
        let later = born(one).zip(autumn).map(|(born, on)| born.years_until(on));
        let fits = |age: Option<i32>| age.is_some_and(|age| (from..=to).contains(&age));
        fits(age) && fits(later)
    };
    let young: Vec<&Person> =
        people.iter().filter(payable).filter(|one| aged(one, 18, 45)).copied().collect();
    let old = people.iter().filter(payable).find(|one| aged(one, 60, 60)).copied();
    let removed = people.iter().find(|one| matches!(one.standing, Standing::Removed(_))).copied();

    let mut practical = Vec::new();
    for (at, one) in young.iter().take(PRACTICAL).enumerate() {
        practical.push(trained(county, at, one, "实用技术", spring));
    }
    let mut employment = Vec::new();
    for (at, one) in young.iter().skip(PRACTICAL).take(EMPLOYMENT).enumerate() {
        employment.push(trained(county, at, one, "就业技能", autumn));
    }
    let mut practical = paper("实用技术", "移民实用技术培训人员名单", HEADINGS, practical);
    let employment = paper("就业技能", "移民就业技能培训人员名单", HEADINGS, employment);
    let path = |name: &str| format!("lists/{name}.xlsx");
    let file = path("培训-实用技术");
    if let Some(old) = old {
        practical.rows[40] = trained(county, 40, old, "实用技术", spring);
        planting.plant("E020", &file, "实用技术", practical.row(40), "sixty years old");
    }
    let again = practical.rows[119].clone();
    practical.rows[120] = again;
    planting.plant("E019", &file, "实用技术", practical.row(120), "the row above again");
    practical.rows[260][NUMBER] = Cell::text("11010519491231002X");
    planting.plant("E017", &file, "实用技术", practical.row(260), "nobody of the roster");
    if let Cell::Text(number) = &practical.rows[380][NUMBER] {
        let wrong = other_check(number);
        practical.rows[380][NUMBER] = Cell::text(wrong);
    }
    planting.plant("E016", &file, "实用技术", practical.row(380), "another check character");
    practical.rows[500][NAME] = Cell::text("示例人");
    planting.plant("E018", &file, "实用技术", practical.row(500), "another name");

    let moved = people.iter().filter(payable).take(RELOCATED).enumerate();
    let moved: Vec<Vec<Cell>> =
        moved.map(|(at, one)| listed(county, at, one, [], on(10, 15))).collect();
    let moved = paper("搬迁人员", "特困移民避险解困搬迁人员名单", MOVED, moved);
    let lifted = people.iter().rev().filter(payable).take(OUT_OF_POVERTY).enumerate();
    let lifted: Vec<Vec<Cell>> =
        lifted.map(|(at, one)| listed(county, at, one, [], on(12, 20))).collect();
    let mut lifted = paper("脱贫人员", "移民脱贫人员名单", LIFTED, lifted);
    let of_lifted = path("脱贫人员");
    if let Some(removed) = removed {
        lifted.rows[77] = listed(county, 77, removed, [], on(12, 20));
        planting.plant("E017", &of_lifted, "脱贫人员", lifted.row(77), "removed from the roster");
    }
    vec![
        (file, practical),
        (path("培训-就业技能"), employment),
        (path("搬迁人员"), moved),
        (of_lifted, lifted),
    ]
}

fn paper(
    name: &str,
    title: &str,
    headings: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
) -> Paper {
    Paper { name: name.to_owned(), title: title.to_owned(), headings, rows }
}

fn trained(county: &County, at: usize, one: &Person, what: &str, on: Option<Date>) -> Vec<Cell> {
    listed(county, at, one, [Cell::text(what)], on)
}

fn listed<const N: usize>(
    county: &County,
    at: usize,
    one: &Person,
    more: [Cell; N],
    on: Option<Date>,
) -> Vec<Cell> {
    let village = &county.villages[one.village as usize];
    let township = &county.townships[village.township as usize].name;
    let serial = u32::try_from(at + 1).unwrap_or_default();
    let mut cells = vec![
        Cell::Number(serial.into()),
        Cell::text(&**township),
        Cell::text(&*village.name),
        Cell::text(&*one.name),
        Cell::text(&*one.id_number),
    ];
    cells.extend(more);
    cells.push(on.map_or(Cell::Blank, day));
    cells
}

/// The number with a check character that does not fit.
fn other_check(number: &str) -> String {
    let (body, check) = number.split_at(number.len() - 1);
    format!("{body}{}", if check == "1" { "2" } else { "1" })
}
