//! I: files, sheets, rows that are no data, cells that do not hold what they show.

use super::{Case, PAID, REGISTERED, check, clean};
use crate::county::{County, fill, found, id, of, pay_ends};
use crate::workbook::packed;
use zhibu::domain::Lang;
use zhibu::finding::render;

/// A county of one person, whose roster is this workbook's sheets.
fn registered_in(sheets: &[(&str, &str)]) -> County {
    County::new().workbook("roster/甲镇.xlsx", sheets).table("pay-list/甲镇.csv", PAID)
}

/// A county of one person, whose pay list is this sheet.
fn paid_in(text: &str) -> County {
    County::new()
        .table("roster/甲镇.csv", REGISTERED)
        .workbook("pay-list/甲镇.xlsx", &[("名单", text)])
}

/// A workbook with a part of so many zero bytes beside its sheet.
fn padded(zeros: usize) -> Vec<u8> {
    packed(&[("名单", fill(REGISTERED))], &[("xl/media/image1.bmp", vec![0; zeros])])
}

pub fn cases() -> Vec<Case> {
    let mut cases = files();
    cases.extend(sheets());
    cases.extend(cells());
    cases
}

fn files() -> Vec<Case> {
    let page = "<html><body><table><tr><td>姓名</td></tr></table></body></html>";
    let mixed = || {
        let mut bytes = fill("姓名,身份证号\n张三,#1\n").into_bytes();
        bytes.extend(encoding_rs::GBK.encode(&fill("李四,#2\n")).0.as_ref());
        bytes
    };
    let gbk = || encoding_rs::GBK.encode(&fill(REGISTERED)).0.into_owned();
    let roster = || County::new().table("pay-list/甲镇.csv", PAID);
    vec![
        Case::new(
            "I001",
            "a web page under a workbook's name",
            roster().odd_file("roster/甲镇.xls", page, page),
        )
        .found(&["I001 refuse roster/甲镇.xls"])
        .says("网页")
        .clean("a workbook under another format's name", {
            let text = [("名单", fill(REGISTERED))];
            roster().file("roster/甲镇.xls", crate::workbook::workbook(&text))
        }),
        Case::new(
            "I002",
            "a part that unpacks to more than four hundred times its size",
            roster().odd_file(
                "roster/甲镇.xlsx",
                padded((64 << 20) + 1),
                "(a workbook of 300 KB that unpacks to more than 64 MiB)",
            ),
        )
        .found(&["I002 refuse roster/甲镇.xlsx"])
        .says("过大")
        .clean("a small part may well compress by more", {
            roster().file("roster/甲镇.xlsx", padded(1 << 20))
        }),
        Case::new(
            "I003",
            "headings that nobody uses",
            County::new().lists("名字,号码\n张三,#1", PAID),
        )
        .found(&["I003 refuse roster/甲镇.csv!1"])
        .says("最接近的是第 1 行：名字 | 号码")
        .clean("the same under usual headings", clean()),
        Case::new(
            "I004",
            "a roster without the number's column",
            County::new().lists("姓名,村,身份证件编号\n张三,和平村,#1", PAID),
        )
        .found(&["I004 refuse roster/甲镇.csv!1"])
        .says("「身份证件编号」最接近已知的「身份证件号码」")
        .quiet("with the column, whatever else is there", {
            County::new().lists("姓名,身份证号,民族\n张三,#1,汉", PAID)
        }),
        Case::new(
            "I004",
            "no account column in either list",
            County::new().lists(REGISTERED, "姓名,身份证号,开户银行\n张三,#1,某银行"),
        )
        .found(&["I004 refuse pay-list/甲镇.csv"])
        .says("没有「银行账号」列")
        .clean("the roster's accounts are meant", {
            County::new().lists("姓名,身份证号,银行账号\n张三,#1,@1", "姓名,身份证号\n张三,#1")
        }),
        Case::new(
            "I005",
            "two columns for the number",
            County::new().lists("姓名,身份证号,身份证号码\n张三,#1,#1", PAID),
        )
        .found(&["I005 refuse roster/甲镇.csv!C1"])
        .says("「身份证号」和「身份证号码」都像「身份证号」")
        .clean("the head's number is another matter", {
            County::new().lists("姓名,身份证号,户主身份证号\n张三,#1,#2", PAID)
        }),
        Case::new(
            "I009",
            "one file under two names",
            clean().table("roster/甲镇(1).csv", REGISTERED),
        )
        .found(&["I009 refuse roster/甲镇.csv"])
        .says("与 roster/甲镇(1).csv 内容完全相同")
        .quiet("a row more is another file", {
            clean().table("roster/甲镇(1).csv", &format!("{REGISTERED}\n李四,#2"))
        }),
        Case::new(
            "I016",
            "a line of GBK in a file of UTF-8",
            roster().odd_file("roster/甲镇.csv", mixed(), "(a line of UTF-8, a line of GBK)"),
        )
        .found(&["I016 refuse roster/甲镇.csv"])
        .says("第 46 字节")
        .clean("GBK from end to end", roster().file("roster/甲镇.csv", gbk())),
    ]
}

