//! The citizen identity number of GB 11643-1999 and its 15-digit predecessor.
//!
//! In: text that `normalize` has already folded (half width, no spaces, `X`
//! upper case). Out: a packed, comparable number, or each thing that is wrong
//! with the text. It never repairs a number.

use super::Date;

/// The weights of the first 17 digits (GB 11643-1999).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder of the weighted sum modulo 11.
const CHECKS: [u8; 11] = *b"10X98765432";

/// A well-formed 18-character identity number, packed into 64 bits.
///
/// The 17 digits times 11, plus the check character's value (0–10), plus one:
/// zero never occurs, so `Option<IdentityNumber>` stays 8 bytes and a hash map
/// keyed by it needs no text. Only shape is guaranteed; the check digit, date
/// and region are told by the methods below. Source: GB 11643-1999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNumber(std::num::NonZeroU64);

impl IdentityNumber {
    /// Packs an 18-character number: 17 digits and a digit or `X`.
    ///
    /// Returns `None` for any other shape; a wrong check digit is not a wrong
    /// shape.
    #[must_use]
    pub fn from_current(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 18 {
            return None;
        }
        let mut digits = 0u64;
        for &byte in &bytes[..17] {
            if !byte.is_ascii_digit() {
                return None;
            }
            digits = digits * 10 + u64::from(byte - b'0');
        }
        let check = match bytes[17] {
            b'X' => 10,
            digit if digit.is_ascii_digit() => u64::from(digit - b'0'),
            _ => return None,
        };
        std::num::NonZeroU64::new(digits * 11 + check + 1).map(Self)
    }

    /// Upgrades a 15-digit number: `19` after the region, check digit appended.
    ///
    /// Returns `None` for any other shape.
    #[must_use]
    pub fn from_legacy(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 15 || !bytes.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut current = [0u8; 18];
        current[..6].copy_from_slice(&bytes[..6]);
        current[6..8].copy_from_slice(b"19");
        current[8..17].copy_from_slice(&bytes[6..]);
        current[17] = check_character(&current[..17]);
        std::str::from_utf8(&current).ok().and_then(Self::from_current)
    }

    /// The number of either form: 18 characters, or 15 digits upgraded.
    #[must_use]
    pub fn from_either(text: &str) -> Option<Self> {
        Self::from_current(text).or_else(|| Self::from_legacy(text))
    }

    /// The 18 characters, upper case.
    #[must_use]
    pub fn characters(self) -> [u8; 18] {
        let packed = self.0.get() - 1;
        let check = packed % 11;
        let mut digits = packed / 11;
        let mut text = [0u8; 18];
        for slot in text[..17].iter_mut().rev() {
            *slot = b'0' + u8::try_from(digits % 10).unwrap_or(0);
            digits /= 10;
        }
        text[17] = if check == 10 { b'X' } else { b'0' + u8::try_from(check).unwrap_or(0) };
        text
    }

    /// The check character that the first 17 digits call for.
    #[must_use]
    pub fn expected_check(self) -> char {
        char::from(check_character(&self.characters()[..17]))
    }

    /// Whether the check character is the one that the digits call for.
    #[must_use]
    pub fn check_holds(self) -> bool {
        let text = self.characters();
        check_character(&text[..17]) == text[17]
    }

    /// The birth date, or `None` where there is no such day.
    #[must_use]
    pub fn birth_date(self) -> Option<Date> {
        let text = self.characters();
        let number = |range: std::ops::Range<usize>| {
            text[range].iter().fold(0u32, |sum, &b| sum * 10 + u32::from(b - b'0'))
        };
        Date::new(i32::try_from(number(6..10)).ok()?, number(10..12), number(12..14))
    }

    /// The two-digit province code of the place that first issued the number.
    #[must_use]
    pub fn province(self) -> u8 {
        let text = self.characters();
        (text[0] - b'0') * 10 + (text[1] - b'0')
    }

    /// Whether the sequence number is a man's (odd).
    #[must_use]
    pub fn is_male(self) -> bool {
        (self.characters()[16] - b'0') % 2 == 1
    }

    /// The packed value: a stable key for hash maps and sorting.
    #[must_use]
    pub fn packed(self) -> u64 {
        self.0.get()
    }
}

impl std::fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.characters();
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Masked, so that a number never reaches a log by way of `{:?}`.
impl std::fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&mask_identity(&self.to_string()))
    }
}

/// The check character for 17 digits.
///
/// # Panics
/// Never for digits; other bytes are the caller's bug.
#[must_use]
pub fn check_character(digits: &[u8]) -> u8 {
    assert_eq!(digits.len(), 17, "a check digit is computed over 17 digits");
    let sum: u32 =
        digits.iter().zip(WEIGHTS).map(|(&digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// An identity number as people who need not know it see it: `430621••••••••1234`.
///
/// Works on any text: the first six and the last four characters stay where
/// the text is long enough to hide at least four between them.
#[must_use]
pub fn mask_identity(text: &str) -> String {
    mask_middle(text, 6, 4)
}

/// Keeps `head` and `tail` characters, and hides the rest behind `•`.
///
/// A text too short to hide four characters keeps only its first one.
#[must_use]
pub fn mask_middle(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    let (head, tail) = if count >= head + tail + 4 { (head, tail) } else { (count.min(1), 0) };
    text.chars()
        .enumerate()
        .map(|(at, c)| if at < head || at >= count - tail { c } else { '•' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_vectors_hold() {
        for text in ["11010519491231002X", "440524188001010014"] {
            let id = IdentityNumber::from_current(text).expect("well-formed");
            assert!(id.check_holds());
            assert_eq!(id.to_string(), text);
        }
        let woman = IdentityNumber::from_current("11010519491231002X").expect("well-formed");
        assert!(!woman.is_male());
        assert_eq!(woman.birth_date(), Date::new(1949, 12, 31));
        assert_eq!(woman.province(), 11);
    }

    #[test]
    fn a_changed_digit_breaks_the_check() {
        let id = IdentityNumber::from_current("110105194912310021").expect("well-formed");
        assert!(!id.check_holds());
        assert_eq!(id.expected_check(), 'X');
    }

    #[test]
    fn a_legacy_number_is_its_upgraded_self() {
        let current = IdentityNumber::from_current("11010519491231002X");
        assert_eq!(IdentityNumber::from_legacy("110105491231002"), current);
        assert_eq!(IdentityNumber::from_either("110105491231002"), current);
    }

    #[test]
    fn other_shapes_are_no_number() {
        for text in [
            "",
            "1101051949123100",
            "11010519491231002x",
            "1101O519491231002X",
            "X10105194912310021",
        ] {
            assert_eq!(IdentityNumber::from_either(text), None, "{}", text.len());
        }
    }

    #[test]
    fn all_zero_digits_still_pack_and_unpack() {
        let id = IdentityNumber::from_current("000000000000000000").expect("well-formed");
        assert_eq!(id.to_string(), "000000000000000000");
        assert_eq!(id.birth_date(), None);
    }

    #[test]
    fn masks_keep_the_ends_only() {
        assert_eq!(mask_identity("11010519491231002X"), "110105••••••••002X");
        assert_eq!(mask_identity("12345"), "1••••");
        assert_eq!(mask_identity(""), "");
        assert_eq!(
            format!("{:?}", IdentityNumber::from_current("11010519491231002X")),
            "Some(110105••••••••002X)"
        );
    }
}
