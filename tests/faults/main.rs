//! Everything that can go wrong with the files, the machine and the bank, each
//! with the smallest input that shows it, through the binary as a clerk meets it.
//!
//! R: the run is refused, nothing is paid, an older output is as it was. Q: the
//! row goes to the exceptions, unpaid, and the others are paid. N: accepted, and
//! noted. `docs/faults.md` is written from what the cases see ([`atlas`]).

#![cfg(target_os = "linux")]

mod atlas;
mod batch;
mod broken;
mod cells;
mod clerk;
mod container;
mod crash;
mod encoding;
mod ole;
mod run;
mod structure;
mod zips;

#[path = "../it/binary.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod binary;
#[path = "../it/county.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod county;
#[path = "../it/pay/desk.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod desk;
#[path = "../it/workbook.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod workbook;

use std::sync::OnceLock;

use clerk::Told;

/// A fault, and what must come of it.
pub struct Fault {
    /// Its number, for good.
    pub number: usize,
    /// Where it belongs: the file of its case.
    pub area: &'static str,
    /// R, Q or N; more than one where it depends.
    pub outcome: &'static str,
    /// What it is.
    pub zh: &'static str,
    /// What it is.
    pub en: &'static str,
    /// Its test.
    pub test: &'static str,
    case: fn() -> Told,
    told: &'static OnceLock<Told>,
}

impl Fault {
    /// What its case saw; each case is played once.
    #[must_use]
    pub fn told(&self) -> &Told {
        self.told.get_or_init(self.case)
    }
}

/// The list of all cases in order, and a test for each.
macro_rules! faults {
    ($($number:literal $area:ident $outcome:literal $test:ident $zh:literal $en:literal)*) => {
        /// Every fault, in order.
        pub const FAULTS: &[Fault] = &[$({
            static TOLD: OnceLock<Told> = OnceLock::new();
            Fault {
                number: $number,
                area: stringify!($area),
                outcome: $outcome,
                zh: $zh,
                en: $en,
                test: concat!(stringify!($area), "::", stringify!($test)),
                case: $area::$test,
                told: &TOLD,
            }
        }),*];

        mod case {
            $(#[test]
            fn $test() {
                super::shows($number);
            })*
        }
    };
}

/// Plays a case; it says something.
fn shows(number: usize) {
    let told = FAULTS[number - 1].told();
    assert!(!told.is_empty());
}

