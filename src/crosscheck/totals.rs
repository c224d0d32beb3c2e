//! What each county registers, pays and holds.
//!
//! In: a county's rows. Out: its totals, by the statement `totals_by_county`,
//! which groups by county and so can be asked one county at a time. They must
//! add up to what the county's manifest states.

use polars::prelude::DataFrame;

use super::counties::County;
use super::error::CrosscheckError;
use super::statements::{self, Found, TOTALS};
use crate::domain::Money;

/// One county's totals, or the sum of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountyTotals {
    /// The county.
    pub county: String,
    /// The period.
    pub period: String,
    /// Rows of the rosters.
    pub roster_rows: u64,
    /// Different sound numbers on the rosters, and each row without one.
    pub roster_people: u64,
    /// Rows of the pay lists.
    pub pay_list_rows: u64,
    /// Pay rows that are paid.
    pub paid_rows: u64,
    /// Different sound numbers that are paid, and each row without one.
    pub paid_people: u64,
    /// What is paid.
    pub paid: Money,
    /// Pay rows that were paid before.
    pub already_paid_rows: u64,
    /// Pay rows on hold.
    pub held_rows: u64,
    /// What the rows on hold would be paid.
    pub held: Money,
    /// Paid rows without a sound number: not compared by number.
    pub paid_without_number: u64,
    /// Paid rows whose account is not known: not compared by account.
    pub paid_without_account: u64,
}

impl CountyTotals {
    /// Adds another county's.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.roster_rows += other.roster_rows;
        self.roster_people += other.roster_people;
        self.pay_list_rows += other.pay_list_rows;
        self.paid_rows += other.paid_rows;
        self.paid_people += other.paid_people;
        self.paid += other.paid;
        self.already_paid_rows += other.already_paid_rows;
        self.held_rows += other.held_rows;
        self.held += other.held;
        self.paid_without_number += other.paid_without_number;
        self.paid_without_account += other.paid_without_account;
        self
    }

    /// The columns of the statement, in its order, as texts.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.county.clone(), self.period.clone()];
        texts.extend(
            [
                self.roster_rows,
                self.roster_people,
                self.pay_list_rows,
                self.paid_rows,
                self.paid_people,
                self.paid.fen().unsigned_abs(),
                self.already_paid_rows,
                self.held_rows,
                self.held.fen().unsigned_abs(),
                self.paid_without_number,
                self.paid_without_account,
            ]
            .map(|number| number.to_string()),
        );
        texts
    }
}

/// The names of the statement's columns.
pub const COLUMNS: [&str; 13] = [
    "county",
    "period",
    "roster_rows",
    "roster_people",
    "pay_list_rows",
    "paid_rows",
    "paid_people",
    "paid_fen",
    "already_paid_rows",
    "held_rows",
    "held_fen",
    "paid_without_number",
    "paid_without_account",
];

/// The totals of one county, against its manifest's.
pub(super) fn of(county: &County, keys: DataFrame) -> Result<CountyTotals, CrosscheckError> {
    let found = statements::execute(&TOTALS, keys)?;
    let differs = |key: &'static str, stated: &str, found: String| CrosscheckError::Total {
        path: county.folder.clone(),
        key,
        stated: stated.to_owned(),
        found,
    };
    let totals = match found.rows.first() {
        Some(row) => read(&found, row).ok_or_else(|| {
            differs("paid_amount", &county.stated[3].1, "less than nothing".to_owned())
        })?,
        None => CountyTotals {
            county: county.county.clone(),
            period: county.period.clone(),
            ..CountyTotals::default()
        },
    };
    for (key, stated) in &county.stated {
        let found = match *key {
            "roster_rows" => totals.roster_rows.to_string(),
            "pay_list_rows" => totals.pay_list_rows.to_string(),
            "paid_people" => totals.paid_rows.to_string(),
            "paid_amount" => totals.paid.to_string(),
            _ => totals.held.to_string(),
        };
        if found != *stated {
            return Err(differs(key, stated, found));
        }
    }
    Ok(totals)
}

/// Reads a row of the statement; `None` where a sum is less than nothing.
fn read(found: &Found, row: &[String]) -> Option<CountyTotals> {
    assert_eq!(found.columns, COLUMNS, "the statement has the columns that are read");
    let numbers: Vec<u64> = row[2..].iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
    let money = |fen: u64| i64::try_from(fen).ok().map(Money::from_fen);
    Some(CountyTotals {
        county: row[0].clone(),
        period: row[1].clone(),
        roster_rows: numbers[0],
        roster_people: numbers[1],
        pay_list_rows: numbers[2],
        paid_rows: numbers[3],
        paid_people: numbers[4],
        paid: money(numbers[5])?,
        already_paid_rows: numbers[6],
        held_rows: numbers[7],
        held: money(numbers[8])?,
        paid_without_number: numbers[9],
        paid_without_account: numbers[10],
    })
}
