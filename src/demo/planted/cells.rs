//! Errors of accounts, banks, places, amounts, modes and unsafe text.

use super::identity::mark_both;
use super::{DIRECT, PROJECT, Planter, Wish};
use crate::demo::county::County;
use crate::demo::layout::Layout;
use crate::demo::people::Person;
use crate::demo::rows::{Cell, Field};

/// V015–V017: accounts missing, ill-formed, or with a wrong Luhn digit.
pub(super) fn accounts(planter: &mut Planter) {
    for at in 0..6 {
        let person = planter.someone(if at == 5 { PROJECT } else { DIRECT });
        let row = if at < 3 { planter.pay_row(person) } else { planter.roster_row(person) };
        planter.spoil("V015", "account-missing", row, Field::Account, Cell::Blank, "");
        if at < 3 {
            planter.hold(row);
        } else if at < 5 {
            let pay = planter.pay_row(person);
            planter.consequence("", pay, "the roster has no account; paid all the same");
        }
    }
    for at in 0..5 {
        let person = planter.someone(if at < 3 { DIRECT } else { PROJECT });
        let account = &mut planter.person_mut(person).account;
        *account = match at % 3 {
            0 => account[..10].to_owned(),
            1 => format!("{}O{}", &account[..9], &account[10..]),
            _ => format!("{account}{}", &account[..6]),
        };
        mark_both(planter, "V016", "account-format", person, Field::Account, at < 3);
    }
    let card: fn(&County, &Person) -> bool =
        |_, person| person.account.starts_with("62") && !person.name.contains('·');
    for at in 0..6 {
        let wish = if at < 3 { DIRECT } else { PROJECT };
        let person = planter.someone(Wish { who: card, ..wish });
        let account = &mut planter.person_mut(person).account;
        let last = account.pop().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
        account.push(char::from_digit((last + 3) % 10, 10).unwrap_or('0'));
        mark_both(planter, "V017", "account-check-digit", person, Field::Account, at < 3);
    }
}

/// V018: a bank that the project does not pay through, in both lists.
pub(super) fn banks(planter: &mut Planter) {
    for bank in ["长沙银行", "湘江村镇银行", "华融湘江银行"] {
        let person = planter.someone(Wish { pay_list: |layout| layout.has(Field::Bank), ..DIRECT });
        planter.person_mut(person).bank = bank;
        let row = planter.pay_row(person);
        planter.mark("V018", "bank-unknown", row, Some(Field::Bank), bank);
        planter.hold(row);
        let roster = planter.roster_row(person);
        planter.consequence("", roster, "the same bank on the roster");
    }
}

/// V019: villages that are not among the places.
pub(super) fn places(planter: &mut Planter) {
    for at in 0..6 {
        let wish = if at == 4 || at == 5 { PROJECT } else { DIRECT };
        let person = planter.someone(Wish {
            roster: Layout::villages_stand_alone,
            pay_list: Layout::villages_stand_alone,
            ..wish
        });
        let on_pay = at < 3;
        let row = if on_pay { planter.pay_row(person) } else { planter.roster_row(person) };
        let village = ["和坪村", "新健村", "红棋村"][at % 3];
        planter.spoil("V019", "place-unknown", row, Field::Village, Cell::text(village), "");
        if on_pay {
            planter.hold(row);
        } else if at == 3 {
            planter.held_with_roster(person);
        }
    }
}

/// V020: a row that names a township other than its file's, where that has a
/// village of the same name.
pub(super) fn place_disagrees(planter: &mut Planter) {
    let twin_village: fn(&County, &Person) -> bool =
        |county, person| township_with_same_village(county, person.village).is_some();
    for at in 0..6 {
        let wish = if at < 3 { DIRECT } else { PROJECT };
        let in_column: fn(&Layout) -> bool = |layout| layout.has(Field::Township);
        let anything: fn(&Layout) -> bool = |_| true;
        let person = planter.someone(Wish {
            roster: if at < 3 { anything } else { in_column },
            pay_list: if at < 3 { in_column } else { anything },
            who: twin_village,
            ..wish
        });
        let row = if at < 3 { planter.pay_row(person) } else { planter.roster_row(person) };
        let village = planter.person(person).village;
        let other = township_with_same_village(planter.county, village);
        let name = other.map(|at| planter.county.townships[at as usize].name.clone());
        let cell = Cell::Text(name.unwrap_or_default());
        planter.spoil("V020", "place-disagrees", row, Field::Township, cell, "");
        if at < 3 {
            planter.consequence("R007", row, "the roster has the file's township");
        }
    }
}

