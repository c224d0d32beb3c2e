//! Shares and rates: a part, its whole, and the per cent stated.
//!
//! A whole is the figure in the brackets behind its name, the figure whose label
//! has the name's words, or the total that the part belongs to. A rate's part and
//! whole stand before it in its sentence, or its whole in the one before. Where
//! any pair fits, the rate ties. It contradicts itself only where the text leaves
//! no doubt which two figures are meant.

use rust_decimal::Decimal;

use super::arithmetic::{agrees, percent, shown};
use super::figure::{Class, Figure, Role};
use super::label::{Report, terms};
use super::outcome::{Checked, Contradiction, Kind, in_unit, unit_name};
use super::sums::Sums;

/// Recomputes the percentages of the prose.
pub(super) fn check(report: &Report, sums: &Sums<'_>, checked: &mut Checked) {
    for figure in &report.figures {
        if figure.class != Class::Percent
            || !figure.is_exact()
            || figure.cell
            || report.paragraph(figure).cells.is_some()
        {
            continue;
        }
        let growth = matches!(figure.role, Role::Up | Role::Down);
        if growth {
            continue;
        }
        if figure.before.contains('占') {
            share(report, figure, sums, checked);
        } else if ["计划的", "目标的", "任务的", "目标任务的", "计划任务的"]
            .iter()
            .any(|word| figure.before.ends_with(word))
        {
            of_target(report, figure, checked);
        } else if figure.rate.is_some() {
            rate(report, figure, checked);
        }
    }
    remainders(report, checked);
}

/// `part / whole = x%`, in the whole's unit.
fn formula(part: Decimal, whole: &Figure, stated: &Figure, left: bool) -> String {
    let computed = percent(part, whole.value).unwrap_or_default();
    let computed = if left { Decimal::ONE_HUNDRED - computed } else { computed };
    let lead = if left { "1 − " } else { "" };
    format!(
        "{lead}{} / {}{} = {}%",
        in_unit(part, whole.factor),
        in_unit(whole.value, whole.factor),
        unit_name(whole),
        shown(computed, stated.number.scale().max(1) + 2)
    )
}

fn fits(part: &Figure, whole: &Figure, stated: &Figure) -> bool {
    percent(part.value, whole.value).is_some_and(|share| agrees(share, stated.value, stated.step))
}

fn places(report: &Report, stated: &Figure, others: &[&Figure]) -> Vec<super::Place> {
    let mut near = vec![stated];
    near.extend(
        others.iter().filter(|other| {
            other.paragraph == stated.paragraph && other.sentence == stated.sentence
        }),
    );
    let mut found = vec![report.place_of(stated, &near)];
    for other in others {
        if other.paragraph != stated.paragraph || other.sentence != stated.sentence {
            found.push(report.place(other));
        }
    }
    found
}

fn contradicts(
    report: &Report,
    stated: &Figure,
    part: &Figure,
    whole: &Figure,
    kind: Kind,
    checked: &mut Checked,
) {
    let computed = percent(part.value, whole.value).unwrap_or_default();
    checked.contradict(Contradiction {
        kind,
        places: places(report, stated, &[part, whole]),
        stated: stated.shown.clone(),
        computed: format!("{}%", shown(computed, stated.number.scale().max(1) + 1)),
        formula: formula(part.value, whole, stated, false),
        explained: Vec::new(),
    });
}

fn ties(
    report: &Report,
    stated: &Figure,
    part: &Figure,
    whole: &Figure,
    kind: Kind,
    checked: &mut Checked,
) {
    let formula = formula(part.value, whole, stated, false);
    checked.tie(kind, formula, places(report, stated, &[part, whole]));
}

