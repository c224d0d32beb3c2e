//! The same person or account more than once in one list.

use super::identity::{has_legacy_form, legacy_form, one_slip, two_digits_wrong};
use super::{DIRECT, PROJECT, Planter, Wish};
use crate::demo::rows::{Cell, Field, Outcome, RowId, Table};
use crate::domain::IdentityNumber;

/// Where duplicates are planted: on the pay list among the paid, on the
/// roster among those without a pay row.
const LISTS: [(Table, Wish); 2] = [(Table::PayList, DIRECT), (Table::Roster, PROJECT)];

fn own_row(planter: &Planter, table: Table, person: u32) -> RowId {
    match table {
        Table::Roster => planter.roster_row(person),
        Table::PayList => planter.pay_row(person),
    }
}

/// A further row of the person at the end of the own village.
fn copy(planter: &mut Planter, table: Table, person: u32) -> RowId {
    let village = planter.person(person).village;
    planter.further_row(table, person, village)
}

/// D001: plain copies, which merge, and copies that differ, which are held.
pub(super) fn copies(planter: &mut Planter) {
    for at in 0..6 {
        let (table, wish) = match at {
            0..3 => (Table::PayList, DIRECT),
            3 | 4 => (Table::Roster, DIRECT),
            _ => (Table::Roster, PROJECT),
        };
        let person = planter.someone(wish);
        let row = copy(planter, table, person);
        planter.row(row).outcome = Outcome::Merged;
        planter.mark("D001", "plain-copy", row, None, "a plain copy: merged");
        let first = own_row(planter, table, person);
        planter.consequence("", first, "has a plain copy");
    }
    for (table, wish) in LISTS {
        for at in 0..4 {
            let by_amount = table == Table::PayList && at % 2 == 0;
            let person = planter.someone(wish);
            let row = copy(planter, table, person);
            if by_amount {
                planter.row(row).write(Field::Amount, Cell::Number(1200.0));
                planter.consequence("V022", row, "the copy has another amount");
            } else {
                let (_, account) = planter.new_account();
                planter.row(row).write(Field::Account, Cell::Text(account));
            }
            let what = if by_amount { "amount" } else { "account" };
            planter.mark("D001", "differing-copy", row, None, format!("another {what}: all held"));
            let first = own_row(planter, table, person);
            planter.consequence("", first, "held: a copy differs");
            planter.hold(first);
            planter.hold(row);
        }
    }
}

/// D002: on the lists of two townships; the later row is held.
pub(super) fn two_townships(planter: &mut Planter) {
    for (table, wish) in LISTS {
        for _ in 0..3 {
            let person = planter.someone(wish);
            let elsewhere = planter.village_elsewhere(person);
            let moved = planter.further_row(table, person, elsewhere);
            let own = own_row(planter, table, person);
            let later = planter.later(own, moved);
            let earlier = if later == own { moved } else { own };
            planter.mark("D002", "same-person-two-townships", later, None, "the later row");
            planter.hold(later);
            planter.consequence("", earlier, "the earlier row; paid");
            if table == Table::PayList {
                planter.consequence("R007", moved, "the roster has another township");
            }
        }
    }
}

/// D003: one number under two names; in one list, and in both.
pub(super) fn one_number_two_names(planter: &mut Planter) {
    for (table, wish) in LISTS {
        for _ in 0..3 {
            let (one, other) = (planter.someone(wish), planter.someone(wish));
            let number = planter.person(one).id_number.clone();
            let row = own_row(planter, table, other);
            planter.row(row).write(Field::IdNumber, Cell::Text(number));
            for row in [own_row(planter, table, one), row] {
                planter.mark("D003", "one-id-two-names", row, Some(Field::IdNumber), "");
                planter.hold(row);
            }
            if table == Table::PayList {
                planter.number_not_listed(other);
                let roster = planter.roster_row(one);
                planter.consequence("", roster, "its number is on two pay rows");
            }
        }
    }
    let (one, other) = (planter.someone(DIRECT), planter.someone(DIRECT));
    let number = planter.person(one).id_number.clone();
    planter.person_mut(other).id_number = number;
    // The sex column follows the card, so that only the number is in doubt.
    let male = planter.person(one).male;
    planter.person_mut(other).male = male;
    for person in [one, other] {
        for table in [Table::PayList, Table::Roster] {
            let row = own_row(planter, table, person);
            let note = "one number for two real people, in both lists";
            planter.mark("D003", "one-id-two-people", row, Some(Field::IdNumber), note);
            planter.hold(row);
        }
    }
}

/// D004: a 15-digit row beside the 18-digit one.
pub(super) fn both_forms(planter: &mut Planter) {
    for (table, wish) in LISTS {
        for _ in 0..3 {
            let person = planter.someone(Wish { who: has_legacy_form, ..wish });
            let row = copy(planter, table, person);
            let legacy = legacy_form(&planter.person(person).id_number);
            planter.row(row).write(Field::IdNumber, Cell::Text(legacy));
            let field = Some(Field::IdNumber);
            planter.mark("D004", "legacy-and-current-id", row, field, "the legacy row");
            planter.consequence("V007", row, "15 digits");
            planter.hold(row);
            let first = own_row(planter, table, person);
            planter.consequence("", first, "the row with the current number");
        }
    }
}

