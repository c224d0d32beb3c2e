//! The answer key: what was planted, where, and what a faultless run pays.
//!
//! In: the composed files and the marks. Out: one entry a mark, with its
//! place as Excel shows it, and the totals. It is computed from what was
//! planted alone, never by the program that is to be checked.

use std::collections::BTreeSet;

use super::compose::{File, Line, OLD_SHEET, Skipped};
use super::county::{County, ENTITLEMENT_YUAN, number};
use super::layout::Layout;
use super::planted::Mark;
use super::rows::{Outcome, RowId, Table};
use super::second_year::BridgeKey;
use super::workbook::merged_runs;
use crate::domain::Money;

/// One line of the answer key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code to be found there; empty where none is demanded.
    pub code: String,
    /// The kind of error; `consequence`, or `clean-…` where nothing is wrong.
    pub kind: String,
    /// `roster`, `pay_list`, `prior_pay_list` …
    pub table: &'static str,
    /// The file's path under the project folder, with `/`.
    pub file: String,
    /// The sheet; empty for a text file.
    pub sheet: String,
    /// The row as Excel counts it; 0 for a whole sheet (written as nothing).
    pub row: u32,
    /// The column's letters; empty where the whole row is meant.
    pub column: String,
    /// The person: name and true identity number.
    pub person: String,
    /// What was done.
    pub note: String,
    /// What becomes of the row in a faultless run; told for pay rows. It is
    /// not written to the file.
    pub outcome: Option<Outcome>,
}

/// Figures of a county that a run should come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files of both tables.
    pub files: u32,
    /// Data rows of the rosters, hidden old sheets left out.
    pub roster_rows: u32,
    /// Registered people.
    pub roster_people: u32,
    /// Data rows of acknowledged hidden sheets: plain copies of roster rows.
    pub hidden_sheet_rows: u32,
    /// Data rows of the pay lists.
    pub pay_rows: u32,
    /// People on the pay lists: the quota.
    pub pay_people: u32,
    /// Pay rows that are plain copies of another.
    pub merged_pay_rows: u32,
    /// Pay rows that are held.
    pub held_pay_rows: u32,
    /// People whom a faultless run pays.
    pub paid_people: u32,
    /// What it pays them.
    pub paid_amount: Money,
    /// Rows of all sheets that are no data rows.
    pub skipped: Skipped,
}

/// Everything that was planted, and the totals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerKey {
    /// The entries, by table, file, sheet, row and code.
    pub entries: Vec<Entry>,
    /// The totals.
    pub totals: Totals,
    /// The truth of the bridges from the year before, where there is one.
    pub bridge: Option<BridgeKey>,
}

/// Where a row stands: file, sheet, row as Excel counts it.
type Place = (usize, usize, u32);

impl AnswerKey {
    /// Puts the marks into the files.
    ///
    /// # Panics
    /// Where a mark's row stands in no file, or someone would be paid twice:
    /// both are bugs of the planter.
    #[must_use]
    pub fn of(county: &County, files: &[File], marks: &[Mark]) -> Self {
        let entries = entries(county, files, marks);
        Self { entries, totals: totals(county, files), bridge: None }
    }

    /// The key with entries of further tables, which are in order already.
    #[must_use]
    pub fn with(mut self, further: Vec<Entry>) -> Self {
        self.entries.extend(further);
        self.entries.sort_by_key(|entry| entry.table);
        self
    }

    /// The key as text: UTF-8 with a heading, one line an entry.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = String::from("code,kind,table,file,sheet,row,column,person,note\n");
        for entry in &self.entries {
            let row = if entry.row == 0 { String::new() } else { entry.row.to_string() };
            let fields = [
                entry.code.as_str(),
                &entry.kind,
                entry.table,
                &entry.file,
                &entry.sheet,
                &row,
                &entry.column,
                &entry.person,
                &entry.note,
            ];
            let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
            text.push_str(&fields.join(","));
            text.push('\n');
        }
        text
    }

    /// How often a code is planted as a kind of its own.
    #[must_use]
    pub fn planted(&self, code: &str) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.code == code && entry.kind != super::planted::CONSEQUENCE)
            .count()
    }
}

