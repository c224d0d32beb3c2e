//! Guards broken on purpose: the record of what was taken away, and that its test
//! failed then (`tests/faults/broken/try.py` does it).
//!
//! Building each broken tree takes minutes and is no test; that the record has not
//! rotted is: each guard stands where the record says, once, and what was tried is
//! what stands there now.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::FAULTS;

/// The records by area, in the order of the faults.
const RECORDS: [(&str, &str); 6] = [
    ("container", include_str!("broken/container.toml")),
    ("structure", include_str!("broken/structure.toml")),
    ("cells", include_str!("broken/cells.toml")),
    ("encoding", include_str!("broken/encoding.toml")),
    ("run", include_str!("broken/run.toml")),
    ("batch", include_str!("broken/batch.toml")),
];

/// What was seen, a line a guard.
const TRIED: &str = include_str!("broken/tried.tsv");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    guard: Vec<Guard>,
}

/// A guard, and how it is broken.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guard {
    fault: usize,
    what: String,
    file: String,
    find: String,
    into: String,
    /// The test that must fail; the fault's own case where none is named.
    test: Option<String>,
}

impl Guard {
    /// The test that must fail.
    fn test(&self) -> String {
        let own = || {
            format!("case::{}", FAULTS[self.fault - 1].test.rsplit("::").next().unwrap_or_default())
        };
        self.test.clone().unwrap_or_else(own)
    }

    /// What stands for the edit in the record of what was tried.
    fn edit(&self) -> String {
        let test = self.test();
        let parts = [&self.file, &self.find, &self.into, &test].map(String::as_str);
        zhibu::intake::files::hex(&Sha256::digest(parts.join("\0")))[..12].to_owned()
    }
}

/// Every guard with its area.
fn guards() -> Vec<(&'static str, Guard)> {
    let of = |(area, text): (&'static str, &str)| {
        let record: Record = toml::from_str(text).unwrap_or_else(|error| panic!("{area}: {error}"));
        record.guard.into_iter().map(move |guard| (area, guard))
    };
    RECORDS.into_iter().flat_map(of).collect()
}

/// What was tried: outcome and day, by the fault, the guard and the edit.
fn tried() -> BTreeMap<(usize, String, String), (&'static str, &'static str)> {
    let columns: Vec<&str> = TRIED.lines().next().unwrap_or_default().split('\t').collect();
    let at = |name: &str| columns.iter().position(|column| *column == name).expect("the column");
    let [fault, what, edit, outcome, on] = ["fault", "what", "edit", "outcome", "on"].map(at);
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = cells[fault].parse().expect("a number");
        ((number, cells[what].to_owned(), cells[edit].to_owned()), (cells[outcome], cells[on]))
    };
    TRIED.lines().skip(1).map(row).collect()
}

#[test]
fn every_fault_has_a_guard_that_can_be_broken_and_each_stands_where_it_did() {
    let guards = guards();
    let mut of_faults: Vec<usize> = guards.iter().map(|(_, guard)| guard.fault).collect();
    assert!(of_faults.is_sorted(), "in the order of the faults");
    of_faults.dedup();
    assert_eq!(of_faults, (1..=FAULTS.len()).collect::<Vec<_>>());
    for (area, guard) in &guards {
        let Guard { fault, what, file, find, into, .. } = guard;
        assert_eq!(FAULTS[fault - 1].area, *area, "{fault}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(
            text.replace("\r\n", "\n").matches(&*find.replace(['«', '»'], "")).count(),
            1,
            "{fault} {what}: in {file}\n{find}"
        );
        assert_ne!(find, into, "{fault} {what}");
    }
}

#[test]
fn every_guard_was_broken_as_the_record_says_and_noticed() {
    let (guards, mut tried) = (guards(), tried());
    for (_, guard) in &guards {
        let Guard { fault, what, .. } = guard;
        let seen = tried.remove(&(*fault, what.clone(), guard.edit()));
        assert_eq!(
            seen.map(|(outcome, _)| outcome),
            Some("noticed"),
            "{fault} {what}: python3 tests/faults/broken/try.py --record {fault}"
        );
    }
    assert!(tried.is_empty(), "of guards that are not there: {tried:?}");
}

/// The part of the page that tells of it.
pub fn section() -> String {
    let (guards, tried) = (guards(), tried());
    let days = || tried.values().map(|(_, on)| *on);
    let (first, last) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    let when = if first == last { format!("on {last}") } else { format!("from {first} to {last}") };
    let when_zh = if first == last { last.to_owned() } else { format!("{first} 至 {last}") };
    let faults = guards.iter().map(|(_, guard)| guard.fault).max().unwrap_or_default();
    let mut text = format!(
        "\n## Guards broken on purpose · 拿掉防线\n\n\
         A test that cannot fail says nothing. So each guard below can be switched off in a copy of\n\
         the tree: one at a time, and the fault's test was run, which had to fail by an assertion\n\
         of its own. All {guards} guards of {faults} faults were tried {when}. Again:\n\n\
         ```\npython3 tests/faults/broken/try.py            # all of them, a quarter of an hour\n\
         python3 tests/faults/broken/try.py 44 52      # of some faults\n```\n\n\
         每一道防线都在副本里逐一拿掉过，再跑相应的测试，测试必须因自己的断言而失败。{guards} 道防线\n\
         （{faults} 种故障）于 {when_zh} 全部试过。\n\n\
         | | guard that was taken away | in | its test |\n|--:|---|---|---|\n",
        guards = guards.len(),
    );
    let mut before = 0;
    for (_, guard) in &guards {
        let number = if guard.fault == before { String::new() } else { guard.fault.to_string() };
        before = guard.fault;
        let seen = tried.get(&(guard.fault, guard.what.clone(), guard.edit()));
        let outcome = match seen {
            Some(("noticed", _)) => "failed",
            Some((other, _)) => other,
            None => "not tried",
        };
        let _ = writeln!(text, "| {number} | {} | `{}` | {outcome} |", guard.what, guard.file);
    }
    text
}
