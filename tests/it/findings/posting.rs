//! P006 and P007: the pay list against what was posted; and what is posted.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use zhibu::domain::{Field, Lang};
use zhibu::report::OutputFile;
use zhibu::run::{self, Part, Run};

use super::{Case, check};
use crate::conservation::{rows, spoil};
use crate::county::{County, card, found, of, pay_ends, person, person_id};

const TWO: &str = "村,姓名,身份证号\n和平村,张三,#1\n和平村,李四,#2";
const TWO_PAID: &str = "村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n和平村,李四,#2,@2";

/// Two people of one village, whose posted list is as given.
fn posted(list: &str) -> County {
    County::new().lists(TWO, TWO_PAID).table("posted/甲镇/和平村.csv", &masked(list))
}

/// A posted list's text: `§1` stands for the number of person 1, its first six
/// and last two characters shown.
fn masked(text: &str) -> String {
    (1..10).fold(text.to_owned(), |text, n| text.replace(&format!("§{n}"), &ends(n, 6, 2)))
}

/// A person's number with so many characters at either end.
fn ends(n: u32, first: usize, last: usize) -> String {
    let number = person_id(n);
    let hidden = number.len() - first - last;
    format!("{}{}{}", &number[..first], "*".repeat(hidden), &number[number.len() - last..])
}

/// One person of a village, with that amount in the pay list and posted.
fn amounts(now: &str, posted: &str) -> County {
    County::new()
        .lists(
            "村,姓名,身份证号\n和平村,张三,#1",
            &format!("村,姓名,身份证号,银行账号,金额\n和平村,张三,#1,@1,{now}"),
        )
        .table("posted/甲镇/和平村.csv", &masked(&format!("姓名,身份证号,金额\n张三,§1,{posted}")))
}

/// Two villages of one person each.
fn two_villages() -> County {
    County::new().lists(
        "村,姓名,身份证号\n和平村,张三,#1\n柳塘村,李四,#2",
        "村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n柳塘村,李四,#2,@2",
    )
}

pub fn cases() -> Vec<Case> {
    let both = "姓名,身份证号\n张三,§1\n李四,§2";
    vec![
        Case::new("P006", "somebody who was not posted", posted("姓名,身份证号\n张三,§1"))
            .found(&["P006 hold pay-list/甲镇.csv!B3"])
            .ends(&["paid", "held"], &["paid", "held"])
            .says("公示名单上没有此人；甲镇和平村公示 1 人，现在名册上 2 人")
            .clean("both were posted", posted(both))
            .clean(
                "other characters of the numbers were shown",
                posted(&format!("姓名,身份证号\n张三,{}\n李四,{}", ends(1, 3, 4), ends(2, 0, 0))),
            )
            .clean("a name was corrected", posted("姓名,身份证号\n张三,§1\n李斯,§2"))
            .clean(
                "a number was corrected",
                posted(&format!("姓名,身份证号\n张三,§1\n李四,{}", a_slip(&ends(2, 6, 2)))),
            )
            .clean(
                "somebody else was posted too",
                posted("姓名,身份证号\n张三,§1\n李四,§2\n王五,§3"),
            ),
        Case::new("P006", "more than was posted", amounts("600", "300.00"))
            .found(&["P006 hold pay-list/甲镇.csv!E2"])
            .ends(&["held"], &["held"])
            .says("公示金额 300.00 元，现为 600.00 元；甲镇和平村公示 1 人")
            .clean("what was posted", amounts("600", "600.00"))
            .clean("less than was posted", amounts("600", "1200.00")),
        Case::new(
            "P007",
            "a village without a posted list",
            two_villages().table("posted/甲镇/和平村.csv", &masked("姓名,身份证号\n张三,§1")),
        )
        .found(&["P007 advise pay-list/甲镇.csv!A3"])
        .ends(&["paid", "paid"], &["paid", "paid"])
        .says("甲镇柳塘村没有；名册上有 1 人")
        .clean("nothing was posted yet", two_villages())
        .clean(
            "every village was posted",
            two_villages()
                .table("posted/甲镇/和平村.csv", &masked("姓名,身份证号\n张三,§1"))
                .table("posted/甲镇/柳塘村（第二次公示）.csv", &masked("姓名,身份证号\n李四,§2")),
        ),
    ]
}

