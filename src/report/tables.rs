//! The run's tables as data frames: Parquet out, the summary's group-bys.
//!
//! In: a run. Out: data frames, Parquet bytes and figures. polars is used here,
//! at the end of the pipeline, and nowhere before it: the hot joins on identity
//! numbers run on packed keys in hash maps (ARCHITECTURE.md has the measure).

use std::collections::BTreeMap;

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use polars_io::prelude::ParquetCompression;

use super::figures::{BankFigures, Figures, PlaceFigures};
use super::{OutputFile, RunView, data};
use crate::domain::{Field, Money, Table};
use crate::linkage::index::KeyMap;
use crate::normalize::{Payment, Sym};
use crate::reconcile::Disposition;

/// A data frame could not be made or written: our own fault.
#[derive(Debug, thiserror::Error)]
#[error("the run's tables: {0}")]
pub struct TablesError(#[from] PolarsError);

/// Rows a Parquet row group: fixed, so that bytes do not depend on the machine,
/// and few enough that a frame of them is small.
const ROW_GROUP_ROWS: usize = 16_384;

/// The two tables and the figures.
#[derive(Debug)]
pub struct Tables {
    /// `data/dispositions.parquet` and `data/findings.parquet`.
    pub files: Vec<OutputFile>,
    /// The summary's figures.
    pub figures: Figures,
}

/// Makes the tables of a run; the Parquet files only where they are wanted.
///
/// # Errors
/// Where polars refuses: our own fault.
pub fn make(view: &RunView<'_>, with_files: bool) -> Result<Tables, TablesError> {
    let figures = figures(view)?;
    let mut files = Vec::new();
    if with_files {
        let codes = data::codes_by_row(view);
        let rows: Vec<data::RowAt> = data::rows(view).collect();
        let bytes = parquet(rows.len(), |range| dispositions(view, &codes, &rows[range]))?;
        files.push(OutputFile { path: "data/dispositions.parquet".to_owned(), bytes });
        let bytes = parquet(view.findings.len(), |range| findings(view, range))?;
        files.push(OutputFile { path: "data/findings.parquet".to_owned(), bytes });
    }
    Ok(Tables { files, figures })
}

/// Writes a table of so many rows, a row group at a time.
fn parquet(
    rows: usize,
    frame: impl Fn(std::ops::Range<usize>) -> Result<DataFrame, TablesError>,
) -> Result<Vec<u8>, TablesError> {
    let mut bytes = Vec::new();
    let first = frame(0..rows.min(ROW_GROUP_ROWS))?;
    let mut writer = ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .set_parallel(false)
        .batched(first.schema())?;
    writer.write_batch(&first)?;
    drop(first);
    for start in (ROW_GROUP_ROWS..rows).step_by(ROW_GROUP_ROWS) {
        writer.write_batch(&frame(start..rows.min(start + ROW_GROUP_ROWS))?)?;
    }
    writer.finish()?;
    Ok(bytes)
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
) -> Result<DataFrame, TablesError> {
    let count = rows.len();
    let text = |name: &str, of: &dyn Fn(&data::RowAt) -> Option<String>| {
        let mut builder = StringChunkedBuilder::new(name.into(), count);
        for row in rows {
            builder.append_option(of(row));
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
        text("codes", &|r| Some(codes.joined(r.table, r.row))),
        Column::new(
            "amount_fen".into(),
            rows.iter().map(|r| data::amount(view, r).fen()).collect::<Vec<i64>>(),
        ),
        text("id_key", &|r| {
            let keys = keys(r);
            keys.id.filter(|_| keys.has_sound_id()).map(|id| id.to_string())
        }),
        texts("name_key", rows.iter().map(|r| symbol(keys(r).name, false)), count),
        texts(
            "account_key",
            rows.iter().map(|r| symbol(keys(r).account, keys(r).account_lost)),
            count,
        ),
    ];
    Ok(DataFrame::new(count, columns)?)
}

/// Some of the findings with typed columns.
fn findings(view: &RunView<'_>, range: std::ops::Range<usize>) -> Result<DataFrame, TablesError> {
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
    Ok(DataFrame::new(count, columns)?)
}

/// Texts as numbers, in the order of their first use, for a group-by over them.
#[derive(Default)]
struct Numbers<'a> {
    known: KeyMap<&'a str, u32>,
    texts: Vec<&'a str>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, text: &'a str) -> u32 {
        *self.known.entry(text).or_insert_with(|| {
            self.texts.push(text);
            u32::try_from(self.texts.len() - 1).expect("places and banks fit in 32 bits")
        })
    }

    fn text(&self, number: u32) -> &'a str {
        self.texts[number as usize]
    }
}

