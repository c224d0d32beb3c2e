//! What stands in a field, whatever separates the fields; and what a field that
//! was read must say.

use std::borrow::Cow;

use super::{FileHead, NotABankFile, Problem, ReadBack, ReadLine, What};
use crate::domain::{Money, Period};
use crate::payout::PayLine;
use crate::rulebook::bank_profile::{BankField, BankSource, Record};
use crate::rulebook::{BankProfile, Payer};

/// How many problems of a file are told.
const MOST_PROBLEMS: usize = 20;

/// A file's content, before it is laid out.
pub(super) struct Content<'a> {
    pub(super) head: &'a FileHead<'a>,
    pub(super) lines: &'a [PayLine<'a>],
    pub(super) profile: &'a BankProfile,
    pub(super) total: Money,
}

impl<'a> Content<'a> {
    /// The content, which the bank takes in one file.
    pub(super) fn new(
        head: &'a FileHead<'a>,
        lines: &'a [PayLine<'a>],
        profile: &'a BankProfile,
    ) -> Self {
        let total: Money = lines.iter().map(|line| line.amount).sum();
        let file = &profile.file;
        assert!(lines.len() <= file.limit_rows, "a file has no more people than the bank takes");
        assert!(
            profile.most_money.is_none_or(|limit| total <= limit),
            "a file has no more money than the bank takes"
        );
        Self { head, lines, profile, total }
    }

    pub(super) fn payer(&self) -> &'a Payer {
        self.head.payer.expect("a layout that names the payer was checked for one")
    }

    /// The text of a payment's field.
    pub(super) fn of_line(
        &self,
        field: &'a BankField,
        number: usize,
        line: &'a PayLine<'a>,
    ) -> Cow<'a, str> {
        let text: Cow<'a, str> = match field.source {
            BankSource::Line => Cow::Owned(number.to_string()),
            BankSource::AmountYuan => Cow::Owned(line.amount.to_string()),
            BankSource::AmountFen => Cow::Owned(line.amount.fen().to_string()),
            BankSource::Payee => Cow::Borrowed(&line.payee),
            BankSource::Account => Cow::Borrowed(line.account),
            BankSource::Bank => Cow::Borrowed(line.bank),
            BankSource::Name => Cow::Borrowed(&line.name),
            BankSource::IdNumber => Cow::Borrowed(&line.id_number),
            BankSource::Township => Cow::Borrowed(line.township),
            BankSource::Village => Cow::Borrowed(line.village),
            BankSource::Reference => Cow::Borrowed(&line.reference),
            _ => return self.of_file(field),
        };
        self.fitted(field, text)
    }

    /// The text of a field that says something of the file.
    pub(super) fn of_file(&self, field: &'a BankField) -> Cow<'a, str> {
        let head = self.head;
        let text: Cow<'a, str> = match field.source {
            BankSource::Constant => Cow::Borrowed(&field.text),
            BankSource::Bank => Cow::Borrowed(head.bank),
            BankSource::Township => Cow::Borrowed(head.township),
            BankSource::Purpose => Cow::Borrowed(head.purpose),
            BankSource::Batch => Cow::Borrowed(head.batch),
            BankSource::File => Cow::Owned(head.file.to_string()),
            BankSource::Date => Cow::Owned(field.format.write(head.made_at)),
            BankSource::Period => Cow::Owned(head.period.to_string()),
            BankSource::PayerName => Cow::Borrowed(&self.payer().name),
            BankSource::PayerAccount => Cow::Borrowed(&self.payer().account),
            BankSource::PayerBank => Cow::Borrowed(&self.payer().bank),
            BankSource::Count => Cow::Owned(self.lines.len().to_string()),
            BankSource::TotalYuan => Cow::Owned(self.total.to_string()),
            BankSource::TotalFen => Cow::Owned(self.total.fen().to_string()),
            source => unreachable!("{source:?} belongs to one payment, which was checked"),
        };
        self.fitted(field, text)
    }

    /// The text without what the layout leaves out of it. It has room: what a person
    /// could not be paid by was held.
    fn fitted(&self, field: &BankField, text: Cow<'a, str>) -> Cow<'a, str> {
        let text = self.profile.text_of(field.source, text);
        let room = field.no_room(&text, self.profile.file.charset);
        assert!(room.is_none(), "a {:?} passed V028 and has no room", field.source);
        text
    }

    /// The charset's bytes of a text.
    pub(super) fn encoded(&self, text: &str) -> Vec<u8> {
        let encoded = self.profile.file.charset.encode(text);
        encoded
            .unwrap_or_else(|c| panic!("U+{:04X} passed V013 and cannot be written", u32::from(c)))
    }
}

