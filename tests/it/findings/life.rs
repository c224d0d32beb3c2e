//! P, B and L of the payout's life: what the office and the ledger find at a
//! step, each with the steps that bring it out.

use super::{Case, check};
use crate::county::County;
use crate::paydesk::{ANSWERED, CHECKER, MAKER};

/// Two people in order.
fn two() -> County {
    County::new()
        .lists("姓名,身份证号\n张三,#1\n李四,#2", "姓名,身份证号,银行账号\n张三,#1,@1\n李四,#2,@2")
}

/// Two people whom the bank has.
fn sent() -> County {
    two().sent()
}

/// The second is credited.
const SECOND: &str = "2,李四,@2,600.00,2020-001-000002,成功,,2020-12-09";

/// The bank answers for the first with this line, and credits the second.
fn first(line: &str) -> County {
    sent().answer(&format!("{line}\n{SECOND}"))
}

/// Both are credited.
fn credited() -> County {
    first("1,张三,@1,600.00,2020-001-000001,成功,,2020-12-09")
}

/// The first is not.
fn failed() -> County {
    first("1,张三,@1,600.00,2020-001-000001,失败,账户已销户,2020-12-09")
}

/// The first is not credited, gets another account, and is made again.
fn made_again() -> County {
    let pay = "姓名,身份证号,银行账号\n张三,#1,@3\n李四,#2,@2";
    failed().table("pay-list/甲镇.csv", pay).reissued()
}

/// A later answer for the first.
fn later(county: County, line: &str) -> County {
    county.answer_to("2020-001", "2020-001-001-回盘2.csv", line)
}

pub fn cases() -> Vec<Case> {
    let mut cases = approvals();
    cases.extend(strangers());
    cases.extend(disagreements());
    cases.extend(late());
    cases.extend(ledger());
    cases
}

fn approvals() -> Vec<Case> {
    const OPEN: &[&str] = &["open", "open"];
    let approve =
        |by: &str, people: u64, yuan: &str| two().prepared().approve(by, "2020-001", people, yuan);
    vec![
        Case::of_steps("P005", "a person too many", approve(CHECKER, 3, "1800.00"), OPEN)
            .found(&["P005 refuse 2020-001"])
            .says("共 2 人 1200.00 元；审批人填的是 3 人 1800.00 元")
            .clean("what would be paid", approve(CHECKER, 2, "1200.00")),
        Case::of_steps("P005", "a fen too little", approve(CHECKER, 2, "1199.99"), OPEN)
            .found(&["P005 refuse 2020-001"])
            .says("审批人填的是 2 人 1199.99 元"),
        Case::of_steps("L002", "who made it approves it", approve(MAKER, 2, "1200.00"), OPEN)
            .found(&["L002 refuse 2020-001"])
            .says("由 王会计 编制，不能由 王会计 审批")
            .clean("somebody else", approve(CHECKER, 2, "1200.00")),
    ]
}

fn strangers() -> Vec<Case> {
    vec![
        Case::of_steps(
            "B001",
            "a line that was not sent",
            first("3,王五,@5,600.00,2020-001-000003,成功,,2020-12-09"),
            &["open", "paid"],
        )
        .found(&["B001 hold 2020-001-001-回盘.csv!2"])
        .says("第 2 行（2020-001-000003）在批次 2020-001 里找不到")
        .clean("every line is ours", credited()),
        Case::of_steps(
            "B001",
            "a number where the reference belongs",
            first("1,张三,2020-001-000001,600.00,@1,成功,,2020-12-09"),
            &["open", "paid"],
        )
        .found(&["B001 hold 2020-001-001-回盘.csv!2"])
        .says("第 2 行（6221•••")
        .clean("every cell where it belongs", credited()),
        Case::of_steps(
            "B002",
            "the answer to another batch",
            sent().answer_to("2020-001", "2020-007-001-回盘.csv", SECOND),
            &["open", "open"],
        )
        .found(&["B002 refuse 2020-007-001-回盘.csv"])
        .says("写的是批次 2020-007，不是 2020-001")
        .clean("its own", sent().answer_to("2020-001", ANSWERED, SECOND)),
    ]
}

fn disagreements() -> Vec<Case> {
    const APART: &[&str] = &["open", "paid"];
    vec![
        Case::of_steps(
            "B003",
            "ten times as much",
            first("1,张三,@1,6000.00,2020-001-000001,成功,,2020-12-09"),
            APART,
        )
        .found(&["B003 hold 2020-001-001-回盘.csv!2"])
        .says("送盘 600.00 元，回盘 6000.00 元")
        .clean("the same, written otherwise", {
            first("1,张三,@1,600,2020-001-000001,成功,,2020-12-09")
        }),
        Case::of_steps(
            "B004",
            "another name",
            first("1,张山,@1,600.00,2020-001-000001,成功,,2020-12-09"),
            APART,
        )
        .found(&["B004 hold 2020-001-001-回盘.csv!2"])
        .says("送盘户名「张三」，回盘「张山」")
        .clean("the same name, spaced", {
            first("1,张　三,@1,600.00,2020-001-000001,成功,,2020-12-09")
        }),
        Case::of_steps(
            "B011",
            "another account",
            first("1,张三,@5,600.00,2020-001-000001,成功,,2020-12-09"),
            APART,
        )
        .found(&["B011 hold 2020-001-001-回盘.csv!2"])
        .says("送盘账号 6221")
        .clean("the same account", credited()),
        Case::of_steps(
            "B005",
            "a code that no manual has",
            first("1,张三,@1,600.00,2020-001-000001,E99,,2020-12-09"),
            &["unknown", "paid"],
        )
        .found(&["B005 hold 2020-001-001-回盘.csv!2"])
        .says("结果码「E99」不在 plain-csv 的结果码里")
        .clean("a code that says that the bank is at work", {
            first("1,张三,@1,600.00,2020-001-000001,处理中,,2020-12-09")
        }),
    ]
}

