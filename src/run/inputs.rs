//! What a run reads: the project's files, and which of them may be missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{Clock, PayList, RunError, Stage};
use crate::domain::{Period, Table};
use crate::intake::files::{self, Input, IntakeError, Rules};
use crate::intake::sheet::SkippedKind;
use crate::intake::{InputFile, Intake, Sheet};
use crate::ledger::{Before, Ledger, LedgerAt, LedgerError};
use crate::reconcile::history::EarlierEnd;
use crate::reconcile::opening::Stated;
use crate::report::quality::SentBack;
use crate::report::{LedgerRead, manifest};
use crate::rulebook::{Project, Rulebook};

/// Reads the project's files; also the keys of those that are not there yet.
pub(super) fn read(
    project: &Project,
    rulebook: &Rulebook,
    pay_list: PayList,
    clock: &mut Clock<'_>,
) -> Result<(Intake, Vec<&'static str>), RunError> {
    let (inputs, absent) = inputs_of(project, pay_list)?;
    let lang = project.lang;
    let acknowledged_sheets: Vec<String> = project
        .acknowledgements
        .iter()
        .filter(|named| named.code == "I006")
        .map(|named| named.at.clone())
        .collect();
    let rules = Rules {
        columns: &rulebook.columns,
        values: &rulebook.values,
        acknowledged_sheets: &acknowledged_sheets,
        lang,
    };
    clock.start(Stage::Intake, Some(files::count(&project.folder, &inputs)?));
    let progress = clock.progress;
    let intake = files::read_all(&project.folder, &inputs, rules, &|| progress.step())?;
    Ok((intake, absent))
}

/// The inputs that the project names; those that may be there and are not yet,
/// by their keys. A list from another body is never one of these: to pay without
/// having looked for the dead is not an option.
fn inputs_of(
    project: &Project,
    pay_list: PayList,
) -> Result<(Vec<Input<'_>>, Vec<&'static str>), RunError> {
    let globs = &project.inputs;
    let mut inputs = vec![
        Input { table: Table::Roster, key: "inputs.roster", glob: &globs.roster },
        Input { table: Table::PayList, key: "inputs.pay_list", glob: &globs.pay_list },
    ];
    if let Some(places) = &globs.places {
        inputs.push(Input { table: Table::Places, key: "inputs.places", glob: places });
    }
    inputs.extend(project.watchlists.iter().map(|list| Input {
        table: Table::Watchlist(list.kind),
        key: "watchlist.path",
        glob: &list.path,
    }));
    let optional = [
        (Table::PriorRoster, "inputs.prior_roster", &globs.prior_roster),
        (Table::PriorPayList, "inputs.prior_pay_list", &globs.prior_pay_list),
        (Table::ChangeRegister, "inputs.change_register", &globs.change_register),
        (Table::Decisions, "inputs.decisions", &globs.decisions),
        (Table::Posted, "inputs.posted", &globs.posted),
    ];
    let mut absent = Vec::new();
    if pay_list == PayList::Optional
        && matches!(files::matching(&project.folder, &inputs[1]), Err(IntakeError::NoFiles { .. }))
    {
        absent.push(inputs.remove(1).key);
    }
    for (table, key, glob) in optional {
        let Some(glob) = glob else { continue };
        let input = Input { table, key, glob };
        match files::matching(&project.folder, &input) {
            Ok(_) => inputs.push(input),
            // What comes back is not there at first; that is no news.
            Err(IntakeError::NoFiles { .. })
                if matches!(table, Table::Decisions | Table::Posted) => {}
            Err(IntakeError::NoFiles { .. }) => absent.push(key),
            Err(error) => return Err(error.into()),
        }
    }
    Ok((inputs, absent))
}

