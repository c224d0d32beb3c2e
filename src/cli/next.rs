//! `zhibu next`: the lists of the period that follows.

use std::path::Path;

use super::args::{Format, NextArgs};
use super::run::{computed, stop_of};
use super::terminal::{count, table, yuan};
use super::{Exit, Session, Stop};
use crate::domain::Lang;
use crate::next::{self, Next, NextError};
use crate::publish;
use crate::reconcile::Disposition;
use crate::run::PayList;

pub(super) fn next(session: &Session, args: &NextArgs) -> Result<Exit, Stop> {
    let lang = session.lang;
    let environment = |error: publish::PublishError| super::way_out::of_publish(&error, lang);
    let _lock = publish::lock(&args.project).map_err(environment)?;
    let run = computed(session, &args.project, PayList::Optional)?;
    let folder = args.out.clone().unwrap_or_else(|| next::default_folder(&run.project));
    let next = next::write(&run, &folder).map_err(|error| stop(&error, lang))?;
    if session.format == Format::Json {
        println!("{:#}", json(&next));
    } else {
        print!("{}", text(&next, lang));
    }
    Ok(Exit::Done)
}

fn stop(error: &NextError, lang: Lang) -> Stop {
    let way = |path: &Path| match lang {
        Lang::Zh => format!("{}：已经有了；用 --out 另指定一个，或先移走", path.display()),
        Lang::En => format!("{}: is there already; name another with --out", path.display()),
    };
    match error {
        NextError::InTheWay { path } => Stop::new(Exit::Usage, way(path)),
        NextError::Refused => Stop::new(
            Exit::Refused,
            lang.pick(
                "本期核发被拒绝，先按 zhibu run 的提示解决，再生成下期名册",
                "this period's run is refused: settle what `zhibu run` says first",
            ),
        ),
        NextError::Publish(error) => Stop::new(Exit::Environment, error.words(lang)),
        NextError::Project(error) => Stop::new(Exit::Fault, error.words(lang)),
        NextError::Run(error) => stop_of(error, lang),
    }
}

fn text(next: &Next, lang: Lang) -> String {
    let totals = &next.run.totals;
    let mut rows: Vec<Vec<String>> = vec![
        vec![lang.pick("花名册行", "roster rows").to_owned(), count(next.roster_rows)],
        vec![lang.pick("发放名册行", "pay list rows").to_owned(), count(next.pay_list_rows)],
    ];
    for (why, rows_left) in &next.left_out {
        let words = match lang {
            Lang::Zh => format!("没有带过去：{}", why.words(lang)),
            Lang::En => format!("not carried on: {}", why.words(lang)),
        };
        rows.push(vec![words, count(*rows_left)]);
    }
    let held = totals.pay_list.get(&Disposition::Held).copied().unwrap_or_default();
    rows.extend([
        vec![lang.pick("沿用的处理意见", "decisions carried on").to_owned(), count(next.decisions)],
        vec![
            lang.pick("试算：可以发放的人", "a trial run would pay").to_owned(),
            count(totals.paid_people),
        ],
        vec![lang.pick("试算：金额（元）", "… yuan").to_owned(), yuan(totals.paid_amount)],
        vec![lang.pick("试算：仍需处理的行", "… rows on hold").to_owned(), count(held)],
    ]);
    let mut text = match lang {
        Lang::Zh => format!("{} {} 的名册\n\n", next.run.project.county, next.period),
        Lang::En => format!("{}: lists for {}\n\n", next.run.project.county, next.period),
    };
    text.push_str(&table(&rows, &[false, true]));
    if next.run.refused {
        text.push_str(lang.pick(
            "\n按现在的 quota、budget 试算会被拒绝；请先核对 zhibu.toml。\n",
            "\nA trial run is refused; check quota and budget in zhibu.toml first.\n",
        ));
    }
    text.push_str(&format!("\n{}{}\n", lang.pick("文件在 ", "files: "), next.folder.display()));
    text
}

fn json(next: &Next) -> serde_json::Value {
    let totals = &next.run.totals;
    let left_out: std::collections::BTreeMap<&str, u64> =
        next.left_out.iter().map(|(why, rows)| (why.key(), *rows)).collect();
    serde_json::json!({
        "folder": next.folder,
        "period": next.period.to_string(),
        "roster_rows": next.roster_rows,
        "pay_list_rows": next.pay_list_rows,
        "left_out": left_out,
        "decisions": next.decisions,
        "trial": {
            "refused": next.run.refused,
            "paid_people": totals.paid_people,
            "paid_amount": totals.paid_amount.to_string(),
            "held_people": totals.held_people,
        },
    })
}
