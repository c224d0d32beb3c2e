//! Sums as a fund workbook writes them, shares, and how they are rounded.
//!
//! In: a cell's text and its column's unit. Out: whole fen, or why not. Shares
//! are exact fractions; only what is shown is rounded, half up.

pub use crate::domain::money::thousands;
use rust_decimal::Decimal;

use crate::domain::Money;
use crate::domain::fold::fold;
use crate::domain::money::NotMoney;

/// The unit of a column's sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元: ten thousand yuan.
    TenThousand,
}

impl Unit {
    /// The unit that a heading or a line above it names.
    #[must_use]
    pub fn named_in(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded.contains("万元") {
            Some(Self::TenThousand)
        } else if folded.contains("(元)") || folded.contains("单位:元") || folded.ends_with(":元")
        {
            Some(Self::Yuan)
        } else {
            None
        }
    }
}

/// How many digits a spreadsheet keeps of a number.
const SPREADSHEET_DIGITS: u32 = 15;

/// Reads a sum: `8,240.42`, `8240.42万元`, `600元`. A number cell with more than
/// the fifteen digits that a spreadsheet keeps is what it shows.
///
/// # Errors
/// Where it is no number, negative, too large, or not whole fen.
pub fn read(text: &str, unit: Unit, is_number: bool) -> Result<Money, NotMoney> {
    let folded = fold(text);
    let (digits, unit) = match folded.strip_suffix("万元") {
        Some(digits) => (digits, Unit::TenThousand),
        None => match folded.strip_suffix('元') {
            Some(digits) => (digits, Unit::Yuan),
            None => (&*folded, unit),
        },
    };
    let mut value = decimal(digits).ok_or(NotMoney::NotANumber)?;
    if is_number {
        value = value.round_sf(SPREADSHEET_DIGITS).unwrap_or(value);
    }
    if value.is_sign_negative() && !value.is_zero() {
        return Err(NotMoney::Negative);
    }
    let scale = match unit {
        Unit::Yuan => Decimal::from(100),
        Unit::TenThousand => Decimal::from(1_000_000),
    };
    let fen = value.checked_mul(scale).ok_or(NotMoney::TooLarge)?;
    if !fen.fract().is_zero() {
        return Err(NotMoney::FractionOfAFen);
    }
    i64::try_from(fen).map(Money::from_fen).map_err(|_| NotMoney::TooLarge)
}

/// A decimal as people write it, thousands separators in threes.
#[must_use]
pub fn decimal(text: &str) -> Option<Decimal> {
    let text = fold(text);
    let plain = if text.contains(',') {
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let regular = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
        if !regular || fraction.contains(',') {
            return None;
        }
        text.replace(',', "")
    } else {
        text.into_owned()
    };
    if plain.contains(['e', 'E']) {
        Decimal::from_scientific(&plain).ok()
    } else {
        Decimal::from_str_exact(&plain).ok()
    }
}

/// A sum in 万元: at least two decimals, as many more as it takes to be exact.
#[must_use]
pub fn ten_thousands(sum: Money) -> String {
    let fen = sum.fen();
    let (whole, rest) = (fen / 1_000_000, fen % 1_000_000);
    let mut decimals = format!("{rest:06}");
    while decimals.len() > 2 && decimals.ends_with('0') {
        decimals.pop();
    }
    format!("{}.{decimals}", thousands(whole.unsigned_abs()))
}

/// A part of a whole, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole; never zero.
    pub whole: u64,
}

impl Share {
    /// The share; `None` of nothing.
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// The share that one sum is of another.
    #[must_use]
    pub fn of_money(part: Money, whole: Money) -> Option<Self> {
        Self::new(part.fen().unsigned_abs(), whole.fen().unsigned_abs())
    }

    /// In per cent with so many decimals, rounded half up, without the sign.
    #[must_use]
    pub fn percent(self, decimals: u32) -> String {
        let scale = 10_u128.pow(decimals);
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        let rounded = (part * 100 * scale * 2 + whole) / (whole * 2);
        if decimals == 0 {
            return rounded.to_string();
        }
        let width = decimals as usize;
        format!("{}.{:0width$}", rounded / scale, rounded % scale)
    }

    /// In per cent with two decimals, as it is shown.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{}%", self.percent(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousands_are_read_to_the_fen() {
        for (text, unit, fen) in [
            ("8240.42", Unit::TenThousand, 8_240_420_000),
            ("8,240.42", Unit::TenThousand, 8_240_420_000),
            ("2540.46万元", Unit::Yuan, 2_540_460_000),
            ("25404600", Unit::Yuan, 2_540_460_000),
            ("600元", Unit::TenThousand, 60_000),
            ("0.000001", Unit::TenThousand, 1),
            ("0", Unit::TenThousand, 0),
        ] {
            assert_eq!(read(text, unit, false).map(Money::fen), Ok(fen), "{text}");
        }
        // What a spreadsheet saves of 3636.42 + 4227 + 377.
        let summed = read("8240.4199999999992", Unit::TenThousand, true);
        assert_eq!(summed.map(Money::fen), Ok(8_240_420_000));
    }

    #[test]
    fn what_is_no_sum_says_why() {
        for (text, why) in [
            ("约700", NotMoney::NotANumber),
            ("", NotMoney::NotANumber),
            ("82,40.42", NotMoney::NotANumber),
            ("-15", NotMoney::Negative),
            ("0.0000001", NotMoney::FractionOfAFen),
            ("99999999999999999999", NotMoney::TooLarge),
        ] {
            assert_eq!(read(text, Unit::TenThousand, false), Err(why), "{text}");
        }
    }

    #[test]
    fn sums_are_shown_exactly() {
        for (fen, shown) in [
            (8_240_420_000, "8,240.42"),
            (0, "0.00"),
            (1, "0.000001"),
            (2_550_000_000, "2,550.00"),
            (25_404_650, "25.40465"),
        ] {
            assert_eq!(ten_thousands(Money::from_fen(fen)), shown);
        }
    }

    #[test]
    fn shares_round_half_up() {
        let share =
            |part, whole, decimals| Share::new(part, whole).expect("a whole").percent(decimals);
        assert_eq!(share(798_542, 824_042, 2), "96.91");
        assert_eq!(share(798_542, 824_042, 1), "96.9");
        assert_eq!(share(1, 8, 1), "12.5");
        assert_eq!(share(1, 8, 0), "13");
        assert_eq!(share(1, 800, 2), "0.13");
        assert_eq!(share(3, 2, 0), "150");
        assert_eq!(share(0, 5, 2), "0.00");
        assert!(Share::new(1, 0).is_none());
    }

    #[test]
    fn a_unit_stands_in_a_heading() {
        assert_eq!(Unit::named_in("金额（万元）"), Some(Unit::TenThousand));
        assert_eq!(Unit::named_in("拨付金额(元)"), Some(Unit::Yuan));
        assert_eq!(Unit::named_in("单位：元"), Some(Unit::Yuan));
        assert_eq!(Unit::named_in("金额"), None);
    }
}
