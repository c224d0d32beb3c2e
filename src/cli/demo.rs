//! `zhibu demo`: invents the reference county, runs it, and compares what was
//! found with what was planted; or invents a nation for `crosscheck`.

use std::collections::BTreeMap;
use std::path::Path;

use super::args::{DemoArgs, Format};
use super::progress::Bar;
use super::terminal::{count, left, table, yuan};
use super::{Exit, Session, Stop, run};
use crate::catalogue;
use crate::demo::score::{Found, Score, bridge_differences, score};
use crate::demo::{self, AnswerKey, Options, nation, second_year};
use crate::domain::Lang;
use crate::finding::Severity;
use crate::report::changes::bridge_rows;
use crate::run::{Progress as _, Run, Stage};
use crate::say;

/// How many misses are shown.
const SHOWN: usize = 20;

pub(super) fn demo(session: &Session, args: &DemoArgs) -> Result<Exit, Stop> {
    if let Some(people) = args.people {
        return nation(session, args, people);
    }
    let lang = session.lang;
    let dir = &args.dir;
    empty_or_ours(dir, "answer-key.csv", lang)?;
    let environment = |what: &dyn std::fmt::Display| Stop::new(Exit::Environment, what.to_string());
    remove_older(dir).map_err(|error| environment(&error))?;
    let options =
        Options { seed: args.seed, scale: args.scale, clean: args.clean, years: args.years };
    if !session.quiet {
        eprintln!("{}{}", say!(lang, "cli-demo-inventing"), dir.display());
    }
    let key = demo::write_county(dir, &options).map_err(|error| environment(&error))?;
    let planted = if args.evaluation {
        Some(demo::evaluation::write_evaluation(dir, &options, &key).map_err(|e| environment(&e))?)
    } else {
        None
    };
    let done = run::execute(session, dir, None, &[], None)?;
    let evaluated = match &planted {
        Some(planted) => Some(super::evaluate::of_demo(session, dir, planted)?),
        None => None,
    };
    let score = score(&key, &found(&done.run));
    let totals = agree(&key, &done.run);
    if session.format == Format::Json {
        let by_code: BTreeMap<_, _> = score
            .by_code
            .iter()
            .map(|(code, (planted, found))| {
                (code, serde_json::json!({ "planted": planted, "found": found }))
            })
            .collect();
        println!(
            "{:#}",
            serde_json::json!({
                "folder": dir,
                "output": done.output,
                "codes": by_code,
                "missed": score.missed,
                "wrongly_held": score.wrongly,
                "totals_differ": totals,
                "evaluation": evaluated.as_ref().map(|(_, _, json)| json),
            })
        );
    } else {
        print!("{}", run::summary(&done, lang));
        println!();
        print!("{}", report(session, &score, &key, &done.run, &totals));
        if let Some((_, text, _)) = &evaluated {
            print!("\n{text}");
        }
        if !session.quiet {
            eprint!("{}", run::times(&done.run, lang));
        }
    }
    Ok(if done.run.refused {
        Exit::Refused
    } else if score.is_full() && totals.is_empty() && evaluated.is_none_or(|(full, ..)| full) {
        Exit::Done
    } else {
        Exit::Holds
    })
}

/// Removes what an earlier demo left: a second year's lists would be read with
/// the first's.
fn remove_older(dir: &Path) -> Result<(), String> {
    let told = |path: &Path, error: &std::io::Error| format!("{}: {error}", path.display());
    for folder in ["roster", "pay-list", "out"].into_iter().chain(second_year::FOLDERS) {
        let folder = dir.join(folder);
        if folder.is_dir() {
            std::fs::remove_dir_all(&folder).map_err(|error| told(&folder, &error))?;
        }
    }
    for file in [second_year::BRIDGE_KEY, demo::evaluation::FUND, demo::evaluation::KEY] {
        let file = dir.join(file);
        if file.is_file() {
            std::fs::remove_file(&file).map_err(|error| told(&file, &error))?;
        }
    }
    Ok(())
}

