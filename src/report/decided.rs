//! Decisions that came back, and lists from other bodies, as data: where each
//! row of theirs ends.
//!
//! In: the run's decisions and hits. Out: `data/decisions.csv` and
//! `data/watchlists.csv`, numbers in full, and what the manifest says of
//! decisions, masked.

use super::changes::{place, table};
use super::{OutputFile, RunView};
use crate::domain::{Field, Table};
use crate::finding::Seen;
use crate::reconcile::decisions::{Decision, DecisionEnd, Decisions};
use crate::rulebook::values::Verdict;

/// `data/decisions.csv`; `None` where no exception workbook came back.
#[must_use]
pub fn decisions(view: &RunView<'_>) -> Option<OutputFile> {
    if view.decisions.all.is_empty() {
        return None;
    }
    let header = [
        "file",
        "sheet",
        "row",
        "key",
        "code",
        "at_file",
        "at_sheet",
        "at_cell",
        "verdict",
        "correction",
        "by",
        "on",
        "value_then",
        "value_now",
        "end",
    ];
    let rows = view.decisions.all.iter().enumerate().map(|(at, one)| {
        let origin = &one.origin;
        let [file, sheet, cell] = one.at.clone();
        [
            origin.file.to_string(),
            origin.sheet.to_string(),
            origin.row.map(|row| row.to_string()).unwrap_or_default(),
            one.key.clone(),
            one.code.clone(),
            file,
            sheet,
            cell,
            one.verdict.map_or("", Verdict::key).to_owned(),
            one.correction.clone(),
            one.by.clone(),
            one.on.map(|day| day.to_string()).unwrap_or_default(),
            before(view.decisions, at, one).to_owned(),
            one.now.clone(),
            one.end.key().to_owned(),
        ]
    });
    Some(table("data/decisions.csv", &header, rows))
}

/// The value that a decision was made on: what its correction replaced, else
/// what the workbook has.
#[must_use]
pub fn before<'a>(decisions: &'a Decisions, at: usize, one: &'a Decision) -> &'a str {
    let corrected = decisions.corrections.iter().find(|correction| correction.decision == at);
    corrected.map_or(&one.then, |correction| correction.before.trim())
}

/// What the manifest says of each decision that somebody made: who, when, on
/// which value, and what became of it.
#[must_use]
pub fn in_manifest(view: &RunView<'_>) -> Vec<serde_json::Value> {
    let made = view.decisions.all.iter().enumerate();
    made.filter(|(_, one)| one.end != DecisionEnd::Undecided)
        .map(|(at, one)| {
            let masked = |text: &str| Seen::of(Field::Note, text).masked();
            serde_json::json!({
                "at": one.origin.path(),
                "key": one.key,
                "code": one.code,
                "place": one.place_words(),
                "verdict": one.verdict.map(Verdict::key),
                "by": masked(&one.by),
                "on": one.on.map(|day| day.to_string()),
                "value": masked(before(view.decisions, at, one)),
                "correction": masked(&one.correction),
                "end": one.end.key(),
            })
        })
        .collect()
}

/// `data/watchlists.csv`; `None` where no other body's list is given.
#[must_use]
pub fn watchlists(view: &RunView<'_>) -> Option<OutputFile> {
    let list = &view.lists.watchlists;
    if list.rows.is_empty() {
        return None;
    }
    let header = ["kind", "file", "sheet", "row", "name", "id_number", "date", "end"];
    let rows = list.indices().zip(view.watch_ends).map(|(at, end)| {
        let [file, sheet, row] = place(list, Some(at));
        let kind = match list.sheet(at).table {
            Table::Watchlist(kind) => kind.key(),
            other => other.key(),
        };
        [
            kind.to_owned(),
            file,
            sheet,
            row,
            list.text(at, Field::Name).trim().to_owned(),
            list.text(at, Field::IdNumber).trim().to_owned(),
            list.text(at, Field::Date).trim().to_owned(),
            end.key().to_owned(),
        ]
    });
    Some(table("data/watchlists.csv", &header, rows))
}
