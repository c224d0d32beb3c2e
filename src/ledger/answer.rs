//! What a bank sent back, line by line, against what was sent.
//!
//! A line finds its payment by batch and reference, by its place in the file
//! that was sent, or by account and amount together; never by a name. Every line
//! ends in exactly one bucket, and the buckets add up to the file. What does not
//! agree with what was sent is kept apart, and nothing follows from it
//! (B001, B003, B004, B010, B011).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::again::Others;
use super::chain::{Entry, put_int, put_text};
use super::error::{BatchState, LedgerError};
use super::fact::{Fact, State};
use super::signer::Signer;
use super::status::Count;
use super::store::{Store, Value};
use super::{Batch, Change, Ledger, Payment, approve, docs, history, of_batch, status};
use crate::bank::returns::{LineKey, LineTrouble, Outcome, ReturnFile, ReturnLine};
use crate::domain::account::mask_account;
use crate::domain::long_number::mask_long_numbers;
use crate::domain::{Moment, Money, Period};
use crate::finding::{Doc, Finding, has_long_number};
use crate::intake::files::hex;
use crate::normalize::name::name_key;
use crate::origin::Origin;
use crate::payout::batch::line_reference;
use crate::rulebook::Names;
use crate::say;

/// Where a line of an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// Credited.
    Paid,
    /// Not paid.
    Failed,
    /// Credited before, and sent back (B008).
    Returned,
    /// The bank is at work on it.
    Pending,
    /// The code says nothing that the profile knows (B005).
    Unknown,
    /// It says what was known, or less.
    Repeated,
    /// Kept apart: it does not agree with what was sent.
    Quarantined,
}

impl Bucket {
    /// Every bucket.
    pub const ALL: [Self; 7] = [
        Self::Paid,
        Self::Failed,
        Self::Returned,
        Self::Pending,
        Self::Unknown,
        Self::Repeated,
        Self::Quarantined,
    ];

    /// Its key in the database and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Returned => "returned",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Repeated => "repeated",
            Self::Quarantined => "quarantined",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: crate::domain::Lang) -> &'static str {
        match self {
            Self::Paid => say!(lang, "ledger-line-paid"),
            Self::Failed => say!(lang, "ledger-line-failed"),
            Self::Returned => say!(lang, "ledger-line-returned"),
            Self::Pending => say!(lang, "ledger-line-pending"),
            Self::Unknown => say!(lang, "ledger-line-unknown"),
            Self::Repeated => say!(lang, "ledger-line-repeated"),
            Self::Quarantined => say!(lang, "ledger-line-quarantined"),
        }
    }
}

/// An answer that is to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The batch that it answers.
    pub batch: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// The hash of its bytes.
    pub sha256: &'a str,
    /// Its lines.
    pub file: &'a ReturnFile,
    /// How names are compared.
    pub names: &'a Names,
}

/// A line with where it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The line in the file, as its reader counts.
    pub line: u64,
    /// Where it ended.
    pub bucket: Bucket,
    /// Its payment, by reference, where it has one.
    pub reference: Option<String>,
}

/// An answer that was taken in.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The batch.
    pub batch: String,
    /// The lines and what they come to, by bucket; sums are of what was sent.
    pub buckets: BTreeMap<Bucket, Count>,
    /// What there is to say of lines.
    pub findings: Vec<Finding>,
    /// Every line.
    pub lines: Vec<Placed>,
    /// What the file says of the whole without naming payments; nothing follows
    /// from it.
    pub statements: Vec<String>,
    /// Where the same content was taken in before: its name and batch (B007).
    pub again: Option<(String, String)>,
}

/// A line as the database keeps it.
struct LineRow {
    line: i64,
    bucket: String,
    finding: String,
    payment: Option<i64>,
    code: String,
    reason: String,
    amount_fen: Option<i64>,
}

/// Hashes an answer's lines as they ended.
#[derive(Default)]
pub(super) struct LinesContent {
    hash: Sha256,
    bytes: Vec<u8>,
}

