//! A county's table and manifest, as a run writes them.
//!
//! In: a county's lists. Out: `data/dispositions.parquet` with the columns,
//! types and row groups of `report::tables` (a test compares the two), and
//! `manifest.json` with its hash and totals.

use std::collections::BTreeMap;
use std::path::Path;

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use polars_io::prelude::ParquetCompression;

use super::PERIOD;
use super::county::{Lists, Place, Registered, YEAR_FEN};
use crate::demo::{DemoError, write as write_file};
use crate::domain::Money;
use crate::report::OutputFile;
use crate::report::manifest::{self, Manifest, Rules};
use crate::rulebook::RULES_VERSION;

/// The table's path in a county's folder.
const TABLE: &str = "data/dispositions.parquet";
/// Rows a Parquet row group, as a run writes them.
const ROW_GROUP_ROWS: usize = 16_384;

/// Where a row stands.
pub(super) struct At<'a> {
    /// `roster` or `pay_list`.
    pub list: &'a str,
    /// The file.
    pub file: &'a str,
    /// The sheet.
    pub sheet: &'a str,
    /// The row, as Excel counts it.
    pub line: u32,
}

/// What was written for a county.
pub(super) struct Written {
    pub roster_rows: u64,
    pub pay_list_rows: u64,
    pub paid_rows: u64,
    pub paid: Money,
    pub bytes: u64,
}

/// A row of the table.
struct TableRow<'a> {
    list: &'static str,
    line: u32,
    person: &'a Registered,
}

impl TableRow<'_> {
    fn end(&self) -> &'static str {
        match &self.person.pay {
            Some(pay) if self.list == "pay_list" => {
                if pay.held {
                    "held"
                } else {
                    "paid"
                }
            }
            _ => self.person.end,
        }
    }

    fn amount_fen(&self) -> i64 {
        if self.account().is_some() { YEAR_FEN } else { 0 }
    }

    fn account(&self) -> Option<&str> {
        let pay = self.person.pay.as_ref().filter(|_| self.list == "pay_list");
        pay.map(|pay| pay.account.as_str())
    }
}

/// Writes a county's folder.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn write(dir: &Path, place: &Place, lists: &Lists) -> Result<Written, DemoError> {
    let rows: Vec<TableRow<'_>> = ["roster", "pay_list"]
        .into_iter()
        .flat_map(|list| {
            lists.rows(list).map(move |(line, person)| TableRow { list, line, person })
        })
        .collect();
    let bytes = parquet(lists, &rows).expect("a frame of plain columns is written");
    let table = OutputFile { path: TABLE.to_owned(), bytes };
    let (manifest, written) = manifest(place, &rows, &table);
    let folder = dir.join(&place.code);
    let data = folder.join("data");
    std::fs::create_dir_all(&data).map_err(|source| DemoError::Io { path: data, source })?;
    for file in [&table, &manifest] {
        write_file(&folder.join(&file.path), &file.bytes)?;
    }
    Ok(written)
}

fn parquet(lists: &Lists, rows: &[TableRow<'_>]) -> PolarsResult<Vec<u8>> {
    let files: BTreeMap<&str, Vec<String>> = ["roster", "pay_list"]
        .into_iter()
        .map(|list| (list, (0..lists.townships.len()).map(|at| lists.file(list, at)).collect()))
        .collect();
    let mut bytes = Vec::new();
    let mut chunks = rows.chunks(ROW_GROUP_ROWS);
    let first = frame(lists, &files, chunks.next().unwrap_or_default())?;
    let mut writer = ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .set_parallel(false)
        .batched(first.schema())?;
    writer.write_batch(&first)?;
    for chunk in chunks {
        writer.write_batch(&frame(lists, &files, chunk)?)?;
    }
    writer.finish()?;
    Ok(bytes)
}

fn texts<'a>(name: &str, values: impl ExactSizeIterator<Item = Option<&'a str>>) -> Column {
    let mut builder = StringChunkedBuilder::new(name.into(), values.len());
    for value in values {
        builder.append_option(value);
    }
    builder.finish().into_column()
}

