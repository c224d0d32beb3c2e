//! Raw cells with their flags, whatever the file format.
//!
//! The one interface between the readers of file formats and everything that
//! follows: a reader fills a [`RawSheet`] a sheet. Nothing here knows what a
//! roster is.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::Lang;
use crate::say;

/// What a reader can see of a file; what it cannot see, it must not claim.
#[expect(clippy::struct_excessive_bools, reason = "five things that a reader sees or does not")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Rows that are hidden or filtered out.
    pub hidden_rows: bool,
    /// Merged cells.
    pub merges: bool,
    /// Rows struck through.
    pub struck_rows: bool,
    /// Formulas whose value was never saved.
    pub empty_formulas: bool,
    /// A number's own digits, as the file writes them.
    pub digits: bool,
}

impl Sight {
    /// Everything that can be asked of a reader.
    pub const EVERYTHING: Self = Self {
        hidden_rows: true,
        merges: true,
        struck_rows: true,
        empty_formulas: true,
        digits: true,
    };

    /// What the reader cannot see of a file, in words.
    #[must_use]
    pub fn unseen(self, lang: Lang) -> Vec<&'static str> {
        [
            (self.hidden_rows, say!(lang, "intake-unseen-hidden-rows")),
            (self.merges, say!(lang, "intake-unseen-merges")),
            (self.struck_rows, say!(lang, "intake-unseen-struck-rows")),
            (self.empty_formulas, say!(lang, "intake-unseen-formulas")),
            (self.digits, say!(lang, "intake-unseen-digits")),
        ]
        .into_iter()
        .filter(|(seen, _)| !seen)
        .map(|(_, words)| words)
        .collect()
    }
}

/// A workbook as a reader understood it.
#[derive(Debug, Serialize, Deserialize)]
pub struct RawWorkbook {
    /// The reader's name, as the run reports it: `calamine xlsx`, `csv gb18030`.
    pub reader: Cow<'static, str>,
    /// What that reader can see.
    pub sight: Sight,
    /// The sheets in the workbook's own order; chart sheets are left out.
    pub sheets: Vec<RawSheet>,
}

/// One sheet: its non-empty cells in row order, and what is known of its rows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RawSheet {
    /// The sheet's name; a CSV's is empty.
    pub name: String,
    /// Hidden, or very hidden.
    pub hidden: bool,
    /// Rows that the file holds, counted from its first to its last row element
    /// with or without a value. Rows beyond the last value are counted too.
    pub rows: u32,
    /// Rows of other tables, of which no cell is kept: the output of a run holds
    /// two.
    pub of_other_tables: u32,
    /// The cells, ascending by row, then by column. Cells without a value (and
    /// without an unsaved formula) are left out.
    pub cells: Vec<RawCell>,
    /// Hidden or filtered rows (counted from 0), ascending.
    pub hidden_rows: Vec<u32>,
    /// Merged ranges, ascending by first row.
    pub merges: Vec<Merge>,
    texts: Texts,
    /// For each column, where the text of its last cell lies: a column often
    /// says the same thing row after row, and keeps it once.
    #[serde(skip)]
    last: Vec<Span>,
}

/// Where a text lies in [`Texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First byte; [`Span::SHARED`] is set where it counts in the shared text.
    start: u32,
    /// Bytes.
    length: u32,
}

impl Span {
    /// Set in `start` where the text lies among what the workbook shares.
    const SHARED: u32 = 1 << 31;

    /// A text among what the workbook shares.
    ///
    /// # Panics
    /// Beyond 2 GiB: the container's size cap (I002) lies below that.
    #[must_use]
    pub fn shared(start: usize, length: usize) -> Self {
        let start = u32::try_from(start).ok().filter(|start| *start < Self::SHARED);
        let length = u32::try_from(length).expect("a cell's text stays below 4 GiB");
        Self { start: start.expect("shared text stays below 2 GiB") | Self::SHARED, length }
    }

    /// First byte (with the mark of shared text) and bytes, as they are stored.
    #[must_use]
    pub fn parts(self) -> (u32, u32) {
        (self.start, self.length)
    }

    /// The span of stored parts.
    #[must_use]
    pub fn from_parts(start: u32, length: u32) -> Self {
        Self { start, length }
    }

    /// Bytes of its text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// The text of a sheet's cells: its own, end to end, and what the sheets of its
/// workbook share.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Texts {
    own: String,
    #[serde(with = "shared")]
    shared: Arc<str>,
}

/// Text that a workbook shares, as one that crosses to another process: there
/// each sheet has its own copy, and the parsers that go there share none.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}

impl Texts {
    /// The text at a span.
    #[must_use]
    pub fn get(&self, span: Span) -> &str {
        let length = span.length as usize;
        if span.start & Span::SHARED == 0 {
            let start = span.start as usize;
            &self.own[start..start + length]
        } else {
            let start = (span.start & !Span::SHARED) as usize;
            &self.shared[start..start + length]
        }
    }

    pub(super) fn push(&mut self, text: &str) -> Span {
        let start = u32::try_from(self.own.len()).ok().filter(|start| *start < Span::SHARED);
        let start = start.expect("a sheet's text stays below 2 GiB");
        let length = u32::try_from(text.len()).expect("a cell's text stays below 4 GiB");
        self.own.push_str(text);
        Span { start, length }
    }
}

