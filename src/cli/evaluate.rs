//! `zhibu evaluate --report FILE`: a written self-evaluation report against itself.

use super::args::{EvaluateArgs, Format};
use super::terminal::wrapped;
use super::{Exit, Session, Stop, statement as shown};
use crate::domain::Lang;
use crate::say;
use crate::statement::{self, KnownFigure, StatementError};

pub(super) fn evaluate(session: &Session, args: &EvaluateArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let path = &args.report;
    let bytes = std::fs::read(path).map_err(|error| {
        let text = say!(lang, "statement-unread", path = path.display(), error = &error);
        Stop::new(Exit::Environment, text)
    })?;
    let name = path.display().to_string();
    let text = statement::read(&bytes, &name)
        .map_err(|error: StatementError| Stop::new(Exit::Refused, error.words(lang)))?;
    let checked = statement::check(&text, &known(args, lang)?);
    if session.format == Format::Json {
        println!("{:#}", shown::json(&text, &checked, lang));
    } else {
        print!("{}", wrapped(&shown::text(&text, &checked, args.ties, lang)));
    }
    let doubts = args.strict && !checked.contradictions.is_empty();
    Ok(if doubts { Exit::Holds } else { Exit::Done })
}

/// The standard that the command line gives.
fn known(args: &EvaluateArgs, lang: Lang) -> Result<Vec<KnownFigure>, Stop> {
    let Some(standard) = &args.standard else { return Ok(Vec::new()) };
    let value = standard
        .parse()
        .map_err(|_| Stop::new(Exit::Usage, say!(lang, "statement-standard", given = standard)))?;
    let label = "直补".to_owned();
    Ok(vec![KnownFigure {
        label, value, unit: "元/人".to_owned(), place: "--standard".to_owned()
    }])
}
