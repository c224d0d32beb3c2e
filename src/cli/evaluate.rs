//! `zhibu evaluate`: the self-evaluation, or a written report by itself.

use std::path::Path;

use super::args::{EvaluateArgs, Format};
use super::run::{load, of_ledger};
use super::{Exit, Session, Stop};
use crate::demo::evaluation::Planted;
use crate::domain::Lang;
use crate::evaluate::{self, EvaluateError, Evaluated};
use crate::evaluation::KnownFigure;
use crate::finding::{Finding, render};
use crate::publish::{self, PublishError, RealDisk, Staging};
use crate::report::evaluation as report;
use crate::rulebook::project::FILE_NAME;
use crate::say;

pub(super) fn evaluate(session: &Session, args: &EvaluateArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let folder = args.project.as_deref().unwrap_or(Path::new("."));
    let alone = args.project.is_none() && args.fund.is_empty() && !folder.join(FILE_NAME).is_file();
    if let Some(path) = args.report.as_deref().filter(|_| alone) {
        return of_report(session, path, &[]);
    }
    let (project, rulebook) = load(session, folder)?;
    let report = args
        .report
        .clone()
        .or_else(|| project.evaluation.report.as_ref().map(|report| project.folder.join(report)));
    let failed = |error: PublishError| Stop::new(Exit::Environment, error.words(lang));
    let _lock = publish::lock(&project.folder).map_err(failed)?;
    let target = args.out.clone().unwrap_or_else(|| evaluate::default_output(&project));
    publish::preflight(&RealDisk, &target).map_err(failed)?;
    let done =
        evaluate::compute(project, rulebook, &args.fund).map_err(|error| stop_of(&error, lang))?;
    let staging = Staging::begin(&RealDisk, &target).map_err(failed)?;
    evaluate::render(&done, &staging).map_err(|error| failed(error.into()))?;
    staging.publish().map_err(failed)?;
    if session.format == Format::Json {
        println!("{:#}", json(&done));
    } else {
        print!("{}", report::text(&done.view()));
        println!("\n{}", say!(lang, "evaluation-files", path = target.display()));
    }
    if let Some(path) = report {
        of_report(session, &path, &done.known_figures())?;
    }
    let found = args.strict && !done.evaluation.findings.is_empty();
    Ok(if found { Exit::Holds } else { Exit::Done })
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

/// Checks a written report against itself, and against figures that are known.
///
/// This is where `statement::check(&text, known)` is called, and its
/// contradictions printed.
fn of_report(session: &Session, path: &Path, known: &[KnownFigure]) -> Result<Exit, Stop> {
    let lang = session.lang;
    let bytes = evaluate::read_report(path).map_err(|error| stop_of(&error, lang))?;
    debug_assert!(known.iter().all(|one| !one.value.is_empty()));
    if session.format == Format::Text && !session.quiet {
        let size = bytes.len();
        eprintln!("{}", say!(lang, "evaluation-report-given", path = path.display(), bytes = size));
        eprintln!("{}", say!(lang, "evaluation-report-unchecked"));
    }
    Ok(Exit::Done)
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
