//! The counties to compare: output folders, by their manifests.
//!
//! In: folders, or folders that contain them one or two levels down. Out: the
//! counties in order of county and period, each with what its manifest states.
//! It refuses a manifest that was changed, a run that was refused, one county
//! twice for one period, and keyed copies of two keys or beside runs; it reads no
//! row.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::error::CrosscheckError;
use super::keyed;
use crate::intake::files::hex;
use crate::report::manifest::{self, Manifest};

/// The table of a county's rows, relative to its output folder.
pub const TABLE: &str = crate::report::tables::DISPOSITIONS;

/// One county's run for one period.
#[derive(Clone, Debug)]
pub struct County {
    /// The output folder.
    pub folder: PathBuf,
    /// The county, as its project file names it.
    pub county: String,
    /// The period that is paid, as it is written: `2020`, `2020H1` …
    pub period: String,
    /// The size of its table in bytes.
    pub bytes: u64,
    /// The hash of its table.
    pub sha256: String,
    /// The totals that its rows must add up to: key and text.
    pub stated: Vec<(&'static str, String)>,
    /// The size of its manifest in bytes.
    pub manifest_bytes: u64,
    /// The hash of its manifest.
    pub manifest_sha256: String,
    /// Of a keyed copy the check value of its key; `None` of a run.
    pub keyed: Option<String>,
}

/// The manifest's totals that the rows are added up against.
const STATED: [&str; 5] =
    ["roster_rows", "pay_list_rows", "paid_people", "paid_amount", "held_amount"];

/// Finds the counties in the folders, in order of county and period.
///
/// # Errors
/// Where a folder has no manifest, a file cannot be read, or what it states
/// cannot be compared.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<County>, CrosscheckError> {
    let mut counties = Vec::new();
    for path in paths {
        if is_output(path) {
            let named = county(path)?;
            let named = named.ok_or_else(|| CrosscheckError::NotACounty { path: path.clone() })?;
            counties.push(named);
            continue;
        }
        let before = counties.len();
        for folder in outputs_below(path)? {
            counties.extend(county(&folder)?);
        }
        if counties.len() == before {
            return Err(CrosscheckError::NoManifest { path: path.clone() });
        }
    }
    counties
        .sort_by(|a, b| (&a.county, &a.period, &a.folder).cmp(&(&b.county, &b.period, &b.folder)));
    for pair in counties.windows(2) {
        if (&pair[0].county, &pair[0].period) == (&pair[1].county, &pair[1].period) {
            return Err(CrosscheckError::Twice {
                county: pair[0].county.clone(),
                period: pair[0].period.clone(),
                first: pair[0].folder.clone(),
                second: pair[1].folder.clone(),
            });
        }
    }
    comparable(&counties)?;
    Ok(counties)
}

/// Refuses keyed copies beside runs, and keyed copies of two keys: nothing in them
/// would be found to be the same, which reads as if there were nothing to find.
fn comparable(counties: &[County]) -> Result<(), CrosscheckError> {
    let Some(first) = counties.first() else { return Ok(()) };
    let other = counties.iter().find(|county| county.keyed != first.keyed);
    let Some(other) = other else { return Ok(()) };
    let (a, b) = (first.folder.clone(), other.folder.clone());
    Err(match (&first.keyed, &other.keyed) {
        (Some(_), Some(_)) => CrosscheckError::OtherKey { first: a, second: b },
        (Some(_), None) => CrosscheckError::Mixed { keyed: a, run: b },
        _ => CrosscheckError::Mixed { keyed: b, run: a },
    })
}

fn is_output(folder: &Path) -> bool {
    folder.join(manifest::PATH).is_file()
}

/// The output folders one or two levels down, in order of path. What a run is
/// just writing beside its target (`.2020.new`) is not looked at.
fn outputs_below(folder: &Path) -> Result<Vec<PathBuf>, CrosscheckError> {
    let mut found = Vec::new();
    for child in folders_in(folder)? {
        if is_output(&child) {
            found.push(child);
        } else {
            found.extend(folders_in(&child)?.into_iter().filter(|inner| is_output(inner)));
        }
    }
    found.sort();
    Ok(found)
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, CrosscheckError> {
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            CrosscheckError::NoManifest { path: folder.to_owned() }
        }
        _ => CrosscheckError::Read { path: folder.to_owned(), source },
    };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let path = entry.path();
        if !hidden && path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// What the manifest of one folder states; `None` where an earlier crosscheck
/// wrote what it found.
fn county(folder: &Path) -> Result<Option<County>, CrosscheckError> {
    let path = folder.join(manifest::PATH);
    let bytes = std::fs::read(&path).map_err(|source| CrosscheckError::Read { path, source })?;
    let altered = || CrosscheckError::Altered { path: folder.to_owned() };
    let manifest = manifest::read_whole(&bytes).ok_or_else(altered)?;
    let setting = |key: &str| manifest.settings.get(key).and_then(|value| value.as_str());
    let keyed = match setting("command") {
        Some(super::files::COMMAND | keyed::RESOLVED) => return Ok(None),
        Some(keyed::COMMAND) => Some(key_of(folder, &manifest)?),
        _ => None,
    };
    let (Some(county), Some(period)) = (setting("county"), setting("period")) else {
        return Err(CrosscheckError::NotACounty { path: folder.to_owned() });
    };
    if manifest.refused {
        return Err(CrosscheckError::RefusedRun { path: folder.to_owned() });
    }
    let table = manifest.outputs.iter().find(|output| output.path == TABLE);
    let table = table.ok_or_else(|| CrosscheckError::NoTable { path: folder.to_owned() })?;
    let stated = STATED.map(|key| {
        let text = match manifest.totals.get(key) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        (key, text)
    });
    Ok(Some(County {
        folder: folder.to_owned(),
        county: county.to_owned(),
        period: period.to_owned(),
        bytes: table.bytes,
        sha256: table.sha256.clone(),
        stated: stated.to_vec(),
        manifest_bytes: bytes.len() as u64,
        manifest_sha256: hex(&Sha256::digest(&bytes)),
        keyed,
    }))
}

/// The check value of a keyed copy's key.
fn key_of(folder: &Path, manifest: &Manifest) -> Result<String, CrosscheckError> {
    let keyed = manifest.settings.get(keyed::SETTING);
    let said = |key: &str| keyed.and_then(|keyed| keyed.get(key)).and_then(|value| value.as_str());
    match (said("scheme"), said("check")) {
        (Some(keyed::SCHEME), Some(check)) => Ok(check.to_owned()),
        _ => Err(CrosscheckError::Scheme { path: folder.to_owned() }),
    }
}
