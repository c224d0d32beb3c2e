//! `zhibu crosscheck`: many counties' runs against each other.
//!
//! Numbers are masked here; in full they are in the files of `-o` only. Of keyed
//! copies, the beginning of each hash is shown: it says what is the same.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::{CrosscheckArgs, Format};
use super::open::must_have_people;
use super::progress::Bar;
use super::sample::in_an_output;
use super::terminal::{count, table, told, wrapped, yuan};
use super::{Exit, Session, Stop};
use crate::crosscheck::statements::Statement;
use crate::crosscheck::{self, CHECKS, CountyTotals, Crosscheck, CrosscheckError, Found, files};
use crate::domain::Lang;
use crate::domain::account::mask_account;
use crate::domain::identity_number::mask_identity;
use crate::domain::long_number::mask_long_numbers;
use crate::publish::{self, PublishError, RealDisk};
use crate::reconcile::Disposition;
use crate::run::{Progress as _, Stage};
use crate::say;
use crate::seal;

/// How many counties are shown.
const COUNTIES_SHOWN: usize = 20;
/// How many people, accounts or names a check shows.
const GROUPS_SHOWN: usize = 5;
/// How many rows of each are shown.
const ROWS_SHOWN: usize = 4;

pub(super) fn crosscheck(session: &Session, args: &CrosscheckArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    if let Some(command) = &args.keyed {
        return super::keyed::keyed(session, command);
    }
    let stop = |error: CrosscheckError| Stop::new(exit_of(&error), error.words(lang));
    let failed = |error: PublishError| super::way_out::of_publish(&error, lang);
    for folder in &args.folders {
        must_have_people(folder, lang)?;
        for archive in seal::alone_below(folder) {
            must_have_people(&archive, lang)?;
        }
    }
    let counties = crosscheck::gather(&args.folders).map_err(stop)?;
    if let Some(out) = &args.out {
        room_for(out, files::COMMAND, lang)?;
    }
    let bar = Bar::new(session);
    bar.stage(Stage::Intake, Some(counties.len() * 2));
    let result = crosscheck::crosscheck(&counties, &|| bar.step());
    bar.clear();
    let result = result.map_err(stop)?;
    if let Some(out) = &args.out {
        publish::publish(&RealDisk, out, &files::write(&counties, &result)).map_err(failed)?;
    }
    if session.format == Format::Json {
        println!("{:#}", json(&result, lang));
    } else {
        print!("{}", text(&result, lang));
        if let Some(out) = &args.out {
            println!("\n{}{}", say!(lang, "cli-crosscheck-files"), out.display());
        }
        if result.keyed.is_some() && !session.quiet {
            eprint!("\n{}", told(say!(lang, "cli-keyed-send-back")));
        }
    }
    let found = args.strict && result.found_something();
    Ok(if found { Exit::Holds } else { Exit::Done })
}

/// Sees to it that a folder can be written, and that it replaces nothing but what
/// the same command wrote: never a run's output, nor a part of one.
pub(super) fn room_for(out: &Path, command: &str, lang: Lang) -> Result<(), Stop> {
    if in_an_output(out) || !files::may_replace(out, command) {
        let words = say!(lang, "crosscheck-in-the-way", path = out.display());
        return Err(Stop::new(Exit::Usage, words));
    }
    publish::preflight(&RealDisk, out).map_err(|error| super::way_out::of_publish(&error, lang))
}

pub(super) fn exit_of(error: &CrosscheckError) -> Exit {
    match error {
        CrosscheckError::NoManifest { .. }
        | CrosscheckError::NotACounty { .. }
        | CrosscheckError::Mixed { .. }
        | CrosscheckError::Twice { .. } => Exit::Usage,
        CrosscheckError::Read { .. } => Exit::Environment,
        CrosscheckError::Statement { .. } => Exit::Fault,
        _ => Exit::Refused,
    }
}

fn sum(totals: &[CountyTotals]) -> CountyTotals {
    totals.iter().fold(CountyTotals::default(), CountyTotals::plus)
}