/// A masked number with its last character another.
fn a_slip(number: &str) -> String {
    let (rest, last) = number.split_at(number.len() - 1);
    format!("{rest}{}", if last == "7" { "8" } else { "7" })
}

#[test]
fn posting_cases() {
    check(&cases());
}

#[test]
fn a_posted_row_stands_for_one_pay_row_only() {
    // Two of one name whose numbers show the same: one was posted.
    let number = |sequence| crate::county::id("19700101", sequence);
    let (a, b) = (number(121), number(231));
    let (a, b) = (&*a, &*b);
    assert_ne!(a, b);
    let shown = |number: &str| format!("430621{}", "*".repeat(12)).replace("430621", &number[..6]);
    let lists = |posted: &str| {
        County::new()
            .lists(
                &format!("村,姓名,身份证号\n和平村,张三,{a}\n和平村,张三,{b}"),
                &format!("村,姓名,身份证号,银行账号\n和平村,张三,{a},@1\n和平村,张三,{b},@2"),
            )
            .table("posted/甲镇/和平村.csv", posted)
            .run()
    };
    let one = lists(&format!("姓名,身份证号\n张三,{}", shown(a)));
    assert_eq!(of(&one, "P006").len(), 1, "{:?}", found(&one));
    let two = lists(&format!("姓名,身份证号\n张三,{}\n张三,{}", shown(a), shown(b)));
    assert!(of(&two, "P006").is_empty(), "{:?}", found(&two));
}

#[test]
fn another_number_is_no_corrected_one() {
    // Two slips, and a name that is left twice.
    let run = posted(&format!("姓名,身份证号\n张三,§1\n李四,{}", "440722**********99")).run();
    assert_eq!(of(&run, "P006").len(), 1, "{:?}", found(&run));
    let slip = a_slip(&ends(2, 6, 2));
    let run = posted(&format!("姓名,身份证号\n张三,§1\n李四,{slip}\n李四,{slip}")).run();
    assert_eq!(of(&run, "P006").len(), 1, "{:?}", found(&run));
    // Somebody else, where nothing of the numbers was shown.
    let hidden = "*".repeat(18);
    let run = posted(&format!("姓名,身份证号\n张三,§1\n王五,{hidden}")).run();
    assert_eq!(of(&run, "P006").len(), 1, "{:?}", found(&run));
}

#[test]
fn a_number_of_15_digits_is_the_person_of_18() {
    let current = crate::county::id("19700101", 123);
    let legacy = format!("{}{}", &current[..6], &current[8..17]);
    let masked = format!("{}{}{}", &legacy[..6], "*".repeat(7), &legacy[13..]);
    let run = County::new()
        .lists(
            &format!("村,姓名,身份证号\n和平村,张三,{current}"),
            &format!("村,姓名,身份证号,银行账号\n和平村,张三,{current},@1"),
        )
        .table("posted/甲镇/和平村.csv", &format!("姓名,身份证号\n张三,{masked}"))
        .run();
    assert_eq!((found(&run), pay_ends(&run)), (vec![], vec!["paid"]));
}

#[test]
fn who_is_held_for_something_else_is_not_told_twice() {
    let county = |posted: &str| {
        County::new()
            .lists(TWO, &TWO_PAID.replace("@2", ""))
            .table("posted/甲镇/和平村.csv", &masked(posted))
            .run()
    };
    let run = county("姓名,身份证号\n张三,§1");
    let held = ["V015 hold pay-list/甲镇.csv!D3", "V018 hold pay-list/甲镇.csv!3"];
    assert_eq!(found(&run), held);
    // A village of which nobody is paid has no list to hang.
    let run = two_villages()
        .table("pay-list/甲镇.csv", "村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n柳塘村,李四,#2,")
        .table("posted/甲镇/和平村.csv", &masked("姓名,身份证号\n张三,§1"))
        .run();
    assert_eq!(found(&run), held);
}

