//! Many counties' runs against each other: what is found, what is not, what is
//! refused, and that the rows left out change nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use proptest::prelude::*;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;
use zhibu::crosscheck::rows::{self, Rows};
use zhibu::crosscheck::{self, CHECKS, Crosscheck, statements};
use zhibu::domain::Money;
use zhibu::report::OutputFile;
use zhibu::report::manifest::{self, Manifest};

use crate::binary::zhibu;

/// A row of a county's table, as much of it as the checks look at.
#[derive(Clone, Debug)]
pub struct Row {
    pub list: &'static str,
    pub end: &'static str,
    pub id: Option<String>,
    pub name: Option<String>,
    pub account: Option<String>,
    pub fen: i64,
}

/// A roster row with that number.
pub fn registered(id: &str, name: &str) -> Row {
    Row {
        list: "roster",
        end: "paid",
        id: Some(id.to_owned()),
        name: Some(name.to_owned()),
        account: None,
        fen: 0,
    }
}

/// A pay row that is paid 600 yuan.
pub fn paid(id: &str, name: &str, account: &str) -> Row {
    let account = Some(account.to_owned());
    Row { list: "pay_list", account, fen: 60_000, ..registered(id, name) }
}

/// The table with the columns that a run writes.
pub fn frame(rows: &[Row]) -> DataFrame {
    let texts = |name: &str, of: &dyn Fn(usize, &Row) -> Option<String>| {
        let values: Vec<Option<String>> =
            rows.iter().enumerate().map(|(at, row)| of(at, row)).collect();
        Column::new(name.into(), values)
    };
    let file =
        |row: &Row| if row.list == "roster" { "roster/甲镇.csv" } else { "pay-list/甲镇.csv" };
    let lines: Vec<u32> = (2..).take(rows.len()).collect();
    let columns = vec![
        texts("table", &|_, row| Some(row.list.to_owned())),
        texts("file", &|_, row| Some(file(row).to_owned())),
        texts("sheet", &|_, _| Some(String::new())),
        Column::new("row".into(), lines),
        texts("township", &|_, _| Some("甲镇".to_owned())),
        texts("village", &|_, _| Some("和平村".to_owned())),
        texts("name", &|_, row| Some(row.name.clone().unwrap_or_default())),
        texts("id_number", &|_, row| Some(row.id.clone().unwrap_or_default())),
        texts("disposition", &|_, row| Some(row.end.to_owned())),
        texts("codes", &|_, _| Some(String::new())),
        Column::new("amount_fen".into(), rows.iter().map(|row| row.fen).collect::<Vec<i64>>()),
        texts("id_key", &|_, row| row.id.clone()),
        texts("name_key", &|_, row| row.name.clone()),
        texts("account_key", &|_, row| row.account.clone()),
    ];
    DataFrame::new(rows.len(), columns).expect("a frame")
}

/// Writes a county's output folder over a table.
fn write(folder: &Path, county: &str, period: &str, table: &mut DataFrame, rows: &[Row]) {
    write_with(folder, county, period, table, rows, |_| {});
}

/// The same, with a change of the manifest before it is sealed.
pub fn write_with(
    folder: &Path,
    county: &str,
    period: &str,
    table: &mut DataFrame,
    rows: &[Row],
    change: impl Fn(&mut Manifest),
) {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(table).expect("written");
    let file = OutputFile { path: "data/dispositions.parquet".to_owned(), bytes };
    let sum = |end: &str| {
        let rows = rows.iter().filter(|row| row.list == "pay_list" && row.end == end);
        Money::from_fen(rows.map(|row| row.fen).sum())
    };
    let count = |list: &str| rows.iter().filter(|row| row.list == list).count();
    let of_end =
        |end: &str| rows.iter().filter(|row| row.list == "pay_list" && row.end == end).count();
    let owned = |(key, value): (&str, serde_json::Value)| (key.to_owned(), value);
    let mut manifest = Manifest {
        zhibu: "0".to_owned(),
        refused: false,
        only: Vec::new(),
        rules: manifest::Rules {
            version: String::new(),
            programme: String::new(),
            bank: String::new(),
            overlays: BTreeMap::new(),
        },
        settings: [("county", serde_json::json!(county)), ("period", serde_json::json!(period))]
            .map(owned)
            .into(),
        inputs: Vec::new(),
        outputs: vec![manifest::Output::of(&file)],
        decisions: Vec::new(),
        previous: None,
        totals: [
            ("roster_rows", serde_json::json!(count("roster"))),
            ("pay_list_rows", serde_json::json!(count("pay_list"))),
            ("paid_people", serde_json::json!(of_end("paid"))),
            ("paid_amount", serde_json::json!(sum("paid").to_string())),
            ("held_amount", serde_json::json!(sum("held").to_string())),
        ]
        .map(owned)
        .into(),
        self_sha256: String::new(),
    };
    change(&mut manifest);
    std::fs::create_dir_all(folder.join("data")).expect("made");
    std::fs::write(folder.join(&file.path), &file.bytes).expect("written");
    std::fs::write(folder.join("manifest.json"), manifest::seal(manifest).bytes).expect("written");
}