/// Refuses a folder that is neither empty nor an earlier demo, by its key.
fn empty_or_ours(dir: &Path, key: &str, lang: Lang) -> Result<(), Stop> {
    let ours = dir.join(key).is_file();
    let empty = std::fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
    if ours || empty {
        return Ok(());
    }
    let words = say!(lang, "cli-demo-folder-in-use");
    Err(Stop::new(Exit::Usage, format!("{}{words}", dir.display())))
}

/// Invents a nation: the outputs of many counties' runs.
fn nation(session: &Session, args: &DemoArgs, people: u32) -> Result<Exit, Stop> {
    let (lang, dir) = (session.lang, &args.dir);
    empty_or_ours(dir, nation::KEY, lang)?;
    let environment = |path: &Path, error: &std::io::Error| {
        Stop::new(Exit::Environment, format!("{}: {error}", path.display()))
    };
    // Counties of an earlier, larger nation would be counted with this one.
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.join("manifest.json").is_file() {
            std::fs::remove_dir_all(&path).map_err(|error| environment(&path, &error))?;
        }
    }
    let bar = Bar::new(session);
    bar.stage(Stage::Publish, Some(nation::counties(people) as usize));
    let options = nation::Options { seed: args.seed, people };
    let written = nation::write_nation(dir, &options, &|| bar.step());
    bar.clear();
    let written = written.map_err(|error| Stop::new(Exit::Environment, error.to_string()))?;
    if session.format == Format::Json {
        println!(
            "{:#}",
            serde_json::json!({
                "folder": dir,
                "counties": written.counties,
                "roster_rows": written.roster_rows,
                "pay_list_rows": written.pay_list_rows,
                "paid_rows": written.paid_rows,
                "paid_amount": written.paid.to_string(),
                "bytes": written.bytes,
                "planted_rows": written.planted,
            })
        );
        return Ok(Exit::Done);
    }
    let rows = [
        (say!(lang, "cli-demo-counties"), count(written.counties)),
        (say!(lang, "cli-demo-roster-rows"), count(written.roster_rows)),
        (say!(lang, "cli-demo-pay-list-rows"), count(written.pay_list_rows)),
        (say!(lang, "cli-demo-paid-rows"), count(written.paid_rows)),
        (say!(lang, "cli-demo-yuan-paid"), yuan(written.paid)),
        (say!(lang, "cli-demo-rows-planted"), count(written.planted)),
        (say!(lang, "cli-demo-bytes"), count(written.bytes)),
    ]
    .map(|(what, figure)| vec![what.to_owned(), figure]);
    print!("{}", table(&rows, &[false, true]));
    println!("{}{}", say!(lang, "cli-demo-files"), dir.display());
    Ok(Exit::Done)
}

/// The run's findings as the key can be compared with.
fn found(run: &Run) -> Vec<Found> {
    run.findings
        .iter()
        .map(|finding| Found {
            code: finding.doc.code.to_owned(),
            file: finding.origin.file.to_string(),
            sheet: finding.origin.sheet.to_string(),
            row: finding.origin.row.unwrap_or_default(),
            holds: finding.severity >= Severity::Hold,
        })
        .collect()
}

/// The totals that are not those of the key: what, here, in the key. How many
/// people there are is not among them: the key knows who is likely the same
/// person, a run counts different numbers and names.
fn agree(key: &AnswerKey, run: &Run) -> Vec<String> {
    use crate::reconcile::Disposition::{Held, Merged};
    let (ours, theirs) = (&run.totals, &key.totals);
    let end = |end| ours.pay_list.get(&end).copied().unwrap_or_default();
    let pairs: [(&str, u64, u64); 6] = [
        ("roster_rows", ours.roster_rows, theirs.roster_rows.into()),
        ("pay_list_rows", ours.pay_list_rows, theirs.pay_rows.into()),
        ("merged", end(Merged), theirs.merged_pay_rows.into()),
        ("held", end(Held), theirs.held_pay_rows.into()),
        ("paid_people", ours.paid_people, theirs.paid_people.into()),
        (
            "paid_fen",
            ours.paid_amount.fen().unsigned_abs(),
            theirs.paid_amount.fen().unsigned_abs(),
        ),
    ];
    let mut differences: Vec<String> = pairs
        .into_iter()
        .filter(|(_, ours, theirs)| ours != theirs)
        .map(|(what, ours, theirs)| format!("{what}: {ours} ≠ {theirs}"))
        .collect();
    if let Some(bridge) = &key.bridge {
        differences.extend(bridge_differences(bridge, &bridge_lines(run)));
    }
    differences
}

