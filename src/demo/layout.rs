//! How each township lays out its two files.
//!
//! A plain table: no two townships do it alike, as in a real county. In: the
//! number of a township among the fourteen. Out: headings, titles, footers,
//! sheets and habits of its roster and its pay list.

use super::columns::{
    PAY_NO_BANK, PAY_PLAIN, PAY_TOWNSHIP, PAY_UNIT, ROSTER_CITIZEN, ROSTER_FULL, ROSTER_MIGRANT,
    ROSTER_PAPERS,
};
use super::rows::Field::{self, Account, Bank, Head, IdNumber, Payee, Village};
use super::rows::Table;

/// The container that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A workbook.
    Workbook,
    /// Text in Microsoft's code page 936, without a mark.
    GbkText,
    /// Text in UTF-8 with a byte order mark, as Excel saves it.
    Utf8Text,
}

/// How the rows are spread over sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// All in one.
    One(&'static str),
    /// The villages in as many runs as there are names.
    Villages(&'static [&'static str]),
    /// The rows in as many batches as there are names.
    Batches(&'static [&'static str]),
}

/// What the last rows state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    /// Nothing.
    None,
    /// 合计 and the people in the name column, `1234人`.
    People,
    /// The same, and the amount in its column.
    PeopleAndAmount,
    /// 合计 with the people as a bare number, and the amount in its column.
    BareNumbers,
    /// One cell: `合计：1234人`.
    OneCell,
}

/// The habits of one file.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The file's name, `{n}` the township's number, `{t}` its name. In titles,
    /// notes and sheets' names `{y}` is the lists' year too.
    pub file: &'static str,
    /// What kind of file it is.
    pub container: Container,
    /// Title rows above the heading, merged across.
    pub titles: &'static [&'static str],
    /// The row of who reports, and in what unit.
    pub note: Option<&'static str>,
    /// The columns and their headings.
    pub columns: &'static [(Field, &'static str)],
    /// Upper headings of a two-row heading: first and last column, text.
    pub banners: &'static [(Field, Field, &'static str)],
    /// The sheets.
    pub sheets: Sheets,
    /// A 小计 row after each village.
    pub subtotals: bool,
    /// What the sheet's end states.
    pub footer: Footer,
    /// The row of signatures.
    pub signature: Option<&'static str>,
    /// The heading comes again after so many rows.
    pub heading_every: Option<usize>,
    /// Columns whose equal cells of a household or village are merged.
    pub merged: &'static [Field],
    /// A blank row between villages.
    pub gaps: bool,
    /// Rows below everything with borders and nothing in them.
    pub framed_tail: u32,
    /// Telephone numbers typed as numbers.
    pub phone_as_number: bool,
}

impl Layout {
    /// Whether it has the column.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.column_of(field).is_some()
    }

    /// The place of a column, from 0.
    #[must_use]
    pub fn column_of(&self, field: Field) -> Option<u16> {
        let at = self.columns.iter().position(|(column, _)| *column == field)?;
        u16::try_from(at).ok()
    }

    /// Whether it is a workbook: only these have formulas, merged, hidden and
    /// struck cells.
    #[must_use]
    pub fn is_workbook(&self) -> bool {
        self.container == Container::Workbook
    }

    /// Whether a village's name can be mistyped without tearing a sheet's
    /// run, a merged cell or a subtotal apart.
    #[must_use]
    pub fn villages_stand_alone(&self) -> bool {
        self.has(Village) && !self.subtotals && !self.merged.contains(&Village)
    }

    /// Whether no row below states an amount.
    #[must_use]
    pub fn states_no_amount(&self) -> bool {
        !matches!(self.footer, Footer::PeopleAndAmount | Footer::BareNumbers) && !self.subtotals
    }

    /// The file's path under the project folder.
    #[must_use]
    pub fn path(&self, table: Table, township: usize, name: &str, width: usize) -> String {
        let number = format!("{:0width$}", township + 1);
        let file = self.file.replace("{n}", &number).replace("{t}", name);
        format!("{}/{file}", table.folder())
    }
}

const BARE: Layout = Layout {
    file: "",
    container: Container::Workbook,
    titles: &[],
    note: None,
    columns: &[],
    banners: &[],
    sheets: Sheets::One("Sheet1"),
    subtotals: false,
    footer: Footer::None,
    signature: None,
    heading_every: None,
    merged: &[],
    gaps: false,
    framed_tail: 0,
    phone_as_number: false,
};

const PERSON_AND_BANK: &[(Field, Field, &str)] =
    &[(Village, IdNumber, "基本情况"), (Bank, Account, "银行信息")];
const PERSON_AND_PAYMENT: &[(Field, Field, &str)] =
    &[(Village, IdNumber, "移民基本情况"), (Bank, Payee, "银行信息")];

const ROSTER_TITLE: &str = "岳阳县{t}大中型水库移民后期扶持人口花名册";
const PAY_TITLE: &str = "岳阳县{t}{y}年度大中型水库移民直补资金发放名册";
const NOTE: &str = "填报单位：{t}人民政府        填报日期：{y}年11月        单位：人、元";
const SIGNATURE: &str =
    "制表人：                审核人：                负责人：                （盖章）";

