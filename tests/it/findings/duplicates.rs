//! D: one person or account more than once in one list.

use super::{Case, check, mistyped};
use crate::county::{County, card, fill, found, id, of, pay_ends, person_id, roster_ends};
use zhibu::domain::identity_number::check_character;

const PAY: &str = "姓名,身份证号,银行账号";
/// Two people in order, and their pay list with more rows after them.
fn two(more: &str) -> County {
    County::new()
        .lists("姓名,身份证号\n张三,#1\n李四,#2", &format!("{PAY}\n张三,#1,@1\n李四,#2,@2{more}"))
}

/// Two people of these numbers and names, in one household of both lists, paid
/// into cards of their own.
fn household(people: [(&str, &str); 2], heads: [&str; 2]) -> County {
    let [(a, id_a), (b, id_b)] = people;
    let [head_a, head_b] = heads;
    County::new().lists(
        "姓名,身份证号\n王五,#9",
        &format!(
            "村,户主,姓名,身份证号,银行账号\n和平村,{head_a},{a},{id_a},@1\n和平村,{head_b},{b},{id_b},@2"
        ),
    )
}

/// Two people who share a card; each with a household's head.
fn sharing(heads: [&str; 2]) -> County {
    let [a, b] = heads;
    County::new().lists(
        "姓名,身份证号\n张三,#1\n李四,#2",
        &format!("村,户主,姓名,身份证号,银行账号\n和平村,{a},张三,#1,@1\n和平村,{b},李四,#2,@1"),
    )
}

/// So many people on one card of 甲镇.
fn crowd(people: u32) -> County {
    let names = ["赵", "钱", "孙", "李", "周"];
    let rows = |row: &dyn Fn(u32, &str) -> String| {
        (1..=people).map(|n| row(n, names[n as usize - 1])).collect::<Vec<_>>().join("\n")
    };
    County::new().lists(
        &format!("姓名,身份证号\n{}", rows(&|n, name| format!("{name}某,#{n}"))),
        &format!("{PAY}\n{}", rows(&|n, name| format!("{name}某,#{n},@1"))),
    )
}

fn legacy(number: &str) -> String {
    format!("{}{}", &number[..6], &number[8..17])
}

/// The number with its check character made to fit.
fn sound(number: &str) -> String {
    format!("{}{}", &number[..17], char::from(check_character(&number.as_bytes()[..17])))
}

pub fn cases() -> Vec<Case> {
    let mut cases = copies();
    cases.extend(likely());
    cases.extend(shared());
    cases
}

