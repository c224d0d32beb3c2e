//! The page: what it must hold, on a county made by hand.

use std::collections::BTreeMap;

use super::*;
use crate::finding::Severity;
use crate::payout::PayFile;
use crate::payout::batch::Paid;
use crate::report::control;
use crate::report::previous::Previous;
use crate::report::sample::{self, RIGHT_ID, STRAY_ACCOUNT, Sample, WRONG_ID};

/// The sample's two payments, as a file.
fn payments() -> Vec<PayFile> {
    let paid = [1, 3].map(|row| Paid { row, amount: Money::from_yuan(600) }).to_vec();
    vec![PayFile {
        path: "payout/一行/全县.csv".to_owned(),
        bank: "一行".to_owned(),
        township: "新墙镇".to_owned(),
        file: 1,
        part: 1,
        parts: 1,
        first_line: 1,
        paid,
    }]
}

fn made() -> Made {
    let written = Written {
        path: "payout/一行/全县.csv".to_owned(),
        bytes: 100,
        sha256: "0123456789abcdef".repeat(4),
    };
    let rows = vec![control::row(&written, 2, Money::from_yuan(1200))];
    Made { control: Some(rows), posted: Some((2, Money::from_yuan(1200))), written: vec![written] }
}

/// The page of a view, with so many bytes for people.
fn page_of(view: &RunView<'_>, budget: usize) -> String {
    let mut bytes = Vec::new();
    let made = if view.refused { Made::default() } else { made() };
    stream(view, &sample::figures(), &made, budget, &mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("UTF-8")
}

fn paid_page(lang: Lang, budget: usize) -> String {
    let sample = Sample::new(lang);
    let payments = payments();
    page_of(&RunView { refused: false, payments: &payments, ..sample.view() }, budget)
}

/// What the page's script reads.
fn data_of(page: &str) -> serde_json::Value {
    let (_, after) = page.split_once("id=data>").expect("the data");
    let (json, _) = after.split_once("</script>").expect("an end");
    serde_json::from_str(json).expect("JSON")
}

/// Each step that opens: which list, which letters, how many rows it says.
fn steps_of(page: &str) -> Vec<(String, String, usize)> {
    let value = |tag: &str, name: &str| {
        let (_, after) = tag.split_once(&format!("{name}=")).expect("an attribute");
        after.split([' ', '>']).next().unwrap_or_default().to_owned()
    };
    page.split("<button type=button class=step ")
        .skip(1)
        .map(|tag| {
            let list = if value(tag, "data-table") == "0" { "roster" } else { "pay" };
            let rows = value(tag, "data-rows").parse().expect("a number");
            (list.to_owned(), value(tag, "data-codes"), rows)
        })
        .collect()
}

#[test]
fn every_bar_opens_as_many_rows_as_it_says() {
    let page = paid_page(Lang::Zh, people::BUDGET_BYTES);
    let data = data_of(&page);
    let steps = steps_of(&page);
    assert!(steps.len() >= 6, "{steps:?}");
    for (list, codes, rows) in steps {
        let ends = data[&list]["ends"].as_str().expect("a text");
        let behind = ends.chars().filter(|end| codes.contains(*end)).count();
        assert_eq!(behind, rows, "{list} {codes}");
    }
}

#[test]
fn the_steps_of_the_bridge_follow_from_each_other() {
    let sample = Sample::new(Lang::Zh);
    let view = sample.view();
    let rows = Buckets::of(&view);
    let steps = bridge::steps(&view, &rows);
    let spans = bridge::spans(&steps);
    assert_eq!(spans.first(), Some(&(0, 5)));
    assert_eq!(spans.last(), Some(&(0, 2)), "two are paid");
    let held = steps.iter().position(|step| step.key == "held").expect("a step");
    assert_eq!(steps[held].rows, 2);
}

#[test]
#[should_panic(expected = "the page's paid of the pay_list")]
fn a_figure_that_is_not_the_runs_stops_the_page() {
    let mut sample = Sample::new(Lang::Zh);
    let paid = sample.totals.pay_list.get_mut(&crate::reconcile::Disposition::Paid);
    *paid.expect("some are paid") += 1;
    Buckets::of(&sample.view());
}

#[test]
#[should_panic(expected = "is what was decided")]
fn bytes_that_say_another_sum_stop_the_page() {
    let sample = Sample::new(Lang::Zh);
    let payments = payments();
    let view = RunView { refused: false, payments: &payments, ..sample.view() };
    let mut made = made();
    made.control.as_mut().expect("rows")[0].amount = Money::from_yuan(1201);
    let _ = stream(&view, &sample::figures(), &made, 10_000, &mut Vec::new());
}

#[test]
fn no_number_stands_in_it_in_full_and_what_is_text_stays_text() {
    for lang in [Lang::Zh, Lang::En] {
        let page = paid_page(lang, people::BUDGET_BYTES);
        for number in [WRONG_ID, RIGHT_ID, STRAY_ACCOUNT] {
            assert!(!page.contains(number), "a full number");
            assert!(!page.contains(&number[4..]), "most of a number");
        }
        assert!(page.contains("<bdi>某&amp;县</bdi>"));
        assert!(!page.contains("某&县"));
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let again = || paid_page(Lang::En, people::BUDGET_BYTES);
    assert!(again() == again());
}

#[test]
fn what_is_too_much_is_left_out_said_so_and_counted_all_the_same() {
    let (whole, bounded) = (paid_page(Lang::Zh, people::BUDGET_BYTES), paid_page(Lang::Zh, 120));
    let carried = |page: &str| -> usize {
        ["roster", "pay"]
            .map(|list| data_of(page)[list]["ends"].as_str().expect("a text").len())
            .iter()
            .sum()
    };
    assert_eq!(carried(&whole), 10);
    assert!(carried(&bounded) < 10);
    assert!(!whole.contains("note bound") && bounded.contains("note bound"));
    assert_eq!(steps_of(&whole), steps_of(&bounded), "the bars say the same");
    // Who is held comes first.
    let data = data_of(&bounded);
    let ends = data["roster"]["ends"].as_str().expect("a text");
    let held = char::from(buckets::letter(buckets::code(
        crate::reconcile::Disposition::Held,
        buckets::Meets::Matched,
    )));
    assert!(ends.contains(held), "{ends}");
}

#[test]
fn a_refused_page_says_why_and_pays_nobody() {
    let mut sample = Sample::new(Lang::Zh);
    sample.findings[0].severity = Severity::Refuse;
    let title = sample.findings[0].doc.title(Lang::Zh);
    let page = page_of(&sample.view(), people::BUDGET_BYTES);
    assert!(page.contains("<div class=refused>"));
    let (_, why) = page.split_once("<div class=refused>").expect("the part");
    assert!(why.contains(title));
    for part in ["id=bridge", "id=places", "id=controls", "id=people", "main-figure"] {
        assert!(
            !page.contains(&format!("{part} ")) && !page.contains(&format!("{part}>")),
            "{part}"
        );
    }
    let data = data_of(&page);
    assert!(data.get("roster").is_none() && data.get("pay").is_none());
}

#[test]
fn what_changed_since_the_last_run_stands_beside_it() {
    let sample = Sample::new(Lang::Zh);
    let count = |pairs: &[(&str, u64)]| -> BTreeMap<String, u64> {
        pairs.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect()
    };
    let previous = Previous {
        manifest_sha256: "ab".repeat(32),
        manifest_bytes: 1,
        totals: [("paid_people", "1"), ("paid_amount", "600.00"), ("held_people", "7")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into(),
        findings: count(&[("V004", 3)]),
        settled: count(&[("V004", 2), ("R001", 1)]),
        fresh: count(&[("D002", 1)]),
        inputs_added: vec!["roster/<新>.xlsx".to_owned()],
        inputs_changed: (0..100).map(|at| format!("pay-list/{at}.csv")).collect(),
        ..Previous::default()
    };
    let view = RunView { previous: Some(&previous), ..sample.view() };
    let page = page_of(&view, 1000);
    let (_, since) = page.split_once("<section id=since").expect("the part");
    assert!(since.contains("<td class=n>1</td><td class=n>2</td><td class=n>+1</td>"), "people");
    assert!(since.contains("<td class=n>600.00</td><td class=n>1,200.00</td><td class=n>+600.00"));
    assert!(since.contains("−5") || since.contains("−6"), "fewer are held");
    assert!(since.contains("roster/&lt;新&gt;.xlsx"));
    assert!(since.contains("pay-list/0.csv") && !since.contains("pay-list/99.csv"), "bounded");
    assert!(!page_of(&sample.view(), 1000).contains("id=since"), "nothing without one");
}

#[test]
fn the_policy_names_the_style_and_the_script_that_stand_there() {
    let page = paid_page(Lang::Zh, 1000);
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    for (open, close, kind) in
        [("<style>", "</style>", "style"), ("<script>", "</script>", "script")]
    {
        let (_, after) = page.split_once(open).expect("it stands there");
        let (text, _) = after.split_once(close).expect("it ends");
        assert!(page.contains(&format!("{kind}-src 'sha256-{}'", hash(text))), "{kind}");
    }
    assert!(!STYLE.contains('<') && !SCRIPT.contains("</"), "they end nothing");
    for outside in ["http:", "https:", "url(", "@import", " style=", "onclick="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
}

#[test]
fn a_page_stands_in_both_languages() {
    let page = paid_page(Lang::Zh, 1000);
    let count = |what: &str| page.matches(what).count();
    assert!(count("class=z lang=zh-CN") > 100);
    assert_eq!(count("class=z lang=zh-CN"), count("class=e lang=en"));
}
