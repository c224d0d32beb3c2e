//! The next period's roster and pay list, in the layout of this period's files:
//! their names, sheets, titles, headings and columns.
//!
//! In: a run, and who stands on which list. Out: workbooks. A column whose
//! heading names no field is not carried on: nothing is known of what is in it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rust_xlsxwriter::Worksheet;

use super::{LeftOut, decided};
use crate::domain::{Date, Field, Money, Period, Table};
use crate::intake::Sheet;
use crate::normalize::place::file_stem;
use crate::normalize::{Amount, Change, List, Row};
use crate::publish::{PublishError, Staging};
use crate::reconcile::Disposition;
use crate::reconcile::register::is_eligible;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::report::{OutputFile, Shelf as _};
use crate::rulebook::changes::Effect;
use crate::rulebook::values::{Status, Verdict};
use crate::run::Run;

/// Who stands on the next lists.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    run: &'a Run,
    next: Period,
    /// The register's rows by person, in the order of their days.
    changes: BTreeMap<u64, Vec<&'a Change>>,
    /// For each row of the roster and of the pay list, whether it stays.
    roster: Vec<bool>,
    pay_list: Vec<bool>,
    /// Roster rows that were approved to be listed (R002), by township.
    listed: BTreeMap<&'a str, Vec<u32>>,
    /// Pay rows that were rejected.
    rejected: Vec<u32>,
    /// How many rows do not stay, by why.
    pub(super) left_out: BTreeMap<LeftOut, u64>,
}

impl<'a> Standing<'a> {
    /// Decides every row of both lists.
    pub(super) fn of(run: &'a Run) -> Self {
        let mut changes: BTreeMap<u64, Vec<&Change>> = BTreeMap::new();
        for change in &run.lists.changes {
            for key in change.person.into_iter().chain(change.corrected_id) {
                changes.entry(key).or_default().push(change);
            }
        }
        for of_person in changes.values_mut() {
            of_person.sort_by_key(|change| change.date);
        }
        let mut standing = Self {
            run,
            next: run.project.period.next(),
            changes,
            roster: Vec::new(),
            pay_list: Vec::new(),
            listed: BTreeMap::new(),
            rejected: Vec::new(),
            left_out: BTreeMap::new(),
        };
        let rejected: BTreeSet<(Table, u32)> =
            decided(run, Verdict::Reject).map(|(table, row, _)| (table, row)).collect();
        let people: BTreeSet<u64> = rejected
            .iter()
            .filter(|(table, _)| *table == Table::Roster)
            .filter_map(|(_, row)| run.lists.roster.rows[*row as usize].person_key())
            .collect();
        for table in [Table::Roster, Table::PayList] {
            let list = run.lists.list(table);
            let mut kept = Vec::with_capacity(list.rows.len());
            for (at, row) in list.indices().zip(&list.rows) {
                let rejected = rejected.contains(&(table, at))
                    || row.person_key().is_some_and(|key| people.contains(&key));
                let why = standing.left_out(table, at, row, rejected);
                if rejected && table == Table::PayList {
                    standing.rejected.push(at);
                }
                if let Some(why) = why {
                    *standing.left_out.entry(why).or_default() += 1;
                }
                kept.push(why.is_none());
            }
            *(if table == Table::Roster { &mut standing.roster } else { &mut standing.pay_list }) =
                kept;
        }
        for (table, row, code) in decided(run, Verdict::Approve) {
            if table == Table::Roster && code == "R002" && standing.roster[row as usize] {
                standing.listed.entry(run.lists.township(table, row)).or_default().push(row);
            }
        }
        standing
    }

    /// Pay rows that are left off because nobody decided on them.
    pub(super) fn pending(&self) -> impl Iterator<Item = u32> {
        let list = &self.run.lists.pay_list;
        let rejected: BTreeSet<u32> = self.rejected.iter().copied().collect();
        list.indices().filter(move |row| {
            self.run.dispositions.of(Table::PayList, *row) == Disposition::Held
                && !rejected.contains(row)
        })
    }

