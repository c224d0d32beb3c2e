//! A raw sheet becomes a table sheet: each row is data, or is skipped by kind.
//!
//! In: a raw sheet and the words of the rulebook. Out: data rows with merged
//! cells filled down, every other row counted, and findings I003–I008, I010
//! and I013. It never drops a row, and never reads a total as a person.

use std::sync::Arc;

use super::docs::{I003, I004, I005, I006, I007, I010, I013};
use super::heading::{self, Column, Heading};
use super::raw::{CellKind, Merge, RawCell, RawSheet, Span};
use super::sheet::{Cell, DataRow, Sheet, SkippedKind};
use super::totals::{self, TotalRow};
use crate::domain::fold::fold;
use crate::domain::{Date, Field, Lang, Table};
use crate::finding::{Finding, Seen, Severity};
use crate::origin::Origin;
use crate::rulebook::Values;
use crate::rulebook::columns::TableColumns;
use crate::rulebook::values::RowWord;
use crate::say;

/// Fields whose merged cells are filled down. A name or a number that is merged
/// over rows is not: nobody is paid twice because a cell was tall.
const FILLED_DOWN: &[Field] = &[
    Field::Township,
    Field::Village,
    Field::Group,
    Field::HouseholdHead,
    Field::Reservoir,
    Field::Mode,
    Field::Status,
    Field::Bank,
    Field::Account,
    Field::Payee,
    Field::Amount,
    Field::MovedOn,
    Field::AddedOn,
];

/// What a sheet is read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The table that the file belongs to.
    pub table: Table,
    /// Heading synonyms.
    pub columns: TableColumns<'a>,
    /// Words around the data.
    pub values: &'a Values,
    /// The language of findings' details.
    pub lang: Lang,
}

/// The fields without which a table cannot be read.
#[must_use]
pub fn required(table: Table) -> &'static [Field] {
    match table {
        Table::Roster | Table::PayList | Table::PriorRoster | Table::PriorPayList => {
            &[Field::Name, Field::IdNumber]
        }
        Table::Places => &[Field::Township, Field::Village],
        Table::ChangeRegister => &[Field::IdNumber, Field::Change],
        Table::Watchlist(_) => &[Field::IdNumber],
        Table::Posted => &[Field::Name, Field::IdNumber],
        Table::Decisions => &[Field::Key, Field::Decision],
        Table::Fund | Table::Beneficiaries => &[],
    }
}

/// What became of a raw sheet.
#[derive(Debug)]
pub enum Outcome {
    /// A table, with its total rows.
    Table(Box<Sheet>, Vec<TotalRow>),
    /// Nothing in it that looks like a table: notes, or nothing at all.
    NoTable,
    /// Refused; the findings say why.
    Refused,
}

/// Reads one raw sheet. `acknowledged` says that a hidden sheet is not to be read.
pub fn read(
    raw: RawSheet,
    file: &Arc<str>,
    reading: Reading<'_>,
    acknowledged: bool,
    findings: &mut Vec<Finding>,
) -> Outcome {
    let name: Arc<str> = Arc::from(raw.name.as_str());
    let origin = Origin::sheet(file, &name);
    if raw.cells.is_empty() {
        return Outcome::NoTable;
    }
    if raw.hidden {
        let mut finding = Finding::new(&I006, reading.table, origin)
            .with("rows", raw.by_row().count().to_string())
            .with("at", format!("{file}#{name}"));
        let state = if acknowledged {
            say!(reading.lang, "intake-hidden-waived")
        } else {
            say!(reading.lang, "intake-hidden-open")
        };
        finding = finding.with("state", state);
        if !acknowledged {
            findings.push(finding);
            return Outcome::Refused;
        }
        finding.severity = Severity::Advise;
        findings.push(finding);
        let mut sheet = Sheet::new(reading.table, file, &name, Vec::new());
        sheet.total_rows = raw.rows;
        sheet.skip_many(SkippedKind::HiddenSheet, raw.rows, 1);
        note_skipped(&sheet, reading.lang, findings);
        return Outcome::Table(Box::new(sheet), Vec::new());
    }
    // A list may have one column: of villages, of numbers.
    let narrow = matches!(reading.table, Table::Places | Table::Watchlist(_));
    if !narrow && !raw.by_row().any(|(_, cells)| cells.len() > 1) {
        return Outcome::NoTable;
    }
    if reading.table == Table::Decisions && !asks_for_decisions(&raw, reading) {
        return Outcome::NoTable;
    }
    match heading::find(&raw, reading.columns) {
        Ok(heading) => {
            if check_heading(&heading, &origin, reading, findings) {
                let (sheet, totals) = extract(raw, file, &heading, reading, findings);
                Outcome::Table(Box::new(sheet), totals)
            } else {
                Outcome::Refused
            }
        }
        Err(candidate) => {
            let row = candidate.row.map_or(1, |row| row + 1);
            let texts: Vec<String> = candidate.texts.iter().map(|t| shown(t)).collect();
            findings.push(
                Finding::new(&I003, reading.table, origin.at_row(row))
                    .with("row", row.to_string())
                    .with("texts", texts.join(" | "))
                    .with("required", list(required(reading.table), reading.lang)),
            );
            Outcome::Refused
        }
    }
}

