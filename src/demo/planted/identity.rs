//! Errors of identity numbers, birth dates, sex and names.

use super::{DIRECT, PROJECT, Planter, Wish, any_character, not_head};
use crate::demo::county::County;
use crate::demo::people::{Person, Standing, with_check};
use crate::demo::rows::{Cell, Field};
use crate::demo::seed::Seed;
use crate::domain::{Date, IdentityNumber};

/// One way to spoil an identity number; the count chooses a variant.
type Spoil = fn(&str, usize, &mut Seed) -> Cell;

/// V001–V006, on pay rows, on rosters alone, and on the roster of one who is
/// on the pay list.
pub(super) fn spoilt_numbers(planter: &mut Planter) {
    let kinds: [(&'static str, &'static str, Spoil); 6] = [
        ("V001", "id-missing", |_, _, _| Cell::Blank),
        ("V002", "id-length", |id, at, _| Cell::Text(wrong_length(id, at))),
        ("V003", "id-characters", |id, at, _| Cell::Text(wrong_characters(id, at))),
        ("V004", "id-check-digit", |id, _, seed| Cell::Text(two_digits_wrong(id, seed))),
        ("V005", "id-birth-date", |id, at, _| Cell::Text(no_such_day(id, at))),
        ("V006", "id-region", |id, at, _| Cell::Text(no_such_province(id, at))),
    ];
    for (code, kind, spoil) in kinds {
        for at in 0..3 {
            let person = planter.someone(DIRECT);
            let cell = spoil(&planter.person(person).id_number.clone(), at, &mut planter.seed);
            let row = planter.pay_row(person);
            planter.spoil(code, kind, row, Field::IdNumber, cell, "");
            planter.hold(row);
            planter.number_not_listed(person);
        }
        for at in 0..3 {
            let person = planter.someone(if at == 2 { DIRECT } else { PROJECT });
            let cell = spoil(&planter.person(person).id_number.clone(), at, &mut planter.seed);
            let row = planter.roster_row(person);
            planter.spoil(code, kind, row, Field::IdNumber, cell, "");
            if at == 2 {
                planter.held_with_roster(person);
            }
        }
    }
}

fn wrong_length(id: &str, at: usize) -> String {
    match at {
        0 => id[..17].to_owned(),
        1 => format!("{}{}", &id[..9], &id[8..]),
        _ => format!("{}{}", &id[..10], &id[12..]),
    }
}

fn wrong_characters(id: &str, at: usize) -> String {
    match at {
        0 => format!("{}********{}", &id[..6], &id[14..]),
        1 => format!("{}A{}", &id[..15], &id[16..]),
        _ => format!("{}O{}", &id[..14], &id[15..]),
    }
}

/// Two digits of the sequence mistyped: no one-digit correction leads back.
pub(super) fn two_digits_wrong(id: &str, seed: &mut Seed) -> String {
    loop {
        let wrong = format!("{}{}{}", &id[..14], seed.digits(2), &id[16..]);
        let (old, new) = (id.as_bytes(), wrong.as_bytes());
        let both = old[14] != new[14] && old[15] != new[15];
        let swapped = old[14] == new[15] && old[15] == new[14];
        let holds = IdentityNumber::from_current(&wrong).is_some_and(IdentityNumber::check_holds);
        if both && !swapped && !holds {
            return wrong;
        }
    }
}

/// One digit of the sequence mistyped, or two swapped where they differ.
pub(in crate::demo) fn one_slip(id: &str, swap: bool, seed: &mut Seed) -> String {
    let mut digits = id.as_bytes().to_vec();
    if swap && digits[14] != digits[15] {
        digits.swap(14, 15);
    } else {
        digits[15] = b'0' + (digits[15] - b'0' + 1 + u8::try_from(seed.below(9)).unwrap_or(0)) % 10;
    }
    String::from_utf8_lossy(&digits).into_owned()
}

fn no_such_day(id: &str, at: usize) -> String {
    let day = match at {
        0 => format!("{}0230", &id[6..10]),
        1 => format!("{}13{}", &id[6..10], &id[12..14]),
        _ => format!("1889{}", &id[10..14]),
    };
    with_check(&format!("{}{day}{}", &id[..6], &id[14..17]))
}

