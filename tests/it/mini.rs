//! The county of `fixtures/mini`, through the library and through the binary.
//!
//! Thirty invented people, so that every expected outcome is written out here.
//! What people read is compared with the texts in `tests/snapshots/mini`;
//! `ZHIBU_BLESS=1` writes those anew.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zhibu::catalogue;
use zhibu::domain::{Field, Lang, Table};
use zhibu::intake::files::hex;
use zhibu::publish::{self, Holder, RealDisk};
use zhibu::report::manifest::Manifest;
use zhibu::rulebook::{Project, Rulebook};
use zhibu::run::{self, Run, Silent};
use zhibu::verify::verify;

/// The fixture's inputs: a roster in .xls and .xlsx, a pay list in .ods, .xlsb
/// and a GBK .csv.
const INPUTS: [&str; 7] = [
    "zhibu.toml",
    "places.csv",
    "roster/桐口镇.xls",
    "roster/石坪乡.xlsx",
    "pay-list/桐口镇和平村.ods",
    "pay-list/桐口镇柳塘村.csv",
    "pay-list/石坪乡.xlsb",
];

/// Where every row ends: table, file, sheet, row, name, disposition, codes.
const ENDS: &str = "\
roster 桐口镇.xls 和平村 3 陈大山 paid -
roster 桐口镇.xls 和平村 4 李秀兰 paid -
roster 桐口镇.xls 和平村 5 陈小军 paid -
roster 桐口镇.xls 和平村 6 王桂英 paid -
roster 桐口镇.xls 和平村 7 张伟 paid -
roster 桐口镇.xls 和平村 8 张伟 paid -
roster 桐口镇.xls 和平村 9 刘建国 not_listed R002
roster 桐口镇.xls 和平村 10 赵海燕 paid -
roster 桐口镇.xls 和平村 11 孙丽 held -
roster 桐口镇.xls 和平村 12 周强 project_mode -
roster 桐口镇.xls 柳塘村 3 何玉珍 held -
roster 桐口镇.xls 柳塘村 4 龚䶮 held -
roster 桐口镇.xls 柳塘村 5 吴国平 held -
roster 桐口镇.xls 柳塘村 6 郑春梅 held -
roster 桐口镇.xls 柳塘村 7 冯秀英 not_listed R002
roster 桐口镇.xls 柳塘村 8 许文斌 paid -
roster 桐口镇.xls 柳塘村 9 许晓燕 paid -
roster 石坪乡.xlsx 花名册 5 彭德胜 paid I013
roster 石坪乡.xlsx 花名册 6 罗冬梅 paid -
roster 石坪乡.xlsx 花名册 7 彭涛 paid -
roster 石坪乡.xlsx 花名册 8 杨金莲 held I013
roster 石坪乡.xlsx 花名册 9 邓志勇 paid I013;V017
roster 石坪乡.xlsx 花名册 10 邓佳 paid -
roster 石坪乡.xlsx 花名册 11 肖玉兰 not_payable -
roster 石坪乡.xlsx 花名册 12 曾庆云 paid I013
roster 石坪乡.xlsx 花名册 13 田秀芝 paid -
roster 石坪乡.xlsx 花名册 14 曾小龙 paid -
roster 石坪乡.xlsx 花名册 15 谭新民 project_mode I013
roster 石坪乡.xlsx 花名册 16 阿依古丽·买买提 paid -
roster 石坪乡.xlsx 花名册 17 蒋海波 paid -
pay_list 桐口镇和平村.ods 发放名册 3 陈大山 paid -
pay_list 桐口镇和平村.ods 发放名册 4 李秀兰 paid -
pay_list 桐口镇和平村.ods 发放名册 5 陈小军 paid -
pay_list 桐口镇和平村.ods 发放名册 6 王桂英 paid -
pay_list 桐口镇和平村.ods 发放名册 7 张伟 paid -
pay_list 桐口镇和平村.ods 发放名册 8 张伟 paid -
pay_list 桐口镇和平村.ods 发放名册 9 刘建国 held R006;V004
pay_list 桐口镇和平村.ods 发放名册 10 赵海燕 paid -
pay_list 桐口镇和平村.ods 发放名册 11 赵海燕 merged D001
pay_list 桐口镇和平村.ods 发放名册 12 孙丽 held D001
pay_list 桐口镇和平村.ods 发放名册 13 孙丽 held D001;R008
pay_list 桐口镇和平村.ods 发放名册 14 周强 held R003
pay_list 桐口镇柳塘村.csv - 2 何玉贞 held R004
pay_list 桐口镇柳塘村.csv - 3 龚䶮 held V013
pay_list 桐口镇柳塘村.csv - 4 吴国平 held D006
pay_list 桐口镇柳塘村.csv - 5 郑春梅 held D006;R008
pay_list 桐口镇柳塘村.csv - 6 许文斌 paid -
pay_list 桐口镇柳塘村.csv - 7 许晓燕 paid -
pay_list 石坪乡.xlsb 发放名册 3 彭德胜 paid -
pay_list 石坪乡.xlsb 发放名册 4 罗冬梅 paid -
pay_list 石坪乡.xlsb 发放名册 5 彭涛 paid -
pay_list 石坪乡.xlsb 发放名册 6 杨金莲 held V022
pay_list 石坪乡.xlsb 发放名册 7 邓志勇 paid V017
pay_list 石坪乡.xlsb 发放名册 8 邓佳 paid -
pay_list 石坪乡.xlsb 发放名册 9 曾庆云 paid -
pay_list 石坪乡.xlsb 发放名册 10 田秀芝 paid -
pay_list 石坪乡.xlsb 发放名册 11 曾小龙 paid -
pay_list 石坪乡.xlsb 发放名册 12 阿依古丽•买买提 paid R005;V014
pay_list 石坪乡.xlsb 发放名册 13 蒋海波 paid -
";

