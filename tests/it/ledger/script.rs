//! Steps of a payout's life as plain data, and how the ledger answers them.

use serde::{Deserialize, Serialize};
use zhibu::bank::returns::{LineKey, LineTrouble, Outcome, ReturnFile, ReturnLine};
use zhibu::domain::{Moment, Money, Period};
use zhibu::ledger::store::StoreError;
use zhibu::ledger::{
    Answer, ApprovedFile, Approving, BatchKind, Ledger, LedgerError, NewPayment, NothingToDo,
    Preparing, Secret, Signer, Which,
};
use zhibu::rulebook::Names;
use zhibu::rulebook::project::SharedAccount;

/// Somebody who is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub number: String,
    pub also: Vec<String>,
    pub name: String,
    pub account: String,
    pub households: [String; 2],
    pub fen: i64,
}

/// Who may share an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sharing {
    Never,
    Household,
    Limit(usize),
}

/// How a line of an answer names its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    Reference(String),
    Line(u64),
    Account,
}

/// What a line of an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    Paid,
    Failed,
    Pending,
    Unknown,
}

/// How a line of an answer is badly formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Badly {
    Fields,
    NoKey,
    Amount,
}

/// A line of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub key: Key,
    pub account: Option<String>,
    pub name: Option<String>,
    pub fen: Option<i64>,
    pub says: Says,
    pub badly: Option<Badly>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Enrol {
        name: String,
        by: Option<String>,
    },
    Prepare {
        by: String,
        programme: String,
        period: String,
        reissue: bool,
        sharing: Sharing,
        people: Vec<Person>,
    },
    /// `files`: the people and fen of each file.
    Approve {
        by: String,
        batch: String,
        people: u64,
        fen: i64,
        files: Vec<(u64, i64)>,
    },
    Withdraw {
        by: String,
        batch: String,
        lines: Vec<u64>,
    },
    Export {
        by: String,
        batch: String,
    },
    Answer {
        by: String,
        batch: String,
        name: String,
        content: String,
        says_batch: Option<String>,
        says_file: Option<u32>,
        lines: Vec<Line>,
    },
    Close {
        by: String,
        batch: String,
    },
}

/// The names' rules as shipped.
pub fn names() -> &'static Names {
    static NAMES: std::sync::LazyLock<Names> = std::sync::LazyLock::new(|| {
        Names::parse("rules/names.toml", include_str!("../../../rules/names.toml")).expect("sound")
    });
    &NAMES
}

/// What proves who somebody is; the same however the name is written.
pub fn key_of(name: &str) -> Secret {
    let plain = super::model::plain_name(name);
    Secret::Key(format!("the key file of {plain}").into_bytes())
}

/// A payment as a run hands it over.
pub fn new_payment(person: &Person, row: u32) -> NewPayment {
    NewPayment {
        person: person.number.clone(),
        also: person.also.clone(),
        name: person.name.clone(),
        name_key: person.name.clone(),
        payee: person.name.clone(),
        account: person.account.clone(),
        bank: "农商银行".to_owned(),
        township: "荣家湾镇".to_owned(),
        village: "和平村".to_owned(),
        households: person.households.clone(),
        amount: Money::from_fen(person.fen),
        source: ("pay-list/荣家湾镇.xlsx".to_owned(), "和平村".to_owned(), row),
    }
}

/// A line as a reader hands it over.
fn return_line(line: &Line, at: u64, file: Option<u32>) -> ReturnLine {
    ReturnLine {
        at,
        key: match &line.key {
            Key::Reference(reference) => LineKey::Reference(reference.clone()),
            Key::Line(number) => LineKey::Line { file, line: *number },
            Key::Account => LineKey::Account,
        },
        account: line.account.clone(),
        name: line.name.clone(),
        amount: line.fen.map(Money::from_fen),
        amount_text: line.fen.map(|fen| Money::from_fen(fen).to_string()).unwrap_or_default(),
        code: format!("{:?}", line.says),
        reason_code: String::new(),
        reason: if line.says == Says::Failed { "户名不符".to_owned() } else { String::new() },
        outcome: match line.says {
            Says::Paid => Outcome::Paid,
            Says::Failed => Outcome::Failed,
            Says::Pending => Outcome::Pending,
            Says::Unknown => Outcome::Unknown,
        },
        date: None,
        trouble: line.badly.map(|badly| match badly {
            Badly::Fields => LineTrouble::Fields { found: 3, expected: 5 },
            Badly::NoKey => LineTrouble::NoKey,
            Badly::Amount => LineTrouble::Amount,
        }),
    }
}

