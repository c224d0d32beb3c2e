//! A county of a few rows, judged as a run judges it.
//!
//! In: nine tables as text. Out: nothing; every row ends once, what is paid reads
//! back from the bank's files as it was decided, and a decision pays nobody whom a
//! rule holds. What the run writes beside the bank's files is not among it: it is
//! not built without `tables`.

use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use zhibu::bank::{self, FileHead};
use zhibu::catalogue;
use zhibu::domain::{Lang, Moment, Money, Table, WatchKind};
use zhibu::finding::{self, Finding, Floor, Severity};
use zhibu::intake::Sheet;
use zhibu::intake::reader::read_workbook;
use zhibu::linkage::index::{Namesakes, People, registered};
use zhibu::linkage::link;
use zhibu::normalize::Lists;
use zhibu::normalize::list::{Normalizing, Places, normalize};
use zhibu::payout::batch::{self, Splitting, proposal};
use zhibu::payout::{PayFile, limits};
use zhibu::reconcile::before::{Asking, OtherNumbers};
use zhibu::reconcile::changes::{self, Auditing};
use zhibu::reconcile::decisions::{self, Decisions};
use zhibu::reconcile::disposition::{Deciding, decide};
use zhibu::reconcile::history::History;
use zhibu::reconcile::register::Register;
use zhibu::reconcile::watchlists::Watch;
use zhibu::reconcile::{Disposition, Dispositions, attach, carry, posted, weights};
use zhibu::rulebook::{Project, Rulebook, RulebookError, shipped_banks};
use zhibu::validate;

use crate::{LIMITS, people, shells, tables};

/// The tables in the order of an input's parts, after the first part, which
/// chooses the bank by its first byte.
const TABLES: [Table; 9] = [
    Table::Roster,
    Table::PayList,
    Table::Decisions,
    Table::Places,
    Table::ChangeRegister,
    Table::Watchlist(WatchKind::Deceased),
    Table::PriorRoster,
    Table::PriorPayList,
    Table::Posted,
];

/// The project of every county that is judged here.
pub const PROJECT: &str = r#"
[programme]
id = "reservoir-resettlement"
county = "某县"
period = "2020"
as_of = 2020-12-31
quota = 1000
budget = "600000.00"

[inputs]
roster = "roster/*"
pay_list = "pay-list/*"

[[watchlist]]
kind = "deceased"
path = "lists/deceased.csv"

[policy]
shared_account = "household"

[payout]
payer = { name = "某县移民事务中心", account = "8200000000000001", bank = "某农商银行" }
"#;

fn project() -> &'static Project {
    static PROJECT_READ: OnceLock<Project> = OnceLock::new();
    PROJECT_READ.get_or_init(|| {
        Project::parse(Path::new("."), PROJECT.to_owned(), &catalogue::all()).expect("a project")
    })
}

/// Whether the bank's files can say who pays and what for, as a run asks first.
fn takes_the_project(rulebook: &Rulebook) -> Result<(), RulebookError> {
    let purpose = rulebook.programme.purpose(project().period);
    rulebook.bank.check_for(project().payer.as_ref(), &purpose)
}

/// A rulebook for each bank that is shipped.
fn rulebooks() -> &'static [Rulebook] {
    static RULEBOOKS: OnceLock<Vec<Rulebook>> = OnceLock::new();
    RULEBOOKS.get_or_init(|| {
        let load = |bank| Rulebook::load(None, "reservoir-resettlement", bank);
        let loaded = shipped_banks().map(|bank| load(bank).expect("sound rules"));
        loaded.inspect(|rulebook| takes_the_project(rulebook).expect("a payer")).collect()
    })
}

