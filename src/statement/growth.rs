//! From one value to another: differences, growth, how far a share moved.
//!
//! Two values stand in one sentence (由 … 增加到 …), or are one label's in two years.
//! A growth in per cent is of the first value; a difference of two per cents is in
//! points. Where a report says 提高 x% of a share, points and growth both count.

use rust_decimal::Decimal;

use super::arithmetic::{agrees, percent, shown};
use super::figure::{Class, Figure, Role};
use super::label::{Report, terms};
use super::outcome::{Checked, Contradiction, Kind, in_unit, unit_name};
use super::paragraph::around;

/// Recomputes what the text says about change.
pub(super) fn check(report: &Report, checked: &mut Checked) {
    for figure in &report.figures {
        if !figure.is_exact() || figure.cell {
            continue;
        }
        let moves = matches!(figure.role, Role::Up | Role::Down);
        let verb = CHANGES.iter().any(|word| figure.before.contains(word));
        if matches!(figure.class, Class::Percent | Class::Points)
            && share_names(report, figure).is_some()
            && (moves || verb || leads(report, figure))
        {
            share_change(report, figure, checked);
        } else if moves {
            change(report, figure, checked);
        } else if matches!(figure.role, Role::Surplus | Role::Shortfall) {
            target(report, figure, checked);
        }
    }
}

const CHANGES: [&str; 8] = ["提高", "增加", "上升", "下降", "降低", "提升", "减少", "增长"];

/// Whether a verb of change stands at the head of the clause before.
fn leads(report: &Report, figure: &Figure) -> bool {
    let paragraph = report.paragraph(figure);
    let (from, _) = around(&paragraph.clause, figure.start);
    let text = paragraph.text(from, figure.start);
    CHANGES.iter().any(|word| text.contains(word))
}

/// The figures before one in its sentence.
fn earlier<'a>(report: &'a Report, figure: &Figure) -> impl DoubleEndedIterator<Item = &'a Figure> {
    let (paragraph, sentence, end) = (figure.paragraph, figure.sentence, figure.start);
    report.figures.iter().filter(move |other| {
        other.paragraph == paragraph && other.sentence == sentence && other.end <= end
    })
}

/// First and second value of the sentence: 由 A 增加到 B.
fn from_to<'a>(report: &'a Report, figure: &Figure) -> Option<(&'a Figure, &'a Figure)> {
    let all: Vec<&Figure> = earlier(report, figure).collect();
    let (&second, rest) = all.iter().rev().enumerate().find_map(|(nth, value)| {
        let to = ["到", "至", "为", "达", "达到"].iter().any(|word| value.before.ends_with(word));
        let grows = CHANGES.iter().any(|word| value.before.contains(word))
            || value.before.starts_with(['到', '至', '增', '升', '降']);
        (to && grows && value.class != Class::Points).then(|| (value, &all[..all.len() - 1 - nth]))
    })?;
    let first = rest.iter().rev().copied().find(|value| value.comparable(second))?;
    let paragraph = report.paragraph(first);
    let (from, _) = around(&paragraph.clause, first.start);
    let text = paragraph.text(from, first.start);
    let said = text.contains('由') || text.contains('从');
    (said && first.is_exact() && second.is_exact()).then_some((first, second))
}

/// The value that a change speaks of and the one before it: two years of a label.
fn years<'a>(report: &'a Report, figure: &Figure) -> Option<(&'a Figure, &'a Figure)> {
    let mut words: Vec<String> = figure.terms.clone();
    words.retain(|word| !CHANGES.contains(&word.as_str()) && word != "增加" && word != "增长");
    let mut year = report.year_of(figure)?;
    if !report.is_specific(&words) {
        // 同比增长: of the value before it.
        let last = earlier(report, figure)
            .rfind(|other| other.role == Role::Stated && other.class != Class::Points)?;
        words.clone_from(&last.terms);
        year = report.year_of(last)?;
    }
    let of = |year: u16| -> Vec<&'a Figure> {
        report
            .figures
            .iter()
            .filter(|other| {
                other.role == Role::Stated
                    && other.is_exact()
                    && other.terms == words
                    && other.time.month.is_none_or(|month| month == 12)
                    && other.time.part == figure.time.part
                    && report.year_of(other) == Some(year)
                    && other.class != Class::Percent
                    && other.place == figure.place
            })
            .collect()
    };
    let (now, then) = (of(year), of(year.checked_sub(1)?));
    let one = |found: &[&'a Figure]| {
        found.first().copied().filter(|first| found.iter().all(|other| other.value == first.value))
    };
    let (now, then) = (one(&now)?, one(&then)?);
    (report.is_specific(&words) && now.comparable(then)).then_some((then, now))
}

