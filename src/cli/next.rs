//! `zhibu next`: the lists of the period that follows.

use std::path::Path;

use super::args::{Format, NextArgs};
use super::run::{computed, stop_of};
use super::terminal::{count, table, yuan};
use super::{Exit, Session, Stop, hold};
use crate::domain::Lang;
use crate::next::{self, Next, NextError};
use crate::reconcile::Disposition;
use crate::run::PayList;
use crate::say;

pub(super) fn next(session: &Session, args: &NextArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let _lock = hold::project(session, &args.project, "next")?;
    let run = computed(session, &args.project, PayList::Optional)?;
    let folder = args.out.clone().unwrap_or_else(|| next::default_folder(&run.project));
    let next = next::write(&run, &folder).map_err(|error| stop(&error, lang))?;
    if session.format == Format::Json {
        println!("{:#}", json(&next));
    } else {
        print!("{}", text(&next, lang));
    }
    Ok(Exit::Done)
}

fn stop(error: &NextError, lang: Lang) -> Stop {
    let way = |path: &Path| say!(lang, "cli-next-is-there-already", path = path.display());
    match error {
        NextError::InTheWay { path } => Stop::new(Exit::Usage, way(path)),
        NextError::Refused => Stop::new(Exit::Refused, say!(lang, "cli-next-run-is-refused")),
        NextError::Publish(error) => Stop::new(Exit::Environment, error.words(lang)),
        NextError::Project(error) => Stop::new(Exit::Fault, error.words(lang)),
        NextError::Run(error) => stop_of(error, lang),
    }
}

fn text(next: &Next, lang: Lang) -> String {
    let totals = &next.run.totals;
    let mut rows: Vec<Vec<String>> = vec![
        vec![say!(lang, "cli-next-roster-rows").to_owned(), count(next.roster_rows)],
        vec![say!(lang, "cli-next-pay-list-rows").to_owned(), count(next.pay_list_rows)],
    ];
    for (why, rows_left) in &next.left_out {
        let words = say!(lang, "cli-next-not-carried-on", why = why.words(lang));
        rows.push(vec![words, count(*rows_left)]);
    }
    let held = totals.pay_list.get(&Disposition::Held).copied().unwrap_or_default();
    rows.extend([
        vec![say!(lang, "cli-next-decisions-carried-on").to_owned(), count(next.decisions)],
        vec![say!(lang, "cli-next-trial-people").to_owned(), count(totals.paid_people)],
        vec![say!(lang, "cli-next-trial-yuan").to_owned(), yuan(totals.paid_amount)],
        vec![say!(lang, "cli-next-trial-held").to_owned(), count(held)],
    ]);
    let mut text =
        say!(lang, "cli-next-title", county = &next.run.project.county, period = next.period)
            + "\n\n";
    text.push_str(&table(&rows, &[false, true]));
    if next.run.refused {
        text.push_str(&format!("\n{}\n", say!(lang, "cli-next-trial-refused")));
    }
    text.push_str(&format!("\n{}{}\n", say!(lang, "cli-next-files"), next.folder.display()));
    text
}

fn json(next: &Next) -> serde_json::Value {
    let totals = &next.run.totals;
    let left_out: std::collections::BTreeMap<&str, u64> =
        next.left_out.iter().map(|(why, rows)| (why.key(), *rows)).collect();
    serde_json::json!({
        "folder": next.folder,
        "period": next.period.to_string(),
        "roster_rows": next.roster_rows,
        "pay_list_rows": next.pay_list_rows,
        "left_out": left_out,
        "decisions": next.decisions,
        "trial": {
            "refused": next.run.refused,
            "paid_people": totals.paid_people,
            "paid_amount": totals.paid_amount.to_string(),
            "held_people": totals.held_people,
        },
    })
}
