//! The people of both lists, as the page's script reads them.
//!
//! In: a run and the buckets of its rows. Out: JSON, column by column, streamed
//! row after row: names as written, numbers masked, places as dictionaries, a pay
//! row as the roster row that it repeats. What is too much for one page is left
//! out by a rule that the page states: who is not simply paid or supported by
//! projects stands there first.

use std::io::{self, Write};

use hashbrown::HashMap;

use super::RunView;
use super::buckets::{self, Buckets};
use super::html::shown;
use super::json;
use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, Table};
use crate::normalize::Sym;
use crate::reconcile::Disposition;
use crate::report::data::{self, RowAt};

/// The most bytes that the people take.
pub(super) const BUDGET_BYTES: usize = 2_200_000;

/// A table's rows that the page carries, in order.
struct Carried {
    roster: Vec<u32>,
    pay_list: Vec<u32>,
    /// For each roster row, its place among the carried; [`NOWHERE`] without one.
    place: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;
/// Stands for a number that is kept by itself.
const ODD: &[u8; 6] = b"~~~~~~";

/// Whether a pay row says the name and number that its roster row says.
fn repeats(view: &RunView<'_>, row: u32) -> Option<u32> {
    let registered = view.registered[row as usize]?;
    let (pay_list, roster) = (&view.lists.pay_list, &view.lists.roster);
    let same = |field| pay_list.text(row, field).trim() == roster.text(registered, field).trim();
    (same(Field::Name) && same(Field::IdNumber)).then_some(registered)
}

impl Carried {
    /// Everybody, or as many as the budget takes.
    fn choose(view: &RunView<'_>, rows: &Buckets, budget: usize) -> Self {
        let lists = [Table::Roster, Table::PayList];
        let mut kept = lists.map(|table| vec![false; rows.rows(table).len()]);
        let special = |code: u8| {
            let end = Disposition::ALL[usize::from(code / 4)];
            !matches!(end, Disposition::Paid | Disposition::ProjectMode)
        };
        let mut spent = 0;
        // Half of it at most for those who are special: the others are looked for too.
        for (first, most) in [(true, budget / 2), (false, budget)] {
            for (at, table) in lists.into_iter().enumerate() {
                let mut before = None;
                for (row, code) in view.lists.list(table).indices().zip(rows.rows(table)) {
                    if special(*code) == first {
                        spent += cost(view, table, row, &mut before);
                        if spent > most {
                            break;
                        }
                        kept[at][row as usize] = true;
                    }
                }
            }
        }
        let numbers = |kept: &[bool]| -> Vec<u32> {
            (0..).zip(kept).filter(|(_, kept)| **kept).map(|(row, _)| row).collect()
        };
        let (roster, pay_list) = (numbers(&kept[0]), numbers(&kept[1]));
        let mut place = vec![NOWHERE; kept[0].len()];
        for (at, row) in (0..).zip(&roster) {
            place[*row as usize] = at;
        }
        Self { roster, pay_list, place }
    }

    fn rows(&self, table: Table) -> &[u32] {
        if table == Table::Roster { &self.roster } else { &self.pay_list }
    }
}

/// About how many bytes a row takes.
fn cost(view: &RunView<'_>, table: Table, row: u32, before: &mut Option<Run>) -> usize {
    let list = view.lists.list(table);
    let run = Run::of(view, table, row);
    let mut bytes = 6;
    if *before != Some(run) {
        *before = Some(run);
        bytes += 16 + json::length(&shown(list.text(row, Field::Village)));
    }
    if table == Table::Roster || repeats(view, row).is_none() {
        bytes += 12 + json::length(&shown(list.text(row, Field::Name)));
    }
    bytes
}

/// What rows that stand together have in common: sheet, township, village.
type Run = (u32, Sym, Sym);

trait Together {
    fn of(view: &RunView<'_>, table: Table, row: u32) -> Self;
}

impl Together for Run {
    fn of(view: &RunView<'_>, table: Table, row: u32) -> Self {
        let keys = &view.lists.list(table).rows[row as usize];
        (keys.sheet, keys.township, keys.village)
    }
}

/// Texts, each under its number, in the order in which they came.
#[derive(Default)]
struct Dictionary<K> {
    numbers: HashMap<K, i64, foldhash::fast::FixedState>,
    texts: Vec<String>,
}

impl<K: std::hash::Hash + Eq> Dictionary<K> {
    fn number(&mut self, key: K, text: impl FnOnce() -> String) -> i64 {
        let next = i64::try_from(self.texts.len()).unwrap_or(i64::MAX);
        *self.numbers.entry(key).or_insert_with(|| {
            self.texts.push(text());
            next
        })
    }
}

/// How many rows of each list the page carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Of the roster.
    pub(super) roster: usize,
    /// Of the pay list.
    pub(super) pay_list: usize,
}

/// What is written of the people.
pub(super) struct People<'a, 'b> {
    view: &'a RunView<'b>,
    rows: &'a Buckets,
    carried: Carried,
    townships: Dictionary<Sym>,
    villages: Dictionary<Sym>,
    prefixes: Dictionary<String>,
    sets: Dictionary<String>,
}

impl<'a, 'b> People<'a, 'b> {
    /// The people of a run, as many as the budget takes.
    pub(super) fn new(view: &'a RunView<'b>, rows: &'a Buckets, budget: usize) -> Self {
        Self {
            view,
            rows,
            carried: Carried::choose(view, rows, budget),
            townships: Dictionary::default(),
            villages: Dictionary::default(),
            prefixes: Dictionary::default(),
            sets: Dictionary::default(),
        }
    }

