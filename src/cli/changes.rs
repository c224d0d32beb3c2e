//! `zhibu changes`: the population audit alone, and its figures on the terminal.
//!
//! What is printed is what is written: the bridges of the county and of its
//! townships, what nothing explains, and what was paid after a removal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::args::{ChangesArgs, Format};
use super::open::recipients;
use super::run::{
    Done, Place, load, notes, publish_loaded, refusals, refusals_json, times, where_files_are,
};
use super::terminal::{count, table, wrapped, yuan};
use super::{Exit, Session, Stop};
use crate::domain::{Lang, Money};
use crate::reconcile::changes::bridge::{Bridge, Line};
use crate::reconcile::changes::{Audit, Term};
use crate::report::changes::{list_words, term_key, term_words};
use crate::rulebook::project::{Cadence, Inputs};
use crate::run::{Part, Run};
use crate::say;

pub(super) fn changes(session: &Session, args: &ChangesArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (project, rulebook) = load(session, &args.project)?;
    let nothing = || Stop::new(Exit::Usage, what_to_give(lang));
    if !gives_something(&project.inputs) {
        return Err(nothing());
    }
    let target = args
        .out
        .clone()
        .unwrap_or_else(|| project.folder.join("out").join(format!("{}-changes", project.period)));
    // What refuses the run is told, though it may leave no audit to print.
    let accept = |run: &mut Run| {
        if run.audit.is_none() && !run.refused { Err(nothing()) } else { Ok(()) }
    };
    let only = [Part::Changes];
    let seal = recipients(&args.seal, lang)?;
    let place = Place { target, only: &only, seal: seal.as_ref() };
    let done = publish_loaded(session, "changes", (project, rulebook), place, accept)?;
    if session.format == Format::Json {
        println!("{:#}", json(&done));
    } else {
        print!("{}", summary(&done, lang));
        if !session.quiet {
            eprint!("{}", times(&done.run, lang));
        }
    }
    Ok(if done.run.refused { Exit::Refused } else { Exit::Done })
}

fn gives_something(inputs: &Inputs) -> bool {
    [&inputs.prior_roster, &inputs.prior_pay_list, &inputs.change_register]
        .into_iter()
        .any(Option::is_some)
}

fn what_to_give(lang: Lang) -> String {
    let words = say!(lang, "changes-nothing-to-compare");
    format!(
        "{words}\n  prior_roster = \"prior/roster/*\"\n  prior_pay_list = \"prior/pay-list/*\"\n  \
         change_register = \"changes/*\""
    )
}

/// Everything that is printed for people.
fn summary(done: &Done, lang: Lang) -> String {
    let run = &done.run;
    let project = &run.project;
    let programme = run.rulebook.programme.name(lang);
    let mut text = format!("{} · {} · {programme}\n\n", project.county, project.period);
    if run.refused {
        text.push_str(&refusals(run, lang));
    }
    if let Some(audit) = &run.audit {
        for bridge in &audit.bridges {
            text.push_str(&county(run, bridge, lang));
            text.push_str(&townships(bridge, lang));
        }
        if audit.bridges.is_empty() {
            text.push_str(&wrapped(say!(lang, "changes-register-alone")));
            text.push('\n');
        }
        text.push_str(&told(run, lang));
        text.push_str(&overpaid(run, audit, lang));
    }
    text.push_str(&wrapped(&notes(run, lang)));
    text.push_str(&where_files_are(done, lang));
    text
}

/// The county's bridge as a sum, a line a term.
fn county(run: &Run, bridge: &Bridge, lang: Lang) -> String {
    let Line { opening, additions, removals, closing, .. } = &bridge.county;
    let (before, now) = (run.project.prior_period, run.project.period);
    let list = list_words(bridge.table, lang);
    let mut text =
        say!(lang, "changes-county-from-to", list = list, before = before, now = now) + "\n";
    let mut line = |sign: char, people: u64, words: &str| {
        let _ = writeln!(text, "  {sign} {:>9}  {words}", count(people));
    };
    line(' ', *opening, say!(lang, "changes-last-year"));
    for (sign, terms) in [('+', additions), ('-', removals)] {
        for (term, people) in terms {
            line(sign, *people, term_words(*term, &run.rulebook, lang));
        }
    }
    line('=', *closing, say!(lang, "changes-this-year"));
    text.push('\n');
    text
}

/// A line a township, the county's last.
fn townships(bridge: &Bridge, lang: Lang) -> String {
    let headings = [
        say!(lang, "changes-township"),
        say!(lang, "changes-last-year"),
        say!(lang, "changes-came"),
        say!(lang, "changes-left"),
        say!(lang, "changes-moved"),
        say!(lang, "changes-this-year"),
        say!(lang, "changes-unexplained"),
    ];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    let county = (say!(lang, "changes-county").to_owned(), &bridge.county);
    let all = bridge.townships.iter().map(|(place, line)| (place.clone(), line));
    for (place, line) in all.chain([county]) {
        let signed = |sign: char, people: u64| match people {
            0 => "0".to_owned(),
            people => format!("{sign}{}", count(people)),
        };
        let moved = match (line.moved_in, line.moved_out) {
            (into, 0) => signed('+', into),
            (0, out) => signed('-', out),
            (into, out) => format!("{} {}", signed('+', into), signed('-', out)),
        };
        rows.push(vec![
            place,
            count(line.opening),
            signed('+', sum(&line.additions)),
            signed('-', sum(&line.removals)),
            moved,
            count(line.closing),
            count(unexplained(line)),
        ]);
    }
    let numbers = [false, true, true, true, true, true, true];
    table(&rows, &numbers) + "\n"
}

