//! What a pay row would be paid by: account, bank, holder, amount.
//!
//! In: a pay row and its roster row. Out: each detail from the first place that
//! has it. A blank account cell is never filled from the roster; only where a
//! pay list has no account column at all is the roster's account meant.

use std::borrow::Cow;

use super::change::Absence;
use super::list::{Amount, Lists, Row};
use super::symbols::Sym;
use crate::domain::{Date, Field, Money, Period};
use crate::rulebook::Rulebook;

/// A pay row beside its roster row.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    lists: &'a Lists,
    rulebook: &'a Rulebook,
    row: u32,
    registered: Option<u32>,
}

impl<'a> Payment<'a> {
    /// A pay row, with its roster row where it has one.
    #[must_use]
    pub fn new(
        lists: &'a Lists,
        rulebook: &'a Rulebook,
        row: u32,
        registered: Option<u32>,
    ) -> Self {
        Self { lists, rulebook, row, registered }
    }

    fn keys(&self) -> &'a Row {
        &self.lists.pay_list.rows[self.row as usize]
    }

    fn registered_keys(&self) -> Option<&'a Row> {
        self.registered.map(|row| &self.lists.roster.rows[row as usize])
    }

    /// The row that the account is taken from: its own; the roster's where the
    /// pay list has no such column.
    fn account_keys(&self) -> Option<&'a Row> {
        if self.lists.pay_list.has_column(self.row, Field::Account) {
            return Some(self.keys());
        }
        self.registered_keys()
    }

    /// The account: the row's own; the roster's where the pay list has no such
    /// column.
    #[must_use]
    pub fn account(&self) -> Sym {
        self.account_keys().map_or(Sym::BLANK, |row| row.account)
    }

    /// Whether that account's cell does not hold what was typed.
    #[must_use]
    pub fn account_lost(&self) -> bool {
        self.account_keys().is_some_and(|row| row.account_lost)
    }

    /// The account holder's name as written: the row's own, else the roster's
    /// where it speaks of the same account, else the person's own name.
    #[must_use]
    pub fn payee(&self) -> &'a str {
        let own = self.lists.pay_list.text(self.row, Field::Payee);
        if !own.trim().is_empty() {
            return own;
        }
        if let Some(registered) = self.registered {
            let payee = self.lists.roster.text(registered, Field::Payee);
            let account = self.lists.roster.rows[registered as usize].account;
            if !payee.trim().is_empty() && account == self.account() {
                return payee;
            }
        }
        self.lists.pay_list.text(self.row, Field::Name)
    }

    /// The bank: the row's own, else the roster row's, else the card prefix's.
    #[must_use]
    pub fn bank(&self) -> Option<&'a str> {
        let symbols = &self.lists.symbols;
        let named = [Some(self.keys().bank), self.registered_keys().map(|row| row.bank)];
        let named = named.into_iter().flatten().find(|bank| !bank.is_blank());
        named
            .map(|bank| symbols.text(bank))
            .or_else(|| self.rulebook.accounts.bank_of(symbols.text(self.account())))
    }

    /// When the person moved, where the roster says so.
    #[must_use]
    pub fn moved_on(&self) -> Option<Date> {
        self.keys().moved_on.or_else(|| self.registered_keys().and_then(|row| row.moved_on))
    }

    /// What the person is entitled to: the months of the period that lie in the
    /// term, without those in which they were out of the scheme.
    #[must_use]
    pub fn entitlement(&self, period: Period) -> Money {
        let keys = self.keys();
        let absences = self.lists.absences.of(keys.person_key());
        let absent = |day| absences.iter().any(|absence| absence.covers(day, keys.name));
        self.rulebook.programme.entitlement_without(period, self.moved_on(), absent)
    }

    /// What the person would be entitled to, had they never been out.
    #[must_use]
    pub fn full_entitlement(&self, period: Period) -> Money {
        self.rulebook.programme.entitlement(period, self.moved_on())
    }

    /// The absence for which some month of the period is not paid, if any.
    #[must_use]
    pub fn absent_from(&self, period: Period) -> Option<&'a Absence> {
        let keys = self.keys();
        let mut absences = self.lists.absences.of(keys.person_key()).iter();
        absences.find(|one| period.month_starts().any(|month| one.covers(month, keys.name)))
    }

    /// The amount: as written, else the entitlement; `None` where what is
    /// written is no sum.
    #[must_use]
    pub fn amount(&self, period: Period) -> Option<Money> {
        match self.keys().amount {
            Amount::Unsaid => Some(self.entitlement(period)),
            Amount::Sum(sum) => Some(sum),
            Amount::Invalid(_) => None,
        }
    }

    /// The household that may share an account: by the row's own head (else the
    /// roster's), and by the roster alone.
    #[must_use]
    pub fn households(&self) -> [Option<[Sym; 4]>; 2] {
        let registered = self.registered_keys().and_then(Row::household);
        [self.keys().household().or(registered), registered]
    }

    /// The payee as it is exported.
    #[must_use]
    pub fn exported_payee(&self) -> Cow<'a, str> {
        let separator = self.rulebook.bank.file.name_separator;
        super::name::export_name(self.payee(), &self.rulebook.names, separator)
    }
}
