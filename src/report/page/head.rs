//! The head: whose run, for what, and whether it can be paid.
//!
//! In: a run. Out: the answer in one line, and beside it what was approved. A
//! refused run says so, and why.

use super::RunView;
use super::html::{Html, grouped, masked, shown, yuan};
use crate::domain::Money;
use crate::finding::{Severity, render};
use crate::reconcile::Disposition;
use crate::say;

/// How many refusing findings stand in the head.
const REFUSALS: usize = 20;

/// Writes it.
pub(super) fn write(page: &mut Html, view: &RunView<'_>) {
    let project = view.project;
    page.raw("<section class=head aria-labelledby=h-head><h1 id=h-head>");
    page.data(&project.county).raw(" <span class=period>");
    page.say(|lang| project.period.words(lang)).raw("</span></h1><p class=sub>");
    page.say(|lang| view.rulebook.programme.name(lang).to_owned());
    page.raw(" · ").say(|lang| say!(lang, "page-as-of", day = project.as_of)).raw("</p>");
    if view.refused {
        refused(page, view);
    } else {
        answer(page, view);
    }
    page.raw("<div class=\"sign print\">");
    for words in [
        crate::word!("page-sign-made"),
        crate::word!("page-sign-checked"),
        crate::word!("page-sign-approved"),
        crate::word!("page-sign-day"),
    ] {
        page.raw("<p>").say(|lang| crate::words::text(lang, words)).raw("</p>");
    }
    page.raw("</div></section>");
}

/// How much can be paid, to how many.
fn answer(page: &mut Html, view: &RunView<'_>) {
    let (project, totals) = (view.project, view.totals);
    page.raw("<div class=answer><div class=main-figure><p class=say>");
    if totals.paid_people == 0 {
        page.say(|lang| say!(lang, "page-nobody"));
    } else {
        page.say(|lang| say!(lang, "page-can-be-paid"));
    }
    page.raw("</p><p class=figures><span class=figure><b>");
    page.plain(&grouped(totals.paid_people)).raw("</b> ");
    page.say(|lang| say!(lang, "page-unit-people")).raw("</span><span class=figure><b>");
    page.plain(&yuan(totals.paid_amount)).raw("</b> ");
    page.say(|lang| say!(lang, "page-unit-yuan")).raw("</span></p></div><dl class=facts>");
    // What was paid before counts too.
    let already = totals.pay_list.get(&Disposition::AlreadyPaid).copied().unwrap_or_default();
    let before = view.ledger.map_or((0, Money::ZERO), |ledger| (ledger.people, ledger.amount));
    let people = before.0 + totals.paid_people;
    let amount = before.1 + totals.paid_amount;
    fact(page, crate::word!("page-fact-held"), |page| {
        page.plain(&grouped(totals.held_people))
            .raw(" ")
            .say(|lang| say!(lang, "page-unit-people"));
        page.raw(" · ").plain(&yuan(totals.held_amount)).raw(" ");
        page.say(|lang| say!(lang, "page-unit-yuan"));
    });
    if already > 0 || before.0 > 0 {
        fact(page, crate::word!("page-fact-before"), |page| {
            page.plain(&grouped(before.0)).raw(" ").say(|lang| say!(lang, "page-unit-people"));
            page.raw(" · ")
                .plain(&yuan(before.1))
                .raw(" ")
                .say(|lang| say!(lang, "page-unit-yuan"));
        });
    }
    fact(page, crate::word!("page-fact-quota"), |page| {
        page.plain(&grouped(project.quota)).raw(" ").say(|lang| say!(lang, "page-unit-people"));
        let apart = grouped(project.quota.abs_diff(people));
        page.raw("<span class=left>");
        page.say(|lang| {
            if people <= project.quota {
                say!(lang, "page-left-people", apart = &apart)
            } else {
                say!(lang, "page-over-people", apart = &apart)
            }
        });
        page.raw("</span>");
    });
    fact(page, crate::word!("page-fact-budget"), |page| {
        page.plain(&yuan(project.budget)).raw(" ").say(|lang| say!(lang, "page-unit-yuan"));
        let apart = super::html::fen(project.budget.fen().abs_diff(amount.fen()));
        page.raw("<span class=left>");
        page.say(|lang| {
            if amount <= project.budget {
                say!(lang, "page-left-yuan", apart = &apart)
            } else {
                say!(lang, "page-over-yuan", apart = &apart)
            }
        });
        page.raw("</span>");
    });
    let standard = view.rulebook.programme.entitlement(project.period, None);
    fact(page, crate::word!("page-fact-standard"), |page| {
        page.plain(&yuan(standard)).raw(" ").say(|lang| say!(lang, "page-unit-yuan"));
    });
    page.raw("</dl></div>");
}

fn fact(page: &mut Html, label: &'static str, value: impl Fn(&mut Html)) {
    page.raw("<div><dt>").say(|lang| crate::words::text(lang, label)).raw("</dt><dd>");
    value(page);
    page.raw("</dd></div>");
}

/// That nothing is paid, and what refuses it.
fn refused(page: &mut Html, view: &RunView<'_>) {
    page.raw("<div class=refused><p class=say>").say(|lang| say!(lang, "page-refused"));
    page.raw("</p><p>").say(|lang| say!(lang, "page-refused-why")).raw("</p><ul>");
    let refusing = || view.findings.iter().filter(|one| one.severity == Severity::Refuse);
    for finding in refusing().take(REFUSALS) {
        page.raw("<li><b>").plain(finding.doc.code).raw("</b> ");
        page.say(|lang| finding.doc.words(lang).title);
        let place = finding.origin.path();
        if !place.is_empty() {
            page.raw("<br><span class=place>").data(&place).raw("</span>");
        }
        page.raw("<br><span class=cause><bdi>");
        page.plain(&cut(&render::cause(finding, view.lang))).raw("</bdi></span></li>");
    }
    page.raw("</ul>");
    let more = refusing().count().saturating_sub(REFUSALS);
    if more > 0 {
        page.tag("p", |lang| say!(lang, "page-more-findings", count = grouped(more as u64)));
    }
    page.raw("</div>");
}

/// A message that is no longer than some lines; its numbers are masked already.
pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 300;
    let whole = text.chars().count() <= MOST;
    let text: String = masked(text).chars().take(MOST).collect();
    let text: Vec<String> = text.split('\n').map(shown_line).collect();
    text.join(" ") + if whole { "" } else { "…" }
}

/// A line of a message with nothing in it that cannot be seen.
fn shown_line(line: &str) -> String {
    line.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A place or a name in a script's text.
pub(super) fn place(finding: &crate::finding::Finding) -> String {
    let cell = finding.origin.cell();
    let parts = [shown(&finding.origin.file), shown(&finding.origin.sheet), cell.into()];
    parts.iter().filter(|part| !part.is_empty()).map(|part| &**part).collect::<Vec<_>>().join(" › ")
}
