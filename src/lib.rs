//! zhibu verifies rosters of people resettled by reservoirs and turns the
//! direct subsidy into payments that nobody has to doubt.
//!
//! The order of the modules is the order of their dependencies: each may use
//! those above it, none those below. `run` sequences the stages; `publish` is
//! the only one that writes. ARCHITECTURE.md follows one row through.

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
pub mod report;
pub mod publish;
pub mod run;
pub mod pay;
pub mod evaluate;
pub mod trace;
pub mod next;
pub mod verify;
pub mod crosscheck;
pub mod query;
pub mod fieldcheck;
pub mod demo;
pub mod cli;
