//! `evaluation.txt`, and what the terminal says: 80 columns, wide characters
//! counted.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Cell, Section, Tab, View, summary, title};
use crate::domain::Lang;
use crate::evaluation::Verdict;
use crate::evaluation::amount::{Share, ten_thousands, thousands};
use crate::say;

/// The columns of a line.
const COLUMNS: usize = 80;
/// What stands between two columns.
const GAP: usize = 2;
/// A column of text is not made narrower than this.
const NARROWEST: usize = 10;

/// Writes the text.
pub(super) fn write(view: &View<'_>, sections: &[Section]) -> String {
    let lang = view.project.lang;
    let mut text = format!("{}\n\n", title(view));
    text.push_str(&wrapped(&summary(view), 0));
    text.push_str(&wrapped(say!(lang, "evaluation-unit-line"), 0));
    let told = [say!(lang, "evaluation-tab-findings"), say!(lang, "evaluation-tab-exceptions")];
    for section in sections.iter().filter(|section| !section.paper_only) {
        let _ = write!(text, "\n{}\n", section.title);
        if told.contains(&section.tab.0) {
            blocks(&mut text, section);
        } else {
            table(&mut text, section, lang);
        }
        for note in &section.notes {
            text.push_str(&wrapped(note, 2));
        }
        if section.tab == Tab(say!(lang, "evaluation-tab-indicators")) {
            reasons(&mut text, view);
        }
    }
    text
}

/// Why indicators are not proven: the column is too wide for a line.
fn reasons(text: &mut String, view: &View<'_>) {
    let lang = view.project.lang;
    for one in view.evaluation.outcomes.iter().filter(|one| one.verdict == Verdict::NotProven) {
        let colon = say!(lang, "colon");
        let line = format!("{}{colon}{}", one.indicator.name, one.from);
        text.push_str(&wrapped(&line, 2));
    }
}

/// Findings: code and what, where, and what to do.
fn blocks(text: &mut String, section: &Section) {
    for cells in &section.rows {
        let part = |at: usize| match &cells[at] {
            Cell::Text(text) => text.as_str(),
            _ => "",
        };
        text.push_str(&wrapped(&format!("{}  {}", part(0), part(2)), 2));
        let seen = if part(1).is_empty() { String::new() } else { format!("  {}", part(1)) };
        text.push_str(&wrapped(&format!("{}{seen}", part(3)), 8));
    }
}

fn shown(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Text(text) | Cell::Figure(text) => text.clone(),
        Cell::Count(count) => thousands(*count),
        Cell::Money(sum) => ten_thousands(*sum),
        Cell::Share(share) => share.map(Share::shown).unwrap_or_default(),
        Cell::Verdict(verdict) => verdict.words(lang).to_owned(),
        Cell::Blank => String::new(),
    }
}

fn table(text: &mut String, section: &Section, lang: Lang) {
    let kept: Vec<usize> =
        (0..section.columns.len()).filter(|at| !section.columns[*at].paper_only).collect();
    let mut lines: Vec<Vec<String>> =
        vec![kept.iter().map(|at| section.columns[*at].heading.to_owned()).collect()];
    for cells in &section.rows {
        lines.push(kept.iter().map(|at| shown(&cells[*at], lang)).collect());
    }
    let is_text = |at: usize| {
        let mut cells = section.rows.iter().map(|cells| &cells[at]);
        cells.any(|cell| matches!(cell, Cell::Text(_) | Cell::Verdict(_)))
    };
    let texts: Vec<bool> = kept.iter().map(|at| is_text(*at)).collect();
    let mut widths: Vec<usize> = (0..kept.len())
        .map(|at| lines.iter().map(|line| line[at].width()).max().unwrap_or(0))
        .collect();
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + GAP * widths.len();
    while total(&widths) > COLUMNS {
        let widest = (0..widths.len()).filter(|at| texts[*at]).max_by_key(|at| widths[*at]);
        let Some(widest) = widest.filter(|at| widths[*at] > NARROWEST) else { break };
        widths[widest] -= 1;
    }
    for line in &lines {
        let mut row = String::new();
        for ((cell, width), is_text) in line.iter().zip(&widths).zip(&texts) {
            let cell = cut(cell, *width);
            let blank = " ".repeat(width.saturating_sub(cell.width()));
            let gap = " ".repeat(GAP);
            if *is_text {
                let _ = write!(row, "{gap}{cell}{blank}");
            } else {
                let _ = write!(row, "{gap}{blank}{cell}");
            }
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
}

/// A text that fits; a longer one ends in a mark.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let mut shown = String::new();
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if wide > room {
            break;
        }
        room -= wide;
        shown.push(c);
    }
    shown + "…"
}

/// A paragraph with an indent, broken where a line is full: before a word, never
/// before a closing mark.
fn wrapped(text: &str, indent: usize) -> String {
    let lead = " ".repeat(indent);
    let mut out = lead.clone();
    let (mut column, mut word) = (indent, String::new());
    let mut put = |word: &mut String, out: &mut String| {
        let width = word.width();
        if column + width > COLUMNS && column > indent {
            let trimmed = out.trim_end().len();
            out.truncate(trimmed);
            out.push('\n');
            out.push_str(&lead);
            column = indent;
            *word = word.trim_start().to_owned();
        }
        column += word.width();
        out.push_str(word);
        word.clear();
    };
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        word.push(c);
        let closes = |c: char| "，。；：、！？）」”".contains(c);
        let wide = c.width().unwrap_or(0) > 1;
        let next = characters.peek().copied();
        let next_wide = next.is_some_and(|c| c.width().unwrap_or(0) > 1);
        let opens = "（「“".contains(c);
        let breaks = c == ' ' || ((wide || next_wide) && !opens);
        if breaks && !next.is_some_and(closes) {
            put(&mut word, &mut out);
        }
    }
    put(&mut word, &mut out);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_and_lose_nothing() {
        let text = format!("{}（甲、乙），{}", "资金执行率".repeat(9), "word ".repeat(30));
        let broken = wrapped(&text, 2);
        assert!(broken.lines().all(|line| line.width() <= COLUMNS), "{broken}");
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&broken), letters(&text));
        assert!(broken.lines().all(|line| !line.trim_start().starts_with(['，', '）'])));
    }
}
