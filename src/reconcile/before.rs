//! The pay list against the payments that were made before: P001, P002, P008,
//! P009 and B009.
//!
//! In: the pay list, and the ledger's payments that overlap the period. Out: who
//! was paid already, who would be paid into another's account, whose payment the
//! bank could not make, and who stands in a batch that has not been sent and
//! would now be held. A run without a ledger finds nothing here.

use super::before_docs::{B009, P001, P002, P008, P009};
use super::decisions::Correction;
use super::history::{Claim, Earlier, EarlierEnd, History, Sameness};
use crate::domain::fold::fold_number;
use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, IdentityNumber, Table};
use crate::finding::{Finding, Severity};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::near::is_near;
use crate::normalize::{Lists, Payment, Row, Sym};
use crate::rulebook::{Project, Rulebook};
use crate::say;

/// The number that a row's person is paid under: 18 characters where it is well
/// formed, else as written.
#[must_use]
pub fn number(lists: &Lists, row: &Row) -> String {
    row.id.map_or_else(|| row.id_text(&lists.symbols).into_owned(), |id| id.to_string())
}

/// A number as somebody wrote it, for comparing.
fn number_of(written: &str) -> String {
    let folded = fold_number(written);
    IdentityNumber::from_either(&folded).map_or_else(|| folded.into_owned(), |id| id.to_string())
}

/// A household as the ledger keeps it: its four keys; blank where there is none.
#[must_use]
pub fn household(lists: &Lists, household: Option<[Sym; 4]>) -> String {
    let parts = household.map(|keys| keys.map(|key| lists.symbols.text(key)).join("/"));
    parts.unwrap_or_default()
}

/// Other numbers that people of the pay list were written with.
#[derive(Debug, Default)]
pub struct OtherNumbers {
    /// Before a decision corrected them, by pay row.
    of_row: KeyMap<u32, Vec<String>>,
    /// By what the change register says, in both directions.
    of_number: KeyMap<String, Vec<String>>,
}

impl OtherNumbers {
    /// From the corrections that were followed and the change register.
    #[must_use]
    pub fn new(lists: &Lists, registered: &[Option<u32>], corrections: &[Correction]) -> Self {
        let mut others = Self::default();
        let of_numbers = corrections.iter().filter(|one| one.place.field == Some(Field::IdNumber));
        let mut of_roster: KeyMap<u32, Vec<String>> = key_map(0);
        for one in of_numbers {
            let by_row = match one.place.table {
                Table::PayList => &mut others.of_row,
                _ => &mut of_roster,
            };
            by_row.entry(one.place.row).or_default().push(number_of(&one.before));
        }
        if !of_roster.is_empty() {
            for (row, registered) in (0u32..).zip(registered) {
                if let Some(numbers) = registered.and_then(|registered| of_roster.get(&registered))
                {
                    others.of_row.entry(row).or_default().extend(numbers.iter().cloned());
                }
            }
        }
        let register = &lists.change_register;
        for (row, change) in register.indices().zip(&lists.changes) {
            if change.corrected_id.is_none() {
                continue;
            }
            let was = number(lists, &register.rows[row as usize]);
            let is = number_of(register.text(row, Field::CorrectedId));
            if !was.is_empty() && !is.is_empty() && was != is {
                others.of_number.entry(was.clone()).or_default().push(is.clone());
                others.of_number.entry(is).or_default().push(was);
            }
        }
        others
    }

    /// The other numbers of a pay row's person, in order, each once.
    #[must_use]
    pub fn of(&self, row: u32, number: &str) -> Vec<String> {
        let mut numbers = self.of_row.get(&row).cloned().unwrap_or_default();
        numbers.extend(self.of_number.get(number).into_iter().flatten().cloned());
        numbers.retain(|other| !other.is_empty() && other != number);
        numbers.sort();
        numbers.dedup();
        numbers
    }
}

/// What is asked of the payments made before.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// For each pay row, whether it is a plain copy.
    pub merged_pay: &'a [bool],
    /// The payments made before.
    pub history: &'a History,
    /// Other numbers of the people on the list.
    pub others: &'a OtherNumbers,
}

/// A pay row's person as the ledger looks for them.
struct Person<'a> {
    numbers: Vec<String>,
    name_key: &'a str,
    account: &'a str,
    payee: String,
    households: [String; 2],
}

impl Person<'_> {
    fn ask<T>(&self, question: impl FnOnce(&Claim<'_>) -> T) -> T {
        let numbers: Vec<&str> = self.numbers.iter().map(String::as_str).collect();
        question(&Claim {
            numbers: &numbers,
            name_key: self.name_key,
            account: self.account,
            households: [&self.households[0], &self.households[1]],
        })
    }
}

