//! Reading: encodings, a docx made here, and what is refused.

use std::io::{Cursor, Write as _};

use super::super::*;

const REPORT: &str =
    "某县2020年自评报告\n到位资金500万元，其中中央资金300万元，省级资金250万元。\n";

#[test]
fn text_files_are_read_in_their_encodings() {
    let (gb, _, _) = encoding_rs::GB18030.encode(REPORT);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(REPORT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xEF\xBB\xBF", REPORT.as_bytes()].concat();
    for bytes in [REPORT.as_bytes(), &gb, &utf16, &marked] {
        let text = read(bytes, "r.txt").expect("a text");
        assert_eq!(check(&text, &[]).contradictions.len(), 1);
        assert_eq!(text.lines[1].number, 2);
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let refused = |bytes: &[u8]| read(bytes, "r").expect_err("refused");
    assert!(matches!(refused(b"\xD0\xCF\x11\xE0old doc"), StatementError::OtherFormat { .. }));
    assert!(matches!(refused(b"%PDF-1.7"), StatementError::OtherFormat { .. }));
    assert!(matches!(refused(b"PK\x03\x04nothing"), StatementError::Damaged { .. }));
    assert!(matches!(refused(b"  \n\n"), StatementError::Empty { .. }));
    assert!(matches!(refused(&[b'a', 0x81, 0x20]), StatementError::Encoding { .. }));
    assert!(matches!(refused(b"a\0b"), StatementError::Encoding { offset: 1, .. }));
    assert!(matches!(
        refused(&docx("<w:p><w:r><w:t>x</w:r></w:p>", "")),
        StatementError::Damaged { .. }
    ));
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:p><w:r><w:t>&a;</w:t></w:r></w:p>";
    assert!(matches!(refused(&docx(entity, "")), StatementError::Damaged { .. }));
}

/// A docx with a body and footnotes.
fn docx(body: &str, notes: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, root: &str, inner: &str| {
        writer.start_file(name, options).expect("starts");
        let xml = format!(
            "<w:{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inner}</w:{root}>"
        );
        writer.write_all(xml.as_bytes()).expect("written");
    };
    part("word/document.xml", "document", &format!("<w:body>{body}</w:body>"));
    part("word/footnotes.xml", "footnotes", notes);
    writer.finish().expect("finishes").into_inner()
}

#[test]
fn a_docx_gives_paragraphs_rows_and_notes() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |cells: &[&str]| {
        let cells = cells.iter().map(|cell| p(cell)).collect::<Vec<_>>().join("</w:tc><w:tc>");
        format!("<w:tr><w:tc>{cells}</w:tc></w:tr>")
    };
    let body = [
        p("2020年自评 &amp; 报告"),
        // A word in two runs, and one that was deleted.
        "<w:p><w:r><w:t>到位资金5</w:t></w:r><w:r><w:t>00万元，</w:t></w:r>\
         <w:del><w:r><w:delText>600</w:delText></w:r></w:del>\
         <w:r><w:t>其中中央资金300万元，省级资金200万元。</w:t></w:r></w:p>"
            .to_owned(),
        format!(
            "<w:tbl>{}{}{}{}</w:tbl>",
            row(&["项目", "预算", "支出", "执行率"]),
            row(&["道路", "100", "90", "90%"]),
            row(&["水利", "300", "150", "55%"]),
            row(&["合计", "400", "240", "60%"]),
        ),
    ]
    .concat();
    let bytes = docx(&body, &p("培训30人，其中甲班10人，乙班20人。"));
    let text = read(&bytes, "r.docx").expect("a docx");
    assert!(text.paragraphs);
    assert_eq!(text.lines[1].text, "到位资金500万元，其中中央资金300万元，省级资金200万元。");
    assert_eq!(text.lines[3].text, "道路\t100\t90\t90%");
    assert_eq!(text.lines.last().map(|line| line.kind), Some(LineKind::Note));
    let checked = check(&text, &[]);
    let wrong: Vec<&str> =
        checked.contradictions.iter().map(|found| found.formula.as_str()).collect();
    assert_eq!(wrong, ["150 / 300 = 50%"]);
    let ties: Vec<&str> = checked.ties.iter().map(|tie| tie.formula.as_str()).collect();
    assert!(
        ties.contains(&"300 + 200 = 500 万元") && ties.contains(&"10 + 20 = 30 人"),
        "{ties:?}"
    );
    assert!(ties.contains(&"100 + 300 = 400") && ties.contains(&"90 + 150 = 240"), "{ties:?}");
}
