//! What the run and the ledger know, as far as a self-evaluation rests on it.
//!
//! Listed, payable, sent and credited stay apart: a head count times a standard
//! proves no payment.

use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::domain::fold::fold_number;
use crate::domain::{Date, IdentityNumber, Money};

/// What a run's output says.
#[derive(Debug)]
pub struct RunFacts {
    /// The output folder as it is shown.
    pub place: String,
    /// Whether the project file was changed since.
    pub project_changed: bool,
    /// Registered people.
    pub registered: u64,
    /// People on the pay list.
    pub listed: u64,
    /// People approved.
    pub quota: u64,
    /// Money approved.
    pub budget: Money,
    /// People to be paid: by the run, or already before it.
    pub payable: u64,
    /// What they are paid.
    pub payable_amount: Money,
    /// People on hold.
    pub held: u64,
    /// What they would be paid.
    pub held_amount: Money,
    /// What one person is entitled to for the whole period.
    pub entitlement: Money,
    /// Of the people to be paid, those who get exactly that.
    pub at_standard: u64,
    /// The register.
    pub register: Register,
}

/// What the ledger says of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFacts {
    /// Where it is kept.
    pub place: String,
    /// Its head: the hash that covers all of it.
    pub head: String,
    /// The day by which the subsidy is to be credited.
    pub deadline: Date,
    /// People whose payment went to the bank.
    pub sent: u64,
    /// What was sent.
    pub sent_amount: Money,
    /// People who were credited.
    pub credited: u64,
    /// What they were credited with.
    pub credited_amount: Money,
    /// Of these, those of whom the bank's answer was there by the deadline.
    pub in_time: u64,
}

/// Somebody on the roster.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The name's comparison key.
    pub name_key: Box<str>,
    /// The name as written.
    pub name: Box<str>,
    /// Whether they were taken off the scheme.
    pub removed: bool,
    /// Their place: file, sheet and row.
    pub place: (Arc<str>, Arc<str>, u32),
}

impl Registered {
    /// The place as it is shown.
    #[must_use]
    pub fn shown(&self) -> String {
        let (file, sheet, row) = &self.place;
        crate::origin::Origin::sheet(file, sheet).at_row(*row).path()
    }
}

/// The roster's people by number; empty where no run was given.
#[derive(Debug, Default)]
pub struct Register {
    people: HashMap<u64, Vec<Registered>, FixedState>,
    townships: std::collections::BTreeSet<String>,
}

impl Register {
    /// Adds a row of the roster.
    pub fn add(&mut self, number: &str, township: &str, person: Registered) {
        if !township.is_empty() && !self.townships.contains(township) {
            self.townships.insert(township.to_owned());
        }
        if let Some(number) = valid(number) {
            self.people.entry(number.packed()).or_default().push(person);
        }
    }

    /// The people with a number.
    #[must_use]
    pub fn with(&self, number: IdentityNumber) -> &[Registered] {
        self.people.get(&number.packed()).map_or(&[], Vec::as_slice)
    }

    /// Whether the roster has such a township; yes where it names none.
    #[must_use]
    pub fn knows_township(&self, township: &str) -> bool {
        self.townships.is_empty() || self.townships.contains(township)
    }
}

/// A number that is whole: 18 or 15 characters, a day of birth, its check digit.
#[must_use]
pub fn valid(text: &str) -> Option<IdentityNumber> {
    let number = IdentityNumber::from_either(&fold_number(text))?;
    (number.check_holds() && number.birth_date().is_some()).then_some(number)
}
