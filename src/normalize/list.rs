//! The roster and the pay list as lists of rows with comparison keys.
//!
//! In: table sheets. Out: rows in the order of file, sheet and row, each with
//! its keys beside the raw cells, which stay where they are. It judges nothing:
//! what is wrong with a value is for the rules to say.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::fast::FixedState;
use hashbrown::HashSet;
use rayon::prelude::*;

use super::change::{Absences, Change, changes};
use super::name::name_key;
use super::place::{bank_key, file_stem, group_key, township_inside, township_key, village_key};
use super::symbols::{Absorbed, Interner, Sym, Symbols};
use crate::domain::fold::{fold, fold_number};
use crate::domain::money::NotMoney;
use crate::domain::{Date, Field, IdentityNumber, Lang, Money, Table, WatchKind};
use crate::intake::Sheet;
use crate::intake::raw::CellKind;
use crate::intake::sheet::CellView;
use crate::origin::Origin;
use crate::rulebook::Rulebook;
use crate::rulebook::project::Cadence;
use crate::rulebook::values::{Mode, Status};

/// An amount cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// No column, or nothing in it: the entitlement is meant.
    Unsaid,
    /// A sum.
    Sum(Money),
    /// No sum that could be paid.
    Invalid(NotMoney),
}

/// One data row with its comparison keys.
#[expect(clippy::struct_excessive_bools, reason = "four things that each hold or do not")]
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its sheet, an index into [`List::sheets`].
    pub sheet: u32,
    /// Its place among the sheet's data rows.
    pub line: u32,
    /// The number, where it is well formed; 15 digits upgraded.
    pub id: Option<IdentityNumber>,
    /// Whether the number is one that a living person can have: check digit and
    /// birth date hold.
    sound_id: bool,
    /// Whether it was written with 15 digits.
    pub legacy: bool,
    /// The number as written, folded; blank for 18 characters, which `id` spells.
    id_text: Sym,
    /// Whether the number's cell does not hold what was typed.
    pub id_lost: bool,
    /// The name's key.
    pub name: Sym,
    /// The township's key: of the row, else of the sheet, else of the file.
    pub township: Sym,
    /// The village's key.
    pub village: Sym,
    /// The group's key.
    pub group: Sym,
    /// The household head's name key.
    pub head: Sym,
    /// The account, folded.
    pub account: Sym,
    /// Whether the account's cell does not hold what was typed.
    pub account_lost: bool,
    /// The bank, folded.
    pub bank: Sym,
    /// The amount.
    pub amount: Amount,
    /// The support mode.
    pub mode: Mode,
    /// The status.
    pub status: Status,
    /// When the person moved, where the roster says so.
    pub moved_on: Option<Date>,
    /// The day that a list from another body gives.
    pub date: Option<Date>,
}

impl Row {
    /// What the person is matched by: the packed number, else the number as
    /// written; `None` where there is none, or its digits are lost.
    #[must_use]
    pub fn person_key(&self) -> Option<u64> {
        // Packed numbers stay below 2^61, so the two kinds never meet.
        match self.id {
            Some(id) => Some(id.packed()),
            None if self.id_lost || self.id_text.is_blank() => None,
            None => Some(1 << 63 | u64::from(self.id_text.number())),
        }
    }

    /// The number as written, folded.
    #[must_use]
    pub fn id_text<'a>(&self, symbols: &'a Symbols) -> Cow<'a, str> {
        match self.id {
            Some(id) if self.id_text.is_blank() => Cow::Owned(id.to_string()),
            _ => Cow::Borrowed(symbols.text(self.id_text)),
        }
    }

    /// Whether anything is written for a number.
    #[must_use]
    pub fn writes_id(&self) -> bool {
        self.id.is_some() || !self.id_text.is_blank()
    }

    /// Whether both write the same for a number.
    #[must_use]
    pub fn writes_same_id(&self, other: &Self) -> bool {
        (self.id, self.id_text) == (other.id, other.id_text)
    }

    /// Whether the number is one that a living person can have: check digit and
    /// birth date hold.
    #[must_use]
    pub fn has_sound_id(&self) -> bool {
        self.sound_id
    }

    /// The household: township, village, group and head; `None` without a head.
    #[must_use]
    pub fn household(&self) -> Option<[Sym; 4]> {
        (!self.head.is_blank()).then_some([self.township, self.village, self.group, self.head])
    }
}

