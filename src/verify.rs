//! Verifying an output folder: re-read from its bytes, and nothing else.
//!
//! In: a folder that a run wrote. Out: checks that hold or do not. It trusts
//! neither the program that wrote the folder nor the manifest's figures: files
//! are hashed again, payout files and dispositions added up again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::bank;
use crate::domain::{Lang, Money};
use crate::intake::files::hex;
use crate::report::manifest::{self, Manifest};
use crate::report::purged::{self, Purged};
use crate::report::{control, posting};
use crate::rulebook::Rulebook;
use crate::say;

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is checked.
    pub what: String,
    /// What is wrong; `None` where it holds.
    pub wrong: Option<String>,
}

/// The folder cannot be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// There is no manifest.
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be read from disk.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl VerifyError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NoManifest { path } => {
                say!(lang, "verify-no-manifest", path = path.display())
            }
            Self::Read { path, source } => {
                say!(lang, "verify-unreadable", path = path.display(), cause = source)
            }
        }
    }
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// Checks a folder.
///
/// # Errors
/// Where there is no manifest or a file cannot be read from disk.
pub fn verify(folder: &Path, lang: Lang) -> Result<Vec<Check>, VerifyError> {
    let path = folder.join(manifest::PATH);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(VerifyError::NoManifest { path: folder.to_owned() });
        }
        Err(source) => return Err(VerifyError::Read { path, source }),
    };
    let mut checks = Checks { lang, list: Vec::new() };
    let whole = say!(lang, "verify-manifest");
    let record = purged::read(folder)
        .map_err(|source| VerifyError::Read { path: folder.join(purged::PATH), source })?;
    if let Some(record) = record {
        checks.purged(folder, &bytes, record)?;
        return Ok(checks.list);
    }
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else {
        checks.fails(whole, say!(lang, "verify-not-read"));
        return Ok(checks.list);
    };
    checks.holds_if(whole, manifest::is_whole(&bytes, &manifest), || {
        say!(lang, "verify-own-hash").to_owned()
    });
    let files = checks.files(folder, &manifest)?;
    if !manifest.refused {
        checks.payout(&manifest, &files);
        checks.posting(&manifest, &files);
        checks.dispositions(&manifest, &files);
    }
    Ok(checks.list)
}

struct Checks {
    lang: Lang,
    list: Vec<Check>,
}

impl Checks {
    fn holds_if(&mut self, what: impl Into<String>, holds: bool, wrong: impl FnOnce() -> String) {
        let wrong = if holds { None } else { Some(wrong()) };
        self.list.push(Check { what: what.into(), wrong });
    }

    fn fails(&mut self, what: impl Into<String>, wrong: impl Into<String>) {
        self.list.push(Check { what: what.into(), wrong: Some(wrong.into()) });
    }

    fn equal<T: PartialEq + std::fmt::Display>(&mut self, what: impl Into<String>, a: &T, b: &T) {
        self.holds_if(what, a == b, || format!("{a} ≠ {b}"));
    }