    /// Whether a person has a row on the next pay list.
    pub(super) fn lists(&self, person: Option<u64>) -> bool {
        let rows = self.run.lists.pay_list.rows.iter().zip(&self.pay_list);
        person.is_some() && rows.into_iter().any(|(row, kept)| *kept && row.person_key() == person)
    }

    fn left_out(&self, table: Table, at: u32, row: &Row, rejected: bool) -> Option<LeftOut> {
        let end = self.run.dispositions.of(table, at);
        if end == Disposition::Merged {
            return Some(LeftOut::Copy);
        }
        if table == Table::Roster {
            // Who has a status stays on the roster under it; the register of the
            // people is not shortened by a decision on a payment.
            let says = self.run.lists.roster.has_column(at, Field::Status);
            return (self.is_out(row) && !says).then_some(LeftOut::Removed);
        }
        if rejected {
            Some(LeftOut::Rejected)
        } else if end == Disposition::Held {
            // What held them may not be seen in new lists: a posted list, the list of
            // another body, a lost digit.
            Some(LeftOut::Pending)
        } else if self.is_out(row) {
            Some(LeftOut::Removed)
        } else if self.last(row, &[Effect::ToProject, Effect::ToDirect]) == Some(Effect::ToProject)
        {
            Some(LeftOut::ToProject)
        } else {
            None
        }
    }

    /// Whether the register has the person out for all of the next period.
    fn is_out(&self, row: &Row) -> bool {
        let absences = self.run.lists.absences.of(row.person_key());
        let out = |day: Date| {
            absences.iter().any(|absence| absence.name.is_none() && absence.covers(day, row.name))
        };
        !absences.is_empty() && self.next.month_starts().all(out)
    }

    /// Whether the register brings the person back by the first day of the next
    /// period.
    fn is_back(&self, row: &Row) -> bool {
        let cadence = self.run.project.removal_takes_effect;
        let mut of_person = self.changes(row).iter().rev();
        let last = of_person
            .find(|change| matches!(self.effect(change), Some(Effect::Leaves | Effect::Returns)));
        last.is_some_and(|change| {
            let bites = change.date.map(|day| cadence.first_day_after(day));
            self.effect(change) == Some(Effect::Returns)
                && bites.is_none_or(|bites| bites <= self.next.first_day())
        })
    }

    fn changes(&self, row: &Row) -> &[&'a Change] {
        row.person_key().and_then(|key| self.changes.get(&key)).map_or(&[], Vec::as_slice)
    }

    fn effect(&self, change: &Change) -> Option<Effect> {
        change.kind.map(|kind| self.run.rulebook.changes.get(kind).effect)
    }

    /// The last of these effects that the register has for a person.
    fn last(&self, row: &Row, effects: &[Effect]) -> Option<Effect> {
        let mut of_person = self.changes(row).iter().rev();
        of_person.find_map(|change| self.effect(change).filter(|effect| effects.contains(effect)))
    }

