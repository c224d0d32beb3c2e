//! Finding the heading: title rows, notes and two-row headings come before it.
//!
//! In: a raw sheet. Out: the heading's rows and which column carries which
//! field. It never decides by position, only by the headings' words.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::raw::{RawCell, RawSheet};
use crate::domain::Field;
use crate::domain::fold::{fold, is_kept};
use crate::rulebook::columns::TableColumns;

/// How many rows with text are looked at for a heading.
const ROWS_LOOKED_AT: usize = 80;
/// How many rows a heading may have.
const MOST_HEADING_ROWS: usize = 3;
/// How many fields a row must name to read as one of a heading's rows.
const LEAST_FIELDS: usize = 2;

/// A column of a table: the field that it carries.
#[derive(Clone, Debug)]
pub struct Column {
    /// The field.
    pub field: Field,
    /// The column, counted from 0.
    pub index: u16,
    /// Its heading as the file writes it.
    pub heading: Arc<str>,
}

/// A heading that was found.
#[derive(Debug)]
pub struct Heading {
    /// Its first row, counted from 0.
    pub first_row: u32,
    /// Its last row.
    pub last_row: u32,
    /// The columns with a field, in the sheet's order, [`Field::Ignored`] left out.
    pub columns: Vec<Column>,
    /// Columns whose heading names no field.
    pub unknown: Vec<(u16, String)>,
    /// Each of its rows as written, folded: a repeated heading reads the same.
    rows: Vec<Vec<(u16, String)>>,
}

/// The row that came nearest to a heading, where none was found.
#[derive(Debug, Default)]
pub struct Candidate {
    /// The row, counted from 0.
    pub row: Option<u32>,
    /// Its texts.
    pub texts: Vec<String>,
}

impl Heading {
    /// Whether a row repeats one of the heading's rows.
    #[must_use]
    pub fn is_repeated_by(&self, sheet: &RawSheet, cells: &[RawCell]) -> bool {
        self.rows.iter().any(|row| {
            let (mut same, mut other) = (0, 0);
            let mut rest = row.as_slice();
            for cell in cells {
                while let [(column, _), after @ ..] = rest
                    && *column < cell.column
                {
                    rest = after;
                }
                let heading = rest.first().filter(|(column, _)| *column == cell.column);
                let is_same = heading.is_some_and(|(_, text)| reads_as(text, sheet.text(cell)));
                *(if is_same { &mut same } else { &mut other }) += 1;
                // Three in five must read the same.
                if other * 5 > cells.len() * 2 {
                    return false;
                }
            }
            same >= LEAST_FIELDS
        })
    }

    /// The columns that claim a field which another column claims already:
    /// `(field, first heading, second column)`.
    #[must_use]
    pub fn ambiguous(&self) -> Vec<(Field, Arc<str>, Column)> {
        let mut clashes = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(first) = self.columns[..at].iter().find(|c| c.field == column.field) {
                clashes.push((column.field, Arc::clone(&first.heading), column.clone()));
            }
        }
        clashes
    }
}

/// Whether a text, once folded, is the one that is folded already.
fn reads_as(folded: &str, text: &str) -> bool {
    match (text.chars().next(), folded.chars().next()) {
        (Some(first), other) if is_kept(first) && Some(first) != other => false,
        _ => *folded == fold(text),
    }
}

/// Finds the heading: the row, or two or three rows together, that name the
/// most fields; the shortest, then the earliest of equals.
///
/// # Errors
/// The best candidate, where no row names two fields.
pub fn find(sheet: &RawSheet, columns: TableColumns<'_>) -> Result<Heading, Candidate> {
    let rows: Vec<Texts> = sheet
        .by_row()
        .take(ROWS_LOOKED_AT)
        .map(|(row, cells)| texts_of(sheet, row, cells, columns))
        .collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for start in 0..rows.len() {
        let (fields, count) = longest(&rows[start..], columns);
        let better =
            best.is_none_or(|(most, fewest, _)| fields > most || fields == most && count < fewest);
        if better {
            best = Some((fields, count, start));
        }
    }
    match best {
        Some((fields, count, start)) if fields >= columns.least_fields() => {
            Ok(read_heading(&rows[start..start + count], columns))
        }
        _ => Err(candidate(sheet)),
    }
}

/// A row's texts by column, each with the field that it names by itself.
struct Texts<'a> {
    row: u32,
    by_column: BTreeMap<u16, (&'a str, Option<Field>)>,
    /// Whether most of them are headings by themselves.
    reads_as_heads: bool,
}

