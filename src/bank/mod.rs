//! Bank files: written and read back by the profile that describes them.
//!
//! In: payout files as values, and a bank profile. Out: bytes; and from bytes
//! again the people and the sum. It refuses what the charset cannot write:
//! nothing is ever replaced.

pub mod delimited;
pub mod returns;
pub mod simulate;
