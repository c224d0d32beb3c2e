//! Households of invented people: who they are, their numbers and accounts.
//!
//! In: a stream of choices and where a household lives. Out: its members, the
//! head first. Every number has the right check digit, every account belongs
//! to one household, and nobody was born after the cut-off of 2006-06-30.

use std::collections::HashSet;

use super::names;
use super::seed::Seed;
use crate::domain::account::luhn_digit;
use crate::domain::identity_number::check_character;
use crate::domain::{Date, IdentityNumber};

/// How a registered person stands in the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Paid directly: 直补到人.
    Direct,
    /// Supported by projects: 项目扶持.
    Project,
    /// No longer payable; the roster's word for why.
    Removed(&'static str),
}

/// One invented person, as the lists ought to have them.
#[derive(Clone, Debug)]
pub struct Person {
    /// The number of the village among the county's.
    pub village: u32,
    /// The villagers' group, from 1.
    pub group: u8,
    /// The number of the household among the county's.
    pub household: u32,
    /// The person who heads it.
    pub head: u32,
    /// What the person is to the head: 户主, 配偶, 子 …
    pub relation: &'static str,
    /// The name as the identity card has it.
    pub name: String,
    /// Whether a man.
    pub male: bool,
    /// The identity number, 18 characters.
    pub id_number: String,
    /// The reservoir that they made way for.
    pub reservoir: &'static str,
    /// How they stand in the scheme.
    pub standing: Standing,
    /// The bank of the account.
    pub bank: &'static str,
    /// The account: a card with, or a passbook without a Luhn digit.
    pub account: String,
    /// The person whose account it is.
    pub payee: u32,
    /// A mobile number.
    pub phone: u64,
    /// The remark column.
    pub note: &'static str,
    /// Whether the roster has them (an intruder on the pay list is not there).
    pub registered: bool,
}

/// The banks that pay in the county, with card prefixes, and how common.
const BANKS: &[(Bank, u32)] = &[
    (
        Bank {
            name: "岳阳农商银行", cards: &["622169", "621539", "623090"], passbook: "81010"
        },
        70,
    ),
    (
        Bank {
            name: "中国邮政储蓄银行",
            cards: &["621799", "622188", "621098"],
            passbook: "60553",
        },
        18,
    ),
    (
        Bank {
            name: "中国农业银行", cards: &["622848", "622845", "623052"], passbook: "18601"
        },
        12,
    ),
];

/// A bank, and how its cards and passbooks begin.
#[derive(Clone, Copy)]
struct Bank {
    name: &'static str,
    cards: &'static [&'static str],
    passbook: &'static str,
}

/// The banks' names, for the project file.
pub(super) fn bank_names() -> impl Iterator<Item = &'static str> {
    BANKS.iter().map(|(bank, _)| bank.name)
}

/// Remarks that clerks leave, mostly none.
const NOTES: &[(&str, u32)] =
    &[("", 940), ("低保户", 20), ("外出务工", 18), ("五保户", 8), ("脱贫户", 10), ("残疾", 4)];

/// Hands out numbers and accounts, none of them twice.
#[derive(Default)]
pub(super) struct Registry {
    id_numbers: HashSet<u64>,
    accounts: HashSet<u64>,
}

impl Registry {
    /// An unused identity number of that prefix, birthday and sex.
    pub(super) fn id_number(
        &mut self,
        seed: &mut Seed,
        prefix: &str,
        born: Date,
        male: bool,
    ) -> String {
        loop {
            let day = born.to_string().replace('-', "");
            // Sequences from 996 on once marked centenarians.
            let pair = seed.below(498) * 2 + u32::from(male);
            let number = with_check(&format!("{prefix}{day}{pair:03}"));
            let packed = IdentityNumber::from_current(&number).map_or(0, IdentityNumber::packed);
            if self.id_numbers.insert(packed) {
                return number;
            }
        }
    }

    /// An unused card or, in one case of ten, passbook of some bank.
    pub(super) fn account(&mut self, seed: &mut Seed) -> (&'static str, String) {
        let bank = seed.weighted(BANKS);
        loop {
            let account = if seed.chance(10) {
                format!("{}{}", bank.passbook, seed.digits(14))
            } else {
                let body = format!("{}{}", seed.pick(bank.cards), seed.digits(12));
                format!("{body}{}", luhn_digit(&body))
            };
            if account.parse().is_ok_and(|packed| self.accounts.insert(packed)) {
                return (bank.name, account);
            }
        }
    }
}

/// 17 digits and the check character that they call for.
pub(super) fn with_check(digits: &str) -> String {
    format!("{digits}{}", char::from(check_character(digits.as_bytes())))
}

/// Where a household lives and what it is counted under.
pub(super) struct Home {
    /// The village.
    pub village: u32,
    /// The group in it.
    pub group: u8,
    /// The household's number.
    pub household: u32,
    /// The reservoir that it made way for.
    pub reservoir: &'static str,
}

/// The last day of birth that the fixed headcount admits.
const LAST_BIRTH: (i32, u32, u32) = (2006, 6, 30);

