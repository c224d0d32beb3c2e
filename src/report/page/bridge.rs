//! The bridge: from the rows registered, over those listed, to the people paid.
//!
//! In: the buckets of the rows, and the totals. Out: a table of steps, each with
//! its bar, its rows and its money; a step opens the people behind it. Between
//! the two lists stands what one has and the other has not, so that every step
//! follows from the one before it.

use std::fmt::Write as _;

use super::buckets::{self, Buckets, Meets};
use super::html::{Html, grouped, thousandths, yuan};
use super::{Lang, RunView};
use crate::domain::{Money, Table};
use crate::reconcile::Disposition;
use crate::words::text;
use crate::{say, word};

/// A step of the bridge.
pub(super) struct Step {
    /// Its key in the page.
    pub(super) key: &'static str,
    label: &'static str,
    kind: Kind,
    table: Table,
    /// The buckets of its rows.
    codes: Vec<u8>,
    pub(super) rows: u64,
    amount: Option<Money>,
    /// Shown even where it is none.
    always: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Standing,
    Less,
    More,
}

/// The steps, in order.
pub(super) fn steps(view: &RunView<'_>, rows: &Buckets) -> Vec<Step> {
    use Disposition as D;
    let step = |key, label, kind, table, codes: Vec<u8>| {
        let count = rows.count(table, &codes);
        Step { key, label, kind, table, codes, rows: count, amount: None, always: true }
    };
    let (roster, pay_list) = (Table::Roster, Table::PayList);
    let less =
        |key, label, table, end| step(key, label, Kind::Less, table, buckets::of_end(end).to_vec());
    let sometimes = |step: Step| Step { always: false, ..step };
    let listed: Vec<u8> =
        [D::Paid, D::AlreadyPaid, D::Held].into_iter().flat_map(buckets::of_end).collect();
    let meeting = |key, label, kind, table, meets| {
        sometimes(step(key, label, kind, table, buckets::of_meeting(meets)))
    };
    vec![
        step("registered", word!("page-step-registered"), Kind::Standing, roster, buckets::all()),
        less("project", word!("page-step-project"), roster, D::ProjectMode),
        less("not-payable", word!("page-step-not-payable"), roster, D::NotPayable),
        less("roster-merged", word!("page-step-roster-merged"), roster, D::Merged),
        less("not-listed", word!("page-step-not-listed"), roster, D::NotListed),
        step("listed", word!("page-step-listed"), Kind::Standing, roster, listed),
        meeting("other-row", word!("page-step-other-row"), Kind::Less, roster, Meets::Alone),
        meeting(
            "unregistered",
            word!("page-step-unregistered"),
            Kind::More,
            pay_list,
            Meets::Alone,
        ),
        meeting(
            "not-for-pay",
            word!("page-step-not-for-pay"),
            Kind::More,
            pay_list,
            Meets::NotForPay,
        ),
        meeting("further", word!("page-step-further"), Kind::More, pay_list, Meets::Further),
        step("pay-list", word!("page-step-pay-list"), Kind::Standing, pay_list, buckets::all()),
        less("merged", word!("page-step-merged"), pay_list, D::Merged),
        sometimes(less("already-paid", word!("page-step-already-paid"), pay_list, D::AlreadyPaid)),
        Step {
            amount: Some(view.totals.held_amount),
            ..less("held", word!("page-step-held"), pay_list, D::Held)
        },
        Step {
            amount: Some(view.totals.paid_amount),
            ..step(
                "paid",
                word!("page-step-paid"),
                Kind::Standing,
                pay_list,
                buckets::of_end(D::Paid).to_vec(),
            )
        },
    ]
}

