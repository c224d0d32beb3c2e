//! Bank accounts: cards carry a Luhn digit, passbooks do not.
//!
//! In: account text that `normalize` has folded. Out: yes or no, or a masked
//! text. No bank is known here; prefixes are data (`rules/bins.toml`).

use super::identity_number::mask_middle;

/// Whether the digits end in the right Luhn digit (ISO/IEC 7812-1).
///
/// Text with anything but digits does not hold.
#[must_use]
pub fn luhn_holds(digits: &str) -> bool {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    luhn_sum(digits.as_bytes(), 0).is_multiple_of(10)
}

/// The Luhn digit to append to `digits` (all ASCII digits).
#[must_use]
pub fn luhn_digit(digits: &str) -> char {
    let rest = (10 - luhn_sum(digits.as_bytes(), 1) % 10) % 10;
    char::from(b'0' + u8::try_from(rest).unwrap_or(0))
}

/// Sums the digits from the right, doubling every second one; `shift` is 1
/// where the check digit itself is still missing.
fn luhn_sum(digits: &[u8], shift: usize) -> u32 {
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if (place + shift).is_multiple_of(2) {
                digit
            } else if digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum()
}

/// An account as people who need not know it see it: `6221••••••••4321`.
#[must_use]
pub fn mask_account(text: &str) -> String {
    mask_middle(text, 4, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_digits_hold_and_wrong_ones_do_not() {
        assert!(luhn_holds("79927398713"));
        assert!(!luhn_holds("79927398710"));
        assert!(!luhn_holds(""));
        assert!(!luhn_holds("7992739871A"));
        assert_eq!(luhn_digit("7992739871"), '3');
    }

    #[test]
    fn a_digit_that_is_appended_always_holds() {
        for body in ["622169000000000001", "621539123456789012", "0", "99999999999999999"] {
            assert!(luhn_holds(&format!("{body}{}", luhn_digit(body))));
        }
    }

    #[test]
    fn a_masked_account_shows_eight_digits_at_most() {
        assert_eq!(mask_account("6221690000000004321"), "6221•••••••••••4321");
        assert_eq!(mask_account("12345678"), "1•••••••");
    }
}
