//! `zhibu evaluate --report`: a written report from the command line.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::binary::zhibu;

fn reports() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements")
}

#[test]
fn contradictions_are_told_with_their_places_in_eighty_columns() {
    for lang in ["zh", "en"] {
        for report in ["hewan.txt", "lanshan.txt", "qingxi.txt"] {
            let args =
                ["evaluate", "--report", report, "--standard", "600", "--ties", "--lang", lang];
            let said = zhibu(&reports(), &args);
            assert_eq!(said.code, 0, "{}", said.err);
            let wide: Vec<&str> = said.out.lines().filter(|line| line.width() > 80).collect();
            assert!(wide.is_empty(), "{wide:#?}");
        }
    }
    let said = zhibu(&reports(), &["evaluate", "--report", "hewan.txt", "--lang", "zh"]);
    assert!(said.out.contains("自相矛盾 8 处") && said.out.contains("第9行"), "{}", said.out);
}

#[test]
fn strict_fails_where_something_contradicts_itself_and_json_counts() {
    let code = |report: &str| zhibu(&reports(), &["evaluate", "--report", report, "--strict"]).code;
    assert_eq!((code("hewan.txt"), code("qingxi.txt")), (1, 0));
    let said = zhibu(&reports(), &["evaluate", "--report", "hewan.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["counts"]["do_not_hold"], 8);
    assert_eq!(json["contradictions"].as_array().map(Vec::len), Some(8));
    assert_eq!(json["contradictions"][0]["places"][0]["line"], 3);
}

#[test]
fn what_is_no_report_is_told_in_words() {
    let said = zhibu(&reports(), &["evaluate", "--report", "no-such.txt", "--lang", "en"]);
    assert_eq!(said.code, 4);
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let said = zhibu(&readme, &["evaluate", "--report", "report.png", "--lang", "en"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("report.png"), "{}", said.err);
    let args = ["evaluate", "--report", "qingxi.txt", "--standard", "six", "--lang", "en"];
    assert_eq!(zhibu(&reports(), &args).code, 2);
}
