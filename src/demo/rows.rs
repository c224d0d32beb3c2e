//! The rows of rosters and pay lists, and what their cells hold.
//!
//! In: a person and what a clerk did to their row. Out: a cell for each
//! column. A row keeps only what differs from the person, so that a county of
//! ten times the size still fits in memory.

use super::county::{County, ENTITLEMENT_YUAN};
use super::people::Standing;

/// One of the two lists that a township hands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// 花名册: everyone registered.
    Roster,
    /// 直补发放名册: everyone to be paid.
    PayList,
}

impl Table {
    /// The name as dispositions write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::PayList => "pay_list",
        }
    }

    /// The folders of both.
    #[must_use]
    pub fn folders() -> [&'static str; 2] {
        [Self::Roster.folder(), Self::PayList.folder()]
    }

    /// The folder under the project.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::PayList => "pay-list",
        }
    }
}

/// A column of either list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the fields of the contract")]
pub enum Field {
    Serial,
    Township,
    Village,
    Group,
    Head,
    Name,
    Relation,
    Sex,
    IdNumber,
    Reservoir,
    Mode,
    Status,
    Bank,
    Account,
    Phone,
    Payee,
    Amount,
    Note,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Text, whatever it looks like.
    Text(String),
    /// A number as a spreadsheet stores it: 64 bits of floating point.
    Number(f64),
    /// A number that is shown as a day.
    Day(f64),
    /// A formula whose saved result is that error.
    Error(&'static str),
    /// A formula that was never calculated.
    Unsaved(&'static str),
}

impl Cell {
    /// A text cell.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The number of a row among the county's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(pub u32);

/// What becomes of a row, by the rules as the planter reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing stands against it.
    Clear,
    /// Not paid until decided.
    Held,
    /// A plain copy of a row before it.
    Merged,
}

/// One data row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The list it stands in.
    pub table: Table,
    /// Whom it is about.
    pub person: u32,
    /// The village under which it stands: the person's, or where it was put.
    pub village: u32,
    /// Its place in the village.
    pub order: u32,
    /// Cells that differ from the person.
    pub edits: Vec<(Field, Cell)>,
    /// Hidden or filtered out.
    pub hidden: bool,
    /// Struck through.
    pub struck: bool,
    /// Taken off the list.
    pub removed: bool,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// Rows at the end of a village stand after this place.
const END_OF_VILLAGE: u32 = u32::MAX / 2;

impl Row {
    /// The row of a person as it ought to be.
    #[must_use]
    pub fn of(table: Table, person: u32, village: u32) -> Self {
        Self {
            table,
            person,
            village,
            order: person,
            edits: Vec::new(),
            hidden: false,
            struck: false,
            removed: false,
            outcome: Outcome::Clear,
        }
    }

    /// The same, at the end of its village.
    #[must_use]
    pub fn last(table: Table, person: u32, village: u32) -> Self {
        Self { order: END_OF_VILLAGE + person, ..Self::of(table, person, village) }
    }

    /// The row with one cell written otherwise.
    #[must_use]
    pub fn with(mut self, field: Field, cell: Cell) -> Self {
        self.write(field, cell);
        self
    }

    /// Writes one cell otherwise.
    pub fn write(&mut self, field: Field, cell: Cell) {
        self.edits.retain(|(edited, _)| *edited != field);
        self.edits.push((field, cell));
    }

    /// What its cell of that column holds. Serial numbers are the sheet's.
    #[must_use]
    pub fn cell(&self, county: &County, field: Field) -> Cell {
        if let Some((_, cell)) = self.edits.iter().find(|(edited, _)| *edited == field) {
            return cell.clone();
        }
        let person = county.person(self.person);
        let village = &county.villages[self.village as usize];
        match field {
            Field::Serial => Cell::Blank,
            Field::Township => {
                Cell::text(county.townships[village.township as usize].name.as_str())
            }
            Field::Village => Cell::text(village.name.as_str()),
            Field::Group => Cell::Text(format!("{}组", person.group)),
            Field::Head => Cell::text(county.person(person.head).name.as_str()),
            Field::Name => Cell::text(person.name.as_str()),
            Field::Relation => Cell::text(person.relation),
            Field::Sex => Cell::text(if person.male { "男" } else { "女" }),
            Field::IdNumber => Cell::text(person.id_number.as_str()),
            Field::Reservoir => Cell::text(person.reservoir),
            Field::Mode => Cell::text(match person.standing {
                Standing::Project => "项目扶持",
                Standing::Direct | Standing::Removed(_) => "直补到人",
            }),
            Field::Status => Cell::text(match person.standing {
                Standing::Removed(why) => why,
                Standing::Direct | Standing::Project => "正常",
            }),
            Field::Bank => Cell::text(person.bank),
            Field::Account => Cell::text(person.account.as_str()),
            Field::Phone => Cell::Text(person.phone.to_string()),
            Field::Payee => Cell::text(county.person(person.payee).name.as_str()),
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
            Field::Amount => Cell::Number(ENTITLEMENT_YUAN as f64),
            Field::Note if person.note.is_empty() => Cell::Blank,
            Field::Note => Cell::text(person.note),
        }
    }
}
