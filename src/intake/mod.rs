//! Intake: files in, data rows with their origin out; every other row counted.

pub mod raw;
pub mod reader;
