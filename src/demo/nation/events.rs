//! What is planted across counties, and the traps that are not to be found.
//!
//! In: a seed, how many people and counties. Out: for each county the people it
//! has on top of its own. Their numbers and accounts come from ranges that no
//! county gives to its own people, so nothing is shared but what is planted.

use super::EVENTS;
use super::county::{Extra, Numbers, Pay, Place};
use crate::demo::names;
use crate::demo::seed::Seed;

/// One thing that is planted, between a home and another county.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// On the rosters of both, on the pay list of one.
    RegisteredTwice,
    /// On the pay lists of both, and paid.
    PaidTwice,
    /// Two people of two counties, one account.
    AccountTwice,
    /// One name with two numbers through one account, inside a county.
    NameTwice,
    /// The same, in two counties.
    NameTwiceAcross,
    /// Paid in one county, on hold in the other.
    HeldInOne,
    /// A trap: on both rosters, but in one with a number that is not sound.
    UnsoundInOne,
    /// A trap: the account of a paid and of a held row.
    AccountOfHeld,
    /// A trap: two people of one name.
    Namesakes,
}

impl Event {
    /// Every event, and one in how many people it strikes.
    const ALL: [(Self, u32); 9] = [
        (Self::RegisteredTwice, 5_000),
        (Self::PaidTwice, 10_000),
        (Self::AccountTwice, 10_000),
        (Self::NameTwice, 10_000),
        (Self::NameTwiceAcross, 20_000),
        (Self::HeldInOne, 10_000),
        (Self::UnsoundInOne, 10_000),
        (Self::AccountOfHeld, 10_000),
        (Self::Namesakes, 10_000),
    ];

    /// Its name in the answer key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::RegisteredTwice => "registered_twice",
            Self::PaidTwice => "paid_twice",
            Self::AccountTwice => "account_twice",
            Self::NameTwice => "name_twice",
            Self::NameTwiceAcross => "name_twice_across",
            Self::HeldInOne => "held_in_one",
            Self::UnsoundInOne => "trap_unsound_in_one",
            Self::AccountOfHeld => "trap_account_of_held",
            Self::Namesakes => "trap_namesakes",
        }
    }

    /// What the checks are to say of its roster rows.
    pub(super) fn of_roster(self) -> &'static [&'static str] {
        match self {
            Self::RegisteredTwice | Self::PaidTwice | Self::HeldInOne => {
                &["registered_in_two_counties"]
            }
            _ => &[],
        }
    }

    /// What the checks are to say of its pay rows.
    pub(super) fn of_pay_list(self) -> &'static [&'static str] {
        match self {
            Self::PaidTwice => &["paid_in_two_counties"],
            Self::AccountTwice => &["account_of_two_counties"],
            Self::NameTwice => &["name_paid_twice"],
            Self::NameTwiceAcross => &["account_of_two_counties", "name_paid_twice"],
            _ => &[],
        }
    }

    /// Whether one county is enough for it.
    fn is_inside(self) -> bool {
        matches!(self, Self::NameTwice | Self::Namesakes)
    }
}

/// What is planted.
pub(super) struct Planted {
    /// The people whom each county has on top of its own.
    pub extras: Vec<Vec<Extra>>,
    /// How many different people they are.
    pub people: u32,
}

/// Plants every kind of event, each at least once where it can be.
pub(super) fn plant(seed: u64, people: u32, counties: u32) -> Planted {
    let places: Vec<Place> = (0..counties).map(Place::of).collect();
    let mut numbers: Vec<Numbers> = (0..counties).map(Numbers::planted).collect();
    let mut planted = Planted { extras: (0..counties).map(|_| Vec::new()).collect(), people: 0 };
    let mut seed = Seed::new(seed, EVENTS);
    for (event, one_in) in Event::ALL {
        if counties == 1 && !event.is_inside() {
            continue;
        }
        for _ in 0..(people / one_in).max(1) {
            let home = seed.below(counties);
            let away = match event {
                Event::NameTwice => home,
                Event::Namesakes if counties == 1 => home,
                _ => (home + 1 + seed.below(counties - 1)) % counties,
            };
            strike(&mut seed, event, (home, away), &places, &mut numbers, &mut planted);
        }
    }
    planted
}

fn strike(
    seed: &mut Seed,
    event: Event,
    (home, away): (u32, u32),
    places: &[Place],
    numbers: &mut [Numbers],
    planted: &mut Planted,
) {
    let (home, away) = (home as usize, away as usize);
    let male = seed.chance(52);
    let mut new_name = || {
        let surname = names::surname(seed);
        format!("{surname}{}", names::given_name(seed, male, 1960))
    };
    let first_name = new_name();
    let second_name = loop {
        let other = new_name();
        if other != first_name {
            break other;
        }
    };
    let first = numbers[home].number(&places[home], male);
    let account = numbers[home].next_account();
    let mut person = |county: usize, name: &str, number: &str, pay: Option<Pay>, sound: bool| {
        planted.extras[county].push(Extra {
            event,
            village: seed.below(u32::MAX),
            name: name.to_owned(),
            id_number: number.to_owned(),
            sound,
            pay,
        });
    };
    let own = |numbers: &mut [Numbers], at: usize| numbers[at].number(&places[at], male);
    planted.people += 1;
    match event {
        Event::RegisteredTwice => {
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &first_name, &first, None, true);
        }
        Event::PaidTwice | Event::HeldInOne => {
            let other = numbers[away].next_account();
            let held = event == Event::HeldInOne;
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &first_name, &first, Some(Pay { held, account: other }), true);
        }
        Event::UnsoundInOne => {
            let other = numbers[away].next_account();
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &first_name, &first, Some(Pay { held: true, account: other }), false);
        }
        Event::AccountTwice | Event::AccountOfHeld => {
            let second = own(numbers, away);
            let held = event == Event::AccountOfHeld;
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &second_name, &second, Some(Pay { held, account }), true);
            planted.people += 1;
        }
        Event::NameTwice | Event::NameTwiceAcross => {
            let second = own(numbers, away);
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &first_name, &second, Some(Pay::paid(&account)), true);
            planted.people += 1;
        }
        Event::Namesakes => {
            let second = own(numbers, away);
            let other = numbers[away].next_account();
            person(home, &first_name, &first, Some(Pay::paid(&account)), true);
            person(away, &first_name, &second, Some(Pay::paid(&other)), true);
            planted.people += 1;
        }
    }
}
