//! The input files: found by glob, hashed, read in parallel.
//!
//! In: the project's globs. Out: table sheets in the order of file path, sheet
//! and row, and what is to be said of whole files. What is hashed is what is
//! parsed: a file is read once, so an edit during the run cannot come between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::docs::{I001, I002, I003, I009, I016};
use super::raw::{RawWorkbook, Sight};
use super::reader::{self, Limits, Unreadable};
use super::rows::{self, Outcome, Reading};
use super::sheet::{Sheet, SkippedKind};
use super::totals;
use crate::domain::{Field, Lang, Table};
use crate::finding::{Doc, Finding};
use crate::origin::Origin;
use crate::rulebook::{Columns, Values};
use crate::say;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Relative to the project folder, with `/`.
    pub path: Arc<str>,
    /// The table it belongs to.
    pub table: Table,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// A hash of its cells alone: the same where a workbook was saved again.
    pub cells_hash: u64,
    /// Which reader read it; empty where none could.
    pub reader: String,
    /// What that reader can see.
    pub sight: Sight,
    /// What became of its table sheets' rows.
    pub sheets: Vec<SheetRows>,
}

/// What became of a table sheet's rows.
#[derive(Clone, Debug)]
pub struct SheetRows {
    /// The sheet's name; empty for a CSV.
    pub sheet: String,
    /// Its rows, of any kind.
    pub rows: u32,
    /// Its data rows.
    pub data: u32,
    /// The rows that are no data, by kind.
    pub skipped: Vec<(SkippedKind, u32)>,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Intake {
    /// The files, by path.
    pub files: Vec<InputFile>,
    /// The table sheets, by file path, then in the workbook's order.
    pub sheets: Vec<Sheet>,
    /// What is to be said of files, sheets and rows that are no data.
    pub findings: Vec<Finding>,
}

/// The environment or the project file failed.
#[derive(Debug)]
pub enum IntakeError {
    /// A glob that cannot be read as one.
    BadGlob {
        /// The key in the project file.
        key: &'static str,
        /// The pattern.
        glob: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A glob that must match and does not.
    NoFiles {
        /// The key in the project file.
        key: &'static str,
        /// The pattern.
        glob: String,
    },
    /// Something that is no file: a folder, a pipe, a link to nothing.
    NotAFile {
        /// The key in the project file.
        key: &'static str,
        /// What is there.
        path: PathBuf,
    },
    /// A file that cannot be read from disk.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl IntakeError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::BadGlob { key, glob, detail } => {
                say!(lang, "intake-bad-glob", key = *key, glob = glob, detail = detail)
            }
            Self::NoFiles { key, glob } => say!(lang, "intake-no-files", key = *key, glob = glob),
            Self::NotAFile { key, path } => {
                say!(lang, "intake-not-a-file", key = *key, path = path.display())
            }
            Self::Read { path, source } => {
                say!(lang, "intake-unread-file", path = path.display(), source = source)
            }
        }
    }
}

impl std::fmt::Display for IntakeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } => Some(source),
            Self::BadGlob { .. } | Self::NoFiles { .. } | Self::NotAFile { .. } => None,
        }
    }
}

/// One table's files.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The table.
    pub table: Table,
    /// The key in the project file.
    pub key: &'static str,
    /// The glob, relative to the project folder.
    pub glob: &'a str,
}

/// What all files are read with.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// Heading synonyms.
    pub columns: &'a Columns,
    /// Words in cells and around the data.
    pub values: &'a Values,
    /// Hidden sheets that the project names: `file#sheet`.
    pub acknowledged_sheets: &'a [String],
    /// The language of findings' details.
    pub lang: Lang,
}

/// A file with its table sheets and what is to be said of them.
type ReadFile = (InputFile, Vec<Sheet>, Vec<Finding>);

