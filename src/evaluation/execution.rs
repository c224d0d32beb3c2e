//! Execution of the projects: by document, by use, by township, and what is
//! unpaid.
//!
//! In: the register. Out: one line a group, in the order in which the workbook
//! names them; the groups of each division add up to the total.

use super::fund::{Accepted, Fund, Project, State};
use crate::domain::Money;

/// Projects of a group, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The group's name; empty where the projects name none.
    pub name: String,
    /// How many projects there are.
    pub projects: u64,
    /// What was planned.
    pub planned: Money,
    /// What was approved.
    pub approved: Money,
    /// What was paid.
    pub paid: Money,
    /// What is still to be paid.
    pub unpaid: Money,
    /// How many are completed.
    pub completed: u64,
    /// How many were accepted, with or without remarks.
    pub accepted: u64,
    /// How many were found wanting.
    pub failed: u64,
}

impl Line {
    fn add(&mut self, project: &Project) {
        self.projects += 1;
        self.planned += project.planned.value.unwrap_or_default();
        self.approved += project.approved.value.unwrap_or_default();
        self.paid += project.paid.value.unwrap_or_default();
        self.unpaid += project.unpaid();
        self.completed += u64::from(project.state == State::Completed);
        self.accepted += u64::from(matches!(project.accepted, Accepted::Yes | Accepted::Qualified));
        self.failed += u64::from(project.accepted == Accepted::Failed);
    }
}

/// Execution, divided three ways.
#[derive(Clone, Debug, Default)]
pub struct Execution {
    /// By document.
    pub by_document: Vec<Line>,
    /// By use.
    pub by_use: Vec<Line>,
    /// By township.
    pub by_township: Vec<Line>,
    /// All projects.
    pub total: Line,
    /// The projects of which a part is unpaid, by their place in the register.
    pub unpaid: Vec<usize>,
}

impl Execution {
    /// Adds up a fund's projects.
    #[must_use]
    pub fn of(fund: &Fund) -> Self {
        let mut total = Line::default();
        for project in &fund.projects {
            total.add(project);
        }
        let documents = fund.documents.iter().map(|one| (one.key.clone(), one.number.clone()));
        let uses = fund.uses.iter().map(|one| (one.key.clone(), one.name.clone()));
        let unpaid = (0..fund.projects.len()).filter(|at| !fund.projects[*at].unpaid().is_zero());
        Self {
            by_document: group(documents, &fund.projects, |one| (&one.document_key, &one.document)),
            by_use: group(uses, &fund.projects, |one| (&one.use_key, &one.use_name)),
            by_township: group([], &fund.projects, |one| (&one.township, &one.township)),
            total,
            unpaid: unpaid.collect(),
        }
    }
}

/// A line a group, those that are known first; groups without projects are left
/// out.
fn group(
    known: impl IntoIterator<Item = (String, String)>,
    projects: &[Project],
    of: impl Fn(&Project) -> (&String, &String),
) -> Vec<Line> {
    let mut lines: Vec<(String, Line)> = Vec::new();
    for (key, name) in known {
        if lines.iter().all(|(there, _)| *there != key) {
            lines.push((key, Line { name, ..Line::default() }));
        }
    }
    for project in projects {
        let (key, name) = of(project);
        let at = lines.iter().position(|(there, _)| there == key).unwrap_or_else(|| {
            lines.push((key.clone(), Line { name: name.clone(), ..Line::default() }));
            lines.len() - 1
        });
        lines[at].1.add(project);
    }
    lines.into_iter().map(|(_, line)| line).filter(|line| line.projects > 0).collect()
}
