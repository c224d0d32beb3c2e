//! The run's figures, counted once from the rows and asserted against the
//! files' values.

use std::collections::BTreeMap;

use crate::domain::{Money, Table};
use crate::finding::Finding;
use crate::linkage::index::{KeyMap, People, key_map};
use crate::normalize::{Lists, Sym};
use crate::payout::PayFile;
use crate::reconcile::{Disposition, Dispositions};

/// Rows and money by disposition, and people.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Data rows of the rosters.
    pub roster_rows: u64,
    /// Different people on the rosters.
    pub roster_people: u64,
    /// Data rows of the pay lists.
    pub pay_list_rows: u64,
    /// Different people on the pay lists.
    pub pay_list_people: u64,
    /// People paid.
    pub paid_people: u64,
    /// What they are paid.
    pub paid_amount: Money,
    /// Different people with a row on hold and none paid.
    pub held_people: u64,
    /// What the rows on hold would be paid.
    pub held_amount: Money,
    /// Roster rows by disposition.
    pub roster: BTreeMap<Disposition, u64>,
    /// Pay rows by disposition.
    pub pay_list: BTreeMap<Disposition, u64>,
    /// Findings by code.
    pub findings: BTreeMap<&'static str, u64>,
}

impl Totals {
    /// Counts the run's figures. `amount` is what a pay row is or would be paid.
    #[must_use]
    pub fn count(
        lists: &Lists,
        people: (&People, &People),
        dispositions: &Dispositions,
        amount: impl Fn(u32) -> Money,
        findings: &[Finding],
    ) -> Self {
        let (roster, pay_list) = people;
        let mut totals = Self {
            roster_rows: lists.roster.rows.len() as u64,
            roster_people: different_people(lists, Table::Roster, roster),
            pay_list_rows: lists.pay_list.rows.len() as u64,
            pay_list_people: different_people(lists, Table::PayList, pay_list),
            ..Self::default()
        };
        for disposition in &dispositions.roster {
            *totals.roster.entry(*disposition).or_default() += 1;
        }
        let mut ends: KeyMap<(u32, Sym), Disposition> = key_map(0);
        for row in lists.pay_list.indices() {
            let disposition = dispositions.of(Table::PayList, row);
            *totals.pay_list.entry(disposition).or_default() += 1;
            match disposition {
                Disposition::Paid => {
                    totals.paid_people += 1;
                    totals.paid_amount += amount(row);
                }
                Disposition::Held => totals.held_amount += amount(row),
                _ => {}
            }
            let person = pay_list.person_of[row as usize];
            if pay_list.rows(person).len() == 1 {
                totals.held_people += u64::from(disposition == Disposition::Held);
                continue;
            }
            let name = lists.pay_list.rows[row as usize].name;
            let end = ends.entry((person, name)).or_insert(disposition);
            *end = (*end).min(disposition);
        }
        totals.held_people += ends.values().filter(|end| **end == Disposition::Held).count() as u64;
        for finding in findings {
            *totals.findings.entry(finding.doc.code).or_default() += 1;
        }
        totals
    }

    /// Asserts what must hold of every run: our own bug otherwise, and nothing
    /// is published.
    ///
    /// # Panics
    /// Where a row or a fen is lost or counted twice, or somebody is paid twice.
    pub fn assert_conserved(
        &self,
        lists: &Lists,
        dispositions: &Dispositions,
        payments: &[PayFile],
    ) {
        let sum = |counts: &BTreeMap<Disposition, u64>| counts.values().sum::<u64>();
        assert_eq!(sum(&self.roster), self.roster_rows, "every roster row ends once");
        assert_eq!(sum(&self.pay_list), self.pay_list_rows, "every pay row ends once");
        assert_eq!(dispositions.roster.len() as u64, self.roster_rows);
        assert_eq!(dispositions.pay_list.len() as u64, self.pay_list_rows);
        let pay_ends =
            [Disposition::Paid, Disposition::AlreadyPaid, Disposition::Held, Disposition::Merged];
        assert!(
            self.pay_list.keys().all(|end| pay_ends.contains(end)),
            "a pay row is paid, already paid, held or merged"
        );
        let people: u64 = payments.iter().map(PayFile::people).sum();
        let amount: Money = payments.iter().map(PayFile::amount).sum();
        assert_eq!(people, self.paid_people, "people in files = people paid");
        assert_eq!(amount, self.paid_amount, "fen in files = fen paid");
        let paid = || payments.iter().flat_map(|file| file.paid.iter().map(|paid| paid.row));
        let mut rows: Vec<u32> = paid().collect();
        rows.sort_unstable();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "a pay row is paid once");
        drop(rows);
        let mut persons: Vec<(u64, u32)> = paid()
            .map(|row| {
                let keys = &lists.pay_list.rows[row as usize];
                // A row without a number is a person of its own.
                let person = keys.person_key().unwrap_or(!u64::from(row));
                (person, keys.name.number())
            })
            .collect();
        persons.sort_unstable();
        assert!(persons.windows(2).all(|pair| pair[0] != pair[1]), "a person is paid once");
    }
}

/// People by number and name; a row without a number is a person of its own.
fn different_people(lists: &Lists, table: Table, people: &People) -> u64 {
    let list = lists.list(table);
    let several: u64 = people
        .several()
        .map(|rows| {
            let mut names: Vec<u32> =
                rows.iter().map(|&row| list.rows[row as usize].name.number()).collect();
            names.sort_unstable();
            names.dedup();
            names.len() as u64 - 1
        })
        .sum();
    people.count() as u64 + several
}