/// What a field is called where it is spoken of.
pub(super) fn called(field: &BankField) -> String {
    if field.heading.is_empty() { format!("{:?}", field.source) } else { field.heading.clone() }
}

/// A file as it is read: its payments are told one by one, and what it says of
/// itself is kept until the last of them is counted.
pub(super) struct Reading<'p, 'e> {
    pub(super) profile: &'p BankProfile,
    each: &'e mut dyn FnMut(&ReadLine<'_>),
    payments: u64,
    amount: Money,
    stated: Vec<(u64, What)>,
    problems: Vec<Problem>,
}

impl<'p, 'e> Reading<'p, 'e> {
    pub(super) fn new(profile: &'p BankProfile, each: &'e mut dyn FnMut(&ReadLine<'_>)) -> Self {
        let (payments, amount) = (0, Money::ZERO);
        Self { profile, each, payments, amount, stated: Vec::new(), problems: Vec::new() }
    }

    /// Notes what is wrong; of a broken file the first few things.
    pub(super) fn problem(&mut self, line: Option<u64>, what: What) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { line, what });
        }
    }

    /// Whether reading on would tell nothing more.
    pub(super) fn is_lost(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
    }

    /// A payment, as the texts of its fields.
    pub(super) fn payment(&mut self, line: u64, texts: &[Cow<'_, str>]) {
        self.payments += 1;
        let profile = self.profile;
        let mut wrong: Option<What> = None;
        let (mut account, mut payee, mut reference, mut amount) = ("", "", None, None);
        for (field, text) in profile.fields.iter().zip(texts) {
            let text: &str = text;
            match field.source {
                BankSource::Account => account = text,
                BankSource::Payee => payee = text,
                BankSource::Reference => reference = Some(text),
                BankSource::AmountYuan | BankSource::AmountFen => amount = sum(field.source, text),
                _ => {}
            }
            wrong = wrong.or_else(|| self.wrong(field, text, self.payments));
        }
        if let Some(what) = wrong {
            self.problem(Some(line), what);
            return;
        }
        let Some(amount) = amount else { return };
        let Some(total) = self.amount.fen().checked_add(amount.fen()) else {
            self.problem(Some(line), What::TooMuch(self.amount));
            return;
        };
        self.amount = Money::from_fen(total);
        (self.each)(&ReadLine {
            line: self.payments,
            reference: reference.map(Cow::Borrowed),
            account: Cow::Borrowed(account),
            payee: Cow::Borrowed(payee),
            amount,
        });
    }

    /// A field of a record before or after the payments.
    fn around(&mut self, line: u64, field: &BankField, text: &str) {
        if field.source.is_of_totals() {
            self.state(line, field.source, &called(field), text);
        } else if let Some(what) = self.wrong(field, text, 0) {
            self.problem(Some(line), what);
        }
    }

    /// A count or a sum that the file states; it is compared once the last payment
    /// is read.
    pub(super) fn state(&mut self, line: u64, source: BankSource, name: &str, text: &str) {
        let stated = if source == BankSource::Count {
            number(text).map(|stated| What::Count { stated, counted: 0 })
        } else {
            sum(source, text).map(|stated| What::Total { stated, counted: Money::ZERO })
        };
        match stated {
            Some(stated) => self.stated.push((line, stated)),
            None if source == BankSource::Count => {
                self.problem(Some(line), What::Other(name.to_owned()));
            }
            None => self.problem(Some(line), What::Money(name.to_owned())),
        }
    }

    /// The record's fields, each with its text; a record of a whole line has none.
    pub(super) fn record(&mut self, line: u64, record: &Record, texts: &[Cow<'_, str>]) {
        for (field, text) in record.fields.iter().zip(texts) {
            self.around(line, field, text);
        }
    }

    /// What is wrong with a field's text by itself.
    fn wrong(&self, field: &BankField, text: &str, payment: u64) -> Option<What> {
        let charset = self.profile.file.charset;
        let holds = match field.source {
            BankSource::Account | BankSource::Payee | BankSource::Reference if text.is_empty() => {
                return Some(What::Blank(called(field)));
            }
            BankSource::AmountYuan | BankSource::AmountFen => {
                if sum(field.source, text).is_none_or(Money::is_zero) {
                    return Some(What::Money(called(field)));
                }
                true
            }
            BankSource::Line => number(text) == Some(payment),
            BankSource::Constant => text == field.text,
            BankSource::Date => field.format.admits(text),
            BankSource::Period => Period::parse(text).is_some(),
            BankSource::File => number(text).is_some_and(|file| file > 0),
            _ => true,
        };
        if !holds {
            return Some(What::Other(called(field)));
        }
        field.no_room(text, charset).map(|room| What::TooLong(called(field), room))
    }

    /// What was read, where everything holds: every count and sum that the file
    /// states, too.
    pub(super) fn finish(mut self) -> Result<ReadBack, NotABankFile> {
        let file = &self.profile.file;
        if self.payments > file.limit_rows as u64 {
            self.problem(None, What::TooMany(file.limit_rows));
        }
        if let Some(limit) = self.profile.most_money
            && self.amount > limit
        {
            self.problem(None, What::TooMuch(limit));
        }
        // A payment that could not be read is not counted again as one that lacks.
        if self.problems.is_empty() {
            for (line, stated) in std::mem::take(&mut self.stated) {
                let differs = match stated {
                    What::Count { stated, .. } if stated != self.payments => {
                        Some(What::Count { stated, counted: self.payments })
                    }
                    What::Total { stated, .. } if stated != self.amount => {
                        Some(What::Total { stated, counted: self.amount })
                    }
                    _ => None,
                };
                if let Some(what) = differs {
                    self.problem(Some(line), what);
                }
            }
        }
        if self.problems.is_empty() {
            Ok(ReadBack { people: self.payments, amount: self.amount })
        } else {
            Err(NotABankFile { problems: self.problems })
        }
    }
}

/// A sum exactly as the source writes it.
fn sum(source: BankSource, text: &str) -> Option<Money> {
    let yuan = matches!(source, BankSource::AmountYuan | BankSource::TotalYuan);
    let (whole, cents) = if yuan { text.split_once('.')? } else { (text, "") };
    let well = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole == "0" || !whole.is_empty() && !whole.starts_with('0');
    if !plain || !well(whole) || !well(cents) || cents.len() != if yuan { 2 } else { 0 } {
        return None;
    }
    let fen = if cents.is_empty() {
        whole.parse::<i64>().ok()?
    } else {
        whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)?
    };
    Some(Money::from_fen(fen))
}

/// A whole number exactly as it is written.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_they_are_written_and_no_other_way() {
        let yuan = |text| sum(BankSource::AmountYuan, text).map(Money::fen);
        let fen = |text| sum(BankSource::AmountFen, text).map(Money::fen);
        for (text, expected) in
            [("600.00", 60_000), ("0.01", 1), ("21474836.48", 2_147_483_648), ("0.00", 0)]
        {
            assert_eq!(yuan(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "600",
            "600.0",
            "600.000",
            "0600.00",
            "-6.00",
            ".50",
            "6.-1",
            "6,00",
            "9999999999999999999.00",
        ] {
            assert_eq!(yuan(text), None, "{text}");
        }
        assert_eq!(fen("60000"), Some(60_000));
        for text in ["", "600.00", "060000", "-1", "+1", "99999999999999999999"] {
            assert_eq!(fen(text), None, "{text}");
        }
        assert_eq!(
            (number("42"), number("042"), number("+42"), number("")),
            (Some(42), None, None, None)
        );
    }
}
