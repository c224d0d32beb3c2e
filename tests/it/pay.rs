//! `zhibu pay` and `zhibu ledger` as people drive them: from a run to a batch
//! that is settled, through the binary, with every refusal on the way.
//!
//! Whatever is said in the course of a life is kept, and looked at in its end:
//! no number in full, nothing wider than a terminal.

pub mod desk;
mod every_bank;
mod quality;
mod steps;
mod whole;
mod whole_ledger;
