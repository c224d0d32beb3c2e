//! The people behind the figures: the frame of the table that the page's script
//! fills, and the words that it needs.
//!
//! In: how many rows the page carries. Out: a form to search by, a table to fill;
//! without a script, where the rows are.

use std::io::{self, Write};

use super::html::{Html, grouped};
use super::people::Shown;
use super::{Lang, RunView, json};
use crate::reconcile::Disposition;
use crate::words::text;
use crate::{say, word};

/// The words that the script asks for: its name for each, and the message.
const WORDS: &[(&str, &str)] = &[
    ("rows", word!("page-js-rows")),
    ("found", word!("page-js-found")),
    ("none", word!("page-js-none")),
    ("page", word!("page-js-page")),
    ("before", word!("page-js-before")),
    ("after", word!("page-js-after")),
    ("close", word!("page-js-close")),
    ("list", word!("page-column-list")),
    ("name", word!("page-column-name")),
    ("id", word!("page-column-id")),
    ("township", word!("page-column-township")),
    ("village", word!("page-column-village")),
    ("end", word!("page-column-end")),
    ("amount", word!("page-column-yuan")),
    ("why", word!("page-column-why")),
    ("place", word!("page-column-place")),
    ("nowhere", word!("page-js-nowhere")),
    ("other", word!("page-js-other")),
    ("part", word!("page-js-part")),
    ("more", word!("page-js-more")),
    ("all", word!("page-js-all")),
];

/// Writes the script's words: `"words":{key:[zh,en]}` and the ends.
///
/// # Errors
/// Where `out` fails.
pub(super) fn words(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b",\"words\":{")?;
    for (at, (key, id)) in WORDS.iter().enumerate() {
        out.write_all(if at > 0 { b"," } else { b"" })?;
        json::string(out, key)?;
        out.write_all(b":")?;
        json::strings(out, [text(Lang::Zh, id), text(Lang::En, id)])?;
    }
    out.write_all(b"},\"ends\":")?;
    json::list(out, Disposition::ALL, |out, end| {
        json::strings(out, [end.words(Lang::Zh), end.words(Lang::En)])
    })?;
    out.write_all(b",\"lists\":")?;
    json::list(out, [crate::domain::Table::Roster, crate::domain::Table::PayList], |out, table| {
        json::strings(out, [table.words(Lang::Zh), table.words(Lang::En)])
    })
}

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, shown: Shown) {
    let totals = view.totals;
    page.raw("<section id=people aria-labelledby=h-people>");
    page.tag("h2 id=h-people", |lang| say!(lang, "page-people-title"));
    page.tag("p class=lead", |lang| {
        say!(
            lang,
            "page-people-lead",
            roster = grouped(totals.roster_rows),
            pay_list = grouped(totals.pay_list_rows),
        )
    });
    let all = totals.roster_rows + totals.pay_list_rows;
    let carried = (shown.roster + shown.pay_list) as u64;
    if carried < all {
        page.tag("p class=\"note bound\"", |lang| {
            say!(lang, "page-people-bound", carried = grouped(carried), all = grouped(all))
        });
    }
    page.tag("p class=\"note nojs\"", |lang| say!(lang, "page-people-elsewhere"));
    page.raw("<form class=\"ask js\" id=ask role=search");
    page.label(view.lang, |lang| say!(lang, "page-search"));
    page.raw("><label class=grow>").say(|lang| say!(lang, "page-search-words"));
    page.raw("<input type=search id=q autocomplete=off spellcheck=false maxlength=40></label>");
    page.raw("<label>").say(|lang| say!(lang, "page-column-list"));
    page.raw("<select id=of-list></select></label><label>")
        .say(|lang| say!(lang, "page-column-end"));
    page.raw("<select id=of-end></select></label><label>");
    page.say(|lang| say!(lang, "page-column-township"));
    page.raw("<select id=of-township></select></label></form>");
    page.raw("<div id=everybody class=js></div></section>");
}
