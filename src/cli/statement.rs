//! A report's check as people and programs read it.

use super::terminal::count;
use crate::domain::Lang;
use crate::statement::{
    Checked, Class, Contradiction, Figure, Kind, LineKind, Look, Place, Role, Text, Tie,
};
use crate::{say, word, words};

/// The contradictions with both places, what is worth a look, and what ties.
pub(super) fn text(read: &Text, checked: &Checked, ties: bool, lang: Lang) -> String {
    let mut text = format!("{}\n", read.name);
    text.push_str(&format!("  {}\n", counts(checked, lang)));
    if checked.contradictions.is_empty() {
        text.push_str(&format!("\n{}\n", say!(lang, "statement-no-contradiction")));
    } else {
        let title = say!(lang, "statement-contradictions", count = checked.contradictions.len());
        text.push_str(&format!("\n{title}\n"));
    }
    for (at, found) in checked.contradictions.iter().enumerate() {
        text.push_str(&format!("\n{}. {}\n", at + 1, sentence(found, lang)));
        for place in &found.places {
            text.push_str(&place_text(read, place, lang));
        }
        if found.kind != Kind::Same {
            let label = say!(lang, "statement-recomputed");
            text.push_str(&format!("   {label}  {}\n", found.formula));
        }
        for base in &found.explained {
            text.push_str(&format!("   {}\n", say!(lang, "statement-explained", base = base)));
        }
    }
    if !checked.looks.is_empty() {
        text.push_str(&format!("\n{}\n", say!(lang, "statement-looks")));
    }
    for look in &checked.looks {
        text.push_str(&format!("\n · {}\n", look_words(look, lang)));
        for place in &look.places {
            text.push_str(&place_text(read, place, lang));
        }
    }
    if ties {
        text.push_str(&format!("\n{}\n", say!(lang, "statement-ties")));
        for tie in &checked.ties {
            let lines = lines(&tie.places, lang);
            text.push_str(&format!(
                "   {}  {} ({lines})\n",
                words::text(lang, kind_id(tie.kind)),
                tie.formula
            ));
        }
    } else if !checked.ties.is_empty() {
        text.push_str(&format!("\n{}\n", say!(lang, "statement-ties-hint")));
    }
    text
}

fn counts(checked: &Checked, lang: Lang) -> String {
    say!(
        lang,
        "statement-counts",
        figures = count(checked.figures.len() as u64),
        relations = count(checked.relations() as u64),
        hold = count(checked.ties.len() as u64),
        wrong = count(checked.contradictions.len() as u64),
    )
}

/// The numbers of the places' lines.
fn lines(places: &[Place], lang: Lang) -> String {
    let mut numbers: Vec<usize> = places.iter().map(|place| place.line).collect();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    say!(lang, "statement-lines", lines = numbers.join(", "))
}

/// A place: its line, and the quote with its figures in corner brackets.
fn place_text(read: &Text, place: &Place, lang: Lang) -> String {
    let at = if read.paragraphs {
        say!(lang, "statement-at-paragraph", number = place.line)
    } else {
        say!(lang, "statement-at-line", number = place.line)
    };
    format!("   {at}  {}\n", marked(place))
}

/// A quote with marks around its figures.
fn marked(place: &Place) -> String {
    let mut marks = place.marks.clone();
    marks.sort_unstable();
    marks.dedup();
    let mut text = String::new();
    let letters = place.quote.trim_end().chars().chain([' ']).enumerate();
    for (at, c) in letters {
        if marks.iter().any(|(_, end)| *end == at) {
            text.push('›');
        }
        if marks.iter().any(|(start, _)| *start == at) {
            text.push('‹');
        }
        // A tab is a table's rule.
        text.push(if c == '\t' { ' ' } else { c });
    }
    text.trim().to_owned()
}

/// A contradiction in a plain sentence.
fn sentence(found: &Contradiction, lang: Lang) -> String {
    let id = match found.kind {
        Kind::Same => word!("statement-says-same"),
        Kind::Sum => word!("statement-says-sum"),
        Kind::Items => word!("statement-says-items"),
        Kind::Product => word!("statement-says-product"),
        Kind::Share => word!("statement-says-share"),
        Kind::Rate => word!("statement-says-rate"),
        Kind::Growth => word!("statement-says-growth"),
        Kind::ShareChange => word!("statement-says-share-change"),
        Kind::Target => word!("statement-says-target"),
        Kind::Remainder => word!("statement-says-remainder"),
        Kind::Whole => word!("statement-says-whole"),
        Kind::Completion => word!("statement-says-completion"),
        Kind::Sample => word!("statement-says-sample"),
    };
    let stated = found.stated.as_str();
    let computed = found.computed.as_str();
    words::fill(lang, id, &[("stated", stated.into()), ("computed", computed.into())])
}

