//! What can be wrong with the rulebook or the project file.

use std::path::PathBuf;

use crate::domain::Lang;
use crate::say;

/// The rulebook or the project file cannot be used. Nothing was read or paid.
#[derive(Debug)]
pub enum RulebookError {
    /// The file cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no `zhibu.toml` in the folder.
    NoProject {
        /// The folder.
        folder: PathBuf,
    },
    /// Not TOML, or a value of the wrong type.
    Syntax {
        /// The file as shown.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        detail: String,
    },
    /// A key that means nothing.
    UnknownKey {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// The nearest known key.
        nearest: Option<String>,
    },
    /// A required key is missing.
    MissingKey {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// What belongs there.
        expected: String,
    },
    /// A value that the key does not admit.
    BadValue {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// What is there.
        found: String,
        /// What it may be.
        expected: String,
    },
    /// One heading for two fields.
    HeadingTwice {
        /// The heading.
        heading: String,
        /// The first field.
        first: String,
        /// The second field.
        second: String,
    },
    /// A programme or bank profile that is not shipped.
    NoSuchRules {
        /// The file as shown.
        name: String,
        /// What is shipped.
        shipped: Vec<String>,
    },
}

impl RulebookError {
    /// A parser's error with the line it speaks of.
    pub(crate) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        // A value of the wrong type: the parser names the value, the line the key.
        let written = text.lines().nth(line - 1).unwrap_or_default();
        let detail = match written.split_once('=') {
            Some((key, _)) if !key.trim_start().starts_with('#') => {
                format!("`{}`: {}", key.trim(), error.message())
            }
            _ => error.message().to_owned(),
        };
        Self::Syntax { file: file.to_owned(), line, detail }
    }

    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Read { path, source } => {
                say!(lang, "rulebook-unread-file", path = path.display(), source = source)
            }
            Self::NoProject { folder } => {
                say!(lang, "rulebook-no-project", folder = folder.display())
            }
            Self::Syntax { file, line, detail } => {
                say!(lang, "rulebook-syntax", file = file, line = *line, detail = detail)
            }
            Self::UnknownKey { file, key, nearest: None } => {
                say!(lang, "rulebook-unknown-key", file = file, key = key)
            }
            Self::UnknownKey { file, key, nearest: Some(nearest) } => {
                say!(lang, "rulebook-misspelt-key", file = file, key = key, nearest = nearest)
            }
            Self::MissingKey { file, key, expected } => {
                say!(lang, "rulebook-missing-key", file = file, key = key, expected = expected)
            }
            Self::BadValue { file, key, found, expected } => say!(
                lang,
                "rulebook-bad-value",
                file = file,
                key = key,
                found = found,
                expected = expected
            ),
            Self::HeadingTwice { heading, first, second } => say!(
                lang,
                "rulebook-heading-twice",
                heading = heading,
                first = first,
                second = second
            ),
            Self::NoSuchRules { name, shipped } => {
                let shipped = shipped.join(say!(lang, "finding-list-comma"));
                say!(lang, "rulebook-no-such-rules", name = name, shipped = shipped)
            }
        }
    }
}

impl std::fmt::Display for RulebookError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

impl std::error::Error for RulebookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } => Some(source),
            _ => None,
        }
    }
}