/// One cell: where it stands, what it holds, and where its text lies.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RawCell {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u16,
    /// What kind of value it holds.
    pub kind: CellKind,
    /// Whether its text is struck through.
    pub struck: bool,
    /// Where its text lies among the sheet's texts.
    pub span: Span,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number; its text is the digits, without exponent where it is whole.
    Number,
    /// A number whose text is the file's own digits, all of them (no exponent),
    /// though a 64-bit float would not keep them.
    NumberWhole,
    /// A number typed as a date; its text is `2020-12-31`, or the bare number
    /// where that is no day.
    Date,
    /// TRUE or FALSE.
    Bool,
    /// An error value: its text is `#REF!`, `#N/A` …
    Error,
    /// A formula whose value was never saved: its text is empty.
    EmptyFormula,
}

/// A merged range; rows and columns count from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// First column.
    pub first_column: u16,
    /// Last column.
    pub last_column: u16,
}

impl RawWorkbook {
    /// A hash of what its cells hold and where, whatever the container and the
    /// sheets' names; for comparing two files of one run.
    #[must_use]
    pub fn cells_hash(&self) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        let mut hasher = foldhash::quality::FixedState::with_seed(1).build_hasher();
        for sheet in &self.sheets {
            hasher.write_usize(sheet.cells.len());
            for cell in &sheet.cells {
                hasher.write_u64(u64::from(cell.row) << 16 | u64::from(cell.column));
                hasher.write(sheet.text(cell).as_bytes());
            }
        }
        hasher.finish()
    }
}

impl RawSheet {
    /// An empty sheet of that name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An empty sheet of that name in a workbook that shares this text.
    #[must_use]
    pub fn sharing(name: impl Into<String>, shared: &Arc<str>) -> Self {
        let texts = Texts { own: String::new(), shared: Arc::clone(shared) };
        Self { name: name.into(), texts, ..Self::default() }
    }

    /// Adds a cell. Readers call it in file order; [`RawSheet::finish`] sorts.
    ///
    /// Empty and all-blank text is left out, unless it is an unsaved formula.
    ///
    /// # Panics
    /// Where a sheet's text passes 2 GiB: the container's size cap (I002) lies
    /// far below that.
    pub fn push(&mut self, row: u32, column: u16, kind: CellKind, struck: bool, text: &str) {
        if kind != CellKind::EmptyFormula && text.chars().all(char::is_whitespace) {
            return;
        }
        let at = usize::from(column);
        if self.last.len() <= at {
            self.last.resize(at + 1, Span::default());
        }
        let last = self.last[at];
        let again = !last.is_empty() && self.texts.get(last) == text;
        let span = if again { last } else { self.texts.push(text) };
        self.last[at] = span;
        self.cells.push(RawCell { row, column, kind, struck, span });
    }

    /// Adds a cell of text that the workbook shares; an empty one is left out.
    pub fn push_shared(&mut self, row: u32, column: u16, struck: bool, span: Span) {
        if !span.is_empty() {
            self.cells.push(RawCell { row, column, kind: CellKind::Text, struck, span });
        }
    }

    /// Puts cells, hidden rows and merges in order, once, after the last cell.
    ///
    /// Files may write rows in any order, or a cell twice: the later one wins,
    /// as it does in a spreadsheet program.
    pub fn finish(&mut self) {
        let sorted = self.cells.is_sorted_by(|a, b| (a.row, a.column) < (b.row, b.column));
        if !sorted {
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
            self.cells.reverse();
            self.cells.dedup_by_key(|cell| (cell.row, cell.column));
            self.cells.reverse();
        }
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        self.merges.sort_unstable_by_key(|m| (m.first_row, m.first_column));
        let last = self.cells.last().map_or(0, |cell| cell.row + 1);
        self.rows = self.rows.max(last);
        self.last = Vec::new();
    }

    /// The text of one of this sheet's cells.
    #[must_use]
    pub fn text(&self, cell: &RawCell) -> &str {
        self.texts.get(cell.span)
    }

    /// The text at a span of one of this sheet's cells.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.texts.get(span)
    }

    /// All the text, for whoever keeps the cells' spans.
    #[must_use]
    pub fn into_texts(mut self) -> Texts {
        self.texts.own.shrink_to_fit();
        self.texts
    }

    /// The cells grouped by row: `(row, cells)`, rows without a cell left out.
    pub fn by_row(&self) -> impl Iterator<Item = (u32, &[RawCell])> {
        self.cells.chunk_by(|a, b| a.row == b.row).map(|cells| (cells[0].row, cells))
    }
}

/// The text of a number cell read as a 64-bit float.
///
/// Whole numbers are written without exponent or point; others as the shortest
/// text that reads back the same.
#[must_use]
pub fn number_text(value: f64) -> String {
    // Whole numbers that 53 bits hold are written as integers, which is faster.
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        return (value as i64).to_string();
    }
    if value.is_finite() && value.fract() == 0.0 && value.abs() < 1e21 {
        format!("{value:.0}")
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_in_order_and_the_later_of_two_wins() {
        let mut sheet = RawSheet::named("表");
        sheet.push(2, 0, CellKind::Text, false, "丙");
        sheet.push(0, 1, CellKind::Text, false, "乙");
        sheet.push(0, 0, CellKind::Text, false, "甲");
        sheet.push(0, 1, CellKind::Text, false, "乙二");
        sheet.push(1, 0, CellKind::Text, false, "  ");
        sheet.finish();
        let seen: Vec<(u32, Vec<&str>)> = sheet
            .by_row()
            .map(|(row, cells)| (row, cells.iter().map(|c| sheet.text(c)).collect()))
            .collect();
        assert_eq!(seen, [(0, vec!["甲", "乙二"]), (2, vec!["丙"])]);
        assert_eq!(sheet.rows, 3);
    }

    #[test]
    fn whole_numbers_have_no_exponent() {
        assert_eq!(number_text(600.0), "600");
        assert_eq!(number_text(600.5), "600.5");
        assert_eq!(number_text(430_621_199_001_011_264.0), "430621199001011264");
    }
}