fn sum(terms: &BTreeMap<Term, u64>) -> u64 {
    terms.values().sum()
}

/// Who came or left, and nothing says why.
fn unexplained(line: &Line) -> u64 {
    let of = |terms: &BTreeMap<Term, u64>, term: Term| terms.get(&term).copied().unwrap_or(0);
    of(&line.additions, Term::UnexplainedAddition)
        + of(&line.additions, Term::LikelyCopy)
        + of(&line.removals, Term::UnexplainedRemoval)
}

/// The findings of the audit: code, title, how many.
fn of_audit(run: &Run, lang: Lang) -> Vec<(&'static str, &'static str, u64)> {
    let mut by_code: BTreeMap<&'static str, (&'static str, u64)> = BTreeMap::new();
    for finding in run.findings.iter().filter(|finding| finding.doc.code.starts_with('C')) {
        let title = finding.doc.words(lang).title;
        by_code.entry(finding.doc.code).or_insert((title, 0)).1 += 1;
    }
    by_code.into_iter().map(|(code, (title, times))| (code, title, times)).collect()
}

fn told(run: &Run, lang: Lang) -> String {
    let found = of_audit(run, lang);
    if found.is_empty() {
        return format!("{}\n\n", say!(lang, "changes-nothing-amiss"));
    }
    let mut text = format!("{}\n", say!(lang, "changes-found"));
    let rows: Vec<Vec<String>> = found
        .into_iter()
        .map(|(code, title, times)| vec![code.to_owned(), title.to_owned(), count(times)])
        .collect();
    text.push_str(&table(&rows, &[false, false, true]));
    text.push('\n');
    text
}

/// People and money paid after a removal, under each cadence.
fn under_each_cadence(audit: &Audit) -> [(Cadence, u64, Money); 4] {
    Cadence::ALL.map(|cadence| {
        let over = || audit.overpaid.iter().map(|one| one.over(cadence));
        let people = over().filter(|over| !over.is_zero()).count() as u64;
        (cadence, people, over().sum())
    })
}

fn overpaid(run: &Run, audit: &Audit, lang: Lang) -> String {
    if audit.overpaid.is_empty() {
        return String::new();
    }
    let mut text = say!(
        lang,
        "changes-paid-after-removal-by-cadence",
        prior_period = run.project.prior_period
    ) + "\n";
    let own = run.project.removal_takes_effect;
    let rows: Vec<Vec<String>> = under_each_cadence(audit)
        .into_iter()
        .map(|(cadence, people, amount)| {
            let mark = if cadence == own { say!(lang, "changes-this-county") } else { "" };
            vec![
                cadence.words(lang).to_owned(),
                count(people),
                say!(lang, "people").to_owned(),
                yuan(amount),
                say!(lang, "yuan").to_owned(),
                mark.to_owned(),
            ]
        })
        .collect();
    text.push_str(&table(&rows, &[false, true, false, true, false, false]));
    text.push('\n');
    text
}

fn json(done: &Done) -> serde_json::Value {
    let Done { run, output, files, sealed_for } = done;
    let lang = run.project.lang;
    let terms = |terms: &BTreeMap<Term, u64>| -> BTreeMap<String, u64> {
        let key = |term: Term| term_key(term, &run.rulebook).to_owned();
        terms.iter().map(|(term, people)| (key(*term), *people)).collect()
    };
    let line = |place: Option<&str>, line: &Line| {
        serde_json::json!({
            "township": place,
            "opening": line.opening,
            "additions": terms(&line.additions),
            "removals": terms(&line.removals),
            "moved_in": line.moved_in,
            "moved_out": line.moved_out,
            "closing": line.closing,
            "unexplained": unexplained(line),
        })
    };
    let bridges: Vec<serde_json::Value> = run
        .audit
        .iter()
        .flat_map(|audit| &audit.bridges)
        .map(|bridge| {
            let townships = bridge.townships.iter();
            serde_json::json!({
                "list": bridge.table.key(),
                "county": line(None, &bridge.county),
                "townships": townships
                    .map(|(place, at)| line(Some(place), at))
                    .collect::<Vec<_>>(),
            })
        })
        .collect();
    let own = run.project.removal_takes_effect;
    let overpaid: Vec<serde_json::Value> = run
        .audit
        .iter()
        .flat_map(under_each_cadence)
        .map(|(cadence, people, amount)| {
            serde_json::json!({
                "removal_takes_effect": cadence.key(),
                "people": people,
                "amount": amount.to_string(),
                "own": cadence == own,
            })
        })
        .collect();
    let findings: BTreeMap<&str, u64> =
        of_audit(run, lang).into_iter().map(|(code, _, times)| (code, times)).collect();
    serde_json::json!({
        "refused": run.refused,
        "refusals": refusals_json(run),
        "output": output,
        "sealed_for": sealed_for,
        "files": files.iter().map(|file| &file.path).collect::<Vec<_>>(),
        "period": run.project.period.to_string(),
        "prior_period": run.project.prior_period.to_string(),
        "bridges": bridges,
        "findings": findings,
        "overpaid": overpaid,
    })
}
