//! A rule's own documentation: what it is beside the rule, its words by its code.

use super::Severity;
use crate::domain::Lang;
use crate::words::{self, Sentence};

/// A rule: code, slug, weight, and what it rests on.
///
/// Source of the codes: the finding catalogue; a code is never reused.
#[derive(Debug)]
pub struct Doc {
    /// The permanent code, such as `V004`.
    pub code: &'static str,
    /// The code in words, such as `id-check-digit`.
    pub slug: &'static str,
    /// What it does unless the project says otherwise.
    pub severity: Severity,
    /// How far a project may lower it.
    pub floor: Floor,
    /// The rule it rests on, with its date or number.
    pub source: &'static str,
}

/// A rule's words in one language: the message of its code in `rules.ftl`.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it is, with a finding's details.
    pub cause: Sentence,
    /// What to do about it, with a finding's details.
    pub fix: Sentence,
    /// An example, invented.
    pub example: &'static str,
}

/// How far a project may lower a rule's severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// As far as it wants.
    None,
    /// Always refuses.
    Refuse,
    /// May be raised, but is never paid.
    Hold,
    /// Only for a named place, by an acknowledgement.
    ByName,
}

impl Doc {
    /// A rule's documentation, in one piece.
    #[must_use]
    pub const fn new(
        code: &'static str,
        slug: &'static str,
        severity: Severity,
        floor: Floor,
        source: &'static str,
    ) -> Self {
        Self { code, slug, severity, floor, source }
    }

    /// The words in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Words {
        Words {
            title: self.title(lang),
            cause: self.cause(lang),
            fix: self.fix(lang),
            example: words::attribute(lang, self.code, "example").plain().unwrap_or_default(),
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        words::text(lang, self.code)
    }

    pub(super) fn cause(&self, lang: Lang) -> Sentence {
        words::attribute(lang, self.code, "cause")
    }

    pub(super) fn fix(&self, lang: Lang) -> Sentence {
        words::attribute(lang, self.code, "fix")
    }

    /// The letter of its family: `I`, `V`, `D`, `R`, `P` …
    #[must_use]
    pub fn family(&self) -> &'static str {
        &self.code[..1]
    }

    /// Whether a project may give it that severity.
    #[must_use]
    pub fn admits(&self, severity: Severity) -> bool {
        match self.floor {
            Floor::None => true,
            Floor::Hold => severity >= Severity::Hold,
            Floor::Refuse | Floor::ByName => severity >= Severity::Refuse,
        }
    }

    /// Whether one finding of it may be waived by a named acknowledgement.
    #[must_use]
    pub fn may_be_acknowledged(&self) -> bool {
        matches!(self.floor, Floor::None | Floor::ByName)
    }

    /// A rule for tests that need one of no meaning. It has no words: a test that
    /// reads some takes a rule that has them.
    #[cfg(test)]
    pub(crate) const fn trial(code: &'static str, severity: Severity) -> Self {
        Self { code, slug: "trial", severity, floor: Floor::None, source: "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_holds() {
        let mut doc = Doc::trial("T001", Severity::Hold);
        assert!(doc.admits(Severity::Note));
        doc.floor = Floor::Hold;
        assert!(!doc.admits(Severity::Advise));
        assert!(doc.admits(Severity::Refuse));
        doc.floor = Floor::Refuse;
        assert!(!doc.admits(Severity::Hold));
        assert!(!doc.may_be_acknowledged());
    }
}
