//! The run's tables as Parquet: typed columns, with the normalized keys beside.
//!
//! In: a run. Out: Parquet bytes, a row group at a time. polars is used here,
//! at the end of the pipeline, and nowhere before it: the hot joins on identity
//! numbers run on packed keys in hash maps (ARCHITECTURE.md has the measure).

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Mutex;

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use polars_io::prelude::ParquetCompression;

use super::{RunView, data};
use crate::domain::{Field, Table};
use crate::normalize::{Payment, Sym};

/// The path of the rows as Parquet.
pub const DISPOSITIONS: &str = "data/dispositions.parquet";
/// The path of the findings as Parquet.
pub const FINDINGS: &str = "data/findings.parquet";

/// Rows a Parquet row group: fixed, so that bytes do not depend on the machine,
/// and few enough that a frame of them is small.
const ROW_GROUP_ROWS: usize = 16_384;

/// Writes `data/dispositions.parquet`.
///
/// # Errors
/// Where `out` fails.
pub fn write_dispositions(
    view: &RunView<'_>,
    codes: &data::CodesByRow,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (roster, pay_list) = (view.lists.roster.rows.len(), view.lists.pay_list.rows.len());
    parquet(roster + pay_list, out, |range| {
        let rows: Vec<data::RowAt> = range.map(|at| data::row_at(roster, at)).collect();
        dispositions(view, codes, &rows)
    })
}

/// Writes `data/findings.parquet`.
///
/// # Errors
/// Where `out` fails.
pub fn write_findings(view: &RunView<'_>, out: &mut dyn Write) -> io::Result<()> {
    parquet(view.findings.len(), out, |range| findings(view, range))
}

/// Writes a table of so many rows, a row group at a time.
///
/// # Errors
/// Where `out` fails.
pub fn parquet(
    rows: usize,
    out: &mut dyn Write,
    frame: impl Fn(std::ops::Range<usize>) -> PolarsResult<DataFrame>,
) -> io::Result<()> {
    let failure = Mutex::new(None);
    let ours = Ours { failure: &failure };
    let first = ours.of(frame(0..rows.min(ROW_GROUP_ROWS)))?;
    let writer = ParquetWriter::new(Noting { out, failure: &failure })
        .with_compression(ParquetCompression::Snappy)
        .set_parallel(false)
        .batched(first.schema());
    let mut writer = ours.of(writer)?;
    ours.of(writer.write_batch(&first))?;
    drop(first);
    for start in (ROW_GROUP_ROWS..rows).step_by(ROW_GROUP_ROWS) {
        let group = ours.of(frame(start..rows.min(start + ROW_GROUP_ROWS)))?;
        ours.of(writer.write_batch(&group))?;
    }
    ours.of(writer.finish())?;
    Ok(())
}

/// A writer whose failure is noted: polars gives it back as a text of its own,
/// in which a full disk cannot be told from a fault of ours.
struct Noting<'a> {
    out: &'a mut dyn Write,
    failure: &'a Mutex<Option<io::Error>>,
}

impl Noting<'_> {
    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let again = io::Error::from(error.kind());
            self.failure.lock().expect("no writer panicked").get_or_insert(error);
            again
        })
    }
}

impl Write for Noting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.note(result)
    }
}

/// A failure to write is the environment's; anything else that polars refuses
/// is our own fault.
struct Ours<'a> {
    failure: &'a Mutex<Option<io::Error>>,
}

impl Ours<'_> {
    fn of<T>(&self, result: PolarsResult<T>) -> io::Result<T> {
        result.map_err(|error| {
            let noted = self.failure.lock().expect("no writer panicked").take();
            match (noted, error) {
                (Some(failure), _) => failure,
                (None, PolarsError::IO { error, .. }) => {
                    io::Error::new(error.kind(), error.to_string())
                }
                (None, error) => panic!("the run's tables: {error}"),
            }
        })
    }
}

/// A text column from an iterator, `None` as null.
fn texts<'a>(name: &str, values: impl Iterator<Item = Option<&'a str>>, rows: usize) -> Column {
    let mut builder = StringChunkedBuilder::new(name.into(), rows);
    for value in values {
        builder.append_option(value);
    }
    builder.finish().into_column()
}

