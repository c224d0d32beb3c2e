//! A calendar day, without clock or time zone.

use std::num::NonZeroU16;

/// A day of the Gregorian calendar, from year 1 to 9999.
///
/// Ordered as days are. Written and read as `2020-12-31` (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // Never zero, so that a day that may be missing takes four bytes too.
    year: NonZeroU16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        valid.then_some(())?;
        let year = NonZeroU16::new(u16::try_from(year).ok()?)?;
        Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// Reads `2020-12-31`, `2020/12/31`, `2020.12.31`, `20201231`, `2020年12月31日`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::new(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            );
        }
        let mut parts =
            text.split(['-', '/', '.', '年', '月', '日', 'T', ' ']).filter(|part| !part.is_empty());
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year, 1–9999.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year.get())
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// Whole years from this day to `on` (a person born on 29 February is a
    /// year older on 1 March of a common year). Negative where `on` is earlier.
    #[must_use]
    pub fn years_until(self, on: Date) -> i32 {
        let before = (on.month, on.day) < (self.month, self.day);
        on.year() - self.year() - i32::from(before)
    }

    /// The day of an Excel serial number of the 1900 date system.
    ///
    /// Serial 60 is Excel's 29 February 1900, which never was: `None`.
    #[must_use]
    pub fn from_excel_serial(serial: u32) -> Option<Self> {
        if serial == 0 || serial == 60 {
            return None;
        }
        let mut days = serial - u32::from(serial > 60);
        let mut year = 1900;
        loop {
            let length = if is_leap(year) { 366 } else { 365 };
            if days <= length {
                break;
            }
            days -= length;
            year += 1;
        }
        let mut month = 1;
        while days > days_in_month(year, month) {
            days -= days_in_month(year, month);
            month += 1;
        }
        Self::new(year, month, days)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_has_its_leap_days() {
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2020, 4, 31).is_none());
        assert!(Date::new(2020, 0, 1).is_none());
        assert!(Date::new(2020, 13, 1).is_none());
    }

    #[test]
    fn the_usual_ways_of_writing_a_day_are_read() {
        let day = Date::new(2020, 1, 5);
        for text in [
            "2020-01-05",
            "2020/1/5",
            "2020.1.5",
            "20200105",
            "2020年1月5日",
            "2020-01-05T00:00:00",
        ] {
            assert_eq!(Date::parse(text), day, "{text}");
        }
        for text in ["", "2020", "2020-02-30", "5/1/2020", "昨天"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn excel_serials_are_days() {
        assert_eq!(Date::from_excel_serial(1), Date::new(1900, 1, 1));
        assert_eq!(Date::from_excel_serial(59), Date::new(1900, 2, 28));
        assert_eq!(Date::from_excel_serial(60), None);
        assert_eq!(Date::from_excel_serial(61), Date::new(1900, 3, 1));
        assert_eq!(Date::from_excel_serial(44_196), Date::new(2020, 12, 31));
    }

    #[test]
    fn ages_change_on_the_birthday() {
        let born = Date::new(1920, 12, 31).expect("a day");
        assert_eq!(born.years_until(Date::new(2020, 12, 30).expect("a day")), 99);
        assert_eq!(born.years_until(Date::new(2020, 12, 31).expect("a day")), 100);
    }
}
