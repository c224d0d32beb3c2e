//! One person's way from source cells to money.
//!
//! In: a run that was computed, and the rows of one person. Out: what every list
//! says of them and where each row ends, what the rules found, what was decided,
//! what they are entitled to, and what is paid where. It judges nothing anew:
//! everything is as the run and the ledger have it. Numbers are masked unless asked for in full,
//! in free text too.

pub mod find;
pub mod ledger;
pub mod money;

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::long_number::mask_long_numbers;
use crate::domain::{Field, Lang, Table};
use crate::finding::{Finding, Seen, Severity, render};
use crate::normalize::Row;
use crate::reconcile::changes::matching::How;
use crate::reconcile::changes::{Changed, Term, prior_of};
use crate::reconcile::decisions::{Decision, DecisionEnd};
use crate::report::RunView;
use crate::report::changes::{term_key, term_words};
use crate::rulebook::values::{Status, Verdict};
use crate::say;
pub use find::{Found, Near, Person, find, is_number};
use find::{LISTS, home_of, name_of, said_once};
pub use money::{Away, Entitled, Months, Overpaid, Paid};

/// How numbers are shown.
#[derive(Clone, Copy, Debug)]
pub struct Showing {
    /// In full, for who has to see them.
    pub full: bool,
}

impl Showing {
    /// A cell's text.
    #[must_use]
    pub fn cell(self, field: Field, text: &str) -> String {
        let text = text.trim();
        match field {
            _ if self.full => text.to_owned(),
            // What a posted list has hidden already is shown as it has it.
            Field::IdNumber if is_hidden(text) => text.to_owned(),
            Field::IdNumber | Field::Account | Field::CorrectedId => {
                let field = if field == Field::Account { field } else { Field::IdNumber };
                Seen::of(field, text).masked()
            }
            _ => self.free(text).into_owned(),
        }
    }

    /// Any other text.
    #[must_use]
    pub fn free(self, text: &str) -> Cow<'_, str> {
        if self.full { Cow::Borrowed(text) } else { mask_long_numbers(text) }
    }
}

/// Whether somebody has hidden a part of the number that cannot be made up for.
fn is_hidden(text: &str) -> bool {
    const MOST_SHOWN: usize = 12;
    let shown = text.chars().filter(|c| c.is_numeric()).count();
    shown <= MOST_SHOWN && text.contains(['*', '＊', '•'])
}

/// Something with a key for programs and words for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// For programs.
    pub key: String,
    /// For people.
    pub words: String,
}

impl Named {
    fn new(key: &str, words: impl Into<String>) -> Self {
        Self { key: key.to_owned(), words: words.into() }
    }
}

/// A cell of a row.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The field.
    pub field: &'static str,
    /// The cell as Excel names it.
    pub cell: String,
    /// The value as written; the corrected one where it was corrected.
    pub value: String,
    /// What somebody decided of it.
    pub corrected: Option<Corrected>,
}

/// A cell that was corrected by a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Corrected {
    /// What is written there.
    pub before: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: String,
    /// Where the decision stands.
    pub at: String,
}

/// A row of one of the lists.
#[derive(Clone, Debug, Serialize)]
pub struct ListRow {
    /// The list.
    pub list: Named,
    /// File, sheet and row.
    pub at: String,
    /// What it says.
    pub cells: Vec<Said>,
    /// Where it ends, or how last year's row was matched.
    pub end: Option<Named>,
    /// What this year's row is beside last year's, where there is none.
    pub since: Option<Named>,
}

/// A finding on one of the rows.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The rule.
    pub code: &'static str,
    /// The rule in words.
    pub slug: &'static str,
    /// What it is.
    pub title: &'static str,
    /// How much it weighs.
    pub severity: Named,
    /// The list.
    pub list: Named,
    /// The cell.
    pub at: String,
    /// Why it is.
    pub cause: String,
}

/// A decision on one of the rows.
#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    /// The rule that it is about.
    pub code: String,
    /// What was decided.
    pub verdict: Option<Named>,
    /// On which value.
    pub value: String,
    /// The corrected value.
    pub correction: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: String,
    /// What became of it.
    pub end: Named,
    /// Where it stands.
    pub at: String,
}

