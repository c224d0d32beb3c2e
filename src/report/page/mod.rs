//! `report.html`: the run on one page, for whoever approves it.
//!
//! In: a run, its figures, and what was written before the page. Out: one file
//! that opens from disk without a network, prints on A4, and says everything in
//! Chinese and in English. Every figure stands in it as text, drawn and counted
//! here; its script opens the people behind a bar, sorts, searches, and switches
//! the language. Numbers are masked, accounts are not in it.

mod behind;
mod bridge;
mod buckets;
mod controls;
mod findings;
mod groups;
mod head;
mod html;
mod json;
mod people;
mod population;
mod pyramid;
mod read;
mod rules;
mod since;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::control::ControlRow;
use super::figures::Figures;
use super::{NotTaken, RunView, Shelf, Written};
use crate::domain::{Lang, Money};
use crate::say;
use buckets::Buckets;
use html::Html;
use people::People;

/// The page's path.
pub const PATH: &str = "report.html";

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What was written before the page.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The payout files' figures, added up from their bytes; `None` where none
    /// were written.
    pub control: Option<Vec<ControlRow>>,
    /// People and money on the posted lists; `None` where none were written.
    pub posted: Option<(u64, Money)>,
    /// Every file.
    pub written: Vec<Written>,
}

/// Writes the page.
///
/// # Errors
/// Where the shelf cannot take it.
///
/// # Panics
/// Where a figure of the page is not the run's: our own bug.
pub fn write(
    view: &RunView<'_>,
    figures: &Figures,
    made: &Made,
    shelf: &dyn Shelf,
) -> Result<Written, NotTaken> {
    shelf.stream(PATH, &mut |out| stream(view, figures, made, people::BUDGET_BYTES, out))
}

/// The page's bytes, of which people take so many at most.
fn stream(
    view: &RunView<'_>,
    figures: &Figures,
    made: &Made,
    budget: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paid = !view.refused;
    let rows = Buckets::of(view);
    let mut people = paid.then(|| People::new(view, &rows, budget));
    let examples = findings::Examples::of(view, figures);

    let mut page = Html::default();
    top(&mut page, view);
    head::write(&mut page, view);
    contents(&mut page, view);
    read::write(&mut page, view);
    if paid {
        bridge::write(&mut page, view, &rows);
        groups::write(&mut page, view, figures);
    }
    findings::write(&mut page, view, &examples);
    population::write(&mut page, view);
    if paid {
        controls::write(&mut page, view, figures, made);
    }
    since::write(&mut page, view);
    rules::write(&mut page, view, made);
    if let Some(people) = &people {
        behind::write(&mut page, view, people.shown());
    }
    page.raw("</main><footer><p>");
    page.say(|lang| say!(lang, "page-made-by", version = env!("CARGO_PKG_VERSION")));
    page.raw("</p></footer>");
    out.write_all(page.into_text().as_bytes())?;

    out.write_all(b"<script type=\"application/json\" id=data>{\"lang\":")?;
    json::string(out, view.lang.key())?;
    behind::words(out)?;
    examples.write(out)?;
    if let Some(people) = &mut people {
        people.write(out)?;
    }
    out.write_all(b"}</script><script>")?;
    out.write_all(SCRIPT.as_bytes())?;
    out.write_all(b"</script></body></html>\n")
}

/// Up to the main part: what a browser must know, the language's switch.
fn top(page: &mut Html, view: &RunView<'_>) {
    let lang = view.lang;
    let class = lang.key();
    let tag = lang.tag();
    page.raw(&format!("<!DOCTYPE html><html lang={tag} class={class}><head><meta charset=utf-8>"));
    page.raw(&format!(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; \
         style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">",
        base64(&Sha256::digest(STYLE.as_bytes())),
        base64(&Sha256::digest(SCRIPT.as_bytes())),
    ));
    page.raw("<meta name=viewport content=\"width=device-width, initial-scale=1\">");
    page.raw("<meta name=referrer content=no-referrer><meta name=color-scheme content=light>");
    page.raw("<title");
    let title = |lang| {
        let county = html::shown(&view.project.county).into_owned();
        let period = view.project.period.words(lang);
        say!(lang, "page-title", county = county, period = period)
    };
    for (name, lang) in [("data-zh", Lang::Zh), ("data-en", Lang::En)] {
        page.raw(&format!(" {name}=\"")).plain(&title(lang)).raw("\"");
    }
    page.raw(">").plain(&title(lang)).raw("</title><style>").raw(STYLE);
    page.raw("</style></head><body><a class=skip href=#main>");
    page.say(|lang| say!(lang, "page-skip"));
    page.raw("</a><header class=bar-top><p class=mark>");
    page.say(|lang| say!(lang, "page-mark"));
    page.raw("</p><p class=\"langs js\" role=group");
    page.label(lang, |lang| say!(lang, "page-languages"));
    page.raw("><button type=button lang=zh-CN data-lang=zh>中文</button>");
    page.raw("<button type=button lang=en data-lang=en>English</button></p></header>");
    page.raw("<main id=main>");
}

/// The page's sections, to go to.
fn contents(page: &mut Html, view: &RunView<'_>) {
    page.raw("<nav");
    page.label(view.lang, |lang| say!(lang, "page-contents"));
    page.raw("><ol>");
    let entries: [(&str, bool, &str); 9] = [
        ("read", true, crate::word!("page-read-title")),
        ("bridge", !view.refused, crate::word!("page-bridge-title")),
        ("places", !view.refused, crate::word!("page-places-title")),
        ("findings", true, crate::word!("page-findings-title")),
        ("population", true, crate::word!("page-population-title")),
        ("controls", !view.refused, crate::word!("page-controls-title")),
        ("since", view.previous.is_some(), crate::word!("page-since-title")),
        ("rules", true, crate::word!("page-rules-title")),
        ("people", !view.refused, crate::word!("page-people-title")),
    ];
    for (id, _, word) in entries.into_iter().filter(|entry| entry.1) {
        page.raw(&format!("<li><a href=#{id}>"));
        page.say(|lang| crate::words::text(lang, word)).raw("</a></li>");
    }
    page.raw("</ol></nav>");
}

/// A hash as a Content-Security-Policy writes it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        let word = word << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = DIGITS[word >> (18 - 6 * at) & 63];
            text.push(if at > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}
