//! The county's change register: one workbook, a sheet a half-year.
//!
//! In: the registrations. Out: its sheets by day of effect, and an entry for
//! every row that belongs to nobody (C013).

use crate::demo::answer_key::Entry;
use crate::demo::county::County;
use crate::demo::paper::{Paper, day};
use crate::demo::rows::Cell;
use crate::domain::Date;

/// Where it is written.
pub(super) const PATH: &str = "changes/变动登记.xlsx";

const HEADINGS: &[&str] = &[
    "序号",
    "乡镇",
    "村",
    "姓名",
    "身份证号",
    "变动类别",
    "生效日期",
    "文号",
    "更正后身份证号",
    "更正后姓名",
    "备注",
];
/// The column of the number, in letters.
const NUMBER_COLUMN: &str = "E";

/// One row of the register.
pub(super) struct Registration {
    village: u32,
    name: String,
    id_number: String,
    /// What kind of change.
    pub(super) kind: &'static str,
    /// From when.
    pub(super) effective: Date,
    /// Whom it is about; nobody where nobody of either year has its number.
    pub(super) person: Option<u32>,
    /// The right number, where the row corrects it.
    pub(super) corrected_number: String,
    /// The right name, where the row corrects it.
    pub(super) corrected_name: String,
    /// The remark.
    pub(super) note: String,
}

impl Registration {
    /// A row that corrects nothing, about nobody so far.
    pub(super) fn new(
        village: u32,
        name: &str,
        id_number: &str,
        kind: &'static str,
        effective: Date,
    ) -> Self {
        Self {
            village,
            name: name.to_owned(),
            id_number: id_number.to_owned(),
            kind,
            effective,
            person: None,
            corrected_number: String::new(),
            corrected_name: String::new(),
            note: String::new(),
        }
    }

    /// The document that orders it.
    fn document(&self) -> String {
        format!("岳县移〔{}〕{}号", self.effective.year(), self.effective.month() + 5)
    }

    fn cells(&self, county: &County, serial: f64, effective: Cell) -> Vec<Cell> {
        let village = &county.villages[self.village as usize];
        let township = &county.townships[village.township as usize].name;
        let text = |text: &str| if text.is_empty() { Cell::Blank } else { Cell::text(text) };
        vec![
            Cell::Number(serial),
            text(township),
            text(&village.name),
            text(&self.name),
            text(&self.id_number),
            text(self.kind),
            effective,
            text(&self.document()),
            text(&self.corrected_number),
            text(&self.corrected_name),
            text(&self.note),
        ]
    }
}

/// The sheets, and an entry for each row that belongs to nobody.
///
/// The clerk of the first half-year typed the days, the one of the second let
/// the spreadsheet store them.
pub(super) fn compose(county: &County, register: &[Registration]) -> (Vec<Paper>, Vec<Entry>) {
    let year = i32::from(county.year) - 1;
    let half = Date::new(year, 7, 1).expect("the first of July is a day");
    let mut rows: Vec<&Registration> = register.iter().collect();
    rows.sort_by(|one, other| {
        (one.effective, &one.id_number).cmp(&(other.effective, &other.id_number))
    });
    let (first, second) = rows.split_at(rows.partition_point(|row| row.effective < half));
    let mut entries = Vec::new();
    let papers =
        [("上半年", first, false), ("下半年", second, true)].map(|(name, rows, stored)| {
            let mut paper = Paper {
                name: name.to_owned(),
                title: format!("岳阳县{year}年度大中型水库移民后期扶持人口变动登记表（{name}）"),
                headings: HEADINGS,
                rows: Vec::with_capacity(rows.len()),
            };
            for (row, serial) in rows.iter().zip(1u32..) {
                let effective =
                    if stored { day(row.effective) } else { Cell::Text(row.effective.to_string()) };
                if row.person.is_none() {
                    entries.push(unmatched(row, name, paper.row(paper.rows.len())));
                }
                paper.rows.push(row.cells(county, f64::from(serial), effective));
            }
            paper
        });
    (papers.into(), entries)
}

fn unmatched(row: &Registration, sheet: &str, at: u32) -> Entry {
    Entry {
        code: "C013".to_owned(),
        kind: "register-row-unmatched".to_owned(),
        table: "change_register",
        file: PATH.to_owned(),
        sheet: sheet.to_owned(),
        row: at,
        column: NUMBER_COLUMN.to_owned(),
        person: format!("{} {}", row.name, row.id_number),
        note: "nobody of either year has the number".to_owned(),
        outcome: None,
    }
}
