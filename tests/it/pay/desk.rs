//! A county whose payouts are driven through the binary; what was said is kept.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsx};
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::binary::{Said, zhibu_with};
use crate::county::{County, card, person, person_id};

/// Who prepares, and the key file.
pub const MAKER: [&str; 4] = ["--by", "王会计", "--key", "keys/maker.key"];
/// Who approves, and the key file.
pub const CHECKER: [&str; 4] = ["--by", "李主任", "--key", "keys/checker.key"];
/// The people of the county, from 1; the last three are of another township.
pub const NAMES: [&str; 8] = ["甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八"];
/// How many there are.
const PEOPLE: u32 = 8;
/// The moment of every step, as `SOURCE_DATE_EPOCH` says it: 2020-12-10.
const EPOCH: &str = "1607562000";

/// A county at its payout office.
pub struct Life {
    pub county: County,
    lang: &'static str,
    heard: RefCell<Vec<(String, Said)>>,
}

/// The lists of the county: everybody in order, but that the last one's card has
/// a wrong digit where `late`.
pub fn lists(county: County, late: bool) -> County {
    let (mut roster, mut pay): (Vec<String>, Vec<String>) =
        (1..=PEOPLE).map(|n| person(n, NAMES[n as usize - 1])).unzip();
    for rows in [&mut roster, &mut pay] {
        for row in &mut rows[5..] {
            *row = row.replace("甲镇", "乙镇");
        }
    }
    if late {
        let right = card(PEOPLE);
        let digit = if right.ends_with('0') { "1" } else { "0" };
        let wrong = format!("{}{digit}", &right[..18]);
        pay[7] = pay[7].replace(&right, &wrong);
        roster[7] = roster[7].replace(&right, "");
    }
    county.roster(&roster).pay_list(&pay)
}

impl Life {
    /// The county with both who sign; nothing is paid yet.
    pub fn of(county: County, lang: &'static str) -> Self {
        let county = county
            .file("keys/maker.key", "the key file of the maker")
            .file("keys/checker.key", "the key file of the checker");
        county.ready();
        let life = Self { county, lang, heard: RefCell::default() };
        let first = ["ledger", "enrol", "王会计", "--key", "keys/maker.key"];
        life.done(&first);
        let second = ["ledger", "enrol", "李主任", "--key", "keys/checker.key"];
        life.done(&[&second[..], &["--by", "王会计", "--by-key", "keys/maker.key"]].concat());
        life
    }

    /// The same of the people of [`lists`].
    pub fn new(lang: &'static str) -> Self {
        Self::of(lists(County::new(), true), lang)
    }

    /// The first batch, prepared.
    pub fn prepared(lang: &'static str) -> Self {
        let life = Self::new(lang);
        life.done(&["run", "-q"]);
        life.by(MAKER, &["pay", "prepare"]);
        life
    }

    /// The first batch, with the bank.
    pub fn sent(lang: &'static str) -> Self {
        let life = Self::prepared(lang);
        life.send("2020-001", 7, "4200.00");
        life
    }

    pub fn path(&self) -> &Path {
        self.county.path()
    }

    /// Runs a command in the project's folder, and keeps what it said.
    pub fn zhibu(&self, args: &[&str]) -> Said {
        let args = [args, &["--lang", self.lang]].concat();
        let said = zhibu_with(self.path(), &[("SOURCE_DATE_EPOCH", EPOCH)], &args);
        self.heard.borrow_mut().push((args.join(" "), said.clone()));
        said
    }

    /// Runs a command that ends well; what it printed.
    #[track_caller]
    pub fn done(&self, args: &[&str]) -> String {
        let said = self.zhibu(args);
        assert_eq!(said.code, 0, "{args:?}: {said:?}");
        said.out
    }

    /// The same, signed by somebody.
    #[track_caller]
    pub fn by(&self, who: [&str; 4], args: &[&str]) -> String {
        self.done(&[args, &who[..]].concat())
    }

    /// Runs a command that is refused, signed by somebody; why.
    #[track_caller]
    pub fn refused(&self, who: [&str; 4], args: &[&str]) -> String {
        let said = self.zhibu(&[args, &who[..]].concat());
        assert_eq!(said.code, 3, "{args:?}: {said:?}");
        said.out + &said.err
    }

    /// Approves a batch, and writes it for the bank.
    #[track_caller]
    pub fn send(&self, batch: &str, people: u32, yuan: &str) {
        let people = people.to_string();
        self.by(CHECKER, &["pay", "approve", batch, "--people", &people, "--amount", yuan]);
        self.by(MAKER, &["pay", "export", batch]);
    }

    /// The bank credits everybody of a batch.
    #[track_caller]
    pub fn credited(&self, batch: &str) {
        self.done(&["pay", "simulate", batch, "--failed", "0"]);
        self.returned(batch);
    }

