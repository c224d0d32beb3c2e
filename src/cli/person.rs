//! `zhibu explain --person`: one person's page, from source cells to money.

use std::path::Path;

use super::args::Format;
use super::run::{computed, of_ledger, refusals};
use super::terminal::{left, wrapped};
use super::{Exit, Session, Stop};
use crate::domain::{Field, Lang};
use crate::ledger::{Ledger, LedgerAt};
use crate::run::{PayList, Run};
use crate::trace::ledger::Attempt;
use crate::trace::money::{Entitled, Overpaid, Paid};
use crate::trace::{self, Brief, Found, ListRow, Near, Said, Showing, Trace};

pub(super) fn person(
    session: &Session,
    folder: &Path,
    asked: &str,
    showing: Showing,
) -> Result<Exit, Stop> {
    let lang = session.lang;
    let run = computed(session, folder, PayList::Required)?;
    let view = run.view();
    if run.refused && run.lists.roster.rows.is_empty() && run.lists.pay_list.rows.is_empty() {
        // A county of which a file cannot be read is not judged, so nobody is there.
        return Err(Stop::new(Exit::Refused, refusals(&run, lang).trim_end()));
    }
    match trace::find(&view, asked) {
        Found::One(person) => {
            let mut trace = trace::trace(&view, &person, lang, showing);
            let ledger = Ledger::open_existing(&LedgerAt::of(&run.project));
            if let Some(mut ledger) = ledger.map_err(|error| of_ledger(&error, lang))? {
                let attempts = trace::ledger::attempts(&mut ledger, &view, &person, lang, showing);
                trace.ledger = attempts.map_err(|error| of_ledger(&error, lang))?;
            }
            if session.format == Format::Json {
                let json = serde_json::to_value(&trace).expect("texts and numbers only");
                println!("{json:#}");
            } else {
                print!("{}", page(&trace, lang));
            }
            Ok(Exit::Done)
        }
        Found::Several(people) => {
            let people: Vec<Brief> =
                people.iter().map(|person| trace::brief(&view, person, lang, showing)).collect();
            if session.format == Format::Json {
                println!("{:#}", serde_json::json!({ "people": people }));
            } else {
                print!("{}", briefs(&people, lang));
            }
            let asked = showing.free(asked);
            Err(Stop::new(
                Exit::Usage,
                match lang {
                    Lang::Zh => format!(
                        "叫「{asked}」的有 {} 人；请用完整身份证号再查（--full 可显示）",
                        people.len()
                    ),
                    Lang::En => format!(
                        "{} people are called 「{asked}」; ask by number: --person NUMBER",
                        people.len()
                    ),
                },
            ))
        }
        Found::Nobody(near) => {
            Err(Stop::new(Exit::Usage, nobody(&run, asked, &near, lang, showing)))
        }
    }
}

/// Several people of one name: two lines each.
fn briefs(people: &[Brief], lang: Lang) -> String {
    let mut text = String::new();
    for one in people {
        let numbers = if one.numbers.is_empty() {
            lang.pick("没有号码", "no number").to_owned()
        } else {
            one.numbers.join(" ")
        };
        let mut line = format!("{}  {numbers}", one.names.join(" "));
        if !one.places.is_empty() {
            line = format!("{line}  {}", one.places.join(" "));
        }
        text.push_str(&line);
        let lists: Vec<&str> = one.lists.iter().map(|list| list.words.as_str()).collect();
        text.push_str(&format!("\n  {}\n  {}\n", lists.join(lang.pick("、", ", ")), one.at));
    }
    wrapped(&text)
}

/// Nobody is found: who is a slip away.
fn nobody(run: &Run, asked: &str, near: &[Near], lang: Lang, showing: Showing) -> String {
    let number = trace::is_number(asked);
    let shown = if number {
        showing.cell(Field::IdNumber, asked)
    } else {
        showing.free(asked.trim()).into_owned()
    };
    let mut text = match lang {
        Lang::Zh => format!("各份名册上都没有「{shown}」"),
        Lang::En => format!("no list has 「{shown}」"),
    };
    if near.is_empty() {
        return text;
    }
    text.push_str(lang.pick("；差一点的有：", "; a slip away are:"));
    for one in near {
        let list = run.lists.list(one.table);
        let said = |field: Field| showing.cell(field, list.text(one.row, field));
        let (name, number) = (said(Field::Name), said(Field::IdNumber));
        text.push_str(&format!("\n  {name}  {number}  {}", list.origin(one.row).path()));
    }
    let text = wrapped(&text);
    text.trim_end().to_owned()
}

