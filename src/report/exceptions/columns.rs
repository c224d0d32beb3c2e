//! The columns of an exception workbook: headings, widths, and what stands in
//! them for a finding.
//!
//! In: a finding, and who reads. Out: a text. Numbers are in full only for the
//! township that has to correct them.

use std::borrow::Cow;

use crate::domain::identity_number::mask_identity;
use crate::domain::{Field, Lang};
use crate::finding::render::{cause, fix};
use crate::finding::{Finding, Seen, has_long_number};
use crate::report::RunView;
use crate::say;

/// Who reads a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader<'a> {
    /// The township that owns the rows: numbers in full.
    Township(&'a str),
    /// The county: every township, numbers masked.
    County,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Code,
    Title,
    Severity,
    File,
    Sheet,
    Cell,
    Heading,
    Township,
    Village,
    Name,
    Seen,
    Cause,
    Fix,
    Proposal,
    Decision,
    Correction,
    DecidedBy,
    DecidedOn,
    Key,
}

/// The columns of a sheet that asks for decisions, in order.
const WORK: &[Column] = &[
    Column::Code,
    Column::Title,
    Column::Severity,
    Column::File,
    Column::Sheet,
    Column::Cell,
    Column::Heading,
    Column::Township,
    Column::Village,
    Column::Name,
    Column::Seen,
    Column::Cause,
    Column::Fix,
    Column::Proposal,
    Column::Decision,
    Column::Correction,
    Column::DecidedBy,
    Column::DecidedOn,
    Column::Key,
];

/// The columns of the sheet of notes, in order.
const NOTES: &[Column] = &[
    Column::Code,
    Column::Title,
    Column::File,
    Column::Sheet,
    Column::Cell,
    Column::Heading,
    Column::Township,
    Column::Village,
    Column::Name,
    Column::Seen,
    Column::Cause,
];

/// The columns of a sheet: the township only where there are several.
pub(super) fn columns(reader: Reader<'_>, notes: bool) -> Vec<Column> {
    let all = if notes { NOTES } else { WORK };
    all.iter()
        .copied()
        .filter(|column| *column != Column::Township || reader == Reader::County)
        .collect()
}

impl Column {
    /// Its heading.
    pub(super) fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Code => say!(lang, "exceptions-column-code"),
            Self::Title => say!(lang, "exceptions-column-title"),
            Self::Severity => say!(lang, "exceptions-column-severity"),
            Self::File => say!(lang, "exceptions-column-file"),
            Self::Sheet => say!(lang, "exceptions-column-sheet"),
            Self::Cell => say!(lang, "exceptions-column-cell"),
            Self::Heading => say!(lang, "exceptions-column-heading"),
            Self::Township => say!(lang, "exceptions-column-township"),
            Self::Village => say!(lang, "exceptions-column-village"),
            Self::Name => say!(lang, "exceptions-column-name"),
            Self::Seen => say!(lang, "exceptions-column-seen"),
            Self::Cause => say!(lang, "exceptions-column-cause"),
            Self::Fix => say!(lang, "exceptions-column-fix"),
            Self::Proposal => say!(lang, "exceptions-column-proposal"),
            Self::Decision => say!(lang, "exceptions-column-decision"),
            Self::Correction => say!(lang, "exceptions-column-correction"),
            Self::DecidedBy => say!(lang, "exceptions-column-decided-by"),
            Self::DecidedOn => say!(lang, "exceptions-column-decided-on"),
            Self::Key => say!(lang, "exceptions-column-key"),
        }
    }

    /// Its width, in characters of half a square's width.
    pub(super) fn width(self, lang: Lang) -> u16 {
        match self {
            Self::Code => 6,
            Self::Severity => lang.pick(5, 8),
            Self::Cell => 7,
            Self::DecidedBy => 8,
            Self::Sheet | Self::Heading | Self::Village | Self::Name => 9,
            Self::Township | Self::Decision => 10,
            Self::DecidedOn => 11,
            Self::Key | Self::File => 12,
            Self::Title => lang.pick(12, 16),
            // A number of 18 or 19 digits on one line.
            Self::Seen | Self::Proposal | Self::Correction => 20,
            Self::Cause => lang.pick(24, 28),
            Self::Fix => lang.pick(20, 24),
        }
    }

    /// Whether it is filled in by the township.
    pub(super) fn is_decision(self) -> bool {
        matches!(self, Self::Decision | Self::Correction | Self::DecidedBy | Self::DecidedOn)
    }

    /// What stands in it for a finding.
    pub(super) fn text<'a>(
        self,
        view: &RunView<'a>,
        reader: Reader<'_>,
        finding: &'a Finding,
    ) -> Cow<'a, str> {
        let origin = &finding.origin;
        match self {
            Self::Code => finding.doc.code.into(),
            Self::Title => finding.doc.words(view.lang).title.into(),
            Self::Severity => finding.severity.words(view.lang).into(),
            Self::File => (&*origin.file).into(),
            Self::Sheet => (&*origin.sheet).into(),
            Self::Cell => origin.cell().into(),
            Self::Heading => free(reader, &origin.heading),
            Self::Township => (&*finding.township).into(),
            Self::Village => free(reader, of_row(view, finding, Field::Village)),
            Self::Name => free(reader, of_row(view, finding, Field::Name)),
            Self::Seen => value(reader, &finding.seen),
            Self::Cause => prose(reader, cause(finding, view.lang)),
            Self::Fix => prose(reader, fix(finding, view.lang)),
            Self::Proposal => value(reader, &finding.proposal),
            Self::Key => finding.key.as_str().into(),
            Self::Decision | Self::Correction | Self::DecidedBy | Self::DecidedOn => "".into(),
        }
    }
}