fn late() -> Vec<Case> {
    const FAILED: &str = "1,张三,@1,600.00,2020-001-000001,失败,账户已销户,2020-12-12";
    const PAID: &str = "1,张三,@1,600.00,2020-001-000001,成功,,2020-12-12";
    vec![
        Case::of_steps(
            "B006",
            "a line without an answer",
            sent().answer(SECOND).close("2020-001"),
            &["open", "paid"],
        )
        .found(&["B006 refuse 2020-001"])
        .says("有 1 笔没有最后结果：2020-001-000001")
        .clean("every line has one", failed().close("2020-001")),
        Case::of_steps(
            "B006",
            "a line that the bank is at work on",
            first("1,张三,@1,600.00,2020-001-000001,处理中,,2020-12-09").close("2020-001"),
            &["pending", "paid"],
        )
        .found(&["B006 refuse 2020-001"])
        .says("有 1 笔没有最后结果：2020-001-000001"),
        Case::of_steps(
            "B007",
            "the same file under another name",
            sent().answer(SECOND).answer_to("2020-001", "2020-001-001-回盘(1).csv", SECOND),
            &["open", "paid"],
        )
        .found(&["B007 note 2020-001-001-回盘(1).csv"])
        .says("已作为「2020-001-001-回盘.csv」登记在批次 2020-001")
        .clean("another file", later(sent().answer(SECOND), PAID)),
        Case::of_steps(
            "B008",
            "credited, and sent back three days later",
            later(credited(), FAILED),
            &["returned", "paid"],
        )
        .found(&["B008 advise 2020-001-001-回盘2.csv!2"])
        .says("先说到账，后说没有（失败 账户已销户）")
        .clean("failed at once", failed())
        .clean("credited twice", later(credited(), PAID)),
        Case::of_steps(
            "B010",
            "credited after it was made again",
            later(made_again(), PAID),
            &["failed", "paid", "open"],
        )
        .found(&["B010 hold 2020-001-001-回盘2.csv!2"])
        .says("2020-001-000001 先说失败，已由 2020-002-000001 重发，现在又说到账")
        .clean("credited before it was made again", later(failed(), PAID))
        .clean("the second was taken back", later(made_again().withdraw("2020-002", &[]), PAID)),
    ]
}

fn ledger() -> Vec<Case> {
    const OPEN: &[&str] = &["open", "open"];
    let file = "湖南省农村商业银行/2020-001-001.csv";
    vec![
        Case::of_steps(
            "L001",
            "an amount changed past the program",
            sent().tamper("UPDATE payment SET amount_fen = 6000000 WHERE line = 1").verify(),
            OPEN,
        )
        .found(&["L001 refuse ledger.sqlite"])
        .says("2020-001")
        .clean("as it was written", sent().verify()),
        Case::of_steps(
            "L001",
            "an event taken away",
            sent().tamper("DELETE FROM event WHERE kind = 'approved'").verify(),
            OPEN,
        )
        .found(&["L001 refuse ledger.sqlite"])
        .says("第 5 件记录不见了")
        .clean("nothing taken away", sent().verify()),
        Case::of_steps(
            "L003",
            "an account changed in the file for the bank",
            sent()
                .edit_export(
                    file,
                    "(one digit of an account changed · 改了账号一位)",
                    |bytes| {
                        let at = bytes.windows(4).position(|four| four == b"6221").expect("there");
                        bytes[at + 3] = b'2';
                    },
                )
                .export("2020-001"),
            OPEN,
        )
        .found(&["L003 refuse 湖南省农村商业银行/2020-001-001.csv"])
        .says("导出以后被改过")
        .clean("as it was written", sent().export("2020-001")),
        Case::of_steps(
            "L003",
            "a file that nobody approved",
            sent()
                .edit_export(
                    "补发.csv",
                    "(a file of somebody's own · 自己放进去的文件)",
                    |bytes| {
                        bytes.push(b'x');
                    },
                )
                .export("2020-001"),
            OPEN,
        )
        .found(&["L003 refuse 补发.csv"])
        .says("不是审批过的文件"),
    ]
}

#[test]
fn cases_of_the_payouts_life() {
    check(&cases());
}
