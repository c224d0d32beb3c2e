//! The county of two years against what is said of it, and against itself.

use std::collections::HashMap;
use std::path::PathBuf;

use super::*;
use crate::demo::compose::Line;
use crate::demo::county::DIRECT;
use crate::demo::people::Standing;
use crate::demo::planted::{CLEAN, CONSEQUENCE};
use crate::demo::rows::{Cell, Outcome, Row};

fn invent(options: Options) -> SecondYear {
    SecondYear::invent(&Options { years: 2, ..options })
}

fn reference() -> SecondYear {
    invent(Options::default())
}

/// Every data row by its place.
fn rows_of<'a>(county: &'a County, files: &'a [File]) -> HashMap<(&'a str, &'a str, u32), &'a Row> {
    let mut rows = HashMap::new();
    for file in files {
        for sheet in &file.sheets {
            for (line, at) in sheet.lines.iter().zip(1u32..) {
                if let Line::Data(row, _) = line {
                    let row = &county.rows[row.0 as usize];
                    rows.insert((file.path.as_str(), sheet.name.as_str(), at), row);
                }
            }
        }
    }
    rows
}

/// Changes, lists and the posting: the code, how often, and where.
const PLANTED: [(&str, usize, &str); 20] = [
    ("C001", 6, "pay_list"),
    ("C002", 9, "prior_pay_list"),
    ("C003", 4, "roster"),
    ("C004", 5, "roster"),
    ("C005", 60, "pay_list"),
    ("C006", 3, "roster"),
    ("C007", 3, "roster"),
    ("C008", 4, "pay_list"),
    ("C009", 7, "pay_list"),
    ("C011", 5, "prior_pay_list"),
    ("C012", 1, "prior_pay_list"),
    ("C013", 2, "change_register"),
    ("W001", 8, "pay_list"),
    ("W002", 3, "pay_list"),
    ("W003", 2, "pay_list"),
    ("W004", 2, "pay_list"),
    ("W005", 2, "pay_list"),
    ("W006", 2, "pay_list"),
    ("R001", 3, "pay_list"),
    ("R002", 9, "roster"),
];

/// Codes of this family hold the row where they stand on the pay list.
const ADVICE: [&str; 1] = ["C005"];

#[test]
fn everything_is_planted_as_often_as_is_said() {
    for (scale, seed) in [(1, 20_201_231), (1, 7), (2, 20_201_231)] {
        let year = invent(Options { seed, scale, ..Options::default() });
        for (code, times, table) in PLANTED {
            let planted = year.key.planted(code);
            assert_eq!(planted, times * scale as usize, "{code}, seed {seed}");
            let entries = year.key.entries.iter().filter(|entry| entry.code == code);
            assert!(entries.clone().all(|entry| entry.table == table), "{code}");
        }
        let clean = |kind| year.key.entries.iter().filter(|entry| entry.kind == kind).count();
        for kind in ["clean-name-alone", "clean-died-later", "clean-died-and-removed"] {
            assert_eq!(clean(kind), scale as usize, "{kind}");
        }
    }
}

#[test]
fn the_errors_of_one_year_are_all_there_too() {
    let options = Options::default();
    let mut county = County::invent(&options);
    let mut extras = Extras::default();
    let marks = planted::plant(&mut county, &mut extras, options.seed, &[]);
    let alone = AnswerKey::of(&county, &compose_all(&county, &extras), &marks);
    let year = reference();
    for code in alone.entries.iter().map(|entry| entry.code.as_str()) {
        if code != "I013" && !code.is_empty() {
            assert_eq!(year.key.planted(code), alone.planted(code), "{code}");
        }
    }
}

