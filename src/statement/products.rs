//! So many times so much.
//!
//! A standard is stated (每人每年600元) or known from elsewhere. Where a sentence says
//! the standard, one number of what it is paid for and one sum, there is no
//! doubt; a known standard is tried where an item about its subject says one
//! number of people and one sum.

use rust_decimal::Decimal;

use super::arithmetic::agrees;
use super::figure::{Class, Figure, Role};
use super::label::{Report, terms};
use super::outcome::{Checked, Contradiction, Kind, in_unit, unit_name};
use super::paragraph::around;
use super::{KnownFigure, arithmetic};

/// A standard: so many yuan for one.
struct Standard<'a> {
    value: Decimal,
    shown: String,
    class: Class,
    /// What it is paid for.
    terms: Vec<String>,
    /// Where it is stated, unless it is known from elsewhere.
    stated: Option<&'a Figure>,
}

/// Recomputes what is so many times so much.
pub(super) fn check(report: &Report, known: &[KnownFigure], checked: &mut Checked) {
    let standards = standards(report, known);
    for standard in &standards {
        let mut tried: Vec<(usize, usize)> = Vec::new();
        for amount in report
            .figures
            .iter()
            .filter(|figure| figure.class == Class::Money && figure.is_exact() && !figure.cell)
        {
            if !matches!(amount.role, Role::Stated | Role::Target)
                || tried.contains(&(amount.paragraph, amount.item))
            {
                continue;
            }
            // A sum that a stated standard settled is settled.
            let settled = standard.stated.is_none()
                && checked.ties.iter().any(|tie| {
                    let at = |place: &super::Place| {
                        place.at.0 == amount.paragraph && place.at.1 <= amount.start
                    };
                    tie.kind == Kind::Product && tie.places.iter().any(at)
                });
            if !settled && apply(report, standard, amount, checked) {
                tried.push((amount.paragraph, amount.item));
            }
        }
    }
}

fn standards<'a>(report: &'a Report, known: &[KnownFigure]) -> Vec<Standard<'a>> {
    let mut found: Vec<Standard<'a>> = Vec::new();
    for figure in report.figures.iter().filter(|figure| {
        figure.role == Role::Each && figure.class == Class::Money && figure.is_exact()
    }) {
        let text = format!("{}{}", figure.before, figure.after);
        let class = if text.contains('人') {
            Class::People
        } else if text.contains('户') {
            Class::Households
        } else if text.contains('亩') {
            Class::Area
        } else if text.contains("公里") {
            Class::Length
        } else {
            Class::Count
        };
        let factor = if text.contains("公里") { Decimal::new(1, 3) } else { Decimal::ONE };
        found.push(Standard {
            value: figure.value * factor,
            shown: in_unit(figure.value, Decimal::ONE),
            class,
            terms: figure.terms.clone(),
            stated: Some(figure),
        });
    }
    for figure in known.iter().filter(|figure| figure.unit.starts_with("元/")) {
        if found.iter().any(|standard| standard.value == figure.value) {
            continue;
        }
        found.push(Standard {
            value: figure.value,
            shown: in_unit(figure.value, Decimal::ONE),
            class: Class::People,
            terms: terms(report.words, &figure.label),
            stated: None,
        });
    }
    found
}

/// Tries a standard on a sum and the one number in its item; tells whether it
/// was the one that is meant.
fn apply(report: &Report, standard: &Standard<'_>, amount: &Figure, checked: &mut Checked) -> bool {
    let in_sentence = standard.stated.is_some_and(|stated| {
        stated.paragraph == amount.paragraph && stated.sentence == amount.sentence
    });
    let beside = |class: Class| -> Vec<&Figure> {
        let figures = report.figures.iter().filter(|figure| {
            figure.paragraph == amount.paragraph
                && figure.class == class
                && matches!(figure.role, Role::Stated | Role::Target)
                && figure.is_exact()
                && if in_sentence {
                    figure.sentence == amount.sentence
                } else {
                    figure.item == amount.item
                }
        });
        figures.collect()
    };
    let (counts, sums) = (beside(standard.class), beside(Class::Money));
    let text = {
        let paragraph = report.paragraph(amount);
        let (from, to) = around(&paragraph.item, amount.start);
        paragraph.text(from, to)
    };
    // The subject: the standard's own sentence, or a word of its label.
    let subject = in_sentence
        || standard.terms.iter().any(|term| {
            !report.words.is_generic(term)
                && term.chars().count() >= 2
                && terms(report.words, &text).contains(term)
        });
    if !subject || counts.is_empty() {
        return false;
    }
    let fits = |count: &Figure, share: Decimal| {
        count
            .value
            .checked_mul(standard.value)
            .is_some_and(|product| agrees(product * share, amount.value, amount.step))
    };
    let shares = [Decimal::ONE, Decimal::new(5, 1), Decimal::new(25, 2), Decimal::new(75, 2)];
    for count in &counts {
        for share in shares {
            if fits(count, share) {
                let formula = formula(standard, count, share, amount);
                checked.tie(Kind::Product, formula, places(report, amount, count, standard));
                return true;
            }
        }
    }
    // One number, one sum, side by side.
    let ([count], [_]) = (&counts[..], &sums[..]) else { return false };
    let (first, second) =
        if count.start < amount.start { (*count, amount) } else { (amount, *count) };
    let between = report.paragraph(amount).text(first.end, second.start);
    if between.matches('，').count() > 2
        || (standard.stated.is_none() && between.matches('，').count() > 1)
    {
        return false;
    }
    let part =
        amount.time.part.is_some() || ["半年", "季度"].iter().any(|word| text.contains(word));
    if part {
        return false;
    }
    let product = count.value * standard.value;
    checked.contradict(Contradiction {
        kind: Kind::Product,
        places: places(report, amount, count, standard),
        stated: amount.shown.clone(),
        computed: format!("{}{}", in_unit(product, amount.factor), unit_name(amount)),
        formula: formula(standard, count, Decimal::ONE, amount),
        explained: Vec::new(),
    });
    true
}

fn formula(standard: &Standard<'_>, count: &Figure, share: Decimal, amount: &Figure) -> String {
    let product = count.value * standard.value * share;
    let part = if share == Decimal::ONE { String::new() } else { format!(" × {share}") };
    format!(
        "{} × {}{part} = {}{}",
        arithmetic::shown(count.value, 4),
        standard.shown,
        in_unit(product, amount.factor),
        unit_name(amount)
    )
}

fn places(
    report: &Report,
    amount: &Figure,
    count: &Figure,
    standard: &Standard<'_>,
) -> Vec<super::Place> {
    let mut marked = vec![amount, count];
    let mut found = Vec::new();
    if let Some(stated) = standard.stated {
        if stated.paragraph == amount.paragraph && stated.sentence == amount.sentence {
            marked.push(stated);
        } else {
            found.push(report.place(stated));
        }
    }
    found.push(report.place_of(amount, &marked));
    found
}
