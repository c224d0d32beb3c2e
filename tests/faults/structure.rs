//! 16–26: sheets, headings and rows as offices lay them out.

use crate::clerk::{
    NAMES, Office, Told, does, line, paid_in, pay_list, ran, roster, says_what_and_how, table,
};
use crate::county::{County, fill};

/// A county of three, whose roster is these sheets.
fn registered_in(sheets: &[(&str, &str)]) -> County {
    County::new().workbook("roster/甲镇.xlsx", sheets).table("pay-list/甲镇.csv", &pay_list(3))
}

pub fn f16_merged_titles_and_cells_are_read() -> Told {
    let text = "[across 4]2020 年移民花名册,,,\n村,户主,姓名,身份证号\n和平村,[down 3]张三,张三,#1\n\
                和平村,,李四,#2\n和平村,,王五,#3";
    let ran = ran(registered_in(&[("名单", text)]));
    ran.ends(&NAMES[..3], &[]);
    // All three are of the household whose head stands in the first row alone.
    let payments = table(&ran.files["data/payments.csv"]);
    let registered: Vec<&str> = payments.iter().map(|row| row[11].as_str()).collect();
    assert_eq!(registered.iter().filter(|one| one.ends_with("/张三")).count(), 3, "{registered:?}");
    vec![
        ran.noted("I010", "note", "roster/甲镇.xlsx#名单!1", "标题行 1 行"),
        ran.noted("I013", "advise", "roster/甲镇.xlsx#名单!B3", "「户主」在 3 行上合并"),
    ]
}

pub fn f17_headings_of_two_rows_are_joined() -> Told {
    // Without the row above, two columns would be names and two accounts.
    let text = "户主信息,户主信息,移民信息,移民信息,发放信息,发放信息\n\
                姓名,身份证号码,姓名,身份证号码,开户行,账号\n\
                王大,#9,张三,#1,某农商银行,@1\n王大,#9,李四,#2,某农商银行,@2";
    let ran = ran(paid_in(2, text));
    ran.quiet().ends(&NAMES[..2], &[]);
    vec![ran.noted("I010", "note", "pay-list/甲镇.xlsx#名单!1", "表头 2 行")]
}

pub fn f18_two_columns_for_one_field_are_refused() -> Told {
    let text = fill("姓名,身份证号,身份证号码\n赵六,#4,#5");
    let office = Office::new().after(|county| county.file("roster/乙镇.csv", text));
    vec![office.refuses(
        "I005",
        "roster/乙镇.csv!C1",
        "「身份证号」和「身份证号码」都像「身份证号」",
    )]
}

pub fn f19_a_missing_column_is_refused_and_an_unknown_one_kept() -> Told {
    let text = fill("姓名,村,身份证件编号\n赵六,和平村,#4");
    let office = Office::new().after(|county| county.file("roster/乙镇.csv", text));
    let refused = office.refuses("I004", "roster/乙镇.csv!1", "没有「身份证号」列");
    let said = does(office.path(), &["inspect", "roster/乙镇.csv"]);
    assert_eq!(said.code, 3, "{said:?}");
    says_what_and_how(&said.out, "I004", "roster/乙镇.csv");
    // A column of the county's own.
    let own = roster(3).replace("村,姓名", "房屋结构,村,姓名").replace("\n和平村", "\n砖混,和平村");
    let ran = ran(County::new().lists(&own, &pay_list(3)));
    ran.quiet().ends(&NAMES[..3], &[]);
    let said = does(ran.county.path(), &["inspect", "roster/甲镇.csv"]);
    let kept = said.out.lines().find(|line| line.contains("A 房屋结构")).expect("the county's own");
    vec![refused, line(0, "", kept.trim())]
}

pub fn f20_a_heading_repeated_in_the_sheet_is_no_row() -> Told {
    let lines: Vec<String> = roster(3).lines().map(str::to_owned).collect();
    let text = [&lines[0], &lines[1], &lines[2], &lines[0], &lines[3]].map(String::as_str);
    let ran = ran(registered_in(&[("名单", &text.join("\n"))]));
    ran.quiet().ends(&NAMES[..3], &[]);
    vec![ran.noted("I010", "note", "roster/甲镇.xlsx#名单!4", "重复表头 1 行")]
}

