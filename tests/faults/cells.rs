//! 27–40: cells that do not hold what they show.

use crate::batch::layout;
use crate::clerk::{NAMES, PAY_LIST, Told, fen, line, paid_in, pay_list, pay_row, ran, roster};
use crate::county::{County, card, fill, id, person_id};
use crate::desk::sheets;

/// Where the second row's cells of a [`paid_in`] workbook stand.
const AT: &str = "pay-list/甲镇.xlsx#名单!";

/// Two people, the second's pay row as it is given.
fn second(row: &str) -> crate::clerk::Ran {
    ran(paid_in(2, &format!("{}\n{row}", pay_list(1))))
}

/// The second is held for that code at that cell, the first is paid.
fn held(row: &str, code: &str, cell: &str, words: &str) -> crate::clerk::Line {
    let ran = second(row);
    let name = ran.rows[1].0.clone();
    ran.ends(&["张三"], &[&name]);
    ran.held_for(code, &format!("{AT}{cell}"), words)
}

pub fn f27_an_identity_number_stored_as_a_number_is_held() -> Told {
    let row = "和平村,李四,[number]4.30621E+17,某农商银行,@2";
    // As Excel saves what it kept of it: fifteen digits and an exponent.
    let digits = person_id(2);
    let kept = format!("[number]{}.{}E+17", &digits[..1], &digits[1..15]);
    let shown = format!("和平村,李四,{kept},某农商银行,@2");
    let told = held(&shown, "I014", "C3", "另一份名册同名的号码可作参考");
    // What was lost is proposed from the other list, and never put in its place.
    let ran = second(&shown);
    assert_eq!(ran.finding("I014", "hold", &format!("{AT}C3"), "").proposal, digits);
    vec![held(row, "I014", "C3", "存成"), told]
}

pub fn f28_a_long_account_stored_as_a_number_is_held() -> Told {
    let lost = format!("和平村,李四,#2,某农商银行,[number]{}000", &card(2)[..16]);
    vec![held(&lost, "I014", "E3", "存成")]
}

pub fn f29_a_formula_with_an_error_is_held() -> Told {
    vec![
        held("和平村,李四,#2,某农商银行,[error]#N/A", "I011", "E3", "「银行账号」的公式出错"),
        held("和平村,李四,[error]#REF!,某农商银行,@2", "I011", "C3", "「身份证号」的公式出错"),
    ]
}

pub fn f30_a_formula_never_calculated_loses_nobody() -> Told {
    let one = held("和平村,李四,#2,某农商银行,[formula]A1", "I012", "E3", "没有它的结果");
    // A row of nothing but such formulas is a row all the same.
    let ran = second("[formula]A1,[formula]B1,[formula]C1,[formula]D1,[formula]E1");
    ran.ends(&["张三"], &[""]);
    vec![one, ran.held_for("I012", &format!("{AT}C3"), "没有它的结果")]
}

pub fn f31_lower_case_width_and_spaces_are_folded() -> Told {
    let with_x = (0..1000).map(|n| id("19700101", n)).find(|number| number.ends_with('X'));
    let with_x = with_x.expect("one in eleven");
    let wide = |text: &str| -> String {
        let widen = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("a wide form");
        text.chars().map(widen).collect()
    };
    let spaced = card(3);
    let (front, back) = spaced.split_at(6);
    let county = paid_in(
        3,
        &format!(
            "{PAY_LIST}\n和平村,张三,{},某农商银行,@1\n和平村,李　四,#2,某农商银行,{}\n\
             和平村,王\u{a0}五,#3,某农商银行,{front}\u{a0}{back}",
            with_x.to_lowercase(),
            wide(&card(2)),
        ),
    );
    let ran = ran(county.table("roster/甲镇.csv", &roster(3).replacen("#1", &with_x, 1)));
    ran.ends(&["张三", "李　四", "王\u{a0}五"], &[]);
    let sent = String::from_utf8_lossy(&ran.files["payout/某农商银行/甲镇.csv"]).into_owned();
    for number in [&with_x, &card(2), &card(3)] {
        assert!(sent.contains(number.as_str()), "the bank gets the folded number");
    }
    vec![
        ran.noted("V026", "note", &format!("{AT}C2"), ""),
        ran.noted("V026", "note", &format!("{AT}E3"), ""),
        ran.noted("V014", "note", &format!("{AT}B4"), ""),
    ]
}

pub fn f32_invisible_characters_are_held_and_shown() -> Told {
    let row = |name: &str| format!("和平村,{name},#2,某农商银行,@2");
    vec![
        held(&row("李\u{200b}四"), "V012", "B3", "U+200B"),
        held(&row("\u{202e}李四"), "V012", "B3", "U+202E"),
    ]
}

/// Two people, the second under another name on both lists.
fn named(name: &str, charset: &str) -> crate::clerk::Ran {
    let county = paid_in(2, &format!("{}{}", pay_list(1), pay_row(2, name)));
    let county = county.table("roster/甲镇.csv", &roster(2).replace("李四", name));
    ran(layout(county, "charset = \"cp936\"", &format!("charset = \"{charset}\"")))
}

pub fn f33_characters_that_no_bank_has_are_held() -> Told {
    let mut told = Vec::new();
    // The third could be written, and nobody knows as what it would be read.
    let unfit = [
        ("李\u{e863}", "U+E863", "cp936"),
        ("李𠮷", "𠮷", "cp936"),
        ("李\u{e863}", "U+E863", "gb18030"),
    ];
    for (name, words, charset) in unfit {
        let ran = named(name, charset);
        ran.ends(&["张三"], &[name]);
        told.push(ran.held_for("V013", &format!("{AT}B3"), words));
    }
    told
}

