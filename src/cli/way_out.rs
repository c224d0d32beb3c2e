//! What a clerk can do where the machine failed: said below the error.
//!
//! In: why nothing was written. Out: the stop, with its exit code. Nothing is paid
//! in any of these cases, and an older output is as it was.

use std::io::ErrorKind;

use super::{Exit, Stop};
use crate::domain::Lang;
use crate::publish::PublishError;
use crate::say;

/// Nothing could be published.
pub(super) fn of_publish(error: &PublishError, lang: Lang) -> Stop {
    let way_out = match error {
        PublishError::Failed { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                say!(lang, "way-out-full")
            }
            ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotADirectory
            | ErrorKind::NotFound => say!(lang, "way-out-place"),
            _ => say!(lang, "way-out-disk"),
        },
        PublishError::Locked { .. } => say!(lang, "way-out-locked"),
        // Its own words say what to do.
        PublishError::NotOurs { .. } => return Stop::new(Exit::Environment, error.words(lang)),
    };
    Stop::new(Exit::Environment, format!("{}\n{way_out}", error.words(lang)))
}

/// An input was saved while the run went on.
pub(super) fn of_edited(path: &str, lang: Lang) -> Stop {
    Stop::new(Exit::Refused, say!(lang, "way-out-edited", path = path))
}
