//! Two readers of one format: wherever our own scanner reads an xlsx, calamine
//! reads the same cells.
//!
//! Two differences are calamine's own. A cell without a style has the first one
//! (ECMA-376 part 1, 18.3.1.4: `s` is 0 where it is not written), so that its
//! numbers are dates where the first style is a date's; calamine reads it plainly,
//! and no workbook here has such a style. And spaces around a number are none of
//! its digits, as XML has it (`whiteSpace` is `collapse`); calamine reads text.
//!
//! The workbooks are those of `fixtures/`, of the invented county, of a writer
//! fed with random layouts, and of any folder that `ZHIBU_WORKBOOKS` names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rust_xlsxwriter::{Color, Format, FormatUnderline, Formula, Workbook, Worksheet, XlsxError};
use tempfile::TempDir;
use zhibu::demo::{Options, write_county};
use zhibu::intake::raw::{CellKind, RawWorkbook};
use zhibu::intake::reader::{Limits, Unreadable, read_workbook, read_workbook_by_calamine};
use zhibu::origin::column_letters;

/// The name of our own scanner.
const OURS: &str = "zhibu xlsx";

/// What came of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Ours read it, and calamine the same.
    Agreed,
    /// Ours read it, calamine refused it.
    OursAlone,
    /// Ours found it unusual, and left it to calamine.
    FellBack,
    /// Neither read it.
    Refused,
}

/// Reads a workbook by both readers; `None` where it is no xlsx.
///
/// # Errors
/// Where they disagree: sheet, place and kinds, digits masked.
fn compare(name: &str, bytes: &[u8]) -> Result<Option<(Outcome, String)>, String> {
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let limits = Limits::default();
    let theirs = read_workbook_by_calamine(name, bytes, &limits);
    if theirs.as_ref().err() == Some(&Unreadable::NotASpreadsheet) {
        return Ok(None);
    }
    let book = match read_workbook(name, bytes, &limits) {
        Err(refused) => return Ok(Some((Outcome::Refused, refused.to_string()))),
        Ok(book) if book.reader != OURS => return Ok(Some((Outcome::FellBack, String::new()))),
        Ok(book) => book,
    };
    match theirs {
        Ok(theirs) => same(&book, &theirs).map(|()| Some((Outcome::Agreed, String::new()))),
        Err(refused) => Ok(Some((Outcome::OursAlone, refused.to_string()))),
    }
}

fn same(ours: &RawWorkbook, theirs: &RawWorkbook) -> Result<(), String> {
    if ours.sheets.len() != theirs.sheets.len() {
        return Err(format!("{} sheets and {}", ours.sheets.len(), theirs.sheets.len()));
    }
    for (ours, theirs) in ours.sheets.iter().zip(&theirs.sheets) {
        let sheet = masked(&ours.name);
        let head = |sheet: &zhibu::intake::raw::RawSheet| {
            (sheet.name.clone(), sheet.hidden, sheet.rows, sheet.hidden_rows.clone())
        };
        if head(ours) != head(theirs) || ours.merges != theirs.merges {
            return Err(format!("{sheet}: name, state, rows or merges differ"));
        }
        let mut rest = theirs.cells.iter();
        for cell in &ours.cells {
            let other = rest.next();
            let equal = other.is_some_and(|other| {
                let place = (other.row, other.column) == (cell.row, cell.column);
                let says = (other.kind, other.struck) == (cell.kind, cell.struck);
                let text = theirs.text(other);
                place && ((says && text == ours.text(cell)) || spaced(cell.kind, other.kind, text))
            });
            if !equal {
                let at = |row: u32, column| format!("{}{}", column_letters(column), row + 1);
                let other = other.map(|other| {
                    let text = masked(theirs.text(other));
                    (at(other.row, other.column), other.kind, other.struck, text)
                });
                let place = at(cell.row, cell.column);
                let text = masked(ours.text(cell));
                let own = (cell.kind, cell.struck, text);
                return Err(format!("{sheet}!{place}: {own:?} and {other:?}"));
            }
        }
        if let Some(cell) = rest.next() {
            return Err(format!("{sheet}: {:?} at row {} is lost", cell.kind, cell.row + 1));
        }
    }
    Ok(())
}

/// Whether calamine took a number for text, for the spaces around it.
fn spaced(ours: CellKind, theirs: CellKind, text: &str) -> bool {
    let number = matches!(ours, CellKind::Number | CellKind::NumberWhole | CellKind::Date);
    let inside = text.trim_ascii();
    number && theirs == CellKind::Text && inside != text && inside.parse::<f64>().is_ok()
}

