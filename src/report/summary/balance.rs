//! The equations that must hold of every run, shown with both of their sides.
//!
//! In: the run's totals, its figures by group, its payout files. Out: a table
//! on the overview. It asserts nothing: the run did; this is for whoever signs.

use super::overview::Overview;
use crate::domain::{Lang, Money};
use crate::payout::PayFile;
use crate::report::figures::Figures;
use crate::report::{RunView, Totals, workbook};
use crate::say;

impl Overview<'_> {
    /// The equations that must hold, with both sides.
    pub(super) fn equations(&mut self, view: &RunView<'_>, figures: &Figures) {
        let (lang, totals) = (self.lang, view.totals);
        self.section(say!(lang, "summary-what-must-balance"));
        self.headings(&[
            say!(lang, "summary-equation"),
            say!(lang, "summary-left-side"),
            say!(lang, "summary-right-side"),
            say!(lang, "summary-result"),
        ]);
        for (words, left, right) in counts_that_balance(totals, figures, lang) {
            self.text(0, words);
            workbook::count(self.sheet, self.row, 1, left, &self.formats.count);
            workbook::count(self.sheet, self.row, 2, right, &self.formats.count);
            self.verdict(left == right);
        }
        let townships: Money = figures.by_township.iter().map(|place| place.paid_amount).sum();
        let banks: Money = figures.by_bank.iter().map(|line| line.amount).sum();
        let mut sums = vec![
            (say!(lang, "summary-yuan-by-township"), totals.paid_amount, townships),
            (say!(lang, "summary-yuan-by-bank"), totals.paid_amount, banks),
        ];
        if !view.refused {
            let files: Money = view.payments.iter().map(PayFile::amount).sum();
            sums.push((say!(lang, "summary-yuan-by-file"), totals.paid_amount, files));
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
        self.text(0, say!(lang, "summary-people-times-standard"));
        workbook::yuan(self.sheet, self.row, 1, expected, &self.formats.yuan);
        workbook::yuan(self.sheet, self.row, 2, paid, &self.formats.yuan);
        if expected == paid {
            self.verdict(true);
        } else {
            let remark = say!(lang, "summary-not-whole-standard");
            self.remark(remark);
            self.next_row();
        }
    }

    /// Whether both sides are alike, in words.
    fn verdict(&mut self, holds: bool) {
        let words = if holds {
            say!(self.lang, "summary-balances")
        } else {
            say!(self.lang, "summary-does-not-balance")
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
            say!(lang, "summary-roster-by-disposition"),
            totals.roster_rows,
            totals.roster.values().sum(),
        ),
        (
            say!(lang, "summary-pay-list-by-disposition"),
            totals.pay_list_rows,
            totals.pay_list.values().sum(),
        ),
        (
            say!(lang, "summary-roster-by-township"),
            totals.roster_rows,
            townships.iter().map(|place| place.roster_rows).sum(),
        ),
        (
            say!(lang, "summary-roster-by-reservoir"),
            totals.roster_rows,
            reservoirs.iter().map(|place| place.roster_rows).sum(),
        ),
        (
            say!(lang, "summary-people-by-township"),
            totals.paid_people,
            townships.iter().map(|place| place.paid).sum(),
        ),
        (
            say!(lang, "summary-people-by-bank"),
            totals.paid_people,
            figures.by_bank.iter().map(|line| line.people).sum(),
        ),
    ]
}
