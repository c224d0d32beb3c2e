//! The invented county a year later: who came, who left, and what of it the
//! change register tells.
//!
//! In: the options. Out: the county of the year before and of this year as two
//! values that share people and base rows, with everything that a county is
//! handed beside its lists: the change register, other bodies' lists, what the
//! villages posted. Beside the answer key it keeps the truth of the bridges.
//!
//! A household has at most one event or error. What the one-year demo plants
//! on a person rather than on a row was so in the year before too: such an
//! error is no change, and last year's lists agree with it.

mod block;
mod bridge;
mod events;
mod posted;
mod register;
mod unregistered;
mod watchlists;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;

pub use bridge::{BridgeKey, BridgeLine, Term};

use super::answer_key::{self, AnswerKey, Entry};
use super::compose::{Extras, File};
use super::county::{County, PRIOR, number};
use super::paper::{self, Paper};
use super::planted::{self, Planter};
use super::rows::{RowId, Table};
use super::seed::Seed;
use super::{DemoError, Options, compose_all, make_folders, places, project_file};
use super::{write, write_file};
use block::Block;
use register::Registration;
use watchlists::Watched;

/// The file of the bridges' truth.
pub const BRIDGE_KEY: &str = "bridge-key.csv";
/// The folders that a second year adds to a project.
pub const FOLDERS: [&str; 4] = [PRIOR, "changes", "lists", "posted"];

/// What happened between the two years, as far as the lists do not say it.
#[derive(Default)]
struct Between {
    /// The bridges' term of everyone whose change has a reason.
    terms: BTreeMap<u32, Term>,
    /// The rows of the change register, in the order of the events.
    register: Vec<Registration>,
    /// Whom other bodies list.
    watched: Vec<Watched>,
    /// Sheets of last year's pay lists that this year lacks.
    missing: Vec<Entry>,
    /// Pay rows that were not posted.
    unposted: BTreeSet<RowId>,
}

/// The county of two years, and what lies between them.
pub struct SecondYear {
    /// The county of the year before.
    pub prior: County,
    /// The files of the year before.
    pub prior_files: Vec<File>,
    /// The county of this year.
    pub now: County,
    /// The files of this year.
    pub files: Vec<File>,
    /// What is to be found, with the truth of the bridges.
    pub key: AnswerKey,
    register: Vec<Paper>,
    between: Between,
}

impl SecondYear {
    /// Invents the county of both years.
    #[must_use]
    pub fn invent(options: &Options) -> Self {
        let (mut prior, mut now) = (County::invent(options), County::invent(options));
        prior.prior = true;
        now.year += 1;
        let prior_files = compose_all(&prior, &Extras::default());

        let (mut extras, mut between) = (Extras::default(), Between::default());
        let (mut marks, mut prior_marks) = (Vec::new(), Vec::new());
        let mut touched = vec![false; now.households.len()];
        let blocks = now.townships.len() / 14;
        for block in (0..blocks).map(number) {
            let townships = block * 14..block * 14 + 14;
            let seed = Seed::new(options.seed, 2000 + u64::from(townships.start));
            let first_registration = between.register.len();
            let planter =
                Planter::new(&mut now, &mut extras, &mut marks, &mut touched, seed, townships);
            let mut block = Block {
                planter,
                prior: &mut prior,
                prior_marks: &mut prior_marks,
                between: &mut between,
                first_registration,
                missing_villages: BTreeSet::new(),
            };
            if !options.clean {
                unregistered::missing_sheet(&mut block, &prior_files);
            }
            events::registered(&mut block);
            let told = watchlists::registered_deaths(&mut block);
            if !options.clean {
                unregistered::plant(&mut block);
                watchlists::plant(&mut block, &told);
            }
            watchlists::elsewhere(&mut block);
        }
        if !options.clean {
            marks.extend(planted::plant(&mut now, &mut extras, options.seed, &touched));
            was_so_before(&now, &mut prior, &touched);
            for block in (0..blocks).map(number) {
                let seed = Seed::new(options.seed, 3000 + u64::from(block));
                let townships = block * 14..block * 14 + 14;
                posted::pad(&mut now, &mut marks, &mut between.unposted, seed, &townships);
            }
        }

        let files = compose_all(&now, &extras);
        let (register, unmatched) = register::compose(&now, &between.register);
        let mut further = unmatched;
        further.append(&mut between.missing);
        further.extend(answer_key::entries(&prior, &prior_files, &prior_marks));
        let mut key = AnswerKey::of(&now, &files, &marks).with(further);
        key.bridge = Some(BridgeKey::of(&prior, &now, &between.terms));
        Self { prior, prior_files, now, files, key, register, between }
    }

    /// Writes both years as one project folder.
    ///
    /// # Errors
    /// Where a folder or file cannot be written.
    pub(super) fn write(self, dir: &Path, options: &Options) -> Result<AnswerKey, DemoError> {
        let prior = Table::folders().map(|folder| format!("{PRIOR}/{folder}"));
        make_folders(dir, Table::folders())?;
        make_folders(dir, prior)?;
        make_folders(dir, FOLDERS)?;
        let posted = posted::compose(&self.now, &self.files, &self.between.unposted);
        make_folders(dir, posted.iter().filter_map(|(path, _)| Path::new(path).parent()))?;

        let lists = watchlists::compose(&self.between.watched, &self.now);
        self.files.par_iter().try_for_each(|file| write_file(dir, &self.now, file))?;
        self.prior_files.par_iter().try_for_each(|file| write_file(dir, &self.prior, file))?;
        let year = self.now.year;
        posted.par_iter().try_for_each(|(path, paper)| {
            write_papers(dir, path, std::slice::from_ref(paper), year)
        })?;
        for (path, paper) in &lists {
            write_papers(dir, path, std::slice::from_ref(paper), year)?;
        }
        write_papers(dir, register::PATH, &self.register, year)?;

        write(&dir.join("places.csv"), places(&self.now).as_bytes())?;
        let mut project = project_file(options, &self.now, &self.files, INPUTS);
        for (kind, path) in watchlists::paths() {
            let _ = write!(project, "\n[[watchlist]]\nkind = \"{kind}\"\npath = \"{path}\"\n");
        }
        write(&dir.join("zhibu.toml"), project.as_bytes())?;
        write(&dir.join("answer-key.csv"), self.key.csv().as_bytes())?;
        if let Some(bridge) = &self.key.bridge {
            write(&dir.join(BRIDGE_KEY), bridge.csv().as_bytes())?;
        }
        Ok(self.key)
    }
}

/// What a second year adds to the inputs of the project file.
const INPUTS: &str = r#"prior_roster = "prior/roster/*"
prior_pay_list = "prior/pay-list/*"
change_register = "changes/*"
posted = "posted/*/*"
decisions = "decisions/*"
"#;

fn write_papers(dir: &Path, path: &str, papers: &[Paper], year: u16) -> Result<(), DemoError> {
    let path = dir.join(path);
    let bytes = paper::bytes(papers, year)
        .map_err(|source| DemoError::Workbook { path: path.clone(), source })?;
    write(&path, &bytes)
}

/// Gives last year's lists what this year's say of the people themselves, for
/// whoever no event touched.
fn was_so_before(now: &County, prior: &mut County, touched: &[bool]) {
    for (before, after) in prior.people.iter_mut().zip(&now.people) {
        if !touched[before.household as usize] {
            before.clone_from(after);
        }
    }
}

#[cfg(test)]
mod tests;
