//! The invented fund workbook: three documents, seven uses, 302 projects of
//! which 24 are not fully paid, and the indicators that are reported of them.

use super::super::county::County;
use super::super::paper::Paper;
use super::super::rows::Cell;
use super::super::seed::Seed;
use super::{FUND, Planting, wan};
use crate::domain::Money;

const DOCUMENTS: &str = "资金文件";
const USES: &str = "资金用途";
const PROJECTS: &str = "项目台账";
const INDICATORS: &str = "绩效指标";

/// The documents: number, title, and what they give to direct pay and projects,
/// in hundredths of ten thousand yuan.
const ALLOCATED: [(&str, &str, u32, u32); 3] = [
    (
        "湘财农指【2019】86号",
        "关于提前下达2020年大中型水库移民后期扶持基金的通知",
        254_046,
        109_596,
    ),
    ("湘财农指【2019】87号", "关于提前下达2020年中央水库移民扶持基金（第二批）的通知", 0, 422_700),
    ("湘财农指【2020】36号", "关于下达2020年中央水库移民扶持基金的通知", 0, 37_700),
];

/// The uses: name, planned, unpaid, projects, people.
const PLANNED: [(&str, u32, u32, u32, u32); 7] = [
    ("直补到人", 254_046, 0, 0, 42_341),
    ("避险解困", 70_000, 0, 1, 350),
    ("监测评估", 1_500, 0, 0, 0),
    ("美丽家园建设", 101_000, 0, 34, 0),
    ("移民培训", 17_000, 0, 17, 1_090),
    ("产业开发及配套设施建设", 375_996, 25_500, 250, 0),
    ("其他（移民困难扶助等）", 4_500, 0, 0, 0),
];

/// How many projects are not fully paid.
const UNPAID: usize = 24;
/// How many villages the homes are built in.
const HOME_VILLAGES: u32 = 5;
/// How many completed projects were accepted, and found wanting.
const ACCEPTED: usize = 218;
const FAILED: usize = 2;

/// What a faultless run pays.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub(super) payable_people: u32,
    pub(super) payable: Money,
}

/// A project before it is written.
struct Project {
    of_use: usize,
    village: u32,
    planned: u32,
    unpaid: u32,
}

/// The four sheets.
pub(super) fn papers(
    county: &County,
    seed: u64,
    figures: Figures,
    planting: &mut Planting,
) -> Vec<Paper> {
    let mut seed = Seed::new(seed, 7001);
    let projects = invent(county, &mut seed);
    vec![
        documents(),
        uses(figures, planting),
        register(county, &projects, &mut seed, planting),
        indicators(figures, planting),
    ]
}

fn paper(
    name: &str,
    title: &str,
    headings: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
) -> Paper {
    Paper { name: name.to_owned(), title: title.to_owned(), headings, rows }
}

fn documents() -> Paper {
    let rows = ALLOCATED.iter().map(|(number, title, direct, projects)| {
        vec![
            Cell::text(*number),
            Cell::text(*title),
            wan(direct + projects),
            wan(*direct),
            wan(*projects),
        ]
    });
    let headings =
        &["文号", "文件名称", "金额（万元）", "其中：直补到人（万元）", "其中：项目资金（万元）"];
    paper(DOCUMENTS, "2020年度资金下达文件", headings, rows.collect())
}

fn uses(figures: Figures, planting: &mut Planting) -> Paper {
    let mut rows = Vec::new();
    for (name, planned, unpaid, projects, people) in PLANNED {
        // One project more than the register has.
        let stated = if name.starts_with("美丽家园") { projects + 1 } else { projects };
        let count = |count: u32| if count == 0 { Cell::Blank } else { Cell::Number(count.into()) };
        rows.push(vec![
            Cell::text(name),
            wan(planned),
            wan(planned - unpaid),
            count(stated),
            count(people),
        ]);
    }
    let headings = &["资金用途", "计划金额（万元）", "已支出（万元）", "项目个数", "人数"];
    let paper = paper(USES, "2020年度资金用途", headings, rows);
    planting.plant("E012", FUND, USES, paper.row(3), "35 projects stated; the register has 34");
    planting.plant("E015", FUND, USES, paper.row(4), "1090 people stated; the list carries fewer");
    if figures.payable.fen() != i64::from(PLANNED[0].1) * 10_000 {
        planting.plant(
            "E013",
            FUND,
            USES,
            paper.row(0),
            "spent: what was approved; the run pays less",
        );
    }
    if figures.payable_people != PLANNED[0].4 {
        planting.plant(
            "E013",
            FUND,
            USES,
            paper.row(0),
            "people: what was approved; the run pays fewer",
        );
    }
    paper
}

