//! No identity number and no account of the county in anything that is printed, in a
//! file's name, or in a file that is not for those who need it: looked for in all of
//! it, character by character.
//!
//! The bank's files, `data/` with rows of people, and the townships' own workbooks
//! hold full numbers, because the work needs them there.

use std::collections::BTreeSet;
use std::path::Path;

use crate::binary::{Said, zhibu, zhibu_with};
use crate::county::{County, card, person_id};
use crate::pay::desk::{CHECKER, Life, MAKER, files, filled_in, lists};
use crate::workbook;

/// The numbers of a county, as nobody may see them.
#[derive(Default)]
struct Numbers(BTreeSet<String>);

/// The shortest number that is looked for.
const SHORTEST: usize = 15;
/// The longest.
const LONGEST: usize = 19;

impl Numbers {
    /// Adds a number: also as it was before 1999, and whatever its last letter's case.
    fn add(&mut self, number: &str) {
        let number = number.trim().to_uppercase();
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let looked_for = (SHORTEST..=LONGEST).contains(&number.len());
        if !looked_for || !digits(number.trim_end_matches('X')) {
            return;
        }
        if number.len() == 18 {
            self.0.insert(format!("{}{}", &number[..6], &number[8..17]));
        }
        self.0.insert(number);
    }

    /// The first number that stands in a text, masked.
    fn within(&self, text: &str) -> Option<String> {
        // Spaces and hyphens may group a number.
        let grouped: String = text.chars().filter(|c| !" -\u{a0}\u{3000}".contains(*c)).collect();
        [text, &grouped].into_iter().find_map(|text| self.whole(text))
    }

    fn whole(&self, text: &str) -> Option<String> {
        let bytes = text.as_bytes();
        let part = |b: &u8| b.is_ascii_digit() || *b == b'x' || *b == b'X';
        let mut at = 0;
        while at < bytes.len() {
            let end = at + bytes[at..].iter().take_while(|b| part(b)).count();
            for from in at..end {
                for length in SHORTEST..=LONGEST.min(end - from) {
                    let candidate = text[from..from + length].to_uppercase();
                    if self.0.contains(&candidate) {
                        return Some(format!("{}…{}", &candidate[..4], &candidate[length - 2..]));
                    }
                }
            }
            at = end.max(at + 1);
        }
        None
    }

    /// Looks at what a command said.
    #[track_caller]
    fn not_said(&self, what: &str, said: &Said) {
        for text in [&said.out, &said.err] {
            assert_eq!(self.within(text), None, "{what} says a number in full");
        }
    }

    /// Looks at every file's name, and into those that anybody may see: how many there
    /// are, and which hold a number, in their name or in them.
    fn leaks(&self, folder: &Path, may_hold: impl Fn(&str) -> bool) -> (usize, Vec<String>) {
        let (mut looked, mut leaks) = (0, Vec::new());
        for (path, bytes) in files(folder) {
            if self.within(&path).is_some() {
                leaks.push(format!("a name in {}", path.split('/').next().unwrap_or_default()));
            }
            if may_hold(&path) {
                continue;
            }
            looked += 1;
            let text = if Path::new(&path).extension().is_some_and(|kind| kind == "xlsx") {
                workbook::text(&bytes)
            } else {
                String::from_utf8_lossy(&bytes).into_owned()
            };
            if self.within(&text).is_some() {
                leaks.push(path);
            }
        }
        (looked, leaks)
    }

    /// The same, where there is none; how many files were looked into.
    #[track_caller]
    fn not_written(&self, folder: &Path, may_hold: impl Fn(&str) -> bool) -> usize {
        let (looked, leaks) = self.leaks(folder, may_hold);
        assert!(leaks.is_empty(), "a number in full: {leaks:#?}");
        looked
    }
}

/// Whether a file of an output needs full numbers: for the bank, for programs, for the
/// township whose people they are.
fn needs_numbers(path: &str) -> bool {
    const OPEN: [&str; 4] =
        ["data/townships.csv", "data/posting.csv", "payout/control.csv", "exceptions/county.xlsx"];
    if OPEN.iter().any(|open| path.ends_with(open)) {
        return false;
    }
    ["data/", "payout/", "exceptions/"].iter().any(|folder| path.contains(folder))
}

