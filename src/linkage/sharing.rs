//! Shared accounts: one account for several people (D006).
//!
//! In: each row's account, person and household. Out: findings on every row of
//! an account past its limit. People are counted after copies are set aside; a
//! household may share where the county allows it.

use super::blocks::several_rows;
use super::docs::D006;
use super::finding_on;
use crate::domain::{Field, Table};
use crate::finding::{Finding, Severity};
use crate::normalize::{Lists, Sym};
use crate::rulebook::project::SharedAccount;
use crate::say;

/// What the rule asks of a row.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// The account that it would be paid into; blank where there is none.
    pub account: Sym,
    /// The person: rows of one person have the same.
    pub person: u32,
    /// The household by the row itself and by its roster row, where known.
    pub households: [Option<[Sym; 4]>; 2],
}

/// Finds accounts that more people share than the county allows.
#[must_use]
pub fn find(
    lists: &Lists,
    table: Table,
    policy: SharedAccount,
    holder: &dyn Fn(u32) -> Holder,
) -> Vec<Finding> {
    let list = lists.list(table);
    let mut findings = Vec::new();
    for rows in several_rows(list, |row| {
        let account = holder(row).account;
        let usable = !account.is_blank() && !list.rows[row as usize].account_lost;
        usable.then_some(account)
    }) {
        let rows: Vec<(u32, Holder)> = rows.into_iter().map(|row| (row, holder(row))).collect();
        let mut people: Vec<u32> = rows.iter().map(|(_, holder)| holder.person).collect();
        people.sort_unstable();
        people.dedup();
        if people.len() > 1 && past_limit(&rows, people.len(), policy) {
            tell(lists, table, &rows, people.len(), policy, &mut findings);
        }
    }
    findings
}

fn past_limit(rows: &[(u32, Holder)], people: usize, policy: SharedAccount) -> bool {
    match policy {
        SharedAccount::Never => true,
        SharedAccount::Limit(limit) => people > limit,
        SharedAccount::Household => {
            // One household by either list's word: a pay list may name heads on
            // the first row of a household only, a roster may name none.
            let one = |list: usize| {
                let first = rows[0].1.households[list];
                first.is_some() && rows.iter().all(|(_, h)| h.households[list] == first)
            };
            !(one(0) || one(1))
        }
    }
}

fn tell(
    lists: &Lists,
    table: Table,
    rows: &[(u32, Holder)],
    people: usize,
    policy: SharedAccount,
    findings: &mut Vec<Finding>,
) {
    let list = lists.list(table);
    let lang = lists.lang;
    let rule = match policy {
        SharedAccount::Never => say!(lang, "finding-sharing-never").to_owned(),
        SharedAccount::Household => say!(lang, "finding-sharing-household").to_owned(),
        SharedAccount::Limit(limit) => say!(lang, "finding-sharing-limit", limit = limit),
    };
    let severity = if table == Table::PayList { Severity::Hold } else { Severity::Advise };
    for (row, _) in rows {
        let others: Vec<u32> = rows.iter().map(|(r, _)| *r).filter(|r| r != row).collect();
        let mut places: Vec<String> =
            others.iter().take(3).map(|&other| list.origin(other).path()).collect();
        if others.len() > places.len() {
            places.push(format!("+{}", others.len() - places.len()));
        }
        findings.push(
            finding_on(&D006, lists, table, *row, Field::Account)
                .with("people", people.to_string())
                .with("rule", rule.clone())
                .with("places", places.join(say!(lang, "finding-between-places")))
                .among(others)
                .weighing(severity),
        );
    }
}
