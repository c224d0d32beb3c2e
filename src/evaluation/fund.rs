//! The fund workbook as values: documents, uses, projects, indicators.
//!
//! In: the sheets that were read. Out: what they say, each figure with its cell,
//! and findings E003 on cells that cannot be read. It compares nothing.

use super::amount::{self, decimal};
use super::docs::E003;
use super::rules::{Column, Measure, Rules, SheetKind, says};
use super::table::{Cell, Row, Table};
use crate::domain::fold::fold;
use crate::domain::money::NotMoney;
use crate::domain::{Field, Lang, Money};
use crate::finding::{Doc, Finding, Seen};
use crate::intake::raw::CellKind;
use crate::origin::Origin;
use crate::say;

/// A figure with the cell that it stands in.
#[derive(Clone, Debug)]
pub struct Figure<T> {
    /// The value; `None` where the cell is blank or cannot be read.
    pub value: Option<T>,
    /// Its cell.
    pub at: Origin,
}

/// A document by which the fund was allocated.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its number as written.
    pub number: String,
    /// What it is known by.
    pub key: String,
    /// Its title.
    pub name: String,
    /// The sum.
    pub amount: Figure<Money>,
    /// Of it for the direct subsidy.
    pub direct: Figure<Money>,
    /// Of it for projects.
    pub projects: Figure<Money>,
}

/// What a part of the fund is for.
#[derive(Clone, Debug)]
pub struct Use {
    /// Its name as written.
    pub name: String,
    /// What it is known by.
    pub key: String,
    /// What was planned.
    pub planned: Figure<Money>,
    /// What was spent.
    pub spent: Figure<Money>,
    /// How many projects it has, as stated.
    pub count: Figure<u64>,
    /// How many people it reaches, as stated.
    pub people: Figure<u64>,
}

/// How far a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Completed.
    Completed,
    /// Under way.
    Ongoing,
    /// Not begun.
    NotBegun,
    /// Not said, or in a word that is not known.
    Unsaid,
}

/// How a project was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It passed.
    Yes,
    /// It passed with remarks.
    Qualified,
    /// It was found wanting.
    Failed,
    /// It has not been judged.
    NotYet,
}

/// A project of the register.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The township.
    pub township: String,
    /// The village.
    pub village: String,
    /// The use as written.
    pub use_name: String,
    /// What the use is known by.
    pub use_key: String,
    /// The document as written.
    pub document: String,
    /// What the document is known by.
    pub document_key: String,
    /// What was planned.
    pub planned: Figure<Money>,
    /// What was approved.
    pub approved: Figure<Money>,
    /// What was paid; nothing where the cell is blank.
    pub paid: Figure<Money>,
    /// How far it is.
    pub state: State,
    /// Whether it was accepted.
    pub accepted: Accepted,
    /// Why a part is unpaid.
    pub reason: String,
    /// Its row.
    pub at: Origin,
}

impl Project {
    /// What it may be paid: what was approved, else what was planned.
    #[must_use]
    pub fn limit(&self) -> Option<Money> {
        self.approved.value.or(self.planned.value)
    }

    /// What is still unpaid.
    #[must_use]
    pub fn unpaid(&self) -> Money {
        let (limit, paid) = (self.limit().unwrap_or_default(), self.paid.value.unwrap_or_default());
        Money::from_fen((limit.fen() - paid.fen()).max(0))
    }

    /// Number and name, as it is spoken of.
    #[must_use]
    pub fn called(&self) -> String {
        [self.number.as_str(), &self.name].join(" ").trim().to_owned()
    }
}

/// An indicator as the workbook states it.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// 产出, 效益, 满意度 …
    pub class: String,
    /// 数量, 质量 …
    pub aspect: String,
    /// Its name.
    pub name: String,
    /// The target.
    pub target: String,
    /// The value that is stated.
    pub stated: String,
    /// Whether it stands in a number cell.
    pub is_number: bool,
    /// Its unit.
    pub unit: String,
    /// What is computed of it.
    pub measure: Option<Measure>,
    /// The cell of the stated value.
    pub at: Origin,
}

/// Everything that a fund workbook says.
#[derive(Clone, Debug, Default)]
pub struct Fund {
    /// The documents.
    pub documents: Vec<Document>,
    /// The uses.
    pub uses: Vec<Use>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Which sheets were there.
    pub sheets: Vec<(SheetKind, Origin)>,
}

impl Fund {
    /// The place of a sheet, where it is there.
    #[must_use]
    pub fn sheet(&self, kind: SheetKind) -> Option<&Origin> {
        self.sheets.iter().find(|(known, _)| *known == kind).map(|(_, origin)| origin)
    }

