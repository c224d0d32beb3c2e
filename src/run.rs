//! The annual run: the only place that sequences the stages.
//!
//! intake → normalize → link → validate → reconcile → pay → report → publish.
//! Each stage gets values from the ones before it; none calls another. What a
//! row goes through, from cell to bank file, is told in ARCHITECTURE.md.

mod inputs;
mod previous;
mod written;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::domain::{Lang, Money, Table};
use crate::finding::{self, Finding, Severity};
use crate::intake::files::IntakeError;
use crate::intake::{InputFile, Intake, Sheet};
use crate::ledger::LedgerError;
use crate::linkage;
use crate::linkage::index::{Namesakes, People, registered};
use crate::normalize::list::{Normalizing, Places, normalize};
use crate::normalize::{Lists, Payment};
use crate::payout::{PayFile, batch, limits};
use crate::reconcile::before::{Asking, OtherNumbers};
use crate::reconcile::changes::{self, Audit, Auditing};
use crate::reconcile::decisions::{self, Decisions};
use crate::reconcile::disposition::{Deciding, decide};
use crate::reconcile::history::History;
use crate::reconcile::opening::{self, Stated};
use crate::reconcile::register::Register;
use crate::reconcile::watchlists::{Watch, WatchEnd};
use crate::reconcile::{Dispositions, attach, carry, posted, weights};
use crate::report::previous::Previous;
use crate::report::{LedgerRead, NotTaken, RunView, Totals};
use crate::rulebook::{Project, Rulebook};
use crate::say;
use crate::validate;

pub use previous::Before;
pub use written::{render, render_in_memory};

/// A run's stages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Intake,
    /// Keys are made.
    Normalize,
    /// People are matched.
    Link,
    /// Rows are checked.
    Validate,
    /// Lists are reconciled.
    Reconcile,
    /// Payments are made up.
    Pay,
    /// Reports are written in memory.
    Report,
    /// The output folder is published.
    Publish,
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Intake => say!(lang, "stage-intake"),
            Self::Normalize => say!(lang, "stage-normalize"),
            Self::Link => say!(lang, "stage-link"),
            Self::Validate => say!(lang, "stage-validate"),
            Self::Reconcile => say!(lang, "stage-reconcile"),
            Self::Pay => say!(lang, "stage-pay"),
            Self::Report => say!(lang, "stage-report"),
            Self::Publish => say!(lang, "stage-publish"),
        }
    }
}

/// What a run tells while it goes on.
pub trait Progress: Sync {
    /// A stage begins, with so many steps where they are known.
    fn stage(&self, stage: Stage, steps: Option<usize>);
    /// A step of the stage is done.
    fn step(&self);
}

/// Tells nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: Option<usize>) {}
    fn step(&self) {}
}

/// The run cannot be made: the environment or the project file failed.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The inputs cannot be read from disk, or a glob is wrong.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The folder could not be written.
    #[error(transparent)]
    Publish(#[from] crate::publish::PublishError),
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An input is no longer what was read: somebody saved it meanwhile.
    #[error("{path}: was changed while the run went on; nothing was written")]
    Edited {
        /// The file, relative to the project folder.
        path: String,
    },
}

impl From<NotTaken> for RunError {
    fn from(file: NotTaken) -> Self {
        Self::Publish(file.into())
    }
}

/// A part of the output that `--only` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Bank files and `control.csv`.
    Payout,
    /// Exception workbooks.
    Exceptions,
    /// The lists that hang in the villages, and `data/posting.csv`.
    Posting,
    /// The summary workbook.
    Summary,
    /// CSV and Parquet tables.
    Data,
    /// The population audit.
    Changes,
    /// The run on one page.
    Page,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 7] = [
        Self::Payout,
        Self::Exceptions,
        Self::Posting,
        Self::Summary,
        Self::Data,
        Self::Changes,
        Self::Page,
    ];

    /// Its key on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Payout => "payout",
            Self::Exceptions => "exceptions",
            Self::Posting => "posting",
            Self::Summary => "summary",
            Self::Data => "data",
            Self::Changes => "changes",
            Self::Page => "page",
        }
    }
}

