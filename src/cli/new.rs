//! `zhibu new`: a project folder with a commented project file.

use std::path::Path;

use super::args::NewArgs;
use super::{Exit, Session, Stop};
use crate::publish::{Disk as _, RealDisk};
use crate::rulebook::project::FILE_NAME;
use crate::say;

/// The commented project file.
pub(super) const TEMPLATE: &str = include_str!("../../rules/project-template.toml");

pub(super) fn new(session: &Session, args: &NewArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let dir = &args.dir;
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
