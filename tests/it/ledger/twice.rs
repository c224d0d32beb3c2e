//! Nobody twice: P001 and P002 against everything that was ever paid.

use super::desk::{Desk, line, people, person, sent};
use super::place::Place;
use super::script::{Person, Says, Sharing};

on_both!(
    the_same_number,
    a_number_as_it_was_written,
    another_number_but_name_and_account,
    periods_that_overlap,
    other_programmes_and_years_are_apart,
    one_person_by_two_numbers_in_a_run,
    a_number_that_is_named_twice_is_one_person,
    a_person_known_through_two_corrections,
    two_rows_that_make_good_one_payment,
    two_rows_known_as_one_person,
    paid_by_a_number_that_only_the_failed_payment_knows,
    halves_make_good_a_year,
    an_account_that_nobody_shares,
    an_account_that_so_many_share,
    an_account_that_a_household_shares,
    the_refused_run_left_nothing,
);

fn with_number(of: &Person, number: &str, also: &[&str]) -> Person {
    let also = also.iter().map(|one| (*one).to_owned()).collect();
    Person { number: number.to_owned(), also, ..of.clone() }
}

fn elsewhere(of: &Person) -> Person {
    Person { account: format!("{}9", of.account), ..of.clone() }
}

fn the_same_number(place: &Place) {
    let mut desk = sent(place);
    assert_eq!(desk.prepare(&[person(2)]), "P001");
    assert_eq!(desk.prepare(&[elsewhere(&person(2))]), "P001", "by another account");
    let renamed = Person { name: "李四".into(), ..elsewhere(&person(2)) };
    assert_eq!(desk.prepare(&[renamed]), "P001", "by another name");
    assert_eq!(desk.prepare(&[person(1), person(4), person(3)]), "P001 P001");
    assert_eq!(desk.reissue(&[person(1)]), "P001", "nor as a reissue");
    assert_eq!(desk.prepare(&[person(4)]), "2020-002 supplementary 1 60000 0");
}

fn a_number_as_it_was_written(place: &Place) {
    let mut desk = sent(place);
    let corrected =
        with_number(&elsewhere(&person(1)), "430623195000000x", &["x", &person(1).number]);
    assert_eq!(desk.prepare(&[corrected]), "P001", "it was paid by the wrong number");
    let late = with_number(&person(7), "new 7", &["old 7"]);
    assert_eq!(desk.prepare(&[late]), "2020-002 supplementary 1 60000 0");
    let stranger = elsewhere(&Person { name: "李四".into(), ..person(7) });
    for number in ["new 7", "old 7"] {
        assert_eq!(desk.prepare(&[with_number(&stranger, number, &[])]), "P001", "{number}");
    }
    assert_eq!(desk.prepare(&[with_number(&stranger, "z", &["y", "old 7"])]), "P001");
}

fn another_number_but_name_and_account(place: &Place) {
    let mut desk = sent(place);
    let other = with_number(&person(1), "another number", &[]);
    assert_eq!(
        desk.prepare_as("direct", "2020", false, Sharing::Limit(9), std::slice::from_ref(&other)),
        "P001"
    );
    let namesake = elsewhere(&other);
    assert_eq!(desk.prepare(&[namesake]), "2020-002 supplementary 1 60000 0");
}

fn periods_that_overlap(place: &Place) {
    let mut desk = sent(place);
    let mut of = |period: &str, who: u32| {
        desk.prepare_as("direct", period, false, Sharing::Never, &[person(who)])
    };
    for period in ["2020", "2020H1", "2020H2", "2020Q3", "2020-07", "2020-12"] {
        assert_eq!(of(period, 1), "P001", "{period}");
    }
    assert_eq!(of("2021", 1), "2021-001 first 1 60000 0");
    assert_eq!(of("2019H2", 1), "2019H2-001 first 1 60000 0");
    assert_eq!(of("2020H1", 8), "2020H1-001 first 1 60000 0");
    assert_eq!(of("2020", 8), "P001", "a half was paid");
    assert_eq!(of("2020-06", 8), "P001");
    assert_eq!(of("2020-07", 8), "2020-07-001 first 1 60000 0");
    assert_eq!(of("2020Q3", 8), "P001");
    assert_eq!(of("2020Q4", 8), "2020Q4-001 first 1 60000 0");
}