fn sheets() -> Vec<Case> {
    vec![
        Case::new(
            "I006",
            "an old list hidden in the workbook",
            registered_in(&[("名单", REGISTERED), ("[hidden]旧表", REGISTERED)]),
        )
        .found(&["I006 refuse roster/甲镇.xlsx#旧表"])
        .says("隐藏的表有 2 行，项目文件没有说明")
        .clean("a hidden sheet without data", {
            registered_in(&[("名单", REGISTERED), ("[hidden]旧表", "")])
        }),
        Case::new(
            "I007",
            "a row filtered out",
            registered_in(&[("名单", "姓名,身份证号\n[hidden]张三,#1")]),
        )
        .found(&["I007 advise roster/甲镇.xlsx#名单!2"])
        .ends(&["paid"], &["paid"])
        .says("1 行数据被隐藏或筛选掉")
        .clean("a hidden title is no data", {
            registered_in(&[("名单", "[hidden]2020 年\n姓名,身份证号\n张三,#1")])
        }),
        Case::new(
            "I008",
            "a total of two over one row",
            County::new().lists("姓名,身份证号\n张三,#1\n合计,2人", PAID),
        )
        .found(&["I008 advise roster/甲镇.csv!B3"])
        .ends(&["paid"], &["paid"])
        .says("合计写的是 2 人，上面各行合起来是 1 人")
        .clean("a total that ties out", {
            County::new().lists("姓名,身份证号\n张三,#1\n合计,1人", PAID)
        }),
        Case::new("I010", "the heading is counted", clean())
            .found(&["I010 note roster/甲镇.csv!1", "I010 note pay-list/甲镇.csv!1"])
            .ends(&["paid"], &["paid"])
            .says("表头 1 行"),
        Case::new(
            "I013",
            "one head's cell over two people",
            County::new()
                .workbook(
                    "roster/甲镇.xlsx",
                    &[("名单", "户主,姓名,身份证号\n[down 2]张三,张三,#1\n,李四,#2")],
                )
                .table("pay-list/甲镇.csv", "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2"),
        )
        .found(&["I013 advise roster/甲镇.xlsx#名单!A2"])
        .ends(&["paid", "paid"], &["paid", "paid"])
        .says("「户主」在 2 行上合并")
        .clean("merged with the total below it", {
            registered_in(&[("名单", "户主,姓名,身份证号\n[down 2]张三,张三,#1\n,合计,1人")])
        })
        .clean("a merged title", {
            registered_in(&[("名单", "[across 2]2020 年,\n姓名,身份证号\n张三,#1")])
        }),
        Case::new(
            "I017",
            "the name is struck through",
            paid_in("姓名,身份证号,银行账号\n[struck]张三,#1,@1"),
        )
        .found(&["I017 hold pay-list/甲镇.xlsx#名单!A2"])
        .ends(&["held"], &["held"])
        .says("删除线")
        .clean("a remark struck through", {
            paid_in("姓名,身份证号,银行账号,备注\n张三,#1,@1,[struck]旧卡")
        }),
    ]
}

fn cells() -> Vec<Case> {
    vec![
        Case::new(
            "I011",
            "a lookup that found nobody",
            paid_in("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,[error]#N/A"),
        )
        .found(&["I011 hold pay-list/甲镇.xlsx#名单!D2"])
        .ends(&["held"], &["held"])
        .says("「银行账号」的公式出错")
        .clean("an error where nothing depends on it", {
            paid_in("姓名,身份证号,银行账号,联系电话\n张三,#1,@1,[error]#N/A")
        }),
        Case::new(
            "I012",
            "a formula that was never calculated",
            paid_in("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,[formula]A1"),
        )
        .found(&["I012 hold pay-list/甲镇.xlsx#名单!D2"])
        .ends(&["held"], &["held"])
        .says("「银行账号」是公式，文件里没有它的结果")
        .clean("a formula with its result", {
            paid_in("姓名,身份证号,银行账号\n张三,#1,[saved]@1")
        }),
        Case::new(
            "I014",
            "the number stored as a number",
            paid_in("姓名,身份证号,银行账号\n张三,[number]4.30621193706120E+17,@1"),
        )
        .found(&["R002 advise roster/甲镇.csv!B2", "I014 hold pay-list/甲镇.xlsx#名单!B2"])
        .ends(&["not_listed"], &["held"])
        .says("另一份名册同名的号码可作参考")
        .proposes(fill("#1"))
        .clean("the same stored as text", paid_in(PAID)),
        Case::new(
            "I015",
            "the account typed as a date",
            paid_in("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,[date]44196"),
        )
        .found(&["I015 hold pay-list/甲镇.xlsx#名单!D2"])
        .ends(&["held"], &["held"])
        .says("「银行账号」的单元格是日期格式")
        .clean("a date in a column of dates", {
            registered_in(&[("名单", "姓名,身份证号,纳入扶持时间\n张三,#1,[date]39000")])
        }),
        Case::new(
            "I018",
            "a passbook's twelve digits stored as a number",
            paid_in("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,[number]800012345678"),
        )
        .found(&["I018 advise pay-list/甲镇.xlsx#名单!D2"])
        .ends(&["paid"], &["paid"])
        .says("存成数字（8000••••5678）")
        .clean("the same stored as text", {
            paid_in("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,800012345678")
        }),
    ]
}

