//! The sheet of what was decided before: so that a workbook which is sent back
//! again, under the same name, still says it.
//!
//! In: the decisions that were followed. Out: their rows, filled in as they were,
//! with the keys by which they are recognised.

use rust_xlsxwriter::Worksheet;

use super::columns::Column;
use crate::domain::Lang;
use crate::reconcile::decisions::{Decision, DecisionEnd};
use crate::report::RunView;
use crate::report::workbook::{self, Formats};
use crate::rulebook::values::Verdict;

/// The decisions of a township that were followed, in the order in which they
/// came back.
pub(super) fn of_township<'a>(view: &RunView<'a>, township: &str) -> Vec<&'a Decision> {
    let here = |one: &&Decision| {
        one.end == DecisionEnd::Applied
            && one
                .place
                .is_some_and(|place| view.lists.township(place.table, place.row) == township)
    };
    view.decisions.all.iter().filter(here).collect()
}

/// The headings of what a decision says, as every exception workbook has them.
#[must_use]
pub fn headings(lang: Lang) -> [&'static str; 10] {
    [
        Column::Code,
        Column::File,
        Column::Sheet,
        Column::Cell,
        Column::Seen,
        Column::Decision,
        Column::Correction,
        Column::DecidedBy,
        Column::DecidedOn,
        Column::Key,
    ]
    .map(|column| column.heading(lang))
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    view: &RunView<'_>,
    decided: &[&Decision],
    formats: &Formats,
) {
    let lang = view.lang;
    workbook::widths(sheet, [6, 24, 12, 8, 20, 10, 20, 10, 11, 16]);
    workbook::headings(sheet, 0, &headings(lang), formats);
    for (row, one) in (1_u32..).zip(decided) {
        let [file, place, cell] = &one.at;
        let on = one.on.map(|day| day.to_string()).unwrap_or_default();
        let verdict = one.verdict.map_or("", |verdict: Verdict| verdict.words(lang));
        let texts = [
            &one.code,
            file,
            place,
            cell,
            &one.then,
            verdict,
            &one.correction,
            &one.by,
            &on,
            &one.key,
        ];
        for (column, text) in (0_u16..).zip(texts) {
            workbook::text(sheet, row, column, text, &formats.literal);
        }
    }
    sheet.set_freeze_panes(1, 0).expect("the row is within the sheet");
}
