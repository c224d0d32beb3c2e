//! A table sheet: data rows with their origin, every other row counted by kind.

use std::sync::Arc;

use super::heading::Column;
use super::raw::{CellKind, Span, Texts};
use crate::domain::{Field, Table};
use crate::origin::Origin;
use crate::say;

/// A sheet of which every row is accounted for.
#[derive(Debug)]
pub struct Sheet {
    /// The table it belongs to.
    pub table: Table,
    /// The file, relative to the project folder.
    pub file: Arc<str>,
    /// The sheet's name; empty for a CSV.
    pub name: Arc<str>,
    /// The columns with a field, in the sheet's order.
    pub columns: Vec<Column>,
    /// The columns whose heading names no field: their place and heading.
    pub unused: Vec<(u16, Arc<str>)>,
    /// The data rows, in order.
    pub rows: Vec<DataRow>,
    /// How many rows the sheet holds, of any kind.
    pub total_rows: u32,
    /// The texts above the heading: column and text, a row of the sheet each.
    pub titles: Vec<Vec<(u16, Arc<str>)>>,
    /// The rows that are no data, by kind: how many, and the first.
    pub skipped: Vec<(SkippedKind, u32, u32)>,
    /// For each field, its place in [`Sheet::columns`].
    by_field: [Option<u8>; Field::COUNT],
    /// For each column, whether any data row has something in it.
    written: Vec<bool>,
    /// The kinds that its data cells are of: a bit a kind.
    kinds: u8,
    /// The cells, row by row, a cell a column.
    cells: Vec<Cell>,
    /// The spans of the few texts that are too long for a [`Cell`].
    long: Vec<Span>,
    texts: Texts,
}

/// One data row.
#[derive(Clone, Copy, Debug)]
pub struct DataRow {
    /// The row as Excel counts it, from 1.
    pub row: u32,
    /// Hidden, or filtered out.
    pub hidden: bool,
    /// Struck through: its name or its number is.
    pub struck: bool,
}

/// What a cell of a data row holds, in eight bytes: there is one a row and column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// The first part of its text's span; its place in [`Sheet::long`] where
    /// `length` is [`Cell::LONG`].
    start: u32,
    length: u16,
    pub(super) kind: Option<CellKind>,
    pub(super) filled: bool,
}

impl Cell {
    const LONG: u16 = u16::MAX;

    /// The same cell, filled down.
    pub(super) fn filled_down(self) -> Self {
        Self { filled: true, ..self }
    }
}

/// A cell as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct CellView<'a> {
    /// The text as written; empty for a blank cell.
    pub text: &'a str,
    /// The kind; `None` for a blank cell.
    pub kind: Option<CellKind>,
    /// Filled down from a merged cell.
    pub filled: bool,
}

/// Why a row is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkippedKind {
    /// A title or note before the heading.
    Title,
    /// The heading.
    Heading,
    /// The heading again, mid-sheet.
    RepeatedHeading,
    /// A row that states totals.
    Total,
    /// Who made and checked the list.
    Signature,
    /// A note or section title among or after the data.
    Note,
    /// Nothing in it, styled or not; or a serial number alone.
    Blank,
    /// Of a hidden sheet that was acknowledged.
    HiddenSheet,
    /// Of another table, in the output of a run.
    OtherTable,
}

impl SkippedKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Heading,
        Self::RepeatedHeading,
        Self::Total,
        Self::Signature,
        Self::Note,
        Self::Blank,
        Self::HiddenSheet,
        Self::OtherTable,
    ];

    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::RepeatedHeading => "repeated_heading",
            Self::Total => "total",
            Self::Signature => "signature",
            Self::Note => "note",
            Self::Blank => "blank",
            Self::HiddenSheet => "hidden_sheet",
            Self::OtherTable => "other_table",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Title => say!(lang, "intake-skipped-title"),
            Self::Heading => say!(lang, "intake-skipped-heading"),
            Self::RepeatedHeading => say!(lang, "intake-skipped-repeated-heading"),
            Self::Total => say!(lang, "intake-skipped-total"),
            Self::Signature => say!(lang, "intake-skipped-signature"),
            Self::Note => say!(lang, "intake-skipped-note"),
            Self::Blank => say!(lang, "intake-skipped-blank"),
            Self::HiddenSheet => say!(lang, "intake-skipped-hidden-sheet"),
            Self::OtherTable => say!(lang, "intake-skipped-other-table"),
        }
    }
}

impl Sheet {
    /// An empty table sheet with these columns.
    #[must_use]
    pub(super) fn new(table: Table, file: &Arc<str>, name: &str, columns: Vec<Column>) -> Self {
        let mut by_field = [None; Field::COUNT];
        for (at, column) in columns.iter().enumerate() {
            let slot = &mut by_field[column.field.index()];
            if slot.is_none() {
                *slot = u8::try_from(at).ok();
            }
        }
        let written = vec![false; columns.len()];
        Self {
            table,
            file: Arc::clone(file),
            name: Arc::from(name),
            columns,
            unused: Vec::new(),
            rows: Vec::new(),
            total_rows: 0,
            titles: Vec::new(),
            skipped: Vec::new(),
            by_field,
            written,
            kinds: 0,
            cells: Vec::new(),
            long: Vec::new(),
            texts: Texts::default(),
        }
    }

