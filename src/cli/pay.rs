//! `zhibu pay`: the payout's life, one step a command.

mod args;
mod shown;

use super::args::Format;
use super::open::{must_be_open, must_have_people, recipients};
use super::run::of_ledger;
use super::sign::of_pay;
use super::terminal::{count, yuan};
use super::{Exit, Session, Stop, hold};
use crate::bank::simulate::Shares;
use crate::domain::Money;
use crate::ledger::Which;
use crate::say;
use crate::{pay, run, seal};

pub(super) use args::PayCommand;
use args::{
    ApproveArgs, BatchArgs, ExportArgs, PrepareArgs, ReturnArgs, SimulateArgs, StatusArgs,
    WithdrawArgs,
};

pub(super) fn pay(session: &Session, command: &PayCommand) -> Result<Exit, Stop> {
    match command {
        PayCommand::Prepare(args) => prepare(session, args, Which::New),
        PayCommand::Reissue(args) => prepare(session, args, Which::Failed),
        PayCommand::Approve(args) => approve(session, args),
        PayCommand::Withdraw(args) => withdraw(session, args),
        PayCommand::Export(args) => export(session, args),
        PayCommand::Return(args) => take_return(session, args),
        PayCommand::Close(args) => close(session, args),
        PayCommand::Status(args) => status(session, args),
        PayCommand::Simulate(args) => simulate(session, args),
    }
}

/// Prints a result as JSON, or as text.
fn tell(session: &Session, json: &serde_json::Value, text: &str) {
    if session.format == Format::Json {
        println!("{json:#}");
    } else {
        print!("{text}");
    }
}

