//! Parts of last year's lists that are gone as a whole: C012.
//!
//! In: the populations and everybody who left. Out: a finding on last year's
//! sheet, or village, of which nearly nobody is left and nothing says why: more
//! likely a sheet was not handed in than that so many people left.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::docs::C012;
use super::{Auditing, Changed, Population, Term};
use crate::domain::Table;
use crate::finding::Finding;
use crate::linkage::finding_on;
use crate::normalize::Sym;
use crate::origin::Origin;
use crate::say;

/// So many people are a part, and not a household that moved.
const FEWEST: u64 = 10;
/// So many of a hundred must be gone.
const GONE_PER_CENT: u64 = 90;

/// A part's people of last year: all, and those who left without a reason.
#[derive(Default)]
struct Part {
    people: u64,
    gone: u64,
    first: Option<u32>,
}

impl Part {
    fn count(&mut self, row: u32, gone: bool) {
        self.people += 1;
        self.gone += u64::from(gone);
        self.first.get_or_insert(row);
    }

    fn is_missing(&self) -> bool {
        self.people >= FEWEST && self.gone * 100 >= self.people * GONE_PER_CENT
    }
}

/// Tells which parts are gone.
pub(super) fn tell(
    auditing: &Auditing<'_>,
    populations: &[Population<'_>],
    changed: &[Changed],
    findings: &mut Vec<Finding>,
) {
    for population in populations {
        let mut gone = vec![false; population.prior_list.rows.len()];
        for one in changed.iter().filter(|one| one.table == population.table) {
            if one.term == Term::UnexplainedRemoval
                && let Some(row) = one.prior
            {
                gone[row as usize] = true;
            }
        }
        let mut sheets: BTreeMap<u32, Part> = BTreeMap::new();
        let mut villages: BTreeMap<(&str, &str), (Part, Vec<u32>)> = BTreeMap::new();
        let text = |symbol: Sym| auditing.lists.symbols.text(symbol);
        for person in &population.prior.all {
            let row = &population.prior_list.rows[person.row as usize];
            let gone = gone[person.row as usize];
            sheets.entry(row.sheet).or_default().count(person.row, gone);
            let village = villages.entry((text(row.township), text(row.village))).or_default();
            village.0.count(person.row, gone);
            if village.1.last() != Some(&row.sheet) {
                village.1.push(row.sheet);
            }
        }
        for (sheet, part) in sheets.iter().filter(|(_, part)| part.is_missing()) {
            let sheet = &population.prior_list.sheets[*sheet as usize];
            let shown = if sheet.name.is_empty() { &sheet.file } else { &sheet.name };
            let what = format!("「{shown}」");
            let origin = Origin::sheet(&sheet.file, &sheet.name);
            findings.extend(finding(auditing, population, part, &what, origin));
        }
        let missing_sheet = |at: &u32| sheets.get(at).is_some_and(Part::is_missing);
        for ((township, village), (part, of)) in &villages {
            if part.is_missing() && !village.is_empty() && !of.iter().all(missing_sheet) {
                let what = format!("{township}{village}");
                let first = part.first.expect("a part has a first row");
                let origin = population.prior_list.origin(first);
                findings.extend(finding(auditing, population, part, &what, origin));
            }
        }
    }
}

fn finding(
    auditing: &Auditing<'_>,
    population: &Population<'_>,
    part: &Part,
    what: &str,
    origin: Origin,
) -> Option<Finding> {
    let lists = auditing.lists;
    let first = part.first?;
    let what = match population.table {
        Table::PayList => say!(lists.lang, "reconcile-missing-of-pay-list", what = what),
        _ => say!(lists.lang, "reconcile-missing-of-roster", what = what),
    };
    let mut finding =
        finding_on(&C012, lists, population.prior_table, first, crate::domain::Field::Village)
            .with("what", what)
            .with("people", part.people.to_string())
            .with("gone", part.gone.to_string());
    finding.township = Arc::from(lists.township(population.prior_table, first));
    finding.origin = origin;
    (finding.row, finding.field) = (None, None);
    finding.seen = crate::finding::Seen::Nothing;
    Some(finding)
}
