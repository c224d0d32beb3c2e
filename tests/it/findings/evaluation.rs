//! E: what a self-evaluation finds in a fund workbook, in the lists behind its
//! indicators, and between its figures.

use super::{Case, check};
use crate::county::County;
use crate::evaluation::{BASE, TRAINED, evaluating, of_list};

/// The workbook in order, with one text of one sheet replaced.
fn with(sheet: &str, from: &str, to: &str) -> County {
    let sheets: Vec<(&str, String)> = BASE
        .iter()
        .map(|(name, text)| {
            let text = if *name == sheet {
                assert!(text.contains(from), "{name} has no {from}");
                text.replacen(from, to, 1)
            } else {
                (*text).to_owned()
            };
            (*name, text)
        })
        .collect();
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, &**text)).collect();
    evaluating(&sheets).evaluated()
}

/// The workbook in order.
fn base() -> County {
    evaluating(BASE).evaluated()
}

/// Two people who were trained, with one text of the list replaced, and what is
/// stated of them.
fn trained(stated: &str, from: &str, to: &str) -> County {
    assert!(TRAINED.contains(from));
    of_list(stated, &TRAINED.replacen(from, to, 1)).evaluated()
}

fn case(code: &'static str, name: &'static str, county: County) -> Case {
    Case::of_steps(code, name, county, &[])
}

pub fn cases() -> Vec<Case> {
    let mut cases = of_sheets();
    cases.extend(of_projects());
    cases.extend(of_figures());
    cases.extend(of_people());
    cases
}

fn of_sheets() -> Vec<Case> {
    let more = |text: &'static str| {
        let mut sheets = BASE.to_vec();
        sheets.push(("附表", text));
        evaluating(&sheets).evaluated()
    };
    let without = |sheet: &str| {
        let sheets: Vec<_> = BASE.iter().filter(|(name, _)| *name != sheet).copied().collect();
        evaluating(&sheets).evaluated()
    };
    vec![
        case("E001", "headings that are none of ours", more("东西,钱数\n甲,1\n乙,2"))
            .found(&["E001 advise fund.xlsx#附表"])
            .says("没有认得的表头")
            .clean("a note is no table", more("本表由资金财务股填写")),
        case(
            "E001",
            "a register without its uses",
            more("项目编号,项目名称,乡镇,计划金额\nP-9,路,甲镇,1"),
        )
        .found(&["E001 advise fund.xlsx#附表"])
        .says("缺少列：用途"),
        case("E001", "a hidden sheet", {
            let mut sheets = BASE.to_vec();
            sheets.push(("[hidden]旧表", "项目编号,用途,计划金额\nP-9,产业开发,1"));
            evaluating(&sheets).evaluated()
        })
        .found(&["E001 advise fund.xlsx#旧表"])
        .says("隐藏"),
        case("E002", "no sheet of indicators", without("绩效指标"))
            .found(&["E002 advise fund.xlsx"])
            .says("没有读到「绩效指标」")
            .clean("all four", base()),
        case("E003", "about two", with("项目台账", "2,2,1,在建", "2,约2,1,在建"))
            .found(&["E003 advise fund.xlsx#项目台账!H2"])
            .says("不是数")
            .clean("with the unit in the cell", with("项目台账", "2,2,1,在建", "2,20000元,1,在建")),
        case("E003", "less than a fen", with("项目台账", "2,2,1,在建", "2,2.0000001,1,在建"))
            .found(&["E003 advise fund.xlsx#项目台账!H2"])
            .says("不是整分"),
        case("E003", "a word that is not known", with("项目台账", "合格", "还行"))
            .found(&["E003 advise fund.xlsx#项目台账!K3"])
            .says("可以写：合格"),
    ]
}

fn of_projects() -> Vec<Case> {
    const DOCUMENT: &str = "某财农指【2020】1号,1,1,1";
    vec![
        case(
            "E004",
            "another year's document",
            with("项目台账", DOCUMENT, "某财农指【2019】1号,1,1,1"),
        )
        .found(&["E004 advise fund.xlsx#项目台账!3"])
        .says("最接近「某财农指【2020】1号」")
        .clean("other brackets", with("项目台账", DOCUMENT, "某财农指〔2020〕1号,1,1,1")),
        case(
            "E005",
            "a use that the fund has not",
            with("项目台账", "水渠,甲镇,和平村,产业开发", "水渠,甲镇,和平村,道路"),
        )
        .found(&[
            "E014 advise fund.xlsx#绩效指标!C2",
            "E012 advise fund.xlsx#资金用途!B3",
            "E012 advise fund.xlsx#资金用途!C3",
            "E012 advise fund.xlsx#资金用途!D3",
            "E005 advise fund.xlsx#项目台账!3",
        ])
        .says("「道路」不在资金用途表里")
        .clean(
            "a longer name of it",
            with("项目台账", "水渠,甲镇,和平村,产业开发", "水渠,甲镇,和平村,产业开发及配套"),
        ),
        case("E006", "no village", with("项目台账", "水渠,甲镇,和平村", "水渠,甲镇,"))
            .found(&["E006 advise fund.xlsx#项目台账!3"])
            .says("没有写村")
            .clean("another village", with("项目台账", "水渠,甲镇,和平村", "水渠,甲镇,友谊村")),
        case(
            "E006",
            "a township of another county",
            with("项目台账", "水渠,甲镇,和平村", "水渠,丁镇,和平村"),
        )
        .found(&["E006 advise fund.xlsx#项目台账!3"])
        .says("乡镇「丁镇」不在花名册的乡镇里"),
        case("E007", "one number twice", with("项目台账", "P-2", "P-1"))
            .found(&["E007 advise fund.xlsx#项目台账!3"])
            .says("编号 P-1 在 fund.xlsx › 项目台账 › 2 已经有了")
            .clean("numbers of their own", base()),
        case("E008", "a tenth too much", with("项目台账", "1,1,1,已完工", "1,0.9,1,已完工"))
            .found(&["E008 advise fund.xlsx#项目台账!I3"])
            .says("批复 0.90 万元，拨付 1.00 万元，多 0.10 万元")
            .clean("to the fen", with("项目台账", "1,1,1,已完工", "1,1.000000,1,已完工")),
        case("E009", "no reason", with("项目台账", "正在实施", ""))
            .found(&["E009 advise fund.xlsx#项目台账!I2"])
            .says("还有 1.00 万元未拨付")
            .clean("a reason", base()),
    ]
}

