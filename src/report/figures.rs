//! The summary's figures: by township, by bank, by reservoir.
//!
//! Plain values; `tables` fills them with data-frame group-bys, `summary` and
//! the terminal show them.

use crate::domain::Money;

/// The run's figures by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By township, in the order of their names.
    pub by_township: Vec<PlaceFigures>,
    /// By bank and township: what is paid, in that order.
    pub by_bank: Vec<BankFigures>,
    /// By reservoir as the roster writes it; empty text where it says nothing.
    pub by_reservoir: Vec<PlaceFigures>,
}

/// What became of one township's (or reservoir's) people. The roster columns
/// add up to `roster_rows`, the pay columns to `pay_list_rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceFigures {
    /// The township or reservoir.
    pub name: String,
    /// Roster rows.
    pub roster_rows: u64,
    /// Of these: supported by projects.
    pub project_mode: u64,
    /// Of these: not payable by status.
    pub not_payable: u64,
    /// Of these: for direct pay, on no pay list.
    pub not_listed: u64,
    /// Pay rows.
    pub pay_list_rows: u64,
    /// Of these: paid.
    pub paid: u64,
    /// Of these: paid before in this period.
    pub already_paid: u64,
    /// Of these: on hold.
    pub held: u64,
    /// Of these: merged copies.
    pub merged: u64,
    /// What is paid.
    pub paid_amount: Money,
    /// What the rows on hold would be paid.
    pub held_amount: Money,
}

/// What one bank pays in one township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankFigures {
    /// The bank.
    pub bank: String,
    /// The township.
    pub township: String,
    /// People paid.
    pub people: u64,
    /// What they are paid.
    pub amount: Money,
}
