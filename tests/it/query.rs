//! A run's tables by SQL: answers, order, masking, and what is refused.

use std::path::PathBuf;

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

use crate::binary::{Said, zhibu};
use crate::county::{County, card, person, person_id};

/// A county of two townships, run and written: 甲镇 pays 600 twice and holds
/// 0.05 over, 乙镇 pays 600.50 once.
struct Asked {
    county: County,
    folder: TempDir,
}

impl Asked {
    fn new() -> Self {
        let row = |n: u32, name: &str| person(n, name);
        let (r1, p1) = row(1, "甲一");
        let (r2, p2) = row(2, "乙二");
        let (r3, p3) = row(3, "丙三");
        let (r4, p4) = row(4, "丁四");
        let elsewhere = |row: String| row.replace("甲镇", "乙镇");
        let county = County::new().roster(&[r1, r2, elsewhere(r3), elsewhere(r4)]).pay_list(&[
            p1,
            p2,
            elsewhere(p3),
            elsewhere(p4).replace(",600", ",600.05"),
        ]);
        let folder = TempDir::new().expect("a temporary folder");
        let out = folder.path().join("out");
        let run = zhibu(&county.ready(), &["run", "-q", "-o", out.to_str().expect("UTF-8")]);
        assert_eq!(run.code, 0, "{run:?}");
        Self { county, folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn said(&self, args: &[&str]) -> Said {
        let mut all = vec!["query", "--out", "out", "--lang", "en"];
        all.extend(args);
        zhibu(self.folder.path(), &all)
    }

    /// The answer as CSV.
    fn csv(&self, sql: &str) -> String {
        let said = self.said(&["--format", "csv", sql]);
        assert_eq!(said.code, 0, "{sql}: {said:?}");
        said.out
    }
}

#[test]
fn money_is_exact_and_rows_stand_in_order() {
    let asked = Asked::new();
    assert_eq!(
        asked.csv(
            "SELECT township, sum(amount) AS yuan, count(*) AS n FROM dispositions \
             WHERE disposition = 'paid' GROUP BY township"
        ),
        "township,yuan,n\n乙镇,600.00,2\n甲镇,1200.00,4\n"
    );
    assert_eq!(
        asked.csv("SELECT sum(amount) AS yuan, sum(amount_fen) AS fen FROM dispositions"),
        "yuan,fen\n2400.05,240005\n"
    );
    // What the statement leaves open is in order of all columns.
    assert_eq!(
        asked.csv(
            "SELECT name, amount FROM dispositions WHERE table = 'pay_list' ORDER BY amount DESC LIMIT 3"
        ),
        "name,amount\n丁四,600.05\n丙三,600.00\n乙二,600.00\n"
    );
    assert_eq!(
        asked.csv(
            "SELECT d.name, count(*) AS n FROM dispositions AS d JOIN findings AS f \
             ON d.file = f.file AND d.row = f.row WHERE d.table = 'pay_list' \
             AND f.severity = 'hold' GROUP BY d.name"
        ),
        "name,n\n丁四,1\n"
    );
    assert_eq!(
        asked.csv("SELECT sum(people) AS people, sum(amount) AS yuan FROM control"),
        "people,yuan\n3,1800.00\n"
    );
    assert_eq!(
        asked.csv("SELECT kind, data_rows FROM inputs"),
        "kind,data_rows\npay_list,4\nroster,4\n"
    );
    assert_eq!(asked.csv("SHOW TABLES;"), "name\ncontrol\ndispositions\nfindings\ninputs\n");
    let described = asked.csv("DESCRIBE dispositions");
    assert!(described.contains("amount_fen,i64\namount,\"decimal[38,2]\"\n"), "{described}");
    assert_eq!(asked.said(&["EXPLAIN SELECT name FROM dispositions"]).code, 0);
}

#[test]
fn text_says_how_many_more_and_json_keeps_decimals() {
    let asked = Asked::new();
    let said = asked.said(&["--limit", "2", "SELECT name, amount FROM dispositions"]);
    assert_eq!(
        said.out,
        " name  amount\n 丁四    0.00\n 丁四  600.05\n… and 6 more of 8 rows; --limit shows more\n"
    );
    let wide = asked.said(&["--limit", "1", "SELECT * FROM dispositions"]);
    assert!(wide.out.lines().all(|line| line.width() <= 80), "{}", wide.out);
    let json = asked.said(&[
        "--format",
        "json",
        "SELECT count(*) AS n, sum(amount) AS yuan FROM dispositions",
    ]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["rows"][0], serde_json::json!({ "n": 8, "yuan": "2400.05" }));
}

#[test]
fn numbers_are_masked_unless_asked_for() {
    let asked = Asked::new();
    let sql = "SELECT id_number, id_key, account_key, concat('卡', account_key) AS noted, \
               CAST(account_key AS BIGINT) AS counted FROM dispositions";
    let (number, account) = (person_id(1), card(1));
    for format in ["text", "csv", "json"] {
        let masked = asked.said(&["--format", format, sql]);
        assert_eq!(masked.code, 0, "{masked:?}");
        assert!(!masked.out.contains(&number) && !masked.out.contains(&account), "{format}");
        assert!(masked.out.contains('•'));
        let full = asked.said(&["--full", "--limit", "99", "--format", format, sql]);
        assert!(full.out.contains(&number), "{format}: {}", full.out);
    }
}

#[test]
fn only_reading_is_done() {
    let asked = Asked::new();
    for sql in [
        "DROP TABLE dispositions",
        "CREATE TABLE x AS SELECT 1",
        "DELETE FROM dispositions",
        "TRUNCATE dispositions",
        "COPY dispositions TO 'x'",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('out/data/findings.csv')",
        "SELECT * FROM read_parquet('out/data/findings.parquet')",
        "",
    ] {
        let said = asked.said(&[sql]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{sql}: {said:?}");
    }
    let said = asked.said(&["SELECT towship FROM dispositions"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean `township`?"), "{}", said.err);
    let said = asked.said(&["SELECT name FROM disposition"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean `dispositions`?"), "{}", said.err);
    assert!(asked.said(&["DESCRIBE finding"]).err.contains("`findings`"));
    for lang in ["zh", "en"] {
        let said =
            zhibu(asked.folder.path(), &["query", "--out", "out", "--lang", lang, "SELECT FROM"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
    let csv = zhibu(asked.folder.path(), &["verify", "out", "--format", "csv"]);
    assert_eq!(csv.code, 2, "{csv:?}");
}

#[test]
fn a_folder_that_is_not_as_it_was_written_is_refused() {
    let asked = Asked::new();
    let sql = "SELECT count(*) AS n FROM dispositions";
    assert_eq!(zhibu(asked.folder.path(), &["query", "--out", "nowhere", sql]).code, 2);
    for file in ["data/findings.parquet", "payout/control.csv", "manifest.json"] {
        let path = asked.out().join(file);
        let whole = std::fs::read(&path).expect("there");
        let mut bytes = whole.clone();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).expect("written");
        let said = asked.said(&[sql]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{file}: {said:?}");
        std::fs::write(&path, whole).expect("written");
    }
    std::fs::remove_file(asked.out().join("data/findings.parquet")).expect("removed");
    assert_eq!(asked.said(&[sql]).code, 4);
}

#[test]
fn the_projects_own_output_is_the_default() {
    let asked = Asked::new();
    let project = asked.county.path();
    let run = zhibu(project, &["run", "-q"]);
    assert_eq!(run.code, 0, "{run:?}");
    let sql = "SELECT count(*) AS n FROM dispositions";
    let said = zhibu(project, &["query", "--format", "csv", sql]);
    assert_eq!((said.code, said.out.as_str()), (0, "n\n8\n"), "{said:?}");
    let parent = project.parent().expect("a folder");
    let name = project.to_str().expect("UTF-8");
    assert_eq!(zhibu(parent, &["query", "-p", name, "--format", "csv", sql]).out, "n\n8\n");
}

#[test]
fn a_pay_row_has_the_account_that_it_is_paid_through() {
    let county = County::new()
        .lists("姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2", "姓名,身份证号\n张三,#1\n李四,#2");
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = zhibu(&county.ready(), &["run", "-q", "-o", out.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 0, "{run:?}");
    let sql = "SELECT table, name, account_key FROM dispositions ORDER BY name, table";
    let args = ["query", "--out", "out", "--full", "--format", "csv", sql];
    let said = zhibu(folder.path(), &args);
    let (one, two) = (card(1), card(2));
    let expected = format!(
        "table,name,account_key\npay_list,张三,{one}\nroster,张三,{one}\n\
         pay_list,李四,{two}\nroster,李四,{two}\n"
    );
    assert_eq!(said.out, expected, "{said:?}");
}
