//! Whether somebody whose payment is proven failed was paid again meanwhile.
//!
//! In: the programme's payments that overlap the period. Out: for a payment, the
//! reference of a live one of the same person: by any number that they are known
//! under, or by name and account. It is asked before a failed payment comes to
//! life again by a late answer (B010), so that nobody has two that are live.

use std::collections::BTreeMap;

use crate::reconcile::history::{Earlier, EarlierEnd, History};

/// The payments that overlap the period, as they are looked for.
pub(super) struct Others {
    history: History,
    by_id: BTreeMap<i64, usize>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_account: BTreeMap<String, Vec<usize>>,
}

impl Others {
    /// From the payments that overlap the period.
    pub(super) fn new(history: History) -> Self {
        let mut by_id = BTreeMap::new();
        let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_account: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, payment) in history.payments().iter().enumerate() {
            by_id.insert(payment.id, at);
            for number in &payment.numbers {
                by_number.entry(number.clone()).or_default().push(at);
            }
            by_account.entry(payment.account.clone()).or_default().push(at);
        }
        Self { history, by_id, by_number, by_account }
    }

    /// The live payment of the person of a payment, other than itself. `now` says
    /// of a payment whether it is live by now, where the ledger does not yet.
    pub(super) fn live(&self, id: i64, now: &dyn Fn(i64) -> Option<bool>) -> Option<String> {
        let payments = self.history.payments();
        let own = &payments[*self.by_id.get(&id)?];
        let is_live = |other: &&Earlier| {
            let live = matches!(other.end, EarlierEnd::Live { .. });
            other.id != id && now(other.id).unwrap_or(live)
        };
        let at = |places: Option<&Vec<usize>>| {
            let places = places.cloned().unwrap_or_default();
            places.into_iter().map(|at| &payments[at])
        };
        let by_number = own.numbers.iter().flat_map(|number| at(self.by_number.get(number)));
        let by_account =
            at(self.by_account.get(&own.account)).filter(|other| other.name_key == own.name_key);
        by_number.chain(by_account).find(is_live).map(|other| other.reference.clone())
    }
}
