//! Who was held and not decided on: named, so that nobody is forgotten.

use super::lists::Standing;
use crate::domain::{Field, Table};
use crate::finding::{Seen, Severity};
use crate::report::OutputFile;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::run::Run;
use crate::say;

/// The workbook of those who are left off the pay list because nobody decided on
/// them; `None` where there is nobody. Numbers are masked: it is the county's.
pub(super) fn write(run: &Run, standing: &Standing<'_>) -> Option<OutputFile> {
    let rows: Vec<u32> = standing.pending().collect();
    if rows.is_empty() {
        return None;
    }
    let lang = run.project.lang;
    let title = say!(lang, "next-pending-title");
    let mut book = Book::new(&run.project, lang, title);
    let formats = Formats::default();
    let sheet = book.sheet(title, Page::Landscape);
    let widths = [12, 12, 10, 20, 24, 40];
    workbook::widths(sheet, widths);
    let headings = [
        say!(lang, "next-pending-township"),
        say!(lang, "next-pending-village"),
        say!(lang, "next-pending-name"),
        say!(lang, "next-pending-number"),
        say!(lang, "next-pending-codes"),
        say!(lang, "next-pending-where"),
    ];
    workbook::headings(sheet, 0, &headings, &formats);
    let list = &run.lists.pay_list;
    for (at, row) in (1_u32..).zip(rows) {
        let shown = |field| Seen::of(field, list.text(row, field).trim()).masked();
        let texts = [
            run.lists.township(Table::PayList, row).to_owned(),
            shown(Field::Village),
            shown(Field::Name),
            shown(Field::IdNumber),
            codes(run, row),
            list.origin(row).path(),
        ];
        for ((column, text), width) in (0_u16..).zip(&texts).zip(widths) {
            workbook::text(sheet, at, column, text, &formats.text);
            workbook::height(sheet, at, workbook::lines(text, width));
        }
    }
    sheet.set_freeze_panes(1, 0).expect("the row is within the sheet");
    sheet.set_repeat_rows(0, 0).expect("the row is within the sheet");
    let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
    Some(OutputFile { path: format!("{title}.xlsx"), bytes })
}

/// The codes that hold a pay row.
pub(super) fn codes(run: &Run, row: u32) -> String {
    let holds = |finding: &&crate::finding::Finding| {
        finding.table == Table::PayList
            && finding.row == Some(row)
            && finding.severity >= Severity::Hold
    };
    let mut codes: Vec<&str> = run.findings.iter().filter(holds).map(|f| f.doc.code).collect();
    codes.dedup();
    codes.join(" ")
}
