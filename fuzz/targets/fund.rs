//! A fund workbook: each part a sheet, its name in the first line, then rows of
//! cells with commas between them; what a float can be is a number. A sheet whose
//! name begins with `~` is a list of trainees.
#![no_main]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use zhibu::catalogue;
use zhibu::domain::Lang;
use zhibu::evaluation::people::ListKind;
use zhibu::evaluation::{Given, Named, Rules, evaluate};
use zhibu::finding::render;
use zhibu::intake::raw::{CellKind, RawSheet, RawWorkbook, Sight};
use zhibu::rulebook::Project;
use zhibu_fuzz::{bounded, county, start, tables};

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules::load(None).expect("sound rules"))
}

fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let text = county::PROJECT.to_owned();
        Project::parse(Path::new("."), text, &catalogue::all()).expect("a project")
    })
}

fn sheet(text: &str) -> RawSheet {
    let (name, rows) = text.split_once('\n').unwrap_or((text, ""));
    let mut sheet = RawSheet::named(name.trim_start_matches('~'));
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..200).zip(line.split(',')) {
            let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
            let kind = if number { CellKind::Number } else { CellKind::Text };
            sheet.push(row, column, kind, false, cell);
        }
    }
    sheet.finish();
    sheet
}

fn book(sheets: Vec<RawSheet>) -> Vec<Named> {
    let book = RawWorkbook { reader: "invented".into(), sight: Sight::EVERYTHING, sheets };
    vec![(Arc::from("资金.xlsx"), book)]
}

fn fund(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (lists, sheets): (Vec<&str>, Vec<&str>) =
        text.split("\n%%\n").partition(|part| part.starts_with('~'));
    let lists: Vec<RawSheet> = lists.into_iter().map(sheet).collect();
    let given = Given {
        project: project(),
        rulebook: tables::rulebook(),
        rules: rules(),
        fund: &book(sheets.into_iter().map(sheet).collect()),
        lists: &[(ListKind::Trainees, book(lists))],
        run: None,
        ledger: None,
    };
    let evaluated = evaluate(given);
    for finding in &evaluated.findings {
        for lang in [Lang::Zh, Lang::En] {
            let _ = render::message(finding, lang);
        }
    }
}

libfuzzer_sys::fuzz_target!(init: start(), |input: &[u8]| bounded(|| fund(input)));
