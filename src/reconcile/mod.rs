//! Reconciling: the pay list against the roster and against what was posted, and
//! where every row ends.
//!
//! In: the lists, who is registered, the copies, what was paid before, and all
//! findings so far. Out:
//! findings R001–R010, P006, P007 and D007, and one disposition for every row. Which rule
//! weighs how much is decided in `weights` alone.

pub mod docs;
pub mod attach;
pub mod opening;
pub mod register;
pub mod changes;
pub mod before;
pub mod before_docs;
pub mod decision;
pub mod decision_docs;
pub mod decisions;
pub mod watchlist_docs;
pub mod watchlists;
pub mod posted;
pub mod history;
pub mod weights;
pub mod carry;
pub mod disposition;

pub use disposition::{Disposition, Dispositions};
