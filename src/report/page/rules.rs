//! What the run went by: the programme's values with their references, settings,
//! changed weights, waivers, decisions; and the hashes of what was read and
//! written.
//!
//! In: the project, the rulebook, the decisions, the files. Out: tables. Lists
//! that are long are folded, and bounded; the manifest has all of them.

use super::html::{Html, grouped, yuan};
use super::{Made, RunView};
use crate::domain::{Date, Field};
use crate::finding::Seen;
use crate::reconcile::decisions::DecisionEnd;
use crate::report::decided;
use crate::rulebook::RULES_VERSION;
use crate::rulebook::project::SharedAccount;
use crate::words::text;
use crate::{say, word};

/// How many lines a list shows.
const LINES: usize = 300;
/// How many files are listed with their hashes.
const FILES: usize = 600;

/// Writes the section.
pub(super) fn write(page: &mut Html, view: &RunView<'_>, made: &Made) {
    page.raw("<section id=rules aria-labelledby=h-rules>");
    page.tag("h2 id=h-rules", |lang| say!(lang, "page-rules-title"));
    values(page, view);
    severities(page, view);
    waivers(page, view);
    decisions(page, view);
    hashes(page, view, made);
    page.raw("</section>");
}

/// A label, what stands beside it, and what that rests on.
fn line(page: &mut Html, label: &'static str, reference: &str, value: impl Fn(&mut Html)) {
    page.raw("<tr><th scope=row>").say(|lang| text(lang, label)).raw("</th><td>");
    value(page);
    page.raw("</td><td>");
    if !reference.is_empty() {
        page.data(reference);
    }
    page.raw("</td></tr>");
}

fn values(page: &mut Html, view: &RunView<'_>) {
    let (project, programme) = (view.project, &view.rulebook.programme);
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-rules-values")).raw("</caption>");
    page.head(&[
        (word!("page-column-setting"), false),
        (word!("page-column-value"), false),
        (word!("page-column-reference"), false),
    ]);
    page.raw("<tbody>");
    if let Some((monthly, reference)) = programme.value_on(project.period.first_day()) {
        line(page, word!("page-rule-monthly"), reference, |page| {
            page.plain(&yuan(monthly)).raw(" ").say(|lang| say!(lang, "page-unit-yuan"));
        });
    }
    let cohort = &*programme.cohort_reference;
    let day = |page: &mut Html, label, day: Date| {
        line(page, label, cohort, |page| {
            page.plain(&day.to_string());
        });
    };
    day(page, word!("page-rule-moved-by"), programme.moved_by);
    day(page, word!("page-rule-born-by"), programme.born_by);
    let (from, to) = programme.term(None);
    line(page, word!("page-rule-term"), cohort, |page| {
        page.plain(&format!("{from} – {to}"));
    });
    line(page, word!("page-rule-removal"), "", |page| {
        page.say(|lang| project.removal_takes_effect.words(lang));
    });
    line(page, word!("page-rule-shared"), "", |page| {
        page.say(|lang| match project.shared_account {
            SharedAccount::Never => say!(lang, "page-shared-never").to_owned(),
            SharedAccount::Household => say!(lang, "page-shared-household").to_owned(),
            SharedAccount::Limit(limit) => say!(lang, "page-shared-limit", limit = limit),
        });
    });
    line(page, word!("page-rule-profile"), "", |page| {
        page.plain(&view.rulebook.bank.id);
    });
    line(page, word!("page-rule-version"), "", |page| {
        page.plain(RULES_VERSION);
    });
    if !view.rulebook.overlays.is_empty() {
        line(page, word!("page-rule-own"), "", |page| {
            let names: Vec<&str> =
                view.rulebook.overlays.iter().map(|(name, _)| name.as_str()).collect();
            page.data(&names.join(", "));
        });
    }
    page.raw("</tbody></table></div>");
}

/// Levels that the county changed.
fn severities(page: &mut Html, view: &RunView<'_>) {
    let changed = &view.project.severities;
    page.tag("h3", |lang| say!(lang, "page-severities"));
    if changed.is_empty() {
        page.tag("p class=note", |lang| say!(lang, "page-none"));
        return;
    }
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-severities")).raw("</caption>");
    page.head(&[
        (word!("page-column-finding"), false),
        (word!("page-column-level"), false),
        (word!("page-column-since"), false),
        (word!("page-column-reason"), false),
    ]);
    page.raw("<tbody>");
    for change in changed.iter().take(LINES) {
        page.raw("<tr><th scope=row><span class=code>").plain(&change.code).raw("</span> ");
        if let Some(doc) = crate::catalogue::find(&change.code) {
            page.say(|lang| doc.words(lang).title);
        }
        page.raw("</th><td>").say(|lang| change.level.words(lang)).raw("</td><td class=nb>");
        page.plain(&change.since.to_string());
        if change.since > view.project.as_of {
            page.raw(" ").say(|lang| say!(lang, "page-not-in-force"));
        }
        page.raw("</td><td>").data(&change.reason).raw("</td></tr>");
    }
    page.raw("</tbody></table></div>");
}

