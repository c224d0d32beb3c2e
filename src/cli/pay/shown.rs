//! What `zhibu pay` prints of answers, batches and figures.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use crate::cli::terminal::{count, table, terms, wrapped, yuan};
use crate::cli::{Exit, Stop};
use crate::domain::Lang;
use crate::domain::account::mask_account;
use crate::domain::identity_number::mask_identity;
use crate::finding::render;
use crate::ledger::{Answered, Bucket, Count, Payment, Quarantined, State};
use crate::pay::{Failures, Figures, Office, PayError, Step};
use crate::report::exceptions::FOLDER;
use crate::say;

/// How many findings or lines are shown.
const SHOWN: usize = 20;

/// What somebody types when asked.
pub(super) fn asked<T: std::str::FromStr>(lang: Lang, ask: &str) -> Result<T, Stop> {
    let wrong = |text: &str| Stop::new(Exit::Usage, text);
    if !std::io::stdin().is_terminal() {
        return Err(wrong(say!(lang, "pay-approver-states")));
    }
    eprint!("{ask}");
    let mut line = String::new();
    let read = std::io::stderr().flush().and_then(|()| std::io::stdin().read_line(&mut line));
    read.map_err(|error| Stop::new(Exit::Environment, error.to_string()))?;
    let typed = line.trim().replace(',', "");
    typed.parse().map_err(|_| wrong(say!(lang, "pay-that-is-no-number")))
}

/// Answers that were taken in, and the workbooks for the townships.
pub(super) fn taken(
    taken: &[(&PathBuf, Answered)],
    failures: Option<&Result<Failures, PayError>>,
    lang: Lang,
) -> String {
    let mut text = String::new();
    let mut total: BTreeMap<Bucket, Count> = BTreeMap::new();
    let mut findings = Vec::new();
    for (file, answered) in taken {
        let parts = answered.buckets.iter().map(|(bucket, of)| {
            *total.entry(*bucket).or_default() += *of;
            format!("{} {}", bucket.words(lang), count(of.people))
        });
        let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let again = answered.again.is_some().then(|| say!(lang, "pay-was-taken-in-before"));
        text.push_str(&terms(
            &format!("{name}{}", say!(lang, "colon")),
            '·',
            parts.chain(again.map(str::to_owned)),
        ));
        for statement in &answered.statements {
            text.push_str(&format!("  {}{statement}\n", say!(lang, "pay-of-the-whole")));
        }
        findings.extend(&answered.findings);
    }
    let rows: Vec<Vec<String>> = total
        .iter()
        .map(|(bucket, of)| vec![bucket.words(lang).to_owned(), count(of.people), yuan(of.amount)])
        .collect();
    if !rows.is_empty() {
        text.push('\n');
        text.push_str(&table(&rows, &[false, true, true]));
    }
    for finding in findings.iter().take(SHOWN) {
        text.push('\n');
        text.push_str(&wrapped(&render::block(finding, lang)));
    }
    if findings.len() > SHOWN {
        text.push_str(&format!("\n+{}\n", findings.len() - SHOWN));
    }
    match failures {
        None => {}
        Some(Ok(Failures { folder, .. })) => {
            let head = say!(lang, "pay-failures-to-correct");
            text.push_str(&format!("\n{head}\n  {}\n", folder.join(FOLDER).display()));
        }
        Some(Err(error)) => {
            let head = say!(lang, "pay-failures-not-written");
            text.push_str(&wrapped(&format!("\n{head}{}\n", error.words(lang))));
        }
    }
    text
}

/// The same as JSON.
pub(super) fn taken_json(
    taken: &[(&PathBuf, Answered)],
    failures: Option<&Result<Failures, PayError>>,
    lang: Lang,
) -> serde_json::Value {
    let files: Vec<serde_json::Value> = taken
        .iter()
        .map(|(file, answered)| {
            let buckets: BTreeMap<&str, serde_json::Value> = answered
                .buckets
                .iter()
                .map(|(bucket, of)| {
                    let amount = of.amount.to_string();
                    let of = serde_json::json!({ "lines": of.people, "amount": amount });
                    (bucket.key(), of)
                })
                .collect();
            let findings: Vec<serde_json::Value> = answered
                .findings
                .iter()
                .map(|one| {
                    serde_json::json!({
                        "code": one.doc.code,
                        "line": one.origin.row,
                        "message": render::message(one, lang),
                    })
                })
                .collect();
            serde_json::json!({
                "file": file,
                "batch": answered.batch,
                "again": answered.again.is_some(),
                "buckets": buckets,
                "statements": answered.statements,
                "findings": findings,
            })
        })
        .collect();
    let folder = match failures {
        Some(Ok(Failures { folder, .. })) => Some(folder),
        _ => None,
    };
    serde_json::json!({ "files": files, "failures": folder })
}

