//! The run as a whole against what was approved: budget and quota.

use crate::domain::{Money, Table};
use crate::finding::{Doc, Finding, Floor, Severity, Words};
use crate::origin::Origin;
use crate::rulebook::Project;

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&P003, &P004];

/// P003 over-budget.
pub static P003: Doc = Doc::new(
    "P003",
    "over-budget",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "超出预算",
        "应发 {amount} 元，批准 {budget} 元，超出 {over} 元",
        "核对名册；确需追加的，先办理追加并改 zhibu.toml 的 budget",
        "应发 25,405,200.00 元，批准 25,404,600.00 元",
    ),
    Words::new(
        "over the budget",
        "{amount} yuan would be paid, {budget} are approved: {over} too many",
        "check the lists; if more is needed, have it approved and change budget in zhibu.toml",
        "25,405,200.00 yuan to pay, 25,404,600.00 approved",
    ),
    "zhibu P",
);

/// P004 over-quota.
pub static P004: Doc = Doc::new(
    "P004",
    "over-quota",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "超出核定人数",
        "将发放 {people} 人，核定 {quota} 人，多 {over} 人",
        "核对名册；核定人数有变的，改 zhibu.toml 的 quota",
        "核定 42,341 人，将发放 42,342 人",
    ),
    Words::new(
        "over the quota",
        "{people} people would be paid, {quota} are approved: {over} too many",
        "check the lists; if the quota has changed, change it in zhibu.toml",
        "42,342 people to pay, 42,341 approved",
    ),
    "省核定人口指标",
);

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
