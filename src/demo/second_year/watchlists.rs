//! Lists from other bodies: the dead, the hired, the imprisoned, and so on.
//!
//! In: a block. Out: people of the pay list whom such a list names (W001–W006),
//! some whom it seems to name and does not, and many of elsewhere whom nobody
//! in the county knows; and the workbooks, each with headings of its own.

use std::ops::RangeInclusive;

use super::block::Block;
use super::events::{EFFECTIVE, of_working_age};
use crate::demo::county::County;
use crate::demo::paper::{Paper, day};
use crate::demo::people::Standing;
use crate::demo::rows::Cell;
use crate::domain::{Date, IdentityNumber};

/// The kind of a mark on a namesake of a listed person.
const CLEAN_NAME_ALONE: &str = "clean-name-alone";
/// The kind of a mark on one who died too late for this year's payment to end.
const CLEAN_DIED_LATER: &str = "clean-died-later";
/// The kind of a mark on one who is listed and rightly off the pay list.
const CLEAN_REMOVED: &str = "clean-died-and-removed";

/// Someone whom another body lists.
pub(super) struct Watched {
    /// The list's place among all.
    list: usize,
    name: String,
    /// The number that the list has.
    pub(super) id_number: String,
    date: Date,
}

/// One list: who it is about, where it comes from, how it looks.
struct List {
    /// As the project file calls it.
    kind: &'static str,
    path: &'static str,
    sheet: &'static str,
    /// `{y}` is the year before the payment's.
    title: &'static str,
    headings: &'static [&'static str],
    cells: fn(&Watched, u32) -> Vec<Cell>,
    /// How many people of elsewhere a block has on it.
    elsewhere: u32,
    /// When those were born.
    born: RangeInclusive<i32>,
}

const DECEASED: usize = 0;
const PUBLIC_PAYROLL: usize = 1;
const IMPRISONED: usize = 2;
const OTHER_PROGRAMME: usize = 3;
const OTHER_COUNTY: usize = 4;
const HUKOU_CHANGED: usize = 5;

const LISTS: [List; 6] = [
    List {
        kind: "deceased",
        path: "lists/死亡名单.xlsx",
        sheet: "死亡人员",
        title: "岳阳市{y}年度死亡人员信息",
        headings: &["序号", "姓名", "身份证号", "死亡日期", "备注"],
        cells: |who, serial| {
            let (name, number) = who.name_and_number();
            vec![Cell::Number(f64::from(serial)), name, number, day(who.date), Cell::Blank]
        },
        elsewhere: 300,
        born: 1930..=1980,
    },
    List {
        kind: "public-payroll",
        path: "lists/财政供养人员.xlsx",
        sheet: "Sheet1",
        title: "",
        headings: &["姓名", "身份证号码", "单位", "入职时间"],
        cells: |who, serial| {
            let (name, number) = who.name_and_number();
            let body = ["县第三中学", "镇卫生院", "县水利局", "乡镇人民政府"];
            let body = body[serial as usize % body.len()];
            vec![name, number, Cell::text(body), Cell::Text(who.date.to_string())]
        },
        elsewhere: 200,
        born: 1970..=1998,
    },
    List {
        kind: "imprisoned",
        path: "lists/服刑人员.xlsx",
        sheet: "服刑",
        title: "服刑人员名单",
        headings: &["序号", "姓名", "证件号码", "收监日期"],
        cells: |who, serial| {
            let (name, number) = who.name_and_number();
            let (year, month, day) = (who.date.year(), who.date.month(), who.date.day());
            let date = Cell::Text(format!("{year}年{month}月{day}日"));
            vec![Cell::Number(f64::from(serial)), name, number, date]
        },
        elsewhere: 50,
        born: 1962..=2000,
    },
    List {
        kind: "other-programme",
        path: "lists/困难扶助金名单.xlsx",
        sheet: "困难扶助金",
        title: "移民困难扶助金享受人员名单",
        headings: &["序号", "移民姓名", "身份证号码", "享受起始时间", "备注"],
        cells: |who, serial| {
            let (name, number) = who.name_and_number();
            vec![
                Cell::Number(f64::from(serial)),
                name,
                number,
                day(who.date),
                Cell::text("原口粮补贴"),
            ]
        },
        elsewhere: 120,
        born: 1935..=1985,
    },
    List {
        kind: "other-county",
        path: "lists/外县直补名单.xlsx",
        sheet: "直补",
        title: "",
        headings: &["县（市、区）", "享受人员姓名", "公民身份号码", "纳入扶持时间"],
        cells: |who, _| {
            let (name, number) = who.name_and_number();
            let county =
                if who.id_number.ends_with(['1', '3', '5']) { "平江县" } else { "临湘市" };
            vec![Cell::text(county), name, number, Cell::Text(who.date.to_string())]
        },
        elsewhere: 150,
        born: 1940..=2000,
    },
    List {
        kind: "hukou-changed",
        path: "lists/农转非名单.xlsx",
        sheet: "农转非",
        title: "{y}年度农转非人员名册",
        headings: &["序号", "姓名", "公民身份号码", "转户日期", "说明"],
        cells: |who, serial| {
            let (name, number) = who.name_and_number();
            let (year, month, day) = (who.date.year(), who.date.month(), who.date.day());
            let date = Cell::Text(format!("{year}.{month}.{day}"));
            vec![Cell::Number(f64::from(serial)), name, number, date, Cell::text("城镇购房")]
        },
        elsewhere: 80,
        born: 1950..=2000,
    },
];

/// Regions near the county, for the people of elsewhere.
const ELSEWHERE: [&str; 6] = ["430623", "430624", "430626", "430681", "430682", "430602"];

