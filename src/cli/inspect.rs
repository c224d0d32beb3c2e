//! `zhibu inspect`: what the reader understands of files, and what it doubts.

use std::path::{Component, Path};
use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use super::args::{Format, InspectArgs};
use super::terminal::{count, wrapped};
use super::{Exit, Session, Stop};
use crate::domain::long_number::mask_long_numbers;
use crate::domain::{Field, Lang, Table};
use crate::finding::{Finding, Severity, render};
use crate::intake::files::{self, Input, IntakeError, Rules};
use crate::intake::heading;
use crate::intake::reader::{Limits, read_workbook};
use crate::intake::{Intake, Sheet};
use crate::origin::column_letters;
use crate::rulebook::Rulebook;
use crate::say;

pub(super) fn inspect(session: &Session, args: &InspectArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let rulebook =
        Rulebook::shipped().map_err(|error| Stop::new(Exit::Fault, error.words(lang)))?;
    let mut refused = false;
    let mut shown = Vec::new();
    for path in &args.files {
        let intake = read(path, &rulebook, lang)?;
        refused |= intake.findings.iter().any(|f| f.severity == Severity::Refuse);
        if session.format == Format::Json {
            shown.push(json(path, &intake, lang));
        } else {
            print!("{}", wrapped(&text(path, &intake, lang)));
        }
    }
    if session.format == Format::Json {
        println!("{:#}", serde_json::json!(shown));
    }
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

/// Reads one file as the table that its headings make it.
fn read(path: &Path, rulebook: &Rulebook, lang: Lang) -> Result<Intake, Stop> {
    let environment = |error: std::io::Error| {
        Stop::new(
            Exit::Environment,
            IntakeError::Read { path: path.to_owned(), source: error }.words(lang),
        )
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (folder, glob) = place(path, &name);
    let table = guess(&name, &std::fs::read(path).map_err(environment)?, rulebook);
    let input = Input { table, key: "FILE", glob: &glob };
    let rules = Rules {
        columns: &rulebook.columns,
        values: &rulebook.values,
        acknowledged_sheets: &[],
        lang,
    };
    files::read_all(folder, &[input], rules, &|| ())
        .map_err(|error| Stop::new(Exit::Environment, error.words(lang)))
}

/// The folder that a file is named from, and its glob there. A path below the
/// current folder stays whole: in the project folder, what a finding says of
/// the file is then what `zhibu.toml` calls it.
fn place<'a>(path: &'a Path, name: &str) -> (&'a Path, String) {
    let parts: Option<Vec<String>> = path
        .components()
        .map(|part| match part {
            Component::Normal(part) => Some(glob::Pattern::escape(&part.to_string_lossy())),
            _ => None,
        })
        .collect();
    if let Some(parts) = parts {
        return (Path::new("."), parts.join("/"));
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    (folder.unwrap_or(Path::new(".")), glob::Pattern::escape(name))
}

/// Which table a file is, by the fields of its first heading.
fn guess(name: &str, bytes: &[u8], rulebook: &Rulebook) -> Table {
    let Ok(workbook) = read_workbook(name, bytes, &Limits::default()) else {
        return Table::Roster;
    };
    let columns = rulebook.columns.of(Table::Roster);
    let heading = workbook.sheets.iter().find_map(|sheet| heading::find(sheet, columns).ok());
    let Some(heading) = heading else { return Table::Roster };
    let has = |field: Field| heading.columns.iter().any(|column| column.field == field);
    if has(Field::Amount) || (has(Field::Payee) && !has(Field::Mode)) {
        Table::PayList
    } else if !has(Field::Name) && !has(Field::IdNumber) && has(Field::Village) {
        Table::Places
    } else {
        Table::Roster
    }
}

fn text(path: &Path, intake: &Intake, lang: Lang) -> String {
    let mut text = format!("{}\n", path.display());
    for file in &intake.files {
        let reader = if file.reader.is_empty() { "–" } else { file.reader.as_str() };
        text.push_str(&format!(
            "  {} {reader} · {} {} · {}\n",
            say!(lang, "cli-inspect-reader"),
            count(file.bytes),
            say!(lang, "cli-inspect-bytes"),
            file.table.words(lang)
        ));
    }
    for file in intake.files.iter().filter(|file| !file.reader.is_empty()) {
        let unseen = file.sight.unseen(lang);
        if !unseen.is_empty() {
            text.push_str(&format!(
                "  {}{}\n",
                say!(lang, "cli-inspect-not-to-be-seen"),
                unseen.join(say!(lang, "list-comma"))
            ));
        }
    }
    for sheet in &intake.sheets {
        text.push_str(&sheet_text(sheet, lang));
    }
    let doubts: Vec<&Finding> =
        intake.findings.iter().filter(|f| f.severity > Severity::Note).collect();
    if doubts.is_empty() {
        text.push_str(&format!("  {}\n", say!(lang, "cli-inspect-no-doubts")));
    }
    for finding in doubts {
        for line in render::block(finding, lang).lines() {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text
}

fn sheet_text(sheet: &Sheet, lang: Lang) -> String {
    let name = if sheet.name.is_empty() { Arc::from("CSV") } else { Arc::clone(&sheet.name) };
    let mut text = format!(
        "  {name}: {} {} = {} {}",
        count(sheet.total_rows.into()),
        say!(lang, "cli-inspect-rows"),
        say!(lang, "cli-inspect-data"),
        count(sheet.rows.len() as u64),
    );
    for (kind, rows, _) in &sheet.skipped {
        text.push_str(&format!(" + {} {}", kind.words(lang), count((*rows).into())));
    }
    text.push('\n');
    let fields = sheet.columns.iter().map(|column| column.field.words(lang).width());
    let widest = fields.max().unwrap_or_default();
    for column in &sheet.columns {
        text.push_str(&format!(
            "    {:>3}  {} ← {}\n",
            column_letters(column.index),
            super::terminal::left(column.field.words(lang), widest),
            mask_long_numbers(&column.heading)
        ));
    }
    if !sheet.unused.is_empty() {
        let named = |(index, heading): &(u16, Arc<str>)| {
            format!("{} {}", column_letters(*index), mask_long_numbers(heading))
        };
        let columns: Vec<String> = sheet.unused.iter().map(named).collect();
        let columns = columns.join(say!(lang, "inspect-unused-between"));
        text.push_str(&format!(
            "    {}\n",
            say!(lang, "inspect-unused-columns", columns = columns)
        ));
    }
    text
}

fn json(path: &Path, intake: &Intake, lang: Lang) -> serde_json::Value {
    let sheets: Vec<serde_json::Value> = intake
        .sheets
        .iter()
        .map(|sheet| {
            let skipped: serde_json::Map<String, serde_json::Value> = sheet
                .skipped
                .iter()
                .map(|(kind, rows, _)| (kind.key().to_owned(), serde_json::json!(rows)))
                .collect();
            let columns: Vec<serde_json::Value> = sheet
                .columns
                .iter()
                .map(|column| {
                    serde_json::json!({
                        "column": column_letters(column.index),
                        "field": column.field.key(),
                        "heading": mask_long_numbers(&column.heading),
                    })
                })
                .collect();
            let unused: Vec<serde_json::Value> = sheet
                .unused
                .iter()
                .map(|(index, heading)| {
                    serde_json::json!({ "column": column_letters(*index), "heading": mask_long_numbers(heading) })
                })
                .collect();
            serde_json::json!({
                "sheet": &*sheet.name,
                "rows": sheet.total_rows,
                "data": sheet.rows.len(),
                "skipped": skipped,
                "columns": columns,
                "unused": unused,
            })
        })
        .collect();
    let findings: Vec<serde_json::Value> = intake
        .findings
        .iter()
        .map(|finding| {
            serde_json::json!({
                "code": finding.doc.code,
                "severity": finding.severity.key(),
                "at": finding.origin.path(),
                "message": render::message(finding, lang),
            })
        })
        .collect();
    serde_json::json!({
        "file": path,
        "reader": intake.files.first().map(|file| file.reader.as_str()),
        "table": intake.files.first().map(|file| file.table.key()),
        "sheets": sheets,
        "findings": findings,
    })
}
