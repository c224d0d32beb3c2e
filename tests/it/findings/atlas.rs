//! `docs/findings.md`: every rule in both languages, with its minimal input.
//!
//! Written by the test below where `ZHIBU_BLESS=1` is set, compared otherwise.

use std::fmt::Write as _;
use std::path::Path;

use zhibu::catalogue;
use zhibu::domain::account::mask_account;
use zhibu::domain::fold::{is_invisible, is_private_use};
use zhibu::domain::identity_number::mask_identity;
use zhibu::domain::{Lang, Table};
use zhibu::finding::{Doc, Floor, Severity, has_long_number, render};
use zhibu::run::Run;

use super::{By, Case, all_cases};

const FILE: &str = "docs/findings.md";
/// How many lines of a table are shown.
const LINES_SHOWN: usize = 6;
/// How many findings of a case are shown.
const FINDINGS_SHOWN: usize = 6;

#[test]
fn the_atlas_is_that_of_the_rules_and_cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let atlas = atlas(&all_cases());
    if std::env::var_os("ZHIBU_BLESS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, atlas).expect("written");
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = written
        .lines()
        .zip(atlas.lines())
        .position(|(old, new)| old != new)
        .unwrap_or_else(|| written.lines().count().min(atlas.lines().count()));
    assert!(
        written == atlas,
        "{FILE} is not what the rules and their cases say, from line {} on:\n  there  {}\n  \
         now    {}\nwrite it anew with\n  ZHIBU_BLESS=1 cargo test --release --locked --test it \
         atlas\nand look at what changed.",
        differs + 1,
        written.lines().nth(differs).unwrap_or("(nothing)"),
        atlas.lines().nth(differs).unwrap_or("(nothing)"),
    );
}

#[test]
fn the_atlas_shows_no_number_in_full() {
    let shown = atlas(&all_cases());
    let in_full: Vec<&str> = shown
        .lines()
        .filter(|line| has_long_number(line))
        // A rule's own example may show a number that nobody has.
        .filter(|line| !line.starts_with("| example"))
        .collect();
    assert!(in_full.is_empty(), "{in_full:#?}");
    assert!(!shown.contains(&crate::county::person_id(1)));
    assert!(!shown.contains(&crate::county::card(1)));
}

fn atlas(cases: &[Case]) -> String {
    let mut text = String::from(
        "<!-- Generated from the rules and from tests/it/findings. Do not edit: change those, then\n     \
         ZHIBU_BLESS=1 cargo test --release --locked --test it atlas -->\n\n\
         # Findings · 问题目录\n\n\
         What the program says about bad or doubtful data: every rule, what it weighs unless the\n\
         project file says otherwise, and the smallest input that brings it out. Everybody here\n\
         is invented, and numbers are masked as the program masks them. In tables, a word in\n\
         brackets stands for what text cannot show: `[number]`, `[date]`, `[struck]`, `[error]`,\n\
         `[formula]` (without a saved value), `[hidden]`, `[down 2]` (merged over two rows).\n\
         A line after `$` is a step that was taken before what follows it.\n\n\
         程序对有误或存疑的数据所说的话：每条规则的含义、默认级别，以及能引出它的最小输入。\n\
         人员均为虚构，号码按程序的方式遮盖。`$` 后面是先做的一步。\n\n\
         | severity · 级别 | |\n|---|---|\n\
         | refuse · 拒绝 | the run ends with a report, nothing is paid · 整批不发，只出报告 |\n\
         | hold · 暂缓 | the row is not paid until decided · 该行先不发，待处理 |\n\
         | advise · 提示 | paid, and listed for a look · 照发，列出备查 |\n\
         | note · 记录 | counted · 只计数 |\n\n",
    );
    contents(&mut text);
    for doc in catalogue::all() {
        rule(&mut text, doc);
        for case in cases.iter().filter(|case| case.code == doc.code) {
            example(&mut text, case);
        }
    }
    text
}

fn contents(text: &mut String) {
    text.push_str("| code | slug | default | what · 含义 |\n|---|---|---|---|\n");
    for doc in catalogue::all() {
        let _ = writeln!(
            text,
            "| [{code}](#{lower}-{slug}) | {slug} | {severity} | {en} · {zh} |",
            code = doc.code,
            lower = doc.code.to_lowercase(),
            slug = doc.slug,
            severity = doc.severity.key(),
            en = cell(doc.title(Lang::En)),
            zh = cell(doc.title(Lang::Zh)),
        );
    }
}

