//! Text into records: lines of fields, or of bytes.
//!
//! In: the bytes of a text file, its charset and what stands between fields.
//! Out: its records in order with their lines, blank ones left out. It refuses
//! another charset and a quote that is open.

use super::NotAReturn;
use super::error::Measure;
use crate::bank::returns::LineTrouble;
use crate::rulebook::bank_profile::returns::{ReturnField, ReturnKind, ReturnLayout};
use crate::rulebook::charset::Charset;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

const END_OF_FILE: u8 = 0x1a;

/// So many ideographs in UTF-8 are no accident in text of another charset.
const LEAST_WIDE: usize = 4;

/// A record that is not blank.
pub(super) struct Record<'a> {
    /// Its first line, from 1.
    pub line: u64,
    content: Content<'a>,
}

enum Content<'a> {
    Fields(Vec<String>),
    Bytes(&'a [u8], Charset),
}

impl Record<'_> {
    /// Its fields, without the spaces around them.
    pub fn cut(&self, fields: &[ReturnField]) -> Result<Vec<String>, LineTrouble> {
        match &self.content {
            Content::Fields(found) if found.len() == fields.len() => {
                Ok(found.iter().map(|field| field.trim().to_owned()).collect())
            }
            Content::Fields(found) => {
                Err(LineTrouble::Fields { found: found.len(), expected: fields.len() })
            }
            Content::Bytes(bytes, charset) => cut_bytes(bytes, *charset, fields),
        }
    }
}

fn cut_bytes(
    bytes: &[u8],
    charset: Charset,
    fields: &[ReturnField],
) -> Result<Vec<String>, LineTrouble> {
    let expected = fields.iter().map(|field| field.width).sum();
    let wrong = || LineTrouble::Width { found: bytes.len(), expected };
    if bytes.len() != expected {
        return Err(wrong());
    }
    let mut rest = bytes;
    let mut texts = Vec::with_capacity(fields.len());
    for field in fields {
        let (own, behind) = rest.split_at(field.width);
        texts.push(charset.decode(own).ok_or_else(wrong)?.trim().to_owned());
        rest = behind;
    }
    Ok(texts)
}

/// What a line is made of, for a message.
pub(super) fn measure(layout: &ReturnLayout, fields: &[ReturnField]) -> Measure {
    match layout.kind {
        ReturnKind::FixedWidth => Measure::Bytes(fields.iter().map(|field| field.width).sum()),
        _ => Measure::Fields(fields.len()),
    }
}

/// The records of a file, and whether its last line has an end.
pub(super) fn records<'a>(
    bytes: &'a [u8],
    layout: &ReturnLayout,
) -> Result<(Vec<Record<'a>>, bool), NotAReturn> {
    let bytes = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) if layout.charset == Charset::Utf8 => rest,
        Some(_) => return Err(NotAReturn::Charset { charset: layout.charset.name(), line: 1 }),
        None => bytes,
    };
    // Old programs end a text file with this mark.
    let bytes = bytes.strip_suffix(&[END_OF_FILE]).unwrap_or(bytes);
    let text = decode(bytes, layout.charset)?;
    let ended = bytes.ends_with(b"\n");
    let records = if layout.kind == ReturnKind::FixedWidth {
        lines(bytes, layout.charset)
    } else {
        fields(&text, layout)?
    };
    Ok((records, ended))
}

/// The whole text in its charset.
fn decode(bytes: &[u8], charset: Charset) -> Result<String, NotAReturn> {
    let wrong = |line: usize| NotAReturn::Charset {
        charset: charset.name(),
        line: u64::try_from(line).unwrap_or(u64::MAX),
    };
    let first_wrong = || {
        // A line's end is no part of a longer character in any of the charsets.
        let mut lines = bytes.split(|byte| *byte == b'\n');
        let readable = |line: &[u8]| !line.contains(&0) && charset.decode(line).is_some();
        wrong(1 + lines.position(|line| !readable(line)).unwrap_or(0))
    };
    if bytes.contains(&0) || charset != Charset::Utf8 && is_utf8_for_certain(bytes) {
        return Err(first_wrong());
    }
    charset.decode(bytes).ok_or_else(first_wrong)
}

