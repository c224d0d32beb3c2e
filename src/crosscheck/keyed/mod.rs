//! Keyed copies: counties are compared, and no county sees another's people.
//!
//! In: a county's run, and a key that the counties share. Out: a copy of the
//! run's table in which numbers, names and accounts are HMACs under the key, and
//! in which nothing else says who a row is; later, the county's own rows behind
//! the numbers that a crosscheck of such copies gives. The body that compares
//! has the copies and not the key. It refuses a key that can be guessed, a copy
//! that holds more than it should, and an answer that is not of this run.

pub mod error;
pub mod key;
pub mod prepare;
pub mod check;
pub mod returned;
pub mod resolve;

pub use error::KeyedError;
pub use key::SharedKey;

/// What the manifest's `command` says of a keyed copy.
pub const COMMAND: &str = "crosscheck prepare";
/// What the manifest's `command` says of rows that were found again.
pub const RESOLVED: &str = "crosscheck resolve";
/// The setting of a keyed copy's manifest that says how it is keyed.
pub const SETTING: &str = "keyed";
/// How columns are keyed; another way has another name, and is not compared.
pub const SCHEME: &str = "hmac-sha-256-128/1";
/// What the run's own manifest is called among the inputs.
pub const RUN: &str = "run";
