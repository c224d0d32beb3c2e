//! A county's payout office: what is done with its lists before they change, and
//! what the office and the ledger say of it.
//!
//! Every step is taken in the county's own folder by the library that the
//! commands use, and told in [`County::shown`] as somebody would type it.

use zhibu::domain::{Moment, Money};
use zhibu::finding::Finding;
use zhibu::ledger::{LedgerAt, LedgerError, Secret, Signer, Which};
use zhibu::pay::{Office, PayError};
use zhibu::rulebook::Rulebook;
use zhibu::run;

use crate::county::{County, fill};

/// Who prepares.
pub const MAKER: &str = "王会计";
/// Who approves.
pub const CHECKER: &str = "李主任";
/// The columns of what the bank sends back, by `plain-csv`.
pub const ANSWER: &str = "序号,户名,账号,金额,流水号,处理结果,失败原因,入账日期";
/// The bank's answer to the first batch.
pub const ANSWERED: &str = "2020-001-001-回盘.csv";

/// The moment at which everything is done.
fn moment() -> Moment {
    Moment::parse("2020-12-10T09:00:00+08:00").expect("a moment")
}

/// What somebody signs with.
fn key(name: &str) -> Secret {
    Secret::Key(format!("the key file of {name}").into_bytes())
}

impl County {
    /// The office, with who signs in it.
    pub fn office(&self) -> Office {
        let folder = self.ready();
        let project = self.load().expect("a sound project");
        let rulebook = Rulebook::load(Some(&folder), &project.programme, &project.profile)
            .expect("sound rules");
        let mut office = Office::begin(project, rulebook, moment()).expect("the ledger opens");
        if !office.ledger.has_signers().expect("readable") {
            let ledger = &mut office.ledger;
            ledger.enrol(moment(), None, MAKER, &key(MAKER), "salt one").expect("enrolled");
            let maker = ledger.sign(MAKER, &key(MAKER)).expect("signed");
            let by = Some(&maker);
            ledger.enrol(moment(), by, CHECKER, &key(CHECKER), "salt two").expect("enrolled");
        }
        office
    }

