//! The bridge: from the rows registered to the people paid, with its chart.
//!
//! In: the run's totals. Out: a table on the overview, a step a row, and a bar
//! a step below it.

use std::collections::BTreeMap;

use super::overview::{BESIDE, Overview, thousands};
use super::place;
use super::waterfall::{self, At, Stands};
use crate::domain::{Lang, Money};
use crate::reconcile::Disposition;
use crate::report::{Totals, workbook};
use crate::say;

/// A step of the bridge.
struct Step {
    label: &'static str,
    /// Whether the bridge stands on it; the others lead down from those.
    standing: bool,
    rows: u64,
    amount: Option<Money>,
    remark: String,
}

impl Step {
    fn standing(label: &'static str, rows: u64, remark: String) -> Self {
        Self { label, standing: true, rows, amount: None, remark }
    }

    fn less(label: &'static str, counts: &BTreeMap<Disposition, u64>, end: Disposition) -> Self {
        let rows = of(counts, end);
        Self { label, standing: false, rows, amount: None, remark: String::new() }
    }
}

/// How many rows end there.
fn of(counts: &BTreeMap<Disposition, u64>, end: Disposition) -> u64 {
    counts.get(&end).copied().unwrap_or_default()
}

/// The steps: of the roster, then of the pay list.
fn steps(totals: &Totals, lang: Lang) -> Vec<Step> {
    let (roster, pay_list) = (&totals.roster, &totals.pay_list);
    let on_pay_list = [Disposition::Paid, Disposition::AlreadyPaid, Disposition::Held]
        .into_iter()
        .map(|end| of(roster, end))
        .sum();
    let people = |count: u64| say!(lang, "summary-different-people", count = thousands(count));
    let held =
        say!(lang, "summary-people-without-paid-row", held_people = thousands(totals.held_people));
    vec![
        Step::standing(
            say!(lang, "summary-step-on-roster"),
            totals.roster_rows,
            people(totals.roster_people),
        ),
        Step::less(
            say!(lang, "summary-step-less-project-support"),
            roster,
            Disposition::ProjectMode,
        ),
        Step::less(say!(lang, "summary-step-less-not-payable"), roster, Disposition::NotPayable),
        Step::less(say!(lang, "summary-step-less-merged-roster"), roster, Disposition::Merged),
        Step::less(say!(lang, "summary-step-less-not-listed"), roster, Disposition::NotListed),
        Step::standing(say!(lang, "summary-step-of-these-on-pay-list"), on_pay_list, String::new()),
        Step::standing(
            say!(lang, "summary-step-on-pay-list"),
            totals.pay_list_rows,
            people(totals.pay_list_people),
        ),
        Step::less(say!(lang, "summary-step-less-merged-pay-list"), pay_list, Disposition::Merged),
        Step::less(
            say!(lang, "summary-step-less-already-paid"),
            pay_list,
            Disposition::AlreadyPaid,
        ),
        Step {
            amount: Some(totals.held_amount),
            remark: held,
            ..Step::less(say!(lang, "summary-step-less-held"), pay_list, Disposition::Held)
        },
        Step {
            amount: Some(totals.paid_amount),
            ..Step::standing(say!(lang, "summary-step-paid"), totals.paid_people, String::new())
        },
    ]
}

impl Overview<'_> {
    /// Writes the bridge and its chart.
    pub(super) fn bridge(&mut self, totals: &Totals, name: &str) {
        let lang = self.lang;
        self.section(say!(lang, "summary-bridge"));
        self.headings(&[
            say!(lang, "summary-step"),
            say!(lang, "summary-rows"),
            say!(lang, "summary-yuan"),
            say!(lang, "summary-remarks"),
        ]);
        let first = self.row;
        let steps = steps(totals, lang);
        for step in &steps {
            self.step(step);
        }
        let figures: Vec<(Stands, u64)> = steps
            .iter()
            .map(|step| (if step.standing { Stands::Whole } else { Stands::Less }, step.rows))
            .collect();
        let title = say!(lang, "summary-bridge-chart");
        let at = At { name, first, column: BESIDE };
        let mut chart = waterfall::chart(self.sheet, &at, &figures, title);
        self.row = place(self.sheet, self.row + 1, 0, &mut chart, (700, 320));
    }

    fn step(&mut self, step: &Step) {
        let formats = self.formats;
        let (text, rows, yuan, remark) = if step.standing {
            let text = &formats.total_text;
            (text, &formats.total_count, &formats.total_yuan, text)
        } else {
            (&formats.text, &formats.count, &formats.yuan, &formats.remark)
        };
        workbook::text(self.sheet, self.row, 0, step.label, text);
        workbook::count(self.sheet, self.row, 1, step.rows, rows);
        match step.amount {
            Some(amount) => workbook::yuan(self.sheet, self.row, 2, amount, yuan),
            None => workbook::text(self.sheet, self.row, 2, "", yuan),
        }
        workbook::text(self.sheet, self.row, 3, &step.remark, remark);
        self.next_row();
    }
}
