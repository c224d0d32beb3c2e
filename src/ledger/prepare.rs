//! Prepare: a batch from what a run decided; and reissue, the same for payments
//! that are proven failed.
//!
//! Everybody is looked for among all payments that overlap the period, inside
//! the change that makes the batch: by every number that they were written with,
//! by name and account, and by account alone (P001, P002). The database's own
//! unique index stands behind that. A run that knew less than the ledger is
//! refused whole, and made again.

use std::collections::BTreeMap;

use super::chain::Entry;
use super::error::{LedgerError, NothingToDo};
use super::fact::{BatchKind, Fact, State};
use super::payment::{self, Content, NewPayment, Payment};
use super::signer::Signer;
use super::store::Value;
use super::{Change, Ledger, docs};
use crate::domain::{Moment, Money, Period};
use crate::reconcile::history::{Claim, History};
use crate::rulebook::project::SharedAccount;

/// Which of a run's payments a batch takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that were never tried.
    New,
    /// Those that make good a payment that is proven failed.
    Failed,
}

/// What a batch is made up from.
#[derive(Clone, Copy, Debug)]
pub struct Preparing<'a> {
    /// The programme's id.
    pub programme: &'a str,
    /// The period.
    pub period: Period,
    /// The hash that the run's manifest carries.
    pub manifest: &'a str,
    /// The bank profile's id.
    pub profile: &'a str,
    /// What each payment is for, as the bank's files say it.
    pub purpose: &'a str,
    /// Who may share an account.
    pub shared_account: SharedAccount,
    /// Everybody whom the run pays, in the order of its files.
    pub payments: &'a [NewPayment],
    /// Which of them.
    pub which: Which,
}

/// A batch that was made up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Its id: `2020-001`.
    pub batch: String,
    /// What kind it is.
    pub kind: BatchKind,
    /// The people in it.
    pub people: u64,
    /// Its sum.
    pub amount: Money,
    /// People of the run that the other way of preparing takes: failed ones that
    /// are reissued, or new ones.
    pub others: u64,
}

impl Ledger {
    /// Makes up a batch.
    ///
    /// # Errors
    /// P001 and P002 where the ledger knows of payments that the run did not;
    /// where there is nobody to pay; as the database says.
    pub fn prepare(
        &mut self,
        at: Moment,
        by: &Signer,
        preparing: &Preparing<'_>,
    ) -> Result<Prepared, LedgerError> {
        self.change(at, by.name(), |change| prepare(change, preparing))
    }
}

fn prepare(change: &mut Change<'_>, preparing: &Preparing<'_>) -> Result<Prepared, LedgerError> {
    let history = change.before(preparing.programme, preparing.period)?.history;
    refuse_twice(&history, preparing)?;
    let mut taken: Vec<(&NewPayment, Option<i64>)> = Vec::new();
    for payment in preparing.payments {
        let numbers = numbers(payment);
        let failed = history.failed(&claim(payment, &numbers)).map(|earlier| earlier.id);
        if failed.is_some() == (preparing.which == Which::Failed) {
            taken.push((payment, failed));
        }
    }
    let others = (preparing.payments.len() - taken.len()) as u64;
    if taken.is_empty() {
        return Err(LedgerError::Nothing(match preparing.which {
            Which::Failed => NothingToDo::NoneFailed,
            Which::New if others > 0 => NothingToDo::OnlyReissues,
            Which::New => NothingToDo::NobodyNew,
        }));
    }
    write(change, preparing, &taken, others)
}

/// Writes the batch, its payments and the event that tells of it.
fn write(
    change: &mut Change<'_>,
    preparing: &Preparing<'_>,
    taken: &[(&NewPayment, Option<i64>)],
    others: u64,
) -> Result<Prepared, LedgerError> {
    let period = preparing.period.to_string();
    let (batch, first_of_period) = next_batch(change, preparing.programme, &period)?;
    let kind = match preparing.which {
        Which::Failed => BatchKind::Reissue,
        Which::New if first_of_period => BatchKind::First,
        Which::New => BatchKind::Supplementary,
    };
    let amount: Money = taken.iter().map(|(payment, _)| payment.amount).sum();
    let people = taken.len() as u64;
    let payments = numbered(change, &batch, taken)?;
    let content = content(&payments, preparing.programme, &period);
    let maker = change.actor;
    let at = change.at.to_string();
    let row = vec![
        Value::Text(&batch),
        Value::Text(preparing.programme),
        Value::Text(&period),
        Value::Text(kind.key()),
        Value::Text(maker),
        Value::Text(&at),
        Value::Text(preparing.manifest),
        Value::Text(preparing.profile),
        Value::Text(preparing.purpose),
        Value::Int(i64::try_from(people).unwrap_or(i64::MAX)),
        Value::Int(amount.fen()),
        Value::Text(&content),
        Value::Text("prepared"),
    ];
    let columns = [
        "id",
        "programme",
        "period",
        "kind",
        "maker",
        "prepared_at",
        "manifest",
        "profile",
        "purpose",
        "people",
        "amount_fen",
        "content",
        "state",
    ];
    change.store.insert("batch", &columns, &[row])?;
    for some in payments.chunks(2_000) {
        let also: Vec<String> = some.iter().map(|one| payment::joined(&one.of.also)).collect();
        let rows: Vec<Vec<Value<'_>>> = some
            .iter()
            .zip(&also)
            .map(|(one, also)| payment::values(one, also, (preparing.programme, &period)))
            .collect();
        change.store.insert("payment", &payment::COLUMNS, &rows)?;
    }
    let fact = Fact::Prepared {
        kind,
        programme: preparing.programme.to_owned(),
        period,
        people,
        amount_fen: amount.fen(),
        manifest: preparing.manifest.to_owned(),
        profile: preparing.profile.to_owned(),
        purpose: preparing.purpose.to_owned(),
        content,
    };
    change.append(&[Entry { batch: Some(&batch), payment: None, fact }])?;
    Ok(Prepared { batch, kind, people, amount, others })
}

