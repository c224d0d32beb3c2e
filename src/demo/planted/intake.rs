//! Errors of the sheets themselves: hidden, struck, merged, lost digits.

use super::{DIRECT, PROJECT, Planter, Wish};
use crate::demo::compose::Slip;
use crate::demo::layout::Layout;
use crate::demo::people::Standing;
use crate::demo::rows::{Cell, Field, Row, Table};

/// Digits that survive in a spreadsheet's number.
const KEPT_DIGITS: usize = 15;

/// I006: a hidden old sheet with plain copies, acknowledged in the project.
pub(super) fn old_sheet(planter: &mut Planter) {
    const AT: u32 = 2;
    let township = planter.townships.start + AT;
    let mut rows = Vec::new();
    let households: Vec<u32> = planter.queues[AT as usize]
        .iter()
        .copied()
        .filter(|household| !planter.used[*household as usize])
        .take(5)
        .collect();
    for household in households {
        planter.used[household as usize] = true;
        for person in planter.county.members(household) {
            let village = planter.person(person).village;
            let mut row = Row::last(Table::Roster, person, village);
            row.removed = true;
            let row = planter.county.add_row(row);
            planter.consequence("", row, "a row of the acknowledged hidden sheet");
            let roster = planter.roster_row(person);
            planter.consequence("", roster, "stands in the acknowledged hidden sheet too");
            rows.push(row);
        }
    }
    planter.extras.old_sheets.push((township, rows));
}

/// I007: the rows of some households are hidden by a filter.
pub(super) fn hidden_rows(planter: &mut Planter) {
    let plain = |layout: &Layout| layout.is_workbook() && layout.merged.is_empty();
    for table in [Table::Roster, Table::PayList] {
        for _ in 0..3 {
            let person = planter.someone(Wish {
                roster: plain,
                pay_list: plain,
                who: |county, person| {
                    let members = county.members(person.household);
                    members.len() > 1
                        && members.into_iter().all(|member| {
                            matches!(county.person(member).standing, Standing::Direct)
                        })
                },
                ..DIRECT
            });
            for (at, member) in planter.county.members(planter.person(person).household).enumerate()
            {
                let row = match table {
                    Table::Roster => planter.roster_row(member),
                    Table::PayList => planter.pay_row(member),
                };
                planter.row(row).hidden = true;
                if at == 0 {
                    planter.mark("I007", "hidden-rows", row, None, "first of a hidden household");
                }
            }
        }
    }
}

/// I008: totals that do not add up.
pub(super) fn footers(planter: &mut Planter) {
    let slips = [
        (9, Table::Roster, false, 2, 0),
        (1, Table::Roster, false, 1, 0),
        (7, Table::PayList, true, 1, 600),
        (10, Table::PayList, false, 0, 600),
        (13, Table::PayList, false, 3, 0),
    ];
    for (at, table, in_subtotal, people, yuan) in slips {
        let township = planter.townships.start + at;
        planter.extras.slips.push(Slip { township, table, in_subtotal, people, yuan });
    }
}

/// I011: formulas whose saved result is an error.
pub(super) fn formula_errors(planter: &mut Planter) {
    let on_pay: [(Field, &str); 4] = [
        (Field::Account, "#N/A"),
        (Field::Account, "#REF!"),
        (Field::IdNumber, "#N/A"),
        (Field::Amount, "#VALUE!"),
    ];
    for (field, error) in on_pay {
        spoil_pay(planter, "I011", "formula-error", field, Cell::Error(error));
    }
    for error in ["#REF!", "#N/A"] {
        spoil_project(planter, "I011", "formula-error", Field::IdNumber, Cell::Error(error));
    }
    spoil_roster(planter, "I011", "formula-error", Field::Name, Cell::Error("#N/A"));
}

/// I012: formulas that were never calculated.
pub(super) fn formulas_without_value(planter: &mut Planter) {
    let kind = "formula-without-value";
    for (field, formula) in [
        (Field::Account, "=TRIM(\"6221690000000000001\")"),
        (Field::IdNumber, "=CONCATENATE(\"430621\",\"195001010011\")"),
        (Field::Amount, "=600*1"),
    ] {
        spoil_pay(planter, "I012", kind, field, Cell::Unsaved(formula));
    }
    for field in [Field::IdNumber, Field::IdNumber] {
        spoil_project(planter, "I012", kind, field, Cell::Unsaved("=TRIM(\"430621195001010011\")"));
    }
    spoil_roster(planter, "I012", kind, Field::Name, Cell::Unsaved("=TRIM(\"李国\")"));
}

