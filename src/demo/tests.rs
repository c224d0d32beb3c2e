//! The written county against the reference figures and the catalogue.

use std::collections::{BTreeMap, HashMap};

use super::*;
use compose::Line;
use planted::{CLEAN_NAMESAKE, CLEAN_TWIN};
use rows::{Cell, Field, Outcome};

/// Every code that the demo plants.
const PLANTED: [&str; 50] = [
    "I006", "I007", "I008", "I011", "I012", "I013", "I014", "I015", "I017", "V001", "V002", "V003",
    "V004", "V005", "V006", "V007", "V008", "V009", "V010", "V011", "V012", "V013", "V014", "V015",
    "V016", "V017", "V018", "V019", "V020", "V021", "V022", "V023", "V024", "V025", "V026", "D001",
    "D002", "D003", "D004", "D005", "D006", "R001", "R002", "R003", "R004", "R005", "R006", "R007",
    "R008", "R009",
];

struct Built {
    county: County,
    files: Vec<File>,
    key: AnswerKey,
}

fn build(options: Options) -> Built {
    let mut county = County::invent(&options);
    let mut extras = Extras::default();
    let marks = if options.clean {
        Vec::new()
    } else {
        planted::plant(&mut county, &mut extras, options.seed, &[])
    };
    let files = compose_all(&county, &extras);
    let key = AnswerKey::of(&county, &files, &marks);
    Built { county, files, key }
}

fn planted() -> Built {
    build(Options::default())
}

#[test]
fn the_clean_county_pays_everyone_on_the_list() {
    let built = build(Options { clean: true, ..Options::default() });
    let totals = &built.key.totals;
    assert!(built.key.entries.is_empty());
    assert_eq!(totals.files, 28);
    assert_eq!((totals.roster_rows, totals.roster_people), (60_607, 60_607));
    assert_eq!((totals.pay_rows, totals.pay_people, totals.paid_people), (42_341, 42_341, 42_341));
    assert_eq!(totals.paid_amount.to_string(), "25404600.00");
}

#[test]
fn planting_keeps_the_head_counts() {
    for seed in [1, 20_201_231, 99] {
        let totals = build(Options { seed, ..Options::default() }).key.totals;
        assert_eq!(totals.roster_people, 60_607);
        assert_eq!(totals.pay_people, 42_341);
        assert!(totals.roster_rows > 60_607 && totals.pay_rows > 42_341);
        assert_eq!(
            totals.pay_rows,
            totals.paid_people + totals.held_pay_rows + totals.merged_pay_rows
        );
    }
}

#[test]
fn every_code_is_planted_three_times_at_least() {
    let key = planted().key;
    for code in PLANTED {
        let least = if code == "I006" { 1 } else { 3 };
        assert!(key.planted(code) >= least, "{code}: {}", key.planted(code));
    }
}

#[test]
fn the_rules_of_both_tables_are_planted_in_both() {
    let key = planted().key;
    let both = PLANTED.iter().filter(|code| {
        matches!(&code[..1], "I" | "V" | "D")
            && !["I006", "V008", "V013", "V018", "V021", "V022", "V023", "V024", "V025"]
                .contains(code)
    });
    for code in both {
        for table in ["roster", "pay_list"] {
            let found = key.entries.iter().any(|entry| entry.code == *code && entry.table == table);
            assert!(found, "{code} {table}");
        }
    }
}

#[test]
fn whatever_is_held_is_marked_and_what_is_clean_is_not_held() {
    let Built { county, files, key } = planted();
    let mut marked: HashMap<(&str, &str, u32), Vec<&Entry>> = HashMap::new();
    for entry in &key.entries {
        marked.entry((&entry.file, &entry.sheet, entry.row)).or_default().push(entry);
    }
    for file in &files {
        for sheet in &file.sheets {
            for (line, at) in sheet.lines.iter().zip(1u32..) {
                let Line::Data(row, _) = line else { continue };
                let entries = marked.get(&(file.path.as_str(), sheet.name.as_str(), at));
                let row = &county.rows[row.0 as usize];
                if row.outcome != Outcome::Clear || !row.edits.is_empty() {
                    assert!(entries.is_some(), "{} {} {at}", file.path, sheet.name);
                }
                let clean = entries
                    .into_iter()
                    .flatten()
                    .any(|entry| [CLEAN_NAMESAKE, CLEAN_TWIN].contains(&entry.kind.as_str()));
                if clean {
                    assert_eq!(row.outcome, Outcome::Clear);
                    assert!(row.edits.is_empty());
                }
            }
        }
    }
}

/// Kinds that leave a pay row payable; any other planted kind holds it.
const PAID: [&str; 11] = [
    "hidden-rows",
    "id-legacy",
    "very-old",
    "name-folded",
    "number-folded",
    "place-disagrees",
    "name-separator",
    "township-differs",
    "account-differs",
    CLEAN_NAMESAKE,
    CLEAN_TWIN,
];

