//! Likely the same person: numbers a slip apart, or one person's two numbers
//! (D005).
//!
//! Three blocks: (a) name and village, (b) household, name and birth date,
//! (c) household with numbers and names a slip apart. Inside a block pairs are
//! compared; a block too large for that is compared through patterns of its
//! numbers, so that time stays linear. Two namesakes in a village are nothing.

use super::blocks::several_rows;
use super::docs::D005;
use super::finding_on;
use super::index::{KeyMap, key_map};
use crate::domain::{Field, Lang, Table};
use crate::finding::{Finding, Severity};
use crate::normalize::near::{Slip, is_near, slip};
use crate::normalize::{List, Lists, Row};
use crate::say;

/// A block of more rows than this is compared through patterns.
const LARGEST_BLOCK_OF_PAIRS: usize = 32;

/// Why two rows are likely one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// (a) Same name and village, numbers a slip apart.
    NameAndVillage,
    /// (b) Same household, name and birth date.
    HouseholdAndBirth,
    /// (c) Same household, numbers and names a slip apart.
    HouseholdNearName,
}

/// Finds likely copies in a list.
#[must_use]
pub fn find(lists: &Lists, table: Table) -> Vec<Finding> {
    let list = lists.list(table);
    let mut pairs: Vec<(u32, u32, Likeness)> = Vec::new();
    let comparable = |row: &Row| !row.id_lost && row.writes_id();
    let by_name = several_rows(list, |row| {
        let row = &list.rows[row as usize];
        let block = [row.township, row.village, row.name];
        (comparable(row) && !row.name.is_blank()).then_some(block)
    });
    for block in by_name {
        near_pairs(lists, list, &block, |a, b| {
            pairs.push((a, b, Likeness::NameAndVillage));
        });
    }
    let by_household = several_rows(list, |row| {
        let row = &list.rows[row as usize];
        row.household().filter(|_| comparable(row))
    });
    for block in by_household {
        household_pairs(lists, list, &block, &mut pairs);
    }
    // The block that explains most comes first; a pair is told once.
    pairs.sort_by_key(|(a, b, likeness)| (*a, *b, *likeness as u8));
    pairs.dedup_by_key(|(a, b, _)| (*a, *b));
    let mut findings = Vec::new();
    for (a, b, likeness) in pairs {
        tell(lists, table, a, b, likeness, &mut findings);
    }
    findings
}

