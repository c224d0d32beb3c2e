//! The run's tables as data frames: Parquet out, the summary's group-bys.
//!
//! In: a run. Out: data frames, Parquet bytes and figures. polars is used here,
//! at the end of the pipeline, and nowhere before it: the hot joins on identity
//! numbers run on packed keys in hash maps (ARCHITECTURE.md has the measure).

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use polars_io::prelude::ParquetCompression;

use super::figures::{BankFigures, Figures, PlaceFigures};
use super::{OutputFile, RunView, data};
use crate::domain::{Field, Money, Table};
use crate::normalize::{Payment, Sym};
use crate::reconcile::Disposition;

/// A data frame could not be made or written: our own fault.
#[derive(Debug, thiserror::Error)]
#[error("the run's tables: {0}")]
pub struct TablesError(#[from] PolarsError);

/// Rows a Parquet row group, so that bytes do not depend on the machine.
const ROW_GROUP_ROWS: usize = 262_144;

/// The two tables and the figures.
#[derive(Debug)]
pub struct Tables {
    /// `data/dispositions.parquet` and `data/findings.parquet`.
    pub files: Vec<OutputFile>,
    /// The summary's figures.
    pub figures: Figures,
}

/// Makes the tables of a run.
///
/// # Errors
/// Where polars refuses: our own fault.
pub fn make(view: &RunView<'_>) -> Result<Tables, TablesError> {
    let mut dispositions = dispositions(view)?;
    let mut findings = findings(view)?;
    let figures = figures(view)?;
    let files = vec![
        OutputFile {
            path: "data/dispositions.parquet".to_owned(),
            bytes: parquet(&mut dispositions)?,
        },
        OutputFile { path: "data/findings.parquet".to_owned(), bytes: parquet(&mut findings)? },
    ];
    Ok(Tables { files, figures })
}

fn parquet(frame: &mut DataFrame) -> Result<Vec<u8>, TablesError> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .with_row_group_size(Some(ROW_GROUP_ROWS))
        .set_parallel(false)
        .finish(frame)?;
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

/// The dispositions with typed columns and the normalized keys beside them.
fn dispositions(view: &RunView<'_>) -> Result<DataFrame, TablesError> {
    let codes = data::codes_by_row(view);
    let rows: Vec<data::RowAt> = data::rows(view).collect();
    let count = rows.len();
    let text = |name: &str, of: &dyn Fn(&data::RowAt) -> Option<String>| {
        let mut builder = StringChunkedBuilder::new(name.into(), count);
        for row in &rows {
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

/// The findings with typed columns.
fn findings(view: &RunView<'_>) -> Result<DataFrame, TablesError> {
    let lines: Vec<data::FindingLine> = data::finding_lines(view);
    let count = lines.len();
    let mut columns: Vec<Column> = Vec::new();
    for (at, name) in data::FINDINGS_HEADER.iter().enumerate() {
        if *name == "row" {
            let numbers: Vec<Option<u32>> =
                view.findings.iter().map(|finding| finding.origin.row).collect();
            columns.push(Column::new("row".into(), numbers));
        } else {
            columns.push(texts(name, lines.iter().map(|line| Some(&*line.0[at])), count));
        }
    }
    Ok(DataFrame::new(count, columns)?)
}

/// The summary's figures, by group-bys over the run's rows.
fn figures(view: &RunView<'_>) -> Result<Figures, TablesError> {
    let rows: Vec<data::RowAt> = data::rows(view).collect();
    let count = rows.len();
    let reservoir = |r: &data::RowAt| match r.table {
        Table::Roster => Some(view.lists.roster.text(r.row, Field::Reservoir)),
        _ => view.registered[r.row as usize]
            .map(|registered| view.lists.roster.text(registered, Field::Reservoir)),
    };
    let bank = |r: &data::RowAt| {
        let registered = view.registered[r.row as usize];
        Payment::new(view.lists, view.rulebook, r.row, registered).bank()
    };
    let paid = |r: &data::RowAt| {
        r.table == Table::PayList && view.dispositions.of(r.table, r.row) == Disposition::Paid
    };
    let frame = DataFrame::new(
        count,
        vec![
            texts("table", rows.iter().map(|r| Some(r.table.key())), count),
            texts(
                "township",
                rows.iter().map(|r| Some(view.lists.township(r.table, r.row))),
                count,
            ),
            texts(
                "reservoir",
                rows.iter().map(|r| reservoir(r).map(str::trim).or(Some(""))),
                count,
            ),
            texts("bank", rows.iter().map(|r| if paid(r) { bank(r) } else { None }), count),
            texts(
                "disposition",
                rows.iter().map(|r| Some(view.dispositions.of(r.table, r.row).key())),
                count,
            ),
            Column::new(
                "fen".into(),
                rows.iter().map(|r| data::amount(view, r).fen()).collect::<Vec<i64>>(),
            ),
        ],
    )?;
    Ok(Figures {
        by_township: by_place(&frame, "township")?,
        by_bank: by_bank(&frame)?,
        by_reservoir: by_place(&frame, "reservoir")?,
    })
}

/// Counts and sums by a place column, pivoted over table and disposition.
fn by_place(frame: &DataFrame, place: &str) -> Result<Vec<PlaceFigures>, TablesError> {
    let groups = frame
        .clone()
        .lazy()
        .group_by([col(place), col("table"), col("disposition")])
        .agg([len().alias("rows"), col("fen").sum()])
        .sort([place, "table", "disposition"], SortMultipleOptions::default())
        .collect()?;
    let names = groups.column(place)?.str()?;
    let tables = groups.column("table")?.str()?;
    let ends = groups.column("disposition")?.str()?;
    let rows = groups.column("rows")?.cast(&DataType::UInt64)?;
    let rows = rows.u64()?;
    let fen = groups.column("fen")?.i64()?;
    let mut figures: Vec<PlaceFigures> = Vec::new();
    for at in 0..groups.height() {
        let name = names.get(at).unwrap_or_default();
        if figures.last().is_none_or(|last| last.name != name) {
            figures.push(PlaceFigures { name: name.to_owned(), ..PlaceFigures::default() });
        }
        let Some(place) = figures.last_mut() else { continue };
        let count = rows.get(at).unwrap_or_default();
        let amount = Money::from_fen(fen.get(at).unwrap_or_default());
        let end = ends.get(at).unwrap_or_default();
        if tables.get(at) == Some(Table::Roster.key()) {
            place.roster_rows += count;
            match end {
                "project_mode" => place.project_mode += count,
                "not_payable" => place.not_payable += count,
                "not_listed" => place.not_listed += count,
                _ => {}
            }
            continue;
        }
        place.pay_list_rows += count;
        match end {
            "paid" => {
                place.paid += count;
                place.paid_amount += amount;
            }
            "already_paid" => place.already_paid += count,
            "held" => {
                place.held += count;
                place.held_amount += amount;
            }
            _ => place.merged += count,
        }
    }
    Ok(figures)
}

/// What each bank pays in each township.
fn by_bank(frame: &DataFrame) -> Result<Vec<BankFigures>, TablesError> {
    let groups = frame
        .clone()
        .lazy()
        .filter(col("bank").is_not_null())
        .group_by([col("bank"), col("township")])
        .agg([len().alias("rows"), col("fen").sum()])
        .sort(["bank", "township"], SortMultipleOptions::default())
        .collect()?;
    let banks = groups.column("bank")?.str()?;
    let townships = groups.column("township")?.str()?;
    let rows = groups.column("rows")?.cast(&DataType::UInt64)?;
    let rows = rows.u64()?;
    let fen = groups.column("fen")?.i64()?;
    Ok((0..groups.height())
        .map(|at| BankFigures {
            bank: banks.get(at).unwrap_or_default().to_owned(),
            township: townships.get(at).unwrap_or_default().to_owned(),
            people: rows.get(at).unwrap_or_default(),
            amount: Money::from_fen(fen.get(at).unwrap_or_default()),
        })
        .collect())
}
