//! Two clerks on one project: who comes second is told, or waits; nothing is made
//! twice; and what only reads works beside.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use zhibu::domain::Moment;
use zhibu::publish::{self, Holder};

use crate::binary::Said;
use crate::pay::desk::{CHECKER, Life, MAKER, files};

/// The moment of every step, as in [`Life`].
const EPOCH: &str = "1607562000";

/// A command that goes on beside this process, as a clerk of that name gives it.
fn begun(folder: &Path, user: &str, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
    command.args(args).args(["--lang", "zh"]).current_dir(folder);
    command.env("USER", user).env("SOURCE_DATE_EPOCH", EPOCH);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("started")
}

/// How it ended.
fn ended(child: Child) -> Said {
    let output = child.wait_with_output().expect("it ended");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said {
        code: output.status.code().expect("it was not killed"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Commands that two clerks give at the same moment.
fn at_once(life: &Life, commands: [&[&str]; 2]) -> [Said; 2] {
    let users = ["王会计", "李主任"];
    let children = [0, 1].map(|at| begun(life.path(), users[at], commands[at]));
    children.map(ended)
}

/// Another clerk at another machine.
fn other() -> Holder {
    Holder {
        user: "赵会计".to_owned(),
        machine: "PC-07".to_owned(),
        doing: "run".to_owned(),
        since: Moment::parse("2020-12-10T09:00:00+08:00"),
        pid: 4_270,
    }
}

fn signed<'a>(args: &[&'a str], who: [&'a str; 4]) -> Vec<&'a str> {
    [args, &who[..]].concat()
}

/// The message without the breaks that a terminal needs.
fn unwrapped(said: &Said) -> String {
    said.err.lines().map(str::trim).collect()
}

#[test]
fn whatever_changes_a_project_is_told_who_holds_it() {
    let life = Life::prepared("zh");
    life.send("2020-001", 7, "4200.00");
    life.done(&["pay", "simulate", "2020-001", "--failed", "0"]);
    let answers = life.answers("2020-001");
    let before = (life.json(&["pay", "status"]), files(life.path()));
    let held = publish::lock(life.path(), &other(), Duration::ZERO).expect("free");
    let key = ["--key", "keys/checker.key"];
    let enrol = [&["ledger", "enrol", "赵会计", "--by", "王会计", "--by-key", MAKER[3]], &key[..]];
    // `changes` goes the way of `run`, and has nothing to do here.
    let changing: Vec<Vec<&str>> = vec![
        vec!["run", "-q"],
        vec!["evaluate", "--fund", "fund.xlsx"],
        vec!["next", "-o", "next"],
        vec!["sample", "--seed", "20210112"],
        signed(&["pay", "prepare"], MAKER),
        signed(&["pay", "reissue"], MAKER),
        signed(&["pay", "approve", "2020-001", "--people", "7", "--amount", "4200.00"], CHECKER),
        signed(&["pay", "withdraw", "2020-001", "--reason", "x"], MAKER),
        signed(&["pay", "export", "2020-001"], MAKER),
        signed(&["pay", "return", &answers[0]], MAKER),
        signed(&["pay", "close", "2020-001"], MAKER),
        vec!["pay", "simulate", "2020-001"],
        enrol.concat(),
    ];
    let children: Vec<Child> =
        changing.iter().map(|args| begun(life.path(), "王会计", args)).collect();
    for (args, child) in changing.iter().zip(children) {
        let said = ended(child);
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{args:?}: {said:?}");
        let words = unwrapped(&said);
        for told in ["赵会计", "PC-07", "zhibu run", "2020-12-10 09:00", "请等"] {
            assert!(words.contains(told), "{told}: {args:?}: {words}");
        }
    }
    // What only reads works beside.
    for args in [
        &["verify", "out/2020"][..],
        &["pay", "status"],
        &["ledger", "verify"],
        &["explain", "V004"],
        &["explain", "--person", "甲一"],
        &["query", "SELECT count(*) FROM dispositions"],
        &["bank", "list"],
    ] {
        life.done(args);
    }
    drop(held);
    let mut after = files(life.path());
    after.retain(|name, _| !name.starts_with("ledger.sqlite"));
    let mut then = before.1;
    then.retain(|name, _| !name.starts_with("ledger.sqlite"));
    assert_eq!(after.keys().collect::<Vec<_>>(), then.keys().collect::<Vec<_>>());
    assert!(after == then, "a file was changed");
    assert_eq!(life.json(&["pay", "status"]), before.0, "the ledger was changed");
}

#[test]
fn a_step_of_the_ledger_waits_for_one_that_is_short() {
    let life = Life::prepared("zh");
    let held = publish::lock(life.path(), &other(), Duration::ZERO).expect("free");
    let args =
        signed(&["pay", "approve", "2020-001", "--people", "7", "--amount", "4200.00"], CHECKER);
    let mut child = begun(life.path(), "李主任", &args);
    std::thread::sleep(Duration::from_millis(1_500));
    assert!(child.try_wait().expect("ours").is_none(), "it waits");
    drop(held);
    let said = ended(child);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn of_two_runs_at_once_one_is_made_and_the_other_is_told() {
    let life = Life::new("zh");
    for _ in 0..4 {
        let said = at_once(&life, [&["run", "-q"], &["run", "-q"]]);
        let codes = said.each_ref().map(|one| one.code);
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 4].contains(code)), "{said:?}");
        for (one, other) in [(0, "李主任"), (1, "王会计")] {
            let words = unwrapped(&said[one]);
            assert!(codes[one] == 0 || words.contains(other), "{said:?}");
        }
        life.done(&["verify", "out/2020"]);
    }
}

#[test]
fn a_batch_that_is_prepared_while_a_run_goes_on_is_of_one_run() {
    let life = Life::new("zh");
    life.done(&["run", "-q"]);
    let prepare = signed(&["pay", "prepare"], MAKER);
    // The run is made or told at once; the step waits for it, or comes first.
    let [run, prepared] = at_once(&life, [&["run", "-q"], &prepare]);
    assert!([0, 4].contains(&run.code), "{run:?}");
    assert_eq!(prepared.code, 0, "{prepared:?}");
    assert!(run.code == 0 || unwrapped(&run).contains("zhibu pay prepare"), "{run:?}");
    life.done(&["ledger", "verify"]);
    let status = life.json(&["pay", "status"]);
    assert_eq!(status["batches"].as_array().map(Vec::len), Some(1), "{status}");
}

#[test]
fn of_two_batches_prepared_at_once_one_is_made() {
    for _ in 0..3 {
        let life = Life::new("zh");
        life.done(&["run", "-q"]);
        let prepare = signed(&["pay", "prepare"], MAKER);
        let said = at_once(&life, [&prepare, &prepare]);
        let mut codes = said.each_ref().map(|one| one.code);
        codes.sort_unstable();
        assert_eq!(codes, [0, 3], "{said:?}");
        // The second knows that the run knew less than the ledger does by now.
        assert!(said.iter().any(|one| one.err.contains("P001")), "{said:?}");
        life.done(&["ledger", "verify"]);
        let status = life.json(&["pay", "status"]);
        assert_eq!(status["batches"].as_array().map(Vec::len), Some(1), "{status}");
    }
}

#[test]
fn of_two_approvals_at_once_one_is_written() {
    let life = Life::prepared("zh");
    let args =
        signed(&["pay", "approve", "2020-001", "--people", "7", "--amount", "4200.00"], CHECKER);
    let events = |life: &Life| life.json(&["ledger", "verify"])["events"].as_u64();
    let before = events(&life).expect("a count");
    let said = at_once(&life, [&args, &args]);
    let mut codes = said.each_ref().map(|one| one.code);
    codes.sort_unstable();
    assert_eq!(codes, [0, 3], "{said:?}");
    assert_eq!(events(&life), Some(before + 1), "one event");
}
