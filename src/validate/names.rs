//! Names: missing, unfit characters, what a bank cannot write.

use super::room::exported;
use super::{RowRule, RowView};
use crate::domain::Field;
use crate::domain::fold::{is_invisible, is_private_use};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::normalize::name::export_name;
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::BankSource;
use crate::rulebook::names::SEPARATOR;

/// V011 name-missing.
pub const V011: RowRule = RowRule {
    doc: &V011_DOC,
    check: |view, findings| {
        if view.is_blank(Field::Name, view.keys.name) {
            findings.push(view.finding(&V011_DOC, Field::Name));
        }
    },
};
static V011_DOC: Doc = Doc::new("V011", "name-missing", Severity::Hold, Floor::None, "zhibu V");

/// V012 name-characters.
pub const V012: RowRule = RowRule { doc: &V012_DOC, check: name_characters };
static V012_DOC: Doc = Doc::new("V012", "name-characters", Severity::Hold, Floor::None, "zhibu V");

/// A character as a person can see it, with its code point where it hides.
pub(super) fn shown_character(c: char) -> String {
    let hides = c.is_control() || c.is_whitespace() || is_invisible(c) || is_private_use(c);
    if hides || !c.is_ascii() {
        let point = format!("U+{:04X}", u32::from(c));
        return if hides { point } else { format!("{c}({point})") };
    }
    c.to_string()
}

fn name_characters(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let fields: &[Field] =
        if view.is_pay_row() { &[Field::Name, Field::Payee] } else { &[Field::Name] };
    for &field in fields {
        let cell = view.cell(field);
        // An error value or an unsaved formula is the I family's.
        let text = match cell.kind {
            Some(kind) if holds_text(kind) => cell.text,
            None if field == Field::Payee => view.payee_of_roster().unwrap_or_default(),
            _ => continue,
        };
        if text.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
            continue;
        }
        let unfit = unfit_characters(view, text);
        if !unfit.is_empty() {
            let characters: Vec<String> = unfit.into_iter().map(shown_character).collect();
            findings.push(
                view.finding(&V012_DOC, field)
                    .seeing(Seen::of(field, text))
                    .with("field", field.words(view.context.lang))
                    .with("characters", characters.join(" ")),
            );
        }
    }
}

fn holds_text(kind: crate::intake::raw::CellKind) -> bool {
    use crate::intake::raw::CellKind::{EmptyFormula, Error};
    !matches!(kind, Error | EmptyFormula)
}

/// Digits, control, invisible and punctuation characters, each once. Spaces are
/// folded (V014), private-use characters are the bank's matter (V013), and a
/// separator is right between two parts only.
fn unfit_characters(view: &RowView<'_>, text: &str) -> Vec<char> {
    let names = &view.context.rulebook.names;
    let trimmed = text.trim();
    let mut unfit: Vec<char> = Vec::new();
    let mut previous: Option<char> = None;
    let mut characters = trimmed.chars().peekable();
    while let Some(c) = characters.next() {
        let bad = if c == ' ' || c == '\u{3000}' || c == '\u{a0}' {
            false
        } else if names.is_separator(c) {
            let part = |side: Option<char>| side.is_some_and(char::is_alphabetic);
            !(part(previous) && part(characters.peek().copied()))
        } else if is_private_use(c) {
            false
        } else {
            !c.is_alphabetic() || is_invisible(c) || c.is_numeric() && c != '〇'
        };
        if bad && !unfit.contains(&c) {
            unfit.push(c);
        }
        if c != ' ' && c != '\u{3000}' {
            previous = Some(c);
        }
    }
    unfit.truncate(8);
    unfit
}

/// V013 name-not-bankable.
pub const V013: RowRule = RowRule { doc: &V013_DOC, check: name_not_bankable };
static V013_DOC: Doc = Doc::new(
    "V013",
    "name-not-bankable",
    Severity::Hold,
    Floor::Hold,
    "Microsoft code page 936; GB 18030-2005",
);

fn name_not_bankable(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    if !view.is_pay_row() {
        return;
    }
    let rulebook = view.context.rulebook;
    let before = findings.len();
    for field in rulebook.bank.fields_of_rows() {
        // What an account or a number may hold is V002's, V003's and V016's matter.
        if matches!(field.source, BankSource::Account | BankSource::IdNumber) {
            continue;
        }
        let Some((text, at)) = exported(view, field.source) else { continue };
        let unwritable = unwritable(&text, &rulebook.bank);
        let told = |finding: &Finding| finding.doc.code == "V013" && finding.field == Some(at);
        if !unwritable.is_empty() && !findings[before..].iter().any(told) {
            let characters: Vec<String> = unwritable.into_iter().map(shown_character).collect();
            findings.push(
                view.finding(&V013_DOC, at)
                    .with("field", at.words(view.context.lang))
                    .with("charset", rulebook.bank.file.charset.name())
                    .with("characters", characters.join(" ")),
            );
        }
    }
}

/// The characters of a text that a file of the bank's cannot hold.
fn unwritable(text: &str, profile: &BankProfile) -> Vec<char> {
    if text.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fa5}')) {
        return Vec::new();
    }
    profile.cannot_write(text)
}

/// V014 name-folded.
pub const V014: RowRule = RowRule {
    doc: &V014_DOC,
    check: |view, findings| {
        let text = view.cell(Field::Name).text;
        let plain = export_name(text, &view.context.rulebook.names, SEPARATOR);
        if text != plain && !text.chars().any(is_invisible) {
            findings.push(view.finding(&V014_DOC, Field::Name));
        }
    },
};
static V014_DOC: Doc =
    Doc::new("V014", "name-folded", Severity::Note, Floor::None, "Unicode NFKC (UAX #15)");
