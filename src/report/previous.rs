//! The last run of the same period, and what changed since.
//!
//! In: the output folder that this run is about to replace, as bytes, and this
//! run. Out: what moved, from totals and finding keys. A run of the very same
//! inputs keeps what the last one said, so that running twice changes no byte.
//! It speaks of no person.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::manifest::{self, Manifest};
use super::{RunView, data};
use crate::intake::files::hex;

/// The settings that change no person's payment: a comment in the project file,
/// or its name, is no news.
const NO_NEWS: [&str; 2] = ["project_sha256", "project_file"];

/// What the last run of this period said, and what is different now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// The hash of its manifest.
    pub manifest_sha256: String,
    /// The size of its manifest in bytes.
    pub manifest_bytes: u64,
    /// Its totals that are single values (`paid_people`, `paid_amount` …), as its
    /// manifest writes them.
    pub totals: BTreeMap<String, String>,
    /// Its findings by code.
    pub findings: BTreeMap<String, u64>,
    /// Findings that are gone, by code.
    pub settled: BTreeMap<String, u64>,
    /// Findings that were not there, by code.
    pub fresh: BTreeMap<String, u64>,
    /// Inputs that were not there.
    pub inputs_added: Vec<String>,
    /// Inputs that are gone.
    pub inputs_removed: Vec<String>,
    /// Inputs of other content.
    pub inputs_changed: Vec<String>,
    /// Settings of another value, by key.
    pub settings_changed: Vec<String>,
}

/// An earlier output, as its folder holds it.
#[derive(Debug)]
pub struct Earlier {
    /// The bytes of its manifest.
    pub manifest: Vec<u8>,
    /// The bytes of its `data/findings.csv`, where it has one.
    pub findings: Option<Vec<u8>>,
}

/// What an earlier output is to this run.
#[derive(Debug, PartialEq, Eq)]
pub enum Compared {
    /// Of another county or period, or refused: nothing to compare with.
    Nothing,
    /// It is not as it was written, so nothing is taken from it.
    Altered,
    /// The last run of the period.
    With(Box<Previous>),
}

/// Compares a run with the output that it replaces.
#[must_use]
pub fn compare(earlier: &Earlier, view: &RunView<'_>) -> Compared {
    let Some(before) = manifest::read_whole(&earlier.manifest) else { return Compared::Altered };
    let own = manifest::settings(view);
    let same = |key: &str| before.settings.get(key) == own.get(key);
    if before.refused || !same("county") || !same("period") {
        return Compared::Nothing;
    }
    let keys = match listed(&before, earlier.findings.as_deref()) {
        Ok(keys) => keys,
        Err(NotAsWritten) => return Compared::Altered,
    };
    let (added, removed, changed) = inputs(&before, view);
    let all: BTreeSet<&String> = before.settings.keys().chain(own.keys()).collect();
    let settings_changed: Vec<String> = all
        .into_iter()
        .filter(|key| !NO_NEWS.contains(&key.as_str()) && !same(key))
        .cloned()
        .collect();
    let rules = manifest::rules(view);
    let quiet = added.is_empty() && removed.is_empty() && changed.is_empty();
    if quiet && settings_changed.is_empty() && before.rules == rules && same("project_sha256") {
        return match before.previous {
            Some(previous) => Compared::With(Box::new(previous)),
            None => Compared::Nothing,
        };
    }
    let (settled, fresh) = keys.map_or_else(Default::default, |keys| moved(&keys, view));
    Compared::With(Box::new(Previous {
        manifest_sha256: hex(&Sha256::digest(&earlier.manifest)),
        manifest_bytes: earlier.manifest.len() as u64,
        totals: single(&before),
        findings: before
            .totals
            .get("findings")
            .and_then(|counts| serde_json::from_value(counts.clone()).ok())
            .unwrap_or_default(),
        settled,
        fresh,
        inputs_added: added,
        inputs_removed: removed,
        inputs_changed: changed,
        settings_changed,
    }))
}

/// A table that does not carry the hash that its manifest gives it.
struct NotAsWritten;

/// The earlier findings, key and code; `None` where it wrote no table of them.
fn listed(
    before: &Manifest,
    table: Option<&[u8]>,
) -> Result<Option<BTreeMap<String, String>>, NotAsWritten> {
    let Some(written) = before.outputs.iter().find(|one| one.path == data::FINDINGS_CSV) else {
        return Ok(None);
    };
    let bytes = table.filter(|bytes| hex(&Sha256::digest(bytes)) == written.sha256);
    let bytes = bytes.ok_or(NotAsWritten)?;
    let mut reader = csv::Reader::from_reader(bytes);
    let headings = reader.headers().map_err(|_| NotAsWritten)?.clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name);
    let (Some(code), Some(key)) = (column("code"), column("key")) else {
        return Err(NotAsWritten);
    };
    let mut keys = BTreeMap::new();
    for record in reader.into_records() {
        let record = record.map_err(|_| NotAsWritten)?;
        keys.insert(record[key].to_owned(), record[code].to_owned());
    }
    Ok(Some(keys))
}

/// Findings that are gone, and that are new, by code.
fn moved(
    before: &BTreeMap<String, String>,
    view: &RunView<'_>,
) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let (mut settled, mut fresh) = (BTreeMap::new(), BTreeMap::new());
    let mut now = BTreeSet::new();
    for finding in view.findings {
        now.insert(finding.key.as_str());
        if !before.contains_key(&finding.key) {
            *fresh.entry(finding.doc.code.to_owned()).or_default() += 1;
        }
    }
    for (_, code) in before.iter().filter(|(key, _)| !now.contains(key.as_str())) {
        *settled.entry(code.clone()).or_default() += 1;
    }
    (settled, fresh)
}

/// Inputs that came, that went, and whose content changed, by path.
fn inputs(before: &Manifest, view: &RunView<'_>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let by_path = |inputs: &[manifest::Input]| {
        inputs
            .iter()
            .filter(|input| input.table != manifest::PREVIOUS_RUN)
            .map(|input| (input.path.clone(), input.sha256.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    let (then, now) = (by_path(&before.inputs), by_path(&manifest::inputs(view)));
    let missing = |from: &BTreeMap<String, String>, of: &BTreeMap<String, String>| {
        of.keys().filter(|path| !from.contains_key(*path)).cloned().collect::<Vec<_>>()
    };
    let changed = then
        .iter()
        .filter(|(path, hash)| now.get(*path).is_some_and(|new| new != *hash))
        .map(|(path, _)| path.clone())
        .collect();
    (missing(&then, &now), missing(&now, &then), changed)
}

/// A manifest's totals that are single values.
fn single(manifest: &Manifest) -> BTreeMap<String, String> {
    manifest
        .totals
        .iter()
        .filter_map(|(key, value)| {
            let text = match value {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Number(number) => number.to_string(),
                _ => return None,
            };
            Some((key.clone(), text))
        })
        .collect()
}
