//! What each village posted before the payment: the pay list, masked.
//!
//! In: the composed pay lists. Out: a sheet a village, with every pay row but
//! those that were put on the list after the posting (P006).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::demo::compose::{File, Line};
use crate::demo::county::{County, number};
use crate::demo::layout::layout_of;
use crate::demo::paper::Paper;
use crate::demo::planted::Mark;
use crate::demo::rows::{Cell, Field, Outcome, Row, RowId, Table};
use crate::demo::seed::Seed;

const HEADINGS: &[&str] = &["序号", "组", "户主", "姓名", "身份证号", "金额（元）"];

/// How many pay rows a village has at least that was padded.
pub(super) const LARGE_VILLAGE: usize = 60;
/// How many of a hundred of its pay rows came after the posting.
const PADDING: usize = 38;

/// P006: in one village of the block, many came onto the list after it was
/// posted. Their rows are faultless otherwise.
pub(super) fn pad(
    county: &mut County,
    marks: &mut Vec<Mark>,
    unposted: &mut BTreeSet<RowId>,
    mut seed: Seed,
    townships: &Range<u32>,
) {
    let row_of = |mark: &Mark| &county.rows[mark.row.0 as usize];
    let touched: BTreeSet<u32> =
        marks.iter().map(|mark| county.person(row_of(mark).person).household).collect();
    let mut villages: BTreeMap<u32, Vec<RowId>> = BTreeMap::new();
    for (row, at) in county.rows.iter().zip(0u32..) {
        let here = townships.contains(&county.township_of(row.village));
        if here && row.table == Table::PayList && !row.removed {
            villages.entry(row.village).or_default().push(RowId(at));
        }
    }
    villages.retain(|_, rows| rows.len() >= LARGE_VILLAGE);
    let large: Vec<u32> = villages.keys().copied().collect();
    let rows = &villages[&seed.pick(&large)];
    let faultless = |row: &RowId| {
        let row = &county.rows[row.0 as usize];
        row.outcome == Outcome::Clear
            && row.edits.is_empty()
            && !touched.contains(&county.person(row.person).household)
    };
    let mut added: Vec<RowId> = rows.iter().copied().filter(faultless).collect();
    seed.shuffle(&mut added);
    added.truncate(rows.len() * PADDING / 100);
    added.sort_unstable();
    for row in added {
        county.rows[row.0 as usize].outcome = Outcome::Held;
        let note = "not on the list that the village posted".to_owned();
        marks.push(Mark { code: "P006", kind: "added-after-posting", row, field: None, note });
        unposted.insert(row);
    }
}

/// The villages' sheets with their paths, in the order of the paths. Township
/// and village are those that a pay row is written under.
pub(super) fn compose(
    county: &County,
    files: &[File],
    unposted: &BTreeSet<RowId>,
) -> Vec<(String, Paper)> {
    let mut villages: BTreeMap<String, Paper> = BTreeMap::new();
    let sheets = files.iter().filter(|file| file.table == Table::PayList).flat_map(|f| &f.sheets);
    for line in sheets.flat_map(|sheet| &sheet.lines) {
        let Line::Data(id, _) = line else { continue };
        if unposted.contains(id) {
            continue;
        }
        let row = &county.rows[id.0 as usize];
        let (township, village) = written_under(county, row);
        let path = format!("posted/{township}/{village}.xlsx");
        let paper = villages.entry(path).or_insert_with(|| Paper {
            name: "公示".to_owned(),
            title: format!("岳阳县{township}{village}{}年度移民直补资金发放公示", county.year),
            headings: HEADINGS,
            rows: Vec::new(),
        });
        paper.rows.push(cells(county, row, number(paper.rows.len()) + 1));
    }
    villages.into_iter().collect()
}

/// The township and village as the row has them; the file's township where it
/// has no column for it.
fn written_under(county: &County, row: &Row) -> (String, String) {
    let township = &county.townships[county.township_of(row.village) as usize];
    let layout = layout_of(row.table, township.layout);
    let text = |field, otherwise: &str| match row.cell(county, field) {
        Cell::Text(text) if layout.has(field) => text,
        _ => otherwise.to_owned(),
    };
    let village = &county.villages[row.village as usize].name;
    (text(Field::Township, &township.name), text(Field::Village, village))
}

fn cells(county: &County, row: &Row, serial: u32) -> Vec<Cell> {
    let number = match row.cell(county, Field::IdNumber) {
        Cell::Text(text) => Cell::Text(masked(&text)),
        Cell::Number(number) => Cell::Text(masked(&format!("{number:.0}"))),
        _ => Cell::Blank,
    };
    vec![
        Cell::Number(f64::from(serial)),
        row.cell(county, Field::Group),
        row.cell(county, Field::Head),
        row.cell(county, Field::Name),
        number,
        row.cell(county, Field::Amount),
    ]
}

/// The first six and the last two characters, stars between; without spaces,
/// in half width and upper case, however the pay list has it.
fn masked(text: &str) -> String {
    let half = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let folded: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| half(c).to_ascii_uppercase()).collect();
    let shown = |at: usize| at < 6 || at + 2 >= folded.len();
    folded.iter().enumerate().map(|(at, c)| if shown(at) { *c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posted_number_shows_its_ends_only() {
        assert_eq!(masked("11010519491231002x"), "110105**********2X");
        assert_eq!(masked("110105 491231002"), "110105*******02");
        assert_eq!(masked("４３０６２１１９５０"), "430621**50");
    }
}