/// Makes one household of `size` people, numbered from `first`, head first.
///
/// `head_taken` says whether the group has a head of that name already.
pub(super) fn household(
    seed: &mut Seed,
    registry: &mut Registry,
    home: &Home,
    size: usize,
    first: u32,
    head_taken: impl Fn(&str) -> bool,
) -> Vec<Person> {
    let head_male = seed.chance(85);
    let head_year = seed.between(1930, 1979);
    let family = names::surname(seed);
    let shared = size > 1 && seed.chance(6);
    let phone = phone(seed);
    let mut members: Vec<Person> = Vec::with_capacity(size);
    for at in 0..size {
        let (relation, male, year) = role(seed, at, size, head_male, head_year);
        let name = loop {
            let name = member_name(seed, relation, family, male, year);
            let taken =
                members.iter().any(|member| member.name == name) || (at == 0 && head_taken(&name));
            if !taken {
                break name;
            }
        };
        let born = birthday(seed, year);
        let region = prefix(seed, relation, year);
        let id_number = registry.id_number(seed, region, born, male);
        let (bank, account) = match members.first() {
            Some(head) if shared => (head.bank, head.account.clone()),
            _ => registry.account(seed),
        };
        members.push(Person {
            village: home.village,
            group: home.group,
            household: home.household,
            head: first,
            relation,
            name,
            male,
            id_number,
            reservoir: home.reservoir,
            standing: Standing::Direct,
            bank,
            account,
            payee: if shared { first } else { first + u32::try_from(at).unwrap_or(0) },
            phone: if seed.chance(70) { phone } else { self::phone(seed) },
            note: seed.weighted(NOTES),
            registered: true,
        });
    }
    members
}

/// Makes two children of the household twins, with names one character apart
/// and numbers that follow each other: alike, and yet two people.
pub(super) fn make_twins(
    seed: &mut Seed,
    registry: &mut Registry,
    members: &mut [Person],
) -> Option<(usize, usize)> {
    let child = |person: &Person| {
        matches!(person.relation, "子" | "女") && person.name.chars().count() == 3
    };
    let elder = members.iter().position(child)?;
    let younger = (elder + 1..members.len())
        .find(|&at| child(&members[at]) && members[at].male == members[elder].male)?;
    let born = IdentityNumber::from_current(&members[elder].id_number)?.birth_date()?;
    let prefix = members[elder].id_number[..6].to_owned();
    let stem: String = members[elder].name.chars().take(2).collect();
    let given = names::given_name(seed, members[elder].male, born.year());
    let name = format!("{stem}{}", given.chars().last()?);
    if members.iter().any(|member| member.name == name) {
        return None;
    }
    members[younger].id_number = registry.id_number(seed, &prefix, born, members[younger].male);
    members[younger].name = name;
    Some((elder, younger))
}

/// Relation, sex and year of birth of the member at that place.
pub(super) fn role(
    seed: &mut Seed,
    at: usize,
    size: usize,
    head_male: bool,
    head_year: i32,
) -> (&'static str, bool, i32) {
    let child_male = seed.chance(52);
    let child = if child_male { "子" } else { "女" };
    let child_year = (head_year + seed.between(20, 31)).min(LAST_BIRTH.0);
    match at {
        0 => ("户主", head_male, head_year),
        1 if size > 2 || seed.chance(75) => {
            ("配偶", !head_male, (head_year + seed.between(-5, 5)).max(1928))
        }
        4 if head_year >= 1952 => {
            let male = seed.chance(30);
            (if male { "父" } else { "母" }, male, head_year - seed.between(20, 24))
        }
        4 => ("儿媳", false, (head_year + seed.between(22, 30)).min(1988)),
        5 if head_year <= 1958 => {
            let male = seed.chance(52);
            let year = (head_year + seed.between(44, 50)).min(LAST_BIRTH.0);
            (if male { "孙子" } else { "孙女" }, male, year)
        }
        _ => (child, child_male, child_year),
    }
}

/// A name for a member of that relation: the family's, or their own.
pub(super) fn member_name(
    seed: &mut Seed,
    relation: &str,
    family: &str,
    male: bool,
    year: i32,
) -> String {
    let married_in = matches!(relation, "配偶" | "儿媳" | "母");
    if married_in && seed.below(400) == 0 {
        return names::separated_name(seed, male).to_owned();
    }
    let surname = if married_in { names::surname(seed) } else { family };
    format!("{surname}{}", names::given_name(seed, male, year))
}

/// Any day of that year, up to the cut-off in its last one.
pub(super) fn birthday(seed: &mut Seed, year: i32) -> Date {
    let months = if year == LAST_BIRTH.0 { LAST_BIRTH.1 } else { 12 };
    loop {
        if let Some(day) = Date::new(year, 1 + seed.below(months), 1 + seed.below(31)) {
            return day;
        }
    }
}

/// The region that issued a number: the county, for the old the county of
/// before 1983, for those married in anywhere near.
fn prefix(seed: &mut Seed, relation: &str, year: i32) -> &'static str {
    if matches!(relation, "配偶" | "儿媳") && seed.chance(22) {
        return seed.pick(&[
            "430602", "430623", "430626", "430682", "430681", "430124", "421223", "360428",
        ]);
    }
    if year < 1965 && seed.chance(12) { "432221" } else { "430621" }
}

fn phone(seed: &mut Seed) -> u64 {
    let start = seed.pick(&["135", "137", "138", "139", "150", "152", "158", "173", "187", "199"]);
    format!("{start}{}", seed.digits(8)).parse().unwrap_or(13_800_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_has_its_head_first_and_valid_numbers() {
        let mut seed = Seed::new(3, 3);
        let mut registry = Registry::default();
        for size in 1..=6 {
            for household_number in 0..200 {
                let home = Home {
                    village: 0,
                    group: 1,
                    household: household_number,
                    reservoir: "铁山水库",
                };
                let members = household(&mut seed, &mut registry, &home, size, 0, |_| false);
                assert_eq!(members.len(), size);
                assert_eq!(members[0].relation, "户主");
                for member in &members {
                    let id = IdentityNumber::from_current(&member.id_number).expect("well-formed");
                    assert!(id.check_holds());
                    assert_eq!(id.is_male(), member.male);
                    let born = id.birth_date().expect("a day");
                    assert!(born.year() >= 1921 && born <= Date::new(2006, 6, 30).expect("a day"));
                }
            }
        }
    }
}
