//! Lines that are badly formed come out all the same, each once.

use super::{layout, profile};
use crate::bank::returns::{LineKey, LineTrouble, Outcome, ReturnLine, read};
use crate::domain::{Date, Lang, Money};

const PLAIN: &str = "序号,户名,账号,金额,流水号,处理结果,失败原因,入账日期\r\n";

/// The lines of a plain list with these rows.
fn plain(rows: &str) -> Vec<ReturnLine> {
    let profile = profile("plain-csv");
    let bytes = layout(&profile).charset.encode(&format!("{PLAIN}{rows}")).expect("its charset");
    read("2020-001-002-回盘.csv", &bytes, &profile).expect("a return").lines
}

#[test]
fn a_line_says_all_that_it_says() {
    let lines = plain("1,张三,62216900000001,600.00,2020-001-000001,失败,,20201218\r\n");
    let line = ReturnLine {
        at: 2,
        key: LineKey::Reference("2020-001-000001".into()),
        account: Some("62216900000001".into()),
        name: Some("张三".into()),
        amount: Some(Money::from_yuan(600)),
        amount_text: "600.00".into(),
        code: "失败".into(),
        reason_code: String::new(),
        reason: "未入账".into(),
        outcome: Outcome::Failed,
        date: Date::new(2020, 12, 18),
        trouble: None,
    };
    assert_eq!(lines, [line]);
}

#[test]
fn every_line_comes_out_once_however_badly_formed() {
    let rows = "1,张三,6221,600.00,R1,成功,,20201218\r\n\
                2,张三,6221,600.00,,成功,,20201218\r\n\
                \r\n\
                3,张三,6221,六百,R3,失败,销户,\r\n\
                4,张三,6221,-600,R4,成功,,\r\n\
                5,张三,6221,600.00,R5\r\n\
                6,张三,6221,600.00,R6,成功,,20201218,多\r\n\
                ,,,,,,,\r\n\
                7,张三,6221,600.00,R7,,,20201399\r\n\
                合计,,,4200.00,,,,\r\n";
    let seen: Vec<_> = plain(rows)
        .into_iter()
        .map(|line| (line.at, line.key, line.amount.is_some(), line.outcome, line.trouble))
        .collect();
    let key = |reference: &str| LineKey::Reference(reference.to_owned());
    let fields = |found| Some(LineTrouble::Fields { found, expected: 8 });
    assert_eq!(
        seen,
        [
            (2, key("R1"), true, Outcome::Paid, None),
            (3, key(""), true, Outcome::Paid, Some(LineTrouble::NoKey)),
            (5, key("R3"), false, Outcome::Failed, Some(LineTrouble::Amount)),
            (6, key("R4"), false, Outcome::Paid, Some(LineTrouble::Amount)),
            (7, key(""), false, Outcome::Unknown, fields(5)),
            (8, key(""), false, Outcome::Unknown, fields(9)),
            (10, key("R7"), true, Outcome::Unknown, None),
            (11, key(""), true, Outcome::Unknown, Some(LineTrouble::NoKey)),
        ]
    );
}

#[test]
fn quotes_hold_separators_quotes_and_line_ends() {
    let lines = plain(
        "1,\"张,三\",6221,\"1,600.00\",R1,成功,\"他说\"\"好\"\"\r\n第二行\",20201218\r\n\
         2,李四,6222,600,R2,成功,,\r\n",
    );
    assert_eq!(lines[0].name.as_deref(), Some("张,三"));
    assert_eq!(lines[0].amount, Some(Money::from_yuan(1600)));
    assert_eq!(lines[0].reason, "他说\"好\"\r\n第二行");
    assert_eq!((lines[0].at, lines[1].at), (2, 4));
}

#[test]
fn a_line_of_totals_or_of_another_kind_is_no_way_to_pay() {
    let abc = profile("abc-csv");
    let text = "1,6221,张三,600.00,,0,\r\nx,6222,李四,600.00,,0,\r\n0,6223,王五,600,,0,\r\n";
    let bytes = layout(&abc).charset.encode(text).expect("its charset");
    let file = read("2020-001-007-回盘.txt", &bytes, &abc).expect("a return");
    assert_eq!((file.batch.as_deref(), file.file), (Some("2020-001"), Some(7)));
    assert_eq!(file.lines[0].key, LineKey::Line { file: Some(7), line: 1 });
    for line in &file.lines[1..] {
        assert_eq!(line.key, LineKey::Reference(String::new()));
        assert_eq!(line.trouble, Some(LineTrouble::NoKey));
    }
    // A name that somebody changed says neither batch nor file.
    let file = read("新建文件.txt", &bytes, &abc).expect("a return");
    assert_eq!((file.batch, file.file), (None, None));
    assert_eq!(file.lines[0].key, LineKey::Line { file: None, line: 1 });
}

