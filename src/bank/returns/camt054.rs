//! The bank-to-customer debit credit notification, camt.054.001.08.
//!
//! In: its leaves. Out: a line a transaction; an entry without transactions is
//! one line without a reference. The code is made of what the notification says
//! of the booking: its status and direction, then whether it is a return
//! (`RtrInf`) or a reversal: `BOOK/DBIT`, `BOOK/CRDT/RTR`. The profile lists
//! what each means; what it does not list is unknown. Numbers and sums that the
//! message gives of itself are checked.
//!
//! Source: ISO 20022, BankToCustomerDebitCreditNotificationV08.

use super::message::{Leaf, Message};
use super::pain002::{amount_leaf, blank, creditor_leaf, reason_leaf, reference_leaf, seal};
use super::totals::{self, Claim, Total};
use super::{NotAReturn, ReturnFile, ReturnLine, conclude};
use crate::domain::{Date, Money};
use crate::rulebook::bank_profile::returns::ReturnLayout;

/// A summary says six things once.
const LIMIT_SUMMARY: usize = 6;

/// Makes lines of a notification.
pub(super) struct Notification<'a> {
    layout: &'a ReturnLayout,
    lines: Vec<ReturnLine>,
    /// The original message's id, and whether there are others.
    message_id: Option<String>,
    several: bool,
    /// The day that the notification was made.
    made: Option<Date>,
    entry: Option<Entry>,
    transaction: Option<Transaction>,
    /// Entries: direction and amount.
    entries: Vec<(String, Option<Money>)>,
    summary: Vec<Summary>,
    trouble: Option<NotAReturn>,
}

/// An entry while it is read.
#[derive(Default)]
struct Entry {
    line: u64,
    first: usize,
    status: String,
    direction: String,
    reversed: bool,
    charged: bool,
    amount: Option<Money>,
    amount_text: String,
    day: Option<Date>,
    /// What a batch states of itself: number, sum.
    batch: (Option<String>, Option<String>),
}

/// A transaction while it is read.
struct Transaction {
    line: ReturnLine,
    direction: String,
    returned: bool,
}

/// What the notification says of its entries: of which direction, how many, how
/// much.
struct Summary {
    line: u64,
    of: &'static str,
    text: String,
    is_sum: bool,
}

impl<'a> Notification<'a> {
    pub fn new(layout: &'a ReturnLayout) -> Self {
        Self {
            layout,
            lines: Vec::new(),
            message_id: None,
            several: false,
            made: None,
            entry: None,
            transaction: None,
            entries: Vec::new(),
            summary: Vec::new(),
            trouble: None,
        }
    }

    fn see_message(&mut self, id: &str) {
        match &self.message_id {
            Some(seen) => self.several |= seen != id,
            None => self.message_id = Some(id.to_owned()),
        }
    }

    fn next_at(&self) -> u64 {
        u64::try_from(self.lines.len() + 1).unwrap_or(u64::MAX)
    }

    /// Ends a transaction: its code is that of its entry where it says nothing
    /// else.
    fn keep(&mut self, transaction: Transaction) {
        let Some(entry) = &self.entry else { return };
        let Transaction { mut line, direction, returned } = transaction;
        let direction = if direction.is_empty() { &entry.direction } else { &direction };
        line.code = format!("{}/{direction}", entry.status);
        if returned {
            line.code.push_str("/RTR");
            // Banks differ in whom they call the creditor of money that came back.
            (line.account, line.name) = (None, None);
        }
        if entry.reversed {
            line.code.push_str("/RVSL");
        }
        line.date = line.date.or(entry.day);
        seal(&mut line, self.made);
        conclude(&mut line, self.layout);
        self.lines.push(line);
    }

    fn end_entry(&mut self) -> Result<(), NotAReturn> {
        if self.entry.as_ref().is_some_and(|entry| entry.first == self.lines.len()) {
            let mut line = blank(self.next_at());
            if let Some(entry) = &self.entry {
                line.amount = entry.amount;
                line.amount_text.clone_from(&entry.amount_text);
            }
            self.keep(Transaction { line, direction: String::new(), returned: false });
            if let Some(entry) = self.entry.take() {
                self.entries.push((entry.direction, entry.amount));
            }
            return Ok(());
        }
        let Some(entry) = self.entry.take() else { return Ok(()) };
        let lines = &self.lines[entry.first..];
        let mut claims = Vec::new();
        let wrong = || NotAReturn::Record { line: entry.line };
        if let Some(count) = &entry.batch.0 {
            claims.push(Total::Count(count.parse().map_err(|_| wrong())?));
        }
        if let Some(sum) = &entry.batch.1 {
            claims.push(Total::Sum(Money::parse_yuan(sum).map_err(|_| wrong())?));
        }
        // Charges make an entry's amount another than its transactions'.
        if let Some(amount) = entry.amount.filter(|_| !entry.charged) {
            claims.push(Total::Sum(amount));
        }
        let claims: Vec<Claim> =
            claims.into_iter().map(|total| Claim { line: entry.line, of: None, total }).collect();
        totals::check(&claims, &lines.iter())?;
        self.entries.push((entry.direction, entry.amount));
        Ok(())
    }

