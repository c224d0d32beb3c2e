//! Identity numbers: shape, check digit, date, region, sex, age.

use std::borrow::Cow;

use super::{RowRule, RowView};
use crate::domain::identity_number::mask_identity;
use crate::domain::{Date, Field, IdentityNumber};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::intake::raw::CellKind;
use crate::normalize::Sym;
use crate::normalize::list::is_lossy;
use crate::normalize::near::is_near;
use crate::say;

const STANDARD: &str = "GB 11643-1999";

/// The number as written, folded; `None` where there is none, or where its
/// cell does not hold what was typed (the I family speaks of that).
fn written<'a>(view: &RowView<'a>) -> Option<Cow<'a, str>> {
    let text = view.id_text();
    let cell = view.cell(Field::IdNumber);
    let shown = !is_lossy(&cell) || cell.kind == Some(CellKind::Bool);
    (!text.is_empty() && shown).then_some(text)
}

/// V001 id-missing.
pub const V001: RowRule = RowRule {
    doc: &V001_DOC,
    check: |view, findings| {
        if !view.keys.writes_id() && view.is_blank(Field::IdNumber, Sym::BLANK) {
            findings.push(view.finding(&V001_DOC, Field::IdNumber));
        }
    },
};
static V001_DOC: Doc = Doc::new("V001", "id-missing", Severity::Hold, Floor::None, STANDARD);

/// V002 id-length.
pub const V002: RowRule = RowRule {
    doc: &V002_DOC,
    check: |view, findings| {
        if view.keys.id.is_some() {
            return;
        }
        if let Some(text) = written(view) {
            let count = text.chars().count();
            if count != 18 && count != 15 {
                findings.push(
                    view.finding(&V002_DOC, Field::IdNumber).with("count", count.to_string()),
                );
            }
        }
    },
};
static V002_DOC: Doc = Doc::new("V002", "id-length", Severity::Hold, Floor::None, STANDARD);

/// V003 id-characters.
pub const V003: RowRule = RowRule { doc: &V003_DOC, check: id_characters };
static V003_DOC: Doc = Doc::new("V003", "id-characters", Severity::Hold, Floor::None, STANDARD);

fn id_characters(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    if view.keys.id.is_some() {
        return;
    }
    let Some(text) = written(view) else { return };
    let last = text.chars().count() - 1;
    let mut wrong: Vec<String> = text
        .chars()
        .enumerate()
        .filter(|(at, c)| !(c.is_ascii_digit() || *c == 'X' && *at == last && last == 17))
        .map(|(_, c)| super::names::shown_character(c))
        .collect();
    wrong.dedup();
    if !wrong.is_empty() {
        wrong.truncate(6);
        findings.push(view.finding(&V003_DOC, Field::IdNumber).with("characters", wrong.join(" ")));
    }
}

/// V004 id-check-digit.
pub const V004: RowRule = RowRule { doc: &V004_DOC, check: check_digit };
static V004_DOC: Doc = Doc::new("V004", "id-check-digit", Severity::Hold, Floor::None, STANDARD);

fn check_digit(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    if view.keys.has_sound_id() {
        return;
    }
    let Some(id) = view.keys.id.filter(|id| !id.check_holds()) else { return };
    let text = view.id_text();
    let found = text.chars().last().map(String::from).unwrap_or_default();
    let mut finding = view
        .finding(&V004_DOC, Field::IdNumber)
        .with("found", found)
        .with("expected", id.expected_check().to_string());
    let near: Vec<IdentityNumber> = view
        .context
        .other_list
        .numbers_of_namesakes(view.list.table, view.row)
        .into_iter()
        .filter(|other| other.check_holds() && is_near(&other.to_string(), &text))
        .collect();
    let mut confirmed = String::new();
    if let [only] = near.as_slice() {
        let number = only.to_string();
        let masked = mask_identity(&number);
        confirmed = say!(view.context.lang, "finding-check-digit-confirmed", number = masked);
        finding.proposal = Seen::Identity(number);
    }
    findings.push(finding.with("confirmed", confirmed));
}

/// V005 id-birth-date.
pub const V005: RowRule = RowRule { doc: &V005_DOC, check: birth_date };
static V005_DOC: Doc = Doc::new("V005", "id-birth-date", Severity::Hold, Floor::None, STANDARD);

