//! Paragraphs: lines put together again, folded, and cut into sentences, items
//! and clauses.
//!
//! In: a report's lines. Out: for each character the sentence, item and clause
//! that it stands in, and the line that it came from. A line that a writer's
//! hard break ended is joined with the next; a docx is not, its paragraphs are
//! whole.

use super::read::{LineKind, Text};

/// A line at least this long and without a mark at its end goes on in the next.
const FULL_LINE_CHARS: usize = 20;
/// A line of a marker and at most so many characters, no figure in it, is a heading.
pub(super) const HEADING_CHARS: usize = 40;

/// A paragraph, or a row of a table.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// The characters without spaces, width folded.
    pub chars: Vec<char>,
    /// As written.
    raw: Vec<char>,
    /// Where each of `chars` stands in `raw`.
    origin: Vec<usize>,
    /// Where lines begin in `raw`, and their numbers.
    lines: Vec<(usize, usize)>,
    /// The sentence, item and clause of each character, counted from 0.
    pub sentence: Vec<usize>,
    pub item: Vec<usize>,
    pub clause: Vec<usize>,
    /// How many brackets are open around each character.
    pub depth: Vec<usize>,
    /// Ranges of `chars` that are cells, for a table's row.
    pub cells: Option<Vec<(usize, usize)>>,
    /// Whether it begins with a list's marker.
    pub marked: bool,
    /// Whether it is a heading.
    pub heading: bool,
    /// The headings' count up to here: what has the same stands under one heading.
    pub block: usize,
    /// What the last heading says.
    pub section: String,
}

impl Paragraph {
    /// The characters of a range as text.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.chars[from..to.max(from)].iter().collect()
    }

    /// The number of the line that a character stands on.
    pub fn line_of(&self, at: usize) -> usize {
        let raw = self.origin.get(at).copied().unwrap_or(0);
        let line = self.lines.iter().rev().find(|(start, _)| *start <= raw);
        line.or(self.lines.first()).map_or(0, |(_, number)| *number)
    }

    /// What was written between two characters, and where in it each of the marks
    /// stands, in characters.
    pub fn quote(
        &self,
        from: usize,
        to: usize,
        marks: &[(usize, usize)],
    ) -> (String, Vec<(usize, usize)>) {
        let place = |at: usize| self.origin.get(at).copied().unwrap_or(self.raw.len());
        let first = place(from);
        let last = if to == 0 { first } else { place(to - 1) + 1 };
        let (mut text, mut places, mut gap) = (String::new(), Vec::new(), false);
        let mut length = 0;
        // Where each raw character of the range stands in the quote.
        for c in &self.raw[first..last.max(first)] {
            places.push(length);
            let blank = c.is_whitespace();
            if !blank || !gap {
                text.push(if blank { ' ' } else { *c });
                length += 1;
            }
            gap = blank;
        }
        places.push(length);
        let marks = marks
            .iter()
            .map(|(start, end)| {
                let at =
                    |raw: usize| places.get(raw.saturating_sub(first)).copied().unwrap_or(length);
                (at(place(*start)), at(place(end.saturating_sub(1))) + 1)
            })
            .collect();
        (text, marks)
    }
}

/// The range of the unit (a clause, an item, a sentence) around a place.
pub(super) fn around(which: &[usize], at: usize) -> (usize, usize) {
    let own = which[at];
    let from = which.iter().position(|unit| *unit == own).unwrap_or(at);
    let to = which.iter().rposition(|unit| *unit == own).map_or(at, |last| last + 1);
    (from, to)
}

/// Cuts a report into paragraphs.
pub(super) fn paragraphs(text: &Text) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for line in &text.lines {
        let raw: Vec<char> = line.text.chars().collect();
        let row = line.kind == LineKind::Row;
        let marked = marker(&folded(&raw, row).0).is_some();
        let joins = open && !row && !text.paragraphs && !marked && line.kind == LineKind::Prose;
        if joins && let Some(last) = found.last_mut() {
            last.lines.push((last.raw.len(), line.number));
            last.raw.extend(&raw);
        } else {
            found.push(Paragraph {
                raw: raw.clone(),
                lines: vec![(0, line.number)],
                marked,
                cells: row.then(Vec::new),
                ..Paragraph::default()
            });
        }
        let trimmed: Vec<char> = line.text.trim().chars().collect();
        let ended = trimmed.last().is_none_or(|c| "。；：！？;:!?.）)".contains(*c));
        open = !row && !ended && trimmed.len() >= FULL_LINE_CHARS;
    }
    for paragraph in &mut found {
        let (chars, origin) = folded(&paragraph.raw, paragraph.cells.is_some());
        (paragraph.chars, paragraph.origin) = (chars, origin);
        cut(paragraph);
    }
    found
}

/// The characters that count, and where they stand: width folded, spaces out but
/// between digits, leftover marks of a converter out.
fn folded(raw: &[char], row: bool) -> (Vec<char>, Vec<usize>) {
    let (mut chars, mut origin) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < raw.len() {
        let c = raw[at];
        if row && matches!(c, '\t' | '|' | '｜' | '│') {
            chars.push('\t');
            origin.push(at);
        } else if c.is_whitespace() || super::is_invisible(c) {
            let from = at;
            while at + 1 < raw.len() && raw[at + 1].is_whitespace() && !(row && raw[at + 1] == '\t')
            {
                at += 1;
            }
            let digits = chars.last().is_some_and(char::is_ascii_digit)
                && raw.get(at + 1).is_some_and(|c| fold(*c).is_ascii_digit());
            if digits {
                chars.push(' ');
                origin.push(from);
            }
        } else if c == '[' && raw[at..].starts_with(&['[', 'b', 'o', 'o', 'k']) {
            // What a converter leaves of a bookmark.
            match raw[at..].iter().position(|c| *c == ']') {
                Some(end) => at += end,
                None => at = raw.len(),
            }
        } else {
            chars.push(fold(c));
            origin.push(at);
        }
        at += 1;
    }
    (chars, origin)
}

