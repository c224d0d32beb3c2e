//! `zhibu run`: the annual run, and the summary at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Format, RunArgs};
use super::progress::Bar;
use super::terminal::{count, table, terms, wrapped, yuan};
use super::{Exit, Session, Stop, hold, open, way_out};
use crate::catalogue;
use crate::domain::Lang;
use crate::finding::{Finding, Severity, render};
use crate::ledger::LedgerError;
use crate::publish::{self, Output, PublishError, RealDisk};
use crate::purge;
use crate::reconcile::Disposition;
use crate::reconcile::decisions::DecisionEnd;
use crate::report::Written;
use crate::rulebook::{Project, Rulebook, RulebookError};
use crate::run::{self, Before, Part, PayList, Progress as _, Run, RunError, Stage};
use crate::say;
use crate::seal::{self, Recipients};

/// How many findings of a refused run are shown on the terminal.
const REFUSALS_SHOWN: usize = 20;

pub(super) fn run(session: &Session, args: &RunArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let seal = open::recipients(&args.seal, lang)?;
    let done = execute(session, &args.project, args.out.as_deref(), &args.only, seal.as_ref())?;
    if session.format == Format::Json {
        println!("{:#}", json(&done));
    } else {
        print!("{}", summary(&done, lang));
        if !session.quiet {
            eprint!("{}", times(&done.run, lang));
        }
    }
    let held = done.run.totals.pay_list.get(&Disposition::Held).copied().unwrap_or_default();
    Ok(if done.run.refused {
        Exit::Refused
    } else if args.strict && held > 0 {
        Exit::Holds
    } else {
        Exit::Done
    })
}

/// A run that was made and published.
pub(super) struct Done {
    pub(super) run: Run,
    /// The folder, or its archive.
    pub(super) output: PathBuf,
    pub(super) files: Vec<Written>,
    /// For how many it is sealed.
    pub(super) sealed_for: Option<usize>,
}

/// Where a run's output goes, how much of it, and who alone may read it.
pub(super) struct Place<'a> {
    pub(super) target: PathBuf,
    pub(super) only: &'a [Part],
    pub(super) seal: Option<&'a Recipients>,
}

/// Loads a project and its rules; `--lang` decides the files' language too.
pub(super) fn load(session: &Session, folder: &Path) -> Result<(Project, Rulebook), Stop> {
    let usage = |error: RulebookError| Stop::new(Exit::Usage, error.words(session.lang));
    let mut project = Project::load(folder, &catalogue::all()).map_err(usage)?;
    if let Some(lang) = session.lang_given {
        project.lang = lang;
    }
    let rulebook = Rulebook::of(&project).map_err(usage)?;
    Ok((project, rulebook))
}

/// Loads a project and computes its run; nothing is written.
pub(super) fn computed(session: &Session, folder: &Path, pay_list: PayList) -> Result<Run, Stop> {
    let (project, rulebook) = load(session, folder)?;
    let bar = Bar::new(session);
    let run = run::compute_with(project, rulebook, pay_list, &bar)
        .map_err(|error| stop_of(&error, session.lang));
    bar.clear();
    run
}

/// Loads the project, runs it and publishes what it wrote.
pub(super) fn execute(
    session: &Session,
    folder: &Path,
    out: Option<&Path>,
    only: &[Part],
    seal: Option<&Recipients>,
) -> Result<Done, Stop> {
    let loaded = load(session, folder)?;
    let target = out.map_or_else(|| run::default_output(&loaded.0), Path::to_owned);
    let output = target.clone();
    let compare = |run: &mut Run| {
        let before = run.compare(&output).map_err(|error| stop_of(&error, session.lang))?;
        let told = match &before {
            Before::Altered => {
                wrapped(&say!(session.lang, "run-last-altered", folder = output.display()))
            }
            Before::Sealed(archive) => {
                say!(session.lang, "seal-run-last-sealed", path = archive.display()) + "\n"
            }
            Before::Nothing | Before::Compared => String::new(),
        };
        if !session.quiet {
            eprint!("{told}");
        }
        Ok(())
    };
    publish_loaded(session, "run", loaded, Place { target, only, seal }, compare)
}