#[test]
fn the_place_of_every_mark_is_a_row_of_that_person() {
    let year = reference();
    let mut rows = rows_of(&year.now, &year.files);
    let before = rows_of(&year.prior, &year.prior_files);
    assert!(before.keys().all(|place| !rows.contains_key(place)), "the years have their own files");
    rows.extend(before);
    for entry in year.key.entries.iter().filter(|entry| !entry.person.is_empty()) {
        if entry.table == "change_register" {
            let sheet = year.register.iter().find(|paper| paper.name == entry.sheet);
            let sheet = sheet.expect("a sheet of the register");
            let at = (0..sheet.rows.len()).find(|at| sheet.row(*at) == entry.row);
            let Cell::Text(number) = &sheet.rows[at.expect("a row of it")][4] else { panic!() };
            assert!(entry.person.ends_with(number.as_str()));
            continue;
        }
        let row = rows[&(entry.file.as_str(), entry.sheet.as_str(), entry.row)];
        let prior = entry.table.starts_with(PRIOR);
        let person = if prior { &year.prior } else { &year.now }.person(row.person);
        assert_eq!(entry.person, format!("{} {}", person.name, person.id_number));
    }
    let missing = year.key.entries.iter().find(|entry| entry.code == "C012").expect("planted");
    let file = year.prior_files.iter().find(|file| file.path == missing.file).expect("a file");
    assert!(file.sheets.iter().any(|sheet| sheet.name == missing.sheet));
    let path = missing.file.trim_start_matches("prior/");
    let file = year.files.iter().find(|file| file.path == path).expect("a file");
    assert!(!file.sheets.is_empty());
    assert!(file.sheets.iter().all(|sheet| sheet.name != missing.sheet));
}

#[test]
fn what_is_held_is_marked_and_advice_is_paid() {
    let year = reference();
    let rows = rows_of(&year.now, &year.files);
    let mut marked: HashMap<(&str, &str, u32), Vec<&Entry>> = HashMap::new();
    for entry in &year.key.entries {
        marked.entry((&entry.file, &entry.sheet, entry.row)).or_default().push(entry);
        let changes = entry.code.starts_with(['C', 'W']) || entry.code == "P006";
        if let Some(outcome) = entry.outcome
            && changes
        {
            let held = !ADVICE.contains(&entry.code.as_str());
            assert_eq!(outcome == Outcome::Held, held, "{} {}", entry.code, entry.file);
        }
    }
    for (place, row) in rows {
        let entries = marked.get(&place).map(Vec::as_slice).unwrap_or_default();
        assert!(row.outcome == Outcome::Clear || !entries.is_empty(), "{place:?}");
        if entries.iter().any(|entry| entry.kind.starts_with(CLEAN)) {
            assert_eq!(row.outcome, Outcome::Clear);
        }
    }
}

#[test]
fn no_household_has_two_kinds_of_change_or_error() {
    let year = reference();
    let rows = rows_of(&year.now, &year.files);
    let before = rows_of(&year.prior, &year.prior_files);
    let mut kinds: HashMap<u32, &str> = HashMap::new();
    for entry in &year.key.entries {
        let place = (entry.file.as_str(), entry.sheet.as_str(), entry.row);
        let sheet_wide = ["I006", "I008", "I013", "C012", "C013", ""];
        if entry.kind == CONSEQUENCE || sheet_wide.contains(&entry.code.as_str()) {
            continue;
        }
        let row = rows.get(&place).or_else(|| before.get(&place)).expect("a row");
        let kind = kinds.entry(year.now.person(row.person).household).or_insert(&entry.kind);
        assert_eq!(*kind, entry.kind);
    }
}

#[test]
fn the_pay_list_stays_within_the_quota() {
    for (seed, clean) in [(20_201_231, false), (1, false), (99, true)] {
        let year = invent(Options { seed, clean, ..Options::default() });
        let totals = &year.key.totals;
        assert!(totals.pay_people <= DIRECT, "{}", totals.pay_people);
        assert_eq!(
            totals.pay_rows,
            totals.paid_people + totals.held_pay_rows + totals.merged_pay_rows
        );
        let closing = |list| bridge(&year).people(list, "*", Term::Closing);
        assert_eq!(closing("pay_list"), u64::from(totals.pay_people));
        assert!(closing("roster") < u64::from(totals.roster_people));
    }
}

fn bridge(year: &SecondYear) -> &BridgeKey {
    year.key.bridge.as_ref().expect("two years have a bridge")
}

#[test]
fn bridges_balance_and_townships_add_up_to_the_county() {
    let year = invent(Options { scale: 2, ..Options::default() });
    let key = bridge(&year);
    let mut names: Vec<&str> = year.now.townships.iter().map(|place| place.name.as_str()).collect();
    for list in ["roster", "pay_list"] {
        let between = [Term::MovedBetweenIn, Term::MovedBetweenOut];
        for term in Term::ALL {
            let sum: u64 = names.iter().map(|name| key.people(list, name, term)).sum();
            let county = key.people(list, "*", term);
            assert_eq!(county, if between.contains(&term) { 0 } else { sum }, "{list} {term:?}");
        }
        let moved = between.map(|term| names.iter().map(|name| key.people(list, name, term)).sum());
        let [into, out]: [u64; 2] = moved;
        assert!(into == out && into >= 2 * 13, "{list}: {into}, {out}");
        names.push("*");
        for name in &names {
            let people = |term| key.people(list, name, term);
            let added: u64 = Term::ALL[1..5].iter().map(|term| people(*term)).sum();
            let removed: u64 = Term::ALL[5..13].iter().map(|term| people(*term)).sum();
            let moved_in = people(Term::MovedBetweenIn);
            let moved_out = people(Term::MovedBetweenOut);
            assert_eq!(
                people(Term::Opening) + added + moved_in,
                people(Term::Closing) + removed + moved_out,
                "{list} {name}"
            );
        }
        names.pop();
    }
    assert_eq!(key.people("pay_list", "*", Term::Opening), 2 * u64::from(DIRECT));
}

