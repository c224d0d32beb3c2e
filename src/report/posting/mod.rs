//! `posting/<township>/<village>.xlsx`: the list that hangs in each village
//! before it is paid (公示), and `data/posting.csv`: what was posted, with hashes.
//!
//! In: the rows that are paid. Out: a workbook a village, to be printed as it
//! is. It is for everybody to see: numbers show their ends only, a text with a
//! long number in it shows no digit, and there is no account, bank or telephone.

mod frame;

use std::collections::BTreeSet;

use rayon::prelude::*;
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError};

use frame::{Frame, MARK, Rows, Styles};

use super::workbook::{self, Book, Formats, lines};
use super::{NotTaken, OutputFile, RunView, Shelf, Written};
use crate::domain::long_number::hide_long_numbers;
use crate::domain::{Field, Lang, Money};
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::Sym;
use crate::payout::batch::{FileNames, Paid};
use crate::say;
use crate::{word, words};

/// The folder of the posted lists.
pub const FOLDER: &str = "posting";

/// The path of what was posted.
pub const INDEX: &str = "data/posting.csv";

/// The header of [`INDEX`].
pub const INDEX_HEADER: [&str; 6] = ["file", "township", "village", "people", "amount", "sha256"];

/// The columns' widths: serial, group, head, name, number, amount.
const WIDTHS: [u16; 6] = [7, 14, 14, 16, 24, 14];

/// The last column.
const LAST: u16 = 5;

/// The rows of the frame; the headings stand on every page.
const TITLE: u32 = 0;
const PARTICULARS: u32 = 1;
const HEADINGS: u32 = 2;
const PERSON: u32 = 3;
const TOTAL: u32 = 4;
const FOOT: u32 = 5;

/// The last row that a sheet can have.
const LIMIT_ROW: u32 = 1_048_575;

/// A line of the title, in points.
const TITLE_POINTS: usize = 26;

/// A line of a cell, in points.
const LINE_POINTS: usize = 15;

/// One village's list that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The file.
    pub file: Written,
    /// The township.
    pub township: String,
    /// The village as written; blank where none is.
    pub village: String,
    /// The people on it.
    pub people: u64,
    /// Their sum.
    pub amount: Money,
}

/// One village's list, as values.
#[derive(Debug)]
struct Village<'a> {
    path: String,
    township: &'a str,
    /// The village as written.
    name: &'a str,
    paid: Vec<Paid>,
}

impl Village<'_> {
    fn amount(&self) -> Money {
        self.paid.iter().map(|paid| paid.amount).sum()
    }

    /// Township and village as one name; a village that is written with its
    /// township says it once.
    fn place(&self) -> String {
        let (township, village) = (hide_long_numbers(self.township), public(self.name));
        let own = village.strip_prefix(&*township).unwrap_or(&village);
        format!("{township}{own}")
    }
}

/// Writes the lists of all villages, in the order of townships and villages.
///
/// # Errors
/// Where the shelf cannot take one.
pub fn write(view: &RunView<'_>, shelf: &dyn Shelf) -> Result<Vec<Posted>, NotTaken> {
    let frame = frame(view);
    villages(view)
        .into_par_iter()
        .with_max_len(1)
        .map(|village| {
            let bytes = book(view, &village, &frame);
            let file = shelf.take(&OutputFile { path: village.path.clone(), bytes })?;
            Ok(Posted {
                file,
                township: village.township.to_owned(),
                village: village.name.to_owned(),
                people: village.paid.len() as u64,
                amount: village.amount(),
            })
        })
        .collect()
}

/// Writes what was posted, a row a file.
///
/// # Panics
/// Never: memory takes every record.
#[must_use]
pub fn index(posted: &[Posted]) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |fields: [&str; 6]| writer.write_record(fields).expect("memory takes it");
    put(INDEX_HEADER);
    for Posted { file, township, village, people, amount } in posted {
        let (people, amount) = (people.to_string(), amount.to_string());
        let (township, village) = (hide_long_numbers(township), hide_long_numbers(village));
        put([&file.path, &township, &village, &people, &amount, &file.sha256]);
    }
    let bytes = writer.into_inner().expect("memory takes it");
    OutputFile { path: INDEX.to_owned(), bytes }
}