/// The projects, use by use.
fn invent(county: &County, seed: &mut Seed) -> Vec<Project> {
    let mut villages: Vec<u32> = (0..u32::try_from(county.villages.len()).unwrap_or(0)).collect();
    seed.shuffle(&mut villages);
    let mut next = 0;
    let mut projects = Vec::new();
    for (of_use, (_, planned, unpaid, count, _)) in PLANNED.iter().enumerate() {
        let open = if *unpaid > 0 { UNPAID } else { 0 };
        let open_parts = parts(*unpaid, open, seed);
        let done = parts(planned - unpaid, *count as usize, seed);
        for (at, paid) in done.into_iter().enumerate() {
            let unpaid = open_parts.get(at).copied().unwrap_or_default();
            let homes = PLANNED[of_use].0.starts_with("美丽家园");
            let among = if homes { HOME_VILLAGES as usize } else { villages.len() };
            let village = villages[next % among];
            next += 1;
            projects.push(Project { of_use, village, planned: paid + unpaid, unpaid });
        }
    }
    projects
}

/// A sum in so many parts, none of them far from the mean.
fn parts(sum: u32, count: usize, seed: &mut Seed) -> Vec<u32> {
    let Ok(many) = u32::try_from(count) else { return Vec::new() };
    if many == 0 {
        return Vec::new();
    }
    let mean = sum / many;
    let mut parts = vec![mean; count];
    parts[0] += sum - mean * many;
    for pair in parts.chunks_mut(2) {
        if let [one, other] = pair {
            let moved = seed.below(mean / 2 + 1);
            *one += moved;
            *other -= moved;
        }
    }
    parts
}

/// What is built, by use.
fn kind(of_use: usize, seed: &mut Seed) -> &'static str {
    match of_use {
        1 => "特困移民避险解困搬迁安置",
        3 => seed.pick(&["村道硬化", "安全饮水", "污水处理", "路灯亮化", "人居环境整治"]),
        4 => seed.pick(&["实用技术培训班", "就业技能培训班"]),
        _ => seed.pick(&[
            "莲藕种植基地",
            "精养鱼池改造",
            "机耕路",
            "灌溉渠道",
            "黄精种植",
            "瓜蒌种植",
        ]),
    }
}

fn register(
    county: &County,
    projects: &[Project],
    seed: &mut Seed,
    planting: &mut Planting,
) -> Paper {
    let mut room: Vec<u32> = ALLOCATED.iter().map(|(.., projects)| *projects).collect();
    let (mut judged, mut open) = (0, 0);
    let mut rows = Vec::new();
    let mut first_open = None;
    for (at, project) in projects.iter().enumerate() {
        let village = &county.villages[project.village as usize];
        let township = &county.townships[village.township as usize].name;
        let document = room.iter().position(|left| *left >= project.planned).unwrap_or(1);
        room[document] = room[document].saturating_sub(project.planned);
        let (state, accepted, reason) = if project.unpaid > 0 {
            first_open = first_open.or(Some(at));
            open += 1;
            match open % 3 {
                0 => ("在建", "未验收", "正在实施"),
                1 => ("在建", "未验收", "已实施，还未验收"),
                _ => ("在建", "未验收", "已验收，资金未拨付"),
            }
        } else {
            judged += 1;
            let accepted = match judged {
                n if n <= ACCEPTED => "合格",
                n if n <= ACCEPTED + FAILED => "不合格",
                _ => "未验收",
            };
            ("已完工", accepted, "")
        };
        rows.push(vec![
            Cell::text(format!("P-{:03}", at + 1)),
            Cell::text(format!("{}{}", village.name, kind(project.of_use, seed))),
            Cell::text(&**township),
            Cell::text(&*village.name),
            Cell::text(PLANNED[project.of_use].0),
            Cell::text(ALLOCATED[document].0),
            wan(project.planned),
            wan(project.planned),
            wan(project.planned - project.unpaid),
            Cell::text(state),
            Cell::text(accepted),
            Cell::text(reason),
        ]);
    }
    let headings = &[
        "项目编号",
        "项目名称",
        "乡镇",
        "村",
        "资金用途",
        "资金文号",
        "计划金额（万元）",
        "批复金额（万元）",
        "已拨付金额（万元）",
        "状态",
        "验收",
        "未拨付原因",
    ];
    let mut paper = paper(PROJECTS, "2020年度项目台账", headings, rows);
    spoil(&mut paper, first_open.unwrap_or(0), projects, planting);
    paper
}

