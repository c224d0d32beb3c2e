//! Lists from other bodies: W001–W006 on who stands on one, W007 on rows by
//! which nobody can be looked for.
//!
//! In: the lists. Out: findings, and where each row of such a list ends. A match
//! on number and name is firm; one on the number alone says so; a name alone
//! never matches. A day on the list decides the first period that it bites: who
//! died in 2021 was entitled to all of it where removals bite from the next year.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::watchlist_docs::{W007, doc_of};
use crate::domain::{Date, Field, Lang, Money, Table, WatchKind};
use crate::finding::{Finding, Seen, Severity};
use crate::linkage::finding_on;
use crate::normalize::{Lists, Payment, Row};
use crate::rulebook::values::{Mode, Status};
use crate::rulebook::{Project, Rulebook};
use crate::say;

/// Where a row of a list from another body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchEnd {
    /// Nobody of this year's lists has the number.
    NoMatch,
    /// By its number nobody can be looked for.
    Unusable,
    /// It bites only after the period.
    Later,
    /// The number fits; the name is another, or there is none.
    NumberAlone,
    /// Number and name fit.
    Firm,
}

impl WatchEnd {
    /// Its key in data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoMatch => "no_match",
            Self::Unusable => "unusable",
            Self::Later => "later",
            Self::NumberAlone => "number_alone",
            Self::Firm => "firm",
        }
    }

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NoMatch => {
                say!(lang, "reconcile-watch-nobody")
            }
            Self::Unusable => say!(lang, "reconcile-watch-unusable"),
            Self::Later => say!(lang, "reconcile-watch-later"),
            Self::NumberAlone => say!(lang, "reconcile-watch-number-alone"),
            Self::Firm => say!(lang, "reconcile-watch-firm"),
        }
    }
}

/// What is compared.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The project.
    pub project: &'a Project,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
}

/// A row of a list of ours beside one of another body's.
struct Hit {
    kind: WatchKind,
    /// The row of the other list.
    listed: u32,
    end: WatchEnd,
    /// From when it bites, where the list says a day that counts.
    bites: Option<Date>,
}

impl Watch<'_> {
    /// Findings W001–W007, and for each row of the other lists where it ends.
    #[must_use]
    pub fn check(&self) -> (Vec<Finding>, Vec<WatchEnd>) {
        let watchlists = &self.lists.watchlists;
        let mut findings = Vec::new();
        let mut ends = vec![WatchEnd::NoMatch; watchlists.rows.len()];
        if watchlists.rows.is_empty() {
            return (findings, ends);
        }
        let mut by_person: HashMap<u64, Vec<u32>, FixedState> = HashMap::default();
        for (at, row) in watchlists.indices().zip(&watchlists.rows) {
            if let Some(person) = row.person_key() {
                by_person.entry(person).or_default().push(at);
            } else {
                ends[at as usize] = WatchEnd::Unusable;
                findings.push(self.unusable(at));
            }
        }
        for table in [Table::Roster, Table::PayList] {
            let list = self.lists.list(table);
            for (at, row) in list.indices().zip(&list.rows) {
                let Some(listed) = row.person_key().and_then(|key| by_person.get(&key)) else {
                    continue;
                };
                // Whom the roster has taken out already, the list only confirms.
                let out = table == Table::Roster && row.status == Status::NotPayable;
                let hits = self.hits(row, listed);
                let mut told = None;
                for hit in &hits {
                    let end = &mut ends[hit.listed as usize];
                    *end = hit.end.max(*end);
                    // Of each kind of list the row that says most is told.
                    let first = told.replace(hit.kind) != Some(hit.kind);
                    if first && !out && hit.end >= WatchEnd::NumberAlone {
                        findings.push(self.told(table, at, hit));
                    }
                }
            }
        }
        (findings, ends)
    }

    fn kind(&self, listed: u32) -> WatchKind {
        match self.lists.watchlists.sheet(listed).table {
            Table::Watchlist(kind) => kind,
            other => panic!("a row of {} among the watchlists", other.key()),
        }
    }

    /// The rows of other lists with the person's number: by kind, the one that
    /// says most first.
    fn hits(&self, row: &Row, listed: &[u32]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = listed
            .iter()
            .map(|&at| {
                let kind = self.kind(at);
                let other = &self.lists.watchlists.rows[at as usize];
                let firm = !other.name.is_blank() && other.name == row.name;
                let day = other.date.filter(|_| kind.is_dated());
                let bites = day.map(|day| self.project.removal_takes_effect.first_day_after(day));
                let end = match bites {
                    Some(bites) if bites > self.project.period.last_day() => WatchEnd::Later,
                    _ if firm => WatchEnd::Firm,
                    _ => WatchEnd::NumberAlone,
                };
                Hit { kind, listed: at, end, bites }
            })
            .collect();
        hits.sort_by_key(|hit| (hit.kind, std::cmp::Reverse(hit.end), hit.bites, hit.listed));
        hits
    }

    fn told(&self, table: Table, at: u32, hit: &Hit) -> Finding {
        let lang = self.lists.lang;
        let list = &self.lists.watchlists;
        let written = list.text(hit.listed, Field::Name).trim();
        let name = Seen::of(Field::Name, written).masked();
        let terms = match (hit.end, written.is_empty()) {
            (WatchEnd::Firm, _) => say!(lang, "reconcile-watch-firm").to_owned(),
            (_, true) => say!(lang, "reconcile-watch-no-name").to_owned(),
            (_, false) => say!(lang, "reconcile-watch-other-name", name = name),
        };
        let (mut severity, from) = self.weight(table, at, hit);
        if table == Table::Roster && self.lists.roster.rows[at as usize].mode == Mode::Project {
            // Nothing is paid to them.
            severity = severity.min(Severity::Advise);
        }
        finding_on(doc_of(hit.kind), self.lists, table, at, Field::IdNumber)
            .with("place", list.origin(hit.listed).path())
            .with("terms", terms)
            .with("from", from)
            .weighing(severity)
    }

    /// How much a hit weighs, and what to say of its day: a person who left within
    /// the period is entitled to a part of it, and who is paid no more is right.
    fn weight(&self, table: Table, at: u32, hit: &Hit) -> (Severity, String) {
        let lang = self.lists.lang;
        let period = self.project.period;
        let listed = &self.lists.watchlists.rows[hit.listed as usize];
        let (Some(bites), Some(day)) = (hit.bites, listed.date) else {
            return (Severity::Hold, String::new());
        };
        let whole = bites <= period.first_day();
        let mut from = say!(lang, "reconcile-watch-bites", day = day, bites = bites);
        if whole || hit.end != WatchEnd::Firm {
            return (Severity::Hold, from);
        }
        if table == Table::Roster {
            return (Severity::Advise, from);
        }
        let payment = Payment::new(self.lists, self.rulebook, at, self.registered[at as usize]);
        let entitled = payment.entitlement(period);
        from += &say!(lang, "reconcile-watch-due", entitled = entitled);
        let more = payment.amount(period).is_none_or(|due| due > entitled);
        let held = more || entitled == Money::ZERO;
        (if held { Severity::Hold } else { Severity::Advise }, from)
    }

    fn unusable(&self, at: u32) -> Finding {
        let list = &self.lists.watchlists;
        let table = Table::Watchlist(self.kind(at));
        let mut finding = Finding::new(&W007, table, list.cell_origin(at, Field::IdNumber))
            .seeing(Seen::of(Field::IdNumber, list.text(at, Field::IdNumber)))
            .with("list", table.words(self.lists.lang));
        finding.field = Some(Field::IdNumber);
        finding.row = Some(at);
        finding
    }
}
