//! The forms to take along: a sheet a township, a row a person, and the sheet that
//! adds up what was seen.
//!
//! In: what was drawn. Out: sheets that print on A4, with empty columns to fill in
//! and lists to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, FormatBorder, IgnoreError, Worksheet,
};

use super::book::{Contents, number};
use super::frame::{Household, Member};
use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, Lang, Money};
use crate::finding::Seen;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::{say, word, words};

const WITHIN: &str = "the cells are within the sheet";

/// The columns: heading and width. Those from [`FIRST_EMPTY`] on are filled in.
const COLUMNS: [(&str, u16); 17] = [
    (word!("fieldcheck-number"), 7),
    (word!("fieldcheck-village"), 10),
    (word!("fieldcheck-group"), 7),
    (word!("fieldcheck-household-head"), 9),
    (word!("fieldcheck-name"), 9),
    (word!("fieldcheck-id"), 20),
    (word!("fieldcheck-relation"), 8),
    (word!("fieldcheck-amount"), 10),
    (word!("fieldcheck-account"), 8),
    (word!("fieldcheck-present"), 9),
    (word!("fieldcheck-received"), 10),
    (word!("fieldcheck-received-on"), 11),
    (word!("fieldcheck-agrees"), 9),
    (word!("fieldcheck-knows"), 9),
    (word!("fieldcheck-content"), 9),
    (word!("fieldcheck-remark"), 16),
    (word!("fieldcheck-signed"), 12),
];

/// The first column that is filled in, and the last of all.
const FIRST_EMPTY: u16 = 9;
const LAST: u16 = 16;

/// The row of the headings.
const HEADING: u32 = 3;

/// The height of a row that is written in by hand, in points.
const ROOM: u32 = 24;

/// A text of the list as it may be carried about: long numbers are masked.
pub(super) fn shown(text: &str) -> String {
    Seen::of(Field::Note, text).masked()
}

/// The last four characters of an account.
fn last_four(account: &str) -> String {
    let characters: Vec<char> = account.chars().collect();
    characters[characters.len().saturating_sub(4)..].iter().collect()
}

/// What to know of somebody who is not simply paid.
fn remark(member: &Member, lang: Lang) -> &'static str {
    match member.disposition.as_str() {
        "held" => say!(lang, "fieldcheck-is-held"),
        "already_paid" => say!(lang, "fieldcheck-is-already-paid"),
        _ => "",
    }
}

/// A sheet for each township that was drawn.
pub(super) fn write(book: &mut Book, contents: &Contents<'_>, formats: &Formats) {
    let Contents { project, lang, frame, asked, sample, .. } = *contents;
    for (nth, (place, drawn)) in sample.households.iter().enumerate() {
        let township = &sample.townships[*place].name;
        let sheet = book.sheet(township, Page::Landscape);
        workbook::widths(sheet, COLUMNS.iter().map(|(_, width)| *width));
        let period = project.period.to_string();
        let title = say!(
            lang,
            "fieldcheck-form",
            county = &project.county,
            period = &period,
            township = township
        );
        workbook::text(sheet, 0, 0, &title, &formats.title);
        let households: Vec<&Household> =
            drawn.iter().map(|one| &frame.households[one.at]).collect();
        let people: usize = households.iter().map(|one| one.members.len()).sum();
        let of = say!(
            lang,
            "fieldcheck-form-of",
            households = households.len(),
            people = people,
            seed = &asked.seed
        );
        workbook::text(sheet, 1, 0, &of, &formats.line);
        let headings: Vec<&str> = COLUMNS.iter().map(|(id, _)| words::text(lang, id)).collect();
        workbook::headings(sheet, HEADING, &headings, formats);
        let lines =
            headings.iter().zip(COLUMNS).map(|(text, (_, width))| workbook::lines(text, width));
        workbook::height(sheet, HEADING, lines.max().unwrap_or(1).max(2));
        let mut row = HEADING + 1;
        for (own, household) in households.iter().enumerate() {
            row = rows(sheet, row, &number(nth, own), household, lang, formats);
        }
        validate(sheet, HEADING + 1, row.saturating_sub(1).max(HEADING + 1), lang);
        sheet.set_freeze_panes(HEADING + 1, 5).expect(WITHIN);
        sheet.set_repeat_rows(HEADING, HEADING).expect(WITHIN);
        workbook::text(sheet, row + 1, 0, say!(lang, "fieldcheck-signatures"), &formats.line);
    }
}

/// A household's rows: a thick line above the first.
fn rows(
    sheet: &mut Worksheet,
    first: u32,
    number: &str,
    household: &Household,
    lang: Lang,
    formats: &Formats,
) -> u32 {
    let mut row = first;
    for member in &household.members {
        let begins = row == first;
        let begun = |format: &Format| {
            let format = format.clone();
            if begins { format.set_border_top(FormatBorder::Medium) } else { format }
        };
        let (text, yuan) = (begun(&formats.literal), begun(&formats.yuan));
        let only_first = |text: &str| if begins { shown(text) } else { String::new() };
        let texts = [
            if begins { number.to_owned() } else { String::new() },
            only_first(&household.village),
            only_first(&household.group),
            only_first(&household.head),
            shown(&member.name),
            mask_identity(&member.id_number),
            shown(&member.relation),
        ];
        let mut lines = 1;
        for ((column, cell), (_, width)) in (0_u16..).zip(&texts).zip(COLUMNS) {
            workbook::text(sheet, row, column, cell, &text);
            lines = lines.max(workbook::lines(cell, width));
        }
        workbook::yuan(sheet, row, 7, member.amount, &yuan);
        workbook::text(sheet, row, 8, &last_four(&member.account), &text);
        for column in FIRST_EMPTY..=LAST {
            workbook::text(sheet, row, column, "", &text);
        }
        let said = remark(member, lang);
        workbook::text(sheet, row, 15, said, &text);
        let lines = lines.max(workbook::lines(said, COLUMNS[15].1));
        let points = ROOM.max(u32::try_from(lines).unwrap_or(27).min(27) * 15);
        sheet.set_row_height(row, points).expect(WITHIN);
        row += 1;
    }
    row
}

