//! zhibu verifies rosters of people resettled by reservoirs and turns the
//! direct subsidy into payments that nobody has to doubt.
//!
//! The order of the modules is the order of their dependencies: each may use
//! those above it, none those below. `run` sequences the stages; `publish` is
//! the only one that writes. ARCHITECTURE.md follows one row through.
//!
//! Without the feature `tables` there is what judges, and nothing that writes or
//! asks a run's tables: for the fuzz targets.

pub mod words;
pub mod domain;
pub mod origin;
pub mod finding;
pub mod rulebook;
pub mod statement;
pub mod intake;
pub mod normalize;
pub mod validate;
pub mod linkage;
pub mod reconcile;
pub mod payout;
pub mod bank;
pub mod ledger;
pub mod evaluation;
pub mod catalogue;
#[cfg(feature = "tables")]
pub mod seal;
#[cfg(feature = "tables")]
pub mod report;
#[cfg(feature = "tables")]
pub mod publish;
#[cfg(feature = "tables")]
pub mod run;
#[cfg(feature = "tables")]
pub mod pay;
#[cfg(feature = "tables")]
pub mod evaluate;
#[cfg(feature = "tables")]
pub mod trace;
#[cfg(feature = "tables")]
pub mod next;
#[cfg(feature = "tables")]
pub mod verify;
#[cfg(feature = "tables")]
pub mod open;
#[cfg(feature = "tables")]
pub mod purge;
#[cfg(feature = "tables")]
pub mod crosscheck;
#[cfg(feature = "tables")]
pub mod query;
#[cfg(feature = "tables")]
pub mod fieldcheck;
#[cfg(feature = "tables")]
pub mod demo;
#[cfg(feature = "tables")]
pub mod cli;
