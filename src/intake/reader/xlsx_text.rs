//! Text as an xlsx writes it: entities, line ends, escapes, runs.
//!
//! In: the bytes between tags. Out: the text that a spreadsheet program shows.
//! It knows the five entities of XML and character references, and refuses any
//! other; it passes over phonetic readings, and notes which runs are struck
//! through.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};

use super::tags::{Tag, TagKind, local, tag_at};
use super::unreadable::{Unreadable, damaged};

/// What scanning the next element of a window came to.
pub(super) enum Step<T> {
    /// It was read, up to this byte.
    Done(T, usize),
    /// The window ends inside it.
    More,
}

/// The text of one shared or inline string.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// Its runs, end to end.
    pub text: String,
    /// Whether all of its text is struck through.
    pub struck: bool,
}

/// Text that stands between tags and is as it reads: UTF-8 without entity or
/// carriage return, and without an underscore, which may begin an escape.
fn plain(raw: &[u8]) -> Option<&str> {
    let marked = memchr3(b'&', b'\r', b'_', raw).is_some();
    if marked { None } else { std::str::from_utf8(raw).ok() }
}

/// The text of a `t` element: trimmed unless space is to be kept.
pub(super) fn text(raw: &[u8], keep_space: bool) -> Result<Cow<'_, str>, Unreadable> {
    let trim = |text: &str| -> String {
        if keep_space { text.to_owned() } else { text.trim_matches(SPACES).to_owned() }
    };
    match plain(raw) {
        Some(text) if keep_space || !has_space_around(raw) => Ok(Cow::Borrowed(text)),
        Some(text) => Ok(Cow::Borrowed(text.trim_matches(SPACES))),
        None => Ok(Cow::Owned(unescape(&trim(&resolve(raw)?)))),
    }
}

/// The value of an element that is no text, such as a number, its entities
/// resolved.
pub(super) fn value(raw: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let marked = memchr2(b'&', b'\r', raw).is_some();
    match std::str::from_utf8(raw) {
        Ok(text) if !marked => Ok(Cow::Borrowed(text)),
        _ => Ok(Cow::Owned(resolve(raw)?)),
    }
}

fn has_space_around(raw: &[u8]) -> bool {
    let is_space = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    is_space(raw.first()) || is_space(raw.last())
}

/// The text of an element whose spaces count, such as a value.
pub(super) fn text_as_written(raw: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    text(raw, true)
}

