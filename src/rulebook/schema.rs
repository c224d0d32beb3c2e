//! The keys that a project file may carry, and the nearest to one it may not.

use super::error::RulebookError;

/// Known keys by section. `*` stands for any key (severity codes).
const KNOWN: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "programme",
            "inputs",
            "watchlist",
            "policy",
            "posting",
            "payout",
            "report",
            "evaluation",
            "severity",
            "acknowledge",
        ],
    ),
    (
        "programme",
        &["id", "county", "period", "prior_period", "as_of", "quota", "budget", "reservoirs"],
    ),
    (
        "inputs",
        &[
            "roster",
            "pay_list",
            "places",
            "prior_roster",
            "prior_pay_list",
            "change_register",
            "decisions",
            "posted",
        ],
    ),
    ("watchlist", &["kind", "path"]),
    ("policy", &["shared_account", "removal_takes_effect"]),
    ("policy.shared_account", &["limit"]),
    ("posting", &["title", "time", "standard", "hotline", "show_first", "show_last"]),
    ("payout", &["profile", "split_by", "banks", "ledger", "payer"]),
    ("payout.payer", &["name", "account", "bank"]),
    ("report", &["lang"]),
    ("evaluation", &["fund", "trainees", "relocated", "lifted", "report", "deadline"]),
    ("severity", &["*"]),
    ("severity.*", &["level", "reason", "since"]),
    ("acknowledge", &["code", "at", "reason", "by", "on"]),
];

/// Checks every key of the table, section by section.
///
/// # Errors
/// The first unknown key, with the nearest known one.
pub fn check_keys(file: &str, table: &toml::Table) -> Result<(), RulebookError> {
    check_section(file, "", "", table)
}

fn check_section(
    file: &str,
    section: &str,
    shown: &str,
    table: &toml::Table,
) -> Result<(), RulebookError> {
    let Some((_, known)) = KNOWN.iter().find(|(name, _)| *name == section) else { return Ok(()) };
    for (key, value) in table {
        let path = join(shown, key);
        let any = known.contains(&"*");
        if !any && !known.contains(&key.as_str()) {
            let nearest = nearest(key, known.iter().copied()).map(|near| join(shown, near));
            return Err(RulebookError::UnknownKey { file: file.to_owned(), key: path, nearest });
        }
        let inner = join(section, if any { "*" } else { key });
        match value {
            toml::Value::Table(inside) => check_section(file, &inner, &path, inside)?,
            toml::Value::Array(items) => {
                for item in items.iter().filter_map(toml::Value::as_table) {
                    check_section(file, &inner, &path, item)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn join(section: &str, key: &str) -> String {
    if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") }
}

/// The candidate with the fewest edits, where there is one that is near.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .filter(|candidate| *candidate != "*")
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}
