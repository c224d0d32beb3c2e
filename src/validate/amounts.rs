//! Amounts: payable sums, and the entitlement.

use super::{RowRule, RowView};
use crate::domain::money::NotMoney;
use crate::domain::{Date, Field, Lang, Money};
use crate::finding::{Doc, Finding, Floor, Severity};
use crate::intake::raw::CellKind;
use crate::normalize::{Absence, Amount};

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
        Amount::Sum(sum) if sum.is_zero() => lang.pick("是零", "is zero"),
        Amount::Invalid(NotMoney::NotANumber) => lang.pick("不是数字", "is not a number"),
        Amount::Invalid(NotMoney::Negative) => lang.pick("是负数", "is negative"),
        Amount::Invalid(NotMoney::FractionOfAFen) => {
            lang.pick("带有不足一分的尾数", "has fractions of a fen")
        }
        Amount::Invalid(NotMoney::TooLarge) => lang.pick("过大", "is too large"),
        // A column left blank as a whole says nothing; a blank among amounts may
        // well be somebody whom the township did not mean to pay.
        Amount::Unsaid if view.list.sheet(view.row).writes(Field::Amount) => lang
            .pick("是空的，同表其他行写了金额", "is blank, where other rows of the sheet have one"),
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
        let day = |day: Option<Date>, otherwise: &str| {
            day.map_or_else(|| otherwise.to_owned(), |day| day.to_string())
        };
        let from = day(absence.from, lang.pick("此前", "before"));
        return match (absence.until, lang) {
            (Some(until), Lang::Zh) => format!("：{from}起停发，{until} 起恢复，停发期间不补发"),
            (None, Lang::Zh) => format!("：{from} 起停发"),
            (Some(until), Lang::En) => {
                format!(": suspended from {from}, restored from {until}, without back-pay")
            }
            (None, Lang::En) => format!(": not entitled from {from} on"),
        };
    }
    if !entitled.is_zero() {
        return String::new();
    }
    let (from, to) = view.context.rulebook.programme.term(view.payment().moved_on());
    match view.context.lang {
        Lang::Zh => format!("：扶持期为 {from} 至 {to}，本期不在其中"),
        Lang::En => format!(": the period lies outside the term, {from} to {to}"),
    }
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
