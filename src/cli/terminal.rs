//! Laying text out for a terminal of 80 columns, wide characters counted.

use unicode_width::UnicodeWidthStr;

use crate::domain::money::thousands;

/// Pads a text on its right to so many columns.
pub(super) fn left(text: &str, columns: usize) -> String {
    let width = text.width();
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

/// A count with thousands separators: `42,341`.
pub(super) fn count(number: u64) -> String {
    thousands(number)
}

/// Yuan with thousands separators: `25,404,600.00`.
pub(super) fn yuan(amount: crate::domain::Money) -> String {
    let fen = amount.fen().unsigned_abs();
    format!("{}.{:02}", thousands(fen / 100), fen % 100)
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

/// The columns of a terminal.
const COLUMNS: usize = 80;

/// Terms after a beginning, on as many lines as they take: a term is never torn.
pub(super) fn terms(
    left_side: &str,
    sign: char,
    terms: impl IntoIterator<Item = String>,
) -> String {
    let indent = left_side.width().saturating_sub(2);
    let mut text = left_side.to_owned();
    let mut column = left_side.width();
    for (at, term) in terms.into_iter().enumerate() {
        if at > 0 && column + 3 + term.width() > COLUMNS {
            text.push_str(&format!("\n{}{sign} ", " ".repeat(indent)));
            column = indent + 2;
        } else if at > 0 {
            text.push_str(&format!(" {sign} "));
            column += 3;
        }
        column += term.width();
        text.push_str(&term);
    }
    text.push('\n');
    text
}

/// Text with its long lines broken: what follows a label stays in its column.
pub(super) fn wrapped(text: &str) -> String {
    let mut broken = String::with_capacity(text.len() + text.len() / 16);
    for line in text.lines() {
        let indent = hanging_indent(line);
        let mut rest = line;
        let mut room = COLUMNS;
        while rest.width() > room {
            let at = break_at(rest, room);
            if at == rest.len() {
                break;
            }
            broken.push_str(rest[..at].trim_end());
            broken.push('\n');
            broken.push_str(&" ".repeat(indent));
            rest = rest[at..].trim_start();
            room = COLUMNS - indent;
        }
        broken.push_str(rest);
        broken.push('\n');
    }
    broken
}

/// A message with its long lines broken, but those with a path: it is copied.
pub(super) fn told(message: &str) -> String {
    let as_it_is = |line: &str| line.is_empty() || line.contains(['/', '\\']);
    let lines = message.trim_end().lines();
    lines.map(|line| if as_it_is(line) { format!("{line}\n") } else { wrapped(line) }).collect()
}

/// The column of a line's text after its label, as in `  cause   a digit …`.
fn hanging_indent(line: &str) -> usize {
    let lead = line.len() - line.trim_start().len();
    let value = line[lead..].find("  ").map(|end| {
        let after = &line[lead + end..];
        line[..lead + end].width() + after.len() - after.trim_start().len()
    });
    value.filter(|column| *column <= lead + 10).unwrap_or(lead + 2)
}

/// Where to break a line, in bytes: after a space or a mark near its end, else
/// before the first character that has no room.
fn break_at(line: &str, room: usize) -> usize {
    const NEAR: usize = 30;
    let (mut column, mut good, mut any) = (0, None, None);
    for (at, c) in line.char_indices() {
        let width = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if column + width > room {
            // A mark never begins a line, and a masked number is not torn.
            let closing = "，。；：、！？）」”•".contains(c);
            if !closing && !c.is_ascii_alphanumeric() {
                any = Some(at);
            }
            break;
        }
        if width == 2 && !"，。；：、！？）」”".contains(c) {
            any = Some(at);
        }
        column += width;
        if c == ' ' || "，。；：、".contains(c) {
            good = Some((at + c.len_utf8(), column));
        }
    }
    let lead = line.len() - line.trim_start().len();
    good.filter(|(at, column)| *at > lead && *column + NEAR > room)
        .map(|(at, _)| at)
        .or(any.filter(|at| *at > lead))
        .or_else(|| line[lead + 1..].find(' ').map(|at| lead + 1 + at))
        .unwrap_or(line.len())
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

    #[test]
    fn long_lines_keep_their_column_and_every_character() {
        let line = format!("  原因  {}，{}\n", "甲乙丙丁 ".repeat(9), "戊己庚辛".repeat(20));
        let broken = wrapped(&line);
        assert!(broken.lines().count() > 2);
        assert!(broken.lines().all(|line| line.width() <= 80), "{broken}");
        assert!(broken.lines().skip(1).all(|line| line.starts_with("        ")), "{broken}");
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&broken), letters(&line));
        assert_eq!(wrapped("short\n"), "short\n");
        // A path without a space is not torn.
        let path = format!("{}/{}\n", "a".repeat(60), "b".repeat(60));
        assert_eq!(wrapped(&path), path);
    }

    #[test]
    fn terms_are_not_torn() {
        let ends = ["发放 42,198", "暂缓 95", "未列入发放 50", "项目扶持 17,643", "不应发放 640"];
        let text = terms("  花名册 60,629 = ", '+', ends.map(str::to_owned));
        assert_eq!(
            text,
            "  花名册 60,629 = 发放 42,198 + 暂缓 95 + 未列入发放 50 + 项目扶持 17,643\n\
             \u{20}               + 不应发放 640\n"
        );
    }
}