/// The paid rows by township and village, each with the name of its file.
fn villages<'a>(view: &RunView<'a>) -> Vec<Village<'a>> {
    let lists = view.lists;
    let mut paid: Vec<Paid> = view.payments.iter().flat_map(|file| &file.paid).copied().collect();
    paid.sort_unstable_by_key(|paid| paid.row);
    let mut places: KeyMap<[Sym; 2], usize> = key_map(0);
    let mut groups: Vec<Vec<Paid>> = Vec::new();
    for paid in paid {
        let row = &lists.pay_list.rows[paid.row as usize];
        let at = *places.entry([row.township, row.village]).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(paid);
    }
    let mut keyed: Vec<_> = places.into_iter().collect();
    keyed.sort_unstable_by_key(|(place, _)| place.map(|part| lists.symbols.text(part)));
    let mut names = FileNames::default();
    let mut given = BTreeSet::new();
    keyed
        .into_iter()
        .map(|([township, _], at)| {
            let paid = std::mem::take(&mut groups[at]);
            let township = lists.symbols.text(township);
            let name = lists.pay_list.text(paid[0].row, Field::Village).trim();
            let folder = names.unique(FOLDER, &hide_long_numbers(township), "");
            let mut stem = match name {
                "" => say!(view.lang, "posting-no-village").to_owned(),
                _ => public(name),
            };
            let mut path = names.unique(&folder, &stem, ".xlsx");
            // Two villages may come to one name once their digits are hidden.
            while !given.insert(path.to_lowercase()) {
                stem.push('_');
                path = names.unique(&folder, &stem, ".xlsx");
            }
            Village { path, township, name, paid }
        })
        .collect()
}

/// A cell's text as everybody may see it.
fn public(text: &str) -> String {
    hide_long_numbers(text.trim()).into_owned()
}

/// A number with its first and last characters only. One that is too short for
/// that shows its last two, and one of two shows nothing: none is ever whole.
fn ends_only(number: &str, first: usize, last: usize) -> String {
    let count = number.chars().count();
    let (first, last) = match count {
        count if first + last < count => (first, last),
        0..=2 => (0, 0),
        _ => (0, 2),
    };
    let show = |(at, c)| if at < first || at >= count - last { c } else { '*' };
    number.chars().enumerate().map(show).collect()
}

/// What all lists of the county have alike, by a list of one row of each kind.
fn frame(view: &RunView<'_>) -> Frame {
    const WITHIN: &str = "the range is within the sheet";
    let lang = view.lang;
    let formats = Formats::default();
    let centred = |format: &Format| {
        let format = format.clone().set_text_wrap().set_align(FormatAlign::Center);
        format.set_align(FormatAlign::VerticalCenter)
    };
    let mut book = Book::new(view.project, lang, MARK);
    let sheet = book.poster(say!(lang, "posting-posting"), MARK);
    workbook::widths(sheet, WIDTHS);
    workbook::across(sheet, TITLE, (0, LAST), MARK, &centred(&formats.title));
    workbook::across(sheet, PARTICULARS, (0, LAST), MARK, &centred(&formats.prose));
    workbook::headings(sheet, HEADINGS, &headings(lang), &formats);
    let heights = headings(lang).iter().zip(WIDTHS).map(|(text, width)| lines(text, width)).max();
    workbook::height(sheet, HEADINGS, heights.unwrap_or(1));
    let serial = formats.count.clone().set_align(FormatAlign::Center);
    let literal = formats.literal.clone().set_align(FormatAlign::Center);
    let text = &formats.literal;
    for (column, format) in (0_u16..).zip([&serial, text, text, text, &literal, &formats.yuan]) {
        workbook::text(sheet, PERSON, column, "", format);
    }
    let text = &formats.total_text;
    for (column, format) in (0_u16..).zip([text, text, text, text, text, &formats.total_yuan]) {
        workbook::text(sheet, TOTAL, column, "", format);
    }
    workbook::across(sheet, FOOT, (0, LAST), MARK, &formats.prose);
    sheet.set_freeze_panes(PERSON, 0).expect(WITHIN);
    sheet.set_repeat_rows(HEADINGS, HEADINGS).expect(WITHIN);
    let number = IgnoreError::NumberStoredAsText;
    sheet.ignore_error_range(PERSON, 1, LIMIT_ROW, 4, number).expect(WITHIN);
    Frame::new(book.into_bytes().expect("no sheet of it has a temporary file"))
}

