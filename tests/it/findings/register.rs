//! R: the pay list against the roster.

use super::{Case, PAID, REGISTERED, check, clean, mistyped, paying};
use crate::county::{County, found, of, pay_ends, person_id, roster_ends, shown};
use zhibu::domain::Lang;
use zhibu::finding::render;

/// A county of one person whose roster says this of them.
fn registered(heading: &str, cell: &str) -> County {
    County::new().lists(&format!("姓名,身份证号,{heading}\n张三,#1,{cell}"), PAID)
}

pub fn cases() -> Vec<Case> {
    let slipped = mistyped(&person_id(1), 9);
    let twice = mistyped(&slipped, 12);
    let named = |name: &str| {
        County::new()
            .lists("姓名,身份证号\n阿依·努尔,#1", &format!("姓名,身份证号,银行账号\n{name},#1,@1"))
    };
    let numbered = |number: &str| paying(&format!("姓名,身份证号,银行账号\n张三,{number},@1"));
    let known = |account: &str| registered("村,银行账号", &format!("和平村,{account}"));
    vec![
        Case::new("R001", "on the pay list, on no roster", {
            paying(&format!("{PAID}\n李四,#2,@2"))
        })
        .found(&["R001 hold pay-list/甲镇.csv!B3"])
        .ends(&["paid"], &["paid", "held"])
        .says("不在花名册里")
        .clean("registered", clean()),
        Case::new("R002", "on the roster, on no pay list", {
            County::new().lists(&format!("{REGISTERED}\n李四,#2"), PAID)
        })
        .found(&["R002 advise roster/甲镇.csv!B3"])
        .ends(&["paid", "not_listed"], &["paid"])
        .says("直补名册没有这个身份证号")
        .clean("listed", clean())
        .quiet("project support", not_listed("扶持方式", "项目扶持"))
        .quiet("removed", not_listed("状态", "核减")),
        Case::new(
            "R003",
            "project support, and on the pay list",
            registered("扶持方式", "项目扶持"),
        )
        .found(&["R003 hold pay-list/甲镇.csv!B2"])
        .ends(&["project_mode"], &["held"])
        .says("花名册登记的是项目扶持")
        .clean("both", registered("扶持方式", "直补+项目")),
        Case::new("R004", "one number, two names", {
            paying("姓名,身份证号,银行账号\n张叁,#1,@1")
        })
        .found(&["R004 hold pay-list/甲镇.csv!A2"])
        .ends(&["held"], &["held"])
        .says("花名册是「张三」（roster/甲镇.csv › 2）；读音相同")
        .proposes("张三")
        .clean("one name", clean()),
        Case::new("R005", "another separator", named("阿依•努尔"))
            .found(&["R005 advise pay-list/甲镇.csv!A2", "V014 note pay-list/甲镇.csv!A2"])
            .ends(&["paid"], &["paid"])
            .says("花名册写「阿依·努尔」，只是间隔号或造字区字形不同")
            .clean("the same separator", named("阿依·努尔"))
            .quiet("a space is V014's", named("阿依· 努尔")),
        Case::new("R006", "a number one digit away", numbered(&slipped))
            .found(&[
                "R002 advise roster/甲镇.csv!B2",
                "R006 hold pay-list/甲镇.csv!B2",
                "V004 hold pay-list/甲镇.csv!B2",
            ])
            .ends(&["not_listed"], &["held"])
            .says("姓名相同，同村同户，身份证号第 10 位不同")
            .proposes(person_id(1))
            .quiet("two digits away: not registered", numbered(&twice))
            .quiet("another name", {
                paying(&format!("姓名,身份证号,银行账号\n李四,{slipped},@1"))
            }),
        Case::new("R007", "registered in another township", {
            clean()
                .table("roster/乙镇.csv", "姓名,身份证号\n李四,#2")
                .table("pay-list/甲镇.csv", &format!("{PAID}\n李四,#2,@2"))
        })
        .found(&["R007 advise pay-list/甲镇.csv!3"])
        .ends(&["paid", "paid"], &["paid", "paid"])
        .says("花名册在「乙镇」")
        .clean("in its own", clean()),
        Case::new("R008", "another card than the roster's", known("@2"))
            .found(&["R008 advise pay-list/甲镇.csv!C2"])
            .ends(&["paid"], &["paid"])
            .says("按直补名册发")
            .clean("the roster's card", known("@1")),
        Case::new("R009", "removed, and on the pay list", registered("状态", "核减"))
            .found(&["R009 hold pay-list/甲镇.csv!B2"])
            .ends(&["not_payable"], &["held"])
            .says("花名册状态是「核减」（roster/甲镇.csv › 2）")
            .clean("in the scheme", registered("状态", "正常"))
            .clean("unsaid", registered("状态", "")),
        Case::new(
            "R010",
            "the roster's row is struck through",
            County::new()
                .workbook("roster/甲镇.xlsx", &[("名单", "姓名,身份证号\n[struck]张三,#1")])
                .table("pay-list/甲镇.csv", PAID),
        )
        .found(&["I017 hold roster/甲镇.xlsx#名单!A2", "R010 hold pay-list/甲镇.csv!B2"])
        .ends(&["held"], &["held"])
        .says("花名册 roster/甲镇.xlsx › 名单 › 2 有 I017")
        .clean("it is not", clean()),
    ]
}

