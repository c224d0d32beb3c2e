//! Parts and totals.
//!
//! A total comes before its parts (其中, 包括, a colon, 一是 … 二是 …), behind them
//! (合计, 共计), or stands first in an item whose other figures are its parts. Parts
//! are read item by item (the first figure of each) and one by one. What follows
//! 其中 need not be the whole: it contradicts its total where it is more, where
//! the sentence says that it is all, or where one slip of a hand would make it fit.

use rust_decimal::Decimal;

use super::arithmetic::{agrees, slip};
use super::figure::{Class, Figure, Role};
use super::label::Report;
use super::lexicon::any;
use super::outcome::{Checked, Contradiction, Kind, in_unit, sum_formula, unit_name};
use super::paragraph::around;

/// A list longer than this is a table.
const PARTS: usize = 24;

/// Sums that hold, for what asks later what a total is made of.
#[derive(Debug, Default)]
pub(super) struct Sums<'a> {
    /// A total and its parts.
    pub found: Vec<(&'a Figure, Vec<&'a Figure>)>,
}

/// Recomputes every sum of the prose.
pub(super) fn check<'a>(report: &'a Report, checked: &mut Checked) -> Sums<'a> {
    let mut sums = Sums::default();
    for (at, paragraph) in report.paragraphs.iter().enumerate() {
        if paragraph.cells.is_some() {
            continue;
        }
        let figures: Vec<&Figure> =
            report.figures.iter().filter(|figure| figure.paragraph == at).collect();
        for nth in 0..figures.len() {
            let sum = Sum { report, figures: &figures, nth };
            sum.written_out(checked);
            if !sum.lead_in(checked, &mut sums) {
                sum.trailing(checked, &mut sums);
                sum.implied(checked, &mut sums);
            }
        }
    }
    announced(report, checked, &mut sums);
    listed_below(report, checked, &mut sums);
    sums
}

/// One figure as a total.
struct Sum<'a, 'b> {
    report: &'a Report,
    /// The paragraph's figures.
    figures: &'b [&'a Figure],
    nth: usize,
}

