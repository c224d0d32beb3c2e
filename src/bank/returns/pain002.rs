//! The customer payment status report, pain.002.001.10.
//!
//! In: its leaves. Out: a line a transaction, in the message's order, with its
//! own status; a status of the whole message or of a payment block is a
//! [`Statement`] and is never spread over transactions that are not named.
//! Numbers by status are checked where the message gives them.
//!
//! Source: ISO 20022, CustomerPaymentStatusReportV10, and the external code
//! sets for status and reason.

use std::collections::{BTreeMap, BTreeSet};

use super::message::{Leaf, Message};
use super::totals::{self, Claim, Total};
use super::{
    LineKey, LineTrouble, NotAReturn, Outcome, ReturnFile, ReturnLine, Statement, conclude, meaning,
};
use crate::domain::{Date, Money};
use crate::rulebook::bank_profile::returns::ReturnLayout;

/// What the standard says where no reference was given.
pub(super) const NOT_PROVIDED: &str = "NOTPROVIDED";

/// Makes lines of a status report.
pub(super) struct StatusReport<'a> {
    layout: &'a ReturnLayout,
    /// The original message's id.
    message_id: String,
    /// The day that the report was made.
    made: Option<Date>,
    lines: Vec<ReturnLine>,
    statements: Vec<Statement>,
    /// The status of the whole, then of the payment block being read.
    whole: Status,
    block: Option<Block>,
    transaction: Option<ReturnLine>,
    /// Numbers by status: of the message, or of the block.
    per_status: Option<PerStatus>,
    claims: Vec<PerStatus>,
    trouble: Option<NotAReturn>,
}

/// A payment block while it is read.
#[derive(Default)]
struct Block {
    id: String,
    status: Status,
    /// Where its lines begin.
    first: usize,
    claims: Vec<PerStatus>,
}

/// A status with its reason.
#[derive(Default)]
struct Status {
    code: String,
    reason_code: String,
    reason: String,
}

/// How many transactions have a status, as the message says.
#[derive(Default)]
struct PerStatus {
    line: u64,
    status: String,
    count: String,
    sum: Option<String>,
}

impl<'a> StatusReport<'a> {
    pub fn new(layout: &'a ReturnLayout) -> Self {
        Self {
            layout,
            message_id: String::new(),
            made: None,
            lines: Vec::new(),
            statements: Vec::new(),
            whole: Status::default(),
            block: None,
            transaction: None,
            per_status: None,
            claims: Vec::new(),
            trouble: None,
        }
    }

    /// Keeps the status of the whole or of a part, where there is one.
    fn state(&mut self, part: Option<String>, status: Status) {
        if status.code.is_empty() {
            return;
        }
        let words = meaning(self.layout, &status.code, &status.reason_code);
        self.statements.push(Statement {
            part,
            outcome: self.layout.outcome(&status.code),
            reason: if status.reason.is_empty() { words } else { status.reason },
            code: status.code,
            reason_code: status.reason_code,
        });
    }

    /// Checks numbers by status against the lines from `first` on. A status
    /// whose transactions are not listed one by one is only told.
    fn check(&self, first: usize, claims: &[PerStatus]) -> Result<(), NotAReturn> {
        let mut of_status: BTreeMap<&str, Vec<&ReturnLine>> = BTreeMap::new();
        for line in &self.lines[first..] {
            of_status.entry(&line.code).or_default().push(line);
        }
        let listed = of_status.len();
        let mut told = 0;
        let mut seen = BTreeSet::new();
        for claim in claims {
            let wrong = || NotAReturn::Record { line: claim.line };
            let mut totals = vec![Total::Count(claim.count.parse().map_err(|_| wrong())?)];
            if let Some(sum) = &claim.sum {
                totals.push(Total::Sum(Money::parse_yuan(sum).map_err(|_| wrong())?));
            }
            if !seen.insert(&claim.status) {
                return Err(wrong());
            }
            let Some(lines) = of_status.get(&*claim.status) else { continue };
            told += 1;
            let claim = |total| Claim { line: claim.line, of: None, total };
            let claims: Vec<Claim> = totals.into_iter().map(claim).collect();
            totals::check(&claims, &lines.iter().copied())?;
        }
        match claims.first() {
            Some(claim) if told < listed => Err(NotAReturn::Record { line: claim.line }),
            _ => Ok(()),
        }
    }
}

