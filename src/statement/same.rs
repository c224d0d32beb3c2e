//! One thing stated more than once.
//!
//! Figures speak of one thing where the words of their labels are the same, and
//! their unit, time, role and place. Labels of general words alone name
//! nothing, and the items of one list speak each of its own. Of a rate, a figure
//! as of a date says nothing about another date; but what the report claims at
//! its end without a date must be its latest.

use std::collections::BTreeMap;

use super::arithmetic::{agrees, percent};
use super::figure::{Class, Figure, Role, Time};
use super::label::Report;
use super::outcome::{Checked, Contradiction, Kind, in_unit};

/// Compares every thing that is stated more than once.
pub(super) fn check(report: &Report, checked: &mut Checked) {
    let mut groups: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
    for figure in &report.figures {
        if let Some(key) = key(report, figure) {
            groups.entry(key).or_default().push(figure);
        }
    }
    for group in groups.values() {
        amounts(report, group, checked);
    }
    rates(report, checked);
}

/// What makes figures that are no rates one thing.
fn key(report: &Report, figure: &Figure) -> Option<String> {
    let plain = matches!(figure.role, Role::Stated | Role::Up | Role::Target);
    let growth = figure.class == Class::Percent || figure.class == Class::Points;
    if !plain || !figure.is_exact() || figure.cell || growth || figure.class == Class::Score {
        return None;
    }
    // In brackets the thing stands outside of them.
    if figure.depth > 0 || !report.is_specific(&figure.terms) {
        return None;
    }
    let unit = if figure.class == Class::Count { figure.unit.as_str() } else { "" };
    let class = figure.class;
    let time = timeless(report, figure);
    let (role, place) = (figure.role, &figure.place);
    Some(format!("{}|{class:?}|{unit}|{time:?}|{role:?}|{place:?}", figure.terms.join("·")))
}

/// A figure's time with the report's year filled in; the end of that year is the
/// year.
fn timeless(report: &Report, figure: &Figure) -> Time {
    let year = report.year_of(figure);
    let month = figure.time.month.filter(|month| *month != 12 || year != report.year);
    Time { year, month, part: figure.time.part }
}

/// Whether two figures stand in one list, each with something of its own.
fn listed_apart(report: &Report, a: &Figure, b: &Figure) -> bool {
    if a.paragraph == b.paragraph {
        return true;
    }
    let (one, other) = (report.paragraph(a), report.paragraph(b));
    one.block == other.block && one.marked && other.marked
}

fn amounts(report: &Report, group: &[&Figure], checked: &mut Checked) {
    let first = group[0];
    // Words that one paragraph says of several things name none of them.
    let several = group.iter().any(|one| {
        group.iter().any(|other| other.paragraph == one.paragraph && !other.same_value(one))
    });
    if several {
        return;
    }
    let others: Vec<&&Figure> =
        group[1..].iter().filter(|other| !listed_apart(report, first, other)).collect();
    if others.is_empty() {
        return;
    }
    let differs = others.iter().any(|other| !first.same_value(other));
    let mut all = vec![first];
    all.extend(others.into_iter().copied());
    let places = all.iter().map(|figure| report.place(figure)).collect();
    if differs {
        let mut values: Vec<String> = Vec::new();
        for figure in &all {
            if !values.contains(&figure.shown) {
                values.push(figure.shown.clone());
            }
        }
        checked.contradict(Contradiction {
            kind: Kind::Same,
            places,
            stated: values[0].clone(),
            computed: values[1..].join(" / "),
            formula: values.join(" ≠ "),
            explained: Vec::new(),
        });
    } else {
        let formula = format!("{} ×{}: {}", first.shown, all.len(), first.terms.join("·"));
        checked.tie(Kind::Same, formula, places);
    }
}

/// A rate's claims, by what it is a rate of.
fn rates(report: &Report, checked: &mut Checked) {
    let mut groups: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
    let mut doubtful: Vec<&Figure> = Vec::new();
    for figure in report.figures.iter().filter(|figure| figure.class == Class::Percent) {
        let Some(rate) = &figure.rate else { continue };
        let level = matches!(figure.role, Role::Stated | Role::Remainder) && !figure.about;
        if !level || figure.cell || report.words.rates.shares.contains(rate) {
            continue;
        }
        let spending = report.words.rates.spending.contains(rate);
        // 项目资金完成率 and 执行率: the money of the whole, unless a use is named.
        let money = figure.label.contains("资金") || figure.label.contains("预算");
        let ambiguous = report.words.rates.ambiguous.contains(rate);
        let subject: Vec<&str> = figure
            .terms
            .iter()
            .map(String::as_str)
            .filter(|term| !report.words.is_generic(term) || (!spending && *term != "移民"))
            .collect();
        let year = report.year_of(figure);
        let place = &figure.place;
        let key = |rate: &str, subject: &str| {
            format!("{rate}|{subject}|{year:?}|{:?}|{place:?}", figure.time.part)
        };
        if spending
            || (ambiguous && money && subject.iter().all(|term| report.words.is_generic(term)))
        {
            let named: Vec<&str> =
                subject.iter().copied().filter(|term| !report.words.is_generic(term)).collect();
            groups.entry(spending_key(report, figure, &named.join("·"))).or_default().push(figure);
        } else if ambiguous && subject.iter().all(|term| report.words.is_generic(term)) {
            doubtful.push(figure);
        } else if !subject.is_empty() {
            groups.entry(key(rate, &subject.join("·"))).or_default().push(figure);
        }
    }
    // Another name for the spending rate, where it is the same figure.
    for figure in doubtful {
        let own = spending_key(report, figure, "");
        match groups.get_mut(&own) {
            Some(group)
                if group
                    .iter()
                    .any(|other| other.time.month.is_none() && other.value == figure.value) =>
            {
                group.push(figure);
            }
            _ => {
                let rate = figure.rate.clone().unwrap_or_default();
                groups
                    .entry(format!("{rate}|{own}|{}", figure.terms.join("·")))
                    .or_default()
                    .push(figure);
            }
        }
    }
    for group in groups.values_mut() {
        group.sort_by_key(|figure| (figure.paragraph, figure.start));
        claims(report, group, checked);
    }
}

