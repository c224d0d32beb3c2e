//! Decisions that still hold, keyed to the rows of the next lists.
//!
//! In: the run, and a run of the lists that follow from it. Out: an exception
//! workbook with what was approved, signed as it was, so that nothing that was
//! settled is asked again.

use std::collections::BTreeMap;

use crate::domain::{Field, IdentityNumber, Table};
use crate::finding::Finding;
use crate::reconcile::decisions::{Decision, DecisionEnd};
use crate::report::OutputFile;
use crate::report::exceptions::decided_headings;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::rulebook::values::Verdict;
use crate::run::Run;
use crate::say;

/// What a decision was about, in words that hold in both years: the code, the
/// table, the field and the person.
type About = (&'static str, Table, Option<Field>, u64, String);

/// The decisions that carry on: how many, and their workbook.
pub(super) fn decisions(run: &Run, next: &Run) -> Option<(u64, OutputFile)> {
    let mut standing: BTreeMap<About, &Decision> = BTreeMap::new();
    for one in &run.decisions.all {
        // Who was rejected is off the pay list; what the roster says of them is not.
        let of_roster = one.place.is_some_and(|place| place.table == Table::Roster);
        let holds = one.verdict == Some(Verdict::Approve)
            || of_roster && one.verdict == Some(Verdict::Reject);
        let followed = one.end == DecisionEnd::Applied && holds;
        let Some(place) = one.place.filter(|_| followed) else { continue };
        if let Some(doc) = crate::catalogue::find(&one.code)
            && let Some(about) = about(run, doc.code, place.table, place.field, place.row)
        {
            standing.insert(about, one);
        }
    }
    let held: Vec<(&Finding, &Decision)> = next
        .findings
        .iter()
        .filter_map(|finding| {
            let about = about(next, finding.doc.code, finding.table, finding.field, finding.row?)?;
            Some((finding, *standing.get(&about)?))
        })
        .collect();
    if held.is_empty() {
        return None;
    }
    let lang = run.project.lang;
    let title = say!(lang, "next-carried-title");
    let mut book = Book::new(&next.project, lang, title);
    let formats = Formats::default();
    let sheet = book.sheet(say!(lang, "next-carried-sheet"), Page::Landscape);
    workbook::widths(sheet, [8, 28, 14, 9, 22, 12, 12, 10, 12, 20, 30]);
    let first = say!(lang, "next-carried-first");
    let headings = [&decided_headings(lang)[..], &[first]].concat();
    workbook::headings(sheet, 0, &headings, &formats);
    for (row, (finding, decision)) in (1_u32..).zip(&held) {
        let origin = &finding.origin;
        let texts = [
            finding.doc.code,
            &origin.file,
            &origin.sheet,
            &origin.cell(),
            finding.seen.full(),
            decision.verdict.map_or("", |verdict| verdict.words(lang)),
            "",
            &decision.by,
            &decision.on.map(|day| day.to_string()).unwrap_or_default(),
            &finding.key,
            &decision.origin.path(),
        ];
        for (column, text) in (0_u16..).zip(texts) {
            workbook::text(sheet, row, column, text, &formats.literal);
        }
    }
    let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
    let file = OutputFile { path: "decisions/沿用.xlsx".to_owned(), bytes };
    Some((held.len() as u64, file))
}

/// What a finding on a row is about; `None` for a row that is of neither list,
/// or without a number and a name.
fn about(
    run: &Run,
    code: &'static str,
    table: Table,
    field: Option<Field>,
    row: u32,
) -> Option<About> {
    if !table.is_this_year() {
        return None;
    }
    let list = run.lists.list(table);
    let keys = &list.rows[row as usize];
    let name = run.lists.symbols.text(keys.name).to_owned();
    // Symbols are each run's own; numbers that are none are told apart by name.
    let number = keys.id.map_or(0, IdentityNumber::packed);
    (number != 0 || !name.is_empty()).then_some((code, table, field, number, name))
}