/// The texts of a row; one merged over several columns heads each of them.
fn texts_of<'a>(
    sheet: &'a RawSheet,
    row: u32,
    cells: &'a [RawCell],
    columns: TableColumns<'_>,
) -> Texts<'a> {
    let mut by_column: BTreeMap<u16, (&str, Option<Field>)> = BTreeMap::new();
    let mut heads = 0;
    for cell in cells {
        let text = sheet.text(cell);
        let field = columns.field(text);
        heads += usize::from(field.is_some());
        by_column.insert(cell.column, (text, field));
        let place = (row, cell.column);
        let from = sheet.merges.partition_point(|m| (m.first_row, m.first_column) < place);
        let merge = sheet.merges.get(from);
        if let Some(merge) = merge.filter(|m| (m.first_row, m.first_column) == place) {
            let last = merge.last_column.min(merge.first_column.saturating_add(256));
            for column in merge.first_column..=last {
                by_column.entry(column).or_insert((text, field));
            }
        }
    }
    let reads_as_heads = heads >= LEAST_FIELDS && heads * 2 > cells.len();
    Texts { row, by_column, reads_as_heads }
}

/// How many fields the heading that begins with the first of these rows names,
/// and how many rows it has: a further row belongs to it where that names more
/// fields, or where the row itself reads as heads.
fn longest(rows: &[Texts], columns: TableColumns<'_>) -> (usize, usize) {
    let mut fields = count_fields(&rows[..1], columns);
    let mut count = 1;
    while count < MOST_HEADING_ROWS.min(rows.len()) && rows[count].row == rows[count - 1].row + 1 {
        let more = count_fields(&rows[..=count], columns);
        if more <= fields && !(fields >= LEAST_FIELDS && rows[count].reads_as_heads) {
            break;
        }
        fields = more;
        count += 1;
    }
    (fields, count)
}

/// How many different fields rows name as one heading.
fn count_fields(rows: &[Texts], columns: TableColumns<'_>) -> usize {
    let mut named = [false; Field::COUNT];
    each_column(rows, |_, texts| {
        if let Some((field, _)) = resolve(texts, columns) {
            named[field.index()] |= field != Field::Ignored;
        }
    });
    named.into_iter().filter(|named| *named).count()
}