    /// How many rows of each list are carried.
    pub(super) fn shown(&self) -> Shown {
        Shown { roster: self.carried.roster.len(), pay_list: self.carried.pay_list.len() }
    }

    /// Writes the object's members.
    ///
    /// # Errors
    /// Where `out` fails.
    pub(super) fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let view = self.view;
        let codes = data::codes_by_row(view);
        for (table, key) in [(Table::Roster, "roster"), (Table::PayList, "pay")] {
            let rows = self.rows.rows(table).len();
            write!(out, ",\"{key}\":{{\"total\":{rows},\"sheets\":")?;
            let sheets = &view.lists.list(table).sheets;
            json::list(out, sheets, |out, sheet| {
                json::strings(out, [shown(&sheet.file), shown(&sheet.name)])
            })?;
            self.places(out, table)?;
            self.ends(out, table)?;
            if table == Table::PayList {
                self.links(out)?;
                self.amounts(out)?;
            }
            self.names(out, table)?;
            self.reasons(out, table, &codes)?;
            out.write_all(b"}")?;
        }
        for (key, texts) in [
            ("townships", &self.townships.texts),
            ("villages", &self.villages.texts),
            ("prefixes", &self.prefixes.texts),
            ("sets", &self.sets.texts),
        ] {
            write!(out, ",\"{key}\":")?;
            json::strings(out, texts)?;
        }
        Ok(())
    }

    /// Runs of rows of one sheet, township and village; runs of row numbers.
    fn places(&mut self, out: &mut dyn Write, table: Table) -> io::Result<()> {
        let list = self.view.lists.list(table);
        let carried = self.carried.rows(table);
        let mut runs: Vec<i64> = Vec::new();
        let mut last = None;
        for &row in carried {
            let run = Run::of(self.view, table, row);
            if last == Some(run) {
                let at = runs.len() - 4;
                runs[at] += 1;
                continue;
            }
            last = Some(run);
            let (sheet, township, village) = run;
            let symbols = &self.view.lists.symbols;
            runs.push(1);
            runs.push(i64::from(sheet));
            runs.push(
                self.townships.number(township, || shown(symbols.text(township)).into_owned()),
            );
            runs.push(
                self.villages
                    .number(village, || shown(list.text(row, Field::Village)).into_owned()),
            );
        }
        out.write_all(b",\"runs\":")?;
        json::numbers(out, runs)?;
        let mut numbers: Vec<i64> = Vec::new();
        let mut next = None;
        for &row in carried {
            let number = i64::from(list.number(row));
            if next == Some(number) {
                let at = numbers.len() - 1;
                numbers[at] += 1;
            } else {
                numbers.extend([number, 1]);
            }
            next = Some(number + 1);
        }
        out.write_all(b",\"rows\":")?;
        json::numbers(out, numbers)
    }

    fn ends(&self, out: &mut dyn Write, table: Table) -> io::Result<()> {
        out.write_all(b",\"ends\":\"")?;
        let codes = self.rows.rows(table);
        let letters: Vec<u8> = self
            .carried
            .rows(table)
            .iter()
            .map(|row| buckets::letter(codes[*row as usize]))
            .collect();
        out.write_all(&letters)?;
        out.write_all(b"\"")
    }