/// A change with the two values it lies between.
fn change(report: &Report, figure: &Figure, checked: &mut Checked) {
    // 比全县平均高出: set against another thing, not against an earlier time.
    let other = ["平均", "全市", "全省", "周边", "其他", "高于", "高出", "低于"];
    if other.iter().any(|word| figure.before.contains(word))
        && figure.before.contains(['比', '较', '高', '低'])
    {
        return;
    }
    let down = figure.role == Role::Down;
    let pair = from_to(report, figure).or_else(|| years(report, figure));
    if let Some((first, second)) = pair {
        if figure.class == Class::Points
            || (figure.class != Class::Percent && figure.comparable(second))
        {
            let class = if figure.class == Class::Points { Class::Percent } else { figure.class };
            if second.class == class {
                difference(report, figure, (first, second), down, checked);
            }
            return;
        }
        if figure.class == Class::Percent {
            growth(report, figure, (first, second), down, checked);
            return;
        }
    }
    if figure.class == Class::Percent {
        from_increase(report, figure, down, checked);
    }
}

fn places(report: &Report, figure: &Figure, others: &[&Figure]) -> Vec<super::Place> {
    let mut near = vec![figure];
    near.extend(
        others.iter().filter(|other| {
            other.paragraph == figure.paragraph && other.sentence == figure.sentence
        }),
    );
    let mut found = vec![report.place_of(figure, &near)];
    found.extend(
        others
            .iter()
            .filter(|other| {
                other.paragraph != figure.paragraph || other.sentence != figure.sentence
            })
            .map(|other| report.place(other)),
    );
    found
}

/// Files what was stated and what comes out.
fn settle(
    report: &Report,
    figure: &Figure,
    others: &[&Figure],
    (holds, computed, formula): (bool, String, String),
    kind: Kind,
    checked: &mut Checked,
) {
    let places = places(report, figure, others);
    if holds {
        checked.tie(kind, formula, places);
    } else {
        let stated = figure.shown.clone();
        checked.contradict(Contradiction {
            kind,
            places,
            stated,
            computed,
            formula,
            explained: Vec::new(),
        });
    }
}

fn difference(
    report: &Report,
    figure: &Figure,
    (first, second): (&Figure, &Figure),
    down: bool,
    checked: &mut Checked,
) {
    let (larger, smaller) = if down { (first, second) } else { (second, first) };
    let by = larger.value - smaller.value;
    let holds = agrees(by, figure.value, figure.step);
    let unit = if figure.class == Class::Points { String::new() } else { unit_name(figure) };
    let computed = format!("{}{}", in_unit(by, figure.factor), unit);
    let formula = format!(
        "{} − {} = {computed}",
        in_unit(larger.value, figure.factor),
        in_unit(smaller.value, figure.factor)
    );
    settle(report, figure, &[first, second], (holds, computed, formula), Kind::Growth, checked);
}