/// A county whose second person is on the roster alone, and it says this.
fn not_listed(heading: &str, cell: &str) -> County {
    County::new().lists(&format!("姓名,身份证号,{heading}\n张三,#1,\n李四,#2,{cell}"), PAID)
}

#[test]
fn register_cases() {
    check(&cases());
}

#[test]
fn where_a_roster_row_ends() {
    for (heading, cell, end) in [
        ("状态", "核减", "not_payable"),
        ("状态", "从未见过的说法", "not_payable"),
        ("扶持方式", "项目扶持", "project_mode"),
        ("扶持方式", "待定", "not_listed"),
        ("扶持方式", "两者结合", "not_listed"),
        ("状态", "", "not_listed"),
    ] {
        let run = not_listed(heading, cell).run();
        assert_eq!(roster_ends(&run), ["paid", end], "{heading} {cell}");
    }
}

#[test]
fn how_two_names_are_alike_is_said_and_never_enough() {
    for (name, words) in
        [("張三", "；繁简不同"), ("张叁", "；读音相同"), ("王五", "）"), ("张三丰", "）")]
    {
        let run = paying(&format!("姓名,身份证号,银行账号\n{name},#1,@1")).run();
        let told = of(&run, "R004");
        assert_eq!(told.len(), 1, "{name}");
        let cause = render::cause(told[0], Lang::Zh);
        assert!(cause.ends_with(words), "{cause}");
        assert_eq!(pay_ends(&run), ["held"], "{name}");
    }
}

#[test]
fn a_private_use_form_is_a_variant_of_the_name_and_held_for_the_bank() {
    let run = County::new()
        .lists("姓名,身份证号\n张䶮,#1", "姓名,身份证号,银行账号\n张\u{e863},#1,@1")
        .run();
    assert_eq!(of(&run, "R005").len(), 1);
    assert!(of(&run, "R004").is_empty());
    assert_eq!(pay_ends(&run), ["held"]);
    assert_eq!(of(&run, "V013").len(), 1);
}

#[test]
fn who_may_be_the_person_left_out_is_named() {
    let slipped = mistyped(&person_id(1), 9);
    for row in [format!("张三,{slipped},@1"), "张三,,@1".to_owned()] {
        let run = paying(&format!("姓名,身份证号,银行账号\n{row}")).run();
        let told = of(&run, "R002");
        assert!(
            render::cause(told[0], Lang::Zh).ends_with("；可能是被暂缓的 pay-list/甲镇.csv › 2"),
            "{row}"
        );
    }
    let run = paying("姓名,身份证号,银行账号\n李四,#2,@2").run();
    assert!(render::cause(of(&run, "R002")[0], Lang::Zh).ends_with("没有这个身份证号"));
}

#[test]
fn the_number_that_is_proposed_is_one_alone() {
    // Two registered namesakes, each one digit away: nobody can say which.
    let number = person_id(1);
    let (a, b) = (mistyped(&number, 9), mistyped(&number, 13));
    let run = County::new()
        .lists(
            &format!("姓名,身份证号\n张三,{a}\n张三,{b}"),
            &format!("姓名,身份证号,银行账号\n张三,{number},@1"),
        )
        .run();
    let told = of(&run, "R006");
    assert_eq!(told.len(), 1, "{:?}", found(&run));
    assert_eq!(told[0].proposal.full(), "");
}

#[test]
fn another_household_is_another_person() {
    let slipped = mistyped(&person_id(1), 9);
    let paid = |village: &str, head: &str| {
        County::new()
            .lists(
                "村,户主,姓名,身份证号\n和平村,张三,张三,#1",
                &format!("村,户主,姓名,身份证号,银行账号\n{village},{head},张三,{slipped},@1"),
            )
            .run()
    };
    for (village, head, code) in [
        ("和平村", "张三", "R006"),
        ("和平村委会", "", "R006"),
        ("团结村", "张三", "R001"),
        ("和平村", "李四", "R001"),
    ] {
        let run = paid(village, head);
        assert_eq!(of(&run, code).len(), 1, "{village} {head}: {:?}", found(&run));
    }
}

#[test]
fn what_holds_a_roster_row_holds_its_pay_row() {
    let born = crate::county::id("20060701", 1);
    for (heading, row) in [
        ("姓名,身份证号,扶持方式", "张三,#1,待定".to_owned()),
        ("姓名,身份证号,村", "张三\u{200b},#1,和平村".to_owned()),
        ("姓名,身份证号", ",#1".to_owned()),
    ] {
        let run = County::new().lists(&format!("{heading}\n{row}"), PAID).run();
        assert_eq!(pay_ends(&run), ["held"], "{row}");
        assert_eq!(of(&run, "R010").len(), 1, "{row}: {:?}", found(&run));
    }
    // Told once: the pay row is held for the same reason itself.
    let run = County::new()
        .lists(
            &format!("姓名,身份证号\n张三,{born}"),
            &format!("姓名,身份证号,银行账号\n张三,{born},@1"),
        )
        .run();
    let told: Vec<String> = of(&run, "R010").into_iter().map(shown).collect();
    assert_eq!((told, pay_ends(&run)), (vec![], vec!["held"]));
}
