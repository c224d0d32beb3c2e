//! What was found, by kind and township: a table whose cells are shaded, with
//! the number in each; a cell opens examples.
//!
//! In: the run's findings. Out: the table, and a bounded number of examples as
//! JSON, masked, in the language of the report. All of them are in
//! `data/findings.csv`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::groups::in_order;
use super::html::{Html, grouped};
use super::{RunView, head, json};
use crate::domain::Lang;
use crate::finding::{Doc, Finding, Severity, render};
use crate::report::figures::Figures;
use crate::{say, word};

/// How many townships have a column of their own.
const TOWNSHIPS: usize = 30;
/// How many examples a cell has.
const EXAMPLES: usize = 3;
/// How many examples the page has.
const ALL_EXAMPLES: usize = 1200;

/// A kind of finding at a weight: the heavier first, then by code.
type Kind = (Reverse<Severity>, &'static str);

/// The findings as the table shows them.
pub(super) struct Examples<'a> {
    kinds: BTreeMap<Kind, &'static Doc>,
    /// The townships with a column; those beyond share the last.
    townships: Vec<&'a str>,
    /// Whether some have no column of their own.
    others: bool,
    counts: BTreeMap<(usize, usize), u64>,
    /// Row, column, place, message.
    chosen: Vec<(usize, usize, String, String)>,
    all: u64,
}

impl<'a> Examples<'a> {
    /// Counts the findings and chooses examples; townships in the order of the
    /// figures, what is the county's before them.
    pub(super) fn of(view: &RunView<'a>, figures: &Figures) -> Self {
        let kind = |finding: &Finding| (Reverse(finding.severity), finding.doc.code);
        let mut kinds = BTreeMap::new();
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for finding in view.findings {
            kinds.insert(kind(finding), finding.doc);
            named.insert(&finding.township);
        }
        let order: BTreeMap<&str, usize> =
            in_order(&figures.by_township).iter().map(|one| one.name.as_str()).zip(0..).collect();
        let mut townships: Vec<&str> = named.into_iter().collect();
        townships
            .sort_by_key(|name| (!name.is_empty(), order.get(name).copied().unwrap_or(usize::MAX)));
        let others = townships.len() > TOWNSHIPS;
        townships.truncate(TOWNSHIPS);
        let columns: BTreeMap<&str, usize> = townships.iter().copied().zip(0..).collect();
        let rows: BTreeMap<Kind, usize> = kinds.keys().copied().zip(0..).collect();
        let mut counts: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut chosen: BTreeMap<(usize, usize), Vec<&Finding>> = BTreeMap::new();
        for finding in view.findings {
            let column = columns.get(&*finding.township).copied().unwrap_or(TOWNSHIPS);
            let at = (rows[&kind(finding)], column);
            *counts.entry(at).or_default() += 1;
            let chosen = chosen.entry(at).or_default();
            if chosen.len() < EXAMPLES {
                chosen.push(finding);
            }
        }
        let examples = chosen
            .into_iter()
            .flat_map(|((row, column), all)| all.into_iter().map(move |one| (row, column, one)))
            .take(ALL_EXAMPLES)
            .map(|(row, column, finding)| {
                let cause = render::cause(finding, view.lang);
                let message =
                    if cause.is_empty() { render::message(finding, view.lang) } else { cause };
                (row, column, head::place(finding), head::cut(&message))
            })
            .collect();
        let all = view.findings.len() as u64;
        assert_eq!(counts.values().sum::<u64>(), all, "the page's findings");
        Self { kinds, townships, others, counts, chosen: examples, all }
    }

