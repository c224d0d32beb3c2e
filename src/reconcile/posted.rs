//! The pay list against the lists that were posted: P006 and P007.
//!
//! In: the lists as they hung in the villages, their numbers masked, and the
//! pay list. Out: who is on the pay list of a village and was not posted there,
//! whose amount has grown since, and which villages were not posted at all. A
//! posted row stands for one pay row only. It takes no view of why: somebody
//! who was added may well be right, but the village has to see it.
//!
//! A posted number shows a first and a last part, as many characters as the
//! county chose when it was posted; what it shows is all that is compared.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::domain::long_number::hide_long_numbers;
use crate::domain::{Field, Money, Table};
use crate::finding::{Doc, Finding, Floor, Severity};
use crate::linkage::finding_on;
use crate::linkage::index::{KeyMap, key_map};
use crate::normalize::near::is_near;
use crate::normalize::{Amount, List, Lists, Row, Sym};
use crate::say;

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[&P006, &P007];

/// P006 added-after-posting.
pub static P006: Doc =
    Doc::new("P006", "added-after-posting", Severity::Hold, Floor::None, CATALOGUE);

/// P007 village-not-posted.
pub static P007: Doc =
    Doc::new("P007", "village-not-posted", Severity::Advise, Floor::None, CATALOGUE);

const CATALOGUE: &str = "zhibu P";

/// The most characters of either end that are compared: a number has eighteen,
/// and masks of any length stay few.
const MOST_SHOWN: usize = 18;
/// How many characters must be shown for a number to stand for a person whose
/// name differs.
const LEAST_SHOWN: usize = 4;
/// How much of a village's name tells it from others.
const NAME_LENGTH: usize = 40;
/// What lists without a village's name are called, folded, in either language.
const NO_VILLAGE: [&str; 2] = ["未写村名", "novillage"];

/// Findings P006 and P007; none where nothing was posted. Merged copies of a
/// pay row count once.
#[must_use]
pub fn check(lists: &Lists, merged_pay: &[bool]) -> Vec<Finding> {
    if lists.posted.sheets.is_empty() {
        return Vec::new();
    }
    let villages = Villages::of(lists, merged_pay);
    let mut findings = Vec::new();
    for village in villages.list.iter().filter(|village| !village.listed.is_empty()) {
        if village.posted.is_empty() {
            let first = village.listed[0];
            findings.push(
                finding_on(&P007, lists, Table::PayList, first, Field::Village)
                    .with("village", name(lists, first))
                    .with("people", village.listed.len().to_string()),
            );
        } else {
            Matching::of(lists, village).tell(&mut findings);
        }
    }
    findings
}

/// Leaves out what is said of rows that are on hold for something else: they
/// are not paid, so they were not posted either. It is said again once they are
/// settled.
pub fn leave_to_other_holds(lists: &Lists, merged_pay: &[bool], findings: &mut Vec<Finding>) {
    let own = |finding: &Finding| matches!(finding.doc.code, "P006" | "P007");
    if !findings.iter().any(own) {
        return;
    }
    let mut held = vec![false; lists.pay_list.rows.len()];
    for finding in findings.iter() {
        let holds = finding.table == Table::PayList && finding.severity >= Severity::Hold;
        if let Some(row) = finding.row.filter(|_| holds && finding.doc.code != "P006") {
            held[row as usize] = true;
        }
    }
    let set_aside: Vec<bool> = held.iter().zip(merged_pay).map(|(a, b)| *a || *b).collect();
    let open = Villages::of(lists, &set_aside);
    findings.retain(|finding| match (finding.doc.code, finding.row) {
        ("P006", Some(row)) => !held[row as usize],
        ("P007", Some(row)) => {
            let row = &lists.pay_list.rows[row as usize];
            open.at(row).is_some_and(|village| !village.listed.is_empty())
        }
        _ => true,
    });
}