    /// What a cell of a row says on the next list.
    fn cell(&self, list: &'a List, at: u32, field: Field) -> Cow<'a, str> {
        let row = &list.rows[at as usize];
        let text = list.text(at, field).trim();
        match field {
            // What was lost is not written again as if it were whole.
            Field::IdNumber if row.id_lost => "".into(),
            Field::Account if row.account_lost => "".into(),
            Field::IdNumber => self.corrected(row, Field::CorrectedId).unwrap_or(text).into(),
            Field::Name => self.corrected(row, Field::CorrectedName).unwrap_or(text).into(),
            Field::Status if self.is_out(row) && row.status == Status::Payable => {
                let kind = self.changes(row).iter().rev().find_map(|change| {
                    let kind = self.run.rulebook.changes.get(change.kind?);
                    (kind.effect == Effect::Leaves).then_some(kind)
                });
                let lang = crate::domain::Lang::Zh;
                kind.map_or(text, |kind| kind.words(lang)).to_owned().into()
            }
            Field::Status if row.status == Status::NotPayable && self.is_back(row) => "恢复".into(),
            Field::Mode => match self.last(row, &[Effect::ToProject, Effect::ToDirect]) {
                Some(Effect::ToProject) => "项目扶持".into(),
                Some(Effect::ToDirect) => "直补到人".into(),
                _ => text.into(),
            },
            _ => text.into(),
        }
    }

    /// The number or name that the register corrects a row's to.
    fn corrected(&self, row: &Row, field: Field) -> Option<&'a str> {
        let register = &self.run.lists.change_register;
        let key = row.person_key()?;
        let rows = register.indices().zip(&self.run.lists.changes);
        if self.changes(row).is_empty() {
            return None;
        }
        rows.filter(|(_, change)| change.person == Some(key))
            .map(|(at, _)| register.text(at, field).trim())
            .find(|text| !text.is_empty())
    }

    /// What a pay row is entitled to in the next period.
    fn entitlement(&self, row: &Row, moved_on: Option<Date>) -> Money {
        let absences = self.run.lists.absences.of(row.person_key());
        let absent = |day| absences.iter().any(|absence| absence.covers(day, row.name));
        self.run.rulebook.programme.entitlement_without(self.next, moved_on, absent)
    }
}

/// How many rows were written.
pub(super) struct Rows {
    pub(super) roster_rows: u64,
    pub(super) pay_list_rows: u64,
}

/// Writes both lists.
pub(super) fn write(
    run: &Run,
    standing: &Standing<'_>,
    staging: &Staging<'_>,
) -> Result<Rows, PublishError> {
    let mut books = books(&run.lists.roster, "roster", &standing.roster);
    let pay_list = &run.lists.pay_list;
    let own_pay_list = !pay_list.rows.is_empty();
    if own_pay_list {
        books.extend(self::books(pay_list, "pay-list", &standing.pay_list));
        add_listed(&mut books, standing);
    } else {
        books.extend(from_roster(run, standing));
    }
    let sizes: Vec<(bool, u64)> = books
        .par_iter()
        .map(|book| {
            let file = book.write(run, standing);
            staging.take(&file).map(|_| (book.is_pay_list, book.rows()))
        })
        .collect::<Result<_, _>>()?;
    let sum = |pay: bool| sizes.iter().filter(|(is, _)| *is == pay).map(|(_, rows)| rows).sum();
    Ok(Rows { roster_rows: sum(false), pay_list_rows: sum(true) })
}

/// A workbook to write: the sheets of one file of this period.
struct NextBook<'a> {
    path: String,
    is_pay_list: bool,
    sheets: Vec<NextSheet<'a>>,
}

/// A sheet to write.
struct NextSheet<'a> {
    name: Cow<'a, str>,
    /// The sheet whose titles, headings and columns it takes.
    like: Option<&'a Sheet>,
    columns: Vec<(u16, Field, Cow<'a, str>)>,
    /// Rows of the list that it is made from.
    rows: Vec<u32>,
    /// Roster rows that join it.
    joining: Vec<u32>,
}