/// The pairs of a block whose numbers are a slip apart; `a` stands before `b`.
fn near_pairs(lists: &Lists, list: &List, block: &[u32], mut pair: impl FnMut(u32, u32)) {
    let text = |row: u32| list.rows[row as usize].id_text(&lists.symbols);
    if block.len() <= LARGEST_BLOCK_OF_PAIRS {
        let texts: Vec<_> = block.iter().map(|row| text(*row)).collect();
        for (at, &a) in block.iter().enumerate() {
            for (&b, other) in block.iter().zip(&texts).skip(at + 1) {
                if is_near(&texts[at], other) {
                    pair(a, b);
                }
            }
        }
        return;
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut by_pattern: KeyMap<Vec<u8>, Vec<u32>> = key_map(block.len() * 20);
    for &row in block {
        for pattern in patterns(&text(row)) {
            by_pattern.entry(pattern).or_default().push(row);
        }
    }
    let mut rows_of: Vec<Vec<u32>> = by_pattern.into_values().filter(|r| r.len() > 1).collect();
    rows_of.sort_unstable();
    for rows in rows_of {
        // Equal numbers fall together in every pattern; they are copies, not
        // likenesses, and one of each number stands for the rest.
        let mut distinct = rows;
        distinct.sort_by_cached_key(|&row| (text(row), row));
        distinct.dedup_by_key(|row| text(*row));
        for (at, &a) in distinct.iter().enumerate() {
            for &b in distinct[at + 1..].iter().take(LARGEST_BLOCK_OF_PAIRS) {
                if is_near(&text(a), &text(b)) {
                    found.push((a.min(b), a.max(b)));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    for (a, b) in found {
        pair(a, b);
    }
}

/// What two texts a slip apart share: each with one place masked, each with one
/// place left out, and the sorted characters (an exchange keeps them).
fn patterns(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut patterns = Vec::with_capacity(bytes.len() * 2 + 2);
    for at in 0..bytes.len() {
        let mut masked = bytes.to_vec();
        masked[at] = b'?';
        patterns.push(masked);
        let mut shorter = bytes.to_vec();
        shorter.remove(at);
        shorter.push(b'-');
        patterns.push(shorter);
    }
    let mut whole = bytes.to_vec();
    whole.push(b'-');
    patterns.push(whole);
    let mut sorted = bytes.to_vec();
    sorted.sort_unstable();
    sorted.push(b'~');
    patterns.push(sorted);
    patterns
}

/// The likely pairs of one household. Households are small; what is larger than
/// a block of pairs has a head's name that stands for many, and is compared by
/// number alone.
fn household_pairs(
    lists: &Lists,
    list: &List,
    block: &[u32],
    pairs: &mut Vec<(u32, u32, Likeness)>,
) {
    let keys = |row: u32| &list.rows[row as usize];
    let text = |row: u32| lists.symbols.text(keys(row).name);
    near_pairs(lists, list, block, |a, b| {
        if is_near(text(a), text(b)) {
            pairs.push((a, b, Likeness::HouseholdNearName));
        }
    });
    let mut births: Vec<_> = block
        .iter()
        .filter(|&&row| !keys(row).name.is_blank())
        .filter_map(|&row| Some((keys(row).name.number(), keys(row).id?.birth_date()?, row)))
        .collect();
    births.sort_unstable();
    for same in births.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (_, _, first) = same[0];
        for &(_, _, row) in &same[1..] {
            if keys(row).id != keys(first).id {
                pairs.push((first.min(row), first.max(row), Likeness::HouseholdAndBirth));
            }
        }
    }
}

/// Tells a pair: the row with the unsound number is held; where both are sound,
/// both are told.
fn tell(
    lists: &Lists,
    table: Table,
    a: u32,
    b: u32,
    likeness: Likeness,
    findings: &mut Vec<Finding>,
) {
    let list = lists.list(table);
    let sound = |row: u32| list.rows[row as usize].has_sound_id();
    let (severity, told): (Severity, Vec<(u32, u32)>) = match (sound(a), sound(b)) {
        (true, true) => (Severity::Advise, vec![(a, b), (b, a)]),
        (true, false) => (Severity::Hold, vec![(b, a)]),
        (false, true) => (Severity::Hold, vec![(a, b)]),
        (false, false) => (Severity::Hold, vec![(a, b), (b, a)]),
    };
    for (row, other) in told {
        let text = |row: u32| list.rows[row as usize].id_text(&lists.symbols);
        let terms = terms(likeness, slip(&text(row), &text(other)), lists.lang);
        let mut finding = finding_on(&D005, lists, table, row, Field::IdNumber)
            .with("other", list.origin(other).path())
            .with("terms", terms)
            .among(vec![other])
            .weighing(severity);
        if severity == Severity::Hold && sound(other) {
            finding.proposal =
                crate::finding::Seen::of(Field::IdNumber, list.text(other, Field::IdNumber));
        }
        findings.push(finding);
    }
}

/// The likeness, term by term.
fn terms(likeness: Likeness, slip: Option<Slip>, lang: Lang) -> String {
    let number = slip_words(slip, lang);
    let likeness = match likeness {
        Likeness::NameAndVillage => say!(lang, "finding-likely-name-and-village"),
        Likeness::HouseholdAndBirth => say!(lang, "finding-likely-household-and-birth"),
        Likeness::HouseholdNearName => say!(lang, "finding-likely-household-near-name"),
    };
    format!("{likeness}{}{number}", say!(lang, "finding-comma"))
}

/// The slip between two numbers in words.
pub(crate) fn slip_words(slip: Option<Slip>, lang: Lang) -> String {
    match slip {
        Some(Slip::Changed(at)) => say!(lang, "finding-slip-changed", at = at),
        Some(Slip::Exchanged(a, b)) => {
            say!(lang, "finding-slip-exchanged", first = a, second = b)
        }
        Some(Slip::LeftOut(at)) => say!(lang, "finding-slip-left-out", at = at),
        None => say!(lang, "finding-slip-none").to_owned(),
    }
}
