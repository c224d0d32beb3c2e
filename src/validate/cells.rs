//! Cells that do not hold what they show: errors, unsaved formulas, lost
//! digits, dates, struck rows.

use super::{RowRule, RowView};
use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, account::mask_account};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::intake::raw::CellKind;
use crate::say;

const CATALOGUE: &str = "zhibu I";
const EXCEL_DIGITS: &str = "Excel keeps 15 significant digits (IEEE 754)";

/// Fields that decide who is paid, how much and where.
const FIELDS_THAT_COUNT: &[Field] = &[
    Field::Township,
    Field::Village,
    Field::HouseholdHead,
    Field::Name,
    Field::IdNumber,
    Field::Mode,
    Field::Status,
    Field::Bank,
    Field::Account,
    Field::Payee,
    Field::Amount,
];

fn each_of_kind(
    view: &RowView<'_>,
    kind: CellKind,
    doc: &'static Doc,
    findings: &mut Vec<Finding>,
) {
    if !view.list.sheet(view.row).has_kind(kind) {
        return;
    }
    for &field in FIELDS_THAT_COUNT {
        if view.cell(field).kind == Some(kind) {
            let field_name = field.words(view.context.lang);
            findings.push(view.finding(doc, field).with("field", field_name));
        }
    }
}

/// I011 formula-error.
pub const I011: RowRule = RowRule {
    doc: &I011_DOC,
    check: |view, findings| each_of_kind(view, CellKind::Error, &I011_DOC, findings),
};
static I011_DOC: Doc = Doc::new("I011", "formula-error", Severity::Hold, Floor::Hold, CATALOGUE);

/// I012 formula-without-value.
pub const I012: RowRule = RowRule {
    doc: &I012_DOC,
    check: |view, findings| each_of_kind(view, CellKind::EmptyFormula, &I012_DOC, findings),
};
static I012_DOC: Doc =
    Doc::new("I012", "formula-without-value", Severity::Hold, Floor::Hold, CATALOGUE);

/// I014 digits-lost.
pub const I014: RowRule = RowRule { doc: &I014_DOC, check: digits_lost };
static I014_DOC: Doc = Doc::new("I014", "digits-lost", Severity::Hold, Floor::Hold, EXCEL_DIGITS);

/// Whether a cell is a number of more digits than a spreadsheet keeps.
fn has_lost_digits(view: &RowView<'_>, field: Field) -> bool {
    let cell = view.cell(field);
    matches!(cell.kind, Some(CellKind::Number | CellKind::NumberWhole))
        && (cell.text.bytes().filter(u8::is_ascii_digit).count() > 15
            || cell.text.contains(['e', 'E', '.']))
}

fn digits_lost(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    for field in [Field::IdNumber, Field::Account] {
        if !has_lost_digits(view, field) {
            continue;
        }
        let cell = view.cell(field);
        let mut finding =
            view.finding(&I014_DOC, field).with("field", field.words(view.context.lang));
        let whole = cell.kind == Some(CellKind::NumberWhole);
        let candidates: Vec<String> = if field == Field::IdNumber {
            let numbers = view.context.other_list.numbers_of_namesakes(view.list.table, view.row);
            numbers.into_iter().map(|id| id.to_string()).collect()
        } else {
            let accounts = view.context.other_list.accounts_of_namesakes(view.list.table, view.row);
            accounts.into_iter().map(|account| view.text(account).to_owned()).collect()
        };
        let mut matching = candidates.iter().filter(|candidate| {
            if whole { **candidate == cell.text } else { shares_fifteen(candidate, cell.text) }
        });
        let confirmed = match (matching.next(), matching.next()) {
            (Some(only), None) => {
                finding.proposal = Seen::of(field, only);
                // A program that keeps all digits wrote the file: they agree.
                let firm = say!(view.context.lang, "finding-digits-kept");
                let likely = say!(view.context.lang, "finding-digits-likely");
                if whole { firm } else { likely }
            }
            _ => "",
        };
        findings.push(finding.with("confirmed", confirmed));
    }
}

/// Whether two texts agree in the 15 digits that a spreadsheet keeps (the last
/// of them may have been rounded).
fn shares_fifteen(candidate: &str, kept: &str) -> bool {
    candidate.len() == kept.len()
        && candidate.len() > 15
        && candidate.as_bytes()[..14] == kept.as_bytes()[..14]
        && candidate.as_bytes()[14].abs_diff(kept.as_bytes()[14]) <= 1
}

/// I015 date-typed-cell.
pub const I015: RowRule = RowRule { doc: &I015_DOC, check: date_typed };
static I015_DOC: Doc = Doc::new("I015", "date-typed-cell", Severity::Hold, Floor::None, CATALOGUE);

fn date_typed(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    for field in [Field::IdNumber, Field::Account, Field::Amount] {
        if view.cell(field).kind == Some(CellKind::Date) {
            let name = field.words(view.context.lang);
            findings.push(view.finding(&I015_DOC, field).with("field", name));
        }
    }
}

/// I017 struck-out-row.
pub const I017: RowRule = RowRule { doc: &I017_DOC, check: struck_out };
static I017_DOC: Doc = Doc::new("I017", "struck-out-row", Severity::Hold, Floor::None, CATALOGUE);

fn struck_out(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let sheet = view.list.sheet(view.row);
    if sheet.rows[view.keys.line as usize].struck {
        findings.push(view.finding(&I017_DOC, Field::Name));
    }
}

/// I018 number-typed-cell.
pub const I018: RowRule = RowRule { doc: &I018_DOC, check: number_typed };
static I018_DOC: Doc =
    Doc::new("I018", "number-typed-cell", Severity::Advise, Floor::None, EXCEL_DIGITS);

fn number_typed(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    for field in [Field::IdNumber, Field::Account] {
        let cell = view.cell(field);
        let number = matches!(cell.kind, Some(CellKind::Number | CellKind::NumberWhole));
        if number && !has_lost_digits(view, field) {
            let shown = if field == Field::IdNumber {
                mask_identity(cell.text)
            } else {
                mask_account(cell.text)
            };
            let finding = view.finding(&I018_DOC, field);
            findings
                .push(finding.with("field", field.words(view.context.lang)).with("shown", shown));
        }
    }
}
