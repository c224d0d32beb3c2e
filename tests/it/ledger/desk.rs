//! A county's desk: two who sign, a ledger, and steps with everyday values.

use zhibu::ledger::{Ledger, State};

use super::place::{Place, minute};
use super::script::{Key, Line, Person, Says, Sharing, Step, standing, take};

/// Who prepares.
pub const MAKER: &str = "王会计";
/// Who approves.
pub const CHECKER: &str = "李主任";
/// The entitlement, in fen.
pub const FEN: i64 = 60_000;

/// A desk at which both are enrolled.
pub struct Desk {
    pub ledger: Ledger,
    clock: u64,
}

/// An invented person; numbers and accounts differ by `number`.
pub fn person(number: u32) -> Person {
    Person {
        number: format!("4306231950{number:08}"),
        also: Vec::new(),
        name: format!("张{}", char::from_u32(0x4e00 + number).expect("a character")),
        account: format!("6230{number:015}"),
        households: [String::new(), String::new()],
        fen: FEN,
    }
}

/// Several of them.
pub fn people(numbers: std::ops::RangeInclusive<u32>) -> Vec<Person> {
    numbers.map(person).collect()
}

/// A line that names a payment by its reference, and nothing else.
pub fn line(reference: &str, says: Says) -> Line {
    Line {
        key: Key::Reference(reference.to_owned()),
        account: None,
        name: None,
        fen: None,
        says,
        badly: None,
    }
}

impl Desk {
    /// A desk at a place, with maker and checker.
    pub fn at(place: &Place) -> Self {
        let mut desk = Self { ledger: place.open(), clock: 0 };
        desk.does(&Step::Enrol { name: MAKER.into(), by: None }, "enrolled");
        desk.does(&Step::Enrol { name: CHECKER.into(), by: Some(MAKER.into()) }, "enrolled");
        desk
    }

    /// The desk of a ledger that is there.
    pub fn again(place: &Place) -> Self {
        Self { ledger: place.open(), clock: 1_000 }
    }

    /// Takes a step, a minute later.
    pub fn take(&mut self, step: &Step) -> String {
        self.clock += 1;
        take(&mut self.ledger, minute(self.clock), step)
    }

    /// Takes a step, and what comes of it.
    #[track_caller]
    pub fn does(&mut self, step: &Step, expected: &str) {
        assert_eq!(self.take(step), expected, "{step:?}");
    }

    /// Prepares a batch of 2020.
    pub fn prepare(&mut self, people: &[Person]) -> String {
        self.prepare_as("direct", "2020", false, Sharing::Never, people)
    }

    /// Makes up what is proven failed again.
    pub fn reissue(&mut self, people: &[Person]) -> String {
        self.prepare_as("direct", "2020", true, Sharing::Never, people)
    }

    /// Prepares a batch.
    pub fn prepare_as(
        &mut self,
        programme: &str,
        period: &str,
        reissue: bool,
        sharing: Sharing,
        people: &[Person],
    ) -> String {
        self.take(&Step::Prepare {
            by: MAKER.into(),
            programme: programme.into(),
            period: period.into(),
            reissue,
            sharing,
            people: people.to_vec(),
        })
    }

    /// The people and fen of a batch that were not withdrawn.
    pub fn standing(&mut self, batch: &str) -> (u64, i64) {
        let (_, payments) = self.ledger.payments(batch).expect("the batch is there");
        (payments.len() as u64, payments.iter().map(|one| one.of.amount.fen()).sum())
    }

    /// Approves a batch as it stands, as one file.
    pub fn approve(&mut self, by: &str, batch: &str) -> String {
        let (people, fen) = self.standing(batch);
        let (by, batch) = (by.into(), batch.into());
        self.take(&Step::Approve { by, batch, people, fen, files: vec![(people, fen)] })
    }

    /// Writes down that the bank has it.
    pub fn export(&mut self, batch: &str) -> String {
        self.take(&Step::Export { by: MAKER.into(), batch: batch.into() })
    }

    /// Approves and exports a batch.
    #[track_caller]
    pub fn send(&mut self, batch: &str) {
        assert_eq!(self.approve(CHECKER, batch), "approved");
        assert_eq!(self.export(batch), "exported");
    }

    /// Takes in an answer whose content is its name.
    pub fn answer(&mut self, batch: &str, name: &str, lines: &[Line]) -> String {
        self.answer_of(batch, name, (None, None), lines)
    }

    /// The same, of a file that says its batch and number.
    pub fn answer_of(
        &mut self,
        batch: &str,
        name: &str,
        (says_batch, says_file): (Option<&str>, Option<u32>),
        lines: &[Line],
    ) -> String {
        self.take(&Step::Answer {
            by: MAKER.into(),
            batch: batch.into(),
            name: name.into(),
            content: format!("hash of {name}"),
            says_batch: says_batch.map(str::to_owned),
            says_file,
            lines: lines.to_vec(),
        })
    }

    /// Withdraws lines of a batch, or all of it.
    pub fn withdraw(&mut self, batch: &str, lines: &[u64]) -> String {
        let (by, batch) = (MAKER.into(), batch.into());
        self.take(&Step::Withdraw { by, batch, lines: lines.to_vec() })
    }

    /// Closes a batch.
    pub fn close(&mut self, batch: &str) -> String {
        self.take(&Step::Close { by: CHECKER.into(), batch: batch.into() })
    }

    /// Where a batch's payments stand, by line.
    pub fn states(&mut self, batch: &str) -> Vec<State> {
        let lines = self.ledger.lines(batch).expect("the batch is there");
        lines.into_iter().map(|line| line.state).collect()
    }

    /// Where everything stands.
    pub fn shown(&mut self) -> Vec<String> {
        standing(&mut self.ledger)
    }

    /// How many events there are; the chain is whole, and so are the rows.
    #[track_caller]
    pub fn verified(&mut self) -> i64 {
        self.ledger.verify().expect("the ledger is whole").head.seq
    }
}

/// A batch of three, sent: `2020-001`.
pub fn sent(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    assert_eq!(desk.prepare(&people(1..=3)), "2020-001 first 3 180000 0");
    desk.send("2020-001");
    desk
}
