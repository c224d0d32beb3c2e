//! The self-evaluation as a whole: layouts, figures, proof, files.

use std::path::Path;

use proptest::prelude::*;
use zhibu::domain::Money;
use zhibu::evaluate::{self, Evaluated};
use zhibu::evaluation::fund::{Accepted, Figure, Fund, Project, State};
use zhibu::evaluation::{Execution, Line, Rules, Verdict};
use zhibu::origin::Origin;
use zhibu::report::InMemory;
use zhibu::report::evaluation as report;
use zhibu::rulebook::Rulebook;
use zhibu::run;
use zhibu::verify::verify;

use crate::binary::zhibu;
use crate::county::County;
use crate::person::{fits_a_terminal, snapshot};

/// A fund workbook in order, of a county of two people.
pub const BASE: &[(&str, &str)] = &[
    (
        "资金文件",
        "文号,金额（万元）,直补到人（万元）,项目资金（万元）\n某财农指【2020】1号,3.12,0.12,3",
    ),
    (
        "资金用途",
        "资金用途,计划金额（万元）,已支出（万元）,项目个数,人数\n直补到人,0.12,0.12,,2\n产业开发,3,2,2,",
    ),
    (
        "项目台账",
        "项目编号,项目名称,乡镇,村,资金用途,资金文号,计划金额（万元）,批复金额（万元）,已拨付金额（万元）,状态,验收,未拨付原因\n\
         P-1,机耕路,甲镇,和平村,产业开发,某财农指【2020】1号,2,2,1,在建,未验收,正在实施\n\
         P-2,水渠,甲镇,和平村,产业开发,某财农指【2020】1号,1,1,1,已完工,合格,",
    ),
    ("绩效指标", "指标名称,目标值,完成值,单位\n产业开发项目个数,2,2,个"),
];

/// Two people of it who were trained, 41 and 34 years old.
pub const TRAINED: &str = "姓名,身份证号,培训日期\n张三,#7,2020-05-18\n李四,#8,2020-05-18";

/// The county of two people, run, with a fund workbook of these sheets.
pub fn evaluating(sheets: &[(&str, &str)]) -> County {
    two_people().workbook("fund.xlsx", sheets).more("[evaluation]\nfund = \"fund.xlsx\"")
}

/// The same with a list of trainees, and the number of them that is stated.
pub fn of_list(stated: &str, list: &str) -> County {
    let indicators = format!("{}\n培训人数,2,{stated},人", BASE[3].1);
    let mut sheets = BASE.to_vec();
    sheets[3].1 = &indicators;
    two_people()
        .workbook("fund.xlsx", &sheets)
        .table("lists/培训.csv", list)
        .more("[evaluation]\nfund = \"fund.xlsx\"\ntrainees = \"lists/培训*\"")
}

fn two_people() -> County {
    let roster = "乡镇,村,姓名,身份证号\n甲镇,和平村,张三,#7\n甲镇,和平村,李四,#8";
    let pay_list = "姓名,身份证号,银行账号\n张三,#7,@7\n李四,#8,@8";
    County::new()
        .approved(2, "1200.00")
        .file("roster/甲镇.csv", crate::county::fill(roster))
        .file("pay-list/甲镇.csv", crate::county::fill(pay_list))
}

impl County {
    /// Runs it, and leaves the output in its place.
    pub fn ran(self) -> Self {
        let output = run::default_output(&self.load().expect("a sound project"));
        for file in run::render_in_memory(&self.run(), &[]).expect("in memory") {
            let path = output.join(file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, file.bytes).expect("written");
        }
        self
    }

    /// Evaluates it as it lies there.
    pub fn evaluation(&self) -> Evaluated {
        let project = self.load().expect("a sound project");
        let rulebook = Rulebook::of(&project).expect("sound rules");
        evaluate::compute(project, rulebook, &[]).expect("evaluated")
    }

    /// Runs and evaluates it, and keeps what was found.
    pub fn evaluated(self) -> Self {
        let mut county = self.ran();
        for finding in county.evaluation().evaluation.findings {
            county.heard(finding);
        }
        county.told("zhibu run; zhibu evaluate", "")
    }
}

fn verdicts(of: &Evaluated) -> Vec<(&str, Verdict)> {
    of.evaluation.outcomes.iter().map(|one| (&*one.indicator.name, one.verdict)).collect()
}