fn growth(
    report: &Report,
    figure: &Figure,
    (first, second): (&Figure, &Figure),
    down: bool,
    checked: &mut Checked,
) {
    let by = if down { first.value - second.value } else { second.value - first.value };
    let Some(grown) = percent(by, first.value) else { return };
    // Of two per cents, points are often written as per cent.
    let points = first.class == Class::Percent && agrees(by, figure.value, figure.step);
    let holds = points || agrees(grown, figure.value, figure.step);
    let computed = format!("{}%", shown(grown, figure.number.scale().max(1) + 1));
    let name = |value: &Figure| in_unit(value.value, second.factor);
    let (larger, smaller) = if down { (first, second) } else { (second, first) };
    let formula = if points {
        format!("{} − {} = {}", name(larger), name(smaller), in_unit(by, second.factor))
    } else {
        format!(
            "({} − {}) / {} = {}%",
            name(larger),
            name(smaller),
            name(first),
            shown(grown, figure.number.scale().max(1) + 2)
        )
    };
    settle(report, figure, &[first, second], (holds, computed, formula), Kind::Growth, checked);
}

/// 比上年增加 D, 增长 x%: of the value less its increase.
fn from_increase(report: &Report, figure: &Figure, down: bool, checked: &mut Checked) {
    let all: Vec<&Figure> = earlier(report, figure).collect();
    let Some(by) = all.last().filter(|other| {
        matches!(other.role, Role::Up | Role::Down)
            && other.class != Class::Percent
            && other.is_exact()
    }) else {
        return;
    };
    let Some(now) = all[..all.len() - 1]
        .iter()
        .rev()
        .find(|other| other.comparable(by) && other.role == Role::Stated && other.is_exact())
    else {
        return;
    };
    let between = report.paragraph(figure).text(now.end, figure.start);
    if between.matches(['，', ';']).count() > 2 {
        return;
    }
    let base = if down { now.value + by.value } else { now.value - by.value };
    let Some(grown) = (base > Decimal::ZERO).then(|| percent(by.value, base)).flatten() else {
        return;
    };
    let holds = agrees(grown, figure.value, figure.step);
    let computed = format!("{}%", shown(grown, figure.number.scale().max(1) + 1));
    let formula = format!(
        "{} / ({} {} {}) = {}%",
        in_unit(by.value, now.factor),
        in_unit(now.value, now.factor),
        if down { '+' } else { '−' },
        in_unit(by.value, now.factor),
        shown(grown, figure.number.scale().max(1) + 2)
    );
    settle(report, figure, &[by, now], (holds, computed, formula), Kind::Growth, checked);
}

/// The two names of `X 占 Y 比例`.
fn share_names(report: &Report, figure: &Figure) -> Option<(String, String)> {
    let paragraph = report.paragraph(figure);
    let (from, _) = around(&paragraph.clause, figure.start);
    let text = paragraph.text(from, figure.start);
    let at = text.rfind('占')?;
    let rest = &text[at + '占'.len_utf8()..];
    let end = ["比例", "比重", "比率", "的比"].iter().filter_map(|word| rest.find(word)).min()?;
    let mut before = &text[..at];
    for word in CHANGES {
        if let Some(found) = before.rfind(word) {
            before = &before[found + word.len()..];
        }
    }
    Some((
        before.trim_start_matches('了').to_owned(),
        rest[..end].trim_end_matches('的').to_owned(),
    ))
}

/// The two years' values of what a name says, where one label fits it.
fn two_years<'a>(
    report: &'a Report,
    name: &str,
    year: u16,
    not: &str,
    class: Class,
) -> Option<(&'a Figure, &'a Figure)> {
    let words = terms(report.words, name);
    let others: Vec<String> =
        terms(report.words, not).into_iter().filter(|word| !words.contains(word)).collect();
    let fits = |figure: &Figure| {
        !words.is_empty()
            && words.iter().all(|word| figure.terms.iter().any(|term| term.contains(word.as_str())))
            && !others.iter().any(|word| figure.terms.contains(word))
            && figure.role == Role::Stated
            && figure.is_exact()
            && figure.class == class
    };
    let of = |year: u16| {
        let mut found = report
            .figures
            .iter()
            .filter(|figure| fits(figure) && report.year_of(figure) == Some(year));
        let first = found.next()?;
        found.all(|other| other.value == first.value).then_some(first)
    };
    Some((of(year.checked_sub(1)?)?, of(year)?))
}