impl<'a> Sum<'a, '_> {
    fn total(&self) -> &'a Figure {
        self.figures[self.nth]
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.report.paragraph(self.total()).text(from, to)
    }

    fn can_be_part(&self, figure: &Figure) -> bool {
        let total = self.total();
        // 四个小组 is not made of 14个乡镇.
        let head = |figure: &Figure| figure.after.chars().take(2).collect::<String>();
        let counted = total.class != Class::Count
            || (figure.unit == total.unit
                && (!total.unit.ends_with('个')
                    || figure.after.is_empty()
                    || head(figure) == head(total)));
        let same_year = self.report.year_of(figure) == self.report.year_of(total);
        figure.comparable(total)
            && counted
            && same_year
            && matches!(figure.role, Role::Stated | Role::Target | Role::Remainder)
            && !figure.about
            && figure.rate.is_none()
    }

    /// `A + B = C`, as written.
    fn written_out(&self, checked: &mut Checked) {
        let total = self.total();
        let mut parts = Vec::new();
        let mut right = total;
        for figure in self.figures[..self.nth].iter().rev() {
            let between = self.text(figure.end, right.start);
            let sign = if parts.is_empty() { "=" } else { "+" };
            if between != sign && !(parts.is_empty() && between == "＝") {
                break;
            }
            parts.insert(0, *figure);
            right = figure;
        }
        if parts.len() < 2 {
            return;
        }
        self.judge(&parts, Claim::All, checked);
    }

    /// A total before its parts. Tells whether it is one.
    fn lead_in(&self, checked: &mut Checked, sums: &mut Sums<'a>) -> bool {
        let total = self.total();
        if !self.can_be_part(total) {
            return false;
        }
        let Some(first) =
            self.figures[self.nth + 1..].iter().find(|figure| self.can_be_part(figure))
        else {
            return false;
        };
        let words = &self.report.words.roles;
        let between = self.text(total.end, first.start);
        let sentences = between.matches(['。', '!', '?']).count();
        let announced = any(&words.parts, &between);
        let listed =
            ["一是", "(1)", "1.", "1、", "①", ":"].iter().any(|mark| between.contains(mark));
        if sentences > 1 || !(announced || listed) {
            return false;
        }
        // A new sentence speaks of the total only where it begins with such a word.
        let opening = between.rsplit(['。', '!', '?']).next().unwrap_or_default();
        if sentences == 1 && !words.parts.iter().any(|word| opening.starts_with(word.as_str())) {
            return false;
        }
        // 其中 speaks of the last total before it, unless that counts another thing.
        let nearer = self.figures[self.nth + 1..]
            .iter()
            .take_while(|figure| figure.start < first.start)
            .any(|figure| figure.comparable(total));
        if nearer {
            return false;
        }
        let lists = self.lists(first);
        if lists.is_empty() {
            return announced && self.single(first, checked);
        }
        for parts in &lists {
            if self.adds_up(parts) {
                checked.tie(Kind::Sum, sum_formula(parts, total.value, total), self.places(parts));
                sums.found.push((total, parts.clone()));
                return true;
            }
        }
        // None adds up: the list as its writer set it out.
        let parts = &lists[0];
        let all = between.contains("分别")
            || between.contains("组成")
            || between.contains("构成")
            || self.counted(&between, parts.len());
        let before_parts = self.text(total.end, first.start);
        let last = parts.last().map_or(first.end, |part| part.end);
        let tail: String =
            self.text(last, (last + 6).min(self.report.paragraph(total).chars.len()));
        let partial = words.partial.iter().any(|word| before_parts.contains(word.as_str()))
            || tail.starts_with('等')
            || parts.iter().any(|part| part.after.contains('等'));
        let claim = if all {
            Claim::All
        } else if partial {
            Claim::Some
        } else if announced {
            Claim::Likely
        } else {
            Claim::Implied
        };
        self.judge(parts, claim, checked);
        true
    }

    /// A single part behind 其中 must not be more than its whole.
    fn single(&self, part: &'a Figure, checked: &mut Checked) -> bool {
        let total = self.total();
        let drawn = ["撬动", "带动", "吸引", "社会"].iter().any(|word| part.before.contains(word));
        if part.value > total.value && part.sentence == total.sentence && !drawn {
            checked.contradict(Contradiction {
                kind: Kind::Sum,
                places: vec![self.report.place_of(total, &[total, part])],
                stated: total.shown.clone(),
                computed: part.shown.clone(),
                formula: format!(
                    "{} > {}{}",
                    in_unit(part.value, total.factor),
                    in_unit(total.value, total.factor),
                    unit_name(total)
                ),
                explained: Vec::new(),
            });
        }
        true
    }

    /// Whether the text announces as many parts as there are: 以下七个方面.
    fn counted(&self, between: &str, parts: usize) -> bool {
        self.figures
            .iter()
            .filter(|figure| figure.start >= self.total().end && figure.class == Class::Count)
            .any(|figure| {
                figure.number == Decimal::from(parts)
                    && ["方面", "部分", "类", "项", "块", "笔", "批"]
                        .iter()
                        .any(|word| figure.after.starts_with(word) || figure.unit.ends_with(word))
                    && between.contains(figure.shown.as_str())
            })
    }

    /// The lists that may be a total's parts, the likeliest first.
    fn lists(&self, first: &'a Figure) -> Vec<Vec<&'a Figure>> {
        let total = self.total();
        let paragraph = self.report.paragraph(total);
        let depth = first.depth;
        let inside = depth > total.depth;
        let close = if inside {
            (first.start..paragraph.chars.len())
                .find(|at| paragraph.depth[*at] < depth)
                .unwrap_or(paragraph.chars.len())
        } else {
            paragraph.chars.len()
        };
        let rest: Vec<&'a Figure> = self.figures[self.nth + 1..]
            .iter()
            .copied()
            .filter(|figure| {
                figure.depth == depth && figure.end <= close && self.can_be_part(figure)
            })
            .take(PARTS)
            .collect();
        // The first figure of each item; behind the sentence only what begins alike.
        let mut mains: Vec<&'a Figure> = Vec::new();
        for figure in &rest {
            if mains.last().is_none_or(|last| last.item != figure.item) {
                mains.push(figure);
            }
        }
        let opening = |figure: &Figure| {
            let (from, _) = around(&paragraph.item, figure.start);
            paragraph.chars[from]
        };
        let lead = |figure: &Figure| -> bool {
            let text = self.text(total.end, first.start);
            figure.sentence == first.sentence
                || (mains.len() > 1 && opening(figure) == '《' && text.contains('《'))
                || ["一二三四五六七八九十", "123456789("]
                    .iter()
                    .any(|set| set.contains(opening(figure)))
        };
        let mut items: Vec<&'a Figure> =
            mains.iter().copied().take_while(|figure| lead(figure)).collect();
        // A new total ends the list.
        if let Some(end) = items.iter().skip(1).position(|figure| self.is_total(figure)) {
            items.truncate(end + 1);
        }
        let mut flat: Vec<&'a Figure> =
            rest.iter().copied().take_while(|figure| figure.sentence == first.sentence).collect();
        if let Some(end) = flat.iter().skip(1).position(|figure| self.is_total(figure)) {
            flat.truncate(end + 1);
        }
        let within: Vec<&'a Figure> =
            flat.iter().copied().take_while(|figure| figure.item == first.item).collect();
        let mut lists = Vec::new();
        let several = items.len() >= 2 && items.iter().any(|figure| figure.item != total.item);
        if several {
            lists.push(items.clone());
        }
        for list in [within, flat, items] {
            for length in (2..=list.len()).rev() {
                let prefix = list[..length].to_vec();
                if !lists.contains(&prefix) {
                    lists.push(prefix);
                }
            }
        }
        lists
    }

    fn is_total(&self, figure: &Figure) -> bool {
        any(&self.report.words.roles.totals, &figure.before)
    }

    /// Whether parts add up to the total, to the decimals stated.
    fn adds_up(&self, parts: &[&Figure]) -> bool {
        let total = self.total();
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        if sum == total.value {
            return true;
        }
        let finest = parts.iter().map(|part| part.step).min().unwrap_or(total.step);
        // A total in 亿元 of parts in 万元 is rounded; shares add up to 100 by and by.
        (finest < total.step && agrees(sum, total.value, total.step))
            || (total.class == Class::Percent
                && (sum - total.value).abs()
                    <= total.step * Decimal::from(parts.len()) / Decimal::TWO)
    }

    fn places(&self, parts: &[&'a Figure]) -> Vec<super::Place> {
        let total = self.total();
        let mut marked = vec![total];
        let apart = |part: &&Figure| {
            part.paragraph != total.paragraph || part.sentence.abs_diff(total.sentence) > 1
        };
        marked.extend(parts.iter().copied().filter(|part| !apart(part)));
        let mut found = vec![self.report.place_of(total, &marked)];
        found.extend(parts.iter().filter(|part| apart(part)).map(|part| self.report.place(part)));
        found
    }

    /// Says what does not add up, as far as the writer claimed that it does.
    fn judge(&self, parts: &[&'a Figure], claim: Claim, checked: &mut Checked) {
        let total = self.total();
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        let formula = sum_formula(parts, sum, total);
        if self.adds_up(parts) {
            checked.tie(Kind::Sum, formula, self.places(parts));
            return;
        }
        let step = parts.iter().map(|part| part.step).max().unwrap_or(total.step).max(total.step);
        let rounded = (sum - total.value).abs()
            <= step * Decimal::from(parts.len() + 1) / Decimal::TWO
            && step < total.factor;
        if rounded {
            checked.look(
                "rounding",
                format!("{formula} ≠ {}", in_unit(total.value, total.factor)),
                self.places(parts),
            );
            return;
        }
        let roles = &self.report.words.roles;
        let overlapping = parts.iter().any(|part| {
            any(&roles.overlapping, &part.label) || any(&roles.overlapping, &part.before)
        });
        let slipped = slip(sum, total.value)
            || parts.iter().any(|part| slip(total.value - (sum - part.value), part.value));
        let more = sum > total.value && (total.class == Class::Money || !overlapping);
        let wrong = match claim {
            Claim::All => true,
            Claim::Likely => more || (slipped && !overlapping),
            Claim::Implied => slipped && parts.len() >= 2 && !overlapping,
            Claim::Some => more && total.class == Class::Money,
        };
        if wrong {
            checked.contradict(Contradiction {
                kind: Kind::Sum,
                places: self.places(parts),
                stated: total.shown.clone(),
                computed: format!("{}{}", in_unit(sum, total.factor), unit_name(total)),
                formula,
                explained: Vec::new(),
            });
        }
    }

    /// A total behind its parts: 合计, 共计.
    fn trailing(&self, checked: &mut Checked, sums: &mut Sums<'a>) {
        let total = self.total();
        if !self.can_be_part(total) || !self.is_total(total) {
            return;
        }
        let firm = total.before.contains("合计")
            || total.before.contains("总计")
            || total.before.contains("小计");
        let earlier: Vec<&'a Figure> = self.figures[..self.nth]
            .iter()
            .copied()
            .filter(|figure| figure.depth == total.depth && self.can_be_part(figure))
            .collect();
        let own: Vec<&'a Figure> =
            earlier.iter().copied().filter(|figure| figure.sentence == total.sentence).collect();
        let mut mains: Vec<&'a Figure> = Vec::new();
        for figure in &earlier {
            if mains.last().is_none_or(|last| last.item != figure.item) && figure.item != total.item
            {
                mains.push(figure);
            }
        }
        for list in [&own, &mains, &earlier] {
            for from in 0..list.len().saturating_sub(1) {
                if self.adds_up(&list[from..]) {
                    checked.tie(
                        Kind::Sum,
                        sum_formula(&list[from..], total.value, total),
                        self.places(&list[from..]),
                    );
                    sums.found.push((total, list[from..].to_vec()));
                    return;
                }
            }
        }
        // 合计 at the head of a sentence is of the list in the one before.
        let last: Vec<&'a Figure> = earlier
            .iter()
            .copied()
            .filter(|figure| figure.sentence + 1 == total.sentence)
            .collect();
        let heads = any(&self.report.words.roles.totals, &total.before) && own.is_empty();
        if own.len() >= 2 && own.len() <= PARTS {
            self.judge(&own, if firm { Claim::All } else { Claim::Implied }, checked);
        } else if heads && last.len() >= 2 && last.len() <= PARTS {
            let lists = last.iter().filter(|figure| figure.item == last[0].item).count() == 1;
            self.judge(&last, if firm && lists { Claim::All } else { Claim::Implied }, checked);
        }
    }

    /// An item's first sum of money with the others in it as its parts.
    fn implied(&self, checked: &mut Checked, sums: &mut Sums<'a>) {
        let total = self.total();
        if total.class != Class::Money || !self.can_be_part(total) {
            return;
        }
        let item: Vec<&'a Figure> = self
            .figures
            .iter()
            .copied()
            .filter(|figure| {
                figure.item == total.item && figure.depth == total.depth && self.can_be_part(figure)
            })
            .collect();
        if item.first().is_none_or(|first| first.start != total.start) || item.len() < 3 {
            return;
        }
        let parts = &item[1..];
        if self.adds_up(parts) {
            checked.tie(Kind::Sum, sum_formula(parts, total.value, total), self.places(parts));
            sums.found.push((total, parts.to_vec()));
        } else if parts.iter().all(|part| part.value < total.value) && uses(parts) {
            self.judge(parts, Claim::Implied, checked);
        }
    }
}

/// Whether parts are said to be uses of money: 用于, 直补.
fn uses(parts: &[&Figure]) -> bool {
    let words = ["用于", "直补", "安排", "补助"];
    parts.iter().all(|part| words.iter().any(|word| part.before.contains(word)))
}

/// How much a list claims to be its total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// The whole.
    All,
    /// 其中 and a list: the whole, or some of it.
    Likely,
    /// No word says that it is made of these.
    Implied,
    /// 主要, 等: not all of it.
    Some,
}

/// A total whose parts are the paragraphs below it, each with a marker.
fn listed_below<'a>(report: &'a Report, checked: &mut Checked, sums: &mut Sums<'a>) {
    for (at, paragraph) in report.paragraphs.iter().enumerate() {
        if paragraph.chars.last() != Some(&':') || paragraph.cells.is_some() {
            continue;
        }
        let own: Vec<&Figure> =
            report.figures.iter().filter(|figure| figure.paragraph == at).collect();
        let mut below = Vec::new();
        let mut style = None;
        for (next, following) in report.paragraphs.iter().enumerate().skip(at + 1) {
            let kind = following.chars.first().map(char::is_ascii_digit);
            if !following.marked || style.is_some_and(|known| Some(known) != kind) {
                break;
            }
            style = kind;
            below.push(next);
        }
        if below.len() < 2 {
            continue;
        }
        for total in own {
            let parts: Vec<&Figure> = below
                .iter()
                .filter_map(|next| {
                    report.figures.iter().find(|figure| {
                        figure.paragraph == *next && figure.comparable(total) && figure.is_exact()
                    })
                })
                .collect();
            if parts.len() < 2 || parts.len() > PARTS || total.role == Role::Each {
                continue;
            }
            let sum = Sum { report, figures: &[total], nth: 0 };
            if sum.adds_up(&parts) {
                sums.found.push((total, parts.clone()));
                sum.judge(&parts, Claim::All, checked);
            } else if parts.len() == below.len() {
                sum.judge(&parts, Claim::Likely, checked);
            }
        }
    }
}

