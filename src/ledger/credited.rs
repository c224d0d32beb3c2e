//! What a self-evaluation asks of the ledger: who was sent, who was credited, and
//! of whom the bank's answer was there by a day.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{BatchState, LedgerError};
use super::fact::{Fact, State, money};
use super::store::Value;
use super::{Count, Ledger};
use crate::domain::{Date, Moment, Money, Period};

/// A period's payments, as far as they went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// People whose payment went to the bank; who was tried twice counts once.
    pub sent: Count,
    /// People who were credited.
    pub credited: Count,
    /// Of these, those of whom the bank's answer was taken in by the day. The day
    /// of crediting lies before it, and is not kept.
    pub in_time: Count,
    /// What live payments of the period give each person, by number.
    pub live: BTreeMap<String, Money>,
}

impl Ledger {
    /// How far the payments of a programme's period went by a day.
    ///
    /// # Errors
    /// As the database says.
    pub fn reached(
        &mut self,
        programme: &str,
        period: Period,
        by: Date,
    ) -> Result<Reached, LedgerError> {
        let read = self.read_reached(programme, &period.to_string(), by);
        read.map_err(|error| self.placed(error))
    }

    fn read_reached(
        &mut self,
        programme: &str,
        period: &str,
        by: Date,
    ) -> Result<Reached, LedgerError> {
        let store = self.store.as_mut();
        let mut credited_on: BTreeMap<i64, Date> = BTreeMap::new();
        let sql = "SELECT payment, at, body FROM event
            WHERE kind = 'moved' AND payment IS NOT NULL ORDER BY seq";
        store.query(sql, &[], &mut |row| {
            let fact = serde_json::from_str(row[2].text());
            let credited = matches!(fact, Ok(Fact::Moved { to: State::Paid, .. }));
            if credited && let Some(moment) = Moment::parse(row[1].text()) {
                credited_on.insert(row[0].int(), moment.day());
            }
        })?;
        let mut reached = Reached::default();
        // A payment that makes good another is of the same person.
        let mut sent: BTreeSet<i64> = BTreeSet::new();
        let mut first_of: BTreeMap<i64, i64> = BTreeMap::new();
        let sql = "SELECT p.id, p.attempt_of, p.amount_fen, p.state, b.state, p.person, p.also
            FROM payment p JOIN batch b ON b.id = p.batch
            WHERE p.programme = $1 AND p.period = $2 ORDER BY p.id";
        let values = [Value::Text(programme), Value::Text(period)];
        store.query(sql, &values, &mut |row| {
            let id = row[0].int();
            let attempt_of = row[1].some_int();
            let first = attempt_of.map_or(id, |of| first_of.get(&of).copied().unwrap_or(of));
            first_of.insert(id, first);
            let amount = money(row[2].int());
            let one = Count { people: 1, amount };
            let state = State::from_key(row[3].text()).unwrap_or(State::Unknown);
            if state == State::Withdrawn {
                return;
            }
            if state.is_live() {
                let numbers = super::payment::separated(row[6].text());
                for number in std::iter::once(row[5].text().to_owned()).chain(numbers) {
                    *reached.live.entry(number).or_default() += amount;
                }
            }
            let at_bank = matches!(
                BatchState::from_key(row[4].text()),
                Some(BatchState::Exported | BatchState::Closed)
            );
            if at_bank && sent.insert(first) {
                reached.sent += one;
            }
            if state == State::Paid {
                reached.credited += one;
                if credited_on.get(&id).is_some_and(|day| *day <= by) {
                    reached.in_time += one;
                }
            }
        })?;
        Ok(reached)
    }
}
