//! What the last run of the same period said, for whoever asks what changed.
//!
//! Plain values: who reads the older manifest fills them, and a report shows
//! them. Nothing here decides anything.

use std::collections::BTreeMap;

/// The last run of the same period, beside this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previous {
    /// The hash of its manifest.
    pub manifest_sha256: String,
    /// Its totals, by the manifest's keys, as texts.
    pub totals: BTreeMap<String, String>,
    /// Its findings by code.
    pub findings: BTreeMap<String, u64>,
    /// Findings of it that are gone, by code.
    pub settled: BTreeMap<String, u64>,
    /// Findings that it had not, by code.
    pub fresh: BTreeMap<String, u64>,
    /// Inputs that it had not read.
    pub inputs_added: Vec<String>,
    /// Inputs that it had read and this one has not.
    pub inputs_removed: Vec<String>,
    /// Inputs that are not as they were.
    pub inputs_changed: Vec<String>,
    /// Settings that are not as they were.
    pub settings_changed: Vec<String>,
}
