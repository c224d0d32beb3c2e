//! `zhibu sample`: the field check's households, drawn and written to take along.

use std::path::{Path, PathBuf};

use super::args::{Format, SampleArgs};
use super::open::must_have_people;
use super::run::load;
use super::terminal::{count, told};
use super::{Exit, Session, Stop, hold};
use crate::domain::Lang;
use crate::fieldcheck::book::{self, Contents};
use crate::fieldcheck::{Asked, FieldCheckError, Frame, Sample, Weights, sample};
use crate::publish::{self, FileWritten, RealDisk};
use crate::report::manifest;
use crate::rulebook::Project;
use crate::{intake, run, say};

pub(super) fn draw(session: &Session, args: &SampleArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let (project, _) = load(session, &args.project)?;
    let asked = asked(&project, args, lang)?;
    let folder = run::default_output(&project);
    let stop = |error: FieldCheckError| stop_of(&error, lang);
    must_have_people(&folder, lang)?;
    let frame = Frame::read(&folder).map_err(stop)?;
    if frame.households.is_empty() {
        return Err(stop(FieldCheckError::Nobody));
    }
    let (weights, _) = Weights::load(Some(&project.folder)).map_err(|error| stop(error.into()))?;
    let target = args.out.clone().unwrap_or_else(|| {
        let name = say!(project.lang, "fieldcheck-title", period = project.period);
        project.folder.join(format!("{name}.xlsx"))
    });
    if in_an_output(&target) {
        let words = say!(lang, "fieldcheck-out-of-output", path = target.display());
        return Err(Stop::new(Exit::Usage, words));
    }
    let sample = sample(&frame, &weights, &asked);
    let _lock = hold::step(session, &project.folder, "sample")?;
    let bytes = book::write(&Contents {
        project: &project,
        lang: project.lang,
        frame: &frame,
        weights: &weights,
        asked: &asked,
        sample: &sample,
    });
    let failed = |error: publish::PublishError| Stop::new(Exit::Environment, error.words(lang));
    if publish::publish_file(&RealDisk, &target, &bytes).map_err(failed)? == FileWritten::InTheWay {
        let words = say!(lang, "fieldcheck-in-the-way", path = target.display());
        return Err(Stop::new(Exit::Refused, words));
    }
    let done = Done { frame: &frame, sample: &sample, asked: &asked, target: &target };
    if session.format == Format::Json {
        println!("{:#}", done.json());
    } else {
        print!("{}", done.text(lang));
        if asked.weak && !session.quiet {
            eprint!("{}", told(say!(lang, "fieldcheck-weak")));
        }
    }
    Ok(Exit::Done)
}

fn asked(project: &Project, args: &SampleArgs, lang: Lang) -> Result<Asked, Stop> {
    if args.townships == 0 || args.households == 0 {
        return Err(Stop::new(Exit::Usage, say!(lang, "fieldcheck-nothing-wanted")));
    }
    let given = args.seed.as_deref().map(str::trim);
    if given == Some("") {
        return Err(Stop::new(Exit::Usage, say!(lang, "fieldcheck-no-seed")));
    }
    let known = || format!("{}|{}", project.county, project.period);
    Ok(Asked {
        seed: given.map_or_else(known, str::to_owned),
        weak: given.is_none(),
        townships: args.townships,
        households: args.households,
    })
}

fn stop_of(error: &FieldCheckError, lang: Lang) -> Stop {
    let exit = match error {
        FieldCheckError::NoOutput { .. } | FieldCheckError::Rules(_) => Exit::Usage,
        FieldCheckError::Altered { .. } | FieldCheckError::Nobody => Exit::Refused,
        FieldCheckError::Read { .. } => Exit::Environment,
    };
    Stop::new(exit, error.words(lang))
}

/// Whether a file would lie in a run's output, where it is not of the manifest.
pub(super) fn in_an_output(target: &Path) -> bool {
    let whole = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
    let mut folders = whole.ancestors().skip(1);
    folders.any(|folder| folder.join(manifest::PATH).is_file())
}

/// What was drawn, and where it is.
struct Done<'a> {
    frame: &'a Frame,
    sample: &'a Sample,
    asked: &'a Asked,
    target: &'a PathBuf,
}

impl Done<'_> {
    fn drawn(&self) -> (usize, usize, usize) {
        let drawn = || self.sample.households.iter().flat_map(|(_, drawn)| drawn);
        let people = drawn().map(|one| self.frame.households[one.at].members.len()).sum();
        (self.sample.households.len(), drawn().count(), people)
    }

    fn text(&self, lang: Lang) -> String {
        let shown = |number: usize| count(number as u64);
        let (townships, households, people) = self.drawn();
        let said = say!(
            lang,
            "fieldcheck-said",
            townships = shown(townships),
            households = shown(households),
            people = shown(people)
        );
        let of = say!(
            lang,
            "fieldcheck-said-of",
            townships = shown(self.frame.townships().len()),
            households = shown(self.frame.households.len()),
            people = shown(self.frame.people())
        );
        let seed = say!(lang, "fieldcheck-said-seed", seed = &self.asked.seed);
        let file = say!(lang, "fieldcheck-said-file", path = self.target.display());
        [said, of, seed, file].map(|line| line + "\n").concat()
    }

    /// The draw for programs: what names a household is in the data, tickets in full.
    fn json(&self) -> serde_json::Value {
        let hex = |ticket: &[u8]| intake::files::hex(ticket);
        let fraction =
            |chance: &crate::fieldcheck::Chance| [chance.of.to_string(), chance.whole.to_string()];
        let townships = self.sample.townships.iter().map(|one| {
            serde_json::json!({
                "township": one.name,
                "ticket": hex(&one.ticket),
                "households": one.households,
                "weight": one.weight,
                "chance": fraction(&one.chance),
                "drawn": one.drawn,
            })
        });
        let households = self.sample.households.iter().flat_map(|(_, drawn)| drawn).map(|one| {
            let household = &self.frame.households[one.at];
            serde_json::json!({
                "household": household.id,
                "township": household.township,
                "ticket": hex(&one.ticket),
                "weight": one.weight,
                "chance": fraction(&one.chance),
            })
        });
        serde_json::json!({
            "seed": self.asked.seed,
            "weak": self.asked.weak,
            "manifest_sha256": self.frame.manifest_sha256,
            "households_sha256": self.frame.table_sha256,
            "townships": townships.collect::<Vec<_>>(),
            "households": households.collect::<Vec<_>>(),
            "file": self.target,
        })
    }
}