/// Lists to choose from, sums and days.
fn validate(sheet: &mut Worksheet, first: u32, last: u32, lang: Lang) {
    const SHORT: &str = "the words are short";
    let lists = [
        (9, say!(lang, "fieldcheck-present.choices")),
        (12, say!(lang, "fieldcheck-agrees.choices")),
        (13, say!(lang, "fieldcheck-knows.choices")),
        (14, say!(lang, "fieldcheck-content.choices")),
    ];
    for (column, choices) in lists {
        let choices: Vec<&str> = choices.split('|').map(str::trim).collect();
        let list = DataValidation::new().allow_list_strings(&choices).expect(SHORT);
        let list = list.set_error_message(say!(lang, "fieldcheck-choose")).expect(SHORT);
        sheet.add_data_validation(first, column, last, column, &list).expect(WITHIN);
    }
    let sum = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_error_message(say!(lang, "fieldcheck-a-sum"))
        .expect(SHORT);
    sheet.add_data_validation(first, 10, last, 10, &sum).expect(WITHIN);
    let since = ExcelDateTime::from_ymd(2000, 1, 1).expect("a day");
    let day = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(since))
        .set_error_message(say!(lang, "fieldcheck-a-day"))
        .expect(SHORT);
    sheet.add_data_validation(first, 11, last, 11, &day).expect(WITHIN);
    sheet.ignore_error_range(first, 0, last, LAST, IgnoreError::NumberStoredAsText).expect(WITHIN);
}

/// The sheet to add up what was seen: what there is to see stands there already.
pub(super) fn tally(book: &mut Book, contents: &Contents<'_>, formats: &Formats) {
    const COLUMNS: [(&str, u16); 13] = [
        (word!("fieldcheck-township"), 16),
        (word!("fieldcheck-households"), 9),
        (word!("fieldcheck-people"), 9),
        (word!("fieldcheck-amount"), 13),
        (word!("fieldcheck-tally-visited"), 9),
        (word!("fieldcheck-tally-present"), 9),
        (word!("fieldcheck-tally-agrees"), 9),
        (word!("fieldcheck-tally-differs"), 9),
        (word!("fieldcheck-tally-nothing"), 9),
        (word!("fieldcheck-tally-knows"), 9),
        (word!("fieldcheck-tally-content"), 9),
        (word!("fieldcheck-tally-mend"), 9),
        (word!("fieldcheck-remark"), 24),
    ];
    let Contents { project, lang, frame, sample, .. } = *contents;
    let sheet = book.sheet(say!(lang, "fieldcheck-sheet-tally"), Page::Landscape);
    workbook::widths(sheet, COLUMNS.iter().map(|(_, width)| *width));
    let period = project.period.to_string();
    let title = say!(lang, "fieldcheck-tally", county = &project.county, period = &period);
    workbook::text(sheet, 0, 0, &title, &formats.title);
    let headings: Vec<&str> = COLUMNS.iter().map(|(id, _)| words::text(lang, id)).collect();
    workbook::headings(sheet, 2, &headings, formats);
    let lines = headings.iter().zip(COLUMNS).map(|(text, (_, width))| workbook::lines(text, width));
    workbook::height(sheet, 2, lines.max().unwrap_or(1));
    let mut row = 3;
    let mut all = (0, 0, Money::ZERO);
    for (place, drawn) in &sample.households {
        let members = || drawn.iter().flat_map(|one| &frame.households[one.at].members);
        let amount: Money = members().map(|one| one.amount).sum();
        let (households, people) = (drawn.len() as u64, members().count() as u64);
        all = (all.0 + households, all.1 + people, all.2 + amount);
        workbook::text(sheet, row, 0, &sample.townships[*place].name, &formats.text);
        workbook::count(sheet, row, 1, households, &formats.count);
        workbook::count(sheet, row, 2, people, &formats.count);
        workbook::yuan(sheet, row, 3, amount, &formats.yuan);
        (4..13).for_each(|column| workbook::text(sheet, row, column, "", &formats.text));
        sheet.set_row_height(row, ROOM).expect(WITHIN);
        row += 1;
    }
    workbook::text(sheet, row, 0, say!(lang, "fieldcheck-total"), &formats.total_text);
    workbook::count(sheet, row, 1, all.0, &formats.total_count);
    workbook::count(sheet, row, 2, all.1, &formats.total_count);
    workbook::yuan(sheet, row, 3, all.2, &formats.total_yuan);
    (4..13).for_each(|column| workbook::text(sheet, row, column, "", &formats.total_text));
    sheet.set_row_height(row, ROOM).expect(WITHIN);
    sheet.set_repeat_rows(2, 2).expect(WITHIN);
    workbook::text(sheet, row + 2, 0, say!(lang, "fieldcheck-tally-signed"), &formats.line);
}
