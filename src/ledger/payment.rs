//! Payments as they stand in the ledger.

use sha2::{Digest, Sha256};

use super::chain::{put_int, put_text};
use super::error::LedgerError;
use super::fact::{State, money};
use super::store::{Store, Value};
use crate::domain::Money;
use crate::intake::files::hex;
use crate::payout::batch::line_reference;

/// A payment that is to be made, as a run decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// The identity number as the bank file says it.
    pub person: String,
    /// Other numbers that it was written as, before it was corrected.
    pub also: Vec<String>,
    /// The beneficiary's name as exported.
    pub name: String,
    /// The name for comparing.
    pub name_key: String,
    /// The account holder as exported.
    pub payee: String,
    /// The account, digits.
    pub account: String,
    /// The bank.
    pub bank: String,
    /// The township.
    pub township: String,
    /// The village as written.
    pub village: String,
    /// The household by the pay list and by the roster; blank where unknown.
    pub households: [String; 2],
    /// The sum.
    pub amount: Money,
    /// The pay row that it traces back to: file, sheet, row as Excel counts it.
    pub source: (String, String, u32),
}

/// A payment of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Its number in the ledger.
    pub id: i64,
    /// Its batch.
    pub batch: String,
    /// Its line in the batch, from 1.
    pub line: u32,
    /// What is paid to whom.
    pub of: NewPayment,
    /// The failed payment that it makes good.
    pub attempt_of: Option<i64>,
    /// Where it stands.
    pub state: State,
}

impl Payment {
    /// Batch and line, as the bank's files say it.
    #[must_use]
    pub fn reference(&self) -> String {
        line_reference(&self.batch, self.line)
    }
}

/// The columns of a payment, in the order of [`values`] and [`of_row`].
pub(super) const COLUMNS: [&str; 22] = [
    "id",
    "batch",
    "line",
    "programme",
    "period",
    "person",
    "also",
    "name",
    "name_key",
    "payee",
    "account",
    "bank",
    "township",
    "village",
    "household",
    "registered",
    "amount_fen",
    "source_file",
    "source_sheet",
    "source_row",
    "attempt_of",
    "state",
];

/// The columns that say who, and that a purge leaves blank; the person's own is made
/// the row's number instead.
pub(super) const FORGOTTEN: [&str; 10] = [
    "also",
    "name",
    "name_key",
    "payee",
    "account",
    "village",
    "household",
    "registered",
    "source_file",
    "source_sheet",
];

/// A payment as a purge leaves it: how much, in which batch and township, by which
/// bank, and where it stands.
pub(super) fn forgotten(payment: &Payment) -> Payment {
    let of = &payment.of;
    let nobody = NewPayment {
        person: format!("#{}", payment.id),
        also: Vec::new(),
        name: String::new(),
        name_key: String::new(),
        payee: String::new(),
        account: String::new(),
        bank: of.bank.clone(),
        township: of.township.clone(),
        village: String::new(),
        households: [String::new(), String::new()],
        amount: of.amount,
        source: (String::new(), String::new(), 0),
    };
    Payment { of: nobody, ..payment.clone() }
}

/// What stands between several numbers in a column.
const BETWEEN: char = ';';

/// A payment's row; `also` is its other numbers, joined.
pub(super) fn values<'a>(
    payment: &'a Payment,
    also: &'a str,
    (programme, period): (&'a str, &'a str),
) -> Vec<Value<'a>> {
    let of = &payment.of;
    vec![
        Value::Int(payment.id),
        Value::Text(&payment.batch),
        Value::Int(i64::from(payment.line)),
        Value::Text(programme),
        Value::Text(period),
        Value::Text(&of.person),
        Value::Text(also),
        Value::Text(&of.name),
        Value::Text(&of.name_key),
        Value::Text(&of.payee),
        Value::Text(&of.account),
        Value::Text(&of.bank),
        Value::Text(&of.township),
        Value::Text(&of.village),
        Value::Text(&of.households[0]),
        Value::Text(&of.households[1]),
        Value::Int(of.amount.fen()),
        Value::Text(&of.source.0),
        Value::Text(&of.source.1),
        Value::Int(i64::from(of.source.2)),
        Value::from(payment.attempt_of),
        Value::Text(payment.state.key()),
    ]
}

/// Several numbers as one column has them.
pub(super) fn joined(numbers: &[String]) -> String {
    numbers.join(&BETWEEN.to_string())
}

/// The numbers of such a column.
pub(super) fn separated(numbers: &str) -> impl Iterator<Item = String> {
    numbers.split(BETWEEN).filter(|one| !one.is_empty()).map(str::to_owned)
}

