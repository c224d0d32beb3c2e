//! A whole life: paid, sent back, corrected by the townships, made again,
//! supplemented and settled.

use serde_json::Value;

use super::desk::{CHECKER, Life, MAKER, NAMES, filled_in, lists, sheets};
use crate::county::card;

/// Money of a figure, in fen.
fn fen(yuan: &str) -> i64 {
    yuan.replace('.', "").parse().expect("yuan")
}

/// The figures add up, step by step.
#[track_caller]
fn adds_up(life: &Life) {
    let status = life.json(&["pay", "status"]);
    let figure = |step: &str| {
        let figure = &status["figures"][step];
        (figure["people"].as_u64().unwrap_or_default(), fen(figure["amount"].as_str().expect(step)))
    };
    let plus = |steps: &[&str]| {
        steps.iter().map(|step| figure(step)).fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
    };
    // Everybody whom the bank has is credited, on the way, or came back.
    assert_eq!(figure("exported"), plus(&["credited", "in_flight", "returned"]), "{status:#}");
    assert_eq!(figure("returned"), plus(&["reissued", "waiting"]), "{status:#}");
    let not_sent = figure("prepared").1 - figure("exported").1;
    let left = figure("quota").1 - plus(&["credited", "in_flight"]).1 - not_sent;
    assert_eq!(figure("surplus").1, left, "{status:#}");
    // The batches say the same.
    let batches = status["batches"].as_array().expect("batches");
    let of_batches = |states: &[&str]| -> u64 {
        let count = |batch: &Value, state: &str| batch["payments"][state]["people"].as_u64();
        let counts = batches.iter().flat_map(|batch| states.iter().map(|one| count(batch, one)));
        counts.flatten().sum()
    };
    assert_eq!(figure("credited").0, of_batches(&["paid"]));
    assert_eq!(figure("returned").0, of_batches(&["failed", "returned"]));
}

/// Who of a batch stands there.
fn who(life: &Life, batch: &str, stands: &str) -> Vec<String> {
    let lines = life.lines(batch).into_iter();
    lines.filter(|(_, state)| state == stands).map(|(name, _)| name).collect()
}

/// The townships correct the first, approve the second and reject the third of
/// those whose payment came back.
fn decided(mut life: Life, failed: &[String]) -> Life {
    let number = |name: &str| NAMES.iter().position(|one| *one == name).expect("known") + 1;
    let other = card(u32::try_from(number(&failed[0])).expect("few") + 50);
    let decisions = [
        (failed[0].as_str(), "更正", other.as_str()),
        (failed[1].as_str(), "同意发放", ""),
        (failed[2].as_str(), "不予发放", ""),
    ];
    for township in ["甲镇", "乙镇"] {
        let path = life.path().join(format!("pay/failed-002/exceptions/{township}.xlsx"));
        let Ok(bytes) = std::fs::read(path) else { continue };
        let back = format!("decisions/{township}.xlsx");
        life.county = life.county.file(&back, filled_in(&bytes, &decisions));
    }
    life.county.ready();
    life
}

/// Runs the life of a county, in one language.
fn life(lang: &'static str) {
    let life = Life::sent(lang);
    adds_up(&life);
    assert_eq!(life.figure("in_flight"), (7, "4200.00".to_owned()));
    let failed = returned(&life);
    ran_again(&life, &failed);
    let life = decided(life, &failed);
    let dispositions = life.run();
    let ends = |name: &str| dispositions[name].as_str();
    assert_eq!([ends(&failed[0]), ends(&failed[1]), ends(&failed[2])], ["paid", "paid", "held"]);
    let life = made_again(life, &failed);
    settled(&life);
    life.said_well();
}

/// The bank answers: three of seven are not paid. Who they are.
fn returned(life: &Life) -> Vec<String> {
    let played = ["pay", "simulate", "2020-001", "--seed", "4", "--failed", "4000"];
    life.done(&played);
    let answers = life.answers("2020-001");
    let bytes = |path: &str| std::fs::read(life.path().join(path)).expect("there");
    let before: Vec<Vec<u8>> = answers.iter().map(|path| bytes(path)).collect();
    assert_eq!(before.len(), 2, "a file each");
    life.done(&played);
    assert_eq!(life.answers("2020-001"), answers);
    assert_eq!(answers.iter().map(|path| bytes(path)).collect::<Vec<_>>(), before);
    // Another seed does not write over the bank's answer.
    let said = life.zhibu(&["pay", "simulate", "2020-001", "--seed", "5", "--failed", "10000"]);
    assert_eq!(said.code, 3, "{said:?}");
    let first = life.by(MAKER, &["pay", "return", &answers[0]]);
    adds_up(life);
    let rest = life.by(MAKER, &["pay", "return", &answers[1]]);
    assert!(format!("{first}{rest}").contains("failed-002"), "{first}{rest}");
    let failed = who(life, "2020-001", "failed");
    assert_eq!(failed.len(), 3, "{failed:?}");
    assert_eq!(life.figure("waiting"), (3, "1800.00".to_owned()));
    // The same files again say nothing new, under another name too.
    let before = life.json(&["pay", "status"]);
    let again = life.returned("2020-001");
    assert!(again.contains("B007"), "{again}");
    let copy = life.path().join("copy.csv");
    std::fs::copy(life.path().join(&answers[0]), copy).expect("copied");
    let copied = life.zhibu(&["pay", "return", "copy.csv", "--by", MAKER[1], "--key", MAKER[3]]);
    assert_eq!(copied.code, 0, "{copied:?}");
    assert_eq!(life.json(&["pay", "status"]), before);
    life.done(&["pay", "status"]);
    life.done(&["pay", "status", "2020-001"]);
    life.done(&["pay", "status", "2020-001", "--all"]);
    adds_up(life);
    failed
}