#[test]
fn intake_cases() {
    check(&cases());
}

#[test]
fn each_way_of_being_unreadable_has_its_own_words() {
    let mut truncated = crate::workbook::workbook(&[("名单", fill(REGISTERED))]);
    truncated.truncate(truncated.len() / 2);
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let files: [(&str, &[u8]); 5] = [
        ("roster/1.csv", b""),
        ("roster/2.xls", xml.as_bytes()),
        ("roster/3.xlsx", &truncated),
        ("roster/4.csv", "姓名,身份证号\n\"张三,1\n".as_bytes()),
        ("roster/5.xlsx", b"%PDF-1.7 and more of it"),
    ];
    let mut county = clean();
    for (path, bytes) in files {
        county = county.file(path, bytes);
    }
    let run = county.run();
    let mut causes: Vec<String> =
        of(&run, "I001").iter().map(|f| render::cause(f, Lang::Zh)).collect();
    assert_eq!(causes.len(), files.len(), "all of them, not the first: {:?}", found(&run));
    causes.sort();
    causes.dedup();
    assert_eq!(causes.len(), files.len(), "{causes:#?}");
    assert!(run.refused && run.view().payments.is_empty());
}

#[test]
fn every_row_is_counted_by_its_kind() {
    let roster = "2020 年花名册\n\n姓名,身份证号\n张三,#1\n姓名,身份证号\n李四,#2\n小计,2人\n合计,2人\n注：以上属实\n制表：王五";
    let run = County::new().lists(roster, "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2").run();
    let counted: Vec<String> = of(&run, "I010")
        .iter()
        .filter(|f| f.origin.file.starts_with("roster"))
        .map(|f| render::cause(f, Lang::Zh))
        .collect();
    assert_eq!(found(&run), [""; 0]);
    for kind in ["标题行 1", "表头 1", "重复表头 1", "合计小计 2", "签章行 1", "说明行 1", "空行 1"]
    {
        assert!(counted.iter().any(|c| c.starts_with(kind)), "{kind} in {counted:?}");
    }
    let sheet = &run.files.iter().find(|f| f.path.starts_with("roster")).expect("read").sheets[0];
    let skipped: u32 = sheet.skipped.iter().map(|(_, count)| count).sum();
    assert_eq!((sheet.rows, sheet.data, skipped), (10, 2, 8));
}

#[test]
fn a_hidden_sheet_that_is_named_is_not_read_and_still_told() {
    let acknowledge = |at: &str| {
        format!(
            "[[acknowledge]]\ncode = \"I006\"\nat = \"{at}\"\nreason = \"旧\"\nby = \"甲\"\non = 2020-11-03"
        )
    };
    let county =
        || registered_in(&[("名单", REGISTERED), ("[hidden]旧表", "姓名,身份证号\n李四,#2")]);
    let run = county().more(&acknowledge("roster/甲镇.xlsx#旧表")).run();
    assert_eq!(found(&run), ["I006 advise roster/甲镇.xlsx#旧表"]);
    assert_eq!(pay_ends(&run), ["paid"]);
    assert!(run.unmatched_acknowledgements.is_empty());
    let run = county().more(&acknowledge("roster/甲镇.xlsx#名单")).run();
    assert!(run.refused);
    assert_eq!(run.unmatched_acknowledgements, ["I006 roster/甲镇.xlsx#名单"]);
}

#[test]
fn truth_values_are_no_numbers() {
    for (row, code) in [("张三,#1,某银行,[bool]1", "V016"), ("张三,[bool]1,某银行,@1", "V003")]
    {
        let run = paid_in(&format!("姓名,身份证号,开户银行,银行账号\n{row}")).run();
        assert_eq!(pay_ends(&run), ["held"], "{row}");
        assert_eq!(of(&run, code).len(), 1, "{row}: {:?}", found(&run));
    }
}

#[test]
fn a_number_is_proposed_only_where_one_alone_fits() {
    // Two namesakes whose numbers agree in the digits that were kept.
    let number = id("19700101", 111);
    let near = id("19700101", 112);
    let run = County::new()
        .table("roster/甲镇.csv", &format!("姓名,身份证号\n张三,{number}\n张三,{near}"))
        .workbook(
            "pay-list/甲镇.xlsx",
            &[("名单", &format!("姓名,身份证号,银行账号\n张三,[number]{}000,@1", &number[..15]))],
        )
        .run();
    let lost = of(&run, "I014");
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].proposal.full(), "");
    assert!(!render::message(lost[0], Lang::Zh).contains("可作参考"));
}
