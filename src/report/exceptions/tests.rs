//! Exception workbooks, read back.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::report::InMemory;
use crate::report::sample::{RIGHT_ID, STRAY_ACCOUNT, Sample, WRONG_ID};

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// A sheet's cells as text; only strings become `"…"`.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let range = open(bytes).worksheet_range(sheet).expect("the sheet");
    range
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::String(text) => text.clone(),
                    Data::Empty => String::new(),
                    other => panic!("only text, not {other:?}"),
                })
                .collect()
        })
        .collect()
}

/// Everything that the package holds, unpacked.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("an entry").read_to_string(&mut text).expect("text");
    }
    text
}

/// The workbooks of a sample, in memory.
fn written(sample: &Sample) -> Vec<OutputFile> {
    let shelf = InMemory::default();
    write(&sample.view(), &shelf).expect("memory takes them");
    shelf.into_files()
}

fn file<'a>(files: &'a [OutputFile], name: &str) -> &'a [u8] {
    let path = format!("{FOLDER}/{name}.xlsx");
    &files.iter().find(|file| file.path == path).expect("the file").bytes
}

#[test]
fn a_workbook_a_township_and_one_for_the_county() {
    let sample = Sample::new(Lang::Zh);
    let files = written(&sample);
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["exceptions/county.xlsx", "exceptions/新墙镇.xlsx", "exceptions/步仙镇.xlsx"]
    );
    let sheets = |name| open(file(&files, name)).sheet_names();
    assert_eq!(sheets("county"), ["说明", "I 读取", "V 本行", "D 重复", "记录"]);
    assert_eq!(sheets("新墙镇"), ["说明", "V 本行"]);
    assert_eq!(sheets("步仙镇"), ["说明", "V 本行", "D 重复"]);
}

#[test]
fn holds_come_first_and_every_key_comes_back() {
    let sample = Sample::new(Lang::Zh);
    let files = written(&sample);
    let rows = cells(file(&files, "county"), "V 本行");
    let column =
        |heading: &str| rows[0].iter().position(|text| text == heading).expect("the heading");
    let texts = |heading: &str| -> Vec<&str> {
        rows[1..].iter().map(|row| row[column(heading)].as_str()).collect()
    };
    assert_eq!(texts("代码"), ["V004", "V025", "V012", "V010"]);
    assert_eq!(texts("级别"), ["暂缓", "暂缓", "暂缓", "提示"]);
    assert_eq!(texts("单元格"), ["D2", "C3", "C4", "D5"]);
    assert_eq!(texts("村"), ["和平村", "和平村", "燎原村", "光明村"]);
    assert_eq!(texts("乡镇"), ["新墙镇", "新墙镇", "新墙镇", "步仙镇"]);
    assert_eq!(rows[0].last().map(String::as_str), Some("编号"));
    for (code, key) in texts("代码").iter().zip(texts("编号")) {
        let of = sample.findings.iter().find(|finding| finding.doc.code == *code);
        assert_eq!(of.map(|finding| finding.key.as_str()), Some(key));
    }
}

#[test]
fn numbers_are_in_full_for_their_township_only() {
    let sample = Sample::new(Lang::Zh);
    let files = written(&sample);
    let rows = cells(file(&files, "新墙镇"), "V 本行");
    assert!(rows[1].iter().any(|text| text == WRONG_ID));
    assert!(rows[1].iter().any(|text| text == RIGHT_ID));
    assert!(rows[3].iter().any(|text| text == STRAY_ACCOUNT));
    let county = unpacked(file(&files, "county"));
    for number in [WRONG_ID, RIGHT_ID, STRAY_ACCOUNT, "430621197001014444"] {
        assert!(!county.contains(number), "{number} is masked");
    }
    assert!(county.contains("430621••••••••1234"));
    assert!(!unpacked(file(&files, "步仙镇")).contains(WRONG_ID));
}

#[test]
fn formula_like_text_stays_text() {
    let sample = Sample::new(Lang::Zh);
    let files = written(&sample);
    let rows = cells(file(&files, "新墙镇"), "V 本行");
    assert_eq!(rows[2].iter().filter(|text| *text == "=1+1").count(), 2);
    for file in &files {
        assert!(!unpacked(&file.bytes).contains("<f>"), "no formula in {}", file.path);
    }
}

#[test]
fn decisions_are_chosen_from_a_list_once_a_column() {
    let sample = Sample::new(Lang::Zh);
    let files = written(&sample);
    let text = unpacked(file(&files, "新墙镇"));
    assert!(text.contains(r#"<dataValidations count="2">"#));
    assert!(text.contains("<formula1>\"同意发放,不予发放,更正\"</formula1>"));
    assert!(text.contains(r#"sqref="N2:N4""#), "the decision column");
    let notes = cells(file(&files, "county"), "记录");
    assert!(!notes[0].iter().any(|heading| heading == "处理意见"));
}

#[test]
fn the_creation_date_is_the_day_of_judging() {
    let sample = Sample::new(Lang::Zh);
    for file in written(&sample) {
        let text = unpacked(&file.bytes);
        let stamp = "xsi:type=\"dcterms:W3CDTF\">2020-12-31T00:00:00Z<";
        assert_eq!(text.matches(stamp).count(), 2, "created and modified");
        assert!(text.contains("第 &amp;P 页 共 &amp;N 页"));
        assert!(text.contains("某&amp;&amp;县"), "an ampersand in a header stays one");
    }
}

#[test]
fn the_same_findings_are_the_same_bytes() {
    let sample = Sample::new(Lang::En).times(40);
    let in_pool = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| written(&sample))
    };
    let (one, four) = (in_pool(1), in_pool(4));
    assert_eq!(one.len(), four.len());
    for (one, four) in one.iter().zip(&four) {
        assert_eq!(one.path, four.path);
        assert!(one.bytes == four.bytes, "{} is the same", one.path);
    }
}

#[test]
fn findings_past_a_sheets_end_go_on_in_the_next() {
    let sample = Sample::new(Lang::Zh);
    let all: Vec<&Finding> = sample.findings.iter().collect();
    let bytes = book(&sample.view(), Reader::County, all, 3).expect("there is room");
    assert!(open(&bytes).sheet_names().contains(&"V 本行 (2)".to_owned()));
    assert_eq!(cells(&bytes, "V 本行").len(), 4);
    assert_eq!(cells(&bytes, "V 本行 (2)").len(), 2);
}

#[test]
fn nothing_found_is_said_in_words() {
    let mut sample = Sample::new(Lang::En);
    sample.findings.clear();
    let files = written(&sample);
    assert_eq!(files.len(), 1);
    assert_eq!(open(&files[0].bytes).sheet_names(), ["About"]);
    let said = cells(&files[0].bytes, "About");
    assert!(said.iter().flatten().any(|text| text.starts_with("Nothing was found")));
}