/// A table's rows, and the sheets that hold their cells.
#[derive(Debug)]
pub struct List {
    /// The table.
    pub table: Table,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// The rows, in the order of file, sheet and row.
    pub rows: Vec<Row>,
    /// For each sheet, the known township that its own or its file's name names.
    pub sheet_townships: Vec<Option<Sym>>,
}

impl List {
    /// A field's cell of a row.
    #[must_use]
    pub fn cell(&self, row: u32, field: Field) -> CellView<'_> {
        let at = &self.rows[row as usize];
        self.sheets[at.sheet as usize].cell(at.line as usize, field)
    }

    /// A field's text of a row, as written.
    #[must_use]
    pub fn text(&self, row: u32, field: Field) -> &str {
        self.cell(row, field).text
    }

    /// Whether the row's sheet has a column for the field.
    #[must_use]
    pub fn has_column(&self, row: u32, field: Field) -> bool {
        self.sheet(row).has(field)
    }

    /// The sheet of a row.
    #[must_use]
    pub fn sheet(&self, row: u32) -> &Sheet {
        &self.sheets[self.rows[row as usize].sheet as usize]
    }

    /// The row's number as Excel counts it.
    #[must_use]
    pub fn number(&self, row: u32) -> u32 {
        let at = &self.rows[row as usize];
        self.sheets[at.sheet as usize].rows[at.line as usize].row
    }

    /// The origin of a row.
    #[must_use]
    pub fn origin(&self, row: u32) -> Origin {
        let at = &self.rows[row as usize];
        self.sheets[at.sheet as usize].row_origin(at.line as usize)
    }

    /// The origin of a field's cell.
    #[must_use]
    pub fn cell_origin(&self, row: u32, field: Field) -> Origin {
        let at = &self.rows[row as usize];
        self.sheets[at.sheet as usize].cell_origin(at.line as usize, field)
    }

    /// The row numbers (indices) of the list.
    ///
    /// # Panics
    /// Beyond four thousand million rows.
    #[must_use]
    pub fn indices(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.rows.len()).expect("rows fit in 32 bits")
    }
}

/// The county's lists under one table of symbols.
#[derive(Debug)]
pub struct Lists {
    /// The language of findings' details.
    pub lang: Lang,
    /// The comparison keys' texts.
    pub symbols: Symbols,
    /// Registered people.
    pub roster: List,
    /// The direct-pay list.
    pub pay_list: List,
    /// Townships and villages, where the project gives them.
    pub places: Option<Places>,
    /// Last year's registered people.
    pub prior_roster: List,
    /// Last year's pay list.
    pub prior_pay_list: List,
    /// Who was added or removed.
    pub change_register: List,
    /// What each row of the change register says.
    pub changes: Vec<Change>,
    /// Lists from other bodies; each sheet knows of which kind.
    pub watchlists: List,
    /// Lists as they were posted.
    pub posted: List,
    /// Who is absent from the scheme, when.
    pub absences: Absences,
}

/// The places that the project gives.
#[derive(Debug, Default)]
pub struct Places {
    /// The village keys of each township key.
    pub villages: BTreeMap<String, BTreeSet<String>>,
    /// The same as symbols, a township's blank village too.
    known: HashSet<(Sym, Sym), FixedState>,
}

impl Places {
    /// Whether the township is known, and the village in it (or none is named).
    #[must_use]
    pub fn knows(&self, township: Sym, village: Sym) -> bool {
        self.known.contains(&(township, village))
    }

    fn intern(&mut self, symbols: &mut Interner) {
        for (township, villages) in &self.villages {
            let township = symbols.intern(township);
            self.known.insert((township, Sym::BLANK));
            self.known.extend(villages.iter().map(|village| (township, symbols.intern(village))));
        }
    }
}

impl Lists {
    /// The list of a table of people.
    ///
    /// # Panics
    /// For places and decisions, which are no lists of people.
    #[must_use]
    pub fn list(&self, table: Table) -> &List {
        match table {
            Table::Roster => &self.roster,
            Table::PayList => &self.pay_list,
            Table::PriorRoster => &self.prior_roster,
            Table::PriorPayList => &self.prior_pay_list,
            Table::ChangeRegister => &self.change_register,
            Table::Watchlist(_) => &self.watchlists,
            Table::Posted => &self.posted,
            Table::Places | Table::Decisions | Table::Fund | Table::Beneficiaries => {
                panic!("no list of people")
            }
        }
    }

