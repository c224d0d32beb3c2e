//! `zhibu evaluate`: the self-evaluation, or a written report by itself.

use std::path::Path;

use rust_decimal::Decimal;

use super::args::{EvaluateArgs, Format};
use super::open::must_have_people;
use super::run::{load, of_ledger};
use super::terminal::wrapped;
use super::{Exit, Session, Stop, hold, statement as shown};
use crate::demo::evaluation::Planted;
use crate::domain::{Date, Lang};
use crate::evaluate::{self, EvaluateError, Evaluated};
use crate::evaluation;
use crate::evaluation::known::KnownUnit;
use crate::finding::{Finding, render};
use crate::publish::{self, PublishError, RealDisk, Staging};
use crate::report::evaluation as report;
use crate::rulebook::project::FILE_NAME;
use crate::rulebook::{Programme, Rulebook};
use crate::statement::{self, Checked, KnownFigure, Text};
use crate::{run, say};

/// What the standard is paid for, in a report's words.
const PAID_FOR: &str = "直补";

pub(super) fn evaluate(session: &Session, args: &EvaluateArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let folder = args.project.as_deref().unwrap_or(Path::new("."));
    let is_project = args.project.is_some() || folder.join(FILE_NAME).is_file();
    if let Some(path) = args.report.as_deref().filter(|_| !is_project && args.fund.is_empty()) {
        let programme = Rulebook::shipped()
            .map_err(|error| Stop::new(Exit::Usage, error.words(lang)))?
            .programme;
        // The report does not say for which year; the standard in force is its.
        let known = match Date::new(9999, 12, 31) {
            Some(latest) => standard(session, args, &programme, latest)?,
            None => Vec::new(),
        };
        let report = Report::check(session, path, &known)?;
        report.print(session, args, None);
        return Ok(report.exit(args));
    }
    let (project, rulebook) = load(session, folder)?;
    let path = args
        .report
        .clone()
        .or_else(|| project.evaluation.report.as_ref().map(|report| project.folder.join(report)));
    let mut known = standard(session, args, &rulebook.programme, project.as_of)?;
    if let Some(path) =
        path.as_deref().filter(|_| args.fund.is_empty() && project.evaluation.fund.is_none())
    {
        let report = Report::check(session, path, &known)?;
        report.print(session, args, None);
        return Ok(report.exit(args));
    }
    let failed = |error: PublishError| Stop::new(Exit::Environment, error.words(lang));
    let _lock = hold::project(session, &project.folder, "evaluate")?;
    let target = args.out.clone().unwrap_or_else(|| evaluate::default_output(&project));
    must_have_people(&run::default_output(&project), lang)?;
    publish::preflight(&RealDisk, &target).map_err(failed)?;
    let done =
        evaluate::compute(project, rulebook, &args.fund).map_err(|error| stop_of(&error, lang))?;
    known.extend(done.known_figures().iter().filter_map(in_base_units));
    let report = path.map(|path| Report::check(session, &path, &known)).transpose()?;
    let staging = Staging::begin(&RealDisk, &target).map_err(failed)?;
    evaluate::render(&done, &staging).map_err(|error| failed(error.into()))?;
    staging.publish().map_err(failed)?;
    if session.format == Format::Text {
        print!("{}", report::text(&done.view()));
        println!("\n{}", say!(lang, "evaluation-files", path = target.display()));
    }
    match &report {
        Some(report) => report.print(session, args, Some(json(&done))),
        None if session.format == Format::Json => println!("{:#}", json(&done)),
        None => {}
    }
    let found = args.strict && !done.evaluation.findings.is_empty();
    let of_report = report.map_or(Exit::Done, |report| report.exit(args));
    Ok(if found { Exit::Holds } else { of_report })
}

/// A written report, checked.
struct Report {
    text: Text,
    checked: Checked,
}

impl Report {
    fn check(session: &Session, path: &Path, known: &[KnownFigure]) -> Result<Self, Stop> {
        let lang = session.lang;
        let bytes = evaluate::read_report(path).map_err(|error| stop_of(&error, lang))?;
        let text = statement::read(&bytes, &path.display().to_string())
            .map_err(|error| Stop::new(Exit::Refused, error.words(lang)))?;
        let checked = statement::check(&text, known);
        Ok(Self { text, checked })
    }

    /// Prints it; as JSON, beside the evaluation where there is one.
    fn print(&self, session: &Session, args: &EvaluateArgs, beside: Option<serde_json::Value>) {
        let lang = session.lang;
        if session.format == Format::Json {
            let own = shown::json(&self.text, &self.checked, lang);
            let whole = match beside {
                Some(mut evaluation) => {
                    evaluation["report"] = own;
                    evaluation
                }
                None => own,
            };
            println!("{whole:#}");
            return;
        }
        if beside.is_some() {
            println!();
        }
        print!("{}", wrapped(&shown::text(&self.text, &self.checked, args.ties, lang)));
    }

    fn exit(&self, args: &EvaluateArgs) -> Exit {
        if args.strict && !self.checked.contradictions.is_empty() {
            Exit::Holds
        } else {
            Exit::Done
        }
    }
}

/// The yearly standard: what the command line says, else the programme's on a day.
fn standard(
    session: &Session,
    args: &EvaluateArgs,
    programme: &Programme,
    on: Date,
) -> Result<Vec<KnownFigure>, Stop> {
    let (value, place) = match &args.standard {
        Some(given) => {
            let value = given.parse().map_err(|_| {
                Stop::new(Exit::Usage, say!(session.lang, "statement-standard", given = given))
            })?;
            (value, "--standard".to_owned())
        }
        None => match programme.value_on(on) {
            Some((monthly, reference)) => {
                (Decimal::new(monthly.times(12).fen(), 2).normalize(), reference.to_owned())
            }
            None => return Ok(Vec::new()),
        },
    };
    let label = PAID_FOR.to_owned();
    Ok(vec![KnownFigure { label, value, unit: "元/人".to_owned(), place }])
}

