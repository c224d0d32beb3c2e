//! The summary's first sheet: from the people registered to the yuan paid.
//!
//! In: the run, its figures, the project's settings. Out: what the run is
//! about, the bridge, the equations, what the county changed and waived, and
//! the findings by code.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ChartType, Worksheet};

use super::{Series, place, signature};
pub use crate::domain::money::thousands;
use crate::domain::{Lang, Money};
use crate::finding::{Doc, Severity};
use crate::report::RunView;
use crate::report::exceptions::FAMILIES;
use crate::report::figures::Figures;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::{say, words};

/// The columns' widths: what, people or rows, yuan, words.
const WIDTHS: [u16; 4] = [34, 16, 20, 30];

/// The first column beside what is printed: charts' own figures stand there.
pub(super) const BESIDE: u16 = 5;

/// The sheet in the making: where the next row goes.
pub(super) struct Overview<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) formats: &'a Formats,
    pub(super) lang: Lang,
    pub(super) row: u32,
    /// The lines that the row's longest text takes.
    lines: usize,
}

/// Writes the sheet.
pub(super) fn write(book: &mut Book, view: &RunView<'_>, figures: &Figures, formats: &Formats) {
    let lang = view.lang;
    let sheet = book.sheet(say!(lang, "summary-overview"), Page::Portrait);
    workbook::widths(sheet, WIDTHS);
    let name = sheet.name();
    let mut overview = Overview { sheet, formats, lang, row: 0, lines: 1 };
    overview.head(view);
    overview.bridge(view.totals, &name);
    overview.equations(view, figures);
    overview.settings(view);
    overview.findings(view, &name);
    let last = overview.row;
    signature(overview.sheet, last, lang, formats);
    overview.sheet.set_print_area(0, 0, last, 3).expect("the rows are within the sheet");
}

impl Overview<'_> {
    pub(super) fn text(&mut self, column: u16, text: &str) {
        workbook::text(self.sheet, self.row, column, text, &self.formats.text);
        self.lines = self.lines.max(workbook::lines(text, WIDTHS[usize::from(column)]));
    }

    /// A remark beside a number.
    pub(super) fn remark(&mut self, text: &str) {
        workbook::text(self.sheet, self.row, 3, text, &self.formats.remark);
        self.lines = self.lines.max(workbook::lines(text, WIDTHS[3] - 2));
    }

    /// Ends a row of a table.
    pub(super) fn next_row(&mut self) {
        workbook::height(self.sheet, self.row, self.lines);
        self.row += 1;
        self.lines = 1;
    }

    pub(super) fn headings(&mut self, headings: &[&str]) {
        workbook::headings(self.sheet, self.row, headings, self.formats);
        self.next_row();
    }

    pub(super) fn section(&mut self, title: &str) {
        self.row += 1;
        workbook::text(self.sheet, self.row, 0, title, &self.formats.section);
        self.row += 1;
    }

    /// A label and what stands beside it, over the other columns.
    fn entry(&mut self, label: &str, value: &str) {
        workbook::text(self.sheet, self.row, 0, label, &self.formats.total_text);
        workbook::across(self.sheet, self.row, (1, 3), value, &self.formats.text);
        self.lines = workbook::lines(value, WIDTHS[1..].iter().sum());
        self.next_row();
    }

    /// What the run is about.
    fn head(&mut self, view: &RunView<'_>) {
        let (lang, project) = (self.lang, view.project);
        let title =
            say!(lang, "summary-overview-title", county = &project.county, period = project.period);
        workbook::text(self.sheet, 0, 0, &title, &self.formats.title);
        self.row = 2;
        if view.refused {
            let refused = say!(lang, "summary-run-is-refused");
            workbook::across(self.sheet, self.row, (0, 3), refused, &self.formats.alarm);
            self.lines = workbook::lines(refused, WIDTHS.iter().sum());
            self.next_row();
            self.row += 1;
        }
        let standard = view.rulebook.programme.entitlement(project.period, None);
        let people = say!(lang, "summary-unit-people");
        let yuan = say!(lang, "summary-unit-yuan");
        self.entry(say!(lang, "summary-programme"), view.rulebook.programme.name(lang));
        self.entry(say!(lang, "summary-period"), &project.period.to_string());
        self.entry(say!(lang, "summary-judged-as-of"), &project.as_of.to_string());
        self.entry(
            say!(lang, "summary-standard-a-person"),
            &format!("{}{yuan}", grouped(standard)),
        );
        self.entry(
            say!(lang, "summary-quota"),
            &format!("{}{people}{}", thousands(project.quota), self.left_people(view)),
        );
        self.entry(
            say!(lang, "summary-budget"),
            &format!("{}{yuan}{}", grouped(project.budget), self.left_money(view)),
        );
    }

    /// How far the people paid are from the quota.
    fn left_people(&self, view: &RunView<'_>) -> String {
        let (quota, paid) = (view.project.quota, view.totals.paid_people);
        let apart = thousands(quota.abs_diff(paid));
        if paid <= quota {
            say!(self.lang, "summary-people-left", apart = apart)
        } else {
            say!(self.lang, "summary-people-over", apart = apart)
        }
    }

    /// How far the money paid is from the budget.
    fn left_money(&self, view: &RunView<'_>) -> String {
        let (budget, paid) = (view.project.budget, view.totals.paid_amount);
        let fen = budget.fen().abs_diff(paid.fen());
        let apart = grouped(Money::from_fen(i64::try_from(fen).expect("both are money")));
        if paid <= budget {
            say!(self.lang, "summary-yuan-left", apart = apart)
        } else {
            say!(self.lang, "summary-yuan-over", apart = apart)
        }
    }

    /// What the county changed and waived, with its reasons.
    fn settings(&mut self, view: &RunView<'_>) {
        let (lang, project) = (self.lang, view.project);
        self.section(say!(lang, "summary-levels-changed"));
        if project.severities.is_empty() {
            self.none();
        } else {
            self.headings(&[
                say!(lang, "summary-code"),
                say!(lang, "summary-level-now"),
                say!(lang, "summary-since"),
                say!(lang, "summary-reason"),
            ]);
            for change in &project.severities {
                self.text(0, &change.code);
                self.text(1, change.level.words(lang));
                self.text(2, &change.since.to_string());
                self.text(3, &change.reason);
                self.next_row();
            }
        }
        self.section(say!(lang, "summary-acknowledged"));
        if project.acknowledgements.is_empty() {
            self.none();
            return;
        }
        self.headings(&[
            say!(lang, "summary-place"),
            say!(lang, "summary-code"),
            say!(lang, "summary-by-on"),
            say!(lang, "summary-reason"),
        ]);
        for waived in &project.acknowledgements {
            self.text(0, &waived.at);
            self.text(1, &waived.code);
            self.text(2, &format!("{} {}", waived.by, waived.on));
            self.text(3, &waived.reason);
            self.next_row();
        }
    }

    fn none(&mut self) {
        let none = say!(self.lang, "summary-none");
        workbook::text(self.sheet, self.row, 0, none, &self.formats.line);
        self.row += 1;
    }

    /// The findings by code.
    fn findings(&mut self, view: &RunView<'_>, name: &str) {
        let lang = self.lang;
        self.sheet.set_page_breaks(&[self.row + 1]).expect("the row is within the sheet");
        self.section(say!(lang, "summary-findings"));
        if view.findings.is_empty() {
            self.none();
            self.row += 1;
            return;
        }
        self.by_kind(view, name);
        self.headings(&[
            say!(lang, "summary-problem"),
            say!(lang, "summary-code"),
            say!(lang, "summary-level"),
            say!(lang, "summary-findings-count"),
        ]);
        let mut by_code: BTreeMap<(&str, std::cmp::Reverse<Severity>), (&Doc, u64)> =
            BTreeMap::new();
        for finding in view.findings {
            let key = (finding.doc.code, std::cmp::Reverse(finding.severity));
            by_code.entry(key).or_insert((finding.doc, 0)).1 += 1;
        }
        for ((code, severity), (doc, count)) in by_code {
            self.text(0, doc.words(lang).title);
            self.text(1, code);
            self.text(2, severity.0.words(lang));
            workbook::count(self.sheet, self.row, 3, count, &self.formats.count);
            self.next_row();
        }
        workbook::text(
            self.sheet,
            self.row,
            0,
            say!(lang, "summary-total"),
            &self.formats.total_text,
        );
        for column in [1, 2] {
            workbook::text(self.sheet, self.row, column, "", &self.formats.total_text);
        }
        let count = view.findings.len() as u64;
        workbook::count(self.sheet, self.row, 3, count, &self.formats.total_count);
        self.row += 2;
    }
}