/// The roster layouts, by township.
const ROSTERS: [Layout; 14] = [
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        note: Some(NOTE),
        columns: ROSTER_FULL,
        sheets: Sheets::One("花名册"),
        footer: Footer::People,
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE, "（{y}年度）"],
        columns: ROSTER_MIGRANT,
        banners: PERSON_AND_BANK,
        sheets: Sheets::Villages(&["东片", "西片"]),
        footer: Footer::People,
        ..BARE
    },
    Layout { file: "{n}_{t}_花名册.xlsx", columns: ROSTER_FULL, phone_as_number: true, ..BARE },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        note: Some(NOTE),
        columns: ROSTER_CITIZEN,
        sheets: Sheets::One("花名册"),
        merged: &[Village, Head],
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        columns: ROSTER_PAPERS,
        sheets: Sheets::Villages(&["一片", "二片", "三片"]),
        footer: Footer::OneCell,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.csv",
        container: Container::GbkText,
        titles: &[ROSTER_TITLE],
        columns: ROSTER_FULL,
        footer: Footer::People,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        columns: ROSTER_MIGRANT,
        sheets: Sheets::One("花名册"),
        heading_every: Some(500),
        gaps: true,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        note: Some(NOTE),
        columns: ROSTER_CITIZEN,
        sheets: Sheets::One("移民花名册"),
        subtotals: true,
        footer: Footer::People,
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        note: Some(NOTE),
        columns: ROSTER_CITIZEN,
        banners: &[(Village, IdNumber, "基本情况"), (Bank, Account, "银行信息")],
        sheets: Sheets::One("花名册"),
        framed_tail: 300,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        note: Some(NOTE),
        columns: ROSTER_MIGRANT,
        sheets: Sheets::One("{y}年"),
        footer: Footer::BareNumbers,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        columns: ROSTER_PAPERS,
        sheets: Sheets::One("花名册"),
        merged: &[Head],
        gaps: true,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        columns: ROSTER_CITIZEN,
        sheets: Sheets::Batches(&["第一批", "第二批"]),
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE, "（含中洲渔场、苇业公司）"],
        note: Some(NOTE),
        columns: ROSTER_FULL,
        sheets: Sheets::One("花名册"),
        footer: Footer::OneCell,
        framed_tail: 120,
        ..BARE
    },
    Layout {
        file: "{n}_{t}_花名册.xlsx",
        titles: &[ROSTER_TITLE],
        columns: ROSTER_PAPERS,
        sheets: Sheets::One("花名册"),
        footer: Footer::People,
        signature: Some(SIGNATURE),
        ..BARE
    },
];

/// The pay list layouts, by township.
const PAY_LISTS: [Layout; 14] = [
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        note: Some(NOTE),
        columns: PAY_PLAIN,
        sheets: Sheets::One("发放名册"),
        footer: Footer::PeopleAndAmount,
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_TOWNSHIP,
        banners: PERSON_AND_PAYMENT,
        sheets: Sheets::Villages(&["东片", "西片"]),
        footer: Footer::PeopleAndAmount,
        ..BARE
    },
    Layout { file: "{t}直补发放名册.xlsx", columns: PAY_PLAIN, ..BARE },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        note: Some(NOTE),
        columns: PAY_PLAIN,
        sheets: Sheets::One("发放名册"),
        merged: &[Village, Head],
        footer: Footer::PeopleAndAmount,
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_UNIT,
        sheets: Sheets::Batches(&["第一批", "第二批"]),
        footer: Footer::BareNumbers,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_PLAIN,
        sheets: Sheets::One("直补"),
        footer: Footer::People,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_TOWNSHIP,
        sheets: Sheets::One("发放名册"),
        heading_every: Some(400),
        gaps: true,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        note: Some(NOTE),
        columns: PAY_PLAIN,
        sheets: Sheets::One("发放名册"),
        subtotals: true,
        footer: Footer::PeopleAndAmount,
        signature: Some(SIGNATURE),
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_NO_BANK,
        sheets: Sheets::One("发放名册"),
        framed_tail: 200,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        note: Some(NOTE),
        columns: PAY_TOWNSHIP,
        sheets: Sheets::One("{y}年"),
        footer: Footer::OneCell,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        columns: PAY_UNIT,
        sheets: Sheets::One("发放名册"),
        merged: &[Head],
        footer: Footer::PeopleAndAmount,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE, "（第一批、第二批）"],
        columns: PAY_UNIT,
        banners: &[(Village, IdNumber, "基本情况"), (Bank, Payee, "银行信息")],
        sheets: Sheets::Batches(&["第一批", "第二批"]),
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.csv",
        container: Container::Utf8Text,
        titles: &[PAY_TITLE],
        columns: PAY_PLAIN,
        footer: Footer::People,
        ..BARE
    },
    Layout {
        file: "{t}直补发放名册.xlsx",
        titles: &[PAY_TITLE],
        note: Some(NOTE),
        columns: PAY_PLAIN,
        sheets: Sheets::One("发放名册"),
        footer: Footer::OneCell,
        signature: Some(SIGNATURE),
        ..BARE
    },
];

/// The layout of a township's file; `layout` is its place among the fourteen.
#[must_use]
pub fn layout_of(table: Table, layout: usize) -> &'static Layout {
    match table {
        Table::Roster => &ROSTERS[layout],
        Table::PayList => &PAY_LISTS[layout],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Group, Name, Serial};

    #[test]
    fn every_layout_has_the_columns_that_are_required() {
        for table in [Table::Roster, Table::PayList] {
            for at in 0..14 {
                let layout = layout_of(table, at);
                for field in [Serial, Village, Group, Head, Name, IdNumber, Account] {
                    assert!(layout.has(field), "{table:?} {at} {field:?}");
                }
                assert!((10..=16).contains(&layout.columns.len()));
                for (first, last, _) in layout.banners {
                    assert!(layout.column_of(*first) < layout.column_of(*last));
                }
            }
        }
    }
}