/// A figure of the evaluation in yuan, people or per cent, as a report is checked
/// with; none where it has no value.
fn in_base_units(figure: &evaluation::KnownFigure) -> Option<KnownFigure> {
    let value: Decimal = figure.value.parse().ok()?;
    let (value, unit) = match figure.unit {
        KnownUnit::TenThousandYuan => (value * Decimal::from(10_000), "元"),
        unit => (value, unit.written()),
    };
    let (label, place) = (figure.label.clone(), figure.place.path());
    Some(KnownFigure { label, value, unit: unit.to_owned(), place })
}

/// Evaluates the demo's county; whether exactly what was planted was found, and
/// the words and figures of it.
pub(super) fn of_demo(
    session: &Session,
    dir: &Path,
    planted: &[Planted],
) -> Result<(bool, String, serde_json::Value), Stop> {
    let lang = session.lang;
    let (project, rulebook) = load(session, dir)?;
    let failed = |error: PublishError| Stop::new(Exit::Environment, error.words(lang));
    let target = evaluate::default_output(&project);
    let done = evaluate::compute(project, rulebook, &[]).map_err(|error| stop_of(&error, lang))?;
    let staging = Staging::begin(&RealDisk, &target).map_err(failed)?;
    evaluate::render(&done, &staging).map_err(|error| failed(error.into()))?;
    staging.publish().map_err(failed)?;
    let (missed, more) = compared(planted, &done.evaluation.findings);
    let found = planted.len() - missed.len();
    let mut text = report::text(&done.view());
    text.push_str(&format!("\n{}\n", say!(lang, "evaluation-files", path = target.display())));
    text.push_str(&say!(lang, "evaluation-demo-score", found = found, planted = planted.len()));
    text.push('\n');
    for (line, words) in missed
        .iter()
        .map(|line| (line, say!(lang, "evaluation-demo-missed")))
        .chain(more.iter().map(|line| (line, say!(lang, "evaluation-demo-more"))))
    {
        text.push_str(&format!("  {words}{line}\n"));
    }
    let json = serde_json::json!({ "planted": planted.len(), "missed": missed, "more": more });
    Ok((missed.is_empty() && more.is_empty(), text, json))
}

/// What was planted and not found, and what was found and not planted.
fn compared(planted: &[Planted], findings: &[Finding]) -> (Vec<String>, Vec<String>) {
    let mut wanted: Vec<String> = planted
        .iter()
        .map(|one| format!("{} {} › {} › {}", one.code, one.file, one.sheet, one.row))
        .collect();
    let mut more = Vec::new();
    for one in findings {
        let (origin, row) = (&one.origin, one.origin.row.unwrap_or_default());
        let line = format!("{} {} › {} › {row}", one.doc.code, origin.file, origin.sheet);
        match wanted.iter().position(|there| *there == line) {
            Some(at) => drop(wanted.remove(at)),
            None => more.push(line),
        }
    }
    (wanted, more)
}

fn stop_of(error: &EvaluateError, lang: Lang) -> Stop {
    use crate::intake::files::IntakeError;
    let exit = match error {
        EvaluateError::Ledger(error) => return of_ledger(error, lang),
        EvaluateError::Read { .. } | EvaluateError::Intake(IntakeError::Read { .. }) => {
            Exit::Environment
        }
        EvaluateError::NoFund | EvaluateError::Intake(_) | EvaluateError::Rules(_) => Exit::Usage,
        EvaluateError::Unreadable { .. } | EvaluateError::Output { .. } => Exit::Refused,
    };
    Stop::new(exit, error.words(lang))
}

fn json(done: &Evaluated) -> serde_json::Value {
    let of = &done.evaluation;
    let lang = done.project.lang;
    let indicators: Vec<_> = of
        .outcomes
        .iter()
        .map(|one| {
            serde_json::json!({
                "name": one.indicator.name,
                "target": one.indicator.target,
                "stated": one.indicator.stated,
                "unit": one.indicator.unit,
                "computed": one.computed.map(|value| value.shown(lang)),
                "verdict": one.verdict.key(),
                "from": one.from,
                "at": one.indicator.at.path(),
            })
        })
        .collect();
    let findings: Vec<_> = of
        .findings
        .iter()
        .map(|one| {
            serde_json::json!({
                "code": one.doc.code,
                "severity": one.severity.key(),
                "at": one.origin.path(),
                "seen": one.seen.masked(),
                "message": render::message(one, lang),
                "fix": render::fix(one, lang),
                "key": one.key,
            })
        })
        .collect();
    let figures: Vec<_> = done
        .known_figures()
        .into_iter()
        .map(|one| {
            serde_json::json!({
                "key": one.key,
                "label": one.label,
                "value": one.value,
                "unit": one.unit.written(),
                "at": one.place.path(),
            })
        })
        .collect();
    serde_json::json!({
        "county": done.project.county,
        "period": done.project.period.to_string(),
        "allocated": of.fund.allocated().to_string(),
        "spent": of.fund.spent().to_string(),
        "projects": of.execution.total.projects,
        "unpaid": of.execution.total.unpaid.to_string(),
        "indicators": indicators,
        "findings": findings,
        "figures": figures,
    })
}
