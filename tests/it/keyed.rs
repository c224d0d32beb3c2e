//! Keyed copies: what they find is what runs find, nobody is seen in them, and
//! what is not of this run or this key is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use polars::prelude::*;
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use zhibu::crosscheck::keyed::key::Domain;
use zhibu::crosscheck::keyed::prepare::{prepare, run_in};
use zhibu::crosscheck::keyed::resolve::resolve;
use zhibu::crosscheck::keyed::{SharedKey, returned};
use zhibu::crosscheck::{self, CountyTotals, Crosscheck};
use zhibu::demo::nation::{Options, write_nation};
use zhibu::intake::files::hex;
use zhibu::publish::{RealDisk, publish};
use zhibu::report::OutputFile;
use zhibu::report::manifest::{self, Manifest};

use crate::binary::{Said, zhibu};
use crate::crosscheck::{A, B, C, CARD, Counties, OTHER_CARD, Row, paid, registered, some_row};

const KEY: &str = "5eb4d2a0c3f19877bb06e1546cd8273af0912e8d6c4b5a3f7e8d9c0b1a2f3e4d";
const TABLE: &str = "data/dispositions.parquet";

fn key() -> SharedKey {
    SharedKey::read(KEY).expect("a key")
}

/// A row that is found: county, list, file, sheet and line.
type Place = [String; 5];
/// What the statements found: each find's rows, by statement.
type Finds = BTreeMap<&'static str, BTreeSet<BTreeSet<Place>>>;

/// What a crosscheck of runs found.
fn plainly(result: &Crosscheck) -> Finds {
    let mut finds = Finds::new();
    for (check, found) in crosscheck::CHECKS.iter().zip(&result.found) {
        let list = if check.name == "registered_in_two_counties" { "roster" } else { "pay_list" };
        let at = |row: &[String], name: &str| row[found.place(name).expect("there")].clone();
        let groups = found.rows.chunk_by(|a, b| a[..check.keys] == b[..check.keys]);
        let of_check = finds.entry(check.name).or_default();
        for rows in groups {
            let place = |row: &Vec<String>| {
                let [county, file, sheet, line] =
                    ["county", "file", "sheet", "line"].map(|name| at(row, name));
                [county + &at(row, "period"), list.to_owned(), file, sheet, line]
            };
            assert!(of_check.insert(rows.iter().map(place).collect()), "each find once");
        }
    }
    finds
}

/// The same by keyed copies of the runs, each county finding its own rows again.
fn by_copies(runs: &[PathBuf], copies: &Path) -> (Finds, Vec<Vec<String>>) {
    for (at, run) in runs.iter().enumerate() {
        let county = run_in(run).expect("a run");
        let files = prepare(&county, &key()).expect("a copy");
        publish(&RealDisk, &copies.join(at.to_string()), &files).expect("written");
    }
    let counties = crosscheck::gather(&[copies.to_owned()]).expect("copies");
    let result = crosscheck::crosscheck(&counties, &|| {}).expect("compared");
    let files = returned::write(&counties, &result);
    let mut finds = BTreeMap::<(&str, u64), BTreeSet<Place>>::new();
    for (county, file) in counties.iter().zip(&files) {
        let is_its = |run: &&PathBuf| {
            let run = run_in(run).expect("a run");
            (run.county, run.period) == (county.county.clone(), county.period.clone())
        };
        let run = run_in(runs.iter().find(is_its).expect("its run")).expect("a run");
        let path = Path::new(&file.path);
        let rows = returned::read(path, &file.bytes).expect("as it was written");
        for row in resolve(&run, &key(), path, rows).expect("its own rows") {
            let place = [run.county.clone() + &run.period, row.list, row.file, row.sheet];
            let [county, list, file, sheet] = place;
            let find = (row.returned.statement.name, row.returned.find);
            let place = [county, list, file, sheet, row.row.to_string()];
            assert!(finds.entry(find).or_default().insert(place), "each row once");
        }
    }
    let mut by_check = Finds::new();
    for check in &crosscheck::CHECKS {
        by_check.insert(check.name, BTreeSet::new());
    }
    for ((check, _), rows) in finds {
        by_check.get_mut(check).expect("a check").insert(rows);
    }
    for (found, (name, finds)) in result.found.iter().map(|f| (f, (f.name, &by_check[f.name]))) {
        assert_eq!(found.groups, finds.len(), "{name}: each find went to somebody");
    }
    (by_check, result.totals.iter().map(CountyTotals::texts).collect())
}

