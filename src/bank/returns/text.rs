//! Delimited and fixed-width files.
//!
//! In: records. Out: the lines between header and trailer, whose totals are
//! checked. It refuses a file of which no line is of the profile's layout.

use super::records::{Record, measure, records};
use super::totals::{self, Claim, Total};
use super::{LineKey, LineTrouble, NotAReturn, Outcome, ReturnFile, ReturnLine, conclude};
use crate::domain::{Date, Money};
use crate::rulebook::bank_profile::returns::{Matching, ReturnField, ReturnLayout, ReturnSource};

/// Reads a text file.
pub(super) fn read(bytes: &[u8], layout: &ReturnLayout) -> Result<ReturnFile, NotAReturn> {
    let (records, ended) = records(bytes, layout)?;
    let last_line = records.last().map_or(1, |record| record.line);
    let mut rest = &records[..];
    let mut frame = Frame::default();
    if !layout.header.is_empty() {
        let (header, behind) = rest.split_first().ok_or(NotAReturn::CutOff { line: 1 })?;
        frame.take(header, &layout.header)?;
        rest = behind;
    }
    if layout.heading {
        let (heading, behind) = rest.split_first().ok_or(NotAReturn::CutOff { line: last_line })?;
        check_heading(heading, layout)?;
        rest = behind;
    }
    if !layout.trailer.is_empty() {
        let (trailer, before) = rest.split_last().ok_or(NotAReturn::CutOff { line: last_line })?;
        if trailer.cut(&layout.trailer).is_err() && trailer.cut(&layout.fields).is_ok() {
            return Err(NotAReturn::CutOff { line: trailer.line });
        }
        frame.take(trailer, &layout.trailer)?;
        rest = before;
    } else if !ended {
        // Nothing behind the last line vouches that it is whole.
        return Err(NotAReturn::CutOff { line: last_line });
    }
    let lines: Vec<ReturnLine> = rest.iter().map(|record| line(record, layout)).collect();
    let unlike = |line: &ReturnLine| {
        use LineTrouble as T;
        matches!(line.trouble, Some(T::Fields { .. } | T::Width { .. } | T::NotALine))
    };
    if let Some(first) = lines.first()
        && lines.iter().all(unlike)
    {
        let expected = measure(layout, &layout.fields);
        return Err(NotAReturn::Layout { line: first.at, expected });
    }
    totals::check(&frame.claims, &lines.iter())?;
    Ok(ReturnFile { batch: frame.batch, file: frame.file, lines, statements: Vec::new() })
}

fn check_heading(heading: &Record, layout: &ReturnLayout) -> Result<(), NotAReturn> {
    let wanted: Vec<&str> = layout.fields.iter().map(|field| field.heading.as_str()).collect();
    match heading.cut(&layout.fields) {
        Ok(found) if found == wanted => Ok(()),
        _ => Err(NotAReturn::Heading { line: heading.line, expected: wanted.join("、") }),
    }
}

/// What header and trailer say.
#[derive(Default)]
struct Frame {
    batch: Option<String>,
    file: Option<u32>,
    claims: Vec<Claim>,
}

impl Frame {
    fn take(&mut self, record: &Record, fields: &[ReturnField]) -> Result<(), NotAReturn> {
        let wrong = || NotAReturn::Record { line: record.line };
        let texts = record.cut(fields).map_err(|_| wrong())?;
        for (field, text) in fields.iter().zip(texts) {
            self.take_field(field, &text, record.line).ok_or_else(wrong)?;
        }
        Ok(())
    }

