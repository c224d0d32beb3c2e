//! A county of two townships for the tests of reports: made by hand, invented.

use std::path::Path;
use std::sync::Arc;

use super::figures::{Ages, BankFigures, Figures, PlaceFigures};
use super::{RunView, Totals};
use crate::domain::{Field, Lang, Money, Table};
use crate::finding::{Doc, Finding, Seen, seal};
use crate::intake::docs::{I006, I010};
use crate::intake::raw::{CellKind, RawSheet};
use crate::intake::rows::{self, Outcome, Reading};
use crate::intake::sheet::Sheet;
use crate::linkage::docs::D002;
use crate::linkage::index::People;
use crate::normalize::Lists;
use crate::normalize::list::{Normalizing, normalize};
use crate::origin::Origin;
use crate::reconcile::before::OtherNumbers;
use crate::reconcile::decisions::Decisions;
use crate::reconcile::{Disposition, Dispositions};
use crate::rulebook::{Project, Rulebook};
use crate::validate::RULES;

/// A run made by hand.
pub(super) struct Sample {
    pub(super) project: Project,
    pub(super) rulebook: Rulebook,
    pub(super) lists: Lists,
    pub(super) roster: People,
    pub(super) pay_list: People,
    pub(super) findings: Vec<Finding>,
    pub(super) dispositions: Dispositions,
    pub(super) others: OtherNumbers,
    decisions: Decisions,
    pub(super) totals: Totals,
    pub(super) lang: Lang,
}

/// The wrong number of the first person, and the right one.
pub(super) const WRONG_ID: &str = "430621199001011234";
pub(super) const RIGHT_ID: &str = "430621199001011237";
/// An account that stands in a name's cell.
pub(super) const STRAY_ACCOUNT: &str = "6221690000000004321";

const PROJECT: &str = r#"
[programme]
id = "reservoir-resettlement"
county = "某&县"
period = "2020"
as_of = 2020-12-31
quota = 5
budget = "3000.00"
[inputs]
roster = "roster/*"
pay_list = "pay-list/*"
[severity]
V017 = { level = "advise", reason = "存折号也以 62 开头", since = 2020-11-01 }
[[acknowledge]]
code = "I006"
at = "roster/新墙镇.xlsx#旧表"
reason = "旧表，不用"
by = "李四"
on = 2020-11-03
"#;

/// The rows of the pay list: township, village, name, number.
const ROWS: [[&str; 4]; 5] = [
    ["新墙镇", "和平村", "张三", WRONG_ID],
    ["新墙镇", "和平村", "=1+1", "430621198505052222"],
    ["新墙镇", "燎原村", STRAY_ACCOUNT, "43062119850505333X"],
    ["步仙镇", "光明村", "李四", "430621197001014444"],
    ["步仙镇", "光明村", "王五", "430621197001015555"],
];

impl Sample {
    /// The sample with its few findings.
    pub(super) fn new(lang: Lang) -> Self {
        let rulebook = Rulebook::shipped().expect("rules");
        let docs: Vec<&'static Doc> =
            RULES.iter().map(|rule| rule.doc).chain([&I006, &I010, &D002]).collect();
        let project = Project::parse(Path::new("."), PROJECT.to_owned(), &docs).expect("a project");
        let sheets = [Table::Roster, Table::PayList]
            .into_iter()
            .map(|table| sheet(table, &rulebook, lang))
            .collect();
        let lists = normalize(
            sheets,
            None,
            Normalizing { rulebook: &rulebook, cadence: project.removal_takes_effect, lang },
        );
        let (roster, pay_list) = (People::of(&lists.roster), People::of(&lists.pay_list));
        let dispositions = Dispositions {
            roster: vec![
                Disposition::Held,
                Disposition::Paid,
                Disposition::Held,
                Disposition::Paid,
                Disposition::ProjectMode,
            ],
            pay_list: vec![
                Disposition::Held,
                Disposition::Paid,
                Disposition::Held,
                Disposition::Paid,
                Disposition::Merged,
            ],
        };
        let findings = findings(&lists);
        let totals = Totals::count(
            &lists,
            (&roster, &pay_list),
            &dispositions,
            |_| Money::from_yuan(600),
            &findings,
        );
        let decisions = Decisions::default();
        Self {
            project,
            rulebook,
            lists,
            roster,
            pay_list,
            findings,
            dispositions,
            others: OtherNumbers::default(),
            decisions,
            totals,
            lang,
        }
    }

    /// The same county with so many times its findings, each with a key of its own.
    pub(super) fn times(mut self, times: usize) -> Self {
        self.findings =
            std::iter::repeat_with(|| findings(&self.lists)).take(times).flatten().collect();
        seal_sample(&mut self.findings, &self.lists);
        self
    }

