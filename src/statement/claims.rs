//! Claims about a whole: all of it for one thing, all of it done, so many drawn
//! from it; and statements in words that do not go together.

use rust_decimal::Decimal;

use super::arithmetic::{percent, shown};
use super::figure::{Class, Figure, Role};
use super::label::{Report, terms};
use super::lexicon::any;
use super::outcome::{Checked, Contradiction, Kind, in_unit};
use super::paragraph::around;
use super::sums::Sums;

/// Checks claims about wholes.
pub(super) fn check(report: &Report, sums: &Sums<'_>, checked: &mut Checked) {
    all_for_one(report, sums, checked);
    completion(report, checked);
    samples(report, checked);
    looks(report, checked);
}

/// "All for projects", where a part of the same sum is for something else.
fn all_for_one(report: &Report, sums: &Sums<'_>, checked: &mut Checked) {
    for (at, paragraph) in report.paragraphs.iter().enumerate() {
        let text = paragraph.text(0, paragraph.chars.len());
        for word in &report.words.whole.all {
            let Some(byte) = text.find(word.as_str()) else { continue };
            let from = text[..byte].chars().count();
            let total = report.figures.iter().rfind(|figure| {
                figure.paragraph == at
                    && figure.class == Class::Money
                    && figure.end <= from
                    && figure.sentence + 1 >= paragraph.sentence[from]
            });
            let Some(total) = total else { continue };
            let rest: String = text[byte + word.len()..]
                .chars()
                .take_while(|c| !"，。;、:".contains(*c))
                .collect();
            let Some((part, _)) = other_use(report, sums, total, &rest) else { continue };
            let share = percent(part.value, total.value).unwrap_or_default();
            let end = from + word.chars().count() + rest.chars().count();
            checked.contradict(Contradiction {
                kind: Kind::Whole,
                places: vec![
                    report.place_at(at, from, end, format!("{word}{rest}")),
                    report.place(part),
                ],
                stated: format!("{} {word}{rest}", total.shown),
                computed: format!("{}: {}%", part.shown, shown(share, 2)),
                formula: format!(
                    "{} / {} = {}%",
                    in_unit(part.value, total.factor),
                    in_unit(total.value, total.factor),
                    shown(share, 2)
                ),
                explained: Vec::new(),
            });
            break;
        }
    }
}

/// A part of a total that is not for the purpose.
fn other_use<'a>(
    report: &Report,
    sums: &Sums<'a>,
    total: &Figure,
    purpose: &str,
) -> Option<(&'a Figure, &'a Figure)> {
    let own = sums
        .found
        .iter()
        .filter(|(known, _)| known.comparable(total) && known.value == total.value);
    let mut parts: Vec<(&'a Figure, &'a Figure)> =
        own.flat_map(|(known, parts)| parts.iter().map(move |part| (*part, *known))).collect();
    // A part may be made of parts again.
    let deeper: Vec<(&'a Figure, &'a Figure)> = parts
        .iter()
        .flat_map(|(part, known)| {
            let nested = sums
                .found
                .iter()
                .filter(|(total, _)| total.value == part.value && total.class == part.class);
            nested.flat_map(|(_, parts)| parts.iter().map(|part| (*part, *known)))
        })
        .collect();
    parts.extend(deeper);
    let said =
        |part: &Figure, words: &[String]| any(words, &part.label) || any(words, &part.before);
    for other in &report.words.whole.other {
        if any(&other.purpose, purpose) && !any(&other.never, purpose) {
            let found = parts.iter().find(|(part, _)| said(part, &other.never));
            if found.is_some() {
                return found.copied();
            }
        }
    }
    // One use of several, by name: what is for the others is not for it.
    let words = terms(report.words, purpose);
    if !report.is_specific(&words) {
        return None;
    }
    let mut named = parts.iter().filter(|(part, _)| {
        words
            .iter()
            .filter(|word| !report.words.is_generic(word))
            .all(|word| part.terms.contains(word))
    });
    let (own, _) = named.next()?;
    if named.next().is_some() || own.value >= total.value {
        return None;
    }
    parts
        .iter()
        .filter(|(part, _)| part.value != own.value)
        .max_by_key(|(part, _)| part.value)
        .copied()
}

