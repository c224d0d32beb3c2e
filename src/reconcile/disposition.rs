//! Where every row ends, exactly once.
//!
//! In: merged copies, payments already made, findings with their final weights.
//! Out: a disposition for every row of both lists, the first that applies.

use super::register::{Register, is_eligible};
use crate::domain::Table;
use crate::finding::{Finding, Severity};
use crate::normalize::Row;
use crate::rulebook::values::{Mode, Status};
use crate::say;

/// Where a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// Paid in this run.
    Paid,
    /// Paid before, in this period.
    AlreadyPaid,
    /// Not paid until decided.
    Held,
    /// A plain copy of a row before it.
    Merged,
    /// Registered for direct pay, and on no pay list.
    NotListed,
    /// Registered for project support.
    ProjectMode,
    /// Registered, and not payable by status.
    NotPayable,
}

impl Disposition {
    /// Every disposition.
    pub const ALL: [Self; 7] = [
        Self::Paid,
        Self::AlreadyPaid,
        Self::Held,
        Self::Merged,
        Self::NotListed,
        Self::ProjectMode,
        Self::NotPayable,
    ];

    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::AlreadyPaid => "already_paid",
            Self::Held => "held",
            Self::Merged => "merged",
            Self::NotListed => "not_listed",
            Self::ProjectMode => "project_mode",
            Self::NotPayable => "not_payable",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Paid => say!(lang, "reconcile-disposition-paid"),
            Self::AlreadyPaid => say!(lang, "reconcile-disposition-already-paid"),
            Self::Held => say!(lang, "reconcile-disposition-held"),
            Self::Merged => say!(lang, "reconcile-disposition-merged"),
            Self::NotListed => say!(lang, "reconcile-disposition-not-listed"),
            Self::ProjectMode => say!(lang, "reconcile-disposition-project"),
            Self::NotPayable => say!(lang, "reconcile-disposition-not-payable"),
        }
    }
}

/// The dispositions of both lists.
#[derive(Debug)]
pub struct Dispositions {
    /// A disposition for each roster row.
    pub roster: Vec<Disposition>,
    /// A disposition for each pay row.
    pub pay_list: Vec<Disposition>,
}

impl Dispositions {
    /// The disposition of a row.
    ///
    /// # Panics
    /// For a row of any other table: it ends elsewhere.
    #[must_use]
    pub fn of(&self, table: Table, row: u32) -> Disposition {
        match table {
            Table::Roster => self.roster[row as usize],
            Table::PayList => self.pay_list[row as usize],
            other => panic!("a row of {} has no disposition", other.key()),
        }
    }
}

/// What dispositions are decided by.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'a> {
    /// The lists and who is registered.
    pub register: Register<'a>,
    /// For each pay row, whether it is a plain copy.
    pub merged_pay: &'a [bool],
    /// For each pay row, whether its person was paid before.
    pub already_paid: &'a [bool],
}

/// Decides every row; the first disposition that applies.
#[must_use]
pub fn decide(deciding: &Deciding<'_>, findings: &[Finding]) -> Dispositions {
    let register = &deciding.register;
    let lists = register.lists;
    let mut held = vec![false; lists.pay_list.rows.len()];
    for finding in findings.iter().filter(|finding| finding.severity >= Severity::Hold) {
        if let (Table::PayList, Some(row)) = (finding.table, finding.row) {
            held[row as usize] = true;
        }
    }
    let pay_list: Vec<Disposition> = lists
        .pay_list
        .rows
        .iter()
        .enumerate()
        .map(|(at, _)| {
            if deciding.merged_pay[at] {
                Disposition::Merged
            } else if deciding.already_paid[at] {
                Disposition::AlreadyPaid
            } else if held[at] {
                Disposition::Held
            } else {
                Disposition::Paid
            }
        })
        .collect();
    let roster = lists
        .roster
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            if register.merged_roster[at] {
                Disposition::Merged
            } else if row.status == Status::NotPayable {
                Disposition::NotPayable
            } else if row.mode == Mode::Project {
                Disposition::ProjectMode
            } else {
                debug_assert!(is_eligible(row));
                of_pay_row(register, row, &pay_list).unwrap_or(Disposition::NotListed)
            }
        })
        .collect();
    Dispositions { roster, pay_list }
}

/// The disposition of a roster row's pay row: of several, the one that moves
/// money; `None` where no pay row carries the number.
fn of_pay_row(register: &Register<'_>, row: &Row, pay_list: &[Disposition]) -> Option<Disposition> {
    let person = register.pay_list.with_key(row.person_key()?)?;
    let rows = register.pay_list.rows(person);
    let named = |same: bool| {
        rows.iter()
            .filter(move |&&pay| {
                (register.lists.pay_list.rows[pay as usize].name == row.name) == same
            })
            .map(|&pay| pay_list[pay as usize])
            .filter(|disposition| *disposition != Disposition::Merged)
            .min()
    };
    named(true).or_else(|| named(false))
}