/// A file's lines, as a reader hands them over.
pub fn return_file(batch: Option<&str>, file: Option<u32>, lines: &[Line]) -> ReturnFile {
    ReturnFile {
        batch: batch.map(str::to_owned),
        file,
        lines: (1..).zip(lines).map(|(at, line)| return_line(line, at, file)).collect(),
        statements: Vec::new(),
    }
}

/// Why a step was refused, in a word.
pub fn refusal(error: &LedgerError) -> String {
    match error {
        LedgerError::Store { source: StoreError::Busy, .. } => "busy".to_owned(),
        LedgerError::Store { source, .. } => format!("store: {source}"),
        LedgerError::NoLedger { .. } => "no-ledger".to_owned(),
        LedgerError::NoSuchBatch { .. } => "no-such-batch".to_owned(),
        LedgerError::NoSuchLine { .. } => "no-such-line".to_owned(),
        LedgerError::WrongState { state, .. } => format!("is {}", state.key()),
        LedgerError::NotEnrolled { .. } => "not-enrolled".to_owned(),
        LedgerError::EnrolledAlready { .. } => "enrolled-already".to_owned(),
        LedgerError::NeedsSigner => "needs-signer".to_owned(),
        LedgerError::WrongSecret { .. } => "wrong-secret".to_owned(),
        LedgerError::Nothing(NothingToDo::NobodyNew) => "nobody-new".to_owned(),
        LedgerError::Nothing(NothingToDo::OnlyReissues) => "only-reissues".to_owned(),
        LedgerError::Nothing(NothingToDo::NoneFailed) => "none-failed".to_owned(),
        LedgerError::Purged { .. } => "purged".to_owned(),
        LedgerError::NotPurgeable { batch, .. } => format!("not purgeable {batch}"),
        LedgerError::Refused(findings) => {
            let mut codes: Vec<&str> = findings.iter().map(|finding| finding.doc.code).collect();
            codes.sort_unstable();
            codes.join(" ")
        }
    }
}

/// Takes a step; what came of it, in words that the model speaks too.
pub fn take(ledger: &mut Ledger, at: Moment, step: &Step) -> String {
    try_take(ledger, at, step).unwrap_or_else(|error| refusal(&error))
}

pub fn signed(ledger: &mut Ledger, name: &str) -> Result<Signer, LedgerError> {
    ledger.sign(name, &key_of(name))
}