/// Counties in a temporary folder.
pub struct Counties {
    pub folder: TempDir,
}

impl Counties {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn with(self, county: &str, period: &str, rows: &[Row]) -> Self {
        let folder = self.path(county, period);
        write(&folder, county, period, &mut frame(rows), rows);
        self
    }

    pub fn path(&self, county: &str, period: &str) -> PathBuf {
        self.folder.path().join(format!("{county}-{period}"))
    }

    pub fn check(&self) -> Crosscheck {
        let counties =
            crosscheck::gather(&[self.folder.path().to_owned()]).expect("counties are there");
        crosscheck::crosscheck(&counties, &|| {}).expect("compared")
    }

    /// Runs the command over the whole folder.
    fn said(&self, args: &[&str]) -> crate::binary::Said {
        let mut all = vec!["crosscheck", "."];
        all.extend(args);
        zhibu(self.folder.path(), &all)
    }
}

/// What a check found, as `county line` of its rows.
fn found(result: &Crosscheck, name: &str) -> Vec<String> {
    let found = result.found.iter().find(|found| found.name == name).expect("such a check");
    let (county, line) =
        (found.place("county").expect("there"), found.place("line").expect("there"));
    found.rows.iter().map(|row| format!("{} {}", row[county], row[line])).collect()
}

pub const A: &str = "11010519491231002X";
pub const B: &str = "440524188001010014";
pub const C: &str = "430621195003050017";
pub const CARD: &str = "6221690000000000011";
pub const OTHER_CARD: &str = "6221690000000000029";

#[test]
fn who_is_registered_in_two_counties() {
    let unsound = Row { id: None, end: "held", ..registered("", "丙") };
    let result = Counties::new()
        .with("甲县", "2020", &[registered(A, "甲"), registered(B, "乙"), registered(A, "甲")])
        .with("乙县", "2020", &[registered(C, "乙"), registered(A, "甲"), unsound.clone()])
        .with("丙县", "2020", &[unsound, paid(B, "乙", CARD)])
        .check();
    // 乙县 sorts after 丙县 and before 甲县; a number on a roster and on
    // another county's pay list is no second registration.
    assert_eq!(found(&result, "registered_in_two_counties"), ["乙县 3", "甲县 2", "甲县 4"]);
    assert_eq!(result.found[0].groups, 1);
    assert!(result.found[1..].iter().all(|found| found.rows.is_empty()));
}

#[test]
fn who_is_paid_in_two_counties() {
    let held = Row { end: "held", ..paid(B, "乙", OTHER_CARD) };
    let before = Row { end: "already_paid", fen: 0, ..paid(C, "丙", "6221690000000000037") };
    let result = Counties::new()
        .with(
            "甲县",
            "2020",
            &[registered(A, "甲"), paid(A, "甲", CARD), paid(B, "乙", "1"), before],
        )
        .with("乙县", "2020", &[paid(A, "甲", OTHER_CARD), held, paid(C, "丙", "2")])
        .check();
    // 乙 is on hold in one county; 丙 was paid before in the other.
    assert_eq!(
        found(&result, "paid_in_two_counties"),
        ["乙县 2", "甲县 3", "乙县 4", "甲县 5"],
        "{:?}",
        result.found[1]
    );
    assert_eq!(found(&result, "account_of_two_counties"), [""; 0]);
    assert_eq!(found(&result, "name_paid_twice"), [""; 0]);
}

#[test]
fn which_accounts_two_counties_pay() {
    let result = Counties::new()
        .with(
            "甲县",
            "2020",
            &[paid(A, "甲", CARD), paid(B, "乙", OTHER_CARD), paid(C, "丙", OTHER_CARD)],
        )
        .with("乙县", "2020", &[paid("430621195003050025", "丁", CARD)])
        .check();
    // A household that shares an account inside a county is not among them.
    assert_eq!(found(&result, "account_of_two_counties"), ["乙县 2", "甲县 2"]);
    assert_eq!(found(&result, "name_paid_twice"), [""; 0]);
}

