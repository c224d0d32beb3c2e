//! zhibu verifies rosters of people resettled by reservoirs and turns the
//! direct subsidy into payments that nobody has to doubt.

pub mod demo;
pub mod domain;
pub mod origin;
pub mod finding;
pub mod rulebook;
pub mod intake;
pub mod normalize;
pub mod validate;
pub mod linkage;
pub mod reconcile;
pub mod payout;
pub mod bank;
pub mod report;
