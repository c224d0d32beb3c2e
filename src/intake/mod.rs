//! Intake: files in, data rows with their origin out; every other row counted.

pub mod raw;
pub mod reader;
pub mod heading;
pub mod sheet;
pub mod docs;
pub mod totals;
pub mod rows;
pub mod files;

pub use files::{InputFile, Intake};
pub use sheet::Sheet;