/// Judges a county whose tables are the input's parts.
///
/// # Panics
/// Where a row or a fen is lost.
pub fn judge(input: &[u8]) {
    let mut parts = shells::parts(input).into_iter();
    let choice = parts.next().and_then(|part| part.first()).map_or(0, |byte| usize::from(*byte));
    let rulebook = &rulebooks()[choice % rulebooks().len()];
    let mut of_intake = Vec::new();
    let mut sheets = Vec::new();
    let mut decided = "";
    for (table, part) in TABLES.into_iter().zip(parts) {
        match table {
            Table::Decisions => decided = std::str::from_utf8(part).unwrap_or_default(),
            _ => sheets.extend(read(rulebook, table, part, &mut of_intake)),
        }
    }
    if of_intake.iter().any(|finding| finding.severity == Severity::Refuse) {
        return;
    }
    let judging = Judging { project: project(), rulebook };
    let first = judging.judge(sheets, None, of_intake.clone(), &Decisions::default());
    let mut keyed = first.findings.clone();
    judging.carry(&first, &mut keyed);
    seal(&first.lists, &mut keyed);
    let decided = with_keys(decided, &keyed);
    let decision_sheets = read(rulebook, Table::Decisions, decided.as_bytes(), &mut of_intake);
    let decisions = Decisions::read(&decision_sheets, &rulebook.values, Lang::Zh);
    judging.finish(first, decisions, of_intake);
}

/// A roster of people who are all paid, where no rule of the county's own forbids it.
pub static SMALL_ROSTER: LazyLock<String> = LazyLock::new(|| {
    let rows = (1..5).map(|n| {
        let (number, account) = (people::number(n), people::card(n));
        format!("甲镇,和平村,{n}组,张示例{n},{number},直补到人,某农商银行,{account}\n")
    });
    format!("乡镇,村,组,姓名,身份证号,扶持方式,开户银行,银行账号\n{}", rows.collect::<String>())
});

/// The pay list of the same people.
static SMALL_PAY_LIST: LazyLock<String> = LazyLock::new(|| {
    let rows = (1..5).map(|n| {
        let (number, account) = (people::number(n), people::card(n));
        format!("甲镇,和平村,{n}组,张示例{n},{number},某农商银行,{account},张示例{n},600\n")
    });
    format!("乡镇,村,组,姓名,身份证号,开户银行,银行账号,户名,金额\n{}", rows.collect::<String>())
});

/// Judges a county of four people by a rulebook.
///
/// # Errors
/// Where the rulebook's bank needs what the project does not say.
///
/// # Panics
/// As [`judge`].
pub fn judge_small(rulebook: &Rulebook) -> Result<(), RulebookError> {
    let project = project();
    takes_the_project(rulebook)?;
    let mut findings = Vec::new();
    let mut sheets = read(rulebook, Table::Roster, SMALL_ROSTER.as_bytes(), &mut findings);
    sheets.extend(read(rulebook, Table::PayList, SMALL_PAY_LIST.as_bytes(), &mut findings));
    let judging = Judging { project, rulebook };
    let decisions = Decisions::default();
    let judged = judging.judge(sheets, None, findings.clone(), &decisions);
    judging.finish(judged, decisions, findings);
    Ok(())
}

fn read(rulebook: &Rulebook, table: Table, text: &[u8], findings: &mut Vec<Finding>) -> Vec<Sheet> {
    match read_workbook("a.csv", text, &LIMITS) {
        Ok(book) => tables::read_by(rulebook, book, table, findings),
        Err(_) => Vec::new(),
    }
}

/// Nobody guesses a finding's key: `@3` in a table of decisions is that of the
/// fourth finding.
fn with_keys(text: &str, findings: &[Finding]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut pieces = text.split('@');
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        match piece[..digits].parse::<usize>().ok().filter(|_| !findings.is_empty()) {
            Some(number) => whole.push_str(&findings[number % findings.len()].key),
            None => whole.push('@'),
        }
        whole.push_str(&piece[digits..]);
    }
    whole
}

