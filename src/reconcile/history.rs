//! Payments that were made before, and whether somebody is among them.
//!
//! In: the payments of the ledger whose period overlaps the one that is paid
//! now. Out: for a person, the payment that reached them or is on its way, the
//! one that failed, and who else was paid into their account. It knows no
//! ledger: the same questions are asked by a run, and again inside the commit
//! that makes a batch.

use crate::domain::{Money, Period};
use crate::linkage::index::{KeyMap, key_map};
use crate::rulebook::project::SharedAccount;

/// A payment that was made, is on its way, or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its number in the ledger.
    pub id: i64,
    /// Its batch and line: `2020-001-000042`.
    pub reference: String,
    /// What it was paid for.
    pub period: Period,
    /// The person's identity number, and others that it was written as.
    pub numbers: Vec<String>,
    /// The person's name for comparing.
    pub name_key: String,
    /// The township.
    pub township: String,
    /// The account holder as it was sent.
    pub payee: String,
    /// The account.
    pub account: String,
    /// The household by the pay list and by the roster; blank where unknown.
    pub households: [String; 2],
    /// The sum.
    pub amount: Money,
    /// How it ended.
    pub end: EarlierEnd,
}

/// How an earlier payment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EarlierEnd {
    /// Credited, or on its way: nobody is paid beside it.
    Live {
        /// Whether the bank has it already.
        sent: bool,
    },
    /// Proven not to have been made.
    Failed {
        /// Why, in the bank's words.
        reason: String,
    },
}

/// Somebody who is to be paid.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Their identity number, and others that it was written as.
    pub numbers: &'a [&'a str],
    /// Their name for comparing.
    pub name_key: &'a str,
    /// The account.
    pub account: &'a str,
    /// The household by the pay list and by the roster; blank where unknown.
    pub households: [&'a str; 2],
}

/// How sure it is that an earlier payment was this person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// The number is the same, as it is or as it was written.
    Number,
    /// Another number, but the same name and account.
    NameAndAccount,
}

/// The payments of the ledger that overlap a period.
#[derive(Debug, Default)]
pub struct History {
    payments: Vec<Earlier>,
    by_number: KeyMap<String, Vec<u32>>,
    by_account: KeyMap<String, Vec<u32>>,
    by_name: KeyMap<String, Vec<u32>>,
}

impl History {
    /// From the payments that overlap the period, in the order of the ledger.
    #[must_use]
    pub fn new(payments: Vec<Earlier>) -> Self {
        let mut by_number: KeyMap<String, Vec<u32>> = key_map(payments.len());
        let mut by_account: KeyMap<String, Vec<u32>> = key_map(payments.len());
        let mut by_name: KeyMap<String, Vec<u32>> = key_map(payments.len());
        for (at, payment) in (0u32..).zip(&payments) {
            for number in &payment.numbers {
                by_number.entry(number.clone()).or_default().push(at);
            }
            by_account.entry(payment.account.clone()).or_default().push(at);
            by_name.entry(payment.name_key.clone()).or_default().push(at);
        }
        Self { payments, by_number, by_account, by_name }
    }

    /// Whether nothing was paid before.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.payments.is_empty()
    }

    /// Every payment, in the order of the ledger.
    #[must_use]
    pub fn payments(&self) -> &[Earlier] {
        &self.payments
    }

    fn at<'a>(
        &'a self,
        index: &'a KeyMap<String, Vec<u32>>,
        key: &str,
    ) -> impl Iterator<Item = &'a Earlier> {
        index.get(key).into_iter().flatten().map(|at| &self.payments[*at as usize])
    }

    /// The live payment that this person got, and how sure that is.
    #[must_use]
    pub fn live(&self, claim: &Claim<'_>) -> Option<(&Earlier, Sameness)> {
        let live = |payment: &&Earlier| matches!(payment.end, EarlierEnd::Live { .. });
        let mut by_number =
            claim.numbers.iter().flat_map(|number| self.at(&self.by_number, number));
        if let Some(payment) = by_number.find(live) {
            return Some((payment, Sameness::Number));
        }
        let same_name = |payment: &&Earlier| payment.name_key == claim.name_key;
        let mut by_account = self.at(&self.by_account, claim.account);
        let payment = by_account.find(|payment| same_name(payment) && live(payment))?;
        Some((payment, Sameness::NameAndAccount))
    }

    /// The person's last payment that is proven failed, where nothing of theirs
    /// is live.
    #[must_use]
    pub fn failed(&self, claim: &Claim<'_>) -> Option<&Earlier> {
        if self.live(claim).is_some() {
            return None;
        }
        claim
            .numbers
            .iter()
            .flat_map(|number| self.at(&self.by_number, number))
            .filter(|payment| matches!(payment.end, EarlierEnd::Failed { .. }))
            .max_by_key(|payment| payment.id)
    }

    /// Every payment into an account.
    pub fn into_account<'a>(&'a self, account: &str) -> impl Iterator<Item = &'a Earlier> {
        self.at(&self.by_account, account)
    }

    /// Live payments to people of that name, by other numbers too.
    pub fn live_of_name<'a>(&'a self, name_key: &str) -> impl Iterator<Item = &'a Earlier> {
        self.at(&self.by_name, name_key)
            .filter(|payment| matches!(payment.end, EarlierEnd::Live { .. }))
    }

    /// Live payments to others into this person's account, where these and the
    /// `now` people that are to be paid into it are more than the county allows.
    #[must_use]
    pub fn past_limit(
        &self,
        claim: &Claim<'_>,
        now: usize,
        policy: SharedAccount,
    ) -> Option<Vec<&Earlier>> {
        let own = |payment: &&Earlier| {
            payment.numbers.iter().any(|number| claim.numbers.contains(&number.as_str()))
        };
        let mut others: Vec<&Earlier> = self
            .at(&self.by_account, claim.account)
            .filter(|payment| matches!(payment.end, EarlierEnd::Live { .. }))
            .filter(|payment| !own(payment))
            .collect();
        others.sort_by(|a, b| a.numbers.first().cmp(&b.numbers.first()));
        others.dedup_by(|a, b| a.numbers.first() == b.numbers.first());
        if others.is_empty() {
            return None;
        }
        let past = match policy {
            SharedAccount::Never => true,
            SharedAccount::Limit(limit) => others.len() + now > limit,
            SharedAccount::Household => !(0..2).any(|list| {
                let household = claim.households[list];
                !household.is_empty() && others.iter().all(|one| one.households[list] == household)
            }),
        };
        past.then_some(others)
    }
}
