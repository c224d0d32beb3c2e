//! Next year's lists: the roster and the pay list that follow from a run, its
//! decisions and the register.
//!
//! In: a run. Out: a project folder for the period that follows, with the lists
//! in the county's own layout, the register carried on, this period's result as
//! last year's lists, and the decisions that still hold, keyed to the new rows.
//! It settles nothing by itself: who was held and not decided on stays on the
//! roster, is left off the pay list, and is named in a workbook of its own.

mod carried;
mod lists;
mod pending;
mod project;
mod register;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::{Lang, Period, Table};
use crate::publish::{self, PublishError, RealDisk, Staging};
use crate::reconcile::decisions::DecisionEnd;
use crate::report::{Shelf as _, data, tables};
use crate::rulebook::values::Verdict;
use crate::rulebook::{Project, Rulebook, RulebookError};
use crate::run::{self, Run, RunError, Silent};
use crate::say;

/// What was written.
#[derive(Debug)]
pub struct Next {
    /// The project folder.
    pub folder: PathBuf,
    /// The period that it is for.
    pub period: Period,
    /// Rows of the new roster.
    pub roster_rows: u64,
    /// Rows of the new pay list.
    pub pay_list_rows: u64,
    /// Rows of this period's lists that are not on the new ones, by why.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// Decisions that still hold, carried on.
    pub decisions: u64,
    /// What a run of the new lists would pay.
    pub run: Run,
}

/// Why a row is not on the new lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A plain copy of another row.
    Copy,
    /// Decided not to be paid.
    Rejected,
    /// Out of the scheme by the register when the next period begins.
    Removed,
    /// Supported by projects from then on.
    ToProject,
    /// Held, and nobody decided on it.
    Pending,
}

impl LeftOut {
    /// Its key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Rejected => "rejected",
            Self::Removed => "removed",
            Self::ToProject => "to_project",
            Self::Pending => "pending",
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Copy => say!(lang, "next-left-out-copy"),
            Self::Rejected => say!(lang, "next-left-out-rejected"),
            Self::Removed => say!(lang, "next-left-out-removed"),
            Self::ToProject => say!(lang, "next-left-out-to-project"),
            Self::Pending => say!(lang, "next-left-out-pending"),
        }
    }
}

/// Why the lists could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NextError {
    /// There is something in the way.
    #[error("{}: is there already; name another folder with --out, or move it away", path.display())]
    InTheWay {
        /// The folder.
        path: PathBuf,
    },
    /// The run that they would follow from is refused.
    #[error("the run is refused: settle what `zhibu run` says first")]
    Refused,
    /// The folder could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The new project could not be read back: our own fault, or the disk's.
    #[error(transparent)]
    Project(#[from] RulebookError),
    /// The new lists could not be read back.
    #[error(transparent)]
    Run(#[from] RunError),
}

impl From<crate::report::NotTaken> for NextError {
    fn from(file: crate::report::NotTaken) -> Self {
        Self::Publish(file.into())
    }
}

/// Where the next period's project goes unless it is told otherwise.
#[must_use]
pub fn default_folder(project: &Project) -> PathBuf {
    project.folder.join("next").join(project.period.next().to_string())
}

/// Writes the project folder of the period after a run's.
///
/// # Errors
/// Where the run is refused, the folder is there already, or cannot be written.
pub fn write(run: &Run, folder: &Path) -> Result<Next, NextError> {
    if run.refused {
        return Err(NextError::Refused);
    }
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        return Err(NextError::InTheWay { path: folder.to_owned() });
    }
    publish::preflight(&RealDisk, folder)?;
    let staging = Staging::begin(&RealDisk, folder)?;
    let period = run.project.period.next();
    let standing = lists::Standing::of(run);
    let written = lists::write(run, &standing, &staging)?;
    let view = run.view();
    let codes = data::codes_by_row(&view);
    staging.stream(project::PRIOR, &mut |out| tables::write_dispositions(&view, &codes, out))?;
    if let Some(file) = register::write(run, &standing) {
        staging.take(&file)?;
    }
    if let Some(file) = pending::write(run, &standing) {
        staging.take(&file)?;
    }
    if let Some(file) = project::places(run) {
        staging.take(&file)?;
    }
    for (name, text) in &run.rulebook.overlays {
        let bytes = text.clone().into_bytes();
        staging.take(&crate::report::OutputFile { path: name.clone(), bytes })?;
    }
    staging.take(&project::file(run, folder))?;
    // The new lists are run as they will be, so that what was approved is keyed
    // to the rows as they stand there.
    let first = compute(&staging.folder())?;
    let carried = carried::decisions(run, &first);
    let decisions = carried.as_ref().map_or(0, |(count, _)| *count);
    let run = match carried {
        None => first,
        Some((_, file)) => {
            staging.take(&file)?;
            let again = compute(&staging.folder())?;
            let followed =
                again.decisions.all.iter().filter(|one| one.end == DecisionEnd::Applied).count();
            assert_eq!(followed as u64, decisions, "a decision that was carried on is followed");
            again
        }
    };
    staging.publish()?;
    Ok(Next {
        folder: folder.to_owned(),
        period,
        roster_rows: written.roster_rows,
        pay_list_rows: written.pay_list_rows,
        left_out: standing.left_out,
        decisions,
        run,
    })
}

fn compute(folder: &Path) -> Result<Run, NextError> {
    let project = Project::load(folder, &crate::catalogue::all())?;
    let rulebook = Rulebook::of(&project)?;
    Ok(run::compute(project, rulebook, &Silent)?)
}

/// The rows that decisions of a kind were followed on, with the code.
fn decided(run: &Run, verdict: Verdict) -> impl Iterator<Item = (Table, u32, &str)> {
    run.decisions.all.iter().filter_map(move |one| {
        let place = one.place?;
        let followed = one.end == DecisionEnd::Applied && one.verdict == Some(verdict);
        followed.then_some((place.table, place.row, one.code.as_str()))
    })
}
