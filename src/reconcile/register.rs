//! Each pay row against the roster: R001, R003–R009; each roster row against
//! the pay list: R002.

use super::docs::{R001, R002, R003, R004, R005, R006, R007, R008, R009};
use crate::domain::fold::fold;
use crate::domain::{Field, Table};
use crate::finding::{Finding, Seen};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, People, key_map};
use crate::linkage::likely::slip_words;
use crate::normalize::near::{is_near, slip};
use crate::normalize::{Lists, Row, Sym};
use crate::rulebook::alike::alike;
use crate::rulebook::values::{Mode, Status};
use crate::say;

/// What the lists say of each other.
#[derive(Clone, Copy, Debug)]
pub struct Register<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The roster's people.
    pub roster: &'a People,
    /// The pay list's people.
    pub pay_list: &'a People,
    /// For each pay row, its roster row.
    pub registered: &'a [Option<u32>],
    /// For each roster row, whether it is a plain copy.
    pub merged_roster: &'a [bool],
}

impl Register<'_> {
    /// Findings R001–R009.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut maybe: KeyMap<u32, Vec<u32>> = key_map(0);
        let near = self.near_rows();
        for pay in self.lists.pay_list.indices() {
            match self.registered[pay as usize] {
                Some(registered) => self.matched(pay, registered, &mut findings),
                None => self.unmatched(pay, &near, &mut maybe, &mut findings),
            }
        }
        self.not_listed(&maybe, &mut findings);
        findings
    }

    fn pay(&self, row: u32) -> &Row {
        &self.lists.pay_list.rows[row as usize]
    }

    fn registered_row(&self, row: u32) -> &Row {
        &self.lists.roster.rows[row as usize]
    }

    fn on(&self, doc: &'static crate::finding::Doc, pay: u32, field: Field) -> Finding {
        finding_on(doc, self.lists, Table::PayList, pay, field)
    }

    fn place(&self, registered: u32) -> String {
        self.lists.roster.origin(registered).path()
    }

    /// A pay row whose number the roster has.
    fn matched(&self, pay: u32, registered: u32, findings: &mut Vec<Finding>) {
        let person = self.roster.person_of[registered as usize];
        let rows = self.roster.rows(person);
        if let Some(&row) = rows.iter().find(|&&row| self.registered_row(row).mode == Mode::Project)
        {
            findings.push(self.on(&R003, pay, Field::IdNumber).with("place", self.place(row)));
        }
        if let Some(&row) =
            rows.iter().find(|&&row| self.registered_row(row).status == Status::NotPayable)
        {
            let status = self.lists.roster.text(row, Field::Status).trim().to_owned();
            findings.push(
                self.on(&R009, pay, Field::IdNumber)
                    .with("status", status)
                    .with("place", self.place(row)),
            );
        }
        self.names(pay, registered, findings);
        let (mine, theirs) = (self.pay(pay), self.registered_row(registered));
        if rows.iter().all(|&row| self.registered_row(row).township != mine.township) {
            findings.push(
                self.on(&R007, pay, Field::Township)
                    .with("registered", self.lists.symbols.text(theirs.township)),
            );
        }
        let comparable = |row: &Row| !row.account.is_blank() && !row.account_lost;
        if comparable(mine) && comparable(theirs) && mine.account != theirs.account {
            findings
                .push(self.on(&R008, pay, Field::Account).with("place", self.place(registered)));
        }
    }

    /// The same number under another name, or another way of writing it.
    fn names(&self, pay: u32, registered: u32, findings: &mut Vec<Finding>) {
        let (mine, theirs) = (self.pay(pay), self.registered_row(registered));
        let written = self.lists.roster.text(registered, Field::Name);
        if mine.name.is_blank() || theirs.name.is_blank() {
            return;
        }
        if mine.name != theirs.name {
            let text = |name: Sym| self.lists.symbols.text(name);
            let alike = alike(text(mine.name), text(theirs.name)).words(self.lists.lang);
            findings.push(
                self.on(&R004, pay, Field::Name)
                    .with("registered", written.trim())
                    .with("place", self.place(registered))
                    .with("alike", alike)
                    .proposing(Seen::of(Field::Name, written.trim())),
            );
        } else if fold(self.lists.pay_list.text(pay, Field::Name)) != fold(written) {
            findings.push(self.on(&R005, pay, Field::Name).with("registered", written.trim()));
        }
    }

    /// Roster rows by name and township, for the pay rows that have none.
    fn near_rows(&self) -> KeyMap<[Sym; 2], Vec<u32>> {
        let mut asked: KeyMap<[Sym; 2], Vec<u32>> = key_map(0);
        for pay in self.lists.pay_list.indices() {
            let row = self.pay(pay);
            if self.registered[pay as usize].is_none() && !row.name.is_blank() {
                asked.entry([row.name, row.township]).or_default();
            }
        }
        if !asked.is_empty() {
            for (at, row) in self.lists.roster.indices().zip(&self.lists.roster.rows) {
                if let Some(rows) = asked.get_mut(&[row.name, row.township]) {
                    rows.push(at);
                }
            }
        }
        asked
    }

    /// A pay row whose number the roster has not.
    fn unmatched(
        &self,
        pay: u32,
        near: &KeyMap<[Sym; 2], Vec<u32>>,
        maybe: &mut KeyMap<u32, Vec<u32>>,
        findings: &mut Vec<Finding>,
    ) {
        let row = self.pay(pay);
        let same_place: Vec<u32> = near
            .get(&[row.name, row.township])
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .copied()
            .filter(|&registered| same_home(row, self.registered_row(registered)))
            .take(64)
            .collect();
        for &registered in &same_place {
            maybe.entry(registered).or_default().push(pay);
        }
        if row.id_lost || !row.writes_id() {
            return;
        }
        let text = row.id_text(&self.lists.symbols);
        let number = |registered: u32| self.registered_row(registered).id_text(&self.lists.symbols);
        let unreadable = same_place.iter().copied().find(|&registered| {
            let row = self.registered_row(registered);
            row.id_lost || !row.writes_id()
        });
        let likely: Vec<u32> = same_place
            .into_iter()
            .filter(|&registered| !self.registered_row(registered).id_lost)
            .filter(|&registered| is_near(&text, &number(registered)))
            .collect();
        let Some(&first) = likely.first() else {
            let maybe = unreadable.map_or(String::new(), |registered| {
                let place = self.place(registered);
                say!(self.lists.lang, "reconcile-register-unreadable-number", place = place)
            });
            findings.push(self.on(&R001, pay, Field::IdNumber).with("maybe", maybe));
            return;
        };
        let lang = self.lists.lang;
        let alike = say!(lang, "reconcile-alike-in-household");
        let slip = slip_words(slip(&text, &number(first)), lang);
        let mut finding = self
            .on(&R006, pay, Field::IdNumber)
            .with("place", self.place(first))
            .with("terms", format!("{alike}{}{slip}", say!(lang, "finding-comma")));
        if likely.len() == 1 && self.registered_row(first).has_sound_id() {
            let proposed = self.lists.roster.text(first, Field::IdNumber);
            finding.proposal = Seen::of(Field::IdNumber, proposed);
        }
        findings.push(finding);
    }

    /// Roster rows for direct pay whose number no pay row carries.
    fn not_listed(&self, maybe: &KeyMap<u32, Vec<u32>>, findings: &mut Vec<Finding>) {
        // A county that has no pay list yet has left nobody off it.
        if self.lists.pay_list.sheets.is_empty() {
            return;
        }
        for (at, row) in self.lists.roster.indices().zip(&self.lists.roster.rows) {
            let listed = self.is_listed(row) || self.lists.absences.is_off_list(row.person_key());
            if !is_eligible(row) || self.merged_roster[at as usize] || listed {
                continue;
            }
            let words = maybe.get(&at).map_or(String::new(), |rows| {
                let places: Vec<String> = rows
                    .iter()
                    .take(3)
                    .map(|&pay| self.lists.pay_list.origin(pay).path())
                    .collect();
                let lang = self.lists.lang;
                let places = places.join(say!(lang, "finding-semicolon"));
                say!(lang, "reconcile-register-perhaps", places = places)
            });
            findings.push(
                finding_on(&R002, self.lists, Table::Roster, at, Field::IdNumber)
                    .with("maybe", words),
            );
        }
    }

    fn is_listed(&self, row: &Row) -> bool {
        row.person_key().is_some_and(|key| self.pay_list.with_key(key).is_some())
    }
}

/// Whether the roster has somebody for direct pay.
#[must_use]
pub fn is_eligible(row: &Row) -> bool {
    row.status == Status::Payable && row.mode != Mode::Project
}

/// Same village and household, as far as both rows say.
fn same_home(a: &Row, b: &Row) -> bool {
    let agree = |x: Sym, y: Sym| x.is_blank() || y.is_blank() || x == y;
    agree(a.village, b.village) && agree(a.group, b.group) && agree(a.head, b.head)
}
