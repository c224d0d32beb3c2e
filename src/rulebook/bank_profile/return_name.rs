//! The name of a bank's file, or a message's id, as a pattern that is written
//! and read.
//!
//! In: a pattern with `{batch}`, `{file}` (or `{file:03}`), `{sent}` and
//! `{date}`. Out: the name by the pattern, and from a name again what it says.
//! A name that is not of the pattern says nothing; it is no error, since files
//! are renamed by hand.

use serde::{Deserialize, Deserializer};

use crate::domain::Date;

/// The longest name that is looked at, in bytes.
const LIMIT_NAME: usize = 512;

/// A name with places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A part, and the least digits of a number.
    Part(Part, usize),
}

/// What can stand in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The batch: letters, digits, hyphens.
    Batch,
    /// The number of the file that was sent.
    File,
    /// The name of the file that was sent, without its extension.
    Sent,
    /// A day: `20201231`.
    Date,
}

/// What a name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The batch.
    pub batch: Option<String>,
    /// The number of the file that was sent, from 1.
    pub file: Option<u32>,
}

/// What a name is written of.
#[derive(Clone, Copy, Debug)]
pub struct NameOf<'a> {
    /// The batch.
    pub batch: &'a str,
    /// The number of the file that was sent, from 1.
    pub file: u32,
    /// The name of the file that was sent, without its extension.
    pub sent: &'a str,
    /// The day.
    pub date: Date,
}

impl NamePattern {
    /// Reads a pattern; `None` where it is none, or names a part twice.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let (inside, behind) = rest[open..].strip_prefix('{')?.split_once('}')?;
            pieces.push(part(inside)?);
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let count = |part: Part| {
            pieces
                .iter()
                .filter(|piece| matches!(piece, Piece::Part(own, _) if *own == part))
                .count()
        };
        let once =
            [Part::Batch, Part::File, Part::Sent, Part::Date].into_iter().all(|p| count(p) < 2);
        (once && !pieces.is_empty() && !text.contains(['/', '\\'])).then_some(Self { pieces })
    }

    /// Whether the part stands in it.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Part(own, _) if *own == part))
    }

    /// The name by the pattern.
    #[must_use]
    pub fn write(&self, of: NameOf<'_>) -> String {
        let mut name = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Part(Part::Batch, _) => name.push_str(of.batch),
                Piece::Part(Part::File, width) => name.push_str(&format!("{:0width$}", of.file)),
                Piece::Part(Part::Sent, _) => name.push_str(of.sent),
                Piece::Part(Part::Date, _) => {
                    name.push_str(&of.date.to_string().replace('-', ""));
                }
            }
        }
        name
    }

    /// What a name says. Folders before it are passed over, and so is the case
    /// of ASCII letters.
    #[must_use]
    pub fn read(&self, name: &str) -> Named {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut said = Named::default();
        if name.len() <= LIMIT_NAME && fits(&self.pieces, name, &mut said) {
            said
        } else {
            Named::default()
        }
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "«{text}»: a name with {{batch}}, {{file:03}}, {{sent}} or {{date}} in it, each once"
            ))
        })
    }
}

/// What stands between two braces: `file`, `file:03`.
fn part(inside: &str) -> Option<Piece> {
    let (name, width) = match inside.split_once(':') {
        None => (inside, 1),
        Some((name, width)) => {
            let width = width.strip_prefix('0')?.parse().ok().filter(|w| (1..=9).contains(w))?;
            (name, width)
        }
    };
    let part = match name {
        "batch" => Part::Batch,
        "file" => Part::File,
        "sent" => Part::Sent,
        "date" => Part::Date,
        _ => return None,
    };
    (width == 1 || part == Part::File).then_some(Piece::Part(part, width))
}

/// Whether the rest of a name is of the rest of a pattern. Two parts at most are
/// of any length, so the search stays small.
fn fits(pieces: &[Piece], name: &str, said: &mut Named) -> bool {
    let Some((piece, behind)) = pieces.split_first() else { return name.is_empty() };
    let (part, width) = match piece {
        Piece::Text(text) => {
            return name.get(..text.len()).is_some_and(|own| own.eq_ignore_ascii_case(text))
                && fits(behind, &name[text.len()..], said);
        }
        Piece::Part(part, width) => (*part, *width),
    };
    let admits = |c: char| match part {
        Part::Batch => c.is_ascii_alphanumeric() || c == '-',
        Part::File | Part::Date => c.is_ascii_digit(),
        Part::Sent => true,
    };
    let taken = name.char_indices().take_while(|(_, c)| admits(*c));
    // The longest first: a number takes all of its digits.
    let ends: Vec<usize> = taken.map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().any(|end| {
        let own = &name[..end];
        let number = || own.parse::<u32>().ok().filter(|number| *number > 0);
        let is_one = match part {
            Part::File => own.len() >= width && number().is_some(),
            Part::Date => own.len() == 8 && Date::parse(own).is_some(),
            Part::Batch | Part::Sent => true,
        };
        if !is_one || !fits(behind, &name[end..], said) {
            return false;
        }
        match part {
            Part::Batch => said.batch = Some(own.to_owned()),
            Part::File => said.file = number(),
            Part::Sent | Part::Date => {}
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(pattern: &str, name: &str) -> (Option<String>, Option<u32>) {
        let said = NamePattern::parse(pattern).expect("a pattern").read(name);
        (said.batch, said.file)
    }

    #[test]
    fn what_a_pattern_wrote_is_read_again() {
        let date = Date::new(2020, 12, 31).expect("a day");
        let of = NameOf { batch: "2020-001", file: 7, sent: "某镇_1", date };
        for pattern in [
            "HP_{batch}_{file}.txt",
            "{sent}_{batch}-{file:03}_{date}.ret",
            "{date}{file:02}.{batch}",
            "{batch}{file:03}.dat",
        ] {
            let name = NamePattern::parse(pattern).expect("a pattern").write(of);
            assert_eq!(says(pattern, &name), (Some("2020-001".into()), Some(7)), "{name}");
        }
    }

    #[test]
    fn a_name_of_another_pattern_says_nothing() {
        for name in ["", "x", "HP_2020-001_.txt", "HP_2020-001_007.txt (1)", "HP_2020-001_000.txt"]
        {
            assert_eq!(says("HP_{batch}_{file}.txt", name), (None, None), "{name}");
        }
        assert_eq!(says("HP_{batch}_{file}.txt", "下载/hp_2020-001_012.TXT").1, Some(12));
        assert_eq!(says("{sent}-{file:03}", "一-02"), (None, None));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for wrong in
            ["", "{", "}", "a}b", "{files}", "{file:3}", "{date:02}", "{file}{file}", "a/b"]
        {
            assert_eq!(NamePattern::parse(wrong), None, "{wrong}");
        }
    }
}
