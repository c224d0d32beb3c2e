//! What a run wrote, read back for a batch: nothing of it is trusted that its
//! manifest does not carry.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{NotThisRun, PayError};
use crate::intake::files::hex;
use crate::ledger::NewPayment;
use crate::report::{manifest, payments};
use crate::rulebook::Project;

/// A run's output, as far as a batch needs it.
#[derive(Debug)]
pub struct RunOutput {
    /// The hash that the manifest carries of itself.
    pub manifest: String,
    /// Everybody whom the run pays, in the order of its files.
    pub payments: Vec<NewPayment>,
}

/// Reads a run's output.
///
/// # Errors
/// Where it is not there, was changed, was refused, or is of another project.
pub fn read_output(project: &Project, folder: &Path) -> Result<RunOutput, PayError> {
    let wrong = |why| PayError::NotThisRun { folder: folder.to_owned(), why };
    let path = folder.join(manifest::PATH);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(PayError::NoOutput { folder: folder.to_owned() });
        }
        Err(source) => return Err(PayError::Read { path, source }),
    };
    let manifest = manifest::read_whole(&bytes).ok_or_else(|| wrong(NotThisRun::Manifest))?;
    if manifest.refused {
        return Err(wrong(NotThisRun::Refused));
    }
    let setting = |key: &str| manifest.settings.get(key).and_then(serde_json::Value::as_str);
    let same = setting("county") == Some(&project.county)
        && setting("period") == Some(&project.period.to_string())
        && manifest.rules.programme == project.programme;
    if !same {
        return Err(wrong(NotThisRun::OtherProject));
    }
    let source = hex(&Sha256::digest(project.source.as_bytes()));
    if setting("project_sha256") != Some(&source) {
        return Err(wrong(NotThisRun::ProjectChanged));
    }
    let written = manifest.outputs.iter().find(|output| output.path == payments::PATH);
    let written = written.ok_or_else(|| wrong(NotThisRun::Part))?;
    let path = folder.join(payments::PATH);
    let bytes = std::fs::read(&path).map_err(|source| PayError::Read { path, source })?;
    if hex(&Sha256::digest(&bytes)) != written.sha256 {
        return Err(wrong(NotThisRun::Payments));
    }
    let payments = payments::read(&bytes).map_err(|error| wrong(error.into()))?;
    let amount: crate::domain::Money = payments.iter().map(|payment| payment.amount).sum();
    let total = |key: &str| manifest.totals.get(key);
    let adds_up = total("paid_people").and_then(serde_json::Value::as_u64)
        == Some(payments.len() as u64)
        && total("paid_amount").and_then(serde_json::Value::as_str) == Some(&amount.to_string());
    if !adds_up {
        return Err(wrong(NotThisRun::Payments));
    }
    Ok(RunOutput { manifest: manifest.self_sha256, payments })
}