fn no_such_province(id: &str, at: usize) -> String {
    with_check(&format!("{}{}", ["99", "00", "29"][at % 3], &id[2..17]))
}

/// The 15-digit form of a number.
pub(in crate::demo) fn legacy_form(id: &str) -> String {
    format!("{}{}", &id[..6], &id[8..17])
}

/// Whether a 15-digit form can stand for the number.
pub(in crate::demo) fn has_legacy_form(_: &County, person: &Person) -> bool {
    person.id_number[6..].starts_with("19") && !person.name.contains('·')
}

/// V007: the 15-digit form, on one list only.
pub(super) fn legacy_numbers(planter: &mut Planter) {
    for at in 0..6 {
        let wish = if at == 5 { PROJECT } else { DIRECT };
        let person = planter.someone(Wish { who: has_legacy_form, ..wish });
        let row = if at < 3 { planter.pay_row(person) } else { planter.roster_row(person) };
        let cell = Cell::Text(legacy_form(&planter.person(person).id_number));
        planter.spoil("V007", "id-legacy", row, Field::IdNumber, cell, "15 digits");
    }
}

/// V008: the sex column against the number.
pub(super) fn sex(planter: &mut Planter) {
    for at in 0..4 {
        let person = planter.someone(if at == 3 { PROJECT } else { DIRECT });
        let row = planter.roster_row(person);
        let wrong = Cell::text(if planter.person(person).male { "女" } else { "男" });
        planter.spoil("V008", "sex-disagrees", row, Field::Sex, wrong, "");
    }
}

/// V009: children born after the cut-off, rightly numbered.
pub(super) fn born_after_cut_off(planter: &mut Planter) {
    let child: fn(&County, &Person) -> bool =
        |_, person| matches!(person.relation, "子" | "女" | "孙子" | "孙女");
    for at in 0..6 {
        let wish = if at < 3 { DIRECT } else { PROJECT };
        let person = planter.someone(Wish { who: child, ..wish });
        let year = planter.seed.between(2007, 2014);
        renumber(planter, person, year);
        mark_both(planter, "V009", "born-after-cut-off", person, Field::IdNumber, at < 3);
    }
}

/// V010: people of a hundred years and more; advice only.
pub(super) fn very_old(planter: &mut Planter) {
    let parent: fn(&County, &Person) -> bool =
        |_, person| matches!(person.relation, "父" | "母") && !person.name.contains('·');
    for at in 0..5 {
        let wish = if at < 3 { DIRECT } else { PROJECT };
        let person = planter.someone(Wish { who: parent, ..wish });
        let year = planter.seed.between(1913, 1919);
        renumber(planter, person, year);
        mark_both(planter, "V010", "very-old", person, Field::IdNumber, false);
    }
}

/// Gives the person a valid number of that year, in both lists.
fn renumber(planter: &mut Planter, person: u32, year: i32) {
    let month = 1 + planter.seed.below(12);
    let day = 1 + planter.seed.below(28);
    let Some(born) = Date::new(year, month, day) else { return };
    let male = planter.person(person).male;
    let number = planter.new_number("430621", born, male);
    planter.person_mut(person).id_number = number;
}

/// Marks what stands on both rows of a person, and holds the pay row if told.
pub(super) fn mark_both(
    planter: &mut Planter,
    code: &'static str,
    kind: &'static str,
    person: u32,
    field: Field,
    held: bool,
) {
    let roster = planter.roster_row(person);
    planter.mark(code, kind, roster, Some(field), "");
    if planter.person(person).standing == Standing::Direct {
        let pay = planter.pay_row(person);
        planter.mark(code, kind, pay, Some(field), "");
        if held {
            planter.hold(pay);
        }
    }
}

