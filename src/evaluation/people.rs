//! The lists behind the indicators: who was trained, moved, lifted out of
//! poverty.
//!
//! In: lists and the register. Out: how many people each list carries, findings
//! E016–E020, and the rows that need a look, masked. A row is carried where its
//! number is valid, registered under its name, and not there before in a list of
//! its kind.

use std::collections::BTreeMap;

use super::docs::{E016, E017, E018, E019, E020};
use super::facts::{Register, Registered, valid};
use super::rules::{Column, Rules, says};
use super::table::{Row, Table};
use crate::domain::fold::fold_number;
use crate::domain::identity_number::mask_identity;
use crate::domain::{Date, Field, IdentityNumber, Lang};
use crate::finding::{Doc, Finding, Seen};
use crate::intake::raw::CellKind;
use crate::normalize::name::name_key;
use crate::origin::Origin;
use crate::rulebook::Names;
use crate::{say, word, words};

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKind {
    /// People who were trained.
    Trainees,
    /// People moved out of danger.
    Relocated,
    /// People lifted out of poverty.
    Lifted,
}

impl ListKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Trainees, Self::Relocated, Self::Lifted];

    /// Its key in the project file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Trainees => "evaluation.trainees",
            Self::Relocated => "evaluation.relocated",
            Self::Lifted => "evaluation.lifted",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        let id = match self {
            Self::Trainees => word!("evaluation-list-trainees"),
            Self::Relocated => word!("evaluation-list-relocated"),
            Self::Lifted => word!("evaluation-list-lifted"),
        };
        words::text(lang, id)
    }
}

/// How many rows of a list, or of a part of it, end where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Its rows.
    pub rows: u64,
    /// Rows that count: one a person.
    pub people: u64,
    /// Rows of people who were there before.
    pub twice: u64,
    /// Rows without a valid number.
    pub invalid: u64,
    /// Rows of people who are not registered, or under another name.
    pub strangers: u64,
    /// Of the people, those whose age is out of range (trainees only).
    pub out_of_age: u64,
}

/// The lists of a kind.
#[derive(Clone, Debug)]
pub struct List {
    /// What it lists.
    pub kind: ListKind,
    /// All of it.
    pub all: Carried,
    /// By training: practical skills, employment.
    pub practical: Carried,
    /// Training for employment.
    pub employment: Carried,
    /// The sheets that it was read from.
    pub places: Vec<Origin>,
}

/// Checks lists.
pub struct Checking<'a> {
    /// The register; `None` where no run was given.
    pub register: Option<&'a Register>,
    /// The rules.
    pub rules: &'a Rules,
    /// Separators of names.
    pub names: &'a Names,
    /// The day on which an age is reckoned where the row has none.
    pub as_of: Date,
    /// The language of what is said.
    pub lang: Lang,
    /// What was said.
    pub findings: Vec<Finding>,
}

/// Where a row ends.
enum End {
    Carried { out_of_age: bool },
    Twice,
    Invalid,
    Stranger,
}