    /// For each pay row, how far its roster row is from the one before; 0 where
    /// it has none in the page, else one more where it is not before.
    fn links(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut last = 0;
        let links = self.carried.pay_list.iter().map(|row| {
            let registered = self.view.registered[*row as usize];
            let place = registered.map_or(NOWHERE, |at| self.carried.place[at as usize]);
            if place == NOWHERE {
                return 0;
            }
            let step = i64::from(place) - last;
            last = i64::from(place);
            if step >= 0 { step + 1 } else { step }
        });
        out.write_all(b",\"links\":")?;
        json::numbers(out, links)
    }

    /// Sums that are not the entitlement of a whole term: row, fen.
    fn amounts(&self, out: &mut dyn Write) -> io::Result<()> {
        let view = self.view;
        let whole = view.rulebook.programme.entitlement(view.project.period, None);
        write!(out, ",\"whole\":{},\"amounts\":", whole.fen())?;
        let mut last = 0;
        let others = (0_i64..).zip(&self.carried.pay_list).filter_map(|(at, row)| {
            let amount = data::amount(view, &RowAt { table: Table::PayList, row: *row });
            (amount != whole).then_some((at, amount.fen()))
        });
        let others = others.flat_map(|(at, fen)| {
            let step = at - last;
            last = at;
            [step, fen]
        });
        json::numbers(out, others)
    }

    /// Names and masked numbers; of a pay row only where its roster row does not
    /// say the same.
    fn names(&mut self, out: &mut dyn Write, table: Table) -> io::Result<()> {
        let view = self.view;
        let list = view.lists.list(table);
        let place = &self.carried.place;
        let own: Vec<(i64, u32)> = (0..)
            .zip(self.carried.rows(table))
            .filter(|(_, row)| {
                table == Table::Roster
                    || repeats(view, **row).is_none_or(|at| place[at as usize] == NOWHERE)
            })
            .map(|(at, row)| (at, *row))
            .collect();
        if table == Table::PayList {
            let mut last = 0;
            out.write_all(b",\"own\":")?;
            json::numbers(out, own.iter().map(|(at, _)| at - std::mem::replace(&mut last, *at)))?;
        }
        out.write_all(b",\"names\":")?;
        json::strings(out, own.iter().map(|(_, row)| shown(list.text(*row, Field::Name))))?;
        out.write_all(b",\"ids\":\"")?;
        let mut odd = Vec::new();
        for (at, (_, row)) in (0_i64..).zip(&own) {
            let text = list.text(*row, Field::IdNumber).trim();
            let packed = self.pack(text).unwrap_or_else(|| {
                odd.push((at, shown_mask(text)));
                *ODD
            });
            out.write_all(&packed)?;
        }
        out.write_all(b"\",\"odd\":")?;
        json::list(out, &odd, |out, (at, mask)| {
            write!(out, "[{at},")?;
            json::string(out, mask)?;
            out.write_all(b"]")
        })
    }

    /// A number of 18 ASCII letters and digits: which first six, and the last four.
    fn pack(&mut self, text: &str) -> Option<[u8; 6]> {
        if text.len() != 18 || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let (first, last) = (&text[..6], &text.as_bytes()[14..]);
        let at = match self.prefixes.numbers.get(first) {
            Some(at) => *at,
            None => self.prefixes.number(first.to_owned(), || first.to_owned()),
        };
        let at = u16::try_from(at).ok().filter(|at| *at < 36 * 36)?;
        let digit = |at: u16| b"0123456789abcdefghijklmnopqrstuvwxyz"[usize::from(at)];
        Some([digit(at / 36), digit(at % 36), last[0], last[1], last[2], last[3]])
    }

    /// The findings of rows that have any: row, which codes.
    fn reasons(
        &mut self,
        out: &mut dyn Write,
        table: Table,
        codes: &data::CodesByRow,
    ) -> io::Result<()> {
        let mut in_order = codes.from(RowAt { table, row: 0 });
        let mut joined = String::new();
        let mut last = 0;
        let mut reasons = Vec::new();
        for (at, row) in (0_i64..).zip(self.carried.rows(table)) {
            joined.clear();
            in_order.join(RowAt { table, row: *row }, &mut joined);
            if joined.is_empty() {
                continue;
            }
            reasons.push(at - std::mem::replace(&mut last, at));
            reasons.push(match self.sets.numbers.get(&joined) {
                Some(set) => *set,
                None => self.sets.number(joined.clone(), || joined.clone()),
            });
        }
        out.write_all(b",\"why\":")?;
        json::numbers(out, reasons)
    }
}

/// A masked number of any shape.
fn shown_mask(text: &str) -> String {
    shown(&mask_identity(text)).into_owned()
}