#[test]
fn layouts_change_no_figure() {
    const UNIT: &str = "（万元）";
    let in_yuan = |text: &str| {
        // Every sum of the base in yuan, under headings that say so.
        let mut lines = text.lines();
        let head = lines.next().expect("a heading");
        let sums: Vec<bool> = head.split(',').map(|one| one.contains(UNIT)).collect();
        let rest = lines.map(|line| {
            let cells = line.split(',').zip(&sums).map(|(cell, sum)| match cell {
                "3.12" if *sum => "31200".to_owned(),
                "0.12" if *sum => "1200".to_owned(),
                cell if *sum && !cell.is_empty() => format!("{cell}0000"),
                cell => cell.to_owned(),
            });
            cells.collect::<Vec<_>>().join(",")
        });
        let head = head.replace(UNIT, "（元）");
        std::iter::once(head).chain(rest).collect::<Vec<_>>().join("\n")
    };
    let reversed = |text: &str| {
        let lines = text.lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(","));
        lines.collect::<Vec<_>>().join("\n")
    };
    let renamed = |text: &str| {
        [("资金用途", "支出方向"), ("计划金额", "计划投资"), ("已拨付金额", "拨付资金")]
            .iter()
            .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    let renamed_uses =
        |text: &str| text.replace("资金用途", "用途").replace("计划金额", "安排金额");
    let all = |change: &dyn Fn(&str) -> String| -> Vec<(String, String)> {
        BASE.iter().map(|(name, text)| ((*name).to_owned(), change(text))).collect()
    };
    let mut renamed_sheets = all(&|text| text.to_owned());
    renamed_sheets[2].1 = renamed(BASE[2].1).replace("支出方向", "项目类别");
    renamed_sheets[1].1 = renamed_uses(BASE[1].1);
    for (name, _) in &mut renamed_sheets {
        *name = format!("表{name}");
    }
    let titled = all(&|text| format!("某县2020年度表\n单位：万元\n{}", text.replace(UNIT, "")));
    let totalled = {
        let mut sheets = all(&|text| text.to_owned());
        sheets[0].1 += "\n合计,3.12,0.12,3";
        sheets[1].1 += "\n合计,3.12,2.12,2,2";
        sheets[2].1 += "\n合计,,,,,,3,3,2,,,\n填表人：甲";
        sheets
    };
    let two_rows = {
        let mut sheets = all(&|text| text.to_owned());
        sheets[0].1 = "文号,[across 3]金额（万元）,,\n,合计,直补到人,项目资金\n某财农指【2020】1号,3.12,0.12,3".to_owned();
        sheets
    };
    for (name, sheets) in [
        ("as it is", all(&|text| text.to_owned())),
        ("in yuan", all(&in_yuan)),
        ("columns reversed", all(&reversed)),
        ("other headings", renamed_sheets),
        ("titles and a unit above", titled),
        ("totals and signatures", totalled),
        ("a heading of two rows", two_rows),
    ] {
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(n, text)| (&**n, &**text)).collect();
        let done = evaluating(&sheets).ran().evaluation();
        let of = &done.evaluation;
        let findings: Vec<_> = of.findings.iter().map(crate::county::shown).collect();
        assert_eq!(findings, [""; 0], "{name}");
        let fen = |sum: Money| sum.fen();
        assert_eq!(fen(of.fund.allocated()), 3_120_000, "{name}");
        assert_eq!(
            (fen(of.fund.planned()), fen(of.fund.spent())),
            (3_120_000, 2_120_000),
            "{name}"
        );
        let total = &of.execution.total;
        assert_eq!((total.projects, total.completed, total.accepted), (2, 1, 1), "{name}");
        assert_eq!((fen(total.paid), fen(total.unpaid)), (2_000_000, 1_000_000), "{name}");
    }
}

#[test]
fn a_folder_of_csv_files_is_a_workbook() {
    let mut county = two_people().more("[evaluation]\nfund = \"fund/*.csv\"");
    for (name, text) in BASE {
        county = county.table(&format!("fund/{name}.csv"), text);
    }
    let done = county.ran().evaluation();
    assert!(done.evaluation.findings.is_empty());
    assert_eq!(done.evaluation.execution.total.projects, 2);
    let at = &done.evaluation.outcomes[0].indicator.at;
    assert_eq!(at.path(), "fund/绩效指标.csv › C2");
}

