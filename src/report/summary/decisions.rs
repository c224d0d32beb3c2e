//! The decisions that came back: who decided what, when, on which value, and
//! what became of it.
//!
//! In: the run's decisions. Out: a sheet, where anything was decided. Values are
//! masked: the summary goes to more people than the lists.

use crate::domain::Field;
use crate::finding::Seen;
use crate::reconcile::decisions::DecisionEnd;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::report::{RunView, decided};
use crate::say;

/// Writes the sheet.
pub(super) fn write(book: &mut Book, view: &RunView<'_>, formats: &Formats) {
    let made: Vec<_> = view
        .decisions
        .all
        .iter()
        .enumerate()
        .filter(|(_, one)| one.end != DecisionEnd::Undecided)
        .collect();
    if made.is_empty() {
        return;
    }
    let lang = view.lang;
    let widths = [7, 10, 16, 12, 18, 18, 10, 11, 26, 26];
    let headings = [
        say!(lang, "summary-code"),
        say!(lang, "summary-decision"),
        say!(lang, "summary-outcome"),
        say!(lang, "summary-decided-by"),
        say!(lang, "summary-value"),
        say!(lang, "summary-correction"),
        say!(lang, "summary-date"),
        say!(lang, "summary-key"),
        say!(lang, "summary-where-the-problem-is"),
        say!(lang, "summary-where-the-decision-is"),
    ];
    let sheet = book.sheet(say!(lang, "summary-decisions"), Page::Landscape);
    workbook::widths(sheet, widths);
    workbook::text(sheet, 0, 0, say!(lang, "summary-decisions"), &formats.title);
    let count = |end: DecisionEnd| made.iter().filter(|(_, one)| one.end == end).count();
    let applied = count(DecisionEnd::Applied);
    let line = say!(lang, "summary-decisions-followed", made = made.len(), applied = applied);
    workbook::text(sheet, 1, 0, &line, &formats.line);
    workbook::headings(sheet, 3, &headings, formats);
    let masked = |text: &str| Seen::of(Field::Note, text.trim()).masked();
    for (row, (at, one)) in (4_u32..).zip(&made) {
        let texts = [
            one.code.clone(),
            one.verdict.map_or("", |verdict| verdict.words(lang)).to_owned(),
            one.end.words(lang).to_owned(),
            masked(&one.by),
            masked(decided::before(view.decisions, *at, one)),
            masked(&one.correction),
            one.on.map(|day| day.to_string()).unwrap_or_default(),
            one.key.clone(),
            one.place_words(),
            one.origin.path(),
        ];
        let mut lines = 1;
        for ((column, text), width) in (0_u16..).zip(&texts).zip(widths) {
            workbook::text(sheet, row, column, text, &formats.text);
            lines = lines.max(workbook::lines(text, width));
        }
        workbook::height(sheet, row, lines);
    }
    sheet.set_freeze_panes(4, 0).expect("the row is within the sheet");
    sheet.set_repeat_rows(3, 3).expect("the row is within the sheet");
}
