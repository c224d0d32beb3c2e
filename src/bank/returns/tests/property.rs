//! What the played bank answers is what is read, and no bytes bring the reader
//! down.

use proptest::prelude::*;

use super::{head, layout, profiles};
use crate::bank::returns::{LineKey, Outcome, read};
use crate::bank::simulate::{Sent, SentHead, Shares, answer, answer_to};
use crate::domain::Money;
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::returns::{Matching, ReturnKind, ReturnSource};

/// Sent lines of any order, with amounts up to ten million yuan.
fn any_sent() -> impl Strategy<Value = Vec<Sent>> {
    let name = prop_oneof![
        "[张李王欧阳陈刘杨黄赵][三四五六七八九娥妹]{1,3}",
        "[阿买古][依提丽]{1,3}·[努尔汗]{1,4}",
        "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}",
    ];
    let line = (1..=999_999u64, "[0-9]{12,19}", name, 1..=1_000_000_000i64);
    prop::collection::vec(line, 0..40).prop_map(|mut lines| {
        lines.sort_by_key(|(line, ..)| *line);
        lines.dedup_by_key(|(line, ..)| *line);
        let sent = lines.into_iter().map(|(line, account, payee, fen)| Sent {
            line,
            reference: format!("2020-001-{line:06}"),
            account,
            payee,
            amount: Money::from_fen(fen),
        });
        let mut sent: Vec<Sent> = sent.collect();
        sent.reverse();
        sent
    })
}

fn any_shares() -> impl Strategy<Value = Shares> {
    (0..4000u32, 0..3000u32, 0..3000u32).prop_map(|(failed, pending, unknown)| Shares {
        failed,
        pending,
        unknown,
    })
}

/// Checks that reading what was answered gives what was answered.
pub(super) fn check_identity(
    profile: &BankProfile,
    head: &SentHead,
    sent: &[Sent],
    seed: u64,
    shares: Shares,
) {
    let layout = layout(profile);
    let (name, bytes) = answer("某镇_002.txt", head, sent, profile, seed, shares);
    if bytes.is_empty() {
        // No line was answered, and the layout has nothing else.
        return;
    }
    let read = read(&name, &bytes, profile);
    let read = read.unwrap_or_else(|error| panic!("{}: {error}", profile.id));
    let answered: Vec<_> = sent
        .iter()
        .filter_map(|line| Some((line, answer_to(line, layout, seed, shares)?)))
        .collect();
    assert_eq!(read.lines.len(), answered.len(), "{}", profile.id);
    assert!(read.statements.is_empty());
    for (line, (sent, answered)) in read.lines.iter().zip(&answered) {
        let key = match layout.matching {
            Matching::Reference => LineKey::Reference(sent.reference.clone()),
            Matching::Line => LineKey::Line { file: Some(head.file), line: sent.line },
            Matching::Account => LineKey::Account,
        };
        assert_eq!(line.key, key, "{}", profile.id);
        assert_eq!(line.account.as_deref(), Some(&*sent.account), "{}", profile.id);
        let is_message = layout.kind == ReturnKind::Iso20022;
        let name = is_message || layout.place(ReturnSource::Payee).is_some();
        assert_eq!(line.name.as_deref(), name.then_some(&*sent.payee), "{}", profile.id);
        assert_eq!(line.amount, Some(sent.amount), "{}", profile.id);
        assert_eq!(line.code, answered.code, "{}", profile.id);
        assert_eq!(line.reason_code, answered.reason_code, "{}", profile.id);
        assert_eq!(line.reason, answered.reason, "{}", profile.id);
        assert_eq!(line.outcome, answered.outcome, "{}", profile.id);
        assert_eq!(line.trouble, None, "{}", profile.id);
        let day = is_message || layout.place(ReturnSource::Date).is_some();
        assert_eq!(line.date, day.then_some(head.date), "{}", profile.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_answered_is_what_is_read(
        sent in any_sent(), shares in any_shares(), seed in any::<u64>(), file in 1..1000u32,
    ) {
        let head = SentHead { file, ..head() };
        for profile in profiles() {
            check_identity(&profile, &head, &sent, seed, shares);
        }
    }

    #[test]
    fn the_same_line_fares_alike_in_any_order(
        sent in any_sent(), shares in any_shares(), seed in any::<u64>(),
    ) {
        for profile in profiles() {
            let layout = layout(&profile);
            for line in &sent {
                let renumbered = Sent { line: line.line + 1, ..line.clone() };
                prop_assert_eq!(
                    answer_to(line, layout, seed, shares),
                    answer_to(&renumbered, layout, seed, shares)
                );
            }
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(
        seed in any::<u64>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12),
        noise in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for profile in profiles() {
            let (name, mut bytes) =
                answer("某镇.txt", &head(), &super::sent(7), &profile, seed, super::shares());
            for (index, byte, how) in &changes {
                let at = index.index(bytes.len());
                match how {
                    0 => bytes[at] = *byte,
                    1 => bytes.insert(at, *byte),
                    2 if bytes.len() > 1 => drop(bytes.remove(at)),
                    _ if bytes.len() > 40 => bytes.truncate(bytes.len() - usize::from(*byte % 32)),
                    _ => {}
                }
            }
            if let Ok(file) = read(&name, &bytes, &profile) {
                prop_assert!(file.lines.len() <= bytes.len());
            }
            let _ = read(&name, &noise, &profile);
        }
    }
}

#[test]
fn ten_thousand_lines_fare_as_the_shares_say() {
    let shares = Shares { failed: 300, pending: 200, unknown: 100 };
    for profile in profiles() {
        let layout = layout(&profile);
        let mut counts = [0; 5];
        for line in super::sent(10_000) {
            let answered = answer_to(&line, layout, 7, shares).map(|answered| answered.outcome);
            counts[match answered {
                Some(Outcome::Paid) => 0,
                Some(Outcome::Failed) => 1,
                Some(Outcome::Pending) => 2,
                Some(Outcome::Unknown) => 3,
                None => 4,
            }] += 1;
        }
        let [_, failed, pending, unknown, none] = counts;
        assert!((240..360).contains(&failed), "{}: {counts:?}", profile.id);
        assert!((150..260).contains(&(pending + none)), "{}: {counts:?}", profile.id);
        assert!((60..150).contains(&unknown), "{}: {counts:?}", profile.id);
        assert_eq!(none > 0, layout.codes(Outcome::Pending).is_empty(), "{}", profile.id);
    }
}

#[test]
fn a_total_above_32_bits_of_fen_is_read() {
    let mut sent = super::sent(4_000);
    for line in &mut sent {
        line.amount = Money::from_yuan(6_000);
    }
    let total: Money = sent.iter().map(|line| line.amount).sum();
    assert!(total.fen() > 1 << 31);
    for profile in profiles() {
        check_identity(&profile, &head(), &sent, 3, super::shares());
    }
}
