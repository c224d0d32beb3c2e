//! A county as small as a test needs: CSV texts or workbook bytes in a
//! temporary folder, run for real.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zhibu::catalogue;
use zhibu::domain::account::luhn_digit;
use zhibu::domain::identity_number::check_character;
use zhibu::finding::Finding;
use zhibu::rulebook::{Project, Rulebook, RulebookError};
use zhibu::run::{self, PayList, Run, RunError, Silent};

use crate::workbook::workbook;

/// The columns of [`County::roster`]'s rows.
pub const ROSTER: &str = "乡镇,村,组,户主,姓名,性别,身份证号,扶持方式,状态,开户银行,银行账号";
/// The columns of [`County::pay_list`]'s rows.
pub const PAY_LIST: &str = "乡镇,村,组,户主,姓名,身份证号,开户银行,银行账号,户名,金额";

/// The columns of [`County::register`]'s rows.
pub const REGISTER: &str = "乡镇,姓名,身份证号,变动类别,生效日期,文号";
/// The columns of [`decision`]'s rows: those of an exception workbook that are
/// read when it comes back.
pub const DECISIONS: &str = "代码,文件,工作表,单元格,所见值,处理意见,更正值,经办人,日期,编号";

/// The policy of a county that says nothing else.
const HOUSEHOLD: &str = "shared_account = \"household\"";

/// A county's project folder.
pub struct County {
    folder: TempDir,
    quota: u64,
    budget: String,
    period: String,
    programme: String,
    policy: String,
    more: String,
    /// The tables written so far, as people read them: path and text.
    shown: Vec<(String, String)>,
    /// What the office and the ledger said of steps that were taken.
    heard: Vec<Finding>,
}

impl County {
    /// A project without inputs: 1,000 people and 600,000.00 yuan approved for
    /// 2020; a household may share an account.
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            quota: 1000,
            budget: "600000.00".to_owned(),
            period: "2020".to_owned(),
            programme: String::new(),
            policy: HOUSEHOLD.to_owned(),
            more: String::new(),
            shown: Vec::new(),
            heard: Vec::new(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn approved(mut self, quota: u64, budget: &str) -> Self {
        self.quota = quota;
        budget.clone_into(&mut self.budget);
        self
    }

    /// What is paid for, where it is not 2020.
    pub fn period(mut self, period: &str) -> Self {
        period.clone_into(&mut self.period);
        self
    }

    /// From when a removal bites, beside what every county says.
    pub fn cadence(self, cadence: &str) -> Self {
        self.policy(&format!("{HOUSEHOLD}\nremoval_takes_effect = \"{cadence}\""))
    }

    /// More lines under `[programme]`.
    pub fn programme(mut self, lines: &str) -> Self {
        lines.clone_into(&mut self.programme);
        self
    }

    /// The lines under `[policy]`.
    pub fn policy(mut self, lines: &str) -> Self {
        lines.clone_into(&mut self.policy);
        self
    }

    /// More sections at the end of the project file.
    pub fn more(mut self, sections: &str) -> Self {
        self.more.push_str(sections);
        self.more.push('\n');
        self
    }

    /// Writes an input file.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
        self
    }

    /// Writes a CSV; `#1` stands for the number of person 1, `@1` for card 1.
    pub fn table(mut self, path: &str, text: &str) -> Self {
        let text = fill(text);
        self.shown.push((path.to_owned(), text.clone()));
        self.file(path, text)
    }

    /// Writes a workbook whose sheets are texts with marks (see
    /// [`crate::workbook`]), numbers as in [`County::table`].
    pub fn workbook(mut self, path: &str, sheets: &[(&str, &str)]) -> Self {
        let sheets: Vec<(&str, String)> =
            sheets.iter().map(|(name, text)| (*name, fill(text))).collect();
        for (name, text) in &sheets {
            self.shown.push((format!("{path} › {name}"), text.clone()));
        }
        self.file(path, workbook(&sheets))
    }

    /// Writes a file that is no table; `words` say what it is.
    pub fn odd_file(mut self, path: &str, bytes: impl AsRef<[u8]>, words: &str) -> Self {
        self.shown.push((path.to_owned(), words.to_owned()));
        self.file(path, bytes)
    }

    /// Writes `roster/甲镇.csv` and `pay-list/甲镇.csv`.
    pub fn lists(self, roster: &str, pay_list: &str) -> Self {
        self.table("roster/甲镇.csv", roster).table("pay-list/甲镇.csv", pay_list)
    }

    /// Writes last year's lists: `prior/roster/甲镇.csv`, `prior/pay-list/甲镇.csv`.
    pub fn prior(self, roster: &str, pay_list: &str) -> Self {
        self.table("prior/roster/甲镇.csv", roster).table("prior/pay-list/甲镇.csv", pay_list)
    }

    /// Tells the reader of something that was done: what, and lines of its own.
    pub fn told(mut self, what: &str, lines: &str) -> Self {
        self.shown.push((what.to_owned(), lines.to_owned()));
        self
    }

    /// Keeps what a step of the payout's life found.
    pub fn heard(&mut self, finding: Finding) {
        self.heard.push(finding);
    }