    /// Checks the summary against the entries of the notification that ends.
    fn end_notification(&mut self) -> Result<(), NotAReturn> {
        let entries = std::mem::take(&mut self.entries);
        if let Some(beyond) = self.summary.get(LIMIT_SUMMARY) {
            return Err(NotAReturn::Record { line: beyond.line });
        }
        for said in std::mem::take(&mut self.summary) {
            let of = |direction: &str| said.of.is_empty() || said.of == direction;
            let lines: Vec<ReturnLine> = entries
                .iter()
                .filter(|(direction, _)| of(direction))
                .map(|(_, amount)| ReturnLine { amount: *amount, ..blank(1) })
                .collect();
            let wrong = || NotAReturn::Record { line: said.line };
            let total = if said.is_sum {
                Total::Sum(Money::parse_yuan(&said.text).map_err(|_| wrong())?)
            } else {
                Total::Count(said.text.parse().map_err(|_| wrong())?)
            };
            totals::check(&[Claim { line: said.line, of: None, total }], &lines.iter())?;
        }
        Ok(())
    }

    fn summary_leaf(&mut self, leaf: &Leaf) {
        for (group, of) in [("TtlNtries", ""), ("TtlCdtNtries", "CRDT"), ("TtlDbtNtries", "DBIT")] {
            for (name, is_sum) in [("NbOfNtries", false), ("Sum", true)] {
                if leaf.ends(&["TxsSummry", group, name]) {
                    let text = leaf.text.to_owned();
                    self.summary.push(Summary { line: leaf.line, of, text, is_sum });
                }
            }
        }
    }
}

impl Message for Notification<'_> {
    fn open(&mut self, path: &[String], line: u64) {
        match path.last().map(String::as_str) {
            Some("Ntry") => {
                self.entry = Some(Entry { line, first: self.lines.len(), ..Entry::default() });
            }
            Some("TxDtls") => {
                let line = blank(self.next_at());
                self.transaction =
                    Some(Transaction { line, direction: String::new(), returned: false });
            }
            Some("RtrInf") => {
                if let Some(transaction) = &mut self.transaction {
                    transaction.returned = true;
                }
            }
            Some("Chrgs") => {
                if let Some(entry) = &mut self.entry {
                    entry.charged = true;
                }
            }
            _ => {}
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        if let Some(transaction) = &mut self.transaction {
            transaction.leaf(leaf);
            if leaf.ends(&["TxDtls", "Refs", "MsgId"]) {
                self.see_message(leaf.text);
            }
        } else if let Some(entry) = &mut self.entry {
            entry.leaf(leaf);
            if leaf.ends(&["Btch", "MsgId"]) {
                self.see_message(leaf.text);
            }
        } else if leaf.ends(&["GrpHdr", "CreDtTm"]) {
            self.made = leaf.text.get(..10).and_then(Date::parse);
        } else {
            self.summary_leaf(leaf);
        }
    }

    fn close(&mut self, path: &[String]) {
        let done = match path.last().map(String::as_str) {
            Some("TxDtls") => {
                if let Some(transaction) = self.transaction.take() {
                    self.keep(transaction);
                }
                Ok(())
            }
            Some("Ntry") => self.end_entry(),
            Some("Ntfctn") => self.end_notification(),
            _ => Ok(()),
        };
        if let Err(trouble) = done {
            self.trouble.get_or_insert(trouble);
        }
    }

    fn finish(self: Box<Self>) -> Result<ReturnFile, NotAReturn> {
        if let Some(trouble) = self.trouble {
            return Err(trouble);
        }
        // Several messages in one notification: the references tell them apart.
        let (batch, file) = match self.message_id.filter(|_| !self.several) {
            Some(one) => {
                let told = self.layout.message_named(&one);
                (told.batch.or(Some(one)), told.file)
            }
            None => (None, None),
        };
        Ok(ReturnFile { batch, file, lines: self.lines, statements: Vec::new() })
    }
}

impl Entry {
    fn leaf(&mut self, leaf: &Leaf) {
        if leaf.ends(&["Ntry", "Amt"]) {
            let mut line = blank(1);
            amount_leaf(&mut line, leaf);
            (self.amount, self.amount_text) = (line.amount, line.amount_text);
        } else if leaf.ends(&["Ntry", "CdtDbtInd"]) {
            leaf.text.clone_into(&mut self.direction);
        } else if leaf.ends(&["Ntry", "Sts", "Cd"]) || leaf.ends(&["Ntry", "Sts", "Prtry"]) {
            leaf.text.clone_into(&mut self.status);
        } else if leaf.ends(&["Ntry", "RvslInd"]) {
            self.reversed = matches!(leaf.text, "true" | "1");
        } else if leaf.ends(&["BookgDt", "Dt"]) || leaf.ends(&["BookgDt", "DtTm"]) {
            self.day = leaf.text.get(..10).and_then(Date::parse);
        } else if leaf.ends(&["Btch", "NbOfTxs"]) {
            self.batch.0 = Some(leaf.text.to_owned());
        } else if leaf.ends(&["Btch", "TtlAmt"]) {
            self.batch.1 = Some(leaf.text.to_owned());
        }
    }
}

impl Transaction {
    fn leaf(&mut self, leaf: &Leaf) {
        let line = &mut self.line;
        if leaf.ends(&["Refs", "EndToEndId"]) {
            reference_leaf(line, leaf);
        } else if leaf.ends(&["TxDtls", "Amt"]) {
            amount_leaf(line, leaf);
        } else if leaf.ends(&["TxDtls", "CdtDbtInd"]) {
            leaf.text.clone_into(&mut self.direction);
        } else if leaf.within("RtrInf") {
            reason_leaf(&mut line.reason_code, &mut line.reason, leaf);
        } else if leaf.within("RltdPties") {
            creditor_leaf(line, leaf);
        }
    }
}