/// The numbers of a whole output, as its tables have them.
fn of_output(folder: &Path) -> Numbers {
    let mut numbers = Numbers::default();
    let out = folder.to_string_lossy();
    for sql in ["SELECT id_number FROM dispositions", "SELECT account_key FROM dispositions"] {
        let said = zhibu(Path::new("."), &["query", "-o", &out, "--full", "--format", "csv", sql]);
        assert_eq!(said.code, 0, "{said:?}");
        said.out.lines().skip(1).for_each(|line| numbers.add(line.trim_matches('"')));
    }
    numbers
}

/// Words that a test may break: a text is found where it stands.
#[test]
fn the_search_finds_what_it_looks_for() {
    let mut numbers = Numbers::default();
    numbers.add("43062319700101001x");
    numbers.add(&card(1));
    for text in [
        "…43062319700101001X…",
        "<v>43062319700101001x</v>",
        "430623700101001",
        "number=143062319700101001X2",
        "4306 2319 7001 0100 1x",
        "430623-19700101-001X",
        &format!("a{}b", card(1)),
    ] {
        assert!(numbers.within(text).is_some(), "{text}");
    }
    for text in ["430623••••••••001X", "4306231970010100", "2020-12-31 00:00:00", ""]
    {
        assert_eq!(numbers.within(text), None, "{text}");
    }
}

#[test]
fn the_whole_demo_shows_no_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |args: &[&str]| zhibu(folder.path(), args);
    let mut said = vec![("demo", at(&["demo", "county", "--lang", "zh"]))];
    assert_eq!(said[0].1.code, 0, "{:?}", said[0].1);
    let project = folder.path().join("county");
    let numbers = of_output(&project.join("out/2020"));
    assert!(numbers.0.len() > 100_000, "{}", numbers.0.len());
    for args in [
        &["run", "-p", "county", "--format", "json", "-o", "again"][..],
        &["run", "-p", "county", "--lang", "en", "-o", "again"],
        &["sample", "-p", "county", "--seed", "s", "-o", "sample.xlsx"],
        &["verify", "county/out/2020"],
        &["query", "-p", "county", "--limit", "3000", "SELECT * FROM dispositions"],
        &["query", "-p", "county", "--format", "json", "SELECT * FROM findings"],
        &["crosscheck", "county/out"],
    ] {
        said.push((args[0], at(args)));
    }
    for (what, said) in &said {
        assert!([0, 1].contains(&said.code), "{what}: {}", said.err);
        numbers.not_said(what, said);
    }
    let looked = numbers.not_written(&project.join("out"), needs_numbers);
    assert!(looked > 170, "posted lists, page, summary, manifest: {looked}");
    let only = |path: &str| !path.ends_with("sample.xlsx");
    assert_eq!(numbers.not_written(folder.path(), |path| only(path)), 1);
}

/// The numbers of the small county.
fn small() -> Numbers {
    let mut numbers = Numbers::default();
    (1..=99).flat_map(|n| [person_id(n), card(n)]).for_each(|number| numbers.add(&number));
    numbers
}

#[test]
fn a_payouts_life_shows_no_number() {
    let numbers = small();
    for lang in ["zh", "en"] {
        let life = Life::sent(lang);
        let said = |args: &[&str]| {
            for format in [&[][..], &["--format", "json"]] {
                let said = life.zhibu(&[args, format].concat());
                numbers.not_said(&args.join(" "), &said);
            }
        };
        life.done(&["pay", "simulate", "2020-001", "--failed", "5000", "--unknown", "2000"]);
        // A bank that answers with numbers where none belong.
        let (id, account) = (person_id(1), card(2));
        let answer = &life.answers("2020-001")[0];
        let text = std::fs::read(life.path().join(answer)).expect("there");
        let text = String::from_utf8_lossy(&text).into_owned();
        let odd: String = text
            .lines()
            .enumerate()
            .map(|(at, line)| match at {
                2 => format!("{line},{id},{account}\r\n"),
                3 => format!("{}\r\n", line.replace("600.00", &id)),
                4 => format!("{}\r\n", line.replace("2020-001-0000", &account)),
                5 => format!("{}\r\n", line.replace("2020-001-000005", &id)),
                _ => format!("{line}\r\n"),
            })
            .collect();
        std::fs::write(life.path().join("odd.csv"), odd).expect("written");
        std::fs::write(life.path().join("bad.csv"), format!("{id},{account}\n\"{id}\n"))
            .expect("written");
        for file in ["odd.csv", "bad.csv", answer.as_str()] {
            let signed = [&["pay", "return", file, "--batch", "2020-001"], &MAKER[..]].concat();
            numbers.not_said(file, &life.zhibu(&signed));
            said(&["bank", "check", "plain-csv", file]);
            said(&["inspect", file]);
        }
        said(&["pay", "status"]);
        said(&["pay", "status", "2020-001", "--all"]);
        said(&["ledger", "verify"]);
        said(&["run"]);
        said(&["verify", "out/2020"]);
        said(&["explain", "--person", "甲一"]);
        said(&["explain", "--person", &id]);
        said(&["changes"]);
        said(&["purge", "--before", "2021"]);
        said(&["purge", "--before", "2020"]);
        life.zhibu(&[&["pay", "withdraw", "2020-001", "--reason", &id], &CHECKER[..]].concat());
        let may = |path: &str| {
            needs_numbers(path)
                || ["roster/", "pay-list/", "pay/", "ledger."]
                    .iter()
                    .any(|own| path.starts_with(own))
                || ["odd.csv", "bad.csv"].contains(&path)
        };
        assert!(numbers.not_written(life.path(), may) > 5);
    }
}

