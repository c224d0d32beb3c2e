//! Whether a keyed copy holds hashes and nothing else.
//!
//! In: a copy's rows, or its folder. Out: the column that holds something else,
//! or for `zhibu verify` what holds and what does not. A copy with a name in it
//! is refused by whoever gets it, so that the next one is made better.

use std::path::Path;

use polars::prelude::*;

use super::key::HASH_BYTES;
use crate::crosscheck::counties::gather;
use crate::crosscheck::error::CrosscheckError;
use crate::crosscheck::rows::Rows;
use crate::crosscheck::totals;
use crate::domain::Lang;
use crate::say;
use crate::verify::Check;

/// The columns that hold keyed hashes.
pub const HASHED: [&str; 3] = ["id_key", "name_key", "account_key"];
/// The columns, in the view, that a copy leaves empty: they say where a row
/// stands, and so who it is.
pub const EMPTY: [&str; 3] = ["file", "sheet", "township"];

/// Looks at every value of the view over a copy.
///
/// # Errors
/// With the column, as the file names it, that holds what it should not.
///
/// # Panics
/// Where it is not the view: our own fault.
pub fn values(view: &DataFrame) -> Result<(), &'static str> {
    let texts = |name: &str| {
        view.column(name).and_then(Column::str).expect("the columns were checked").clone()
    };
    for column in HASHED {
        if !texts(column).iter().flatten().all(is_hash) {
            return Err(column);
        }
    }
    for column in EMPTY {
        if !texts(column).iter().all(|text| text == Some("")) {
            return Err(column);
        }
    }
    let lines = view.column("line").and_then(Column::u32).expect("the columns were checked");
    let numbered = lines.iter().zip(1..).all(|(line, at)| line == Some(at));
    if numbered { Ok(()) } else { Err("row") }
}

fn is_hash(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == HASH_BYTES * 2 && text.bytes().all(digit)
}

/// What `zhibu verify` says of a keyed copy beyond its files' hashes; `None` where
/// the folder is none.
#[must_use]
pub fn folder(folder: &Path, lang: Lang) -> Option<Vec<Check>> {
    let check = |what: &str, wrong: Option<String>| Check { what: what.to_owned(), wrong };
    let gathered = match gather(&[folder.to_owned()]) {
        Ok(gathered) => gathered,
        Err(error @ CrosscheckError::Scheme { .. }) => {
            return Some(vec![check(say!(lang, "keyed-verify-hashes"), Some(error.words(lang)))]);
        }
        // What `verify` says of every folder says this too.
        Err(_) => return None,
    };
    let [county] = &gathered[..] else { return None };
    county.keyed.as_ref()?;
    let read = Rows::read(county).and_then(|rows| rows.keys());
    let (keys, wrong) = match read {
        Ok(keys) => (Some(keys), None),
        Err(error) => (None, Some(error.words(lang))),
    };
    let mut checks = vec![check(say!(lang, "keyed-verify-hashes"), wrong)];
    if let Some(keys) = keys {
        let wrong = totals::of(county, keys).err().map(|error| error.words(lang));
        checks.push(check(say!(lang, "keyed-verify-totals"), wrong));
    }
    Some(checks)
}