/// A field of the finding's row, as written; empty where it is about no row.
fn of_row<'a>(view: &RunView<'a>, finding: &Finding, field: Field) -> &'a str {
    match (finding.table, finding.row) {
        (_, None) => "",
        (table, Some(row)) => view.lists.list(table).text(row, field).trim(),
    }
}

fn value<'a>(reader: Reader<'_>, seen: &'a Seen) -> Cow<'a, str> {
    match reader {
        Reader::Township(_) => seen.full().into(),
        Reader::County => seen.masked().into(),
    }
}

/// A text from a list that is no number, unless somebody wrote one there.
fn free<'a>(reader: Reader<'_>, text: &'a str) -> Cow<'a, str> {
    match reader {
        Reader::County if has_long_number(text) => mask_identity(text).into(),
        _ => text.into(),
    }
}

/// The program's words, which quote names and headings as they were written.
fn prose<'a>(reader: Reader<'_>, text: String) -> Cow<'a, str> {
    match reader {
        Reader::County if has_long_number(&text) => mask_runs(&text).into(),
        _ => text.into(),
    }
}

/// Masks every run of ten digits or more, and leaves the words around them.
fn mask_runs(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_numeric) {
        let run = &rest[start..];
        let end = run.find(|c: char| !c.is_numeric()).unwrap_or(run.len());
        masked.push_str(&rest[..start]);
        let run = &run[..end];
        if run.chars().count() >= 10 {
            masked.push_str(&mask_identity(run));
        } else {
            masked.push_str(run);
        }
        rest = &rest[start + end..];
    }
    masked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_in_the_words_are_masked_and_nothing_else() {
        let text = "第 12 行写着「430621199001011234」，不是 600 元";
        let masked = "第 12 行写着「430621••••••••1234」，不是 600 元";
        assert_eq!(prose(Reader::County, text.to_owned()), masked);
        assert_eq!(prose(Reader::Township("新墙镇"), text.to_owned()), text);
    }

    #[test]
    fn only_the_county_names_townships() {
        assert!(columns(Reader::County, false).contains(&Column::Township));
        assert!(!columns(Reader::Township("新墙镇"), false).contains(&Column::Township));
        assert_eq!(columns(Reader::County, false).last(), Some(&Column::Key));
        assert!(!columns(Reader::County, true).iter().any(|column| column.is_decision()));
    }
}
