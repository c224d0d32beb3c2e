//! P: what would be paid against what was approved.

use super::{Case, check};
use crate::county::{County, found};

/// Two people in order; so many approved.
fn approved(quota: u64, budget: &str) -> County {
    County::new()
        .lists("姓名,身份证号\n张三,#1\n李四,#2", "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2")
        .approved(quota, budget)
}

pub fn cases() -> Vec<Case> {
    vec![
        Case::new("P003", "a fen too many", approved(2, "1199.99"))
            .found(&["P003 refuse zhibu.toml"])
            .ends(&["paid", "paid"], &["paid", "paid"])
            .says("应发 1200.00 元，批准 1199.99 元，超出 0.01 元")
            .clean("the last fen", approved(2, "1200.00")),
        Case::new("P004", "a person too many", approved(1, "1200.00"))
            .found(&["P004 refuse zhibu.toml"])
            .ends(&["paid", "paid"], &["paid", "paid"])
            .says("将发放 2 人，核定 1 人，多 1 人")
            .clean("the last person", approved(2, "1200.00")),
    ]
}

#[test]
fn payout_cases() {
    check(&cases());
}

#[test]
fn people_paid_count_and_not_people_listed() {
    // The second is held: one is paid of the one approved.
    let run = approved(1, "600.00")
        .table("pay-list/甲镇.csv", "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,");
    let run = run.run();
    assert!(!run.refused, "{:?}", found(&run));
    assert_eq!(run.totals.paid_people, 1);
}

#[test]
fn fewer_than_approved_never_refuses() {
    let run = approved(1000, "600000.00").run();
    assert!(!run.refused && found(&run).is_empty());
}

#[test]
fn both_are_told_at_once() {
    let run = approved(1, "600.00").run();
    assert_eq!(found(&run), ["P003 refuse zhibu.toml", "P004 refuse zhibu.toml"]);
    assert!(run.refused && run.view().payments.is_empty());
}