    /// What the office and the ledger said of the steps that were taken.
    pub fn said(&self) -> &[Finding] {
        &self.heard
    }

    /// Gives last year's output folder as last year's lists: its table and its
    /// manifest, each as `edit` leaves it.
    pub fn carried(self, last: &County, table: &str, edit: impl Fn(&str, &mut Vec<u8>)) -> Self {
        let files = run::render_in_memory(&last.run(), &[]).expect("in memory");
        let wanted = [format!("data/{table}"), "manifest.json".to_owned()];
        files.into_iter().filter(|file| wanted.contains(&file.path)).fold(self, |county, file| {
            let mut bytes = file.bytes;
            edit(&file.path, &mut bytes);
            county.odd_file(&format!("prior/{}", file.path), bytes, "(last year's output)")
        })
    }

    /// Writes the change register, of the columns [`REGISTER`].
    pub fn register(self, rows: &str) -> Self {
        self.table("changes/变动登记.csv", &format!("{REGISTER}\n{rows}"))
    }

    /// Writes a list from another body, and names it in the project file.
    pub fn watchlist(self, kind: &str, text: &str) -> Self {
        let path = format!("lists/{kind}.csv");
        let section = format!("[[watchlist]]\nkind = \"{kind}\"\npath = \"{path}\"");
        self.table(&path, text).more(&section)
    }

    /// Writes an exception workbook that came back, of rows as [`decision`] makes
    /// them.
    pub fn decided(self, path: &str, rows: &[String]) -> Self {
        self.table(path, &format!("{DECISIONS}\n{}", rows.join("\n")))
    }

    /// Runs, and has the township decide: code, decision and corrected value, each
    /// on the first finding of its code.
    pub fn decide(self, decisions: &[(&str, &str, &str)]) -> Self {
        let run = self.run();
        let rows: Vec<String> = decisions
            .iter()
            .map(|(code, verdict, correction)| {
                let told = of(&run, code);
                let first = told.first().unwrap_or_else(|| panic!("{code} in {:?}", found(&run)));
                decision(first, verdict, correction)
            })
            .collect();
        self.decided("decisions/甲镇.csv", &rows)
    }

    /// The tables as people read them, path and text, and what the project file
    /// says beyond the plain.
    pub fn shown(&self) -> Vec<(String, String)> {
        let mut shown = self.shown.clone();
        let mut settings: Vec<String> = Vec::new();
        if (self.quota, self.budget.as_str()) != (1000, "600000.00") {
            settings.push(format!("quota = {}\nbudget = \"{}\"", self.quota, self.budget));
        }
        if self.policy != HOUSEHOLD {
            settings.push(self.policy.clone());
        }
        if self.period != "2020" {
            settings.push(format!("period = \"{}\"", self.period));
        }
        settings.extend([self.programme.clone(), self.more.trim().to_owned()]);
        settings.retain(|lines| !lines.is_empty());
        if !settings.is_empty() {
            shown.push(("zhibu.toml".to_owned(), settings.join("\n")));
        }
        shown
    }

    /// Writes `roster/a.csv`: the heading is row 1, the first of `rows` row 2.
    pub fn roster(self, rows: &[String]) -> Self {
        self.file("roster/a.csv", format!("{ROSTER}\n{}\n", rows.join("\n")))
    }

    /// Writes `pay-list/a.csv`: the heading is row 1, the first of `rows` row 2.
    pub fn pay_list(self, rows: &[String]) -> Self {
        self.file("pay-list/a.csv", format!("{PAY_LIST}\n{}\n", rows.join("\n")))
    }

    /// Writes `zhibu.toml`, and gives the folder.
    pub fn ready(&self) -> PathBuf {
        let optional: String = [
            ("places.csv", "places = \"places.csv\"\n"),
            ("prior/roster", "prior_roster = \"prior/roster/*\"\n"),
            ("prior/pay-list", "prior_pay_list = \"prior/pay-list/*\"\n"),
            ("prior/data", "prior_roster = \"prior/data/*\"\nprior_pay_list = \"prior/data/*\"\n"),
            ("changes", "change_register = \"changes/*\"\n"),
            ("decisions", "decisions = \"decisions/*\"\n"),
            ("posted", "posted = \"posted/*/*\"\n"),
        ]
        .into_iter()
        .filter(|(path, _)| self.path().join(path).exists())
        .map(|(_, line)| line)
        .collect();
        let text = format!(
            "[programme]\nid = \"reservoir-resettlement\"\ncounty = \"某县\"\nperiod = \"{}\"\n\
             as_of = 2020-12-31\nquota = {}\nbudget = \"{}\"\n{}\n\
             [inputs]\nroster = \"roster/*\"\npay_list = \"pay-list/*\"\n{optional}\n\
             [policy]\n{}\n{}\n",
            self.period, self.quota, self.budget, self.programme, self.policy, self.more
        );
        std::fs::write(self.path().join("zhibu.toml"), text).expect("written");
        self.path().to_owned()
    }

