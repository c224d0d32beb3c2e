//! `zhibu verify`: re-reads an output folder and says what does not hold.

use super::args::{Format, VerifyArgs};
use super::open::must_be_open;
use super::terminal::count;
use super::{Exit, Session, Stop};
use crate::crosscheck::keyed;
use crate::say;
use crate::verify::{self, Check, VerifyError};

pub(super) fn verify(session: &Session, args: &VerifyArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    must_be_open(&args.out, lang)?;
    let mut checks = verify::verify(&args.out, lang).map_err(|error| {
        let exit = match error {
            VerifyError::NoManifest { .. } => Exit::Usage,
            VerifyError::Read { .. } => Exit::Environment,
        };
        Stop::new(exit, error.words(lang))
    })?;
    checks.extend(keyed::check::folder(&args.out, lang).unwrap_or_default());
    let failed: Vec<&Check> = checks.iter().filter(|check| check.wrong.is_some()).collect();
    if session.format == Format::Json {
        let failures: Vec<serde_json::Value> = failed
            .iter()
            .map(|check| serde_json::json!({ "what": check.what, "wrong": check.wrong }))
            .collect();
        println!(
            "{:#}",
            serde_json::json!({
                "output": args.out,
                "checks": checks.len(),
                "holds": failed.is_empty(),
                "failed": failures,
            })
        );
    } else {
        for check in &failed {
            let wrong = check.wrong.as_deref().unwrap_or_default();
            println!("✗ {}{}{wrong}", check.what, say!(lang, "colon"));
        }
        let (all, bad) = (count(checks.len() as u64), count(failed.len() as u64));
        let words = if failed.is_empty() {
            say!(lang, "cli-verify-all-hold", all = all)
        } else {
            say!(lang, "cli-verify-some-do-not", all = all, bad = bad)
        };
        println!("{words}");
    }
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Refused })
}
