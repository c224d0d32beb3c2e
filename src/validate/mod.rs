//! One row by itself: an ordered list of rules, one file a rule family.
//!
//! In: the normalized lists, the rulebook, and for each pay row the roster row
//! that it was matched to. Out: findings, all of them. A rule sees one row (and
//! its roster row); it never changes anything and never stops the others.

pub mod cells;
pub mod identity;
pub mod names;
pub mod accounts;
pub mod places;
pub mod amounts;
pub mod register;
pub mod room;
pub mod text;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::{Field, IdentityNumber, Lang, Table};
use crate::finding::{Doc, Finding, Seen};
use crate::intake::raw::CellKind;
use crate::intake::sheet::CellView;
use crate::normalize::{List, Lists, Payment, Row, Sym};
use crate::rulebook::{Project, Rulebook};

/// A rule about one row: its documentation and its check.
#[derive(Clone, Copy, Debug)]
pub struct RowRule {
    /// The rule's words, code and weight.
    pub doc: &'static Doc,
    /// Adds what the rule finds.
    pub check: fn(&RowView<'_>, &mut Vec<Finding>),
}

/// Every rule about one row, in the order in which they run.
pub const RULES: &[RowRule] = &[
    cells::I011,
    cells::I012,
    cells::I014,
    cells::I015,
    cells::I017,
    cells::I018,
    identity::V001,
    identity::V002,
    identity::V003,
    identity::V004,
    identity::V005,
    identity::V006,
    identity::V007,
    identity::V008,
    identity::V009,
    identity::V010,
    names::V011,
    names::V012,
    names::V013,
    names::V014,
    accounts::V015,
    accounts::V016,
    accounts::V017,
    accounts::V018,
    places::V019,
    places::V020,
    amounts::V021,
    amounts::V022,
    register::V023,
    register::V024,
    text::V025,
    text::V026,
    room::V027,
    room::V028,
];

/// What the other list says of people of the same name.
pub trait OtherList: Sync {
    /// The numbers that the other list has for rows of the same name, those of
    /// the same village first.
    fn numbers_of_namesakes(&self, table: Table, row: u32) -> Vec<IdentityNumber>;
    /// The accounts that the other list has for rows of the same name.
    fn accounts_of_namesakes(&self, table: Table, row: u32) -> Vec<Sym>;
}

/// What rules judge by.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The project.
    pub project: &'a Project,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// What the other list says of namesakes.
    pub other_list: &'a dyn OtherList,
    /// The language of findings' details.
    pub lang: Lang,
}

/// One row, with what a rule may ask of it.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    /// What rules judge by.
    pub context: &'a Context<'a>,
    /// The row's list.
    pub list: &'a List,
    /// The row, an index into its list.
    pub row: u32,
    /// Its keys.
    pub keys: &'a Row,
}

impl<'a> RowView<'a> {
    /// Whether it is a pay row.
    #[must_use]
    pub fn is_pay_row(&self) -> bool {
        self.list.table == Table::PayList
    }

    /// A field's cell.
    #[must_use]
    pub fn cell(&self, field: Field) -> CellView<'a> {
        self.list.cell(self.row, field)
    }

    /// The text of a symbol.
    #[must_use]
    pub fn text(&self, symbol: Sym) -> &'a str {
        self.context.lists.symbols.text(symbol)
    }

    /// The number as written, folded.
    #[must_use]
    pub fn id_text(&self) -> Cow<'a, str> {
        self.keys.id_text(&self.context.lists.symbols)
    }

    /// The roster row of a pay row.
    #[must_use]
    pub fn registered(&self) -> Option<u32> {
        if !self.is_pay_row() {
            return None;
        }
        self.context.registered.get(self.row as usize).copied().flatten()
    }

    /// What a pay row would be paid by.
    #[must_use]
    pub fn payment(&self) -> Payment<'a> {
        Payment::new(self.context.lists, self.context.rulebook, self.row, self.registered())
    }

    /// Whether a field's cell is blank, or its text is once it is folded to `key`.
    #[must_use]
    pub fn is_blank(&self, field: Field, key: Sym) -> bool {
        match self.cell(field).kind {
            None => true,
            Some(kind) => kind == CellKind::Text && key.is_blank(),
        }
    }

    /// The holder's name that a pay row without one of its own takes from its
    /// roster row.
    #[must_use]
    pub fn payee_of_roster(&self) -> Option<&'a str> {
        if !self.is_pay_row() || !self.cell(Field::Payee).text.trim().is_empty() {
            return None;
        }
        let payee = self.payment().payee();
        (payee != self.cell(Field::Name).text).then_some(payee)
    }

    /// A finding on a field's cell, with what stands there.
    #[must_use]
    pub fn finding(&self, doc: &'static Doc, field: Field) -> Finding {
        let origin = self.list.cell_origin(self.row, field);
        let mut finding = Finding::new(doc, self.list.table, origin)
            .seeing(Seen::of(field, self.cell(field).text))
            .for_township(&Arc::from(self.text(self.keys.township)));
        finding.field = Some(field);
        finding.row = Some(self.row);
        finding
    }
}

/// Runs every rule on every row of both lists, in parallel.
#[must_use]
pub fn check_rows(context: &Context<'_>) -> Vec<Finding> {
    [&context.lists.roster, &context.lists.pay_list]
        .into_iter()
        .flat_map(|list| {
            let rows = list.indices();
            rows.into_par_iter()
                .fold(Vec::new, |mut findings, row| {
                    let keys = &list.rows[row as usize];
                    let view = RowView { context, list, row, keys };
                    for rule in RULES {
                        (rule.check)(&view, &mut findings);
                    }
                    findings
                })
                .reduce(Vec::new, |mut all, mut some| {
                    all.append(&mut some);
                    all
                })
        })
        .collect()
}
