//! V: one row by itself.

use super::{Case, PAID, REGISTERED, check, clean, mistyped, paying};
use crate::county::{County, card, fill, found, id, of, pay_ends, person_id, shown};
use zhibu::domain::Lang;
use zhibu::domain::account::luhn_digit;
use zhibu::finding::render;

/// A county of one person with this number in both lists.
fn numbered(number: &str) -> County {
    County::new().lists(
        &format!("姓名,身份证号\n张三,{number}"),
        &format!("姓名,身份证号,银行账号\n张三,{number},@1"),
    )
}

/// A county of one person with this name in both lists.
fn named(name: &str) -> County {
    County::new().lists(
        &format!("姓名,身份证号\n{name},#1"),
        &format!("姓名,身份证号,银行账号\n{name},#1,@1"),
    )
}

/// A county of one person, paid into this account of a bank that is named.
fn into(account: &str) -> County {
    paying(&format!("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,{account}"))
}

/// A county of one person, paid this amount.
fn amount(text: &str) -> County {
    paying(&format!("姓名,身份证号,银行账号,金额\n张三,#1,@1,{text}"))
}

/// A number of that region and birth date.
fn number_of(region: &str, birth: &str) -> String {
    let digits = format!("{region}{birth}001");
    let check = zhibu::domain::identity_number::check_character(digits.as_bytes());
    format!("{digits}{}", char::from(check))
}

/// Card digits of that length, Luhn digit and all.
fn card_of(length: usize) -> String {
    let digits = format!("622169{:0width$}", 42, width = length - 7);
    format!("{digits}{}", luhn_digit(&digits))
}

/// The old form of a number of the 1900s.
fn legacy(number: &str) -> String {
    format!("{}{}", &number[..6], &number[8..17])
}

pub fn cases() -> Vec<Case> {
    let mut cases = identity();
    cases.extend(people());
    cases.extend(names());
    cases.extend(accounts());
    cases.extend(places_and_amounts());
    cases
}

fn identity() -> Vec<Case> {
    let one = person_id(1);
    let slipped = mistyped(&one, 9);
    vec![
        Case::new("V001", "no number", paying("姓名,身份证号,银行账号\n张三,,@1"))
            .found(&["R002 advise roster/甲镇.csv!B2", "V001 hold pay-list/甲镇.csv!B2"])
            .ends(&["not_listed"], &["held"])
            .says("身份证号是空的")
            .clean("with its number", clean()),
        Case::new("V002", "a digit left out", numbered(&one[..17]))
            .found(&["V002 hold roster/甲镇.csv!B2", "V002 hold pay-list/甲镇.csv!B2"])
            .ends(&["held"], &["held"])
            .says("身份证号有 17 位")
            .quiet("fifteen digits are an old number", numbered(&legacy(&one))),
        Case::new(
            "V003",
            "the letter O for a zero",
            numbered(&format!("{}O{}", &one[..9], &one[10..])),
        )
        .found(&["V003 hold roster/甲镇.csv!B2", "V003 hold pay-list/甲镇.csv!B2"])
        .ends(&["held"], &["held"])
        .says("身份证号里有：O；")
        .clean("an X at the end", numbered(&ending_in_x())),
        Case::new(
            "V004",
            "a digit mistyped in the pay list",
            paying(&format!("姓名,身份证号,银行账号\n张三,{slipped},@1")),
        )
        .found(&[
            "R002 advise roster/甲镇.csv!B2",
            "R006 hold pay-list/甲镇.csv!B2",
            "V004 hold pay-list/甲镇.csv!B2",
        ])
        .ends(&["not_listed"], &["held"])
        .says("；另一份名册同名的是 430621••••••••")
        .proposes(one.clone())
        .clean("the number as the card has it", clean()),
        Case::new("V005", "30 February", numbered(&number_of("430621", "19700230")))
            .found(&["V005 hold roster/甲镇.csv!B2", "V005 hold pay-list/甲镇.csv!B2"])
            .ends(&["held"], &["held"])
            .says("第 7 至 14 位是 19700230：没有这一天")
            .clean("29 February of a leap year", numbered(&id("19720229", 1))),
        Case::new(
            "V006",
            "a number that starts with 93",
            numbered(&number_of("930621", "19700101")),
        )
        .found(&["V006 hold roster/甲镇.csv!B2", "V006 hold pay-list/甲镇.csv!B2"])
        .ends(&["held"], &["held"])
        .says("前两位是 93")
        .clean("another county's, of long ago", numbered(&number_of("512223", "19700101"))),
        Case::new(
            "V007",
            "an old number in the pay list",
            paying(&format!("姓名,身份证号,银行账号\n张三,{},@1", legacy(&one))),
        )
        .found(&["V007 advise pay-list/甲镇.csv!B2"])
        .ends(&["paid"], &["paid"])
        .says("15 位老号码")
        .proposes(one.clone())
        .clean("its eighteen digits", clean()),
    ]
}

