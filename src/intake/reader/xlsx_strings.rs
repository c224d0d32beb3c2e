//! The strings that an xlsx workbook's sheets share.
//!
//! In: `sharedStrings.xml`, a window at a time. Out: [`Strings`]: all their
//! text, end to end, and where each lies. Nothing is kept a string but its end,
//! and no claim of how many there are is believed.

use std::sync::Arc;

use super::package::Package;
use super::tags::{Tag, TagKind, next_tag};
use super::unreadable::{Unreadable, damaged};
use super::xlsx_parts::begins;
use super::xlsx_text::{Step, runs, text};
use crate::intake::raw::Span;

/// Shared text stays below this, so that spans fit.
const TEXT_BYTES: usize = 1 << 30;

/// The shared strings of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// All of them, end to end; blank ones are kept as empty.
    pub text: Arc<str>,
    /// For each string, where it ends.
    ends: Vec<u32>,
    /// The strings that are struck through in all their runs, ascending.
    struck: Vec<u32>,
}

impl Strings {
    /// Reads the part.
    pub fn read(package: &mut Package, index: usize) -> Result<Self, Unreadable> {
        let mut reading = Reading::default();
        package.scan(index, &mut |window, last| reading.window(window, last))?;
        reading.strings()
    }

    /// Reads a part that is there as a whole.
    #[cfg(test)]
    pub fn parse(xml: &[u8]) -> Result<Self, Unreadable> {
        let mut reading = Reading::default();
        reading.window(xml, true)?;
        reading.strings()
    }

    /// Where a string lies; `None` where there is no such string.
    pub fn span(&self, index: usize) -> Option<Span> {
        let end = *self.ends.get(index)? as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        Some(Span::shared(start, end - start))
    }

    /// Whether a string is struck through.
    pub fn is_struck(&self, index: usize) -> bool {
        !self.struck.is_empty()
            && u32::try_from(index).is_ok_and(|index| self.struck.binary_search(&index).is_ok())
    }
}

#[expect(clippy::struct_excessive_bools, reason = "how far the table's own elements have come")]
#[derive(Default)]
struct Reading {
    /// UTF-8 for all that is known; looked at once, when it is whole.
    text: Vec<u8>,
    strings: Strings,
    begun: bool,
    /// Whether the table has begun, and whether it has come to its end.
    opened: bool,
    closed: bool,
    in_extension: bool,
}

impl Reading {
    fn strings(self) -> Result<Strings, Unreadable> {
        let Reading { text, strings, closed, .. } = self;
        if !closed {
            return Err(damaged("the shared strings have no end"));
        }
        let text = String::from_utf8(text).map_err(|_| damaged("a text is not UTF-8"))?;
        // Two halves of a character, each at the side of its string, are none.
        if !strings.ends.iter().all(|end| text.is_char_boundary(*end as usize)) {
            return Err(damaged("a text is not UTF-8"));
        }
        Ok(Strings { text: Arc::from(text), ..strings })
    }

    fn window(&mut self, window: &[u8], last: bool) -> Result<usize, Unreadable> {
        if !begins(&mut self.begun, window, last)? {
            return Ok(0);
        }
        let mut at = 0;
        loop {
            // Nearly all strings are written like this.
            if self.opened
                && !self.closed
                && !self.in_extension
                && let Some(rest) = window[at..].strip_prefix(b"<si><t>")
                && let Some(length) = memchr::memchr(b'<', rest)
                && rest[length..].starts_with(b"</t></si>")
            {
                let raw = &rest[..length];
                if reads_as_written(raw) {
                    self.add(raw, false)?;
                } else {
                    self.add_text(&text(raw, false)?, false)?;
                }
                at += b"<si><t>".len() + length + b"</t></si>".len();
                continue;
            }
            let Some(tag) = next_tag(window, &mut at)? else { return Ok(at) };
            match (tag.name, tag.kind) {
                (b"extLst", kind) => {
                    self.in_extension = kind == TagKind::Open;
                    at = tag.end;
                }
                (name, _) if self.in_extension && name != b"si" && name != b"sst" => at = tag.end,
                (b"si", _) if !self.opened || self.closed || self.in_extension => {
                    return Err(damaged("a shared string stands outside of their table"));
                }
                (b"si", TagKind::Open) => match runs(window, tag.end, b"si")? {
                    Step::Done(found, end) => {
                        self.add_text(&found.text, found.struck)?;
                        at = end;
                    }
                    Step::More if last => return Err(damaged("a shared string has no end")),
                    Step::More => return Ok(tag.start),
                },
                (b"si", TagKind::Empty) => {
                    self.add(b"", false)?;
                    at = tag.end;
                }
                (b"sst", TagKind::Open) if self.opened => {
                    return Err(damaged("the table of strings begins twice"));
                }
                (b"sst", kind) => {
                    self.opened = true;
                    self.closed = kind != TagKind::Open;
                    if !self.closed {
                        check_count(&tag)?;
                    }
                    at = tag.end;
                }
                // It may have been a string: the next ones would be miscounted.
                _ => return Err(damaged("a table of strings holds what is no string")),
            }
        }
    }