/// Another township of the same block with a village of the same name.
fn township_with_same_village(county: &County, village: u32) -> Option<u32> {
    let home = &county.villages[village as usize];
    let block = home.township / 14;
    county
        .villages
        .iter()
        .find(|other| {
            other.name == home.name
                && other.township != home.township
                && other.township / 14 == block
        })
        .map(|other| other.township)
}

/// V021 and V022: amounts that are none, and amounts nobody is entitled to.
pub(super) fn amounts(planter: &mut Planter) {
    let none = [
        (Cell::text("六百元"), "not a number"),
        (Cell::Number(-600.0), "negative"),
        (Cell::Number(0.0), "zero"),
        (Cell::Number(600.005), "a fraction of a fen"),
    ];
    for (cell, note) in none {
        let person = planter.someone(Wish {
            pay_list: |layout| layout.is_workbook() && layout.states_no_amount(),
            ..DIRECT
        });
        let row = planter.pay_row(person);
        planter.spoil("V021", "amount-invalid", row, Field::Amount, cell, note);
        planter.hold(row);
    }
    for yuan in [1200.0, 300.0, 500.0, 6000.0] {
        let person = planter.someone(DIRECT);
        let row = planter.pay_row(person);
        let cell = Cell::Number(yuan);
        planter.spoil("V022", "amount-not-entitlement", row, Field::Amount, cell, "");
        planter.hold(row);
    }
}

/// V023 and V024: modes and reservoirs that the programme does not know.
pub(super) fn modes_and_reservoirs(planter: &mut Planter) {
    for (at, mode) in ["货币安置", "一次性补偿", "其他", "其他方式"].into_iter().enumerate()
    {
        let person = planter.someone(if at < 2 { DIRECT } else { PROJECT });
        let row = planter.roster_row(person);
        planter.spoil("V023", "mode-unknown", row, Field::Mode, Cell::text(mode), "");
        if at < 2 {
            planter.held_with_roster(person);
        }
    }
    for (at, reservoir) in ["江垭水库", "柘溪水库", "铁山水电站"].into_iter().enumerate()
    {
        let person = planter.someone(if at < 2 { DIRECT } else { PROJECT });
        let row = planter.roster_row(person);
        let cell = Cell::text(reservoir);
        planter.spoil("V024", "reservoir-unknown", row, Field::Reservoir, cell, "");
    }
}

/// V025: payees that a bank's or a spreadsheet's reader would take apart.
pub(super) fn unsafe_text(planter: &mut Planter) {
    for at in 0..6 {
        let person = planter.someone(Wish { pay_list: Layout::is_workbook, ..DIRECT });
        let name = planter.person(person).name.clone();
        let first: String = name.chars().take(1).collect();
        let (text, note) = match at {
            0 => (format!("={name}"), "leading ="),
            1 => (format!("-{name}"), "leading -"),
            2 => (format!("@{name}"), "leading @"),
            3 => (format!("+{name}"), "leading +"),
            4 => (format!("{name},{first}"), "the profile's separator"),
            _ => (format!("{first}\n{}", &name[first.len()..]), "a line feed"),
        };
        let row = planter.pay_row(person);
        planter.spoil("V025", "unsafe-text", row, Field::Payee, Cell::Text(text), note);
        planter.hold(row);
    }
}

/// V026: numbers whose width, spaces or case a comparison folds.
pub(super) fn folded_numbers(planter: &mut Planter) {
    let ends_in_x: fn(&County, &Person) -> bool = |_, person| person.id_number.ends_with('X');
    for at in 0..8 {
        let on_pay = at < 4;
        let who = if at % 4 == 0 { ends_in_x } else { DIRECT.who };
        let wish = if at == 7 { PROJECT } else { DIRECT };
        let person = planter.someone(Wish { who, ..wish });
        let row = if on_pay { planter.pay_row(person) } else { planter.roster_row(person) };
        let (id, account) = {
            let person = planter.person(person);
            (person.id_number.clone(), person.account.clone())
        };
        let (field, text, note) = match at % 4 {
            0 => (Field::IdNumber, id.to_lowercase(), "lower case x"),
            1 => (Field::IdNumber, full_width(&id), "full width"),
            2 => (Field::Account, in_fours(&account), "spaces"),
            _ => (Field::IdNumber, format!("{} {}", &id[..6], &id[6..]), "a space"),
        };
        planter.spoil("V026", "number-folded", row, field, Cell::Text(text), note);
    }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)
        })
        .collect()
}

fn in_fours(text: &str) -> String {
    let digits: Vec<char> = text.chars().collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_texts_look_as_clerks_type_them() {
        assert_eq!(full_width("43X"), "４３Ｘ");
        assert_eq!(in_fours("6221690000000000017"), "6221 6900 0000 0000 017");
    }
}
