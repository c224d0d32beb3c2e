//! The equations that must hold of every run, shown with both of their sides.
//!
//! In: the run's totals, its figures by group, its payout files. Out: a table
//! on the overview. It asserts nothing: the run did; this is for whoever signs.

use super::overview::Overview;
use crate::domain::{Lang, Money};
use crate::payout::PayFile;
use crate::report::figures::Figures;
use crate::report::{RunView, Totals, workbook};

impl Overview<'_> {
    /// The equations that must hold, with both sides.
    pub(super) fn equations(&mut self, view: &RunView<'_>, figures: &Figures) {
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
            let files: Money = view.payments.iter().map(PayFile::amount).sum();
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
            self.remark(remark);
            self.next_row();
        }
    }

    /// Whether both sides are alike, in words.
    fn verdict(&mut self, holds: bool) {
        let words = if holds {
            self.lang.pick("平", "balances")
        } else {
            self.lang.pick("不平！", "DOES NOT BALANCE")
        };
        self.remark(words);
        self.next_row();
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
