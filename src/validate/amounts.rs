//! Amounts: payable sums, and the entitlement.

use super::{RowRule, RowView};
use crate::domain::money::NotMoney;
use crate::domain::{Field, Money};
use crate::finding::{Doc, Finding, Floor, Severity};
use crate::intake::raw::CellKind;
use crate::normalize::{Absence, Amount};
use crate::say;

/// V021 amount-invalid.
pub const V021: RowRule = RowRule { doc: &V021_DOC, check: amount_invalid };
static V021_DOC: Doc = Doc::new("V021", "amount-invalid", Severity::Hold, Floor::None, "zhibu V");

fn amount_invalid(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let kind = view.cell(Field::Amount).kind;
    if !view.is_pay_row()
        || matches!(kind, Some(CellKind::Error | CellKind::EmptyFormula | CellKind::Date))
    {
        return;
    }
    let lang = view.context.lang;
    let why = match view.keys.amount {
        Amount::Sum(sum) if sum.is_zero() => say!(lang, "finding-amount-zero"),
        Amount::Invalid(NotMoney::NotANumber) => say!(lang, "finding-amount-no-number"),
        Amount::Invalid(NotMoney::Negative) => say!(lang, "finding-amount-negative"),
        Amount::Invalid(NotMoney::FractionOfAFen) => {
            say!(lang, "finding-amount-fraction")
        }
        Amount::Invalid(NotMoney::TooLarge) => say!(lang, "finding-amount-too-large"),
        // A column left blank as a whole says nothing; a blank among amounts may
        // well be somebody whom the township did not mean to pay.
        Amount::Unsaid if view.list.sheet(view.row).writes(Field::Amount) => {
            say!(lang, "finding-amount-blank")
        }
        Amount::Sum(_) | Amount::Unsaid => return,
    };
    findings.push(view.finding(&V021_DOC, Field::Amount).with("why", why));
}

/// Why less is due than the whole period's amount: the period lies outside the
/// term, or the person is out of the scheme for some of it.
fn term(view: &RowView<'_>, entitled: Money) -> String {
    let absent = view.payment().absent_from(view.context.project.period);
    if let Some(absence) = absent {
        let lang = view.context.lang;
        let from = absence
            .from
            .map_or_else(|| say!(lang, "finding-amount-before").to_owned(), |day| day.to_string());
        return match absence.until {
            Some(until) => say!(lang, "finding-amount-suspended", from = from, until = until),
            None => say!(lang, "finding-amount-ended", from = from),
        };
    }
    if !entitled.is_zero() {
        return String::new();
    }
    let (from, to) = view.context.rulebook.programme.term(view.payment().moved_on());
    say!(view.context.lang, "finding-amount-outside-term", from = from, to = to)
}

/// V022 amount-not-entitlement.
pub const V022: RowRule = RowRule {
    doc: &V022_DOC,
    check: |view, findings| {
        if !view.is_pay_row() {
            return;
        }
        let entitled = view.payment().entitlement(view.context.project.period);
        let wrong = match view.keys.amount {
            // Who is out and would be paid in full is told by the rule that says so.
            Amount::Sum(sum) => {
                let period = view.context.project.period;
                let payment = view.payment();
                let told = payment.absent_from(period).is_some_and(Absence::is_told)
                    && sum == payment.full_entitlement(period);
                !sum.is_zero() && sum != entitled && !told
            }
            // Nothing written means the entitlement; nothing due is nothing to pay.
            Amount::Unsaid => entitled.is_zero(),
            Amount::Invalid(_) => false,
        };
        if wrong {
            findings.push(
                view.finding(&V022_DOC, Field::Amount)
                    .with("entitled", entitled.to_string())
                    .with("term", term(view, entitled)),
            );
        }
    },
};
static V022_DOC: Doc =
    Doc::new("V022", "amount-not-entitlement", Severity::Hold, Floor::None, "国发〔2006〕17号");
