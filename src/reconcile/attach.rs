//! Findings of the intake, given their row in the list and their township.
//!
//! The intake knows files, sheets and row numbers; which row of a list that is,
//! and whose township, is known only once the lists are made.

use std::sync::Arc;

use crate::finding::Finding;
use crate::normalize::Lists;

/// Gives findings of the intake their row in the list and their township.
pub fn attach(lists: &Lists, findings: &mut [Finding]) {
    for list in [&lists.roster, &lists.pay_list] {
        let mut first_rows = Vec::with_capacity(list.sheets.len());
        let mut next = 0u32;
        for sheet in &list.sheets {
            first_rows.push(next);
            next += u32::try_from(sheet.rows.len()).expect("rows fit in 32 bits");
        }
        let places: hashbrown::HashMap<(&str, &str), usize> = list
            .sheets
            .iter()
            .enumerate()
            .map(|(at, sheet)| ((&*sheet.file, &*sheet.name), at))
            .collect();
        let loose = findings.iter_mut().filter(|f| f.table == list.table && f.row.is_none());
        for finding in loose {
            let key = (&*finding.origin.file, &*finding.origin.sheet);
            let Some(&at) = places.get(&key) else { continue };
            let sheet = &list.sheets[at];
            let line = finding
                .origin
                .row
                .and_then(|row| sheet.rows.binary_search_by_key(&row, |data| data.row).ok());
            // A count of skipped rows is about the sheet, not about a person.
            if finding.doc.code != "I010" {
                finding.row = line
                    .and_then(|line| u32::try_from(line).ok())
                    .map(|line| first_rows[at] + line);
            }
            if finding.township.is_empty() {
                let first =
                    list.rows.get(first_rows[at] as usize).filter(|_| !sheet.rows.is_empty());
                let township = finding
                    .row
                    .map(|row| list.rows[row as usize].township)
                    .or(list.sheet_townships[at])
                    .or(first.map(|row| row.township));
                if let Some(township) = township {
                    finding.township = Arc::from(lists.symbols.text(township));
                }
            }
        }
    }
}
