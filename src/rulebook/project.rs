//! The project file, `zhibu.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::RulebookError;
use super::programme::day;
use super::schema;
use crate::domain::{Date, Lang, Money, Period, WatchKind};
use crate::finding::{Doc, Severity};
use crate::say;

/// The project file's name.
pub const FILE_NAME: &str = "zhibu.toml";

/// The ledger's file where the project names none.
const LEDGER: &str = "ledger.sqlite";

/// A county's project: what is paid, from which inputs, by which rules.
#[derive(Debug)]
pub struct Project {
    /// The folder that holds `zhibu.toml`.
    pub folder: PathBuf,
    /// The project file's own bytes.
    pub source: String,
    /// The programme's id.
    pub programme: String,
    /// The county's name.
    pub county: String,
    /// What is paid for.
    pub period: Period,
    /// What last year's pay list paid for: the same part of the year before,
    /// unless the project says otherwise.
    pub prior_period: Period,
    /// The day on which everything is judged.
    pub as_of: Date,
    /// People approved.
    pub quota: u64,
    /// Money approved.
    pub budget: Money,
    /// The county's reservoirs; empty where none are listed.
    pub reservoirs: Vec<String>,
    /// Globs relative to the folder.
    pub inputs: Inputs,
    /// Lists from other bodies.
    pub watchlists: Vec<Watchlist>,
    /// Who may share an account.
    pub shared_account: SharedAccount,
    /// When a removal takes effect.
    pub removal_takes_effect: Cadence,
    /// How posted lists look.
    pub posting: Posting,
    /// The bank profile's id.
    pub profile: String,
    /// The only banks allowed; empty where any is.
    pub banks: Vec<String>,
    /// The ledger: a file relative to the project folder, or `postgres://…`.
    pub ledger: String,
    /// Who pays, where a bank's layout says so.
    pub payer: Option<Payer>,
    /// The language of the files written.
    pub lang: Lang,
    /// What a self-evaluation is made from.
    pub evaluation: Evaluation,
    /// Changed severities.
    pub severities: Vec<SeverityChange>,
    /// Named waivers.
    pub acknowledgements: Vec<Acknowledgement>,
}

/// The input globs, relative to the project folder.
#[derive(Debug, Deserialize)]
pub struct Inputs {
    /// The townships' rosters.
    pub roster: String,
    /// The direct-pay lists.
    pub pay_list: String,
    /// Townships and villages.
    pub places: Option<String>,
    /// Last year's rosters.
    pub prior_roster: Option<String>,
    /// Last year's pay lists.
    pub prior_pay_list: Option<String>,
    /// Who was added or removed.
    pub change_register: Option<String>,
    /// Exception workbooks that came back.
    pub decisions: Option<String>,
    /// Lists as they were posted in the villages.
    pub posted: Option<String>,
}

/// A list from another body.
#[derive(Debug, Deserialize)]
pub struct Watchlist {
    /// What it lists.
    pub kind: WatchKind,
    /// Its glob.
    pub path: String,
}

/// What a self-evaluation is made from (绩效自评): globs relative to the project
/// folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// The fund workbook.
    pub fund: Option<String>,
    /// Lists of people who were trained.
    pub trainees: Option<String>,
    /// Lists of people moved out of danger.
    pub relocated: Option<String>,
    /// Lists of people lifted out of poverty.
    pub lifted: Option<String>,
    /// The written report.
    pub report: Option<String>,
    /// The day by which the subsidy is to be credited; unless given, the
    /// period's last.
    pub deadline: Option<Date>,
}

/// Who pays: the county's own account, as its bank knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Payer {
    /// The account's name.
    pub name: String,
    /// The account's number.
    pub account: String,
    /// The bank that keeps it.
    pub bank: String,
}

/// How posted lists look (公示).
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Posting {
    /// The title after the place's name; unless given, the period and programme.
    pub title: Option<String>,
    /// From when to when it hangs, in words.
    pub time: Option<String>,
    /// The standard in words; unless given, the entitlement of the period.
    pub standard: Option<String>,
    /// Whom to call with an objection.
    pub hotline: Option<String>,
    /// How many first characters of a number are shown.
    pub show_first: usize,
    /// How many last characters of a number are shown.
    pub show_last: usize,
}