/// The spaces that XML trims; a no-break space is text.
pub(super) const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// Resolves entities and line ends.
fn resolve(raw: &[u8]) -> Result<String, Unreadable> {
    let not_text = |_| damaged("a text is not UTF-8");
    let raw = std::str::from_utf8(raw).map_err(not_text)?;
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr2(b'&', b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'\r' {
            out.push('\n');
            rest = &rest[at + 1..];
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            continue;
        }
        let end = memchr(b';', &rest.as_bytes()[at..]).ok_or_else(entity)?;
        out.push(character(&rest[at + 1..at + end]).ok_or_else(entity)?);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

fn entity() -> Unreadable {
    damaged("a text has an entity that XML does not know")
}

/// The character of an entity, by what stands between `&` and `;`.
fn character(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                    u32::from_str_radix(hex, 16).ok()?
                }
                None if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
                _ => return None,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

/// Bytes of an escape such as `_x000D_`.
const ESCAPE_BYTES: usize = 7;

/// Resolves the escapes by which a spreadsheet program writes what XML cannot
/// hold: `_x000D_` is a carriage return, `_x005F_` the underscore itself.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), b"_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(unit) = escape(rest) else {
            out.push('_');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[ESCAPE_BYTES..];
        let pair = escape(rest).filter(|low| (0xD800..0xDC00).contains(&unit) && is_low(*low));
        if let Some(low) = pair {
            let code = 0x10000 + ((u32::from(unit) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
            out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = &rest[ESCAPE_BYTES..];
        } else {
            out.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
    out.push_str(rest);
    out
}

fn is_low(unit: u16) -> bool {
    (0xDC00..0xE000).contains(&unit)
}

/// The UTF-16 unit of an escape that a text begins with.
fn escape(text: &str) -> Option<u16> {
    let bytes = text.as_bytes().get(..ESCAPE_BYTES)?;
    let hex = bytes.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    let whole = hex.iter().all(u8::is_ascii_hexdigit);
    u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok().filter(|_| whole)
}

/// Reads a string's runs up to its own closing tag (`si` or `is`); `at` stands
/// behind its opening tag. Where the window ends inside it, nothing is kept.
pub(super) fn runs(window: &[u8], mut at: usize, own: &[u8]) -> Result<Step<Runs>, Unreadable> {
    let mut found = Runs::default();
    let (mut run_struck, mut seen_struck, mut seen_plain) = (false, false, false);
    let (mut phonetic, mut in_properties) = (false, false);
    loop {
        let Some(tag) = tag_at(window, at)? else { return Ok(Step::More) };
        at = tag.end;
        match (tag.name, tag.kind) {
            // Properties or a reading without their end would hide what follows.
            (b"t" | b"r" | b"rPh" | b"si" | b"is", _) if in_properties => return Err(lost()),
            (b"r" | b"si" | b"is", _) if phonetic => return Err(lost()),
            (name, TagKind::Close) if name == own => {
                found.struck = seen_struck && !seen_plain;
                return Ok(Step::Done(found, at));
            }
            (b"rPr", kind) => in_properties = kind == TagKind::Open,
            (b"strike", TagKind::Open | TagKind::Empty) if in_properties => {
                run_struck = strikes(&tag);
            }
            _ if in_properties => {}
            (b"rPh", kind) => phonetic = kind == TagKind::Open,
            (b"r", _) => run_struck = false,
            (b"t", TagKind::Open) => {
                let Step::Done(raw, end) = content(window, at, b"t")? else {
                    return Ok(Step::More);
                };
                at = end;
                if phonetic {
                    continue;
                }
                let keep = tag.attribute(b"space") == Some(b"preserve");
                let piece = text(&raw, keep)?;
                let blank = piece.trim().is_empty();
                seen_struck |= !blank && run_struck;
                seen_plain |= !blank && !run_struck;
                found.text.push_str(&piece);
            }
            (b"t", TagKind::Empty) | (b"phoneticPr", _) => {}
            _ => return Err(lost()),
        }
    }
}

fn lost() -> Unreadable {
    damaged("a string holds what is no text")
}

/// Whether a `strike` element says yes.
pub(super) fn strikes(tag: &Tag) -> bool {
    !matches!(tag.attribute(b"val"), Some(b"0" | b"false"))
}

/// The text between an element's opening tag and its closing one, as it would be
/// written without comments and character data, and the byte behind the latter.
/// Refuses an element with another in it.
pub(super) fn content<'a>(
    window: &'a [u8],
    at: usize,
    name: &[u8],
) -> Result<Step<Cow<'a, [u8]>>, Unreadable> {
    let Some(length) = memchr(b'<', &window[at..]) else { return Ok(Step::More) };
    match window.get(at + length + 1) {
        None => return Ok(Step::More),
        Some(b'!' | b'?') => return pieces(window, at, name),
        Some(_) => {}
    }
    let close = at + length;
    let Some(end) = closing(window, close, name)? else { return Ok(Step::More) };
    Ok(Step::Done(Cow::Borrowed(&window[at..close]), end))
}

/// The byte behind the closing tag of that name which begins at `close`.
fn closing(window: &[u8], close: usize, name: &[u8]) -> Result<Option<usize>, Unreadable> {
    let Some(end) = memchr(b'>', &window[close..]) else { return Ok(None) };
    let inside = window[close..close + end].strip_prefix(b"</").map(<[u8]>::trim_ascii_end);
    if inside.map(local) != Some(name) {
        return Err(damaged("an element holds more than text"));
    }
    Ok(Some(close + end + 1))
}

/// The same where comments, instructions or character data part the text.
fn pieces<'a>(
    window: &'a [u8],
    mut at: usize,
    name: &[u8],
) -> Result<Step<Cow<'a, [u8]>>, Unreadable> {
    let mut whole = Vec::new();
    loop {
        let Some(length) = memchr(b'<', &window[at..]) else { return Ok(Step::More) };
        whole.extend_from_slice(&window[at..at + length]);
        at += length;
        let rest = &window[at..];
        let (skip, end) = match rest {
            [b'<', b'?', ..] => (2, b"?>".as_slice()),
            [b'<', b'!', b'-', b'-', ..] => (4, b"-->".as_slice()),
            _ if rest.starts_with(DATA) => (DATA.len(), b"]]>".as_slice()),
            [b'<', b'!', ..] if rest.len() < DATA.len() => return Ok(Step::More),
            [b'<'] => return Ok(Step::More),
            _ => {
                let Some(end) = closing(window, at, name)? else { return Ok(Step::More) };
                return Ok(Step::Done(Cow::Owned(whole), end));
            }
        };
        let Some(length) = memmem::find(&rest[skip..], end) else { return Ok(Step::More) };
        if skip == DATA.len() {
            // In character data an ampersand is one.
            for byte in &rest[skip..skip + length] {
                match byte {
                    b'&' => whole.extend_from_slice(b"&amp;"),
                    byte => whole.push(*byte),
                }
            }
        }
        at += skip + length + end.len();
    }
}