fn of_row(row: &[Value<'_>]) -> Payment {
    let text = |at: usize| row[at].text().to_owned();
    let narrow = |at: usize| u32::try_from(row[at].int()).unwrap_or_default();
    Payment {
        id: row[0].int(),
        batch: text(1),
        line: narrow(2),
        of: NewPayment {
            person: text(5),
            also: separated(row[6].text()).collect(),
            name: text(7),
            name_key: text(8),
            payee: text(9),
            account: text(10),
            bank: text(11),
            township: text(12),
            village: text(13),
            households: [text(14), text(15)],
            amount: money(row[16].int()),
            source: (text(17), text(18), narrow(19)),
        },
        attempt_of: row[20].some_int(),
        state: State::from_key(row[21].text()).unwrap_or(State::Unknown),
    }
}

/// The payments of a batch, in the order of their lines.
///
/// # Errors
/// As the database says.
pub(super) fn of_batch(store: &mut dyn Store, batch: &str) -> Result<Vec<Payment>, LedgerError> {
    let columns = COLUMNS.join(", ");
    let sql = format!("SELECT {columns} FROM payment WHERE batch = $1 ORDER BY line");
    let mut payments = Vec::new();
    store.query(&sql, &[Value::Text(batch)], &mut |row| payments.push(of_row(row)))?;
    Ok(payments)
}

/// The payments of a person by any of their numbers, each with its period, in the
/// order in which they were written.
///
/// # Errors
/// As the database says.
pub(super) fn of_person(
    store: &mut dyn Store,
    numbers: &[String],
) -> Result<Vec<(Payment, String)>, LedgerError> {
    let columns = COLUMNS.join(", ");
    let mut payments: Vec<(Payment, String)> = Vec::new();
    for number in numbers {
        let sql = format!(
            "SELECT {columns} FROM payment WHERE person = $1
             OR (also <> '' AND $2 || also || $2 LIKE $3) ORDER BY id"
        );
        let (between, within) = (BETWEEN.to_string(), format!("%{BETWEEN}{number}{BETWEEN}%"));
        let values = [number, &between, &within].map(|text| Value::Text(text));
        store.query(&sql, &values, &mut |row| {
            payments.push((of_row(row), row[4].text().to_owned()));
        })?;
    }
    payments.sort_by_key(|(payment, _)| payment.id);
    payments.dedup_by_key(|(payment, _)| payment.id);
    Ok(payments)
}

/// Hands each payment's row to `each`, in the order in which they were written;
/// what stands in it tell [`batch_in`] and the others.
///
/// # Errors
/// As the database says.
pub(super) fn rows(
    store: &mut dyn Store,
    each: &mut dyn FnMut(&[Value<'_>]),
) -> Result<(), LedgerError> {
    let sql = format!("SELECT {} FROM payment ORDER BY id", COLUMNS.join(", "));
    Ok(store.query(&sql, &[], each)?)
}

/// A row's number.
pub(super) fn id_in(row: &[Value<'_>]) -> i64 {
    row[0].int()
}

/// A row's batch.
pub(super) fn batch_in<'a>(row: &[Value<'a>]) -> &'a str {
    row[1].text()
}

/// A row's reference.
pub(super) fn reference_in(row: &[Value<'_>]) -> String {
    line_reference(batch_in(row), u32::try_from(row[2].int()).unwrap_or_default())
}

/// A row's fen.
pub(super) fn fen_in(row: &[Value<'_>]) -> i64 {
    row[16].int()
}

/// Where a row says that the payment stands.
pub(super) fn state_in<'a>(row: &[Value<'a>]) -> &'a str {
    row[21].text()
}

/// Hashes payments as they were prepared: everything but where they stand.
#[derive(Default)]
pub(super) struct Content {
    hash: Sha256,
    bytes: Vec<u8>,
}

impl Content {
    /// Takes the next payment.
    pub(super) fn take(&mut self, payment: &Payment, programme: &str, period: &str) {
        let also = joined(&payment.of.also);
        self.take_row(&values(payment, &also, (programme, period)));
    }

    /// The same of a payment's row.
    pub(super) fn take_row(&mut self, values: &[Value<'_>]) {
        self.bytes.clear();
        // The state is the last, and moves.
        for value in &values[..values.len() - 1] {
            match value {
                Value::Null => put_int(&mut self.bytes, -1),
                Value::Int(number) => put_int(&mut self.bytes, *number),
                Value::Text(text) => put_text(&mut self.bytes, text),
            }
        }
        self.hash.update(&self.bytes);
    }

    /// The hash.
    pub(super) fn finish(self) -> String {
        hex(&self.hash.finalize())
    }
}