/// Findings waived by name.
fn waivers(page: &mut Html, view: &RunView<'_>) {
    let waived = &view.project.acknowledgements;
    page.tag("h3", |lang| say!(lang, "page-waivers"));
    if waived.is_empty() {
        page.tag("p class=note", |lang| say!(lang, "page-none"));
        return;
    }
    page.raw("<div class=wide><table><caption class=sr>");
    page.say(|lang| say!(lang, "page-waivers")).raw("</caption>");
    page.head(&[
        (word!("page-column-finding"), false),
        (word!("page-column-place"), false),
        (word!("page-column-by"), false),
        (word!("page-column-day"), false),
        (word!("page-column-reason"), false),
    ]);
    page.raw("<tbody>");
    for one in waived.iter().take(LINES) {
        page.raw("<tr><th scope=row><span class=code>").plain(&one.code).raw("</span> ");
        if let Some(doc) = crate::catalogue::find(&one.code) {
            page.say(|lang| doc.words(lang).title);
        }
        page.raw("</th><td class=path>").data(&one.at).raw("</td><td>").data(&one.by);
        page.raw("</td><td class=nb>").plain(&one.on.to_string()).raw("</td><td>");
        page.data(&one.reason).raw("</td></tr>");
    }
    page.raw("</tbody></table></div>");
}

/// What townships decided, and what became of it.
fn decisions(page: &mut Html, view: &RunView<'_>) {
    let all = view.decisions.all.iter().enumerate();
    let made: Vec<_> = all.filter(|(_, one)| one.end != DecisionEnd::Undecided).collect();
    page.tag("h3", |lang| say!(lang, "page-decisions"));
    if made.is_empty() {
        page.tag("p class=note", |lang| say!(lang, "page-none"));
        return;
    }
    page.raw("<div class=wide tabindex=0 role=region");
    page.label(view.lang, |lang| say!(lang, "page-decisions"));
    page.raw("><table class=\"dense sorts\"><caption class=sr>");
    page.say(|lang| say!(lang, "page-decisions")).raw("</caption>");
    page.head(&[
        (word!("page-column-code"), false),
        (word!("page-column-decision"), false),
        (word!("page-column-outcome"), false),
        (word!("page-column-by"), false),
        (word!("page-column-day"), false),
        (word!("page-column-value"), false),
        (word!("page-column-correction"), false),
        (word!("page-column-place"), false),
    ]);
    page.raw("<tbody>");
    let masked = |text: &str| Seen::of(Field::Note, text.trim()).masked();
    for (at, one) in made.iter().take(LINES) {
        page.raw("<tr><th scope=row class=code>").data(&one.code).raw("</th><td>");
        page.say(|lang| one.verdict.map_or("", |verdict| verdict.words(lang))).raw("</td><td>");
        page.say(|lang| one.end.words(lang))
            .raw("</td><td>")
            .data(&one.by)
            .raw("</td><td class=nb>");
        page.plain(&one.on.map(|day| day.to_string()).unwrap_or_default()).raw("</td><td>");
        page.data(&masked(decided::before(view.decisions, *at, one))).raw("</td><td>");
        page.data(&masked(&one.correction)).raw("</td><td class=path>");
        page.data(&one.place_words()).raw("</td></tr>");
    }
    page.raw("</tbody></table></div>");
    if made.len() > LINES {
        let more = grouped((made.len() - LINES) as u64);
        page.tag("p class=note", |lang| say!(lang, "page-more-in-manifest", count = &more));
    }
}

/// The hashes of what was read and of what was written.
fn hashes(page: &mut Html, view: &RunView<'_>, made: &Made) {
    let inputs: Vec<(&str, String, &str)> = view
        .files
        .iter()
        .map(|file| (&*file.path, grouped(file.bytes), &*file.sha256))
        .chain(view.ledger.map(|ledger| (&*ledger.place, String::new(), &*ledger.head)))
        .collect();
    let outputs: Vec<(&str, String, &str)> =
        made.written.iter().map(|file| (&*file.path, grouped(file.bytes), &*file.sha256)).collect();
    page.tag("h3", |lang| say!(lang, "page-hashes"));
    page.tag("p class=note", |lang| say!(lang, "page-hashes-note"));
    for (words, files) in
        [(word!("page-hashes-inputs"), inputs), (word!("page-hashes-outputs"), outputs)]
    {
        page.raw("<details><summary>").say(|lang| text(lang, words)).raw(" ");
        page.plain(&grouped(files.len() as u64)).raw("</summary>");
        page.raw("<div class=wide tabindex=0 role=region")
            .label(view.lang, |lang| text(lang, words));
        page.raw("><table class=dense><caption class=sr>").say(|lang| text(lang, words));
        page.raw("</caption>");
        page.head(&[
            (word!("page-column-file"), false),
            (word!("page-column-bytes"), true),
            (word!("page-column-sha256"), false),
        ]);
        page.raw("<tbody>");
        for (path, bytes, sha256) in files.iter().take(FILES) {
            page.raw("<tr><th scope=row class=path>").data(path).raw("</th><td class=n>");
            page.plain(bytes).raw("</td><td><code>").plain(sha256).raw("</code></td></tr>");
        }
        page.raw("</tbody></table></div>");
        if files.len() > FILES {
            let more = grouped((files.len() - FILES) as u64);
            page.tag("p class=note", |lang| say!(lang, "page-more-in-manifest", count = &more));
        }
        page.raw("</details>");
    }
}