fn birth_date(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = view.keys.id else { return };
    let lang = view.context.lang;
    let why = match id.birth_date() {
        None => say!(lang, "finding-birth-no-day"),
        Some(day) if day > view.context.project.as_of => {
            say!(lang, "finding-birth-future")
        }
        Some(day) if day.year() < 1900 => say!(lang, "finding-birth-long-ago"),
        Some(_) => return,
    };
    let characters = id.characters();
    let digits: String = characters[6..14].iter().map(|b| char::from(*b)).collect();
    findings.push(view.finding(&V005_DOC, Field::IdNumber).with("digits", digits).with("why", why));
}

/// V006 id-region.
pub const V006: RowRule = RowRule {
    doc: &V006_DOC,
    check: |view, findings| {
        if let Some(id) = view.keys.id
            && !view.context.rulebook.provinces.contains(&id.province())
        {
            findings.push(
                view.finding(&V006_DOC, Field::IdNumber)
                    .with("digits", format!("{:02}", id.province())),
            );
        }
    },
};
static V006_DOC: Doc = Doc::new("V006", "id-region", Severity::Hold, Floor::None, "GB/T 2260");

/// V007 id-legacy.
pub const V007: RowRule = RowRule {
    doc: &V007_DOC,
    check: |view, findings| {
        if let Some(id) = view.keys.id.filter(|_| view.keys.legacy) {
            findings.push(
                view.finding(&V007_DOC, Field::IdNumber).proposing(Seen::Identity(id.to_string())),
            );
        }
    },
};
static V007_DOC: Doc = Doc::new("V007", "id-legacy", Severity::Advise, Floor::None, STANDARD);

/// V008 sex-disagrees.
pub const V008: RowRule = RowRule {
    doc: &V008_DOC,
    check: |view, findings| {
        let said = view.context.rulebook.values.is_male(view.cell(Field::Sex).text);
        if let (Some(said), Some(id)) = (said, view.keys.id)
            && said != id.is_male()
        {
            let lang = view.context.lang;
            let word = |male: bool| {
                if male { say!(lang, "finding-man") } else { say!(lang, "finding-woman") }
            };
            findings.push(
                view.finding(&V008_DOC, Field::Sex)
                    .with("said", word(said))
                    .with("numbered", word(id.is_male())),
            );
        }
    },
};
static V008_DOC: Doc = Doc::new("V008", "sex-disagrees", Severity::Advise, Floor::None, STANDARD);

/// V009 born-after-cut-off.
pub const V009: RowRule = RowRule { doc: &V009_DOC, check: born_after_cut_off };
static V009_DOC: Doc =
    Doc::new("V009", "born-after-cut-off", Severity::Hold, Floor::None, "国发〔2006〕17号");

fn born_after_cut_off(view: &RowView<'_>, findings: &mut Vec<Finding>) {
    let programme = &view.context.rulebook.programme;
    let moved_on = if view.is_pay_row() { view.payment().moved_on() } else { view.keys.moved_on };
    if moved_on.is_some_and(|moved| moved > programme.moved_by) {
        return;
    }
    if let Some(born) = possible_birth(view).filter(|born| *born > programme.born_by) {
        findings.push(
            view.finding(&V009_DOC, Field::IdNumber)
                .with("born", born.to_string())
                .with("cut_off", programme.born_by.to_string()),
        );
    }
}

/// The birth date, where it is one that a living person can have.
fn possible_birth(view: &RowView<'_>) -> Option<Date> {
    let born = view.keys.id?.birth_date()?;
    (born.year() >= 1900 && born <= view.context.project.as_of).then_some(born)
}

/// V010 very-old.
pub const V010: RowRule = RowRule {
    doc: &V010_DOC,
    check: |view, findings| {
        let from = view.context.rulebook.programme.proof_of_life_from;
        if let Some(born) = possible_birth(view) {
            let age = born.years_until(view.context.project.as_of);
            if age >= from {
                findings
                    .push(view.finding(&V010_DOC, Field::IdNumber).with("age", age.to_string()));
            }
        }
    },
};
static V010_DOC: Doc = Doc::new("V010", "very-old", Severity::Advise, Floor::None, "zhibu V");
