//! What a bank sent back: every bucket, every code, in any order.

use zhibu::bank::returns::LineKey;
use zhibu::ledger::{Answer, State};

use super::desk::{CHECKER, Desk, FEN, MAKER, line, people, person, sent};
use super::place::{Place, minute};
use super::script::{Badly, Key, Line, Person, Says, Step, key_of, names, return_file};

on_both!(
    each_outcome_has_its_bucket,
    a_later_answer_moves_what_is_open,
    the_same_content_again,
    an_answer_to_another_batch,
    a_line_that_nobody_knows,
    what_differs_is_kept_apart,
    paid_then_failed,
    failed_then_paid,
    paid_after_it_was_made_again,
    paid_after_it_was_made_again_and_failed,
    both_attempts_are_said_to_be_paid,
    paid_after_other_periods_made_it_good,
    paid_after_a_corrected_number,
    only_what_is_proven_failed_is_made_again,
    a_reissue_that_failed_too,
    by_place_in_the_file,
    by_account_and_amount,
    several_lines_of_one_payment,
    numbers_past_all_bounds,
    an_answer_without_lines,
);

const ONE: &str = "2020-001-000001";
const TWO: &str = "2020-001-000002";
const THREE: &str = "2020-001-000003";
const AGAIN: &str = "2020-002-000001";

fn each_outcome_has_its_bucket(place: &Place) {
    let mut desk = sent(place);
    let lines = [line(ONE, Says::Paid), line(TWO, Says::Failed), line(THREE, Says::Pending)];
    let ended = format!("{ONE} paid; {TWO} failed; {THREE} pending");
    assert_eq!(desk.answer("2020-001", "day 1", &lines), ended);
    assert_eq!(desk.states("2020-001"), [State::Paid, State::Failed, State::Pending]);
    let reasons = desk.ledger.reasons().expect("read");
    assert_eq!(reasons.values().collect::<Vec<_>>(), ["Failed 户名不符"]);
    desk.verified();
}

fn a_later_answer_moves_what_is_open(place: &Place) {
    let mut desk = sent(place);
    let mut says = |name: &str, says: Says| desk.answer("2020-001", name, &[line(ONE, says)]);
    assert_eq!(says("1", Says::Unknown), format!("{ONE} unknown B005"));
    assert_eq!(says("2", Says::Unknown), format!("{ONE} unknown B005"));
    assert_eq!(says("3", Says::Pending), format!("{ONE} pending"));
    assert_eq!(says("4", Says::Pending), format!("{ONE} repeated"));
    assert_eq!(says("5", Says::Unknown), format!("{ONE} unknown B005"));
    assert_eq!(says("6", Says::Paid), format!("{ONE} paid"));
    assert_eq!(says("7", Says::Paid), format!("{ONE} repeated"));
    assert_eq!(says("8", Says::Pending), format!("{ONE} repeated"), "late");
    assert_eq!(says("9", Says::Unknown), format!("{ONE} unknown B005"));
    assert_eq!(desk.states("2020-001")[0], State::Paid, "credited is credited");
    assert_eq!(desk.verified(), 19);
}

fn the_same_content_again(place: &Place) {
    let mut desk = sent(place);
    let step = |name: &str, batch: &str| Step::Answer {
        by: MAKER.into(),
        batch: batch.into(),
        name: name.into(),
        content: "one content".into(),
        says_batch: None,
        says_file: None,
        lines: vec![line(ONE, Says::Failed)],
    };
    desk.does(&step("a.csv", "2020-001"), &format!("{ONE} failed"));
    let head = desk.ledger.head().expect("whole");
    desk.does(&step("a.csv", "2020-001"), "B007 a.csv 2020-001");
    desk.does(&step("b.csv", "2020-001"), "B007 a.csv 2020-001");
    desk.does(&step("b.csv", "2021-001"), "B007 a.csv 2020-001");
    assert_eq!(desk.ledger.head().expect("whole"), head, "nothing was done");
}

