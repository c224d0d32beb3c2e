//! Tables: columns that add up to their total row, rows whose rate is one column
//! in another.
//!
//! A table is rows of as many cells one below the other. Its heading is the rows
//! before the first with numbers. Columns of rates, marks, years and numbers of
//! rows are not added; a total may be of all rows or of the subtotals.

use rust_decimal::Decimal;

use super::arithmetic::{agrees, percent, shown};
use super::figure::{Class, Figure};
use super::label::Report;
use super::lexicon::any;
use super::outcome::{Checked, Contradiction, Kind, in_unit};

/// Recomputes the report's tables.
pub(super) fn check(report: &Report, checked: &mut Checked) {
    let mut at = 0;
    while at < report.paragraphs.len() {
        let cells =
            |at: usize| report.paragraphs.get(at).and_then(|row| row.cells.as_ref()).map(Vec::len);
        let Some(width) = cells(at) else {
            at += 1;
            continue;
        };
        let from = at;
        while cells(at) == Some(width) {
            at += 1;
        }
        if at - from >= 2 {
            Table::new(report, from, at, width).check(checked);
        }
    }
}

/// A table's cells as figures.
struct Table<'a> {
    report: &'a Report,
    heading: Vec<String>,
    /// Each row: its first words, and the figure of each cell.
    rows: Vec<(String, Vec<Option<&'a Figure>>)>,
}

impl<'a> Table<'a> {
    fn new(report: &'a Report, from: usize, to: usize, width: usize) -> Self {
        let mut heading = vec![String::new(); width];
        let mut rows = Vec::new();
        for at in from..to {
            let paragraph = &report.paragraphs[at];
            let cells = paragraph.cells.as_deref().unwrap_or_default();
            let figures: Vec<Option<&Figure>> = cells
                .iter()
                .map(|(start, end)| {
                    let mut own = report.figures.iter().filter(|figure| {
                        figure.paragraph == at && figure.start >= *start && figure.end <= *end
                    });
                    let first = own.next()?;
                    // A cell of words with figures in it is no number.
                    let whole = first.end - first.start + 2 >= end - start;
                    (own.next().is_none() && whole).then_some(first)
                })
                .collect();
            let words: Vec<String> =
                cells.iter().map(|(start, end)| paragraph.text(*start, *end)).collect();
            if figures.iter().flatten().next().is_none() {
                if rows.is_empty() {
                    for (column, word) in heading.iter_mut().zip(&words) {
                        column.push_str(word);
                    }
                }
                continue;
            }
            let label = words
                .iter()
                .zip(&figures)
                .find(|(word, figure)| figure.is_none() && !word.is_empty())
                .map(|(word, _)| word.clone())
                .unwrap_or_default();
            rows.push((label, figures));
        }
        Self { report, heading, rows }
    }

    fn check(&self, checked: &mut Checked) {
        for column in 0..self.heading.len() {
            self.column(column, checked);
        }
        for (label, row) in &self.rows {
            self.across(label, row, checked);
            self.rate(row, checked);
        }
    }

    fn total_row(&self, label: &str) -> bool {
        says(&self.report.words.table.total, label)
    }

    fn subtotal_row(&self, label: &str) -> bool {
        says(&self.report.words.table.subtotal, label)
    }

