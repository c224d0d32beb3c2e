//! A programme's dated amounts, cut-off and term.

use serde::Deserialize;

use super::RulebookError;
use crate::domain::{Date, Lang, Money, Period};

/// A programme, each value with the day from which it holds.
#[derive(Debug)]
pub struct Programme {
    /// Its id, as in the project file.
    pub id: String,
    name_zh: String,
    name_en: String,
    /// Monthly amounts, latest first, with their reference.
    monthly: Vec<(Date, Money, String)>,
    /// People who had moved by this day are the fixed cohort.
    pub moved_by: Date,
    /// Nobody of the fixed cohort was born after this day.
    pub born_by: Date,
    term_from: Date,
    term_to: Date,
    later_term_years: i32,
    /// Proof of life is asked for from this age.
    pub proof_of_life_from: i32,
    /// The rule behind the fixed cohort.
    pub cohort_reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: Name,
    monthly: Vec<Monthly>,
    fixed_cohort: FixedCohort,
    later_movers: LaterMovers,
    ages: Ages,
}

/// A name in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    pub(super) zh: String,
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Monthly {
    from: toml::value::Datetime,
    yuan: String,
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixedCohort {
    moved_by: toml::value::Datetime,
    born_by: toml::value::Datetime,
    term_from: toml::value::Datetime,
    term_to: toml::value::Datetime,
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterMovers {
    term_years: i32,
    #[allow(dead_code, reason = "kept so that a value without its reference is refused")]
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ages {
    proof_of_life_from: i32,
}

/// A TOML date as a day.
pub(super) fn day(
    file: &str,
    key: &str,
    value: &toml::value::Datetime,
) -> Result<Date, RulebookError> {
    value
        .date
        .filter(|_| value.time.is_none())
        .and_then(|d| Date::new(i32::from(d.year), u32::from(d.month), u32::from(d.day)))
        .ok_or_else(|| RulebookError::BadValue {
            file: file.to_owned(),
            key: key.to_owned(),
            found: value.to_string(),
            expected: "2020-12-31".to_owned(),
        })
}

impl Programme {
    /// Reads a programme's file.
    ///
    /// # Errors
    /// Where it is badly formed, has no amount, or an amount is no money.
    pub fn parse(shown: &str, text: &str) -> Result<Self, RulebookError> {
        let file: File = super::parse(shown, text)?;
        let mut monthly = Vec::new();
        for entry in &file.monthly {
            let amount = Money::parse_yuan(&entry.yuan).map_err(|_| RulebookError::BadValue {
                file: shown.to_owned(),
                key: "monthly.yuan".to_owned(),
                found: entry.yuan.clone(),
                expected: "50.00".to_owned(),
            })?;
            monthly.push((
                day(shown, "monthly.from", &entry.from)?,
                amount,
                entry.reference.clone(),
            ));
        }
        monthly.sort_by_key(|(from, ..)| std::cmp::Reverse(*from));
        if monthly.is_empty() {
            return Err(RulebookError::MissingKey {
                file: shown.to_owned(),
                key: "monthly".to_owned(),
                expected: "[[monthly]] from, yuan, reference".to_owned(),
            });
        }
        let cohort = &file.fixed_cohort;
        Ok(Self {
            id: file.id,
            name_zh: file.name.zh,
            name_en: file.name.en,
            monthly,
            moved_by: day(shown, "fixed_cohort.moved_by", &cohort.moved_by)?,
            born_by: day(shown, "fixed_cohort.born_by", &cohort.born_by)?,
            term_from: day(shown, "fixed_cohort.term_from", &cohort.term_from)?,
            term_to: day(shown, "fixed_cohort.term_to", &cohort.term_to)?,
            later_term_years: file.later_movers.term_years,
            proof_of_life_from: file.ages.proof_of_life_from,
            cohort_reference: cohort.reference.clone(),
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// What a payment is for, as every bank file says it: what a bank reads does
    /// not change with the language that people read.
    #[must_use]
    pub fn purpose(&self, period: Period) -> String {
        format!("{}{period}", self.name(Lang::Zh))
    }

    /// The monthly amount on a day, with its reference; `None` before the first.
    #[must_use]
    pub fn value_on(&self, day: Date) -> Option<(Money, &str)> {
        self.monthly
            .iter()
            .find(|(from, ..)| *from <= day)
            .map(|(_, amount, reference)| (*amount, reference.as_str()))
    }

    /// The days between which somebody is paid: the fixed cohort's, or twenty
    /// years from the month after the end of a later move.
    #[must_use]
    pub fn term(&self, moved_on: Option<Date>) -> (Date, Date) {
        match moved_on.filter(|moved| *moved > self.moved_by) {
            None => (self.term_from, self.term_to),
            Some(moved) => {
                let (year, month) = if moved.month() == 12 {
                    (moved.year() + 1, 1)
                } else {
                    (moved.year(), moved.month() + 1)
                };
                let first = Date::new(year, month, 1).unwrap_or(moved);
                let last = Date::new(moved.year() + self.later_term_years, moved.month(), 28)
                    .unwrap_or(moved);
                (first, last)
            }
        }
    }

    /// What one person is entitled to for the period: the monthly amount for
    /// every month that lies in the term.
    #[must_use]
    pub fn entitlement(&self, period: Period, moved_on: Option<Date>) -> Money {
        self.entitlement_without(period, moved_on, |_| false)
    }

    /// The same without the months on whose first day `absent` says that the
    /// person is out of the scheme. They are not paid later, and the term does
    /// not grow by them.
    #[must_use]
    pub fn entitlement_without(
        &self,
        period: Period,
        moved_on: Option<Date>,
        absent: impl Fn(Date) -> bool,
    ) -> Money {
        let (from, to) = self.term(moved_on);
        period
            .month_starts()
            .filter(|month| *month >= from && *month <= to && !absent(*month))
            .filter_map(|month| self.value_on(month))
            .map(|(amount, _)| amount)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    fn entitled(period: &str, moved_on: Option<&str>) -> String {
        let programme = Rulebook::shipped().expect("the shipped rules load").programme;
        let moved_on = moved_on.map(|text| Date::parse(text).expect("a day"));
        programme.entitlement(Period::parse(period).expect("a period"), moved_on).to_string()
    }

    #[test]
    fn each_cadence_has_its_amount() {
        for (period, yuan) in
            [("2020", "600.00"), ("2020H2", "300.00"), ("2020Q3", "150.00"), ("2020-07", "50.00")]
        {
            assert_eq!(entitled(period, None), yuan, "{period}");
        }
    }

    #[test]
    fn the_first_and_last_years_are_partial() {
        for (period, yuan) in [
            ("2005", "0.00"),
            ("2006", "300.00"),
            ("2006-06", "0.00"),
            ("2006-07", "50.00"),
            ("2025", "600.00"),
            ("2026", "300.00"),
            ("2026-06", "50.00"),
            ("2026-07", "0.00"),
            ("2027", "0.00"),
        ] {
            assert_eq!(entitled(period, None), yuan, "{period}");
        }
    }

    #[test]
    fn later_movers_have_twenty_years_from_their_move() {
        assert_eq!(entitled("2026", Some("2010-05-20")), "600.00");
        assert_eq!(entitled("2010", Some("2010-05-20")), "350.00");
        assert_eq!(entitled("2030", Some("2010-05-20")), "250.00");
        assert_eq!(entitled("2031", Some("2010-05-20")), "0.00");
        assert_eq!(entitled("2026", Some("2006-06-30")), "300.00");
    }
}
