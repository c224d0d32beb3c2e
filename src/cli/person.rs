//! `zhibu explain --person`: one person's page, from source cells to money.

use std::path::Path;

use super::args::Format;
use super::run::{computed, of_ledger, refusals};
use super::terminal::{left, wrapped};
use super::{Exit, Session, Stop};
use crate::domain::{Field, Lang};
use crate::ledger::{Ledger, LedgerAt};
use crate::run::{PayList, Run};
use crate::say;
use crate::trace::ledger::Attempt;
use crate::trace::money::{Entitled, Overpaid, Paid};
use crate::trace::{self, Brief, Found, ListRow, Near, Said, Showing, Trace};

pub(super) fn person(
    session: &Session,
    folder: &Path,
    asked: &str,
    showing: Showing,
) -> Result<Exit, Stop> {
    let lang = session.lang;
    let run = computed(session, folder, PayList::Required)?;
    let view = run.view();
    if run.refused && run.lists.roster.rows.is_empty() && run.lists.pay_list.rows.is_empty() {
        // A county of which a file cannot be read is not judged, so nobody is there.
        return Err(Stop::new(Exit::Refused, refusals(&run, lang).trim_end()));
    }
    match trace::find(&view, asked) {
        Found::One(person) => {
            let mut trace = trace::trace(&view, &person, lang, showing);
            let ledger = Ledger::open_existing(&LedgerAt::of(&run.project));
            if let Some(mut ledger) = ledger.map_err(|error| of_ledger(&error, lang))? {
                let attempts = trace::ledger::attempts(&mut ledger, &view, &person, lang, showing);
                trace.ledger = attempts.map_err(|error| of_ledger(&error, lang))?;
            }
            if session.format == Format::Json {
                let json = serde_json::to_value(&trace).expect("texts and numbers only");
                println!("{json:#}");
            } else {
                print!("{}", page(&trace, lang));
            }
            Ok(Exit::Done)
        }
        Found::Several(people) => {
            let people: Vec<Brief> =
                people.iter().map(|person| trace::brief(&view, person, lang, showing)).collect();
            if session.format == Format::Json {
                println!("{:#}", serde_json::json!({ "people": people }));
            } else {
                print!("{}", briefs(&people, lang));
            }
            let asked = showing.free(asked);
            Err(Stop::new(
                Exit::Usage,
                say!(lang, "person-several", asked = asked, people = people.len()),
            ))
        }
        Found::Nobody(near) => {
            Err(Stop::new(Exit::Usage, nobody(&run, asked, &near, lang, showing)))
        }
    }
}

/// Several people of one name: two lines each.
fn briefs(people: &[Brief], lang: Lang) -> String {
    let mut text = String::new();
    for one in people {
        let numbers = if one.numbers.is_empty() {
            say!(lang, "person-no-number").to_owned()
        } else {
            one.numbers.join(" ")
        };
        let mut line = format!("{}  {numbers}", one.names.join(" "));
        if !one.places.is_empty() {
            line = format!("{line}  {}", one.places.join(" "));
        }
        text.push_str(&line);
        let lists: Vec<&str> = one.lists.iter().map(|list| list.words.as_str()).collect();
        text.push_str(&format!("\n  {}\n  {}\n", lists.join(say!(lang, "list-comma")), one.at));
    }
    wrapped(&text)
}

/// Nobody is found: who is a slip away.
fn nobody(run: &Run, asked: &str, near: &[Near], lang: Lang, showing: Showing) -> String {
    let number = trace::is_number(asked);
    let shown = if number {
        showing.cell(Field::IdNumber, asked)
    } else {
        showing.free(asked.trim()).into_owned()
    };
    let mut text = say!(lang, "person-nobody", shown = shown);
    if near.is_empty() {
        return text;
    }
    text.push_str(say!(lang, "person-near"));
    for one in near {
        let list = run.lists.list(one.table);
        let said = |field: Field| showing.cell(field, list.text(one.row, field));
        let (name, number) = (said(Field::Name), said(Field::IdNumber));
        text.push_str(&format!("\n  {name}  {number}  {}", list.origin(one.row).path()));
    }
    let text = wrapped(&text);
    text.trim_end().to_owned()
}

