//! A file that was changed after it was written is noticed.

use zhibu::bank::{NotABankFile, What};
use zhibu::domain::{Lang, Money};
use zhibu::rulebook::BankProfile;

use super::{changed, line, profile, read, there_and_back};

/// A file of three payments.
fn written(profile: &BankProfile) -> String {
    let lines = [
        line(1, "陈大山", Money::from_yuan(600)),
        line(2, "李秀兰", Money::from_yuan(300)),
        line(3, "许文斌", Money::from_fen(60_050)),
    ];
    let bytes = there_and_back(&lines, profile);
    profile.file.charset.decode(&bytes).expect("its own charset")
}

/// What is said of the file with something put otherwise.
fn told(profile: &BankProfile, from: &str, to: &str) -> NotABankFile {
    let text = written(profile);
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "{}: the edit changes something: {text}", profile.id);
    let bytes = profile.file.charset.encode(&changed).expect("its own charset");
    read(&bytes, profile).expect_err(&format!("{}: {from} → {to}", profile.id))
}

fn first(profile: &BankProfile, from: &str, to: &str) -> (Option<u64>, What) {
    let error = told(profile, from, to);
    let problem = error.problems.into_iter().next().expect("a problem");
    (problem.line, problem.what)
}

fn total(stated: i64, counted: i64) -> What {
    What::Total { stated: Money::from_fen(stated), counted: Money::from_fen(counted) }
}

#[test]
fn a_flipped_amount_does_not_fit_the_stated_total() {
    for (id, from, to, line) in [
        ("icbc-bpt", "|60000|", "|60001|", 4),
        ("boc-records", "|600.00|", "|600.01|", 1),
        ("social-security-fixed", "000000060000", "000000060001", 1),
    ] {
        assert_eq!(first(&profile(id), from, to), (Some(line), total(150_050, 150_051)), "{id}");
    }
}

#[test]
fn a_changed_total_does_not_fit_the_payments() {
    for (id, from, to, line) in [
        ("icbc-bpt", "|150050|", "|150051|", 4),
        ("boc-records", "|150050", "|150051", 1),
        ("social-security-fixed", "000000000150050", "000000000150051", 1),
    ] {
        assert_eq!(first(&profile(id), from, to), (Some(line), total(150_051, 150_050)), "{id}");
    }
    // The trailer's own.
    let (at, what) = first(&profile("boc-records"), "END|3|150050", "END|3|150049");
    assert_eq!((at, what), (Some(5), total(150_049, 150_050)));
}

#[test]
fn a_changed_count_and_a_lost_line_are_noticed() {
    let count = |stated, counted| What::Count { stated, counted };
    for (id, from, to, line) in [
        ("icbc-bpt", "|150050|3|", "|150050|4|", 4),
        ("boc-records", "END|3|", "END|4|", 5),
        ("social-security-fixed", "T00000003", "T00000004", 5),
    ] {
        assert_eq!(first(&profile(id), from, to), (Some(line), count(4, 3)), "{id}");
    }
    for id in ["icbc-bpt", "boc-records", "social-security-fixed"] {
        let profile = profile(id);
        let text = written(&profile);
        let lost = text.lines().find(|line| line.contains("许文斌")).expect("the line");
        let end = profile.file.line_end.expect("lines").text();
        let error = told(&profile, &format!("{lost}{end}"), "");
        assert!(error.problems.iter().any(|p| p.what == count(3, 2)), "{id}: {error}");
    }
    // A layout without totals notices by the lines' own numbers where it has them.
    for id in ["plain-csv", "abc-csv"] {
        let profile = profile(id);
        let text = written(&profile);
        let lost = text.lines().find(|line| line.contains("李秀兰")).expect("the line");
        let error = told(&profile, &format!("{lost}\r\n"), "");
        assert!(matches!(error.problems[0].what, What::Other(_)), "{id}: {error}");
    }
}

