//! `data/payments.csv`: everybody whom the run pays, with all that a batch is
//! made up from. `zhibu pay prepare` reads it, and nothing else of the run.
//!
//! In: the payout files as values. Out: a row a payment, in the order of the
//! files; and the rows read back from the bytes.

use std::io::{self, Write};

use super::RunView;
use crate::domain::{Money, Table};
use crate::ledger::NewPayment;
use crate::normalize::Payment;
use crate::reconcile::before::{household, number};

/// Its path.
pub const PATH: &str = "data/payments.csv";

/// Its header.
pub const HEADER: [&str; 15] = [
    "bank",
    "township",
    "village",
    "name",
    "name_key",
    "id_number",
    "other_numbers",
    "payee",
    "account",
    "amount",
    "household",
    "registered_household",
    "file",
    "sheet",
    "row",
];

/// What stands between several numbers.
const BETWEEN: &str = ";";

/// Writes it.
///
/// # Errors
/// Where `out` fails.
pub fn write(view: &RunView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lists = view.lists;
    let splitting = view.splitting();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER)?;
    for paid in view.payments.iter().flat_map(|file| &file.paid) {
        let line = splitting.line(paid, "");
        let keys = &lists.pay_list.rows[paid.row as usize];
        let payment =
            Payment::new(lists, view.rulebook, paid.row, view.registered[paid.row as usize]);
        let person = number(lists, keys);
        let [own, registered] = payment.households().map(|one| household(lists, one));
        let origin = lists.list(Table::PayList).origin(paid.row);
        writer.write_record([
            line.bank,
            line.township,
            line.village,
            &line.name,
            lists.symbols.text(keys.name),
            &person,
            &view.others.of(paid.row, &person).join(BETWEEN),
            &line.payee,
            line.account,
            &paid.amount.to_string(),
            &own,
            &registered,
            &origin.file,
            &origin.sheet,
            &origin.row.unwrap_or_default().to_string(),
        ])?;
    }
    writer.flush()
}

/// A row that is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row} is not as a run writes it")]
pub struct NotPayments {
    /// The row, from 1; the header is the first.
    pub row: u64,
}

/// Reads it back.
///
/// # Errors
/// At the first row that is not as [`write()`] writes it.
pub fn read(bytes: &[u8]) -> Result<Vec<NewPayment>, NotPayments> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut payments = Vec::new();
    for row in 1u64.. {
        let wrong = NotPayments { row };
        if !reader.read_record(&mut record).map_err(|_| wrong)? {
            break;
        }
        if row == 1 {
            if !record.iter().eq(HEADER) {
                return Err(wrong);
            }
            continue;
        }
        if record.len() != HEADER.len() {
            return Err(wrong);
        }
        let text = |at: usize| record[at].to_owned();
        let also = record[6].split(BETWEEN).filter(|one| !one.is_empty());
        payments.push(NewPayment {
            bank: text(0),
            township: text(1),
            village: text(2),
            name: text(3),
            name_key: text(4),
            person: text(5),
            also: also.map(str::to_owned).collect(),
            payee: text(7),
            account: text(8),
            amount: Money::parse_yuan(&record[9]).map_err(|_| wrong)?,
            households: [text(10), text(11)],
            source: (text(12), text(13), record[14].parse().map_err(|_| wrong)?),
        });
    }
    Ok(payments)
}