/// The first input whose bytes are no longer those that were read.
pub(super) fn edited(project: &Project, files: &[InputFile]) -> Option<String> {
    let changed = |file: &&InputFile| {
        let bytes = std::fs::read(project.folder.join(&*file.path));
        bytes.map_or(true, |bytes| files::hex(&Sha256::digest(&bytes)) != file.sha256)
    };
    files.par_iter().find_first(changed).map(|file| file.path.to_string())
}

/// What the manifests beside last year's output say of it: a table in `data/` of
/// a run lies one folder below its manifest. A list that lies elsewhere, or
/// whose manifest was not kept, has none.
pub(super) fn stated_openings(project: &Project, files: &[InputFile]) -> Vec<Stated> {
    let prior = files.iter().filter(|file| file.table.is_prior());
    prior
        .filter_map(|file| {
            let (folder, name) = file.path.rsplit_once("/data/")?;
            let path = format!("{folder}/{}", manifest::PATH);
            let bytes = std::fs::read(project.folder.join(&path)).ok()?;
            let manifest = manifest::read_whole(&bytes);
            let whole = manifest.is_some();
            let rows = |key: &str| manifest.as_ref()?.totals.get(key)?.as_u64();
            let table = format!("data/{name}");
            let outputs = manifest.iter().flat_map(|manifest| &manifest.outputs);
            let written = outputs.clone().find(|one| one.path == table);
            // A file that the run did not write is not what it speaks of.
            if whole && written.is_none() {
                return None;
            }
            Some(Stated {
                file: Arc::clone(&file.path),
                sha256: written.map(|one| one.sha256.clone()),
                whole,
                county: manifest
                    .as_ref()
                    .and_then(|manifest| manifest.settings.get("county")?.as_str())
                    .map(str::to_owned),
                rows: [rows("roster_rows"), rows("pay_list_rows")],
                manifest: (path, bytes.len() as u64, files::hex(&Sha256::digest(&bytes))),
            })
        })
        .collect()
}

/// The ledger's payments that overlap the period, where there is a ledger.
pub(super) fn ledger(project: &Project) -> Result<(Option<LedgerRead>, Before), LedgerError> {
    let Some(mut ledger) = Ledger::open_existing(&LedgerAt::of(project))? else {
        return Ok((None, Before::default()));
    };
    let head = ledger.head()?;
    let before = ledger.before(&project.programme, project.period)?;
    let place = match LedgerAt::of(project) {
        LedgerAt::File(_) => project.ledger.clone(),
        at @ LedgerAt::Server(_) => at.shown(),
    };
    let (people, amount) = (before.people, before.amount);
    let by_township = sent_back(&before, project.period);
    let (events, head) = (head.seq, head.hash);
    let read = LedgerRead { place, events, head, people, amount, by_township };
    Ok((Some(read), before))
}

/// What the bank has of the period's payments and what it sent back, by township.
fn sent_back(before: &Before, period: Period) -> BTreeMap<String, SentBack> {
    let mut by_township: BTreeMap<String, SentBack> = BTreeMap::new();
    for payment in before.history.payments().iter().filter(|one| one.period == period) {
        let of = by_township.entry(payment.township.clone()).or_default();
        match payment.end {
            EarlierEnd::Live { sent } => of.sent += u64::from(sent),
            EarlierEnd::Failed { .. } => {
                of.sent += 1;
                of.returned += 1;
                of.returned_amount += payment.amount;
            }
        }
    }
    by_township
}

/// Acknowledged sheets that are not hidden, or not there.
pub(super) fn unmatched_sheets(project: &Project, sheets: &[Sheet]) -> Vec<String> {
    project
        .acknowledgements
        .iter()
        .filter(|named| named.code == "I006")
        .filter(|named| {
            !sheets.iter().any(|sheet| {
                named.at == format!("{}#{}", sheet.file, sheet.name)
                    && sheet.skipped.iter().any(|(kind, ..)| *kind == SkippedKind::HiddenSheet)
            })
        })
        .map(|named| format!("I006 {}", named.at))
        .collect()
}
