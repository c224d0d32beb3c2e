//! From a township's rows to the lines of its sheets.
//!
//! In: the county and a layout. Out: for every file its sheets, line by line,
//! with totals that add up unless a slip is planted. Nothing is written here;
//! a line's place is its row, as Excel counts it.

use super::county::{County, number};
use super::layout::{Container, Footer, Layout, Sheets, layout_of};
use super::rows::{Cell, Field, RowId, Table};

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A title, merged across.
    Title(String),
    /// Who reports, in what unit.
    Note(String),
    /// The upper of two heading rows.
    Banner,
    /// The heading.
    Heading,
    /// A data row and its serial number.
    Data(RowId, u32),
    /// A row that states what the rows above add up to.
    Total(Total),
    /// Who made and who checked the list.
    Signature(String),
    /// Nothing at all.
    Blank,
    /// Borders, and nothing in them.
    Framed,
}

/// What a footer or subtotal states.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// 合计, or the village and 小计.
    pub label: String,
    /// The people it states.
    pub people: u32,
    /// The yuan it states.
    pub yuan: i64,
    /// How it is written.
    pub style: Footer,
    /// What a clerk got wrong in it.
    pub slip: Option<Slip>,
}

/// One sheet of a file; a text file has one without a name.
pub struct Sheet {
    /// Its name, empty for a text file.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its lines, the first being row 1.
    pub lines: Vec<Line>,
}

/// One file of a township.
pub struct File {
    /// Its path under the project folder, with `/`.
    pub path: String,
    /// Which table it is part of.
    pub table: Table,
    /// Its habits.
    pub layout: &'static Layout,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Whether equal cells are merged (they are findings, so not when clean).
    pub merges: bool,
}

/// A total that a clerk got wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Whose.
    pub township: u32,
    /// In which list.
    pub table: Table,
    /// In a village's subtotal rather than in the first sheet's total.
    pub in_subtotal: bool,
    /// How many people too many it states.
    pub people: u32,
    /// How many yuan too many it states.
    pub yuan: i64,
}

/// What the lists have beyond their rows.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Totals that do not add up.
    pub slips: Vec<Slip>,
    /// Old rosters left behind as hidden sheets: township and the rows.
    pub old_sheets: Vec<(u32, Vec<RowId>)>,
    /// Sheets that pay lists lack: township and name. Their rows stand in no
    /// other sheet.
    pub missing_sheets: Vec<(u32, String)>,
    /// Whether equal cells are merged.
    pub merges: bool,
}

/// The name of a hidden sheet that was left behind.
pub const OLD_SHEET: &str = "旧表";

/// The file that a township hands in for a table, with its rows in order.
#[must_use]
pub fn compose(
    county: &County,
    extras: &Extras,
    table: Table,
    township: u32,
    rows: &[RowId],
) -> File {
    let place = &county.townships[township as usize];
    let layout = layout_of(table, place.layout);
    let mut sheets: Vec<Sheet> = Vec::new();
    let missing: Vec<&str> = extras
        .missing_sheets
        .iter()
        .filter(|(at, _)| table == Table::PayList && *at == township)
        .map(|(_, name)| name.as_str())
        .collect();
    for (name, rows) in spread(county, layout, rows, &missing) {
        let slips: Vec<Slip> = extras
            .slips
            .iter()
            .filter(|slip| sheets.is_empty() && slip.township == township && slip.table == table)
            .copied()
            .collect();
        let lines = lines_of(county, layout, &place.name, rows, &slips);
        let name = name.replace("{y}", &county.year.to_string());
        sheets.push(Sheet { name, hidden: false, lines });
    }
    let old = extras.old_sheets.iter().filter(|(at, _)| table == Table::Roster && *at == township);
    for (_, rows) in old {
        let mut lines = vec![Line::Heading];
        lines.extend(rows.iter().zip(1..).map(|(row, serial)| Line::Data(*row, serial)));
        sheets.push(Sheet { name: OLD_SHEET.to_owned(), hidden: true, lines });
    }
    File {
        path: county.path(table, township),
        table,
        layout,
        sheets,
        merges: extras.merges && !layout.merged.is_empty(),
    }
}

