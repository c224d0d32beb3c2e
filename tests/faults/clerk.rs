//! What a clerk does with a fault in the folder, and what is looked at after it:
//! who is paid in which file, what is said, and that an older output is untouched.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::binary::{Said, zhibu};
use crate::county::{County, card, person_id};
use crate::desk::{files, sheets};

/// The people of the sound county, from 1.
pub const NAMES: [&str; 8] = ["张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十"];

/// What a case saw: a line of `docs/faults.md` each.
pub type Told = Vec<Line>;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The exit code.
    pub exit: i32,
    /// The finding's code; empty where it was an error or nothing to speak of.
    pub code: String,
    /// What was said of it, in one line.
    pub says: String,
}

/// In place of an exit code, of what was killed and has none.
pub const KILLED: i32 = -1;

/// A line of that kind.
pub fn line(exit: i32, code: &str, says: impl Into<String>) -> Line {
    Line { exit, code: code.to_owned(), says: says.into() }
}

/// A row of `data/findings.csv`.
#[derive(Clone, Debug)]
pub struct Found {
    pub code: String,
    pub severity: String,
    /// As in `pay-list/甲镇.xlsx#名单!C3`.
    pub at: String,
    pub message: String,
    pub proposal: String,
}

/// The first people's rows of a roster, under its heading.
pub fn roster(people: usize) -> String {
    let rows = (1..=people).map(|n| format!("\n和平村,{},#{n}", NAMES[n - 1]));
    format!("村,姓名,身份证号{}", rows.collect::<String>())
}

/// The heading of [`pay_list`].
pub const PAY_LIST: &str = "村,姓名,身份证号,开户银行,银行账号";

/// The first people's rows of a pay list, under its heading.
pub fn pay_list(people: usize) -> String {
    let rows = (1..=people).map(|n| pay_row(n, NAMES[n - 1]));
    format!("{PAY_LIST}{}", rows.collect::<String>())
}

/// Somebody's row of a pay list, after the line above it.
pub fn pay_row(n: usize, name: &str) -> String {
    format!("\n和平村,{name},#{n},某农商银行,@{n}")
}

/// A county of three people in order.
pub fn sound() -> County {
    County::new().lists(&roster(3), &pay_list(3))
}

/// A county of some people, whose pay list is the sheet 名单 of a workbook.
pub fn paid_in(people: usize, text: &str) -> County {
    County::new()
        .table("roster/甲镇.csv", &roster(people))
        .workbook("pay-list/甲镇.xlsx", &[("名单", text)])
}

/// Runs a command as a clerk of that county does, in Chinese.
#[track_caller]
pub fn does(folder: &Path, args: &[&str]) -> Said {
    let said = zhibu(folder, &[args, &["-q", "--lang", "zh"]].concat());
    shows_no_number(&said);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    said
}

/// No identity number or account of a test's people in full.
#[track_caller]
pub fn shows_no_number(said: &Said) {
    let text = format!("{}\n{}", said.out, said.err);
    let full = (1..=20).flat_map(|n| [person_id(n), card(n)]).any(|number| text.contains(&number));
    assert!(!full, "a number stands there in full");
}

/// The county's run, which is made; looked at all round.
#[track_caller]
pub fn ran(county: County) -> Ran {
    let folder = county.ready();
    let said = does(&folder, &["run"]);
    assert_eq!(said.code, 0, "{said:?}");
    let ran = Ran::of(county, said);
    ran.adds_up();
    ran
}

/// A run that paid.
pub struct Ran {
    pub county: County,
    pub said: Said,
    /// The output's files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Pay rows: name as written, disposition, yuan.
    pub rows: Vec<(String, String, String)>,
    pub findings: Vec<Found>,
}

impl Ran {
    fn of(county: County, said: Said) -> Self {
        let out = county.path().join("out/2020");
        let files = files(&out);
        let rows = table(&files["data/dispositions.csv"])
            .into_iter()
            .filter(|row| row[0] == "pay_list")
            .map(|row| (row[6].clone(), row[8].clone(), row[10].clone()))
            .collect();
        let findings = findings(&out);
        Self { county, said, files, rows, findings }
    }