/// Lists in which numbers stand where others belong, each of which is told of.
fn broken() -> Vec<(&'static str, County)> {
    let (id, account) = (person_id(1), card(1));
    let county = || lists(County::new(), false);
    let edited = |path: &str, edit: &dyn Fn(String) -> String| {
        let county = county();
        let file = county.path().join(path);
        let text = std::fs::read_to_string(&file).expect("there");
        std::fs::write(&file, edit(text)).expect("written");
        county
    };
    let pay = "pay-list/a.csv";
    let sheet = |cell: &str| {
        workbook::workbook(&[(
            "表",
            format!("身份证号\t姓名\t银行账号\t金额\n{cell}\t甲一\t{account}\t600"),
        )])
    };
    let mut cases = vec![
        ("a number as the amount", edited(pay, &|text| text.replace(",600", &format!(",{id}")))),
        ("a number as the name", edited(pay, &|text| text.replace("甲一", &account))),
        ("a number as the village", edited(pay, &|text| text.replace("和平村", &id))),
        ("a number as the township", edited(pay, &|text| text.replace("甲镇", &id))),
        ("a number as a heading", edited(pay, &|text| text.replace("户名", &id))),
        ("a bank of that name", edited(pay, &|text| text.replace("某农商银行", &account))),
        ("a quote that does not end", edited(pay, &|text| text.replacen("甲一", "\"甲一", 1))),
        (
            "a number with blanks",
            edited(pay, &|text| text.replace(&id, &format!("{} {}", &id[..6], &id[6..]))),
        ),
        ("a number in lower case", edited(pay, &|text| text.to_lowercase())),
        (
            "another last digit",
            edited(pay, &|text| {
                text.replace(
                    &id,
                    &format!("{}{}", &id[..17], if id.ends_with('1') { 2 } else { 1 }),
                )
            }),
        ),
        ("an error", county().file("roster/b.xlsx", sheet(&format!("[error]{id}")))),
        ("a formula", county().file("roster/c.xlsx", sheet(&format!("[formula]{id}")))),
        (
            "two for one field",
            county().file("roster/d.csv", format!("身份证号,身份证号,姓名\n{id},{id},甲\n")),
        ),
        (
            "no such column",
            county().file("roster/e.csv", format!("{id},{account}\n{id},{account}\n")),
        ),
        (
            "not UTF-8",
            county().file(
                "roster/f.csv",
                [id.as_bytes(), b",\xff\xfe\x81,", account.as_bytes()].concat(),
            ),
        ),
        ("not a workbook", county().file("roster/g.xlsx", format!("PK\u{3}\u{4}{id}"))),
        (
            "the same twice",
            county().file("roster/h.csv", format!("姓名,身份证号\n甲一,{id}\n甲一,{id}\n")),
        ),
    ];
    let named = county().more(&format!("[[acknowledge]]\ncode = \"{id}\"\nat = \"{id}\"\n"));
    cases.push(("a number in the project file", named));
    cases
}

