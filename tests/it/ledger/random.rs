//! Random lives: a small county with namesakes, shared accounts and corrected
//! numbers, and the next step that somebody might take there.

use super::model::{Model, plain_name};
use super::script::{Badly, Key, Line, Person, Says, Sharing, Step};

/// Random numbers from a seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5a48_4942)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    /// Whether something happens that does so often in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(from.len() as u64)).expect("few");
        from.get(at)
    }
}

/// Who signs in this county, as they may write themselves.
const SIGNERS: [[&str; 2]; 3] =
    [["王会计", "王 会计"], ["李主任", "李\u{3000}主任"], ["Zhao", "ｚｈａｏ"]];
const PEOPLE: u64 = 12;

/// Somebody as a run might write them today.
fn person(dice: &mut Dice) -> Person {
    let who = dice.below(PEOPLE);
    let written = |which: &str| format!("43062319500101{which}{who:02}");
    // Two pairs share an account, one of them a household; two are namesakes.
    let (account, households) = match who {
        0 | 1 => (0, ["户一".to_owned(), "甲".to_owned()]),
        2 | 3 => (2, [format!("户{who}"), String::new()]),
        _ => (who, [String::new(), String::new()]),
    };
    let name = ["张三", "李四", "王五", "赵六", "钱七", "孙八", "买买提·艾力", "张三"]
        [usize::try_from(who % 8).expect("few")];
    let (number, also) = match dice.below(20) {
        0..=13 => (written("00"), vec![]),
        14..=16 => (written("11"), vec![written("00")]),
        17 => (written("22"), vec![written("11")]),
        18 => (written("22"), vec![written("00"), written("11")]),
        _ => (written("11"), vec![]),
    };
    let later = if dice.chance(15) { 100 } else { 0 };
    Person {
        number,
        also,
        name: name.to_owned(),
        account: format!("6230000000000{:03}", account + later),
        households,
        fen: if dice.chance(80) { 60_000 } else { 30_000 + 100 * i64::from(dice.chance(50)) },
    }
}

/// Mostly one who may sign, as they may write themselves.
fn signer(model: &Model, dice: &mut Dice) -> String {
    let may =
        |one: &&[&str; 2]| model.signers.iter().any(|name| plain_name(name) == plain_name(one[0]));
    let enrolled: Vec<&[&str; 2]> = SIGNERS.iter().filter(may).collect();
    let anybody: Vec<&[&str; 2]> = SIGNERS.iter().collect();
    let from = if dice.chance(97) && !enrolled.is_empty() { enrolled } else { anybody };
    let one = dice.pick(&from).expect("there are some");
    one[usize::from(dice.chance(15))].to_owned()
}

/// A batch's id: mostly one in a state in which the step may be taken.
fn batch(model: &Model, dice: &mut Dice, states: &[&str]) -> String {
    let fits: Vec<&str> = model
        .lots
        .iter()
        .filter(|lot| states.contains(&lot.state))
        .map(|lot| lot.id.as_str())
        .collect();
    let any: Vec<&str> = model.lots.iter().map(|lot| lot.id.as_str()).collect();
    let from = if dice.chance(95) && !fits.is_empty() { &fits } else { &any };
    dice.pick(from).copied().unwrap_or("2020-009").to_owned()
}

/// The next step.
pub fn step(model: &Model, dice: &mut Dice, number: usize) -> Step {
    match number {
        0 => return Step::Enrol { name: SIGNERS[0][0].to_owned(), by: None },
        1 => {
            let by = Some(SIGNERS[0][0].to_owned());
            return Step::Enrol { name: SIGNERS[1][0].to_owned(), by };
        }
        _ => {}
    }
    let is = |state: &str| model.lots.iter().any(|lot| lot.state == state);
    let any_failed = model.payments.iter().any(|payment| payment.stands.proven_failed());
    for _ in 0..6 {
        let anyway = dice.chance(4);
        let step = match dice.below(100) {
            0..=2 => {
                let by = dice.chance(70).then(|| signer(model, dice));
                let any = SIGNERS[usize::try_from(dice.below(3)).expect("few")];
                Step::Enrol { name: any[usize::from(dice.chance(20))].to_owned(), by }
            }
            3..=17 => prepare(model, dice),
            18..=31 if any_failed => make_good(model, dice),
            32..=46 if anyway || is("prepared") => approve(model, dice),
            47..=50 if anyway || is("prepared") || is("approved") => withdraw(model, dice),
            51..=64 if anyway || is("approved") => {
                Step::Export { by: signer(model, dice), batch: batch(model, dice, &["approved"]) }
            }
            65..=93 if anyway || is("exported") || is("closed") => answer(model, dice, number),
            94.. if anyway || is("exported") => {
                Step::Close { by: signer(model, dice), batch: batch(model, dice, &["exported"]) }
            }
            _ => continue,
        };
        return step;
    }
    prepare(model, dice)
}

