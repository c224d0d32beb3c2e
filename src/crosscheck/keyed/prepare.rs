//! A county's keyed copy: what it gives away so that it can be compared.
//!
//! In: a county's run and the shared key. Out: files in memory, for `publish`:
//! the table with hashes in place of numbers, names and accounts, in an order of
//! its own, and a manifest with the run's totals and the hash of its manifest.
//! It refuses a run that the crosscheck would refuse.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::check::EMPTY;
use super::error::KeyedError;
use super::key::{Domain, SharedKey};
use super::{COMMAND, RUN, SCHEME, SETTING};
use crate::crosscheck::counties::{County, TABLE};
use crate::crosscheck::rows::{COLUMNS, Rows};
use crate::crosscheck::{files, gather, totals};
use crate::report::OutputFile;
use crate::report::manifest::Input;
use crate::report::tables::parquet;

/// The one run in a folder.
///
/// # Errors
/// Where it cannot be compared, is a keyed copy, or there are several.
pub fn run_in(folder: &std::path::Path) -> Result<County, KeyedError> {
    let mut counties = gather(&[folder.to_owned()])?;
    match (counties.pop(), counties.is_empty()) {
        (Some(county), true) if county.keyed.is_none() => Ok(county),
        (Some(county), true) => Err(KeyedError::IsKeyed { path: county.folder }),
        _ => Err(KeyedError::NotOne { path: folder.to_owned() }),
    }
}

/// The keyed copy of a county's run, the manifest last.
///
/// # Errors
/// Where the run's table cannot be read, is not as its manifest says, or does not
/// add up to what it states.
///
/// # Panics
/// Never: memory takes the table.
pub fn prepare(county: &County, key: &SharedKey) -> Result<Vec<OutputFile>, KeyedError> {
    let rows = Rows::read(county)?;
    totals::of(county, rows.keys()?)?;
    let view = rows.all()?;
    let order = order(county, key, view.height());
    let mut bytes = Vec::new();
    let copy = Copy::of(&view, county, key);
    parquet(order.len(), &mut bytes, |range| copy.frame(&order[range.clone()], range.start))
        .expect("memory takes it");
    let table = OutputFile { path: TABLE.to_owned(), bytes };
    let manifest = manifest(county, key, &table);
    Ok(vec![table, manifest])
}

/// In which order the rows of a run stand in its copy: the places of the rows.
///
/// Neighbours on a roster are a household: the order tells nothing of the run's,
/// not to other counties either, who have the key and not the table.
pub(super) fn order(county: &County, key: &SharedKey, rows: usize) -> Vec<u32> {
    let places = key.places(&county.sha256);
    let rows = u32::try_from(rows).expect("a table has fewer than 2^32 rows");
    let mut order: Vec<_> = (0..rows).map(|at| (places.hash(&at.to_be_bytes()), at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// The run's columns that reach the copy.
struct Copy<'a> {
    plain: [(&'static str, &'a StringChunked); 2],
    amounts: &'a Int64Chunked,
    keyed: [(&'static str, super::key::Hasher, &'a StringChunked); 3],
}

impl<'a> Copy<'a> {
    fn of(view: &'a DataFrame, county: &County, key: &SharedKey) -> Self {
        let text =
            |name: &str| view.column(name).and_then(Column::str).expect("the columns were checked");
        let keyed =
            |name: &'static str, domain| (name, key.column(domain, &county.period), text(name));
        Self {
            plain: [("list", text("list")), ("disposition", text("disposition"))],
            amounts: view
                .column("amount_fen")
                .and_then(Column::i64)
                .expect("the columns were checked"),
            keyed: [
                keyed("id_key", Domain::Number),
                keyed("name_key", Domain::Name),
                keyed("account_key", Domain::Account),
            ],
        }
    }

    /// Some rows of the copy, numbered from `before` + 1.
    fn frame(&self, places: &[u32], before: usize) -> PolarsResult<DataFrame> {
        let columns = COLUMNS.iter().map(|(file, view, _)| {
            if *view == "line" {
                let first = u32::try_from(before + 1).expect("fewer rows than 2^32");
                let lines: Vec<u32> = (first..).take(places.len()).collect();
                return Column::new((*file).into(), lines);
            }
            if *view == "amount_fen" {
                let amounts = places.iter().map(|at| self.amounts.get(*at as usize));
                return Column::new((*file).into(), amounts.collect::<Vec<_>>());
            }
            let mut texts = StringChunkedBuilder::new((*file).into(), places.len());
            let plain = self.plain.iter().find(|(name, _)| name == view);
            let keyed = self.keyed.iter().find(|(name, ..)| name == view);
            for at in places.iter().map(|at| *at as usize) {
                match (plain, keyed) {
                    (Some((_, values)), _) => texts.append_option(values.get(at)),
                    (_, Some((_, hasher, values))) => {
                        texts.append_option(hasher.text(values.get(at)));
                    }
                    _ => {
                        assert!(EMPTY.contains(view), "{view}: what a copy says of it is decided");
                        texts.append_value("");
                    }
                }
            }
            texts.finish().into_column()
        });
        DataFrame::new(places.len(), columns.collect())
    }
}

fn manifest(county: &County, key: &SharedKey, table: &OutputFile) -> OutputFile {
    let keyed = serde_json::json!({ "scheme": SCHEME, "check": key.check_value() });
    let settings = BTreeMap::from(
        [
            ("command", serde_json::json!(COMMAND)),
            ("county", serde_json::json!(county.county)),
            ("period", serde_json::json!(county.period)),
            (SETTING, keyed),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    let run = Input {
        path: crate::report::manifest::PATH.to_owned(),
        table: RUN.to_owned(),
        bytes: county.manifest_bytes,
        sha256: county.manifest_sha256.clone(),
        reader: "json".to_owned(),
        sheets: Vec::new(),
    };
    // Counts are numbers in a run's manifest, and sums are texts.
    let stated = county.stated.iter().map(|(key, text)| {
        let count = text.parse::<u64>().ok().map(|count| serde_json::json!(count));
        ((*key).to_owned(), count.unwrap_or_else(|| serde_json::json!(text)))
    });
    files::sealed(settings, vec![run], std::slice::from_ref(table), stated.collect())
}
