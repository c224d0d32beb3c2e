//! `manifest.json`: inputs and outputs with their hashes, rules, settings,
//! counts and totals, and a hash of itself.
//!
//! Threads and the machine's paths are left out: they change no byte.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::previous::Previous;
use super::{OutputFile, RunView, Written, decided};
use crate::intake::files::hex;
use crate::rulebook::RULES_VERSION;
use crate::rulebook::project::{FILE_NAME, SharedAccount};

/// The manifest's path in an output folder.
pub const PATH: &str = "manifest.json";
/// What an earlier run of the period is called among the inputs.
pub const PREVIOUS_RUN: &str = "previous_run";
/// What stands in place of the manifest's own hash while it is hashed.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A run's manifest.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's version.
    pub zhibu: String,
    /// Whether the run was refused: then nothing was paid.
    pub refused: bool,
    /// The parts that were written, where not all were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// The rules.
    pub rules: Rules,
    /// The settings.
    pub settings: BTreeMap<String, serde_json::Value>,
    /// The input files.
    pub inputs: Vec<Input>,
    /// The output files, but for the manifest itself.
    pub outputs: Vec<Output>,
    /// Who decided what, when, on which value, and what became of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<serde_json::Value>,
    /// The last run of the period whose output this one replaced, where it was of
    /// other inputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
    /// Counts and sums.
    pub totals: BTreeMap<String, serde_json::Value>,
    /// The hash of the manifest with this field all zeros.
    pub self_sha256: String,
}

/// The rules that a run followed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The shipped rules' version.
    pub version: String,
    /// The programme's id.
    pub programme: String,
    /// The bank profile's id.
    pub bank: String,
    /// The project's own rules files with their hash.
    pub overlays: BTreeMap<String, String>,
}

/// An input file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Input {
    /// Relative to the project folder.
    pub path: String,
    /// The table it belongs to.
    pub table: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash; of a ledger the chain's head.
    pub sha256: String,
    /// Which reader read it.
    pub reader: String,
    /// Its table sheets: rows, data rows, and the others by kind.
    pub sheets: Vec<SheetCount>,
}

/// A sheet's rows.
#[derive(Debug, Serialize, Deserialize)]
pub struct SheetCount {
    /// The sheet's name.
    pub sheet: String,
    /// Its rows.
    pub rows: u32,
    /// Its data rows.
    pub data: u32,
    /// The rows that are no data, by kind.
    pub skipped: BTreeMap<String, u32>,
}

/// An output file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    /// Relative to the output folder.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash.
    pub sha256: String,
}

impl Output {
    /// What a manifest says of a file in memory.
    #[must_use]
    pub fn of(file: &OutputFile) -> Self {
        Self {
            path: file.path.clone(),
            bytes: file.bytes.len() as u64,
            sha256: hex(&Sha256::digest(&file.bytes)),
        }
    }
}

/// Writes the manifest of a run over its other outputs.
///
/// # Panics
/// Never: every value in it is plain.
#[must_use]
pub fn write(view: &RunView<'_>, outputs: &[Written], only: &[String]) -> OutputFile {
    let manifest = Manifest {
        zhibu: env!("CARGO_PKG_VERSION").to_owned(),
        refused: view.refused,
        only: only.to_vec(),
        rules: rules(view),
        settings: settings(view),
        inputs: inputs(view),
        outputs: outputs.iter().map(output).collect(),
        decisions: decided::in_manifest(view),
        previous: view.previous.cloned(),
        totals: totals(view),
        self_sha256: NO_HASH.to_owned(),
    };
    seal(manifest)
}

/// A manifest as it is written, with its own hash.
///
/// # Panics
/// Never: every value in it is plain.
#[must_use]
pub fn seal(mut manifest: Manifest) -> OutputFile {
    NO_HASH.clone_into(&mut manifest.self_sha256);
    let mut text = serde_json::to_string_pretty(&manifest).expect("plain values");
    text.push('\n');
    let own = hex(&Sha256::digest(text.as_bytes()));
    let at = text.rfind(NO_HASH).expect("the field is there");
    text.replace_range(at..at + NO_HASH.len(), &own);
    OutputFile { path: PATH.to_owned(), bytes: text.into_bytes() }
}

/// The manifest in these bytes; `None` where they are none, or not as written.
#[must_use]
pub fn read_whole(bytes: &[u8]) -> Option<Manifest> {
    let manifest = serde_json::from_slice(bytes).ok()?;
    is_whole(bytes, &manifest).then_some(manifest)
}

/// Whether a manifest's bytes carry their own hash.
#[must_use]
pub fn is_whole(bytes: &[u8], manifest: &Manifest) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(at) = text.rfind(&manifest.self_sha256) else { return false };
    let mut text = text.to_owned();
    text.replace_range(at..at + manifest.self_sha256.len(), NO_HASH);
    hex(&Sha256::digest(text.as_bytes())) == manifest.self_sha256
}

/// The rules that a run follows.
pub(super) fn rules(view: &RunView<'_>) -> Rules {
    Rules {
        version: RULES_VERSION.to_owned(),
        programme: view.rulebook.programme.id.clone(),
        bank: view.rulebook.bank.id.clone(),
        overlays: view
            .rulebook
            .overlays
            .iter()
            .map(|(name, text)| (name.clone(), hex(&Sha256::digest(text.as_bytes()))))
            .collect(),
    }
}