/// A run in which some are listed again whose payment failed, as it was or
/// corrected.
fn make_good(model: &Model, dice: &mut Dice) -> Step {
    let mut people: Vec<Person> = Vec::new();
    let (mut programme, mut period) = ("direct".to_owned(), "2020".to_owned());
    for payment in model.payments.iter().filter(|one| one.stands.proven_failed()) {
        if dice.chance(25) {
            continue;
        }
        let lot = &model.lots[payment.batch];
        programme.clone_from(&lot.programme);
        period.clone_from(&lot.period);
        let mut person = payment.of.clone();
        if dice.chance(40) {
            person.account.push('1');
        }
        if dice.chance(30) {
            let corrected = format!("{}1", person.number);
            let old = std::mem::replace(&mut person.number, corrected);
            person.also = if dice.chance(85) { vec![old] } else { Vec::new() };
        }
        if people.iter().all(|one| one.number != person.number) {
            people.push(person);
        }
    }
    if dice.chance(20) {
        people.push(person(dice));
    }
    if dice.chance(15) {
        let periods = ["2020", "2020H1", "2020H2", "2020-07"];
        (*dice.pick(&periods).expect("there are some")).clone_into(&mut period);
    }
    let sharing = Sharing::Limit(3);
    if dice.chance(85) {
        known(model, (&programme, &period), sharing, &mut people);
    }
    let by = signer(model, dice);
    let reissue = dice.chance(90);
    Step::Prepare { by, programme, period, reissue, sharing, people }
}

/// Leaves those whom a run pays that read the ledger first, and holds a person's
/// second row.
fn known(
    model: &Model,
    (programme, period): (&str, &str),
    sharing: Sharing,
    people: &mut Vec<Person>,
) {
    let mut seen: Vec<String> = Vec::new();
    people.retain(|person| {
        let own = person.also.iter().chain([&person.number]);
        let fresh = own.clone().all(|number| !seen.contains(number));
        seen.extend(own.cloned());
        fresh
    });
    let all = people.clone();
    people.retain(|person| {
        let now = all.iter().filter(|one| one.account == person.account).count();
        model.objection(programme, period, person, now, sharing).is_none()
    });
}

fn prepare(model: &Model, dice: &mut Dice) -> Step {
    let programme = if dice.chance(92) { "direct" } else { "other" };
    let periods = ["2020", "2020", "2020", "2020H1", "2020H2", "2020-07", "2021"];
    let period = *dice.pick(&periods).expect("there are some");
    let sharing = match dice.below(3) {
        0 => Sharing::Never,
        1 => Sharing::Household,
        _ => Sharing::Limit(1 + usize::try_from(dice.below(3)).expect("few")),
    };
    let mut people: Vec<Person> = (0..=dice.below(6)).map(|_| person(dice)).collect();
    if dice.chance(85) {
        known(model, (programme, period), sharing, &mut people);
    }
    let any_failed = people.iter().any(|one| model.failed(programme, period, one).is_some());
    Step::Prepare {
        by: signer(model, dice),
        programme: programme.to_owned(),
        period: period.to_owned(),
        reissue: if any_failed { dice.chance(70) } else { dice.chance(8) },
        sharing,
        people,
    }
}

fn approve(model: &Model, dice: &mut Dice) -> Step {
    let batch = batch(model, dice, &["prepared"]);
    let lot = model.lot(&batch);
    let fen: Vec<i64> = lot
        .map(|lot| model.standing(lot).iter().map(|at| model.payments[*at].of.fen).collect())
        .unwrap_or_default();
    // The files are those that the batch really makes, whatever the approver says.
    let cut = usize::try_from(dice.below(fen.len() as u64 + 1)).expect("few");
    let (first, second) = fen.split_at(if dice.chance(40) { cut } else { fen.len() });
    let files = [first, second]
        .into_iter()
        .filter(|file| !file.is_empty())
        .map(|file| (file.len() as u64, file.iter().sum()))
        .collect();
    let mut people = fen.len() as u64;
    let mut sum: i64 = fen.iter().sum();
    match dice.below(12) {
        0 => people += 1,
        1 => sum += 1,
        _ => {}
    }
    // Mostly another than the maker.
    let maker = lot.map(|lot| plain_name(&model.lots[lot].maker)).unwrap_or_default();
    let mut by = signer(model, dice);
    for _ in 0..3 {
        if plain_name(&by) == maker {
            by = signer(model, dice);
        }
    }
    Step::Approve { by, batch, people, fen: sum, files }
}