/// A run, computed and not yet written.
#[derive(Debug)]
pub struct Run {
    /// The project.
    pub project: Project,
    /// The rulebook.
    pub rulebook: Rulebook,
    /// The input files.
    pub files: Vec<InputFile>,
    /// What last year's manifests say of last year's lists.
    pub stated: Vec<Stated>,
    /// The ledger as it was read, where there is one.
    pub ledger: Option<LedgerRead>,
    /// The lists.
    pub lists: Lists,
    roster: People,
    pay_list: People,
    registered: Vec<Option<u32>>,
    /// Every finding, in order.
    pub findings: Vec<Finding>,
    /// Where every row ends.
    pub dispositions: Dispositions,
    payments: Vec<PayFile>,
    /// The population audit, where last year's lists or a register are given.
    pub audit: Option<Audit>,
    /// Where each row of the lists from other bodies ends.
    pub watch_ends: Vec<WatchEnd>,
    /// The decisions that came back, and where each ends.
    pub decisions: Decisions,
    /// Other numbers that people of the pay list were written with.
    pub others: OtherNumbers,
    /// The last run of the period, as [`Run::compare`] found it.
    pub previous: Option<Previous>,
    /// The figures.
    pub totals: Totals,
    /// Whether the run is refused: nothing is paid.
    pub refused: bool,
    /// Acknowledgements that matched no finding, as the project file has them.
    pub unmatched_acknowledgements: Vec<String>,
    /// Inputs that the project names and that are not there yet, by key.
    pub absent_inputs: Vec<&'static str>,
    /// How long each stage took.
    pub times: Vec<(Stage, Duration)>,
    lang: Lang,
}

impl Run {
    /// Looks whether every input is still what was read: a list that was saved, or
    /// was still being copied, while the run went on is not what would be paid.
    ///
    /// # Errors
    /// [`RunError::Edited`] with the first that is not.
    pub fn inputs_are_unchanged(&self) -> Result<(), RunError> {
        match inputs::edited(&self.project, &self.files) {
            Some(path) => Err(RunError::Edited { path }),
            None => Ok(()),
        }
    }

    /// The run as reports see it.
    #[must_use]
    pub fn view(&self) -> RunView<'_> {
        RunView {
            project: &self.project,
            rulebook: &self.rulebook,
            files: &self.files,
            stated: &self.stated,
            ledger: self.ledger.as_ref(),
            others: &self.others,
            lists: &self.lists,
            roster: &self.roster,
            pay_list: &self.pay_list,
            registered: &self.registered,
            findings: &self.findings,
            dispositions: &self.dispositions,
            payments: if self.refused { &[] } else { &self.payments },
            audit: self.audit.as_ref(),
            watch_ends: &self.watch_ends,
            decisions: &self.decisions,
            previous: self.previous.as_ref(),
            totals: &self.totals,
            refused: self.refused,
            lang: self.lang,
        }
    }
}

/// Measures the stages.
struct Clock<'a> {
    progress: &'a dyn Progress,
    times: Vec<(Stage, Duration)>,
    now: Option<(Stage, Instant)>,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        Self { progress, times: Vec::new(), now: None }
    }

    fn start(&mut self, stage: Stage, steps: Option<usize>) {
        self.stop();
        self.progress.stage(stage, steps);
        self.now = Some((stage, Instant::now()));
    }

    fn stop(&mut self) {
        if let Some((stage, since)) = self.now.take() {
            self.times.push((stage, since.elapsed()));
        }
    }
}

/// Computes a run: reads everything, decides every row, writes nothing.
///
/// # Errors
/// Where inputs cannot be read from disk. What is wrong in them is a finding.
///
/// # Panics
/// Where a row or a fen would be lost: our own fault, before anything is
/// published.
pub fn compute(
    project: Project,
    rulebook: Rulebook,
    progress: &dyn Progress,
) -> Result<Run, RunError> {
    compute_with(project, rulebook, PayList::Required, progress)
}

/// Whether a run needs a pay list: without one nobody is paid, but who is
/// registered can be checked all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayList {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
}