impl<'a> Asking<'a> {
    fn payment(&self, row: u32) -> Payment<'a> {
        Payment::new(self.lists, self.rulebook, row, self.registered[row as usize])
    }

    fn person(&self, row: u32) -> Person<'a> {
        let lists = self.lists;
        let keys = &lists.pay_list.rows[row as usize];
        let payment = self.payment(row);
        let number = number(lists, keys);
        let mut numbers = self.others.of(row, &number);
        numbers.insert(0, number);
        Person {
            numbers,
            name_key: lists.symbols.text(keys.name),
            account: lists.symbols.text(payment.account()),
            payee: payment.exported_payee().into_owned(),
            households: payment.households().map(|one| household(lists, one)),
        }
    }

    fn rows(&self) -> impl Iterator<Item = u32> + use<'a> {
        let merged = self.merged_pay;
        self.lists.pay_list.indices().filter(move |row| !merged[*row as usize])
    }

    /// The live payment of each pay row's person.
    fn paid(&self, row: u32) -> Option<(&'a Earlier, Sameness)> {
        let history = self.history;
        self.person(row).ask(|claim| history.live(claim))
    }

    /// Findings P002, P009 and B009: what holds rows beside the other rules.
    #[must_use]
    pub fn holds(&self) -> Vec<Finding> {
        if self.history.is_empty() {
            return Vec::new();
        }
        let mut now: KeyMap<Sym, usize> = key_map(0);
        let mut listed: KeyMap<String, ()> = key_map(self.merged_pay.len());
        for row in self.rows() {
            listed.insert(number(self.lists, &self.lists.pay_list.rows[row as usize]), ());
            if self.paid(row).is_none() {
                *now.entry(self.payment(row).account()).or_default() += 1;
            }
        }
        let mut findings = Vec::new();
        for row in self.rows() {
            let person = self.person(row);
            findings.extend(self.returned(row, &person));
            if self.paid(row).is_some() {
                continue;
            }
            findings.extend(self.likely(row, &person, &listed));
            let account = self.payment(row).account();
            if account.is_blank() {
                continue;
            }
            let on_it = now.get(&account).copied().unwrap_or(1);
            let limit = self.project.shared_account;
            let others = person.ask(|claim| self.history.past_limit(claim, on_it, limit));
            if let Some(others) = others {
                let references: Vec<&str> =
                    others.iter().take(3).map(|one| one.reference.as_str()).collect();
                findings.push(
                    finding_on(&P002, self.lists, Table::PayList, row, Field::Account)
                        .with("people", others.len().to_string())
                        .with("references", references.join(" ")),
                );
            }
        }
        findings
    }

    /// B009: a payment to the same account and holder came back. It is said as
    /// long as the row says so, also once another account was paid instead.
    fn returned(&self, row: u32, person: &Person<'_>) -> Option<Finding> {
        let own = |payment: &&Earlier| {
            payment.numbers.iter().any(|number| person.numbers.contains(number))
        };
        let (payment, reason) = self
            .history
            .into_account(person.account)
            .filter(own)
            .filter_map(|payment| match &payment.end {
                EarlierEnd::Failed { reason } => Some((payment, reason)),
                EarlierEnd::Live { .. } => None,
            })
            .filter(|(payment, _)| payment.payee == person.payee)
            .max_by_key(|(payment, _)| payment.id)?;
        // A holder's name is corrected where the list has a column for it.
        let has_payee = self.lists.pay_list.has_column(row, Field::Payee);
        let of_name = reason.contains("户名") || reason.contains("姓名");
        let field = if of_name && has_payee { Field::Payee } else { Field::Account };
        Some(
            finding_on(&B009, self.lists, Table::PayList, row, field)
                .with("reference", payment.reference.clone())
                .with("reason", reason.clone()),
        )
    }

    /// P009: somebody of the same name and township was paid by a number one
    /// slip away, and nobody on the list has that number now.
    fn likely(
        &self,
        row: u32,
        person: &Person<'_>,
        listed: &KeyMap<String, ()>,
    ) -> Option<Finding> {
        let township = self.lists.township(Table::PayList, row);
        let number = &person.numbers[0];
        let payment = self.history.live_of_name(person.name_key).find(|payment| {
            payment.township == township
                && is_near(number, &payment.numbers[0])
                && !listed.contains_key(&payment.numbers[0])
        })?;
        Some(
            finding_on(&P009, self.lists, Table::PayList, row, Field::IdNumber)
                .with("reference", payment.reference.clone())
                .with("number", mask_identity(&payment.numbers[0])),
        )
    }

    /// Findings P001 and P008, and for each pay row whether its person was paid
    /// already. Nothing else follows from them, so they come last.
    #[must_use]
    pub fn already_paid(&self, findings: &[Finding]) -> (Vec<Finding>, Vec<bool>) {
        let mut paid = vec![false; self.lists.pay_list.rows.len()];
        if self.history.is_empty() {
            return (Vec::new(), paid);
        }
        let mut holds: KeyMap<u32, Vec<&'static str>> = key_map(0);
        for finding in findings.iter().filter(|finding| finding.severity >= Severity::Hold) {
            if let (Table::PayList, Some(row)) = (finding.table, finding.row) {
                holds.entry(row).or_default().push(finding.doc.code);
            }
        }
        let lang = self.lists.lang;
        let mut more = Vec::new();
        for row in self.rows() {
            let Some((payment, sameness)) = self.paid(row) else { continue };
            paid[row as usize] = true;
            let own = number(self.lists, &self.lists.pay_list.rows[row as usize]);
            let paid_by = || mask_identity(&payment.numbers[0]);
            let how = match sameness {
                Sameness::Number if !payment.numbers.contains(&own) => {
                    say!(lang, "reconcile-before-corrected", number = paid_by())
                }
                Sameness::Number => say!(lang, "reconcile-before-number").to_owned(),
                Sameness::NameAndAccount => {
                    say!(lang, "reconcile-before-name-and-account", number = paid_by())
                }
            };
            more.push(
                finding_on(&P001, self.lists, Table::PayList, row, Field::IdNumber)
                    .with("period", payment.period.words(lang))
                    .with("amount", payment.amount.to_string())
                    .with("reference", payment.reference.clone())
                    .with("how", how),
            );
            let unsent = payment.end == EarlierEnd::Live { sent: false };
            if let Some(codes) = holds.get(&row).filter(|_| unsent) {
                let (batch, line) = payment.reference.rsplit_once('-').unwrap_or_default();
                more.push(
                    finding_on(&P008, self.lists, Table::PayList, row, Field::IdNumber)
                        .with("reference", payment.reference.clone())
                        .with("codes", codes.join(" "))
                        .with("batch", batch)
                        .with("line", line.trim_start_matches('0')),
                );
            }
        }
        (more, paid)
    }
}
