//! `zhibu query`: a run's tables by SQL.

use unicode_width::UnicodeWidthStr as _;

use super::args::{Format, QueryArgs};
use super::open::must_have_people;
use super::terminal::{count, left, wrapped};
use super::{Exit, Session, Stop};
use crate::catalogue;
use crate::domain::Lang;
use crate::query::{self, Answer, Cell, QueryError, tables};
use crate::rulebook::Project;
use crate::run;
use crate::say;

/// The columns of a terminal.
const COLUMNS: usize = 80;
/// Up to how many columns a wide result stays a table, its cells broken.
const TABLE_COLUMNS: usize = 4;

pub(super) fn query(session: &Session, args: &QueryArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let folder = if let Some(out) = &args.out {
        out.clone()
    } else {
        let project = Project::load(&args.project, &catalogue::all())
            .map_err(|error| Stop::new(Exit::Usage, error.words(lang)))?;
        run::default_output(&project)
    };
    let stop = |error: QueryError| {
        let exit = match error {
            QueryError::Read { .. } => Exit::Environment,
            QueryError::Altered { .. } | QueryError::NoTables { .. } | QueryError::Table { .. } => {
                Exit::Refused
            }
            _ => Exit::Usage,
        };
        Stop::new(exit, wrapped(&error.words(lang)).trim_end())
    };
    // A statement that does more than read is refused before anything is read.
    query::sentence::Sentence::read(&args.sql).map_err(stop)?;
    must_have_people(&folder, lang)?;
    let tables = tables::read(&folder).map_err(stop)?;
    let mut answer = query::ask(&tables, &args.sql).map_err(stop)?;
    if !args.full {
        answer.mask();
    }
    match session.format {
        Format::Text => print!("{}", text(&answer, args.limit, lang)),
        Format::Json => println!("{:#}", json(&answer)),
        Format::Csv => print!("{}", csv(&answer)),
    }
    Ok(Exit::Done)
}

fn text(answer: &Answer, limit: usize, lang: Lang) -> String {
    let mut text = laid_out(answer, limit);
    let (all, more) = (answer.rows.len() as u64, answer.rows.len().saturating_sub(limit) as u64);
    let last = if more == 0 {
        say!(lang, "cli-query-rows", rows = all, shown = count(all))
    } else {
        say!(lang, "cli-query-more-rows", more = count(more), all = count(all))
    };
    text.push_str(&last);
    text.push('\n');
    text
}

/// The first rows: a table where it fits or has few columns, else each row as a
/// list of its columns.
fn laid_out(answer: &Answer, limit: usize) -> String {
    use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
    let shown = answer.rows.iter().take(limit);
    let width: usize = (0..answer.columns.len())
        .map(|at| {
            let cells = shown.clone().map(|row| row[at].text().width());
            cells.chain([answer.columns[at].0.width()]).max().unwrap_or_default() + 2
        })
        .sum();
    if width > COLUMNS && answer.columns.len() > TABLE_COLUMNS {
        let names = answer.columns.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
        let mut text = String::new();
        for row in shown {
            for ((name, _), cell) in answer.columns.iter().zip(row) {
                let line = format!("  {}  {}", left(name, names), cell.text());
                text.push_str(line.trim_end());
                text.push('\n');
            }
            text.push('\n');
        }
        return text;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(COLUMNS).unwrap_or(u16::MAX));
    table.add_row(answer.columns.iter().map(|(name, _)| name));
    for row in shown {
        table.add_row(row.iter().map(Cell::text));
    }
    for (at, (_, number)) in answer.columns.iter().enumerate() {
        if let Some(column) = table.column_mut(at).filter(|_| *number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Numbers are numbers; a decimal is a text, so that no reader rounds it.
fn json(answer: &Answer) -> serde_json::Value {
    let cell = |cell: &Cell| match cell {
        Cell::Null => serde_json::Value::Null,
        Cell::Number(digits) => serde_json::from_str(digits)
            .unwrap_or_else(|_| serde_json::Value::String(digits.clone())),
        Cell::Text(text) | Cell::Decimal(text) => serde_json::Value::String(text.clone()),
    };
    let rows: Vec<serde_json::Value> = answer
        .rows
        .iter()
        .map(|row| {
            let cells = answer.columns.iter().zip(row);
            let object: serde_json::Map<_, _> =
                cells.map(|((name, _), value)| (name.clone(), cell(value))).collect();
            object.into()
        })
        .collect();
    let columns: Vec<&String> = answer.columns.iter().map(|(name, _)| name).collect();
    serde_json::json!({ "columns": columns, "rows": rows })
}

fn csv(answer: &Answer) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = answer.columns.iter().map(|(name, _)| name.as_str());
    writer.write_record(header).expect("memory takes it");
    for row in &answer.rows {
        writer.write_record(row.iter().map(Cell::text)).expect("memory takes it");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("texts are UTF-8")
}
