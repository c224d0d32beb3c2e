//! Delimited files: a separator between fields, one person a line.

use std::borrow::Cow;

use super::What;
use super::record::{Content, Reading};
use crate::rulebook::bank_profile::{FileLayout, LineEnd, Quote, Record};

/// A file's bytes.
pub(super) fn write(content: &Content<'_>) -> Vec<u8> {
    let profile = content.profile;
    let mut out = Laid::new(&profile.file, content.lines.len() * 96);
    let around = |out: &mut Laid<'_>, records: &[Record]| {
        for record in records {
            if let Some(line) = &record.line {
                out.line(line);
                continue;
            }
            for field in &record.fields {
                out.field(&content.of_file(field));
            }
            out.end();
        }
    };
    around(&mut out, &profile.headers);
    if profile.file.heading {
        for field in &profile.fields {
            out.field(&field.heading);
        }
        out.end();
    }
    for (number, line) in (1..).zip(content.lines) {
        for field in &profile.fields {
            out.field(&content.of_line(field, number, line));
        }
        out.end();
    }
    around(&mut out, &profile.trailers);
    content.encoded(&out.finish())
}

/// Lines in the making.
struct Laid<'a> {
    layout: &'a FileLayout,
    separator: char,
    quote: Quote,
    line_end: LineEnd,
    text: String,
    /// Whether the line has a field already.
    begun: bool,
}

impl<'a> Laid<'a> {
    fn new(layout: &'a FileLayout, capacity: usize) -> Self {
        let (separator, quote, line_end) = signs(layout);
        let text = String::with_capacity(capacity);
        Self { layout, separator, quote, line_end, text, begun: false }
    }

    fn field(&mut self, text: &str) {
        if self.begun {
            self.text.push(self.separator);
        }
        self.begun = true;
        assert!(!text.contains(['\r', '\n']), "a line break passed V025");
        let special = text.contains([self.separator, '"']);
        match self.quote {
            Quote::Never => {
                assert!(!text.contains(self.separator), "the separator passed V025");
                self.text.push_str(text);
            }
            Quote::Needed if !special => self.text.push_str(text),
            Quote::Needed | Quote::Always => {
                self.text.push('"');
                if special {
                    self.text.push_str(&text.replace('"', "\"\""));
                } else {
                    self.text.push_str(text);
                }
                self.text.push('"');
            }
        }
    }

    fn end(&mut self) {
        if self.layout.trailing_separator {
            self.text.push(self.separator);
        }
        self.text.push_str(self.line_end.text());
        self.begun = false;
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.line_end.text());
    }

    fn finish(mut self) -> String {
        if !self.layout.final_line_end {
            let end = self.text.len().saturating_sub(self.line_end.text().len());
            self.text.truncate(end);
        }
        self.text
    }
}

/// What stands between fields and at the end of lines.
fn signs(layout: &FileLayout) -> (char, Quote, LineEnd) {
    const CHECKED: &str = "a delimited profile was checked for it";
    let separator = layout.separator.expect(CHECKED);
    (separator, layout.quote.expect(CHECKED), layout.line_end.expect(CHECKED))
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_, '_>) {
    let profile = reading.profile;
    let layout = &profile.file;
    let Some(text) = layout.charset.decode(bytes) else {
        let unfit = |line: &&[u8]| layout.charset.decode(line).is_none();
        let line = bytes.split(|byte| *byte == b'\n').zip(1..).find(|(line, _)| unfit(line));
        reading.problem(line.map(|(_, number)| number), What::Charset);
        return;
    };
    let (separator, quote, line_end) = signs(layout);
    let lines = lines(text.as_bytes(), line_end, layout.final_line_end, reading);
    let mut texts: Vec<Cow<'_, str>> = Vec::new();
    walk(&lines, reading, |reading, number, line, part| {
        // Lines were split at line ends, so each is text by itself.
        let line = std::str::from_utf8(line).unwrap_or_default();
        if let Part::Around(Record { line: Some(expected), .. }) = part {
            if line != expected {
                reading.problem(Some(number), What::Record);
            }
            return;
        }
        texts.clear();
        let expected = match part {
            Part::Around(record) => record.fields.len(),
            Part::Heading | Part::Payment => profile.fields.len(),
        };
        let line =
            if layout.trailing_separator { line.strip_suffix(separator) } else { Some(line) };
        let split = line.map(|line| split(line, separator, quote, &mut texts));
        match split {
            Some(false) => reading.problem(Some(number), What::Quotes),
            _ if split.is_none() || texts.len() != expected => {
                let found = texts.len();
                reading.problem(Some(number), What::Fields { expected, found });
            }
            _ => match part {
                Part::Around(record) => reading.record(number, record, &texts),
                Part::Payment => reading.payment(number, &texts),
                Part::Heading => {
                    if !texts.iter().eq(profile.fields.iter().map(|field| &field.heading)) {
                        reading.problem(Some(number), What::Heading);
                    }
                }
            },
        }
    });
}

