//! A plain model of a county's payouts: lists in memory, and the rules as the
//! catalogue of findings tells them. It calls nothing of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::script::{Badly, Key, Line, Person, Says, Sharing, Step};

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Open,
    Pending,
    Unknown,
    Paid,
    Failed,
    Returned,
    Withdrawn,
}

use Stands::{Failed, Open, Paid, Pending, Returned, Unknown, Withdrawn};

impl Stands {
    fn word(self) -> &'static str {
        match self {
            Open => "open",
            Pending => "pending",
            Unknown => "unknown",
            Paid => "paid",
            Failed => "failed",
            Returned => "returned",
            Withdrawn => "withdrawn",
        }
    }

    pub fn live(self) -> bool {
        matches!(self, Open | Pending | Unknown | Paid)
    }

    pub fn proven_failed(self) -> bool {
        matches!(self, Failed | Returned)
    }
}

/// A payment.
#[derive(Clone, Debug)]
pub struct Paying {
    pub id: i64,
    pub batch: usize,
    pub line: u64,
    pub of: Person,
    /// Every number under which this person is known by now: own, others that
    /// it was written as, and those of the payment that it makes good.
    pub numbers: BTreeSet<String>,
    pub attempt_of: Option<i64>,
    pub stands: Stands,
}

/// A batch.
#[derive(Clone, Debug)]
pub struct Lot {
    pub id: String,
    pub programme: String,
    pub period: String,
    pub kind: &'static str,
    pub maker: String,
    pub state: &'static str,
    /// The people of each file, as approved.
    pub files: Vec<u64>,
}

/// Everything that there is.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub signers: Vec<String>,
    pub lots: Vec<Lot>,
    pub payments: Vec<Paying>,
    /// Content of answers, with name and batch.
    pub answers: BTreeMap<String, (String, String)>,
}

/// The first and last month of a period, counted from a year zero.
fn months(period: &str) -> (i32, i32) {
    let year: i32 = period[..4].parse().expect("a year");
    let (first, last) = match &period[4..] {
        "" => (1, 12),
        "H1" => (1, 6),
        "H2" => (7, 12),
        "Q1" => (1, 3),
        "Q2" => (4, 6),
        "Q3" => (7, 9),
        "Q4" => (10, 12),
        month => {
            let month: i32 = month[1..].parse().expect("a month");
            (month, month)
        }
    };
    (year * 12 + first, year * 12 + last)
}

pub fn overlap(one: &str, other: &str) -> bool {
    let ((a, b), (c, d)) = (months(one), months(other));
    a <= d && c <= b
}

/// A name without what makes it look otherwise: spaces, width, case.
pub fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|c| *c != ' ' && *c != '\u{3000}')
        .map(|c| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).expect("a character"),
            _ => c,
        })
        .collect::<String>()
        .to_lowercase()
}

/// A person's own numbers.
fn own_numbers(person: &Person) -> BTreeSet<String> {
    person.also.iter().cloned().chain([person.number.clone()]).collect()
}

fn no_batch() -> String {
    "no-such-batch".to_owned()
}

impl Model {
    /// What the ledger has to say to a step; the model moves where it says yes.
    pub fn take(&mut self, step: &Step) -> String {
        self.try_take(step).unwrap_or_else(|refusal| refusal)
    }

