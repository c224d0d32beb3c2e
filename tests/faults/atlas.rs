//! `docs/faults.md`: what happens at each fault, written from the cases.

use std::fmt::Write as _;
use std::path::Path;

use crate::clerk::KILLED;
use crate::{FAULTS, Fault};

const FILE: &str = "docs/faults.md";
/// The hand-written end of the page.
const END: &str = include_str!("end.md");

/// The areas in order, in both languages.
const AREAS: [(&str, &str, &str); 6] = [
    ("container", "文件", "container"),
    ("structure", "表格", "structure"),
    ("cells", "单元格", "cells"),
    ("encoding", "编码", "encoding"),
    ("run", "运行", "run"),
    ("batch", "批次", "batch"),
];

#[test]
fn the_page_is_what_the_cases_see() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let page = page();
    if std::env::var_os("ZHIBU_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, page).expect("written");
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs: Vec<(&str, &str)> =
        written.lines().zip(page.lines()).filter(|(old, new)| old != new).collect();
    assert!(
        written == page,
        "{FILE} is not what the cases see: {differs:#?}\nwrite it anew with\n  ZHIBU_BLESS=1 cargo \
         test --release --locked --test faults page\nand look at what changed."
    );
}

#[test]
fn the_page_shows_no_number_in_full() {
    let digits = |line: &&str| line.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() >= 15);
    let page = page();
    let in_full: Vec<&str> = page.lines().filter(digits).collect();
    assert!(in_full.is_empty(), "{in_full:#?}");
}

fn page() -> String {
    let mut text = String::from(
        "<!-- Generated from tests/faults. Do not edit: change the cases or tests/faults/end.md, \
         then\n     ZHIBU_BLESS=1 cargo test --release --locked --test faults page -->\n\n\
         # Faults · 故障目录\n\n\
         Everything that can go wrong with the files, the machine and the bank, and what the\n\
         program then does. Each line is what its test saw, with the binary run as a clerk runs\n\
         it; everybody is invented. Rows in = paid + exceptions + explained rows, and fen likewise.\n\n\
         文件、机器、银行可能出的每一种问题，以及程序怎样处理。每一行都是相应测试实际看到的结果；\n\
         人员均为虚构。\n\n\
         | | |\n|---|---|\n\
         | R | the run or the step is refused: nothing is paid, an older output is as it was · \
         拒绝，不发放，原有结果不动 |\n\
         | Q | the row goes to the exceptions, unpaid; the others are paid · 该行进异常表，不发，其余照发 |\n\
         | N | accepted and noted · 接受并记录 |\n\n\
         Exit codes · 退出码: 0 done · 2 usage or project file · 3 refused · 4 the environment.\n",
    );
    for (area, zh, en) in AREAS {
        let _ = write!(
            text,
            "\n## {en} · {zh}\n\n| | fault · 情形 | | exit | code | what is said · 说明 | test |\n\
             |--:|---|---|--:|---|---|---|\n"
        );
        for fault in FAULTS.iter().filter(|fault| fault.area == area) {
            rows(&mut text, fault);
        }
    }
    text.push_str(&crate::broken::section());
    text.push('\n');
    text.push_str(END);
    text
}

/// A row for each thing that the case saw; what stands once stands in the first.
fn rows(text: &mut String, fault: &Fault) {
    for (at, line) in fault.told().iter().enumerate() {
        let first = |words: String| if at == 0 { words } else { String::new() };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            first(fault.number.to_string()),
            first(format!("{} · {}", fault.en, fault.zh)),
            first(fault.outcome.to_owned()),
            if line.exit == KILLED { "–".to_owned() } else { line.exit.to_string() },
            line.code,
            cell(&line.says),
            first(format!("`{}`", fault.test)),
        );
    }
}

/// A text in a table: on one line, invisible characters as code points.
fn cell(text: &str) -> String {
    text.chars().fold(String::new(), |mut shown, c| {
        let hides = zhibu::domain::fold::is_invisible(c)
            || zhibu::domain::fold::is_private_use(c)
            || (c.is_whitespace() && c != ' ');
        match c {
            '|' => shown.push_str("\\|"),
            '<' => shown.push_str("&lt;"),
            _ if hides => {
                let _ = write!(shown, "&lt;U+{:04X}>", u32::from(c));
            }
            _ => shown.push(c),
        }
        shown
    })
}
