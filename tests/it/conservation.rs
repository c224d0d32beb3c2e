//! Rows in = rows accounted for; money conserved; order does not decide.

use proptest::prelude::*;
use zhibu::domain::{IdentityNumber, Table};
use zhibu::run::Run;

use crate::county::{County, card, of, pay_ends, person, person_id, roster_ends};

#[test]
fn a_clean_county_is_paid_whole() {
    let people: Vec<(String, String)> = (1..=5)
        .map(|n| person(n, ["甲一", "乙二", "丙三", "丁四", "戊五"][n as usize - 1]))
        .collect();
    let (roster, pay): (Vec<String>, Vec<String>) = people.into_iter().unzip();
    let run = County::new().roster(&roster).pay_list(&pay).run();
    assert!(!run.refused);
    assert_eq!(pay_ends(&run), ["paid"; 5]);
    assert_eq!(roster_ends(&run), ["paid"; 5]);
    assert_eq!(run.totals.paid_amount.to_string(), "3000.00");
    assert_eq!(run.totals.roster_people, 5);
    assert!(run.findings.iter().all(|f| f.doc.code == "I010"), "{:?}", crate::county::found(&run));
}

#[test]
fn sums_that_no_total_could_hold_are_held_and_counted() {
    // Two of them together pass 64 bits of fen, in rows and in what rows add up to.
    let vast = "90000000000000000";
    let pay =
        format!("姓名,身份证号,银行账号,金额\n张三,#1,@1,{vast}\n李四,#2,@2,{vast}\n合计,,,{vast}");
    let run = County::new().lists("姓名,身份证号\n张三,#1\n李四,#2", &pay).run();
    assert_eq!(pay_ends(&run), ["held"; 2]);
    assert_eq!(of(&run, "V021").len(), 2, "{:?}", crate::county::found(&run));
    let total = of(&run, "I008");
    assert_eq!(total.len(), 1);
    let told = zhibu::finding::render::cause(total[0], zhibu::domain::Lang::En);
    assert!(told.contains("180000000000000000.00"), "{told}");
}

/// One way of spoiling a pay row.
#[derive(Clone, Copy, Debug)]
pub enum Spoil {
    Nothing,
    Copy,
    CopyOtherAccount,
    CopyOtherTownship,
    OtherName,
    NoAccount,
    WrongAmount,
    BadDigit,
    NotRegistered,
    StarInName,
}

/// Any way of spoiling a row, or none.
pub fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        4 => Just(Spoil::Nothing),
        1 => Just(Spoil::Copy),
        1 => Just(Spoil::CopyOtherAccount),
        1 => Just(Spoil::CopyOtherTownship),
        1 => Just(Spoil::OtherName),
        1 => Just(Spoil::NoAccount),
        1 => Just(Spoil::WrongAmount),
        1 => Just(Spoil::BadDigit),
        1 => Just(Spoil::NotRegistered),
        1 => Just(Spoil::StarInName),
    ]
}

const NAMES: [&str; 8] = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王八"];

/// The rows of a county whose person `n` was spoilt in the `n`th way.
pub fn rows(spoils: &[Spoil]) -> (Vec<String>, Vec<String>) {
    let (mut roster, mut pay) = (Vec::new(), Vec::new());
    for (n, spoil) in (1u32..).zip(spoils) {
        let name = NAMES[n as usize % NAMES.len()];
        let (registered, paid) = person(n, name);
        let other_card = card(5000 + n);
        if !matches!(spoil, Spoil::NotRegistered) {
            roster.push(registered);
        }
        match spoil {
            Spoil::Nothing | Spoil::NotRegistered => pay.push(paid),
            Spoil::Copy => pay.extend([paid.clone(), paid]),
            Spoil::CopyOtherAccount => {
                pay.push(paid.clone());
                pay.push(paid.replace(&card(n), &other_card));
            }
            Spoil::CopyOtherTownship => {
                pay.push(paid.clone());
                pay.push(paid.replace("甲镇", "乙镇"));
            }
            Spoil::OtherName => pay.push(paid.replace(name, "冯九")),
            Spoil::NoAccount => pay.push(paid.replace(&card(n), "")),
            Spoil::WrongAmount => pay.push(paid.replace(",600", ",6000")),
            Spoil::BadDigit => {
                let id = person_id(n);
                let wrong = if id.ends_with('1') { "2" } else { "1" };
                pay.push(paid.replace(&id, &format!("{}{wrong}", &id[..17])));
            }
            Spoil::StarInName => {
                pay.push(paid.clone());
                let renamed = paid.rsplit_once(name).map(|(a, b)| format!("{a}{name}*{b}"));
                pay.extend(renamed);
            }
        }
    }
    (roster, pay)
}