fn with_indicators(more: &str) -> Vec<(String, String)> {
    let mut sheets: Vec<(String, String)> =
        BASE.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    sheets[3].1 = format!("{}\n{more}", BASE[3].1);
    sheets
}

/// The indicators that speak of payments.
const PAYMENTS: &str = "直补受益人数,2,2,人\n直补资金发放金额,0.12,0.12,万元\n直补资金及时发放率,100%,100%,\n直补资金标准符合率,100%,100%,\n移民满意度,95%,95%,";

#[test]
fn a_head_count_times_a_standard_proves_no_payment() {
    let sheets = with_indicators(PAYMENTS);
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(n, text)| (&**n, &**text)).collect();
    // Nothing was run: nothing is known of payments.
    let done = evaluating(&sheets).evaluation();
    let open: Vec<&str> = verdicts(&done)
        .into_iter()
        .filter(|(_, verdict)| *verdict == Verdict::NotProven)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        open,
        ["直补受益人数", "直补资金发放金额", "直补资金及时发放率", "直补资金标准符合率"]
    );
    // A run says who is payable; only the ledger who was credited.
    let done = evaluating(&sheets).ran().evaluation();
    assert_eq!(
        verdicts(&done)[1..],
        [
            ("直补受益人数", Verdict::NotProven),
            ("直补资金发放金额", Verdict::NotProven),
            ("直补资金及时发放率", Verdict::NotProven),
            ("直补资金标准符合率", Verdict::Agrees),
            ("移民满意度", Verdict::AsGiven),
        ]
    );
    assert!(done.evaluation.findings.is_empty(), "what is not proven is no contradiction");
}

#[test]
fn the_ledger_proves_what_was_credited_in_time() {
    let sheets = with_indicators(PAYMENTS);
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(n, text)| (&**n, &**text)).collect();
    let one = "1,张三,@7,600.00,2020-001-000001,成功,,2020-12-09";
    let both = format!("{one}\n2,李四,@8,600.00,2020-001-000002,成功,,2020-12-09");
    let failed = format!("{one}\n2,李四,@8,600.00,2020-001-000002,失败,账户已销户,2020-12-09");
    let done = evaluating(&sheets).sent().answer(&both).evaluation();
    let ledger = done.evaluation.ledger.as_ref().expect("a ledger");
    assert_eq!((ledger.sent, ledger.credited, ledger.in_time), (2, 2, 2));
    let verdicts_of = verdicts(&done);
    assert!(
        verdicts_of[1..5].iter().all(|(_, verdict)| *verdict == Verdict::Agrees),
        "{verdicts_of:?}"
    );
    assert!(done.evaluation.findings.is_empty());
    // One bounced: sent to two, credited to one.
    let done = evaluating(&sheets).sent().answer(&failed).evaluation();
    let ledger = done.evaluation.ledger.as_ref().expect("a ledger");
    assert_eq!((ledger.sent, ledger.credited, ledger.in_time), (2, 1, 1));
    let run = done.evaluation.run.as_ref().expect("a run");
    assert_eq!((run.listed, run.payable, run.at_standard), (2, 2, 2));
    let found: Vec<String> = done.evaluation.findings.iter().map(crate::county::shown).collect();
    assert_eq!(
        found,
        [
            "E014 advise fund.xlsx#绩效指标!C3",
            "E014 advise fund.xlsx#绩效指标!C4",
            "E014 advise fund.xlsx#绩效指标!C5",
            "E013 advise fund.xlsx#资金用途!C2",
            "E013 advise fund.xlsx#资金用途!E2",
        ]
    );
    // The answer came on 10 December: too late for the ninth.
    let late = evaluating(&sheets).more("deadline = 2020-12-09").sent().answer(&both).evaluation();
    let ledger = late.evaluation.ledger.as_ref().expect("a ledger");
    assert_eq!((ledger.credited, ledger.in_time), (2, 0));
}

