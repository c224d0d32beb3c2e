//! A report's bytes as numbered lines of text.
//!
//! In: a text file (UTF-8, UTF-16 with its mark, GB 18030) or a docx. Out: its
//! lines, table rows as cells. It refuses what is neither, what is too large,
//! and bytes that fit no encoding; nothing is ever replaced.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::docx;
use super::error::StatementError;

/// A report is a few dozen pages; a file larger than this is something else.
const FILE_BYTES: usize = 64 << 20;
/// Characters of text that are read at most.
const TEXT_CHARS: usize = 2_000_000;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A line of a text, or a paragraph of a document.
    Prose,
    /// A row of a table; its cells stand between tabs.
    Row,
    /// A footnote or endnote.
    Note,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1: the line of a text file, the paragraph or table row of
    /// a document.
    pub number: usize,
    /// What it is.
    pub kind: LineKind,
    /// What it says, as written.
    pub text: String,
}

/// A report as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The file's name.
    pub name: String,
    /// Whether a number is a paragraph's (docx) rather than a line's (txt).
    pub paragraphs: bool,
    /// Its lines, blank ones left out.
    pub lines: Vec<Line>,
}

impl Text {
    /// A text's lines, for what is already text.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, line)| Line { number: at + 1, kind: kind(line), text: line.to_owned() })
            .collect();
        Self { name: name.to_owned(), paragraphs: false, lines }
    }
}

/// Reads a report: a docx by its content, else a text file.
///
/// # Errors
/// Where it is neither, too large, or damaged.
pub fn read(bytes: &[u8], name: &str) -> Result<Text, StatementError> {
    if bytes.len() > FILE_BYTES {
        return Err(StatementError::TooLarge { name: name.to_owned() });
    }
    let text = if bytes.starts_with(b"PK\x03\x04") {
        Text { name: name.to_owned(), paragraphs: true, lines: docx::lines(bytes, name)? }
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0") || bytes.starts_with(b"%PDF") {
        return Err(StatementError::OtherFormat { name: name.to_owned() });
    } else {
        Text::of(name, &decode(bytes, name)?)
    };
    if text.lines.iter().map(|line| line.text.chars().count()).sum::<usize>() > TEXT_CHARS {
        return Err(StatementError::TooLarge { name: name.to_owned() });
    }
    if text.lines.is_empty() {
        return Err(StatementError::Empty { name: name.to_owned() });
    }
    Ok(text)
}

/// A line with tabs or rules between its cells is a table's row.
fn kind(line: &str) -> LineKind {
    let ruled = line.matches(['\t', '|', '｜', '│']).count();
    if line.trim().matches(['\t', '|', '｜', '│']).count() >= 1
        && (ruled >= 2 || line.trim().contains('\t'))
    {
        LineKind::Row
    } else {
        LineKind::Prose
    }
}

fn decode(bytes: &[u8], name: &str) -> Result<String, StatementError> {
    let strict = |bytes: &[u8], encoding: &'static Encoding, skipped: usize| {
        strictly(bytes, encoding)
            .map_err(|at| StatementError::Encoding { name: name.to_owned(), offset: skipped + at })
    };
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let offset = 3 + error.valid_up_to();
                return Err(StatementError::Encoding { name: name.to_owned(), offset });
            }
        },
        [0xFF, 0xFE, rest @ ..] => strict(rest, UTF_16LE, 2)?,
        [0xFE, 0xFF, rest @ ..] => strict(rest, UTF_16BE, 2)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => strict(bytes, GB18030, 0)?,
        },
    };
    // A text without line ends of its own kind but with zeros is no text.
    match text.find('\0') {
        Some(offset) => Err(StatementError::Encoding { name: name.to_owned(), offset }),
        None => Ok(text),
    }
}

/// Decodes without replacement, or tells the offset of the first bad sequence.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room =
        decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(room.min(4 * FILE_BYTES));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(bad, after) => {
            Err(read.saturating_sub(usize::from(bad) + usize::from(after)))
        }
        DecoderResult::OutputFull => Err(read),
    }
}
