//! Exact arithmetic with figures as they are stated.
//!
//! A stated figure has a last decimal. A computed one agrees with it where it
//! rounds to it, half up, or is cut off to it: reports do both.

use rust_decimal::{Decimal, RoundingStrategy};

/// Whether a computed value is what is stated, to the step of the last decimal
/// stated.
#[must_use]
pub(super) fn agrees(computed: Decimal, stated: Decimal, step: Decimal) -> bool {
    if computed == stated {
        return true;
    }
    let Some(steps) = computed.checked_div(step) else { return false };
    let Some(wanted) = stated.checked_div(step) else { return false };
    let wanted = wanted.round_dp(9).normalize();
    let rounded = steps.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    rounded == wanted || steps.trunc() == wanted
}

/// `part / whole` in per cent.
#[must_use]
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// A number for people: thousands separators, no more than so many decimals,
/// half up, no zeros at the end.
#[must_use]
pub(super) fn shown(number: Decimal, decimals: u32) -> String {
    let number =
        number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize();
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Whether one number may be the other with one slip of a hand: a digit wrong,
/// missing or too many, two neighbours swapped, or the point moved.
#[must_use]
pub(super) fn slip(a: Decimal, b: Decimal) -> bool {
    if a <= Decimal::ZERO || b <= Decimal::ZERO {
        return false;
    }
    let scale = a.normalize().scale().max(b.normalize().scale());
    let digits = |number: Decimal| -> Vec<u8> {
        let mut number = number.normalize();
        number.rescale(scale);
        number.to_string().bytes().filter(u8::is_ascii_digit).collect()
    };
    let bare = |number: Decimal| -> String {
        let text = number.normalize().to_string();
        text.chars().filter(char::is_ascii_digit).collect::<String>().trim_matches('0').to_owned()
    };
    if bare(a) == bare(b) {
        return true;
    }
    let (a, b) = (digits(a), digits(b));
    if a.len() == b.len() {
        let wrong: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
        return match wrong[..] {
            [_] => a.len() > 1,
            [i, j] => j == i + 1 && a[i] == b[j] && a[j] == b[i],
            _ => false,
        };
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1
        && short.len() > 2
        && (0..long.len()).any(|gone| {
            long.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, d)| d).eq(short.iter())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn rounded_and_cut_off_agree_and_nothing_else() {
        let exact = percent(number("7985.42"), number("8240.42")).expect("divides");
        for (stated, step, expected) in [
            ("96.9", "0.1", true),
            ("96.90", "0.01", true),
            ("96.92", "0.01", false),
            ("96.91", "0.01", true),
            ("97", "1", true),
            ("96", "1", true),
            ("98", "1", false),
            ("93.2", "0.1", false),
        ] {
            assert_eq!(agrees(exact, number(stated), number(step)), expected, "{stated}");
        }
    }

    #[test]
    fn slips_of_a_hand() {
        for (a, b, expected) in [
            ("390", "360", true),
            ("390", "930", true),
            ("390", "39", true),
            ("1095.96", "1095.69", true),
            ("1095.96", "195.96", true),
            ("390", "412", false),
            ("5", "7", false),
        ] {
            assert_eq!(slip(number(a), number(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn numbers_are_shown_with_separators() {
        assert_eq!(shown(number("8240.420"), 2), "8,240.42");
        assert_eq!(shown(number("-1560"), 2), "−1,560");
        assert_eq!(shown(number("1.3094"), 3), "1.309");
    }
}
