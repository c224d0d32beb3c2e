//! The ledger under a county's year, and under a million payments.
//!
//! `cargo bench --bench ledger` prints a table: the CPU seconds of each step as
//! the system accounts them to this thread, and the most memory that the process
//! held meanwhile. `ZHIBU_LEDGER_YEARS` says how many years of 42,341 payments
//! stand in the second ledger (24: a million). Linux only.

use std::path::Path;
use std::time::Instant;

use zhibu::bank::returns::{LineKey, Outcome, ReturnFile, ReturnLine};
use zhibu::domain::{Moment, Money, Period};
use zhibu::ledger::{
    Answer, ApprovedFile, Approving, Ledger, LedgerAt, NewPayment, Preparing, Secret, Signer, Which,
};
use zhibu::rulebook::Names;
use zhibu::rulebook::project::SharedAccount;

/// The reference county's pay list.
const PEOPLE: u32 = 42_341;
/// One in so many is not credited.
const FAILS: u32 = 50;

/// Nanoseconds that this thread was on a processor.
fn cpu() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or_default()
}

/// The most KiB that the process held since it was last asked to forget.
fn peak() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Does something and prints what it took.
fn measured<T>(what: &str, step: impl FnOnce() -> T) -> T {
    // Without this the peak is that of all steps so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (before, start) = (cpu(), Instant::now());
    let made = step();
    let (cpu, wall) = ((cpu() - before) / 1_000_000, start.elapsed().as_millis());
    println!("| {what} | {cpu} | {wall} | {} |", peak() / 1_024);
    made
}

fn quietly<T>(_: &str, step: impl FnOnce() -> T) -> T {
    step()
}

fn people() -> Vec<NewPayment> {
    (0..PEOPLE)
        .map(|number| NewPayment {
            person: format!("4306231950{number:08}"),
            also: Vec::new(),
            name: format!("张{number}"),
            name_key: format!("张{number}"),
            payee: format!("张{number}"),
            account: format!("6230{number:015}"),
            bank: "农商银行".to_owned(),
            township: format!("镇{}", number / 2_500),
            village: format!("村{}", number / 250),
            households: [format!("户{}", number / 4), format!("户{}", number / 4)],
            amount: Money::from_yuan(600),
            source: ("pay-list/荣家湾镇.xlsx".to_owned(), "和平村".to_owned(), number),
        })
        .collect()
}

fn answers(batch: &str) -> ReturnFile {
    let lines = (1..=PEOPLE)
        .map(|line| {
            let fails = line % FAILS == 0;
            ReturnLine {
                at: u64::from(line) + 1,
                key: LineKey::Reference(format!("{batch}-{line:06}")),
                account: Some(format!("6230{:015}", line - 1)),
                name: Some(format!("张{}", line - 1)),
                amount: Some(Money::from_yuan(600)),
                amount_text: "600.00".to_owned(),
                code: if fails { "1001" } else { "0000" }.to_owned(),
                reason_code: String::new(),
                reason: if fails { "账号户名不符" } else { "" }.to_owned(),
                outcome: if fails { Outcome::Failed } else { Outcome::Paid },
                date: None,
                trouble: None,
            }
        })
        .collect();
    ReturnFile { lines, ..ReturnFile::default() }
}

/// A ledger with the two who sign.
struct Desk {
    ledger: Ledger,
    maker: Signer,
    checker: Signer,
    names: Names,
    people: Vec<NewPayment>,
}

impl Desk {
    fn open(path: &Path) -> Self {
        let mut ledger = Ledger::open(&LedgerAt::File(path.to_owned()), at()).expect("opened");
        let secret = |name: &str| Secret::Key(format!("the key file of {name}").into_bytes());
        ledger.enrol(at(), None, "王会计", &secret("王"), "salt of one").expect("enrolled");
        let maker = ledger.sign("王会计", &secret("王")).expect("signs");
        let by = Some(&maker);
        ledger.enrol(at(), by, "李主任", &secret("李"), "salt of two").expect("enrolled");
        let checker = ledger.sign("李主任", &secret("李")).expect("signs");
        let names = Names::parse("rules/names.toml", include_str!("../rules/names.toml"));
        Self { ledger, maker, checker, names: names.expect("sound"), people: people() }
    }

    fn prepare(&mut self, period: &str, which: Which) -> String {
        let preparing = Preparing {
            programme: "direct",
            period: Period::parse(period).expect("a period"),
            manifest: "a manifest's hash",
            profile: "plain-csv",
            purpose: "移民直补",
            shared_account: SharedAccount::Household,
            payments: &self.people,
            which,
        };
        self.ledger.prepare(at(), &self.maker, &preparing).expect("prepared").batch
    }

    fn approve(&mut self, batch: &str) {
        let amount = Money::from_yuan(600).times(u64::from(PEOPLE));
        let people = u64::from(PEOPLE);
        let path = "农商银行/1.csv".to_owned();
        let sha256 = "a file's hash".to_owned();
        let files = [ApprovedFile { path, people, amount_fen: amount.fen(), sha256 }];
        let approving = Approving { batch, people, amount, files: &files };
        self.ledger.approve(at(), &self.checker, &approving).expect("approved");
    }

    fn answer(&mut self, batch: &str, file: &ReturnFile) {
        let answer = Answer { batch, name: batch, sha256: batch, file, names: &self.names };
        let answered = self.ledger.take_answer(at(), &self.maker, &answer).expect("taken");
        assert_eq!(answered.lines.len(), file.lines.len());
    }

    /// A year's payments from the run to the bank's answer.
    fn year(&mut self, year: u32, measured: impl Fn(&str, &mut dyn FnMut())) {
        let mut batch = String::new();
        measured("prepare 42,341", &mut || batch = self.prepare(&year.to_string(), Which::New));
        measured("approve", &mut || self.approve(&batch));
        measured("export", &mut || {
            self.ledger.exported(at(), &self.maker, &batch).expect("exported");
        });
        let file = answers(&batch);
        measured("take an answer of 42,341 lines", &mut || self.answer(&batch, &file));
    }

    fn looks(&mut self) {
        measured("status", || self.ledger.batches().expect("read"));
        measured("verify", || self.ledger.verify().expect("whole"));
    }
}

fn at() -> Moment {
    Moment::from_unix(1_600_000_000).expect("a moment")
}

fn main() {
    let years: u32 =
        std::env::var("ZHIBU_LEDGER_YEARS").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("| step | CPU ms | wall ms | peak MiB |\n|---|---|---|---|");
    let mut desk = Desk::open(&folder.path().join("one.sqlite"));
    desk.year(2020, |what, step| measured(what, step));
    desk.looks();
    let payments = desk.people.len();
    desk.people.retain(|person| person.source.2 % FAILS == FAILS - 1);
    measured("reissue what failed", || desk.prepare("2020", Which::Failed));
    assert!(payments > desk.people.len());
    drop(desk);
    let mut desk = Desk::open(&folder.path().join("many.sqlite"));
    for year in 0..years {
        desk.year(1_000 + year, |what, step| quietly(what, step));
    }
    println!("| with {} payments in the ledger: | | | |", years * PEOPLE);
    desk.year(2020, |what, step| measured(what, step));
    desk.looks();
    let bytes = std::fs::metadata(folder.path().join("many.sqlite")).expect("there").len();
    println!("| the file: {} MiB | | | |", bytes >> 20);
}