/// The marks of both tables with their places, by table, file, sheet, row.
///
/// # Panics
/// Where a mark's row stands in no file: a bug of the planter.
pub(super) fn entries(county: &County, files: &[File], marks: &[Mark]) -> Vec<Entry> {
    let places = places(county, files);
    let mut entries: Vec<(Place, Entry)> = Vec::with_capacity(marks.len() + 64);
    for mark in marks {
        let place = places[mark.row.0 as usize].expect("a marked row stands in a file");
        entries.push((place, entry(county, &files[place.0], place, mark)));
    }
    for (at, file) in files.iter().enumerate() {
        entries.extend(sheet_entries(county, at, file));
    }
    entries.sort_by(|(one, left), (other, right)| {
        (left.table, one, &left.code, &left.kind).cmp(&(
            right.table,
            other,
            &right.code,
            &right.kind,
        ))
    });
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

fn places(county: &County, files: &[File]) -> Vec<Option<Place>> {
    let mut places = vec![None; county.rows.len()];
    for (at, file) in files.iter().enumerate() {
        for (sheet_at, sheet) in file.sheets.iter().enumerate() {
            for (line, row) in sheet.lines.iter().zip(1u32..) {
                if let Line::Data(id, _) = line {
                    places[id.0 as usize] = Some((at, sheet_at, row));
                }
            }
        }
    }
    places
}

fn entry(county: &County, file: &File, place: Place, mark: &Mark) -> Entry {
    let row = &county.rows[mark.row.0 as usize];
    let person = county.person(row.person);
    Entry {
        code: mark.code.to_owned(),
        kind: mark.kind.to_owned(),
        table: county.table_name(file.table),
        file: file.path.clone(),
        sheet: file.sheets[place.1].name.clone(),
        row: place.2,
        column: mark.field.map_or_else(String::new, |field| letters(file.layout, field)),
        person: format!("{} {}", person.name, person.id_number),
        note: mark.note.clone(),
        outcome: (file.table == Table::PayList && !county.prior).then_some(row.outcome),
    }
}

/// Findings of a sheet rather than of a person: I006, I008, I013.
fn sheet_entries(county: &County, at: usize, file: &File) -> Vec<(Place, Entry)> {
    let mut entries = Vec::new();
    for (sheet_at, sheet) in file.sheets.iter().enumerate() {
        let mut add = |code: &str, kind: &str, row: u32, column: String, note: String| {
            let entry = Entry {
                code: code.to_owned(),
                kind: kind.to_owned(),
                table: county.table_name(file.table),
                file: file.path.clone(),
                sheet: sheet.name.clone(),
                row,
                column,
                person: String::new(),
                note,
                outcome: None,
            };
            entries.push(((at, sheet_at, row), entry));
        };
        if sheet.hidden {
            add("I006", "hidden-sheet", 0, String::new(), "acknowledged in zhibu.toml".to_owned());
            continue;
        }
        for (line, row) in sheet.lines.iter().zip(1u32..) {
            if let Line::Total(total) = line
                && let Some(slip) = total.slip
            {
                let note = format!("states {} people and {} yuan too many", slip.people, slip.yuan);
                add("I008", "footer-disagrees", row, String::new(), note);
            }
        }
        if file.merges {
            for &field in file.layout.merged {
                if let Some((first, last, _)) = merged_runs(county, field, sheet).first() {
                    let note =
                        format!("the first of the column: rows {} to {}", first + 1, last + 1);
                    add("I013", "merged-cell", first + 1, letters(file.layout, field), note);
                }
            }
        }
    }
    entries
}

/// The letters of a column.
fn letters(layout: &Layout, field: super::rows::Field) -> String {
    let mut at = usize::from(layout.column_of(field).unwrap_or(0));
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}

fn totals(county: &County, files: &[File]) -> Totals {
    let mut totals = Totals { files: number(files.len()), ..Totals::default() };
    let mut registered = BTreeSet::new();
    let mut listed = BTreeSet::new();
    let mut paid = BTreeSet::new();
    let mut paid_rows = 0u64;
    let lines = files.iter().flat_map(|file| {
        file.sheets.iter().flat_map(move |s| s.lines.iter().map(move |l| (file.table, s, l)))
    });
    for (table, sheet, line) in lines {
        totals.skipped.count(line);
        let Line::Data(RowId(row), _) = line else { continue };
        let row = &county.rows[*row as usize];
        if sheet.hidden && sheet.name == OLD_SHEET {
            totals.hidden_sheet_rows += 1;
        } else if table == Table::Roster {
            totals.roster_rows += 1;
            registered.insert(row.person);
        } else {
            totals.pay_rows += 1;
            listed.insert(row.person);
            match row.outcome {
                Outcome::Clear => {
                    paid_rows += 1;
                    paid.insert(row.person);
                }
                Outcome::Held => totals.held_pay_rows += 1,
                Outcome::Merged => totals.merged_pay_rows += 1,
            }
        }
    }
    totals.roster_people = number(registered.len());
    totals.pay_people = number(listed.len());
    totals.paid_people = number(paid.len());
    assert_eq!(paid_rows, u64::from(totals.paid_people), "nobody is to be paid twice");
    totals.paid_amount = Money::from_yuan(ENTITLEMENT_YUAN).times(paid_rows);
    totals
}