fn copies() -> Vec<Case> {
    let elsewhere = |row: &str| two("").table("pay-list/乙镇.csv", &format!("{PAY}\n{row}"));
    vec![
        Case::new("D001", "a row copied twice", two("\n张三,#1,@1"))
            .found(&["D001 hold pay-list/甲镇.csv!B4"])
            .ends(&["paid", "paid"], &["paid", "paid", "merged"])
            .says("同号同名的另一行在：pay-list/甲镇.csv › 2")
            .clean("another person", two("")),
        Case::new("D001", "two rows of one person, two accounts", two("\n张三,#1,@3"))
            .found(&["D001 hold pay-list/甲镇.csv!B2", "D001 hold pay-list/甲镇.csv!B4"])
            .ends(&["held", "paid"], &["held", "paid", "held"])
            .says("账号、金额、银行或户名不同，都先不发"),
        Case::new("D002", "a person in two townships", elsewhere("张三,#1,@1"))
            .found(&[
                "D002 advise pay-list/乙镇.csv!B2",
                "R007 advise pay-list/乙镇.csv!2",
                "D002 hold pay-list/甲镇.csv!B2",
            ])
            .ends(&["paid", "paid"], &["paid", "held", "paid"])
            .says("同号同名的另一行在")
            .quiet("a namesake with a number of their own", elsewhere("张三,#3,@3")),
        Case::new("D003", "a number copied into the next row", two("\n王五,#1,@3"))
            .found(&[
                "D003 hold pay-list/甲镇.csv!B2",
                "D003 hold pay-list/甲镇.csv!B4",
                "R004 hold pay-list/甲镇.csv!A4",
            ])
            .ends(&["held", "paid"], &["held", "paid", "held"])
            .says("这个号码对应的姓名有：张三、王五")
            .quiet("two ways of writing one name", two("\n张　三,#1,@1")),
        Case::new(
            "D004",
            "the old and the new number of one person",
            two(&format!("\n张三,{},@1", legacy(&person_id(1)))),
        )
        .found(&["D004 hold pay-list/甲镇.csv!B4", "V007 advise pay-list/甲镇.csv!B4"])
        .ends(&["paid", "paid"], &["paid", "paid", "held"])
        .says("升位后是同一个人，另一行在：pay-list/甲镇.csv › 2")
        .quiet("the old number alone", {
            County::new().lists(
                "姓名,身份证号\n张三,#1",
                &format!("{PAY}\n张三,{},@1", legacy(&person_id(1))),
            )
        }),
        Case::new(
            "D007",
            "two copies, one of them struck through",
            County::new().table("roster/甲镇.csv", "姓名,身份证号\n张三,#1").workbook(
                "pay-list/甲镇.xlsx",
                &[("名单", &format!("{PAY}\n张三,#1,@1\n[struck]张三,#1,@1"))],
            ),
        )
        .found(&[
            "D007 hold pay-list/甲镇.xlsx#名单!B2",
            "D001 hold pay-list/甲镇.xlsx#名单!B3",
            "I017 hold pay-list/甲镇.xlsx#名单!A3",
        ])
        .ends(&["held"], &["held", "merged"])
        .says("因 I017 暂缓，本行一并暂缓")
        .quiet("a copy that is held for being one", two("\n张三,#1,@1")),
    ]
}

fn likely() -> Vec<Case> {
    let one = person_id(1);
    let slipped = mistyped(&one, 9);
    let pair = |name: &str, number: &str| {
        County::new().lists(
            "姓名,身份证号\n张三,#1",
            &format!("村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n和平村,{name},{number},@2"),
        )
    };
    vec![
        Case::new("D005", "same name and village, a digit apart", pair("张三", &slipped))
            .found(&[
                "D005 hold pay-list/甲镇.csv!C3",
                "R006 hold pay-list/甲镇.csv!C3",
                "V004 hold pay-list/甲镇.csv!C3",
            ])
            .ends(&["paid"], &["paid", "held"])
            .says("与 pay-list/甲镇.csv › 2 很像：姓名相同，同村，身份证号第 10 位不同")
            .proposes(one.clone())
            .clean("two namesakes in a village", {
                County::new().lists(
                    "姓名,身份证号\n张三,#1\n张三,#2",
                    "村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n和平村,张三,#2,@2",
                )
            })
            .quiet("another name", pair("李四", &slipped))
            .quiet("two digits apart", pair("张三", &mistyped(&slipped, 12))),
        Case::new(
            "D005",
            "one household, one name, one birth date",
            household(
                [("张三", &id("19700101", 1)), ("张三", &id("19700101", 555))],
                ["张三", "张三"],
            ),
        )
        .found(&[
            "R002 advise roster/甲镇.csv!B2",
            "D005 advise pay-list/甲镇.csv!D2",
            "R001 hold pay-list/甲镇.csv!D2",
            "D005 advise pay-list/甲镇.csv!D3",
            "R001 hold pay-list/甲镇.csv!D3",
        ])
        .ends(&["not_listed"], &["held", "held"])
        .says("同一户，姓名相同，出生日期相同")
        .quiet("two households", {
            household(
                [("张三", &id("19700101", 1)), ("张三", &id("19700101", 555))],
                ["张三", "李四"],
            )
        })
        .quiet("another birth date", {
            household(
                [("张三", &id("19700101", 1)), ("张三", &id("19720101", 555))],
                ["张三", "张三"],
            )
        }),
        Case::new(
            "D005",
            "one household, numbers a digit and names a character apart",
            household([("张小三", &one), ("张晓三", &slipped)], ["张三", "张三"]),
        )
        .found(&[
            "R002 advise roster/甲镇.csv!B2",
            "R001 hold pay-list/甲镇.csv!D2",
            "D005 hold pay-list/甲镇.csv!D3",
            "R001 hold pay-list/甲镇.csv!D3",
            "V004 hold pay-list/甲镇.csv!D3",
        ])
        .ends(&["not_listed"], &["held", "held"])
        .says("同一户，姓名差一个字，身份证号第 10 位不同")
        .proposes(one.clone())
        .quiet("two characters apart", {
            household([("张小三", &one), ("张晓四", &slipped)], ["张三", "张三"])
        })
        .quiet("two households", {
            household([("张小三", &one), ("张晓三", &slipped)], ["张三", "李四"])
        }),
    ]
}