    fn try_take(&mut self, step: &Step) -> Result<String, String> {
        match step {
            Step::Enrol { name, by } => self.enrol(name, by.as_deref()),
            Step::Prepare { by, programme, period, reissue, sharing, people } => {
                let by = self.signer(by)?;
                self.prepare(&by, programme, period, *reissue, *sharing, people)
            }
            Step::Approve { by, batch, people, fen, files } => {
                let by = self.signer(by)?;
                let lot = self.lot(batch).ok_or_else(no_batch)?;
                self.must_be(lot, &["prepared"])?;
                if plain_name(&by) == plain_name(&self.lots[lot].maker) {
                    return Err("L002".to_owned());
                }
                let standing = self.standing(lot);
                let sum: i64 = standing.iter().map(|at| self.payments[*at].of.fen).sum();
                if (*people, *fen) != (standing.len() as u64, sum) {
                    return Err("P005".to_owned());
                }
                self.lots[lot].files = files.iter().map(|(people, _)| *people).collect();
                self.lots[lot].state = "approved";
                Ok("approved".to_owned())
            }
            Step::Withdraw { by, batch, lines } => {
                self.signer(by)?;
                self.withdraw(batch, lines)
            }
            Step::Export { by, batch } => {
                self.signer(by)?;
                let lot = self.lot(batch).ok_or_else(no_batch)?;
                self.must_be(lot, &["approved", "exported", "closed"])?;
                if self.lots[lot].state == "approved" {
                    self.lots[lot].state = "exported";
                }
                Ok("exported".to_owned())
            }
            Step::Answer { by, batch, name, content, says_batch, says_file, lines } => {
                self.signer(by)?;
                if let Some((name, batch)) = self.answers.get(content) {
                    return Ok(format!("B007 {name} {batch}"));
                }
                let lot = self.lot(batch).ok_or_else(no_batch)?;
                self.of_another_batch(batch, says_batch.as_deref(), lines)?;
                self.must_be(lot, &["exported", "closed"])?;
                let ends: Vec<String> =
                    lines.iter().map(|line| self.answer(lot, *says_file, line)).collect();
                self.answers.insert(content.clone(), (name.clone(), batch.clone()));
                Ok(ends.join("; "))
            }
            Step::Close { by, batch } => {
                self.signer(by)?;
                self.close(batch)
            }
        }
    }

    fn enrol(&mut self, name: &str, by: Option<&str>) -> Result<String, String> {
        match by {
            Some(by) => {
                self.signer(by)?;
            }
            None if !self.signers.is_empty() => return Err("needs-signer".to_owned()),
            None => {}
        }
        if self.signers.iter().any(|one| plain_name(one) == plain_name(name)) {
            return Err("enrolled-already".to_owned());
        }
        self.signers.push(name.to_owned());
        Ok("enrolled".to_owned())
    }

    fn signer(&self, name: &str) -> Result<String, String> {
        let found = self.signers.iter().find(|one| plain_name(one) == plain_name(name));
        found.cloned().ok_or_else(|| "not-enrolled".to_owned())
    }

    pub fn lot(&self, id: &str) -> Option<usize> {
        self.lots.iter().position(|lot| lot.id == id)
    }

    fn must_be(&self, lot: usize, states: &[&str]) -> Result<(), String> {
        let state = self.lots[lot].state;
        if states.contains(&state) { Ok(()) } else { Err(format!("is {state}")) }
    }

    /// The payments of a batch that were not withdrawn, by line.
    pub fn standing(&self, lot: usize) -> Vec<usize> {
        let of =
            |at: &usize| self.payments[*at].batch == lot && self.payments[*at].stands != Withdrawn;
        (0..self.payments.len()).filter(of).collect()
    }

    pub fn reference(&self, at: usize) -> String {
        let payment = &self.payments[at];
        format!("{}-{:06}", self.lots[payment.batch].id, payment.line)
    }

    /// The payments of a programme that overlap a period.
    fn met(&self, programme: &str, period: &str) -> Vec<&Paying> {
        let meets = |payment: &&Paying| {
            let lot = &self.lots[payment.batch];
            lot.programme == programme && overlap(&lot.period, period)
        };
        self.payments.iter().filter(meets).collect()
    }