/// Everything that a run knows of one person.
#[derive(Clone, Debug, Serialize)]
pub struct Trace {
    /// The county.
    pub county: String,
    /// What is paid for.
    pub period: String,
    /// The programme's name.
    pub programme: String,
    /// Every name they are written by.
    pub names: Vec<String>,
    /// Every number.
    pub numbers: Vec<String>,
    /// Every place.
    pub places: Vec<String>,
    /// This year's rows: roster, then pay list.
    pub rows: Vec<ListRow>,
    /// Last year's rows, each with how it was matched.
    pub prior: Vec<ListRow>,
    /// Rows of the change register.
    pub register: Vec<ListRow>,
    /// Rows of lists from other bodies.
    pub watchlists: Vec<ListRow>,
    /// Rows of the posted lists.
    pub posted: Vec<ListRow>,
    /// Findings on these rows, the heaviest first.
    pub findings: Vec<Told>,
    /// Decisions on them.
    pub decisions: Vec<Decided>,
    /// What last year's payments had too much.
    pub overpaid: Vec<Overpaid>,
    /// When they are out of the scheme.
    pub absences: Vec<Away>,
    /// What they are entitled to, each different reckoning once.
    pub entitlement: Vec<Entitled>,
    /// What is paid, or why nothing is: one a pay row.
    pub payments: Vec<Paid>,
    /// What the ledger has of them: every attempt to pay them.
    pub ledger: Vec<ledger::Attempt>,
    /// Whether the whole run is refused.
    pub refused: bool,
}

/// Who somebody is, in one line, and on which lists they stand.
#[derive(Clone, Debug, Serialize)]
pub struct Brief {
    /// Names.
    pub names: Vec<String>,
    /// Numbers.
    pub numbers: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// The lists.
    pub lists: Vec<Named>,
    /// Where their first row stands.
    pub at: String,
}

/// Gathers everything about one person; `lang` is that of the words.
#[must_use]
pub fn trace(view: &RunView<'_>, person: &Person, lang: Lang, showing: Showing) -> Trace {
    Tracing { view, person, lang, showing }.trace()
}

