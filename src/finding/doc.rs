//! A rule's own documentation, in both languages, kept beside the rule.

use super::Severity;
use crate::domain::Lang;

/// A rule as people read about it: code, slug, weight and words.
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
    /// In Chinese.
    pub zh: Words,
    /// In English.
    pub en: Words,
    /// The rule it rests on, with its date or number.
    pub source: &'static str,
}

/// A rule's words. `{name}` stands for a detail of the finding.
#[derive(Debug)]
pub struct Words {
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it is, with this finding's details.
    pub cause: &'static str,
    /// What to do about it.
    pub fix: &'static str,
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

impl Words {
    /// The four texts: title, cause, fix, example.
    #[must_use]
    pub const fn new(
        title: &'static str,
        cause: &'static str,
        fix: &'static str,
        example: &'static str,
    ) -> Self {
        Self { title, cause, fix, example }
    }
}

impl Doc {
    /// A rule's documentation, in one piece.
    #[must_use]
    pub const fn new(
        code: &'static str,
        slug: &'static str,
        severity: Severity,
        floor: Floor,
        zh: Words,
        en: Words,
        source: &'static str,
    ) -> Self {
        Self { code, slug, severity, floor, zh, en, source }
    }

    /// The words in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &Words {
        lang.pick(&self.zh, &self.en)
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

    /// A rule for tests that need one of no meaning.
    #[cfg(test)]
    pub(crate) const fn trial(code: &'static str, severity: Severity) -> Self {
        const WORDS: Words = Words { title: "trial", cause: "", fix: "", example: "" };
        Self { code, slug: "trial", severity, floor: Floor::None, zh: WORDS, en: WORDS, source: "" }
    }
}

/// Puts details in the place of their `{name}`s.
///
/// # Panics
/// Where the words name a detail that the finding does not carry: our bug,
/// which the test of every rule's minimal input brings out.
#[must_use]
pub fn fill(template: &str, details: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        let detail = details.iter().find(|(key, _)| *key == name);
        debug_assert!(detail.is_some(), "no detail {name} for «{template}»");
        text.push_str(detail.map_or("", |(_, value)| value));
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_take_their_places() {
        let details = [("expected", "7".to_owned()), ("found", "4".to_owned())];
        assert_eq!(fill("应为{expected}，实为{found}", &details), "应为7，实为4");
        assert_eq!(fill("没有", &details), "没有");
    }

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
