//! The population that is drawn from: a run's households, read back.
//!
//! In: an output folder. Out: each household once, with its people, in the order of
//! the bytes of their ids. It refuses a table that is not as the manifest says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::FieldCheckError;
use crate::domain::Money;
use crate::intake::files::hex;
use crate::report::households::{HEADER, PATH};
use crate::report::manifest;

/// The population.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Every household, in the order of the bytes of their ids.
    pub households: Vec<Household>,
    /// The hash of the manifest's bytes.
    pub manifest_sha256: String,
    /// The hash of the table's bytes.
    pub table_sha256: String,
}

/// People who live together: township, village, group, head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// What names it: the four joined with `/`, or the pay row's place where no head
    /// is named.
    pub id: String,
    /// The township.
    pub township: String,
    /// The village.
    pub village: String,
    /// The group.
    pub group: String,
    /// The head.
    pub head: String,
    /// Its people on the pay list, in the list's order.
    pub members: Vec<Member>,
    /// Whether one of its accounts is another household's too.
    pub shared_account: bool,
}

/// Somebody on the pay list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The name as written.
    pub name: String,
    /// The identity number, in full.
    pub id_number: String,
    /// How related to the head.
    pub relation: String,
    /// The account, in full.
    pub account: String,
    /// What is paid.
    pub amount: Money,
    /// `paid`, `already_paid` or `held`.
    pub disposition: String,
    /// The codes of what was found.
    pub codes: Vec<String>,
    /// Whether new or written otherwise than last year.
    pub changed: bool,
}

impl Frame {
    /// Reads an output folder.
    ///
    /// # Errors
    /// Where there is no output, or a file is not as the run wrote it.
    pub fn read(folder: &Path) -> Result<Self, FieldCheckError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|source| match source.kind() {
                std::io::ErrorKind::NotFound => {
                    FieldCheckError::NoOutput { path: folder.to_owned() }
                }
                _ => FieldCheckError::Read { path, source },
            })
        };
        let bytes = read(manifest::PATH)?;
        let altered = |name: &str| FieldCheckError::Altered { path: folder.join(name) };
        let stated = manifest::read_whole(&bytes).ok_or_else(|| altered(manifest::PATH))?;
        let no_output = || FieldCheckError::NoOutput { path: folder.to_owned() };
        let output = stated.outputs.iter().find(|one| one.path == PATH).ok_or_else(no_output)?;
        let table = read(PATH)?;
        let table_sha256 = hex(&Sha256::digest(&table));
        if table_sha256 != output.sha256 {
            return Err(altered(PATH));
        }
        let households = households(&table).ok_or_else(|| altered(PATH))?;
        Ok(Self { households, manifest_sha256: hex(&Sha256::digest(&bytes)), table_sha256 })
    }

    /// The townships, in the order of their bytes.
    #[must_use]
    pub fn townships(&self) -> BTreeSet<&str> {
        self.households.iter().map(|one| one.township.as_str()).collect()
    }

    /// The people of all households.
    #[must_use]
    pub fn people(&self) -> usize {
        self.households.iter().map(|one| one.members.len()).sum()
    }
}

/// The households of the table's bytes; `None` where they are not as a run writes
/// them.
#[must_use]
pub fn households(table: &[u8]) -> Option<Vec<Household>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(table);
    if !reader.headers().ok()?.iter().eq(HEADER) {
        return None;
    }
    let mut by_id: BTreeMap<String, Household> = BTreeMap::new();
    for record in reader.records() {
        let record = record.ok()?;
        let text = |at: usize| record[at].to_owned();
        let household = by_id.entry(text(0)).or_insert_with(|| Household {
            id: text(0),
            township: text(1),
            village: text(2),
            group: text(3),
            head: text(4),
            ..Household::default()
        });
        household.members.push(Member {
            name: text(5),
            id_number: text(6),
            relation: text(7),
            account: text(8),
            amount: Money::parse_yuan(&record[9]).ok()?,
            disposition: text(10),
            codes: record[11]
                .split(';')
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            changed: &record[12] == "1",
        });
    }
    let mut households: Vec<Household> = by_id.into_values().collect();
    mark_shared(&mut households);
    Some(households)
}

/// Marks the households one of whose accounts another uses too.
fn mark_shared(households: &mut [Household]) {
    let mut users: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, household) in households.iter().enumerate() {
        for member in household.members.iter().filter(|one| !one.account.is_empty()) {
            users.entry(member.account.clone()).or_default().insert(at);
        }
    }
    for together in users.into_values().filter(|together| together.len() > 1) {
        for at in together {
            households[at].shared_account = true;
        }
    }
}
