//! The cells of an xlsx worksheet, byte by byte.
//!
//! In: a worksheet's XML, a window at a time, with the workbook's strings and
//! styles. Out: a [`RawSheet`]: every cell with a value, hidden rows, merged
//! ranges, strikes, unsaved formulas, a number's own digits. No text is made a
//! cell of shared text, and nothing is kept of a cell without a value. What it
//! does not know for certain it refuses as damaged; the other reader then has
//! its say.

use std::borrow::Cow;

use memchr::memchr;

use super::places::{is_zero, merge, place, row_number, small_number};
use super::room::{Room, SHEET_ROWS};
use super::tags::{Tag, TagKind, attributes, check_attributes, next_tag, says_yes};
use super::unreadable::{Unreadable, damaged};
use super::values::{TOO_LARGE, day, has_more_digits_than_a_float, iso_day};
use super::xlsx_parts::begins;
use super::xlsx_strings::Strings;
use super::xlsx_styles::{Shown, Style, Styles};
use super::xlsx_text::{Runs, SPACES, Step, content, runs, text_as_written, value as plain_value};
use crate::intake::raw::{CellKind, RawSheet, number_text};

/// What a worksheet is read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Book<'a> {
    pub strings: &'a Strings,
    pub styles: &'a Styles,
    pub from_1904: bool,
}

/// A worksheet while it is scanned.
#[expect(clippy::struct_excessive_bools, reason = "how far the sheet's own elements have come")]
pub(super) struct Scan<'a> {
    book: Book<'a>,
    room: &'a mut Room,
    sheet: RawSheet,
    begun: bool,
    in_data: bool,
    in_row: bool,
    /// Whether the rows came to their end.
    ended: bool,
    /// Whether the sheet has begun, and whether it has come to its end: a part
    /// cut short has none.
    opened: bool,
    closed: bool,
    row: u32,
    column: u32,
    /// The digits of the row's number as places write it.
    row_digits: Digits,
}

/// A row's number as text.
#[derive(Default)]
struct Digits {
    row: u32,
    bytes: [u8; 10],
    start: usize,
}

impl Digits {
    /// The number, counted from 1, of a row counted from 0.
    fn of(&mut self, row: u32) -> &[u8] {
        if self.row != row + 1 {
            self.row = row + 1;
            self.start = self.bytes.len();
            let mut rest = self.row;
            while rest > 0 {
                self.start -= 1;
                self.bytes[self.start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
                rest /= 10;
            }
        }
        &self.bytes[self.start..]
    }
}

/// What a cell's `t` says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing: a number, else text.
    Unsaid,
    Number,
    Shared,
    Inline,
    Text,
    Bool,
    Error,
    Date,
}

/// The attributes of a cell that matter.
#[derive(Clone, Copy, Default)]
struct Attributes<'w> {
    place: Option<&'w [u8]>,
    style: Option<&'w [u8]>,
    kind: Option<&'w [u8]>,
}

/// What stands inside a cell.
#[derive(Default)]
struct Inside<'w> {
    formula: bool,
    value: Option<Cow<'w, [u8]>>,
    inline: Option<Runs>,
}

/// A cell's place, style and kind.
struct Head {
    position: (u32, u32),
    style: Style,
    kind: Kind,
}

impl<'a> Scan<'a> {
    pub fn new(book: Book<'a>, room: &'a mut Room, sheet: RawSheet) -> Self {
        Self {
            book,
            room,
            sheet,
            begun: false,
            in_data: false,
            in_row: false,
            ended: false,
            opened: false,
            closed: false,
            row: 0,
            column: 0,
            row_digits: Digits::default(),
        }
    }

