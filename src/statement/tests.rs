//! The check on reports of invented counties: by hand, and made from templates
//! with planted contradictions.

mod made;
mod read;

use super::*;

fn known() -> Vec<KnownFigure> {
    vec![KnownFigure {
        label: "直补标准".to_owned(),
        value: Decimal::from(600),
        unit: "元/人".to_owned(),
        place: "programme".to_owned(),
    }]
}

fn checked(text: &str) -> Checked {
    check(&Text::of("report.txt", text), &known())
}

/// The contradictions as kind, stated, computed.
fn wrong(text: &str) -> Vec<String> {
    let line = |found: &Contradiction| {
        format!("{} {} | {}", found.kind.key(), found.stated, found.computed)
    };
    checked(text).contradictions.iter().map(line).collect()
}

const CLEAN: [(&str, &str, usize); 7] = [
    ("dahe", include_str!("../../fixtures/statements/dahe.txt"), 5),
    ("nanxi", include_str!("../../fixtures/statements/nanxi.txt"), 6),
    ("fengqiao", include_str!("../../fixtures/statements/fengqiao.txt"), 9),
    ("qingxi", include_str!("../../fixtures/statements/qingxi.txt"), 14),
    ("baihe", include_str!("../../fixtures/statements/baihe.txt"), 6),
    ("shiping", include_str!("../../fixtures/statements/shiping.txt"), 6),
    ("yunling", include_str!("../../fixtures/statements/yunling.txt"), 17),
];

#[test]
fn reports_that_tie_have_no_contradiction() {
    for (name, text, ties) in CLEAN {
        let checked = checked(text);
        assert_eq!(wrong(text), Vec::<String>::new(), "{name}");
        assert!(checked.ties.len() >= ties, "{name}: {} ties", checked.ties.len());
    }
}

#[test]
fn reports_that_do_not_have_each_of_theirs_and_no_other() {
    assert_eq!(
        wrong(include_str!("../../fixtures/statements/hewan.txt")),
        [
            "sum 30,215人 | 30,216 人",
            "rate 96% | 95%",
            "whole 5,180.6万元 全部用于项目建设 | 1,305.6万元: 25.2%",
            "same 96% | 88.5%",
            "same 96% | 91%",
            "same 97% | 95.4%",
            "growth 1,286元 | 1,186 元",
            "sample 4个 | 6个",
        ]
    );
    assert_eq!(
        wrong(include_str!("../../fixtures/statements/lanshan.txt")),
        [
            "completion 100% | 185万元",
            "rate 108% | 105%",
            "product 310万元 | 300 万元",
            "share_change 2.8个百分点 | +2",
            "share 78% | 75%",
        ]
    );
}

/// The reference county's figures in words of our own, in another order.
const REFERENCE: [&str; 3] = [
    "某县2020年度移民后期扶持自评情况\n\
     一、结果\n\
     当年新增达到农村居民平均收入水平的移民人口158人。\n\
     资金支付完毕7,985.42万元，全年资金8,240.42万元。项目合格率98%，资金执行率96.9%。\n\
     二、资金\n\
     2020年安排资金8240.42万元，分三批下达，其中第一批3636.42万元，第二批4227万元，第三批377万元。上述8240.42万元全部用于项目建设。\n\
     第一批3636.42万元中，直补2540.46万元，用于项目1095.96万元。\n\
     三、评价组织\n\
     工作组从全县14个乡镇中抽取5个乡镇作现场评价。另从14个乡镇中选取2个点开展评价。\n\
     四、效果\n\
     2019年移民人均纯收入16155元，农村居民人均纯收入18254元。2020年移民人均纯收入17715元，农村居民人均纯收入19725元。移民收入占农村居民收入的比例提高1.6%。\n\
     2020年新增达到农村居民平均收入水平的移民420人。\n\
     五、不足\n\
     项目验收合格率99.1%。资金执行率到2020年底为82.9%，到2021年3月为93.2%，还有255万元未拨付。产业开发3759.96万元中仍有在建项目。\n",
    "甲县2020年中央水库移民资金绩效自评\n\
     （一）组织情况\n\
     在14个乡镇中重点抽查2个美丽家园点进行评价；\n\
     （二）存在问题\n\
     1、截至2020年底资金完成率82.9%，截至2021年3月资金完成率93.2%，尚余255万元未支付（产业开发3759.96万元）。\n\
     2、项目验收合格率99.1%。\n\
     （三）资金使用\n\
     共到位8,240.42万元，全额用于项目。具体为以下三个方面：一是直补到人2,540.46万元；二是产业开发3,759.96万元；三是其他项目1,940万元。\n\
     （四）指标\n\
     预算执行率96.9%；项目合格率98%；达到农村居民平均收入的移民人数158人。\n\
     农民人均纯收入2019年18254元，2020年19725元；移民人均纯收入2019年16155元，2020年17715元；移民收入占农民收入比重上升1.6个百分点。\n\
     （五）现场评价\n\
     从全县14个乡镇中抽取5个乡镇进行评价。\n\
     （六）效益\n\
     达到农村居民平均收入水平移民人口420人。\n",
    "2020年度自评报告（乙县）\n\
     一、产出\n\
     项目验收合格率为99.1%，项目资金执行率达96.9%，达到农村居民平均收入水平移民人口为420人。\n\
     二、组织\n\
     全县共14个乡镇，从14个乡镇中抽取了5个乡镇开展现场评价。\n\
     三、收入\n\
     2019年，农村居民人均可支配收入18254元，移民人均可支配收入16155元。2020年，农村居民人均可支配收入19725元，移民人均可支配收入17715元，移民收入占农村居民收入比重提高1.6个百分点。\n\
     四、资金\n\
     全年资金8240.42万元，其中直补资金2540.46万元，项目资金5699.96万元。8240.42万元全部用于移民项目。\n\
     五、差距\n\
     到2020年底，项目资金执行率82.9%，到2021年3月项目资金执行率93.2%；项目合格率仅98%；达到农村居民平均收入水平移民人口只有158人。\n\
     六、附记\n\
     工作组在14个乡镇中选取2个安置点进行了绩效评价。\n",
];

