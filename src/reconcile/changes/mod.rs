//! The population audit: last year's lists against this year's, and the register
//! of changes that ought to explain what differs.
//!
//! In: the lists of both years and the register. Out: who came, who left, who
//! moved, each with the register's row or without one; bridges that balance by
//! township and county; what was paid after a removal took effect; findings
//! C001–C013. It pays nothing and takes nobody off a list.

pub mod bridge;
pub mod differences;
pub mod docs;
pub mod individuals;
pub mod kept;
pub mod matching;
pub mod missing;
pub mod overpaid;
pub mod register;
pub mod terms;

use bridge::Bridge;
use docs::{C001, C008};
use individuals::{Individuals, settle};
use matching::{How, Pair, Years, pairs};
use overpaid::Overpaid;
use register::{RegisterEnd, RegisterIndex};

use std::collections::BTreeMap;

use crate::domain::{Field, Table};
use crate::finding::Finding;
use crate::linkage::docs::D005;
use crate::linkage::index::People;
use crate::normalize::{List, Lists, Row};
use crate::reconcile::Disposition;
use crate::rulebook::changes::KindAt;
use crate::rulebook::values::Status;
use crate::rulebook::{Project, Rulebook};

/// What the audit reads.
#[derive(Clone, Copy, Debug)]
pub struct Auditing<'a> {
    /// The lists of both years.
    pub lists: &'a Lists,
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// This year's registered people.
    pub roster: &'a People,
    /// This year's pay list's people.
    pub pay_list: &'a People,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// Rows of this year's lists that are likely copies (D005), each with the
    /// rows that it is likely a copy of.
    pub likely_copies: &'a LikelyCopies,
}

/// Rows that are likely copies, with the rows they are likely copies of.
pub type LikelyCopies = BTreeMap<(Table, u32), Vec<u32>>;

/// The likely copies that linking told of.
#[must_use]
pub fn likely_copies(findings: &[Finding]) -> LikelyCopies {
    let mut copies = LikelyCopies::new();
    for finding in findings.iter().filter(|finding| finding.doc.code == D005.code) {
        if let Some(row) = finding.row {
            // Whichever of the two is told, each is likely the other.
            for &other in &finding.others {
                copies.entry((finding.table, row)).or_default().push(other);
                copies.entry((finding.table, other)).or_default().push(row);
            }
        }
    }
    copies
}

/// Why somebody is behind a term of the bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// A kind of change that the register names, or the roster itself shows.
    Kind(KindAt),
    /// On the list, nothing says why, and likely a copy of somebody who was there.
    LikelyCopy,
    /// On the list, and nothing says why.
    UnexplainedAddition,
    /// Off the list, and nothing says why.
    UnexplainedRemoval,
    /// From one township to another.
    Moved,
    /// On both lists in the same township, with something written otherwise.
    Rewritten,
}

/// One person behind a term.
#[derive(Clone, Copy, Debug)]
pub struct Changed {
    /// This year's table: the roster or the pay list.
    pub table: Table,
    /// Why.
    pub term: Term,
    /// Last year's row.
    pub prior: Option<u32>,
    /// This year's row.
    pub current: Option<u32>,
    /// How the two were found to be one person.
    pub how: Option<How>,
    /// The register's row.
    pub register: Option<u32>,
}

/// What the audit found.
#[derive(Debug, Default)]
pub struct Audit {
    /// A bridge for each list that there is in both years.
    pub bridges: Vec<Bridge>,
    /// Everybody behind a term, by table, then in the order of the lists.
    pub changed: Vec<Changed>,
    /// Payments after a removal took effect, by any cadence.
    pub overpaid: Vec<Overpaid>,
    /// Where each row of the register ends.
    pub register: Vec<RegisterEnd>,
}

/// One list in both years, with its pairs.
struct Population<'a> {
    table: Table,
    prior_table: Table,
    prior_list: &'a List,
    current_list: &'a List,
    prior: Individuals,
    current: Individuals,
    pairs: Vec<Pair>,
}

/// Last year's table of one of this year's.
#[must_use]
pub fn prior_of(table: Table) -> Table {
    match table {
        Table::Roster => Table::PriorRoster,
        Table::PayList => Table::PriorPayList,
        other => panic!("there is no last year's {}", other.key()),
    }
}

/// Whether a roster row is of somebody who is in the scheme.
fn in_scheme(row: &Row) -> bool {
    row.status == Status::Payable
}

/// Makes the audit; nothing where neither last year's lists nor a register are
/// given.
#[must_use]
pub fn audit(auditing: &Auditing<'_>) -> Option<(Audit, Vec<Finding>)> {
    let lists = auditing.lists;
    let no_prior = lists.prior_roster.rows.is_empty() && lists.prior_pay_list.rows.is_empty();
    if no_prior && lists.change_register.rows.is_empty() {
        return None;
    }
    let index = RegisterIndex::new(lists, auditing.rulebook);
    let (of_roster, of_pay_list) =
        rayon::join(|| population(lists, Table::Roster), || population(lists, Table::PayList));
    let populations: Vec<Population<'_>> = [of_pay_list, of_roster].into_iter().flatten().collect();
    let mut findings = Vec::new();
    let sorted = terms::sort(auditing, &index, &populations, &mut findings);
    differences::tell(auditing, &index, &populations, &mut findings);
    let kept = kept::tell(auditing, &index, &sorted.back, &mut findings);
    missing::tell(auditing, &populations, &sorted.changed, &mut findings);
    let overpaid = overpaid::find(auditing, &index, &mut findings);
    let register = register::ends(auditing, &index, &kept, &sorted.likely, &mut findings);
    let bridges: Vec<Bridge> =
        populations.iter().map(|one| bridge::of(lists, one, &sorted.changed)).collect();
    let mut changed = sorted.changed;
    changed.sort_by_key(|one| (one.table, one.current.is_none(), one.current, one.prior));
    Some((Audit { bridges, changed, overpaid, register }, findings))
}

/// Whether last year's run held somebody because nothing explained them: being
/// on that list proves nothing this year.
fn was_in_doubt(list: &List, row: u32) -> bool {
    list.text(row, Field::Ended) == Disposition::Held.key()
        && list.text(row, Field::Code).split(';').any(|code| [C001.code, C008.code].contains(&code))
}

/// A list in both years; `None` where last year's is not given.
fn population(lists: &Lists, table: Table) -> Option<Population<'_>> {
    let prior_table = prior_of(table);
    let (prior_list, current_list) = (lists.list(prior_table), lists.list(table));
    if prior_list.rows.is_empty() {
        return None;
    }
    let counts = |row: &Row| table == Table::PayList || in_scheme(row);
    let (mut prior, mut current) = rayon::join(
        || Individuals::of(prior_list, |at, row| counts(row) && !was_in_doubt(prior_list, at)),
        || Individuals::of(current_list, |_, row| counts(row)),
    );
    settle(&lists.symbols, (prior_list, &mut prior), (current_list, &mut current));
    let years = Years { lists, prior_list, current_list, prior: &prior, current: &current };
    let pairs = pairs(&years);
    Some(Population { table, prior_table, prior_list, current_list, prior, current, pairs })
}
