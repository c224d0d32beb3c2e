//! The control totals beside each other: what was decided, written, posted,
//! approved, and what is in the ledger.
//!
//! In: the run's totals, what was written, the ledger as it was read. Out: a
//! table of people and money, the difference of each from what was decided.

use super::html::{Html, fen, grouped, yuan};
use super::{Made, RunView};
use crate::domain::Money;
use crate::payout::PayFile;
use crate::report::figures::Figures;
use crate::words::text;
use crate::{say, word};

/// A line: people and money, `None` where it was not made.
type Line = (&'static str, Option<(u64, Money)>);

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, figures: &Figures, made: &Made) {
    let (totals, project) = (view.totals, view.project);
    let decided = (totals.paid_people, totals.paid_amount);
    let sum = |counts: Vec<(u64, Money)>| {
        let people = counts.iter().map(|count| count.0).sum();
        (people, counts.iter().map(|count| count.1).sum())
    };
    let townships =
        sum(figures.by_township.iter().map(|one| (one.paid, one.paid_amount)).collect());
    let banks = sum(figures.by_bank.iter().map(|one| (one.people, one.amount)).collect());
    let files =
        sum(view.payments.iter().map(|file: &PayFile| (file.people(), file.amount())).collect());
    let bytes = made
        .control
        .as_ref()
        .map(|rows| sum(rows.iter().map(|row| (row.people, row.amount)).collect()));
    let ours: [Line; 6] = [
        (word!("page-control-decided"), Some(decided)),
        (word!("page-control-townships"), Some(townships)),
        (word!("page-control-banks"), Some(banks)),
        (word!("page-control-files"), Some(files)),
        (word!("page-control-bytes"), bytes),
        (word!("page-control-posted"), made.posted),
    ];
    for (label, line) in &ours {
        assert!(line.is_none_or(|line| line == decided), "{label} is what was decided");
    }
    page.raw("<section id=controls aria-labelledby=h-controls>");
    page.tag("h2 id=h-controls", |lang| say!(lang, "page-controls-title"));
    page.tag("p class=lead", |lang| say!(lang, "page-controls-lead"));
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-controls-title")).raw("</caption>");
    page.head(&[
        (word!("page-column-control"), false),
        (word!("page-column-people"), true),
        (word!("page-column-yuan"), true),
        (word!("page-column-people-apart"), true),
        (word!("page-column-yuan-apart"), true),
    ]);
    page.raw("<tbody>");
    for (at, (label, line)) in ours.iter().enumerate() {
        page.raw("<tr><th scope=row>").say(|lang| text(lang, label)).raw("</th>");
        match line {
            Some(line) if at == 0 => {
                page.number(line.0).sum(line.1).raw("<td></td><td></td>");
            }
            Some(line) => apart(page, *line, decided),
            None => {
                page.raw("<td colspan=2 class=\"n none\">").say(|lang| say!(lang, "page-not-made"));
                page.raw("</td><td></td><td></td>");
            }
        }
        page.raw("</tr>");
    }
    page.raw("</tbody><tbody class=second>");
    let before = view.ledger.map(|ledger| (ledger.people, ledger.amount));
    page.raw("<tr><th scope=row>").say(|lang| say!(lang, "page-control-ledger")).raw("</th>");
    if let Some((people, amount)) = before {
        page.number(people).sum(amount);
    } else {
        page.raw("<td colspan=2 class=\"n none\">").say(|lang| say!(lang, "page-no-ledger"));
        page.raw("</td>");
    }
    page.raw("<td></td><td></td>");
    page.raw("</tr>");
    let (people, amount) = before.unwrap_or_default();
    let together = (people + decided.0, amount + decided.1);
    if before.is_some() {
        page.raw("<tr><th scope=row>").say(|lang| say!(lang, "page-control-together"));
        page.raw("</th>").number(together.0).sum(together.1).raw("<td></td><td></td></tr>");
    }
    page.raw("<tr><th scope=row>").say(|lang| say!(lang, "page-control-approved")).raw("</th>");
    apart(page, (project.quota, project.budget), together);
    page.raw("</tr></tbody></table></div>");
    page.tag("p class=note", |lang| say!(lang, "page-controls-note"));
    standard(page, view);
    page.raw("</section>");
}

/// A line with its differences from another.
fn apart(page: &mut Html, (people, amount): (u64, Money), from: (u64, Money)) {
    page.number(people).sum(amount);
    let cell = |more: bool, apart: String, same: bool| {
        let (class, sign) = match (same, more) {
            (true, _) => ("n same", ""),
            (false, true) => ("n", "+"),
            (false, false) => ("n over", "−"),
        };
        format!("<td class=\"{class}\">{sign}{apart}</td>")
    };
    let money = amount.fen().abs_diff(from.1.fen());
    page.raw(&cell(people > from.0, grouped(people.abs_diff(from.0)), people == from.0));
    page.raw(&cell(amount > from.1, fen(money), amount == from.1));
}

/// People times the standard against the money.
fn standard(page: &mut Html, view: &RunView<'_>) {
    let standard = view.rulebook.programme.entitlement(view.project.period, None);
    let expected = standard.times(view.totals.paid_people);
    let paid = view.totals.paid_amount;
    let people = grouped(view.totals.paid_people);
    page.tag("p class=note", |lang| {
        let (people, standard, expected) = (&people, yuan(standard), yuan(expected));
        if paid == self::expected(view) {
            say!(
                lang,
                "page-standard-holds",
                people = people,
                standard = standard,
                expected = expected,
            )
        } else {
            say!(
                lang,
                "page-standard-differs",
                people = people,
                standard = standard,
                expected = expected,
                paid = yuan(paid),
            )
        }
    });
}

/// What the people paid would get by the standard of a whole term.
fn expected(view: &RunView<'_>) -> Money {
    let standard = view.rulebook.programme.entitlement(view.project.period, None);
    standard.times(view.totals.paid_people)
}
