//! Golden files: the bytes of each profile, and read back.

use std::path::Path;

use proptest::prelude::*;
use zhibu::bank;
use zhibu::domain::{Lang, Money};
use zhibu::payout::PayLine;

use super::{head, line, payer, profile, profiles, there_and_back};
use crate::county::{County, card, fill};

/// Payments of all kinds: a minority name, a parent's card, a passbook, fen.
fn payments() -> Vec<PayLine<'static>> {
    let mut lines = vec![
        line(41, "陈大山", Money::from_yuan(600)),
        line(42, "阿依古丽·买买提", Money::from_yuan(300)),
        line(43, "许文斌", Money::from_fen(60_050)),
        line(44, "欧阳春", Money::from_yuan(50)),
    ];
    lines[1].account = "810100000012345";
    lines[2].name = "许小龙".into();
    lines[3].account = "6230901234567890123";
    lines[3].village = "柳塘村";
    lines
}

#[test]
fn every_profile_writes_its_golden_file() {
    let payer = payer();
    for profile in profiles() {
        let lines = payments();
        let bytes = there_and_back(&lines, &profile);
        assert_eq!(bytes, bank::write(&head(&payer), &lines, &profile), "the same bytes again");
        let name = bank::file_name(&head(&payer), &profile);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/banks").join(&profile.id);
        let path = folder.join(&name);
        if std::env::var_os("ZHIBU_BLESS").is_some() {
            std::fs::create_dir_all(&folder).expect("made");
            std::fs::write(&path, &bytes).expect("written");
        }
        let known = std::fs::read(&path).unwrap_or_default();
        assert!(known == bytes, "{}: not as {}", profile.id, path.display());
    }
}

#[test]
fn a_profile_says_where_it_is_known_from_and_that_it_must_be_checked() {
    for profile in profiles() {
        let path = format!("{}/rules/banks/{}.toml", env!("CARGO_MANIFEST_DIR"), profile.id);
        let text = std::fs::read_to_string(path).expect("a file named by the id");
        let remarks: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        let remarks = remarks.join(" ").replace("# ", "");
        assert!(remarks.contains("Layout:"), "{}", profile.id);
        assert!(remarks.contains("with the bank before the first use"), "{}", profile.id);
        assert!(!profile.known_from(Lang::Zh).is_empty());
        assert!(profile.needs_payer() == text.contains("payer_") || profile.id == "pain-001");
    }
}

#[test]
fn names_of_files_follow_the_profile() {
    let payer = payer();
    let name = |id: &str| bank::file_name(&head(&payer), &profile(id));
    assert_eq!(name("plain-csv"), "2020-002-003.csv");
    assert_eq!(name("boc-records"), "20201123_2020-002_003.txt");
    let mut odd = head(&payer);
    odd.batch = "a/b:c..";
    assert_eq!(bank::file_name(&odd, &profile("plain-csv")), "a_b_c..-003.csv");
    odd.batch = "CON";
    let profile = super::changed("plain-csv", "{batch}-{file:03}.csv", "{batch}{file}.csv");
    odd.file = 1;
    assert_eq!(bank::file_name(&odd, &profile), "CON1.csv");
    let profile = super::changed("plain-csv", "{batch}-{file:03}.csv", "COM{file}.csv");
    assert_eq!(bank::file_name(&odd, &profile), "_COM1.csv");
}

#[test]
fn a_total_beyond_32_bits_is_whole() {
    for profile in profiles() {
        // 2^31 fen are 21,474,836.48 yuan.
        let most = profile.most_money.map_or(i64::MAX, Money::fen).min(3_000_000_000);
        assert!(profile.file.limit_rows >= 30, "{}", profile.id);
        let people = 30;
        let each = Money::from_fen(most / people);
        let lines: Vec<PayLine<'_>> = (1..=30).map(|n| line(n, "陈大山", each)).collect();
        there_and_back(&lines, &profile);
        if profile.most_money.is_none_or(|limit| limit.fen() > 1 << 31) {
            assert!(each.fen() * people > 1 << 31, "{}", profile.id);
        }
    }
}

#[test]
fn a_file_without_payments_is_written_and_read() {
    for profile in profiles().into_iter().filter(|profile| profile.id != "pain-001") {
        there_and_back(&[], &profile);
    }
}

/// The county of `[payout]` with this profile, its payer named.
fn county(id: &str) -> County {
    let people = |row: fn(usize, char) -> String| {
        (1..).zip("甲乙丙丁".chars()).map(|(n, c)| row(n, c)).collect::<String>()
    };
    let roster = people(|n, c| format!("\n张{c}三,#{n}"));
    let pay = people(|n, c| format!("\n张{c}三,#{n},某某银行,@{n}"));
    County::new()
        .lists(&format!("姓名,身份证号{roster}"), &format!("姓名,身份证号,开户银行,银行账号{pay}"))
        .more(&format!(
            "[payout]\nprofile = \"{id}\"\npayer = {{ name = \"某县移民事务中心\", account = \"8201001\", bank = \"某某银行\" }}"
        ))
}

#[test]
fn a_run_pays_through_every_profile() {
    for profile in profiles() {
        let run = county(&profile.id).run();
        assert!(!run.refused);
        let files =
            zhibu::run::render_in_memory(&run, &[zhibu::run::Part::Payout]).expect("written");
        let path = format!("payout/某某银行/甲镇.{}", profile.file.extension);
        let file = files.iter().find(|file| file.path == path).expect("the payout file");
        let (told, back) = super::read(&file.bytes, &profile).expect("its own file");
        assert_eq!((back.people, back.amount), (4, Money::from_yuan(2400)), "{}", profile.id);
        let accounts: Vec<&str> = told.iter().map(|line| line.1.as_str()).collect();
        assert_eq!(accounts, (1..=4).map(card).collect::<Vec<_>>(), "{}", profile.id);
        if profile.has_reference() {
            assert_eq!(told[3].0.as_deref(), Some("2020-000-000004"), "{}", profile.id);
        }
    }
    assert_eq!(fill("@1"), card(1));
}

/// A name as a bank knows it: common ideographs, perhaps parted.
fn name() -> impl Strategy<Value = String> {
    "[\u{4e00}-\u{9fa5}]{1,8}(·[\u{4e00}-\u{9fa5}]{1,4})?"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_paid_reads_back(people in proptest::collection::vec((name(), "[0-9]{12,19}", 1_i64..1_000_000), 1..20)) {
        for profile in profiles() {
            let mut lines: Vec<PayLine<'_>> = Vec::new();
            for (number, (payee, account, fen)) in (1..).zip(&people) {
                let mut line = line(number, payee.as_str(), Money::from_fen(*fen));
                line.account = account;
                lines.push(line);
            }
            there_and_back(&lines, &profile);
        }
    }
}
