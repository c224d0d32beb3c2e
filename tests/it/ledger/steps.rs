//! Prepare, approve, withdraw, export and close: each step and each refusal.

use zhibu::domain::Money;
use zhibu::ledger::{LedgerError, Secret};

use super::desk::{CHECKER, Desk, FEN, MAKER, line, people, person, sent};
use super::place::{Place, minute};
use super::script::{Says, Sharing, Step, key_of};

on_both!(
    who_may_sign,
    names_are_one_however_written,
    a_secret_proves_who_signs,
    another_than_the_maker_approves,
    what_was_stated_otherwise_is_written_down,
    each_step_begins_where_it_may,
    what_is_not_there_is_said,
    an_export_made_again_changes_nothing,
    a_line_withdrawn_voids_the_approval,
    what_was_withdrawn_is_free_again,
    lines_that_are_not_there_are_not_withdrawn,
    a_batch_with_open_lines_does_not_close,
    batches_are_numbered_by_period,
    a_sum_past_32_bits,
);

fn enrol(name: &str, by: Option<&str>) -> Step {
    Step::Enrol { name: name.into(), by: by.map(str::to_owned) }
}

fn who_may_sign(place: &Place) {
    let mut desk = Desk::at(place);
    assert_eq!(desk.ledger.signers().expect("read"), [CHECKER, MAKER]);
    desk.does(&enrol("赵出纳", None), "needs-signer");
    desk.does(&enrol("赵出纳", Some("钱某")), "not-enrolled");
    desk.does(&enrol(MAKER, Some(CHECKER)), "enrolled-already");
    desk.does(&enrol("赵出纳", Some(CHECKER)), "enrolled");
    assert_eq!(desk.verified(), 4);
}

fn names_are_one_however_written(place: &Place) {
    let mut desk = Desk::at(place);
    desk.does(&enrol("Zhao", Some(MAKER)), "enrolled");
    for name in ["zhao", "Ｚｈａｏ", "Z hao", "王 会计", "王\u{3000}会计", "王\u{200b}会计"]
    {
        let key = if name.starts_with('王') { key_of(MAKER) } else { key_of("Zhao") };
        let signer = desk.ledger.sign(name, &key).expect("they sign");
        assert!(["Zhao", MAKER].contains(&signer.name()), "{name}");
        desk.does(&enrol(name, Some(MAKER)), "enrolled-already");
    }
}

fn a_secret_proves_who_signs(place: &Place) {
    let mut desk = Desk::at(place);
    let phrase = |text: &str| Secret::Passphrase(text.to_owned());
    let maker = desk.ledger.sign(MAKER, &key_of(MAKER)).expect("they sign");
    let enrolled = desk.ledger.enrol(
        minute(5),
        Some(&maker),
        "赵出纳",
        &phrase("six or more"),
        "some random text",
    );
    enrolled.expect("enrolled");
    assert_eq!(desk.ledger.sign("赵出纳", &phrase("six or more")).expect("signs").name(), "赵出纳");
    let wrong = [
        ("赵出纳", phrase("six or moRe")),
        ("赵出纳", phrase("")),
        ("赵出纳", Secret::Key(b"six or more".to_vec())),
        (MAKER, key_of(CHECKER)),
        (MAKER, Secret::Key(Vec::new())),
    ];
    for (name, secret) in wrong {
        let refused = desk.ledger.sign(name, &secret).expect_err("refused");
        assert!(matches!(refused, LedgerError::WrongSecret { .. }), "{refused}");
    }
    let refused = desk.ledger.sign("钱某", &phrase("six or more")).expect_err("refused");
    assert!(matches!(refused, LedgerError::NotEnrolled { .. }));
    desk.verified();
}

fn another_than_the_maker_approves(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    let before = desk.verified();
    for maker in [MAKER, "王 会计", " 王会计 ", "王\u{3000}会 计"] {
        assert_eq!(desk.approve(maker, "2020-001"), "L002", "{maker}");
    }
    assert_eq!(desk.verified(), before, "nothing was done");
    assert_eq!(desk.approve(CHECKER, "2020-001"), "approved");
    let approval = desk.ledger.approval("2020-001").expect("read").expect("there is one");
    assert_eq!((approval.by.as_str(), approval.seq), (CHECKER, before + 1));
    assert_eq!(approval.files.len(), 1);
    assert_eq!(desk.ledger.head().expect("whole").hash, approval.hash);
    assert!(desk.ledger.has_event(&approval.hash).expect("asked"));
    assert!(!desk.ledger.has_event(&"0".repeat(64)).expect("asked"));
}