/// One of several people, in one line.
#[must_use]
pub fn brief(view: &RunView<'_>, person: &Person, lang: Lang, showing: Showing) -> Brief {
    let tracing = Tracing { view, person, lang, showing };
    let mut lists: Vec<Named> = Vec::new();
    for (table, row) in person.all() {
        let list = tracing.list(table, row);
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    let first = person.all().next();
    let at = first.map(|(table, row)| view.lists.list(table).origin(row).path());
    let [names, numbers, places] = tracing.who();
    Brief { names, numbers, places, lists, at: at.unwrap_or_default() }
}

struct Tracing<'a, 'b> {
    view: &'a RunView<'b>,
    person: &'a Person,
    lang: Lang,
    showing: Showing,
}

impl<'b> Tracing<'_, 'b> {
    fn trace(&self) -> Trace {
        let view = self.view;
        let [names, numbers, places] = self.who();
        let of = |table: Table| self.person.of(table).iter().copied();
        let this_year = [Table::Roster, Table::PayList];
        Trace {
            county: view.project.county.clone(),
            period: view.project.period.to_string(),
            programme: view.rulebook.programme.name(self.lang).to_owned(),
            names,
            numbers,
            places,
            rows: this_year
                .into_iter()
                .flat_map(|table| of(table).map(move |row| (table, row)))
                .map(|(table, row)| self.this_year(table, row))
                .collect(),
            prior: this_year
                .into_iter()
                .flat_map(|table| of(prior_of(table)).map(move |row| (table, row)))
                .map(|(table, row)| self.last_year(table, row))
                .collect(),
            register: of(Table::ChangeRegister).map(|row| self.registered(row)).collect(),
            watchlists: of(LISTS[5]).map(|row| self.watched(row)).collect(),
            posted: of(Table::Posted).map(|row| self.posted(row)).collect(),
            findings: self.findings(),
            decisions: self.decisions(),
            overpaid: money::overpaid(view, self.person),
            absences: money::absences(view, self.person),
            entitlement: money::entitlement(view, self.person),
            payments: money::payments(view, self.person, self.showing, self.lang),
            ledger: Vec::new(),
            refused: view.refused,
        }
    }

    /// Names, numbers and places, each once.
    fn who(&self) -> [Vec<String>; 3] {
        let lists = self.view.lists;
        let number = |table: Table, row: u32| {
            self.showing.cell(Field::IdNumber, lists.list(table).text(row, Field::IdNumber))
        };
        let name =
            |table: Table, row: u32| self.showing.free(&name_of(lists, table, row)).into_owned();
        [
            said_once(lists, self.person, |_, table, row| name(table, row)),
            said_once(lists, self.person, |_, table, row| number(table, row)),
            said_once(lists, self.person, |lists, table, row| {
                self.showing.free(&home_of(lists, table, row)).into_owned()
            }),
        ]
    }

    fn list(&self, table: Table, row: u32) -> Named {
        let table = match table {
            Table::Watchlist(_) => self.view.lists.list(table).sheet(row).table,
            other => other,
        };
        let key = match table {
            Table::Watchlist(kind) => kind.key(),
            other => other.key(),
        };
        Named::new(key, table.words(self.lang))
    }

    fn row(&self, table: Table, row: u32) -> &'b Row {
        &self.view.lists.list(table).rows[row as usize]
    }

    /// The cells of a row that are written, in the order of the fields.
    fn cells(&self, table: Table, row: u32, fields: &[Field]) -> Vec<Said> {
        let list = self.view.lists.list(table);
        let decisions = self.view.decisions;
        fields
            .iter()
            .filter(|field| list.has_column(row, **field))
            .map(|&field| {
                let corrected = decisions.corrections.iter().find(|one| {
                    let at = one.place;
                    (at.table, at.row, at.field) == (table, row, Some(field))
                });
                Said {
                    field: field.key(),
                    cell: list.cell_origin(row, field).cell(),
                    value: self.showing.cell(field, list.text(row, field)),
                    corrected: corrected.map(|one| {
                        let decision = &decisions.all[one.decision];
                        Corrected {
                            before: self.showing.cell(field, &one.before),
                            by: self.showing.free(&decision.by).into_owned(),
                            on: day(decision),
                            at: decision.origin.path(),
                        }
                    }),
                }
            })
            .filter(|said| !said.value.is_empty() || said.corrected.is_some() || is_telling(said))
            .collect()
    }

    fn list_row(&self, table: Table, row: u32, fields: &[Field], end: Option<Named>) -> ListRow {
        ListRow {
            list: self.list(table, row),
            at: self.view.lists.list(table).origin(row).path(),
            cells: self.cells(table, row, fields),
            end,
            since: None,
        }
    }

    fn this_year(&self, table: Table, row: u32) -> ListRow {
        let end = self.view.dispositions.of(table, row);
        let end = Named::new(end.key(), end.words(self.lang));
        let own: &[Field] = match table {
            Table::Roster => &[Field::Mode, Field::Status, Field::Account, Field::MovedOn],
            _ => &[Field::Account, Field::Amount],
        };
        let fields = [&[Field::Name, Field::IdNumber], own].concat();
        let mut said = self.list_row(table, row, &fields, Some(end));
        let came = self.changed(table).find(|one| one.current == Some(row) && one.prior.is_none());
        said.since = came.map(|one| self.without_the_other(one));
        said
    }

    /// The audit's word on somebody who is on one year's list only.
    fn without_the_other(&self, one: &Changed) -> Named {
        let rulebook = self.view.rulebook;
        let term = term_words(one.term, rulebook, self.lang);
        let words = match (one.current.is_some(), one.table == Table::Roster) {
            (true, true) => say!(self.lang, "trace-new-in-scheme", term = term),
            (true, false) => say!(self.lang, "trace-new-on-list", term = term),
            (false, true) => say!(self.lang, "trace-gone-from-scheme", term = term),
            (false, false) => say!(self.lang, "trace-gone-from-list", term = term),
        };
        Named::new(term_key(one.term, rulebook), words)
    }

    fn changed(&self, table: Table) -> impl Iterator<Item = &'b Changed> + use<'b> {
        let audit = self.view.audit.into_iter();
        audit.flat_map(|audit| &audit.changed).filter(move |one| one.table == table)
    }

    fn last_year(&self, table: Table, row: u32) -> ListRow {
        let prior = prior_of(table);
        let fields = [Field::Name, Field::IdNumber, Field::Account, Field::Amount, Field::Status];
        let end = self.matched(table, row);
        self.list_row(prior, row, &fields, Some(end))
    }

    /// How last year's row was matched with one of this year's.
    fn matched(&self, table: Table, row: u32) -> Named {
        let lang = self.lang;
        let is = self.view.lists.list(table);
        let at = |row: u32| is.origin(row).path();
        if let Some(one) = self.changed(table).find(|one| one.prior == Some(row)) {
            return match (one.current, one.how) {
                (Some(current), Some(how)) => {
                    let (at, words) = (at(current), how.words(lang));
                    let words = if one.term == Term::Moved {
                        say!(lang, "trace-this-years-moved", at = at, how = words)
                    } else {
                        say!(lang, "trace-this-years", at = at, how = words)
                    };
                    Named::new(how.key(), words)
                }
                _ => self.without_the_other(one),
            };
        }
        let before = self.row(prior_of(table), row);
        let same = self.person.of(table).iter().copied().find(|&at| {
            let now = self.row(table, at);
            now.person_key().is_some()
                && now.person_key() == before.person_key()
                && now.name == before.name
        });
        match same {
            Some(current) => {
                let (at, how) = (at(current), How::Same.words(lang));
                let words = say!(lang, "trace-this-years", at = at, how = how);
                Named::new(How::Same.key(), words)
            }
            None if before.status == Status::NotPayable => {
                Named::new("not_payable", say!(lang, "trace-out-already"))
            }
            None => Named::new("", say!(lang, "trace-no-row")),
        }
    }

    fn registered(&self, row: u32) -> ListRow {
        let fields = [
            Field::Name,
            Field::IdNumber,
            Field::Change,
            Field::Date,
            Field::Document,
            Field::CorrectedName,
            Field::CorrectedId,
        ];
        let end = self.view.audit.and_then(|audit| audit.register.get(row as usize));
        let end = end.map(|end| Named::new(end.key(), end.words(self.lang)));
        self.list_row(Table::ChangeRegister, row, &fields, end)
    }

    fn watched(&self, row: u32) -> ListRow {
        let end = self.view.watch_ends.get(row as usize);
        let end = end.map(|end| Named::new(end.key(), end.words(self.lang)));
        self.list_row(LISTS[5], row, &[Field::Name, Field::IdNumber, Field::Date], end)
    }

    fn posted(&self, row: u32) -> ListRow {
        let fields = [Field::Name, Field::IdNumber, Field::Amount];
        self.list_row(Table::Posted, row, &fields, None)
    }

    /// The findings on these rows: on the rows themselves, the heaviest first.
    fn findings(&self) -> Vec<Told> {
        let on_them = |finding: &&Finding| {
            let people = !matches!(finding.table, Table::Places | Table::Decisions);
            people && finding.row.is_some_and(|row| self.person.of(finding.table).contains(&row))
        };
        let mut found: Vec<&Finding> = self.view.findings.iter().filter(on_them).collect();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        found
            .into_iter()
            .map(|finding| Told {
                code: finding.doc.code,
                slug: finding.doc.slug,
                title: finding.doc.words(self.lang).title,
                severity: Named::new(finding.severity.key(), finding.severity.words(self.lang)),
                list: Named::new(finding.table.key(), finding.table.words(self.lang)),
                at: finding.origin.cell(),
                cause: self.showing.free(&render::cause(finding, self.lang)).into_owned(),
            })
            .collect()
    }

    fn decisions(&self) -> Vec<Decided> {
        let all = self.view.decisions.all.iter().enumerate();
        all.filter(|(_, one)| one.end != DecisionEnd::Undecided && self.is_on_them(one))
            .map(|(at, one)| {
                let corrections = &self.view.decisions.corrections;
                let replaced = corrections.iter().find(|correction| correction.decision == at);
                let field = one.place.and_then(|place| place.field).unwrap_or(Field::Note);
                let value = replaced.map_or(&one.then, |correction| &correction.before);
                let words = |verdict: Verdict| Named::new(verdict.key(), verdict.words(self.lang));
                Decided {
                    code: one.code.clone(),
                    verdict: one.verdict.map(words),
                    value: self.showing.cell(field, value),
                    correction: self.showing.cell(field, &one.correction),
                    by: self.showing.free(&one.by).into_owned(),
                    on: day(one),
                    end: Named::new(one.end.key(), one.end.words(self.lang)),
                    at: one.origin.path(),
                }
            })
            .collect()
    }

    /// Whether a decision is about one of the rows: by the row that it was found
    /// to be about, else by the place that it names.
    fn is_on_them(&self, decision: &Decision) -> bool {
        if let Some(place) = decision.place {
            return self.person.of(place.table).contains(&place.row);
        }
        let [file, sheet, cell] = &decision.at;
        let digits = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
        let Ok(number) = digits.parse::<u32>() else { return false };
        let here = |(table, row): (Table, u32)| {
            let list = self.view.lists.list(table);
            let own = list.sheet(row);
            *own.file == **file && *own.name == **sheet && list.number(row) == number
        };
        self.person.all().any(here)
    }
}