fn shared() -> Vec<Case> {
    vec![
        Case::new("D006", "two households on one card", sharing(["张三", "李四"]))
            .found(&["D006 hold pay-list/甲镇.csv!E2", "D006 hold pay-list/甲镇.csv!E3"])
            .ends(&["held", "held"], &["held", "held"])
            .says("2 人用同一个账号（同一户才能共用）；另见：pay-list/甲镇.csv › 3")
            .clean("one household", sharing(["张三", "张三"]))
            .clean("the head's name with a space", sharing(["张三", "张　三"])),
        Case::new(
            "D006",
            "three on a card where two may share",
            crowd(3).policy("shared_account = { limit = 2 }"),
        )
        .found(&[
            "D006 hold pay-list/甲镇.csv!C2",
            "D006 hold pay-list/甲镇.csv!C3",
            "D006 hold pay-list/甲镇.csv!C4",
        ])
        .ends(&["held", "held", "held"], &["held", "held", "held"])
        .says("最多 2 人共用")
        .clean("two", crowd(2).policy("shared_account = { limit = 2 }")),
        Case::new("D006", "two on a card where nobody may share", {
            sharing(["张三", "张三"]).policy("shared_account = \"never\"")
        })
        .found(&["D006 hold pay-list/甲镇.csv!E2", "D006 hold pay-list/甲镇.csv!E3"])
        .ends(&["held", "held"], &["held", "held"])
        .says("一个账号只能一人使用")
        .clean("one", two("").policy("shared_account = \"never\"")),
    ]
}

#[test]
fn duplicate_cases() {
    check(&cases());
}

#[test]
fn copies_are_no_people_who_share() {
    // Row, copy and old number are one person with one account.
    let old = legacy(&person_id(1));
    let run =
        two(&format!("\n张三,#1,@1\n张三,{old},@1")).policy("shared_account = \"never\"").run();
    assert!(of(&run, "D006").is_empty(), "{:?}", found(&run));
    assert_eq!(pay_ends(&run), ["paid", "paid", "merged", "held"]);
}

#[test]
fn a_roster_that_shares_is_told_only() {
    let run = County::new()
        .lists(
            "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@1",
            &format!("{PAY}\n张三,#1,@1\n李四,#2,@2"),
        )
        .run();
    assert_eq!(
        found(&run),
        [
            "D006 advise roster/甲镇.csv!C2",
            "D006 advise roster/甲镇.csv!C3",
            "R008 advise pay-list/甲镇.csv!C3"
        ]
    );
    assert_eq!(pay_ends(&run), ["paid", "paid"]);
}

