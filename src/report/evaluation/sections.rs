//! The sections of a self-evaluation: what each table says, in order.

use super::{Cell, Column, Section, Tab, View};
use crate::domain::{Lang, Money, Table};
use crate::evaluation::SheetKind;
use crate::evaluation::amount::{Share, thousands};
use crate::evaluation::execution::Line;
use crate::evaluation::fund::State;
use crate::evaluation::known::known;
use crate::evaluation::people::{Carried, ListKind};
use crate::finding::{Finding, render};
use crate::say;

/// Every section that has something to say.
pub(super) fn all(view: &View<'_>) -> Vec<Section> {
    let mut sections = vec![fund(view), chain(view), indicators(view), documents(view), uses(view)];
    let lang = view.project.lang;
    let execution = &view.evaluation.execution;
    for (title, heading, lines) in [
        (
            say!(lang, "evaluation-section-by-document"),
            say!(lang, "evaluation-column-document"),
            &execution.by_document,
        ),
        (
            say!(lang, "evaluation-section-by-use"),
            say!(lang, "evaluation-column-use"),
            &execution.by_use,
        ),
        (
            say!(lang, "evaluation-section-by-township"),
            say!(lang, "evaluation-column-township"),
            &execution.by_township,
        ),
    ] {
        sections.push(by(view, title, heading, lines));
    }
    sections.extend([unpaid(view), lists(view), exceptions(view), findings(view), sources(view)]);
    sections.retain(|section| !section.rows.is_empty() || !section.notes.is_empty());
    sections
}

fn column(heading: &'static str, width: u16) -> Column {
    Column { heading, width, paper_only: false }
}

fn on_paper(heading: &'static str, width: u16) -> Column {
    Column { heading, width, paper_only: true }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn section(tab: Tab, title: &'static str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Section {
    Section { tab, title, columns, rows, total: false, notes: Vec::new(), paper_only: false }
}

fn or_blank<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Blank, cell)
}

/// The columns of the first sheet.
fn steps(lang: Lang) -> Vec<Column> {
    vec![
        column(say!(lang, "evaluation-column-item"), 34),
        column(say!(lang, "evaluation-column-people"), 14),
        column(say!(lang, "evaluation-column-money"), 18),
        on_paper(say!(lang, "evaluation-column-place"), 46),
    ]
}