    /// Runs it, and writes nothing.
    pub fn run(&self) -> Run {
        self.try_run().expect("the run is made")
    }

    /// Runs it as a county that has no pay list yet.
    pub fn run_without_pay_list(&self) -> Run {
        let folder = self.ready();
        let project = self.load().expect("a sound project");
        let rulebook = Rulebook::load(Some(&folder), &project.programme, &project.profile)
            .expect("sound rules");
        run::compute_with(project, rulebook, PayList::Optional, &Silent).expect("the run is made")
    }

    /// Loads the project file.
    pub fn load(&self) -> Result<Project, RulebookError> {
        Project::load(&self.ready(), &catalogue::all())
    }

    pub fn try_run(&self) -> Result<Run, RunError> {
        let folder = self.ready();
        let project = self.load().expect("a sound project");
        let rulebook = Rulebook::load(Some(&folder), &project.programme, &project.profile)
            .expect("sound rules");
        run::compute(project, rulebook, &Silent)
    }
}

/// A valid number of somebody born on `birth` (`19700101`): `sequence` is the
/// last of three digits' worth, odd for men.
pub fn id(birth: &str, sequence: u32) -> String {
    let digits = format!("430621{birth}{sequence:03}");
    let check = char::from(check_character(digits.as_bytes()));
    format!("{digits}{check}")
}

/// A valid card number.
pub fn card(number: u32) -> String {
    let digits = format!("622169{number:012}");
    format!("{digits}{}", luhn_digit(&digits))
}

/// A clean registered person of 甲镇 和平村 1组, a household of one, and the same
/// person's pay row. Numbers of different `n` are never near each other.
pub fn person(n: u32, name: &str) -> (String, String) {
    let number = person_id(n);
    let (account, bank) = (card(n), "某农商银行");
    (
        format!("甲镇,和平村,1组,{name},{name},,{number},直补到人,正常,{bank},{account}"),
        format!("甲镇,和平村,1组,{name},{name},{number},{bank},{account},{name},600"),
    )
}

/// The number of [`person`] `n`.
pub fn person_id(n: u32) -> String {
    id(
        &format!("19{:02}{:02}{:02}", 30 + n * 7 % 60, 1 + n * 5 % 12, 1 + n * 11 % 28),
        n * 37 % 1000,
    )
}

/// The text with `#1` replaced by the number of person 1, `@1` by card 1.
pub fn fill(text: &str) -> String {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find(['#', '@']) {
        let (before, mark) = rest.split_at(at);
        filled.push_str(before);
        let digits = mark[1..].bytes().take_while(u8::is_ascii_digit).count();
        match mark[1..=digits].parse() {
            Ok(n) if mark.starts_with('#') => filled.push_str(&person_id(n)),
            Ok(n) => filled.push_str(&card(n)),
            Err(_) => filled.push_str(&mark[..1]),
        }
        rest = &mark[1 + digits..];
    }
    filled + rest
}

/// Findings as [`shown`], in order; skipped-row counts left out.
pub fn found(run: &Run) -> Vec<String> {
    run.findings.iter().filter(|f| f.doc.code != "I010").map(shown).collect()
}

/// One finding as `V004 hold pay-list/a.csv!B2`, with `#sheet` where it has a
/// name.
pub fn shown(finding: &Finding) -> String {
    let origin = &finding.origin;
    let sheet = if origin.sheet.is_empty() { String::new() } else { format!("#{}", origin.sheet) };
    let cell = origin.row.map_or(String::new(), |_| format!("!{}", origin.cell()));
    format!("{} {} {}{sheet}{cell}", finding.doc.code, finding.severity.key(), origin.file)
}

/// The findings of a code.
pub fn of<'a>(run: &'a Run, code: &str) -> Vec<&'a Finding> {
    run.findings.iter().filter(|f| f.doc.code == code).collect()
}

/// A row of [`DECISIONS`]: what was decided on a finding, signed and dated.
pub fn decision(finding: &Finding, verdict: &str, correction: &str) -> String {
    let (origin, seen) = (&finding.origin, finding.seen.full());
    let (file, sheet, cell) = (&origin.file, &origin.sheet, origin.cell());
    let head = format!("{},{file},{sheet},{cell},{seen}", finding.doc.code);
    format!("{head},{verdict},{correction},王经办,2020-11-20,{}", finding.key)
}

/// Where each row of the lists from other bodies ended, in order.
pub fn watch_ends(run: &Run) -> Vec<&'static str> {
    run.watch_ends.iter().map(|end| end.key()).collect()
}

/// Where each decision that came back ended, in order.
pub fn decision_ends(run: &Run) -> Vec<&'static str> {
    run.decisions.all.iter().map(|decision| decision.end.key()).collect()
}

/// The disposition of each pay row, in order.
pub fn pay_ends(run: &Run) -> Vec<&'static str> {
    run.dispositions.pay_list.iter().map(|end| end.key()).collect()
}

/// The disposition of each roster row, in order.
pub fn roster_ends(run: &Run) -> Vec<&'static str> {
    run.dispositions.roster.iter().map(|end| end.key()).collect()
}