/// I014: numbers of more than 15 digits stored as numbers.
pub(super) fn digits_lost(planter: &mut Planter) {
    let kind = "digits-lost";
    let workbook = Wish {
        roster: Layout::is_workbook,
        pay_list: Layout::is_workbook,
        who: |_, person| !person.id_number.ends_with('X'),
        ..DIRECT
    };
    for field in [Field::IdNumber, Field::IdNumber, Field::IdNumber, Field::Account, Field::Account]
    {
        let person = planter.someone(workbook);
        let row = planter.pay_row(person);
        let cell = as_number(planter, person, field);
        planter.spoil("I014", kind, row, field, cell, "stored as a number");
        planter.hold(row);
        if field == Field::IdNumber {
            planter.number_not_listed(person);
        }
    }
    for (wish, field) in [
        (Wish { standing: PROJECT.standing, ..workbook }, Field::IdNumber),
        (Wish { standing: PROJECT.standing, ..workbook }, Field::IdNumber),
        (workbook, Field::IdNumber),
        (workbook, Field::Account),
    ] {
        let person = planter.someone(wish);
        let row = planter.roster_row(person);
        let cell = as_number(planter, person, field);
        planter.spoil("I014", kind, row, field, cell, "stored as a number");
        if planter.person(person).standing == Standing::Direct {
            planter.held_with_roster(person);
        }
    }
}

/// What is left of the digits once a spreadsheet has taken them for a number.
fn as_number(planter: &Planter, person: u32, field: Field) -> Cell {
    let person = planter.person(person);
    let text = if field == Field::Account { &person.account } else { &person.id_number };
    let kept = format!("{}{}", &text[..KEPT_DIGITS], "0".repeat(text.len() - KEPT_DIGITS));
    Cell::Number(kept.parse().unwrap_or(0.0))
}

/// I015: number fields typed as a day.
pub(super) fn date_typed(planter: &mut Planter) {
    let kind = "date-typed-cell";
    for (field, serial) in
        [(Field::IdNumber, 24_909.0), (Field::Account, 44_136.0), (Field::Amount, 600.0)]
    {
        spoil_pay(planter, "I015", kind, field, Cell::Day(serial));
    }
    for serial in [20_123.0, 31_415.0] {
        spoil_project(planter, "I015", kind, Field::IdNumber, Cell::Day(serial));
    }
    spoil_roster(planter, "I015", kind, Field::IdNumber, Cell::Day(27_182.0));
}

/// I017: rows struck through.
pub(super) fn struck_out(planter: &mut Planter) {
    let workbook = Wish { roster: Layout::is_workbook, pay_list: Layout::is_workbook, ..DIRECT };
    for _ in 0..3 {
        let person = planter.someone(workbook);
        let row = planter.pay_row(person);
        planter.row(row).struck = true;
        planter.hold(row);
        planter.mark("I017", "struck-out-row", row, None, "struck through");
    }
    for at in 0..3 {
        let standing = if at == 0 { DIRECT.standing } else { PROJECT.standing };
        let person = planter.someone(Wish { standing, ..workbook });
        let row = planter.roster_row(person);
        planter.row(row).struck = true;
        planter.mark("I017", "struck-out-row", row, None, "struck through");
        if at == 0 {
            planter.held_with_roster(person);
        }
    }
}

/// Spoils a cell of a pay row in a workbook; the row is held.
fn spoil_pay(
    planter: &mut Planter,
    code: &'static str,
    kind: &'static str,
    field: Field,
    cell: Cell,
) {
    let person = planter.someone(Wish {
        pay_list: if field == Field::Amount {
            |layout| layout.is_workbook() && layout.states_no_amount()
        } else {
            Layout::is_workbook
        },
        ..DIRECT
    });
    let row = planter.pay_row(person);
    planter.spoil(code, kind, row, field, cell, "");
    planter.hold(row);
    if field == Field::IdNumber {
        planter.number_not_listed(person);
    }
}

/// Spoils a roster cell of someone without a pay row.
fn spoil_project(
    planter: &mut Planter,
    code: &'static str,
    kind: &'static str,
    field: Field,
    cell: Cell,
) {
    let person = planter.someone(Wish { roster: Layout::is_workbook, ..PROJECT });
    let row = planter.roster_row(person);
    planter.spoil(code, kind, row, field, cell, "");
}

/// Spoils a roster cell of someone on the pay list, who is held for it.
fn spoil_roster(
    planter: &mut Planter,
    code: &'static str,
    kind: &'static str,
    field: Field,
    cell: Cell,
) {
    let person =
        planter.someone(Wish { roster: Layout::is_workbook, who: super::not_head, ..DIRECT });
    let row = planter.roster_row(person);
    planter.spoil(code, kind, row, field, cell, "");
    planter.held_with_roster(person);
}
