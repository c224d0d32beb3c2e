//! The first sheet of an exception workbook: what it is, and what to do with it.
//!
//! In: the workbook's findings. Out: a page that somebody who has never seen
//! the program can follow.

use std::collections::BTreeSet;

use super::columns::Reader;
use super::{Part, decisions};
use crate::domain::Lang;
use crate::finding::{Finding, Floor, Severity};
use crate::report::RunView;
use crate::report::workbook::{self, Book, Formats, Page};

/// The columns' widths: a label, a count, a count, and words.
const WIDTHS: [u16; 4] = [20, 12, 12, 50];

/// Writes the sheet.
pub(super) fn write(
    book: &mut Book,
    view: &RunView<'_>,
    reader: Reader<'_>,
    findings: &[&Finding],
    parts: &[Part<'_>],
    formats: &Formats,
) {
    let lang = view.lang;
    let sheet = book.sheet(lang.pick("说明", "About"), Page::Portrait);
    workbook::widths(sheet, WIDTHS);
    let mut row = 0;
    workbook::text(sheet, row, 0, &super::title(view, reader), &formats.title);
    row += 2;
    let whose = match reader {
        Reader::Township(township) => township.to_owned(),
        Reader::County => lang.pick("全县", "the whole county").to_owned(),
    };
    for (label, value) in [
        (lang.pick("县", "County"), view.project.county.clone()),
        (lang.pick("项目", "Programme"), view.rulebook.programme.name(lang).to_owned()),
        (lang.pick("发放期", "Period"), view.project.period.to_string()),
        (lang.pick("乡镇", "Township"), whose),
        (lang.pick("核对截止日", "Judged as of"), view.project.as_of.to_string()),
    ] {
        workbook::text(sheet, row, 0, label, &formats.total_text);
        workbook::across(sheet, row, (1, 3), &value, &formats.text);
        row += 1;
    }
    row += 1;
    if findings.is_empty() {
        let nothing =
            lang.pick("没有发现任何问题，无需处理。", "Nothing was found; there is nothing to do.");
        workbook::text(sheet, row, 0, nothing, &formats.section);
        return;
    }
    let labels = lang
        .pick(["级别", "条数", "涉及行数", "意思"], ["Level", "Findings", "Rows", "What it means"]);
    workbook::headings(sheet, row, &labels, formats);
    row += 1;
    for severity in Severity::ALL.into_iter().rev() {
        let (count, rows) = counted(findings, severity);
        let format = super::severity_format(formats, severity);
        workbook::text(sheet, row, 0, severity.words(lang), &format);
        workbook::count(sheet, row, 1, count, &formats.count);
        workbook::count(sheet, row, 2, rows, &formats.count);
        workbook::text(sheet, row, 3, meaning(severity, lang), &formats.remark);
        row += 1;
    }
    row += 1;
    let labels = lang.pick(["工作表", "条数"], ["Sheet", "Findings"]);
    workbook::headings(sheet, row, &labels, formats);
    row += 1;
    for part in parts {
        workbook::text(sheet, row, 0, part.name, &formats.text);
        workbook::height(sheet, row, workbook::lines(part.name, WIDTHS[0]));
        workbook::count(sheet, row, 1, part.findings.len() as u64, &formats.count);
        row += 1;
    }
    row += 1;
    workbook::text(sheet, row, 0, lang.pick("怎样填写", "How to fill it in"), &formats.section);
    row += 1;
    for (number, step) in (1_u32..).zip(steps(view, reader, findings)) {
        let step = format!("{number}. {step}");
        workbook::across(sheet, row, (0, 3), &step, &formats.prose);
        workbook::height(sheet, row, workbook::lines(&step, WIDTHS.iter().sum()));
        row += 1;
    }
}

/// Findings of a severity, and the different rows they are about.
fn counted(findings: &[&Finding], severity: Severity) -> (u64, u64) {
    let of_it = || findings.iter().filter(|finding| finding.severity == severity);
    let rows: BTreeSet<_> =
        of_it().filter_map(|finding| Some((finding.table, finding.row?))).collect();
    (of_it().count() as u64, rows.len() as u64)
}

fn meaning(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Refuse => {
            lang.pick("整批都不发，改正后重新核对", "nothing at all is paid until it is corrected")
        }
        Severity::Hold => {
            lang.pick("此人暂缓发放，等处理意见", "this person is not paid until it is decided")
        }
        Severity::Advise => lang.pick("照常发放，请看一眼", "paid all the same; have a look"),
        Severity::Note => lang.pick("仅作记录，无需处理", "counted only; nothing to do"),
    }
}

