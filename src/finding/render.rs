//! A finding as a person reads it on a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Doc, Finding};
use crate::domain::Lang;
use crate::say;
use crate::words::{Sentence, Value};

/// The cause with this finding's details filled in.
///
/// # Panics
/// Where the words ask for a detail that the finding does not carry: our bug,
/// which the test of every rule's minimal input brings out.
#[must_use]
pub fn cause(finding: &Finding, lang: Lang) -> String {
    filled(finding.doc.cause(lang), finding)
}

/// What to do, with this finding's details filled in.
///
/// # Panics
/// As [`cause`].
#[must_use]
pub fn fix(finding: &Finding, lang: Lang) -> String {
    filled(finding.doc.fix(lang), finding)
}

fn filled(sentence: Sentence, finding: &Finding) -> String {
    let detail = |asked| finding.details.iter().find(|(name, _)| *name == asked);
    sentence.fill(|name| detail(name).map(|(_, text)| Value::from(text)))
}

/// The message of one line: what it is and why. Numbers in it are masked.
#[must_use]
pub fn message(finding: &Finding, lang: Lang) -> String {
    let title = finding.doc.title(lang);
    let cause = cause(finding, lang);
    if cause.is_empty() {
        title.to_owned()
    } else {
        say!(lang, "finding-message", title = title, cause = cause)
    }
}

/// The finding as a block of lines, masked:
///
/// ```text
/// V004 id-check-digit  [hold]
///   荣家湾镇.xlsx › 和平村 › I118  (身份证号)
///   found   430621••••••••1234
///   cause   …
///   fix     …
///   rule    GB 11643-1999
/// ```
#[must_use]
pub fn block(finding: &Finding, lang: Lang) -> String {
    let mut text = format!(
        "{} {}  [{}]\n  {}",
        finding.doc.code,
        lang.pick(finding.doc.title(Lang::Zh), finding.doc.slug),
        finding.severity.words(lang),
        finding.origin.path()
    );
    if !finding.origin.heading.is_empty() {
        let _ = write!(text, "  ({})", finding.origin.heading);
    }
    text.push('\n');
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {label}{value}");
        }
    };
    line(say!(lang, "finding-found"), &finding.seen.masked());
    line(say!(lang, "finding-cause"), &cause(finding, lang));
    line(say!(lang, "finding-fix"), &fix(finding, lang));
    line(say!(lang, "finding-proposal"), &finding.proposal.masked());
    line(say!(lang, "finding-source"), authority(finding.doc));
    text
}

/// A rule as `zhibu explain CODE` and `docs/findings.md` show it.
#[must_use]
pub fn rule(doc: &Doc, lang: Lang) -> String {
    let words = doc.words(lang);
    let mut text = format!("{} {}  [{}]\n", doc.code, doc.slug, doc.severity.words(lang));
    let lines = [
        (say!(lang, "rule-title"), Cow::Borrowed(words.title)),
        (say!(lang, "rule-cause"), with_blanks(words.cause).into()),
        (say!(lang, "rule-fix"), with_blanks(words.fix).into()),
        (say!(lang, "rule-example"), Cow::Borrowed(words.example)),
        (say!(lang, "rule-source"), Cow::Borrowed(authority(doc))),
    ];
    for (label, value) in lines {
        if !value.is_empty() {
            let _ = writeln!(text, "  {label}{value}");
        }
    }
    text
}

/// What a rule rests on outside this program; empty where it is our own.
fn authority(doc: &Doc) -> &'static str {
    if doc.source.starts_with("zhibu ") { "" } else { doc.source }
}

/// A rule's words without a finding: what a finding fills in is left open.
/// Words that are nothing else say nothing.
fn with_blanks(words: Sentence) -> String {
    let mut text = words.fill(|_| Some(Value::from("…")));
    while text.contains("……") {
        text = text.replace("……", "…");
    }
    if text == "…" { String::new() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn alone(code: &str) -> String {
        rule(catalogue::find(code).expect("a rule"), Lang::Zh)
    }

    #[test]
    fn a_rule_alone_leaves_its_details_open() {
        assert!(alone("V004").contains("原因  末位是 …，按前 17 位应为 …，多半是录错了一位…\n"));
        assert!(alone("V001").contains("原因  身份证号是空的\n"));
        assert!(!alone("I001").contains("原因"), "nothing but details says nothing");
    }
}