impl Overview<'_> {
    /// The findings by kind, and a chart of them.
    fn by_kind(&mut self, view: &RunView<'_>, name: &str) {
        let lang = self.lang;
        let heading_row = self.row;
        self.headings(&[
            say!(lang, "quality-kind"),
            say!(lang, "quality-to-settle"),
            say!(lang, "quality-advise"),
            say!(lang, "quality-note-level"),
        ]);
        let mut kinds: BTreeMap<usize, [u64; 3]> = BTreeMap::new();
        for finding in view.findings {
            let family = finding.doc.family();
            let kind = FAMILIES.iter().position(|(letter, ..)| *letter == family);
            let level = match finding.severity {
                Severity::Refuse | Severity::Hold => 0,
                Severity::Advise => 1,
                Severity::Note => 2,
            };
            kinds.entry(kind.unwrap_or(FAMILIES.len())).or_default()[level] += 1;
        }
        let first = self.row;
        for (kind, counts) in &kinds {
            let words = FAMILIES.get(*kind).map_or("", |(_, id)| words::text(lang, id));
            self.text(0, words);
            for (column, count) in (1_u16..).zip(counts) {
                workbook::count(self.sheet, self.row, column, *count, &self.formats.count);
            }
            self.next_row();
        }
        let series = Series {
            sheet: name,
            heading_row,
            first,
            last: self.row - 1,
            columns: &[1, 2],
            points: &[],
            labels: None,
        };
        let mut chart = series.chart(ChartType::BarStacked, say!(lang, "quality-chart-kinds"));
        chart.y_axis().set_reverse();
        self.row = place(self.sheet, self.row + 1, 0, &mut chart, (700, 300));
    }
}

/// Yuan with thousands set apart and two decimals.
fn grouped(sum: Money) -> String {
    let fen = sum.fen().unsigned_abs();
    format!("{}.{:02}", thousands(fen / 100), fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (fen, text) in [
            (0, "0.00"),
            (60_000, "600.00"),
            (2_540_460_000, "25,404,600.00"),
            (100_005, "1,000.05"),
        ] {
            assert_eq!(grouped(Money::from_fen(fen)), text);
        }
    }
}
