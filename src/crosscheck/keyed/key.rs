//! The key that counties share, and what is made of it.
//!
//! In: a key file, as hex or base64. Out: keyed hashes of numbers, names and
//! accounts. Each column of each period has a key of its own, derived from the
//! shared one, so a number never has the hash of an account that is written
//! alike, and nobody is followed from one period to the next. It refuses keys
//! that are short or plainly not random, and never shows one.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::intake::files::hex;

/// The fewest bytes of a key.
pub const LEAST_BYTES: usize = 32;
/// The most bytes of a key: more says that it is some other file.
pub const MOST_BYTES: usize = 1024;
/// The fewest different bytes among those of a key: 32 random bytes have more but
/// once in 10^16 keys.
const LEAST_DIFFERENT: usize = 16;
/// Bytes of a keyed hash that are kept: HMAC-SHA-256 cut to 128 bits (RFC 2104, 5).
pub const HASH_BYTES: usize = 16;
/// What every derived key begins with.
const LABEL: &str = "zhibu crosscheck 1";

/// A column that is keyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// The identity number.
    Number,
    /// The name.
    Name,
    /// The account.
    Account,
}

impl Domain {
    fn label(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Account => "account",
        }
    }
}

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// It is neither hex nor base64.
    NotText,
    /// It has fewer bytes than a key must have, or more than one can have.
    Length(usize),
    /// Its bytes are the same again and again.
    NotRandom,
}

/// The key that the counties of one comparison share.
#[derive(Clone)]
pub struct SharedKey {
    mac: Hmac<Sha256>,
}

/// The key is not shown, not even by mistake.
impl std::fmt::Debug for SharedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SharedKey(…)")
    }
}

/// Hashes the values of one column, or of the order of rows.
#[derive(Clone)]
pub struct Hasher {
    mac: Hmac<Sha256>,
}

impl Hasher {
    /// The keyed hash of a value.
    #[must_use]
    pub fn hash(&self, value: &[u8]) -> [u8; HASH_BYTES] {
        let mut mac = self.mac.clone();
        mac.update(value);
        let whole = mac.finalize().into_bytes();
        let mut kept = [0; HASH_BYTES];
        kept.copy_from_slice(&whole[..HASH_BYTES]);
        kept
    }

    /// The keyed hash of a text, as it stands in a table; nothing stays nothing.
    #[must_use]
    pub fn text(&self, value: Option<&str>) -> Option<String> {
        let value = value.filter(|text| !text.is_empty())?;
        Some(hex(&self.hash(value.as_bytes())))
    }
}

