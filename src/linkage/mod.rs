//! Linkage: who is the same person, exactly or nearly, and who shares an account.
//!
//! In: the normalized lists. Out: for each pay row its roster row, the copies
//! of one person in a list, and findings D001–D006, each explained term by
//! term. Every comparison is inside a block, so that time stays linear in the
//! number of people. It never decides who is paid.

mod blocks;
pub mod index;
pub mod copies;
pub mod likely;
pub mod sharing;
pub mod docs;

use crate::domain::{Field, Table};
use crate::finding::{Finding, Seen};
use crate::normalize::{Amount, List, Lists, Payment};
use crate::rulebook::{Project, Rulebook};
use index::People;

/// A finding on a field of a row of one of the lists.
pub(crate) fn finding_on(
    doc: &'static crate::finding::Doc,
    lists: &Lists,
    table: Table,
    row: u32,
    field: Field,
) -> Finding {
    let list: &List = lists.list(table);
    let mut finding = Finding::new(doc, table, list.cell_origin(row, field))
        .seeing(Seen::of(field, list.text(row, field)))
        .for_township(&std::sync::Arc::from(lists.township(table, row)));
    finding.field = Some(field);
    finding.row = Some(row);
    finding
}

/// What linking found in both lists.
#[derive(Debug)]
pub struct Linked {
    /// Findings D001–D006.
    pub findings: Vec<Finding>,
    /// For each roster row, whether it is a plain copy.
    pub merged_roster: Vec<bool>,
    /// For each pay row, whether it is a plain copy.
    pub merged_pay: Vec<bool>,
}

/// Finds copies, likely copies and shared accounts in both lists; people are
/// those of the roster and of the pay list.
#[must_use]
pub fn link(
    project: &Project,
    rulebook: &Rulebook,
    lists: &Lists,
    (roster, pay_list): (&People, &People),
    registered: &[Option<u32>],
) -> Linked {
    let payment = |row: u32| Payment::new(lists, rulebook, row, registered[row as usize]);
    let roster_terms = |row: u32| {
        let row = &lists.roster.rows[row as usize];
        let (bank, payee) = (lists.symbols.text(row.bank), "".into());
        copies::Terms { account: row.account, amount: row.amount, bank, payee }
    };
    let pay_terms = |row: u32| {
        let payment = payment(row);
        let amount = match lists.pay_list.rows[row as usize].amount {
            Amount::Unsaid => Amount::Sum(payment.entitlement(project.period)),
            written => written,
        };
        let bank = payment.bank().unwrap_or_default();
        copies::Terms { account: payment.account(), amount, bank, payee: payment.exported_payee() }
    };
    let roster_holder = |row: u32| sharing::Holder {
        account: lists.roster.rows[row as usize].account,
        person: roster.person_of[row as usize],
        households: [lists.roster.rows[row as usize].household(), None],
    };
    let pay_holder = |row: u32| {
        let payment = payment(row);
        sharing::Holder {
            account: payment.account(),
            person: pay_list.person_of[row as usize],
            households: payment.households(),
        }
    };
    let sharing_rule = project.shared_account;
    let (of_roster, of_pay) = rayon::join(
        || {
            let copies = copies::find(lists, Table::Roster, roster, &roster_terms);
            let mut findings = copies.findings;
            findings.extend(likely::find(lists, Table::Roster));
            findings.extend(sharing::find(lists, Table::Roster, sharing_rule, &roster_holder));
            (findings, copies.merged)
        },
        || {
            let copies = copies::find(lists, Table::PayList, pay_list, &pay_terms);
            let mut findings = copies.findings;
            findings.extend(likely::find(lists, Table::PayList));
            findings.extend(sharing::find(lists, Table::PayList, sharing_rule, &pay_holder));
            (findings, copies.merged)
        },
    );
    let (mut findings, merged_roster) = of_roster;
    findings.extend(of_pay.0);
    Linked { findings, merged_roster, merged_pay: of_pay.1 }
}
