//! The next period's project file and places.

use std::path::Path;

use crate::ledger::LedgerAt;
use crate::report::OutputFile;
use crate::report::changes::table;
use crate::rulebook::project::FILE_NAME;
use crate::run::Run;
use crate::say;

/// This period's result, as the next one's last year.
pub(super) const PRIOR: &str = "prior/dispositions.parquet";

/// The project file: this period's settings, with the next period, its own
/// inputs, and without waivers of cells that are no longer there.
///
/// # Panics
/// Never: the project file was read before.
pub(super) fn file(run: &Run, folder: &Path) -> OutputFile {
    let project = &run.project;
    let next = project.period.next();
    let mut table: toml::Table = project.source.parse().expect("the project file was read before");
    let date = |day: crate::domain::Date| {
        toml::Value::Datetime(day.to_string().parse().expect("a day is a date"))
    };
    let text = |text: &str| toml::Value::String(text.to_owned());
    if let Some(toml::Value::Table(programme)) = table.get_mut("programme") {
        programme.insert("period".to_owned(), text(&next.to_string()));
        programme.insert("prior_period".to_owned(), text(&project.period.to_string()));
        programme.insert("as_of".to_owned(), date(next.last_day()));
    }
    let mut inputs = toml::Table::new();
    let mut add = |key: &str, glob: &str| {
        inputs.insert(key.to_owned(), text(glob));
    };
    add("roster", "roster/*");
    add("pay_list", "pay-list/*");
    add("prior_roster", PRIOR);
    add("prior_pay_list", PRIOR);
    add("change_register", "changes/*");
    add("decisions", "decisions/*");
    add("posted", "posted/*/*");
    if run.lists.places.is_some() {
        add("places", "places.csv");
    }
    table.insert("inputs".to_owned(), toml::Value::Table(inputs));
    // One ledger for all years: who was paid before is known wherever it was.
    if let LedgerAt::File(ledger) = LedgerAt::of(project)
        && run.ledger.is_some()
    {
        let payout = table.entry("payout").or_insert_with(|| toml::Table::new().into());
        if let toml::Value::Table(payout) = payout {
            payout.insert("ledger".to_owned(), text(&from_folder(folder, &ledger)));
        }
    }
    // A list of the dead is asked for anew; a waiver names a cell of old lists.
    table.remove("watchlist");
    table.remove("acknowledge");
    let head = say!(project.lang, "next-project-head").replace('\n', "\n# ");
    let text = toml::to_string(&table).expect("a table that was read can be written");
    OutputFile { path: FILE_NAME.to_owned(), bytes: format!("# {head}\n\n{text}").into_bytes() }
}

/// A file's path as somebody in a folder writes it, with `/`; in full where
/// there is no way from one to the other.
fn from_folder(folder: &Path, file: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (folder, file) = (absolute(folder), absolute(file));
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return file.display().to_string();
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The places, where the project gives them.
pub(super) fn places(run: &Run) -> Option<OutputFile> {
    let places = run.lists.places.as_ref()?;
    let rows = places.villages.iter().flat_map(|(township, villages)| {
        villages.iter().map(|village| [township.clone(), village.clone()])
    });
    Some(table("places.csv", &["乡镇", "村"], rows))
}
