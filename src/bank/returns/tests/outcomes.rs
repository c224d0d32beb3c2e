//! What each profile's codes say; and what its `[return]` section may not hold.

use super::{layout, profile, profiles};
use crate::bank::returns::Outcome;
use crate::domain::Lang;
use crate::rulebook::BankProfile;

/// A profile's id, then its codes of paid, failed and pending.
type Codes =
    (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// Every shipped code. Polarity differs from bank to bank: `0` and `1` each say
/// paid for one and failed for another.
const CODES: &[Codes] = &[
    ("abc-csv", &["0"], &["1"], &["2"]),
    ("boc-records", &["0000"], &["1001", "1002", "1003", "1004", "1099"], &["2001"]),
    ("ccb-txt", &["1"], &["0"], &[]),
    ("county-yikatong", &["发放成功"], &["发放失败", "退回"], &["发放中"]),
    ("icbc-bpt", &["00"], &["01", "02", "03", "09"], &["10", "11"]),
    (
        "pain-001",
        &["ACCC", "ACSC", "BOOK/DBIT"],
        &["BOOK/CRDT/RTR", "CANC", "RJCT"],
        &[
            "ACCP",
            "ACFC",
            "ACSP",
            "ACTC",
            "ACWC",
            "ACWP",
            "BLCK",
            "INFO/DBIT",
            "PATC",
            "PDNG",
            "PDNG/DBIT",
            "RCVD",
        ],
    ),
    ("plain-csv", &["成功"], &["失败"], &["处理中"]),
    ("social-security-fixed", &["1"], &["0", "2", "3"], &["9"]),
];

#[test]
fn every_code_of_every_profile_says_what_it_says() {
    assert_eq!(profiles().len(), CODES.len());
    for (id, paid, failed, pending) in CODES {
        let profile = profile(id);
        let layout = layout(&profile);
        for (outcome, codes) in
            [(Outcome::Paid, paid), (Outcome::Failed, failed), (Outcome::Pending, pending)]
        {
            assert_eq!(layout.codes(outcome), **codes, "{id}");
            for code in *codes {
                assert_eq!(layout.outcome(code), outcome, "{id}: {code}");
                assert_eq!(layout.outcome(&format!(" {code}\u{3000}")), outcome, "{id}: {code}");
                for lang in [Lang::Zh, Lang::En] {
                    let meaning = layout.meaning(code, lang).expect("its words");
                    assert_eq!(meaning.is_ascii(), lang == Lang::En, "{id}: {meaning}");
                }
            }
        }
    }
}

#[test]
fn what_is_in_no_list_is_unknown() {
    for profile in profiles() {
        let layout = layout(&profile);
        for code in [
            "",
            " ",
            "00000",
            "000",
            "01 ",
            "x",
            "成功了",
            "成 功",
            "acsc",
            "ACSC ACSC",
            "+1",
            "1.0",
            "０",
            "BOOK/CRDT",
            "BOOK/DBIT/RTR",
            "/",
            "success",
        ] {
            let known = CODES.iter().find(|(id, ..)| *id == profile.id).is_some_and(
                |(_, paid, failed, pending)| {
                    [paid, failed, pending].iter().any(|list| list.contains(&code.trim()))
                },
            );
            assert!(known || layout.outcome(code) == Outcome::Unknown, "{}: {code}", profile.id);
        }
    }
}

#[test]
fn a_code_without_a_list_has_no_words() {
    for profile in profiles() {
        assert_eq!(layout(&profile).meaning("no such code", Lang::Zh), None);
        assert_eq!(layout(&profile).codes(Outcome::Unknown), Vec::<&str>::new());
    }
}

#[test]
fn a_return_section_that_contradicts_itself_is_refused() {
    let text = include_str!("../../../../rules/banks/plain-csv.toml");
    let refused = |from: &str, to: &str, key: &str| {
        assert!(text.contains(from), "{from}");
        let error = BankProfile::parse("x.toml", &text.replace(from, to)).expect_err(to);
        assert!(error.to_string().contains(key), "{to}: {error}");
        assert!(error.words(Lang::Zh).contains(key), "{to}: {}", error.words(Lang::Zh));
    };
    for (from, to, key) in [
        ("\"处理中\" = {", "\"失败\" = {", "return.codes"),
        ("\"处理中\" = {", "\" 处理中\" = {", "return.codes"),
        ("\"处理中\" = {", "\"\" = {", "return.codes"),
        ("\"成功\" = { zh = \"已入账\", en = \"credited\" }", "", "return.codes.paid"),
        (
            "heading = \"流水号\"\nsource = \"reference\"\n[[return.field]]",
            "heading = \"流水号\"\nsource = \"other\"\n[[return.field]]",
            "return.field.source",
        ),
        ("match = \"reference\"", "match = \"name\"", "match"),
        ("source = \"code\"", "source = \"other\"", "return.field.source"),
        ("source = \"reason\"", "source = \"payee\"", "return.field.source"),
        ("source = \"reason\"", "source = \"sum_yuan\"", "return.field.source"),
        ("source = \"reason\"", "source = \"amount_fen\"", "return.field.source"),
        ("heading = \"失败原因\"\n", "", "return.field.heading"),
        ("-回盘.csv\"", "-{batch}.csv\"", "name"),
        ("{batch}-{file:03}-回盘.csv", "{batch}.csv", "return.name"),
        ("quoted = true", "quotes = true", "quotes"),
        (
            "kind = \"delimited\"\ncharset = \"cp936\"\nseparator = \",\"\nquoted",
            "kind = \"fixed-width\"\ncharset = \"cp936\"\nquoted",
            "return.field.width",
        ),
        (
            "charset = \"cp936\"\nseparator = \",\"\nquoted",
            "charset = \"cp936\"\nquoted",
            "return.separator",
        ),
        (
            "kind = \"delimited\"\ncharset = \"cp936\"\nseparator = \",\"\nquoted",
            "kind = \"iso20022\"\ncharset = \"utf8\"\nquoted",
            "return.message_id",
        ),
    ] {
        refused(from, to, key);
    }
}