    fn add_text(&mut self, text: &str, struck: bool) -> Result<(), Unreadable> {
        let blank = text.chars().all(char::is_whitespace);
        self.add(if blank { b"" } else { text.as_bytes() }, struck)
    }

    fn add(&mut self, text: &[u8], struck: bool) -> Result<(), Unreadable> {
        self.text.extend_from_slice(text);
        if self.text.len() > TEXT_BYTES {
            return Err(damaged("the shared strings are larger than any workbook's"));
        }
        if struck {
            self.strings.struck.push(u32::try_from(self.strings.ends.len()).unwrap_or(u32::MAX));
        }
        self.strings.ends.push(u32::try_from(self.text.len()).expect("below the cap"));
        Ok(())
    }
}

/// Whether a text needs no second look: it begins with a character that is no
/// space (a byte of ASCII, or of an ideograph), ends with none, and holds
/// neither an entity nor what may be an escape.
fn reads_as_written(raw: &[u8]) -> bool {
    let shows = |byte: u8| (b'!'..=b'~').contains(&byte) || byte >= 0xe4;
    raw.first().is_some_and(|first| shows(*first))
        && raw.last().is_some_and(|last| *last > b' ')
        && memchr::memchr3(b'&', b'\r', b'_', raw).is_none()
}

/// Refuses a table that claims more strings than any file holds: no program
/// writes that.
fn check_count(tag: &Tag) -> Result<(), Unreadable> {
    let claimed = tag.attribute(b"uniqueCount").unwrap_or(b"0");
    let claimed = std::str::from_utf8(claimed).ok().and_then(|text| text.parse::<u32>().ok());
    match claimed {
        Some(count) if count as usize <= TEXT_BYTES => Ok(()),
        _ => Err(damaged("the table of strings claims an impossible number of them")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(strings: &str) -> Option<Vec<String>> {
        bytes(strings.as_bytes())
    }

    fn bytes(strings: &[u8]) -> Option<Vec<String>> {
        let xml = [b"<sst>", strings, b"</sst>"].concat();
        let found = Strings::parse(&xml).ok()?;
        let text = |at: usize| {
            let start = if at == 0 { 0 } else { found.ends[at - 1] as usize };
            found.text[start..found.ends[at] as usize].to_owned()
        };
        Some((0..found.ends.len()).map(text).collect())
    }

    #[test]
    fn plain_and_odd_strings_come_in_order() {
        let found = texts(
            "<si><t>张三</t></si><si><t> 李四 </t></si><si><t>\u{3000}</t></si><si/>\
             <si><t>a&amp;b</t></si><si><t>\u{a0}</t></si><si><t>\u{3000}王五</t></si>",
        );
        let expected = ["张三", "李四", "", "", "a&b", "", "\u{3000}王五"];
        assert_eq!(found.expect("strings"), expected);
    }

    #[test]
    fn halves_of_a_character_make_none() {
        assert!(bytes(b"<si><t>\xE5\xBC\xA0</t></si>").is_some());
        assert_eq!(bytes(b"<si><t>\xE5</t></si><si><t>\xE5\xBC\xA0</t></si>"), None);
        assert_eq!(bytes(b"<si><t>a\xE5\xBC</t></si><si><t>\xA0b</t></si>"), None);
        assert_eq!(bytes(b"<si><t>\xE5\xBC</t></si><si><t>\xE5\xA0</t></si>"), None);
        // As one they would read as one character.
        assert_eq!(bytes(b"<si><t>a\xE5</t></si><si><t>\xBC\xA0</t></si>"), None);
    }
}