/// `占 … 的 x%`.
fn share(report: &Report, stated: &Figure, sums: &Sums<'_>, checked: &mut Checked) {
    // 占 … 比例提高: how far a share moved, not what it is.
    if ["提高", "增加", "上升", "下降", "降低", "提升"]
        .iter()
        .any(|word| stated.before.contains(word))
    {
        return;
    }
    let paragraph = report.paragraph(stated);
    let Some(at) = (0..stated.start)
        .rev()
        .find(|at| paragraph.chars[*at] == '占' && paragraph.depth[*at] == stated.depth)
    else {
        return;
    };
    let own = || report.figures.iter().filter(|figure| figure.paragraph == stated.paragraph);
    let amount = |figure: &&Figure| {
        !matches!(figure.class, Class::Percent | Class::Points | Class::Times)
            && figure.role != Role::Each
    };
    let part = own().filter(amount).rfind(|figure| {
        figure.end <= at && figure.sentence == stated.sentence && figure.depth == stated.depth
    });
    let Some(part) = part else { return };
    // The clause of the part must be this one or the one before.
    let between: String = paragraph.text(part.end, at);
    if between.matches(['，', '、']).count() > 1 || between.contains(';') {
        return;
    }
    let inline = own()
        .filter(amount)
        .find(|figure| figure.start > at && figure.end < stated.start && figure.comparable(part));
    if let Some(whole) = inline {
        if fits(part, whole, stated) {
            ties(report, stated, part, whole, Kind::Share, checked);
        } else if part.is_exact() && whole.is_exact() {
            contradicts(report, stated, part, whole, Kind::Share, checked);
        }
        return;
    }
    let name = paragraph.text(at + 1, stated.start);
    let name = name
        .trim_end_matches(['为', '达', '到', '约', '近'])
        .trim_end_matches("的")
        .trim_end_matches("比例")
        .trim_end_matches("比重")
        .trim_end_matches("比");
    let name = name.trim_end_matches(['的', '为']);
    let total = sums.found.iter().filter(|(_, parts)| {
        parts.iter().any(|known| known.comparable(part) && known.value == part.value)
    });
    let totals: Vec<&Figure> = total.map(|(total, _)| *total).collect();
    let mut wholes: Vec<&Figure> = report
        .figures
        .iter()
        .filter(amount)
        .filter(|figure| {
            figure.comparable(part) && figure.value >= part.value && figure.start != part.start
        })
        .collect();
    wholes.retain(|whole| named(report, whole, name));
    let near = own().filter(amount).filter(|figure| {
        figure.end <= part.start && figure.comparable(part) && figure.value > part.value
    });
    let fitting = wholes
        .iter()
        .copied()
        .chain(totals.iter().copied())
        .chain(near)
        .find(|whole| fits(part, whole, stated));
    if let Some(whole) = fitting {
        ties(report, stated, part, whole, Kind::Share, checked);
        return;
    }
    if !part.is_exact() {
        return;
    }
    // Which whole is meant must be beyond doubt.
    wholes.retain(|whole| whole.is_exact() && report.year_of(whole) == report.year_of(part));
    let mut values: Vec<Decimal> = wholes.iter().map(|whole| whole.value).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() == 1 && !name.is_empty() {
        contradicts(report, stated, part, wholes[0], Kind::Share, checked);
    } else if values.is_empty()
        && totals.len() == 1
        && (name.is_empty() || name.contains(['总', '全']))
    {
        contradicts(report, stated, part, totals[0], Kind::Share, checked);
    }
}

/// Whether a figure counts what a name says: its head, and the name's other
/// words in its sentence.
fn named(report: &Report, whole: &Figure, name: &str) -> bool {
    let words = terms(report.words, name);
    if words.is_empty() {
        return false;
    }
    if words == whole.terms {
        return true;
    }
    // The head: 村 of 移民村, 移民 of 直补移民.
    let head: String = name.chars().rev().take(1).collect();
    let counted = match whole.class {
        Class::Count => {
            whole.unit.ends_with(&head)
                || (whole.unit.ends_with('个') && whole.after.starts_with(&head))
        }
        Class::People => name.ends_with(['人', '口', '数', '民', '众']),
        Class::Households => name.ends_with(['户', '数']),
        Class::Money => {
            words.iter().any(|word| !report.words.is_generic(word)) && whole.terms == words
        }
        _ => whole.terms == words,
    };
    let sentence = report.sentence(whole);
    let place = whole.place.is_none();
    counted
        && place
        && words.iter().all(|word| {
            sentence.contains(word.as_str()) || terms(report.words, &sentence).contains(word)
        })
        && whole.role == Role::Stated
        && !whole.label.contains('等')
}

/// 完成计划的 x%.
fn of_target(report: &Report, stated: &Figure, checked: &mut Checked) {
    let earlier = || {
        report.figures.iter().filter(|figure| {
            figure.paragraph == stated.paragraph
                && figure.sentence == stated.sentence
                && figure.end <= stated.start
                && figure.class != Class::Percent
        })
    };
    let Some(done) = earlier().rfind(|figure| figure.role == Role::Stated) else { return };
    let Some(target) =
        earlier().rfind(|figure| figure.role == Role::Target && figure.comparable(done))
    else {
        return;
    };
    if fits(done, target, stated) {
        ties(report, stated, done, target, Kind::Rate, checked);
    } else if done.is_exact() && target.is_exact() {
        contradicts(report, stated, done, target, Kind::Rate, checked);
    }
}

