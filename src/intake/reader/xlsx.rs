//! The xlsx reader: a byte scanner of our own, and calamine behind it.
//!
//! In: the bytes of an xlsx, xlsm or xltx. Out: its worksheets. Parts are
//! inflated and scanned a window at a time, cells are never laid out in a grid,
//! so that neither a large sheet nor one cell at XFD1048576 costs more than its
//! values. A file that the scanner finds unusual is read by calamine
//! ([`super::xlsx_calamine`]), as slowly as ever; caps that were passed, a
//! declared document type and a broken container are final. Macros, links and
//! charts are ignored.

use std::collections::HashSet;

use super::package::{Package, is_xml};
use super::room::{Limits, Room};
use super::unreadable::{Unreadable, damaged};
use super::xlsx_cells::{Book, Scan};
use super::xlsx_parts::Plan;
use super::xlsx_strings::Strings;
use super::xlsx_styles::Styles;
use crate::intake::raw::{RawSheet, RawWorkbook, Sight};

/// Reads a workbook by our own scanner alone.
pub(super) fn scan(mut package: Package, limits: &Limits) -> Result<RawWorkbook, Unreadable> {
    let plan = Plan::read(&mut package)?;
    let mut names = HashSet::new();
    if !plan.sheets.iter().all(|sheet| names.insert(sheet.name.as_str())) {
        return Err(damaged("two sheets share a name"));
    }
    for index in 0..package.len() {
        if plan.seen.contains(&index) || plan.names(package.name(index)) {
            continue;
        }
        if is_xml(package.name(index)) {
            package.check_xml_part(index)?;
        } else {
            package.count(index)?;
        }
    }
    let part = |package: &Package, name: &str| {
        package.find(name).ok_or_else(|| damaged(format_args!("the part {name} is missing")))
    };
    let named = |name: &Option<String>| name.as_ref().map(|name| part(&package, name)).transpose();
    let (strings, styles) = (named(&plan.strings)?, named(&plan.styles)?);
    let strings = strings.map(|index| Strings::read(&mut package, index)).transpose()?;
    let styles = styles.map(|index| Styles::read(&mut package, index)).transpose()?;
    let (strings, styles) = (strings.unwrap_or_default(), styles.unwrap_or_default());
    let book = Book { strings: &strings, styles: &styles, from_1904: plan.from_1904 };
    let mut room = Room::new(limits);
    let mut sheets = Vec::new();
    for listed in &plan.sheets {
        let index = part(&package, &listed.part)?;
        if !listed.worksheet {
            package.check_xml_part(index)?;
            continue;
        }
        let mut sheet = RawSheet::sharing(&listed.name, &strings.text);
        sheet.hidden = listed.hidden;
        let mut scan = Scan::new(book, &mut room, sheet);
        package.scan(index, &mut |window, last| scan.window(window, last))?;
        sheets.push(scan.finish()?);
    }
    Ok(RawWorkbook { reader: "zhibu xlsx".into(), sight: Sight::EVERYTHING, sheets })
}
