//! The fund workbook's template: the sheets with headings, print set-up and
//! lists to choose from, empty or with invented examples.
//!
//! In: the rules, so that what is written is what is read. Out: bytes, the same
//! each time.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula, Workbook,
    Worksheet,
};

use super::super::workbook::{self, Formats};
use crate::domain::Lang;
use crate::evaluation::rules::{Column, Rules, SheetKind};
use crate::say;

const FITS: &str = "the template's cells are within their sheets";
/// The row of the headings, counted from 0.
const HEADING: u32 = 2;

/// Writes the template; with `example`, one invented row a sheet.
///
/// # Panics
/// Never: all of it is ours.
#[must_use]
pub fn template(rules: &Rules, lang: Lang, example: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 1, 1).expect("a day");
    let title = say!(lang, "evaluation-template-title");
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("zhibu").set_creation_datetime(&made),
    );
    let formats = Formats::default();
    let about = book.add_worksheet();
    about.set_name(say!(lang, "evaluation-template-about")).expect(FITS);
    about.set_paper_size(9).set_print_fit_to_pages(1, 0);
    workbook::widths(about, [100]);
    workbook::text(about, 0, 0, title, &formats.title);
    let lines = say!(lang, "evaluation-template-lines").lines();
    for (row, line) in (2_u32..).zip(lines) {
        workbook::text(about, row, 0, line, &formats.prose);
        workbook::height(about, row, workbook::lines(line, 100));
    }
    for kind in SheetKind::OF_FUND {
        write_sheet(book.add_worksheet(), kind, rules, lang, &formats, example);
    }
    book.save_to_buffer().expect("the template is sound")
}

/// How many rows are ruled.
fn rows(kind: SheetKind) -> u32 {
    match kind {
        SheetKind::Projects => 400,
        SheetKind::Indicators => 60,
        // One page.
        _ => 26,
    }
}

fn width(kind: SheetKind, column: Column) -> u16 {
    match (kind, column) {
        (SheetKind::Documents, Column::Name) => 60,
        (SheetKind::Documents, Column::Number) => 26,
        (SheetKind::Uses, Column::Use) => 40,
        (SheetKind::Indicators, Column::Name) => 50,
        (SheetKind::Projects, Column::Name) => 28,
        (SheetKind::Projects, Column::Use | Column::Document | Column::Reason) => 22,
        (SheetKind::Projects, Column::Accepted) => 11,
        (SheetKind::Projects, column) if !column.is_money() => 10,
        (SheetKind::Projects, _) => 14,
        _ => 18,
    }
}

fn write_sheet(
    sheet: &mut Worksheet,
    kind: SheetKind,
    rules: &Rules,
    lang: Lang,
    formats: &Formats,
    example: bool,
) {
    let columns = kind.columns();
    sheet.set_name(rules.sheet_name(kind)).expect(FITS);
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.75, 0.6, 0.3, 0.3);
    sheet.set_footer(say!(lang, "page-of-pages"));
    workbook::widths(sheet, columns.iter().map(|column| width(kind, *column)));
    workbook::text(sheet, 0, 0, rules.sheet_name(kind), &formats.title);
    let money = columns.iter().any(|column| column.is_money());
    if money {
        workbook::text(sheet, 1, 0, say!(lang, "evaluation-template-unit"), &formats.line);
    }
    let headings: Vec<String> = columns
        .iter()
        .map(|column| {
            let unit = if column.is_money() { "（万元）" } else { "" };
            format!("{}{unit}", rules.heading(kind, *column))
        })
        .collect();
    let shown: Vec<&str> = headings.iter().map(String::as_str).collect();
    workbook::headings(sheet, HEADING, &shown, formats);
    sheet.set_row_height(HEADING, 32).expect(FITS);
    sheet.set_freeze_panes(HEADING + 1, 0).expect(FITS);
    sheet.set_repeat_rows(HEADING, HEADING).expect(FITS);
    let last = HEADING + rows(kind);
    let sums = formats.yuan.clone().set_num_format("#,##0.00####");
    for (at, column) in (0_u16..).zip(columns) {
        let format: &Format = if column.is_money() {
            &sums
        } else if matches!(column, Column::Count | Column::People) {
            &formats.count
        } else {
            &formats.literal
        };
        for row in HEADING + 1..=last {
            sheet.write_blank(row, at, format).expect(FITS);
        }
        if let Some(choice) = choice(kind, *column, rules) {
            sheet.add_data_validation(HEADING + 1, at, last, at, &choice).expect(FITS);
        }
    }
    if example {
        for ((at, column), text) in (0_u16..).zip(columns).zip(examples(kind)) {
            match text.parse::<u32>() {
                Ok(number) if !column.is_money() && column != &Column::Stated => {
                    workbook::count(sheet, HEADING + 1, at, number.into(), &formats.count);
                }
                _ if column.is_money() => {
                    let sum = crate::evaluation::amount::read(
                        text,
                        crate::evaluation::amount::Unit::TenThousand,
                        false,
                    );
                    if let Ok(sum) = sum {
                        workbook::ten_thousands(sheet, HEADING + 1, at, sum, &formats.yuan);
                    }
                }
                _ => workbook::text(sheet, HEADING + 1, at, text, &formats.literal),
            }
        }
    }
}

