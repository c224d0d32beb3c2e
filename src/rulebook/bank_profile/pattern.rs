//! How an exported bank file is named: a pattern with placeholders.

use serde::{Deserialize, Deserializer};

/// A file name's pattern: `{batch}-{file:02}.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Place(Place, usize),
}

/// What can stand in a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Batch,
    File,
    Part,
    Bank,
    Township,
    Period,
    Date,
}

impl Place {
    const ALL: [(&'static str, Self); 7] = [
        ("batch", Self::Batch),
        ("file", Self::File),
        ("part", Self::Part),
        ("bank", Self::Bank),
        ("township", Self::Township),
        ("period", Self::Period),
        ("date", Self::Date),
    ];

    fn is_number(self) -> bool {
        matches!(self, Self::File | Self::Part)
    }
}

/// What a file's name is put together from.
#[derive(Clone, Copy, Debug)]
pub struct NameParts<'a> {
    /// The batch.
    pub batch: &'a str,
    /// The file's number in the batch.
    pub file: u32,
    /// The file's number among those of its bank and township.
    pub part: u32,
    /// The bank.
    pub bank: &'a str,
    /// The township.
    pub township: &'a str,
    /// The period.
    pub period: &'a str,
    /// The day, as eight digits.
    pub date: &'a str,
}

impl Pattern {
    /// Reads a pattern; what is wrong with it where it is none.
    ///
    /// # Errors
    /// An unknown placeholder, a brace alone, or a width where none belongs.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let inside = rest[open..].strip_prefix('{').and_then(|after| after.split_once('}'));
            let Some((inside, after)) = inside else {
                return Err(format!("«{text}»: a brace stands alone"));
            };
            pieces.push(place(inside).ok_or_else(|| {
                let known: Vec<&str> = Place::ALL.iter().map(|(name, _)| *name).collect();
                format!("«{{{inside}}}»: expected {}; {{file:02}}", known.join(", "))
            })?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// Whether no two files of a batch share a name.
    #[must_use]
    pub fn tells_files_apart(&self) -> bool {
        let has =
            |place| self.pieces.iter().any(|p| matches!(p, Piece::Place(it, _) if *it == place));
        has(Place::File) || has(Place::Bank) && has(Place::Township) && has(Place::Part)
    }

    /// The name, with whatever its parts hold.
    #[must_use]
    pub fn write(&self, parts: &NameParts<'_>) -> String {
        let mut name = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Place(place, width) => match place {
                    Place::Batch => name.push_str(parts.batch),
                    Place::File => name.push_str(&format!("{:0width$}", parts.file)),
                    Place::Part => name.push_str(&format!("{:0width$}", parts.part)),
                    Place::Bank => name.push_str(parts.bank),
                    Place::Township => name.push_str(parts.township),
                    Place::Period => name.push_str(parts.period),
                    Place::Date => name.push_str(parts.date),
                },
            }
        }
        name
    }
}

/// What stands between two braces: `file`, `file:02`.
fn place(inside: &str) -> Option<Piece> {
    let (name, width) = match inside.split_once(':') {
        None => (inside, 0),
        Some((name, width)) => {
            let digits = width.strip_prefix('0')?;
            (name, digits.parse().ok().filter(|width| (1..=9).contains(width))?)
        }
    };
    let (_, place) = Place::ALL.into_iter().find(|(known, _)| *known == name)?;
    (width == 0 || place.is_number()).then_some(Piece::Place(place, width))
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: NameParts<'_> = NameParts {
        batch: "2020-001",
        file: 7,
        part: 2,
        bank: "某银行",
        township: "某镇",
        period: "2020",
        date: "20201231",
    };

    #[test]
    fn names_follow_their_pattern() {
        for (pattern, name) in [
            ("{batch}-{file:02}.txt", "2020-001-07.txt"),
            ("{bank}_{township}_{part}", "某银行_某镇_2"),
            ("{period}{date}{file:04}", "2020202012310007"),
            ("plain", "plain"),
        ] {
            assert_eq!(Pattern::parse(pattern).expect("a pattern").write(&PARTS), name);
        }
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        for wrong in ["{", "}", "{files}", "{file:2}", "{file:0}", "{bank:02}", "a}b", "{{file}}"] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
        let error = Pattern::parse("{no}").expect_err("no place");
        assert!(error.contains("township"), "{error}");
    }

    #[test]
    fn files_of_a_batch_have_names_of_their_own() {
        for (pattern, apart) in [
            ("{batch}-{file}", true),
            ("{bank}-{township}-{part}", true),
            ("{bank}-{township}", false),
            ("{batch}", false),
        ] {
            let pattern = Pattern::parse(pattern).expect("a pattern");
            assert_eq!(pattern.tells_files_apart(), apart, "{pattern:?}");
        }
    }
}
