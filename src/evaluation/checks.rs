//! The workbook's figures against each other, and against the run.
//!
//! In: the fund, its execution, what run and ledger know. Out: findings E002 and
//! E004–E013. Each names the cell that states a figure, and where the other
//! comes from.

use std::collections::BTreeMap;

use super::amount::{ten_thousands, thousands};
use super::docs::{E002, E004, E005, E006, E007, E008, E009, E010, E011, E012, E013};
use super::execution::{Execution, Line};
use super::facts::{LedgerFacts, RunFacts};
use super::fund::{Fund, Project, Use, told};
use super::rules::{DIRECT_PAY, Rules, SheetKind};
use crate::domain::{Lang, Money};
use crate::finding::Finding;
use crate::origin::Origin;
use crate::say;

/// What is compared.
pub struct Comparing<'a> {
    /// The workbook.
    pub fund: &'a Fund,
    /// Its projects added up.
    pub execution: &'a Execution,
    /// What the run knows.
    pub run: Option<&'a RunFacts>,
    /// What the ledger knows.
    pub ledger: Option<&'a LedgerFacts>,
    /// The rules.
    pub rules: &'a Rules,
    /// The language of what is said.
    pub lang: Lang,
    /// The file that the workbook is.
    pub file: &'a str,
}

/// How far apart two sums are.
fn apart(one: Money, other: Money) -> Money {
    Money::from_fen((one.fen() - other.fen()).abs())
}

