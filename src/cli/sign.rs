//! Who does it and when: names, passphrases, key files, the clock.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args as ClapArgs;

use super::run::{load, of_ledger};
use super::{Exit, Session, Stop};
use crate::domain::{Lang, Moment};
use crate::ledger::{LEAST_KEY_BYTES, LEAST_PASSPHRASE, Secret, Signer};
use crate::pay::{Office, PayError};
use crate::say;

/// The variable that holds a passphrase, for scripts.
const PASSPHRASE: &str = "ZHIBU_PASSPHRASE";
/// The variable that stands in place of the clock, for builds that are repeated.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The project, and who does it.
#[derive(Debug, ClapArgs)]
pub(super) struct Signing {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// Who does it: an enrolled name.
    #[arg(long)]
    pub(super) by: String,
    /// A key file; else the passphrase is asked for, or taken from `ZHIBU_PASSPHRASE`.
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
}

impl Signing {
    /// Opens the project's ledger and checks who signs.
    pub(super) fn open(&self, session: &Session) -> Result<(Office, Signer, Moment), Stop> {
        let now = now(session.lang)?;
        let mut office = open(session, &self.project)?;
        let secret = secret(session.lang, &self.by, self.key.as_deref())?;
        let signer =
            office.ledger.sign(&self.by, &secret).map_err(|e| of_ledger(&e, session.lang))?;
        Ok((office, signer, now))
    }
}

/// Opens a project's ledger.
pub(super) fn open(session: &Session, folder: &Path) -> Result<Office, Stop> {
    let (project, rulebook) = load(session, folder)?;
    Office::open(project, rulebook).map_err(|error| of_pay(&error, session.lang))
}

/// Why a step was not taken, with its exit code.
pub(super) fn of_pay(error: &PayError, lang: Lang) -> Stop {
    let exit = match error {
        PayError::Ledger(error) => return of_ledger(error, lang),
        PayError::Run(error) => return super::run::stop_of(error, lang),
        PayError::Rulebook(_) | PayError::WhichBatch { .. } | PayError::NotExported { .. } => {
            Exit::Usage
        }
        PayError::NoOutput { .. } => Exit::Usage,
        PayError::NotThisRun { .. }
        | PayError::NotAReturn { .. }
        | PayError::DoesNotFit { .. }
        | PayError::InTheWay { .. } => Exit::Refused,
        PayError::Publish(error) => return super::way_out::of_publish(error, lang),
        PayError::Read { .. } => Exit::Environment,
    };
    Stop::new(exit, error.words(lang))
}

/// The moment: the clock's, or what `SOURCE_DATE_EPOCH` says.
pub(super) fn now(lang: Lang) -> Result<Moment, Stop> {
    let seconds = match std::env::var(EPOCH) {
        Ok(text) => text.trim().parse().ok(),
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).ok().map(|time| time.as_secs()),
    };
    seconds.and_then(Moment::from_unix).ok_or_else(|| {
        let wrong = say!(lang, "pay-sign-clock-is-wrong");
        Stop::new(Exit::Environment, wrong)
    })
}

/// The secret of somebody who signs.
pub(super) fn secret(lang: Lang, name: &str, key: Option<&Path>) -> Result<Secret, Stop> {
    if let Some(path) = key {
        return key_file(lang, path);
    }
    if let Ok(text) = std::env::var(PASSPHRASE) {
        return Ok(Secret::Passphrase(text));
    }
    let ask = say!(lang, "pay-sign-ask-passphrase", name = name);
    Ok(Secret::Passphrase(asked(lang, &ask)?))
}

/// A secret that somebody chooses: asked for twice.
pub(super) fn new_secret(lang: Lang, name: &str, key: Option<&Path>) -> Result<Secret, Stop> {
    let secret = secret(lang, name, key)?;
    let Secret::Passphrase(text) = &secret else { return Ok(secret) };
    if text.chars().count() < LEAST_PASSPHRASE {
        let short = say!(lang, "pay-sign-short-passphrase", LEAST_PASSPHRASE = LEAST_PASSPHRASE);
        return Err(Stop::new(Exit::Usage, short));
    }
    if key.is_none() && std::env::var(PASSPHRASE).is_err() {
        let again = asked(lang, say!(lang, "pay-sign-once-more"))?;
        if again != *text {
            let differs = say!(lang, "pay-sign-two-passphrases");
            return Err(Stop::new(Exit::Usage, differs));
        }
    }
    Ok(secret)
}

fn asked(lang: Lang, ask: &str) -> Result<String, Stop> {
    if !std::io::stdin().is_terminal() {
        let how = say!(lang, "pay-sign-who-signs");
        return Err(Stop::new(Exit::Usage, how));
    }
    rpassword::prompt_password(ask).map_err(|error| Stop::new(Exit::Environment, error.to_string()))
}

/// A key file's bytes.
fn key_file(lang: Lang, path: &Path) -> Result<Secret, Stop> {
    let bytes = std::fs::read(path)
        .map_err(|error| Stop::new(Exit::Environment, format!("{}: {error}", path.display())))?;
    if bytes.len() < LEAST_KEY_BYTES {
        let short = say!(
            lang,
            "pay-sign-short-key-file",
            path = path.display(),
            LEAST_KEY_BYTES = LEAST_KEY_BYTES
        );
        return Err(Stop::new(Exit::Usage, short));
    }
    Ok(Secret::Key(bytes))
}

/// Random bytes as text, for salts and key files.
pub(super) fn random(bytes: usize) -> Result<String, Stop> {
    let mut random = vec![0u8; bytes];
    getrandom::fill(&mut random).map_err(|e| Stop::new(Exit::Environment, e.to_string()))?;
    Ok(crate::intake::files::hex(&random))
}
