//! Every finding has a minimal input that brings it out, and a nearest input
//! that does not. `docs/findings.md` is written from them.
//!
//! A file a family, each with its table of cases; what a case cannot say stands
//! beside it as a test of its own.

mod atlas;
mod before;
mod changes;
mod decisions;
mod duplicates;
mod evaluation;
mod intake;
mod life;
mod payout;
mod posting;
mod register;
mod room;
mod row;
mod watchlists;
mod weights;

use zhibu::catalogue;
use zhibu::domain::Lang;
use zhibu::finding::{Finding, has_long_number, render};
use zhibu::run::Run;
use zhibu::words::Sentence;

use crate::county::{County, found, of, pay_ends, roster_ends, shown};

/// A rule's smallest input, what it brings out, and what does not.
pub struct Case {
    code: &'static str,
    name: &'static str,
    county: County,
    by: By,
    found: &'static [&'static str],
    roster: &'static [&'static str],
    pay_list: &'static [&'static str],
    says: &'static str,
    proposes: Option<String>,
    others: Vec<(&'static str, County, Other)>,
}

/// Who finds it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A run of the county as it lies there.
    Run,
    /// The office or the ledger, at one of the steps that were taken; where every
    /// payment stands after the last.
    Steps(&'static [&'static str]),
}

/// What a neighbouring input must not bring out.
enum Other {
    /// Nothing at all, and everybody is paid.
    Clean,
    /// Not this rule; others may speak.
    Quiet,
}

impl Case {
    pub fn new(code: &'static str, name: &'static str, county: County) -> Self {
        Self {
            code,
            name,
            county,
            by: By::Run,
            found: &[],
            roster: &[],
            pay_list: &[],
            says: "",
            proposes: None,
            others: Vec::new(),
        }
    }

    /// A case of steps that were taken: what they found, and where every payment
    /// stands in the end.
    pub fn of_steps(
        code: &'static str,
        name: &'static str,
        county: County,
        standing: &'static [&'static str],
    ) -> Self {
        Self { by: By::Steps(standing), ..Self::new(code, name, county) }
    }

    /// What is found.
    fn findings(&self) -> Vec<Finding> {
        match self.by {
            By::Run => self.county.run().findings,
            By::Steps(_) => self.county.said().to_vec(),
        }
    }

    /// Every finding, in order (skipped-row counts aside).
    pub fn found(mut self, found: &'static [&'static str]) -> Self {
        self.found = found;
        self
    }

    /// The dispositions of the roster's and of the pay list's rows.
    pub fn ends(
        mut self,
        roster: &'static [&'static str],
        pay_list: &'static [&'static str],
    ) -> Self {
        (self.roster, self.pay_list) = (roster, pay_list);
        self
    }

    /// What the Chinese message holds.
    pub fn says(mut self, words: &'static str) -> Self {
        self.says = words;
        self
    }

    /// What is proposed.
    pub fn proposes(mut self, text: impl Into<String>) -> Self {
        self.proposes = Some(text.into());
        self
    }

    /// A neighbour in which there is nothing to find, and everybody is paid.
    pub fn clean(mut self, name: &'static str, county: County) -> Self {
        self.others.push((name, county, Other::Clean));
        self
    }

    /// A neighbour in which this rule has nothing to say.
    pub fn quiet(mut self, name: &'static str, county: County) -> Self {
        self.others.push((name, county, Other::Quiet));
        self
    }

    /// What is not as it should be.
    fn wrong(&self) -> Vec<String> {
        let wrong = match self.by {
            By::Run => self.wrong_run(),
            By::Steps(standing) => self.wrong_steps(standing),
        };
        wrong.into_iter().map(|what| format!("{} {}: {what}", self.code, self.name)).collect()
    }

    /// What is not as it should be where steps were taken.
    fn wrong_steps(&self, standing: &[&str]) -> Vec<String> {
        let mut wrong = Vec::new();
        let said: Vec<String> = self.county.said().iter().map(shown).collect();
        compare("found", self.found, &said, &mut wrong);
        compare("standing", standing, &self.county.standing(), &mut wrong);
        match self.county.said().iter().find(|finding| finding.doc.code == self.code) {
            None => wrong.push("the rule does not speak".to_owned()),
            Some(first) => {
                let message = render::message(first, Lang::Zh);
                if self.says.is_empty() || !message.contains(self.says) {
                    wrong.push(format!("says: {message}"));
                }
            }
        }
        for (name, county, other) in &self.others {
            let speaks =
                |finding: &&Finding| matches!(other, Other::Clean) || finding.doc.code == self.code;
            let said: Vec<String> = county.said().iter().filter(speaks).map(shown).collect();
            if !said.is_empty() {
                wrong.push(format!("{name}: {said:?}"));
            }
        }
        wrong
    }

    /// What is not as it should be where the county is run.
    fn wrong_run(&self) -> Vec<String> {
        let run = self.county.run();
        let mut wrong = Vec::new();
        let own = of(&run, self.code);
        if self.code == "I010" {
            let skipped: Vec<String> = own.iter().map(|f| shown(f)).collect();
            compare("found", self.found, &skipped, &mut wrong);
        } else {
            compare("found", self.found, &found(&run), &mut wrong);
        }
        compare("roster", self.roster, &roster_ends(&run), &mut wrong);
        compare("pay list", self.pay_list, &pay_ends(&run), &mut wrong);
        match own.first() {
            None => wrong.push("the rule does not speak".to_owned()),
            Some(first) => {
                let message = render::message(first, Lang::Zh);
                if self.says.is_empty() || !message.contains(self.says) {
                    wrong.push(format!("says: {message}"));
                }
                if first.proposal.full() != self.proposes.as_deref().unwrap_or_default() {
                    wrong.push(format!("proposes: {}", first.proposal.masked()));
                }
            }
        }
        let refuses = self.found.iter().any(|line| line.contains(" refuse "));
        if run.refused != refuses || (refuses && !run.view().payments.is_empty()) {
            wrong.push(format!("refused: {}", run.refused));
        }
        for (name, county, other) in &self.others {
            let run = county.run();
            let said = match other {
                Other::Quiet => of(&run, self.code).into_iter().map(shown).collect(),
                Other::Clean => found(&run),
            };
            let all_paid = [pay_ends(&run), roster_ends(&run)]
                .iter()
                .all(|ends| ends.iter().all(|end| *end == "paid"));
            if !said.is_empty() || (matches!(other, Other::Clean) && !all_paid) {
                wrong.push(format!("{name}: {said:?}"));
            }
        }
        wrong
    }
}