/// Whether a sheet of an exception workbook has decisions to read: the first
/// says how to fill it in, the last has only remarks.
fn asks_for_decisions(raw: &RawSheet, reading: Reading<'_>) -> bool {
    heading::find(raw, reading.columns).is_ok_and(|heading| {
        heading.columns.iter().any(|column| matches!(column.field, Field::Decision | Field::Key))
    })
}

/// A text in a message: numbers masked, long ones shortened.
fn shown(text: &str) -> String {
    let masked = Seen::of(Field::Note, text).masked();
    if masked.chars().count() > 16 {
        masked.chars().take(15).chain(['…']).collect()
    } else {
        masked
    }
}

fn list(fields: &[Field], lang: Lang) -> String {
    fields.iter().map(|f| f.words(lang)).collect::<Vec<_>>().join(say!(lang, "finding-list-comma"))
}

/// Says what the heading lacks or has twice; `false` where it cannot be used.
fn check_heading(
    heading: &Heading,
    origin: &Origin,
    reading: Reading<'_>,
    findings: &mut Vec<Finding>,
) -> bool {
    let lang = reading.lang;
    let mut usable = true;
    for (field, first, second) in heading.ambiguous() {
        usable = false;
        let at =
            origin.clone().at_row(heading.last_row + 1).at_column(second.index, &second.heading);
        let mut finding = Finding::new(&I005, reading.table, at)
            .with("first", first.to_string())
            .with("second", second.heading.to_string())
            .with("field", field.words(lang));
        finding.field = Some(field);
        findings.push(finding);
    }
    for &field in required(reading.table) {
        if !heading.columns.iter().any(|column| column.field == field) {
            usable = false;
            findings.push(missing_column(heading, origin, field, reading));
        }
    }
    usable
}

fn missing_column(
    heading: &Heading,
    origin: &Origin,
    field: Field,
    reading: Reading<'_>,
) -> Finding {
    let unknown: Vec<String> = heading.unknown.iter().map(|(_, text)| text.clone()).collect();
    let headings: Vec<String> = heading
        .columns
        .iter()
        .map(|c| c.heading.to_string())
        .chain(unknown.iter().map(|t| shown(t)))
        .collect();
    missing_column_finding(
        reading.table,
        origin.clone().at_row(heading.last_row + 1),
        field,
        &headings,
        reading.columns.nearest(field, &unknown),
        reading.lang,
    )
}

/// Finding I004 for one field, with the headings found and the nearest synonym.
pub(super) fn missing_column_finding(
    table: Table,
    at: Origin,
    field: Field,
    headings: &[String],
    nearest: Option<(&str, &str)>,
    lang: Lang,
) -> Finding {
    let nearest = nearest.map_or(String::new(), |(heading, synonym)| {
        say!(lang, "intake-nearest-heading", heading = heading, synonym = synonym)
    });
    let mut finding = Finding::new(&I004, table, at)
        .with("field", field.words(lang))
        .with("headings", headings.join(say!(lang, "finding-list-comma")))
        .with("nearest", nearest);
    finding.field = Some(field);
    finding
}

/// How many rows above a heading are kept for next year's list.
const TITLES_KEPT: usize = 8;

