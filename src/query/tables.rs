//! The tables of a run, from its output folder.
//!
//! In: a folder that a run wrote. Out: `dispositions` (with `amount`, yuan as an
//! exact decimal, beside `amount_fen`), `findings`, `inputs` and `control`. It
//! refuses a file whose bytes do not fit the manifest.

use std::path::Path;

use polars::prelude::*;
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use sha2::{Digest, Sha256};

use super::error::QueryError;
use crate::domain::Money;
use crate::intake::files::hex;
use crate::report::control;
use crate::report::manifest::{self, Manifest};
use crate::report::tables::{DISPOSITIONS, FINDINGS};

/// A table by its name.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in statements.
    pub name: &'static str,
    /// Its rows.
    pub frame: DataFrame,
}

impl Table {
    /// Its own name and those of its columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let columns = self.frame.columns().iter().map(|column| column.name().as_str());
        std::iter::once(self.name).chain(columns)
    }
}

/// The tables and columns, as an error names them.
pub(super) fn listed(tables: &[Table]) -> String {
    let lines = tables.iter().map(|table| {
        let columns: Vec<&str> = table.names().skip(1).collect();
        format!("  {}: {}", table.name, columns.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Digits of yuan before and after the point: more than any sum has.
const YUAN: (usize, usize) = (38, 2);

/// Reads the tables of a run.
///
/// # Errors
/// Where there is no run's output, or a file is not as it was written.
pub fn read(folder: &Path) -> Result<Vec<Table>, QueryError> {
    let path = folder.join(manifest::PATH);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(QueryError::NoManifest { path: folder.to_owned() });
        }
        Err(source) => return Err(QueryError::Read { path, source }),
    };
    let altered = || QueryError::Altered { path: path.clone() };
    let manifest = manifest::read_whole(&bytes).ok_or_else(altered)?;
    let run = Run { folder, manifest: &manifest };
    let dispositions = run
        .parquet(DISPOSITIONS)?
        .ok_or_else(|| QueryError::NoTables { path: folder.to_owned() })?;
    let mut tables = vec![Table { name: "dispositions", frame: run.with_yuan(&dispositions)? }];
    if let Some(frame) = run.parquet(FINDINGS)? {
        tables.push(Table { name: "findings", frame });
    }
    if let Some(frame) = run.control()? {
        tables.push(Table { name: "control", frame });
    }
    if !manifest.inputs.is_empty() {
        tables.push(Table { name: "inputs", frame: run.inputs() });
    }
    Ok(tables)
}

struct Run<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
}

impl Run<'_> {
    /// An output's bytes, as the manifest has them; `None` where the run did
    /// not write it.
    fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, QueryError> {
        let Some(output) = self.manifest.outputs.iter().find(|output| output.path == name) else {
            return Ok(None);
        };
        let path = self.folder.join(name);
        let bytes = std::fs::read(&path)
            .map_err(|source| QueryError::Read { path: path.clone(), source })?;
        if hex(&Sha256::digest(&bytes)) == output.sha256 {
            Ok(Some(bytes))
        } else {
            Err(QueryError::Altered { path })
        }
    }

    fn damaged(&self, name: &str) -> impl Fn(PolarsError) -> QueryError {
        let path = self.folder.join(name);
        move |error| QueryError::Table { path: path.clone(), detail: error.to_string() }
    }

    fn parquet(&self, name: &str) -> Result<Option<DataFrame>, QueryError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish();
        frame.map(Some).map_err(self.damaged(name))
    }

    /// The table with `amount` behind `amount_fen`.
    fn with_yuan(&self, frame: &DataFrame) -> Result<DataFrame, QueryError> {
        let result = (|| {
            let fen = frame.column("amount_fen")?;
            let place = frame.try_get_column_index("amount_fen")?;
            let mut columns = frame.columns().to_vec();
            columns.insert(place + 1, yuan("amount", fen)?);
            DataFrame::new(frame.height(), columns)
        })();
        result.map_err(self.damaged(DISPOSITIONS))
    }

    /// The payout files, without the line of the total.
    fn control(&self) -> Result<Option<DataFrame>, QueryError> {
        let Some(bytes) = self.bytes(control::PATH)? else { return Ok(None) };
        let (mut files, mut people, mut fen, mut hashes) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for record in csv::Reader::from_reader(bytes.as_slice()).records() {
            let read = record.ok().and_then(|record| {
                let amount = Money::parse_yuan(record.get(2)?).ok()?;
                let count: i64 = record.get(1)?.parse().ok()?;
                Some((record.get(0)?.to_owned(), count, amount, record.get(3)?.to_owned()))
            });
            let (file, count, amount, hash) = read.ok_or_else(|| QueryError::Table {
                path: self.folder.join(control::PATH),
                detail: "not laid out as it should be".to_owned(),
            })?;
            if file == "total" {
                continue;
            }
            files.push(file);
            people.push(count);
            fen.push(amount.fen());
            hashes.push(hash);
        }
        let result = (|| {
            let fen = Column::new("amount_fen".into(), fen);
            let columns = vec![
                Column::new("file".into(), &files),
                Column::new("people".into(), people),
                yuan("amount", &fen)?,
                Column::new("sha256".into(), hashes),
            ];
            DataFrame::new(files.len(), columns)
        })();
        result.map(Some).map_err(self.damaged(control::PATH))
    }

    /// The input files: what was read, and how many rows of it are data.
    fn inputs(&self) -> DataFrame {
        let inputs = &self.manifest.inputs;
        let texts = |name: &str, of: &dyn Fn(&manifest::Input) -> String| {
            Column::new(name.into(), inputs.iter().map(of).collect::<Vec<String>>())
        };
        let numbers = |name: &str, of: &dyn Fn(&manifest::Input) -> u64| {
            Column::new(name.into(), inputs.iter().map(of).collect::<Vec<u64>>())
        };
        let sum = |input: &manifest::Input, of: &dyn Fn(&manifest::SheetCount) -> u32| {
            input.sheets.iter().map(|sheet| u64::from(of(sheet))).sum()
        };
        let columns = vec![
            texts("path", &|input| input.path.clone()),
            texts("kind", &|input| input.table.clone()),
            numbers("bytes", &|input| input.bytes),
            texts("sha256", &|input| input.sha256.clone()),
            texts("reader", &|input| input.reader.clone()),
            numbers("sheets", &|input| input.sheets.len() as u64),
            numbers("data_rows", &|input| sum(input, &|sheet| sheet.data)),
            numbers("skipped_rows", &|input| sum(input, &|sheet| sheet.skipped.values().sum())),
        ];
        DataFrame::new(inputs.len(), columns).expect("columns of one height, each with its name")
    }
}

/// A column of whole fen as yuan: the same digits, with a point before the last
/// two.
fn yuan(name: &str, fen: &Column) -> PolarsResult<Column> {
    let fen = fen.as_materialized_series().cast(&DataType::Int128)?;
    let yuan = fen.i128()?.clone().into_decimal_unchecked(YUAN.0, YUAN.1);
    Ok(yuan.into_series().with_name(name.into()).into_column())
}
