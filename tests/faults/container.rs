//! 1–15: what a file is, before anybody reads a row of it.

use std::fmt::Write as _;

use crate::clerk::{
    NAMES, Office, Told, does, line, pay_list, plain, ran, roster, sound, unreadable,
};
use crate::county::{County, fill};
use crate::ole::{compound, xls, xls_with_a_password};
use crate::zips::{bomb, book, book_with, changed, claiming, ending_with, listed_again, stored};

/// Somebody's roster row, in a workbook of its own.
const ONE: &str = "村,姓名,身份证号\n和平村,赵六,#4";

pub fn f01_a_corrupt_zip_is_refused() -> Told {
    let mut bytes = book(ONE);
    // The middle of a compressed part, the directory left as it was.
    let at = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory") / 2;
    for byte in &mut bytes[at..at + 64] {
        *byte ^= 0x5A;
    }
    // A part that is no worse to read than before: only its checksum tells.
    let mut quiet = stored(&book(ONE));
    let at = quiet.windows(6).position(|six| six == "赵六".as_bytes()).expect("the name");
    quiet[at + 3..at + 6].copy_from_slice("七".as_bytes());
    vec![
        unreadable("乙镇.xlsx", bytes, "I001", "已损坏"),
        unreadable("乙镇.xlsx", quiet, "I001", "已损坏"),
    ]
}

pub fn f02_a_truncated_xlsx_is_refused() -> Told {
    let bytes = book(ONE);
    vec![unreadable("乙镇.xlsx", &bytes[..bytes.len() / 2], "I001", "文件不完整，后半部分丢失")]
}

/// A county whose roster is this file.
fn registered_in(name: &str, bytes: Vec<u8>) -> County {
    County::new().file(&format!("roster/{name}"), bytes).table("pay-list/甲镇.csv", &pay_list(3))
}

/// What `inspect` says of a file's reader.
fn reader(county: &County, file: &str) -> String {
    let said = does(county.path(), &["inspect", file]);
    assert_eq!(said.code, 0, "{said:?}");
    let line = said.out.lines().find(|line| line.trim().starts_with("读取器")).expect("a reader");
    plain(county.path(), line)
}

pub fn f03_an_xls_named_xlsx_is_read_by_its_content() -> Told {
    let ran = ran(registered_in("甲镇.xlsx", xls("名单", &fill(&roster(3)))));
    ran.quiet().ends(&NAMES[..3], &[]);
    let said = reader(&ran.county, "roster/甲镇.xlsx");
    assert!(said.contains("calamine xls ·"), "{said}");
    vec![line(0, "", said)]
}

pub fn f04_html_and_spreadsheetml_named_xls_say_so() -> Told {
    let page = "<html><body><table><tr><td>姓名</td></tr></table></body></html>";
    let table = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
                 xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    vec![
        unreadable("乙镇.xls", page, "I001", "这是一个网页（HTML）"),
        unreadable("乙镇.xls", table, "I001", "SpreadsheetML"),
    ]
}

pub fn f05_a_wps_table_is_read_if_biff_else_refused() -> Told {
    let ran = ran(registered_in("甲镇.et", xls("名单", &fill(&roster(3)))));
    ran.quiet().ends(&NAMES[..3], &[]);
    let office =
        Office::new().after(|county| county.file("roster/乙镇.et", compound("WpsData", b"")));
    let refused = office.refuses("I001", "roster/乙镇.et", "WPS 专用格式");
    let said = does(office.path(), &["run"]);
    assert!(said.out.contains("另存为 .xlsx"), "{said:?}");
    vec![
        line(0, "", reader(&ran.county, "roster/甲镇.et")),
        refused,
        unreadable("乙镇.et", b"\0WPS\0and a format of its own", "I001", "WPS 专用格式"),
    ]
}

pub fn f06_a_password_has_its_own_message() -> Told {
    let words = "设置了打开密码";
    vec![
        unreadable("乙镇.xlsx", compound("EncryptedPackage", &[7; 64]), "I001", words),
        unreadable("乙镇.xls", xls_with_a_password("名单", &fill(ONE)), "I001", words),
    ]
}

/// The parts' size in [`bomb`]: just where the ratio begins to be looked at.
const PART: usize = 64 << 20;

