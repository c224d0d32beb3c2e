//! Names: separators and private-use characters, for comparison.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::RulebookError;

/// The standard separator of a minority name (U+00B7).
pub const SEPARATOR: char = '\u{b7}';

/// What `rules/names.toml` says.
#[derive(Debug)]
pub struct Names {
    separators: Vec<char>,
    private_use: BTreeMap<char, char>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    separators: Vec<char>,
    private_use: BTreeMap<String, char>,
}

impl Names {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Where it is badly formed, or a key is no code point.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        let file: File = super::parse(shown, text)?;
        let mut private_use = BTreeMap::new();
        for (point, character) in file.private_use {
            let c = u32::from_str_radix(&point, 16).ok().and_then(char::from_u32);
            let c = c.ok_or_else(|| RulebookError::BadValue {
                file: shown.to_owned(),
                key: "private_use".to_owned(),
                found: point,
                expected: "e863".to_owned(),
            })?;
            private_use.insert(c, character);
        }
        Ok(Self { separators: file.separators, private_use })
    }

    /// Whether the character separates the parts of a minority name.
    #[must_use]
    pub fn is_separator(&self, c: char) -> bool {
        self.separators.contains(&c)
    }

    /// The character that a private-use one stands for, where that is known.
    #[must_use]
    pub fn stands_for(&self, c: char) -> Option<char> {
        self.private_use.get(&c).copied()
    }
}
