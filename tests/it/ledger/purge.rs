//! Purge: people are forgotten, what proves the payments stays, and nobody is paid
//! for that time any more.

use zhibu::domain::Period;
use zhibu::ledger::{LedgerError, PurgedOutput, Purging, State};

use super::desk::{CHECKER, Desk, MAKER, line, people, person};
use super::place::{Place, minute};
use super::script::{Says, Sharing, refusal, signed};

on_both!(
    people_are_forgotten_and_the_rest_stays,
    what_is_open_is_not_purged,
    nothing_is_done_any_more_for_that_time,
    what_is_left_cannot_be_edited,
    a_row_loses_its_person_only_as_the_chain_says,
);

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

/// Purges everything before a period; the batches that it took, or why it did not.
fn purge(desk: &mut Desk, before: &str, outputs: &[PurgedOutput]) -> String {
    let signer = signed(&mut desk.ledger, CHECKER).expect("enrolled");
    let purging = Purging { programme: "direct", before: period(before), outputs };
    match desk.ledger.purge(minute(9_000), &signer, &purging) {
        Ok(of) => of.batches.join(" "),
        Err(error) => refusal(&error),
    }
}

/// 2019 is settled: one was paid at once, one at the second attempt, one was taken
/// back, and one did not get anything. 2020 is sent.
fn two_years(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    let prepare = |desk: &mut Desk, year, reissue, people: &[_]| {
        desk.prepare_as("direct", year, reissue, Sharing::Never, people)
    };
    prepare(&mut desk, "2019", false, &people(1..=4));
    desk.withdraw("2019-001", &[4]);
    desk.send("2019-001");
    let lines = [
        line("2019-001-000001", Says::Paid),
        line("2019-001-000002", Says::Failed),
        line("2019-001-000003", Says::Failed),
        line("2019-001-000009", Says::Paid),
    ];
    desk.answer("2019-001", "day 1", &lines);
    prepare(&mut desk, "2019", true, &[person(2)]);
    desk.send("2019-002");
    desk.answer("2019-002", "day 2", &[line("2019-002-000001", Says::Paid)]);
    for batch in ["2019-001", "2019-002"] {
        assert!(desk.close(batch).starts_with("closed"), "{batch}");
    }
    prepare(&mut desk, "2020", false, &people(1..=3));
    desk.send("2020-001");
    desk
}

fn people_are_forgotten_and_the_rest_stays(place: &Place) {
    let mut desk = two_years(place);
    let batches = desk.ledger.batches().expect("readable");
    let states = desk.states("2019-001");
    let of = desk.ledger.purgeable("direct", period("2020")).expect("settled");
    assert_eq!(of.batches, ["2019-001", "2019-002"]);
    assert_eq!((of.payments.people, of.lines, of.not_reached.people), (5, 5, 1));
    let head = desk.ledger.head().expect("whole");

    let output = PurgedOutput {
        path: "out/2019".into(),
        manifest: "a hash".into(),
        kept: "a hash".into(),
        files: 9,
    };
    assert_eq!(purge(&mut desk, "2020", std::slice::from_ref(&output)), "2019-001 2019-002");
    assert_eq!(desk.verified(), head.seq + 3, "one event for the whole, one for each batch");
    assert!(desk.ledger.has_event(&head.hash).expect("readable"), "the chain goes on");
    assert_eq!(desk.ledger.batches().expect("readable"), batches, "sums and hashes stay");
    assert_eq!(desk.states("2019-001"), states);
    for one in desk.ledger.lines("2019-001").expect("there") {
        let of = &one.of;
        assert_eq!(of.person, format!("#{}", one.id));
        let texts = [&of.name, &of.name_key, &of.payee, &of.account, &of.village, &of.source.0];
        assert!(texts.iter().all(|text| text.is_empty()), "{of:?}");
        assert_eq!((of.bank.as_str(), of.township.as_str()), ("农商银行", "荣家湾镇"));
    }
    assert!(
        desk.ledger.lines("2020-001").expect("there").iter().all(|one| !one.of.name.is_empty())
    );
    let reasons = desk.ledger.reasons().expect("readable");
    assert!(reasons.values().all(String::is_empty), "{reasons:?}");

    // Again changes nothing; and the ledger works on.
    let seq = desk.verified();
    assert_eq!(purge(&mut desk, "2020", &[output]), "");
    assert_eq!(desk.verified(), seq);
    desk.ledger.scrub().expect("scrubbed");
    let lines = (1..=3).map(|n| line(&format!("2020-001-{n:06}"), Says::Paid));
    desk.answer("2020-001", "day 3", &lines.collect::<Vec<_>>());
    assert_eq!(desk.states("2020-001"), [State::Paid; 3]);
    assert!(desk.close("2020-001").starts_with("closed"));
    assert_eq!(purge(&mut desk, "2021", &[]), "2020-001");
    desk.verified();
    let mut desk = Desk::again(place);
    desk.verified();
}