/// The village of a pay row as people call it.
fn name(lists: &Lists, row: u32) -> String {
    let written = hide_long_numbers(lists.pay_list.text(row, Field::Village).trim());
    let township = lists.township(Table::PayList, row);
    let village = match &*written {
        "" => say!(lists.lang, "reconcile-posted-no-village"),
        written => written.strip_prefix(township).unwrap_or(written),
    };
    format!("{}{village}", hide_long_numbers(township))
}

/// The rows of one village in both lists.
#[derive(Debug, Default)]
struct Village {
    posted: Vec<u32>,
    listed: Vec<u32>,
}

/// Both lists by village.
struct Villages {
    by_keys: KeyMap<[Sym; 2], usize>,
    list: Vec<Village>,
}

impl Villages {
    /// Both lists by village, without the pay rows that are set aside.
    fn of(lists: &Lists, set_aside: &[bool]) -> Self {
        let mut villages = Self { by_keys: key_map(0), list: Vec::new() };
        // By the names, as a file's name can say them.
        let mut by_name: KeyMap<[String; 2], usize> = key_map(0);
        let mut of_township: KeyMap<String, Vec<(String, usize)>> = key_map(0);
        for (at, row) in lists.pay_list.indices().zip(&lists.pay_list.rows) {
            let keys = [row.township, row.village];
            let village = *villages.by_keys.entry(keys).or_insert_with(|| {
                let place = keys.map(|part| spoken(lists.symbols.text(part)));
                *by_name.entry(place.clone()).or_insert_with(|| {
                    let [township, village] = place;
                    let known = of_township.entry(township).or_default();
                    known.push((village, villages.list.len()));
                    villages.list.push(Village::default());
                    villages.list.len() - 1
                })
            });
            if !set_aside[at as usize] {
                villages.list[village].listed.push(at);
            }
        }
        let mut by_posted: KeyMap<[Sym; 2], Option<usize>> = key_map(0);
        for (at, row) in lists.posted.indices().zip(&lists.posted.rows) {
            let keys = [row.township, row.village];
            let village = *by_posted.entry(keys).or_insert_with(|| {
                let place = keys.map(|part| spoken(lists.symbols.text(part)));
                by_name.get(&place).copied().or_else(|| {
                    // `和平村（补充公示）` was posted in 和平村.
                    let inside = of_township.get(&place[0])?.iter();
                    let inside = inside.filter(|(known, _)| named_inside(&place[1], known));
                    inside.max_by_key(|(known, at)| (known.len(), *at)).map(|(_, at)| *at)
                })
            });
            if let Some(village) = village {
                villages.list[village].posted.push(at);
            }
        }
        villages
    }

    fn at(&self, row: &Row) -> Option<&Village> {
        Some(&self.list[*self.by_keys.get(&[row.township, row.village])?])
    }
}

fn named_inside(text: &str, village: &str) -> bool {
    !village.is_empty() && text.contains(village)
}

/// A place's name as far as a file's name can say it: letters and digits, long
/// numbers hidden, without what tells two files of one name apart.
fn spoken(place: &str) -> String {
    let bare = match place.rsplit_once('~') {
        Some((bare, number)) if number.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => place,
    };
    let hidden = hide_long_numbers(bare);
    let letters = hidden.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let spoken: String = letters.take(NAME_LENGTH).collect();
    if NO_VILLAGE.contains(&&*spoken) { String::new() } else { spoken }
}

/// What a masked number shows: how much at either end; `None` where it is not
/// masked.
type Shape = Option<(usize, usize)>;

/// How many characters a shape shows.
fn width(shape: Shape) -> usize {
    shape.map_or(usize::MAX, |(first, last)| first + last)
}

/// The shape of a posted number.
fn shape(number: &str) -> Shape {
    number.contains('*').then(|| {
        let first = number.chars().take_while(|c| *c != '*').count();
        let last = number.chars().rev().take_while(|c| *c != '*').count();
        (first.min(MOST_SHOWN), last.min(MOST_SHOWN))
    })
}

/// The characters that a number shows under a shape; `None` where the number is
/// too short to show them.
fn shown(number: &str, shape: Shape) -> Option<(&str, &str)> {
    let Some((first, last)) = shape else { return Some((number, "")) };
    let count = number.chars().count();
    if count < first + last {
        return None;
    }
    let place = |at: usize| number.char_indices().nth(at).map_or(number.len(), |(place, _)| place);
    Some((&number[..place(first)], &number[place(count - last)..]))
}

