//! What a crosscheck writes: the totals, and one CSV a statement.
//!
//! In: what the counties say together. Out: files in memory, for `publish`.
//! Numbers are in full, because they must be looked up; amounts are whole fen,
//! as the statements give them. The manifest names the tables that were read by
//! county and hash, so that `zhibu verify` reads the folder again.

use std::collections::BTreeMap;

use super::{County, Crosscheck, counties, totals};
use crate::report::OutputFile;
use crate::report::manifest::{self, Input, Manifest, Rules};
use crate::rulebook::RULES_VERSION;

/// The file of the totals.
pub const TOTALS_PATH: &str = "totals.csv";

/// What the manifest's `command` says: this folder is no county's.
pub const COMMAND: &str = "crosscheck";

/// The files of a crosscheck, in order of path, the manifest last.
///
/// # Panics
/// Never: memory takes every record.
#[must_use]
pub fn write(counties: &[County], crosscheck: &Crosscheck) -> Vec<OutputFile> {
    let mut files = vec![csv(
        TOTALS_PATH,
        totals::COLUMNS.into_iter().map(str::to_owned).collect(),
        crosscheck.totals.iter().map(totals::CountyTotals::texts),
    )];
    files.extend(crosscheck.found.iter().map(|found| {
        csv(&format!("{}.csv", found.name), found.columns.clone(), found.rows.iter().cloned())
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(manifest(counties, crosscheck, &files));
    files
}

fn csv(path: &str, header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        writer.write_record(&row).expect("memory takes it");
    }
    OutputFile { path: path.to_owned(), bytes: writer.into_inner().expect("memory takes it") }
}

fn manifest(counties: &[County], crosscheck: &Crosscheck, files: &[OutputFile]) -> OutputFile {
    let inputs = counties.iter().map(|county| Input {
        path: format!("{}/{}/{}", county.county, county.period, counties::TABLE),
        table: "dispositions".to_owned(),
        bytes: county.bytes,
        sha256: county.sha256.clone(),
        reader: "parquet".to_owned(),
        sheets: Vec::new(),
    });
    let mut totals: BTreeMap<String, serde_json::Value> = crosscheck
        .found
        .iter()
        .map(|found| {
            let counts = serde_json::json!({ "found": found.groups, "rows": found.rows.len() });
            (found.name.to_owned(), counts)
        })
        .collect();
    totals.insert("counties".to_owned(), serde_json::json!(counties.len()));
    manifest::seal(Manifest {
        zhibu: env!("CARGO_PKG_VERSION").to_owned(),
        refused: false,
        only: Vec::new(),
        rules: Rules {
            version: RULES_VERSION.to_owned(),
            programme: String::new(),
            bank: String::new(),
            overlays: BTreeMap::new(),
        },
        settings: [("command".to_owned(), serde_json::json!(COMMAND))].into(),
        inputs: inputs.collect(),
        outputs: files.iter().map(manifest::Output::of).collect(),
        decisions: Vec::new(),
        previous: None,
        totals,
        self_sha256: String::new(),
    })
}