/// Walks the rows: before the heading, the heading, data and what is no data.
fn extract(
    raw: RawSheet,
    file: &Arc<str>,
    heading: &Heading,
    reading: Reading<'_>,
    findings: &mut Vec<Finding>,
) -> (Sheet, Vec<TotalRow>) {
    let mut sheet = Sheet::new(reading.table, file, &raw.name, heading.columns.clone());
    sheet.unused = heading.unknown.iter().map(|(at, text)| (*at, Arc::from(&**text))).collect();
    let fills = Fills::new(&raw, heading, &mut sheet);
    let mut walk = Walk { fills, sheet, totals: Vec::new(), since: 0 };
    let mut cells = Vec::with_capacity(heading.columns.len());
    let mut with_cells = 0;
    for (row, raw_cells) in raw.by_row() {
        with_cells += 1;
        let number = row + 1;
        if row < heading.first_row {
            walk.sheet.skip(SkippedKind::Title, number);
            if walk.sheet.titles.len() < TITLES_KEPT {
                let text = |cell: &RawCell| (cell.column, Arc::from(raw.text(cell)));
                walk.sheet.titles.push(raw_cells.iter().map(text).collect());
            }
        } else if row <= heading.last_row {
            walk.sheet.skip(SkippedKind::Heading, number);
        } else if heading.is_repeated_by(&raw, raw_cells) {
            walk.sheet.skip(SkippedKind::RepeatedHeading, number);
        } else {
            take_cells(raw_cells, &heading.columns, &mut walk.sheet, &mut cells);
            walk.row(&raw, row, raw_cells, &mut cells, reading);
        }
    }
    let Walk { fills, mut sheet, totals, .. } = walk;
    sheet.total_rows = raw.rows;
    sheet.skip_many(SkippedKind::OtherTable, raw.of_other_tables, heading.last_row + 2);
    let blank = raw.rows.saturating_sub(with_cells + raw.of_other_tables);
    sheet.skip_many(SkippedKind::Blank, blank, raw.rows);
    // Of other lists nobody corrects a cell.
    if reading.table.is_this_year() || reading.table == Table::Places {
        note_merges(&fills, &raw, &sheet, reading.lang, findings);
        note_hidden(&sheet, findings);
    }
    // What came back was written by the program: its titles are nothing to tell.
    if !matches!(reading.table, Table::Decisions | Table::Posted) {
        note_skipped(&sheet, reading.lang, findings);
    }
    sheet.close(raw.into_texts());
    (sheet, totals)
}

struct Walk {
    fills: Fills,
    sheet: Sheet,
    totals: Vec<TotalRow>,
    since: usize,
}

impl Walk {
    /// Decides one row below the heading.
    fn row(
        &mut self,
        raw: &RawSheet,
        row: u32,
        raw_cells: &[RawCell],
        cells: &mut [Cell],
        reading: Reading<'_>,
    ) {
        let number = row + 1;
        match classify(raw, raw_cells, cells, &self.sheet, reading) {
            Kind::Data => {
                let columns = &self.sheet.columns;
                let struck = raw_cells.iter().any(|cell| cell.struck)
                    && columns.iter().zip(raw_cells_of(raw_cells, columns)).any(
                        |(column, cell)| {
                            matches!(column.field, Field::Name | Field::IdNumber)
                                && cell.is_some_and(|cell| cell.struck)
                        },
                    );
                self.fills.fill(row, cells);
                let hidden = raw.hidden_rows.binary_search(&row).is_ok();
                self.sheet.push_row(DataRow { row: number, hidden, struck }, cells);
            }
            Kind::Total(word) => {
                let field_of = |column: u16| {
                    self.sheet.columns.iter().find(|c| c.index == column).map(|c| c.field)
                };
                let stated = raw_cells
                    .iter()
                    .map(|cell| (cell.column, field_of(cell.column), cell.kind, raw.text(cell)));
                let (people, amount) = totals::read(stated);
                let above = self.sheet.rows.len();
                self.totals.push(TotalRow {
                    row: number,
                    word,
                    since: self.since,
                    above,
                    people,
                    amount,
                });
                self.since = above;
                self.sheet.skip(SkippedKind::Total, number);
            }
            Kind::Skipped(kind) => self.sheet.skip(kind, number),
        }
    }
}

/// How a run's output calls the table that a prior list is made from.
pub(super) fn key_in_a_run(table: Table) -> Option<&'static str> {
    match table {
        Table::PriorRoster => Some(Table::Roster.key()),
        Table::PriorPayList => Some(Table::PayList.key()),
        _ => None,
    }
}