#[test]
fn every_kind_has_its_outcome_on_the_pay_list() {
    for entry in planted().key.entries {
        let Some(outcome) = entry.outcome else { continue };
        let expected = match entry.kind.as_str() {
            planted::CONSEQUENCE => continue,
            "plain-copy" => Outcome::Merged,
            kind if PAID.contains(&kind) => Outcome::Clear,
            _ => Outcome::Held,
        };
        assert_eq!(outcome, expected, "{} row {}: {}", entry.file, entry.row, entry.kind);
    }
}

#[test]
fn namesakes_and_twins_are_there_to_be_left_alone() {
    let key = planted().key;
    let count = |kind| key.entries.iter().filter(|entry| entry.kind == kind).count();
    assert!(count(CLEAN_NAMESAKE) >= 4 * 30, "{}", count(CLEAN_NAMESAKE));
    assert!(count(CLEAN_TWIN) >= 12);
}

#[test]
fn no_household_has_two_kinds_of_planted_error() {
    let Built { county, files, key } = planted();
    let mut lines = HashMap::new();
    for file in &files {
        for sheet in &file.sheets {
            for (line, at) in sheet.lines.iter().zip(1u32..) {
                if let Line::Data(row, _) = line {
                    let household = county.person(county.rows[row.0 as usize].person).household;
                    lines.insert((file.path.as_str(), sheet.name.as_str(), at), household);
                }
            }
        }
    }
    let mut kinds: BTreeMap<u32, &str> = BTreeMap::new();
    for entry in &key.entries {
        let sheet_wide = ["I006", "I008", "I013", ""].contains(&entry.code.as_str());
        if entry.kind == planted::CONSEQUENCE || sheet_wide {
            continue;
        }
        let household = lines[&(entry.file.as_str(), entry.sheet.as_str(), entry.row)];
        let kind = kinds.entry(household).or_insert(&entry.kind);
        assert_eq!(*kind, entry.kind);
    }
}

#[test]
fn accounts_are_shared_within_a_household_or_by_plan() {
    let Built { county, files, key } = planted();
    let shared: Vec<&str> =
        key.entries.iter().filter(|e| e.code == "D006").map(|e| e.person.as_str()).collect();
    let mut owners: HashMap<String, u32> = HashMap::new();
    let lines = files.iter().flat_map(|f| f.sheets.iter().flat_map(|s| &s.lines));
    for line in lines {
        let Line::Data(row, _) = line else { continue };
        let row = &county.rows[row.0 as usize];
        let person = county.person(row.person);
        let Cell::Text(account) = row.cell(&county, Field::Account) else { continue };
        if shared.contains(&format!("{} {}", person.name, person.id_number).as_str()) {
            continue;
        }
        assert_eq!(*owners.entry(account).or_insert(person.household), person.household);
    }
}

#[test]
fn totals_add_up_unless_a_slip_is_planted() {
    let Built { county, files, .. } = planted();
    for file in &files {
        for sheet in &file.sheets {
            let (mut people, mut since) = (0, 0);
            for line in &sheet.lines {
                match line {
                    Line::Data(..) => {
                        people += 1;
                        since += 1;
                    }
                    Line::Total(total) => {
                        let rows = if total.label == "合计" { people } else { since };
                        let slip = total.slip.map_or(0, |slip| slip.people);
                        assert_eq!(total.people, rows + slip, "{}", file.path);
                        since = 0;
                    }
                    _ => {}
                }
            }
            let stated = file.layout.states_no_amount();
            let whole = sheet.lines.iter().all(|line| match line {
                Line::Data(row, _) => matches!(
                    county.rows[row.0 as usize].cell(&county, Field::Amount),
                    Cell::Number(yuan) if yuan > 0.0 && yuan.fract() == 0.0
                ),
                _ => true,
            });
            assert!(stated || whole, "{}", file.path);
        }
    }
}

#[test]
fn three_gorges_people_are_three_hundred_and_twenty_nine() {
    let county = planted().county;
    let count = county
        .people
        .iter()
        .filter(|person| person.registered && person.reservoir == county::THREE_GORGES);
    assert_eq!(count.count(), 329);
}

#[test]
fn a_county_of_twice_the_size_is_the_same_shape_again() {
    let built = build(Options { scale: 2, ..Options::default() });
    assert_eq!(built.key.totals.files, 56);
    assert_eq!(built.key.totals.roster_people, 2 * 60_607);
    assert_eq!(built.key.totals.pay_people, 2 * 42_341);
    let mut names: Vec<&str> = built.county.townships.iter().map(|t| t.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 28);
}

#[test]
fn the_same_seed_writes_the_same_bytes_on_any_number_of_threads() {
    let write_with = |threads| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| write_county(folder.path(), &Options::default())).expect("a county");
        contents(folder.path())
    };
    let (one, several) = (write_with(1), write_with(3));
    assert_eq!(one.len(), 28 + 3);
    assert!(one == several);
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for part in ["", "roster", "pay-list"] {
        for entry in std::fs::read_dir(folder.join(part)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(folder).expect("inside").to_owned();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}
