//! Where every row of the page's lists stands: its end, and how it meets the
//! other list.
//!
//! In: a run. Out: a byte a row, and how many rows have each. The bridge's bars
//! and the lists behind them are counted from the same bytes, and the bytes are
//! asserted against the run's totals: a bar that says more people than it opens
//! is our own bug.

use crate::domain::Table;
use crate::reconcile::Disposition;
use crate::report::RunView;

/// How a row meets the other list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meets {
    /// A roster row with a pay row of its own, or a pay row with its roster row;
    /// a roster row that asks for none.
    Matched,
    /// A roster row for direct pay whose number is paid through another row of
    /// the roster; a pay row whose number no roster row has.
    Alone,
    /// A pay row of somebody whose roster row is for no direct pay.
    NotForPay,
    /// A pay row beside another of the same roster row.
    Further,
}

/// A byte a row: the end, and how it meets the other list.
#[derive(Debug)]
pub(super) struct Buckets {
    /// Of the roster.
    pub(super) roster: Vec<u8>,
    /// Of the pay list.
    pub(super) pay_list: Vec<u8>,
    counts: [[u64; Self::COUNT]; 2],
}

/// The byte of an end and a meeting.
pub(super) fn code(end: Disposition, meets: Meets) -> u8 {
    let end = Disposition::ALL.iter().position(|one| *one == end).unwrap_or_default();
    u8::try_from(end).unwrap_or_default() * 4 + meets as u8
}

/// Whether a roster row's end is that of a pay row.
pub(super) fn is_listed(end: Disposition) -> bool {
    matches!(end, Disposition::Paid | Disposition::AlreadyPaid | Disposition::Held)
}

impl Buckets {
    /// How many there may be.
    const COUNT: usize = Disposition::ALL.len() * 4;

    /// The buckets of a run.
    pub(super) fn of(view: &RunView<'_>) -> Self {
        let ends = view.dispositions;
        let mut met = vec![false; ends.roster.len()];
        let pay_list: Vec<u8> = ends
            .pay_list
            .iter()
            .zip(view.registered)
            .map(|(end, registered)| {
                let meets = match registered {
                    None => Meets::Alone,
                    Some(row) if !is_listed(ends.roster[*row as usize]) => Meets::NotForPay,
                    Some(row) if std::mem::replace(&mut met[*row as usize], true) => Meets::Further,
                    Some(_) => Meets::Matched,
                };
                code(*end, meets)
            })
            .collect();
        let roster: Vec<u8> = ends
            .roster
            .iter()
            .zip(&met)
            .map(|(end, met)| {
                let alone = is_listed(*end) && !met;
                code(*end, if alone { Meets::Alone } else { Meets::Matched })
            })
            .collect();
        let mut counts = [[0; Self::COUNT]; 2];
        for (counts, codes) in counts.iter_mut().zip([&roster, &pay_list]) {
            for code in codes {
                counts[usize::from(*code)] += 1;
            }
        }
        let buckets = Self { roster, pay_list, counts };
        buckets.assert_totals(view);
        buckets
    }

    /// The rows of a list.
    pub(super) fn rows(&self, table: Table) -> &[u8] {
        if table == Table::Roster { &self.roster } else { &self.pay_list }
    }

    /// How many rows of a list are in some buckets.
    pub(super) fn count(&self, table: Table, codes: &[u8]) -> u64 {
        let counts = &self.counts[usize::from(table != Table::Roster)];
        codes.iter().map(|code| counts[usize::from(*code)]).sum()
    }

    /// Every row is where the run's totals have it.
    fn assert_totals(&self, view: &RunView<'_>) {
        let totals = view.totals;
        for (table, ends, rows) in [
            (Table::Roster, &totals.roster, totals.roster_rows),
            (Table::PayList, &totals.pay_list, totals.pay_list_rows),
        ] {
            let mut all = 0;
            for end in Disposition::ALL {
                let stated = ends.get(&end).copied().unwrap_or_default();
                let shown = self.count(table, &of_end(end));
                assert_eq!(shown, stated, "the page's {} of the {}", end.key(), table.key());
                all += shown;
            }
            assert_eq!(all, rows, "the page's rows of the {}", table.key());
        }
        assert_eq!(
            self.count(Table::PayList, &of_end(Disposition::Paid)),
            totals.paid_people,
            "the page's people paid"
        );
    }
}

/// The buckets of an end, however it meets the other list.
pub(super) fn of_end(end: Disposition) -> [u8; 4] {
    [Meets::Matched, Meets::Alone, Meets::NotForPay, Meets::Further].map(|meets| code(end, meets))
}

/// The buckets of a meeting, whatever the end.
pub(super) fn of_meeting(meets: Meets) -> Vec<u8> {
    Disposition::ALL.iter().map(|end| code(*end, meets)).collect()
}

/// Every bucket.
pub(super) fn all() -> Vec<u8> {
    Disposition::ALL.iter().flat_map(|end| of_end(*end)).collect()
}

/// A bucket's letter in the page's data.
pub(super) fn letter(code: u8) -> u8 {
    if code < 26 { b'A' + code } else { b'a' + code - 26 }
}