/// The page, each line within the terminal.
fn page(trace: &Trace, lang: Lang) -> String {
    let mut page = Page { lang, text: String::new() };
    page.who(trace);
    for row in &trace.rows {
        page.list_row(row, say!(lang, "person-disposition"));
    }
    for row in &trace.prior {
        page.list_row(row, say!(lang, "person-matched"));
    }
    page.overpaid(&trace.overpaid);
    for row in trace.register.iter().chain(&trace.watchlists).chain(&trace.posted) {
        page.list_row(row, say!(lang, "person-outcome"));
    }
    page.findings(trace);
    page.decisions(trace);
    page.entitlement(trace);
    page.payments(trace);
    page.ledger(&trace.ledger);
    wrapped(page.text.trim_end())
}

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A line under its label.
    fn labelled(&mut self, label: &str, text: &str) {
        // A value stands two columns after the longest label.
        let label = left(label, self.lang.pick(8, 10));
        self.line(&format!("  {label}{text}"));
    }

    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(text);
    }

    fn who(&mut self, trace: &Trace) {
        let joined = |texts: &[String]| texts.join(say!(self.lang, "person-either"));
        let who: Vec<String> = [&trace.names, &trace.numbers, &trace.places]
            .into_iter()
            .map(|texts| joined(texts))
            .filter(|text| !text.is_empty())
            .collect();
        self.line(&who.join("  "));
        self.line(&format!("{} · {} · {}", trace.county, trace.period, trace.programme));
    }

    fn list_row(&mut self, row: &ListRow, end_label: &str) {
        self.heading(&format!("{} · {}", row.list.words, row.at));
        for cell in &row.cells {
            self.cell(cell);
        }
        if let Some(since) = &row.since {
            self.labelled(say!(self.lang, "person-change"), &since.words);
        }
        if let Some(end) = &row.end {
            self.labelled(end_label, &end.words);
        }
    }

    fn cell(&mut self, said: &Said) {
        let lang = self.lang;
        let blank = say!(lang, "person-blank");
        let or_blank =
            |text: &str| if text.is_empty() { blank.to_owned() } else { text.to_owned() };
        let value = or_blank(&said.value);
        self.labelled(label(said.field, lang), &format!("{}  {value}", left(&said.cell, 5)));
        if let Some(corrected) = &said.corrected {
            let before = or_blank(&corrected.before);
            let (by, on, at) = (&corrected.by, &corrected.on, &corrected.at);
            let words =
                say!(lang, "person-corrected-cell", before = before, by = by, on = on, at = at);
            self.labelled("", &format!("       {words}"));
        }
    }

    fn overpaid(&mut self, all: &[Overpaid]) {
        let lang = self.lang;
        for one in all {
            self.heading(say!(lang, "person-paid-after-a-removal"));
            let left_on = one.left_on.as_deref().unwrap_or(say!(lang, "person-no-day"));
            self.line(&say!(lang, "person-left-and-paid", left_on = left_on, paid = &one.paid));
            for (cadence, over) in &one.by_cadence {
                let words = crate::rulebook::project::Cadence::ALL
                    .into_iter()
                    .find(|known| known.key() == *cadence)
                    .map_or("", |known| known.words(lang));
                let own = *cadence == one.removal_takes_effect;
                let mark = if own { say!(lang, "person-this-county") } else { "" };
                self.line(&format!("  {}{over:>9}{mark}", left(words, 24)));
            }
        }
    }

    fn findings(&mut self, trace: &Trace) {
        let lang = self.lang;
        let heading = match trace.findings.len() {
            0 => say!(lang, "person-no-findings").to_owned(),
            many => say!(lang, "person-findings", many = many),
        };
        self.heading(&heading);
        for told in &trace.findings {
            let (list, at) = (&told.list.words, &told.at);
            self.line(&format!(
                "  {}  {} [{}] · {list} {at}",
                told.code, told.title, told.severity.words
            ));
            if !told.cause.is_empty() {
                self.line(&format!("        {}", told.cause));
            }
        }
    }

    fn decisions(&mut self, trace: &Trace) {
        let lang = self.lang;
        if trace.decisions.is_empty() {
            return;
        }
        self.heading(say!(lang, "person-decisions"));
        for one in &trace.decisions {
            let verdict = one.verdict.as_ref().map_or("", |verdict| verdict.words.as_str());
            let (by, on) = (&one.by, &one.on);
            self.line(&format!("  {}  {verdict} · {by} {on} · {}", one.code, one.end.words));
            let mut values: Vec<String> = Vec::new();
            if !one.value.is_empty() {
                values.push(format!("{} {}", say!(lang, "person-seen"), one.value));
            }
            if !one.correction.is_empty() {
                values.push(format!("{} {}", say!(lang, "person-corrected-to"), one.correction));
            }
            values.push(one.at.clone());
            self.line(&format!("        {}", values.join(say!(lang, "semicolon"))));
        }
    }

    fn entitlement(&mut self, trace: &Trace) {
        let lang = self.lang;
        if trace.entitlement.is_empty() && trace.absences.is_empty() {
            return;
        }
        self.heading(&say!(lang, "person-entitled", period = &trace.period));
        for away in &trace.absences {
            let words = match (away.from.as_deref(), away.until.as_deref()) {
                (Some(from), None) => say!(lang, "person-away-from", from = from),
                (Some(from), Some(until)) => {
                    say!(lang, "person-away-from-until", from = from, until = until)
                }
                (None, Some(until)) => say!(lang, "person-away-until", until = until),
                (None, None) => say!(lang, "person-away").to_owned(),
            };
            self.line(&format!("  {words}"));
        }
        for entitled in &trace.entitlement {
            self.line(&format!("  {}", reckoning(entitled, lang)));
            let mut references: Vec<&str> = Vec::new();
            for months in &entitled.months {
                if !references.contains(&months.reference.as_str()) {
                    references.push(&months.reference);
                }
            }
            for reference in references {
                self.labelled(say!(lang, "person-rule"), reference);
            }
        }
    }

    fn payments(&mut self, trace: &Trace) {
        let lang = self.lang;
        self.heading(say!(lang, "person-money"));
        if trace.refused {
            let words = say!(lang, "person-run-is-refused");
            self.line(&format!("  {words}"));
        }
        for paid in &trace.payments {
            self.payment(paid, trace);
        }
        if trace.payments.is_empty() {
            let registered = trace.rows.iter().find_map(|row| row.end.as_ref());
            let words = match registered {
                Some(end) => {
                    say!(lang, "person-not-on-pay-list", disposition = end.words.as_str())
                }
                None => say!(lang, "person-on-no-list").to_owned(),
            };
            self.line(&format!("  {words}"));
        }
    }

    /// Every attempt to pay them.
    fn ledger(&mut self, attempts: &[Attempt]) {
        if attempts.is_empty() {
            return;
        }
        self.line(&format!("\n{}", say!(self.lang, "person-ledger")));
        for attempt in attempts {
            let unit = say!(self.lang, "yuan");
            self.line(&format!(
                "  {}  {} {unit}  {}  {} {}",
                attempt.reference,
                attempt.yuan,
                attempt.account,
                attempt.state.words,
                attempt.reason
            ));
            if let Some(of) = &attempt.makes_good {
                self.labelled(say!(self.lang, "person-again"), of);
            }
        }
    }

    fn payment(&mut self, paid: &Paid, trace: &Trace) {
        let lang = self.lang;
        let yuan = &paid.yuan;
        let several = trace.payments.len() > 1;
        if several {
            self.line(&format!("  {}", paid.at));
        }
        let held = paid.held_by.join(say!(lang, "list-comma"));
        let words = match (paid.paid, paid.end.key.as_str()) {
            (true, _) => say!(lang, "person-yuan-paid", yuan = yuan),
            (false, "held") => say!(lang, "person-yuan-held", yuan = yuan, codes = held),
            (false, "merged") => say!(lang, "person-merged").to_owned(),
            (false, "paid") => say!(lang, "person-would-be-paid", yuan = yuan),
            (false, _) => say!(lang, "person-not-paid", disposition = paid.end.words.as_str()),
        };
        self.line(&format!("  {words}"));
        if paid.end.key == "merged" {
            return;
        }
        for (label, text) in [
            (say!(lang, "person-bank"), &paid.bank),
            (say!(lang, "person-account"), &paid.account),
            (say!(lang, "person-holder"), &paid.payee),
        ] {
            if !text.is_empty() {
                self.labelled(label, text);
            }
        }
        if let (Some(file), Some(at)) = (&paid.file, paid.line) {
            let words = say!(lang, "person-line-of-file", file = file, at = at);
            self.labelled(say!(lang, "person-file"), &words);
        }
    }
}

