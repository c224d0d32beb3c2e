//! Delimited bank files: a separator between fields, one person a line.

use crate::domain::{Money, Period};
use crate::payout::{PayFile, PayLine};
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

/// The file's bytes.
///
/// # Panics
/// Where a text cannot be written in the profile's charset: V013 should have
/// held the row. Nothing is published then.
#[must_use]
pub fn write(file: &PayFile, profile: &BankProfile, purpose: &str) -> Vec<u8> {
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
        .from_writer(Vec::with_capacity(file.lines.len() * 96));
    if layout.heading {
        let heading = profile.fields.iter().map(|field| field.heading.as_str());
        writer.write_record(heading).expect("memory takes every record");
    }
    let mut texts: Vec<String> = Vec::with_capacity(profile.fields.len());
    for (number, line) in (1u64..).zip(&file.lines) {
        texts.clear();
        texts.extend(profile.fields.iter().map(|field| text(field.source, number, line, purpose)));
        writer.write_record(&texts).expect("memory takes every record");
    }
    let bytes = writer.into_inner().expect("memory takes every record");
    let written = String::from_utf8(bytes).expect("the writer was given text");
    layout
        .charset
        .encode(&written)
        .unwrap_or_else(|c| panic!("U+{:04X} passed V013 and cannot be written", u32::from(c)))
}

/// What stands in a column.
fn text(source: BankSource, number: u64, line: &PayLine, purpose: &str) -> String {
    match source {
        BankSource::Line => number.to_string(),
        BankSource::Payee => line.payee.clone(),
        BankSource::Account => line.account.clone(),
        BankSource::Bank => line.bank.clone(),
        BankSource::AmountYuan => line.amount.to_string(),
        BankSource::Name => line.name.clone(),
        BankSource::IdNumber => line.id_number.clone(),
        BankSource::Township => line.township.clone(),
        BankSource::Village => line.village.clone(),
        BankSource::Purpose => purpose.to_owned(),
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
    let mut read = ReadBack { people: 0, amount: Money::ZERO };
    for (number, record) in (1u64..).zip(reader.records()) {
        let record = record
            .map_err(|error| NotABankFile::Line { line: number, detail: error.to_string() })?;
        let wrong = |detail: &str| NotABankFile::Line { line: number, detail: detail.to_owned() };
        if number == 1 && profile.file.heading {
            let heading = profile.fields.iter().map(|field| field.heading.as_str());
            if !record.iter().eq(heading) {
                return Err(NotABankFile::Heading);
            }
            continue;
        }
        if record.len() != profile.fields.len() {
            return Err(wrong("a field too many or too few"));
        }
        let field = |source| place(source).and_then(|at| record.get(at)).unwrap_or_default();
        if field(BankSource::Account).is_empty() || field(BankSource::Payee).is_empty() {
            return Err(wrong("no account or no holder"));
        }
        let amount = Money::parse_yuan(field(BankSource::AmountYuan))
            .map_err(|_| wrong("the amount is no sum"))?;
        read.people += 1;
        read.amount += amount;
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    fn line(payee: &str, yuan: i64) -> PayLine {
        PayLine {
            row: 0,
            payee: payee.to_owned(),
            account: "6221690000000004321".to_owned(),
            bank: "某农商银行".to_owned(),
            amount: Money::from_yuan(yuan),
            name: payee.to_owned(),
            id_number: "11010519491231002X".to_owned(),
            township: "某镇".to_owned(),
            village: "和平村".to_owned(),
        }
    }

    fn file(lines: Vec<PayLine>) -> PayFile {
        PayFile {
            path: "payout/a.csv".to_owned(),
            bank: "某农商银行".to_owned(),
            township: "某镇".to_owned(),
            lines,
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let profile = Rulebook::shipped().expect("rules").bank;
        let bytes =
            write(&file(vec![line("张三", 600), line("阿依·努尔", 300)]), &profile, "直补2020");
        let back = read_back(&bytes, &profile).expect("reads back");
        assert_eq!(back, ReadBack { people: 2, amount: Money::from_yuan(900) });
        assert!(bytes.ends_with(b"\r\n"));
        let text = profile.file.charset.decode(&bytes).expect("its charset");
        assert!(text.contains("\r\n2,阿依·努尔,6221690000000004321,某农商银行,300.00,"), "{text}");
    }

    #[test]
    fn a_changed_file_does_not_read_back_alike() {
        let profile = Rulebook::shipped().expect("rules").bank;
        let bytes = write(&file(vec![line("张三", 600)]), &profile, "直补2020");
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
        let _ = write(&file(vec![line("张䶮", 600)]), &profile, "直补2020");
    }
}