fn an_answer_to_another_batch(place: &Place) {
    let mut desk = sent(place);
    assert_eq!(desk.prepare(&people(4..=5)), "2020-002 supplementary 2 120000 0");
    desk.send("2020-002");
    let (before, head) = (desk.shown(), desk.ledger.head().expect("whole"));
    let own = line(ONE, Says::Paid);
    for says in ["2020-002", "2019-001", ""] {
        let of = (Some(says), None);
        assert_eq!(
            desk.answer_of("2020-001", "other", of, std::slice::from_ref(&own)),
            "B002",
            "{says}"
        );
    }
    let mixed = [own.clone(), line(AGAIN, Says::Paid)];
    assert_eq!(desk.answer("2020-001", "a line", &mixed), "B002");
    assert_eq!((desk.shown(), desk.ledger.head().expect("whole")), (before, head));
    let of = (Some("2020-001"), Some(1));
    assert_eq!(desk.answer_of("2020-001", "own", of, &[own]), format!("{ONE} paid"));
}

fn a_line_that_nobody_knows(place: &Place) {
    let mut desk = sent(place);
    let strange = [
        "",
        "-",
        "2020-001",
        "2020-001-000000",
        "2020-001-000004",
        "2020-001-1",
        "2020-001-+00001",
        "2020-001-0000001",
        "2020-001-４",
        "2019-001-000001",
        "2020-001-99999999999999999999",
        "x",
    ];
    let mut lines: Vec<Line> = strange.iter().map(|key| line(key, Says::Paid)).collect();
    lines.push(Line { badly: Some(Badly::NoKey), ..line(ONE, Says::Paid) });
    lines.push(Line { badly: Some(Badly::Fields), ..line(ONE, Says::Paid) });
    let ended = vec!["? quarantined B001"; lines.len()].join("; ");
    assert_eq!(desk.answer("2020-001", "strange", &lines), ended);
    assert_eq!(desk.states("2020-001"), [State::Open; 3]);
    let kept = desk.ledger.quarantined().expect("read");
    assert_eq!(kept.len(), lines.len());
    assert!(kept.iter().all(|one| one.finding == "B001" && one.reference.is_none()));
    desk.verified();
}

fn what_differs_is_kept_apart(place: &Place) {
    let mut desk = sent(place);
    let own = |line: Line| Line {
        account: Some(person(1).account),
        name: Some(person(1).name),
        fen: Some(FEN),
        ..line
    };
    let right = own(line(ONE, Says::Paid));
    let lines = [
        Line { fen: Some(FEN + 1), ..right.clone() },
        Line { fen: Some(0), ..right.clone() },
        Line { badly: Some(Badly::Amount), fen: None, ..right.clone() },
        Line { name: Some(person(2).name), ..right.clone() },
        Line { account: Some(person(2).account), ..right.clone() },
        Line { account: Some(String::new()), ..right.clone() },
        Line { says: Says::Failed, fen: Some(FEN * 10), ..right.clone() },
    ];
    let codes = ["B003", "B003", "B003", "B004", "B011", "B011", "B003"];
    let ended: Vec<String> = codes.iter().map(|code| format!("{ONE} quarantined {code}")).collect();
    assert_eq!(desk.answer("2020-001", "wrong", &lines), ended.join("; "));
    assert_eq!(desk.states("2020-001")[0], State::Open, "nothing follows from it");
    let spaced = format!("{} {}", &person(1).name[..3], &person(1).name[3..]);
    let right = Line { name: Some(spaced), ..right };
    assert_eq!(desk.answer("2020-001", "right", &[right]), format!("{ONE} paid"));
    let codes: Vec<String> =
        desk.ledger.quarantined().expect("read").into_iter().map(|one| one.finding).collect();
    assert_eq!(codes, ["B003", "B003", "B003", "B004", "B011", "B011", "B003"]);
    desk.verified();
}

fn paid_then_failed(place: &Place) {
    let mut desk = sent(place);
    desk.answer("2020-001", "day 1", &[line(ONE, Says::Paid)]);
    let back = [line(ONE, Says::Failed)];
    assert_eq!(desk.answer("2020-001", "day 4", &back), format!("{ONE} returned B008"));
    assert_eq!(desk.states("2020-001")[0], State::Returned);
    assert_eq!(desk.answer("2020-001", "day 5", &back), format!("{ONE} repeated"));
    assert_eq!(desk.reissue(&[person(1)]), "2020-002 reissue 1 60000 0");
    desk.verified();
}