/// The columns' headings, which the intake knows when the list comes back.
fn headings(lang: Lang) -> [&'static str; 6] {
    [
        say!(lang, "posting-no"),
        say!(lang, "posting-group"),
        say!(lang, "posting-household-head"),
        say!(lang, "posting-name"),
        say!(lang, "posting-id-number"),
        say!(lang, "posting-amount-yuan"),
    ]
}

/// One village's workbook.
fn book(view: &RunView<'_>, village: &Village<'_>, frame: &Frame) -> Vec<u8> {
    let place = village.place();
    let title = title(view, &place);
    let whole: u16 = WIDTHS.iter().sum();
    let styles = |row: u32| frame.styles(row as usize);
    let mut rows = Rows::new(village.paid.len());
    // The title's characters are half as wide again as those of the cells.
    let points = lines(&title, whole * 5 / 8) * TITLE_POINTS;
    rows.across(&title, Some(points), styles(TITLE));
    let said = particulars(view, village).join("    ");
    rows.across(&said, Some(lines(&said, whole) * LINE_POINTS + 9), styles(PARTICULARS));
    rows.ready(frame.headings());
    let mut yuan = (Money::ZERO, String::from("0"));
    for (serial, paid) in (1_u64..).zip(&village.paid) {
        if paid.amount != yuan.0 {
            yuan = (paid.amount, plain(paid.amount));
        }
        line(&mut rows, view, serial, paid, &yuan.1, styles(PERSON));
    }
    total(&mut rows, view.lang, village, styles(TOTAL));
    for text in foot(view) {
        let high = lines(&text, whole);
        rows.across(&text, (high > 1).then_some(high * LINE_POINTS), styles(FOOT));
    }
    frame.workbook(&title, &place, &rows)
}

/// The title: the place, then the county's own words, or period and programme.
fn title(view: &RunView<'_>, place: &str) -> String {
    let (county, period) = (&view.project.county, view.project.period.words(view.lang));
    let programme = view.rulebook.programme.name(view.lang);
    let lang = view.lang;
    match &view.project.posting.title {
        Some(title) => {
            say!(lang, "posting-own-title", county = county, place = place, title = title)
        }
        None => say!(
            lang,
            "posting-title",
            county = county,
            place = place,
            period = period,
            programme = programme,
        ),
    }
}

/// Period, posting time, standard, people and sum, each with its name.
fn particulars(view: &RunView<'_>, village: &Village<'_>) -> Vec<String> {
    let lang = view.lang;
    let posting = &view.project.posting;
    let amount = grouped(&village.amount().to_string());
    let (people, yuan) = (village.paid.len(), say!(lang, "posting-yuan"));
    let said = [
        (say!(lang, "posting-period"), Some(view.project.period.words(lang))),
        (say!(lang, "posting-posted"), posting.time.clone()),
        (say!(lang, "posting-standard"), posting.standard.clone().or_else(|| standard(view))),
        (say!(lang, "posting-people"), Some(say!(lang, "posting-people-of", people = people))),
        (say!(lang, "posting-sum"), Some(format!("{amount}{yuan}"))),
    ];
    let colon = say!(lang, "colon");
    said.into_iter().filter_map(|(name, said)| Some(format!("{name}{colon}{}", said?))).collect()
}