    /// A folder whose people were purged: what is kept is as it was written, what is
    /// gone was as it was written, and nothing else is there.
    fn purged(
        &mut self,
        folder: &Path,
        bytes: &[u8],
        record: Option<Purged>,
    ) -> Result<(), VerifyError> {
        let lang = self.lang;
        let readable = say!(lang, "purge-check-record");
        let manifest = serde_json::from_slice::<Manifest>(bytes);
        let (Some(record), Ok(manifest)) = (record, manifest) else {
            self.fails(readable, say!(lang, "verify-not-read"));
            return Ok(());
        };
        self.holds_if(readable, true, String::new);
        let kept = hex(&Sha256::digest(bytes)) == record.kept;
        self.holds_if(say!(lang, "purge-check-manifest"), kept, || {
            say!(lang, "verify-hash").to_owned()
        });
        let removed: BTreeMap<&str, &str> =
            record.removed.iter().map(|one| (one.path.as_str(), one.sha256.as_str())).collect();
        let mut there = Vec::new();
        list_files(folder, folder, &mut there)?;
        for output in &manifest.outputs {
            let path = output.path.as_str();
            let is_there = there.iter().any(|one| one == path);
            if purged::KEPT.contains(&path) {
                let bytes = std::fs::read(folder.join(path)).unwrap_or_default();
                let same = hex(&Sha256::digest(&bytes)) == output.sha256;
                let what = say!(lang, "verify-file", file = path);
                self.holds_if(what, same, || say!(lang, "verify-hash").to_owned());
                continue;
            }
            let wrong = match removed.get(path) {
                _ if is_there => Some(say!(lang, "purge-check-still-there")),
                None => Some(say!(lang, "purge-check-untold")),
                Some(sha256) if *sha256 != output.sha256 => Some(say!(lang, "purge-check-other")),
                Some(_) => None,
            };
            let what = say!(lang, "purge-check-file", file = path);
            self.holds_if(what, wrong.is_none(), || wrong.unwrap_or_default().to_owned());
        }
        there.retain(|path| {
            let known = manifest.outputs.iter().any(|output| output.path == *path);
            !known && !purged::KEPT.contains(&path.as_str())
        });
        let what = say!(lang, "purge-check-nothing-more");
        self.holds_if(what, there.is_empty(), || there.join(", "));
        if let Ok(control) = std::fs::read(folder.join(control::PATH)) {
            self.control_totals(&manifest, &control);
        }
        Ok(())
    }

    /// The control file alone against the manifest's totals.
    fn control_totals(&mut self, manifest: &Manifest, control: &[u8]) {
        let Some(rows) = read_control(control) else {
            self.fails(say!(self.lang, "verify-control"), say!(self.lang, "verify-layout"));
            return;
        };
        let people: u64 = rows.files.iter().map(|row| row.1).sum();
        let amount: Money = rows.files.iter().map(|row| row.2).sum();
        self.stated(manifest, "paid_people", &people.to_string());
        self.stated(manifest, "paid_amount", &amount.to_string());
    }

    /// Every output is there with its hash, and nothing else is.
    fn files(
        &mut self,
        folder: &Path,
        manifest: &Manifest,
    ) -> Result<BTreeMap<String, Vec<u8>>, VerifyError> {
        let lang = self.lang;
        let mut files = BTreeMap::new();
        for output in &manifest.outputs {
            let path = folder.join(&output.path);
            let what = say!(lang, "verify-file", file = &output.path);
            match std::fs::read(&path) {
                Ok(bytes) => {
                    let same = hex(&Sha256::digest(&bytes)) == output.sha256;
                    self.holds_if(what, same, || say!(lang, "verify-hash").to_owned());
                    files.insert(output.path.clone(), bytes);
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.fails(what, say!(lang, "verify-gone"));
                }
                Err(source) => return Err(VerifyError::Read { path, source }),
            }
        }
        let known: BTreeSet<&str> = manifest
            .outputs
            .iter()
            .map(|output| output.path.as_str())
            .chain([manifest::PATH])
            .collect();
        let mut extra = Vec::new();
        list_files(folder, folder, &mut extra)?;
        extra.retain(|path| !known.contains(path.as_str()));
        let what = say!(lang, "verify-nothing-more");
        self.holds_if(what, extra.is_empty(), || extra.join(", "));
        Ok(files)
    }

