//! How much each finding weighs in this run: the county's changes of severity
//! and its named acknowledgements.
//!
//! In: findings at their rules' own weights. Out: the same at their final
//! weights, and the acknowledgements that matched nothing. It never lets a row
//! be paid that has no account, bank, holder or amount to be paid by.

use super::register::Register;
use crate::domain::{Field, Money, Period, Table};
use crate::finding::{Finding, Severity};
use crate::normalize::Payment;
use crate::rulebook::bank_profile::BankSource;
use crate::rulebook::{Project, Rulebook};

/// Applies the county's severities that are in force on the day.
pub fn weigh(project: &Project, findings: &mut [Finding]) {
    for change in project.severities.iter().filter(|change| change.since <= project.as_of) {
        for finding in findings.iter_mut().filter(|f| f.doc.code == change.code) {
            // What a rule weighs less in one place is never raised by a change
            // that is about the rule.
            let lighter_here = finding.severity < finding.doc.severity;
            if !lighter_here || change.level < finding.severity {
                finding.severity = change.level;
            }
        }
    }
}

/// Applies named acknowledgements; gives those that matched nothing. Hidden
/// sheets are acknowledged at the intake.
#[must_use]
pub fn waive(project: &Project, findings: &mut [Finding]) -> Vec<String> {
    let mut unmatched = Vec::new();
    for named in project.acknowledgements.iter().filter(|named| named.code != "I006") {
        let mut matched = false;
        for finding in findings.iter_mut().filter(|f| f.doc.code == named.code) {
            let sheet = format!("{}#{}", finding.origin.file, finding.origin.sheet);
            let at = match finding.origin.row {
                None => vec![sheet],
                Some(row) => {
                    vec![format!("{sheet}!{row}"), format!("{sheet}!{}", finding.origin.cell())]
                }
            };
            if at.contains(&named.at) {
                matched = true;
                finding.severity = finding.severity.min(Severity::Advise);
            }
        }
        if !matched {
            unmatched.push(format!("{} {}", named.code, named.at));
        }
    }
    unmatched
}

/// Holds again what a county let through and nobody could pay: a pay row whose
/// account, bank, holder or amount is not there, whose number or account cell
/// does not hold what was typed, or one of whose texts would break the bank's
/// file. A bank file has no line for it.
pub fn hold_what_cannot_be_paid(
    register: &Register<'_>,
    rulebook: &Rulebook,
    period: Period,
    findings: &mut [Finding],
) {
    let lowered = findings.iter_mut().filter(|finding| {
        finding.table == Table::PayList
            && finding.severity < Severity::Hold
            && finding.doc.severity >= Severity::Hold
    });
    for finding in lowered {
        let (Some(row), Some(field)) = (finding.row, finding.field) else { continue };
        let keys = &register.lists.pay_list.rows[row as usize];
        let payment =
            Payment::new(register.lists, rulebook, row, register.registered[row as usize]);
        let lacking = match field {
            Field::IdNumber => keys.id_lost,
            Field::Account => keys.account_lost || payment.account().is_blank(),
            Field::Bank => payment.bank().is_none(),
            Field::Amount => payment.amount(period).is_none_or(Money::is_zero),
            Field::Name | Field::Payee => payment.exported_payee().is_empty(),
            _ => false,
        };
        let list = &register.lists.pay_list;
        let breaks = rulebook.bank.fields_of_rows().any(|field| {
            let text = match field.source {
                BankSource::Payee => payment.exported_payee(),
                BankSource::Bank => payment.bank().unwrap_or_default().into(),
                BankSource::Township => register.lists.symbols.text(keys.township).into(),
                BankSource::Account => register.lists.symbols.text(payment.account()).into(),
                BankSource::IdNumber => keys.id_text(&register.lists.symbols),
                BankSource::Village => list.text(row, Field::Village).trim().into(),
                _ => return false,
            };
            rulebook.bank.is_broken_by(field.source, &text)
                || !rulebook.bank.cannot_write(&text).is_empty()
        });
        if lacking || breaks {
            finding.severity = Severity::Hold;
        }
    }
}
