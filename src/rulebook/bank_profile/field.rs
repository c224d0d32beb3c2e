//! One field of a bank file: what stands in it, and how much room it has.

use serde::{Deserialize, Deserializer};

use super::super::charset::Charset;
use crate::domain::{Date, Lang, Moment, Money};
use crate::say;

/// One field of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankField {
    /// Its heading; of ISO 20022 the element that it fills.
    #[serde(default)]
    pub heading: String,
    /// What stands in it.
    pub source: BankSource,
    /// The text of a constant.
    #[serde(default)]
    pub text: String,
    /// How a date is written.
    #[serde(default)]
    pub format: DateFormat,
    /// Its bytes; of fixed-width records.
    pub width: Option<usize>,
    /// On which side of a fixed width the text stands.
    #[serde(default)]
    pub align: Align,
    /// What fills the rest of a fixed width, ASCII.
    #[serde(default = "space")]
    pub pad: char,
    /// The most characters.
    pub max_chars: Option<usize>,
    /// The most bytes in the file's charset.
    pub max_bytes: Option<usize>,
}

fn space() -> char {
    ' '
}

/// What can stand in a bank file's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankSource {
    /// The payment's number in the file, from 1.
    Line,
    /// The account holder's name as the bank registered it.
    Payee,
    /// The account.
    Account,
    /// The bank.
    Bank,
    /// The amount in yuan with two decimals.
    AmountYuan,
    /// The amount in fen.
    AmountFen,
    /// The beneficiary's name.
    Name,
    /// The beneficiary's identity number.
    IdNumber,
    /// The township.
    Township,
    /// The village.
    Village,
    /// What the payment is for: programme and period.
    Purpose,
    /// The payment's batch and line: `2020-001-000042`.
    Reference,
    /// Always the same text.
    Constant,
    /// The batch.
    Batch,
    /// The file's number in the batch, from 1.
    File,
    /// The day on which the file was made.
    Date,
    /// The period that is paid for.
    Period,
    /// The payer's name.
    PayerName,
    /// The payer's account.
    PayerAccount,
    /// The payer's bank.
    PayerBank,
    /// How many payments the file has.
    Count,
    /// Their sum in yuan with two decimals.
    TotalYuan,
    /// Their sum in fen.
    TotalFen,
}

impl BankSource {
    /// Whether it belongs to one payment.
    #[must_use]
    pub fn is_of_payment(self) -> bool {
        matches!(
            self,
            Self::Line
                | Self::Payee
                | Self::Account
                | Self::AmountYuan
                | Self::AmountFen
                | Self::Name
                | Self::IdNumber
                | Self::Village
                | Self::Reference
        )
    }

    /// Whether the bank compares it with what it has registered: it is never
    /// written otherwise than it is.
    #[must_use]
    pub fn is_compared(self) -> bool {
        matches!(self, Self::Payee | Self::Account)
    }

    /// Whether it is counted over a file's payments.
    #[must_use]
    pub fn is_of_totals(self) -> bool {
        matches!(self, Self::Count | Self::TotalYuan | Self::TotalFen)
    }

    /// Whether it is said of the payer.
    #[must_use]
    pub fn is_of_payer(self) -> bool {
        matches!(self, Self::PayerName | Self::PayerAccount | Self::PayerBank)
    }

    /// Whether it is a sum of money.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::AmountYuan | Self::AmountFen | Self::TotalYuan | Self::TotalFen)
    }

    /// Whether it is a number that means the same with zeros before it.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.is_money() || matches!(self, Self::Line | Self::File | Self::Count)
    }
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum DateFormat {
    /// `20201231`.
    #[default]
    #[serde(rename = "yyyymmdd")]
    Plain,
    /// `2020-12-31`.
    #[serde(rename = "yyyy-mm-dd")]
    Dashed,
    /// `20201231083000`.
    #[serde(rename = "yyyymmddhhmmss")]
    PlainTime,
}

impl DateFormat {
    /// The characters that it takes.
    #[must_use]
    pub fn chars(self) -> usize {
        match self {
            Self::Plain => 8,
            Self::Dashed => 10,
            Self::PlainTime => 14,
        }
    }

    /// The moment as it is written.
    #[must_use]
    pub fn write(self, moment: Moment) -> String {
        let day = moment.day();
        match self {
            Self::Plain => plain(day),
            Self::Dashed => day.to_string(),
            Self::PlainTime => {
                let (hour, minute, second) = moment.time();
                format!("{}{hour:02}{minute:02}{second:02}", plain(day))
            }
        }
    }

    /// Whether a text is a day written so.
    #[must_use]
    pub fn admits(self, text: &str) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let day = match self {
            Self::Plain if digits(text) => text,
            Self::Dashed if text.split('-').count() == 3 => text,
            Self::PlainTime if digits(text) && text.len() == 14 => {
                let time = [(8, "24"), (10, "60"), (12, "60")];
                if time.iter().any(|(at, end)| text[*at..at + 2] >= **end) {
                    return false;
                }
                &text[..8]
            }
            _ => return false,
        };
        let written = |day: Date| if self == Self::Dashed { day.to_string() } else { plain(day) };
        Date::parse(day).is_some_and(|read| written(read) == day)
    }
}

fn plain(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// On which side of a fixed width a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// The padding follows.
    #[default]
    Left,
    /// The padding comes before.
    Right,
}

/// How much a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// So many characters.
    Chars(usize),
    /// So many bytes.
    Bytes(usize),
}

impl Room {
    /// It in words.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Chars(most) => say!(lang, "rulebook-room-characters", most = most),
            Self::Bytes(most) => say!(lang, "rulebook-room-bytes", most = most),
        }
    }
}

impl std::fmt::Display for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

impl BankField {
    /// How much it can hold, where that is limited.
    pub fn rooms(&self) -> impl Iterator<Item = Room> {
        let bytes = self.width.into_iter().chain(self.max_bytes).map(Room::Bytes);
        self.max_chars.into_iter().map(Room::Chars).chain(bytes)
    }

    /// The room that a text does not have, if any.
    #[must_use]
    pub fn no_room(&self, text: &str, charset: Charset) -> Option<Room> {
        self.rooms().find(|room| match room {
            Room::Chars(most) => text.chars().count() > *most,
            Room::Bytes(most) => charset.length(text) > *most,
        })
    }

    /// How many ASCII characters it can hold.
    #[must_use]
    pub fn most_ascii(&self) -> usize {
        let least = self.rooms().map(|room| match room {
            Room::Chars(most) | Room::Bytes(most) => most,
        });
        least.min().unwrap_or(usize::MAX)
    }
}

/// Yuan as a profile writes them: `"5000000.00"`.
pub(super) fn yuan<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Money>, D::Error> {
    let text = String::deserialize(from)?;
    let sum = Money::parse_yuan(&text).ok().filter(|sum| !sum.is_zero());
    sum.map(Some).ok_or_else(|| serde::de::Error::custom(format!("«{text}» is no sum in yuan")))
}
