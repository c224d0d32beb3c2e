//! What was read: each file, its rows, and those that are no people.
//!
//! In: the run's input files. Out: a table, a line a file, and one of the sums a
//! table of the project.

use std::collections::BTreeMap;

use super::RunView;
use super::html::{Html, grouped};
use crate::domain::Table;
use crate::intake::InputFile;
use crate::intake::sheet::SkippedKind;
use crate::{say, word};

/// How many files are named.
const FILES: usize = 250;

/// Rows by what they are.
#[derive(Default)]
struct Rows {
    files: u64,
    sheets: u64,
    all: u64,
    data: u64,
    skipped: BTreeMap<SkippedKind, u64>,
}

impl Rows {
    fn add(&mut self, file: &InputFile) {
        self.files += 1;
        self.sheets += file.sheets.len() as u64;
        for sheet in &file.sheets {
            self.all += u64::from(sheet.rows);
            self.data += u64::from(sheet.data);
            for (kind, rows) in &sheet.skipped {
                *self.skipped.entry(*kind).or_default() += u64::from(*rows);
            }
        }
    }

    fn cells(&self, page: &mut Html) {
        page.number(self.sheets).number(self.all).number(self.data);
        page.raw("<td class=skips>");
        for (at, (kind, rows)) in self.skipped.iter().filter(|(_, rows)| **rows > 0).enumerate() {
            page.raw(if at > 0 { " · " } else { "" });
            page.raw("<span class=nb>").say(|lang| kind.words(lang)).raw(" ");
            page.plain(&grouped(*rows)).raw("</span>");
        }
        page.raw("</td>");
    }
}

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>) {
    page.raw("<section id=read aria-labelledby=h-read>");
    page.tag("h2 id=h-read", |lang| say!(lang, "page-read-title"));
    let mut tables: BTreeMap<Table, Rows> = BTreeMap::new();
    for file in view.files {
        tables.entry(file.table).or_default().add(file);
    }
    page.tag("p class=lead", |lang| say!(lang, "page-read-lead"));
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-read-tables")).raw("</caption>");
    page.head(&[
        (word!("page-column-list"), false),
        (word!("page-column-files"), true),
        (word!("page-column-sheets"), true),
        (word!("page-column-rows"), true),
        (word!("page-column-data"), true),
        (word!("page-column-skipped"), false),
    ]);
    page.raw("<tbody>");
    for (table, rows) in &tables {
        page.raw("<tr><th scope=row>").say(|lang| table.words(lang)).raw("</th>");
        page.number(rows.files);
        rows.cells(page);
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div>");
    files(page, view);
    page.raw("</section>");
}

/// Each file.
fn files(page: &mut Html, view: &RunView<'_>) {
    page.raw("<details><summary>")
        .say(|lang| say!(lang, "page-read-files", count = grouped(view.files.len() as u64)));
    page.raw("</summary><div class=wide tabindex=0 role=region");
    page.label(view.lang, |lang| say!(lang, "page-read-each"));
    page.raw("><table class=dense><caption class=sr>");
    page.say(|lang| say!(lang, "page-read-each")).raw("</caption>");
    page.head(&[
        (word!("page-column-file"), false),
        (word!("page-column-list"), false),
        (word!("page-column-reader"), false),
        (word!("page-column-sheets"), true),
        (word!("page-column-rows"), true),
        (word!("page-column-data"), true),
        (word!("page-column-skipped"), false),
    ]);
    page.raw("<tbody>");
    for file in view.files.iter().take(FILES) {
        let mut rows = Rows::default();
        rows.add(file);
        page.raw("<tr><th scope=row class=path>").data(&file.path).raw("</th><td>");
        page.say(|lang| file.table.words(lang)).raw("</td><td class=nb>");
        if file.reader.is_empty() {
            page.say(|lang| say!(lang, "page-no-reader"));
        } else {
            page.raw("<bdi>").plain(&file.reader).raw("</bdi>");
        }
        page.raw("</td>");
        rows.cells(page);
        page.raw("</tr>");
    }
    page.raw("</tbody></table></div>");
    let more = view.files.len().saturating_sub(FILES);
    if more > 0 {
        page.tag("p class=note", |lang| {
            say!(lang, "page-more-in-manifest", count = grouped(more as u64))
        });
    }
    page.raw("</details>");
}