fn fund(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let fund = &view.evaluation.fund;
    let place = |kind| text(fund.sheet(kind).map(crate::origin::Origin::path).unwrap_or_default());
    let (allocated, spent) = (fund.allocated(), fund.spent());
    let left = Money::from_fen((allocated.fen() - spent.fen()).max(0));
    let line = |label: &str, cell, place| vec![text(label), Cell::Blank, cell, place];
    let rows = vec![
        line(
            say!(lang, "evaluation-known-allocated"),
            Cell::Money(allocated),
            place(SheetKind::Documents),
        ),
        line(
            say!(lang, "evaluation-known-planned"),
            Cell::Money(fund.planned()),
            place(SheetKind::Uses),
        ),
        line(say!(lang, "evaluation-known-spent"), Cell::Money(spent), place(SheetKind::Uses)),
        line(say!(lang, "evaluation-known-left"), Cell::Money(left), Cell::Blank),
        line(
            say!(lang, "evaluation-known-rate"),
            Cell::Share(Share::of_money(spent, allocated)),
            text(say!(lang, "evaluation-rate-of-fund")),
        ),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-overview"));
    section(tab, say!(lang, "evaluation-section-fund"), steps(lang), rows)
}

/// From the register to the account: each step by itself, none reckoned from
/// another.
fn chain(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let of = view.evaluation;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    let mut step = |label: String, people: u64, sum: Option<Money>, place: &str| {
        rows.push(vec![text(label), Cell::Count(people), or_blank(sum, Cell::Money), text(place)]);
    };
    match &of.run {
        None => notes.push(say!(lang, "evaluation-note-no-run", place = view.looked_for)),
        Some(run) => {
            let place = format!("{}/manifest.json", run.place);
            let lines = [
                (say!(lang, "evaluation-known-registered"), run.registered, None),
                (say!(lang, "evaluation-known-listed"), run.listed, None),
                (say!(lang, "evaluation-known-quota"), run.quota, Some(run.budget)),
                (say!(lang, "evaluation-known-held"), run.held, Some(run.held_amount)),
                (say!(lang, "evaluation-known-payable"), run.payable, Some(run.payable_amount)),
            ];
            for (label, people, sum) in lines {
                step(label.to_owned(), people, sum, &place);
            }
            notes.push(standard(run, lang));
            if run.project_changed {
                notes.push(say!(lang, "evaluation-note-changed").to_owned());
            }
        }
    }
    match &of.ledger {
        None => notes.push(say!(lang, "evaluation-note-no-ledger").to_owned()),
        Some(ledger) => {
            let place = &*ledger.place;
            let sent = say!(lang, "evaluation-known-sent").to_owned();
            step(sent, ledger.sent, Some(ledger.sent_amount), place);
            let credited = say!(lang, "evaluation-known-credited").to_owned();
            step(credited, ledger.credited, Some(ledger.credited_amount), place);
            let in_time = say!(lang, "evaluation-chain-in-time", day = ledger.deadline);
            step(in_time, ledger.in_time, None, place);
        }
    }
    let tab = Tab(say!(lang, "evaluation-tab-overview"));
    let mut chain = section(tab, say!(lang, "evaluation-section-chain"), steps(lang), rows);
    chain.notes = notes;
    chain
}

/// Yuan with thousands separators.
fn yuan(sum: Money) -> String {
    format!("{}.{:02}", thousands(sum.fen().unsigned_abs() / 100), sum.fen() % 100)
}

/// Whether people times the standard is what the run pays.
fn standard(run: &crate::evaluation::RunFacts, lang: Lang) -> String {
    let product = run.entitlement.times(run.payable);
    let same = if product == run.payable_amount {
        say!(lang, "evaluation-note-same").to_owned()
    } else {
        let apart = Money::from_fen((product.fen() - run.payable_amount.fen()).abs());
        let at = thousands(run.at_standard);
        say!(lang, "evaluation-note-apart", difference = yuan(apart), at = at)
    };
    say!(
        lang,
        "evaluation-note-standard",
        people = thousands(run.payable),
        standard = yuan(run.entitlement),
        product = yuan(product),
        amount = yuan(run.payable_amount),
        same = same
    )
}

fn indicators(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let with_unit = |value: &str, unit: &str| {
        let plain =
            !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
        if plain { format!("{value}{unit}") } else { value.to_owned() }
    };
    let rows = view.evaluation.outcomes.iter().map(|one| {
        let of = &one.indicator;
        let class = [of.class.as_str(), &of.aspect].into_iter().filter(|part| !part.is_empty());
        vec![
            text(class.collect::<Vec<_>>().join(" · ")),
            text(&*of.name),
            Cell::Figure(with_unit(&of.target, &of.unit)),
            Cell::Figure(with_unit(&of.stated, &of.unit)),
            one.computed
                .map_or(Cell::Figure("—".to_owned()), |value| Cell::Figure(value.shown(lang))),
            Cell::Verdict(one.verdict),
            text(&*one.from),
        ]
    });
    let columns = vec![
        on_paper(say!(lang, "evaluation-column-class"), 24),
        column(say!(lang, "evaluation-column-indicator"), 42),
        column(say!(lang, "evaluation-column-target"), 13),
        column(say!(lang, "evaluation-column-stated"), 13),
        column(say!(lang, "evaluation-column-computed"), 18),
        column(say!(lang, "evaluation-column-verdict"), 10),
        on_paper(say!(lang, "evaluation-column-from"), 60),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-indicators"));
    section(tab, say!(lang, "evaluation-section-indicators"), columns, rows.collect())
}

fn documents(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let documents = &view.evaluation.fund.documents;
    let money = |value: Option<Money>| or_blank(value, Cell::Money);
    let sum = |of: fn(&crate::evaluation::fund::Document) -> Option<Money>| {
        Cell::Money(documents.iter().filter_map(of).sum())
    };
    let mut rows: Vec<Vec<Cell>> = documents
        .iter()
        .map(|one| {
            vec![
                text(&*one.number),
                money(one.amount.value),
                money(one.direct.value),
                money(one.projects.value),
                text(&*one.name),
            ]
        })
        .collect();
    let total = !rows.is_empty();
    if total {
        rows.push(vec![
            text(say!(lang, "evaluation-total")),
            sum(|one| one.amount.value),
            sum(|one| one.direct.value),
            sum(|one| one.projects.value),
            Cell::Blank,
        ]);
    }
    let columns = vec![
        column(say!(lang, "evaluation-column-document"), 28),
        column(say!(lang, "evaluation-column-amount"), 15),
        column(say!(lang, "evaluation-column-direct"), 15),
        column(say!(lang, "evaluation-column-projects"), 15),
        on_paper(say!(lang, "evaluation-column-title"), 60),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-documents"));
    let title = say!(lang, "evaluation-section-documents");
    Section { total, ..section(tab, title, columns, rows) }
}

fn uses(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let fund = &view.evaluation.fund;
    let rate = |spent: Option<Money>, planned: Option<Money>| {
        Cell::Share(spent.zip(planned).and_then(|(spent, planned)| Share::of_money(spent, planned)))
    };
    let mut rows: Vec<Vec<Cell>> = fund
        .uses
        .iter()
        .map(|one| {
            vec![
                text(&*one.name),
                or_blank(one.planned.value, Cell::Money),
                or_blank(one.spent.value, Cell::Money),
                rate(one.spent.value, one.planned.value),
                or_blank(one.count.value, Cell::Count),
                or_blank(one.people.value, Cell::Count),
            ]
        })
        .collect();
    let total = !rows.is_empty();
    if total {
        let count = fund.uses.iter().filter_map(|one| one.count.value).sum();
        rows.push(vec![
            text(say!(lang, "evaluation-total")),
            Cell::Money(fund.planned()),
            Cell::Money(fund.spent()),
            rate(Some(fund.spent()), Some(fund.planned())),
            Cell::Count(count),
            Cell::Blank,
        ]);
    }
    let columns = vec![
        column(say!(lang, "evaluation-column-use"), 36),
        column(say!(lang, "evaluation-column-planned"), 15),
        column(say!(lang, "evaluation-column-spent"), 15),
        column(say!(lang, "evaluation-column-rate"), 12),
        column(say!(lang, "evaluation-column-count"), 12),
        column(say!(lang, "evaluation-column-people"), 12),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-uses"));
    Section { total, ..section(tab, say!(lang, "evaluation-section-uses"), columns, rows) }
}

fn by(view: &View<'_>, title: &'static str, heading: &'static str, lines: &[Line]) -> Section {
    let lang = view.project.lang;
    let row = |line: &Line, name: &str| {
        vec![
            text(if name.is_empty() { say!(lang, "evaluation-blank") } else { name }),
            Cell::Count(line.projects),
            Cell::Money(line.planned),
            Cell::Money(line.approved),
            Cell::Money(line.paid),
            Cell::Money(line.unpaid),
            Cell::Share(Share::of_money(line.paid, line.planned)),
            Cell::Count(line.completed),
            Cell::Count(line.accepted),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(|line| row(line, &line.name)).collect();
    let total = !rows.is_empty();
    if total {
        rows.push(row(&view.evaluation.execution.total, say!(lang, "evaluation-total")));
    }
    let columns = vec![
        column(heading, 30),
        column(say!(lang, "evaluation-column-count"), 10),
        column(say!(lang, "evaluation-column-planned"), 14),
        on_paper(say!(lang, "evaluation-column-approved"), 14),
        column(say!(lang, "evaluation-column-paid"), 14),
        column(say!(lang, "evaluation-column-unpaid"), 12),
        column(say!(lang, "evaluation-column-rate"), 11),
        on_paper(say!(lang, "evaluation-column-completed"), 11),
        on_paper(say!(lang, "evaluation-column-accepted"), 11),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-execution"));
    Section { total, ..section(tab, title, columns, rows) }
}

fn unpaid(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let of = view.evaluation;
    let projects = of.execution.unpaid.iter().map(|at| &of.fund.projects[*at]);
    let mut rows: Vec<Vec<Cell>> = projects
        .map(|one| {
            let state = match one.state {
                State::Completed => say!(lang, "evaluation-state-completed"),
                State::Ongoing => say!(lang, "evaluation-state-ongoing"),
                State::NotBegun => say!(lang, "evaluation-state-not-begun"),
                State::Unsaid => "",
            };
            vec![
                text(&*one.number),
                text(&*one.name),
                text(&*one.township),
                text(&*one.village),
                text(&*one.use_name),
                Cell::Money(one.unpaid()),
                text(state),
                text(&*one.reason),
            ]
        })
        .collect();
    let total = !rows.is_empty();
    if total {
        let count = thousands(of.execution.unpaid.len() as u64);
        let mut last = vec![text(say!(lang, "evaluation-total")), text(count)];
        last.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
        last.extend([Cell::Money(of.execution.total.unpaid), Cell::Blank, Cell::Blank]);
        rows.push(last);
    }
    let columns = vec![
        column(say!(lang, "evaluation-column-number"), 12),
        column(say!(lang, "evaluation-column-project"), 34),
        on_paper(say!(lang, "evaluation-column-township"), 14),
        on_paper(say!(lang, "evaluation-column-village"), 14),
        on_paper(say!(lang, "evaluation-column-use"), 28),
        column(say!(lang, "evaluation-column-unpaid"), 12),
        on_paper(say!(lang, "evaluation-column-state"), 10),
        column(say!(lang, "evaluation-column-reason"), 30),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-unpaid"));
    Section { total, ..section(tab, say!(lang, "evaluation-section-unpaid"), columns, rows) }
}

fn lists(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let mut rows = Vec::new();
    for list in &view.evaluation.lists {
        let mut row = |name: &str, of: &Carried| {
            let trainees = list.kind == ListKind::Trainees;
            rows.push(vec![
                text(name),
                Cell::Count(of.rows),
                Cell::Count(of.people),
                Cell::Count(of.twice),
                Cell::Count(of.invalid),
                Cell::Count(of.strangers),
                if trainees { Cell::Count(of.out_of_age) } else { Cell::Blank },
            ]);
        };
        row(list.kind.words(lang), &list.all);
        if list.practical.rows + list.employment.rows > 0 {
            row(say!(lang, "evaluation-part-practical"), &list.practical);
            row(say!(lang, "evaluation-part-employment"), &list.employment);
        }
    }
    let columns = vec![
        column(say!(lang, "evaluation-column-list"), 34),
        column(say!(lang, "evaluation-column-rows"), 10),
        column(say!(lang, "evaluation-column-counted"), 12),
        column(say!(lang, "evaluation-column-twice"), 10),
        column(say!(lang, "evaluation-column-invalid"), 12),
        column(say!(lang, "evaluation-column-strangers"), 12),
        column(say!(lang, "evaluation-column-out-of-age"), 10),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-lists"));
    section(tab, say!(lang, "evaluation-section-lists"), columns, rows)
}

/// Findings about the workbook, or about the lists.
fn of_lists(finding: &Finding) -> bool {
    finding.table == Table::Beneficiaries
}

/// A row for each finding that is asked for: code, what was seen, what it is, where,
/// what to do.
fn finding_rows(view: &View<'_>, wanted: impl Fn(&Finding) -> bool) -> Vec<Vec<Cell>> {
    let lang = view.project.lang;
    let findings = view.evaluation.findings.iter().filter(|one| wanted(one));
    let row = |one: &Finding| {
        vec![
            text(one.doc.code),
            text(one.seen.masked()),
            text(render::message(one, lang)),
            text(one.origin.path()),
            text(render::fix(one, lang)),
        ]
    };
    findings.map(row).collect()
}

fn exceptions(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let rows = finding_rows(view, of_lists);
    let columns = vec![
        column(say!(lang, "evaluation-column-code"), 8),
        column(say!(lang, "evaluation-column-person"), 28),
        column(say!(lang, "evaluation-column-finding"), 52),
        column(say!(lang, "evaluation-column-place"), 34),
        on_paper(say!(lang, "evaluation-column-fix"), 40),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-exceptions"));
    section(tab, say!(lang, "evaluation-section-exceptions"), columns, rows)
}

fn findings(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let rows = finding_rows(view, |one| !of_lists(one));
    let columns = vec![
        column(say!(lang, "evaluation-column-code"), 8),
        column(say!(lang, "evaluation-column-seen"), 16),
        column(say!(lang, "evaluation-column-finding"), 64),
        column(say!(lang, "evaluation-column-place"), 34),
        on_paper(say!(lang, "evaluation-column-fix"), 40),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-findings"));
    section(tab, say!(lang, "evaluation-section-findings"), columns, rows)
}

fn sources(view: &View<'_>) -> Section {
    let lang = view.project.lang;
    let rows = known(view.evaluation, lang).into_iter().map(|one| {
        vec![
            text(one.label),
            Cell::Figure(one.value),
            text(one.unit.written()),
            text(one.place.path()),
            text(one.key),
        ]
    });
    let columns = vec![
        column(say!(lang, "evaluation-column-item"), 44),
        column(say!(lang, "evaluation-column-value"), 16),
        column(say!(lang, "evaluation-column-unit"), 8),
        column(say!(lang, "evaluation-column-place"), 44),
        column(say!(lang, "evaluation-column-key"), 40),
    ];
    let tab = Tab(say!(lang, "evaluation-tab-known"));
    let title = say!(lang, "evaluation-section-known");
    Section { paper_only: true, ..section(tab, title, columns, rows.collect()) }
}