    /// `None` where the text is not what the field holds.
    fn take_field(&mut self, field: &ReturnField, text: &str, line: u64) -> Option<()> {
        use ReturnSource as S;
        let mut claim = |of, total| self.claims.push(Claim { line, of, total });
        let yuan = || amount(text, S::AmountYuan);
        let fen = || amount(text, S::AmountFen);
        let count = || number(text).map(Total::Count);
        match field.source {
            S::Constant => return (text == field.text.trim()).then_some(()),
            S::Batch => return same(&mut self.batch, (!text.is_empty()).then(|| text.to_owned())?),
            S::File => return same(&mut self.file, file_number(text)?),
            S::Count => claim(None, count()?),
            S::SumYuan => claim(None, Total::Sum(yuan()?)),
            S::SumFen => claim(None, Total::Sum(fen()?)),
            S::PaidCount => claim(Some(Outcome::Paid), count()?),
            S::PaidSumYuan => claim(Some(Outcome::Paid), Total::Sum(yuan()?)),
            S::PaidSumFen => claim(Some(Outcome::Paid), Total::Sum(fen()?)),
            S::FailedCount => claim(Some(Outcome::Failed), count()?),
            S::FailedSumYuan => claim(Some(Outcome::Failed), Total::Sum(yuan()?)),
            S::FailedSumFen => claim(Some(Outcome::Failed), Total::Sum(fen()?)),
            _ => {}
        }
        Some(())
    }
}

/// Keeps a value that is said twice only where it is the same.
fn same<T: PartialEq>(kept: &mut Option<T>, found: T) -> Option<()> {
    if kept.as_ref().is_some_and(|kept| *kept != found) {
        return None;
    }
    *kept = Some(found);
    Some(())
}

/// A line, however badly formed.
fn line(record: &Record, layout: &ReturnLayout) -> ReturnLine {
    match record.cut(&layout.fields) {
        Ok(texts) if !constants_hold(&layout.fields, &texts) => {
            line_in_trouble(record.line, LineTrouble::NotALine, layout)
        }
        Ok(texts) => {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            line_of(record.line, &texts, layout)
        }
        Err(trouble) => line_in_trouble(record.line, trouble, layout),
    }
}

fn constants_hold(fields: &[ReturnField], texts: &[String]) -> bool {
    let constants = fields.iter().zip(texts).filter(|(f, _)| f.source == ReturnSource::Constant);
    constants.into_iter().all(|(field, text)| field.text.trim() == text)
}

/// A line whose fields cannot be told apart.
fn line_in_trouble(at: u64, trouble: LineTrouble, layout: &ReturnLayout) -> ReturnLine {
    let texts = vec![""; layout.fields.len()];
    ReturnLine { trouble: Some(trouble), ..line_of(at, &texts, layout) }
}

/// A line of the layout's fields, trimmed, in the layout's order.
pub(super) fn line_of(at: u64, texts: &[&str], layout: &ReturnLayout) -> ReturnLine {
    use ReturnSource as S;
    let text = |source: S| {
        layout.place(source).and_then(|place| texts.get(place)).copied().unwrap_or_default()
    };
    let some = |source: S| Some(text(source).to_owned()).filter(|text| !text.is_empty());
    let mut trouble = None;
    let key = match layout.matching {
        Matching::Reference => LineKey::Reference(text(S::Reference).to_owned()),
        Matching::Line => match number(text(S::Line)).filter(|line| *line > 0) {
            Some(line) => LineKey::Line { file: None, line },
            None => LineKey::Reference(String::new()),
        },
        Matching::Account => LineKey::Account,
    };
    if key == LineKey::Reference(String::new()) {
        trouble = Some(LineTrouble::NoKey);
    }
    let unit = if layout.place(S::AmountFen).is_some() { S::AmountFen } else { S::AmountYuan };
    let amount = amount(text(unit), unit);
    if amount.is_none() {
        trouble = trouble.or(Some(LineTrouble::Amount));
    }
    let mut line = ReturnLine {
        at,
        key,
        account: some(S::Account),
        name: some(S::Payee),
        amount,
        amount_text: text(unit).to_owned(),
        code: text(S::Code).to_owned(),
        reason_code: String::new(),
        reason: text(S::Reason).to_owned(),
        outcome: Outcome::Unknown,
        date: Date::parse(text(S::Date)),
        trouble,
    };
    conclude(&mut line, layout);
    line
}

/// A number in digits alone.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn file_number(text: &str) -> Option<u32> {
    number(text).and_then(|file| u32::try_from(file).ok()).filter(|file| *file > 0)
}

/// An amount in yuan or, where the source says so, in fen.
fn amount(text: &str, unit: ReturnSource) -> Option<Money> {
    if unit == ReturnSource::AmountYuan {
        return Money::parse_yuan(text).ok();
    }
    number(text).and_then(|fen| i64::try_from(fen).ok()).map(Money::from_fen)
}