fn people() -> Vec<Case> {
    vec![
        Case::new(
            "V008",
            "a woman whose digit 17 is odd",
            County::new().lists("姓名,性别,身份证号\n张三,女,#1", PAID),
        )
        .found(&["V008 advise roster/甲镇.csv!B2"])
        .ends(&["paid"], &["paid"])
        .says("性别写「女」，身份证号第 17 位表示「男」")
        .clean("a man", County::new().lists("姓名,性别,身份证号\n张三,男,#1", PAID))
        .clean("unsaid", County::new().lists("姓名,性别,身份证号\n张三,,#1", PAID)),
        Case::new("V009", "born the day after the cut-off", numbered(&id("20060701", 1)))
            .found(&["V009 hold roster/甲镇.csv!B2", "V009 hold pay-list/甲镇.csv!B2"])
            .ends(&["held"], &["held"])
            .says("生于 2006-07-01，晚于 2006-06-30")
            .clean("born on the day", numbered(&id("20060630", 1)))
            .clean("born the day before", numbered(&id("20060629", 1)))
            .clean("moved later", moved("2006-07-01"))
            .quiet("born after the day of the run: V005 speaks", numbered(&id("20210101", 1))),
        Case::new("V010", "a hundred years old that day", numbered(&id("19201231", 1)))
            .found(&["V010 advise roster/甲镇.csv!B2", "V010 advise pay-list/甲镇.csv!B2"])
            .ends(&["paid"], &["paid"])
            .says("已 100 岁")
            .clean("a day short of it", numbered(&id("19210101", 1))),
    ]
}

/// A person born after the cut-off who moved on that day.
fn moved(day: &str) -> County {
    let number = id("20060701", 1);
    County::new().lists(
        &format!("姓名,身份证号,搬迁时间\n张三,{number},{day}"),
        &format!("姓名,身份证号,银行账号\n张三,{number},@1"),
    )
}

/// A number whose check character is X.
fn ending_in_x() -> String {
    (1..1000)
        .map(|n| id("19700101", n))
        .find(|number| number.ends_with('X'))
        .expect("one in eleven")
}