/// Plants one error of each kind, on projects of the last use with projects.
fn spoil(paper: &mut Paper, first_open: usize, projects: &[Project], planting: &mut Planting) {
    const NUMBER: usize = 0;
    const VILLAGE: usize = 3;
    const DOCUMENT: usize = 5;
    const APPROVED: usize = 7;
    const REASON: usize = 11;
    let from = first_open + UNPAID + 10;
    let mut edits: Vec<(&'static str, usize, usize, Cell, &str)> = vec![
        ("E009", first_open, REASON, Cell::Blank, "no reason"),
        ("E003", from, APPROVED, Cell::text("约15"), "approved: 约15"),
        ("E004", from + 20, DOCUMENT, Cell::text("湘财农指【2019】68号"), "68号 for 86号"),
        ("E006", from + 40, VILLAGE, Cell::Blank, "no village"),
        (
            "E007",
            from + 60,
            NUMBER,
            Cell::text(format!("P-{:03}", from + 60)),
            "the number of the row above",
        ),
    ];
    let over = from + 80;
    let approved = wan(projects[over].planned - 50);
    edits.push(("E008", over, APPROVED, approved, "paid 0.50 more than was approved"));
    for (code, at, column, cell, note) in edits {
        paper.rows[at][column] = cell;
        planting.plant(code, FUND, PROJECTS, paper.row(at), note);
    }
}

fn indicators(figures: Figures, planting: &mut Planting) -> Paper {
    // Class, aspect, name, target, stated, unit, what is to be found.
    let rows: [(&str, &str, &str, &str, &str, &str, &str); 23] = [
        ("产出指标", "数量", "直补受益移民人数", "42341", "42341", "人", "direct"),
        ("产出指标", "数量", "直补资金发放金额", "2540.46", "2540.46", "万元", "direct"),
        ("产出指标", "数量", "避险解困搬迁人数", "350", "350", "人", ""),
        ("产出指标", "数量", "美丽家园建设村数", "5", "5", "个", ""),
        ("产出指标", "数量", "美丽家园项目个数", "34", "34", "个", ""),
        ("产出指标", "数量", "产业开发项目个数", "250", "250", "个", ""),
        ("产出指标", "数量", "培训移民人数", "1090", "1090", "人", "E015"),
        ("产出指标", "数量", "其中：实用技术培训人数", "700", "700", "人", "E015"),
        ("产出指标", "数量", "其中：就业技能培训人数", "390", "390", "人", ""),
        ("产出指标", "质量", "培训合格率", "97%", "97%", "", ""),
        ("产出指标", "质量", "项目验收合格率", "98%", "98%", "", "E014"),
        ("产出指标", "时效", "直补资金及时发放率", "100%", "100%", "", ""),
        ("产出指标", "时效", "项目完成率", "95%", "96.9%", "", "E014"),
        ("产出指标", "时效", "资金执行率", "95%", "93.2%", "", "E014"),
        ("产出指标", "成本", "直补资金标准符合率", "100%", "100%", "", ""),
        ("产出指标", "成本", "项目支出控制在批复预算范围内的项目比例", "100%", "100%", "", "E014"),
        ("效益指标", "经济效益", "移民人均纯收入增加", "1500", "1560", "元", ""),
        ("效益指标", "社会效益", "脱贫移民人数", "192", "192", "人", "E015"),
        ("效益指标", "社会效益", "达到当地农村居民平均收入水平的移民", "400", "420", "人", ""),
        ("效益指标", "生态效益", "项目扶持受益村", "150", "152", "个", ""),
        ("效益指标", "可持续影响", "移民工资性收入", "增长", "持续增长", "", ""),
        ("满意度指标", "满意度", "移民对后期扶持政策满意度", "95%", "95%", "", ""),
        ("满意度指标", "满意度", "信访事项及时处理率", "100%", "100%", "", ""),
    ];
    let cell = |text: &str| match text.parse::<f64>() {
        Ok(number) => Cell::Number(number),
        Err(_) => Cell::text(text),
    };
    let cells = rows.iter().map(|(class, aspect, name, target, stated, unit, _)| {
        let words = [class, aspect, name].map(|text| Cell::text(*text));
        let figures = [cell(target), cell(stated), Cell::text(*unit)];
        words.into_iter().chain(figures).collect()
    });
    let headings = &["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "单位"];
    let paper = paper(INDICATORS, "2020年度绩效指标完成情况", headings, cells.collect());
    let as_approved = figures.payable_people == PLANNED[0].4;
    for (at, (.., found)) in rows.iter().enumerate() {
        let row = paper.row(at);
        match *found {
            "direct" if !as_approved => {
                planting.plant(
                    "E014",
                    FUND,
                    INDICATORS,
                    row,
                    "what was approved; the run pays less",
                );
            }
            "E014" => planting.plant("E014", FUND, INDICATORS, row, "not what is computed"),
            "E015" => planting.plant("E015", FUND, INDICATORS, row, "the list carries fewer"),
            _ => {}
        }
    }
    paper
}