/// Runs a loaded project and publishes a part of what it writes, unless `accept`
/// finds that the run has nothing to publish.
pub(super) fn publish_loaded(
    session: &Session,
    doing: &str,
    (project, rulebook): (Project, Rulebook),
    Place { target, only, seal }: Place<'_>,
    accept: impl FnOnce(&mut Run) -> Result<(), Stop>,
) -> Result<Done, Stop> {
    let lang = session.lang;
    let failed = |error: PublishError| way_out::of_publish(&error, lang);
    if purge::is_purged(&project) {
        let words = purge::words(&run::default_output(&project), lang);
        return Err(Stop::new(Exit::Refused, words));
    }
    let _lock = hold::project(session, &project.folder, doing)?;
    // Who names the archive means the folder that it stands for.
    let named = seal.is_some() && seal::archive_of(&target) == target;
    let target = if named { seal::folder_of(&target) } else { target };
    Output::preflight(&RealDisk, &target, seal.is_some()).map_err(failed)?;
    let bar = Bar::new(session);
    let stop = |error: RunError| stop_of(&error, lang);
    let mut run = run::compute(project, rulebook, &bar).map_err(stop)?;
    accept(&mut run)?;
    let started = Instant::now();
    bar.stage(Stage::Report, None);
    let refused = run::refused_output(&target);
    let output = if run.refused { refused.clone() } else { target };
    let staging = Output::begin(&RealDisk, &output, seal).map_err(failed)?;
    let files = run::render(&run, only, staging.shelf()).map_err(stop)?;
    run.times.push((Stage::Report, started.elapsed()));
    let started = Instant::now();
    bar.stage(Stage::Publish, None);
    run.inputs_are_unchanged().map_err(stop)?;
    if !run.refused {
        // The report of an earlier refusal would speak of inputs that are gone. First:
        // once the output is published, nothing may fail.
        publish::withdraw(&RealDisk, &refused).map_err(failed)?;
    }
    let output = staging.publish().map_err(failed)?;
    run.times.push((Stage::Publish, started.elapsed()));
    bar.clear();
    Ok(Done { run, output, files, sealed_for: seal.map(Recipients::count) })
}

pub(super) fn stop_of(error: &RunError, lang: Lang) -> Stop {
    use crate::intake::files::IntakeError;
    match error {
        RunError::Intake(error @ IntakeError::Read { .. }) => {
            Stop::new(Exit::Environment, error.words(lang))
        }
        RunError::Intake(error) => Stop::new(Exit::Usage, error.words(lang)),
        RunError::Publish(error) => way_out::of_publish(error, lang),
        RunError::Edited { path } => way_out::of_edited(path, lang),
        RunError::Ledger(error) => of_ledger(error, lang),
    }
}

/// Why a step of the ledger was not taken, with its exit code.
pub(super) fn of_ledger(error: &LedgerError, lang: Lang) -> Stop {
    let exit = match error {
        LedgerError::Store { .. } => Exit::Environment,
        LedgerError::Refused(_)
        | LedgerError::WrongState { .. }
        | LedgerError::Nothing(_)
        | LedgerError::Purged { .. }
        | LedgerError::NotPurgeable { .. } => Exit::Refused,
        _ => Exit::Usage,
    };
    Stop::new(exit, wrapped(error.words(lang).trim_end()))
}

/// The answer to: can I pay, how much, to how many, what holds the rest, where
/// are the files.
pub(super) fn summary(done: &Done, lang: Lang) -> String {
    let run = &done.run;
    let (project, totals) = (&run.project, &run.totals);
    let mut text = wrapped(&verdict(run, lang));
    let _ = write!(
        text,
        "{} · {} · {}\n\n",
        project.county,
        project.period,
        run.rulebook.programme.name(lang)
    );
    if run.refused {
        text.push_str(&refusals(run, lang));
    } else {
        let mut rows = vec![(say!(lang, "cli-run-to-pay"), totals.paid_people, totals.paid_amount)];
        rows.extend(
            run.ledger
                .as_ref()
                .map(|ledger| (say!(lang, "cli-run-paid-before"), ledger.people, ledger.amount)),
        );
        rows.push((say!(lang, "cli-run-approved"), project.quota, project.budget));
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|(what, people, amount)| {
                let unit = say!(lang, "people");
                let yuan_unit = say!(lang, "yuan");
                vec![
                    what.to_owned(),
                    count(people),
                    unit.to_owned(),
                    yuan(amount),
                    yuan_unit.to_owned(),
                ]
            })
            .collect();
        text.push_str(&table(&rows, &[false, true, false, true, false]));
        text.push('\n');
        text.push_str(&bridge(run, lang));
        text.push_str(&holds(run, lang));
    }
    text.push_str(&wrapped(&notes(run, lang)));
    text.push_str(&where_files_are(done, lang));
    text
}