fn names() -> Vec<Case> {
    let account_of = |name: &str| {
        County::new().lists(
            "姓名,身份证号\n张三,#1",
            &format!("姓名,身份证号,银行账号,户名\n张三,#1,@1,{name}"),
        )
    };
    vec![
        Case::new("V011", "no name", paying("姓名,身份证号,银行账号\n,#1,@1"))
            .found(&["V011 hold pay-list/甲镇.csv!A2"])
            .ends(&["held"], &["held"])
            .says("姓名是空的")
            .clean("with the name", clean()),
        Case::new("V012", "a digit in the name", named("张三2"))
            .found(&["V012 hold roster/甲镇.csv!A2", "V012 hold pay-list/甲镇.csv!A2"])
            .ends(&["held"], &["held"])
            .says("「姓名」里有：2")
            .clean("the name alone", named("张三"))
            .clean("a separator between two parts", named("阿依·努尔"))
            .quiet("a space is folded", named("张　三")),
        Case::new("V013", "a holder whom the bank file cannot write", account_of("张䶮"))
            .found(&["V013 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("（GBK (cp936)）写不出的字：䶮(U+4DAE)")
            .clean("a holder whom it can write", account_of("张镕"))
            .clean("on the roster it is no matter", {
                County::new().lists("户主,姓名,身份证号\n张䶮,张三,#1", PAID)
            }),
        Case::new(
            "V014",
            "a wide space in the name",
            paying("姓名,身份证号,银行账号\n张　三,#1,@1"),
        )
        .found(&["V014 note pay-list/甲镇.csv!A2"])
        .ends(&["paid"], &["paid"])
        .says("空格")
        .clean("without it", clean()),
    ]
}

fn accounts() -> Vec<Case> {
    let card = card(1);
    vec![
        Case::new(
            "V015",
            "a blank account, though the roster has one",
            County::new().lists(
                "姓名,身份证号,银行账号\n张三,#1,@1",
                "姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,",
            ),
        )
        .found(&["V015 hold pay-list/甲镇.csv!D2"])
        .ends(&["held"], &["held"])
        .says("空格不会自动拿花名册的账号来填")
        .proposes(card.clone())
        .clean("filled in", clean()),
        Case::new("V016", "a card of fifteen digits", into(&card_of(15)))
            .found(&["V016 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("账号共 15 个字符")
            .clean("a card of sixteen digits", into(&card_of(16)))
            .clean("a card of nineteen digits", into(&card_of(19)))
            .clean("a passbook of fifteen digits", into("800012345678901"))
            .clean("a passbook of twenty digits", into("80001234567890123456")),
        Case::new("V017", "two digits of a card exchanged", into(&exchanged(&card)))
            .found(&["V017 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("62 开头的卡号末位校验不通过")
            .clean("the card", into(&card))
            .clean("a passbook has no check digit", into("800012345678")),
        Case::new("V018", "no bank, and an account that tells none", {
            paying("姓名,身份证号,银行账号\n张三,#1,800012345678")
        })
        .found(&["V018 hold pay-list/甲镇.csv!2"])
        .ends(&["held"], &["held"])
        .says("都没有说明开户银行")
        .clean("the row names it", into("800012345678"))
        .clean("the roster names it", {
            County::new().lists(
                "姓名,身份证号,开户银行\n张三,#1,某银行",
                "姓名,身份证号,银行账号\n张三,#1,800012345678",
            )
        })
        .clean("the card's prefix tells it", clean()),
        Case::new("V018", "a bank that is not on the project's list", {
            into(&card).more("[payout]\nbanks = [\"另一银行\"]")
        })
        .found(&["V018 hold pay-list/甲镇.csv!C2"])
        .ends(&["held"], &["held"])
        .says("「某银行」不在项目允许的银行里")
        .clean("the bank on the list", into(&card).more("[payout]\nbanks = [\"某 银行\"]")),
    ]
}

/// The card with two unlike digits exchanged.
fn exchanged(card: &str) -> String {
    let mut digits = card.as_bytes().to_vec();
    digits.swap(4, 5);
    assert_ne!(digits, card.as_bytes());
    String::from_utf8(digits).expect("digits")
}

fn places_and_amounts() -> Vec<Case> {
    let at = |village: &str| {
        County::new()
            .table("places.csv", "乡镇,村\n甲镇,和平村\n乙镇,团结村")
            .lists(REGISTERED, &format!("村,姓名,身份证号,银行账号\n{village},张三,#1,@1"))
    };
    let from = |township: &str| {
        County::new()
            .table("places.csv", "乡镇,村\n甲镇,\n乙镇,")
            .lists(REGISTERED, &format!("乡镇,姓名,身份证号,银行账号\n{township},张三,#1,@1"))
    };
    let supported =
        |mode: &str| County::new().lists(&format!("姓名,身份证号,扶持方式\n张三,#1,{mode}"), PAID);
    let reservoir = |name: &str| {
        County::new()
            .programme("reservoirs = [\"铁山水库\"]")
            .lists(&format!("姓名,身份证号,水库名称\n张三,#1,{name}"), PAID)
    };
    let held_by = |payee: &str| paying(&format!("姓名,身份证号,银行账号,户名\n张三,#1,@1,{payee}"));
    vec![
        Case::new("V019", "a village that is not on the list", at("和乎村"))
            .found(&["V019 hold pay-list/甲镇.csv!A2"])
            .ends(&["held"], &["held"])
            .says("「甲镇 和乎村」不在")
            .clean("a village that is", at("和平村"))
            .clean("its committee", at("和平村委会"))
            .clean("no village given", at(""))
            .quiet("no places given", paying("村,姓名,身份证号,银行账号\n和乎村,张三,#1,@1")),
        Case::new("V020", "a row of 乙镇 in the file of 甲镇", from("乙镇"))
            .found(&["R007 advise pay-list/甲镇.csv!A2", "V020 advise pay-list/甲镇.csv!A2"])
            .ends(&["paid"], &["paid"])
            .says("这一行写的是「乙镇」，文件（或工作表）名是「甲镇」")
            .clean("the file's township", from("甲镇"))
            .clean("unsaid", from("")),
        Case::new("V021", "fractions of a fen", amount("600.005"))
            .found(&["V021 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("金额带有不足一分的尾数")
            .clean("600", amount("600"))
            .clean("600.00", amount("600.00"))
            .clean("unsaid: the entitlement is meant", amount("")),
        Case::new("V022", "a fen less than the entitlement", amount("599.99"))
            .found(&["V022 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("本期应发 600.00 元")
            .clean("the entitlement", amount("600.00"))
            .quiet("no sum at all: V021 speaks", amount("六百")),
        Case::new("V023", "a mode that is neither", supported("待定"))
            .found(&["V023 hold roster/甲镇.csv!C2", "R010 hold pay-list/甲镇.csv!B2"])
            .ends(&["held"], &["held"])
            .says("既不是直补到人，也不是项目扶持")
            .clean("direct pay", supported("直补到人"))
            .clean("both", supported("两者结合"))
            .clean("unsaid", supported("")),
        Case::new("V024", "a reservoir that is not listed", reservoir("铁山坡"))
            .found(&["V024 advise roster/甲镇.csv!C2"])
            .ends(&["paid"], &["paid"])
            .says("没有它")
            .clean("one that is, in short", reservoir("铁山")),
        Case::new("V025", "a holder's name that is a formula", held_by("=HYPERLINK(1)"))
            .found(&["V012 hold pay-list/甲镇.csv!D2", "V025 hold pay-list/甲镇.csv!D2"])
            .ends(&["held"], &["held"])
            .says("以 = + - @ 开头")
            .clean("a holder's name", held_by("李四"))
            .clean("a village that is not exported", {
                paying("村,姓名,身份证号,银行账号\n\"=和平,村\",张三,#1,@1")
            }),
        Case::new(
            "V026",
            "spaces in the card's number",
            paying(&format!("姓名,身份证号,银行账号\n张三,#1,{} {}", &card(1)[..4], &card(1)[4..])),
        )
        .found(&["V026 note pay-list/甲镇.csv!C2"])
        .ends(&["paid"], &["paid"])
        .says("「银行账号」里的全角数字、空格或小写 x")
        .clean("without them", clean()),
    ]
}

#[test]
fn row_cases() {
    check(&cases());
}

/// What the rule says of a pay row: its cause in Chinese; empty where nothing.
fn cause(county: &County, code: &str) -> String {
    of(&county.run(), code).first().map_or(String::new(), |f| render::cause(f, Lang::Zh))
}

#[test]
fn each_amount_that_is_no_payment_says_why() {
    for (text, code, why) in [
        ("0", "V021", "金额是零"),
        ("-0", "V021", "金额是零"),
        ("-600", "V021", "金额是负数"),
        ("六百", "V021", "金额不是数字"),
        ("600/人", "V021", "金额不是数字"),
        ("\"6,00\"", "V021", "金额不是数字"),
        ("600.005", "V021", "金额带有不足一分的尾数"),
        ("99999999999999999999", "V021", "金额过大"),
        ("\"1,200\"", "V022", "本期应发 600.00 元"),
        ("6000", "V022", "本期应发 600.00 元"),
        ("600.01", "V022", "本期应发 600.00 元"),
    ] {
        let run = amount(text).run();
        let expected = format!("{code} hold pay-list/甲镇.csv!D2");
        assert_eq!(found(&run), [expected], "{text}");
        assert_eq!(pay_ends(&run), ["held"], "{text}");
        assert_eq!(cause(&amount(text), code), why, "{text}");
    }
}

#[test]
fn amounts_written_in_other_ways_are_the_same_amount() {
    for text in ["600", "600.0", "600.000", "６００", "￥600", "600元", " 600 ", "6E2"] {
        let run = amount(text).run();
        assert_eq!((found(&run), pay_ends(&run)), (vec![], vec!["paid"]), "{text}");
        assert_eq!(run.totals.paid_amount.to_string(), "600.00", "{text}");
    }
}

#[test]
fn a_roster_has_no_amounts_to_judge() {
    let run = County::new().lists("姓名,身份证号,金额\n张三,#1,六百", PAID).run();
    assert_eq!((found(&run), pay_ends(&run)), (vec![], vec!["paid"]));
}

#[test]
fn accounts_by_their_length() {
    let passbook = |digits: usize| format!("8{:0width$}", 42, width = digits - 1);
    for (account, sound) in [
        (card_of(15), false),
        (card_of(16), true),
        (card_of(19), true),
        (card_of(20), false),
        (passbook(11), false),
        (passbook(12), true),
        (passbook(23), true),
        (passbook(24), false),
        ("8000A2345678".to_owned(), false),
        ("'".to_owned(), false),
        ("无".to_owned(), false),
    ] {
        let run = into(&account).run();
        assert_eq!(pay_ends(&run) == ["paid"], sound, "{} {:?}", account.len(), found(&run));
    }
}

#[test]
fn every_rule_speaks_although_another_did() {
    // A bad check digit is told although the birth date is impossible, and the
    // region is no province.
    let number = mistyped(&number_of("930621", "19700230"), 17);
    let run = numbered(&number).run();
    for code in ["V004", "V005", "V006"] {
        assert_eq!(of(&run, code).len(), 2, "{code}");
    }
}

#[test]
fn births_on_the_edges_of_time() {
    for (birth, why) in [
        ("18991231", "早于 1900 年"),
        ("19000101", ""),
        ("20201231", ""),
        ("20210101", "晚于核定日期"),
        ("19001301", "没有这一天"),
    ] {
        let cause = cause(&numbered(&number_of("430621", birth)), "V005");
        assert!(if why.is_empty() { cause.is_empty() } else { cause.ends_with(why) }, "{cause}");
    }
}

#[test]
fn a_later_move_must_be_later() {
    for (day, held) in [("2006-06-30", true), ("2006-07-01", false), ("不详", true)] {
        assert_eq!(of(&moved(day).run(), "V009").is_empty(), !held, "{day}");
    }
}

#[test]
fn characters_that_hide_are_shown_by_their_code_points() {
    for (name, point) in [
        ("张\u{200b}三", "U+200B"),
        ("张\u{202e}三", "U+202E"),
        ("张\u{feff}三", "U+FEFF"),
        ("张三\u{7}", "U+0007"),
        ("·张三", "U+00B7"),
        ("张三。", "U+3002"),
    ] {
        let run = named(name).run();
        assert_eq!(pay_ends(&run), ["held"], "{point}");
        assert!(cause(&named(name), "V012").contains(point), "{point}");
    }
}

#[test]
fn the_separators_of_one_name_are_one() {
    let paid_as = |written: &str| {
        County::new().lists(
            "姓名,身份证号\n阿依·努尔,#1",
            &format!("姓名,身份证号,银行账号\n{written},#1,@1"),
        )
    };
    for separator in ["\u{2022}", "\u{30fb}", "\u{ff0e}", ".", "\u{2027}"] {
        let run = paid_as(&format!("阿依{separator}努尔")).run();
        let expected = ["R005 advise pay-list/甲镇.csv!A2", "V014 note pay-list/甲镇.csv!A2"];
        assert_eq!(
            found(&run),
            expected,
            "U+{:04X}",
            separator.chars().next().map_or(0, u32::from)
        );
        let view = run.view();
        assert_eq!(view.splitting().lines(&view.payments[0])[0].name, "阿依·努尔");
    }
    // Left out altogether it is the separator that differs.
    let run = paid_as("阿依努尔").run();
    assert_eq!(found(&run), ["R005 advise pay-list/甲镇.csv!A2"]);
    // A character more is another name.
    assert_eq!(pay_ends(&paid_as("阿依·努尔古").run()), ["held"]);
}

#[test]
fn a_blank_amount_among_amounts_is_nobodys_entitlement() {
    let paid = |rows: &str| {
        County::new()
            .lists(
                "姓名,身份证号\n张三,#1\n李四,#2",
                &format!("姓名,身份证号,银行账号,金额\n{rows}"),
            )
            .run()
    };
    let run = paid("张三,#1,@1,600\n李四,#2,@2,");
    assert_eq!(pay_ends(&run), ["paid", "held"]);
    assert_eq!(found(&run), ["V021 hold pay-list/甲镇.csv!D3"]);
    let run = paid("张三,#1,@1,\n李四,#2,@2,");
    assert_eq!(pay_ends(&run), ["paid", "paid"]);
    assert_eq!(run.totals.paid_amount.to_string(), "1200.00");
}

#[test]
fn what_is_exported_is_judged_wherever_it_came_from() {
    // The pay list names neither account nor holder: the roster's are exported.
    let registered = |account: &str, payee: &str| {
        County::new().lists(
            &format!("姓名,身份证号,开户银行,银行账号,户名\n张三,#1,某银行,{account},{payee}"),
            "姓名,身份证号\n张三,#1",
        )
    };
    for (account, payee, code) in [
        (card_of(15), "张三", "V016"),
        (exchanged(&card(1)), "张三", "V017"),
        (card(1), "=A1", "V025"),
        (card(1), "张䶮", "V013"),
        (card(1), "张三2", "V012"),
    ] {
        let run = registered(&account, payee).run();
        let told: Vec<String> = found(&run)
            .into_iter()
            .filter(|f| f.starts_with(&format!("{code} hold pay")))
            .collect();
        assert_eq!((told.len(), pay_ends(&run)), (1, vec!["held"]), "{code}: {:?}", found(&run));
    }
    let run = registered(&card(1), "李四").run();
    assert_eq!((found(&run), pay_ends(&run)), (vec![], vec!["paid"]));
}

#[test]
fn a_bank_from_the_roster_is_judged_too() {
    let run = County::new()
        .lists("姓名,身份证号,开户银行\n张三,#1,=A1", "姓名,身份证号,银行账号\n张三,#1,@1")
        .run();
    assert_eq!(pay_ends(&run), ["held"], "{:?}", found(&run));
    assert_eq!(of(&run, "V025").iter().filter(|f| shown(f).contains("hold pay")).count(), 1);
}

#[test]
fn a_roster_is_told_and_not_held_for_what_the_pay_row_answers() {
    let registered = |account: &str, more: &str| {
        County::new().lists(
            &format!("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,{account}{more}"),
            PAID,
        )
    };
    let fifteen = card_of(15);
    let wrong = exchanged(&card(1));
    for (account, expected) in [
        ("", "V015 advise roster/甲镇.csv!D2"),
        (fifteen.as_str(), "V016 hold roster/甲镇.csv!D2"),
        (wrong.as_str(), "V017 hold roster/甲镇.csv!D2"),
    ] {
        let run = registered(account, "").run();
        assert_eq!(found(&run)[0], expected);
        assert_eq!(pay_ends(&run), ["paid"], "{expected}");
        assert!(of(&run, "R010").is_empty(), "{expected}");
    }
    let run = registered("@1", "").more("[payout]\nbanks = [\"湖南省农村商业银行\"]");
    let run = run
        .table(
            "pay-list/甲镇.csv",
            "姓名,身份证号,开户银行,银行账号\n张三,#1,湖南省农村商业银行,@1",
        )
        .run();
    assert_eq!(found(&run), ["V018 hold roster/甲镇.csv!C2"]);
    assert_eq!(pay_ends(&run), ["paid"]);
}

#[test]
fn a_number_of_nothing_but_an_apostrophe_is_missing() {
    let run = paying("姓名,身份证号,开户银行,银行账号\n张三,',某银行,@1").run();
    assert_eq!(pay_ends(&run), ["held"]);
    assert_eq!(of(&run, "V001").len(), 1, "{:?}", found(&run));
    let run = into("'").run();
    assert_eq!(of(&run, "V015").len(), 1, "{:?}", found(&run));
}

#[test]
fn numbers_fold_and_are_paid() {
    let wide: String = fill("#1")
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0xff10 + digit).unwrap_or(c),
            None => 'ｘ',
        })
        .collect();
    for number in [wide, ending_in_x().to_lowercase()] {
        let folded = if number.is_ascii() { ending_in_x() } else { person_id(1) };
        let run = County::new()
            .lists(
                &format!("姓名,身份证号\n张三,{folded}"),
                &format!("姓名,身份证号,银行账号\n张三,{number},@1"),
            )
            .run();
        assert_eq!(found(&run), ["V026 note pay-list/甲镇.csv!B2"]);
        let view = run.view();
        assert_eq!(view.splitting().lines(&view.payments[0])[0].id_number, folded);
    }
}
