//! Money in whole fen.

use rust_decimal::Decimal;

/// A sum of money in fen (0.01 yuan), never negative.
///
/// Cells are read as decimals and must be whole fen: rounding money is the
/// programme's decision, not the reader's (finding V021). Reversals are a
/// type of their own, never a negative amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    fen: i64,
}

/// Why a text is no sum of money that could be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMoney {
    /// Not a decimal number.
    NotANumber,
    /// Less than nothing.
    Negative,
    /// Finer than a fen.
    FractionOfAFen,
    /// More than 64 bits of fen.
    TooLarge,
}

/// A count with thousands set apart: `42,341`.
#[must_use]
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Money {
    /// Nothing at all.
    pub const ZERO: Self = Self { fen: 0 };

    /// From whole fen.
    ///
    /// # Panics
    /// Where `fen` is negative: that is a bug of the caller.
    #[must_use]
    pub fn from_fen(fen: i64) -> Self {
        assert!(fen >= 0, "money is never negative");
        Self { fen }
    }

    /// From whole yuan.
    ///
    /// # Panics
    /// Where the yuan are negative or overflow: that is a bug of the caller.
    #[must_use]
    pub fn from_yuan(yuan: i64) -> Self {
        Self::from_fen(yuan.checked_mul(100).expect("yuan fit in fen"))
    }

    /// Reads yuan as a cell writes them: `600`, `600.00`, `1,200.50`, `￥600元`.
    ///
    /// # Errors
    /// Tells which of the four ways it is no payable amount. Zero is read; the
    /// rule that refuses it is V021.
    pub fn parse_yuan(text: &str) -> Result<Self, NotMoney> {
        if let Some(plain) = plain_yuan(text.as_bytes()) {
            return Ok(plain);
        }
        let text = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
        let plain = without_thousands(text).ok_or(NotMoney::NotANumber)?;
        let decimal = if plain.contains(['e', 'E']) {
            Decimal::from_scientific(&plain).map_err(|_| NotMoney::NotANumber)?
        } else {
            Decimal::from_str_exact(&plain).map_err(|_| NotMoney::NotANumber)?
        };
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(NotMoney::Negative);
        }
        let fen = decimal.checked_mul(Decimal::ONE_HUNDRED).ok_or(NotMoney::TooLarge)?;
        if !fen.fract().is_zero() {
            return Err(NotMoney::FractionOfAFen);
        }
        i64::try_from(fen).map(|fen| Self { fen }).map_err(|_| NotMoney::TooLarge)
    }

    /// The fen.
    #[must_use]
    pub fn fen(self) -> i64 {
        self.fen
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.fen == 0
    }

    /// Both together, where that fits in fen.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.fen.checked_add(other.fen).map(|fen| Self { fen })
    }

    /// This many times the sum.
    ///
    /// # Panics
    /// On overflow, so that a total is never silently wrong.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        let count = i64::try_from(count).expect("a count fits in 63 bits");
        Self { fen: self.fen.checked_mul(count).expect("a total fits in fen") }
    }
}

/// Yuan as nearly every cell writes them: up to twelve digits, then perhaps a
/// point and two more.
fn plain_yuan(text: &[u8]) -> Option<Money> {
    let (whole, cents) = match text {
        [whole @ .., b'.', tens, ones] => (whole, [*tens, *ones]),
        whole => (whole, *b"00"),
    };
    let digits = || whole.iter().chain(&cents);
    if whole.is_empty() || whole.len() > 12 || !digits().all(u8::is_ascii_digit) {
        return None;
    }
    Some(Money { fen: digits().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')) })
}

/// Takes out thousands separators where they stand in threes; `None` where a
/// comma stands anywhere else.
fn without_thousands(text: &str) -> Option<String> {
    if !text.contains([',', '，']) {
        return Some(text.to_owned());
    }
    let text = text.replace('，', ",");
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let regular = (1..=3).contains(&first.trim_start_matches('-').len())
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        && !fraction.is_some_and(|f| f.contains(','));
    regular.then(|| text.replace(',', ""))
}

/// Adds, and panics on overflow rather than paying a wrong total.
impl std::ops::Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { fen: self.fen.checked_add(other.fen).expect("a total fits in fen") }
    }
}

impl std::ops::AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, |total, sum| total + sum)
    }
}

/// Yuan with two decimals: `25404600.00`.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.fen / 100, self.fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_exactly() {
        for (text, fen) in [
            ("600", 60_000),
            ("600.00", 60_000),
            ("600.000", 60_000),
            ("1,200.50", 120_050),
            ("25，404，600", 2_540_460_000),
            ("￥600元", 60_000),
            ("0", 0),
            ("-0", 0),
            ("6E2", 60_000),
        ] {
            assert_eq!(Money::parse_yuan(text).map(Money::fen), Ok(fen), "{text}");
        }
    }

    #[test]
    fn what_is_no_money_says_why() {
        for (text, why) in [
            ("", NotMoney::NotANumber),
            ("六百", NotMoney::NotANumber),
            ("6,00", NotMoney::NotANumber),
            ("600/人", NotMoney::NotANumber),
            ("-600", NotMoney::Negative),
            ("600.005", NotMoney::FractionOfAFen),
            ("9999999999999999999", NotMoney::TooLarge),
        ] {
            assert_eq!(Money::parse_yuan(text), Err(why), "{text}");
        }
    }

    #[test]
    fn the_reference_total_passes_32_bits() {
        let total = Money::from_yuan(600).times(42_341);
        assert_eq!(total.fen(), 2_540_460_000);
        assert_eq!(total.to_string(), "25404600.00");
    }
}
