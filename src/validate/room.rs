//! What a bank file has room for: texts longer than their field, a payment larger
//! than a file.

use std::borrow::Cow;

use super::{RowRule, RowView};
use crate::domain::Field;
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::normalize::name::export_name;
use crate::rulebook::bank_profile::BankSource;

/// A pay row's text as a bank file would say it, and the field behind it; `None`
/// for what does not come from a row.
pub(super) fn exported<'a>(
    view: &RowView<'a>,
    source: BankSource,
) -> Option<(Cow<'a, str>, Field)> {
    let rulebook = view.context.rulebook;
    let payment = view.payment();
    Some(match source {
        BankSource::Payee => {
            let own = !view.cell(Field::Payee).text.trim().is_empty();
            (payment.exported_payee(), if own { Field::Payee } else { Field::Name })
        }
        BankSource::Name => {
            let separator = rulebook.bank.file.name_separator;
            let name = export_name(view.cell(Field::Name).text, &rulebook.names, separator);
            (name, Field::Name)
        }
        BankSource::Account => (view.text(payment.account()).into(), Field::Account),
        BankSource::Bank => (payment.bank().unwrap_or_default().into(), Field::Bank),
        BankSource::IdNumber => (view.id_text(), Field::IdNumber),
        BankSource::Township => (view.text(view.keys.township).into(), Field::Township),
        BankSource::Village => (view.cell(Field::Village).text.trim().into(), Field::Village),
        _ => return None,
    })
}

/// V027 over-file-limit.
pub const V027: RowRule = RowRule {
    doc: &V027_DOC,
    check: |view, findings| {
        let Some(limit) = view.context.rulebook.bank.most_money else { return };
        if !view.is_pay_row() {
            return;
        }
        let amount = view.payment().amount(view.context.project.period);
        if amount.is_some_and(|amount| amount > limit) {
            let finding = view.finding(&V027_DOC, Field::Amount);
            findings.push(finding.with("limit", limit.to_string()));
        }
    },
};
static V027_DOC: Doc =
    Doc::new("V027", "over-file-limit", Severity::Hold, Floor::Hold, "rules/banks/<profile>.toml");

/// V028 too-long-for-bank.
pub const V028: RowRule = RowRule { doc: &V028_DOC, check: too_long };
static V028_DOC: Doc = Doc::new(
    "V028",
    "too-long-for-bank",
    Severity::Hold,
    Floor::Hold,
    "rules/banks/<profile>.toml",
);

fn too_long(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    if !view.is_pay_row() {
        return;
    }
    let (profile, lang) = (&view.context.rulebook.bank, view.context.lang);
    let before = findings.len();
    for field in profile.fields_of_rows().filter(|field| field.rooms().next().is_some()) {
        let Some((text, at)) = exported(view, field.source) else { continue };
        let text = profile.text_of(field.source, text);
        let Some(room) = field.no_room(&text, profile.file.charset) else { continue };
        let told = |finding: &Finding| finding.field == Some(at);
        if !findings[before..].iter().any(told) {
            findings.push(
                view.finding(&V028_DOC, at)
                    .seeing(Seen::of(at, &text))
                    .with("field", at.words(lang))
                    .with("room", room.words(lang)),
            );
        }
    }
}
