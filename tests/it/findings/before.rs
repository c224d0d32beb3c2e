//! P and B of a run: what it knows of payments that were made before.

use super::{Case, PAID, REGISTERED, check, clean, mistyped, paying};
use crate::county::{County, card, found, of, pay_ends, person_id};
use zhibu::domain::Lang;
use zhibu::finding::render;

/// A county of one person in order, who was sent to the bank.
fn sent() -> County {
    clean().sent()
}

/// The same, whose payment the bank could not make.
fn returned() -> County {
    sent().answer("1,张三,@1,600.00,2020-001-000001,失败,账户已销户,2020-12-09")
}

/// Changes the lists of a county to one person of this name, number and account.
fn now(county: County, name: &str, number: &str, account: &str) -> County {
    county.lists(
        &format!("姓名,身份证号\n{name},{number}"),
        &format!("姓名,身份证号,银行账号\n{name},{number},{account}"),
    )
}

/// A county whose numbers' check digits are looked at and not held.
const LENIENT: &str = "[severity]\n\
    V004 = { level = \"note\", reason = \"旧证照发\", since = 2020-01-01 }";

/// A person whose number was mistyped was sent to the bank.
fn sent_mistyped() -> County {
    now(County::new().more(LENIENT), "张三", &mistyped(&person_id(1), 17), "@1").sent()
}

/// A person and a second one, who was not on the list before; the second is paid
/// into the first one's account, and the first into another by now.
fn neighbours(first: &str, second: &str) -> County {
    let people = |rows: &[&str]| format!("村,组,户主,姓名,身份证号\n{}", rows.join("\n"));
    let paid = |rows: &[&str]| format!("村,组,户主,姓名,身份证号,银行账号\n{}", rows.join("\n"));
    let (one, two) =
        (format!("和平村,1组,{first},张三,#1"), format!("和平村,1组,{second},李四,#2"));
    County::new()
        .lists(&people(&[&one]), &paid(&[&format!("{one},@1")]))
        .sent()
        .lists(&people(&[&one, &two]), &paid(&[&format!("{one},@3"), &format!("{two},@1")]))
}

pub fn cases() -> Vec<Case> {
    let mut cases = already_paid();
    cases.extend(others());
    cases
}

fn already_paid() -> Vec<Case> {
    const PAID_BEFORE: &[&str] = &["already_paid"];
    let register = "乡镇,姓名,身份证号,变动类别,生效日期,文号,更正后身份证号\n\
        甲镇,张三,#9,更正,2020-11-02,岳移〔2020〕8号,#1";
    vec![
        Case::new("P001", "on the list again, and paid", sent())
            .found(&["P001 hold pay-list/甲镇.csv!B2"])
            .ends(PAID_BEFORE, PAID_BEFORE)
            .says("2020年度已发过 600.00 元（2020-001-000001，号码相同）")
            .clean("paid for another year", {
                clean().period("2019").sent_as("2019-001").period("2020")
            })
            .clean("taken out before it was sent", clean().prepared().withdraw("2020-001", &[]))
            .quiet("the bank could not pay it", returned()),
        Case::new("P001", "a part of the period that was paid", sent().period("2020H2"))
            .found(&["P001 hold pay-list/甲镇.csv!B2"])
            .ends(PAID_BEFORE, PAID_BEFORE)
            .says("2020年度已发过 600.00 元")
            .clean("the half after it", {
                clean().period("2020H1").sent_as("2020H1-001").period("2020H2")
            }),
        Case::new("P001", "by another number, of the same name and account", {
            now(clean().sent(), "张三", "#2", "@1")
        })
        .found(&["P001 hold pay-list/甲镇.csv!B2"])
        .ends(PAID_BEFORE, PAID_BEFORE)
        .says("姓名和账号相同，号码是 430621")
        .quiet("of another name", now(clean().sent(), "李四", "#2", "@1"))
        .clean("into another account", now(clean().sent(), "张三", "#2", "@2")),
        Case::new("P001", "by the number before the register corrected it", {
            let paid = now(County::new(), "张三", "#9", "@1").sent();
            now(paid, "张三", "#1", "@2").table("changes/变动登记.csv", register)
        })
        .found(&["P001 hold pay-list/甲镇.csv!B2"])
        .ends(PAID_BEFORE, PAID_BEFORE)
        .says("号码更正过，发放时是 430621•••")
        .quiet("nobody corrected it", {
            now(now(County::new(), "张三", "#9", "@1").sent(), "张三", "#1", "@2")
        }),
        Case::new("P001", "by the number before a decision corrected it", {
            paid_under_another_number().decide(&[("R001", "更正", &person_id(1))])
        })
        .found(&["P001 hold pay-list/甲镇.csv!B2", "X006 note pay-list/甲镇.csv!B2"])
        .ends(PAID_BEFORE, PAID_BEFORE)
        .says("号码更正过，发放时是 430621•••")
        .quiet("to the number of somebody who was not paid", {
            now(County::new(), "王五", "#5", "@5")
                .sent()
                .table("roster/甲镇.csv", "姓名,身份证号\n张三,#1")
                .table("pay-list/甲镇.csv", "姓名,身份证号,银行账号\n张三,#9,@2")
                .decide(&[("R001", "更正", &person_id(1))])
        }),
    ]
}