fn what_was_stated_otherwise_is_written_down(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    let before = desk.verified();
    let wrong = [(2, 3 * FEN), (4, 3 * FEN), (3, 3 * FEN - 1), (3, 3 * FEN + 1), (0, 0)];
    for (people, fen) in wrong {
        let (by, batch) = (CHECKER.into(), "2020-001".into());
        let files = vec![(3, 3 * FEN)];
        desk.does(&Step::Approve { by, batch, people, fen, files }, "P005");
    }
    assert_eq!(desk.verified(), before + 5, "each attempt is an event");
    assert_eq!(desk.ledger.approval("2020-001").expect("read"), None);
    assert_eq!(desk.export("2020-001"), "is prepared");
    assert_eq!(desk.approve(CHECKER, "2020-001"), "approved");
}

fn each_step_begins_where_it_may(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=2));
    let batch = "2020-001";
    assert_eq!(desk.export(batch), "is prepared");
    assert_eq!(desk.answer(batch, "early", &[line("2020-001-000001", Says::Paid)]), "is prepared");
    assert_eq!(desk.close(batch), "is prepared");
    assert_eq!(desk.approve(CHECKER, batch), "approved");
    assert_eq!(desk.approve(CHECKER, batch), "is approved");
    assert_eq!(desk.close(batch), "is approved");
    assert_eq!(desk.export(batch), "exported");
    assert_eq!(desk.approve(CHECKER, batch), "is exported");
    assert_eq!(desk.withdraw(batch, &[]), "is exported");
    assert_eq!(desk.withdraw(batch, &[1]), "is exported");
    let both = [line("2020-001-000001", Says::Paid), line("2020-001-000002", Says::Failed)];
    desk.answer(batch, "day 1", &both);
    assert_eq!(desk.close(batch), format!("closed 1 {FEN} 1 {FEN}"));
    assert_eq!(desk.close(batch), "is closed");
    assert_eq!(desk.approve(CHECKER, batch), "is closed");
    assert_eq!(desk.withdraw(batch, &[]), "is closed");
    assert_eq!(desk.export(batch), "exported");
    assert_eq!(desk.prepare(&[person(3)]), "2020-002 supplementary 1 60000 0");
    assert_eq!(desk.withdraw("2020-002", &[]), "withdrawn 1 60000");
    for step in [Desk::export, Desk::close] {
        assert_eq!(step(&mut desk, "2020-002"), "is withdrawn");
    }
    assert_eq!(desk.withdraw("2020-002", &[]), "is withdrawn");
    desk.verified();
}

fn what_is_not_there_is_said(place: &Place) {
    let mut desk = sent(place);
    assert_eq!(desk.export("2020-002"), "no-such-batch");
    assert_eq!(desk.close(""), "no-such-batch");
    assert_eq!(desk.withdraw("2020-001-000001", &[]), "no-such-batch");
    assert_eq!(desk.answer("2021-001", "x", &[]), "no-such-batch");
    let refused = desk.ledger.payments("2020-009").expect_err("refused");
    assert!(refused.to_string().contains("2020-001"), "it names those that are there");
    assert_eq!(desk.prepare(&[]), "nobody-new");
    assert_eq!(desk.reissue(&[person(9)]), "none-failed");
    assert!(desk.ledger.has_batch("2020-001").expect("asked"));
    assert!(!desk.ledger.has_batch("2020-1").expect("asked"));
}

fn an_export_made_again_changes_nothing(place: &Place) {
    let mut desk = sent(place);
    let head = desk.ledger.head().expect("whole");
    for _ in 0..3 {
        assert_eq!(desk.export("2020-001"), "exported");
    }
    assert_eq!(desk.ledger.head().expect("whole"), head);
}

fn a_line_withdrawn_voids_the_approval(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    assert_eq!(desk.approve(CHECKER, "2020-001"), "approved");
    assert_eq!(desk.withdraw("2020-001", &[2, 2]), format!("withdrawn 1 {FEN}"));
    assert_eq!(desk.ledger.approval("2020-001").expect("read"), None);
    assert_eq!(desk.export("2020-001"), "is prepared");
    let all = Step::Approve {
        by: CHECKER.into(),
        batch: "2020-001".into(),
        people: 3,
        fen: 3 * FEN,
        files: vec![(2, 2 * FEN)],
    };
    desk.does(&all, "P005");
    assert_eq!(desk.approve(CHECKER, "2020-001"), "approved");
    assert_eq!(desk.export("2020-001"), "exported");
    let (_, payments) = desk.ledger.payments("2020-001").expect("read");
    let lines: Vec<u32> = payments.iter().map(|payment| payment.line).collect();
    assert_eq!(lines, [1, 3], "lines keep their numbers");
    let place_two =
        super::script::Line { key: super::script::Key::Line(2), ..line("", Says::Paid) };
    assert_eq!(
        desk.answer("2020-001", "by place", &[place_two, line("2020-001-000002", Says::Paid)]),
        "2020-001-000003 paid; ? quarantined B001"
    );
    desk.verified();
}

