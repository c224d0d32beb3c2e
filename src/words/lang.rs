//! The two languages that people read.

use serde::{Deserialize, Serialize};

/// Chinese or English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese (simplified), the offices' language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its key in files that programs read: `zh`, `en`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// Its tag in a page: `zh-CN`, `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// The text in this language.
    #[must_use]
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
