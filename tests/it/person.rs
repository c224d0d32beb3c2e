//! `zhibu explain --person`: found by number or name, from cells to money, and
//! no number in full unless asked for.
//!
//! A county of a dozen people with a year before it. What people read is compared
//! with the texts in `tests/snapshots/person`; `ZHIBU_BLESS=1` writes those anew.

use std::path::{Path, PathBuf};

use unicode_width::UnicodeWidthStr as _;
use zhibu::rulebook::Rulebook;

use crate::binary::{Said, zhibu};
use crate::county::{County, PAY_LIST, ROSTER, card, person, person_id};

/// What a person of [`TwoYears`] is called; the number is that of their place
/// from 1.
const NAMES: [&str; 11] =
    ["甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "庚七", "辛九", "壬十", "癸亥"];

/// A county with last year's lists, a register, a list of the dead, a posted
/// list, and decisions that came back.
pub struct TwoYears {
    county: County,
}

impl TwoYears {
    /// Inputs beside the two lists.
    const INPUTS: [[&str; 2]; 5] = [
        ["prior_roster", "prior/roster/*"],
        ["prior_pay_list", "prior/pay-list/*"],
        ["change_register", "changes/*"],
        ["decisions", "decisions/*"],
        ["posted", "posted/*/*"],
    ];

    /// The county before any decision came back.
    pub fn new() -> Self {
        let all = |skip: &[usize]| -> (Vec<String>, Vec<String>) {
            let kept = (1..=NAMES.len()).filter(|n| !skip.contains(n));
            kept.map(|n| person(u32::try_from(n).expect("few"), NAMES[n - 1])).unzip()
        };
        let (mut roster, mut pay) = all(&[]);
        roster[8] = roster[8].replace("正常", "死亡");
        roster[9] = roster[9].replace("直补到人", "项目扶持");
        // The pay list leaves out who died and who is supported by projects; one
        // number ends in another digit.
        pay.drain(8..10);
        pay[4] = pay[4].replace(&person_id(5), &mistyped(&person_id(5)));
        let (mut before, mut paid_before) = all(&[11]);
        for rows in [&mut before, &mut paid_before] {
            rows[1] = rows[1].replace("乙二", "乙儿");
            rows[2] = rows[2].replace("甲镇", "乙镇");
            rows[5] = rows[5].replace(&person_id(6), &person_id(60));
        }
        paid_before.remove(9);
        let lines = |heading: &str, rows: &[String]| format!("{heading}\n{}\n", rows.join("\n"));
        let hidden = |n: u32| {
            let number = person_id(n);
            format!("{}**********{}", &number[..6], &number[16..])
        };
        let listed = (1..=11).filter(|n| ![9, 10].contains(n));
        let posted: Vec<String> =
            listed.map(|n| format!("{},{},600", NAMES[n as usize - 1], hidden(n))).collect();
        let county = County::new()
            .policy("shared_account = \"household\"\nremoval_takes_effect = \"next-quarter\"")
            .more("[[watchlist]]\nkind = \"deceased\"\npath = \"lists/deceased.csv\"")
            .roster(&roster)
            .pay_list(&pay)
            .file("prior/roster/a.csv", lines(ROSTER, &before))
            .file("prior/pay-list/a.csv", lines(PAY_LIST, &paid_before))
            .table(
                "changes/register.csv",
                "乡镇,姓名,身份证号,变动类别,生效日期,文号,更正后身份证号\n\
                 甲镇,丁四,#4,死亡,2020-03-04,岳县移〔2020〕1号 @4,\n\
                 甲镇,己六,#60,更正,2020-01-05,岳县移〔2020〕2号,#6\n\
                 甲镇,辛九,#9,死亡,2018-05-01,岳县移〔2018〕3号,\n\
                 甲镇,壬十,#10,转项目扶持,2019-12-30,岳县移〔2019〕4号,\n",
            )
            .table("lists/deceased.csv", "姓名,身份证号,死亡日期\n丁四,#4,2020-03-03\n")
            .file("posted/甲镇/和平村.csv", lines("姓名,身份证号,金额", &posted));
        let years = Self { county };
        years.ready();
        years
    }

    /// The same after somebody corrected the mistyped number.
    fn decided(by: &str) -> Self {
        let years = Self::new();
        let said = zhibu(years.path(), &["run", "-q", "-o", "first", "--only", "data"]);
        assert_eq!(said.code, 0, "{said:?}");
        let findings = std::fs::read(years.path().join("first/data/findings.csv")).expect("there");
        let mut reader = csv::Reader::from_reader(&findings[..]);
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        let asked = rows.iter().find(|row| &row[0] == "V004").expect("a wrong check digit");
        let text = format!(
            "文件,工作表,单元格,代码,所见值,处理意见,更正值,经办人,日期,编号\n\
             {},,{}{},V004,{},更正,{},{by},2020-11-05,{}\n",
            &asked[4],
            &asked[7],
            &asked[6],
            mistyped(&person_id(5)),
            person_id(5),
            &asked[12],
        );
        std::fs::create_dir_all(years.path().join("decisions")).expect("made");
        std::fs::write(years.path().join("decisions/甲镇.csv"), text).expect("written");
        years
    }

    pub fn path(&self) -> &Path {
        self.county.path()
    }

    /// Writes the project file with this county's further inputs.
    fn ready(&self) {
        let path = self.county.ready().join("zhibu.toml");
        let mut text = std::fs::read_to_string(&path).expect("readable");
        for [key, glob] in Self::INPUTS {
            if !text.contains(&format!("{key} = ")) {
                text = text.replace("[inputs]\n", &format!("[inputs]\n{key} = \"{glob}\"\n"));
            }
        }
        std::fs::write(path, text).expect("written");
    }

    fn asked(&self, who: &str, more: &[&str]) -> Said {
        zhibu(self.path(), &[&["explain", "--person", who][..], more].concat())
    }

    fn json(&self, who: &str) -> serde_json::Value {
        let said = self.asked(who, &["--format", "json"]);
        assert_eq!(said.code, 0, "{said:?}");
        serde_json::from_str(&said.out).expect("JSON")
    }

    /// Every number and account that any file has in full.
    fn full_numbers() -> Vec<String> {
        let people = (1..=11).chain([60, 99]);
        people.flat_map(|n| [person_id(n), card(n)]).chain([mistyped(&person_id(5))]).collect()
    }
}

/// A number with another check digit.
fn mistyped(number: &str) -> String {
    let (head, last) = number.split_at(17);
    format!("{head}{}", if last == "3" { "4" } else { "3" })
}

/// Compares a text with its snapshot, or writes that anew.
pub fn snapshot(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path: PathBuf = folder.join(name);
    if std::env::var_os("ZHIBU_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        known == text,
        "{name} is not as its snapshot; if it is right, run the tests with ZHIBU_BLESS=1\n\
         --- snapshot\n{known}\n--- now\n{text}"
    );
}

pub fn fits_a_terminal(text: &str) {
    let long: Vec<&str> = text.lines().filter(|line| line.width() > 80).collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_pages_read_like_this() {
    let years = TwoYears::decided("李四");
    for (name, who) in
        [("paid", 2), ("dead", 4), ("corrected", 5), ("another-number", 6), ("gone", 9)]
    {
        for lang in ["zh", "en"] {
            let said = years.asked(&person_id(who), &["--lang", lang]);
            assert_eq!(said.code, 0, "{said:?}");
            snapshot(&format!("person/{name}.{lang}.txt"), &said.out);
        }
    }
}

#[test]
fn every_page_is_masked_and_fits_a_terminal() {
    let years = TwoYears::decided(&format!("李四{}", person_id(99)));
    let numbers: Vec<String> = (1..=11).chain([60]).map(person_id).collect();
    let names = NAMES.iter().map(|name| (*name).to_owned());
    for who in numbers.into_iter().chain(names).chain([mistyped(&person_id(5))]) {
        for more in [&["--lang", "zh"][..], &["--lang", "en"], &["--format", "json"]] {
            let said = years.asked(&who, more);
            assert_eq!(said.code, if who == "庚七" { 2 } else { 0 }, "{said:?}");
            for number in TwoYears::full_numbers() {
                assert!(!said.out.contains(&number), "{who} {more:?}: {}", said.out);
                assert!(!said.err.contains(&number), "{who} {more:?}: {}", said.err);
            }
            if more[0] == "--lang" {
                fits_a_terminal(&said.out);
                fits_a_terminal(&said.err);
            }
        }
    }
    let full = years.asked(&person_id(4), &["--full"]);
    assert!(full.out.contains(&person_id(4)) && full.out.contains(&card(4)), "{}", full.out);
}

#[test]
fn the_line_of_the_payout_file_is_the_one_that_is_written() {
    let years = TwoYears::decided("李四");
    let run = zhibu(years.path(), &["run", "-q", "-o", "out"]);
    assert_eq!(run.code, 0, "{run:?}");
    let charset = Rulebook::shipped().expect("rules").bank.file.charset;
    let mut paid = 0;
    for n in 1..=11 {
        for payment in years.json(&person_id(n))["payments"].as_array().expect("a list") {
            let is_paid = payment["paid"] == true;
            assert_eq!(is_paid, payment["file"].is_string(), "{payment}");
            if !is_paid {
                continue;
            }
            paid += 1;
            let file = years.path().join("out").join(payment["file"].as_str().expect("a file"));
            let text = charset.decode(&std::fs::read(file).expect("there")).expect("its charset");
            let line = usize::try_from(payment["line"].as_u64().expect("a line")).expect("few");
            let line = text.lines().nth(line - 1).expect("the file has the line");
            assert!(line.contains(&card(n)), "{payment}");
            assert!(line.contains(payment["yuan"].as_str().expect("yuan")), "{line}");
        }
    }
    let manifest = std::fs::read(years.path().join("out/manifest.json")).expect("there");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["totals"]["paid_people"], paid);
}

#[test]
fn anybody_is_found_by_any_way_of_writing_the_number() {
    let years = TwoYears::new();
    let number = person_id(1);
    let legacy = format!("{}{}", &number[..6], &number[8..17]);
    let wide: String = number
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("full width"))
        .collect();
    let spaced = format!("{} {} {}", &number[..6], &number[6..14], &number[14..]);
    let page = years.asked(&number, &[]).out;
    for other in
        [legacy, number.to_lowercase(), wide, spaced, "甲一".to_owned(), "甲　一".to_owned()]
    {
        assert_eq!(years.asked(&other, &[]).out, page, "{}", other.len());
    }
    // The old number leads to the same page as the new one.
    let old = years.json(&person_id(60));
    assert_eq!(old, years.json(&person_id(6)));
    let found = |list: &str| old[list].as_array().expect("a list").len();
    assert_eq!([found("rows"), found("prior"), found("register")], [2, 2, 1], "{old:#}");
}

