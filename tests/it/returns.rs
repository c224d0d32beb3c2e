//! From a bank's file to the bank's answer: what is written is answered by the
//! played bank and read back, line by line.

use zhibu::bank::returns::{self, LineKey, Outcome};
use zhibu::bank::simulate::{Sent, SentHead, Shares, answer, answer_to};
use zhibu::bank::{self, FileHead};
use zhibu::domain::{Date, Money};
use zhibu::payout::batch::line_reference;
use zhibu::rulebook::BankProfile;
use zhibu::rulebook::bank_profile::returns::Matching;

use crate::banks::{head, line, payer, profiles};

/// A file's payments as the bank gets them.
fn sent(bytes: &[u8], head: &FileHead<'_>, profile: &BankProfile) -> Vec<Sent> {
    let mut sent = Vec::new();
    bank::read(bytes, profile, &mut |line| {
        let number = u32::try_from(line.line).expect("a line");
        let reference = line.reference.as_deref().map(str::to_owned);
        sent.push(Sent {
            line: line.line,
            reference: reference.unwrap_or_else(|| line_reference(head.batch, number)),
            account: line.account.to_string(),
            payee: line.payee.to_string(),
            amount: line.amount,
        });
    })
    .expect("a bank file");
    sent
}

#[test]
fn every_payment_of_every_profile_comes_back_to_where_it_was_sent() {
    let payer = payer();
    let names = ["张三", "阿依·努尔", "李四妹"];
    let lines: Vec<_> = (1..=60u32)
        .map(|number| {
            let name = names[number as usize % names.len()];
            line(number, name, Money::from_fen(60_000 + i64::from(number)))
        })
        .collect();
    let shares = Shares { failed: 2000, pending: 1000, unknown: 500 };
    for profile in profiles() {
        let head = head(&payer);
        let sent = sent(&bank::write(&head, &lines, &profile), &head, &profile);
        assert_eq!(sent.len(), lines.len());
        let name = bank::file_name(&head, &profile);
        let date = Date::new(2020, 12, 1).expect("a day");
        let answered = SentHead { batch: head.batch.to_owned(), file: head.file, date };
        let (name, bytes) = answer(&name, &answered, &sent, &profile, 11, shares);
        let file = returns::read(&name, &bytes, &profile).expect("a return");
        assert_eq!(file.batch.as_deref(), Some(head.batch), "{}: {name}", profile.id);
        assert_eq!(file.file, Some(head.file), "{}: {name}", profile.id);
        let layout = profile.returns.as_ref().expect("a [return] section");
        let mut lines = file.lines.iter();
        for sent in &sent {
            let Some(answered) = answer_to(sent, layout, 11, shares) else { continue };
            let line = lines.next().expect("a line");
            let key = match layout.matching {
                Matching::Reference => LineKey::Reference(sent.reference.clone()),
                Matching::Line => LineKey::Line { file: Some(head.file), line: sent.line },
                Matching::Account => LineKey::Account,
            };
            assert_eq!((&line.key, line.amount), (&key, Some(sent.amount)), "{}", profile.id);
            assert_eq!(line.account.as_deref(), Some(&*sent.account), "{}", profile.id);
            assert_eq!(line.outcome, answered.outcome, "{}", profile.id);
        }
        assert_eq!(lines.next(), None, "{}", profile.id);
        let failed = file.lines.iter().filter(|line| line.outcome == Outcome::Failed).count();
        assert!((4..25).contains(&failed), "{}: {failed}", profile.id);
    }
}

#[test]
fn a_file_that_was_sent_is_no_answer() {
    let payer = payer();
    let lines = [line(1, "张三", Money::from_yuan(600))];
    for profile in profiles() {
        let head = head(&payer);
        let bytes = bank::write(&head, &lines, &profile);
        let name = bank::file_name(&head, &profile);
        assert!(returns::read(&name, &bytes, &profile).is_err(), "{}", profile.id);
    }
}
