//! Each indicator: what is stated, what is computed, from where, and whether
//! they agree.
//!
//! A stated value agrees where the computed one, rounded half up to the decimals
//! that are stated, is the same; a stated 100% only where it is all. What nothing proves is said to be not proven,
//! and never reckoned from a head count and a standard.

use rust_decimal::Decimal;

use super::amount::{Share, decimal, ten_thousands, thousands};
use super::docs::{E003, E014, E015};
use super::execution::Execution;
use super::facts::{LedgerFacts, RunFacts};
use super::fund::{Accepted, Fund, Indicator, Use, told};
use super::people::{Carried, List, ListKind};
use super::rules::{Measure, Rules, SheetKind};
use crate::domain::fold::fold;
use crate::domain::{Field, Lang, Money};
use crate::finding::{Finding, Seen};
use crate::origin::Origin;
use crate::{say, word, words};

/// A computed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// People, projects, villages.
    Count(u64),
    /// A sum.
    Money(Money),
    /// A part of a whole.
    Share(Share),
}

impl Computed {
    /// The value as it is shown, with its unit where that is not a count's.
    #[must_use]
    pub fn shown(self, lang: Lang) -> String {
        match self {
            Self::Count(count) => thousands(count),
            Self::Money(sum) => {
                let sum = ten_thousands(sum);
                say!(lang, "evaluation-ten-thousand", sum = sum)
            }
            Self::Share(share) => share.shown(),
        }
    }
}

/// Whether stated and computed agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They do.
    Agrees,
    /// They do not.
    Differs,
    /// There is nothing that proves it.
    NotProven,
    /// Nothing of it is computed: as it was given.
    AsGiven,
}

impl Verdict {
    /// Its key in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::NotProven => "not_proven",
            Self::AsGiven => "as_given",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        let id = match self {
            Self::Agrees => word!("evaluation-agrees"),
            Self::Differs => word!("evaluation-differs"),
            Self::NotProven => word!("evaluation-not-proven"),
            Self::AsGiven => word!("evaluation-as-given"),
        };
        words::text(lang, id)
    }
}

/// What became of an indicator.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The indicator as stated.
    pub indicator: Indicator,
    /// What was computed, if anything.
    pub computed: Option<Computed>,
    /// What it was computed from, or why it is not proven.
    pub from: String,
    /// Whether they agree.
    pub verdict: Verdict,
}

/// What indicators are computed from.
pub struct Computing<'a> {
    /// The workbook.
    pub fund: &'a Fund,
    /// Its projects added up.
    pub execution: &'a Execution,
    /// What the run knows.
    pub run: Option<&'a RunFacts>,
    /// What the ledger knows.
    pub ledger: Option<&'a LedgerFacts>,
    /// The lists.
    pub lists: &'a [List],
    /// The rules.
    pub rules: &'a Rules,
    /// The language of what is said.
    pub lang: Lang,
}

/// A computed value with where it is from; or why there is none.
type Found = Result<(Computed, String), String>;