fn of_figures() -> Vec<Case> {
    vec![
        case("E010", "parts that are less", with("资金文件", "3.12,0.12,3", "3.12,0.12,2.9"))
            .found(&["E010 advise fund.xlsx#资金文件!B2"])
            .says("差 0.10 万元")
            .clean("parts that add up", base()),
        case(
            "E011",
            "a document more than the uses",
            with("资金文件", "3.12,0.12,3", "3.22,0.12,3.1"),
        )
        .found(&["E011 advise fund.xlsx#资金用途"])
        .says("资金文件合计 3.22 万元，各用途计划合计 3.12 万元，差 0.10 万元")
        .clean("the same sum", base()),
        case("E012", "a project more than the register has", with("资金用途", "3,2,2,", "3,2,3,"))
            .found(&["E012 advise fund.xlsx#资金用途!D3"])
            .says("项目个数：用途表 3，项目台账合计 2")
            .clean("as many", base()),
        case(
            "E013",
            "a person more than the run pays",
            with("资金用途", "0.12,0.12,,2", "0.12,0.12,,3"),
        )
        .found(&["E013 advise fund.xlsx#资金用途!E2"])
        .says("3 人；核发结果可发（不等于已到账） 2 人")
        .clean("as many", base()),
        case(
            "E013",
            "another sum than was approved",
            with("资金文件", "3.12,0.12,3", "3.12,0.06,3.06"),
        )
        .found(&["E013 advise fund.xlsx#资金文件!C2", "E013 advise fund.xlsx#资金用途!B2"])
        .says("0.06 万元；批准金额 0.12 万元"),
        case("E014", "three of two", with("绩效指标", "项目个数,2,2,个", "项目个数,2,3,个"))
            .found(&["E014 advise fund.xlsx#绩效指标!C2"])
            .says("填报 3个，核算 2")
            .clean("two", base()),
        case(
            "E014",
            "a share to more decimals than it has",
            with("绩效指标", "项目个数,2,2,个", "项目个数,2,2,个\n资金执行率,95%,67.94%,"),
        )
        .found(&["E014 advise fund.xlsx#绩效指标!C3"])
        .says("核算 67.95%")
        .clean(
            "rounded half up",
            with("绩效指标", "项目个数,2,2,个", "项目个数,2,2,个\n资金执行率,95%,67.9%,"),
        ),
        case("E015", "three of a list of two", trained("3", "张三", "张三"))
            .found(&["E015 advise fund.xlsx#绩效指标!C3"])
            .says("填报 3 人，名单能证明 2 人")
            .clean("two", trained("2", "张三", "张三")),
    ]
}

fn of_people() -> Vec<Case> {
    vec![
        case("E016", "a character too many", trained("1", "#7", "#7X"))
            .found(&["E016 advise lists/培训.csv!B2"])
            .says("不是 18 位或 15 位")
            .clean("a valid number", trained("2", "#7", "#7")),
        case("E017", "nobody of the roster", trained("1", "#7", "#9"))
            .found(&["E017 advise lists/培训.csv!B2"])
            .says("花名册里没有这个号码")
            .clean("registered", trained("2", "#7", "#7")),
        case("E018", "a number under another name", trained("1", "张三", "张山"))
            .found(&["E018 advise lists/培训.csv!A2"])
            .says("登记的是「张三」")
            .clean("a space in the name", trained("2", "张三", "张 三")),
        case(
            "E019",
            "trained twice",
            trained("2", "李四,#8,2020-05-18", "李四,#8,2020-05-18\n张三,#7,2020-09-22"),
        )
        .found(&["E019 advise lists/培训.csv!B4"])
        .says("与 lists/培训.csv › B2 是同一个人")
        .clean("once", trained("2", "张三", "张三")),
        case(
            "E020",
            "seventeen on the day",
            trained("2", "张三,#7,2020-05-18", "张三,#7,1997-05-18"),
        )
        .found(&["E020 advise lists/培训.csv!B2"])
        .says("要求 18—45 周岁")
        .clean("eighteen", trained("2", "张三,#7,2020-05-18", "张三,#7,1998-05-18")),
    ]
}

#[test]
fn each_rule_of_an_evaluation_speaks_where_it_should() {
    check(&cases());
}