fn compare(what: &str, expected: &[&str], actual: &[impl AsRef<str>], wrong: &mut Vec<String>) {
    let actual: Vec<&str> = actual.iter().map(AsRef::as_ref).collect();
    if expected != actual {
        wrong.push(format!("{what}\n  expected {expected:?}\n  actual   {actual:?}"));
    }
}

/// Fails with everything that is wrong in a family's cases.
fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().flat_map(Case::wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every case there is, in the order of the families.
fn all_cases() -> Vec<Case> {
    let families = [
        intake::cases,
        row::cases,
        room::cases,
        duplicates::cases,
        register::cases,
        watchlists::cases,
        changes::cases,
        payout::cases,
        before::cases,
        life::cases,
        posting::cases,
        decisions::cases,
        evaluation::cases,
    ];
    families.into_iter().flat_map(|cases| cases()).collect()
}

/// A county of one person in order, whose pay list is as given.
fn paying(pay_list: &str) -> County {
    County::new().lists("姓名,身份证号\n张三,#1", pay_list)
}

/// A county of one person in order.
fn clean() -> County {
    paying(PAID)
}

/// The pay list of a county of one person in order.
const PAID: &str = "姓名,身份证号,银行账号\n张三,#1,@1";
/// Its roster.
const REGISTERED: &str = "姓名,身份证号\n张三,#1";

/// A number with the digit at a place (from 0) one higher.
fn mistyped(number: &str, at: usize) -> String {
    number
        .char_indices()
        .map(|(place, c)| match c.to_digit(10) {
            Some(digit) if place == at => char::from_digit((digit + 1) % 10, 10).unwrap_or(c),
            _ if place == at => '0',
            _ => c,
        })
        .collect()
}

/// What is wrong with a finding's words in either language.
fn wrong_words(finding: &Finding) -> Vec<String> {
    let mut wrong = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        let words = finding.doc.words(lang);
        for name in [words.cause, words.fix].into_iter().flat_map(Sentence::arguments) {
            if !finding.details.iter().any(|(detail, _)| *detail == name) {
                wrong.push(format!("{} lacks the detail {name}", finding.doc.code));
            }
        }
        for text in [render::message(finding, lang), render::block(finding, lang)] {
            if text.lines().filter(|line| !line.contains('›')).any(has_long_number) {
                wrong.push(format!("{} shows a number in full", finding.doc.code));
            }
        }
    }
    wrong
}

#[test]
fn every_rule_has_a_case_and_no_case_is_of_no_rule() {
    let cases = all_cases();
    let without: Vec<&str> = catalogue::all()
        .iter()
        .map(|doc| doc.code)
        .filter(|code| !cases.iter().any(|case| case.code == *code))
        .collect();
    assert!(without.is_empty(), "rules without a case in tests/it/findings: {without:?}");
    let stray: Vec<&str> =
        cases.iter().map(|c| c.code).filter(|code| catalogue::find(code).is_none()).collect();
    assert!(stray.is_empty(), "cases of no rule: {stray:?}");
    let lone: Vec<&str> = cases
        .iter()
        .map(|case| case.code)
        // Every table has a heading, so there is always a row to count.
        .filter(|code| *code != "I010")
        .filter(|code| !cases.iter().any(|c| c.code == *code && !c.others.is_empty()))
        .collect();
    assert!(lone.is_empty(), "rules without a neighbour that is not theirs: {lone:?}");
}

#[test]
fn every_message_has_its_details_and_no_number_in_full() {
    let wrong: Vec<String> = all_cases()
        .iter()
        .flat_map(Case::findings)
        .flat_map(|finding| wrong_words(&finding))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_language_changes_no_finding() {
    // What a step found was said when it was taken.
    for case in all_cases().into_iter().filter(|case| case.by == By::Run) {
        let judged = |run: &Run| (found(run), pay_ends(run), roster_ends(run));
        let chinese = judged(&case.county.run());
        let english = judged(&case.county.more("[report]\nlang = \"en\"").run());
        assert_eq!(chinese, english, "{} {}", case.code, case.name);
    }
}

#[test]
fn a_county_of_one_person_in_order_is_paid() {
    let run = clean().run();
    assert_eq!(found(&run), [""; 0]);
    assert_eq!((roster_ends(&run), pay_ends(&run)), (vec!["paid"], vec!["paid"]));
}