/// Which part of a file a line is.
#[derive(Clone, Copy)]
pub(super) enum Part<'p> {
    /// A record before or after the payments.
    Around(&'p Record),
    /// The line of headings.
    Heading,
    /// A payment.
    Payment,
}

/// Tells of each line which part of the file it is, until nothing more can be told.
pub(super) fn walk<'t>(
    lines: &[&'t [u8]],
    reading: &mut Reading<'_, '_>,
    mut take: impl FnMut(&mut Reading<'_, '_>, u64, &'t [u8], Part<'_>),
) {
    let profile = reading.profile;
    let before = profile.headers.len() + usize::from(profile.file.heading);
    let after = profile.trailers.len();
    if lines.len() < before + after {
        reading.problem(None, What::Record);
        return;
    }
    let payments_end = lines.len() - after;
    for (at, line) in lines.iter().enumerate() {
        let part = match at {
            at if at < profile.headers.len() => Part::Around(&profile.headers[at]),
            at if at < before => Part::Heading,
            at if at < payments_end => Part::Payment,
            at => Part::Around(&profile.trailers[at - payments_end]),
        };
        take(reading, at as u64 + 1, line, part);
        if reading.is_lost() {
            return;
        }
    }
}

/// The lines of a file, each without its end.
pub(super) fn lines<'t>(
    bytes: &'t [u8],
    line_end: LineEnd,
    final_line_end: bool,
    reading: &mut Reading<'_, '_>,
) -> Vec<&'t [u8]> {
    let mut lines: Vec<&[u8]> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let number = lines.len() as u64 + 1;
        let Some(end) = memchr::memchr(b'\n', rest) else {
            if final_line_end {
                reading.problem(Some(number), What::LineEnd);
            }
            lines.push(rest);
            return lines;
        };
        let (line, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        let line = match line_end {
            LineEnd::Lf => Some(line),
            LineEnd::Crlf => line.strip_suffix(b"\r"),
        };
        match line {
            Some(line) if !line.contains(&b'\r') => lines.push(line),
            _ => {
                reading.problem(Some(number), What::LineEnd);
                if reading.is_lost() {
                    return lines;
                }
                lines.push(line.unwrap_or_default());
            }
        }
    }
    if !final_line_end && !bytes.is_empty() {
        reading.problem(Some(lines.len() as u64), What::LineEnd);
    }
    lines
}

/// Splits a line into its fields; `false` where its quotation marks do not hold.
fn split<'t>(line: &'t str, separator: char, quote: Quote, texts: &mut Vec<Cow<'t, str>>) -> bool {
    if quote == Quote::Never || quote == Quote::Needed && !line.contains('"') {
        texts.extend(line.split(separator).map(Cow::Borrowed));
        return true;
    }
    let mut rest = line;
    loop {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = closing(quoted) else { return false };
            let text = &quoted[..end];
            let doubled = text.contains('"');
            texts.push(if doubled {
                Cow::Owned(text.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(text)
            });
            &quoted[end + 1..]
        } else {
            let end = rest.find(separator).unwrap_or(rest.len());
            if quote == Quote::Always || rest[..end].contains('"') {
                return false;
            }
            texts.push(Cow::Borrowed(&rest[..end]));
            &rest[end..]
        };
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None => return after.is_empty(),
        }
    }
}

/// Where a quoted text ends: at the first quotation mark that is not doubled.
fn closing(quoted: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += quoted[at..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}
