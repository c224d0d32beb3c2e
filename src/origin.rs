//! Where something stands: file, sheet, row, column, heading.
//!
//! Set at the first parse and carried along; never rebuilt afterwards.

use std::sync::Arc;

/// A place in an input: as much of it as there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, relative to the project folder, with `/`.
    pub file: Arc<str>,
    /// The sheet's name; empty for a CSV or for a whole file.
    pub sheet: Arc<str>,
    /// The row as Excel counts it, from 1.
    pub row: Option<u32>,
    /// The column, counted from 0.
    pub column: Option<u16>,
    /// The column's heading as the file writes it; empty where there is none.
    pub heading: Arc<str>,
}

impl Origin {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            sheet: Arc::default(),
            row: None,
            column: None,
            heading: Arc::default(),
        }
    }

    /// A whole sheet of a file.
    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { sheet: Arc::clone(sheet), ..Self::file(Arc::clone(file)) }
    }

    /// The same place narrowed to a row (as Excel counts it).
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place narrowed to a column (counted from 0) under a heading.
    #[must_use]
    pub fn at_column(mut self, column: u16, heading: &Arc<str>) -> Self {
        self.column = Some(column);
        self.heading = Arc::clone(heading);
        self
    }

    /// The cell as Excel names it: `I118`; `118` without a column; empty
    /// without a row.
    #[must_use]
    pub fn cell(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        let column = self.column.map(column_letters).unwrap_or_default();
        format!("{column}{row}")
    }

    /// `file › sheet › I118`, without what there is not.
    #[must_use]
    pub fn path(&self) -> String {
        let cell = self.cell();
        [&*self.file, &*self.sheet, &cell]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" › ")
    }
}

/// A column's letters as Excel writes them: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_their_letters() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
        {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn a_place_reads_from_the_outside_in() {
        let file: Arc<str> = Arc::from("roster/荣家湾镇.xlsx");
        let sheet: Arc<str> = Arc::from("和平村");
        let heading: Arc<str> = Arc::from("身份证号");
        assert_eq!(Origin::file(Arc::clone(&file)).path(), "roster/荣家湾镇.xlsx");
        let cell = Origin::sheet(&file, &sheet).at_row(118).at_column(8, &heading);
        assert_eq!(cell.path(), "roster/荣家湾镇.xlsx › 和平村 › I118");
        assert_eq!(cell.cell(), "I118");
    }
}