    /// Takes a step. What it is refused with is kept beside what the steps before
    /// found.
    fn step<T>(
        mut self,
        by: &str,
        does: impl FnOnce(&mut Office, &Signer) -> Result<T, PayError>,
    ) -> (Self, Option<T>) {
        let mut office = self.office();
        let signer = office.ledger.sign(by, &key(by)).expect("enrolled");
        match does(&mut office, &signer) {
            Ok(done) => (self, Some(done)),
            Err(PayError::Ledger(LedgerError::Refused(findings))) => {
                self.says(findings);
                (self, None)
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Runs, writes the output, and makes up a batch from it.
    fn made_up(self, which: Which) -> Self {
        let output = run::default_output(&self.load().expect("a sound project"));
        for file in run::render_in_memory(&self.run(), &[]).expect("in memory") {
            let path = output.join(file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, file.bytes).expect("written");
        }
        let make = |office: &mut Office, by: &Signer| office.prepare(moment(), by, &output, which);
        self.step(MAKER, make).0
    }

    /// Runs, and prepares a batch.
    pub fn prepared(self) -> Self {
        self.made_up(Which::New).done("zhibu run; zhibu pay prepare --by 王会计")
    }

    /// Runs again, and makes up what is proven failed.
    pub fn reissued(self) -> Self {
        self.made_up(Which::Failed).done("zhibu run; zhibu pay reissue --by 王会计")
    }

    /// Approves a batch with the figures that somebody typed.
    pub fn approve(self, by: &str, batch: &str, people: u64, yuan: &str) -> Self {
        let stated = (people, Money::parse_yuan(yuan).expect("a sum"));
        let line = format!("zhibu pay approve {batch} --by {by} --people {people} --amount {yuan}");
        let approve =
            |office: &mut Office, by: &Signer| office.approve(moment(), by, batch, stated);
        self.done(&line).step(by, approve).0
    }

    /// Writes a batch for the bank.
    pub fn export(self, batch: &str) -> Self {
        self.done(&format!("zhibu pay export {batch} --by {MAKER}")).exported(batch)
    }

    fn exported(self, batch: &str) -> Self {
        self.step(MAKER, |office, by| office.export(moment(), by, batch, None)).0
    }

    /// Sends a batch that is prepared to the bank.
    fn approved_and_exported(self, batch: &str) -> Self {
        let batch_of_it = batch.to_owned();
        let (county, _) = self.step(CHECKER, |office, by| {
            let (_, payments) = office.ledger.payments(batch)?;
            let amount = payments.iter().map(|payment| payment.of.amount).sum();
            office.approve(moment(), by, &batch_of_it, (payments.len() as u64, amount))
        });
        county.exported(batch)
    }

    /// Runs, and sends everybody who is paid to the bank as this batch.
    pub fn sent_as(self, batch: &str) -> Self {
        let line = format!("zhibu run; zhibu pay prepare, approve, export {batch}");
        self.made_up(Which::New).approved_and_exported(batch).done(&line)
    }

    /// The same, as the first batch of 2020.
    pub fn sent(self) -> Self {
        self.sent_as("2020-001")
    }

    /// Takes in what the bank sent back for a batch; of the columns [`ANSWER`],
    /// with `#1` and `@1` as in [`County::table`].
    pub fn answer_to(mut self, batch: &str, name: &str, lines: &str) -> Self {
        let text = fill(&format!("{ANSWER}\n{lines}"));
        let profile = self.office().rulebook.bank;
        let bytes = profile.file.charset.encode(&format!("{}\r\n", text.replace('\n', "\r\n")));
        let bytes = bytes.expect("its charset");
        let path = self.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        self = self.told(name, &text).done(&format!("zhibu pay return {name} --by {MAKER}"));
        let take =
            |office: &mut Office, by: &Signer| office.take_return(moment(), by, &path, Some(batch));
        let (mut county, answered) = self.step(MAKER, take);
        county.says(answered.map(|answered| answered.findings).unwrap_or_default());
        county
    }

    /// The same for the first batch, under the name that the bank gives its answer.
    pub fn answer(self, lines: &str) -> Self {
        self.answer_to("2020-001", ANSWERED, lines)
    }

    /// Settles a batch.
    pub fn close(self, batch: &str) -> Self {
        let line = format!("zhibu pay close {batch} --by {MAKER}");
        let close = |office: &mut Office, by: &Signer| {
            office.ledger.close(moment(), by, batch).map_err(PayError::from)
        };
        self.done(&line).step(MAKER, close).0
    }

    /// Takes back lines of a batch that the bank does not have.
    pub fn withdraw(self, batch: &str, lines: &[u64]) -> Self {
        let line = format!("zhibu pay withdraw {batch} --line {lines:?} --by {MAKER}");
        let withdraw = |office: &mut Office, by: &Signer| {
            let taken = office.ledger.withdraw(moment(), by, batch, lines, "本人要求");
            taken.map_err(PayError::from)
        };
        self.done(&line).step(MAKER, withdraw).0
    }

    /// Edits a file of the first batch's export.
    pub fn edit_export(self, file: &str, what: &str, edit: impl FnOnce(&mut Vec<u8>)) -> Self {
        let path = self.path().join("pay/2020-001").join(file);
        let mut bytes = std::fs::read(&path).unwrap_or_default();
        edit(&mut bytes);
        std::fs::write(path, bytes).expect("written");
        self.told(&format!("pay/2020-001/{file}"), what)
    }

    /// Changes the ledger's file with another program, past its guards.
    pub fn tamper(self, sql: &str) -> Self {
        let project = self.load().expect("a sound project");
        let mut store = LedgerAt::of(&project).store().expect("the database opens");
        let mut guards = Vec::new();
        let asked = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
        let listed = store.query(asked, &[], &mut |row| guards.push(row[0].text().to_owned()));
        listed.expect("the guards are listed");
        for guard in guards {
            store.script(&format!("DROP TRIGGER {guard}")).expect("the guard is gone");
        }
        store.script(sql).expect("the file is changed");
        self.told("ledger.sqlite", sql)
    }

    /// Looks whether the ledger and the exports are whole.
    pub fn verify(self) -> Self {
        let verify = |office: &mut Office, _: &Signer| {
            office.ledger.verify()?;
            Ok(office.check_exports()?.findings)
        };
        let (mut county, findings) = self.done("zhibu ledger verify").step(MAKER, verify);
        county.says(findings.unwrap_or_default());
        county
    }

    /// Where the payments of every batch stand, batch after batch.
    pub fn standing(&self) -> Vec<&'static str> {
        let mut office = self.office();
        let batches = office.ledger.batches().expect("readable");
        let lines = batches.iter().flat_map(|batch| office.ledger.lines(&batch.id).expect("there"));
        lines.map(|line| line.state.key()).collect()
    }

    /// Says what was done.
    fn done(self, line: &str) -> Self {
        self.told(&format!("$ {line}"), "")
    }

    /// Keeps what a step found, as it is told without the folder.
    fn says(&mut self, findings: Vec<Finding>) {
        let folder = format!("{}/", self.path().display());
        for mut finding in findings {
            finding.origin.file = finding.origin.file.replace(&folder, "").into();
            self.heard(finding);
        }
    }
}
