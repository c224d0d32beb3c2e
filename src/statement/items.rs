//! Lists and how many things they are said to have.
//!
//! 以下七个方面 is compared with the markers that follow; 甲水库、乙水库等2座水库 with the
//! names before it, where all of them end alike.

use rust_decimal::Decimal;

use super::figure::{Class, Figure};
use super::label::Report;
use super::outcome::{Checked, Contradiction, Kind};
use super::paragraph::marker;

const NUMERALS: &str = "一二三四五六七八九十";

/// Counts what lists have.
pub(super) fn check(report: &Report, checked: &mut Checked) {
    for figure in
        report.figures.iter().filter(|figure| figure.class == Class::Count && !figure.cell)
    {
        if let Some((count, strict)) =
            markers(report, figure).map(|count| (count, true)).or_else(|| names(report, figure))
        {
            say(report, figure, count, strict, checked);
        }
    }
}

fn say(report: &Report, figure: &Figure, count: usize, strict: bool, checked: &mut Checked) {
    let formula = format!("{} : {count}", figure.shown);
    if figure.number == Decimal::from(count) {
        checked.tie(Kind::Items, formula, vec![report.place(figure)]);
    } else if strict {
        checked.contradict(Contradiction {
            kind: Kind::Items,
            places: vec![report.place(figure)],
            stated: figure.shown.clone(),
            computed: count.to_string(),
            formula,
            explained: Vec::new(),
        });
    }
}

/// The markers behind 以下七个方面:, in the paragraph or in those below.
fn markers(report: &Report, figure: &Figure) -> Option<usize> {
    let kinds = ["方面", "部分", "目标", "问题", "措施", "步骤", "阶段", "类", "大类", "点"];
    let kind = kinds.iter().any(|kind| figure.after.contains(kind)) || figure.unit.ends_with('项');
    let paragraph = report.paragraph(figure);
    let said: String = paragraph.text(figure.start.saturating_sub(8), figure.start);
    let announced = ["以下", "如下", "下列"].iter().any(|word| said.contains(word));
    let rest: Vec<char> = paragraph.chars[figure.end..].to_vec();
    let colon = rest.iter().take(12).any(|c| *c == ':');
    if !kind || !(announced || colon) {
        return None;
    }
    // 一是 … 二是 … within the paragraph.
    let text: String = rest.iter().collect();
    let mut count = 0;
    let mut from = 0;
    for numeral in NUMERALS.chars() {
        match text[from..].find(&format!("{numeral}是")) {
            Some(found) => {
                from += found + numeral.len_utf8();
                count += 1;
            }
            None => break,
        }
    }
    if count >= 2 {
        return Some(count);
    }
    // The paragraphs below, numbered from one.
    let near_end = rest.len() <= 14;
    if !near_end {
        return None;
    }
    let mut count = 0;
    for following in &report.paragraphs[figure.paragraph + 1..] {
        let Some(length) = marker(&following.chars) else { break };
        if ordinal(&following.chars[..length]) != Some(count + 1) {
            break;
        }
        count += 1;
    }
    (count >= 2).then_some(count)
}

/// The number of a marker.
fn ordinal(marker: &[char]) -> Option<usize> {
    let digits: String = marker.iter().filter(|c| c.is_ascii_digit()).collect();
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    if let Some(place) = marker.first().filter(|c| ('①'..='⑳').contains(*c)) {
        return usize::try_from(u32::from(*place) - u32::from('①') + 1).ok();
    }
    let numerals: Vec<usize> = marker
        .iter()
        .filter_map(|c| NUMERALS.chars().position(|known| known == *c))
        .map(|at| at + 1)
        .collect();
    match numerals[..] {
        [one] => Some(one),
        [10, one] => Some(10 + one),
        _ => None,
    }
}

/// Names before a number, all of which end alike: how many, and whether the
/// sentence says that these are all.
fn names(report: &Report, figure: &Figure) -> Option<(usize, bool)> {
    let paragraph = report.paragraph(figure);
    let from = (0..figure.start)
        .rev()
        .find(|at| "，。;:!?()".contains(paragraph.chars[*at]))
        .map_or(0, |at| at + 1);
    let text = paragraph.text(from, figure.start);
    let (text, open) = match text.strip_suffix('等') {
        Some(text) => (text, true),
        None => (text.as_str(), false),
    };
    if text.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = text.split('、').collect();
    let last = parts.last()?.chars().last()?;
    let alike = parts.len() >= 2
        && parts.iter().all(|part| part.ends_with(last) && part.chars().count() >= 2)
        && parts[1..].iter().all(|part| part.chars().count() <= 8)
        && !text.contains(['和', '及', '与']);
    // 甲镇、乙镇3个村 counts villages.
    let head: String = figure.after.chars().take(10).collect();
    if !alike || !(head.contains(last) || figure.unit.contains(last)) {
        return None;
    }
    let more = figure.number > Decimal::from(parts.len());
    Some((parts.len(), !(open && more)))
}