/// The sheets' names, each with its rows.
fn spread<'a>(
    county: &County,
    layout: &Layout,
    rows: &'a [RowId],
    missing: &[&str],
) -> Vec<(&'static str, &'a [RowId])> {
    let (names, by_village) = match layout.sheets {
        _ if layout.container != Container::Workbook => return vec![("", rows)],
        Sheets::One(name) => return vec![(name, rows)],
        Sheets::Villages(names) => (names, true),
        Sheets::Batches(names) => (names, false),
    };
    let names: Vec<&str> = names.iter().copied().filter(|name| !missing.contains(name)).collect();
    let mut parts = Vec::new();
    let mut rest = rows;
    for (at, &name) in names.iter().enumerate() {
        let left = names.len() - at;
        let mut end = rest.len() / left;
        let tied = |one: RowId, next: RowId| {
            let (one, next) = (&county.rows[one.0 as usize], &county.rows[next.0 as usize]);
            one.village == next.village
                && (by_village
                    || county.person(one.person).household == county.person(next.person).household)
        };
        while left > 1 && end > 0 && end < rest.len() && tied(rest[end - 1], rest[end]) {
            end += 1;
        }
        let (part, further) = rest.split_at(if left == 1 { rest.len() } else { end });
        parts.push((name, part));
        rest = further;
    }
    parts
}

/// A sheet's lines from its title to its last framed row.
fn lines_of(
    county: &County,
    layout: &Layout,
    township: &str,
    rows: &[RowId],
    slips: &[Slip],
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len() + 16);
    let year = county.year.to_string();
    let said = |text: &str| text.replace("{t}", township).replace("{y}", &year);
    lines.extend(layout.titles.iter().map(|title| Line::Title(said(title))));
    lines.extend(layout.note.map(|note| Line::Note(said(note))));
    if !layout.banners.is_empty() {
        lines.push(Line::Banner);
    }
    lines.push(Line::Heading);
    let slip = |in_subtotal| slips.iter().find(|slip| slip.in_subtotal == in_subtotal);
    let mut subtotal_slip = slip(true);
    let mut start = 0;
    for (at, &row) in rows.iter().enumerate() {
        if at > 0 && layout.heading_every.is_some_and(|every| at % every == 0) {
            lines.push(Line::Heading);
        }
        lines.push(Line::Data(row, number(at + 1)));
        let village = county.rows[row.0 as usize].village;
        let next = rows.get(at + 1).map(|next| county.rows[next.0 as usize].village);
        if next != Some(village) {
            if layout.subtotals {
                let label = format!("{}小计", county.villages[village as usize].name);
                let style = if layout.has(Field::Amount) {
                    Footer::PeopleAndAmount
                } else {
                    Footer::People
                };
                let slip = subtotal_slip.take();
                lines.push(total(county, label, &rows[start..=at], style, slip));
            }
            if layout.gaps && next.is_some() {
                lines.push(Line::Blank);
            }
            start = at + 1;
        }
    }
    if layout.footer != Footer::None {
        lines.push(total(county, "合计".to_owned(), rows, layout.footer, slip(false)));
    }
    if let Some(signature) = layout.signature {
        lines.push(Line::Blank);
        lines.push(Line::Signature(signature.to_owned()));
    }
    lines.extend((0..layout.framed_tail).map(|_| Line::Framed));
    lines
}

/// The row that states what `rows` add up to, and what a slip adds.
fn total(
    county: &County,
    label: String,
    rows: &[RowId],
    style: Footer,
    slip: Option<&Slip>,
) -> Line {
    let yuan: i64 = rows.iter().map(|row| yuan_of(county, *row)).sum();
    Line::Total(Total {
        label,
        people: number(rows.len()) + slip.map_or(0, |slip| slip.people),
        yuan: yuan + slip.map_or(0, |slip| slip.yuan),
        style,
        slip: slip.copied(),
    })
}

/// Whole yuan of a row; only used where every amount is a whole number.
#[expect(clippy::cast_possible_truncation, reason = "amounts are small whole numbers here")]
fn yuan_of(county: &County, row: RowId) -> i64 {
    match county.rows[row.0 as usize].cell(county, Field::Amount) {
        Cell::Number(yuan) => yuan.round() as i64,
        _ => 0,
    }
}

/// How many lines of each kind a file has that are no data rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Titles and notes.
    pub titles: u32,
    /// Heading rows, the repeated and the upper ones among them.
    pub headings: u32,
    /// Totals and subtotals.
    pub totals: u32,
    /// Signature rows.
    pub signatures: u32,
    /// Blank rows, framed ones included.
    pub blanks: u32,
}

impl Skipped {
    /// Counts one line, if it is one of these.
    pub fn count(&mut self, line: &Line) {
        match line {
            Line::Title(_) | Line::Note(_) => self.titles += 1,
            Line::Banner | Line::Heading => self.headings += 1,
            Line::Total(_) => self.totals += 1,
            Line::Signature(_) => self.signatures += 1,
            Line::Blank | Line::Framed => self.blanks += 1,
            Line::Data(..) => {}
        }
    }
}