fn output(file: &Written) -> Output {
    Output { path: file.path.clone(), bytes: file.bytes, sha256: file.sha256.clone() }
}

/// The files that a run read, and the ledger and the earlier run where it did.
pub(super) fn inputs(view: &RunView<'_>) -> Vec<Input> {
    let mut inputs: Vec<Input> = view
        .files
        .iter()
        .map(|file| Input {
            path: file.path.to_string(),
            table: file.table.key().to_owned(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            reader: file.reader.clone(),
            sheets: file
                .sheets
                .clone()
                .into_iter()
                .map(|count| SheetCount {
                    sheet: count.sheet,
                    rows: count.rows,
                    data: count.data,
                    skipped: count
                        .skipped
                        .into_iter()
                        .map(|(kind, rows)| (kind.key().to_owned(), rows))
                        .collect(),
                })
                .collect(),
        })
        .collect();
    // Two lists of one year lie beside one manifest.
    for (path, bytes, sha256) in view.stated.iter().map(|stated| &stated.manifest) {
        if inputs.iter().all(|input| input.path != *path) {
            inputs.push(Input {
                path: path.clone(),
                table: "prior_manifest".to_owned(),
                bytes: *bytes,
                sha256: sha256.clone(),
                reader: "json".to_owned(),
                sheets: Vec::new(),
            });
        }
    }
    inputs.extend(view.ledger.map(|ledger| Input {
        path: ledger.place.clone(),
        table: "ledger".to_owned(),
        bytes: 0,
        // A database's bytes say nothing: the chain's head covers what it says.
        sha256: ledger.head.clone(),
        reader: format!("events {}", ledger.events),
        sheets: Vec::new(),
    }));
    inputs.extend(view.previous.map(|previous| Input {
        path: PATH.to_owned(),
        table: PREVIOUS_RUN.to_owned(),
        bytes: previous.manifest_bytes,
        sha256: previous.manifest_sha256.clone(),
        reader: "json".to_owned(),
        sheets: Vec::new(),
    }));
    inputs
}

/// What the project file says, but for what changes no byte.
pub(super) fn settings(view: &RunView<'_>) -> BTreeMap<String, serde_json::Value> {
    let project = view.project;
    let shared = match project.shared_account {
        SharedAccount::Never => serde_json::json!("never"),
        SharedAccount::Household => serde_json::json!("household"),
        SharedAccount::Limit(limit) => serde_json::json!({ "limit": limit }),
    };
    let severities: BTreeMap<&str, serde_json::Value> = project
        .severities
        .iter()
        .map(|change| {
            let value = serde_json::json!({
                "level": change.level.key(),
                "reason": change.reason,
                "since": change.since.to_string(),
                "in_force": change.since <= project.as_of,
            });
            (change.code.as_str(), value)
        })
        .collect();
    let acknowledged: Vec<serde_json::Value> = project
        .acknowledgements
        .iter()
        .map(|named| {
            serde_json::json!({
                "code": named.code,
                "at": named.at,
                "reason": named.reason,
                "by": named.by,
                "on": named.on.to_string(),
            })
        })
        .collect();
    [
        ("county", serde_json::json!(project.county)),
        ("period", serde_json::json!(project.period.to_string())),
        ("as_of", serde_json::json!(project.as_of.to_string())),
        ("lang", serde_json::json!(view.lang.key())),
        ("prior_period", serde_json::json!(project.prior_period.to_string())),
        ("removal_takes_effect", serde_json::json!(project.removal_takes_effect.key())),
        ("shared_account", shared),
        ("reservoirs", serde_json::json!(project.reservoirs)),
        ("banks", serde_json::json!(project.banks)),
        ("severity", serde_json::json!(severities)),
        ("acknowledge", serde_json::json!(acknowledged)),
        ("project_sha256", serde_json::json!(hex(&Sha256::digest(project.source.as_bytes())))),
        ("project_file", serde_json::json!(FILE_NAME)),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

fn totals(view: &RunView<'_>) -> BTreeMap<String, serde_json::Value> {
    let totals = view.totals;
    let by_end = |counts: &BTreeMap<crate::reconcile::Disposition, u64>| {
        counts.iter().map(|(end, count)| (end.key(), *count)).collect::<BTreeMap<_, _>>()
    };
    [
        ("roster_rows", serde_json::json!(totals.roster_rows)),
        ("roster_people", serde_json::json!(totals.roster_people)),
        ("pay_list_rows", serde_json::json!(totals.pay_list_rows)),
        ("pay_list_people", serde_json::json!(totals.pay_list_people)),
        ("paid_people", serde_json::json!(totals.paid_people)),
        ("paid_amount", serde_json::json!(totals.paid_amount.to_string())),
        ("held_people", serde_json::json!(totals.held_people)),
        ("held_amount", serde_json::json!(totals.held_amount.to_string())),
        ("budget", serde_json::json!(view.project.budget.to_string())),
        ("quota", serde_json::json!(view.project.quota)),
        ("roster", serde_json::json!(by_end(&totals.roster))),
        ("pay_list", serde_json::json!(by_end(&totals.pay_list))),
        ("findings", serde_json::json!(totals.findings)),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}
