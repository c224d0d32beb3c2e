//! The charsets that bank files are written in, and what each can write.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use serde::Deserialize;

use crate::domain::fold::is_private_use;

/// A bank file's charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Charset {
    /// Microsoft's code page 936: what older bank systems take as GBK.
    Cp936,
    /// GB 18030, every character.
    Gb18030,
    /// UTF-8 without a byte order mark.
    Utf8,
}

impl Charset {
    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Cp936 => GBK,
            Self::Gb18030 => GB18030,
            Self::Utf8 => UTF_8,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cp936 => "GBK (cp936)",
            Self::Gb18030 => "GB 18030",
            Self::Utf8 => "UTF-8",
        }
    }

    /// Whether the charset can write the character.
    ///
    /// The encoder's GBK is the WHATWG table, which also writes characters that
    /// came after code page 936; those are not in its repertoire here. Source:
    /// Microsoft's cp936 best-fit table against the WHATWG gb18030 index.
    #[must_use]
    pub fn can_write(self, c: char) -> bool {
        if c.is_ascii() {
            return true;
        }
        if self == Self::Cp936 && is_private_use(c) {
            return false;
        }
        let mut buffer = [0u8; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        let (bytes, _, unmappable) = self.encoding().encode(text);
        if unmappable {
            return false;
        }
        self != Self::Cp936 || !is_later_than_cp936(&bytes)
    }

    /// The characters of a text that it cannot write, in order, each once.
    #[must_use]
    pub fn cannot_write(self, text: &str) -> Vec<char> {
        let mut missing: Vec<char> = Vec::new();
        for c in text.chars().filter(|c| !self.can_write(*c)) {
            if !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    /// How many bytes a text that it can write takes.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        if self == Self::Utf8 || text.is_ascii() {
            return text.len();
        }
        self.encoding().encode(text).0.len()
    }

    /// The text's bytes.
    ///
    /// # Errors
    /// The first character that it cannot write; nothing is ever replaced.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        let first_unfit = || text.chars().find(|c| !self.can_write(*c)).unwrap_or('?');
        let (bytes, _, unmappable) = self.encoding().encode(text);
        // Private-use characters begin with one of these bytes, and few others do.
        let may_be_private = || text.bytes().any(|byte| matches!(byte, 0xee | 0xef | 0xf3 | 0xf4));
        let private = || may_be_private() && text.chars().any(is_private_use);
        if unmappable || self == Self::Cp936 && (has_later_than_cp936(&bytes) || private()) {
            return Err(first_unfit());
        }
        Ok(bytes.into_owned())
    }

    /// The text of bytes that this charset wrote; `None` where they are not its.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        self.encoding()
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned)
    }
}

/// Whether GBK text holds one of the additions made after code page 936.
fn has_later_than_cp936(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            // 0x80 itself is the euro sign.
            0..=0x80 => at += 1,
            0xa6 | 0xa8 | 0xa9 | 0xfe
                if is_later_than_cp936(&bytes[at..bytes.len().min(at + 2)]) =>
            {
                return true;
            }
            _ => at += 2,
        }
    }
    false
}

/// Whether two-byte GBK text is one of the additions made after code page 936.
fn is_later_than_cp936(bytes: &[u8]) -> bool {
    match *bytes {
        [0xfe, trail] => (0x50..=0xa0).contains(&trail),
        [0xa6, trail] => matches!(trail, 0xd9..=0xdf | 0xec | 0xed | 0xf3),
        [0xa8, trail] => matches!(trail, 0xbc | 0xbf),
        [0xa9, trail] => (0x89..=0x95).contains(&trail),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_page_936_lacks_the_later_additions() {
        for c in ['䶮', '䥽', '㧏', '⺁', 'ǹ', '𠮷', '\u{e863}'] {
            assert!(!Charset::Cp936.can_write(c), "{c}");
        }
        for c in ['张', '镕', '喆', '堃', '·', 'A', '　', '龥'] {
            assert!(Charset::Cp936.can_write(c), "{c}");
        }
        assert!(Charset::Gb18030.can_write('䶮'));
        assert!(Charset::Gb18030.can_write('𠮷'));
    }

    #[test]
    fn the_additions_number_one_hundred_less_the_euro() {
        // The euro sign is in both, as the single byte 0x80.
        let later = (0x80..=0xffff_u32)
            .filter_map(char::from_u32)
            .filter(|c| !is_private_use(*c))
            .filter(|c| !Charset::Cp936.can_write(*c))
            .filter(|c| !GBK.encode(c.encode_utf8(&mut [0; 4])).2)
            .count();
        assert_eq!(later, 99);
    }

    #[test]
    fn nothing_is_ever_replaced() {
        assert_eq!(Charset::Cp936.encode("张䶮"), Err('䶮'));
        let bytes = Charset::Cp936.encode("张三").expect("in the code page");
        assert_eq!(bytes, [0xd5, 0xc5, 0xc8, 0xfd]);
        assert_eq!(Charset::Cp936.decode(&bytes).as_deref(), Some("张三"));
        assert_eq!(Charset::Utf8.decode(&bytes), None);
        assert_eq!(Charset::Cp936.cannot_write("䶮a䶮䥽"), ['䶮', '䥽']);
    }
}