    /// What was allocated: all documents together.
    #[must_use]
    pub fn allocated(&self) -> Money {
        self.documents.iter().filter_map(|one| one.amount.value).sum()
    }

    /// What the uses plan.
    #[must_use]
    pub fn planned(&self) -> Money {
        self.uses.iter().filter_map(|one| one.planned.value).sum()
    }

    /// What the uses say was spent.
    #[must_use]
    pub fn spent(&self) -> Money {
        self.uses.iter().filter_map(|one| one.spent.value).sum()
    }
}

/// A document number's key: whatever brackets its year stands in.
#[must_use]
pub fn document_key(number: &str) -> String {
    fold(number).chars().map(|c| if "〔〕【】[]()".contains(c) { '|' } else { c }).collect()
}

/// Reads sheets.
pub struct Reading<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The language of what is said.
    pub lang: Lang,
    /// What was said so far.
    pub findings: Vec<Finding>,
    /// What the sums that were read come to together.
    pub total: Money,
}

impl Reading<'_> {
    /// Takes the rows of a sheet.
    pub fn take(&mut self, fund: &mut Fund, table: &Table) {
        fund.sheets.push((table.kind, table.origin()));
        for row in &table.rows {
            match table.kind {
                SheetKind::Documents => {
                    let document = self.document(table, row);
                    fund.documents.push(document);
                }
                SheetKind::Uses => {
                    let one = self.one_use(table, row);
                    fund.uses.push(one);
                }
                SheetKind::Projects => {
                    let project = self.project(table, row);
                    fund.projects.push(project);
                }
                SheetKind::Indicators => {
                    let indicator = self.indicator(table, row);
                    fund.indicators.push(indicator);
                }
                SheetKind::People => {}
            }
        }
    }

    fn document(&mut self, table: &Table, row: &Row) -> Document {
        let number = row.text(Column::Number).to_owned();
        Document {
            key: document_key(&number),
            number,
            name: row.text(Column::Name).to_owned(),
            amount: self.needed(table, row, Column::Amount),
            direct: self.money(table, row, Column::Direct),
            projects: self.money(table, row, Column::Projects),
        }
    }

    fn one_use(&mut self, table: &Table, row: &Row) -> Use {
        let name = row.text(Column::Use).to_owned();
        Use {
            key: self.rules.use_key(&name),
            name,
            planned: self.needed(table, row, Column::Planned),
            spent: self.money(table, row, Column::Spent),
            count: self.count(table, row, Column::Count),
            people: self.count(table, row, Column::People),
        }
    }

    fn project(&mut self, table: &Table, row: &Row) -> Project {
        let text = |column| row.text(column).to_owned();
        let mut paid = self.money(table, row, Column::Paid);
        if row.cell(Column::Paid).is_none() {
            paid.value = Some(Money::ZERO);
        }
        let words = &self.rules.words;
        let state = [
            (&words.completed, State::Completed),
            (&words.ongoing, State::Ongoing),
            (&words.not_begun, State::NotBegun),
        ];
        let accepted = [
            (&words.accepted, Accepted::Yes),
            (&words.qualified, Accepted::Qualified),
            (&words.failed, Accepted::Failed),
            (&words.not_accepted, Accepted::NotYet),
        ];
        Project {
            number: text(Column::Number),
            name: text(Column::Name),
            township: text(Column::Township),
            village: text(Column::Village),
            use_key: self.rules.use_key(row.text(Column::Use)),
            use_name: text(Column::Use),
            document_key: document_key(row.text(Column::Document)),
            document: text(Column::Document),
            planned: self.needed(table, row, Column::Planned),
            approved: self.money(table, row, Column::Approved),
            paid,
            state: self.word(table, row, Column::State, &state).unwrap_or(State::Unsaid),
            accepted: self
                .word(table, row, Column::Accepted, &accepted)
                .unwrap_or(Accepted::NotYet),
            reason: text(Column::Reason),
            at: table.origin().at_row(row.row),
        }
    }

    fn indicator(&mut self, table: &Table, row: &Row) -> Indicator {
        let text = |column| row.text(column).to_owned();
        let is_number = row.cell(Column::Stated).is_some_and(|cell| cell.kind == CellKind::Number);
        Indicator {
            class: text(Column::Class),
            aspect: text(Column::Aspect),
            name: text(Column::Name),
            target: text(Column::Target),
            stated: text(Column::Stated),
            is_number,
            unit: text(Column::Unit),
            measure: self.rules.measure(row.text(Column::Name)),
            at: table.at(row, Column::Stated),
        }
    }

    /// A sum that must be there.
    fn needed(&mut self, table: &Table, row: &Row, column: Column) -> Figure<Money> {
        if row.cell(column).is_none() {
            let why = say!(self.lang, "evaluation-why-blank").to_owned();
            self.unreadable(table, row, column, why);
        }
        self.money(table, row, column)
    }

    fn money(&mut self, table: &Table, row: &Row, column: Column) -> Figure<Money> {
        let at = table.at(row, column);
        let Some(cell) = row.cell(column) else { return Figure { value: None, at } };
        let value = if let Some(why) = odd(cell, self.lang) {
            Err(why)
        } else {
            let is_number = matches!(cell.kind, CellKind::Number | CellKind::NumberWhole);
            amount::read(&cell.text, table.unit(column), is_number)
                .and_then(|sum| self.counted(sum))
                .map_err(|why| not_money(why, self.lang).to_owned())
        };
        match value {
            Ok(sum) => Figure { value: Some(sum), at },
            Err(why) => {
                self.unreadable(table, row, column, why);
                Figure { value: None, at }
            }
        }
    }

    /// A sum that fits beside those read before, so that no total of a workbook
    /// passes what [`Money`] holds.
    fn counted(&mut self, sum: Money) -> Result<Money, NotMoney> {
        self.total = self.total.checked_add(sum).ok_or(NotMoney::TooLarge)?;
        Ok(sum)
    }

    fn count(&mut self, table: &Table, row: &Row, column: Column) -> Figure<u64> {
        let at = table.at(row, column);
        let Some(cell) = row.cell(column) else { return Figure { value: None, at } };
        let folded = fold(&cell.text);
        let bare = folded.trim_end_matches(['个', '人', '名', '户']);
        let whole = decimal(bare).filter(|number| number.fract().is_zero());
        let value = whole.and_then(|number| u64::try_from(number).ok());
        if value.is_none() {
            let why = odd(cell, self.lang)
                .unwrap_or_else(|| say!(self.lang, "evaluation-why-no-count").to_owned());
            self.unreadable(table, row, column, why);
        }
        Figure { value, at }
    }

    fn word<T: Copy>(
        &mut self,
        table: &Table,
        row: &Row,
        column: Column,
        known: &[(&Vec<String>, T)],
    ) -> Option<T> {
        let text = row.text(column);
        if text.is_empty() {
            return None;
        }
        let found = known.iter().find(|(words, _)| says(words, text)).map(|(_, value)| *value);
        if found.is_none() {
            let all: Vec<&str> =
                known.iter().filter_map(|(words, _)| words.first()).map(String::as_str).collect();
            let list = all.join(say!(self.lang, "list-comma"));
            let why = say!(self.lang, "evaluation-why-unknown-word", known = list);
            self.unreadable(table, row, column, why);
        }
        found
    }

    fn unreadable(&mut self, table: &Table, row: &Row, column: Column, why: String) {
        let at = table.at(row, column);
        let cell = at.cell();
        let seen = Seen::of(Field::Note, row.text(column));
        self.findings.push(told(&E003, at).with("why", why).with("cell", cell).seeing(seen));
    }
}