/// The fixture in a temporary folder, and what may be run there.
struct Mini {
    folder: TempDir,
}

impl Mini {
    fn new() -> Self {
        let mini = Self { folder: TempDir::new().expect("a temporary folder") };
        for path in INPUTS {
            mini.put(path);
        }
        mini
    }

    /// Copies one input.
    fn put(&self, path: &str) {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mini").join(path);
        let target = self.project().join(path);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        std::fs::copy(fixture, target).expect("copied");
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn project(&self) -> PathBuf {
        self.path().join("mini")
    }

    fn output(&self) -> PathBuf {
        self.project().join("out").join("2020")
    }

    /// Changes the project file.
    fn edit(&self, change: impl Fn(&str) -> String) {
        let path = self.project().join("zhibu.toml");
        let text = std::fs::read_to_string(&path).expect("readable");
        let changed = change(&text);
        assert_ne!(text, changed, "the edit changes something");
        std::fs::write(path, changed).expect("written");
    }

    fn compute(&self) -> Run {
        let folder = self.project();
        let project = Project::load(&folder, &catalogue::all()).expect("a sound project");
        let rulebook = Rulebook::load(Some(&folder), &project.programme, &project.profile)
            .expect("sound rules");
        run::compute(project, rulebook, &Silent).expect("computed")
    }

    /// The binary, in a known environment.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
        command.current_dir(self.path()).args(args);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ"] {
            command.env_remove(name);
        }
        command
    }

    fn zhibu(&self, args: &[&str]) -> Said {
        Said::of(&self.command(args).output().expect("the binary starts"))
    }

    /// Runs the annual run, which must be done.
    fn ran(self) -> Self {
        let said = self.zhibu(&["run", "-p", "mini", "-q"]);
        assert_eq!(said.code, 0, "{said:?}");
        self
    }
}

/// How a command ended, and what it said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
            err: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
        }
    }
}

