//! 55–67: the batch, the bank's answer and the ledger.

use serde_json::Value;

use crate::binary::Said;
use crate::clerk::{Line, Told, fen, line, plain, ran, table};
use crate::county::{County, card, person_id};
use crate::desk::{CHECKER, Life, MAKER, NAMES, lists};

/// The columns of the bank's answer by `plain-csv`.
const ANSWER: &str = "序号,户名,账号,金额,流水号,处理结果,失败原因,入账日期";

/// A county of eight people, all of them in order: five of 甲镇, three of 乙镇.
fn office() -> Life {
    Life::of(lists(County::new(), false), "zh")
}

/// Its first batch, prepared.
fn prepared() -> Life {
    let life = office();
    life.done(&["run", "-q"]);
    life.by(MAKER, &["pay", "prepare"]);
    life
}

/// What the approver types for it.
const APPROVED: [&str; 7] = ["pay", "approve", "2020-001", "--people", "8", "--amount", "4800.00"];

/// Its first batch, with the bank.
fn sent() -> Life {
    let life = prepared();
    life.send("2020-001", 8, "4800.00");
    life
}

/// The first file's lines as the bank answers them: each 成功 unless `edit` has it
/// otherwise (line, its fields).
fn answer(life: &Life, name: &str, edit: impl Fn(usize, &mut Vec<String>)) -> String {
    let bytes = std::fs::read(life.bank_file()).expect("exported");
    let text = encoding_rs::GBK.decode(&bytes).0.into_owned();
    let mut lines = vec![ANSWER.to_owned()];
    for (at, row) in (1..).zip(table(text.as_bytes())) {
        let of = |column: usize| row[column].clone();
        // 序号 户名 账号 开户银行 金额 身份证号 摘要 流水号
        let mut fields = vec![of(0), of(1), of(2), of(4), of(7)];
        fields.extend(["成功", "", "2020-12-12"].map(str::to_owned));
        edit(at, &mut fields);
        if !fields.is_empty() {
            lines.push(fields.join(","));
        }
    }
    let text = format!("{}\r\n", lines.join("\r\n"));
    std::fs::write(life.path().join(name), encoding_rs::GBK.encode(&text).0).expect("written");
    name.to_owned()
}

/// Everybody of the second file is credited.
fn second_is_credited(life: &Life) {
    life.done(&["pay", "simulate", "2020-001", "--failed", "0"]);
    let answers = life.answers("2020-001");
    life.by(MAKER, &["pay", "return", &answers[1]]);
}

fn take(life: &Life, file: &str) -> Said {
    life.zhibu(&[&["pay", "return", file, "--batch", "2020-001"], &MAKER[..]].concat())
}

/// The first line of what was said that has the code, in one line.
#[track_caller]
fn told(life: &Life, said: &Said, exit: i32, code: &str) -> Line {
    assert_eq!(said.code, exit, "{said:?}");
    let text = plain(life.path(), &format!("{}\n{}", said.out, said.err));
    let at = text.find(code).unwrap_or_else(|| panic!("{code} in {text}"));
    let rest = &text[at..];
    let cause = rest.find("原因").map_or(rest, |from| rest[from + "原因".len()..].trim_start());
    let end = ["办法", "建议", "依据"].iter().filter_map(|next| cause.find(next)).min();
    life.said_well();
    line(exit, code, cause[..end.unwrap_or(cause.len())].trim())
}

/// Refused, and nothing of it happened.
#[track_caller]
fn refused(life: &Life, args: &[&str], who: [&str; 4], code: &str) -> Line {
    let before = life.json(&["pay", "status"]);
    let exported = life.exported("2020-001");
    let said = life.zhibu(&[args, &who[..]].concat());
    assert!(said.err.contains("办法"), "a way out: {said:?}");
    let line = told(life, &said, 3, code);
    assert_eq!(life.json(&["pay", "status"]), before);
    assert_eq!(life.exported("2020-001"), exported);
    line
}