fn rule(text: &mut String, doc: &Doc) {
    let floor = match doc.floor {
        Floor::None => "may be raised or lowered · 可调高或调低",
        Floor::Refuse => "always refuses · 一律拒绝",
        Floor::Hold => "never paid; may be raised · 一律不发，可调高",
        Floor::ByName => {
            "waived by name only, with [[acknowledge]] · 只能用 [[acknowledge]] 逐处写明"
        }
    };
    let weight = |lang| doc.severity.words(lang);
    let _ = write!(
        text,
        "\n## {} {}\n\n**{} · {}** — {floor}\n\n| | English | 中文 |\n|---|---|---|\n",
        doc.code,
        doc.slug,
        weight(Lang::En),
        weight(Lang::Zh),
    );
    let (en, zh) = (doc.words(Lang::En), doc.words(Lang::Zh));
    let rows = [
        ("what · 含义", en.title.to_owned(), zh.title.to_owned()),
        ("cause · 原因", en.cause.template(), zh.cause.template()),
        ("fix · 办法", en.fix.template(), zh.fix.template()),
        ("example · 例子", en.example.to_owned(), zh.example.to_owned()),
    ];
    for (what, en, zh) in rows {
        let _ = writeln!(text, "| {what} | {} | {} |", cell(&en), cell(&zh));
    }
    let _ = writeln!(text, "| source · 依据 | {0} | {0} |", cell(doc.source));
}

fn example(text: &mut String, case: &Case) {
    let findings = case.findings();
    let _ = write!(text, "\n**{}**\n\n```text\n", sentence(case.name));
    for (path, table) in case.county.shown() {
        let _ = writeln!(text, "{path}");
        let lines: Vec<&str> = table.lines().collect();
        let columns: Vec<&str> = heading(&lines);
        for line in lines.iter().take(LINES_SHOWN) {
            let _ = writeln!(text, "    {}", masked(line, &columns));
        }
        if lines.len() > LINES_SHOWN {
            text.push_str("    …\n");
        }
    }
    text.push('\n');
    let own = findings.iter().filter(|finding| finding.doc.code == case.code);
    for finding in own.take(FINDINGS_SHOWN) {
        let at = finding.origin.path();
        let lines = [
            format!("{} [{}]  {at}", finding.doc.code, finding.severity.key()),
            format!("    {}", render::message(finding, Lang::Zh)),
        ];
        for line in lines {
            let _ = writeln!(text, "{}", visible(&line));
        }
        let proposal = finding.proposal.masked();
        if !proposal.is_empty() {
            let _ = writeln!(text, "    建议 {proposal}");
        }
    }
    text.push_str("```\n");
    match case.by {
        By::Run => ends(text, &case.county.run()),
        // A self-evaluation moves no payment.
        By::Steps([]) => text.push('\n'),
        By::Steps(standing) => {
            let _ = writeln!(text, "\n- payments · 各笔：{}", standing.join(", "));
        }
    }
    for (name, ..) in &case.others {
        let _ = writeln!(text, "- not · 不算：{name}");
    }
}

/// What became of the rows.
fn ends(text: &mut String, run: &Run) {
    text.push('\n');
    if run.refused {
        text.push_str("- the run is refused · 整批拒绝\n");
        return;
    }
    let count = |ends: Vec<&'static str>| ends.join(", ");
    let _ = writeln!(
        text,
        "- roster: {} · pay list: {}",
        count(crate::county::roster_ends(run)),
        count(crate::county::pay_ends(run))
    );
    let also: Vec<&str> = {
        let mut codes: Vec<&str> = run
            .findings
            .iter()
            .filter(|f| f.severity >= Severity::Advise && f.table != Table::Places)
            .map(|f| f.doc.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    if also.len() > 1 {
        let _ = writeln!(text, "- findings · 问题：{}", also.join(", "));
    }
}

/// The heading's texts: those of the line with the most commas.
fn heading<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let commas = |line: &&&str| line.matches(',').count();
    let most = lines.iter().map(|line| line.matches(',').count()).max().unwrap_or(0);
    let line = lines.iter().find(|line| commas(line) == most).copied().unwrap_or_default();
    line.split(',').collect()
}

/// A line with its numbers masked as the program masks them.
fn masked(line: &str, columns: &[&str]) -> String {
    let cells: Vec<String> = line
        .split(',')
        .enumerate()
        .map(|(at, cell)| {
            let heading = columns.get(at).copied().unwrap_or_default();
            let (mark, value) = match cell.find(']') {
                Some(end) if cell.starts_with('[') => cell.split_at(end + 1),
                _ => ("", cell),
            };
            let value = if heading.ends_with("账号") && value != heading {
                mask_account(value)
            } else if value.contains('*') {
                // Masked already, as a posted list is.
                value.to_owned()
            } else if has_long_number(value)
                || (heading.starts_with("身份证") && value.len() >= 15 && value.is_ascii())
            {
                mask_identity(value)
            } else {
                value.to_owned()
            };
            format!("{mark}{value}")
        })
        .collect();
    visible(&cells.join(","))
}

/// A text whose hidden characters show as code points.
fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut shown, c| {
        let hides = is_invisible(c) || is_private_use(c) || (c.is_whitespace() && c != ' ');
        if hides {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
        shown
    })
}

/// A text inside a table of the page.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}

fn sentence(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
