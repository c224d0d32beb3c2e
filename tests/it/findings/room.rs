//! V027 and V028: what a bank file has room for; and what a county lets through
//! that would break one.

use super::{Case, check, clean, paying};
use crate::county::{County, card, found, of, pay_ends};

/// Somebody whose payment the layout has no reason to hold, paid by that layout.
fn by_profile(county: County, id: &str) -> County {
    county.more(&format!("[payout]\nprofile = \"{id}\""))
}

/// The county's own plain layout, with more lines under `[file]`.
fn limited(lines: &str) -> County {
    let path = format!("{}/rules/banks/plain-csv.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("readable");
    let text = text.replacen("limit_rows = 10000", &format!("limit_rows = 10000\n{lines}"), 1);
    clean().odd_file("rules/banks/plain-csv.toml", text, lines)
}

/// Somebody paid through that holder's account.
fn held_by(payee: &str) -> County {
    paying(&format!("姓名,身份证号,银行账号,户名\n张三,#1,@1,{payee}"))
}

/// Somebody of that village.
fn living_in(village: &str) -> County {
    paying(&format!("姓名,身份证号,银行账号,村\n张三,#1,@1,{village}"))
}

pub fn cases() -> Vec<Case> {
    vec![
        Case::new("V027", "a payment a fen above the limit", limited("limit_amount = \"599.99\""))
            .found(&["V027 hold pay-list/甲镇.csv!2"])
            .ends(&["held"], &["held"])
            .says("一个文件最多 599.99 元")
            .clean("of exactly the limit", limited("limit_amount = \"600.00\"")),
        Case::new(
            "V028",
            "a holder's name longer than its field",
            by_profile(held_by(&"山".repeat(31)), "ccb-txt"),
        )
        .found(&["V028 hold pay-list/甲镇.csv!D2"])
        .ends(&["held"], &["held"])
        .says("「户名」超过银行文件该栏的长度（最多 60 个字节）")
        .clean("of exactly its length", by_profile(held_by(&"山".repeat(30)), "ccb-txt"))
        .clean("where the layout has no limit", held_by(&"山".repeat(31))),
    ]
}

#[test]
fn room_cases() {
    check(&cases());
}

#[test]
fn one_byte_too_many_is_held_and_the_last_that_fits_is_paid() {
    for (payee, end) in [
        (format!("{}A", "山".repeat(29)), "paid"),
        ("山".repeat(30), "paid"),
        (format!("{}A", "山".repeat(30)), "held"),
    ] {
        let run = by_profile(held_by(&payee), "ccb-txt").run();
        assert_eq!(pay_ends(&run), [end], "{} bytes", payee.len());
    }
}

#[test]
fn the_account_and_the_persons_own_name_have_room_too() {
    let long = "4".repeat(33);
    let county = paying(&format!("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,{long}"));
    let run = by_profile(county, "ccb-txt").run();
    let told = found(&run);
    assert!(told.contains(&"V028 hold pay-list/甲镇.csv!D2".to_owned()), "{told:?}");
    let name = "山".repeat(31);
    let county = County::new().lists(
        &format!("姓名,身份证号\n{name},#1"),
        &format!("姓名,身份证号,银行账号\n{name},#1,@1"),
    );
    let run = by_profile(county, "ccb-txt").run();
    assert_eq!(found(&run), ["V028 hold pay-list/甲镇.csv!A2"]);
}

#[test]
fn what_would_break_the_file_is_never_paid() {
    // A county lets it through: the file has no way to say it.
    let more = "[severity]\n\
        V012 = { level = \"advise\", reason = \"r\", since = 2020-01-01 }\n\
        V025 = { level = \"advise\", reason = \"r\", since = 2020-01-01 }";
    let run = by_profile(held_by("张|三"), "ccb-txt").more(more).run();
    assert_eq!(pay_ends(&run), ["held"], "{:?}", found(&run));
    // Where quotation marks hold it together it is paid.
    let run = held_by("\"张,三\"").more(more).run();
    assert_eq!(pay_ends(&run), ["paid"], "{:?}", found(&run));
}

#[test]
fn an_account_that_the_charset_lacks_is_never_paid() {
    let more = "[severity]\n\
        V016 = { level = \"advise\", reason = \"r\", since = 2020-01-01 }";
    let county = paying("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,81010000䶮123").more(more);
    assert_eq!(pay_ends(&county.run()), ["held"]);
    let county = paying("姓名,身份证号,开户银行,银行账号\n张三,#1,某银行,8101-0000-123").more(more);
    assert_eq!(pay_ends(&county.run()), ["paid"]);
}

#[test]
fn the_bank_that_only_a_header_names_is_judged_too() {
    let path = format!("{}/rules/banks/ccb-txt.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("readable");
    let header = "[[header]]\nfields = [{ source = \"bank\", max_chars = 8 }]\n\n[[field]]";
    let text = text.replacen("[[field]]", header, 1);
    for (bank, codes) in
        [("某银行", ""), ("某|银行", "V025"), ("某银行某银行某银行", "V028"), ("䶮银行", "V013")]
    {
        let county = paying(&format!("姓名,身份证号,开户银行,银行账号\n张三,#1,{bank},@1"));
        let run = by_profile(county, "ours").file("rules/banks/ours.toml", &text).run();
        let told: Vec<&str> =
            run.findings.iter().map(|f| f.doc.code).filter(|c| *c != "I010").collect();
        assert_eq!(told.join(" "), codes, "{bank}");
        zhibu::run::render_in_memory(&run, &[zhibu::run::Part::Payout]).expect("written");
    }
}

#[test]
fn a_separator_outside_what_the_bank_compares_is_as_the_layout_says() {
    let profile = |in_text: &str| {
        let path = format!("{}/rules/banks/ccb-txt.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("readable");
        let text = text.replace("quote = \"never\"", &format!("quote = \"never\"\n{in_text}"));
        format!("{text}\n[[field]]\nheading = \"村\"\nsource = \"village\"\n")
    };
    for (in_text, end, line) in [
        ("separator_in_text = \"hold\"", "held", ""),
        ("separator_in_text = \"remove\"", "paid", "和平村"),
        ("separator_in_text = { replace = \"；\" }", "paid", "和平；村"),
    ] {
        let county = by_profile(living_in("和平|村"), "ours");
        let run = county.file("rules/banks/ours.toml", profile(in_text)).run();
        assert_eq!(pay_ends(&run), [end], "{in_text}: {:?}", found(&run));
        assert_eq!(of(&run, "V025").is_empty(), end == "paid", "{in_text}");
        if end == "paid" {
            let files = zhibu::run::render_in_memory(&run, &[zhibu::run::Part::Payout]);
            let files = files.expect("written");
            let bytes = &files.iter().find(|f| f.path.contains("/甲镇.")).expect("a file").bytes;
            let text = run.rulebook.bank.file.charset.decode(bytes).expect("text");
            assert_eq!(text, format!("{}|张三|600.00|{line}|\r\n", card(1)));
        }
    }
}

#[test]
fn a_layout_that_needs_a_payer_says_so_before_anything_is_read() {
    let load = |more: &str| {
        let county = clean().more(more);
        let project = county.load()?;
        zhibu::rulebook::Rulebook::of(&project).map(drop)
    };
    let payout = |payer: &str| format!("[payout]\nprofile = \"icbc-bpt\"\n{payer}");
    let named = |name: &str| {
        format!("payer = {{ name = \"{name}\", account = \"8200123\", bank = \"某银行\" }}")
    };
    let error = load(&payout("")).expect_err("no payer");
    assert!(error.to_string().contains("`payout.payer` is missing"), "{error}");
    assert!(load(&payout(&named("某县移民事务中心"))).is_ok());
    for (name, said) in [("某县䶮", "U+4DAE"), ("某|县", "no «|»"), (" ", "payout.payer.name")]
    {
        let loaded = load(&payout(&named(name)));
        // The layout leaves a separator out of what the bank does not compare.
        if name == "某|县" {
            assert!(loaded.is_ok());
            continue;
        }
        let error = loaded.expect_err(name);
        assert!(error.to_string().contains(said), "{error}");
    }
    let error = load(&payout(&named(&"县".repeat(31)))).expect_err("too long");
    assert!(error.to_string().contains("<= 30 characters"), "{error}");
    let long = format!(
        "payer = {{ name = \"某县\", account = \"{}\", bank = \"某银行\" }}",
        "8".repeat(20)
    );
    let error = load(&payout(&long)).expect_err("too long").to_string();
    assert!(error.contains("payout.payer.account") && !error.contains(&"8".repeat(20)), "{error}");
    assert!(load("[payout]\nprofile = \"plain-csv\"").is_ok());
}
