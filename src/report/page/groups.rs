//! By township, by bank, by reservoir: who was registered, held and paid.
//!
//! In: the run's figures. Out: tables that can be sorted, a bar of what is paid in
//! each line, the county's sum below. The sums are asserted against the totals.

use std::collections::BTreeMap;

use super::RunView;
use super::html::{Html, grouped, thousandths, yuan};
use crate::domain::Money;
use crate::report::figures::{Figures, PlaceFigures};
use crate::words::text;
use crate::{say, word};

/// How many lines a table shows.
const LINES: usize = 250;

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, figures: &Figures) {
    assert_sums(view, figures);
    page.raw("<section id=places aria-labelledby=h-places>");
    page.tag("h2 id=h-places", |lang| say!(lang, "page-places-title"));
    places(
        page,
        view,
        &figures.by_township,
        word!("page-by-township"),
        word!("page-column-township"),
    );
    banks(page, view, figures);
    places(
        page,
        view,
        &figures.by_reservoir,
        word!("page-by-reservoir"),
        word!("page-column-reservoir"),
    );
    page.raw("</section>");
}

/// The groups come to what the run came to.
fn assert_sums(view: &RunView<'_>, figures: &Figures) {
    let totals = view.totals;
    for places in [&figures.by_township, &figures.by_reservoir] {
        let sum = |of: fn(&PlaceFigures) -> u64| places.iter().map(of).sum::<u64>();
        assert_eq!(sum(|one| one.roster_rows), totals.roster_rows, "the page's roster rows");
        assert_eq!(sum(|one| one.pay_list_rows), totals.pay_list_rows, "the page's pay rows");
        assert_eq!(sum(|one| one.paid), totals.paid_people, "the page's people paid");
        let paid: Money = places.iter().map(|one| one.paid_amount).sum();
        assert_eq!(paid, totals.paid_amount, "the page's fen paid");
    }
    let banks: u64 = figures.by_bank.iter().map(|line| line.people).sum();
    assert_eq!(banks, totals.paid_people, "the page's people by bank");
}

/// Places with the most people first; what has no name stands last.
pub(super) fn in_order(places: &[PlaceFigures]) -> Vec<&PlaceFigures> {
    let mut places: Vec<&PlaceFigures> = places.iter().collect();
    places.sort_by_key(|place| (place.name.is_empty(), std::cmp::Reverse(place.roster_rows)));
    places
}

