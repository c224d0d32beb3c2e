//! The summary, read back.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::report::sample::{Sample, figures};

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("the sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn row<'a>(rows: &'a [Vec<Data>], label: &str) -> &'a [Data] {
    let of = |row: &&Vec<Data>| row.first().is_some_and(|cell| *cell == label);
    rows.iter().rfind(of).expect("the row")
}

#[test]
fn money_and_counts_are_numbers_and_tie_out() {
    let sample = Sample::new(Lang::Zh);
    let file = write(&sample.view(), &figures(), &Quality::default());
    assert_eq!(file.path, PATH);
    let overview = cells(&file.bytes, "总表");
    assert_eq!(row(&overview, "＝ 发放")[1..3], [Data::Float(2.0), Data::Float(1200.0)]);
    assert_eq!(row(&overview, "－ 暂缓")[1..3], [Data::Float(2.0), Data::Float(1200.0)]);
    let verdicts = overview.iter().flatten().filter(|cell| **cell == "平").count();
    assert_eq!(verdicts, 9, "every equation holds");
    let townships = cells(&file.bytes, "分乡镇");
    let total = row(&townships, "合计");
    assert_eq!([&total[1], &total[9], &total[10]].map(ToString::to_string), ["5", "2", "1200"]);
    let banks = cells(&file.bytes, "分银行");
    assert_eq!(row(&banks, "合计")[2..4], [Data::Float(2.0), Data::Float(1200.0)]);
    let reservoirs = cells(&file.bytes, "分水库");
    assert_eq!(row(&reservoirs, "（未填）")[1], Data::Float(2.0));
}

#[test]
fn an_equation_that_does_not_hold_is_shown_with_both_sides() {
    let sample = Sample::new(Lang::En);
    let mut figures = figures();
    figures.by_bank.pop();
    let overview = cells(&write(&sample.view(), &figures, &Quality::default()).bytes, "Overview");
    let line = row(&overview, "Yuan paid = sum of the banks");
    assert_eq!(line[1..3], [Data::Float(1200.0), Data::Float(600.0)]);
    assert_eq!(line[3], "DOES NOT BALANCE");
}

#[test]
fn what_the_county_changed_is_printed_with_its_reason() {
    let sample = Sample::new(Lang::Zh);
    let overview = cells(&write(&sample.view(), &figures(), &Quality::default()).bytes, "总表");
    assert_eq!(row(&overview, "V017")[3], "存折号也以 62 开头");
    assert_eq!(row(&overview, "roster/新墙镇.xlsx#旧表")[3], "旧表，不用");
}

#[test]
fn the_same_figures_are_the_same_bytes() {
    let sample = Sample::new(Lang::Zh);
    let write = || write(&sample.view(), &figures(), &Quality::default()).bytes;
    assert!(write() == write());
}

#[test]
fn a_run_without_rows_has_a_summary_too() {
    let sample = Sample::new(Lang::Zh);
    let file = write(&sample.view(), &Figures::default(), &Quality::default());
    assert_eq!(row(&cells(&file.bytes, "分乡镇"), "合计")[1], Data::Float(0.0));
}