#[test]
fn nobody_shares_across_villages_or_without_a_head() {
    let paid = |heading: &str, a: &str, b: &str| {
        County::new()
            .lists(
                "姓名,身份证号\n张三,#1\n李四,#2",
                &format!("{heading},姓名,身份证号,银行账号\n{a},张三,#1,@1\n{b},李四,#2,@1"),
            )
            .run()
    };
    for run in [
        paid("村,户主", "和平村,张三", "团结村,张三"),
        paid("村,组,户主", "和平村,1组,张三", "和平村,2组,张三"),
        paid("村,户主", "和平村,", "和平村,"),
    ] {
        assert_eq!(pay_ends(&run), ["held", "held"]);
    }
    let run = paid("村,组,户主", "和平村,1组,张三", "和平村委会,第一村民小组,张三");
    assert_eq!(pay_ends(&run), ["paid", "paid"], "one household, however written");
}

#[test]
fn copies_that_differ_are_all_held() {
    let columns = "姓名,身份证号,银行账号,金额";
    for (rows, why) in [
        ("张三,#1,@1,600\n张三,#1,@3,600", "account"),
        ("张三,#1,@1,600\n张三,#1,@1,500", "amount"),
        ("张三,#1,@1,600\n张三,#1,@1,600\n张三,#1,@3,600", "the third of three"),
    ] {
        let run =
            County::new().lists("姓名,身份证号\n张三,#1", &format!("{columns}\n{rows}")).run();
        assert_eq!(run.totals.paid_people, 0, "{why}: {:?}", found(&run));
        assert_eq!(roster_ends(&run), ["held"], "{why}");
    }
    // Ways of writing one amount are one amount.
    let run = County::new()
        .lists(
            "姓名,身份证号\n张三,#1",
            &format!("{columns}\n张三,#1,@1,600\n张三,#1,@1,600元\n张三,#1,@1,600.00"),
        )
        .run();
    assert_eq!(pay_ends(&run), ["paid", "merged", "merged"]);
}

#[test]
fn an_account_that_two_roster_rows_dispute_is_not_borrowed() {
    let roster = ["张三,#1,@1", "张三,#1,@2"];
    for rows in [[roster[0], roster[1]], [roster[1], roster[0]]] {
        let run = County::new()
            .lists(
                &format!("姓名,身份证号,银行账号\n{}\n{}", rows[0], rows[1]),
                "姓名,身份证号\n张三,#1",
            )
            .run();
        assert_eq!(pay_ends(&run), ["held"], "{:?}", found(&run));
        assert_eq!(of(&run, "R010").len(), 1);
    }
}

#[test]
fn copies_for_two_banks_or_holders_pay_nobody() {
    let columns = "姓名,身份证号,银行账号,开户银行,户名";
    for other in ["张三,#1,@1,乙银行,张三", "张三,#1,@1,甲银行,李四"] {
        for rows in [["张三,#1,@1,甲银行,张三", other], [other, "张三,#1,@1,甲银行,张三"]]
        {
            let pay_list = format!("{columns}\n{}\n{}", rows[0], rows[1]);
            let run = County::new().lists("姓名,身份证号\n张三,#1", &pay_list).run();
            assert_eq!(pay_ends(&run), ["held", "merged"], "{other}");
        }
    }
}

#[test]
fn which_roster_row_stands_first_decides_nothing() {
    // The two rows name two banks; the pay list names none.
    let roster = ["张三,#1,甲银行,@1", "张三,#1,乙银行,@1"];
    let banks: Vec<String> = [[roster[0], roster[1]], [roster[1], roster[0]]]
        .into_iter()
        .map(|rows| {
            let run = County::new()
                .lists(
                    &format!("姓名,身份证号,开户银行,银行账号\n{}\n{}", rows[0], rows[1]),
                    "姓名,身份证号,银行账号\n张三,#1,@1",
                )
                .run();
            run.view().payments[0].bank.clone()
        })
        .collect();
    assert_eq!(banks[0], banks[1]);
}

#[test]
fn the_old_form_with_another_account_holds_both() {
    let old = legacy(&person_id(1));
    let run = two(&format!("\n张三,{old},@3")).run();
    assert_eq!(pay_ends(&run), ["held", "paid", "held"]);
    assert_eq!(of(&run, "D004").len(), 2);
}

