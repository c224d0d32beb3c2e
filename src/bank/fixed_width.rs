//! Fixed-width files: fields of so many bytes, counted after encoding.

use std::borrow::Cow;

use super::What;
use super::delimited::{Part, lines, walk};
use super::record::{Content, Reading, called};
use crate::rulebook::bank_profile::{Align, BankField, LineEnd, Record};
use crate::rulebook::charset::Charset;

/// A file's bytes.
pub(super) fn write(content: &Content<'_>) -> Vec<u8> {
    let profile = content.profile;
    let layout = &profile.file;
    let line_end = line_end(layout.line_end).text().as_bytes();
    let width: usize = profile.fields.iter().map(width).sum();
    let mut out = Vec::with_capacity((content.lines.len() + 2) * (width + line_end.len()));
    let around = |out: &mut Vec<u8>, records: &[Record]| {
        for record in records {
            if let Some(line) = &record.line {
                out.extend(content.encoded(line));
            }
            for field in &record.fields {
                fill(out, field, &content.encoded(&content.of_file(field)));
            }
            out.extend(line_end);
        }
    };
    around(&mut out, &profile.headers);
    if layout.heading {
        for field in &profile.fields {
            let heading = content.encoded(&field.heading);
            out.extend(&heading);
            out.resize(out.len() + width_left(field, &heading), b' ');
        }
        out.extend(line_end);
    }
    for (number, line) in (1..).zip(content.lines) {
        for field in &profile.fields {
            let text = content.of_line(field, number, line);
            assert!(!text.contains(['\r', '\n']), "a line break passed V025");
            fill(&mut out, field, &content.encoded(&text));
        }
        out.extend(line_end);
    }
    around(&mut out, &profile.trailers);
    if !layout.final_line_end {
        out.truncate(out.len().saturating_sub(line_end.len()));
    }
    out
}

fn line_end(line_end: Option<LineEnd>) -> LineEnd {
    line_end.expect("a fixed-width profile was checked for it")
}

fn width(field: &BankField) -> usize {
    field.width.expect("a fixed-width profile was checked for it")
}

fn width_left(field: &BankField, text: &[u8]) -> usize {
    width(field).checked_sub(text.len()).expect("a text passed V028 and has no room")
}

/// The padding's byte; a profile's padding is a space or a zero.
fn pad(field: &BankField) -> u8 {
    if field.pad == '0' { b'0' } else { b' ' }
}

/// Adds a text, filled up to its field's width.
fn fill(out: &mut Vec<u8>, field: &BankField, text: &[u8]) {
    let padding = width_left(field, text);
    if field.align == Align::Left {
        out.extend(text);
    }
    out.resize(out.len() + padding, pad(field));
    if field.align == Align::Right {
        out.extend(text);
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_, '_>) {
    let profile = reading.profile;
    let layout = &profile.file;
    let lines = lines(bytes, line_end(layout.line_end), layout.final_line_end, reading);
    walk(&lines, reading, |reading, number, line, part| {
        if let Part::Around(Record { line: Some(expected), .. }) = part {
            if layout.charset.decode(line).as_deref() != Some(expected.as_str()) {
                reading.problem(Some(number), What::Record);
            }
            return;
        }
        let fields = match part {
            Part::Around(record) => &record.fields,
            Part::Heading | Part::Payment => &profile.fields,
        };
        let expected: usize = fields.iter().map(width).sum();
        if line.len() != expected {
            let found = line.len();
            reading.problem(Some(number), What::Width { expected, found });
            return;
        }
        let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(fields.len());
        let mut rest = line;
        for field in fields {
            let (cell, after) = rest.split_at(width(field));
            rest = after;
            let text = match part {
                Part::Heading => heading(cell, layout.charset),
                _ => emptied(cell, field, layout.charset),
            };
            match text {
                Ok(text) => texts.push(text.into()),
                Err(what) => return reading.problem(Some(number), what),
            }
        }
        match part {
            Part::Around(record) => reading.record(number, record, &texts),
            Part::Payment => reading.payment(number, &texts),
            Part::Heading => {
                if !texts.iter().eq(fields.iter().map(|field| &field.heading)) {
                    reading.problem(Some(number), What::Heading);
                }
            }
        }
    });
}

fn heading(cell: &[u8], charset: Charset) -> Result<String, What> {
    let text = charset.decode(cell).ok_or(What::Charset)?;
    Ok(text.trim_end_matches(' ').to_owned())
}

/// A field's text without its padding.
fn emptied(cell: &[u8], field: &BankField, charset: Charset) -> Result<String, What> {
    let text = charset.decode(cell).ok_or(What::Charset)?;
    if pad(field) == b'0' {
        let bare = text.trim_start_matches('0');
        // A zero before the point, or the only one, is the number's own.
        let own = if bare.is_empty() || bare.starts_with('.') { "0" } else { "" };
        return Ok(format!("{own}{bare}"));
    }
    let bare = match field.align {
        Align::Left => text.trim_end_matches(' '),
        Align::Right => text.trim_start_matches(' '),
    };
    if bare.starts_with(' ') || bare.ends_with(' ') {
        return Err(What::Padding(called(field)));
    }
    Ok(bare.to_owned())
}