#[test]
fn what_is_wrong_is_told_without_the_number() {
    let numbers = small();
    let mut leaks: Vec<String> = Vec::new();
    for (number, (what, county)) in broken().into_iter().enumerate() {
        let folder = county.ready();
        // Each language meets every other case: what is quoted is quoted by both.
        let lang = ["zh", "en"][number % 2];
        {
            let leaks = std::cell::RefCell::new(&mut leaks);
            let at = |args: &[&str]| {
                let said = zhibu_with(&folder, &[], &[args, &["--lang", lang]].concat());
                let text = format!("{}\n{}", said.out, said.err);
                if numbers.within(&text).is_some() {
                    leaks.borrow_mut().push(format!("{what}: {}", args.join(" ")));
                }
            };
            at(&["run"]);
            at(&["run", "--format", "json"]);
            let inputs: Vec<String> = ["roster", "pay-list"]
                .iter()
                .flat_map(|of| {
                    files(&folder.join(of)).into_keys().map(move |f| format!("{of}/{f}"))
                })
                .collect();
            let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
            at(&[&["inspect"], &inputs[..]].concat());
            at(&[&["inspect", "--format", "json"], &inputs[..]].concat());
            at(&["explain", "--person", "甲一"]);
            at(&["changes"]);
            at(&["verify", "out/2020"]);
            at(&["query", "SELECT * FROM dispositions"]);
            at(&["query", "SELECT * FROM findings"]);
        }
        let may = |path: &str| {
            needs_numbers(path)
                || path.starts_with("roster")
                || path.starts_with("pay-list")
                || path == "zhibu.toml"
        };
        leaks.extend(numbers.leaks(&folder, may).1.iter().map(|path| format!("{what}: {path}")));
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn what_is_typed_wrong_is_told_without_the_number() {
    let numbers = small();
    let county = lists(County::new(), false);
    let folder = county.ready();
    assert_eq!(zhibu(&folder, &["run", "-q"]).code, 0);
    let (id, account) = (person_id(50), card(50));
    let sql = format!("SELECT nothing FROM dispositions WHERE id_number = '{id}'");
    for lang in ["zh", "en"] {
        for args in [
            &["explain", "--person", &id][..],
            &["explain", &id],
            &["explain", "--person", &account],
            &["query", &sql],
            &["query", &id],
            &["run", &id],
            &["run", "--only", &id],
            &[&id],
            &["run", "--threads", &id],
            &["purge", "--before", &id],
            &["run", "--seal", &id],
            &["pay", "status", &account],
        ] {
            let said = zhibu(&folder, &[args, &["--lang", lang]].concat());
            assert_ne!(said.code, 0, "{said:?}");
            numbers.not_said(&args[0].replace(&id, "…"), &said);
        }
    }
}

#[test]
fn a_decision_and_a_second_year_show_no_number() {
    let numbers = small();
    let life = Life::new("zh");
    life.done(&["run", "-q"]);
    let workbook = std::fs::read(life.path().join("out/2020/exceptions/乙镇.xlsx")).expect("there");
    let decided = filled_in(&workbook, &[("辛八", "更正", &card(8))]);
    std::fs::create_dir_all(life.path().join("decisions")).expect("made");
    std::fs::write(life.path().join("decisions/乙镇.xlsx"), decided).expect("written");
    life.county.ready();
    for args in [&["run"][..], &["next", "-o", "next"], &["explain", "--person", "辛八"]] {
        numbers.not_said(args[0], &life.zhibu(args));
    }
    let may = |path: &str| {
        let own = ["roster/", "pay-list/", "decisions/", "next/"];
        needs_numbers(path) || own.iter().any(|own| path.starts_with(own))
    };
    numbers.not_written(life.path(), may);
}

/// Runs this test program again, where it panics as the binary would.
#[test]
fn a_panic_says_no_number() {
    const PANICS: &str = "ZHIBU_PRIVACY_PANICS";
    let number = person_id(1);
    if std::env::var(PANICS).is_ok() {
        zhibu::cli::keep_to_itself();
        let worker = std::thread::spawn(|| panic!("row 7 of {:?}", (person_id(1), card(1))));
        assert!(worker.join().is_err());
        panic!("the number is {}", person_id(1));
    }
    let program = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(program)
        .args(["--exact", "privacy::a_panic_says_no_number", "--nocapture", "--test-threads=1"])
        .env(PANICS, "1")
        .output()
        .expect("a child");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("panicked at") && err.contains("row 7 of"), "{err}");
    assert!(err.contains(&number[..4]), "it says where, and what is not a number: {err}");
    assert_eq!(small().within(&err), None, "a number in full");
}
