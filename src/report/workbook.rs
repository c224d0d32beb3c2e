//! The base of every workbook that is written: paper, formats, names, limits.
//!
//! In: the project and a title. Out: a workbook whose sheets look alike, print
//! on A4 and are the same bytes for the same content. It reads no clock (the
//! creation date is the project's `as_of`), writes no formula, and refuses to
//! fail on data: what a sheet cannot hold is shortened with a mark or split.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::domain::{Date, Lang, Money, Period};
use crate::rulebook::Project;
use crate::say;

/// The rows that a sheet can hold, its heading among them.
pub const LIMIT_ROWS: usize = 1_048_576;

/// The UTF-16 units that a cell can hold.
pub const LIMIT_UNITS: usize = 32_767;

/// The UTF-16 units that a sheet's name can hold.
const LIMIT_NAME_UNITS: usize = 31;

/// The fastest compression: the files are read once and thrown away.
const COMPRESSION: u8 = 1;

/// What a text ends in that was too long for its cell.
const SHORTENED: &str = "…（内容过长，此处截断 / shortened）";

/// The height of a line of text, in points.
const LINE_POINTS: u32 = 15;

/// A4 as workbooks number paper.
const PAPER_A4: u8 = 9;

/// The grid's lines.
const LINE: Color = Color::RGB(0x00A6_A6A6);

/// A workbook in the making.
#[expect(missing_debug_implementations, reason = "the writer's own workbook has none")]
pub struct Book {
    workbook: Workbook,
    names: SheetNames,
    lang: Lang,
    /// What stands at the top of every page.
    running_title: String,
}

/// How a sheet lies on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Upright.
    Portrait,
    /// On its side, for wide tables.
    Landscape,
}

impl Book {
    /// An empty workbook of the project.
    #[must_use]
    pub fn new(project: &Project, lang: Lang, title: &str) -> Self {
        Self::of_period(project, project.period, lang, title)
    }

    /// The same for another period of the project.
    #[must_use]
    pub fn of_period(project: &Project, period: Period, lang: Lang, title: &str) -> Self {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        workbook.set_properties(
            &DocProperties::new()
                .set_title(&*clipped(title))
                .set_author("zhibu")
                .set_creation_datetime(&day(project.as_of)),
        );
        let left = format!("{} {period}", project.county);
        let running_title = format!("&L{}&R{}", header_text(&left), header_text(title));
        Self { workbook, names: SheetNames::default(), lang, running_title }
    }

    /// Adds a sheet under a name that every program takes.
    ///
    /// # Panics
    /// Never: the name was made safe.
    pub fn sheet(&mut self, name: &str, page: Page) -> &mut Worksheet {
        let name = self.names.unique(name);
        Self::set_up(self.workbook.add_worksheet(), &name, page, &self.running_title, self.lang)
    }

    /// Adds a sheet that is written row by row, from top to bottom, through a
    /// nameless temporary file: however long it is, it takes no more memory.
    /// Only for what is masked.
    ///
    /// # Errors
    /// Where there is no room for a temporary file.
    ///
    /// # Panics
    /// As [`Book::sheet`].
    pub fn long_sheet(&mut self, name: &str, page: Page) -> io::Result<&mut Worksheet> {
        let name = self.names.unique(name);
        let sheet = environment(self.workbook.add_worksheet_with_constant_memory())?;
        Ok(Self::set_up(sheet, &name, page, &self.running_title, self.lang))
    }

    /// Adds an upright sheet that hangs in public: nothing above its title, and
    /// whose it is beside the number of each page, should the pages part.
    ///
    /// # Panics
    /// As [`Book::sheet`].
    pub fn poster(&mut self, name: &str, whose: &str) -> &mut Worksheet {
        let pages = page_numbers(self.lang);
        let sheet = self.sheet(name, Page::Portrait);
        sheet.set_header("").set_footer(format!("&L{}{pages}", header_text(whose)))
    }

