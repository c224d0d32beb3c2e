//! zhibu verifies rosters of people resettled by reservoirs and turns the
//! direct subsidy into payments that nobody has to doubt.

pub mod demo;
pub mod domain;
pub mod intake;
