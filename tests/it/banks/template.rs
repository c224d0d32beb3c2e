//! The workbook template: text cells only, one sheet, one row of headings.

use std::io::Read as _;

use zhibu::bank::What;
use zhibu::domain::{Lang, Money};

use super::{line, profile, read, there_and_back};
use crate::workbook::workbook;

const HEADINGS: &str = "户名,身份证号,账号,金额,补贴项目,摘要";
const PERSON: &str = "陈大山,11010519491231002X,6221690000000004321,600.00,直补2020,移民直补";

/// What is said of a workbook of these sheets.
fn told(sheets: &[(&str, String)]) -> Vec<(Option<u64>, What)> {
    let error = read(&workbook(sheets), &profile("county-yikatong")).expect_err("not the template");
    error.problems.into_iter().map(|problem| (problem.line, problem.what)).collect()
}

fn sheet(rows: &str) -> Vec<(Option<u64>, What)> {
    told(&[("Sheet1", rows.to_owned())])
}

#[test]
fn a_template_of_another_program_is_read() {
    let rows = format!("{HEADINGS}\n{PERSON}\n{PERSON}");
    let bytes = workbook(&[("Sheet1", rows)]);
    let (told, back) = read(&bytes, &profile("county-yikatong")).expect("the template");
    assert_eq!((back.people, back.amount), (2, Money::from_yuan(1200)));
    assert_eq!(told[0].1, "6221690000000004321");
}

#[test]
fn every_cell_is_text() {
    let profile = profile("county-yikatong");
    let bytes = there_and_back(&[line(1, "陈大山", Money::from_yuan(600))], &profile);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a container");
    let mut xml = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .expect("a sheet")
        .read_to_string(&mut xml)
        .expect("text");
    assert_eq!(xml.matches("<c ").count(), 12, "{xml}");
    assert_eq!(xml.matches("t=\"s\"").count(), 12, "{xml}");
    let mut properties = String::new();
    zip.by_name("docProps/core.xml").expect("there").read_to_string(&mut properties).expect("text");
    assert!(properties.contains("2020-11-23T00:00:00Z"), "dated by the head: {properties}");
}

#[test]
fn what_is_not_the_template_is_told_with_its_row() {
    let field = |name: &str| name.to_owned();
    for (rows, row, what) in [
        (format!("{}\n{PERSON}", HEADINGS.replace("户名", "姓名")), 1, What::Heading),
        (format!("{HEADINGS}\n{PERSON},多"), 2, What::Fields { expected: 6, found: 7 }),
        (format!("{HEADINGS}\n\n{PERSON}"), 2, What::Fields { expected: 6, found: 0 }),
        (
            format!("{HEADINGS}\n{}", PERSON.replace("600.00", "[number]600")),
            2,
            What::NotText(field("金额")),
        ),
        (format!("{HEADINGS}\n{}", PERSON.replace("600.00", "600")), 2, What::Money(field("金额"))),
        (format!("{HEADINGS}\n{}", PERSON.replace("陈大山", "")), 2, What::Blank(field("户名"))),
        (
            format!("{HEADINGS}\n{}", PERSON.replace("移民直补", "其他")),
            2,
            What::Other(field("摘要")),
        ),
    ] {
        assert_eq!(sheet(&rows).first(), Some(&(Some(row), what)), "{rows}");
    }
    let hidden = sheet(&format!("{HEADINGS}\n[hidden]{PERSON}"));
    assert!(matches!(hidden[0], (Some(2), What::Workbook { .. })), "{hidden:?}");
}

#[test]
fn what_is_no_template_at_all_is_told() {
    let rows = format!("{HEADINGS}\n{PERSON}");
    for sheets in [vec![("表1", rows.clone())], vec![("Sheet1", rows.clone()), ("Sheet2", rows)]] {
        assert!(matches!(told(&sheets)[0], (None, What::Workbook { .. })));
    }
    let error = read(b"a,b\n", &profile("county-yikatong")).expect_err("no workbook");
    assert!(error.words(Lang::Zh).starts_with("不是该格式的工作簿"), "{error}");
}