/// What may stand in a column, where that is a fixed choice, a sum, or what
/// another sheet lists. A choice warns and forbids nothing: the reader decides.
fn choice(kind: SheetKind, column: Column, rules: &Rules) -> Option<DataValidation> {
    let words = &rules.words;
    let first = |lists: &[&Vec<String>]| -> Vec<String> {
        lists.iter().filter_map(|list| list.first().cloned()).collect()
    };
    let list = match column {
        Column::State => first(&[&words.completed, &words.ongoing, &words.not_begun]),
        Column::Accepted => {
            vec![
                words.accepted[0].clone(),
                words.qualified[0].clone(),
                "不合格".to_owned(),
                "未验收".to_owned(),
            ]
        }
        Column::Class => ["产出指标", "效益指标", "满意度指标"].map(str::to_owned).to_vec(),
        Column::Aspect => [
            "数量",
            "质量",
            "时效",
            "成本",
            "经济效益",
            "社会效益",
            "生态效益",
            "可持续影响",
            "满意度",
        ]
        .map(str::to_owned)
        .to_vec(),
        _ => Vec::new(),
    };
    let warns = |validation: DataValidation| {
        validation.set_error_style(rust_xlsxwriter::DataValidationErrorStyle::Warning)
    };
    if !list.is_empty() {
        return DataValidation::new().allow_list_strings(&list).ok().map(warns);
    }
    let of_sheet = |kind: SheetKind| {
        let name = rules.sheet_name(kind);
        let (first, last) = (HEADING + 2, HEADING + 1 + rows(kind));
        let source = Formula::new(format!("='{name}'!$A${first}:$A${last}"));
        warns(DataValidation::new().allow_list_formula(source))
    };
    match (kind, column) {
        (SheetKind::Projects, Column::Use) => Some(of_sheet(SheetKind::Uses)),
        (SheetKind::Projects, Column::Document) => Some(of_sheet(SheetKind::Documents)),
        (_, column) if column.is_money() => Some(warns(
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
        )),
        _ => None,
    }
}

/// One invented row a sheet.
fn examples(kind: SheetKind) -> &'static [&'static str] {
    match kind {
        SheetKind::Documents => &[
            "某财农指【2020】1号",
            "关于下达移民后期扶持基金的通知（虚构）",
            "120.00",
            "60.00",
            "60.00",
        ],
        SheetKind::Uses => &["产业开发及配套设施建设", "60.00", "48.00", "2", "150"],
        SheetKind::Projects => &[
            "P-001",
            "和平村机耕路（虚构）",
            "某镇",
            "和平村",
            "产业开发及配套设施建设",
            "某财农指【2020】1号",
            "30.00",
            "30.00",
            "18.00",
            "在建",
            "未验收",
            "正在实施",
        ],
        SheetKind::Indicators => &["产出指标", "数量", "产业开发项目个数", "2", "2", "个"],
        SheetKind::People => &[],
    }
}