    /// The sheets again, to be corrected and normalized anew; those of the
    /// places are not among them.
    #[must_use]
    pub fn into_sheets(self) -> Vec<Sheet> {
        [
            self.roster,
            self.pay_list,
            self.prior_roster,
            self.prior_pay_list,
            self.change_register,
            self.watchlists,
            self.posted,
        ]
        .into_iter()
        .flat_map(|list| list.sheets)
        .collect()
    }

    /// The township's name of a row.
    #[must_use]
    pub fn township(&self, table: Table, row: u32) -> &str {
        self.symbols.text(self.list(table).rows[row as usize].township)
    }
}

/// How many sheets are normalized before their rows join the list.
const SHEETS_AT_A_TIME: usize = 16;

/// What sheets are normalized with.
#[derive(Clone, Copy, Debug)]
pub struct Normalizing<'a> {
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// From when a removal bites.
    pub cadence: Cadence,
    /// The language of findings' details.
    pub lang: Lang,
}

/// Normalizes the sheets of all tables; `places` where they are known already.
///
/// # Panics
/// For exception workbooks, whose rows are about findings, not people.
#[must_use]
pub fn normalize(sheets: Vec<Sheet>, places: Option<Places>, with: Normalizing<'_>) -> Lists {
    let mut tables: [Vec<Sheet>; 8] = std::array::from_fn(|_| Vec::new());
    for sheet in sheets {
        let at = match sheet.table {
            Table::Roster => 0,
            Table::PayList => 1,
            Table::Places => 2,
            Table::PriorRoster => 3,
            Table::PriorPayList => 4,
            Table::ChangeRegister => 5,
            Table::Watchlist(_) => 6,
            Table::Posted => 7,
            Table::Decisions => panic!("decisions are about findings"),
            Table::Fund | Table::Beneficiaries => panic!("read by the self-evaluation"),
        };
        tables[at].push(sheet);
    }
    let [roster, pay_list, own_places, prior_roster, prior_pay_list, register, watch, posted] =
        tables;
    let Normalizing { rulebook, cadence, lang } = with;
    let mut places = places.or_else(|| (!own_places.is_empty()).then(|| read_places(&own_places)));
    let of_people = [&roster, &pay_list, &prior_roster, &prior_pay_list, &register];
    let known = known_townships(places.as_ref(), of_people);
    let mut symbols = Interner::default();
    let mut list = |table, sheets| list(table, sheets, &known, rulebook, &mut symbols);
    let roster = list(Table::Roster, roster);
    let pay_list = list(Table::PayList, pay_list);
    let prior_roster = list(Table::PriorRoster, prior_roster);
    let prior_pay_list = list(Table::PriorPayList, prior_pay_list);
    let change_register = list(Table::ChangeRegister, register);
    let watchlists = list(Table::Watchlist(WatchKind::Deceased), watch);
    let posted = list(Table::Posted, posted);
    let changes = changes(&change_register, rulebook, &mut symbols);
    if let Some(places) = &mut places {
        places.intern(&mut symbols);
    }
    let symbols = symbols.close();
    let absences = Absences::new(&changes, &watchlists, rulebook, cadence);
    Lists {
        lang,
        symbols,
        roster,
        pay_list,
        places,
        prior_roster,
        prior_pay_list,
        change_register,
        changes,
        watchlists,
        posted,
        absences,
    }
}

fn read_places(sheets: &[Sheet]) -> Places {
    let mut places = Places::default();
    for sheet in sheets {
        let mut last = String::new();
        for line in 0..sheet.rows.len() {
            let township = township_key(sheet.cell(line, Field::Township).text).into_owned();
            if !township.is_empty() {
                last = township;
            }
            let village = village_key(sheet.cell(line, Field::Village).text).into_owned();
            if !last.is_empty() {
                places.villages.entry(last.clone()).or_default().insert(village);
            }
        }
    }
    places
}

/// The known townships: the project's places, else every township column's values.
fn known_townships(places: Option<&Places>, tables: [&Vec<Sheet>; 5]) -> Vec<String> {
    if let Some(places) = places {
        return places.villages.keys().cloned().collect();
    }
    let mut known = BTreeSet::new();
    for sheet in tables.into_iter().flatten().filter(|sheet| sheet.has(Field::Township)) {
        let mut last = "";
        for line in 0..sheet.rows.len() {
            let text = sheet.cell(line, Field::Township).text;
            if text != last && !text.is_empty() {
                known.insert(township_key(text).into_owned());
                last = text;
            }
        }
    }
    known.into_iter().collect()
}