/// Who is paid, how much and into which account, sorted.
pub fn payments(run: &Run) -> Vec<String> {
    let view = run.view();
    let mut lines: Vec<String> = view
        .payments
        .iter()
        .flat_map(|file| view.splitting().lines(file))
        .map(|line| format!("{} {} {} {}", line.id_number, line.payee, line.account, line.amount))
        .collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_ends_once_and_order_does_not_decide(
        spoils in prop::collection::vec(spoil(), 1..12),
        seed in any::<u64>(),
    ) {
        let (roster, pay) = rows(&spoils);
        let run = County::new().roster(&roster).pay_list(&pay).run();
        prop_assert_eq!(run.dispositions.pay_list.len(), pay.len());
        prop_assert_eq!(run.dispositions.roster.len(), roster.len());
        let held_say_why = run.dispositions.pay_list.iter().enumerate().all(|(row, end)| {
            end.key() != "held" || run.findings.iter().any(|finding| {
                finding.table == Table::PayList
                    && finding.row == u32::try_from(row).ok()
                    && finding.severity >= zhibu::finding::Severity::Hold
            })
        });
        prop_assert!(held_say_why, "every held row says why");

        let mut shuffled = (roster.clone(), pay.clone());
        shuffle(&mut shuffled.0, seed);
        shuffle(&mut shuffled.1, seed.rotate_left(17));
        let other = County::new().roster(&shuffled.0).pay_list(&shuffled.1).run();
        prop_assert_eq!(payments(&run), payments(&other));
        prop_assert_eq!(run.totals.paid_amount, other.totals.paid_amount);
        prop_assert_eq!(run.totals.roster_people, other.totals.roster_people);
    }

    #[test]
    fn numbers_pack_and_unpack(digits in "[0-9]{17}", check in "[0-9X]") {
        let text = format!("{digits}{check}");
        let id = IdentityNumber::from_current(&text).expect("well-formed");
        prop_assert_eq!(id.to_string(), text);
    }

    #[test]
    fn normalizing_twice_is_normalizing_once(text in "\\PC{0,12}") {
        use zhibu::domain::fold::{fold, fold_number};
        use zhibu::normalize::{name::name_key, place::{group_key, village_key}};
        let names = zhibu::rulebook::Rulebook::shipped().expect("rules").names;
        let once = fold(&text).into_owned();
        prop_assert_eq!(fold(&once).into_owned(), once.clone());
        let number = fold_number(&text).into_owned();
        prop_assert_eq!(fold_number(&number).into_owned(), number.clone());
        let name = name_key(&text, &names).into_owned();
        prop_assert_eq!(name_key(&name, &names).into_owned(), name.clone());
        let _ = (group_key(&text), village_key(&text));
    }
}

/// A seeded shuffle (Fisher–Yates over a small generator).
pub fn shuffle(rows: &mut [String], mut seed: u64) {
    for at in (1..rows.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(seed >> 33).expect("fits") % (at + 1);
        rows.swap(at, other);
    }
}

#[test]
fn namesakes_in_a_village_are_nothing() {
    let (a, pay_a) = person(1, "张伟");
    let (b, pay_b) = person(2, "张伟");
    let run = County::new().roster(&[a, b]).pay_list(&[pay_a, pay_b]).run();
    assert_eq!(pay_ends(&run), ["paid", "paid"]);
    assert!(of(&run, "D005").is_empty());
}