impl Default for Posting {
    fn default() -> Self {
        Self { title: None, time: None, standard: None, hotline: None, show_first: 6, show_last: 2 }
    }
}

/// The most characters of a number that a posted list may show together.
const MOST_SHOWN: usize = 12;

/// Who may share an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedAccount {
    /// Nobody.
    Never,
    /// A household.
    Household,
    /// So many people, whoever they are.
    Limit(usize),
}

/// From when a removal bites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// From the next month.
    NextMonth,
    /// From the next quarter.
    NextQuarter,
    /// From the next half-year.
    NextHalfYear,
    /// From the next 1 January.
    NextYear,
}

impl Cadence {
    /// Every cadence, the shortest first.
    pub const ALL: [Self; 4] =
        [Self::NextMonth, Self::NextQuarter, Self::NextHalfYear, Self::NextYear];

    /// Its key in project files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NextMonth => "next-month",
            Self::NextQuarter => "next-quarter",
            Self::NextHalfYear => "next-half-year",
            Self::NextYear => "next-year",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NextMonth => say!(lang, "rulebook-from-next-month"),
            Self::NextQuarter => say!(lang, "rulebook-from-next-quarter"),
            Self::NextHalfYear => say!(lang, "rulebook-from-next-half-year"),
            Self::NextYear => say!(lang, "rulebook-from-next-year"),
        }
    }

    /// The first day of the period that begins after the day: what happens on
    /// the first day of a period bites from the one that follows.
    #[must_use]
    pub fn first_day_after(self, day: Date) -> Date {
        let months = match self {
            Self::NextMonth => 1,
            Self::NextQuarter => 3,
            Self::NextHalfYear => 6,
            Self::NextYear => 12,
        };
        let next = (day.month() - 1) / months * months + months;
        let (year, month) = (day.year() + i32::from(next >= 12), next % 12 + 1);
        Date::new(year, month, 1).unwrap_or(day)
    }
}

/// A severity changed by the county.
#[derive(Clone, Debug)]
pub struct SeverityChange {
    /// The rule's code.
    pub code: String,
    /// What it is now.
    pub level: Severity,
    /// Why.
    pub reason: String,
    /// From when.
    pub since: Date,
}

/// A named waiver of one finding on one origin.
#[derive(Clone, Debug)]
pub struct Acknowledgement {
    /// The rule's code.
    pub code: String,
    /// `file#sheet`, `file#sheet!118` or `file#sheet!I118`.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
}

#[derive(Deserialize)]
struct File {
    programme: ProgrammeSection,
    inputs: Inputs,
    #[serde(default)]
    watchlist: Vec<Watchlist>,
    #[serde(default)]
    policy: PolicySection,
    #[serde(default)]
    posting: Posting,
    #[serde(default)]
    payout: PayoutSection,
    #[serde(default)]
    report: ReportSection,
    #[serde(default)]
    evaluation: EvaluationSection,
    #[serde(default)]
    severity: std::collections::BTreeMap<String, SeveritySection>,
    #[serde(default)]
    acknowledge: Vec<AcknowledgeSection>,
}

#[derive(Deserialize)]
struct ProgrammeSection {
    id: String,
    county: String,
    period: String,
    prior_period: Option<String>,
    as_of: toml::value::Datetime,
    quota: u64,
    budget: String,
    #[serde(default)]
    reservoirs: Vec<String>,
}

#[derive(Default, Deserialize)]
struct PolicySection {
    shared_account: Option<toml::Value>,
    removal_takes_effect: Option<Cadence>,
}

#[derive(Default, Deserialize)]
struct PayoutSection {
    profile: Option<String>,
    split_by: Option<Vec<String>>,
    ledger: Option<String>,
    #[serde(default)]
    banks: Vec<String>,
    payer: Option<Payer>,
}

#[derive(Default, Deserialize)]
struct ReportSection {
    lang: Option<Lang>,
}

#[derive(Default, Deserialize)]
struct EvaluationSection {
    fund: Option<String>,
    trainees: Option<String>,
    relocated: Option<String>,
    lifted: Option<String>,
    report: Option<String>,
    deadline: Option<toml::value::Datetime>,
}