fn totals(result: &Crosscheck) -> Vec<Vec<String>> {
    result.totals.iter().map(CountyTotals::texts).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Copies and runs: the same finds, with the same rows, and the same sums.
    #[test]
    fn copies_find_what_runs_find(
        counties in proptest::collection::vec(
            (proptest::sample::select(&["2020", "2021"][..]), proptest::collection::vec(some_row(), 0..9)),
            1..6,
        )
    ) {
        let mut runs = Counties::new();
        let mut folders = Vec::new();
        for (at, (period, rows)) in counties.iter().enumerate() {
            let county = format!("县{}", at % 4);
            let twice = folders.contains(&runs.path(&county, period));
            if !twice {
                folders.push(runs.path(&county, period));
                runs = runs.with(&county, period, rows);
            }
        }
        let plain = runs.check();
        let copies = tempfile::tempdir().expect("a folder");
        let (finds, sums) = by_copies(&folders, copies.path());
        prop_assert_eq!(finds, plainly(&plain));
        prop_assert_eq!(sums, totals(&plain));
    }
}

#[test]
fn copies_of_a_nation_find_what_was_planted() {
    let nation = tempfile::tempdir().expect("a folder");
    let options = Options { seed: 11, people: 30_000 };
    write_nation(nation.path(), &options, &|| {}).expect("written");
    let counties = crosscheck::gather(&[nation.path().to_owned()]).expect("counties");
    let plain = crosscheck::crosscheck(&counties, &|| {}).expect("compared");
    assert!(plain.found.iter().all(|found| found.groups > 0), "each statement finds something");
    let runs: Vec<PathBuf> = counties.into_iter().map(|county| county.folder).collect();
    let copies = tempfile::tempdir().expect("a folder");
    let (finds, sums) = by_copies(&runs, copies.path());
    assert_eq!(finds, plainly(&plain));
    assert_eq!(sums, totals(&plain));
}

/// Two counties' runs with a key beside them, and a copy of each.
struct Office {
    runs: Counties,
}

impl Office {
    fn new() -> Self {
        let first = [
            registered(A, "欧阳甲"),
            registered(B, "乙"),
            paid(A, "欧阳甲", CARD),
            paid(C, "欧阳甲", CARD),
        ];
        let second = [registered(A, "欧阳甲"), paid(A, "欧阳甲", OTHER_CARD)];
        let runs = Counties::new().with("甲县", "2020", &first).with("乙县", "2020", &second);
        let office = Self { runs };
        office.write("key", KEY);
        for county in ["甲县", "乙县"] {
            let made = office.prepare(county, "key", &format!("copies/{county}"));
            assert_eq!(made.code, 0, "{made:?}");
        }
        office
    }

    fn folder(&self) -> &Path {
        self.runs.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder().join(path), text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder().join(path)).expect("there")
    }

    fn said(&self, args: &[&str]) -> Said {
        zhibu(self.folder(), args)
    }

    fn prepare(&self, county: &str, key: &str, out: &str) -> Said {
        let run = format!("{county}-2020");
        self.said(&["crosscheck", "prepare", &run, "--key", key, "-o", out, "--lang", "en"])
    }

    fn compare(&self) -> Said {
        self.said(&["crosscheck", "copies", "-o", "found", "--lang", "en"])
    }

    /// Writes a copy anew with another table or manifest, both as if made so.
    fn forge(
        &self,
        copy: &str,
        table: impl Fn(DataFrame) -> DataFrame,
        change: impl Fn(&mut Manifest),
    ) {
        let folder = self.folder().join(copy);
        let bytes = std::fs::read(folder.join(TABLE)).expect("there");
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().expect("a table");
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).finish(&mut table(frame)).expect("written");
        let file = OutputFile { path: TABLE.to_owned(), bytes };
        std::fs::write(folder.join(TABLE), &file.bytes).expect("written");
        let bytes = std::fs::read(folder.join("manifest.json")).expect("there");
        let mut manifest: Manifest = serde_json::from_slice(&bytes).expect("a manifest");
        manifest.outputs = vec![manifest::Output::of(&file)];
        change(&mut manifest);
        let sealed = manifest::seal(manifest).bytes;
        std::fs::write(folder.join("manifest.json"), sealed).expect("written");
    }
}