pub fn f07_a_zip_bomb_is_refused_at_the_byte_cap() -> Told {
    let bytes = bomb(17, PART);
    assert!(bytes.len() < 2 << 20, "of {} bytes", bytes.len());
    // What its headers claim is past the cap; then they claim a few bytes.
    let honest = unreadable("乙镇.xlsx", &bytes, "I002", "解压后的字节数超过上限 1073741824");
    let lying = claiming(&bytes, PART, 1000);
    assert_ne!(lying, bytes);
    let lying = unreadable("乙镇.xlsx", lying, "I001", "已损坏");
    // A part alone that inflates to a thousand times its size.
    let ratio = unreadable("乙镇.xlsx", bomb(1, PART + (1 << 20)), "I002", "压缩比超过上限 400");
    // Before any parser: the workbook itself could not be parsed.
    let broken = changed(&book(ONE), |_, _| "<no workbook".to_owned());
    let mut all = zip::ZipWriter::new_append(std::io::Cursor::new(broken)).expect("a zip");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("what was read above");
    for index in 0..parts.len() {
        let part = parts.by_index_raw(index).expect("an entry");
        if part.name().expect("a name").starts_with("xl/media") {
            all.raw_copy_file(part).expect("copied");
        }
    }
    let broken = all.finish().expect("finished").into_inner();
    unreadable("乙镇.xlsx", broken, "I002", "解压后的字节数超过上限");
    vec![honest, lying, ratio]
}

/// In how many kilobytes of address space a run has to do with one cell far off.
const LITTLE_MEMORY: &str = "2000000";

pub fn f08_one_cell_at_the_last_corner_is_streamed() -> Told {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let county = registered_in("甲镇.xlsx", ending_with(&roster(3), far));
    county.ready();
    // Less memory than a dense range would ask for by far.
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v \"$0\"; exec \"$1\" run -q --lang zh", LITTLE_MEMORY])
        .arg(env!("CARGO_BIN_EXE_zhibu"))
        .current_dir(county.path())
        .output();
    #[cfg(unix)]
    assert!(limited.is_ok_and(|output| output.status.success()), "in {LITTLE_MEMORY} KB");
    let ran = ran(county);
    ran.quiet().ends(&NAMES[..3], &[]);
    vec![ran.noted("I010", "note", "roster/甲镇.xlsx#名单!1048576", "1 行，不是数据")]
}

pub fn f09_a_million_styled_blank_rows_are_read() -> Told {
    let mut blank = String::new();
    for row in 5..1_000_005 {
        let _ = write!(blank, "<row r=\"{row}\" s=\"1\" customFormat=\"1\"/>");
    }
    let ran = ran(registered_in("甲镇.xlsx", ending_with(&roster(3), &blank)));
    ran.quiet().ends(&NAMES[..3], &[]);
    vec![ran.noted("I010", "note", "roster/甲镇.xlsx#名单!1000004", "空行 1000000 行")]
}