pub fn f21_subtotals_are_excluded_and_checked() -> Told {
    let rows: Vec<String> = pay_list(3).lines().map(str::to_owned).collect();
    let text = |stated: &str| {
        let head = format!("{},金额", rows[0]);
        let body: Vec<String> = rows[1..].iter().map(|row| format!("{row},600")).collect();
        format!(
            "{head}\n{}\n{}\n,小计,2人,,,1200\n{}\n,合计,3人,,,{stated}",
            body[0], body[1], body[2]
        )
    };
    let fits = ran(paid_in(3, &text("1800")));
    fits.quiet().ends(&NAMES[..3], &[]);
    let differs = ran(paid_in(3, &text("1900")));
    differs.ends(&NAMES[..3], &[]);
    vec![
        fits.noted("I010", "note", "pay-list/甲镇.xlsx#名单!4", "合计小计 2 行"),
        differs.noted("I008", "advise", "pay-list/甲镇.xlsx#名单!F6", "1900"),
    ]
}

pub fn f22_a_hidden_sheet_is_refused_until_acknowledged() -> Told {
    let sheets = [("名单", "姓名,身份证号\n赵六,#4"), ("[hidden]旧表", "姓名,身份证号\n孙七,#5")];
    let office = Office::new().after(|county| county.workbook("roster/乙镇.xlsx", &sheets));
    let refused = office.refuses("I006", "roster/乙镇.xlsx#旧表", "隐藏的表有 2 行");
    let said = does(office.path(), &["inspect", "roster/乙镇.xlsx"]);
    assert_eq!(said.code, 3, "{said:?}");
    let named = "[[acknowledge]]\ncode = \"I006\"\nat = \"roster/乙镇.xlsx#旧表\"\n\
                 reason = \"往年的\"\nby = \"王会计\"\non = 2020-11-03";
    let ran = ran(office.after(|county| county.more(named)).county);
    ran.ends(&NAMES[..3], &[]);
    vec![refused, ran.noted("I006", "advise", "roster/乙镇.xlsx#旧表", "隐藏的表有 2 行")]
}

pub fn f23_hidden_and_filtered_rows_are_read_and_counted() -> Told {
    let text = pay_list(3).replace("\n和平村,李四", "\n[hidden]和平村,李四");
    let hidden = ran(paid_in(3, &text));
    hidden.ends(&NAMES[..3], &[]);
    let filter = "<autoFilter ref=\"A1:E4\"><filterColumn colId=\"1\"><filters><filter \
                  val=\"张三\"/></filters></filterColumn></autoFilter>";
    let filtered = crate::zips::changed(&crate::zips::book(&text), |name, xml| match name {
        "xl/worksheets/sheet1.xml" => xml.replace("</sheetData>", &format!("</sheetData>{filter}")),
        _ => xml,
    });
    let county = County::new().table("roster/甲镇.csv", &roster(3));
    let filtered = ran(county.file("pay-list/甲镇.xlsx", filtered));
    filtered.ends(&NAMES[..3], &[]);
    let at = "pay-list/甲镇.xlsx#名单!3";
    vec![
        hidden.noted("I007", "advise", at, "1 行数据被隐藏或筛选掉，已照常读入"),
        filtered.noted("I007", "advise", at, "1 行数据被隐藏或筛选掉，已照常读入"),
    ]
}

pub fn f24_sheets_with_other_columns_are_mapped_each() -> Told {
    let sheets = [
        ("和平村", "姓名,身份证号,开户银行,银行账号\n张三,#1,某农商银行,@1"),
        ("东风村", "序号,社保卡号,开户行,移民姓名,证件号码\n1,@2,某农商银行,李四,#2"),
        ("红旗村", "2020 年\n开户银行,公民身份号码,一卡通账号,享受人员姓名\n某农商银行,#3,@3,王五"),
    ];
    let county = County::new().table("roster/甲镇.csv", &roster(3).replace("和平村", ""));
    let ran = ran(county.workbook("pay-list/甲镇.xlsx", &sheets));
    ran.ends(&NAMES[..3], &[]);
    let said = does(ran.county.path(), &["inspect", "pay-list/甲镇.xlsx"]);
    for mapped in ["A  姓名", "D  姓名"] {
        assert!(said.out.contains(mapped), "{mapped} in {}", said.out);
    }
    vec![line(0, "", "发放 3 人；每张表各按自己的表头")]
}

pub fn f25_the_same_file_twice_is_refused() -> Told {
    let copied = fill(&roster(3));
    let office = Office::new().after(|county| county.file("roster/甲镇(1).csv", copied));
    vec![office.refuses("I009", "roster/甲镇.csv", "与 roster/甲镇(1).csv 内容完全相同")]
}

pub fn f26_a_row_struck_through_is_held() -> Told {
    let text = pay_list(3).replace(",李四,", ",[struck]李四,");
    let ran = ran(paid_in(3, &text));
    ran.ends(&["张三", "王五"], &["李四"]);
    vec![ran.held_for("I017", "pay-list/甲镇.xlsx#名单!B3", "删除线")]
}
