//! One sheet of a fund workbook or list: headings found, rows taken.
//!
//! In: a raw sheet and the rules. Out: rows of cells by column, each with its
//! place; or why the sheet was not read. Titles, totals, signatures and blank
//! rows are no data.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::amount::Unit;
use super::rules::{Column, Rules, SheetKind};
use crate::intake::raw::{CellKind, RawCell, RawSheet};
use crate::origin::Origin;
use crate::rulebook::Values;

/// How many rows with text are looked at for a heading.
const ROWS_LOOKED_AT: usize = 40;
/// How many rows a heading may have.
const MOST_HEADING_ROWS: usize = 3;

/// A cell of a data row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is written.
    pub text: String,
    /// What kind of value it is.
    pub kind: CellKind,
}

/// A data row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The row as Excel counts it.
    pub row: u32,
    cells: BTreeMap<Column, Cell>,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Head {
    index: u16,
    heading: Arc<str>,
    /// The unit that its heading names.
    unit: Option<Unit>,
}

/// A sheet that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it lists.
    pub kind: SheetKind,
    /// The file, as it is shown.
    pub file: Arc<str>,
    /// The sheet's name; empty for a CSV.
    pub name: Arc<str>,
    columns: BTreeMap<Column, Head>,
    /// The unit that a line above the heading names.
    unit: Option<Unit>,
    /// The data rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The place of the whole sheet.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin::sheet(&self.file, &self.name)
    }

    /// The place of a row's cell; of the row where there is no such column.
    #[must_use]
    pub fn at(&self, row: &Row, column: Column) -> Origin {
        let origin = self.origin().at_row(row.row);
        match self.columns.get(&column) {
            Some(head) => origin.at_column(head.index, &head.heading),
            None => origin,
        }
    }

    /// Whether it has the column.
    #[must_use]
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }

    /// The unit of a column's sums.
    #[must_use]
    pub fn unit(&self, column: Column) -> Unit {
        let own = self.columns.get(&column).and_then(|head| head.unit);
        own.or(self.unit).unwrap_or(Unit::TenThousand)
    }
}

impl Row {
    /// A cell; `None` where it is blank.
    #[must_use]
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.cells.get(&column)
    }

    /// A cell's text, trimmed; empty where it is blank.
    #[must_use]
    pub fn text(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", |cell| cell.text.trim())
    }
}

/// A heading that was found.
struct Heading {
    kind: SheetKind,
    first_row: u32,
    last_row: u32,
    columns: BTreeMap<Column, Head>,
}

/// What became of a sheet.
pub enum Outcome {
    /// It was read.
    Read(Table),
    /// Nothing in it looks like a table.
    NoTable,
    /// It looks like a table and names none of ours; the nearest kind and what
    /// that lacks.
    NotKnown(Option<(SheetKind, Vec<Column>)>),
}

/// Reads a sheet as one of some kinds.
#[must_use]
pub fn read(
    raw: &RawSheet,
    file: &Arc<str>,
    kinds: &[SheetKind],
    rules: &Rules,
    values: &Values,
) -> Outcome {
    if !raw.by_row().any(|(_, cells)| cells.len() > 1) {
        return Outcome::NoTable;
    }
    let mut found: Vec<Heading> =
        kinds.iter().filter_map(|kind| heading(raw, *kind, rules)).collect();
    let lacks = |heading: &Heading| -> Vec<Column> {
        let required = heading.kind.required().iter();
        required.filter(|column| !heading.columns.contains_key(column)).copied().collect()
    };
    // The kind that explains most of it; of equals the one that it is called.
    found.sort_by_key(|heading| {
        let called = rules.is_called(heading.kind, &raw.name);
        let missing = lacks(heading).len();
        (std::cmp::Reverse((missing == 0, heading.columns.len(), called)), heading.kind)
    });
    let Some(best) = found.into_iter().next() else { return Outcome::NotKnown(None) };
    let missing = lacks(&best);
    if !missing.is_empty() {
        let near = (best.columns.len() > 1).then_some((best.kind, missing));
        return Outcome::NotKnown(near);
    }
    Outcome::Read(take(raw, file, best, values))
}

/// The texts of a row by column; one merged over several columns heads each.
fn texts_of<'a>(raw: &'a RawSheet, row: u32, cells: &'a [RawCell]) -> BTreeMap<u16, &'a str> {
    let mut texts = BTreeMap::new();
    for cell in cells {
        let text = raw.text(cell);
        texts.insert(cell.column, text);
        let across = raw
            .merges
            .iter()
            .find(|merge| (merge.first_row, merge.first_column) == (row, cell.column));
        if let Some(merge) = across {
            let last = merge.last_column.min(merge.first_column.saturating_add(64));
            for column in merge.first_column..=last {
                texts.entry(column).or_insert(text);
            }
        }
    }
    texts
}

