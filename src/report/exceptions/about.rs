//! The first sheet of an exception workbook: what it is, and what to do with it.
//!
//! In: the workbook's findings. Out: a page that somebody who has never seen
//! the program can follow.

use std::collections::BTreeSet;

use super::columns::Reader;
use super::{Part, decisions};
use crate::domain::Lang;
use crate::finding::{Finding, Floor, Severity};
use crate::report::RunView;
use crate::report::workbook::{self, Book, Formats, Page};
use crate::say;

/// The columns' widths: a label, a count, a count, and words.
const WIDTHS: [u16; 4] = [20, 12, 12, 50];

/// Writes the sheet.
pub(super) fn write(
    book: &mut Book,
    view: &RunView<'_>,
    reader: Reader<'_>,
    findings: &[&Finding],
    parts: &[Part<'_>],
    formats: &Formats,
) {
    let lang = view.lang;
    let sheet = book.sheet(say!(lang, "exceptions-about"), Page::Portrait);
    workbook::widths(sheet, WIDTHS);
    let mut row = 0;
    workbook::text(sheet, row, 0, &super::title(view, reader), &formats.title);
    row += 2;
    let whose = match reader {
        Reader::Township(township) => township.to_owned(),
        Reader::County => say!(lang, "exceptions-the-whole-county").to_owned(),
    };
    for (label, value) in [
        (say!(lang, "exceptions-county"), view.project.county.clone()),
        (say!(lang, "exceptions-programme"), view.rulebook.programme.name(lang).to_owned()),
        (say!(lang, "exceptions-period"), view.project.period.to_string()),
        (say!(lang, "exceptions-township"), whose),
        (say!(lang, "exceptions-judged-as-of"), view.project.as_of.to_string()),
    ] {
        workbook::text(sheet, row, 0, label, &formats.total_text);
        workbook::across(sheet, row, (1, 3), &value, &formats.text);
        row += 1;
    }
    row += 1;
    if findings.is_empty() {
        let nothing = say!(lang, "exceptions-nothing-found");
        workbook::text(sheet, row, 0, nothing, &formats.section);
        return;
    }
    let labels = [
        say!(lang, "exceptions-level"),
        say!(lang, "exceptions-findings"),
        say!(lang, "exceptions-rows"),
        say!(lang, "exceptions-what-it-means"),
    ];
    workbook::headings(sheet, row, &labels, formats);
    row += 1;
    for severity in Severity::ALL.into_iter().rev() {
        let (count, rows) = counted(findings, severity);
        let format = super::severity_format(formats, severity);
        workbook::text(sheet, row, 0, severity.words(lang), &format);
        workbook::count(sheet, row, 1, count, &formats.count);
        workbook::count(sheet, row, 2, rows, &formats.count);
        workbook::text(sheet, row, 3, meaning(severity, lang), &formats.remark);
        row += 1;
    }
    row += 1;
    let labels = [say!(lang, "exceptions-sheet"), say!(lang, "exceptions-findings")];
    workbook::headings(sheet, row, &labels, formats);
    row += 1;
    for part in parts {
        workbook::text(sheet, row, 0, part.name, &formats.text);
        workbook::height(sheet, row, workbook::lines(part.name, WIDTHS[0]));
        workbook::count(sheet, row, 1, part.findings.len() as u64, &formats.count);
        row += 1;
    }
    row += 1;
    workbook::text(sheet, row, 0, say!(lang, "exceptions-how-title"), &formats.section);
    row += 1;
    for (number, step) in (1_u32..).zip(steps(view, reader, findings)) {
        let step = format!("{number}. {step}");
        workbook::across(sheet, row, (0, 3), &step, &formats.prose);
        workbook::height(sheet, row, workbook::lines(&step, WIDTHS.iter().sum()));
        row += 1;
    }
}

/// Findings of a severity, and the different rows they are about.
fn counted(findings: &[&Finding], severity: Severity) -> (u64, u64) {
    let of_it = || findings.iter().filter(|finding| finding.severity == severity);
    let rows: BTreeSet<_> =
        of_it().filter_map(|finding| Some((finding.table, finding.row?))).collect();
    (of_it().count() as u64, rows.len() as u64)
}

fn meaning(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Refuse => {
            say!(lang, "exceptions-means-refuse")
        }
        Severity::Hold => {
            say!(lang, "exceptions-means-hold")
        }
        Severity::Advise => say!(lang, "exceptions-means-advise"),
        Severity::Note => say!(lang, "exceptions-means-note"),
    }
}

/// What to do with the workbook, step by step.
fn steps(view: &RunView<'_>, reader: Reader<'_>, findings: &[&Finding]) -> Vec<String> {
    let lang = view.lang;
    let [approve, reject, correct] = decisions(lang);
    let mut steps = vec![
        say!(lang, "exceptions-how-rows").to_owned(),
        say!(
            lang,
            "exceptions-how-yellow-columns",
            approve = approve,
            reject = reject,
            correct = correct,
            as_of = view.project.as_of
        ),
        say!(lang, "exceptions-how-proposal").to_owned(),
    ];
    let firm: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.doc.floor == Floor::Hold && finding.severity == Severity::Hold)
        .map(|finding| finding.doc.code)
        .collect();
    if !firm.is_empty() {
        let codes = firm.into_iter().collect::<Vec<_>>().join(say!(lang, "list-comma"));
        steps.push(say!(
            lang,
            "exceptions-how-not-approved",
            codes = codes,
            approve = approve,
            correct = correct,
            reject = reject
        ));
    }
    steps.push(say!(lang, "exceptions-how-other-columns").to_owned());
    steps.push(
        match reader {
            Reader::Township(_) => say!(lang, "exceptions-how-send-back"),
            Reader::County => say!(lang, "exceptions-how-county"),
        }
        .to_owned(),
    );
    steps
}
