//! Linkage: who is the same person, exactly or nearly, and who shares an account.
//!
//! In: the normalized lists. Out: for each pay row its roster row, the copies
//! of one person in a list, and findings D001–D006, each explained term by
//! term. Every comparison is inside a block, so that time stays linear in the
//! number of people. It never decides who is paid.

mod blocks;
pub mod index;
pub mod copies;
pub mod likely;
pub mod sharing;
pub mod docs;

use crate::domain::Field;
use crate::domain::Table;
use crate::finding::{Finding, Seen};
use crate::normalize::{List, Lists};

/// A finding on a field of a row of one of the lists.
pub(crate) fn finding_on(
    doc: &'static crate::finding::Doc,
    lists: &Lists,
    table: Table,
    row: u32,
    field: Field,
) -> Finding {
    let list: &List = lists.list(table);
    let mut finding = Finding::new(doc, table, list.cell_origin(row, field))
        .seeing(Seen::of(field, list.text(row, field)))
        .for_township(&std::sync::Arc::from(lists.township(table, row)));
    finding.field = Some(field);
    finding.row = Some(row);
    finding
}