fn text(result: &Crosscheck, lang: Lang) -> String {
    let mut text = totals(result, lang);
    for (check, found) in CHECKS.iter().zip(&result.found) {
        text.push('\n');
        text.push_str(&checked(check, found, result.keyed.is_some(), lang));
    }
    let all = sum(&result.totals);
    for (rows, words) in [
        (all.paid_without_number, say!(lang, "cli-crosscheck-without-number")),
        (all.paid_without_account, say!(lang, "cli-crosscheck-without-account")),
    ] {
        if rows > 0 {
            text.push_str(&format!("\n{} {words}\n", count(rows)));
        }
    }
    text
}

/// The totals: all counties where they are few, else those with something
/// found; then their sum.
fn totals(result: &Crosscheck, lang: Lang) -> String {
    let mut shown: Vec<&CountyTotals> = result.totals.iter().collect();
    if shown.len() > COUNTIES_SHOWN {
        let named: BTreeSet<&str> = result
            .found
            .iter()
            .flat_map(|found| {
                let county = found.place("county").expect("every check names the county");
                found.rows.iter().map(move |row| row[county].as_str())
            })
            .collect();
        shown.retain(|totals| named.contains(totals.county.as_str()));
    }
    let more = shown.len().saturating_sub(COUNTIES_SHOWN);
    shown.truncate(COUNTIES_SHOWN);
    // The period stands in the table only where there are several.
    let periods: BTreeSet<&str> =
        result.totals.iter().map(|totals| totals.period.as_str()).collect();
    let several = periods.len() > 1;
    let line = |name: &str, totals: &CountyTotals| {
        let name = if several { format!("{name} {}", totals.period) } else { name.to_owned() };
        vec![
            name.trim_end().to_owned(),
            count(totals.roster_rows),
            count(totals.roster_people),
            count(totals.paid_people),
            yuan(totals.paid),
            count(totals.held_rows),
        ]
    };
    let heads = [
        say!(lang, "cli-crosscheck-county"),
        say!(lang, "cli-crosscheck-rows"),
        say!(lang, "cli-crosscheck-people"),
        say!(lang, "cli-crosscheck-paid"),
        say!(lang, "cli-crosscheck-yuan-paid"),
        say!(lang, "cli-crosscheck-held-rows"),
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(shown.iter().map(|totals| line(&totals.county, totals)));
    if more > 0 {
        let mut row = vec![and_more(more, lang)];
        row.resize(heads.len(), String::new());
        rows.push(row);
    }
    rows.push(line(say!(lang, "cli-crosscheck-all"), &sum(&result.totals)));
    let number = count(result.totals.len() as u64);
    let periods = periods.into_iter().collect::<Vec<_>>().join(say!(lang, "list-comma"));
    let head =
        say!(lang, "cli-crosscheck-outputs-compared", number = number, periods = periods) + "\n\n";
    head + &table(&rows, &[false, true, true, true, true, true])
}

/// What a check found: how many, and the first of them, masked.
fn checked(check: &Statement, found: &Found, keyed: bool, lang: Lang) -> String {
    let title = check.title(lang);
    let mut text = say!(
        lang,
        "cli-crosscheck-found",
        title = title,
        groups = count_of(found.groups),
        rows = count_of(found.rows.len())
    ) + "\n";
    let groups = found.rows.chunk_by(|a, b| a[..check.keys] == b[..check.keys]);
    for rows in groups.take(GROUPS_SHOWN) {
        let keys: Vec<String> =
            (0..check.keys).map(|at| shown(&found.columns[at], &rows[0][at], keyed)).collect();
        text.push_str(&format!("  {}\n", keys.join(" ")));
        for row in rows.iter().take(ROWS_SHOWN) {
            text.push_str(&wrapped(&format!(
                "    {}\n",
                place(found, check.keys, row, keyed, lang)
            )));
        }
        if rows.len() > ROWS_SHOWN {
            text.push_str(&format!("    {}\n", and_more(rows.len() - ROWS_SHOWN, lang)));
        }
    }
    if found.groups > GROUPS_SHOWN {
        text.push_str(&format!("  {}\n", and_more(found.groups - GROUPS_SHOWN, lang)));
    }
    text
}

fn count_of(number: usize) -> String {
    count(number as u64)
}

fn and_more(number: usize, lang: Lang) -> String {
    say!(lang, "cli-crosscheck-and-more", number = count_of(number))
}

/// One row: where it stands, who it is, where it ends.
fn place(found: &Found, keys: usize, row: &[String], keyed: bool, lang: Lang) -> String {
    let cell = |column: &str| {
        let at = found.place(column).filter(|at| *at >= keys)?;
        Some(shown(column, &row[at], keyed)).filter(|text| !text.is_empty())
    };
    let at = ["file", "sheet", "line"].into_iter().filter_map(cell).collect::<Vec<_>>().join(" › ");
    let end = cell("disposition").map(|key| {
        let known = Disposition::ALL.into_iter().find(|end| end.key() == key);
        known.map_or(key, |end| end.words(lang).to_owned())
    });
    let who = ["name_key", "id_key", "account_key"].into_iter().filter_map(cell);
    cell("county").into_iter().chain([at]).chain(who).chain(end).collect::<Vec<_>>().join("  ")
}

/// A value as a terminal may show it; of a keyed copy what tells it from others.
fn shown(column: &str, text: &str, keyed: bool) -> String {
    match column {
        "id_key" | "name_key" | "account_key" if keyed => text.chars().take(12).collect(),
        "line" if keyed => format!("#{text}"),
        _ => masked(column, text),
    }
}

/// The same of a run.
fn masked(column: &str, text: &str) -> String {
    match column {
        "id_key" => mask_identity(text),
        "account_key" => mask_account(text),
        // A number that stands in a name or a file's name is one too.
        _ => mask_long_numbers(text).into_owned(),
    }
}

fn json(result: &Crosscheck, lang: Lang) -> serde_json::Value {
    let totals = |totals: &CountyTotals| {
        serde_json::json!({
            "roster_rows": totals.roster_rows,
            "roster_people": totals.roster_people,
            "pay_list_rows": totals.pay_list_rows,
            "paid_rows": totals.paid_rows,
            "paid_people": totals.paid_people,
            "paid_amount": totals.paid.to_string(),
            "already_paid_rows": totals.already_paid_rows,
            "held_rows": totals.held_rows,
            "held_amount": totals.held.to_string(),
            "paid_without_number": totals.paid_without_number,
            "paid_without_account": totals.paid_without_account,
        })
    };
    let by_county: Vec<serde_json::Value> = result
        .totals
        .iter()
        .map(|county| {
            let mut value = totals(county);
            value["county"] = serde_json::json!(county.county);
            value["period"] = serde_json::json!(county.period);
            value
        })
        .collect();
    let checks: Vec<serde_json::Value> = CHECKS
        .iter()
        .zip(&result.found)
        .map(|(check, found)| {
            let rows: Vec<serde_json::Value> = found
                .rows
                .iter()
                .map(|row| {
                    found
                        .columns
                        .iter()
                        .zip(row)
                        .map(|(column, text)| {
                            (column.clone(), json_cell(column, text, result.keyed.is_some()))
                        })
                        .collect::<serde_json::Map<_, _>>()
                        .into()
                })
                .collect();
            serde_json::json!({
                "name": check.name,
                "title": check.title(lang),
                "found": found.groups,
                "rows": rows,
            })
        })
        .collect();
    serde_json::json!({
        "counties": result.totals.len(),
        "totals": totals(&sum(&result.totals)),
        "by_county": by_county,
        "checks": checks,
        "keyed": result.keyed,
        "something_found": result.found_something(),
    })
}

fn json_cell(column: &str, text: &str, keyed: bool) -> serde_json::Value {
    match column {
        "counties" | "payments" | "line" | "amount_fen" => {
            text.parse::<i64>().map_or(serde_json::Value::Null, Into::into)
        }
        _ if text.is_empty() => serde_json::Value::Null,
        // A hash is no number, and whole it can be looked for.
        "id_key" | "name_key" | "account_key" if keyed => text.into(),
        _ => masked(column, text).into(),
    }
}
