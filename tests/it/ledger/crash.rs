//! Crashes: a database that fails at an operation, processes that are killed,
//! and processes that do the same thing at once.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use zhibu::ledger::store::{Dialect, Store, StoreError, Value};
use zhibu::ledger::{Ledger, LedgerAt};

use super::desk::{Desk, MAKER, people};
use super::place::{Place, minute};
use super::script::{Sharing, Step, take};

on_both!(of_many_at_once_one_prepares, many_begin_one_ledger);

/// How an operation breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// It does not.
    #[default]
    Never,
    /// It fails, and those after it do not.
    Fails,
    /// It fails, and so does everything after it.
    Dies,
    /// The next commit is made, and nothing after it is.
    DiesAfterCommit,
    /// The process waits there, to be killed.
    Stops,
}

/// Which operation breaks.
#[derive(Debug, Default)]
pub struct Plan {
    /// How many operations it takes until then.
    pub left: u64,
    pub how: How,
}

/// A database that breaks as it is told.
pub struct Breaking {
    inner: Box<dyn Store>,
    plan: Arc<Mutex<Plan>>,
    dead: bool,
}

fn broken<T>() -> Result<T, StoreError> {
    Err(StoreError::Failed("broken on purpose".to_owned()))
}

impl Breaking {
    pub fn over(inner: Box<dyn Store>, plan: Arc<Mutex<Plan>>) -> Self {
        Self { inner, plan, dead: false }
    }

    /// Counts an operation.
    fn at(&mut self) -> Result<(), StoreError> {
        if self.dead {
            return broken();
        }
        let how = {
            let mut plan = self.plan.lock().expect("ours");
            if matches!(plan.how, How::Never | How::DiesAfterCommit) {
                return Ok(());
            }
            plan.left = plan.left.saturating_sub(1);
            if plan.left > 0 {
                return Ok(());
            }
            std::mem::take(&mut plan.how)
        };
        match how {
            How::Stops => {
                println!("here");
                let _ = std::io::stdout().flush();
                loop {
                    std::thread::sleep(Duration::from_mins(1));
                }
            }
            How::Dies => self.dead = true,
            _ => {}
        }
        broken()
    }
}

impl Store for Breaking {
    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.at()?;
        self.inner.script(sql)
    }

    fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        self.at()?;
        self.inner.execute(sql, values)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&[Value<'_>]),
    ) -> Result<(), StoreError> {
        self.at()?;
        self.inner.query(sql, values, each)
    }

    fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), StoreError> {
        self.at()?;
        self.inner.insert(table, columns, rows)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.at()?;
        self.inner.begin()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.at()?;
        self.inner.commit()?;
        if self.plan.lock().expect("ours").how == How::DiesAfterCommit {
            self.dead = true;
            return broken();
        }
        Ok(())
    }

    fn rollback(&mut self) -> Result<(), StoreError> {
        if self.dead { broken() } else { self.inner.rollback() }
    }

    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }
}

/// When a process is killed.
#[derive(Clone, Copy, Debug)]
pub enum Kill {
    /// At the database's operation of that number.
    AtOperation(u64),
    /// So long after it began.
    AfterMicros(u64),
}

/// What a child is to do.
#[derive(Serialize, Deserialize)]
struct Task {
    file: Option<PathBuf>,
    server: Option<String>,
    minute: u64,
    step: Step,
    stops_at: Option<u64>,
    /// It waits until this is there.
    waits_for: Option<PathBuf>,
}

const TASK: &str = "ZHIBU_TEST_CHILD";

impl Task {
    fn at(at: &LedgerAt, minute: u64, step: &Step) -> Self {
        let (file, server) = match at {
            LedgerAt::File(path) => (Some(path.clone()), None),
            LedgerAt::Server(url) => (None, Some(url.clone())),
        };
        Self { file, server, minute, step: step.clone(), stops_at: None, waits_for: None }
    }

    fn spawn(&self) -> Child {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "ledger::crash::a_child", "--nocapture", "--test-threads=1"]);
        command.env(TASK, serde_json::to_string(self).expect("plain values"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().expect("a child")
    }
}

