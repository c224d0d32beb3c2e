//! The rows of a county as the statements see them: the view
//! `rows_of_counties`.
//!
//! In: a county's `data/dispositions.parquet`. Out: data frames with the
//! columns of the view. `table` is called `list` and `row` is called `line`
//! there, because SQL keeps those two words to itself. It refuses bytes that do
//! not fit the manifest's hash, columns that are missing or of other types, and
//! keyed copies that hold more than hashes.

use std::path::PathBuf;

use polars::prelude::*;
use polars_io::SerReader as _;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use sha2::{Digest, Sha256};

use super::counties::{County, TABLE};
use super::error::CrosscheckError;
use super::keyed;
use crate::intake::files::hex;

/// The view's name in the statements.
pub const VIEW: &str = "rows_of_counties";

/// The columns that are read: in the file, in the view, their type.
pub(super) const COLUMNS: [(&str, &str, DataType); 10] = [
    ("table", "list", DataType::String),
    ("file", "file", DataType::String),
    ("sheet", "sheet", DataType::String),
    ("row", "line", DataType::UInt32),
    ("township", "township", DataType::String),
    ("disposition", "disposition", DataType::String),
    ("amount_fen", "amount_fen", DataType::Int64),
    ("id_key", "id_key", DataType::String),
    ("name_key", "name_key", DataType::String),
    ("account_key", "account_key", DataType::String),
];

/// The columns, as the file names them, that decide whether a row matters and
/// that the totals are made of.
const KEYS: [&str; 6] = ["table", "disposition", "amount_fen", "id_key", "name_key", "account_key"];

/// The columns of the view, in order.
fn view_columns() -> impl Iterator<Item = (&'static str, DataType)> {
    let place = ["county", "period"].map(|name| (name, DataType::String));
    place.into_iter().chain(COLUMNS.into_iter().map(|(_, view, kind)| (view, kind)))
}

/// The view without a row.
#[must_use]
pub fn none() -> DataFrame {
    let fields = view_columns().map(|(name, kind)| Field::new(name.into(), kind));
    DataFrame::empty_with_schema(&fields.collect::<Schema>())
}

/// A county's table in memory, its bytes as the manifest has them.
pub struct Rows<'a> {
    county: &'a County,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl<'a> Rows<'a> {
    /// Reads a county's table and checks its hash and its columns.
    ///
    /// # Errors
    /// Where it cannot be read from disk, its bytes do not fit the manifest, or
    /// a column is not as it must be.
    pub fn read(county: &'a County) -> Result<Self, CrosscheckError> {
        let path = county.folder.join(TABLE);
        let bytes = std::fs::read(&path)
            .map_err(|source| CrosscheckError::Read { path: path.clone(), source })?;
        if hex(&Sha256::digest(&bytes)) != county.sha256 {
            return Err(CrosscheckError::Hash { path });
        }
        let rows = Self { county, path, bytes };
        rows.check_columns()?;
        if county.keyed.is_some() {
            keyed::check::values(&rows.all()?).map_err(|column| rows.not_keyed(column))?;
        }
        Ok(rows)
    }

    fn damaged(&self) -> impl FnOnce(PolarsError) -> CrosscheckError {
        let path = self.path.clone();
        move |error| CrosscheckError::Parquet { path, detail: error.to_string() }
    }

    fn not_keyed(&self, column: &str) -> CrosscheckError {
        CrosscheckError::NotKeyed { path: self.path.clone(), column: column.to_owned() }
    }

    fn check_columns(&self) -> Result<(), CrosscheckError> {
        let mut reader = ParquetReader::new(std::io::Cursor::new(&self.bytes));
        let schema = reader.schema().map_err(self.damaged())?;
        for (column, _, expected) in COLUMNS {
            let found = schema.get(column).map(DataType::from_arrow_field);
            if found.as_ref() != Some(&expected) {
                return Err(CrosscheckError::Column {
                    path: self.path.clone(),
                    column,
                    expected: expected.to_string(),
                    found: found.map_or_else(|| "missing".to_owned(), |found| found.to_string()),
                });
            }
        }
        let of_ours = |name: &str| COLUMNS.iter().any(|(column, ..)| *column == name);
        let more = schema.iter_names().find(|name| !of_ours(name));
        match more.filter(|_| self.county.keyed.is_some()) {
            Some(column) => Err(self.not_keyed(column)),
            None => Ok(()),
        }
    }

    /// The rows with some of the file's columns, named as in the view.
    fn frame(&self, columns: &[&str]) -> Result<DataFrame, CrosscheckError> {
        let names = columns.iter().map(|name| (*name).to_owned()).collect();
        let mut frame = ParquetReader::new(std::io::Cursor::new(&self.bytes))
            .with_columns(Some(names))
            .read_parallel(ParallelStrategy::None)
            .finish()
            .map_err(self.damaged())?;
        for (file, view, _) in COLUMNS.iter().filter(|(file, view, _)| file != view) {
            if columns.contains(file) {
                frame.rename(file, (*view).into()).map_err(self.damaged())?;
            }
        }
        let height = frame.height();
        for (name, text) in [("county", &self.county.county), ("period", &self.county.period)] {
            let value = Scalar::new(DataType::String, AnyValue::StringOwned(text.as_str().into()));
            frame
                .with_column(Column::new_scalar(name.into(), value, height))
                .map_err(self.damaged())?;
        }
        Ok(frame)
    }

    /// The columns that decide whether a row matters, and county and period.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn keys(&self) -> Result<DataFrame, CrosscheckError> {
        self.frame(&KEYS)
    }

    /// Every column of the view, and every row.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn all(&self) -> Result<DataFrame, CrosscheckError> {
        let columns: Vec<&str> = COLUMNS.iter().map(|(file, ..)| *file).collect();
        let frame = self.frame(&columns)?;
        frame.select(view_columns().map(|(name, _)| name)).map_err(self.damaged())
    }

    /// Who the rows of a run are, beside the view: village, name and number as
    /// they are written.
    ///
    /// # Errors
    /// Where the file is damaged, or lacks one of them.
    pub fn people(&self) -> Result<DataFrame, CrosscheckError> {
        self.frame(&["village", "name", "id_number"])
    }

    /// Every column of the view, of the rows that are marked.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn marked(&self, marks: &[bool]) -> Result<DataFrame, CrosscheckError> {
        let marks = BooleanChunked::from_slice("marked".into(), marks);
        let frame = self.all()?.filter(&marks).map_err(self.damaged())?;
        // Filtered texts still hold on to the whole county's.
        let columns = frame.columns().iter().map(|column| match column.str() {
            Ok(texts) => {
                let mut own = StringChunkedBuilder::new(texts.name().clone(), texts.len());
                texts.iter().for_each(|text| own.append_option(text));
                own.finish().into_column()
            }
            Err(_) => column.clone(),
        });
        DataFrame::new(frame.height(), columns.collect()).map_err(self.damaged())
    }
}