/// Every file below a folder, by its relative path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                found.insert(name.replace('\\', "/"), std::fs::read(&path).expect("readable"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// The same files with the same bytes; says which is not, and prints none.
fn same_files(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let differing: Vec<&String> =
        one.iter().filter(|(name, bytes)| other[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

/// Compares a text with its snapshot, or writes that anew.
fn snapshot(name: &str, text: &str) {
    crate::person::snapshot(&format!("mini/{name}"), text);
}

/// A text with the middle of its long numbers hidden: snapshots are read by
/// anybody, and keep to the rule that full numbers stay where they are needed.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let of_number = |c: char| c.is_ascii_digit() || c == 'X';
        let end = rest.find(|c| !of_number(c)).unwrap_or(rest.len());
        if end >= 15 {
            out.push_str(&rest[..6]);
            out.push_str(&"•".repeat(end - 10));
            out.push_str(&rest[end - 4..end]);
        } else {
            out.push_str(&rest[..end]);
        }
        let next = rest[end..].find(of_number).map_or(rest.len(), |at| end + at);
        out.push_str(&rest[end..next]);
        rest = &rest[next..];
    }
    out
}

/// Every identity number and account in the fixture's lists, as written.
fn full_numbers(run: &Run) -> Vec<String> {
    let lists = [&run.lists.roster, &run.lists.pay_list];
    let mut numbers: Vec<String> = lists
        .into_iter()
        .flat_map(|list| {
            list.indices().flat_map(|row| {
                [Field::IdNumber, Field::Account].map(|field| list.text(row, field).to_owned())
            })
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 31 + 25, "31 identity numbers and 25 accounts");
    numbers
}

/// The texts of a workbook: all its parts, unzipped.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_string(&mut text).expect("XML");
    }
    text
}

#[test]
fn every_row_ends_where_it_should() {
    let run = Mini::new().compute();
    assert!(!run.refused);
    assert!(run.unmatched_acknowledgements.is_empty());
    let rendered = run::render_in_memory(&run, &[]).expect("rendered");
    let csv = rendered.iter().find(|f| f.path == "data/dispositions.csv").expect("there");
    let mut reader = csv::Reader::from_reader(&csv.bytes[..]);
    let ends: Vec<String> = reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let file = record[1].rsplit('/').next().expect("a name");
            let or_dash = |text: &str| if text.is_empty() { "-".into() } else { text.to_owned() };
            let (sheet, codes) = (or_dash(&record[2]), or_dash(&record[9]));
            [&record[0], file, &sheet, &record[3], &record[6], &record[8], &codes].join(" ")
        })
        .collect();
    assert_eq!(ends, ENDS.lines().collect::<Vec<_>>());
}

#[test]
fn the_figures_are_those_of_the_answer() {
    let run = Mini::new().compute();
    let totals = &run.totals;
    assert_eq!((totals.roster_rows, totals.roster_people, totals.pay_list_rows), (30, 30, 29));
    assert_eq!((totals.paid_people, totals.paid_amount.fen()), (19, 1_140_000));
    assert_eq!((totals.held_people, totals.held_amount.fen()), (8, 1_080_000));
    let ends = |table: Table, key: &str| {
        let ends = match table {
            Table::Roster => &run.dispositions.roster,
            _ => &run.dispositions.pay_list,
        };
        ends.iter().filter(|end| end.key() == key).count()
    };
    let roster = ["paid", "held", "not_listed", "project_mode", "not_payable"];
    assert_eq!(roster.map(|end| ends(Table::Roster, end)), [19, 6, 2, 2, 1]);
    assert_eq!(["paid", "held", "merged"].map(|end| ends(Table::PayList, end)), [19, 9, 1]);
    // The hidden sheet is waived by name, and still told.
    let hidden: Vec<&str> = run
        .findings
        .iter()
        .filter(|finding| finding.doc.code == "I006")
        .map(|finding| finding.severity.key())
        .collect();
    assert_eq!(hidden, ["advise"]);
}