/// Whether bytes are UTF-8 that happens to be readable in another charset too:
/// all of it is valid, and several characters have the three bytes of an
/// ideograph.
fn is_utf8_for_certain(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    text.chars().filter(|c| c.len_utf8() == 3).take(LEAST_WIDE).count() == LEAST_WIDE
}

/// The lines of a fixed-width file.
fn lines(bytes: &[u8], charset: Charset) -> Vec<Record<'_>> {
    (1..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .map(|(line, bytes)| (line, bytes.strip_suffix(b"\r").unwrap_or(bytes)))
        .filter(|(_, bytes)| !bytes.iter().all(u8::is_ascii_whitespace))
        .map(|(line, bytes)| Record { line, content: Content::Bytes(bytes, charset) })
        .collect()
}

/// The records of a delimited file.
fn fields(text: &str, layout: &ReturnLayout) -> Result<Vec<Record<'static>>, NotAReturn> {
    let mut scanner = Scanner {
        rest: text,
        line: 1,
        separator: layout.separator.unwrap_or(','),
        quoted: layout.quoted,
    };
    let mut records = Vec::new();
    while !scanner.rest.is_empty() {
        let line = scanner.line;
        let mut fields = scanner.record()?;
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if layout.trailing_separator && fields.last().is_some_and(|last| last.trim().is_empty()) {
            fields.pop();
        }
        records.push(Record { line, content: Content::Fields(fields) });
    }
    Ok(records)
}

struct Scanner<'a> {
    rest: &'a str,
    line: u64,
    separator: char,
    quoted: bool,
}

impl Scanner<'_> {
    /// The fields up to the end of the record.
    fn record(&mut self) -> Result<Vec<String>, NotAReturn> {
        let mut fields = Vec::new();
        loop {
            let field = match self.rest.strip_prefix('"') {
                Some(behind) if self.quoted => self.quoted(behind)?,
                _ => self.plain(),
            };
            fields.push(field);
            if let Some(behind) = self.rest.strip_prefix(self.separator) {
                self.rest = behind;
                continue;
            }
            self.rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
            if let Some(behind) = self.rest.strip_prefix('\n') {
                self.rest = behind;
                self.line += 1;
            }
            return Ok(fields);
        }
    }

    /// A field up to the separator or the end of the line.
    fn plain(&mut self) -> String {
        let separator = self.separator;
        let end = self.rest.find([separator, '\n']).unwrap_or(self.rest.len());
        let (field, behind) = self.rest.split_at(end);
        // The CR before an LF belongs to the line's end.
        let inside = if behind.starts_with('\n') || behind.is_empty() {
            field.strip_suffix('\r').unwrap_or(field)
        } else {
            field
        };
        self.rest = &self.rest[inside.len()..];
        if !self.rest.starts_with("\r\n") {
            self.rest = behind;
        }
        inside.to_owned()
    }

    /// A field in quotes, the first of which was passed.
    fn quoted(&mut self, behind: &str) -> Result<String, NotAReturn> {
        let open = NotAReturn::Quote { line: self.line };
        let mut field = String::new();
        let mut chars = behind.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    field.push('"');
                    chars.next();
                }
                '"' => {
                    let skipped = self.rest.len() - behind.len();
                    self.rest = &self.rest[skipped + at + 1..];
                    let closed = self.rest.is_empty()
                        || self.rest.starts_with([self.separator, '\n'])
                        || self.rest.starts_with("\r\n");
                    return if closed { Ok(field) } else { Err(open) };
                }
                c => {
                    self.line += u64::from(c == '\n');
                    field.push(c);
                }
            }
        }
        Err(open)
    }
}
