//! Footers and subtotals: what they state against the rows above them.
//!
//! In: a sheet's data rows and its total rows. Out: finding I008 where a stated
//! head count or amount is none of the sums that it could mean. A total is
//! never taken as data, and never trusted.

use super::docs::I008;
use super::raw::CellKind;
use super::sheet::Sheet;
use crate::domain::{Field, Lang, Money, fold::fold};
use crate::finding::Finding;
use crate::origin::Origin;
use crate::rulebook::values::RowWord;
use crate::say;

/// A row that states totals.
#[derive(Debug)]
pub struct TotalRow {
    /// The row as Excel counts it.
    pub row: u32,
    /// A total of everything, or of what came since the last such row.
    pub word: RowWord,
    /// The first data row (index) since the last such row.
    pub since: usize,
    /// The data rows (count) above it.
    pub above: usize,
    /// The head count it states, and the column it stands in.
    pub people: Option<(u64, u16)>,
    /// The amount it states, and the column it stands in.
    pub amount: Option<(Money, u16)>,
}

/// The head count and the amount that a total row states, each with the column
/// it stands in.
pub type Stated = (Option<(u64, u16)>, Option<(Money, u16)>);

/// Reads what a total row states. `cells` are `(column, field, kind, text)`.
pub fn read<'a>(cells: impl Iterator<Item = (u16, Option<Field>, CellKind, &'a str)>) -> Stated {
    let mut people = None;
    let mut amount = None;
    for (column, field, _, text) in cells {
        let folded = fold(text);
        if let Some(count) = number_before(&folded, "人") {
            people = people.or(count.parse().ok().map(|count| (count, column)));
        }
        match field {
            Some(Field::Amount) => {
                amount = amount.or(Money::parse_yuan(&folded).ok().map(|sum| (sum, column)));
            }
            Some(Field::Name | Field::IdNumber | Field::Sex | Field::HouseholdHead) => {
                people = people.or(folded.parse().ok().map(|count| (count, column)));
            }
            _ => {}
        }
        if amount.is_none()
            && let Some(sum) = number_before(&folded, "元")
        {
            amount = Money::parse_yuan(sum).ok().map(|sum| (sum, column));
        }
    }
    (people, amount)
}

/// The digits (with point and commas) that stand right before a unit.
fn number_before<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let end = text.find(unit)?;
    let head = &text[..end];
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ','))
        .last()
        .map(|(at, _)| at)?;
    Some(head[start..].trim_start_matches([',', '.']))
}

/// The fen written in the data rows above each data row, and in all of them at the
/// end; cells that are no money count nothing here, their own finding is V021.
/// What rows add up to may pass what [`Money`] holds.
fn running(sheet: &Sheet) -> Vec<i128> {
    let mut total = 0;
    let amounts = (0..sheet.rows.len()).map(|line| {
        let amount = Money::parse_yuan(&fold(sheet.cell(line, Field::Amount).text));
        total += amount.map_or(0, |amount| i128::from(amount.fen()));
        total
    });
    [0].into_iter().chain(amounts).collect()
}

fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// Checks every total row of a file's sheets.
///
/// A subtotal must be that of the rows since the last total row. A total may be
/// that, or of the sheet so far, or of the whole file.
#[must_use]
pub fn check(sheets: &[(Sheet, Vec<TotalRow>)], lang: Lang) -> Vec<Finding> {
    let file_people: usize = sheets.iter().map(|(sheet, _)| sheet.rows.len()).sum();
    let has_totals = sheets.iter().any(|(_, totals)| !totals.is_empty());
    if !has_totals {
        return Vec::new();
    }
    let sums: Vec<Vec<i128>> = sheets.iter().map(|(sheet, _)| running(sheet)).collect();
    let file_amount: i128 = sums.iter().filter_map(|sums| sums.last()).sum();
    let mut findings = Vec::new();
    for ((sheet, totals), sums) in sheets.iter().zip(&sums) {
        for total in totals {
            let whole = total.word == RowWord::Total;
            let since = total.since..total.above;
            let mut differs = |column: u16, stated: String, actual: String| {
                let heading = sheet
                    .columns
                    .iter()
                    .find(|c| c.index == column)
                    .map(|c| c.heading.clone())
                    .unwrap_or_default();
                let origin = Origin::sheet(&sheet.file, &sheet.name)
                    .at_row(total.row)
                    .at_column(column, &heading);
                findings.push(
                    Finding::new(&I008, sheet.table, origin)
                        .with("stated", stated)
                        .with("actual", actual),
                );
            };
            if let Some((people, column)) = total.people {
                let counts = |lines: usize| u64::try_from(lines).is_ok_and(|n| n == people);
                let ties =
                    counts(since.len()) || whole && (counts(total.above) || counts(file_people));
                if !ties {
                    let actual = if whole { total.above } else { since.len() };
                    let actual = actual as u64;
                    let shown = |people| say!(lang, "intake-total-people", people = people);
                    differs(column, shown(people), shown(actual));
                }
            }
            if let Some((amount, column)) = total.amount
                && sheet.has(Field::Amount)
            {
                let near = sums[since.end] - sums[since.start];
                let all = sums[total.above];
                let stated = i128::from(amount.fen());
                let ties = stated == near || whole && (stated == all || stated == file_amount);
                if !ties {
                    let actual = if whole { all } else { near };
                    let shown = |fen| say!(lang, "intake-total-yuan", amount = yuan(fen));
                    differs(column, shown(stated), shown(actual));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_counts_and_amounts_are_read_from_words_and_columns() {
        let text = CellKind::Text;
        let cells = [(0, None, text, "合计：共120人，72,000.00元")];
        assert_eq!(read(cells.into_iter()), (Some((120, 0)), Some((Money::from_yuan(72_000), 0))));
        let cells = [
            (0, Some(Field::Serial), text, "合计"),
            (2, Some(Field::Name), CellKind::Number, "120"),
            (9, Some(Field::Amount), CellKind::Number, "72000"),
        ];
        assert_eq!(read(cells.into_iter()), (Some((120, 2)), Some((Money::from_yuan(72_000), 9))));
        assert_eq!(read([(0, None, text, "合计")].into_iter()), (None, None));
    }
}