#[test]
fn library_and_binary_write_the_same() {
    let mini = Mini::new();
    let run = mini.compute();
    let rendered = run::render_in_memory(&run, &[]).expect("rendered");
    let published = mini.path().join("published");
    publish::publish(&RealDisk, &published, &rendered).expect("published");
    let failed: Vec<_> = verify(&published, Lang::En)
        .expect("readable")
        .into_iter()
        .filter(|check| check.wrong.is_some())
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
    let mini = mini.ran();
    same_files(&files(&published), &files(&mini.output()));
    let names: Vec<String> = files(&published).into_keys().collect();
    assert_eq!(
        names,
        [
            "data/dispositions.csv",
            "data/dispositions.parquet",
            "data/findings.csv",
            "data/findings.parquet",
            "data/households.csv",
            "data/payments.csv",
            "data/posting.csv",
            "data/townships.csv",
            "exceptions/county.xlsx",
            "exceptions/桐口镇.xlsx",
            "exceptions/石坪乡.xlsx",
            "manifest.json",
            "payout/control.csv",
            "payout/中国邮政储蓄银行/石坪乡.csv",
            "payout/桐溪农商银行/桐口镇.csv",
            "payout/桐溪农商银行/石坪乡.csv",
            "posting/桐口镇/和平村.xlsx",
            "posting/桐口镇/柳塘村.xlsx",
            "posting/石坪乡/石坪村.xlsx",
            "posting/石坪乡/高峰村.xlsx",
            "report.html",
            "summary.xlsx",
        ]
    );
}

