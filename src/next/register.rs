//! The change register, carried on: its rows as they were, and what decisions
//! changed, so that next year's audit has an answer for each.

use super::lists::Standing;
use crate::domain::{Field, Table};
use crate::payout::batch::FileNames;
use crate::reconcile::decisions::{Decision, DecisionEnd, Place};
use crate::report::OutputFile;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::rulebook::values::Verdict;
use crate::run::Run;
use crate::say;

const HEADINGS: [&str; 10] = [
    "乡镇",
    "村",
    "姓名",
    "身份证号",
    "变动类别",
    "生效日期",
    "文号",
    "更正后身份证号",
    "更正后姓名",
    "备注",
];

/// The register's workbook; `None` where there is nothing to carry on.
pub(super) fn write(run: &Run, standing: &Standing<'_>) -> Option<OutputFile> {
    let list = &run.lists.change_register;
    let mut rows: Vec<[String; 10]> = list
        .indices()
        .map(|row| {
            let text = |field| list.text(row, field).trim().to_owned();
            [
                text(Field::Township),
                text(Field::Village),
                text(Field::Name),
                text(Field::IdNumber),
                text(Field::Change),
                text(Field::Date),
                text(Field::Document),
                text(Field::CorrectedId),
                text(Field::CorrectedName),
                text(Field::Note),
            ]
        })
        .collect();
    rows.extend(
        run.decisions.all.iter().enumerate().filter_map(|(at, one)| of(run, standing, at, one)),
    );
    rows.extend(standing.pending().map(|row| pending(run, row)));
    if rows.is_empty() {
        return None;
    }
    let title = say!(run.project.lang, "next-register-title");
    let next = run.project.period.next();
    let mut book = Book::of_period(&run.project, next, run.project.lang, title);
    let formats = Formats::default();
    let sheet = book.sheet(say!(run.project.lang, "next-register-sheet"), Page::Landscape);
    workbook::widths(sheet, [12, 12, 10, 21, 12, 12, 20, 21, 12, 24]);
    workbook::headings(sheet, 0, &HEADINGS, &formats);
    for (at, row) in (1_u32..).zip(&rows) {
        for (column, text) in (0_u16..).zip(row) {
            workbook::text(sheet, at, column, text, &formats.literal);
        }
    }
    let path = FileNames::default().unique("changes", "变动登记_沿用", ".xlsx");
    let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
    Some(OutputFile { path, bytes })
}

/// Somebody who was held when the period ended, and on whom nobody decided.
fn pending(run: &Run, row: u32) -> [String; 10] {
    let list = &run.lists.pay_list;
    let text = |field| list.text(row, field).trim().to_owned();
    let day = run.project.period.last_day().to_string();
    [
        run.lists.township(Table::PayList, row).to_owned(),
        text(Field::Village),
        text(Field::Name),
        text(Field::IdNumber),
        "暂缓未决".to_owned(),
        day,
        list.origin(row).path(),
        String::new(),
        String::new(),
        super::pending::codes(run, row),
    ]
}

/// What a decision changed: somebody who is not to be paid, a number or name
/// that was corrected.
fn of(run: &Run, standing: &Standing<'_>, at: usize, one: &Decision) -> Option<[String; 10]> {
    let place = one.place.filter(|_| one.end == DecisionEnd::Applied)?;
    let Place { table, row, field } = place;
    if !matches!(table, Table::Roster | Table::PayList) {
        return None;
    }
    let list = run.lists.list(table);
    let text = |field| list.text(row, field).trim().to_owned();
    let corrected = run.decisions.corrections.iter().find(|one| one.decision == at);
    let before = |wanted: Field, now: String| match corrected {
        Some(correction) if field == Some(wanted) => correction.before.trim().to_owned(),
        _ => now,
    };
    let (kind, new_id, new_name) = match (one.verdict?, field) {
        // One row of several may be rejected, and the person be paid by another.
        (Verdict::Reject, _) if standing.lists(list.rows[row as usize].person_key()) => {
            return None;
        }
        (Verdict::Reject, _) => ("不予发放", String::new(), String::new()),
        (Verdict::Approve, _) if one.code == "R002" && table == Table::Roster => {
            ("新增", String::new(), String::new())
        }
        (Verdict::Correct, Some(Field::IdNumber)) => ("更正", text(Field::IdNumber), String::new()),
        (Verdict::Correct, Some(Field::Name)) => ("更正", String::new(), text(Field::Name)),
        _ => return None,
    };
    let note = say!(run.project.lang, "next-register-note", code = &one.code, by = &one.by);
    // What was decided this period is in force when the next begins.
    let day = run.project.period.last_day();
    let day = one.on.map_or(day, |on| on.min(day));
    Some([
        run.lists.township(table, row).to_owned(),
        text(Field::Village),
        before(Field::Name, text(Field::Name)),
        before(Field::IdNumber, text(Field::IdNumber)),
        kind.to_owned(),
        day.to_string(),
        one.origin.path(),
        new_id,
        new_name,
        note,
    ])
}