fn failed_then_paid(place: &Place) {
    let mut desk = sent(place);
    desk.answer("2020-001", "day 1", &[line(ONE, Says::Failed)]);
    let late = [line(ONE, Says::Paid)];
    assert_eq!(desk.answer("2020-001", "day 2", &late), format!("{ONE} paid"));
    assert_eq!(desk.reissue(&[person(1)]), "P001");
    desk.answer("2020-001", "day 3", &[line(TWO, Says::Failed), line(TWO, Says::Unknown)]);
    assert_eq!(desk.states("2020-001")[1], State::Unknown);
    assert_eq!(desk.reissue(&[person(2)]), "P001", "nobody knows what became of it");
    desk.verified();
}

/// A first payment that failed and was made again, sent.
fn made_again(place: &Place) -> Desk {
    let mut desk = sent(place);
    desk.answer("2020-001", "day 1", &[line(ONE, Says::Failed)]);
    assert_eq!(desk.reissue(&[person(1)]), "2020-002 reissue 1 60000 0");
    desk.send("2020-002");
    desk
}

fn paid_after_it_was_made_again(place: &Place) {
    let mut desk = made_again(place);
    for (name, says) in [("2", Says::Paid), ("3", Says::Unknown)] {
        let ended = format!("{ONE} quarantined B010");
        assert_eq!(desk.answer("2020-001", name, &[line(ONE, says)]), ended);
    }
    let ended = format!("{ONE} repeated; {ONE} repeated");
    let nothing_new = [line(ONE, Says::Failed), line(ONE, Says::Pending)];
    assert_eq!(desk.answer("2020-001", "4", &nothing_new), ended);
    assert_eq!(desk.states("2020-001")[0], State::Failed);
    assert_eq!(desk.answer("2020-002", "5", &[line(AGAIN, Says::Paid)]), format!("{AGAIN} paid"));
    desk.verified();
}

fn paid_after_it_was_made_again_and_failed(place: &Place) {
    let mut desk = made_again(place);
    desk.answer("2020-002", "2", &[line(AGAIN, Says::Failed)]);
    // Nothing of theirs is live: the first was paid after all.
    assert_eq!(desk.answer("2020-001", "3", &[line(ONE, Says::Paid)]), format!("{ONE} paid"));
    assert_eq!(desk.reissue(&[person(1)]), "P001");
    desk.verified();
}

fn both_attempts_are_said_to_be_paid(place: &Place) {
    let mut desk = made_again(place);
    desk.answer("2020-002", "2", &[line(AGAIN, Says::Failed)]);
    desk.answer("2020-001", "3", &[line(ONE, Says::Paid)]);
    for (name, says) in [("4", Says::Paid), ("5", Says::Unknown)] {
        let ended = format!("{AGAIN} quarantined B010");
        assert_eq!(desk.answer("2020-002", name, &[line(AGAIN, says)]), ended);
    }
    desk.verified();
}

fn paid_after_other_periods_made_it_good(place: &Place) {
    let mut desk = Desk::at(place);
    let of = |desk: &mut Desk, period: &str, reissue: bool| {
        let sharing = super::script::Sharing::Never;
        desk.prepare_as("direct", period, reissue, sharing, &[person(1)])
    };
    for period in ["2020H1", "2020H2"] {
        of(&mut desk, period, false);
        desk.send(&format!("{period}-001"));
        let reference = format!("{period}-001-000001");
        desk.answer(&format!("{period}-001"), period, &[line(&reference, Says::Failed)]);
    }
    assert_eq!(of(&mut desk, "2020", true), "2020-001 reissue 1 60000 0");
    for period in ["2020H1", "2020H2"] {
        let (batch, reference) = (format!("{period}-001"), format!("{period}-001-000001"));
        let ended = format!("{reference} quarantined B010");
        let late = format!("{period} late");
        assert_eq!(desk.answer(&batch, &late, &[line(&reference, Says::Paid)]), ended);
    }
    desk.withdraw("2020-001", &[]);
    let late = [line("2020H1-001-000001", Says::Paid)];
    assert_eq!(desk.answer("2020H1-001", "later", &late), "2020H1-001-000001 paid");
    desk.verified();
}

