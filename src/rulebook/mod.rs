//! The rulebook: `rules/` (embedded, checked at start) and `zhibu.toml`.
//!
//! In: data files and the project file. Out: typed settings for every stage.
//! A project may carry its own `rules/` folder beside `zhibu.toml`; a file in
//! it stands in for the embedded file of the same name. It refuses unknown keys
//! by name, and never guesses.

pub mod accounts;
pub mod alike;
pub mod bank_profile;
pub mod changes;
pub mod charset;
pub mod columns;
pub mod error;
pub mod names;
pub mod programme;
pub mod project;
pub mod schema;
pub mod values;

use std::path::Path;

use serde::de::DeserializeOwned;

pub use accounts::Accounts;
pub use bank_profile::BankProfile;
pub use changes::Changes;
pub use columns::Columns;
pub use error::RulebookError;
pub use names::Names;
pub use programme::Programme;
pub use project::{Payer, Project};
pub use values::Values;

/// The rules' version, as the manifest states it.
pub const RULES_VERSION: &str = "2020.1";

/// Everything that is data and was checked at start.
#[derive(Debug)]
pub struct Rulebook {
    /// Heading synonyms.
    pub columns: Columns,
    /// Words that stand in cells.
    pub values: Values,
    /// Accounts and card prefixes.
    pub accounts: Accounts,
    /// Names' separators and private-use characters.
    pub names: Names,
    /// Kinds of change.
    pub changes: Changes,
    /// Province codes.
    pub provinces: Vec<u8>,
    /// The programme that is paid.
    pub programme: Programme,
    /// The bank file's layout.
    pub bank: BankProfile,
    /// Files of the project's own `rules/` folder that stood in for ours,
    /// relative to the project folder, with their content.
    pub overlays: Vec<(String, String)>,
}

const COLUMNS: &str = include_str!("../../rules/columns.toml");
const VALUES: &str = include_str!("../../rules/values.toml");
const ACCOUNTS: &str = include_str!("../../rules/accounts.toml");
const NAMES: &str = include_str!("../../rules/names.toml");
const CHANGES: &str = include_str!("../../rules/changes.toml");
const REGIONS: &str = include_str!("../../rules/regions.toml");

/// The programmes that are shipped: id and text.
const PROGRAMMES: &[(&str, &str)] = &[(
    "reservoir-resettlement",
    include_str!("../../rules/programmes/reservoir-resettlement.toml"),
)];

/// The bank profiles that are shipped: id and text.
const BANKS: &[(&str, &str)] = &[
    ("plain-csv", include_str!("../../rules/banks/plain-csv.toml")),
    ("icbc-bpt", include_str!("../../rules/banks/icbc-bpt.toml")),
    ("abc-csv", include_str!("../../rules/banks/abc-csv.toml")),
    ("ccb-txt", include_str!("../../rules/banks/ccb-txt.toml")),
    ("boc-records", include_str!("../../rules/banks/boc-records.toml")),
    ("social-security-fixed", include_str!("../../rules/banks/social-security-fixed.toml")),
    ("county-yikatong", include_str!("../../rules/banks/county-yikatong.toml")),
    ("pain-001", include_str!("../../rules/banks/pain-001.toml")),
];

/// The ids of the bank profiles that are shipped.
pub fn shipped_banks() -> impl Iterator<Item = &'static str> {
    BANKS.iter().map(|(id, _)| *id)
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Regions {
    provinces: Vec<u8>,
}