#[test]
fn without_a_trailing_separator_or_with_one_too_many() {
    let ccb = profile("ccb-txt");
    let text = "6221|张三|600.00|1||\r\n6222|李四|600.00|0|销户\r\n6223|王五|600.00|1|||\r\n";
    let bytes = layout(&ccb).charset.encode(text).expect("its charset");
    let lines = read("2020-001-001-结果.txt", &bytes, &ccb).expect("a return").lines;
    assert_eq!(lines[0].outcome, Outcome::Paid);
    assert_eq!((lines[1].outcome, &*lines[1].reason), (Outcome::Failed, "销户"));
    assert_eq!(lines[2].trouble, Some(LineTrouble::Fields { found: 6, expected: 5 }));
    assert!(lines.iter().all(|line| line.key == LineKey::Account));
}

#[test]
fn a_fixed_width_line_of_another_width_is_in_trouble_alone() {
    let fixed = profile("social-security-fixed");
    let head = super::head();
    let (name, bytes) = crate::bank::simulate::answer(
        "x.dat",
        &head,
        &super::sent(3),
        &fixed,
        1,
        crate::bank::simulate::Shares::default(),
    );
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let (own, width) = (lines[2], lines[2].len() - 2);
    let with = |line: Vec<u8>| {
        // The trailer states what is paid: one line less is.
        let header = lines[0].to_vec();
        let trailer = format!("T{:08}{:015}{:08}{:015}\r\n", 2, 0, 0, 0);
        let sums = super::sent(3);
        let paid = sums[0].amount + sums[2].amount;
        let trailer = trailer.replacen(&format!("{:015}", 0), &format!("{:015}", paid.fen()), 1);
        let parts = [header, lines[1].to_vec(), line, lines[3].to_vec(), trailer.into_bytes()];
        read(&name, &parts.concat(), &fixed).expect("a return").lines
    };
    let short = with(own[1..].to_vec());
    let trouble = LineTrouble::Width { found: width - 1, expected: width };
    assert_eq!((short[1].trouble, short[1].outcome), (Some(trouble), Outcome::Unknown));
    assert_eq!(short.len(), 3);
    let mut other = own.to_vec();
    other[0] = b'E';
    assert_eq!(with(other)[1].trouble, Some(LineTrouble::NotALine));
    // A character that stands across a field's end: the name begins a byte late.
    let mut across = own.to_vec();
    across[40..43].copy_from_slice(&[0xd5, 0xc5, b' ']);
    let lines = with(across);
    let trouble = LineTrouble::Width { found: width, expected: width };
    assert_eq!(lines[1].trouble, Some(trouble));
}

#[test]
fn an_account_that_a_workbook_keeps_as_a_number_is_no_account() {
    let county = profile("county-yikatong");
    let headings = ["户名", "账号", "金额", "发放状态", "失败原因", "发放日期"];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "某县一卡通发放结果").expect("written");
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string(2, column, heading).expect("written");
    }
    for row in [3, 4] {
        sheet.write_string(row, 0, "张三").expect("written");
        sheet.write_number(row, 2, 600.5).expect("written");
        sheet.write_string(row, 3, " 发放成功 ").expect("written");
    }
    sheet.write_number(3, 1, 6.221_690_000_000_008e18).expect("written");
    sheet.write_string(4, 1, "6221690000000007919").expect("written");
    sheet.write_string(6, 7, "经办人：").expect("written");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let lines = read("x.xlsx", &bytes, &county).expect("a return").lines;
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0].at, &lines[0].account), (4, &None));
    assert_eq!(lines[0].trouble, Some(LineTrouble::DigitsLost));
    assert_eq!((lines[1].at, lines[1].trouble), (5, None));
    assert_eq!(lines[1].amount, Some(Money::from_fen(60_050)));
    assert_eq!(lines[1].outcome, Outcome::Paid);
}

#[test]
fn two_tables_are_no_table() {
    let county = profile("county-yikatong");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in ["一", "二"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (column, field) in (0..).zip(&layout(&county).fields) {
            sheet.write_string(0, column, &field.heading).expect("written");
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let error = read("x.xlsx", &bytes, &county).expect_err("two tables");
    assert_eq!(error, crate::bank::returns::NotAReturn::TwoTables);
}

#[test]
fn blank_lines_and_the_mark_of_old_programs_end_a_file() {
    for profile in super::profiles() {
        if profile.id == "county-yikatong" || profile.id == "pain-001" {
            continue;
        }
        let shares = super::shares();
        let (name, mut bytes) = crate::bank::simulate::answer(
            "x",
            &super::head(),
            &super::sent(9),
            &profile,
            1,
            shares,
        );
        let whole = read(&name, &bytes, &profile).expect("a return");
        bytes.extend_from_slice(b"\r\n  \r\n\x1a");
        assert_eq!(read(&name, &bytes, &profile), Ok(whole), "{}", profile.id);
    }
}

#[test]
fn every_trouble_has_words_in_both_languages() {
    for trouble in [
        LineTrouble::Fields { found: 1, expected: 2 },
        LineTrouble::Width { found: 1, expected: 2 },
        LineTrouble::NotALine,
        LineTrouble::NoKey,
        LineTrouble::Amount,
        LineTrouble::DigitsLost,
    ] {
        assert!(trouble.words(Lang::En).is_ascii());
        assert!(!trouble.words(Lang::Zh).is_ascii());
    }
}