#[test]
fn what_people_read() {
    let mini = Mini::new();
    for lang in ["zh", "en"] {
        let said = mini.zhibu(&["run", "-p", "mini", "-q", "-o", "out", "--lang", lang]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        snapshot(&format!("run.{lang}.txt"), &said.out);
        snapshot(
            &format!("explain.{lang}.txt"),
            &mini.zhibu(&["explain", "V004", "--lang", lang]).out,
        );
        let mut inspected = String::new();
        for path in &INPUTS[2..] {
            let said = mini.zhibu(&["inspect", &format!("mini/{path}"), "--lang", lang]);
            // A hidden sheet refuses a file by itself; nothing is waived here.
            let hides_a_sheet = path.ends_with("xls");
            assert_eq!(said.code, if hides_a_sheet { 3 } else { 0 }, "{path}");
            inspected.push_str(&said.out);
        }
        snapshot(&format!("inspect.{lang}.txt"), &inspected);
    }
    let mini = mini.ran();
    let outputs = files(&mini.output());
    let text = |path: &str| String::from_utf8(outputs[path].clone()).expect("UTF-8");
    snapshot("control.csv", &text("payout/control.csv"));
    snapshot("findings.csv", &masked(&text("data/findings.csv")));
    for (name, bytes) in &outputs {
        if name.starts_with("payout/") && name != "payout/control.csv" {
            let (text, _, malformed) = encoding_rs::GBK.decode(bytes);
            assert!(!malformed, "{name} is GBK");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
            let short = name.trim_start_matches("payout/").replace('/', ".");
            snapshot(&format!("payout.{short}"), &masked(&text.replace("\r\n", "\n")));
        }
    }
}

#[test]
fn the_bank_gets_what_the_pay_list_says() {
    let mini = Mini::new();
    let run = mini.compute();
    let list = &run.lists.pay_list;
    let mut expected: Vec<String> = list
        .indices()
        .filter(|row| run.dispositions.pay_list[*row as usize].key() == "paid")
        .map(|row| {
            let text = |field| list.text(row, field);
            // The separator of a minority name is exported as the bank has it.
            let payee = text(Field::Payee).replace('•', "·");
            [&payee, text(Field::Account), text(Field::Bank), "600.00", text(Field::IdNumber)]
                .join(" ")
        })
        .collect();
    let mut paid = Vec::new();
    for file in run::render_in_memory(&run, &[]).expect("rendered") {
        if file.path.starts_with("payout/") && file.path != "payout/control.csv" {
            let (text, ..) = encoding_rs::GBK.decode(&file.bytes);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            for record in reader.records() {
                let record = record.expect("a row");
                paid.push([1, 2, 3, 4, 5].map(|at| &record[at]).join(" "));
            }
        }
    }
    expected.sort_unstable();
    paid.sort_unstable();
    assert_eq!(paid.len(), 19);
    assert!(paid == expected, "the payout files differ from the paid rows");
}

#[test]
fn lines_fit_a_terminal_of_80_columns() {
    use unicode_width::UnicodeWidthStr as _;
    let mini = Mini::new();
    for lang in ["zh", "en"] {
        for args in [
            &["run", "-p", "mini", "-o", "out"][..],
            &["explain", "V004"],
            &["explain", "I006"],
            &["inspect", "mini/roster/桐口镇.xls", "mini/roster/石坪乡.xlsx"],
        ] {
            let said = mini.zhibu(&[args, &["--lang", lang]].concat());
            let both = said.out.lines().chain(said.err.lines());
            let long: Vec<&str> = both.filter(|line| line.width() > 80).collect();
            assert!(long.is_empty(), "{args:?} {lang}: {long:#?}");
        }
    }
}

#[test]
fn verify_catches_one_changed_byte_in_any_file() {
    let mini = Mini::new().ran();
    let output = mini.output();
    let say = || mini.zhibu(&["verify", "mini/out/2020"]);
    assert_eq!(say().code, 0);
    for (name, bytes) in files(&output) {
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        std::fs::write(output.join(&name), changed).expect("written");
        let said = say();
        assert_eq!(said.code, 3, "{name}: {said:?}");
        assert!(said.out.contains(&name), "{name} is named: {}", said.out);
        std::fs::write(output.join(&name), bytes).expect("restored");
    }
    assert_eq!(say().code, 0, "all is as it was");

    let gone = "exceptions/石坪乡.xlsx";
    let bytes = std::fs::read(output.join(gone)).expect("there");
    std::fs::remove_file(output.join(gone)).expect("removed");
    let said = say();
    assert_eq!(said.code, 3);
    assert!(said.out.contains(gone), "{}", said.out);
    std::fs::write(output.join(gone), bytes).expect("restored");

    let added = "payout/桐溪农商银行/后补.csv";
    std::fs::write(output.join(added), "one more").expect("written");
    let said = say();
    assert_eq!(said.code, 3);
    assert!(said.out.contains(added), "{}", said.out);
    std::fs::remove_file(output.join(added)).expect("removed");
    assert_eq!(say().code, 0);

    std::fs::remove_file(output.join("manifest.json")).expect("removed");
    assert_eq!(say().code, 2, "without its manifest it is no output folder");
}

/// A change of a file's text.
type Edit<'a> = &'a dyn Fn(&str) -> String;

/// Puts other bytes in the place of an output, and has the manifest say so.
fn sealed_anew(output: &Path, name: &str, change: impl Fn(&str) -> String) {
    let hash = |bytes: &[u8]| hex(&Sha256::digest(bytes));
    let text = std::fs::read_to_string(output.join(name)).expect("readable");
    let changed = change(&text);
    assert_ne!(text, changed, "the edit changes something");
    std::fs::write(output.join(name), &changed).expect("written");
    let path = output.join("manifest.json");
    let manifest = std::fs::read_to_string(&path).expect("readable");
    let own: Manifest = serde_json::from_str(&manifest).expect("a manifest");
    let manifest = manifest.replace(&hash(text.as_bytes()), &hash(changed.as_bytes()));
    let manifest = manifest.replace(&own.self_sha256, &"0".repeat(64));
    let whole = manifest.replace(&"0".repeat(64), &hash(manifest.as_bytes()));
    std::fs::write(path, whole).expect("written");
}

#[test]
fn the_record_of_what_was_posted_is_checked_against_the_files_and_the_money() {
    let lines = |text: &str, at: usize| text.lines().nth(at).expect("a line").to_owned();
    let without = |text: &str| text.replace(&(lines(text, 2) + "\n"), "");
    let twice = |text: &str| text.to_owned() + &lines(text, 2) + "\n";
    let person = |text: &str| text.replacen(",1200.00,", ",1800.00,", 1);
    let hash = |text: &str| {
        let line = lines(text, 1);
        let (rest, _) = line.rsplit_once(',').expect("a hash");
        text.replace(&line, &format!("{rest},{}", "f".repeat(64)))
    };
    let gone = |text: &str| text.replacen("posting/", "posting/gone-", 1);
    let header = |text: &str| text.replacen("people", "persons", 1);
    let edits: [(&str, Edit<'_>, &[&str]); 6] = [
        ("a list left out", &without, &["posting.csv lists", "paid_people", "paid_amount"]),
        ("a list twice", &twice, &["stands there once", "paid_people", "paid_amount"]),
        ("another sum", &person, &["paid_amount"]),
        ("another hash", &hash, &["sha256"]),
        ("a list that is not there", &gone, &["posting/gone-", "posting.csv lists"]),
        ("another header", &header, &["posting.csv can be read"]),
    ];
    for (name, edit, wrong) in edits {
        let mini = Mini::new().ran();
        sealed_anew(&mini.output(), "data/posting.csv", edit);
        let checks = verify(&mini.output(), Lang::En).expect("readable");
        let failed: Vec<&str> = checks
            .iter()
            .filter(|check| check.wrong.is_some())
            .map(|check| check.what.as_str())
            .collect();
        assert_eq!(failed.len(), wrong.len(), "{name}: {failed:?}");
        for wrong in wrong {
            assert!(failed.iter().any(|what| what.contains(wrong)), "{name}: {failed:?}");
        }
    }
}

#[test]
fn no_byte_of_the_manifest_can_change() {
    let mini = Mini::new().ran();
    let path = mini.output().join("manifest.json");
    let bytes = std::fs::read(&path).expect("there");
    for at in (0..bytes.len()).step_by(53).chain([0, bytes.len() - 1]) {
        for flip in [0x01, 0x20] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            std::fs::write(&path, changed).expect("written");
            let checks = verify(&mini.output(), Lang::En).expect("readable");
            assert!(checks.iter().any(|check| check.wrong.is_some()), "byte {at} ^ {flip}");
        }
    }
}

#[test]
fn threads_locale_time_zone_and_place_change_no_byte() {
    let one = Mini::new();
    let output = one
        .command(&["run", "-p", "mini", "--threads", "1"])
        .env("LANG", "zh_CN.UTF-8")
        .env("TZ", "Asia/Shanghai")
        .output()
        .expect("started");
    assert_eq!(Said::of(&output).code, 0);
    assert!(Said::of(&output).out.contains("可以发放"));

    // Elsewhere, made in another order, under another name.
    let other = Mini { folder: TempDir::new().expect("a temporary folder") };
    for path in INPUTS.iter().rev() {
        other.put(path);
    }
    std::fs::create_dir_all(other.path().join("深 层")).expect("made");
    let moved = other.path().join("深 层").join("another name");
    std::fs::rename(other.project(), &moved).expect("moved");
    let output = other
        .command(&["run", "-p", "深 层/another name", "--threads", "4"])
        .env("LC_ALL", "C")
        .env("TZ", "America/St_Johns")
        .output()
        .expect("started");
    let said = Said::of(&output);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("to pay"));
    same_files(&files(&one.output()), &files(&moved.join("out/2020")));
}

