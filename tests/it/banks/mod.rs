//! Every shipped bank profile: the bytes of a file, the same bytes read back, and
//! what must not go unnoticed.
//!
//! The files of `fixtures/banks/<id>/` are compared byte by byte; `ZHIBU_BLESS=1`
//! writes them anew. Everybody in them is invented.

mod cli;
mod golden;
mod iso;
mod limits;
mod tampering;
mod template;

use std::borrow::Cow;

use zhibu::bank::{self, FileHead, NotABankFile, ReadBack};
use zhibu::domain::{Moment, Money, Period};
use zhibu::payout::PayLine;
use zhibu::payout::batch::line_reference;
use zhibu::rulebook::{BankProfile, Payer, Rulebook, shipped_banks};

/// A shipped profile.
pub fn profile(id: &str) -> BankProfile {
    Rulebook::bank(None, id).expect("a sound profile")
}

/// Every shipped profile.
pub fn profiles() -> Vec<BankProfile> {
    shipped_banks().map(profile).collect()
}

/// A shipped profile with something put otherwise.
pub fn changed(id: &str, from: &str, to: &str) -> BankProfile {
    let path = format!("{}/rules/banks/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("readable");
    let edited = text.replacen(from, to, 1);
    assert_ne!(text, edited, "the edit changes something");
    BankProfile::parse("rules/banks/x.toml", &edited).expect("a sound profile")
}

pub fn payer() -> Payer {
    Payer {
        name: "桐溪县移民事务中心".to_owned(),
        account: "82010000000123456".to_owned(),
        bank: "桐溪农商银行".to_owned(),
    }
}

/// The head of a file of the second batch.
pub fn head(payer: &Payer) -> FileHead<'_> {
    FileHead {
        batch: "2020-002",
        file: 3,
        part: 1,
        parts: 2,
        bank: "桐溪农商银行",
        township: "桐口镇",
        period: Period::parse("2020").expect("a period"),
        purpose: "大中型水库移民后期扶持直补2020",
        payer: Some(payer),
        made_at: Moment::parse("2020-11-23T08:30:09+08:00").expect("a moment"),
    }
}

/// A payment.
pub fn line<'a>(number: u32, payee: impl Into<Cow<'a, str>>, amount: Money) -> PayLine<'a> {
    let payee = payee.into();
    PayLine {
        name: payee.clone(),
        payee,
        account: "6221690000000004321",
        bank: "桐溪农商银行",
        amount,
        id_number: "11010519491231002X".into(),
        township: "桐口镇",
        village: "和平村",
        reference: line_reference("2020-002", number).into(),
    }
}

/// A payment as it is read back: reference, account, payee, amount.
pub type Told = (Option<String>, String, String, Money);

/// The payments of a file, and what it adds up to.
pub fn read(bytes: &[u8], profile: &BankProfile) -> Result<(Vec<Told>, ReadBack), NotABankFile> {
    let mut told = Vec::new();
    let back = bank::read(bytes, profile, &mut |line| {
        assert!(line.line > told.len() as u64, "payments are numbered in their order");
        let reference = line.reference.as_deref().map(str::to_owned);
        told.push((reference, line.account.to_string(), line.payee.to_string(), line.amount));
    })?;
    Ok((told, back))
}

/// Lines as they should be read back.
pub fn expected(lines: &[PayLine<'_>], profile: &BankProfile) -> Vec<Told> {
    let reference =
        |line: &PayLine<'_>| profile.has_reference().then(|| line.reference.to_string());
    lines
        .iter()
        .map(|line| (reference(line), line.account.to_owned(), line.payee.to_string(), line.amount))
        .collect()
}

/// Writes lines, reads them back, and compares.
pub fn there_and_back(lines: &[PayLine<'_>], profile: &BankProfile) -> Vec<u8> {
    let payer = payer();
    let bytes = bank::write(&head(&payer), lines, profile);
    let (told, back) = read(&bytes, profile).unwrap_or_else(|e| panic!("{}: {e}", profile.id));
    assert_eq!(told, expected(lines, profile), "{}", profile.id);
    assert_eq!(back.people, lines.len() as u64, "{}", profile.id);
    assert_eq!(back.amount, lines.iter().map(|line| line.amount).sum(), "{}", profile.id);
    bytes
}