fn books<'a>(list: &'a List, folder: &str, kept: &[bool]) -> Vec<NextBook<'a>> {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); list.sheets.len()];
    for (at, row) in list.indices().zip(&list.rows) {
        if kept[at as usize] {
            rows[row.sheet as usize].push(at);
        }
    }
    let mut books: Vec<(&str, NextBook<'_>)> = Vec::new();
    let mut paths: BTreeSet<String> = BTreeSet::new();
    for (sheet, rows) in list.sheets.iter().zip(rows) {
        // A hidden sheet that was set aside has no columns.
        if sheet.columns.is_empty() {
            continue;
        }
        if books.last().is_none_or(|(file, _)| *file != &*sheet.file) {
            let stem = file_stem(&sheet.file);
            let mut path = format!("{folder}/{stem}.xlsx");
            let mut number = 2;
            while !paths.insert(path.to_lowercase()) {
                path = format!("{folder}/{stem}~{number}.xlsx");
                number += 1;
            }
            let is_pay_list = list.table == Table::PayList;
            books.push((&sheet.file, NextBook { path, is_pay_list, sheets: Vec::new() }));
        }
        let name = if sheet.name.is_empty() {
            file_stem(&sheet.file).into()
        } else {
            (&*sheet.name).into()
        };
        let columns = sheet
            .columns
            .iter()
            .map(|column| (column.index, column.field, Cow::Borrowed(&*column.heading)))
            .collect();
        let next = NextSheet { name, like: Some(sheet), columns, rows, joining: Vec::new() };
        if let Some((_, book)) = books.last_mut() {
            book.sheets.push(next);
        }
    }
    books.into_iter().map(|(_, book)| book).collect()
}

/// Puts those who were approved to be listed on the first sheet of their
/// township's pay list.
fn add_listed(books: &mut [NextBook<'_>], standing: &Standing<'_>) {
    let list = &standing.run.lists.pay_list;
    for (township, rows) in &standing.listed {
        let of_township = |sheet: &&mut NextSheet<'_>| {
            let first = sheet.rows.first();
            first.is_some_and(|&row| {
                standing.run.lists.symbols.text(list.rows[row as usize].township) == *township
            })
        };
        let mut sheets = books.iter_mut().filter(|b| b.is_pay_list).flat_map(|b| &mut b.sheets);
        let place = sheets.find(of_township);
        if let Some(sheet) = place {
            sheet.joining.extend(rows);
        }
    }
}

/// The columns of a pay list that is made from the roster alone.
const COLUMNS: [(Field, &str); 11] = [
    (Field::Serial, "序号"),
    (Field::Township, "乡镇"),
    (Field::Village, "村"),
    (Field::Group, "组"),
    (Field::HouseholdHead, "户主"),
    (Field::Name, "姓名"),
    (Field::IdNumber, "身份证号"),
    (Field::Bank, "开户银行"),
    (Field::Account, "银行账号"),
    (Field::Payee, "户名"),
    (Field::Amount, "金额"),
];

/// A pay list for a county that has none yet: who is registered for direct pay,
/// a workbook a township.
fn from_roster<'a>(run: &'a Run, standing: &Standing<'_>) -> Vec<NextBook<'a>> {
    let list = &run.lists.roster;
    let mut townships: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, row) in list.indices().zip(&list.rows) {
        let merged = run.dispositions.of(Table::Roster, at) == Disposition::Merged;
        let payable = is_eligible(row) || standing.is_back(row);
        if standing.roster[at as usize] && !merged && payable && !standing.is_out(row) {
            townships.entry(run.lists.township(Table::Roster, at)).or_default().push(at);
        }
    }
    let mut names = crate::payout::batch::FileNames::default();
    townships
        .into_iter()
        .map(|(township, joining)| NextBook {
            path: names.unique("pay-list", township, ".xlsx"),
            is_pay_list: true,
            sheets: vec![NextSheet {
                name: township.into(),
                like: None,
                columns: (0..)
                    .zip(COLUMNS)
                    .map(|(at, (field, heading))| (at, field, heading.into()))
                    .collect(),
                rows: Vec::new(),
                joining,
            }],
        })
        .collect()
}

impl NextBook<'_> {
    fn rows(&self) -> u64 {
        self.sheets.iter().map(|sheet| (sheet.rows.len() + sheet.joining.len()) as u64).sum()
    }

    fn write(&self, run: &Run, standing: &Standing<'_>) -> OutputFile {
        let title = file_stem(&self.path);
        let mut book = Book::of_period(&run.project, standing.next, run.project.lang, title);
        let formats = Formats::default();
        for sheet in &self.sheets {
            let paper = book.sheet(&sheet.name, Page::Landscape);
            sheet.write(paper, self.is_pay_list, standing, &formats);
        }
        let bytes = book.into_bytes().expect("no sheet of it has a temporary file");
        OutputFile { path: self.path.clone(), bytes }
    }
}