fn list(
    table: Table,
    sheets: Vec<Sheet>,
    known: &[String],
    rulebook: &Rulebook,
    symbols: &mut Interner,
) -> List {
    let mut rows = Vec::with_capacity(sheets.iter().map(|sheet| sheet.rows.len()).sum());
    let mut sheet_townships = Vec::with_capacity(sheets.len());
    // Some sheets at a time: their own symbols and rows stand beside the list's.
    for (chunk, first) in sheets.chunks(SHEETS_AT_A_TIME).zip((0..).step_by(SHEETS_AT_A_TIME)) {
        let parts: Vec<(Interner, Vec<Row>, Option<Sym>)> = chunk
            .par_iter()
            .enumerate()
            .map(|(at, sheet)| read_rows(sheet, first + at, known, rulebook))
            .collect();
        for (local, part, township) in parts {
            let names = symbols.absorb(&local);
            rows.extend(part.into_iter().map(|row| rename(row, &names)));
            sheet_townships.push(township.map(|township| names.get(township)));
        }
    }
    List { table, sheets, rows, sheet_townships }
}

fn rename(row: Row, names: &Absorbed) -> Row {
    Row {
        id_text: names.get(row.id_text),
        name: names.get(row.name),
        township: names.get(row.township),
        village: names.get(row.village),
        group: names.get(row.group),
        head: names.get(row.head),
        account: names.get(row.account),
        bank: names.get(row.bank),
        ..row
    }
}

/// The rows of one sheet under symbols of their own.
fn read_rows(
    sheet: &Sheet,
    at: usize,
    known: &[String],
    rulebook: &Rulebook,
) -> (Interner, Vec<Row>, Option<Sym>) {
    let mut symbols = Interner::default();
    let names = || known.iter().map(String::as_str);
    let stem = file_stem(&sheet.file);
    let mut named =
        township_inside(&sheet.name, names()).or_else(|| township_inside(stem, names()));
    // A posted list lies in the folder of its township, and is named by its
    // village, whatever township that name may hold too.
    let posted = sheet.table == Table::Posted;
    let folder = sheet.file.rsplit('/').nth(1).filter(|_| posted);
    if let Some(folder) = folder {
        named = township_inside(folder, names())
            .or_else(|| township_inside(stem, names()))
            .or_else(|| township_inside(&sheet.file, names()));
    }
    let posted_at = symbols.intern(&if posted { village_key(stem) } else { Cow::Borrowed("") });
    let named = named.map(|township| symbols.intern(township));
    let fallback = named.unwrap_or_else(|| symbols.intern(&fold(folder.unwrap_or(stem))));
    let sheet_number = u32::try_from(at).expect("sheets fit in 32 bits");
    // Columns say the same thing row after row: it is folded once.
    let (mut township, mut village, mut group) =
        (Last::default(), Last::default(), Last::default());
    let (mut head, mut bank, mut sum) = (Last::default(), Last::default(), Last::default());
    let (mut mode, mut status, mut moved_on) = (Last::default(), Last::default(), Last::default());
    let mut date = Last::default();
    let rows = (0..sheet.rows.len())
        .map(|line| {
            let text = |field: Field| sheet.cell(line, field).text;
            let (id_cell, account_cell) =
                (sheet.cell(line, Field::IdNumber), sheet.cell(line, Field::Account));
            let (id, legacy, id_text) = number(id_cell, &mut symbols);
            let (kept_mode, kept_status) = ended(text(Field::Ended));
            let township =
                township.of(text(Field::Township), |text| symbols.intern(&township_key(text)));
            Row {
                sheet: sheet_number,
                line: u32::try_from(line).expect("rows fit in 32 bits"),
                id,
                sound_id: id.is_some_and(|id| {
                    id.check_holds() && id.birth_date().is_some_and(|day| day.year() >= 1900)
                }),
                legacy,
                id_text,
                id_lost: is_lossy(&id_cell),
                name: symbols.intern(&name_key(text(Field::Name), &rulebook.names)),
                township: if township.is_blank() { fallback } else { township },
                village: if posted && !sheet.has(Field::Village) {
                    posted_at
                } else {
                    village.of(text(Field::Village), |text| symbols.intern(&village_key(text)))
                },
                group: group.of(text(Field::Group), |text| symbols.intern(&group_key(text))),
                head: head.of(text(Field::HouseholdHead), |text| {
                    symbols.intern(&name_key(text, &rulebook.names))
                }),
                account: symbols.intern(&fold_number(account_cell.text)),
                account_lost: is_lossy(&account_cell),
                bank: bank.of(text(Field::Bank), |text| symbols.intern(&bank_key(text))),
                amount: sum.of(text(Field::Amount), amount),
                mode: kept_mode.unwrap_or_else(|| {
                    mode.of(text(Field::Mode), |text| rulebook.values.mode(text))
                }),
                status: kept_status.unwrap_or_else(|| {
                    status.of(text(Field::Status), |text| rulebook.values.status(text))
                }),
                moved_on: moved_on.of(text(Field::MovedOn), |text| Date::parse(&fold(text))),
                date: date.of(text(Field::Date), fold_day),
            }
        })
        .collect();
    (symbols, rows, named)
}