/// Can I pay, how much, to how many: one line.
fn verdict(run: &Run, lang: Lang) -> String {
    let totals = &run.totals;
    if run.refused {
        return say!(lang, "verdict-refused").to_owned();
    }
    let before = run.ledger.as_ref().is_some_and(|ledger| ledger.people > 0);
    match (totals.paid_people, before) {
        (0, false) => say!(lang, "verdict-nobody").to_owned(),
        (0, true) => say!(lang, "verdict-nobody-more").to_owned(),
        (people, before) => {
            let (people, amount) = (count(people), yuan(totals.paid_amount));
            if before {
                say!(lang, "verdict-more", people = people, amount = amount)
            } else {
                say!(lang, "verdict-pay", people = people, amount = amount)
            }
        }
    }
}

/// What the project file says and nothing came of.
pub(super) fn notes(run: &Run, lang: Lang) -> String {
    let mut text = String::new();
    for named in &run.unmatched_acknowledgements {
        let _ = writeln!(text, "{}{named}", say!(lang, "cli-run-note-acknowledged-nothing"));
    }
    text.push_str(&decided(run, lang));
    for finding in run.findings.iter().filter(|finding| finding.doc.code == "C012") {
        let _ = writeln!(
            text,
            "{}{} {}",
            say!(lang, "cli-run-note"),
            finding.township,
            render::message(finding, lang)
        );
    }
    for key in &run.absent_inputs {
        let _ = writeln!(text, "{}{key}", say!(lang, "cli-run-note-no-file"));
    }
    text
}

/// The folder that was written, with how much is in it.
pub(super) fn where_files_are(done: &Done, lang: Lang) -> String {
    let size: u64 = done.files.iter().map(|file| file.bytes).sum();
    let size = match size {
        small if small < 1_000_000 => format!("{} KB", small.div_ceil(1000)),
        large => format!("{}.{} MB", large / 1_000_000, large / 100_000 % 10),
    };
    let mut text = format!(
        "{}{}  ({} {}, {size})\n",
        say!(lang, "cli-run-files-are-in"),
        done.output.display(),
        done.files.len(),
        say!(lang, "cli-run-number-of-files"),
    );
    if let Some(recipients) = done.sealed_for {
        let path = done.output.display();
        text.push_str(&say!(lang, "seal-run-sealed", count = recipients, path = path));
        text.push('\n');
    }
    text
}

/// What became of the decisions that came back; nothing where none did.
fn decided(run: &Run, lang: Lang) -> String {
    let mut ends: BTreeMap<DecisionEnd, u64> = BTreeMap::new();
    for decision in &run.decisions.all {
        *ends.entry(decision.end).or_default() += 1;
    }
    if ends.is_empty() {
        return String::new();
    }
    let made: u64 =
        ends.iter().filter(|(end, _)| **end != DecisionEnd::Undecided).map(|(_, n)| n).sum();
    let parts = ends.iter().map(|(end, n)| format!("{} {}", end.words(lang), count(*n)));
    let head = say!(lang, "cli-run-decisions", made = count(made));
    let mut text = terms(&head, '·', parts);
    if made > 0 {
        text.push_str(&format!("  {}\n", say!(lang, "cli-run-each-decision")));
    }
    text
}

/// The first findings that refuse the run.
pub(super) fn refusals(run: &Run, lang: Lang) -> String {
    let refusals: Vec<&Finding> =
        run.findings.iter().filter(|f| f.severity == Severity::Refuse).collect();
    let mut text = say!(lang, "cli-run-refused", findings = refusals.len()) + "\n\n";
    for finding in refusals.iter().take(REFUSALS_SHOWN) {
        text.push_str(&wrapped(&render::block(finding, lang)));
        text.push('\n');
    }
    if refusals.len() > REFUSALS_SHOWN {
        let _ = writeln!(text, "+{}", refusals.len() - REFUSALS_SHOWN);
    }
    text
}

/// From rows read to rows paid: both sides of each equation.
fn bridge(run: &Run, lang: Lang) -> String {
    let totals = &run.totals;
    let line = |name: &str, rows: u64, ends: &BTreeMap<Disposition, u64>| {
        let parts = ends.iter().map(|(end, n)| format!("{} {}", end.words(lang), count(*n)));
        terms(&format!("  {name} {} = ", count(rows)), '+', parts)
    };
    let mut text = line(say!(lang, "cli-run-roster"), totals.roster_rows, &totals.roster);
    text.push_str(&line(say!(lang, "cli-run-pay-list"), totals.pay_list_rows, &totals.pay_list));
    text.push('\n');
    text
}