impl SharedKey {
    /// Reads a key file's text: hex, else base64, with blanks and line ends around.
    ///
    /// # Errors
    /// Where it is no key, short, or plainly not random.
    pub fn read(text: &str) -> Result<Self, NoKey> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let bytes = from_hex(text).or_else(|| from_base64(text)).ok_or(NoKey::NotText)?;
        Self::of_bytes(&bytes)
    }

    /// A key of these bytes.
    ///
    /// # Errors
    /// Where they are few, or plainly not random.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, NoKey> {
        if !(LEAST_BYTES..=MOST_BYTES).contains(&bytes.len()) {
            return Err(NoKey::Length(bytes.len()));
        }
        let mut seen = [false; 256];
        for byte in bytes {
            seen[usize::from(*byte)] = true;
        }
        if seen.iter().filter(|seen| **seen).count() < LEAST_DIFFERENT {
            return Err(NoKey::NotRandom);
        }
        Ok(Self { mac: mac(bytes) })
    }

    /// The key file's text of new random bytes.
    #[must_use]
    pub fn file(bytes: &[u8; LEAST_BYTES]) -> String {
        hex(bytes) + "\n"
    }

    /// What says that two keys are one, and nothing of the key: a hash under it.
    #[must_use]
    pub fn check_value(&self) -> String {
        hex(&self.derived(&["check"]).hash(b""))
    }

    /// Hashes one column of one period.
    #[must_use]
    pub fn column(&self, domain: Domain, period: &str) -> Hasher {
        self.derived(&[domain.label(), period])
    }

    /// Hashes the places of rows; `table` is the hash of the table in which they
    /// stand, which is known to its county alone.
    #[must_use]
    pub fn places(&self, table: &str) -> Hasher {
        self.derived(&["row", table])
    }

    /// A key of its own: the labels are told apart by a zero byte, which none has.
    fn derived(&self, labels: &[&str]) -> Hasher {
        let mut deriving = self.mac.clone();
        deriving.update(LABEL.as_bytes());
        for label in labels {
            deriving.update(&[0]);
            deriving.update(label.as_bytes());
        }
        Hasher { mac: mac(&deriving.finalize().into_bytes()) }
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

/// The bytes of a text in hex; `None` where it is none.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = text.chars().map(digit).collect::<Option<_>>()?;
    let whole = !digits.is_empty() && digits.len().is_multiple_of(2);
    whole.then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The bytes of a text in base64 (RFC 4648, 4 and 5), padded or not; `None` where
/// it is none.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0u32, 0);
    let digits = text.trim_end_matches('=');
    if digits.is_empty() || text.len() - digits.len() > 2 || digits.len() % 4 == 1 {
        return None;
    }
    for c in digits.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("eight bits"));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    const BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    const NUMBER: &str = "6f478fa5a077100f039ad314779b6bb3";
    const NAME: &str = "522ec625229a77d4165e46fcafa846c2";
    const CHECK: &str = "b68d83f3662dfa812c56ad0dbcc64402";

    fn key() -> SharedKey {
        SharedKey::read(KEY).expect("a key")
    }

    #[test]
    fn a_key_is_read_however_it_is_written() {
        let check = key().check_value();
        for text in [BASE64, BASE64.trim_end_matches('='), &KEY.to_uppercase()] {
            for text in [text.to_owned(), format!("{text}\r\n"), format!("\u{feff} {text}")] {
                assert_eq!(SharedKey::read(&text).expect("a key").check_value(), check, "{text}");
            }
        }
        let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).expect("few"));
        assert_eq!(SharedKey::file(&bytes).trim(), KEY);
        assert_eq!(format!("{:?}", key()), "SharedKey(…)");
    }

    #[test]
    fn what_can_be_guessed_is_no_key() {
        for (text, why) in [
            ("", NoKey::NotText),
            ("密钥", NoKey::NotText),
            ("correct horse battery staple, correct", NoKey::NotText),
            (&KEY[..62], NoKey::Length(31)),
            ("hunter22", NoKey::Length(6)),
            (&"00".repeat(32), NoKey::NotRandom),
            (&"0123456789abcdef".repeat(4), NoKey::NotRandom),
            (&KEY.repeat(33), NoKey::Length(33 * 32)),
        ] {
            assert_eq!(SharedKey::read(text).err(), Some(why), "{text}");
        }
    }

    #[test]
    fn a_known_hash_is_as_it_should_be() {
        // Counted with Python's hmac: a copy made today is compared with one of
        // next year's program.
        let hash = |domain, value| key().column(domain, "2020").text(Some(value));
        assert_eq!(hash(Domain::Number, "11010519491231002X").as_deref(), Some(NUMBER));
        assert_eq!(hash(Domain::Name, "甲").as_deref(), Some(NAME));
        assert_eq!(key().check_value(), CHECK);
    }

    #[test]
    fn columns_periods_and_keys_share_no_hash() {
        let other = SharedKey::read(&KEY.replace("1e1f", "1f1e")).expect("a key");
        let mut hashes = Vec::new();
        for key in [key(), other] {
            for period in ["2020", "2020H1"] {
                for domain in [Domain::Number, Domain::Name, Domain::Account] {
                    hashes.push(key.column(domain, period).text(Some("1")).expect("a hash"));
                }
            }
            hashes.push(key.check_value());
            hashes.push(hex(&key.places("2020").hash(b"1")));
        }
        let all = hashes.len();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), all);
        assert_eq!(key().column(Domain::Name, "2020").text(None), None);
        assert_eq!(key().column(Domain::Name, "2020").text(Some("")), None);
    }
}
