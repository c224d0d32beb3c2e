//! The chain of figures: quota → allocated → listed → payable → approved →
//! exported → credited → returned → reissued → surplus, each kept apart.

use super::Office;
use super::error::PayError;
use crate::domain::Money;
use crate::ledger::{Batch, BatchKind, BatchState, Count, State};
use crate::report::manifest::{self, Manifest};
use crate::run;
use crate::say;

/// A step of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// People approved by the province, and the money for them.
    Quota,
    /// Rows of the pay list, by the last run.
    Listed,
    /// Whom the last run would pay anew.
    Payable,
    /// In batches that were not withdrawn.
    Prepared,
    /// Of these, approved.
    Approved,
    /// Of these, with the bank.
    Exported,
    /// Credited.
    Credited,
    /// With the bank, and no final answer yet.
    InFlight,
    /// Sent back by the bank, ever.
    Returned,
    /// Of these, made again.
    Reissued,
    /// Of these, credited on a later attempt.
    MadeGood,
    /// Of these, waiting to be corrected and made again.
    Waiting,
    /// What of the budget is neither credited nor in a batch that may still be.
    Surplus,
}

/// The figures of a period.
#[derive(Debug)]
pub struct Figures {
    /// People and money by step; people are unknown of a surplus.
    pub steps: Vec<(Step, Option<u64>, Option<Money>)>,
    /// The period's batches.
    pub batches: Vec<Batch>,
}

/// The figures of the project's period, with what the last run wrote where it is
/// there.
///
/// # Errors
/// As the ledger says.
///
/// # Panics
/// Where more is credited and in flight than was prepared: our own fault.
pub fn figures(office: &mut Office) -> Result<Figures, PayError> {
    let project = &office.project;
    let period = project.period.to_string();
    let (quota, budget) = (project.quota, project.budget);
    let programme = project.programme.clone();
    let last_run = last_run(office);
    let mut batches = office.ledger.batches()?;
    batches.retain(|batch| batch.period == period && batch.programme == programme);
    let sum = |keep: &dyn Fn(&Batch) -> bool, states: &[State]| {
        let mut count = Count::default();
        for batch in batches.iter().filter(|batch| keep(batch)) {
            count += batch.count(states);
        }
        count
    };
    let standing = |keep: &dyn Fn(&Batch) -> bool| {
        let mut count = Count::default();
        for batch in batches.iter().filter(|batch| keep(batch)) {
            count += batch.standing();
        }
        count
    };
    let any = |_: &Batch| true;
    let sent = |batch: &Batch| matches!(batch.state, BatchState::Exported | BatchState::Closed);
    let approved = |batch: &Batch| sent(batch) || batch.state == BatchState::Approved;
    let reissue = |batch: &Batch| batch.kind == BatchKind::Reissue;
    let open = [State::Open, State::Pending, State::Unknown];
    let came_back = [State::Failed, State::Returned];
    let prepared = standing(&any);
    let credited = sum(&any, &[State::Paid]);
    let returned = sum(&any, &came_back);
    let reissued = standing(&reissue);
    let on_the_way = sum(&any, &open);
    let total = credited.amount + on_the_way.amount + returned.amount;
    assert_eq!(total, prepared.amount, "every fen of a batch stands somewhere");
    // Each reissue makes one failed payment good; what came back and has none waits.
    let waiting = Count {
        people: returned.people.saturating_sub(reissued.people),
        amount: less(returned.amount, reissued.amount),
    };
    let surplus = less(less(budget, credited.amount), on_the_way.amount);
    let of = |step: Step, count: Count| (step, Some(count.people), Some(count.amount));
    let mut steps = vec![(Step::Quota, Some(quota), Some(budget))];
    if let Some(manifest) = last_run {
        let number = |key: &str| manifest.totals.get(key).and_then(serde_json::Value::as_u64);
        let amount = manifest.totals.get("paid_amount").and_then(serde_json::Value::as_str);
        let amount = amount.and_then(|text| Money::parse_yuan(text).ok());
        steps.push((Step::Listed, number("pay_list_people"), None));
        steps.push((Step::Payable, number("paid_people"), amount));
    }
    steps.extend([
        of(Step::Prepared, prepared),
        of(Step::Approved, standing(&approved)),
        of(Step::Exported, standing(&sent)),
        of(Step::Credited, credited),
        of(Step::InFlight, sum(&sent, &open)),
        of(Step::Returned, returned),
        of(Step::Reissued, reissued),
        of(Step::MadeGood, sum(&reissue, &[State::Paid])),
        of(Step::Waiting, waiting),
        (Step::Surplus, None, Some(surplus)),
    ]);
    Ok(Figures { steps, batches })
}

/// What is left of a sum; nothing where more was taken.
fn less(from: Money, taken: Money) -> Money {
    Money::from_fen((from.fen() - taken.fen()).max(0))
}

/// What the last run in the project's own output folder wrote.
fn last_run(office: &Office) -> Option<Manifest> {
    let folder = run::default_output(&office.project);
    let bytes = std::fs::read(folder.join(manifest::PATH)).ok()?;
    manifest::read_whole(&bytes)
}

impl Step {
    /// Its key in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Listed => "listed",
            Self::Payable => "payable",
            Self::Prepared => "prepared",
            Self::Approved => "approved",
            Self::Exported => "exported",
            Self::Credited => "credited",
            Self::InFlight => "in_flight",
            Self::Returned => "returned",
            Self::Reissued => "reissued",
            Self::MadeGood => "made_good",
            Self::Waiting => "waiting",
            Self::Surplus => "surplus",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Quota => say!(lang, "payout-step-quota"),
            Self::Listed => say!(lang, "payout-step-listed"),
            Self::Payable => say!(lang, "payout-step-payable"),
            Self::Prepared => say!(lang, "payout-step-prepared"),
            Self::Approved => say!(lang, "payout-step-approved"),
            Self::Exported => say!(lang, "payout-step-exported"),
            Self::Credited => say!(lang, "payout-step-credited"),
            Self::InFlight => say!(lang, "payout-step-in-flight"),
            Self::Returned => say!(lang, "payout-step-returned"),
            Self::Reissued => say!(lang, "payout-step-reissued"),
            Self::MadeGood => say!(lang, "payout-step-made-good"),
            Self::Waiting => say!(lang, "payout-step-waiting"),
            Self::Surplus => say!(lang, "payout-step-surplus"),
        }
    }
}
