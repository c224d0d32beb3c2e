//! The figures that a written report can be compared with: label, value, unit,
//! and where each comes from.

use super::Evaluation;
use super::amount::{Share, ten_thousands};
use super::people::ListKind;
use super::rules::SheetKind;
use crate::domain::{Lang, Money};
use crate::origin::Origin;
use crate::say;

/// The unit of a known figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownUnit {
    /// 万元.
    TenThousandYuan,
    /// 人.
    People,
    /// 个.
    Projects,
    /// %.
    Percent,
}

impl KnownUnit {
    /// As a report writes it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::TenThousandYuan => "万元",
            Self::People => "人",
            Self::Projects => "个",
            Self::Percent => "%",
        }
    }
}

/// A figure that is known.
#[derive(Clone, Debug)]
pub struct KnownFigure {
    /// What it is, for programs: `fund.allocated`, `use.training.people` …
    pub key: String,
    /// What it is, for people.
    pub label: String,
    /// The value without separators: `8240.42`, `42198`, `96.91`.
    pub value: String,
    /// Its unit.
    pub unit: KnownUnit,
    /// Where it comes from.
    pub place: Origin,
}

/// Everything that is known, in the order of the evaluation.
#[must_use]
pub fn known(of: &Evaluation, lang: Lang) -> Vec<KnownFigure> {
    let mut known = Known { list: Vec::new() };
    let fund = &of.fund;
    if let Some(at) = fund.sheet(SheetKind::Documents) {
        let allocated = fund.allocated();
        known.money("fund.allocated", say!(lang, "evaluation-known-allocated"), allocated, at);
        for one in &fund.documents {
            if let Some(sum) = one.amount.value {
                known.money(&format!("document.{}", one.key), &one.number, sum, &one.amount.at);
            }
        }
    }
    if let Some(at) = fund.sheet(SheetKind::Uses) {
        known.money("fund.planned", say!(lang, "evaluation-known-planned"), fund.planned(), at);
        known.money("fund.spent", say!(lang, "evaluation-known-spent"), fund.spent(), at);
        if let Some(share) = Share::of_money(fund.spent(), fund.allocated()) {
            let label = say!(lang, "evaluation-known-rate");
            known.add("fund.rate", label, share.percent(2), KnownUnit::Percent, at);
        }
        for one in &fund.uses {
            let key = |what: &str| format!("use.{}.{what}", one.key);
            let label = |what: &str| format!("{} {what}", one.name);
            for (what, figure, words) in [
                ("planned", &one.planned, say!(lang, "evaluation-column-planned")),
                ("spent", &one.spent, say!(lang, "evaluation-column-spent")),
            ] {
                if let Some(sum) = figure.value {
                    known.money(&key(what), &label(words), sum, &figure.at);
                }
            }
            for (what, figure, words, unit) in [
                (
                    "projects",
                    &one.count,
                    say!(lang, "evaluation-column-count"),
                    KnownUnit::Projects,
                ),
                ("people", &one.people, say!(lang, "evaluation-column-people"), KnownUnit::People),
            ] {
                if let Some(count) = figure.value {
                    known.add(&key(what), &label(words), count.to_string(), unit, &figure.at);
                }
            }
        }
    }
    if let Some(at) = fund.sheet(SheetKind::Projects) {
        let total = &of.execution.total;
        let unpaid = of.execution.unpaid.len() as u64;
        let projects = say!(lang, "evaluation-known-projects");
        known.add("projects", projects, total.projects.to_string(), KnownUnit::Projects, at);
        let label = say!(lang, "evaluation-known-unpaid-projects");
        known.add("projects.unpaid", label, unpaid.to_string(), KnownUnit::Projects, at);
        let label = say!(lang, "evaluation-known-unpaid");
        known.money("projects.unpaid-amount", label, total.unpaid, at);
    }
    run_and_ledger(of, lang, &mut known);
    for list in &of.lists {
        let key = match list.kind {
            ListKind::Trainees => "list.trainees",
            ListKind::Relocated => "list.relocated",
            ListKind::Lifted => "list.lifted",
        };
        let at = list.places.first().cloned().unwrap_or_else(|| Origin::file(""));
        let label = list.kind.words(lang);
        known.add(key, label, list.all.people.to_string(), KnownUnit::People, &at);
    }
    known.list
}

fn run_and_ledger(of: &Evaluation, lang: Lang, known: &mut Known) {
    if let Some(run) = &of.run {
        let at = Origin::file(format!("{}/manifest.json", run.place));
        for (key, label, people) in [
            ("run.registered", say!(lang, "evaluation-known-registered"), run.registered),
            ("run.listed", say!(lang, "evaluation-known-listed"), run.listed),
            ("run.quota", say!(lang, "evaluation-known-quota"), run.quota),
            ("run.payable", say!(lang, "evaluation-known-payable"), run.payable),
            ("run.held", say!(lang, "evaluation-known-held"), run.held),
        ] {
            known.add(key, label, people.to_string(), KnownUnit::People, &at);
        }
        let label = say!(lang, "evaluation-known-budget");
        known.money("run.budget", label, run.budget, &at);
        let label = say!(lang, "evaluation-known-payable");
        known.money("run.payable-amount", label, run.payable_amount, &at);
    }
    if let Some(ledger) = &of.ledger {
        let at = Origin::file(&*ledger.place);
        for (key, label, people, sum) in [
            ("ledger.sent", say!(lang, "evaluation-known-sent"), ledger.sent, ledger.sent_amount),
            (
                "ledger.credited",
                say!(lang, "evaluation-known-credited"),
                ledger.credited,
                ledger.credited_amount,
            ),
        ] {
            known.add(key, label, people.to_string(), KnownUnit::People, &at);
            known.money(&format!("{key}-amount"), label, sum, &at);
        }
    }
}

struct Known {
    list: Vec<KnownFigure>,
}

impl Known {
    fn add(&mut self, key: &str, label: &str, value: String, unit: KnownUnit, at: &Origin) {
        let (key, label, place) = (key.to_owned(), label.to_owned(), at.clone());
        self.list.push(KnownFigure { key, label, value, unit, place });
    }

    fn money(&mut self, key: &str, label: &str, sum: Money, at: &Origin) {
        let value = ten_thousands(sum).replace(',', "");
        self.add(key, label, value, KnownUnit::TenThousandYuan, at);
    }
}
