//! What a hostile hand does to the database, and that it is found: by the
//! database itself, by `verify`, and by the next change.

use zhibu::domain::Lang;
use zhibu::ledger::store::Store;

use super::desk::{CHECKER, Desk, FEN, MAKER, line, people, person};
use super::place::{Place, minute};
use super::script::{Says, Step, take};

on_both!(
    rows_stay_as_they_were_written,
    every_tampering_is_found,
    what_the_chain_alone_cannot_tell,
);

/// A ledger with something of everything.
fn eventful(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=4));
    desk.withdraw("2020-001", &[4]);
    desk.send("2020-001");
    let lines = [
        line("2020-001-000001", Says::Paid),
        line("2020-001-000002", Says::Failed),
        line("2020-001-000009", Says::Paid),
    ];
    desk.answer("2020-001", "day 1", &lines);
    desk.reissue(&[person(2)]);
    desk.prepare(&people(7..=8));
    assert_eq!(desk.approve(CHECKER, "2020-003"), "approved");
    assert_eq!(desk.verified(), 13);
    desk
}

fn rows_stay_as_they_were_written(place: &Place) {
    drop(eventful(place));
    let mut store = place.store();
    let columns = [
        ("event", "seq at kind actor batch payment body prior hash"),
        ("signer", "name_key name method salt secret_hash"),
        ("return_file", "sha256 seq batch name"),
        ("return_line", "seq line bucket finding payment code reason amount_fen"),
        (
            "batch",
            "id programme period kind maker prepared_at manifest profile purpose people \
             amount_fen content",
        ),
        (
            "payment",
            "id batch line programme period person also name name_key payee account bank \
             township village household registered amount_fen source_file source_sheet \
             source_row attempt_of",
        ),
    ];
    for (table, columns) in columns {
        let mut attempts = vec![format!("DELETE FROM {table}")];
        for column in columns.split_whitespace() {
            attempts.push(format!("UPDATE {table} SET {column} = {column}"));
        }
        if place.is_file() {
            attempts.push(format!("REPLACE INTO {table} SELECT * FROM {table}"));
            attempts.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
            attempts.push(format!("UPDATE OR REPLACE {table} SET rowid = rowid + 1"));
        } else {
            attempts.push(format!("TRUNCATE {table} CASCADE"));
        }
        for attempt in attempts {
            let refused = store.script(&attempt).expect_err(&attempt).to_string();
            let by_a_guard = ["not changed", "not deleted", "state moves", "as they were written"]
                .iter()
                .any(|words| refused.contains(words));
            assert!(by_a_guard, "{attempt}: {refused}");
        }
    }
    drop(store);
    place.open().verify().expect("whole");
}

