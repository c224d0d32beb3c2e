//! The summary's first sheet: from the people registered to the yuan paid.
//!
//! In: the run's totals, its figures, the project's settings. Out: the bridge
//! with its chart, the equations with both of their sides, what the county
//! changed and waived, and the findings by code.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ChartDataLabel, ChartType, Worksheet};

use super::{COLOURS, Series, place, signature};
use crate::domain::{Lang, Money};
use crate::finding::{Doc, Severity};
use crate::reconcile::Disposition;
use crate::report::figures::Figures;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::report::{RunView, Totals};

/// The columns' widths: what, people or rows, yuan, words.
const WIDTHS: [u16; 4] = [34, 16, 20, 30];

/// The steps of the bridge on which it stands; the others lead down from them.
const STANDING: [usize; 4] = [0, 5, 6, 10];

/// How many steps the bridge has.
const STEPS: usize = 11;

/// The sheet in the making: where the next row goes.
struct Overview<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    lang: Lang,
    row: u32,
}

/// Writes the sheet.
pub(super) fn write(book: &mut Book, view: &RunView<'_>, figures: &Figures, formats: &Formats) {
    let lang = view.lang;
    let sheet = book.sheet(lang.pick("总表", "Overview"), Page::Portrait);
    workbook::widths(sheet, WIDTHS);
    let name = sheet.name();
    let mut overview = Overview { sheet, formats, lang, row: 0 };
    overview.head(view);
    overview.bridge(view, &name);
    overview.equations(view, figures);
    overview.settings(view);
    overview.findings(view);
    signature(overview.sheet, overview.row, lang, formats);
}

