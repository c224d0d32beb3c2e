//! Reports made from random figures in several wordings: clean ones have no
//! contradiction; one planted, of any kind, is found; a slip in any figure of a
//! relation is found.

use super::*;

/// How many counties are made.
const SEEDS: u64 = 40;

/// Random numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, from: u64, to: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + (self.0 >> 33) % (to - from + 1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let last = of.len() as u64 - 1;
        of[usize::try_from(self.roll(0, last)).expect("small")]
    }
}

/// A relation's sentence: figures stand between `{` and `}`; `wanted` is the kind
/// that a slip in any of them is found as, or looks.
struct Piece {
    text: String,
    /// Whether a slip may sit in any digit (an exact relation), or only in the
    /// first (one that is stated rounded).
    exact: bool,
}

/// Hundredths as a number with two decimals, in one of two ways.
fn money(hundredths: u64, commas: bool) -> String {
    let whole = arithmetic::shown(Decimal::from(hundredths / 100), 0);
    let whole = if commas { whole } else { whole.replace(',', "") };
    format!("{{{whole}.{:02}}}万元", hundredths % 100)
}

fn rate(part: u64, whole: u64, decimals: u32) -> String {
    let share = arithmetic::percent(Decimal::from(part), Decimal::from(whole)).expect("divides");
    format!("{{{}}}%", arithmetic::shown(share, decimals))
}

/// The pieces of one county's report.
#[expect(clippy::many_single_char_names, reason = "a sentence reads by its figures")]
fn pieces(dice: &mut Dice) -> Vec<Piece> {
    let mut all = Vec::new();
    let commas = dice.roll(0, 1) == 0;
    let yuan = |hundredths: u64| money(hundredths, commas);
    let exact = |text: String| Piece { text, exact: true };
    let rounded = |text: String| Piece { text, exact: false };

    let (centre, province) = (dice.roll(120_000, 480_000), dice.roll(20_000, 90_000));
    let (total, a, b) = (yuan(centre + province), yuan(centre), yuan(province));
    all.push(exact(match dice.roll(0, 3) {
        0 => format!("全县到位移民后期扶持资金{total}，其中：中央资金{a}，省级资金{b}。"),
        1 => format!("上级下达我县资金{total}，其中中央{a}、省级{b}。"),
        2 => format!("中央资金{a}，省级资金{b}，合计{total}。"),
        _ => format!("本年度安排资金{total}（其中中央资金{a}，省级资金{b}）。"),
    }));

    let uses = [
        dice.roll(20_000, 90_000),
        dice.roll(20_000, 90_000),
        dice.roll(5_000, 9_000),
        dice.roll(1_000, 4_000),
    ];
    let names = ["道路硬化", "水利灌溉", "特色种植", "监测评估"];
    let sum = yuan(uses.iter().sum());
    let [u0, u1, u2, u3] = uses.map(yuan);
    let [n0, n1, n2, n3] = names;
    all.push(exact(match dice.roll(0, 2) {
        0 => format!("全年项目资金{sum}，分为以下四个方面：一是{n0}{u0}；二是{n1}{u1}；三是{n2}{u2}；四是{n3}{u3}。"),
        1 => format!("项目资金用于：{n0}{u0}；{n1}{u1}；{n2}{u2}；{n3}{u3}。合计{sum}。"),
        _ => format!("项目资金共{sum}，分别为{n0}{u0}、{n1}{u1}、{n2}{u2}、{n3}{u3}。"),
    }));

    let people = dice.roll(3_000, 60_000);
    let subsidy = yuan(people * 6);
    all.push(exact(match dice.roll(0, 2) {
        0 => format!("按每人每年600元标准，发放直补资金{subsidy}，惠及移民{{{people}}}人。"),
        1 => format!("直补{{{people}}}人，发放资金{subsidy}。"),
        _ => format!("发放直补到人资金{subsidy}，共{{{people}}}人。"),
    }));

    let (plan, spent) = (dice.roll(200_000, 400_000), dice.roll(100_000, 199_000));
    let (x, y, r) = (yuan(plan), yuan(spent), rate(spent, plan, 1));
    all.push(rounded(match dice.roll(0, 2) {
        0 => format!("下达计划资金{x}，支出{y}，资金支出率{r}。"),
        1 => format!("预算资金{x}，实际执行{y}，预算执行率为{r}。"),
        _ => format!("下达资金{x}。执行到位资金{y}，执行率达到{r}。"),
    }));

    let (skilled, hired) = (dice.roll(120, 890), dice.roll(120, 890));
    let both = skilled + hired;
    all.push(exact(match dice.roll(0, 2) {
        0 => format!("培训移民{{{both}}}人，其中实用技术{{{skilled}}}人，就业技能{{{hired}}}人。"),
        1 => format!("完成移民培训{{{both}}}人（其中：实用技术培训{{{skilled}}}人、转移就业培训{{{hired}}}人）。"),
        _ => format!("举办实用技术培训{{{skilled}}}人，就业技能培训{{{hired}}}人，合计{{{both}}}人。"),
    }));

    let (whole, part) = (dice.roll(20_000, 60_000), dice.roll(11_000, 19_900));
    let share = rate(part, whole, 1);
    all.push(rounded(match dice.roll(0, 1) {
        0 => format!("受益移民{{{part}}}人，占全县移民总数（{{{whole}}}人）的{share}。"),
        _ => format!("全年应兑付困难补助{{{whole}}}人，实际兑付{{{part}}}人，兑付率{share}。"),
    }));

    let (before, growth) = (dice.roll(11_000, 19_000), dice.roll(1_100, 1_900));
    let after = before + growth;
    let grown = rate(growth, before, 2);
    all.push(Piece {
        text: match dice.roll(0, 2) {
            0 => format!("2020年移民人均纯收入{{{before}}}元，2021年移民人均纯收入{{{after}}}元，比上年增加{{{growth}}}元。"),
            1 => format!("移民人均纯收入由2020年的{{{before}}}元增加到{{{after}}}元，增加{{{growth}}}元，增长{grown}。"),
            _ => format!("移民人均纯收入从{{{before}}}元提高到{{{after}}}元，增长{grown}。"),
        },
        exact: false,
    });

    let (aim, done) = (dice.roll(200, 900), dice.roll(200, 900));
    all.push(rounded(format!(
        "计划改造危房{{{aim}}}户，实际改造{{{done}}}户，完成计划的{}。",
        rate(done, aim, 1)
    )));

    let three = [dice.roll(3, 9), dice.roll(11, 19), dice.roll(11, 39)];
    all.push(exact(format!(
        "建成蓄水池{{{}}}口，分别为甲乡{{{}}}口、乙乡{{{}}}口、丙乡{{{}}}口。",
        three.iter().sum::<u64>(),
        three[0],
        three[1],
        three[2]
    )));
    all
}