    /// Everything that is paid is in a bank's file, in the control file and in the
    /// manifest, and nothing else is; the output holds.
    #[track_caller]
    fn adds_up(&self) {
        let due: Vec<&(String, String, String)> =
            self.rows.iter().filter(|(_, end, _)| end == "paid").collect();
        let yuan: u64 = due.iter().map(|(.., yuan)| fen(yuan)).sum();
        let sent = self.sent();
        assert_eq!(sent.len(), due.len(), "lines of bank files = people paid");
        assert_eq!(sent.iter().map(|(_, yuan)| fen(yuan)).sum::<u64>(), yuan, "fen of bank files");
        let control = table(&self.files["payout/control.csv"]);
        let total = control.last().expect("a total");
        let stated = (total[1].parse().ok(), fen(&total[2]));
        assert_eq!(stated, (Some(due.len()), yuan), "the control file");
        let manifest: Value = serde_json::from_slice(&self.files["manifest.json"]).expect("JSON");
        let totals = &manifest["totals"];
        let amount = fen(totals["paid_amount"].as_str().expect("text"));
        assert_eq!((totals["paid_people"].as_u64(), amount), (Some(due.len() as u64), yuan));
        assert_eq!(manifest["refused"], false);
        let verified = does(self.county.path(), &["verify", "out/2020"]);
        assert_eq!(verified.code, 0, "{verified:?}");
    }

    /// The lines of the bank's files: payee and yuan.
    pub fn sent(&self) -> Vec<(String, String)> {
        let banks = self.files.iter().filter(|(path, _)| path.starts_with("payout/"));
        banks
            .filter(|(path, _)| path.matches('/').count() == 2)
            .flat_map(|(_, bytes)| {
                let text = encoding_rs::GBK.decode(bytes).0.into_owned();
                table(text.as_bytes()).into_iter().map(|row| (row[1].clone(), row[4].clone()))
            })
            .collect()
    }

    /// Who is paid and who is held, by the names as written; everybody else's row
    /// is told by the codes of [`Ran::finding`].
    #[track_caller]
    pub fn ends(&self, paid: &[&str], held: &[&str]) -> &Self {
        let names = |wanted: &str| {
            let of = self.rows.iter().filter(|(_, end, _)| end == wanted);
            of.map(|(name, ..)| name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!((names("paid"), names("held")), (paid.to_vec(), held.to_vec()), "{self:#?}");
        let yuan: u64 = self.sent().iter().map(|(_, yuan)| fen(yuan)).sum();
        assert_eq!(yuan, 60_000 * paid.len() as u64, "600.00 yuan for each");
        self
    }

    /// A finding of that code, place and weight that says this.
    #[track_caller]
    pub fn finding(&self, code: &str, severity: &str, at: &str, words: &str) -> &Found {
        let found = self.findings.iter().find(|found| {
            (found.code.as_str(), found.severity.as_str(), found.at.as_str())
                == (code, severity, at)
                && found.message.contains(words)
        });
        found.unwrap_or_else(|| {
            panic!("{code} {severity} {at} «{words}» is not among {:#?}", self.findings)
        })
    }

    /// The row is held with that code, and in the township's exception workbook.
    #[track_caller]
    pub fn held_for(&self, code: &str, at: &str, words: &str) -> Line {
        let found = self.finding(code, "hold", at, words);
        let (_, place) = at.split_once('!').expect("a cell");
        assert!(self.exceptions(code, place), "{code} {place} is not in the township's workbook");
        line(0, code, &found.message)
    }

    /// Accepted, and said so.
    #[track_caller]
    pub fn noted(&self, code: &str, severity: &str, at: &str, words: &str) -> Line {
        line(0, code, &self.finding(code, severity, at, words).message)
    }

    /// Whether the township's workbook has a row with that code and cell.
    fn exceptions(&self, code: &str, place: &str) -> bool {
        let book = self.files.get("exceptions/甲镇.xlsx").map(|bytes| sheets(bytes));
        book.into_iter().flatten().any(|(_, rows)| {
            rows.iter().any(|row| {
                let has = |text: &str| row.iter().any(|cell| cell == text);
                has(code) && has(place)
            })
        })
    }

    /// No finding beyond counted rows.
    #[track_caller]
    pub fn quiet(&self) -> &Self {
        let loud: Vec<&Found> = self.findings.iter().filter(|f| f.code != "I010").collect();
        assert!(loud.is_empty(), "{loud:#?}");
        self
    }
}

impl std::fmt::Debug for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#?}\n{:#?}\n{}", self.rows, self.findings, self.said.out)
    }
}

/// A county whose output of an earlier run is there.
pub struct Office {
    pub county: County,
    old: BTreeMap<String, Vec<u8>>,
}

impl Office {
    /// Three people were to be paid.
    #[track_caller]
    pub fn new() -> Self {
        let ran = ran(sound());
        ran.ends(&NAMES[..3], &[]);
        Self { county: ran.county, old: ran.files }
    }

    /// The folder after somebody did something in it.
    pub fn after(self, does: impl FnOnce(County) -> County) -> Self {
        let county = does(self.county);
        county.ready();
        Self { county, ..self }
    }

    pub fn path(&self) -> &Path {
        self.county.path()
    }