fn fold(c: char) -> char {
    match c {
        // A full-width comma is a mark, never a thousands separator.
        '，' => '，',
        '【' | '〔' | '［' | '﹝' => '[',
        '】' | '〕' | '］' | '﹞' => ']',
        '﹪' => '%',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn cut(paragraph: &mut Paragraph) {
    let chars = &paragraph.chars;
    let (mut sentence, mut item, mut next_clause) = (0, 0, 1);
    let mut stack = vec![0_usize];
    let (mut cell_from, mut titles) = (0, 0_usize);
    for (at, c) in chars.iter().enumerate() {
        // A bracket stands outside of what it holds.
        if *c == ')' && stack.len() > 1 {
            stack.pop();
        }
        paragraph.sentence.push(sentence);
        paragraph.item.push(item);
        paragraph.clause.push(*stack.last().unwrap_or(&0));
        paragraph.depth.push(stack.len() - 1);
        let digit =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let inside_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        let mut end_clause = |stack: &mut Vec<usize>| {
            if let Some(top) = stack.last_mut() {
                *top = next_clause;
            }
            next_clause += 1;
        };
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ if titles > 0 => {}
            '(' => {
                stack.push(next_clause);
                next_clause += 1;
            }
            '。' | '!' | '?' if stack.len() == 1 => {
                sentence += 1;
                item += 1;
                end_clause(&mut stack);
            }
            ';' if stack.len() == 1 => {
                item += 1;
                end_clause(&mut stack);
            }
            '\t' => {
                if let Some(cells) = &mut paragraph.cells {
                    cells.push((cell_from, at));
                }
                cell_from = at + 1;
                stack.truncate(1);
                (sentence, item) = (sentence + 1, item + 1);
                end_clause(&mut stack);
            }
            ',' | ':' if inside_number => {}
            '，' | ',' | '、' | ':' | '。' | ';' | '!' | '?' => end_clause(&mut stack),
            _ => {}
        }
    }
    let end = chars.len();
    if let Some(cells) = &mut paragraph.cells {
        cells.push((cell_from, end));
        // Rules at both ends of a row enclose nothing.
        if cells.first().is_some_and(|(from, to)| from == to)
            && chars.first() == Some(&'\t')
            && cells.len() > 3
        {
            cells.remove(0);
        }
        if cells.last().is_some_and(|(from, to)| from == to)
            && cells.len() > 2
            && chars.last() == Some(&'\t')
        {
            cells.pop();
        }
    }
}

/// The length of a list's marker at the beginning: `1、`, `（二）`, `一是`, `目标3：`.
pub(super) fn marker(chars: &[char]) -> Option<usize> {
    let ordinal = |from: usize| {
        let digits = chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
        let cjk = chars[from..].iter().take_while(|c| "一二三四五六七八九十".contains(**c)).count();
        (digits.min(3).max(cjk.min(3)), digits > 0)
    };
    let first = chars.first()?;
    if ('①'..='⑳').contains(first) {
        return Some(1);
    }
    if *first == '(' {
        let (length, _) = ordinal(1);
        return (length > 0 && chars.get(1 + length) == Some(&')')).then_some(length + 2);
    }
    for word in ["首先", "其次", "再次", "最后"] {
        let word: Vec<char> = word.chars().collect();
        if chars.starts_with(&word) {
            return Some(word.len());
        }
    }
    let named = chars.starts_with(&['目', '标']) || chars.starts_with(&['任', '务']);
    let lead = if named { 2 } else { usize::from(*first == '第') };
    let (length, digits) = ordinal(lead);
    if length == 0 {
        return None;
    }
    let after = chars.get(lead + length);
    let then = chars.get(lead + length + 1);
    let ends = match after {
        Some('、' | ':') => true,
        Some('.') => digits && !then.is_some_and(char::is_ascii_digit),
        Some(')') => digits,
        Some('是' | '要') => !digits,
        Some('，') => *first == '第',
        _ => false,
    };
    ends.then_some(lead + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<usize> {
        marker(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn markers_are_no_figures() {
        for (text, expected) in [
            ("1、完成", Some(2)),
            ("12.完成", Some(3)),
            ("1.5万元", None),
            ("(3)从", Some(3)),
            ("一是", Some(2)),
            ("十一、", Some(3)),
            ("目标7:", Some(4)),
            ("第二，", Some(3)),
            ("③建设", Some(1)),
            ("三座水库", None),
            ("2020年", None),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }

    #[test]
    fn broken_lines_join_and_keep_their_numbers() {
        let text = Text::of(
            "x",
            "一、概况\n全年完成实用技术培训和就业技能培训一共是七百人次，其中女\n性320人。\n（一）其他\n",
        );
        let all = paragraphs(&text);
        assert_eq!(all.len(), 3);
        let at = all[1].chars.iter().position(|c| *c == '3').expect("there");
        assert_eq!(all[1].line_of(at), 3);
        let (quote, marks) = all[1].quote(at - 1, at + 4, &[(at, at + 4)]);
        assert_eq!((quote.as_str(), marks), ("性320人", vec![(1, 5)]));
    }
}
