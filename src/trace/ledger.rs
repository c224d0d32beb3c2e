//! What the ledger has of one person: every attempt to pay them, and how it
//! ended.

use serde::Serialize;

use super::{Named, Person, Showing};
use crate::domain::{Field, Lang, Table};
use crate::ledger::{Ledger, LedgerError};
use crate::reconcile::before::number;
use crate::report::RunView;

/// An attempt to pay somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// Batch and line.
    pub reference: String,
    /// What it was paid for.
    pub period: String,
    /// The sum in yuan.
    pub yuan: String,
    /// The account.
    pub account: String,
    /// Where it stands.
    pub state: Named,
    /// Why it failed, in the bank's words; blank where it did not.
    pub reason: String,
    /// The attempt that it makes good.
    pub makes_good: Option<String>,
    /// The cell's row that it traces back to: file, sheet and row.
    pub at: String,
}

/// Every attempt to pay a person, by the numbers that they have on this year's
/// lists, in the order of the ledger.
///
/// # Errors
/// As the ledger says.
pub fn attempts(
    ledger: &mut Ledger,
    view: &RunView<'_>,
    person: &Person,
    lang: Lang,
    showing: Showing,
) -> Result<Vec<Attempt>, LedgerError> {
    let mut numbers: Vec<String> = Vec::new();
    for table in [Table::Roster, Table::PayList] {
        for &row in person.of(table) {
            let own = number(view.lists, &view.lists.list(table).rows[row as usize]);
            if table == Table::PayList {
                numbers.extend(view.others.of(row, &own));
            }
            numbers.push(own);
        }
    }
    numbers.retain(|number| !number.is_empty());
    numbers.sort();
    numbers.dedup();
    let reasons = ledger.reasons()?;
    let payments = ledger.of_person(&numbers)?;
    let reference_of = |id: i64| {
        payments.iter().find(|(payment, _)| payment.id == id).map(|(one, _)| one.reference())
    };
    let attempts = payments.iter().map(|(payment, period)| {
        let (file, sheet, row) = &payment.of.source;
        let place = [file.as_str(), sheet, &row.to_string()];
        let place = place.into_iter().filter(|part| !part.is_empty());
        Attempt {
            reference: payment.reference(),
            period: period.clone(),
            yuan: payment.of.amount.to_string(),
            account: showing.cell(Field::Account, &payment.of.account),
            state: Named::new(payment.state.key(), payment.state.words(lang)),
            reason: reasons.get(&payment.id).cloned().unwrap_or_default(),
            makes_good: payment.attempt_of.and_then(reference_of),
            at: place.collect::<Vec<_>>().join(" › "),
        }
    });
    Ok(attempts.collect())
}