/// 执行率, 合格率 and their like.
fn rate(report: &Report, stated: &Figure, checked: &mut Checked) {
    let Some(name) = &stated.rate else { return };
    if stated.number == Decimal::ZERO {
        return;
    }
    let paragraph = report.paragraph(stated);
    let amounts: Vec<&Figure> = report
        .figures
        .iter()
        .filter(|figure| {
            figure.paragraph == stated.paragraph
                && figure.end <= stated.start
                && !matches!(figure.class, Class::Percent | Class::Points | Class::Times)
                && matches!(figure.role, Role::Stated | Role::Target | Role::Remainder)
        })
        .collect();
    // Behind another percentage, figures belong to that one.
    let last_rate = report
        .figures
        .iter()
        .filter(|figure| {
            figure.paragraph == stated.paragraph
                && figure.class == Class::Percent
                && figure.end <= stated.start
        })
        .map(|figure| figure.end)
        .next_back()
        .unwrap_or(0);
    let own: Vec<&Figure> =
        amounts.iter().copied().filter(|figure| figure.sentence == stated.sentence).collect();
    let fresh: Vec<&Figure> =
        own.iter().copied().filter(|figure| figure.start >= last_rate).collect();
    let spending = report.words.rates.spending.contains(name);
    // What is done for the rate: 执行 of 执行率, and of its other names.
    let mut verbs: Vec<String> = vec![name.clone()];
    verbs.extend(report.words.rates.same.iter().filter(|list| list[0] == *name).flatten().cloned());
    for verb in &mut verbs {
        *verb = verb
            .trim_end_matches(['率', '度'])
            .trim_start_matches("资金")
            .trim_start_matches("预算")
            .to_owned();
    }
    verbs.retain(|verb| verb.chars().count() >= 2);
    if spending {
        verbs.extend(["支付", "拨付"].map(str::to_owned));
    }
    let does = |figure: &Figure| {
        let clause = format!("{}{}", figure.before, figure.after);
        verbs.iter().any(|verb| clause.contains(verb.as_str()))
    };
    // Of pairs that fit, one whose part is in this sentence.
    for part in fresh.iter().rev().copied() {
        for whole in amounts.iter().rev().copied() {
            let pair = part.start != whole.start
                && part.comparable(whole)
                && part.value <= whole.value * Decimal::TWO;
            let trivial = part.value == whole.value && !(does(part) || own.len() == 2);
            if pair && !trivial && fits(part, whole, stated) && part.role != Role::Remainder {
                ties(report, stated, part, whole, Kind::Rate, checked);
                return;
            }
        }
    }
    let Some(part) = fresh
        .iter()
        .rev()
        .copied()
        .find(|figure| does(figure) && figure.is_exact() && figure.role == Role::Stated)
    else {
        return;
    };
    // The part's clause is this one or the one before it.
    let between = paragraph.text(part.end, stated.start);
    if between.matches(['，', ';']).count() > 1 {
        return;
    }
    let larger = |figure: &&&Figure| {
        figure.comparable(part)
            && figure.start < part.start
            && figure.value >= part.value
            && figure.is_exact()
    };
    let mut wholes: Vec<&Figure> = own.iter().filter(larger).copied().collect();
    if wholes.is_empty() {
        let before = stated.sentence.checked_sub(2);
        wholes = amounts
            .iter()
            .filter(larger)
            .filter(|figure| Some(figure.sentence) >= before && figure.sentence < stated.sentence)
            .copied()
            .collect();
    }
    if wholes.is_empty() {
        wholes = whole_fund(report, part, spending);
        if let Some(whole) = wholes.iter().copied().find(|whole| fits(part, whole, stated)) {
            ties(report, stated, part, whole, Kind::Rate, checked);
            return;
        }
    }
    if wholes.is_empty() {
        // More was done than there was: the sentence says what there was.
        let given = ["到位", "下达", "安排", "应", "计划", "受理", "预算", "收回", "共有"];
        wholes = amounts
            .iter()
            .copied()
            .filter(|figure| {
                figure.sentence + 1 >= stated.sentence
                    && figure.comparable(part)
                    && figure.start < part.start
                    && figure.is_exact()
                    && given.iter().any(|word| figure.before.contains(word))
            })
            .collect();
    }
    // 其中: of the figure right before it.
    if part.before.starts_with("其中") && wholes.len() > 1 {
        wholes.drain(..wholes.len() - 1);
    }
    let mut values: Vec<Decimal> = wholes.iter().map(|whole| whole.value).collect();
    values.sort_unstable();
    values.dedup();
    let placed = wholes.iter().all(|whole| whole.place == part.place);
    if let ([_], true) = (&values[..], placed) {
        contradicts(report, stated, part, wholes[0], Kind::Rate, checked);
    }
}