    /// Scans a window; answers how many of its bytes are done with.
    pub fn window(&mut self, window: &[u8], last: bool) -> Result<usize, Unreadable> {
        if !begins(&mut self.begun, window, last)? {
            return Ok(0);
        }
        let mut at = 0;
        loop {
            if self.in_row
                && let Some((found, open, end)) = quick_attributes(window, at)
            {
                match self.cell(found, open, window, end)? {
                    Step::Done((), end) => at = end,
                    Step::More if last => return Err(damaged("a cell has no end")),
                    Step::More => return Ok(at),
                }
                continue;
            }
            let Some(tag) = next_tag(window, &mut at)? else { return Ok(at) };
            match (tag.name, tag.kind) {
                (b"c", TagKind::Open | TagKind::Empty) if self.in_data => {
                    if !self.in_row {
                        return Err(damaged("a cell stands outside of any row"));
                    }
                    let open = tag.kind == TagKind::Open;
                    match self.cell(slow_attributes(&tag)?, open, window, tag.end)? {
                        Step::Done((), end) => at = end,
                        Step::More if last => return Err(damaged("a cell has no end")),
                        Step::More => return Ok(tag.start),
                    }
                    continue;
                }
                (b"row", _) if self.in_data => self.row(&tag)?,
                (b"sheetData", kind) => {
                    let outside = !self.opened || self.closed;
                    if outside || (kind != TagKind::Close && (self.in_data || self.ended)) {
                        return Err(damaged("a sheet has its rows twice, or none"));
                    }
                    if self.in_row {
                        return Err(damaged("a row has no end"));
                    }
                    self.in_data = kind == TagKind::Open;
                    self.ended |= kind != TagKind::Open;
                }
                (b"worksheet", TagKind::Open) if self.opened => {
                    return Err(damaged("a sheet begins twice"));
                }
                (b"worksheet", kind) => {
                    (self.opened, self.closed) = (true, kind != TagKind::Open);
                }
                (b"mergeCell", TagKind::Open | TagKind::Empty) => {
                    let range = tag.attribute(b"ref").unwrap_or_default();
                    let merge =
                        merge(range).ok_or_else(|| damaged("a merged range has no place"))?;
                    self.room.take_cells(1)?;
                    self.sheet.merges.push(merge);
                }
                // It may have been a cell, or a choice between two.
                _ if self.in_data => return Err(damaged("rows hold what is no cell")),
                _ => {}
            }
            at = tag.end;
        }
    }

    /// The sheet, once its part has ended.
    pub fn finish(mut self) -> Result<RawSheet, Unreadable> {
        if !self.ended || !self.closed {
            return Err(damaged("a sheet has no end"));
        }
        self.sheet.finish();
        Ok(self.sheet)
    }

    fn row(&mut self, tag: &Tag) -> Result<(), Unreadable> {
        if self.in_row != (tag.kind == TagKind::Close) {
            return Err(damaged("a row stands in another, or ends twice"));
        }
        self.in_row = tag.kind == TagKind::Open;
        if tag.kind != TagKind::Close {
            check_attributes(tag.attributes)?;
            let mut hidden = false;
            for (key, value) in attributes(tag.attributes) {
                match key {
                    b"r" => {
                        let row = row_number(value);
                        self.row = row.ok_or_else(|| damaged("a row has no place"))?;
                    }
                    b"hidden" => hidden |= says_yes(value),
                    b"ht" => hidden |= is_zero(value),
                    _ => {}
                }
            }
            if self.row >= SHEET_ROWS {
                return Err(damaged("a row stands beyond the sheet's last"));
            }
            self.sheet.rows = self.sheet.rows.max(self.row + 1);
            if hidden {
                self.room.take_cells(1)?;
                self.sheet.hidden_rows.push(self.row);
            }
        }
        // A row without a number follows the one before it.
        if tag.kind != TagKind::Open {
            self.row += 1;
            self.column = 0;
        }
        Ok(())
    }

    /// Reads one cell whose opening tag ends at `at`, to behind its end; `More`,
    /// and nothing is kept, where the window ends before.
    fn cell(
        &mut self,
        found: Attributes,
        open: bool,
        window: &[u8],
        at: usize,
    ) -> Result<Step<()>, Unreadable> {
        if open && let Some((raw, end)) = quick_value(window, at) {
            let head = self.head(found)?;
            self.column = head.position.1 + 1;
            if head.kind == Kind::Text || !is_blank(raw) {
                self.add_value(&head, raw)?;
            }
            return Ok(Step::Done((), end));
        }
        let (inside, end) = if open {
            match inside(window, at)? {
                Step::Done(inside, end) => (inside, end),
                Step::More => return Ok(Step::More),
            }
        } else {
            (Inside::default(), at)
        };
        let head = self.head(found)?;
        self.column = head.position.1 + 1;
        self.add(&head, inside)?;
        Ok(Step::Done((), end))
    }

    fn head(&mut self, found: Attributes) -> Result<Head, Unreadable> {
        let position = match found.place {
            None => (self.row, self.column),
            // Of the first 26 columns, a cell of the row at hand.
            Some([letter @ b'A'..=b'Z', digits @ ..]) if digits == self.row_digits.of(self.row) => {
                (self.row, u32::from(letter - b'A'))
            }
            Some(reference) => place(reference).ok_or_else(|| damaged("a cell has no place"))?,
        };
        let style = match found.style {
            Some(style) => {
                let index = small_number(style);
                let index = index.ok_or_else(|| damaged("a cell's style is no number"))?;
                self.book.styles.get(index)
            }
            None => self.book.styles.get(0),
        };
        let kind = match found.kind {
            None => Kind::Unsaid,
            Some(b"n") => Kind::Number,
            Some(b"s") => Kind::Shared,
            Some(b"inlineStr") => Kind::Inline,
            Some(b"str") => Kind::Text,
            Some(b"b") => Kind::Bool,
            Some(b"e") => Kind::Error,
            Some(b"d") => Kind::Date,
            Some(_) => return Err(damaged("a cell is of a kind that is not known")),
        };
        Ok(Head { position, style, kind })
    }

