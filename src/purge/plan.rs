//! What a purge would do: which folders are emptied, what is removed whole, and what
//! the county removes by itself.
//!
//! Looked for in `out/` and `pay/` of the project folder, by the period at the
//! beginning of a name: `2019`, `2019-refused`, `2019H1-changes`, `2019-001`. What is
//! of no period, or no output of ours, is told of and left.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::found;
use crate::domain::{Lang, Period};
use crate::intake::files::hex;
use crate::ledger::{Purgeable, PurgedOutput};
use crate::pay::{self, Office};
use crate::publish::PublishError;
use crate::report::manifest;
use crate::report::purged::{self, KEPT, Removed, without_people};
use crate::rulebook::Project;
use crate::say;
use crate::seal;

use super::PurgeError;

/// What a purge would do.
#[derive(Debug)]
pub struct Plan {
    /// Everything that ended before this period began.
    pub before: Period,
    /// Folders of which the hashes and totals stay.
    pub folders: Vec<Folder>,
    /// What is removed whole, relative to the project folder.
    pub whole: Vec<String>,
    /// What the ledger forgets, where there is one.
    pub ledger: Option<Purgeable>,
    /// What is there and no output of ours, relative to the project folder.
    pub not_ours: Vec<String>,
    /// The county's own lists, as the project file names them.
    pub lists: Vec<String>,
}

/// A folder that is emptied.
#[derive(Debug)]
pub struct Folder {
    /// Relative to the project folder, with `/`.
    pub path: String,
    /// An output's manifest; an export's stands in the ledger.
    pub manifest: Option<Manifest>,
    /// The files that go.
    pub files: Vec<Removed>,
    /// The folders that are empty then, relative to this one.
    pub folders: Vec<String>,
}

/// The manifest of an output that is emptied.
#[derive(Debug)]
pub struct Manifest {
    /// The hash of its bytes.
    pub was: String,
    /// The hash of its bytes as they are kept.
    pub kept: String,
    /// These, where they are others.
    pub rewritten: Option<Vec<u8>>,
}

impl Folder {
    /// As the chain names it; `None` of an export, and of an output that an earlier
    /// purge named.
    #[must_use]
    pub fn named(&self) -> Option<PurgedOutput> {
        let manifest = self.manifest.as_ref()?;
        Some(PurgedOutput {
            path: self.path.clone(),
            manifest: manifest.was.clone(),
            kept: manifest.kept.clone(),
            files: self.files.len() as u64,
        })
    }
}

impl Plan {
    /// Whether there is nothing to remove.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let of_ledger = self.ledger.as_ref().is_none_or(|ledger| ledger.batches.is_empty());
        of_ledger && self.folders.is_empty() && self.whole.is_empty()
    }

    /// How many files go.
    #[must_use]
    pub fn files(&self) -> u64 {
        let in_folders: usize = self.folders.iter().map(|folder| folder.files.len()).sum();
        (in_folders + self.whole.len()) as u64
    }
}

/// What stands in the way of a purge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// An archive whose manifest nobody can read here: opened first.
    Sealed(PathBuf),
    /// A manifest that is not as it was written: what it proves is in doubt.
    Altered(PathBuf),
}

impl Refused {
    /// As a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Sealed(path) => say!(lang, "purge-sealed", path = path.display()),
            Self::Altered(path) => say!(lang, "purge-altered", path = path.display()),
        }
    }
}

/// Looks what a purge would do; nothing is changed.
///
/// # Errors
/// Where something of that time is open or sealed; where a file cannot be read.
pub fn plan(
    project: &Project,
    before: Period,
    office: Option<&mut Office>,
) -> Result<Plan, PurgeError> {
    let mut plan = Plan {
        before,
        folders: Vec::new(),
        whole: Vec::new(),
        ledger: None,
        not_ours: Vec::new(),
        lists: Vec::new(),
    };
    let mut answered: Vec<Option<Period>> = Vec::new();
    if let Some(office) = office {
        plan.ledger = Some(office.ledger.purgeable(&project.programme, before)?);
        let answers = office.ledger.answered_periods()?;
        answered = answers.iter().map(|period| Period::parse(period)).collect();
    }
    outputs(project, &mut plan)?;
    exports(project, &mut plan, &answered)?;
    if ends_before(project.period, before) {
        plan.lists = lists(project);
    }
    Ok(plan)
}

fn ends_before(period: Period, before: Period) -> bool {
    period.last_day() < before.first_day()
}

/// The period at the beginning of a name, where the name goes on as ours do.
fn period_of(name: &str) -> Option<Period> {
    // What was cut off is named after its target: `.2019.new`.
    let name = name.strip_prefix('.').unwrap_or(name);
    [7, 6, 4].into_iter().find_map(|length| {
        let (period, rest) = (name.get(..length)?, name.get(length..)?);
        let ends = rest.is_empty() || rest.starts_with(['-', '.']);
        Period::parse(period).filter(|_| ends)
    })
}

/// The entries of a folder, in order of their names; none where it is not there.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, PublishError> {
    let failed = |source| PublishError::Failed { doing: "read", path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        found.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    found.sort();
    Ok(found)
}

