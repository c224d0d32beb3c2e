//! Normalizing: comparison keys beside the raw text, one file a field.
//!
//! In: table sheets. Out: lists whose rows carry keys. Keys are for comparing
//! only; nothing that was written is changed or lost.

pub mod symbols;
pub mod name;
pub mod place;
pub mod near;
pub mod change;
pub mod list;
pub mod payment;

pub use change::{Absence, Absences, Change, Lift};
pub use list::{Amount, List, Lists, Row};
pub use payment::Payment;
pub use symbols::{Sym, Symbols};
