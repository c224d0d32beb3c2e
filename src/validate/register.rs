//! The roster's own words: support mode and reservoir.

use super::RowRule;
use crate::domain::fold::fold;
use crate::domain::{Field, Table};
use crate::finding::{Doc, Floor, Severity};
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
static V023_DOC: Doc =
    Doc::new("V023", "mode-unknown", Severity::Hold, Floor::None, "国发〔2006〕17号");

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
static V024_DOC: Doc =
    Doc::new("V024", "reservoir-unknown", Severity::Advise, Floor::None, "zhibu V");