#[test]
fn the_reference_countys_contradictions_are_found_in_any_wording() {
    for (nth, text) in REFERENCE.iter().enumerate() {
        let mut kinds: Vec<&str> =
            checked(text).contradictions.iter().map(|found| found.kind.key()).collect();
        kinds.sort_unstable();
        let all = ["same", "same", "same", "sample", "share_change", "whole"];
        assert_eq!(kinds, all, "wording {nth}: {:#?}", wrong(text));
    }
    // One figure has another base, and the report says which.
    for text in &REFERENCE[..2] {
        let found = checked(text).contradictions;
        let explained: Vec<&String> = found.iter().flat_map(|one| &one.explained).collect();
        assert_eq!(explained, ["93.2% = 1 − 255 / 3,759.96"]);
    }
}

#[test]
fn what_only_looks_alike_is_no_contradiction() {
    for text in [
        // Parts that are not the whole, parts that overlap.
        "2020年共有移民60607人，其中三峡移民329人。",
        "共培训1000人，其中女性600人，少数民族500人。",
        "共下达资金800万元，主要用于道路300万元、水利200万元等。",
        // Other years, dates, targets, places, items of a list.
        "2019年移民人均纯收入16155元，2020年移民人均纯收入17715元。",
        "一、计划\n计划新建蓄水池12口。\n二、完成\n实际新建蓄水池11口。",
        "一、上半年\n截至2020年6月底资金执行率45.2%。\n二、全年\n资金执行率98%。",
        "（一）新墙镇\n新修灌溉渠道3公里。\n（二）公田镇\n新修灌溉渠道5公里。",
        "1、甲村项目：新修灌溉渠道3公里。\n2、乙村项目：新修灌溉渠道5公里。",
        "一、甲\n项目合格率98%。\n二、乙\n培训合格率97%。",
        // Different rates, and rates of different things.
        "一、甲\n项目完成率100%。\n二、乙\n资金执行率96.9%。",
        "一、甲\n直补资金发放率100%。\n二、乙\n项目资金支付率92%。",
        // About, at least, in words.
        "一、甲\n受益移民近4万人。\n二、乙\n受益移民38241人。",
        "一、甲\n满意度达到95%以上。\n二、乙\n满意度97.2%。",
        // Numbers that are no figures.
        "根据国发〔2006〕17号文件，1.2项目：第3批通知，详见附件2：18-45周岁劳动力。",
        "联系电话0730-7601234，12345热线，2020年10月11日至12日。",
        // Rounded, and cut off.
        "到位资金8240.42万元，执行资金7985.42万元，执行率96.9%。",
        "到位资金8240.42万元，执行资金7985.42万元，执行率97%。",
        "到位资金3.26亿元，其中中央资金24804.5万元，省级资金7800万元。",
        // A surplus is no second value, an increase no level.
        "移民人均增收1560元，超目标60元。",
        "二、甲\n新增就业移民120人，同比增加15人。\n三、乙\n新增就业移民120人。",
        // Earnings are no standard; set against others is no growth; money drawn in is no part.
        "投入资金620万元，带动350户移民增收，户均增收3200元。",
        "就业率由82.5%提高到86.2%，比全县平均高出2个百分点。",
        "2020年投入500万元，2021年分别在甲乡、乙乡投入100万元、200万元。",
        "投入资金500万元，其中撬动社会资本800万元。",
        "一、甲\n资金支付率100%。\n二、乙\n历年结余资金28万元。",
        // Samples of several kinds in one sentence.
        "从全县14个乡镇中抽取5个乡镇、12个村、30个项目进行评价。",
        "全部资金均已到位。全部用于项目建设的资金为1095.96万元，直补资金2540.46万元。",
    ] {
        assert_eq!(wrong(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn each_contradiction_quotes_its_places_and_marks_their_figures() {
    for (_, text, _) in CLEAN {
        for tie in checked(text).ties {
            assert!(!tie.places.is_empty(), "{}", tie.formula);
        }
    }
    for text in [include_str!("../../fixtures/statements/hewan.txt"), REFERENCE[0]] {
        for found in checked(text).contradictions {
            for place in &found.places {
                let line = text.lines().nth(place.line - 1).expect("the line is there");
                let quote = place.quote.trim();
                assert!(
                    line.contains(quote) || quote.chars().count() > line.chars().count(),
                    "{quote}"
                );
                let says = place.marks.iter().any(|(from, to)| {
                    let marked: String = place.quote.chars().skip(*from).take(to - from).collect();
                    marked == place.says
                });
                assert!(says, "{} in {quote} {:?}", place.says, place.marks);
            }
        }
    }
}