/// `12 个月 × 50.00 = 600.00 元`, with the months that do not count.
fn reckoning(entitled: &Entitled, lang: Lang) -> String {
    let mut terms: Vec<String> = entitled
        .months
        .iter()
        .map(|span| {
            let yuan = span.yuan.as_str();
            say!(lang, "person-months-at", months = span.months, yuan = yuan)
        })
        .collect();
    if terms.is_empty() {
        terms.push(say!(lang, "person-no-months").to_owned());
    }
    let terms = terms.join(" + ");
    let mut text = format!("{terms} = {} {}", entitled.yuan, say!(lang, "yuan"));
    let (absent, outside) = (entitled.absent, entitled.outside_term);
    if absent > 0 {
        text.push_str(say!(lang, "semicolon"));
        text.push_str(&say!(lang, "person-months-absent", months = absent));
    }
    if outside > 0 {
        text.push_str(say!(lang, "semicolon"));
        text.push_str(&say!(lang, "person-months-outside-term", months = outside));
    }
    text
}

/// A short name of a field, for the left margin.
fn label(field: &str, lang: Lang) -> &'static str {
    match Field::from_key(field) {
        Some(Field::Name) => say!(lang, "person-name"),
        Some(Field::IdNumber) => say!(lang, "person-number"),
        Some(Field::Account) => say!(lang, "person-account"),
        Some(Field::Amount) => say!(lang, "person-amount"),
        Some(Field::Mode) => say!(lang, "person-mode"),
        Some(Field::Status) => say!(lang, "person-status"),
        Some(Field::MovedOn) => say!(lang, "person-moved"),
        Some(Field::Change) => say!(lang, "person-change"),
        Some(Field::Date) => say!(lang, "person-date"),
        Some(Field::Document) => say!(lang, "person-paper"),
        Some(Field::CorrectedName) => say!(lang, "person-new-name"),
        Some(Field::CorrectedId) => say!(lang, "person-new-no"),
        Some(other) => other.words(lang),
        None => "",
    }
}
