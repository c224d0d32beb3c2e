//! Text that is unsafe in a bank file, and numbers that were folded.

use super::{RowRule, RowView};
use crate::domain::Field;
use crate::domain::fold::is_invisible;
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::intake::raw::CellKind;
use crate::rulebook::bank_profile::{BankSource, InText};
use crate::say;

/// V025 unsafe-text.
pub const V025: RowRule = RowRule { doc: &V025_DOC, check: unsafe_text };
static V025_DOC: Doc = Doc::new(
    "V025",
    "unsafe-text",
    Severity::Hold,
    Floor::None,
    "OWASP CSV injection; the bank profile's separator",
);

/// The input field behind a bank file's column, where there is one.
fn exported_field(source: BankSource) -> Option<Field> {
    match source {
        BankSource::Payee => Some(Field::Payee),
        BankSource::Account => Some(Field::Account),
        BankSource::Bank => Some(Field::Bank),
        BankSource::Name => Some(Field::Name),
        BankSource::IdNumber => Some(Field::IdNumber),
        BankSource::Township => Some(Field::Township),
        BankSource::Village => Some(Field::Village),
        _ => None,
    }
}

/// The text that would be exported: the row's own, else what a pay row takes
/// from its roster row.
fn exported_text<'a>(view: &RowView<'a>, field: Field) -> &'a str {
    let cell = view.cell(field);
    match (cell.kind, field) {
        (Some(CellKind::Error | CellKind::EmptyFormula), _) => "",
        (None, Field::Payee) => view.payee_of_roster().unwrap_or_default(),
        (None, Field::Bank) if view.is_pay_row() => view.payment().bank().unwrap_or_default(),
        (None, Field::Township) => view.text(view.keys.township),
        _ => cell.text,
    }
}

/// A character that begins no formula.
fn is_ordinary(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn unsafe_text(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let profile = &view.context.rulebook.bank;
    let before = findings.len();
    for source in profile.fields_of_rows().map(|field| field.source) {
        let Some(field) = exported_field(source) else { continue };
        if findings[before..].iter().any(|finding| finding.field == Some(field)) {
            continue;
        }
        // What the bank compares is never written otherwise than it is.
        let held = source.is_compared() || profile.file.separator_in_text == InText::Hold;
        let separator = profile.file.separator.filter(|_| held);
        let text = exported_text(view, field);
        // Nearly every text begins like a name or a number, and holds nothing odd.
        let odd = |byte: u8| byte < b' ' || separator == Some(char::from(byte));
        if text.starts_with(is_ordinary) && !text.bytes().any(odd) {
            continue;
        }
        let lang = view.context.lang;
        let why = if text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        {
            say!(lang, "finding-text-formula")
        } else if text.contains(['\t', '\r', '\n']) {
            say!(lang, "finding-text-control")
        } else if separator.is_some_and(|separator| text.contains(separator)) {
            say!(lang, "finding-text-separator")
        } else {
            continue;
        };
        let mut finding = view
            .finding(&V025_DOC, field)
            .seeing(Seen::of(field, text))
            .with("field", field.words(lang))
            .with("why", why);
        if !view.is_pay_row() {
            finding.severity = Severity::Advise;
        }
        findings.push(finding);
    }
}

/// V026 number-folded.
pub const V026: RowRule = RowRule {
    doc: &V026_DOC,
    check: |view, findings| {
        for field in [Field::IdNumber, Field::Account] {
            let key = || match field {
                Field::IdNumber => view.id_text(),
                _ => view.text(view.keys.account).into(),
            };
            let cell = view.cell(field);
            let plain = |byte: u8| byte.is_ascii_digit() || byte == b'X';
            let folded = cell.kind == Some(CellKind::Text)
                && !cell.text.bytes().all(plain)
                && cell.text != key()
                && !cell.text.chars().any(is_invisible);
            if folded {
                findings.push(
                    view.finding(&V026_DOC, field).with("field", field.words(view.context.lang)),
                );
            }
        }
    },
};
static V026_DOC: Doc =
    Doc::new("V026", "number-folded", Severity::Note, Floor::None, "Unicode NFKC (UAX #15)");
