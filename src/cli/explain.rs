//! `zhibu explain`: a rule with its cause, fix and example; one person's way with
//! `--person`.

use std::path::Path;

use super::args::{ExplainArgs, Format};
use super::terminal::wrapped;
use super::{Exit, Session, Stop, person};
use crate::catalogue;
use crate::finding::{Doc, render};
use crate::rulebook::schema::nearest;
use crate::say;
use crate::trace::Showing;

pub(super) fn explain(session: &Session, args: &ExplainArgs) -> Result<Exit, Stop> {
    if let Some(asked) = &args.person {
        let folder = args.project.as_deref().unwrap_or(Path::new("."));
        return person::person(session, folder, asked, Showing { full: args.full });
    }
    let lang = session.lang;
    let docs: Vec<&'static Doc> = match &args.code {
        None => catalogue::all(),
        Some(code) => {
            let doc = catalogue::find(code).ok_or_else(|| {
                let all = catalogue::all();
                let upper = code.to_uppercase();
                let near = nearest(&upper, all.iter().map(|doc| doc.code)).unwrap_or_default();
                Stop::new(Exit::Usage, say!(lang, "cli-explain-no-rule", code = code, near = near))
            })?;
            vec![doc]
        }
    };
    if session.format == Format::Json {
        let rules: Vec<serde_json::Value> = docs.iter().map(|doc| json(doc, session)).collect();
        println!("{:#}", serde_json::json!(rules));
    } else if args.code.is_none() {
        for doc in docs {
            let words = doc.words(lang);
            println!("{} {:<28} {}", doc.code, doc.slug, words.title);
        }
    } else {
        for doc in docs {
            print!("{}", wrapped(&render::rule(doc, lang)));
        }
    }
    Ok(Exit::Done)
}

fn json(doc: &Doc, session: &Session) -> serde_json::Value {
    let words = doc.words(session.lang);
    serde_json::json!({
        "code": doc.code,
        "slug": doc.slug,
        "severity": doc.severity.key(),
        "title": words.title,
        "cause": words.cause.template(),
        "fix": words.fix.template(),
        "example": words.example,
        "rule": doc.source,
    })
}
