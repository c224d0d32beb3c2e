//! `data/townships.csv`: the figures by township, for other programs.
//!
//! UTF-8, comma, LF, a header line; the county stands last, as `*`. What cannot be
//! known is blank, never 0: `docs/outputs.md` has the columns.

use super::rank::{Standing, interval};
use super::{Quality, TownshipQuality};
use crate::report::OutputFile;
use crate::report::changes::table;

/// Its path.
pub const PATH: &str = "data/townships.csv";

/// Its header.
pub const HEADER: [&str; 24] = [
    "township",
    "roster_rows",
    "pay_list_rows",
    "refuse",
    "hold",
    "advise",
    "note",
    "flagged_rows",
    "flagged_low_per_100000",
    "flagged_high_per_100000",
    "rank",
    "rank_best",
    "rank_worst",
    "held_rows",
    "held_amount",
    "asked",
    "followed",
    "changed",
    "open",
    "waiting",
    "sent",
    "returned",
    "returned_amount",
    "of_no_list",
];

/// Writes it.
#[must_use]
pub fn write(quality: &Quality) -> OutputFile {
    let county = [("*", &quality.county)];
    let townships = quality.townships.iter().map(|place| (place.name.as_str(), place));
    table(PATH, &HEADER, townships.chain(county).map(|(name, place)| line(quality, name, place)))
}

fn line(quality: &Quality, name: &str, place: &TownshipQuality) -> [String; 24] {
    let known = |known: bool, text: String| if known { text } else { String::new() };
    let count = |count: u64| count.to_string();
    let (low, high) = interval(place.flagged_rows, place.rows());
    let [own, best, worst] = match place.standing {
        Standing::TooFew => [None; 3],
        Standing::Ranked { place, best, worst } => [Some(place), Some(best), Some(worst)],
    }
    .map(|rank| rank.map(|rank| rank.to_string()).unwrap_or_default());
    let answered = |n: u64| known(quality.came_back, count(n));
    let (answers, paid) = (place.answers, place.payments);
    [
        name.to_owned(),
        count(place.roster_rows),
        count(place.pay_list_rows),
        count(place.refuse),
        count(place.hold),
        count(place.advise),
        count(place.note),
        count(place.flagged_rows),
        known(place.rows() > 0, count(low)),
        known(place.rows() > 0, count(high)),
        own,
        best,
        worst,
        count(place.held_rows),
        place.held_amount.to_string(),
        answered(answers.asked),
        answered(answers.followed),
        answered(answers.changed),
        answered(answers.open),
        answered(answers.waiting),
        known(quality.ledger, count(paid.sent)),
        known(quality.ledger, count(paid.returned)),
        known(quality.ledger, paid.returned_amount.to_string()),
        known(name == "*", count(quality.of_no_list)),
    ]
}