    fn set_up<'a>(
        sheet: &'a mut Worksheet,
        name: &str,
        page: Page,
        running_title: &str,
        lang: Lang,
    ) -> &'a mut Worksheet {
        sheet.set_name(name).expect("a safe sheet name");
        sheet.set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.75, 0.6, 0.3, 0.3);
        if page == Page::Landscape {
            sheet.set_landscape();
        }
        sheet.set_header(running_title);
        sheet.set_footer(page_numbers(lang));
        sheet
    }

    /// The workbook's bytes.
    ///
    /// # Errors
    /// Where a temporary file fails; only long sheets have one.
    ///
    /// # Panics
    /// Where the sheets contradict each other, which would be our bug.
    pub fn into_bytes(mut self) -> io::Result<Vec<u8>> {
        environment(self.workbook.save_to_buffer())
    }
}

/// Page numbers in the middle of a footer.
fn page_numbers(lang: Lang) -> &'static str {
    say!(lang, "page-of-pages")
}

/// A failure of the disk is the environment's; any other is our bug.
fn environment<T>(result: Result<T, XlsxError>) -> io::Result<T> {
    result.map_err(|error| match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        error => panic!("the sheets are sound: {error}"),
    })
}

/// Makes a workbook with long sheets. Their writer panics where its temporary file
/// has no room: that is the disk's failure, and no fault of ours.
///
/// # Errors
/// As `make` says; where a temporary file cannot be written.
///
/// # Panics
/// Where `make` does for any other reason.
pub fn with_temporary_files<T>(make: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|panic| {
        let failure = panic.downcast_ref::<String>().and_then(|words| failure_in(words));
        Err(failure.unwrap_or_else(|| resume_unwind(panic)))
    })
}

/// The system's failure in a panic's words, as in `… Os { code: 28, kind: …`.
fn failure_in(words: &str) -> Option<io::Error> {
    let (_, rest) = words.split_once("Os { code: ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    rest[..digits].parse().ok().map(io::Error::from_raw_os_error)
}

/// The formats that the sheets share.
#[derive(Debug)]
pub struct Formats {
    /// A sheet's title.
    pub title: Format,
    /// A section's title.
    pub section: Format,
    /// A column's heading.
    pub heading: Format,
    /// Text in a table, wrapped.
    pub text: Format,
    /// Text in a table beside a number.
    pub remark: Format,
    /// Text in a table that stays text when it is edited.
    pub literal: Format,
    /// A count in a table.
    pub count: Format,
    /// Yuan in a table.
    pub yuan: Format,
    /// Text of a totals row.
    pub total_text: Format,
    /// A count of a totals row.
    pub total_count: Format,
    /// Yuan of a totals row.
    pub total_yuan: Format,
    /// Text outside a table, wrapped.
    pub prose: Format,
    /// Text outside a table that must be seen.
    pub alarm: Format,
    /// Text outside a table on one line.
    pub line: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let cell = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE)
            .set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        let heading = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0x00D9_E2EC))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let count = cell.clone().set_num_format("#,##0");
        let yuan = cell.set_num_format("#,##0.00");
        let total = |format: &Format| {
            format.clone().set_bold().set_background_color(Color::RGB(0x00F2_F2F2))
        };
        let prose = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            section: Format::new().set_bold().set_font_size(12),
            heading,
            remark: text.clone().set_align(FormatAlign::Left).set_indent(1),
            literal: text.clone().set_num_format("@"),
            total_text: total(&text),
            total_count: total(&count),
            total_yuan: total(&yuan),
            text,
            count,
            yuan,
            alarm: prose.clone().set_bold().set_font_color(Color::RGB(0x00C0_0000)),
            prose,
            line: Format::new(),
        }
    }
}

/// Writes a text cell; never a formula, whatever the text begins with.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) {
    sheet
        .write_string_with_format(row, column, clipped(text), format)
        .expect("the cell is within the sheet");
}

/// Writes a text cell in its column's format.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn plain(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    if !text.is_empty() {
        sheet.write_string(row, column, clipped(text)).expect("the cell is within the sheet");
    }
}

/// Writes a count.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn count(sheet: &mut Worksheet, row: u32, column: u16, count: u64, format: &Format) {
    sheet
        .write_number_with_format(row, column, number(count), format)
        .expect("the cell is within the sheet");
}