/// The row, or two or three rows, that name the most columns of a kind.
fn heading(raw: &RawSheet, kind: SheetKind, rules: &Rules) -> Option<Heading> {
    let rows: Vec<(u32, BTreeMap<u16, &str>)> = raw
        .by_row()
        .take(ROWS_LOOKED_AT)
        .map(|(row, cells)| (row, texts_of(raw, row, cells)))
        .collect();
    let mut best: Option<Heading> = None;
    for start in 0..rows.len() {
        for count in 1..=MOST_HEADING_ROWS.min(rows.len() - start) {
            let some = &rows[start..start + count];
            if some.windows(2).any(|pair| pair[1].0 != pair[0].0 + 1) {
                break;
            }
            let columns = named(some, kind, rules);
            let most = best.as_ref().map_or(0, |heading| heading.columns.len());
            if columns.len() > most {
                let (first_row, last_row) = (some[0].0, some[count - 1].0);
                best = Some(Heading { kind, first_row, last_row, columns });
            }
        }
    }
    best
}

/// The columns that rows name as one heading: their texts joined, then ever
/// shorter ends of them, then each alone from below.
fn named(
    rows: &[(u32, BTreeMap<u16, &str>)],
    kind: SheetKind,
    rules: &Rules,
) -> BTreeMap<Column, Head> {
    let mut by_column: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for (_, texts) in rows {
        for (column, text) in texts {
            by_column.entry(*column).or_default().push(text);
        }
    }
    let mut columns = BTreeMap::new();
    for (index, texts) in by_column {
        let ends = (0..texts.len()).map(|start| texts[start..].concat());
        let alone = texts.iter().rev().map(|text| (*text).to_owned());
        let found = ends
            .chain(alone)
            .find_map(|text| rules.column(kind, &text).map(|column| (column, text)));
        let Some((column, heading)) = found else { continue };
        let unit = texts.iter().rev().find_map(|text| Unit::named_in(text));
        if column != Column::Ignored {
            let heading = Arc::from(heading.trim());
            columns.entry(column).or_insert(Head { index, heading, unit });
        }
    }
    columns
}

fn take(raw: &RawSheet, file: &Arc<str>, heading: Heading, values: &Values) -> Table {
    let above = raw.by_row().take_while(|(row, _)| *row < heading.first_row);
    let unit = above.flat_map(|(_, cells)| cells).find_map(|cell| Unit::named_in(raw.text(cell)));
    let mut table = Table {
        kind: heading.kind,
        file: Arc::clone(file),
        name: Arc::from(raw.name.as_str()),
        columns: heading.columns,
        unit,
        rows: Vec::new(),
    };
    let mut repeated: BTreeMap<u16, String> = BTreeMap::new();
    for head in table.columns.values() {
        repeated.insert(head.index, head.heading.to_string());
    }
    for (row, cells) in raw.by_row().filter(|(row, _)| *row > heading.last_row) {
        let leads = cells.iter().filter(|cell| cell.kind == CellKind::Text).take(2);
        if leads.clone().any(|cell| values.row_word(raw.text(cell)).is_some()) {
            continue;
        }
        let same =
            |cell: &&RawCell| repeated.get(&cell.column).is_some_and(|text| text == raw.text(cell));
        if cells.iter().filter(same).count() >= 2 {
            continue;
        }
        let mut taken = Row { row: row + 1, cells: BTreeMap::new() };
        for (column, head) in &table.columns {
            let own = cells.iter().find(|cell| cell.column == head.index);
            let cell =
                own.or_else(|| covering(raw, row, head.index).filter(|_| column.fills_down()));
            if let Some(cell) = cell {
                let text = raw.text(cell).to_owned();
                taken.cells.insert(*column, Cell { text, kind: cell.kind });
            }
        }
        let own = |column: &Column| {
            let index = table.columns[column].index;
            cells.iter().any(|cell| cell.column == index)
        };
        // A serial number alone is no row, nor is a remark.
        if taken.cells.keys().filter(|column| own(column)).count() >= 2 {
            table.rows.push(taken);
        }
    }
    table
}

/// The first cell of a merge over rows that covers a place.
fn covering(raw: &RawSheet, row: u32, column: u16) -> Option<&RawCell> {
    let merge = raw.merges.iter().find(|merge| {
        (merge.first_column..=merge.last_column).contains(&column)
            && (merge.first_row..=merge.last_row).contains(&row)
    })?;
    raw.cells.iter().find(|cell| (cell.row, cell.column) == (merge.first_row, merge.first_column))
}