#[test]
fn an_approval_pays_who_was_added() {
    let run = posted("姓名,身份证号\n张三,§1")
        .more(
            "[[acknowledge]]\ncode = \"P006\"\nat = \"pay-list/甲镇.csv#!3\"\nreason = \"已补公示\"\n\
             by = \"李四\"\non = 2020-11-20",
        )
        .run();
    assert_eq!(found(&run), ["P006 advise pay-list/甲镇.csv!B3"]);
    assert_eq!(pay_ends(&run), ["paid", "paid"]);
}

#[test]
fn a_village_named_like_a_township_stays_in_its_own() {
    let run = County::new()
        .table(
            "roster/a.csv",
            "乡镇,村,姓名,身份证号\n甲镇,乙大镇村,张三,#1\n乙大镇,和平村,李四,#2",
        )
        .table(
            "pay-list/a.csv",
            "乡镇,村,姓名,身份证号,银行账号\n甲镇,乙大镇村,张三,#1,@1\n乙大镇,和平村,李四,#2,@2",
        )
        .table("posted/甲镇/乙大镇村.csv", &masked("姓名,身份证号\n张三,§1"))
        .table("posted/乙大镇/和平村.csv", &masked("姓名,身份证号\n李四,§2"))
        .run();
    assert_eq!(found(&run), [""; 0]);
}

/// The posted lists of a run, and the record of them.
fn written(run: &Run) -> Vec<OutputFile> {
    run::render_in_memory(run, &[Part::Posting]).expect("memory takes them")
}

/// A workbook's rows as a CSV that a clerk saved.
fn as_csv(bytes: &[u8]) -> Vec<u8> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = workbook.worksheet_range_at(0).expect("a sheet").expect("readable");
    let mut csv = csv::Writer::from_writer(Vec::new());
    for row in range.rows() {
        csv.write_record(row.iter().map(ToString::to_string)).expect("memory takes it");
    }
    csv.into_inner().expect("memory takes it")
}

/// Whether a file is a village's list.
fn is_list(file: &OutputFile) -> bool {
    file.path.starts_with("posting/")
}

/// Puts the posted lists of a run where the next one finds them.
fn posted_by(run: &Run, county: County, csv: bool) -> County {
    written(run).into_iter().filter(is_list).fold(county, |county, OutputFile { path, bytes }| {
        let path = path.replacen("posting", "posted", 1);
        if csv {
            county.file(&path.replace(".xlsx", ".csv"), as_csv(&bytes))
        } else {
            county.file(&path, bytes)
        }
    })
}

/// Every part of a workbook, unpacked.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_string(&mut text).expect("text");
    }
    text
}

/// Every number and account of a run's inputs.
fn numbers(run: &Run) -> BTreeSet<String> {
    let lists = [&run.lists.roster, &run.lists.pay_list];
    let cells = lists.into_iter().flat_map(|list| {
        list.indices().flat_map(|row| {
            [Field::IdNumber, Field::Account].map(|field| list.text(row, field).trim().to_owned())
        })
    });
    cells.filter(|number| !number.is_empty()).collect()
}

/// The posted lists that show a number in full.
fn shows_a_number(run: &Run) -> Vec<String> {
    let numbers = numbers(run);
    let lists = written(run).into_iter().filter(is_list);
    lists
        .filter(|file| {
            let text = unpacked(&file.bytes);
            numbers.iter().any(|number| text.contains(number) || file.path.contains(number))
        })
        .map(|file| file.path)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// What a run posts and what it pays is the same: brought back, it changes
    /// nothing, whatever was shown and however it was saved.
    #[test]
    fn what_was_posted_brings_out_nothing(
        spoils in prop::collection::vec(spoil(), 1..8),
        villages in prop::collection::vec(0..5_usize, 8),
        (first, last) in (0..8_usize, 0..5_usize),
        (csv, english) in any::<(bool, bool)>(),
    ) {
        let names = ["和平村", "和平村委会", "a/b:c", "", "6221690000000004321村"];
        let (mut roster, mut pay) = rows(&spoils);
        for (row, village) in roster.iter_mut().zip(&villages) {
            *row = row.replacen("和平村", names[*village], 1);
        }
        for (row, village) in pay.iter_mut().zip(&villages) {
            *row = row.replacen("和平村", names[*village], 1);
        }
        let lang = if english { "\n[report]\nlang = \"en\"" } else { "" };
        let posting = format!("[posting]\nshow_first = {first}\nshow_last = {last}{lang}");
        let county = County::new().roster(&roster).pay_list(&pay).more(&posting);
        let run = county.run();
        prop_assert_eq!(shows_a_number(&run), Vec::<String>::new());
        let again = posted_by(&run, county, csv).run();
        prop_assert_eq!(found(&again), found(&run));
        prop_assert_eq!(pay_ends(&again), pay_ends(&run));
    }
}