/// Takes a step.
pub fn try_take(ledger: &mut Ledger, at: Moment, step: &Step) -> Result<String, LedgerError> {
    match step {
        Step::Enrol { name, by } => {
            let by = by.as_ref().map(|by| signed(ledger, by)).transpose()?;
            let salt = format!("salt of {name}");
            ledger.enrol(at, by.as_ref(), name, &key_of(name), &salt)?;
            Ok("enrolled".to_owned())
        }
        Step::Prepare { by, programme, period, reissue, sharing, people } => {
            let by = signed(ledger, by)?;
            let payments: Vec<NewPayment> =
                (2..).zip(people).map(|(row, person)| new_payment(person, row)).collect();
            let prepared = ledger.prepare(
                at,
                &by,
                &Preparing {
                    programme,
                    period: Period::parse(period).expect("a period"),
                    manifest: "the manifest's hash",
                    profile: "plain-csv",
                    purpose: "移民直补",
                    shared_account: match sharing {
                        Sharing::Never => SharedAccount::Never,
                        Sharing::Household => SharedAccount::Household,
                        Sharing::Limit(limit) => SharedAccount::Limit(*limit),
                    },
                    payments: &payments,
                    which: if *reissue { Which::Failed } else { Which::New },
                },
            )?;
            let kind = match prepared.kind {
                BatchKind::First => "first",
                BatchKind::Supplementary => "supplementary",
                BatchKind::Reissue => "reissue",
            };
            let (people, fen) = (prepared.people, prepared.amount.fen());
            Ok(format!("{} {kind} {people} {fen} {}", prepared.batch, prepared.others))
        }
        Step::Approve { by, batch, people, fen, files } => {
            let by = signed(ledger, by)?;
            let files: Vec<ApprovedFile> = (1..)
                .zip(files)
                .map(|(number, (people, fen))| ApprovedFile {
                    path: format!("农商银行/{number}.csv"),
                    people: *people,
                    amount_fen: *fen,
                    sha256: "the file's hash".to_owned(),
                })
                .collect();
            let amount = Money::from_fen(*fen);
            ledger.approve(
                at,
                &by,
                &Approving { batch, people: *people, amount, files: &files },
            )?;
            Ok("approved".to_owned())
        }
        Step::Withdraw { by, batch, lines } => {
            let by = signed(ledger, by)?;
            let (people, amount) = ledger.withdraw(at, &by, batch, lines, "编错了")?;
            Ok(format!("withdrawn {people} {}", amount.fen()))
        }
        Step::Export { by, batch } => {
            let by = signed(ledger, by)?;
            ledger.exported(at, &by, batch)?;
            Ok("exported".to_owned())
        }
        Step::Answer { by, batch, name, content, says_batch, says_file, lines } => {
            let by = signed(ledger, by)?;
            let file = return_file(says_batch.as_deref(), *says_file, lines);
            let sha256 = content.as_str();
            let answer = Answer { batch, name, sha256, file: &file, names: names() };
            let answered = ledger.take_answer(at, &by, &answer)?;
            Ok(answered_in_words(&answered))
        }
        Step::Close { by, batch } => {
            let by = signed(ledger, by)?;
            let closed = ledger.close(at, &by, batch)?;
            let (paid, failed) = (closed.paid, closed.failed);
            Ok(format!(
                "closed {} {} {} {}",
                paid.people,
                paid.amount.fen(),
                failed.people,
                failed.amount.fen()
            ))
        }
    }
}

/// What came of an answer: where each line ended, and with which code.
pub fn answered_in_words(answered: &zhibu::ledger::Answered) -> String {
    let mut words: Vec<String> = answered
        .lines
        .iter()
        .map(|line| {
            let of_line = answered
                .findings
                .iter()
                .find(|finding| finding.origin.row.map(u64::from) == Some(line.line));
            let code = of_line.map_or("", |finding| finding.doc.code);
            let reference = line.reference.as_deref().unwrap_or("?");
            format!("{reference} {} {code}", line.bucket.key()).trim().to_owned()
        })
        .collect();
    if let Some((name, batch)) = &answered.again {
        let codes: Vec<&str> = answered.findings.iter().map(|finding| finding.doc.code).collect();
        words.push(format!("{} {name} {batch}", codes.join(" ")));
    }
    words.join("; ")
}

/// Where everything stands, a line a batch.
pub fn standing(ledger: &mut Ledger) -> Vec<String> {
    let batches = ledger.batches().expect("batches are read");
    let mut shown: Vec<String> = Vec::new();
    for batch in batches {
        let lines = ledger.lines(&batch.id).expect("lines are read");
        let states: Vec<&str> = lines.iter().map(|line| line.state.key()).collect();
        let fen: i64 = lines.iter().map(|line| line.of.amount.fen()).sum();
        let attempts: Vec<String> = lines
            .iter()
            .filter_map(|line| Some(format!("{}<{}", line.id, line.attempt_of?)))
            .collect();
        shown.push(format!(
            "{} {} {} {} {fen} [{}] [{}]",
            batch.id,
            batch.programme,
            batch.kind.words(zhibu::domain::Lang::En),
            batch.state.key(),
            states.join(" "),
            attempts.join(" ")
        ));
    }
    shown.sort();
    shown
}