/// The run's bridges as the key can be compared with. Who is likely a copy of
/// somebody is one person to the key, which knows.
fn bridge_lines(run: &Run) -> BTreeMap<(String, String, String), u64> {
    let view = run.view();
    let mut lines = BTreeMap::new();
    for [list, township, term, people] in
        view.audit.map(|audit| bridge_rows(&view, audit)).into_iter().flatten()
    {
        let people: u64 = people.parse().expect("we wrote a number");
        lines.insert((list, township, term), people);
    }
    let copies: Vec<_> = lines
        .iter()
        .filter(|((_, _, term), _)| term == "likely_copy")
        .map(|(at, n)| (at.clone(), *n))
        .collect();
    for (at, people) in copies {
        lines.remove(&at);
        if let Some(closing) = lines.get_mut(&(at.0, at.1, "closing".to_owned())) {
            *closing -= people;
        }
    }
    lines
}

fn report(
    session: &Session,
    score: &Score,
    key: &AnswerKey,
    run: &Run,
    totals: &[String],
) -> String {
    let lang = session.lang;
    let mut text = format!("{}\n", say!(lang, "cli-demo-planted-and-found"));
    let mut cells: Vec<String> = score
        .by_code
        .iter()
        .map(|(code, (planted, found))| {
            let mark = if planted == found { "✓" } else { "✗" };
            left(&format!("{code} {found}/{planted} {mark} "), 15)
        })
        .collect();
    while !cells.len().is_multiple_of(5) {
        cells.push(String::new());
    }
    for line in cells.chunks(5) {
        text.push_str(&format!("  {}\n", line.concat().trim_end()));
    }
    let (planted, found) =
        score.by_code.values().fold((0, 0), |(planted, found), (p, f)| (planted + p, found + f));
    let rows = [
        (say!(lang, "cli-demo-planted"), count(planted as u64)),
        (say!(lang, "cli-demo-found-where-planted"), count(found as u64)),
        (say!(lang, "cli-demo-people-wrongly-held"), count(score.wrongly.len() as u64)),
        (
            say!(lang, "cli-demo-to-pay-by-key"),
            format!("{} / {}", count(key.totals.paid_people.into()), yuan(key.totals.paid_amount)),
        ),
        (
            say!(lang, "cli-demo-to-pay-by-run"),
            format!("{} / {}", count(run.totals.paid_people), yuan(run.totals.paid_amount)),
        ),
    ]
    .map(|(what, figure)| vec![what.to_owned(), figure]);
    text.push('\n');
    text.push_str(&table(&rows, &[false, true]));
    for (words, list) in [
        (say!(lang, "cli-demo-missed"), &score.missed),
        (say!(lang, "cli-demo-wrongly-held"), &score.wrongly),
        (say!(lang, "cli-demo-totals-that-differ"), &totals.to_vec()),
    ] {
        if !list.is_empty() {
            text.push_str(&format!("\n{words}\n"));
            for line in list.iter().take(SHOWN) {
                text.push_str(&format!("  {line}\n"));
            }
            if list.len() > SHOWN {
                text.push_str(&format!("  +{}\n", list.len() - SHOWN));
            }
        }
    }
    let unknown: Vec<&String> =
        score.by_code.keys().filter(|code| catalogue::find(code).is_none()).collect();
    debug_assert!(unknown.is_empty(), "the key speaks of rules that there are not");
    text
}