    /// Payout files, added up from their bytes, against `control.csv` and the
    /// manifest.
    fn payout(&mut self, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) {
        let lang = self.lang;
        let Some(control) = files.get(control::PATH) else { return };
        let what = say!(lang, "verify-control");
        let Some(rows) = read_control(control) else {
            self.fails(what, say!(lang, "verify-layout"));
            return;
        };
        let (mut people, mut amount) = (0u64, Money::ZERO);
        let shipped = manifest.rules.overlays.is_empty();
        let profile = Rulebook::load(None, &manifest.rules.programme, &manifest.rules.bank);
        for (file, stated_people, stated_amount, sha256) in &rows.files {
            people += stated_people;
            amount += *stated_amount;
            let Some(bytes) = files.get(file) else {
                self.fails(file, say!(lang, "verify-gone"));
                continue;
            };
            self.equal(format!("{file} sha256"), &hex(&Sha256::digest(bytes)), sha256);
            // A county's own profile is not in the output folder; its files are
            // covered by their hashes and by the dispositions below.
            if let (true, Ok(rulebook)) = (shipped, &profile) {
                match bank::read(bytes, &rulebook.bank, &mut |_| ()) {
                    Ok(back) => {
                        let what = say!(lang, "verify-people-and-amount", file = file);
                        let seen = format!("{} / {}", back.people, back.amount);
                        let stated = format!("{stated_people} / {stated_amount}");
                        self.equal(what, &seen, &stated);
                    }
                    Err(error) => self.fails(file, error.words(lang)),
                }
            }
        }
        let total = say!(lang, "verify-control-total");
        self.equal(
            total,
            &format!("{people} / {amount}"),
            &format!("{} / {}", rows.total.0, rows.total.1),
        );
        let listed: BTreeSet<&str> = rows.files.iter().map(|row| row.0.as_str()).collect();
        let unlisted: Vec<&str> = files
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with("payout/") && *path != control::PATH)
            .filter(|path| !listed.contains(path))
            .collect();
        let what = say!(lang, "verify-every-payout-file");
        self.holds_if(what, unlisted.is_empty(), || unlisted.join(", "));
        self.stated(manifest, "paid_people", &people.to_string());
        self.stated(manifest, "paid_amount", &amount.to_string());
    }

    /// The lists that were posted: each as its hash was kept, and together the
    /// people and the money that are paid.
    fn posting(&mut self, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) {
        let lang = self.lang;
        let Some(record) = files.get(posting::INDEX) else { return };
        let what = say!(lang, "verify-posting");
        let Some(rows) = read_posting(record) else {
            self.fails(what, say!(lang, "verify-layout"));
            return;
        };
        for (file, _, _, sha256) in &rows {
            match files.get(file) {
                Some(bytes) => {
                    self.equal(format!("{file} sha256"), &hex(&Sha256::digest(bytes)), sha256);
                }
                None => self.fails(file, say!(lang, "verify-gone")),
            }
        }
        let listed: BTreeSet<&str> = rows.iter().map(|row| row.0.as_str()).collect();
        let folder = format!("{}/", posting::FOLDER);
        let unlisted: Vec<&str> = files
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with(&folder) && !listed.contains(path))
            .collect();
        let what = say!(lang, "verify-every-posted-list");
        self.holds_if(what, unlisted.is_empty(), || unlisted.join(", "));
        let what = say!(lang, "verify-posted-once");
        self.equal(what, &listed.len(), &rows.len());
        self.stated(
            manifest,
            "paid_people",
            &rows.iter().map(|row| row.1).sum::<u64>().to_string(),
        );
        let amount: Money = rows.iter().map(|row| row.2).sum();
        self.stated(manifest, "paid_amount", &amount.to_string());
    }

    fn stated(&mut self, manifest: &Manifest, key: &str, found: &str) {
        let stated = match manifest.totals.get(key) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        self.equal(format!("manifest {key}"), &found.to_owned(), &stated);
    }

    /// Dispositions, added up again: every row ends once.
    fn dispositions(&mut self, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) {
        let Some(bytes) = files.get("data/dispositions.csv") else { return };
        let lang = self.lang;
        let what = say!(lang, "verify-dispositions");
        let Some(ends) = read_dispositions(bytes) else {
            self.fails(what, say!(lang, "verify-layout"));
            return;
        };
        self.holds_if(say!(lang, "verify-each-row-once"), ends.repeated.is_empty(), || {
            ends.repeated.join(", ")
        });
        for (table, key) in [("roster", "roster_rows"), ("pay_list", "pay_list_rows")] {
            let rows: u64 = ends.rows.iter().filter(|((t, _), _)| t == table).map(|(_, n)| n).sum();
            self.stated(manifest, key, &rows.to_string());
            let data: u64 = manifest
                .inputs
                .iter()
                .filter(|input| input.table == table)
                .flat_map(|input| &input.sheets)
                .map(|sheet| u64::from(sheet.data))
                .sum();
            self.equal(say!(lang, "verify-every-row-ends", table = table), &rows, &data);
        }
        for input in &manifest.inputs {
            for sheet in &input.sheets {
                let skipped: u32 = sheet.skipped.values().sum();
                let whole = sheet.data + skipped;
                if whole != sheet.rows {
                    self.fails(
                        format!("{} {}", input.path, sheet.sheet),
                        format!("{} ≠ {} + {skipped}", sheet.rows, sheet.data),
                    );
                }
            }
        }
        let paid = ends.rows.get(&("pay_list".to_owned(), "paid".to_owned())).copied();
        self.stated(manifest, "paid_people", &paid.unwrap_or_default().to_string());
        self.stated(manifest, "paid_amount", &ends.paid.to_string());
        self.stated(manifest, "held_amount", &ends.held.to_string());
    }
}

