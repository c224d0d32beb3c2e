//! Paid rows split into files by bank and township, by what the bank takes in one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::{Field, Money, Period, Table};
use crate::normalize::name::export_name;
use crate::normalize::{Lists, Payment};
use crate::reconcile::{Disposition, Dispositions};
use crate::rulebook::{BankProfile, Rulebook};

/// One person's payment: the pay row that it traces back to, and the sum. What
/// else a bank file says of it is spelled out when the file is written
/// ([`Splitting::line`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The pay row, an index into the pay list.
    pub row: u32,
    /// The sum.
    pub amount: Money,
}

/// A payment as a bank file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayLine<'a> {
    /// The account holder as exported.
    pub payee: Cow<'a, str>,
    /// The account, digits.
    pub account: &'a str,
    /// The bank.
    pub bank: &'a str,
    /// The sum.
    pub amount: Money,
    /// The beneficiary's name as exported.
    pub name: Cow<'a, str>,
    /// The beneficiary's identity number.
    pub id_number: Cow<'a, str>,
    /// The township.
    pub township: &'a str,
    /// The village as written.
    pub village: &'a str,
    /// The payment's batch and line: `2020-001-000042`.
    pub reference: Cow<'a, str>,
}

/// The reference of a payment: its batch, and its line there, from 1.
#[must_use]
pub fn line_reference(batch: &str, line: u32) -> String {
    format!("{batch}-{line:06}")
}

/// What stands for a batch in what a run proposes, which is no batch yet:
/// `2020-000`.
#[must_use]
pub fn proposal(period: Period) -> String {
    format!("{period}-000")
}

/// One payout file, as values.
#[derive(Debug)]
pub struct PayFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// The bank.
    pub bank: String,
    /// The township.
    pub township: String,
    /// Its number among all files, from 1.
    pub file: u32,
    /// Its number among those of its bank and township, from 1.
    pub part: u32,
    /// How many these are.
    pub parts: u32,
    /// The line of its first payment, counted over all files from 1.
    pub first_line: u32,
    /// One person a payment.
    pub paid: Vec<Paid>,
}

impl PayFile {
    /// The people in it.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.paid.len() as u64
    }

    /// The sum of its payments.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.paid.iter().map(|paid| paid.amount).sum()
    }
}

/// What the payments are split with.
#[derive(Clone, Copy, Debug)]
pub struct Splitting<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The rulebook, with the bank's profile.
    pub rulebook: &'a Rulebook,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// The period.
    pub period: Period,
}

impl<'a> Splitting<'a> {
    fn payment(&self, row: u32) -> Payment<'a> {
        Payment::new(self.lists, self.rulebook, row, self.registered[row as usize])
    }

    /// A file's payments as the file says them, with references into what the run
    /// proposes.
    ///
    /// # Panics
    /// As [`Splitting::line`].
    #[must_use]
    pub fn lines(&self, file: &PayFile) -> Vec<PayLine<'a>> {
        let batch = proposal(self.period);
        let numbered = (file.first_line..).zip(&file.paid);
        numbered.map(|(line, paid)| self.line(paid, line_reference(&batch, line))).collect()
    }

    /// A payment as its bank file says it, under a reference.
    ///
    /// # Panics
    /// Where it has no account, holder or bank: a rule should have held it.
    #[must_use]
    pub fn line(&self, paid: &Paid, reference: impl Into<Cow<'a, str>>) -> PayLine<'a> {
        let lists = self.lists;
        let list = &lists.pay_list;
        let keys = &list.rows[paid.row as usize];
        let payment = self.payment(paid.row);
        let separator = self.rulebook.bank.file.name_separator;
        let line = PayLine {
            payee: payment.exported_payee(),
            account: lists.symbols.text(payment.account()),
            bank: payment.bank().expect("a paid row has a bank"),
            amount: paid.amount,
            name: export_name(list.text(paid.row, Field::Name), &self.rulebook.names, separator),
            id_number: keys.id_text(&lists.symbols),
            township: lists.symbols.text(keys.township),
            village: list.text(paid.row, Field::Village).trim(),
            reference: reference.into(),
        };
        assert!(!line.account.is_empty(), "a paid row has an account");
        assert!(!line.payee.is_empty(), "a paid row has an account holder");
        line
    }
}