/// Reads all files of all tables; `step` is called once a file is done.
///
/// # Errors
/// Where a glob is no glob or matches nothing, or a file cannot be read from
/// disk. What is wrong inside a file is a finding.
pub fn read_all(
    folder: &Path,
    inputs: &[Input<'_>],
    rules: Rules<'_>,
    step: &(dyn Fn() + Sync),
) -> Result<Intake, IntakeError> {
    let mut paths = Vec::new();
    for input in inputs {
        for path in matching(folder, input)? {
            paths.push((input.table, path));
        }
    }
    let read: Result<Vec<ReadFile>, IntakeError> = paths
        .par_iter()
        .map(|(table, path)| {
            let file = read_file(folder, path, *table, rules)?;
            step();
            Ok(file)
        })
        .collect();
    let mut intake = Intake::default();
    for (file, sheets, findings) in read? {
        intake.files.push(file);
        intake.sheets.extend(sheets);
        intake.findings.extend(findings);
    }
    same_file_twice(&mut intake);
    account_column_missing(&mut intake, rules);
    for sheet in &intake.sheets {
        sheet.assert_conserved();
    }
    Ok(intake)
}

/// How many files the inputs' globs match, for a progress bar.
///
/// # Errors
/// As [`read_all`].
pub fn count(folder: &Path, inputs: &[Input<'_>]) -> Result<usize, IntakeError> {
    inputs.iter().map(|input| matching(folder, input).map(|paths| paths.len())).sum()
}

/// The files that a glob matches, relative to the folder and sorted; lock files
/// and the like left out.
///
/// # Errors
/// Where the glob is none, a folder cannot be read, or no file matches.
pub fn matching(folder: &Path, input: &Input<'_>) -> Result<Vec<String>, IntakeError> {
    let bad = |detail: String| IntakeError::BadGlob {
        key: input.key,
        glob: input.glob.to_owned(),
        detail,
    };
    // What is found comes back without a leading `./`.
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let base = glob::Pattern::escape(&folder.to_string_lossy());
    let pattern = format!("{base}/{}", input.glob);
    let mut found = Vec::new();
    for path in glob::glob(&pattern).map_err(|error| bad(error.to_string()))? {
        let path = path.map_err(|error| {
            let path = error.path().to_owned();
            IntakeError::Read { path, source: error.into() }
        })?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if is_litter(&name) {
            continue;
        }
        if !path.is_file() {
            return Err(IntakeError::NotAFile { key: input.key, path });
        }
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<String> =
            relative.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        found.push(parts.join("/"));
    }
    if found.is_empty() {
        return Err(IntakeError::NoFiles { key: input.key, glob: input.glob.to_owned() });
    }
    found.sort_unstable();
    Ok(found)
}

/// Files that programs leave behind: lock files, folder settings.
fn is_litter(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with('.')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || name == "__MACOSX"
}

fn read_file(
    folder: &Path,
    path: &str,
    table: Table,
    rules: Rules<'_>,
) -> Result<ReadFile, IntakeError> {
    let full = folder.join(path);
    let bytes = std::fs::read(&full).map_err(|source| IntakeError::Read { path: full, source })?;
    let mut file = InputFile {
        path: Arc::from(path),
        table,
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(&bytes)),
        cells_hash: 0,
        reader: String::new(),
        sight: Sight::default(),
        sheets: Vec::new(),
    };
    let mut findings = Vec::new();
    let mut sheets = Vec::new();
    let own_rows = rows::key_in_a_run(table);
    match reader::read_rows_of(path, &bytes, &Limits::default(), own_rows) {
        Ok(workbook) => {
            drop(bytes);
            file.reader = workbook.reader.to_string();
            file.sight = workbook.sight;
            file.cells_hash = workbook.cells_hash();
            sheets = read_sheets(workbook, &file, rules, &mut findings);
            file.sheets = sheets.iter().map(sheet_rows).collect();
        }
        Err(unreadable) => findings.push(unreadable_finding(&unreadable, &file, rules.lang)),
    }
    Ok((file, sheets, findings))
}

fn read_sheets(
    workbook: RawWorkbook,
    file: &InputFile,
    rules: Rules<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Sheet> {
    let reading = Reading {
        table: file.table,
        columns: rules.columns.of(file.table),
        values: rules.values,
        lang: rules.lang,
    };
    let mut tables = Vec::new();
    let mut refused = false;
    for raw in workbook.sheets {
        let at = format!("{}#{}", file.path, raw.name);
        let acknowledged = rules.acknowledged_sheets.contains(&at);
        match rows::read(raw, &file.path, reading, acknowledged, findings) {
            Outcome::Table(sheet, totals) => tables.push((*sheet, totals)),
            Outcome::NoTable => {}
            Outcome::Refused => refused = true,
        }
    }
    if tables.is_empty() && !refused {
        let texts = say!(rules.lang, "intake-no-table").to_owned();
        let required: Vec<&str> =
            rows::required(file.table).iter().map(|f| f.words(rules.lang)).collect();
        findings.push(
            Finding::new(&I003, file.table, Origin::file(Arc::clone(&file.path)))
                .with("row", "1")
                .with("texts", texts)
                .with("required", required.join(say!(rules.lang, "finding-list-comma"))),
        );
    }
    if file.table.is_this_year() {
        findings.extend(totals::check(&tables, rules.lang));
    }
    tables.into_iter().map(|(sheet, _)| sheet).collect()
}

fn sheet_rows(sheet: &Sheet) -> SheetRows {
    SheetRows {
        sheet: sheet.name.to_string(),
        rows: sheet.total_rows,
        data: u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX),
        skipped: sheet.skipped.iter().map(|(kind, count, _)| (*kind, *count)).collect(),
    }
}

fn unreadable_finding(unreadable: &Unreadable, file: &InputFile, lang: Lang) -> Finding {
    let doc: &'static Doc = match unreadable.code() {
        "I002" => &I002,
        "I016" => &I016,
        _ => &I001,
    };
    let (cause, fix) = unreadable.words(lang == Lang::Zh);
    Finding::new(doc, file.table, Origin::file(Arc::clone(&file.path)))
        .with("cause", cause)
        .with("fix", fix)
}