fn list_files(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<(), VerifyError> {
    let failed = |source| VerifyError::Read { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            list_files(root, &path, found)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            let parts: Vec<_> =
                relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    found.sort();
    Ok(())
}

struct ControlRows {
    files: Vec<(String, u64, Money, String)>,
    total: (u64, Money),
}

fn read_control(bytes: &[u8]) -> Option<ControlRows> {
    let mut reader = csv::Reader::from_reader(bytes);
    let mut files = Vec::new();
    let mut total = None;
    for record in reader.records() {
        let record = record.ok()?;
        let people = record.get(1)?.parse().ok()?;
        let amount = Money::parse_yuan(record.get(2)?).ok()?;
        if record.get(0)? == "total" {
            total = Some((people, amount));
        } else {
            files.push((record.get(0)?.to_owned(), people, amount, record.get(3)?.to_owned()));
        }
    }
    Some(ControlRows { files, total: total? })
}

/// File, people, amount and hash of each posted list.
fn read_posting(bytes: &[u8]) -> Option<Vec<(String, u64, Money, String)>> {
    let mut reader = csv::Reader::from_reader(bytes);
    if !reader.headers().ok()?.iter().eq(posting::INDEX_HEADER) {
        return None;
    }
    let row = |record: csv::StringRecord| {
        let amount = Money::parse_yuan(record.get(4)?).ok()?;
        let (file, sha256) = (record.get(0)?.to_owned(), record.get(5)?.to_owned());
        Some((file, record.get(3)?.parse().ok()?, amount, sha256))
    };
    reader.records().map(|record| row(record.ok()?)).collect()
}

struct Ends {
    /// Rows by table and disposition.
    rows: BTreeMap<(String, String), u64>,
    paid: Money,
    held: Money,
    repeated: Vec<String>,
}

fn read_dispositions(bytes: &[u8]) -> Option<Ends> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().ok()?.clone();
    if !header.iter().eq(crate::report::data::DISPOSITIONS_HEADER) {
        return None;
    }
    let mut ends =
        Ends { rows: BTreeMap::new(), paid: Money::ZERO, held: Money::ZERO, repeated: Vec::new() };
    let mut places = BTreeSet::new();
    for record in reader.records() {
        let record = record.ok()?;
        let (table, end) = (record.get(0)?, record.get(8)?);
        let amount = Money::parse_yuan(record.get(10)?).ok()?;
        *ends.rows.entry((table.to_owned(), end.to_owned())).or_default() += 1;
        match (table, end) {
            ("pay_list", "paid") => ends.paid += amount,
            ("pay_list", "held") => ends.held += amount,
            _ => {}
        }
        let place = format!("{} {} {}", record.get(1)?, record.get(2)?, record.get(3)?);
        if !places.insert(place.clone()) {
            ends.repeated.push(place);
        }
    }
    Some(ends)
}