impl Computing<'_> {
    /// Every indicator, and what does not agree.
    #[must_use]
    pub fn outcomes(&self) -> (Vec<Outcome>, Vec<Finding>) {
        let mut findings = Vec::new();
        let outcomes: Vec<Outcome> =
            self.fund.indicators.iter().map(|one| self.outcome(one, &mut findings)).collect();
        for (key, kind) in
            [("training", ListKind::Trainees), ("danger-relief", ListKind::Relocated)]
        {
            let stated = self.fund.uses.iter().filter(|one| one.key == key);
            findings.extend(stated.filter_map(|one| self.people_of_use(one, kind)));
        }
        (outcomes, findings)
    }

    fn outcome(&self, one: &Indicator, findings: &mut Vec<Finding>) -> Outcome {
        let of =
            |computed, from, verdict| Outcome { indicator: one.clone(), computed, from, verdict };
        let Some(measure) = one.measure else {
            let from = say!(self.lang, "evaluation-from-workbook").to_owned();
            return of(None, from, Verdict::AsGiven);
        };
        let (computed, from) = match self.compute(measure, &one.name) {
            Ok(found) => found,
            Err(why) => return of(None, why, Verdict::NotProven),
        };
        match agrees(one, computed) {
            // What the run would pay agrees, and proves no payment.
            Some(true) if self.ledger.is_none() && measure.is_of_payments() => {
                let why = say!(self.lang, "evaluation-payable-only", from = from);
                of(Some(computed), why, Verdict::NotProven)
            }
            Some(true) => of(Some(computed), from, Verdict::Agrees),
            Some(false) => {
                findings.push(self.differs(one, measure, computed, &from));
                of(Some(computed), from, Verdict::Differs)
            }
            None => {
                let why = say!(self.lang, "evaluation-why-no-number").to_owned();
                let told = told(&E003, one.at.clone()).with("why", why).with("cell", one.at.cell());
                findings.push(told.seeing(Seen::of(Field::Note, &one.stated)));
                of(Some(computed), from, Verdict::Differs)
            }
        }
    }

    fn differs(
        &self,
        one: &Indicator,
        measure: Measure,
        computed: Computed,
        from: &str,
    ) -> Finding {
        if let Some((list, carried)) = self.list_of(measure) {
            return listed(one.at.clone(), &one.name, &one.stated, list, carried);
        }
        let unit = if one.stated.ends_with(&*one.unit) { "" } else { &*one.unit };
        told(&E014, one.at.clone())
            .with("indicator", &*one.name)
            .with("stated", format!("{}{unit}", one.stated))
            .with("computed", computed.shown(self.lang))
            .with("from", from)
    }

    fn people_of_use(&self, one: &Use, kind: ListKind) -> Option<Finding> {
        let list = self.lists.iter().find(|list| list.kind == kind)?;
        let stated = one.people.value.filter(|stated| *stated != list.all.people)?;
        Some(listed(one.people.at.clone(), &one.name, &thousands(stated), list, &list.all))
    }

    /// The list behind a measure.
    fn list_of(&self, measure: Measure) -> Option<(&List, &Carried)> {
        let kind = match measure {
            Measure::Trainees | Measure::TraineesPractical | Measure::TraineesEmployment => {
                ListKind::Trainees
            }
            Measure::RelocatedPeople => ListKind::Relocated,
            Measure::LiftedPeople => ListKind::Lifted,
            _ => return None,
        };
        let list = self.lists.iter().find(|list| list.kind == kind)?;
        let part = match measure {
            Measure::TraineesPractical => &list.practical,
            Measure::TraineesEmployment => &list.employment,
            _ => &list.all,
        };
        Some((list, part))
    }

    fn compute(&self, measure: Measure, name: &str) -> Found {
        let lang = self.lang;
        match measure {
            Measure::DirectPayPeople
            | Measure::DirectPayAmount
            | Measure::DirectPayAtStandard
            | Measure::DirectPayOnTime => self.direct_pay(measure),
            Measure::ExecutionRate => {
                self.sheet(SheetKind::Uses)?;
                let from = self.sheet(SheetKind::Documents)?;
                let (spent, allocated) = (self.fund.spent(), self.fund.allocated());
                let terms = format!("{} ÷ {}", ten_thousands(spent), ten_thousands(allocated));
                share(Share::of_money(spent, allocated), format!("{from}: {terms}"), lang)
            }
            Measure::CompletedShare
            | Measure::AcceptedShare
            | Measure::WithinApproval
            | Measure::UseProjects
            | Measure::UseVillages => self.of_register(measure, name),
            Measure::RelocatedPeople
            | Measure::Trainees
            | Measure::TraineesPractical
            | Measure::TraineesEmployment
            | Measure::LiftedPeople => match self.list_of(measure) {
                Some((list, carried)) => Ok((Computed::Count(carried.people), places(list))),
                None => Err(say!(lang, "evaluation-no-list").to_owned()),
            },
        }
    }

    fn direct_pay(&self, measure: Measure) -> Found {
        let lang = self.lang;
        let none = || say!(lang, "evaluation-no-run").to_owned();
        let run = self.run.ok_or_else(none)?;
        let place = format!("{}/manifest.json", run.place);
        let (people, sum, from) = match self.ledger {
            Some(ledger) => (
                ledger.credited,
                ledger.credited_amount,
                say!(lang, "evaluation-from-ledger-credited", place = &*ledger.place),
            ),
            None => (
                run.payable,
                run.payable_amount,
                say!(lang, "evaluation-from-run-people", place = place),
            ),
        };
        match measure {
            Measure::DirectPayPeople => Ok((Computed::Count(people), from)),
            Measure::DirectPayAmount => Ok((Computed::Money(sum), from)),
            Measure::DirectPayAtStandard => {
                let payments = format!("{}/data/payments.csv", run.place);
                let from = say!(
                    lang,
                    "evaluation-from-standard",
                    place = payments,
                    standard = run.entitlement,
                    at = thousands(run.at_standard),
                    people = thousands(run.payable)
                );
                share(Share::new(run.at_standard, run.payable), from, lang)
            }
            _ => {
                let ledger =
                    self.ledger.ok_or_else(|| say!(lang, "evaluation-no-ledger").to_owned())?;
                let from = say!(
                    lang,
                    "evaluation-from-ledger",
                    place = &*ledger.place,
                    day = ledger.deadline,
                    time = thousands(ledger.in_time),
                    people = thousands(run.payable)
                );
                share(Share::new(ledger.in_time, run.payable), from, lang)
            }
        }
    }

    fn of_register(&self, measure: Measure, name: &str) -> Found {
        let lang = self.lang;
        let from = self.sheet(SheetKind::Projects)?;
        let (total, projects) = (&self.execution.total, &self.fund.projects);
        let wanted = self.rules.use_in(name);
        let of_use = projects.iter().filter(|one| wanted.is_none_or(|key| one.use_key == key));
        let ratio = |part: u64, whole: u64| {
            let terms = format!("{from}: {} ÷ {}", thousands(part), thousands(whole));
            share(Share::new(part, whole), terms, lang)
        };
        match measure {
            Measure::CompletedShare => ratio(total.completed, total.projects),
            Measure::AcceptedShare => ratio(total.accepted, total.accepted + total.failed),
            Measure::WithinApproval => {
                let both = |one: &super::fund::Project| one.approved.value.zip(one.paid.value);
                let (mut within, mut all) = (0, 0);
                for (approved, paid) in projects.iter().filter_map(both) {
                    all += 1;
                    within += u64::from(paid <= approved);
                }
                ratio(within, all)
            }
            Measure::UseVillages => {
                let villages: std::collections::BTreeSet<(&str, &str)> = of_use
                    .filter(|one| !one.village.is_empty())
                    .map(|one| (&*one.township, &*one.village))
                    .collect();
                Ok((Computed::Count(villages.len() as u64), from))
            }
            _ => Ok((Computed::Count(of_use.count() as u64), from)),
        }
    }

    /// The place of a sheet, or that it is not there.
    fn sheet(&self, kind: SheetKind) -> Result<String, String> {
        let none = || say!(self.lang, "evaluation-no-sheet", sheet = kind.words(self.lang));
        self.fund.sheet(kind).map(Origin::path).ok_or_else(none)
    }
}