/// Which tables' files may not repeat each other. Last year's may well be this
/// year's again, the output of a run holds two tables, and an exception workbook
/// that is read twice changes nothing.
fn family(table: Table) -> Option<u8> {
    match table {
        Table::Roster | Table::PayList | Table::Places => Some(0),
        Table::PriorRoster => Some(1),
        Table::PriorPayList => Some(2),
        Table::ChangeRegister => Some(3),
        Table::Watchlist(kind) => Some(4 + kind as u8),
        Table::Posted => Some(10),
        Table::Decisions | Table::Fund | Table::Beneficiaries => None,
    }
}

/// Finding I009 on each file whose content an earlier one has: the same bytes,
/// or the same cells saved again.
fn same_file_twice(intake: &mut Intake) {
    let mut files: Vec<&InputFile> = intake.files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut twice = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let same = |other: &&&InputFile| {
            if family(other.table).is_none_or(|of| family(file.table) != Some(of)) {
                return false;
            }
            let same_cells = other.cells_hash == file.cells_hash && !file.reader.is_empty();
            other.sha256 == file.sha256 || same_cells
        };
        if let Some(other) = files[..at].iter().find(same) {
            let origin = Origin::file(Arc::clone(&file.path));
            twice.push(
                Finding::new(&I009, file.table, origin).with("other", other.path.to_string()),
            );
        }
    }
    intake.findings.extend(twice);
}

/// Finding I004 on each pay sheet without an account column, unless the roster
/// has accounts.
fn account_column_missing(intake: &mut Intake, rules: Rules<'_>) {
    let has = |sheet: &&Sheet| sheet.has(Field::Account);
    if intake.sheets.iter().filter(|s| s.table == Table::Roster).any(|s| has(&s)) {
        return;
    }
    let missing: Vec<Finding> = intake
        .sheets
        .iter()
        .filter(|s| s.table == Table::PayList && !s.columns.is_empty() && !has(s))
        .map(|sheet| {
            let headings: Vec<String> =
                sheet.columns.iter().map(|c| c.heading.to_string()).collect();
            rows::missing_column_finding(
                Table::PayList,
                Origin::sheet(&sheet.file, &sheet.name),
                Field::Account,
                &headings,
                None,
                rules.lang,
            )
        })
        .collect();
    intake.findings.extend(missing);
}

/// Bytes in lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