impl Watched {
    fn name_and_number(&self) -> (Cell, Cell) {
        let name = if self.name.is_empty() { Cell::Blank } else { Cell::text(self.name.as_str()) };
        (name, Cell::text(self.id_number.as_str()))
    }
}

/// Kind and path of every list.
pub(super) fn paths() -> impl Iterator<Item = (&'static str, &'static str)> {
    LISTS.iter().map(|list| (list.kind, list.path))
}

/// Lists every eighth of those whose death was registered and applied; gives
/// their persons.
pub(super) fn registered_deaths(block: &mut Block) -> Vec<u32> {
    let deaths = block.between.register[block.first_registration..].iter();
    let deaths = deaths.filter(|row| row.kind == "死亡").step_by(8);
    let told: Vec<(u32, Date)> =
        deaths.filter_map(|row| row.person.map(|person| (person, row.effective))).collect();
    for &(person, date) in &told {
        watch(block, DECEASED, person, date);
    }
    told.into_iter().map(|(person, _)| person).collect()
}

/// Puts people of the pay list on the lists, and some whom only a hasty reader
/// would take for them. `told` are dead people who are listed already.
pub(super) fn plant(block: &mut Block, told: &[u32]) {
    deceased(block);
    for (list, code, kind, people) in [
        (PUBLIC_PAYROLL, "W002", "public-payroll", 3),
        (IMPRISONED, "W003", "imprisoned", 2),
        (OTHER_PROGRAMME, "W004", "other-programme", 2),
        (OTHER_COUNTY, "W005", "other-county", 2),
        (HUKOU_CHANGED, "W006", "hukou-changed", 2),
    ] {
        for _ in 0..people {
            let person = block.direct(of_working_age);
            let date = block.day(EFFECTIVE);
            watch(block, list, person, date);
            found(block, code, kind, person, "number and name");
        }
    }
    clean(block, told);
}

fn deceased(block: &mut Block) {
    for _ in 0..6 {
        let person = block.anyone();
        let date = block.day(EFFECTIVE);
        watch(block, DECEASED, person, date);
        found(block, "W001", "deceased", person, "number and name");
    }
    for named in [false, true] {
        let person = block.anyone();
        let date = block.day(EFFECTIVE);
        let other = if named { block.other_name(person) } else { String::new() };
        watch(block, DECEASED, person, date).name = other;
        let note = if named { "the number; another name" } else { "the number; no name" };
        found(block, "W001", "deceased-by-number", person, note);
    }
}

/// Those of whom nothing is to be found.
fn clean(block: &mut Block, told: &[u32]) {
    let person = block.anyone();
    let born = IdentityNumber::from_current(&block.planter.person(person).id_number)
        .and_then(IdentityNumber::birth_date)
        .expect("a clean number has a birthday");
    let male = block.planter.person(person).male;
    let other = block.planter.new_number("430602", born, male);
    let date = block.day(EFFECTIVE);
    watch(block, DECEASED, person, date).id_number = other;
    let row = block.planter.pay_row(person);
    block.planter.mark("", CLEAN_NAME_ALONE, row, None, "a namesake died");

    let person = block.anyone();
    let day = 1 + block.planter.seed.below(31);
    let date = Date::new(EFFECTIVE + 1, 5, day).expect("May has thirty-one days");
    watch(block, DECEASED, person, date);
    let row = block.planter.pay_row(person);
    block.planter.mark("", CLEAN_DIED_LATER, row, None, "counts from the next year");

    let kept = told
        .iter()
        .copied()
        .find(|&person| matches!(block.planter.person(person).standing, Standing::Removed(_)));
    let row = block.planter.roster_row(kept.expect("half of the dead keep their roster row"));
    block.planter.mark("", CLEAN_REMOVED, row, None, "died, and is off the pay list");
}

/// Lists the person with name and number.
fn watch<'a>(block: &'a mut Block, list: usize, person: u32, date: Date) -> &'a mut Watched {
    let known = block.planter.person(person);
    let (name, id_number) = (known.name.clone(), known.id_number.clone());
    block.between.watched.push(Watched { list, name, id_number, date });
    block.between.watched.last_mut().expect("one was added")
}

/// Holds the person's pay row for a list.
fn found(block: &mut Block, code: &'static str, kind: &'static str, person: u32, note: &str) {
    let row = block.planter.pay_row(person);
    block.held(code, kind, row, note);
    let roster = block.planter.roster_row(person);
    block.planter.consequence("", roster, "another body lists them");
}

/// Fills the lists with people whom nobody in the county knows.
pub(super) fn elsewhere(block: &mut Block) {
    for (at, list) in LISTS.iter().enumerate() {
        for _ in 0..list.elsewhere {
            let prefix = block.planter.seed.pick(&ELSEWHERE);
            let (name, id_number) = block.stranger(prefix, list.born.clone());
            let date = block.day(EFFECTIVE);
            block.between.watched.push(Watched { list: at, name, id_number, date });
        }
    }
}

/// The workbooks with their paths, everyone in the order of their numbers.
pub(super) fn compose(watched: &[Watched], now: &County) -> Vec<(&'static str, Paper)> {
    let year = (now.year - 1).to_string();
    let papers = LISTS.iter().enumerate().map(|(at, list)| {
        let mut people: Vec<&Watched> = watched.iter().filter(|who| who.list == at).collect();
        people.sort_by_key(|who| &who.id_number);
        let rows = people.iter().zip(1u32..);
        let paper = Paper {
            name: list.sheet.to_owned(),
            title: list.title.replace("{y}", &year),
            headings: list.headings,
            rows: rows.map(|(who, serial)| (list.cells)(who, serial)).collect(),
        };
        (list.path, paper)
    });
    papers.collect()
}