#[test]
fn no_posted_list_shows_a_number() {
    // An account typed into the name's, the head's, the group's and the
    // village's cell, odd numbers, and each of them let through by the county.
    let odd = ["43062119900101", "12", "123", "430621900101123", "无证件"];
    let mut roster = vec![];
    let mut pay = vec![];
    for (n, odd) in (10..).zip(odd) {
        let (registered, paid) = person(n, &format!("甲{n}"));
        roster.push(registered.replace(&person_id(n), odd));
        pay.push(paid.replace(&person_id(n), odd));
    }
    let (registered, paid) = person(1, "张三");
    let spoilt = |row: &str| {
        let account = card(1);
        let name = format!("张三{}", card(1));
        row.replacen("张三", &format!("{account} 张"), 1)
            .replacen("张三", &name, 1)
            .replacen("1组", &card(2), 1)
            .replacen("和平村", "村13800000000", 1)
    };
    roster.push(spoilt(&registered));
    pay.push(spoilt(&paid));
    let lowered = [
        "V002", "V003", "V004", "V005", "V006", "V007", "V009", "V012", "V016", "V017", "R001",
        "D005",
    ];
    let lowered = lowered
        .map(|code| format!("{code} = {{ level = \"note\", reason = \"r\", since = 2020-01-01 }}"));
    let run = County::new()
        .roster(&roster)
        .pay_list(&pay)
        .more(&format!("[severity]\n{}", lowered.join("\n")))
        .run();
    assert_eq!(pay_ends(&run), ["paid"; 6], "{:?}", found(&run));
    let text: String = written(&run)
        .iter()
        .filter(|file| is_list(file))
        .map(|file| file.path.clone() + &unpacked(&file.bytes))
        .collect();
    let account = card(1);
    for number in odd.iter().copied().chain([&*account, &*card(2), "13800000000"]) {
        let whole = format!(">{number}<");
        let is_there =
            if number.len() < 10 { text.contains(&whole) } else { text.contains(number) };
        assert!(!is_there, "a list shows a number of {} characters", number.len());
    }
    for shown in [">张三*******************<", ">**<", ">*23<", ">430621*******23<", ">*证件<"]
    {
        assert!(text.contains(shown), "{shown}");
    }
    // Nor do they hold what nobody needs to see.
    for word in ["某农商银行", "zhibu.toml"] {
        assert!(!text.contains(word), "{word}");
    }
}

/// The rows of a list's sheet.
fn cells(file: &OutputFile) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.clone())).expect("a workbook");
    let range = workbook.worksheet_range_at(0).expect("a sheet").expect("readable");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_posted_list_says_what_is_paid() {
    let posting = "[posting]\ntime = \"11月1日至7日\"\nhotline = \"0730-1234567\"";
    let county = || County::new().lists(TWO, TWO_PAID).more(posting);
    let lists = written(&county().run());
    let paths: Vec<&str> = lists.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["data/posting.csv", "posting/甲镇/和平村.xlsx", "manifest.json"]);
    let rows: Vec<String> = cells(&lists[1])
        .iter()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        rows,
        [
            "某县甲镇和平村2020年度大中型水库移民后期扶持直补资金发放公示|||||",
            "发放期：2020年度    公示时间：11月1日至7日    标准：每人每年600元    人数：2人    \
             金额：1,200.00元|||||",
            "序号|组|户主|姓名|身份证号|金额（元）",
            &format!("1|||张三|{}|600", ends(1, 6, 2)),
            &format!("2|||李四|{}|600", ends(2, 6, 2)),
            "合计|||2 人||1200",
            "对名单或金额有异议的，或者应该享受而名单上没有的，请在公示期内向村委会或乡镇政府提出。\
             |||||",
            "监督电话：0730-1234567|||||",
        ]
    );
    let sheet = unpacked(&lists[1].bytes);
    for says in [
        "$3:$3</definedName>",
        "paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\"",
        "<oddFooter>&amp;L甲镇和平村&amp;C第 &amp;P 页",
        "2020-12-31T00:00:00Z</dcterms:created>",
        "<dimension ref=\"A1:F8\"/>",
    ] {
        assert!(sheet.contains(says), "{says}");
    }
    let record = String::from_utf8(lists[0].bytes.clone()).expect("UTF-8");
    let lines: Vec<&str> = record.lines().collect();
    assert_eq!(lines[0], "file,township,village,people,amount,sha256");
    assert!(lines[1].starts_with("posting/甲镇/和平村.xlsx,甲镇,和平村,2,1200.00,"), "{record}");
    let again = written(&county().run());
    assert!(lists.iter().zip(&again).all(|(a, b)| a.bytes == b.bytes), "the same bytes");
}

