//! The next period's lists: what was decided is in them, and is not asked again.

use tempfile::TempDir;
use zhibu::finding::Severity;
use zhibu::next::{self, LeftOut, Next, NextError};
use zhibu::run::Run;

use crate::county::{County, card, person, person_id, shown};

/// The headings of an exception workbook that matter.
const DECIDED: &str = "代码,文件,工作表,单元格,所见值,处理意见,更正值,经办人,日期,编号";

/// A row that decides the finding of that code whose place is `at`.
fn decide(run: &Run, code: &str, at: &str, verdict: &str, correction: &str) -> String {
    let found = |finding: &&zhibu::finding::Finding| {
        finding.doc.code == code && finding.origin.path().contains(at)
    };
    let finding = run.findings.iter().find(found).expect("the finding that is decided");
    let origin = &finding.origin;
    format!(
        "{code},{},{},{},,{verdict},{correction},李经办,2020-12-05,{}",
        origin.file,
        origin.sheet,
        origin.cell(),
        finding.key
    )
}

/// Adds an exception workbook with these rows.
fn with_decisions(county: County, rows: &[String]) -> County {
    county.file("decisions/甲镇.csv", format!("{DECIDED}\n{}\n", rows.join("\n")))
}

fn write(run: &Run) -> (TempDir, Next) {
    let folder = TempDir::new().expect("a temporary folder");
    let next = next::write(run, &folder.path().join("next")).expect("the lists are written");
    (folder, next)
}

/// What weighs on rows of the next lists, in order.
fn weighing(run: &Run) -> Vec<String> {
    let weighs = |severity| severity > Severity::Note;
    run.findings.iter().filter(|f| weighs(f.severity)).map(shown).collect()
}

/// Persons 1–6: 2's card is wrong, 3 is to be approved (very old), 4 rejected,
/// 5 dead by the register, 6 eligible and not listed.
fn county() -> County {
    let (roster, mut pay): (Vec<String>, Vec<String>) = (1..=5)
        .map(|n| person(n, ["甲一", "乙二", "丙三", "丁四", "戊五"][n as usize - 1]))
        .unzip();
    let (sixth, _) = person(6, "己六");
    let mut roster = roster;
    roster.push(sixth);
    let wrong = format!("{}0", &card(2)[..18]);
    pay[1] = pay[1].replace(&card(2), &wrong);
    pay[2] = pay[2].replace(",600", ",300");
    pay[3] = pay[3].replace(",600", ",1200");
    County::new().roster(&roster).pay_list(&pay).file(
        "changes/登记.csv",
        format!(
            "姓名,身份证号,变动类别,生效日期,文号\n戊五,{},死亡,2020-05-03,甲移1号\n",
            person_id(5)
        ),
    )
}

fn decided() -> Run {
    let run = county().run();
    let card = card(2);
    let rows = [
        decide(&run, "V017", "pay-list", "更正", &card),
        decide(&run, "V022", "J4", "同意发放", ""),
        decide(&run, "V022", "J5", "不予发放", ""),
        decide(&run, "R002", "roster", "同意发放", ""),
    ];
    with_decisions(county(), &rows).run()
}

#[test]
fn what_was_decided_is_in_the_lists_and_not_asked_again() {
    let run = decided();
    let (_folder, next) = write(&run);
    assert_eq!(next.period.to_string(), "2021");
    assert_eq!(next.left_out.get(&LeftOut::Rejected), Some(&1));
    assert_eq!(next.left_out.get(&LeftOut::Removed), Some(&1));
    // 1, 2 and 3 of the five, and 6, who was approved to be listed.
    assert_eq!((next.roster_rows, next.pay_list_rows), (6, 4));
    assert_eq!(weighing(&next.run), Vec::<String>::new());
    assert_eq!(next.run.totals.paid_people, 4);
    assert_eq!(next.run.totals.paid_amount.to_string(), "2400.00");
    assert_eq!(next.run.project.as_of.to_string(), "2021-12-31");
}

#[test]
fn the_corrected_value_is_what_is_written() {
    let run = decided();
    let (_folder, next) = write(&run);
    let accounts: Vec<&str> = next
        .run
        .lists
        .pay_list
        .indices()
        .map(|row| next.run.lists.pay_list.text(row, zhibu::domain::Field::Account))
        .collect();
    assert_eq!(accounts, [card(1), card(2), card(3), card(6)]);
    let bridge = &next.run.audit.as_ref().expect("an audit").bridges[0];
    assert_eq!((bridge.county.opening, bridge.county.closing), (5, 4));
    assert!(bridge.county.removals.values().sum::<u64>() == 2);
}

#[test]
fn nobody_who_was_held_is_paid_because_a_year_went_by() {
    let run = county().run();
    let (folder, next) = write(&run);
    // 2, 3 and 4 were held and nobody decided; 5 died; 1 is left.
    assert_eq!(next.left_out.get(&LeftOut::Pending), Some(&3));
    assert_eq!(next.pay_list_rows, 1);
    assert_eq!(next.run.totals.paid_people, 1);
    assert!(folder.path().join("next/暂缓未决人员.xlsx").is_file());
    // The audit of the next year says why they are gone.
    let audit = next.run.audit.as_ref().expect("an audit");
    let gone: u64 = audit.bridges[0].county.removals.values().sum();
    assert_eq!(gone, 4);
    assert!(next.run.findings.iter().all(|finding| finding.doc.code != "C002"));
}

#[test]
fn a_folder_that_is_there_is_not_written_over() {
    let run = county().run();
    let folder = TempDir::new().expect("a temporary folder");
    std::fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    let refused = next::write(&run, folder.path());
    assert!(matches!(refused, Err(NextError::InTheWay { .. })));
    assert!(folder.path().join("notes.txt").exists());
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let run = decided();
    let files = |folder: &TempDir| {
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let mut left = vec![folder.path().to_owned()];
        while let Some(path) = left.pop() {
            for entry in std::fs::read_dir(path).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    left.push(path);
                } else {
                    let name = path.strip_prefix(folder.path()).expect("inside");
                    let bytes = std::fs::read(&path).expect("read");
                    files.push((name.display().to_string(), bytes));
                }
            }
        }
        files.sort();
        files
    };
    let (first, _) = write(&run);
    let (second, _) = write(&run);
    assert_eq!(files(&first), files(&second));
}

#[test]
fn a_county_without_a_pay_list_gets_one_from_its_roster() {
    let (roster, _): (Vec<String>, Vec<String>) =
        [person(1, "甲一"), person(2, "乙二")].into_iter().unzip();
    let removed = roster[1].replace("正常", "核减");
    let run = County::new().roster(&[roster[0].clone(), removed]).run_without_pay_list();
    let (_folder, next) = write(&run);
    assert_eq!((next.roster_rows, next.pay_list_rows), (2, 1));
    assert_eq!(next.run.totals.paid_people, 1);
    assert_eq!(weighing(&next.run), Vec::<String>::new());
}