#[test]
fn what_is_not_as_the_profile_says_is_told_with_its_line() {
    let plain = profile("plain-csv");
    let field = |name: &str| name.to_owned();
    for (from, to, line, what) in [
        ("户名", "户主", 1, What::Heading),
        ("600.00", "600", 2, What::Money(field("金额"))),
        ("600.00", "0.00", 2, What::Money(field("金额"))),
        ("600.00", "", 2, What::Money(field("金额"))),
        ("陈大山", "", 2, What::Blank(field("户名"))),
        ("6221690000000004321", "", 2, What::Blank(field("账号"))),
        ("2020-002-000001", "", 2, What::Blank(field("流水号"))),
        ("陈大山", "陈,大山", 2, What::Fields { expected: 8, found: 9 }),
        ("陈大山", "\"陈大山", 2, What::Quotes),
        ("陈大山", "陈\"大山", 2, What::Quotes),
        ("\r\n", "\n", 1, What::LineEnd),
        ("\r\n2,", "\r\n3,", 3, What::Other(field("序号"))),
    ] {
        assert_eq!(first(&plain, from, to), (Some(line), what), "{from} → {to}");
    }
    let fixed = profile("social-security-fixed");
    for (from, to, line, what) in [
        ("D00000002", "D0000002", 3, What::Width { expected: 195, found: 194 }),
        ("D00000002", "X00000002", 3, What::Other(field("标志"))),
        ("陈大山  ", "  陈大山", 2, What::Padding(field("户名"))),
        ("20201123", "20201323", 1, What::Other(field("Date"))),
    ] {
        assert_eq!(first(&fixed, from, to), (Some(line), what), "{from} → {to}");
    }
    let icbc = profile("icbc-bpt");
    for (from, to, line, what) in [
        ("#明细指令信息", "#明细信息", 5, What::Record),
        ("RMB|20201123|1", "USD|20201123|1", 4, What::Other(field("Constant"))),
        ("|2020-002-000001|", "|2020-002-000001", 7, What::Fields { expected: 13, found: 0 }),
    ] {
        assert_eq!(first(&icbc, from, to), (Some(line), what), "{from} → {to}");
    }
}

#[test]
fn bytes_of_another_charset_and_cut_files_are_told() {
    let plain = profile("plain-csv");
    let bytes = plain.file.charset.encode(&written(&plain)).expect("its own charset");
    let mut garbled = bytes.clone();
    let at = garbled.iter().rposition(|byte| *byte >= 0x80).expect("a character");
    garbled[at] = 0xff;
    let error = read(&garbled, &plain).expect_err("no charset");
    assert_eq!((error.problems[0].line, &error.problems[0].what), (Some(4), &What::Charset));
    for profile in super::profiles() {
        let lines =
            [line(1, "陈大山", Money::from_yuan(600)), line(2, "李秀兰", Money::from_yuan(300))];
        let bytes = there_and_back(&lines, &profile);
        assert!(read(&bytes[..bytes.len() - 2], &profile).is_err(), "{}: cut", profile.id);
        assert!(
            read(&bytes[..bytes.len() * 2 / 3], &profile).is_err(),
            "{}: a third lost",
            profile.id
        );
        assert!(
            read(&[], &profile).is_err() || profile.id == "abc-csv" || profile.id == "ccb-txt",
            "{}: empty",
            profile.id
        );
    }
}

#[test]
fn a_long_broken_file_tells_its_first_problems_only() {
    let plain = profile("plain-csv");
    let header = written(&plain).lines().next().expect("a line").to_owned();
    let text = format!("{header}\r\n{}", "x\r\n".repeat(1000));
    let bytes = plain.file.charset.encode(&text).expect("its own charset");
    let error = read(&bytes, &plain).expect_err("broken");
    assert_eq!(error.problems.len(), 20);
    assert_eq!(error.words(Lang::Zh), "第 2 行：应有 8 个字段，实有 1 个");
    assert_eq!(error.words(Lang::En), "line 2: 1 fields instead of 8");
}

#[test]
fn more_than_the_bank_takes_is_told() {
    let plain = profile("plain-csv");
    let bytes = plain.file.charset.encode(&written(&plain)).expect("its own charset");
    let few = changed("plain-csv", "limit_rows = 10000", "limit_rows = 2");
    assert_eq!(read(&bytes, &few).expect_err("too many").problems[0].what, What::TooMany(2));
    let to = "limit_rows = 10000\nlimit_amount = \"1500.49\"";
    let little = changed("plain-csv", "limit_rows = 10000", to);
    let error = read(&bytes, &little).expect_err("too much");
    assert_eq!(error.problems[0].what, What::TooMuch(Money::from_fen(150_049)));
}

#[test]
fn quotation_marks_are_read_where_they_belong() {
    let always = changed("plain-csv", "quote = \"needed\"", "quote = \"always\"");
    let mut odd = line(1, "张三", Money::from_yuan(600));
    odd.village = "和平村";
    odd.bank = "某\"某,银行";
    for profile in [&always, &profile("plain-csv")] {
        let bytes = there_and_back(&[odd.clone()], profile);
        let text = profile.file.charset.decode(&bytes).expect("text");
        assert!(text.contains("\"某\"\"某,银行\""), "{text}");
    }
    assert_eq!(first(&always, "\"陈大山\"", "陈大山"), (Some(2), What::Quotes));
}