fn withdraw(model: &Model, dice: &mut Dice) -> Step {
    let batch = batch(model, dice, &["prepared", "approved"]);
    let lines = if dice.chance(40) {
        Vec::new()
    } else {
        (0..=dice.below(2)).map(|_| 1 + dice.below(4)).collect()
    };
    Step::Withdraw { by: signer(model, dice), batch, lines }
}

fn answer(model: &Model, dice: &mut Dice, number: usize) -> Step {
    let batch = batch(model, dice, &["exported", "exported", "closed"]);
    let lot = model.lot(&batch);
    let standing = lot.map(|lot| model.standing(lot)).unwrap_or_default();
    let files = lot.map(|lot| model.lots[lot].files.clone()).unwrap_or_default();
    let file = if dice.chance(50) {
        Some(1 + u32::try_from(dice.below(files.len() as u64 + 1)).expect("few"))
    } else {
        None
    };
    let kind = dice.below(3);
    let mut lines: Vec<Line> = Vec::new();
    for (place, at) in standing.iter().enumerate() {
        if dice.chance(12) {
            continue;
        }
        lines.push(line(model, dice, *at, place as u64, (kind, file, &files)));
        if dice.chance(8) {
            lines.push(line(model, dice, *at, place as u64, (kind, file, &files)));
        }
    }
    if dice.chance(10) {
        lines.push(Line {
            key: Key::Reference(format!("{batch}-000077")),
            account: Some("6230".to_owned()),
            name: None,
            fen: Some(60_000),
            says: Says::Paid,
            badly: None,
        });
    }
    if dice.chance(3) && !model.payments.is_empty() {
        let at = usize::try_from(dice.below(model.payments.len() as u64)).expect("few");
        lines.push(line(model, dice, at, 0, (0, file, &files)));
    }
    let old: Vec<&String> = model.answers.keys().collect();
    let content = match dice.pick(&old) {
        Some(old) if dice.chance(6) => (*old).clone(),
        _ => format!("content {number}"),
    };
    let says_batch = match dice.below(10) {
        0 => Some("2020-001".to_owned()),
        1..=4 => Some(batch.clone()),
        _ => None,
    };
    let name = format!("answer {number}.csv");
    Step::Answer {
        by: signer(model, dice),
        batch,
        name,
        content,
        says_batch,
        says_file: file,
        lines,
    }
}

fn line(
    model: &Model,
    dice: &mut Dice,
    at: usize,
    place: u64,
    (kind, file, files): (u64, Option<u32>, &[u64]),
) -> Line {
    let of = &model.payments[at].of;
    let before: u64 =
        file.map(|file| files.iter().take(file as usize - 1).sum()).unwrap_or_default();
    let key = match kind {
        0 => Key::Reference(model.reference(at)),
        1 => Key::Line((place + 1).wrapping_sub(before)),
        _ => Key::Account,
    };
    let says = match dice.below(100) {
        0..=44 => Says::Paid,
        45..=76 => Says::Failed,
        77..=87 => Says::Pending,
        _ => Says::Unknown,
    };
    let mut line = Line {
        key,
        account: (kind == 2 || dice.chance(50)).then(|| of.account.clone()),
        name: dice.chance(50).then(|| of.name.clone()),
        fen: dice.chance(70).then_some(of.fen),
        says,
        badly: None,
    };
    match dice.below(40) {
        0 => line.fen = Some(of.fen + 1),
        1 => line.name = Some("别人".to_owned()),
        2 => line.account = Some("6230000000000999".to_owned()),
        3 => line.badly = Some(Badly::Fields),
        4 => line.badly = Some(Badly::Amount),
        5 => line.badly = Some(Badly::NoKey),
        6 => line.name = line.name.map(|name| format!(" {name} ")),
        _ => {}
    }
    line
}