/// The page, each line within the terminal.
fn page(trace: &Trace, lang: Lang) -> String {
    let mut page = Page { lang, text: String::new() };
    page.who(trace);
    for row in &trace.rows {
        page.list_row(row, lang.pick("去向", "ends"));
    }
    for row in &trace.prior {
        page.list_row(row, lang.pick("对应", "matched"));
    }
    page.overpaid(&trace.overpaid);
    for row in trace.register.iter().chain(&trace.watchlists).chain(&trace.posted) {
        page.list_row(row, lang.pick("结果", "ends"));
    }
    page.findings(trace);
    page.decisions(trace);
    page.entitlement(trace);
    page.payments(trace);
    page.ledger(&trace.ledger);
    wrapped(page.text.trim_end())
}

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A line under its label.
    fn labelled(&mut self, label: &str, text: &str) {
        // A value stands two columns after the longest label.
        let label = left(label, self.lang.pick(8, 10));
        self.line(&format!("  {label}{text}"));
    }

    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(text);
    }

    fn who(&mut self, trace: &Trace) {
        let joined = |texts: &[String]| texts.join(self.lang.pick("／", " / "));
        let who: Vec<String> = [&trace.names, &trace.numbers, &trace.places]
            .into_iter()
            .map(|texts| joined(texts))
            .filter(|text| !text.is_empty())
            .collect();
        self.line(&who.join("  "));
        self.line(&format!("{} · {} · {}", trace.county, trace.period, trace.programme));
    }

    fn list_row(&mut self, row: &ListRow, end_label: &str) {
        self.heading(&format!("{} · {}", row.list.words, row.at));
        for cell in &row.cells {
            self.cell(cell);
        }
        if let Some(since) = &row.since {
            self.labelled(self.lang.pick("变动", "change"), &since.words);
        }
        if let Some(end) = &row.end {
            self.labelled(end_label, &end.words);
        }
    }

    fn cell(&mut self, said: &Said) {
        let lang = self.lang;
        let blank = lang.pick("（空）", "(blank)");
        let or_blank =
            |text: &str| if text.is_empty() { blank.to_owned() } else { text.to_owned() };
        let value = or_blank(&said.value);
        self.labelled(label(said.field, lang), &format!("{}  {value}", left(&said.cell, 5)));
        if let Some(corrected) = &said.corrected {
            let before = or_blank(&corrected.before);
            let (by, on, at) = (&corrected.by, &corrected.on, &corrected.at);
            let words = match lang {
                Lang::Zh => format!("原写 {before}；{by} {on} 更正（{at}）"),
                Lang::En => format!("written {before}; corrected by {by} on {on} ({at})"),
            };
            self.labelled("", &format!("       {words}"));
        }
    }

    fn overpaid(&mut self, all: &[Overpaid]) {
        let lang = self.lang;
        for one in all {
            self.heading(lang.pick("停发后仍发的钱", "paid after a removal"));
            let left_on = one.left_on.as_deref().unwrap_or(lang.pick("日期不明", "no day"));
            self.line(&match lang {
                Lang::Zh => format!("  {left_on} 离开，上年发了 {} 元，其中多发：", one.paid),
                Lang::En => {
                    format!("  left on {left_on}; {} yuan were paid, of which too much:", one.paid)
                }
            });
            for (cadence, over) in &one.by_cadence {
                let words = crate::rulebook::project::Cadence::ALL
                    .into_iter()
                    .find(|known| known.key() == *cadence)
                    .map_or("", |known| known.words(lang));
                let own = *cadence == one.removal_takes_effect;
                let mark = if own { lang.pick("  ← 本县", "  ← this county") } else { "" };
                self.line(&format!("  {}{over:>9}{mark}", left(words, 24)));
            }
        }
    }

    fn findings(&mut self, trace: &Trace) {
        let lang = self.lang;
        let heading = match (lang, trace.findings.len()) {
            (Lang::Zh, 0) => "没有发现问题".to_owned(),
            (Lang::En, 0) => "no findings".to_owned(),
            (Lang::Zh, many) => format!("发现的问题（{many} 个）"),
            (Lang::En, many) => format!("findings ({many})"),
        };
        self.heading(&heading);
        for told in &trace.findings {
            let (list, at) = (&told.list.words, &told.at);
            self.line(&format!(
                "  {}  {} [{}] · {list} {at}",
                told.code, told.title, told.severity.words
            ));
            if !told.cause.is_empty() {
                self.line(&format!("        {}", told.cause));
            }
        }
    }

    fn decisions(&mut self, trace: &Trace) {
        let lang = self.lang;
        if trace.decisions.is_empty() {
            return;
        }
        self.heading(lang.pick("处理意见", "decisions"));
        for one in &trace.decisions {
            let verdict = one.verdict.as_ref().map_or("", |verdict| verdict.words.as_str());
            let (by, on) = (&one.by, &one.on);
            self.line(&format!("  {}  {verdict} · {by} {on} · {}", one.code, one.end.words));
            let mut values: Vec<String> = Vec::new();
            if !one.value.is_empty() {
                values.push(format!("{} {}", lang.pick("所见", "seen"), one.value));
            }
            if !one.correction.is_empty() {
                values.push(format!("{} {}", lang.pick("更正为", "corrected to"), one.correction));
            }
            values.push(one.at.clone());
            self.line(&format!("        {}", values.join(lang.pick("；", "; "))));
        }
    }

    fn entitlement(&mut self, trace: &Trace) {
        let lang = self.lang;
        if trace.entitlement.is_empty() && trace.absences.is_empty() {
            return;
        }
        self.heading(&match lang {
            Lang::Zh => format!("{} 应享受", trace.period),
            Lang::En => format!("entitled to, {}", trace.period),
        });
        for away in &trace.absences {
            let words = match (lang, away.from.as_deref(), away.until.as_deref()) {
                (Lang::Zh, Some(from), None) => format!("自 {from} 起不享受"),
                (Lang::Zh, Some(from), Some(until)) => {
                    format!("{from} 起不享受，{until} 起恢复")
                }
                (Lang::Zh, None, Some(until)) => format!("{until} 起恢复，此前不享受"),
                (Lang::Zh, None, None) => "不享受".to_owned(),
                (Lang::En, Some(from), None) => format!("not from {from} on"),
                (Lang::En, Some(from), Some(until)) => {
                    format!("not from {from} on; again from {until} on")
                }
                (Lang::En, None, Some(until)) => format!("only from {until} on"),
                (Lang::En, None, None) => "not at all".to_owned(),
            };
            self.line(&format!("  {words}"));
        }
        for entitled in &trace.entitlement {
            self.line(&format!("  {}", reckoning(entitled, lang)));
            let mut references: Vec<&str> = Vec::new();
            for months in &entitled.months {
                if !references.contains(&months.reference.as_str()) {
                    references.push(&months.reference);
                }
            }
            for reference in references {
                self.labelled(lang.pick("依据", "rule"), reference);
            }
        }
    }

    fn payments(&mut self, trace: &Trace) {
        let lang = self.lang;
        self.heading(lang.pick("款项", "money"));
        if trace.refused {
            let words = lang.pick(
                "本次核发被拒绝，一分钱都不发（运行 zhibu run 看原因）",
                "the whole run is refused: nothing is paid (zhibu run says why)",
            );
            self.line(&format!("  {words}"));
        }
        for paid in &trace.payments {
            self.payment(paid, trace);
        }
        if trace.payments.is_empty() {
            let registered = trace.rows.iter().find_map(|row| row.end.as_ref());
            let words = match (registered, lang) {
                (Some(end), Lang::Zh) => format!("不发：不在发放名册上（花名册：{}）", end.words),
                (Some(end), Lang::En) => {
                    format!("nothing: not on the pay list (roster: {})", end.words)
                }
                (None, Lang::Zh) => "不发：今年的名册上没有此人".to_owned(),
                (None, Lang::En) => "nothing: on no list of this year".to_owned(),
            };
            self.line(&format!("  {words}"));
        }
    }

    /// Every attempt to pay them.
    fn ledger(&mut self, attempts: &[Attempt]) {
        if attempts.is_empty() {
            return;
        }
        self.line(&format!("\n{}", self.lang.pick("账本", "ledger")));
        for attempt in attempts {
            let unit = self.lang.pick("元", "yuan");
            self.line(&format!(
                "  {}  {} {unit}  {}  {} {}",
                attempt.reference,
                attempt.yuan,
                attempt.account,
                attempt.state.words,
                attempt.reason
            ));
            if let Some(of) = &attempt.makes_good {
                self.labelled(self.lang.pick("重发", "again"), of);
            }
        }
    }

    fn payment(&mut self, paid: &Paid, trace: &Trace) {
        let lang = self.lang;
        let yuan = &paid.yuan;
        let several = trace.payments.len() > 1;
        if several {
            self.line(&format!("  {}", paid.at));
        }
        let held = paid.held_by.join(lang.pick("、", ", "));
        let words = match (paid.paid, paid.end.key.as_str(), lang) {
            (true, _, Lang::Zh) => format!("发放 {yuan} 元"),
            (true, _, Lang::En) => format!("{yuan} yuan are paid"),
            (false, "held", Lang::Zh) => {
                format!("暂缓 {yuan} 元，没有发放。原因：{held}")
            }
            (false, "held", Lang::En) => {
                format!("nothing is paid: {yuan} yuan are on hold, for {held}")
            }
            (false, "merged", Lang::Zh) => "与前面的一行重复，这一行不发".to_owned(),
            (false, "merged", Lang::En) => "a copy of a row before it: nothing for it".to_owned(),
            (false, "paid", Lang::Zh) => format!("本行没有问题，可发 {yuan} 元"),
            (false, "paid", Lang::En) => format!("nothing is wrong with the row: {yuan} yuan"),
            (false, _, Lang::Zh) => format!("不发：{}", paid.end.words),
            (false, _, Lang::En) => format!("nothing: {}", paid.end.words),
        };
        self.line(&format!("  {words}"));
        if paid.end.key == "merged" {
            return;
        }
        for (label, text) in [
            (lang.pick("银行", "bank"), &paid.bank),
            (lang.pick("账号", "account"), &paid.account),
            (lang.pick("户名", "holder"), &paid.payee),
        ] {
            if !text.is_empty() {
                self.labelled(label, text);
            }
        }
        if let (Some(file), Some(at)) = (&paid.file, paid.line) {
            let words = match lang {
                Lang::Zh => format!("{file} 第 {at} 行"),
                Lang::En => format!("{file}, line {at}"),
            };
            self.labelled(lang.pick("文件", "file"), &words);
        }
    }
}