fn frame(
    lists: &Lists,
    files: &BTreeMap<&str, Vec<String>>,
    rows: &[TableRow<'_>],
) -> PolarsResult<DataFrame> {
    let village = |row: &TableRow<'_>| &lists.villages[row.person.village];
    let sound = |row: &TableRow<'_>| row.person.sound;
    let names: Vec<String> = rows.iter().map(|row| row.person.name.replace('·', "")).collect();
    let columns = vec![
        texts("table", rows.iter().map(|row| Some(row.list))),
        texts("file", rows.iter().map(|row| Some(files[row.list][village(row).0].as_str()))),
        texts("sheet", rows.iter().map(|row| Some(village(row).1.as_str()))),
        Column::new("row".into(), rows.iter().map(|row| row.line).collect::<Vec<u32>>()),
        texts("township", rows.iter().map(|row| Some(lists.townships[village(row).0].as_str()))),
        texts("village", rows.iter().map(|row| Some(village(row).1.as_str()))),
        texts("name", rows.iter().map(|row| Some(row.person.name.as_str()))),
        texts("id_number", rows.iter().map(|row| Some(row.person.id_number.as_str()))),
        texts("disposition", rows.iter().map(|row| Some(row.end()))),
        texts("codes", rows.iter().map(|row| Some(row.person.codes))),
        Column::new(
            "amount_fen".into(),
            rows.iter().map(TableRow::amount_fen).collect::<Vec<i64>>(),
        ),
        texts("id_key", rows.iter().map(|row| sound(row).then_some(row.person.id_number.as_str()))),
        texts("name_key", names.iter().map(|name| Some(name.as_str()))),
        texts("account_key", rows.iter().map(TableRow::account)),
    ];
    DataFrame::new(rows.len(), columns)
}

fn manifest(place: &Place, rows: &[TableRow<'_>], table: &OutputFile) -> (OutputFile, Written) {
    let mut ends: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let (mut paid, mut held) = (Money::ZERO, Money::ZERO);
    for row in rows {
        *ends.entry((row.list, row.end())).or_default() += 1;
        match row.end() {
            "paid" => paid += Money::from_fen(row.amount_fen()),
            "held" => held += Money::from_fen(row.amount_fen()),
            _ => {}
        }
    }
    let of = |list: &str| -> BTreeMap<&str, u64> {
        ends.iter().filter(|((l, _), _)| *l == list).map(|((_, end), n)| (*end, *n)).collect()
    };
    let (roster, pay_list) = (of("roster"), of("pay_list"));
    let count = |list: &BTreeMap<&str, u64>, end| list.get(end).copied().unwrap_or_default();
    let written = Written {
        roster_rows: roster.values().sum(),
        pay_list_rows: pay_list.values().sum(),
        paid_rows: count(&pay_list, "paid"),
        paid,
        bytes: table.bytes.len() as u64,
    };
    let totals = [
        ("roster_rows", serde_json::json!(written.roster_rows)),
        ("roster_people", serde_json::json!(written.roster_rows)),
        ("pay_list_rows", serde_json::json!(written.pay_list_rows)),
        ("pay_list_people", serde_json::json!(written.pay_list_rows)),
        ("paid_people", serde_json::json!(written.paid_rows)),
        ("paid_amount", serde_json::json!(paid.to_string())),
        ("held_people", serde_json::json!(count(&pay_list, "held"))),
        ("held_amount", serde_json::json!(held.to_string())),
        ("budget", serde_json::json!((paid + held).to_string())),
        ("quota", serde_json::json!(written.pay_list_rows)),
        ("roster", serde_json::json!(roster)),
        ("pay_list", serde_json::json!(pay_list)),
    ];
    let settings = [
        ("county", place.name.as_str()),
        ("period", PERIOD),
        ("as_of", "2020-12-31"),
        ("lang", "zh"),
    ];
    let owned = |(key, value): (&str, serde_json::Value)| (key.to_owned(), value);
    let manifest = Manifest {
        zhibu: env!("CARGO_PKG_VERSION").to_owned(),
        refused: false,
        only: vec!["data".to_owned()],
        rules: Rules {
            version: RULES_VERSION.to_owned(),
            programme: "reservoir-resettlement".to_owned(),
            bank: "plain-csv".to_owned(),
            overlays: BTreeMap::new(),
        },
        settings: settings.map(|(key, text)| owned((key, serde_json::json!(text)))).into(),
        inputs: Vec::new(),
        outputs: vec![manifest::Output::of(table)],
        decisions: Vec::new(),
        previous: None,
        totals: totals.map(owned).into(),
        self_sha256: String::new(),
    };
    (manifest::seal(manifest), written)
}
