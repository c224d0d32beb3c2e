//! The workbook of a field check: the method and the draw, the households, a form a
//! township, and a sheet to add up what was seen.
//!
//! In: the frame, the weights, what was asked and drawn. Out: bytes, the same for the
//! same. Numbers are masked, accounts shown by their last four digits: the forms are
//! carried from door to door.

use rust_xlsxwriter::Worksheet;

use super::draw::{Chance, Sample};
use super::forms;
use super::{Asked, Frame, Weights};
use crate::domain::{Lang, Money};
use crate::intake::files::hex;
use crate::report::summary::thousands;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::rulebook::Project;
use crate::{say, word};

/// What the workbook is made of.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// The project.
    pub project: &'a Project,
    /// The language.
    pub lang: Lang,
    /// The population.
    pub frame: &'a Frame,
    /// The weights.
    pub weights: &'a Weights,
    /// What was asked.
    pub asked: &'a Asked,
    /// What was drawn.
    pub sample: &'a Sample,
}

/// The workbook's bytes.
///
/// # Panics
/// Never: no sheet of it has a temporary file.
#[must_use]
pub fn write(contents: &Contents<'_>) -> Vec<u8> {
    let formats = Formats::default();
    let lang = contents.lang;
    let title = say!(lang, "fieldcheck-title", period = contents.project.period);
    let mut book = Book::new(contents.project, lang, &title);
    method(&mut book, contents, &formats);
    households(&mut book, contents, &formats);
    forms::write(&mut book, contents, &formats);
    forms::tally(&mut book, contents, &formats);
    book.into_bytes().expect("no sheet of it has a temporary file")
}

/// The number of a household: its township's place among those drawn, then its own.
pub(super) fn number(township: usize, household: usize) -> String {
    format!("{:02}-{:02}", township + 1, household + 1)
}

/// A chance as a person reads it: the fraction, and in per cent.
fn chance(chance: Chance, lang: Lang) -> String {
    if chance == Chance::CERTAIN {
        return say!(lang, "fieldcheck-certain").to_owned();
    }
    let shown = |number: u128| thousands(u64::try_from(number).unwrap_or(u64::MAX));
    format!("{}/{} = {}", shown(chance.of), shown(chance.whole), per_cent(chance))
}

fn per_cent(chance: Chance) -> String {
    let of = chance.ten_thousandths();
    format!("{}.{:02}%", of / 100, of % 100)
}

/// The columns' widths of the method's sheet.
const WIDTHS: [u16; 6] = [22, 20, 9, 11, 32, 8];

/// The steps of the method, in order.
const STEPS: [&str; 8] = [
    word!("fieldcheck-step-population"),
    word!("fieldcheck-step-weight"),
    word!("fieldcheck-step-ticket"),
    word!("fieldcheck-step-townships"),
    word!("fieldcheck-step-points"),
    word!("fieldcheck-step-households"),
    word!("fieldcheck-step-chance"),
    word!("fieldcheck-step-again"),
];

/// A sheet in the making, from above to below.
struct Writing<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    row: u32,
}

impl Writing<'_> {
    fn section(&mut self, title: &str) {
        self.row += 1;
        workbook::text(self.sheet, self.row, 0, title, &self.formats.section);
        self.row += 1;
    }

    fn entry(&mut self, label: &str, value: &str) {
        workbook::text(self.sheet, self.row, 0, label, &self.formats.total_text);
        workbook::across(self.sheet, self.row, (1, 5), value, &self.formats.text);
        let lines = workbook::lines(value, WIDTHS[1..].iter().sum());
        workbook::height(self.sheet, self.row, lines.max(workbook::lines(label, WIDTHS[0])));
        self.row += 1;
    }

    fn prose(&mut self, text: &str) {
        workbook::across(self.sheet, self.row, (0, 5), text, &self.formats.prose);
        workbook::height(self.sheet, self.row, workbook::lines(text, WIDTHS.iter().sum()));
        self.row += 1;
    }
}

/// The sheet of the method and the draw.
fn method(book: &mut Book, contents: &Contents<'_>, formats: &Formats) {
    let Contents { project, lang, frame, weights, asked, sample } = *contents;
    let sheet = book.sheet(say!(lang, "fieldcheck-sheet-method"), Page::Portrait);
    workbook::widths(sheet, WIDTHS);
    let period = project.period.to_string();
    let title = say!(lang, "fieldcheck-head", county = &project.county, period = &period);
    workbook::text(sheet, 0, 0, &title, &formats.title);
    let mut page = Writing { sheet, formats, row: 2 };
    page.entry(say!(lang, "fieldcheck-seed"), &asked.seed);
    page.entry(say!(lang, "fieldcheck-announced"), "");
    let population = say!(
        lang,
        "fieldcheck-population-of",
        townships = thousands(frame.townships().len() as u64),
        households = thousands(frame.households.len() as u64),
        people = thousands(frame.people() as u64)
    );
    page.entry(say!(lang, "fieldcheck-population"), &population);
    let wanted = say!(
        lang,
        "fieldcheck-wanted-of",
        townships = asked.townships,
        households = asked.households
    );
    page.entry(say!(lang, "fieldcheck-wanted"), &wanted);
    page.entry("manifest.json", &frame.manifest_sha256);
    page.entry("data/households.csv", &frame.table_sha256);
    if asked.weak {
        page.row += 1;
        let weak = say!(lang, "fieldcheck-weak");
        workbook::across(page.sheet, page.row, (0, 5), weak, &formats.alarm);
        workbook::height(page.sheet, page.row, workbook::lines(weak, WIDTHS.iter().sum()));
        page.row += 1;
    }
    page.section(say!(lang, "fieldcheck-method"));
    for step in &STEPS {
        page.prose(crate::words::text(lang, step));
    }
    page.section(say!(lang, "fieldcheck-weights"));
    weights_table(&mut page, weights, lang);
    page.section(say!(lang, "fieldcheck-townships"));
    let headings = [
        say!(lang, "fieldcheck-township"),
        say!(lang, "fieldcheck-ticket"),
        say!(lang, "fieldcheck-households"),
        say!(lang, "fieldcheck-weight"),
        say!(lang, "fieldcheck-chance"),
        say!(lang, "fieldcheck-drawn"),
    ];
    workbook::headings(page.sheet, page.row, &headings, formats);
    page.row += 1;
    for township in &sample.townships {
        let row = page.row;
        let format = if township.drawn { &formats.total_text } else { &formats.text };
        workbook::text(page.sheet, row, 0, &township.name, format);
        workbook::text(page.sheet, row, 1, &hex(&township.ticket[..8]), format);
        workbook::count(page.sheet, row, 2, township.households as u64, &formats.count);
        workbook::count(page.sheet, row, 3, township.weight, &formats.count);
        workbook::text(page.sheet, row, 4, &chance(township.chance, lang), format);
        let drawn = if township.drawn { "✓" } else { "" };
        workbook::text(page.sheet, row, 5, drawn, format);
        page.row += 1;
    }
    page.row += 1;
    workbook::text(page.sheet, page.row, 0, say!(lang, "fieldcheck-witnesses"), &formats.line);
}