/// A rate of 100 %, and something that is left.
fn completion(report: &Report, checked: &mut Checked) {
    for claim in report
        .figures
        .iter()
        .filter(|figure| figure.class == Class::Percent && figure.role == Role::Stated)
    {
        if claim.number != Decimal::ONE_HUNDRED || claim.about || claim.cell {
            continue;
        }
        let Some(rate) = &claim.rate else { continue };
        let words = &report.words;
        let money =
            words.rates.spending.contains(rate) || rate.contains("支付") || rate.contains("拨付");
        let works = matches!(rate.as_str(), "完成率" | "完工率");
        if !money && !works {
            continue;
        }
        let subject: Vec<&String> =
            claim.terms.iter().filter(|term| !words.is_generic(term)).collect();
        let left = report.figures.iter().find(|figure| {
            let kind = if money {
                figure.class == Class::Money
            } else {
                matches!(figure.class, Class::Count)
            };
            let named = money || figure.after.contains("项目") || figure.before.contains("项目");
            let about = subject.iter().all(|term| figure.terms.contains(*term));
            // What is left of earlier years says nothing of this year's.
            let unfinished = {
                let text = report.sentence(figure);
                let words: &[&str] = if works {
                    &["未完工", "未完成", "未竣工", "在建", "未实施", "未开工", "正在实施"]
                } else {
                    &["未拨付", "未支付", "未支出", "未使用", "未执行", "未付", "尚余"]
                };
                let older =
                    ["历年", "以前年度", "往年", "上年"].iter().any(|word| text.contains(word));
                !older && words.iter().any(|word| text.contains(word))
            };
            kind && named
                && about
                && unfinished
                && figure.role == Role::Remainder
                && figure.value > Decimal::ZERO
                && figure.is_exact()
                && report.year_of(figure) == report.year_of(claim)
                && figure.time.part == claim.time.part
        });
        let Some(left) = left else { continue };
        checked.contradict(Contradiction {
            kind: Kind::Completion,
            places: vec![report.place(claim), report.place(left)],
            stated: claim.shown.clone(),
            computed: left.shown.clone(),
            formula: format!("{} ≠ 100% − {}", claim.shown, left.shown),
            explained: Vec::new(),
        });
    }
}

/// What was drawn from one whole to be looked at: the whole and the drawn.
fn samples(report: &Report, checked: &mut Checked) {
    let mut drawn: Vec<(&Figure, &Figure)> = Vec::new();
    for figure in
        report.figures.iter().filter(|figure| figure.class == Class::Count && figure.is_exact())
    {
        let sampling = &report.words.sampling;
        let sentence = report.sentence(figure);
        if figure.depth > 0
            || !any(&sampling.verbs, &figure.before)
            || !any(&sampling.about, &sentence)
        {
            continue;
        }
        // 从全县N个乡镇中抽取: the whole is the figure right before it.
        let whole = report.figures.iter().rfind(|other| {
            other.paragraph == figure.paragraph
                && other.sentence == figure.sentence
                && other.end <= figure.start
        });
        let Some(whole) =
            whole.filter(|whole| whole.comparable(figure) && whole.value > figure.value)
        else {
            continue;
        };
        let paragraph = report.paragraph(figure);
        let between = paragraph.text(whole.end, figure.start);
        if between.contains('中') && !between.contains('，') {
            drawn.push((whole, figure));
        }
    }
    for (at, (whole, first)) in drawn.iter().enumerate() {
        let head = |figure: &Figure| figure.after.chars().take(2).collect::<String>();
        let same: Vec<&(&Figure, &Figure)> = drawn
            .iter()
            .filter(|(other, figure)| {
                other.value == whole.value
                    && head(other) == head(whole)
                    && (figure.paragraph, figure.sentence) != (first.paragraph, first.sentence)
            })
            .collect();
        if drawn[..at]
            .iter()
            .any(|(other, _)| other.value == whole.value && head(other) == head(whole))
            || same.is_empty()
        {
            continue;
        }
        let mut values = vec![first.shown.clone()];
        for (_, figure) in &same {
            if !figure.same_value(first) && !values.contains(&figure.shown) {
                values.push(figure.shown.clone());
            }
        }
        let mut places = vec![report.place_of(first, &[whole, first])];
        places.extend(same.iter().map(|(whole, figure)| report.place_of(figure, &[whole, figure])));
        if values.len() > 1 {
            checked.contradict(Contradiction {
                kind: Kind::Sample,
                places,
                stated: values[0].clone(),
                computed: values[1..].join(" / "),
                formula: format!("{} : {}", whole.shown, values.join(" ≠ ")),
                explained: Vec::new(),
            });
        } else {
            checked.tie(Kind::Sample, format!("{} : {}", whole.shown, first.shown), places);
        }
    }
}

/// Statements in words that do not go together: for a look, never more.
fn looks(report: &Report, checked: &mut Checked) {
    for topic in &report.words.look {
        let claim = first_of(report, &topic.claim, &topic.admit);
        let admission = first_of(report, &topic.admit, &[]);
        if let (Some((claim, said)), Some((admission, admitted))) = (claim, admission) {
            checked.look(&topic.topic, format!("{said} / {admitted}"), vec![claim, admission]);
        }
    }
}

/// The first place of any of the words where none of the others contains it.
fn first_of(report: &Report, words: &[String], not: &[String]) -> Option<(super::Place, String)> {
    let intends = ["将", "要", "力争", "确保实现", "下一步"];
    for (at, paragraph) in report.paragraphs.iter().enumerate() {
        let text = paragraph.text(0, paragraph.chars.len());
        for word in words {
            let Some(byte) = text.find(word.as_str()) else { continue };
            let from = text[..byte].chars().count();
            let (start, end) = around(&paragraph.clause, from);
            let clause = paragraph.text(start, end);
            let (item, _) = around(&paragraph.item, from);
            let lead = paragraph.text(item, from);
            let future = ["措施", "建议", "打算", "计划"]
                .iter()
                .any(|word| paragraph.section.contains(word))
                || intends.iter().any(|word| lead.contains(word));
            if any(not, &clause) || future {
                continue;
            }
            let length = word.chars().count();
            return Some((report.place_at(at, from, from + length, word.clone()), word.clone()));
        }
    }
    None
}