fn what_is_open_is_not_purged(place: &Place) {
    let mut desk = two_years(place);
    let shown = desk.shown();
    assert_eq!(purge(&mut desk, "2021", &[]), "not purgeable 2020-001");
    assert_eq!(purge(&mut desk, "2020H2", &[]), "not purgeable 2020-001", "it is of both times");
    // A bank that does not know any more of a batch that was closed.
    desk.answer("2019-001", "day 4", &[line("2019-001-000003", Says::Unknown)]);
    assert_eq!(purge(&mut desk, "2020", &[]), "not purgeable 2019-001");
    desk.answer("2019-001", "day 5", &[line("2019-001-000003", Says::Failed)]);
    assert_eq!(desk.shown(), shown, "nothing was purged");
    assert_eq!(purge(&mut desk, "2019", &[]), "", "of that time there is nothing");
    assert_eq!(purge(&mut desk, "2020", &[]), "2019-001 2019-002");
}

fn nothing_is_done_any_more_for_that_time(place: &Place) {
    let mut desk = two_years(place);
    assert_eq!(purge(&mut desk, "2020", &[]), "2019-001 2019-002");
    let before = |desk: &mut Desk, text| desk.ledger.before("direct", period(text));
    for text in ["2019", "2019H2", "2019-12", "2010"] {
        let refused = before(&mut desk, text);
        assert!(matches!(refused, Err(LedgerError::Purged { .. })), "{text}: {refused:?}");
        let prepared = desk.prepare_as("direct", text, false, Sharing::Never, &people(1..=4));
        assert_eq!(prepared, "purged", "{text}");
    }
    assert!(before(&mut desk, "2020").is_ok());
    let late = desk.answer("2019-001", "late", &[line("2019-001-000001", Says::Failed)]);
    assert_eq!(late, "purged", "a late answer is not taken in half");
    assert_eq!(desk.close("2019-001"), "purged");
    assert_eq!(desk.withdraw("2019-001", &[]), "purged");
    // Another programme of the same ledger was not purged.
    let other = desk.prepare_as("other", "2019", false, Sharing::Never, &people(1..=1));
    assert!(other.starts_with("2019-003 first"), "{other}");
    desk.verified();
}

fn what_is_left_cannot_be_edited(place: &Place) {
    for edit in [
        "UPDATE payment SET amount_fen = amount_fen + 1 WHERE id = 1",
        "UPDATE payment SET township = 'x' WHERE id = 1",
        "UPDATE payment SET state = 'failed' WHERE id = 1",
        "UPDATE payment SET person = '430621' WHERE id = 1",
        "UPDATE return_line SET bucket = 'failed' WHERE line = 1",
        "UPDATE return_line SET reason = 'x' WHERE line = 1",
    ] {
        let place = another(place);
        let mut desk = two_years(&place);
        purge(&mut desk, "2020", &[]);
        drop(desk);
        // Past its guards.
        place.unguarded().script(edit).expect("edited");
        let error = Desk::again(&place).ledger.verify().expect_err(edit);
        assert_eq!(refusal(&error), "L001", "{edit}");
    }
}

/// Another place of that kind, with no ledger yet.
fn another(place: &Place) -> Place {
    #[cfg(feature = "postgres")]
    if !place.is_file() {
        return Place::schema();
    }
    assert!(place.is_file(), "a server is there with its feature alone");
    Place::file()
}

fn a_row_loses_its_person_only_as_the_chain_says(place: &Place) {
    let mut desk = two_years(place);
    let mut hand = place.store();
    let all = "person = '#' || id, also = '', name = '', name_key = '', payee = '', account = '',
        village = '', household = '', registered = '', source_file = '', source_sheet = '',
        source_row = 0";
    let whole = format!("UPDATE payment SET {all} WHERE batch = '2019-001'");
    hand.script(&whole).expect_err("no event says so");
    hand.script("UPDATE return_line SET code = '', reason = ''").expect_err("no event says so");
    assert_eq!(purge(&mut desk, "2020", &[]), "2019-001 2019-002");
    hand.script(&whole).expect("it is so already");
    for attempt in [
        format!("UPDATE payment SET {all} WHERE batch = '2020-001'"),
        "UPDATE payment SET name = 'x' WHERE batch = '2019-001'".to_owned(),
        format!("UPDATE payment SET {all}, amount_fen = 1 WHERE batch = '2019-001'"),
        format!("UPDATE payment SET {all}, state = 'failed' WHERE batch = '2019-001'"),
        "UPDATE return_line SET reason = 'x'".to_owned(),
        "UPDATE return_line SET code = '', reason = '', bucket = 'paid'".to_owned(),
        "DELETE FROM payment WHERE batch = '2019-001'".to_owned(),
    ] {
        hand.script(&attempt).expect_err(&attempt);
    }
    desk.verified();
}

/// The ledger of a program that knew nothing of purging.
#[test]
fn an_older_ledger_is_brought_up_and_purged() {
    let place = Place::file();
    let mut desk = two_years(&place);
    let shown = desk.shown();
    drop(desk);
    let mut hand = place.unguarded();
    hand.script("DROP INDEX event_purged; UPDATE meta SET value = '1'").expect("as it was");
    let guards = include_str!("../../../src/ledger/migrations/0001_guards.sqlite.sql");
    hand.script(guards).expect("its guards");
    drop(hand);
    let mut desk = Desk::again(&place);
    assert_eq!(desk.shown(), shown);
    assert_eq!(purge(&mut desk, "2020", &[]), "2019-001 2019-002");
    desk.verified();
    let _ = MAKER;
}
