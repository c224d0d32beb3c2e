//! The invented nation: as a run writes it, the same again, and every planted
//! row found and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use polars::prelude::DataType;
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use tempfile::TempDir;
use zhibu::crosscheck::narrow::Narrowing;
use zhibu::crosscheck::rows::Rows;
use zhibu::crosscheck::{self, Crosscheck};
use zhibu::demo::nation::{self, Options, write_nation};
use zhibu::verify::verify;

use crate::binary::zhibu;
use crate::county::{County, person};

const OPTIONS: Options = Options { seed: 7, people: 40_000 };

fn written(options: &Options) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    write_nation(folder.path(), options, &|| {}).expect("written");
    folder
}

fn check(folder: &Path) -> Crosscheck {
    let counties = crosscheck::gather(&[folder.to_owned()]).expect("counties");
    crosscheck::crosscheck(&counties, &|| {}).expect("compared")
}

/// The columns and their types.
fn columns(bytes: &[u8]) -> Vec<(String, DataType)> {
    let schema = ParquetReader::new(std::io::Cursor::new(bytes)).schema().expect("Parquet");
    schema
        .iter()
        .map(|(name, field)| (name.to_string(), DataType::from_arrow_field(field)))
        .collect()
}

#[test]
fn its_tables_are_those_of_a_run() {
    let (roster, pay) = person(1, "甲一");
    let county = County::new().roster(&[roster]).pay_list(&[pay]);
    let run = zhibu(&county.ready(), &["run", "-q"]);
    assert_eq!(run.code, 0, "{run:?}");
    let of_run = county.path().join("out/2020/data/dispositions.parquet");
    let of_run = std::fs::read(of_run).expect("there");
    let nation = written(&Options { people: nation::FEWEST_PEOPLE, ..OPTIONS });
    let county = std::fs::read_dir(nation.path())
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .find(|path| path.is_dir())
        .expect("a county");
    let of_nation = std::fs::read(county.join("data/dispositions.parquet")).expect("there");
    assert_eq!(columns(&of_nation), columns(&of_run));
    let checks = verify(&county, zhibu::domain::Lang::En).expect("an output folder");
    let failed: Vec<_> = checks.iter().filter(|check| check.wrong.is_some()).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn everything_planted_is_found_and_nothing_else() {
    let folder = written(&OPTIONS);
    let key = std::fs::read_to_string(folder.path().join(nation::KEY)).expect("there");
    let mut planted = BTreeSet::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for record in csv::Reader::from_reader(key.as_bytes()).records() {
        let record = record.expect("a line");
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        *kinds.entry(cells[1].clone()).or_default() += 1;
        if cells[0] != "none" {
            // statement, county, file, sheet, line
            planted.insert([0, 2, 5, 6, 7].map(|at| cells[at].clone()));
        }
    }
    assert_eq!(kinds.len(), 9, "every kind is planted, traps among them: {kinds:?}");
    let result = check(folder.path());
    let mut found = BTreeSet::new();
    for check in &result.found {
        let at = |name| check.place(name).expect("there");
        for row in &check.rows {
            let [county, file, sheet, line] =
                ["county", "file", "sheet", "line"].map(|name| row[at(name)].clone());
            found.insert([check.name.to_owned(), county, file, sheet, line]);
        }
    }
    assert_eq!(found.difference(&planted).collect::<Vec<_>>(), Vec::<&[String; 5]>::new());
    assert_eq!(planted.difference(&found).collect::<Vec<_>>(), Vec::<&[String; 5]>::new());
    // Different people: those who are registered twice count once.
    let people: u64 = result.totals.iter().map(|totals| totals.roster_people).sum();
    let twice = result.found[0].groups as u64;
    let unsound = u64::from(kinds["trap_unsound_in_one"] / 4);
    assert_eq!(people - twice - unsound, u64::from(OPTIONS.people));
}

#[test]
fn few_rows_are_left_for_the_statements() {
    let folder = written(&OPTIONS);
    let counties = crosscheck::gather(&[folder.path().to_owned()]).expect("counties");
    let keys: Vec<_> = counties
        .iter()
        .map(|county| (county, Rows::read(county).expect("read").keys().expect("keys")))
        .collect();
    let narrowing = Narrowing::new();
    for (county, keys) in &keys {
        narrowing.add(&county.period, keys).expect("added");
    }
    let candidates = narrowing.finish();
    let (mut all, mut left) = (0, 0);
    for (county, keys) in &keys {
        let marks = candidates.mark(&county.period, keys).expect("marked");
        all += marks.len();
        left += marks.iter().filter(|mark| **mark).count();
    }
    assert!(all > 60_000 && left < all / 200, "{left} of {all}");
}

#[test]
fn the_same_seed_gives_the_same_bytes_whatever_the_threads() {
    let bytes = |threads: usize, options: &Options| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let folder = pool.install(|| written(options));
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(folder.path()).expect("readable") {
            let path = entry.expect("readable").path();
            let name = path.file_name().expect("a name").to_owned();
            let file = if path.is_dir() { path.join("data/dispositions.parquet") } else { path };
            files.insert(name, std::fs::read(file).expect("there"));
        }
        files
    };
    let options = Options { people: 25_000, ..OPTIONS };
    let one = bytes(1, &options);
    assert!(one == bytes(3, &options));
    assert!(one != bytes(1, &Options { seed: 8, ..options }));
}

#[test]
fn the_command_takes_its_options_together_only() {
    let folder = TempDir::new().expect("a temporary folder");
    let said = |args: &[&str]| zhibu(folder.path(), args);
    assert_eq!(said(&["demo", "--people", "1000", "x"]).code, 2);
    assert_eq!(said(&["demo", "--parquet", "x"]).code, 2);
    assert_eq!(said(&["demo", "--people", "1000", "--parquet", "--scale", "2", "x"]).code, 2);
    assert_eq!(said(&["demo", "--people", "999", "--parquet", "x"]).code, 2);
    let made = said(&["demo", "--people", "30000", "--parquet", "x", "--lang", "en", "-q"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.out.contains("counties") && made.out.contains('3'), "{}", made.out);
    // A smaller nation leaves no county of the larger one behind.
    assert_eq!(said(&["demo", "--people", "1000", "--parquet", "x", "-q"]).code, 0);
    let counties = crosscheck::gather(&[folder.path().join("x")]).expect("counties");
    assert_eq!(counties.len(), 1);
    std::fs::create_dir(folder.path().join("mine")).expect("made");
    std::fs::write(folder.path().join("mine/letter.txt"), "keep me").expect("written");
    assert_eq!(said(&["demo", "--people", "1000", "--parquet", "mine"]).code, 2);
}