fn kind_id(kind: Kind) -> &'static str {
    match kind {
        Kind::Same => word!("statement-kind-same"),
        Kind::Sum => word!("statement-kind-sum"),
        Kind::Items => word!("statement-kind-items"),
        Kind::Product => word!("statement-kind-product"),
        Kind::Share => word!("statement-kind-share"),
        Kind::Rate => word!("statement-kind-rate"),
        Kind::Growth => word!("statement-kind-growth"),
        Kind::ShareChange => word!("statement-kind-share-change"),
        Kind::Target => word!("statement-kind-target"),
        Kind::Remainder => word!("statement-kind-remainder"),
        Kind::Whole => word!("statement-kind-whole"),
        Kind::Completion => word!("statement-kind-completion"),
        Kind::Sample => word!("statement-kind-sample"),
    }
}

fn look_words(look: &Look, lang: Lang) -> String {
    let id = match look.topic.as_str() {
        "rounding" => word!("statement-look-rounding"),
        "funds" => word!("statement-look-funds"),
        "petitions" => word!("statement-look-petitions"),
        "quality" => word!("statement-look-quality"),
        "finished" => word!("statement-look-finished"),
        _ => word!("statement-look-other"),
    };
    words::fill(lang, id, &[("formula", look.formula.as_str().into())])
}

/// The same for programs: numbers as text, so that no reader rounds them.
pub(super) fn json(read: &Text, checked: &Checked, lang: Lang) -> serde_json::Value {
    let figures: Vec<serde_json::Value> = checked.figures.iter().map(figure_json).collect();
    let tie = |tie: &Tie| {
        serde_json::json!({
            "kind": tie.kind.key(),
            "formula": tie.formula,
            "places": places_json(&tie.places),
        })
    };
    let contradiction = |found: &Contradiction| {
        serde_json::json!({
            "kind": found.kind.key(),
            "message": sentence(found, lang),
            "stated": found.stated,
            "computed": found.computed,
            "formula": found.formula,
            "explained": found.explained,
            "places": places_json(&found.places),
        })
    };
    let look = |look: &Look| {
        serde_json::json!({
            "topic": look.topic,
            "message": look_words(look, lang),
            "formula": look.formula,
            "places": places_json(&look.places),
        })
    };
    serde_json::json!({
        "report": read.name,
        "numbered_by": if read.paragraphs { "paragraph" } else { "line" },
        "notes": read.lines.iter().filter(|line| line.kind == LineKind::Note).count(),
        "counts": {
            "figures": checked.figures.len(),
            "relations": checked.relations(),
            "hold": checked.ties.len(),
            "do_not_hold": checked.contradictions.len(),
            "looks": checked.looks.len(),
        },
        "contradictions": checked.contradictions.iter().map(contradiction).collect::<Vec<_>>(),
        "looks": checked.looks.iter().map(look).collect::<Vec<_>>(),
        "ties": checked.ties.iter().map(tie).collect::<Vec<_>>(),
        "figures": figures,
    })
}

fn places_json(places: &[Place]) -> Vec<serde_json::Value> {
    places
        .iter()
        .map(|place| {
            serde_json::json!({
                "line": place.line,
                "quote": place.quote,
                "marks": place.marks,
                "says": place.says,
            })
        })
        .collect()
}

fn figure_json(figure: &Figure) -> serde_json::Value {
    serde_json::json!({
        "line": figure.line,
        "shown": figure.shown,
        "value": figure.value.to_string(),
        "unit": figure.unit,
        "class": class_key(figure.class),
        "label": figure.label,
        "terms": figure.terms,
        "rate": figure.rate,
        "role": role_key(figure.role),
        "year": figure.time.year,
        "month": figure.time.month,
        "about": figure.about,
        "place": figure.place,
    })
}

fn class_key(class: Class) -> &'static str {
    match class {
        Class::Money => "money",
        Class::People => "people",
        Class::Visits => "visits",
        Class::Households => "households",
        Class::Area => "area",
        Class::Surface => "surface",
        Class::Volume => "volume",
        Class::Length => "length",
        Class::Weight => "weight",
        Class::Score => "score",
        Class::Times => "times",
        Class::Count => "count",
        Class::Percent => "percent",
        Class::Points => "points",
        Class::Bare => "bare",
    }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Stated => "stated",
        Role::Target => "target",
        Role::Up => "up",
        Role::Down => "down",
        Role::Surplus => "surplus",
        Role::Shortfall => "shortfall",
        Role::Remainder => "remainder",
        Role::Denied => "denied",
        Role::Each => "each",
    }
}