/// The same; a county that has no pay list yet is judged by its roster alone.
///
/// # Errors
/// As [`compute`].
///
/// # Panics
/// As [`compute`].
pub fn compute_with(
    project: Project,
    rulebook: Rulebook,
    pay_list: PayList,
    progress: &dyn Progress,
) -> Result<Run, RunError> {
    let lang = project.lang;
    let mut clock = Clock::new(progress);
    let (intake, absent_inputs) = inputs::read(&project, &rulebook, pay_list, &mut clock)?;
    let Intake { files, sheets, findings: mut of_intake } = intake;
    let unmatched_sheets = inputs::unmatched_sheets(&project, &sheets);
    let unreadable = of_intake.iter().any(|f| f.severity == Severity::Refuse);
    // A county of which a part cannot be read is not judged at all: who is
    // missing would look like who was left out.
    let sheets = if unreadable { Vec::new() } else { sheets };
    let (decided, mut sheets): (Vec<Sheet>, Vec<Sheet>) =
        sheets.into_iter().partition(|sheet| sheet.table == Table::Decisions);
    let mut decisions = Decisions::read(&decided, &rulebook.values, lang);

    let mut places = None;
    let stated = inputs::stated_openings(&project, &files);
    let (ledger, before) = inputs::ledger(&project)?;
    let rules = Judging {
        project: &project,
        rulebook: &rulebook,
        files: &files,
        stated: &stated,
        history: &before.history,
    };
    // Corrected cells are judged like any other: every rule runs again on them.
    let mut judged = loop {
        if decisions.is_empty() {
            break rules.judge(
                sheets,
                places,
                std::mem::take(&mut of_intake),
                &decisions,
                &mut clock,
            );
        }
        let lifted = decisions.lifted().len();
        let mut judged = rules.judge(sheets, places, of_intake.clone(), &decisions, &mut clock);
        let mut keyed = judged.findings.clone();
        rules.carry(&judged, &mut keyed);
        seal(&judged.lists, &mut keyed);
        let corrections = decisions.take(&keyed, &judged.lists);
        if corrections.is_empty() && decisions.lifted().len() == lifted {
            break judged;
        }
        places = judged.lists.places.take();
        sheets = judged.lists.into_sheets();
        decisions::correct(&mut sheets, &corrections);
    };
    let mut findings = std::mem::take(&mut judged.findings);
    decisions.apply(&mut findings, &judged.lists);
    decisions::send_back(&mut findings, &judged.lists);
    rules.carry(&judged, &mut findings);
    let mut unmatched = std::mem::take(&mut judged.unmatched_acknowledgements);
    unmatched.extend(unmatched_sheets);
    let (mut paid_before, already_paid) = rules.asking(&judged).already_paid(&findings);
    weights::weigh(&project, &mut paid_before);
    findings.extend(paid_before);
    let deciding = Deciding {
        register: judged.register(),
        merged_pay: &judged.merged_pay,
        already_paid: &already_paid,
    };
    let dispositions = decide(&deciding, &findings);

    clock.start(Stage::Pay, None);
    let Judged { lists, roster, pay_list, registered, audit, watch_ends, others, .. } = judged;
    let splitting = batch::Splitting {
        lists: &lists,
        rulebook: &rulebook,
        registered: &registered,
        period: project.period,
    };
    let payments = batch::split(&splitting, &dispositions);
    let people: u64 = payments.iter().map(PayFile::people).sum();
    let amount: Money = payments.iter().map(PayFile::amount).sum();
    findings.extend(limits::check(&project, before.people + people, before.amount + amount));
    let refused = findings.iter().any(|f| f.severity == Severity::Refuse);
    seal(&lists, &mut findings);
    let due = |row: u32| {
        let payment = Payment::new(&lists, &rulebook, row, registered[row as usize]);
        payment.amount(project.period).unwrap_or_else(|| payment.entitlement(project.period))
    };
    let totals = Totals::count(&lists, (&roster, &pay_list), &dispositions, due, &findings);
    totals.assert_conserved(&lists, &dispositions, &payments);
    clock.stop();
    Ok(Run {
        project,
        rulebook,
        files,
        stated,
        ledger,
        others,
        lists,
        roster,
        pay_list,
        registered,
        findings,
        dispositions,
        payments,
        audit,
        watch_ends,
        decisions,
        previous: None,
        totals,
        refused,
        unmatched_acknowledgements: unmatched,
        absent_inputs,
        times: clock.times,
        lang,
    })
}

/// Puts findings in order and gives each its key, by the contents of its rows.
fn seal(lists: &Lists, findings: &mut [Finding]) {
    finding::seal(findings, |table, row, out| {
        let list = lists.list(table);
        let keys = &list.rows[row as usize];
        list.sheet(row).write_contents(keys.line as usize, out);
    });
}

/// What every pass over the lists goes by.
struct Judging<'a> {
    project: &'a Project,
    rulebook: &'a Rulebook,
    files: &'a [InputFile],
    stated: &'a [Stated],
    history: &'a History,
}

/// The lists as one pass sees them, and what every rule says of them; what one
/// row's hold means for others is not among it.
struct Judged {
    lists: Lists,
    roster: People,
    pay_list: People,
    registered: Vec<Option<u32>>,
    merged_roster: Vec<bool>,
    merged_pay: Vec<bool>,
    findings: Vec<Finding>,
    audit: Option<Audit>,
    watch_ends: Vec<WatchEnd>,
    others: OtherNumbers,
    unmatched_acknowledgements: Vec<String>,
}

