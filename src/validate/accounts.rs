//! Accounts: missing, format, check digit, bank.

use super::{RowRule, RowView};
use crate::domain::fold::fold;
use crate::domain::{Field, luhn_holds};
use crate::finding::{Doc, Finding, Floor, Seen, Severity, Words};
use crate::intake::raw::CellKind;
use crate::normalize::list::is_lossy;
use crate::rulebook::values::{Mode, Status};

/// V015 account-missing.
pub const V015: RowRule = RowRule { doc: &V015_DOC, check: account_missing };
static V015_DOC: Doc = Doc::new(
    "V015",
    "account-missing",
    Severity::Hold,
    Floor::None,
    Words::new(
        "缺银行账号",
        "账号是空的；空格不会自动拿花名册的账号来填",
        "补录账号，并由经办人核对",
        "直补名册漏填账号",
    ),
    Words::new(
        "no account",
        "the account is blank; a blank cell is never filled from the roster by itself",
        "fill it in, and let somebody check it",
        "an account left out of the pay list",
    ),
    "zhibu V",
);

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
static V016_DOC: Doc = Doc::new(
    "V016",
    "account-format",
    Severity::Hold,
    Floor::None,
    Words::new(
        "银行账号格式不对",
        "账号共 {count} 个字符，位数不对或含有数字以外的字符",
        "照银行卡或存折重新录入（62 开头的卡为 16 至 19 位）",
        "卡号少录一位；账号里夹着字母",
    ),
    Words::new(
        "an account of the wrong format",
        "the account has {count} characters: too few or too many, or not digits alone",
        "type it again from the card or passbook (a card that starts with 62 has 16 to 19 digits)",
        "one digit left out of a card number",
    ),
    "zhibu V; rules/accounts.toml",
);

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
static V017_DOC: Doc = Doc::new(
    "V017",
    "account-check-digit",
    Severity::Hold,
    Floor::None,
    Words::new(
        "银行卡号校验位不符",
        "62 开头的卡号末位校验不通过，多半是录错了一位",
        "照银行卡核对后改正；是存折账号的请向银行确认",
        "卡号中间两位颠倒",
    ),
    Words::new(
        "the card's check digit does not fit",
        "the Luhn digit of the card (62…) does not hold: a digit is probably mistyped",
        "compare with the card; if it is a passbook, ask the bank",
        "two digits of a card number exchanged",
    ),
    "ISO/IEC 7812-1",
);

/// V018 bank-unknown.
pub const V018: RowRule = RowRule { doc: &V018_DOC, check: bank_unknown };
static V018_DOC: Doc = Doc::new(
    "V018",
    "bank-unknown",
    Severity::Hold,
    Floor::None,
    Words::new(
        "不知道是哪家银行",
        "{why}",
        "补填开户银行，或改成允许的银行",
        "没有开户银行，存折账号也看不出是哪家",
    ),
    Words::new(
        "the bank is not known",
        "{why}",
        "fill in the bank, or use one that is allowed",
        "no bank given, and a passbook account that tells none",
    ),
    "zhibu V; rules/accounts.toml",
);

fn bank_unknown(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let lang = view.context.lang;
    let allowed = &view.context.project.banks;
    let is_allowed =
        |bank: &str| allowed.is_empty() || allowed.iter().any(|known| *fold(known) == *bank);
    let not_allowed = |bank: &str| match lang {
        crate::domain::Lang::Zh => format!("「{bank}」不在项目允许的银行里"),
        crate::domain::Lang::En => {
            format!("「{bank}」 is not among the banks that the project allows")
        }
    };
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
        None => lang
            .pick(
                "本行、花名册和卡号前缀都没有说明开户银行",
                "neither the row, nor the roster, nor the card's prefix names a bank",
            )
            .to_owned(),
    };
    findings.push(view.finding(&V018_DOC, Field::Bank).with("why", why));
}
