//! One county of the nation: its people, row by row.
//!
//! In: a stream of choices, a size, and who is planted there. Out: the rows of
//! its roster and pay list, as a run would have judged them. Every number has
//! the county's own region code and every account the county's own digits, so
//! that counties can be made apart from each other and yet share nothing.

use std::collections::HashSet;

use super::events::Event;
use super::key_line;
use super::table::At;
use crate::demo::names;
use crate::demo::people::{birthday, member_name, role};
use crate::demo::seed::Seed;
use crate::domain::Date;
use crate::domain::account::luhn_digit;
use crate::domain::identity_number::check_character;

/// What a person is paid for the year, in fen.
pub(super) const YEAR_FEN: i64 = 60_000;
/// People a township and a village, about.
const TOWNSHIP_PEOPLE: usize = 1_500;
const TOWNSHIP_VILLAGES: usize = 8;
/// The year of birth of those who are planted; nobody else was born in it.
const PLANTED_YEAR: i32 = 1929;
/// The first serial of accounts of those who are planted.
const PLANTED_SERIAL: u32 = 50_000_000;

/// Region codes begin with one of these.
const PROVINCES: [u32; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65,
];
/// Names of counties are two of these.
const SYLLABLES: &str = "临清平安宁永和东南西北山江河湖海泉溪源丰兴昌盛隆康乐福寿\
                         德仁义礼信明光华新建龙凤云霞岭川谷洲桥石松柏桂梅兰竹荷柳";

/// A county's name and code.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its number among the nation's, from 0.
    pub number: u32,
    /// Six digits: the folder's name, and how its people's numbers begin.
    pub code: String,
    /// Its invented name.
    pub name: String,
}

impl Place {
    /// The county of that number.
    pub(super) fn of(number: u32) -> Self {
        let provinces = u32::try_from(PROVINCES.len()).expect("a short list");
        let (province, within) = (PROVINCES[(number % provinces) as usize], number / provinces);
        let code = format!("{province}{:02}{:02}", 1 + within / 70, 21 + within % 70);
        let syllables: Vec<char> = SYLLABLES.chars().collect();
        let (first, second) =
            (number as usize / syllables.len(), number as usize % syllables.len());
        let name = format!("{}{}县", syllables[first], syllables[second]);
        Self { number, code, name }
    }
}

/// Hands out numbers and accounts that no other county has.
pub(super) struct Numbers {
    county: u32,
    given: u32,
    serial: u32,
}

impl Numbers {
    /// For those whom the county has itself.
    fn own(county: u32) -> Self {
        Self { county, given: 0, serial: 0 }
    }

    /// For those who are planted.
    pub(super) fn planted(county: u32) -> Self {
        Self { county, given: 0, serial: PLANTED_SERIAL }
    }

    /// An unused number of somebody planted.
    pub(super) fn number(&mut self, place: &Place, male: bool) -> String {
        let day = Date::new(PLANTED_YEAR, 1 + self.given % 12, 1 + self.given / 12 % 28)
            .expect("every month has 28 days");
        let pair = self.given / 336 * 2 + u32::from(male);
        self.given += 1;
        id_number(&place.code, day, pair)
    }

    /// An unused card.
    pub(super) fn next_account(&mut self) -> String {
        const CARDS: [&str; 6] = ["622169", "621539", "621799", "622188", "622848", "623052"];
        let card = CARDS[self.serial as usize % CARDS.len()];
        let body = format!("{card}{:04}{:08}", self.county, self.serial);
        self.serial += 1;
        let digit = luhn_digit(&body);
        body + digit.encode_utf8(&mut [0; 4])
    }
}

/// A sound number of that region, birthday and sequence.
fn id_number(code: &str, born: Date, sequence: u32) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(18);
    let _ =
        write!(text, "{code}{:04}{:02}{:02}{sequence:03}", born.year(), born.month(), born.day());
    text.push(char::from(check_character(text.as_bytes())));
    text
}

/// How a pay row ends.
#[derive(Clone, Debug)]
pub(super) struct Pay {
    /// On hold rather than paid.
    pub held: bool,
    /// The account.
    pub account: String,
}

impl Pay {
    /// A row that is paid.
    pub(super) fn paid(account: &str) -> Self {
        Self { held: false, account: account.to_owned() }
    }
}

/// Somebody who is planted in a county.
#[derive(Clone, Debug)]
pub(super) struct Extra {
    /// As part of what.
    pub event: Event,
    /// Chooses the village.
    pub village: u32,
    /// The name.
    pub name: String,
    /// The number, sound.
    pub id_number: String,
    /// Whether it stands there so, or with a wrong last character.
    pub sound: bool,
    /// The pay row, where there is one.
    pub pay: Option<Pay>,
}

/// A registered person, as the run judged their rows.
pub(super) struct Registered {
    /// The village, among the county's.
    pub village: usize,
    /// The name as written; also its key, but for the separator.
    pub name: String,
    /// The number as written.
    pub id_number: String,
    /// Whether the number is sound.
    pub sound: bool,
    /// Where the roster row ends.
    pub end: &'static str,
    /// The findings' codes.
    pub codes: &'static str,
    /// The pay row, where there is one.
    pub pay: Option<Pay>,
    /// As part of what they are planted.
    event: Option<Event>,
}

/// A county's lists.
pub(super) struct Lists {
    /// The townships' names.
    pub townships: Vec<String>,
    /// The villages' names, each with its township.
    pub villages: Vec<(usize, String)>,
    /// Everybody registered, in order of village.
    pub people: Vec<Registered>,
}

