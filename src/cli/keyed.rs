//! `zhibu crosscheck key`, `prepare`, `resolve`: counties are compared, and no
//! county sees another's people.
//!
//! Numbers are masked here; in full they are in the files of `resolve -o` only.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand};

use super::args::Format;
use super::crosscheck::{exit_of, room_for};
use super::sample::in_an_output;
use super::terminal::{count, told, wrapped};
use super::{Exit, Session, Stop};
use crate::crosscheck::keyed::key::{LEAST_BYTES, MOST_BYTES, NoKey};
use crate::crosscheck::keyed::prepare::{prepare, run_in};
use crate::crosscheck::keyed::resolve::{Resolved, resolve};
use crate::crosscheck::keyed::{COMMAND, KeyedError, RESOLVED, SharedKey, returned};
use crate::crosscheck::{CHECKS, files};
use crate::domain::Lang;
use crate::domain::identity_number::mask_identity;
use crate::domain::long_number::mask_long_numbers;
use crate::publish::{self, FileWritten, RealDisk};
use crate::reconcile::Disposition;
use crate::say;

#[derive(Debug, Subcommand)]
pub(super) enum KeyedCommand {
    /// Make the key that the counties share.
    Key(KeyArgs),
    /// Write a county's keyed copy.
    Prepare(PrepareArgs),
    /// Find a county's rows behind what came back.
    Resolve(ResolveArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct KeyArgs {
    /// The key file.
    file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PrepareArgs {
    /// The county's output folder.
    run: PathBuf,
    /// The key file.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The keyed copy.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ResolveArgs {
    /// The file that came back.
    file: PathBuf,
    /// The county's output folder.
    run: PathBuf,
    /// The key file.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Write the rows in full.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn keyed(session: &Session, command: &KeyedCommand) -> Result<Exit, Stop> {
    match command {
        KeyedCommand::Key(args) => new_key(session, args),
        KeyedCommand::Prepare(args) => copy(session, args),
        KeyedCommand::Resolve(args) => find(session, args),
    }
}

fn new_key(session: &Session, args: &KeyArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let in_the_way = || {
        let words = say!(lang, "keyed-key-in-the-way", path = args.file.display());
        Stop::new(Exit::Refused, words)
    };
    // Nobody must lose the key that other counties have: an old one stays.
    if args.file.exists() || in_an_output(&args.file) {
        return Err(in_the_way());
    }
    let mut bytes = [0; LEAST_BYTES];
    getrandom::fill(&mut bytes).map_err(|e| Stop::new(Exit::Environment, e.to_string()))?;
    let key = SharedKey::of_bytes(&bytes)
        .map_err(|why| stop(&KeyedError::Key { path: args.file.clone(), why }, lang))?;
    let text = SharedKey::file(&bytes);
    let written = publish::publish_file(&RealDisk, &args.file, text.as_bytes());
    let written = written.map_err(|error| super::way_out::of_publish(&error, lang))?;
    if written != FileWritten::New {
        return Err(in_the_way());
    }
    let check = key.check_value();
    if session.format == Format::Json {
        println!("{:#}", serde_json::json!({ "key": args.file, "check": check }));
        return Ok(Exit::Done);
    }
    println!("{}", args.file.display());
    println!("{}{}", say!(lang, "cli-keyed-check"), grouped(&check));
    if !session.quiet {
        eprint!("{}", told(say!(lang, "cli-keyed-share")));
    }
    Ok(Exit::Done)
}

fn copy(session: &Session, args: &PrepareArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let failed = |error: KeyedError| stop(&error, lang);
    room_for(&args.out, COMMAND, lang)?;
    let key = read_key(&args.key).map_err(failed)?;
    let county = run_in(&args.run).map_err(failed)?;
    let outputs = prepare(&county, &key).map_err(failed)?;
    publish::publish(&RealDisk, &args.out, &outputs)
        .map_err(|error| super::way_out::of_publish(&error, lang))?;
    let check = key.check_value();
    if session.format == Format::Json {
        let said = serde_json::json!({
            "county": county.county,
            "period": county.period,
            "output": args.out,
            "check": check,
        });
        println!("{said:#}");
        return Ok(Exit::Done);
    }
    println!("{} {}: {}", county.county, county.period, args.out.display());
    println!("{}{}", say!(lang, "cli-keyed-check"), grouped(&check));
    if !session.quiet {
        eprint!("{}", told(say!(lang, "cli-keyed-hand-in")));
    }
    Ok(Exit::Done)
}

fn find(session: &Session, args: &ResolveArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let failed = |error: KeyedError| stop(&error, lang);
    if let Some(out) = &args.out {
        room_for(out, RESOLVED, lang)?;
    }
    let key = read_key(&args.key).map_err(failed)?;
    let bytes = read(&args.file).map_err(failed)?;
    let came_back = returned::read(&args.file, &bytes).map_err(failed)?;
    let county = run_in(&args.run).map_err(failed)?;
    let rows = resolve(&county, &key, &args.file, came_back).map_err(failed)?;
    if let Some(out) = &args.out {
        let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let came_back = (name.unwrap_or_default(), bytes);
        let outputs = files::resolved(&county, (&came_back.0, &came_back.1), &rows);
        publish::publish(&RealDisk, out, &outputs)
            .map_err(|error| super::way_out::of_publish(&error, lang))?;
    }
    if session.format == Format::Json {
        println!("{:#}", json(&rows));
        return Ok(Exit::Done);
    }
    print!("{}", text(&rows, lang));
    if let Some(out) = &args.out {
        println!("\n{}{}", say!(lang, "cli-crosscheck-files"), out.display());
    }
    Ok(Exit::Done)
}

/// Why nothing was done, with its exit code.
fn stop(error: &KeyedError, lang: Lang) -> Stop {
    let exit = match error {
        KeyedError::Run(error) => exit_of(error),
        KeyedError::Read { .. } => Exit::Environment,
        KeyedError::Key { .. } | KeyedError::IsKeyed { .. } | KeyedError::NotOne { .. } => {
            Exit::Usage
        }
        KeyedError::Layout { .. } | KeyedError::NotThisRun { .. } => Exit::Refused,
    };
    Stop::new(exit, error.words(lang))
}

fn read(path: &Path) -> Result<Vec<u8>, KeyedError> {
    std::fs::read(path).map_err(|source| KeyedError::Read { path: path.to_owned(), source })
}

fn read_key(path: &Path) -> Result<SharedKey, KeyedError> {
    let no_key = |why| KeyedError::Key { path: path.to_owned(), why };
    let bytes = read(path)?;
    // Hex takes two characters a byte: what is longer is some other file.
    if bytes.len() > MOST_BYTES * 3 {
        return Err(no_key(NoKey::Length(bytes.len())));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| no_key(NoKey::NotText))?;
    SharedKey::read(text).map_err(no_key)
}

/// As much of a check value as two people read to each other.
fn grouped(check: &str) -> String {
    let groups: Vec<&str> = (0..16).step_by(4).filter_map(|at| check.get(at..at + 4)).collect();
    groups.join("-")
}

fn text(rows: &[Resolved], lang: Lang) -> String {
    let mut text = String::new();
    for check in CHECKS {
        let of_check: Vec<&Resolved> =
            rows.iter().filter(|row| row.returned.statement.name == check.name).collect();
        let finds = of_check.chunk_by(|a, b| a.returned.find == b.returned.find);
        let head = say!(
            lang,
            "cli-crosscheck-found",
            title = check.title(lang),
            groups = count(finds.clone().count() as u64),
            rows = count(of_check.len() as u64)
        );
        text.push_str(&format!("{}{head}\n", if text.is_empty() { "" } else { "\n" }));
        for find in finds {
            let with = find[0].returned.with.join(say!(lang, "list-comma"));
            text.push_str(format!("  {} {with}", find[0].returned.find).trim_end());
            text.push('\n');
            for row in find {
                text.push_str(&wrapped(&format!("    {}\n", place(row, lang))));
            }
        }
    }
    text
}

/// One row: where it stands, who it is, where it ends.
fn place(row: &Resolved, lang: Lang) -> String {
    let at = [row.file.as_str(), &row.sheet, &row.row.to_string()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| mask_long_numbers(text).into_owned())
        .collect::<Vec<_>>()
        .join(" › ");
    let end = Disposition::ALL.into_iter().find(|end| end.key() == row.disposition);
    let end = end.map_or_else(|| row.disposition.clone(), |end| end.words(lang).to_owned());
    let who = [
        mask_long_numbers(&row.village).into_owned(),
        mask_long_numbers(&row.name).into_owned(),
        mask_identity(&row.id_number),
    ];
    let all = [at].into_iter().chain(who).chain([end]).filter(|text| !text.is_empty());
    all.collect::<Vec<_>>().join("  ")
}

fn json(rows: &[Resolved]) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "statement": row.returned.statement.name,
                "find": row.returned.find,
                "with": row.returned.with,
                "table": row.list,
                "file": mask_long_numbers(&row.file),
                "sheet": mask_long_numbers(&row.sheet),
                "row": row.row,
                "township": row.township,
                "village": mask_long_numbers(&row.village),
                "name": mask_long_numbers(&row.name),
                "id_number": mask_identity(&row.id_number),
                "disposition": row.disposition,
                "amount": row.amount.to_string(),
            })
        })
        .collect();
    serde_json::json!({ "rows": rows })
}
