//! What is no ledger, what was one, and what a later program wrote.

use std::path::Path;

use zhibu::domain::Lang;
use zhibu::ledger::store::StoreError;
use zhibu::ledger::{Ledger, LedgerAt, LedgerError};

use super::desk::{Desk, people};
use super::place::{Place, minute};

on_both!(a_later_program_wrote_it, a_ledger_is_opened_again_as_it_was);

fn refused(path: &Path) -> StoreError {
    let at = LedgerAt::File(path.to_owned());
    let Err(error) = Ledger::open(&at, minute(0)) else { panic!("{} opened", path.display()) };
    let (zh, en) = (error.words(Lang::Zh), error.to_string());
    assert!(zh.contains(&at.shown()) && en.contains(&at.shown()), "{zh} {en}");
    match error {
        LedgerError::Store { source, .. } => source,
        other => panic!("{other}"),
    }
}

fn a_ledger_is_opened_again_as_it_was(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&people(1..=3));
    let (shown, head) = (desk.shown(), desk.ledger.head().expect("whole"));
    drop(desk);
    for _ in 0..2 {
        let mut desk = Desk::again(place);
        assert_eq!(
            (desk.shown(), desk.ledger.head().expect("whole")),
            (shown.clone(), head.clone())
        );
        let existing = Ledger::open_existing(&place.at()).expect("opened");
        assert!(existing.is_some());
    }
}

fn a_later_program_wrote_it(place: &Place) {
    drop(Desk::at(place));
    let mut hand = place.store();
    hand.script("UPDATE meta SET value = '3' WHERE key = 'schema'").expect("raised");
    let Err(error) = Ledger::open(&place.at(), minute(1)) else { panic!("opened") };
    assert!(matches!(error, LedgerError::Store { source: StoreError::Newer(3), .. }), "{error}");
    hand.script("DELETE FROM meta").expect("nothing said");
    let Err(error) = Ledger::open(&place.at(), minute(1)) else { panic!("opened") };
    assert!(matches!(error, LedgerError::Store { source: StoreError::NotALedger(_), .. }));
}

#[test]
fn there_is_none_until_one_is_begun() {
    let place = Place::file();
    assert!(Ledger::open_existing(&place.at()).expect("asked").is_none());
    assert!(!place.path().exists(), "asking begins none");
    place.open().verify().expect("whole");
    let found = Ledger::open_existing(&place.at()).expect("asked");
    assert!(found.is_some());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(place.path()).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "its owner alone reads it");
    }
}

#[test]
fn what_is_no_ledger_is_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(matches!(refused(folder.path()), StoreError::Failed(_)), "a folder");
    let nowhere = folder.path().join("no").join("ledger.sqlite");
    assert!(matches!(refused(&nowhere), StoreError::Failed(_)), "in no folder");
    for (name, text) in
        [("short.txt", "姓名,金额\n".to_owned()), ("long.txt", "张三 ".repeat(9_999))]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, &text).expect("written");
        assert!(matches!(refused(&path), StoreError::NotALedger(_)), "{name}");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), text, "as it was");
    }
    let path = folder.path().join("other.sqlite");
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.execute_batch("CREATE TABLE meta (key TEXT, value TEXT)").expect("a table");
    drop(other);
    let before = std::fs::read(&path).expect("read");
    assert!(matches!(refused(&path), StoreError::NotALedger(_)), "something else");
    assert_eq!(std::fs::read(&path).expect("read"), before, "as it was");
}

#[test]
fn a_ledger_cut_off_is_refused() {
    let place = Place::file();
    let mut desk = Desk::at(&place);
    desk.prepare(&people(1..=400));
    drop(desk);
    let whole = std::fs::read(place.path()).expect("read");
    for part in [100, 512, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        std::fs::write(place.path(), &whole[..part]).expect("cut off");
        let verified = Ledger::open(&place.at(), minute(0)).and_then(|mut one| one.verify());
        assert!(verified.is_err(), "{part} of {} bytes", whole.len());
    }
}

#[test]
fn reading_writes_nothing() {
    let place = Place::file();
    drop(Desk::at(&place));
    let before = std::fs::read(place.path()).expect("read");
    let mut ledger = place.open();
    ledger.verify().expect("whole");
    ledger.batches().expect("read");
    drop(ledger);
    assert!(std::fs::read(place.path()).expect("read") == before, "the file is as it was");
}

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let place = Place::file();
    drop(Desk::at(&place));
    let mut writer = place.store();
    writer.begin().expect("begun");
    let start = std::time::Instant::now();
    let mut reader = place.open();
    assert_eq!(reader.signers().expect("read").len(), 2);
    assert!(start.elapsed().as_secs() < 5, "it waited");
    writer.rollback().expect("undone");
}

#[test]
fn a_server_is_shown_without_its_password() {
    let at = LedgerAt::Server("postgres://clerk:secret@10.0.0.1/zhibu?x=secret".to_owned());
    assert_eq!(at.shown(), "postgres://10.0.0.1/zhibu");
    let at = LedgerAt::Server("postgres://clerk:se@cret@10.0.0.1:5433/zhibu".to_owned());
    assert_eq!(at.shown(), "postgres://10.0.0.1:5433/zhibu");
}