    /// Whether somebody known by these numbers has a live payment already.
    fn live<'a>(
        met: &[&'a Paying],
        numbers: &BTreeSet<String>,
        name: &str,
        account: &str,
    ) -> Option<&'a Paying> {
        met.iter().copied().find(|payment| {
            let same_number = !payment.numbers.is_disjoint(numbers);
            let same_payee = payment.of.name == name && payment.of.account == account;
            payment.stands.live() && (same_number || same_payee)
        })
    }

    /// P001 or P002 for one person of a run, where the ledger knows of payments.
    pub fn objection(
        &self,
        programme: &str,
        period: &str,
        person: &Person,
        now: usize,
        sharing: Sharing,
    ) -> Option<&'static str> {
        let met = self.met(programme, period);
        let numbers = self.known(programme, period, person);
        if Self::live(&met, &numbers, &person.name, &person.account).is_some() {
            return Some("P001");
        }
        let others: Vec<&&Paying> = met
            .iter()
            .filter(|other| other.stands.live() && other.of.account == person.account)
            .collect();
        if others.is_empty() {
            return None;
        }
        let distinct: BTreeSet<&str> = others.iter().map(|one| one.of.number.as_str()).collect();
        let past = match sharing {
            Sharing::Never => true,
            Sharing::Limit(limit) => distinct.len() + now > limit,
            Sharing::Household => !(0..2).any(|list| {
                let own = &person.households[list];
                !own.is_empty() && others.iter().all(|one| one.of.households[list] == *own)
            }),
        };
        past.then_some("P002")
    }

    /// The last payment of this person that is proven failed, where nothing of
    /// theirs is live.
    pub fn failed(&self, programme: &str, period: &str, person: &Person) -> Option<i64> {
        let numbers = own_numbers(person);
        let met = self.met(programme, period);
        if Self::live(&met, &numbers, &person.name, &person.account).is_some() {
            return None;
        }
        met.into_iter()
            .filter(|one| one.stands.proven_failed() && !one.numbers.is_disjoint(&numbers))
            .map(|one| one.id)
            .max()
    }

    /// A person's numbers, and those of the payment that would be made good.
    fn known(&self, programme: &str, period: &str, person: &Person) -> BTreeSet<String> {
        let failed = self.failed(programme, period, person);
        let failed = failed.and_then(|id| self.payments.iter().find(|one| one.id == id));
        let mut numbers = own_numbers(person);
        numbers.extend(failed.map(|one| one.numbers.clone()).unwrap_or_default());
        numbers
    }

    fn prepare(
        &mut self,
        by: &str,
        programme: &str,
        period: &str,
        reissue: bool,
        sharing: Sharing,
        people: &[Person],
    ) -> Result<String, String> {
        let mut codes = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for person in people {
            let numbers = self.known(programme, period, person);
            if !seen.is_disjoint(&numbers) {
                codes.push("P001");
            }
            seen.extend(numbers);
        }
        for person in people {
            let now = people.iter().filter(|one| one.account == person.account).count();
            codes.extend(self.objection(programme, period, person, now, sharing));
        }
        if !codes.is_empty() {
            codes.sort_unstable();
            return Err(codes.join(" "));
        }
        let taken: Vec<(Person, Option<i64>)> = people
            .iter()
            .map(|person| (person.clone(), self.failed(programme, period, person)))
            .filter(|(_, failed)| failed.is_some() == reissue)
            .collect();
        let others = people.len() - taken.len();
        if taken.is_empty() {
            let why = match (reissue, others) {
                (true, _) => "none-failed",
                (false, 0) => "nobody-new",
                (false, _) => "only-reissues",
            };
            return Err(why.to_owned());
        }
        let before = self.lots.iter().filter(|lot| lot.period == period);
        let id = format!("{period}-{:03}", before.clone().count() + 1);
        let any = before.clone().any(|lot| lot.programme == programme && lot.state != "withdrawn");
        let kind = match (reissue, any) {
            (true, _) => "reissue",
            (false, true) => "supplementary",
            (false, false) => "first",
        };
        let fen: i64 = taken.iter().map(|(person, _)| person.fen).sum();
        let said = format!("{id} {kind} {} {fen} {others}", taken.len());
        self.lots.push(Lot {
            id,
            programme: programme.to_owned(),
            period: period.to_owned(),
            kind,
            maker: by.to_owned(),
            state: "prepared",
            files: Vec::new(),
        });
        let batch = self.lots.len() - 1;
        for (line, (person, attempt_of)) in (1..).zip(taken) {
            let mut numbers = own_numbers(&person);
            if let Some(of) = attempt_of {
                let earlier = self.payments.iter().find(|one| one.id == of).expect("it is there");
                numbers.extend(earlier.numbers.clone());
            }
            let id = i64::try_from(self.payments.len() + 1).expect("few");
            let stands = Open;
            self.payments.push(Paying { id, batch, line, of: person, numbers, attempt_of, stands });
        }
        Ok(said)
    }

    fn withdraw(&mut self, batch: &str, lines: &[u64]) -> Result<String, String> {
        let lot = self.lot(batch).ok_or_else(no_batch)?;
        self.must_be(lot, &["prepared", "approved"])?;
        let standing = self.standing(lot);
        let wanted: BTreeSet<u64> = lines.iter().copied().collect();
        let there: BTreeSet<u64> = standing.iter().map(|at| self.payments[*at].line).collect();
        if !wanted.is_subset(&there) {
            return Err("no-such-line".to_owned());
        }
        let whole = wanted.is_empty() || wanted == there;
        let (mut people, mut fen) = (0, 0);
        for at in standing {
            if whole || wanted.contains(&self.payments[at].line) {
                self.payments[at].stands = Withdrawn;
                people += 1;
                fen += self.payments[at].of.fen;
            }
        }
        self.lots[lot].state = if whole { "withdrawn" } else { "prepared" };
        Ok(format!("withdrawn {people} {fen}"))
    }

    /// B002.
    fn of_another_batch(
        &self,
        batch: &str,
        says_batch: Option<&str>,
        lines: &[Line],
    ) -> Result<(), String> {
        let of_line = |line: &Line| match &line.key {
            Key::Reference(reference) => {
                let (other, _) = reference.rsplit_once('-')?;
                self.lot(other).map(|_| other.to_owned())
            }
            _ => None,
        };
        let mut others = lines.iter().filter_map(of_line);
        if says_batch.is_some_and(|other| other != batch) || others.any(|other| other != batch) {
            return Err("B002".to_owned());
        }
        Ok(())
    }

    /// The payment that a line speaks of.
    fn find(&self, lot: usize, file: Option<u32>, line: &Line) -> Option<usize> {
        let standing = self.standing(lot);
        let files = &self.lots[lot].files;
        let of_file = |number: u32| -> Option<Vec<usize>> {
            let at = (number as usize).checked_sub(1)?;
            let first: u64 = files.get(..at)?.iter().sum();
            let people = *files.get(at)?;
            let few = |number: u64| usize::try_from(number).ok();
            Some(standing.iter().copied().skip(few(first)?).take(few(people)?).collect())
        };
        match &line.key {
            Key::Reference(reference) => {
                standing.into_iter().find(|at| self.reference(*at) == *reference)
            }
            Key::Line(number) => {
                let file = file.or((files.len() == 1).then_some(1))?;
                let at = usize::try_from(number.checked_sub(1)?).ok()?;
                of_file(file)?.get(at).copied()
            }
            Key::Account => {
                let account = line.account.as_ref()?;
                let mut fit = match file {
                    Some(file) => of_file(file)?,
                    None => standing,
                };
                fit.retain(|at| self.payments[*at].of.account == *account);
                if fit.len() > 1
                    && let Some(fen) = line.fen
                {
                    fit.retain(|at| self.payments[*at].of.fen == fen);
                }
                if fit.len() > 1
                    && let Some(name) = &line.name
                {
                    fit.retain(|at| self.payments[*at].of.name == *name);
                }
                if fit.len() == 1 { fit.pop() } else { None }
            }
        }
    }

    /// Where a line ends.
    fn answer(&mut self, lot: usize, file: Option<u32>, line: &Line) -> String {
        let found = self.find(lot, file, line);
        let readable = !matches!(line.badly, Some(Badly::Fields | Badly::NoKey));
        let Some(at) = found.filter(|_| readable) else {
            return "? quarantined B001".to_owned();
        };
        let reference = self.reference(at);
        let said =
            |bucket: &str, code: &str| format!("{reference} {bucket} {code}").trim().to_owned();
        let of = &self.payments[at].of;
        if line.badly == Some(Badly::Amount) || line.fen.is_some_and(|fen| fen != of.fen) {
            return said("quarantined", "B003");
        }
        if line.name.as_ref().is_some_and(|name| plain_name(name) != plain_name(&of.name)) {
            return said("quarantined", "B004");
        }
        if line.account.as_ref().is_some_and(|account| *account != of.account) {
            return said("quarantined", "B011");
        }
        let stands = self.payments[at].stands;
        let (to, bucket, code) = match line.says {
            Says::Paid if stands == Paid => (Paid, "repeated", ""),
            Says::Paid => (Paid, "paid", ""),
            Says::Failed if stands == Paid => (Returned, "returned", "B008"),
            Says::Failed if stands.proven_failed() => (stands, "repeated", ""),
            Says::Failed => (Failed, "failed", ""),
            Says::Pending if matches!(stands, Open | Unknown) => (Pending, "pending", ""),
            Says::Pending => (stands, "repeated", ""),
            Says::Unknown if stands == Paid => (Paid, "unknown", "B005"),
            Says::Unknown => (Unknown, "unknown", "B005"),
        };
        if stands.proven_failed() && to.live() && self.made_again(at) {
            return said("quarantined", "B010");
        }
        self.payments[at].stands = to;
        said(bucket, code)
    }

    /// Whether somebody whose payment failed has a live one by now.
    fn made_again(&self, at: usize) -> bool {
        let payment = &self.payments[at];
        let lot = &self.lots[payment.batch];
        let met = self.met(&lot.programme, &lot.period);
        Self::live(&met, &payment.numbers, &payment.of.name, &payment.of.account).is_some()
    }

    fn close(&mut self, batch: &str) -> Result<String, String> {
        let lot = self.lot(batch).ok_or_else(no_batch)?;
        self.must_be(lot, &["exported"])?;
        let standing = self.standing(lot);
        let mut sums = [(0, 0); 2];
        for at in standing {
            let payment = &self.payments[at];
            let which = match payment.stands {
                Paid => 0,
                Failed | Returned => 1,
                _ => return Err("B006".to_owned()),
            };
            sums[which].0 += 1;
            sums[which].1 += payment.of.fen;
        }
        self.lots[lot].state = "closed";
        let [(paid, paid_fen), (failed, failed_fen)] = sums;
        Ok(format!("closed {paid} {paid_fen} {failed} {failed_fen}"))
    }

    /// Where everything stands, a line a batch: what the ledger has to show.
    pub fn shown(&self) -> Vec<String> {
        let mut shown: Vec<String> = (0..)
            .zip(&self.lots)
            .map(|(at, lot)| {
                let of = || self.payments.iter().filter(move |payment| payment.batch == at);
                let states: Vec<&str> = of().map(|payment| payment.stands.word()).collect();
                let fen: i64 = of().map(|payment| payment.of.fen).sum();
                let attempts: Vec<String> = of()
                    .filter_map(|one| Some(format!("{}<{}", one.id, one.attempt_of?)))
                    .collect();
                format!(
                    "{} {} {} {} {fen} [{}] [{}]",
                    lot.id,
                    lot.programme,
                    lot.kind,
                    lot.state,
                    states.join(" "),
                    attempts.join(" ")
                )
            })
            .collect();
        shown.sort();
        shown
    }

    /// What must hold whatever happened: nobody has two live payments of
    /// overlapping periods.
    pub fn paid_twice(&self) -> Option<String> {
        for (at, one) in self.payments.iter().enumerate().filter(|(_, one)| one.stands.live()) {
            let lot = &self.lots[one.batch];
            for other in self.payments[at + 1..].iter().filter(|other| other.stands.live()) {
                let of = &self.lots[other.batch];
                let meets = of.programme == lot.programme && overlap(&of.period, &lot.period);
                // One run may pay two namesakes into one account: that is the
                // run's to hold (D005, D006).
                let same_payee = one.batch != other.batch
                    && one.of.name == other.of.name
                    && one.of.account == other.of.account;
                if meets && (!one.numbers.is_disjoint(&other.numbers) || same_payee) {
                    return Some(format!("payments {} and {} are both live", one.id, other.id));
                }
            }
        }
        None
    }
}
