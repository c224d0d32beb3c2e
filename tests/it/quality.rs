//! Townships compared: what each township is counted for, and that it adds up.

use zhibu::catalogue;
use zhibu::domain::Money;
use zhibu::finding::Severity;
use zhibu::reconcile::Disposition;
use zhibu::report::quality::{Answers, Quality, Standing, data, quality};
use zhibu::run::{self, Run};

use crate::county::{County, decision, found, of, person};

fn counted(run: &Run) -> Quality {
    quality(&run.view(), &catalogue::all())
}

/// A county of four people of 甲镇 and one of 乙镇; the pay list writes the names of
/// the first four otherwise than the roster.
fn misnamed() -> County {
    let names = ["张三", "李四", "王五", "赵六", "孙七"];
    let other = ["周一", "吴二", "郑三", "冯四", "孙七"];
    let (mut roster, mut pay): (Vec<String>, Vec<String>) = (1..)
        .zip(names.into_iter().zip(other))
        .map(|(n, (name, other))| {
            let (roster, pay) = person(n, name);
            (roster, pay.replace(name, other))
        })
        .unzip();
    for rows in [&mut roster, &mut pay] {
        rows[4] = rows[4].replace("甲镇", "乙镇");
    }
    County::new().roster(&roster).pay_list(&pay)
}

#[test]
fn every_column_of_the_townships_adds_up_to_the_county() {
    let run = misnamed().run();
    let quality = counted(&run);
    assert!(quality.townships.len() >= 2);
    let sum = |of: &dyn Fn(&zhibu::report::quality::TownshipQuality) -> u64| {
        assert_eq!(quality.townships.iter().map(of).sum::<u64>(), of(&quality.county));
        of(&quality.county)
    };
    assert_eq!(sum(&|one| one.roster_rows), run.totals.roster_rows);
    assert_eq!(sum(&|one| one.pay_list_rows), run.totals.pay_list_rows);
    let held = run.totals.pay_list.get(&Disposition::Held).copied().unwrap_or_default();
    assert_eq!(sum(&|one| one.held_rows), held);
    assert_eq!(quality.county.held_amount, run.totals.held_amount);
    let all = sum(&|one| one.refuse + one.hold + one.advise + one.note);
    assert_eq!(all + quality.of_no_list, run.findings.len() as u64);
    let holds = run.findings.iter().filter(|one| one.severity == Severity::Hold).count() as u64;
    assert_eq!(sum(&|one| one.hold), holds, "{:?}", found(&run));
    assert!(sum(&|one| one.flagged_rows) <= quality.county.rows());
    // Five rows say nothing about a township.
    assert!(quality.townships.iter().all(|one| one.standing == Standing::TooFew));
}

#[test]
fn without_answers_or_a_ledger_nothing_is_nought() {
    let quality = counted(&misnamed().run());
    assert!(!quality.came_back && !quality.ledger);
    let table = String::from_utf8(data::write(&quality).bytes).expect("UTF-8");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), data::HEADER.len());
        assert!(cells[15..23].iter().all(|cell| cell.is_empty()), "{line}");
        assert!(cells[10..13].iter().all(|cell| cell.is_empty()), "no rank: {line}");
    }
}

#[test]
fn what_came_back_is_counted_once_and_by_what_became_of_it() {
    let county = misnamed();
    let run = county.run();
    let told = of(&run, "R004");
    assert_eq!(told.len(), 4, "{:?}", found(&run));
    let right = ["张三", "李四", "王五"];
    let rows = [
        decision(told[0], "更正", right[0]),
        // The township's workbook and the county's say the same.
        decision(told[0], "更正", right[0]),
        decision(told[1], "", ""),
        decision(told[2], "更正", ""),
    ];
    let before = counted(&run);
    let run = county.decided("decisions/甲镇.csv", &rows).run();
    let quality = counted(&run);
    assert!(quality.came_back);
    let expected = Answers { asked: 3, followed: 1, changed: 0, open: 2, waiting: 1 };
    assert_eq!(quality.county.answers, expected, "{:?}", found(&run));
    let of = |name: &str| quality.townships.iter().find(|one| one.name == name).expect("there");
    assert_eq!(of("甲镇").answers, expected);
    assert_eq!(of("乙镇").answers, Answers::default());
    // What was settled had to be settled all the same.
    assert_eq!(quality.county.flagged_rows, before.county.flagged_rows);
    assert_eq!(quality.county.hold + 1, before.county.hold);
}

#[test]
fn a_row_left_blank_that_is_no_more_what_it_was_is_not_counted_as_answered() {
    let county = misnamed();
    let told: Vec<String> = {
        let run = county.run();
        of(&run, "R004").iter().map(|one| decision(one, "", "")).collect()
    };
    let county = county.decided("decisions/甲镇.csv", &told);
    // The township corrected its list itself.
    let (_, right) = person(1, "张三");
    let path = county.path().join("pay-list/a.csv");
    let text = std::fs::read_to_string(&path).expect("readable");
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1] = &right;
    std::fs::write(&path, lines.join("\n")).expect("written");
    let quality = counted(&county.run());
    let expected = Answers { asked: 4, followed: 0, changed: 1, open: 3, waiting: 0 };
    assert_eq!(quality.county.answers, expected);
}

#[test]
fn the_table_and_the_sheet_are_written_with_a_run() {
    let run = misnamed().run();
    let files = run::render_in_memory(&run, &[]).expect("written");
    let table = files.iter().find(|file| file.path == data::PATH).expect("the table");
    assert!(String::from_utf8_lossy(&table.bytes).contains("\n乙镇,1,1,"));
    let summary = files.iter().find(|file| file.path == "summary.xlsx").expect("the summary");
    let sheets = crate::workbook::sheets(&summary.bytes);
    assert!(sheets.contains(&"乡镇核对质量".to_owned()), "{sheets:?}");
    assert_eq!(counted(&run).county.held_amount, Money::from_yuan(2400));
}