    /// Takes the texts that the cells' spans speak of; no row follows.
    pub(super) fn close(&mut self, texts: Texts) {
        self.texts = texts;
        self.rows.shrink_to_fit();
        self.cells.shrink_to_fit();
    }

    /// A cell whose text lies at that span.
    pub(super) fn cell_of(&mut self, kind: CellKind, span: Span) -> Cell {
        let (start, length) = span.parts();
        let short = u16::try_from(length).ok().filter(|length| *length != Cell::LONG);
        let start = if short.is_some() {
            start
        } else {
            self.long.push(span);
            u32::try_from(self.long.len() - 1).expect("cells fit in 32 bits")
        };
        Cell { start, length: short.unwrap_or(Cell::LONG), kind: Some(kind), filled: false }
    }

    fn span_of(&self, cell: Cell) -> Span {
        match cell.length {
            Cell::LONG => self.long[cell.start as usize],
            length => Span::from_parts(cell.start, u32::from(length)),
        }
    }

    pub(super) fn push_row(&mut self, row: DataRow, cells: &[Cell]) {
        debug_assert_eq!(cells.len(), self.columns.len());
        for (written, cell) in self.written.iter_mut().zip(cells) {
            if let Some(kind) = cell.kind {
                *written = true;
                self.kinds |= 1 << kind as u8;
            }
        }
        self.rows.push(row);
        self.cells.extend_from_slice(cells);
    }

    /// Writes another value into a field's cell of the data row at `line`, as
    /// text: what somebody decided that it ought to say. Whether there is such a
    /// column.
    pub fn correct(&mut self, line: usize, field: Field, value: &str) -> bool {
        let Some(at) = self.by_field[field.index()].map(usize::from) else { return false };
        let span = self.texts.push(value);
        self.cells[line * self.columns.len() + at] = self.cell_of(CellKind::Text, span);
        self.written[at] = true;
        self.kinds |= 1 << CellKind::Text as u8;
        true
    }

    /// Counts a row that is no data.
    pub(super) fn skip(&mut self, kind: SkippedKind, row: u32) {
        self.skip_many(kind, 1, row);
    }

    pub(super) fn skip_many(&mut self, kind: SkippedKind, count: u32, first_row: u32) {
        if count == 0 {
            return;
        }
        match self.skipped.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, total, _)) => *total += count,
            None => self.skipped.push((kind, count, first_row)),
        }
    }

    /// Whether the sheet has a column for the field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.by_field[field.index()].is_some()
    }

    /// Whether any data row has something in the field's column.
    #[must_use]
    pub fn writes(&self, field: Field) -> bool {
        self.by_field[field.index()].is_some_and(|at| self.written[usize::from(at)])
    }

    /// Whether any cell of a data row is of that kind.
    #[must_use]
    pub fn has_kind(&self, kind: CellKind) -> bool {
        self.kinds & 1 << kind as u8 != 0
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.by_field[field.index()].and_then(|at| self.columns.get(usize::from(at)))
    }

    /// A field's cell of the data row at `line`; blank where there is no column.
    #[must_use]
    pub fn cell(&self, line: usize, field: Field) -> CellView<'_> {
        let Some(at) = self.by_field[field.index()] else {
            return CellView { text: "", kind: None, filled: false };
        };
        let cell = self.cells[line * self.columns.len() + usize::from(at)];
        let text = self.texts.get(self.span_of(cell));
        CellView { text, kind: cell.kind, filled: cell.filled }
    }

    /// The origin of a data row.
    #[must_use]
    pub fn row_origin(&self, line: usize) -> Origin {
        Origin::sheet(&self.file, &self.name).at_row(self.rows[line].row)
    }

    /// The origin of a field's cell; of the row where there is no such column.
    #[must_use]
    pub fn cell_origin(&self, line: usize, field: Field) -> Origin {
        let origin = self.row_origin(line);
        match self.column(field) {
            Some(column) => origin.at_column(column.index, &column.heading),
            None => origin,
        }
    }

    /// Writes the contents of a data row: every field as written, but neither
    /// its number nor its serial, so that an inserted row changes no other.
    pub fn write_contents(&self, line: usize, out: &mut Vec<u8>) {
        for (at, column) in self.columns.iter().enumerate() {
            if column.field == Field::Serial {
                continue;
            }
            let cell = self.cells[line * self.columns.len() + at];
            if cell.length > 0 {
                out.extend_from_slice(column.field.key().as_bytes());
                out.push(b'=');
                out.extend_from_slice(self.texts.get(self.span_of(cell)).as_bytes());
                out.push(0x1f);
            }
        }
    }

    /// How many rows are no data.
    #[must_use]
    pub fn skipped_rows(&self) -> u32 {
        self.skipped.iter().map(|(_, count, _)| count).sum()
    }

    /// Asserts that every row is data or skipped: our own bug otherwise.
    ///
    /// # Panics
    /// Where a row is lost or counted twice.
    pub fn assert_conserved(&self) {
        let data = u32::try_from(self.rows.len()).expect("rows fit in 32 bits");
        assert_eq!(
            self.total_rows,
            data + self.skipped_rows(),
            "rows of a sheet = data rows + skipped rows"
        );
    }
}
