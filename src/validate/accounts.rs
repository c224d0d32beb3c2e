//! Accounts: missing, format, check digit, bank.

use super::{RowRule, RowView};
use crate::domain::fold::fold;
use crate::domain::{Field, luhn_holds};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::intake::raw::CellKind;
use crate::normalize::list::is_lossy;
use crate::rulebook::values::{Mode, Status};
use crate::say;

/// V015 account-missing.
pub const V015: RowRule = RowRule { doc: &V015_DOC, check: account_missing };
static V015_DOC: Doc = Doc::new("V015", "account-missing", Severity::Hold, Floor::None, "zhibu V");

fn account_missing(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let has_column = view.list.has_column(view.row, Field::Account);
    if has_column && !view.is_blank(Field::Account, view.keys.account) {
        return;
    }
    if !view.is_pay_row() {
        let paid_directly = view.keys.status == Status::Payable
            && matches!(view.keys.mode, Mode::Direct | Mode::Both | Mode::Unsaid);
        if has_column {
            let weight = if paid_directly { Severity::Advise } else { Severity::Note };
            findings.push(view.finding(&V015_DOC, Field::Account).weighing(weight));
        }
        return;
    }
    if !view.payment().account().is_blank() {
        return;
    }
    let mut finding = view.finding(&V015_DOC, Field::Account);
    if let Some(registered) = view.registered() {
        let account = view.context.lists.roster.rows[registered as usize].account;
        if !account.is_blank() {
            finding.proposal = Seen::Account(view.text(account).to_owned());
        }
    }
    findings.push(finding);
}

/// The account that the row speaks of, folded: its own where that holds what
/// was typed; the roster's where the pay list has no such column, since that is
/// the one that would be paid into.
fn written<'a>(view: &RowView<'a>) -> Option<&'a str> {
    if view.is_pay_row() && !view.list.has_column(view.row, Field::Account) {
        let text = view.text(view.payment().account());
        return (!text.is_empty()).then_some(text);
    }
    let text = view.text(view.keys.account);
    let cell = view.cell(Field::Account);
    let shown = !is_lossy(&cell) || cell.kind == Some(CellKind::Bool);
    (!text.is_empty() && shown).then_some(text)
}

/// V016 account-format.
pub const V016: RowRule = RowRule {
    doc: &V016_DOC,
    check: |view, findings| {
        let accounts = &view.context.rulebook.accounts;
        if let Some(account) = written(view).filter(|account| !accounts.is_well_formed(account)) {
            findings.push(
                view.finding(&V016_DOC, Field::Account)
                    .seeing(Seen::Account(account.to_owned()))
                    .with("count", account.chars().count().to_string()),
            );
        }
    },
};
static V016_DOC: Doc =
    Doc::new("V016", "account-format", Severity::Hold, Floor::None, "zhibu V; rules/accounts.toml");

/// V017 account-check-digit.
pub const V017: RowRule = RowRule {
    doc: &V017_DOC,
    check: |view, findings| {
        let accounts = &view.context.rulebook.accounts;
        let unsound = |account: &&str| accounts.is_card(account) && !luhn_holds(account);
        if let Some(account) = written(view).filter(unsound) {
            findings.push(
                view.finding(&V017_DOC, Field::Account).seeing(Seen::Account(account.to_owned())),
            );
        }
    },
};
static V017_DOC: Doc =
    Doc::new("V017", "account-check-digit", Severity::Hold, Floor::None, "ISO/IEC 7812-1");

/// V018 bank-unknown.
pub const V018: RowRule = RowRule { doc: &V018_DOC, check: bank_unknown };
static V018_DOC: Doc =
    Doc::new("V018", "bank-unknown", Severity::Hold, Floor::None, "zhibu V; rules/accounts.toml");

fn bank_unknown(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let lang = view.context.lang;
    let allowed = &view.context.project.banks;
    let is_allowed =
        |bank: &str| allowed.is_empty() || allowed.iter().any(|known| *fold(known) == *bank);
    let not_allowed = |bank: &str| say!(lang, "finding-bank-not-allowed", bank = bank);
    if !view.is_pay_row() {
        let bank = view.text(view.keys.bank);
        if !bank.is_empty() && !is_allowed(bank) {
            findings.push(view.finding(&V018_DOC, Field::Bank).with("why", not_allowed(bank)));
        }
        return;
    }
    let payment = view.payment();
    let why = match payment.bank() {
        Some(bank) if is_allowed(&fold(bank)) => return,
        Some(bank) => not_allowed(bank),
        None => say!(lang, "finding-bank-unsaid").to_owned(),
    };
    findings.push(view.finding(&V018_DOC, Field::Bank).with("why", why));
}
