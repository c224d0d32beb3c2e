//! `zhibu open`: a sealed output becomes a folder again; and the keys for it.

use std::path::Path;

use super::args::{Format, OpenArgs};
use super::terminal::count;
use super::{Exit, Session, Stop, way_out};
use crate::domain::Lang;
use crate::open::{self, OpenError};
use crate::publish::{self, FileWritten, RealDisk};
use crate::purge;
use crate::report::purged;
use crate::say;
use crate::seal::{self, Identities, NewIdentity, Recipients, SealError};

pub(super) fn open(session: &Session, args: &OpenArgs) -> Result<Exit, Stop> {
    if let Some(path) = &args.new_identity {
        return new_identity(session, path);
    }
    let lang = session.lang;
    let Some(archive) = &args.archive else {
        return Err(Stop::new(Exit::Usage, say!(lang, "seal-which-archive")));
    };
    let identities = Identities::of(&args.identity).map_err(|error| of_seal(&error, lang))?;
    let target = args.out.clone().unwrap_or_else(|| seal::folder_of(archive));
    let opened = open::open(&RealDisk, archive, &target, &identities, lang)
        .map_err(|error| of_open(&error, lang))?;
    if session.format == Format::Json {
        let json = serde_json::json!({
            "archive": archive,
            "output": target,
            "files": opened.of.files,
            "bytes": opened.of.bytes,
            "checks": opened.checks,
        });
        println!("{json:#}");
        return Ok(Exit::Done);
    }
    let (files, checks) = (count(opened.of.files), count(opened.checks));
    println!(
        "{}",
        say!(lang, "seal-opened", folder = target.display(), files = files, checks = checks)
    );
    if !session.quiet {
        eprintln!("{}", say!(lang, "seal-opened-plain"));
    }
    Ok(Exit::Done)
}

/// Writes a new identity, which its owner alone can read, and says its recipient.
fn new_identity(session: &Session, path: &Path) -> Result<Exit, Stop> {
    let lang = session.lang;
    let identity = NewIdentity::default();
    let written = publish::publish_file(&RealDisk, path, identity.file().as_bytes())
        .map_err(|error| way_out::of_publish(&error, lang))?;
    if written != FileWritten::New {
        let there = say!(lang, "seal-identity-there", path = path.display());
        return Err(Stop::new(Exit::Refused, there));
    }
    let recipient = identity.recipient();
    if session.format == Format::Json {
        println!("{:#}", serde_json::json!({ "identity": path, "recipient": recipient }));
        return Ok(Exit::Done);
    }
    println!("{recipient}");
    if !session.quiet {
        eprintln!("{}", say!(lang, "seal-identity-made", path = path.display()));
    }
    Ok(Exit::Done)
}

/// Whom an output is sealed for; `None` where it is not.
pub(super) fn recipients(given: &[String], lang: Lang) -> Result<Option<Recipients>, Stop> {
    if given.is_empty() {
        return Ok(None);
    }
    Recipients::of(given).map(Some).map_err(|error| of_seal(&error, lang))
}

/// Refuses where a folder is needed and its archive is there instead.
pub(super) fn must_be_open(folder: &Path, lang: Lang) -> Result<(), Stop> {
    match seal::instead_of(folder) {
        Some(archive) => Err(Stop::new(Exit::Refused, seal::sealed_words(&archive, lang))),
        None => Ok(()),
    }
}

/// The same, and where its people were purged.
pub(super) fn must_have_people(folder: &Path, lang: Lang) -> Result<(), Stop> {
    must_be_open(folder, lang)?;
    if purged::is_purged(folder) {
        return Err(Stop::new(Exit::Refused, purge::words(folder, lang)));
    }
    Ok(())
}

fn of_seal(error: &SealError, lang: Lang) -> Stop {
    let exit = match error {
        SealError::NotARecipient { .. }
        | SealError::Secret { .. }
        | SealError::NoRecipient { .. }
        | SealError::NoIdentity { .. } => Exit::Usage,
        SealError::Read { .. } => Exit::Environment,
        SealError::NotSealed { .. }
        | SealError::OtherKey { .. }
        | SealError::NotWhole { .. }
        | SealError::Strange { .. } => Exit::Refused,
    };
    Stop::new(exit, error.words(lang))
}

fn of_open(error: &OpenError, lang: Lang) -> Stop {
    match error {
        OpenError::Seal(error) => of_seal(error, lang),
        OpenError::Publish(error) => way_out::of_publish(error, lang),
        OpenError::InTheWay { .. } | OpenError::NotVerified { .. } => {
            Stop::new(Exit::Refused, error.words(lang))
        }
    }
}
