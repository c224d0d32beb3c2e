//! Copies: one person more than once in one list (D001–D004).
//!
//! In: a list grouped by person. Out: findings, and which pay rows are plain
//! copies. Which copy is the first depends on the order of rows; who is paid,
//! how much and into which account does not.

use std::borrow::Cow;

use super::docs::{D001, D002, D003, D004};
use super::finding_on;
use super::index::People;
use crate::domain::{Field, Table};
use crate::finding::{Finding, Severity};
use crate::normalize::{Amount, Lists, Row, Sym};
use crate::say;

/// What was found of copies in one list.
#[derive(Debug)]
pub struct Copies {
    /// Findings D001–D004.
    pub findings: Vec<Finding>,
    /// For each row, whether it is a plain copy of a row before it.
    pub merged: Vec<bool>,
}

/// What tells a copy from another row of the same person. For a pay row as it
/// would be paid; for a roster row as written. A plain copy agrees in account
/// and amount; where the rest differs, the copies are held all the same, or
/// their order would choose the bank or the holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The account.
    pub account: Sym,
    /// The amount.
    pub amount: Amount,
    /// The bank.
    pub bank: &'a str,
    /// The account holder as exported.
    pub payee: Cow<'a, str>,
}

/// Finds the copies of a list; `terms` are those of each of its rows.
#[must_use]
pub fn find<'a>(
    lists: &'a Lists,
    table: Table,
    people: &People,
    terms: &'a dyn Fn(u32) -> Terms<'a>,
) -> Copies {
    let list = lists.list(table);
    let mut search = Search {
        lists,
        table,
        rows: &list.rows,
        terms,
        findings: Vec::new(),
        merged: vec![false; list.rows.len()],
    };
    for rows in people.several() {
        search.person(rows);
    }
    Copies { findings: search.findings, merged: search.merged }
}

struct Search<'a> {
    lists: &'a Lists,
    table: Table,
    rows: &'a [Row],
    terms: &'a dyn Fn(u32) -> Terms<'a>,
    findings: Vec<Finding>,
    merged: Vec<bool>,
}

impl Search<'_> {
    fn keys(&self, row: u32) -> &Row {
        &self.rows[row as usize]
    }

    /// The rows of one number: several names, or copies of one name.
    fn person(&mut self, rows: &[u32]) {
        let mut names: Vec<Sym> = rows.iter().map(|&row| self.keys(row).name).collect();
        names.sort_unstable_by_key(|name| name.number());
        names.dedup();
        let named = names.iter().filter(|name| !name.is_blank()).count();
        if named > 1 {
            let mut shown: Vec<&str> = names
                .iter()
                .filter(|name| !name.is_blank())
                .map(|name| self.lists.symbols.text(*name))
                .collect();
            shown.sort_unstable();
            let shown = shown.join(say!(self.lists.lang, "finding-between-names"));
            for &row in rows {
                let others = rows.iter().copied().filter(|other| *other != row).collect();
                let finding = finding_on(&D003, self.lists, self.table, row, Field::IdNumber)
                    .with("names", shown.clone())
                    .with("places", self.places(rows, row))
                    .among(others);
                self.findings.push(finding);
            }
        }
        for name in names {
            let same: Vec<u32> =
                rows.iter().copied().filter(|&row| self.keys(row).name == name).collect();
            if same.len() > 1 {
                self.copies(&same);
            }
        }
    }

    /// Several rows of one number and one name, in order.
    fn copies(&mut self, rows: &[u32]) {
        let (legacy, current): (Vec<u32>, Vec<u32>) =
            rows.iter().partition(|&&row| self.keys(row).legacy);
        let alike = rows.windows(2).all(|pair| (self.terms)(pair[0]) == (self.terms)(pair[1]));
        let all_held = self.table == Table::PayList && !alike;
        if !legacy.is_empty() && !current.is_empty() {
            let told = if all_held { rows } else { legacy.as_slice() };
            for &row in told {
                self.tell(&D004, row, rows, alike, Severity::Hold);
            }
        }
        let same_form = if current.is_empty() { &legacy } else { &current };
        for (at, &row) in same_form.iter().enumerate() {
            let before = &same_form[..at];
            if before.iter().any(|&other| self.is_plain_copy(row, other)) {
                self.merged[row as usize] = true;
            }
            let township = self.keys(row).township;
            let same_township = |other: &&u32| self.keys(**other).township == township;
            if before.iter().any(|other| same_township(&other)) {
                self.tell(&D001, row, rows, alike, Severity::Hold);
            } else if !before.is_empty() {
                self.tell(&D002, row, rows, alike, Severity::Hold);
            } else if same_form.len() > 1 {
                // The first row: held where the copies differ, told where
                // another township has the person too.
                let elsewhere = same_form[1..].iter().any(|other| !same_township(&other));
                let doc = if elsewhere { &D002 } else { &D001 };
                if all_held {
                    self.tell(doc, row, rows, alike, Severity::Hold);
                } else if elsewhere {
                    self.tell(doc, row, rows, alike, Severity::Advise);
                }
            }
        }
    }

    fn tell(
        &mut self,
        doc: &'static crate::finding::Doc,
        row: u32,
        rows: &[u32],
        alike: bool,
        severity: Severity,
    ) {
        let lang = self.lists.lang;
        let differ = if alike { "" } else { say!(lang, "finding-copies-differ") };
        let others = rows.iter().copied().filter(|other| *other != row).collect();
        let finding = finding_on(doc, self.lists, self.table, row, Field::IdNumber)
            .with("places", self.places(rows, row))
            .with("differ", differ)
            .among(others)
            .weighing(severity);
        self.findings.push(finding);
    }

    /// Where the other rows stand, a few of them.
    fn places(&self, rows: &[u32], row: u32) -> String {
        let list = self.lists.list(self.table);
        let others = rows.iter().filter(|other| **other != row);
        let mut shown: Vec<String> =
            others.clone().take(3).map(|&other| list.origin(other).path()).collect();
        let rest = others.count() - shown.len();
        if rest > 0 {
            shown.push(format!("+{rest}"));
        }
        shown.join(say!(self.lists.lang, "finding-between-places"))
    }

    /// Whether two rows would pay the same into the same account.
    fn pays_alike(&self, row: u32, other: u32) -> bool {
        let (a, b) = ((self.terms)(row), (self.terms)(other));
        (a.account, a.amount) == (b.account, b.amount)
    }

    fn is_plain_copy(&self, row: u32, other: u32) -> bool {
        let (a, b) = (self.keys(row), self.keys(other));
        a.writes_same_id(b)
            && a.name == b.name
            && a.township == b.township
            && self.pays_alike(row, other)
    }
}