/// Edits, each by itself, of somebody who took the guards away.
const EDITS: &[(&str, &str)] = &[
    ("an amount", "UPDATE payment SET amount_fen = amount_fen + 1 WHERE id = 1"),
    ("an account", "UPDATE payment SET account = '6230' WHERE id = 5"),
    ("a number", "UPDATE payment SET person = 'x' WHERE id = 1"),
    ("other numbers", "UPDATE payment SET also = 'x' WHERE id = 1"),
    ("a name", "UPDATE payment SET name = 'x' WHERE id = 1"),
    ("a name's key", "UPDATE payment SET name_key = 'x' WHERE id = 1"),
    ("a payee", "UPDATE payment SET payee = 'x' WHERE id = 1"),
    ("a bank", "UPDATE payment SET bank = 'x' WHERE id = 1"),
    ("a township", "UPDATE payment SET township = 'x' WHERE id = 1"),
    ("a village", "UPDATE payment SET village = 'x' WHERE id = 1"),
    ("a household", "UPDATE payment SET household = 'x' WHERE id = 1"),
    ("a registered household", "UPDATE payment SET registered = 'x' WHERE id = 1"),
    ("a row", "UPDATE payment SET source_row = 99 WHERE id = 1"),
    ("a file", "UPDATE payment SET source_file = 'x' WHERE id = 1"),
    ("a sheet", "UPDATE payment SET source_sheet = 'x' WHERE id = 1"),
    ("a payment's programme", "UPDATE payment SET programme = 'x' WHERE id = 1"),
    ("a payment's period", "UPDATE payment SET period = '2019' WHERE id = 1"),
    ("what it makes good", "UPDATE payment SET attempt_of = NULL WHERE attempt_of = 2"),
    ("a payment's batch", "UPDATE payment SET batch = '2020-003', line = 9 WHERE id = 1"),
    ("a payment's line", "UPDATE payment SET line = 9 WHERE id = 1"),
    ("paid to failed", "UPDATE payment SET state = 'failed' WHERE id = 1"),
    ("failed to paid", "UPDATE payment SET state = 'paid' WHERE id = 3"),
    ("open to withdrawn", "UPDATE payment SET state = 'withdrawn' WHERE id = 6"),
    ("withdrawn to open", "UPDATE payment SET state = 'open' WHERE id = 4"),
    ("a payment taken away", "DELETE FROM payment WHERE id = 7"),
    ("every payment of a batch taken away", "DELETE FROM payment WHERE batch = '2020-003'"),
    (
        "a batch and its payments taken away",
        "DELETE FROM payment WHERE batch = '2020-003'; DELETE FROM batch WHERE id = '2020-003'",
    ),
    (
        "a payment put in",
        "INSERT INTO payment SELECT 99, batch, 99, programme, period, 'z', also, name, name_key, \
      payee, account, bank, township, village, household, registered, amount_fen, source_file, \
      source_sheet, source_row, attempt_of, state FROM payment WHERE id = 6",
    ),
    (
        "a payment of no batch",
        "INSERT INTO payment SELECT 99, 'none', 99, programme, period, 'z', also, name, name_key, \
      payee, account, bank, township, village, household, registered, amount_fen, source_file, \
      source_sheet, source_row, attempt_of, state FROM payment WHERE id = 6",
    ),
    (
        "a batch put in",
        "INSERT INTO batch SELECT 'new', programme, period, kind, maker, prepared_at, manifest, \
      profile, purpose, people, amount_fen, content, state FROM batch WHERE id = '2020-001'",
    ),
    ("a batch's maker", "UPDATE batch SET maker = '赵出纳' WHERE id = '2020-002'"),
    ("a batch's state", "UPDATE batch SET state = 'approved' WHERE id = '2020-002'"),
    ("a batch closed", "UPDATE batch SET state = 'closed' WHERE id = '2020-001'"),
    ("a batch's programme", "UPDATE batch SET programme = 'x' WHERE id = '2020-001'"),
    ("a batch's period", "UPDATE batch SET period = '2019' WHERE id = '2020-001'"),
    (
        "a batch's and its payments' period",
        "UPDATE batch SET period = '2019' WHERE id = '2020-001'; \
      UPDATE payment SET period = '2019' WHERE batch = '2020-001'",
    ),
    ("a batch's kind", "UPDATE batch SET kind = 'reissue' WHERE id = '2020-001'"),
    ("a batch's profile", "UPDATE batch SET profile = 'x' WHERE id = '2020-002'"),
    ("a batch's purpose", "UPDATE batch SET purpose = 'x' WHERE id = '2020-002'"),
    ("a batch's manifest", "UPDATE batch SET manifest = 'x' WHERE id = '2020-002'"),
    ("a batch's day", "UPDATE batch SET prepared_at = 'x' WHERE id = '2020-002'"),
    ("a batch's people", "UPDATE batch SET people = 99 WHERE id = '2020-002'"),
    ("a batch's sum", "UPDATE batch SET amount_fen = 99 WHERE id = '2020-002'"),
    ("a batch's content", "UPDATE batch SET content = 'x' WHERE id = '2020-002'"),
    ("a signer's secret", "UPDATE signer SET secret_hash = 'x' WHERE name = '李主任'"),
    ("a signer's salt", "UPDATE signer SET salt = 'x' WHERE name = '李主任'"),
    ("a signer's method", "UPDATE signer SET method = 'passphrase' WHERE name = '李主任'"),
    ("a signer's name", "UPDATE signer SET name = 'x' WHERE name = '李主任'"),
    ("a signer's key", "UPDATE signer SET name_key = 'x' WHERE name = '李主任'"),
    ("a signer taken away", "DELETE FROM signer WHERE name = '李主任'"),
    ("a signer put in", "INSERT INTO signer VALUES ('x', 'x', 'key', 'x', 'x')"),
    ("a line's bucket", "UPDATE return_line SET bucket = 'failed' WHERE line = 1"),
    ("a line's payment", "UPDATE return_line SET payment = 3 WHERE line = 1"),
    ("a line's reason", "UPDATE return_line SET reason = 'x' WHERE line = 2"),
    ("a line's code", "UPDATE return_line SET code = 'x' WHERE line = 2"),
    ("a line's finding", "UPDATE return_line SET finding = '' WHERE line = 3"),
    ("a line's amount", "UPDATE return_line SET amount_fen = 1 WHERE line = 3"),
    ("a line taken away", "DELETE FROM return_line WHERE line = 3"),
    (
        "a line put in",
        "INSERT INTO return_line SELECT seq, 9, bucket, finding, payment, code, reason, amount_fen \
      FROM return_line WHERE line = 3",
    ),
    ("an answer's name", "UPDATE return_file SET name = 'x'"),
    ("an answer's batch", "UPDATE return_file SET batch = '2020-003'"),
    ("an answer's content", "UPDATE return_file SET sha256 = 'x'"),
    ("an answer taken away", "DELETE FROM return_line; DELETE FROM return_file"),
    ("an answer put in", "INSERT INTO return_file VALUES ('x', 1, '2020-001', 'x')"),
    ("an event's body", "UPDATE event SET body = replace(body, '\"people\":4', '\"people\":3')"),
    ("an event's moment", "UPDATE event SET at = '2020-01-01T00:00:00+08:00' WHERE seq = 4"),
    ("an event's actor", "UPDATE event SET actor = 'x' WHERE seq = 6"),
    ("an event's kind", "UPDATE event SET kind = 'closed' WHERE seq = 6"),
    ("an event's batch", "UPDATE event SET batch = '2020-003' WHERE seq = 6"),
    ("an event's batch gone", "UPDATE event SET batch = NULL WHERE seq = 6"),
    ("an event's payment", "UPDATE event SET payment = 1 WHERE seq = 5"),
    ("an event's prior", "UPDATE event SET prior = 'x' WHERE seq = 6"),
    ("an event's hash", "UPDATE event SET hash = 'x' WHERE seq = 6"),
    ("the last event's hash", "UPDATE event SET hash = 'x' WHERE seq = 13"),
    ("an event's number", "UPDATE event SET seq = 99 WHERE seq = 6"),
    ("the first event gone", "DELETE FROM event WHERE seq = 1"),
    ("an event gone", "DELETE FROM event WHERE seq = 6"),
    ("the last event gone", "DELETE FROM event WHERE seq = 13"),
    (
        "two events in each other's place",
        "UPDATE event SET seq = 99 WHERE seq = 6; UPDATE event SET seq = 6 WHERE seq = 7; \
      UPDATE event SET seq = 7 WHERE seq = 99",
    ),
    ("every event gone", "DELETE FROM event"),
    (
        "an event put in",
        "INSERT INTO event SELECT 14, at, kind, actor, batch, payment, body, hash, 'x' FROM event \
      WHERE seq = 13",
    ),
];