/// What the programme pays a person for the period; `None` before it began.
fn standard(view: &RunView<'_>) -> Option<String> {
    let period = view.project.period;
    let (monthly, _) = view.rulebook.programme.value_on(period.first_day())?;
    let sum = monthly.times(u64::from(period.months())).to_string();
    let sum = grouped(sum.strip_suffix(".00").unwrap_or(&sum));
    let words = match period.months() {
        12 => word!("posting-standard-year"),
        6 => word!("posting-standard-half-year"),
        3 => word!("posting-standard-quarter"),
        _ => word!("posting-standard-month"),
    };
    Some(words::fill(view.lang, words, &[("sum", sum.into())]))
}

/// A sum's digits in groups of three.
fn grouped(sum: &str) -> String {
    let (whole, rest) = sum.split_at(sum.find('.').unwrap_or(sum.len()));
    let mut text = String::with_capacity(sum.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// A sum as a cell holds it.
fn plain(sum: Money) -> String {
    let text = sum.to_string();
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}

/// One person.
fn line(
    rows: &mut Rows,
    view: &RunView<'_>,
    serial: u64,
    paid: &Paid,
    yuan: &str,
    styles: &Styles,
) {
    let list = &view.lists.pay_list;
    let posting = &view.project.posting;
    let cells = [Field::Group, Field::HouseholdHead, Field::Name]
        .map(|field| hide_long_numbers(list.text(paid.row, field).trim()));
    let number = list.rows[paid.row as usize].id_text(&view.lists.symbols);
    let number = ends_only(&number, posting.show_first, posting.show_last);
    let texts = [&*cells[0], &*cells[1], &*cells[2], &*number];
    let high = texts.iter().zip(&WIDTHS[1..]).map(|(text, width)| lines(text, *width)).max();
    rows.begin(high.filter(|high| *high > 1).map(|high| high * LINE_POINTS));
    rows.number(&serial.to_string(), styles);
    for text in texts {
        rows.text(text, styles);
    }
    rows.number(yuan, styles);
    rows.end();
}

/// The total.
fn total(rows: &mut Rows, lang: Lang, village: &Village<'_>, styles: &Styles) {
    let people = village.paid.len();
    let people = say!(lang, "posting-number-of-people", people = people);
    rows.begin(None);
    for text in [say!(lang, "posting-total"), "", "", &people, ""] {
        rows.text(text, styles);
    }
    rows.number(&plain(village.amount()), styles);
    rows.end();
}

/// What somebody who disagrees can do.
fn foot(view: &RunView<'_>) -> Vec<String> {
    let lang = view.lang;
    let objections = say!(lang, "posting-how-to-object");
    let mut lines = vec![objections.to_owned()];
    if let Some(hotline) = &view.project.posting.hotline {
        let name = say!(lang, "posting-hotline");
        lines.push(format!("{name}{hotline}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_ever_shown_whole() {
        for (number, first, last, shown) in [
            ("430621199001011237", 6, 2, "430621**********37"),
            ("43062119900101123X", 10, 2, "4306211990******3X"),
            ("430621900101123", 6, 2, "430621*******23"),
            ("430621199001011237", 0, 0, "******************"),
            ("43062119", 6, 2, "******19"),
            ("4306", 6, 2, "**06"),
            ("123", 6, 2, "*23"),
            ("12", 6, 2, "**"),
            ("1", 0, 1, "*"),
            ("", 6, 2, ""),
            ("无证件", 1, 1, "无*件"),
        ] {
            assert_eq!(ends_only(number, first, last), shown);
        }
        for length in 1..30 {
            for (first, last) in [(0, 0), (6, 2), (12, 0), (0, 12), (5, 7)] {
                let number = "1".repeat(length);
                assert_ne!(ends_only(&number, first, last), number, "{length} {first} {last}");
            }
        }
    }

    #[test]
    fn sums_are_grouped() {
        for (sum, text) in [
            ("0.00", "0.00"),
            ("600.00", "600.00"),
            ("1800.00", "1,800.00"),
            ("25404600.00", "25,404,600.00"),
            ("123456", "123,456"),
        ] {
            assert_eq!(grouped(sum), text);
        }
    }
}