/// Invents a county of so many people of its own, and those who are planted.
pub(super) fn invent(mut seed: Seed, place: &Place, size: u32, extras: Vec<Extra>) -> Lists {
    let size = size as usize;
    let townships = size.div_ceil(TOWNSHIP_PEOPLE).max(1);
    let villages = townships * TOWNSHIP_VILLAGES;
    let mut numbers = Numbers::own(place.number);
    let mut taken: HashSet<(Date, u32)> = HashSet::with_capacity(size);
    let mut people: Vec<Registered> = Vec::with_capacity(size + extras.len());
    while people.len() < size {
        let members = seed.weighted(&[(1, 12), (2, 22), (3, 26), (4, 22), (5, 12), (6, 6)]);
        let members = members.min(size - people.len());
        let village = people.len() * villages / size;
        household(&mut seed, place, (village, members), &mut numbers, &mut taken, &mut people);
    }
    people.extend(extras.into_iter().map(|extra| {
        let village = extra.village as usize % villages;
        let end = match &extra.pay {
            None => "not_listed",
            Some(pay) if pay.held => "held",
            Some(_) => "paid",
        };
        Registered {
            village,
            name: extra.name,
            id_number: if extra.sound { extra.id_number } else { mistyped(&extra.id_number) },
            sound: extra.sound,
            end,
            codes: if extra.sound { "" } else { "V004" },
            pay: extra.pay,
            event: Some(extra.event),
        }
    }));
    people.sort_by_key(|person| person.village);
    let name = |at: usize, kind: &str| {
        let known = names::VILLAGES;
        let round = at / known.len();
        let number = if round == 0 { String::new() } else { (round + 1).to_string() };
        format!("{}{number}{kind}", known[at % known.len()])
    };
    Lists {
        townships: (0..townships).map(|at| name(at * 7 + 3, "镇")).collect(),
        villages: (0..villages).map(|at| (at / TOWNSHIP_VILLAGES, name(at, "村"))).collect(),
        people,
    }
}

/// A number whose last character is not the one that the digits call for.
fn mistyped(number: &str) -> String {
    let (digits, check) = number.split_at(17);
    format!("{digits}{}", if check == "0" { '1' } else { '0' })
}

/// A household: its members have names of their own, and one account where
/// they share it.
fn household(
    seed: &mut Seed,
    place: &Place,
    (village, members): (usize, usize),
    numbers: &mut Numbers,
    taken: &mut HashSet<(Date, u32)>,
    people: &mut Vec<Registered>,
) {
    let head_male = seed.chance(85);
    let head_year = seed.between(1930, 1979);
    let family = names::surname(seed);
    let shared = (members > 1 && seed.chance(8)).then(|| numbers.next_account());
    // 29 % are supported by projects, 1 % are no longer payable.
    let standing = seed.below(100);
    let first = people.len();
    for at in 0..members {
        let (relation, male, year) = role(seed, at, members, head_male, head_year);
        let name = loop {
            let name = member_name(seed, relation, family, male, year);
            if people[first..].iter().all(|member| member.name != name) {
                break name;
            }
        };
        let (born, pair) = loop {
            // Before 1930 are those who are planted.
            let born = birthday(seed, year.max(PLANTED_YEAR + 1));
            let pair = seed.below(498) * 2 + u32::from(male);
            if taken.insert((born, pair)) {
                break (born, pair);
            }
        };
        let id_number = id_number(&place.code, born, pair);
        let account =
            |numbers: &mut Numbers| shared.clone().unwrap_or_else(|| numbers.next_account());
        let person = Registered {
            village,
            name,
            id_number,
            sound: true,
            end: "paid",
            codes: "",
            pay: None,
            event: None,
        };
        let person = match (standing, seed.below(1_000)) {
            (0..29, _) => Registered { end: "project_mode", ..person },
            (29, _) => Registered { end: "not_payable", ..person },
            (_, 0) => Registered { end: "not_listed", codes: "R002", ..person },
            (_, 1..4) => {
                let pay = Some(Pay { held: true, account: account(numbers) });
                Registered { end: "held", codes: "D006", pay, ..person }
            }
            (_, 4..6) => {
                let pay = Some(Pay { held: true, account: account(numbers) });
                let id_number = mistyped(&person.id_number);
                Registered { end: "held", codes: "V004", id_number, sound: false, pay, ..person }
            }
            _ => Registered { pay: Some(Pay::paid(&account(numbers))), ..person },
        };
        people.push(person);
    }
}

impl Lists {
    /// The file of a township on a list.
    pub(super) fn file(&self, list: &str, township: usize) -> String {
        let folder = if list == "roster" { "roster" } else { "pay-list" };
        format!("{folder}/{:03}_{}.xlsx", township + 1, self.townships[township])
    }

    /// The people of a list with the rows that they stand in; below a title and
    /// a heading, each village's sheet begins with row 3.
    pub(super) fn rows(&self, list: &str) -> impl Iterator<Item = (u32, &Registered)> {
        let on_list = list == "roster";
        let (mut village, mut line) = (usize::MAX, 0);
        self.people.iter().filter(move |person| on_list || person.pay.is_some()).map(
            move |person| {
                line = if person.village == village { line + 1 } else { 3 };
                village = person.village;
                (line, person)
            },
        )
    }

    /// The answer key's lines of this county.
    pub(super) fn key(&self, place: &Place) -> String {
        let mut key = String::new();
        for list in ["roster", "pay_list"] {
            for (line, person) in self.rows(list) {
                let Some(event) = person.event else { continue };
                let (township, sheet) = &self.villages[person.village];
                let file = self.file(list, *township);
                let at = At { list, file: &file, sheet, line };
                let found = if list == "roster" { event.of_roster() } else { event.of_pay_list() };
                for statement in found {
                    key_line(&mut key, statement, event.key(), &place.name, &at);
                }
                if found.is_empty() {
                    key_line(&mut key, "none", event.key(), &place.name, &at);
                }
            }
        }
        key
    }
}