impl LinesContent {
    /// Takes the next line: its number, its bucket, finding, code and reason, its
    /// payment and fen.
    pub(super) fn take(
        &mut self,
        line: i64,
        texts: [&str; 4],
        payment: Option<i64>,
        fen: Option<i64>,
    ) {
        self.bytes.clear();
        put_int(&mut self.bytes, line);
        for text in texts {
            put_text(&mut self.bytes, text);
        }
        put_int(&mut self.bytes, payment.unwrap_or(-1));
        put_int(&mut self.bytes, fen.unwrap_or(-1));
        self.hash.update(&self.bytes);
    }

    /// Takes a row: `seq, line, bucket, finding, payment, code, reason, amount_fen`.
    pub(super) fn take_row(&mut self, row: &[Value<'_>]) {
        let texts = [2, 3, 5, 6].map(|at| row[at].text());
        self.take(row[1].int(), texts, row[4].some_int(), row[7].some_int());
    }

    /// The hash.
    pub(super) fn finish(self) -> String {
        hex(&self.hash.finalize())
    }
}

/// The hash of an answer's lines as they ended.
fn content_of_lines(lines: &[LineRow]) -> String {
    let mut content = LinesContent::default();
    for row in lines {
        let texts = [&row.bucket, &row.finding, &row.code, &row.reason].map(String::as_str);
        content.take(row.line, texts, row.payment, row.amount_fen);
    }
    content.finish()
}

impl Ledger {
    /// Takes in what a bank sent back. The same content again changes nothing.
    ///
    /// # Errors
    /// B002 where it answers another batch; where the bank does not have the
    /// batch; as the database says.
    pub fn take_answer(
        &mut self,
        at: Moment,
        by: &Signer,
        answer: &Answer<'_>,
    ) -> Result<Answered, LedgerError> {
        self.change(at, by.name(), |change| take(change, answer))
    }

