//! The invented reference county, as its townships would hand it in.
//!
//! In: a seed, a scale, and whether to plant errors. Out: a project folder
//! with rosters, pay lists, places, `zhibu.toml`, and `answer-key.csv`, which
//! says what is to be found where. The same options give the same bytes on
//! any machine, with any number of threads. Everyone in it is invented. It
//! knows nothing of the program that is to find the errors, so that neither
//! can repeat the other's mistakes.

pub mod answer_key;
mod columns;
pub mod compose;
pub mod county;
pub mod evaluation;
pub mod layout;
mod names;
pub mod nation;
mod paper;
pub mod people;
pub mod planted;
pub mod rows;
pub mod score;
pub mod second_year;
pub mod seed;
pub mod text_file;
pub mod workbook;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use answer_key::{AnswerKey, Entry, Totals};
pub use county::County;
pub use second_year::{BridgeKey, SecondYear};

use compose::{Extras, File, OLD_SHEET, compose};
use rows::{RowId, Table};

/// What county to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Chooses names, numbers and where the errors stand.
    pub seed: u64,
    /// How many times the reference county: 1 is the county itself.
    pub scale: u32,
    /// Without planted errors.
    pub clean: bool,
    /// How many years: with 2, last year's lists, the change register, other
    /// bodies' lists and the postings are written too.
    pub years: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 20_201_231, scale: 1, clean: false, years: 1 }
    }
}

/// Why the county could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A folder or file could not be written.
    #[error("{path} could not be written: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A workbook could not be built.
    #[error("{path} could not be built: {source}")]
    Workbook {
        /// Which.
        path: PathBuf,
        /// Why.
        source: workbook::WorkbookError,
    },
}

/// Invents the county and writes it as a project folder.
///
/// Files of the same names are replaced; nothing else is touched.
///
/// # Errors
/// Where a folder or file cannot be written.
pub fn write_county(dir: &Path, options: &Options) -> Result<AnswerKey, DemoError> {
    if options.years > 1 {
        return SecondYear::invent(options).write(dir, options);
    }
    let mut county = County::invent(options);
    let mut extras = Extras::default();
    let marks = if options.clean {
        Vec::new()
    } else {
        planted::plant(&mut county, &mut extras, options.seed, &[])
    };
    let files = compose_all(&county, &extras);
    let key = AnswerKey::of(&county, &files, &marks);

    make_folders(dir, Table::folders())?;
    files.par_iter().try_for_each(|file| write_file(dir, &county, file))?;
    write(&dir.join("places.csv"), places(&county).as_bytes())?;
    write(&dir.join("zhibu.toml"), project_file(options, &county, &files, "").as_bytes())?;
    write(&dir.join("answer-key.csv"), key.csv().as_bytes())?;
    Ok(key)
}

/// Both files of every township, with their rows in order.
#[must_use]
pub fn compose_all(county: &County, extras: &Extras) -> Vec<File> {
    let mut rows: Vec<Vec<RowId>> = vec![Vec::new(); county.townships.len() * 2];
    for (row, at) in county.rows.iter().zip(0u32..).filter(|(row, _)| !row.removed) {
        let township = county.township_of(row.village) as usize;
        rows[township * 2 + usize::from(row.table == Table::PayList)].push(RowId(at));
    }
    for part in &mut rows {
        part.sort_by_key(|row| {
            let row = &county.rows[row.0 as usize];
            (row.village, row.order)
        });
    }
    let tables = [Table::Roster, Table::PayList];
    rows.iter()
        .enumerate()
        .map(|(at, rows)| compose(county, extras, tables[at % 2], county::number(at / 2), rows))
        .collect()
}

fn make_folders(
    dir: &Path,
    folders: impl IntoIterator<Item = impl AsRef<Path>>,
) -> Result<(), DemoError> {
    for folder in folders {
        let folder = dir.join(folder);
        std::fs::create_dir_all(&folder)
            .map_err(|source| DemoError::Io { path: folder, source })?;
    }
    Ok(())
}

fn write_file(dir: &Path, county: &County, file: &File) -> Result<(), DemoError> {
    let path = dir.join(&file.path);
    let bytes = if file.layout.is_workbook() {
        workbook::workbook_bytes(county, file)
            .map_err(|source| DemoError::Workbook { path: path.clone(), source })?
    } else {
        text_file::text_bytes(county, file)
    };
    write(&path, &bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), DemoError> {
    std::fs::write(path, bytes).map_err(|source| DemoError::Io { path: path.to_owned(), source })
}

/// The villages and units, with a heading.
fn places(county: &County) -> String {
    let mut text = String::from("乡镇,村\n");
    for village in &county.villages {
        let township = &county.townships[village.township as usize].name;
        let _ = writeln!(text, "{township},{}", village.name);
    }
    text
}

/// The project file of the county, with the lines that its inputs have further.
fn project_file(options: &Options, county: &County, files: &[File], inputs: &str) -> String {
    let year = county.year;
    let quota = county::DIRECT * options.scale;
    let yuan = i64::from(quota) * county::ENTITLEMENT_YUAN;
    let list = |names: Vec<&str>| {
        names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    };
    let mut text = format!(
        r#"# 虚构的参考县，人员和账号均为虚构。

[programme]
id = "reservoir-resettlement"
county = "岳阳县"
period = "{year}"
as_of = {year}-12-31
quota = {quota}
budget = "{yuan}.00"
reservoirs = [{reservoirs}]

[inputs]
roster = "roster/*"
pay_list = "pay-list/*"
places = "places.csv"
{inputs}
[policy]
shared_account = "household"
removal_takes_effect = "next-year"

[payout]
profile = "plain-csv"
split_by = ["bank", "township"]
banks = [{banks}]

[report]
lang = "zh"
"#,
        reservoirs = list(county::RESERVOIRS.to_vec()),
        banks = list(people::bank_names().collect()),
    );
    let hidden = files.iter().flat_map(|file| {
        file.sheets.iter().filter(|sheet| sheet.hidden).map(move |sheet| (file, sheet))
    });
    for (file, sheet) in hidden {
        assert_eq!(sheet.name, OLD_SHEET);
        let _ = write!(
            text,
            r#"
[[acknowledge]]
code = "I006"
at = "{}#{}"
reason = "上年旧表，仅留作对照，不参与本年发放"
by = "县移民服务中心"
on = {year}-11-03
"#,
            file.path, sheet.name
        );
    }
    text
}

#[cfg(test)]
mod tests;