/// Every cell of a table, as text.
fn cells(path: &Path) -> BTreeMap<String, Vec<String>> {
    let bytes = std::fs::read(path).expect("there");
    let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().expect("a table");
    let column = |column: &Column| {
        let values = column.as_materialized_series().iter().map(|value| match value {
            AnyValue::Null => String::new(),
            AnyValue::String(text) => text.to_owned(),
            value => value.to_string(),
        });
        (column.name().to_string(), values.collect())
    };
    frame.columns().iter().map(column).collect()
}

#[test]
fn nobody_is_seen_in_a_copy() {
    let office = Office::new();
    let table = cells(&office.folder().join("copies/甲县").join(TABLE));
    let names: Vec<&str> = table.keys().map(String::as_str).collect();
    let expected = [
        "account_key",
        "amount_fen",
        "disposition",
        "file",
        "id_key",
        "name_key",
        "row",
        "sheet",
        "table",
        "township",
    ];
    assert_eq!(names, expected);
    for (column, values) in &table {
        for value in values {
            let hash = value.len() == 32 && value.bytes().all(|b| b.is_ascii_hexdigit());
            let fits = match column.as_str() {
                "id_key" | "name_key" => hash,
                "account_key" => hash || value.is_empty(),
                "file" | "sheet" | "township" => value.is_empty(),
                "table" => ["roster", "pay_list"].contains(&value.as_str()),
                "disposition" => value == "paid",
                "amount_fen" => ["0", "60000"].contains(&value.as_str()),
                _ => value.parse().is_ok_and(|row: u32| (1..=4).contains(&row)),
            };
            assert!(fits, "{column}: {value}");
        }
    }
    let manifest = office.read("copies/甲县/manifest.json");
    let said = office.compare();
    assert_eq!(said.code, 0, "{said:?}");
    let mut all = vec![manifest.clone(), said.out.clone(), said.err];
    for entry in ["found", "found/return"] {
        for file in std::fs::read_dir(office.folder().join(entry)).expect("there") {
            let path = file.expect("readable").path();
            if path.is_file() {
                all.push(std::fs::read_to_string(path).expect("text"));
            }
        }
    }
    assert!(all.len() > 8, "{}", all.len());
    let people = [A, B, C, CARD, OTHER_CARD, "欧阳", "甲镇", "和平村", "roster/", KEY];
    for text in &all {
        for word in people {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
    // It names the run that it was made from.
    let run = std::fs::read(office.folder().join("甲县-2020/manifest.json")).expect("there");
    let manifest: Manifest = serde_json::from_str(&manifest).expect("a manifest");
    assert_eq!(manifest.inputs[0].sha256, hex(&Sha256::digest(&run)));
}

#[test]
fn a_county_finds_its_own_rows_and_gets_no_others() {
    let office = Office::new();
    let said = office.compare();
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains('#') && said.err.contains("no other"), "{said:?}");
    // 甲县 has one row of the double registration and three of payments; its file
    // has no hash of a row of 乙县 that is not a hash of its own.
    let own = office.read("found/return/甲县_2020.csv");
    let statements: Vec<&str> =
        own.lines().skip(1).map(|line| line.split(',').next().expect("a cell")).collect();
    let expected = [
        "registered_in_two_counties",
        "paid_in_two_counties",
        "name_paid_twice",
        "name_paid_twice",
    ];
    assert_eq!(statements, expected, "{own}");
    let table = cells(&office.folder().join("copies/甲县").join(TABLE));
    let hashes: BTreeSet<&String> =
        ["id_key", "name_key", "account_key"].iter().flat_map(|name| &table[*name]).collect();
    for record in csv::Reader::from_reader(own.as_bytes()).records() {
        let record = record.expect("a line");
        for hash in record.iter().skip(4).filter(|hash| !hash.is_empty()) {
            assert!(hashes.contains(&hash.to_owned()), "{hash}");
        }
        let with = if &record[0] == "name_paid_twice" { "" } else { "乙县" };
        assert_eq!(&record[2], with);
    }
    let file = "found/return/甲县_2020.csv";
    let resolve = ["crosscheck", "resolve", file, "甲县-2020", "--key", "key"];
    for format in ["text", "json"] {
        let said = office.said(&[&resolve[..], &["--format", format, "--lang", "en"]].concat());
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.out.contains("110105••••••••002X") && !said.out.contains(A), "{}", said.out);
        assert!(said.out.contains("欧阳甲") && said.out.contains("roster/甲镇.csv"));
        assert!(said.out.contains("乙县") && !said.out.contains('#'), "{}", said.out);
    }
    let said = office.said(&[&resolve[..], &["-o", "mine"]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let rows = office.read("mine/resolved.csv");
    assert!(
        rows.contains("registered_in_two_counties,1,乙县,roster,roster/甲镇.csv,,2,甲镇,和平村,")
    );
    assert!(rows.contains(A) && rows.lines().count() == 5, "{rows}");
    assert_eq!(office.said(&["verify", "mine"]).code, 0);
    // What was found again is no county's output.
    assert_eq!(office.said(&["crosscheck", "mine"]).code, 2);
}

#[test]
fn rows_that_are_not_of_this_run_and_key_are_refused() {
    let office = Office::new();
    assert_eq!(office.compare().code, 0);
    office.write("other", &KEY.replace("5eb4", "5eb5"));
    let own = office.read("found/return/甲县_2020.csv");
    let file = "found/return/甲县_2020.csv";
    let resolve = |file: &str, run: &str, key: &str| {
        let said = office.said(&[
            "crosscheck",
            "resolve",
            file,
            run,
            "--key",
            key,
            "-o",
            "mine",
            "--lang",
            "en",
        ]);
        assert_eq!(said.out, "", "{said:?}");
        assert!(!office.folder().join("mine").exists());
        (said.code, said.err)
    };
    for (file, run, key) in [(file, "甲县-2020", "other"), (file, "乙县-2020", "key")] {
        // A row of somebody whom both counties have may fit by chance; the file does not.
        let (code, words) = resolve(file, run, key);
        assert!(code == 3 && words.contains("is no row of this run"), "{code} {words}");
    }
    let numbered =
        own.replace("registered_in_two_counties,1,乙县,", "registered_in_two_counties,1,乙县,9");
    let cut = own.split(',').take(10).collect::<Vec<_>>().join(",") + ",,,\n";
    for text in [numbered, cut] {
        office.write("changed.csv", &text);
        let (code, words) = resolve("changed.csv", "甲县-2020", "key");
        assert!(code == 3 && words.contains("line 2 is no row of this run"), "{code} {words}");
    }
    for (text, line) in [
        ("statement,find\n", 1),
        (&own.replacen("registered", "reg", 1), 2),
        (&own.replacen("name_paid_twice,1", "name_paid_twice,x", 1), 4),
    ] {
        office.write("changed.csv", text);
        let (code, words) = resolve("changed.csv", "甲县-2020", "key");
        let line = format!("line {line} is not what");
        assert!(code == 3 && words.contains(&line), "{code} {words}");
    }
    let (code, words) = resolve(file, "copies/甲县", "key");
    assert!(code == 2 && words.contains("is a keyed copy"), "{words}");
    let (code, words) = resolve(file, "copies", "key");
    assert!(code == 2 && words.contains("several counties"), "{words}");
}

#[test]
fn copies_that_cannot_be_compared_are_refused() {
    let refused = |office: &Office, code: i32, words: &str| {
        let said = office.compare();
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{said:?}");
        assert!(said.err.contains(words), "{words}: {}", said.err);
        assert!(!said.err.contains("欧阳") && !said.err.contains(A), "{}", said.err);
        assert!(!office.folder().join("found").exists());
    };
    // Beside a run, and of two keys.
    let office = Office::new();
    std::fs::rename(office.folder().join("乙县-2020"), office.folder().join("copies/乙县-2020"))
        .expect("moved");
    std::fs::remove_dir_all(office.folder().join("copies/乙县")).expect("removed");
    refused(&office, 2, "is a run and");
    let office = Office::new();
    office.write("other", &KEY.replace("5eb4", "5eb5"));
    assert_eq!(office.prepare("乙县", "other", "copies/乙县").code, 0);
    refused(&office, 3, "different keys");

    // Totals that do not add up, and a scheme of another version.
    let same = |frame: DataFrame| frame;
    let office = Office::new();
    office.forge("copies/甲县", same, |manifest| {
        manifest.totals.insert("paid_amount".to_owned(), serde_json::json!("1800.00"));
    });
    refused(&office, 3, "`paid_amount` is 1800.00 in manifest.json, and 1200.00");
    assert_eq!(office.said(&["verify", "copies/甲县"]).code, 3);
    let office = Office::new();
    office.forge("copies/甲县", same, |manifest| {
        let keyed = serde_json::json!({ "scheme": "hmac-md5/0", "check": "0" });
        manifest.settings.insert("keyed".to_owned(), keyed);
    });
    refused(&office, 3, "does not know");
    assert_eq!(office.said(&["verify", "copies/甲县"]).code, 3);

    // A copy that shows more than it should.
    let texts = |name: &str, values: [&str; 4]| Column::new(name.into(), values.to_vec());
    let hash = "0123456789abcdef0123456789abcdef";
    let shows: [(&str, Column); 8] = [
        ("id_key", texts("id_key", [hash, hash, hash, A])),
        ("id_key", texts("id_key", [hash, hash, hash, &hash.to_uppercase()])),
        ("name_key", texts("name_key", [hash, hash, hash, "欧阳甲"])),
        ("account_key", texts("account_key", [hash, hash, hash, CARD])),
        ("file", texts("file", ["", "", "", "甲镇.csv"])),
        ("township", texts("township", ["甲镇", "", "", ""])),
        ("row", Column::new("row".into(), vec![1u32, 3, 2, 4])),
        ("name", texts("name", ["", "", "", "欧阳甲"])),
    ];
    for (column, values) in shows {
        let office = Office::new();
        let with = |mut frame: DataFrame| {
            frame.with_column(values.clone()).expect("as long");
            frame
        };
        office.forge("copies/甲县", with, |_| {});
        refused(&office, 3, &format!("the column `{column}` holds what"));
        let verified = office.said(&["verify", "copies/甲县", "--lang", "en"]);
        assert!(verified.code == 3 && verified.out.contains(column), "{verified:?}");
    }
}

#[test]
fn a_copy_is_verified_and_is_the_same_again() {
    let office = Office::new();
    let verified = office.said(&["verify", "copies/甲县", "--lang", "en", "--format", "json"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    let checks: serde_json::Value = serde_json::from_str(&verified.out).expect("JSON");
    // Manifest, table, nothing more, only hashes, totals.
    assert_eq!(checks["checks"], 5, "{checks}");
    let bytes = |path: &str| std::fs::read(office.folder().join(path)).expect("there");
    let (table, manifest) =
        (bytes("copies/甲县/data/dispositions.parquet"), bytes("copies/甲县/manifest.json"));
    assert_eq!(office.prepare("甲县", "key", "again").code, 0);
    assert!(bytes("again/data/dispositions.parquet") == table);
    assert!(bytes("again/manifest.json") == manifest);
    // The order is not the run's: of many rows, neighbours do not stay neighbours.
    let rows: Vec<Row> = (0..300).map(|at| registered(&format!("{at:018}"), "甲")).collect();
    let many = Counties::new().with("丙县", "2020", &rows);
    let county = run_in(&many.path("丙县", "2020")).expect("a run");
    let files = prepare(&county, &key()).expect("a copy");
    std::fs::write(office.folder().join("many"), &files[0].bytes).expect("written");
    let hasher = key().column(Domain::Number, "2020");
    let hashes: Vec<String> =
        rows.iter().map(|row| hasher.text(row.id.as_deref()).expect("a hash")).collect();
    let copied = cells(&office.folder().join("many"))["id_key"].clone();
    let place = |hash: &String| copied.iter().position(|copy| copy == hash).expect("there");
    let places: Vec<usize> = hashes.iter().map(place).collect();
    let neighbours = places.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    assert!(neighbours < 20, "{neighbours} of 299 pairs stayed together");
}

#[test]
fn keys_are_made_once_and_kept_from_others() {
    let office = Office::new();
    let made = office.said(&["crosscheck", "key", "new.key", "--lang", "en", "--format", "json"]);
    assert_eq!(made.code, 0, "{made:?}");
    let text = office.read("new.key");
    assert!(text.len() == 65 && !made.out.contains(text.trim()), "{made:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let meta = std::fs::metadata(office.folder().join("new.key")).expect("there");
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
    }
    let again = office.said(&["crosscheck", "key", "new.key", "--lang", "en"]);
    assert_eq!((again.code, again.out.as_str()), (3, ""), "{again:?}");
    assert_eq!(office.read("new.key"), text, "the old key is there");
    let inside = office.said(&["crosscheck", "key", "甲县-2020/new.key"]);
    assert_eq!(inside.code, 3, "{inside:?}");
    // What both say is the same, so that counties can compare it.
    let check = |said: &Said| {
        serde_json::from_str::<serde_json::Value>(&said.out).expect("JSON")["check"].clone()
    };
    let copied = office.said(&[
        "crosscheck",
        "prepare",
        "甲县-2020",
        "--key",
        "new.key",
        "-o",
        "copy",
        "--format",
        "json",
    ]);
    assert_eq!(check(&made), check(&copied));
    assert_ne!(office.said(&["crosscheck", "key", "x", "--format", "json"]).out, made.out);

    for (text, words) in [
        ("zhibu2020", "neither hex nor base64"),
        ("c2hvcnQ=", "5 bytes; a key has 32 to 1024"),
        (&KEY[..62], "31 bytes; a key has 32"),
        (&"ab".repeat(32), "again and again"),
        (&"ab".repeat(2000), "4000 bytes; a key has"),
    ] {
        office.write("weak", text);
        let said = office.prepare("甲县", "weak", "weak-copy");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains(words) && !said.err.contains(text), "{words}: {}", said.err);
        assert!(!office.folder().join("weak-copy").exists());
    }
    assert_eq!(office.prepare("甲县", "none", "weak-copy").code, 4);
}

#[test]
fn a_runs_output_is_never_replaced() {
    let office = Office::new();
    let before = office.read("甲县-2020/manifest.json");
    for args in [
        &["crosscheck", "prepare", "甲县-2020", "--key", "key", "-o", "甲县-2020"][..],
        &["crosscheck", "prepare", "甲县-2020", "--key", "key", "-o", "甲县-2020/copy"],
        &["crosscheck", "copies", "-o", "甲县-2020"],
        &["crosscheck", "copies", "-o", "甲县-2020/data/found"],
        &["crosscheck", "copies", "-o", "copies/甲县"],
    ] {
        let said = office.said(&[args, &["--lang", "en"]].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains("an output of another command"), "{}", said.err);
    }
    assert_eq!(office.read("甲县-2020/manifest.json"), before);
    assert_eq!(office.said(&["verify", "甲县-2020"]).code, 0);
    assert_eq!(office.said(&["verify", "copies/甲县"]).code, 0);
    // A run that the crosscheck would refuse gives no copy.
    let table = office.folder().join("甲县-2020").join(TABLE);
    let mut bytes = std::fs::read(&table).expect("there");
    bytes[40] ^= 1;
    std::fs::write(&table, bytes).expect("written");
    let said = office.prepare("甲县", "key", "copy");
    assert!(said.code == 3 && said.err.contains("hash"), "{said:?}");
    assert!(!office.folder().join("copy").exists());
    let copied = office.said(&["crosscheck", "prepare", "copies/乙县", "--key", "key", "-o", "x"]);
    assert_eq!(copied.code, 2, "{copied:?}");
}