#[test]
fn the_terms_are_those_of_the_events() {
    let year = reference();
    let key = bridge(&year);
    // Roster and pay list: the events, and C011 with its kinds.
    for (term, roster, pay_list) in [
        (Term::MovedIn, 12, 12),
        (Term::Restored, 6, 6),
        (Term::ToDirect, 0, 5),
        // C001 and C008; on the pay list R001, R003 and R009 too.
        (Term::UnexplainedAddition, 6 + 4, 6 + 4 + 9),
        (Term::Death, 380 + 3, 300 + 3),
        (Term::MarriageOut, 40, 40),
        (Term::UrbanHukou, 30 + 1, 30 + 1),
        (Term::Recruited, 20 + 1, 20 + 1),
        (Term::Imprisoned, 8, 8),
        (Term::MovedOut, 25, 25),
        // With a row in the register, and C007.
        (Term::ToProject, 0, 10 + 3),
    ] {
        assert_eq!(key.people("roster", "*", term), roster, "{term:?}");
        assert_eq!(key.people("pay_list", "*", term), pay_list, "{term:?}");
    }
    let in_the_sheet = year.key.entries.iter().filter(|entry| entry.code == "C002");
    let of_it = in_the_sheet.filter(|entry| entry.kind == CONSEQUENCE).count() as u64;
    assert!(of_it > 500, "{of_it}");
    // C002, R002, and whoever stood in the missing sheet.
    let unexplained = key.people("pay_list", "*", Term::UnexplainedRemoval);
    assert_eq!(unexplained, 9 + 9 + of_it);
    assert_eq!(key.people("roster", "*", Term::UnexplainedRemoval), 6);
}

#[test]
fn whoever_came_or_left_is_registered_or_marked() {
    let year = reference();
    let on_list = |county: &County, files: &[File]| -> BTreeSet<u32> {
        let files = files.iter().filter(|file| file.table == Table::PayList);
        let lines = files.flat_map(|file| file.sheets.iter().flat_map(|sheet| &sheet.lines));
        let rows = lines.filter_map(|line| match line {
            Line::Data(row, _) => Some(county.rows[row.0 as usize].person),
            _ => None,
        });
        rows.collect()
    };
    let before = on_list(&year.prior, &year.prior_files);
    let after = on_list(&year.now, &year.files);
    let marked: BTreeSet<&str> = year
        .key
        .entries
        .iter()
        .filter(|entry| {
            ["C001", "C002", "C007", "C008", "R001", "R002", "R003", "R009"]
                .contains(&entry.code.as_str())
        })
        .map(|entry| entry.person.as_str())
        .collect();
    let registered: BTreeSet<u32> =
        year.between.register.iter().filter_map(|row| row.person).collect();
    for &changed in before.symmetric_difference(&after) {
        let person = year.now.person(changed);
        let told = marked.contains(format!("{} {}", person.name, person.id_number).as_str());
        assert!(told != registered.contains(&changed), "{} {changed}", person.name);
    }
    let c009 = registered.iter().filter(|person| {
        let known = year.now.person(**person);
        before.contains(person)
            && after.contains(person)
            && known.id_number == year.prior.person(**person).id_number
            && known.name == year.prior.person(**person).name
    });
    assert_eq!(c009.count(), 7 + 10, "not applied, and moved between townships");
}

