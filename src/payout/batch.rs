//! Paid rows split into files by bank and township, by the bank's row limit.

use std::collections::BTreeMap;

use crate::domain::{Field, Money, Period, Table};
use crate::normalize::name::export_name;
use crate::normalize::{Lists, Payment};
use crate::reconcile::{Disposition, Dispositions};
use crate::rulebook::Rulebook;

/// One person's payment, with the pay row that it traces back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayLine {
    /// The pay row, an index into the pay list.
    pub row: u32,
    /// The account holder as exported.
    pub payee: String,
    /// The account, digits.
    pub account: String,
    /// The bank.
    pub bank: String,
    /// The sum.
    pub amount: Money,
    /// The beneficiary's name as exported.
    pub name: String,
    /// The beneficiary's identity number.
    pub id_number: String,
    /// The township.
    pub township: String,
    /// The village as written.
    pub village: String,
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
    /// One person a line.
    pub lines: Vec<PayLine>,
}

impl PayFile {
    /// The people in it.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.lines.len() as u64
    }

    /// The sum of its lines.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
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

/// Splits the paid rows into files, in the order of bank and township; lines in
/// the order of the pay list.
///
/// # Panics
/// Where a paid row has no account, bank or amount: a rule should have held it.
#[must_use]
pub fn split(splitting: &Splitting<'_>, dispositions: &Dispositions) -> Vec<PayFile> {
    let lists = splitting.lists;
    let mut groups: BTreeMap<(String, String), Vec<PayLine>> = BTreeMap::new();
    for row in lists.pay_list.indices() {
        if dispositions.of(Table::PayList, row) == Disposition::Paid {
            let line = line(splitting, row);
            groups.entry((line.bank.clone(), line.township.clone())).or_default().push(line);
        }
    }
    let limit = splitting.rulebook.bank.file.limit_rows;
    let extension = &splitting.rulebook.bank.file.extension;
    let mut names = FileNames::default();
    // The control file's name is taken, whatever a bank calls itself.
    names.unique("payout", "control", ".csv");
    let mut files = Vec::new();
    for ((bank, township), lines) in groups {
        let folder = names.unique("payout", &bank, "");
        let parts = lines.len().div_ceil(limit);
        let mut rest = lines;
        for part in 1..=parts {
            let after = rest.split_off(rest.len().min(limit));
            let stem = if parts == 1 { township.clone() } else { format!("{township}-{part:03}") };
            files.push(PayFile {
                path: names.unique(&folder, &stem, &format!(".{extension}")),
                bank: bank.clone(),
                township: township.clone(),
                lines: std::mem::replace(&mut rest, after),
            });
        }
        assert!(rest.is_empty(), "every payment is in one file");
    }
    files
}

fn line(splitting: &Splitting<'_>, row: u32) -> PayLine {
    let Splitting { lists, rulebook, registered, period } = *splitting;
    let payment = Payment::new(lists, rulebook, row, registered[row as usize]);
    let list = &lists.pay_list;
    let keys = &list.rows[row as usize];
    let account = lists.symbols.text(payment.account()).to_owned();
    let bank = payment.bank().map(str::to_owned);
    let amount = payment.amount(period);
    let separator = rulebook.bank.file.name_separator;
    let name = export_name(list.text(row, Field::Name), &rulebook.names, separator).into_owned();
    let payee = payment.exported_payee().into_owned();
    assert!(!account.is_empty(), "a paid row has an account");
    assert!(!payee.is_empty(), "a paid row has an account holder");
    let amount = amount.filter(|amount| !amount.is_zero()).expect("a paid row has an amount");
    PayLine {
        row,
        payee,
        account,
        bank: bank.expect("a paid row has a bank"),
        amount,
        name,
        id_number: lists.symbols.text(keys.id_text).to_owned(),
        township: lists.symbols.text(keys.township).to_owned(),
        village: list.text(row, Field::Village).trim().to_owned(),
    }
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
fn safe_name(stem: &str) -> String {
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
