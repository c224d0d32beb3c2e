//! Delimited bank files: a separator between fields, one person a line.

use std::borrow::Cow;

use crate::domain::{Money, Period};
use crate::payout::PayLine;
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::{BankSource, LineEnd, Quote};

/// What a bank file says of itself once it is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// The people in it.
    pub people: u64,
    /// The sum of its amounts.
    pub amount: Money,
}

/// Why a bank file cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum NotABankFile {
    /// Bytes that the charset does not have.
    #[error("not written in the profile's charset")]
    Charset,
    /// The heading line is not the profile's.
    #[error("the heading is not the profile's")]
    Heading,
    /// A line that the profile does not describe.
    #[error("line {line}: {detail}")]
    Line {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        detail: String,
    },
}

/// A file's bytes.
///
/// # Panics
/// Where a text cannot be written in the profile's charset: V013 should have
/// held the row. Nothing is published then.
#[must_use]
pub fn write<'a>(
    lines: impl ExactSizeIterator<Item = PayLine<'a>>,
    profile: &BankProfile,
    purpose: &str,
) -> Vec<u8> {
    let layout = &profile.file;
    let terminator = match layout.line_end {
        LineEnd::Crlf => csv::Terminator::CRLF,
        LineEnd::Lf => csv::Terminator::Any(b'\n'),
    };
    let quote = match layout.quote {
        Quote::Needed => csv::QuoteStyle::Necessary,
        Quote::Always => csv::QuoteStyle::Always,
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator(profile))
        .terminator(terminator)
        .quote_style(quote)
        .from_writer(Vec::with_capacity(lines.len() * 96));
    if layout.heading {
        let heading = profile.fields.iter().map(|field| field.heading.as_str());
        writer.write_record(heading).expect("memory takes every record");
    }
    for (number, line) in (1u64..).zip(lines) {
        let texts = profile.fields.iter();
        let texts = texts.map(|field| Text(text(field.source, number, &line, purpose)));
        writer.write_record(texts).expect("memory takes every record");
    }
    let bytes = writer.into_inner().expect("memory takes every record");
    let written = String::from_utf8(bytes).expect("the writer was given text");
    layout
        .charset
        .encode(&written)
        .unwrap_or_else(|c| panic!("U+{:04X} passed V013 and cannot be written", u32::from(c)))
}

/// A text that a record takes, borrowed or made.
struct Text<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Text<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What stands in a column.
fn text<'a>(
    source: BankSource,
    number: u64,
    line: &'a PayLine<'a>,
    purpose: &'a str,
) -> Cow<'a, str> {
    match source {
        BankSource::Line => Cow::Owned(number.to_string()),
        BankSource::AmountYuan => Cow::Owned(line.amount.to_string()),
        BankSource::Payee => Cow::Borrowed(&line.payee),
        BankSource::Account => Cow::Borrowed(line.account),
        BankSource::Bank => Cow::Borrowed(line.bank),
        BankSource::Name => Cow::Borrowed(&line.name),
        BankSource::IdNumber => Cow::Borrowed(&line.id_number),
        BankSource::Township => Cow::Borrowed(line.township),
        BankSource::Village => Cow::Borrowed(line.village),
        BankSource::Purpose => Cow::Borrowed(purpose),
    }
}

/// What the payment is for, as every line says it.
#[must_use]
pub fn purpose(programme: &str, period: Period) -> String {
    format!("{programme}{period}")
}

fn separator(profile: &BankProfile) -> u8 {
    u8::try_from(profile.file.separator).expect("the profile's separator is ASCII")
}

/// Reads a file's bytes back and adds them up.
///
/// # Errors
/// Where the bytes are not what the profile describes.
pub fn read_back(bytes: &[u8], profile: &BankProfile) -> Result<ReadBack, NotABankFile> {
    let text = profile.file.charset.decode(bytes).ok_or(NotABankFile::Charset)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(profile))
        .has_headers(false)
        .from_reader(text.as_bytes());
    let place = |source: BankSource| profile.fields.iter().position(|f| f.source == source);
    let (account, payee) = (place(BankSource::Account), place(BankSource::Payee));
    let amount = place(BankSource::AmountYuan);
    let mut read = ReadBack { people: 0, amount: Money::ZERO };
    let mut record = csv::ByteRecord::new();
    for number in 1u64.. {
        let more = reader
            .read_byte_record(&mut record)
            .map_err(|error| NotABankFile::Line { line: number, detail: error.to_string() })?;
        if !more {
            break;
        }
        let wrong = |detail: &str| NotABankFile::Line { line: number, detail: detail.to_owned() };
        if number == 1 && profile.file.heading {
            let heading = profile.fields.iter().map(|field| field.heading.as_bytes());
            if !record.iter().eq(heading) {
                return Err(NotABankFile::Heading);
            }
            continue;
        }
        if record.len() != profile.fields.len() {
            return Err(wrong("a field too many or too few"));
        }
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        if field(account).is_empty() || field(payee).is_empty() {
            return Err(wrong("no account or no holder"));
        }
        // The whole text was decoded, so its fields are text too.
        let amount = std::str::from_utf8(field(amount)).unwrap_or_default();
        let amount = Money::parse_yuan(amount).map_err(|_| wrong("the amount is no sum"))?;
        read.people += 1;
        read.amount += amount;
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    fn line(payee: &str, yuan: i64) -> PayLine<'_> {
        PayLine {
            payee: payee.into(),
            account: "6221690000000004321",
            bank: "某农商银行",
            amount: Money::from_yuan(yuan),
            name: payee.into(),
            id_number: "11010519491231002X".into(),
            township: "某镇",
            village: "和平村",
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let profile = Rulebook::shipped().expect("rules").bank;
        let bytes =
            write([line("张三", 600), line("阿依·努尔", 300)].into_iter(), &profile, "直补2020");
        let back = read_back(&bytes, &profile).expect("reads back");
        assert_eq!(back, ReadBack { people: 2, amount: Money::from_yuan(900) });
        assert!(bytes.ends_with(b"\r\n"));
        let text = profile.file.charset.decode(&bytes).expect("its charset");
        assert!(text.contains("\r\n2,阿依·努尔,6221690000000004321,某农商银行,300.00,"), "{text}");
    }

    #[test]
    fn a_changed_file_does_not_read_back_alike() {
        let profile = Rulebook::shipped().expect("rules").bank;
        let bytes = write([line("张三", 600)].into_iter(), &profile, "直补2020");
        let text = profile.file.charset.decode(&bytes).expect("its charset");
        let encode = |text: &str| profile.file.charset.encode(text).expect("its charset");
        let other = encode(&text.replace("600.00", "60.000"));
        assert_eq!(read_back(&other, &profile).expect("a sum").amount, Money::from_yuan(60));
        assert!(read_back(&encode(&text.replace("600.00", "")), &profile).is_err());
        assert!(read_back(&encode(&text.replace("户名", "户主")), &profile).is_err());
        assert!(read_back(&[0x81, 0x20], &profile).is_err());
    }

    #[test]
    #[should_panic(expected = "V013")]
    fn a_name_that_cannot_be_written_publishes_nothing() {
        let profile = Rulebook::shipped().expect("rules").bank;
        let _ = write([line("张䶮", 600)].into_iter(), &profile, "直补2020");
    }
}