    /// Writes the examples as JSON, and every code's title.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b",\"examples\":")?;
        json::list(out, &self.chosen, |out, (row, column, place, message)| {
            write!(out, "[{row},{column},")?;
            json::string(out, place)?;
            out.write_all(b",")?;
            json::string(out, message)?;
            out.write_all(b"]")
        })?;
        out.write_all(b",\"titles\":{")?;
        let docs: BTreeMap<&str, &Doc> =
            self.kinds.iter().map(|(kind, doc)| (kind.1, *doc)).collect();
        for (at, (code, doc)) in docs.into_iter().enumerate() {
            out.write_all(if at > 0 { b"," } else { b"" })?;
            json::string(out, code)?;
            out.write_all(b":")?;
            json::strings(out, [doc.title(Lang::Zh), doc.title(Lang::En)])?;
        }
        out.write_all(b"}")
    }

    fn columns(&self) -> usize {
        self.townships.len() + usize::from(self.others)
    }

    fn count(&self, row: usize, column: usize) -> u64 {
        // Those without a column of their own share the one after the last.
        let column = if column == self.townships.len() { TOWNSHIPS } else { column };
        self.counts.get(&(row, column)).copied().unwrap_or_default()
    }
}

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, found: &Examples<'_>) {
    page.raw("<section id=findings aria-labelledby=h-findings>");
    page.tag("h2 id=h-findings", |lang| say!(lang, "page-findings-title"));
    if found.all == 0 {
        page.tag("p class=note", |lang| say!(lang, "page-findings-none")).raw("</section>");
        return;
    }
    weights(page, found);
    page.tag("p class=\"hint js\"", |lang| say!(lang, "page-findings-hint"));
    page.raw("<div class=wide tabindex=0 role=region");
    page.label(view.lang, |lang| say!(lang, "page-findings-table"));
    page.raw("><table class=heat><caption class=sr>");
    page.say(|lang| say!(lang, "page-findings-table")).raw("</caption><thead><tr>");
    page.th("", |lang| say!(lang, "page-column-finding"));
    page.th(" class=n", |lang| say!(lang, "page-column-count"));
    for township in &found.townships {
        page.raw("<th scope=col class=up><span>");
        if township.is_empty() {
            page.say(|lang| say!(lang, "page-county"));
        } else {
            page.data(township);
        }
        page.raw("</span></th>");
    }
    if found.others {
        page.raw("<th scope=col class=up><span>").say(|lang| say!(lang, "page-other-townships"));
        page.raw("</span></th>");
    }
    page.raw("</tr></thead>");
    let mut weight = None;
    for (row, ((severity, code), doc)) in found.kinds.iter().enumerate() {
        if weight != Some(severity.0) {
            page.raw(if weight.is_some() { "</tbody>" } else { "" });
            page.raw("<tbody><tr class=weight><th scope=rowgroup colspan=");
            page.raw(&format!("{}>", found.columns() + 2));
            page.say(|lang| severity.0.words(lang)).raw("</th></tr>");
            weight = Some(severity.0);
        }
        page.raw("<tr><th scope=row><span class=code>").plain(code).raw("</span> ");
        page.say(|lang| doc.words(lang).title).raw("</th>");
        let all: u64 = (0..found.columns()).map(|column| found.count(row, column)).sum();
        page.raw("<td class=n>");
        cell(page, row, "all", all);
        page.raw("</td>");
        for column in 0..found.columns() {
            let count = found.count(row, column);
            if count == 0 {
                page.raw("<td class=h0></td>");
                continue;
            }
            page.raw(&format!("<td class=h{}>", shade(count)));
            let column = if column == found.townships.len() { TOWNSHIPS } else { column };
            cell(page, row, &column.to_string(), count);
            page.raw("</td>");
        }
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div><div class=panel id=examples hidden tabindex=-1 role=region");
    page.label(view.lang, |lang| say!(lang, "page-examples-label")).raw("></div></section>");
}

fn cell(page: &mut Html, row: usize, column: &str, count: u64) {
    page.raw(&format!(
        "<button type=button data-row={row} data-column={column} data-count={count} \
         aria-expanded=false aria-controls=examples>{}</button>",
        grouped(count)
    ));
}

/// How many there are of each weight.
fn weights(page: &mut Html, found: &Examples<'_>) {
    page.raw("<dl class=\"facts row\">");
    let words = [
        (Severity::Refuse, word!("page-weight-refuse")),
        (Severity::Hold, word!("page-weight-hold")),
        (Severity::Advise, word!("page-weight-advise")),
        (Severity::Note, word!("page-weight-note")),
    ];
    for (severity, meaning) in words {
        let rows = found.kinds.keys().zip(0..).filter(|(kind, _)| kind.0.0 == severity);
        let count: u64 = rows
            .flat_map(|(_, row)| (0..found.columns()).map(move |column| found.count(row, column)))
            .sum();
        if count == 0 && severity == Severity::Refuse {
            continue;
        }
        page.raw("<div><dt>").say(|lang| severity.words(lang)).raw("</dt><dd>");
        page.plain(&grouped(count)).raw("<span class=left>");
        page.say(|lang| crate::words::text(lang, meaning)).raw("</span></dd></div>");
    }
    page.raw("</dl>");
}

/// How dark a cell is.
fn shade(count: u64) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        5..=14 => 3,
        15..=99 => 4,
        _ => 5,
    }
}