fn weights_table(page: &mut Writing<'_>, weights: &Weights, lang: Lang) {
    let formats = page.formats;
    let mut line = |what: &str, points: u64, why: &str| {
        workbook::across(page.sheet, page.row, (0, 1), what, &formats.text);
        workbook::count(page.sheet, page.row, 2, points, &formats.count);
        workbook::across(page.sheet, page.row, (3, 5), why, &formats.remark);
        let lines = workbook::lines(why, WIDTHS[3..].iter().sum::<u16>() - 2);
        workbook::height(page.sheet, page.row, lines.max(workbook::lines(what, 42)));
        page.row += 1;
    };
    line(say!(lang, "fieldcheck-base"), weights.base, say!(lang, "fieldcheck-base.why"));
    line(say!(lang, "fieldcheck-member"), weights.per_member, say!(lang, "fieldcheck-member.why"));
    for factor in &weights.factors {
        line(factor.words(lang), factor.points, factor.why(lang));
    }
}

/// What placing a row asserts.
const WITHIN: &str = "the rows are within the sheet";

/// The sheet of the households that were drawn.
fn households(book: &mut Book, contents: &Contents<'_>, formats: &Formats) {
    const WIDTHS: [u16; 11] = [7, 13, 13, 8, 10, 7, 12, 7, 26, 20, 42];
    let Contents { lang, frame, weights, sample, .. } = *contents;
    let sheet = book.sheet(say!(lang, "fieldcheck-sheet-households"), Page::Landscape);
    workbook::widths(sheet, WIDTHS);
    let title = say!(lang, "fieldcheck-sheet-households");
    workbook::text(sheet, 0, 0, title, &formats.title);
    let headings = [
        say!(lang, "fieldcheck-number"),
        say!(lang, "fieldcheck-township"),
        say!(lang, "fieldcheck-village"),
        say!(lang, "fieldcheck-group"),
        say!(lang, "fieldcheck-household-head"),
        say!(lang, "fieldcheck-people"),
        say!(lang, "fieldcheck-amount"),
        say!(lang, "fieldcheck-weight"),
        say!(lang, "fieldcheck-why"),
        say!(lang, "fieldcheck-ticket"),
        say!(lang, "fieldcheck-chance-both"),
    ];
    workbook::headings(sheet, 2, &headings, formats);
    let high = headings.iter().zip(WIDTHS).map(|(text, width)| workbook::lines(text, width));
    workbook::height(sheet, 2, high.max().unwrap_or(1));
    let mut row = 3;
    for (nth, (township, drawn)) in sample.households.iter().enumerate() {
        let of_township = sample.townships[*township].chance;
        for (own, one) in drawn.iter().enumerate() {
            let household = &frame.households[one.at];
            let why: Vec<&str> =
                one.factors.iter().map(|at| weights.factors[*at].words(lang)).collect();
            let why = why.join(say!(lang, "semicolon"));
            let chances = say!(
                lang,
                "fieldcheck-chances",
                within = chance(one.chance, lang),
                both = per_cent(of_township.and(one.chance))
            );
            let texts = [
                (0, number(nth, own)),
                (1, household.township.clone()),
                (2, forms::shown(&household.village)),
                (3, forms::shown(&household.group)),
                (4, forms::shown(&household.head)),
                (8, why),
                (9, hex(&one.ticket[..8])),
                (10, chances),
            ];
            let mut lines = 1;
            for (column, text) in texts {
                let format = if column == 8 { &formats.remark } else { &formats.text };
                workbook::text(sheet, row, column, &text, format);
                lines = lines.max(workbook::lines(&text, WIDTHS[usize::from(column)]));
            }
            let amount: Money = household.members.iter().map(|one| one.amount).sum();
            workbook::count(sheet, row, 5, household.members.len() as u64, &formats.count);
            workbook::yuan(sheet, row, 6, amount, &formats.yuan);
            workbook::count(sheet, row, 7, one.weight, &formats.count);
            workbook::height(sheet, row, lines);
            row += 1;
        }
    }
    sheet.set_freeze_panes(3, 0).expect(WITHIN);
    sheet.set_repeat_rows(2, 2).expect(WITHIN);
}