#[test]
fn last_years_lists_are_those_of_one_year_but_for_what_was_corrected() {
    let year = reference();
    let base = County::invent(&Options::default());
    assert_eq!(year.prior.rows.len(), base.rows.len());
    assert!(year.prior.rows.iter().all(|row| row.edits.is_empty() && !row.removed));
    let different = year.prior.people.iter().zip(&base.people).filter(|(one, other)| {
        one.id_number != other.id_number || one.name != other.name || one.account != other.account
    });
    // Corrections and old numbers; what is planted on a person was so before.
    assert!(different.count() < 80);
    let standing = year.prior.people.iter().zip(&base.people);
    assert!(standing.clone().all(|(one, other)| one.standing == other.standing));
    let payable = standing.filter(|(one, _)| !matches!(one.standing, Standing::Removed(_)));
    assert_eq!(payable.count() as u64, bridge(&year).people("roster", "*", Term::Opening));
}

#[test]
fn whomever_a_list_names_on_the_pay_list_is_marked() {
    let year = reference();
    let entries = year.key.entries.iter().filter(|entry| entry.table == "pay_list");
    let marked: BTreeSet<&str> = entries
        .filter(|entry| entry.code.starts_with('W') || entry.kind == "clean-died-later")
        .filter_map(|entry| entry.person.rsplit(' ').next())
        .collect();
    let listed: BTreeSet<&str> =
        year.between.watched.iter().map(|who| who.id_number.as_str()).collect();
    let paid = year.now.pay_row.iter().zip(&year.now.people).filter(|(row, _)| row.is_some());
    let both: BTreeSet<&str> = paid
        .map(|(_, person)| person.id_number.as_str())
        .filter(|number| listed.contains(number))
        .collect();
    assert_eq!(both, marked);
    assert!(listed.len() > 900);
}

#[test]
fn every_pay_row_was_posted_but_those_that_came_after() {
    let year = reference();
    let posted = posted::compose(&year.now, &year.files, &year.between.unposted);
    let rows: usize = posted.iter().map(|(_, paper)| paper.rows.len()).sum();
    let added = year.key.planted("P006");
    assert_eq!(rows + added, year.key.totals.pay_rows as usize);
    assert_eq!(added, year.between.unposted.len());
    let villages: BTreeSet<u32> =
        year.between.unposted.iter().map(|row| year.now.rows[row.0 as usize].village).collect();
    assert_eq!(villages.len(), 1, "of one village");
    let of_it = year.now.rows.iter().filter(|row| {
        row.table == Table::PayList && !row.removed && villages.contains(&row.village)
    });
    let of_it = of_it.count();
    assert!(of_it >= posted::LARGE_VILLAGE && added == of_it * 38 / 100);
    for (path, paper) in &posted {
        let title = paper.title.strip_prefix("岳阳县").expect("the county");
        let place = title.split("2021年度").next().expect("the place");
        assert_eq!(path.replace(['/'], ""), format!("posted{place}.xlsx"));
        for row in &paper.rows {
            if let Cell::Text(number) = &row[4]
                && number.len() == 18
                && number.is_ascii()
            {
                assert_eq!(&number[6..16], "**********");
            }
        }
    }
}

#[test]
fn a_clean_county_has_registered_changes_only() {
    let year = invent(Options { clean: true, ..Options::default() });
    assert!(year.key.entries.is_empty());
    let totals = &year.key.totals;
    assert_eq!((totals.pay_rows, totals.paid_people), (totals.pay_people, totals.pay_people));
    let key = bridge(&year);
    for list in ["roster", "pay_list"] {
        assert_eq!(key.people(list, "*", Term::UnexplainedAddition), 0);
        assert_eq!(key.people(list, "*", Term::UnexplainedRemoval), 0);
        assert!(key.people(list, "*", Term::Death) >= 300);
    }
    assert_eq!(year.between.register.len(), 380 + 40 + 30 + 20 + 8 + 25 + 6 + 12 + 15 + 10 + 9);
}

#[test]
fn the_same_seed_writes_both_years_alike_on_any_number_of_threads() {
    let write_with = |threads| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let options = Options { years: 2, ..Options::default() };
        pool.install(|| crate::demo::write_county(folder.path(), &options)).expect("a county");
        let mut files = BTreeMap::new();
        contents(folder.path(), folder.path(), &mut files);
        files
    };
    let (one, several) = (write_with(1), write_with(3));
    let count = |start: &str| one.keys().filter(|path| path.starts_with(start)).count();
    assert_eq!((count("roster"), count("pay-list"), count(PRIOR)), (14, 14, 28));
    assert_eq!((count("changes"), count("lists")), (1, 6));
    assert!(count("posted") >= 160);
    assert!(one.contains_key(Path::new(BRIDGE_KEY)));
    assert!(one == several);
}

fn contents(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            contents(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_owned();
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}