fn other_programmes_and_years_are_apart(place: &Place) {
    let mut desk = sent(place);
    let mut of = |programme: &str, period: &str| {
        desk.prepare_as(programme, period, false, Sharing::Never, &people(1..=3))
    };
    assert_eq!(of("other", "2020"), "2020-002 first 3 180000 0");
    assert_eq!(of("direct", "2021"), "2021-001 first 3 180000 0");
    assert_eq!(of("direct", "2021H2"), "P001 P001 P001");
}

fn one_person_by_two_numbers_in_a_run(place: &Place) {
    let mut desk = Desk::at(place);
    let old = person(1);
    let new = with_number(&elsewhere(&person(1)), "new 1", &[&old.number]);
    assert_eq!(desk.prepare(&[old.clone(), new.clone()]), "P001");
    assert_eq!(desk.prepare(&[new.clone(), person(2), old.clone()]), "P001");
    assert_eq!(desk.prepare(&[old.clone(), old.clone()]), "P001");
    let third = with_number(&elsewhere(&new), "newer 1", &["new 1"]);
    assert_eq!(desk.prepare(&[old, new, third]), "P001 P001");
    assert!(desk.ledger.batches().expect("read").is_empty());
}

fn a_number_that_is_named_twice_is_one_person(place: &Place) {
    let mut desk = Desk::at(place);
    let same = with_number(&person(1), &person(1).number, &[&person(1).number, "old", "old"]);
    assert_eq!(desk.prepare(&[same]), "2020-001 first 1 60000 0");
    desk.verified();
}

fn a_person_known_through_two_corrections(place: &Place) {
    let mut desk = Desk::at(place);
    let first = with_number(&person(1), "a", &[]);
    let second = with_number(&elsewhere(&person(1)), "b", &["a"]);
    let third = with_number(&elsewhere(&second), "c", &["b"]);
    desk.prepare(std::slice::from_ref(&first));
    desk.send("2020-001");
    desk.answer("2020-001", "1", &[line("2020-001-000001", Says::Failed)]);
    assert_eq!(desk.reissue(&[second]), "2020-002 reissue 1 60000 0");
    desk.send("2020-002");
    desk.answer("2020-002", "2", &[line("2020-002-000001", Says::Failed)]);
    assert_eq!(desk.reissue(&[third]), "2020-003 reissue 1 60000 0");
    // The first number is in no live payment, but it is the same person's.
    assert_eq!(desk.prepare(&[elsewhere(&elsewhere(&elsewhere(&first)))]), "P001");
    assert_eq!(desk.reissue(&[first]), "P001");
    desk.verified();
}

fn two_rows_that_make_good_one_payment(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&[with_number(&person(1), "a", &["b"])]);
    desk.send("2020-001");
    desk.answer("2020-001", "1", &[line("2020-001-000001", Says::Failed)]);
    let by_a = with_number(&person(1), "a", &[]);
    let by_b = with_number(&elsewhere(&person(1)), "b", &[]);
    assert_eq!(desk.reissue(&[by_a.clone(), by_b]), "P001");
    assert_eq!(desk.reissue(&[by_a]), "2020-002 reissue 1 60000 0");
}

/// Both rows of a run, by numbers that have nothing in common, are known as one
/// person through what failed before.
fn two_rows_known_as_one_person(place: &Place) {
    let mut desk = Desk::at(place);
    let first = with_number(&person(1), "a", &[]);
    let second = with_number(&elsewhere(&person(1)), "b", &["a"]);
    desk.prepare_as("direct", "2020H1", false, Sharing::Never, std::slice::from_ref(&first));
    desk.send("2020H1-001");
    desk.answer("2020H1-001", "1", &[line("2020H1-001-000001", Says::Failed)]);
    desk.prepare_as("direct", "2020", true, Sharing::Never, &[second]);
    desk.send("2020-001");
    desk.answer("2020-001", "2", &[line("2020-001-000001", Says::Failed)]);
    let third = with_number(&elsewhere(&elsewhere(&person(1))), "b", &[]);
    assert_eq!(desk.reissue(&[first, third]), "P001");
    desk.verified();
}