fn prepare(session: &Session, args: &PrepareArgs, which: Which) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let folder = args.out.clone().unwrap_or_else(|| run::default_output(&office.project));
    must_have_people(&folder, lang)?;
    let doing = match which {
        Which::New => "pay prepare",
        Which::Failed => "pay reissue",
    };
    let _lock = hold::step(session, &office.project.folder, doing)?;
    let prepared =
        office.prepare(now, &signer, &folder, which).map_err(|error| of_pay(&error, lang))?;
    let (people, amount) = (count(prepared.people), yuan(prepared.amount));
    let (batch, kind) = (&prepared.batch, prepared.kind.words(lang));
    let mut text =
        say!(lang, "pay-prepared", batch = batch, kind = kind, people = people, amount = amount)
            + "\n";
    if prepared.others > 0 {
        let others = count(prepared.others);
        text.push_str(&match which {
            Which::New => say!(lang, "pay-others-failed", others = others),
            Which::Failed => say!(lang, "pay-others-new", others = others),
        });
        text.push('\n');
    }
    if !session.quiet {
        text.push_str(&say!(lang, "pay-prepared-next", batch = batch));
        text.push('\n');
    }
    let json = serde_json::json!({
        "batch": prepared.batch,
        "kind": prepared.kind.key(),
        "people": prepared.people,
        "amount": prepared.amount.to_string(),
        "others": prepared.others,
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}

fn approve(session: &Session, args: &ApproveArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let people = match args.people {
        Some(people) => people,
        None => shown::asked(lang, say!(lang, "pay-ask-people"))?,
    };
    let amount = match &args.amount {
        Some(text) => text.clone(),
        None => shown::asked(lang, say!(lang, "pay-ask-yuan"))?,
    };
    let wrong = |_| {
        let text = say!(lang, "pay-no-sum");
        Stop::new(Exit::Usage, text)
    };
    let amount = Money::parse_yuan(&amount).map_err(wrong)?;
    let batch = &args.batch;
    // Only now: nobody waits for what a person is asked.
    let _lock = hold::step(session, &office.project.folder, "pay approve")?;
    office.approve(now, &signer, batch, (people, amount)).map_err(|error| of_pay(&error, lang))?;
    let by = signer.name();
    let text = say!(
        lang,
        "pay-approved",
        batch = batch,
        by = by,
        people = count(people),
        amount = yuan(amount)
    ) + "\n";
    let json = serde_json::json!({
        "batch": batch, "approved_by": by, "people": people, "amount": amount.to_string(),
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}

fn withdraw(session: &Session, args: &WithdrawArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let _lock = hold::step(session, &office.project.folder, "pay withdraw")?;
    let (people, amount) = office
        .ledger
        .withdraw(now, &signer, &args.batch, &args.line, &args.reason)
        .map_err(|error| of_ledger(&error, lang))?;
    let batch = &args.batch;
    let text =
        say!(lang, "pay-withdrawn", batch = batch, people = count(people), amount = yuan(amount))
            + "\n";
    let json = serde_json::json!({
        "batch": batch, "people": people, "amount": amount.to_string(),
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}

fn export(session: &Session, args: &ExportArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let seal = recipients(&args.seal, lang)?;
    let _lock = hold::step(session, &office.project.folder, "pay export")?;
    let exported = office
        .export_as(now, &signer, &args.batch, args.out.as_deref(), seal.as_ref())
        .map_err(|error| of_pay(&error, lang))?;
    let (people, amount) = (count(exported.people), yuan(exported.amount));
    let (files, folder) = (count(exported.files.len() as u64), exported.folder.display());
    let again = exported.again;
    let batch = &args.batch;
    let what =
        if again { say!(lang, "pay-exported-before") } else { say!(lang, "pay-exported-now") };
    let text = say!(
        lang,
        "pay-exported",
        batch = batch,
        what = what,
        files = files,
        people = people,
        amount = amount,
        folder = folder,
    ) + "\n";
    let json = serde_json::json!({
        "batch": batch,
        "folder": exported.folder,
        "people": exported.people,
        "amount": exported.amount.to_string(),
        "again": again,
        "head": exported.head,
        "files": exported.files,
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}

fn take_return(session: &Session, args: &ReturnArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let _lock = hold::step(session, &office.project.folder, "pay return")?;
    let mut taken = Vec::new();
    let mut failed = None;
    for file in &args.files {
        match office.take_return(now, &signer, file, args.batch.as_deref()) {
            Ok(answered) => taken.push((file, answered)),
            Err(error) => {
                let stop = of_pay(&error, lang);
                failed =
                    Some(Stop::new(stop.exit, format!("{}\n{}", file.display(), stop.message)));
                break;
            }
        }
    }
    let to_correct = taken.iter().any(|(_, answered)| pay::says_failed(answered));
    let failures = to_correct.then(|| office.write_failures());
    // What is in the ledger is told first, whatever came after it.
    let json = shown::taken_json(&taken, failures.as_ref(), lang);
    tell(session, &json, &shown::taken(&taken, failures.as_ref(), lang));
    failed.map_or(Ok(Exit::Done), Err)
}

fn close(session: &Session, args: &BatchArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (mut office, signer, now) = args.signing.open(session)?;
    let batch = &args.batch;
    let _lock = hold::step(session, &office.project.folder, "pay close")?;
    let closed =
        office.ledger.close(now, &signer, batch).map_err(|error| of_ledger(&error, lang))?;
    let (paid, failed) = (closed.paid, closed.failed);
    let text = say!(
        lang,
        "pay-closed",
        batch = batch,
        paid_people = count(paid.people),
        paid = yuan(paid.amount),
        failed_people = count(failed.people),
        failed = yuan(failed.amount),
    ) + "\n";
    let json = serde_json::json!({
        "batch": batch,
        "paid": { "people": paid.people, "amount": paid.amount.to_string() },
        "failed": { "people": failed.people, "amount": failed.amount.to_string() },
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}

fn status(session: &Session, args: &StatusArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let mut office = super::sign::open(session, &args.project)?;
    match &args.batch {
        None => {
            let figures = pay::figures(&mut office).map_err(|error| of_pay(&error, lang))?;
            let stop = |error| of_ledger(&error, lang);
            let quarantined = office.ledger.quarantined().map_err(stop)?;
            let json = shown::figures_json(&figures, &quarantined);
            if let Some(archive) = seal::instead_of(&run::default_output(&office.project)) {
                eprintln!("{}", say!(lang, "seal-status", path = archive.display()));
            }
            tell(session, &json, &shown::figures(&office, &figures, &quarantined, lang));
        }
        Some(batch) => {
            let stop = |error| of_ledger(&error, lang);
            let lines = office.ledger.lines(batch).map_err(stop)?;
            let reasons = office.ledger.reasons().map_err(stop)?;
            let json = shown::lines_json(batch, &lines, &reasons);
            tell(session, &json, &shown::lines(batch, &lines, &reasons, args.all, lang));
        }
    }
    Ok(Exit::Done)
}

fn simulate(session: &Session, args: &SimulateArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let now = super::sign::now(lang)?;
    let mut office = super::sign::open(session, &args.project)?;
    must_be_open(&office.export_folder(&args.batch), lang)?;
    let _lock = hold::step(session, &office.project.folder, "pay simulate")?;
    let shares = Shares { failed: args.failed, pending: args.pending, unknown: args.unknown };
    let simulated = office
        .simulate(&args.batch, args.seed, shares, now.day())
        .map_err(|error| of_pay(&error, lang))?;
    let (files, lines) = (count(simulated.files.len() as u64), count(simulated.lines));
    let mut text = say!(lang, "pay-simulated", lines = lines, files = files) + "\n";
    let folder = simulated.files.first().and_then(|file| file.parent());
    if let Some(folder) = folder {
        text.push_str(&format!("  {}\n", folder.display()));
    }
    let json = serde_json::json!({
        "batch": args.batch, "lines": simulated.lines, "files": simulated.files,
    });
    tell(session, &json, &text);
    Ok(Exit::Done)
}
