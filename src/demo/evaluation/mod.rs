//! What the invented county is evaluated by: a fund workbook and the lists
//! behind its indicators, with errors planted in them.
//!
//! In: the county, and the answer key of its lists. Out: files, and a key of
//! what is to be found in them. The figures are the reference county's; the
//! people are the demo's own.

mod fund;
mod lists;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::paper::{self, Paper};
use super::rows::Cell;
use super::{AnswerKey, County, DemoError, Options, make_folders, write};

/// The fund workbook.
pub const FUND: &str = "fund.xlsx";
/// The key of what is planted.
pub const KEY: &str = "evaluation-key.csv";

/// What the project file gets.
const SECTION: &str = r#"
[evaluation]
fund = "fund.xlsx"
trainees = "lists/培训*.xlsx"
relocated = "lists/搬迁人员.xlsx"
lifted = "lists/脱贫人员.xlsx"
"#;

/// A thing to be found, at its row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planted {
    /// The code.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The row as Excel counts it.
    pub row: u32,
    /// What was done; or that it follows from something else.
    pub note: String,
}

/// Where things are planted while sheets are made.
#[derive(Default)]
struct Planting {
    list: Vec<Planted>,
}

impl Planting {
    fn plant(&mut self, code: &'static str, file: &str, sheet: &str, row: u32, note: &str) {
        let (file, sheet, note) = (file.to_owned(), sheet.to_owned(), note.to_owned());
        self.list.push(Planted { code, file, sheet, row, note });
    }
}

/// Writes the files beside those of the county, and adds the section to its
/// project file. `key` is that of the county's own lists: whoever has an entry
/// there stands in no list here.
///
/// # Errors
/// Where a file cannot be written.
pub fn write_evaluation(
    dir: &Path,
    options: &Options,
    key: &AnswerKey,
) -> Result<Vec<Planted>, DemoError> {
    let county = County::invent(options);
    let touched: BTreeSet<&str> =
        key.entries.iter().filter_map(|entry| entry.person.split(' ').nth(1)).collect();
    let mut planting = Planting::default();
    make_folders(dir, ["lists"])?;
    let figures =
        fund::Figures { payable_people: key.totals.paid_people, payable: key.totals.paid_amount };
    let papers = fund::papers(&county, options.seed, figures, &mut planting);
    put(dir, FUND, &papers, county.year)?;
    for (path, paper) in lists::papers(&county, options.seed, &touched, &mut planting) {
        put(dir, &path, std::slice::from_ref(&paper), county.year)?;
    }
    let mut planted = planting.list;
    planted.sort();
    let mut text = String::from("code,file,sheet,row,note\n");
    for one in &planted {
        let _ = writeln!(text, "{},{},{},{},{}", one.code, one.file, one.sheet, one.row, one.note);
    }
    write(&dir.join(KEY), text.as_bytes())?;
    let project = dir.join("zhibu.toml");
    let mut source = std::fs::read_to_string(&project)
        .map_err(|source| DemoError::Io { path: project.clone(), source })?;
    source.push_str(SECTION);
    write(&project, source.as_bytes())?;
    Ok(planted)
}

fn put(dir: &Path, path: &str, papers: &[Paper], year: u16) -> Result<(), DemoError> {
    let path = dir.join(path);
    let bytes = paper::bytes(papers, year)
        .map_err(|source| DemoError::Workbook { path: path.clone(), source })?;
    write(&path, &bytes)
}

/// Ten thousand yuan in hundredths, as a cell has them.
fn wan(hundredths: u32) -> Cell {
    Cell::Number(f64::from(hundredths) / 100.0)
}