    /// Whether there is such a batch.
    ///
    /// # Errors
    /// As the database says.
    pub fn has_batch(&mut self, batch: &str) -> Result<bool, LedgerError> {
        status::known(self.store.as_mut(), batch).map_err(|error| self.placed(error))
    }
}

/// What was sent, as an answer finds it.
struct Sent<'a> {
    batch: &'a str,
    payments: &'a [Payment],
    /// For each file, from 1, the place of its first payment.
    files: Vec<usize>,
    by_line: BTreeMap<u32, usize>,
    by_account: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Sent<'a> {
    fn new(batch: &'a str, payments: &'a [Payment], in_files: &[u64]) -> Self {
        let mut files = vec![0];
        for people in in_files {
            let next = files[files.len() - 1] + usize::try_from(*people).unwrap_or(usize::MAX);
            files.push(next);
        }
        let mut by_account: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, payment) in payments.iter().enumerate() {
            by_account.entry(&payment.of.account).or_default().push(at);
        }
        let by_line = payments.iter().enumerate().map(|(at, one)| (one.line, at)).collect();
        Self { batch, payments, files, by_line, by_account }
    }

    /// The payments of a file, by their places; all of them where none is named.
    fn places(&self, file: Option<u32>) -> Option<std::ops::Range<usize>> {
        let all = 0..self.payments.len();
        match file {
            None => Some(all),
            Some(number) => {
                let number = usize::try_from(number).ok()?;
                let (first, end) =
                    (self.files.get(number.checked_sub(1)?)?, self.files.get(number)?);
                Some(*first..(*end).min(all.end))
            }
        }
    }

    /// The payment that a line speaks of; the finding where it is none of ours.
    fn find(&self, line: &ReturnLine, file: Option<u32>) -> Option<usize> {
        match &line.key {
            LineKey::Reference(reference) => {
                let (batch, number) = reference.rsplit_once('-')?;
                let number: u32 = number.parse().ok()?;
                let there = batch == self.batch && line_reference(batch, number) == *reference;
                self.by_line.get(&number).copied().filter(|_| there)
            }
            LineKey::Line { file: of, line } => {
                // Without its file, a place says something only where there is one file.
                let of = of.or((self.files.len() == 2).then_some(1))?;
                let places = self.places(Some(of))?;
                let at = usize::try_from(line.checked_sub(1)?).ok()?.checked_add(places.start)?;
                places.contains(&at).then_some(at)
            }
            LineKey::Account => self.by_account(line, self.places(file)?),
        }
    }

    /// The one payment into the line's account, of its amount, to its name.
    fn by_account(&self, line: &ReturnLine, places: std::ops::Range<usize>) -> Option<usize> {
        let account = line.account.as_deref()?;
        let mut found: Vec<usize> = self.by_account.get(account)?.clone();
        found.retain(|at| places.contains(at));
        let narrow = |found: &mut Vec<usize>, fits: &dyn Fn(&Payment) -> bool| {
            if found.len() > 1 {
                found.retain(|at| fits(&self.payments[*at]));
            }
        };
        narrow(&mut found, &|payment| line.amount.is_none_or(|sum| sum == payment.of.amount));
        narrow(&mut found, &|payment| {
            line.name.as_ref().is_none_or(|name| *name == payment.of.payee)
        });
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

fn take(change: &mut Change<'_>, answer: &Answer<'_>) -> Result<Answered, LedgerError> {
    let again = taken_before(change.store, answer.sha256)?;
    if let Some((name, batch)) = again {
        return Ok(said_again(answer, name, batch));
    }
    let (header, payments) = approve::read(change.store, answer.batch)?;
    refuse_other_batch(change.store, answer)?;
    if !matches!(header.state, BatchState::Exported | BatchState::Closed) {
        return Err(header.wrong_state(BatchState::Exported));
    }
    let approval = approve::approval(change.store, answer.batch)?;
    let in_files = approval.map(|approval| approval.files).unwrap_or_default();
    let in_files: Vec<u64> = in_files.iter().map(|file| file.people).collect();
    let mut taking = Taking {
        answer,
        header: &header,
        sent: Sent::new(answer.batch, &payments, &in_files),
        others: None,
        states: payments.iter().map(|payment| payment.state).collect(),
        rows: Vec::new(),
        moves: Vec::new(),
        answered: Answered {
            batch: answer.batch.to_owned(),
            buckets: BTreeMap::new(),
            findings: Vec::new(),
            lines: Vec::new(),
            statements: Vec::new(),
            again: None,
        },
    };
    for line in &answer.file.lines {
        taking.place(line, change.store)?;
    }
    let placed: u64 = taking.answered.buckets.values().map(|count| count.people).sum();
    assert_eq!(placed, answer.file.lines.len() as u64, "every line ends in one bucket");
    taking.write(change)
}

/// The name and batch under which the same content was taken in.
fn taken_before(
    store: &mut dyn Store,
    sha256: &str,
) -> Result<Option<(String, String)>, LedgerError> {
    let mut before = None;
    let sql = "SELECT name, batch FROM return_file WHERE sha256 = $1";
    store.query(sql, &[Value::Text(sha256)], &mut |row| {
        before = Some((row[0].text().to_owned(), row[1].text().to_owned()));
    })?;
    Ok(before)
}

/// B007: nothing is done.
fn said_again(answer: &Answer<'_>, name: String, batch: String) -> Answered {
    let finding = of_batch(&docs::B007, &batch).with("name", name.clone());
    Answered {
        batch: batch.clone(),
        buckets: BTreeMap::new(),
        findings: vec![Finding { origin: Origin::file(answer.name), ..finding }],
        lines: Vec::new(),
        statements: Vec::new(),
        again: Some((name, batch)),
    }
}

/// B002 where the file, its name, or any of its lines speaks of another batch.
fn refuse_other_batch(store: &mut dyn Store, answer: &Answer<'_>) -> Result<(), LedgerError> {
    let refused = |found: &str| {
        let finding =
            Finding { origin: Origin::file(answer.name), ..of_batch(&docs::B002, answer.batch) };
        Err(LedgerError::Refused(vec![finding.with("found", shown(found))]))
    };
    if let Some(batch) = answer.file.batch.as_deref().filter(|batch| *batch != answer.batch) {
        return refused(batch);
    }
    let mut others: Vec<&str> = answer
        .file
        .lines
        .iter()
        .filter_map(|line| match &line.key {
            LineKey::Reference(reference) => Some(reference.rsplit_once('-')?.0),
            _ => None,
        })
        .filter(|batch| *batch != answer.batch)
        .collect();
    others.sort_unstable();
    others.dedup();
    for other in others {
        // What no batch of ours is called is a line that nobody knows (B001).
        if status::known(store, other)? {
            return refused(other);
        }
    }
    Ok(())
}

/// An answer while it is taken in.
struct Taking<'a> {
    answer: &'a Answer<'a>,
    header: &'a Batch,
    sent: Sent<'a>,
    /// Everybody's payments; read where one that is proven failed would come to
    /// life again.
    others: Option<Others>,
    /// Where each payment stands by now.
    states: Vec<State>,
    rows: Vec<LineRow>,
    /// Payments that moved: place, from, to, and the line that says so.
    moves: Vec<(usize, State, State, usize)>,
    answered: Answered,
}