impl Checking<'_> {
    /// Checks the lists of a kind.
    pub fn list(&mut self, kind: ListKind, tables: &[Table]) -> List {
        let mut list = List {
            kind,
            all: Carried::default(),
            practical: Carried::default(),
            employment: Carried::default(),
            places: tables.iter().map(Table::origin).collect(),
        };
        let mut seen: BTreeMap<u64, Origin> = BTreeMap::new();
        for table in tables {
            for row in &table.rows {
                let end = self.row(kind, table, row, &mut seen);
                let training = row.text(Column::Training);
                let words = &self.rules.words;
                let practical = says(&words.practical, training);
                let employment = says(&words.employment, training);
                list.all.add(&end);
                if practical {
                    list.practical.add(&end);
                } else if employment {
                    list.employment.add(&end);
                }
            }
        }
        list
    }

    fn row(
        &mut self,
        kind: ListKind,
        table: &Table,
        row: &Row,
        seen: &mut BTreeMap<u64, Origin>,
    ) -> End {
        let at = table.at(row, Column::IdNumber);
        let number = match self.number(row) {
            Ok(number) => number,
            Err(why) => {
                self.tell(&E016, table, row, Column::IdNumber, |told| told.with("why", why));
                return End::Invalid;
            }
        };
        if let Some(first) = seen.get(&number.packed()).cloned() {
            let other = first.path();
            self.tell(&E019, table, row, Column::IdNumber, |told| told.with("other", other));
            return End::Twice;
        }
        if let Some(register) = self.register
            && self.stranger(register.with(number), table, row)
        {
            return End::Stranger;
        }
        seen.insert(number.packed(), at);
        let out_of_age = kind == ListKind::Trainees && self.out_of_age(number, table, row);
        End::Carried { out_of_age }
    }

    /// The number that a row has, or why it has none.
    fn number(&self, row: &Row) -> Result<IdentityNumber, String> {
        let lang = self.lang;
        let Some(cell) = row.cell(Column::IdNumber) else {
            return Err(say!(lang, "evaluation-number-blank").to_owned());
        };
        if matches!(cell.kind, CellKind::Number | CellKind::NumberWhole) {
            return Err(say!(lang, "evaluation-number-lost").to_owned());
        }
        if let Some(number) = valid(&cell.text) {
            return Ok(number);
        }
        let why = match IdentityNumber::from_either(&fold_number(&cell.text)) {
            None => say!(lang, "evaluation-number-form"),
            Some(number) if number.birth_date().is_none() => say!(lang, "evaluation-number-birth"),
            Some(_) => say!(lang, "evaluation-number-check"),
        };
        Err(why.to_owned())
    }

    /// Whether nobody of that number and name is on the roster; says so.
    fn stranger(&mut self, people: &[Registered], table: &Table, row: &Row) -> bool {
        let lang = self.lang;
        let written = row.text(Column::Name);
        let key = name_key(written, self.names);
        let why = match people.first() {
            None => Some(say!(lang, "evaluation-not-registered")),
            Some(_) if people.iter().all(|one| one.removed) => {
                Some(say!(lang, "evaluation-registered-removed"))
            }
            Some(first) => {
                if people.iter().any(|one| !one.removed && *one.name_key == *key) {
                    return false;
                }
                let (name, place) = (first.name.to_string(), first.shown());
                self.tell(&E018, table, row, Column::Name, |told| {
                    told.with("registered", name).with("place", place)
                });
                None
            }
        };
        if let Some(why) = why {
            self.tell(&E017, table, row, Column::IdNumber, |told| told.with("why", why));
        }
        true
    }

    fn out_of_age(&mut self, number: IdentityNumber, table: &Table, row: &Row) -> bool {
        let on = Date::parse(row.text(Column::Date)).unwrap_or(self.as_of);
        let Some(born) = number.birth_date() else { return false };
        let age = born.years_until(on);
        let (from, to) = (self.rules.trainees.from_age, self.rules.trainees.to_age);
        let out = !(from..=to).contains(&age);
        if out {
            self.tell(&E020, table, row, Column::IdNumber, |told| {
                told.with("on", on.to_string())
                    .with("age", age.to_string())
                    .with("from", from.to_string())
                    .with("to", to.to_string())
            });
        }
        out
    }

    fn tell(
        &mut self,
        doc: &'static Doc,
        table: &Table,
        row: &Row,
        column: Column,
        with: impl FnOnce(Finding) -> Finding,
    ) {
        let number = fold_number(row.text(Column::IdNumber)).into_owned();
        // The person as the sheet of exceptions shows them.
        let person = format!("{} {}", row.text(Column::Name), mask_identity(&number));
        let told = Finding::new(doc, crate::domain::Table::Beneficiaries, table.at(row, column))
            .seeing(Seen::of(Field::Name, person.trim()));
        self.findings.push(with(told));
    }
}

impl Carried {
    fn add(&mut self, end: &End) {
        self.rows += 1;
        match end {
            End::Carried { out_of_age } => {
                self.people += 1;
                self.out_of_age += u64::from(*out_of_age);
            }
            End::Twice => self.twice += 1,
            End::Invalid => self.invalid += 1,
            End::Stranger => self.strangers += 1,
        }
    }
}