    /// What the reports see.
    pub(super) fn view(&self) -> RunView<'_> {
        RunView {
            project: &self.project,
            rulebook: &self.rulebook,
            files: &[],
            stated: &[],
            ledger: None,
            others: &self.others,
            lists: &self.lists,
            roster: &self.roster,
            pay_list: &self.pay_list,
            registered: &[Some(0), Some(1), Some(2), Some(3), Some(4)],
            findings: &self.findings,
            dispositions: &self.dispositions,
            payments: &[],
            audit: None,
            watch_ends: &[],
            decisions: &self.decisions,
            totals: &self.totals,
            previous: None,
            refused: true,
            lang: self.lang,
        }
    }
}

fn sheet(table: Table, rulebook: &Rulebook, lang: Lang) -> Sheet {
    let mut raw = RawSheet::named("名册");
    let headings = ["乡镇", "村", "姓名", "身份证号"];
    for (row, texts) in (0..).zip(std::iter::once(&headings).chain(&ROWS)) {
        for (column, text) in (0..).zip(texts) {
            raw.push(row, column, CellKind::Text, false, text);
        }
    }
    raw.finish();
    let file: Arc<str> = Arc::from(format!("{}/全县.xlsx", table.key()));
    let reading =
        Reading { table, columns: rulebook.columns.of(table), values: &rulebook.values, lang };
    match rows::read(raw, &file, reading, false, &mut Vec::new()) {
        Outcome::Table(sheet, _) => *sheet,
        other => panic!("a table, not {other:?}"),
    }
}

fn rule(code: &str) -> &'static Doc {
    RULES.iter().map(|rule| rule.doc).find(|doc| doc.code == code).expect("a rule")
}

fn findings(lists: &Lists) -> Vec<Finding> {
    let on = |doc: &'static Doc, row: u32, field: Field| {
        crate::linkage::finding_on(doc, lists, Table::PayList, row, field)
    };
    let hidden = Origin::sheet(&Arc::from("roster/新墙镇.xlsx"), &Arc::from("旧表"));
    let skipped = Origin::sheet(&Arc::from("pay_list/全县.xlsx"), &Arc::from("名册"));
    let place = lists.pay_list.origin(4).path();
    let mut findings = vec![
        on(rule("V010"), 3, Field::IdNumber).with("age", "101"),
        on(rule("V004"), 0, Field::IdNumber)
            .with("found", "4")
            .with("expected", "7")
            .with("confirmed", "")
            .proposing(Seen::Identity(RIGHT_ID.to_owned())),
        on(rule("V012"), 2, Field::Name)
            .with("field", "姓名")
            .with("characters", format!("「{STRAY_ACCOUNT}」")),
        on(rule("V025"), 1, Field::Name).with("field", "姓名").with("why", "以「=」开头"),
        on(&D002, 3, Field::IdNumber).with("places", place).with("differ", ""),
        Finding::new(&I006, Table::Roster, hidden)
            .with("rows", "3")
            .with("at", "roster/新墙镇.xlsx#旧表")
            .with("state", ""),
        Finding::new(&I010, Table::PayList, skipped).with("kind", "空行").with("count", "2"),
    ];
    seal_sample(&mut findings, lists);
    findings
}

fn seal_sample(findings: &mut [Finding], lists: &Lists) {
    seal(findings, |table, row, out| {
        out.extend_from_slice(lists.list(table).text(row, Field::IdNumber).as_bytes());
    });
}

/// Figures that tie out with the sample's totals.
pub(super) fn figures() -> Figures {
    let place = |name: &str, roster_rows, project_mode, paid, held, merged| PlaceFigures {
        name: name.to_owned(),
        roster_rows,
        project_mode,
        pay_list_rows: paid + held + merged,
        paid,
        held,
        merged,
        paid_amount: Money::from_yuan(600).times(paid),
        held_amount: Money::from_yuan(600).times(held),
        ..PlaceFigures::default()
    };
    let line = |bank: &str, township: &str, people| BankFigures {
        bank: bank.to_owned(),
        township: township.to_owned(),
        people,
        amount: Money::from_yuan(600).times(people),
    };
    Figures {
        by_township: vec![place("新墙镇", 3, 0, 1, 2, 0), place("步仙镇", 2, 1, 1, 0, 1)],
        by_bank: vec![line("岳阳农商银行", "新墙镇", 1), line("邮储银行", "步仙镇", 1)],
        by_reservoir: vec![place("", 2, 1, 1, 0, 1), place("铁山水库", 3, 0, 1, 2, 0)],
        ages: Ages::default(),
    }
}