/// What character data begins with.
const DATA: &[u8] = b"<![CDATA[";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<String> {
        text(raw.as_bytes(), false).ok().map(Cow::into_owned)
    }

    #[test]
    fn entities_line_ends_and_escapes_are_resolved() {
        for (raw, reads) in [
            ("张三", "张三"),
            (" 张 三\t", "张 三"),
            ("&lt;a&gt; &amp; &quot;b&apos;", "<a> & \"b'"),
            ("&#x5F20;&#19977;", "张三"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{FFFD}"),
            ("_x00G0_ _x12", "_x00G0_ _x12"),
            ("\u{A0}a", "\u{A0}a"),
        ] {
            assert_eq!(read(raw).as_deref(), Some(reads), "{raw}");
        }
        assert_eq!(text(b" a ", true).expect("text"), " a ");
    }

    #[test]
    fn other_entities_and_other_encodings_are_refused() {
        for raw in ["&nbsp;", "&#0;", "&#xD800;", "&#x;", "&#;", "&#-5;", "&#x+5;", "&lt", "&x;"] {
            assert_eq!(read(raw), None, "{raw}");
        }
        assert!(text(&[0xD5, 0xC5], false).is_err());
    }

    #[test]
    fn runs_are_joined_without_their_readings() {
        let si = "<r><rPr><strike/></rPr><t xml:space=\"preserve\">李 </t></r><r><t>四</t></r>\
                  <rPh sb=\"0\"><t>lisi</t></rPh><phoneticPr fontId=\"1\"/></si>";
        let Step::Done(found, end) = runs(si.as_bytes(), 0, b"si").expect("runs") else {
            panic!("the whole string is there")
        };
        assert_eq!((found.text.as_str(), found.struck, end), ("李 四", false, si.len()));
        for cut in 0..si.len() {
            let step = runs(&si.as_bytes()[..cut], 0, b"si");
            assert!(matches!(step, Ok(Step::More)), "cut at {cut}");
        }
    }

    #[test]
    fn text_in_pieces_is_one_text() {
        for (piece, reads) in [
            ("<t>a<!-- b > </t> -->c</t></si>", "ac"),
            ("<t><![CDATA[a]]></t></si>", "a"),
            ("<t>&lt;<![CDATA[<b>&amp;]]>&#99;<?d e?></t ></si>", "<<b>&amp;c"),
            ("<t><![CDATA[]]]]><![CDATA[>\r\n.]]></t></si>", "]]>\n."),
            ("<t xml:space=\"preserve\"><![CDATA[ ]]>a </t></si>", " a "),
            ("<x:t>a</x:t><!--</si>--></x:si>", "a"),
        ] {
            let Ok(Step::Done(found, end)) = runs(piece.as_bytes(), 0, b"si") else {
                panic!("{piece}")
            };
            assert_eq!((found.text.as_str(), end), (reads, piece.len()), "{piece}");
            for cut in 0..piece.len() {
                let step = runs(&piece.as_bytes()[..cut], 0, b"si");
                assert!(matches!(step, Ok(Step::More)), "{piece} cut at {cut}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for si in [
            "<r><rPr><t>a</t></r><r><rPr/><t>b</t></r></si>",
            "<t>a</t><rPh><t>b</t></si><si><rPh/></si>",
            "<rPh><r><t>a</t></r></rPh></si>",
            "<u>a</u></si>",
            "<t>a</t></is></si>",
            "<t>a<b/></t></si>",
            "<t>a</b></t></si>",
            "<t>a</t><si><t>b</t></si></si>",
        ] {
            assert!(runs(si.as_bytes(), 0, b"si").is_err(), "{si}");
        }
    }
}
