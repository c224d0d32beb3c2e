//! `zhibu new`: a project folder with a commented project file.

use std::path::Path;

use super::args::NewArgs;
use super::{Exit, Session, Stop};
use crate::evaluation::Rules;
use crate::publish::{Disk as _, RealDisk};
use crate::report::evaluation::template;
use crate::rulebook::project::FILE_NAME;
use crate::say;

/// The commented project file.
pub(super) const TEMPLATE: &str = include_str!("../../rules/project-template.toml");

pub(super) fn new(session: &Session, args: &NewArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    if let Some(file) = &args.fund {
        fund_template(session, file, args)?;
    }
    let Some(dir) = &args.dir else { return Ok(Exit::Done) };
    let environment = |path: &Path, error: &std::io::Error| {
        Stop::new(Exit::Environment, format!("{}: {error}", path.display()))
    };
    let file = dir.join(FILE_NAME);
    if file.exists() {
        let words = say!(lang, "cli-new-is-there-already");
        return Err(Stop::new(Exit::Usage, format!("{}{words}", file.display())));
    }
    for folder in [dir.clone(), dir.join("roster"), dir.join("pay-list")] {
        if !folder.is_dir() {
            std::fs::create_dir_all(&folder).map_err(|error| environment(&folder, &error))?;
        }
    }
    RealDisk.write_file(&file, TEMPLATE.as_bytes()).map_err(|error| environment(&file, &error))?;
    println!("{}", file.display());
    if !session.quiet {
        eprintln!("{}", say!(lang, "cli-new-next-step"));
    }
    Ok(Exit::Done)
}

/// Writes the fund workbook's template.
fn fund_template(session: &Session, file: &Path, args: &NewArgs) -> Result<(), Stop> {
    let lang = session.lang;
    let path = args.dir.as_ref().map_or_else(|| file.to_owned(), |dir| dir.join(file));
    if path.exists() {
        let there = say!(lang, "evaluation-template-there", path = path.display());
        return Err(Stop::new(Exit::Usage, there));
    }
    let rules = Rules::load(args.dir.as_deref())
        .map_err(|error| Stop::new(Exit::Usage, error.words(lang)))?;
    let bytes = template(&rules, lang, args.example);
    let failed = |error: std::io::Error| {
        Stop::new(Exit::Environment, format!("{}: {error}", path.display()))
    };
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    RealDisk.write_file(&path, &bytes).map_err(failed)?;
    println!("{}", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::rulebook::Project;

    #[test]
    fn the_template_is_a_sound_project() {
        let project = Project::parse(Path::new("."), TEMPLATE.to_owned(), &catalogue::all());
        assert_eq!(project.expect("sound").profile, "plain-csv");
    }
}