pub fn f34_middle_dots_are_compared_alike() -> Told {
    let variants = ["·", "•", "・", "‧", "∙", "⋅", "．", "."];
    let mut told = Vec::new();
    for dot in variants {
        let written = format!("买买提{dot}吐尔逊");
        let county = paid_in(2, &format!("{}{}", pay_list(1), pay_row(2, &written)));
        let registered = roster(2).replace("李四", "买买提·吐尔逊");
        let ran = ran(county.table("roster/甲镇.csv", &registered));
        ran.ends(&["张三", &written], &[]);
        // As the profile writes it, whatever the list has.
        assert_eq!(ran.sent()[1].0, "买买提·吐尔逊", "{dot}");
        if dot == "•" {
            told.push(ran.noted("R005", "advise", &format!("{AT}B3"), ""));
        }
    }
    told
}

pub fn f35_a_wrong_check_digit_is_held() -> Told {
    let right = person_id(2);
    let wrong = format!("{}{}", &right[..17], if right.ends_with('1') { "2" } else { "1" });
    let row = format!("和平村,李四,{wrong},某农商银行,@2");
    let told = held(&row, "V004", "C3", "应为");
    assert_eq!(second(&row).finding("V004", "hold", &format!("{AT}C3"), "").proposal, right);
    vec![told]
}

pub fn f36_a_cards_check_digit_is_held_by_its_kind() -> Told {
    let right = card(2);
    let wrong = format!("{}{}", &right[..18], if right.ends_with('1') { "2" } else { "1" });
    let told = held(&format!("和平村,李四,#2,某农商银行,{wrong}"), "V017", "E3", "校验");
    // What is no card has no such digit.
    let passbook = second("和平村,李四,#2,某农商银行,800012345678901");
    passbook.ends(&NAMES[..2], &[]);
    vec![told]
}

/// Two people with amounts, the second's as it is given.
fn amounts(second: &str) -> crate::clerk::Ran {
    let rows: Vec<String> = pay_list(2).lines().map(str::to_owned).collect();
    ran(paid_in(2, &format!("{},金额\n{},600\n{},{second}", rows[0], rows[1], rows[2])))
}

pub fn f37_amounts_that_are_no_money_are_held() -> Told {
    let mut told = Vec::new();
    for amount in ["600.005", "-600", "0", "六百", "[number]600.005", "[number]-600", "[number]0"]
    {
        let ran = amounts(amount);
        ran.ends(&["张三"], &["李四"]);
        let line = ran.held_for("V021", &format!("{AT}F3"), "");
        if !amount.starts_with('[') {
            told.push(line);
        }
    }
    told
}

pub fn f38_an_amount_that_is_not_the_entitlement_is_held() -> Told {
    let ran = amounts("500");
    ran.ends(&["张三"], &["李四"]);
    vec![ran.held_for("V022", &format!("{AT}F3"), "本期应发 600.00 元")]
}

pub fn f39_a_number_typed_as_a_date_is_held() -> Told {
    vec![
        held("和平村,李四,#2,某农商银行,[date]44196", "I015", "E3", "日期格式"),
        held("和平村,李四,[date]44196,某农商银行,@2", "I015", "C3", "日期格式"),
    ]
}

pub fn f40_what_breaks_a_bank_file_is_held_and_plain_in_a_workbook() -> Told {
    let texts = ["=1+1", "+李四", "-李四", "@李四", "李\n四", "李\t四", "李,四"];
    let mut told = Told::new();
    for text in texts {
        let quoted = format!("\"{text}\"");
        // As the account's holder, and as the name itself.
        let holder = County::new().lists(
            &roster(2),
            &format!("{PAY_LIST},户名\n和平村,张三,#1,某农商银行,@1,张三\n和平村,李四,#2,某农商银行,@2,{quoted}"),
        );
        let holder = ran(holder);
        holder.ends(&["张三"], &["李四"]);
        let line = holder.held_for("V025", "pay-list/甲镇.csv!F3", "");
        if told.iter().all(|seen| seen.says != line.says) {
            told.push(line);
        }
        let name = ran(County::new().lists(
            &format!("{}\n和平村,{quoted},#2", roster(1)),
            &format!("{}{}", pay_list(1), pay_row(2, &quoted)),
        ));
        name.ends(&["张三"], &[text]);
        // A workbook shows it as it is: a text, and no formula anywhere.
        for (path, bytes) in name.files.iter().filter(|(path, _)| path.starts_with("exceptions/")) {
            let cells = sheets(bytes).into_iter().flat_map(|(_, rows)| rows).flatten();
            let shown = cells.filter(|cell| cell.replace("\r\n", "\n") == text).count();
            assert!(shown > 0, "{text:?} in {path}");
            assert_eq!(formulas(bytes), 0, "{path}");
        }
    }
    assert!(told.len() >= 3, "{told:#?}");
    told
}

/// How many formulas a workbook's sheets hold.
fn formulas(bytes: &[u8]) -> usize {
    use calamine::Reader as _;
    let cursor = std::io::Cursor::new(bytes.to_vec());
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(cursor).expect("a workbook");
    let names = book.sheet_names();
    let of = |name: &String| book.worksheet_formula(name).expect("a sheet").used_cells().count();
    names.iter().map(of).sum()
}

/// Keeps the helpers of this file honest: a person in order is paid.
#[test]
fn nobody_is_held_by_the_frame_of_these_cases() {
    let ran = second(&fill("和平村,李四,#2,某农商银行,@2"));
    ran.quiet().ends(&NAMES[..2], &[]);
    assert_eq!(fen(&ran.rows[1].2), 60_000);
    assert_eq!(line(0, "", "x").exit, 0);
}