/// The report that the pieces make, without their braces.
fn report(pieces: &[Piece]) -> String {
    let mut text = "某县2021年度水库移民后期扶持绩效自评报告\n".to_owned();
    let heads = [
        "一、资金",
        "二、使用",
        "三、直补",
        "四、执行",
        "五、培训",
        "六、受益",
        "七、收入",
        "八、住房",
        "九、水利",
    ];
    for (piece, head) in pieces.iter().zip(heads) {
        text.push_str(head);
        text.push('\n');
        text.push_str(&piece.text.replace(['{', '}'], ""));
        text.push('\n');
    }
    text
}

/// The braces of a text: where each figure begins and ends.
fn figures(text: &str) -> Vec<(usize, usize)> {
    let starts = text.match_indices('{').map(|(at, _)| at);
    let ends = text.match_indices('}').map(|(at, _)| at);
    starts.zip(ends).collect()
}

#[test]
fn clean_reports_have_no_contradiction_and_each_slip_is_found() {
    let (mut slips, mut reports, mut relations) = (0, 0_u64, 0);
    let mut missed: Vec<String> = Vec::new();
    for seed in 0..SEEDS {
        let mut dice = Dice(seed * 7_919 + 11);
        let clean = pieces(&mut dice);
        let text = report(&clean);
        let checked = checked(&text);
        assert_eq!(wrong(&text), Vec::<String>::new(), "seed {seed}\n{text}");
        assert!(
            checked.ties.len() >= clean.len(),
            "seed {seed}: {:#?}\n{text}",
            checked.ties.iter().map(|tie| &tie.formula).collect::<Vec<_>>()
        );
        reports += 1;
        relations += checked.ties.len();
        for nth in 0..clean.len() {
            for (from, to) in figures(&clean[nth].text) {
                let mut altered = pieces(&mut Dice(seed * 7_919 + 11));
                let old = clean[nth].text[from + 1..to].to_owned();
                let digits: Vec<usize> = old
                    .char_indices()
                    .filter(|(_, c)| c.is_ascii_digit())
                    .map(|(at, _)| at)
                    .collect();
                let last = if clean[nth].exact { digits.len() as u64 - 1 } else { 0 };
                let at = digits[usize::try_from(dice.roll(0, last)).expect("small")];
                let digit = old.as_bytes()[at] - b'0';
                let other = if digit >= 7 { digit - 3 } else { digit + 2 };
                let mut new = old.clone().into_bytes();
                new[at] = b'0' + other;
                let new = String::from_utf8(new).expect("digits");
                altered[nth].text.replace_range(from + 1..to, &new);
                let text = report(&altered);
                let found = super::checked(&text);
                slips += 1;
                if found.contradictions.is_empty() && found.looks.is_empty() {
                    missed.push(format!("seed {seed}: {old} → {new} in {}", clean[nth].text));
                }
            }
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {slips}: {:#?}",
        missed.len(),
        &missed[..missed.len().min(40)]
    );
    assert!(reports == SEEDS && slips > 900 && relations > 350, "{reports} {slips} {relations}");
}

#[test]
fn planted_claims_are_found_each_by_its_kind() {
    let mut planted = 0_u64;
    for seed in 0..SEEDS {
        let mut dice = Dice(seed * 104_729 + 5);
        let (a, b) = (dice.roll(91, 94), dice.roll(95, 99));
        let towns = dice.roll(9, 30);
        let (few, more) = (dice.roll(2, 4), dice.roll(5, 8));
        let people = dice.roll(100, 900);
        let left = dice.roll(20, 400);
        let subject = dice.one(&["项目", "培训", "工程质量"]);
        let verb = dice.one(&["抽取", "随机抽取", "选取"]);
        let direct = dice.roll(500, 900);
        let works = dice.roll(500, 900);
        let plants = [
            ("same", format!("{subject}验收合格率{a}%。"), format!("{subject}合格率达到{b}%。")),
            (
                "same",
                format!("帮扶脱贫移民{people}人。"),
                format!("全年实现{}人移民脱贫。", people + few),
            ),
            ("same", format!("资金执行率{b}%。"), format!("到2021年底资金执行率仅{a}%。")),
            (
                "sample",
                format!("从全县{towns}个乡镇中{verb}{few}个乡镇开展评价。"),
                format!("在全县{towns}个乡镇中{verb}{more}个乡镇进行绩效评价。"),
            ),
            ("completion", "资金支付率100%。".to_owned(), format!("尚有{left}万元未支付。")),
            ("completion", "项目完工率100%。".to_owned(), format!("仍有{few}个项目未完工。")),
            (
                "whole",
                format!(
                    "到位资金{}万元，其中直补资金{direct}万元，项目资金{works}万元。",
                    direct + works
                ),
                format!("{}万元全部用于项目建设。", direct + works),
            ),
        ];
        for (kind, first, second) in plants {
            let mut filler = pieces(&mut Dice(seed + 1));
            // What is planted speaks of the same things.
            filler.drain(2..4);
            let filler = report(&filler);
            let swapped = dice.roll(0, 1) == 1 && kind != "whole";
            let (first, second) = if swapped { (second, first) } else { (first, second) };
            let text = format!("{filler}十、完成\n{first}\n十一、其他\n{second}\n");
            let found = checked(&text);
            let kinds: Vec<&str> =
                found.contradictions.iter().map(|found| found.kind.key()).collect();
            assert_eq!(kinds, [kind], "seed {seed}: {first} / {second}: {:#?}", wrong(&text));
            planted += 1;
            // The first half alone is no contradiction.
            let half = format!("{filler}十、完成\n{first}\n");
            assert_eq!(wrong(&half), Vec::<String>::new(), "{first}");
        }
    }
    assert_eq!(planted, 7 * SEEDS);
}