fn every_tampering_is_found(place: &Place) {
    let mut desk = eventful(place);
    let change = Step::Enrol { name: "赵出纳".into(), by: Some(MAKER.into()) };
    let backup = place.is_file().then(|| {
        drop(place.store().script("PRAGMA wal_checkpoint(TRUNCATE)"));
        std::fs::read(place.path()).expect("a copy")
    });
    let mut missed = Vec::new();
    for (what, edit) in EDITS {
        let mut hand = place.unguarded();
        // A server's edit is undone by its transaction; a file by its copy.
        if backup.is_none() {
            drop(hand);
            tamper_on_a_fresh_server(what, edit, &change, &mut missed);
            continue;
        }
        hand.script(edit).unwrap_or_else(|error| panic!("{what}: {error}"));
        drop(hand);
        missed.extend(not_found(place, what, &change));
        drop(desk);
        for end in ["-wal", "-shm"] {
            let beside = format!("{}{end}", place.path().display());
            let _ = std::fs::remove_file(beside);
        }
        std::fs::write(place.path(), backup.as_ref().expect("a copy")).expect("put back");
        desk = Desk::again(place);
        desk.verified();
    }
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

/// What neither `verify` nor the next change found, where that is so.
fn not_found(place: &Place, what: &str, change: &Step) -> Vec<String> {
    let mut missed = Vec::new();
    let mut ledger = place.open();
    match ledger.verify() {
        Ok(_) => missed.push(format!("{what}, by verify")),
        Err(error) => {
            let (zh, en) = (error.words(Lang::Zh), error.words(Lang::En));
            assert!(zh.contains("L001") && en.contains("L001"), "{what}: {en}");
            assert!(!en.contains("6230000000000"), "no number in it: {en}");
        }
    }
    let said = take(&mut ledger, minute(500), change);
    if said != "L001" {
        missed.push(format!("{what}, by the next change: {said}"));
    }
    missed
}

#[cfg(not(feature = "postgres"))]
fn tamper_on_a_fresh_server(_: &str, _: &str, _: &Step, _: &mut Vec<String>) {}

#[cfg(feature = "postgres")]
fn tamper_on_a_fresh_server(what: &str, edit: &str, change: &Step, missed: &mut Vec<String>) {
    let place = Place::schema();
    drop(eventful(&place));
    let mut hand = place.unguarded();
    hand.script(edit).unwrap_or_else(|error| panic!("{what}: {error}"));
    drop(hand);
    missed.extend(not_found(&place, what, change));
}

/// An event that changed no row may be cut off the end, and a whole ledger be
/// put back as it was: rows and chain agree. The heads that stand in the exports
/// tell, and `has_event` finds them or not.
fn what_the_chain_alone_cannot_tell(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=2));
    let (by, batch) = (CHECKER.into(), "2020-001".into());
    let files = vec![(2, 2 * FEN)];
    desk.does(&Step::Approve { by, batch, people: 1, fen: FEN, files }, "P005");
    let refused = desk.ledger.head().expect("whole");
    let mut hand: Box<dyn Store> = place.unguarded();
    hand.script("DELETE FROM event WHERE seq = 5").expect("cut off");
    drop(hand);
    let mut ledger = place.open();
    assert_eq!(ledger.verify().expect("it looks whole").head.seq, 4);
    assert!(!ledger.has_event(&refused.hash).expect("asked"), "the head that was seen tells");
}

#[test]
fn an_older_copy_lacks_the_head_of_the_export() {
    let place = Place::file();
    let mut desk = Desk::at(&place);
    desk.prepare(&people(1..=2));
    drop(desk);
    let older = std::fs::read(place.path()).expect("a copy");
    let mut desk = Desk::again(&place);
    desk.send("2020-001");
    let head = desk.ledger.approval("2020-001").expect("read").expect("approved").hash;
    drop(desk);
    std::fs::write(place.path(), older).expect("put back");
    let mut ledger = place.open();
    ledger.verify().expect("a ledger as it once was is whole");
    assert!(!ledger.has_event(&head).expect("asked"));
}

#[test]
fn a_file_of_one_ledger_is_not_another() {
    // Two ledgers begun at the same moment by the same people differ where what
    // was done differs, so that an export names its own.
    let heads: Vec<String> = [1, 2]
        .map(|who| {
            let place = Place::file();
            let mut desk = Desk::at(&place);
            desk.prepare(&[person(who)]);
            desk.ledger.head().expect("whole").hash
        })
        .to_vec();
    assert_ne!(heads[0], heads[1]);
}
