//! The summary workbook, read back.