/// `12 个月 × 50.00 = 600.00 元`, with the months that do not count.
fn reckoning(entitled: &Entitled, lang: Lang) -> String {
    let month = lang.pick("个月", "months");
    let terms: Vec<String> = entitled
        .months
        .iter()
        .map(|span| format!("{} {month} × {}", span.months, span.yuan))
        .collect();
    let terms = if terms.is_empty() { format!("0 {month}") } else { terms.join(" + ") };
    let mut text = format!("{terms} = {} {}", entitled.yuan, lang.pick("元", "yuan"));
    for (months, why) in [
        (entitled.absent, lang.pick("不在扶持范围", "out of the scheme")),
        (entitled.outside_term, lang.pick("不在扶持期内", "outside the term")),
    ] {
        if months > 0 {
            let comma = lang.pick("；", "; ");
            text.push_str(&format!("{comma}{months} {month}{}{why}", lang.pick("", " ")));
        }
    }
    text
}

/// A short name of a field, for the left margin.
fn label(field: &str, lang: Lang) -> &'static str {
    match Field::from_key(field) {
        Some(Field::Name) => lang.pick("姓名", "name"),
        Some(Field::IdNumber) => lang.pick("号码", "number"),
        Some(Field::Account) => lang.pick("账号", "account"),
        Some(Field::Amount) => lang.pick("金额", "amount"),
        Some(Field::Mode) => lang.pick("方式", "mode"),
        Some(Field::Status) => lang.pick("状态", "status"),
        Some(Field::MovedOn) => lang.pick("搬迁", "moved"),
        Some(Field::Change) => lang.pick("变动", "change"),
        Some(Field::Date) => lang.pick("日期", "date"),
        Some(Field::Document) => lang.pick("文号", "paper"),
        Some(Field::CorrectedName) => lang.pick("新姓名", "new name"),
        Some(Field::CorrectedId) => lang.pick("新号码", "new no."),
        Some(other) => other.words(lang),
        None => "",
    }
}
