//! A finding as a person reads it on a terminal.

use std::fmt::Write as _;

use super::{Doc, Finding, doc::fill};
use crate::domain::Lang;

/// The cause with this finding's details filled in.
#[must_use]
pub fn cause(finding: &Finding, lang: Lang) -> String {
    fill(finding.doc.words(lang).cause, &finding.details)
}

/// What to do, with this finding's details filled in.
#[must_use]
pub fn fix(finding: &Finding, lang: Lang) -> String {
    fill(finding.doc.words(lang).fix, &finding.details)
}

/// The message of one line: what it is and why. Numbers in it are masked.
#[must_use]
pub fn message(finding: &Finding, lang: Lang) -> String {
    let title = finding.doc.words(lang).title;
    let cause = cause(finding, lang);
    if cause.is_empty() {
        title.to_owned()
    } else {
        format!("{title}{}{cause}", lang.pick("：", ": "))
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
        lang.pick(finding.doc.zh.title, finding.doc.slug),
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
    line(lang.pick("所见  ", "found   "), &finding.seen.masked());
    line(lang.pick("原因  ", "cause   "), &cause(finding, lang));
    line(lang.pick("办法  ", "fix     "), &fix(finding, lang));
    line(lang.pick("建议  ", "propose "), &finding.proposal.masked());
    line(lang.pick("依据  ", "rule    "), authority(finding.doc));
    text
}

/// A rule as `zhibu explain CODE` and `docs/findings.md` show it.
#[must_use]
pub fn rule(doc: &Doc, lang: Lang) -> String {
    let words = doc.words(lang);
    let labels = lang.pick(
        ["含义  ", "原因  ", "办法  ", "例子  ", "依据  "],
        ["what    ", "cause   ", "fix     ", "example ", "rule    "],
    );
    let mut text = format!("{} {}  [{}]\n", doc.code, doc.slug, doc.severity.words(lang));
    let values = [words.title, words.cause, words.fix, words.example, authority(doc)];
    for (label, value) in labels.iter().zip(values) {
        let value = with_blanks(value);
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
fn with_blanks(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        if !text.ends_with('…') {
            text.push('…');
        }
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    if text == "…" { String::new() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_alone_leaves_its_details_open() {
        assert_eq!(with_blanks("末位是 {found}，应为 {expected}{confirmed}"), "末位是 …，应为 …");
        assert_eq!(with_blanks("{a}{b}"), "");
        assert_eq!(with_blanks("照身份证改正"), "照身份证改正");
    }
}