/// What failed before tells that somebody was paid by a number that neither the
/// row nor its corrections name.
fn paid_by_a_number_that_only_the_failed_payment_knows(place: &Place) {
    let mut desk = Desk::at(place);
    let corrected = with_number(&person(1), "b", &["a"]);
    desk.prepare_as("direct", "2020H1", false, Sharing::Never, std::slice::from_ref(&corrected));
    desk.send("2020H1-001");
    desk.answer("2020H1-001", "1", &[line("2020H1-001-000001", Says::Failed)]);
    let by_the_first = with_number(&elsewhere(&person(1)), "a", &[]);
    let of = desk.prepare_as("direct", "2020H2", false, Sharing::Never, &[by_the_first]);
    assert_eq!(of, "2020H2-001 first 1 60000 0");
    let again = with_number(&elsewhere(&elsewhere(&corrected)), "c", &["b"]);
    assert_eq!(desk.reissue(&[again]), "P001");
    desk.verified();
}

fn halves_make_good_a_year(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&[person(1)]);
    desk.send("2020-001");
    desk.answer("2020-001", "1", &[line("2020-001-000001", Says::Failed)]);
    let mut of =
        |period: &str| desk.prepare_as("direct", period, true, Sharing::Never, &[person(1)]);
    assert_eq!(of("2020H1"), "2020H1-001 reissue 1 60000 0");
    assert_eq!(of("2020H2"), "2020H2-001 reissue 1 60000 0");
    assert_eq!(of("2020"), "P001");
    desk.verified();
}

/// People into one account, of households given for the pay list and the roster.
fn into_one(numbers: std::ops::RangeInclusive<u32>, households: [&str; 2]) -> Vec<Person> {
    let one = |number| Person {
        account: "6230000000000000000".into(),
        households: households.map(str::to_owned),
        ..person(number)
    };
    numbers.map(one).collect()
}

fn an_account_that_nobody_shares(place: &Place) {
    let mut desk = Desk::at(place);
    desk.prepare(&into_one(1..=1, ["户一", ""]));
    assert_eq!(desk.prepare(&into_one(2..=2, ["户一", ""])), "P002");
    assert_eq!(desk.prepare(&into_one(2..=3, ["户一", ""])), "P002 P002");
    desk.withdraw("2020-001", &[]);
    assert_eq!(desk.prepare(&into_one(2..=2, ["户一", ""])), "2020-002 first 1 60000 0");
}

fn an_account_that_so_many_share(place: &Place) {
    let mut desk = Desk::at(place);
    let mut of = |numbers| {
        desk.prepare_as("direct", "2020", false, Sharing::Limit(3), &into_one(numbers, ["", ""]))
    };
    assert_eq!(of(1..=1), "2020-001 first 1 60000 0");
    assert_eq!(of(2..=4), "P002 P002 P002", "one past the limit");
    assert_eq!(of(2..=2), "2020-002 supplementary 1 60000 0", "one below it");
    assert_eq!(of(3..=3), "2020-003 supplementary 1 60000 0", "at the limit");
    assert_eq!(of(4..=4), "P002", "past it");
    let other_year =
        desk.prepare_as("direct", "2021", false, Sharing::Limit(3), &into_one(4..=4, ["", ""]));
    assert_eq!(other_year, "2021-001 first 1 60000 0");
}

fn an_account_that_a_household_shares(place: &Place) {
    let mut desk = Desk::at(place);
    let mut of = |who: u32, households| {
        let people = into_one(who..=who, households);
        desk.prepare_as("direct", "2020", false, Sharing::Household, &people)
    };
    assert_eq!(of(1, ["户一", "甲"]), "2020-001 first 1 60000 0");
    assert_eq!(of(2, ["户二", "乙"]), "P002");
    assert_eq!(of(2, ["", ""]), "P002", "nobody knows the household");
    assert_eq!(of(2, ["户一", ""]), "2020-002 supplementary 1 60000 0", "by the pay list");
    assert_eq!(of(3, ["", "甲"]), "P002", "the roster knows one of both");
    assert_eq!(of(3, ["户一", "丙"]), "2020-003 supplementary 1 60000 0");
}

fn the_refused_run_left_nothing(place: &Place) {
    let mut desk = sent(place);
    let (before, head) = (desk.shown(), desk.ledger.head().expect("whole"));
    let many: Vec<Person> = people(3..=60);
    assert_eq!(desk.prepare(&many), "P001");
    assert_eq!((desk.shown(), desk.ledger.head().expect("whole")), (before, head));
    desk.verified();
}