    /// The older output is there, byte for byte.
    #[track_caller]
    pub fn old_is_intact(&self) {
        let now = files(&self.path().join("out/2020"));
        assert!(now == self.old, "the older output was touched: {:?}", now.keys());
    }

    /// The run is refused for a finding: nothing is paid, the older output is as it
    /// was, and what is said names the file and what to do.
    #[track_caller]
    pub fn refuses(&self, code: &str, at: &str, words: &str) -> Line {
        let said = does(self.path(), &["run"]);
        assert_eq!(said.code, 3, "{said:?}");
        self.old_is_intact();
        let refused = self.path().join("out/2020-refused");
        let written = files(&refused);
        let money = |path: &&String| {
            ["payout/", "posting/", "data/dispositions", "data/payments"]
                .iter()
                .any(|prefix| path.starts_with(prefix))
        };
        assert_eq!(written.keys().filter(money).count(), 0, "{:?}", written.keys());
        let manifest: Value = serde_json::from_slice(&written["manifest.json"]).expect("JSON");
        assert_eq!(manifest["refused"], true);
        let all = findings(&refused);
        let found = all.iter().find(|found| found.code == code && found.at == at);
        let found = found.unwrap_or_else(|| panic!("{code} {at} is not among {all:#?}"));
        assert_eq!(found.severity, "refuse");
        assert!(found.message.contains(words), "«{words}» in {}", found.message);
        says_what_and_how(&said.out, code, at);
        line(3, code, &found.message)
    }

    /// The run is stopped by an error: nothing is written, the older output is as it
    /// was, and the message names what it is about and what to do.
    #[track_caller]
    pub fn stops(&self, exit: i32, args: &[&str], words: &[&str]) -> Line {
        let said = does(self.path(), args);
        self.stopped(&said, exit, words)
    }

    /// The same of a command that has been given.
    #[track_caller]
    pub fn stopped(&self, said: &Said, exit: i32, words: &[&str]) -> Line {
        assert_eq!((said.code, said.out.as_str()), (exit, ""), "{said:?}");
        for word in words {
            assert!(unwrapped(&said.err).contains(word), "«{word}» in {}", said.err);
        }
        self.old_is_intact();
        line(exit, "", self.plain(&said.err))
    }

    /// A message in one line, without this machine's paths.
    pub fn plain(&self, text: &str) -> String {
        plain(self.path(), text)
    }
}

/// A message in one line, the county's folder as `…`.
pub fn plain(folder: &Path, text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ").trim().replace(&*folder.to_string_lossy(), "…")
}

/// A message whose lines were broken for the terminal, in one.
pub fn unwrapped(text: &str) -> String {
    text.lines().map(str::trim).collect::<String>()
}

/// A file that is put among the rosters is refused: by the run, and by `inspect`.
#[track_caller]
pub fn unreadable(name: &str, bytes: impl AsRef<[u8]>, code: &str, words: &str) -> Line {
    let file = format!("roster/{name}");
    let office = Office::new().after(|county| county.file(&file, bytes));
    let line = office.refuses(code, &file, words);
    let said = does(office.path(), &["inspect", &file]);
    assert_eq!(said.code, 3, "{said:?}");
    says_what_and_how(&said.out, code, &file);
    line
}

/// A block names the code, the place and a way out.
#[track_caller]
pub fn says_what_and_how(text: &str, code: &str, at: &str) {
    let block: Vec<&str> =
        text.lines().map(str::trim).skip_while(|line| !line.starts_with(code)).collect();
    let place = at.replace(['#', '!'], " › ");
    assert!(block.get(1).is_some_and(|line| line.starts_with(&place)), "{place} in {text}");
    let way_out = block.iter().take_while(|line| !line.is_empty());
    let fix = way_out.filter_map(|line| line.strip_prefix("办法")).map(str::trim).next();
    assert!(fix.is_some_and(|fix| !fix.is_empty()), "no way out in {text}");
}

/// The findings of an output.
pub fn findings(out: &Path) -> Vec<Found> {
    let bytes = std::fs::read(out.join("data/findings.csv")).expect("there");
    let rows = table(&bytes).into_iter().map(|row| {
        let sheet = if row[5].is_empty() { String::new() } else { format!("#{}", row[5]) };
        let cell = if row[6].is_empty() { String::new() } else { format!("!{}{}", row[7], row[6]) };
        Found {
            code: row[0].clone(),
            severity: row[2].clone(),
            at: format!("{}{sheet}{cell}", row[4]),
            message: row[10].clone(),
            proposal: row[11].clone(),
        }
    });
    rows.collect()
}

/// The records of a CSV after its heading.
pub fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// Yuan with two decimals in fen.
pub fn fen(yuan: &str) -> u64 {
    yuan.replace('.', "").parse().expect("digits")
}