/// Somebody was paid as 9; the roster has them as 1 by now, the pay list not yet.
fn paid_under_another_number() -> County {
    now(County::new(), "张三", "#9", "@1")
        .sent()
        .table("roster/甲镇.csv", REGISTERED)
        .table("pay-list/甲镇.csv", "姓名,身份证号,银行账号\n张三,#9,@2")
}

fn others() -> Vec<Case> {
    const HELD: &[&str] = &["held"];
    vec![
        Case::new(
            "P002",
            "into the account of a neighbour who was paid",
            neighbours("张三", "李四"),
        )
        .found(&["P001 hold pay-list/甲镇.csv!E2", "P002 hold pay-list/甲镇.csv!F3"])
        .ends(&["already_paid", "held"], &["already_paid", "held"])
        .says("已用这个账号给 1 人发过（2020-001-000001）")
        .quiet("of the same household", neighbours("张三", "张三"))
        .quiet("a county that lets three share", {
            neighbours("张三", "李四").policy("shared_account = { limit = 3 }")
        }),
        Case::new("P008", "among the dead after the batch was prepared", {
            clean().prepared().watchlist("deceased", "姓名,身份证号,死亡日期\n张三,#1,2019-12-01")
        })
        .found(&[
            "W001 hold roster/甲镇.csv!B2",
            "P001 hold pay-list/甲镇.csv!B2",
            "P008 hold pay-list/甲镇.csv!B2",
            "V022 hold pay-list/甲镇.csv!2",
            "W001 hold pay-list/甲镇.csv!B2",
        ])
        .ends(&["already_paid"], &["already_paid"])
        .says("在还没有送银行的批次里（2020-001-000001），现在却有疑点：V022 W001")
        .quiet("the bank has it already", {
            sent().watchlist("deceased", "姓名,身份证号,死亡日期\n张三,#1,2019-12-01")
        })
        .quiet("nothing holds them", clean().prepared()),
        Case::new("P009", "a number corrected after it was paid", {
            now(sent_mistyped(), "张三", "#1", "@2")
        })
        .found(&["P009 hold pay-list/甲镇.csv!B2"])
        .ends(HELD, HELD)
        .says("同镇同名、号码只差一处的人本期已发过（2020-001-000001，430621")
        .quiet("the other number is on the list too", {
            let wrong = mistyped(&person_id(1), 17);
            sent_mistyped().lists(
                &format!("{REGISTERED}\n张三,{wrong}"),
                &format!("姓名,身份证号,银行账号\n张三,#1,@2\n张三,{wrong},@1"),
            )
        })
        .clean("two numbers that are far from each other", now(sent(), "张三", "#2", "@2"))
        .clean("another name", now(sent_mistyped(), "李四", "#1", "@2")),
        Case::new("B009", "sent back by the bank", returned())
            .found(&["B009 hold pay-list/甲镇.csv!C2"])
            .ends(HELD, HELD)
            .says("2020-001-000001 没有发成：账户已销户")
            .clean("into another account now", {
                returned().table("pay-list/甲镇.csv", &PAID.replace("@1", "@2"))
            })
            .quiet("credited", {
                sent().answer("1,张三,@1,600.00,2020-001-000001,成功,,2020-12-09")
            })
            .quiet("no answer yet", sent()),
        Case::new("B009", "the account is not in the holder's name", {
            let pay = "姓名,身份证号,银行账号,户名\n张三,#1,@1,张三";
            paying(pay)
                .sent()
                .answer("1,张三,@1,600.00,2020-001-000001,失败,账号户名不符,2020-12-09")
        })
        .found(&["B009 hold pay-list/甲镇.csv!D2"])
        .ends(HELD, HELD)
        .says("2020-001-000001 没有发成：账号户名不符")
        .clean("in the name that the bank has", {
            let paid = |holder: &str| format!("姓名,身份证号,银行账号,户名\n张三,#1,@1,{holder}");
            paying(&paid("张三"))
                .sent()
                .answer("1,张三,@1,600.00,2020-001-000001,失败,账号户名不符,2020-12-09")
                .table("pay-list/甲镇.csv", &paid("张叁"))
        }),
    ]
}

#[test]
fn cases_of_what_was_paid_before() {
    check(&cases());
}

#[test]
fn what_came_back_is_paid_again_once_it_is_approved_as_it_is() {
    let county = returned().decide(&[("B009", "同意发放", "")]);
    assert_eq!(pay_ends(&county.run()), ["paid"], "{:?}", found(&county.run()));
    // Made again, and with the bank: nothing more is paid.
    let county = county.reissued();
    assert_eq!(county.said().len(), 0);
    assert_eq!(county.standing(), ["failed", "open"]);
    assert_eq!(pay_ends(&county.run()), ["already_paid"], "{:?}", found(&county.run()));
}

#[test]
fn who_is_paid_already_is_told_in_the_run_s_own_language() {
    for (lang, words) in [("zh", "号码相同"), ("en", "the same number")] {
        let county = sent().more(&format!("[report]\nlang = \"{lang}\""));
        let run = county.run();
        let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
        assert!(render::message(of(&run, "P001")[0], lang).contains(words));
    }
}

#[test]
fn a_number_in_the_bank_s_words_is_hidden() {
    let county = sent().answer("1,张三,@1,600.00,2020-001-000001,失败,账号@1不存在,2020-12-09");
    let run = county.run();
    let told = render::message(of(&run, "B009")[0], Lang::Zh);
    assert!(told.contains("账号6221•••") && !told.contains(&card(1)), "{told}");
}