/// A row of either list, as it is compared.
struct Side<'a> {
    row: u32,
    /// The name's key as a posted list shows it.
    name: Cow<'a, str>,
    number: Cow<'a, str>,
    /// What the number shows; it matters of a posted row only.
    shape: Shape,
    amount: Option<Money>,
}

impl<'a> Side<'a> {
    fn of(lists: &'a Lists, list: &'a List, at: u32) -> Self {
        let row = &list.rows[at as usize];
        let number = row.id_text(&lists.symbols);
        let amount = match row.amount {
            Amount::Sum(sum) => Some(sum),
            Amount::Unsaid | Amount::Invalid(_) => None,
        };
        let name = hide_long_numbers(lists.symbols.text(row.name));
        Self { row: at, name, shape: shape(&number), number, amount }
    }
}

/// What two rows must have in common beside what the number shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// The name and the amount.
    NameAndAmount,
    /// The name.
    Name,
    /// The name, where one has 15 digits and the other the 18 of the same number.
    OtherForm,
    /// Nothing more, where enough is shown: the name was corrected.
    NumberAlone,
}

/// What rows have in common: the name, what the number shows and under which
/// mask, and one thing more.
type Key<'b> = (&'b str, (&'b str, &'b str), Shape, i64);

/// One village's rows while they find each other.
struct Matching<'a> {
    lists: &'a Lists,
    posted: Vec<Side<'a>>,
    listed: Vec<Side<'a>>,
    /// The masks that were used, the one that shows most first.
    shapes: Vec<Shape>,
    /// For each pay row, the posted row that it is.
    found: Vec<Option<usize>>,
    /// For each posted row, whether it is taken.
    taken: Vec<bool>,
}

impl<'a> Matching<'a> {
    fn of(lists: &'a Lists, village: &Village) -> Self {
        let side = |list: &'a List, rows: &[u32]| -> Vec<Side<'a>> {
            rows.iter().map(|&row| Side::of(lists, list, row)).collect()
        };
        let posted = side(&lists.posted, &village.posted);
        let listed = side(&lists.pay_list, &village.listed);
        let mut shapes: Vec<Shape> = posted.iter().map(|side| side.shape).collect();
        shapes.sort_unstable_by_key(|shape| (std::cmp::Reverse(width(*shape)), *shape));
        shapes.dedup();
        let (found, taken) = (vec![None; listed.len()], vec![false; posted.len()]);
        let mut matching = Self { lists, posted, listed, shapes, found, taken };
        for look in [Look::NameAndAmount, Look::Name, Look::OtherForm, Look::NumberAlone] {
            matching.look(look);
            if look == Look::OtherForm {
                matching.corrected_numbers();
            }
        }
        matching
    }

