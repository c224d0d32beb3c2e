//! One row of an exception workbook that came back: what was decided, by whom,
//! on what, and where it ends.
//!
//! In: a row of a sheet. Out: its cells, read. It follows nothing and finds
//! nobody: `decisions` does.

use crate::domain::account::mask_account;
use crate::domain::identity_number::mask_identity;
use crate::domain::{Date, Field, Lang, Table};
use crate::finding::Finding;
use crate::intake::Sheet;
use crate::intake::raw::CellKind;
use crate::intake::sheet::CellView;
use crate::normalize::list::fold_day;
use crate::origin::Origin;
use crate::rulebook::Values;
use crate::rulebook::values::Verdict;
use crate::say;

/// Where a row of an exception workbook ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionEnd {
    /// Nothing was decided.
    Undecided,
    /// Followed.
    Applied,
    /// The same decision stands in another row.
    Repeated,
    /// The list itself has been corrected as it says.
    InList,
    /// What it was made on is as it was, and no longer a finding.
    Settled,
    /// The row was changed since.
    Stale,
    /// Not to be followed.
    Refused,
    /// Another decision on the same finding, or cell, says otherwise.
    Disagrees,
    /// Something is not filled in, or cannot be read.
    Incomplete,
}

impl DecisionEnd {
    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Applied => "applied",
            Self::Repeated => "repeated",
            Self::InList => "in_list",
            Self::Settled => "settled",
            Self::Stale => "stale",
            Self::Refused => "refused",
            Self::Disagrees => "disagrees",
            Self::Incomplete => "incomplete",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Undecided => say!(lang, "reconcile-end-undecided"),
            Self::Applied => say!(lang, "reconcile-end-applied"),
            Self::Repeated => say!(lang, "reconcile-end-repeated"),
            Self::InList => say!(lang, "reconcile-end-in-list"),
            Self::Settled => say!(lang, "reconcile-end-settled"),
            Self::Stale => say!(lang, "reconcile-end-stale"),
            Self::Refused => say!(lang, "reconcile-end-refused"),
            Self::Disagrees => say!(lang, "reconcile-end-disagrees"),
            Self::Incomplete => say!(lang, "reconcile-end-incomplete"),
        }
    }
}

/// One row of an exception workbook.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Where it stands: the decision's own cell.
    pub origin: Origin,
    /// The finding's key.
    pub key: String,
    /// The finding's code, as the workbook has it.
    pub code: String,
    /// What was decided, where it can be read.
    pub verdict: Option<Verdict>,
    /// The corrected value, as written.
    pub correction: String,
    /// Who decided.
    pub by: String,
    /// When, where it can be read.
    pub on: Option<Date>,
    /// Where the finding stood: file, sheet, cell.
    pub at: [String; 3],
    /// The value that was seen when it was decided.
    pub then: String,
    /// The value that stands there now, where it is another.
    pub now: String,
    /// Where it ends; [`DecisionEnd::Undecided`] until then.
    pub end: DecisionEnd,
    /// The row that it is about, once found.
    pub place: Option<Place>,
}

impl Decision {
    /// Where the finding stood, in one text.
    #[must_use]
    pub fn place_words(&self) -> String {
        let parts = self.at.iter().map(String::as_str).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" › ")
    }

    /// Whether the value is the one that was decided on; the county's workbook
    /// shows numbers masked.
    pub(super) fn saw(&self, now: &str) -> bool {
        let masked = [mask_identity(now), mask_account(now)];
        self.then == now || masked.contains(&self.then)
    }

    /// Whether a finding is of its code, in its cell.
    pub(super) fn is_on(&self, finding: &Finding) -> bool {
        let origin = &finding.origin;
        finding.doc.code == self.code
            && [&*origin.file, &*origin.sheet] == [&self.at[0], &self.at[1]]
            && origin.cell() == self.at[2]
    }
}

/// A row of a list, and a field of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The table.
    pub table: Table,
    /// The row of its list.
    pub row: u32,
    /// The field.
    pub field: Option<Field>,
}

/// Reads a row.
pub(super) fn read_row(sheet: &Sheet, line: usize, values: &Values) -> Decision {
    let text = |field: Field| sheet.cell(line, field).text.trim().to_owned();
    Decision {
        origin: sheet.cell_origin(line, Field::Decision),
        key: text(Field::Key),
        code: text(Field::Code),
        verdict: values.verdict(&text(Field::Decision)),
        correction: text(Field::Correction),
        by: text(Field::DecidedBy),
        on: fold_day(&text(Field::Date)),
        at: [text(Field::File), text(Field::Sheet), text(Field::Cell)],
        then: text(Field::Seen),
        now: String::new(),
        end: DecisionEnd::Undecided,
        place: None,
    }
}

/// Whether a corrected value's cell does not hold what was typed. A sum may be a
/// number; one of more digits than a spreadsheet keeps is none that can be used.
pub(super) fn is_lost(cell: &CellView<'_>) -> bool {
    match cell.kind {
        None | Some(CellKind::Text) => false,
        Some(CellKind::Number | CellKind::NumberWhole) => {
            cell.text.bytes().filter(u8::is_ascii_digit).count() > 15
                || cell.text.contains(['e', 'E'])
        }
        Some(CellKind::Date | CellKind::Bool | CellKind::Error | CellKind::EmptyFormula) => true,
    }
}