/// 以下七个方面: a list of sums whose total stands earlier in the paragraph, or
/// elsewhere in the report.
fn announced<'a>(report: &'a Report, checked: &mut Checked, sums: &mut Sums<'a>) {
    for count in report.figures.iter().filter(|figure| figure.class == Class::Count && !figure.cell)
    {
        let kinds = ["方面", "部分", "类", "大类", "块"];
        if !kinds.iter().any(|kind| count.after.contains(kind)) && !count.unit.ends_with('项') {
            continue;
        }
        let paragraph = report.paragraph(count);
        if !paragraph.chars[count.end..].iter().take(12).any(|c| *c == ':') {
            continue;
        }
        let mut parts: Vec<&'a Figure> = Vec::new();
        let list = report.figures.iter().filter(|figure| {
            figure.paragraph == count.paragraph
                && figure.sentence == count.sentence
                && figure.start >= count.end
                && figure.class == Class::Money
                && figure.depth == count.depth
                && matches!(figure.role, Role::Stated | Role::Target)
        });
        for figure in list {
            if parts.last().is_none_or(|last| last.item != figure.item) {
                parts.push(figure);
            }
        }
        if parts.len() < 2 || Decimal::from(parts.len()) != count.number {
            continue;
        }
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        let before = |figure: &&Figure| {
            figure.class == Class::Money
                && figure.paragraph == count.paragraph
                && figure.start < count.start
                && matches!(figure.role, Role::Stated | Role::Target)
        };
        // A total in the list's own sentence was tried already.
        let own =
            report.figures.iter().filter(before).any(|figure| figure.sentence == count.sentence);
        let elsewhere = report.figures.iter().filter(|figure| figure.class == Class::Money);
        let exact = report
            .figures
            .iter()
            .filter(before)
            .chain(elsewhere)
            .find(|figure| figure.value == sum);
        let largest = report
            .figures
            .iter()
            .filter(before)
            .max_by_key(|figure| (figure.value, std::cmp::Reverse(figure.start)));
        let Some(total) = exact.or(largest) else { continue };
        if own || sums.found.iter().any(|(_, known)| known == &parts) {
            continue;
        }
        let near = (sum - total.value).abs() * Decimal::from(4) <= total.value;
        let sum = Sum { report, figures: &[total], nth: 0 };
        if sum.adds_up(&parts) {
            sums.found.push((total, parts.clone()));
        }
        if sum.adds_up(&parts) || near {
            sum.judge(&parts, Claim::All, checked);
        }
    }
}
