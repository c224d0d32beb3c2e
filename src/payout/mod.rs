//! The payout: who is paid what, in which file, and whether that is approved.
//!
//! In: dispositions and the payment details of paid rows. Out: payout files as
//! values, with control totals, and findings P003 and P004. It writes nothing.

pub mod batch;
pub mod limits;

pub use batch::{Paid, PayFile, PayLine, Splitting};