impl EvaluationSection {
    fn read(self) -> Result<Evaluation, RulebookError> {
        let deadline = self.deadline.as_ref();
        let deadline = deadline.map(|value| day(FILE_NAME, "evaluation.deadline", value));
        Ok(Evaluation {
            deadline: deadline.transpose()?,
            fund: self.fund,
            trainees: self.trainees,
            relocated: self.relocated,
            lifted: self.lifted,
            report: self.report,
        })
    }
}

#[derive(Deserialize)]
struct SeveritySection {
    level: String,
    reason: String,
    since: toml::value::Datetime,
}

#[derive(Deserialize)]
struct AcknowledgeSection {
    code: String,
    at: String,
    reason: String,
    by: String,
    on: toml::value::Datetime,
}

impl Project {
    /// Reads the project file in `folder`; `docs` are all the rules there are.
    ///
    /// # Errors
    /// Where there is none, it cannot be read, or a key or value is wrong: the
    /// error names the key and what may stand there.
    pub fn load(folder: &Path, docs: &[&'static Doc]) -> Result<Self, RulebookError> {
        let path = folder.join(FILE_NAME);
        let source = match std::fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(RulebookError::NoProject { folder: folder.to_owned() });
            }
            Err(source) => return Err(RulebookError::Read { path, source }),
        };
        Self::parse(folder, source, docs)
    }

    /// Reads a project file's text.
    ///
    /// # Errors
    /// As [`Project::load`].
    pub fn parse(
        folder: &Path,
        source: String,
        docs: &[&'static Doc],
    ) -> Result<Self, RulebookError> {
        let source = source.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(source);
        let table: toml::Table = super::parse(FILE_NAME, &source)?;
        schema::check_keys(FILE_NAME, &table)?;
        let file: File = super::parse(FILE_NAME, &source)?;
        let programme = &file.programme;
        let period = Period::parse(&programme.period).ok_or_else(|| {
            bad("programme.period", &programme.period, "2020, 2020H1, 2020Q3, 2020-07")
        })?;
        let prior_period = match &programme.prior_period {
            None => period.a_year_before(),
            Some(text) => Period::parse(text)
                .filter(|prior| *prior < period)
                .ok_or_else(|| bad("programme.prior_period", text, "2019, 2019H1, 2019Q3"))?,
        };
        let shown = file.posting.show_first.saturating_add(file.posting.show_last);
        if shown > MOST_SHOWN {
            let expected = format!("show_first + show_last <= {MOST_SHOWN}");
            return Err(bad("posting", &shown.to_string(), &expected));
        }
        let budget = Money::parse_yuan(&programme.budget)
            .map_err(|_| bad("programme.budget", &programme.budget, "25404600.00"))?;
        if let Some(split_by) = &file.payout.split_by
            && *split_by != ["bank", "township"]
        {
            return Err(bad("payout.split_by", &split_by.join(", "), "[\"bank\", \"township\"]"));
        }
        if let Some(payer) = &file.payout.payer {
            for (key, text) in
                [("name", &payer.name), ("account", &payer.account), ("bank", &payer.bank)]
            {
                if text.is_empty() || text.trim() != text || text.contains(char::is_control) {
                    return Err(bad(
                        &format!("payout.payer.{key}"),
                        text,
                        "a text without spaces around it",
                    ));
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            programme: programme.id.clone(),
            county: programme.county.clone(),
            period,
            prior_period,
            as_of: day(FILE_NAME, "programme.as_of", &programme.as_of)?,
            quota: programme.quota,
            budget,
            reservoirs: programme.reservoirs.clone(),
            shared_account: shared_account(file.policy.shared_account.as_ref())?,
            removal_takes_effect: file.policy.removal_takes_effect.unwrap_or(Cadence::NextYear),
            posting: file.posting,
            profile: file.payout.profile.clone().unwrap_or_else(|| "plain-csv".to_owned()),
            banks: file.payout.banks.clone(),
            ledger: file.payout.ledger.clone().unwrap_or_else(|| LEDGER.to_owned()),
            payer: file.payout.payer.clone(),
            lang: file.report.lang.unwrap_or(Lang::Zh),
            evaluation: file.evaluation.read()?,
            severities: severities(&file.severity, docs)?,
            acknowledgements: acknowledgements(&file.acknowledge, docs)?,
            inputs: file.inputs,
            watchlists: file.watchlist,
            source,
        })
    }
}

fn bad(key: &str, found: &str, expected: &str) -> RulebookError {
    RulebookError::BadValue {
        file: FILE_NAME.to_owned(),
        key: key.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}

fn shared_account(value: Option<&toml::Value>) -> Result<SharedAccount, RulebookError> {
    let expected = "\"never\", \"household\", { limit = 3 }";
    match value {
        None => Ok(SharedAccount::Never),
        Some(toml::Value::String(text)) if text == "never" => Ok(SharedAccount::Never),
        Some(toml::Value::String(text)) if text == "household" => Ok(SharedAccount::Household),
        Some(value) => value
            .get("limit")
            .and_then(toml::Value::as_integer)
            .and_then(|limit| usize::try_from(limit).ok())
            .filter(|limit| *limit >= 1)
            .map(SharedAccount::Limit)
            .ok_or_else(|| bad("policy.shared_account", &value.to_string(), expected)),
    }
}

/// The rule with that code, or the error that names the nearest.
fn rule(section: &str, code: &str, docs: &[&'static Doc]) -> Result<&'static Doc, RulebookError> {
    docs.iter().copied().find(|doc| doc.code == code).ok_or_else(|| RulebookError::UnknownKey {
        file: FILE_NAME.to_owned(),
        key: format!("{section}.{code}"),
        nearest: schema::nearest(code, docs.iter().map(|doc| doc.code)).map(str::to_owned),
    })
}

fn severities(
    sections: &std::collections::BTreeMap<String, SeveritySection>,
    docs: &[&'static Doc],
) -> Result<Vec<SeverityChange>, RulebookError> {
    let mut changes = Vec::new();
    for (code, section) in sections {
        let doc = rule("severity", code, docs)?;
        let key = format!("severity.{code}.level");
        let level = Severity::from_key(&section.level)
            .ok_or_else(|| bad(&key, &section.level, "note, advise, hold, refuse"))?;
        if !doc.admits(level) {
            let allowed: Vec<&str> =
                Severity::ALL.iter().filter(|s| doc.admits(**s)).map(|s| s.key()).collect();
            return Err(bad(&key, &section.level, &allowed.join(", ")));
        }
        if section.reason.trim().is_empty() {
            return Err(bad(&format!("severity.{code}.reason"), "", "a reason"));
        }
        let since = day(FILE_NAME, &format!("severity.{code}.since"), &section.since)?;
        changes.push(SeverityChange {
            code: code.clone(),
            level,
            reason: section.reason.clone(),
            since,
        });
    }
    Ok(changes)
}

fn acknowledgements(
    sections: &[AcknowledgeSection],
    docs: &[&'static Doc],
) -> Result<Vec<Acknowledgement>, RulebookError> {
    let mut named = Vec::new();
    for section in sections {
        let doc = rule("acknowledge", &section.code, docs)?;
        if !doc.may_be_acknowledged() {
            let allowed: Vec<&str> =
                docs.iter().filter(|d| d.may_be_acknowledged()).map(|d| d.code).collect();
            return Err(bad("acknowledge.code", &section.code, &allowed.join(", ")));
        }
        if !section.at.contains('#') {
            return Err(bad("acknowledge.at", &section.at, "roster/新墙镇.xlsx#旧表, …#旧表!I118"));
        }
        for (key, value) in [("reason", &section.reason), ("by", &section.by)] {
            if value.trim().is_empty() {
                return Err(bad(&format!("acknowledge.{key}"), "", "a reason and a name"));
            }
        }
        named.push(Acknowledgement {
            code: section.code.clone(),
            at: section.at.clone(),
            reason: section.reason.clone(),
            by: section.by.clone(),
            on: day(FILE_NAME, "acknowledge.on", &section.on)?,
        });
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Floor;

    static FREE: Doc = Doc::trial("V017", Severity::Hold);
    static FLOORED: Doc = Doc { floor: Floor::Hold, ..Doc::trial("I014", Severity::Hold) };

    const MINIMAL: &str = r#"
[programme]
id = "reservoir-resettlement"
county = "某县"
period = "2020"
as_of = 2020-12-31
quota = 10
budget = "6000.00"
[inputs]
roster = "roster/*"
pay_list = "pay-list/*"
"#;

    fn load(more: &str) -> Result<Project, RulebookError> {
        Project::parse(Path::new("."), format!("{MINIMAL}{more}"), &[&FREE, &FLOORED])
    }

    #[test]
    fn the_least_project_loads() {
        let project = load("").expect("a project");
        assert_eq!(project.budget.fen(), 600_000);
        assert_eq!(project.profile, "plain-csv");
        assert_eq!(project.shared_account, SharedAccount::Never);
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        for (more, key, near) in [
            (
                "[policy]\nshared_acount = \"never\"",
                "policy.shared_acount",
                "policy.shared_account",
            ),
            ("[payouts]\n", "payouts", "payout"),
            (
                "[severity]\nV71 = { level = \"advise\", reason = \"r\", since = 2020-01-01 }",
                "severity.V71",
                "V017",
            ),
        ] {
            let error = load(more).expect_err("an unknown key").to_string();
            assert!(error.contains(key) && error.contains(near), "{error}");
        }
    }

    #[test]
    fn a_floor_cannot_be_lowered() {
        let change = |code: &str| {
            load(&format!(
                "[severity]\n{code} = {{ level = \"advise\", reason = \"r\", since = 2020-01-01 }}"
            ))
        };
        assert!(change("V017").is_ok());
        assert!(matches!(change("I014"), Err(RulebookError::BadValue { .. })));
    }

    #[test]
    fn what_is_posted_is_bounded_and_a_prior_period_lies_before() {
        let with = |posting: &str| load(&format!("[posting]\n{posting}"));
        assert_eq!(with("hotline = \"12345\"").expect("a project").posting.show_first, 6);
        assert!(with("show_first = 10\nshow_last = 2").is_ok());
        assert!(with("show_first = 14\nshow_last = 4").is_err());
        let prior = |text: &str| {
            let programme = MINIMAL.replace(
                "period = \"2020\"",
                &format!("period = \"2020\"\nprior_period = \"{text}\""),
            );
            Project::parse(Path::new("."), programme, &[]).map(|p| p.prior_period.to_string())
        };
        assert_eq!(prior("2018").expect("before"), "2018");
        assert!(prior("2020").is_err());
        assert_eq!(load("").expect("a project").prior_period.to_string(), "2019");
    }

    #[test]
    fn a_removal_bites_from_the_first_day_of_a_period_after_it() {
        let first = |cadence: Cadence, day: &str| {
            cadence.first_day_after(Date::parse(day).expect("a day")).to_string()
        };
        for (cadence, day, bites) in [
            (Cadence::NextMonth, "2020-06-30", "2020-07-01"),
            (Cadence::NextMonth, "2020-07-01", "2020-08-01"),
            (Cadence::NextMonth, "2020-12-05", "2021-01-01"),
            (Cadence::NextQuarter, "2020-06-30", "2020-07-01"),
            (Cadence::NextQuarter, "2020-07-01", "2020-10-01"),
            (Cadence::NextQuarter, "2020-12-31", "2021-01-01"),
            (Cadence::NextHalfYear, "2020-06-30", "2020-07-01"),
            (Cadence::NextHalfYear, "2020-07-02", "2021-01-01"),
            (Cadence::NextYear, "2020-12-31", "2021-01-01"),
            (Cadence::NextYear, "2021-01-01", "2022-01-01"),
            (Cadence::NextYear, "2021-01-02", "2022-01-01"),
        ] {
            assert_eq!(first(cadence, day), bites, "{} {day}", cadence.key());
        }
    }

    #[test]
    fn sharing_is_one_of_three() {
        let share = |value: &str| {
            load(&format!("[policy]\nshared_account = {value}")).map(|p| p.shared_account)
        };
        assert_eq!(share("\"household\"").expect("known"), SharedAccount::Household);
        assert_eq!(share("{ limit = 3 }").expect("known"), SharedAccount::Limit(3));
        assert!(share("\"family\"").is_err());
        assert!(share("{ limit = 0 }").is_err());
    }
}
