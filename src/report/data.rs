//! `data/dispositions.csv` and `data/findings.csv`: every row once, every
//! finding once.
//!
//! UTF-8, comma, LF, a header line. The header is a contract with other
//! programs: `docs/outputs.md`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::RunView;
use crate::domain::{Field, Money, Table};
use crate::finding::{Finding, render};
use crate::normalize::Payment;
use crate::origin::column_letters;
use crate::reconcile::Disposition;

/// A row of one of the lists.
#[derive(Clone, Copy, Debug)]
pub struct RowAt {
    /// The list.
    pub table: Table,
    /// The row, an index into it.
    pub row: u32,
}

/// The header of `dispositions.csv`.
pub const DISPOSITIONS_HEADER: [&str; 11] = [
    "table",
    "file",
    "sheet",
    "row",
    "township",
    "village",
    "name",
    "id_number",
    "disposition",
    "codes",
    "amount",
];

/// The header of `findings.csv`.
pub const FINDINGS_HEADER: [&str; 13] = [
    "code", "slug", "severity", "table", "file", "sheet", "row", "column", "heading", "township",
    "message", "proposal", "key",
];

/// Every data row of both lists, roster first.
pub fn rows<'a>(view: &RunView<'a>) -> impl Iterator<Item = RowAt> + use<'a> {
    let (roster, pay_list) = (view.lists.roster.indices(), view.lists.pay_list.indices());
    roster
        .map(|row| RowAt { table: Table::Roster, row })
        .chain(pay_list.map(|row| RowAt { table: Table::PayList, row }))
}

/// The row at a place of [`rows`], where the roster has `roster` rows.
///
/// # Panics
/// Beyond four thousand million rows.
#[must_use]
pub fn row_at(roster: usize, at: usize) -> RowAt {
    let (table, row) =
        if at < roster { (Table::Roster, at) } else { (Table::PayList, at - roster) };
    RowAt { table, row: u32::try_from(row).expect("rows fit in 32 bits") }
}

/// The money of a row: what a pay row is paid, or would be once it is no longer
/// held. Roster rows, merged copies and what was paid before move none.
#[must_use]
pub fn amount(view: &RunView<'_>, row: &RowAt) -> Money {
    if row.table != Table::PayList {
        return Money::ZERO;
    }
    match view.dispositions.of(row.table, row.row) {
        Disposition::Paid | Disposition::Held => {
            let registered = view.registered[row.row as usize];
            let payment = Payment::new(view.lists, view.rulebook, row.row, registered);
            let period = view.project.period;
            payment.amount(period).unwrap_or_else(|| payment.entitlement(period))
        }
        _ => Money::ZERO,
    }
}

/// The codes of all findings of each row.
#[derive(Debug)]
pub struct CodesByRow {
    /// Sorted by table, row and code, each once.
    codes: Vec<(Table, u32, &'static str)>,
}

/// Gathers the codes of all findings of each row.
#[must_use]
pub fn codes_by_row(view: &RunView<'_>) -> CodesByRow {
    let mut codes: Vec<(Table, u32, &'static str)> = view
        .findings
        .iter()
        .filter_map(|finding| Some((finding.table, finding.row?, finding.doc.code)))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    CodesByRow { codes }
}

impl CodesByRow {
    /// A reader of them for rows that come in order, from that row on.
    #[must_use]
    pub fn from(&self, first: RowAt) -> CodesInOrder<'_> {
        let first = (first.table, first.row);
        let from = self.codes.partition_point(|(table, row, _)| (*table, *row) < first);
        CodesInOrder { rest: &self.codes[from..] }
    }
}

/// The codes of rows, one row after the other.
#[derive(Debug)]
pub struct CodesInOrder<'a> {
    rest: &'a [(Table, u32, &'static str)],
}

impl CodesInOrder<'_> {
    /// Adds the codes of a row to a text, joined with `;`. The rows asked for
    /// are in order, and each once.
    pub fn join(&mut self, at: RowAt, text: &mut String) {
        while let [(table, row, _), after @ ..] = self.rest
            && (*table, *row) < (at.table, at.row)
        {
            self.rest = after;
        }
        let mut first = true;
        while let [(table, row, code), after @ ..] = self.rest
            && (*table, *row) == (at.table, at.row)
        {
            if !std::mem::take(&mut first) {
                text.push(';');
            }
            text.push_str(code);
            self.rest = after;
        }
    }
}

/// The path of the rows as text.
pub const DISPOSITIONS_CSV: &str = "data/dispositions.csv";
/// The path of the findings as text.
pub const FINDINGS_CSV: &str = "data/findings.csv";

/// Writes `data/dispositions.csv`.
///
/// # Errors
/// Where `out` fails.
pub fn dispositions(view: &RunView<'_>, codes: &CodesByRow, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(DISPOSITIONS_HEADER)?;
    let mut codes = codes.from(row_at(view.lists.roster.rows.len(), 0));
    let (mut number, mut joined, mut yuan) = (String::new(), String::new(), String::new());
    for at in rows(view) {
        let list = view.lists.list(at.table);
        let sheet = list.sheet(at.row);
        for text in [&mut number, &mut joined, &mut yuan] {
            text.clear();
        }
        let _ = write!(number, "{}", list.number(at.row));
        let _ = write!(yuan, "{}", amount(view, &at));
        codes.join(at, &mut joined);
        writer.write_record([
            at.table.key(),
            &sheet.file,
            &sheet.name,
            &number,
            view.lists.township(at.table, at.row),
            list.text(at.row, Field::Village),
            list.text(at.row, Field::Name),
            list.text(at.row, Field::IdNumber),
            view.dispositions.of(at.table, at.row).key(),
            &joined,
            &yuan,
        ])?;
    }
    writer.flush()
}

/// One finding's texts, in the order of [`FINDINGS_HEADER`].
#[derive(Debug)]
pub struct FindingLine(pub [String; 13]);

/// Findings as texts. Messages are masked; proposals are whole, because data
/// files are where the work needs them.
pub fn finding_lines<'a>(
    view: &RunView<'a>,
    findings: &'a [Finding],
) -> impl Iterator<Item = FindingLine> + use<'a> {
    let lang = view.lang;
    findings.iter().map(move |finding| {
        let origin = &finding.origin;
        FindingLine([
            finding.doc.code.to_owned(),
            finding.doc.slug.to_owned(),
            finding.severity.key().to_owned(),
            finding.table.key().to_owned(),
            origin.file.to_string(),
            origin.sheet.to_string(),
            origin.row.map(|row| row.to_string()).unwrap_or_default(),
            origin.column.map(column_letters).unwrap_or_default(),
            origin.heading.to_string(),
            finding.township.to_string(),
            render::message(finding, lang),
            finding.proposal.full().to_owned(),
            finding.key.clone(),
        ])
    })
}

/// Writes `data/findings.csv`.
///
/// # Errors
/// Where `out` fails.
pub fn findings(view: &RunView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(FINDINGS_HEADER)?;
    for line in finding_lines(view, view.findings) {
        writer.write_record(&line.0)?;
    }
    writer.flush()
}