fn what_was_withdrawn_is_free_again(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    assert_eq!(desk.prepare(&[person(2)]), "P001");
    desk.withdraw("2020-001", &[2]);
    assert_eq!(desk.prepare(&[person(2)]), "2020-002 supplementary 1 60000 0");
    assert_eq!(desk.withdraw("2020-001", &[1, 3]), format!("withdrawn 2 {}", 2 * FEN));
    assert_eq!(desk.withdraw("2020-002", &[]), format!("withdrawn 1 {FEN}"));
    assert_eq!(desk.prepare(&people(1..=3)), "2020-003 first 3 180000 0");
    desk.verified();
}

fn lines_that_are_not_there_are_not_withdrawn(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    let before = desk.shown();
    for lines in [&[0u64][..], &[4], &[1, 4], &[u64::MAX]] {
        assert_eq!(desk.withdraw("2020-001", lines), "no-such-line");
    }
    assert_eq!(desk.shown(), before);
    desk.withdraw("2020-001", &[1]);
    assert_eq!(desk.withdraw("2020-001", &[1]), "no-such-line", "it was taken back before");
}

fn a_batch_with_open_lines_does_not_close(place: &Place) {
    let mut desk = sent(place);
    let refused = Step::Close { by: CHECKER.into(), batch: "2020-001".into() };
    desk.does(&refused, "B006");
    let says =
        |says: [Says; 2]| [line("2020-001-000001", says[0]), line("2020-001-000002", says[1])];
    desk.answer("2020-001", "day 1", &says([Says::Paid, Says::Failed]));
    let error = {
        let signer = desk.ledger.sign(CHECKER, &key_of(CHECKER)).expect("signs");
        desk.ledger.close(minute(90), &signer, "2020-001").expect_err("refused")
    };
    let words = error.words(zhibu::domain::Lang::En);
    assert!(words.contains("2020-001-000003") && !words.contains("000001"), "{words}");
    for (name, open) in [("day 2", Says::Pending), ("day 3", Says::Unknown)] {
        desk.answer("2020-001", name, &[line("2020-001-000003", open)]);
        desk.does(&refused, "B006");
    }
    desk.answer("2020-001", "day 4", &[line("2020-001-000003", Says::Paid)]);
    desk.does(&refused, &format!("closed 2 {} 1 {FEN}", 2 * FEN));
    desk.answer("2020-001", "day 5", &[line("2020-001-000003", Says::Failed)]);
    let batches = desk.ledger.batches().expect("read");
    assert_eq!(batches[0].state.key(), "closed", "what comes late is appended");
    desk.verified();
}

fn batches_are_numbered_by_period(place: &Place) {
    let mut desk = Desk::at(place);
    let mut of = |programme: &str, period: &str, who: u32| {
        desk.prepare_as(programme, period, false, Sharing::Never, &[person(who)])
    };
    assert_eq!(of("direct", "2020", 1), "2020-001 first 1 60000 0");
    assert_eq!(of("direct", "2020-07", 2), "2020-07-001 first 1 60000 0");
    assert_eq!(of("direct", "2020", 3), "2020-002 supplementary 1 60000 0");
    assert_eq!(of("other", "2020", 1), "2020-003 first 1 60000 0");
    assert_eq!(of("direct", "2021", 1), "2021-001 first 1 60000 0");
    desk.verified();
}

fn a_sum_past_32_bits(place: &Place) {
    let mut desk = Desk::at(place);
    let fen = (1 << 31) + 1;
    let rich: Vec<_> =
        people(1..=3).into_iter().map(|one| super::script::Person { fen, ..one }).collect();
    assert_eq!(desk.prepare(&rich), format!("2020-001 first 3 {} 0", 3 * fen));
    desk.send("2020-001");
    let all: Vec<_> = (1..=3).map(|at| line(&format!("2020-001-{at:06}"), Says::Paid)).collect();
    desk.answer("2020-001", "all", &all);
    assert_eq!(desk.close("2020-001"), format!("closed 3 {} 0 0", 3 * fen));
    let batch = &desk.ledger.batches().expect("read")[0];
    assert_eq!(batch.standing().amount, Money::from_fen(3 * fen));
    desk.verified();
}