/// Calls for each column with its texts, from top to bottom.
fn each_column<'a>(rows: &[Texts<'a>], mut look: impl FnMut(u16, &[(&'a str, Option<Field>)])) {
    if let [row] = rows {
        for (column, text) in &row.by_column {
            look(*column, std::slice::from_ref(text));
        }
        return;
    }
    let mut columns: BTreeMap<u16, Vec<(&str, Option<Field>)>> = BTreeMap::new();
    for row in rows {
        for (column, text) in &row.by_column {
            columns.entry(*column).or_default().push(*text);
        }
    }
    for (column, texts) in &columns {
        look(*column, texts);
    }
}

/// The row with the most short texts: what a reader would take for a heading.
fn candidate(sheet: &RawSheet) -> Candidate {
    sheet
        .by_row()
        .take(ROWS_LOOKED_AT)
        .max_by_key(|(row, cells)| {
            let short = cells
                .iter()
                .filter(|c| !sheet.text(c).contains(|c: char| c.is_ascii_digit()))
                .filter(|c| sheet.text(c).chars().count() <= 12)
                .count();
            (short, std::cmp::Reverse(*row))
        })
        .map(|(row, cells)| Candidate {
            row: Some(row),
            texts: cells.iter().take(20).map(|cell| sheet.text(cell).to_owned()).collect(),
        })
        .unwrap_or_default()
}

/// Reads rows as one heading, whether or not they are one.
fn read_heading(rows: &[Texts], columns: TableColumns<'_>) -> Heading {
    let mut known: Vec<Column> = Vec::new();
    let mut unknown = Vec::new();
    each_column(rows, |index, texts| match resolve(texts, columns) {
        Some((Field::Ignored, _)) => {}
        // A second remark or serial column is no doubt about anybody's money.
        Some((field @ (Field::Note | Field::Serial), _))
            if known.iter().any(|c| c.field == field) => {}
        Some((field, heading)) => {
            known.push(Column { field, index, heading: Arc::from(heading.trim()) });
        }
        None => {
            let texts: Vec<&str> = texts.iter().map(|(text, _)| *text).collect();
            unknown.push((index, texts.join(" ")));
        }
    });
    let folded = |row: &Texts| {
        row.by_column.iter().map(|(column, (text, _))| (*column, fold(text).into_owned())).collect()
    };
    Heading {
        first_row: rows[0].row,
        last_row: rows[rows.len() - 1].row,
        columns: known,
        unknown,
        rows: rows.iter().map(folded).collect(),
    }
}

/// The field that a column's heading texts name, and the text that named it:
/// all joined, then ever shorter ends of them, then each alone from below.
fn resolve<'a>(
    texts: &[(&'a str, Option<Field>)],
    columns: TableColumns<'_>,
) -> Option<(Field, Cow<'a, str>)> {
    let alone = |(text, field): &(&'a str, Option<Field>)| Some(((*field)?, Cow::Borrowed(*text)));
    if let [only] = texts {
        return alone(only);
    }
    let joined = (0..texts.len() - 1).find_map(|start| {
        let text: String = texts[start..].iter().map(|(text, _)| *text).collect();
        columns.field(&text).map(|field| (field, Cow::Owned(text)))
    });
    joined.or_else(|| texts.iter().rev().find_map(alone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::raw::{CellKind, Merge};
    use crate::rulebook::Rulebook;

    fn sheet(rows: &[&[&str]], merges: &[Merge]) -> RawSheet {
        let mut sheet = RawSheet::named("表");
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.push(row, column, CellKind::Text, false, text);
            }
        }
        sheet.merges = merges.to_vec();
        sheet.finish();
        sheet
    }

    fn found(rows: &[&[&str]], merges: &[Merge]) -> Result<Heading, Candidate> {
        find(
            &sheet(rows, merges),
            Rulebook::shipped().expect("rules").columns.of(crate::domain::Table::Roster),
        )
    }

    fn fields(heading: &Heading) -> Vec<(u16, Field)> {
        heading.columns.iter().map(|c| (c.index, c.field)).collect()
    }

    #[test]
    fn titles_and_notes_come_before_it() {
        let heading = found(
            &[
                &["岳阳县2020年移民花名册"],
                &["填报单位：荣家湾镇", "", "单位：元"],
                &["序号", "姓 名", "身份证号码"],
                &["1", "张三", "1101"],
            ],
            &[],
        )
        .expect("a heading");
        assert_eq!((heading.first_row, heading.last_row), (2, 2));
        assert_eq!(fields(&heading), [(0, Field::Serial), (1, Field::Name), (2, Field::IdNumber)]);
    }

    #[test]
    fn two_rows_are_joined() {
        let across = Merge { first_row: 0, last_row: 0, first_column: 2, last_column: 3 };
        let heading = found(
            &[
                &["序号", "姓名", "户主", "", "身份证号", "备用"],
                &["", "", "姓名", "身份证号", "", "其他"],
                &["1", "张三", "李四", "1102", "1101", ""],
            ],
            &[across],
        )
        .expect("a heading");
        assert_eq!((heading.first_row, heading.last_row), (0, 1));
        // The head's own number is a known column that is not the person's.
        assert_eq!(
            fields(&heading),
            [(0, Field::Serial), (1, Field::Name), (2, Field::HouseholdHead), (4, Field::IdNumber)]
        );
        assert_eq!(heading.unknown, [(5, "备用 其他".to_owned())]);
        assert!(heading.ambiguous().is_empty());
    }

    #[test]
    fn two_columns_for_one_field_are_told() {
        let heading = found(&[&["姓名", "身份证号", "身份证号码"]], &[]).expect("a heading");
        let clashes = heading.ambiguous();
        assert_eq!(clashes.len(), 1);
        assert_eq!((clashes[0].0, clashes[0].2.index), (Field::IdNumber, 2));
    }

    #[test]
    fn a_repeated_heading_is_known_again() {
        let rows: &[&[&str]] =
            &[&["序号", "姓名", "身份证号"], &["1", "张三", "1"], &["序号", "姓  名", "身份证号"]];
        let sheet = sheet(rows, &[]);
        let heading = find(
            &sheet,
            Rulebook::shipped().expect("rules").columns.of(crate::domain::Table::Roster),
        )
        .expect("one");
        let repeated: Vec<bool> =
            sheet.by_row().map(|(_, cells)| heading.is_repeated_by(&sheet, cells)).collect();
        assert_eq!(repeated, [true, false, true]);
    }

    #[test]
    fn without_a_heading_the_nearest_row_is_shown() {
        let candidate = found(&[&["名字", "号码"], &["张三", "1101"]], &[]).expect_err("none");
        assert_eq!(candidate.row, Some(0));
        assert_eq!(candidate.texts, ["名字", "号码"]);
    }
}
