//! What a crosscheck writes: the totals, one CSV a statement, and of keyed copies
//! one a county to send back.
//!
//! In: what the counties say together. Out: files in memory, for `publish`.
//! Numbers are in full, because they must be looked up; amounts are whole fen,
//! as the statements give them. The manifest names the tables that were read by
//! county and hash, so that `zhibu verify` reads the folder again.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{County, Crosscheck, counties, keyed, totals};
use crate::intake::files::hex;
use crate::report::OutputFile;
use crate::report::manifest::{self, Input, Manifest, Rules};
use crate::rulebook::RULES_VERSION;

/// The file of the totals.
pub const TOTALS_PATH: &str = "totals.csv";

/// The file of rows that were found again.
pub const RESOLVED_PATH: &str = "resolved.csv";

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
    if crosscheck.keyed.is_some() {
        files.extend(keyed::returned::write(counties, crosscheck));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(manifest(counties, crosscheck, &files));
    files
}

/// Whether a folder is free for what a command writes: nothing of ours is there, or
/// what the same command wrote. A folder that is not ours is `publish`'s to refuse.
#[must_use]
pub fn may_replace(folder: &Path, command: &str) -> bool {
    let path = folder.join(manifest::PATH);
    let Ok(bytes) = std::fs::read(&path) else { return !path.exists() };
    let manifest: Option<Manifest> = serde_json::from_slice(&bytes).ok();
    let said = manifest.and_then(|manifest| manifest.settings.get("command").cloned());
    said == Some(serde_json::json!(command))
}

fn csv(path: &str, header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        writer.write_record(&row).expect("memory takes it");
    }
    OutputFile { path: path.to_owned(), bytes: writer.into_inner().expect("memory takes it") }
}

fn manifest(counties: &[County], crosscheck: &Crosscheck, files: &[OutputFile]) -> OutputFile {
    let mut totals: BTreeMap<String, serde_json::Value> = crosscheck
        .found
        .iter()
        .map(|found| {
            let counts = serde_json::json!({ "found": found.groups, "rows": found.rows.len() });
            (found.name.to_owned(), counts)
        })
        .collect();
    totals.insert("counties".to_owned(), serde_json::json!(counties.len()));
    let mut settings = BTreeMap::from([("command".to_owned(), serde_json::json!(COMMAND))]);
    if let Some(check) = &crosscheck.keyed {
        let keyed = serde_json::json!({ "scheme": keyed::SCHEME, "check": check });
        settings.insert(keyed::SETTING.to_owned(), keyed);
    }
    sealed(settings, counties.iter().map(input).collect(), files, totals)
}

/// A county's table, among what was read.
fn input(county: &County) -> Input {
    Input {
        path: format!("{}/{}/{}", county.county, county.period, counties::TABLE),
        table: "dispositions".to_owned(),
        bytes: county.bytes,
        sha256: county.sha256.clone(),
        reader: "parquet".to_owned(),
        sheets: Vec::new(),
    }
}

/// The rows of a county that were found again, as a folder: in full, the manifest
/// last.
///
/// # Panics
/// Never: memory takes every record.
#[must_use]
pub fn resolved(
    county: &County,
    returned: (&str, &[u8]),
    rows: &[keyed::resolve::Resolved],
) -> Vec<OutputFile> {
    let header = [
        "statement",
        "find",
        "with",
        "table",
        "file",
        "sheet",
        "row",
        "township",
        "village",
        "name",
        "id_number",
        "disposition",
        "amount",
    ];
    let record = |row: &keyed::resolve::Resolved| {
        vec![
            row.returned.statement.name.to_owned(),
            row.returned.find.to_string(),
            row.returned.with.join(";"),
            row.list.clone(),
            row.file.clone(),
            row.sheet.clone(),
            row.row.to_string(),
            row.township.clone(),
            row.village.clone(),
            row.name.clone(),
            row.id_number.clone(),
            row.disposition.clone(),
            row.amount.to_string(),
        ]
    };
    let header = header.map(str::to_owned).to_vec();
    let file = csv(RESOLVED_PATH, header, rows.iter().map(record));
    let (path, bytes) = returned;
    let came_back = Input {
        path: path.to_owned(),
        table: keyed::returned::FOLDER.to_owned(),
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        reader: "csv".to_owned(),
        sheets: Vec::new(),
    };
    let settings = BTreeMap::from([("command".to_owned(), serde_json::json!(keyed::RESOLVED))]);
    let totals = BTreeMap::from([("rows".to_owned(), serde_json::json!(rows.len()))]);
    let files = [file];
    let manifest = sealed(settings, vec![input(county), came_back], &files, totals);
    files.into_iter().chain([manifest]).collect()
}

/// The manifest of what is no run.
pub(super) fn sealed(
    settings: BTreeMap<String, serde_json::Value>,
    inputs: Vec<Input>,
    files: &[OutputFile],
    totals: BTreeMap<String, serde_json::Value>,
) -> OutputFile {
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
        settings,
        inputs,
        outputs: files.iter().map(manifest::Output::of).collect(),
        decisions: Vec::new(),
        previous: None,
        totals,
        self_sha256: String::new(),
    })
}
