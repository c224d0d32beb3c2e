//! Laying text out for a terminal of 80 columns, wide characters counted.

use unicode_width::UnicodeWidthStr;

/// Pads a text on its right to so many columns.
pub(super) fn left(text: &str, columns: usize) -> String {
    let width = text.width();
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

/// A count with thousands separators: `42,341`.
pub(super) fn count(number: u64) -> String {
    thousands(&number.to_string())
}

/// Yuan with thousands separators: `25,404,600.00`.
pub(super) fn yuan(amount: crate::domain::Money) -> String {
    let text = amount.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{}.{fraction}", thousands(whole))
}

fn thousands(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A table without borders: columns padded to their widest cell; `numbers`
/// says which are set to the right.
pub(super) fn table(rows: &[Vec<String>], numbers: &[bool]) -> String {
    use comfy_table::{CellAlignment, Table, presets};
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for row in rows {
        table.add_row(row);
    }
    for (at, number) in numbers.iter().enumerate() {
        if let Some(column) = table.column_mut(at) {
            if *number {
                column.set_cell_alignment(CellAlignment::Right);
            }
            column.set_padding((1, 1));
        }
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push(' ');
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(left("发放", 6), "发放  ");
        assert_eq!(count(42_341), "42,341");
        assert_eq!(count(600), "600");
        assert_eq!(yuan(crate::domain::Money::from_yuan(25_404_600)), "25,404,600.00");
    }
}
