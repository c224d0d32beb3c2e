//! The sheet of the townships' verification quality, with its charts and with what
//! each column counts, and of how many.
//!
//! In: the quality that was counted. Out: a sheet. What cannot be known is said in
//! words, never as 0.

use rust_xlsxwriter::{ChartType, Worksheet};

use super::{Series, place, signature};
use crate::domain::Lang;
use crate::report::quality::{
    FEWEST_ROWS, Quality, Standing, TownshipQuality, per_cent_tenths, per_thousand_tenths, rank,
};
use crate::report::workbook::{self, Book, Formats, Page};
use crate::{say, word, words};

/// The columns: heading and width.
const COLUMNS: [(&str, u16); 20] = [
    (word!("quality-township"), 13),
    (word!("quality-rows"), 9),
    (word!("quality-refuse"), 7),
    (word!("quality-hold"), 7),
    (word!("quality-advise"), 8),
    (word!("quality-note"), 9),
    (word!("quality-to-settle-rate"), 10),
    (word!("quality-advise-rate"), 10),
    (word!("quality-flagged"), 9),
    (word!("quality-flagged-rate"), 10),
    (word!("quality-interval"), 12),
    (word!("quality-rank"), 11),
    (word!("quality-held"), 8),
    (word!("quality-asked"), 9),
    (word!("quality-followed"), 9),
    (word!("quality-followed-rate"), 11),
    (word!("quality-open"), 9),
    (word!("quality-waiting"), 10),
    (word!("quality-returned"), 11),
    (word!("quality-returned-rate"), 10),
];

const TO_SETTLE: u16 = 6;
const ADVISE: u16 = 7;
const HELD: u16 = 12;
const FOLLOWED: u16 = 14;
const OPEN: u16 = 16;
const HEADING: u32 = 2;

/// The formats of a row.
struct Row<'a> {
    text: &'a rust_xlsxwriter::Format,
    /// Words in a column of numbers.
    words: &'a rust_xlsxwriter::Format,
    count: &'a rust_xlsxwriter::Format,
    tenths: &'a rust_xlsxwriter::Format,
}

/// What placing a row asserts.
const WITHIN: &str = "the rows are within the sheet";

/// Writes the sheet.
pub(super) fn write(book: &mut Book, lang: Lang, quality: &Quality, formats: &Formats) {
    let sheet = book.sheet(say!(lang, "quality-sheet"), Page::Landscape);
    let name = sheet.name();
    workbook::widths(sheet, COLUMNS.iter().map(|(_, width)| *width));
    workbook::text(sheet, 0, 0, say!(lang, "quality-title"), &formats.title);
    let headings: Vec<&str> = COLUMNS.iter().map(|(id, _)| words::text(lang, id)).collect();
    workbook::headings(sheet, HEADING, &headings, formats);
    let lines = headings.iter().zip(COLUMNS).map(|(text, (_, width))| workbook::lines(text, width));
    workbook::height(sheet, HEADING, lines.max().unwrap_or(1));
    let (plain, total) = (
        formats.count.clone().set_num_format("0.0"),
        formats.total_count.clone().set_num_format("0.0"),
    );
    let aside = |format: &rust_xlsxwriter::Format| {
        format.clone().set_align(rust_xlsxwriter::FormatAlign::Right)
    };
    let (words_plain, words_total) = (aside(&formats.text), aside(&formats.total_text));
    let own =
        Row { text: &formats.text, words: &words_plain, count: &formats.count, tenths: &plain };
    let mut row = HEADING + 1;
    for place in &quality.townships {
        let name = if place.name.is_empty() { say!(lang, "quality-county") } else { &place.name };
        line(sheet, row, (name, place), quality, lang, &own);
        row += 1;
    }
    let no_township = quality.townships.last().is_some_and(|place| place.name.is_empty());
    let last = row - 1 - u32::from(no_township);
    let all = Row {
        text: &formats.total_text,
        words: &words_total,
        count: &formats.total_count,
        tenths: &total,
    };
    line(sheet, row, (say!(lang, "quality-total"), &quality.county), quality, lang, &all);
    sheet.set_freeze_panes(HEADING + 1, 1).expect(WITHIN);
    sheet.set_repeat_rows(HEADING, HEADING).expect(WITHIN);
    row += 2;
    row = notes(sheet, row, quality, lang, formats);
    if last > HEADING {
        let series = |columns| Series {
            sheet: &name,
            heading_row: HEADING,
            first: HEADING + 1,
            last,
            columns,
            points: &[],
            labels: None,
        };
        let title = say!(lang, "quality-chart-rates");
        let mut chart = series(&[TO_SETTLE]).chart(ChartType::Column, title);
        place(sheet, row + 1, 0, &mut chart, (680, 300));
        let (title, columns): (_, &[u16]) = if quality.came_back {
            (say!(lang, "quality-chart-answers"), &[FOLLOWED, OPEN])
        } else {
            (say!(lang, "quality-chart-held"), &[HELD])
        };
        let mut chart = series(columns).chart(ChartType::ColumnStacked, title);
        row = place(sheet, row + 1, 10, &mut chart, (680, 300));
    }
    signature(sheet, row, lang, formats);
}

