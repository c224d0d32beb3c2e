//! Files that cannot be trusted as a whole: nothing of them is taken.

use super::{head, layout, profile, profiles, sent, shares};
use crate::bank::returns::{NotAReturn, Stated, read};
use crate::bank::simulate::{Shares, answer};
use crate::domain::Lang;
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::returns::ReturnKind;
use crate::rulebook::charset::Charset;

/// The answer to twenty lines, name and bytes.
fn answered(profile: &BankProfile) -> (String, Vec<u8>) {
    answer("某镇_002.txt", &head(), &sent(20), profile, 5, shares())
}

/// Text kinds: the answer as text, and what reading it anew gives.
fn with_text(
    profile: &BankProfile,
    change: impl Fn(String) -> String,
) -> Result<super::super::ReturnFile, NotAReturn> {
    let (name, bytes) = answered(profile);
    let charset = layout(profile).charset;
    let text = charset.decode(&bytes).expect("its charset");
    let changed = change(text.clone());
    assert_ne!(changed, text, "{}: nothing was changed", profile.id);
    read(&name, &charset.encode(&changed).expect("its charset"), profile)
}

fn is_text(profile: &BankProfile) -> bool {
    matches!(layout(profile).kind, ReturnKind::Delimited | ReturnKind::FixedWidth)
}

#[test]
fn a_file_that_is_cut_off_is_never_taken() {
    for profile in profiles() {
        let (name, bytes) = answered(&profile);
        let whole = read(&name, &bytes, &profile).expect("a return");
        let framed = !layout(&profile).header.is_empty() || !layout(&profile).trailer.is_empty();
        for cut in 1..bytes.len().min(400) {
            let rest = &bytes[..bytes.len() - cut];
            match read(&name, rest, &profile) {
                Err(error) => assert!(!error.words(Lang::Zh).is_empty()),
                // The line's end behind a trailer, or space behind a message.
                Ok(file) if file == whole => assert!(cut <= 2, "{}: {cut}", profile.id),
                // A layout without totals can be cut between two lines; the
                // ledger then misses lines (B006).
                Ok(file) => {
                    assert!(!framed && is_text(&profile), "{}: {cut}", profile.id);
                    assert!(rest.ends_with(b"\n"), "{}: {cut}", profile.id);
                    assert_eq!(whole.lines[..file.lines.len()], file.lines[..], "{}", profile.id);
                }
            }
        }
    }
}

#[test]
fn another_charset_is_refused() {
    for profile in profiles().iter().filter(|profile| is_text(profile)) {
        let (name, bytes) = answered(profile);
        let charset = layout(profile).charset;
        let text = charset.decode(&bytes).expect("its charset");
        let error = read(&name, text.as_bytes(), profile).expect_err("UTF-8");
        assert!(matches!(error, NotAReturn::Charset { .. }), "{}: {error:?}", profile.id);
        let marked = format!("\u{feff}{text}");
        let error = read(&name, marked.as_bytes(), profile).expect_err("UTF-8 with a mark");
        assert!(matches!(error, NotAReturn::Charset { .. }), "{}: {error:?}", profile.id);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let error = read(&name, &wide, profile).expect_err("UTF-16");
        assert!(matches!(error, NotAReturn::Charset { .. }), "{}: {error:?}", profile.id);
    }
    let profile = profile("pain-001");
    let (name, bytes) = answered(&profile);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let old = Charset::Gb18030.encode(&text).expect("its charset");
    let error = read(&name, &old, &profile).expect_err("GB 18030");
    assert!(matches!(error, NotAReturn::Charset { .. }), "{error:?}");
    let declared = text.replacen("UTF-8", "GB18030", 1);
    let error = read(&name, declared.as_bytes(), &profile).expect_err("declared");
    assert!(matches!(error, NotAReturn::Charset { line: 1, .. }), "{error:?}");
    let marked = format!("\u{feff}{text}");
    assert!(read(&name, marked.as_bytes(), &profile).is_ok());
}

#[test]
fn an_undecodable_byte_is_refused_with_its_line() {
    for profile in profiles().iter().filter(|profile| is_text(profile)) {
        let (name, mut bytes) = answered(profile);
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let second = ends.map(|(at, _)| at).nth(1).expect("lines");
        bytes[second + 3] = 0xff;
        let error = read(&name, &bytes, profile).expect_err("no character");
        let charset = layout(profile).charset.name();
        assert_eq!(error, NotAReturn::Charset { charset, line: 3 }, "{}", profile.id);
        bytes[second + 3] = 0;
        let error = read(&name, &bytes, profile).expect_err("a zero byte");
        assert_eq!(error, NotAReturn::Charset { charset, line: 3 }, "{}", profile.id);
    }
}

#[test]
fn a_heading_that_changed_is_refused() {
    for profile in profiles().iter().filter(|p| is_text(p) && layout(p).heading) {
        let error = with_text(profile, |text| text.replacen("失败原因", "备注", 1));
        let error = error.expect_err("another heading");
        assert!(matches!(error, NotAReturn::Heading { .. }), "{}: {error:?}", profile.id);
        assert!(error.words(Lang::Zh).contains("失败原因"), "{error}");
    }
}

#[test]
fn another_banks_file_is_refused() {
    for own in profiles() {
        for other in profiles().into_iter().filter(|other| other.id != own.id) {
            let (name, bytes) = answered(&other);
            let read = read(&name, &bytes, &own);
            assert!(read.is_err(), "{} read a file of {}", own.id, other.id);
        }
    }
}

