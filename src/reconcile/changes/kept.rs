//! Who is on a list though the register took them off: C009.
//!
//! In: this year's lists and the register. Out: a finding on each such row, unless
//! they are told as back after a removal, or are to be paid no more than the part
//! of the period before they left.

use super::Auditing;
use super::docs::C009;
use super::register::RegisterIndex;
use crate::domain::{Field, Table};
use crate::finding::Finding;
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::{Absence, Payment, Row};
use crate::rulebook::changes::Effect;
use crate::rulebook::values::Status;
use crate::say;

/// Tells who is still listed; gives the people told.
pub(super) fn tell(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    back: &KeyMap<u64, ()>,
    findings: &mut Vec<Finding>,
) -> KeyMap<u64, ()> {
    let lists = auditing.lists;
    let mut told = key_map(0);
    for (at, row) in lists.pay_list.indices().zip(&lists.pay_list.rows) {
        let Some(key) = row.person_key().filter(|key| !back.contains_key(key)) else { continue };
        let Some(absence) = removed(auditing, row) else { continue };
        let payment = Payment::new(lists, auditing.rulebook, at, auditing.registered[at as usize]);
        let period = auditing.project.period;
        let entitled = payment.entitlement(period);
        let due = payment.amount(period);
        if !entitled.is_zero() && due.is_some_and(|due| due <= entitled) {
            continue;
        }
        let due = if entitled.is_zero() {
            String::new()
        } else {
            say!(lists.lang, "reconcile-kept-due", entitled = entitled)
        };
        findings.push(finding(auditing, index, (Table::PayList, at, key), absence, due));
        told.insert(key, ());
    }
    for (at, row) in lists.roster.indices().zip(&lists.roster.rows) {
        let Some(key) = row.person_key().filter(|key| !back.contains_key(key)) else { continue };
        let listed = auditing.pay_list.with_key(key).is_some();
        if listed || row.status == Status::NotPayable {
            continue;
        }
        let first = auditing.project.period.first_day();
        if let Some(absence) = removed(auditing, row)
            && absence.from.is_none_or(|from| from <= first)
        {
            let place = (Table::Roster, at, key);
            findings.push(finding(auditing, index, place, absence, String::new()));
            told.insert(key, ());
        }
    }
    told
}

/// The removal of the register that is in force in the period. Somebody whom the
/// register only brings back later is held by the amount that is due to them.
fn removed<'a>(auditing: &Auditing<'a>, row: &Row) -> Option<&'a Absence> {
    let period = auditing.project.period;
    auditing.lists.absences.of(row.person_key()).iter().find(|absence| {
        absence.name.is_none()
            && absence.is_told()
            && period.month_starts().any(|month| absence.covers(month, row.name))
    })
}

fn finding(
    auditing: &Auditing<'_>,
    index: &RegisterIndex<'_>,
    (table, row, key): (Table, u32, u64),
    absence: &Absence,
    due: String,
) -> Finding {
    let lists = auditing.lists;
    let words = index
        .last(Some(key), &[Effect::Leaves])
        .map_or_else(String::new, |(row, _)| index.words(row));
    let from = match absence.from {
        Some(from) => say!(lists.lang, "reconcile-kept-from", from = from),
        None => say!(lists.lang, "reconcile-kept-undated").to_owned(),
    };
    finding_on(&C009, lists, table, row, Field::IdNumber)
        .with("words", words)
        .with("from", from)
        .with("due", due)
}