#[test]
fn months_are_counted_as_they_are_paid() {
    let years = TwoYears::new();
    let dead = years.json(&person_id(4));
    let entitled = &dead["entitlement"][0];
    assert_eq!(entitled["months"][0]["months"], 3);
    assert_eq!((entitled["absent"].as_u64(), entitled["yuan"].as_str()), (Some(9), Some("150.00")));
    assert_eq!(dead["absences"][0]["from"], "2020-04-01");
    assert_eq!(dead["watchlists"][0]["end"]["key"], "firm");
    assert_eq!(dead["posted"].as_array().map(Vec::len), Some(1));
    let gone = years.json(&person_id(9));
    assert_eq!(gone["overpaid"][0]["over"], "600.00");
    assert_eq!(gone["payments"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_name_of_several_people_asks_for_the_number() {
    let years = TwoYears::new();
    for lang in ["zh", "en"] {
        let said = years.asked("庚七", &["--lang", lang]);
        assert_eq!(said.code, 2);
        snapshot(&format!("person/namesakes.{lang}.txt"), &format!("{}{}", said.out, said.err));
    }
    let json = years.asked("庚七", &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["people"].as_array().map(Vec::len), Some(2));
}

#[test]
fn nobody_is_told_with_who_is_a_slip_away() {
    let years = TwoYears::new();
    let near = years.asked(&mistyped(&person_id(1)), &["--lang", "zh"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("甲一") && !near.err.contains(&person_id(1)), "{}", near.err);
    assert!(!near.err.contains(&mistyped(&person_id(1))), "{}", near.err);
    let name = years.asked("甲乙", &["--lang", "en"]);
    assert_eq!((name.code, name.err.contains("甲一")), (2, true), "{name:?}");
    let nobody = years.asked("没有这个人", &["--lang", "en"]);
    assert_eq!(nobody.err, "error: no list has 「没有这个人」\n");
}

#[test]
fn a_refused_run_pays_nobody_and_says_so() {
    let years = TwoYears::new();
    let path = years.path().join("zhibu.toml");
    let text = std::fs::read_to_string(&path).expect("readable");
    std::fs::write(&path, text.replace("600000.00", "1.00")).expect("written");
    let json = years.json(&person_id(1));
    assert_eq!(
        (json["refused"].as_bool(), json["payments"][0]["paid"].as_bool()),
        (Some(true), Some(false))
    );
    let said = years.asked(&person_id(1), &["--lang", "en"]);
    assert!(said.out.contains("the whole run is refused"), "{}", said.out);
}

#[test]
fn where_a_file_cannot_be_read_nobody_is_said_to_be_missing() {
    let years = TwoYears::new();
    std::fs::write(years.path().join("roster/b.xlsx"), b"no workbook").expect("written");
    let said = years.asked(&person_id(1), &["--lang", "en"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("roster/b.xlsx"), "{}", said.err);
    let said = zhibu(years.path(), &["changes", "-q", "--lang", "en"]);
    assert_eq!((said.code, said.out.contains("roster/b.xlsx")), (3, true), "{said:?}");
}

#[test]
fn what_belongs_to_a_person_needs_one() {
    let county = County::new();
    for args in
        [&["explain", "--full"][..], &["explain", "-p", "."], &["explain", "V004", "--person", "1"]]
    {
        assert_eq!(zhibu(county.path(), args).code, 2, "{args:?}");
    }
}