/// How many projects were judged, for whoever shows it.
#[must_use]
pub fn judged(fund: &Fund) -> u64 {
    fund.projects.iter().filter(|one| one.accepted != Accepted::NotYet).count() as u64
}

fn share(share: Option<Share>, from: String, lang: Lang) -> Found {
    match share {
        Some(share) => Ok((Computed::Share(share), from)),
        None => Err(say!(lang, "evaluation-of-nothing").to_owned()),
    }
}

/// The sheets of a list.
#[must_use]
pub fn places(list: &List) -> String {
    list.places.iter().map(Origin::path).collect::<Vec<_>>().join("; ")
}

fn listed(at: Origin, what: &str, stated: &str, list: &List, carried: &Carried) -> Finding {
    told(&E015, at)
        .with("indicator", what)
        .with("stated", stated.trim_end_matches(['人', '名']))
        .with("carried", thousands(carried.people))
        .with("list", places(list))
        .with("rows", thousands(carried.rows))
        .with("twice", thousands(carried.twice))
        .with("invalid", thousands(carried.invalid))
        .with("strangers", thousands(carried.strangers))
}

/// Whether an indicator's stated value is the computed one; `None` where it
/// states no number.
fn agrees(one: &Indicator, computed: Computed) -> Option<bool> {
    let folded = fold(&one.stated);
    let end = folded.find(|c: char| !c.is_ascii_digit() && !".,-".contains(c));
    let (digits, written) = folded.split_at(end.unwrap_or(folded.len()));
    let stated = decimal(digits)?;
    let unit = if written.is_empty() { fold(&one.unit).into_owned() } else { written.to_owned() };
    Some(match computed {
        Computed::Count(count) => stated == Decimal::from(count),
        Computed::Money(sum) => {
            let in_yuan = unit.contains('元') && !unit.contains('万');
            let scale = if in_yuan { 2 } else { 6 };
            let computed = Decimal::new(sum.fen(), scale);
            half_up(computed, stated.scale()) == stated
        }
        Computed::Share(share) => {
            // A spreadsheet keeps 96.9% as the number 0.969.
            let small = (Decimal::ZERO..=Decimal::ONE).contains(&stated);
            let fraction = one.is_number && written.is_empty() && small;
            let (stated, decimals) = if fraction {
                (stated * Decimal::ONE_HUNDRED, stated.scale().saturating_sub(2))
            } else {
                (stated, stated.scale())
            };
            let decimals = decimals.min(MOST_DECIMALS);
            // All and none are exact: 99.7% is not 100%.
            if stated == Decimal::ONE_HUNDRED {
                share.part == share.whole
            } else if stated.is_zero() {
                share.part == 0
            } else {
                Decimal::from_str_exact(&share.percent(decimals)).ok()? == half_up(stated, decimals)
            }
        }
    })
}