enum Kind {
    Data,
    Total(RowWord),
    Skipped(SkippedKind),
}

/// The raw cell of each column, in the columns' order; both ascend.
fn raw_cells_of<'a>(
    raw_cells: &'a [RawCell],
    columns: &'a [Column],
) -> impl Iterator<Item = Option<&'a RawCell>> {
    let mut rest = raw_cells;
    columns.iter().map(move |column| {
        while let [cell, after @ ..] = rest
            && cell.column < column.index
        {
            rest = after;
        }
        rest.first().filter(|cell| cell.column == column.index)
    })
}

fn take_cells(raw_cells: &[RawCell], columns: &[Column], sheet: &mut Sheet, cells: &mut Vec<Cell>) {
    cells.clear();
    cells.extend(
        raw_cells_of(raw_cells, columns).map(|cell| {
            cell.map_or_else(Cell::default, |cell| sheet.cell_of(cell.kind, cell.span))
        }),
    );
}

/// Whether a row below the heading is data.
///
/// What bears a number or an account is data, whatever its words say: nobody is
/// skipped because a name looks like a footer.
fn classify(
    raw: &RawSheet,
    raw_cells: &[RawCell],
    cells: &[Cell],
    sheet: &Sheet,
    reading: Reading<'_>,
) -> Kind {
    let has = |field: Field| {
        sheet
            .columns
            .iter()
            .zip(cells)
            .any(|(column, cell)| column.field == field && cell.kind.is_some())
    };
    if reading.table == Table::Decisions {
        let said = has(Field::Key) || has(Field::Decision) || has(Field::Correction);
        return if said { Kind::Data } else { Kind::Skipped(SkippedKind::Blank) };
    }
    if let Some(own) = key_in_a_run(reading.table) {
        let columns = sheet.columns.iter().zip(raw_cells_of(raw_cells, &sheet.columns));
        let mut table = columns.filter(|(column, _)| column.field == Field::InTable);
        if let Some((_, cell)) = table.next()
            && cell.is_none_or(|cell| raw.text(cell) != own)
        {
            return Kind::Skipped(SkippedKind::OtherTable);
        }
    }
    let bears_number =
        sheet.columns.iter().zip(raw_cells_of(raw_cells, &sheet.columns)).any(|(column, cell)| {
            matches!(column.field, Field::IdNumber | Field::Account)
                && cell.is_some_and(|cell| {
                    cell.kind == CellKind::EmptyFormula
                        || cell.kind == CellKind::Error
                        || raw.text(cell).chars().filter(char::is_ascii_digit).count() >= 8
                })
        });
    if bears_number {
        return Kind::Data;
    }
    if reading.table == Table::Places {
        return if has(Field::Township) || has(Field::Village) {
            Kind::Data
        } else {
            Kind::Skipped(SkippedKind::Blank)
        };
    }
    for cell in raw_cells.iter().filter(|c| c.kind == CellKind::Text).take(4) {
        match reading.values.row_word(raw.text(cell)) {
            Some(word @ (RowWord::Total | RowWord::Subtotal)) => return Kind::Total(word),
            Some(RowWord::Signature) => return Kind::Skipped(SkippedKind::Signature),
            // A remark column may well start with 「注」; a note stands alone.
            Some(RowWord::Note) if !has(Field::Name) || raw_cells.len() == 1 => {
                return Kind::Skipped(SkippedKind::Note);
            }
            _ => {}
        }
    }
    let a_person = [
        Field::Name,
        Field::IdNumber,
        Field::Account,
        Field::Payee,
        Field::Amount,
        Field::Sex,
        Field::Relation,
        Field::Phone,
    ];
    if a_person.iter().any(|field| has(*field)) {
        // A long text alone in the row is a section title, even in the name's column.
        let alone = raw_cells.len() == 1
            && raw_cells[0].kind == CellKind::Text
            && raw.text(&raw_cells[0]).chars().count() > 12;
        // A date alone in the row is that of the signatures.
        let dated = raw_cells.len() == 1
            && (raw_cells[0].kind == CellKind::Date
                || Date::parse(&fold(raw.text(&raw_cells[0]))).is_some());
        return if alone {
            Kind::Skipped(SkippedKind::Note)
        } else if dated {
            Kind::Skipped(SkippedKind::Signature)
        } else {
            Kind::Data
        };
    }
    let serial_only = raw_cells.iter().all(|cell| {
        let serial =
            sheet.columns.iter().any(|c| c.index == cell.column && c.field == Field::Serial);
        serial && raw.text(cell).chars().any(|c| c.is_ascii_digit()) && raw.text(cell).len() <= 8
    });
    Kind::Skipped(if serial_only { SkippedKind::Blank } else { SkippedKind::Note })
}