fn paid_after_a_corrected_number(place: &Place) {
    let mut desk = sent(place);
    desk.answer("2020-001", "1", &[line(ONE, Says::Failed)]);
    // Nobody said that it is the same person; name and account do.
    let unlinked = Person { number: "corrected".into(), ..person(1) };
    assert_eq!(desk.prepare(&[unlinked]), "2020-002 supplementary 1 60000 0");
    let ended = format!("{ONE} quarantined B010");
    assert_eq!(desk.answer("2020-001", "2", &[line(ONE, Says::Paid)]), ended);
    desk.verified();
}

fn only_what_is_proven_failed_is_made_again(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=6));
    desk.send("2020-001");
    let says = [Says::Paid, Says::Failed, Says::Pending, Says::Unknown, Says::Paid];
    let lines: Vec<Line> = (1..)
        .zip(says)
        .map(|(at, says)| line(&format!("2020-001-{at:06}"), says))
        .chain([line("2020-001-000005", Says::Failed)])
        .collect();
    desk.answer("2020-001", "day 1", &lines);
    for who in [1, 3, 4, 6] {
        assert_eq!(desk.reissue(&[person(who)]), "P001", "{who}");
    }
    assert_eq!(desk.prepare(&[person(2), person(5)]), "only-reissues");
    assert_eq!(desk.prepare(&[person(2), person(7)]), "2020-002 supplementary 1 60000 1");
    assert_eq!(desk.reissue(&[person(2), person(5), person(8)]), "2020-003 reissue 2 120000 1");
    assert_eq!(desk.reissue(&[person(2)]), "P001", "it is made again already");
    let attempts: Vec<Option<i64>> = desk
        .ledger
        .lines("2020-003")
        .expect("read")
        .into_iter()
        .map(|payment| payment.attempt_of)
        .collect();
    assert_eq!(attempts, [Some(2), Some(5)]);
    desk.verified();
}

fn a_reissue_that_failed_too(place: &Place) {
    let mut desk = made_again(place);
    desk.answer("2020-002", "2", &[line(AGAIN, Says::Failed)]);
    assert_eq!(desk.reissue(&[person(1)]), "2020-003 reissue 1 60000 0");
    let third = desk.ledger.lines("2020-003").expect("read").remove(0);
    assert_eq!(third.attempt_of, Some(4), "of the second, not of the first");
    for (batch, reference) in [("2020-001", ONE), ("2020-002", AGAIN)] {
        let ended = format!("{reference} quarantined B010");
        assert_eq!(
            desk.answer(batch, &format!("late {batch}"), &[line(reference, Says::Paid)]),
            ended
        );
    }
    desk.withdraw("2020-003", &[]);
    assert_eq!(desk.reissue(&[person(1)]), "2020-004 reissue 1 60000 0");
    desk.verified();
}

fn by_place_in_the_file(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=5));
    let files = vec![(2, 2 * FEN), (3, 3 * FEN)];
    let (by, batch) = (CHECKER.into(), "2020-001".into());
    desk.does(&Step::Approve { by, batch, people: 5, fen: 5 * FEN, files }, "approved");
    desk.export("2020-001");
    let at = |number| Line { key: Key::Line(number), ..line("", Says::Paid) };
    let unknown = "? quarantined B001";
    assert_eq!(desk.answer("2020-001", "no file", &[at(1)]), unknown, "which file?");
    let mut of = |name: &str, file: u32, lines: &[Line]| {
        desk.answer_of("2020-001", name, (None, Some(file)), lines)
    };
    assert_eq!(
        of("first", 1, &[at(0), at(1), at(2), at(3)]),
        format!("{unknown}; {ONE} paid; {TWO} paid; {unknown}")
    );
    assert_eq!(
        of("second", 2, &[at(1), at(3), at(4)]),
        format!("{THREE} paid; 2020-001-000005 paid; {unknown}")
    );
    assert_eq!(of("none", 0, &[at(1)]), unknown);
    assert_eq!(of("third", 3, &[at(1)]), unknown);
    desk.verified();
}