/// What follows from a line.
enum Verdict {
    /// It moves the payment.
    Move(State, Bucket),
    /// It says nothing new.
    Nothing(Bucket),
    /// It does not agree, or leaves open what happened.
    Say(Bucket, &'static Doc, Vec<(&'static str, String)>),
    /// The same, and the payment moves.
    MoveAndSay(State, Bucket, &'static Doc, Vec<(&'static str, String)>),
}

impl Taking<'_> {
    /// Decides where a line ends.
    fn place(&mut self, line: &ReturnLine, store: &mut dyn Store) -> Result<(), LedgerError> {
        let at = self.sent.find(line, self.answer.file.file).filter(|_| {
            !matches!(
                line.trouble,
                Some(LineTrouble::Fields { .. } | LineTrouble::Width { .. } | LineTrouble::NoKey)
            )
        });
        let verdict = match at {
            None => {
                let key = match &line.key {
                    LineKey::Reference(reference) => shown(reference),
                    LineKey::Line { line, .. } => line.to_string(),
                    LineKey::Account => mask_account(line.account.as_deref().unwrap_or_default()),
                };
                let key = if key.is_empty() { "—".to_owned() } else { key };
                let details = vec![
                    ("line", line.at.to_string()),
                    ("key", key),
                    ("batch", self.answer.batch.to_owned()),
                ];
                Verdict::Say(Bucket::Quarantined, &docs::B001, details)
            }
            Some(at) => match self.disagreement(line, at) {
                Some(verdict) => verdict,
                None => self.paid_again(line, at, store)?.unwrap_or_else(|| self.outcome(line, at)),
            },
        };
        self.settle(line, at, verdict);
        Ok(())
    }

    /// B010 where the line brings a payment to life that is proven failed, and
    /// the person has another that is live.
    fn paid_again(
        &mut self,
        line: &ReturnLine,
        at: usize,
        store: &mut dyn Store,
    ) -> Result<Option<Verdict>, LedgerError> {
        let comes_to_life = matches!(line.outcome, Outcome::Paid | Outcome::Unknown);
        if !comes_to_life || !self.states[at].is_proven_failed() {
            return Ok(None);
        }
        if self.others.is_none() {
            let Some(period) = Period::parse(&self.header.period) else {
                let what = format!("{} · {}", self.header.id, self.header.period);
                return Err(LedgerError::Refused(vec![docs::broken_at(&self.header.id, &what)]));
            };
            let before = history::before(store, &self.header.programme, period)?;
            self.others = Some(Others::new(before.history));
        }
        let payment = &self.sent.payments[at];
        let now = |id: i64| {
            let place = self.sent.payments.binary_search_by_key(&id, |one| one.id).ok()?;
            Some(self.states[place].is_live())
        };
        let live = self.others.as_ref().and_then(|others| others.live(payment.id, &now));
        Ok(live.map(|again| {
            let details = vec![("reference", payment.reference()), ("again", again)];
            Verdict::Say(Bucket::Quarantined, &docs::B010, details)
        }))
    }

    /// B003, B004 or B011 where the line is not what was sent.
    fn disagreement(&self, line: &ReturnLine, at: usize) -> Option<Verdict> {
        let payment = &self.sent.payments[at];
        let say = |doc: &'static Doc, sent: String, found: String| {
            let details =
                vec![("reference", payment.reference()), ("sent", sent), ("found", found)];
            Some(Verdict::Say(Bucket::Quarantined, doc, details))
        };
        let sent = payment.of.amount;
        if line.trouble == Some(LineTrouble::Amount) {
            return say(&docs::B003, sent.to_string(), format!("「{}」", shown(&line.amount_text)));
        }
        if let Some(found) = line.amount.filter(|found| *found != sent) {
            return say(&docs::B003, sent.to_string(), found.to_string());
        }
        let names = self.answer.names;
        let key = |name: &str| name_key(name, names).into_owned();
        if let Some(name) = line.name.as_ref().filter(|name| key(name) != key(&payment.of.payee)) {
            return say(&docs::B004, payment.of.payee.clone(), shown(name));
        }
        if let Some(account) = line.account.as_ref().filter(|one| **one != payment.of.account) {
            let (sent, found) = (mask_account(&payment.of.account), mask_account(account));
            return say(&docs::B011, sent, found);
        }
        None
    }

    /// What the line says of a payment that stands somewhere already.
    fn outcome(&self, line: &ReturnLine, at: usize) -> Verdict {
        let payment = &self.sent.payments[at];
        let reference = payment.reference();
        let unknown = || {
            vec![
                ("reference", reference.clone()),
                ("code", shown(&line.code)),
                ("profile", self.header.profile.clone()),
            ]
        };
        let state = self.states[at];
        match (state, line.outcome) {
            // One that is proven failed too: nothing else of theirs is live (B010).
            (
                State::Open | State::Pending | State::Unknown | State::Failed | State::Returned,
                Outcome::Paid,
            ) => Verdict::Move(State::Paid, Bucket::Paid),
            (State::Open | State::Pending | State::Unknown, Outcome::Failed) => {
                Verdict::Move(State::Failed, Bucket::Failed)
            }
            (State::Open | State::Unknown, Outcome::Pending) => {
                Verdict::Move(State::Pending, Bucket::Pending)
            }
            (State::Paid, Outcome::Failed) => {
                let details = vec![("reference", reference), ("reason", said(line))];
                Verdict::MoveAndSay(State::Returned, Bucket::Returned, &docs::B008, details)
            }
            (State::Unknown | State::Paid, Outcome::Unknown) => {
                Verdict::Say(Bucket::Unknown, &docs::B005, unknown())
            }
            (_, Outcome::Unknown) => {
                Verdict::MoveAndSay(State::Unknown, Bucket::Unknown, &docs::B005, unknown())
            }
            // The same again; or, late, that the bank was still at work on it.
            (State::Pending | State::Paid | State::Failed | State::Returned, Outcome::Pending)
            | (State::Paid, Outcome::Paid)
            | (State::Failed | State::Returned, Outcome::Failed) => {
                Verdict::Nothing(Bucket::Repeated)
            }
            // What was taken back was never sent: `find` does not have it.
            (State::Withdrawn, _) => Verdict::Nothing(Bucket::Quarantined),
        }
    }

    fn settle(&mut self, line: &ReturnLine, at: Option<usize>, verdict: Verdict) {
        let (to, bucket, said_of_it) = match verdict {
            Verdict::Move(to, bucket) => (Some(to), bucket, None),
            Verdict::Nothing(bucket) => (None, bucket, None),
            Verdict::Say(bucket, doc, details) => (None, bucket, Some((doc, details))),
            Verdict::MoveAndSay(to, bucket, doc, details) => {
                (Some(to), bucket, Some((doc, details)))
            }
        };
        let payment = at.map(|at| &self.sent.payments[at]);
        let mut code_of_finding = "";
        if let Some((doc, details)) = said_of_it {
            code_of_finding = doc.code;
            let row = u32::try_from(line.at).unwrap_or(u32::MAX);
            let origin = Origin::file(self.answer.name).at_row(row);
            let mut finding = Finding::new(doc, crate::domain::Table::PayList, origin);
            finding.details = details;
            if let Some(payment) = payment {
                finding = finding.for_township(&payment.of.township.as_str().into());
            }
            self.answered.findings.push(finding);
        }
        let amount = payment.map_or(Money::ZERO, |payment| payment.of.amount);
        *self.answered.buckets.entry(bucket).or_default() += Count { people: 1, amount };
        self.answered.lines.push(Placed {
            line: line.at,
            bucket,
            reference: payment.map(Payment::reference),
        });
        self.rows.push(LineRow {
            line: i64::try_from(self.rows.len() + 1).unwrap_or(i64::MAX),
            bucket: bucket.key().to_owned(),
            finding: code_of_finding.to_owned(),
            payment: payment.map(|payment| payment.id),
            code: shown(&line.code),
            reason: reason(line),
            amount_fen: line.amount.map(Money::fen),
        });
        if let (Some(at), Some(to)) = (at, to) {
            let from = std::mem::replace(&mut self.states[at], to);
            self.moves.push((at, from, to, self.rows.len() - 1));
        }
    }

    /// Writes the file, its lines, the events and the payments that moved.
    fn write(self, change: &mut Change<'_>) -> Result<Answered, LedgerError> {
        let batch = self.answer.batch;
        let seq = change.head.seq + 1;
        let buckets = &self.answered.buckets;
        let fact = Fact::Answered {
            name: self.answer.name.to_owned(),
            sha256: self.answer.sha256.to_owned(),
            buckets: buckets.iter().map(|(b, count)| (b.key().to_owned(), count.people)).collect(),
            content: content_of_lines(&self.rows),
        };
        let mut entries = vec![Entry { batch: Some(batch), payment: None, fact }];
        for (at, from, to, row) in &self.moves {
            let row = &self.rows[*row];
            entries.push(Entry {
                batch: Some(batch),
                payment: Some(self.sent.payments[*at].id),
                fact: Fact::Moved {
                    from: *from,
                    to: *to,
                    code: row.code.clone(),
                    reason: String::new(),
                    line: u64::try_from(row.line).unwrap_or_default(),
                },
            });
        }
        change.append(&entries)?;
        let file = [Value::Text(self.answer.sha256), Value::Int(seq)];
        let file = [&file[..], &[Value::Text(batch), Value::Text(self.answer.name)]].concat();
        change.store.insert("return_file", &["sha256", "seq", "batch", "name"], &[file])?;
        let columns =
            ["seq", "line", "bucket", "finding", "payment", "code", "reason", "amount_fen"];
        for some in self.rows.chunks(2_000) {
            let rows: Vec<Vec<Value<'_>>> = some
                .iter()
                .map(|row| {
                    vec![
                        Value::Int(seq),
                        Value::Int(row.line),
                        Value::Text(&row.bucket),
                        Value::Text(&row.finding),
                        Value::from(row.payment),
                        Value::Text(&row.code),
                        Value::Text(&row.reason),
                        Value::from(row.amount_fen),
                    ]
                })
                .collect();
            change.store.insert("return_line", &columns, &rows)?;
        }
        let mut ends: BTreeMap<State, Vec<i64>> = BTreeMap::new();
        for (payment, state) in self.sent.payments.iter().zip(&self.states) {
            if payment.state != *state {
                ends.entry(*state).or_default().push(payment.id);
            }
        }
        for (state, ids) in ends {
            change.move_payments(&ids, state)?;
        }
        Ok(self.answered)
    }
}

/// Why, in the bank's words: the reason's code and text. A number in it is hidden:
/// it is told on terminals and in the county's workbook.
fn reason(line: &ReturnLine) -> String {
    let reason = match (line.reason_code.as_str(), line.reason.as_str()) {
        ("", reason) => reason.to_owned(),
        (code, reason) if reason.contains(code) => reason.to_owned(),
        (code, reason) => format!("{code} {reason}").trim().to_owned(),
    };
    mask_long_numbers(&reason).into_owned()
}

/// What stands in a line where a reference, a code or a sum belongs: a number of
/// somebody is hidden, a reference of ours is not.
fn shown(text: &str) -> String {
    if has_long_number(text) { mask_long_numbers(text).into_owned() } else { text.to_owned() }
}

/// The result code and why.
fn said(line: &ReturnLine) -> String {
    format!("{} {}", shown(&line.code), reason(line)).trim().to_owned()
}
