//! Last year's closing against this year's opening: C010.
//!
//! In: last year's lists that are the output of a run, and what that run's own
//! manifest says of it. Out: a finding where the rows are not those that were
//! written: a bridge that begins with other people than the last one ended with
//! proves nothing.

use std::sync::Arc;

use crate::domain::Table;
use crate::finding::Finding;
use crate::intake::InputFile;
use crate::normalize::Lists;
use crate::origin::Origin;
use crate::rulebook::Project;
use crate::say;

use super::changes::docs::C010;

/// What the manifest beside a prior list says of it.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The list's file, relative to the project folder.
    pub file: Arc<str>,
    /// Its hash, where the manifest names it.
    pub sha256: Option<String>,
    /// The rows of its roster and of its pay list.
    pub rows: [Option<u64>; 2],
    /// The county whose run it was.
    pub county: Option<String>,
    /// Whether the manifest is as it was written.
    pub whole: bool,
    /// The manifest itself: relative to the project folder, bytes, hash.
    pub manifest: (String, u64, String),
}

/// Findings where a prior list is not what its run wrote.
#[must_use]
pub fn check(
    project: &Project,
    files: &[InputFile],
    lists: &Lists,
    stated: &[Stated],
) -> Vec<Finding> {
    let lang = project.lang;
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.table.is_prior()) {
        let Some(stated) = stated.iter().find(|stated| stated.file == file.path) else { continue };
        let at = usize::from(file.table == Table::PriorPayList);
        let read = lists
            .list(file.table)
            .sheets
            .iter()
            .filter(|sheet| sheet.file == file.path)
            .map(|sheet| sheet.rows.len() as u64)
            .sum::<u64>();
        let what = match (&stated.sha256, stated.rows[at]) {
            _ if !stated.whole => say!(lang, "reconcile-opening-manifest-changed").to_owned(),
            _ if stated.county.as_ref().is_some_and(|county| *county != project.county) => {
                let county = stated.county.as_deref().unwrap_or_default();
                say!(lang, "reconcile-opening-other-county", county = county)
            }
            (_, Some(rows)) if rows != read => say!(
                lang,
                "reconcile-opening-other-rows",
                table = file.table.words(lang),
                rows = rows,
                read = read
            ),
            (Some(sha256), _) if *sha256 != file.sha256 => {
                say!(lang, "reconcile-opening-bytes-changed").to_owned()
            }
            _ => continue,
        };
        let origin = Origin::file(Arc::clone(&file.path));
        findings.push(Finding::new(&C010, file.table, origin).with("what", what));
    }
    findings
}