/// Writes a number of tenths, as `12.3`; the format says one decimal.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn tenths(sheet: &mut Worksheet, row: u32, column: u16, tenths: u64, format: &Format) {
    sheet
        .write_number_with_format(row, column, number(tenths) / 10.0, format)
        .expect("the cell is within the sheet");
}

/// Has a chart's axis begin there.
pub fn axis_from(axis: &mut rust_xlsxwriter::ChartAxis, begin: u64) {
    axis.set_min(number(begin));
}

/// Writes a count as so many below nothing, for what stands left of an axis.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn below_nothing(sheet: &mut Worksheet, row: u32, column: u16, count: u64, format: &Format) {
    sheet
        .write_number_with_format(row, column, -number(count), format)
        .expect("the cell is within the sheet");
}

/// Writes a sum in yuan.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn yuan(sheet: &mut Worksheet, row: u32, column: u16, sum: Money, format: &Format) {
    let fen = u64::try_from(sum.fen()).expect("money is never negative");
    sheet
        .write_number_with_format(row, column, number(fen) / 100.0, format)
        .expect("the cell is within the sheet");
}

/// Writes a sum in ten thousand yuan (万元).
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn ten_thousands(sheet: &mut Worksheet, row: u32, column: u16, sum: Money, format: &Format) {
    let fen = u64::try_from(sum.fen()).expect("money is never negative");
    let format = format.clone().set_num_format("#,##0.00####");
    sheet
        .write_number_with_format(row, column, number(fen) / 1_000_000.0, &format)
        .expect("the cell is within the sheet");
}

/// A whole number as a workbook's cell holds it. The only place where money
/// meets a float: below 2^53 every whole number of fen is one exactly, and
/// its hundredth is the float nearest to the two decimals, which is what a
/// cell that was typed would hold. Nothing is ever reckoned with it.
fn number(whole: u64) -> f64 {
    assert!(whole <= 1 << 53, "a cell cannot show {whole} exactly");
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53, asserted above")]
    let float = whole as f64;
    float
}

/// Sets the columns' widths, in characters of half a square's width.
///
/// # Panics
/// Beyond a sheet's last column, which would be our bug.
pub fn widths(sheet: &mut Worksheet, widths: impl IntoIterator<Item = u16>) {
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, f64::from(width)).expect("the column is within the sheet");
    }
}

/// Writes a row of headings.
///
/// # Panics
/// Beyond a sheet's last row or column, which would be our bug.
pub fn headings(sheet: &mut Worksheet, row: u32, headings: &[&str], formats: &Formats) {
    for (column, heading) in (0_u16..).zip(headings) {
        text(sheet, row, column, heading, &formats.heading);
    }
}

/// How many lines a text takes in a column of that width, generously: words
/// do not break, and a square character is a little wider than two digits.
#[must_use]
pub fn lines(text: &str, width: u16) -> usize {
    // No character is wider than its bytes.
    if text.len() * 11 <= usize::from(width) * 10 && !text.contains('\n') {
        return 1;
    }
    let one = |line: &str| {
        // By the first byte of each character: this runs over every cell.
        let units: usize = line
            .bytes()
            .map(|byte| match byte {
                0x80..=0xBF => 0,
                0xE0.. => 2,
                _ => 1,
            })
            .sum();
        (units * 11).div_ceil(usize::from(width) * 10).max(1)
    };
    if text.contains('\n') { text.split('\n').map(one).sum() } else { one(text) }
}

/// Makes a row high enough for so many lines. Not every program does that by
/// itself when it opens a workbook.
///
/// # Panics
/// Beyond a sheet's last row, which would be our bug.
pub fn height(sheet: &mut Worksheet, row: u32, lines: usize) {
    if lines > 1 {
        // A row cannot be higher than 409 points.
        let points = u32::try_from(lines).unwrap_or(u32::MAX).min(27) * LINE_POINTS;
        sheet.set_row_height(row, points).expect("the row is within the sheet");
    }
}

/// Writes a text that lies across several columns.
///
/// # Panics
/// Beyond a sheet's last row or column, or over another, which would be our bug.
pub fn across(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
) {
    sheet
        .merge_range(row, first, row, last, &clipped(text), format)
        .expect("the cells are within the sheet, and free");
}

