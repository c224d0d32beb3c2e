//! `payout/control.csv`: a row a payout file, then the total.

use super::{OutputFile, Written};
use crate::domain::Money;

/// One payout file's control figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlRow {
    /// The file, relative to the output folder.
    pub file: String,
    /// The people in it.
    pub people: u64,
    /// Its sum.
    pub amount: Money,
    /// The hash of its bytes.
    pub sha256: String,
}

/// The control figures of a payout file that was written.
#[must_use]
pub fn row(file: &Written, people: u64, amount: Money) -> ControlRow {
    ControlRow { file: file.path.clone(), people, amount, sha256: file.sha256.clone() }
}

/// The path of the control file.
pub const PATH: &str = "payout/control.csv";

/// Writes the control file: UTF-8, `file,people,amount,sha256`, then the total.
///
/// # Panics
/// Never: memory takes every record.
#[must_use]
pub fn write(rows: &[ControlRow]) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |fields: [&str; 4]| writer.write_record(fields).expect("memory takes it");
    put(["file", "people", "amount", "sha256"]);
    for row in rows {
        put([&row.file, &row.people.to_string(), &row.amount.to_string(), &row.sha256]);
    }
    let people: u64 = rows.iter().map(|row| row.people).sum();
    let amount: Money = rows.iter().map(|row| row.amount).sum();
    put(["total", &people.to_string(), &amount.to_string(), ""]);
    let bytes = writer.into_inner().expect("memory takes it");
    OutputFile { path: PATH.to_owned(), bytes }
}