/// D005: rows that are likely the same person, in its three ways.
pub(super) fn near_copies(planter: &mut Planter) {
    for (table, wish) in LISTS {
        for at in 0..3 {
            near_number(planter, table, wish, at == 2);
            same_birthday(planter, table, wish);
            near_number_and_name(planter, table, wish, at == 2);
        }
    }
}

/// (a) the same name and village, another household, a number one slip away.
fn near_number(planter: &mut Planter, table: Table, wish: Wish, swap: bool) {
    let person = planter.someone(wish);
    let row = copy(planter, table, person);
    let number = planter.person(person).id_number.clone();
    let slip = one_slip(&number, swap, &mut planter.seed);
    let (name, group) = (planter.person(person).name.clone(), planter.person(person).group);
    // An account of its own: shared with another household it would be D006.
    let (bank, account) = planter.new_account();
    let own = planter.row(row);
    own.write(Field::Bank, Cell::text(bank));
    own.write(Field::Account, Cell::Text(account));
    own.write(Field::IdNumber, Cell::Text(slip));
    own.write(Field::Group, Cell::Text(format!("{}组", group + 20)));
    own.write(Field::Head, Cell::Text(name));
    finish_invalid(planter, table, person, row, "likely-same-person-a");
}

/// (b) the same name, household and birthday: with a number two slips away on
/// the pay list, with another valid one on the roster.
fn same_birthday(planter: &mut Planter, table: Table, wish: Wish) {
    let person = planter.someone(wish);
    let row = copy(planter, table, person);
    let (number, male) = (planter.person(person).id_number.clone(), planter.person(person).male);
    if table == Table::PayList {
        let wrong = two_digits_wrong(&number, &mut planter.seed);
        planter.row(row).write(Field::IdNumber, Cell::Text(wrong));
        finish_invalid(planter, table, person, row, "likely-same-person-b");
        return;
    }
    let born = IdentityNumber::from_current(&number).and_then(IdentityNumber::birth_date);
    let born = born.expect("a clean number has a birthday");
    let further = planter.new_number(&number[..6], born, male);
    planter.row(row).write(Field::IdNumber, Cell::Text(further));
    let note = "both numbers are valid: advice only";
    planter.mark("D005", "likely-same-person-b", row, Some(Field::IdNumber), note);
    let first = own_row(planter, table, person);
    planter.consequence("", first, "the row that it is like");
}

/// (c) the same household, a number one slip and a name one character away.
fn near_number_and_name(planter: &mut Planter, table: Table, wish: Wish, swap: bool) {
    let person = planter.someone(wish);
    let row = copy(planter, table, person);
    let (number, name) =
        (planter.person(person).id_number.clone(), planter.person(person).name.clone());
    let slip = one_slip(&number, swap, &mut planter.seed);
    let count = name.chars().count();
    let last = if name.ends_with('群') { '裙' } else { '群' };
    let other: String = name.chars().take(count - 1).chain([last]).collect();
    let own = planter.row(row);
    own.write(Field::IdNumber, Cell::Text(slip));
    own.write(Field::Name, Cell::text(other.as_str()));
    own.write(Field::Payee, Cell::Text(other));
    finish_invalid(planter, table, person, row, "likely-same-person-c");
}

/// The further row has an invalid number and is held; the first is not.
fn finish_invalid(
    planter: &mut Planter,
    table: Table,
    person: u32,
    row: RowId,
    kind: &'static str,
) {
    planter.mark("D005", kind, row, Some(Field::IdNumber), "the row with the invalid number");
    planter.consequence("V004", row, "a digit of the number was changed");
    planter.hold(row);
    let first = own_row(planter, table, person);
    planter.consequence("", first, "the row that it is like");
}

/// D006: one account for people of different households, in both lists.
pub(super) fn shared_accounts(planter: &mut Planter) {
    for size in [2, 2, 2, 3] {
        let owner = planter.someone(DIRECT);
        let mut sharers = vec![owner];
        for _ in 1..size {
            let sharer = planter.someone(DIRECT);
            let (bank, account) =
                (planter.person(owner).bank, planter.person(owner).account.clone());
            let person = planter.person_mut(sharer);
            (person.bank, person.account, person.payee) = (bank, account, owner);
            sharers.push(sharer);
        }
        for person in sharers {
            let (pay, roster) = (planter.pay_row(person), planter.roster_row(person));
            let note = format!("one account for {size} people of different households");
            planter.mark("D006", "shared-account", pay, Some(Field::Account), note.as_str());
            planter.hold(pay);
            planter.mark("D006", "shared-account", roster, Some(Field::Account), note);
        }
    }
}