/// Decimals of a share beyond which nobody compares.
const MOST_DECIMALS: u32 = 15;

fn half_up(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str, unit: &str, is_number: bool) -> Indicator {
        Indicator {
            class: String::new(),
            aspect: String::new(),
            name: String::new(),
            target: String::new(),
            stated: text.to_owned(),
            is_number,
            unit: unit.to_owned(),
            measure: None,
            at: Origin::file("fund.xlsx"),
        }
    }

    #[test]
    fn a_stated_value_agrees_to_its_own_decimals() {
        let rate = Computed::Share(Share::new(798_542, 824_042).expect("a whole"));
        let sum = Computed::Money(Money::from_fen(2_531_880_000));
        let nearly = Computed::Share(Share::new(300, 301).expect("a whole"));
        let whole = Computed::Share(Share::new(301, 301).expect("a whole"));
        let thousand_millions = 1_000_000_000;
        let vast =
            Share::new(798_542 * thousand_millions, 824_042 * thousand_millions).expect("a whole");
        let vast = Computed::Share(vast);
        for (text, unit, is_number, computed, wanted) in [
            ("96.9%", "", false, rate, Some(true)),
            ("96.9", "%", true, rate, Some(true)),
            ("0.969", "%", true, rate, Some(true)),
            ("97%", "", false, rate, Some(true)),
            ("96.91%", "", false, rate, Some(true)),
            ("96.90%", "", false, rate, Some(false)),
            ("93.2%", "", false, rate, Some(false)),
            ("2531.88", "万元", true, sum, Some(true)),
            ("2,531.9万元", "", false, sum, Some(true)),
            ("25318800", "元", true, sum, Some(true)),
            ("2540.46", "万元", true, sum, Some(false)),
            ("42,198人", "", false, Computed::Count(42_198), Some(true)),
            ("42341", "人", true, Computed::Count(42_198), Some(false)),
            ("较好", "", false, rate, None),
            ("100%", "", false, nearly, Some(false)),
            ("100%", "", false, whole, Some(true)),
            ("1", "%", true, whole, Some(true)),
            // As many digits as a decimal holds, and more than a sum of them would.
            ("96.90549753531980166059496967%", "", false, vast, Some(true)),
            ("0.9690549753531980166059496967", "%", true, vast, Some(true)),
            ("-79228162514264337593543950335", "%", true, rate, Some(false)),
        ] {
            assert_eq!(agrees(&stated(text, unit, is_number), computed), wanted, "{text}{unit}");
        }
    }
}
