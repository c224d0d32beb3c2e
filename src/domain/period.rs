//! The period that is paid for: a year, half-year, quarter or month.

use super::{Date, Lang};
use crate::{word, words};

/// A span of whole months, written `2020`, `2020H1`, `2020Q3` or `2020-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i32,
    first_month: u8,
    months: u8,
}

/// A month by its name, from January on.
const MONTHS: [&str; 12] = [
    word!("period-month-1"),
    word!("period-month-2"),
    word!("period-month-3"),
    word!("period-month-4"),
    word!("period-month-5"),
    word!("period-month-6"),
    word!("period-month-7"),
    word!("period-month-8"),
    word!("period-month-9"),
    word!("period-month-10"),
    word!("period-month-11"),
    word!("period-month-12"),
];

impl Period {
    /// Reads one of the four ways of writing a period.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let year: i32 =
            text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let (first_month, months) = match text.get(4..)? {
            "" => (1, 12),
            "H1" => (1, 6),
            "H2" => (7, 6),
            "Q1" => (1, 3),
            "Q2" => (4, 3),
            "Q3" => (7, 3),
            "Q4" => (10, 3),
            month => {
                let month: u8 = month.strip_prefix('-').filter(|m| m.len() == 2)?.parse().ok()?;
                (1..=12).contains(&month).then_some((month, 1))?
            }
        };
        (year >= 1).then_some(Self { year, first_month, months })
    }

    /// How many months it has: 12, 6, 3 or 1.
    #[must_use]
    pub fn months(self) -> u32 {
        u32::from(self.months)
    }

    /// Whether some month belongs to both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// The same part of the year before.
    #[must_use]
    pub fn a_year_before(self) -> Self {
        Self { year: (self.year - 1).max(1), ..self }
    }

    /// The period of the same length that follows.
    #[must_use]
    pub fn next(self) -> Self {
        let month = u32::from(self.first_month) - 1 + self.months();
        let first_month = u8::try_from(month % 12 + 1).unwrap_or(1);
        Self { year: self.year + i32::from(month >= 12), first_month, ..self }
    }

    /// Its first day.
    ///
    /// # Panics
    /// Never: the constructor admits real months only.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, u32::from(self.first_month), 1).expect("the first of a month is a day")
    }

    /// Its last day.
    ///
    /// # Panics
    /// Never: every month ends on one of these days.
    #[must_use]
    pub fn last_day(self) -> Date {
        let month = u32::from(self.first_month) + self.months() - 1;
        (28..=31)
            .rev()
            .find_map(|day| Date::new(self.year, month, day))
            .expect("a month has a last day")
    }

    /// The period as a heading says it: `2020年下半年`, `the third quarter of 2020`.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let (year, month) = (self.year, usize::from(self.first_month));
        let id = match (self.months, month) {
            (12, _) => word!("period-year"),
            (6, 1) => word!("period-half-1"),
            (6, _) => word!("period-half-2"),
            (3, ..=3) => word!("period-quarter-1"),
            (3, ..=6) => word!("period-quarter-2"),
            (3, ..=9) => word!("period-quarter-3"),
            (3, _) => word!("period-quarter-4"),
            _ => MONTHS[month - 1],
        };
        words::fill(lang, id, &[("year", year.to_string().into())])
    }

    /// The first days of its months, in order.
    pub fn month_starts(self) -> impl Iterator<Item = Date> {
        (0..self.months())
            .filter_map(move |offset| Date::new(self.year, u32::from(self.first_month) + offset, 1))
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.months {
            12 => Ok(()),
            6 => write!(f, "H{}", self.first_month.div_ceil(6)),
            3 => write!(f, "Q{}", self.first_month.div_ceil(3)),
            _ => write!(f, "-{:02}", self.first_month),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_written_alike() {
        for text in ["2020", "2020H1", "2020H2", "2020Q1", "2020Q4", "2020-07", "2020-12"] {
            assert_eq!(Period::parse(text).expect("a period").to_string(), text);
        }
        for text in ["", "20", "2020H3", "2020Q0", "2020-13", "2020-7", "二〇二〇", "2020Q１"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_follow_each_other() {
        for (text, next, before) in [
            ("2020", "2021", "2019"),
            ("2020H1", "2020H2", "2019H1"),
            ("2020H2", "2021H1", "2019H2"),
            ("2020Q4", "2021Q1", "2019Q4"),
            ("2020-12", "2021-01", "2019-12"),
            ("2020-07", "2020-08", "2019-07"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(period.next().to_string(), next);
            assert_eq!(period.a_year_before().to_string(), before);
        }
    }

    #[test]
    fn a_period_is_said_in_words() {
        for (text, zh, en) in [
            ("2020", "2020年度", "2020"),
            ("2020H1", "2020年上半年", "the first half of 2020"),
            ("2020H2", "2020年下半年", "the second half of 2020"),
            ("2020Q1", "2020年第一季度", "the first quarter of 2020"),
            ("2020Q4", "2020年第四季度", "the fourth quarter of 2020"),
            ("2020-01", "2020年1月", "January 2020"),
            ("2020-12", "2020年12月", "December 2020"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!((period.words(Lang::Zh), period.words(Lang::En)), (zh.into(), en.into()));
        }
    }

    #[test]
    fn a_period_knows_its_days() {
        let quarter = Period::parse("2020Q1").expect("a period");
        assert_eq!(quarter.first_day().to_string(), "2020-01-01");
        assert_eq!(quarter.last_day().to_string(), "2020-03-31");
        assert_eq!(
            Period::parse("2020-02").expect("a period").last_day().to_string(),
            "2020-02-29"
        );
        assert_eq!(quarter.month_starts().count(), 3);
    }
}