    /// Takes in what the played bank answered to a batch.
    #[track_caller]
    pub fn returned(&self, batch: &str) -> String {
        let answers = self.answers(batch);
        let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
        self.by(MAKER, &[&["pay", "return"], &answers[..]].concat())
    }

    /// The files that the played bank wrote for a batch.
    pub fn answers(&self, batch: &str) -> Vec<String> {
        let folder = format!("pay/{batch}-answers");
        files(&self.path().join(&folder))
            .into_keys()
            .map(|name| format!("{folder}/{name}"))
            .collect()
    }

    /// A command's result as JSON.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let out = self.done(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&out).expect("JSON")
    }

    /// A step of the chain of figures: people and yuan.
    #[track_caller]
    pub fn figure(&self, step: &str) -> (u64, String) {
        let status = self.json(&["pay", "status"]);
        let figure = &status["figures"][step];
        let yuan = figure["amount"].as_str().unwrap_or_default();
        (figure["people"].as_u64().unwrap_or_default(), yuan.to_owned())
    }

    /// The lines of a batch: name and where it stands.
    #[track_caller]
    pub fn lines(&self, batch: &str) -> Vec<(String, String)> {
        let status = self.json(&["pay", "status", batch]);
        let lines = status["lines"].as_array().expect("lines");
        let text = |line: &Value, key: &str| line[key].as_str().expect("text").to_owned();
        lines.iter().map(|line| (text(line, "name"), text(line, "state"))).collect()
    }

    /// Runs; the disposition of each pay row by name, by `out/…/data`.
    #[track_caller]
    pub fn run(&self) -> BTreeMap<String, String> {
        self.done(&["run", "-q"]);
        let path = self.path().join("out/2020/data/dispositions.csv");
        let mut reader = csv::Reader::from_path(path).expect("there");
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.filter(|row| &row[0] == "pay_list")
            .map(|row| (row[6].to_owned(), row[8].to_owned()))
            .collect()
    }

    /// The files of a batch's export.
    pub fn exported(&self, batch: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path().join("pay").join(batch))
    }

    /// A bank file of the first batch.
    pub fn bank_file(&self) -> PathBuf {
        self.path().join("pay/2020-001/某农商银行/2020-001-001.csv")
    }

    /// Looks at everything that was said: no number in full, and no line too wide
    /// but where a path stands in it.
    #[track_caller]
    pub fn said_well(&self) {
        let numbers: Vec<String> = (1..=99).flat_map(|n| [person_id(n), card(n)]).collect();
        for (args, said) in self.heard.borrow().iter() {
            let text = format!("{}\n{}", said.out, said.err);
            let full = numbers.iter().filter(|number| text.contains(number.as_str())).count();
            assert_eq!(full, 0, "{args} shows a number in full");
            if args.contains("json") {
                continue;
            }
            let wide: Vec<&str> = text
                .lines()
                .filter(|line| line.width() > 80 && !line.contains(['/', '\\']))
                .collect();
            assert!(wide.is_empty(), "{args}: {wide:#?}");
            assert!(!text.contains('{') && !text.contains('}'), "{args}: {text}");
        }
    }
}

/// The files below a folder by their paths in it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        for entry in std::fs::read_dir(&path).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside");
                let name = name.to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("readable"));
            }
        }
    }
    found
}

/// The sheets of a workbook, as texts.
pub fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let sheets = workbook.worksheets();
    sheets
        .into_iter()
        .map(|(name, range)| {
            let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect());
            (name, rows.collect())
        })
        .collect()
}

/// An exception workbook as a township sends it back: opened, filled in beside
/// the people whom it decides on (name, decision, corrected value), and saved.
pub fn filled_in(bytes: &[u8], decisions: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut saved = rust_xlsxwriter::Workbook::new();
    for (name, mut rows) in sheets(bytes) {
        let heading = rows.iter().position(|row| row.iter().any(|cell| cell == "处理意见"));
        if let Some(heading) = heading {
            let column = |of: &str| rows[heading].iter().position(|cell| cell == of).expect(of);
            let of = ["姓名", "处理意见", "更正值", "经办人", "日期"].map(column);
            for row in &mut rows[heading + 1..] {
                let decided = decisions.iter().find(|(name, ..)| row[of[0]] == **name);
                let Some((_, verdict, correction)) = decided else { continue };
                let filled = [*verdict, *correction, "赵经办", "2020-12-15"];
                for (at, text) in of[1..].iter().zip(filled) {
                    text.clone_into(&mut row[*at]);
                }
            }
        }
        let sheet = saved.add_worksheet();
        sheet.set_name(&name).expect("a name");
        for (at, row) in (0..).zip(&rows) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(at, column, text.as_str()).expect("written");
            }
        }
    }
    saved.save_to_buffer().expect("saved")
}
