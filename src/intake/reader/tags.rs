//! The tags of an XML part, byte by byte.
//!
//! In: the bytes of a part that [`super::package`] let through. Out: its tags
//! in order, with local names and raw attributes, borrowed. Enough for the
//! marks a workbook leaves in a few attributes; it builds no tree, resolves no
//! namespace, checks no nesting. It refuses a tag without an end.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::unreadable::{Unreadable, damaged};

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `<c r="A1">`
    Open,
    /// `<c r="A1"/>`
    Empty,
    /// `</c>`
    Close,
}

/// One tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub kind: TagKind,
    /// The name without its prefix.
    pub name: &'a [u8],
    /// What stands between the name and the end of the tag.
    pub attributes: &'a [u8],
    /// The first byte after the tag.
    pub end: usize,
}

impl<'a> Tag<'a> {
    /// The raw value of an attribute, by its name without prefix.
    pub fn attribute(&self, key: &[u8]) -> Option<&'a [u8]> {
        attributes(self.attributes).find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The same as text, its entities resolved.
    pub fn attribute_text(&self, key: &[u8]) -> Option<Cow<'a, str>> {
        let raw = std::str::from_utf8(self.attribute(key)?).ok()?;
        quick_xml::escape::unescape(raw).ok()
    }

    /// Whether an attribute says yes.
    pub fn says_yes(&self, key: &[u8]) -> bool {
        matches!(self.attribute(key), Some(b"1" | b"true"))
    }

    /// Whether it is an opening or empty tag of that local name.
    pub fn opens(&self, name: &[u8]) -> bool {
        self.kind != TagKind::Close && self.name == name
    }
}

/// The tags of a part, one after the other.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tags<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next tag; comments, instructions and character data are passed over.
    pub fn next(&mut self) -> Result<Option<Tag<'a>>, Unreadable> {
        loop {
            let Some(found) = memchr(b'<', &self.bytes[self.at..]) else {
                self.at = self.bytes.len();
                return Ok(None);
            };
            let start = self.at + found;
            match self.bytes.get(start + 1) {
                Some(b'?') => self.skip_past(start, b"?>")?,
                Some(b'!') => {
                    let rest = &self.bytes[start..];
                    if rest.starts_with(b"<!--") {
                        self.skip_past(start + 4, b"-->")?;
                    } else if rest.starts_with(b"<![CDATA[") {
                        self.skip_past(start, b"]]>")?;
                    } else {
                        self.skip_past(start, b">")?;
                    }
                }
                Some(b'/') => return self.close(start).map(Some),
                Some(_) => return self.open(start).map(Some),
                None => return Err(unfinished(start)),
            }
        }
    }

    fn skip_past(&mut self, from: usize, end: &[u8]) -> Result<(), Unreadable> {
        let found = memmem::find(&self.bytes[from..], end).ok_or_else(|| unfinished(from))?;
        self.at = from + found + end.len();
        Ok(())
    }

    fn close(&mut self, start: usize) -> Result<Tag<'a>, Unreadable> {
        let inside = start + 2;
        let length = memchr(b'>', &self.bytes[inside..]).ok_or_else(|| unfinished(start))?;
        self.at = inside + length + 1;
        let name = self.bytes[inside..inside + length].trim_ascii_end();
        let (kind, attributes) = (TagKind::Close, [].as_slice());
        Ok(Tag { kind, name: local(name), attributes, end: self.at })
    }

    fn open(&mut self, start: usize) -> Result<Tag<'a>, Unreadable> {
        let bytes = self.bytes;
        let inside = start + 1;
        let mut at = inside;
        while at < bytes.len() && !matches!(bytes[at], b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n') {
            at += 1;
        }
        let name = &bytes[inside..at];
        let after_name = at;
        let mut quote = 0;
        loop {
            let Some(&byte) = bytes.get(at) else {
                return Err(unfinished(start));
            };
            match byte {
                b'>' if quote == 0 => break,
                b'"' | b'\'' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                _ => {}
            }
            at += 1;
        }
        self.at = at + 1;
        let mut attributes = &bytes[after_name..at];
        let kind = match attributes.strip_suffix(b"/") {
            Some(rest) => {
                attributes = rest;
                TagKind::Empty
            }
            None => TagKind::Open,
        };
        Ok(Tag { kind, name: local(name), attributes, end: self.at })
    }
}

/// The attributes of a tag: local name and raw value.
pub(super) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let equals = memchr(b'=', rest)?;
        let name = rest[..equals].trim_ascii();
        let value = rest[equals + 1..].trim_ascii_start();
        let quote = *value.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let length = memchr(quote, &value[1..])?;
        rest = &value[length + 2..];
        Some((local(name), &value[1..=length]))
    })
}

fn local(name: &[u8]) -> &[u8] {
    memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

fn unfinished(at: usize) -> Unreadable {
    damaged(format_args!("a tag at byte {at} of a part has no end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_in_order_without_what_is_no_tag() {
        let xml = b"<?xml version=\"1.0\"?><!-- <b/> --><x:a k='1>2' x:l = \"3\"><![CDATA[<c>]]><d/></x:a >";
        let mut tags = Tags::new(xml);
        let first = tags.next().expect("well formed").expect("a tag");
        assert!(first.opens(b"a") && first.kind == TagKind::Open);
        assert_eq!(first.attribute(b"k"), Some(b"1>2".as_slice()));
        assert_eq!(first.attribute(b"l"), Some(b"3".as_slice()));
        assert_eq!(first.attribute(b"m"), None);
        let second = tags.next().expect("well formed").expect("a tag");
        assert!(second.opens(b"d") && second.kind == TagKind::Empty);
        assert!(tags.next().expect("well formed").expect("a tag").kind == TagKind::Close);
        assert!(tags.next().expect("well formed").is_none());
    }

    #[test]
    fn a_tag_without_end_is_damage() {
        for xml in ["<a", "<a b=\"c>", "</a", "<!-- a", "<", "<?xml"] {
            assert!(Tags::new(xml.as_bytes()).next().is_err(), "{xml}");
        }
    }
}