faults! {
    1 container "R" f01_a_corrupt_zip_is_refused
        "xlsx 的压缩结构损坏" "corrupt zip"
    2 container "R" f02_a_truncated_xlsx_is_refused
        "xlsx 只有前半截" "truncated xlsx"
    3 container "N" f03_an_xls_named_xlsx_is_read_by_its_content
        "扩展名写成 xlsx 的 xls" "xls named xlsx"
    4 container "R" f04_html_and_spreadsheetml_named_xls_say_so
        "扩展名写成 xls 的网页或 XML 表格" "HTML or SpreadsheetML named .xls"
    5 container "N, R" f05_a_wps_table_is_read_if_biff_else_refused
        "WPS 的 .et" "WPS .et: read if BIFF, else refused"
    6 container "R" f06_a_password_has_its_own_message
        "设了打开密码" "password-protected"
    7 container "R" f07_a_zip_bomb_is_refused_at_the_byte_cap
        "压缩炸弹" "zip bomb"
    8 container "N" f08_one_cell_at_the_last_corner_is_streamed
        "XFD1048576 有一格" "one cell at XFD1048576"
    9 container "N" f09_a_million_styled_blank_rows_are_read
        "一百万行只有格式的空行" "a million styled blank rows"
    10 container "R" f10_duplicate_or_overlapping_entries_are_refused
        "压缩包里重名或重叠的文件" "duplicate or overlapping zip entries"
    11 container "R" f11_entries_that_lead_out_are_refused
        "压缩包里的 ../ 或链接" "../ or link entries"
    12 container "R" f12_dtd_entities_and_attribute_floods_are_refused
        "文档类型、实体、属性洪水" "DTD, entities, attribute flood"
    13 container "N" f13_macros_and_external_links_are_never_evaluated
        "宏、外部链接" "macros, external links"
    14 container "R" f14_no_sheet_and_empty_are_refused
        "没有工作表或空文件" "no sheet, or empty"
    15 container "N" f15_lock_files_are_passed_over
        "~$ 锁文件、.DS_Store" "~$ lock files, .DS_Store"
    16 structure "N" f16_merged_titles_and_cells_are_read
        "合并的标题和单元格" "merged titles; merged data cells"
    17 structure "N" f17_headings_of_two_rows_are_joined
        "两行表头" "two-row headings"
    18 structure "R" f18_two_columns_for_one_field_are_refused
        "两列争一个字段" "two columns for one field"
    19 structure "R, N" f19_a_missing_column_is_refused_and_an_unknown_one_kept
        "缺必需的列；不认识的列" "required column missing; unknown column"
    20 structure "N" f20_a_heading_repeated_in_the_sheet_is_no_row
        "表中重复的表头" "heading repeated mid-sheet"
    21 structure "N" f21_subtotals_are_excluded_and_checked
        "小计行" "subtotal rows"
    22 structure "R, N" f22_a_hidden_sheet_is_refused_until_acknowledged
        "隐藏的表里有数据" "hidden sheet with data"
    23 structure "N" f23_hidden_and_filtered_rows_are_read_and_counted
        "隐藏或筛选掉的行" "hidden or filtered rows"
    24 structure "N" f24_sheets_with_other_columns_are_mapped_each
        "各表的列不同" "sheets with different columns"
    25 structure "R" f25_the_same_file_twice_is_refused
        "同一份文件两次" "the same file twice"
    26 structure "Q" f26_a_row_struck_through_is_held
        "划掉的行" "struck-through rows"
    27 cells "Q" f27_an_identity_number_stored_as_a_number_is_held
        "身份证号存成 4.30621E+17" "identity number as float 4.30621E+17"
    28 cells "Q" f28_a_long_account_stored_as_a_number_is_held
        "15 位以上的账号存成数字" "account as number over 15 digits"
    29 cells "Q" f29_a_formula_with_an_error_is_held
        "出错的公式" "formula with an error"
    30 cells "Q" f30_a_formula_never_calculated_loses_nobody
        "从未计算的公式" "formula never calculated"
    31 cells "N" f31_lower_case_width_and_spaces_are_folded
        "小写 x、全角、不换行空格" "lowercase x, full-width, NBSP"
    32 cells "Q" f32_invisible_characters_are_held_and_shown
        "零宽或双向控制字符" "zero-width or bidi characters"
    33 cells "Q" f33_characters_that_no_bank_has_are_held
        "造字区或编不了码的字" "private-use or unmappable characters"
    34 cells "N" f34_middle_dots_are_compared_alike
        "间隔号的各种写法" "middle-dot variants"
    35 cells "Q" f35_a_wrong_check_digit_is_held
        "校验码不符" "check digit"
    36 cells "Q" f36_a_cards_check_digit_is_held_by_its_kind
        "卡号校验位" "card check digit by profile"
    37 cells "Q" f37_amounts_that_are_no_money_are_held
        "金额 600.005、负数、零、文字" "amount 600.005, negative, zero, text"
    38 cells "Q" f38_an_amount_that_is_not_the_entitlement_is_held
        "金额与标准不符" "amount ≠ entitlement"
    39 cells "Q" f39_a_number_typed_as_a_date_is_held
        "日期格式的号码" "date-typed number"
    40 cells "Q" f40_what_breaks_a_bank_file_is_held_and_plain_in_a_workbook
        "字段里的分隔符、换行、开头的 = + - @" "separator, newline, leading = + - @ in a field"
    41 encoding "N" f41_gb18030_without_a_mark_is_read
        "没有 BOM 的 GB 18030" "GB 18030 CSV without BOM"
    42 encoding "R" f42_mixed_encodings_are_refused_with_the_offset
        "编码混用" "mixed encodings"
    43 encoding "N" f43_utf16_is_read_by_its_mark
        "带 BOM 的 UTF-16" "UTF-16 by BOM"
    44 encoding "R" f44_an_unbalanced_quote_is_refused
        "引号不配对" "unbalanced quote"
    45 run "R" f45_a_full_disk_leaves_the_old_output
        "磁盘在任何一字节处写满" "disk full at any byte"
    46 run "R" f46_a_kill_at_every_step_leaves_old_or_new
        "在任何一步被 kill -9" "kill -9 at every write, fsync, rename"
    47 run "R" f47_a_failed_sync_is_never_trusted
        "落盘出错" "fsync error"
    48 run "R" f48_a_read_only_folder_is_refused_at_once
        "只读的文件夹" "read-only folder"
    49 run "R" f49_two_runs_at_once_are_told_of_the_holder
        "两个同时运行" "two runs at once"
    50 run "N" f50_a_stale_lock_frees_itself
        "留下的旧锁" "stale lock"
    51 run "N" f51_clock_zone_locale_and_cores_change_no_byte
        "时钟、时区、语言、核数" "clock, time zone, locale, cores"
    52 run "R" f52_a_link_a_pipe_or_a_file_is_no_output_folder
        "输出路径是链接、管道或文件" "output path is a link, FIFO or file"
    53 run "R" f53_an_input_edited_during_the_run_is_refused
        "运行当中改动了输入" "an input edited during the run"
    54 run "R" f54_out_of_memory_leaves_the_old_output
        "解析时内存不够" "out of memory in parsing"
    55 batch "N" f55_a_file_is_split_at_the_row_limit
        "行数上限 n 和 n+1" "row limit n and n+1"
    56 batch "R" f56_an_edited_export_is_refused
        "改过的送盘文件" "edited export"
    57 batch "R" f57_the_answer_to_another_batch_is_refused
        "另一批的回盘" "return of another batch"
    58 batch "N" f58_the_same_answer_twice_changes_nothing
        "同一份回盘两次" "the same return twice"
    59 batch "N" f59_answers_out_of_order_are_appended
        "回盘次序颠倒、先成功后退回" "returns out of order, paid then failed"
    60 batch "Q" f60_an_unknown_code_blocks_the_reissue
        "不认识的结果码" "unknown code blocks reissue"
    61 batch "R" f61_lines_missing_or_extra_cannot_be_closed
        "少了行或多了行" "lines missing or extra"
    62 batch "Q" f62_another_amount_or_name_is_kept_apart
        "金额或户名不是送出去的" "amount or name not what was sent"
    63 batch "R" f63_the_maker_does_not_approve
        "编制人自己审批" "approver = maker"
    64 batch "R" f64_a_broken_chain_is_refused
        "账本链断了" "chain broken"
    65 batch "N" f65_a_crash_between_export_and_record_repeats_the_bytes
        "写出送盘文件之后、记账之前断掉" "crash between export and its record"
    66 batch "N" f66_a_total_past_31_bits_is_whole
        "合计超过 2^31 分" "total over 2^31 fen"
    67 batch "Q, N" f67_a_name_outside_the_charset_is_never_rewritten
        "字符集写不出的姓名" "a charset that cannot write a name"
}

#[test]
fn every_fault_is_there_once_and_its_test_bears_its_number() {
    let numbers: Vec<usize> = FAULTS.iter().map(|fault| fault.number).collect();
    assert_eq!(numbers, (1..=67).collect::<Vec<_>>());
    for fault in FAULTS {
        let name = format!("{}::f{:02}_", fault.area, fault.number);
        assert!(fault.test.starts_with(&name), "{}", fault.test);
    }
}