impl Message for StatusReport<'_> {
    fn open(&mut self, path: &[String], line: u64) {
        match path.last().map(String::as_str) {
            Some("TxInfAndSts") => {
                let at = u64::try_from(self.lines.len() + 1).unwrap_or(u64::MAX);
                self.transaction = Some(blank(at));
            }
            Some("OrgnlPmtInfAndSts") => {
                self.block = Some(Block { first: self.lines.len(), ..Block::default() });
            }
            Some("NbOfTxsPerSts") => {
                self.per_status = Some(PerStatus { line, ..PerStatus::default() });
            }
            _ => {}
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        if let Some(transaction) = &mut self.transaction {
            transaction_leaf(transaction, leaf);
            return;
        }
        if let Some(number) = &mut self.per_status {
            match leaf.path.last().map(String::as_str) {
                Some("DtldNbOfTxs") => leaf.text.clone_into(&mut number.count),
                Some("DtldSts") => leaf.text.clone_into(&mut number.status),
                Some("DtldCtrlSum") => number.sum = Some(leaf.text.to_owned()),
                _ => {}
            }
            return;
        }
        if leaf.ends(&["GrpHdr", "CreDtTm"]) {
            self.made = leaf.text.get(..10).and_then(Date::parse);
        } else if leaf.ends(&["OrgnlGrpInfAndSts", "OrgnlMsgId"]) {
            leaf.text.clone_into(&mut self.message_id);
        } else if let Some(block) = &mut self.block {
            match leaf.path.last().map(String::as_str) {
                Some("OrgnlPmtInfId") => leaf.text.clone_into(&mut block.id),
                Some("PmtInfSts") => leaf.text.clone_into(&mut block.status.code),
                _ => status_leaf(&mut block.status, leaf),
            }
        } else if leaf.ends(&["OrgnlGrpInfAndSts", "GrpSts"]) {
            leaf.text.clone_into(&mut self.whole.code);
        } else {
            status_leaf(&mut self.whole, leaf);
        }
    }

    fn close(&mut self, path: &[String]) {
        match path.last().map(String::as_str) {
            Some("TxInfAndSts") => {
                if let Some(mut line) = self.transaction.take() {
                    seal(&mut line, self.made);
                    conclude(&mut line, self.layout);
                    self.lines.push(line);
                }
            }
            Some("NbOfTxsPerSts") => {
                if let Some(number) = self.per_status.take() {
                    let block = self.block.as_mut().map(|block| &mut block.claims);
                    block.unwrap_or(&mut self.claims).push(number);
                }
            }
            Some("OrgnlGrpInfAndSts") => {
                let whole = std::mem::take(&mut self.whole);
                self.state(None, whole);
            }
            Some("OrgnlPmtInfAndSts") => {
                if let Some(block) = self.block.take() {
                    if let Err(trouble) = self.check(block.first, &block.claims) {
                        self.trouble.get_or_insert(trouble);
                    }
                    self.state(Some(block.id), block.status);
                }
            }
            _ => {}
        }
    }

    fn finish(self: Box<Self>) -> Result<ReturnFile, NotAReturn> {
        if let Some(trouble) = self.trouble {
            return Err(trouble);
        }
        self.check(0, &self.claims)?;
        if self.message_id.is_empty() {
            // Every report names the message that it reports on.
            return Err(NotAReturn::Record { line: 1 });
        }
        let told = self.layout.message_named(&self.message_id);
        let batch = told.batch.or_else(|| Some(self.message_id.clone()));
        Ok(ReturnFile { batch, file: told.file, lines: self.lines, statements: self.statements })
    }
}

/// A line without anything.
pub(super) fn blank(at: u64) -> ReturnLine {
    ReturnLine {
        at,
        key: LineKey::Reference(String::new()),
        account: None,
        name: None,
        amount: None,
        amount_text: String::new(),
        code: String::new(),
        reason_code: String::new(),
        reason: String::new(),
        outcome: Outcome::Unknown,
        date: None,
        trouble: None,
    }
}

/// Says what is missing of a line, and gives it the report's day.
pub(super) fn seal(line: &mut ReturnLine, made: Option<Date>) {
    line.date = line.date.or(made);
    if line.key == LineKey::Reference(String::new()) {
        line.trouble = Some(LineTrouble::NoKey);
    } else if line.amount.is_none() && !line.amount_text.is_empty() {
        line.trouble = Some(LineTrouble::Amount);
    }
}

fn transaction_leaf(line: &mut ReturnLine, leaf: &Leaf) {
    match leaf.path.last().map(String::as_str) {
        Some("OrgnlEndToEndId") => reference_leaf(line, leaf),
        Some("TxSts") => leaf.text.clone_into(&mut line.code),
        Some("InstdAmt") if leaf.within("OrgnlTxRef") => amount_leaf(line, leaf),
        Some("AccptncDtTm") => line.date = leaf.text.get(..10).and_then(Date::parse),
        _ if leaf.within("OrgnlTxRef") => creditor_leaf(line, leaf),
        _ if leaf.within("StsRsnInf") => {
            reason_leaf(&mut line.reason_code, &mut line.reason, leaf);
        }
        _ => {}
    }
}

fn status_leaf(status: &mut Status, leaf: &Leaf) {
    if leaf.within("StsRsnInf") {
        reason_leaf(&mut status.reason_code, &mut status.reason, leaf);
    }
}

/// A reference, unless the bank says that it had none.
pub(super) fn reference_leaf(line: &mut ReturnLine, leaf: &Leaf) {
    if leaf.text != NOT_PROVIDED {
        line.key = LineKey::Reference(leaf.text.to_owned());
    }
}

/// An amount in renminbi; one in another currency is kept as text alone.
pub(super) fn amount_leaf(line: &mut ReturnLine, leaf: &Leaf) {
    match leaf.currency {
        Some("CNY") => {
            leaf.text.clone_into(&mut line.amount_text);
            line.amount = Money::parse_yuan(leaf.text).ok();
        }
        other => {
            line.amount_text = format!("{} {}", leaf.text, other.unwrap_or_default());
            line.amount = None;
        }
    }
}

/// The creditor's account and name.
pub(super) fn creditor_leaf(line: &mut ReturnLine, leaf: &Leaf) {
    if leaf.ends(&["CdtrAcct", "Id", "Othr", "Id"]) || leaf.ends(&["CdtrAcct", "Id", "IBAN"]) {
        line.account = Some(leaf.text.to_owned()).filter(|text| !text.is_empty());
    } else if leaf.ends(&["Cdtr", "Pty", "Nm"]) || leaf.ends(&["Cdtr", "Nm"]) {
        line.name = Some(leaf.text.to_owned()).filter(|text| !text.is_empty());
    }
}

/// A reason's code and words; the first code counts, words are put together.
pub(super) fn reason_leaf(code: &mut String, words: &mut String, leaf: &Leaf) {
    if leaf.ends(&["Rsn", "Cd"]) || leaf.ends(&["Rsn", "Prtry"]) {
        if code.is_empty() {
            leaf.text.clone_into(code);
        }
    } else if leaf.ends(&["AddtlInf"]) {
        words.push_str(leaf.text);
    }
}