/// Splits the paid rows into files, in the order of bank and township; payments
/// in the order of the pay list.
///
/// # Panics
/// Where a paid row has no bank or amount: a rule should have held it.
#[must_use]
pub fn split(splitting: &Splitting<'_>, dispositions: &Dispositions) -> Vec<PayFile> {
    let lists = splitting.lists;
    let mut groups: BTreeMap<(&str, &str), Vec<Paid>> = BTreeMap::new();
    for row in lists.pay_list.indices() {
        if dispositions.of(Table::PayList, row) == Disposition::Paid {
            let payment = splitting.payment(row);
            let bank = payment.bank().expect("a paid row has a bank");
            let amount = payment.amount(splitting.period).filter(|amount| !amount.is_zero());
            let amount = amount.expect("a paid row has an amount");
            let group = (bank, lists.township(Table::PayList, row));
            groups.entry(group).or_default().push(Paid { row, amount });
        }
    }
    let profile = &splitting.rulebook.bank;
    let extension = &profile.file.extension;
    let mut names = FileNames::default();
    // The control file's name is taken, whatever a bank calls itself.
    names.unique("payout", "control", ".csv");
    let mut files = Vec::new();
    let mut line = 1;
    for ((bank, township), all) in groups {
        let folder = names.unique("payout", bank, "");
        let amounts: Vec<Money> = all.iter().map(|paid| paid.amount).collect();
        let ranges = parts(&amounts, profile);
        let parts = number(ranges.len());
        for (range, part) in ranges.into_iter().zip(1..) {
            let stem = if parts == 1 { township.into() } else { format!("{township}-{part:03}") };
            let paid = all[range].to_vec();
            let first_line = line;
            line += number(paid.len());
            files.push(PayFile {
                path: names.unique(&folder, &stem, &format!(".{extension}")),
                bank: bank.to_owned(),
                township: township.to_owned(),
                file: number(files.len() + 1),
                part,
                parts,
                first_line,
                paid,
            });
        }
    }
    files
}

/// A count of files or lines, which rows of 32 bits never pass.
fn number(count: usize) -> u32 {
    u32::try_from(count).expect("rows are counted in 32 bits")
}

/// Which payments go into one file each, so that none has more people or money than
/// the bank takes: as many as fit into the first, then into the next. Every payment
/// once, in the order given. One that is more than the bank takes at all stands by
/// itself; rule V027 holds it before.
///
/// # Panics
/// Where the sum of a file's payments overflows.
#[must_use]
pub fn parts(amounts: &[Money], profile: &BankProfile) -> Vec<Range<usize>> {
    let file = &profile.file;
    let mut ranges = Vec::new();
    let (mut start, mut sum) = (0, Money::ZERO);
    for (at, amount) in amounts.iter().enumerate() {
        let full = at - start == file.limit_rows
            || profile.most_money.is_some_and(|limit| sum + *amount > limit);
        if full && at > start {
            ranges.push(start..at);
            (start, sum) = (at, Money::ZERO);
        }
        sum += *amount;
    }
    if start < amounts.len() {
        ranges.push(start..amounts.len());
    }
    ranges
}

/// File names that every system takes, each once.
#[derive(Debug, Default)]
pub struct FileNames {
    /// Each name given, lower case, with what it was given for.
    given: BTreeMap<String, (String, String)>,
}

impl FileNames {
    /// `folder/stem` + `ending`, with what a file system refuses taken out; the
    /// same for the same stem, another for a stem that would collide.
    pub fn unique(&mut self, folder: &str, stem: &str, ending: &str) -> String {
        let safe = safe_name(stem);
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!("~{number}") };
            let path = format!("{folder}/{safe}{suffix}{ending}");
            let asked = (stem.to_owned(), ending.to_owned());
            let owner = self.given.entry(path.to_lowercase()).or_insert_with(|| asked.clone());
            if *owner == asked {
                return path;
            }
            number += 1;
        }
    }
}

/// A name without what Windows or Unix refuse in file names.
#[must_use]
pub fn safe_name(stem: &str) -> String {
    let mut safe: String = stem
        .chars()
        .map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c })
        .take(80)
        .collect();
    while safe.ends_with(['.', ' ']) {
        safe.pop();
    }
    let upper = safe.to_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&upper.as_str())
        || ["COM", "LPT"].iter().any(|d| {
            upper.strip_prefix(d).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
        });
    if safe.is_empty() || safe.starts_with('.') || device { format!("_{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_each_once() {
        let mut names = FileNames::default();
        assert_eq!(names.unique("payout", "岳阳农商银行", ""), "payout/岳阳农商银行");
        assert_eq!(names.unique("payout", "岳阳农商银行", ""), "payout/岳阳农商银行");
        assert_eq!(names.unique("p", "a/b", ".csv"), "p/a_b.csv");
        assert_eq!(names.unique("p", "a:b", ".csv"), "p/a_b~2.csv");
        assert_eq!(names.unique("p", "a_b.csv", ""), "p/a_b.csv~2");
        assert_eq!(names.unique("p", "..", ""), "p/_");
        assert_eq!(names.unique("p", "con", ""), "p/_con");
        assert_eq!(names.unique("p", "A", ""), "p/A");
        assert_eq!(names.unique("p", "a", ""), "p/a~2");
    }
}
