//! The tags of an XML part, byte by byte.
//!
//! In: the bytes of a part that [`super::package`] let through. Out: its tags
//! in order, with local names and raw attributes, borrowed. Enough for the
//! marks a workbook leaves in a few attributes; it builds no tree, resolves no
//! namespace, checks no nesting. It refuses a tag without an end.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::unreadable::{Unreadable, damaged};

/// A tag longer than this is an attack, not a workbook.
pub(super) const TAG_BYTES: usize = 256 << 10;

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
    /// The byte of its `<`.
    pub start: usize,
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
        self.attribute(key).is_some_and(says_yes)
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
        let tag = next_tag(self.bytes, &mut self.at)?;
        match &tag {
            Some(tag) => self.at = tag.end,
            None if self.at < self.bytes.len() => return Err(unfinished(self.at)),
            None => {}
        }
        Ok(tag)
    }
}

/// The first tag from `at` on; comments, instructions and character data are
/// passed over. `None` where the bytes end before it does: `at` then stands
/// where a longer window has to begin. Else `at` stands at its `<`.
pub(super) fn next_tag<'a>(bytes: &'a [u8], at: &mut usize) -> Result<Option<Tag<'a>>, Unreadable> {
    loop {
        let Some(found) = memchr(b'<', &bytes[*at..]) else {
            *at = bytes.len();
            return Ok(None);
        };
        *at += found;
        let rest = &bytes[*at..];
        let past = match rest.get(1) {
            None => return Ok(None),
            Some(b'?') => past(rest, b"?>"),
            Some(b'!') if rest.starts_with(b"<!--") => past(&rest[4..], b"-->").map(|end| end + 4),
            Some(b'!') if rest.starts_with(b"<![CDATA[") => past(rest, b"]]>"),
            // Shorter than what it may turn out to be.
            Some(b'!') if rest.len() < b"<![CDATA[".len() => None,
            Some(b'!') => past(rest, b">"),
            Some(b'/') => return Ok(close(bytes, *at)),
            Some(_) => return open(bytes, *at)?.map(short).transpose(),
        };
        match past {
            Some(past) => *at += past,
            None => return Ok(None),
        }
    }
}

/// The same, for whoever keeps the place by another mark.
pub(super) fn tag_at(bytes: &[u8], mut at: usize) -> Result<Option<Tag<'_>>, Unreadable> {
    next_tag(bytes, &mut at)
}

/// Refuses a flood of attributes.
fn short(tag: Tag<'_>) -> Result<Tag<'_>, Unreadable> {
    if tag.end - tag.start > TAG_BYTES {
        return Err(damaged(format_args!("a tag of more than {TAG_BYTES} bytes")));
    }
    Ok(tag)
}

fn past(bytes: &[u8], end: &[u8]) -> Option<usize> {
    memmem::find(bytes, end).map(|at| at + end.len())
}

fn close(bytes: &[u8], start: usize) -> Option<Tag<'_>> {
    let inside = start + 2;
    let length = memchr(b'>', &bytes[inside..])?;
    let name = local(bytes[inside..inside + length].trim_ascii_end());
    let end = inside + length + 1;
    Some(Tag { kind: TagKind::Close, name, attributes: &[], start, end })
}

fn open(bytes: &[u8], start: usize) -> Result<Option<Tag<'_>>, Unreadable> {
    let inside = start + 1;
    let mut at = inside;
    while at < bytes.len() && !matches!(bytes[at], b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n') {
        at += 1;
    }
    let name = local(&bytes[inside..at]);
    let after_name = at;
    let mut quote = 0;
    loop {
        match bytes.get(at) {
            None => return Ok(None),
            Some(b'>') if quote == 0 => break,
            // In XML it is written as an entity: a quote was lost before it.
            Some(b'<') => return Err(damaged("a tag holds another")),
            Some(byte @ (b'"' | b'\'')) if quote == 0 => quote = *byte,
            Some(byte) if *byte == quote => quote = 0,
            Some(_) => {}
        }
        at += 1;
    }
    let attributes = &bytes[after_name..at];
    let end = at + 1;
    Ok(Some(match attributes.strip_suffix(b"/") {
        Some(attributes) => Tag { kind: TagKind::Empty, name, attributes, start, end },
        None => Tag { kind: TagKind::Open, name, attributes, start, end },
    }))
}

/// Whether an attribute's value says yes.
pub(super) fn says_yes(value: &[u8]) -> bool {
    matches!(value, b"1" | b"true")
}

/// The attributes of a tag: local name and raw value.
pub(super) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        // Names and values are a few bytes: loops are quicker than searches.
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let name = rest[..equals].trim_ascii();
        let value = rest[equals + 1..].trim_ascii_start();
        let quote = *value.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let length = value[1..].iter().position(|byte| *byte == quote)?;
        rest = &value[length + 2..];
        Some((local(name), &value[1..=length]))
    })
}

/// Refuses what stands in a tag and is no attribute, behind which others would
/// be lost.
pub(super) fn check_attributes(rest: &[u8]) -> Result<(), Unreadable> {
    let mut rest = rest.trim_ascii_start();
    while !rest.is_empty() {
        let equals = rest.iter().position(|byte| *byte == b'=');
        let equals = equals.filter(|at| is_name(rest[..*at].trim_ascii_end()));
        let value = equals.map(|at| rest[at + 1..].trim_ascii_start());
        let end = value.and_then(|value| match value {
            [quote @ (b'"' | b'\''), value @ ..] => {
                let length = value.iter().position(|byte| byte == quote)?;
                Some(&value[length + 1..])
            }
            _ => None,
        });
        let Some(end) = end else { return Err(damaged("a tag holds what is no attribute")) };
        rest = end.trim_ascii_start();
    }
    Ok(())
}

fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && !name.iter().any(|byte| byte.is_ascii_whitespace() || *byte == b'"')
}

pub(super) fn local(name: &[u8]) -> &[u8] {
    name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
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
    fn what_is_no_attribute_is_damage() {
        for sound in ["", " a=\"b\"", " a = 'b\"' x:c=\"\" ", "\na=\"=\"\r\n"] {
            assert_eq!(check_attributes(sound.as_bytes()), Ok(()), "{sound}");
        }
        for wrong in [" a", " a=b", " a b=\"c\"", " =\"c\"", " a=\"b\" c", " a=\"b", " \"a=\"b\""] {
            assert!(check_attributes(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tag_without_end_is_damage() {
        for xml in ["<a", "<a b=\"c>", "<a b=\"c><d/>", "<a <b/>", "</a", "<!-- a", "<", "<?xml"] {
            assert!(Tags::new(xml.as_bytes()).next().is_err(), "{xml}");
        }
    }
}