/// Some of the dispositions with typed columns and the normalized keys beside
/// them.
fn dispositions(
    view: &RunView<'_>,
    codes: &data::CodesByRow,
    rows: &[data::RowAt],
) -> PolarsResult<DataFrame> {
    let count = rows.len();
    let mut codes = codes.from(*rows.first().unwrap_or(&data::row_at(0, 0)));
    // A text that is made, in one buffer; `false` for none.
    let text = |name: &str, of: &mut dyn FnMut(&data::RowAt, &mut String) -> bool| {
        let mut builder = StringChunkedBuilder::new(name.into(), count);
        let mut text = String::new();
        for row in rows {
            text.clear();
            let there = of(row, &mut text);
            builder.append_option(there.then_some(text.as_str()));
        }
        builder.finish().into_column()
    };
    let symbol = |symbol: Sym, lost: bool| {
        (!symbol.is_blank() && !lost).then(|| view.lists.symbols.text(symbol))
    };
    let written = |row: &data::RowAt, field| view.lists.list(row.table).text(row.row, field);
    let keys = |row: &data::RowAt| &view.lists.list(row.table).rows[row.row as usize];
    let columns = vec![
        texts("table", rows.iter().map(|r| Some(r.table.key())), count),
        texts(
            "file",
            rows.iter().map(|r| Some(&*view.lists.list(r.table).sheet(r.row).file)),
            count,
        ),
        texts(
            "sheet",
            rows.iter().map(|r| Some(&*view.lists.list(r.table).sheet(r.row).name)),
            count,
        ),
        Column::new(
            "row".into(),
            rows.iter().map(|r| view.lists.list(r.table).number(r.row)).collect::<Vec<u32>>(),
        ),
        texts("township", rows.iter().map(|r| Some(view.lists.township(r.table, r.row))), count),
        texts("village", rows.iter().map(|r| Some(written(r, Field::Village))), count),
        texts("name", rows.iter().map(|r| Some(written(r, Field::Name))), count),
        texts("id_number", rows.iter().map(|r| Some(written(r, Field::IdNumber))), count),
        texts(
            "disposition",
            rows.iter().map(|r| Some(view.dispositions.of(r.table, r.row).key())),
            count,
        ),
        text("codes", &mut |r, text| {
            codes.join(*r, text);
            true
        }),
        Column::new(
            "amount_fen".into(),
            rows.iter().map(|r| data::amount(view, r).fen()).collect::<Vec<i64>>(),
        ),
        text("id_key", &mut |r, text| {
            let keys = keys(r);
            let id = keys.id.filter(|_| keys.has_sound_id());
            id.is_some_and(|id| write!(text, "{id}").is_ok())
        }),
        texts("name_key", rows.iter().map(|r| symbol(keys(r).name, false)), count),
        texts(
            "account_key",
            rows.iter().map(|r| {
                let (account, lost) = account(view, *r);
                symbol(account, lost)
            }),
            count,
        ),
    ];
    DataFrame::new(count, columns)
}

/// The account of a row, and whether its digits are lost: for a pay row the one
/// that it is paid through, which may be its roster row's.
fn account(view: &RunView<'_>, row: data::RowAt) -> (Sym, bool) {
    if row.table == Table::Roster {
        let keys = &view.lists.roster.rows[row.row as usize];
        return (keys.account, keys.account_lost);
    }
    let registered = view.registered[row.row as usize];
    let payment = Payment::new(view.lists, view.rulebook, row.row, registered);
    (payment.account(), payment.account_lost())
}

/// Some of the findings with typed columns.
fn findings(view: &RunView<'_>, range: std::ops::Range<usize>) -> PolarsResult<DataFrame> {
    let findings = &view.findings[range];
    let lines: Vec<data::FindingLine> = data::finding_lines(view, findings).collect();
    let count = lines.len();
    let mut columns: Vec<Column> = Vec::new();
    for (at, name) in data::FINDINGS_HEADER.iter().enumerate() {
        if *name == "row" {
            let numbers: Vec<Option<u32>> = findings.iter().map(|f| f.origin.row).collect();
            columns.push(Column::new("row".into(), numbers));
        } else {
            columns.push(texts(name, lines.iter().map(|line| Some(&*line.0[at])), count));
        }
    }
    DataFrame::new(count, columns)
}