    fn add(&mut self, head: &Head, inside: Inside) -> Result<(), Unreadable> {
        let Inside { formula, value, inline } = inside;
        if inline.is_some() && head.kind != Kind::Inline {
            return Err(damaged("a cell has text of its own and says it has none"));
        }
        // A text element without text is a saved empty text; any other value
        // element without text is none.
        let value = value.filter(|value| head.kind == Kind::Text || !is_blank(value));
        let struck = head.style.struck;
        if let Some(runs) = inline {
            return self.push(head, CellKind::Text, struck || runs.struck, &runs.text);
        }
        match value.filter(|_| head.kind != Kind::Inline) {
            Some(raw) => self.add_value(head, &raw),
            None if formula => self.push(head, CellKind::EmptyFormula, struck, ""),
            None => Ok(()),
        }
    }

    /// Adds a cell by what stands in its value element.
    fn add_value(&mut self, head: &Head, raw: &[u8]) -> Result<(), Unreadable> {
        let struck = head.style.struck;
        match head.kind {
            Kind::Inline => Ok(()),
            // Nearly all texts are named by a few digits.
            Kind::Shared => match small_number(raw) {
                index @ Some(_) => self.add_shared(head, index),
                None => self.add_shared(head, small_number(word(&plain_value(raw)?).as_bytes())),
            },
            Kind::Text => self.push(head, CellKind::Text, struck, &text_as_written(raw)?),
            _ => {
                let text = plain_value(raw)?;
                let (kind, text) = read(&text, head, self.book.from_1904)?;
                self.push(head, kind, struck, &text)
            }
        }
    }

    fn add_shared(&mut self, head: &Head, index: Option<usize>) -> Result<(), Unreadable> {
        let strings = self.book.strings;
        let span = index.and_then(|index| strings.span(index));
        let span = span.ok_or_else(|| damaged("a shared string is not there"))?;
        let struck = head.style.struck || index.is_some_and(|index| strings.is_struck(index));
        self.room.push_shared(&mut self.sheet, head.position, struck, span)
    }

    fn push(
        &mut self,
        head: &Head,
        kind: CellKind,
        struck: bool,
        text: &str,
    ) -> Result<(), Unreadable> {
        self.room.push(&mut self.sheet, head.position, kind, struck, text)
    }
}

fn is_blank(raw: &[u8]) -> bool {
    raw.iter().all(u8::is_ascii_whitespace)
}

/// A value without the spaces around it, which XML does not count.
fn word(text: &str) -> &str {
    let spaced = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    let bytes = text.as_bytes();
    if spaced(bytes.first()) || spaced(bytes.last()) { text.trim_matches(SPACES) } else { text }
}

/// The kind and text of a value that is no text by its cell's kind.
fn read<'t>(
    text: &'t str,
    head: &Head,
    from_1904: bool,
) -> Result<(CellKind, Cow<'t, str>), Unreadable> {
    let word = word(text);
    let truth = |yes: bool| (CellKind::Bool, Cow::Borrowed(if yes { "TRUE" } else { "FALSE" }));
    match head.kind {
        Kind::Error => Ok((CellKind::Error, Cow::Borrowed(word))),
        Kind::Date => Ok((CellKind::Date, iso_day(word))),
        Kind::Bool if word == "1" || word.eq_ignore_ascii_case("true") => Ok(truth(true)),
        Kind::Bool if word == "0" || word.eq_ignore_ascii_case("false") => Ok(truth(false)),
        Kind::Bool => Err(damaged("a truth value is neither true nor false")),
        kind => match number(word, head.style.shown, from_1904) {
            Some(number) => Ok(number),
            // Some programs leave out that a cell is text.
            None if kind == Kind::Unsaid => Ok((CellKind::Text, Cow::Borrowed(text))),
            None => Err(damaged("a number is none")),
        },
    }
}