/// A column: its heading, and what it counts.
type Count = (&'static str, fn(&PlaceFigures) -> u64);

/// What is counted of a place, in the order of the columns.
const COUNTS: [Count; 8] = [
    (word!("page-column-registered"), |one| one.roster_rows),
    (word!("page-column-project"), |one| one.project_mode),
    (word!("page-column-not-payable"), |one| one.not_payable),
    (word!("page-column-not-listed"), |one| one.not_listed),
    (word!("page-column-pay-list"), |one| one.pay_list_rows),
    (word!("page-column-merged"), |one| one.merged),
    (word!("page-column-before"), |one| one.already_paid),
    (word!("page-column-held"), |one| one.held),
];

fn places(
    page: &mut Html,
    view: &RunView<'_>,
    places: &[PlaceFigures],
    title: &'static str,
    column: &'static str,
) {
    page.tag("h3", |lang| text(lang, title));
    let places = in_order(places);
    // A column of zeros says nothing.
    let counts: Vec<_> =
        COUNTS.into_iter().filter(|(_, of)| places.iter().any(|place| of(place) > 0)).collect();
    page.raw("<div class=wide tabindex=0 role=region");
    page.label(view.lang, |lang| text(lang, title));
    page.raw("><table class=\"dense sorts\"><caption class=sr>").say(|lang| text(lang, title));
    page.raw("</caption><thead><tr>").th("", |lang| text(lang, column));
    for (word, _) in &counts {
        page.th(" class=n", |lang| text(lang, word));
    }
    page.th(" class=n", |lang| say!(lang, "page-column-paid"));
    page.raw("<td class=chart></td>");
    page.th(" class=n", |lang| say!(lang, "page-column-paid-yuan"));
    page.raw("</tr></thead><tbody>");
    let most = places.iter().map(|place| place.paid).max().unwrap_or_default();
    for place in places.iter().take(LINES) {
        page.raw("<tr><th scope=row>");
        if place.name.is_empty() {
            page.say(|lang| say!(lang, "page-unnamed"));
        } else {
            page.data(&place.name);
        }
        page.raw("</th>");
        for (_, of) in &counts {
            page.number(of(place));
        }
        page.number(place.paid).raw("<td class=chart>");
        if place.paid > 0 {
            page.bar(0, thousandths(place.paid, most), "b-paid");
        }
        page.raw("</td>").sum(place.paid_amount).raw("</tr>");
    }
    page.raw("</tbody><tfoot><tr><th scope=row>").say(|lang| say!(lang, "page-sum")).raw("</th>");
    for (_, of) in &counts {
        page.number(places.iter().map(|place| of(place)).sum());
    }
    page.number(places.iter().map(|one| one.paid).sum()).raw("<td class=chart></td>");
    page.sum(places.iter().map(|one| one.paid_amount).sum()).raw("</tr></tfoot></table></div>");
    more(page, places.len());
}

/// How many lines are not shown.
fn more(page: &mut Html, lines: usize) {
    if lines > LINES {
        page.tag("p class=note", |lang| {
            say!(lang, "page-more-in-summary", count = grouped((lines - LINES) as u64))
        });
    }
}

/// What one bank pays.
#[derive(Default)]
struct Bank {
    townships: u64,
    people: u64,
    amount: Money,
}

fn banks(page: &mut Html, view: &RunView<'_>, figures: &Figures) {
    let mut banks: BTreeMap<&str, Bank> = BTreeMap::new();
    for line in &figures.by_bank {
        let bank = banks.entry(&line.bank).or_default();
        bank.townships += 1;
        bank.people += line.people;
        bank.amount += line.amount;
    }
    page.tag("h3", |lang| say!(lang, "page-by-bank"));
    if banks.is_empty() {
        page.tag("p class=note", |lang| say!(lang, "page-none"));
        return;
    }
    page.raw("<div class=wide><table class=\"dense sorts\"><caption class=sr>");
    page.say(|lang| say!(lang, "page-by-bank")).raw("</caption><thead><tr>");
    page.th("", |lang| say!(lang, "page-column-bank"));
    page.th(" class=n", |lang| say!(lang, "page-column-townships"));
    page.th(" class=n", |lang| say!(lang, "page-column-paid"));
    page.raw("<td class=chart></td>");
    page.th(" class=n", |lang| say!(lang, "page-column-paid-yuan"));
    page.raw("</tr></thead><tbody>");
    let most = banks.values().map(|bank| bank.people).max().unwrap_or_default();
    for (name, bank) in banks.iter().take(LINES) {
        page.raw("<tr><th scope=row>").data(name).raw("</th>").number(bank.townships);
        page.number(bank.people).raw("<td class=chart>");
        page.bar(0, thousandths(bank.people, most), "b-paid");
        page.raw("</td>").sum(bank.amount).raw("</tr>");
    }
    let people: u64 = banks.values().map(|bank| bank.people).sum();
    let amount: Money = banks.values().map(|bank| bank.amount).sum();
    page.raw("</tbody><tfoot><tr><th scope=row>").say(|lang| say!(lang, "page-sum"));
    page.raw("</th><td></td>").number(people).raw("<td class=chart></td>");
    page.raw(&format!("<td class=n>{}</td></tr></tfoot></table></div>", yuan(amount)));
    debug_assert_eq!(people, view.totals.paid_people);
    more(page, banks.len());
}
