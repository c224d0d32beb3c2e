//! What the bank sent back, by township, as the summary compares it.

use super::desk::Life;

/// A township's `sent`, `returned` and `returned_amount` of the run's table.
fn sent_back(life: &Life, township: &str) -> [String; 3] {
    life.done(&["run", "-q"]);
    let path = life.path().join("out/2020/data/townships.csv");
    let text = std::fs::read_to_string(path).expect("a table");
    let line = text.lines().find(|line| line.starts_with(&format!("{township},"))).expect("there");
    let cells: Vec<&str> = line.split(',').collect();
    [20, 21, 22].map(|at| cells[at].to_owned())
}

#[test]
fn failed_payments_are_counted_where_they_were_to_arrive() {
    let life = Life::prepared("zh");
    assert_eq!(sent_back(&life, "甲镇"), ["0", "0", "0.00"], "the bank has nothing yet");
    life.send("2020-001", 7, "4200.00");
    assert_eq!(sent_back(&life, "甲镇"), ["5", "0", "0.00"]);
    life.done(&["pay", "simulate", "2020-001", "--failed", "10000"]);
    life.returned("2020-001");
    assert_eq!(sent_back(&life, "甲镇"), ["5", "5", "3000.00"]);
    assert_eq!(sent_back(&life, "乙镇"), ["2", "2", "1200.00"]);
    assert_eq!(sent_back(&life, "*"), ["7", "7", "4200.00"]);
    life.said_well();
}
