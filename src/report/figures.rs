//! The summary's figures: by township, by bank, by reservoir.
//!
//! In: a run. Out: plain values, counted in one pass over its rows; `summary`
//! and the terminal show them.

use std::collections::BTreeMap;

use super::{RunView, data};
use crate::domain::{Date, Field, IdentityNumber, Money, Table};
use crate::normalize::Payment;
use crate::reconcile::Disposition;

/// The run's figures by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By township, in the order of their names.
    pub by_township: Vec<PlaceFigures>,
    /// By bank and township: what is paid, in that order.
    pub by_bank: Vec<BankFigures>,
    /// By reservoir as the roster writes it; empty text where it says nothing.
    pub by_reservoir: Vec<PlaceFigures>,
    /// How old those are who are paid.
    pub ages: Ages,
}

/// How old the people paid are on the day on which everything is judged, by sex, as
/// their numbers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    /// Men and women of each ten years from 0 on; the last are a hundred and more.
    pub tens: [[u64; 2]; 11],
    /// People whose number says neither.
    pub unknown: u64,
}

impl Ages {
    /// The bands, oldest last: which ten years, `None` for a hundred and more; men and
    /// women.
    pub fn bands(&self) -> impl Iterator<Item = (Option<u64>, [u64; 2])> {
        (0..).zip(self.tens).map(|(band, people)| ((band < 10).then_some(band), people))
    }

    fn count(&mut self, id: Option<IdentityNumber>, on: Date) {
        let born = id.and_then(IdentityNumber::birth_date);
        let age = born.and_then(|born| usize::try_from(born.years_until(on)).ok());
        match (id, age) {
            (Some(id), Some(age)) => self.tens[(age / 10).min(10)][usize::from(!id.is_male())] += 1,
            _ => self.unknown += 1,
        }
    }
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

impl PlaceFigures {
    /// Counts a row that ends so and moves that much money.
    fn count(&mut self, table: Table, end: Disposition, amount: Money) {
        if table == Table::Roster {
            self.roster_rows += 1;
            match end {
                Disposition::ProjectMode => self.project_mode += 1,
                Disposition::NotPayable => self.not_payable += 1,
                Disposition::NotListed => self.not_listed += 1,
                _ => {}
            }
            return;
        }
        self.pay_list_rows += 1;
        match end {
            Disposition::Paid => {
                self.paid += 1;
                self.paid_amount += amount;
            }
            Disposition::AlreadyPaid => self.already_paid += 1,
            Disposition::Held => {
                self.held += 1;
                self.held_amount += amount;
            }
            _ => self.merged += 1,
        }
    }
}

/// Counts the figures of a run.
#[must_use]
pub fn figures(view: &RunView<'_>) -> Figures {
    let mut by_township: BTreeMap<&str, PlaceFigures> = BTreeMap::new();
    let mut by_reservoir: BTreeMap<&str, PlaceFigures> = BTreeMap::new();
    let mut by_bank: BTreeMap<(&str, &str), BankFigures> = BTreeMap::new();
    let mut ages = Ages::default();
    for row in data::rows(view) {
        let registered = match row.table {
            Table::Roster => Some(row.row),
            _ => view.registered[row.row as usize],
        };
        let reservoir = registered.map(|at| view.lists.roster.text(at, Field::Reservoir).trim());
        let township = view.lists.township(row.table, row.row);
        let end = view.dispositions.of(row.table, row.row);
        let amount = data::amount(view, &row);
        by_township.entry(township).or_default().count(row.table, end, amount);
        let reservoir = by_reservoir.entry(reservoir.unwrap_or_default()).or_default();
        reservoir.count(row.table, end, amount);
        if row.table == Table::PayList && end == Disposition::Paid {
            let keys = &view.lists.pay_list.rows[row.row as usize];
            ages.count(keys.id.filter(|_| keys.has_sound_id()), view.project.as_of);
            let payment = Payment::new(view.lists, view.rulebook, row.row, registered);
            if let Some(bank) = payment.bank() {
                let paid = by_bank.entry((bank, township)).or_default();
                paid.people += 1;
                paid.amount += amount;
            }
        }
    }
    Figures {
        by_township: named(by_township),
        by_bank: by_bank
            .into_iter()
            .map(|((bank, township), paid)| BankFigures {
                bank: bank.to_owned(),
                township: township.to_owned(),
                ..paid
            })
            .collect(),
        by_reservoir: named(by_reservoir),
        ages,
    }
}

fn named(places: BTreeMap<&str, PlaceFigures>) -> Vec<PlaceFigures> {
    places
        .into_iter()
        .map(|(name, figures)| PlaceFigures { name: name.to_owned(), ..figures })
        .collect()
}
