//! The people: from last year to this, and by age and sex.
//!
//! In: the population audit where there is one, the rosters. Out: a bridge a
//! list, by its terms and by township; the pyramid of the registered, last year's
//! beside it where last year's roster is given.

use std::collections::BTreeMap;

use super::RunView;
use super::html::{Html, grouped, thousandths};
use super::pyramid::Ages;
use crate::domain::{Date, Lang};
use crate::reconcile::changes::Term;
use crate::reconcile::changes::bridge::{Bridge, Line};
use crate::report::changes::{list_words, term_words};
use crate::{say, word};

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>) {
    page.raw("<section id=population aria-labelledby=h-population>");
    page.tag("h2 id=h-population", |lang| say!(lang, "page-population-title"));
    match view.audit {
        Some(audit) if !audit.bridges.is_empty() => {
            for bridge in &audit.bridges {
                write_bridge(page, view, bridge);
            }
        }
        _ => {
            page.tag("p class=note", |lang| say!(lang, "page-no-prior"));
        }
    }
    pyramid(page, view);
    page.raw("</section>");
}

/// A list's bridge: the county's terms with their bars, then the townships.
fn write_bridge(page: &mut Html, view: &RunView<'_>, bridge: &Bridge) {
    let title = |lang: Lang| {
        let list = list_words(bridge.table, lang);
        say!(lang, "page-change-title", list = list)
    };
    page.tag("h3", title);
    page.raw("<div class=wide><table class=fall><caption class=sr>").say(title);
    page.raw("</caption><thead><tr>").th("", |lang| say!(lang, "page-column-step"));
    page.th(" class=chart", |lang| say!(lang, "page-column-bar"));
    page.th(" class=n", |lang| say!(lang, "page-column-people"));
    page.raw("</tr></thead><tbody>");
    let line = &bridge.county;
    let came: u64 = line.additions.values().sum();
    let scale = line.opening + came;
    let (prior, now) = (view.project.prior_period, view.project.period);
    let opening = |lang: Lang| say!(lang, "page-change-opening", period = prior.words(lang));
    step(page, "stand", opening, (0, line.opening), ("", line.opening), scale);
    let mut level = line.opening;
    for (term, people) in &line.additions {
        let words = |lang: Lang| term_words(*term, view.rulebook, lang).to_owned();
        let kind = if unexplained(*term) { "more held" } else { "more" };
        step(page, kind, words, (level, level + people), ("+", *people), scale);
        level += people;
    }
    for (term, people) in &line.removals {
        let words = |lang: Lang| term_words(*term, view.rulebook, lang).to_owned();
        let kind = if unexplained(*term) { "less held" } else { "less" };
        step(page, kind, words, (level - people, level), ("−", *people), scale);
        level -= people;
    }
    assert_eq!(level, line.closing, "the page's bridge leads to this year's people");
    let closing = |lang: Lang| say!(lang, "page-change-closing", period = now.words(lang));
    step(page, "stand", closing, (0, level), ("", level), scale);
    page.raw("</tbody></table></div>");
    townships(page, view, bridge, &title);
}

/// Whether nobody said why.
fn unexplained(term: Term) -> bool {
    matches!(term, Term::UnexplainedAddition | Term::UnexplainedRemoval | Term::LikelyCopy)
}

fn step(
    page: &mut Html,
    kind: &str,
    words: impl Fn(Lang) -> String,
    (from, to): (u64, u64),
    (sign, people): (&str, u64),
    scale: u64,
) {
    page.raw(&format!("<tr class=\"{kind}\"><th scope=row><span class=step>")).say(words);
    page.raw("</span></th><td class=chart>");
    if people > 0 {
        let fill = match kind {
            "stand" => "b-stand",
            "more" => "b-more",
            "less" => "b-less",
            _ => "b-held",
        };
        page.bar(thousandths(from, scale), thousandths(to, scale), fill);
    }
    page.raw(&format!("</td><td class=n>{sign}{}</td></tr>", grouped(people)));
}

