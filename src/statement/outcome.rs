//! What a check says: what ties, what contradicts itself, what is worth a look.

use rust_decimal::Decimal;

use super::arithmetic::shown;
use super::figure::{Class, Figure};
use super::label::Report;
use super::paragraph::around;

/// The longest quote, in characters, on each side of a figure.
const QUOTE_CHARS: usize = 44;

/// What relation was recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One thing stated more than once.
    Same,
    /// Parts and their total.
    Sum,
    /// The number of things that a list has.
    Items,
    /// So many times so much.
    Product,
    /// A part of a whole, in per cent.
    Share,
    /// A rate: what was done of what was to be done.
    Rate,
    /// From one value to another.
    Growth,
    /// How far a share moved.
    ShareChange,
    /// A target, what was reached, and by how much it was passed.
    Target,
    /// What is left of a whole.
    Remainder,
    /// "All of it for this", and a part of it is for something else.
    Whole,
    /// "All done", and something is left.
    Completion,
    /// How many were drawn from the same whole.
    Sample,
}

impl Kind {
    /// Its name for programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Sum => "sum",
            Self::Items => "items",
            Self::Product => "product",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Growth => "growth",
            Self::ShareChange => "share_change",
            Self::Target => "target",
            Self::Remainder => "remainder",
            Self::Whole => "whole",
            Self::Completion => "completion",
            Self::Sample => "sample",
        }
    }
}

/// A place in the report, quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line of a text, the paragraph of a docx.
    pub line: usize,
    /// What stands there, as written.
    pub quote: String,
    /// Where in the quote the figures stand, in characters.
    pub marks: Vec<(usize, usize)>,
    /// What it says: the figure, or the words.
    pub says: String,
    /// Paragraph and character: two places of one report are the same where
    /// this is.
    pub(super) at: (usize, usize),
}

/// A relation that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What relation.
    pub kind: Kind,
    /// How it was recomputed, with its numbers.
    pub formula: String,
    /// Where its figures stand.
    pub places: Vec<Place>,
}

/// Statements that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What relation does not hold.
    pub kind: Kind,
    /// Where they stand: one for each statement, repeats included.
    pub places: Vec<Place>,
    /// What is stated.
    pub stated: String,
    /// What comes out instead: the other figures, or the computed one.
    pub computed: String,
    /// How it was recomputed, with its numbers.
    pub formula: String,
    /// Another base from which a figure does come out, where there is one.
    pub explained: Vec<String>,
}

/// Statements that may go together, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What it is about: a topic of the words, `rounding`, `bases`.
    pub topic: String,
    /// Where they stand.
    pub places: Vec<Place>,
    /// A formula, where there is one.
    pub formula: String,
}

/// What a report's check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Every figure, in the order of the text.
    pub figures: Vec<Figure>,
    /// What holds.
    pub ties: Vec<Tie>,
    /// What does not.
    pub contradictions: Vec<Contradiction>,
    /// What is worth a look: never counted with the contradictions.
    pub looks: Vec<Look>,
}

impl Checked {
    /// Files a tie; one with the same formula gains the places.
    pub(super) fn tie(&mut self, kind: Kind, formula: String, places: Vec<Place>) {
        if let Some(known) =
            self.ties.iter_mut().find(|tie| tie.kind == kind && tie.formula == formula)
        {
            merge(&mut known.places, places);
        } else {
            self.ties.push(Tie { kind, formula, places: sorted(places) });
        }
    }

    /// Files a contradiction; one of the same figures gains the places.
    pub(super) fn contradict(&mut self, found: Contradiction) {
        let same = self.contradictions.iter_mut().find(|known| {
            known.kind == found.kind
                && known.formula == found.formula
                && known.stated == found.stated
        });
        if let Some(known) = same {
            merge(&mut known.places, found.places);
        } else {
            self.contradictions.push(Contradiction { places: sorted(found.places), ..found });
        }
    }

