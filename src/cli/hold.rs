//! A project is held while a command changes it or its ledger, and who comes
//! second is told by whom.
//!
//! In: the project's folder and the command. Out: the lock; or the stop, which names
//! user, machine, command and since when. What only reads holds nothing, and works
//! beside.

use std::path::Path;
use std::time::Duration;

use super::{Exit, Session, Stop, sign, terminal, way_out};
use crate::publish::{self, Holder, Lock, PublishError};
use crate::say;

/// How long a step of the ledger waits for another: as long as the database does.
const PATIENCE: Duration = Duration::from_secs(10);

/// Holds a project for a run or what takes as long; told at once where it is held.
pub(super) fn project(session: &Session, folder: &Path, doing: &str) -> Result<Lock, Stop> {
    let lock = publish::lock(folder, &who(session, doing), Duration::ZERO)
        .map_err(|error| way_out::of_publish(&error, session.lang))?;
    tell_of_the_last(session, &lock);
    Ok(lock)
}

/// Holds a project for a step of its ledger, which is short: who comes second waits a
/// little first.
pub(super) fn step(session: &Session, folder: &Path, doing: &str) -> Result<Lock, Stop> {
    let lang = session.lang;
    let lock = publish::lock(folder, &who(session, doing), PATIENCE).map_err(|error| {
        if matches!(error, PublishError::Locked { .. }) {
            let way_out = say!(lang, "way-out-locked-step");
            return Stop::new(Exit::Environment, format!("{}\n{way_out}", error.words(lang)));
        }
        way_out::of_publish(&error, lang)
    })?;
    tell_of_the_last(session, &lock);
    Ok(lock)
}

/// This process, as another clerk is told of it.
fn who(session: &Session, doing: &str) -> Holder {
    Holder {
        user: set(&["USER", "LOGNAME", "USERNAME"]),
        machine: machine(),
        doing: doing.to_owned(),
        // A clock that is wrong is no reason to hold nothing.
        since: sign::now(session.lang).ok(),
        pid: std::process::id(),
    }
}

/// The first of these that the environment has.
fn set(names: &[&str]) -> String {
    let values = names.iter().filter_map(|name| std::env::var(name).ok());
    values.map(|value| value.trim().to_owned()).find(|value| !value.is_empty()).unwrap_or_default()
}

fn machine() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let told = told.trim();
    if told.is_empty() { set(&["COMPUTERNAME", "HOSTNAME"]) } else { told.to_owned() }
}

/// Another machine that did not come to an end was cut off, or is at work where the
/// shared folder carries no locks: only people can tell which.
fn tell_of_the_last(session: &Session, lock: &Lock) {
    let elsewhere = lock.left_by().filter(|left| left.machine != machine());
    if let Some(left) = elsewhere {
        let lang = session.lang;
        let note = say!(lang, "way-out-cut-off", holder = left.words(lang));
        eprint!("{}", terminal::told(&note));
    }
}
