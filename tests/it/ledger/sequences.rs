//! Random sequences of steps, failures, crashes and restarts: after each, the
//! ledger says what the model says.
//!
//! `ZHIBU_SEQUENCES` says how many (a few hundred by default, so that every test
//! run has some), `ZHIBU_SEED` runs one. A failure prints its seed and the fewest
//! steps that show it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use zhibu::ledger::{Ledger, Verified};

use super::crash::{Breaking, How, Kill, Plan, killed};
use super::model::Model;
use super::place::{Place, minute};
use super::random::{self, Dice};
use super::script::{Step, standing, take};

/// How many sequences are played.
pub fn wanted(default: u64) -> u64 {
    std::env::var("ZHIBU_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// What was played.
#[derive(Debug, Default)]
pub struct Tally {
    pub steps: AtomicU64,
    pub restarts: AtomicU64,
    pub failures: AtomicU64,
    pub crashes: AtomicU64,
    pub kills: AtomicU64,
    pub happened: AtomicU64,
    /// What was said to steps, by its words without names and figures.
    pub said: Mutex<BTreeMap<String, u64>>,
}

impl Tally {
    fn note(&self, said: &str) {
        let mut all = self.said.lock().expect("ours");
        for part in said.split("; ") {
            let words = part
                .split(' ')
                .filter(|word| {
                    !word.contains("content") && *word != "answer" && !word.contains(".csv")
                })
                .filter(|word| !word.chars().all(|c| c.is_ascii_digit()))
                .filter(|word| !word.starts_with("20"));
            let words: Vec<&str> = words.collect();
            *all.entry(words.join(" ")).or_default() += 1;
        }
    }
}

fn count(of: &AtomicU64) {
    of.fetch_add(1, Ordering::Relaxed);
}

/// A sequence while it is played.
pub struct Player<'a> {
    place: &'a Place,
    ledger: Ledger,
    plan: Arc<Mutex<Plan>>,
    model: Model,
    dice: Dice,
    tally: &'a Tally,
    /// Every step, with how it was taken.
    pub done: Vec<(String, Step)>,
}

impl<'a> Player<'a> {
    /// Begins on an empty place.
    pub fn new(place: &'a Place, seed: u64, tally: &'a Tally) -> Self {
        let plan = Arc::new(Mutex::new(Plan::default()));
        let ledger = opened(place, &plan);
        let (model, dice) = (Model::default(), Dice::new(seed));
        Self { place, ledger, plan, model, dice, tally, done: Vec::new() }
    }

    /// Plays some steps; what went wrong, where something did.
    pub fn play(&mut self, kills: u64) -> Result<(), String> {
        let steps = 16 + self.dice.below(30);
        let mut kills = u64::from(self.dice.chance(kills));
        for number in 0..usize::try_from(steps).expect("few") {
            let step = random::step(&self.model, &mut self.dice, number);
            count(&self.tally.steps);
            let way = self.dice.below(100);
            match way {
                0..=4 => {
                    count(&self.tally.restarts);
                    self.reopen();
                    self.plainly("after a restart", &step)?;
                }
                5..=9 => self.failing(&step)?,
                10..=15 => self.dying(&step)?,
                16..=40 if kills > 0 && number > 2 => {
                    kills -= 1;
                    self.killed(&step)?;
                }
                _ => self.plainly("", &step)?,
            }
            self.agrees()?;
        }
        self.whole()?;
        Ok(())
    }

    fn now(&self) -> u64 {
        self.done.len() as u64
    }

    fn note(&mut self, how: &str, step: &Step) {
        self.done.push((how.to_owned(), step.clone()));
    }

    fn reopen(&mut self) {
        *self.plan.lock().expect("ours") = Plan::default();
        self.ledger = opened(self.place, &self.plan);
    }

    fn plainly(&mut self, how: &str, step: &Step) -> Result<(), String> {
        self.note(how, step);
        let expected = self.model.take(step);
        let now = minute(self.now());
        let said = take(&mut self.ledger, now, step);
        if said != expected {
            return Err(format!("the ledger said 「{said}」, the model 「{expected}」"));
        }
        self.tally.note(&said);
        Ok(())
    }

    /// One operation of the database fails, and the program goes on.
    fn failing(&mut self, step: &Step) -> Result<(), String> {
        let at = 1 + self.dice.below(24);
        count(&self.tally.failures);
        self.note(&format!("operation {at} fails"), step);
        let mut after = self.model.clone();
        let expected = after.take(step);
        *self.plan.lock().expect("ours") = Plan { left: at, how: How::Fails };
        let now = minute(self.now());
        let said = take(&mut self.ledger, now, step);
        *self.plan.lock().expect("ours") = Plan::default();
        if said == expected {
            self.model = after;
        } else if !said.starts_with("store: ") {
            return Err(format!("the ledger said 「{said}」, the model 「{expected}」"));
        }
        Ok(())
    }

    /// The program dies at an operation, before or after its commit.
    fn dying(&mut self, step: &Step) -> Result<(), String> {
        let at = 1 + self.dice.below(24);
        let how = if self.dice.chance(30) { How::DiesAfterCommit } else { How::Dies };
        count(&self.tally.crashes);
        self.note(&format!("{how:?} at operation {at}"), step);
        *self.plan.lock().expect("ours") = Plan { left: at, how };
        let seq = self.seq()?;
        *self.plan.lock().expect("ours") = Plan { left: at, how };
        let now = minute(self.now());
        let said = take(&mut self.ledger, now, step);
        self.reopen();
        self.resolve(step, seq, (!said.starts_with("store: ")).then_some(said))
    }

    /// The program runs in a process of its own, which is killed.
    fn killed(&mut self, step: &Step) -> Result<(), String> {
        let kill = if self.dice.chance(60) {
            Kill::AtOperation(1 + self.dice.below(24))
        } else {
            Kill::AfterMicros(self.dice.below(4_000))
        };
        count(&self.tally.kills);
        self.note(&format!("{kill:?}"), step);
        let seq = self.seq()?;
        let now = self.now();
        let said = killed(&self.place.at(), now, step, kill);
        self.reopen();
        self.resolve(step, seq, said)
    }

    /// After a crash: the step happened wholly, or not at all.
    fn resolve(&mut self, step: &Step, seq: i64, said: Option<String>) -> Result<(), String> {
        let head = self.whole()?.head.seq;
        let mut after = self.model.clone();
        let expected = after.take(step);
        if let Some(said) = said
            && said != expected
        {
            return Err(format!("the ledger said 「{said}」, the model 「{expected}」"));
        }
        let shown = standing(&mut self.ledger);
        if head == seq {
            // Nothing was written, and nothing must have been.
            if shown == self.model.shown() { Ok(()) } else { Err("half a step".to_owned()) }
        } else {
            count(&self.tally.happened);
            self.model = after;
            if shown == self.model.shown() { Ok(()) } else { Err("half a step".to_owned()) }
        }
    }

    fn seq(&mut self) -> Result<i64, String> {
        let plan = std::mem::take(&mut *self.plan.lock().expect("ours"));
        let head = self.ledger.head().map_err(|error| error.to_string());
        *self.plan.lock().expect("ours") = plan;
        Ok(head?.seq)
    }

    fn whole(&mut self) -> Result<Verified, String> {
        self.ledger.verify().map_err(|error| format!("verify: {error}"))
    }

    /// The ledger shows what the model shows, and nobody is paid twice.
    fn agrees(&mut self) -> Result<(), String> {
        let (shown, expected) = (standing(&mut self.ledger), self.model.shown());
        if shown != expected {
            return Err(format!("the ledger shows {shown:#?}, the model {expected:#?}"));
        }
        for batch in self.ledger.batches().map_err(|error| error.to_string())? {
            let by_state: i64 = batch.by_state.values().map(|count| count.amount.fen()).sum();
            if by_state != batch.prepared.amount.fen() {
                return Err(format!("fen of {} are lost", batch.id));
            }
        }
        self.model.paid_twice().map_or(Ok(()), Err)
    }
}

fn opened(place: &Place, plan: &Arc<Mutex<Plan>>) -> Ledger {
    let store = Breaking::over(place.store(), Arc::clone(plan));
    Ledger::on(Box::new(store), "a test's".to_owned(), minute(0)).expect("the ledger opens")
}

/// What goes wrong where these steps are taken one after the other.
fn replayed(steps: &[Step]) -> Option<String> {
    let (place, tally) = (Place::file(), Tally::default());
    let mut player = Player::new(&place, 0, &tally);
    for step in steps {
        let taken = player.plainly("", step).and_then(|()| player.agrees());
        if let Err(wrong) = taken {
            return Some(wrong);
        }
    }
    player.whole().err()
}

/// The fewest steps that still go wrong, where that does not take a crash.
fn shrunk(steps: &[Step]) -> Option<(Vec<Step>, String)> {
    let mut wrong = replayed(steps)?;
    let mut steps = steps.to_vec();
    let mut at = 0;
    while at < steps.len() {
        let mut fewer = steps.clone();
        fewer.remove(at);
        if let Some(still) = replayed(&fewer) {
            (steps, wrong) = (fewer, still);
        } else {
            at += 1;
        }
    }
    Some((steps, wrong))
}

/// How a failure is told.
pub fn told(seed: u64, wrong: &str, done: &[(String, Step)]) -> String {
    let steps: Vec<Step> = done.iter().map(|(_, step)| step.clone()).collect();
    let mut text = format!("ZHIBU_SEED={seed}: {wrong}\n");
    for (number, (how, step)) in done.iter().enumerate() {
        text.push_str(&format!("{number}. {how} {step:?}\n"));
    }
    if let Some((steps, wrong)) = shrunk(&steps) {
        text.push_str(&format!("\nfewest steps: {wrong}\n"));
        for step in steps {
            text.push_str(&format!("- {step:?}\n"));
        }
    }
    text
}

/// What a few hundred sequences must have brought about, or they try too little.
const SAID: [&str; 36] = [
    "enrolled",
    "needs-signer",
    "enrolled-already",
    "not-enrolled",
    "first",
    "supplementary",
    "reissue",
    "nobody-new",
    "only-reissues",
    "none-failed",
    "P001",
    "P002",
    "approved",
    "L002",
    "P005",
    "withdrawn",
    "no-such-line",
    "exported",
    "no-such-batch",
    "is prepared",
    "is approved",
    "is exported",
    "paid",
    "failed",
    "pending",
    "repeated",
    "unknown B005",
    "returned B008",
    "? quarantined B001",
    "quarantined B003",
    "quarantined B004",
    "quarantined B010",
    "quarantined B011",
    "B002",
    "B006",
    "closed",
];

/// Plays sequences on places of a kind, on every core.
pub fn play(number: u64, kills: u64, place: impl Fn() -> Place + Sync) {
    let (start, tally) = (Instant::now(), Tally::default());
    let one: Option<u64> = std::env::var("ZHIBU_SEED").ok().and_then(|seed| seed.parse().ok());
    let next = AtomicU64::new(one.unwrap_or(1));
    let last = one.unwrap_or(number);
    let wrong: Mutex<Option<(u64, String)>> = Mutex::new(None);
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).min(8);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > last || wrong.lock().expect("ours").is_some() {
                        return;
                    }
                    let place = place();
                    let mut player = Player::new(&place, seed, &tally);
                    if let Err(error) = player.play(kills) {
                        let told = told(seed, &error, &player.done);
                        wrong.lock().expect("ours").get_or_insert((seed, told));
                    }
                }
            });
        }
    });
    if let Some((_, told)) = wrong.into_inner().expect("ours") {
        panic!("{told}");
    }
    let seconds = start.elapsed().as_secs();
    println!("seeds {}..={last} in {seconds} s: {tally:#?}", one.unwrap_or(1));
    if one.is_none() && number >= 100 {
        let said = tally.said.lock().expect("ours");
        let missing: Vec<&&str> = SAID.iter().filter(|words| !said.contains_key(**words)).collect();
        assert!(missing.is_empty(), "never said, so never tried: {missing:?}");
    }
}

#[test]
fn on_a_file_the_ledger_is_the_model() {
    play(wanted(200), 15, Place::file);
}

#[cfg(feature = "postgres")]
#[test]
#[ignore = "needs a server: ZHIBU_POSTGRES=postgres://…"]
fn on_a_server_the_ledger_is_the_model() {
    play((wanted(1_000) / 50).max(20), 15, Place::schema);
}
