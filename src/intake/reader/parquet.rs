//! Parquet: typed columns without titles, footers or merged cells.
//!
//! In: a Parquet file's bytes. Out: one sheet whose first row is the columns'
//! names. Integers are whole digits, so a number kept as one has lost nothing;
//! floats are numbers like any spreadsheet's. Rows and columns are counted
//! against the limits from the file's own metadata before anything is decoded.

use polars::prelude::{AnyValue, DataFrame, PolarsError, StringChunked};
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;

use super::room::{Limits, Room};
use super::unreadable::{Excess, Unreadable};
use crate::domain::{Date, Money};
use crate::intake::raw::{CellKind, RawSheet, RawWorkbook, Sight, number_text};

/// What a Parquet file begins and ends with.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// The sum of a row in a run's output, in fen.
const AMOUNT: &str = "amount_fen";

/// Its place among [`OF_A_RUN`].
const AMOUNT_AT: u32 = 7;

/// The columns of a run's dispositions that say who was on a list.
const OF_A_RUN: [&str; 9] = [
    "table",
    "township",
    "village",
    "name",
    "id_number",
    "disposition",
    "codes",
    AMOUNT,
    "account_key",
];

/// Reads a Parquet file as one sheet. Where it is the output of a run and
/// `own_rows` names one of its two tables, only what says who was on that list
/// is read; the other table's rows are counted.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    own_rows: Option<&str>,
) -> Result<RawWorkbook, Unreadable> {
    if !bytes.ends_with(MAGIC) {
        return Err(Unreadable::Truncated);
    }
    let damaged = |error: PolarsError| Unreadable::Parser { detail: error.to_string() };
    let mut reader = ParquetReader::new(std::io::Cursor::new(bytes));
    let rows = reader.num_rows().map_err(damaged)?;
    let schema = reader.schema().map_err(damaged)?;
    let mut columns = schema.len();
    let own_rows = own_rows.filter(|_| OF_A_RUN.iter().all(|name| schema.contains(name)));
    if own_rows.is_some() {
        columns = OF_A_RUN.len();
        reader = reader.with_columns(Some(OF_A_RUN.map(str::to_owned).to_vec()));
    }
    let cells = u64::try_from(rows.saturating_mul(columns)).unwrap_or(u64::MAX);
    if cells > limits.cells {
        return Err(Unreadable::TooLarge { what: Excess::Cells, limit: limits.cells });
    }
    let frame = reader.finish().map_err(damaged)?;
    let sheet = match own_rows {
        Some(own) => sheet_of_run(&frame, own, limits)?,
        None => sheet(&frame, limits)?,
    };
    Ok(RawWorkbook { reader: "parquet".into(), sight: Sight::EVERYTHING, sheets: vec![sheet] })
}

/// One table's rows of a run's output: texts, and the sum as yuan.
fn sheet_of_run(frame: &DataFrame, own: &str, limits: &Limits) -> Result<RawSheet, Unreadable> {
    let damaged = |error: PolarsError| Unreadable::Parser { detail: error.to_string() };
    let mut room = Room::new(limits);
    let mut sheet = RawSheet::named("");
    for (at, name) in (0u32..).zip(OF_A_RUN) {
        let heading = if name == AMOUNT { "amount" } else { name };
        room.push(&mut sheet, (0, at), CellKind::Text, false, heading)?;
    }
    let column = |name: &str| frame.column(name).map_err(damaged);
    let texts: Vec<_> = OF_A_RUN.into_iter().filter(|name| *name != AMOUNT).collect();
    let texts: Vec<_> = texts.into_iter().map(column).collect::<Result<_, _>>()?;
    let mut texts: Vec<_> = texts
        .iter()
        .map(|c| c.str().map(StringChunked::iter))
        .collect::<Result<_, _>>()
        .map_err(damaged)?;
    let sums = column(AMOUNT)?;
    let mut sums = sums.i64().map_err(damaged)?.iter();
    for row in (1u32..).take(frame.height()) {
        let sum = sums.next().flatten();
        let mut is_own = true;
        for (at, name) in (0u32..).zip(OF_A_RUN) {
            if name == AMOUNT {
                if let Some(sum) = sum.filter(|_| is_own) {
                    let yuan = Money::from_fen(sum).to_string();
                    room.push(&mut sheet, (row, at), CellKind::Text, false, &yuan)?;
                }
                continue;
            }
            let place = at as usize - usize::from(at > AMOUNT_AT);
            let text = texts[place].next().flatten();
            if at == 0 {
                is_own = text == Some(own);
                sheet.of_other_tables += u32::from(!is_own);
            }
            if let Some(text) = text.filter(|_| is_own) {
                room.push(&mut sheet, (row, at), CellKind::Text, false, text)?;
            }
        }
    }
    sheet.rows = u32::try_from(frame.height() + 1).unwrap_or(u32::MAX);
    sheet.finish();
    Ok(sheet)
}

