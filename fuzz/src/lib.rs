//! What the fuzz targets share.
//!
//! In: the bytes that libFuzzer invents. Out: nothing; a target ends quietly, or
//! the process ends at once, and the input is kept. What counts as a bug is said
//! in docs/faults.md: a panic of ours, memory or time beyond a bound, a row that
//! is lost.

pub mod bounds;
pub mod county;
#[path = "../../tests/faults/ole.rs"]
pub mod ole;
pub mod people;
pub mod shells;
pub mod tables;

pub use bounds::{LIMITS, bounded, start};
