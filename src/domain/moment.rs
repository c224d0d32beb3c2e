//! A moment: a day and a time of day in China, to the second.

use super::Date;

/// A moment of Beijing time, which the whole country keeps.
///
/// Ordered as time goes. Written and read as `2020-12-31T08:30:00+08:00`
/// (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    day: Date,
    second: u32,
}

const SECONDS_A_DAY: u64 = 86_400;
/// What Beijing is ahead of Greenwich.
const OFFSET_SECONDS: u64 = 8 * 3_600;
/// The Excel serial of 1970-01-01.
const EPOCH_SERIAL: u64 = 25_569;

impl Moment {
    /// From what a clock says: seconds since 1970-01-01T00:00:00 of Greenwich;
    /// `None` past the year 9999.
    #[must_use]
    pub fn from_unix(seconds: u64) -> Option<Self> {
        let seconds = seconds.checked_add(OFFSET_SECONDS)?;
        let serial = u32::try_from(seconds / SECONDS_A_DAY + EPOCH_SERIAL).ok()?;
        let second = u32::try_from(seconds % SECONDS_A_DAY).ok()?;
        Some(Self { day: Date::from_excel_serial(serial)?, second })
    }

    /// The day's beginning.
    #[must_use]
    pub fn start_of(day: Date) -> Self {
        Self { day, second: 0 }
    }

    /// Reads what [`std::fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_suffix("+08:00")?.split_once('T')?;
        let mut parts = time.split(':').map(|part| part.parse::<u32>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let moment = Self { day: Date::parse(day)?, second: (hour * 60 + minute) * 60 + second };
        (moment.to_string() == text).then_some(moment)
    }

    /// The day.
    #[must_use]
    pub fn day(self) -> Date {
        self.day
    }

    /// Hour, minute and second of the day.
    #[must_use]
    pub fn time(self) -> (u32, u32, u32) {
        (self.second / 3_600, self.second / 60 % 60, self.second % 60)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hour, minute, second) = self.time();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}+08:00", self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_reads_as_beijing_time() {
        let written = |seconds| Moment::from_unix(seconds).expect("a moment").to_string();
        assert_eq!(written(0), "1970-01-01T08:00:00+08:00");
        assert_eq!(written(951_782_399), "2000-02-29T07:59:59+08:00");
        assert_eq!(written(1_609_430_400), "2021-01-01T00:00:00+08:00");
        assert_eq!(Moment::from_unix(u64::MAX), None);
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "2020-11-23T17:05:09+08:00";
        let moment = Moment::parse(text).expect("a moment");
        assert_eq!(moment.to_string(), text);
        assert_eq!(moment.time(), (17, 5, 9));
        assert!(Moment::start_of(moment.day()) < moment);
        for wrong in ["2020-11-23", "2020-11-23T24:00:00+08:00", "2020-11-23T1:00:00+08:00", "x"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }
}
