//! `zhibu purge`: people of past periods are removed; first it says what would be.

use super::args::{Format, PurgeArgs};
use super::run::{load, of_ledger};
use super::sign::{self, of_pay};
use super::terminal::{count, wrapped, yuan};
use super::{Exit, Session, Stop, hold, way_out};
use crate::domain::{Lang, Period};
use crate::ledger::LedgerError;
use crate::pay::{Office, PayError};
use crate::publish::RealDisk;
use crate::purge::{self, Plan, PurgeError};
use crate::rulebook::Project;
use crate::say;

pub(super) fn purge(session: &Session, args: &PurgeArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let Some(before) = Period::parse(&args.before) else {
        let wrong = say!(lang, "purge-no-period", given = &args.before);
        return Err(Stop::new(Exit::Usage, wrong));
    };
    let now = sign::now(lang)?;
    let (project, _) = load(session, &args.project)?;
    let _lock = hold::project(session, &project.folder, "purge")?;
    let mut office = office(session, &project)?;
    let plan = purge::plan(&project, before, office.as_mut()).map_err(|e| of_purge(&e, lang))?;
    let does = args.yes && !plan.is_empty();
    if does {
        let mut signed = None;
        if let Some(office) = office.as_mut() {
            let Some(by) = &args.by else {
                return Err(Stop::new(Exit::Usage, say!(lang, "purge-who-signs")));
            };
            let secret = sign::secret(lang, by, args.key.as_deref())?;
            let signer = office.ledger.sign(by, &secret).map_err(|e| of_ledger(&e, lang))?;
            signed = Some((office, signer));
        }
        let signed = signed.as_mut().map(|(office, signer)| (&mut **office, &*signer));
        purge::purge(&RealDisk, &project, &plan, now, signed).map_err(|e| of_purge(&e, lang))?;
    } else if args.yes
        && let Some(office) = office.as_mut()
    {
        // A purge that was cut off may have left this undone.
        office.ledger.scrub().map_err(|error| of_ledger(&error, lang))?;
    }
    if session.format == Format::Json {
        println!("{:#}", json(&plan, does));
    } else {
        print!("{}", text(&plan, does, lang));
    }
    Ok(Exit::Done)
}

/// The project's ledger, where there is one.
fn office(session: &Session, project: &Project) -> Result<Option<Office>, Stop> {
    let (own, rulebook) = load(session, &project.folder)?;
    match Office::open(own, rulebook) {
        Ok(office) => Ok(Some(office)),
        Err(PayError::Ledger(LedgerError::NoLedger { .. })) => Ok(None),
        Err(error) => Err(of_pay(&error, session.lang)),
    }
}

fn of_purge(error: &PurgeError, lang: Lang) -> Stop {
    match error {
        PurgeError::Ledger(error) => of_ledger(error, lang),
        PurgeError::Publish(error) => way_out::of_publish(error, lang),
        PurgeError::Refused(refused) => Stop::new(Exit::Refused, refused.words(lang)),
    }
}

/// What was removed, or would be.
fn text(plan: &Plan, done: bool, lang: Lang) -> String {
    let before = plan.before.to_string();
    let mut text = match (plan.is_empty(), done) {
        (true, _) => say!(lang, "purge-nothing", before = &before),
        (false, true) => say!(lang, "purge-done", before = &before),
        (false, false) => say!(lang, "purge-would", before = &before),
    } + "\n";
    for folder in &plan.folders {
        let files = count(folder.files.len() as u64);
        text.push_str(&format!(
            "  {}\n",
            say!(lang, "purge-of-folder", path = &folder.path, files = files)
        ));
    }
    for path in &plan.whole {
        text.push_str(&format!("  {}\n", say!(lang, "purge-whole", path = path)));
    }
    if let Some(ledger) = plan.ledger.as_ref().filter(|ledger| !ledger.batches.is_empty()) {
        let of_ledger = say!(
            lang,
            "purge-of-ledger",
            batches = ledger.batches.join(" "),
            people = count(ledger.payments.people),
            amount = yuan(ledger.payments.amount),
            lines = count(ledger.lines)
        );
        text.push_str(&wrapped(&format!("  {of_ledger}")));
        if ledger.not_reached.people > 0 {
            let (people, amount) =
                (count(ledger.not_reached.people), yuan(ledger.not_reached.amount));
            let words = say!(lang, "purge-not-reached", people = people, amount = amount);
            text.push_str(&wrapped(&format!("  {words}")));
        }
    }
    if !plan.is_empty() {
        text.push_str(&wrapped(say!(lang, "purge-stays")));
    }
    for path in &plan.not_ours {
        text.push_str(&format!("{}\n", say!(lang, "purge-not-ours", path = path)));
    }
    if !plan.lists.is_empty() {
        text.push_str(&wrapped(say!(lang, "purge-lists")));
        text.push_str(&format!("  {}\n", plan.lists.join("  ")));
    }
    if !done && !plan.is_empty() {
        text.push_str(&format!("{}\n", say!(lang, "purge-to-do-it")));
    }
    text
}

fn json(plan: &Plan, done: bool) -> serde_json::Value {
    let folders: Vec<serde_json::Value> = plan
        .folders
        .iter()
        .map(|folder| {
            serde_json::json!({
                "path": folder.path,
                "manifest": folder.manifest.as_ref().map(|manifest| &manifest.was),
                "files": folder.files,
            })
        })
        .collect();
    let ledger = plan.ledger.as_ref().map(|ledger| {
        serde_json::json!({
            "batches": ledger.batches,
            "people": ledger.payments.people,
            "amount": ledger.payments.amount.to_string(),
            "lines": ledger.lines,
            "not_reached": {
                "people": ledger.not_reached.people,
                "amount": ledger.not_reached.amount.to_string(),
            },
        })
    });
    serde_json::json!({
        "before": plan.before.to_string(),
        "done": done,
        "nothing": plan.is_empty(),
        "folders": folders,
        "whole": plan.whole,
        "ledger": ledger,
        "not_ours": plan.not_ours,
        "lists": plan.lists,
    })
}