/// A text that names nobody: its first characters, digits masked.
fn masked(text: &str) -> String {
    text.chars().take(24).map(|c| if c.is_ascii_digit() { '9' } else { c }).collect()
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Compares every xlsx below a folder; what became of them, and of which.
fn compare_all(folder: &Path) -> BTreeMap<Outcome, Vec<String>> {
    let mut outcomes: BTreeMap<Outcome, Vec<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files(folder) {
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.strip_prefix(folder).expect("below").display().to_string();
        match compare(&name, &bytes) {
            Ok(None) => {}
            Ok(Some((outcome, why))) => {
                outcomes.entry(outcome).or_default().push(format!("{name}: {why}"));
            }
            Err(difference) => wrong.push(format!("{name}: {difference}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    outcomes
}

#[test]
fn fixtures_read_the_same_by_both() {
    let outcomes = compare_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let agreed = outcomes.get(&Outcome::Agreed).map_or(0, Vec::len);
    assert!(agreed >= 2 && outcomes.len() == 1, "{outcomes:#?}");
}

#[test]
fn the_invented_county_reads_the_same_by_both() {
    let folder = TempDir::new().expect("a temporary folder");
    write_county(folder.path(), &Options::default()).expect("written");
    let outcomes = compare_all(folder.path());
    assert!(outcomes.len() == 1 && outcomes.contains_key(&Outcome::Agreed), "{outcomes:#?}");
}

#[test]
fn any_folder_reads_the_same_by_both() {
    let Ok(folder) = std::env::var("ZHIBU_WORKBOOKS") else { return };
    let outcomes = compare_all(Path::new(&folder));
    for (outcome, names) in &outcomes {
        println!("{outcome:?}: {}", names.len());
        for name in names.iter().filter(|_| *outcome != Outcome::Agreed) {
            println!("  {name}");
        }
    }
}

/// A tape of choices; a tape that has run out chooses the first.
struct Tape<'a>(&'a [u8]);

impl Tape<'_> {
    fn pick(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % count
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.pick(choices.len())]
    }
}

/// Formats of numbers as townships choose them.
const SHOWN: [&str; 14] = [
    "General",
    "@",
    "0.00_ ;[Red]\\-0.00\\ ",
    "yyyy-mm-dd",
    "yyyy\"年\"m\"月\"d\"日\"",
    "[$-804]yyyy\"年\"m\"月\"",
    "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
    "上午/下午h\"时\"mm\"分\"",
    "[h]:mm",
    "#,##0\"元\"",
    "¥#,##0.00;[Red]-¥#,##0.00",
    "000000000000000000",
    "\"编号 \"0",
    "[>=10000]0!.0,\"万\";0",
];

const WORDS: [&str; 20] = [
    "张三",
    "姓 名",
    " 张三 ",
    "\u{3000}李四\u{3000}",
    "古丽·阿依",
    "古丽•买买提．汗",
    "𠮷野 😀",
    "a & b < c > \"d\" 'e'",
    "第一行\n第二行",
    "第一行\r\n第二行",
    "_x000D_",
    "_x005F_",
    "\u{1}\u{b}",
    "\t",
    " ",
    "430621199001011234",
    "00123",
    "=1+1",
    "TRUE",
    "#N/A",
];

fn some_format(tape: &mut Tape) -> Format {
    let format = Format::new().set_num_format(tape.of(&SHOWN));
    match tape.pick(6) {
        1 => format.set_font_strikethrough(),
        2 => format.set_bold().set_underline(FormatUnderline::Single),
        3 => format.set_background_color(Color::Yellow).set_font_strikethrough(),
        _ => format,
    }
}

fn some_word(tape: &mut Tape) -> String {
    let word = tape.of(&WORDS);
    if tape.pick(12) == 1 { word.repeat(1_000) } else { word.to_owned() }
}

/// A number of 1 to 20 digits, or a part of one.
fn some_number(tape: &mut Tape) -> f64 {
    let digits = tape.pick(20) + 1;
    let whole: f64 = (0..digits)
        .map(|_| char::from(b'0' + u8::try_from(tape.pick(10)).expect("a digit")))
        .collect::<String>()
        .parse()
        .expect("a number");
    tape.of(&[1.0, -1.0, 0.01, 1e-9, 1e30]) * whole
}

fn some_cell(
    tape: &mut Tape,
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
) -> Result<(), XlsxError> {
    let format = some_format(tape);
    match tape.pick(10) {
        0 | 1 => sheet.write_string_with_format(row, column, some_word(tape), &format)?,
        2 => sheet.write_number_with_format(row, column, some_number(tape), &format)?,
        3 => sheet.write_number_with_format(row, column, 44_196.5, &format)?,
        4 => sheet.write_boolean_with_format(row, column, tape.pick(2) == 1, &format)?,
        5 => sheet.write_blank(row, column, &format)?,
        6 => {
            let result = tape.of(&["", "0", "600.5", "张三", "#REF!", "#DIV/0!", "TRUE"]);
            let formula = Formula::new("=IF(A1<B1,\"a & b\",A1)").set_result(result);
            sheet.write_formula_with_format(row, column, formula, &format)?
        }
        7 => sheet.write_formula(row, column, "=SUM(A1:A9)")?,
        8 => {
            let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
            let pair = [&plain, &struck];
            let runs: Vec<(usize, String)> =
                (0..=tape.pick(3) + 1).map(|_| (tape.pick(2), some_word(tape))).collect();
            let runs: Vec<(&Format, &str)> =
                runs.iter().map(|(at, word)| (pair[*at], word.as_str())).collect();
            sheet.write_rich_string_with_format(row, column, &runs, &format)?
        }
        _ => sheet.write_string(row, column, some_word(tape))?,
    };
    Ok(())
}

/// A workbook as the tape says.
fn some_book(choices: &[u8]) -> Result<Vec<u8>, XlsxError> {
    let mut tape = Tape(choices);
    let tape = &mut tape;
    let mut book = Workbook::new();
    for number in 0..=tape.pick(3) {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{}{number}", tape.of(&["表", "a&b<c> \"d\"", "和平村 ", "😀"])))?;
        if number > 0 && tape.pick(3) == 1 {
            sheet.set_hidden(true);
        }
        let mut row = 0;
        for _ in 0..tape.pick(8) {
            row += tape.of(&[1, 1, 1, 0, 3, 900]);
            for _ in 0..tape.pick(6) {
                let column = tape.of(&[0, 1, 2, 3, 25, 26, 701, 702, 16_383]);
                some_cell(tape, sheet, row, column)?;
            }
            match tape.pick(5) {
                1 => drop(sheet.set_row_hidden(row)?),
                2 => drop(sheet.set_row_height(row, tape.of(&[0.0, 30.0]))?),
                _ => {}
            }
        }
        if tape.pick(4) == 1 {
            some_cell(tape, sheet, 1_048_575, 16_383)?;
        }
        for at in 0..tape.pick(3) {
            let first = 2_000 + 10 * u32::try_from(at).expect("few");
            let format = some_format(tape);
            sheet.merge_range(first, 1, first + 2, 4, &some_word(tape), &format)?;
        }
    }
    book.save_to_buffer()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn written_workbooks_read_the_same_by_both(
        choices in proptest::collection::vec(any::<u8>(), 0..500),
    ) {
        // Some choices are none that the writer takes, such as an empty run.
        let Ok(bytes) = some_book(&choices) else { return Ok(()) };
        match compare("a.xlsx", &bytes) {
            Ok(Some((Outcome::Agreed, _))) => {}
            Ok(Some((Outcome::Refused, why))) => prop_assert_eq!(why, Unreadable::NoData.to_string()),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn kinds_come_out_of_written_workbooks() {
    // The two could agree on nothing: one book whose cells are known.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format(SHOWN[4]);
    sheet.write_number_with_format(0, 0, 44_196.0, &date).expect("a cell");
    sheet.write_boolean(0, 1, true).expect("a cell");
    sheet.write_string(0, 2, "a\r\nb").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(compare("a.xlsx", &bytes), Ok(Some((Outcome::Agreed, String::new()))));
    let book = read_workbook("a.xlsx", &bytes, &Limits::default()).expect("a workbook");
    let sheet = &book.sheets[0];
    let seen: Vec<_> = sheet.cells.iter().map(|cell| (cell.kind, sheet.text(cell))).collect();
    let expected =
        [(CellKind::Date, "2020-12-31"), (CellKind::Bool, "TRUE"), (CellKind::Text, "a\r\nb")];
    assert_eq!(seen, expected);
}
