//! What a household weighs, by `rules/fieldcheck.toml`.
//!
//! In: the file. Out: the weight of a household, and which factors make it up. A
//! weight is a whole number above nothing, so every household can be drawn.

use std::path::Path;

use serde::Deserialize;

use super::frame::Household;
use crate::domain::Lang;
use crate::rulebook::{RulebookError, parse};

/// The shipped weights.
const SHIPPED: &str = include_str!("../../rules/fieldcheck.toml");

/// Where a county's own stand, in its project folder.
pub const PATH: &str = "rules/fieldcheck.toml";

/// No weight is above it, so that sums stay whole and small.
const HEAVIEST: u64 = 1_000;

/// The weights.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// What every household weighs.
    pub base: u64,
    /// And more for each person listed.
    pub per_member: u64,
    /// And more where something fits.
    #[serde(rename = "factor")]
    pub factors: Vec<Factor>,
}

/// Something that makes a visit worth while.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Its id.
    pub id: String,
    /// What it weighs.
    pub points: u64,
    /// Fits who ends so.
    #[serde(default)]
    dispositions: Vec<String>,
    /// Fits who has a finding whose code begins so.
    #[serde(default)]
    codes: Vec<String>,
    /// But not one of these codes.
    #[serde(default)]
    except: Vec<String>,
    /// Fits whose account another household uses too.
    #[serde(default)]
    shared_account: bool,
    /// Fits who is new or written otherwise than last year.
    #[serde(default)]
    changed: bool,
    zh: String,
    en: String,
    why_zh: String,
    why_en: String,
}

impl Factor {
    /// Its name.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// Why it weighs.
    #[must_use]
    pub fn why(&self, lang: Lang) -> &str {
        lang.pick(&self.why_zh, &self.why_en)
    }

    fn fits(&self, household: &Household) -> bool {
        self.shared_account && household.shared_account
            || household.members.iter().any(|one| {
                let found = |code: &String| {
                    self.codes.iter().any(|begin| code.starts_with(begin.as_str()))
                        && !self.except.contains(code)
                };
                self.dispositions.contains(&one.disposition)
                    || one.codes.iter().any(found)
                    || self.changed && one.changed
            })
    }
}

impl Weights {
    /// The project's own weights where it has a file, else the shipped ones; and the
    /// text that they stand in.
    ///
    /// # Errors
    /// Where the file is unreadable, badly formed, or weighs a household nothing.
    pub fn load(folder: Option<&Path>) -> Result<(Self, String), RulebookError> {
        let own = folder.map(|folder| folder.join(PATH)).filter(|path| path.is_file());
        let text = match own {
            None => SHIPPED.to_owned(),
            Some(path) => std::fs::read_to_string(&path)
                .map_err(|source| RulebookError::Read { path, source })?,
        };
        let weights: Self = parse(PATH, &text)?;
        let heaviest = weights
            .factors
            .iter()
            .map(|factor| factor.points)
            .chain([weights.base, weights.per_member]);
        if weights.base == 0 || heaviest.max() > Some(HEAVIEST) {
            return Err(RulebookError::BadValue {
                file: PATH.to_owned(),
                key: "base, per_member, points".to_owned(),
                found: format!("{} …", weights.base),
                expected: format!("1 ≤ base ≤ {HEAVIEST}, points ≤ {HEAVIEST}"),
            });
        }
        Ok((weights, text))
    }

    /// The factors that fit a household, by their place.
    #[must_use]
    pub fn fitting(&self, household: &Household) -> Vec<usize> {
        let all = self.factors.iter().enumerate();
        all.filter(|(_, factor)| factor.fits(household)).map(|(at, _)| at).collect()
    }

    /// What a household weighs that these factors fit.
    #[must_use]
    pub fn weight(&self, household: &Household, fitting: &[usize]) -> u64 {
        let members = household.members.len() as u64;
        let points: u64 = fitting.iter().map(|at| self.factors[*at].points).sum();
        self.base + self.per_member * members + points
    }
}