#[test]
fn holds_are_normal_and_strict_tells_them() {
    let mini = Mini::new();
    assert_eq!(mini.zhibu(&["run", "-p", "mini"]).code, 0);
    assert_eq!(mini.zhibu(&["run", "-p", "mini", "--strict"]).code, 1);
    let said = mini.zhibu(&["run", "-p", "mini", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["paid_amount"], "11400.00");
    assert_eq!(json["refused"], false);
}

#[test]
fn a_wrong_project_file_names_the_key_and_the_nearest() {
    let mini = Mini::new();
    mini.edit(|text| text.replace("shared_account", "shared_acount"));
    for lang in ["zh", "en"] {
        let said = mini.zhibu(&["run", "-p", "mini", "--lang", lang]);
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("policy.shared_acount"), "{}", said.err);
        assert!(said.err.contains("`policy.shared_account`"), "{}", said.err);
    }
    assert!(!mini.output().exists());
    assert_eq!(mini.zhibu(&["run", "-p", "nowhere"]).code, 2);
    assert_eq!(mini.zhibu(&["run", "-p", "mini", "--only", "payouts"]).code, 2);
    assert_eq!(mini.zhibu(&["explain", "V999"]).code, 2);
}

#[test]
fn a_refused_run_pays_nothing_and_leaves_the_old_output() {
    let mini = Mini::new().ran();
    let before = files(&mini.output());
    mini.edit(|text| text.split("[[acknowledge]]").next().expect("a part").to_owned());
    let said = mini.zhibu(&["run", "-p", "mini"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("I006") && said.out.contains("旧表"), "{}", said.out);
    same_files(&files(&mini.output()), &before);
    let report = mini.project().join("out").join("2020-refused");
    let names: Vec<String> = files(&report).into_keys().collect();
    assert!(names.iter().all(|name| !name.starts_with("payout/")), "{names:?}");
    assert!(names.contains(&"exceptions/county.xlsx".to_owned()), "{names:?}");
    assert_eq!(mini.zhibu(&["verify", "mini/out/2020-refused"]).code, 0);

    // Settled: the report of the refusal goes, the output is as before.
    mini.put("zhibu.toml");
    let mini = mini.ran();
    assert!(!report.exists());
    same_files(&files(&mini.output()), &before);
}

#[test]
fn an_output_that_cannot_be_written_is_said_before_anything_is_read() {
    let mini = Mini::new().ran();
    let before = files(&mini.output());
    // A file stands where the folder should, or where its parent should: that
    // fails for every user, as permissions do not.
    std::fs::write(mini.path().join("letter"), "keep me").expect("written");
    for (out, lang, word) in [
        ("letter", "en", "letter"),
        ("letter", "zh", "letter"),
        ("letter/deeper", "en", "cannot read"),
        ("letter/deeper", "zh", "无法读取"),
        // The project itself is no output folder either.
        ("mini", "en", "no output folder"),
    ] {
        let said = mini.zhibu(&["run", "-p", "mini", "-o", out, "--lang", lang]);
        assert_eq!(said.code, 4, "{out}: {said:?}");
        assert!(said.err.contains(word), "{out}: {}", said.err);
    }
    assert_eq!(std::fs::read_to_string(mini.path().join("letter")).expect("kept"), "keep me");
    same_files(&files(&mini.output()), &before);
}

#[test]
fn two_runs_at_once_are_told_about_each_other() {
    let mini = Mini::new().ran();
    let before = files(&mini.output());
    let clerk =
        Holder { user: "李主任".to_owned(), machine: "PC-03".to_owned(), ..Holder::default() };
    let held = publish::lock(&mini.project(), &clerk, Duration::ZERO).expect("free");
    for lang in ["zh", "en"] {
        let said = mini.zhibu(&["run", "-p", "mini", "--lang", lang]);
        assert_eq!(said.code, 4, "{said:?}");
        assert!(said.err.contains("李主任") && said.err.contains("PC-03"), "{}", said.err);
    }
    same_files(&files(&mini.output()), &before);
    drop(held);
    let _ = mini.ran();
}

#[test]
fn a_part_can_be_written_alone() {
    let mini = Mini::new();
    let args = ["run", "-p", "mini", "--only", "payout,exceptions", "-o", "part"];
    assert_eq!(mini.zhibu(&args).code, 0);
    let part = files(&mini.path().join("part"));
    let tops: std::collections::BTreeSet<&str> =
        part.keys().filter_map(|name| name.split('/').next()).collect();
    assert_eq!(
        tops.into_iter().collect::<Vec<_>>(),
        ["data", "exceptions", "manifest.json", "payout"]
    );
    assert_eq!(mini.zhibu(&["verify", "part"]).code, 0);
    let mini = mini.ran();
    let whole = files(&mini.output());
    for (name, bytes) in part.iter().filter(|(name, _)| *name != "manifest.json") {
        assert!(*bytes == whole[name], "{name} differs from the whole run's");
    }
}

#[test]
fn a_new_project_says_that_there_are_no_files_yet() {
    let mini = Mini::new();
    for lang in ["zh", "en"] {
        let dir = format!("new-{lang}");
        let said = mini.zhibu(&["new", &dir, "--lang", lang]);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.err.contains("roster/"), "{}", said.err);
        let said = mini.zhibu(&["run", "-p", &dir, "--lang", lang]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("inputs.roster"), "{}", said.err);
        assert_eq!(mini.zhibu(&["new", &dir]).code, 2, "a project is never overwritten");
    }
}

