//! The roster's own words: support mode and reservoir.

use super::RowRule;
use crate::domain::fold::fold;
use crate::domain::{Field, Table};
use crate::finding::{Doc, Floor, Severity, Words};
use crate::rulebook::values::Mode;

/// V023 mode-unknown.
pub const V023: RowRule = RowRule {
    doc: &V023_DOC,
    check: |view, findings| {
        if view.list.table == Table::Roster && view.keys.mode == Mode::Unknown {
            findings.push(view.finding(&V023_DOC, Field::Mode));
        }
    },
};
static V023_DOC: Doc = Doc::new(
    "V023",
    "mode-unknown",
    Severity::Hold,
    Floor::None,
    Words::new(
        "扶持方式不认识",
        "扶持方式既不是直补到人，也不是项目扶持",
        "改成「直补到人」「项目扶持」或「两者结合」",
        "扶持方式写「待定」",
    ),
    Words::new(
        "an unknown support mode",
        "the support mode is neither direct pay nor project support",
        "write 直补到人, 项目扶持 or 两者结合",
        "「待定」 for a support mode",
    ),
    "国发〔2006〕17号",
);

/// V024 reservoir-unknown.
pub const V024: RowRule = RowRule {
    doc: &V024_DOC,
    check: |view, findings| {
        let known = &view.context.project.reservoirs;
        if view.list.table != Table::Roster || known.is_empty() {
            return;
        }
        let written = fold(view.cell(Field::Reservoir).text);
        let bare = |mut name: &str| {
            while let Some(shorter) = name.strip_suffix("水库") {
                name = shorter;
            }
            name.len()
        };
        let is_it = |reservoir: &String| {
            let reservoir = fold(reservoir);
            reservoir[..bare(&reservoir)] == written[..bare(&written)]
        };
        if !written.is_empty() && !known.iter().any(is_it) {
            findings.push(view.finding(&V024_DOC, Field::Reservoir));
        }
    },
};
static V024_DOC: Doc = Doc::new(
    "V024",
    "reservoir-unknown",
    Severity::Advise,
    Floor::None,
    Words::new(
        "水库不在名单里",
        "项目文件列出的水库里没有它",
        "改成名单里的名称；确属本县的，补进项目文件",
        "把铁山写成铁山坡",
    ),
    Words::new(
        "a reservoir that is not listed",
        "it is not among the reservoirs that the project lists",
        "write it as listed; if it is the county's, add it to the project file",
        "铁山坡 for 铁山",
    ),
    "zhibu V",
);