pub fn f10_duplicate_or_overlapping_entries_are_refused() -> Told {
    let words = "重名或互相重叠";
    let bytes = book(ONE);
    let twice = listed_again(&bytes, |_| ());
    // Another name for the same bytes.
    let overlapping = listed_again(&bytes, |record| record[46] = b'x');
    // Two whole entries: of one name, and of names that differ in case alone.
    let parts = [("xl/media/aa.xml", b"<a/>".to_vec()), ("xl/media/ab.xml", b"<b/>".to_vec())];
    let named = |name: &[u8]| {
        let mut bytes = book_with(ONE, &parts);
        let size = bytes.len();
        for at in (0..size - 15)
            .filter(|at| bytes[*at..].starts_with(b"xl/media/ab.xml"))
            .collect::<Vec<_>>()
        {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
        bytes
    };
    let (same, cased) = (named(b"xl/media/aa.xml"), named(b"xl/media/AA.xml"));
    vec![
        unreadable("乙镇.xlsx", twice, "I001", words),
        unreadable("乙镇.xlsx", overlapping, "I001", words),
        unreadable("乙镇.xlsx", same, "I001", words),
        unreadable("乙镇.xlsx", cased, "I001", words),
    ]
}

pub fn f11_entries_that_lead_out_are_refused() -> Told {
    let out = book_with(ONE, &[("../../../tmp/zhibu-out.xml", b"x".to_vec())]);
    let absolute = book_with(ONE, &[("xl/media/zz.xml", b"/etc/passwd".to_vec())]);
    let at = absolute.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a directory");
    let mut link = absolute;
    // Made by Unix, with the mode of a symbolic link.
    link[at + 5] = 3;
    link[at + 38..at + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
    let words = "不安全的文件名或链接";
    let told = vec![
        unreadable("乙镇.xlsx", out, "I001", words),
        unreadable("乙镇.xlsx", link, "I001", words),
    ];
    assert!(!std::path::Path::new("/tmp/zhibu-out.xml").exists(), "nothing is unpacked");
    told
}

pub fn f12_dtd_entities_and_attribute_floods_are_refused() -> Told {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    let before = |declared: &str| {
        changed(&book(ONE), |name, xml| match name {
            SHEET => format!("<?xml version=\"1.0\"?>{declared}{xml}"),
            _ => xml,
        })
    };
    let dtd = before("<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">");
    let mut laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..20 {
        let _ = write!(laughs, "<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1);
    }
    laughs.push_str("]>");
    let mut flood = String::from("<row r=\"9\"");
    for n in 0..500_000 {
        let _ = write!(flood, " a{n}=\"\"");
    }
    flood.push_str("/>");
    vec![
        unreadable("乙镇.xlsx", dtd, "I001", "声明了文档类型或实体"),
        unreadable("乙镇.xlsx", before(&laughs), "I001", "声明了文档类型或实体"),
        unreadable("乙镇.xlsx", ending_with(ONE, &flood), "I001", "已损坏"),
    ]
}

pub fn f13_macros_and_external_links_are_never_evaluated() -> Told {
    let pay = pay_list(3).replace("@2", "[saved]@2");
    let bytes = book_with(
        &pay,
        &[
            ("xl/vbaProject.bin", b"Sub Auto_Open(): Kill \"*\": End Sub".to_vec()),
            (
                "xl/externalLinks/externalLink1.xml",
                b"<externalLink xmlns=\"x\"><externalBook/></externalLink>".to_vec(),
            ),
        ],
    );
    // A formula that asks another workbook, with the value that was saved with it.
    let bytes = changed(&bytes, |name, text| match name {
        "xl/worksheets/sheet1.xml" => text.replace("CONCATENATE(A1,A2)", "[1]旧表!$B$2"),
        _ => text,
    });
    let county =
        County::new().table("roster/甲镇.csv", &roster(3)).file("pay-list/甲镇.xlsx", bytes);
    let ran = ran(county);
    ran.quiet().ends(&NAMES[..3], &[]);
    vec![line(0, "", "发放 3 人；取保存下来的值")]
}

pub fn f14_no_sheet_and_empty_are_refused() -> Told {
    let no_sheet = changed(&book(ONE), |name, xml| match name {
        "xl/workbook.xml" => {
            let from = xml.find("<sheet ").expect("a sheet");
            let to = xml.find("</sheets>").expect("its end");
            xml.replace(&xml[from..to], "")
        }
        _ => xml,
    });
    vec![
        unreadable("乙镇.xlsx", no_sheet, "I001", "没有工作表"),
        unreadable("乙镇.xlsx", book(""), "I001", "没有任何有内容的单元格"),
        unreadable("乙镇.xlsx", b"", "I001", "文件是空的"),
        unreadable("乙镇.csv", b"", "I001", "文件是空的"),
    ]
}

pub fn f15_lock_files_are_passed_over() -> Told {
    let county = sound()
        .file("roster/~$甲镇.xlsx", b"\x06clerk")
        .file("roster/.DS_Store", b"\0\0\0\x01Bud1")
        .file("roster/Thumbs.db", b"\xD0\xCF")
        .file("pay-list/desktop.ini", b"[.ShellClassInfo]");
    let ran = ran(county);
    ran.quiet().ends(&NAMES[..3], &[]);
    let manifest = String::from_utf8(ran.files["manifest.json"].clone()).expect("UTF-8");
    assert!(!manifest.contains("~$") && !manifest.contains("DS_Store"), "{manifest}");
    vec![line(0, "", "发放 3 人；这些文件不算输入")]
}
