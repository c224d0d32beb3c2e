//! What changed since the last run of the same period.
//!
//! In: what that run said. Out: totals beside each other, findings that are gone
//! and that are new, inputs and settings that are not as they were; nothing where
//! there was no such run.

use std::collections::BTreeSet;

use super::RunView;
use super::html::{Html, grouped};
use crate::domain::Money;
use crate::report::previous::Previous;
use crate::words::text;
use crate::{catalogue, say, word};

/// How many names a list shows.
const NAMES: usize = 60;

/// A figure now.
enum Now {
    People(u64),
    Yuan(Money),
}

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>) {
    let Some(previous) = view.previous else { return };
    page.raw("<section id=since aria-labelledby=h-since>");
    page.tag("h2 id=h-since", |lang| say!(lang, "page-since-title"));
    page.raw("<p class=lead>").say(|lang| say!(lang, "page-since-lead")).raw(" <code>");
    page.plain(previous.manifest_sha256.get(..16).unwrap_or(&previous.manifest_sha256));
    page.raw("</code></p>");
    totals(page, view, previous);
    findings(page, view, previous);
    names(page, word!("page-since-added"), &previous.inputs_added);
    names(page, word!("page-since-removed"), &previous.inputs_removed);
    names(page, word!("page-since-changed"), &previous.inputs_changed);
    names(page, word!("page-since-settings"), &previous.settings_changed);
    page.raw("</section>");
}

fn totals(page: &mut Html, view: &RunView<'_>, previous: &Previous) {
    let totals = view.totals;
    let lines = [
        ("roster_rows", word!("page-total-roster-rows"), Now::People(totals.roster_rows)),
        ("pay_list_rows", word!("page-total-pay-list-rows"), Now::People(totals.pay_list_rows)),
        ("paid_people", word!("page-total-paid-people"), Now::People(totals.paid_people)),
        ("paid_amount", word!("page-total-paid-amount"), Now::Yuan(totals.paid_amount)),
        ("held_people", word!("page-total-held-people"), Now::People(totals.held_people)),
        ("held_amount", word!("page-total-held-amount"), Now::Yuan(totals.held_amount)),
    ];
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-since-totals")).raw("</caption>");
    page.head(&[
        (word!("page-column-figure"), false),
        (word!("page-column-then"), true),
        (word!("page-column-now"), true),
        (word!("page-column-apart"), true),
    ]);
    page.raw("<tbody>");
    for (key, words, now) in lines {
        let Some(then) = previous.totals.get(key) else { continue };
        page.raw("<tr><th scope=row>").say(|lang| text(lang, words)).raw("</th>");
        match now {
            Now::People(now) => {
                let then: Option<u64> = then.parse().ok();
                figures(page, then, now, grouped);
            }
            Now::Yuan(now) => {
                let then = Money::parse_yuan(then).ok().map(|sum| sum.fen().unsigned_abs());
                figures(page, then, now.fen().unsigned_abs(), super::html::fen);
            }
        }
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div>");
}

fn figures(page: &mut Html, then: Option<u64>, now: u64, shown: fn(u64) -> String) {
    let apart = then.map(|then| match now.cmp(&then) {
        std::cmp::Ordering::Equal => shown(0),
        std::cmp::Ordering::Greater => format!("+{}", shown(now - then)),
        std::cmp::Ordering::Less => format!("−{}", shown(then - now)),
    });
    for cell in [then.map(shown), Some(shown(now)), apart] {
        page.raw("<td class=n>").plain(&cell.unwrap_or_default()).raw("</td>");
    }
}

/// Findings by code: then, gone, new, now.
fn findings(page: &mut Html, view: &RunView<'_>, previous: &Previous) {
    let codes: BTreeSet<&str> =
        previous.settled.keys().chain(previous.fresh.keys()).map(String::as_str).collect();
    page.tag("h3", |lang| say!(lang, "page-since-findings"));
    if codes.is_empty() {
        page.tag("p class=note", |lang| say!(lang, "page-since-no-findings"));
        return;
    }
    page.raw("<div class=wide><table class=\"dense sorts\"><caption class=sr>");
    page.say(|lang| say!(lang, "page-since-findings")).raw("</caption>");
    page.head(&[
        (word!("page-column-finding"), false),
        (word!("page-column-then"), true),
        (word!("page-column-settled"), true),
        (word!("page-column-fresh"), true),
        (word!("page-column-now"), true),
    ]);
    page.raw("<tbody>");
    for code in codes {
        page.raw("<tr><th scope=row><span class=code>").plain(code).raw("</span> ");
        if let Some(doc) = catalogue::find(code) {
            page.say(|lang| doc.words(lang).title);
        }
        page.raw("</th>");
        for counts in [&previous.findings, &previous.settled, &previous.fresh] {
            page.number(counts.get(code).copied().unwrap_or_default());
        }
        page.number(view.totals.findings.get(code).copied().unwrap_or_default()).raw("</tr>");
    }
    page.raw("</tbody></table></div>");
}

fn names(page: &mut Html, words: &'static str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    page.raw("<p class=names><b>").say(|lang| text(lang, words)).raw("</b> ");
    for (at, name) in names.iter().take(NAMES).enumerate() {
        page.raw(if at > 0 { " · " } else { "" }).data(name);
    }
    if names.len() > NAMES {
        let more = grouped((names.len() - NAMES) as u64);
        page.raw(" ").say(|lang| say!(lang, "page-more", count = &more));
    }
    page.raw("</p>");
}
