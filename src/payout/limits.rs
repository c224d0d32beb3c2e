//! The run as a whole against what was approved: budget and quota.

use crate::domain::{Money, Table};
use crate::finding::{Doc, Finding, Floor, Severity};
use crate::origin::Origin;
use crate::rulebook::Project;

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&P003, &P004];

/// P003 over-budget.
pub static P003: Doc = Doc::new("P003", "over-budget", Severity::Refuse, Floor::Refuse, "zhibu P");

/// P004 over-quota.
pub static P004: Doc =
    Doc::new("P004", "over-quota", Severity::Refuse, Floor::Refuse, "省核定人口指标");

/// Findings where more would be paid than is approved: people and money are
/// those of the period, with what was paid before. Fewer never refuses.
#[must_use]
pub fn check(project: &Project, people: u64, amount: Money) -> Vec<Finding> {
    let origin = || Origin::file("zhibu.toml");
    let mut findings = Vec::new();
    if amount > project.budget {
        let over = Money::from_fen(amount.fen() - project.budget.fen());
        findings.push(
            Finding::new(&P003, Table::PayList, origin())
                .with("amount", amount.to_string())
                .with("budget", project.budget.to_string())
                .with("over", over.to_string()),
        );
    }
    if people > project.quota {
        findings.push(
            Finding::new(&P004, Table::PayList, origin())
                .with("people", people.to_string())
                .with("quota", project.quota.to_string())
                .with("over", (people - project.quota).to_string()),
        );
    }
    findings
}
