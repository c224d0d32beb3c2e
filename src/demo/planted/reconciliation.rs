//! The pay list against the roster.

use super::identity::{one_slip, rename};
use super::{DIRECT, PROJECT, Planter, Wish, any_character, not_head};
use crate::demo::county::County;
use crate::demo::names;
use crate::demo::people::{Person, Standing};
use crate::demo::rows::{Cell, Field, Row, RowId, Table};

/// How many of each kind are on the pay list without a right to it.
const INTRUDERS: usize = 3;

/// R001: listed, and on no roster.
pub(super) fn not_registered(planter: &mut Planter) {
    for _ in 0..INTRUDERS {
        let (_, row) = planter.newcomer(false);
        planter.mark("R001", "not-registered", row, Some(Field::IdNumber), "on no roster");
        planter.hold(row);
    }
}

/// R002: for direct pay, and left off the list: as many as are on it without
/// a right to it.
pub(super) fn not_listed(planter: &mut Planter) {
    for _ in 0..3 * INTRUDERS {
        let person = planter.someone(DIRECT);
        let row = planter.pay_row(person);
        planter.row(row).removed = true;
        planter.county.pay_row[person as usize] = None;
        let roster = planter.roster_row(person);
        planter.mark("R002", "eligible-not-listed", roster, None, "left off the pay list");
    }
}

/// R003 and R009: listed, and registered for projects or no longer payable.
pub(super) fn not_for_direct_pay(planter: &mut Planter) {
    for _ in 0..INTRUDERS {
        let person = planter.someone(PROJECT);
        let row = list(planter, person);
        planter.mark("R003", "project-mode", row, None, "registered for project support");
    }
    let removed: [fn(Standing) -> bool; INTRUDERS] = [
        |standing| standing == Standing::Removed("死亡"),
        |standing| standing == Standing::Removed("核减"),
        |standing| standing == Standing::Removed("暂停"),
    ];
    for standing in removed {
        let person = planter.someone(Wish { standing, ..DIRECT });
        let row = list(planter, person);
        planter.mark("R009", "status-not-payable", row, None, "no longer payable on the roster");
    }
}

/// Puts someone on the pay list who does not belong there; the row is held.
fn list(planter: &mut Planter, person: u32) -> RowId {
    let village = planter.person(person).village;
    let row = planter.county.add_row(Row::of(Table::PayList, person, village));
    planter.county.pay_row[person as usize] = Some(row);
    planter.hold(row);
    let roster = planter.roster_row(person);
    planter.consequence("", roster, "on the pay list without a right to it");
    row
}

const SOUNDS: &[(char, char)] = &[
    ('伟', '炜'),
    ('芳', '方'),
    ('建', '健'),
    ('平', '萍'),
    ('清', '青'),
    ('红', '宏'),
    ('玲', '铃'),
    ('志', '智'),
    ('英', '瑛'),
    ('生', '升'),
];
const TRADITIONAL: &[(char, char)] = &[
    ('国', '國'),
    ('张', '張'),
    ('刘', '劉'),
    ('陈', '陳'),
    ('杨', '楊'),
    ('华', '華'),
    ('兰', '蘭'),
    ('凤', '鳳'),
];
const LOOKS: &[(char, char)] =
    &[('明', '朋'), ('玉', '王'), ('王', '玉'), ('春', '舂'), ('林', '材'), ('桂', '挂')];

/// R004: the same number, another name.
pub(super) fn names_differ(planter: &mut Planter) {
    let has: [fn(&County, &Person) -> bool; 3] = [
        |_, person| person.name.contains(|c| SOUNDS.iter().any(|(from, _)| *from == c)),
        |_, person| person.name.contains(|c| TRADITIONAL.iter().any(|(from, _)| *from == c)),
        |_, person| person.name.contains(|c| LOOKS.iter().any(|(from, _)| *from == c)),
    ];
    let kinds = [
        ("name-sounds-alike", SOUNDS),
        ("name-traditional", TRADITIONAL),
        ("name-looks-alike", LOOKS),
    ];
    for ((kind, pairs), who) in kinds.into_iter().zip(has) {
        for _ in 0..3 {
            let person = planter.someone(Wish { who, ..DIRECT });
            let name = &planter.person(person).name;
            let other = pairs.iter().find(|(from, _)| name.contains(*from));
            let name =
                other.map_or(name.clone(), |(from, to)| name.replace(*from, &to.to_string()));
            differ(planter, kind, person, &name);
        }
    }
    for _ in 0..3 {
        let person = planter.someone(DIRECT);
        let male = planter.person(person).male;
        let name = format!("甄{}", names::given_name(&mut planter.seed, male, 1970));
        differ(planter, "name-differs", person, &name);
    }
}