/// The sum that a payment is of, where it stands in an earlier paragraph: the one
/// of the same label; for the money of the whole, the largest that is received.
fn whole_fund<'a>(report: &'a Report, part: &Figure, spending: bool) -> Vec<&'a Figure> {
    let earlier = |figure: &&Figure| {
        figure.class == Class::Money
            && figure.paragraph < part.paragraph
            && figure.role == Role::Stated
            && figure.is_exact()
            && !figure.cell
            && report.year_of(figure) == report.year_of(part)
            && figure.time.part == part.time.part
            && figure.place == part.place
    };
    if part.class != Class::Money {
        return Vec::new();
    }
    let named: Vec<&Figure> = report
        .figures
        .iter()
        .filter(earlier)
        .filter(|figure| {
            !part.terms.is_empty() && figure.terms == part.terms && figure.value >= part.value
        })
        .collect();
    if !named.is_empty() || !spending || report.is_specific(&part.terms) {
        return named;
    }
    let largest = report
        .figures
        .iter()
        .filter(|figure| figure.class == Class::Money)
        .map(|figure| figure.value)
        .max();
    let received = ["到位", "下达", "安排", "收到", "预算", "筹集", "争取"];
    report
        .figures
        .iter()
        .filter(earlier)
        .filter(|figure| {
            Some(figure.value) == largest
                && received.iter().any(|word| figure.before.contains(word))
        })
        .collect()
}

/// What is left: whole − part, where a sentence says all three.
fn remainders(report: &Report, checked: &mut Checked) {
    for left in report
        .figures
        .iter()
        .filter(|figure| figure.role == Role::Remainder && figure.is_exact() && !figure.cell)
    {
        if report.paragraph(left).cells.is_some() || left.class == Class::Percent {
            continue;
        }
        let before: Vec<&Figure> = report
            .figures
            .iter()
            .filter(|figure| {
                figure.paragraph == left.paragraph
                    && figure.end <= left.start
                    && figure.comparable(left)
                    && figure.role == Role::Stated
                    && figure.is_exact()
                    && figure.depth == left.depth
                    && figure.sentence + 1 >= left.sentence
            })
            .collect();
        let Some(part) = before.last() else { continue };
        let earlier = || {
            report.figures.iter().filter(|figure| {
                figure.paragraph == left.paragraph
                    && figure.start < part.start
                    && figure.comparable(left)
                    && figure.is_exact()
                    && figure.role != Role::Each
            })
        };
        let is_whole = |whole: &&Figure| whole.value == part.value + left.value;
        // Money that is left is of a sum that may stand further above.
        let further_above = || {
            let mut sums = report.figures.iter().filter(|whole| {
                left.class == Class::Money
                    && whole.class == Class::Money
                    && whole.paragraph < left.paragraph
                    && whole.is_exact()
                    && whole.role == Role::Stated
            });
            sums.find(is_whole)
        };
        if let Some(whole) = earlier().find(is_whole).or_else(further_above) {
            let formula = format!(
                "{} − {} = {}{}",
                in_unit(whole.value, whole.factor),
                in_unit(part.value, whole.factor),
                in_unit(left.value, whole.factor),
                unit_name(whole)
            );
            checked.tie(Kind::Remainder, formula, places(report, left, &[part, whole]));
            continue;
        }
        // Three figures of one kind in one sentence, the first the largest: no doubt.
        let three: Vec<&Figure> =
            earlier().filter(|figure| figure.sentence == left.sentence).collect();
        let spends = ["支出", "使用", "执行", "拨付", "支付", "完成", "发放"]
            .iter()
            .any(|word| part.before.contains(word));
        let sure = part.sentence == left.sentence
            && three.len() == 1
            && three[0].value > part.value
            && spends
            && left.time.year == part.time.year;
        if sure {
            let whole = three[0];
            let computed = whole.value - part.value;
            checked.contradict(Contradiction {
                kind: Kind::Remainder,
                places: places(report, left, &[part, whole]),
                stated: left.shown.clone(),
                computed: format!("{}{}", in_unit(computed, whole.factor), unit_name(whole)),
                formula: format!(
                    "{} − {} = {}{}",
                    in_unit(whole.value, whole.factor),
                    in_unit(part.value, whole.factor),
                    in_unit(computed, whole.factor),
                    unit_name(whole)
                ),
                explained: Vec::new(),
            });
        }
    }
}
