//! What one row's hold means for others: R010 from the roster row to the pay
//! row, D007 from one copy to the others.
//!
//! In: findings with their final weights. Out: the findings that make every
//! held row say why it is held. Order of rows never decides who is paid: a hold
//! on any copy holds the person.

use super::decision_docs::X001;
use super::docs::{D007, R010};
use super::register::Register;
use crate::domain::{Field, Table};
use crate::finding::{Finding, Severity};
use crate::linkage::finding_on;

/// Codes that speak of a copy's place among copies, not of the person.
const OF_COPIES: &[&str] = &["D001", "D002", "D004"];
/// Codes of a roster row that do not reach its pay row: the pay row's own
/// account and name in the bank file are judged by themselves.
const OF_THE_ROSTER_ALONE: &[&str] =
    &["D001", "D002", "D004", "D006", "V013", "V015", "V016", "V017", "V018"];

/// The codes that hold rows of a list.
struct Holds {
    /// Row and code, sorted, each once.
    codes: Vec<(u32, &'static str)>,
}

/// The code that a finding speaks for. Who decided that a copy is not to be paid
/// said nothing of the person: the copy that is left stands as it did.
fn speaking(finding: &Finding) -> &'static str {
    let code = finding.doc.code;
    if code != X001.code {
        return code;
    }
    let about = finding.details.iter().find(|(name, _)| *name == "code");
    let of_copy = OF_COPIES.iter().find(|copy| about.is_some_and(|(_, code)| code == *copy));
    of_copy.copied().unwrap_or(code)
}

impl Holds {
    fn of(table: Table, findings: &[Finding]) -> Self {
        let mut codes: Vec<(u32, &'static str)> = findings
            .iter()
            .filter(|finding| finding.table == table && finding.severity >= Severity::Hold)
            .filter_map(|finding| Some((finding.row?, speaking(finding))))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        Self { codes }
    }

    /// The codes that hold a row.
    fn of_row(&self, row: u32) -> impl Iterator<Item = &'static str> {
        let from = self.codes.partition_point(|(held, _)| *held < row);
        self.codes[from..].iter().take_while(move |(held, _)| *held == row).map(|(_, code)| *code)
    }

    /// The codes that hold a row, without some.
    fn without(&self, row: u32, left_out: &[&str]) -> Vec<&'static str> {
        self.of_row(row).filter(|code| !left_out.contains(code)).collect()
    }
}

/// Adds R010, then D007.
pub fn carry(register: &Register<'_>, merged: &[bool], findings: &mut Vec<Finding>) {
    let more = from_roster(register, findings);
    findings.extend(more);
    let more = among_copies(register, merged, findings);
    findings.extend(more);
}

fn from_roster(register: &Register<'_>, findings: &[Finding]) -> Vec<Finding> {
    let lists = register.lists;
    let roster = Holds::of(Table::Roster, findings);
    let pay_list = Holds::of(Table::PayList, findings);
    let mut carried = Vec::new();
    for pay in lists.pay_list.indices() {
        let Some(registered) = register.registered[pay as usize] else { continue };
        let person = register.roster.person_of[registered as usize];
        for &row in register.roster.rows(person) {
            let mut codes = roster.without(row, OF_THE_ROSTER_ALONE);
            if codes.is_empty() && borrows_a_doubtful_account(register, pay, person) {
                codes = roster.without(row, &[]);
                codes.retain(|code| OF_COPIES.contains(code));
            }
            if codes.iter().any(|code| pay_list.of_row(pay).all(|own| own != *code)) {
                carried.push(
                    finding_on(&R010, lists, Table::PayList, pay, Field::IdNumber)
                        .with("place", lists.roster.origin(row).path())
                        .with("codes", codes.join(" ")),
                );
                break;
            }
        }
    }
    carried
}

/// Whether a pay row without an account column would be paid into the account
/// of a person whose roster rows name several.
fn borrows_a_doubtful_account(register: &Register<'_>, pay: u32, person: u32) -> bool {
    let lists = register.lists;
    if lists.pay_list.has_column(pay, Field::Account) {
        return false;
    }
    let mut accounts =
        register.roster.rows(person).iter().map(|&row| lists.roster.rows[row as usize].account);
    let first = accounts.next();
    accounts.any(|account| Some(account) != first)
}

fn among_copies(register: &Register<'_>, merged: &[bool], findings: &[Finding]) -> Vec<Finding> {
    let lists = register.lists;
    let holds = Holds::of(Table::PayList, findings);
    let mut carried = Vec::new();
    for rows in register.pay_list.several() {
        for &row in rows {
            if merged[row as usize] || holds.of_row(row).next().is_some() {
                continue;
            }
            let name = lists.pay_list.rows[row as usize].name;
            let held = rows.iter().copied().filter(|other| *other != row).find_map(|other| {
                let same_name = lists.pay_list.rows[other as usize].name == name;
                let codes = holds.without(other, OF_COPIES);
                (same_name && !codes.is_empty()).then_some((other, codes))
            });
            if let Some((other, codes)) = held {
                carried.push(
                    finding_on(&D007, lists, Table::PayList, row, Field::IdNumber)
                        .with("places", lists.pay_list.origin(other).path())
                        .with("codes", codes.join(" "))
                        .among(vec![other]),
                );
            }
        }
    }
    carried
}