fn differ(planter: &mut Planter, kind: &'static str, person: u32, name: &str) {
    let row = planter.pay_row(person);
    let note = format!("the roster has {}", planter.person(person).name);
    planter.row(row).write(Field::Name, Cell::text(name));
    planter.row(row).write(Field::Payee, Cell::text(name));
    planter.mark("R004", kind, row, Some(Field::Name), note);
    planter.hold(row);
}

/// R005: the same name but for its separator, or for a private-use character
/// (which no bank can write: V013).
pub(super) fn name_variants(planter: &mut Planter) {
    for separator in ["\u{2022}", "\u{30FB}", "\u{FF0E}"] {
        let person =
            planter.someone(Wish { who: |_, person| person.name.contains('·'), ..DIRECT });
        let row = planter.pay_row(person);
        let name = planter.person(person).name.replace('·', separator);
        planter.row(row).write(Field::Payee, Cell::text(name.as_str()));
        let note = format!("U+{:04X} for U+00B7", separator.chars().next().map_or(0, u32::from));
        planter.spoil("R005", "name-separator", row, Field::Name, Cell::Text(name), &note);
    }
    for _ in 0..3 {
        let person = planter.someone(Wish { who: not_head, roster: any_character, ..DIRECT });
        rename(planter, person, "\u{4DAE}");
        let row = planter.pay_row(person);
        let name = planter.person(person).name.replace('\u{4DAE}', "\u{E863}");
        planter.row(row).write(Field::Payee, Cell::text(name.as_str()));
        let note = "U+E863 for U+4DAE";
        planter.spoil("R005", "name-private-use", row, Field::Name, Cell::Text(name), note);
        planter.consequence("V013", row, "no bank can write a private-use character");
        let roster = planter.roster_row(person);
        planter.consequence("", roster, "the name's other form");
        planter.hold(row);
    }
}

/// R006: the same name and household, a number one slip away.
pub(super) fn numbers_differ(planter: &mut Planter) {
    for at in 0..4 {
        let person = planter.someone(DIRECT);
        let row = planter.pay_row(person);
        let number = planter.person(person).id_number.clone();
        let swap = at >= 2;
        let slip = one_slip(&number, swap, &mut planter.seed);
        let note = if swap { "two digits swapped" } else { "one digit changed" };
        planter.spoil("R006", "id-differs", row, Field::IdNumber, Cell::Text(slip), note);
        planter.consequence("V004", row, "a digit of the number was changed");
        planter.hold(row);
        planter.number_not_listed(person);
    }
}

/// R007: on the pay list of another township.
pub(super) fn elsewhere(planter: &mut Planter) {
    for _ in 0..3 {
        let person = planter.someone(DIRECT);
        let village = planter.village_elsewhere(person);
        let own = planter.pay_row(person);
        planter.row(own).removed = true;
        let row = planter.further_row(Table::PayList, person, village);
        planter.county.pay_row[person as usize] = Some(row);
        planter.mark("R007", "township-differs", row, None, "the roster has another township");
    }
}

/// R008: another account than on the roster.
pub(super) fn accounts_differ(planter: &mut Planter) {
    for _ in 0..4 {
        let person = planter.someone(DIRECT);
        let (bank, account) = planter.new_account();
        let row = planter.pay_row(person);
        planter.row(row).write(Field::Bank, Cell::text(bank));
        planter.spoil("R008", "account-differs", row, Field::Account, Cell::Text(account), "");
    }
}