    /// A column against its total row, which stands below or above.
    fn column(&self, column: usize, checked: &mut Checked) {
        let table = &self.report.words.table;
        if any(&table.never_summed, &self.heading[column]) {
            return;
        }
        let cell = |row: usize| self.rows[row].1.get(column).copied().flatten();
        let totals: Vec<usize> = (0..self.rows.len())
            .filter(|row| {
                self.total_row(&self.rows[*row].0)
                    && !self.subtotal_row(&self.rows[*row].0)
                    && cell(*row).is_some()
            })
            .collect();
        let [at] = totals[..] else { return };
        let Some(total) = cell(at) else { return };
        if total.class == Class::Percent {
            return;
        }
        let others: Vec<usize> =
            if at == 0 { (1..self.rows.len()).collect() } else { (0..at).collect() };
        let figures = |keep: &dyn Fn(usize) -> bool| -> Vec<&'a Figure> {
            others.iter().filter(|row| keep(**row)).filter_map(|row| cell(*row)).collect()
        };
        let plain = figures(&|row| {
            !self.subtotal_row(&self.rows[row].0) && !self.rows[row].0.contains("其中")
        });
        let subtotals = figures(&|row| self.subtotal_row(&self.rows[row].0));
        if plain.len() < 2 || plain.iter().any(|figure| !figure.comparable(total)) {
            return;
        }
        let sum = |parts: &[&Figure]| -> Decimal { parts.iter().map(|part| part.value).sum() };
        let fits = |parts: &[&Figure]| parts.len() >= 2 && sum(parts) == total.value;
        let parts = if fits(&plain) || !fits(&subtotals) { &plain } else { &subtotals };
        self.settle(total, parts, checked);
    }

    /// A row's 合计 cell against the cells beside it.
    fn across(&self, label: &str, row: &[Option<&'a Figure>], checked: &mut Checked) {
        let table = &self.report.words.table;
        let totals: Vec<usize> = (0..row.len())
            .filter(|column| says(&table.total, &self.heading[*column]) && row[*column].is_some())
            .collect();
        let [at] = totals[..] else { return };
        let Some(total) = row[at] else { return };
        let parts: Vec<&Figure> = (0..row.len())
            .filter(|column| *column > at || at + 1 == row.len())
            .filter(|column| *column != at && !any(&table.never_summed, &self.heading[*column]))
            .filter_map(|column| row[column])
            .filter(|figure| figure.comparable(total))
            .collect();
        // Columns of other things stand beside a total: it must fit in most rows.
        let fits = |row: &[Option<&Figure>]| {
            let sum: Decimal = (0..row.len())
                .filter(|column| {
                    (*column > at || at + 1 == row.len())
                        && *column != at
                        && !any(&table.never_summed, &self.heading[*column])
                })
                .filter_map(|column| row[column])
                .map(|figure| figure.value)
                .sum();
            row[at].is_some_and(|total| total.value == sum)
        };
        let fitting = self.rows.iter().filter(|(_, row)| fits(row)).count();
        if parts.len() >= 2 && fitting * 2 > self.rows.len() && !label.is_empty() {
            self.settle(total, &parts, checked);
        }
    }

    fn settle(&self, total: &Figure, parts: &[&Figure], checked: &mut Checked) {
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        let terms: Vec<String> =
            parts.iter().map(|part| in_unit(part.value, total.factor)).collect();
        let formula = format!("{} = {}", terms.join(" + "), in_unit(sum, total.factor));
        let mut places = vec![self.report.place(total)];
        places.extend(parts.iter().map(|part| self.report.place(part)));
        let step = parts.iter().map(|part| part.step).max().unwrap_or(total.step);
        if sum == total.value {
            checked.tie(Kind::Sum, formula, places);
        } else if step < total.factor
            && (sum - total.value).abs() <= step * Decimal::from(parts.len() + 1) / Decimal::TWO
        {
            checked.look(
                "rounding",
                format!("{formula} ≠ {}", in_unit(total.value, total.factor)),
                places,
            );
        } else {
            checked.contradict(Contradiction {
                kind: Kind::Sum,
                places,
                stated: total.shown.clone(),
                computed: in_unit(sum, total.factor),
                formula,
                explained: Vec::new(),
            });
        }
    }

    /// A row's rate: what was done in what was planned.
    fn rate(&self, row: &[Option<&'a Figure>], checked: &mut Checked) {
        let table = &self.report.words.table;
        let rates: Vec<usize> =
            (0..row.len()).filter(|column| any(&table.rate, &self.heading[*column])).collect();
        let of = |words: &[String], not: &[String]| -> Vec<&'a Figure> {
            (0..row.len())
                .filter(|column| {
                    let heading = &self.heading[*column];
                    any(words, heading)
                        && !any(not, heading)
                        && !any(&table.rate, heading)
                        && !any(&table.share, heading)
                        && !any(&table.remainder, heading)
                })
                .filter_map(|column| row[column])
                .filter(|figure| figure.class != Class::Percent && figure.class != Class::Score)
                .collect()
        };
        let ([rate], [planned], [done]) = (
            &rates[..],
            &of(&table.planned, &table.done)[..],
            &of(&table.done, &table.planned)[..],
        ) else {
            return;
        };
        let Some(stated) = row[*rate] else { return };
        if planned.value.is_zero() || !planned.comparable(done) {
            return;
        }
        let Some(share) = percent(done.value, planned.value) else { return };
        let formula = format!(
            "{} / {} = {}%",
            in_unit(done.value, done.factor),
            in_unit(planned.value, planned.factor),
            shown(share, stated.number.scale().max(1) + 2)
        );
        let places = vec![self.report.place_of(stated, &[done, planned, stated])];
        let fraction = stated.class == Class::Bare
            && agrees(share / Decimal::ONE_HUNDRED, stated.value, stated.step);
        if fraction || agrees(share, stated.value, stated.step) {
            checked.tie(Kind::Rate, formula, places);
        } else {
            checked.contradict(Contradiction {
                kind: Kind::Rate,
                places,
                stated: stated.shown.clone(),
                computed: format!("{}%", shown(share, stated.number.scale().max(1) + 1)),
                formula,
                explained: Vec::new(),
            });
        }
    }
}

/// Whether a cell has any of the words, its spaces left out.
fn says(words: &[String], text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    any(words, &bare)
}
