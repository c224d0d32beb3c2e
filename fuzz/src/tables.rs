//! What follows a reader: each sheet as a table, every row accounted for.

use std::sync::{Arc, OnceLock};

use zhibu::domain::{Field, Lang, Table};
use zhibu::finding::{Finding, render};
use zhibu::intake::Sheet;
use zhibu::intake::raw::{CellKind, RawSheet, RawWorkbook};
use zhibu::intake::rows::{self, Outcome, Reading};
use zhibu::intake::totals;
use zhibu::rulebook::Rulebook;

/// The rules as they are shipped.
///
/// # Panics
/// Where they are not sound.
pub fn rulebook() -> &'static Rulebook {
    static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();
    RULEBOOK.get_or_init(|| Rulebook::shipped().expect("the shipped rules load"))
}

/// Reads every sheet of a workbook as that table, and looks whether a row or a
/// cell is lost.
///
/// # Panics
/// Where one is.
pub fn read(book: RawWorkbook, table: Table, findings: &mut Vec<Finding>) -> Vec<Sheet> {
    read_by(rulebook(), book, table, findings)
}

/// The same by the words of another rulebook.
///
/// # Panics
/// As [`read`].
pub fn read_by(
    rulebook: &Rulebook,
    book: RawWorkbook,
    table: Table,
    findings: &mut Vec<Finding>,
) -> Vec<Sheet> {
    let file: Arc<str> = Arc::from("名单");
    let values = &rulebook.values;
    let reading = Reading { table, columns: rulebook.columns.of(table), values, lang: Lang::Zh };
    let mut read = Vec::new();
    for (number, raw) in book.sheets.into_iter().enumerate() {
        check_raw(&raw);
        let (all, with_cells) = (raw.rows, raw.by_row().count());
        // Of two hidden sheets one is read.
        let acknowledged = number % 2 == 0;
        if let Outcome::Table(sheet, totals) =
            rows::read(raw, &file, reading, acknowledged, findings)
        {
            sheet.assert_conserved();
            assert_eq!(sheet.total_rows, all, "rows of the sheet = rows of the file");
            assert!(sheet.rows.len() <= with_cells, "a data row has a cell");
            let ascends = sheet.rows.windows(2).all(|pair| pair[0].row < pair[1].row);
            assert!(ascends, "each row once, in order");
            for total in &totals {
                assert!(total.since <= total.above && total.above <= sheet.rows.len());
            }
            look_at_every_cell(&sheet);
            read.push((*sheet, totals));
        }
    }
    findings.extend(totals::check(&read, Lang::Zh));
    for finding in findings.iter() {
        for lang in [Lang::Zh, Lang::En] {
            let _ = render::cause(finding, lang);
        }
    }
    read.into_iter().map(|(sheet, _)| sheet).collect()
}

/// What a reader owes: cells in order, inside the sheet, their texts there.
fn check_raw(raw: &RawSheet) {
    let ascends = raw.cells.windows(2).all(|pair| {
        let place = |at: usize| (pair[at].row, pair[at].column);
        place(0) < place(1)
    });
    assert!(ascends, "cells ascend, and no place is taken twice");
    for cell in &raw.cells {
        assert!(cell.row < raw.rows, "a cell stands in a row that is counted");
        let text = raw.text(cell);
        assert!(!text.is_empty() || cell.kind == CellKind::EmptyFormula, "a cell says something");
    }
    assert!(raw.hidden_rows.windows(2).all(|pair| pair[0] < pair[1]), "hidden rows ascend");
}

fn look_at_every_cell(sheet: &Sheet) {
    let mut contents = Vec::new();
    for line in 0..sheet.rows.len() {
        for column in &sheet.columns {
            let _ = sheet.cell(line, column.field).text.len();
        }
        let _ = sheet.cell_origin(line, Field::Name);
        sheet.write_contents(line, &mut contents);
        contents.clear();
    }
}
