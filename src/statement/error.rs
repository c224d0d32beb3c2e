//! Why a report cannot be read.

use thiserror::Error;

use crate::domain::Lang;
use crate::say;

/// Why a report cannot be read, or a list of words is wrong.
#[derive(Debug, Error)]
pub enum StatementError {
    /// More than a report can be.
    #[error("{name}: larger than a report can be")]
    TooLarge {
        /// The file's name.
        name: String,
    },
    /// Neither a text file nor a docx.
    #[error("{name}: neither a text file nor a docx")]
    OtherFormat {
        /// The file's name.
        name: String,
    },
    /// A docx that does not open.
    #[error("{name}: the docx is damaged")]
    Damaged {
        /// The file's name.
        name: String,
    },
    /// Bytes that fit no encoding.
    #[error("{name}: not a text at byte {offset}")]
    Encoding {
        /// The file's name.
        name: String,
        /// The first byte that does not fit.
        offset: usize,
    },
    /// No text at all.
    #[error("{name}: no text in it")]
    Empty {
        /// The file's name.
        name: String,
    },
}

impl StatementError {
    /// The same in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::TooLarge { name } => say!(lang, "statement-too-large", name = name),
            Self::OtherFormat { name } => say!(lang, "statement-other-format", name = name),
            Self::Damaged { name } => say!(lang, "statement-damaged", name = name),
            Self::Encoding { name, offset } => {
                say!(lang, "statement-encoding", name = name, offset = *offset)
            }
            Self::Empty { name } => say!(lang, "statement-empty", name = name),
        }
    }
}