/// A bridge's townships.
fn townships(page: &mut Html, view: &RunView<'_>, bridge: &Bridge, title: &dyn Fn(Lang) -> String) {
    page.raw("<details><summary>").say(|lang| say!(lang, "page-change-townships"));
    page.raw("</summary><div class=wide tabindex=0 role=region").label(view.lang, title);
    page.raw("><table class=\"dense sorts\"><caption class=sr>").say(title).raw("</caption>");
    page.head(&[
        (word!("page-column-township"), false),
        (word!("page-column-opening"), true),
        (word!("page-column-came"), true),
        (word!("page-column-left"), true),
        (word!("page-column-moved-in"), true),
        (word!("page-column-moved-out"), true),
        (word!("page-column-closing"), true),
    ]);
    page.raw("<tbody>");
    let sum = |terms: &BTreeMap<Term, u64>| terms.values().sum::<u64>();
    for (place, line) in bridge.townships.iter().take(250) {
        page.raw("<tr><th scope=row>").data(place).raw("</th>");
        let Line { opening, additions, removals, moved_in, moved_out, closing } = line;
        let figures = [*opening, sum(additions), sum(removals), *moved_in, *moved_out, *closing];
        for figure in figures {
            page.number(figure);
        }
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div></details>");
}

/// The same day a year before.
fn a_year_before(day: Date) -> Date {
    Date::new(day.year() - 1, day.month(), day.day().min(28)).unwrap_or(day)
}

/// The registered by age and sex.
fn pyramid(page: &mut Html, view: &RunView<'_>) {
    let as_of = view.project.as_of;
    let ages = Ages::of(&view.lists.roster, as_of);
    if ages.counted == 0 {
        return;
    }
    let prior = &view.lists.prior_roster;
    let before = (!prior.rows.is_empty()).then(|| Ages::of(prior, a_year_before(as_of)));
    let scale = before.as_ref().map_or(0, Ages::most).max(ages.most());
    page.tag("h3", |lang| say!(lang, "page-ages-title"));
    page.tag("p class=lead", |lang| {
        say!(
            lang,
            "page-ages-lead",
            counted = grouped(ages.counted),
            left = grouped(ages.left_out),
            again = grouped(ages.again),
            day = as_of,
        )
    });
    page.raw("<div class=wide><table class=ages><caption class=sr>");
    page.say(|lang| say!(lang, "page-ages-title")).raw("</caption><thead><tr>");
    if before.is_some() {
        page.th(" class=\"n was\"", |lang| say!(lang, "page-column-before-year"));
    }
    page.th(" class=n", |lang| say!(lang, "page-column-men"));
    page.raw("<td class=\"chart left-side\"></td>");
    page.th(" class=age", |lang| say!(lang, "page-column-age"));
    page.raw("<td class=chart></td>").th(" class=m", |lang| say!(lang, "page-column-women"));
    if before.is_some() {
        page.th(" class=\"m was\"", |lang| say!(lang, "page-column-before-year"));
    }
    page.raw("</tr></thead><tbody>");
    let was = before.as_ref().map_or_else(|| ages.bands(), Ages::bands);
    let bands = ages.bands().start.min(was.start)..ages.bands().end.max(was.end);
    for band in bands.rev() {
        let (men, women) = (ages.men[band], ages.women[band]);
        let past = before.as_ref().map(|before| (before.men[band], before.women[band]));
        page.raw("<tr>");
        if let Some((men, _)) = past {
            page.raw(&format!("<td class=\"n was\">{}</td>", grouped(men)));
        }
        page.raw(&format!("<td class=n>{}</td><td class=\"chart left-side\">", grouped(men)));
        side(page, true, men, past.map(|past| past.0), scale);
        page.raw("</td><th scope=row class=age>")
            .plain(&band_words(band))
            .raw("</th><td class=chart>");
        side(page, false, women, past.map(|past| past.1), scale);
        page.raw(&format!("</td><td class=m>{}</td>", grouped(women)));
        if let Some((_, women)) = past {
            page.raw(&format!("<td class=\"m was\">{}</td>", grouped(women)));
        }
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div>");
    if before.is_some() {
        page.tag("p class=note", |lang| say!(lang, "page-ages-before"));
    }
}

fn band_words(band: usize) -> String {
    let from = band * 5;
    if band + 1 == super::pyramid::BANDS {
        format!("{from}+")
    } else {
        format!("{from}–{}", from + 4)
    }
}

/// One side's bar, with a tick where it was last year.
fn side(page: &mut Html, left: bool, people: u64, before: Option<u64>, scale: u64) {
    let width = if people == 0 { 0 } else { thousandths(people, scale).max(3) };
    let x = if left { 1000 - width } else { 0 };
    let class = if left { "b-men" } else { "b-women" };
    page.raw("<svg class=bar viewBox=\"0 0 1000 10\" preserveAspectRatio=none aria-hidden=true>");
    page.raw(&format!("<rect class={class} x={x} y=0 width={width} height=10 />"));
    if let Some(before) = before {
        let at = thousandths(before, scale).min(996);
        let at = if left { 996 - at } else { at };
        page.raw(&format!("<rect class=tick x={at} y=-1 width=4 height=12 />"));
    }
    page.raw("</svg>");
}
