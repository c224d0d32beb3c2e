//! `zhibu bank`: the layouts that bank files can have, and whether a file has one.

use std::path::{Path, PathBuf};

use super::args::{BankCheckArgs, BankCommand, BankListArgs, Format};
use super::terminal::{count, table, wrapped, yuan};
use super::{Exit, Session, Stop};
use crate::bank::{self, NotABankFile, ReadBack};
use crate::domain::Lang;
use crate::rulebook::bank_profile::Kind;
use crate::rulebook::{BankProfile, Rulebook, RulebookError, shipped_banks};
use crate::say;
use crate::{word, words};

pub(super) fn bank(session: &Session, command: &BankCommand) -> Result<Exit, Stop> {
    match command {
        BankCommand::Check(args) => check(session, args),
        BankCommand::List(args) => list(session, args),
    }
}

fn usage(session: &Session) -> impl Fn(RulebookError) -> Stop {
    let lang = session.lang;
    move |error| Stop::new(Exit::Usage, error.words(lang))
}

/// The profile of that id, or the one that stands in that file.
fn profile(session: &Session, named: &str, project: Option<&Path>) -> Result<BankProfile, Stop> {
    let path = Path::new(named);
    let is_path = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"))
        || named.contains(['/', '\\']);
    if !is_path {
        return Rulebook::bank(project, named).map_err(usage(session));
    }
    let text = std::fs::read_to_string(path)
        .map_err(|source| usage(session)(RulebookError::Read { path: path.to_owned(), source }))?;
    BankProfile::parse(named, &text).map_err(usage(session))
}

fn check(session: &Session, args: &BankCheckArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let profile = profile(session, &args.profile, args.project.as_deref())?;
    let bytes = std::fs::read(&args.file).map_err(|error| {
        let path = args.file.display();
        let words = say!(lang, "pay-bank-cannot-read", path = path, error = &error);
        Stop::new(Exit::Environment, words)
    })?;
    let read = bank::read(&bytes, &profile, &mut |_| ());
    let exit = if read.is_ok() { Exit::Done } else { Exit::Refused };
    if session.format == Format::Json {
        println!("{:#}", as_json(&args.file, &profile, &read, lang));
        return Ok(exit);
    }
    let mut text = layout(&profile, lang);
    match &read {
        Ok(back) => text.push_str(&proved(&profile, back, lang)),
        Err(wrong) => {
            let file = args.file.display();
            text.push_str(&(say!(lang, "pay-bank-differs", file = file) + "\n"));
            for problem in &wrong.problems {
                text.push_str(&format!("  {}\n", problem.words(lang)));
            }
        }
    }
    print!("{}", wrapped(&text));
    Ok(exit)
}

/// The profile in a few lines.
fn layout(profile: &BankProfile, lang: Lang) -> String {
    let file = &profile.file;
    let kind = file.kind.words(lang);
    let charset = file.charset.name();
    let fields = count(profile.fields.len() as u64);
    let rows = count(file.limit_rows as u64);
    let amount = file.limit_amount.map(yuan);
    let name = profile.name(lang);
    let (id, from) = (&profile.id, profile.known_from(lang));
    let most = match amount {
        None => say!(lang, "pay-bank-most-rows", rows = rows),
        Some(amount) => say!(lang, "pay-bank-most-rows-and-yuan", rows = rows, amount = amount),
    };
    say!(
        lang,
        "pay-bank-layout",
        id = id,
        name = name,
        kind = kind,
        charset = charset,
        fields = fields,
        most = most,
        from = from,
    ) + "\n"
}

/// What was proved of a file that holds.
fn proved(profile: &BankProfile, back: &ReadBack, lang: Lang) -> String {
    let (people, amount) = (count(back.people), yuan(back.amount));
    let widths = profile.all_fields().any(|field| field.rooms().next().is_some());
    let totals = profile.file.kind == Kind::Pain001
        || profile.all_fields().any(|field| field.source.is_of_totals());
    let what = |given: bool, id| given.then(|| words::text(lang, id));
    let proved: Vec<&str> = [
        what(true, word!("pay-bank-proved-charset")),
        what(true, word!("pay-bank-proved-structure")),
        what(profile.file.heading, word!("pay-bank-proved-headings")),
        what(widths, word!("pay-bank-proved-lengths")),
        what(totals, word!("pay-bank-proved-totals")),
        what(profile.file.kind == Kind::Pain001, word!("pay-bank-proved-iso-20022")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let proved = proved.join(say!(lang, "list-comma"));
    say!(lang, "pay-bank-proved", people = people, amount = amount, proved = proved) + "\n"
}

fn as_json(
    file: &Path,
    profile: &BankProfile,
    read: &Result<ReadBack, NotABankFile>,
    lang: Lang,
) -> serde_json::Value {
    let problems: Vec<serde_json::Value> = match read {
        Ok(_) => Vec::new(),
        Err(wrong) => wrong
            .problems
            .iter()
            .map(|p| serde_json::json!({ "line": p.line, "what": p.what.words(lang) }))
            .collect(),
    };
    let mut value = as_value(profile, lang);
    value["file"] = file.display().to_string().into();
    value["holds"] = read.is_ok().into();
    value["people"] = read.as_ref().map_or(serde_json::Value::Null, |back| back.people.into());
    value["amount"] =
        read.as_ref().map_or(serde_json::Value::Null, |back| back.amount.to_string().into());
    value["problems"] = problems.into();
    value
}

/// A profile as programs read it.
fn as_value(profile: &BankProfile, lang: Lang) -> serde_json::Value {
    let file = &profile.file;
    let fields: Vec<serde_json::Value> = profile
        .fields
        .iter()
        .map(|field| {
            let rooms: Vec<String> = field.rooms().map(|room| room.to_string()).collect();
            serde_json::json!({ "heading": field.heading, "room": rooms })
        })
        .collect();
    serde_json::json!({
        "profile": profile.id,
        "name": profile.name(lang),
        "kind": file.kind.key(),
        "charset": file.charset.name(),
        "extension": file.extension,
        "limit_rows": file.limit_rows,
        "limit_amount": file.limit_amount.map(|most| most.to_string()),
        "needs_payer": profile.needs_payer(),
        "has_reference": profile.has_reference(),
        "known_from": profile.known_from(lang),
        "fields": fields,
    })
}

/// The ids of the profiles that there are: a project's own first in its order of
/// names, then the shipped.
fn ids(project: Option<&Path>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    if let Some(folder) = project.map(|folder| folder.join("rules").join("banks"))
        && let Ok(entries) = std::fs::read_dir(folder)
    {
        let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        let toml = paths.iter().filter(|path| path.extension().is_some_and(|e| e == "toml"));
        ids.extend(toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())));
        ids.sort();
    }
    for id in shipped_banks() {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

fn list(session: &Session, args: &BankListArgs) -> Result<Exit, Stop> {
    let (lang, project) = (session.lang, args.project.as_deref());
    let profiles = ids(project)
        .iter()
        .map(|id| Rulebook::bank(project, id).map_err(usage(session)))
        .collect::<Result<Vec<BankProfile>, Stop>>()?;
    if session.format == Format::Json {
        let values: Vec<serde_json::Value> =
            profiles.iter().map(|profile| as_value(profile, lang)).collect();
        println!("{:#}", serde_json::Value::Array(values));
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = profiles
        .iter()
        .map(|profile| vec![profile.id.clone(), profile.name(lang).to_owned()])
        .collect();
    print!("{}", table(&rows, &[false, false]));
    if !session.quiet {
        eprint!("\n{}", wrapped(say!(lang, "pay-bank-hint")));
    }
    Ok(Exit::Done)
}