/// Merged data cells and what they fill, column by column.
struct Fills {
    columns: Vec<ColumnFills>,
}

/// The merges of one table column, from top to bottom.
struct ColumnFills {
    /// The column's place in the table.
    column: usize,
    merges: Vec<Fill>,
    /// The first merge that may still reach the row at hand.
    next: usize,
}

struct Fill {
    merge: Merge,
    top: Cell,
    span: Span,
    filled: u32,
}

impl Fills {
    fn new(raw: &RawSheet, heading: &Heading, sheet: &mut Sheet) -> Self {
        let mut columns: Vec<ColumnFills> = heading
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| FILLED_DOWN.contains(&column.field))
            .map(|(column, _)| ColumnFills { column, merges: Vec::new(), next: 0 })
            .collect();
        for merge in raw.merges.iter().filter(|m| m.first_row > heading.last_row) {
            let top = raw
                .cells
                .binary_search_by_key(&(merge.first_row, merge.first_column), |c| (c.row, c.column))
                .ok()
                .map(|at| &raw.cells[at]);
            let Some(top) = top.filter(|_| merge.last_row > merge.first_row) else { continue };
            let span = top.span;
            let top = sheet.cell_of(top.kind, span).filled_down();
            for fills in &mut columns {
                let index = heading.columns[fills.column].index;
                if (merge.first_column..=merge.last_column).contains(&index) {
                    fills.merges.push(Fill { merge: *merge, top, span, filled: 0 });
                }
            }
        }
        Self { columns }
    }

    /// Fills the blank cells of a row that merges reach down to.
    fn fill(&mut self, row: u32, cells: &mut [Cell]) {
        for fills in &mut self.columns {
            while fills.merges.get(fills.next).is_some_and(|fill| fill.merge.last_row < row) {
                fills.next += 1;
            }
            if let Some(fill) = fills.merges.get_mut(fills.next)
                && row > fill.merge.first_row
                && cells[fills.column].kind.is_none()
            {
                cells[fills.column] = fill.top;
                fill.filled += 1;
            }
        }
    }
}

fn note_merges(
    fills: &Fills,
    raw: &RawSheet,
    sheet: &Sheet,
    lang: Lang,
    findings: &mut Vec<Finding>,
) {
    let used = fills
        .columns
        .iter()
        .flat_map(|fills| fills.merges.iter().map(move |fill| (fills.column, fill)))
        .filter(|(_, fill)| fill.filled > 0);
    for (column, Fill { merge, span, filled, .. }) in used {
        let column = &sheet.columns[column];
        let text = raw.slice(*span);
        let origin = Origin::sheet(&sheet.file, &sheet.name)
            .at_row(merge.first_row + 1)
            .at_column(column.index, &column.heading);
        let mut finding = Finding::new(&I013, sheet.table, origin)
            .seeing(Seen::of(column.field, text))
            .with("field", column.field.words(lang))
            .with("count", (filled + 1).to_string());
        finding.field = Some(column.field);
        findings.push(finding);
    }
}

/// A finding for each unbroken run of hidden data rows, on its first row.
fn note_hidden(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let together = |a: &DataRow, b: &DataRow| a.hidden == b.hidden;
    for rows in sheet.rows.chunk_by(together).filter(|rows| rows[0].hidden) {
        let origin = Origin::sheet(&sheet.file, &sheet.name).at_row(rows[0].row);
        findings
            .push(Finding::new(&I007, sheet.table, origin).with("count", rows.len().to_string()));
    }
}

fn note_skipped(sheet: &Sheet, lang: Lang, findings: &mut Vec<Finding>) {
    for (kind, count, first) in &sheet.skipped {
        let origin = Origin::sheet(&sheet.file, &sheet.name).at_row(*first);
        findings.push(
            Finding::new(&I010, sheet.table, origin)
                .with("kind", kind.words(lang))
                .with("count", count.to_string()),
        );
    }
}