/// A number as it reads: its own digits, a day, or the nearest float. `None`
/// where it is none; words for what is no number are text.
fn number(word: &str, shown: Shown, from_1904: bool) -> Option<(CellKind, Cow<'_, str>)> {
    let plain = shown == Shown::Number;
    if plain && is_short_whole(word.as_bytes()) {
        return Some((CellKind::Number, Cow::Borrowed(word)));
    }
    let own_digits = has_more_digits_than_a_float(word.as_bytes());
    if plain && own_digits {
        return Some((CellKind::NumberWhole, Cow::Borrowed(word)));
    }
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let float: f64 = word.parse().ok()?;
    if !float.is_finite() {
        return Some((CellKind::Error, Cow::Borrowed(TOO_LARGE)));
    }
    let day = if shown == Shown::Date { day(float, from_1904) } else { None };
    Some(match day {
        Some(day) => (CellKind::Date, Cow::Owned(day.to_string())),
        None if plain => (CellKind::Number, Cow::Owned(number_text(float))),
        None if own_digits => (CellKind::Date, Cow::Borrowed(word)),
        None => (CellKind::Date, Cow::Owned(number_text(float))),
    })
}

/// Whether a number is written as it reads: whole, of few digits, without sign,
/// point or leading zero.
fn is_short_whole(raw: &[u8]) -> bool {
    raw.len() <= 15
        && raw.iter().all(u8::is_ascii_digit)
        && (raw.first() != Some(&b'0') || raw.len() == 1)
}

/// The attributes of a cell's tag at `at` as nearly every program writes them,
/// whether the cell has an inside, and where the tag ends.
fn quick_attributes(window: &[u8], at: usize) -> Option<(Attributes<'_>, bool, usize)> {
    let mut rest = window[at..].strip_prefix(b"<c")?;
    let mut found = Attributes::default();
    while let [b' ', key, b'=', b'"', value @ ..] = rest {
        // A few bytes: a loop is quicker than a search.
        let mut length = 0;
        while *value.get(length)? != b'"' {
            length += 1;
        }
        let slot = match key {
            b'r' => &mut found.place,
            b's' => &mut found.style,
            b't' => &mut found.kind,
            _ => return None,
        };
        if slot.is_some() {
            return None;
        }
        *slot = Some(&value[..length]);
        rest = &value[length + 1..];
    }
    match rest {
        [b'>', rest @ ..] => Some((found, true, window.len() - rest.len())),
        [b'/', b'>', rest @ ..] => Some((found, false, window.len() - rest.len())),
        _ => None,
    }
}

/// The same of any other cell's tag.
fn slow_attributes<'w>(tag: &Tag<'w>) -> Result<Attributes<'w>, Unreadable> {
    check_attributes(tag.attributes)?;
    let mut found = Attributes::default();
    for (key, value) in attributes(tag.attributes) {
        let slot = match key {
            b"r" => &mut found.place,
            b"s" => &mut found.style,
            b"t" => &mut found.kind,
            _ => continue,
        };
        if slot.replace(value).is_some() {
            return Err(damaged("a cell says a thing twice"));
        }
    }
    Ok(found)
}

/// The value of a cell that holds nothing else, as nearly all cells do, and the
/// byte behind the cell.
fn quick_value(window: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = window[at..].strip_prefix(b"<v>")?;
    let length = memchr(b'<', rest)?;
    let ends = rest[length..].starts_with(b"</v></c>");
    ends.then(|| (&rest[..length], at + b"<v>".len() + length + b"</v></c>".len()))
}

/// Reads what stands inside a cell, from behind its opening tag to behind its
/// closing one.
fn inside(window: &[u8], mut at: usize) -> Result<Step<Inside<'_>>, Unreadable> {
    let mut inside = Inside::default();
    let mut in_extension = false;
    loop {
        let Some(tag) = next_tag(window, &mut at)? else { return Ok(Step::More) };
        at = tag.end;
        match (tag.name, tag.kind) {
            (b"extLst", kind) => in_extension = kind == TagKind::Open,
            (name, _) if in_extension && name != b"c" && name != b"row" => {}
            _ if in_extension => return Err(damaged("a cell has no end")),
            (b"c", TagKind::Close) => return Ok(Step::Done(inside, at)),
            (b"f", TagKind::Empty) => inside.formula = true,
            (b"v", TagKind::Empty) => inside.value = Some(Cow::Borrowed(&[])),
            (b"is", TagKind::Empty) => inside.inline = Some(Runs::default()),
            (b"f", TagKind::Open) => match content(window, at, b"f")? {
                Step::Done(_, end) => (inside.formula, at) = (true, end),
                Step::More => return Ok(Step::More),
            },
            (b"v", TagKind::Open) => match content(window, at, b"v")? {
                Step::Done(raw, end) => (inside.value, at) = (Some(raw), end),
                Step::More => return Ok(Step::More),
            },
            (b"is", TagKind::Open) => match runs(window, at, b"is")? {
                Step::Done(found, end) => (inside.inline, at) = (Some(found), end),
                Step::More => return Ok(Step::More),
            },
            _ => return Err(damaged("a cell holds what is no value")),
        }
    }
}