impl Comparing<'_> {
    /// Everything that does not agree.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = self.missing();
        findings.extend(self.documents());
        findings.extend(self.projects());
        findings.extend(self.uses());
        findings.extend(self.direct_pay());
        findings
    }

    fn missing(&self) -> Vec<Finding> {
        SheetKind::OF_FUND
            .into_iter()
            .filter(|kind| self.fund.sheet(*kind).is_none())
            .map(|kind| {
                told(&E002, Origin::file(self.file)).with("sheet", self.rules.sheet_name(kind))
            })
            .collect()
    }

    fn documents(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for one in &self.fund.documents {
            let (Some(amount), Some(direct), Some(projects)) =
                (one.amount.value, one.direct.value, one.projects.value)
            else {
                continue;
            };
            if direct + projects != amount {
                findings.push(
                    told(&E010, one.amount.at.clone())
                        .with("document", &*one.number)
                        .with("amount", ten_thousands(amount))
                        .with("parts", ten_thousands(direct + projects))
                        .with("difference", ten_thousands(apart(amount, direct + projects))),
                );
            }
        }
        let (allocated, planned) = (self.fund.allocated(), self.fund.planned());
        let readable = self.fund.documents.iter().all(|one| one.amount.value.is_some())
            && self.fund.uses.iter().all(|one| one.planned.value.is_some());
        if let (Some(_), Some(uses)) =
            (self.fund.sheet(SheetKind::Documents), self.fund.sheet(SheetKind::Uses))
            && readable
            && allocated != planned
        {
            findings.push(
                told(&E011, uses.clone())
                    .with("documents", ten_thousands(allocated))
                    .with("uses", ten_thousands(planned))
                    .with("difference", ten_thousands(apart(allocated, planned))),
            );
        }
        findings
    }

    fn projects(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut numbers: BTreeMap<&str, &Project> = BTreeMap::new();
        for project in &self.fund.projects {
            findings.extend(self.belongs(project));
            findings.extend(self.place(project));
            let what = if project.number.is_empty() {
                Some(say!(self.lang, "evaluation-number-missing", project = &*project.name))
            } else {
                numbers.insert(&project.number, project).map(|first| {
                    let place = first.at.path();
                    say!(
                        self.lang,
                        "evaluation-number-again",
                        number = &*project.number,
                        place = place
                    )
                })
            };
            findings.extend(what.map(|what| told(&E007, project.at.clone()).with("what", what)));
            findings.extend(paid(project));
        }
        findings
    }

    /// The document and the use of a project are the fund's.
    fn belongs(&self, project: &Project) -> Vec<Finding> {
        let mut findings = Vec::new();
        let blank = say!(self.lang, "evaluation-blank");
        let shown = |text: &str| if text.is_empty() { blank.to_owned() } else { text.to_owned() };
        let documents = &self.fund.documents;
        if self.fund.sheet(SheetKind::Documents).is_some()
            && documents.iter().all(|one| one.key != project.document_key)
        {
            let near = documents
                .iter()
                .map(|one| (strsim::osa_distance(&one.key, &project.document_key), one))
                .filter(|(distance, _)| *distance <= 2)
                .min_by_key(|(distance, _)| *distance);
            let nearest =
                near.map(|(_, one)| say!(self.lang, "evaluation-nearest", document = &*one.number));
            findings.push(
                told(&E004, project.at.clone())
                    .with("document", shown(&project.document))
                    .with("nearest", nearest.unwrap_or_default()),
            );
        }
        if self.fund.sheet(SheetKind::Uses).is_some()
            && self.fund.uses.iter().all(|one| one.key != project.use_key)
        {
            findings.push(told(&E005, project.at.clone()).with("use", shown(&project.use_name)));
        }
        findings
    }

    fn place(&self, project: &Project) -> Option<Finding> {
        let known = |run: &RunFacts| run.register.knows_township(&project.township);
        let what = if project.township.is_empty() {
            say!(self.lang, "evaluation-no-township").to_owned()
        } else if project.village.is_empty() {
            say!(self.lang, "evaluation-no-village").to_owned()
        } else if !self.run.is_none_or(known) {
            say!(self.lang, "evaluation-strange-township", township = &*project.township)
        } else {
            return None;
        };
        let called = project.called();
        Some(told(&E006, project.at.clone()).with("project", called).with("what", what))
    }

    /// Each use that has projects, against the register.
    fn uses(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.fund.sheet(SheetKind::Projects).is_none() {
            return findings;
        }
        let nothing = Line::default();
        for one in self.fund.uses.iter().filter(|one| one.key != DIRECT_PAY) {
            let line = self.execution.by_use.iter();
            let line = line.clone().find(|line| self.rules.use_key(&line.name) == one.key);
            // A use without projects, such as monitoring, has nothing to compare.
            if line.is_none() && one.count.value.is_none_or(|count| count == 0) {
                continue;
            }
            let line = line.unwrap_or(&nothing);
            let money = |sum: Money| {
                let sum = ten_thousands(sum);
                say!(self.lang, "evaluation-ten-thousand", sum = sum)
            };
            let sums = [
                (&one.planned, line.planned, say!(self.lang, "evaluation-column-planned")),
                (&one.spent, line.paid, say!(self.lang, "evaluation-column-spent")),
            ];
            for (figure, computed, what) in sums {
                if let Some(stated) = figure.value.filter(|stated| *stated != computed) {
                    let pair = (money(stated), money(computed));
                    findings.push(differs(one, &figure.at, what, pair));
                }
            }
            if let Some(stated) = one.count.value.filter(|stated| *stated != line.projects) {
                let what = say!(self.lang, "evaluation-column-count");
                let pair = (thousands(stated), thousands(line.projects));
                findings.push(differs(one, &one.count.at, what, pair));
            }
        }
        findings
    }

    /// The direct subsidy as documents, uses, approval, run and ledger have it.
    fn direct_pay(&self) -> Vec<Finding> {
        let lang = self.lang;
        let mut findings = Vec::new();
        let money = |sum: Money| {
            let sum = ten_thousands(sum);
            say!(lang, "evaluation-ten-thousand", sum = sum)
        };
        let stated = self.fund.documents.iter().filter_map(|one| one.direct.value);
        let of_documents: Money = stated.clone().sum();
        let there = stated.count() > 0;
        let first = self.fund.documents.iter().find(|one| one.direct.value.is_some());
        if let (Some(run), Some(first)) = (self.run, first)
            && of_documents != run.budget
        {
            let other = say!(lang, "evaluation-other-approved", sum = money(run.budget));
            let what = say!(lang, "evaluation-what-documents-direct");
            findings.push(direct(&first.direct.at, what, money(of_documents), other));
        }
        for one in self.fund.uses.iter().filter(|one| one.key == DIRECT_PAY) {
            if let Some(planned) = one.planned.value.filter(|sum| there && *sum != of_documents) {
                let other = say!(lang, "evaluation-other-documents", sum = money(of_documents));
                let what = say!(lang, "evaluation-what-use-planned");
                findings.push(direct(&one.planned.at, what, money(planned), other));
            }
            let Some((amount, people, from)) = self.paid_out() else { continue };
            if let Some(spent) = one.spent.value.filter(|sum| *sum != amount) {
                let other =
                    say!(lang, "evaluation-other-paid", from = from, figure = money(amount));
                let what = say!(lang, "evaluation-what-use-spent");
                findings.push(direct(&one.spent.at, what, money(spent), other));
            }
            if let Some(stated) = one.people.value.filter(|count| *count != people) {
                let figure = say!(lang, "evaluation-people", people = thousands(people));
                let other = say!(lang, "evaluation-other-paid", from = from, figure = figure);
                let what = say!(lang, "evaluation-what-use-people");
                let stated = say!(lang, "evaluation-people", people = thousands(stated));
                findings.push(direct(&one.people.at, what, stated, other));
            }
        }
        findings
    }

    /// What was paid out: by the ledger what was credited; without one, what the
    /// run would pay, which proves no payment.
    fn paid_out(&self) -> Option<(Money, u64, &'static str)> {
        if let Some(ledger) = self.ledger {
            let from = say!(self.lang, "evaluation-from-credited");
            return Some((ledger.credited_amount, ledger.credited, from));
        }
        let from = say!(self.lang, "evaluation-from-payable");
        self.run.map(|run| (run.payable_amount, run.payable, from))
    }
}

/// Whether a project was paid too much, or too little without a reason.
fn paid(project: &Project) -> Option<Finding> {
    let (limit, paid) = (project.limit()?, project.paid.value?);
    if let Some(approved) = project.approved.value
        && paid > approved
    {
        return Some(
            told(&E008, project.paid.at.clone())
                .with("project", project.called())
                .with("approved", ten_thousands(approved))
                .with("paid", ten_thousands(paid))
                .with("over", ten_thousands(apart(approved, paid))),
        );
    }
    (paid < limit && project.reason.is_empty()).then(|| {
        told(&E009, project.paid.at.clone())
            .with("project", project.called())
            .with("unpaid", ten_thousands(project.unpaid()))
    })
}

fn differs(one: &Use, at: &Origin, what: &str, (stated, computed): (String, String)) -> Finding {
    told(&E012, at.clone())
        .with("use", &*one.name)
        .with("what", what)
        .with("stated", stated)
        .with("computed", computed)
}

fn direct(at: &Origin, what: &str, stated: String, other: String) -> Finding {
    told(&E013, at.clone()).with("what", what).with("stated", stated).with("other", other)
}
