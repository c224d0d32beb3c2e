//! A text file's encoding, settled without a guess that loses a character.
//!
//! In: the bytes of a text file. Out: its text and the encoding's name. A byte
//! order mark decides; else valid UTF-8, else valid GB 18030. Nothing is ever
//! replaced: a byte that does not fit is refused, with its offset.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter};

use super::unreadable::{Garbled, Unreadable};

/// Characters of a line that, all of them fitting UTF-8, are no accident.
const TELLING_CHARACTERS: usize = 3;

/// Decodes a text file.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Unreadable> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => without_zero(Cow::Borrowed(text), 3, "csv utf-8"),
            Err(error) => Err(garbled(3 + error.valid_up_to(), Garbled::AgainstItsMark)),
        },
        [0xFF, 0xFE, rest @ ..] => marked(rest, UTF_16LE, "csv utf-16le"),
        [0xFE, 0xFF, rest @ ..] => marked(rest, UTF_16BE, "csv utf-16be"),
        _ => unmarked(bytes),
    }
}

fn marked<'a>(
    rest: &[u8],
    encoding: &'static Encoding,
    name: &'static str,
) -> Result<(Cow<'a, str>, &'static str), Unreadable> {
    match strictly(rest, encoding) {
        Ok(text) => without_zero(Cow::Owned(text), 2, name),
        Err(offset) => Err(garbled(2 + offset, Garbled::AgainstItsMark)),
    }
}

fn unmarked(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Unreadable> {
    let utf8_until = match std::str::from_utf8(bytes) {
        Ok(text) => return without_zero(Cow::Borrowed(text), 0, "csv utf-8"),
        Err(error) => error.valid_up_to(),
    };
    if let Some(zero) = memchr(0, bytes) {
        return Err(garbled(zero, Garbled::ZeroByte));
    }
    let decoded = strictly(bytes, GB18030);
    let lines = Lines::look(bytes);
    match (lines.first_utf8, decoded) {
        // UTF-8 often passes for GB 18030, as other characters: lines that are
        // UTF-8 beyond doubt beside lines that are not settle it.
        (Some(first_utf8), _) => {
            let minority = if lines.utf8 >= lines.other { utf8_until } else { first_utf8 };
            Err(garbled(minority, Garbled::Mixed))
        }
        (None, Ok(text)) => Ok((Cow::Owned(text), "csv gb18030")),
        (None, Err(gb_until)) => Err(garbled(gb_until.max(utf8_until), Garbled::Neither)),
    }
}

/// Lines by what they can be.
#[derive(Default)]
struct Lines {
    /// Lines that are UTF-8 beyond doubt.
    utf8: usize,
    /// Lines that are not UTF-8.
    other: usize,
    /// The first byte above 127 of the first line that is UTF-8 beyond doubt.
    first_utf8: Option<usize>,
}

impl Lines {
    fn look(bytes: &[u8]) -> Self {
        let (mut lines, mut start) = (Self::default(), 0);
        for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
            let line = &bytes[start..end];
            if let Some(high) = line.iter().position(|byte| *byte >= 0x80) {
                match std::str::from_utf8(line) {
                    Err(_) => lines.other += 1,
                    Ok(text) if is_telling(text) => {
                        lines.utf8 += 1;
                        lines.first_utf8.get_or_insert(start + high);
                    }
                    Ok(_) => {}
                }
            }
            start = end + 1;
        }
        lines
    }
}

/// Whether a line that fits UTF-8 reads as Chinese in it.
fn is_telling(text: &str) -> bool {
    let high = text.chars().filter(|c| !c.is_ascii());
    let mut count = 0;
    for character in high {
        if !matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
        {
            return false;
        }
        count += 1;
    }
    count >= TELLING_CHARACTERS
}

/// Decodes without replacement, or tells the offset of the first bad sequence.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let size = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(size.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(bad, beyond) => {
            Err(read.saturating_sub(usize::from(bad) + usize::from(beyond)))
        }
        DecoderResult::OutputFull => Err(read),
    }
}

fn without_zero<'a>(
    text: Cow<'a, str>,
    mark: usize,
    name: &'static str,
) -> Result<(Cow<'a, str>, &'static str), Unreadable> {
    match memchr(0, text.as_bytes()) {
        Some(zero) => Err(garbled(mark + zero, Garbled::ZeroByte)),
        None => Ok((text, name)),
    }
}

fn garbled(offset: usize, detail: Garbled) -> Unreadable {
    Unreadable::Encoding { offset: u64::try_from(offset).unwrap_or(u64::MAX), detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "姓名,村\n张三丰,和平村\n李四光,新墙村\n";

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn wide(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let little = [vec![0xFF, 0xFE], wide(TABLE, u16::to_le_bytes)].concat();
        let big = [vec![0xFE, 0xFF], wide(TABLE, u16::to_be_bytes)].concat();
        let marked = [b"\xEF\xBB\xBF".to_vec(), TABLE.as_bytes().to_vec()].concat();
        for (bytes, name) in [
            (TABLE.as_bytes().to_vec(), "csv utf-8"),
            (marked, "csv utf-8"),
            (gb(TABLE), "csv gb18030"),
            (little, "csv utf-16le"),
            (big, "csv utf-16be"),
        ] {
            let (text, found) = decode(&bytes).expect("text");
            assert_eq!((&*text, found), (TABLE, name));
        }
    }

    #[test]
    fn characters_of_four_bytes_are_read() {
        let text = "姓名\n㐀𠀀三\n";
        assert_eq!(decode(&gb(text)).expect("text").0, text);
    }

    #[test]
    fn a_mixture_is_refused_at_its_minority() {
        let head = "姓名,村\n张三丰,和平村\n".as_bytes().to_vec();
        let mixed = [head.clone(), gb("李四,新墙村\n"), TABLE.as_bytes().to_vec()].concat();
        let expected = Err(garbled(head.len(), Garbled::Mixed));
        assert_eq!(decode(&mixed), expected);

        let head = gb("姓名,村\n张三,和平村\n王五,新墙村\n");
        let mixed = [head.clone(), "李四光,新墙村\n".as_bytes().to_vec()].concat();
        assert_eq!(decode(&mixed), Err(garbled(head.len(), Garbled::Mixed)));
    }

    #[test]
    fn broken_text_is_refused_with_its_offset() {
        let mut broken = gb("姓名\n张三\n");
        let at = broken.len();
        broken.extend([b'a', 0x81]);
        assert_eq!(decode(&broken), Err(garbled(at + 1, Garbled::Neither)));
        let marked = b"\xEF\xBB\xBFab\xFF".to_vec();
        assert_eq!(decode(&marked), Err(garbled(5, Garbled::AgainstItsMark)));
        let lone = [0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0];
        assert_eq!(decode(&lone), Err(garbled(4, Garbled::AgainstItsMark)));
        assert_eq!(decode(b"a\0b\0"), Err(garbled(1, Garbled::ZeroByte)));
    }
}