impl Judged {
    fn register(&self) -> Register<'_> {
        Register {
            lists: &self.lists,
            roster: &self.roster,
            pay_list: &self.pay_list,
            registered: &self.registered,
            merged_roster: &self.merged_roster,
        }
    }
}

impl Judging<'_> {
    /// One pass: keys, people, and every rule.
    fn judge(
        &self,
        sheets: Vec<Sheet>,
        places: Option<Places>,
        mut findings: Vec<Finding>,
        decisions: &Decisions,
        clock: &mut Clock<'_>,
    ) -> Judged {
        let Self { project, rulebook, files, stated, .. } = *self;
        let lang = project.lang;
        clock.start(Stage::Normalize, None);
        let cadence = project.removal_takes_effect;
        let mut lists = normalize(sheets, places, Normalizing { rulebook, cadence, lang });
        for lift in decisions.lifted() {
            lists.absences.lift(*lift);
        }

        clock.start(Stage::Link, None);
        let (roster, pay_list) =
            rayon::join(|| People::of(&lists.roster), || People::of(&lists.pay_list));
        let registered = registered(&lists, &roster);
        let linked = linkage::link(project, rulebook, &lists, (&roster, &pay_list), &registered);
        let likely_copies = changes::likely_copies(&linked.findings);
        findings.extend(linked.findings);

        clock.start(Stage::Validate, None);
        let namesakes = Namesakes::of(&lists);
        findings.extend(validate::check_rows(&validate::Context {
            lists: &lists,
            rulebook,
            project,
            registered: &registered,
            other_list: &namesakes,
            lang,
        }));
        drop(namesakes);

        clock.start(Stage::Reconcile, None);
        let others = OtherNumbers::new(&lists, &registered, &decisions.corrections);
        let mut judged = Judged {
            lists,
            roster,
            pay_list,
            registered,
            merged_roster: linked.merged_roster,
            merged_pay: linked.merged_pay,
            findings: Vec::new(),
            audit: None,
            watch_ends: Vec::new(),
            others,
            unmatched_acknowledgements: Vec::new(),
        };
        findings.extend(judged.register().check());
        findings.extend(posted::check(&judged.lists, &judged.merged_pay));
        findings.extend(self.asking(&judged).holds());
        let lists = &judged.lists;
        let watch = Watch { lists, project, rulebook, registered: &judged.registered };
        let (of_watchlists, watch_ends) = watch.check();
        findings.extend(of_watchlists);
        let auditing = Auditing {
            lists,
            project,
            rulebook,
            roster: &judged.roster,
            pay_list: &judged.pay_list,
            registered: &judged.registered,
            likely_copies: &likely_copies,
        };
        let audit = changes::audit(&auditing).map(|(audit, of_changes)| {
            findings.extend(of_changes);
            audit
        });
        findings.extend(opening::check(project, files, lists, stated));
        attach::attach(lists, &mut findings);
        weights::weigh(project, &mut findings);
        let mut unmatched = weights::waive(project, &mut findings);
        // What a self-evaluation finds, a run does not look for.
        unmatched.retain(|named| !named.starts_with('E'));
        judged.findings = findings;
        judged.audit = audit;
        judged.watch_ends = watch_ends;
        judged.unmatched_acknowledgements = unmatched;
        judged
    }

    /// What is asked of the payments made before.
    fn asking<'a>(&'a self, judged: &'a Judged) -> Asking<'a> {
        Asking {
            lists: &judged.lists,
            project: self.project,
            rulebook: self.rulebook,
            registered: &judged.registered,
            merged_pay: &judged.merged_pay,
            history: self.history,
            others: &judged.others,
        }
    }

    /// Holds again what nobody could pay, and makes every hold say why.
    fn carry(&self, judged: &Judged, findings: &mut Vec<Finding>) {
        let register = judged.register();
        weights::hold_what_cannot_be_paid(&register, self.rulebook, self.project.period, findings);
        posted::leave_to_other_holds(&judged.lists, &judged.merged_pay, findings);
        let own = findings.len();
        carry::carry(&register, &judged.merged_pay, findings);
        weights::weigh(self.project, &mut findings[own..]);
        posted::leave_to_other_holds(&judged.lists, &judged.merged_pay, findings);
    }
}

/// Where a project's output goes unless it is told otherwise.
#[must_use]
pub fn default_output(project: &Project) -> PathBuf {
    project.folder.join("out").join(project.period.to_string())
}

/// Where a refused run's report goes: beside the output, which stays as it was.
#[must_use]
pub fn refused_output(output: &Path) -> PathBuf {
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned());
    output.with_file_name(format!("{}-refused", name.unwrap_or_default()))
}
