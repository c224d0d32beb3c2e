//! The ledger's payments as those who are to be paid meet them.

use std::collections::BTreeMap;

use super::error::{BatchState, LedgerError};
use super::fact::State;
use super::payment::{self, Payment};
use super::store::{Store, Value};
use super::{Change, Ledger, purge};
use crate::domain::{Money, Period};
use crate::reconcile::history::{Earlier, EarlierEnd, History};

/// What a county's run is told of the ledger.
#[derive(Debug, Default)]
pub struct Before {
    /// The payments of the programme that overlap the period.
    pub history: History,
    /// The people whom live payments of this very period reach.
    pub people: u64,
    /// What they are paid.
    pub amount: Money,
}

impl Ledger {
    /// The programme's payments that overlap a period.
    ///
    /// # Errors
    /// As the database says.
    pub fn before(&mut self, programme: &str, period: Period) -> Result<Before, LedgerError> {
        let read = before(self.store.as_mut(), programme, period);
        read.map_err(|error| self.placed(error))
    }
}

impl Change<'_> {
    /// The same, inside a change: nobody adds to it until the change ends.
    pub(super) fn before(
        &mut self,
        programme: &str,
        period: Period,
    ) -> Result<Before, LedgerError> {
        before(self.store, programme, period)
    }
}

pub(super) fn before(
    store: &mut dyn Store,
    programme: &str,
    period: Period,
) -> Result<Before, LedgerError> {
    purge::refuse_period(store, programme, period)?;
    let mut batches: Vec<(String, Period, bool)> = Vec::new();
    let sql = "SELECT id, period, state FROM batch
        WHERE programme = $1 AND state <> 'withdrawn' ORDER BY id";
    store.query(sql, &[Value::Text(programme)], &mut |row| {
        let sent = matches!(
            BatchState::from_key(row[2].text()),
            Some(BatchState::Exported | BatchState::Closed)
        );
        // A period that cannot be read is met as this one: rather once too few.
        let of = Period::parse(row[1].text()).unwrap_or(period);
        batches.push((row[0].text().to_owned(), of, sent));
    })?;
    let reasons = reasons(store)?;
    let corrected = corrected(store)?;
    let mut before = Before::default();
    let mut earlier = Vec::new();
    for (batch, of, sent) in batches.into_iter().filter(|(_, of, _)| of.overlaps(period)) {
        for payment in payment::of_batch(store, &batch)? {
            let end = match payment.state {
                State::Withdrawn => continue,
                State::Failed | State::Returned => EarlierEnd::Failed {
                    reason: reasons.get(&payment.id).cloned().unwrap_or_default(),
                },
                State::Open | State::Pending | State::Unknown | State::Paid => {
                    if of == period {
                        before.people += 1;
                        before.amount += payment.of.amount;
                    }
                    EarlierEnd::Live { sent }
                }
            };
            earlier.push(of_payment(payment, of, end, &corrected));
        }
    }
    before.history = History::new(earlier);
    Ok(before)
}

/// The numbers of everybody whose payment was made again, by the payment: also
/// those of the payments that it makes good, so that who was corrected twice is
/// still known by the first number.
fn corrected(store: &mut dyn Store) -> Result<BTreeMap<i64, Vec<String>>, LedgerError> {
    let mut numbers: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let columns = "SELECT id, attempt_of, person, also FROM payment WHERE";
    let sql = format!(
        "{columns} attempt_of IS NOT NULL UNION
         {columns} id IN (SELECT attempt_of FROM payment WHERE attempt_of IS NOT NULL)
         ORDER BY id"
    );
    store.query(&sql, &[], &mut |row| {
        let mut own = vec![row[2].text().to_owned()];
        own.extend(payment::separated(row[3].text()));
        // An attempt comes after the payment that it makes good.
        let earlier = row[1].some_int().and_then(|of| numbers.get(&of)).cloned();
        for number in earlier.unwrap_or_default() {
            if !own.contains(&number) {
                own.push(number);
            }
        }
        numbers.insert(row[0].int(), own);
    })?;
    Ok(numbers)
}

fn of_payment(
    payment: Payment,
    period: Period,
    end: EarlierEnd,
    corrected: &BTreeMap<i64, Vec<String>>,
) -> Earlier {
    let reference = payment.reference();
    let of = payment.of;
    let numbers = corrected.get(&payment.id).cloned().unwrap_or_else(|| {
        let mut numbers = vec![of.person];
        numbers.extend(of.also);
        numbers
    });
    Earlier {
        id: payment.id,
        reference,
        period,
        numbers,
        name_key: of.name_key,
        township: of.township,
        payee: of.payee,
        account: of.account,
        households: of.households,
        amount: of.amount,
        end,
    }
}

/// Why payments failed, in the bank's words, the last it said.
pub(super) fn reasons(store: &mut dyn Store) -> Result<BTreeMap<i64, String>, LedgerError> {
    let mut reasons = BTreeMap::new();
    let sql = "SELECT payment, code, reason FROM return_line
        WHERE bucket IN ('failed', 'returned') ORDER BY seq, line";
    store.query(sql, &[], &mut |row| {
        let Some(payment) = row[0].some_int() else { return };
        let (code, reason) = (row[1].text(), row[2].text());
        // A code that is a word says no more than where the payment stands.
        let said = match reason {
            "" => code.to_owned(),
            _ if code.is_ascii() => format!("{code} {reason}"),
            _ => reason.to_owned(),
        };
        reasons.insert(payment, said.trim().to_owned());
    })?;
    Ok(reasons)
}