/// A finding about the fund workbook.
#[must_use]
pub fn told(doc: &'static Doc, at: Origin) -> Finding {
    Finding::new(doc, crate::domain::Table::Fund, at)
}

/// Why a cell holds nothing that could be read, whatever its column.
fn odd(cell: &Cell, lang: Lang) -> Option<String> {
    match cell.kind {
        CellKind::Error => Some(say!(lang, "evaluation-why-error").to_owned()),
        CellKind::EmptyFormula => Some(say!(lang, "evaluation-why-unsaved").to_owned()),
        CellKind::Date => Some(say!(lang, "evaluation-why-date").to_owned()),
        _ => None,
    }
}

fn not_money(why: NotMoney, lang: Lang) -> &'static str {
    match why {
        NotMoney::NotANumber => say!(lang, "evaluation-why-no-number"),
        NotMoney::Negative => say!(lang, "evaluation-why-negative"),
        NotMoney::FractionOfAFen => say!(lang, "evaluation-why-fraction"),
        NotMoney::TooLarge => say!(lang, "evaluation-why-too-large"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_that_together_pass_what_money_holds_are_told() {
        let rules = Rules::load(None).expect("sound rules");
        let (findings, total) = (Vec::new(), Money::ZERO);
        let mut reading = Reading { rules: &rules, lang: Lang::En, findings, total };
        let half = Money::from_fen(i64::MAX / 2 + 1);
        assert_eq!(reading.counted(half), Ok(half));
        assert_eq!(reading.counted(half), Err(NotMoney::TooLarge));
        assert_eq!(reading.counted(Money::from_yuan(1)), Ok(Money::from_yuan(1)));
    }
}
