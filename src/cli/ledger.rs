//! `zhibu ledger`: who signs, and whether the ledger is whole.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::args::Format;
use super::run::{load, of_ledger};
use super::sign::{self, of_pay};
use super::terminal::{count, wrapped};
use super::{Exit, Session, Stop, hold};
use crate::finding::render;
use crate::pay::Office;
use crate::publish::{Disk as _, RealDisk};
use crate::say;

#[derive(Debug, Subcommand)]
pub(super) enum LedgerCommand {
    /// Enrol a signer; the first begins the ledger.
    Enrol(EnrolArgs),
    /// Follow the chain, and look at the exports.
    Verify(VerifyArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct EnrolArgs {
    /// The name.
    name: String,
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    project: PathBuf,
    /// Somebody who is enrolled; not for the first.
    #[arg(long)]
    by: Option<String>,
    /// That person's key file.
    #[arg(long, value_name = "FILE", requires = "by")]
    by_key: Option<PathBuf>,
    /// This key file instead of a passphrase.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Write a new key file, and use it.
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    new_key: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct VerifyArgs {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    project: PathBuf,
}

pub(super) fn ledger(session: &Session, command: &LedgerCommand) -> Result<Exit, Stop> {
    match command {
        LedgerCommand::Enrol(args) => enrol(session, args),
        LedgerCommand::Verify(args) => verify(session, args),
    }
}

fn enrol(session: &Session, args: &EnrolArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let now = sign::now(lang)?;
    let (project, rulebook) = load(session, &args.project)?;
    let mut office = Office::begin(project, rulebook, now).map_err(|e| of_pay(&e, lang))?;
    let stop = |error| of_ledger(&error, lang);
    let by = match &args.by {
        None => None,
        Some(name) => {
            let secret = sign::secret(lang, name, args.by_key.as_deref())?;
            Some(office.ledger.sign(name, &secret).map_err(stop)?)
        }
    };
    if let Some(path) = &args.new_key {
        let key = sign::random(32)?;
        RealDisk.write_file(path, key.as_bytes()).map_err(|error| {
            Stop::new(Exit::Environment, format!("{}: {error}", path.display()))
        })?;
    }
    let key = args.new_key.as_deref().or(args.key.as_deref());
    let secret = sign::new_secret(lang, &args.name, key)?;
    let salt = sign::random(16)?;
    let _lock = hold::step(session, &office.project.folder, "ledger enrol")?;
    office.ledger.enrol(now, by.as_ref(), &args.name, &secret, &salt).map_err(stop)?;
    let signers = office.ledger.signers().map_err(stop)?;
    if session.format == Format::Json {
        println!("{:#}", serde_json::json!({ "enrolled": args.name, "signers": signers }));
        return Ok(Exit::Done);
    }
    println!("{}{}", say!(lang, "pay-ledger-enrolled"), args.name);
    println!("{}{}", say!(lang, "pay-ledger-who-may-sign"), signers.join(say!(lang, "list-comma")));
    if signers.len() == 1 && !session.quiet {
        println!("{}", say!(lang, "pay-ledger-enrol-another"));
    }
    Ok(Exit::Done)
}

fn verify(session: &Session, args: &VerifyArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let mut office = sign::open(session, &args.project)?;
    let verified = office.ledger.verify().map_err(|error| of_ledger(&error, lang))?;
    let checked = office.check_exports().map_err(|error| of_pay(&error, lang))?;
    let whole = checked.findings.is_empty();
    if session.format == Format::Json {
        let findings: Vec<serde_json::Value> = checked
            .findings
            .iter()
            .map(|one| {
                serde_json::json!({
                    "code": one.doc.code,
                    "file": &*one.origin.file,
                    "message": render::message(one, lang),
                })
            })
            .collect();
        println!(
            "{:#}",
            serde_json::json!({
                "ledger": office.ledger.place(),
                "events": verified.head.seq,
                "head": verified.head.hash,
                "batches": verified.batches,
                "payments": verified.payments,
                "answered_lines": verified.answered_lines,
                "exports": checked.exports,
                "sealed": checked.sealed,
                "whole": whole,
                "findings": findings,
            })
        );
    } else {
        for finding in &checked.findings {
            println!("{}", wrapped(&render::block(finding, lang)));
        }
        for archive in &checked.sealed {
            println!("{}", say!(lang, "seal-export-not-looked", path = archive.display()));
        }
        let (events, payments) =
            (count(verified.head.seq.unsigned_abs()), count(verified.payments));
        let (batches, exports) = (count(verified.batches), count(checked.exports));
        let lines = count(verified.answered_lines);
        let mark = if whole { "✓" } else { "·" };
        println!(
            "{}",
            say!(
                lang,
                "pay-ledger-whole",
                mark = mark,
                events = events,
                batches = batches,
                payments = payments,
                lines = lines,
                exports = exports,
            )
        );
        println!("{}{}", say!(lang, "pay-ledger-head"), verified.head.hash);
    }
    Ok(if whole { Exit::Done } else { Exit::Refused })
}