/// The batch's payments with their numbers and lines.
fn numbered(
    change: &mut Change<'_>,
    batch: &str,
    taken: &[(&NewPayment, Option<i64>)],
) -> Result<Vec<Payment>, LedgerError> {
    let mut last = 0;
    change.store.query("SELECT max(id) FROM payment", &[], &mut |row| last = row[0].int())?;
    let numbered = (last + 1..).zip(1u32..).zip(taken);
    let payments = numbered.map(|((id, line), (of, attempt_of))| Payment {
        id,
        batch: batch.to_owned(),
        line,
        of: (*of).clone(),
        attempt_of: *attempt_of,
        state: State::Open,
    });
    Ok(payments.collect())
}

/// The next batch's id, and whether the period has none yet.
fn next_batch(
    change: &mut Change<'_>,
    programme: &str,
    period: &str,
) -> Result<(String, bool), LedgerError> {
    let (mut batches, mut first) = (0u32, true);
    let sql = "SELECT programme, state FROM batch WHERE period = $1";
    change.store.query(sql, &[Value::Text(period)], &mut |row| {
        batches += 1;
        first &= row[0].text() != programme || row[1].text() == "withdrawn";
    })?;
    Ok((format!("{period}-{:03}", batches + 1), first))
}

/// The hash of a batch's payments.
pub(super) fn content(payments: &[Payment], programme: &str, period: &str) -> String {
    let mut content = Content::default();
    for payment in payments {
        content.take(payment, programme, period);
    }
    content.finish()
}

/// The numbers of a payment's person.
fn numbers(payment: &NewPayment) -> Vec<&str> {
    let also = payment.also.iter().map(String::as_str);
    std::iter::once(payment.person.as_str()).chain(also).collect()
}

fn claim<'a>(payment: &'a NewPayment, numbers: &'a [&'a str]) -> Claim<'a> {
    Claim {
        numbers,
        name_key: &payment.name_key,
        account: &payment.account,
        households: [&payment.households[0], &payment.households[1]],
    }
}

/// The numbers of a payment's person, and those under which the payment that it
/// makes good knew them.
fn known<'a>(history: &'a History, payment: &'a NewPayment, numbers: &[&'a str]) -> Vec<&'a str> {
    let mut known = numbers.to_vec();
    let failed = history.failed(&claim(payment, numbers));
    known.extend(failed.into_iter().flat_map(|earlier| &earlier.numbers).map(String::as_str));
    known
}

/// Refuses where the ledger knows of a payment that the run did not.
fn refuse_twice(history: &History, preparing: &Preparing<'_>) -> Result<(), LedgerError> {
    let mut found = Vec::new();
    let mut on_account: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people: BTreeMap<&str, &NewPayment> = BTreeMap::new();
    for payment in preparing.payments {
        *on_account.entry(&payment.account).or_default() += 1;
        let numbers = numbers(payment);
        let mut before = None;
        for number in known(history, payment, &numbers) {
            let other = people.insert(number, payment);
            before = before.or(other.filter(|other| !std::ptr::eq(*other, payment)));
        }
        if let Some(other) = before {
            found.push(docs::paid_twice_here(payment, other));
        }
    }
    for payment in preparing.payments {
        let numbers = numbers(payment);
        let known = known(history, payment, &numbers);
        let claim = claim(payment, &known);
        if let Some((earlier, _)) = history.live(&claim) {
            found.push(docs::paid_already(payment, earlier));
        } else if let Some(others) = history.past_limit(
            &claim,
            on_account[payment.account.as_str()],
            preparing.shared_account,
        ) {
            found.push(docs::account_paid_already(payment, &others));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(LedgerError::Refused(found)) }
}
