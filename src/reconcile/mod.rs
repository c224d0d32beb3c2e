//! Reconciling: the pay list against the roster, and where every row ends.
//!
//! In: the lists, who is registered, the copies, and all findings so far. Out:
//! findings R001–R010 and D007, and one disposition for every row. Which rule
//! weighs how much was decided before; nothing here lowers or raises it.

pub mod docs;
pub mod register;
pub mod carry;
pub mod disposition;

pub use disposition::{Disposition, Dispositions};
