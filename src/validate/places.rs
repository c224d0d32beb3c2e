//! Places: known to the project, and the same as the file's.

use super::{RowRule, RowView};
use crate::domain::Field;
use crate::finding::{Doc, Finding, Floor, Severity};

/// V019 place-unknown.
pub const V019: RowRule = RowRule { doc: &V019_DOC, check: place_unknown };
static V019_DOC: Doc = Doc::new("V019", "place-unknown", Severity::Hold, Floor::None, "zhibu V");

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
static V020_DOC: Doc =
    Doc::new("V020", "place-disagrees", Severity::Advise, Floor::None, "zhibu V");