/// A day as a workbook knows it; the first of 1900 where it is before that.
///
/// # Panics
/// Never: the first of 1900 is a day.
#[must_use]
pub fn day(date: Date) -> ExcelDateTime {
    let known = u16::try_from(date.year()).ok().and_then(|year| {
        let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        ExcelDateTime::from_ymd(year, month, day).ok()
    });
    known.unwrap_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).expect("a day"))
}

/// A text that a cell can hold: a longer one ends in a mark.
pub(super) fn clipped(text: &str) -> Cow<'_, str> {
    // A UTF-16 unit is at least a byte of UTF-8, so most texts need no count.
    if text.len() <= LIMIT_UNITS || text.encode_utf16().count() <= LIMIT_UNITS {
        return Cow::Borrowed(text);
    }
    Cow::Owned(first_units(text, LIMIT_UNITS - SHORTENED.encode_utf16().count()) + SHORTENED)
}

/// The first characters of a text, as many as fit in so many UTF-16 units.
fn first_units(text: &str, limit: usize) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect()
}

/// A text inside a page's header: `&` begins a code there, and all of it must
/// stay under 255 characters.
pub(super) fn header_text(text: &str) -> String {
    first_units(text, 80).replace('&', "&&")
}

/// Sheet names, each once in any case.
#[derive(Debug, Default)]
struct SheetNames {
    given: BTreeSet<String>,
}

impl SheetNames {
    /// The name without what spreadsheet programs refuse, numbered where it
    /// was given before.
    fn unique(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| if c.is_control() || r"[]:*?/\".contains(c) { '_' } else { c })
            .collect();
        let clean = clean.trim_matches(['\'', ' ']);
        let clean = if clean.is_empty() { "_" } else { clean };
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = first_units(clean, LIMIT_NAME_UNITS - suffix.len()) + &suffix;
            // Excel keeps "History" for itself.
            let free = !name.eq_ignore_ascii_case("history");
            if free && self.given.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_safe_and_each_once() {
        let mut names = SheetNames::default();
        assert_eq!(names.unique("V 本行"), "V 本行");
        assert_eq!(names.unique("v 本行"), "v 本行 (2)");
        assert_eq!(names.unique("a/b[c]:*?"), "a_b_c____");
        assert_eq!(names.unique("'引号'"), "引号");
        assert_eq!(names.unique(""), "_");
        assert_eq!(names.unique("History"), "History (2)");
        assert_eq!(names.unique(&"镇".repeat(40)).encode_utf16().count(), 31);
        assert_eq!(names.unique(&"镇".repeat(40)).encode_utf16().count(), 31);
    }

    #[test]
    fn a_text_too_long_ends_in_a_mark() {
        assert_eq!(clipped("短"), "短");
        let fits = "长".repeat(LIMIT_UNITS);
        assert_eq!(clipped(&fits), fits);
        for text in [fits + "一", "𠮷".repeat(LIMIT_UNITS)] {
            let clipped = clipped(&text);
            assert!(clipped.encode_utf16().count() <= LIMIT_UNITS);
            assert!(clipped.ends_with("shortened）"));
        }
    }

    #[test]
    fn lines_are_counted_by_width() {
        for (text, width, lines_of) in [
            ("", 10, 1),
            ("短", 10, 1),
            ("1234567890", 10, 2),
            ("一二三四五六七八", 8, 3),
            ("a\nb", 9, 2),
        ] {
            assert_eq!(lines(text, width), lines_of, "{text}");
        }
    }

    #[test]
    fn fen_become_the_nearest_cell_number() {
        for fen in [0, 1, 99, 60_000, 2_540_460_000, 1 << 53] {
            let cell = number(fen) / 100.0;
            let sum = Money::from_fen(i64::try_from(fen).expect("fits"));
            assert_eq!(cell.to_string().parse::<f64>(), sum.to_string().parse::<f64>());
        }
    }

    #[test]
    fn a_day_no_workbook_knows_does_not_fail() {
        let old = Date::new(1, 1, 1).expect("a day");
        let _ = day(old);
    }
}