#[test]
fn no_full_number_is_said_or_leaves_its_township() {
    let mini = Mini::new();
    let numbers = full_numbers(&mini.compute());
    let inputs: Vec<String> = INPUTS[2..].iter().map(|path| format!("mini/{path}")).collect();
    let inspect: Vec<&str> =
        ["inspect"].into_iter().chain(inputs.iter().map(String::as_str)).collect();
    let mut said = Vec::new();
    for lang in ["zh", "en"] {
        for format in ["text", "json"] {
            for args in [
                &["run", "-p", "mini"][..],
                &["run", "-p", "mini", "--strict", "-o", "strict"],
                &inspect,
                &["explain", "V004"],
                &["verify", "mini/out/2020"],
            ] {
                said.push(mini.zhibu(&[args, &["--lang", lang, "--format", format]].concat()));
            }
        }
    }
    let outputs = files(&mini.output());
    std::fs::write(mini.output().join("data/dispositions.csv"), "torn").expect("written");
    said.push(mini.zhibu(&["verify", "mini/out/2020"]));
    mini.edit(|text| text.split("[[acknowledge]]").next().expect("a part").to_owned());
    said.push(mini.zhibu(&["run", "-p", "mini"]));
    for number in &numbers {
        for said in &said {
            let both = said.out.contains(number) || said.err.contains(number);
            assert!(!both, "a full number is printed: {said:?}");
        }
    }

    let told = |path: &str| {
        let text = unzipped(&outputs[path]);
        numbers.iter().filter(|number| text.contains(*number)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(told("exceptions/county.xlsx"), Vec::<String>::new());
    assert_eq!(told("summary.xlsx"), Vec::<String>::new());
    let page = std::str::from_utf8(&outputs["report.html"]).expect("UTF-8");
    let shown: Vec<&String> = numbers.iter().filter(|one| page.contains(*one)).collect();
    assert!(shown.is_empty(), "the page shows {} numbers in full", shown.len());
    let posted: Vec<&String> = outputs.keys().filter(|path| path.starts_with("posting/")).collect();
    assert_eq!(posted.len(), 4);
    for path in posted {
        assert_eq!(told(path), Vec::<String>::new(), "{path}");
    }
    // The township has to correct its own: there they stand in full, and no
    // other township's beside them.
    let run = mini_numbers_by_township(&mini);
    for township in ["桐口镇", "石坪乡"] {
        let told = told(&format!("exceptions/{township}.xlsx"));
        assert!(!told.is_empty(), "{township} sees its own numbers");
        assert!(told.iter().all(|number| run[number] == township), "{township}: {told:?}");
    }
}

/// Whose each number is.
fn mini_numbers_by_township(mini: &Mini) -> BTreeMap<String, String> {
    mini.put("zhibu.toml");
    let run = mini.compute();
    let mut owners = BTreeMap::new();
    for table in [Table::Roster, Table::PayList] {
        let list = run.lists.list(table);
        for row in list.indices() {
            for field in [Field::IdNumber, Field::Account] {
                let township = run.lists.township(table, row).to_owned();
                owners.insert(list.text(row, field).to_owned(), township);
            }
        }
    }
    owners
}

#[test]
fn every_bank_layout_pays_the_county() {
    for id in zhibu::rulebook::shipped_banks() {
        let mini = Mini::new();
        let payer = "payer = { name = \"桐溪县移民中心\", account = \"82010001\", bank = \"桐溪农商银行\" }";
        mini.edit(|text| {
            text.replace("profile = \"plain-csv\"", &format!("profile = \"{id}\"\n{payer}"))
        });
        let mini = mini.ran();
        let said = mini.zhibu(&["verify", "mini/out/2020", "--lang", "en"]);
        assert_eq!(said.code, 0, "{id}: {said:?}");
        let paid = files(&mini.output().join("payout"));
        let paid: Vec<&String> = paid.keys().filter(|path| *path != "control.csv").collect();
        assert_eq!(paid.len(), 3, "{id}: {paid:?}");
        for path in paid {
            let path = format!("mini/out/2020/payout/{path}");
            let said = mini.zhibu(&["bank", "check", id, &path]);
            assert_eq!(said.code, 0, "{id}: {said:?}");
        }
        // 䶮 is in GB 18030 and in Unicode: who was held for it alone is paid.
        let run = mini.compute();
        let wide = ["boc-records", "pain-001"].contains(&id);
        assert_eq!(run.findings.iter().any(|f| f.doc.code == "V013"), !wide, "{id}");
    }
}