/// Whether an empty cell says something: a blank number or account does.
fn is_telling(said: &Said) -> bool {
    [Field::Name, Field::IdNumber, Field::Account].iter().any(|field| field.key() == said.field)
}

fn day(decision: &Decision) -> String {
    decision.on.map(|day| day.to_string()).unwrap_or_default()
}

/// Whether a finding holds money back.
fn holds(finding: &Finding) -> bool {
    finding.severity >= Severity::Hold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_in_their_cells_and_in_free_text() {
        let shown = |field, text| Showing { full: false }.cell(field, text);
        for (field, text, masked) in [
            (Field::IdNumber, "11010519491231002X", "110105••••••••002X"),
            (Field::IdNumber, "110105**********2X", "110105**********2X"),
            (Field::IdNumber, "110105194*912310021", "110105•••••••••0021"),
            (Field::CorrectedId, "110105491231002", "110105•••••1002"),
            (Field::Account, "6221690000000004321", "6221•••••••••••4321"),
            (Field::Name, "张三11010519491231002X", "张三110105••••••••002X"),
            (Field::Document, "岳县移〔2020〕1号", "岳县移〔2020〕1号"),
        ] {
            assert_eq!(shown(field, text), masked);
        }
        let full = Showing { full: true };
        assert_eq!(full.cell(Field::IdNumber, "11010519491231002X"), "11010519491231002X");
    }
}
