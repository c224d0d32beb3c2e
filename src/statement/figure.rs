//! A figure: its value, unit, label, time, and what it does in its sentence.

use rust_decimal::Decimal;
use serde::Deserialize;

/// What kind of thing a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Yuan.
    Money,
    /// Persons.
    People,
    /// Persons each time anew (人次).
    Visits,
    /// Households.
    Households,
    /// Mu.
    Area,
    /// Square metres.
    Surface,
    /// Cubic metres.
    Volume,
    /// Metres.
    Length,
    /// Kilograms.
    Weight,
    /// Points of a mark.
    Score,
    /// So many times as much.
    Times,
    /// Things counted one by one.
    Count,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// No unit: a table's cell.
    Bare,
}

/// What a figure does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// States what is or was.
    Stated,
    /// What was to be.
    Target,
    /// By how much something grew.
    Up,
    /// By how much something shrank.
    Down,
    /// By how much a target was passed.
    Surplus,
    /// By how much a target was missed.
    Shortfall,
    /// What is left or not done.
    Remainder,
    /// Something that is said not to be so.
    Denied,
    /// So much for one.
    Each,
}

/// The time that a figure speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// The year, where one is said.
    pub year: Option<u16>,
    /// The month of a date as of which it holds.
    pub month: Option<u8>,
    /// A part of the year: 1 and 2 the halves, 3 to 6 the quarters.
    pub part: Option<u8>,
}

/// A figure of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The line or paragraph number as the reader shows it.
    pub line: usize,
    /// Where it stands in the paragraph's folded characters.
    pub start: usize,
    /// Where its unit ends.
    pub end: usize,
    /// The number with its unit, as written but for width and spaces.
    pub shown: String,
    /// The number as stated, in the unit as stated.
    pub number: Decimal,
    /// How many of the class's base unit the stated unit is.
    pub factor: Decimal,
    /// The value in the class's base unit.
    pub value: Decimal,
    /// One of the last decimal stated, in the base unit.
    pub step: Decimal,
    /// What it counts.
    pub class: Class,
    /// The unit's name: 万元, 个.
    pub unit: String,
    /// The phrase that it belongs to, as written.
    pub label: String,
    /// The words of its label that mean something, sorted.
    pub terms: Vec<String>,
    /// The rate that it is, for a percentage with a rate's name.
    pub rate: Option<String>,
    /// The time it speaks of.
    pub time: Time,
    /// What it does.
    pub role: Role,
    /// Whether it is about so much, or at least, or at most.
    pub about: bool,
    /// The place its sentence or heading names, where it does.
    pub place: Option<String>,
    /// The text of its clause before it.
    pub(super) before: String,
    /// The text of its clause after it.
    pub(super) after: String,
    /// Sentence, item and clause in the paragraph; brackets around it.
    pub(super) sentence: usize,
    pub(super) item: usize,
    pub(super) clause: usize,
    pub(super) depth: usize,
    /// Whether it stands in a table's cell as a bare number.
    pub(super) cell: bool,
}

impl Figure {
    /// Whether it may be set against another figure to the last digit.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        !self.about && !matches!(self.role, Role::Denied)
    }

    /// Whether two figures count in units that can be compared: 个 goes with any
    /// thing counted one by one.
    #[must_use]
    pub fn comparable(&self, other: &Self) -> bool {
        self.class == other.class
            && (self.class != Class::Count
                || self.unit == other.unit
                || self.unit.ends_with('个')
                || other.unit.ends_with('个'))
    }

    /// Whether both say the same number, to the decimals of the coarser one.
    #[must_use]
    pub fn same_value(&self, other: &Self) -> bool {
        super::arithmetic::agrees(self.value, other.value, other.step)
            || super::arithmetic::agrees(other.value, self.value, self.step)
    }
}