/// What holds the rest, most first.
fn holds(run: &Run, lang: Lang) -> String {
    let totals = &run.totals;
    if !totals.pay_list.contains_key(&Disposition::Held) {
        return String::new();
    }
    let mut by_code: Vec<(&'static str, &'static str, u64)> = Vec::new();
    let held = |finding: &&Finding| {
        finding.table == crate::domain::Table::PayList
            && finding.severity >= Severity::Hold
            && finding
                .row
                .is_some_and(|row| run.dispositions.pay_list[row as usize] == Disposition::Held)
    };
    for finding in run.findings.iter().filter(held) {
        let (code, title) = (finding.doc.code, finding.doc.words(lang).title);
        match by_code.iter_mut().find(|(known, ..)| *known == code) {
            Some((.., rows)) => *rows += 1,
            None => by_code.push((code, title, 1)),
        }
    }
    by_code.sort_by_key(|(code, _, rows)| (std::cmp::Reverse(*rows), *code));
    let mut text = say!(
        lang,
        "cli-run-on-hold-for",
        held_people = count(totals.held_people),
        held_amount = yuan(totals.held_amount)
    ) + "\n";
    let rows: Vec<Vec<String>> = by_code
        .iter()
        .take(12)
        .map(|(code, title, rows)| vec![(*code).to_owned(), (*title).to_owned(), count(*rows)])
        .collect();
    text.push_str(&table(&rows, &[false, false, true]));
    if by_code.len() > 12 {
        let rest: u64 = by_code[12..].iter().map(|(.., rows)| rows).sum();
        let _ = writeln!(
            text,
            "  {} {}: {}",
            by_code.len() - 12,
            say!(lang, "cli-run-other-reasons"),
            count(rest)
        );
    }
    text.push('\n');
    text
}

/// How long each stage took.
pub(super) fn times(run: &Run, lang: Lang) -> String {
    let mut text = readers(run, lang);
    let parts = run
        .times
        .iter()
        .map(|(stage, time)| format!("{} {:.2}s", stage.words(lang), time.as_secs_f64()));
    text.push_str(&terms(say!(lang, "cli-run-times"), '·', parts));
    text
}

/// Which reader read how many files, and what the few see less of; the manifest
/// names the reader of each.
fn readers(run: &Run, lang: Lang) -> String {
    let mut counts: BTreeMap<&str, (u64, Vec<&'static str>)> = BTreeMap::new();
    for file in run.files.iter().filter(|file| !file.reader.is_empty()) {
        let seen = counts.entry(&file.reader);
        seen.or_insert_with(|| (0, file.sight.unseen(lang))).0 += 1;
    }
    let parts = counts.iter().map(|(reader, (files, _))| format!("{reader} {files}"));
    let mut text = terms(say!(lang, "cli-run-readers"), '·', parts);
    for (reader, (_, unseen)) in counts.iter().filter(|(_, (_, unseen))| !unseen.is_empty()) {
        let unseen = unseen.join(say!(lang, "list-comma"));
        let line = format!("  {reader}{}{unseen}", say!(lang, "cli-run-cannot-see"));
        text.push_str(&wrapped(&line));
    }
    text
}

fn json(done: &Done) -> serde_json::Value {
    let Done { run, output, files, sealed_for } = done;
    let totals = &run.totals;
    let ends = |counts: &BTreeMap<Disposition, u64>| {
        counts.iter().map(|(end, n)| (end.key(), *n)).collect::<BTreeMap<_, _>>()
    };
    serde_json::json!({
        "refused": run.refused,
        "refusals": refusals_json(run),
        "output": output,
        "sealed_for": sealed_for,
        "files": files.iter().map(|file| &file.path).collect::<Vec<_>>(),
        "roster_rows": totals.roster_rows,
        "roster_people": totals.roster_people,
        "pay_list_rows": totals.pay_list_rows,
        "paid_people": totals.paid_people,
        "paid_amount": totals.paid_amount.to_string(),
        "held_people": totals.held_people,
        "held_amount": totals.held_amount.to_string(),
        "roster": ends(&totals.roster),
        "pay_list": ends(&totals.pay_list),
        "findings": totals.findings,
    })
}

/// The findings that refuse the run, as data.
pub(super) fn refusals_json(run: &Run) -> Vec<serde_json::Value> {
    run.findings
        .iter()
        .filter(|f| f.severity == Severity::Refuse)
        .map(|finding| {
            serde_json::json!({
                "code": finding.doc.code,
                "slug": finding.doc.slug,
                "at": finding.origin.path(),
                "message": render::message(finding, run.project.lang),
            })
        })
        .collect()
}