#[test]
fn totals_that_do_not_add_up_are_refused() {
    let icbc = profile("icbc-bpt");
    let total = |text: &str, place: usize| {
        text.lines().next().and_then(|line| line.split('|').nth(place)).map(str::to_owned)
    };
    for (place, what) in
        [(2, Stated::Sum), (3, Stated::Count), (4, Stated::SumOfOne), (5, Stated::CountOfOne)]
    {
        let error = with_text(&icbc, |text| {
            let stated = total(&text, place).expect("a total");
            let other = (stated.parse::<u64>().expect("a number") + 100_000_000).to_string();
            let (first, rest) = text.split_once('\n').expect("lines");
            let fields: Vec<&str> = first.split('|').collect();
            let mut fields: Vec<String> = fields.into_iter().map(str::to_owned).collect();
            fields[place] = other;
            format!("{}\n{rest}", fields.join("|"))
        });
        match error.expect_err("a total") {
            NotAReturn::Totals { line: 1, what: found, .. } => assert_eq!(found, what),
            other => panic!("{other:?}"),
        }
    }
    for id in ["icbc-bpt", "boc-records", "social-security-fixed"] {
        let profile = profile(id);
        let error = with_text(&profile, |text| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.remove(5);
            format!("{}\r\n", lines.join("\r\n"))
        });
        let error = error.expect_err("a line is missing");
        assert!(matches!(error, NotAReturn::Totals { .. }), "{id}: {error:?}");
        assert!(error.words(Lang::Zh).contains("逐行相加"), "{error}");
    }
}

#[test]
fn a_quote_that_is_open_is_refused() {
    let plain = profile("plain-csv");
    for (from, to, line) in
        [(",张三,", ",\"张三,", 2), ("\r\n3,", "\r\n\"3,", 4), (",李四妹,", ",\"李\"四妹,", 3)]
    {
        let error = with_text(&plain, |text| text.replacen(from, to, 1)).expect_err(to);
        assert_eq!(error, NotAReturn::Quote { line }, "{to}");
    }
    // Where the layout has no quotes, one is part of a name.
    let abc = profile("abc-csv");
    let file = with_text(&abc, |text| text.replacen(",张三,", ",\"张三,", 1)).expect("a return");
    assert_eq!(file.lines[0].name.as_deref(), Some("\"张三"));
}

#[test]
fn a_record_before_or_behind_the_lines_is_checked() {
    let boc = profile("boc-records");
    for (from, to) in [
        ("START|", "STRT|"),
        ("START|2020-001|2|", "START|2020-001|zwei|"),
        ("START|2020-001|", "START||"),
        ("\nEND|", "\nEND|x"),
    ] {
        let error = with_text(&boc, |text| text.replacen(from, to, 1)).expect_err(to);
        assert!(matches!(error, NotAReturn::Record { .. }), "{to}: {error:?}");
    }
    let cut = with_text(&boc, |text| text[..text.find("END|").expect("a trailer")].to_owned());
    assert!(matches!(cut.expect_err("no trailer"), NotAReturn::CutOff { .. }));
}

#[test]
fn nothing_and_too_much_are_refused() {
    for profile in profiles() {
        assert_eq!(read("x", b"", &profile), Err(NotAReturn::Empty));
        let error = read("x", &vec![b' '; super::super::LIMIT_BYTES + 1], &profile);
        let limit = super::super::LIMIT_BYTES;
        assert_eq!(error, Err(NotAReturn::TooLarge { limit }));
    }
    let mut without = profile("plain-csv");
    without.returns = None;
    let error = read("x", b"x", &without).expect_err("no layout");
    assert!(error.words(Lang::Zh).contains("[return]"), "{error}");
}

#[test]
fn a_workbook_is_read_whole_or_not_at_all() {
    let county = profile("county-yikatong");
    let (name, bytes) = answered(&county);
    let error = read(&name, &bytes[..bytes.len() / 2], &county).expect_err("half of it");
    assert!(matches!(error, NotAReturn::Workbook(_)), "{error:?}");
    let error = read("x.csv", "户名,账号\r\n".as_bytes(), &county).expect_err("no headings");
    assert!(matches!(error, NotAReturn::Heading { .. }), "{error:?}");
    // A text table under the same headings is read as well.
    let text =
        "户名,账号,金额,发放状态,失败原因,发放日期\r\n张三,6221,600,发放成功,,2020-12-18\r\n";
    assert_eq!(read("x.csv", text.as_bytes(), &county).expect("a table").lines.len(), 1);
    for (total, holds) in [("600.00", true), ("600.01", false)] {
        let text = format!("{text}合计,,{total},,,\r\n");
        assert_eq!(read("x.csv", text.as_bytes(), &county).is_ok(), holds, "{total}");
    }
    let behind = format!("{text}合计,,600,,,\r\n李四,6222,600,发放成功,,\r\n");
    let error = read("x.csv", behind.as_bytes(), &county).expect_err("a line behind the total");
    assert_eq!(error, NotAReturn::Record { line: 3 });
}

#[test]
fn no_word_of_an_error_carries_what_stands_in_a_field() {
    for profile in profiles() {
        let (name, bytes) = answer("某镇.txt", &head(), &sent(20), &profile, 5, Shares::default());
        for at in 0..bytes.len().min(3000) {
            let mut damaged = bytes.clone();
            damaged[at] = b'"';
            if let Err(error) = read(&name, &damaged, &profile) {
                let words = format!("{error} {} {error:?}", error.words(Lang::Zh));
                assert!(!words.contains("622169"), "{}: {words}", profile.id);
                assert!(!words.contains("张三"), "{}: {words}", profile.id);
            }
        }
    }
}