/// Mode and status of a row of a run's output, where that says something of them.
fn ended(text: &str) -> (Option<Mode>, Option<Status>) {
    match text {
        "project_mode" => (Some(Mode::Project), None),
        "not_payable" => (None, Some(Status::NotPayable)),
        _ => (None, None),
    }
}

/// A day as people write it; a month alone stands for its first day, which
/// bites when any other of its days does.
#[must_use]
pub fn fold_day(text: &str) -> Option<Date> {
    let folded = fold(text);
    Date::parse(&folded).or_else(|| {
        let mut parts = folded.split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty());
        let (year, month) = (parts.next()?, parts.next()?);
        (parts.next().is_none() && year.len() == 4 && month.len() <= 2)
            .then(|| Date::new(year.parse().ok()?, month.parse().ok()?, 1))?
    })
}

/// What the person of a number cell is matched by, where it is well formed.
pub(super) fn person_key_of(cell: CellView<'_>) -> Option<u64> {
    if is_lossy(&cell) {
        return None;
    }
    let folded = fold_number(cell.text);
    let id = IdentityNumber::from_current(&folded);
    id.or_else(|| IdentityNumber::from_legacy(&folded)).map(IdentityNumber::packed)
}

/// What a column's last text came to.
struct Last<'a, T>(Option<(&'a str, T)>);

impl<T> Default for Last<'_, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'a, T: Copy> Last<'a, T> {
    /// What the text comes to: what the one before came to, where it is the same.
    fn of(&mut self, text: &'a str, make: impl FnOnce(&'a str) -> T) -> T {
        match &self.0 {
            // Shared text is the same bytes, not only equal ones.
            Some((last, value)) if std::ptr::eq(*last, text) || *last == text => *value,
            _ => {
                let value = make(text);
                self.0 = Some((text, value));
                value
            }
        }
    }
}

/// A number cell: packed where it is well formed and its digits can be trusted.
fn number(cell: CellView<'_>, symbols: &mut Interner) -> (Option<IdentityNumber>, bool, Sym) {
    let folded = fold_number(cell.text);
    if is_lossy(&cell) {
        return (None, false, symbols.intern(&folded));
    }
    if let Some(current) = IdentityNumber::from_current(&folded) {
        return (Some(current), false, Sym::BLANK);
    }
    let legacy = IdentityNumber::from_legacy(&folded);
    (legacy, legacy.is_some(), symbols.intern(&folded))
}

/// Whether a number cell's digits cannot be trusted: stored as a number of more
/// than 15 digits, typed as a date, an error, or never calculated.
#[must_use]
pub fn is_lossy(cell: &CellView<'_>) -> bool {
    match cell.kind {
        None | Some(CellKind::Text) => false,
        Some(CellKind::Number | CellKind::NumberWhole) => {
            cell.text.bytes().filter(u8::is_ascii_digit).count() > 15
                || cell.text.contains(['e', 'E', '.'])
        }
        Some(CellKind::Date | CellKind::Bool | CellKind::Error | CellKind::EmptyFormula) => true,
    }
}

/// More than anybody is paid, in fen: ten million yuan. Rows are counted in 32 bits,
/// so that no total of rows, held ones among them, passes what [`Money`] holds.
const MOST_FEN: i64 = 1_000_000_000;

fn amount(text: &str) -> Amount {
    let folded = fold(text);
    if folded.is_empty() {
        return Amount::Unsaid;
    }
    match Money::parse_yuan(&folded) {
        Ok(sum) if sum.fen() > MOST_FEN => Amount::Invalid(NotMoney::TooLarge),
        Ok(sum) => Amount::Sum(sum),
        Err(why) => Amount::Invalid(why),
    }
}