fn by_account_and_amount(place: &Place) {
    let mut desk = Desk::at(place);
    let shared = |number: u32, fen: i64| Person {
        account: "6230000000000000000".into(),
        fen,
        ..person(number)
    };
    let people = [person(1), shared(2, FEN), shared(3, FEN), shared(4, 2 * FEN)];
    desk.prepare(&people);
    desk.send("2020-001");
    let into = |account: &str, fen: Option<i64>, name: Option<&str>| Line {
        key: Key::Account,
        account: Some(account.to_owned()),
        fen,
        name: name.map(str::to_owned),
        ..line("", Says::Paid)
    };
    let (own, shared) = (person(1).account, "6230000000000000000");
    let lines = [
        into(shared, None, None),
        into(shared, Some(FEN), None),
        into(shared, Some(FEN + 1), None),
        into("6230999999999999999", Some(FEN), None),
        Line { account: None, ..into("", Some(FEN), None) },
        into(&own, Some(2 * FEN), None),
        into(&own, Some(FEN), Some(&person(2).name)),
        into(&own, Some(FEN), None),
        into(shared, Some(2 * FEN), None),
        into(shared, Some(FEN), Some(&person(3).name)),
    ];
    let unknown = "? quarantined B001";
    let ended = [
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        "2020-001-000001 quarantined B003",
        "2020-001-000001 quarantined B004",
        "2020-001-000001 paid",
        "2020-001-000004 paid",
        "2020-001-000003 paid",
    ];
    assert_eq!(desk.answer("2020-001", "accounts", &lines), ended.join("; "));
    desk.verified();
}

fn several_lines_of_one_payment(place: &Place) {
    let mut desk = sent(place);
    let lines = [Says::Pending, Says::Paid, Says::Paid, Says::Failed, Says::Paid]
        .map(|says| line(ONE, says));
    let ended =
        ["pending", "paid", "repeated", "returned B008", "paid"].map(|end| format!("{ONE} {end}"));
    assert_eq!(desk.answer("2020-001", "many", &lines), ended.join("; "));
    assert_eq!(desk.states("2020-001")[0], State::Paid);
    desk.verified();
}

fn numbers_past_all_bounds(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=4));
    let files = vec![(2, 2 * FEN), (2, 2 * FEN)];
    let (by, batch) = (CHECKER.into(), "2020-001".into());
    desk.does(&Step::Approve { by, batch, people: 4, fen: 4 * FEN, files }, "approved");
    desk.export("2020-001");
    let at = |number| Line { key: Key::Line(number), ..line("", Says::Paid) };
    let lines = [at(u64::MAX), at(u64::MAX - 1), at(1 << 32)];
    for file in [1, 2, u32::MAX] {
        let ended = ["? quarantined B001"; 3].join("; ");
        let of = (None, Some(file));
        assert_eq!(desk.answer_of("2020-001", &format!("{file}"), of, &lines), ended);
    }
    // A reader's line numbers are its own.
    let signer = desk.ledger.sign(MAKER, &key_of(MAKER)).expect("signs");
    let mut file = return_file(None, None, &[line(ONE, Says::Unknown), line(TWO, Says::Paid)]);
    file.lines[0].at = u64::MAX;
    file.lines[1].at = u64::MAX;
    file.lines[1].key = LineKey::Reference("2020-001-000002".to_owned());
    let answer =
        Answer { batch: "2020-001", name: "far", sha256: "far", file: &file, names: names() };
    desk.ledger.take_answer(minute(99), &signer, &answer).expect("taken");
    desk.verified();
}

fn an_answer_without_lines(place: &Place) {
    let mut desk = sent(place);
    assert_eq!(desk.answer("2020-001", "nothing", &[]), "");
    assert_eq!(desk.answer("2020-001", "nothing", &[]), "B007 nothing 2020-001");
    desk.verified();
}