/// The same period once more, before anybody decided.
fn ran_again(life: &Life, failed: &[String]) {
    let dispositions = life.run();
    for name in NAMES {
        let expected = match name {
            name if failed.iter().any(|one| one == name) => "held",
            "辛八" => "held",
            _ => "already_paid",
        };
        assert_eq!(dispositions[name], expected, "{name}");
    }
    // Who was paid is no exception; what came back is.
    let folder = life.path().join("out/2020/exceptions");
    let mut codes = std::collections::BTreeMap::new();
    for (path, bytes) in super::desk::files(&folder) {
        for (_, rows) in sheets(&bytes) {
            for cell in rows.into_iter().flatten() {
                let known = ["P001", "B009", "V017"].into_iter().find(|code| *code == cell);
                if let Some(code) = known {
                    *codes.entry((path == "county.xlsx", code)).or_insert(0) += 1;
                }
            }
        }
    }
    assert!(codes.keys().all(|(_, code)| *code != "P001"), "{codes:?}");
    assert_eq!((codes[&(true, "B009")], codes[&(false, "B009")]), (3, 3), "{codes:?}");
    // Nothing is there to be paid.
    for step in ["prepare", "reissue"] {
        let why = life.refused(MAKER, &["pay", step]);
        assert!(!why.contains("P001"), "{why}");
    }
    let unknown = life.zhibu(&[&["pay", "close", "2020-009"], &MAKER[..]].concat());
    assert_eq!(unknown.code, 2, "{unknown:?}");
}

/// What failed is made again; somebody is supplemented.
fn made_again(mut life: Life, failed: &[String]) -> Life {
    let reissued = life.json(&[&["pay", "reissue"], &MAKER[..]].concat());
    assert_eq!((&reissued["batch"], &reissued["people"]), (&"2020-002".into(), &2.into()));
    assert_eq!(reissued["kind"], "reissue");
    adds_up(&life);
    // Nobody is made again twice by the same run.
    let why = life.refused(MAKER, &["pay", "reissue"]);
    assert!(why.contains("P001"), "{why}");
    life.send("2020-002", 2, "1200.00");
    // The corrected account is what the bank gets.
    let sent: Vec<Vec<u8>> = life.exported("2020-002").into_values().collect();
    let number = NAMES.iter().position(|name| *name == failed[0]).expect("known") + 1;
    let number = u32::try_from(number).expect("few");
    let holds = |card: &str| {
        sent.iter().any(|bytes| bytes.windows(card.len()).any(|part| part == card.as_bytes()))
    };
    assert!(holds(&card(number + 50)) && !holds(&card(number)));
    life.credited("2020-002");
    assert_eq!(life.figure("made_good"), (2, "1200.00".to_owned()));
    assert_eq!(life.figure("waiting"), (1, "600.00".to_owned()));
    // The last one's card was corrected meanwhile: the run pays them alone.
    life.county = lists(life.county, false);
    let dispositions = life.run();
    let paid = dispositions.iter().filter(|(_, end)| *end == "paid");
    assert_eq!(paid.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["辛八"]);
    let more = life.json(&[&["pay", "prepare"], &MAKER[..]].concat());
    assert_eq!((&more["batch"], &more["people"]), (&"2020-003".into(), &1.into()));
    assert_eq!(more["kind"], "supplementary");
    adds_up(&life);
    life.send("2020-003", 1, "600.00");
    let why = life.refused(MAKER, &["pay", "close", "2020-003"]);
    assert!(why.contains("B006"), "{why}");
    life.credited("2020-003");
    life
}

/// Every batch is settled, and the ledger is whole.
fn settled(life: &Life) {
    for batch in ["2020-001", "2020-002", "2020-003"] {
        life.by(CHECKER, &["pay", "close", batch]);
        life.refused(CHECKER, &["pay", "close", batch]);
    }
    assert_eq!(life.figure("credited"), (7, "4200.00".to_owned()));
    assert_eq!(life.figure("in_flight"), (0, "0.00".to_owned()));
    assert_eq!(life.figure("surplus").1, "595800.00");
    adds_up(life);
    life.done(&["pay", "status"]);
    let said = life.done(&["ledger", "verify"]);
    assert!(said.contains('✓'), "{said}");
    // Nobody is paid again, whatever is run and made up.
    let dispositions = life.run();
    assert!(dispositions.values().all(|end| end != "paid"), "{dispositions:?}");
    for step in ["prepare", "reissue"] {
        life.refused(MAKER, &["pay", step]);
    }
}

#[test]
fn a_whole_life_in_chinese() {
    life("zh");
}

#[test]
fn a_whole_life_in_english() {
    life("en");
}

#[test]
fn the_same_life_gives_the_same_bytes() {
    // Salts are random, and so are the hashes that follow from them; what the bank
    // gets is not, and the language of the terminal does not change it either.
    let exported = |lang| {
        let mut files = Life::sent(lang).exported("2020-001");
        assert!(files.remove("manifest.json").is_some());
        files
    };
    let files = exported("zh");
    assert_eq!(files.len(), 3, "{:?}", files.keys());
    assert!(files == exported("zh") && files == exported("en"));
}
