//! What a run wrote, read back for a self-evaluation: nothing of it is believed
//! that its manifest does not carry.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::error::NotProof;
use super::{EvaluateError, input};
use crate::domain::{Money, Table};
use crate::evaluation::RunFacts;
use crate::evaluation::facts::{Register, Registered};
use crate::intake::files::hex;
use crate::ledger::Reached;
use crate::normalize::name::name_key;
use crate::reconcile::Disposition;
use crate::report::manifest::{self, Manifest};
use crate::report::{data, payments};
use crate::rulebook::{Project, Rulebook};

/// The file with every row's end.
const DISPOSITIONS: &str = "data/dispositions.csv";

/// A run's output, with its manifest as an input.
type Read = Option<(RunFacts, manifest::Input)>;

/// Reads a run's output; `None` where there is none.
///
/// # Errors
/// Where it is not as it was written, was refused, or is of another project.
pub(super) fn read(
    project: &Project,
    rulebook: &Rulebook,
    folder: &Path,
    shown: &str,
    reached: &Reached,
) -> Result<Read, EvaluateError> {
    let wrong = |path: &str, why| EvaluateError::Output { path: path.to_owned(), why };
    let path = folder.join(manifest::PATH);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(EvaluateError::Read { path, source }),
    };
    let manifest = manifest::read_whole(&bytes).ok_or_else(|| wrong(shown, NotProof::Altered))?;
    if manifest.refused {
        return Err(wrong(shown, NotProof::Refused));
    }
    let setting = |key: &str| manifest.settings.get(key).and_then(serde_json::Value::as_str);
    let same = setting("county") == Some(&project.county)
        && setting("period") == Some(&project.period.to_string())
        && manifest.rules.programme == project.programme;
    if !same {
        return Err(wrong(shown, NotProof::Other));
    }
    let source = hex(&Sha256::digest(project.source.as_bytes()));
    let file = |name: &'static str| -> Result<Vec<u8>, EvaluateError> {
        let written = manifest.outputs.iter().find(|output| output.path == name);
        let written = written.ok_or_else(|| wrong(shown, NotProof::Part(name)))?;
        let path = folder.join(name);
        let bytes = std::fs::read(&path).map_err(|source| EvaluateError::Read { path, source })?;
        let place = format!("{shown}/{name}");
        if hex(&Sha256::digest(&bytes)) != written.sha256 {
            return Err(wrong(&place, NotProof::Altered));
        }
        Ok(bytes)
    };
    let altered = |name: &str| wrong(&format!("{shown}/{name}"), NotProof::Altered);
    let entitlement = rulebook.programme.entitlement(project.period, None);
    let (register, before) =
        rows(&file(DISPOSITIONS)?, rulebook).ok_or_else(|| altered(DISPOSITIONS))?;
    let paid = payments::read(&file(payments::PATH)?).map_err(|_| altered(payments::PATH))?;
    // Who was paid before this run, the ledger says what.
    let earlier = before.iter().filter_map(|number| reached.live.get(number).copied());
    let sums: Vec<Money> = paid.iter().map(|one| one.amount).chain(earlier).collect();
    let at_standard = sums.iter().filter(|sum| **sum == entitlement).count() as u64;
    let total = Totals(&manifest);
    let facts = RunFacts {
        place: shown.to_owned(),
        project_changed: setting("project_sha256") != Some(&source),
        registered: total.count("roster_people"),
        listed: total.count("pay_list_people"),
        quota: total.count("quota"),
        budget: total.sum("budget"),
        payable: sums.len() as u64,
        payable_amount: sums.iter().copied().sum(),
        held: total.count("held_people"),
        held_amount: total.sum("held_amount"),
        entitlement,
        at_standard,
        register,
    };
    let place = format!("{shown}/{}", manifest::PATH);
    Ok(Some((facts, input(&place, "run", &bytes, "json"))))
}

/// The roster, and the numbers of whoever was paid before.
fn rows(bytes: &[u8], rulebook: &Rulebook) -> Option<(Register, BTreeSet<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut register = Register::default();
    let mut before = BTreeSet::new();
    let (mut file, mut sheet): (Arc<str>, Arc<str>) = (Arc::from(""), Arc::from(""));
    let mut first = true;
    while reader.read_record(&mut record).ok()? {
        if std::mem::take(&mut first) {
            if !record.iter().eq(data::DISPOSITIONS_HEADER) {
                return None;
            }
            continue;
        }
        if record.len() != data::DISPOSITIONS_HEADER.len() {
            return None;
        }
        if *file != record[1] {
            file = Arc::from(&record[1]);
        }
        if *sheet != record[2] {
            sheet = Arc::from(&record[2]);
        }
        let number = crate::domain::fold::fold_number(&record[7]).into_owned();
        if &record[0] == Table::Roster.key() {
            let person = Registered {
                name_key: name_key(&record[6], &rulebook.names).into(),
                name: Box::from(record[6].trim()),
                removed: &record[8] == Disposition::NotPayable.key(),
                place: (Arc::clone(&file), Arc::clone(&sheet), record[3].parse().ok()?),
            };
            register.add(&number, &record[4], person);
        } else if &record[8] == Disposition::AlreadyPaid.key() {
            before.insert(number);
        }
    }
    Some((register, before))
}

/// A manifest's totals.
struct Totals<'a>(&'a Manifest);

impl Totals<'_> {
    fn count(&self, key: &str) -> u64 {
        self.0.totals.get(key).and_then(serde_json::Value::as_u64).unwrap_or_default()
    }

    fn sum(&self, key: &str) -> Money {
        let text = self.0.totals.get(key).and_then(serde_json::Value::as_str);
        text.and_then(|text| Money::parse_yuan(text).ok()).unwrap_or_default()
    }
}