#[test]
fn the_standard_and_the_title_are_those_of_the_period() {
    for (period, lang, title, standard) in [
        ("2020H1", Lang::Zh, "2020年上半年大中型", "标准：每人每半年300元"),
        ("2020Q3", Lang::Zh, "2020年第三季度大中型", "标准：每人每季度150元"),
        ("2020-07", Lang::Zh, "2020年7月大中型", "标准：每人每月50元"),
        ("2020", Lang::En, "subsidy for 2020, to be paid", "Standard: 600 yuan a person a year"),
        ("2020-07", Lang::En, "for July 2020, to be paid", "50 yuan a person a month"),
    ] {
        let county = County::new().lists(TWO, TWO_PAID);
        let mut project = county.load().expect("a project");
        project.period = zhibu::domain::Period::parse(period).expect("a period");
        project.lang = lang;
        let rulebook = zhibu::rulebook::Rulebook::shipped().expect("rules");
        let run = run::compute(project, rulebook, &run::Silent).expect("computed");
        let lists = written(&run);
        let rows = cells(&lists[1]);
        assert!(rows[0][0].to_string().contains(title), "{}", rows[0][0]);
        assert!(rows[1][0].to_string().contains(standard), "{}", rows[1][0]);
    }
    let own = "[posting]\ntitle = \"直补资金公示\"\nstandard = \"按月50元\"\nshow_first = 3";
    let lists = written(&County::new().lists(TWO, TWO_PAID).more(own).run());
    let rows = cells(&lists[1]);
    assert_eq!(rows[0][0], "某县甲镇和平村直补资金公示");
    assert!(rows[1][0].to_string().contains("标准：按月50元"));
    assert_eq!(rows[3][4], ends(1, 3, 2).as_str());
}

#[test]
fn every_village_has_a_file_of_its_own() {
    let names = ["a/b", "a:b", "A", "a", "", "未写村名", "村13800000000", "村13900000000", "CON"];
    let (roster, pay): (Vec<String>, Vec<String>) = (1..)
        .zip(names)
        .map(|(n, village)| {
            let (registered, paid) =
                person(n, &format!("甲{}", ["一", "二", "三"][n as usize % 3]));
            (registered.replace("和平村", village), paid.replace("和平村", village))
        })
        .unzip();
    let county = County::new().roster(&roster).pay_list(&pay);
    let run = county.run();
    assert_eq!(pay_ends(&run), ["paid"; 9], "{:?}", found(&run));
    let lists = written(&run);
    let paths: BTreeSet<String> = lists.iter().map(|file| file.path.to_lowercase()).collect();
    assert_eq!(paths.len(), names.len() + 2, "{paths:?}");
    assert!(paths.contains("posting/甲镇/未写村名.xlsx"), "{paths:?}");
    let again = posted_by(&run, county, false).run();
    assert_eq!(found(&again), found(&run));
}

#[test]
fn a_refused_run_posts_nothing() {
    let run = County::new().lists(TWO, TWO_PAID).approved(1, "600.00").run();
    assert!(run.refused);
    let files = run::render_in_memory(&run, &[]).expect("memory takes them");
    assert!(files.iter().all(|file| !file.path.contains("posting")));
}