/// Not a test by itself: what a child of the others does.
#[test]
fn a_child() {
    let Ok(task) = std::env::var(TASK) else { return };
    let task: Task = serde_json::from_str(&task).expect("a task");
    let at = match (task.file, task.server) {
        (Some(file), _) => LedgerAt::File(file),
        (None, server) => LedgerAt::Server(server.expect("one of both")),
    };
    println!("\nready");
    let _ = std::io::stdout().flush();
    if let Some(path) = task.waits_for {
        while !path.exists() {
            std::hint::spin_loop();
        }
    }
    let how = if task.stops_at.is_some() { How::Stops } else { How::Never };
    let plan = Arc::new(Mutex::new(Plan { left: task.stops_at.unwrap_or(0), how }));
    let opened = at.store().map(|store| Breaking::over(store, plan));
    let said = match opened {
        Err(error) => format!("store: {error}"),
        Ok(store) => match Ledger::on(Box::new(store), "a child's".to_owned(), minute(0)) {
            Err(error) => super::script::refusal(&error),
            Ok(mut ledger) => take(&mut ledger, minute(task.minute), &task.step),
        },
    };
    println!("said {said}");
}

/// Takes a step in a process of its own and kills it; what the step said, where
/// the process came so far.
pub fn killed(at: &LedgerAt, minute: u64, step: &Step, kill: Kill) -> Option<String> {
    let mut task = Task::at(at, minute, step);
    if let Kill::AtOperation(number) = kill {
        task.stops_at = Some(number);
    }
    let mut child = task.spawn();
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut said = None;
    while let Some(Ok(line)) = lines.next() {
        match (line.as_str(), kill) {
            ("ready", Kill::AfterMicros(micros)) => {
                std::thread::sleep(Duration::from_micros(micros));
                child.kill().expect("killed");
            }
            ("here", _) => child.kill().expect("killed"),
            (line, _) => {
                if let Some(words) = line.strip_prefix("said ") {
                    said = Some(words.to_owned());
                }
            }
        }
    }
    child.wait().expect("it ended");
    said
}

/// Several processes take a step at once; what each said.
fn at_once(place: &Place, number: u64, step: impl Fn(u64) -> Step) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let go = folder.path().join("go");
    let children: Vec<Child> = (0..number)
        .map(|one| {
            let mut task = Task::at(&place.at(), 100 + one, &step(one));
            task.waits_for = Some(go.clone());
            task.spawn()
        })
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    std::fs::write(&go, "go").expect("written");
    children
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().expect("it ended");
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let said = text.lines().find_map(|line| line.strip_prefix("said "));
            said.unwrap_or_else(|| panic!("it said nothing: {text}")).to_owned()
        })
        .collect()
}

fn of_many_at_once_one_prepares(place: &Place) {
    let mut desk = Desk::at(place);
    for year in 2020..2026 {
        let period = format!("{year}");
        let said = at_once(place, 4, |_| Step::Prepare {
            by: MAKER.into(),
            programme: "direct".into(),
            period: period.clone(),
            reissue: false,
            sharing: Sharing::Never,
            people: people(1..=200),
        });
        let won = said.iter().filter(|one| one.starts_with(&period)).count();
        let told = said.iter().filter(|one| one.starts_with("P001") || *one == "busy").count();
        assert_eq!((won, told), (1, 3), "{said:?}");
    }
    assert_eq!(desk.shown().len(), 6);
    desk.verified();
}

fn many_begin_one_ledger(place: &Place) {
    let said = at_once(place, 6, |number| Step::Enrol { name: format!("甲{number}"), by: None });
    let enrolled = said.iter().filter(|one| *one == "enrolled").count();
    let told = said.iter().filter(|one| *one == "needs-signer" || *one == "busy").count();
    assert_eq!((enrolled, told), (1, 5), "{said:?}");
    let mut ledger = place.open();
    assert_eq!(ledger.verify().expect("whole").head.seq, 2);
}