#[test]
fn a_run_that_was_edited_proves_nothing() {
    let county = evaluating(BASE).ran();
    let path = county.path().join("out/2020/data/payments.csv");
    let edited = std::fs::read_to_string(&path).expect("there").replace("600.00", "700.00");
    std::fs::write(&path, edited).expect("written");
    let said = zhibu(county.path(), &["evaluate", "-q", "--lang", "zh"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("out/2020/data/payments.csv"), "{said:?}");
    assert!(!county.path().join("out/2020-evaluation").exists());
}

#[test]
fn the_text_reads_like_this() {
    for lang in ["zh", "en"] {
        let stated = format!("{}\n{PAYMENTS}\n资金执行率,95%,93.2%,", BASE[3].1);
        let mut sheets = BASE.to_vec();
        sheets[3].1 = &stated;
        let county = two_people()
            .workbook("fund.xlsx", &sheets)
            .table("lists/培训.csv", &format!("{TRAINED}\n张三,#7,2020-09-22"))
            .more("[evaluation]\nfund = \"fund.xlsx\"\ntrainees = \"lists/培训*\"")
            .ran();
        let said = zhibu(county.path(), &["evaluate", "-q", "--lang", lang, "-o", "自评"]);
        assert_eq!(said.code, 0, "{said:?}");
        fits_a_terminal(&said.out);
        snapshot(&format!("evaluation/text.{lang}.txt"), &said.out);
        let kept =
            std::fs::read_to_string(county.path().join("自评/evaluation.txt")).expect("there");
        assert!(said.out.starts_with(&kept), "what is printed is what is kept");
        let strict = zhibu(county.path(), &["evaluate", "-q", "--strict", "-o", "自评"]);
        assert_eq!(strict.code, 1);
    }
}

#[test]
fn the_folder_is_the_same_each_time_and_holds_what_its_manifest_says() {
    let county = evaluating(BASE).ran();
    let rendered = || {
        let shelf = InMemory::default();
        evaluate::render(&county.evaluation(), &shelf).expect("in memory");
        shelf.into_files()
    };
    let (one, other) = (rendered(), rendered());
    assert_eq!(one.len(), 4);
    for (a, b) in one.iter().zip(&other) {
        assert_eq!((&a.path, a.bytes == b.bytes), (&b.path, true));
    }
    let said = zhibu(county.path(), &["evaluate", "-q"]);
    assert_eq!(said.code, 0, "{said:?}");
    let out = county.path().join("out/2020-evaluation");
    let checks = verify(&out, zhibu::domain::Lang::En).expect("readable");
    assert!(checks.iter().all(|check| check.wrong.is_none()), "{checks:#?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&out), mode(&out.join("evaluation.xlsx"))), (0o700, 0o600));
    }
}

#[test]
fn what_is_missing_is_said() {
    let county = two_people();
    let said = zhibu(&county.ready(), &["evaluate", "-q", "--lang", "en"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("zhibu new --fund"), "{said:?}");
    let county = two_people().more("[evaluation]\nfunds = \"fund.xlsx\"");
    let said = zhibu(&county.ready(), &["evaluate", "-q", "--lang", "en"]);
    assert!(said.err.contains("`evaluation.fund`"), "the nearest key: {said:?}");
    let broken = two_people().file("fund.xlsx", "no workbook");
    let broken = broken.more("[evaluation]\nfund = \"fund.xlsx\"");
    let said = zhibu(&broken.ready(), &["evaluate", "-q", "--lang", "en"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("fund.xlsx"), "{said:?}");
}

#[test]
fn a_report_is_read_without_a_project() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("报告.txt"), "虚构的报告").expect("written");
    let said = zhibu(folder.path(), &["evaluate", "--report", "报告.txt", "--lang", "en"]);
    assert_eq!(said.code, 0, "{said:?}");
    let said = zhibu(folder.path(), &["evaluate", "--report", "没有.txt", "--lang", "en"]);
    assert_eq!(said.code, 4, "{said:?}");
}

#[test]
fn the_template_is_read_as_it_was_written() {
    let rules = Rules::load(None).expect("the shipped rules load");
    for lang in [zhibu::domain::Lang::Zh, zhibu::domain::Lang::En] {
        let empty = report::template(&rules, lang, false);
        assert_eq!(empty, report::template(&rules, lang, false), "the same bytes");
        let section = "[evaluation]\nfund = \"fund.xlsx\"";
        let done = two_people().file("fund.xlsx", empty).more(section).ran().evaluation();
        let of = &done.evaluation;
        let found: Vec<_> = of.findings.iter().map(crate::county::shown).collect();
        assert_eq!(found, [""; 0]);
        assert_eq!((of.fund.sheets.len(), of.fund.projects.len()), (4, 0));
        let filled = report::template(&rules, lang, true);
        let done = two_people().file("fund.xlsx", filled).more(section).evaluation();
        let fund = &done.evaluation.fund;
        assert_eq!(fund.allocated().to_string(), "1200000.00");
        assert_eq!(fund.projects[0].unpaid().to_string(), "120000.00");
        assert_eq!(fund.projects[0].accepted, Accepted::NotYet);
        assert_eq!(fund.indicators[0].target, "2");
    }
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(zhibu(folder.path(), &["new", "--fund", "-q"]).code, 0);
    assert!(folder.path().join("fund.xlsx").is_file());
    assert_eq!(zhibu(folder.path(), &["new", "--fund", "-q"]).code, 2, "never over another");
}

#[test]
fn known_figures_say_where_they_are_from() {
    let done = evaluating(BASE).ran().evaluation();
    let known = done.known_figures();
    let of = |key: &str| {
        let one = known.iter().find(|one| one.key == key).unwrap_or_else(|| panic!("{key}"));
        format!("{} {} {}", one.value, one.unit.written(), one.place.path())
    };
    assert_eq!(of("fund.allocated"), "3.12 万元 fund.xlsx › 资金文件");
    assert_eq!(of("use.direct-pay.people"), "2 人 fund.xlsx › 资金用途 › E2");
    assert_eq!(of("fund.rate"), "67.95 % fund.xlsx › 资金用途");
    assert_eq!(of("projects.unpaid-amount"), "1.00 万元 fund.xlsx › 项目台账");
    assert_eq!(of("run.payable"), "2 人 out/2020/manifest.json");
}

#[test]
fn the_demo_finds_what_it_planted_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = zhibu(folder.path(), &["demo", "--evaluation", "-q", "--format", "json", "county"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let evaluation = &json["evaluation"];
    assert!(evaluation["planted"].as_u64().is_some_and(|planted| planted >= 20), "{evaluation}");
    assert_eq!(evaluation["missed"], serde_json::json!([]));
    assert_eq!(evaluation["more"], serde_json::json!([]));
}

fn figure(fen: i64) -> Figure<Money> {
    Figure { value: Some(Money::from_fen(fen)), at: Origin::file("fund.xlsx") }
}

prop_compose! {
    fn project()(
        (document, of_use, township) in (0u8..4, 0u8..4, 0u8..5),
        (planned, paid) in (0i64..1_000_000_000, 0i64..1_000_000_000),
        (state, accepted) in (0u8..4, 0u8..4),
    ) -> Project {
        let state = [State::Completed, State::Ongoing, State::NotBegun, State::Unsaid][usize::from(state)];
        let ways = [Accepted::Yes, Accepted::Qualified, Accepted::Failed, Accepted::NotYet];
        let text = |n: u8| if n == 0 { String::new() } else { n.to_string() };
        Project {
            number: String::new(),
            name: String::new(),
            township: text(township),
            village: String::new(),
            use_name: text(of_use),
            use_key: text(of_use),
            document: text(document),
            document_key: text(document),
            planned: figure(planned),
            approved: figure(planned),
            paid: figure(paid),
            state,
            accepted: ways[usize::from(accepted)],
            reason: String::new(),
            at: Origin::file("fund.xlsx"),
        }
    }
}

proptest! {
    #[test]
    fn every_division_adds_up_to_the_total(projects in prop::collection::vec(project(), 0..60)) {
        let fund = Fund { projects, ..Fund::default() };
        let execution = Execution::of(&fund);
        let total = &execution.total;
        let whole = |lines: &[Line]| {
            let count = |of: fn(&Line) -> u64| lines.iter().map(of).sum::<u64>();
            let sum = |of: fn(&Line) -> Money| lines.iter().map(of).sum::<Money>();
            (
                (count(|l| l.projects), count(|l| l.completed), count(|l| l.accepted), count(|l| l.failed)),
                (sum(|l| l.planned), sum(|l| l.approved), sum(|l| l.paid), sum(|l| l.unpaid)),
            )
        };
        let wanted = whole(std::slice::from_ref(total));
        for lines in [&execution.by_document, &execution.by_use, &execution.by_township] {
            prop_assert_eq!(whole(lines), wanted);
        }
        let listed: Money = execution.unpaid.iter().map(|at| fund.projects[*at].unpaid()).sum();
        prop_assert_eq!(listed, total.unpaid);
    }
}