/// How far the share of one thing in another moved between two years.
fn share_change(report: &Report, figure: &Figure, checked: &mut Checked) {
    let Some((part, whole)) = share_names(report, figure) else { return };
    let Some(year) = report.year_of(figure) else { return };
    let both = [Class::Money, Class::People, Class::Households, Class::Count].into_iter().find_map(
        |class| {
            Some((
                two_years(report, &part, year, &whole, class)?,
                two_years(report, &whole, year, &part, class)?,
            ))
        },
    );
    let Some(((a0, a1), (b0, b1))) = both else { return };
    if a0.start == b0.start && a0.paragraph == b0.paragraph {
        return;
    }
    let (Some(before), Some(after)) = (percent(a0.value, b0.value), percent(a1.value, b1.value))
    else {
        return;
    };
    let by = after - before;
    let relative = percent(by, before).unwrap_or_default();
    let said = if figure.role == Role::Down { -figure.value } else { figure.value };
    let points = agrees(by, said, figure.step);
    let holds = points || (figure.class == Class::Percent && agrees(relative, said, figure.step));
    let text = |share: Decimal| shown(share, 3);
    let formula = format!(
        "{} / {} = {}% → {} / {} = {}%: {}{}",
        in_unit(a0.value, a0.factor),
        in_unit(b0.value, b0.factor),
        text(before),
        in_unit(a1.value, a1.factor),
        in_unit(b1.value, b1.factor),
        text(after),
        if by.is_sign_negative() { "" } else { "+" },
        text(by)
    );
    let mut found = places(report, figure, &[a0, a1, b0, b1]);
    found.truncate(5);
    let computed = format!("{}{}", if by.is_sign_negative() { "" } else { "+" }, text(by));
    if holds {
        checked.tie(Kind::ShareChange, formula, found);
    } else {
        checked.contradict(Contradiction {
            kind: Kind::ShareChange,
            places: found,
            stated: figure.shown.clone(),
            computed,
            formula,
            explained: Vec::new(),
        });
    }
}

/// What was reached, less what it is above its target, against the target stated.
fn target(report: &Report, figure: &Figure, checked: &mut Checked) {
    let same_paragraph = || {
        report.figures.iter().filter(|other| {
            other.paragraph == figure.paragraph
                && other.end <= figure.start
                && other.comparable(figure)
                && other.is_exact()
        })
    };
    // The figure right before it is what was reached.
    let Some(reached) =
        same_paragraph().rfind(|other| matches!(other.role, Role::Stated | Role::Up))
    else {
        return;
    };
    if figure.sentence > reached.sentence + 1 {
        return;
    }
    let up = figure.role == Role::Surplus;
    let implied = if up { reached.value - figure.value } else { reached.value + figure.value };
    let near = same_paragraph()
        .rfind(|other| other.role == Role::Target && other.sentence + 1 >= reached.sentence);
    let elsewhere = || {
        report.figures.iter().find(|other| {
            other.role == Role::Target
                && other.comparable(figure)
                && report.is_specific(&reached.terms)
                && other
                    .terms
                    .iter()
                    .filter(|term| !CHANGES.contains(&term.as_str()))
                    .eq(reached.terms.iter().filter(|term| !CHANGES.contains(&term.as_str())))
        })
    };
    let Some(target) = near.or_else(elsewhere) else { return };
    let holds = target.same_value(&Figure { value: implied, ..reached.clone() });
    let computed = format!("{}{}", in_unit(implied, target.factor), unit_name(target));
    let formula = format!(
        "{} {} {} = {computed}",
        in_unit(reached.value, target.factor),
        if up { '−' } else { '+' },
        in_unit(figure.value, target.factor)
    );
    let places = places(report, figure, &[reached, target]);
    if holds {
        checked.tie(Kind::Target, formula, places);
    } else {
        let stated = target.shown.clone();
        checked.contradict(Contradiction {
            kind: Kind::Target,
            places,
            stated,
            computed,
            formula,
            explained: Vec::new(),
        });
    }
}
