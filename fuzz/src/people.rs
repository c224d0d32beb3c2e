//! Invented people: numbers and cards whose check digits are right.

use zhibu::domain::account::luhn_digit;
use zhibu::domain::identity_number::check_character;

/// The number of person `n`; numbers of different `n` are never near each other.
/// The region is given to no county.
#[must_use]
pub fn number(n: u32) -> String {
    let birth = (1930 + n * 7 % 60, 1 + n * 5 % 12, 1 + n * 11 % 28);
    let digits = format!("430699{}{:02}{:02}{:03}", birth.0, birth.1, birth.2, n * 37 % 1000);
    let check = char::from(check_character(digits.as_bytes()));
    format!("{digits}{check}")
}

/// Card `n`.
#[must_use]
pub fn card(n: u32) -> String {
    let digits = format!("622169{n:012}");
    format!("{digits}{}", luhn_digit(&digits))
}

/// A text with `#1` replaced by the number of person 1, `$1` by card 1.
#[must_use]
pub fn fill(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '$']) {
        let (before, mark) = rest.split_at(at);
        filled.push_str(before);
        let digits = mark[1..].bytes().take_while(u8::is_ascii_digit).count();
        match mark[1..=digits].parse() {
            Ok(n) if mark.starts_with('#') => filled.push_str(&number(n)),
            Ok(n) => filled.push_str(&card(n)),
            Err(_) => filled.push_str(&mark[..1]),
        }
        rest = &mark[1 + digits..];
    }
    filled.push_str(rest);
    filled
}