/// The period's figures and batches.
pub(super) fn figures(
    office: &Office,
    figures: &Figures,
    quarantined: &[Quarantined],
    lang: Lang,
) -> String {
    let project = &office.project;
    let mut text = format!("{} {}\n\n", project.county, project.period.words(lang));
    let unknown = || "—".to_owned();
    let mut rows = vec![vec![
        String::new(),
        say!(lang, "pay-people").to_owned(),
        say!(lang, "pay-yuan").to_owned(),
    ]];
    rows.extend(figures.steps.iter().map(|(step, people, amount)| {
        vec![
            step.words(lang).to_owned(),
            people.map_or_else(unknown, count),
            amount.map_or_else(unknown, yuan),
        ]
    }));
    text.push_str(&table(&rows, &[false, true, true]));
    if !figures.batches.is_empty() {
        text.push('\n');
        let heads = [
            say!(lang, "pay-batch"),
            say!(lang, "pay-kind"),
            say!(lang, "pay-state"),
            say!(lang, "pay-people"),
            say!(lang, "pay-credited"),
            say!(lang, "pay-failed"),
            say!(lang, "pay-open"),
        ];
        let mut rows = vec![heads.map(str::to_owned).to_vec()];
        for batch in &figures.batches {
            let open = batch.count(&[State::Open, State::Pending, State::Unknown]);
            rows.push(vec![
                batch.id.clone(),
                batch.kind.words(lang).to_owned(),
                batch.state.words(lang).to_owned(),
                count(batch.standing().people),
                count(batch.count(&[State::Paid]).people),
                count(batch.count(&[State::Failed, State::Returned]).people),
                count(open.people),
            ]);
        }
        text.push_str(&table(&rows, &[false, false, false, true, true, true, true]));
    }
    if !quarantined.is_empty() {
        let head = say!(lang, "pay-kept-apart");
        text.push_str(&format!("\n{head}{}\n", count(quarantined.len() as u64)));
        let rows: Vec<Vec<String>> = quarantined
            .iter()
            .take(SHOWN)
            .map(|one| {
                let line = format!("{} › {}", one.file, one.line);
                vec![one.finding.clone(), line, one.reference.clone().unwrap_or_default()]
            })
            .collect();
        text.push_str(&table(&rows, &[false, false, false]));
    }
    text
}

/// The same as JSON.
pub(super) fn figures_json(figures: &Figures, quarantined: &[Quarantined]) -> serde_json::Value {
    let step = |(step, people, amount): &(Step, Option<u64>, Option<crate::domain::Money>)| {
        let of = serde_json::json!({
            "people": people, "amount": amount.map(|amount| amount.to_string()),
        });
        (step.key().to_owned(), of)
    };
    let batches: Vec<serde_json::Value> = figures
        .batches
        .iter()
        .map(|batch| {
            let by_state: BTreeMap<&str, serde_json::Value> = batch
                .by_state
                .iter()
                .map(|(state, of)| {
                    let of = serde_json::json!({
                        "people": of.people, "amount": of.amount.to_string(),
                    });
                    (state.key(), of)
                })
                .collect();
            serde_json::json!({
                "batch": batch.id,
                "kind": batch.kind.key(),
                "state": batch.state.key(),
                "maker": batch.maker,
                "prepared_at": batch.prepared_at,
                "run": batch.manifest,
                "profile": batch.profile,
                "people": batch.prepared.people,
                "amount": batch.prepared.amount.to_string(),
                "payments": by_state,
            })
        })
        .collect();
    let kept: Vec<serde_json::Value> = quarantined
        .iter()
        .map(|one| {
            serde_json::json!({
                "batch": one.batch,
                "file": one.file,
                "line": one.line,
                "finding": one.finding,
                "reference": one.reference,
                "code": one.code,
            })
        })
        .collect();
    serde_json::json!({
        "figures": figures.steps.iter().map(step).collect::<serde_json::Map<_, _>>(),
        "batches": batches,
        "quarantined": kept,
    })
}

/// A batch's lines: those that were not credited, or all.
pub(super) fn lines(
    batch: &str,
    lines: &[Payment],
    reasons: &BTreeMap<i64, String>,
    all: bool,
    lang: Lang,
) -> String {
    let told: Vec<&Payment> =
        lines.iter().filter(|line| all || line.state != State::Paid).collect();
    let heads = [
        say!(lang, "pay-line"),
        say!(lang, "pay-name"),
        say!(lang, "pay-number"),
        say!(lang, "pay-account"),
        say!(lang, "pay-line-yuan"),
        say!(lang, "pay-state"),
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    // A bank's words are as long as it likes: they stand below, with their lines.
    let mut why: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in told.iter().take(if all { usize::MAX } else { SHOWN }) {
        rows.push(vec![
            line.line.to_string(),
            line.of.name.clone(),
            mask_identity(&line.of.person),
            mask_account(&line.of.account),
            yuan(line.of.amount),
            line.state.words(lang).to_owned(),
        ]);
        if let Some(reason) = reasons.get(&line.id) {
            why.entry(reason).or_default().push(line.line.to_string());
        }
    }
    let mut text =
        say!(lang, "pay-lines-of-batch", batch = batch, lines = count(lines.len() as u64));
    text.push_str(&say!(lang, "pay-lines-not-credited", told = count(told.len() as u64)));
    text.push('\n');
    if rows.len() > 1 {
        text.push_str(&table(&rows, &[true, false, false, false, true, false]));
    }
    if rows.len() - 1 < told.len() {
        text.push_str(&format!("+{}\n", told.len() - (rows.len() - 1)));
    }
    for (reason, lines) in why {
        let lines = lines.join(say!(lang, "list-comma"));
        text.push_str(&wrapped(&say!(lang, "pay-reason-of-lines", reason = reason, lines = lines)));
    }
    text
}

/// The same as JSON.
pub(super) fn lines_json(
    batch: &str,
    lines: &[Payment],
    reasons: &BTreeMap<i64, String>,
) -> serde_json::Value {
    let lines: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| {
            serde_json::json!({
                "line": line.line,
                "reference": line.reference(),
                "name": line.of.name,
                "id_number": mask_identity(&line.of.person),
                "account": mask_account(&line.of.account),
                "township": line.of.township,
                "amount": line.of.amount.to_string(),
                "state": line.state.key(),
                "reason": reasons.get(&line.id),
                "file": line.of.source.0,
                "sheet": line.of.source.1,
                "row": line.of.source.2,
            })
        })
        .collect();
    serde_json::json!({ "batch": batch, "lines": lines })
}