fn seal(lists: &Lists, findings: &mut [Finding]) {
    finding::seal(findings, |table, row, out| {
        let list = lists.list(table);
        list.sheet(row).write_contents(list.rows[row as usize].line as usize, out);
    });
}

struct Judging<'a> {
    project: &'a Project,
    rulebook: &'a Rulebook,
}

/// The lists after one pass.
struct Judged {
    lists: Lists,
    roster: People,
    pay_list: People,
    registered: Vec<Option<u32>>,
    merged_roster: Vec<bool>,
    merged_pay: Vec<bool>,
    others: OtherNumbers,
    findings: Vec<Finding>,
}

impl Judged {
    fn register(&self) -> Register<'_> {
        Register {
            lists: &self.lists,
            roster: &self.roster,
            pay_list: &self.pay_list,
            registered: &self.registered,
            merged_roster: &self.merged_roster,
        }
    }
}

impl Judging<'_> {
    /// One pass, as `run` makes it.
    fn judge(
        &self,
        sheets: Vec<Sheet>,
        places: Option<Places>,
        mut findings: Vec<Finding>,
        decisions: &Decisions,
    ) -> Judged {
        let Self { project, rulebook } = *self;
        let (lang, cadence) = (Lang::Zh, project.removal_takes_effect);
        let mut lists = normalize(sheets, places, Normalizing { rulebook, cadence, lang });
        for lift in decisions.lifted() {
            lists.absences.lift(*lift);
        }
        let (roster, pay_list) = (People::of(&lists.roster), People::of(&lists.pay_list));
        let registered = registered(&lists, &roster);
        let linked = link(project, rulebook, &lists, (&roster, &pay_list), &registered);
        let likely_copies = changes::likely_copies(&linked.findings);
        findings.extend(linked.findings);
        let namesakes = Namesakes::of(&lists);
        findings.extend(validate::check_rows(&validate::Context {
            lists: &lists,
            rulebook,
            project,
            registered: &registered,
            other_list: &namesakes,
            lang,
        }));
        drop(namesakes);
        let others = OtherNumbers::new(&lists, &registered, &decisions.corrections);
        let mut judged = Judged {
            lists,
            roster,
            pay_list,
            registered,
            merged_roster: linked.merged_roster,
            merged_pay: linked.merged_pay,
            others,
            findings: Vec::new(),
        };
        findings.extend(judged.register().check());
        findings.extend(posted::check(&judged.lists, &judged.merged_pay));
        let (lists, registered) = (&judged.lists, &*judged.registered);
        let (of_watchlists, ends) = Watch { lists, project, rulebook, registered }.check();
        assert_eq!(ends.len(), lists.watchlists.rows.len(), "each watched row ends once");
        findings.extend(of_watchlists);
        let auditing = Auditing {
            lists,
            project,
            rulebook,
            roster: &judged.roster,
            pay_list: &judged.pay_list,
            registered,
            likely_copies: &likely_copies,
        };
        if let Some((_, of_changes)) = changes::audit(&auditing) {
            findings.extend(of_changes);
        }
        attach::attach(lists, &mut findings);
        weights::weigh(project, &mut findings);
        let _ = weights::waive(project, &mut findings);
        judged.findings = findings;
        judged
    }

    fn carry(&self, judged: &Judged, findings: &mut Vec<Finding>) {
        let register = judged.register();
        let period = self.project.period;
        weights::hold_what_cannot_be_paid(&register, self.rulebook, period, findings);
        posted::leave_to_other_holds(&judged.lists, &judged.merged_pay, findings);
        let own = findings.len();
        carry::carry(&register, &judged.merged_pay, findings);
        weights::weigh(self.project, &mut findings[own..]);
        posted::leave_to_other_holds(&judged.lists, &judged.merged_pay, findings);
    }

    /// Follows the decisions pass by pass, then pays.
    fn finish(&self, first: Judged, mut decisions: Decisions, of_intake: Vec<Finding>) {
        let mut judged = first;
        let mut passes = 0;
        while !decisions.is_empty() {
            let lifted = decisions.lifted().len();
            let mut keyed = judged.findings.clone();
            self.carry(&judged, &mut keyed);
            seal(&judged.lists, &mut keyed);
            let corrections = decisions.take(&keyed, &judged.lists);
            if corrections.is_empty() && decisions.lifted().len() == lifted {
                break;
            }
            let places = judged.lists.places.take();
            let mut sheets = judged.lists.into_sheets();
            decisions::correct(&mut sheets, &corrections);
            judged = self.judge(sheets, places, of_intake.clone(), &decisions);
            passes += 1;
            assert!(passes <= decisions.all.len() + 1, "each pass follows a decision");
        }
        let mut findings = std::mem::take(&mut judged.findings);
        decisions.apply(&mut findings, &judged.lists);
        decisions::send_back(&mut findings, &judged.lists);
        self.carry(&judged, &mut findings);
        let asking = Asking {
            lists: &judged.lists,
            project: self.project,
            rulebook: self.rulebook,
            registered: &judged.registered,
            merged_pay: &judged.merged_pay,
            history: &History::default(),
            others: &judged.others,
        };
        let (_, already_paid) = asking.already_paid(&findings);
        let deciding = Deciding {
            register: judged.register(),
            merged_pay: &judged.merged_pay,
            already_paid: &already_paid,
        };
        let ends = decide(&deciding, &findings);
        self.pay(&judged, &ends, &findings);
        seal(&judged.lists, &mut findings);
    }

    /// Writes the bank's files, and adds up again what is in them.
    fn pay(&self, judged: &Judged, ends: &Dispositions, findings: &[Finding]) {
        let (project, rulebook) = (self.project, self.rulebook);
        let (lists, registered) = (&judged.lists, &*judged.registered);
        assert_eq!(ends.roster.len(), lists.roster.rows.len(), "every roster row ends once");
        assert_eq!(ends.pay_list.len(), lists.pay_list.rows.len(), "every pay row ends once");
        let splitting = Splitting { lists, rulebook, registered, period: project.period };
        let files = batch::split(&splitting, ends);
        let paid: u64 = files.iter().map(PayFile::people).sum();
        let decided = ends.pay_list.iter().filter(|end| **end == Disposition::Paid).count();
        assert_eq!(paid, decided as u64, "people in files = people paid");
        for finding in findings.iter().filter(|finding| finding.doc.floor != Floor::None) {
            let holds = finding.severity >= Severity::Hold && finding.table == Table::PayList;
            if let Some(row) = finding.row.filter(|_| holds) {
                let end = ends.of(Table::PayList, row);
                assert_ne!(end, Disposition::Paid, "{} holds", finding.doc.code);
            }
        }
        let purpose = rulebook.programme.purpose(project.period);
        let batch = proposal(project.period);
        for file in &files {
            let head = FileHead {
                batch: &batch,
                file: file.file,
                part: file.part,
                parts: file.parts,
                bank: &file.bank,
                township: &file.township,
                period: project.period,
                purpose: &purpose,
                payer: project.payer.as_ref(),
                made_at: Moment::start_of(project.as_of),
            };
            let lines = splitting.lines(file);
            let bytes = bank::write(&head, &lines, &rulebook.bank);
            let mut at = 0;
            let back = bank::read(&bytes, &rulebook.bank, &mut |line| {
                assert_eq!(line.amount, lines[at].amount, "fen of a line");
                assert_eq!(line.account, lines[at].account, "account of a line");
                at += 1;
            });
            let back = back.expect("what was written reads back");
            assert_eq!((back.people, back.amount), (file.people(), file.amount()));
            assert!(!bank::file_name(&head, &rulebook.bank).contains(['/', '\\']));
        }
        let sum: Money = files.iter().map(PayFile::amount).sum();
        let _ = limits::check(project, paid, sum);
    }
}