/// What to do with the workbook, step by step.
fn steps(view: &RunView<'_>, reader: Reader<'_>, findings: &[&Finding]) -> Vec<String> {
    let lang = view.lang;
    let [approve, reject, correct] = decisions(lang);
    let mut steps = vec![
        lang.pick(
            "每行是一个问题：按“文件、工作表、单元格”找到原表的那一格，看“原因”和“怎么办”。先办“拒绝”和“暂缓”的。".to_owned(),
            "Each row is a problem: find the cell by “File”, “Sheet” and “Cell”, and read “Cause” and “What to do”. Begin with “refuse” and “hold”.".to_owned(),
        ),
        match lang {
            Lang::Zh => format!("黄色的四列由乡镇填写。“处理意见”从下拉中选：{approve}（核实无误，照发）、{reject}（确实不该发）、{correct}（原表有错，把对的写在“更正值”里）。“经办人”写姓名，“日期”写成 {}。", view.project.as_of),
            Lang::En => format!("The four yellow columns are for the township. Choose the “Decision” from the list: {approve} (checked, and right as it stands), {reject} (must not be paid), {correct} (the list is wrong: write what is right under “Correction”). “Decided by” is a name, “Date” is written like {}.", view.project.as_of),
        },
        lang.pick(
            "“建议值”是从别的表推出来的，不一定对，核实后再抄到“更正值”。".to_owned(),
            "A “Proposal” is taken from another list and may be wrong: check it before copying it to “Correction”.".to_owned(),
        ),
    ];
    let firm: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.doc.floor == Floor::Hold && finding.severity == Severity::Hold)
        .map(|finding| finding.doc.code)
        .collect();
    if !firm.is_empty() {
        let codes = firm.into_iter().collect::<Vec<_>>().join(lang.pick("、", ", "));
        steps.push(match lang {
            Lang::Zh => format!("{codes} 不能选“{approve}”：不改正就发不出去，只能选“{correct}”或“{reject}”。"),
            Lang::En => format!("{codes} cannot be decided with “{approve}”: such a row is not paid as it stands. Choose “{correct}” or “{reject}”."),
        });
    }
    steps.push(
        lang.pick(
            "其他列不要改，尤其是最后的“编号”：交回后靠它认出是哪一条。可以筛选、排序。",
            "Leave the other columns as they are, above all the “Key” at the end: a decision is recognised by it. Filtering and sorting are fine.",
        )
        .to_owned(),
    );
    steps.push(match reader {
        Reader::Township(_) => lang.pick(
            "填好存盘，原名交回县里。县里据此再核对一次；以前交回并采用的，会写在“已处理”表里，再交回时不要删。表内有完整身份证号和账号，用完请妥善保管，不要外传。",
            "Save it and send it back to the county under the same name. The county then runs again; what was decided before and followed is on the sheet “Decided”: leave it there. It holds full identity and account numbers: keep it safe and pass it to nobody else.",
        ),
        Reader::County => lang.pick(
            "这是全县汇总，号码隐去了中间几位；完整号码只在各乡镇自己的表里。乡镇的问题由乡镇填写，没有乡镇的由县里填写，改好名册后再核对一次。",
            "This is the whole county, with numbers masked; they are in full only in each township's own workbook. Townships decide theirs; the county decides what has no township, has the lists corrected and runs again.",
        ),
    }.to_owned());
    steps
}