/// The shipped layout with an edit, as the county's own.
pub fn layout(county: County, from: &str, to: &str) -> County {
    let shipped = format!("{}/rules/banks/plain-csv.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(shipped).expect("readable");
    assert!(text.contains(from), "{from}");
    county.file("rules/banks/plain-csv.toml", text.replace(from, to))
}

pub fn f55_a_file_is_split_at_the_row_limit() -> Told {
    let mut told = Told::new();
    for (limit, expected) in [(5, [3, 5, 0]), (4, [3, 4, 1])] {
        let county = layout(
            lists(County::new(), false),
            "limit_rows = 10000",
            &format!("limit_rows = {limit}"),
        );
        let life = Life::of(county, "zh");
        life.done(&["run", "-q"]);
        life.by(MAKER, &["pay", "prepare"]);
        life.send("2020-001", 8, "4800.00");
        let exported = life.exported("2020-001");
        let mut lines: Vec<usize> = exported
            .iter()
            .filter(|(path, _)| path.contains('/'))
            .map(|(_, bytes)| table(encoding_rs::GBK.decode(bytes).0.as_bytes()).len())
            .collect();
        lines.resize(3, 0);
        assert_eq!(lines, expected, "limit {limit}");
        let control = table(&exported["control.csv"]);
        assert_eq!(control.last().expect("a total")[1..3], ["8".to_owned(), "4800.00".to_owned()]);
        for path in exported.keys().filter(|path| path.contains('/')) {
            let file = format!("pay/2020-001/{path}");
            life.done(&["bank", "check", "rules/banks/plain-csv.toml", &file]);
        }
        let shown: Vec<String> =
            lines.iter().filter(|n| **n > 0).map(ToString::to_string).collect();
        told.push(line(0, "", format!("每份最多 {limit} 笔：{} 笔", shown.join("、"))));
    }
    told
}

pub fn f56_an_edited_export_is_refused() -> Told {
    let life = sent();
    let file = life.bank_file();
    let bytes = std::fs::read(&file).expect("there");
    let edited: Vec<u8> =
        bytes.iter().map(|byte| if *byte == b'6' { b'9' } else { *byte }).collect();
    std::fs::write(&file, edited).expect("written");
    let line = refused(&life, &["pay", "export", "2020-001"], MAKER, "L003");
    let verified = life.zhibu(&["ledger", "verify"]);
    assert_eq!(verified.code, 3, "{verified:?}");
    assert!(verified.out.contains("L003") || verified.err.contains("L003"), "{verified:?}");
    std::fs::write(&file, bytes).expect("written");
    life.done(&["ledger", "verify"]);
    vec![line]
}

pub fn f57_the_answer_to_another_batch_is_refused() -> Told {
    let life = sent();
    let own = answer(&life, "2020-009-001-回盘.csv", |_, _| ());
    let by_name = refused(&life, &["pay", "return", &own, "--batch", "2020-001"], MAKER, "B002");
    assert_eq!(life.figure("credited"), (0, "0.00".to_owned()));
    vec![by_name]
}

pub fn f58_the_same_answer_twice_changes_nothing() -> Told {
    let life = sent();
    let file = answer(&life, "回盘.csv", |_, _| ());
    assert_eq!(take(&life, &file).code, 0);
    assert_eq!(life.figure("credited"), (3, "1800.00".to_owned()));
    let before = life.json(&["pay", "status"]);
    std::fs::copy(life.path().join(&file), life.path().join("回盘(1).csv")).expect("copied");
    let again = told(&life, &take(&life, &file), 0, "B007");
    told(&life, &take(&life, "回盘(1).csv"), 0, "B007");
    assert_eq!(life.json(&["pay", "status"]), before);
    vec![again]
}

pub fn f59_answers_out_of_order_are_appended() -> Told {
    let life = sent();
    second_is_credited(&life);
    let credited = answer(&life, "回盘1.csv", |_, _| ());
    assert_eq!(take(&life, &credited).code, 0);
    assert_eq!(life.figure("credited"), (8, "4800.00".to_owned()));
    let events = |life: &Life| life.json(&["ledger", "verify"])["events"].clone();
    let before = events(&life);
    let back = answer(&life, "回盘2.csv", |at, fields| match at {
        2 => ["失败", "账户已销户", "2020-12-15"]
            .iter()
            .zip(&mut fields[5..])
            .for_each(|(text, field)| (*text).clone_into(field)),
        _ => fields.clear(),
    });
    let line = told(&life, &take(&life, &back), 0, "B008");
    assert_eq!(life.figure("credited"), (7, "4200.00".to_owned()));
    assert!(events(&life).as_u64() > before.as_u64(), "appended");
    // Who it is may be made again, and nobody else.
    assert_eq!(life.run().values().filter(|end| *end == "already_paid").count(), 7);
    vec![line]
}

pub fn f60_an_unknown_code_blocks_the_reissue() -> Told {
    let life = sent();
    second_is_credited(&life);
    let file = answer(&life, "回盘.csv", |at, fields| {
        if at == 1 {
            "E99".clone_into(&mut fields[5]);
        }
    });
    let line = told(&life, &take(&life, &file), 0, "B005");
    // Money that may have arrived is money that is out.
    let dispositions = life.run();
    assert!(dispositions.values().all(|end| end == "already_paid"), "{dispositions:?}");
    let said = life.zhibu(&[&["pay", "reissue"], &MAKER[..]].concat());
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(life.json(&["pay", "status"])["batches"].as_array().map(Vec::len), Some(1));
    vec![line, crate::clerk::line(3, "", plain(life.path(), &said.err))]
}

pub fn f61_lines_missing_or_extra_cannot_be_closed() -> Told {
    let life = sent();
    second_is_credited(&life);
    let short = answer(&life, "回盘1.csv", |at, fields| {
        if at == 3 {
            fields.clear();
        }
    });
    assert_eq!(take(&life, &short).code, 0);
    let missing = refused(&life, &["pay", "close", "2020-001"], MAKER, "B006");
    let extra = answer(&life, "回盘2.csv", |at, fields| match at {
        3 => {
            "2020-001-000099".clone_into(&mut fields[4]);
            fields[2] = card(77);
        }
        _ => fields.clear(),
    });
    let extra = told(&life, &take(&life, &extra), 0, "B001");
    refused(&life, &["pay", "close", "2020-001"], MAKER, "B006");
    assert_eq!(life.figure("credited"), (7, "4200.00".to_owned()));
    vec![missing, extra]
}

pub fn f62_another_amount_or_name_is_kept_apart() -> Told {
    let mut lines = Told::new();
    for (code, column, value) in [("B003", 3, "6000.00"), ("B004", 1, "甲山")] {
        let life = sent();
        second_is_credited(&life);
        let file = answer(&life, "回盘.csv", |at, fields| {
            if at == 1 {
                value.clone_into(&mut fields[column]);
            }
        });
        lines.push(told(&life, &take(&life, &file), 0, code));
        assert_eq!(life.figure("credited"), (7, "4200.00".to_owned()));
        refused(&life, &["pay", "close", "2020-001"], MAKER, "B006");
        // Nobody is paid again on the strength of it.
        assert!(life.run().values().all(|end| end != "paid"));
    }
    lines
}

pub fn f63_the_maker_does_not_approve() -> Told {
    let life = prepared();
    let line = refused(&life, &APPROVED, MAKER, "L002");
    let said = life.zhibu(&[&["pay", "export", "2020-001"], &MAKER[..]].concat());
    assert_eq!(said.code, 3, "{said:?}");
    assert!(life.exported("2020-001").is_empty());
    vec![line]
}

pub fn f64_a_broken_chain_is_refused() -> Told {
    let life = sent();
    // Another program rewrites what the second event says, past the guards.
    let connection = rusqlite::Connection::open(life.path().join("ledger.sqlite")).expect("open");
    let guards: Vec<String> = {
        let mut asked = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .expect("a statement");
        let names = asked.query_map([], |row| row.get(0)).expect("rows");
        names.map(|name| name.expect("a name")).collect()
    };
    for guard in guards {
        connection.execute_batch(&format!("DROP TRIGGER {guard}")).expect("gone");
    }
    let changed = connection
        .execute("UPDATE event SET at = '2020-12-01T00:00:00+08:00' WHERE seq = 2", [])
        .expect("changed");
    assert_eq!(changed, 1);
    drop(connection);
    let exported = life.exported("2020-001");
    let said = life.zhibu(&["ledger", "verify"]);
    let line = told(&life, &said, 3, "L001");
    for args in
        [&["pay", "export", "2020-001"][..], &["pay", "close", "2020-001"], &["pay", "reissue"]]
    {
        let said = life.zhibu(&[args, &MAKER[..]].concat());
        assert_eq!(said.code, 3, "{args:?}: {said:?}");
    }
    let run = life.zhibu(&["run", "-q"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert_eq!(life.exported("2020-001"), exported);
    vec![line]
}

pub fn f65_a_crash_between_export_and_record_repeats_the_bytes() -> Told {
    let life = prepared();
    life.by(CHECKER, &APPROVED);
    let ledger = life.path().join("ledger.sqlite");
    let before = std::fs::read(&ledger).expect("there");
    life.by(MAKER, &["pay", "export", "2020-001"]);
    let exported = life.exported("2020-001");
    let state = |life: &Life| life.json(&["pay", "status"])["batches"][0]["state"].clone();
    assert_eq!(state(&life), "exported");
    // The ledger never heard of it.
    for beside in ["ledger.sqlite-wal", "ledger.sqlite-shm"] {
        let _ = std::fs::remove_file(life.path().join(beside));
    }
    std::fs::write(&ledger, before).expect("written");
    assert_eq!(state(&life), "approved");
    let said = life.by(MAKER, &["pay", "export", "2020-001"]);
    assert_eq!(life.exported("2020-001"), exported, "the same bytes");
    assert_eq!(state(&life), "exported");
    let batches = life.json(&["pay", "status"])["batches"].as_array().map(Vec::len);
    assert_eq!(batches, Some(1), "the same batch");
    let folders = std::fs::read_dir(life.path().join("pay")).expect("there").count();
    assert_eq!(folders, 1, "in the same place");
    life.done(&["ledger", "verify"]);
    life.said_well();
    let first = said.lines().next().unwrap_or_default();
    vec![line(0, "", plain(life.path(), first))]
}

pub fn f66_a_total_past_31_bits_is_whole() -> Told {
    // Five people of six million each are more fen than 31 bits hold.
    let shipped =
        format!("{}/rules/programmes/reservoir-resettlement.toml", env!("CARGO_MANIFEST_DIR"));
    let rules = std::fs::read_to_string(shipped).expect("readable");
    let rules = rules.replace("yuan = \"50.00\"", "yuan = \"500000.00\"");
    let people = 8;
    let (mut roster, mut pay): (Vec<String>, Vec<String>) =
        (1..=people).map(|n| crate::county::person(n, NAMES[n as usize - 1])).unzip();
    for row in roster.iter_mut().chain(&mut pay) {
        if row.ends_with(",600") {
            row.replace_range(row.len() - 3.., "6000000");
        }
    }
    let county = County::new()
        .approved(8, "48000000.00")
        .file("rules/programmes/reservoir-resettlement.toml", rules)
        .roster(&roster)
        .pay_list(&pay);
    let ran = ran(county);
    let yuan: u64 = ran.sent().iter().map(|(_, yuan)| fen(yuan)).sum();
    assert_eq!(yuan, 4_800_000_000);
    assert!(yuan > u64::from(u32::MAX), "past 32 bits too");
    let control = table(&ran.files["payout/control.csv"]);
    assert_eq!(control.last().expect("a total")[2], "48000000.00");
    let life = Life::of(ran.county, "zh");
    life.done(&["run", "-q"]);
    life.by(MAKER, &["pay", "prepare"]);
    life.send("2020-001", 8, "48000000.00");
    life.credited("2020-001");
    assert_eq!(life.figure("credited"), (8, "48000000.00".to_owned()));
    life.by(MAKER, &["pay", "close", "2020-001"]);
    vec![line(0, "", "8 人 48,000,000.00 元，从名册到账本一分不差")]
}

pub fn f67_a_name_outside_the_charset_is_never_rewritten() -> Told {
    let name = "甲𠮷";
    let county = |charset: &str| {
        let (roster, pay): (Vec<String>, Vec<String>) =
            [crate::county::person(1, "甲一"), crate::county::person(2, name)].into_iter().unzip();
        let county = County::new().roster(&roster).pay_list(&pay);
        layout(county, "charset = \"cp936\"", &format!("charset = \"{charset}\""))
    };
    let held = ran(county("cp936"));
    held.ends(&["甲一"], &[name]);
    let line = held.held_for("V013", "pay-list/a.csv!I3", "𠮷");
    for (path, bytes) in held.files.iter().filter(|(path, _)| path.starts_with("payout/")) {
        let spoilt = bytes.contains(&b'?') || bytes.windows(2).any(|two| two == b"&#");
        assert!(!spoilt, "{path}");
        let text = encoding_rs::GBK.decode(bytes).0.into_owned();
        assert!(!text.contains("甲,") && !text.contains('甲') || text.contains("甲一"), "{path}");
    }
    // A charset that has it writes it.
    let paid = ran(county("gb18030"));
    paid.ends(&["甲一", name], &[]);
    assert_eq!(paid.sent()[1].0, name);
    vec![line, crate::clerk::line(0, "", "gb18030：发放 2 人，姓名原样写出")]
}

#[test]
fn nobody_of_the_office_is_held() {
    let life = office();
    assert!(life.run().values().all(|end| end == "paid"));
    assert_eq!(life.json(&["pay", "status"])["batches"], Value::Array(Vec::new()));
    assert_ne!(person_id(1), person_id(2));
}