/// The outputs of runs.
fn outputs(project: &Project, plan: &mut Plan) -> Result<(), PurgeError> {
    for (name, path) in entries(&project.folder.join("out"))? {
        let shown = format!("out/{name}");
        if !period_of(&name).is_some_and(|period| ends_before(period, plan.before)) {
            continue;
        }
        if name.starts_with('.') {
            plan.whole.push(shown);
        } else if seal::is_sealed(&path) {
            // Its totals and hashes are inside.
            if !seal::folder_of(&path).join(manifest::PATH).is_file() {
                return Err(PurgeError::Refused(Refused::Sealed(path)));
            }
            plan.whole.push(shown);
        } else if path.join(manifest::PATH).is_file() {
            plan.folders.extend(output(&path, shown)?);
        } else {
            plan.not_ours.push(shown);
        }
    }
    Ok(())
}

/// An output folder; `None` where nothing is left to remove.
fn output(root: &Path, path: String) -> Result<Option<Folder>, PurgeError> {
    let mut folder = folder(root, path, &KEPT)?;
    let place = root.join(manifest::PATH);
    let bytes = std::fs::read(&place).map_err(|source| PublishError::Failed {
        doing: "read",
        path: place.clone(),
        source,
    })?;
    let kept = without_people(&bytes);
    let hash = |bytes: &[u8]| hex(&Sha256::digest(bytes));
    let (was, kept_hash) = (hash(&bytes), hash(&kept));
    let rewritten = (kept != bytes).then_some(kept);
    if folder.files.is_empty() && rewritten.is_none() && purged::is_purged(root) {
        return Ok(None);
    }
    // Cut off after the record was written: what it says of the manifest holds.
    let record = purged::read(root).map_err(|source| PublishError::Failed {
        doing: "read",
        path: root.to_owned(),
        source,
    })?;
    let was = match record.flatten() {
        Some(record) if record.kept == kept_hash => record.manifest,
        Some(_) => return Err(PurgeError::Refused(Refused::Altered(place))),
        None if !is_sound(&bytes) => return Err(PurgeError::Refused(Refused::Altered(place))),
        None => was,
    };
    folder.manifest = Some(Manifest { was, kept: kept_hash, rewritten });
    Ok(Some(folder))
}

/// Whether a manifest is as it was written; one of a kind that carries no hash of
/// itself is taken as it is.
fn is_sound(bytes: &[u8]) -> bool {
    match serde_json::from_slice::<manifest::Manifest>(bytes) {
        Ok(stated) => manifest::is_whole(bytes, &stated),
        Err(_) => false,
    }
}

/// The exports, played answers and workbooks of what failed.
fn exports(
    project: &Project,
    plan: &mut Plan,
    answered: &[Option<Period>],
) -> Result<(), PurgeError> {
    const BESIDE: [&str; 2] = ["control.csv", manifest::PATH];
    for (name, path) in entries(&project.folder.join(pay::FOLDER))? {
        let shown = format!("{}/{name}", pay::FOLDER);
        let period = match name.strip_prefix("failed-") {
            // The workbooks after so many answers are of the last one's period.
            Some(number) => number
                .parse::<usize>()
                .ok()
                .and_then(|number| *answered.get(number.checked_sub(1)?)?),
            None => period_of(&name),
        };
        if !period.is_some_and(|period| ends_before(period, plan.before)) {
            continue;
        }
        let is_export = path.join(manifest::PATH).is_file() && !name.starts_with('.');
        if is_export {
            let folder = folder(&path, shown, &BESIDE)?;
            if !folder.files.is_empty() {
                plan.folders.push(folder);
            }
        } else {
            plan.whole.push(shown);
        }
    }
    Ok(())
}

/// What goes of a folder where some files stay.
fn folder(root: &Path, path: String, kept: &[&str]) -> Result<Folder, PurgeError> {
    let mut folder = Folder { path, manifest: None, files: Vec::new(), folders: Vec::new() };
    let mut left = vec![String::new()];
    while let Some(below) = left.pop() {
        for (name, full) in entries(&root.join(&below))? {
            let inside = if below.is_empty() { name } else { format!("{below}/{name}") };
            let is_folder = full.symlink_metadata().is_ok_and(|meta| meta.is_dir());
            if is_folder {
                folder.folders.push(inside.clone());
                left.push(inside);
            } else if !kept.contains(&inside.as_str()) {
                folder.files.push(found(root, &inside)?);
            }
        }
    }
    folder.files.sort();
    folder.folders.sort();
    Ok(folder)
}

/// The county's own lists, as the project file names them.
fn lists(project: &Project) -> Vec<String> {
    let inputs = &project.inputs;
    let mut lists = vec![inputs.roster.clone(), inputs.pay_list.clone()];
    let optional = [
        &inputs.prior_roster,
        &inputs.prior_pay_list,
        &inputs.change_register,
        &inputs.decisions,
        &inputs.posted,
    ];
    lists.extend(optional.into_iter().flatten().cloned());
    lists.extend(project.watchlists.iter().map(|list| list.path.clone()));
    lists.sort();
    lists.dedup();
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_its_period() {
        for (name, period) in [
            ("2019", Some("2019")),
            ("2019-refused", Some("2019")),
            ("2019-changes", Some("2019")),
            ("2019.tar.age", Some("2019")),
            ("2019-001", Some("2019")),
            ("2019-010", Some("2019")),
            ("2019-010-answers", Some("2019")),
            ("2019-07", Some("2019-07")),
            ("2019-07-001", Some("2019-07")),
            ("2019H1-001", Some("2019H1")),
            ("2019Q3-refused", Some("2019Q3")),
            (".2019.new", Some("2019")),
            (".2019.tar.age.new", Some("2019")),
            ("20199", None),
            ("letters", None),
            ("2019\u{5e74}", None),
            ("", None),
        ] {
            let found = period_of(name).map(|period| period.to_string());
            assert_eq!(found.as_deref(), period, "{name}");
        }
    }
}