/// The summary's figures, by group-bys over the run's rows.
fn figures(view: &RunView<'_>) -> Result<Figures, TablesError> {
    let rows = view.lists.roster.rows.len() + view.lists.pay_list.rows.len();
    let mut numbers = Numbers::default();
    let mut columns: [Vec<u32>; 4] = std::array::from_fn(|_| Vec::with_capacity(rows));
    let mut banks: Vec<Option<u32>> = Vec::with_capacity(rows);
    let mut fen: Vec<i64> = Vec::with_capacity(rows);
    for row in data::rows(view) {
        let registered = match row.table {
            Table::Roster => Some(row.row),
            _ => view.registered[row.row as usize],
        };
        let reservoir = registered.map(|at| view.lists.roster.text(at, Field::Reservoir).trim());
        let end = view.dispositions.of(row.table, row.row);
        columns[0].push(numbers.of(row.table.key()));
        columns[1].push(numbers.of(view.lists.township(row.table, row.row)));
        columns[2].push(numbers.of(reservoir.unwrap_or_default()));
        columns[3].push(numbers.of(end.key()));
        let paid = row.table == Table::PayList && end == Disposition::Paid;
        let bank = || Payment::new(view.lists, view.rulebook, row.row, registered).bank();
        banks.push(if paid { bank().map(|bank| numbers.of(bank)) } else { None });
        fen.push(data::amount(view, &row).fen());
    }
    let [table, township, reservoir, disposition] = columns;
    let frame = DataFrame::new(
        rows,
        vec![
            Column::new("table".into(), table),
            Column::new("township".into(), township),
            Column::new("reservoir".into(), reservoir),
            Column::new("disposition".into(), disposition),
            Column::new("bank".into(), banks),
            Column::new("fen".into(), fen),
        ],
    )?;
    Ok(Figures {
        by_township: by_place(&frame, "township", &numbers)?,
        by_bank: by_bank(&frame, &numbers)?,
        by_reservoir: by_place(&frame, "reservoir", &numbers)?,
    })
}

/// Rows and fen by some columns: their numbers, the rows, the fen.
fn grouped(frame: LazyFrame, by: &[&str]) -> Result<Vec<(Vec<u32>, u64, Money)>, TablesError> {
    let keys: Vec<Expr> = by.iter().map(|name| col(*name)).collect();
    let groups = frame.group_by(keys).agg([len().alias("rows"), col("fen").sum()]).collect()?;
    let columns: Vec<&UInt32Chunked> =
        by.iter().map(|name| groups.column(name)?.u32()).collect::<PolarsResult<_>>()?;
    let rows = groups.column("rows")?.cast(&DataType::UInt64)?;
    let rows = rows.u64()?;
    let fen = groups.column("fen")?.i64()?;
    Ok((0..groups.height())
        .map(|at| {
            let keys = columns.iter().map(|c| c.get(at).unwrap_or_default()).collect();
            let sum = Money::from_fen(fen.get(at).unwrap_or_default());
            (keys, rows.get(at).unwrap_or_default(), sum)
        })
        .collect())
}

/// Counts and sums by a place column, pivoted over table and disposition.
fn by_place(
    frame: &DataFrame,
    place: &str,
    numbers: &Numbers<'_>,
) -> Result<Vec<PlaceFigures>, TablesError> {
    let groups = grouped(frame.clone().lazy(), &[place, "table", "disposition"])?;
    let mut figures: BTreeMap<&str, PlaceFigures> = BTreeMap::new();
    for (keys, rows, amount) in groups {
        let name = numbers.text(keys[0]);
        let place = figures
            .entry(name)
            .or_insert_with(|| PlaceFigures { name: name.to_owned(), ..PlaceFigures::default() });
        let end = numbers.text(keys[2]);
        if numbers.text(keys[1]) == Table::Roster.key() {
            place.roster_rows += rows;
            match end {
                "project_mode" => place.project_mode += rows,
                "not_payable" => place.not_payable += rows,
                "not_listed" => place.not_listed += rows,
                _ => {}
            }
            continue;
        }
        place.pay_list_rows += rows;
        match end {
            "paid" => {
                place.paid += rows;
                place.paid_amount += amount;
            }
            "already_paid" => place.already_paid += rows,
            "held" => {
                place.held += rows;
                place.held_amount += amount;
            }
            _ => place.merged += rows,
        }
    }
    Ok(figures.into_values().collect())
}

/// What each bank pays in each township.
fn by_bank(frame: &DataFrame, numbers: &Numbers<'_>) -> Result<Vec<BankFigures>, TablesError> {
    let paid = frame.clone().lazy().filter(col("bank").is_not_null());
    let mut figures: Vec<BankFigures> = grouped(paid, &["bank", "township"])?
        .into_iter()
        .map(|(keys, people, amount)| BankFigures {
            bank: numbers.text(keys[0]).to_owned(),
            township: numbers.text(keys[1]).to_owned(),
            people,
            amount,
        })
        .collect();
    figures.sort_by(|a, b| (&a.bank, &a.township).cmp(&(&b.bank, &b.township)));
    Ok(figures)
}