impl Rulebook {
    /// Loads the rules for a project in `folder`.
    ///
    /// # Errors
    /// Where a rules file is unreadable, badly formed or contradicts itself,
    /// or the project names a programme or bank profile that there is not.
    pub fn load(
        folder: Option<&Path>,
        programme: &str,
        profile: &str,
    ) -> Result<Self, RulebookError> {
        let mut overlays = Vec::new();
        let mut source = |name: String, embedded: Option<&'static str>| {
            read_rules(folder, &name, embedded, &mut overlays)
        };
        let columns = source("columns.toml".into(), Some(COLUMNS))?;
        let values = source("values.toml".into(), Some(VALUES))?;
        let accounts = source("accounts.toml".into(), Some(ACCOUNTS))?;
        let regions = source("regions.toml".into(), Some(REGIONS))?;
        let names = source("names.toml".into(), Some(NAMES))?;
        let changes = source("changes.toml".into(), Some(CHANGES))?;
        let programme_text = source(
            format!("programmes/{programme}.toml"),
            PROGRAMMES.iter().find(|(id, _)| *id == programme).map(|(_, text)| *text),
        )?;
        let bank_text = bank_text(folder, profile, &mut overlays)?;
        let regions: Regions = parse("rules/regions.toml", &regions)?;
        Ok(Self {
            columns: Columns::parse("rules/columns.toml", &columns)?,
            values: Values::parse("rules/values.toml", &values)?,
            accounts: parse("rules/accounts.toml", &accounts)?,
            names: Names::parse("rules/names.toml", &names)?,
            changes: Changes::parse("rules/changes.toml", &changes)?,
            provinces: regions.provinces,
            programme: Programme::parse(
                &format!("rules/programmes/{programme}.toml"),
                &programme_text,
            )?,
            bank: BankProfile::parse(&format!("rules/banks/{profile}.toml"), &bank_text)?,
            overlays,
        })
    }

    /// Loads the rules of a project, and checks that its bank files can say who
    /// pays and what for.
    ///
    /// # Errors
    /// As [`Rulebook::load`]; also where the layout needs a payer and the project
    /// names none.
    pub fn of(project: &Project) -> Result<Self, RulebookError> {
        let rulebook = Self::load(Some(&project.folder), &project.programme, &project.profile)?;
        let purpose = rulebook.programme.purpose(project.period);
        rulebook.bank.check_for(project.payer.as_ref(), &purpose)?;
        Ok(rulebook)
    }

    /// A bank's profile: the project's own where there is one, else the shipped.
    ///
    /// # Errors
    /// Where there is none of that id, or it is badly formed.
    pub fn bank(folder: Option<&Path>, id: &str) -> Result<BankProfile, RulebookError> {
        let text = bank_text(folder, id, &mut Vec::new())?;
        BankProfile::parse(&format!("rules/banks/{id}.toml"), &text)
    }

    /// The shipped rules, without a project.
    ///
    /// # Errors
    /// Where a shipped file is wrong; a test sees to it that none is.
    pub fn shipped() -> Result<Self, RulebookError> {
        Self::load(None, "reservoir-resettlement", "plain-csv")
    }
}

fn bank_text(
    folder: Option<&Path>,
    id: &str,
    overlays: &mut Vec<(String, String)>,
) -> Result<String, RulebookError> {
    let embedded = BANKS.iter().find(|(known, _)| *known == id).map(|(_, text)| *text);
    read_rules(folder, &format!("banks/{id}.toml"), embedded, overlays)
}

/// The text of a rules file that one area alone reads: the project's own where
/// there is one, else the embedded.
///
/// # Errors
/// Where the project's own cannot be read.
pub fn text_of_rules(
    folder: Option<&Path>,
    name: &str,
    embedded: &'static str,
) -> Result<String, RulebookError> {
    read_rules(folder, name, Some(embedded), &mut Vec::new())
}

/// The project's own rules file where there is one, else the embedded one.
fn read_rules(
    folder: Option<&Path>,
    name: &str,
    embedded: Option<&'static str>,
    overlays: &mut Vec<(String, String)>,
) -> Result<String, RulebookError> {
    let shown = format!("rules/{name}");
    if let Some(path) = folder.map(|folder| folder.join("rules").join(name))
        && path.is_file()
    {
        let text = std::fs::read_to_string(&path)
            .map_err(|source| RulebookError::Read { path: path.clone(), source })?;
        overlays.push((shown, text.clone()));
        return Ok(text);
    }
    embedded.map(str::to_owned).ok_or_else(|| {
        let known = |list: &[(&'static str, &'static str)]| {
            list.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>()
        };
        let shipped = if name.starts_with("banks/") { known(BANKS) } else { known(PROGRAMMES) };
        RulebookError::NoSuchRules { name: shown, shipped }
    })
}

/// Reads a rules file whose keys are those of `T`.
pub(crate) fn parse<T: DeserializeOwned>(shown: &str, text: &str) -> Result<T, RulebookError> {
    toml::from_str(text).map_err(|error| RulebookError::syntax(shown, text, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_are_sound() {
        let rulebook = Rulebook::shipped().expect("the shipped rules load");
        assert!(rulebook.provinces.contains(&43));
        assert!(rulebook.overlays.is_empty());
    }

    #[test]
    fn a_profile_that_is_not_there_names_those_that_are() {
        let error = Rulebook::load(None, "reservoir-resettlement", "no-such").expect_err("no such");
        assert!(error.to_string().contains("plain-csv"), "{error}");
    }

    #[test]
    fn a_projects_own_rules_stand_in_for_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("rules")).expect("a folder");
        std::fs::write(folder.path().join("rules/regions.toml"), "provinces = [99]")
            .expect("written");
        let rulebook = Rulebook::load(Some(folder.path()), "reservoir-resettlement", "plain-csv")
            .expect("the rules load");
        assert_eq!(rulebook.provinces, [99]);
        assert_eq!(rulebook.overlays[0].0, "rules/regions.toml");
    }
}
