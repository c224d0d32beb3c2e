//! Places: known to the project, and the same as the file's.

use super::{RowRule, RowView};
use crate::domain::Field;
use crate::finding::{Doc, Finding, Floor, Severity, Words};

/// V019 place-unknown.
pub const V019: RowRule = RowRule { doc: &V019_DOC, check: place_unknown };
static V019_DOC: Doc = Doc::new(
    "V019",
    "place-unknown",
    Severity::Hold,
    Floor::None,
    Words::new(
        "乡镇或村不在名录里",
        "「{place}」不在项目给出的乡镇村名录里",
        "改成名录里的名称；确属新设的，先补进名录",
        "村名写错一个字",
    ),
    Words::new(
        "a place that is not on the list",
        "「{place}」 is not among the places that the project gives",
        "write it as the list of places has it; if it is new, add it there first",
        "one character wrong in the village's name",
    ),
    "zhibu V",
);

fn place_unknown(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let Some(places) = &view.context.lists.places else { return };
    if places.knows(view.keys.township, view.keys.village) {
        return;
    }
    let township = view.text(view.keys.township);
    let Some(villages) = places.villages.get(township) else {
        findings.push(view.finding(&V019_DOC, Field::Township).with("place", township));
        return;
    };
    let village = view.text(view.keys.village);
    let known = village.is_empty() || villages.contains(village);
    if !known {
        let place = format!("{township} {village}");
        findings.push(view.finding(&V019_DOC, Field::Village).with("place", place));
    }
}

/// V020 place-disagrees.
pub const V020: RowRule = RowRule {
    doc: &V020_DOC,
    check: |view, findings| {
        let named = view.list.sheet_townships[view.keys.sheet as usize];
        if let Some(named) = named.filter(|named| *named != view.keys.township) {
            findings.push(
                view.finding(&V020_DOC, Field::Township)
                    .with("row", view.text(view.keys.township))
                    .with("file", view.text(named)),
            );
        }
    },
};
static V020_DOC: Doc = Doc::new(
    "V020",
    "place-disagrees",
    Severity::Advise,
    Floor::None,
    Words::new(
        "乡镇与文件名不一致",
        "这一行写的是「{row}」，文件（或工作表）名是「{file}」",
        "确认此人属于哪个乡镇",
        "荣家湾镇的表里有一行写着新墙镇",
    ),
    Words::new(
        "the row's township is not the file's",
        "the row says 「{row}」, the file's or sheet's name says 「{file}」",
        "find out to which township the person belongs",
        "a row of 新墙镇 in the workbook of 荣家湾镇",
    ),
    "zhibu V",
);