    /// Gives each pay row that is left the first posted row that is left and
    /// has the same in common.
    fn look(&mut self, look: Look) {
        let Self { lists, posted, listed, shapes, found, taken } = self;
        let others: Vec<Option<String>> = listed
            .iter()
            .zip(found.iter())
            .map(|(side, found)| {
                let wanted = look == Look::OtherForm && found.is_none();
                wanted.then(|| other_form(&lists.pay_list.rows[side.row as usize]))?
            })
            .collect();
        let more = |side: &Side<'_>, number: &str| match look {
            Look::NameAndAmount => side.amount.map_or(-1, Money::fen),
            Look::OtherForm => i64::try_from(number.chars().count()).unwrap_or(i64::MAX),
            Look::Name | Look::NumberAlone => 0,
        };
        let mut open: KeyMap<Key<'_>, VecDeque<usize>> = key_map(posted.len());
        for (at, side) in posted.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if look == Look::NumberAlone && width(side.shape).min(side.number.len()) < LEAST_SHOWN {
                continue;
            }
            if let Some(ends) = shown(&side.number, side.shape) {
                let name = if look == Look::NumberAlone { "" } else { &*side.name };
                let key = (name, ends, side.shape, more(side, &side.number));
                open.entry(key).or_default().push_back(at);
            }
        }
        for shape in shapes.iter() {
            for (at, side) in listed.iter().enumerate() {
                if found[at].is_some() {
                    continue;
                }
                let number = match (look, &others[at]) {
                    (Look::OtherForm, None) => continue,
                    (Look::OtherForm, Some(other)) => other.as_str(),
                    _ => &*side.number,
                };
                let Some(ends) = shown(number, *shape) else { continue };
                let name = if look == Look::NumberAlone { "" } else { &*side.name };
                let queue = open.get_mut(&(name, ends, *shape, more(side, number)));
                if let Some(other) = queue.and_then(VecDeque::pop_front) {
                    found[at] = Some(other);
                    taken[other] = true;
                }
            }
        }
    }

    /// The only two rows of a name that are left are the same person where the
    /// numbers, as far as they are shown, are one slip apart.
    fn corrected_numbers(&mut self) {
        let Self { posted, listed, found, taken, .. } = self;
        let mut left: KeyMap<&str, [Vec<usize>; 2]> = key_map(0);
        for (at, side) in listed.iter().enumerate().filter(|(at, _)| found[*at].is_none()) {
            left.entry(&*side.name).or_default()[0].push(at);
        }
        for (at, side) in posted.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(of_name) = left.get_mut(&*side.name) {
                of_name[1].push(at);
            }
        }
        for (name, rows) in left {
            let ([pay], [other]) = (&rows[0][..], &rows[1][..]) else { continue };
            if !name.is_empty() && is_a_slip(&posted[*other], &listed[*pay].number) {
                found[*pay] = Some(*other);
                taken[*other] = true;
            }
        }
    }

    /// Says who was not posted, and whose amount has grown.
    fn tell(&self, findings: &mut Vec<Finding>) {
        let (lists, lang) = (self.lists, self.lists.lang);
        for (side, found) in self.listed.iter().zip(&self.found) {
            let (field, why) = match found.map(|found| self.posted[found].amount) {
                None => {
                    let why = say!(lang, "reconcile-posted-not-listed");
                    (Field::Name, why.to_owned())
                }
                Some(posted) => {
                    let (Some(posted), Some(now)) = (posted, side.amount) else { continue };
                    if now <= posted {
                        continue;
                    }
                    let why = say!(lang, "reconcile-posted-amount", posted = posted, now = now);
                    (Field::Amount, why)
                }
            };
            findings.push(
                finding_on(&P006, lists, Table::PayList, side.row, field)
                    .with("why", why)
                    .with("village", name(lists, side.row))
                    .with("posted", self.posted.len().to_string())
                    .with("listed", self.listed.len().to_string()),
            );
        }
    }
}

/// A row's number in the other of its two forms: 18 characters of 15, or the 15
/// that somebody born before 2000 had once.
fn other_form(row: &Row) -> Option<String> {
    let current = row.id?.to_string();
    if row.legacy {
        return Some(current);
    }
    (&current[6..8] == "19").then(|| format!("{}{}", &current[..6], &current[8..17]))
}

/// Whether a posted number and a number of today are one slip apart, as far as
/// the posted one is shown.
fn is_a_slip(posted: &Side<'_>, number: &str) -> bool {
    let (was, is) = (shown(&posted.number, posted.shape), shown(number, posted.shape));
    let (Some((was_first, was_last)), Some((is_first, is_last))) = (was, is) else {
        return false;
    };
    // A character too many shifts the others out of what is shown.
    let but_last = |text: &str| text.chars().take(text.chars().count().max(1) - 1).collect();
    let but_first = |text: &str| text.chars().skip(1).collect();
    let slip = |a: &str, b: &str, less: &dyn Fn(&str) -> String| {
        is_near(a, b) || is_near(a, &less(b)) || is_near(&less(a), b)
    };
    was_last == is_last && slip(was_first, is_first, &but_last)
        || was_first == is_first && slip(was_last, is_last, &but_first)
}