/// Where each step's bar begins and ends, in rows.
///
/// # Panics
/// Where a step does not follow from the one before it: our own bug.
pub(super) fn spans(steps: &[Step]) -> Vec<(u64, u64)> {
    let mut level = 0;
    let mut spans = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        spans.push(match step.kind {
            Kind::Standing => {
                assert!(at == 0 || level == step.rows, "the bridge leads to {}", step.key);
                level = step.rows;
                (0, level)
            }
            Kind::Less => {
                let top = level;
                level = level.checked_sub(step.rows).expect("no step takes more than there is");
                (level, top)
            }
            Kind::More => {
                level += step.rows;
                (level - step.rows, level)
            }
        });
    }
    spans
}

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, rows: &Buckets) {
    let steps = steps(view, rows);
    let spans = spans(&steps);
    let scale = spans.iter().map(|span| span.1).max().unwrap_or_default();
    page.raw("<section id=bridge aria-labelledby=h-bridge>");
    page.tag("h2 id=h-bridge", |lang| say!(lang, "page-bridge-title"));
    page.tag("p class=lead", |lang| say!(lang, "page-bridge-lead"));
    page.tag("p class=\"hint js\"", |lang| say!(lang, "page-bridge-hint"));
    page.raw("<div class=wide><table class=fall><caption class=sr>");
    page.say(|lang| say!(lang, "page-bridge-title"));
    page.raw("</caption>");
    page.raw("<thead><tr>");
    page.th("", |lang| say!(lang, "page-column-step"));
    page.th(" class=chart", |lang| say!(lang, "page-column-bar"));
    page.th(" class=n", |lang| say!(lang, "page-column-rows"));
    page.th(" class=n", |lang| say!(lang, "page-column-yuan"));
    page.raw("</tr></thead><tbody>");
    for (step, (from, to)) in steps.iter().zip(&spans) {
        if !step.always && step.rows == 0 {
            continue;
        }
        row(page, step, (*from, *to), scale);
    }
    page.raw("</tbody></table></div>");
    page.raw("<div class=panel id=behind hidden tabindex=-1 role=region");
    page.label(view.lang, |lang| say!(lang, "page-behind-label")).raw("></div>");
    remarks(page, view);
    page.raw("</section>");
}

fn row(page: &mut Html, step: &Step, (from, to): (u64, u64), scale: u64) {
    let kind = match (step.kind, step.key) {
        (Kind::Standing, "paid") => "stand paid",
        (Kind::Standing, _) => "stand",
        (Kind::Less, "held") => "less held",
        (Kind::Less, _) => "less",
        (Kind::More, _) => "more",
    };
    page.raw(&format!("<tr class=\"{kind}\"><th scope=row>"));
    if step.rows == 0 {
        page.raw("<span class=step>").say(|lang| text(lang, step.label)).raw("</span>");
    } else {
        let mut codes = String::new();
        for code in &step.codes {
            codes.push(char::from(buckets::letter(*code)));
        }
        let table = u8::from(step.table != Table::Roster);
        page.raw(&format!(
            "<button type=button class=step data-step={} data-table={table} data-codes={codes} \
             data-rows={} aria-expanded=false aria-controls=behind>",
            step.key, step.rows
        ));
        page.say(|lang| text(lang, step.label)).raw("</button>");
    }
    page.raw("</th><td class=chart>");
    let (from, to) = (thousandths(from, scale), thousandths(to, scale));
    let fill = match step.kind {
        _ if step.rows == 0 => "nil",
        Kind::Standing => "b-stand",
        Kind::Less if step.key == "held" => "b-held",
        Kind::Less => "b-less",
        Kind::More => "b-more",
    };
    if step.rows > 0 {
        page.bar(from, to, fill);
    }
    let sign = match step.kind {
        Kind::Standing => "",
        Kind::Less => "−",
        Kind::More => "+",
    };
    let mut cells = format!("</td><td class=n>{sign}{}</td><td class=n>", grouped(step.rows));
    if let Some(amount) = step.amount {
        let _ = write!(cells, "{}", yuan(amount));
    }
    page.raw(&cells).raw("</td></tr>");
}

/// How many people the rows are.
fn remarks(page: &mut Html, view: &RunView<'_>) {
    let totals = view.totals;
    page.tag("p class=note", |lang: Lang| {
        say!(
            lang,
            "page-bridge-people",
            registered = grouped(totals.roster_people),
            listed = grouped(totals.pay_list_people),
            held = grouped(totals.held_people),
        )
    });
}