impl Overview<'_> {
    fn text(&mut self, column: u16, text: &str) {
        workbook::text(self.sheet, self.row, column, text, &self.formats.text);
    }

    fn headings(&mut self, headings: &[&str]) {
        workbook::headings(self.sheet, self.row, headings, self.formats);
        self.row += 1;
    }

    fn section(&mut self, title: &str) {
        self.row += 1;
        workbook::text(self.sheet, self.row, 0, title, &self.formats.section);
        self.row += 1;
    }

    /// A label and what stands beside it, over the other columns.
    fn entry(&mut self, label: &str, value: &str) {
        workbook::text(self.sheet, self.row, 0, label, &self.formats.total_text);
        workbook::across(self.sheet, self.row, (1, 3), value, &self.formats.text);
        self.row += 1;
    }

    /// What the run is about.
    fn head(&mut self, view: &RunView<'_>) {
        let (lang, project) = (self.lang, view.project);
        let title = match lang {
            Lang::Zh => format!("{} {} 发放总表", project.county, project.period),
            Lang::En => format!("{} {}: overview", project.county, project.period),
        };
        workbook::text(self.sheet, 0, 0, &title, &self.formats.title);
        self.row = 2;
        if view.refused {
            let refused = lang.pick(
                "本次核对被拒绝，没有生成发放文件。请先处理“拒绝”一级的问题。",
                "This run is refused: no payout file was written. Deal with the findings of level “refuse” first.",
            );
            workbook::across(self.sheet, self.row, (0, 3), refused, &self.formats.alarm);
            self.row += 2;
        }
        let standard = view.rulebook.programme.entitlement(project.period, None);
        let people = lang.pick(" 人", " people");
        let yuan = lang.pick(" 元", " yuan");
        self.entry(lang.pick("项目", "Programme"), view.rulebook.programme.name(lang));
        self.entry(lang.pick("发放期", "Period"), &project.period.to_string());
        self.entry(lang.pick("核对截止日", "Judged as of"), &project.as_of.to_string());
        self.entry(
            lang.pick("每人标准", "Standard a person"),
            &format!("{}{yuan}", grouped(standard)),
        );
        self.entry(
            lang.pick("核定人数", "Quota"),
            &format!("{}{people}{}", thousands(project.quota), self.left_people(view)),
        );
        self.entry(
            lang.pick("核定资金", "Budget"),
            &format!("{}{yuan}{}", grouped(project.budget), self.left_money(view)),
        );
    }

    /// How far the people paid are from the quota.
    fn left_people(&self, view: &RunView<'_>) -> String {
        let (quota, paid) = (view.project.quota, view.totals.paid_people);
        let apart = thousands(quota.abs_diff(paid));
        match (self.lang, paid <= quota) {
            (Lang::Zh, true) => format!("（余 {apart} 人）"),
            (Lang::Zh, false) => format!("（超 {apart} 人）"),
            (Lang::En, true) => format!(" ({apart} left)"),
            (Lang::En, false) => format!(" (over by {apart})"),
        }
    }

    /// How far the money paid is from the budget.
    fn left_money(&self, view: &RunView<'_>) -> String {
        let (budget, paid) = (view.project.budget, view.totals.paid_amount);
        let fen = budget.fen().abs_diff(paid.fen());
        let apart = grouped(Money::from_fen(i64::try_from(fen).expect("both are money")));
        match (self.lang, paid <= budget) {
            (Lang::Zh, true) => format!("（余 {apart} 元）"),
            (Lang::Zh, false) => format!("（超 {apart} 元）"),
            (Lang::En, true) => format!(" ({apart} left)"),
            (Lang::En, false) => format!(" (over by {apart})"),
        }
    }

    /// From the rows registered to the people paid, and its chart.
    fn bridge(&mut self, view: &RunView<'_>, name: &str) {
        let (lang, totals) = (self.lang, view.totals);
        self.section(lang.pick("从登记到发放", "From the roster to the money"));
        let heading_row = self.row;
        self.headings(&lang.pick(
            ["环节", "行（人次）", "金额（元）", "说明"],
            ["Step", "Rows", "Yuan", "Remarks"],
        ));
        let first = self.row;
        let on_pay_list = [Disposition::Paid, Disposition::AlreadyPaid, Disposition::Held]
            .into_iter()
            .map(|end| of(&totals.roster, end))
            .sum();
        let people = |count: u64| match lang {
            Lang::Zh => format!("不同的人 {} 人", thousands(count)),
            Lang::En => format!("{} different people", thousands(count)),
        };
        let roster = |end| of(&totals.roster, end);
        let pay = |end| of(&totals.pay_list, end);
        #[rustfmt::skip]
        let steps: [(&str, u64, Option<Money>, String); STEPS] = [
            (lang.pick("花名册登记", "On the roster"), totals.roster_rows, None, people(totals.roster_people)),
            (lang.pick("－ 项目扶持", "− project support"), roster(Disposition::ProjectMode), None, String::new()),
            (lang.pick("－ 不应发放", "− not payable"), roster(Disposition::NotPayable), None, String::new()),
            (lang.pick("－ 花名册重复合并", "− merged roster copies"), roster(Disposition::Merged), None, String::new()),
            (lang.pick("－ 未列入发放", "− not listed"), roster(Disposition::NotListed), None, String::new()),
            (lang.pick("＝ 花名册中在发放名册上的", "= of the roster, on the pay list"), on_pay_list, None, String::new()),
            (lang.pick("发放名册", "On the pay list"), totals.pay_list_rows, None, people(totals.pay_list_people)),
            (lang.pick("－ 发放名册重复合并", "− merged pay-list copies"), pay(Disposition::Merged), None, String::new()),
            (lang.pick("－ 本期已发", "− already paid"), pay(Disposition::AlreadyPaid), None, String::new()),
            (lang.pick("－ 暂缓", "− held"), pay(Disposition::Held), Some(totals.held_amount), people(totals.held_people)),
            (lang.pick("＝ 发放", "= paid"), totals.paid_people, Some(totals.paid_amount), String::new()),
        ];
        for (at, (label, count, amount, remark)) in steps.iter().enumerate() {
            let total = STANDING.contains(&at);
            let formats = self.formats;
            let (text, number, yuan) = if total {
                (&formats.total_text, &formats.total_count, &formats.total_yuan)
            } else {
                (&formats.text, &formats.count, &formats.yuan)
            };
            workbook::text(self.sheet, self.row, 0, label, text);
            workbook::count(self.sheet, self.row, 1, *count, number);
            match amount {
                Some(amount) => workbook::yuan(self.sheet, self.row, 2, *amount, yuan),
                None => workbook::text(self.sheet, self.row, 2, "", yuan),
            }
            let text = if total { text } else { &formats.remark };
            workbook::text(self.sheet, self.row, 3, remark, text);
            self.row += 1;
        }
        let colours: Vec<u32> =
            (0..STEPS).map(|at| COLOURS[usize::from(!STANDING.contains(&at))]).collect();
        let series = Series {
            sheet: name,
            heading_row,
            first,
            last: self.row - 1,
            columns: &[1],
            points: &colours,
            labels: Some(ChartDataLabel::new().show_value().set_num_format("#,##0").clone()),
        };
        let title = lang.pick("从登记到发放（行）", "From the roster to the money (rows)");
        let mut chart = series.chart(ChartType::Bar, title);
        // Bars are drawn from below; the bridge is read from above.
        chart.y_axis().set_reverse();
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
        self.row = place(self.sheet, self.row + 1, 0, &mut chart, (700, 320));
    }

    /// The equations that must hold, with both sides.
    fn equations(&mut self, view: &RunView<'_>, figures: &Figures) {
        let (lang, totals) = (self.lang, view.totals);
        self.section(lang.pick("平衡关系", "What must balance"));
        self.headings(&lang.pick(
            ["等式", "左边", "右边", "结果"],
            ["Equation", "Left side", "Right side", "Result"],
        ));
        for (words, left, right) in counts_that_balance(totals, figures, lang) {
            self.text(0, words);
            workbook::count(self.sheet, self.row, 1, left, &self.formats.count);
            workbook::count(self.sheet, self.row, 2, right, &self.formats.count);
            self.verdict(left == right);
        }
        let townships: Money = figures.by_township.iter().map(|place| place.paid_amount).sum();
        let banks: Money = figures.by_bank.iter().map(|line| line.amount).sum();
        let mut sums = vec![
            (
                lang.pick("发放金额（元）＝ 各乡镇之和", "Yuan paid = sum of the townships"),
                totals.paid_amount,
                townships,
            ),
            (
                lang.pick("发放金额（元）＝ 各银行之和", "Yuan paid = sum of the banks"),
                totals.paid_amount,
                banks,
            ),
        ];
        if !view.refused {
            let files: Money = view.payments.iter().map(crate::payout::PayFile::amount).sum();
            sums.push((
                lang.pick("发放金额（元）＝ 各发放文件之和", "Yuan paid = sum of the payout files"),
                totals.paid_amount,
                files,
            ));
        }
        for (words, left, right) in sums {
            self.text(0, words);
            workbook::yuan(self.sheet, self.row, 1, left, &self.formats.yuan);
            workbook::yuan(self.sheet, self.row, 2, right, &self.formats.yuan);
            self.verdict(left == right);
        }
        self.by_the_standard(view);
    }

    /// People times the standard against the money: a difference is explained
    /// by persons whose term begins or ends within the period.
    fn by_the_standard(&mut self, view: &RunView<'_>) {
        let lang = self.lang;
        let standard = view.rulebook.programme.entitlement(view.project.period, None);
        let expected = standard.times(view.totals.paid_people);
        let paid = view.totals.paid_amount;
        self.text(
            0,
            lang.pick(
                "发放人数 × 每人标准 ＝ 发放金额（元）",
                "People paid × standard = yuan paid",
            ),
        );
        workbook::yuan(self.sheet, self.row, 1, expected, &self.formats.yuan);
        workbook::yuan(self.sheet, self.row, 2, paid, &self.formats.yuan);
        if expected == paid {
            self.verdict(true);
        } else {
            let remark = lang.pick(
                "有人不是按整期标准发放，见 data/dispositions.csv 的金额",
                "some are not paid the whole standard: see the amounts in data/dispositions.csv",
            );
            workbook::text(self.sheet, self.row, 3, remark, &self.formats.remark);
            self.row += 1;
        }
    }

    /// Whether both sides are alike, in words.
    fn verdict(&mut self, holds: bool) {
        let words = if holds {
            self.lang.pick("平", "balances")
        } else {
            self.lang.pick("不平！", "DOES NOT BALANCE")
        };
        workbook::text(self.sheet, self.row, 3, words, &self.formats.remark);
        self.row += 1;
    }

    /// What the county changed and waived, with its reasons.
    fn settings(&mut self, view: &RunView<'_>) {
        let (lang, project) = (self.lang, view.project);
        self.section(lang.pick("本县改过的级别", "Levels that the county changed"));
        if project.severities.is_empty() {
            self.none();
        } else {
            self.headings(&lang.pick(
                ["代码", "现级别", "自何日起", "理由"],
                ["Code", "Level now", "Since", "Reason"],
            ));
            for change in &project.severities {
                self.text(0, &change.code);
                self.text(1, change.level.words(lang));
                self.text(2, &change.since.to_string());
                self.text(3, &change.reason);
                self.row += 1;
            }
        }
        self.section(lang.pick("逐条认可的问题", "Findings acknowledged by name"));
        if project.acknowledgements.is_empty() {
            self.none();
            return;
        }
        self.headings(
            &lang.pick(
                ["位置", "代码", "认可人、日期", "理由"],
                ["Place", "Code", "By, on", "Reason"],
            ),
        );
        for waived in &project.acknowledgements {
            self.text(0, &waived.at);
            self.text(1, &waived.code);
            self.text(2, &format!("{} {}", waived.by, waived.on));
            self.text(3, &waived.reason);
            self.row += 1;
        }
    }

    fn none(&mut self) {
        let none = self.lang.pick("无", "none");
        workbook::text(self.sheet, self.row, 0, none, &self.formats.line);
        self.row += 1;
    }

    /// The findings by code.
    fn findings(&mut self, view: &RunView<'_>) {
        let lang = self.lang;
        self.section(lang.pick("发现的问题", "Findings"));
        if view.findings.is_empty() {
            self.none();
            self.row += 1;
            return;
        }
        self.headings(
            &lang.pick(["问题", "代码", "级别", "条数"], ["Problem", "Code", "Level", "Findings"]),
        );
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
            self.row += 1;
        }
        workbook::text(
            self.sheet,
            self.row,
            0,
            lang.pick("合计", "Total"),
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

/// The equations of counts: words, left, right.
fn counts_that_balance(
    totals: &Totals,
    figures: &Figures,
    lang: Lang,
) -> [(&'static str, u64, u64); 6] {
    let townships = &figures.by_township;
    let reservoirs = &figures.by_reservoir;
    [
        (
            lang.pick("花名册行数 ＝ 各去向之和", "Roster rows = sum of where they end"),
            totals.roster_rows,
            totals.roster.values().sum(),
        ),
        (
            lang.pick(
                "发放名册行数 ＝ 发放＋已发＋暂缓＋合并",
                "Pay-list rows = paid + already paid + held + merged",
            ),
            totals.pay_list_rows,
            totals.pay_list.values().sum(),
        ),
        (
            lang.pick("花名册行数 ＝ 各乡镇之和", "Roster rows = sum of the townships"),
            totals.roster_rows,
            townships.iter().map(|place| place.roster_rows).sum(),
        ),
        (
            lang.pick("花名册行数 ＝ 各水库之和", "Roster rows = sum of the reservoirs"),
            totals.roster_rows,
            reservoirs.iter().map(|place| place.roster_rows).sum(),
        ),
        (
            lang.pick("发放人数 ＝ 各乡镇之和", "People paid = sum of the townships"),
            totals.paid_people,
            townships.iter().map(|place| place.paid).sum(),
        ),
        (
            lang.pick("发放人数 ＝ 各银行之和", "People paid = sum of the banks"),
            totals.paid_people,
            figures.by_bank.iter().map(|line| line.people).sum(),
        ),
    ]
}

fn of(counts: &BTreeMap<Disposition, u64>, end: Disposition) -> u64 {
    counts.get(&end).copied().unwrap_or_default()
}

/// A count with thousands set apart.
fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
