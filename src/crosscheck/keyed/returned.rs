//! What the body that compared sends back: to each county its own rows.
//!
//! In: what a crosscheck of keyed copies found. Out: one CSV a county: what was
//! found, the number of the find, the counties that it was found in with, and the
//! row's number and hashes. The same reads such a file again. It has no row of
//! another county: whoever has the key could find out whose it is.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::KeyedError;
use crate::crosscheck::statements::{CHECKS, Found, Statement};
use crate::crosscheck::{County, Crosscheck};
use crate::payout::batch::FileNames;
use crate::report::OutputFile;

/// The folder of these files.
pub const FOLDER: &str = "return";
/// What stands between two counties in one cell.
const BETWEEN: &str = ";";
/// The columns.
pub const HEADER: [&str; 7] =
    ["statement", "find", "with", "line", "id_key", "name_key", "account_key"];

/// A row of a county, among what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The statement that found it.
    pub statement: &'static Statement,
    /// Which of the statement's finds, counted from 1 over all counties.
    pub find: u64,
    /// The other counties that the find has rows of.
    pub with: Vec<String>,
    /// The row's number in the county's keyed copy.
    pub line: u32,
    /// Its hashes, in the order of [`super::check::HASHED`]; empty where the
    /// statement does not give one, or the row has none.
    pub hashes: [String; 3],
}

/// One file a county, in the counties' order.
///
/// # Panics
/// Never: memory takes every record.
#[must_use]
pub fn write(counties: &[County], crosscheck: &Crosscheck) -> Vec<OutputFile> {
    let mut names = FileNames::default();
    let file = |county: &County| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(HEADER).expect("memory takes it");
        for (check, found) in CHECKS.iter().zip(&crosscheck.found) {
            for record in records(county, check, found) {
                writer.write_record(&record).expect("memory takes it");
            }
        }
        let stem = format!("{}_{}", county.county, county.period);
        let path = names.unique(FOLDER, &stem, ".csv");
        OutputFile { path, bytes: writer.into_inner().expect("memory takes it") }
    };
    counties.iter().map(file).collect()
}

/// A county's rows of what one statement found.
fn records(county: &County, check: &Statement, found: &Found) -> Vec<[String; 7]> {
    let at = |column: &str| found.place(column);
    let (place, period) = (at("county").expect("named"), at("period").expect("named"));
    let line = at("line").expect("named");
    let finds = found.rows.chunk_by(|a, b| a[..check.keys] == b[..check.keys]);
    let mut records = Vec::new();
    for (find, rows) in (1u64..).zip(finds) {
        if rows[0][period] != county.period {
            continue;
        }
        let all: BTreeSet<&str> = rows.iter().map(|row| row[place].as_str()).collect();
        let with: Vec<&str> = all.into_iter().filter(|name| *name != county.county).collect();
        for row in rows.iter().filter(|row| row[place] == county.county) {
            let cell = |column: &str| at(column).map_or(String::new(), |at| row[at].clone());
            let [number, name, account] = super::check::HASHED.map(cell);
            let (find, with) = (find.to_string(), with.join(BETWEEN));
            let said = check.name.to_owned();
            records.push([said, find, with, row[line].clone(), number, name, account]);
        }
    }
    records
}

/// Reads such a file.
///
/// # Errors
/// Where it is not laid out so.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Returned>, KeyedError> {
    let wrong = |line: usize| KeyedError::Layout { path: path.to_owned(), line };
    // A spreadsheet program puts a mark before the first heading.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    if !reader.headers().is_ok_and(|headers| headers.iter().eq(HEADER)) {
        return Err(wrong(1));
    }
    let mut rows = Vec::new();
    for (line, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|_| wrong(line))?;
        rows.push(row(&record).ok_or_else(|| wrong(line))?);
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord) -> Option<Returned> {
    let text = |at: usize| record.get(at).map(str::to_owned);
    let checks: &'static [Statement] = &CHECKS;
    Some(Returned {
        statement: checks.iter().find(|check| Some(check.name) == record.get(0))?,
        find: record.get(1)?.parse().ok()?,
        with: record
            .get(2)?
            .split(BETWEEN)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        line: record.get(3)?.parse().ok()?,
        hashes: [text(4)?, text(5)?, text(6)?],
    })
}