fn sheet(frame: &DataFrame, limits: &Limits) -> Result<RawSheet, Unreadable> {
    let mut room = Room::new(limits);
    let mut sheet = RawSheet::named("");
    for (at, column) in (0u32..).zip(frame.columns()) {
        room.push(&mut sheet, (0, at), CellKind::Text, false, column.name())?;
        for (row, value) in (1u32..).zip(column.as_materialized_series().iter()) {
            let (kind, text) = match value {
                AnyValue::Null => continue,
                AnyValue::Boolean(truth) => (CellKind::Bool, truth.to_string()),
                AnyValue::Float64(number) => (CellKind::Number, number_text(number)),
                AnyValue::Float32(number) => (CellKind::Number, number_text(f64::from(number))),
                AnyValue::String(text) => (CellKind::Text, text.to_owned()),
                AnyValue::StringOwned(text) => (CellKind::Text, text.to_string()),
                other => {
                    let text = other.to_string();
                    let kind =
                        if Date::parse(&text).is_some() { CellKind::Date } else { CellKind::Text };
                    (kind, text)
                }
            };
            room.push(&mut sheet, (row, at), kind, false, &text)?;
        }
    }
    sheet.rows = u32::try_from(frame.height() + 1).unwrap_or(u32::MAX);
    sheet.finish();
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use polars::prelude::Column;
    use polars_io::parquet::write::ParquetWriter;

    use super::super::read_workbook;
    use super::*;

    fn file() -> Vec<u8> {
        let columns = vec![
            Column::new("姓名".into(), [Some("张三"), None]),
            Column::new("身份证号".into(), [110_105_194_912_310_020_i64, 1]),
            Column::new("金额".into(), [600.0, 600.5]),
        ];
        let mut frame = DataFrame::new(2, columns).expect("a frame");
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).finish(&mut frame).expect("written");
        bytes
    }

    #[test]
    fn columns_become_a_sheet_with_a_heading() {
        let book = read_workbook("a.parquet", &file(), &Limits::default()).expect("read");
        let sheet = &book.sheets[0];
        let cells: Vec<(u32, u16, CellKind, &str)> =
            sheet.cells.iter().map(|c| (c.row, c.column, c.kind, sheet.text(c))).collect();
        assert_eq!(
            cells,
            [
                (0, 0, CellKind::Text, "姓名"),
                (0, 1, CellKind::Text, "身份证号"),
                (0, 2, CellKind::Text, "金额"),
                (1, 0, CellKind::Text, "张三"),
                (1, 1, CellKind::Text, "110105194912310020"),
                (1, 2, CellKind::Number, "600"),
                (2, 1, CellKind::Text, "1"),
                (2, 2, CellKind::Number, "600.5"),
            ]
        );
        assert_eq!((sheet.rows, &*book.reader), (3, "parquet"));
    }

    #[test]
    fn damage_and_size_are_refused() {
        let bytes = file();
        let cut = read_workbook("a.parquet", &bytes[..bytes.len() - 9], &Limits::default());
        assert!(matches!(cut, Err(Unreadable::Truncated)));
        let mut bent = bytes.clone();
        for byte in &mut bent[bytes.len() - 60..bytes.len() - 8] {
            *byte = 0xff;
        }
        assert!(read_workbook("a.parquet", &bent, &Limits::default()).is_err());
        let small = Limits { cells: 5, ..Limits::default() };
        let large = read_workbook("a.parquet", &bytes, &small);
        assert!(matches!(large, Err(Unreadable::TooLarge { .. })));
    }
}
