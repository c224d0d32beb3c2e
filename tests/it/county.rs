//! A county as small as a test needs: CSV texts or workbook bytes in a
//! temporary folder, run for real.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zhibu::catalogue;
use zhibu::domain::account::luhn_digit;
use zhibu::domain::identity_number::check_character;
use zhibu::finding::Finding;
use zhibu::rulebook::{Project, Rulebook};
use zhibu::run::{self, Run, RunError, Silent};

/// The columns of [`County::roster`]'s rows.
pub const ROSTER: &str = "乡镇,村,组,户主,姓名,性别,身份证号,扶持方式,状态,开户银行,银行账号";
/// The columns of [`County::pay_list`]'s rows.
pub const PAY_LIST: &str = "乡镇,村,组,户主,姓名,身份证号,开户银行,银行账号,户名,金额";

/// A county's project folder.
pub struct County {
    folder: TempDir,
    quota: u64,
    budget: String,
    programme: String,
    policy: String,
    more: String,
}

impl County {
    /// A project without inputs: 1,000 people and 600,000.00 yuan approved for
    /// 2020; a household may share an account.
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            quota: 1000,
            budget: "600000.00".to_owned(),
            programme: String::new(),
            policy: "shared_account = \"household\"".to_owned(),
            more: String::new(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn approved(mut self, quota: u64, budget: &str) -> Self {
        self.quota = quota;
        self.budget = budget.to_owned();
        self
    }

    /// More lines under `[programme]`.
    pub fn programme(mut self, lines: &str) -> Self {
        self.programme = lines.to_owned();
        self
    }

    /// The lines under `[policy]`.
    pub fn policy(mut self, lines: &str) -> Self {
        self.policy = lines.to_owned();
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
        let places =
            if self.path().join("places.csv").exists() { "places = \"places.csv\"" } else { "" };
        let text = format!(
            "[programme]\nid = \"reservoir-resettlement\"\ncounty = \"某县\"\nperiod = \"2020\"\n\
             as_of = 2020-12-31\nquota = {}\nbudget = \"{}\"\n{}\n\
             [inputs]\nroster = \"roster/*\"\npay_list = \"pay-list/*\"\n{places}\n\
             [policy]\n{}\n{}\n",
            self.quota, self.budget, self.programme, self.policy, self.more
        );
        std::fs::write(self.path().join("zhibu.toml"), text).expect("written");
        self.path().to_owned()
    }

    /// Runs it, and writes nothing.
    pub fn run(&self) -> Run {
        self.try_run().expect("the run is made")
    }

    pub fn try_run(&self) -> Result<Run, RunError> {
        let folder = self.ready();
        let project = Project::load(&folder, &catalogue::all()).expect("a sound project");
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

/// Findings as `code file!row column`, in order; skipped-row counts left out.
pub fn found(run: &Run) -> Vec<String> {
    run.findings.iter().filter(|f| f.doc.code != "I010").map(shown).collect()
}

/// One finding as `code file!cell`.
pub fn shown(finding: &Finding) -> String {
    format!("{} {}!{}", finding.doc.code, finding.origin.file, finding.origin.cell())
}

/// The findings of a code.
pub fn of<'a>(run: &'a Run, code: &str) -> Vec<&'a Finding> {
    run.findings.iter().filter(|f| f.doc.code == code).collect()
}

/// The disposition of each pay row, in order.
pub fn pay_ends(run: &Run) -> Vec<&'static str> {
    run.dispositions.pay_list.iter().map(|end| end.key()).collect()
}

/// The disposition of each roster row, in order.
pub fn roster_ends(run: &Run) -> Vec<&'static str> {
    run.dispositions.roster.iter().map(|end| end.key()).collect()
}