fn spending_key(report: &Report, figure: &Figure, named: &str) -> String {
    // A date after the report's year still speaks of the report's money.
    let year = report.year_of(figure).filter(|year| report.year.is_some_and(|own| *year < own));
    format!("spending|{named}|{year:?}|{:?}|{:?}", figure.time.part, figure.place)
}

/// The date as of which a figure holds, for ordering.
fn as_of(report: &Report, figure: &Figure) -> Option<(u16, u8)> {
    Some((report.year_of(figure)?, figure.time.month?))
}

fn claims(report: &Report, group: &[&Figure], checked: &mut Checked) {
    let (dated, undated): (Vec<&Figure>, Vec<&Figure>) =
        group.iter().copied().partition(|figure| as_of(report, figure).is_some());
    let mut wrong: Vec<&Figure> = Vec::new();
    // Claims without a date say one thing.
    if let Some(first) = undated.first()
        && undated.iter().any(|figure| !figure.same_value(first))
    {
        wrong.extend(&undated);
    }
    // As of one date, one thing.
    for figure in &dated {
        let same: Vec<&&Figure> =
            dated.iter().filter(|other| as_of(report, other) == as_of(report, figure)).collect();
        if same.iter().any(|other| !other.same_value(figure)) {
            wrong.push(figure);
        }
    }
    // The claim at the end is the latest, where that is not in the midst of the year.
    let last = dated.iter().filter_map(|figure| as_of(report, figure)).max();
    let after_year = last.is_some_and(|(year, month)| {
        report.year.is_some_and(|own| year > own || (year == own && month == 12))
    });
    if after_year {
        let latest: Vec<&&Figure> =
            dated.iter().filter(|figure| as_of(report, figure) == last).collect();
        if undated.iter().any(|claim| latest.iter().all(|figure| !figure.same_value(claim))) {
            wrong.extend(group);
        }
    }
    if wrong.is_empty() {
        if undated.len() > 1 {
            let first = undated[0];
            let rate = first.rate.clone().unwrap_or_default();
            let formula =
                format!("{} ×{}: {}{rate}", first.shown, undated.len(), first.terms.join("·"));
            let places = undated.iter().map(|figure| report.place(figure)).collect();
            checked.tie(Kind::Same, formula, places);
        }
        return;
    }
    wrong.sort_by_key(|figure| (figure.paragraph, figure.start));
    wrong.dedup_by_key(|figure| (figure.paragraph, figure.start));
    let mut values: Vec<String> = Vec::new();
    for figure in &wrong {
        if !values.contains(&figure.shown) {
            values.push(figure.shown.clone());
        }
    }
    let claimed = undated.first().map(|figure| figure.shown.clone()).unwrap_or_default();
    let explained = wrong
        .iter()
        .filter(|figure| figure.shown != claimed)
        .filter_map(|figure| base(report, figure))
        .collect();
    checked.contradict(Contradiction {
        kind: Kind::Same,
        places: wrong.iter().map(|figure| report.place(figure)).collect(),
        stated: values[0].clone(),
        computed: values[1..].join(" / "),
        formula: values.join(" ≠ "),
        explained,
    });
}

/// A base on which a rate comes out: what its paragraph says is left or done, of
/// a sum that the report states.
fn base(report: &Report, figure: &Figure) -> Option<String> {
    let near = report.figures.iter().filter(|other| {
        other.class == Class::Money
            && other.paragraph == figure.paragraph
            && other.start > figure.start
    });
    let mut wholes: Vec<&Figure> = report
        .figures
        .iter()
        .filter(|other| other.class == Class::Money && other.role != Role::Each)
        .collect();
    wholes.sort_by_key(|whole| std::cmp::Reverse(whole.value));
    wholes.dedup_by_key(|whole| whole.value);
    for part in near {
        for whole in wholes.iter().filter(|whole| whole.value > part.value) {
            let Some(share) = percent(part.value, whole.value) else { continue };
            let name = |f: &Figure| in_unit(f.value, whole.factor);
            if agrees(rust_decimal::Decimal::ONE_HUNDRED - share, figure.value, figure.step) {
                return Some(format!("{} = 1 − {} / {}", figure.shown, name(part), name(whole)));
            }
            if agrees(share, figure.value, figure.step) {
                return Some(format!("{} = {} / {}", figure.shown, name(part), name(whole)));
            }
        }
    }
    None
}