/// V011 and V012: names missing, or with characters that are none of a name.
pub(super) fn names(planter: &mut Planter) {
    for at in 0..10 {
        let (code, kind) =
            if at < 4 { ("V011", "name-missing") } else { ("V012", "name-characters") };
        let on_pay = at < 2 || (4..7).contains(&at);
        let direct = on_pay || at == 3 || at == 9;
        let wish = if direct { DIRECT } else { PROJECT };
        let person = planter.someone(Wish { who: not_head, roster: any_character, ..wish });
        let row = if on_pay { planter.pay_row(person) } else { planter.roster_row(person) };
        let name = planter.person(person).name.clone();
        let (cell, note) = if code == "V011" { (Cell::Blank, "") } else { strange_name(&name, at) };
        planter.spoil(code, kind, row, Field::Name, cell, note);
        if on_pay {
            planter.hold(row);
        } else if direct {
            planter.held_with_roster(person);
        }
    }
}

/// The name with a character put after its first.
fn strange_name(name: &str, at: usize) -> (Cell, &'static str) {
    let (inserted, note) = [
        ("1", "a digit"),
        ("\u{200B}", "U+200B zero width space"),
        ("\u{202E}", "U+202E right-to-left override"),
    ][at % 3];
    (Cell::Text(insert_after_first(name, inserted)), note)
}

fn insert_after_first(name: &str, inserted: &str) -> String {
    let end = name.chars().next().map_or(0, char::len_utf8);
    format!("{}{inserted}{}", &name[..end], &name[end..])
}

/// V013: names that the older bank systems cannot write, alike in both lists.
pub(super) fn unbankable_names(planter: &mut Planter) {
    for given in ["\u{4DAE}", "\u{4DAE}", "\u{E863}", "\u{3B4E}"] {
        let person = planter.someone(Wish { who: not_head, roster: any_character, ..DIRECT });
        rename(planter, person, given);
        let row = planter.pay_row(person);
        let code_point = given.chars().next().map_or(0, u32::from);
        let note = format!("U+{code_point:04X}");
        planter.mark("V013", "name-not-bankable", row, Some(Field::Payee), note);
        planter.hold(row);
        let roster = planter.roster_row(person);
        planter.consequence("", roster, "the same name on the roster");
    }
}

/// Gives the person that given name, in both lists.
pub(super) fn rename(planter: &mut Planter, person: u32, given: &str) {
    let surname: String = planter.person(person).name.chars().take(1).collect();
    planter.person_mut(person).name = format!("{surname}{given}");
}

/// V014: spaces inside names, which a comparison folds.
pub(super) fn folded_names(planter: &mut Planter) {
    for at in 0..6 {
        let wish = if at == 5 { PROJECT } else { DIRECT };
        let person = planter.someone(Wish { who: not_head, ..wish });
        let row = if at < 3 { planter.pay_row(person) } else { planter.roster_row(person) };
        let name = planter.person(person).name.clone();
        let (space, note) = [("\u{3000}", "U+3000 inside"), (" ", "a space inside")][at % 2];
        let cell = Cell::Text(insert_after_first(&name, space));
        planter.spoil("V014", "name-folded", row, Field::Name, cell, note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoilt_numbers_are_spoilt_in_one_way_only() {
        let mut seed = Seed::new(1, 1);
        let id = "11010519491231002X";
        for at in 0..3 {
            assert_ne!(wrong_length(id, at).len(), 18);
            assert_ne!(wrong_length(id, at).len(), 15);
            assert!(wrong_characters(id, at).contains(['*', 'A', 'O']));
            let day = IdentityNumber::from_current(&no_such_day(id, at)).expect("well-formed");
            assert!(day.check_holds() && day.birth_date().is_none_or(|d| d.year() < 1900));
            let region = IdentityNumber::from_current(&no_such_province(id, at)).expect("formed");
            assert!(region.check_holds() && region.birth_date().is_some());
        }
        for swap in [true, false] {
            let slip = one_slip(id, swap, &mut seed);
            let slip = IdentityNumber::from_current(&slip).expect("well-formed");
            assert!(!slip.check_holds());
        }
        let wrong = two_digits_wrong(id, &mut seed);
        assert!(!IdentityNumber::from_current(&wrong).expect("well-formed").check_holds());
        assert_eq!(legacy_form(id), "110105491231002");
    }
}