    /// Files something to look at, once.
    pub(super) fn look(&mut self, topic: &str, formula: String, places: Vec<Place>) {
        let known =
            self.looks.iter_mut().find(|look| look.topic == topic && look.formula == formula);
        if let Some(known) = known {
            merge(&mut known.places, places);
        } else {
            self.looks.push(Look { topic: topic.to_owned(), places: sorted(places), formula });
        }
    }

    /// Relations recomputed: those that hold and those that do not.
    #[must_use]
    pub fn relations(&self) -> usize {
        self.ties.len() + self.contradictions.len()
    }
}

fn merge(known: &mut Vec<Place>, more: Vec<Place>) {
    known.extend(more);
    *known = sorted(std::mem::take(known));
}

/// In the order of the text, each place once.
fn sorted(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|place| place.at);
    places.dedup_by_key(|place| place.at);
    places
}

impl Report {
    /// A figure's place, its clause quoted.
    pub(super) fn place(&self, figure: &Figure) -> Place {
        self.place_of(figure, &[figure])
    }

    /// A place that quotes several figures of one paragraph, the first of which it is.
    pub(super) fn place_of(&self, figure: &Figure, marked: &[&Figure]) -> Place {
        let paragraph = self.paragraph(figure);
        let same = marked.iter().filter(|other| other.paragraph == figure.paragraph);
        let from = same.clone().map(|other| other.start).min().unwrap_or(figure.start);
        let to = same.clone().map(|other| other.end).max().unwrap_or(figure.end);
        let marks: Vec<(usize, usize)> = same.map(|other| (other.start, other.end)).collect();
        self.quoted(
            figure.paragraph,
            paragraph.line_of(figure.start),
            (from, to),
            &marks,
            figure.shown.clone(),
        )
    }

    /// A place that quotes words rather than a figure.
    pub(super) fn place_at(&self, paragraph: usize, from: usize, to: usize, says: String) -> Place {
        let line = self.paragraphs[paragraph].line_of(from);
        self.quoted(paragraph, line, (from, to), &[(from, to)], says)
    }

    fn quoted(
        &self,
        at: usize,
        line: usize,
        (from, to): (usize, usize),
        marks: &[(usize, usize)],
        says: String,
    ) -> Place {
        let paragraph = &self.paragraphs[at];
        let (start, end) = if paragraph.cells.is_some() {
            (0, paragraph.chars.len())
        } else {
            let (start, _) = around(&paragraph.item, from);
            let (_, end) = around(&paragraph.item, to.max(from + 1) - 1);
            (start, end)
        };
        // A long item is cut at marks.
        let cut = |at: usize| "，,、:;。\t".contains(paragraph.chars[at]);
        let mut first = start;
        if from - start > QUOTE_CHARS {
            first = (from - QUOTE_CHARS..from)
                .find(|at| cut(*at))
                .map_or(from - QUOTE_CHARS, |at| at + 1);
        }
        let mut last = end;
        if end > to + QUOTE_CHARS {
            last = (to..to + QUOTE_CHARS).find(|at| cut(*at)).unwrap_or(to + QUOTE_CHARS);
        }
        let (quote, marks) = paragraph.quote(first, last, marks);
        let first_mark = marks.first().map_or(0, |mark| mark.0);
        debug_assert!(first_mark <= quote.chars().count());
        Place { line, quote, marks, says, at: (at, from) }
    }
}

/// A figure's number in a unit that others share: the coarsest of theirs.
pub(super) fn in_unit(value: Decimal, factor: Decimal) -> String {
    shown(value.checked_div(factor).unwrap_or(value), 6)
}

/// `a + b + c = total`, in the total's unit.
pub(super) fn sum_formula(parts: &[&Figure], total: Decimal, unit: &Figure) -> String {
    let terms: Vec<String> = parts.iter().map(|part| in_unit(part.value, unit.factor)).collect();
    format!("{} = {}{}", terms.join(" + "), in_unit(total, unit.factor), unit_name(unit))
}

/// The unit behind a number, with a space before a word.
pub(super) fn unit_name(figure: &Figure) -> String {
    match figure.class {
        Class::Percent => "%".to_owned(),
        _ if figure.unit.is_empty() => String::new(),
        _ => format!(" {}", figure.unit),
    }
}