/// One township's row.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    (name, place): (&str, &TownshipQuality),
    quality: &Quality,
    lang: Lang,
    formats: &Row<'_>,
) {
    let rows = place.rows();
    workbook::text(sheet, row, 0, name, formats.text);
    let mut count = |column: u16, count: u64| {
        workbook::count(sheet, row, column, count, formats.count);
    };
    count(1, rows);
    count(2, place.refuse);
    count(3, place.hold);
    count(4, place.advise);
    count(5, place.note);
    count(8, place.flagged_rows);
    count(HELD, place.held_rows);
    let mut tenths = |column: u16, tenths: Option<u64>, none: &str| match tenths {
        Some(tenths) => workbook::tenths(sheet, row, column, tenths, formats.tenths),
        None => workbook::text(sheet, row, column, none, formats.words),
    };
    tenths(TO_SETTLE, per_thousand_tenths(place.refuse + place.hold, rows), "—");
    tenths(ADVISE, per_thousand_tenths(place.advise, rows), "—");
    tenths(9, per_thousand_tenths(place.flagged_rows, rows), "—");
    let asked = place.answers.asked;
    let not_back = match (quality.came_back, place.answers.waiting) {
        (true, 0) => say!(lang, "quality-nothing-asked"),
        _ => say!(lang, "quality-not-back"),
    };
    tenths(15, per_cent_tenths(place.answers.followed, asked), not_back);
    let sent = place.payments.sent;
    let none_sent = say!(lang, "quality-none-sent");
    if quality.ledger {
        tenths(19, per_thousand_tenths(place.payments.returned, sent), none_sent);
        workbook::count(sheet, row, 18, place.payments.returned, formats.count);
    } else {
        tenths(19, None, "—");
        workbook::text(sheet, row, 18, "—", formats.words);
    }
    let answers = place.answers;
    let of_answers = [
        (13, answers.asked),
        (FOLLOWED, answers.followed),
        (OPEN, answers.open + answers.changed),
        (17, answers.waiting),
    ];
    for (column, count) in of_answers {
        if quality.came_back {
            workbook::count(sheet, row, column, count, formats.count);
        } else {
            workbook::text(sheet, row, column, "—", formats.words);
        }
    }
    let (interval, standing) = standing(place, lang);
    workbook::text(sheet, row, 10, &interval, formats.words);
    workbook::text(sheet, row, 11, &standing, formats.words);
}

/// The interval of the rows to be settled, of a thousand, and the rank.
fn standing(place: &TownshipQuality, lang: Lang) -> (String, String) {
    if place.rows() == 0 {
        return ("—".to_owned(), "—".to_owned());
    }
    let (low, high) = rank::interval(place.flagged_rows, place.rows());
    let thousandth = |of: u64| format!("{}.{}", of / 100, of % 100 / 10);
    // Outwards, so that the interval never looks narrower than it is.
    let interval = format!("{}–{}", thousandth(low), thousandth(high + 9));
    let standing = match place.standing {
        Standing::TooFew if place.name.is_empty() => "—".to_owned(),
        Standing::TooFew => say!(lang, "quality-too-few").to_owned(),
        Standing::Ranked { place, best, worst } if best == worst => place.to_string(),
        Standing::Ranked { place, best, worst } => {
            say!(lang, "quality-rank-between", place = place, best = best, worst = worst)
        }
    };
    (interval, standing)
}

/// What the columns count, and of how many.
fn notes(
    sheet: &mut Worksheet,
    mut row: u32,
    quality: &Quality,
    lang: Lang,
    formats: &Formats,
) -> u32 {
    let width: u16 = COLUMNS.iter().map(|(_, width)| *width).sum();
    let last = u16::try_from(COLUMNS.len() - 1).expect("few columns");
    let answers = if quality.came_back {
        say!(lang, "quality-note-answers")
    } else {
        say!(lang, "quality-note-no-answers")
    };
    let ledger = if quality.ledger {
        say!(lang, "quality-note-ledger")
    } else {
        say!(lang, "quality-note-no-ledger")
    };
    let notes = [
        say!(lang, "quality-note-findings", left_out = quality.of_no_list),
        say!(lang, "quality-note-rank", fewest = FEWEST_ROWS),
        answers.to_owned(),
        ledger.to_owned(),
    ];
    for note in &notes {
        workbook::across(sheet, row, (0, last), note, &formats.prose);
        workbook::height(sheet, row, workbook::lines(note, width));
        row += 1;
    }
    row
}