impl NextSheet<'_> {
    fn write(
        &self,
        paper: &mut Worksheet,
        is_pay_list: bool,
        standing: &Standing<'_>,
        formats: &Formats,
    ) {
        let run = standing.run;
        let mut row = 0;
        for title in self.like.map_or(&[][..], |sheet| &sheet.titles) {
            for (column, text) in title {
                let text = renamed(text, run.project.period, standing.next);
                workbook::text(paper, row, *column, &text, &formats.line);
            }
            row += 1;
        }
        for (column, field, heading) in &self.columns {
            workbook::text(paper, row, *column, heading, &formats.heading);
            let format = if *field == Field::Amount { &formats.yuan } else { &formats.literal };
            paper.set_column_format(*column, format).expect("the column is within the sheet");
            let width = match field {
                Field::IdNumber | Field::Account => 21,
                Field::Serial | Field::Sex | Field::Group => 7,
                Field::Bank | Field::Phone | Field::Note => 16,
                _ => 12,
            };
            paper.set_column_width(*column, width).expect("the column is within the sheet");
        }
        paper.set_repeat_rows(row, row).expect("the row is within the sheet");
        paper.set_freeze_panes(row + 1, 0).expect("the row is within the sheet");
        let own = if is_pay_list { &run.lists.pay_list } else { &run.lists.roster };
        let rows = self.rows.iter().map(|at| (own, *at));
        let joining = self.joining.iter().map(|at| (&run.lists.roster, *at));
        for (serial, (list, at)) in (1_u64..).zip(rows.chain(joining)) {
            row += 1;
            for (column, field, _) in &self.columns {
                match field {
                    Field::Serial => {
                        workbook::plain(paper, row, *column, &serial.to_string());
                    }
                    Field::Amount if is_pay_list => {
                        self.amount(paper, (row, *column), standing, list, at, formats);
                    }
                    Field::Township if list.text(at, Field::Township).trim().is_empty() => {
                        let township = list.rows[at as usize].township;
                        workbook::plain(paper, row, *column, run.lists.symbols.text(township));
                    }
                    _ => workbook::plain(paper, row, *column, &standing.cell(list, at, *field)),
                }
            }
        }
    }

    /// The entitlement of the next period, where this period's list has amounts.
    fn amount(
        &self,
        paper: &mut Worksheet,
        (row, column): (u32, u16),
        standing: &Standing<'_>,
        list: &List,
        at: u32,
        formats: &Formats,
    ) {
        let run = standing.run;
        let keys = &list.rows[at as usize];
        let registered = match list.table {
            Table::PayList => run.view().registered[at as usize],
            _ => Some(at),
        };
        let moved_on = keys
            .moved_on
            .or_else(|| registered.and_then(|row| run.lists.roster.rows[row as usize].moved_on));
        let writes = self.like.is_none_or(|sheet| sheet.writes(Field::Amount));
        // What is no amount this period stays what it is: nobody decided on it.
        if let (Amount::Invalid(_), Table::PayList) = (keys.amount, list.table) {
            workbook::plain(paper, row, column, list.text(at, Field::Amount));
        } else if writes {
            let due = standing.entitlement(keys, moved_on);
            workbook::yuan(paper, row, column, due, &formats.yuan);
        }
    }
}

/// A title with the next period in the place of this one.
fn renamed(title: &str, period: Period, next: Period) -> String {
    let year = |period: Period| period.first_day().year().to_string();
    title.replace(&period.to_string(), &next.to_string()).replace(&year(period), &year(next))
}