#[test]
fn nothing_moves_on_from_the_first_of_several() {
    // The first row is held for itself (its amount, its bank …): the copy that
    // would be in order is not paid in its place, in either order.
    let columns = "姓名,身份证号,银行账号,户名";
    for rows in ["张三,#1,@1,张䶮\n张三,#1,@1,", "张三,#1,@1,\n张三,#1,@1,张䶮"] {
        let run =
            County::new().lists("姓名,身份证号\n张三,#1", &format!("{columns}\n{rows}")).run();
        assert_eq!(run.totals.paid_people, 0, "{:?}", found(&run));
        assert_eq!(roster_ends(&run), ["held"]);
    }
}

#[test]
fn copies_of_the_roster_hold_nobody() {
    let pay = format!("{PAY}\n张三,#1,@1");
    let run = County::new().lists("姓名,身份证号\n张三,#1\n张三,#1", &pay).run();
    assert_eq!(found(&run), ["D001 hold roster/甲镇.csv!B3"]);
    assert_eq!((roster_ends(&run), pay_ends(&run)), (vec!["paid", "merged"], vec!["paid"]));
    // Two names for one number are another matter.
    let run = County::new().lists("姓名,身份证号\n张三,#1\n李四,#1", &pay).run();
    assert_eq!(pay_ends(&run), ["held"]);
    assert_eq!(of(&run, "R010").len(), 1);
}

#[test]
fn two_digits_exchanged_or_one_left_out_are_a_slip() {
    let one = person_id(1);
    let mut exchanged = one.clone().into_bytes();
    exchanged.swap(7, 9);
    let exchanged = String::from_utf8(exchanged).expect("digits");
    assert_ne!(exchanged, one);
    for number in [exchanged, one[..17].to_owned(), mistyped(&one, 17)] {
        let run = County::new()
            .lists(
                "姓名,身份证号\n张三,#1",
                &format!("村,姓名,身份证号,银行账号\n和平村,张三,#1,@1\n和平村,张三,{number},@2"),
            )
            .run();
        assert_eq!(of(&run, "D005").len(), 1, "{:?}", found(&run));
        assert_eq!(pay_ends(&run), ["paid", "held"]);
    }
}

#[test]
fn two_sound_numbers_are_never_held_for_being_alike() {
    // Numbers whose first 17 digits are one apart differ in the check digit too.
    let one = person_id(1);
    let other = sound(&mistyped(&one, 16));
    let rows = |number: &str| format!("和平村,张三,{number},@2");
    let run = County::new()
        .lists(
            &format!("姓名,身份证号\n张三,{one}\n张三,{other}"),
            &fill(&format!("村,姓名,身份证号,银行账号\n和平村,张三,{one},@1\n{}", rows(&other))),
        )
        .run();
    assert_eq!(pay_ends(&run), ["paid", "paid"], "{:?}", found(&run));
}

#[test]
fn a_large_village_of_namesakes_is_compared_as_a_small_one_is() {
    // Past the size at which pairs give way to patterns.
    let mut roster = String::from("姓名,身份证号");
    let mut pay = String::from("村,姓名,身份证号,银行账号");
    for n in 1..=60u32 {
        let number = person_id(n);
        roster += &format!("\n张三,{number}");
        pay += &format!("\n和平村,张三,{number},{}", card(n));
    }
    let clean = County::new().lists(&roster, &pay).run();
    assert_eq!((found(&clean), clean.totals.paid_people), (vec![], 60));
    pay.push_str(&format!("\n和平村,张三,{},{}", mistyped(&person_id(30), 9), card(99)));
    let run = County::new().lists(&roster, &pay).run();
    assert_eq!(of(&run, "D005").len(), 1);
    assert_eq!((of(&run, "D005")[0].origin.cell().as_str(), run.totals.paid_people), ("C62", 60));
}