#[test]
fn which_name_is_paid_twice_through_one_account() {
    let result = Counties::new()
        .with(
            "甲县",
            "2020",
            &[paid(A, "甲", CARD), paid(B, "甲", CARD), paid(C, "甲", OTHER_CARD)],
        )
        .with("乙县", "2020", &[paid("430621195003050025", "甲", "1")])
        .check();
    // Namesakes with accounts of their own are two people.
    assert_eq!(found(&result, "name_paid_twice"), ["甲县 2", "甲县 3"]);
    assert_eq!(result.found[3].groups, 1);
    assert!(result.found[..3].iter().all(|found| found.rows.is_empty()));
}

#[test]
fn two_periods_are_not_twice() {
    let rows = [registered(A, "甲"), paid(A, "甲", CARD)];
    let result = Counties::new().with("甲县", "2020", &rows).with("乙县", "2021", &rows).check();
    assert!(!result.found_something(), "{:?}", result.found);
    assert_eq!(result.totals.len(), 2);
    // The same county in two periods is no county twice.
    let result = Counties::new().with("甲县", "2020", &rows).with("甲县", "2021", &rows).check();
    assert!(!result.found_something(), "{:?}", result.found);
}

#[test]
fn totals_are_exact() {
    let odd = Row { fen: 30_001, end: "held", ..paid(B, "乙", CARD) };
    let rows = [
        registered(A, "甲"),
        registered(A, "甲"),
        Row { id: None, ..registered("", "丙") },
        Row { fen: 60_005, ..paid(A, "甲", CARD) },
        Row { id: None, account: None, ..paid("", "丙", "") },
        odd,
        Row { end: "already_paid", fen: 0, ..paid(C, "丁", OTHER_CARD) },
    ];
    let counties = Counties::new().with("甲县", "2020", &rows);
    let totals = counties.check().totals;
    assert_eq!(
        totals[0].texts(),
        ["甲县", "2020", "3", "2", "4", "2", "2", "120005", "1", "1", "30001", "1", "1"]
    );
    let said = counties.said(&["--lang", "en"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("1,200.05"), "{}", said.out);
    assert!(said.out.contains("1 paid rows name no account"), "{}", said.out);
}

#[test]
fn numbers_are_masked_but_for_the_files() {
    let counties = Counties::new()
        .with("甲县", "2020", &[registered(A, "甲"), paid(A, "甲", CARD)])
        .with("乙县", "2020", &[registered(A, "甲"), paid(A, CARD, CARD)]);
    for format in ["text", "json"] {
        for lang in ["zh", "en"] {
            let said = counties.said(&["--format", format, "--lang", lang]);
            assert_eq!(said.code, 0, "{said:?}");
            assert!(said.out.contains("110105••••••••002X"), "{}", said.out);
            assert!(said.out.contains("6221•••••••••••0011"), "{}", said.out);
            assert!(!said.out.contains(A) && !said.out.contains(CARD), "{format} {lang}");
            let wide = said.out.lines().find(|line| format == "text" && line.width() > 80);
            assert_eq!(wide, None);
        }
    }
    let said = counties.said(&["-o", "found", "--strict", "-q"]);
    assert_eq!(said.code, 1, "something was found: {said:?}");
    let folder = counties.folder.path().join("found");
    let text = std::fs::read_to_string(folder.join("paid_in_two_counties.csv")).expect("there");
    assert!(text.contains(A) && text.contains(CARD), "the files are in full");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode(&folder) & 0o777, 0o700);
        assert_eq!(mode(&folder.join("paid_in_two_counties.csv")) & 0o777, 0o600);
    }
    let verified = zhibu(counties.folder.path(), &["verify", "found", "--lang", "en"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    // It replaces what it wrote before, and does not take that for a county.
    assert_eq!(counties.said(&["-o", "found"]).code, 0);
    let only = zhibu(counties.folder.path(), &["crosscheck", "found"]);
    assert_eq!(only.code, 2, "{only:?}");
}

#[test]
fn the_order_of_arguments_changes_no_byte() {
    let counties = Counties::new()
        .with("甲县", "2020", &[registered(A, "甲"), paid(A, "甲", CARD), paid(B, "甲", CARD)])
        .with("乙县", "2020", &[registered(A, "甲"), paid(A, "甲", CARD)])
        .with("丙县", "2020", &[registered(A, "甲")]);
    let folder = counties.folder.path();
    let run = |order: [&str; 3], out: &str| {
        let mut args = vec!["crosscheck"];
        args.extend(order);
        args.extend(["-o", out, "-q", "--threads", if out == "x" { "1" } else { "3" }]);
        let said = zhibu(folder, &args);
        assert_eq!(said.code, 0, "{said:?}");
        let mut files: Vec<(PathBuf, Vec<u8>)> = std::fs::read_dir(folder.join(out))
            .expect("there")
            .map(|entry| entry.expect("readable").path())
            .map(|path| {
                (path.file_name().expect("a name").into(), std::fs::read(path).expect("read"))
            })
            .collect();
        files.sort();
        (said.out.replace(&format!("files: {out}"), ""), files)
    };
    let one = run(["甲县-2020", "乙县-2020", "丙县-2020"], "x");
    let other = run(["丙县-2020", "甲县-2020", "乙县-2020"], "y");
    assert!(one == other, "{}\n{}", one.0, other.0);
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let rows = [registered(A, "甲"), paid(A, "甲", CARD)];
    let one = || Counties::new().with("甲县", "2020", &rows);
    let refused = |counties: &Counties, code: i32, words: &[&str]| {
        for lang in ["en", "zh"] {
            let said = counties.said(&["--lang", lang]);
            assert_eq!((said.code, said.out.as_str()), (code, ""), "{said:?}");
            assert!(!said.err.contains(A) && !said.err.contains(CARD), "{}", said.err);
        }
        let said = counties.said(&["--lang", "en"]);
        for word in words {
            assert!(said.err.contains(word), "{word}: {}", said.err);
        }
    };

    refused(&Counties::new(), 2, &["no manifest.json"]);

    let twice = one();
    write(&twice.folder.path().join("again/out"), "甲县", "2020", &mut frame(&rows), &rows);
    refused(&twice, 2, &["甲县 2020 is there twice", "甲县-2020", "again/out"]);

    let changed = one();
    let table = changed.path("甲县", "2020").join("data/dispositions.parquet");
    let mut bytes = std::fs::read(&table).expect("there");
    bytes[40] ^= 1;
    std::fs::write(&table, bytes).expect("written");
    refused(&changed, 3, &["dispositions.parquet", "hash"]);

    let changed = one();
    let path = changed.path("甲县", "2020").join("manifest.json");
    let text = std::fs::read_to_string(&path).expect("there").replace("600.00", "601.00");
    std::fs::write(&path, text).expect("written");
    refused(&changed, 3, &["manifest.json is not as it was written"]);

    let with = |table: &mut DataFrame, change: &dyn Fn(&mut Manifest)| {
        let counties = Counties::new();
        write_with(&counties.path("甲县", "2020"), "甲县", "2020", table, &rows, change);
        counties
    };
    let all = || frame(&rows);
    refused(&with(&mut all(), &|m| m.refused = true), 3, &["甲县-2020", "refused"]);
    refused(&with(&mut all(), &|m| m.outputs.clear()), 3, &["--only"]);
    refused(&with(&mut all(), &|m| m.settings.clear()), 2, &["no county and period"]);
    let more = |m: &mut Manifest| {
        m.totals.insert("paid_amount".to_owned(), serde_json::json!("1200.00"));
    };
    refused(&with(&mut all(), &more), 3, &["paid_amount", "1200.00", "600.00"]);
    let mut lacking = all().drop("account_key").expect("there");
    refused(&with(&mut lacking, &|_| {}), 3, &["`account_key`", "missing"]);
    let mut wide = all();
    let lines = wide.column("row").expect("there").cast(&DataType::Int64).expect("cast");
    wide.with_column(lines).expect("replaced");
    refused(&with(&mut wide, &|_| {}), 3, &["`row` should be u32 and is i64"]);

    let counties = one();
    let table = counties.path("甲县", "2020").join("data/dispositions.parquet");
    std::fs::remove_file(table).expect("removed");
    refused(&counties, 4, &["cannot be read"]);

    // No Parquet at all, and the manifest says so.
    let counties = one();
    let folder = counties.path("甲县", "2020");
    let file = OutputFile { path: "data/dispositions.parquet".into(), bytes: b"PAR1?".to_vec() };
    std::fs::write(folder.join(&file.path), &file.bytes).expect("written");
    let bytes = std::fs::read(folder.join("manifest.json")).expect("there");
    let mut manifest: Manifest = serde_json::from_slice(&bytes).expect("a manifest");
    manifest.outputs = vec![manifest::Output::of(&file)];
    std::fs::write(folder.join("manifest.json"), manifest::seal(manifest).bytes).expect("written");
    refused(&counties, 3, &["cannot be read as Parquet"]);

    let said = one().said(&["--format", "csv"]);
    assert_eq!(said.code, 2, "{said:?}");
}

/// The checks without SQL and without narrowing: what stands where, by check.
fn plainly(
    counties: &[(String, &'static str, Vec<Row>)],
) -> BTreeSet<(&'static str, String, String, u32)> {
    type Key = (&'static str, Vec<String>);
    let mut groups: HashMap<(&'static str, Key), Vec<(&str, u32)>> = HashMap::new();
    for (county, period, rows) in counties {
        for (line, row) in (2..).zip(rows) {
            let mut add = |check, keys: Vec<&Option<String>>| {
                let keys: Option<Vec<String>> = keys.into_iter().cloned().collect();
                if let Some(keys) = keys {
                    groups.entry((check, (*period, keys))).or_default().push((county, line));
                }
            };
            if row.list == "roster" {
                add(CHECKS[0].name, vec![&row.id]);
            } else if ["paid", "already_paid"].contains(&row.end) {
                add(CHECKS[1].name, vec![&row.id]);
                add(CHECKS[2].name, vec![&row.account]);
                add(CHECKS[3].name, vec![&row.account, &row.name]);
            }
        }
    }
    let mut all = BTreeSet::new();
    for ((check, (period, _)), rows) in groups {
        let counties: BTreeSet<&str> = rows.iter().map(|(county, _)| *county).collect();
        let found = if check == "name_paid_twice" { rows.len() > 1 } else { counties.len() > 1 };
        if found {
            all.extend(
                rows.iter()
                    .map(|(county, line)| (check, period.to_owned(), (*county).to_owned(), *line)),
            );
        }
    }
    all
}

pub fn some_row() -> impl Strategy<Value = Row> {
    let key = |values: &'static [&'static str]| {
        prop_oneof![1 => Just(None), 6 => proptest::sample::select(values).prop_map(Some)]
            .prop_map(|value: Option<&str>| value.map(str::to_owned))
    };
    let ends = ["paid", "paid", "paid", "held", "already_paid", "merged", "not_listed"];
    (
        proptest::sample::select(&["roster", "pay_list", "pay_list"][..]),
        proptest::sample::select(ends.to_vec()),
        key(&["1", "2", "3", "4", "5"]),
        key(&["甲", "乙", "丙"]),
        key(&["a", "b", "c", "d", "e"]),
        0i64..100_000,
    )
        .prop_map(|(list, end, id, name, account, fen)| Row {
            list,
            end,
            id,
            name,
            account,
            fen,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The statements on all rows = on the rows that are left = plain maps.
    #[test]
    fn leaving_rows_out_changes_nothing(
        counties in proptest::collection::vec(
            (proptest::sample::select(&["2020", "2021"][..]), proptest::collection::vec(some_row(), 0..9)),
            1..6,
        )
    ) {
        let counties: Vec<(String, &str, Vec<Row>)> = counties
            .into_iter()
            .enumerate()
            .map(|(at, (period, rows))| (format!("县{at}"), period, rows))
            .collect();
        let mut written = Counties::new();
        for (county, period, rows) in &counties {
            written = written.with(county, period, rows);
        }
        let narrowed = written.check();

        let gathered = crosscheck::gather(&[written.folder.path().to_owned()]).expect("there");
        let mut all = rows::none();
        for county in &gathered {
            all.vstack_mut(&Rows::read(county).expect("read").all().expect("rows")).expect("alike");
        }
        let mut seen = BTreeSet::new();
        for (check, narrowed) in CHECKS.iter().zip(&narrowed.found) {
            let whole = statements::execute(check, all.clone()).expect("executed");
            prop_assert_eq!(&whole, narrowed);
            let place = |name| whole.place(name).expect("there");
            for row in &whole.rows {
                let line = row[place("line")].parse().expect("a number");
                let at = (row[place("period")].clone(), row[place("county")].clone(), line);
                prop_assert!(seen.insert((check.name, at.0, at.1, at.2)), "each row once");
            }
        }
        prop_assert_eq!(seen, plainly(&counties));
        // The totals county by county = over all rows at once.
        let totals = statements::execute(&statements::TOTALS, all).expect("executed");
        let apart: Vec<Vec<String>> = narrowed
            .totals
            .iter()
            .filter(|totals| totals.roster_rows + totals.pay_list_rows > 0)
            .map(crosscheck::CountyTotals::texts)
            .collect();
        prop_assert_eq!(totals.rows, apart);
    }
}
